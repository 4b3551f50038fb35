"""A workbook of a plan back into the plan, or every reason why not, by sheet, row, column and value."""

from __future__ import annotations

import io
import math
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import openpyxl
from pydantic import ValidationError

from reports.plan_sheets import (
    ANGKA,
    DAFTAR,
    FORMAT,
    IDENTITAS,
    KAMUS,
    SAMBUNGAN,
    Formula,
    NotACell,
    decode,
    digits,
    heading,
    is_blank,
    label,
    plain,
)
from schemas.base import Column, Row, columns
from schemas.rencana import TABEL, Rencana
from schemas.rencana_aturan import cell_fault, persons

LARGEST_FILE = 20_000_000
LARGEST_CONTENT = 80_000_000
MOST_MARKS = 4_000_000
"""Marks (<) in all parts of a workbook: each may become an object in memory, however small the file."""
MOST_ROWS = 100_000
MOST_COLUMNS = 16_384
"""As many as a sheet can have; a heading is looked for in each."""
SNAPSHOT = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")
MOST_SAID = 200
"""Reasons that are listed; a workbook of another kind would have one for each cell."""


@dataclass(frozen=True)
class Masalah:
    """Why a workbook cannot be taken: where, what stands there, what to do. `baris` as the spreadsheet counts."""

    lembar: str
    baris: int | None
    kolom: str
    nilai: str
    saran: str

    def __str__(self) -> str:
        where = [f"lembar {self.lembar}"] if self.lembar else []
        where += [f"baris {self.baris}"] if self.baris else []
        where += [f"kolom {self.kolom}"] if self.kolom else []
        value = f" “{self.nilai}”" if self.nilai else ""
        text = f"{', '.join(where)}{':' if where else ''}{value} {self.saran}".strip()
        return text[:1].upper() + text[1:]


def read(data: bytes) -> Rencana | tuple[Masalah, ...]:
    """The plan in a workbook that `write` made, edited or not; else what is wrong with it, at most MOST_SAID reasons.

    Sheets are found by name and columns by heading, so both may stand in any order; empty rows are passed over, and
    sheets of an office's own are not read. A missing sheet or column, a column that is not known, a formula, or a
    person's number is refused by name.
    """
    try:
        _check_size(data)
        # row by row: a sheet with one cell at its far corner has none between, and none is made
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=False, keep_links=False)
        found = _Reading(book.worksheets)
        isi = found.plan()
    except _TooLarge as fault:
        return (Masalah("", None, "", "", str(fault)),)
    except NotACell as fault:  # in the sheet of long texts
        return (Masalah(SAMBUNGAN, None, "", "", str(fault)),)
    except Exception:  # whatever a foreign file makes the library raise
        return (Masalah("", None, "", "", "Berkas ini bukan buku kerja XLSX yang utuh. Unduh lagi, lalu sunting."),)
    return isi if isi is not None and not found.problems else tuple(found.problems[:MOST_SAID])


def keeps_blank(model: type[Row], column: Column) -> bool:
    """Whether an empty cell of a text column means the empty text; else it means nothing, or what is usual."""
    field = model.model_fields[column.name]
    return column.is_required and (field.is_required() or field.default == "")


class _TooLarge(Exception):
    """More than a plan can be."""


def _check_size(data: bytes) -> None:
    """A small file that unpacks to a huge one, or to very many cells, is refused before any of it is read."""
    said = "Berkas ini jauh lebih besar daripada sebuah rencana. Periksa apakah berkasnya benar."
    if len(data) > LARGEST_FILE:
        raise _TooLarge(said)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(item.file_size for item in archive.infolist()) > LARGEST_CONTENT:
            raise _TooLarge(said)
        marks = 0
        for item in archive.infolist():
            with archive.open(item) as part:
                while piece := part.read(1_000_000):
                    marks += piece.count(b"<")
            if marks > MOST_MARKS:
                raise _TooLarge(said)


def _lines(sheet: Any, first: int, last: int, width: int) -> Iterator[tuple[int, tuple[Any, ...]]]:
    """The rows of a sheet with their numbers, whatever size the sheet says it has; each `width` cells."""
    sheet.reset_dimensions()
    return enumerate(sheet.iter_rows(min_row=first, max_row=last, max_col=width), start=first)


