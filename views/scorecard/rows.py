"""The scorecard's numbers: one cell a region and platform, each platform's main measure for its main users."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from analysis.change import roll_up_change, with_change
from analysis.shares import roll_up, with_share
from charts.lines import COMPLETE, batas_deret
from charts.style import each
from views import data, rows
from views.filters import Saringan
from views.format import day, is_none, month

NASIONAL = "nasional"
LUAR_TUGAS = "kampus_merdeka"
"""The platform that is none of an education quality office's."""
TAMPILAN = {"nilai": "Nilai", "perubahan": "Perubahan", "jarak": "Jarak dari nasional"}
KEY = ["ukuran", "kode_wilayah"]


@dataclass(frozen=True)
class Kolom:
    """One platform: its main measure, whom it counts and how its numbers stand. `jenis`: satuan | wilayah | luar."""

    ukuran: str
    platform: str
    nama_platform: str
    nama_pendek: str
    nama: str
    dasar: str
    kelompok_pengguna: str
    tanggal: date
    jenis: str
    is_basi: bool = False
    is_belum_lengkap: bool = False
    is_provinsi: bool = False
    definisi: str = ""
    alasan: str = ""
    """Why the column has no change to show; empty where it has."""


@dataclass(frozen=True)
class Baris:
    """One region; `is_acuan`: shown for comparison, above the others."""

    kode: str
    nama: str
    is_acuan: bool = False


@dataclass(frozen=True)
class Kartu:
    """The whole table. `sel`: ukuran, kode_wilayah, nilai, rendah, tinggi, is_nyata, is_sedikit and their sums."""

    tampilan: str
    kolom: tuple[Kolom, ...]
    baris: tuple[Baris, ...]
    sel: pd.DataFrame
    dilepas: tuple[str, ...] = ()
    """Platforms without any number under the filters."""


def values(saringan: Saringan) -> pd.DataFrame:
    """Shares with intervals of the nation, the provinces and the kab/kota of the view's province."""

    def sums(tingkat: str, provinsi: str | None) -> pd.DataFrame:
        return data.ask(
            "pemanfaatan_utama_per_wilayah", tingkat=tingkat, kode_provinsi=provinsi,
            tanggal_data=saringan.tanggal_data, jenjang=saringan.jenjang, status=saringan.status,
            kewenangan=saringan.kewenangan,
        )  # fmt: skip

    provinces = sums("provinsi", None)
    if provinces.empty:
        return with_share(provinces)
    nation = roll_up(provinces, ["ukuran"]).assign(kode_wilayah=NASIONAL)
    below = [] if saringan.provinsi is None else [sums("kab_kota", saringan.provinsi)]
    return with_share(pd.concat([nation, provinces, *below], ignore_index=True))


def changes(saringan: Saringan, lag: int, tingkat: str, provinsi: str | None) -> pd.DataFrame:
    """The sums of the paired changes of a level's regions; `lag` 0: since the cut-off before."""
    return data.ask(
        "perubahan_utama_per_wilayah", tingkat=tingkat, kode_provinsi=provinsi, lag_bulan=lag,
        tanggal_data=saringan.tanggal_data, jenjang=saringan.jenjang, status=saringan.status,
        kewenangan=saringan.kewenangan,
    )  # fmt: skip


def all_changes(saringan: Saringan) -> pd.DataFrame:
    """Paired changes since the view's comparison, of the same places as the shares."""
    provinces = changes(saringan, saringan.lag, "provinsi", None)
    if provinces.empty:
        return with_change(provinces)
    nation = roll_up_change(provinces, ["ukuran"]).assign(kode_wilayah=NASIONAL)
    below = [] if saringan.provinsi is None else [changes(saringan, saringan.lag, "kab_kota", saringan.provinsi)]
    return with_change(pd.concat([nation, provinces, *below], ignore_index=True))


def main_measures() -> pd.DataFrame:
    """The main measure of each platform for its main users, in the catalogue's order."""
    there = data.measures()
    return there[there["is_utama"].astype(bool) & (there["kelompok_pengguna"] == there["kelompok_utama"])]


def columns(saringan: Saringan, shares: pd.DataFrame) -> tuple[Kolom, ...]:
    """The columns that have a number, those outside an office's task last."""
    newest = data.newest_cutoff()
    events = data.ask("kalender_kebijakan")
    nation = shares[shares["kode_wilayah"] == NASIONAL].set_index("ukuran")
    dates = shares.dropna(subset=["tanggal_data"]).groupby("ukuran")["tanggal_data"].first()
    found = []
    for row in each(main_measures()):
        name = str(row.ukuran)
        if name not in nation.index or name not in dates.index or is_none(nation.loc[name, "pct"]):
            continue
        shown = data.as_date(dates[name])
        own = shares[shares["ukuran"] == name]
        kind = "wilayah" if own["jumlah_satuan"].isna().all() else "satuan"
        age = (newest - data.as_date(row.tanggal_terakhir)).days if newest else 0
        found.append(
            Kolom(
                ukuran=name, platform=str(row.platform), nama_platform=str(row.nama_platform),
                nama_pendek=str(row.nama_pendek), nama=str(row.nama),
                dasar=rows.base_words(str(row.satuan), str(row.kelompok_pengguna), str(row.platform)),
                kelompok_pengguna=str(row.kelompok_pengguna), tanggal=shown,
                jenis="luar" if row.platform == LUAR_TUGAS else kind,
                is_basi=not is_none(row.irama_hari) and age > 1.5 * float(row.irama_hari),
                is_belum_lengkap=is_unfinished(name, str(row.kelompok_pengguna), shown),
                is_provinsi=row.tingkat_terendah == "provinsi",
                definisi=f"{row.definisi_pembilang} dibagi {row.definisi_penyebut}",
                alasan=no_change(saringan, name, str(row.kelompok_pengguna), str(row.platform), shown, events),
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda k: k.jenis == "luar"))


