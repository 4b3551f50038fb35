"""Kurikulum Merdeka as history: which choice schools registered, when, and the Sekolah Penggerak among them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis.single import with_wilson
from charts.dots import dots_peringkat, kelas
from charts.names import short_name
from charts.stacked import bars_bagian, bars_tahun
from charts.style import each
from views import data, panels, parts, sentences
from views.filters import JENJANG, NAMA_KEWENANGAN, STATUS, Saringan
from views.format import day, interval, names, number, percent
from views.program.place import KEY, KEY_KAB, Wilayah, in_island

UNKNOWN = "Tidak tercatat"
NONE = "Tidak terdaftar"
CHOICES = ("Mandiri Berbagi", "Mandiri Berubah", "Mandiri Belajar")
COLOURS = {
    "Mandiri Berbagi": "#084081", "Mandiri Berubah": "#2b8cbe", "Mandiri Belajar": "#a8ddb5", NONE: "#d9e0e8",
    UNKNOWN: "#8b98a6",
}  # fmt: skip
"""From the choice that asks most of a school to none; the last, where the list does not say, only where it is."""
SUMBER = "daftar satuan pendidikan (Dapodik), baris terakhir tiap sekolah"
BANNER = (
    "Riwayat, bukan keadaan kini: sejak 2024 Kurikulum Merdeka adalah kurikulum nasional dan status pendaftarannya "
    "tidak diperbarui lagi. Baca sebagai jejak siapa yang mulai lebih dahulu, bukan sebagai mutu."
)
TERMS: parts.Terms = (
    ("Mandiri Belajar", "Struktur kurikulum lama dengan sebagian prinsip Kurikulum Merdeka."),
    ("Mandiri Berubah", "Struktur Kurikulum Merdeka dengan perangkat yang disediakan."),
    ("Mandiri Berbagi", "Struktur Kurikulum Merdeka dengan perangkat buatan sendiri, yang dibagikan."),
    ("Tidak terdaftar", "Tidak mendaftar lewat jalur mandiri. Sekolah Penggerak dan SMK PK adalah jalur lain."),
    ("Tidak tercatat", "Daftar yang diimpor tidak menyebut statusnya; tidak ikut dalam penyebut persen terdaftar."),
    ("Selang", "Wilson atas satuan pendidikan: ukuran ya atau tidak tiap sekolah."),
)  # fmt: skip
PENGGERAK_TERMS: parts.Terms = (
    ("Pembilang", "Satuan pendidikan pelaksana Program Sekolah Penggerak menurut daftar satuan pendidikan."),
    ("Penyebut", "Satuan pendidikan yang daftarnya menyebut ya atau tidak."),
    ("Selang", "Wilson atas satuan pendidikan. Kurang dari 10 satuan: tanpa selang dan tidak dibandingkan."),
    ("Perlu diketahui", "Sekolah dipilih lewat seleksi dan kuota daerah: pangsanya bukan ukuran mutu."),
)  # fmt: skip


def _of(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows with schools, with the printed name of their choice."""
    kept = frame[frame["jumlah_satuan"].notna()]
    return kept.assign(
        kategori=kept["status_ikm"].fillna(UNKNOWN), jumlah=kept["jumlah_satuan"].astype(float),
    )  # fmt: skip


def registered(frame: pd.DataFrame, by: str) -> pd.DataFrame:
    """Per region: x schools with a choice out of m whose status is known, with Wilson's interval; highest first."""
    known = frame[frame["kategori"] != UNKNOWN]
    sums = known.assign(x=known["jumlah"].where(known["kategori"] != NONE, 0.0)).groupby(by, sort=False)
    result = with_wilson(sums.agg(x=("x", "sum"), m=("jumlah", "sum")).reset_index())
    return result.sort_values(["pct", by], ascending=[False, True]).reset_index(drop=True)


def _words(saringan: Saringan) -> str:
    said = [saringan.jenjang] if saringan.jenjang != JENJANG[0] else ["semua jenjang"]
    said += [saringan.status] if saringan.status != STATUS[0] else []
    return " · ".join([*said, NAMA_KEWENANGAN[saringan.kewenangan].lower().replace("kemenag", "Kemenag")])


def _colours(frame: pd.DataFrame) -> dict[str, str]:
    there = set(frame["kategori"])
    return {name: fill for name, fill in COLOURS.items() if name != UNKNOWN or name in there}


