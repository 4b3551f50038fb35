"""What goes back to the sender: findings marked in their own workbook, corrections and nothing but corrections."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pandas as pd
import pytest
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from pipelines import aside, read
from pipelines import marked as handed_back
from pipelines.cells import Reader
from pipelines.import_file import Job, connect, import_with
from pipelines.layouts.usage import PMM
from pipelines.marked import corrected, corrected_ending, marked
from pipelines.read import Refused
from tests.builders import export_table, make_pmm, write_csv, write_xlsx

COLUMNS = [
    *("keparahan", "kode", "berkas", "lembar", "baris", "sel", "kolom", "layout", "nilai", "alasan", "koreksi"),
    "pilihan",
]
TABLE = [["NPSN", "Nama", "Jumlah"], ["1030001", "SD 1", "1.234,5"], ["10300002", "SD 2", "7"]]


def finding(lembar: str | None, sel: str | None = None, **given: Any) -> dict[str, Any]:
    row = int("".join(sign for sign in sel if sign.isdigit())) if sel else None
    usual = {"keparahan": "tolak", "kode": "npsn_tidak_sah", "berkas": "a.csv", "alasan": "NPSN 7 angka", "nilai": "x"}
    return {**dict.fromkeys(COLUMNS), **usual, "lembar": lembar, "sel": sel, "baris": row, **given}


def findings(*rows: dict[str, Any]) -> pd.DataFrame:
    return pd.DataFrame(list(rows), columns=COLUMNS)


def opened(made: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(made))


def listed(page: Worksheet) -> list[dict[str, Any]]:
    heads = [cell.value for cell in page[4]]
    return [dict(zip(heads, (cell.value for cell in row), strict=True)) for row in page.iter_rows(min_row=5)]


@pytest.fixture
def own_book(tmp_path: Path) -> Path:
    """A workbook with widths, merged cells, a formula, a comment and texts that look like formulas."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Daftar 'kita'"
    page["A1"] = "DAFTAR SEKOLAH"
    page.merge_cells("A1:C1")
    for row, cells in enumerate(TABLE, 2):
        for column, text in enumerate(cells, 1):
            page.cell(row, column, text)
    page["C5"] = "=SUM(C3:C4)"
    page["A6"].value = "=HYPERLINK(1)"
    page["A6"].data_type = "s"
    page.column_dimensions["B"].width = 41
    page["B3"].comment = openpyxl.comments.Comment("dari dinas", "orang")
    book.create_sheet("Temuan")["A1"] = "lembar milik pengirim"
    book.save(tmp_path / "a.xlsx")
    return tmp_path / "a.xlsx"


def test_an_own_workbook_keeps_its_look_and_gets_fills_comments_and_a_list(own_book: Path) -> None:
    sheet = "Daftar 'kita'"
    book = opened(marked(own_book, findings(finding(sheet, "B3", koreksi="SD SATU"), finding(sheet, "C4"))))
    assert book.sheetnames == ["Temuan1", sheet, "Temuan"]
    page = book[sheet]
    assert page.column_dimensions["B"].width == 41
    assert [str(area) for area in page.merged_cells.ranges] == ["A1:C1"]
    comment = page["B3"].comment
    assert comment is not None
    assert comment.author == "Serapan"
    assert all(
        said in comment.text for said in ("DISISIHKAN", "NPSN 7 angka", "Nilai yang benar: SD SATU", "dari dinas")
    )
    assert page["B3"].fill.fgColor.rgb.endswith("F4B6AE")
    assert page["A4"].comment is None
    front = book["Temuan1"]
    assert [row["Sel"] for row in listed(front)] == ["B3", "C4"]
    link = front["D5"].hyperlink
    assert link is not None
    assert (link.location, link.target) == ("'Daftar ''kita'''!B3", None)
    assert (front.freeze_panes, front.auto_filter.ref) == ("A5", "A4:K6")
    assert front["G5"].alignment.wrap_text


