"""Rows of Rapor × pemakaian: the same regions with their use of a platform and their Rapor value side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd
import streamlit as st

from analysis.correlation import Correlation, quadrant, rank_correlation, weighted_median
from analysis.shares import with_share
from analysis.status_change import direction
from charts.style import banyak, each
from views import data, neighbours, options, rows
from views.filters import Saringan
from views.format import number, percent
from views.rapor import rows as rapor_rows
from views.rapor.rows import Pilih, Tempat, value_words
from views.rows import Ukuran

OPSI = ("satuan_wilayah", *rapor_rows.OPSI)
PROVINSI, KAB_KOTA, SEMUA_KAB_KOTA = "provinsi", "kab_kota", "semua_kab_kota"


@dataclass(frozen=True)
class Lingkup:
    """Which regions are set against each other: their level, of which province (None: all), and how they are called."""

    tingkat: str
    provinsi: str | None
    nama: str
    sorot: str | None

    @property
    def satuan(self) -> str:
        """What one region is called."""
        return "provinsi" if self.tingkat == "provinsi" else "kab/kota"


def choose_scope(saringan: Saringan) -> Lingkup:
    """Provinces, the kab/kota of one province, or all kab/kota: an option of the page."""
    there = {PROVINSI: "Antarprovinsi", SEMUA_KAB_KOTA: "Semua kab/kota"}
    first = PROVINSI
    if saringan.provinsi is not None:
        name = data.province(saringan.provinsi)[0]
        there, first = {KAB_KOTA: f"Kab/kota {name}", **there}, KAB_KOTA
    if st.query_params.get("satuan_wilayah") == KAB_KOTA and KAB_KOTA not in there:
        options.set_to("satuan_wilayah", first)
    chosen = options.select("satuan_wilayah", "Yang dibandingkan", there, first)
    if chosen == PROVINSI:
        return Lingkup("provinsi", None, "Indonesia", saringan.provinsi)
    if chosen == SEMUA_KAB_KOTA:
        return Lingkup("kab_kota", None, "Indonesia", saringan.kab_kota)
    return Lingkup("kab_kota", saringan.provinsi, data.province(str(saringan.provinsi))[0], saringan.kab_kota)


def rapor_place(lingkup: Lingkup) -> Tempat:
    """The level whose indicators may be chosen."""
    return Tempat(lingkup.tingkat, lingkup.nama, lingkup.provinsi)


def use(saringan: Saringan, lingkup: Lingkup) -> pd.DataFrame:
    """Use by region with its interval: kode, nama, and the columns of a share."""
    if lingkup.tingkat == "provinsi":
        frame = rows.per_provinsi(saringan)
        return frame.assign(kode=frame["kode_provinsi_kemendagri"].astype(str))
    if lingkup.provinsi is not None:
        frame = rows.per_kab_kota(replace(saringan, provinsi=lingkup.provinsi))
    else:
        frame = with_share(
            data.ask("rapor_pemanfaatan_kab_kota", ukuran=saringan.ukuran,
                     kelompok_pengguna=saringan.kelompok_pengguna, tanggal_data=saringan.tanggal_data,
                     jenjang=saringan.jenjang, status=saringan.status, kewenangan=saringan.kewenangan)
        )  # fmt: skip
    return frame.assign(kode=frame["kode_kab_kota_kemendagri"].astype(str))


def pairs(saringan: Saringan, measure: Ukuran, lingkup: Lingkup, pilih: Pilih) -> pd.DataFrame:
    """One row a region that has both figures: kode, nama, x (percent), y, m, label, jumlah_satuan, keterangan."""
    frame = use(saringan, lingkup)
    there = rapor_rows.of_level(lingkup.tingkat, pilih, provinsi=lingkup.provinsi, kode=pilih.indikator,
                                tahun=pilih.tahun)  # fmt: skip
    there = there[there["tahun"] == pilih.tahun]
    key = "kode_provinsi_kemendagri" if lingkup.tingkat == "provinsi" else "kode_kab_kota_kemendagri"
    values = there.assign(kode=there[key].astype(str), y=there["nilai"])[["kode", "y", "label", "satuan"]]
    both = frame.drop(columns=["satuan", "label"], errors="ignore").merge(values, on="kode", how="inner")
    both = both.assign(x=both["pct"]).dropna(subset=["x", "y"])
    both = both[both["m"] > 0].reset_index(drop=True)
    both["keterangan"] = [
        f"<b>{row.nama}</b><br>{measure.nama}: {percent(row.x)} = {number(row.zx)} dari {number(row.m)} "
        f"{measure.satuan}<br>{pilih.indikator}: {value_words(row.y, row.satuan)} · {row.label or 'tanpa label'}"
        for row in each(both.assign(zx=both["pct"] * both["m"] / 100))
    ]
    return both


@dataclass(frozen=True)
class Temuan:
    """What the pairs say: the weighted medians, the correlation weighted and with all regions alike, the quadrants."""

    frame: pd.DataFrame
    tengah_x: float
    tengah_y: float
    korelasi: Correlation | None
    arah: int
    sama_rata: Correlation | None = None


def findings(frame: pd.DataFrame, pilih: Pilih) -> Temuan:
    """Medians and correlation weighted by people, and quadrants named by what is better for the indicator."""
    side = direction(pilih.keluarga, pilih.satuan)
    middle = [weighted_median(frame[axis], frame["m"]) for axis in ("x", "y")]
    named = [quadrant(row.x, row.y, *middle, is_higher_better=side >= 0) for row in each(frame)]
    kuadran = pd.Series(named, index=frame.index, dtype=object)
    found = rank_correlation(frame["x"], frame["y"], frame["m"])
    alike = rank_correlation(frame["x"], frame["y"])
    return Temuan(frame.assign(kuadran=kuadran), middle[0], middle[1], found, side, alike)


def comparison(saringan: Saringan, lingkup: Lingkup) -> tuple[str, ...]:
    """Codes of the regions that the view compares with, at the level shown."""
    return neighbours.codes(saringan, "provinsi" if lingkup.tingkat == "provinsi" else "kab_kota")


def jenjang_of(jenis: str) -> str | None:
    """The jenjang of a kind of school in the Rapor; None where it is not one of the filter row's."""
    if "SLB" in jenis:
        return "SLB"
    if "Kesetaraan" in jenis:
        return "Kesetaraan"
    first = jenis.split(" ")[0]
    if first in ("SD", "SMP", "SMA", "SMK"):
        return None if "Sederajat" in jenis else first
    return "PAUD" if first in ("PAUD", "TK", "RA", "KB", "SPS", "TPA") else None


