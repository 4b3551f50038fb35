"""Program & komunitas: whom did national programmes move, where, and what of it is alive?"""

from views import filter_bar, options, parts
from views.program import komunitas as program_komunitas
from views.program import kurikulum as program_kurikulum
from views.program import penggerak as program_penggerak
from views.program import place as program_place

TABS = {
    "penggerak": "Guru Penggerak",
    "kurikulum": "Kurikulum Merdeka & Sekolah Penggerak",
    "komunitas": "Komunitas belajar & webinar",
}

parts.head("Program", "Siapa yang digerakkan program, dan apa yang masih hidup?")
tab = options.value("tab", TABS, "penggerak")
by_school: tuple[filter_bar.Saring, ...] = ("jenjang", "status", "kewenangan") if tab == "kurikulum" else ()
saringan = filter_bar.bar(tingkat=("nasional", "pulau", "provinsi", "kab_kota"), saring=by_school, opsi=("tab",))
where = program_place.place(saringan)
options.segments("tab", "Bagian", TABS, "penggerak")
if tab == "kurikulum":
    program_kurikulum.show(saringan, where)
elif tab == "komunitas":
    program_komunitas.show(where)
else:
    program_penggerak.show(where)
