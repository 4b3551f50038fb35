"""Satuan pendidikan: one school: its platforms, its Rapor, its bimtek, and how good its data are."""

import streamlit as st

from views import data, filter_bar, parts
from views.school import history as school_history
from views.school import platforms as school_platforms
from views.school import profile as school_profile
from views.school import quality as school_quality
from views.school import search as school_search

QUESTION = "Bagaimana keadaan satu satuan pendidikan, dan seberapa baik datanya?"

top = st.container()
LEVELS: tuple[filter_bar.Tingkat, ...] = ("nasional", "provinsi", "kab_kota", "kecamatan", "satuan")
saringan = filter_bar.bar(tingkat=LEVELS, saring=(), opsi=("cari",))
text = school_search.box(saringan)
school = school_profile.of(saringan)
if school is None:
    with top:
        parts.head("Satuan pendidikan", QUESTION)
    school_search.results(saringan, text)
    parts.end()

npsn, name = str(school["npsn"]), str(school["nama"])
with top:
    parts.head(parts.escape_markdown(name), QUESTION)
school_search.back_button(text)
platforms = school_platforms.frame_of(npsn)
history = data.ask("satuan_riwayat_by_npsn", npsn=npsn)
with parts.answer(school_profile.small(school), school_profile.headline(platforms)):
    parts.small("Satu satuan pendidikan tidak diberi peringkat dan tidak diberi selang: kelompoknya terlalu kecil.")
school_profile.identity_panel(school, history)
left, right = st.columns(2, gap="medium")
with left:
    school_platforms.panel(school, platforms)
with right:
    school_platforms.trend_panel(npsn, platforms)
rapor = school_history.rapor_panel(npsn)
events = school_history.bimtek_panel(npsn)
school_quality.panel(school, platforms, history, rapor, events)
