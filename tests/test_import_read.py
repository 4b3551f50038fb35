"""Files to sheets: encodings, delimiters, ragged lines, workbooks, and what is refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines import read, workbook
from tests.builders import write_csv, write_xlsx


def sheet_rows(path: Path, scratch: Path) -> tuple[list[tuple[object, ...]], read.Sheet]:
    """All rows of the first sheet, with their source row number."""
    con = duckdb.connect()
    with read.opened(con, path, path.name, scratch) as sheets:
        sheet = next(sheets)
        rows = con.execute(f"SELECT * FROM {sheet.relation} ORDER BY baris").fetchall()
    con.close()
    return rows, sheet


def refusal(path: Path, scratch: Path) -> str:
    con = duckdb.connect()
    with pytest.raises(read.Refused) as caught, read.opened(con, path, path.name, scratch) as sheets:
        list(sheets)
    con.close()
    return str(caught.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    path = write_csv(tmp_path / "a.csv", [["Nama", "Nilai"], ["SD 1", "76,4%"], ["SD 2", "1.234,5"]], delimiter)
    rows, sheet = sheet_rows(path, tmp_path)
    assert sheet.delimiter == delimiter
    assert rows[1] == (2, "SD 1", "76,4%")


def test_a_decimal_comma_does_not_pass_for_a_delimiter(tmp_path: Path) -> None:
    text = "No;Cakupan;Nilai A;Nilai B\n1;ACEH;99,810;1,5\n2;RIAU;98,100;2,5\n"
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    rows, sheet = sheet_rows(tmp_path / "a.csv", tmp_path)
    assert sheet.delimiter == ";"
    assert rows[1] == (2, "1", "ACEH", "99,810", "1,5")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_found(tmp_path: Path, encoding: str) -> None:
    path = write_csv(tmp_path / "a.csv", [["Nama", "Kab"], ["SMA Négeri é", "Kab. Solok"]], encoding=encoding)
    rows, sheet = sheet_rows(path, tmp_path)
    assert rows[1] == (2, "SMA Négeri é", "Kab. Solok")
    assert sheet.head[0][0] == "Nama"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"], "nothing recoded is left behind"


def test_ragged_and_blank_lines_keep_every_cell_and_their_row_number(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text('a,b,c\n1,2,3,4\n\n5\n"x\ny",6,7\n', encoding="utf-8")
    rows, sheet = sheet_rows(tmp_path / "a.csv", tmp_path)
    blank_free = [tuple(cell or None for cell in row) for row in rows]
    assert blank_free == [
        (1, "a", "b", "c", None),
        (2, "1", "2", "3", "4"),
        (3, None, None, None, None),
        (4, "5", None, None, None),
        (5, "x\ny", "6", "7", None),
    ]
    assert "2 baris" in sheet.catatan[0]


def test_two_workers_never_share_a_scratch_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("a,b\n1,2,3\n", encoding="utf-8")
    (tmp_path / "b.csv").write_text("a,b\n4,5,6\n", encoding="utf-8")
    con, scratch = duckdb.connect(), tmp_path / "sementara"
    scratch.mkdir()
    with (
        read.opened(con, tmp_path / "a.csv", "a.csv", scratch) as one,
        read.opened(con, tmp_path / "b.csv", "b.csv", scratch) as two,
    ):
        first, second = next(one), next(two)
        assert con.execute(f"SELECT c3 FROM {first.relation} WHERE baris = 2").fetchall() == [("3",)]
        assert con.execute(f"SELECT c3 FROM {second.relation} WHERE baris = 2").fetchall() == [("6",)]
    assert list(scratch.iterdir()) == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.lists(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=6), min_size=1, max_size=4
        ),
        min_size=1,
        max_size=8,
    )
)
def test_no_record_of_a_csv_is_lost_or_moved(tmp_path: Path, table: list[list[str]]) -> None:
    path = write_csv(tmp_path / "h.csv", [["kolom a", "kolom b", "kolom c"], *table, *[["x", "y", "z"]] * 40])
    rows, sheet = sheet_rows(path, tmp_path)
    assert sheet.delimiter == ","
    found = {row[0]: [cell or "" for cell in row[1:]] for row in rows}
    for place, cells in enumerate(table, 2):
        assert found[place][: len(cells)] == cells


def test_a_binary_file_named_csv_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"\x89\x01\x02\x00\xff\xfe\x07\x10")
    assert "bukan teks" in refusal(tmp_path / "a.csv", tmp_path)


def test_a_workbook_named_csv_is_refused_with_the_remedy(tmp_path: Path) -> None:
    book = write_xlsx(tmp_path / "a.xlsx", {"S": [["a"]]})
    book.rename(tmp_path / "a.csv")
    assert ".xlsx" in refusal(tmp_path / "a.csv", tmp_path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.csv").touch()
    assert "kosong" in refusal(tmp_path / "a.csv", tmp_path)


def test_an_unreadable_workbook_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(b"PK\x03\x04 and then nothing of use")
    assert "bukan buku kerja" in refusal(tmp_path / "a.xlsx", tmp_path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as archive, archive.open("s.xml", "w") as file:
        for _ in range(110):
            file.write(b"0" * (1 << 20))
    assert "tidak wajar" in refusal(tmp_path / "a.xlsx", tmp_path)


def test_ten_thousand_columns_are_refused(tmp_path: Path) -> None:
    path = write_csv(tmp_path / "a.csv", [[f"k{n}" for n in range(10_000)], ["1"] * 10_000])
    assert "10000 kolom" in refusal(path, tmp_path)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (45.0, "45"),
        (-3.0, "-3"),
        (76.4, "76.4"),
        (1.234, "1.2340"),
        (0.00001, "0.00001"),
        (20325309.0, "20325309"),
        (197401012006011506.0, "1.97401012006012E+17"),
    ],
)
def test_a_number_of_a_workbook_becomes_text_that_reads_one_way(number: float, text: str) -> None:
    assert workbook.cell_text(number) == text


def test_cells_of_a_workbook_keep_their_row_and_merged_texts_stand_in_each_row(tmp_path: Path) -> None:
    table = [[], ["Wilayah", "Nilai"], ["Aceh", 1], ["", 2], [7, 3], ["", 4]]
    path = write_xlsx(tmp_path / "a.xlsx", {"S": table}, [("S", 2, 0, 3, 0), ("S", 4, 0, 5, 0)])
    rows, _ = sheet_rows(path, tmp_path)
    assert rows == [(2, "Wilayah", "Nilai"), (3, "Aceh", "1"), (4, "Aceh", "2"), (5, "7", "3"), (6, None, "4")]


def test_a_parquet_file_reads_by_name_with_its_header_as_row_one(tmp_path: Path) -> None:
    with duckdb.connect() as con:
        con.execute(
            f"COPY (SELECT '10300001' AS \"NPSN\", 1.234::DOUBLE AS x, DATE '2026-10-31' AS t) "
            f"TO '{tmp_path / 'a.parquet'}' (FORMAT PARQUET)"
        )
    rows, _ = sheet_rows(tmp_path / "a.parquet", tmp_path)
    assert rows == [(1, "NPSN", "x", "t"), (2, "10300001", "1.2340", "2026-10-31")]


def test_hidden_files_and_notes_are_skipped_by_name(tmp_path: Path) -> None:
    for name in ("a.csv", "~$a.xlsx", ".DS_Store", "README.md", "sub/b.csv", ".git/c.csv", "CONTOH.json"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    found, skipped = read.exports_in(tmp_path)
    assert found == ["a.csv", "sub/b.csv"]
    assert len(skipped) == 5
