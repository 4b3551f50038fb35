"""Rapor Pendidikan: what does a region's Rapor say, what changed since last year, and what may be compared?"""

from views import filter_bar, parts
from views.rapor import indicator as rapor_indicator
from views.rapor import panels as rapor_panels
from views.rapor import rows as rapor_rows

TINGKAT: tuple[filter_bar.Tingkat, ...] = ("nasional", "provinsi", "kab_kota")

parts.head("Rapor Pendidikan", "Bagaimana capaian daerah ini, dan apa yang berubah sejak tahun lalu?")
saringan = filter_bar.bar(tingkat=TINGKAT, saring=(), opsi=(*rapor_rows.OPSI, "tampilan"))
tempat = rapor_rows.place(saringan)

pilih = rapor_rows.choose(tempat)
if pilih is None:
    rapor_panels.nothing(tempat)
    parts.end()

own = rapor_rows.own_rows(tempat, pilih.kelompok)
table = rapor_rows.compare(tempat, pilih, own)
if table.empty:
    rapor_panels.no_own(tempat, pilih)
else:
    first = table[table["level"] == 1]
    rapor_panels.answer(tempat, pilih, first)
    rapor_panels.grid_panel(tempat, pilih, first)
    rapor_panels.dimension_panel(tempat, pilih, table)
    rapor_indicator.trend_panel(tempat, pilih, own)
rapor_indicator.regions_panel(tempat, pilih)
rapor_panels.label_count_panel(tempat, pilih)
rapor_panels.spm_panel(tempat, pilih)
if not table.empty:
    rapor_panels.proportions_panel(tempat, pilih, own)
rapor_indicator.schools_panel(tempat, pilih)
