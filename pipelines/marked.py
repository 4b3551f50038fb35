"""What goes back to whoever sent a file: a workbook with its findings marked and explained, and a corrected copy.

Both are made from the sender's own file and handed over as bytes; nothing of them is kept. A text stays a text: no
cell of what is written here is ever a formula, whatever it begins with. What no reader can open has no sheets to
mark, so its workbook holds the list of findings alone and says why.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet

from pipelines import layouts, own_workbook, read, reread, splice
from pipelines.findings import CODES, condensed, headings
from pipelines.read import Refused, Sheet
from pipelines.reread import Place

AUTHOR, FRONT = "Serapan", "Temuan"
MAX_CELLS, MAX_BYTES = 200_000, 20 << 20
"""A larger source is not written out whole: only its header rows and the rows with findings."""
MAX_CORRECTED = 64 << 20
_MAX_LISTED = 10_000
_MAX_TEXT, _MAX_COMMENT = 32_000, 1_500
_HEAD_UNKNOWN = 5
_FILL = {"tolak": "F4B6AE", "periksa": "FFE08A", "catatan": "CFE2F3"}
_SAID = {"tolak": "DISISIHKAN", "periksa": "PERLU DIPERIKSA", "catatan": "CATATAN"}
_ACTS = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet may take for the beginning of a formula."""
_HEADS = (
    *(("Keparahan", 18), ("Berkas", 26), ("Lembar", 22), ("Sel", 10), ("Kolom", 22), ("Nilai", 24)),
    *(("Mengapa", 58), ("Yang perlu dilakukan", 52), ("Nilai yang benar", 20), ("Pilihan", 34), ("Kode", 24)),
)
_HEAD_ROW = 4
_TITLE, _TITLE_LENGTH = re.compile(r"[\\*?:/\[\]]"), 28
"""What a sheet of an .xlsx may not be called, while other kinds of workbooks may."""
_WRAPPED = Alignment(wrap_text=True, vertical="top")


@dataclass(frozen=True)
class _Finding:
    keparahan: str
    kode: str
    berkas: str | None
    lembar: str | None
    baris: int | None
    sel: str | None
    kolom: str | None
    nilai: str | None
    alasan: str
    koreksi: str | None
    pilihan: str | None

    @property
    def place(self) -> Place | None:
        """The cell to mark; a row without one is marked at its first."""
        if self.sel:
            row, column = coordinate_to_tuple(self.sel)
            return int(row), int(column)
        return (self.baris, 1) if self.baris else None

    @property
    def remedy(self) -> str:
        code = CODES.get(self.kode)
        return code.perbaikan if code else ""

    def remark(self) -> str:
        """The comment on the cell."""
        lines = [f"{_SAID.get(self.keparahan, self.keparahan.upper())}: {self.alasan}", self.remedy]
        lines += [f"Nilai yang benar: {self.koreksi}"] if self.koreksi is not None else []
        lines += [f"Pilihan: {said}"] if (said := _choices(self.pilihan)) else []
        return "\n".join(line for line in lines if line)


@dataclass
class _Placed:
    """A source sheet in the workbook handed back; `rows`: where each source row stands there, None for its own."""

    page: Worksheet
    rows: Mapping[int, int] | None = None
    shift: int = 0
    remarks: dict[Place, list[_Finding]] = field(default_factory=dict)

    def at(self, place: Place) -> Place | None:
        """Where a cell of the source stands here."""
        row = place[0] if self.rows is None else self.rows.get(place[0])
        return None if row is None else (row, place[1] + self.shift)


_Book = tuple[Workbook, dict[str, _Placed]]


