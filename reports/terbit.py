"""Terbit: every document of a province for a month, from the command line, for whoever keeps a schedule."""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import os
import re
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import NamedTuple

from rich.console import Console

from pipelines.command import Parser, failed, number, plain, stopped, terminal, where_it_broke
from schemas.naskah import Kop
from views import data
from views.documents import edition, making
from views.documents.edition import Edisi, NothingToPublish, Terbitan
from views.downloads import safe_cell as safe
from views.format import day
from views.meeting.package import slug
from warehouse import letterhead, locking, snapshots
from warehouse.gate import OlderMarts
from warehouse.viewer import DEMO

EXAMPLE = "http://serapan.kantor.id"
HEAD = ("berkas", "judul", "byte", "sha256")
Baris = tuple[str, str, str, str]


class Hasil(NamedTuple):
    """How many files were written, and their bytes."""

    jumlah: int
    byte: int


def _address(text: str) -> str:
    """An address as asked for; none where nothing is asked. Raises ArgumentTypeError."""
    if text and re.fullmatch(r"https?://[^\s/?#]+[^\s]*", text) is None:
        raise argparse.ArgumentTypeError(f"{text!r} bukan alamat; tulis seperti {EXAMPLE}")
    return text.rstrip("/")


def _month(text: str) -> date:
    try:
        return date.fromisoformat(f"{text}-01")
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} bukan bulan; tulis seperti 2026-10") from None


def _among(there: Sequence[str], text: str) -> tuple[str, ...]:
    asked = [part.strip() for part in text.split(",") if part.strip()]
    wrong = [part for part in asked if part not in there]
    if wrong or not asked:
        raise argparse.ArgumentTypeError(f"{text!r}: pilih dari {', '.join(there)}, dipisah koma")
    return tuple(dict.fromkeys(asked))


def _parts(text: str) -> tuple[str, ...]:
    return _among(edition.ISI, text)


def _forms(text: str) -> tuple[str, ...]:
    return _among((making.PDF, making.DOCX), text)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m reports.terbit",
        description="Membuat seluruh naskah satu provinsi untuk satu bulan: paket rapat, profil, Rapor, laporan "
        "kegiatan, dan rencana. Sama dengan yang dibuat halaman.",
        epilog="Kode keluar: 0 selesai, 1 gagal, 2 perintah salah. Nama berkas tetap, jadi menjalankannya lagi "
        "menggantikan berkas bulan itu.",
        add_help=False,
    )
    parser.add_argument("--provinsi", required=True, metavar="KODE", help="kode atau nama provinsi, mis. 13")
    parser.add_argument("--bulan", required=True, type=_month, metavar="YYYY-MM", help="bulan tanggal data")
    parser.add_argument("--ke", required=True, type=Path, metavar="DIR", help="folder tujuan; dibuat bila belum ada")
    parser.add_argument("--isi", type=_parts, default=edition.ISI, metavar="BAGIAN", help=", ".join(edition.ISI))
    parser.add_argument("--bentuk", type=_forms, default=(making.PDF, making.DOCX), metavar="BENTUK", help="pdf, docx")
    parser.add_argument("--ukuran", metavar="UKURAN", help="ukuran utama paket, mis. pmm.aktif_30_hari")
    parser.add_argument(
        "--alamat",
        type=_address,
        metavar="URL",
        help=f"alamat Serapan di jaringan kantor, mis. {EXAMPLE}; tanpa ini naskah tidak bertautan dan tanpa kode QR",
    )
    parser.add_argument("--snapshot", metavar="ID", help="snapshot lain daripada yang sedang disajikan")
    for name in Kop.model_fields:
        parser.add_argument(
            f"--kop-{name}", default="", metavar="TEKS", help=f"kop surat: {name} (baku: yang disimpan)"
        )
    parser.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    return parser


class Busy(Exception):
    """Another run writes into the folder."""


