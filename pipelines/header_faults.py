"""What is wrong with a header: a column twice, a needed one missing or misspelt, an optional one misspelt."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from pipelines import layouts
from pipelines.aside import Finding, cell_name
from pipelines.layouts.rapor_header import INDICATOR, JENIS, KEYS, STATUS, part_of
from pipelines.names import key
from pipelines.rapor_engine import CODE, BookLayout
from pipelines.read import Sheet
from pipelines.recognise import HEADER_WITHIN, Field, Header, shown_header
from pipelines.tabular import Tabular

MISSING = "kolom_wajib_tidak_ada"
_LEAST_FOUND, _MOST_MISSING = 2, 2
_ALIKE = 72.0
_LEAST_LETTERS = 5
_COMMON, _OWN = frozenset({"provinsi", "kab_kota", "tanggal_data", "tahun", "jenjang", "nama", "status"}), 2
"""What stands in tables of any kind, and how many other needed columns tell whose a table is."""
_YEAR = re.compile(r" ?\b(?:19|20)\d\d\b")
_CODES = 2
"""Indicator codes that make a sheet a wide one of the Rapor."""


@dataclass(frozen=True)
class Nearest:
    """The layout that a sheet nearly has: what is missing, and the unread header most like it."""

    judul: str
    row: int
    missing: tuple[str, ...]
    similar: str | None
    column: int | None
    is_typo: bool
    """Whether one header alone is wrong, by a letter or two."""
    own: int = 0
    """Needed columns that stand there and are not of every table: neither region nor time."""

    @property
    def sel(self) -> str | None:
        """The cell to look at."""
        return None if self.column is None else cell_name(self.column, self.row + 1)

    @property
    def alasan(self) -> str:
        """What is missing and what to do."""
        named = " dan ".join(f'"{name}"' for name in self.missing)
        start = f"kolom wajib {named} tidak ada di baris judul (baris {self.row + 1}) untuk {self.judul}"
        if self.similar is None:
            return f"{start}: tambahkan kolomnya, lalu muat ulang"
        return f'{start}; yang paling mirip "{self.similar}" di sel {self.sel}: betulkan namanya, lalu muat ulang'


def second_cell(sheet: Sheet, header: Header) -> str | None:
    """The cell of the first header that stands twice: its second place."""
    row = sheet.filled(header.row)
    taken = set(header.columns.values())
    for title in header.twice:
        at = [n for n, cell in enumerate(row) if cell and title in (cell, shown_header(cell))]
        later = [n for n in at if n not in taken and any(m < n for m in at)]
        apart = [n for n in later if n - 1 not in at]
        if later or at:
            return cell_name((apart or later or at)[-1], header.row + 1)
    return None


def nearest(sheet: Sheet) -> Nearest | None:
    """The layout whose needed headers nearly all stand in a row of the sheet; lists of people by their own alone."""
    is_people = bool(layouts.of_people(sheet, HEADER_WITHIN))
    is_wide = any(sum(bool(cell and CODE.match(cell)) for cell in row) >= _CODES for row in sheet.head[:HEADER_WITHIN])
    best: tuple[tuple[float, ...], Nearest] | None = None
    for judul, fields, lacks in _WIDE if is_wide else _candidates(is_people):
        wanted = {key(name): item.name for item in fields for name in item.headers}
        needed = [item for item in fields if item.is_needed]
        for place, names in enumerate(sheet.keys[:HEADER_WITHIN]):
            found = {wanted[name] for name in names if name in wanted}
            missing = [item for item in needed if item.name not in found]
            if not 0 < len(missing) <= _MOST_MISSING or len(found) < max(_LEAST_FOUND, len(missing)):
                continue
            others = sum(bool(cell) and not CODE.match(str(cell)) for cell in sheet.head[place])
            if lacks & set(names) or 3 * len(found) < others:
                continue
            left = [n for n, name in enumerate(names) if name and name not in wanted and name not in _known()]
            column, alike = _most_alike(names, left, missing[0])
            is_typo = len(missing) == 1 and column is not None and _is_slip(names[column], missing[0].headers)
            if len(missing) == len(needed) and not is_typo:
                continue
            told = Nearest(
                judul,
                place,
                tuple(item.headers[0] for item in missing),
                None if column is None else shown_header(str(sheet.head[place][column])),
                column,
                is_typo,
                sum(item.name in found and item.name not in _COMMON for item in needed),
            )
            rank = (float(is_typo), len(found) - 2.0 * len(missing), alike)
            if best is None or rank > best[0]:
                best = (rank, told)
    return best[1] if best else None


def is_misspelt(sheet: Sheet) -> bool:
    """Whether the sheet is of a known layout but for one misspelt header, or has needed columns of its own: then it is
    no table of another kind."""
    near = nearest(sheet)
    return near is not None and (near.is_typo or near.own >= _OWN)


def similar(sheet: Sheet, layout: object, header: Header) -> list[Finding]:
    """Headers left unread that are nearly those of a field the sheet lacks."""
    if isinstance(layout, Tabular):
        lacking = [item for item in layout.fields if item.name not in {*header.columns, *layout.constants}]
        return list(_slips(sheet, header.row, set(header.columns.values()), lacking))
    if not isinstance(layout, BookLayout) or not header.columns:
        return []
    lacking = [item for item in _RAPOR_KEYS if item.name not in header.columns]
    found = list(_slips(sheet, header.row, set(header.columns.values()), lacking))
    for row in range(header.row, min(header.first_data, len(sheet.head))):
        found += _slips(sheet, row, {n for n, name in enumerate(sheet.keys[row]) if part_of(name)}, _RAPOR_PARTS)
    return found


def _slips(sheet: Sheet, row: int, taken: set[int], lacking: Sequence[Field]) -> Iterator[Finding]:
    for column, name in enumerate(sheet.keys[row]):
        bare = _YEAR.sub("", name)
        item = next((item for item in lacking if _is_slip(bare, item.headers)), None)
        if not name or column in taken or name in _known() or item is None:
            continue
        shown = shown_header(str(sheet.head[row][column]))
        yield Finding(
            "kolom_mirip",
            f'kolom "{shown}" tidak dibaca, tetapi mirip "{item.headers[0]}": betulkan namanya bila itu maksudnya',
            "periksa",
            row + 1,
            cell_name(column, row + 1),
            item.name,
            shown,
        )


def _most_alike(names: Sequence[str], left: Iterable[int], item: Field) -> tuple[int | None, float]:
    """The column whose header is most like one of the field's, and how much."""
    rated = [
        (max(fuzz.ratio(names[n], key(name)) for name in item.headers) + (_is_slip(names[n], item.headers) * 100), -n)
        for n in left
    ]
    best, place = max(rated, default=(0.0, 0))
    return (-place, best) if best >= _ALIKE else (None, 0.0)


