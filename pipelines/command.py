"""The import on the command line: a bar, a ledger, a summary, and an exit code that tells."""

from __future__ import annotations

import argparse
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NoReturn

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from rich.text import Text

from pipelines import answers
from pipelines.build import BuildFailed, Difference, Result, build
from pipelines.difference import sentences
from schemas import DATASETS
from warehouse import lifeline, progress, snapshots
from warehouse.paths import REPOSITORY, exports_dir

LOG_WIDTH = 140
"""Columns when nobody watches: a file or a pipe has no width of its own, and 80 would break file names apart."""

STOPPED = 130
"""The exit code after Ctrl+C, as shells have it."""
FIRST_START_WAIT = 60.0
"""Seconds a server's command waits for the lock: that of a server that died ends by itself, but not at once."""


def terminal() -> Console:
    """The console to print on. What its encoding has no sign for becomes "?"; that must not end a build."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="replace")
    return Console(emoji=False) if sys.stdout.isatty() else Console(emoji=False, width=LOG_WIDTH)


def plain(text: str) -> Text:
    """A foreign text as it is: no markup in it counts, and nothing in it steers the terminal."""
    return Text("".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in text))


def number(value: int) -> str:
    """A whole number the Indonesian way."""
    return f"{value:,}".replace(",", ".")


@contextmanager
def bar(console: Console) -> Iterator[tuple[progress.Report, Progress]]:
    """A progress bar to report to, and the bar itself (to be stopped while a question is asked)."""
    shown = Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
        console=console,
    )
    with shown:
        task = shown.add_task("Mulai", total=1.0)

        def report(sentence: str, share: float) -> None:
            shown.update(task, description=plain(sentence[:60]).plain, completed=share)

        yield report, shown


def print_result(console: Console, result: Result) -> None:
    """The ledger by file and sheet, what was set aside and why, and what the snapshot holds."""
    console.print(_ledger(result))
    _print_reasons(console, result)
    console.print(_datasets(result))
    for found in result.manifest.temuan:
        console.print(Text(found.keparahan, "yellow") + plain(f" {found.cek}: {found.pesan}"))
        for example in found.contoh[:2]:
            console.print(plain(f"    {example}"))
    if result.dilewati:
        console.print(plain(f"Dilewati (bukan ekspor): {', '.join(result.dilewati)}"))
    for sentence in answers.load().galat:
        console.print(Text("JAWABAN TIDAK DIPAKAI ", "bold red") + plain(sentence))
    for note in result.catatan:
        console.print(Text("periksa ", "yellow") + plain(note))
    for source in result.manifest.berkas:
        if source.galat is not None:
            console.print(Text("DITOLAK ", "bold red") + plain(f"{source.nama}: {source.galat}"))
    if result.status == "tidak_berubah":
        console.print(f"Tidak ada yang berubah: snapshot {result.manifest.id} tetap melayani.")
    elif result.status == "terbit":
        taken = len(result.manifest.berkas) - result.berkas_dibaca
        console.print(
            f"[bold green]Terbit:[/] snapshot {result.manifest.id} "
            f"({result.berkas_dibaca} berkas dibaca, {taken} diambil alih)."
        )


def _ledger(result: Result) -> Table:
    table = Table(title="Buku besar baris: dibaca = diterima + disisihkan + total/catatan")
    for name in ("Berkas", "Lembar", "Dikenali sebagai"):
        table.add_column(name, overflow="fold")
    for name in ("Dibaca", "Diterima", "Disisihkan", "Total/catatan"):
        table.add_column(name, justify="right")
    sums = [0, 0, 0, 0]
    lines = [(source, sheet) for source in result.manifest.berkas for sheet in (source.lembar or (None,))]
    for source, sheet in lines:
        if sheet is None:
            why = plain(f"tidak terbaca: {source.galat}" if source.galat else "tidak berisi lembar")
            why.stylize("red")
            table.add_row(plain(source.nama), "", why, "", "", "", "")
            continue
        counts = [sheet.dibaca, sheet.diterima, sheet.disisihkan, sheet.total_catatan]
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        if len(lines) <= 60 or sheet.disisihkan:
            table.add_row(plain(source.nama), plain(sheet.lembar), sheet.layout_judul or "?", *map(number, counts))
    table.add_section()
    table.add_row("Seluruhnya", f"{len(lines)} lembar", "", *map(number, sums))
    return table


def _print_reasons(console: Console, result: Result) -> None:
    for source in result.manifest.berkas:
        for sheet in source.lembar:
            where = source.nama if sheet.lembar == "-" else f"{source.nama} [{sheet.lembar}]"
            for reason in sheet.alasan:
                console.print(plain(f"Disisihkan {number(reason.jumlah)} baris, {where}: {reason.alasan}"))
                if reason.contoh:
                    console.print(plain(f"    {'; '.join(reason.contoh[:3])}"))
            for note in sheet.catatan:
                console.print(plain(f"Catatan, {where}: {note}"))


def _datasets(result: Result) -> Table:
    table = Table(title="Isi snapshot")
    table.add_column("Himpunan data")
    table.add_column("Rekaman", justify="right")
    table.add_column("Dari berkas", justify="right")
    for info in result.manifest.dataset:
        if info.jumlah_baris:
            table.add_row(DATASETS[info.dataset].judul, number(info.jumlah_baris), number(len(info.berkas)))
    return table


def print_difference(console: Console, difference: Difference) -> None:
    """What would change: rows by dataset, then in sentences what goes missing, jumps, changes and is new."""
    table = Table(title="Yang akan berubah")
    table.add_column("Himpunan data")
    for name in ("Sekarang", "Sesudah", "Baru", "Hilang", "Berubah", "Lonjakan"):
        table.add_column(name, justify="right")
    for change in difference.dataset:
        if change.sebelum or change.sesudah:
            counts = (
                change.sebelum,
                change.sesudah,
                change.baru,
                change.hilang,
                change.berubah,
                change.jumlah_lonjakan,
            )
            table.add_row(DATASETS[change.dataset].judul, *map(number, counts))
    console.print(table)
    for sentence in sentences(difference):
        console.print(plain(sentence))


class Parser(argparse.ArgumentParser):
    """argparse in Indonesian: its own headings and errors too."""

    def format_help(self) -> str:
        """The help with the headings that argparse keeps in English."""
        english = {"usage:": "pemakaian:", "positional arguments:": "argumen:", "options:": "pilihan:"}
        text = super().format_help()
        for said, meant in english.items():
            text = text.replace(said, meant)
        return text

    def error(self, message: str) -> NoReturn:
        """What was typed can't be understood."""
        for english, meant in _ERRORS:
            message = re.sub(english, meant, message)
        self.exit(2, f"Perintah tidak dimengerti ({message}). Lihat {self.prog} --help.\n")