def marked(source: Path, findings: pd.DataFrame) -> bytes:
    """The sender's workbook with every finding marked, commented and listed on a front sheet.

    An .xlsx keeps its sheets, widths and merged cells (values for formulas, macros and links left out); any other
    kind is written from what the reader sees. Of a big source only the header and the rows with findings appear.
    """
    own = _of(source, findings)
    notes: list[str] = []
    try:
        book, placed = _users_book(source) or _written_book(source, own, notes)
    except Refused as refused:
        book, placed = Workbook(), {}
        book.remove(book.worksheets[0])
        notes.append(f"Isi berkas tidak dapat ditampilkan: {refused}")
    for finding in own[:_MAX_LISTED]:
        sheet, place = placed.get(finding.lembar or ""), finding.place
        if sheet and place and (here := sheet.at(place)):
            sheet.remarks.setdefault(_anchor(sheet.page, here), []).append(finding)
    for sheet in placed.values():
        for here, found in sheet.remarks.items():
            _mark(sheet.page, here, found)
    _front(book, source, own, placed, notes)
    return own_workbook.saved(book)


def corrected(source: Path, findings: pd.DataFrame) -> bytes | None:
    """A copy in which the cells with a certain correction hold it and nothing else differs; None without any.

    Delimited text stays that, byte for byte; an .xlsx stays one; other kinds come as .xlsx (`corrected_ending`).
    The copy is read again before it is handed over: Refused says when it could not be made exactly.
    """
    wanted: dict[str, dict[Place, str]] = {}
    for finding in _of(source, findings):
        if finding.koreksi is not None and finding.sel and finding.place and finding.lembar:
            wanted.setdefault(finding.lembar, {}).setdefault(finding.place, finding.koreksi)
    if not wanted:
        return None
    if source.stat().st_size > MAX_CORRECTED:
        raise Refused(f"berkas lebih dari {MAX_CORRECTED >> 20} MB: betulkan di berkas asal menurut daftar temuan.")
    if corrected_ending(source) != ".xlsx":
        cells = {(row, column - 1): text for (row, column), text in wanted.get("-", {}).items()}
        copy = splice.replaced(source, reread.delimiter(source), cells)
    else:
        book, placed = _users_book(source) or _written_book(source, None, [])
        for lembar, texts in wanted.items():
            for place, text in texts.items() if lembar in placed else ():
                _put(placed[lembar].page.cell(*_anchor(placed[lembar].page, place)), text)
        copy = own_workbook.saved(book)
    if not reread.is_exact(source, copy, corrected_ending(source), wanted):
        raise Refused("salinan yang diperbaiki tidak dapat dibuat persis: betulkan di berkas asal menurut temuannya.")
    return copy


def corrected_ending(source: Path) -> str:
    """How a corrected copy's name ends: as the source's where it stays of its kind."""
    ending = source.suffix.casefold()
    return ending if ending in read.TEXT_ENDINGS else ".xlsx"


def _of(source: Path, findings: pd.DataFrame) -> list[_Finding]:
    """The findings of this file, the gravest first, in the order of its sheets and rows."""
    frame = findings
    if "berkas" in frame and frame["berkas"].nunique() > 1:
        named = frame["berkas"].astype("string")
        frame = frame[(named == source.name) | named.str.endswith(f"/{source.name}")]
    frame = condensed(frame)
    frame = frame.assign(kolom=headings(frame))
    records = frame.astype(object).where(frame.notna(), None).to_dict("records")
    found = [_finding({str(name): value for name, value in record.items()}) for record in records]
    grave = {name: place for place, name in enumerate(_SAID)}
    return sorted(found, key=lambda f: (grave.get(f.keparahan, 9), f.lembar or "", f.baris or 0, f.place or (0, 0)))


def _finding(record: Mapping[str, object]) -> _Finding:
    def text(name: str) -> str | None:
        value = record.get(name)
        return None if value is None else str(value)

    row = record.get("baris")
    return _Finding(
        keparahan=text("keparahan") or "catatan",
        kode=text("kode") or "",
        berkas=text("berkas"),
        lembar=text("lembar"),
        baris=int(str(row).partition(".")[0]) if row is not None else None,
        sel=text("sel"),
        kolom=text("kolom"),
        nilai=text("nilai"),
        alasan=text("alasan") or "",
        koreksi=text("koreksi"),
        pilihan=text("pilihan"),
    )


def _choices(pilihan: str | None) -> str:
    try:
        given = json.loads(pilihan or "[]")
        return "; ".join(f"{item['npsn']} {item['nama']}" for item in given)
    except (ValueError, TypeError, KeyError):
        return pilihan or ""


