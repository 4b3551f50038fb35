"""The place of a page that needs no measure: its name and its level."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import date
from typing import Literal

import pandas as pd

from charts.names import nama_pulau
from views import data
from views.filters import Saringan
from views.format import day, number

KEY = "kode_provinsi_kemendagri"
KEY_KAB = "kode_kab_kota_kemendagri"


@dataclass(frozen=True)
class Wilayah:
    """Where a view looks: the narrowest of nation, island group, province and kab/kota."""

    nama: str
    tingkat: Literal["nasional", "pulau", "provinsi", "kab_kota"]
    pulau: str | None = None
    provinsi: str | None = None
    nama_provinsi: str = ""
    kab_kota: str | None = None

    @property
    def pulau_saja(self) -> str | None:
        """The island group where the view is of one; a province's own is no narrowing."""
        return self.pulau if self.tingkat == "pulau" else None


def place(saringan: Saringan) -> Wilayah:
    """The place of a view."""
    if saringan.provinsi is None:
        if saringan.pulau is None:
            return Wilayah("Nasional", "nasional")
        return Wilayah(nama_pulau(saringan.pulau), "pulau", pulau=saringan.pulau)
    name, island = data.province(saringan.provinsi)
    regency = data.regencies(saringan.provinsi).get(saringan.kab_kota or "")
    if regency is None:
        return Wilayah(name, "provinsi", island, saringan.provinsi, name)
    return Wilayah(regency, "kab_kota", island, saringan.provinsi, name, saringan.kab_kota)


def in_island(frame: pd.DataFrame, where: Wilayah) -> pd.DataFrame:
    """The provinces of the view's island group, or all."""
    return frame[frame["pulau"] == where.pulau] if where.tingkat == "pulau" else frame


def stale(last: date, rhythm: int) -> str | None:
    """The sentence of a source whose newest cut-off is older than one and a half times its rhythm in days."""
    newest = data.newest_cutoff() or data.manifest().dibuat.date()
    age = (newest - last).days
    if age <= 1.5 * rhythm:
        return None
    return f"Data lama: terakhir per {day(last)}, {number(age)} hari sebelum data terbaru di snapshot ini."


def rhythm(dates: list[date], usual: int = 365) -> int:
    """Days between a source's cut-offs, the middle one; `usual` where there are too few to tell."""
    gaps = sorted((b - a).days for a, b in itertools.pairwise(dates))
    return gaps[len(gaps) // 2] if gaps else usual