def _key(colours: Mapping[str, str]) -> None:
    """The parts of a bar by colour and name, in the order in which they lie."""
    said = "".join(f'<span><i style="background:{fill}"></i>{name}</span>' for name, fill in colours.items())
    st.html(f'<div class="kunci">{said}</div>')


def show(saringan: Saringan, where: Wilayah) -> None:
    """The whole tab."""
    wide = data.ask("ikm_per_jenjang", pulau=where.pulau_saja, kode_provinsi=where.provinsi,
                    kode_kab_kota=where.kab_kota, status=saringan.status, kewenangan=saringan.kewenangan)  # fmt: skip
    own = _of(wide if saringan.jenjang == JENJANG[0] else wide[wide["jenjang"] == saringan.jenjang])
    st.html(f'<div class="peringatan">{BANNER}</div>')
    known = own[own["kategori"] != UNKNOWN]
    if known.empty:
        parts.empty(
            f"Tidak ada status Kurikulum Merdeka tercatat untuk {where.nama} pada pilihan ini.",
            "Pilih jenjang atau kewenangan lain, atau impor daftar satuan pendidikan yang memuat kolom status IKM.",
        )
        return
    last = max(data.as_date(t) for t in own["tanggal_data"])
    total = registered(known.assign(wilayah=where.nama), "wilayah").iloc[0]
    top = known[known["kategori"] != NONE].groupby("kategori")["jumlah"].sum().sort_values(ascending=False)
    said = f"{where.nama}: {sentences.share(total)} satuan pendidikan pernah mendaftar Kurikulum Merdeka jalur mandiri"
    if len(top):
        most, each_one = top[top == top.iloc[0]].index.astype(str).tolist(), percent(100 * top.iloc[0] / total["m"])
        said += f", terbanyak {names(most, 3)} ({'masing-masing ' if len(most) > 1 else ''}{each_one} dari semua)"
    with parts.answer(f"Kurikulum Merdeka, riwayat · {_words(saringan)}", f"{said}; daftar per {day(last)}"):
        pass
    regions, unit, sorot = _regions(saringan, where)
    left, right = st.columns([6, 4], gap="medium")
    is_short = regions["nama"].nunique() <= SHORT
    with left:
        _region_bars(regions, unit, sorot, last, saringan, where)
        if is_short:
            _level_bars(_of(wide), where, last, saringan)
    with right:
        _year_bars(own, where, last, saringan)
        if not is_short:
            _level_bars(_of(wide), where, last, saringan)
    _penggerak(saringan, where, regions, unit, sorot, last)


SHORT = 12
"""With this few regions their panel leaves room for the jenjang below it."""


def _regions(saringan: Saringan, where: Wilayah) -> tuple[pd.DataFrame, str, str | None]:
    """The schools of the regions that the view compares, what one is called, and the one in focus."""
    if where.provinsi is None:
        frame = data.ask("ikm_per_provinsi", jenjang=saringan.jenjang, status=saringan.status,
                         kewenangan=saringan.kewenangan)  # fmt: skip
        return _of(in_island(frame, where)), "provinsi", None
    frame = data.ask("ikm_per_kab_kota", kode_provinsi=where.provinsi, jenjang=saringan.jenjang,
                     status=saringan.status, kewenangan=saringan.kewenangan)  # fmt: skip
    focus = short_name(where.nama) if where.kab_kota else None
    return _of(frame).assign(nama=lambda f: [short_name(n) for n in f["nama"]]), "kab/kota", focus


def ranked_words(frame: pd.DataFrame, whole: float, unit: str, where: Wilayah) -> str:
    """How many regions lie above, below and around the whole they are part of."""
    name = where.nama_provinsi or where.nama
    said = sentences.headline_ranked(frame, kelas(frame, whole), whole, unit)
    if name != "Nasional":
        said = said.replace("angka nasional", f"angka {name}").replace("nasional ", f"{name} ")
    return said[:1].lower() + said[1:]