class _Reading:
    """One workbook being read; what is wrong is gathered, not raised."""

    def __init__(self, sheets: Sequence[Any]) -> None:
        self.sheets: dict[str, Any] = {}
        self.problems: list[Masalah] = []
        for sheet in sheets:
            other = self.sheets.setdefault(plain(sheet.title), sheet)
            if other is not sheet:
                self.say(sheet.title, None, "", None, f"bernama sama dengan {other.title}. Hapus salah satunya.")
        self.long = self._long_texts()
        self.exact = self._exact_numbers()

    def say(self, sheet: str, row: int | None, column: str, value: object, remedy: str) -> None:
        text = "" if value is None else " ".join(str(value).split())
        self.problems.append(Masalah(sheet, row, column, text if len(text) <= 60 else f"{text[:59]}…", remedy))

    def plan(self) -> Rencana | None:
        values: dict[str, Any] = self._identity()
        self._missing_sheets()
        for tabel, model in TABEL.items():
            sheet = self.sheets.get(plain(model.judul))
            if sheet is None:
                continue
            read_rows = tuple(self._rows(tabel, sheet))
            if not tabel.startswith("setelan_"):
                values[tabel] = read_rows
            elif len(read_rows) > 1:
                self.say(model.judul, 3, "", None, "hanya boleh berisi satu baris. Hapus baris lainnya.")
            else:
                values[tabel] = read_rows[0] if read_rows else None
        return None if self.problems else self._whole(values)

    def _whole(self, values: dict[str, Any]) -> Rencana | None:
        try:
            isi = Rencana.model_validate(values)
        except ValidationError as error:
            for one in error.errors():
                where = str(one["loc"][0]) if one["loc"] else ""
                said = str(one["msg"]).removeprefix("Value error, ")
                if one["type"] == "value_error":
                    self.say("", None, "", None, f"{said}. Hapus salah satunya.")
                else:
                    self.say(IDENTITAS, None, label(where), one["input"], "tidak dapat diterima; periksa isinya.")
            return None
        for sentence in persons(isi):
            self.say("", None, "", None, sentence)
        return isi

    def _missing_sheets(self) -> None:
        own = {plain(model.judul) for model in TABEL.values()} | {
            plain(n) for n in (IDENTITAS, KAMUS, DAFTAR, SAMBUNGAN)
        }
        others = [str(sheet.title) for name, sheet in self.sheets.items() if name not in own]
        for model in TABEL.values():
            if plain(model.judul) not in self.sheets:
                hint = f" Mungkin namanya berubah menjadi {', '.join(others[:3])}." if others else ""
                self.say(model.judul, None, "", None, f"tidak ada. Kembalikan lembar itu, kosong pun boleh.{hint}")

    def _identity(self) -> dict[str, Any]:
        sheet = self.sheets.get(plain(IDENTITAS))
        if sheet is None:
            self.say(IDENTITAS, None, "", None, "tidak ada. Ini bukan buku kerja rencana, atau lembarnya terhapus.")
            return {}
        there: dict[str, tuple[int, object]] = {}
        for number, row in _lines(sheet, 1, 200, 2):
            there.setdefault(plain(row[0].value), (number, _value(row[1]) if len(row) > 1 else None))
        written = str(there.get("format", (0, ""))[1] or "").strip()
        if not written.isdecimal() or len(written) > 9 or int(written) > FORMAT:
            self.say(IDENTITAS, there.get("format", (None, ""))[0] or None, "Format", written,
                     "tidak dikenal: buku kerja ini dibuat versi Serapan yang lain.")  # fmt: skip
            return {}
        texts = {"nama": True, "kode_provinsi": False, "keterangan": True, "snapshot": True}
        values: dict[str, Any] = {}
        for name, is_required in texts.items():
            column = Column(name, "VARCHAR", is_required, "", "-")
            self._one(values, IDENTITAS, there, column)
        self._one(values, IDENTITAS, there, Column("tahun", "BIGINT", True, "", "-"))
        made = values.get("snapshot")
        if made is not None and not SNAPSHOT.fullmatch(str(made)):
            self.say(IDENTITAS, there["snapshot"][0], "Snapshot", None,
                     "bukan nama data terbit. Kembalikan isinya seperti pada berkas yang diunduh.")  # fmt: skip
        return values

    def _one(self, values: dict[str, Any], sheet: str, there: Mapping[str, tuple[int, object]], column: Column) -> None:
        title = label(column.name)
        if plain(title) not in there:
            self.say(sheet, None, title, None, "tidak ada. Kembalikan barisnya.")
            return
        number, cell = there[plain(title)]
        try:
            values[column.name] = decode(cell, column, self.long)
        except NotACell as fault:
            self.say(sheet, number, title, cell.text if isinstance(cell, Formula) else cell, str(fault))

    def _rows(self, tabel: str, sheet: Any) -> Iterator[Any]:
        """The rows of a table as its model; what is wrong with a cell is said by name."""
        model = TABEL[tabel]
        title = model.judul
        head = next((line for _, line in _lines(sheet, 1, 1, MOST_COLUMNS)), ())
        places = self._places(title, columns(model), head)
        if places is None:
            return
        for number, line in _lines(sheet, 2, MOST_ROWS + 1, max(place for place, _ in places) + 1):
            cells = {column.name: _value(line[place]) if place < len(line) else None for place, column in places}
            if all(is_blank(cell) for cell in cells.values()):
                continue
            if number > MOST_ROWS:
                self.say(title, None, "", None, f"berisi lebih dari {MOST_ROWS} baris. Periksa apakah lembarnya benar.")
                return
            values: dict[str, Any] = {}
            count = len(self.problems)
            for _, column in places:
                cell = cells[column.name]
                if is_blank(cell) and not model.model_fields[column.name].is_required():
                    continue
                try:
                    value = decode(cell, column, self.long)
                    values[column.name] = self._in_full(tabel, column, value)
                    self._check(title, number, column, value, cell)
                    why = cell_fault(tabel, column.name, value)
                    if why:
                        self.say(title, number, heading(column), None, why)
                except NotACell as fault:
                    self.say(
                        title, number, heading(column), cell.text if isinstance(cell, Formula) else cell, str(fault)
                    )
            if len(self.problems) > count:
                continue
            try:
                yield model.model_validate(values)
            except ValidationError as error:
                for one in error.errors():
                    name = str(one["loc"][0]) if one["loc"] else ""
                    self.say(title, number, label(name), cells.get(name), _remedy(one, columns(model)))

    def _in_full(self, tabel: str, column: Column, value: object) -> object:
        """A number with the digit that its cell could not keep."""
        if not isinstance(value, float):
            return value
        return float(self.exact.get((tabel, column.name, digits(value)), value))

    def _check(self, sheet: str, row: int, column: Column, value: object, cell: object) -> None:
        """A required number, date or truth that is empty is said as such."""
        if value is None and column.is_required:
            self.say(sheet, row, heading(column), cell, "wajib diisi. Isi selnya, atau hapus barisnya.")

    def _places(self, sheet: str, own: tuple[Column, ...], head: tuple[Any, ...]) -> list[tuple[int, Column]] | None:
        """Where each column stands; None when the heading is not one of this table."""
        names = {plain(heading(column)): column for column in own} | {plain(column.name): column for column in own}
        found: dict[str, int] = {}
        count = len(self.problems)
        for place, cell in enumerate(head):
            text = plain(cell.value)
            if not text:
                continue
            column = names.get(text)
            if column is None:
                self.say(sheet, 1, str(cell.value), None, "tidak dikenal. Hapus kolom itu, atau kembalikan judulnya.")
            elif column.name in found:
                self.say(sheet, 1, str(cell.value), None, "ada dua kali. Hapus salah satunya.")
            else:
                found[column.name] = place
        for column in own:
            if column.name not in found:
                self.say(sheet, 1, heading(column), None, "tidak ada. Kembalikan kolom itu, kosong pun boleh.")
        return None if len(self.problems) > count else [(found[column.name], column) for column in own]

    def _exact_numbers(self) -> dict[tuple[str, str, str], str]:
        sheet = self.sheets.get(plain(ANGKA))
        found: dict[tuple[str, str, str], str] = {}
        for _, cells in _lines(sheet, 2, MOST_ROWS, 4) if sheet is not None else ():
            line = [cell.value for cell in cells]
            if all(isinstance(text, str) for text in line) and _is_number(str(line[3])):
                found[str(line[0]), str(line[1]), str(line[2])] = str(line[3])
        return found

    def _long_texts(self) -> dict[int, str]:
        sheet = self.sheets.get(plain(SAMBUNGAN))
        pieces: dict[int, dict[int, str]] = {}
        column = Column("isi", "VARCHAR", True, "", "-")
        for _, line in _lines(sheet, 2, MOST_ROWS, 3) if sheet is not None else ():
            number, piece, text = (cell.value for cell in line)
            if _is_whole(number) and _is_whole(piece) and isinstance(text, str):
                pieces.setdefault(int(number), {})[int(piece)] = str(decode(text, column, {}))[1:-1]
        return {number: "".join(parts[piece] for piece in sorted(parts)) for number, parts in pieces.items()}


