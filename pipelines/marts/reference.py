"""Reference CSVs as typed SELECTs: read as text by name, then cast."""

from __future__ import annotations

from pathlib import Path

import duckdb

_TYPES = {
    "baris_petak": "BIGINT",
    "kolom_petak": "BIGINT",
    "nilai": "DOUBLE",
    "level": "BIGINT",
    "irama_hari": "BIGINT",
    "urutan": "BIGINT",
    "tahun_mulai": "BIGINT",
    "tahun_sampai": "BIGINT",
    "tanggal_mulai": "DATE",
    "tanggal_selesai": "DATE",
    "bobot": "DOUBLE",
    "is_utama": "BOOLEAN",
    "is_prioritas": "BOOLEAN",
    "is_memimpin": "BOOLEAN",
    "is_batas_deret": "BOOLEAN",
}
"""Columns that are not text; the same name means the same thing in every reference table."""

_TRUE = "('true', 'ya', '1')"


def reference_select(con: duckdb.DuckDBPyConnection, file: Path) -> str:
    """A SELECT over one reference CSV, its columns typed; FileNotFoundError names a missing table."""
    if not file.is_file():
        raise FileNotFoundError(f"Tabel acuan {file.name} tidak ditemukan di {file.parent}.")
    source = f"read_csv('{str(file).replace(chr(39), chr(39) * 2)}', all_varchar = true, header = true, nullstr = '')"
    names = [row[0] for row in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()]
    return f"SELECT {', '.join(_typed(name) for name in names)} FROM {source}"


def _typed(name: str) -> str:
    kind = _TYPES.get(name, "VARCHAR")
    if kind == "BOOLEAN":
        return f'COALESCE(LOWER(TRIM("{name}")) IN {_TRUE}, false) AS "{name}"'
    return f'CAST("{name}" AS {kind}) AS "{name}"'
