"""Rapor × pemakaian: do regions that use a platform more also have other Rapor values? A relation, never a cause."""

from views import data, filter_bar, parts, rows, sentences
from views.rapor import rows as rapor_rows
from views.rapor import use_panels as rapor_use_panels
from views.rapor import use_rows as rapor_use_rows

JUDUL, TANYA = "Rapor × pemakaian", "Apakah wilayah yang lebih banyak memakai platform berbeda capaian Rapornya?"
TINGKAT: tuple[filter_bar.Tingkat, ...] = ("nasional", "provinsi", "kab_kota")

parts.head(JUDUL, TANYA)
saringan = filter_bar.bar(
    tingkat=TINGKAT,
    saring=("ukuran", "kelompok", "tanggal", "jenjang", "status", "kewenangan"),
    pembanding=True,
    opsi=rapor_use_rows.OPSI,
)
measure = rows.ukuran(saringan)
lingkup = rapor_use_rows.choose_scope(saringan)
pilih = rapor_rows.choose(rapor_use_rows.rapor_place(lingkup))
if pilih is None:
    rapor_use_panels.nothing(saringan, measure, None)
    parts.end()

frame = rapor_use_rows.pairs(saringan, measure, lingkup, pilih)
if frame.empty:
    rapor_use_panels.nothing(saringan, measure, pilih)
else:
    found = rapor_use_rows.findings(frame, pilih)
    basi = sentences.stale(measure, data.newest_cutoff())
    rapor_use_panels.answer(saringan, measure, lingkup, pilih, found)
    rapor_use_panels.scatter_panel(saringan, measure, lingkup, pilih, found, basi)
rapor_use_panels.two_counts_panel(saringan, pilih)
