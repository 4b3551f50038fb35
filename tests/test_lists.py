"""School lists as offices and public pages hand them out: each goes in, whatever its dress."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipelines.answers import Answers, FileAnswer
from schemas.manifest import SheetLedger
from tests.builders import findings, read_file, write_csv, write_xlsx

DAPO = ["Nama Sekolah", "NPSN", "BP", "Status", "Last Sync", "Jml Sync", "PD", "Rombel", "Guru", "Pegawai"]
DAPO_ROWS = [
    ["SD NEGERI 1 CONTOH", "10300001", "SD", "Negeri", "05 Feb 2025 12:21:55", "3", "120", "6", "9", "2"],
    ["KB MELATI", "P9900001", "KB", "Swasta", "13 Feb 2025 08:00:00", "2", "21", "1", "2", "0"],
]
REFERENSI = ["No", "NPSN", "Nama Satuan Pendidikan", "Alamat", "Kelurahan", "Status"]
REFERENSI_ROWS = [
    ["1", "10300001", "SD NEGERI 1 CONTOH", "Jl. Contoh 1", "Desa Satu", "NEGERI"],
    ["2", "10300002", "SMPN 2 CONTOH", "Jl. Contoh 2", "Desa Dua", "NEGERI"],
]


def one(file: Path, berkas: str | None = None, **given: Any) -> tuple[SheetLedger, dict[str, dict[str, Any]]]:
    """The ledger of a file's only sheet and its records by NPSN."""
    result, rows = read_file(file, file.parent / f"hasil {file.name}", berkas=berkas, **given)
    assert result.source.galat is None
    (sheet,) = result.source.lembar
    assert sheet.is_seimbang
    return sheet, {str(row["npsn"]): row for row in rows}


def text_file(place: Path, table: list[list[str]], encoding: str = "utf-8", delimiter: str = ",") -> Path:
    return write_csv(place, table, delimiter, encoding)


@pytest.mark.parametrize(
    ("name", "encoding", "delimiter"),
    [
        ("koma.csv", "utf-8", ","),
        ("titik_koma.csv", "utf-8", ";"),
        ("tab.tsv", "utf-8", "\t"),
        ("bom.csv", "utf-8-sig", ";"),
        ("lama.csv", "cp1252", ";"),
        ("utf16.csv", "utf-16", "\t"),
    ],
)
def test_the_dapodik_page_goes_in_whatever_its_encoding_and_delimiter(
    tmp_path: Path, name: str, encoding: str, delimiter: str
) -> None:
    file = text_file(tmp_path / "Kab. Agam" / name, [DAPO, *DAPO_ROWS], encoding, delimiter)
    sheet, rows = one(file, f"Kab. Agam/{name}")
    assert (sheet.dibaca, sheet.diterima) == (2, 2)
    assert {row["kode_kab_kota_kemendagri"] for row in rows.values()} == {"13.06"}
    assert rows["P9900001"]["jenjang"] == "PAUD"
    assert rows["10300001"]["jumlah_peserta_didik"] == 120
    assert {row["tanggal_data"] for row in rows.values()} == {date(2025, 2, 13)}, "the last synchronisation"


@pytest.mark.parametrize(
    "written", ["20325309", "20325309.0", "2.0325309E7", "2,0325309E+07", "'20325309", " 20325309  ", "20.325.309"]
)
def test_an_npsn_is_read_however_a_spreadsheet_has_left_it(tmp_path: Path, written: str) -> None:
    row = ["SD NEGERI 1 CONTOH", written, "SD", "Negeri", "05 Feb 2025 12:21:55", "3", "120", "6", "9", "2"]
    _, rows = one(text_file(tmp_path / "Kab. Agam.csv", [DAPO, row], delimiter=";"))
    assert list(rows) == ["20325309"]


def test_a_workbook_with_npsn_as_numbers_goes_in(tmp_path: Path) -> None:
    table = [["Daftar Sekolah"], ["Kab. Agam"], DAPO, [*DAPO_ROWS[0][:1], 10300001, *DAPO_ROWS[0][2:]], DAPO_ROWS[1]]
    sheet, rows = one(write_xlsx(tmp_path / "unduhan.xlsx", {"Sheet1": table}))
    assert set(rows) == {"10300001", "P9900001"}
    assert any("baris judul" in note and "Kabupaten Agam" in note for note in sheet.catatan)


def test_quoted_numbers_with_thousands_are_read(tmp_path: Path) -> None:
    buffer = io.StringIO()
    row = [*DAPO_ROWS[0][:6], "1.234", "40", "61", "12"]
    csv.writer(buffer, delimiter=";", quoting=csv.QUOTE_ALL).writerows([DAPO, row])
    file = tmp_path / "Kab. Agam.csv"
    file.write_text(buffer.getvalue(), encoding="utf-8")
    assert one(file)[1]["10300001"]["jumlah_peserta_didik"] == 1234


