"""Files into the inbox, and the files that lie there: what each is, its ledger, its findings, what to take back."""

from __future__ import annotations

import html
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pandas as pd
import streamlit as st

from pipelines import inbox, layouts, marked
from pipelines.read import Refused
from schemas import DATASETS
from views import downloads, findings_list, parts
from views.format import moment, names, number, size
from views.upload import state as upload_state
from views.upload import words as upload_words
from views.upload.state import Keadaan
from views.upload.words import Baris

MOST = 8
"""Files shown whole; the rest of a long list stands in a fold."""
SCRIPT = Path(__file__).resolve().parent / "unggah.js"
LIMIT_MB = 500
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def uploader(keadaan: Keadaan, label: str) -> None:
    """The box to drop files on or to choose them with. What comes is kept at once and examined."""
    with st.container(key="seret"):
        st.file_uploader(
            label, accept_multiple_files=True, key=upload_state.uploader_key(), max_upload_size=LIMIT_MB,
            on_change=_received, disabled=keadaan.tahap == "jalan",
        )  # fmt: skip
        st.html('<div class="ditolak" role="alert"></div>')
    st.html(f"<script>{SCRIPT.read_text(encoding='utf-8')}</script>", unsafe_allow_javascript=True)


def _received() -> None:
    sent = st.session_state.get(upload_state.uploader_key()) or []
    if sent:
        upload_state.receive(sent)


def refusals() -> None:
    """What was asked and could not be done."""
    for sentence in upload_state.refusals():
        st.html(f'<div class="peringatan" role="alert">{html.escape(sentence)}</div>')


def invite(keadaan: Keadaan) -> None:
    """The first step: what may come, and what was left unfinished."""
    title = "Taruh berkas di sini; Serapan mengenali isinya"
    with parts.panel("seret", "Berkas ekspor · apa adanya, tanpa diubah dahulu", title):
        uploader(keadaan, "Berkas ekspor (XLSX, XLS, ODS, CSV, TSV, atau Parquet)")
        parts.small(
            "Nama berkas bebas: isinya yang dikenali. Yang belum dikenal ditanyakan. Tidak ada yang terbit sebelum "
            "Anda menyetujui."
        )
        known = known_layouts()
        with st.expander(f"{number(len(known))} jenis berkas yang dikenali", key="jenis_berkas"):
            parts.prose_table(known, {"Jenis berkas": 260}, sebutan="Jenis berkas yang dikenali")
    for other in upload_state.unfinished(keadaan.id)[:MOST]:
        _unfinished(other)


@lru_cache(maxsize=1)
def known_layouts() -> pd.DataFrame:
    """What is recognised by its content, and the dataset it comes to."""
    there = {(layout.judul, DATASETS[layout.dataset].judul) for layout in layouts.LAYOUTS}
    return pd.DataFrame(sorted(there, key=lambda pair: (pair[1], pair[0])), columns=["Jenis berkas", "Menjadi"])


def _unfinished(other: inbox.Inbox) -> None:
    files = [file.nama for file in other.files()]
    with st.container(key=f"lanjut_{other.id}"):
        text = f"Belum selesai: {number(len(files))} berkas ({names(files, 3)}), {moment(upload_state.touched(other))}."
        st.html(f'<div class="peringatan">{html.escape(text)}</div>')
        with st.container(horizontal=True, key=f"tombol_berkas_lanjut_{other.id}"):
            for label, act in (("Lanjutkan", upload_state.resume), ("Buang", upload_state.discard)):
                key = f"{label.lower()}_{other.id}"
                st.button(label, key=key, type="tertiary", on_click=act, args=(other.id,))


def staged_panel(keadaan: Keadaan) -> None:
    """The files as they lie in the inbox, before anything is known of them."""
    title = f"{number(len(keadaan.berkas))} berkas tersimpan di kotak masuk"
    with parts.panel("tersimpan", "Berkas Anda · belum terbit", title):
        frame = pd.DataFrame([{"Berkas": f.nama, "Ukuran": size(f.bytes)} for f in keadaan.berkas])
        parts.prose_table(frame, sebutan=title)
        with st.container(horizontal=True, key="tombol_berkas_tersimpan"):
            if keadaan.tahap == "berkas":
                st.button("Periksa sekarang", key="periksa_kini", type="tertiary", on_click=upload_state.examine_again)
            _throw_away(keadaan)


