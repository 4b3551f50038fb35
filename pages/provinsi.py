"""Provinsi: where does one province stand against the nation and its island group?"""

import streamlit as st

from charts.lines import Deret
from charts.names import nama_pulau
from views import data, filter_bar, panels, parts, province_panels, rows, sentences

QUESTION = "Di mana satu provinsi berada dibanding nasional dan pulaunya, dan di kabupaten/kota mana?"

top = st.container()
if data.choices() is None:
    parts.head("Provinsi", QUESTION)
saringan = filter_bar.bar(tingkat=("provinsi", "kab_kota"))
measure = rows.ukuran(saringan)
name, island = data.province(str(saringan.provinsi))
regency = data.regencies(str(saringan.provinsi)).get(saringan.kab_kota or "")

trend = rows.tren(saringan, provinsi=saringan.provinsi)
basi = sentences.stale(measure, data.newest_cutoff()) or sentences.incomplete(trend)
nation_trend = rows.tren(saringan)
own, nation = rows.at(trend, saringan.tanggal_data), rows.at(nation_trend, saringan.tanggal_data)
series = [
    Deret(name, trend, is_utama=regency is None),
    panels.context_line(nama_pulau(island), rows.tren(saringan, pulau=island), province_panels.ISLAND_LINE),
    panels.context_line("Nasional", nation_trend, "#0b1420"),
]
place, focus = name, own
if regency is not None:
    place = regency
    regency_trend = rows.tren(saringan, kab_kota=saringan.kab_kota)
    focus = rows.at(regency_trend, saringan.tanggal_data)
    series = [Deret(regency, regency_trend, "#D55E00", is_utama=True), *series]

with top:
    province_panels.breadcrumb(saringan, name, regency)
    parts.head(place, QUESTION)
headline = sentences.headline_province(
    place, measure, focus, nation, rows.perubahan_tempat(saringan), rows.earlier(saringan)
)
with parts.answer(f"{measure.nama} · {sentences.scope(saringan, measure, focus, place)}", headline):
    province_panels.profile(saringan, place)
province_panels.comparison_panel(saringan, name, island)
if own is not None or focus is not None:
    left, right = st.columns([7, 3], gap="medium")
    with left:
        panels.trend_panel(saringan, measure, series, basi)
    with right:
        province_panels.regency_movers(saringan, measure, basi)
    province_panels.regency_panel(saringan, measure, name, own, basi)
if regency is not None:
    province_panels.school_panel(saringan, measure, regency)
province_panels.rapor_panel(saringan, name)
