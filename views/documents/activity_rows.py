"""The numbers of a report of one event: its list counted, small counts hidden, never a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analysis.gain import paired
from analysis.small_cells import FEWEST_PEOPLE, hidden
from views import data
from views.bimtek.rows import SEMUA
from views.format import is_none
from warehouse.gate import OlderMarts

MANY = 40
"""More kab/kota than this are told by province."""


@dataclass(frozen=True)
class Tes:
    """Scores of those with both tests: how many, the means, the mean difference and its interval (NaN: none).

    `is_sedikit`: some have both, but too few to be told.
    """

    n: int
    pre: float
    post: float
    selisih: float
    rendah: float
    tinggi: float
    is_sedikit: bool = False


@dataclass(frozen=True)
class Kegiatan:
    """One event. Counts are None without an attendance list. `asal`: where its people came from, one row a kab/kota or
    province (`tingkat`), with `terdaftar`, `hadir` as they may be told (NaN: hidden), and the schools reached."""

    id: str
    acara: Any
    mulai: date
    selesai: date
    terdaftar: int | None
    hadir: int | None
    sertifikat: int | None
    jp: float | None
    n_jp: int
    tanpa_npsn: int
    tes: Tes | None
    asal: pd.DataFrame
    tingkat: str
    is_ringkasan_lama: bool = False
    """The snapshot was made before hours, certificates and tests of single events were counted."""


def events(kode_provinsi: str | None) -> pd.DataFrame:
    """Events that are over on the day of the snapshot and concern the province, newest first."""
    level, place = ("nasional", "nasional") if kode_provinsi is None else ("provinsi", kode_provinsi)
    frame = data.ask("bimtek_kegiatan_per_wilayah", tingkat=level, wilayah=place, program=SEMUA, level=SEMUA,
                     tahun_kegiatan=SEMUA)  # fmt: skip
    today = data.manifest().dibuat.date()
    over = frame[[data.as_date(t) <= today for t in frame["tanggal_selesai"]]] if len(frame) else frame
    return over.sort_values(["tanggal_mulai", "kegiatan_id"], ascending=[False, True], kind="stable")


def read(id_kegiatan: str) -> Kegiatan | None:
    """One event that is over; None for another id."""
    there = events(None)
    own = there[there["kegiatan_id"] == id_kegiatan]
    if own.empty:
        return None
    acara = own.iloc[0]
    listed, is_old = _listed(id_kegiatan)
    tingkat = "kab_kota"
    asal = data.ask("bimtek_asal_by_kegiatan", kegiatan_id=id_kegiatan, tingkat=tingkat)
    if len(asal) > MANY:
        tingkat = "provinsi"
        asal = data.ask("bimtek_asal_by_kegiatan", kegiatan_id=id_kegiatan, tingkat=tingkat)
    return Kegiatan(
        id=id_kegiatan, acara=acara, mulai=data.as_date(acara["tanggal_mulai"]),
        selesai=data.as_date(acara["tanggal_selesai"]), terdaftar=_count(acara["jumlah_terdaftar"]),
        hadir=_count(acara["jumlah_hadir"]), sertifikat=None if listed is None else _count(listed["jumlah_sertifikat"]),
        jp=_mean(listed), n_jp=0 if listed is None else int(listed["jumlah_hadir_jp"]),
        tanpa_npsn=0 if listed is None else int(listed["jumlah_tanpa_npsn"]),
        tes=None if listed is None else _tests(listed), asal=told(asal), tingkat=tingkat, is_ringkasan_lama=is_old,
    )  # fmt: skip


def _listed(id_kegiatan: str) -> tuple[pd.Series | None, bool]:
    try:
        frame = data.ask("bimtek_hasil_by_kegiatan", kegiatan_id=id_kegiatan)
    except OlderMarts:
        return None, True
    return (None if frame.empty else frame.iloc[0]), False


def _count(value: object) -> int | None:
    return None if is_none(value) else int(value)  # type: ignore[call-overload]


def _mean(listed: pd.Series | None) -> float | None:
    """Mean hours of those whose hours are known; None for fewer people than may be told."""
    if listed is None or int(listed["jumlah_hadir_jp"]) < FEWEST_PEOPLE:
        return None
    return float(listed["jumlah_jp"]) / float(listed["jumlah_hadir_jp"])


def _tests(listed: pd.Series) -> Tes | None:
    if bool(listed["is_sedikit"]):
        nothing = float("nan")
        return Tes(0, nothing, nothing, nothing, nothing, nothing, is_sedikit=True)
    if is_none(listed["m"]) or not float(listed["m"]) > 0:
        return None
    n = float(listed["m"])
    gain, low, high = paired(n, float(listed["x"]), float(listed["xx"]))
    pre = float(listed["nilai_pre"]) / n
    return Tes(int(n), pre, pre + gain, gain, low, high)


def told(asal: pd.DataFrame) -> pd.DataFrame:
    """Where people came from with `terdaftar` and `hadir` as they may be told, most registered first.

    What the mart keeps back counts as one hidden row; where it is the only one, the smallest other is hidden as well,
    for the total of the event is told. Where the registered are hidden, so are those present: they are the fewer, and
    would narrow down the others. `is_sedikit`: fewer than five registered.
    """
    frame = asal.copy()
    secret = pd.Series(data=False, index=frame.index)
    for name in ("jumlah_terdaftar", "jumlah_hadir"):
        known = pd.to_numeric(frame[name]).astype(float)
        secret = pd.Series(hidden(known.mask(secret, 1.0).fillna(1.0)), index=frame.index, dtype=bool)
        frame[name.removeprefix("jumlah_")] = known.mask(secret)
    frame["is_sedikit"] = pd.to_numeric(frame["jumlah_terdaftar"]).isna()
    frame["jumlah_terjangkau"] = pd.to_numeric(frame["jumlah_terjangkau"]).astype(int)
    frame["jumlah_satuan"] = pd.to_numeric(frame["jumlah_satuan"]).astype(int)
    ordered = frame.assign(_n=frame["terdaftar"].fillna(-1)).sort_values(["_n", "kode"], ascending=[False, True])
    return ordered.drop(columns="_n").reset_index(drop=True)


def not_there(kegiatan: Kegiatan) -> tuple[str, list[str]] | None:
    """The province where most participants came from, if nearly all did, with its kab/kota that sent nobody."""
    if kegiatan.tingkat != "kab_kota" or kegiatan.asal.empty:
        return None
    codes = [str(kode) for kode in kegiatan.asal["kode"]]
    provinces = {kode[:2] for kode in codes}
    if len(provinces) != 1:
        return None
    provinsi = provinces.pop()
    return data.provinces()[provinsi], [name for kode, name in data.regencies(provinsi).items() if kode not in codes]