def test_no_cell_of_what_goes_back_is_a_formula(own_book: Path) -> None:
    evil = "=cmd|'/c calc'!A1"
    made = marked(own_book, findings(finding("Daftar 'kita'", "A6", nilai=evil, alasan="+1", koreksi="@x", kode="-1")))
    book = opened(made)
    kinds = {cell.data_type for page in book.worksheets for row in page.iter_rows() for cell in row}
    assert "f" not in kinds
    assert book["Daftar 'kita'"]["A6"].value == "=HYPERLINK(1)"
    assert book["Temuan1"]["F5"].value == evil
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        assert not any(b"<f>" in archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("text", ["=1+1", "+62", "-0,35", "@a", "\tx", "00123"])
def test_texts_of_a_delimited_file_stay_texts(tmp_path: Path, text: str) -> None:
    path = write_csv(tmp_path / "a.csv", [["A", "B"], [text, "2"]])
    cell = opened(marked(path, findings(finding("-", "A2"))))["Data"]["A2"]
    assert (cell.data_type, cell.value.strip()) == ("s", text.strip())


def test_findings_of_one_cell_share_a_comment_and_the_gravest_colours_it(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", TABLE)
    rows = (finding("-", "A2", keparahan="catatan", alasan="kecil"), finding("-", "A2", alasan="besar"))
    cell = opened(marked(path, findings(*rows)))["Data"]["A2"]
    assert cell.comment is not None
    assert cell.comment.text.index("besar") < cell.comment.text.index("kecil")
    assert cell.fill.fgColor.rgb.endswith("F4B6AE")


def test_a_finding_in_a_merged_cell_marks_the_cell_that_shows(own_book: Path) -> None:
    page = opened(marked(own_book, findings(finding("Daftar 'kita'", "C1"))))["Daftar 'kita'"]
    assert page["A1"].comment is not None


def test_findings_of_a_row_a_sheet_or_a_file_are_listed(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", TABLE)
    given = findings(finding("-", baris=3), finding("-", kode="kolom_ganda"), finding(None))
    book = opened(marked(path, given))
    assert [row["Sel"] for row in listed(book["Temuan"])] == [None, None, "baris 3"]
    assert book["Data"]["A3"].comment is not None


def test_findings_of_other_files_are_left_out(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", TABLE)
    given = findings(finding("-", "A2"), finding("-", "A3", berkas="lain.csv"))
    assert len(listed(opened(marked(path, given))["Temuan"])) == 1


@pytest.mark.parametrize("content", [b"PK\x03\x04rusak", b"", b"bukan buku kerja"])
def test_a_broken_workbook_comes_back_as_the_list_and_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.xlsx").write_bytes(content)
    book = opened(marked(tmp_path / "a.xlsx", findings(finding(None))))
    assert book.sheetnames == ["Temuan"]
    assert str(book["Temuan"]["A3"].value).startswith("Isi berkas tidak dapat ditampilkan: ")
    assert len(listed(book["Temuan"])) == 1


def test_a_zip_bomb_comes_back_as_a_sentence_at_once(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * (120 << 20))
    book = opened(marked(tmp_path / "a.xlsx", findings(finding(None))))
    assert "mengembang" in str(book["Temuan"]["A3"].value)


def test_a_cell_merged_over_a_whole_sheet_does_not_stall(tmp_path: Path, own_book: Path) -> None:
    with zipfile.ZipFile(own_book) as old, zipfile.ZipFile(tmp_path / "b.xlsx", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(b'ref="A1:C1"', b'ref="A1:XFD1048576"'))
    made = opened(marked(tmp_path / "b.xlsx", findings(finding("Daftar 'kita'", "A3"))))
    assert made["Daftar 'kita'"]["A3"].comment is not None


def test_of_a_big_source_the_header_and_the_rows_with_findings_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handed_back, "MAX_CELLS", 30)
    path = write_csv(tmp_path / "a.csv", [TABLE[0], *([f"1030{n:04}", "SD", "1"] for n in range(500))])
    book = opened(marked(path, findings(finding("-", "A400"), finding("-", "B7"))))
    page = book["Data"]
    numbers = [row[0].value for row in page.iter_rows()]
    assert numbers == [*range(1, 6), 7, 400]
    assert page["B7"].comment is not None
    assert page["B7"].value == "10300398"
    assert "kolom A memuat nomor baris" in str(book["Temuan"]["A3"].value)
    assert [row["Sel"] for row in listed(book["Temuan"])] == ["B7", "A400"]
    link = book["Temuan"]["D6"].hyperlink
    assert link is not None
    assert link.location == "'Data'!B7"


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_corrected_text_differs_in_the_corrected_cell_alone(tmp_path: Path, delimiter: str, encoding: str) -> None:
    table = [["NPSN", "Nama", "N"], ["1030001", 'SD é; "A", 1', "=1+1"], ["10300002", "baris\nkedua", "-"]]
    path = write_csv(tmp_path / "a.csv", table, delimiter, encoding)
    copy = corrected(path, findings(finding("-", "A2", koreksi="01030001"), finding("-", "C3")))
    assert copy is not None
    assert copy == path.read_bytes().replace("1030001".encode(encoding)[-7:], "01030001".encode(encoding)[-8:]) or (
        copy.decode(encoding) == path.read_bytes().decode(encoding).replace("1030001", "01030001")
    )
    assert corrected_ending(path) == ".csv"


def test_a_corrected_text_keeps_line_ends_and_quotes_where_needed(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b'A,B\r\n"1,5",2\r\n\r\n3,"4"\r\n')
    copy = corrected(tmp_path / "a.csv", findings(finding("-", "A2", koreksi="1.5"), finding("-", "A4", koreksi="x,y")))
    assert copy == b'A,B\r\n"1.5",2\r\n\r\n"x,y","4"\r\n'


def test_a_corrected_workbook_differs_in_the_corrected_cell_alone(own_book: Path, tmp_path: Path) -> None:
    copy = corrected(own_book, findings(finding("Daftar 'kita'", "A3", koreksi="01030001")))
    assert copy is not None
    assert opened(copy)["Daftar 'kita'"]["A3"].value == "01030001"
    assert corrected_ending(own_book) == ".xlsx"
    before, after = openpyxl.load_workbook(own_book, data_only=True), opened(copy)
    for page in before.worksheets:
        for row in page.iter_rows():
            for cell in row:
                if cell.coordinate != "A3":
                    assert after[page.title][cell.coordinate].value == cell.value
    assert after["Daftar 'kita'"].column_dimensions["B"].width == 41


def test_a_corrected_parquet_comes_as_a_workbook_of_texts(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    duckdb.sql("SELECT '1030001' AS npsn, 5 AS n UNION ALL SELECT '=2', 6").write_parquet(str(path))
    copy = corrected(path, findings(finding("-", "A2", koreksi="01030001")))
    assert copy is not None
    page = opened(copy)["Data"]
    assert [[cell.value for cell in row] for row in page.iter_rows()] == [["npsn", "n"], ["01030001", "5"], ["=2", "6"]]


def test_without_a_certain_correction_there_is_no_copy(tmp_path: Path) -> None:
    assert corrected(write_csv(tmp_path / "a.csv", TABLE), findings(finding("-", "A2"))) is None


def test_a_correction_that_points_nowhere_is_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", TABLE)
    with pytest.raises(Refused, match="tidak dapat dibuat persis"):
        corrected(path, findings(finding("-", "D2", koreksi="1")))


def test_a_macro_workbook_comes_back_without_its_macros(own_book: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(own_book) as old, zipfile.ZipFile(tmp_path / "b.xlsm", "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"makro")
    with zipfile.ZipFile(io.BytesIO(marked(tmp_path / "b.xlsm", findings(finding("Temuan", "A1"))))) as archive:
        assert not any("vba" in name.casefold() for name in archive.namelist())


def test_nothing_stays_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, own_book: Path) -> None:
    scratch = tmp_path / "sementara"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    marked(own_book, findings(finding("Temuan", "A1")))
    corrected(write_csv(tmp_path / "a.csv", TABLE, encoding="utf-16"), findings(finding("-", "A2", koreksi="1")))
    assert list(scratch.iterdir()) == []


def examined(path: Path, place: Path) -> pd.DataFrame:
    """The findings of one file, as an import writes them."""
    place.mkdir()
    con = connect(place)
    sha, size = read.digest(path)
    import_with(Reader(con), Job(path, path.name, sha, size, sha, place, date(2026, 11, 1), kunci=b"k" * 32))
    found = con.execute(f"SELECT * FROM read_parquet('{place / aside.FOLDER}/*.parquet')").df()
    con.close()
    return found


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_corrected_copy_examined_again_has_no_finding_in_the_corrected_cells(tmp_path: Path, ending: str) -> None:
    table = export_table(PMM, [make_pmm(npsn=f"1030000{n}") for n in range(1, 5)])
    npsn, login = table[0].index("NPSN"), table[0].index("GTK login PMM")
    table[1][npsn], table[2][npsn], table[3][npsn] = "10300001.0", "'10300002", "1030000"
    table[4][login] = "dua"
    path = tmp_path / f"pmm{ending}"
    (write_csv if ending == ".csv" else lambda to, rows: write_xlsx(to, {"PMM": rows}))(path, table)
    found = examined(path, tmp_path / "lama")
    certain = set(found[found["koreksi"].notna()]["sel"])
    assert certain == {f"{get_column_letter(npsn + 1)}{row}" for row in (2, 3)}
    copy = corrected(path, found)
    assert copy is not None
    again = tmp_path / f"pmm_terkoreksi{ending}"
    again.write_bytes(copy)
    left = examined(again, tmp_path / "baru")
    assert not certain & set(left["sel"])
    assert set(left["sel"]) == set(found["sel"]) - certain


def test_a_sheet_name_that_an_xlsx_may_not_have_is_made_fit(tmp_path: Path) -> None:
    table = pd.DataFrame(TABLE[1:], columns=TABLE[0])
    sheet = handed_back.Sheet("a.ods", "Kab/Kota: [semua] " + "x" * 40, "tabel_uji", 3, [], filled_rows=(1,))
    with handed_back.reread.sheets_of(write_csv(tmp_path / "a.csv", TABLE)) as (con, _):
        con.register("tabel_uji", table.set_axis(["c1", "c2", "c3"], axis=1).assign(baris=[2, 3]))
        title = handed_back.title_of(sheet)
        page = openpyxl.Workbook().create_sheet(title)
        handed_back._fill(page, con, sheet, None)
    assert (page.title, page["A2"].value) == ("Kab_Kota_ _semua_ xxxxxxxxxx", "1030001")