_ERRORS = (
    (r"^the following arguments are required: ", "kurang: "),
    (r"^unrecognized arguments: ", "tidak dikenal: "),
    (r"^argument ", ""),
    (r"expected one argument$", "butuh satu nilai"),
    (r"expected at least one argument$", "butuh sedikitnya satu nilai"),
    (r"invalid choice: (.+) \(choose from (.+)\)$", r"\1 bukan pilihan; pilih dari \2"),
    (r"invalid int value: (.+)$", r"\1 bukan bilangan bulat"),
    (r"invalid float value: (.+)$", r"\1 bukan angka"),
)
"""What argparse says of a command line, and how it is said here."""


def iso_date(text: str) -> date:
    """A date as an argument."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} bukan tanggal; tulis seperti 2026-10-31") from None


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m pipelines.build",
        description="Membaca seluruh berkas ekspor dalam satu folder, memeriksanya, lalu menerbitkan snapshot baru.",
        epilog="Variabel lingkungan SERAPAN_DATA menunjuk folder data lain; SERAPAN_KUNCI kunci penyamaran NIP/NUPTK.",
        add_help=False,
    )
    parser.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help="folder ekspor (bawaan: <data>/exports)")
    parser.add_argument("--yes", action="store_true", help="terima perubahan tanpa bertanya")
    parser.add_argument(
        "--tanggal",
        type=iso_date,
        metavar="YYYY-MM-DD",
        help="tanggal data bagi berkas yang tidak menyebutkannya",
    )
    parser.add_argument(
        "--wilayah",
        action="append",
        default=[],
        metavar="BERKAS=WILAYAH",
        help='wilayah berkas yang tidak menyebutkannya, mis. "dataset.xlsx=Kab. Banjar"; diingat seterusnya',
    )
    parser.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    return parser


def _remember(regions: Sequence[str]) -> None:
    """Keep what --wilayah says; AnswerFault for what can't be kept."""
    for given in regions:
        berkas, is_pair, region = given.rpartition("=")
        if not is_pair or not berkas.strip():
            raise answers.AnswerFault(f'--wilayah {given!r}: tulis "BERKAS=WILAYAH", mis. "dataset.xlsx=Kab. Banjar".')
        answers.save_region(answers.name_in_exports(berkas.strip()), *answers.region_named(region.strip()))


