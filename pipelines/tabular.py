"""The engine of every layout that is one header and one record a row: the SQL is made from a declaration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd

from pipelines import regions
from pipelines.cells import FAST, TYPES, Reader, chosen, decimal_style, says
from pipelines.contract import Rule, bar_personal, contract_rules, details, verdict
from pipelines.names import key
from pipelines.read import Sheet
from pipelines.recognise import Field, Header, cutoff, find_header
from schemas import DATASETS, columns

_TOTAL = (
    r"(?i) *(grand )?(sub[ -]*total|total|jumlah)"
    r"( (total|nasional|keseluruhan|semua|provinsi|propinsi|prov|kabupaten|kab|kota|kecamatan|kec)\b.*)?[ :]*"
)
_NOTE = r"(?i) *(sumber|catatan|keterangan|ket|cat|note|source|diunduh|dicetak|tanggal unduh|[*†‡]+|\d\)) *([:. ].*)?"
_COLUMN_NUMBERS = r"\(? *[0-9]{1,2} *\)"


@dataclass(frozen=True)
class Context:
    """What a layout may know beside the sheet: dates to assume, the key, and the school list once it stands."""

    modified: date
    assumed: date | None = None
    kunci: bytes = b""
    sekolah: Path | None = None


@dataclass(frozen=True)
class Draft:
    """What a layout leaves in the connection: `rekaman` (baris, aturan, schema columns) and `buruk`; plus notes."""

    dataset: str
    catatan: tuple[str, ...] = ()
    dibaca: int = 0
    total_catatan: int = 0


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
    """

    kode: str
    judul: str
    dataset: str
    fields: tuple[Field, ...]
    values: Mapping[str, str] = field(default_factory=dict)
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
        present = set(sheet.keys[header.row])
        if any(key(name) in present for name in self.lacks):
            return None
        return Match(len(header.columns) + self.weight, header)

    def normalise(self, reader: Reader, sheet: Sheet, match: Match, context: Context) -> Draft:
        """Fill `rekaman` and `buruk` from the sheet."""
        return _Run(reader, sheet, self, match.header, context).run()