@contextmanager
def _aside(target: Path) -> Iterator[Path]:
    """A place in the folder to make files in, for one run at a time; what a killed run left is swept.

    The system frees the lock when its holder dies. Raises Busy.
    """
    handle = os.open(target / ".terbit.kunci", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        if not locking.try_lock(handle):
            raise Busy(str(target))
        for left in target.glob(".terbit-*"):
            shutil.rmtree(left, ignore_errors=True)
        aside = Path(tempfile.mkdtemp(prefix=".terbit-", dir=target))
        try:
            yield aside
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    finally:
        os.close(handle)


def publish(target: Path, made: Iterable[Terbitan], daftar: str = "ISI.csv", isi: Sequence[str] = ()) -> Hasil:
    """Write the files into `target` once all of them are made, and the list of them under the name `daftar`.

    They are made aside in the same folder, so that a stop half-way leaves what was there before. Of an earlier run with
    the same list, files of the parts `isi` that are no longer made are taken away where nobody has changed them, and
    those of other parts stay listed. Busy while another run writes there.
    """
    target.mkdir(parents=True, exist_ok=True)
    with _aside(target) as aside:
        rows: list[Baris] = []
        for one in made:
            file = aside / one.jalur
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(one.isi)
            rows.append((one.jalur, one.judul, str(len(one.isi)), hashlib.sha256(one.isi).hexdigest()))
        before = [row for row in _listed(target / daftar) if row[0] not in {new[0] for new in rows}]
        gone = [row for row in before if row[0].split("/")[0] in isi]
        kept = [row for row in before if row not in gone and (target / row[0]).is_file()]
        (aside / daftar).write_text(_contents([*rows, *kept]), encoding="utf-8-sig", newline="")
        for jalur in [*(row[0] for row in rows), daftar]:
            (target / jalur).parent.mkdir(parents=True, exist_ok=True)
            os.replace(aside / jalur, target / jalur)
        for jalur, _, _, digest in gone:
            file = target / jalur
            if file.is_file() and hashlib.sha256(file.read_bytes()).hexdigest() == digest:
                file.unlink()
        return Hasil(len(rows), sum(int(row[2]) for row in rows))


def _contents(rows: Sequence[Baris]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([HEAD, *((jalur, safe(judul), size, digest) for jalur, judul, size, digest in rows)])
    return text.getvalue()


def _listed(file: Path) -> list[Baris]:
    """The rows of an earlier list; none where it is not there or not ours."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as opened:
            head, *rows = csv.reader(opened, delimiter=";")
    except (OSError, ValueError, csv.Error):
        return []
    if tuple(head) != HEAD:
        return []
    return [(r[0], r[1], r[2], r[3]) for r in rows if len(r) == 4 and ".." not in r[0].split("/") and r[0][:1] != "/"]


def _refused(target: Path, isi: Sequence[str]) -> str | None:
    """Why nothing could be written there, before an hour is spent on making it."""
    for place in (target, *(target / part for part in isi)):
        if (place.exists() or place.is_symlink()) and not place.is_dir():
            return f"{place} bukan folder; pilih tujuan lain."
    return None


def _run(console: Console, asked: argparse.Namespace) -> int:
    try:
        found = snapshots.load(asked.snapshot) if asked.snapshot else snapshots.current()
    except KeyError:
        return failed(console, f"Snapshot {asked.snapshot!r} tidak ada. Daftarnya: python -m pipelines.snapshots list.")
    if found is None:
        return failed(console, "Belum ada data yang terbit. Jalankan python -m pipelines.build lebih dahulu.")
    why = _refused(asked.ke, asked.isi)
    if why is not None:
        return failed(console, why)
    typed = {name: getattr(asked, f"kop_{name}").strip() for name in Kop.model_fields}
    kop = Kop(**typed) if any(typed.values()) else letterhead.load()
    with data.seen_from(data.Sudut(DEMO, found)):
        seen = edition.view(asked.provinsi, asked.bulan, asked.ukuran)
        edisi = Edisi(seen, asked.isi, asked.bentuk, kop, asked.alamat or "")

        def say(what: str) -> None:
            console.print(plain(f"  {what}"))

        console.print(plain(f"Snapshot {found.id}, data per {day(seen.tanggal_data)}"))
        daftar = f"ISI_{slug(data.provinces()[str(seen.provinsi)])}_{asked.bulan:%Y-%m}.csv"
        made = publish(asked.ke, edition.files(edisi, say), daftar, asked.isi)
    size = f"{made.byte / 1e6:.1f}".replace(".", ",")
    console.print(plain(f"{number(made.jumlah)} berkas, {size} MB, di {asked.ke}. Daftarnya: {daftar}"))
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    asked = _parser().parse_args(arguments)
    console = terminal()
    try:
        return _run(console, asked)
    except NothingToPublish as nothing:
        return failed(console, str(nothing))
    except Busy:
        return failed(console, f"Terbit lain sedang menulis ke {asked.ke}. Tunggu sampai selesai, lalu jalankan lagi.")
    except OlderMarts:
        return failed(console, "Snapshot ini dibuat oleh versi lama Serapan. Jalankan python -m pipelines.build.")
    except OSError as failure:
        where = failure.filename or asked.ke
        return failed(console, f"Berkas tidak dapat ditulis di {where}. Periksa nama, izin, dan ruang folder itu.")
    except KeyboardInterrupt:
        return stopped(console)
    except Exception as failure:
        return failed(console, where_it_broke(failure))


if __name__ == "__main__":
    raise SystemExit(main())
