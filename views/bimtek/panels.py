"""Panels of the training page about events and schools: calendar, venues, coverage, and who was never reached."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from charts.calendar import AKAN_DATANG, tiles_kegiatan
from charts.dots import dots_peringkat, kelas
from charts.names import short_name
from charts.style import each
from views import data, filter_bar, options, panels, parts, sentences
from views.bimtek import rows, words
from views.bimtek.rows import Lingkup, people
from views.format import day, is_none, number, percent
from views.tile_map import tile_map

SOURCE = "daftar kegiatan dan daftar hadir bimtek, Dapodik"
NONE = (
    "Snapshot ini belum memuat kegiatan bimtek.",
    "Unggah daftar kegiatan dan daftar hadirnya pada halaman Unggah & periksa.",
)


def with_scope(frame: pd.DataFrame, scope: Lingkup) -> pd.DataFrame:
    """A download that says how it was narrowed."""
    s = scope.saringan
    extra = {"cakupan": scope.nama, "program_dipilih": scope.program, "tingkat_dipilih": scope.level,
             "tahun_dipilih": scope.tahun, "jenjang_dipilih": s.jenjang, "status_dipilih": s.status,
             "kewenangan_dipilih": s.kewenangan}  # fmt: skip
    return frame.assign(**extra)


def basi(scope: Lingkup) -> str | None:
    """Whether the attendance lists are older than their rhythm, seen from the newest data of any platform."""
    catalogue = data.ask("platform")
    mine = catalogue[catalogue["platform"] == "bimtek"]
    rhythm = 30 if mine.empty or is_none(mine.iloc[0]["irama_hari"]) else int(mine.iloc[0]["irama_hari"])
    return words.stale(rows.tanggal_data(), data.newest_cutoff(), rhythm)


def figures(scope: Lingkup, frame: pd.DataFrame, stale: bool) -> None:
    """Four figures: schools, BAKTI schools, people, certificates."""
    last = rows.tanggal_data()
    until = f"daftar hadir sampai {day(last)}"
    items = []
    for name, aspek in (("Satuan terjangkau", "semua"), ("BAKTI terjangkau", "bakti")):
        row = rows.total(frame, aspek)
        spread = sentences.share(row).partition(" (")[2].rstrip(")")
        counts = f"{number(row['x'])} dari {number(row['m'])}; {number(row['m'] - row['x'])} belum"
        counts = counts if row["m"] > 0 else "tidak ada pada pilihan ini"
        items.append(
            parts.Angka(name, percent(row["pct"]), spread, counts, until, (), is_utama=aspek == "semua", is_basi=stale)
        )
    row_ = rows.orang(scope)
    came = people(None if row_ is None else row_["jumlah_orang"])
    bare = "" if row_ is None else f"{people(row_['jumlah_orang_tanpa_npsn'])} di antaranya tanpa NPSN"
    items.append(parts.Angka("Orang yang pernah hadir", came, "", bare, "tiap orang sekali", (), is_basi=stale))
    got, share = _certified(scope, row_)
    items.append(parts.Angka("Orang bersertifikat", got, "", share, "tiap orang sekali", (), is_basi=stale))
    parts.figures(items)


def _certified(scope: Lingkup, row: Any) -> tuple[str, str]:
    """People with a certificate and their part of those who came; not told where it tells who of a few went without."""
    if row is None:
        return people(None), ""
    came, got = int(row["jumlah_orang"]), int(row["jumlah_orang_sertifikat"])
    if scope.tingkat == "kab_kota" and 0 < came - got < 5 <= got:
        return people(None), "hampir semua yang hadir"
    return people(got), f"{percent(100 * got / came)} dari yang hadir" if came >= 5 <= got else ""


def calendar_panel(scope: Lingkup, frame: pd.DataFrame) -> None:
    """When and where the events are; the list of them in a fold."""
    small = words.scope_line(scope, "Kalender kegiatan", is_school=False)
    with parts.panel("kalender", small, words.calendar(frame, scope)):
        if frame.empty:
            parts.empty(f"Tidak ada kegiatan {words.chosen(scope)} untuk {scope.nama}.",
                        "Pilih program, tingkat, atau tahun lain pada baris di atas.")  # fmt: skip
            return
        st.html(
            '<div class="kunci"><span><i class="kegiatan"></i>ada daftar hadir; angka: jumlah kegiatan, '
            "makin gelap makin banyak</span>"
            '<span><i class="kegiatan kosong-daftar"></i>selesai, belum ada daftar hadir</span>'
            '<span><i class="kegiatan nanti"></i>akan datang</span></div>'
        )
        parts.chart(tiles_kegiatan(frame), "kalender", words.calendar(frame, scope), gulir="lebar")
        said = f"{number(len(frame))} kegiatan, {number(frame['program'].nunique())} program"
        kaki = parts.Kaki(data.manifest().dibuat.date(), said, "daftar kegiatan dan daftar hadir bimtek",
                          "sentuh kotak untuk nama, tempat, dan hitungannya")  # fmt: skip
        parts.foot("kalender_bimtek", kaki, with_scope(_events(frame, scope), scope), words.KALENDER, is_view=False)
        _cities(frame)
        _event_list(frame, scope)


def _events(frame: pd.DataFrame, scope: Lingkup) -> pd.DataFrame:
    """The events as a table: those to come first, then the newest."""
    ordered = frame.sort_values(["tanggal_mulai", "nama"], ascending=[False, True]).reset_index(drop=True)
    table = pd.DataFrame(
        {
            "Tanggal": [_dates(row) for row in each(ordered)],
            "Kegiatan": ordered["nama"].astype(str),
            "Program": ordered["program"].astype(str),
            "Tempat": ordered["tempat"],
            "JP": [number(v) for v in ordered["jumlah_jp"]],
            "Kursi": [number(v) for v in ordered["jumlah_kuota"]],
            "Diundang": [number(v) for v in ordered["jumlah_diundang"]],
            "Hadir": [row.hadir if row.keadaan == "selesai" else row.keadaan for row in each(ordered)],
        }
    )
    if scope.tingkat != "nasional":
        own = [people(row.jumlah_hadir_wilayah) if not is_none(row.jumlah_hadir_wilayah)
               else rows.SEDIKIT if row.is_diikuti else "–" for row in each(ordered)]  # fmt: skip
        table[f"Hadir dari {scope.nama}"] = own
    return table


def _dates(row: Any) -> str:
    start, end = data.as_date(row.tanggal_mulai), data.as_date(row.tanggal_selesai)
    if start == end:
        return day(start)
    return (
        f"{start.day}–{day(end)}" if (start.year, start.month) == (end.year, end.month) else f"{day(start)}–{day(end)}"
    )


def _event_list(frame: pd.DataFrame, scope: Lingkup) -> None:
    with st.expander(f"Daftar {number(len(frame))} kegiatan, terbaru di atas", key="daftar_kegiatan"):
        parts.long_table("kegiatan", _events(frame, scope), {"Kegiatan": 220, "Program": 130, "Tanggal": 110},
                         sebutan="Daftar kegiatan bimtek", most=25)  # fmt: skip


def _cities(frame: pd.DataFrame) -> None:
    """Where people met: cities with their events and people."""
    there = frame[[not is_none(v) for v in frame["kota"]]]
    if there.empty:
        return
    grouped = there.assign(datang=pd.to_numeric(there["jumlah_hadir"])).groupby("kota", sort=False)
    table = pd.DataFrame(
        {
            "Kota": list(grouped.groups),
            "Kegiatan": [len(part) for _, part in grouped],
            "Akan datang": [int((part["keadaan"] == AKAN_DATANG).sum()) for _, part in grouped],
            "Kehadiran": [float(part["datang"].sum()) for _, part in grouped],
            "Program": [", ".join(dict.fromkeys(part["program"].astype(str))) for _, part in grouped],
        }
    ).sort_values(["Kegiatan", "Kehadiran", "Kota"], ascending=[False, False, True])
    online = len(frame) - len(there)
    said = f"{number(len(table))} kota tempat bertemu" + (
        f"; {number(online)} kegiatan tanpa tempat (daring)" if online else ""
    )
    with st.expander(said, key="kota_kegiatan"):
        whole = {name: table[name].map(number) for name in ("Kegiatan", "Akan datang")}
        shown = table.assign(**whole, Kehadiran=table["Kehadiran"].map(people))
        parts.long_table("kota", shown, {"Kota": 110, "Program": 240}, sebutan="Kota tempat kegiatan", most=60)


def map_panel(scope: Lingkup, frame: pd.DataFrame, nation: Any, stale: str | None) -> None:
    """The country at a glance: share of schools reached, a tile a province."""
    shown = rows.shares(frame).dropna(subset=["pct"])
    if shown.empty:
        return
    title = panels.extremes(shown)
    small = f"Satuan pendidikan terjangkau {words.chosen(scope)} · persen · per provinsi"
    with parts.panel("peta_bimtek", small, title, stale):
        places = data.places().drop(columns=["nama", "pulau"])
        tiles = rows.shares(frame).rename(columns={"kode": "kode_provinsi_kemendagri"})
        tiles = tiles.merge(places, on="kode_provinsi_kemendagri", how="inner")
        chosen = tile_map(tiles, "satuan pendidikan", "Satuan pendidikan terjangkau bimtek per provinsi",
                          acuan=float(nation["pct"]))  # fmt: skip
        if chosen:
            filter_bar.go(provinsi=chosen)
            st.rerun()
        _coverage_foot("peta_bimtek", scope, shown, nation)


def coverage_panel(scope: Lingkup, frame: pd.DataFrame, own: Any, nama_acuan: str, stale: str | None) -> None:
    """Ranked shares of schools reached, of all schools or of those with BAKTI internet or in 3T areas."""
    aspek = options.value("aspek", rows.ASPEK, "semua")
    who = {"semua": "satuan pendidikan", "bakti": "sekolah BAKTI", "3t": "sekolah di daerah 3T"}[aspek]
    reference = rows.total(frame, aspek)
    shown = rows.shares(frame, aspek)
    shown = shown[shown["m"] > 0].assign(nama=lambda part: [short_name(n) for n in part["nama"]])
    value = None if is_none(reference["pct"]) else float(reference["pct"])
    title = sentences.headline_ranked(shown, kelas(shown, value), value, scope.unit)
    if nama_acuan != "Nasional":
        title = title.replace("angka nasional", f"angka {nama_acuan}").replace("nasional ", f"{nama_acuan} ")
    small = words.scope_line(scope.ranked, f"Terjangkau {words.chosen(scope)} · persen {who} · selang 95 %")
    with parts.panel("jangkauan", small, title, stale):
        options.segments("aspek", "Sekolah", rows.ASPEK, "semua")
        if shown.empty:
            parts.empty(f"Tidak ada {who} pada pilihan ini.", "Pilih kelompok sekolah atau jenjang lain.")
            return
        has_bare = bool(shown["pct_rendah"].isna().any())
        parts.key_of_classes(nama_acuan, has_bare=has_bare)
        focus = short_name(scope.nama) if scope.tingkat == "kab_kota" else None
        figure = dots_peringkat(shown, value, nama_acuan, satuan=who, sorot=focus)
        parts.chart(figure, "peringkat", f"{who} terjangkau per {scope.unit}, terurut")
        gone = len(frame) - len(shown)
        note = f"{gone} {scope.unit} tanpa {who}" if gone else ""
        _coverage_foot("jangkauan", scope, shown, reference, note, who)


def _coverage_foot(
    key: str, scope: Lingkup, shown: pd.DataFrame, whole: Any, more: str = "", who: str = "satuan pendidikan"
) -> None:
    listed = max((data.as_date(t) for t in shown["tanggal_data"].dropna()), default=None)
    note = " · ".join(filter(None, [panels.note_of(shown), words.base_note(rows.kelengkapan()), more]))
    columns = {"kode": "kode_kemendagri", "nama": "wilayah", "pct": "persen", "pct_rendah": "selang_95_rendah",
               "pct_tinggi": "selang_95_tinggi", "x": "pembilang", "m": "penyebut"}  # fmt: skip
    base = f"n = {number(whole['m'])} {who} (Dapodik per {day(listed)})"
    download = with_scope(panels.table_of(shown, columns, kelompok_sekolah=who), scope)
    parts.foot(key, parts.Kaki(rows.tanggal_data(), base, SOURCE, note), download, words.JANGKAUAN, is_view=False)


def never_panel(scope: Lingkup, frame: pd.DataFrame, own_frame: pd.DataFrame, stale: str | None) -> None:
    """Who was never reached: counts of each region, and names where one kab/kota is chosen."""
    own, bakti, t3 = (rows.total(own_frame, aspek) for aspek in ("semua", "bakti", "3t"))
    small = words.scope_line(scope, "Belum pernah terjangkau", "jumlah satuan pendidikan", "bukan peringkat")
    with parts.panel("belum", small, words.never(scope, own, bakti, t3), stale):
        left = pd.DataFrame(
            {
                scope.unit.capitalize(): [short_name(str(n)) for n in frame["nama"]],
                "Belum: BAKTI": frame["jumlah_bakti"] - frame["jumlah_bakti_terjangkau"],
                "Belum: 3T": frame["jumlah_3t"] - frame["jumlah_3t_terjangkau"],
                "Belum: semua": frame["jumlah_satuan"] - frame["jumlah_terjangkau"],
                "Seluruhnya": frame["jumlah_satuan"],
            }
        ).fillna(0)
        counted = list(left.columns[1:])
        left[counted] = left[counted].astype(int)
        left = left.sort_values([*counted[:3]], ascending=False, kind="stable")
        shown = left.assign(**{name: left[name].map(number) for name in counted})
        if scope.tingkat != "kab_kota":
            with st.expander(f"Jumlahnya di {number(len(shown))} {scope.unit}", key="belum_per_wilayah"):
                parts.long_table("belum", shown, sebutan="Satuan pendidikan yang belum terjangkau", most=40)
        base = f"n = {number(own['m'])} satuan pendidikan"
        note = "sasaran undangan, bukan penilaian"
        if scope.tingkat != "kab_kota":
            note = f"urut menurut sekolah BAKTI lalu 3T yang belum terjangkau: {note}"
        parts.foot("belum_terjangkau", parts.Kaki(rows.tanggal_data(), base, SOURCE, note), with_scope(left, scope),
                   words.JANGKAUAN, is_view=False)  # fmt: skip
        if scope.tingkat == "kab_kota":
            _names(scope)
        elif scope.tingkat == "provinsi":
            parts.small("Pilih satu kabupaten/kota di atas untuk daftar nama sekolahnya.")


def _names(scope: Lingkup) -> None:
    s = scope.saringan
    frame = data.ask("bimtek_belum_terjangkau", kode_kab_kota=scope.wilayah, jenjang=s.jenjang, status=s.status,
                     kewenangan=s.kewenangan, program=scope.program, level=scope.level,
                     tahun_kegiatan=scope.tahun)  # fmt: skip
    if frame.empty:
        return
    marks = [" dan ".join(name for name, on in (("BAKTI", row.is_bakti), ("3T", row.is_3t)) if on) or "–"
             for row in each(frame)]  # fmt: skip
    table = panels.table_of(
        frame.assign(tanda=marks),
        {"npsn": "NPSN", "nama": "Satuan pendidikan", "tanda": "BAKTI / 3T", "kecamatan": "Kecamatan",
         "jenjang": "Jenjang", "status": "Status"},
    )  # fmt: skip
    table = table.fillna("–")
    said = f"{number(len(frame))} nama: sekolah BAKTI dan 3T dahulu, lalu menurut abjad; bukan peringkat"
    with st.expander(said, key="nama_belum"):
        parts.long_table("nama", table, {"Satuan pendidikan": 200}, sebutan=said, most=30)
        parts.foot("nama_belum", parts.Kaki(rows.tanggal_data(), f"{number(len(frame))} satuan pendidikan", SOURCE),
                   with_scope(table, scope), is_view=False)  # fmt: skip
