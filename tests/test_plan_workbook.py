"""A plan goes out as a workbook and comes back as it was; what cannot come back is said by sheet, row and column."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from typing import Any

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.plan_sheets import encode, heading, label, plain
from reports.plan_workbook import read, write
from schemas.base import Column, Row, columns
from schemas.rencana import TABEL, Rencana
from schemas.rencana_aturan import has_person
from tests.plan_workbooks import saved_by_an_office
from tests.plan_world import make_kegiatan, make_peran, make_plan, make_target, make_wilayah, whole_plan

# --- without loss ---

NASTY = ("", " ", "00123", "13.10", "=cmd|' /C calc'!A0", "@SUM(1)", "+1", "-1", "1e5", "TRUE",
         "31-12-2027", '"', '"a"',
         "a\nb", "a\r\nb", "\r", "\t", "_x000D_", "\x00", "\x1f", "\ufffe", "é中🙂", " tepi ", "'kutip", "#REF!",
         '"→Sambungan 1', "a;b,c", "  ")  # fmt: skip
texts = (st.sampled_from(NASTY) | st.text(max_size=40)).filter(lambda text: not has_person(text))
numbers = st.floats(-1e15, 1e15) | st.sampled_from([0.1 + 0.2, 1e15, -1e15, 5e-324, 1 / 3, -0.0])


def values(column: Column) -> st.SearchStrategy[Any]:
    """Any value a column may hold."""
    found: st.SearchStrategy[Any]
    if column.choices:
        found = st.sampled_from(column.choices)
    elif column.name == "npsn":
        found = st.sampled_from(("", "10300001", "10300001, 10300002", " P1234567;K7654321"))
    elif column.pattern:
        found = st.from_regex(column.pattern, fullmatch=True).filter(str.isascii).filter(lambda t: "\n" not in t)
    elif column.duckdb_type == "VARCHAR":
        found = texts
    elif column.duckdb_type == "BOOLEAN":
        found = st.booleans()
    elif column.duckdb_type == "DATE":
        found = st.dates()
    elif column.duckdb_type == "BIGINT":
        low = None if column.minimum is None else int(column.minimum)
        found = st.integers(low if low is not None else -(10**15), int(column.maximum or 10**15))
    else:
        found = numbers.filter(
            lambda n: (
                (column.minimum is None or n >= column.minimum) and (column.maximum is None or n <= column.maximum)
            )
        )
    return found if column.is_required else st.none() | found


def rows_of(model: type[Row]) -> st.SearchStrategy[Row]:
    return st.builds(model, **{column.name: values(column) for column in columns(model)})


def key_of(row: Row) -> tuple[object, ...]:
    return tuple(getattr(row, name) for name in row.key)


@st.composite
def plans(draw: st.DrawFn) -> Rencana:
    """A plan with a few rows in any of its tables."""
    filled: dict[str, Any] = {}
    for name in draw(st.sets(st.sampled_from(sorted(TABEL)), max_size=5)):
        model = TABEL[name]
        if name.startswith("setelan_"):
            filled[name] = draw(rows_of(model))
        else:
            filled[name] = tuple(draw(st.lists(rows_of(model), min_size=1, max_size=3, unique_by=key_of)))
    nama = draw(texts.filter(bool))
    return make_plan(nama=nama[:120], keterangan=draw(texts), tahun=draw(st.integers(2020, 2100)),
                     kode_provinsi=draw(st.none() | st.just("13")), **filled)  # fmt: skip


SLOW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@SLOW
@given(plans())
def test_any_plan_comes_back_as_it_was(isi: Rencana) -> None:
    assert read(write(isi)) == isi


@settings(SLOW, max_examples=12)
@given(plans())
def test_any_plan_comes_back_after_another_program_saved_it(isi: Rencana) -> None:
    assert read(saved_by_an_office(write(isi))) == isi


def test_a_plan_with_every_table_comes_back_with_or_without_its_version() -> None:
    isi = whole_plan()
    assert read(write(isi)) == isi
    assert read(write(isi, versi=7, oleh="=cmd", is_contoh=True)) == isi


def test_a_text_longer_than_a_cell_goes_on_in_a_sheet_of_its_own() -> None:
    npsn = ",".join(str(10_300_000 + n) for n in range(9_000))
    isi = make_plan(peran=(make_peran(npsn=npsn), make_peran("Lain", npsn="10300001")), keterangan=" baris\n" * 9_000)
    data = write(isi)
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert "Sambungan" in book.sheetnames
    assert all(len(str(c.value or "")) < 32_767 for sheet in book for line in sheet.iter_rows() for c in line)
    assert read(data) == isi
    assert read(saved_by_an_office(data)) == isi


def test_nothing_in_the_workbook_is_a_formula_a_link_or_a_macro() -> None:
    attack = '=HYPERLINK("http://x";"klik")'
    isi = make_plan(
        nama="=1+1", keterangan="@SUM(A1)", kegiatan=(make_kegiatan(kegiatan=attack, ukuran_keberhasilan="-2"),)
    )
    data = write(isi, oleh="+cmd")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        sheets = "".join(archive.read(name).decode() for name in names if name.startswith("xl/worksheets/sheet"))
        styles = archive.read("xl/styles.xml").decode()
    assert "<f>" not in sheets
    assert "hyperlink" not in sheets
    assert not [name for name in names if "vba" in name.lower() or "external" in name.lower()]
    assert 'quotePrefix="1"' in styles
    assert read(data) == isi


# --- as an office sees it ---


def test_the_sheets_stand_in_order_with_headings_units_lists_and_a_fixed_head() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(whole_plan(), versi=3, oleh="BPMP")))
    assert book.sheetnames == ["Rencana", *(model.judul for model in TABEL.values()), "Kamus", "Daftar", "Angka"]
    assert all(len(name) <= 31 for name in book.sheetnames)
    alokasi = book["Alokasi kursi"]
    assert [alokasi.cell(1, place).value for place in (1, 5)] == ["Kode wilayah", "Jumlah kursi (orang)"]
    assert alokasi.freeze_panes == "A2"
    assert (alokasi["A2"].value, alokasi["A2"].data_type) == ("13.06", "s")
    kelas = book["Jadwal kelas"]
    assert kelas["E2"].is_date
    assert kelas["E2"].value.date() == date(2027, 2, 1)
    allowed = {rule.formula1 for sheet in book for rule in sheet.data_validations.dataValidation}
    assert allowed
    assert all(formula.startswith("Daftar!$") for formula in allowed)
    daftar = [[cell.value for cell in column if cell.value] for column in book["Daftar"].iter_cols()]
    assert ["ya", "tidak"] in daftar
    assert ["rencana", "berjalan", "selesai", "batal"] in daftar
    assert book["Daftar"].sheet_state == "hidden"
    about = {row[0].value: row[1].value for row in book["Rencana"].iter_rows()}
    assert (about["Versi"], about["Oleh"], about["Kode provinsi"]) == ("3", "BPMP", "13")


def test_the_dictionary_explains_every_column_of_every_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(make_plan())))
    said = {(row[0].value, row[1].value): row[3].value for row in book["Kamus"].iter_rows(min_row=2)}
    for model in TABEL.values():
        for column in columns(model):
            assert said[model.judul, heading(column)] == column.description


def test_no_two_columns_of_a_sheet_are_called_the_same() -> None:
    for model in TABEL.values():
        names = [plain(heading(column)) for column in columns(model)]
        assert len(set(names)) == len(names), model.dataset
    assert label("is_dipilih") == "Dipilih"
    assert label("pct_3t_min") == "3t min"


def test_what_an_office_types_is_understood() -> None:
    def typed(book: Any) -> None:
        sheet = book["Kegiatan pembenahan"]
        names = [cell.value for cell in sheet[1]]
        new = {"Kegiatan id": "K-002", "Kode wilayah": "13.10", "Gejala": "A.2", "Akar": "D.1", "Kegiatan": "Kunjungan",
               "Triwulan": "3", "Anggaran rupiah": "1.250.000,50", "Tanggal tenggat": "31/12/2027"}  # fmt: skip
        for name, value in new.items():
            sheet.cell(5, names.index(name) + 1, value)
        book["Wilayah dan skor kebutuhan"]["I2"] = "Tidak"
        book["Wilayah dan skor kebutuhan"]["C2"] = 70
        book["Rencana"]["B3"] = 2028

    isi = read(saved_by_an_office(write(whole_plan()), typed))
    assert isinstance(isi, Rencana), isi
    new = isi.kegiatan[1]
    assert (new.kode_wilayah, new.triwulan, new.anggaran_rupiah, new.tanggal_tenggat) == (
        "13.10", 3, 1_250_000.5, date(2027, 12, 31))  # fmt: skip
    assert (new.penanggung_jawab, new.status_pelaksanaan, new.kode_anggaran) == ("", "rencana", None)
    assert isi.tahun == 2028
    assert (isi.wilayah[0].is_dipilih, isi.wilayah[0].skor) == (False, 70.0)


def test_moved_sheets_moved_columns_empty_rows_and_sheets_of_ones_own_are_fine() -> None:
    def moved(book: Any) -> None:
        book.move_sheet("Target", -8)
        sheet = book["Target"]
        lines = [[(cell.value, cell.number_format) for cell in line] for line in sheet.iter_rows()]
        for number, line in enumerate(lines, start=1):
            for place, (value, form) in enumerate(reversed(line), start=1):
                sheet.cell(number, place).value = value
                sheet.cell(number, place).number_format = form
        sheet.insert_rows(2, 3)
        notes = book.create_sheet("Catatan rapat")
        notes["A1"] = "=1+1"
        del book["Kamus"]
        book["Target"].title = "  target "

    assert read(saved_by_an_office(write(whole_plan()), moved)) == whole_plan()


def test_a_cell_holds_what_it_can_and_says_the_rest_in_quotes() -> None:
    assert encode(None, is_nullable=True) is None
    assert encode("", is_nullable=False) is None
    assert encode("", is_nullable=True) == '""'
    assert encode(True, is_nullable=True) == "ya"
    assert encode(2**60, is_nullable=True) == str(2**60)
    assert encode(float("nan"), is_nullable=True) is None
    assert encode(date(1899, 5, 1), is_nullable=True) == "1899-05-01"


def test_a_large_plan_is_written_and_read_in_seconds() -> None:
    wilayah = tuple(make_wilayah(f"{p}.{k:02}") for p in range(11, 50) for k in range(1, 15))
    isi = make_plan(wilayah=wilayah, target=tuple(make_target(kode_wilayah=row.kode_wilayah) for row in wilayah))
    assert read(write(isi)) == isi