def kewenangan_of(jenis: str) -> str:
    """Whose schools a kind of school in the Rapor holds."""
    religious = ("Kemenag", "Keagamaan", " MI", "MTS", "MA/MAK")
    return "Kemenag" if jenis == "RA" or any(word in jenis for word in religious) else "tanpa_kemenag"


PMM_KODE, PMM_BAKU = "C.3.1", "pmm.login"


def two_counts(saringan: Saringan, pilih: Pilih) -> tuple[pd.DataFrame, Ukuran, date] | None:
    """C.3.1 of the Rapor beside PMM's own counter for the same provinces, kinds and about the same time.

    The counter is the PMM measure of the view (else: ever logged in) of all roles, at the last cut-off of the year that
    the Rapor speaks of, or the nearest to it. None where either side has nothing.
    """
    choices = data.choices()
    own = saringan.ukuran if saringan.ukuran.startswith("pmm.") else PMM_BAKU
    if choices is None or own not in choices.kelompok or pilih.kelompok != "DASMEN":
        return None
    groups = choices.kelompok[own]
    group = "semua" if "semua" in groups else groups[0]
    wanted = date(pilih.tahun - 1, 12, 31)
    day = min(choices.tanggal(own, group), key=lambda t: (t > wanted, abs((t - wanted).days)))
    view = replace(saringan, ukuran=own, kelompok_pengguna=group, tanggal_data=day,
                   jenjang=jenjang_of(pilih.jenis) or "Semua", kewenangan=kewenangan_of(pilih.jenis),
                   status=pilih.status)  # fmt: skip
    counted = rows.per_provinsi(view)
    there = rapor_rows.of_level("provinsi", pilih, kode=PMM_KODE, tahun=pilih.tahun)
    there = there[(there["tahun"] == pilih.tahun) & there["nilai"].notna()]
    values = there[["kode_provinsi_kemendagri", "nilai"]]
    both = counted.merge(values, on="kode_provinsi_kemendagri", how="inner").dropna(subset=["pct", "nilai"])
    if both.empty:
        return None
    measure = rows.ukuran(view)
    both = both.assign(satu=both["nilai"], dua=both["pct"], selisih=both["pct"] - both["nilai"])
    both["keterangan"] = [
        f"<b>{row.nama}</b><br>Rapor C.3.1: {percent(row.satu)} (pembilang dan penyebut tidak diterbitkan)<br>"
        f"{measure.nama}: {percent(row.dua)} = {banyak(row.x, measure.satuan)} dari "
        f"{banyak(row.m, measure.satuan)} {measure.satuan}"
        for row in each(both)
    ]
    return both.reset_index(drop=True), measure, day
