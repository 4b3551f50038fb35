"""Ringkasan: how far are the platforms used, who moves, and is it real? Of the nation, or of one island group."""

import streamlit as st

from views import data, filter_bar, panels, parts, rows, sentences
from views.platform import panels as platform_panels
from views.platform import rows as platform_rows

parts.head("Ringkasan", "Seberapa jauh platform dipakai, siapa yang bergerak, dan apakah perubahannya nyata?")
LEVELS: tuple[filter_bar.Tingkat, ...] = ("nasional", "pulau")
saringan = filter_bar.bar(tingkat=LEVELS, is_utama=True)
place = platform_rows.wilayah(saringan, "pulau")
measure = rows.ukuran(saringan)
newest = data.newest_cutoff()
frame = platform_rows.bagian(saringan, place)
trend = platform_rows.tren(saringan, place)
basi = sentences.stale(measure, newest) or sentences.incomplete(trend)
own = rows.at(trend, saringan.tanggal_data)

if own is None:
    parts.no_rows(measure.nama if place.pulau is None else f"{measure.nama} di {place.nama}")
    parts.end()

changes, change = platform_rows.perubahan(saringan, place)
since = rows.earlier(saringan)
headline = sentences.headline_nation(
    measure, own, saringan.tanggal_data, change, since, changes, provinsi=len(frame), tempat=place.pulau and place.nama
)
scope = sentences.scope(saringan, measure, own, platform_panels.where(place))
with parts.answer(f"{measure.nama_platform} · {scope}", headline):
    pass
parts.figures(panels.figure_items(saringan, newest, pulau=place.pulau))
nation = own if place.pulau is None else rows.at(rows.tren(saringan), saringan.tanggal_data)
whole = frame if place.pulau is None else rows.per_provinsi(saringan)
left, right = st.columns([7, 3], gap="medium")
with left:
    said = panels.extremes(frame.dropna(subset=["pct"]))
    title = None if place.pulau is None else f"{place.nama}: {said[:1].lower()}{said[1:]}"
    panels.map_panel(saringan, measure, whole, nation, basi, pilih=platform_rows.codes(place), judul=title)
with right:
    panels.movers_panel(saringan, measure, changes, since, basi)
panels.province_table(saringan, measure, frame)
