"""Recommendation sheets of planning by data (PBD): 23 columns, the grouping ones written once for several rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.cells import Reader
from pipelines.delimited import quoted
from pipelines.layouts.dapodik import KAB_KOTA, PROVINSI
from pipelines.layouts.rapor_text import npsn_in, rapor_year, text_or_null
from pipelines.names import key
from pipelines.read import Sheet
from pipelines.recognise import HEADER_WITHIN, Field, Header, shown_header, titles, year_or_assumed
from pipelines.tabular import Context, Match, Tabular

ANCHOR = "kelompok indikator"
_GROUPING = (
    "kelompok_indikator",
    "kategori_indikator",
    "indikator_kinerja_urusan",
    "indikator_prioritas",
    "kelompok_akar_masalah",
    "kode_akar_masalah",
    "akar_masalah",
    "mengapa_akar_masalah",
)
"""From the widest to the narrowest; a new text in one starts the narrower ones afresh."""
_CODES = ("paud", "sd", "smp", "kesetaraan", "nonjenjang")
FIELDS = (
    PROVINSI,
    KAB_KOTA,
    Field("kelompok_indikator", ("Kelompok Indikator",), "teks", True),
    Field("kategori_indikator", ("Kategori Indikator", "Kategori")),
    Field("indikator_kinerja_urusan", ("Indikator Kinerja Urusan", "IKU", "Indikator Kinerja Urusan (IKU)")),
    Field("indikator_prioritas", ("Indikator Prioritas",), "teks", True),
    Field("kelompok_akar_masalah", ("Kelompok Akar Masalah",)),
    Field(
        "kode_akar_masalah",
        ("No Indikator Akar Masalah", "Nomor Indikator Akar Masalah", "No. Akar Masalah", "Kode Akar Masalah"),
    ),
    Field("akar_masalah", ("Indikator Akar Masalah", "Akar Masalah")),
    Field("mengapa_akar_masalah", ("Mengapa Akar Masalah", "Mengapa Menjadi Akar Masalah", "Mengapa")),
    Field("label_sumber_data", ("Label Sumber Data", "Sumber Data")),
    Field("deskripsi_sumber_data", ("Deskripsi Sumber Data",)),
    Field("jenjang", ("Jenjang",)),
    *(
        Field(f"kode_kegiatan_{name}", (f"Kode Kegiatan {name}", f"Kode Kegiatan Jenjang {name}", f"Kode {name}"))
        for name in _CODES[:-1]
    ),
    Field(
        "kode_kegiatan_nonjenjang",
        tuple(
            f"{begin} {end}"
            for begin in ("Kode Kegiatan", "Kode Kegiatan Jenjang", "Kode")
            for end in ("Nonjenjang", "Non Jenjang", "Non-Jenjang", "Non jenjang pendidikan")
        ),
    ),
    Field("nomenklatur_kegiatan", ("Nomenklatur Kegiatan", "Nomenklatur", "Nama Kegiatan", "Kegiatan")),
    Field("kinerja_kegiatan", ("Kinerja Kegiatan", "Kinerja")),
    Field("indikator_kegiatan", ("Indikator Kegiatan", "Indikator Kinerja Kegiatan")),
    Field("satuan", ("Satuan", "Satuan Indikator")),
    Field("deskripsi_kegiatan", ("Deskripsi Kegiatan", "Deskripsi")),
    Field(
        "contoh_operasionalisasi",
        ("Contoh Operasionalisasi", "Contoh Operasionalisasi Kegiatan", "Contoh Operasional"),
    ),
    Field("nspk", ("NSPK", "Norma Standar Prosedur dan Kriteria", "Referensi NSPK")),
)
_WANTED: Mapping[str, str] = {key(name): item.name for item in FIELDS for name in item.headers}
_FOOTNOTE = r"(?i) *(sumber|catatan|keterangan|ket|diunduh|dicetak|[*†‡]+|\d\)) *([:. ].*)?"


@dataclass(frozen=True)
class Pbd(Tabular):
    """The recommendation sheet, its header found by one cell, over one row or two."""

    def recognise(self, sheet: Sheet) -> Match | None:
        """Where the header lies; the codes of activities may stand as a merged heading over the levels."""
        for place, names in enumerate(sheet.keys[:HEADER_WITHIN]):
            if ANCHOR not in names:
                continue
            joined, depth = _names(sheet, place)
            columns: dict[str, int] = {}
            twice: list[str] = []
            unread: list[str] = []
            for column, name in enumerate(joined):
                known = _WANTED.get(name)
                if known and known not in columns:
                    columns[known] = column
                elif name:
                    (twice if known else unread).append(shown_header(name.capitalize()))
            if {"kelompok_indikator", "indikator_prioritas"} <= columns.keys() and len(columns) >= 6:
                header = Header(place, columns, tuple(twice), tuple(unread), place + depth)
                return Match(len(columns) + 10, header)
        return None


def _names(sheet: Sheet, place: int) -> tuple[list[str], int]:
    """The header's names as they are compared, merged headings joined with what stands under them; its rows."""
    top = [key(text) for text in sheet.filled(place)]
    below = sheet.keys[place + 1] if place + 1 < len(sheet.head) else []
    levels = {"paud", "sd", "smp", "kesetaraan", "nonjenjang", "non jenjang"}
    if len(levels & set(below)) < 2:
        return top, 1
    last, joined = "", []
    for name, under in zip(top, below, strict=True):
        last = name or last
        joined.append(f"{last} {under}" if under in levels else name or under)
    return joined, 2


