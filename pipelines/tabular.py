"""The engine of every layout that is one header and one record a row: the SQL is made from a declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pandas as pd

from pipelines import corrections, places, regions, row_rules, second_table, sheet_rules, sub_header
from pipelines.answer_model import NONE, Answers
from pipelines.aside import BURUK, CATAT, empty_aside, empty_notes
from pipelines.cells import FAST, TYPES, Reader, chosen, decimal_style, is_error_value
from pipelines.contract import Rule, bar_personal, contract_rules, details, verdict
from pipelines.delimited import quoted
from pipelines.names import key, spelled
from pipelines.read import Sheet
from pipelines.recognise import Field, Header, cutoff, find_header, holds_choice
from pipelines.second_table import ANCHORS
from pipelines.sheet_rules import Share
from schemas import DATASETS, columns

_ODD = 20
"""What a needed column of a closed list weighs against its layout when none of its cells is in the list.

As much as the longest such layout has columns beyond the fewest of a rival: one whose lists fit always wins, and
where no rival fits the layout still takes the sheet and names the cells.
"""


@dataclass(frozen=True)
class Context:
    """What a layout may know beside the sheet: dates to assume, the key, and the school list once it stands."""

    modified: date
    assumed: date | None = None
    kunci: bytes = b""
    sekolah: Path | None = None
    jawaban: Answers = NONE


@dataclass(frozen=True)
class Draft:
    """What a layout leaves in the connection: `rekaman` (baris, aturan, schema columns) and `buruk`; plus notes."""

    dataset: str
    catatan: tuple[str, ...] = ()
    dibaca: int = 0
    total_catatan: int = 0
    kolom_ke: Mapping[str, int] = field(default_factory=dict)
    """0-based source column of each name that a finding may give; see `pipelines.places`."""


@dataclass(frozen=True)
class Match:
    """A layout recognised in a sheet; `weight` decides between two that both fit."""

    weight: int
    header: Header


@dataclass(frozen=True)
class Tabular:
    """A layout of one header and one record a row.

    `values`: schema column -> SQL over r_<field> (text as it stands), v_<field> (value) and `w` (region);
    a schema column without one takes the field of its own name. `prepare` may add columns to `mentah`.
    `notes`: SQL over a record of rows that are none (a line naming the kecamatan of those below it).
    """

    kode: str
    judul: str
    dataset: str
    fields: tuple[Field, ...]
    values: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    """SQL of what a field without a column is in every row: from a name, an answer or a saved mapping."""
    provinsi: str = "r_provinsi"
    kab_kota: str = "r_kab_kota"
    has_region: bool = True
    is_region_optional: bool = False
    keeps_nation: bool = False
    """Whether a row of the whole nation is a record of its own, not a total to leave out."""
    lacks: tuple[str, ...] = ()
    anchor: str | None = None
    """A field that is blank in total and note rows; needed to tell them from faulty records."""
    made: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    """Rules of its own over r_<field>, v_<field>, w_* and schema columns; soft ones have another severity."""
    found_in: Mapping[str, str] = field(default_factory=dict)
    """Schema column -> the field whose cell it is told by, where no SQL of `values` says so."""
    shares: tuple[Share, ...] = ()
    notes: tuple[str, ...] = ()
    is_personal: bool = False
    """Whether the sheet is about persons: then no cell of it is ever shown, whatever column it stands in."""
    needs_schools: bool = False
    weight: int = 0
    prepare: Callable[[Reader, Tabular, Header, Sheet, Context], Mapping[str, str]] | None = None

    def recognise(self, sheet: Sheet) -> Match | None:
        """Where this layout's header lies in the sheet, or None."""
        header = find_header(sheet, self.fields)
        if header is None:
            return None
        present = {spelled(name) for name in sheet.keys[header.row]}
        if any(spelled(key(name)) in present for name in self.lacks):
            return None
        header = sub_header.settled(sheet, header, self.fields, ANCHORS)
        odd = sum(item.is_needed and not holds_choice(sheet, header, item) for item in self.fields)
        return Match(len(header.columns) + self.weight - _ODD * odd, header)

    def normalise(self, reader: Reader, sheet: Sheet, match: Match, context: Context) -> Draft:
        """Fill `rekaman`, `buruk` and `catat` from the sheet."""
        return _Run(reader, sheet, self, match.header, context).run()