def _is_whole(cell: object) -> bool:
    return isinstance(cell, int) or (isinstance(cell, float) and cell.is_integer())


def _is_number(text: str) -> bool:
    try:
        return math.isfinite(float(text))
    except ValueError:
        return False


def _value(cell: Any) -> object:
    """What stands in a cell; a formula as such, never its remembered result."""
    if cell.data_type == "f":
        return Formula(str(getattr(cell.value, "text", cell.value)))
    if cell.data_type == "e":
        return Formula(str(cell.value), is_failed=True)
    return cell.value


def _remedy(error: Any, own: tuple[Column, ...]) -> str:
    """What to do about a value its model refuses."""
    column = next((column for column in own if error["loc"] and column.name == error["loc"][0]), None)
    if column is None:
        return f"tidak dapat diterima ({error['msg']})."
    if column.choices:
        return f"harus salah satu dari: {'; '.join(column.choices)}."
    if error["type"] in ("greater_than_equal", "less_than_equal"):
        least = f"paling kecil {column.minimum:g}" if column.minimum is not None else ""
        most = f"paling besar {column.maximum:g}" if column.maximum is not None else ""
        return f"harus {' dan '.join(part for part in (least, most) if part)}."
    if column.pattern:
        return "bukan kode Kemendagri seperti 13 atau 13.06."
    return "tidak dapat diterima; lihat lembar Kamus."
