"""Panels of the Data page: what went in, what became of every row, and what the columns mean."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from schemas import DATASETS, columns
from schemas.manifest import Manifest, SheetLedger, SourceFile
from views import parts
from views.format import day, moment, number, size
from warehouse import snapshots

REASONS = 15
"""Reasons shown; all of them are in the download."""

SEVERITY = {"tolak": "ditolak", "periksa": "perlu diperiksa", "catatan": "catatan"}


def sheets(manifest: Manifest) -> list[tuple[SourceFile, SheetLedger]]:
    """Every sheet of every file."""
    return [(file, sheet) for file in manifest.berkas for sheet in file.lembar]


def headline(manifest: Manifest) -> str:
    """Whether every row is accounted for."""
    there = [sheet for _, sheet in sheets(manifest)]
    read = sum(s.dibaca for s in there)
    lost = [s for s in there if not s.is_seimbang]
    failed = [f for f in manifest.berkas if f.galat]
    text = f"{number(len(manifest.berkas))} berkas, {number(read)} baris dibaca; "
    text += "setiap baris tercatat nasibnya" if not lost else f"{len(lost)} lembar tidak seimbang"
    return text + (f"; {len(failed)} berkas tidak terbaca" if failed else "")


def ledger_sum(manifest: Manifest) -> None:
    """The equation of the ledger, in numbers."""
    there = [sheet for _, sheet in sheets(manifest)]
    terms = [(sum(getattr(s, name) for s in there), label) for name, label in (
        ("dibaca", "dibaca"), ("diterima", "diterima"), ("disisihkan", "disisihkan"),
        ("total_catatan", "baris total dan catatan"),
    )]  # fmt: skip
    joined = [f"<b>{number(value)}</b> <span>{label}</span>" for value, label in terms]
    st.html(f'<div class="buku">{joined[0]} <span>=</span> {" <span>+</span> ".join(joined[1:])}</div>')


def ledger_panel(manifest: Manifest) -> None:
    """The ledger of every sheet, those with rows set aside first."""
    frame = pd.DataFrame(
        [
            {
                "Berkas": file.nama, "Lembar": sheet.lembar, "Dikenali sebagai": sheet.layout_judul or "tidak dikenali",
                "Data per": " · ".join(_period(sheet)), "Dibaca": sheet.dibaca, "Diterima": sheet.diterima,
                "Disisihkan": sheet.disisihkan, "Total/catatan": sheet.total_catatan,
                "Catatan": " ".join(sheet.catatan),
            }
            for file, sheet in sorted(sheets(manifest), key=lambda pair: -pair[1].disisihkan)
        ]
    )  # fmt: skip
    unknown = sum(sheet.layout is None for _, sheet in sheets(manifest))
    title = f"{number(len(frame))} lembar, semuanya dikenali"
    if unknown:
        title = f"{number(len(frame))} lembar; {number(unknown)} tidak dikenali dan tidak dibaca"
    with parts.panel("buku", "Buku baris · dibaca = diterima + disisihkan + total dan catatan", title):
        if frame.empty:
            parts.empty("Snapshot ini tidak memuat berkas.", "Taruh ekspor di folder ekspor lalu jalankan pembangunan.")
            return
        parts.table(frame, "tabel_buku", title, most=420, lebar={"Berkas": 240, "Catatan": 460})
        parts.foot("buku_baris", parts.Kaki(None, f"{number(len(frame))} lembar", f"snapshot {manifest.id}"), frame)


def _period(sheet: SheetLedger) -> list[str]:
    if sheet.tanggal_data:
        first, last = min(sheet.tanggal_data), max(sheet.tanggal_data)
        return [day(first)] if first == last else [f"{day(first)} s.d. {day(last)}"]
    return [str(year) for year in sheet.tahun]


def set_aside_panel(manifest: Manifest) -> None:
    """Why rows were set aside, most frequent first."""
    reasons = [
        {"Berkas": file.nama, "Lembar": sheet.lembar, "Alasan": why.alasan, "Kolom": why.kolom or "",
         "Jumlah baris": why.jumlah, "Contoh isi": " · ".join(why.contoh)}
        for file, sheet in sheets(manifest) for why in sheet.alasan
    ]  # fmt: skip
    frame = pd.DataFrame(reasons).sort_values("Jumlah baris", ascending=False) if reasons else pd.DataFrame()
    total = sum(why.jumlah for _, sheet in sheets(manifest) for why in sheet.alasan)
    title = f"{number(total)} baris disisihkan, tidak ditebak" if total else "Tidak ada baris yang disisihkan"
    with parts.panel("sisih", "Disisihkan · perbaiki di berkas asalnya lalu bangun lagi", title):
        if not frame.empty:
            parts.prose_table(frame.head(REASONS), {"Berkas": 200, "Lembar": 90, "Alasan": 260, "Contoh isi": 260})
            shown = f"{min(len(frame), REASONS)} dari {number(len(frame))} alasan, yang terbanyak di atas"
            parts.foot("baris_disisihkan", parts.Kaki(None, shown, f"snapshot {manifest.id}"), frame)
        failed = [f for f in manifest.berkas if f.galat]
        for file in failed:
            st.html(f'<div class="peringatan"><b>{html.escape(file.nama)}</b>: {html.escape(file.galat or "")}</div>')


def checks_panel(manifest: Manifest) -> None:
    """What the checks found."""
    found = manifest.temuan
    title = f"{len(found)} pemeriksaan menemukan sesuatu" if found else "Semua pemeriksaan bersih"
    with parts.panel("cek", "Pemeriksaan isi", title):
        if found:
            frame = pd.DataFrame(
                [{"Keparahan": SEVERITY.get(t.keparahan, t.keparahan), "Temuan": t.pesan, "Jumlah": t.jumlah,
                  "Contoh": " · ".join(t.contoh), "Pemeriksaan": check_name(t.cek)} for t in found]
            )  # fmt: skip
            parts.prose_table(frame, {"Keparahan": 100, "Temuan": 320, "Contoh": 240, "Pemeriksaan": 150})


def check_name(cek: str) -> str:
    """`pmm_aktivitas__penghitung_tidak_turun` as it is read aloud."""
    return cek.rpartition("__")[2].replace("_", " ").capitalize()


DICTIONARY_WIDTHS = {"Kolom": 210, "Arti": 300, "Satuan": 80, "Tipe": 110, "Pilihan": 200}
TYPE_NAMES = {
    "VARCHAR": "teks", "BIGINT": "bilangan bulat", "INTEGER": "bilangan bulat", "DOUBLE": "bilangan", "DATE": "tanggal",
    "BOOLEAN": "ya/tidak", "TIMESTAMP": "tanggal dan jam",
}  # fmt: skip


def files_panel(manifest: Manifest) -> None:
    """The files themselves, with what identifies them."""
    frame = pd.DataFrame(
        [{"Berkas": f.nama, "Ukuran": size(f.bytes), "Lembar": len(f.lembar), "SHA-256": f.sha256[:16],
          "Keadaan": f.galat or "terbaca"} for f in manifest.berkas]
    )  # fmt: skip
    with parts.panel("berkas", "Berkas sumber", f"{number(len(manifest.berkas))} berkas dari {manifest.folder}"):
        parts.table(frame, "tabel_berkas", "Berkas sumber", most=280)


def snapshots_panel(current: str) -> None:
    """All snapshots, newest first."""
    there = snapshots.all_snapshots()
    frame = pd.DataFrame(
        [{"Snapshot": s.id, "Dibuat": moment(s.manifest.dibuat), "Berkas": len(s.manifest.berkas),
          "Baris bersih": sum(d.jumlah_baris for d in s.manifest.dataset),
          "Isi": parts.SAMPLE if s.manifest.is_contoh else "data sebenarnya",
          "Keadaan": "disajikan" if s.id == current else "tersimpan"} for s in there]
    )  # fmt: skip
    title = f"{number(len(there))} snapshot tersimpan; yang disajikan {current}"
    with parts.panel("snapshot", "Snapshot · tidak pernah berubah sesudah terbit", title):
        parts.table(frame, "tabel_snapshot", title, most=240)


def dictionary_panel(manifest: Manifest) -> None:
    """What every column means, from the contract itself."""
    counts = {d.dataset: d.jumlah_baris for d in manifest.dataset}
    title = f"Arti kolom {len(DATASETS)} dataset"
    with parts.panel("kamus", "Kamus data · dari kontrak yang sama dengan pemeriksa", title):
        name = st.selectbox(
            "Dataset", list(DATASETS), key="kamus_dataset", width=420,
            format_func=lambda n: f"{DATASETS[n].judul} · {number(counts.get(n, 0))} baris",
        )  # fmt: skip
        model = DATASETS[name]
        st.caption(f"Satu baris: {model.satu_baris}. Kunci: {', '.join(model.key)}.")
        frame = pd.DataFrame(
            [{"Kolom": c.name, "Arti": c.description, "Satuan": c.unit, "Wajib": "ya" if c.is_required else "",
              "Tipe": TYPE_NAMES.get(c.duckdb_type, c.duckdb_type),
              "Pilihan": " · ".join(map(str, c.choices))} for c in columns(model)]
        )  # fmt: skip
        parts.prose_table(frame, DICTIONARY_WIDTHS)
