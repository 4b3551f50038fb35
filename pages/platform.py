"""Platform: where does one platform stand in each province, and since when?"""

import streamlit as st

from charts.dots import kelas
from charts.lines import Deret
from views import data, filter_bar, panels, parts, rows, sentences

parts.head("Platform", "Di mana satu platform dipakai lebih dan kurang dari angka nasional, dan sejak kapan?")
saringan = filter_bar.bar()
measure = rows.ukuran(saringan)
frame = rows.per_provinsi(saringan)
trend = rows.tren(saringan)
basi = sentences.stale(measure, data.newest_cutoff()) or sentences.incomplete(trend)
nation = rows.at(trend, saringan.tanggal_data)

if nation is None:
    parts.no_rows(measure.nama)
    st.stop()

value = float(nation["pct"])
headline = sentences.headline_ranked(frame, kelas(frame, value), value, "provinsi")
with parts.answer(f"{measure.nama} · {sentences.scope(saringan, measure, nation)}", headline):
    _, change = rows.perubahan(saringan)
    moved = sentences.movement(change, rows.earlier(saringan), has_interval=True)
    parts.small(f"{sentences.finding(measure, nation, saringan.tanggal_data)}, {moved}")
left, right = st.columns([7, 3], gap="medium")
with left:
    title = panels.extremes(frame.dropna(subset=["pct"]))
    panels.ranked_panel(saringan, measure, frame, nation, "provinsi", basi, judul=title)
with right:
    panels.definition_panel(measure)
panels.trend_panel(saringan, measure, [Deret("Nasional", trend, is_utama=True)], basi)
panels.map_panel(saringan, measure, frame, nation, basi)
panels.multiples_panel(saringan, measure, trend, basi)
panels.province_table(saringan, measure, frame)
