"""Rules of meaning: one .sql a rule, named <table>__<what_must_hold>. A check that returns rows names them.

A check's header says what it looks for, then `-- judul:` (the fault in a few words), `-- keparahan:` periksa or
catatan, `-- pesan:` the sentence in which {jumlah} stands for the number of findings, and `-- perbaikan:` what to do;
each may go on in lines that begin with three blanks. It selects `temuan` (what was found where; findings are counted
by it) and where the cells are: `bagian` and `nomor` (the views' `_bagian` and `_nomor`: part and record in it), `kolom`
and `nilai`; it may add `alasan`, what to say at the cell instead of `temuan`.
(What may not enter at all is the contract of the row models; see pipelines/contract.py.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb

from pipelines import privacy
from pipelines.checks import cells
from pipelines.checks.tables import asks, make, open_datasets, open_tables
from schemas.manifest import SourceFile, Temuan

__all__ = ["Check", "all_checks", "open_tables", "run_checks"]

FOLDER = Path(__file__).parent
_EXAMPLES = 5
_HEADER = re.compile(r"^-- (judul|keparahan|pesan|perbaikan): (.+(?:\n--   .+)*)$", re.MULTILINE)


@dataclass(frozen=True)
class Check:
    """One rule: its name, the fault in a few words, severity, message with {jumlah}, remedy and query."""

    nama: str
    judul: str
    keparahan: str
    pesan: str
    perbaikan: str
    query: str


@lru_cache(maxsize=1)
def all_checks() -> tuple[Check, ...]:
    """Every rule, by name."""
    found = []
    for file in sorted(FOLDER.glob("*.sql")):
        text = file.read_text(encoding="utf-8")
        about = {name: " ".join(said.replace("\n--", " ").split()) for name, said in _HEADER.findall(text)}
        found.append(
            Check(
                file.stem, about["judul"], about["keparahan"], about["pesan"], about["perbaikan"], text.rstrip(" \n;")
            )
        )
    return tuple(found)


@lru_cache(maxsize=256)
def asked_by(nama: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """The datasets a rule asks, and the tables to make for it."""
    return asks(next(check.query for check in all_checks() if check.nama == nama))


def run_checks(
    con: duckdb.DuckDBPyConnection, place: Path, sources: Sequence[SourceFile] = (), *, most: int = cells.MOST_CELLS
) -> tuple[Temuan, ...]:
    """What every rule finds in a built folder; rules that find nothing are silent.

    With the ledgers of the files the cells of each finding, `most` a rule, go beside the rows set aside.
    """
    held, made = open_datasets(con, place), set[str]()
    cells.begin(con)
    findings = []
    for check in all_checks():
        datasets, below = asked_by(check.nama)
        if not datasets & held:
            continue
        for name in below:
            if name not in made:
                make(con, name)
                made.add(name)
        con.execute(f"CREATE OR REPLACE TEMP TABLE cek_hasil AS {check.query}")
        number, examples = con.execute(
            f"SELECT count(DISTINCT temuan), min(DISTINCT temuan, {_EXAMPLES}) FROM cek_hasil"
        ).fetchall()[0]
        if not number:
            continue
        said = check.pesan.replace("{jumlah}", f"{number:,}".replace(",", "."))
        findings.append(
            Temuan(
                cek=check.nama,
                keparahan=check.keparahan,
                jumlah=number,
                pesan=f"{said} {check.perbaikan}",
                contoh=tuple(privacy.mask_code(example) for example in examples),
            )
        )
        if sources:
            cells.collect(con, check.nama, check.keparahan, check.perbaikan, most)
    if sources:
        cells.write(con, place, sources)
    return tuple(findings)
