"""A second table below the first in one sheet: what lies under another header must not be read by the first one."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

import duckdb

from pipelines.contract import Rule
from pipelines.delimited import quoted
from pipelines.names import key
from pipelines.read import Sheet
from pipelines.recognise import Field

KODE = "tabel_kedua"
ANCHORS = ("npsn", "kab_kota", "provinsi", "kabupaten", "kota")
_KEY = "trim(regexp_replace(lower({}), '[^0-9a-z%+<>]+', ' ', 'g'))"


def rule(
    con: duckdb.DuckDBPyConnection, fields: Sequence[Field], titles: Mapping[str, str | None], told: Container[str]
) -> Rule | None:
    """A rule for the rows of `mentah` below another table's header, and for that header itself.

    Such a row says in the column of an NPSN or a region what such a column is called, and has words where numbers are
    read. This table's own header, repeated where a page breaks, differs in no cell and is no such row. `told` are the
    fields whose texts beyond the plain form have a dictionary (`kamus_<field>`).
    """
    words = [
        f"r_{name} IN ({', '.join(quoted(text) for text in texts)})"
        for name in (item.name for item in fields if _is_counted(item) and item.name in told)
        if (texts := _unreadable(con, name))
    ]
    heads = {i.name: {key(n) for n in (*i.headers, titles.get(i.name)) if n} for i in fields}
    anchors = [i.name for i in fields if i.name in ANCHORS]
    if not words or not anchors or not titles:
        return None
    every = {name for held in heads.values() for name in held}
    hits = " + ".join(f"coalesce(CAST({_says(i.name, every)} AS INTEGER), 0)" for i in fields)
    anchored = " OR ".join(f"coalesce({_says(name, heads[name])}, FALSE)" for name in anchors)
    same = " AND ".join(f"(r_{i.name} IS NULL OR {_says(i.name, heads[i.name])})" for i in fields)
    found = con.execute(
        f"WITH ganjil AS MATERIALIZED (SELECT * FROM mentah WHERE {' OR '.join(words)}) "  # few rows
        f"SELECT min(baris) FROM ganjil WHERE ({hits} > 1 OR {anchored}) AND NOT ({same})"
    ).fetchall()[0][0]
    return None if found is None else below(int(found))


def repeated(con: duckdb.DuckDBPyConnection, sheet: Sheet, at: int, deep: int, named: Mapping[str, int]) -> int | None:
    """The source row of another header of column groups below the first one (0-based row `at`, `deep` lines).

    `named` are the columns (0-based) of schools and regions; the same header again is none.
    """
    first = [[key(cell) for cell in row] for row in sheet.head[at : at + deep]]
    asked = [
        f"{_KEY.format(f'c{column + 1}')} = {quoted(first[0][column])}"
        for name, column in named.items()
        if name in ANCHORS and first[0][column]
    ]
    if not asked:
        return None
    cells = ", ".join(f"c{place}" for place in range(1, sheet.lebar + 1))
    again = con.execute(
        f"SELECT baris FROM {sheet.relation} WHERE baris > {at + deep} AND ({' OR '.join(asked)}) "
        "ORDER BY baris LIMIT 50"
    ).fetchall()
    for (row,) in again:
        lines = con.execute(
            f"SELECT {cells} FROM {sheet.relation} WHERE baris >= {row} AND baris < {row + deep} ORDER BY baris"
        ).fetchall()
        if [[key(cell) for cell in line] for line in lines] != first:
            return int(row)
    return None


def below(row: int, step: int = 1) -> Rule:
    """The rule for another table whose header is in a source row; `step`: by what rows are numbered there."""
    said = (
        f"mulai baris {row} ada tabel lain yang susunan kolomnya berbeda dari tabel pertama: "
        "pindahkan tabel itu ke lembar atau berkas sendiri"
    )
    return Rule(f"baris >= {row * step}", KODE, None, said)


def _unreadable(con: duckdb.DuckDBPyConnection, name: str) -> list[str]:
    """The words in a field's column that are no number, date or code."""
    asked = f"SELECT teks FROM kamus_{name} WHERE arti IS NULL AND regexp_matches(teks, '[A-Za-z]{{2}}') ORDER BY teks"
    return [row[0] for row in con.execute(asked).fetchall()]


def _is_counted(item: Field) -> bool:
    return item.kind in {"bulat", "bilangan", "tanggal", "batas", "npsn"} and not item.is_private


def _says(name: str, keys: Iterable[str]) -> str:
    return f"{_KEY.format(f'r_{name}')} IN ({', '.join(quoted(text) for text in sorted(keys))})"
