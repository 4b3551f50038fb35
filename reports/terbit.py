"""Terbit: every document of a province for a month, from the command line, for whoever keeps a schedule."""

from __future__ import annotations

import argparse
import csv
import hashlib
import io
import os
import shutil
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console

from pipelines.command import Parser, failed, number, plain, stopped, terminal, where_it_broke
from schemas.naskah import Kop
from views import data
from views.documents import edition, making
from views.documents.edition import Edisi, NothingToPublish, Terbitan
from warehouse import snapshots
from warehouse.gate import OlderMarts
from warehouse.viewer import DEMO

CONTENTS = "ISI.csv"
ADDRESS = "http://127.0.0.1:8501"


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
    parser.add_argument("--alamat", default=ADDRESS, metavar="URL", help=f"alamat Serapan bagi tautan ({ADDRESS})")
    parser.add_argument("--snapshot", metavar="ID", help="snapshot lain daripada yang sedang disajikan")
    for name in Kop.model_fields:
        parser.add_argument(f"--kop-{name}", default="", metavar="TEKS", help=f"kop surat: {name}")
    parser.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    return parser


def publish(target: Path, made: Iterable[Terbitan]) -> tuple[int, int]:
    """Write the files into `target` once all of them are made; how many, and their bytes.

    They are made aside in the same folder, so that a stop half-way leaves what was there before.
    """
    target.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".terbit-", dir=target))
    try:
        rows, total = [], 0
        for one in made:
            file = aside / one.jalur
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(one.isi)
            rows.append((one.jalur, one.judul, len(one.isi), hashlib.sha256(one.isi).hexdigest()))
            total += len(one.isi)
        (aside / CONTENTS).write_text(_contents(rows), encoding="utf-8-sig", newline="")
        for jalur in [*(row[0] for row in rows), CONTENTS]:
            (target / jalur).parent.mkdir(parents=True, exist_ok=True)
            os.replace(aside / jalur, target / jalur)
        return len(rows), total
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _contents(rows: Sequence[tuple[str, str, int, str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([("berkas", "judul", "byte", "sha256"), *rows])
    return text.getvalue()


def _run(console: Console, asked: argparse.Namespace) -> int:
    try:
        found = snapshots.load(asked.snapshot) if asked.snapshot else snapshots.current()
    except KeyError:
        return failed(console, f"Snapshot {asked.snapshot!r} tidak ada. Daftarnya: python -m pipelines.snapshots list.")
    if found is None:
        return failed(console, "Belum ada data yang terbit. Jalankan python -m pipelines.build lebih dahulu.")
    kop = Kop(**{name: getattr(asked, f"kop_{name}").strip() for name in Kop.model_fields})
    with data.seen_from(data.Sudut(DEMO, found)):
        seen = edition.view(asked.provinsi, asked.bulan, asked.ukuran)
        edisi = Edisi(seen, asked.isi, asked.bentuk, kop, asked.alamat.rstrip("/"))

        def say(what: str) -> None:
            console.print(plain(f"  {what}"))

        console.print(plain(f"Snapshot {found.id}, data per {seen.tanggal_data:%d-%m-%Y}"))
        count, size = publish(asked.ke, edition.files(edisi, say))
    console.print(plain(f"{number(count)} berkas, {size / 1e6:.1f} MB, di {asked.ke}. Isinya: {asked.ke / CONTENTS}"))
    return 0


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    asked = _parser().parse_args(arguments)
    console = terminal()
    try:
        return _run(console, asked)
    except NothingToPublish as nothing:
        return failed(console, str(nothing))
    except OlderMarts:
        return failed(console, "Snapshot ini dibuat oleh versi lama Serapan. Jalankan python -m pipelines.build.")
    except OSError as failure:
        return failed(console, f"Berkas tidak dapat ditulis di {asked.ke}: {failure.strerror or failure}.")
    except KeyboardInterrupt:
        return stopped(console)
    except Exception as failure:
        return failed(console, where_it_broke(failure))


if __name__ == "__main__":
    raise SystemExit(main())
