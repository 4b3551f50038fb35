"""Rows of a ranking: which units stand against which, with their ranks, their control limits and their neighbours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from analysis import funnel, ranks
from analysis.shares import roll_up, with_share
from charts.names import nama_pulau
from views import data, neighbours, options, rows
from views.filters import Saringan
from views.neighbours import Tingkat
from views.rows import Ukuran

PROVINSI, KAB_KOTA, KAB_KOTA_PROVINSI = "provinsi", "kab_kota", "kab_kota_provinsi"
"""What is ranked: provinces, kab/kota of nation or island, kab/kota of the view's province."""
OPSI = "satuan_wilayah"


@dataclass(frozen=True)
class Urutan:
    """A ranking.

    `frame`: a row a unit with kode, nama, the sums, share and interval, ranks (analysis.ranks), control limits
    (analysis.funnel), kelas (against the reference, all tested at once), anggota and kepala (its group). `acuan`: the
    row of all units together, `nama_acuan` its name. `sorot`: codes of the view's own region. `banding`: codes it is
    compared with. `jumlah`: units ranked; 0 where the source does not tell schools apart.
    """

    saringan: Saringan
    measure: Ukuran
    tingkat: Tingkat
    frame: pd.DataFrame
    acuan: Any
    nama_acuan: str
    corong: funnel.Corong
    jumlah: int
    sorot: frozenset[str]
    banding: frozenset[str]

    @property
    def unit(self) -> str:
        """What a unit is called."""
        return "provinsi" if self.tingkat == "provinsi" else "kab/kota"

    @property
    def own(self) -> Any:
        """The row of the view's region; None where there is none, or several."""
        found = self.frame[self.frame["kode"].isin(self.sorot)]
        return found.iloc[0] if len(found) == 1 else None


def choose_unit(saringan: Saringan) -> str:
    """What is ranked, chosen in the filter row; a choice that the place does not have gives way without a note."""
    place = saringan.provinsi
    is_island = bool(saringan.pulau) and not place
    offered = {PROVINSI: "Provinsi sepulau" if is_island else "Provinsi"}
    if rows.ukuran(saringan).tingkat_terendah != "provinsi":
        offered[KAB_KOTA] = "Kab/kota sepulau" if is_island else "Kab/kota se-Indonesia"
        if place:
            offered[KAB_KOTA_PROVINSI] = "Kab/kota seprovinsi"
    default = KAB_KOTA_PROVINSI if KAB_KOTA_PROVINSI in offered else PROVINSI
    if st.query_params.get(OPSI) in {KAB_KOTA, KAB_KOTA_PROVINSI} - set(offered):
        options.set_to(OPSI, default)
    return options.select(OPSI, "Yang diurutkan", offered, default)


def ranking(saringan: Saringan, satuan: str) -> Urutan:
    """The units of a view ranked; see Urutan. `satuan`: what choose_unit gave."""
    tingkat: Tingkat = "provinsi" if satuan == PROVINSI else "kab_kota"
    is_island = bool(saringan.pulau) and not saringan.provinsi
    frame = _units(saringan, satuan, is_island=is_island)
    whole = with_share(roll_up(frame)).iloc[0] if frame["m"].notna().any() else None
    found = ranks.rank(frame)
    corong, placed = funnel.funnel(found.frame)
    kelas = ranks.against(frame, float(whole["pct"])) if whole is not None else pd.Series("", index=frame.index)
    placed = _groups(placed.assign(kelas=kelas.replace("", "tanpa selang")))
    sorot = _own(saringan, satuan, placed)
    picked = frozenset(neighbours.codes(saringan, tingkat)) & frozenset(placed["kode"]) - sorot
    return Urutan(
        saringan, rows.ukuran(saringan), tingkat, placed, whole, _reference(saringan, satuan, is_island=is_island),
        corong, found.jumlah, sorot, picked if len(picked) < len(placed) - len(sorot) else frozenset(),
    )  # fmt: skip


def _units(saringan: Saringan, satuan: str, *, is_island: bool) -> pd.DataFrame:
    """The units with share and interval, and their code as kode."""
    if satuan == PROVINSI:
        frame = rows.per_provinsi(saringan)
        frame = frame[frame["pulau"] == saringan.pulau] if is_island else frame
        return frame.assign(kode=frame["kode_provinsi_kemendagri"].astype(str)).reset_index(drop=True)
    return kab_kota(
        saringan, pulau=saringan.pulau if is_island else None,
        provinsi=saringan.provinsi if satuan == KAB_KOTA_PROVINSI else None,
    )  # fmt: skip


