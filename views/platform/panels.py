"""Panels of the Platform page: kinds of school, groups of users, all measures, the rooms, and the Rapor beside them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.shares import roll_up, with_share
from charts.lines import Deret
from charts.names import nama_pulau, short_name
from charts.slices import dots_irisan
from charts.style import at_extreme, banyak, each
from views import data, filter_bar, panels, parts, rows, sentences
from views.filters import Saringan
from views.format import NONE, day, interval, interval_words, month, names, number, percent, points
from views.platform import rows as platform_rows
from views.platform.rows import Wilayah
from views.rows import Ukuran

NATION_LINE = "#0b1420"
SLICED = {
    "nama": "irisan", "pct": "persen", "pct_rendah": "selang_95_rendah", "pct_tinggi": "selang_95_tinggi",
    "x": "pembilang", "m": "penyebut", "jumlah_satuan": "jumlah_satuan_pendidikan",
}  # fmt: skip
MEASURED = {
    "ukuran": "kode_ukuran", "nama": "ukuran", "kelompok_pengguna": "pengguna", "tanggal_data": "tanggal_data",
    "pct": "persen", "pct_rendah": "selang_95_rendah", "pct_tinggi": "selang_95_tinggi", "x": "pembilang",
    "m": "penyebut", "jumlah_satuan": "jumlah_satuan_pendidikan", "tanggal_dasar": "dibanding",
    "poin": "perubahan_poin", "poin_rendah": "perubahan_rendah", "poin_tinggi": "perubahan_tinggi",
    "is_nyata": "nyata", "definisi_pembilang": "definisi_pembilang", "definisi_penyebut": "definisi_penyebut",
}  # fmt: skip


def where(tempat: Wilayah) -> str:
    """The place as it stands in a small line."""
    return tempat.nama if tempat.tingkat != "nasional" else "nasional"


def spread_title(frame: pd.DataFrame, apa: str) -> str:
    """Highest and lowest of a few rows, ties said; judged by whether their intervals leave each other out."""
    there = frame.dropna(subset=["pct"])
    if there.empty:
        return f"Belum ada data per {apa}"
    if len(there) == 1:
        return f"Hanya {there.iloc[0]['nama']} yang punya data, {percent(there.iloc[0]['pct'])}"
    judged = there.dropna(subset=["pct_rendah"])
    if len(judged) < 2:
        return f"Per {apa}: {sentences.TOO_FEW}"
    return sentences.spread(judged, f"antar {apa}", apa)


def islands_title(frame: pd.DataFrame) -> str | None:
    """Highest and lowest island group, from the sums of their provinces; None where there is one alone."""
    known = frame.dropna(subset=["pct"])
    if known["pulau"].nunique() < 2:
        return None
    islands = with_share(roll_up(known, ["pulau"])).assign(nama=lambda f: [nama_pulau(p) for p in f["pulau"]])
    said = panels.extremes(islands)
    return f"Kelompok pulau: {said[0].lower()}{said[1:]}"


def slice_panels(
    saringan: Saringan, measure: Ukuran, tempat: Wilayah, every: pd.DataFrame, own: Any, basi: str | None
) -> None:
    """By jenjang, by status and by group of users side by side; what the source does not tell apart is not drawn."""
    by_level, by_status = platform_rows.irisan(saringan, tempat)
    groups = _groups(saringan, every)
    if by_level.empty and by_status.empty and groups.empty:
        parts.small(
            f"{measure.nama} datang sebagai jumlah wilayah dari satu kelompok pengguna: "
            "tidak ada rincian jenjang, status, atau kelompok."
        )
        return
    value = None if own is None else float(own["pct"])
    there = [name for name, frame in (("jenjang", by_level), ("status", by_status), ("kelompok", groups))
             if not frame.empty]  # fmt: skip
    for name, column in zip(there, st.columns(len(there), gap="medium"), strict=True):
        with column:
            if name == "kelompok":
                _group_panel(measure, tempat, groups, basi)
                continue
            frame, kept = (by_level, saringan.status) if name == "jenjang" else (by_status, saringan.jenjang)
            # The reference line is the share under all filters; narrowed to a row, it would be that row.
            is_whole = (saringan.jenjang if name == "jenjang" else saringan.status) == "Semua"
            _slice_panel(saringan, measure, tempat, frame, name, kept, value if is_whole else None, basi)


def _slice_panel(
    saringan: Saringan, measure: Ukuran, tempat: Wilayah, frame: pd.DataFrame, apa: str, kept: str,
    acuan: float | None, basi: str | None,
) -> None:  # fmt: skip
    narrowed = "" if kept == "Semua" else f" · {kept}"
    small = f"Per {apa} · persen {measure.satuan} · {where(tempat)}{narrowed}"
    with parts.panel(apa, small, spread_title(frame, apa), basi):
        figure = dots_irisan(frame.assign(siapa=measure.satuan), acuan, "semua")
        parts.chart(figure, apa, f"{measure.nama} per {apa}")
        base = f"n = {banyak(frame['m'].sum(), measure.satuan)} {measure.satuan}"
        kaki = parts.Kaki(saringan.tanggal_data, base, panels.source(measure), _few(frame))
        parts.foot(f"per_{apa}", kaki, panels.table_of(frame, SLICED, tanggal_data=saringan.tanggal_data), measure)


def _few(frame: pd.DataFrame) -> str:
    """Which rows have too few schools for an interval."""
    few = frame.loc[frame["is_terlalu_sedikit"].fillna(False).astype(bool), "nama"].astype(str).tolist()
    return f"lingkaran kosong, {names(few)}: {sentences.TOO_FEW}" if few else ""


def _groups(saringan: Saringan, every: pd.DataFrame) -> pd.DataFrame:
    """The measure's groups of users where there are several; all of them together is no group."""
    if every.empty:
        return every
    mine = every[(every["ukuran"] == saringan.ukuran) & (every["kelompok_pengguna"] != "semua")]
    return mine if len(mine) > 1 else mine.iloc[:0]


