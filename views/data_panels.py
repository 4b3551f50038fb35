"""Panels of the Data page: what went in, and what became of every row."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from pipelines.snapshots import NotThere, restore
from schemas.manifest import Manifest, SheetLedger, SourceFile
from views import downloads, findings_list, parts
from views.format import day, moment, number, size
from views.upload import state as upload_state
from views.upload import words as upload_words
from warehouse import snapshots
from warehouse.snapshots import Snapshot


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
                "Berkas": file.nama, "Lembar": "" if sheet.lembar == "-" else sheet.lembar,
                "Dikenali sebagai": sheet.layout_judul or "tidak dikenali",
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
            parts.empty("Snapshot ini tidak memuat berkas.", "Unggah ekspor pada halaman Unggah & periksa.")
            return
        parts.long_table("buku", ledger_text(frame), {"Berkas": 170, "Catatan": 220}, sebutan=title, most=4)
        parts.foot("buku_baris", parts.Kaki(None, f"{number(len(frame))} lembar", f"snapshot {manifest.id}"), frame)


def ledger_text(frame: pd.DataFrame) -> pd.DataFrame:
    """The ledger with its numbers as Indonesia writes them."""
    counts = ("Dibaca", "Diterima", "Disisihkan", "Total/catatan")
    return frame.assign(**{name: [number(value) for value in frame[name]] for name in counts})


def _period(sheet: SheetLedger) -> list[str]:
    if sheet.tanggal_data:
        first, last = min(sheet.tanggal_data), max(sheet.tanggal_data)
        return [day(first)] if first == last else [f"{day(first)} s.d. {day(last)}"]
    return [str(year) for year in sheet.tahun]


def findings_panel(snapshot: Snapshot) -> None:
    """What was found, the worst and most frequent first; every cell in the downloads."""
    found = upload_state.findings_of(snapshot.path)
    manifest = snapshot.manifest
    aside = sum(sheet.disisihkan for _, sheet in sheets(manifest))
    unread = sum(file.galat is not None for file in manifest.berkas)
    title = upload_words.findings_headline(upload_words.rows_by_severity(found), aside, unread)
    with parts.panel("temuan", "Temuan · perbaiki di berkas asalnya, lalu unggah lagi", title):
        if found.empty:
            parts.small("Semua baris diterima dan semua pemeriksaan isi bersih.")
        findings_list.show(
            "data", upload_state.listed(snapshot.path), f"temuan_{snapshot.id}", is_sample=manifest.is_contoh
        )
        for file in (f for f in manifest.berkas if f.galat):
            st.html(f'<div class="peringatan"><b>{html.escape(file.nama)}</b>: {html.escape(file.galat or "")}</div>')


def check_name(cek: str) -> str:
    """`pmm_aktivitas__penghitung_tidak_turun` as it is read aloud."""
    return cek.rpartition("__")[2].replace("_", " ").capitalize()


def files_panel(manifest: Manifest) -> None:
    """The files themselves, with what identifies them."""
    frame = pd.DataFrame(
        [{"Berkas": f.nama, "Ukuran": size(f.bytes), "Lembar": len(f.lembar), "Sidik isi (SHA-256)": f.sha256[:16],
          "Keadaan": f.galat or "terbaca"} for f in manifest.berkas]
    )  # fmt: skip
    with parts.panel("berkas", "Berkas sumber", f"{number(len(manifest.berkas))} berkas dari folder {manifest.folder}"):
        if frame.empty:
            parts.small("Belum ada berkas sumber yang tercatat pada snapshot ini.")
            return
        parts.long_table("berkas", frame.assign(Lembar=frame["Lembar"].map(number)), sebutan="Berkas sumber", most=5)


ASKED = "serapan_pulihkan"
"""The snapshot whose return waits for a second click."""
TOLD = "serapan_dipulihkan"


def snapshots_panel(current: str) -> None:
    """All snapshots, newest first, and the way back to one of them."""
    there = snapshots.all_snapshots()
    frame = pd.DataFrame(
        [{"Snapshot": s.id, "Dibuat": moment(s.manifest.dibuat), "Berkas": number(len(s.manifest.berkas)),
          "Baris bersih": number(sum(d.jumlah_baris for d in s.manifest.dataset)),
          "Isi": downloads.SAMPLE if s.manifest.is_contoh else "data sebenarnya",
          "Keadaan": "disajikan" if s.id == current else "tersimpan"} for s in there]
    )  # fmt: skip
    title = f"{number(len(there))} snapshot tersimpan; yang disajikan {current}"
    with parts.panel("snapshot", "Snapshot · tidak pernah berubah sesudah terbit", title):
        if (told := st.session_state.pop(TOLD, None)) is not None:
            st.html(f'<div class="berhasil" role="status">{html.escape(told)}</div>')
        parts.long_table("snapshot", frame, {"Snapshot": 200}, sebutan="Snapshot", most=8)
        others = [s for s in there if s.id != current]
        if others:
            _way_back(current, others)


def _way_back(current: str, others: list[Snapshot]) -> None:
    """Choose, ask, confirm: one click brings a snapshot back, a second one makes sure."""
    asked = st.session_state.get(ASKED)
    chosen = next((s for s in others if s.id == asked), None)
    if chosen is None:
        with st.container(horizontal=True, vertical_alignment="bottom", key="pulihkan"):
            choice = st.selectbox(
                "Sajikan lagi snapshot lain", others, key="pulihkan_pilihan", width=480, format_func=_named,
            )  # fmt: skip
            st.button("Pulihkan", key="pulihkan_tanya", on_click=_ask, args=(choice.id,))
        return
    with st.container(key="pulihkan_pasti"):
        text = (
            f"Semua halaman akan menyajikan snapshot {_named(chosen)}. Snapshot {current} tetap tersimpan dan dapat "
            "dipulihkan lagi. Berkas ekspor tidak berubah: pemeriksaan berikutnya membaca semuanya lagi."
        )
        st.html(f'<div class="peringatan" role="alert">{html.escape(text)}</div>')
        with st.container(horizontal=True):
            st.button("Ya, pulihkan", type="primary", key="pulihkan_ya", on_click=_restore, args=(chosen.id,))
            st.button("Batal", key="pulihkan_batal", on_click=_ask, args=(None,))


def _named(snapshot: Snapshot) -> str:
    kind = downloads.SAMPLE if snapshot.manifest.is_contoh else "data sebenarnya"
    return f"{snapshot.id} · {kind} · dibuat {moment(snapshot.manifest.dibuat)}"


def _ask(id: str | None) -> None:
    st.session_state[ASKED] = id


def _restore(id: str) -> None:
    _ask(None)
    try:
        restore(id, wait=2.0)
    except (NotThere, snapshots.PublishRefused) as refused:
        st.session_state[TOLD] = f"Belum dipulihkan. {refused}"
    except OSError as failure:
        st.session_state[TOLD] = f"Belum dipulihkan: folder data tidak dapat ditulis ({failure.strerror or failure})."
    else:
        st.session_state[TOLD] = f"Snapshot {id} kini disajikan di semua halaman."