def _throw_away(keadaan: Keadaan) -> None:
    st.button(
        "Buang semua dan mulai lagi", key="mulai_lagi", type="tertiary", on_click=upload_state.discard,
        args=(keadaan.id,),
    )  # fmt: skip


def result_lines(keadaan: Keadaan) -> None:
    """Every staged file, the worst first; a long list ends in a fold."""
    rows = keadaan.baris
    shown = rows[:MOST] if len(rows) > MOST + 2 else rows
    for index, row in enumerate(shown):
        _line(keadaan, row, index)
    rest = rows[len(shown) :]
    if rest:
        clean = sum(row.is_bersih for row in rest)
        label = f"{number(len(rest))} berkas lain, {number(clean)} di antaranya tanpa temuan"
        with st.expander(label, key="berkas_lain"):
            widths = {"Berkas": 200, "Dikenali sebagai": 160}
            parts.prose_table(upload_words.file_table(rest), widths, sebutan="Berkas lain")
            _choose(keadaan, rest)


def _line(keadaan: Keadaan, row: Baris, index: int) -> None:
    with st.container(key=f"baris_berkas_{index}"):
        st.html(upload_words.file_line(row))
        _buttons(keadaan, row, str(index))


def _choose(keadaan: Keadaan, rows: Sequence[Baris]) -> None:
    """The downloads of one file out of many."""
    name = st.selectbox(
        "Unduhan untuk berkas", [row.nama for row in rows], index=None, placeholder="Pilih berkas", key="unduh_untuk",
        width=620,
    )  # fmt: skip
    row = next((row for row in rows if row.nama == name), None)
    if row is not None:
        _buttons(keadaan, row, "lain")


def _buttons(keadaan: Keadaan, row: Baris, key: str) -> None:
    """What can be taken back of a file, and taking it out."""
    source = keadaan.path(row.nama)
    if source is None:
        return
    found = keadaan.temuan[keadaan.temuan["berkas"] == row.nama]
    with st.container(horizontal=True, key=f"tombol_berkas_{key}"):
        if not found.empty:
            st.download_button(
                "Unduh berkas bertanda", lambda: marked.marked(source, found), f"{source.stem}_bertanda.xlsx", WORKBOOK,
                key=f"bertanda_{key}", type="tertiary", on_click="ignore",
            )  # fmt: skip
        if found["koreksi"].notna().any():
            ending = marked.corrected_ending(source)
            st.download_button(
                "Unduh berkas terkoreksi", lambda: _corrected(source, found), f"{source.stem}_terkoreksi{ending}",
                WORKBOOK if ending == ".xlsx" else "text/csv", key=f"terkoreksi_{key}", type="tertiary",
                on_click="ignore",
            )  # fmt: skip
        st.button(
            "Keluarkan berkas ini", key=f"keluarkan_{key}", type="tertiary", on_click=upload_state.remove,
            args=(row.nama,),
        )  # fmt: skip


def _corrected(source: Path, found: pd.DataFrame) -> bytes:
    """The corrected copy; when it can't be made exactly, what to change stands in its place."""
    try:
        copy = marked.corrected(source, found)
    except Refused:
        copy = None
    if copy is not None:
        return copy
    if marked.corrected_ending(source) == ".xlsx":
        return marked.marked(source, found)
    return downloads.csv_bytes(findings_list.export_table(found), False)


def more_panel(keadaan: Keadaan) -> None:
    """Corrected or further files, and the way out."""
    with parts.panel("lagi", "Berkas lain atau berkas yang sudah dibetulkan", "Tambahkan; nama yang sama menggantikan"):
        uploader(keadaan, "Berkas ekspor tambahan")
        with st.container(horizontal=True, key="tombol_berkas_lagi"):
            st.button("Periksa lagi", key="periksa_lagi", type="tertiary", on_click=upload_state.examine_again)
            _throw_away(keadaan)
