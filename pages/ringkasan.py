"""Ringkasan: how far are the platforms used, who moves, and is it real?"""

import streamlit as st

from views import data, filter_bar, panels, parts, rows, sentences

parts.head("Ringkasan", "Seberapa jauh platform dipakai, siapa yang bergerak, dan apakah perubahannya nyata?")
saringan = filter_bar.bar(is_utama=True)
measure = rows.ukuran(saringan)
newest = data.newest_cutoff()
frame = rows.per_provinsi(saringan)
trend = rows.tren(saringan)
basi = sentences.stale(measure, newest) or sentences.incomplete(trend)
nation = rows.at(trend, saringan.tanggal_data)

if nation is None:
    parts.no_rows(measure.nama)
    st.stop()

changes, change = rows.perubahan(saringan)
since = rows.earlier(saringan)
headline = sentences.headline_nation(measure, nation, saringan.tanggal_data, change, since, changes)
with parts.answer(f"{measure.nama_platform} · {sentences.scope(saringan, measure, nation)}", headline):
    pass
parts.figures(panels.figure_items(saringan, newest))
left, right = st.columns([7, 3], gap="medium")
with left:
    panels.map_panel(saringan, measure, frame, nation, basi)
with right:
    panels.movers_panel(saringan, measure, changes, since, basi)
panels.province_table(saringan, measure, frame)
