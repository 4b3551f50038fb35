"""The ledger for arbitrary input: every row read is accepted, set aside or noted, and set aside means a finding."""

from __future__ import annotations

import csv
import io
import itertools
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines import aside, findings, read
from pipelines.cells import Reader
from pipelines.import_file import Job, connect, import_with
from pipelines.layouts.dapodik import DAFTAR
from pipelines.layouts.desk import GURU_PENGGERAK, PROGRAM_KERJA, TARGET
from pipelines.layouts.training import KEGIATAN
from pipelines.layouts.usage import BELAJAR_ID, PLATFORM, PMM
from pipelines.tabular import Tabular
from schemas.manifest import SourceFile

LAYOUTS: tuple[Tabular, ...] = (*(DAFTAR, PMM, BELAJAR_ID, PLATFORM, KEGIATAN, GURU_PENGGERAK, PROGRAM_KERJA, TARGET),)
Grid = list[list[str]]

usual = st.sampled_from(
    [
        *("", "", " ", "-", "10300001", "10300002", "10300002.0", "P9908517", "NP345555", "2,03E+07", "Kab. Agam"),
        *("Kota Solok", "Solok", "Sumatera Barat", "Prov. Jawa Barat", "INDONESIA", "TOTAL", "Jumlah", "Luar Negeri"),
        *("31/10/2026", "2026-10-31", "31/02/2026", "Guru", "KS", "PTK", "SD", "Negeri", "12", "-3", "1.234,5", "7,5"),
        *("54,32%", "#REF!", "Ya", "belajar.id", "SIPLah", "PRG-1", "BTK-2026-1", "basic", "luring", "BPMP", "rencana"),
        *("Sumber: Dapodik", "*) catatan", "(1)", "SDN 1 Ã© X", "0812345678901", "a\nb", 'kutip "dua"', "pmm.login"),
    ]
)
cell = usual | st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=12)


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    """Titles, a header of some layout (columns in any order, some left out, maybe one twice), rows of any cells."""
    layout = draw(st.sampled_from(LAYOUTS))
    names = [draw(st.sampled_from(item.headers)) for item in layout.fields if item.is_needed or draw(st.booleans())]
    names = draw(st.permutations(names))
    extra = draw(st.lists(st.sampled_from(["Catatan", "No", "Kolom X", names[0]]), max_size=2))
    header = [*names, *extra] if draw(st.integers(0, 9)) < 9 else names[1:]
    titles = draw(st.lists(st.sampled_from([["Daftar"], ["Data per 31 Oktober 2026"], []]), max_size=3))
    width = len(header)
    full = st.lists(cell, min_size=width, max_size=width)
    ragged = st.lists(cell, max_size=width + 2)
    rows = draw(st.lists(full | full | ragged, max_size=9))
    twins = draw(st.lists(st.sampled_from(rows), max_size=3)) if rows else []
    again = [header] if draw(st.booleans()) and rows else []
    return [*titles, header, *rows, *twins, *again, *draw(st.lists(ragged, max_size=1))]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reader, Path, Iterator[int]]]:
    folder = tmp_path_factory.mktemp("kekekalan")
    reader = Reader(connect(folder))
    yield reader, folder, itertools.count()
    reader.con.close()


def imported(bench: tuple[Reader, Path, Iterator[int]], content: bytes, ending: str) -> tuple[SourceFile, list[tuple]]:
    """The ledger of a file, and its findings (severity, sheet, row) as they are written."""
    reader, folder, numbers = bench
    place = folder / str(next(numbers))
    place.mkdir()
    path = place / f"kab_agam_2026-10-31{ending}"
    path.write_bytes(content)
    sha, size = read.digest(path)
    job = Job(path, path.name, sha, size, sha, place, date(2026, 11, 1), kunci=b"k" * 32)
    source = import_with(reader, job).source
    found = [
        row
        for file in sorted((place / aside.FOLDER).glob("*.parquet"))
        for row in reader.con.execute(f"SELECT keparahan, lembar, baris, kode FROM '{file}'").fetchall()
    ]
    return source, found


def check(source: SourceFile, found: Sequence[tuple]) -> None:
    """The law of the ledger, sheet by sheet, and that rows set aside are those with a finding that refuses them."""
    assert source.galat is None or source.galat.startswith(("berkas kosong", "isinya bukan", "bukan buku"))
    for sheet in source.lembar:
        assert sheet.is_seimbang
        assert sheet.dibaca == sheet.diterima + sheet.disisihkan + sheet.total_catatan
        assert sheet.jumlah_rekaman >= (sheet.diterima > 0)
        refused = [(kind, row) for kind, lembar, row, _ in found if lembar == sheet.lembar and row is not None]
        rows = {row for kind, row in refused if kind == "tolak"}
        whole = any(kind == "tolak" and row is None and at == sheet.lembar for kind, at, row, _ in found)
        assert len(rows) == sheet.disisihkan or whole
        assert all(code in findings.CODES for _, _, _, code in found)


often = settings(
    max_examples=int(os.environ.get("SERAPAN_BANYAK_CONTOH", "15")),  # more for a long look
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def as_text(grid: Grid, delimiter: str) -> bytes:
    with io.StringIO(newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(grid)
        return file.getvalue().encode("utf-8")


@often
@given(grids(), st.sampled_from(",;\t"))
def test_every_row_of_a_delimited_file_is_accounted_for(
    bench: tuple[Reader, Path, Iterator[int]], grid: Grid, delimiter: str
) -> None:
    check(*imported(bench, as_text(grid, delimiter), ".csv"))


@often
@given(st.lists(grids(), min_size=1, max_size=2))
def test_every_row_of_a_workbook_is_accounted_for(
    bench: tuple[Reader, Path, Iterator[int]], sheets: list[Grid]
) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for place, grid in enumerate(sheets):
        page = book.create_sheet(f"Lembar {place + 1}")
        for row, texts in enumerate(grid, 1):
            for column, text in enumerate(texts, 1):
                if text and text.isprintable():
                    page.cell(row, column, text).data_type = "s"
    with io.BytesIO() as file:
        book.save(file)
        content = file.getvalue()
    source, found = imported(bench, content, ".xlsx")
    check(source, found)
    if source.galat is None:
        assert len(source.lembar) == len(sheets)


@often
@given(st.lists(st.lists(cell, max_size=6), max_size=12))
def test_a_grid_without_any_known_header_is_accounted_for(
    bench: tuple[Reader, Path, Iterator[int]], grid: Grid
) -> None:
    check(*imported(bench, as_text(grid, ";"), ".csv"))
