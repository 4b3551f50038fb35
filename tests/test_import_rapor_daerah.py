"""Regional Rapor workbooks in other shapes than the plainest: headers, years, vocabularies, preambles, prose."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter

from pipelines.answers import Answers, FileAnswer
from schemas.manifest import SheetLedger
from tests.builders import findings, read_file, write_csv, write_xlsx

KIND = ["Jenis Satuan Pendidikan", "Status Satuan Pendidikan"]
LONG = [*KIND, "No", "Indikator", "Label Capaian", "Nilai", "Definisi Capaian"]
LONG_ROWS: list[list[Any]] = [
    ["SD Umum", "Semua", "A.1", "Kemampuan literasi\nDefinisi", "Baik", "76,4%", "Lebih dari 70%"],
    ["SD Umum", "Semua", "A.1", "Proporsi di atas kompetensi minimum", "Di atas", "19,1%", ""],
    ["SD Umum", "Semua", "A.1", "Proporsi mencapai kompetensi minimum", "Mencapai", "57,3%", ""],
    ["SD Umum", "Semua", "A.1.skor", "Skor literasi", "", "58,25", ""],
    ["SD Kemenag", "Semua", "D.4", "Iklim keamanan", "Sedang", "63,1", ""],
]
FIXED = ["Kab/Kota", *KIND]
WIDE_ROWS: list[list[Any]] = [
    ["Kab. Solok", "SD Umum", "Semua", "Baik", "71,2%", "Sedang", "58,1"],
    ["Kota Solok", "SD Umum", "Semua", "Sedang", "64,9%", "Tidak Berlaku", ""],
]
TITLES = [["Capaian Kabupaten/Kota Dasmen dan Vokasi"], ["Provinsi Sumatera Barat, Rapor Pendidikan Tahun 2024"]]
SCHOOL = ["NPSN", "Nama Satuan Pendidikan", *KIND, "Kabupaten/Kota", "Kecamatan"]


def sheet_of(path: Path, folder: Path, **given: Any) -> tuple[SheetLedger, list[dict[str, Any]]]:
    result, rows = read_file(path, folder, **given)
    assert result.source.galat is None
    (sheet,) = result.source.lembar
    assert sheet.is_seimbang
    return sheet, rows


def told(rows: Sequence[dict[str, Any]], *names: str) -> set[tuple[Any, ...]]:
    return {tuple(row[name] for name in names) for row in rows}


# --- the long sheet ---


@pytest.mark.parametrize("name", ["2024", "Capaian 2024 ", "2 Capaian Tahun 2024"])
def test_a_kab_kota_workbook_says_its_year_in_the_sheets_name_alone(name: str, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "Rapor Kab Solok.xlsx", {name: [LONG, *LONG_ROWS]})
    sheet, rows = sheet_of(path, tmp_path / "a")
    assert told(rows, "tahun", "tingkat", "kode_kab_kota_kemendagri") == {(2024, "kab_kota", "13.02")}
    assert {row["rincian"] for row in rows if row["kode"] == "A.1"} == {"capaian", "di atas", "mencapai", "skor"}
    assert (sheet.diterima, sheet.jumlah_rekaman) == (5, 5)
    assert "Definisi Capaian" in sheet.kolom_tidak_dibaca


def test_two_years_of_one_kab_kota_are_two_sheets(tmp_path: Path) -> None:
    changed = [["SD MI" if cell == "SD Kemenag" else cell for cell in row] for row in LONG_ROWS]
    path = write_xlsx(tmp_path / "Kab. Solok.xlsx", {"2024": [LONG, *LONG_ROWS], "2025": [LONG, *changed]})
    result, rows = read_file(path, tmp_path / "a")
    assert [sheet.tahun for sheet in result.source.lembar] == [(2024,), (2025,)]
    assert told(rows, "tahun", "jenis") >= {(2024, "SD Kemenag"), (2025, "SD MI")}


def test_of_two_years_side_by_side_the_newest_is_read(tmp_path: Path) -> None:
    header = [*LONG[:4], "Nilai Capaian 2024", "Label Capaian 2024", "Label Capaian 2025", "Nilai Capaian 2025"]
    row = ["SD Umum", "Semua", "A.1", "Kemampuan literasi", "70,1%", "Sedang", "Baik", "76,4%"]
    path = write_xlsx(tmp_path / "x.xlsx", {"2 Capaian provinsi": [["Provinsi Bali"], header, row]})
    sheet, rows = sheet_of(path, tmp_path / "a")
    assert told(rows, "tahun", "label", "nilai", "kode_provinsi_kemendagri") == {(2025, "Baik", 76.4, "51")}
    assert len(sheet.kolom_tidak_dibaca) == 2 or "2 kolom lain" in sheet.kolom_tidak_dibaca


def test_a_proportion_row_without_a_code_belongs_to_the_indicator_above(tmp_path: Path) -> None:
    rows = [[*row[:2], "" if place in (1, 2) else row[2], *row[3:]] for place, row in enumerate(LONG_ROWS)]
    path = write_xlsx(tmp_path / "Kab. Solok 2024.xlsx", {"S": [LONG, *rows]})
    sheet, found = sheet_of(path, tmp_path / "a")
    assert sheet.disisihkan == 0
    assert {row["rincian"] for row in found if row["kode"] == "A.1"} == {"capaian", "di atas", "mencapai", "skor"}


def test_a_row_without_a_code_that_is_no_proportion_is_set_aside(tmp_path: Path) -> None:
    path = write_xlsx(
        tmp_path / "Kab. Solok 2024.xlsx", {"S": [LONG, *LONG_ROWS, ["SD Umum", "Semua", "", "Entah", "Baik", "9", ""]]}
    )
    sheet, _ = sheet_of(path, tmp_path / "a")
    assert (sheet.diterima, sheet.disisihkan, sheet.alasan[0].kode) == (5, 1, "wajib_kosong")
    assert [(row["sel"], row["kolom"]) for row in findings(tmp_path / "a")] == [("C7", "kode")]


REASONS = [
    ("Tidak Tersedia (Tidak ada data untuk indikator ini)", "tidak ada data untuk indikator ini"),
    ("Tidak Tersedia (Satdik tidak mengikuti AN)", "satdik tidak mengikuti AN"),
    ("Tidak Tersedia (Satdik tidak mengikuti AN tahun lalu)", "satdik tidak mengikuti AN tahun lalu"),
    (
        "Tidak Tersedia (instrumen penilaian tahun ini dan tahun lalu berbeda)",
        "instrumen tahun ini dan tahun lalu berbeda",
    ),
    ("Tidak Tersedia (karena nilai tahun lalu tidak tersedia)", "nilai tahun lalu tidak tersedia"),
    ("Tidak Berlaku", "tidak berlaku"),
    ("Capaian Tidak Tersedia", "tanpa keterangan"),
]


def test_every_reason_for_a_missing_value_is_kept_as_one(tmp_path: Path) -> None:
    rows = [
        ["SD Umum", "Semua", f"D.{place}", "Iklim", "Capaian Tidak Tersedia", text, ""]
        for place, (text, _) in enumerate(REASONS, 1)
    ]
    path = write_xlsx(tmp_path / "Kab. Solok 2024.xlsx", {"S": [LONG, *rows]})
    _, found = sheet_of(path, tmp_path / "a")
    assert told(found, "kode", "alasan_tidak_tersedia", "nilai", "label") == {
        (f"D.{place}", reason, None, None) for place, (_, reason) in enumerate(REASONS, 1)
    }


def test_numbers_kept_as_numbers_are_read_and_fractions_of_percent_are_pointed_out(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["SD Umum", "Semua", "A.1", "Literasi", "Baik", 0.764, ""],
        ["SMP Umum", "Semua", "A.1", "Literasi", "Baik", 76.4, ""],
        ["SD Umum", "Semua", "C.7", "Indeks distribusi guru", "Sedang", 0.81, ""],
    ]
    path = write_xlsx(tmp_path / "Kab. Solok 2024.xlsx", {"S": [LONG, *rows]})
    _, found = sheet_of(path, tmp_path / "a")
    assert told(found, "jenis", "kode", "nilai") == {
        ("SD Umum", "A.1", 0.764),
        ("SMP Umum", "A.1", 76.4),
        ("SD Umum", "C.7", 0.81),
    }
    noted = [row for row in findings(tmp_path / "a") if row["kode"] == "persen_pecahan"]
    assert [(row["keparahan"], row["sel"], row["koreksi"]) for row in noted] == [("periksa", "F2", "76,4")]


def test_an_indicator_that_no_catalogue_has_is_accepted_and_noted_once(tmp_path: Path) -> None:
    rows = [["SD Umum", status, "D.99", "Iklim baru", "Baik", "61", ""] for status in ("Negeri", "Swasta", "Semua")]
    path = write_xlsx(tmp_path / "Kab. Solok 2027.xlsx", {"S": [LONG, *rows], "T ": [LONG, *LONG_ROWS]})
    result, found = read_file(path, tmp_path / "a")
    assert sum(row["kode"] == "D.99" for row in found) == 3
    noted = [row for row in findings(tmp_path / "a") if row["kode"] == "indikator_baru"]
    assert [(row["keparahan"], row["lembar"], row["nilai"]) for row in noted] == [("catatan", "S", "D.99")]
    assert all(sheet.disisihkan == 0 for sheet in result.source.lembar)


# --- wide sheets ---

FLAT = [*FIXED, "A.1_Label Capaian", "A.1_Nilai Capaian", "D.1_Label Capaian", "D.1_Nilai Capaian"]
TOP = [*FIXED, "A.1 Kemampuan literasi", "", "D.1 Kualitas pembelajaran", ""]
BELOW = ["", "", "", "Label Capaian ", "Nilai Capaian", "Label Capaian ", "Nilai Capaian"]
BANDS = ["", "", "", "A. Mutu dan relevansi", "", "D. Mutu pembelajaran", ""]
HEADERS: dict[str, list[list[str]]] = {
    "two rows": [TOP, BELOW],
    "flattened": [FLAT],
    "flattened with names": [
        [*FIXED, "A.1 Kemampuan literasi_Label Capaian", "A.1 Kemampuan literasi_Nilai Capaian",
         "D.1 Kualitas pembelajaran_Label Capaian", "D.1 Kualitas pembelajaran_Nilai Capaian"]
    ],
    "line breaks": [
        ["Kab/Kota", "Jenis Satuan\nPendidikan", "Status Satuan\nPendidikan", "A.1\nKemampuan literasi\nLabel Capaian",
         "A.1\nKemampuan literasi\nNilai Capaian", "D.1 Kualitas\npembelajaran - Label\nCapaian",
         "D.1 Kualitas\npembelajaran - Nilai Capaian"]
    ],
    "year in the parts": [TOP, ["", "", "", "Label Capaian 2024", "Nilai Capaian 2024", "Label Capaian 2024",
                                "Nilai Capaian 2024"]],
    "dimensions above": [BANDS, TOP, BELOW],
    "three rows, names on top": [[*FIXED, *BANDS[3:]], ["", "", "", *TOP[3:]], BELOW],
    "names at the bottom": [["", "", "", *TOP[3:]], [*FIXED, *BELOW[3:]]],
}  # fmt: skip


@pytest.mark.parametrize("name", list(HEADERS))
def test_a_wide_header_is_understood_in_each_of_its_shapes(name: str, tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"3 Capaian kab-kota ": [*TITLES, [], *HEADERS[name], *WIDE_ROWS]})
    sheet, rows = sheet_of(path, tmp_path / "a")
    assert sheet.layout == "rapor_kab_kota"
    assert (sheet.dibaca, sheet.diterima) == (2, 2)
    assert told(rows, "tahun", "kode_kab_kota_kemendagri", "kode", "label", "nilai") == {
        (2024, "13.02", "A.1", "Baik", 71.2),
        (2024, "13.02", "D.1", "Sedang", 58.1),
        (2024, "13.72", "A.1", "Sedang", 64.9),
        (2024, "13.72", "D.1", None, None),
    }
    named = {row["kode"]: row["nama"] for row in rows}
    assert named["A.1"] in ("Kemampuan literasi", "A.1")
    assert sheet.kolom_sumber["A.1/capaian:nilai"] == 4


def test_merged_headings_over_three_rows_are_understood(tmp_path: Path) -> None:
    table = [*TITLES, [], *HEADERS["three rows, names on top"], *WIDE_ROWS]
    merged = [("S", 3, column, 5, column) for column in range(3)]
    merged += [("S", 3, 3, 3, 4), ("S", 3, 5, 3, 6), ("S", 4, 3, 4, 4), ("S", 4, 5, 4, 6)]
    sheet, rows = sheet_of(write_xlsx(tmp_path / "x.xlsx", {"S": table}, merged), tmp_path / "a")
    assert (sheet.dibaca, sheet.diterima, len(rows)) == (2, 2, 4)


@pytest.mark.parametrize("above", [0, 1, 7, 15])
def test_the_preamble_may_be_of_any_length(above: int, tmp_path: Path) -> None:
    preamble = [["Provinsi Sumatera Barat"], *[[f"Keterangan {n}"] for n in range(14)]][:above]
    path = write_xlsx(tmp_path / "Rapor 2024 Sumatera Barat.xlsx", {"3": [*preamble, TOP, BELOW, *WIDE_ROWS]})
    sheet, rows = sheet_of(path, tmp_path / "a")
    assert (sheet.dibaca, sheet.diterima, len(rows)) == (2, 2, 4)
    assert told(rows, "tahun") == {(2024,)}


def test_columns_of_the_year_before_are_left_unread_in_wide_sheets(tmp_path: Path) -> None:
    top = [*FIXED, "A.1 Kemampuan literasi", "", "", ""]
    below = ["", "", "", "Label Capaian 2025", "Nilai Capaian 2025", "Label Capaian 2024", "Nilai Capaian 2024"]
    row = ["Kab. Solok", "SD MI", "Semua", "Sedang", "66,2%", "Baik", "71,2%"]
    path = write_xlsx(tmp_path / "x.xlsx", {"3": [["Provinsi Sumatera Barat"], top, below, row]})
    sheet, rows = sheet_of(path, tmp_path / "a")
    assert told(rows, "tahun", "label", "nilai") == {(2025, "Sedang", 66.2)}
    assert sheet.kolom_tidak_dibaca


def test_one_indicator_alone_is_still_two_rows_of_header(tmp_path: Path) -> None:
    table = [*TITLES, [*FIXED, "A.1 Kemampuan literasi"], ["", "", "", "Label Capaian"], WIDE_ROWS[0][:4]]
    merged = [("S", 2, column, 3, column) for column in range(3)]
    sheet, rows = sheet_of(write_xlsx(tmp_path / "x.xlsx", {"S": table}, merged), tmp_path / "a")
    assert (sheet.dibaca, told(rows, "kode", "label")) == (1, {("A.1", "Baik")})


def test_a_part_written_twice_is_not_guessed(tmp_path: Path) -> None:
    below = [*BELOW[:4], "Label Capaian", *BELOW[5:]]
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [*TITLES, TOP, below, *WIDE_ROWS]})
    sheet, rows = sheet_of(path, tmp_path / "a")
    assert (rows, sheet.alasan[0].kode) == ([], "kolom_ganda")


def test_a_row_of_column_numbers_is_a_note(tmp_path: Path) -> None:
    numbers = [f"({n})" for n in range(1, 8)]
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [*TITLES, TOP, BELOW, numbers, *WIDE_ROWS]})
    sheet, rows = sheet_of(path, tmp_path / "a")
    assert (sheet.dibaca, sheet.diterima, sheet.total_catatan, len(rows)) == (3, 2, 1, 4)


def test_a_header_written_again_among_the_rows_is_counted_once(tmp_path: Path) -> None:
    mixed = ["", "", "", "Jumlah siswa", "", "Label Capaian ", "Nilai Capaian"]
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [*TITLES, TOP, BELOW, WIDE_ROWS[0], TOP, BELOW, mixed, WIDE_ROWS[1]]})
    sheet, rows = sheet_of(path, tmp_path / "a")
    assert (sheet.dibaca, sheet.diterima, len(rows)) == (5, 2, 4)
    assert (sheet.disisihkan, sheet.total_catatan) == (1, 2)


def test_a_wide_row_without_its_kab_kota_is_no_record_of_the_province(tmp_path: Path) -> None:
    table = [*TITLES, TOP, BELOW, *WIDE_ROWS, ["", *WIDE_ROWS[0][1:]]]
    sheet, rows = sheet_of(write_xlsx(tmp_path / "x.xlsx", {"S": table}), tmp_path / "a")
    assert (sheet.diterima, sheet.disisihkan, len(rows)) == (2, 1, 4)
    assert [(row["kode"], row["sel"]) for row in findings(tmp_path / "a")] == [("wajib_kosong", "A7")]


def test_a_kab_kota_merged_over_its_rows_counts_in_each(tmp_path: Path) -> None:
    rows = [["Kab. Solok", "SD Umum", "Semua", *WIDE_ROWS[0][3:]], ["", "SMP Umum", "Semua", *WIDE_ROWS[0][3:]]]
    path = write_xlsx(tmp_path / "x.xlsx", {"S": [*TITLES, TOP, BELOW, *rows]}, [("S", 4, 0, 5, 0)])
    sheet, found = sheet_of(path, tmp_path / "a")
    assert sheet.disisihkan == 0
    assert told(found, "kode_kab_kota_kemendagri", "jenis") == {("13.02", "SD Umum"), ("13.02", "SMP Umum")}


def test_indicators_beside_each_other_without_a_region_column_are_the_titles_region(tmp_path: Path) -> None:
    table = [["Kabupaten Solok, Rapor Pendidikan 2024"], [*TOP[1:]], [*BELOW[1:]], WIDE_ROWS[0][1:]]
    sheet, rows = sheet_of(write_xlsx(tmp_path / "x.xlsx", {"S": table}), tmp_path / "a")
    assert sheet.layout == "rapor_wilayah_lebar"
    assert told(rows, "tingkat", "kode_kab_kota_kemendagri") == {("kab_kota", "13.02")}


# --- schools ---


def school_table(rows: Sequence[Sequence[Any]], above: int = 2) -> list[list[Any]]:
    titles = [
        ["Capaian Satuan Pendidikan Dasmen dan Vokasi Tahun 2024"],
        ["Provinsi Sumatera Barat"],
        ["Sumber: Rapor"],
    ]
    return [*titles[:above], [*SCHOOL, "A.1 Kemampuan literasi", "A.2 Kemampuan numerasi"],
            ["", "", "", "", "", "", "Label Capaian ", "Label Capaian "], *map(list, rows)]  # fmt: skip


NO_AN = "Tidak Tersedia (Satdik tidak mengikuti AN)"
PUPILS: list[list[Any]] = [
    ["10300001", "SD 1", "SD Umum", "Negeri", "Kab. Solok", "Kec. A", "Baik", "Sedang"],
    [10300002, "SD 2", "SD Umum", "Negeri", "Kota Solok", "Kec. B", "Kurang", NO_AN],
    ["P9908517", "PKBM 3", "SD Kesetaraan", "Swasta", "Kota Solok", "Kec. B", "Kurang", "Kurang"],
    ["P9908517", "PKBM 3", "SMP Kesetaraan", "Swasta", "Kota Solok", "Kec. B", "Sedang", "Kurang"],
]  # fmt: skip


def test_a_school_twice_is_set_aside_with_its_twin_but_two_jenis_of_one_school_are_not(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"5 Capaian satdik ": school_table([*PUPILS, PUPILS[0]])})
    sheet, rows = sheet_of(path, tmp_path / "a")
    assert (sheet.dibaca, sheet.diterima, sheet.disisihkan) == (5, 4, 1)
    assert "baris 5" in sheet.alasan[0].alasan
    assert told(rows, "npsn", "jenis") >= {("P9908517", "SD Kesetaraan"), ("P9908517", "SMP Kesetaraan")}


def test_a_row_without_npsn_is_set_aside_at_its_cell(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"5": school_table([*PUPILS, ["", *PUPILS[0][1:]]])})
    sheet, _ = sheet_of(path, tmp_path / "a")
    assert (sheet.disisihkan, sheet.alasan[0].kode) == (1, "npsn_tidak_sah")
    assert [row["sel"] for row in findings(tmp_path / "a")] == ["A9"]


def test_labels_under_a_single_header_row_are_labels(tmp_path: Path) -> None:
    table = [row for place, row in enumerate(school_table(PUPILS)) if place != 3]
    sheet, rows = sheet_of(write_csv(tmp_path / "x.csv", table), tmp_path / "a")
    assert (sheet.layout, sheet.diterima) == ("rapor_satuan_pendidikan", 4)
    assert ("10300001", "A.1", "Baik", None) in told(rows, "npsn", "kode", "label", "nilai")


def test_hidden_rows_and_columns_count_like_any_other(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("5 Capaian satdik")
        for at, row in enumerate(school_table(PUPILS)):
            sheet.write_row(at, 0, row)
        sheet.set_row(5, None, None, {"hidden": True})
        sheet.set_column(1, 2, None, None, {"hidden": True})
        book.add_worksheet("Kosong").hide()
    result, rows = read_file(path, tmp_path / "a")
    assert result.source.lembar[0].diterima == 4
    assert told(rows, "jenis") == {("SD Umum",), ("SD Kesetaraan",), ("SMP Kesetaraan",)}


# --- summary, prose, region ---


@pytest.mark.parametrize(
    "line", [["SPM: 73,43 (Tuntas Pratama)"], ["SPM", '"73,43 (Tuntas Pratama)"'], ["SPM:", "73,43", "Tuntas Pratama"]]
)
def test_the_spm_index_of_a_summary_is_read_however_its_line_is_cut(line: list[str], tmp_path: Path) -> None:
    table = [
        line,
        ["No", "Jenjang", "Capaian", "Indikator Prioritas"],
        ["1", "SDLB", "Capaian Terbaik", "A.1 Literasi"],
    ]
    path = write_xlsx(tmp_path / "Rapor 2024 Bali.xlsx", {"1 Ringkasan ": table})
    sheet, rows = sheet_of(path, tmp_path / "a")
    assert told(rows, "kode", "nilai", "label", "tahun") == {("B.16", 73.43, "TUNTAS PRATAMA", 2024)}
    assert (sheet.dibaca, sheet.diterima, sheet.total_catatan) == (2, 1, 1)


def test_sheets_of_words_alone_are_notes(tmp_path: Path) -> None:
    sheets = {
        "Cover": [["RAPOR PENDIDIKAN DAERAH"], ["Kabupaten Solok"], ["Tahun 2024"]],
        "2024": [LONG, *LONG_ROWS],
        "Akar masalah-pembenahan": [
            ["Akar masalah", "Pembenahan"],
            ["Guru belum memberi umpan balik", "Latih"],
        ],
        "Petunjuk ": [["Petunjuk membaca"], ["1.", "Buka lembar capaian"], ["2.", "Bandingkan labelnya"]],
    }
    result, rows = read_file(write_xlsx(tmp_path / "Kab. Solok.xlsx", sheets), tmp_path / "a")
    by_name = {sheet.lembar: sheet for sheet in result.source.lembar}
    assert len(rows) == 5
    for name in ("Cover", "Akar masalah-pembenahan", "Petunjuk "):
        assert by_name[name].layout == "rapor_teks"
        assert by_name[name].dibaca == by_name[name].total_catatan > 0
        assert by_name[name].is_seimbang


@pytest.mark.parametrize(
    "table",
    [
        [["Keterangan"], ["Nama Lengkap", "NIP"], ["Budi", "-"]],
        [["Petunjuk"], ["Warna", "Banyak"], ["hijau", "12,5"]],
    ],
    ids=["people", "figures"],
)
def test_a_table_is_never_taken_for_prose(table: list[list[str]], tmp_path: Path) -> None:
    sheet, rows = sheet_of(write_xlsx(tmp_path / "x.xlsx", {"Keterangan": table}), tmp_path / "a")
    assert (rows, sheet.layout) == ([], None)
    assert sheet.disisihkan == sheet.dibaca > 0


def test_a_workbook_of_no_region_is_set_aside_until_somebody_answers(tmp_path: Path) -> None:
    path = write_xlsx(tmp_path / "Rapor 2024.xlsx", {"S": [LONG, *LONG_ROWS]})
    sheet, rows = sheet_of(path, tmp_path / "a")
    assert (rows, {reason.kode for reason in sheet.alasan}) == ([], {"wilayah_tidak_tertulis"})
    answered = Answers(berkas=(FileAnswer(nama="Rapor 2024.xlsx", kab_kota="Kabupaten Solok"),))
    sheet, rows = sheet_of(path, tmp_path / "b", jawaban=answered)
    assert (sheet.disisihkan, told(rows, "kode_kab_kota_kemendagri")) == (0, {("13.02",)})
