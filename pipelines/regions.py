"""Region texts of a sheet and what they mean, as a table that grows with the process: a pair is resolved once."""

from __future__ import annotations

import re

import pandas as pd

from pipelines import wilayah
from pipelines.cells import Reader

TABLE = "wil"
_COLUMNS = (
    "provinsi",
    "kab_kota",
    "tingkat",
    "kode_provinsi_kemendagri",
    "kode_kab_kota_kemendagri",
    "golongan",
    "alasan",
    "salah",
    "is_kotor",
)
"""`salah`: which of the two texts is at fault, provinsi or kab_kota; `is_kotor`: odd blanks in one that was read."""
_ODD = re.compile(r"^ | $|  |[^\S ]|[\u200b-\u200d\u2060\ufeff\u00ad]")


def know(reader: Reader, pairs: str) -> None:
    """Make `wil` hold every (provinsi, kab_kota) that `pairs` (SQL of two text columns) answers."""
    con = reader.con
    if "wil" not in reader.notes:
        con.execute(f"CREATE OR REPLACE TEMP TABLE wil ({', '.join(f'{name} VARCHAR' for name in _COLUMNS)})")
        reader.notes["wil"] = ""
    unseen = con.execute(
        f"""SELECT DISTINCT q.p, q.k FROM ({pairs}) AS q(p, k) ANTI JOIN wil
        ON wil.provinsi IS NOT DISTINCT FROM q.p AND wil.kab_kota IS NOT DISTINCT FROM q.k"""
    ).fetchall()
    if unseen:
        con.register("wil_baru", _judged(wilayah.default().map_frame(unseen)))
        con.execute(
            "INSERT INTO wil SELECT " + ", ".join(f"CAST({name} AS VARCHAR)" for name in _COLUMNS) + " FROM wil_baru"
        )
        con.unregister("wil_baru")


def _judged(found: pd.DataFrame) -> pd.DataFrame:
    """What `wil` knows beyond the meaning: where the fault lies, and whether a text that was read is odd."""
    resolver = wilayah.default()
    wrong: list[str | None] = []
    odd: list[str | None] = []
    for provinsi, kab_kota, golongan in zip(found["provinsi"], found["kab_kota"], found["golongan"], strict=True):
        prov, kab = (None if pd.isna(text) else str(text) for text in (provinsi, kab_kota))
        is_bad = golongan in {"tidak_dikenal", "rancu"}
        is_province = is_bad and bool(prov and prov.strip()) and resolver.provinsi(prov).golongan in _NO_REGION
        wrong.append(("provinsi" if is_province else "kab_kota") if is_bad else None)
        odd.append("ya" if not is_bad and any(text and _ODD.search(text) for text in (prov, kab)) else None)
    return found.assign(salah=pd.array(wrong, dtype="string"), is_kotor=pd.array(odd, dtype="string"))


_NO_REGION = frozenset({"tidak_dikenal", "rancu"})