def test_a_public_list_without_the_shape_takes_it_from_the_name(tmp_path: Path) -> None:
    file = text_file(tmp_path / "Daftar Sekolah Kec. Baso Kab. Agam.csv", [REFERENSI, *REFERENSI_ROWS])
    sheet, rows = one(file)
    assert sheet.layout == "dapodik_tanpa_bentuk"
    assert [rows[npsn]["bentuk"] for npsn in ("10300001", "10300002")] == ["SD", "SMP"]
    assert {row["kecamatan"] for row in rows.values()} == {"Baso"}
    assert {row["status"] for row in rows.values()} == {"Negeri"}
    assert not any("Jl." in str(row) for row in rows.values()), "addresses are not kept"


def test_a_list_with_a_measure_of_something_else_is_no_school_list(tmp_path: Path) -> None:
    header = [*REFERENSI, "Skor Literasi"]
    file = text_file(tmp_path / "Kab. Agam.csv", [header, *([*row, "61"] for row in REFERENSI_ROWS)])
    result, rows = read_file(file, tmp_path / "hasil")
    assert rows == []
    assert result.source.lembar[0].disisihkan == 2


def test_totals_subtotals_notes_and_repeated_headers_are_no_schools(tmp_path: Path) -> None:
    blank = [""] * 6
    table = [
        ["DATA SATUAN PENDIDIKAN", *[""] * 9],
        ["Kabupaten Agam", *[""] * 9],
        DAPO,
        DAPO_ROWS[0],
        ["Kec. Baso", "", "", "", "", "", "120", "6", "9", "2"],
        DAPO,
        DAPO_ROWS[1],
        ["Jumlah Kec. Matur", "", "", "", "", "", "21", "1", "2", "0"],
        ["Total", "", "", "", *blank],
        ["Sumber: Dapodik", "", "", "", *blank],
    ]
    sheet, rows = one(text_file(tmp_path / "daftar.csv", table))
    assert (sheet.dibaca, sheet.diterima, sheet.disisihkan, sheet.total_catatan) == (7, 2, 0, 5)
    assert set(rows) == {"10300001", "P9900001"}


def test_a_total_under_a_leading_npsn_column_is_no_school(tmp_path: Path) -> None:
    table = [["NPSN", "Nama Sekolah", "BP", "PD"], ["10300001", "SDN 1", "SD", "12"], ["Jumlah", "", "", "12"]]
    sheet, _ = one(text_file(tmp_path / "Kab. Agam.csv", table))
    assert (sheet.diterima, sheet.disisihkan, sheet.total_catatan) == (1, 0, 1)


def test_a_line_with_a_kecamatan_alone_speaks_for_the_rows_below_it(tmp_path: Path) -> None:
    table = [
        ["No", "NPSN", "Nama Sekolah", "Status"],
        ["Kecamatan Baso", "", "", ""],
        ["1", "10300001", "SDN 1 CONTOH", "Negeri"],
        ["Kecamatan Matur", "", "", ""],
        ["2", "10300002", "SDN 2 CONTOH", "Negeri"],
    ]
    sheet, rows = one(text_file(tmp_path / "Kab. Agam.csv", table))
    assert (sheet.diterima, sheet.total_catatan) == (2, 2)
    assert [rows[npsn]["kecamatan"] for npsn in ("10300001", "10300002")] == ["Baso", "Matur"]


@pytest.mark.parametrize(("kabupaten", "kota"), [("Kab. Solok", ""), ("Solok", ""), ("", "Solok"), ("", "Kota Solok")])
def test_kabupaten_and_kota_in_two_columns_say_which_of_the_twins_is_meant(
    tmp_path: Path, kabupaten: str, kota: str
) -> None:
    table = [
        ["NPSN", "Nama Sekolah", "Bentuk Pendidikan", "Kabupaten", "Kota", "Provinsi"],
        ["10300001", "SDN 1 CONTOH", "SD", kabupaten, kota, "Sumatera Barat"],
    ]
    _, rows = one(text_file(tmp_path / "daftar.csv", table))
    assert rows["10300001"]["kode_kab_kota_kemendagri"] == ("13.02" if kabupaten else "13.72")


