"""What is found in a sheet: `buruk` (rows set aside) and `catat` (the rest), what may be shown of it, its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from pipelines import privacy
from pipelines.delimited import quoted
from schemas.manifest import SetAside

FOLDER, FILE = ".temuan", "temuan.parquet"
"""Where the findings lie while a folder is built, one file a sheet, and where they lie afterwards."""
COLUMNS: Mapping[str, str] = {
    "keparahan": "VARCHAR",
    "kode": "VARCHAR",
    "berkas": "VARCHAR",
    "lembar": "VARCHAR",
    "baris": "BIGINT",
    "sel": "VARCHAR",
    "kolom": "VARCHAR",
    "layout": "VARCHAR",
    "nilai": "VARCHAR",
    "alasan": "VARCHAR",
    "koreksi": "VARCHAR",
    "pilihan": "VARCHAR",
}
SEVERITIES = ("tolak", "periksa", "catatan")
BURUK = "buruk (lembar_ke, baris, kode, kolom, nilai, alasan)"
CATAT = "catat (lembar_ke, baris, kode, kolom, nilai, alasan, keparahan, koreksi, pilihan)"
"""What an INSERT names, in this order."""

_EXAMPLES = 5
_REASONS = 20
_TYPED = frozenset(["npsn_tidak_sah", "bukan_bilangan", "bukan_tanggal", "bukan_ya_tidak", "di_luar_batas", "pola"])
"""Reasons whose cell should hold a number, a code or a date: words in it are not shown."""
CORRECTED = frozenset(["npsn_dirapikan", "bilangan_dirapikan"])
"""Cells accepted as what `koreksi` says: a number that the dataset holds, so nothing is given away by showing it."""
_TWINS = "kunci sama dengan baris lain di lembar ini: hapus salah satunya"


@dataclass(frozen=True)
class Finding:
    """A finding of the whole sheet or of its header; `sel` is given, for there is no row of data to tell it by."""

    kode: str
    alasan: str
    keparahan: str = "tolak"
    baris: int | None = None
    sel: str | None = None
    kolom: str | None = None
    nilai: str | None = None


def cell_name(column0: int, row: int) -> str:
    """A cell as spreadsheets call it: 0-based column, 1-based row -> 'C12'."""
    letters, number = "", column0 + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{letters}{row}"


def empty_aside(con: duckdb.DuckDBPyConnection) -> None:
    """`buruk`, the rows of a sheet set aside, with nothing in it yet."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE buruk (lembar_ke INTEGER, baris BIGINT, kode VARCHAR, kolom VARCHAR, "
        "nilai VARCHAR, alasan VARCHAR, pilihan VARCHAR)"
    )


