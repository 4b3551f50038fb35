"""Target & realisasi: which targets are on their way, which are behind, and which cannot be judged yet?"""

from views import data, filter_bar, parts
from views.plan import bar as plan_bar
from views.target import activities
from views.target import panels as target_panels
from views.target import rows as target_rows

parts.head("Target & realisasi", "Target mana yang di jalur, tertinggal, atau belum dapat dinilai?")
saringan = filter_bar.bar(tingkat=("nasional", "provinsi", "kab_kota"), saring=(), opsi=target_rows.OPSI)
plan_bar.draw(saringan)
rencana = plan_bar.opened()
found = target_rows.load(saringan, rencana.isi.target if rencana else ())
place = data.provinces()[saringan.provinsi] if saringan.provinsi else "semua wilayah"
if saringan.provinsi and saringan.kab_kota:
    place = data.regencies(saringan.provinsi)[saringan.kab_kota]
if found.frame.empty:
    parts.empty(
        f"Belum ada target untuk {place}.",
        "Unggah berkas target pada halaman Unggah & periksa, atau buka rencana yang punya target.",
    )
else:
    mine, kept, drawn = target_panels.choose(found)
    target_panels.answer_panel(found, mine, place)
    if kept.empty:
        parts.empty("Tidak ada target dengan keadaan itu.", "Pilih keadaan lain pada baris di atas.")
    else:
        target_panels.burnup_panel(found, mine, drawn)
        target_panels.owners_panel(found, mine)
        target_panels.reasons_panel(kept)
        target_panels.table_panel(found, kept, saringan)
if rencana:
    activities.panel(rencana.isi.kegiatan, found.hari_ini, saringan, rencana.isi.nama)
