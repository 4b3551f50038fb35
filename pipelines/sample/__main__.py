"""The sample world on the command line: write it, then import it through the real pipeline."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from rich.console import Console

from pipelines.sample.run import FolderTakenError, write_world
from warehouse import lifeline, progress, snapshots
from warehouse.paths import sample_dir

WRITING = 0.15
"""What writing is of the whole first start, as the browser's bar has it; the import is the rest."""
LARGEST = 40
"""Above this the synthetic NPSN of one province could run out of digits."""


def _scale(text: str) -> int:
    try:
        scale = int(text)
    except ValueError:
        scale = 0
    if not 1 <= scale <= LARGEST:
        raise argparse.ArgumentTypeError(f"'{text}' bukan bilangan bulat dari 1 sampai {LARGEST}")
    return scale


class _Help(argparse.HelpFormatter):
    """Help that speaks Indonesian in the parts argparse writes itself."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        super().add_usage(usage, actions, groups, prefix or "pemakaian: ")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m pipelines.sample",
        description=(
            "Menulis dunia contoh (ekspor sintetis seluruh Indonesia) ke <data>/contoh, lalu mengimpornya menjadi "
            "snapshot. Seluruh isinya DATA CONTOH."
        ),
        epilog="Variabel lingkungan SERAPAN_DATA menunjuk folder data lain.",
        add_help=False,
        formatter_class=_Help,
    )
    choices = parser.add_argument_group("pilihan")
    choices.add_argument(
        "--scale", type=_scale, default=1, metavar="N", help="kali lipat jumlah satuan pendidikan, 1-40 (bawaan: 1)"
    )
    choices.add_argument("--seed", type=int, default=2026, metavar="S", help="benih acak (bawaan: 2026)")
    choices.add_argument("--files-only", action="store_true", help="tulis berkas saja, tanpa mengimpor")
    choices.add_argument(
        "--yes", action="store_true", help="boleh menggantikan snapshot data nyata yang sedang melayani"
    )
    choices.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    return parser


def _write(console: Console, folder: Path, scale: int, seed: int, part: float) -> None:
    """Write the files with a bar in the terminal and the same report for the browser."""
    from pipelines.command import bar

    last = 0.0
    with bar(console) as (show, _):

        def report(sentence: str, share: float) -> None:
            nonlocal last
            show(sentence, share)
            if share >= 1 or time.monotonic() - last > 0.2:
                last = time.monotonic()
                progress.write(f"Dunia contoh: {sentence}", share * part)

        write_world(folder, scale=scale, seed=seed, report=report)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; its exit code."""
    from pipelines.command import FIRST_START_WAIT, terminal, under_lock

    asked, console = _parser().parse_args(arguments), terminal()
    is_first_start = lifeline.follow_server()
    wait = FIRST_START_WAIT if is_first_start else 0.0
    return under_lock(console, lambda: _make(console, asked, is_first_start), wait)


def _make(console: Console, asked: argparse.Namespace, is_first_start: bool) -> int:
    """Write the world and import it, under the publisher's lock: two of them would write one folder."""
    from pipelines.command import failed, run, where_it_broke

    folder = sample_dir()
    serving = None if asked.files_only else snapshots.current()
    if serving is not None and is_first_start:
        return 0
    if serving is not None and not serving.manifest.is_contoh and not asked.yes:
        console.print(
            f"Snapshot {serving.id} yang sedang melayani berisi data nyata. Dunia contoh tidak menggantikannya tanpa "
            "--yes. Pakai --yes, atau arahkan SERAPAN_DATA ke folder lain, atau --files-only untuk berkas saja.",
            style="bold red",
            markup=False,
        )
        return 1
    started = time.monotonic()
    for left in folder.parent.glob(f"{folder.name}.*.tmp"):  # of a writer that died: it would hold the lock if it lived
        shutil.rmtree(left, ignore_errors=True)
    try:
        _write(console, folder, asked.scale, asked.seed, 1.0 if asked.files_only else WRITING)
    except (OSError, FolderTakenError) as failure:
        why = str(failure) if isinstance(failure, FolderTakenError) else f"{failure.strerror or failure} ({folder})"
        with suppress(OSError):
            progress.write("Dunia contoh gagal ditulis", 1.0, why)
        return failed(console, f"Dunia contoh gagal ditulis: {why}")
    except Exception as failure:
        return failed(console, where_it_broke(failure))
    files = [file for file in folder.iterdir() if file.is_file()]
    size = sum(file.stat().st_size for file in files) / 1e6
    console.print(
        f"Dunia contoh: {len(files)} berkas, {size:,.0f} MB, {time.monotonic() - started:.1f} detik di {folder}",
        markup=False,
    )
    if asked.files_only:
        return 0
    return run(console, folder, is_yes=True, done_before=WRITING, has_lock=True)


if __name__ == "__main__":
    sys.exit(main())
