"""The row of snapshots on the command line: which there are, back to an earlier one, and old ones deleted."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from rich.console import Console
from rich.table import Table

from pipelines import parts
from pipelines.command import Parser, agreed, failed, number, plain, stopped, terminal
from warehouse import gate, meetings, pins, plans, snapshots

KEPT = 10


class NotThere(LookupError):
    """No snapshot is meant; the message is Indonesian."""


def meant(start: str) -> snapshots.Snapshot:
    """The snapshot of that id, or the only one whose id begins so."""
    found = [snapshot for snapshot in snapshots.all_snapshots() if start and snapshot.id.startswith(start)]
    exact = [snapshot for snapshot in found if snapshot.id == start]
    if exact or len(found) == 1:
        return (exact or found)[0]
    if found:
        listed = ", ".join(snapshot.id for snapshot in found[:5])
        raise NotThere(f"{start!r} berarti lebih dari satu snapshot ({listed}). Tulis id-nya lebih panjang.")
    raise NotThere(f"Snapshot {start!r} tidak ada atau rusak. Daftarnya: python -m pipelines.snapshots list.")


def restore(start: str, *, wait: float = 0.0) -> snapshots.Snapshot:
    """Let an earlier snapshot serve again, as the only publisher; NotThere or PublishRefused say why not.

    The exports stay as they are: the next build offers them anew.
    """
    with snapshots.lock(wait):
        snapshot = meant(start)
        if not (parts.stands(snapshot) and gate.is_readable(snapshot)):
            raise NotThere(f"Snapshot {snapshot.id} rusak: ada bagiannya yang hilang atau terpotong. Pilih yang lain.")
        snapshots.serve(snapshot.id)
        return snapshot


def prunable(keep: int) -> list[snapshots.Snapshot]:
    """Those older than the newest `keep`, except the one that serves and those a promise stands on.

    A frozen link, a plan and a meeting list are promises. PlansFault when plans and lists can't be read: then nobody
    knows what they need.
    """
    serving, promised = snapshots.current(), pins.pinned() | plans.needed_snapshots() | meetings.needed_snapshots()
    old = [s for s in snapshots.all_snapshots()[keep:] if serving is None or s.id != serving.id]
    return [s for s in old if s.id not in promised]


def prune(keep: int, is_agreed: Callable[[list[snapshots.Snapshot]], bool]) -> list[snapshots.Snapshot]:
    """Delete the old ones for good, as the only publisher, if that is agreed to; those deleted."""
    with snapshots.lock():
        old = prunable(keep)
        if not old or not is_agreed(old):
            return []
        gate.close_all()
        for snapshot in old:
            snapshots.delete(snapshot.id)
        return old


def _needed(asked: Callable[[], frozenset[str]]) -> frozenset[str]:
    """What plans or meeting lists stand on, as far as they can be read: for a list, not for deleting."""
    try:
        return asked()
    except plans.PlansFault:
        return frozenset()


def _list(console: Console) -> int:
    serving, promised = snapshots.current(), pins.pinned()
    needed, met = _needed(plans.needed_snapshots), _needed(meetings.needed_snapshots)
    table = Table(title="Snapshot, terbaru lebih dahulu")
    for name in ("", "Id", "Dibuat", "Isi"):
        table.add_column(name)
    for name in ("Berkas", "Rekaman"):
        table.add_column(name, justify="right")
    for snapshot in snapshots.all_snapshots():
        about = snapshot.manifest
        table.add_row(
            " · ".join(
                word
                for word, is_so in (
                    ("melayani", serving is not None and snapshot.id == serving.id),
                    ("dijanjikan tautan beku", snapshot.id in promised),
                    ("dipakai rencana", snapshot.id in needed),
                    ("dipakai daftar rapat", snapshot.id in met),
                )
                if is_so
            ),
            snapshot.id,
            f"{about.dibuat:%d-%m-%Y %H:%M}",
            "data contoh" if about.is_contoh else "data sendiri",
            number(len(about.berkas)),
            number(sum(info.jumlah_baris for info in about.dataset)),
        )
    console.print(table if table.row_count else "Belum ada snapshot.")
    return 0


def _restore(console: Console, start: str) -> int:
    snapshot = restore(start)
    console.print(plain(f"Snapshot {snapshot.id} kini melayani (dibuat {snapshot.manifest.dibuat:%d-%m-%Y %H:%M})."))
    console.print("Folder ekspor tidak diubah: impor berikutnya menawarkan isinya lagi.")
    return 0


def _prune(console: Console, keep: int, is_yes: bool) -> int:
    def is_agreed(old: list[snapshots.Snapshot]) -> bool:
        console.print(plain(f"Akan dihapus untuk selamanya: {', '.join(snapshot.id for snapshot in old)}"))
        return is_yes or (sys.stdin.isatty() and agreed(console, "Hapus? [y/T] "))

    if not prunable(keep):
        console.print("Tidak ada yang perlu dihapus.")
        return 0
    gone = prune(keep, is_agreed)
    if not gone:
        console.print("Tidak ada yang dihapus. Jalankan lagi dengan --yes untuk menyetujuinya.", style="bold red")
        return 1
    console.print(f"{len(gone)} snapshot dihapus.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m pipelines.snapshots",
        description="Daftar snapshot, kembali ke yang lama, dan menghapus yang tidak diperlukan.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    tasks = parser.add_subparsers(dest="tugas", required=True, metavar="list|restore|prune", parser_class=Parser)
    tasks.add_parser("list", help="daftar snapshot", add_help=False)
    back = tasks.add_parser("restore", help="biarkan snapshot lama melayani lagi", add_help=False)
    back.add_argument("id", metavar="ID", help="id snapshot, atau awalnya yang hanya berarti satu")
    old = tasks.add_parser(
        "prune",
        help="hapus snapshot lama; tidak pernah yang melayani, dijanjikan tautan beku, atau dipakai rencana "
        "atau daftar rapat",
        add_help=False,
    )
    old.add_argument("--keep", type=_whole, default=KEPT, metavar="N", help=f"sisakan N terbaru (bawaan {KEPT})")
    old.add_argument("--yes", action="store_true", help="hapus tanpa bertanya")
    for task in (back, old):
        task.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    return parser


def _whole(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} bukan bilangan bulat paling sedikit 1")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    asked = _parser().parse_args(arguments)
    console = terminal()
    try:
        if asked.tugas == "list":
            return _list(console)
        if asked.tugas == "restore":
            return _restore(console, asked.id)
        return _prune(console, asked.keep, asked.yes)
    except plans.PlansFault as fault:
        return failed(console, f"{fault} Tidak ada snapshot yang dihapus.")
    except (NotThere, snapshots.PublishRefused) as refused:
        return failed(console, str(refused))
    except OSError as failure:
        return failed(console, f"folder data tidak dapat ditulis ({failure.strerror or failure}). Periksa izinnya.")
    except KeyboardInterrupt:
        return stopped(console)


if __name__ == "__main__":
    raise SystemExit(main())