def test_a_region_stated_nowhere_is_asked_for_once(tmp_path: Path) -> None:
    file = text_file(tmp_path / "dataset.csv", [DAPO, *DAPO_ROWS])
    sheet, rows = one(file)
    assert (sheet.disisihkan, rows) == (2, {})
    (reason,) = sheet.alasan
    assert reason.kode == "wilayah_tidak_tertulis"
    assert 'python -m pipelines.answers wilayah "dataset.csv"' in reason.alasan
    answer = FileAnswer(nama="dataset.csv", provinsi="Kalimantan Selatan", kab_kota="Kabupaten Banjar")
    sheet, rows = one(file, jawaban=Answers((answer,)))
    assert {row["kode_kab_kota_kemendagri"] for row in rows.values()} == {"63.03"}
    assert "wilayah dari jawaban tersimpan: Kabupaten Banjar, Kalimantan Selatan" in sheet.catatan


@pytest.mark.parametrize(
    ("berkas", "kode"),
    [
        ("dapodik_kab_banjar_2025/dataset.csv", "63.03"),
        ("Kota Banjar.csv", "32.79"),
        ("banjar kalsel.csv", "63.03"),
        ("DapodikKotaBandung2025.csv", "32.73"),
        ("Daftar Sekolah Kec. Kediri Kab. Tabanan.csv", "51.02"),
        ("dapodik_cianjur.csv", "32.03"),
        ("banjar.csv", None),
        ("Kab-Kota Bandung.csv", None),
        ("Kab. Agam dan Kab. Solok.csv", None),
        ("Jatim/Kab. Agam.csv", None),
        ("PBD 2025.csv", None),
    ],
)
def test_a_region_in_a_name_is_taken_only_when_it_can_be_no_other(
    tmp_path: Path, berkas: str, kode: str | None
) -> None:
    sheet, rows = one(text_file(tmp_path / "isi.csv", [DAPO, *DAPO_ROWS]), berkas)
    assert {row["kode_kab_kota_kemendagri"] for row in rows.values()} == ({kode} if kode else set())
    assert kode or sheet.alasan[0].kode == "wilayah_tidak_tertulis"


@pytest.mark.parametrize(
    ("lines", "kode"),
    [
        ([["Kabupaten", ":", "Banjar"]], "63.03"),
        ([["Kabupaten/Kota", ":", "Kab. Banjar"], ["Provinsi", ":", "Prov. Kalimantan Selatan"]], "63.03"),
        ([["PEMERINTAH KABUPATEN BANJAR"], ["DINAS PENDIDIKAN"], ["Jl. A. Yani Km. 39 Martapura"]], "63.03"),
        ([["Kabupaten/Kota", ":", "Banjar"]], None),
    ],
)
def test_a_region_in_the_title_rows_is_taken_with_its_label(
    tmp_path: Path, lines: list[list[str]], kode: str | None
) -> None:
    _, rows = one(text_file(tmp_path / "unduhan.csv", [*lines, DAPO, *DAPO_ROWS]))
    assert {row["kode_kab_kota_kemendagri"] for row in rows.values()} == ({kode} if kode else set())


def test_an_answer_given_for_other_content_says_so(tmp_path: Path) -> None:
    answer = FileAnswer(nama="isi.csv", provinsi="Jawa Barat", kab_kota="Kota Banjar", sha256="a" * 64)
    sheet, _ = one(text_file(tmp_path / "isi.csv", [DAPO, *DAPO_ROWS]), jawaban=Answers((answer,)))
    assert any("isi berkas yang lama" in note for note in sheet.catatan)


def test_each_year_of_a_list_has_its_own_date(tmp_path: Path) -> None:
    table = [[*DAPO, "Tahun"], *([*DAPO_ROWS[0], year] for year in ("2023", "2024", "2025"))]
    result, rows = read_file(text_file(tmp_path / "Kab. Agam.csv", table), tmp_path / "hasil")
    assert result.source.lembar[0].diterima == 3
    assert [row["tanggal_data"] for row in rows] == [date(2023, 12, 31), date(2024, 12, 31), date(2025, 2, 5)]


@pytest.mark.parametrize(
    ("tahun", "expected"),
    [
        ("2024/2025 Ganjil", date(2024, 12, 31)),
        ("2024/2025 Genap", date(2025, 6, 30)),
        ("20241", date(2024, 12, 31)),
        ("20242", date(2025, 6, 30)),
        ("2026", date(2026, 10, 31)),
    ],
)
def test_a_school_year_ends_with_its_semester_and_never_after_the_file(
    tmp_path: Path, tahun: str, expected: date
) -> None:
    table = [["NPSN", "Nama Sekolah", "BP", "Tahun"], ["10300001", "SDN 1 CONTOH", "SD", tahun]]
    _, rows = one(text_file(tmp_path / "Kab. Agam.csv", table))
    assert rows["10300001"]["tanggal_data"] == expected


