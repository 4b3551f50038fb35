"""Saved mappings at work: a mapping becomes a layout whose headers are the file's own, known again by them.

`python -m pipelines.mapping propose BERKAS` writes a proposal to edit, `check BERKAS TOML` tries it and prints the
ledger, `save TOML` keeps it for every build.
"""

from __future__ import annotations

import re
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache

from pipelines import layouts, wilayah
from pipelines.cells import FAST
from pipelines.delimited import quoted
from pipelines.layouts import dapodik
from pipelines.names import key
from pipelines.read import Sheet
from pipelines.recognise import HEADER_WITHIN, Field, Header, shown_header
from pipelines.saved_mapping import COLUMN, AnswerFault, Mapping
from pipelines.tabular import Match, Tabular

__all__ = ["Mapping", "as_layout", "checked", "header_names", "targets"]

_WINS, _BEFORE_FALLBACK = 10_000, 0
_ENOUGH = 0.8
"""Share of a mapping's headers that must still be there when the file has changed a little."""
_LONGEST = 200
"""Signs of a header that count."""
_CONTENT = {"npsn": r"[A-Z]?[0-9]{7,8}([.]0)?"}


@lru_cache(maxsize=1)
def targets() -> Table[str, Tabular]:
    """The layouts that a mapping may lead to, by code."""
    left_out = {dapodik.NASIONAL.kode}
    return {
        layout.kode: layout for layout in layouts.LAYOUTS if isinstance(layout, Tabular) and layout.kode not in left_out
    }


def target_of(mapping: Mapping, called: str = "Pemetaan") -> Tabular:
    """The layout that a mapping leads to; AnswerFault when there is none of that name."""
    found = targets().get(mapping.tujuan)
    if found is None:
        known = ", ".join(sorted(targets()))
        raise AnswerFault(f"{called}: tujuan {mapping.tujuan!r} tidak dikenal; pilih salah satu dari: {known}.")
    return found


def checked(mapping: Mapping, called: str) -> Mapping:
    """The mapping, if it can work; AnswerFault says what stands in the way."""
    target = target_of(mapping, called)
    known = {item.name: item for item in target.fields}
    if unknown := sorted({*mapping.kolom, *mapping.tetap} - known.keys()):
        raise AnswerFault(
            f"{called}: medan {unknown[0]!r} tidak ada pada {target.judul}; yang ada: {', '.join(known)}."
        )
    if both := sorted(mapping.kolom.keys() & mapping.tetap.keys()):
        raise AnswerFault(f"{called}: medan {both[0]!r} diisi dari kolom dan juga tetap; pilih salah satu.")
    names = [_wanted(header) for header in mapping.kolom.values()]
    if doubled := sorted({name for name in names if names.count(name) > 1}):
        raise AnswerFault(f"{called}: kolom {doubled[0]!r} dipakai untuk dua medan; satu kolom satu medan.")
    needed = [item for item in target.fields if item.is_needed and item.name not in {*mapping.kolom, *mapping.tetap}]
    if needed:
        listed = ", ".join(item.headers[0] for item in needed)
        raise AnswerFault(f"{called}: {target.judul} wajib punya {listed}; petakan kolomnya atau isi tetap.")
    if mapping.baris_judul == 0 and (bad := [h for h in mapping.kolom.values() if not COLUMN.fullmatch(h)]):
        raise AnswerFault(f"{called}: berkas tanpa baris judul ditulis 'kolom A', 'kolom B', bukan {bad[0]!r}.")
    people = layouts.people_in(key(name) for name in (*mapping.kepala, *mapping.kolom.values()))
    if people and not target.is_personal:
        raise AnswerFault(
            f"{called}: berkas berisi data orang (kolom {', '.join(people)}); hanya daftar hadir bimtek yang boleh."
        )
    for name, value in mapping.tetap.items():
        _constant(known[name], value, called)
    return mapping


def _wanted(header: str) -> str:
    """How a mapping's header is compared; of two columns of one name the second is "nama (2)"."""
    return header if COLUMN.fullmatch(header) else key(header)


def _constant(item: Field, value: str | date, called: str) -> str:
    """SQL of a constant; AnswerFault when it is no value of its field."""
    text = value.isoformat() if isinstance(value, date) else value.strip()
    fault = AnswerFault(f"{called}: nilai tetap {item.name} tidak sah; {_SAYS.get(item.kind, 'isi dengan benar')}.")
    resolver = wilayah.default()
    if not text:
        raise fault
    if item.name in {"provinsi", "kab_kota"}:
        found = resolver.provinsi(text) if item.name == "provinsi" else resolver.kab_kota(text)
        if found.kode is None:
            raise AnswerFault(f"{called}: {found.alasan}.")
        return quoted(resolver.name_of(found.kode))
    if item.kind == "daftar":
        if (choice := item.choices.get(key(text))) is None:
            listed = ", ".join(sorted(set(item.choices.values())))
            raise AnswerFault(f"{called}: nilai tetap {item.name} harus salah satu dari: {listed}.")
        return quoted(choice)
    if item.kind == "ya_tidak":
        if key(text) not in {"ya", "tidak"}:
            raise fault
        return quoted("true" if key(text) == "ya" else "false")
    try:
        if item.kind in {"tanggal", "batas"}:
            text = date.fromisoformat(text).isoformat()
        elif item.kind == "bulat":
            text = str(int(text))
        elif item.kind == "bilangan":
            text = str(float(text.replace(",", ".")))
    except ValueError:
        raise fault from None
    return quoted(text)


