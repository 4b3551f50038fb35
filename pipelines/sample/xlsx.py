"""A small, fast workbook writer: the Rapor files hold millions of cells.

A general library needs several times as long; this knows texts (shared strings), numbers, dates and merged ranges,
and nothing else. The bytes depend on the cells alone.
"""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

Cell = str | int | float | date | None

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_COLUMNS = [*_LETTERS, *(first + second for first in _LETTERS for second in _LETTERS)]
_EPOCH = date(1899, 12, 30).toordinal()
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="14" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


class Sheet:
    """A worksheet, filled from the top."""

    def __init__(self, name: str, strings: dict[str, int]) -> None:
        self.name = name
        self.row = 0
        self._strings = strings
        self._lines: list[str] = []
        self._merged: list[str] = []

    def add(self, cells: list[str]) -> None:
        """One row of texts; an empty one leaves the cell empty."""
        self.row += 1
        strings, number = self._strings, self.row
        line = [
            f'<c r="{_COLUMNS[place]}{number}" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>'
            for place, text in enumerate(cells)
            if text
        ]
        self._lines.append(f'<row r="{number}">{"".join(line)}</row>')

    def add_cells(self, cells: Sequence[Cell]) -> None:
        """One row of texts, numbers and dates."""
        self.row += 1
        strings, line = self._strings, []
        for place, cell in enumerate(cells):
            if cell is None or cell == "":
                continue
            where = f"{_COLUMNS[place]}{self.row}"
            if isinstance(cell, str):
                line.append(f'<c r="{where}" t="s"><v>{strings.setdefault(cell, len(strings))}</v></c>')
            elif isinstance(cell, date):
                line.append(f'<c r="{where}" s="1"><v>{cell.toordinal() - _EPOCH}</v></c>')
            else:
                line.append(f'<c r="{where}"><v>{cell!r}</v></c>')
        self._lines.append(f'<row r="{self.row}">{"".join(line)}</row>')

    def merge(self, row: int, column: int, last_row: int, last_column: int) -> None:
        """Merge a range; rows count from 1, columns from 0."""
        self._merged.append(f'<mergeCell ref="{_COLUMNS[column]}{row}:{_COLUMNS[last_column]}{last_row}"/>')

    def groups(self, fixed: list[str], groups: list[tuple[str, list[str]]]) -> None:
        """A two-row header: fixed columns merged downwards, groups merged over their sub-columns."""
        top, below, column = list(fixed), [""] * len(fixed), len(fixed)
        for title, names in groups:
            top += [title] + [""] * (len(names) - 1)
            below += names
        self.add(top)
        self.add(below)
        for place in range(len(fixed)):
            self.merge(self.row - 1, place, self.row, place)
        for _, names in groups:
            if len(names) > 1:
                self.merge(self.row - 1, column, self.row - 1, column + len(names) - 1)
            column += len(names)

    def xml(self) -> str:
        """The worksheet part."""
        merged = f'<mergeCells count="{len(self._merged)}">{"".join(self._merged)}</mergeCells>' if self._merged else ""
        return f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>{"".join(self._lines)}</sheetData>{merged}</worksheet>'


class Workbook:
    """A workbook of sheets that share one table of strings."""

    def __init__(self) -> None:
        self._strings: dict[str, int] = {}
        self.sheets: list[Sheet] = []

    def sheet(self, name: str) -> Sheet:
        """A new sheet at the end."""
        sheet = Sheet(name, self._strings)
        self.sheets.append(sheet)
        return sheet

    def _parts(self) -> dict[str, str]:
        numbers = range(1, len(self.sheets) + 1)
        overrides = "".join(
            f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPE}.worksheet+xml"/>' for n in numbers
        )
        listed = "".join(
            f'<sheet name="{escape(sheet.name)}" sheetId="{n}" r:id="rId{n}"/>'
            for n, sheet in zip(numbers, self.sheets, strict=True)
        )
        last = len(self.sheets)
        links = "".join(
            f'<Relationship Id="rId{n}" Type="{_REL}/worksheet" Target="worksheets/sheet{n}.xml"/>' for n in numbers
        )
        texts = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self._strings)
        parts = {
            "[Content_Types].xml": f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
            'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
            f'ContentType="{_TYPE}.sheet.main+xml"/>{overrides}<Override PartName="/xl/styles.xml" '
            f'ContentType="{_TYPE}.styles+xml"/><Override PartName="/xl/sharedStrings.xml" '
            f'ContentType="{_TYPE}.sharedStrings+xml"/></Types>',
            "_rels/.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{_REL}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
            "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_REL}"><sheets>{listed}</sheets>'
            "</workbook>",
            "xl/_rels/workbook.xml.rels": f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}'
            f'<Relationship Id="rId{last + 1}" Type="{_REL}/styles" Target="styles.xml"/><Relationship '
            f'Id="rId{last + 2}" Type="{_REL}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
            "xl/styles.xml": _STYLES,
            "xl/sharedStrings.xml": f'{_HEAD}<sst xmlns="{_MAIN}" uniqueCount="{len(self._strings)}">{texts}</sst>',
        }
        for n, sheet in zip(numbers, self.sheets, strict=True):
            parts[f"xl/worksheets/sheet{n}.xml"] = sheet.xml()
        return parts

    def save(self, file: Path) -> None:
        """Write the workbook; entry times are fixed so that equal cells give equal bytes."""
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, text in self._parts().items():
                archive.writestr(zipfile.ZipInfo(name, (2026, 11, 2, 8, 0, 0)), text, zipfile.ZIP_DEFLATED, 1)


def write_table(file: Path, sheet: str, rows: Sequence[Sequence[Cell]]) -> None:
    """A workbook of one sheet."""
    book = Workbook()
    page = book.sheet(sheet)
    for cells in rows:
        page.add_cells(cells)
    book.save(file)