def kab_kota(saringan: Saringan, *, pulau: str | None = None, provinsi: str | None = None) -> pd.DataFrame:
    """The kab/kota of nation, island or province with share and interval, and their code as kode."""
    frame = with_share(
        data.ask(
            "pemanfaatan_per_kab_kota", ukuran=saringan.ukuran, kelompok_pengguna=saringan.kelompok_pengguna,
            tanggal_data=saringan.tanggal_data, jenjang=saringan.jenjang, status=saringan.status,
            kewenangan=saringan.kewenangan, pulau=pulau, kode_provinsi=provinsi,
        )
    )  # fmt: skip
    return frame.assign(kode=frame["kode_kab_kota_kemendagri"].astype(str))


def _groups(frame: pd.DataFrame) -> pd.DataFrame:
    """How many units each group holds, and its first: the one with the highest share."""
    ordered = frame.sort_values(["pct", "nama"], ascending=[False, True])
    group = ordered.groupby("kelompok")
    size, first = group["kode"].size(), group["nama"].first()
    return frame.assign(anggota=frame["kelompok"].map(size), kepala=frame["kelompok"].map(first))


def _own(saringan: Saringan, satuan: str, frame: pd.DataFrame) -> frozenset[str]:
    """The view's own units: its province, its kab/kota, or all kab/kota of its province among the nation's."""
    if saringan.provinsi is None:
        return frozenset()
    if satuan == PROVINSI:
        return frozenset({saringan.provinsi})
    if saringan.kab_kota:
        return frozenset({saringan.kab_kota})
    if satuan == KAB_KOTA:
        return frozenset(frame.loc[frame["kode_provinsi_kemendagri"] == saringan.provinsi, "kode"])
    return frozenset()


def _reference(saringan: Saringan, satuan: str, *, is_island: bool) -> str:
    if satuan == KAB_KOTA_PROVINSI:
        return data.province(str(saringan.provinsi))[0]
    return nama_pulau(str(saringan.pulau)) if is_island else "nasional"


def limits_along(urutan: Urutan, steps: int = 80) -> pd.DataFrame:
    """The control limits over the sizes on the chart: n and the four limits in percent."""
    sizes = urutan.frame.loc[urutan.frame["pct"].notna(), "n_efektif"].dropna()
    n = np.geomspace(max(float(sizes.min()) * 0.85, 1.0), float(sizes.max()) * 1.18 + 1, steps)
    low, high = urutan.corong.limits(n, funnel.DALAM)
    lowest, highest = urutan.corong.limits(n, funnel.LUAR)
    return pd.DataFrame({"n": n, "batas_95_rendah": low, "batas_95_tinggi": high, "batas_998_rendah": lowest,
                         "batas_998_tinggi": highest})  # fmt: skip


def unadjusted_outside(urutan: Urutan) -> int:
    """How many units would lie outside the 99,8 % limits of chance alone."""
    _, plain = funnel.funnel(urutan.frame, lebihan="tidak")
    return sum(funnel.outside(plain))


@dataclass(frozen=True)
class Mirip:
    """A region among its neighbours.

    `frame`: the region and its neighbours with share and interval (kode, nama, pct, ...). `jarak`: kode, nama, jarak
    and its parts, nearest first. `gabungan`: the neighbours together as one row. `kelas`: the region against them, or
    '' where that cannot be tested. `ditinggalkan`: ingredients that could not be used.
    """

    kode: str
    tingkat: Tingkat
    frame: pd.DataFrame
    jarak: pd.DataFrame
    gabungan: Any
    kelas: str
    ditinggalkan: tuple[str, ...]


def alike(saringan: Saringan) -> Mirip | None:
    """The view's region among the regions most like it; None where the view has no region or nothing is known."""
    tingkat = neighbours.level(saringan)
    kode = neighbours.centre(saringan, tingkat)
    if kode is None:
        return None
    near = neighbours.neighbours(saringan, tingkat).head(neighbours.TERDEKAT)
    if near.empty:
        return None
    everyone = _units(saringan, PROVINSI, is_island=False) if tingkat == "provinsi" else kab_kota(saringan)
    frame = everyone[everyone["kode"].isin([kode, *near["kode"]])].reset_index(drop=True)
    others = frame[(frame["kode"] != kode) & frame["pct"].notna()]
    together = with_share(roll_up(others)).iloc[0] if len(others) else None
    left = neighbours.of(tingkat, kode).ditinggalkan
    return Mirip(kode, tingkat, frame, near, together, _compared(frame[frame["kode"] == kode], others), left)


def _compared(own: pd.DataFrame, others: pd.DataFrame) -> str:
    """The region against its neighbours together: their difference against its 95 % interval, both uncertain."""
    if own.empty or others.empty or own["pct"].isna().all():
        return ""
    both = pd.concat([with_share(roll_up(own)), with_share(roll_up(others))], ignore_index=True)
    galat = ranks.standard_errors(both)
    if np.isnan(galat.rata).any():
        return ""
    above = ranks.surely_above(both["pct"].to_numpy(dtype=float), galat, ranks.pair_critical(galat))
    return "di atas" if above[0, 1] else "di bawah" if above[1, 0] else "setara"
