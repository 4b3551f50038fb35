"""The Rapor report of one school (2023): composite cells, proportion rows, and a school named outside the table."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from pipelines.answers import Answers, FileAnswer
from pipelines.import_file import Imported
from pipelines.layouts.dapodik import DAFTAR
from pipelines.layouts.rapor_sekolah import jenis_of
from pipelines.layouts.rapor_text import rapor_year, spm_in
from pipelines.read import Sheet
from schemas.manifest import SheetLedger
from tests.builders import export, findings, make_satuan_pendidikan, read_file, write_csv, write_xlsx

HEADER = [
    "No",
    "Indikator",
    "Capaian",
    "Skor Rapor 2023",
    "Definisi Capaian",
    "Perubahan Skor dari Tahun Lalu",
    "Skor Rapor 2022",
    "Peringkat di Kab./Kota",
    "Peringkat secara Nasional",
    "Sumber Data",
]
TITLE = "LAPORAN RAPOR PENDIDIKAN SD NEGERI 1 MELATI TAHUN 2023"
ROWS: list[list[Any]] = [
    ["A. Mutu dan relevansi hasil belajar"],
    [
        "A.1",
        "Kemampuan literasi\nPersentase murid yang mencapai kompetensi minimum",
        "Baik (71,43% siswa sudah mencapai kompetensi minimum)",
        "71,43",
        "Lebih dari 70% murid mencapai kompetensi minimum",
        "Naik 58,73%",
        "45",
        "Peringkat menengah atas (21-40%)",
        "Peringkat menengah (41-60%)",
        "Asesmen Nasional",
    ],
    ["", "Proporsi murid di atas kompetensi minimum", "", "14,29%", "", "", "", "", "", ""],
    ["", "Proporsi murid mencapai kompetensi minimum", "", "57,14%", "", "", "", "", "", ""],
    ["", "Proporsi murid di bawah kompetensi minimum", "", "21,43%", "", "", "", "", "", ""],
    ["", "Proporsi murid jauh di bawah kompetensi minimum", "", "7,14%", "", "", "", "", "", ""],
    ["A.1.1", "Kompetensi membaca teks informasi", "", "60,02", "", "Turun 33,36%", "", "", "", "Asesmen Nasional"],
    ["A.2", "Kemampuan numerasi\nDefinisi", "Tidak Tersedia (Satdik tidak mengikuti AN)", "", "", "", "", "", "", ""],
    ["D.4", "Iklim keamanan", "Sedang", "", "", "", "", "", "", ""],
    ["C.1", "Proporsi PTK bersertifikat", "Kurang (12,5% guru bersertifikat)", "", "", "", "", "", "", "Dapodik"],
    [],
    ["Keterangan: peringkat dihitung terhadap sekolah setara."],
]


def report(*, title: str = TITLE, rows: Sequence[Sequence[Any]] = ROWS, header: Sequence[str] = HEADER) -> list[Any]:
    notes = ["Peringkat Atas: 1-20%; Menengah atas: 21-40%", "Laporan diperbarui 11 Jul 2024"]
    return [[title], *([note] for note in notes), [], list(header), *(list(row) for row in rows)]


def schools(folder: Path, *rows: Any) -> Path:
    """The school list a build would have by then."""
    read_file(export(folder / "daftar.csv", DAFTAR, *rows), folder)
    return folder / "satuan_pendidikan"


@pytest.fixture
def sekolah(tmp_path: Path) -> Path:
    listed = [
        make_satuan_pendidikan(npsn="10300001", nama="SD NEGERI 1 MELATI", status="Negeri"),
        make_satuan_pendidikan(npsn="10300002", nama="SD NEGERI 2 MELATI", status="Negeri"),
        make_satuan_pendidikan(npsn="10300003", nama="SD NEGERI 7 KEMBAR", status="Negeri"),
        make_satuan_pendidikan(npsn="10300004", nama="SD NEGERI 7 KEMBAR", kode_kab_kota_kemendagri="13.05"),
    ]
    return schools(tmp_path / "daftar", *listed)


def read(path: Path, folder: Path, sekolah: Path, **given: Any) -> tuple[Imported, SheetLedger, list[dict[str, Any]]]:
    result, rows = read_file(path, folder, sekolah=sekolah, **given)
    (sheet,) = result.source.lembar
    assert sheet.is_seimbang
    return result, sheet, rows


def test_a_school_report_is_read_with_its_composite_cells_taken_apart(tmp_path: Path, sekolah: Path) -> None:
    path = write_xlsx(tmp_path / "Rapor 10300001.xlsx", {"Laporan Rapor": report()})
    _, sheet, rows = read(path, tmp_path / "a", sekolah)
    assert sheet.layout == "rapor_sekolah"
    assert (sheet.dibaca, sheet.diterima, sheet.disisihkan, sheet.total_catatan) == (11, 9, 0, 2)
    assert {(r["npsn"], r["tahun"], r["tingkat"], r["jenis"], r["status"], r["kelompok"]) for r in rows} == {
        ("10300001", 2023, "satuan_pendidikan", "SD Umum", "Negeri", "DASMEN")
    }
    assert {r["kode_kab_kota_kemendagri"] for r in rows} == {"13.06"}
    literacy = {r["rincian"]: r["nilai"] for r in rows if r["kode"] == "A.1"}
    assert literacy == {
        "capaian": 71.43,
        "di atas": 14.29,
        "mencapai": 57.14,
        "di bawah": 21.43,
        "jauh di bawah": 7.14,
    }
    by_code = {r["kode"]: r for r in rows if r["rincian"] == "capaian"}
    assert (by_code["A.1"]["label"], by_code["A.1"]["nama"]) == ("Baik", "Kemampuan literasi")
    assert by_code["A.1"]["perubahan_tertulis"] == "Naik 58,73%", "a relative change is kept as words, never as points"
    assert by_code["A.1"]["peringkat_tertulis"] == (
        "kab./kota: Peringkat menengah atas (21-40%); nasional: Peringkat menengah (41-60%)"
    )
    assert (by_code["A.2"]["label"], by_code["A.2"]["alasan_tidak_tersedia"]) == (None, "satdik tidak mengikuti AN")
    assert (by_code["D.4"]["label"], by_code["D.4"]["nilai"]) == ("Sedang", None)
    assert (by_code["C.1"]["label"], by_code["C.1"]["nilai"]) == ("Kurang", 12.5)
    assert sheet.kolom_tidak_dibaca == ("Definisi capaian", "Sumber data", "1 kolom lain")


def test_the_year_before_is_read_by_nobody(tmp_path: Path, sekolah: Path) -> None:
    path = write_xlsx(tmp_path / "Rapor 10300001.xlsx", {"S": report()})
    _, _, rows = read(path, tmp_path / "a", sekolah)
    assert {r["tahun"] for r in rows} == {2023}
    assert 45.0 not in {r["nilai"] for r in rows}


def test_columns_may_stand_in_any_order_and_the_header_in_any_row(tmp_path: Path, sekolah: Path) -> None:
    usual = write_csv(tmp_path / "1" / "Rapor 10300001.csv", report(), delimiter=";")
    _, _, rows = read(usual, tmp_path / "a", sekolah)
    width = len(HEADER)
    moved = [[*row, *[""] * (width - len(row))] for row in report()]
    moved = [row if place < 4 else row[:2] + row[2:][::-1] for place, row in enumerate(moved)]
    other = write_csv(tmp_path / "2" / "Rapor 10300001.csv", [["Kop surat"], *moved], delimiter=";")
    _, _, again = read(other, tmp_path / "b", sekolah)
    plain = [{**r, "peringkat_tertulis": None} for r in rows]
    assert [{**r, "peringkat_tertulis": None} for r in again] == plain
    assert len(rows) == 9


def test_merged_cells_say_nothing_of_the_shares_below_an_indicator(tmp_path: Path, sekolah: Path) -> None:
    merged = [("S", 6, 0, 10, 0), ("S", 6, 2, 10, 2), ("S", 6, 5, 10, 5), ("S", 0, 0, 0, 9)]
    path = write_xlsx(tmp_path / "Rapor 10300001.xlsx", {"S": report()}, merged)
    _, sheet, rows = read(path, tmp_path / "a", sekolah)
    assert sheet.disisihkan == 0
    shares = [r for r in rows if r["rincian"] not in ("capaian", "skor")]
    assert len(shares) == 4
    assert {(r["kode"], r["label"], r["perubahan_tertulis"]) for r in shares} == {("A.1", None, None)}


def test_a_two_row_header_names_both_ranks(tmp_path: Path, sekolah: Path) -> None:
    top = [*HEADER[:7], "Peringkat", "", "Sumber Data"]
    below = ["", "", "", "", "", "", "", "di Kab./Kota", "secara Nasional", ""]
    table = [*report()[:4], top, below, *report()[5:]]
    merged = [("S", 4, 7, 4, 8), *(("S", 4, column, 5, column) for column in (0, 1, 2, 3, 9))]
    path = write_xlsx(tmp_path / "Rapor 10300001.xlsx", {"S": table}, merged)
    _, sheet, rows = read(path, tmp_path / "a", sekolah)
    assert (sheet.dibaca, sheet.diterima, len(rows)) == (11, 9, 9)
    ranked = next(r for r in rows if r["kode"] == "A.1" and r["rincian"] == "capaian")
    assert (
        ranked["peringkat_tertulis"].startswith("kab kota: Peringkat") or "kab./kota: " in ranked["peringkat_tertulis"]
    )


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("x.xlsx", report(title=f"{TITLE} NPSN: 10300001")),
        ("x.xlsx", report(rows=[*ROWS, ["NPSN", 10300001]])),
        ("x.xlsx", [["NPSN 10300001.0"], *report()]),
        ("laporan_10300001_2023.xlsx", report()),
        ("laporan 20230711.xlsx", [["Kode sekolah 10300001"], *report()]),
        ("x.xlsx", [[*row, *[""] * (12 - len(row))] if at != 7 else [*row, "", "NPSN 10300001"]
                    for at, row in enumerate([*report()[:6], [*ROWS[1]], *report()[7:]])]),
    ],
    ids=["title", "footer", "float", "file name", "unlabelled", "beside"],
)  # fmt: skip
def test_the_npsn_is_found_wherever_it_stands_outside_the_table(
    name: str, table: list[Any], tmp_path: Path, sekolah: Path
) -> None:
    _, sheet, rows = read(write_xlsx(tmp_path / name, {"S": table}), tmp_path / "a", sekolah)
    assert {r["npsn"] for r in rows} == {"10300001"}
    assert sheet.disisihkan == 0


def test_without_an_npsn_the_one_school_of_that_name_is_taken_and_it_is_said(tmp_path: Path, sekolah: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"S": report(title=TITLE.replace("NEGERI 1", "NEGERI 2"))})
    _, sheet, rows = read(path, tmp_path / "a", sekolah)
    assert {r["npsn"] for r in rows} == {"10300002"}
    assert any("NPSN tidak tertulis; dipakai 10300002" in note for note in sheet.catatan)


@pytest.mark.parametrize("name", ["SD NEGERI 7 KEMBAR", "SD NEGERI 99 ENTAH", "10300001 DAN NPSN 10300002"])
def test_a_report_of_no_certain_school_is_set_aside_to_be_asked_once(name: str, tmp_path: Path, sekolah: Path) -> None:
    title = f"LAPORAN RAPOR PENDIDIKAN {name} TAHUN 2023".replace("10300001 DAN", "NPSN 10300001 DAN")
    _, sheet, rows = read(write_xlsx(tmp_path / "x.xlsx", {"S": report(title=title)}), tmp_path / "a", sekolah)
    assert rows == []
    assert {reason.kode for reason in sheet.alasan} == {"npsn_tidak_tertulis"}
    assert (sheet.disisihkan, sheet.total_catatan) == (9, 2)
    assert "NPSN" in sheet.alasan[0].alasan


def test_an_answer_given_once_names_the_school(tmp_path: Path, sekolah: Path) -> None:
    path = write_xlsx(tmp_path / "x.xlsx", {"S": report(title=TITLE.replace("1 MELATI", "7 KEMBAR"))})
    answers = Answers(berkas=(FileAnswer(nama="x.xlsx", npsn="10300004"),))
    _, sheet, rows = read(path, tmp_path / "a", sekolah, jawaban=answers)
    assert {(r["npsn"], r["kode_kab_kota_kemendagri"]) for r in rows} == {("10300004", "13.05")}
    assert sheet.disisihkan == 0


def test_a_kab_kota_in_the_title_tells_two_schools_of_one_name_apart(tmp_path: Path, sekolah: Path) -> None:
    table = [["Pemerintah Kabupaten Agam"], *report(title=TITLE.replace("1 MELATI", "7 KEMBAR"))]
    _, _, rows = read(write_xlsx(tmp_path / "x.xlsx", {"S": table}), tmp_path / "a", sekolah)
    assert {r["npsn"] for r in rows} == {"10300003"}


def test_a_labelled_npsn_that_no_list_has_is_taken_and_its_region_stays_open(tmp_path: Path, sekolah: Path) -> None:
    table = report(title=f"{TITLE} NPSN: 69999999")
    _, sheet, rows = read(write_xlsx(tmp_path / "x.xlsx", {"S": table}), tmp_path / "a", sekolah)
    assert {(r["npsn"], r["kode_provinsi_kemendagri"], r["jenis"]) for r in rows} == {("69999999", None, "SD Umum")}
    assert sheet.disisihkan == 0


def test_a_report_waits_for_the_school_list(tmp_path: Path) -> None:
    result, _ = read_file(write_xlsx(tmp_path / "Rapor 10300001.xlsx", {"S": report()}), tmp_path / "a")
    assert result.is_deferred


def test_a_share_in_words_that_differs_from_the_score_is_shown_to_a_person(tmp_path: Path, sekolah: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[1][3] = "17,43"
    path = write_xlsx(tmp_path / "Rapor 10300001.xlsx", {"S": report(rows=rows)})
    read(path, tmp_path / "a", sekolah)
    found = findings(tmp_path / "a")
    assert [(f["kode"], f["keparahan"], f["sel"], f["nilai"]) for f in found] == [
        ("skor_berbeda", "periksa", "D7", "17,43")
    ]


def test_a_clean_report_has_no_finding(tmp_path: Path, sekolah: Path) -> None:
    read(write_xlsx(tmp_path / "Rapor 10300001.xlsx", {"S": report()}), tmp_path / "a", sekolah)
    assert findings(tmp_path / "a") == []


def test_an_unreadable_score_is_set_aside_at_its_cell(tmp_path: Path, sekolah: Path) -> None:
    rows = [list(row) for row in ROWS]
    rows[6][3] = "enam puluh"
    path = write_xlsx(tmp_path / "Rapor 10300001.xlsx", {"S": report(rows=rows)})
    _, sheet, _ = read(path, tmp_path / "a", sekolah)
    assert (sheet.diterima, sheet.disisihkan, sheet.alasan[0].kode) == (8, 1, "bukan_bilangan")
    assert [(f["keparahan"], f["sel"]) for f in findings(tmp_path / "a")] == [("tolak", "D12")]


def test_one_indicator_written_twice_is_set_aside_with_its_twin(tmp_path: Path, sekolah: Path) -> None:
    rows = [*ROWS[:-2], ["D.4", "Iklim keamanan", "Baik", "", "", "", "", "", "", ""]]
    path = write_xlsx(tmp_path / "Rapor 10300001.xlsx", {"S": report(rows=rows)})
    _, sheet, _ = read(path, tmp_path / "a", sekolah)
    assert (sheet.disisihkan, sheet.alasan[0].kode) == (1, "kunci_ganda")
    assert "baris 14" in sheet.alasan[0].alasan


@pytest.mark.parametrize(
    ("bentuk", "tahun", "jenis"),
    [("SD", 2023, "SD Umum"), ("MI", 2024, "SD Kemenag"), ("MI", 2025, "SD MI"), ("TK", 2025, "TK")],
)  # fmt: skip
def test_a_school_is_called_as_the_regional_file_of_its_year_calls_it(
    bentuk: str | None, tahun: int, jenis: str
) -> None:
    assert jenis_of(bentuk, tahun) == jenis


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["SPM: 73,43 (Tuntas Pratama)"], ("73,43", "TUNTAS PRATAMA")),
        (["SPM:", '"73,43 (Tuntas Pratama)"'], ("73,43", "TUNTAS PRATAMA")),
        (["Indeks SPM", "73.43", "Tuntas Madya"], ("73.43", "TUNTAS MADYA")),
        (['SPM: "59,9 (Belum Tuntas)"'], ("59,9", "BELUM TUNTAS")),
        (["SPM 2024: 81,2 (Tuntas Madya)"], ("81,2", "TUNTAS MADYA")),
        (["SPM", "70"], ("70", None)),
        (["SPM belum dihitung"], None),
        (["Rapor 2025"], None),
    ],
)
def test_the_spm_line_is_read_in_one_cell_or_several(cells: list[str], expected: tuple[str, str | None] | None) -> None:
    assert spm_in(cells) == expected


@pytest.mark.parametrize(
    ("titles", "name", "file", "year"),
    [
        (["Diunduh 12 Januari 2026", "Rapor Pendidikan Tahun 2025"], "Capaian", "x.xlsx", 2025),
        (["Laporan diperbarui 11 Jul 2024"], "2 Capaian 2023 ", "x.xlsx", 2023),
        (["Rapor Pendidikan 2025 (data AN 2024)"], "-", "x.xlsx", 2025),
        ([], "-", "Rapor_Pendidikan_2024_unduh_2026-01-12.xlsx", 2024),
        ([], "Data", "x.xlsx", None),
    ],
)
def test_the_year_is_the_rapors_not_the_day_of_the_download(
    titles: list[str], name: str, file: str, year: int | None
) -> None:
    sheet = Sheet(file, name, "x", 1, [[text] for text in titles])
    assert rapor_year(sheet, len(titles)) == year
