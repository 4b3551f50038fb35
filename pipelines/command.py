"""The import on the command line: a bar, a ledger, a summary, and an exit code that tells."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NoReturn

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table

from pipelines.build import BuildFailed, Difference, Result, build
from schemas import DATASETS
from warehouse import progress
from warehouse.paths import exports_dir
from warehouse.snapshots import PublishRefused

LOG_WIDTH = 140
"""Columns when nobody watches: a file or a pipe has no width of its own, and 80 would break file names apart."""


def terminal() -> Console:
    """The console to print on."""
    return Console() if sys.stdout.isatty() else Console(width=LOG_WIDTH)


def number(value: int) -> str:
    """A whole number the Indonesian way."""
    return f"{value:,}".replace(",", ".")


@contextmanager
def bar(console: Console) -> Iterator[tuple[progress.Report, Progress]]:
    """A progress bar to report to, and the bar itself (to be stopped while a question is asked)."""
    shown = Progress(
        TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn(), console=console
    )
    with shown:
        task = shown.add_task("Mulai", total=1.0)

        def report(sentence: str, share: float) -> None:
            shown.update(task, description=sentence[:60], completed=share)

        yield report, shown


def print_result(console: Console, result: Result) -> None:
    """The ledger by file and sheet, what was set aside and why, and what the snapshot holds."""
    console.print(_ledger(result))
    _print_reasons(console, result)
    console.print(_datasets(result))
    for found in result.manifest.temuan:
        console.print(f"[yellow]{found.keparahan}[/] {found.cek}: {found.pesan}")
        for example in found.contoh[:2]:
            console.print(f"    {example}", markup=False)
    if result.dilewati:
        console.print(f"Dilewati (bukan ekspor): {', '.join(result.dilewati)}", markup=False)
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
            table.add_row(source.nama, "", f"[red]tidak terbaca: {source.galat}[/]", "", "", "", "")
            continue
        counts = [sheet.dibaca, sheet.diterima, sheet.disisihkan, sheet.total_catatan]
        sums = [a + b for a, b in zip(sums, counts, strict=True)]
        if len(lines) <= 60 or sheet.disisihkan:
            table.add_row(source.nama, sheet.lembar, sheet.layout_judul or "?", *map(number, counts))
    table.add_section()
    table.add_row("Seluruhnya", f"{len(lines)} lembar", "", *map(number, sums))
    return table


def _print_reasons(console: Console, result: Result) -> None:
    for source in result.manifest.berkas:
        for sheet in source.lembar:
            where = source.nama if sheet.lembar == "-" else f"{source.nama} [{sheet.lembar}]"
            for reason in sheet.alasan:
                console.print(f"Disisihkan {number(reason.jumlah)} baris, {where}: {reason.alasan}", markup=False)
                if reason.contoh:
                    console.print(f"    {'; '.join(reason.contoh[:3])}", markup=False)
            for note in sheet.catatan:
                console.print(f"Catatan, {where}: {note}", markup=False)


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
    """What would change."""
    table = Table(title="Yang akan berubah")
    table.add_column("Himpunan data")
    for name in ("Sekarang", "Sesudah", "Selisih"):
        table.add_column(name, justify="right")
    for change in difference.dataset:
        if change.sebelum or change.sesudah:
            step = change.sesudah - change.sebelum
            table.add_row(
                DATASETS[change.dataset].judul,
                number(change.sebelum),
                number(change.sesudah),
                f"{step:+,}".replace(",", "."),
            )
    console.print(table)
    console.print(f"Berkas baru atau berubah: {', '.join(difference.berkas_baru) or 'tidak ada'}", markup=False)
    console.print(f"Berkas yang tidak ada lagi: {', '.join(difference.berkas_hilang) or 'tidak ada'}", markup=False)


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
        self.exit(2, f"Perintah tidak dimengerti ({message}). Lihat {self.prog} --help.\n")


def _date(text: str) -> date:
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
        type=_date,
        metavar="YYYY-MM-DD",
        help="tanggal data bagi berkas yang tidak menyebutkannya",
    )
    parser.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    return parser


def run(console: Console, folder: Path, *, is_yes: bool, assumed: date | None = None, done_before: float = 0.0) -> int:
    """Build and print; the exit code."""
    try:
        with bar(console) as (report, shown):

            def is_accepted(difference: Difference) -> bool:
                if is_yes:
                    return True
                shown.stop()
                print_difference(console, difference)
                if not sys.stdin.isatty():
                    return False
                return console.input("Terbitkan perubahan ini? [y/T] ").strip().casefold() in {"y", "ya"}

            result = build(folder, report=report, is_accepted=is_accepted, assumed=assumed, done_before=done_before)
    except (BuildFailed, PublishRefused) as failure:
        console.print(f"Gagal: {failure}", style="bold red", markup=False)
        return 1
    print_result(console, result)
    if result.status == "tidak_disetujui":
        console.print("Belum diterbitkan. Jalankan lagi dengan --yes untuk menerima perubahan ini.", style="bold red")
        return 1
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    asked = _parser().parse_args(arguments)
    return run(terminal(), asked.folder or exports_dir(), is_yes=asked.yes, assumed=asked.tanggal)