def _users_book(source: Path) -> _Book | None:
    """The sender's own workbook, unless it is of another kind, big, or only the reader understands it."""
    if source.stat().st_size > MAX_BYTES or (book := own_workbook.opened(source)) is None:
        return None
    return book, {reread.ledger_name(place, page.title): _Placed(page) for place, page in enumerate(book.worksheets)}


def _written_book(source: Path, own: Sequence[_Finding] | None, notes: list[str]) -> _Book:
    """A workbook written from what the reader sees; `own`: of a big source only the rows with these findings."""
    book = Workbook()
    book.remove(book.worksheets[0])
    placed: dict[str, _Placed] = {}
    is_big, left = source.stat().st_size > MAX_BYTES, MAX_CELLS
    with reread.sheets_of(source) as (con, sheets):
        for place, sheet in enumerate(sheets):
            name = reread.ledger_name(place, sheet.nama)
            page = book.create_sheet(title_of(sheet))
            rows = int(con.execute(f"SELECT count(*) FROM {sheet.relation}").fetchall()[0][0])
            left -= rows * sheet.lebar
            if own is None or not (is_big or left < 0):
                placed[name] = _Placed(page)
                _fill(page, con, sheet, None)
            else:
                here = [finding.baris for finding in own if finding.lembar == name and finding.baris]
                placed[name] = _Placed(page, _fill(page, con, sheet, here), 1)
                is_big = True
    if is_big and own is not None:
        notes.append(
            "Berkas ini besar: pada lembar datanya hanya baris judul dan baris yang punya temuan yang ditulis; "
            "kolom A memuat nomor baris di berkas asal."
        )
    return book, placed


def title_of(sheet: Sheet) -> str:
    """What a sheet is called in an .xlsx, which does not allow every name of other kinds."""
    return "Data" if sheet.nama == "-" else _TITLE.sub("_", sheet.nama)[:_TITLE_LENGTH]


def _fill(page: Worksheet, con: duckdb.DuckDBPyConnection, sheet: Sheet, only: Sequence[int] | None) -> dict[int, int]:
    """Write a sheet's rows as text; with `only`, these and the header, behind a column of source row numbers."""
    picked = "" if only is None else f" WHERE baris IN ({', '.join(map(str, _kept(sheet, only)))})"
    cells = ", ".join(f"c{place}" for place in range(1, sheet.lebar + 1)) or "NULL"
    asked = con.execute(f"SELECT baris, {cells} FROM {sheet.relation}{picked} ORDER BY baris")
    rows: dict[int, int] = {}
    while block := asked.fetchmany(1_000):
        for number, *texts in block:
            rows[number] = number if only is None else len(rows) + 1
            if only is not None:
                page.cell(rows[number], 1, number).font = Font(italic=True)
            for column, text in enumerate(texts, 1 if only is None else 2):
                if text:
                    _put(page.cell(rows[number], column), text)
    return rows


