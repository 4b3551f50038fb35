"""Data: what went in, and what became of every row?"""

from views import data, data_panels, parts
from views.format import moment

parts.head("Berkas & riwayat", "Berkas apa yang masuk, dan apa nasib setiap barisnya?")
manifest = data.manifest()
kind = "data contoh" if manifest.is_contoh else "data sebenarnya"
with parts.answer(
    f"Snapshot {manifest.id} · {kind} · dibuat {moment(manifest.dibuat)}", data_panels.headline(manifest)
):
    data_panels.ledger_sum(manifest)
data_panels.ledger_panel(manifest)
data_panels.findings_panel(data.snapshot())
data_panels.files_panel(manifest)
data_panels.snapshots_panel(manifest.id)
