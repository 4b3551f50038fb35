"""Whom a region is compared with: its statistical neighbours, its island group, or regions picked by hand."""

from __future__ import annotations

from typing import Literal

import pandas as pd

from analysis.neighbours import Tetangga, composition, log_size, nearest, one_hot
from views import data
from views.filters import PEMBANDING, Saringan

Tingkat = Literal["provinsi", "kab_kota"]

TERDEKAT = 10
"""How many neighbours count as alike."""

BAHAN = {
    "besar": "besar wilayah", "pulau": "kelompok pulau", "tiga_t": "satuan 3T", "internet": "akses internet",
    "jenjang": "susunan jenjang",
}  # fmt: skip
"""The ingredients of the distance, in the order shown, and their printed names."""

_JENJANG = ["jumlah_paud", "jumlah_sd", "jumlah_smp", "jumlah_sma", "jumlah_smk", "jumlah_slb", "jumlah_kesetaraan"]


def level(saringan: Saringan) -> Tingkat:
    """The level of the view's own region: kab/kota where it is narrowed to one, else provinces."""
    return "kab_kota" if saringan.kab_kota else "provinsi"


def centre(saringan: Saringan, tingkat: Tingkat | None = None) -> str | None:
    """Code of the view's region at a level; None where it has none there."""
    return saringan.kab_kota if (tingkat or level(saringan)) == "kab_kota" else saringan.provinsi


def traits(tingkat: Tingkat) -> pd.DataFrame:
    """One row a region: kode_wilayah, nama, pulau, its counts, and pct_3t, pct_bakti, pct_internet (0-100)."""
    frame = data.ask("ciri_per_wilayah", tingkat=tingkat)
    schools = frame["jumlah_satuan"].where(frame["jumlah_satuan"] > 0)
    return frame.assign(
        pct_3t=100 * frame["jumlah_3t"] / schools, pct_bakti=100 * frame["jumlah_bakti"] / schools
    )  # fmt: skip


def has_internet(frame: pd.DataFrame) -> bool:
    """Whether internet access is known; where it is not, the share of BAKTI schools stands in for it."""
    return bool(frame["pct_internet"].notna().any())


def of(tingkat: Tingkat, kode: str) -> Tetangga:
    """All regions of a level by their distance to one; nobody for a code that is not there."""
    frame = traits(tingkat)
    if kode not in set(frame["kode_wilayah"]):
        return Tetangga(pd.DataFrame({"kode": [], "jarak": []}), (), tuple(BAHAN))
    size = frame["jumlah_guru"] if frame["jumlah_guru"].notna().any() else frame["jumlah_satuan"]
    online = frame["pct_internet"] if has_internet(frame) else frame["pct_bakti"]
    ingredients = {
        "besar": log_size(size),
        "pulau": one_hot(frame["pulau"].tolist()),
        "tiga_t": frame["pct_3t"].to_numpy(dtype=float)[:, None],
        "internet": online.to_numpy(dtype=float)[:, None],
        "jenjang": composition(frame[_JENJANG]),
    }
    return nearest(frame["kode_wilayah"].astype(str).tolist(), ingredients, kode)


def neighbours(saringan: Saringan, tingkat: Tingkat | None = None) -> pd.DataFrame:
    """The other regions by likeness to the view's own, nearest first: kode, nama, jarak and the parts of jarak².

    Empty where the view has no region at that level. The parts (columns named as in BAHAN, those that were used) add
    up to the squared distance; 1 is the squared distance of two regions taken at random.
    """
    where = tingkat or level(saringan)
    kode = centre(saringan, where)
    found = of(where, kode).frame if kode else pd.DataFrame({"kode": [], "jarak": []})
    frame = traits(where)
    names = dict(zip(frame["kode_wilayah"].astype(str), frame["nama"].astype(str), strict=True))
    found.insert(1, "nama", [names[code] for code in found["kode"]])
    return found


def codes(saringan: Saringan, tingkat: Tingkat | None = None) -> tuple[str, ...]:
    """Codes of the regions the view compares with, itself left out; () is the nation as a whole.

    At the level of the view's region (`tingkat` asks for another): "pulau" all of the same island group, "setara" the
    ten nearest, codes picked by hand those that are of this level.
    """
    where = tingkat or level(saringan)
    kode = centre(saringan, where)
    chosen = saringan.pembanding
    if chosen not in PEMBANDING:
        length = 2 if where == "provinsi" else 5
        return tuple(code for code in chosen.split(",") if len(code) == length and code != kode)
    if chosen == "pulau" and saringan.pulau:
        frame = data.ask("ciri_per_wilayah", tingkat=where)
        mine = frame.loc[frame["pulau"] == saringan.pulau, "kode_wilayah"].astype(str)
        return tuple(code for code in mine if code != kode)
    if chosen == "setara" and kode:
        return tuple(of(where, kode).frame["kode"].head(TERDEKAT).astype(str))
    return ()


__all__ = ["BAHAN", "TERDEKAT", "centre", "codes", "level", "neighbours", "of", "traits"]
