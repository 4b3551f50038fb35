"""Exports that name schools without their NPSN: the same layouts, matched by name within the kab/kota."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipelines import by_name, regions
from pipelines.cells import Reader
from pipelines.contract import Rule
from pipelines.delimited import quoted
from pipelines.layouts.dapodik import NAMA, NPSN
from pipelines.read import Sheet
from pipelines.recognise import Field, Header
from pipelines.sheet_region import answered, written
from pipelines.tabular import Context, Tabular

NAMA_SEKOLAH = Field("nama_sekolah", NAMA.headers, "apa_adanya", True)
_WHY = """CASE x_putusan
    WHEN 'ragu' THEN 'nama sekolah ini mirip beberapa sekolah dan tidak pasti yang mana: pilih sekolahnya, '
        || 'atau tambahkan kolom NPSN'
    ELSE 'sekolah bernama ini tidak ditemukan di daftar Dapodik kabupaten/kotanya: betulkan namanya, '
        || 'atau tambahkan kolom NPSN'
END"""


def by_school_name(layout: Tabular) -> Tabular:
    """A layout of schools with the name in the place of the NPSN."""
    return replace(
        layout,
        kode=f"{layout.kode}_nama",
        judul=f"{layout.judul}, menurut nama sekolah",
        fields=(NAMA_SEKOLAH, *(item for item in layout.fields if item.name not in {"npsn", "nama_sekolah"})),
        values={**layout.values, "tingkat": "'satuan_pendidikan'"},
        lacks=(*layout.lacks, *NPSN.headers),
        anchor="nama_sekolah",
        rules=(
            *(rule for rule in layout.rules if rule.kolom != "npsn"),
            Rule(
                "x_npsn IS NULL AND r_nama_sekolah IS NOT NULL",
                "sekolah_tidak_ditemukan",
                "nama_sekolah",
                "sekolah bernama ini tidak ditemukan: betulkan namanya, atau tambahkan kolom NPSN",
                "r_nama_sekolah",
                _WHY,
            ),
        ),
        found_in={**layout.found_in, "npsn": "nama_sekolah"},
        is_region_optional=True,
        needs_schools=True,
        prepare=_matched,
    )


def _region_sql(reader: Reader, layout: Tabular, header: Header, sheet: Sheet, context: Context) -> tuple[str, str]:
    """SQL of province and kab/kota: columns, else what an answer or the titles state."""
    have = header.columns.keys()
    told = {name: layout.constants[name] for name in ("provinsi", "kab_kota") if name in layout.constants}
    if "kab_kota" not in have and "kab_kota" not in told:
        place = answered(context.jawaban.file(sheet.berkas), "") or written(sheet, header.row)[0]
        if place is not None:
            told["provinsi"] = quoted(place.provinsi)
            if place.kab_kota:
                told["kab_kota"] = quoted(place.kab_kota)
            reader.catatan.append(place.catatan)
    prov, kab = (
        f"r_{name}" if name in have else f"CAST({told.get(name, 'NULL')} AS VARCHAR)"
        for name in ("provinsi", "kab_kota")
    )
    return prov, kab


def _matched(reader: Reader, layout: Tabular, header: Header, sheet: Sheet, context: Context) -> Mapping[str, str]:
    """`mentah` gains the NPSN that each name certainly is, and the kab/kota of that school."""
    by_name.schools(reader, context)
    prov, kab = _region_sql(reader, layout, header, sheet, context)
    regions.know(reader, f"SELECT DISTINCT {prov}, {kab} FROM mentah")
    reader.con.execute(
        f"""CREATE OR REPLACE TEMP TABLE tanya AS
        SELECT m.baris, w.kode_provinsi_kemendagri AS prov, w.kode_kab_kota_kemendagri AS kab,
            m.r_nama_sekolah AS teks
        FROM mentah m INNER JOIN wil w ON w.provinsi IS NOT DISTINCT FROM {prov}
            AND w.kab_kota IS NOT DISTINCT FROM {kab}
        WHERE m.r_nama_sekolah IS NOT NULL
            AND (w.golongan = 'cocok' OR ({prov} IS NULL AND {kab} IS NULL))"""
    )
    by_name.match(reader, context, "SELECT * FROM tanya")
    by_name.say_doubtful(reader, "SELECT * FROM tanya", "nama_sekolah")
    if note := by_name.tally(reader, "SELECT * FROM tanya"):
        reader.catatan.append(note)
    reader.con.execute(
        f"""CREATE OR REPLACE TEMP TABLE mentah AS
        SELECT m.*, c.npsn AS x_npsn, coalesce(t.kab, s.kab) AS x_kab, c.putusan AS x_putusan
        FROM mentah m LEFT JOIN tanya t USING (baris)
        LEFT JOIN {by_name.TABLE} c ON c.teks = t.teks AND c.kab IS NOT DISTINCT FROM t.kab
            AND c.prov IS NOT DISTINCT FROM t.prov
        LEFT JOIN sekolah_wilayah s ON s.npsn = c.npsn"""
    )
    reader.con.execute("DROP TABLE tanya")
    return {
        "provinsi": prov,
        "kab_kota": kab,
        "npsn": "x_npsn",
        "x_npsn": "x_npsn",
        "x_kab": "x_kab",
        "x_putusan": "x_putusan",
        "kode_kab_kota_kemendagri": "coalesce(w_kab_kota, x_kab)",
        "kode_provinsi_kemendagri": "coalesce(left(coalesce(w_kab_kota, x_kab), 2), w_provinsi)",
    }
