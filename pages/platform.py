"""Platform: where does one platform stand in each place, for whom, and since when?"""

import streamlit as st

from charts.dots import kelas
from views import data, filter_bar, panels, parts, rows, sentences
from views.platform import panels as platform_panels
from views.platform import rows as platform_rows

parts.head("Platform", "Di mana satu platform dipakai lebih dan kurang, oleh siapa, dan sejak kapan?")
LEVELS: tuple[filter_bar.Tingkat, ...] = ("nasional", "pulau", "provinsi")
saringan = filter_bar.bar(tingkat=LEVELS, is_per_platform=True)
measure = rows.ukuran(saringan)
place = platform_rows.wilayah(saringan)
frame = platform_rows.bagian(saringan, place)
trend = platform_rows.tren(saringan, place)
basi = sentences.stale(measure, data.newest_cutoff()) or sentences.incomplete(trend)
own = rows.at(trend, saringan.tanggal_data)
nation = own if place.tingkat == "nasional" else rows.at(rows.tren(saringan), saringan.tanggal_data)

if own is None:
    parts.no_rows(measure.nama if place.tingkat == "nasional" else f"{measure.nama} di {place.nama}")
    parts.end()

_, change = platform_rows.perubahan(saringan, place)
since = rows.earlier(saringan)
moved = sentences.movement(change, since, has_interval=True)
every = platform_rows.semua_ukuran(saringan, place, (measure.platform,))
if place.tingkat == "nasional":
    value = float(own["pct"])
    headline = sentences.headline_ranked(frame, kelas(frame, value), value, "provinsi")
else:
    headline = sentences.headline_province(place.nama, measure, own, nation, change, since)
scope = sentences.scope(saringan, measure, own, platform_panels.where(place))
with parts.answer(f"{measure.nama} · {scope}", headline):
    found = sentences.finding(measure, own, saringan.tanggal_data)
    parts.small(f"{found}, {moved}" if place.tingkat == "nasional" else found)
    platform_panels.note_panel(measure, saringan, every)

left, right = st.columns([7, 3], gap="medium")
with left:
    platform_panels.ranked_panel(saringan, measure, place, frame, own, nation, basi)
    if place.tingkat != "nasional":
        platform_panels.trend_panel(saringan, measure, place, trend, basi)
with right:
    panels.definition_panel(measure)
platform_panels.slice_panels(saringan, measure, place, every, own, basi)
platform_panels.rooms_panel(saringan, measure, place, basi)
if place.tingkat == "nasional":
    platform_panels.trend_panel(saringan, measure, place, trend, basi)
whole = rows.per_provinsi(saringan)
title = platform_panels.islands_title(whole)
panels.map_panel(saringan, measure, whole, nation, basi, pilih=platform_rows.codes(place), judul=title)
if place.tingkat == "nasional":
    panels.multiples_panel(saringan, measure, trend, basi)
platform_panels.measures_panel(saringan, measure, place, every)
platform_panels.rapor_panel(saringan, measure, place)
panels.province_table(saringan, measure, whole)
platform_panels.regency_tables(saringan, measure, place)
