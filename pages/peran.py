"""Pembagian peran: who does what, and where does work pile up or lack?"""

import streamlit as st

from views import filter_bar, parts
from views.plan import bar as plan_bar
from views.roles import matrix, panels, rows

parts.head("Pembagian peran", "Siapa mengerjakan apa, dan di mana pekerjaan bertumpuk atau kosong?")
saringan = filter_bar.bar(tingkat=("nasional", "provinsi", "kab_kota"), saring=(), opsi=rows.OPSI)
plan = plan_bar.draw(saringan)
tahun = rows.choose_year(saringan, plan)
view = rows.view(saringan, tahun)
kosong = rows.gaps(plan, tahun)

# The answer counts the rows of the matrix, which are known only once its editor has been drawn below.
depan = st.container()
if not rows.years():
    parts.empty(
        "Snapshot ini belum memuat program kerja.",
        "Unggah rekap program kerja unit pada halaman Unggah & periksa. Matriks di bawah tetap dapat diisi sendiri.",
    )
panels.overlap_panel(view)
peran = matrix.show(view, plan, kosong)
with depan:
    panels.answer_panel(view, kosong, peran)
panels.gap_panel(view, kosong, peran)
panels.near_panel(view)
panels.double_panel(view)
panels.load_panel(view, peran, matrix.of(plan, saringan).tahun)
panels.history_fold(view)
