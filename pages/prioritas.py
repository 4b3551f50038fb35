"""Prioritas: which kab/kota need accompaniment most, why, and how firm is that?"""

from views import parts
from views.priority import choice, panels, rows, saved, schools, settings, why, words

parts.head("Prioritas", "Kab/kota mana yang paling membutuhkan pendampingan, mengapa, dan setahan apa jawabannya?")
saringan = settings.draw()
setelan = settings.choose(saringan)
tempat = rows.regions(saringan)
teratas = settings.top(len(tempat))
held = saved.chosen()
if held is not None:
    saved.draw(held, saringan)
    parts.end()

prioritas = rows.compute(saringan, setelan, tempat, teratas)
chosen = panels.answer_panel(prioritas)
if not prioritas.jumlah:
    panels.nothing(prioritas)
    parts.end()

sorot = why.opened(prioritas)
panels.ranked_panel(prioritas, sorot)
kode = why.why_panel(prioritas)
if words.is_sorted(prioritas):
    panels.chances_panel(prioritas, sorot)
    panels.ranges_panel(prioritas, sorot)
choice.map_panel(prioritas, chosen)
schools.schools_panel(prioritas, kode)
