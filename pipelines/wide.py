"""Sheets whose column groups are records side by side (guru | KS | PS, account types, rooms): each becomes a row.

The groups are laid under one another in a relation, read there by the plain engine of one record a row, and the rows
counted, set aside and named again as they stand in the source.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipelines import second_table
from pipelines.aside import CATAT
from pipelines.cells import Reader
from pipelines.delimited import quoted
from pipelines.names import key, spelled
from pipelines.read import Sheet
from pipelines.recognise import HEADER_WITHIN, Field, Header, shown_header, spelled_rows
from pipelines.tabular import Context, Draft, Match, Tabular

MOST_GROUPS = 63
_STEP = MOST_GROUPS + 1
"""A row of the relation is numbered source row x _STEP + group."""


@dataclass(frozen=True)
class Groups:
    """Where a sheet's groups lie: shared field -> column (0-based), group -> measure -> column."""

    row: int
    first_data: int
    shared: Mapping[str, int]
    groups: Mapping[str, Mapping[str, int]]
    unread: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns are read."""
        return len(self.shared) + sum(len(columns) for columns in self.groups.values())


@dataclass(frozen=True)
class Wide:
    """A layout of column groups. `inner` reads one group as one record; `group` is its field that names the group.

    `groups`: key of a group's header -> what the cell of `group` would say. `measures`: fields of `inner` that stand
    in each group; `default`: the measure of a column that has no header but the group's. `needed`: measures without
    which a group is none. A header of two rows, or of one that holds both names in either order, is understood.
    """

    kode: str
    judul: str
    inner: Tabular
    group: str
    groups: Mapping[str, str]
    measures: tuple[str, ...]
    needed: frozenset[str] = frozenset()
    default: str | None = None
    least: int = 2
    weight: int = 0
    needs_schools: bool = False
    is_personal: bool = False
    _measure: dict[str, str] = field(default_factory=dict, init=False, compare=False, repr=False)
    _joined: dict[str, tuple[str, str]] = field(default_factory=dict, init=False, compare=False, repr=False)
    """(group, measure) by header keys of one line: worked out once, for every cell of every sheet is asked about."""
    _shared: dict[str, Field] = field(default_factory=dict, init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        for item in self.inner.fields:
            if item.name in self.measures:
                self._measure.update({spelled(key(name)): item.name for name in item.headers})
            else:
                self._shared.update({spelled(key(name)): item for name in item.headers})
        for name in sorted(self.groups, key=len, reverse=True):
            for rest, measure in self._measure.items():
                for text in (f"{name} {rest}", f"{rest} {name}"):
                    self._joined.setdefault(text, (self.groups[name], measure))

    @property
    def dataset(self) -> str:
        """The dataset that it fills."""
        return self.inner.dataset

    @property
    def fields(self) -> tuple[Field, ...]:
        """The fields of the inner layout."""
        return self.inner.fields

    def recognise(self, sheet: Sheet) -> Match | None:
        """Where the groups lie in the sheet, or None."""
        found = self.locate(sheet)
        if found is None:
            return None
        columns = {**found.shared}
        return Match(found.width + self.weight, Header(found.row, columns, (), found.unread, found.first_data))

    def locate(self, sheet: Sheet) -> Groups | None:
        """The header with the most columns of groups among the first rows."""
        best: Groups | None = None
        if all(names.isdisjoint(self.groups) and names.isdisjoint(self._joined) for names in spelled_rows(sheet)):
            return None
        for row in range(min(len(sheet.keys), HEADER_WITHIN)):
            for deep in (1, 2):
                found = self._at(sheet, row, deep)
                if found and (best is None or found.width > best.width):
                    best = found
        return best

    def _at(self, sheet: Sheet, row: int, deep: int) -> Groups | None:
        names = header_names(sheet, row, deep)
        if names is None:
            return None
        shared: dict[str, int] = {}
        groups: dict[str, dict[str, int]] = {}
        for column, (top, sub) in enumerate((spelled(top), spelled(sub)) for top, sub in names):
            item = self._shared.get(top) if not sub or sub == top else self._shared.get(sub) if not top else None
            if item is not None and item.name != self.group:
                shared.setdefault(item.name, column)
                continue
            pair = self.split(top, sub)
            if pair and pair[1] not in groups.setdefault(pair[0], {}):
                groups[pair[0]][pair[1]] = column
        groups = {name: columns for name, columns in groups.items() if self.needed <= columns.keys() and columns}
        missing = {
            i.name for i in self.inner.fields if i.is_needed and i.name not in {*self.measures, self.group, *shared}
        }
        present = {spelled(name) for name in sheet.keys[row]}
        lacks = {spelled(key(name)) for name in self.inner.lacks}
        if missing or not self.least <= len(groups) <= MOST_GROUPS or present & lacks:
            return None
        taken = {*shared.values(), *(column for columns in groups.values() for column in columns.values())}
        heads = sheet.head[row + deep - 1]
        unread = tuple(shown_header(c) for n, c in enumerate(heads) if c and n not in taken)
        return Groups(row, row + deep, shared, groups, unread)

    def split(self, top: str, sub: str) -> tuple[str, str] | None:
        """(group, measure) of a column's header keys; None when it is neither."""
        if top and sub and top != sub:
            if top in self.groups:
                measure = self._measure.get(sub) or self._measure.get(_without(sub, top))
                return (self.groups[top], measure) if measure else None
            if sub in self.groups and top in self._measure:
                return self.groups[sub], self._measure[top]
            return None
        text = top or sub
        if text in self.groups:
            return (self.groups[text], self.default) if self.default else None
        return self._joined.get(text)

    def normalise(self, reader: Reader, sheet: Sheet, match: Match, context: Context) -> Draft:
        """Fill `rekaman`, `buruk` and `catat` from the sheet."""
        found = self.locate(sheet)
        assert found is not None
        shared = {name: column for name, column in found.shared.items() if name in match.header.columns}
        return lay_out(reader, sheet, self.inner, self.group, replace(found, shared=shared), context)


