"""Rules of meaning: one .sql a rule, named <table>__<what_must_hold>. A check that returns rows names them.

A check's header says: what it looks for, `-- keparahan:` periksa or catatan, `-- pesan:` the sentence with the
remedy (continued on lines that begin with three blanks), in which {jumlah} stands for the number of rows. It
selects one column, `temuan`: what was found where.
(What may not enter at all is the contract of the row models; see pipelines/contract.py.)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines import privacy
from pipelines.across import files
from schemas import DATASETS, columns
from schemas.manifest import Temuan

FOLDER = Path(__file__).parent
_EXAMPLES = 5
_HEADER = re.compile(r"^-- (keparahan|pesan): (.+(?:\n--   .+)*)$", re.MULTILINE)


@dataclass(frozen=True)
class Check:
    """One rule: its name, severity, message and query."""

    nama: str
    keparahan: str
    pesan: str
    query: str


def all_checks() -> tuple[Check, ...]:
    """Every rule, by name."""
    found = []
    for file in sorted(FOLDER.glob("*.sql")):
        text = file.read_text(encoding="utf-8")
        about = {name: " ".join(said.replace("\n--", " ").split()) for name, said in _HEADER.findall(text)}
        found.append(Check(file.stem, about["keparahan"], about["pesan"], text))
    return tuple(found)


def open_tables(con: duckdb.DuckDBPyConnection, place: Path) -> None:
    """A view for each dataset over its parts; an empty table of its types when there are none."""
    for dataset, model in DATASETS.items():
        parts = sorted((place / dataset).glob("*.parquet")) if (place / dataset).is_dir() else []
        if parts:
            con.execute(f"CREATE OR REPLACE TEMP VIEW {dataset} AS SELECT * FROM read_parquet({files(parts)})")
        else:
            empty = ", ".join(f"CAST(NULL AS {column.duckdb_type}) AS {column.name}" for column in columns(model))
            con.execute(f"CREATE OR REPLACE TEMP VIEW {dataset} AS SELECT {empty} WHERE FALSE")


def run_checks(con: duckdb.DuckDBPyConnection, place: Path) -> tuple[Temuan, ...]:
    """What every rule finds in a built folder; rules that find nothing are silent."""
    open_tables(con, place)
    findings = []
    for check in all_checks():
        number, examples = con.execute(
            f"SELECT count(*), min(temuan, {_EXAMPLES}) FROM ({check.query.rstrip().rstrip(';')})"
        ).fetchall()[0]
        if number:
            findings.append(
                Temuan(
                    cek=check.nama,
                    keparahan=check.keparahan,
                    jumlah=number,
                    pesan=check.pesan.replace("{jumlah}", f"{number:,}".replace(",", ".")),
                    contoh=tuple(privacy.mask_code(example) for example in examples),
                )
            )
    return tuple(findings)
