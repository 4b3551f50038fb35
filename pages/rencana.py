"""Rencana tersimpan: which plans there are, who changed what, and a plan out as XLSX and in again."""

from views import filter_bar, parts
from views.plan import bar as plan_bar
from views.plan import detail, shelf

parts.head("Rencana tersimpan", "Rencana apa yang ada, siapa mengubah apa, dan sejak kapan?")
saringan = filter_bar.bar(
    tingkat=("nasional", "provinsi"),
    saring=(),
    opsi=(plan_bar.OPSI, "versi", "versi_2", "rencana_2", "tab", "keadaan"),
)
rencana = plan_bar.draw(saringan, is_place=False)
shelf.shelf(saringan)
detail.detail(rencana, saringan)
