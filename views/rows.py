"""Rows for panels: a question's sums with their shares, intervals and changes. Frames in the charts' columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from analysis.change import roll_up_change, with_change
from analysis.shares import roll_up, with_share
from charts.style import ANGGARAN
from views import data
from views.filters import Saringan

SUMS = ("jumlah_satuan", "x", "m", "xx", "mm", "xm")


@dataclass(frozen=True)
class Ukuran:
    """The measure shown and what its panel must say about it."""

    ukuran: str
    nama: str
    platform: str
    nama_platform: str
    satuan: str
    definisi_pembilang: str
    definisi_penyebut: str
    peringatan: str
    irama_hari: int | None
    tingkat_terendah: str
    dataset: str
    tanggal_terakhir: date
    kalimat: str = "{pangsa} {siapa}"
    """The headline's words, with places for the share and for who is counted."""
    is_per_satuan: bool = True
    """Whether the source tells schools apart at the view's cut-off."""

    def istilah(self) -> tuple[tuple[str, str], ...]:
        """What is counted, over what, what to beware of and how often it is renewed: term and words."""
        terms = (
            ("Ukuran", self.nama),
            ("Pembilang", self.definisi_pembilang),
            ("Penyebut", self.definisi_penyebut),
            ("Perlu diketahui", self.peringatan),
            ("Diperbarui", f"kira-kira tiap {self.irama_hari} hari" if self.irama_hari else ""),
        )
        return tuple((name, text) for name, text in terms if text)


def _text(value: object) -> str:
    return "" if value is None or value != value else str(value)


def ukuran(saringan: Saringan) -> Ukuran:
    """The measure of a view."""
    there = data.measures()
    mine = there[(there["ukuran"] == saringan.ukuran)]
    row = mine[mine["kelompok_pengguna"] == saringan.kelompok_pengguna].iloc[0]
    return Ukuran(
        ukuran=str(row["ukuran"]),
        nama=str(row["nama"]),
        platform=str(row["platform"]),
        nama_platform=str(row["nama_platform"]),
        satuan=base_words(str(row["satuan"]), saringan.kelompok_pengguna, str(row["platform"])),
        definisi_pembilang=_text(row["definisi_pembilang"]),
        definisi_penyebut=_text(row["definisi_penyebut"]),
        peringatan=_text(row["peringatan"]),
        irama_hari=None if pd.isna(row["irama_hari"]) else int(row["irama_hari"]),
        tingkat_terendah=_text(row["tingkat_terendah"]),
        dataset=str(row["dataset"]),
        tanggal_terakhir=data.as_date(row["tanggal_terakhir"]),
        kalimat=str(row["kalimat"]),
        is_per_satuan=data.is_per_satuan(saringan.ukuran, saringan.kelompok_pengguna, saringan.tanggal_data),
    )


def base_words(satuan: str, kelompok: str, platform: str = "") -> str:
    """What n counts: `guru`, `akun guru`, `satuan pendidikan`; all groups of PMM are `GTK`, money is `anggaran`."""
    if satuan == "rupiah":
        return ANGGARAN
    if kelompok == "semua" and satuan == "akun":
        return "akun"
    everyone = "GTK" if platform == "pmm" else "pengguna"
    names = {"KS": "kepala sekolah", "PS": "pengawas sekolah", "umum": "sasaran", "semua": everyone}
    who = names.get(kelompok, kelompok)
    return f"akun {who}" if satuan == "akun" else who


def main_group(ukuran: str) -> str:
    """The measure's main group of users."""
    there = data.measures()
    return str(there.loc[there["ukuran"] == ukuran, "kelompok_utama"].iloc[0])


def main_base(ukuran: str) -> str:
    """What n counts for the measure's main group."""
    there = data.measures()
    satuan = str(there.loc[there["ukuran"] == ukuran, "satuan"].iloc[0])
    return base_words(satuan, main_group(ukuran))


