"""Cells that are read one way only although they are not written that way: named, with what was read.

Forms that every export of a kind has (a whole column with a decimal comma, "Rp", "%") are no fault. A cell counts
only where it departs from the others of its column or sheet; an NPSN with anything around it always does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import duckdb

from pipelines.aside import CATAT
from pipelines.delimited import quoted
from pipelines.recognise import Field

NPSN_SAYS = "NPSN terbaca pasti, tetapi tidak tersimpan sebagai teks 8 angka: rapikan di sistem asal"
_REGION_SAYS = "nama wilayah dikenali sesudah spasi berlebih atau karakter tak terlihat dihapus: rapikan di sistem asal"
_SAYS = {
    "koma": "desimalnya ditulis dengan koma, tidak seperti sel lain di lembar ini: samakan cara menulisnya",
    "titik": "desimalnya ditulis dengan titik, tidak seperti sel lain di lembar ini: samakan cara menulisnya",
    "ribuan": "ditulis dengan pemisah ribuan, tidak seperti sel lain di lembar ini: samakan cara menulisnya",
    "rupiah": "ditulis dengan Rp, tidak seperti sel lain di kolom ini: tulis angka saja",
    "lain": "bilangan terbaca pasti sesudah tanda atau spasi di sekitarnya dihapus: tulis angka saja",
}
_INVISIBLE = re.compile("[\u200b-\u200d\u2060\ufeff\u00ad]")
_GROUPS = r"[+-]?[1-9][0-9]{0,2}([.][0-9]{3})+(,[0-9]+)?%?|[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+([.][0-9]+)?%?"


def _form(text: str, value: str) -> str:
    """SQL of the way a number is written: polos, ribuan, koma, titik, rupiah or lain."""
    bare = f"trim({text})"
    return f"""CASE
        WHEN regexp_full_match({bare}, '-?[0-9]+([.,]0+)?%?') AND abs({value}) < 1e15
            AND NOT regexp_full_match({bare}, '-?[1-9][0-9]{{0,2}}[.,]000%?') THEN 'polos'
        WHEN abs({value}) >= 1000 AND regexp_full_match({bare}, '{_GROUPS}') THEN 'ribuan'
        WHEN regexp_full_match({bare}, '-?[0-9]*,[0-9]+%?') THEN 'koma'
        WHEN regexp_full_match({bare}, '-?[0-9]*[.][0-9]+%?') THEN 'titik'
        WHEN regexp_matches({bare}, '(?i)^[+-]?(rp|idr)') THEN 'rupiah'
        ELSE 'lain' END"""


def note(con: duckdb.DuckDBPyConnection, fields: Sequence[Field], joins: Mapping[str, str]) -> None:
    """Write to `catat` each accepted cell that someone should repair at its source; cells never shown are left out."""
    shown = [item for item in fields if not item.is_private]
    for item in shown:
        if item.kind == "npsn":
            _npsn(con, item.name, joins.get(item.name, ""))
    _numbers(con, [item for item in shown if item.kind in {"bulat", "bilangan"}], joins)
    _regions(con, {item.name for item in shown})


def _accepted(alias: str = "m") -> str:
    return f"{alias}.baris IN (SELECT baris FROM rekaman WHERE aturan = 0)"


def _value(name: str, joins: Mapping[str, str]) -> str:
    return f"coalesce(m.f_{name}, k_{name}.arti)" if name in joins else f"m.f_{name}"


def _npsn(con: duckdb.DuckDBPyConnection, name: str, join: str) -> None:
    value = f"coalesce(m.f_{name}, k_{name}.arti)" if join else f"m.f_{name}"
    con.execute(
        f"""INSERT INTO {CATAT}
        SELECT 0, m.baris, 'npsn_dirapikan', {quoted(name)}, m.r_{name}, {quoted(NPSN_SAYS)}, 'catatan', {value}, NULL
        FROM mentah m {join} WHERE m.r_{name} <> {value} AND {_accepted()}"""
    )


def _numbers(con: duckdb.DuckDBPyConnection, items: Sequence[Field], joins: Mapping[str, str]) -> None:
    """Numbers written in a way that few of their column (Rp, marks) or of their sheet (separators) are."""
    items = [item for item in items if not item.is_lenient]
    asked = [item for item in items if item.name in joins or item.kind == "bilangan"]
    if not asked:
        return
    counts = con.execute(
        " UNION ALL ".join(
            f"SELECT {quoted(item.name)}, {_form(f'm.r_{item.name}', value)} AS bentuk, count(*), "
            f"count(*) FILTER (abs({value}) >= 1000) FROM mentah m {joins.get(item.name, '')} "
            f"WHERE {value} IS NOT NULL GROUP BY bentuk"
            for item in asked
            for value in [_value(item.name, joins)]
        )
    ).fetchall()
    if all(form == "polos" for _, form, _, _ in counts):
        return
    sheet: dict[str, int] = {}
    column: dict[str, int] = {}
    for name, form, number, _ in counts:
        sheet[form] = sheet.get(form, 0) + number
        column[name] = column.get(name, 0) + number
    large = sum(number for _, form, _, number in counts if form == "polos")
    large += _large_elsewhere(con, [item for item in items if item not in asked])
    rivals = {"koma": sheet.get("titik", 0), "titik": sheet.get("koma", 0), "ribuan": large}
    comma = sheet.get("koma", 0) > sheet.get("titik", 0)
    for name, form, number, _ in counts:
        rival = rivals[form] if form in rivals else column[name] - number
        if form == "polos" or rival <= (sheet[form] if form in rivals else number):
            continue
        value = _value(name, joins)
        correct = f"regexp_replace(CAST({value} AS VARCHAR), '[.]0$', '')"
        if comma and form != "koma":
            correct = f"replace({correct}, '.', ',')"
        con.execute(
            f"""INSERT INTO {CATAT}
            SELECT 0, m.baris, 'bilangan_dirapikan', {quoted(name)}, m.r_{name}, {quoted(_SAYS[form])}, 'catatan',
                {correct}, NULL
            FROM mentah m {joins.get(name, "")}
            WHERE {value} IS NOT NULL AND {_form(f"m.r_{name}", value)} = {quoted(form)} AND {_accepted()}"""
        )


def _large_elsewhere(con: duckdb.DuckDBPyConnection, items: Sequence[Field]) -> int:
    """How many counts of 1,000 or more stand without a separator in columns that are plain throughout."""
    if not items:
        return 0
    sums = " + ".join(f"count(*) FILTER (f_{item.name} >= 1000)" for item in items)
    return int(con.execute(f"SELECT {sums} FROM mentah").fetchall()[0][0])


def _regions(con: duckdb.DuckDBPyConnection, names: set[str]) -> None:
    """Region names that were found in spite of odd blanks, where most of their column has none."""
    held = [name for name in ("provinsi", "kab_kota") if name in names]
    if not held or not con.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'wil'").fetchall():
        return
    for name in held:
        odd = con.execute(
            f"SELECT DISTINCT {name} FROM wil WHERE is_kotor IS NOT NULL AND {name} IS NOT NULL"
        ).fetchall()
        clean = {text: " ".join(_INVISIBLE.sub("", text).split()) for (text,) in odd}
        listed = ", ".join(quoted(text) for text, better in clean.items() if text != better)
        if not listed:
            continue
        found, filled = con.execute(
            f"SELECT count(*) FILTER (r_{name} IN ({listed})), count(r_{name}) FROM mentah"
        ).fetchall()[0]
        if not found or 2 * found >= filled:
            continue
        better = " ".join(f"WHEN {quoted(text)} THEN {quoted(new)}" for text, new in clean.items())
        con.execute(
            f"""INSERT INTO {CATAT}
            SELECT 0, m.baris, 'teks_dirapikan', {quoted(name)}, m.r_{name}, {quoted(_REGION_SAYS)}, 'catatan',
                CASE m.r_{name} {better} END, NULL
            FROM mentah m WHERE m.r_{name} IN ({listed}) AND {_accepted()}"""
        )
