"""Bimtek: which schools has training reached, with what result, and who was never reached?"""

from views import data, filter_bar, parts
from views.bimtek import panels, people, rows, words

parts.head("Bimtek", "Sekolah mana yang sudah terjangkau bimtek, dengan hasil apa, dan siapa yang belum pernah?")
saringan = filter_bar.bar(
    tingkat=("nasional", "pulau", "provinsi", "kab_kota"),
    saring=("jenjang", "status", "kewenangan"),
    opsi=rows.OPSI,
    semua_ukuran=True,
)
if data.ask("bimtek_pilihan").empty:
    parts.empty(*panels.NONE)
    parts.end()

scope = rows.lingkup(saringan)
nation_frame = rows.jangkauan(scope)
frame = nation_frame if scope.provinsi is None else rows.jangkauan(scope, provinsi=scope.provinsi)
shown = rows.mine(scope, frame) if scope.tingkat == "pulau" else frame
own_frame = rows.mine(scope, frame)
own, nation = rows.total(own_frame), rows.total(nation_frame)
stale = panels.basi(scope)
events = rows.kegiatan(scope)
name = "Nasional" if scope.tingkat == "nasional" else scope.nama
if scope.tingkat == "kab_kota":
    name = data.province(str(scope.provinsi))[0]

with parts.answer(words.scope_line(scope, "Jangkauan bimtek"), words.answer(scope, own, nation, rows.tanggal_data())):
    parts.small(words.never(scope, own, rows.total(own_frame, "bakti"), rows.total(own_frame, "3t")))
panels.figures(scope, own_frame, stale is not None)
if scope.tingkat == "nasional":
    panels.map_panel(scope, frame, nation, stale)
panels.calendar_panel(scope, events)
panels.coverage_panel(scope, shown, own, name, stale)
panels.never_panel(scope, shown, own_frame, stale)
people.certificate_panel(scope, stale)
people.progression_panel(scope, stale)
people.staircase_panel(scope, stale)
people.result_panel(scope, events, stale)
