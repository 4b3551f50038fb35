"""What a corruption is: one change to a clean world, and where a finding must stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from bench.dokter.sheet import Cell, Export, Table, a1, filled_rows
from bench.dokter.world import World


@dataclass(frozen=True)
class Expected:
    """Where a finding must stand, and its codes. `sel`: these cells; `baris` (1-based): the row; neither: the sheet.

    `is_note`: the row is no fault but no data either; it must be counted as a note and nothing be found.
    """

    berkas: str
    lembar: str | None
    kode: frozenset[str]
    sel: frozenset[str] = frozenset()
    baris: int | None = None
    is_file: bool = False
    is_note: bool = False

    @property
    def where(self) -> str:
        """The place in words."""
        cells = ", ".join(sorted(self.sel)[:3])
        return f"{self.berkas} [{self.lembar or ''}] {cells or self.baris or ''}".strip()


@dataclass(frozen=True)
class Mutation:
    """Files that replace those of the clean world, or join them."""

    files: Mapping[str, bytes]
    expected: Expected


Maker = Callable[[World, Random], Mutation]


@dataclass(frozen=True)
class Kind:
    """A kind of corruption."""

    nama: str
    judul: str
    make: Maker


KINDS: dict[str, Kind] = {}


def kind(nama: str, judul: str) -> Callable[[Maker], Maker]:
    """Enter a corruption under a name; `judul` says in Indonesian what is changed."""

    def enter(make: Maker) -> Maker:
        assert nama not in KINDS, nama
        KINDS[nama] = Kind(nama, judul, make)
        return make

    return enter


@dataclass
class Spot:
    """One sheet of a copy of an export, free to be changed."""

    export: Export
    table: Table

    def mutation(
        self, kode: Iterable[str], *, sel: Iterable[str] = (), baris: int | None = None, is_sheet: bool = False
    ) -> Mutation:
        """The change as it stands; `baris` is 0-based here."""
        assert is_sheet or sel or baris is not None
        lembar = self.export.lembar(self.table)
        row = None if baris is None else baris + 1
        expected = Expected(self.export.nama, lembar, frozenset(kode), frozenset(sel), row)
        return Mutation({self.export.nama: self.export.content()}, expected)

    def row_cells(self, row: int) -> list[str]:
        return [a1(row, column) for column in range(len(self.table.cells[row]))]


def spot(world: World, role: str, sheet: int = 0) -> Spot:
    """A sheet of an export by what it is: 'pmm_1', or 'rapor_1' and the sheet's place."""
    export = world.exports[role].copy()
    return Spot(export, export.tables[sheet])


Place = tuple[str, int, str]
"""Role, sheet and field."""


def places(*given: str) -> list[Place]:
    """'pmm_1:npsn' or 'rapor_0/4:npsn' as places."""
    found = []
    for text in given:
        where, _, name = text.partition(":")
        role, _, sheet = where.partition("/")
        found.append((role, int(sheet or 0), name))
    return found


def one_cell(
    world: World,
    rng: Random,
    given: Sequence[Place],
    change: Callable[[Cell], Cell],
    kode: Iterable[str],
    *,
    is_fit: Callable[[Table, int], bool] = lambda _table, _row: True,
) -> Mutation:
    """One filled data cell of one of the places changed; the finding must stand in it."""
    role, sheet, name = rng.choice(given)
    at = spot(world, role, sheet)
    row = rng.choice([row for row in filled_rows(at.table, name) if is_fit(at.table, row)])
    before = at.table.get(row, name)
    at.table.put(row, name, change(before))
    assert at.table.get(row, name) != before, (role, name, before)
    return at.mutation(kode, sel=[at.table.at(row, name)])