def run(
    console: Console,
    folder: Path,
    *,
    is_yes: bool,
    assumed: date | None = None,
    done_before: float = 0.0,
    has_lock: bool = False,
) -> int:
    """Build and print; the exit code."""
    try:
        with bar(console) as (report, shown):

            def is_accepted(difference: Difference) -> bool:
                if is_yes:
                    return True
                shown.stop()
                print_difference(console, difference)
                return sys.stdin.isatty() and agreed(console, "Terbitkan perubahan ini? [y/T] ")

            result = build(
                folder,
                report=report,
                is_accepted=is_accepted,
                assumed=assumed,
                done_before=done_before,
                has_lock=has_lock,
            )
    except (BuildFailed, snapshots.PublishRefused) as failure:
        return failed(console, str(failure))
    except KeyboardInterrupt:
        return stopped(console)
    except Exception as failure:
        return failed(console, where_it_broke(failure))
    print_result(console, result)
    if result.status == "tidak_disetujui":
        console.print("Belum diterbitkan. Jalankan lagi dengan --yes untuk menerima perubahan ini.", style="bold red")
        return 1
    return 0


def agreed(console: Console, question: str) -> bool:
    """Whether somebody says yes; no when nobody answers."""
    try:
        answer = console.input(question, markup=False)
    except EOFError:
        return False
    return answer.strip().casefold() in {"y", "ya"}


def failed(console: Console, why: str) -> int:
    """Say that and why nothing came of it; the exit code."""
    console.print(Text("\n").join(plain(line) for line in f"Gagal: {why}".split("\n")), style="bold red")
    return 1


def stopped(console: Console) -> int:
    """Say that Ctrl+C was heard; the exit code."""
    failed(console, "dihentikan. Tidak ada yang diterbitkan; snapshot lama tetap melayani.")
    return STOPPED


def where_it_broke(failure: Exception) -> str:
    """A fault of the program as a sentence: its kind and place, never its text, which may quote a cell."""
    ours = [
        frame
        for frame in traceback.extract_tb(failure.__traceback__)
        if Path(frame.filename).is_relative_to(REPOSITORY)
    ]
    place = f" di {Path(ours[-1].filename).relative_to(REPOSITORY)} baris {ours[-1].lineno}" if ours else ""
    return (
        f"kesalahan dalam program ({type(failure).__name__}{place}). Tidak ada yang diterbitkan; snapshot lama tetap "
        "melayani. Sampaikan kalimat ini kepada pengelola."
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    asked = _parser().parse_args(arguments)
    console, folder = terminal(), asked.folder or exports_dir()
    try:
        _remember(asked.wilayah)
    except answers.AnswerFault as fault:
        return failed(console, str(fault))
    if not lifeline.follow_server():
        return run(console, folder, is_yes=asked.yes, assumed=asked.tanggal)
    return under_lock(
        console, lambda: run(console, folder, is_yes=asked.yes, assumed=asked.tanggal, has_lock=True), FIRST_START_WAIT
    )


def under_lock(console: Console, work: Callable[[], int], wait: float) -> int:
    """Do a publisher's work as the only one at it; the exit code."""
    try:
        with snapshots.lock(wait):
            return work()
    except snapshots.PublishRefused as refused:
        return failed(console, str(refused))
    except OSError as failure:
        return failed(console, f"folder data tidak dapat ditulis ({failure.strerror or failure}). Periksa izinnya.")
    except KeyboardInterrupt:
        return stopped(console)
