"""The rows of a sheet set aside (`buruk`): what may be shown of them, and how the ledger sums them up."""

from __future__ import annotations

import duckdb
import pandas as pd

from pipelines import privacy
from pipelines.delimited import quoted
from schemas.manifest import SetAside

_EXAMPLES = 5
_REASONS = 20
_TYPED = frozenset(["npsn_tidak_sah", "bukan_bilangan", "bukan_tanggal", "bukan_ya_tidak", "di_luar_batas", "pola"])
"""Reasons whose cell should hold a number, a code or a date: words in it are not shown."""
_TWINS = "kunci sama dengan baris lain di lembar ini: hapus salah satunya"


def mask(con: duckdb.DuckDBPyConnection) -> None:
    """What is shown of the rows set aside: no number, address or name of a person; asked of distinct texts."""
    rows = con.execute("SELECT DISTINCT kode, nilai, alasan FROM buruk").fetchall()
    masked = [
        (kode, nilai, alasan, nilai and privacy.mask_cell(nilai, kode in _TYPED), alasan and privacy.mask(alasan))
        for kode, nilai, alasan in rows
    ]
    changed = [row for row in masked if row[1:3] != row[3:]]
    if not changed:
        return
    names = ["kode", "nilai", "alasan", "nilai_baru", "alasan_baru"]
    con.register("samaran", pd.DataFrame(changed, columns=names, dtype="object"))
    same = " AND ".join(f"CAST(s.{name} AS VARCHAR) IS NOT DISTINCT FROM buruk.{name}" for name in names[:3])
    con.execute(
        "UPDATE buruk SET nilai = CAST(s.nilai_baru AS VARCHAR), alasan = CAST(s.alasan_baru AS VARCHAR) "
        f"FROM samaran AS s WHERE {same}"
    )
    con.unregister("samaran")


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
                    THEN count(DISTINCT alasan) || ' sebab lain; semuanya ada di daftar baris yang disisihkan'
                ELSE min(alasan) END,
            list('baris ' || baris || coalesce(' = baris ' || {twin}, '') || coalesce(': ' || nilai, '')
                ORDER BY baris)[1:{_EXAMPLES}]
        FROM semua JOIN urut ON urut.kode = semua.kode AND urut.kolom IS NOT DISTINCT FROM semua.kolom
            AND urut.kalimat IS NOT DISTINCT FROM semua.kalimat
        GROUP BY semua.kode, semua.kolom, is_sisa, CASE WHEN is_sisa THEN '' ELSE semua.kalimat END
        ORDER BY is_sisa, count(*) DESC, semua.kode, semua.kolom, min(alasan)"""
    ).fetchall()
    return tuple(
        SetAside(kode=kode, kolom=kolom, jumlah=jumlah, alasan=alasan, contoh=tuple(contoh))
        for kode, kolom, jumlah, alasan, contoh in rows
    )
