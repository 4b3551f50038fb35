"""Publikasi: which programmes and events has nobody told the public about?"""

from views import filter_bar, parts
from views.plan import bar as plan_bar
from views.publicity import panels as publicity_panels
from views.publicity import rows as publicity_rows

parts.head("Publikasi", "Program dan kegiatan mana yang belum diceritakan kepada publik?")
saringan = filter_bar.bar(
    tingkat=("nasional", "provinsi"), saring=(), opsi=(plan_bar.OPSI, *publicity_rows.OPSI)
)  # fmt: skip
kabar = publicity_rows.load(saringan)
if kabar.frame.empty:
    jenis = publicity_rows.JENIS[kabar.jenis].lower()
    parts.empty(
        f"Belum ada {jenis} untuk {kabar.nama}.",
        "Unggah daftar program kerja atau daftar kegiatan pada halaman Unggah & periksa, atau pilih yang lain di atas.",
    )
    parts.end()

row = publicity_panels.choose(kabar)
publicity_panels.answer_panel(kabar)
publicity_panels.waiting_panel(kabar)
publicity_panels.draft_panel(kabar, row, saringan)
publicity_panels.time_panel(kabar)
publicity_panels.unit_panel(kabar)
publicity_panels.shared_panel(kabar, saringan)
