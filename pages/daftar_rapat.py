"""Daftar rapat: which screens go to the meeting, in which order, with which notes; kept, shared, handed out."""

from views import filter_bar, parts
from views.meeting import agenda, shelf

parts.head("Daftar rapat", "Grafik mana yang dibawa ke rapat, dan dengan catatan apa?", is_shared=False)
saringan = filter_bar.bar(tingkat=("nasional", "provinsi"), saring=(), opsi=agenda.OPSI_HALAMAN)
agenda.show(saringan)
shelf.shelf(saringan)
