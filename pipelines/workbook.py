"""Workbooks: every cell as text that can be read one way only, at its own row and column."""

from __future__ import annotations

import copy
import math
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import pandas as pd
import python_calamine

from pipelines import excel_errors, privacy
from pipelines.delimited import HEAD_ROWS, Refused

MAX_CELLS = 60_000_000
MAX_UNPACKED = 2 << 30
SUSPECT_UNPACKED, SUSPECT_RATIO = 100 << 20, 200
_FAR = re.compile(rb"""\br ?= ?["'](?:[A-Z]{3}[0-9]|[A-Z]{0,2}[0-9]{5})""")
"""A cell or row far out: without one no sheet of ordinary shape comes near MAX_CELLS."""
_COLUMN = re.compile(rb"""\br ?= ?["']([A-Z]{2,3})[0-9]""")
_ROW = re.compile(rb"""\br ?= ?["'][A-Z]{0,3}([0-9]{4,7})["']""")
_LETTERS, _CHUNK, _LAP = 26, 4 << 20, 32
_SMALL = 64 << 10
"""Packed, no part of this size unpacks to more than 64 MB."""
_NO_CELLS = ("sharedStrings.xml", "styles.xml")
_EXACT = 10**15
"""Excel keeps 15 digits: a longer number has lost its tail and must look like it."""

Merged = tuple[tuple[tuple[int, int], tuple[int, int]], ...]


@dataclass(frozen=True)
class Page:
    """One sheet of a workbook; `frame` has `baris` and c1..cN."""

    nama: str
    frame: pd.DataFrame
    lebar: int
    head: list[list[str | None]]
    merged: Merged
    filled_rows: tuple[int, ...] = ()
    """The rows (1-based) with anything in them."""


def pages(path: Path) -> Iterator[Page]:
    """Each worksheet in order; Refused says why a workbook can't be read."""
    refuse_hostile(path)
    try:
        book = python_calamine.load_workbook(str(path))
    except python_calamine.PasswordError:
        raise Refused("buku kerja ini terkunci sandi. Buka sandinya, simpan, lalu coba lagi.") from None
    except (python_calamine.CalamineError, OSError, ValueError):
        raise Refused("bukan buku kerja Excel yang utuh. Unduh ulang, atau simpan ulang sebagai .xlsx.") from None
    errors = excel_errors.found_in(path)
    for place, about in enumerate(book.sheets_metadata):
        if about.typ != python_calamine.SheetTypeEnum.WorkSheet:
            continue
        try:
            yield _page(book.get_sheet_by_index(place), errors.get(about.name, {}))
        except (python_calamine.CalamineError, ValueError):
            name = privacy.mask(about.name)
            raise Refused(f'lembar "{name}" tidak terbaca. Simpan ulang buku kerja sebagai .xlsx.') from None


def refuse_hostile(path: Path) -> None:
    """Refused for a workbook that no reader should unpack."""
    _refuse_bomb(path)
    _refuse_far_cells(path)


def _refuse_bomb(path: Path) -> None:
    """A zip that unpacks to an absurd size is refused before anything is unpacked."""
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except zipfile.BadZipFile:
        return
    ratio = unpacked / max(1, path.stat().st_size)
    if unpacked > MAX_UNPACKED or (unpacked > SUSPECT_UNPACKED and ratio > SUSPECT_RATIO):
        raise Refused(
            f"isi buku kerja mengembang menjadi {unpacked / (1 << 20):,.0f} MB, tidak wajar. Simpan ulang sebagai CSV."
        )


def _refuse_far_cells(path: Path) -> None:
    """Two cells at opposite corners make the reader ask for the whole rectangle, which no machine has."""
    try:
        with zipfile.ZipFile(path) as archive:
            for item in archive.infolist():
                has_cells = item.filename.endswith(".xml") and not item.filename.endswith(_NO_CELLS)
                if has_cells or item.compress_size > _SMALL:
                    _refuse_far_cells_of(archive, item, has_cells)
    except excel_errors.BROKEN_ARCHIVE:
        return  # the reader says what is wrong with it


