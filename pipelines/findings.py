"""The findings of a snapshot or an examination: read, summed up, and what each code means (docs/temuan.md)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import duckdb
import pandas as pd

from pipelines import layouts
from pipelines.aside import COLUMNS, FILE, SEVERITIES, cell_name
from pipelines.checks import all_checks
from pipelines.column_names import heading
from pipelines.finding_codes import CODES as READING
from pipelines.finding_codes import Code
from warehouse.paths import REPOSITORY

__all__ = ["CODES", "DOCUMENT", "Code", "cell_name", "condensed", "document", "headings", "read", "summary"]

DOCUMENT = REPOSITORY / "docs" / "temuan.md"
_NAMES = {"tolak": "Tolak", "periksa": "Periksa", "catatan": "Catatan"}
_KEPT = 3
MOST, MOST_OF_KIND = 300_000, 5_000
"""A file of millions of rows with one fault is told by the first of them and their number."""
_GROUP = ["keparahan", "kode", "berkas", "lembar", "kolom", "alasan"]


def _all() -> dict[str, Code]:
    checks = {check.nama: Code(check.nama, check.judul, check.perbaikan) for check in all_checks()}
    return {**READING, **checks}


CODES: Mapping[str, Code] = _all()


def read(folder: Path) -> pd.DataFrame:
    """All findings of a snapshot's or an examination's folder by severity, file, sheet and row; missing is None.

    Of more than MOST only the first of each kind in a sheet are read: `mewakili` says how many each stands for.
    """
    file = folder / FILE
    if not file.is_file():
        return pd.DataFrame(columns=list(COLUMNS), dtype="object")
    order = " ".join(f"WHEN '{name}' THEN {place}" for place, name in enumerate(SEVERITIES))
    with duckdb.connect() as con:
        con.read_parquet(str(file)).create_view("semua")
        held = "semua"
        if con.execute("SELECT count(*) FROM semua").fetchall()[0][0] > MOST:
            _first_of_each(con)
            held = "pertama"
        found = con.execute(
            f"SELECT * FROM {held} ORDER BY CASE keparahan {order} END, berkas, lembar, baris NULLS FIRST, kode, kolom"
        ).df()
    found["baris"] = found["baris"].astype("Int64")
    texts = [name for name in COLUMNS if name != "baris"]
    found[texts] = found[texts].astype("object").where(found[texts].notna(), None)
    return found


def _first_of_each(con: duckdb.DuckDBPyConnection) -> None:
    """`pertama`: at most MOST_OF_KIND findings of each kind in a sheet; the last of them stands for the rest."""
    kinds = "SELECT keparahan, kode, berkas, lembar, count(*) AS jumlah FROM semua GROUP BY ALL"
    con.execute(f"CREATE TEMP TABLE jenis AS {kinds}")
    same = " AND ".join(f"s.{name} IS NOT DISTINCT FROM j.{name}" for name in ("keparahan", "kode", "berkas", "lembar"))
    con.execute(
        f"CREATE TEMP TABLE pertama AS SELECT s.*, CAST(1 AS BIGINT) AS mewakili FROM semua s "
        f"JOIN jenis j ON {same} WHERE j.jumlah <= {MOST_OF_KIND}"
    )
    rest = con.execute(f"SELECT * FROM jenis WHERE jumlah > {MOST_OF_KIND}").fetchall()
    for *kind, number in rest:
        con.execute(
            "INSERT INTO pertama SELECT *, CASE WHEN row_number() OVER (ORDER BY baris NULLS FIRST, kolom) = "
            f"{MOST_OF_KIND} THEN {number - MOST_OF_KIND + 1} ELSE 1 END FROM ("
            "SELECT * FROM semua s WHERE keparahan IS NOT DISTINCT FROM $1 AND kode IS NOT DISTINCT FROM $2 AND "
            "berkas IS NOT DISTINCT FROM $3 AND lembar IS NOT DISTINCT FROM $4 "
            f"ORDER BY baris NULLS FIRST, kolom LIMIT {MOST_OF_KIND})",
            list(kind),
        )


def condensed(frame: pd.DataFrame) -> pd.DataFrame:
    """Findings without the single rows of a sheet that was set aside as a whole: the sheet's own finding says it."""
    whole = frame[(frame["keparahan"] == "tolak") & frame["baris"].isna()]
    keys = ["berkas", "lembar", "kode"]
    if whole.empty:
        return frame
    told = whole[keys].drop_duplicates().assign(is_told=True)
    is_told = frame[keys].merge(told, how="left", on=keys)["is_told"].notna().to_numpy()
    return frame[~(frame["baris"].notna() & (frame["keparahan"] == "tolak") & is_told)]