def _group_panel(measure: Ukuran, tempat: Wilayah, mine: pd.DataFrame, basi: str | None) -> None:
    """The measure's groups of users side by side, each over its own denominator, never added up."""
    shown = mine.assign(nama=[filter_bar.group_name(str(g)) for g in mine["kelompok_pengguna"]])
    said = ", ".join(f"{row.nama} {percent(row.pct)}" for row in each(shown))
    small = f"Per kelompok pengguna · {where(tempat)} · penyebut masing-masing, tidak dijumlahkan"
    with parts.panel("kelompok", small, said, basi):
        parts.chart(dots_irisan(shown), "kelompok", f"{measure.nama} per kelompok pengguna")
        dates = sorted({data.as_date(t) for t in shown["tanggal_data"]})
        note = panels.note_of(shown)
        if len(dates) > 1:
            note = "tiap kelompok pada tanggal data terakhirnya" + (f" · {note}" if note else "")
        kaki = parts.Kaki(dates[-1], "n tiap kelompok di kanan titiknya", panels.source(measure), note)
        parts.foot("per_kelompok", kaki, panels.table_of(mine, MEASURED), measure)


def change_words(row: Any) -> str:
    """A row's change: points with its interval; a plain difference says that it has none."""
    if row.poin is None or row.poin != row.poin:
        return NONE
    since = month(data.as_date(row.tanggal_dasar))
    if row.poin_rendah is None or row.poin_rendah != row.poin_rendah:
        return f"{points(row.poin)} sejak {since}, tanpa selang"
    verdict = "" if row.is_nyata is True else "; tidak nyata"
    return f"{points(row.poin)} ({interval_words(row.poin_rendah, row.poin_tinggi)}) sejak {since}{verdict}"


