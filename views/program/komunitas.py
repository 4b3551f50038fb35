"""Learning communities and webinars: what is registered, what is active, and how little of the country reports."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis.single import with_wilson
from charts.dots import dots_peringkat, kelas
from charts.names import short_name
from charts.stacked import bars_tahun
from charts.style import ACCENT, each
from views import data, panels, parts, sentences
from views.format import NONE, day, interval, names, number, percent
from views.program.place import KEY, KEY_KAB, Wilayah, stale

KAB_KOTA = 514
SUMBER = "ekspor komunitas belajar"
TERMS: parts.Terms = (
    ("Komunitas", "Komunitas belajar yang terdaftar."),
    ("Aktif", "Komunitas yang berkegiatan, menurut sumbernya; lamanya masa hitung tidak disebut ekspor."),
    ("Selang", "Wilson atas komunitas: tiap komunitas aktif atau tidak. Kurang dari 10 komunitas: tanpa selang."),
    ("Per komunitas", "Anggota dibagi komunitas."),
    ("Per 100 satuan", "Komunitas dibagi satuan pendidikan pada daftar terakhir. Komunitas antarsekolah "
     "ikut terhitung, jadi bukan persen sekolah yang mempunyai komunitas."),
    ("Perlu diketahui", "Terdaftar lebih mudah daripada berkegiatan. Anggota dapat berada di beberapa komunitas."),
)  # fmt: skip
WEBINAR_TERMS: parts.Terms = (
    ("Webinar", "Kegiatan berlevel webinar pada kalender kegiatan yang diimpor; satu kegiatan dihitung sekali."),
    ("Perlu diketahui", "Kegiatan daring tidak berwilayah dan tampil di semua provinsi. Kalender hanya sejauh yang "
     "dilaporkan: bukan semua webinar di Indonesia."),
)  # fmt: skip


def coverage(frame: pd.DataFrame) -> str:
    """`Data baru dari 1 provinsi (Jawa Barat), 27 dari 514 kab/kota`."""
    reporting = frame[frame["tingkat"] != "nasional"]
    provinces = list(dict.fromkeys(reporting["nama_provinsi"].dropna().astype(str)))
    regencies = int((frame["tingkat"] == "kab_kota").sum())
    if not provinces:
        return "Data hanya untuk tingkat nasional"
    first = "Data baru dari" if len(provinces) < 38 else "Data dari"
    return f"{first} {len(provinces)} provinsi ({names(provinces, 3)}), {number(regencies)} dari {KAB_KOTA} kab/kota"


def shares(frame: pd.DataFrame) -> pd.DataFrame:
    """The share of communities that are active, with Wilson's interval, and what stands beside it."""
    frame = frame.assign(x=frame["jumlah_komunitas_aktif"], m=frame["jumlah_komunitas"])
    result = with_wilson(frame)
    base = result["jumlah_satuan"].astype(float)
    people = result["jumlah_anggota"].astype(float)
    return result.assign(
        per_100=100 * result["m"].astype(float) / base.where(base > 0),
        anggota=people / result["m"].astype(float).where(result["m"] > 0),
        keterangan=[_hover(row) for row in each(result)],
    )


def _hover(row: Any) -> str:
    if row.pct != row.pct:
        return f"<b>{row.nama}</b><br>tanpa data komunitas aktif"
    spread = interval(row.pct_rendah, row.pct_tinggi)
    said = (
        "komunitas terlalu sedikit untuk dibandingkan" if row.is_terlalu_sedikit else f"selang 95 % (Wilson): {spread}"
    )
    people = "" if row.jumlah_anggota != row.jumlah_anggota else f"<br>{number(row.jumlah_anggota)} anggota"
    return (
        f"<b>{row.nama}</b><br>{percent(row.pct)} aktif = {number(row.x)} dari {number(row.m)} komunitas<br>{said}"
        f"{people}<br>data per {day(data.as_date(row.tanggal_data))}"
    )


def _inside(frame: pd.DataFrame, where: Wilayah) -> pd.DataFrame:
    """The rows of the view's place: kab/kota where there are any, else provinces, else the nation."""
    mine = frame
    if where.provinsi is not None:
        mine = frame[frame[KEY] == where.provinsi]
    elif where.tingkat == "pulau":
        mine = frame[frame[KEY].map(data.islands()) == where.pulau]
    for level in ("kab_kota", "provinsi", "nasional"):
        found = mine[mine["tingkat"] == level]
        if not found.empty:
            return found
    return mine.iloc[:0]