def per_provinsi(saringan: Saringan, tanggal: date | None = None) -> pd.DataFrame:
    """All 38 provinces with share and interval."""
    return with_share(
        data.ask(
            "pemanfaatan_per_provinsi", ukuran=saringan.ukuran, kelompok_pengguna=saringan.kelompok_pengguna,
            tanggal_data=tanggal or saringan.tanggal_data, jenjang=saringan.jenjang, status=saringan.status,
            kewenangan=saringan.kewenangan,
        )
    )  # fmt: skip


def per_kab_kota(saringan: Saringan) -> pd.DataFrame:
    """All kab/kota of the province with share and interval."""
    return with_share(
        data.ask(
            "pemanfaatan_per_kab_kota", ukuran=saringan.ukuran, kelompok_pengguna=saringan.kelompok_pengguna,
            tanggal_data=saringan.tanggal_data, jenjang=saringan.jenjang, status=saringan.status,
            kewenangan=saringan.kewenangan,
            pulau=None, kode_provinsi=saringan.provinsi,
        )
    )  # fmt: skip


def tren(
    saringan: Saringan, *, pulau: str | None = None, provinsi: str | None = None, kab_kota: str | None = None
) -> pd.DataFrame:
    """Shares over time up to the view's cut-off, of the nation or of what it is narrowed to."""
    frame = with_share(
        data.ask(
            "pemanfaatan_per_bulan", ukuran=saringan.ukuran, kelompok_pengguna=saringan.kelompok_pengguna,
            jenjang=saringan.jenjang, status=saringan.status,
            kewenangan=saringan.kewenangan, pulau=pulau, kode_provinsi=provinsi,
            kode_kab_kota=kab_kota,
        )
    )  # fmt: skip
    return until(frame, saringan.tanggal_data)


def until(frame: pd.DataFrame, tanggal: date) -> pd.DataFrame:
    """The rows up to a cut-off, oldest first."""
    kept = frame[pd.to_datetime(frame["tanggal_data"]) <= pd.Timestamp(tanggal)]
    return kept.sort_values("tanggal_data").reset_index(drop=True)


def tren_provinsi(saringan: Saringan) -> pd.DataFrame:
    """Shares over time of each province, with its place in the tile grid."""
    frame = with_share(
        data.ask(
            "pemanfaatan_per_provinsi_bulan", ukuran=saringan.ukuran, kelompok_pengguna=saringan.kelompok_pengguna,
            jenjang=saringan.jenjang, status=saringan.status,
            kewenangan=saringan.kewenangan,
        )
    )  # fmt: skip
    places = data.places()[["kode_provinsi_kemendagri", "baris_petak", "kolom_petak"]]
    return until(frame.merge(places, on="kode_provinsi_kemendagri", how="inner"), saringan.tanggal_data)


def at(frame: pd.DataFrame, tanggal: date) -> pd.Series | None:
    """The row of one cut-off, if it holds a value."""
    found = frame[pd.to_datetime(frame["tanggal_data"]) == pd.Timestamp(tanggal)]
    found = found.dropna(subset=["pct"])
    return None if found.empty else found.iloc[0]


def earlier(saringan: Saringan) -> date | None:
    """The cut-off that the view compares with, if the snapshot has it.

    None across a new year for a measure that starts anew each January: the fall would be the calendar's.
    """
    if saringan.lag % 12 and saringan.lag >= saringan.tanggal_data.month and data.is_mulai_ulang(saringan.ukuran):
        return None
    months = saringan.tanggal_data.year * 12 + saringan.tanggal_data.month - saringan.lag
    there = data.cutoffs(saringan.ukuran, saringan.kelompok_pengguna)
    return next((t for t in reversed(there) if t.year * 12 + t.month == months), None)


