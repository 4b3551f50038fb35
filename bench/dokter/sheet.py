"""Exports as tables of cells that know which column is what, so that a corruption can say where it struck."""

from __future__ import annotations

import copy
import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from random import Random

import openpyxl
from openpyxl.utils import get_column_letter

Cell = str | int | float | date | None


def a1(row: int, column: int) -> str:
    """The name of a cell; both numbers 0-based."""
    return f"{get_column_letter(column + 1)}{row + 1}"


@dataclass
class Table:
    """One sheet. Row numbers are 0-based; `kolom`: which column holds a field; data lie in [first, last)."""

    lembar: str
    cells: list[list[Cell]]
    kolom: dict[str, int]
    header: int
    first: int
    last: int
    merged: list[str] = field(default_factory=list)
    total: int | None = None
    """The row that says it is the sum of those above."""

    def get(self, row: int, name: str) -> Cell:
        return self.cells[row][self.kolom[name]]

    def put(self, row: int, name: str, value: Cell) -> None:
        self.cells[row][self.kolom[name]] = value

    def at(self, row: int, name: str) -> str:
        return a1(row, self.kolom[name])

    @property
    def rows(self) -> range:
        return range(self.first, self.last)

    def number(self, row: int, name: str) -> int:
        value = self.get(row, name)
        assert isinstance(value, int), (self.lembar, row, name, value)
        return value


@dataclass
class Export:
    """One export file."""

    nama: str
    tables: list[Table]
    delimiter: str = ","
    has_mark: bool = False
    is_day_first: bool = False
    """Whether dates are written 31/10/2026."""

    @property
    def table(self) -> Table:
        return self.tables[0]

    @property
    def is_book(self) -> bool:
        return self.nama.endswith(".xlsx")

    def lembar(self, table: Table) -> str:
        """What a ledger calls the sheet."""
        return table.lembar if self.is_book else "-"

    def copy(self) -> Export:
        return copy.deepcopy(self)

    def content(self) -> bytes:
        """The file's bytes."""
        return self._book() if self.is_book else self._text()

    def _text(self) -> bytes:
        with io.StringIO(newline="") as file:
            rows = [[self.shown(cell) for cell in row] for row in self.table.cells]
            csv.writer(file, delimiter=self.delimiter, lineterminator="\n").writerows(rows)
            text = file.getvalue()
        return text.encode("utf-8-sig" if self.has_mark else "utf-8")

    def shown(self, cell: Cell) -> str:
        """A cell as text of this file."""
        if isinstance(cell, date):
            return cell.strftime("%d/%m/%Y") if self.is_day_first else cell.isoformat()
        if isinstance(cell, float):
            return f"{cell:.2f}".replace(".", "," if self.delimiter == ";" else ".")
        return "" if cell is None else str(cell)

    def _book(self) -> bytes:
        book = openpyxl.Workbook()
        book.remove(book.worksheets[0])
        for table in self.tables:
            page = book.create_sheet(table.lembar)
            for row, cells in enumerate(table.cells, 1):
                for column, value in enumerate(cells, 1):
                    if value is None or value == "":
                        continue
                    cell = page.cell(row, column, self.shown(value) if isinstance(value, date) else value)
                    if isinstance(value, str) and value.startswith("#"):
                        cell.data_type = "e"
                    elif isinstance(value, str):
                        cell.data_type = "s"
            for area in table.merged:
                page.merge_cells(area)
        with io.BytesIO() as file:
            book.save(file)
            return _timeless(file)


_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def _timeless(file: io.BytesIO) -> bytes:
    """The workbook without the time at which it was written: the same cells give the same bytes."""
    with zipfile.ZipFile(file) as old, io.BytesIO() as made:
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                content = _MODIFIED.sub(rb"\g<1>2026-01-01T00:00:00Z", old.read(name))
                new.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        return made.getvalue()


def tabular(
    rng: Random,
    lembar: str,
    columns: Sequence[tuple[str, str]],
    records: Sequence[Mapping[str, Cell]],
    titles: Sequence[Sequence[Cell]] = (),
    *,
    is_shuffled: bool = True,
    total: Mapping[str, Cell] | None = None,
    after: Sequence[Sequence[Cell]] = (),
) -> Table:
    """A table of one header row: titles above, a total row and notes below if given; columns in any order."""
    order = list(columns)
    if is_shuffled:
        rng.shuffle(order)
    cells: list[list[Cell]] = [list(row) for row in titles]
    header = len(cells)
    cells.append([text for _, text in order])
    first = len(cells)
    cells += [[record.get(name) for name, _ in order] for record in records]
    last = len(cells)
    if total is not None:
        cells.append([total.get(name) for name, _ in order])
    cells += [list(row) for row in after]
    kolom = {name: place for place, (name, _) in enumerate(order)}
    return Table(lembar, cells, kolom, header, first, last, [], last if total is not None else None)


def filled_rows(table: Table, name: str) -> Iterator[int]:
    """The data rows in which a field has something."""
    return (row for row in table.rows if table.get(row, name) not in (None, ""))