def measures_panel(saringan: Saringan, measure: Ukuran, tempat: Wilayah, every: pd.DataFrame) -> None:
    """All measures of the platform as rows: definition, share, interval, change."""
    if every.empty:
        return
    group = every["kelompok_pengguna"] == saringan.kelompok_pengguna
    # A measure that lacks the group in view is shown for its own main group.
    mine = every[group | (~every["ukuran"].isin(every.loc[group, "ukuran"])
                          & (every["kelompok_pengguna"] == every["kelompok_utama"]))]  # fmt: skip
    mine = mine.sort_values("urutan").reset_index(drop=True)
    top, low = at_extreme(mine, "pct")
    title = f"{measure.nama_platform}: satu ukuran, {percent(top['pct'])} {top['nama_pendek']}"
    if len(mine) > 1:
        title = (
            f"{len(mine)} ukuran {measure.nama_platform}: dari {percent(top['pct'])} ({top['nama_pendek']}) "
            f"sampai {percent(low['pct'])} ({low['nama_pendek']})"
        )
    with parts.panel("ukuran", f"Semua ukuran platform ini · {where(tempat)} · definisi masing-masing", title):
        table = pd.DataFrame(
            {
                "Ukuran": [row.nama for row in each(mine)],
                "Yang dihitung": [f"{row.definisi_pembilang} Dari: {row.definisi_penyebut}" for row in each(mine)],
                "Persen": [percent(row.pct) for row in each(mine)],
                "Selang 95 %": [_interval(row) for row in each(mine)],
                "n": [f"{banyak(row.m, row.siapa)} {row.siapa}" for row in each(mine)],
                "Perubahan": [change_words(row) for row in each(mine)],
                "Data per": [day(data.as_date(row.tanggal_data)) for row in each(mine)],
            }
        )
        least = {"Ukuran": 150, "Yang dihitung": 280, "Selang 95 %": 96, "n": 116, "Perubahan": 150, "Data per": 96}
        parts.prose_table(table, least, title)
        dates = [data.as_date(t) for t in mine["tanggal_data"]]
        note = "perubahan tanpa selang: selisih biasa, hanya ukuran utama yang dipasangkan per sekolah"
        kaki = parts.Kaki(max(dates), f"{len(mine)} ukuran", panels.source(measure),
                          note if len(mine) > 1 else "")  # fmt: skip
        parts.foot("semua_ukuran", kaki, panels.table_of(mine, MEASURED), is_view=False)


def _interval(row: Any) -> str:
    if row.pct_rendah != row.pct_rendah:
        return "terlalu sedikit" if row.is_terlalu_sedikit else "tanpa selang"
    return interval(row.pct_rendah, row.pct_tinggi)


def rooms_panel(saringan: Saringan, measure: Ukuran, tempat: Wilayah, basi: str | None) -> None:
    """The eight rooms of Rumah Pendidikan side by side, each with its own audience; not ranked. Only on its pages."""
    if measure.platform not in ("rumah_pendidikan", *platform_rows.RUANG):
        return
    frame = platform_rows.semua_ukuran(saringan, tempat, (*platform_rows.RUANG, "pmm"))
    if frame.empty:
        return
    is_room = frame["platform"].isin(platform_rows.RUANG) | (frame["ukuran"] == platform_rows.RUANG_GTK)
    frame = frame[is_room & (frame["kelompok_pengguna"] == frame["kelompok_utama"])]
    rooms = frame[frame["platform"] != "pmm"]
    if rooms.empty:
        return
    # Ruang GTK comes first as in the menu of Rumah Pendidikan; then the catalogue's order.
    frame = pd.concat([frame[frame["platform"] == "pmm"], rooms]).reset_index(drop=True)
    labels = ["Ruang GTK (dari deret PMM)" if row.platform == "pmm" else str(row.nama_platform) for row in each(frame)]
    shown = frame.assign(nama=[f"{label} · {row.siapa}" for label, row in zip(labels, each(frame), strict=True)])
    title = f"{len(frame)} dari 8 ruang punya data; sasarannya berbeda, jadi tidak untuk dibandingkan satu sama lain"
    with parts.panel("ruang", f"Ruang di Rumah Pendidikan · {where(tempat)} · penyebut masing-masing", title, basi):
        parts.chart(dots_irisan(shown, lebar=60), "ruang", title)
        table = pd.DataFrame(
            {
                "Ruang": labels,
                "Yang dihitung": [f"{row.definisi_pembilang} Dari: {row.definisi_penyebut}" for row in each(frame)],
                "Perubahan": [change_words(row) for row in each(frame)],
                "Data per": [day(data.as_date(row.tanggal_data)) for row in each(frame)],
            }
        )
        with st.expander("Apa yang dihitung tiap ruang"):
            parts.prose_table(table, {"Ruang": 140, "Yang dihitung": 300}, "Definisi tiap ruang")
        if (frame["platform"] == "pmm").any():
            parts.small("Ruang GTK meneruskan PMM; datanya satu deret dengan PMM.")
            st.button("Buka PMM / Ruang GTK", key="buka_ruang_gtk", on_click=filter_bar.set_measure,
                      args=(platform_rows.RUANG_GTK,))  # fmt: skip
        kaki = parts.Kaki(max(data.as_date(t) for t in frame["tanggal_data"]), "n tiap ruang di kanan titiknya",
                          "ekspor Rumah Pendidikan dan PMM / Ruang GTK",
                          "satu orang dapat memakai beberapa ruang: jangan dijumlahkan")  # fmt: skip
        parts.foot("ruang", kaki, panels.table_of(frame, MEASURED), is_view=False)


