"""Headers of the regional Rapor sheets: what each column is, over one row, two or three, with or without a year."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipelines.layouts.dapodik import KAB_KOTA
from pipelines.names import key
from pipelines.rapor_engine import CODE
from pipelines.read import Sheet
from pipelines.recognise import HEADER_WITHIN, shown_header

JENIS = frozenset({"jenis satuan pendidikan", "jenis", "jenis satdik", "jenis satpen", "jenis sekolah"})
STATUS = frozenset({"status satuan pendidikan", "status", "status satdik", "status satpen", "status sekolah"})
LEVELS = frozenset({"jenjang", "jenjang pendidikan", "bentuk pendidikan", "bentuk satuan pendidikan"})
"""What stands in place of the jenis where a sheet has none."""
INDICATOR = frozenset({"indikator", "nama indikator"})
KEYS: Mapping[str, frozenset[str]] = {
    "jenis": JENIS,
    "status": STATUS,
    "kab_kota": frozenset(key(name) for name in KAB_KOTA.headers),
    "npsn": frozenset({"npsn"}),
    "provinsi": frozenset({"provinsi"}),
}
TEXTS = ("t_label", "t_nilai", "t_ubah", "t_peringkat")
_LABEL = frozenset({"label capaian", "label", "capaian", "kategori capaian"})
_VALUE = frozenset({"nilai capaian", "nilai", "skor", "skor capaian", "skor rapor", "angka capaian"})
_DATED = re.compile(r"^(.*?) ?(?:(?:rapor|tahun|edisi) ?)*((?:19|20)\d\d)$")
_WORDS = 6
"""The longest name of a part, in words."""
_LONGEST_NAME = 90
_SPARE = re.compile(r"[\s_.:|/-]+$")


def part_of(name: str) -> tuple[str, int] | None:
    """The part of an indicator that a header (as compared) names, and its year, 0 where it says none."""
    dated = _DATED.match(name)
    bare, year = (dated[1].strip(), int(dated[2])) if dated else (name, 0)
    if bare in _LABEL:
        return "t_label", year
    if bare in _VALUE:
        return "t_nilai", year
    if bare.startswith("perubahan") and len(bare.split()) <= 9:
        return "t_ubah", 0
    if bare.startswith("peringkat") and len(bare.split()) <= 5:
        return "t_peringkat", 0
    return None


def split_title(title: str) -> tuple[str, tuple[str, int] | None]:
    """A flattened title such as `A.1_Label Capaian 2025` as the indicator's and the part it ends with."""
    words = key(title).split()
    for count in range(min(_WORDS + 3, len(words) - 1), 0, -1):
        part = part_of(" ".join(words[-count:]))
        if part:
            marks = list(re.finditer(r"[^\W_]+(?:[.,]\d+)*", title))
            kept = _cut(title, marks, words[-count:])
            return _SPARE.sub("", kept), part
    return title, None


def _cut(title: str, marks: list[re.Match[str]], tail: list[str]) -> str:
    """The title without its last words."""
    left = list(tail)
    end = len(title)
    for mark in reversed(marks):
        if not left:
            break
        for word in reversed(key(mark[0]).split()):
            if left and left[-1] == word:
                left.pop()
        end = mark.start()
    return title[:end]


@dataclass
class Group:
    """One indicator's columns in a wide sheet; `dated` keeps them by part and year until one is chosen."""

    kode: str
    rincian: str | None
    nama: str
    dated: dict[str, dict[int, int]] = field(default_factory=dict)
    columns: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class Wide:
    """A wide header understood."""

    row: int
    keys: Mapping[str, int]
    groups: tuple[Group, ...]
    first_data: int
    twice: tuple[str, ...]
    unread: tuple[str, ...]
    tahun: int | None
    """The year that the chosen columns state."""


def find_keys(names: Iterable[str]) -> dict[str, int]:
    """Which column of a header row names what each row is about."""
    at: dict[str, int] = {}
    for column, name in enumerate(names):
        for field_name, accepted in KEYS.items():
            if name in accepted:
                at.setdefault(field_name, column)
    return at


def find_wide(sheet: Sheet) -> Wide | None:
    """The header of a wide sheet: a row that names jenis (and status), an indicator's code above, beside or below."""
    if "rapor_header" not in sheet.worked_out:
        sheet.worked_out["rapor_header"] = _find_wide(sheet)
    found = sheet.worked_out["rapor_header"]
    return found if isinstance(found, Wide) else None


