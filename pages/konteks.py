"""Konteks daerah: under what conditions does a region teach, and how do they compare?"""

from views import filter_bar, options, parts
from views.context import panels as context_panels
from views.context import rows as context_rows
from views.program import place as program_place

parts.head("Konteks daerah", "Dalam keadaan apa sekolah suatu daerah bekerja?")
saringan = filter_bar.bar(tingkat=("nasional", "pulau", "provinsi", "kab_kota"), saring=(), opsi=("aspek",))
where = program_place.place(saringan)
there = context_rows.available()
if not there:
    parts.empty(
        "Snapshot ini belum memuat data konteks daerah.",
        "Tambahkan tabel angka partisipasi, sarana, kesejahteraan guru, atau usulan P3K di Unggah & periksa.",
    )
    parts.end()
chosen = options.select("aspek", "Ukuran konteks", context_rows.printed(there), next(iter(there)))
context_panels.show(there[chosen], where, there)
context_panels.profile(there, where)