def _without(text: str, word: str) -> str:
    return " ".join(part for part in text.split() if part not in word.split())


def header_names(sheet: Sheet, row: int, deep: int) -> list[tuple[str, str]] | None:
    """For each column the keys of its upper and lower header; a merged or blank upper cell takes the one before."""
    if deep == 1:
        return [(name, "") for name in sheet.keys[row]]
    if row + 1 >= len(sheet.keys):
        return None
    upper, lower = [key(cell) for cell in sheet.filled(row)], sheet.keys[row + 1]
    names, last = [], ""
    for column, below in enumerate(lower):
        above = upper[column] if column < len(upper) else ""
        last = above or last
        names.append((above, below) if above else (last if below else "", below))
    return names


def lay_out(reader: Reader, sheet: Sheet, inner: Tabular, group: str, found: Groups, context: Context) -> Draft:
    """The sheet through `inner`, a record a group; `rekaman` and `buruk` name source rows afterwards."""
    con = reader.con
    shared = list(found.shared)
    measures = list(dict.fromkeys(name for columns in found.groups.values() for name in columns))
    relation = _relation(sheet, found, shared, measures)
    con.execute(f"CREATE OR REPLACE TEMP TABLE berdampingan AS {relation}")
    virtual = _virtual(sheet, inner, group, found, shared, measures)
    header = Header(
        found.row,
        {name: place for place, name in enumerate([*shared, group, *measures], 1)},
        (),
        found.unread,
        found.first_data * _STEP + MOST_GROUPS,
    )
    other = second_table.repeated(con, sheet, found.row, found.first_data - found.row, found.shared)
    if other is not None:
        inner = replace(inner, rules=(second_table.below(other, _STEP), *inner.rules))
    draft = inner.normalise(reader, virtual, Match(0, header), context)
    stood = con.execute("SELECT count(*) FROM rekaman").fetchall()[0][0]
    aside = con.execute("SELECT count(*) FROM buruk").fetchall()[0][0]
    if draft.dibaca != stood + aside + draft.total_catatan:
        raise AssertionError(f"{sheet.berkas}: {draft.dibaca} groups read, {stood} + {aside} + {draft.total_catatan}")
    names = list(found.groups)
    places = _places(draft.kolom_ke, found, shared, measures)
    _rename("buruk", reader, names, draft.kolom_ke, len(shared))
    _rename("catat", reader, names, draft.kolom_ke, len(shared))
    con.execute(
        f"INSERT INTO {CATAT} SELECT lembar_ke, baris // {_STEP}, kode, kolom, nilai, alasan, 'tolak', NULL, pilihan "
        f"FROM buruk WHERE baris NOT IN (SELECT min(baris) FROM buruk GROUP BY baris // {_STEP})"
    )
    con.execute(f"DELETE FROM buruk WHERE baris NOT IN (SELECT min(baris) FROM buruk GROUP BY baris // {_STEP})")
    con.execute(f"UPDATE buruk SET baris = baris // {_STEP}")
    con.execute(f"UPDATE rekaman SET baris = baris // {_STEP}")
    read, kept = con.execute(
        f"SELECT (SELECT count(DISTINCT baris // {_STEP}) FROM berdampingan), (SELECT count(DISTINCT baris) FROM "
        "(SELECT baris FROM rekaman UNION ALL SELECT baris FROM buruk))"
    ).fetchall()[0]
    con.execute("DROP TABLE berdampingan")
    return replace(draft, dibaca=read, total_catatan=read - kept, kolom_ke=places)