def empty_aside(con: duckdb.DuckDBPyConnection) -> None:
    """`buruk`, the rows of a sheet set aside, with nothing in it yet."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE buruk "
        "(lembar_ke INTEGER, baris BIGINT, kode VARCHAR, kolom VARCHAR, nilai VARCHAR, alasan VARCHAR)"
    )


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
        self.extra: dict[str, str] = {}

    def run(self) -> Draft:
        read = self._raw()
        self._dictionaries()
        if self.layout.prepare:
            self.extra.update(self.layout.prepare(self.reader, self.layout, self.header, self.sheet, self.context))
        if self.layout.has_region:
            self._regions()
        self._records()
        bar_personal(self.con, self.layout.dataset, self.layout.made)
        notes = self.con.execute("SELECT count(*) FROM rekaman WHERE aturan = -1").fetchall()[0][0]
        self.con.execute("DELETE FROM rekaman WHERE aturan <> 0")
        return Draft(self.layout.dataset, tuple(self.catatan), read, notes)

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
        frame = pd.DataFrame(
            [(text, *meaning) for text, meaning in meanings.items()],
            columns=["teks", "arti", "kosong", "alasan"],
            dtype="object",
        )
        self.con.register("kamus_baru", frame)
        self.con.execute(
            f"""CREATE OR REPLACE TEMP TABLE kamus_{item.name} AS
            SELECT CAST(teks AS VARCHAR) AS teks,
                CAST(CAST(arti AS VARCHAR) AS {TYPES.get(item.kind, "VARCHAR")}) AS arti,
                CAST(kosong AS BOOLEAN) AS kosong, CAST(alasan AS VARCHAR) AS alasan
            FROM kamus_baru"""
        )
        self.con.unregister("kamus_baru")
        self.reader.dictionaries.add(item.name)
        self.joins[item.name] = f"LEFT JOIN kamus_{item.name} k_{item.name} ON k_{item.name}.teks = m.r_{item.name}"

    def _regions(self) -> None:
        """What the texts of province and kab/kota are, and that `wil` knows each pair of them."""
        absent = [item.name for item in self.absent]
        prov = "NULL" if self.layout.provinsi == "r_provinsi" and "provinsi" in absent else self.layout.provinsi
        kab = "NULL" if self.layout.kab_kota == "r_kab_kota" and "kab_kota" in absent else self.layout.kab_kota
        self.prov = self.extra.get("provinsi", f"CAST({prov} AS VARCHAR)")
        self.kab = self.extra.get("kab_kota", f"CAST({kab} AS VARCHAR)")
        nulls = "".join(f", CAST(NULL AS VARCHAR) AS r_{name}" for name in absent)
        regions.know(self.reader, f"SELECT DISTINCT {self.prov}, {self.kab} FROM (SELECT *{nulls} FROM mentah)")

    def _records(self) -> None:
        layout, model = self.layout, DATASETS[self.layout.dataset]
        absent = {item.name for item in self.absent}
        source = self._source(absent)
        shown = {item.name: f"r_{item.name}" for item in self.fields if not item.is_private}
        record = ", ".join(f"{self._value(c.name, absent)} AS {c.name}" for c in columns(model))
        rules = [*self._reading_rules(), *layout.rules, *contract_rules(model, shown, layout.made)]
        if layout.is_personal:
            rules = [replace(rule, shown=None, why=None) for rule in rules]
        anchor = f"r_{layout.anchor}" if layout.anchor and layout.anchor not in absent else None
        is_blank = f"{anchor} IS NULL" if anchor else "TRUE"
        notes = [
            f"regexp_full_match(r_pertama, '{_TOTAL}') AND {is_blank}",
            f"regexp_full_match(r_pertama, '{_COLUMN_NUMBERS}') AND {is_blank}",
        ]
        if anchor:
            notes.append(f"regexp_full_match(r_pertama, '{_NOTE}') AND {is_blank}")
        for item in self.fields:
            if anchor and item.name in {"provinsi", "kab_kota"}:
                total = f"regexp_full_match(coalesce(r_{item.name}, ''), '{_TOTAL}')"
                notes.append(total if layout.anchor == item.name else f"{total} AND {is_blank}")
        if layout.has_region:
            notes.append("w_golongan = 'luar_negeri'")
            if not layout.keeps_nation:
                is_total = "TRUE" if layout.anchor == "kab_kota" else is_blank
                notes.append(f"w_golongan = 'nasional' AND {is_total}")
        self.con.execute(
            f"""CREATE OR REPLACE TEMP TABLE rekaman AS
            WITH t AS ({source}), u AS (SELECT *, {record} FROM t)
            SELECT baris,
                CASE WHEN {" OR ".join(f"({note})" for note in notes)} THEN -1 ELSE {verdict(rules)} END AS aturan,
                {", ".join(c.name for c in columns(model))}
            FROM u"""
        )
        empty_aside(self.con)
        if self.con.execute("SELECT count(*) FROM rekaman WHERE aturan > 0").fetchall()[0][0]:
            kode, kolom, nilai, alasan = details(rules)
            self.con.execute(
                f"""INSERT INTO buruk
                WITH b AS (SELECT baris, aturan FROM rekaman WHERE aturan > 0),
                t AS (SELECT * FROM ({source}) JOIN b USING (baris)), u AS (SELECT *, {record} FROM t)
                SELECT 0, baris, {kode}, {kolom}, {nilai}, {alasan} FROM u"""
            )

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
        for name in absent:
            kind = next(item.kind for item in self.layout.fields if item.name == name)
            picked.append(f"CAST(NULL AS VARCHAR) AS r_{name}, CAST(NULL AS {TYPES.get(kind, 'VARCHAR')}) AS v_{name}")
        picked += [f"m.{name}" for name in self.extra if name.startswith("x_")]
        joins = list(self.joins.values())
        if self.layout.has_region:
            nulls = "".join(f", CAST(NULL AS VARCHAR) AS r_{name}" for name in absent)
            picked.append(
                "w.tingkat AS w_tingkat, w.kode_provinsi_kemendagri AS w_provinsi, "
                "w.kode_kab_kota_kemendagri AS w_kab_kota, w.golongan AS w_golongan, w.alasan AS w_alasan, m.w_teks"
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
        if name == "tanggal_data" and ("tanggal_data" in absent or not any(f.name == name for f in self.layout.fields)):
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

    def _reading_rules(self) -> list[Rule]:
        """Region, then each cell that its kind could not read."""
        rules: list[Rule] = []
        if self.layout.has_region:
            when = "w_golongan IN ('tidak_dikenal', 'rancu')"
            if self.layout.is_region_optional:
                when += " AND w_teks <> ''"
            rules.append(
                Rule(
                    when,
                    "wilayah_tidak_dikenal",
                    "wilayah",
                    "provinsi atau kabupaten/kota tidak dikenal: betulkan ejaannya",
                    "nullif(w_teks, '')",
                    "w_alasan",
                )
            )
            if any(item.name == "npsn" for item in self.fields):
                rules.append(
                    Rule(
                        "w_golongan = 'nasional'",
                        "wilayah_tidak_dikenal",
                        "wilayah",
                        "NPSN terisi tetapi wilayahnya seluruh negeri: isi provinsi dan kabupaten/kota",
                        "w_teks",
                    )
                )
        for item in self.fields:
            if item.name not in self.joins or item.is_lenient:
                continue
            kode, alasan = says(item.kind)
            rules.append(
                Rule(
                    f"v_{item.name} IS NULL AND r_{item.name} IS NOT NULL AND NOT kosong_{item.name}",
                    kode,
                    item.name,
                    f"{item.headers[0]}: {alasan}",
                    None if item.is_private else f"r_{item.name}",
                    f"alasan_{item.name}",
                )
            )
        return rules