def _prepare(reader: Reader, layout: Tabular, header: Header, sheet: Sheet, context: Context) -> Mapping[str, str]:
    """Grouping cells filled down within what they stand under; the year and the school of the whole sheet."""
    con = reader.con
    filled = " + ".join(f"CAST(r_{name} IS NOT NULL AS INTEGER)" for name in header.columns)
    con.execute(f"CREATE OR REPLACE TEMP TABLE mentah AS SELECT *, {filled} AS x_terisi, 0 AS x_di_bawah FROM mentah")
    for name in (name for name in _GROUPING if name in header.columns):
        is_said = f"r_{name} IS NOT NULL AND NOT (x_terisi <= 1 AND regexp_full_match(r_{name}, {quoted(_FOOTNOTE)}))"
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE mentah AS
            SELECT * EXCLUDE (x_isi) REPLACE (x_isi.r AS r_{name}, x_isi.f AS f_{name}) FROM (
                SELECT *, last_value(CASE WHEN {is_said} THEN {{'r': r_{name}, 'f': f_{name}}} END IGNORE NULLS)
                    OVER (PARTITION BY x_di_bawah ORDER BY baris ROWS UNBOUNDED PRECEDING) AS x_isi
                FROM mentah
            )"""
        )
        con.execute(
            f"""CREATE OR REPLACE TEMP TABLE mentah AS
            SELECT * EXCLUDE (x_ganti) REPLACE (
                CAST(sum(x_ganti) OVER (ORDER BY baris ROWS UNBOUNDED PRECEDING) AS INTEGER) AS x_di_bawah
            ) FROM (
                SELECT *, CAST(x_di_bawah IS DISTINCT FROM lag(x_di_bawah) OVER w
                    OR r_{name} IS DISTINCT FROM lag(r_{name}) OVER w AS INTEGER) AS x_ganti
                FROM mentah WINDOW w AS (ORDER BY baris)
            )"""
        )
    year, note = rapor_year(sheet, header.row), None
    if year is None:
        year, note = year_or_assumed(sheet, header.row, context.assumed, context.modified)
    reader.catatan += [note] if note else []
    return {
        "tahun": f"CAST({year} AS BIGINT)",
        "urutan": "CAST(baris AS BIGINT)",
        "npsn": text_or_null(npsn_in(titles(sheet, header.row))),
        "x_terisi": "x_terisi",
    }


REKOMENDASI = Pbd(
    kode="rekomendasi_pbd",
    judul="Rekomendasi perencanaan berbasis data (PBD)",
    dataset="rekomendasi_pbd",
    fields=FIELDS,
    values={f"kode_kegiatan_{name}": f"nullif(v_kode_kegiatan_{name}, '-')" for name in _CODES},
    notes=("x_terisi <= 1",),
    made=("npsn",),
    prepare=_prepare,
)

LAYOUTS = (REKOMENDASI,)