def _region_bars(
    frame: pd.DataFrame, unit: str, sorot: str | None, last: date, saringan: Saringan, where: Wilayah
) -> None:
    order = registered(frame, "nama")
    small = f"Pilihan jalur mandiri · persen satuan pendidikan · per {unit}, urut persen terdaftar"
    if order.empty:
        return
    whole = float(100 * order["x"].sum() / order["m"].sum())
    title = "Terdaftar: " + ranked_words(order, whole, unit, where)
    places = {name: at for at, name in enumerate(order["nama"])}
    rows = frame[frame["nama"].isin(places)].sort_values("nama", key=lambda names: names.map(places))
    with parts.panel("ikm", small, title):
        _key(_colours(rows))
        figure = bars_bagian(rows, _colours(rows), "satuan pendidikan", sorot=sorot)
        parts.chart(figure, "peringkat", title)
        few = int(order["is_terlalu_sedikit"].sum())
        note = f"{few} {unit} dengan kurang dari 10 satuan: jangan dibandingkan" if few else ""
        wide = rows.pivot_table(index="nama", columns="kategori", values="jumlah", aggfunc="sum", sort=False)
        download = order.merge(wide.fillna(0).reset_index(), on="nama").rename(columns={
            "nama": "wilayah", "x": "terdaftar", "m": "status_tercatat", "pct": "persen_terdaftar",
            "pct_rendah": "selang_95_rendah", "pct_tinggi": "selang_95_tinggi", "is_terlalu_sedikit": "terlalu_sedikit",
        })  # fmt: skip
        _foot("ikm", rows, last, note, _said(download, saringan))


def _foot(key: str, rows: pd.DataFrame, last: date, note: str, download: pd.DataFrame) -> None:
    kaki = parts.Kaki(last, f"n = {number(rows['jumlah'].sum())} satuan pendidikan", SUMBER, note)
    parts.foot(key, kaki, download, TERMS, is_view=False)


def _said(frame: pd.DataFrame, saringan: Saringan) -> pd.DataFrame:
    """A download says how it was narrowed."""
    return frame.assign(jenjang=frame.get("jenjang", saringan.jenjang), status=saringan.status,
                        kewenangan=NAMA_KEWENANGAN[saringan.kewenangan])  # fmt: skip


CHANCE = 1.96
"""Standard deviations of the difference of two counts (the root of their sum) within which neither is the larger."""


def year_words(counts: pd.Series) -> str:
    """The year with most registrations, and those whose number is no fewer than chance may make it; by year."""
    most, whole = float(counts.max()), f"dari {number(counts.sum())} satuan pendidikan"
    level = counts[most - counts <= CHANCE * (most + counts) ** 0.5].sort_index()
    if len(level) == 1:
        return f"Pendaftar terbanyak pada {int(level.index[0])}: {number(most)} {whole}"
    said = names([f"{int(year)} ({number(count)})" for year, count in zip(level.index, level, strict=True)], len(level))
    return f"Pendaftar terbanyak pada {said}, setara, {whole}"


def _year_bars(own: pd.DataFrame, where: Wilayah, last: date, saringan: Saringan) -> None:
    dated = own[own["tahun_ikm"].notna() & own["kategori"].isin(CHOICES)]
    if dated.empty:
        return
    counts = dated.groupby("tahun_ikm")["jumlah"].sum()
    first, title = int(counts.index.min()), year_words(counts)
    with parts.panel("ikm_tahun", f"Tahun pendaftaran · {where.nama} · sejak {first}", title):
        rows = dated.rename(columns={"tahun_ikm": "tahun"})
        _key({name: COLOURS[name] for name in CHOICES})
        figure = bars_tahun(rows, {name: COLOURS[name] for name in CHOICES}, "satuan pendidikan")
        parts.chart(figure, "ikm_tahun", title)
        undated = float(own.loc[own["kategori"].isin(CHOICES) & own["tahun_ikm"].isna(), "jumlah"].sum())
        note = f"{number(undated)} terdaftar tanpa tahun" if undated else "status terakhir, menurut tahun mendaftar"
        download = rows.groupby(["tahun", "kategori"])["jumlah"].sum().reset_index().assign(wilayah=where.nama)
        _foot("ikm_tahun", rows, last, note, _said(download, saringan))