def show(where: Wilayah) -> None:
    """The whole tab."""
    frame = data.ask("komunitas_per_wilayah")
    if frame.empty:
        with parts.answer("Komunitas belajar", "Snapshot ini belum memuat data komunitas belajar"):
            parts.small("Tambahkan ekspor komunitas belajar di Unggah & periksa.")
    else:
        _communities(frame, where)
    _webinars(where)


def _communities(frame: pd.DataFrame, where: Wilayah) -> None:
    mine = _inside(frame, where)
    if mine.empty:
        with parts.answer("Komunitas belajar", f"Belum ada data komunitas belajar untuk {where.nama}"):
            parts.small(
                f"{coverage(frame)}. Pilih wilayah itu, atau tambahkan ekspor {where.nama} di Unggah & periksa."
            )
        return
    level = str(mine["tingkat"].iloc[0])
    column = {"kab_kota": "nama", "provinsi": "nama_provinsi"}.get(level)
    labels = ["Nasional"] * len(mine) if column is None else [short_name(str(n)) for n in mine[column]]
    rows = mine.assign(nama=labels)
    rows = shares(rows)
    focus = rows[rows[KEY_KAB] == where.kab_kota] if where.kab_kota else rows
    last = max(data.as_date(t) for t in rows["tanggal_data"])
    basi = stale(last, 365)
    with parts.answer(f"Komunitas belajar · {where.nama}", _headline(focus, where, last)):
        parts.small(coverage(frame))
    whole = with_wilson(_total(rows)).iloc[0]
    if len(rows) > 1:
        _ranked(rows, whole, where, last, basi)
    _table(rows, where, last)


def _total(rows: pd.DataFrame) -> pd.DataFrame:
    """The sums over the regions that say how many of their communities are active."""
    known = rows.dropna(subset=["jumlah_komunitas_aktif"])
    return pd.DataFrame({"x": [known["x"].astype(float).sum()], "m": [known["m"].astype(float).sum()]})


def _headline(focus: pd.DataFrame, where: Wilayah, last: date) -> str:
    if focus.empty:
        return f"Belum ada data komunitas belajar untuk {where.nama}"
    total, count = with_wilson(_total(focus)).iloc[0], float(focus["m"].sum())
    place = where.nama
    if where.tingkat in ("nasional", "pulau"):
        there = list(dict.fromkeys(focus["nama_provinsi"].dropna().astype(str)))
        place = names(there, 2) if there else where.nama
    if total["pct"] != total["pct"]:
        return (
            f"{place}: {number(count)} komunitas belajar terdaftar; berapa yang aktif tidak tercatat (per {day(last)})"
        )
    people = focus["jumlah_anggota"].astype(float)
    members = f", {number(people.sum())} anggota" if people.notna().all() else ""
    whole = f"{number(total['m'])} komunitas belajar"
    return f"{place}: {sentences.share(total)} dari {whole} berkegiatan{members}; per {day(last)}"


def _ranked(rows: pd.DataFrame, whole: Any, where: Wilayah, last: date, basi: str | None) -> None:
    if rows["pct"].notna().sum() == 0:
        return
    value, unit = float(whole["pct"]), "kab/kota" if rows["tingkat"].iloc[0] == "kab_kota" else "provinsi"
    name = where.nama_provinsi if where.provinsi else "gabungan"
    title = sentences.headline_ranked(rows, kelas(rows, value), value, unit)
    title = title.replace("angka nasional", f"angka {name}").replace("nasional ", f"{name} ")
    title = title.replace(sentences.TOO_FEW, "komunitas terlalu sedikit untuk dibandingkan")
    with parts.panel("komunitas", "Komunitas yang berkegiatan · persen komunitas · selang 95 %", title, basi):
        parts.key_of_classes(name, has_bare=bool(rows["is_terlalu_sedikit"].any()))
        chosen = short_name(where.nama) if where.kab_kota else None
        figure = dots_peringkat(rows, value, name[:1].upper() + name[1:], satuan="komunitas", sorot=chosen)
        parts.chart(figure, "peringkat", title)
        kaki = parts.Kaki(last, f"n = {number(whole['m'])} komunitas di {len(rows)} {unit}", SUMBER)
        parts.foot("komunitas", kaki, panels.table_of(rows, {**panels.SHOWN, "tanggal_data": "tanggal_data"}), TERMS,
                   is_view=False)  # fmt: skip


