"""Which regions share the seats, with what need and how many people: from the plan's priorities, or all alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from analysis.shares import Floats
from charts.style import each
from schemas.rencana import Rencana, WilayahRencana
from views import data
from views.filters import Saringan

RENCANA, SAMA = "rencana", "sama"
OPSI = "dasar_alokasi"
PILIHAN = {RENCANA: "Skor prioritas rencana", SAMA: "Sama untuk semua"}
SAMA_SKOR = 100.0
"""Everybody's need where it is taken to be alike: a seat then counts as one participant."""
Z = 1.959963984540054


@dataclass(frozen=True)
class Bahan:
    """The regions of an allocation.

    `frame`: one row a kab/kota, kode, nama, nama_provinsi, pulau, skor, galat (0-100 scale) and the candidates of
    query alokasi_calon. `tanpa_skor`: chosen regions left out. `cara`: RENCANA or SAMA. `is_dari_rentang`: the plan is
    an older one without standard errors, and `galat` was read off its rank intervals.
    """

    cara: str
    frame: pd.DataFrame
    tanpa_skor: tuple[str, ...] = ()
    di_luar: int = 0
    is_dari_rentang: bool = False

    @property
    def sidik(self) -> tuple[object, ...]:
        """What the result depends on, comparable."""
        columns = ["kode", "skor", "galat", "calon_dasar", "calon_dasar_bakti", "calon_lanjut", "jumlah_satuan",
                   "jumlah_3t"]  # fmt: skip
        return (self.cara, tuple(self.frame[columns].round(6).itertuples(index=False, name=None)))

    @property
    def tanggal(self) -> date | None:
        """Cut-off of the newest list of schools among them."""
        known = self.frame["tanggal_data"].dropna()
        return None if known.empty else data.as_date(known.max())

    @property
    def galat(self) -> Floats | None:
        """(n,) standard error of need; None where nothing is known of it."""
        values = self.frame["galat"].to_numpy(dtype=float)
        return values if len(values) and (values > 0).any() else None

    @property
    def is_3t(self) -> pd.Series:
        """Whether at least half of a region's schools lie in 3T areas."""
        return (self.frame["jumlah_satuan"] > 0) & (2 * self.frame["jumlah_3t"] >= self.frame["jumlah_satuan"])


def default_way(isi: Rencana | None) -> str:
    """Alike where the plan was saved so; else by its priorities."""
    if isi is not None and isi.alokasi and not any(w.is_dipilih for w in isi.wilayah):
        return SAMA
    return RENCANA


def from_plan(saringan: Saringan, isi: Rencana | None, kursi_per_sekolah: int) -> Bahan | None:
    """The chosen regions of the plan that have a score, within the place of the filter; None without priorities."""
    chosen = [w for w in isi.wilayah if w.is_dipilih] if isi is not None else []
    if not chosen or isi is None:
        return None
    there = data.ask("alokasi_calon", kode_provinsi=None, kursi_per_sekolah=kursi_per_sekolah)
    errors = standard_errors(isi.wilayah)
    rows: dict[str, tuple[float, float]] = {}
    bare: list[str] = []
    outside = 0
    for w in sorted(chosen, key=lambda w: len(w.kode_wilayah)):
        if saringan.provinsi is not None and w.kode_wilayah[:2] != saringan.provinsi:
            outside += 1
        elif w.skor is None:
            bare.append(w.nama)
        else:
            # A province stands for all its kab/kota; a kab/kota chosen beside it keeps its own score.
            mine = there.loc[there["kode"].astype(str).str.startswith(w.kode_wilayah), "kode"]
            rows |= {str(kode): (float(w.skor), errors.get(w.kode_wilayah, 0.0)) for kode in mine}
    frame = there[there["kode"].isin(rows)].reset_index(drop=True)
    frame["skor"] = [min(max(rows[str(kode)][0], 0.0), 100.0) for kode in frame["kode"]]
    frame["galat"] = [rows[str(kode)][1] for kode in frame["kode"]]
    return Bahan(RENCANA, frame, tuple(bare), outside, not has_errors(isi.wilayah))


def alike(saringan: Saringan, kursi_per_sekolah: int) -> Bahan:
    """Every kab/kota of the place with the same need."""
    frame = data.ask("alokasi_calon", kode_provinsi=saringan.provinsi, kursi_per_sekolah=kursi_per_sekolah)
    return Bahan(SAMA, frame.assign(skor=SAMA_SKOR, galat=0.0).reset_index(drop=True))


def has_errors(wilayah: tuple[WilayahRencana, ...]) -> bool:
    """Whether the plan saved the standard error of its scores; older plans did not."""
    return any(w.galat is not None for w in wilayah)


def standard_errors(wilayah: tuple[WilayahRencana, ...]) -> dict[str, float]:
    """Standard error of each region's score (0-100 scale) as the plan saved it; regions without one are not named.

    An older plan saved none: then it is read off the 95 % rank interval, the scores at whose two ends would lie 2 z
    standard errors apart were the score normal. That is rough: the joint interval is too wide for most regions, and cut
    off at the first and the last, where it may even say 0.
    """
    if has_errors(wilayah):
        return {w.kode_wilayah: float(w.galat) for w in wilayah if w.galat is not None and w.skor is not None}
    scored = sorted((float(w.skor) for w in wilayah if w.skor is not None), reverse=True)
    found: dict[str, float] = {}
    for w in wilayah:
        if w.skor is None or w.urutan_dari is None or w.urutan_sampai is None or not scored:
            continue
        high = scored[min(w.urutan_dari, len(scored)) - 1]
        low = scored[min(w.urutan_sampai, len(scored)) - 1]
        found[w.kode_wilayah] = max(high - low, 0.0) / (2 * Z)
    return found


def journey(region: pd.DataFrame, city: str, pulau: dict[str, str]) -> list[str]:
    """The kind of journey from each region to a city: within kab/kota, province, island group, or beyond."""
    home = pulau.get(city[:2], "")
    return [
        "kab_kota" if row.kode == city
        else "provinsi" if str(row.kode)[:2] == city[:2]
        else "pulau" if row.pulau == home
        else "antarpulau"
        for row in each(region)
    ]  # fmt: skip


def travel_costs(frame: pd.DataFrame, cities: list[str], price: dict[str, float]) -> Floats:
    """(regions, cities) rupiah of one participant's return trip."""
    islands = data.islands()
    made = np.zeros((len(frame), len(cities)), dtype=float)
    for at, city in enumerate(cities):
        made[:, at] = [price[kind] for kind in journey(frame, city, islands)]
    return made
