"""Provinsi: where does one province or kab/kota stand against the nation and the regions it is compared with?"""

import streamlit as st

from views import comparison, data, filter_bar, panels, parts, rows, sentences
from views.platform import rows as platform_rows
from views.province import districts as district_panels
from views.province import panels as province_panels

QUESTION = "Di mana satu provinsi berada dibanding nasional dan wilayah lain, dan di kabupaten/kota mana?"
LEVELS: tuple[filter_bar.Tingkat, ...] = ("provinsi", "kab_kota", "kecamatan")

top = st.container()
if data.choices() is None:
    parts.head("Provinsi", QUESTION)
saringan = filter_bar.bar(tingkat=LEVELS, pembanding=True)
measure = rows.ukuran(saringan)
name, island = data.province(str(saringan.provinsi))
place = platform_rows.wilayah(saringan, "kab_kota")

trend = rows.tren(saringan, provinsi=saringan.provinsi)
basi = sentences.stale(measure, data.newest_cutoff()) or sentences.incomplete(trend)
own, nation = (rows.at(frame, saringan.tanggal_data) for frame in (trend, rows.tren(saringan)))
others = comparison.chosen(saringan)
series = comparison.series(saringan, place, others)
focus = rows.at(series[0].rows, saringan.tanggal_data)

with top:
    parts.head(place.nama, QUESTION)
headline = sentences.headline_province(
    place.nama, measure, focus, nation, rows.perubahan_tempat(saringan), rows.earlier(saringan)
)
with parts.answer(f"{measure.nama} · {sentences.scope(saringan, measure, focus, place.nama)}", headline):
    province_panels.profile(saringan, place.nama)
province_panels.comparison_panel(saringan, place.nama, island, others)
if own is not None or focus is not None:
    left, right = st.columns([7, 3], gap="medium")
    with left:
        panels.trend_panel(saringan, measure, series, basi, catatan=comparison.note(others))
    with right:
        province_panels.regency_movers(saringan, measure, basi)
    province_panels.regency_panel(saringan, measure, name, own, basi)
if place.kab_kota is not None:
    district_panels.kecamatan_panel(saringan, measure, place.nama, basi)
    district_panels.school_panel(saringan, measure, place.nama)
province_panels.rapor_panel(saringan, name)
