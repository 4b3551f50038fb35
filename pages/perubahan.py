"""Perubahan: what moved since the last cut-off, and is it out of the ordinary?"""

from views import filter_bar, parts
from views.surprise import panels as surprise_panels

parts.head("Perubahan", "Apa yang bergerak di luar kebiasaannya sejak tanggal data sebelumnya?")
saringan = filter_bar.bar(
    tingkat=("nasional", "pulau", "provinsi"),
    saring=("tanggal", "jenjang", "status", "kewenangan"),
    opsi=("satu_ukuran", "satuan_wilayah"),
    semua_ukuran=True,
)
surprise_panels.page(saringan)
