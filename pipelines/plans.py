"""The saved plans and meeting lists on the command line: which there are, a copy now, and back to an earlier copy."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import datetime

from rich.console import Console
from rich.table import Table

from pipelines.command import Parser, failed, number, plain, stopped, terminal
from warehouse import meetings, plan_backup, plans


def _list(console: Console) -> int:
    table = Table(title="Rencana, terakhir disimpan lebih dahulu")
    for name in ("Id", "Nama", "Tahun", "Versi", "Disimpan", "Oleh"):
        table.add_column(name)
    for is_arsip in (False, True):
        for one in plans.listed(is_arsip=is_arsip):
            when = f"{one.disimpan.astimezone():%d-%m-%Y %H:%M}"
            name = f"{one.nama} (diarsipkan)" if is_arsip else one.nama
            table.add_row(one.id, plain(name), str(one.tahun), number(one.versi), when, plain(one.oleh))
    console.print(table if table.row_count else "Belum ada rencana tersimpan.")
    _list_meetings(console)
    copies = plan_backup.backups()
    if copies:
        console.print(f"Cadangan, terbaru lebih dahulu: {', '.join(file.stem for file in copies)}")
    return 0


def _list_meetings(console: Console) -> None:
    table = Table(title="Daftar rapat, terakhir disimpan lebih dahulu")
    for name in ("Id", "Judul", "Layar", "Versi", "Disimpan", "Oleh"):
        table.add_column(name)
    for is_arsip in (False, True):
        for one in meetings.listed(is_arsip=is_arsip):
            name = f"{one.nama} (diarsipkan)" if is_arsip else one.nama
            when = f"{one.disimpan.astimezone():%d-%m-%Y %H:%M}"
            table.add_row(one.id, plain(name), number(one.jumlah_layar), number(one.versi), when, plain(one.oleh))
    if table.row_count:
        console.print(table)


def _backup(console: Console) -> int:
    made = plan_backup.backup(f"{datetime.now().astimezone():%Y%m%d-%H%M%S}-sendiri")
    console.print(plain(f"Cadangan dibuat: {made}") if made else "Belum ada yang disimpan.")
    return 0


def _restore(console: Console, id: str) -> int:
    aside = plan_backup.restore(id)
    console.print(plain(f"Rencana dan daftar rapat dipulihkan dari cadangan {id}."))
    if aside is not None:
        console.print(plain(f"Keadaan sebelumnya disimpan di {aside}."))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m pipelines.plans",
        description="Daftar rencana dan daftar rapat tersimpan, membuat cadangannya, dan memulihkan cadangan.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    tasks = parser.add_subparsers(dest="tugas", required=True, metavar="list|backup|restore", parser_class=Parser)
    tasks.add_parser("list", help="daftar rencana, daftar rapat, dan cadangannya", add_help=False)
    tasks.add_parser("backup", help="buat cadangan sekarang; setiap penerbitan juga membuatnya", add_help=False)
    back = tasks.add_parser("restore", help="pulihkan sebuah cadangan; keadaan sekarang disisihkan", add_help=False)
    back.add_argument("id", metavar="ID", help="nama cadangan tanpa .sqlite3, seperti pada list")
    back.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    asked = _parser().parse_args(arguments)
    console = terminal()
    try:
        if asked.tugas == "list":
            return _list(console)
        return _backup(console) if asked.tugas == "backup" else _restore(console, asked.id)
    except KeyError:
        return failed(
            console, f"Cadangan {asked.id!r} tidak ada atau rusak. Daftarnya: python -m pipelines.plans list."
        )
    except plans.PlansFault as fault:
        return failed(console, str(fault))
    except KeyboardInterrupt:
        return stopped(console)


if __name__ == "__main__":
    raise SystemExit(main())