def is_unfinished(ukuran: str, kelompok: str, shown: date) -> bool:
    """Whether a cut-off has far fewer schools than the one before it."""
    frame = data.ask("cutoff_per_ukuran", ukuran=ukuran, kelompok_pengguna=kelompok)
    counts = {data.as_date(t): k for t, k in zip(frame["tanggal_data"], frame["jumlah_satuan"], strict=True)}
    before = [t for t in counts if t < shown]
    now, then = counts.get(shown), counts[max(before)] if before else None
    return not is_none(now) and not is_none(then) and float(now) < COMPLETE * float(then)  # type: ignore[arg-type]


def breaks(platform: str, events: pd.DataFrame) -> list[date]:
    """The days at which a platform's series starts anew by policy."""
    mine = events["platform"].fillna("").map(lambda text: platform in str(text).split("|"))
    return batas_deret(events[mine])


def no_change(saringan: Saringan, ukuran: str, kelompok: str, platform: str, shown: date, events: pd.DataFrame) -> str:
    """Why a measure cannot be compared with the cut-off some months before; empty when it can."""
    own = replace(saringan, ukuran=ukuran, kelompok_pengguna=kelompok, tanggal_data=shown)
    months = shown.year * 12 + shown.month - 1 - own.lag
    base = rows.earlier(own)
    if base is None:
        if own.lag % 12 and own.lag >= shown.month and data.is_mulai_ulang(ukuran):
            return "dihitung dari nol tiap Januari, maka tidak dibandingkan dengan tahun lalu"
        return f"tidak ada tanggal data {month(date(months // 12, months % 12 + 1, 1))}"
    cut = [b for b in breaks(platform, events) if base < b <= shown]
    return f"arti ukuran ini berubah pada {day(cut[-1])}" if cut else ""


def scorecard(saringan: Saringan, tampilan: str) -> Kartu:
    """The table of a view: the nation's provinces (of an island group, if chosen) or a province's kab/kota."""
    shares = values(saringan)
    shown = columns(saringan, shares)
    own = lines(saringan)
    cells = _cells(saringan, tampilan, shares, shown)
    mine = cells[cells["kode_wilayah"].isin([line.kode for line in own if not line.is_acuan])]
    has_any = set(mine.loc[mine["nilai"].notna(), "ukuran"])
    names = {str(row.ukuran): str(row.nama_platform) for row in each(main_measures())}
    kept = tuple(k for k in shown if k.ukuran in has_any)
    gone = tuple(name for ukuran, name in names.items() if ukuran not in {k.ukuran for k in kept})
    return Kartu(tampilan, kept, own, cells, gone)


def lines(saringan: Saringan) -> tuple[Baris, ...]:
    """The regions in the order of their codes, from west to east; what they compare with first."""
    nation = Baris(NASIONAL, "Nasional", is_acuan=True)
    if saringan.provinsi is not None:
        province = Baris(saringan.provinsi, data.provinces()[saringan.provinsi], is_acuan=True)
        return (nation, province, *(Baris(code, name) for code, name in data.regencies(saringan.provinsi).items()))
    islands = data.islands()
    return (nation, *(Baris(c, n) for c, n in data.provinces().items() if saringan.pulau in (None, islands[c])))


def _cells(saringan: Saringan, tampilan: str, shares: pd.DataFrame, shown: tuple[Kolom, ...]) -> pd.DataFrame:
    base = shares[[*KEY, "pct", "pct_rendah", "pct_tinggi", "is_terlalu_sedikit", "x", "m", "jumlah_satuan"]]
    base = base.assign(is_sedikit=base["is_terlalu_sedikit"].astype(bool), is_basis_berubah=False)
    if tampilan == "nilai":
        return base.assign(nilai=base["pct"], rendah=base["pct_rendah"], tinggi=base["pct_tinggi"], is_nyata=None)
    if tampilan == "jarak":
        nation = base[base["kode_wilayah"] == NASIONAL].set_index("ukuran")["pct"]
        level = base["ukuran"].map(nation)
        low, high = base["pct_rendah"] - level, base["pct_tinggi"] - level
        real = ((low > 0) | (high < 0)).astype(object).where(low.notna(), None)
        found = base.assign(nilai=base["pct"] - level, rendah=low, tinggi=high, is_nyata=real)
        return found[found["kode_wilayah"] != NASIONAL]
    comparable = {k.ukuran for k in shown if not k.alasan}
    moved = all_changes(saringan)
    moved = moved[moved["ukuran"].isin(comparable)]
    real = moved["is_nyata"].astype(object).where(moved["poin_rendah"].notna(), None)
    return moved[KEY].assign(
        nilai=moved["poin"], rendah=moved["poin_rendah"], tinggi=moved["poin_tinggi"], is_nyata=real,
        is_sedikit=moved["is_terlalu_sedikit"].astype(bool), is_basis_berubah=moved["is_basis_berubah"].astype(bool),
        dari=moved["pct_dasar"], ke=moved["pct_kini"], jumlah_satuan=moved["jumlah_satuan"], m=moved["m1"],
        x=moved["x1"],
    )  # fmt: skip