def perubahan_kab_kota(saringan: Saringan) -> pd.DataFrame:
    """Each kab/kota's paired change since the comparison, in the view's province."""
    if earlier(saringan) is None:
        return pd.DataFrame(columns=["nama", "poin", "poin_rendah", "poin_tinggi", "is_nyata"])
    paired = data.ask(
        "perubahan_per_kab_kota", ukuran=saringan.ukuran, kelompok_pengguna=saringan.kelompok_pengguna,
        tanggal_data=saringan.tanggal_data, lag_bulan=saringan.lag, jenjang=saringan.jenjang, status=saringan.status,
        kewenangan=saringan.kewenangan, kode_provinsi=saringan.provinsi,
    )  # fmt: skip
    return _judged(with_change(paired)).dropna(subset=["poin"])


def perubahan_tempat(saringan: Saringan) -> pd.Series | None:
    """The change of the view's province, or of its kab/kota; None where there is nothing to compare with."""
    code: str | None
    if saringan.kab_kota is not None:
        frame, key, code = perubahan_kab_kota(saringan), "kode_kab_kota_kemendagri", saringan.kab_kota
    else:
        (frame, _), key, code = perubahan(saringan), "kode_provinsi_kemendagri", saringan.provinsi
    found = frame[frame[key] == code] if key in frame else frame.iloc[:0]
    return None if found.empty else found.iloc[0]


def perubahan(saringan: Saringan, pulau: str | None = None) -> tuple[pd.DataFrame, pd.Series | None]:
    """Each province's change since the comparison, and the nation's; of one island group where it is named.

    Where schools can be paired the change has an interval; where only regions are known it is the plain
    difference, and `is_nyata` is missing because nothing can be said about it.
    """
    before = earlier(saringan)
    if before is None:
        return pd.DataFrame(columns=["nama", "poin", "poin_rendah", "poin_tinggi", "is_nyata"]), None
    paired = data.ask(
        "perubahan_per_provinsi", ukuran=saringan.ukuran, kelompok_pengguna=saringan.kelompok_pengguna,
        tanggal_data=saringan.tanggal_data, lag_bulan=saringan.lag, jenjang=saringan.jenjang, status=saringan.status,
        kewenangan=saringan.kewenangan,
    )  # fmt: skip
    paired = _within(paired, pulau)
    if not paired.empty and paired["m1"].notna().any():
        nation = _judged(with_change(roll_up_change(paired)))
        return _judged(with_change(paired)).dropna(subset=["poin"]), nation.iloc[0]
    return _plain_difference(_within(per_provinsi(saringan), pulau), _within(per_provinsi(saringan, before), pulau))


def _within(frame: pd.DataFrame, pulau: str | None) -> pd.DataFrame:
    return frame if pulau is None else frame[frame["pulau"] == pulau]


def _judged(frame: pd.DataFrame) -> pd.DataFrame:
    """`is_nyata` only where there is an interval to judge by; missing elsewhere."""
    return frame.assign(is_nyata=frame["is_nyata"].astype(object).where(frame["poin_rendah"].notna(), None))


def _plain_difference(now: pd.DataFrame, then: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series | None]:
    """Differences without pairs; the nation's over the provinces known at both dates, for a province that is new at
    one of them would move it without anyone having changed."""

    def difference(new: pd.Series, old: pd.Series) -> dict[str, pd.Series]:
        nothing = pd.Series(float("nan"), index=new.index)
        return {"poin": new - old, "poin_rendah": nothing, "poin_tinggi": nothing,
                "is_nyata": pd.Series(None, index=new.index, dtype=object)}  # fmt: skip

    key = "kode_provinsi_kemendagri"
    frame = now.merge(then[[key, "pct"]], on=key, suffixes=("", "_0"))
    frame = frame.assign(**difference(frame["pct"], frame["pct_0"])).dropna(subset=["poin"])
    if frame.empty:
        return frame, None
    both = [with_share(roll_up(part[part[key].isin(frame[key])])) for part in (now, then)]
    nation = both[0].assign(**difference(both[0]["pct"], both[1]["pct"])).iloc[0]
    return frame, nation if nation["poin"] == nation["poin"] else None
