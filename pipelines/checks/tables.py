"""What checks ask: the datasets with the place of each record, the reference tables, today, and the stages beside."""

from __future__ import annotations

import re
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path

import duckdb

from pipelines.across import files
from pipelines.marts import read_statement
from pipelines.marts.reference import reference_select
from schemas import DATASETS, columns
from warehouse.paths import REFERENCE

STAGES = Path(__file__).parent / "stage"
_REFERENCE = ("indikator", "kab_kota", "platform", "ukuran")
TODAY = "kini"
_MARTS = ("rapor_patahan",)
"""Marts that checks read: one statement answers both."""
_WRITTEN = date(2026, 11, 21)
"""For machines whose clock is behind this program."""


def open_tables(con: duckdb.DuckDBPyConnection, place: Path) -> None:
    """All that any check asks."""
    open_datasets(con, place)
    for name in resting():
        make(con, name)


def open_datasets(con: duckdb.DuckDBPyConnection, place: Path) -> frozenset[str]:
    """A view for each dataset over its parts, an empty one of its types when there are none; which ones have parts.

    Records carry `_bagian` (name of the part) and `_nomor` (their number in it).
    """
    held = set()
    for dataset, model in DATASETS.items():
        parts = sorted((place / dataset).glob("*.parquet")) if (place / dataset).is_dir() else []
        if parts:
            held.add(dataset)
            source = (
                "SELECT * EXCLUDE (filename, file_row_number), parse_filename(filename, TRUE) AS _bagian, "
                f"file_row_number AS _nomor FROM read_parquet({files(parts)}, filename = TRUE, file_row_number = TRUE)"
            )
        else:
            empty = ", ".join(f"CAST(NULL AS {column.duckdb_type}) AS {column.name}" for column in columns(model))
            source = f"SELECT {empty}, CAST(NULL AS VARCHAR) AS _bagian, CAST(NULL AS BIGINT) AS _nomor WHERE FALSE"
        con.execute(f"CREATE OR REPLACE TEMP VIEW {dataset} AS {source}")
    return frozenset(held)


@lru_cache(maxsize=1)
def resting() -> dict[str, str]:
    """What rests on the datasets, in the order it can be made: name -> statement ("" for CSVs and today)."""
    found = dict.fromkeys((*_REFERENCE, TODAY), "")
    found |= {mart: read_statement(mart).sql for mart in _MARTS}
    return found | {file.stem: file.read_text(encoding="utf-8") for file in sorted(STAGES.glob("*.sql"))}


def make(con: duckdb.DuckDBPyConnection, name: str) -> None:
    """One of the tables that rest on the datasets."""
    statement = resting()[name]
    if name == TODAY:
        statement = f"SELECT DATE '{max(datetime.now().astimezone().date(), _WRITTEN)}' AS hari_ini"
    elif name in _REFERENCE:
        statement = reference_select(con, REFERENCE / f"{name}.csv")
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS {statement}")


def asks(statement: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The datasets that a statement asks, directly or through what rests on them, and the latter in order."""
    code = re.sub(r"--.*", "", statement)
    words = set(re.findall(r"\w+", code))
    below = resting()
    used: set[str] = set()
    for name in reversed(below):
        if name in words:
            used.add(name)
            words |= set(re.findall(r"\w+", re.sub(r"--.*", "", below[name])))
    return frozenset(words & DATASETS.keys()), tuple(name for name in below if name in used)
