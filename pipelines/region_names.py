"""Names of regions by their codes, as sentences show them."""

from __future__ import annotations

import csv
from functools import lru_cache

from warehouse.paths import REFERENCE


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    found: dict[str, str] = {}
    for table, column in (("provinsi", "kode_provinsi_kemendagri"), ("kab_kota", "kode_kab_kota_kemendagri")):
        with (REFERENCE / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            found |= {row[column]: row["nama"] for row in csv.DictReader(file)}
    return found


def name_of(code: str) -> str:
    """A province's or kab/kota's name; the code itself when no table knows it."""
    return _names().get(code, code)
