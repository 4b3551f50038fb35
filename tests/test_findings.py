"""Every fault has its cell: the right one in each shape of file, whatever stands above or beside the table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from pipelines import across, aside, findings
from pipelines.build import build
from pipelines.layouts.dapodik import DAFTAR
from pipelines.layouts.usage import PMM
from tests import builders
from tests.builders import (
    export,
    export_table,
    make_pmm,
    make_satuan_pendidikan,
    read_file,
    set_aside,
    write_csv,
    write_xlsx,
)
from tests.test_import_contract import changed
from tests.test_import_layouts import RAPOR_LONG, RAPOR_WIDE

TITLES = [["Aktivitas PMM"], ["Data per 31 Oktober 2026"], []]
APS = [
    ["Jumlah sekolah menurut provinsi, 2024"],
    ["Provinsi", "Sekolah", "Rombel"],
    ["Aceh", "120", "300"],
    ["Bali", "80", "200"],
    ["Banten", "100", "250"],
    ["Bengkulu", "60", "90"],
]


def found_in(table: list[list[str]], tmp_path: Path, name: str = "x.csv", delimiter: str = ",") -> list[dict[str, Any]]:
    read_file(write_csv(tmp_path / name, table, delimiter), tmp_path / "hasil")
    return builders.findings(tmp_path / "hasil")


def pmm(*rows: Any) -> list[list[str]]:
    return export_table(PMM, rows or [make_pmm(), make_pmm(npsn="10300002"), make_pmm(npsn="10300003")])


def places(rows: list[dict[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names or ("keparahan", "kode", "sel")) for row in rows]


@pytest.mark.parametrize(("column", "cell"), [(0, "A1"), (25, "Z1"), (26, "AA1"), (701, "ZZ1"), (702, "AAA1")])
def test_a_cell_is_called_as_spreadsheets_call_it(column: int, cell: str) -> None:
    assert findings.cell_name(column, 1) == cell


def test_a_fault_below_title_rows_is_at_its_own_row_and_column(tmp_path: Path) -> None:
    table = [*TITLES, *changed(pmm(), "Jumlah GTK", "banyak")]
    (row,) = found_in(table, tmp_path)
    assert (row["sel"], row["baris"], row["kolom"], row["nilai"]) == ("F5", 5, "jumlah_gtk", "banyak")


def test_a_table_that_starts_in_another_column_keeps_its_own_cells(tmp_path: Path) -> None:
    table = [["", "", *row] for row in changed(pmm(), "NPSN", "NP345555")]
    read_file(write_xlsx(tmp_path / "x.xlsx", {"Lembar": [[], ["", "", "Judul"], *table]}), tmp_path / "hasil")
    (row,) = builders.findings(tmp_path / "hasil")
    assert places([row], "kode", "lembar", "sel", "baris") == [("npsn_tidak_sah", "Lembar", "F4", 4)]


def test_a_wide_rapor_cell_is_found_under_its_merged_header(tmp_path: Path) -> None:
    table = [*RAPOR_WIDE, ["Kab. Agam", "SD Umum", "Semua", "Baik", "7x", "Baik", ""]]
    path = write_xlsx(tmp_path / "r.xlsx", {"S": table}, [("S", 2, 3, 2, 4), ("S", 2, 5, 2, 6)])
    result, _ = read_file(path, tmp_path / "hasil")
    (row,) = set_aside(tmp_path / "hasil")
    assert places([row], "kolom", "sel") == [("A.1/capaian:nilai", "E7")]
    assert result.source.lembar[0].kolom_sumber["A.1/capaian:label"] == 3


def test_a_long_rapor_cell_is_found_by_its_part(tmp_path: Path) -> None:
    table = [list(row) for row in RAPOR_LONG]
    header = next(place for place, row in enumerate(table) if "Indikator" in row)
    at = next(place for place, name in enumerate(table[header]) if str(name).startswith("Nilai Capaian 2025"))
    table[header + 1][at] = "7x"
    read_file(write_csv(tmp_path / "r.csv", table), tmp_path / "hasil")
    (row,) = set_aside(tmp_path / "hasil")
    assert places([row], "kolom", "sel") == [("nilai", findings.cell_name(at, header + 2))]


def test_a_statistics_cell_is_found_by_its_measure(tmp_path: Path) -> None:
    table = [*APS, ["Gorontalo", "10", "enam"]]
    (row,) = found_in(table, tmp_path)
    assert places([row], "kode", "sel") == [("bukan_bilangan", "C7")]


@pytest.mark.parametrize(
    ("column", "text", "sel"),
    [
        ("Provinsi", "Sumatera Bart", "B2"),
        ("Kabupaten/Kota", "Kab. Antah Berantah", "C2"),
        ("Kabupaten/Kota", "", "C2"),
    ],
)
def test_of_province_and_kab_kota_the_wrong_one_is_named(column: str, text: str, sel: str, tmp_path: Path) -> None:
    (row,) = found_in(changed(pmm(), column, text), tmp_path)
    assert (row["keparahan"], row["sel"], row["nilai"]) == ("tolak", sel, text or None)


def test_a_double_is_shown_at_its_key(tmp_path: Path) -> None:
    (row,) = found_in(pmm(make_pmm(), make_pmm(peran="KS"), make_pmm(jumlah_login=3)), tmp_path)
    assert places([row], "kode", "kolom", "sel") == [("kunci_ganda", "npsn", "D4")]


def test_a_column_written_twice_is_one_finding_at_its_second_header(tmp_path: Path) -> None:
    rows = found_in([*TITLES, *([*row, row[5]] for row in pmm())], tmp_path)
    whole = [row for row in rows if row["baris"] is None]
    second = findings.cell_name(len(pmm()[0]), 4)
    assert places(whole, "kode", "sel", "nilai") == [("kolom_ganda", second, "Jumlah GTK")]
    assert [row["baris"] for row in rows if row["baris"]] == [5, 6, 7]
    frame = pd.DataFrame(rows)
    assert len(findings.condensed(frame)) == 1
    assert findings.summary(frame)[["jumlah", "contoh"]].values.tolist() == [[3, second]]


def test_a_file_that_cannot_be_read_is_a_finding_without_a_cell(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_bytes(b"\x00\x01\x02\x03\x04\x05\x06\x07")
    result, _ = read_file(tmp_path / "x.csv", tmp_path / "hasil")
    with duckdb.connect() as con:
        across.join_aside(con, tmp_path / "hasil", [result.source])
    (row,) = findings.read(tmp_path / "hasil").to_dict("records")
    assert (row["keparahan"], row["kode"], row["berkas"], row["sel"]) == (
        "tolak",
        "berkas_tidak_terbaca",
        "x.csv",
        None,
    )
    assert row["alasan"] == result.source.galat


def test_a_clean_export_has_no_findings(tmp_path: Path) -> None:
    assert found_in(pmm(), tmp_path) == []
    assert found_in(APS, tmp_path / "b") == []


@pytest.mark.parametrize("text", ["10300001.0", " 10300001", "'10300001", "10300001  ", "10.300.001"])
def test_an_npsn_that_reads_one_way_only_is_accepted_with_its_correction(text: str, tmp_path: Path) -> None:
    (row,) = found_in(changed(pmm(), "NPSN", text), tmp_path)
    assert places([row], "keparahan", "kode", "sel", "koreksi") == [("catatan", "npsn_dirapikan", "D2", "10300001")]
    assert row["nilai"] == text


@pytest.mark.parametrize(
    ("texts", "koreksi"),
    [
        (["1.234", "2345", "3456"], "1234"),
        (["Rp 1234", "2345", "3456"], "1234"),
        (["+40", "50", "60"], "40"),
        (["1.234", "2.345", "3.456"], None),
        (["40.0", "50.0", "60.0"], None),
        (["1.234", "234", "345"], None),
    ],
)
def test_a_number_written_unlike_the_others_is_corrected_and_a_way_of_writing_is_not(
    texts: list[str], koreksi: str | None, tmp_path: Path
) -> None:
    table = pmm()
    at = table[0].index("Jumlah GTK")
    for row, text in zip(table[1:], texts, strict=True):
        row[at] = text
    rows = [row for row in found_in(table, tmp_path, delimiter=";") if row["keparahan"] != "periksa"]
    told = [("catatan", "bilangan_dirapikan", "F2", koreksi)] if koreksi else []
    assert places(rows, "keparahan", "kode", "sel", "koreksi") == told


def test_odd_blanks_in_a_region_name_are_pointed_out(tmp_path: Path) -> None:
    (row,) = found_in(changed(pmm(), "Kabupaten/Kota", "Kab.\u00a0 Tanah  Datar"), tmp_path)
    assert places([row], "kode", "sel", "koreksi") == [("teks_dirapikan", "C2", "Kab. Tanah Datar")]


@pytest.mark.parametrize("text", ["#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!"])
def test_an_excel_error_sets_a_row_aside_only_where_the_cell_is_needed(text: str, tmp_path: Path) -> None:
    (needed,) = found_in(changed(pmm(), "Jumlah GTK", text), tmp_path / "1")
    assert places([needed], "keparahan", "kode", "sel", "nilai") == [("tolak", "galat_excel", "F2", text)]
    (spare,) = found_in(changed(pmm(), "Kirim aksi nyata", text), tmp_path / "2")
    assert places([spare], "keparahan", "kode", "sel") == [("periksa", "galat_excel", "N2")]
    (region,) = found_in(changed(pmm(), "Kabupaten/Kota", text), tmp_path / "3")
    assert places([region], "keparahan", "kode", "sel") == [("tolak", "galat_excel", "C2")]


def test_an_error_value_of_a_workbook_is_no_blank(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in changed(pmm(), "Mulai topik", "#DIV/0!"):
        book.active.append(row)
    book.save(tmp_path / "x.xlsx")
    read_file(tmp_path / "x.xlsx", tmp_path / "hasil")
    (row,) = builders.findings(tmp_path / "hasil")
    assert places([row], "kode", "sel", "nilai") == [("galat_excel", "I2", "#DIV/0!")]


@pytest.mark.parametrize("text", ["SD NEGERI \ufffd1", "SD CÃ©line"])
def test_broken_letters_in_a_kept_name_are_pointed_out(text: str, tmp_path: Path) -> None:
    schools = [make_satuan_pendidikan(), make_satuan_pendidikan(npsn="10300002")]
    (row,) = found_in(changed(export_table(DAFTAR, schools), "Nama Satuan Pendidikan", text), tmp_path)
    assert places([row], "keparahan", "kode", "sel", "nilai") == [("periksa", "teks_rusak", "B2", text)]


def test_a_header_repeated_in_the_middle_is_a_note(tmp_path: Path) -> None:
    table = pmm()
    result, rows = read_file(write_csv(tmp_path / "x.csv", [*table[:2], table[0], *table[2:]]), tmp_path / "a")
    assert (result.source.lembar[0].total_catatan, len(rows)) == (1, 3)
    result, rows = read_file(write_csv(tmp_path / "y.csv", [*APS[:4], APS[1], *APS[4:]]), tmp_path / "b")
    assert (result.source.lembar[0].total_catatan, len(rows)) == (1, 8)
    result, rows = read_file(write_csv(tmp_path / "z.csv", [*RAPOR_WIDE, *RAPOR_WIDE[2:4]]), tmp_path / "c")
    assert (result.source.lembar[0].total_catatan, result.source.lembar[0].disisihkan, len(rows)) == (2, 0, 4)


def accounts(*rows: tuple[str, str, str, str]) -> list[list[str]]:
    header = ["NPSN", "Kabupaten/Kota", "Tipe Akun", "Jumlah Akun Tersedia", "Total Akun Aktivasi", "% Aktivasi"]
    body = [[npsn, "Kab. Solok", "PTK Guru", *numbers] for npsn, *numbers in rows]
    return [header, *body]


@pytest.mark.parametrize(
    ("shares", "wrong"),
    [
        (["80%", "66,67%", "25%"], None),
        (["0.8", "0.6667", "0.25"], None),
        (["80", "67", "25"], None),
        (["0.8", "0.67", "0.25"], None),
        (["80%", "76,67%", "25%"], "F3"),
        (["0.8", "0.6667", "0.52"], "F4"),
        (["80", "", "-"], None),
        (["80", "", "26.3"], "F4"),
    ],
)
def test_a_printed_share_is_compared_with_its_counts_in_the_sheets_own_style(
    shares: list[str], wrong: str | None, tmp_path: Path
) -> None:
    counts = [("10", "8"), ("3", "2"), ("4", "1")]
    table = accounts(
        *((f"1030000{n}", *pair, share) for n, (pair, share) in enumerate(zip(counts, shares, strict=True)))
    )
    rows = found_in(table, tmp_path)
    assert places(rows) == ([("periksa", "persen_tidak_cocok", wrong)] if wrong else [])


def total(gtk: str, *, provinsi: str = "", first: str = "TOTAL") -> list[str]:
    return [first, provinsi, "", "", "", gtk, *[""] * 11]


@pytest.mark.parametrize(
    ("rows", "wrong"),
    [
        ([total("120")], []),
        ([total("121")], ["F5"]),
        ([total("12")], ["F5"]),
        ([total("120", provinsi="Sumatera Barat")], []),
        ([total("")], []),
    ],
)
def test_a_total_row_is_compared_with_its_parts(rows: list[list[str]], wrong: list[str], tmp_path: Path) -> None:
    found = found_in([*pmm(), *rows], tmp_path)
    assert places(found) == [("periksa", "total_tidak_sama", sel) for sel in wrong]


def test_totals_of_groups_are_compared_with_their_own_rows(tmp_path: Path) -> None:
    table = pmm()
    whole = [table[0], table[1], table[2], total("80", first="Sub Total"), table[3], total("40", first="Sub Total")]
    assert found_in([*whole, total("120")], tmp_path / "1") == []
    whole[3] = total("90", first="Sub Total")
    assert places(found_in([*whole, total("120")], tmp_path / "2"), "kode", "sel") == [("total_tidak_sama", "F4")]


def test_a_total_over_blank_parts_may_be_more_than_their_sum(tmp_path: Path) -> None:
    table = changed(pmm(), "GTK login PMM", "-")
    at = table[0].index("GTK login PMM")
    row = total("120")
    row[at] = "100"
    assert found_in([*table, row], tmp_path / "1") == []
    row[at] = "70"
    assert places(found_in([*table, row], tmp_path / "2"), "kode", "sel") == [("total_tidak_sama", "G5")]


def test_a_national_row_of_a_table_is_the_sum_of_its_parts_or_named(tmp_path: Path) -> None:
    assert found_in([*APS, ["Total", "360", "840"]], tmp_path / "1") == []
    rows = found_in([*APS, ["Total", "360", "850"]], tmp_path / "2")
    assert places(rows) == [("periksa", "total_tidak_sama", "C7")]
    assert found_in([*APS, ["Indonesia", "9000", "85000"]], tmp_path / "3") == [], "not all provinces stand there"
    means = [[*APS[0]], ["Provinsi", "Rata-rata rombel per sekolah"], ["Aceh", "6"], ["Bali", "9"], ["Banten", "8"]]
    assert found_in([*means, ["Total", "8"]], tmp_path / "4") == [], "a mean is no sum"


def test_a_misspelt_needed_header_is_named_with_its_cell(tmp_path: Path) -> None:
    table = pmm()
    table[0][5] = "Jumlh GTK"
    rows = found_in([*TITLES, *table], tmp_path)
    (whole,) = [row for row in rows if row["baris"] is None]
    assert places([whole], "kode", "sel", "nilai") == [("kolom_wajib_tidak_ada", "F4", "Jumlh GTK")]
    assert "Jumlah GTK" in whole["alasan"]


def test_a_needed_column_that_is_not_there_at_all_is_named(tmp_path: Path) -> None:
    rows = found_in([[*row[:5], *row[6:]] for row in pmm()], tmp_path)
    (whole,) = [row for row in rows if row["baris"] is None]
    assert places([whole], "kode", "sel") == [("kolom_wajib_tidak_ada", None)]
    assert '"Jumlah GTK"' in whole["alasan"]


def test_misspelt_headers_of_a_rapor_sheet_are_named_with_their_cells(tmp_path: Path) -> None:
    def told(row: int, column: int, name: str) -> list[tuple[Any, ...]]:
        table = [list(line) for line in RAPOR_WIDE]
        table[row][column] = name
        return places([row for row in found_in(table, tmp_path / name) if row["sel"]], "kode", "sel")

    assert told(2, 1, "Jenis Satuan Pendidkan") == [("kolom_wajib_tidak_ada", "B3")]
    assert told(2, 2, "Status Satuan Pendidkan") == [("kolom_mirip", "C3")]
    assert told(3, 3, "Label Capain") == [("kolom_mirip", "D4")]


def test_a_misspelt_optional_header_is_pointed_out_and_another_column_is_not(tmp_path: Path) -> None:
    table = pmm()
    table[0][13] = "Kirim aksi nyatta"
    (row,) = found_in(table, tmp_path / "1")
    assert places([row], "keparahan", "kode", "sel", "kolom") == [("periksa", "kolom_mirip", "N1", "jumlah_aksi_nyata")]
    table[0][13] = "Catatan pengawas"
    assert found_in(table, tmp_path / "2") == []


def test_findings_of_two_files_name_the_cell_and_the_twins_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path / "data"))
    folder = tmp_path / "data" / "exports"
    export(folder / "a.csv", DAFTAR, make_satuan_pendidikan())
    export(folder / "b.csv", DAFTAR, make_satuan_pendidikan(npsn="10300002"), make_satuan_pendidikan())
    result = build(folder)
    assert result.snapshot is not None
    frame = findings.read(result.snapshot.path)
    twin = frame[frame["kode"] == "kunci_ganda_antarberkas"].iloc[0]
    assert (twin["berkas"], twin["sel"], twin["baris"]) == ("b.csv", "A3", 3)
    assert "a.csv baris 2" in twin["alasan"]


def test_findings_are_read_gravest_first_and_summed_up_by_kind(tmp_path: Path) -> None:
    table = changed(pmm(*(make_pmm(npsn=f"1030000{n}") for n in range(1, 8))), "Jumlah GTK", "banyak")
    for row in table[2:]:
        row[3] += ".0"
    read_file(write_csv(tmp_path / "x.csv", table), tmp_path / "hasil")
    with duckdb.connect() as con:
        across.join_aside(con, tmp_path / "hasil")
    frame = findings.read(tmp_path / "hasil")
    assert list(frame.columns) == list(aside.COLUMNS)
    assert frame["keparahan"].tolist() == ["tolak", *["catatan"] * 6]
    told = findings.summary(frame)
    assert told[["kode", "jumlah", "contoh"]].values.tolist() == [
        ["bukan_bilangan", 1, "F2"],
        ["npsn_dirapikan", 6, "D3, D4, D5, ..."],
    ]
    assert told["judul"].tolist() == ["Sel bukan bilangan", "NPSN dibaca sesudah dirapikan"]


def test_a_folder_without_findings_reads_as_none(tmp_path: Path) -> None:
    assert findings.read(tmp_path).empty
    assert findings.summary(findings.read(tmp_path)).empty


def test_every_faulty_cell_of_a_row_is_named_at_once_and_the_row_counts_once(tmp_path: Path) -> None:
    table = changed(changed(changed(pmm(), "NPSN", "NP345555"), "Jumlah GTK", "banyak"), "Peran", "")
    result, _ = read_file(write_csv(tmp_path / "x.csv", table), tmp_path / "hasil")
    rows = builders.findings(tmp_path / "hasil")
    assert sorted(places(rows)) == [
        ("tolak", "bukan_bilangan", "F2"),
        ("tolak", "npsn_tidak_sah", "D2"),
        ("tolak", "wajib_kosong", "E2"),
    ]
    sheet = result.source.lembar[0]
    assert (sheet.disisihkan, sum(reason.jumlah for reason in sheet.alasan)) == (1, 1)


def test_a_blank_number_of_a_needed_column_is_pointed_out_where_the_others_are_filled(tmp_path: Path) -> None:
    rows = [(f"1030000{n}", "10", "8", "80%") for n in range(4)]
    table = accounts(*rows)
    table[2][3] = ""
    assert places(found_in(table, tmp_path / "1")) == [("periksa", "wajib_kosong", "D3")]
    for row in table[1:4]:
        row[3] = "-"
    assert found_in(table, tmp_path / "2") == [], "a column that is mostly blank is how the export is"
