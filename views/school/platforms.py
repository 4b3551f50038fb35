"""Panels of one school: its platforms beside its neighbours, and its last year."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from charts.names import short_name
from charts.school import dots_satuan, lines_riwayat
from charts.style import each
from views import data, panels, parts, rows
from views.format import day, is_none, number, percent
from views.school.profile import FEW

SCHOOLS = "satuan pendidikan"


def frame_of(npsn: str) -> pd.DataFrame:
    """One row a platform whose source tells schools apart: `pct` of the school (NaN: no data, or hidden), `pct_kab` and
    `pct_jenjang` of its neighbours (NaN: fewer than 10 schools), with the words of each row."""
    frame = data.ask("satuan_pemanfaatan_by_npsn", npsn=npsn).copy()
    for name, x, m in (("pct", "x", "m"), ("pct_kab", "x_kab", "m_kab"), ("pct_jenjang", "x_jenjang", "m_jenjang")):
        top, base = (pd.to_numeric(frame[column]).astype(float) for column in (x, m))
        frame[name] = (100 * top / base.where(base > 0)).astype(float)
    frame["is_kecil"] = frame["is_kecil"].eq(True)
    frame["ya_tidak"] = (frame["satuan"] == SCHOOLS).astype(bool)
    frame["siapa"] = [rows.base_words(str(r.satuan), str(r.kelompok_pengguna), str(r.platform)) for r in each(frame)]
    frame["label"] = [data.measure_name(str(r.nama_platform), str(r.nama_pendek)) for r in each(frame)]
    frame["kanan"] = [_right(row) for row in each(frame)]
    frame["keterangan"] = [_hover(row) for row in each(frame)]
    return frame


def _right(row: Any) -> str:
    if is_none(row.tanggal_data):
        return "tidak ada data"
    if row.is_kecil:
        return f"{FEW} orang"
    if row.pct != row.pct:
        return "penyebut 0"
    if row.ya_tidak:
        return "<b>ya</b>" if row.x > 0 else "<b>belum</b>"
    return f"<b>{percent(row.pct)}</b><br>{number(row.x)} dari {number(row.m)}"


def _hover(row: Any) -> str:
    if is_none(row.tanggal_data) or row.pct != row.pct:
        return f"<b>{row.nama}</b><br>tanpa angka"
    value = ("ya" if row.x > 0 else "belum") if row.ya_tidak else (
        f"{percent(row.pct)} = {number(row.x)} dari {number(row.m)} {row.siapa}")  # fmt: skip
    beside = (
        f"kab/kota {percent(row.pct_kab)} ({number(row.satuan_kab)} satuan), "
        f"jenjang sama {percent(row.pct_jenjang)} ({number(row.satuan_jenjang)} satuan)"
    )
    return f"<b>{row.nama}</b><br>{value}<br>{beside}<br>data per {day(data.as_date(row.tanggal_data))}"


TERMS = (
    ("Satu satuan pendidikan", "Terlalu kecil untuk selang atau peringkat: satu guru mengubah angkanya beberapa poin. "
     "Baca sebagai catatan keadaan, bukan penilaian."),
    ("Kab/kota", "Semua satuan pendidikan di kabupaten/kota yang sama, dijumlahkan, pada tanggal data yang sama."),
    ("Jenjang sama", "Semua satuan pendidikan berjenjang sama di provinsi yang sama, pada tanggal data yang sama."),
    ("Kewenangan", "Madrasah dan satuan Kemenag lain disandingkan dengan sesamanya, yang lain tanpa Kemenag."),
    ("Kelompok kecil", "Kurang dari 5 orang: angkanya tidak ditampilkan. Kurang dari 10 satuan: tanpa pembanding."),
)  # fmt: skip


def panel(school: pd.Series, frame: pd.DataFrame) -> None:
    """The school on each platform, beside its kab/kota and its kind."""
    there = frame[frame["tanggal_data"].notna()]
    if there.empty:
        with parts.panel("platform_satuan", "Platform", "Belum ada data platform untuk satuan pendidikan ini"):
            parts.empty(
                "Tidak satu pun ekspor platform memuat NPSN ini.",
                "Periksa NPSN pada ekspor PMM, belajar.id, dan platform lain, lalu unggah lagi.",
            )
        return
    regency = "kab/kota" if is_none(school["nama_kab_kota"]) else short_name(str(school["nama_kab_kota"]))
    province = "provinsi" if is_none(school["nama_provinsi"]) else str(school["nama_provinsi"])
    kind = "jenjang sama" if is_none(school["jenjang"]) else str(school["jenjang"])
    last = max(data.as_date(t) for t in there["tanggal_data"])
    with parts.panel("platform_satuan", "Semua platform · ukuran utama · tanpa peringkat dan tanpa selang",
                     _title(there, regency)):  # fmt: skip
        figure = dots_satuan(there.reset_index(drop=True), regency, f"{kind} di {province}")
        parts.chart(figure, "platform_satuan", "Satuan pendidikan ini pada tiap platform")
        dates = sorted({data.as_date(t) for t in there["tanggal_data"]})
        when = "" if len(dates) == 1 else f"tanggal data {day(dates[0])} s.d. {day(dates[-1])}"
        few = f"{FEW} orang: kelompok kecil tidak ditampilkan" if bool(there["is_kecil"].any()) else ""
        note = " · ".join(filter(None, [when, "satu sekolah terlalu kecil untuk diberi selang", few]))
        shown = panels.table_of(there, {
            "nama": "ukuran", "kelompok_pengguna": "pengguna", "tanggal_data": "tanggal_data", "x": "pembilang",
            "m": "penyebut", "pct": "persen", "pct_kab": "persen_kab_kota", "satuan_kab": "satuan_kab_kota",
            "pct_jenjang": "persen_jenjang_sama", "satuan_jenjang": "satuan_jenjang_sama",
        })  # fmt: skip
        parts.foot("platform_satuan", parts.Kaki(last, f"{number(len(there))} platform", "ekspor tiap platform", note),
                   shown, TERMS, is_view=False)  # fmt: skip


def _title(there: pd.DataFrame, regency: str) -> str:
    """The first shares of people beside those of the kab/kota; else how many services the school uses."""
    people = there[~there["ya_tidak"]].dropna(subset=["pct"])
    asked = there[there["ya_tidak"]].dropna(subset=["pct"])
    if people.empty and asked.empty:
        return "Angkanya tidak ditampilkan: kelompoknya kurang dari 5 orang"
    if people.empty:
        yes = int((asked["pct"] > 0).sum())
        return f"{number(yes)} dari {number(len(asked))} layanan tingkat sekolah sudah dipakai"
    said = [
        f"{row.nama_platform} {percent(row.pct)} ({number(row.x)} dari {number(row.m)} {row.siapa})"
        + (f", {regency} {percent(row.pct_kab)}" if row.pct_kab == row.pct_kab else "")
        for row in each(people.head(2))
    ]
    return "; ".join(said)


def trend_panel(npsn: str, frame: pd.DataFrame) -> None:
    """The school's last year on each platform, where there is more than one cut-off."""
    past = data.ask("satuan_pemanfaatan_bulan_by_npsn", npsn=npsn)
    many = past.groupby("ukuran")["tanggal_data"].nunique()
    past = past[past["ukuran"].isin(many[many > 1].index)]
    if past.empty:
        return
    names = ["ukuran", "nama", "label", "ya_tidak", "siapa"]
    shown = past.merge(frame[names], on="ukuran", how="inner").reset_index(drop=True)
    top, base = pd.to_numeric(shown["x"]).astype(float), pd.to_numeric(shown["m"]).astype(float)
    shown["pct"] = np.where(base > 0, 100 * top / base.where(base > 0), np.nan)
    if shown["pct"].isna().all():
        return
    days = pd.to_datetime(shown["tanggal_data"])
    shown["ruas"] = np.where([data.is_mulai_ulang(str(u)) for u in shown["ukuran"]], days.dt.year, 0)
    first, last = data.as_date(days.min()), data.as_date(days.max())
    with parts.panel("riwayat_satuan", f"Tiap tanggal data, {day(first)} s.d. {day(last)} · ukuran utama",
                     _trend_title(shown)):  # fmt: skip
        parts.chart(lines_riwayat(shown), "riwayat_satuan", "Riwayat satuan pendidikan pada tiap platform")
        note = "garis: 0 s.d. 100 % (putus-putus: 100 %); ● ya, ○ belum; naik turun kecil lazim pada satu sekolah"
        kaki = parts.Kaki(last, f"{number(shown['tanggal_data'].nunique())} tanggal data", "ekspor tiap platform", note)
        table = panels.table_of(shown, {"nama": "ukuran", "tanggal_data": "tanggal_data", "x": "pembilang",
                                        "m": "penyebut", "pct": "persen"})  # fmt: skip
        parts.foot("riwayat_satuan", kaki, table, TERMS, is_view=False)


def _trend_title(shown: pd.DataFrame) -> str:
    """First and last of the measure of people with most cut-offs; counts, because points of one school mislead."""
    people = shown[~shown["ya_tidak"]].dropna(subset=["pct"])
    if people.empty:
        return "Setahun terakhir pada tiap platform"
    name = people["ukuran"].value_counts(sort=True).index[0]
    mine = people[people["ukuran"] == name].sort_values("tanggal_data")
    old, new = mine.iloc[0], mine.iloc[-1]
    return (
        f"{new['label']}: {number(old['x'])} dari {number(old['m'])} {new['siapa']} per "
        f"{day(data.as_date(old['tanggal_data']))}, {number(new['x'])} dari {number(new['m'])} per "
        f"{day(data.as_date(new['tanggal_data']))}"
    )
