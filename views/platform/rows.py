"""Rows of the Platform page: one place's share by kind of school, by group of users, and on every measure."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from analysis.change import with_change
from analysis.shares import roll_up, with_share
from charts.names import nama_pulau
from charts.style import each
from views import data, rows
from views.filters import JENJANG, STATUS, Saringan

RUANG = (
    "ruang_murid", "ruang_sekolah", "ruang_bahasa", "ruang_pemerintah", "ruang_mitra", "ruang_publik",
    "ruang_orang_tua",
)  # fmt: skip
"""The rooms of Rumah Pendidikan beside Ruang GTK, whose data are in the series of PMM."""
RUANG_GTK = "pmm.aktif_30_hari"
ORDER = (*JENJANG[1:], "Semua")


@dataclass(frozen=True)
class Wilayah:
    """The place a page is of: its name, its level, and what questions are narrowed by."""

    nama: str
    tingkat: str
    pulau: str | None = None
    provinsi: str | None = None
    kab_kota: str | None = None

    @property
    def kode(self) -> str:
        """Kemendagri code; '' for the nation or an island group."""
        return self.kab_kota or self.provinsi or ""


NASIONAL = Wilayah("Nasional", "nasional")


def wilayah(saringan: Saringan, terdalam: str = "provinsi") -> Wilayah:
    """The place of a view, no narrower than `terdalam` (pulau, provinsi or kab_kota)."""
    if saringan.provinsi is not None and terdalam == "pulau":
        return NASIONAL
    if saringan.provinsi is not None:
        name, _ = data.province(saringan.provinsi)
        if saringan.kab_kota is not None and terdalam == "kab_kota":
            regency = data.regencies(saringan.provinsi).get(saringan.kab_kota, saringan.kab_kota)
            return Wilayah(regency, "kab_kota", provinsi=saringan.provinsi, kab_kota=saringan.kab_kota)
        return Wilayah(name, "provinsi", provinsi=saringan.provinsi)
    if saringan.pulau is not None:
        return Wilayah(nama_pulau(saringan.pulau), "pulau", pulau=saringan.pulau)
    return NASIONAL


def codes(tempat: Wilayah) -> tuple[str, ...]:
    """The provinces a place covers, for a map to outline; none for the nation."""
    if tempat.provinsi is not None:
        return (tempat.provinsi,)
    if tempat.pulau is None:
        return ()
    frame = data.places()
    return tuple(frame.loc[frame["pulau"] == tempat.pulau, "kode_provinsi_kemendagri"].astype(str))


def tren(saringan: Saringan, tempat: Wilayah) -> pd.DataFrame:
    """Shares over time of a place, up to the view's cut-off."""
    return rows.tren(saringan, pulau=tempat.pulau, provinsi=tempat.provinsi, kab_kota=tempat.kab_kota)


def perubahan(saringan: Saringan, tempat: Wilayah) -> tuple[pd.DataFrame, pd.Series | None]:
    """The changes of the place's parts (provinces, or kab/kota of a province) and its own."""
    if tempat.provinsi is None:
        return rows.perubahan(saringan, tempat.pulau)
    return rows.perubahan_kab_kota(saringan), rows.perubahan_tempat(replace(saringan, kab_kota=tempat.kab_kota))


def bagian(saringan: Saringan, tempat: Wilayah) -> pd.DataFrame:
    """The place's parts with share and interval: 38 provinces, those of an island, or the kab/kota of a province."""
    if tempat.provinsi is not None:
        return rows.per_kab_kota(saringan)
    frame = rows.per_provinsi(saringan)
    return frame if tempat.pulau is None else frame[frame["pulau"] == tempat.pulau].reset_index(drop=True)