def _relation(sheet: Sheet, found: Groups, shared: Sequence[str], measures: Sequence[str]) -> str:
    """SQL of the groups under one another; a group that says nothing is left out, unless all do.

    The first column is the row's first cell, by which totals and notes are told.
    """
    filled = {
        name: " OR ".join(f"regexp_matches(c{column + 1}, '[0-9A-Za-z]')" for column in columns.values())
        for name, columns in found.groups.items()
    }
    anything = " OR ".join(f"c{place} <> ''" for place in range(1, sheet.lebar + 1))
    first = " ".join(f"WHEN c{place} <> '' THEN c{place}" for place in range(1, sheet.lebar + 1))
    parts = []
    for number, (name, columns) in enumerate(found.groups.items()):
        cells = [f"CASE {first} END AS c1"]
        cells += [f"c{found.shared[one] + 1} AS c{place}" for place, one in enumerate(shared, 2)]
        cells.append(f"{quoted(name)} AS c{len(shared) + 2}")
        for place, one in enumerate(measures, len(shared) + 3):
            cells.append(f"c{columns[one] + 1} AS c{place}" if one in columns else f"CAST(NULL AS VARCHAR) AS c{place}")
        here = f"coalesce({filled[name]}, FALSE)"
        if number == 0:
            others = " OR ".join(f"({sql})" for sql in filled.values())
            here = f"({here} OR NOT coalesce({others}, FALSE))"
        parts.append(
            f"SELECT baris * {_STEP} + {number} AS baris, {', '.join(cells)} FROM {sheet.relation} "
            f"WHERE baris > {found.first_data} AND ({anything}) AND {here}"
        )
    return " UNION ALL ".join(parts)


def _virtual(
    sheet: Sheet, inner: Tabular, group: str, found: Groups, shared: Sequence[str], measures: Sequence[str]
) -> Sheet:
    """The relation as a sheet: the titles of the real one, then a header made of field names."""
    width = len(shared) + 2 + len(measures)
    heads = {item.name: item.headers[0] for item in inner.fields}
    header: list[str | None] = [None, *(sheet.head[found.row][found.shared[name]] for name in shared), heads[group]]
    header += [heads[name] for name in measures]
    titles = [(row + [None] * width) for row in sheet.head[: found.row]]
    return Sheet(
        sheet.berkas,
        sheet.nama,
        "berdampingan",
        width,
        [*titles, header],
        delimiter=sheet.delimiter,
        catatan=sheet.catatan,
    )


def _places(inside: Mapping[str, int], found: Groups, shared: Sequence[str], measures: Sequence[str]) -> dict[str, int]:
    """Where each name of a finding stands in the source: shared ones once, measures once a group."""
    places: dict[str, int] = {}
    for name, at in inside.items():
        place = at - 1
        if place < len(shared):
            places[name] = found.shared[shared[place]]
        for label, columns in found.groups.items():
            first = min(columns.values())
            if place == len(shared):
                places[f"{label}:{name}"] = first
            elif place > len(shared):
                places[f"{label}:{name}"] = columns.get(measures[place - len(shared) - 1], first)
    return places


def _rename(table: str, reader: Reader, labels: Sequence[str], inside: Mapping[str, int], shared: int) -> None:
    """In findings a measure is called "<group>:<name>"; `catat` names source rows at once."""
    cases = " ".join(f"WHEN {number} THEN {quoted(label)}" for number, label in enumerate(labels))
    grouped = ", ".join(quoted(name) for name, place in inside.items() if place > shared)
    if grouped:
        reader.con.execute(
            f"UPDATE {table} SET kolom = CASE baris % {_STEP} {cases} END || ':' || kolom WHERE kolom IN ({grouped})"
        )
    if table == "catat":
        reader.con.execute(f"UPDATE catat SET baris = baris // {_STEP}")