def trend_panel(saringan: Saringan, measure: Ukuran, tempat: Wilayah, trend: pd.DataFrame, basi: str | None) -> None:
    """The place over time, before the nation."""
    series = [Deret(tempat.nama, trend, is_utama=True)]
    if tempat.tingkat != "nasional":
        series.append(panels.context_line("Nasional", rows.tren(saringan), NATION_LINE))
    panels.trend_panel(saringan, measure, series, basi)


def ranked_panel(
    saringan: Saringan, measure: Ukuran, tempat: Wilayah, frame: pd.DataFrame, own: Any, nation: Any, basi: str | None
) -> None:
    """The parts of the place, ranked: provinces against the nation, kab/kota against their province."""
    if frame["pct"].notna().sum() == 0:
        parts.empty(f"{measure.nama} tidak tersedia per kabupaten/kota di {tempat.nama}.",
                    "Sumbernya berhenti di tingkat provinsi, atau pilihan ini tidak memuat data.")  # fmt: skip
        return
    if tempat.provinsi is None:
        title = panels.extremes(frame.dropna(subset=["pct"])) if tempat.pulau is None else None
        panels.ranked_panel(saringan, measure, frame, nation, "provinsi", basi, judul=title, dasar=own)
        return
    frame = frame.assign(nama=[short_name(str(name)) for name in frame["nama"]])
    panels.ranked_panel(saringan, measure, frame, own, "kab/kota", basi, kunci="kab_kota", acuan=tempat.nama)


TABLE = {
    "pct": "Persen", "selang": "Selang 95 %", "x": "Pembilang", "m": "Penyebut", "jumlah_satuan": "Satuan pendidikan",
}  # fmt: skip


def regency_tables(saringan: Saringan, measure: Ukuran, tempat: Wilayah) -> None:
    """The kab/kota of the chosen province; those of the whole country or island in a fold, to search and to sort."""
    if tempat.provinsi is not None:
        frame = rows.per_kab_kota(saringan)
        with st.expander(f"Tabel {len(frame)} kabupaten/kota {tempat.nama}"):
            _table(saringan, measure, frame, "tabel_kab_kota", {"nama": "Kabupaten/kota"})
    every = with_share(
        data.ask("pemanfaatan_per_kab_kota", ukuran=saringan.ukuran, kelompok_pengguna=saringan.kelompok_pengguna,
                 tanggal_data=saringan.tanggal_data, jenjang=saringan.jenjang, status=saringan.status,
                 kewenangan=saringan.kewenangan, pulau=tempat.pulau, kode_provinsi=None)
    )  # fmt: skip
    if every["pct"].notna().sum() == 0:
        parts.small(f"{measure.nama} tidak ada per kabupaten/kota: sumbernya berhenti di tingkat provinsi.")
        return
    place = "se-Indonesia" if tempat.pulau is None else tempat.nama
    with st.expander(f"Tabel {len(every)} kabupaten/kota {place}"):
        names = {"nama": "Kabupaten/kota", "nama_provinsi": "Provinsi"}
        _table(saringan, measure, every, "tabel_semua_kab_kota", names)


def _table(saringan: Saringan, measure: Ukuran, frame: pd.DataFrame, key: str, first: dict[str, str]) -> None:
    spread = [interval(low, high) for low, high in zip(frame["pct_rendah"], frame["pct_tinggi"], strict=True)]
    shown = panels.table_of(frame.assign(selang=spread), {**first, **TABLE})
    st.caption("Klik judul kolom untuk mengurutkan; kaca pembesar di sudut kanan atas tabel untuk mencari.")
    parts.table(parts.with_unit(shown, measure), key, f"{measure.nama} per kabupaten/kota", most=560)
    kaki = parts.Kaki(saringan.tanggal_data, f"{int(frame['pct'].notna().sum())} dari {len(frame)} punya data",
                      panels.source(measure), panels.note_of(frame))  # fmt: skip
    columns = {"kode_kab_kota_kemendagri": "kode_kemendagri", "provinsi": "provinsi", **panels.SHOWN}
    parts.foot(key, kaki, panels.table_of(frame, columns, tanggal_data=saringan.tanggal_data), measure)


