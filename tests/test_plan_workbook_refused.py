"""A workbook that cannot come back as a plan: each reason by sheet, row and column; no file stops the server."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import openpyxl
import pytest

from reports.plan_workbook import Masalah, read, write
from schemas.rencana import Rencana
from tests.plan_workbooks import saved_by_an_office
from tests.plan_world import make_plan, whole_plan


def problems(change: Callable[[Any], None], isi: Rencana | None = None) -> list[str]:
    found = read(saved_by_an_office(write(isi or whole_plan()), change))
    assert not isinstance(found, Rencana)
    assert all(isinstance(one, Masalah) for one in found)
    return [str(one) for one in found]


def put(sheet: str, cell: str, value: object) -> Callable[[Any], None]:
    def change(book: Any) -> None:
        book[sheet][cell] = value

    return change


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "said"),
    [
        ("Wilayah dan skor kebutuhan", "A2", 13.1,
         "lembar Wilayah dan skor kebutuhan, baris 2, kolom Kode wilayah: “13.1” terbaca sebagai bilangan"),
        ("Wilayah dan skor kebutuhan", "A2", "1306", "baris 2, kolom Kode wilayah: “1306” bukan kode Kemendagri"),
        ("Wilayah dan skor kebutuhan", "C2", "tinggi", "kolom Skor (skor 0-100): “tinggi” bukan angka"),
        ("Wilayah dan skor kebutuhan", "C2", "=1+1", "“=1+1” berisi rumus"),
        ("Wilayah dan skor kebutuhan", "C2", "#REF!", "“#REF!” berisi galat rumus"),
        ("Wilayah dan skor kebutuhan", "H2", 120, "harus paling kecil 0 dan paling besar 100"),
        ("Wilayah dan skor kebutuhan", "H2", None, "kolom Data (persen): wajib diisi"),
        ("Wilayah dan skor kebutuhan", "I2", "mungkin", "“mungkin” harus ya atau tidak"),
        ("Wilayah dan skor kebutuhan", "D2", 1.5, "harus bilangan bulat"),
        ("Alokasi kursi", "C2", "dasar", "harus salah satu dari: basic; intermediate"),
        ("Jadwal kelas", "E2", "besok", "“besok” bukan tanggal"),
        ("Target", "I2", "Budi 198001012005011001", "angka seperti NIK atau NIP"),
        ("Target", "D1", "Kolom baru", "kolom Kolom baru: tidak dikenal"),
        ("Target", "D1", "Acuan", "kolom Acuan: ada dua kali"),
        ("Target", "D1", None, "kolom Nilai baseline (persen atau skor): tidak ada"),
        ("Rencana", "B3", "tahun depan", "lembar Rencana, baris 3, kolom Tahun: “tahun depan” bukan angka"),
        ("Rencana", "B3", 1999, "“1999” tidak dapat diterima"),
        ("Rencana", "B2", None, "kolom Nama"),
        ("Rencana", "B7", "2", "versi Serapan yang lain"),
        ("Cara menyusun prioritas", "A3", "kedua", "wajib diisi"),
        ("Target", "D2", "9" * 400, "bukan angka"),
        ("Target", "D2", "9" * 5000, "bukan angka"),
        ("Target", "D2", "1e400", "bukan angka"),
        ("Target", "D2", "NaN", "bukan angka"),
        ("Target", "D2", 1e308, "terlalu besar"),
        ("Target", "D2", "-1" + "0" * 16, "terlalu besar"),
        ("Kota pelaksanaan", "C2", "1" + "0" * 30, "terlalu besar"),
        ("Target", "D2", "1_000", "bukan angka"),
        ("Rencana", "B3", "2" * 5000, "bukan angka"),
        ("Rencana", "B7", "1" * 5000, "versi Serapan yang lain"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_taken_is_named(sheet: str, cell: str, value: object, said: str) -> None:
    found = " ".join(problems(put(sheet, cell, value)))
    assert said.casefold() in found.casefold(), found


@pytest.mark.parametrize(("typed", "taken"), [("0.125", 0.125), ("1.250", 1250.0), ("1.250,5", 1250.5), ("12,5", 12.5)])
def test_a_point_is_a_thousand_only_where_it_can_be_one(typed: str, taken: float) -> None:
    found = read(saved_by_an_office(write(whole_plan()), put("Target", "G2", typed)))
    assert isinstance(found, Rencana), found
    assert taken in {row.nilai_target for row in found.target}


def test_a_copy_of_a_sheet_is_refused_by_name_not_read_in_its_place() -> None:
    def copied(book: Any) -> None:
        book.copy_worksheet(book["Target"]).title = "Target (2)"

    (said,) = problems(copied)
    assert "Target (2)" in said
    assert "Hapus salah satunya" in said


def test_a_long_text_that_points_to_another_is_a_problem_not_a_crash() -> None:
    isi = make_plan(keterangan="x" * 40_000)

    def looped(book: Any) -> None:
        book["Sambungan"]["C2"] = '"→Sambungan 3'

    assert "Sambungan" in problems(looped, isi)[0]


def test_a_cell_at_the_far_corner_makes_no_cells_between() -> None:
    """One cell in the last column, far down, once took gigabytes."""
    import tracemalloc

    def far(book: Any) -> None:
        book["Target"].cell(90_000, 16_384).value = "x"

    data = saved_by_an_office(write(whole_plan()), far)
    tracemalloc.start()
    found = read(data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert found == whole_plan(), "a column without a heading is nobody's"
    assert most < 60_000_000


def test_a_heading_in_the_last_column_is_still_read() -> None:
    (said,) = problems(put("Target", "XFD1", "Catatan kantor"))
    assert "Catatan kantor: tidak dikenal" in said


def test_very_many_cells_in_a_small_file_are_refused_before_they_are_read() -> None:
    source = io.BytesIO(write(whole_plan()))
    target = io.BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if item.filename == "xl/worksheets/sheet3.xml":
                content = content.replace(b"</sheetData>", b"<row>" + b"<c/>" * 4_100_000 + b"</row></sheetData>")
            new.writestr(item.filename, content)
    assert len(target.getvalue()) < 200_000
    found = read(target.getvalue())
    assert isinstance(found, tuple)
    assert "lebih besar daripada sebuah rencana" in str(found[0])


def test_rows_beyond_what_a_plan_can_have_are_refused_only_when_something_stands_there() -> None:
    (said,) = problems(put("Target", "A100001", "pmm.aktif_30_hari"))
    assert "lebih dari 100000 baris" in said

    def formed(book: Any) -> None:
        book["Target"].cell(1_048_576, 3).number_format = "@"

    assert read(saved_by_an_office(write(whole_plan()), formed)) == whole_plan()


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "said"),
    [
        ("Pembagian peran", "L2", "1371010101900001", "baris 2, kolom NPSN: memuat yang bukan NPSN"),
        ("Pembagian peran", "M2", "13.71.01.010190.0001", "baris 2, kolom Program id: memuat angka seperti NIK"),
        ("Kegiatan pembenahan", "A2", "1371_0101_0190_0001", "kolom Kegiatan id: memuat angka seperti NIK"),
        ("Kota pelaksanaan", "B2", "1371 010101 900001", "kolom Nama: memuat angka seperti NIK"),
        ("Rencana", "B6", "../../etc/passwd", "kolom Snapshot: bukan nama data terbit"),
        ("Rencana", "B5", "NIP 198001012005011001", "Nama atau keterangan rencana memuat angka"),
    ],
)
def test_a_number_of_a_person_is_refused_by_cell_without_repeating_it(
    sheet: str, cell: str, value: str, said: str
) -> None:
    found = " ".join(problems(put(sheet, cell, value)))
    assert said.casefold() in found.casefold(), found
    assert value not in found


def test_a_row_written_twice_is_named() -> None:
    def twice(book: Any) -> None:
        sheet = book["Pembagian peran"]
        for place, cell in enumerate(sheet[2], start=1):
            sheet.cell(3, place, cell.value)

    (said,) = problems(twice)
    assert "Pembagian peran" in said
    assert "tertulis dua kali" in said


def test_a_missing_or_renamed_sheet_is_named_with_what_it_may_be() -> None:
    def renamed(book: Any) -> None:
        book["Target"].title = "Target 2027"

    (said,) = problems(renamed)
    assert said.startswith("Lembar Target: tidak ada")
    assert "Target 2027" in said

    def removed(book: Any) -> None:
        del book["Rencana"]

    assert "bukan buku kerja rencana" in problems(removed)[0]


def test_every_wrong_cell_is_listed_not_the_first_alone() -> None:
    def wrong(book: Any) -> None:
        for number in range(2, 12):
            book["Target"][f"D{number}"] = "x"

    assert len(problems(wrong)) >= 10


@pytest.mark.parametrize("content", [b"", b"bukan xlsx", b"PK\x03\x04rusak", b"\x00" * 5000])
def test_a_file_that_is_no_workbook_is_said(content: bytes) -> None:
    found = read(content)
    assert isinstance(found, tuple)
    assert "bukan buku kerja XLSX" in str(found[0])


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused_before_it_is_unpacked() -> None:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("a", "w", force_zip64=True) as item,
    ):
        for _ in range(310):
            item.write(b"\0" * 1_000_000)
    found = read(target.getvalue())
    assert isinstance(found, tuple)
    assert "lebih besar daripada sebuah rencana" in str(found[0])


def test_a_workbook_of_another_kind_says_it_is_none() -> None:
    book = openpyxl.Workbook()
    book.active["A1"] = "NPSN"
    target = io.BytesIO()
    book.save(target)
    found = read(target.getvalue())
    assert isinstance(found, tuple)
    assert "bukan buku kerja rencana" in str(found[0])