def empty_notes(con: duckdb.DuckDBPyConnection) -> None:
    """`catat`, the findings of a sheet that set nothing aside, with nothing in it yet."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE catat (lembar_ke INTEGER, baris BIGINT, kode VARCHAR, kolom VARCHAR, "
        "nilai VARCHAR, alasan VARCHAR, keparahan VARCHAR, koreksi VARCHAR, pilihan VARCHAR)"
    )


def mask(con: duckdb.DuckDBPyConnection) -> None:
    """What is shown of `buruk` and `catat`: no number, address or name of a person; asked of distinct texts."""
    _mask(con, "buruk", "CAST(NULL AS VARCHAR)")
    _mask(con, "catat", "koreksi")


def _mask(con: duckdb.DuckDBPyConnection, table: str, koreksi: str) -> None:
    rows = con.execute(f"SELECT DISTINCT kode, nilai, alasan, {koreksi} FROM {table}").fetchall()
    changed = []
    for kode, nilai, alasan, correct in rows:
        is_shown = kode in CORRECTED and correct is not None
        cell = nilai if is_shown or not nilai else privacy.mask_cell(nilai, kode in _TYPED)
        repaired = correct if is_shown or not correct or privacy.mask(correct) == correct else None
        shown = (cell, alasan and privacy.mask(alasan), repaired)
        if shown != (nilai, alasan, correct):
            changed.append((kode, nilai, alasan, correct, *shown))
    if not changed:
        return
    names = ["kode", "nilai", "alasan", "koreksi", "nilai_baru", "alasan_baru", "koreksi_baru"]
    con.register("samaran", pd.DataFrame(changed, columns=names, dtype="object"))
    compared = names[:4] if table == "catat" else names[:3]
    same = " AND ".join(f"CAST(s.{name} AS VARCHAR) IS NOT DISTINCT FROM {table}.{name}" for name in compared)
    renewed = ["nilai", "alasan", *(["koreksi"] if table == "catat" else [])]
    given = ", ".join(f"{name} = CAST(s.{name}_baru AS VARCHAR)" for name in renewed)
    con.execute(f"UPDATE {table} SET {given} FROM samaran AS s WHERE {same}")
    con.unregister("samaran")


def write(
    con: duckdb.DuckDBPyConnection,
    file: Path,
    *,
    berkas: str,
    lembar: str,
    layout: str | None,
    number: int,
    kolom_ke: Mapping[str, int],
    whole: Sequence[Finding] = (),
) -> None:
    """What was found in the sheet `number`, masked, as one Parquet file; none when nothing was."""
    rows = (
        "SELECT 'tolak' AS keparahan, kode, baris, kolom, nilai, alasan, CAST(NULL AS VARCHAR) AS koreksi, pilihan "
        f"FROM buruk WHERE lembar_ke = {number} UNION ALL BY NAME "
        "SELECT keparahan, kode, baris, kolom, nilai, alasan, koreksi, pilihan "
        f"FROM catat WHERE lembar_ke = {number}"
    )
    named = [row[0] for row in con.execute(f"SELECT DISTINCT kolom FROM ({rows})").fetchall()]
    if not named and not whole:
        return
    mask(con)
    cells = " ".join(
        f"WHEN {quoted(name)} THEN {quoted(cell_name(kolom_ke[name], 0)[:-1])}" for name in named if name in kolom_ke
    )
    sel = f"CASE kolom {cells} END || baris" if cells else "CAST(NULL AS VARCHAR)"
    given = "".join(
        f" UNION ALL BY NAME SELECT {_text(item.keparahan)} AS keparahan, {_text(item.kode)} AS kode, "
        f"CAST({item.baris or 'NULL'} AS BIGINT) AS baris, {_text(item.sel)} AS sel, {_text(item.kolom)} AS kolom, "
        f"{_text(item.nilai and privacy.mask(item.nilai))} AS nilai, {_text(privacy.mask(item.alasan))} AS alasan, "
        "CAST(NULL AS VARCHAR) AS koreksi, CAST(NULL AS VARCHAR) AS pilihan"
        for item in whole
    )
    file.parent.mkdir(exist_ok=True)
    con.execute(
        f"COPY (SELECT {', '.join(COLUMNS)} FROM (SELECT *, {quoted(berkas)} AS berkas, {quoted(lembar)} AS lembar, "
        f"{_text(layout)} AS layout FROM (SELECT *, {sel} AS sel FROM ({rows}){given})) "
        f"ORDER BY baris NULLS FIRST, keparahan, kode, kolom) TO {quoted(str(file))} (FORMAT PARQUET)"
    )


def _text(value: str | None) -> str:
    return "CAST(NULL AS VARCHAR)" if value is None else quoted(value)


def reasons(con: duckdb.DuckDBPyConnection, number: int) -> tuple[SetAside, ...]:
    """Why rows were set aside: one entry a sentence, the most frequent first, each with its first cells.

    Twins of one sheet are one entry that names them in pairs; beyond the first sentences the rest are counted.
    """
    twin = r"nullif(regexp_extract(alasan, '^kunci sama dengan baris (\d+) di lembar ini', 1), '')"
    rows = con.execute(
        f"""WITH semua AS (
            SELECT *, CASE WHEN kode = 'kunci_ganda' THEN '' ELSE alasan END AS kalimat
            FROM buruk WHERE lembar_ke = {number}
        ), urut AS (
            SELECT kode, kolom, kalimat,
                row_number() OVER (ORDER BY count(*) DESC, kode, kolom, kalimat) > {_REASONS} AS is_sisa
            FROM semua GROUP BY kode, kolom, kalimat
        )
        SELECT semua.kode, semua.kolom, count(*),
            CASE WHEN semua.kode = 'kunci_ganda' AND count(DISTINCT alasan) > 1 THEN {quoted(_TWINS)}
                WHEN is_sisa AND count(DISTINCT alasan) > 1
                    THEN count(DISTINCT alasan) || ' sebab lain; semuanya ada di daftar temuan'
                ELSE min(alasan) END,
            arg_min('baris ' || baris || coalesce(' = baris ' || {twin}, '') || coalesce(': ' || nilai, ''),
                baris, {_EXAMPLES})
        FROM semua JOIN urut ON urut.kode = semua.kode AND urut.kolom IS NOT DISTINCT FROM semua.kolom
            AND urut.kalimat IS NOT DISTINCT FROM semua.kalimat
        GROUP BY semua.kode, semua.kolom, is_sisa, CASE WHEN is_sisa THEN '' ELSE semua.kalimat END
        ORDER BY is_sisa, count(*) DESC, semua.kode, semua.kolom, min(alasan)"""
    ).fetchall()
    return tuple(
        SetAside(kode=kode, kolom=kolom, jumlah=jumlah, alasan=alasan, contoh=tuple(contoh))
        for kode, kolom, jumlah, alasan, contoh in rows
    )
