"""Recommendation sheets (PBD): header found by one cell, grouping cells written once, rows conserved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipelines.answers import Answers, FileAnswer
from pipelines.privacy import PERSONAL
from schemas.manifest import SheetLedger
from tests.builders import findings, read_file, write_csv, write_xlsx

HEADER = [
    "KELOMPOK INDIKATOR",
    "KATEGORI INDIKATOR",
    "INDIKATOR KINERJA URUSAN",
    "INDIKATOR PRIORITAS",
    "KELOMPOK AKAR MASALAH",
    "NO INDIKATOR AKAR MASALAH",
    "INDIKATOR AKAR MASALAH",
    "MENGAPA AKAR MASALAH",
    "LABEL SUMBER DATA",
    "DESKRIPSI SUMBER DATA",
    "JENJANG",
    "KODE KEGIATAN PAUD",
    "KODE KEGIATAN SD",
    "KODE KEGIATAN SMP",
    "KODE KEGIATAN KESETARAAN",
    "KODE KEGIATAN NONJENJANG",
    "NOMENKLATUR KEGIATAN",
    "KINERJA KEGIATAN",
    "INDIKATOR KEGIATAN",
    "SATUAN",
    "DESKRIPSI KEGIATAN",
    "CONTOH OPERASIONALISASI",
    "NSPK",
]
CODE = "1.01.02.2.02.0037"


def row(*first: str, kegiatan: str = "Pelatihan guru", jenjang: str = "SD", kode: str = CODE) -> list[str]:
    """A row of the sheet: the grouping cells given, the rest made."""
    groups = [*first, *[""] * (10 - len(first))]
    codes = [kode if name == jenjang else "-" for name in ("PAUD", "SD", "SMP", "Kesetaraan", "Nonjenjang")]
    rest = [f"{kegiatan} terlaksana", "Jumlah guru", "orang", f"{kegiatan} di gugus", "Lokakarya KKG", "Permen 47/2023"]
    return [*groups, jenjang, *codes, kegiatan, *rest]


GROUP = ("Mutu hasil belajar", "Prioritas", "Literasi", "A.1 Kemampuan literasi", "Pembelajaran", "D.1")
ROWS = [
    row(*GROUP, "Kualitas pembelajaran", "Guru jarang memberi umpan balik", "Rapor", "Rapor Pendidikan 2025"),
    row(kegiatan="Pendampingan sekolah"),
    row("", "", "", "", "", "D.3", "Kepemimpinan instruksional", "", kegiatan="Pelatihan KS"),
    row("Pemerataan", "Prioritas", "APS", "B.5 APS 7-12", "Akses", "E.1", "Partisipasi", kegiatan="Beasiswa"),
]
TITLES = [["REKOMENDASI PERENCANAAN BERBASIS DATA"], ["Kabupaten Solok"], ["Rapor Pendidikan Tahun 2025"], []]


def read(table: Sequence[Sequence[Any]], path: Path, **given: Any) -> tuple[SheetLedger, list[dict[str, Any]]]:
    written = (
        write_csv(path, [list(cells) for cells in table])
        if path.suffix == ".csv"
        else write_xlsx(path, {"PBD ": table})
    )
    result, rows = read_file(written, path.parent / "a", **given)
    assert result.source.galat is None
    (sheet,) = result.source.lembar
    assert sheet.is_seimbang
    return sheet, sorted(rows, key=lambda record: record["urutan"])


def test_a_recommendation_sheet_is_found_by_one_cell_and_its_groups_are_filled_down(tmp_path: Path) -> None:
    sheet, rows = read([*TITLES, HEADER, *ROWS], tmp_path / "x.xlsx")
    assert (sheet.layout, sheet.dibaca, sheet.diterima, sheet.kolom_tidak_dibaca) == ("rekomendasi_pbd", 4, 4, ())
    assert [record["indikator_prioritas"] for record in rows] == ["A.1 Kemampuan literasi"] * 3 + ["B.5 APS 7-12"]
    assert [record["kode_akar_masalah"] for record in rows] == ["D.1", "D.1", "D.3", "E.1"]
    assert [record["mengapa_akar_masalah"] for record in rows] == ["Guru jarang memberi umpan balik"] * 2 + [None] * 2
    first = rows[0]
    assert (first["tahun"], first["kode_provinsi_kemendagri"], first["kode_kab_kota_kemendagri"]) == (
        2025,
        "13",
        "13.02",
    )
    assert (first["kode_kegiatan_sd"], first["kode_kegiatan_paud"], first["npsn"]) == (CODE, None, None)
    assert (first["nomenklatur_kegiatan"], first["satuan"], first["nspk"]) == (
        "Pelatihan guru",
        "orang",
        "Permen 47/2023",
    )
    assert [record["urutan"] for record in rows] == [6, 7, 8, 9]


def test_codes_of_activities_are_no_personal_numbers(tmp_path: Path) -> None:
    assert re.search(PERSONAL, CODE), "in running text so many digits would be somebody's"
    sheet, _ = read([*TITLES, HEADER, row(*GROUP)], tmp_path / "x.xlsx")
    assert (sheet.diterima, sheet.disisihkan) == (1, 0)


def test_the_address_of_a_person_is_refused_in_any_cell(tmp_path: Path) -> None:
    table = [*TITLES, HEADER, row(*GROUP), row(*GROUP, kegiatan="Hubungi budi@contoh.id")]
    sheet, _ = read(table, tmp_path / "x.xlsx")
    assert (sheet.diterima, sheet.disisihkan, sheet.alasan[0].kode) == (1, 1, "data_pribadi")
    assert "budi" not in str(findings(tmp_path / "a"))


def test_merged_cells_and_a_heading_over_the_codes_read_alike(tmp_path: Path) -> None:
    _, plain = read([*TITLES, HEADER, *ROWS], tmp_path / "1" / "x.xlsx")
    top = [*HEADER[:11], "KODE KEGIATAN", "", "", "", "", *HEADER[16:]]
    below = [*[""] * 11, "PAUD", "SD", "SMP", "Kesetaraan", "Non Jenjang", *[""] * 7]
    merged = [("S", 4, 11, 4, 15), ("S", 6, 0, 8, 0), ("S", 6, 3, 8, 3), ("S", 6, 5, 7, 5)]
    path = write_xlsx(tmp_path / "2" / "x.xlsx", {"S": [*TITLES, top, below, *ROWS]}, merged)
    result, rows = read_file(path, tmp_path / "b")
    (sheet,) = result.source.lembar
    assert (sheet.dibaca, sheet.diterima) == (4, 4)
    rows.sort(key=lambda record: record["urutan"])
    assert [{**record, "urutan": 0} for record in rows] == [{**record, "urutan": 0} for record in plain]


def test_columns_may_stand_in_any_order_below_a_long_preamble(tmp_path: Path) -> None:
    _, plain = read([*TITLES, HEADER, *ROWS], tmp_path / "1" / "x.csv")
    above = [*TITLES, *[[f"Penjelasan {n}"] for n in range(16)]]
    turned = [list(reversed(cells)) for cells in (HEADER, *ROWS)]
    _, rows = read([*above, *turned], tmp_path / "2" / "x.csv")
    assert [{**record, "urutan": 0} for record in rows] == [{**record, "urutan": 0} for record in plain]
    assert len(rows) == 4


def test_footnotes_are_notes_and_never_a_group(tmp_path: Path) -> None:
    table = [*TITLES, HEADER, *ROWS, ["Sumber: Rapor Pendidikan"], row(kegiatan="Sesudah catatan")]
    sheet, rows = read(table, tmp_path / "x.xlsx")
    assert (sheet.dibaca, sheet.diterima, sheet.total_catatan) == (6, 5, 1)
    assert rows[-1]["kelompok_indikator"] == "Pemerataan"


def test_a_row_that_says_the_same_again_is_set_aside_with_its_twin(tmp_path: Path) -> None:
    sheet, rows = read([*TITLES, HEADER, ROWS[0], ROWS[0]], tmp_path / "x.xlsx")
    assert (len(rows), sheet.disisihkan, sheet.alasan[0].kode) == (1, 1, "kunci_ganda")
    assert "baris 6" in sheet.alasan[0].alasan


def test_a_sheet_of_no_region_waits_for_an_answer(tmp_path: Path) -> None:
    table = [["Rekomendasi 2025"], HEADER, *ROWS]
    sheet, rows = read(table, tmp_path / "1" / "x.xlsx")
    assert (rows, sheet.disisihkan, sheet.alasan[0].kode) == ([], 4, "wilayah_tidak_tertulis")
    answered = Answers(berkas=(FileAnswer(nama="x.xlsx", provinsi="Jawa Barat"),))
    sheet, rows = read(table, tmp_path / "2" / "x.xlsx", jawaban=answered)
    assert {(r["kode_provinsi_kemendagri"], r["kode_kab_kota_kemendagri"]) for r in rows} == {("32", None)}


def test_a_recommendation_for_one_school_keeps_its_npsn(tmp_path: Path) -> None:
    table = [["Rekomendasi PBD SD 1, NPSN: 10300001"], ["Kabupaten Solok, Rapor 2025"], HEADER, *ROWS]
    _, rows = read(table, tmp_path / "x.xlsx")
    assert {record["npsn"] for record in rows} == {"10300001"}