def _is_slip(name: str, headers: Iterable[str]) -> bool:
    """Whether a header is one of some others but for a letter or two, or a blank."""
    squeezed = name.replace(" ", "")
    digits = re.sub(r"\D", "", name)
    for header in headers:
        other = key(header)
        bare = other.replace(" ", "")
        if digits != re.sub(r"\D", "", other) or min(len(bare), len(squeezed)) < _LEAST_LETTERS - 1:
            continue
        if bare == squeezed:
            return True
        allowed = 2 if min(len(bare), len(squeezed)) >= 2 * _LEAST_LETTERS else 1
        if name.count(" ") == other.count(" ") and OSA.distance(bare, squeezed, score_cutoff=allowed) <= allowed:
            return True
    return False


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    """Headers that mean something of their own, so that they are nobody's misspelling."""
    return layouts.known_headers() | layouts.often_unread()


@lru_cache(maxsize=2)
def _candidates(is_people: bool) -> tuple[_Candidate, ...]:
    """Title, fields and headers that speak against it, of each layout that a sheet may nearly have."""
    found = [
        (layout.judul, layout.fields, frozenset(key(name) for name in layout.lacks))
        for layout in layouts.LAYOUTS
        if isinstance(layout, Tabular) and layout.is_personal == is_people
    ]
    return tuple(found) if is_people else (*found, _LONG)


def _rapor(name: str, shown: str, accepted: Iterable[str], is_needed: bool = True) -> Field:
    return Field(name, (shown, *accepted), "apa_adanya", is_needed)


_Candidate = tuple[str, tuple[Field, ...], frozenset[str]]
_KIND = _rapor("jenis", "Jenis Satuan Pendidikan", JENIS)
_STATE = _rapor("status", "Status Satuan Pendidikan", STATUS)
_RAPOR_KEYS = (
    *(_KIND, _STATE, _rapor("kab_kota", "Kab/Kota", KEYS["kab_kota"]), _rapor("npsn", "NPSN", ())),
    _rapor("provinsi", "Provinsi", ()),
)
_RAPOR_PARTS = (
    _rapor("label", "Label Capaian", ()),
    _rapor("nilai", "Nilai Capaian", ()),
    _rapor("perubahan_tertulis", "Perubahan Nilai Capaian", ("Perubahan Nilai Capaian dari Tahun Lalu",)),
    _rapor("peringkat_tertulis", "Peringkat", ()),
)
_LONG: _Candidate = (
    "Rapor: capaian wilayah",
    (
        _KIND,
        _STATE,
        _rapor("no", "No", ("nomor",)),
        _rapor("indikator", "Indikator", INDICATOR),
        _rapor("label", "Label Capaian", ("label",), False),
        _rapor("nilai", "Nilai Capaian", ("nilai",), False),
    ),
    frozenset(),
)
_WIDE: tuple[_Candidate, ...] = (
    (
        "Rapor: capaian kabupaten/kota",
        (_KIND, _STATE, _rapor("kab_kota", "Kab/Kota", KEYS["kab_kota"])),
        frozenset({"npsn"}),
    ),
    ("Rapor: capaian satuan pendidikan", (_KIND, _STATE, _rapor("npsn", "NPSN", ())), frozenset()),
)