def note_panel(measure: Ukuran, saringan: Saringan, every: pd.DataFrame) -> None:
    """What must be said before the numbers of some platforms: out of remit, saturated, starting anew each year."""
    said = []
    if saringan.kelompok_pengguna == "mahasiswa":
        said.append(f"{measure.nama_platform} di luar tugas BPMP dan hanya ada per provinsi, menurut letak kampus.")
    if data.is_mulai_ulang(measure.ukuran):
        said.append(
            "Dihitung dari nol tiap 1 Januari: turun pada awal tahun bukan penurunan. "
            "Bandingkan dengan bulan yang sama tahun lalu."
        )
    if measure.platform == "arkas":
        if not every.empty and every["ukuran"].eq("arkas.realisasi").any():
            said.append("Pemakaian ARKAS sudah jenuh; yang diukur pengesahan RKAS, realisasi, dan ketepatan lapor.")
        else:
            said.append("Pemakaian ARKAS sudah jenuh; yang diukur pengesahan RKAS dan ketepatan lapor.")
            said.append("Realisasi anggaran belum ada pada ekspor yang dibaca.")
    if said:
        parts.small(" ".join(said))


RAPOR = {"pmm": "C.3.1", "arkas": "E.3.2", "siplah": "E.3.1"}
"""The indicator of the Rapor that speaks of the same platform."""


def rapor_panel(saringan: Saringan, measure: Ukuran, tempat: Wilayah) -> None:
    """What the Rapor says of this platform, as published: another definition, so beside and never on the chart."""
    code = RAPOR.get(measure.platform)
    if code is None or tempat.tingkat == "pulau":
        return
    frame = data.ask("platform_rapor", indikator=code, tingkat=tempat.tingkat, kode_wilayah=tempat.kode)
    frame = frame.dropna(subset=["nilai"])
    small = f"Rapor Pendidikan {code} · seperti terbit · {where(tempat)}"
    if frame.empty and tempat.tingkat == "nasional":
        return  # The Rapor comes by region: that there is no national one is nothing to tell.
    if frame.empty:
        with parts.panel("rapor", small, f"Rapor {where(tempat)} pada snapshot ini tidak memuat indikator {code}"):
            parts.small(f"{code} dilaporkan Rapor Pendidikan dengan definisi lain dari {measure.nama}.")
        return
    last = int(frame["tahun"].max())
    now = frame[frame["tahun"] == last].sort_values("jenis")
    name = str(now.iloc[0]["nama"])
    said = ", ".join(f"{row.jenis} {number(row.nilai, 1)}" for row in list(each(now))[:4])
    more = f", dan {len(now) - 4} jenis lain" if len(now) > 4 else ""
    with parts.panel("rapor", small, f"{name}, Rapor {last}: {said}{more}"):
        wide = _rapor_table(frame)
        parts.prose_table(wide, {"Jenis satuan": 150}, name)
        note = "seperti terbit, tidak dihitung ulang; definisinya berbeda dari ukuran di atas, jadi angkanya tidak sama"
        if "≠" in wide.to_string():
            note += "; ≠ instrumen berganti sesudah tahun sebelumnya, jangan dibandingkan"
        kaki = parts.Kaki(None, f"{len(now)} jenis satuan",
                          "unduhan Rapor Pendidikan Daerah", note)  # fmt: skip
        columns = {"tahun": "tahun", "jenis": "jenis", "kode": "kode", "nama": "indikator", "nilai": "nilai",
                   "label": "label"}  # fmt: skip
        parts.foot("rapor_platform", kaki, panels.table_of(frame, columns), is_view=False)


def _rapor_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Kinds of school down, years across; ≠ before a value whose instrument is not the one of the year before."""
    years = sorted({int(year) for year in frame["tahun"]})
    lines = []
    for kind, part in frame.groupby("jenis", sort=True):
        cells: dict[str, str] = {"Jenis satuan": str(kind)}
        before = None
        for year in years:
            found = part[part["tahun"] == year]
            if found.empty:
                cells[str(year)] = NONE
                continue
            row = found.iloc[0]
            is_new = before is not None and row["ruas"] != before
            cells[str(year)] = ("≠ " if is_new else "") + number(row["nilai"], 1)
            before = row["ruas"]
        lines.append(cells)
    return pd.DataFrame(lines)