def _level_bars(wide: pd.DataFrame, where: Wilayah, last: date, saringan: Saringan) -> None:
    rows = wide.assign(nama=wide["jenjang"])
    order = {name: at for at, name in enumerate([*JENJANG[1:], "Tidak diketahui"])}
    rows = rows.sort_values("nama", key=lambda names: names.map(order).fillna(len(order)))
    there = registered(rows, "nama").dropna(subset=["pct_rendah"])
    title = f"{rows['nama'].nunique()} jenjang di {where.nama}"
    if len(there) > 1:
        top, low = there.iloc[0], there.iloc[-1]
        apart = top["pct_rendah"] > low["pct_tinggi"]
        title = (
            f"Terdaftar: {top['nama']} {percent(top['pct'])}, {low['nama']} {percent(low['pct'])}"
            if apart else f"{len(there)} jenjang setara: {percent(low['pct'])} sampai {percent(top['pct'])} terdaftar"
        )  # fmt: skip
    with parts.panel(
        "ikm_jenjang", f"Pilihan jalur mandiri · persen satuan pendidikan · {where.nama} per jenjang", title
    ):
        sorot = saringan.jenjang if saringan.jenjang != JENJANG[0] else None
        _key(_colours(rows))
        figure = bars_bagian(rows, _colours(rows), "satuan pendidikan", sorot=sorot)
        parts.chart(figure, "ikm_jenjang", title)
        download = rows.groupby(["jenjang", "kategori"])["jumlah"].sum().reset_index().assign(wilayah=where.nama)
        few = rows["nama"].nunique() - len(there)
        note = f"{few} jenjang dengan kurang dari 10 satuan: jangan dibandingkan" if few else ""
        _foot("ikm_jenjang", rows, last, note, _said(download, saringan))


def _penggerak(
    saringan: Saringan, where: Wilayah, regions: pd.DataFrame, unit: str, sorot: str | None, last: date
) -> None:
    """Sekolah Penggerak: share of schools with Wilson's interval, against all regions shown together."""
    key = KEY if unit == "provinsi" else KEY_KAB
    sums = regions.groupby([key, "nama"], sort=False).agg(
        x=("jumlah_sekolah_penggerak", "sum"), m=("jumlah_penggerak_diketahui", "sum")
    )
    frame = with_wilson(sums.reset_index().astype({"x": float, "m": float}))
    if frame["pct"].notna().sum() == 0:
        with parts.panel("penggerak", "Sekolah Penggerak", "Belum ada data Sekolah Penggerak pada pilihan ini"):
            parts.empty("Daftar yang diimpor tidak menyebut Sekolah Penggerak.",
                        "Impor daftar satuan pendidikan yang memuat kolom Sekolah Penggerak.")  # fmt: skip
        return
    whole = with_wilson(pd.DataFrame({"x": [frame["x"].sum()], "m": [frame["m"].sum()]})).iloc[0]
    frame = frame.assign(jumlah_satuan=frame["m"], keterangan=[_hover(row) for row in each(frame)])
    name = where.nama_provinsi if where.provinsi else where.nama
    value = float(whole["pct"])
    title = f"Sekolah Penggerak: {ranked_words(frame, value, unit, where)}"
    small = f"Sekolah Penggerak, riwayat · persen satuan pendidikan · selang 95 % · {_words(saringan)}"
    with parts.panel("penggerak", small, title):
        parts.key_of_classes(name, has_bare=bool(frame["is_terlalu_sedikit"].any()))
        figure = dots_peringkat(frame, value, name, satuan="satuan pendidikan", sorot=sorot)
        parts.chart(figure, "kab_kota", title)
        few = int(frame["is_terlalu_sedikit"].sum())
        note = f"{few} {unit}: {sentences.TOO_FEW}" if few else ""
        kaki = parts.Kaki(last, f"n = {number(whole['m'])} satuan pendidikan, {number(whole['x'])} Sekolah Penggerak",
                          SUMBER, note)  # fmt: skip
        download = panels.table_of(frame, panels.SHOWN, tanggal_data=last)
        parts.foot("sekolah_penggerak", kaki, _said(download, saringan), PENGGERAK_TERMS, is_view=False)


def _hover(row: Any) -> str:
    if row.pct != row.pct:
        return f"<b>{row.nama}</b><br>tanpa data"
    spread = interval(row.pct_rendah, row.pct_tinggi)
    said = sentences.TOO_FEW if row.is_terlalu_sedikit else f"selang 95 % (Wilson): {spread}"
    return f"<b>{row.nama}</b><br>{percent(row.pct)} = {number(row.x)} dari {number(row.m)} satuan pendidikan<br>{said}"
