"""The numbers of a report of one event: its list counted, small counts hidden, never a person."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from analysis.gain import paired
from analysis.small_cells import FEWEST_PEOPLE, hidden
from views import data
from views.bimtek.rows import SEMUA
from views.documents.activity_counts import Cacah, among, is_given_away, reached, whole
from views.format import is_none
from warehouse.gate import OlderMarts

MANY = 40
"""More kab/kota than this are told by province."""


@dataclass(frozen=True)
class Tes:
    """Scores of those with both tests: how many, the means, the mean difference and its interval (NaN: none).

    `is_sedikit`: some have both, but too few to be told.
    """

    n: Cacah
    pre: float
    post: float
    selisih: float
    rendah: float
    tinggi: float
    is_sedikit: bool = False


@dataclass(frozen=True)
class Kegiatan:
    """One event. Counts as they may be told, None without an attendance list. `asal`: where its people came from, one
    row a kab/kota or province (`tingkat`), with `terdaftar`, `hadir` as they may be told (NaN: hidden), and the schools
    reached (NaN: hidden); without rows where the list of places alone would tell who came."""

    id: str
    acara: Any
    mulai: date
    selesai: date
    terdaftar: Cacah | None
    hadir: Cacah | None
    sertifikat: Cacah | None
    jp: float | None
    n_jp: Cacah
    tanpa_npsn: Cacah
    tes: Tes | None
    asal: pd.DataFrame
    tingkat: str
    terjangkau: Cacah
    jumlah_asal: int
    kode_asal: tuple[str, ...]
    """Codes of the places people came from, at the level of `tingkat`."""
    is_ada_sisa: bool
    """Whether there are schools in those places that the event did not reach."""
    is_ringkasan_lama: bool = False
    """The snapshot was made before hours, certificates and tests of single events were counted."""

    @property
    def is_asal_tertutup(self) -> bool:
        """Whether people came from somewhere that can't be told."""
        return bool(self.jumlah_asal) and self.asal.empty


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
    registered, came = _count(acara["jumlah_terdaftar"]), _count(acara["jumlah_hadir"])
    terdaftar = None if registered is None else whole(registered)
    hadir = None if came is None or terdaftar is None or registered is None else among(came, registered, terdaftar)

    def of_those(count: object) -> Cacah:
        """Some of those who came."""
        return among(_count(count) or 0, came or 0, hadir or whole(0))

    tingkat, asal, raw = _origin(id_kegiatan, registered or 0)
    schools = int(raw["jumlah_terjangkau"].sum())
    return Kegiatan(
        id=id_kegiatan, acara=acara, mulai=data.as_date(acara["tanggal_mulai"]),
        selesai=data.as_date(acara["tanggal_selesai"]), terdaftar=terdaftar, hadir=hadir,
        sertifikat=None if listed is None else of_those(listed["jumlah_sertifikat"]),
        jp=_mean(listed), n_jp=of_those(None if listed is None else listed["jumlah_hadir_jp"]),
        tanpa_npsn=of_those(None if listed is None else listed["jumlah_tanpa_npsn"]),
        tes=None if listed is None else _tests(listed, of_those), asal=asal, tingkat=tingkat,
        terjangkau=reached(schools, hadir or whole(0)), jumlah_asal=len(raw), kode_asal=tuple(map(str, raw["kode"])),
        is_ada_sisa=schools < int(raw["jumlah_satuan"].sum()), is_ringkasan_lama=is_old,
    )  # fmt: skip


def _origin(id_kegiatan: str, total: int) -> tuple[str, pd.DataFrame, pd.DataFrame]:
    """Level, the places as they may be told, and as asked for: by kab/kota where that can be told and read, else by
    province; no places to tell where even those, with the total, would tell how many came from one of them."""
    found: list[tuple[str, pd.DataFrame, pd.DataFrame]] = []
    for tingkat in ("kab_kota", "provinsi"):
        raw = data.ask("bimtek_asal_by_kegiatan", kegiatan_id=id_kegiatan, tingkat=tingkat)
        asal = told(raw, total)
        found.append((tingkat, asal, raw))
        if tingkat == "kab_kota" and len(raw) > MANY:
            continue
        if len(asal) == len(raw):
            break
    return found[-1]


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


def _tests(listed: pd.Series, of_those: Callable[[object], Cacah]) -> Tes | None:
    if bool(listed["is_sedikit"]):
        nothing = float("nan")
        return Tes(whole(0), nothing, nothing, nothing, nothing, nothing, is_sedikit=True)
    if is_none(listed["m"]) or not float(listed["m"]) > 0:
        return None
    n = float(listed["m"])
    gain, low, high = paired(n, float(listed["x"]), float(listed["xx"]))
    pre = float(listed["nilai_pre"]) / n
    return Tes(of_those(n), pre, pre + gain, gain, low, high)


def told(asal: pd.DataFrame, total: int) -> pd.DataFrame:
    """Where people came from with `terdaftar` and `hadir` as they may be told, most registered first.

    What the mart keeps back counts as one hidden row; where it is the only one, the smallest other is hidden as well,
    for the total of the event is told. Where the registered are hidden, so are those present: they are the fewer, and
    would narrow down the others; and the schools reached, for each of those has one present at least. `is_sedikit`:
    fewer than five registered. As long as the total still gives one of those away, the smallest shown is hidden too;
    without rows where none is left to hide.
    """
    frame = asal.copy()
    registered = pd.to_numeric(frame["jumlah_terdaftar"]).astype(float)
    frame["is_sedikit"] = registered.isna()
    secret = pd.Series(hidden(registered.fillna(1.0)), index=frame.index, dtype=bool)
    while is_given_away(total, registered[~secret].tolist(), int(frame["is_sedikit"].sum()),
                        int((secret & ~frame["is_sedikit"]).sum())):  # fmt: skip
        if secret.all():
            return frame.assign(terdaftar=registered, hadir=registered).head(0)
        secret |= frame.index == registered[~secret].idxmin()
    frame["terdaftar"] = registered.mask(secret)
    present = pd.to_numeric(frame["jumlah_hadir"]).astype(float)
    absent = pd.Series(hidden(present.mask(secret, 1.0).fillna(1.0)), index=frame.index, dtype=bool)
    frame["hadir"] = present.mask(absent)
    schools = pd.to_numeric(frame["jumlah_terjangkau"]).astype(float)
    frame["jumlah_terjangkau"] = schools.mask(secret & (schools > 0))
    frame["jumlah_satuan"] = pd.to_numeric(frame["jumlah_satuan"]).astype(int)
    ordered = frame.assign(_n=frame["terdaftar"].fillna(-1)).sort_values(["_n", "kode"], ascending=[False, True])
    return ordered.drop(columns="_n").reset_index(drop=True)


def not_there(kegiatan: Kegiatan) -> tuple[str, list[str]] | None:
    """The province where most participants came from, if nearly all did, with its kab/kota that sent nobody."""
    if kegiatan.tingkat != "kab_kota" or kegiatan.asal.empty:
        return None
    codes = kegiatan.kode_asal
    provinces = {kode[:2] for kode in codes}
    if len(provinces) != 1:
        return None
    provinsi = provinces.pop()
    return data.provinces()[provinsi], [name for kode, name in data.regencies(provinsi).items() if kode not in codes]
