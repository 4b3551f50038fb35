"""Priorities of a view: need scores with their parts, ranks with their uncertainty, and what hangs on the weights."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import streamlit as st

from analysis import need
from analysis.acceptability import Acceptability, acceptability
from analysis.shares import Floats
from charts.priority import is_open
from charts.style import each
from schemas.rencana import KriteriaRencana, SetelanPrioritas, SumbanganRencana, WilayahRencana
from views import data
from views.filters import NAMA_KEWENANGAN, Saringan
from views.priority import criteria
from views.priority.criteria import Kriteria, Nilai
from views.priority.settings import Setelan

FIRM, OPEN = 0.8, 0.2
"""Shares of weights above which a place among the first holds, and below which it is out of question."""
RANKS = 10
_KEPT = 64


@dataclass(frozen=True)
class Prioritas:
    """Regions with their need.

    `wilayah`: a row a scored region, greatest need first: kode, nama, kode_provinsi, nama_provinsi, jenis, skor,
    urutan, urutan_dari, urutan_sampai, peluang (0-1: share of weights that puts it among the first `teratas`),
    pct_data, jumlah_data, skor_terendah and skor_tertinggi (if what is unknown were the least or the greatest need),
    is_tetap, is_bergantung, is_teratas. `nilai`, `butuh`, `sumbangan` (n, k): its rows in that order, columns as
    `kriteria`; `bobot` (k,) adds up to 100. `tipis`: regions with too little data for a score. `kosong`: criteria
    without any value here. `galat` (n,): standard error of the score from its data. `sebab`: (region, criterion) to
    why the value is missing.
    """

    saringan: Saringan
    setelan: Setelan
    kriteria: tuple[Kriteria, ...]
    bobot: Floats
    wilayah: pd.DataFrame
    nilai: Floats
    butuh: Floats
    sumbangan: Floats
    peluang_urutan: Floats
    bobot_tengah: Floats
    tipis: pd.DataFrame
    kosong: tuple[Kriteria, ...]
    sebab: Mapping[tuple[str, str], str]
    teratas: int
    undian: int
    galat: Floats

    @property
    def jumlah(self) -> int:
        """How many regions have a score."""
        return len(self.wilayah)

    @property
    def ada(self) -> npt.NDArray[np.bool_]:
        """Which criteria (k,) have any value here."""
        return np.asarray([item not in self.kosong for item in self.kriteria], dtype=bool)

    @property
    def beda(self) -> npt.NDArray[np.bool_]:
        """Which criteria (k,) tell the regions apart: those that are the same everywhere move nobody."""
        return np.asarray(np.nan_to_num(self.butuh).max(axis=0, initial=0.0) > 0, dtype=bool)

    @property
    def has_use(self) -> bool:
        """Whether any criterion is the use of a platform, at the view's date."""
        return any(item.kode.startswith("pemakaian:") for item in self.kriteria)

    @property
    def warna(self) -> tuple[int, ...]:
        """The place of each criterion's colour (k,): one without weight keeps its own for when it comes back."""
        found = criteria.colours([*self.setelan.bobot], [*self.setelan.alasan])
        return tuple(found[item.kode] for item in self.kriteria)

    @property
    def kurang(self) -> int:
        """How many of the first `teratas` have scores that hang on data which are not there."""
        return int(is_open(self.wilayah.head(self.teratas)).sum())

    def place(self, kode: str) -> int:
        """The row of a region."""
        return int(np.flatnonzero((self.wilayah["kode"] == kode).to_numpy())[0])

    @property
    def is_galat(self) -> bool:
        """Whether the uncertainty of any region's data is known."""
        return bool(np.nansum(self.galat) > 0)


def regions(saringan: Saringan) -> pd.DataFrame:
    """The kab/kota of the view, with their schools."""
    return criteria.schools(saringan)