def _kept(sheet: Sheet, wanted: Sequence[int]) -> list[int]:
    """The header's rows and as many of the wanted ones as there is room for."""
    found = layouts.recognise(sheet)
    head = range(1, (found[1].header.first_data if found else _HEAD_UNKNOWN) + 1)
    room = max(100, MAX_CELLS // max(1, sheet.lebar))
    return [*head, *sorted(set(wanted) - set(head))[:room]]


def _put(cell: Cell | MergedCell, text: str) -> None:
    """A text as text, never as a formula, a number or a date."""
    if isinstance(cell, MergedCell):
        return
    cell._value = ILLEGAL_CHARACTERS_RE.sub("", text)[:_MAX_TEXT]
    cell.data_type = "s"
    cell.number_format = "@"
    if text.startswith(_ACTS):
        cell.quotePrefix = True


def _anchor(page: Worksheet, place: Place) -> Place:
    """The cell that carries the value of a merged one."""
    if not isinstance(page.cell(*place), MergedCell):
        return place
    for area in page.merged_cells.ranges:
        if area.min_row <= place[0] <= area.max_row and area.min_col <= place[1] <= area.max_col:
            return area.min_row, area.min_col
    return place


def _mark(page: Worksheet, place: Place, found: Sequence[_Finding]) -> None:
    """Fill and comment on one cell; several findings share a comment, the gravest colours it."""
    cell = page.cell(*place)
    if isinstance(cell, MergedCell):
        return
    cell.fill = PatternFill("solid", fgColor=_FILL.get(found[0].keparahan, _FILL["catatan"]))
    said = list(dict.fromkeys(finding.remark() for finding in found))
    if cell.comment is not None and cell.comment.text:
        said.append(f"Komentar semula: {cell.comment.text}")
    text = ILLEGAL_CHARACTERS_RE.sub("", "\n\n".join(said))[:_MAX_COMMENT]
    cell.comment = Comment(text, AUTHOR, width=380, height=min(420, 60 + 18 * (len(text) // 48 + text.count("\n"))))
    if page.sheet_state != "visible":
        page.sheet_state = "visible"


def _front(
    book: Workbook, source: Path, own: Sequence[_Finding], placed: Mapping[str, _Placed], notes: Sequence[str]
) -> None:
    """The list of all findings before the other sheets, each with a link to its cell."""
    page = book.create_sheet(FRONT, 0)
    number = {name: sum(finding.keparahan == name for finding in own) for name in _SAID}
    _put(page.cell(1, 1), f"Temuan pada {source.name}")
    page.cell(1, 1).font = Font(bold=True, size=14)
    told = ", ".join(f"{count} {_SAID[name].lower()}" for name, count in number.items() if count)
    whole = dict.fromkeys(f.lembar for f in own if f.keparahan == "tolak" and f.baris is None and f.lembar in placed)
    if whole:
        named = ", ".join(name for name in whole if name and name != "-")
        told += f"; seluruh isi lembar {named} disisihkan" if named else "; seluruh isinya disisihkan"
    _put(page.cell(2, 1), f"{told}." if told else "Tidak ada temuan.")
    if len(own) > _MAX_LISTED:
        notes = (*notes, f"Hanya {_MAX_LISTED} temuan pertama yang ditulis; betulkan dulu, lalu periksa lagi.")
    _put(page.cell(3, 1), " ".join(notes))
    for column, (head, width) in enumerate(_HEADS, 1):
        cell = page.cell(_HEAD_ROW, column)
        _put(cell, head)
        cell.font, cell.alignment = Font(bold=True), _WRAPPED
        page.column_dimensions[get_column_letter(column)].width = width
    for row, finding in enumerate(own[:_MAX_LISTED], _HEAD_ROW + 1):
        _list(page, row, finding, placed.get(finding.lembar or ""))
    page.freeze_panes = f"A{_HEAD_ROW + 1}"
    last = _HEAD_ROW + max(1, min(len(own), _MAX_LISTED))
    page.auto_filter.ref = f"A{_HEAD_ROW}:{get_column_letter(len(_HEADS))}{last}"
    for other in book.worksheets:
        other.sheet_view.tabSelected = other is page
    book.active = 0


def _list(page: Worksheet, row: int, finding: _Finding, sheet: _Placed | None) -> None:
    lembar = None if finding.lembar == "-" else finding.lembar
    where = finding.sel or (f"baris {finding.baris}" if finding.baris else None)
    texts = (
        *(_SAID.get(finding.keparahan, finding.keparahan), finding.berkas, lembar, where, finding.kolom),
        *(finding.nilai, finding.alasan, finding.remedy, finding.koreksi, _choices(finding.pilihan), finding.kode),
    )
    for column, text in enumerate(texts, 1):
        cell = page.cell(row, column)
        cell.alignment = _WRAPPED
        if text:
            _put(cell, text)
    page.cell(row, 1).fill = PatternFill("solid", fgColor=_FILL.get(finding.keparahan, _FILL["catatan"]))
    here = sheet.at(finding.place or (1, 1)) if sheet else None
    if sheet is not None and where:
        cell = page.cell(row, 4)
        name = sheet.page.title.replace("'", "''")
        target = f"'{name}'!{get_column_letter(here[1])}{here[0]}" if here else f"'{name}'!A1"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=target, display=where)
        cell.font = Font(color="0563C1", underline="single")
