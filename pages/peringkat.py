"""Peringkat: which regions stand out, and which cannot be told apart?"""

from views import data, filter_bar, parts, rows, sentences
from views.ranking import panels as ranking_panels
from views.ranking import rows as ranking_rows

parts.head("Peringkat", "Wilayah mana yang sungguh berbeda dari yang lain, dan mana yang setara?")
saringan = filter_bar.bar(
    tingkat=("nasional", "pulau", "provinsi", "kab_kota"),
    saring=("ukuran", "kelompok", "tanggal", "jenjang", "status", "kewenangan"),
    pembanding=True,
    opsi=(ranking_rows.OPSI,),
)
urutan = ranking_rows.ranking(saringan, ranking_rows.choose_unit(saringan))
ranking_panels.open_chosen(saringan)
if urutan.acuan is None:
    parts.no_rows(urutan.measure.nama)
    parts.end()

trend = rows.tren(saringan, provinsi=saringan.provinsi, pulau=saringan.pulau)
basi = sentences.stale(urutan.measure, data.newest_cutoff()) or sentences.incomplete(trend)
ranking_panels.answer_panel(urutan)
ranking_panels.funnel_panel(urutan, basi)
ranking_panels.ranked_panel(urutan, basi)
ranking_panels.neighbours_panel(urutan, basi)
ranking_panels.table_panel(urutan)