def _printed(rows: pd.DataFrame) -> pd.DataFrame:
    """The table with its figures as words, a dash where the source has none."""
    digits = {"pct": 1, "per_100": 1, "anggota": 1}
    words = {
        label: rows[name] if name == "nama" else [number(v, digits.get(name, 0)) for v in rows[name].astype(float)]
        for name, label in TABLE.items()
    }
    return pd.DataFrame(words)


TABLE = {
    "nama": "Wilayah", "jumlah_komunitas": "Komunitas", "jumlah_komunitas_aktif": "Aktif", "pct": "% aktif",
    "per_100": "Per 100 satuan", "jumlah_anggota": "Anggota", "anggota": "Per komunitas",
    "jumlah_webinar": "Webinar",
}  # fmt: skip


def _table(rows: pd.DataFrame, where: Wilayah, last: date) -> None:
    ordered = rows.sort_values([KEY, KEY_KAB], na_position="first")
    total = ordered["jumlah_webinar"].astype(float).sum()
    title = f"{number(ordered['m'].sum())} komunitas, {number(total)} webinar diadakan komunitas"
    with parts.panel(
        "komunitas_tabel", f"Komunitas, anggota, dan sekolahnya · {where.nama} · urut kode wilayah", title
    ):
        parts.long_table("komunitas", _printed(ordered), {"Wilayah": 160}, sebutan=title, most=5)
        note = "–: tidak tercatat" if ordered[list(TABLE)].isna().to_numpy().any() else ""
        kaki = parts.Kaki(
            last, f"n = {number(ordered['m'].sum())} komunitas", f"{SUMBER}; daftar satuan pendidikan", note
        )
        parts.foot("komunitas_tabel", kaki, panels.table_of(ordered, {**TABLE, "tanggal_data": "Data per"}), TERMS,
                   is_view=False)  # fmt: skip


def _webinars(where: Wilayah) -> None:
    frame = data.ask("komunitas_webinar", kode_provinsi=where.provinsi)
    if frame.empty:
        with parts.panel("webinar", "Webinar", "Belum ada webinar pada kalender kegiatan"):
            parts.empty("Kalender kegiatan di snapshot ini tidak memuat webinar.",
                        "Tambahkan daftar kegiatan bimtek yang memuat webinar di Unggah & periksa.")  # fmt: skip
        return
    days = [data.as_date(t) for t in frame["tanggal_mulai"]]
    rows = pd.DataFrame({"tahun": [d.year for d in days], "kategori": "webinar", "jumlah": 1.0})
    newest = data.newest_cutoff() or data.manifest().dibuat.date()
    running = newest.year if newest < date(newest.year, 12, 31) and newest.year in set(rows["tahun"]) else None
    hosts = list(dict.fromkeys(frame["penyelenggara"].dropna().astype(str)))
    span = f"{min(days).year}" if min(days).year == max(days).year else f"{min(days).year}–{max(days).year}"
    title = f"{number(len(frame))} webinar {span}, penyelenggara {names(hosts, 2)}"
    with parts.panel("webinar", "Webinar menurut kalender kegiatan · jumlah kegiatan per tahun", title):
        left, right = st.columns([4, 6], gap="medium")
        with left:
            parts.chart(bars_tahun(rows, {"webinar": ACCENT}, "webinar", berjalan=running), "webinar", title)
        shown = pd.DataFrame({
            "Tanggal": [day(d) for d in days], "Webinar": frame["nama"].astype(str),
            "Penyelenggara": frame["penyelenggara"].fillna(NONE),
            "Diundang": [number(None if v != v else v) for v in frame["jumlah_diundang"].astype(float)],
        }).iloc[::-1]  # fmt: skip
        with right:
            parts.long_table("webinar", shown, {"Tanggal": 100}, sebutan="Webinar, terbaru di atas", most=4)
        online = int(frame[KEY].isna().sum())
        note = f"{number(online)} daring tanpa wilayah, tampil di semua provinsi" if online else ""
        kaki = parts.Kaki(max(days), f"n = {number(len(frame))} kegiatan", "kalender kegiatan bimtek", note)
        parts.foot("webinar", kaki, shown, WEBINAR_TERMS, is_view=False)  # fmt: skip
