"""Platform: where does one platform stand in each province, and since when?"""

import streamlit as st

from charts.lines import Deret
from views import data, filter_bar, panels, parts, rows, sentences

parts.head("Platform", "Di mana satu platform dipakai lebih dan kurang dari angka nasional, dan sejak kapan?")
saringan = filter_bar.bar()
measure = rows.ukuran(saringan)
basi = sentences.stale(measure, data.newest_cutoff())
frame = rows.per_provinsi(saringan)
trend = rows.tren(saringan)
nation = rows.at(trend, saringan.tanggal_data)

if nation is None:
    parts.no_rows(measure.nama)
    st.stop()

_, change = rows.perubahan(saringan)
headline = f"{measure.nama}: {sentences.share(nation)} {measure.satuan}, "
headline += sentences.movement(change, rows.earlier(saringan))
with parts.answer(f"{measure.nama_platform} · {sentences.scope(saringan, measure.satuan)}", headline):
    pass
left, right = st.columns([7, 3], gap="medium")
with left:
    panels.map_panel(saringan, measure, frame, nation, basi)
    panels.trend_panel(saringan, measure, [Deret("Nasional", trend, is_utama=True)], basi)
with right:
    panels.definition_panel(measure)
panels.ranked_panel(saringan, measure, frame, nation, "provinsi", basi)
panels.multiples_panel(saringan, measure, trend, basi)
panels.province_table(saringan, measure, frame)
