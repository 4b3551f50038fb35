"""Answers on the command line: where a file is from, and what has been answered so far."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from pipelines.answers import AnswerFault, load, name_in_exports, region_named, save_region
from pipelines.command import Parser, failed, plain, terminal


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="python -m pipelines.answers",
        description="Jawaban yang diingat setiap impor: wilayah berkas yang tidak menyebutkannya.",
        add_help=False,
    )
    parser.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")
    asked = parser.add_subparsers(dest="perintah", required=True, metavar="wilayah|daftar", parser_class=Parser)
    region = asked.add_parser("wilayah", add_help=False, help="ingat asal satu berkas")
    region.add_argument("berkas", metavar="BERKAS", help="nama berkas seperti di folder ekspor")
    region.add_argument("wilayah", metavar="WILAYAH", help='mis. "Kab. Banjar" atau "Kab. Banjar, Kalimantan Selatan"')
    asked.add_parser("daftar", add_help=False, help="tampilkan semua jawaban")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    asked, console = _parser().parse_args(arguments), terminal()
    if asked.perintah == "wilayah":
        try:
            saved = save_region(name_in_exports(asked.berkas), *region_named(asked.wilayah))
        except AnswerFault as fault:
            return failed(console, str(fault))
        where = ", ".join(text for text in (saved.kab_kota, saved.provinsi) if text)
        console.print(plain(f"Diingat: {saved.nama} adalah {where}. Jalankan lagi impornya."))
        return 0
    answers = load()
    for answer in answers.berkas:
        where = ", ".join(text for text in (answer.kab_kota, answer.provinsi) if text) or "tanpa wilayah"
        console.print(plain(f"{answer.nama}: {where}"))
    console.print(f"{len(answers.nama_sekolah)} nama sekolah, {len(answers.pemetaan)} pemetaan tata letak.")
    for sentence in answers.galat:
        console.print(plain(sentence), style="bold red")
    return 1 if answers.galat else 0