def compute(saringan: Saringan, setelan: Setelan, tempat: pd.DataFrame, teratas: int) -> Prioritas:
    """The priorities of the kab/kota of `tempat` (see regions) under the weights of `setelan`."""
    used = [setelan.katalog[kode] for kode, weight in setelan.bobot.items() if weight > 0 and kode in setelan.katalog]
    values = [criteria.read(item, saringan, setelan.jenis, tempat) for item in used]
    shown = tuple(value.kriteria for value in values)
    raw = _matrix([value.nilai for value in values], len(tempat))
    error = _matrix([value.galat for value in values], len(tempat))
    weight = np.asarray([setelan.bobot[item.kode] for item in used], dtype=float)
    high = np.asarray([item.arah == "tinggi" for item in used], dtype=bool)
    first = need.need(raw, weight, high, error)
    scored = np.isfinite(first.skor)
    judged = raw[scored] if scored.any() else raw
    has = np.asarray(~np.isnan(judged).all(axis=0), dtype=bool)
    found = need.need(raw[scored][:, has], weight[has], high[has], error[scored][:, has])
    smaa = _smaa(found.butuh, min(teratas, max(int(scored.sum()), 1)))
    spread = np.hypot(found.galat, unknown_error(found.butuh, weight[has]))
    frame = _frame(tempat[scored], first.pct_data[scored], raw[scored], found, smaa, teratas, spread)
    order = frame.sort_values(["skor", "nama"], ascending=[False, True], kind="stable").index.to_numpy()
    total = float(weight.sum())
    thin = tempat[~scored].assign(pct_data=first.pct_data[~scored], jumlah_data=(~np.isnan(raw[~scored])).sum(axis=1))
    return Prioritas(
        saringan, setelan, shown, 100 * weight / total if total else weight,
        frame.loc[order].reset_index(drop=True), raw[scored][order], _spread(found.butuh, has)[order],
        _spread(found.sumbangan, has)[order], smaa.peluang[order], _spread(smaa.bobot_tengah, has)[order],
        thin[["kode", "nama", "nama_provinsi", "pct_data", "jumlah_data"]].reset_index(drop=True),
        tuple(item for item, is_there in zip(shown, has, strict=True) if not is_there), _why(values), teratas,
        smaa.jumlah_undian, spread[order],
    )  # fmt: skip


def _matrix(columns: list[pd.Series], count: int) -> Floats:
    if not columns:
        return np.empty((count, 0))
    return np.column_stack([c.to_numpy(dtype=float) for c in columns])


def _spread(values: Floats, has: npt.NDArray[np.bool_]) -> Floats:
    """Columns of the criteria that have data among all."""
    result = np.full((len(values), len(has)), np.nan)
    result[:, has] = values
    return result


def _why(values: list[Nilai]) -> dict[tuple[str, str], str]:
    return {(code, value.kriteria.kode): why for value in values for code, why in value.sebab.items()}


def _smaa(butuh: Floats, teratas: int) -> Acceptability:
    """Rank acceptability, remembered: it is the same as long as the needs are, whoever looks."""
    mark = hashlib.sha256(np.ascontiguousarray(butuh).tobytes() + bytes(f"{butuh.shape}{teratas}", "ascii")).hexdigest()
    return _drawn(mark, butuh, teratas)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _drawn(mark: str, _butuh: Floats, teratas: int) -> Acceptability:
    return acceptability(_butuh, top=teratas, ranks=RANKS)


def unknown_error(butuh: Floats, bobot: Floats) -> Floats:
    """Standard error of scores (n,) from criteria that are not known: each could lie anywhere between 0 and 1.

    A uniform need has the variance 1/12; the score stands for it by the mean of the known ones.
    """
    share = bobot / bobot.sum() if bobot.sum() else bobot
    return np.asarray(100 * np.sqrt((np.isnan(butuh) * share**2).sum(axis=1) / 12), dtype=float)


