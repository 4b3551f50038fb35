"""Corong pemakaian: at which step of using PMM / Ruang GTK are most people lost?"""

from views import filter_bar, parts
from views.adoption import panels as adoption_panels

parts.head("Corong pemakaian", "Pada langkah mana paling banyak GTK berhenti, dan di wilayah mana?")
saringan = filter_bar.bar(
    tingkat=("nasional", "pulau", "provinsi", "kab_kota"),
    saring=("tanggal", "jenjang", "status", "kewenangan"),
    opsi=("peran", "wilayah_2", "tanggal_2"),
)
peran, corong, pembanding = adoption_panels.choose(saringan)
top = adoption_panels.answer(saringan, peran, corong)
adoption_panels.funnel_panel(saringan, peran, corong, pembanding, top)
adoption_panels.parts_panel(saringan, peran, corong, top)
adoption_panels.signs_panel(saringan, peran, corong)
adoption_panels.levels_panel(saringan, corong)
