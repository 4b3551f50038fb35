"""Dokumen: which documents can be printed from these data?"""

from views import filter_bar, parts
from views.documents import desk

parts.head("Dokumen", "Naskah apa yang dapat dicetak dan dibagikan dari data ini?")
jenis = desk.kind()
saringan = filter_bar.bar(tingkat=("provinsi", "kab_kota"), saring=desk.filters(jenis), opsi=desk.OPSI)
pesanan = desk.choose(saringan, jenis)
if pesanan is None:
    parts.end()

desk.show(pesanan)
desk.batch(pesanan)
desk.command(pesanan)
