"""Query and run time of each page beside the naive app, on the sample and on the twenty-fold world."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
from rich.console import Console
from rich.table import Table

from bench.measure import Timings
from bench.worlds import environment, world
from warehouse.paths import REPOSITORY

GOAL_DATA, GOAL_PAGE = 20.0, 3.0
"""At the twenty-fold world: times faster on data, and on a whole page run for a first visitor."""

COMPARED = ("ringkasan", "platform", "provinsi")
"""The pages that have a counterpart in the naive app; the others are timed alone."""


def middle(seconds: list[float]) -> float:
    return float(np.median(seconds))


def p95(seconds: list[float]) -> float:
    return float(np.percentile(seconds, 95))


def shown(seconds: list[float]) -> str:
    """Median and 95th percentile, in the unit that reads well."""
    unit, factor = ("s", 1.0) if middle(seconds) >= 1 else ("ms", 1000.0)
    return f"{middle(seconds) * factor:.3g} / {p95(seconds) * factor:.3g} {unit}".replace(".", ",")


def times_faster(naive: list[float], ours: list[float]) -> float:
    return middle(naive) / max(middle(ours), 1e-9)


class NaiveDiedError(Exception):
    """The naive app did not survive the world; the twenty-fold one takes it more than 20 GB."""


def measure(which: str, data: Path, runs: int) -> dict[str, Any]:
    """One app on one world in a process of its own."""
    command = [sys.executable, "-m", "bench.measure", which, str(runs)]
    done = subprocess.run(command, cwd=REPOSITORY, env=environment(data), capture_output=True, text=True, check=False)
    if done.returncode < 0 and which == "naif":
        raise NaiveDiedError(f"Aplikasi naif dihentikan sistem (sinyal {-done.returncode}), biasanya kehabisan memori.")
    if done.returncode:
        raise SystemExit(f"Pengukuran {which} pada {data} gagal:\n{done.stderr[-3000:]}")
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def table(title: str, ours: dict[str, Any], naive: dict[str, Any]) -> Table:
    """One world: a row a page, the naive app last."""
    made = Table(title=title, title_justify="left")
    for name in ("Halaman", "Pertanyaan", "Data", "Dingin", "Hangat", "Data x", "Dingin x", "Hangat x"):
        made.add_column(name, justify="left" if name == "Halaman" else "right", no_wrap=True)
    base: Timings = naive["waktu"]["naif"]
    for page, times in ours["waktu"].items():
        ratios = [
            f"{times_faster(base[key], times[key]):.1f}".replace(".", ",") if page in COMPARED else "-"
            for key in ("data", "dingin", "hangat")
        ]
        asked = f"{middle(times['pertanyaan']):.0f}"
        made.add_row(page, asked, *(shown(times[key]) for key in ("data", "dingin", "hangat")), *ratios)
    made.add_row("aplikasi naif", "-", *(shown(base[key]) for key in ("data", "dingin", "hangat")), "1", "1", "1")
    return made


def slowest(ours: dict[str, Any], naive: dict[str, Any], key: str) -> float:
    """The ratio of the page that gains least."""
    base: Timings = naive["waktu"]["naif"]
    return min(times_faster(base[key], ours["waktu"][page][key]) for page in COMPARED)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(
        prog="python -m bench.pages",
        description="Mengukur waktu pertanyaan dan waktu jalan tiap halaman, berdampingan dengan aplikasi naif.",
    )
    made.add_argument("--data", type=Path, help="folder data berisi dunia contoh yang sudah jadi")
    made.add_argument("--twenty", type=Path, help="folder data berisi dunia contoh dua puluh kali")
    made.add_argument("--sample-only", action="store_true", help="hanya dunia contoh, tanpa yang dua puluh kali")
    made.add_argument("--runs", type=int, default=15, help="banyaknya jalan tiap halaman (bawaan 15)")
    made.add_argument("--naive-runs", type=int, default=3, help="banyaknya jalan aplikasi naif (bawaan 3)")
    made.add_argument("--json", type=Path, help="simpan semua hasil ke berkas ini")
    return made


def main() -> int:
    """Measure, print, and exit with 1 when the goals at the twenty-fold world are missed."""
    chosen = parser().parse_args()
    console = Console(width=120)
    worlds = {"Dunia contoh": world(chosen.data, 1)}
    if not chosen.sample_only:
        worlds["Dunia contoh, dua puluh kali"] = world(chosen.twenty, 20)
    console.print(
        "Median / p95. Dingin: tembolok kita dikosongkan, seperti pengunjung pertama.\n"
        "Hangat: halaman yang sama sekali lagi. x: berapa kali lebih cepat daripada aplikasi naif.\n"
        "Aplikasi naif tidak menyimpan apa pun, jadi kedua jalannya sama mahal."
    )
    results: dict[str, Any] = {}
    is_met = True
    for title, data in worlds.items():
        ours = measure("serapan", data, chosen.runs)
        try:
            naive = measure("naif", data, chosen.naive_runs)
        except NaiveDiedError as died:
            console.print(f"{title}: {died} Tidak ada yang dapat dibandingkan.")
            is_met = False
            continue
        results[title] = {"serapan": ours, "naif": naive}
        console.print(table(title, ours, naive))
        console.print(f"Memori puncak: Serapan {ours['memori_mb']:.0f} MB, naif {naive['memori_mb']:.0f} MB.\n")
        if "dua puluh" in title:
            gains = slowest(ours, naive, "data"), slowest(ours, naive, "dingin")
            is_met = gains[0] >= GOAL_DATA and gains[1] >= GOAL_PAGE
            console.print(
                f"Sasaran data >= {GOAL_DATA:.0f}x dan halaman >= {GOAL_PAGE:.0f}x: paling sedikit {gains[0]:.0f}x dan"
                f" {gains[1]:.0f}x, {'tercapai' if is_met else 'belum tercapai'}."
            )
    if chosen.json:
        chosen.json.write_text(json.dumps(results, indent=1), encoding="utf-8")
    return 0 if is_met else 1


if __name__ == "__main__":
    raise SystemExit(main())