_SAYS = {
    "tanggal": "tulis seperti 2026-10-31",
    "batas": "tulis seperti 2026-10-31",
    "bulat": "tulis angka saja",
    "bilangan": "tulis angka saja",
    "ya_tidak": "tulis Ya atau Tidak",
}


def header_names(sheet: Sheet, row: int, lapis: int = 1) -> list[str]:
    """The header of each column (0-based row, the last of `lapis`); a name met again gets its number behind it."""
    rows = [sheet.filled(place) for place in range(max(0, row - lapis + 1), row + 1)]
    seen: dict[str, int] = {}
    names = []
    for column in range(sheet.lebar):
        parts = [" ".join(cell.split()) for line in rows if column < len(line) and (cell := line[column])]
        whole = " ".join(dict.fromkeys(parts))
        name = "".join(sign if sign.isprintable() else " " for sign in whole)[:_LONGEST].strip()
        number = seen[key(name)] = seen.get(key(name), 0) + 1
        names.append(f"{name} ({number})" if name and number > 1 else name)
    return names


def column_letters(column: int) -> str:
    """A 0-based column as spreadsheets name it."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@dataclass(frozen=True)
class MappedTabular(Tabular):
    """A known layout read through a mapping."""

    mapping: Mapping | None = None

    def recognise(self, sheet: Sheet) -> Match | None:
        """Where the mapping's headers stand; before every other layout when they are all there and no more."""
        mapping = self.mapping
        assert mapping is not None
        if mapping.lembar and key(mapping.lembar) != key(sheet.nama):
            return None
        if mapping.baris_judul == 0:
            return self._by_position(sheet, mapping)
        places = range(min(HEADER_WITHIN, len(sheet.head)))
        if mapping.baris_judul:
            places = range(mapping.baris_judul - 1, min(mapping.baris_judul, len(sheet.head)))
        found = [match for place in places if (match := self._at(sheet, mapping, place))]
        return max(found, key=lambda match: (match.weight, -match.header.row), default=None)

    def _at(self, sheet: Sheet, mapping: Mapping, row: int) -> Match | None:
        names = header_names(sheet, row, mapping.lapis)
        column_of = {key(name): column for column, name in reversed(list(enumerate(names))) if name}
        columns = {item: column_of.get(key(header)) for item, header in mapping.kolom.items()}
        if any(column is None for column in columns.values()):
            return None
        known, seen = set(mapping.kepala), set(column_of)
        if known and len(known & seen) < _ENOUGH * len(known):
            return None
        taken = {column for column in columns.values() if column is not None}
        unread = tuple(shown_header(name) for place, name in enumerate(names) if name and place not in taken)
        header = Header(row, {k: v for k, v in columns.items() if v is not None}, (), unread, row + 1)
        return Match(_WINS if not known or known == seen else _BEFORE_FALLBACK, header)

    def _by_position(self, sheet: Sheet, mapping: Mapping) -> Match | None:
        """A file without a header row is known by its width and by what its columns hold."""
        if mapping.lebar and mapping.lebar != sheet.lebar:
            return None
        columns = {item: column_number(name) for item, name in mapping.kolom.items()}
        if max(columns.values()) >= sheet.lebar:
            return None
        for item in self.fields:
            if item.name in columns and not _holds(item, [row[columns[item.name]] for row in sheet.head]):
                return None
        return Match(_BEFORE_FALLBACK, Header(0, columns, (), (), 0))


def column_number(name: str) -> int:
    """'kolom C' -> 2."""
    number = 0
    for letter in name.removeprefix("kolom "):
        number = number * 26 + ord(letter) - 64
    return number - 1


def _holds(item: Field, cells: Sequence[str | None]) -> bool:
    """Whether a column's first cells can be this field."""
    texts = [cell.strip() for cell in cells if cell and cell.strip()]
    if not texts:
        return not item.is_needed
    if item.kind == "daftar":
        fits = [key(text) in item.choices for text in texts]
    elif item.kind == "npsn":
        fits = [re.fullmatch(_CONTENT["npsn"], text.upper()) is not None for text in texts]
    elif item.kind in {"bulat", "bilangan"}:
        fits = [re.fullmatch(r"[-\d.,% ]+", text) is not None for text in texts]
    else:
        return item.kind in FAST
    return sum(fits) >= _ENOUGH * len(texts)


def as_layout(mapping: Mapping) -> MappedTabular:
    """The layout that reads files of this mapping; AnswerFault when the mapping can't work."""
    checked(mapping, "Pemetaan")
    target = target_of(mapping)
    given = {item.name: getattr(target, item.name) for item in fields(Tabular)}
    items = tuple(
        replace(item, headers=(mapping.kolom[item.name],) if item.name in mapping.kolom else item.headers[:1])
        for item in target.fields
    )
    constants = {
        item.name: _constant(item, mapping.tetap[item.name], "Pemetaan")
        for item in target.fields
        if item.name in mapping.tetap
    }
    return MappedTabular(
        **{
            **given,
            "kode": mapping.kode,
            "judul": f"{target.judul} (pemetaan {mapping.nama})",
            "fields": items,
            "constants": constants,
            "mapping": mapping,
        }
    )


@lru_cache(maxsize=8)
def _layouts_of(texts: tuple[str, ...]) -> tuple[MappedTabular, ...]:
    return tuple(as_layout(Mapping.model_validate_json(text)) for text in texts)


def layouts_of(mappings: Sequence[Mapping]) -> tuple[MappedTabular, ...]:
    """The layouts of all saved mappings, made once a process."""
    return _layouts_of(tuple(mapping.model_dump_json() for mapping in mappings))


if __name__ == "__main__":
    from pipelines.mapping_command import main

    raise SystemExit(main())
