"""Cell texts to typed columns at the cost of SQL over columns.

Nearly every cell has a plain form that one regular expression reads. The rest, few distinct texts, goes through
the macros of `pipelines.values` once per process and comes back as a small dictionary to be joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import duckdb
import pandas as pd

from pipelines import values
from pipelines.names import key
from pipelines.recognise import Field

_PLAIN_NUMBER = r"-?[0-9]{1,15}([.,]([0-9]{1,2}|[0-9]{4,12}))?%?"

FAST: Mapping[str, str] = {
    "teks": "CASE WHEN regexp_full_match({x}, '[!\"$-~][!-~]*( [!-~]+)*') THEN {x} END",
    "npsn": "nullif(regexp_extract({x}, '^ *([1-9][0-9]{{7}}|[PK][0-9]{{7}})([.]0)? *$', 1), '')",
    "bulat": "CASE WHEN regexp_full_match({x}, '-?[0-9]{{1,15}}') THEN CAST({x} AS BIGINT) END",
    "bilangan": (
        "CASE WHEN regexp_full_match({x}, '" + _PLAIN_NUMBER.replace("{", "{{").replace("}", "}}") + "') "
        "THEN CAST(replace(rtrim({x}, '%'), ',', '.') AS DOUBLE) END"
    ),
    "tanggal": "CASE WHEN regexp_full_match({x}, '[0-9]{{4}}-[01][0-9]-[0-3][0-9]') THEN TRY_CAST({x} AS DATE) END",
    "batas": "CASE WHEN regexp_full_match({x}, '[0-9]{{4}}-[01][0-9]-[0-3][0-9]') THEN TRY_CAST({x} AS DATE) END",
    "ya_tidak": "CAST(NULL AS BOOLEAN)",
    "daftar": "CAST(NULL AS VARCHAR)",
    "apa_adanya": "{x}",
}
TYPES: Mapping[str, str] = {
    "bulat": "BIGINT",
    "bilangan": "DOUBLE",
    "tanggal": "DATE",
    "batas": "DATE",
    "ya_tidak": "BOOLEAN",
}
_SLOW: Mapping[str, str] = {
    "teks": "bersih(teks)",
    "npsn": "npsn_bersih(teks)",
    "bulat": "CASE WHEN NOT contains(teks, '%') THEN CAST(bilangan_bulat(teks, {gaya}) AS VARCHAR) END",
    "bilangan": "CAST(bilangan(teks, {gaya}) AS VARCHAR)",
    "tanggal": "CAST(tanggal(teks) AS VARCHAR)",
    "batas": "CAST(batas(teks) AS VARCHAR)",
    "ya_tidak": "CAST(ya_tidak(teks) AS VARCHAR)",
    "alasan": "tidak_tersedia(teks)",
}
_SAYS: Mapping[str, tuple[str, str]] = {
    "npsn": ("npsn_tidak_sah", "NPSN tidak sah"),
    "bulat": ("bukan_bilangan", "bukan bilangan bulat: tulis angka saja"),
    "bilangan": ("bukan_bilangan", "bukan bilangan: tulis angka saja"),
    "tanggal": ("bukan_tanggal", "bukan tanggal: tulis seperti 31/10/2026 atau 2026-10-31"),
    "batas": ("bukan_tanggal", "bukan tanggal: tulis seperti 31/10/2026, 2026-10-31, atau Oktober 2026"),
    "ya_tidak": ("bukan_ya_tidak", "tulis Ya atau Tidak"),
    "daftar": ("di_luar_daftar", "di luar daftar yang dikenali"),
}

_NOTHING = (
    "NOT regexp_matches(teks, '[0-9A-Za-z]') OR lower(trim(teks)) IN "
    "('null', 'none', 'nan', 'n/a', 'na', '#n/a', 'tidak ada', 'tdk ada', 'belum ada', 'kosong', 'nihil')"
)
"""A cell that says there is nothing: blank or a mark for missing, not a fault."""
ERROR = r" *#(?:REF!|N/A|VALUE!|NAME[?]|DIV/0!|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA) *"
"""What a formula leaves in a cell when it can't be worked out; means the same to Python and to DuckDB."""
_IS_ERROR = re.compile(ERROR, re.IGNORECASE)

