"""Kartu skor: where does each region stand on every platform at once?"""

from views import filter_bar, parts
from views.scorecard import panels as scorecard_panels

parts.head("Kartu skor", "Bagaimana kedudukan tiap wilayah pada semua platform sekaligus?")
saringan = filter_bar.bar(
    tingkat=("nasional", "pulau", "provinsi"),
    saring=("tanggal", "banding", "jenjang", "status", "kewenangan"),
    opsi=("tampilan", "selang", "urut"),
    semua_ukuran=True,
)
scorecard_panels.page(saringan)
