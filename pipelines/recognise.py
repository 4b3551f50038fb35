"""What a sheet is, by its content: headers found by name, dates and years found in titles and file names."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath
from typing import cast

from pipelines import privacy, values
from pipelines.names import key, spelled
from pipelines.read import Sheet

HEADER_WITHIN = 25
_MONTHS = [
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
]
_MONTH_NUMBER = {
    **{name: place for place, name in enumerate(_MONTHS, 1)},
    **{name[:3]: place for place, name in enumerate(_MONTHS, 1)},
    "agt": 8,
    "aug": 8,
    "oct": 10,
    "dec": 12,
    "pebruari": 2,
    "nopember": 11,
}
_MONTH_WORD = "|".join(sorted(_MONTH_NUMBER, key=len, reverse=True))
_MONTH_WORDS = re.compile(rf"(?<![a-z])({_MONTH_WORD})[ _-]((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_MONTH_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_](0[1-9]|1[0-2])(?!\d)")
_SCHOOL_YEAR = re.compile(r"(?<!\d)(20\d\d) ?[/-] ?(20\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


@dataclass(frozen=True)
class Field:
    """A column that a layout may select: the name inside, the headers it goes by and how its cells are read.

    Kinds: teks, npsn, bulat, bilangan, tanggal, batas (a cut-off: a date, a month or a spreadsheet's day number),
    ya_tidak, daftar (with `choices`: key of the cell text -> value), apa_adanya (text untouched, for a layout's own
    SQL). `is_private` cells are never shown anywhere; an unreadable cell of an `is_lenient` field counts as blank
    instead of setting its row aside.
    """

    name: str
    headers: tuple[str, ...]
    kind: str = "teks"
    is_needed: bool = False
    choices: Mapping[str, str] = field(default_factory=dict, hash=False)
    is_private: bool = False
    is_lenient: bool = False


@dataclass(frozen=True)
class Header:
    """Where a layout's header lies (0-based row in the head) and which column (0-based) is which field."""

    row: int
    columns: Mapping[str, int]
    twice: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    first_data: int = 0
    """0-based row at which data begin."""


def find_header(sheet: Sheet, fields: Sequence[Field]) -> Header | None:
    """The row among the first ones that names every needed field; the one with most fields if there are several."""
    wanted, needed, told = _wanted(tuple(fields))
    best: Header | None = None
    spelt = spelled_rows(sheet)
    for place, row in enumerate(sheet.keys[:HEADER_WITHIN]):
        if told.keys().isdisjoint(spelt[place]) and needed:
            continue
        found = [(column, wanted[name]) for column, name in enumerate(row) if name in wanted]
        columns: dict[str, int] = {}
        twice: list[str] = []
        for column, name in found:
            if name in columns:
                twice.append(str(sheet.head[place][column]))
            else:
                columns[name] = column
        for column, name in _shortened(row, columns, wanted, told):
            columns[name] = column
            found.append((column, name))
        if needed <= columns.keys() and (best is None or len(columns) > len(best.columns)):
            taken = {column for column, _ in found}
            unread = [shown_header(c) for n, c in enumerate(sheet.head[place]) if c and n not in taken]
            best = Header(place, columns, tuple(twice), tuple(unread), place + 1)
    return best


def spelled_rows(sheet: Sheet) -> list[frozenset[str]]:
    """The names in each of the first rows, written out; worked out once, for every layout asks."""
    if "spelled_rows" not in sheet.worked_out:
        sheet.worked_out["spelled_rows"] = [frozenset(map(spelled, row)) for row in sheet.keys]
    return cast(list[frozenset[str]], sheet.worked_out["spelled_rows"])


def _shortened(
    row: Sequence[str], columns: Mapping[str, int], wanted: Mapping[str, str], told: Mapping[str, str]
) -> Iterator[tuple[int, str]]:
    """Columns whose headers are fields' headers but for shortened words, of fields that have no column yet."""
    taken = {*columns}
    for column, name in enumerate(row):
        field_name = told.get(spelled(name)) if name and name not in wanted else None
        if field_name and field_name not in taken:
            taken.add(field_name)
            yield column, field_name


def holds_choice(sheet: Sheet, header: Header, item: Field) -> bool:
    """Whether a column of a closed list holds one of its choices in the first rows; a blank one might."""
    column = header.columns.get(item.name)
    if column is None or item.kind != "daftar":
        return True
    cells = [row[column] for row in sheet.keys[header.first_data :] if row[column]]
    return not cells or any(cell in item.choices for cell in cells)


@lru_cache(maxsize=64)
def _wanted(fields: tuple[Field, ...]) -> tuple[dict[str, str], frozenset[str], dict[str, str]]:
    """Header -> field; the fields that must be there; header with its words written out -> field."""
    wanted = {key(name): item.name for item in fields for name in item.headers}
    told = {spelled(name): field_name for name, field_name in reversed([*wanted.items()])}
    return wanted, frozenset(item.name for item in fields if item.is_needed), told


def shown_header(cell: str) -> str:
    """A header fit for the ledger: one line, short, nothing that looks like a number or an address of a person."""
    line = privacy.mask(" ".join(cell.split())[:60])
    return privacy.MASKED if re.search(r"\d{6,}", line) else line


def _last_day(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def date_in(text: str) -> date | None:
    """The cut-off date that a title or a file name states; a month alone means its last day."""
    if whole := values.date_in(text):
        return whole
    if found := _MONTH_WORDS.search(text):
        return _last_day(int(found[2]), _MONTH_NUMBER[found[1].casefold()])
    if found := _MONTH_ISO.search(text):
        return _last_day(int(found[1]), int(found[2]))
    return None


def year_in(text: str) -> int | None:
    """The year that a text states; None when it states none or several."""
    found = {int(year) for year in _YEAR.findall(text)}
    return found.pop() if len(found) == 1 else None


def titles(sheet: Sheet, before: int) -> list[str]:
    """The texts above the header (0-based row), in reading order."""
    return [cell for row in sheet.head[:before] for cell in row if cell]


def _dated(sheet: Sheet, before: int) -> list[tuple[str, list[str]]]:
    """The texts that may state a date, the nearest to the data first."""
    name = PurePosixPath(sheet.berkas).with_suffix("").as_posix()
    return [("baris judul", titles(sheet, before)), ("nama lembar", [sheet.nama]), ("nama berkas", [name])]


def stated_date(sheet: Sheet, before: int) -> date | None:
    """The cut-off date that a title, the sheet's or the file's name states."""
    return next((found for _, texts in _dated(sheet, before) for text in texts if (found := date_in(text))), None)


def cutoff(sheet: Sheet, before: int, assumed: date | None, modified: date) -> tuple[date, str | None]:
    """The cut-off of a sheet without a date column, and a note when it had to be assumed."""
    if found := stated_date(sheet, before):
        return found, None
    sources = _dated(sheet, before)
    if assumed is not None:
        return assumed, f"Berkas tanpa tanggal data; dipakai {assumed:%d/%m/%Y} seperti diminta."
    for source, texts in sources:
        for text in texts:
            if year := year_in(text):
                end = min(date(year, 12, 31), modified)
                return end, f"Hanya tahun {year} yang tertulis di {source}; tanggal data dianggap {end:%d/%m/%Y}."
    return modified, (
        f"Berkas tanpa tanggal data; dipakai tanggal berkas {modified:%d/%m/%Y}. Ubah dengan --tanggal YYYY-MM-DD."
    )


def year_of(sheet: Sheet, before: int, extra: Iterable[str] = ()) -> int | None:
    """The year of a sheet: from headers given in `extra`, else titles, the sheet's name, the file's name."""
    for text in [*extra, *titles(sheet, before), sheet.nama, PurePosixPath(sheet.berkas).as_posix()]:
        if year := year_in(text):
            return year
    return None


def year_or_assumed(sheet: Sheet, before: int, assumed: date | None, modified: date) -> tuple[int, str | None]:
    """The year of a sheet, and a note when it had to be assumed."""
    if year := year_of(sheet, before):
        return year, None
    for text in [*titles(sheet, before), sheet.nama, PurePosixPath(sheet.berkas).as_posix()]:
        if found := _SCHOOL_YEAR.search(text):
            year = int(found[2]) if re.search(r"(?i)genap", text) else int(found[1])
            return year, f"Tahun ajaran {found[1]}/{found[2]} dibaca sebagai tahun {year}."
    if assumed is not None:
        return assumed.year, f"Berkas tanpa tahun data; dipakai {assumed.year} seperti diminta."
    return modified.year, (
        f"Berkas tanpa tahun data; dipakai tahun berkas {modified.year}. Ubah dengan --tanggal YYYY-MM-DD."
    )