def test_a_year_that_cannot_be_read_sets_its_row_aside(tmp_path: Path) -> None:
    table = [
        ["NPSN", "Nama Sekolah", "BP", "Tahun"],
        ["10300001", "SDN 1", "SD", "lalu"],
        ["10300002", "SDN 2", "SD", "2024"],
    ]
    sheet, rows = one(text_file(tmp_path / "Kab. Agam.csv", table))
    assert (sheet.diterima, sheet.disisihkan) == (1, 1)
    assert list(rows) == ["10300002"]


def test_a_thousand_taken_for_a_fraction_is_restored_and_named(tmp_path: Path) -> None:
    table = [DAPO, DAPO_ROWS[1], [*DAPO_ROWS[0][:6], 1.693, "53", "111", "47"]]
    file = write_xlsx(tmp_path / "Kab. Agam.xlsx", {"Sheet1": table})
    sheet, rows = one(file)
    assert sheet.diterima == 2
    assert rows["10300001"]["jumlah_peserta_didik"] == 1693
    (found,) = [f for f in findings(tmp_path / f"hasil {file.name}") if f["kode"] == "ribuan_terbaca_pecahan"]
    assert (found["keparahan"], found["sel"], found["nilai"], found["koreksi"]) == ("periksa", "G3", "1.693", "1693")


def test_a_fraction_beside_a_written_thousand_stays_a_fault(tmp_path: Path) -> None:
    table = [DAPO, [*DAPO_ROWS[1][:6], 1200, "1", "2", "0"], [*DAPO_ROWS[0][:6], 1.693, "53", "111", "47"]]
    sheet, _ = one(write_xlsx(tmp_path / "Kab. Agam.xlsx", {"Sheet1": table}))
    assert (sheet.diterima, [reason.kode for reason in sheet.alasan]) == (1, ["bukan_bilangan"])


def test_region_columns_left_blank_count_as_none(tmp_path: Path) -> None:
    table = [[*DAPO, "Kab/Kota", "Provinsi"], *([*row, "", ""] for row in DAPO_ROWS)]
    _, rows = one(text_file(tmp_path / "Kota Solok.csv", table))
    assert {row["kode_kab_kota_kemendagri"] for row in rows.values()} == {"13.72"}


def test_a_bare_kab_kota_is_read_within_the_province_that_the_name_states(tmp_path: Path) -> None:
    table = [[*DAPO, "Kab/Kota"], [*DAPO_ROWS[0], "Banjar"], [*DAPO_ROWS[1], "Tapin"]]
    _, rows = one(text_file(tmp_path / "Dapodik Kalsel.csv", table))
    assert {row["kode_kab_kota_kemendagri"] for row in rows.values()} == {"63.03", "63.05"}


def test_one_column_for_both_kinds_states_none(tmp_path: Path) -> None:
    header = ["propinsi", "kabupaten", "npsn", "sekolah", "bentuk", "status"]
    names = ["Kota Padang", "Kab. Solok", "Padang", "Solok"]
    table = [header, *(["Prov. Sumatera Barat", n, f"1030000{k}", f"SDN {k}", "SD", "N"] for k, n in enumerate(names))]
    sheet, rows = one(text_file(tmp_path / "api.csv", table))
    assert [row["kode_kab_kota_kemendagri"] for row in rows.values()] == ["13.71", "13.02", "13.71"]
    assert (sheet.disisihkan, sheet.alasan[0].kode) == (1, "wilayah_tidak_dikenal"), "Solok is a kabupaten and a kota"


@pytest.mark.parametrize(
    ("nama", "bentuk", "jenjang"),
    [
        ("SDIT AN NUR", "SD", "SD"),
        ("MTsN 2 AGAM", "MTs", "SMP"),
        ("MAN 1 AGAM", "MA", "SMA"),
        ("SMKS KARYA", "SMK", "SMK"),
        ("SDLB NEGERI 1", "SLB", "SLB"),
        ("TAMAN KANAK-KANAK MELATI", "TK", "PAUD"),
        ("SEKOLAH MENENGAH PERTAMA ISLAM", "SMP", "SMP"),
        ("PKBM HARAPAN", "PKBM", "Kesetaraan"),
        ("RUMAH BELAJAR CERDAS", None, None),
    ],
)
def test_the_shape_stands_in_the_name(tmp_path: Path, nama: str, bentuk: str | None, jenjang: str | None) -> None:
    row = ["1", "10300001", nama, "Jl. Contoh 1", "Desa Satu", "NEGERI"]
    _, rows = one(text_file(tmp_path / "Kab. Agam.csv", [REFERENSI, row]))
    assert (rows["10300001"]["bentuk"], rows["10300001"]["jenjang"]) == (bentuk, jenjang)