def _find_wide(sheet: Sheet) -> Wide | None:
    for place, names in enumerate(sheet.keys[:HEADER_WITHIN]):
        if JENIS.isdisjoint(names) or not INDICATOR.isdisjoint(names):
            continue
        at = find_keys(names)
        if found := _wide(sheet, place, at):
            return found
    return None


def _wide(sheet: Sheet, place: int, at: dict[str, int]) -> Wide | None:
    keys = set(at.values())
    near = [row for row in (place, place + 1, place - 1, place + 2, place - 2) if 0 <= row < len(sheet.head)]
    codes = {row: _count_codes(sheet, row, keys) for row in near}
    title = max(near, key=lambda row: codes[row])
    if not codes[title]:
        return None
    below = next((row for row in (title + 1, title + 2, place) if row != title and _is_parts(sheet, row, keys)), None)
    if below is None and title != place:
        return None
    groups, twice, unread = _groups(sheet, title, below, keys)
    if not groups:
        return None
    newest = max((year for group in groups for years in group.dated.values() for year in years), default=0)
    stated = False
    for group in groups:
        for part, years in group.dated.items():
            chosen = 0 if 0 in years else newest
            if chosen in years:
                group.columns[part] = years[chosen]
                stated = stated or chosen > 0
            unread += [sheet.head[below or title][column] or "" for year, column in years.items() if year != chosen]
    taken = keys | {column for group in groups for column in group.columns.values()}
    unread += [cell for column, cell in enumerate(sheet.head[place]) if cell and column not in taken and place != title]
    last = max(row for row in (place, title, below) if row is not None)
    return Wide(
        place,
        at,
        tuple(group for group in groups if group.columns),
        last + 1,
        tuple(dict.fromkeys(shown_header(text) for text in twice)),
        tuple(dict.fromkeys(shown_header(text) for text in unread if text)),
        newest if stated else None,
    )


def _count_codes(sheet: Sheet, row: int, keys: set[int]) -> int:
    return sum(bool(text and CODE.match(text)) for n, text in enumerate(sheet.head[row]) if n not in keys)


def _is_parts(sheet: Sheet, row: int, keys: set[int]) -> bool:
    """Whether a row names parts of indicators (label, value, change, rank) under their titles."""
    if row >= len(sheet.head):
        return False
    named = [name for column, name in enumerate(sheet.keys[row]) if name and column not in keys]
    return bool(named) and sum(part_of(name) is not None for name in named) >= len(named) / 2


def _groups(
    sheet: Sheet, title_row: int, part_row: int | None, keys: set[int]
) -> tuple[list[Group], list[str], list[str]]:
    """The indicators with their columns; titles with a part twice; headers not read."""
    top = sheet.filled(title_row)
    parts = sheet.keys[part_row] if part_row is not None else []
    plain = part_row is None and not any(split_title(text)[1] for text in top if text)
    groups: dict[str, Group] = {}
    by_code: dict[tuple[str, str | None], Group] = {}
    twice: list[str] = []
    unread: list[str] = []
    last: str | None = None
    for column, text in enumerate(top):
        if column in keys:
            continue
        last = text or last
        under = parts[column] if column < len(parts) else ""
        title, part = (text or (last if under else None)), part_of(under) if under else None
        if title is None:
            continue
        if part_row is None:
            title, part = split_title(title)
            part = part or (("t_label", 0) if plain else None)
        elif not under and text:
            title, part = split_title(text)
        found = CODE.match(title)
        if found is None or part is None:
            said = sheet.head[part_row][column] if part_row is not None and under else text
            unread += [said] if said else []
            continue
        kode, rincian = found[1].upper(), "skor" if found[2] else None
        named = " ".join(found[3].strip(" _").split())
        if len(named) > _LONGEST_NAME:
            named = " ".join(found[3].strip(" _").split("\n")[0].split())
        group = groups.get(key(title)) or (by_code.get((kode, rincian)) if not named else None)
        if group is None:
            group = Group(kode, rincian, named or kode)
            by_code.setdefault((kode, rincian), group)
        groups.setdefault(key(title), group)
        years = group.dated.setdefault(part[0], {})
        if part[1] in years and part[0] != "t_peringkat":
            twice.append(title)
        years.setdefault(part[1], column)
    return list({id(group): group for group in groups.values()}.values()), twice, unread
