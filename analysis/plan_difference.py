"""What differs between two states of a plan, and whether two changes of the same state can stand together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from schemas.rencana import BAGIAN, TABEL, Rencana
from schemas.rencana_aturan import rows

IDENTITAS = "identitas"
DIHITUNG = ("prioritas", "alokasi bimtek")
"""Parts that are computed as one: half of one computation and half of another would not add up."""

Key = tuple[object, ...]
Cells = Mapping[str, object]
Table = Mapping[Key, Cells]


@dataclass(frozen=True)
class Beda:
    """One cell that differs; `kolom` is "" for a row that only one state has, and its values are then its cells."""

    bagian: str
    tabel: str
    kunci: Key
    kolom: str
    jenis: Literal["diubah", "ditambah", "dihapus"]
    lama: object
    baru: object


@dataclass(frozen=True)
class Sisi:
    """One place where two changes of the same state end differently; a row that is not there is None as a whole.

    `is_bentrok`: both changed it, each to something else.
    """

    bagian: str
    tabel: str
    kunci: Key
    kolom: str
    awal: object
    mereka: object
    saya: object
    is_bentrok: bool


@dataclass(frozen=True)
class Gabungan:
    """Two changes of one state: what differs between them, and both together where nothing was changed by both."""

    sisi: tuple[Sisi, ...]
    isi: Rencana | None


def part_of(tabel: str) -> str:
    """The part of a plan a table belongs to."""
    return next(part for part, names in BAGIAN.items() if tabel == part or tabel in names)


def table(isi: Rencana, tabel: str) -> dict[Key, dict[str, object]]:
    """A table's rows by key, in order; the identity is one row, and so is a setting, whatever its key column says."""
    if tabel == IDENTITAS:
        return {(): {name: getattr(isi, name) for name in BAGIAN[IDENTITAS]}}
    is_single = not isinstance(getattr(isi, tabel), tuple)
    found: dict[Key, dict[str, object]] = {}
    for row in rows(isi, tabel):
        found[() if is_single else tuple(getattr(row, name) for name in row.key)] = dict(row)
    return found


TABLES = (IDENTITAS, *TABEL)


def difference(old: Rencana, new: Rencana) -> tuple[Beda, ...]:
    """Every cell and row that differs, by table in the order of the workbook; the snapshot is not a cell."""
    found: list[Beda] = []
    for tabel in TABLES:
        before, after = table(old, tabel), table(new, tabel)
        part = part_of(tabel)
        for key in [*before, *(key for key in after if key not in before)]:
            if key not in after:
                found.append(Beda(part, tabel, key, "", "dihapus", before[key], None))
            elif key not in before:
                found.append(Beda(part, tabel, key, "", "ditambah", None, after[key]))
            else:
                found += [
                    Beda(part, tabel, key, name, "diubah", was, after[key][name])
                    for name, was in before[key].items()
                    if was != after[key][name]
                ]
    return tuple(found)


def changed_parts(old: Rencana, new: Rencana) -> dict[str, int]:
    """Part of a plan to how many cells and rows differ in it; parts without a difference are left out."""
    counts: dict[str, int] = {}
    for one in difference(old, new):
        counts[one.bagian] = counts.get(one.bagian, 0) + 1
    return counts


def merge(base: Rencana, theirs: Rencana, mine: Rencana) -> Gabungan:
    """Both changes of `base` together, cell by cell with rows told apart by key.

    A cell changed by both to different values, a row removed by one and changed by the other, and a computed part
    changed by both stand against each other: then there is no merged plan. The snapshot is the later of the two.
    """
    sides: list[Sisi] = []
    fields: dict[str, Any] = {}
    both = {part for part in DIHITUNG if _all_differ(base, theirs, mine, part)}
    for tabel in TABLES:
        b, t, m = (table(isi, tabel) for isi in (base, theirs, mine))
        part = part_of(tabel)
        sides += _sides(part, tabel, (b, t, m), is_whole=part in both)
        fields[tabel] = _merged(b, t, m) if part not in DIHITUNG else m if m != b else t
    if any(side.is_bentrok for side in sides):
        return Gabungan(tuple(sides), None)
    snapshot = max(theirs.snapshot, mine.snapshot) if theirs.snapshot != base.snapshot else mine.snapshot
    values: dict[str, Any] = {**dict(fields.pop(IDENTITAS)[()]), "snapshot": snapshot}
    for tabel, found in fields.items():
        is_single = not isinstance(getattr(base, tabel), tuple) and tabel.startswith("setelan_")
        values[tabel] = next(iter(found.values()), None) if is_single else tuple(found.values())
    return Gabungan(tuple(sides), Rencana.model_validate(values))


def _all_differ(base: Rencana, theirs: Rencana, mine: Rencana, part: str) -> bool:
    """Whether both changed a part, and not to the same."""
    b, t, m = ([table(isi, name) for name in BAGIAN[part]] for isi in (base, theirs, mine))
    return b not in (t, m) and t != m


def _sides(part: str, tabel: str, tables: tuple[Table, Table, Table], *, is_whole: bool) -> list[Sisi]:
    """Where theirs and mine differ; `is_whole`: every difference of this table stands against the other."""
    b, t, m = tables
    found: list[Sisi] = []
    for key in dict.fromkeys([*b, *t, *m]):
        was, one, two = b.get(key), t.get(key), m.get(key)
        if one == two:
            continue
        if one is None or two is None:
            is_clash = was not in (one, two)
            found.append(Sisi(part, tabel, key, "", was, one, two, is_clash or is_whole))
            continue
        for name, value in one.items():
            if value != two[name]:
                old = None if was is None else was[name]
                is_clash = was is None or old not in (value, two[name])
                found.append(Sisi(part, tabel, key, name, old, value, two[name], is_clash or is_whole))
    return found


def _merged(b: Table, t: Table, m: Table) -> dict[Key, dict[str, object]]:
    """Rows of both where nothing clashes, in their order, then what only mine has."""
    found: dict[Key, dict[str, object]] = {}
    for key in dict.fromkeys([*t, *m]):
        was, one, two = b.get(key), t.get(key), m.get(key)
        if one is None or two is None:
            kept = one if two is None else two
            if was is None and kept is not None:
                found[key] = dict(kept)
            continue
        found[key] = {name: two[name] if was is None or was[name] == value else value for name, value in one.items()}
    return found