def _refuse_far_cells_of(archive: zipfile.ZipFile, item: zipfile.ZipInfo, has_cells: bool) -> None:
    rows, width, is_far, rest, unpacked = 1, _LETTERS, False, b"", 0
    whole = copy.copy(item)
    whole.file_size = MAX_UNPACKED  # what the archive says of itself is not believed: the reader does not look at it
    with archive.open(whole) as file:
        while block := file.read(_CHUNK):
            unpacked += len(block)
            if unpacked > item.file_size:
                raise Refused(
                    "isi buku kerja lebih besar daripada yang tertulis di dalamnya. Buka lalu simpan ulang sebagai "
                    ".xlsx, atau simpan sebagai CSV."
                )
            if not has_cells:
                continue
            text = rest + block
            is_far = is_far or _FAR.search(text) is not None
            if is_far:
                rows = max(rows, max((int(found) for found in _ROW.findall(text)), default=1))
                width = max(width, max((_number_of(found) for found in set(_COLUMN.findall(text))), default=1))
            rest = text[-_LAP:]
    if is_far and width == _LETTERS:
        width = 1  # not one column beyond Z: a tall, narrow sheet
    if rows * width > MAX_CELLS:
        raise Refused(
            f"salah satu lembarnya membentang {rows} baris kali {width} kolom. "
            "Hapus sel isi yang tersesat jauh di tepi, atau simpan sebagai CSV."
        )


def _number_of(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * _LETTERS + letter - 64
    return number


def _page(sheet: python_calamine.CalamineSheet, errors: excel_errors.Cells) -> Page:
    start, end = sheet.start, sheet.end
    if start is None or end is None:
        return Page(sheet.name, pd.DataFrame({"baris": pd.Series(dtype="int64")}), 0, [], ())
    top, left = int(start[0]), int(start[1])
    width = int(end[1]) + 1
    if (int(end[0]) - top + 1) * (width - left) > MAX_CELLS:
        raise Refused(
            f'lembar "{privacy.mask(sheet.name)}" terlalu luas. Hapus sel kosong di tepi, atau simpan sebagai CSV.'
        )
    rows = [[cell_text(cell) for cell in row] for row in sheet.to_python()]
    for (row, column), text in errors.items():
        if 0 <= row - top < len(rows) and 0 <= column - left < len(rows[row - top]):
            rows[row - top][column - left] = text
    merged: Merged = tuple(sheet.merged_cell_ranges or ())
    _fill_down(rows, merged, top, left)
    frame = pd.DataFrame(rows, columns=[f"c{left + place}" for place in range(1, width - left + 1)], dtype=object)
    for place in range(1, left + 1):
        frame.insert(place - 1, f"c{place}", None)
    frame.insert(0, "baris", range(top + 1, top + 1 + len(rows)))
    head: list[list[str | None]] = [[None] * width for _ in range(min(top, HEAD_ROWS))]
    head += [[*[None] * left, *row] for row in rows[: max(0, HEAD_ROWS - len(head))]]
    filled = tuple(place for place, row in enumerate(rows, top + 1) if any(row))
    return Page(sheet.name, frame, width, head, merged, filled)


def _fill_down(rows: list[list[str | None]], merged: Merged, top: int, left: int) -> None:
    """A text merged over rows stands in each of them; a number is never repeated (it would count twice)."""
    for (first, column), (last, right) in merged:
        if first == last or column != right:
            continue
        text = rows[first - top][column - left] if 0 <= first - top < len(rows) else None
        if text is None or text.replace(".", "").replace(",", "").removeprefix("-").isdigit():
            continue
        for row in rows[first - top + 1 : last - top + 1]:
            row[column - left] = row[column - left] or text


def cell_text(cell: object) -> str | None:
    if isinstance(cell, str):
        return cell.strip() or None
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float | int):
        return _number(float(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ", "seconds")
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell) if isinstance(cell, timedelta) else None


def _number(value: float) -> str | None:
    if not math.isfinite(value):
        return None
    if abs(value) >= _EXACT:
        return f"{value:.14E}"
    if value.is_integer():
        return str(int(value))
    text = format(Decimal(repr(value)), "f")
    return text + "0" if len(text.partition(".")[2]) == 3 else text