class _Run:
    """One sheet through one layout."""

    def __init__(self, reader: Reader, sheet: Sheet, layout: Tabular, header: Header, context: Context) -> None:
        self.reader, self.con = reader, reader.con
        self.sheet, self.layout, self.header, self.context = sheet, layout, header, context
        self.fields = [item for item in layout.fields if item.name in header.columns]
        self.absent = [item for item in layout.fields if item.name not in header.columns]
        self.catatan: list[str] = list(sheet.catatan)
        reader.catatan, reader.dictionaries = self.catatan, set()
        self.joins: dict[str, str] = {}
        self.errors: set[str] = set()
        self.extra: dict[str, str] = {}
        self.prov = self.kab = "CAST(NULL AS VARCHAR)"

    def run(self) -> Draft:
        empty_notes(self.con)
        read = self._raw()
        self._dictionaries()
        if self.layout.prepare:
            self.extra.update(self.layout.prepare(self.reader, self.layout, self.header, self.sheet, self.context))
        if self.layout.has_region:
            self._regions()
        self._records()
        bar_personal(self.con, self.layout.dataset, self.layout.made)
        notes = self.con.execute("SELECT count(*) FROM rekaman WHERE aturan < 0").fetchall()[0][0]
        self._look_again()
        self.con.execute("DELETE FROM rekaman WHERE aturan <> 0")
        return Draft(self.layout.dataset, tuple(self.catatan), read, notes, self._kolom_ke())

    def _raw(self) -> int:
        """`mentah`: only the mapped columns, as text and as what the plain form says."""
        picked = []
        for item in self.fields:
            cell = f"nullif(c{self.header.columns[item.name] + 1}, '')"
            picked.append(f"{cell} AS r_{item.name}, {FAST[item.kind].format(x=cell)} AS f_{item.name}")
        cells = [f"c{place}" for place in range(1, self.sheet.lebar + 1)]
        first = " ".join(f"WHEN {cell} <> '' THEN {cell}" for cell in cells)
        self.con.execute(
            f"""CREATE OR REPLACE TEMP TABLE mentah AS
            SELECT * FROM (
                SELECT baris, CASE {first} END AS r_pertama, {", ".join(picked)}
                FROM {self.sheet.relation} WHERE baris > {self.header.first_data}
            ) WHERE r_pertama IS NOT NULL"""
        )
        read = self.con.execute("SELECT count(*) FROM mentah").fetchall()[0][0]
        known = self.sheet.filled_rows
        total = read if known is None else sum(row > self.header.first_data for row in known)
        if total != read:
            raise AssertionError(f"{self.sheet.berkas}: {total} rows in the file, {read} taken up")
        return read

    def _dictionaries(self) -> None:
        """For each column with cells beyond the plain form: a small table of what they mean."""
        checked = [item for item in self.fields if item.kind != "apa_adanya"]
        if not checked:
            return
        left = self.con.execute(
            " UNION ALL ".join(
                f"SELECT DISTINCT '{item.name}', r_{item.name} FROM mentah "
                f"WHERE f_{item.name} IS NULL AND r_{item.name} IS NOT NULL"
                for item in checked
            )
        ).fetchall()
        texts: dict[str, list[str]] = {}
        for name, text in left:
            texts.setdefault(name, []).append(text)
        numbers = [f"r_{item.name}" for item in checked if item.kind in {"bulat", "bilangan"} and item.name in texts]
        style = decimal_style(self.con, "mentah", numbers, self.sheet.delimiter) if numbers else None
        for item in checked:
            if item.name in texts:
                self._dictionary(item, texts[item.name], style)

    def _dictionary(self, item: Field, texts: list[str], style: str | None) -> None:
        is_list = item.kind == "daftar"
        meanings = chosen(item, texts) if is_list else self.reader.meanings(item.kind, style, texts)
        errors = {text for text in texts if is_error_value(text)}
        if errors and not item.is_lenient:
            self.errors.add(item.name)
        frame = pd.DataFrame(
            [(text, *meaning, text in errors) for text, meaning in meanings.items()],
            columns=["teks", "arti", "kosong", "alasan", "galat"],
            dtype="object",
        )
        self.con.register("kamus_baru", frame)
        self.con.execute(
            f"""CREATE OR REPLACE TEMP TABLE kamus_{item.name} AS
            SELECT CAST(teks AS VARCHAR) AS teks,
                CAST(CAST(arti AS VARCHAR) AS {TYPES.get(item.kind, "VARCHAR")}) AS arti,
                CAST(kosong AS BOOLEAN) AS kosong, CAST(alasan AS VARCHAR) AS alasan, CAST(galat AS BOOLEAN) AS galat
            FROM kamus_baru"""
        )
        self.con.unregister("kamus_baru")
        self.reader.dictionaries.add(item.name)
        self.joins[item.name] = f"LEFT JOIN kamus_{item.name} k_{item.name} ON k_{item.name}.teks = m.r_{item.name}"

    def _regions(self) -> None:
        """What the texts of province and kab/kota are, and that `wil` knows each pair of them."""
        absent = [item.name for item in self.absent]
        prov, kab = self.layout.provinsi, self.layout.kab_kota
        if prov == "r_provinsi" and "provinsi" in absent:
            prov = self.layout.constants.get("provinsi", "NULL")
        if kab == "r_kab_kota" and "kab_kota" in absent:
            kab = self.layout.constants.get("kab_kota", "NULL")
        self.prov = self.extra.get("provinsi", f"CAST({prov} AS VARCHAR)")
        self.kab = self.extra.get("kab_kota", f"CAST({kab} AS VARCHAR)")
        nulls = "".join(f", {self._constant(name)} AS r_{name}" for name in absent)
        regions.know(self.reader, f"SELECT DISTINCT {self.prov}, {self.kab} FROM (SELECT *{nulls} FROM mentah)")

    def _constant(self, name: str) -> str:
        """SQL of the text of a field that no column holds."""
        return f"CAST({self.layout.constants.get(name, 'NULL')} AS VARCHAR)"

    def _records(self) -> None:
        layout, model = self.layout, DATASETS[self.layout.dataset]
        absent = {item.name for item in self.absent}
        source = self._source(absent)
        shown = {item.name: f"r_{item.name}" for item in self.fields if not item.is_private}
        record = ", ".join(f"{self._value(c.name, absent)} AS {c.name}" for c in columns(model))
        reading = row_rules.reading(
            layout, self.fields, self.joins, self.errors, self._needed() if self.errors else set(), self.prov, self.kab
        )
        rules = [*reading, *layout.rules, *contract_rules(model, shown, layout.made)]
        if layout.is_personal:
            rules = [replace(rule, shown=None, why=None) for rule in rules]
        names = self.sheet.head[self.header.row] if self.header.first_data > self.header.row else []  # none at all
        titles = {item.name: names[self.header.columns[item.name]] for item in self.fields} if names else {}
        totals, notes = row_rules.no_records(layout, self.fields, titles)
        is_wide = self.sheet.relation == "berdampingan"  # there a header is made, not the one that would be repeated
        other = None if is_wide else second_table.rule(self.con, self.fields, titles, self.joins)
        rules = [other, *rules] if other else rules
        self.soft = [rule for rule in rules if rule.keparahan != "tolak"]
        rules = [rule for rule in rules if rule.keparahan == "tolak"]
        self.con.execute(
            f"""CREATE OR REPLACE TEMP TABLE rekaman AS
            WITH t AS ({source}), u AS (SELECT *, {record} FROM t)
            SELECT baris, CASE WHEN {totals} THEN -2 WHEN {notes} THEN -1 ELSE {verdict(rules)} END AS aturan,
                {", ".join(c.name for c in columns(model))}
            FROM u"""
        )
        empty_aside(self.con)
        if self.con.execute("SELECT count(*) FROM rekaman WHERE aturan > 0").fetchall()[0][0]:
            kode, kolom, nilai, alasan = details(rules)
            self.con.execute(
                f"""INSERT INTO {BURUK}
                WITH b AS (SELECT baris, aturan FROM rekaman WHERE aturan > 0),
                t AS (SELECT * FROM ({source}) JOIN b USING (baris)), u AS (SELECT *, {record} FROM t)
                SELECT 0, baris, {kode}, {kolom}, {nilai}, {alasan} FROM u"""
            )
            self._other_faults(rules, source, record)

    def _other_faults(self, rules: list[Rule], source: str, record: str) -> None:
        """Every further cell at fault in the rows set aside, so that one round of repair is enough."""
        at = self._kolom_ke()
        fields = {item.name for item in self.fields}
        cells = " ".join(
            f"WHEN {place} THEN {at[rule.kolom]}"
            for place, rule in enumerate(rules, 1)
            if rule.kolom in at and (rule.kolom in fields or rule.kode != "wajib_kosong")
        )
        broken = ", ".join(f"CASE WHEN {rule.when} THEN {place} END" for place, rule in enumerate(rules, 1))
        kode, kolom, nilai, alasan = details(rules, "lain")
        self.con.execute(
            f"""INSERT INTO {CATAT}
            WITH b AS (SELECT baris, aturan FROM rekaman WHERE aturan > 0),
            t AS (SELECT * FROM ({source}) JOIN b USING (baris)), u AS (SELECT *, {record} FROM t),
            v AS (SELECT *, unnest(list_filter([{broken}], lambda x: x > aturan)) AS lain FROM u),
            w AS (SELECT *, CASE lain {cells} END AS sel_lain, CASE aturan {cells} END AS sel_pertama FROM v)
            SELECT DISTINCT ON (baris, sel_lain)
                0, baris, {kode}, {kolom}, {nilai}, {alasan}, 'tolak', NULL, NULL
            FROM w WHERE sel_lain IS DISTINCT FROM sel_pertama AND sel_lain IS NOT NULL
            ORDER BY baris, sel_lain, lain"""
        )

    def _look_again(self) -> None:
        """What a person should look at although nothing is set aside for it."""
        layout, absent = self.layout, {item.name for item in self.absent}
        record = ", ".join(f"{self._value(c.name, absent)} AS {c.name}" for c in columns(DATASETS[layout.dataset]))
        source = self._source(absent)
        for rule in self.soft:
            kode, kolom, nilai, alasan = details([rule])
            self.con.execute(
                f"""INSERT INTO {CATAT}
                WITH t AS ({source}), u AS (SELECT *, {record} FROM t),
                k AS (SELECT *, 1 AS aturan FROM u WHERE {rule.when})
                SELECT 0, baris, {kode}, {kolom}, {nilai}, {alasan}, {quoted(rule.keparahan)}, NULL, NULL
                FROM k WHERE baris IN (SELECT baris FROM rekaman WHERE aturan = 0)"""
            )
        sheet_rules.look(self.con, layout.shares, self.fields, DATASETS[layout.dataset], self.joins)
        if not layout.is_personal:
            corrections.note(self.con, self.fields, self.joins)

    def _kolom_ke(self) -> dict[str, int]:
        """Where each field and each schema column stands in the source."""
        layout, at = self.layout, dict(self.header.columns)
        absent = {item.name for item in self.absent}
        sql = {c.name: self._value(c.name, absent) for c in columns(DATASETS[layout.dataset])}
        regions_of = (self.prov, self.kab) if layout.has_region else ("", "")
        return places.of_columns(at, sql, layout.found_in, *regions_of)

    def _source(self, absent: set[str]) -> str:
        """SELECT of raw texts, values and region; fields the file does not have are NULL."""
        picked = ["m.baris", "m.r_pertama"]
        for item in self.fields:
            joined = item.name in self.joins
            fast = f"m.f_{item.name}"
            picked.append(f"m.r_{item.name}")
            picked.append(
                (f"CASE WHEN {fast} IS NOT NULL THEN {fast} ELSE k_{item.name}.arti END" if joined else fast)
                + f" AS v_{item.name}"
            )
            if joined:
                picked.append(f"k_{item.name}.kosong AS kosong_{item.name}, k_{item.name}.alasan AS alasan_{item.name}")
                picked.append(f"k_{item.name}.galat AS galat_{item.name}")
        for name in absent:
            kind = next(item.kind for item in self.layout.fields if item.name == name)
            value = self.layout.constants.get(name, "NULL")
            value = f"CAST({value} AS {TYPES.get(kind, 'VARCHAR')})"
            picked.append(f"{self._constant(name)} AS r_{name}, {value} AS v_{name}")
        picked += [f"m.{name}" for name in self.extra if name.startswith("x_")]
        joins = list(self.joins.values())
        if self.layout.has_region:
            nulls = "".join(f", {self._constant(name)} AS r_{name}" for name in absent)
            picked.append(
                "w.tingkat AS w_tingkat, w.kode_provinsi_kemendagri AS w_provinsi, "
                "w.kode_kab_kota_kemendagri AS w_kab_kota, w.golongan AS w_golongan, w.alasan AS w_alasan, "
                "w.salah AS w_salah, m.w_teks"
            )
            base = (
                f"(SELECT *, {self.prov} AS w_prov_teks, {self.kab} AS w_kab_teks, "
                f"concat_ws(' / ', {self.prov}, {self.kab}) AS w_teks FROM (SELECT *{nulls} FROM mentah))"
            )
            joins.append(
                "LEFT JOIN wil w ON w.provinsi IS NOT DISTINCT FROM m.w_prov_teks "
                "AND w.kab_kota IS NOT DISTINCT FROM m.w_kab_teks"
            )
        else:
            base = "mentah"
        return f"SELECT {', '.join(picked)} FROM {base} m {' '.join(joins)}"

    def _value(self, name: str, absent: set[str]) -> str:
        """SQL of a schema column."""
        if name in self.extra:
            return self.extra[name]
        is_given = name not in absent and any(f.name == name for f in self.layout.fields)
        if name == "tanggal_data" and not is_given and name not in self.layout.constants:
            return self._assumed_date()
        if name in self.layout.values:
            return self.layout.values[name]
        if any(item.name == name for item in self.layout.fields):
            return f"v_{name}"
        if self.layout.has_region and name in {"kode_provinsi_kemendagri", "kode_kab_kota_kemendagri", "tingkat"}:
            return {
                "kode_provinsi_kemendagri": "w_provinsi",
                "kode_kab_kota_kemendagri": "w_kab_kota",
                "tingkat": "w_tingkat",
            }[name]
        kind = next(c.duckdb_type for c in columns(DATASETS[self.layout.dataset]) if c.name == name)
        return f"CAST(NULL AS {kind})"

    def _assumed_date(self) -> str:
        when, note = cutoff(self.sheet, self.header.row, self.context.assumed, self.context.modified)
        if note and note not in self.catatan:
            self.catatan.append(note)
        return f"DATE '{when.isoformat()}'"

    def _needed(self) -> set[str]:
        """Fields without which there is no record: declared so, or the only source of a column that must be there."""
        absent = {item.name for item in self.absent}
        needed = {item.name for item in self.fields if item.is_needed}
        for column in columns(DATASETS[self.layout.dataset]):
            if column.is_required:
                needed |= set(places.fields_in(self._value(column.name, absent)))
        return needed
