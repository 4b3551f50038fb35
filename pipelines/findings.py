"""The findings of a snapshot or an examination: read, summed up, and what each code means (docs/temuan.md)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import duckdb
import pandas as pd

from pipelines.aside import COLUMNS, FILE, SEVERITIES, cell_name
from pipelines.checks import all_checks
from pipelines.finding_codes import CODES as READING
from pipelines.finding_codes import Code
from warehouse.paths import REPOSITORY

__all__ = ["CODES", "DOCUMENT", "Code", "cell_name", "condensed", "document", "read", "summary"]

DOCUMENT = REPOSITORY / "docs" / "temuan.md"
_NAMES = {"tolak": "Tolak", "periksa": "Periksa", "catatan": "Catatan"}
_KEPT = 3
_GROUP = ["keparahan", "kode", "berkas", "lembar", "kolom", "alasan"]


def _all() -> dict[str, Code]:
    checks = {check.nama: Code(check.nama, check.judul, check.perbaikan) for check in all_checks()}
    return {**READING, **checks}


CODES: Mapping[str, Code] = _all()


def read(folder: Path) -> pd.DataFrame:
    """All findings of a snapshot's or an examination's folder by severity, file, sheet and row; missing is None."""
    file = folder / FILE
    if not file.is_file():
        return pd.DataFrame(columns=list(COLUMNS), dtype="object")
    order = " ".join(f"WHEN '{name}' THEN {place}" for place, name in enumerate(SEVERITIES))
    with duckdb.connect() as con:
        found = con.execute(
            f"SELECT {', '.join(COLUMNS)} FROM read_parquet($berkas) "
            f"ORDER BY CASE keparahan {order} END, berkas, lembar, baris NULLS FIRST, kode, kolom",
            {"berkas": str(file)},
        ).df()
    found["baris"] = found["baris"].astype("Int64")
    texts = [name for name in COLUMNS if name != "baris"]
    found[texts] = found[texts].astype("object").where(found[texts].notna(), None)
    return found


def condensed(frame: pd.DataFrame) -> pd.DataFrame:
    """Findings without the single rows of a sheet that was set aside as a whole: the sheet's own finding says it."""
    whole = frame[(frame["keparahan"] == "tolak") & frame["baris"].isna()]
    keys = ["berkas", "lembar", "kode"]
    told = set(whole[keys].itertuples(index=False, name=None))
    is_row = frame["baris"].notna() & (frame["keparahan"] == "tolak")
    is_told = [tuple(row) in told for row in frame[keys].itertuples(index=False, name=None)]
    return frame[~(is_row & pd.Series(is_told, index=frame.index, dtype=bool))]


def summary(frame: pd.DataFrame) -> pd.DataFrame:
    """One row a kind of fault in a column of a sheet: how many cells or rows, the first of them, what to do.

    Twins differ by the place of the other row alone: they are one entry. Columns: keparahan, kode, judul, berkas,
    lembar, kolom, jumlah, contoh (cells, else rows), alasan, perbaikan; the gravest and most frequent first.
    """
    names = ["keparahan", "kode", "judul", "berkas", "lembar", "kolom", "jumlah", "contoh", "alasan", "perbaikan"]
    if frame.empty:
        return pd.DataFrame(columns=names)
    counted = frame.merge(
        frame[frame["baris"].notna()].groupby(["berkas", "lembar", "kode"], dropna=False).size().rename("rows"),
        how="left",
        left_on=["berkas", "lembar", "kode"],
        right_index=True,
    )
    left = condensed(counted).copy()
    is_whole = left["baris"].isna()
    left["berat"] = left["rows"].where(is_whole, 1).fillna(1).astype("int64")
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