Meaning = tuple[str | None, bool, str | None]
"""Canonical text or None, whether the cell says "nothing here", and a reason of its own."""


class Reader:
    """One per process: the connection's macros and everything they have already been asked."""

    def __init__(self, con: duckdb.DuckDBPyConnection) -> None:
        self.con = con
        self._known: dict[tuple[str, str | None, str], Meaning] = {}
        self._is_installed = False
        self.notes: dict[str, str] = {}
        """What layouts remember between sheets (which school list is loaded)."""
        self.catatan: list[str] = []
        """Notes of the sheet at hand."""
        self.dictionaries: set[str] = set()
        """Fields of the sheet at hand that have a dictionary table."""

    def meanings(self, kind: str, gaya: str | None, texts: Iterable[str]) -> dict[str, Meaning]:
        """What the macros make of each text."""
        if kind not in {"bulat", "bilangan"}:
            gaya = None
        wanted = set(texts)
        unseen = [text for text in wanted if (kind, gaya, text) not in self._known]
        if unseen:
            self._ask(kind, gaya, unseen)
        found = {text: self._known[kind, gaya, text] for text in wanted}
        if len(self._known) > 500_000:
            self._known.clear()
        return found

    def _ask(self, kind: str, gaya: str | None, texts: list[str]) -> None:
        if not self._is_installed:
            values.install(self.con)
            self._is_installed = True
        style = f"'{gaya}'" if gaya else "NULL"
        reason = "alasan_npsn(teks)" if kind == "npsn" else "CAST(NULL AS VARCHAR)"
        frame = pd.DataFrame({"teks": pd.Series(texts, dtype="object")})
        self.con.register("teks_baru", frame)
        try:
            rows = self.con.execute(
                f"SELECT teks, {_SLOW[kind].format(gaya=style)}, {_NOTHING}, {reason} FROM teks_baru"
            ).fetchall()
        finally:
            self.con.unregister("teks_baru")
        for text, canonical, is_empty, why in rows:
            is_error = is_error_value(text)
            self._known[kind, gaya, text] = (None, False, None) if is_error else (canonical, bool(is_empty), why)


def is_error_value(text: str) -> bool:
    """Whether a cell holds an error value of Excel instead of what was meant."""
    return _IS_ERROR.fullmatch(text) is not None


def chosen(item: Field, texts: Iterable[str]) -> dict[str, Meaning]:
    """What a closed list makes of each text."""
    return {text: (item.choices.get(key(text)), key(text) == "", None) for text in texts}


def says(kind: str) -> tuple[str, str]:
    """The code and the words for a cell that its kind cannot read."""
    return _SAYS.get(kind, ("tidak_terbaca", "tidak terbaca"))


def decimal_style(
    con: duckdb.DuckDBPyConnection, table: str, columns: Iterable[str], delimiter: str | None
) -> str | None:
    """Whether a sheet's numbers use a decimal comma or point: seen in its first rows, else implied by the delimiter."""
    texts = " UNION ALL ".join(
        f"(SELECT {name} AS x FROM {table} WHERE {name} IS NOT NULL LIMIT 5000)" for name in columns
    )
    if texts:
        comma, point = con.execute(
            f"""SELECT
                count_if(regexp_full_match(x, ' *-?[0-9.]*,([0-9]{{1,2}}|[0-9]{{4,}})%? *')),
                count_if(regexp_full_match(x, ' *-?[0-9,]*[.]([0-9]{{1,2}}|[0-9]{{4,}})%? *') AND NOT x LIKE '%.0')
            FROM ({texts}) WHERE contains(x, ',') OR contains(x, '.')"""
        ).fetchall()[0]
        if comma != point:
            return "koma" if comma > point else "titik"
    return {";": "koma", ",": "titik"}.get(delimiter or "")