def headings(frame: pd.DataFrame) -> pd.Series:
    """What people call the column of each finding; "" where it has none."""
    pairs = frame[["layout", "kolom"]].drop_duplicates()
    said = {
        (layout, kolom): heading(kolom, _headings_of(layout if isinstance(layout, str) else ""))
        for layout, kolom in pairs.itertuples(index=False, name=None)
        if isinstance(kolom, str)
    }
    found = zip(frame["layout"], frame["kolom"], strict=True)
    return pd.Series([said.get(pair, "") for pair in found], index=frame.index, dtype="object")


@lru_cache(maxsize=64)
def _headings_of(layout: str) -> Mapping[str, str]:
    """Field -> its usual heading in a layout; a saved mapping's fields are named as the layouts name them."""
    named = [known for known in layouts.LAYOUTS if known.kode == layout] or layouts.LAYOUTS
    return {item.name: item.headers[0] for known in reversed(named) for item in getattr(known, "fields", ())}


def summary(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a kind of fault in a column of a sheet: how many cells or rows, the first of them, what to do.

    Twins differ by the place of the other row alone: they are one entry. Columns: keparahan, kode, judul, berkas,
    lembar, kolom, jumlah, contoh (cells, else rows), alasan, perbaikan; the gravest and most frequent first.
    """
    names = ["keparahan", "kode", "judul", "berkas", "lembar", "kolom", "jumlah", "contoh", "alasan", "perbaikan"]
    if frame.empty:
        return pd.DataFrame(columns=names)
    weighed = frame if "mewakili" in frame else frame.assign(mewakili=1)
    of_rows = weighed[weighed["baris"].notna()].groupby(["berkas", "lembar", "kode"], dropna=False)["mewakili"]
    counted = weighed.merge(
        of_rows.sum().rename("rows"),
        how="left",
        left_on=["berkas", "lembar", "kode"],
        right_index=True,
    )
    left = condensed(counted).copy()
    is_whole = left["baris"].isna()
    left["berat"] = left["rows"].where(is_whole, left["mewakili"]).fillna(1).astype("int64")
    left["tempat"] = left["sel"].where(left["sel"].notna(), "baris " + left["baris"].astype("string"))
    judul = {code: CODES[code].judul if code in CODES else code for code in left["kode"].unique()}
    remedy = {code: CODES[code].perbaikan if code in CODES else "" for code in left["kode"].unique()}
    twins = left["kode"].isin(["kunci_ganda", "kunci_ganda_antarberkas"]) | left["kode"].str.contains("__")
    left["sebab"] = left["alasan"].where(~twins, left["kode"].map(judul))
    grouped = left.groupby([*_GROUP[:-1], "sebab"], dropna=False, sort=False)
    found = grouped.agg(jumlah=("berat", "sum"), contoh=("tempat", _examples), alasan=("alasan", "first")).reset_index()
    found["alasan"] = found["alasan"].where(found["jumlah"] == 1, found["sebab"])
    found["judul"], found["perbaikan"] = found["kode"].map(judul), found["kode"].map(remedy)
    found["urut"] = found["keparahan"].map({name: place for place, name in enumerate(SEVERITIES)})
    found = found.sort_values(
        ["urut", "jumlah", "berkas", "lembar"], ascending=[True, False, True, True], kind="stable"
    )
    found = found[names].reset_index(drop=True)
    return found.astype("object").where(found.notna(), None).astype({"jumlah": "int64"})


def _examples(places: pd.Series) -> str:
    """The first cells of a group, and that there are more."""
    held = places.dropna()
    more = ", ..." if len(held) > _KEPT else ""
    return ", ".join(held.head(_KEPT)) + more


def document() -> str:
    """The text of docs/temuan.md."""
    lines = [
        "# Temuan",
        "",
        "Dibuat oleh `python -m pipelines.findings`; jangan disunting tangan.",
        "",
        "Setiap temuan menyebut berkas, lembar, baris, sel, isi selnya, sebabnya, dan cara memperbaikinya.",
        "",
        "- **Tolak**: baris, lembar, atau berkas disisihkan sampai dibetulkan.",
        "- **Periksa**: datanya diterima, tetapi perlu dilihat orang.",
        "- **Catatan**: datanya diterima sesudah perbaikan yang pasti, atau baik diketahui.",
        "",
        "## Saat membaca berkas",
        "",
        "| Kode | Artinya | Yang dilakukan |",
        "|---|---|---|",
    ]
    lines += [f"| `{code.kode}` | {code.judul} | {code.perbaikan} |" for code in READING.values()]
    lines += ["", "## Saat memeriksa isi", "", "| Cek | Keparahan | Artinya | Yang dilakukan |", "|---|---|---|---|"]
    lines += [
        f"| `{check.nama}` | {_NAMES[check.keparahan]} | {check.judul} | {check.perbaikan} |" for check in all_checks()
    ]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    DOCUMENT.write_text(document(), encoding="utf-8")
