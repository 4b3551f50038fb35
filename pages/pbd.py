"""Planning by data: from a weak indicator to hypotheses about it, and on to activities and targets of the plan."""

from views import filter_bar, parts
from views.pbd import identify, mend, reflect
from views.pbd import rows as pbd_rows
from views.pbd import save as pbd_save
from views.plan import bar as plan_bar
from views.rapor import rows as rapor_rows

parts.head("Akar masalah", "Apa dugaan sebab capaian yang lemah, dan apa yang akan dikerjakan?")
is_assumed = identify.is_without_province()
saringan = filter_bar.bar(
    tingkat=("provinsi", "kab_kota"), saring=(), opsi=(plan_bar.OPSI, *pbd_rows.OPSI)
)  # fmt: skip
identify.assumed_province(saringan, is_assumed=is_assumed)
rencana = plan_bar.draw(saringan)
tempat = rapor_rows.place(saringan)

dipilih = rapor_rows.choose_kind(tempat)
if dipilih is None:
    identify.nothing(tempat)
    pbd_save.draw(saringan, rencana)
    parts.end()

lingkup = pbd_rows.scope(tempat, dipilih[0], rencana.isi if rencana else None)
if not pbd_rows.symptoms(lingkup):
    identify.no_own(lingkup)
    pbd_save.draw(saringan, rencana)
    parts.end()

gejala = identify.symptom(lingkup)
dugaan = reflect.choose(lingkup, gejala)
identify.answer(lingkup, gejala)
identify.panel(lingkup, gejala)
reflect.panel(lingkup, gejala, dugaan)
peta = reflect.map_fold(lingkup, pbd_save.version(rencana))
letak = mend.panel(lingkup, gejala, dugaan, rencana)
pbd_save.draw(saringan, rencana, lingkup, peta, letak)
