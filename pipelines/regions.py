"""Region texts of a sheet and what they mean, as a table that grows with the process: a pair is resolved once."""

from __future__ import annotations

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
)


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
        con.register("wil_baru", wilayah.default().map_frame(unseen))
        con.execute(
            "INSERT INTO wil SELECT " + ", ".join(f"CAST({name} AS VARCHAR)" for name in _COLUMNS) + " FROM wil_baru"
        )
        con.unregister("wil_baru")