def _frame(
    tempat: pd.DataFrame,
    pct_data: Floats,
    raw: Floats,
    found: need.Kebutuhan,
    smaa: Acceptability,
    teratas: int,
    galat: Floats,
) -> pd.DataFrame:
    rank = need.order(found.skor)
    first, last = need.rank_intervals(found.skor, galat) if len(rank) else (rank, rank)
    return pd.DataFrame(
        {
            "kode": tempat["kode"].to_numpy(), "nama": tempat["nama"].to_numpy(),
            "kode_provinsi": tempat["kode_provinsi_kemendagri"].to_numpy(),
            "nama_provinsi": tempat["nama_provinsi"].to_numpy(), "jenis": tempat["jenis"].to_numpy(),
            "jumlah_3t": tempat["jumlah_3t"].to_numpy(dtype=float), "skor": found.skor, "urutan": rank,
            "urutan_dari": first, "urutan_sampai": last, "peluang": smaa.teratas, "pct_data": pct_data,
            "jumlah_data": (~np.isnan(raw)).sum(axis=1), "skor_terendah": found.skor_terendah,
            "skor_tertinggi": found.skor_tertinggi, "is_tetap": smaa.teratas >= FIRM,
            "is_bergantung": (smaa.teratas > OPEN) & (smaa.teratas < FIRM), "is_teratas": rank <= teratas,
        }
    )  # fmt: skip


def in_words(prioritas: Prioritas) -> str:
    """The filters that the numbers hang on: `SD · tanpa Kemenag · Rapor SD Umum`."""
    saringan = prioritas.saringan
    said = [saringan.jenjang if saringan.jenjang != "Semua" else "semua jenjang"]
    said += [saringan.status] if saringan.status != "Semua" else []
    said.append(NAMA_KEWENANGAN[saringan.kewenangan].lower().replace("kemenag", "Kemenag"))
    if any(item.kode.startswith("rapor:DASMEN") for item in prioritas.kriteria) and prioritas.setelan.jenis:
        said.append(f"Rapor {prioritas.setelan.jenis}")
    return " · ".join(said)


# --- to a plan ---


def to_plan(prioritas: Prioritas, dipilih: frozenset[str]) -> dict[str, Any]:
    """The fields of a plan that say which regions are priority, why, and how that was computed."""
    frame = prioritas.wilayah
    regions_ = [
        WilayahRencana(
            kode_wilayah=row.kode, nama=row.nama, skor=float(row.skor), galat=_number(prioritas.galat[row.Index]),
            urutan=int(row.urutan), urutan_dari=int(row.urutan_dari), urutan_sampai=int(row.urutan_sampai),
            pct_peluang=None if row.peluang != row.peluang else min(100 * float(row.peluang), 100.0),
            pct_data=float(row.pct_data), is_dipilih=row.kode in dipilih,
        )
        for row in each(frame)
    ]  # fmt: skip
    regions_ += [
        WilayahRencana(kode_wilayah=row.kode, nama=row.nama, pct_data=float(row.pct_data),
                       is_dipilih=row.kode in dipilih)
        for row in each(prioritas.tipis)
    ]  # fmt: skip
    parts = [
        SumbanganRencana(kode_wilayah=kode, kriteria=item.kode, nilai=_number(prioritas.nilai[i, j]),
                         sumbangan=_number(prioritas.sumbangan[i, j]))
        for i, kode in enumerate(frame["kode"]) for j, item in enumerate(prioritas.kriteria)
    ]  # fmt: skip
    return {
        "setelan_prioritas": SetelanPrioritas(
            tujuan=prioritas.setelan.tujuan, nama_tujuan=prioritas.setelan.nama_tujuan,
            jumlah_teratas=prioritas.teratas, saringan=in_words(prioritas),
            jenis=prioritas.setelan.jenis, snapshot=data.snapshot().id,
            tanggal_data=prioritas.saringan.tanggal_data if prioritas.has_use else None,
        ),
        "kriteria": tuple(
            KriteriaRencana(kriteria=item.kode, nama=item.nama, arah=item.arah, satuan=item.satuan,
                            bobot=float(prioritas.setelan.bobot[item.kode]))
            for item in prioritas.kriteria
        ),
        "wilayah": tuple(regions_),
        "sumbangan": tuple(parts),
    }  # fmt: skip


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
