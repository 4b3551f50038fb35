"""Layouts: recognised by content, read by name, whatever the order of columns and the rows above."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines import layouts
from pipelines.layouts.training import KEHADIRAN
from pipelines.layouts.usage import PLATFORM, PMM
from pipelines.tabular import Tabular
from tests.builders import (
    DAY,
    TABULAR,
    export,
    export_table,
    make_for,
    make_pmm,
    read_file,
    set_aside,
    write_csv,
    write_xlsx,
)

RAPOR_LONG = [
    ["Capaian Provinsi Sumatera Barat"],
    ["Rapor Pendidikan Tahun 2025"],
    [],
    [
        "Jenis Satuan Pendidikan",
        "Status Satuan Pendidikan",
        "No",
        "Indikator",
        "Label Capaian 2025",
        "Nilai Capaian 2025",
        "Perubahan Nilai Capaian dari Tahun Lalu",
        "Nilai Capaian 2024",
    ],
    ["SD Umum", "Semua", "A.1", "Kemampuan literasi\nDefinisi", "Baik", "76,4%", "Naik 0,59", "75,81%"],
    ["SD Umum", "Semua", "A.1", "Proporsi di atas kompetensi minimum", "Di atas", "19,1", "", ""],
    ["SD Umum", "Semua", "A.1", "Proporsi mencapai kompetensi minimum", "Mencapai", "57,3", "", ""],
    ["SD Umum", "Semua", "A.1", "Proporsi di bawah kompetensi minimum", "Di bawah", "16,6", "", ""],
    ["SD Umum", "Semua", "A.1", "Proporsi jauh di bawah kompetensi minimum", "Jauh di bawah", "7", "", ""],
    ["SD Umum", "Semua", "A.1.skor", "Skor kemampuan literasi", "", "58,25", "", ""],
    ["TK", "Semua", "D.1", "Perencanaan", "Sedang", "-0,35", "", ""],
    [
        "SD Umum",
        "Swasta",
        "B.1",
        "Kesenjangan literasi",
        "Capaian Tidak Tersedia",
        "Tidak Tersedia (Satdik tidak mengikuti AN)",
        "",
        "",
    ],
    ["Semua jenjang", "Tidak Relevan", "B.16", "Indeks SPM", "TUNTAS PRATAMA", "77,48", "", ""],
]
RAPOR_WIDE = [
    ["Capaian Kabupaten/Kota Dasmen dan Vokasi"],
    ["Provinsi Sumatera Barat, Rapor Pendidikan Tahun 2024"],
    [
        "Kab/Kota",
        "Jenis Satuan Pendidikan",
        "Status Satuan Pendidikan",
        "A.1 Kemampuan literasi",
        "",
        "D.1 Kualitas",
        "",
    ],
    ["", "", "", "Label Capaian ", "Nilai Capaian", "Label Capaian ", "Peringkat"],
    ["Kab. Solok", "SD Umum", "Semua", "Baik", "71,2%", "Sedang", "Peringkat atas (1-20%)"],
    ["Kota Solok", "SD Umum", "Semua", "Sedang", "64,9%", "Tidak Berlaku", ""],
]
RAPOR_SCHOOL = [
    ["Capaian Satuan Pendidikan Dasmen dan Vokasi Tahun 2024"],
    ["Provinsi Sumatera Barat"],
    ["Sumber: Rapor Pendidikan"],
    [
        "NPSN",
        "Nama Satuan Pendidikan",
        "Jenis Satuan Pendidikan",
        "Status Satuan Pendidikan",
        "Kabupaten/Kota",
        "A.1 Kemampuan literasi",
        "A.2 Kemampuan numerasi",
    ],
    ["", "", "", "", "", "Label Capaian ", "Label Capaian "],
    ["10300001", "SD 1", "SD Umum", "Negeri", "Kab. Solok", "Baik", "Tidak Tersedia (Satdik tidak mengikuti AN)"],
    ["10300002.0", "SD 2", "SD Umum", "Negeri", "Kota Solok", "Kurang", "Sedang"],
]


def swapped(table: list[list[Any]], header: int, keep: int = 0) -> list[list[Any]]:
    """The table with its columns in the opposite order from the header on (the first `keep` stay)."""
    width = max(len(row) for row in table)
    padded = [row + [""] * (width - len(row)) for row in table]
    return [*padded[:header], *([*row[:keep], *row[keep:][::-1]] for row in padded[header:])]


def known(rows: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
    return sorted((tuple(row.items()) for row in rows), key=str)


@pytest.mark.parametrize("layout", TABULAR, ids=lambda layout: layout.kode)
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_table_is_recognised_and_read_whatever_the_order_of_its_columns(
    layout: Tabular, delimiter: str, tmp_path: Path
) -> None:
    row = make_for(layout)
    table = export_table(layout, [row])
    result, rows = read_file(write_csv(tmp_path / "x.csv", table, delimiter), tmp_path / "a")
    assert [sheet.layout for sheet in result.source.lembar] == [layout.kode]
    assert len(rows) == 1, result.source.lembar[0].alasan
    expected = {name: value for name, value in row.model_dump().items() if any(f.name == name for f in layout.fields)}
    assert {name: rows[0][name] for name in expected} == expected
    _, other = read_file(write_csv(tmp_path / "y.csv", swapped(table, 0), delimiter), tmp_path / "b")
    assert other == rows


@pytest.mark.parametrize("layout", TABULAR, ids=lambda layout: layout.kode)
def test_title_rows_above_a_table_do_not_hide_it(layout: Tabular, tmp_path: Path) -> None:
    table = [["Rekap unit"], ["Diunduh dari dasbor"], [], *export_table(layout, [make_for(layout)])]
    result, rows = read_file(write_xlsx(tmp_path / "x.xlsx", {"Data": table}), tmp_path / "a")
    assert [sheet.layout for sheet in result.source.lembar] == [layout.kode]
    assert len(rows) == 1


def test_every_layout_has_a_name_of_its_own() -> None:
    names = [layout.kode for layout in (*layouts.LAYOUTS, *layouts.FALLBACK)]
    assert len(names) == len(set(names))


def test_ruang_gtk_is_the_same_series_under_its_new_name(tmp_path: Path) -> None:
    table = export_table(PMM, [make_pmm(jumlah_login=33)])
    table[0] = [name.replace("GTK login PMM", "GTK login Ruang GTK") for name in table[0]]
    result, rows = read_file(write_csv(tmp_path / "x.csv", table), tmp_path / "a")
    assert result.source.lembar[0].dataset == "pmm_aktivitas"
    assert (rows[0]["nama_platform"], rows[0]["jumlah_login"]) == ("Ruang GTK", 33)


def test_a_total_row_is_recognised_not_counted(tmp_path: Path) -> None:
    table = export_table(PMM, [make_pmm()])
    at = table[0].index("Provinsi")
    table.append([("TOTAL" if n == at else "9" if cell.isdigit() and n > 8 else "") for n, cell in enumerate(table[1])])
    table.append(["Sumber: dasbor", *[""] * (len(table[0]) - 1)])
    result, rows = read_file(write_csv(tmp_path / "x.csv", table), tmp_path / "a")
    sheet = result.source.lembar[0]
    assert (sheet.dibaca, sheet.diterima, sheet.total_catatan, len(rows)) == (3, 1, 2, 1)


def test_a_platform_row_without_npsn_stands_for_its_region(tmp_path: Path) -> None:
    rows = [make_for(PLATFORM, npsn=None), make_for(PLATFORM, npsn=None, kode_kab_kota_kemendagri=None)]
    _, found = read_file(export(tmp_path / "x.csv", PLATFORM, *rows), tmp_path / "a")
    assert [(row["tingkat"], row["kode_kab_kota_kemendagri"]) for row in found] == [
        ("kab_kota", "13.06"),
        ("provinsi", None),
    ]


def test_the_cut_off_comes_from_title_then_file_name_then_request_then_file_date(tmp_path: Path) -> None:
    table = export_table(PMM, [make_pmm()])
    table = [row[1:] for row in table]
    plain = write_csv(tmp_path / "x.csv", table)
    titled = write_csv(tmp_path / "y.csv", [["Data per 30 Juni 2026"], *table])

    def cut_off(path: Path, **given: Any) -> tuple[date, int]:
        result, rows = read_file(path, tmp_path / f"{path.stem}{len(given)}{given.get('berkas', '')[:3]}", **given)
        return rows[0]["tanggal_data"], len(result.source.lembar[0].catatan)

    assert cut_off(titled, berkas="pmm_2025-01-31.csv") == (date(2026, 6, 30), 0)
    assert cut_off(plain, berkas="pmm_2025-01-31.csv") == (date(2025, 1, 31), 0)
    assert cut_off(plain, berkas="pmm Februari 2024.csv") == (date(2024, 2, 29), 0)
    assert cut_off(plain, assumed=date(2024, 5, 5)) == (date(2024, 5, 5), 1)
    assert cut_off(plain) == (DAY, 1)


def test_rapor_of_a_province_keeps_label_and_tells_repeated_codes_apart(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "r.xlsx", {"2 Capaian provinsi": RAPOR_LONG})
    result, rows = read_file(path, tmp_path / "a")
    assert result.source.lembar[0].is_seimbang
    assert {row["tahun"] for row in rows} == {2025}
    literacy = {row["rincian"]: row["nilai"] for row in rows if row["kode"] == "A.1"}
    assert literacy == {
        "capaian": 76.4,
        "di atas": 19.1,
        "mencapai": 57.3,
        "di bawah": 16.6,
        "jauh di bawah": 7.0,
        "skor": 58.25,
    }
    by_code = {row["kode"]: row for row in rows if row["rincian"] == "capaian"}
    assert by_code["A.1"]["perubahan_tertulis"] == "Naik 0,59"
    assert by_code["A.1"]["nama"] == "Kemampuan literasi"
    assert (by_code["D.1"]["kelompok"], by_code["D.1"]["nilai"]) == ("PAUD", -0.35)
    assert by_code["B.1"]["alasan_tidak_tersedia"] == "satdik tidak mengikuti AN"
    assert (by_code["B.1"]["nilai"], by_code["B.1"]["label"]) == (None, None)
    assert by_code["B.16"]["label"] == "TUNTAS PRATAMA"
    assert {row["kode_provinsi_kemendagri"] for row in rows} == {"13"}


@pytest.mark.parametrize(("table", "header"), [(RAPOR_WIDE, 2), (RAPOR_SCHOOL, 3)], ids=["kab_kota", "sekolah"])
def test_wide_rapor_sheets_are_read_by_name_whatever_their_order(
    table: list[list[str]], header: int, tmp_path: Path
) -> None:
    _, rows = read_file(write_csv(tmp_path / "a.csv", table), tmp_path / "a")
    assert len(rows) == 4
    keys = sum(not cell.startswith(("A.", "D.")) and cell != "" for cell in table[header])
    moved = [row[keys:] + row[:keys] if place >= header else row for place, row in enumerate(table)]
    _, other = read_file(write_csv(tmp_path / "b.csv", moved), tmp_path / "b")
    assert known(other) == known(rows)


def test_merged_headers_name_each_column_they_span(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "r.xlsx", {"S": RAPOR_WIDE}, [("S", 2, 3, 2, 4), ("S", 2, 5, 2, 6)])
    _, rows = read_file(path, tmp_path / "a")
    solok = {(r["kode_kab_kota_kemendagri"], r["kode"]): r for r in rows}
    assert solok["13.02", "A.1"]["nilai"] == 71.2
    assert solok["13.02", "D.1"]["peringkat_tertulis"] == "Peringkat atas (1-20%)"
    assert solok["13.72", "D.1"]["alasan_tidak_tersedia"] == "tidak berlaku"
    assert {r["tahun"] for r in rows} == {2024}


def test_a_wide_row_with_one_unreadable_cell_is_set_aside_whole(tmp_path: Path) -> None:
    table = [*RAPOR_WIDE, ["Kab. Agam", "SD Umum", "Semua", "Baik", "tujuh puluh", "Baik", ""]]
    result, rows = read_file(write_csv(tmp_path / "a.csv", table), tmp_path / "a")
    sheet = result.source.lembar[0]
    assert (sheet.dibaca, sheet.diterima, sheet.disisihkan) == (3, 2, 1)
    assert {row["kode_kab_kota_kemendagri"] for row in rows} == {"13.02", "13.72"}
    assert [(row["baris"], row["nilai"]) for row in set_aside(tmp_path / "a")] == [(7, "(disamarkan)")]


SUMMARY = [
    ["SPM: 77,48 (Tuntas Pratama)"],
    ["No", "Jenjang", "Capaian", "Indikator Prioritas"],
    ["1", "SD", "Capaian Terbaik", "A.1 Kemampuan literasi"],
]


def test_the_spm_index_of_the_summary_counts_only_where_no_other_sheet_has_it(tmp_path: Path) -> None:
    name = "Rapor Pendidikan 2025 Sumatera Barat.xlsx"
    alone = write_xlsx(tmp_path / "1" / name, {"1 Ringkasan": SUMMARY})
    result, rows = read_file(alone, tmp_path / "a")
    assert [(r["kode"], r["jenis"], r["nilai"], r["label"]) for r in rows] == [
        ("B.16", "Semua jenjang", 77.48, "TUNTAS PRATAMA")
    ]
    both = write_xlsx(tmp_path / "2" / name, {"1 Ringkasan": SUMMARY, "2 Capaian provinsi": RAPOR_LONG})
    result, rows = read_file(both, tmp_path / "b")
    assert sum(row["kode"] == "B.16" for row in rows) == 1
    assert result.source.lembar[0].total_catatan == result.source.lembar[0].dibaca == 2


def test_an_unknown_layout_is_set_aside_with_its_columns(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "x.csv", [["NPSN", "Warna Cat"], ["10300001", "hijau"], ["10300002", "biru"]])
    result, rows = read_file(path, tmp_path / "a")
    sheet = result.source.lembar[0]
    assert (rows, sheet.layout, sheet.dibaca, sheet.disisihkan) == ([], None, 3, 3)
    assert "kolomnya: NPSN, 1 kolom lain" in sheet.alasan[0].alasan, "a cell that no layout knows is not shown"


def test_a_column_written_twice_is_not_guessed(tmp_path: Path) -> None:
    table = export_table(PMM, [make_pmm()])
    path = write_csv(tmp_path / "x.csv", [[*row, row[0] if n else "Tanggal Data"] for n, row in enumerate(table)])
    result, rows = read_file(path, tmp_path / "a")
    assert rows == []
    assert result.source.lembar[0].alasan[0].kode == "kolom_ganda"


def test_attendance_waits_for_the_school_list(tmp_path: Path) -> None:
    header = [item.headers[0] for item in KEHADIRAN.fields]
    result, _ = read_file(write_csv(tmp_path / "x.csv", [header, ["x"] * len(header)]), tmp_path / "a")
    assert result.is_deferred
