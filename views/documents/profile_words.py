"""Sentences and cells of the one-page profile; each bounded, for the page must not run over."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from analysis.status_change import INSTRUMEN, NAIK, TANPA_KINI, TETAP, TURUN
from charts.style import banyak
from schemas.rapat import ButirAngka
from views import data, sentences
from views.bimtek import rows as training_rows
from views.bimtek import words as training_words
from views.documents.profile_rows import Gerak
from views.filters import JENJANG, NAMA_KEWENANGAN, STATUS, Saringan
from views.format import NONE, day, half_width, is_none, number, percent, signed
from views.platform.rows import Wilayah
from views.rapor import rows as rapor
from views.rapor import words as rapor_words
from views.rows import Ukuran, base_words

SINGKATAN = {
    "GTK": "guru dan tenaga kependidikan",
    "BAKTI": "Badan Aksesibilitas Telekomunikasi dan Informasi",
    "3T": "tertinggal, terdepan, terluar",
    "RKAS": "rencana kegiatan dan anggaran sekolah",
}
"""Abbreviations written out where the page uses them."""
LONGEST = 240
"""Letters of one definition at most."""


def subtitle(saringan: Saringan, tempat: Wilayah) -> str:
    """Where it lies, the cut-off, and what the view is narrowed to."""
    said = [data.province(str(tempat.provinsi))[0]] if tempat.kab_kota is not None else []
    said.append(f"Data per {day(saringan.tanggal_data)}")
    said += [saringan.jenjang] if saringan.jenjang != JENJANG[0] else []
    said += [saringan.status] if saringan.status != STATUS[0] else []
    return " · ".join([*said, NAMA_KEWENANGAN[saringan.kewenangan]])


def base(row: Any) -> str:
    """`n = 106`, at the right of a dot."""
    return "" if is_none(row.m) else f"n = {banyak(float(row.m), _unit(row))}"


def _unit(row: Any) -> str:
    return base_words(str(row.satuan), str(row.kelompok_pengguna), str(row.platform))


def figure(row: Any, gerak: Gerak) -> ButirAngka:
    """A large figure: the measure's share, its interval, its change and what it is counted over."""
    few = bool(row.is_terlalu_sedikit)
    unit = _unit(row)
    counted = f"n = {banyak(float(row.m), unit)} {unit}"
    if not is_none(row.jumlah_satuan) and unit != "satuan pendidikan":
        counted += f" di {number(row.jumlah_satuan)} satuan"
    half = half_width(row.pct_rendah, row.pct_tinggi, row.pct)
    moved = sentences.TOO_FEW if few else moved_words(gerak)
    return ButirAngka(nama=str(row.label), nilai=percent(row.pct), selang=half, ubah=moved, dasar=counted)


def moved_words(gerak: Gerak) -> str:
    """The change under a large figure, or why there is none."""
    if gerak.alasan:
        return gerak.alasan
    if gerak.baris is None or gerak.sejak is None:
        return "belum ada pembanding"
    return sentences.movement(gerak.baris, gerak.sejak)


def main_finding(tempat: Wilayah, row: Any, measure: Ukuran, gerak: Gerak) -> str:
    """Where the place stands against the nation on the main measure, and how it moved."""
    own = pd.Series({name: getattr(row, name) for name in
                     ("pct", "pct_rendah", "pct_tinggi", "is_terlalu_sedikit", "x", "m")})  # fmt: skip
    nation = None
    if not is_none(row.pct_nasional):
        # The sentence tells by the counts whether the nation is nothing but this place.
        nation = {"pct": float(row.pct_nasional), "m": float(row.m) if row.is_sendiri else -1.0}
    is_told = not gerak.alasan and gerak.baris is not None
    change, since = (gerak.baris, gerak.sejak) if is_told else (None, None)
    said = sentences.headline_province(tempat.nama, measure, own, nation, change, since)
    return f"{measure.nama}, {measure.satuan}: {said}"


def rapor_finding(tempat: Wilayah, table: pd.DataFrame) -> str:
    """How many priority indicators carry the best label, and how they moved."""
    if table.empty:
        return ""
    tahun, jenis = int(table["tahun"].iloc[0]), str(table["jenis"].iloc[0])
    where = rapor.Tempat(tempat.tingkat, tempat.nama, tempat.provinsi, tempat.kab_kota)
    said = rapor_words.headline(where, rapor.Pilih("DASMEN", jenis, "Semua", tahun, ""), table)
    return said.replace(" indikator berlabel", " indikator prioritas berlabel")


def indicator(row: Any) -> tuple[str, str, str, str]:
    """One priority indicator: its name, label, value and change in the words of the Rapor page."""
    label = row.label if isinstance(row.label, str) else NONE
    if row.sebab == TANPA_KINI:
        return (str(row.indikator), "Tidak Tersedia", NONE, NONE)
    value = NONE if is_none(row.nilai) else rapor.value_words(row.nilai, row.satuan)
    if row.sebab == INSTRUMEN:
        return (str(row.indikator), label, value, "instrumen berganti")
    if row.arah not in (NAIK, TETAP, TURUN):
        return (str(row.indikator), label, value, "tanpa pembanding")
    return (str(row.indikator), label, value, f"{signed(row.poin, rapor.digits(row.satuan))} {row.arah}")


def training(scope: training_rows.Lingkup, own: Any, nation: Any) -> str:
    """How far the schools of the place are reached by bimtek, in the words of the training page."""
    last = training_rows.tanggal_data()
    return f"{training_words.answer(scope, own, nation, last)}."


def definition(measure: Ukuran | None, unfinished: str, *, is_rapor: bool, sebut: str = "") -> str:
    """What the main measure counts, what an interval is, what to be careful about, and the abbreviations of the page;
    `sebut`: its first line."""
    said = []
    own = ""
    if measure is not None:
        own = _short(f"{measure.nama}: {measure.definisi_pembilang.rstrip('. ')} dibagi {measure.definisi_penyebut}")
        said.append(own)
        said.append("±: selang 95 % dengan sekolah sebagai gugus; di bawah 10 satuan tanpa selang")
        said.append("Naik dan turun hanya bila nyata pada satuan yang sama")
    if is_rapor:
        said.append("Rapor satu tahun memuat Asesmen Nasional dan survei lingkungan belajar tahun sebelumnya")
    if unfinished:
        said.append(_short(unfinished))
    there = f"{sebut} {own}"
    short = [f"{name}: {long}" for name, long in SINGKATAN.items() if re.search(rf"\b{name}\b", there)]
    said += ["; ".join(short)] if short else []
    return ". ".join(text.rstrip(". ") for text in said) + "." if said else "Belum ada ukuran untuk dijelaskan."


def _short(text: str) -> str:
    """A text cut at a word to what fits."""
    if len(text) <= LONGEST:
        return text
    return f"{text[: LONGEST - 1].rsplit(' ', 1)[0].rstrip(',;')} …"