def irisan(saringan: Saringan, tempat: Wilayah) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Shares by jenjang and by status; each follows the filter of the other. Empty where schools are not told apart.

    Columns: nama, the sums, pct, pct_rendah, pct_tinggi, is_terlalu_sedikit.
    """
    frame = data.ask(
        "platform_irisan", ukuran=saringan.ukuran, kelompok_pengguna=saringan.kelompok_pengguna,
        tanggal_data=saringan.tanggal_data, kewenangan=saringan.kewenangan, pulau=tempat.pulau,
        kode_provinsi=tempat.provinsi, kode_kab_kota=tempat.kab_kota,
    )  # fmt: skip
    frame = frame.dropna(subset=["jumlah_satuan"])
    by_level = frame if saringan.status == STATUS[0] else frame[frame["status"] == saringan.status]
    by_status = frame if saringan.jenjang == JENJANG[0] else frame[frame["jenjang"] == saringan.jenjang]
    return _sliced(by_level, "jenjang", ORDER), _sliced(by_status, "status", STATUS[1:])


def _sliced(frame: pd.DataFrame, column: str, order: tuple[str, ...]) -> pd.DataFrame:
    if frame.empty:
        return pd.DataFrame(columns=["nama", *rows.SUMS, "pct", "pct_rendah", "pct_tinggi", "is_terlalu_sedikit"])
    result = with_share(roll_up(frame, [column])).rename(columns={column: "nama"})
    place = {name: at for at, name in enumerate(order)}
    result = result[result["nama"].isin(place)]
    return result.sort_values("nama", key=lambda names: names.map(place)).reset_index(drop=True)


def semua_ukuran(saringan: Saringan, tempat: Wilayah, platform: tuple[str, ...]) -> pd.DataFrame:
    """Every measure of some platforms for every group of users in one place, in the order of the catalogue.

    Columns: ukuran, kelompok_pengguna, nama, nama_pendek, platform, nama_platform, satuan, definisi_pembilang,
    definisi_penyebut, peringatan, is_utama, kelompok_utama, tanggal_data, tanggal_dasar, the sums, pct with its
    interval, poin with its interval, is_nyata.
    """
    found = data.ask(
        "platform_ukuran", platform="|".join(platform), tanggal_data=saringan.tanggal_data, lag_bulan=saringan.lag,
        jenjang=saringan.jenjang, status=saringan.status, kewenangan=saringan.kewenangan, pulau=tempat.pulau,
        kode_provinsi=tempat.provinsi, kode_kab_kota=tempat.kab_kota,
    )  # fmt: skip
    there = data.measures()
    there = there[there["platform"].isin(platform)]
    if found.empty or there.empty:
        return pd.DataFrame()
    keys = ["ukuran", "kelompok_pengguna"]
    now = with_share(roll_up(found[found["waktu"] == "kini"], [*keys, "tanggal_data"]))
    result = there.drop(columns=["tanggal_pertama", "tanggal_terakhir"]).merge(now, on=keys, how="inner")
    paired = data.ask(
        "platform_perubahan", platform="|".join(platform), tanggal_data=saringan.tanggal_data,
        lag_bulan=saringan.lag, jenjang=saringan.jenjang, status=saringan.status, kewenangan=saringan.kewenangan,
        pulau=tempat.pulau, kode_provinsi=tempat.provinsi, kode_kab_kota=tempat.kab_kota,
    )  # fmt: skip
    changes = _changes(found, paired)
    result = result.merge(changes, on=keys, how="left")
    lagged = [_is_comparable(row, saringan.lag) for row in each(result)]
    result.loc[[not ok for ok in lagged], ["poin", "poin_rendah", "poin_tinggi", "is_nyata"]] = None
    result["siapa"] = [rows.base_words(str(r.satuan), str(r.kelompok_pengguna), str(r.platform)) for r in each(result)]
    return result.reset_index(drop=True)


def _is_comparable(row: Any, lag: int) -> bool:
    """Whether the comparison does not cross the new year of a measure that starts anew."""
    return lag % 12 == 0 or lag < data.as_date(row.tanggal_data).month or not data.is_mulai_ulang(str(row.ukuran))


def _changes(found: pd.DataFrame, paired: pd.DataFrame) -> pd.DataFrame:
    """The change of each measure and group: paired by school where that is known, else between the same provinces."""
    keys = ["ukuran", "kelompok_pengguna"]
    code = "kode_provinsi_kemendagri"
    columns = ["tanggal_dasar", "poin", "poin_rendah", "poin_tinggi", "is_nyata"]
    both = found[found["waktu"] == "lalu"].merge(found[found["waktu"] == "kini"], on=[*keys, code], suffixes=("_0", ""))
    sums = both.groupby(keys)[["x", "m", "x_0", "m_0"]].sum()
    plain = pd.DataFrame(
        {
            "tanggal_dasar": both.groupby(keys)["tanggal_data_0"].max(),
            "poin": 100 * (sums["x"] / sums["m"] - sums["x_0"] / sums["m_0"]),
        }
    ).reindex(columns=columns)
    known = paired.dropna(subset=["m1"])
    known = known[known["jumlah_satuan"].notna()]
    if known.empty:
        return plain.reset_index()
    judged = with_change(known)
    judged["is_nyata"] = judged["is_nyata"].astype(object).where(judged["poin_rendah"].notna(), None)
    judged = judged.set_index(keys)[columns]
    rest = plain[~plain.index.isin(judged.index)].astype(object)
    return pd.concat([judged.astype(object), rest]).reset_index()
