"""How long the best plan of training seats takes, and how much better it is than class after class.

`python -m bench.allocation` prints, for questions from one province to the whole country (514 kab/kota x 7 cities x 2
levels), the seconds and the gap of the solver, the seconds of the greedy plan, both ratios, and then the quantiles for
several national questions. Synthetic numbers in the size of real ones: a class of 30 seats, two to ten juta a
participant. Fails when a national plan (7 cities) takes longer than LIMIT seconds for a gap of 1 %, or a limit breaks.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence

import numpy as np

from analysis.allocation import Aturan, Jawaban, Kota, Soal, Tingkat, Wilayah, broken, greedy, solve

LIMIT = 5.0
"""Seconds a national plan may take."""
GAPS = (0.01, 0.002)
SIZES = ((19, 7, 1.0), (38, 7, 2.0), (154, 7, 6.0), (514, 7, 5.0), (514, 7, 20.0), (514, 7, 50.0), (514, 20, 20.0))
"""Regions, cities, budget in rupiah 10^9."""
NATIONAL = 8
"""Different national questions, budgets from 3 to 24 rupiah 10^9."""


def question(n: int, m: int, miliar: float, seed: int = 0) -> Soal:
    """Regions spread over a square, costs by distance, a fifth of the seats owed to 3T regions."""
    r = np.random.default_rng(seed)
    wilayah = tuple(
        Wilayah(
            f"{i}",
            float(r.uniform(5, 100)),
            (int(r.integers(0, 200)), int(r.integers(0, 40))),
            (int(r.integers(0, 20)), 0),
            int(r.integers(5, 200)),
            bool(r.random() < 0.12),
        )
        for i in range(n)
    )
    kota = tuple(Kota(f"k{j}", f"Kota {j}", 40, 3) for j in range(m))
    tingkat = (Tingkat(4, 30, 3, 45e6, 600e3), Tingkat(5, 25, 3, 50e6, 650e3))
    far = np.linalg.norm(r.uniform(0, 1, (n, 1, 2)) - r.uniform(0, 1, (1, m, 2)), axis=2)
    rules = Aturan(miliar * 1e9, 20_000, 2, 20.0, 0, None, True, 80.0)
    return Soal(wilayah, kota, tingkat, np.round(3e5 + far * 6e6, -3), rules)


def _timed(work: Callable[[], Jawaban]) -> tuple[Jawaban, float]:
    began = time.perf_counter()
    found = work()
    return found, time.perf_counter() - began


def _line(soal: Soal, celah: float) -> tuple[Jawaban, float]:
    plan, took = _timed(lambda: solve(soal, celah=celah))
    rival, quick = _timed(lambda: greedy(soal))
    better = (plan.nilai / rival.nilai - 1) * 100 if rival.nilai else float("nan")
    n, m, _ = soal.bentuk
    print(
        f"{n:>4} x {m:>2} x 2  {soal.aturan.pagu / 1e9:>5.1f} M  {plan.kursi.sum():>6} seats  asked {celah:.2%}  "
        f"gap {plan.celah:.3%}  {took:>6.2f} s   greedy {quick:>5.2f} s   "
        f"{took / quick:>5.1f} times as long, {better:+.2f} % served"
    )
    return plan, took


def main(arguments: Sequence[str] = ()) -> int:
    """Print the lines; 1 when a national plan is too slow, breaks a limit, or misses its gap."""
    del arguments
    solve(question(8, 2, 0.5))  # imports and the solver's first call
    failed = False
    for n, m, miliar in SIZES:
        for celah in GAPS:
            soal = question(n, m, miliar)
            plan, took = _line(soal, celah)
            is_promised = (n, m, celah) == (514, 7, GAPS[0])
            failed |= bool(broken(soal, plan)) or (is_promised and (took > LIMIT or plan.celah > celah))
    took_all, gaps = [], []
    for seed in range(NATIONAL):
        soal = question(514, 7, 3.0 * (seed + 1), seed)
        plan, took = _timed(lambda soal=soal: solve(soal, celah=GAPS[0]))  # type: ignore[misc]
        took_all.append(took)
        gaps.append(plan.celah)
        failed |= took > LIMIT or bool(broken(soal, plan)) or plan.celah > GAPS[0]
    print(
        f"{NATIONAL} national questions (514 x 7 x 2) asked for {GAPS[0]:.0%}: median {np.median(took_all):.2f} s, "
        f"longest {max(took_all):.2f} s, largest gap {max(gaps):.3%}"
    )
    print("too slow, or a limit or gap missed" if failed else f"every national plan within {LIMIT:.0f} s and its gap")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
