"""Alokasi bimtek: who is trained, where, at which level, within the budget?"""

import streamlit as st

from views import filter_bar, parts
from views.allocation import candidates, editors, inputs, page
from views.plan import bar as plan_bar

parts.head("Alokasi bimtek", "Siapa dilatih, di mana, pada tingkat apa, dengan pagu yang ada?")
saringan = filter_bar.bar(tingkat=("nasional", "provinsi"), saring=(), opsi=(plan_bar.OPSI, candidates.OPSI))
versi = plan_bar.draw(saringan)
isi = None if versi is None else versi.isi

cara = page.choose_way(isi)
seats = inputs.kept(saringan, isi).setelan.kursi_per_sekolah
first = page.candidates_or_end(saringan, isi, cara, seats)
top = st.container(key="alokasi_jawaban")
page.way_switch(isi)
has_3t = bool(first.is_3t.any())
before = page.shown(inputs.kept(saringan, isi, has_3t=has_3t), first, isi)
masukan, wrong = editors.draw(saringan, isi, has_3t=has_3t, is_result=before.is_hasil)
bahan = page.candidates_or_end(saringan, isi, cara, masukan.setelan.kursi_per_sekolah)
tampak = page.shown(masukan, bahan, isi)
with top:
    page.answer(tampak, bahan, masukan, wrong, saringan)
page.result(tampak, bahan)
page.candidate_table(bahan, masukan)
