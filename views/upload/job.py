"""The four steps, the progress of what runs beside the server, and what to do when it ended badly."""

from __future__ import annotations

import html

import streamlit as st

from views import parts
from views.format import number, percent
from views.upload import state as upload_state
from views.upload import words as upload_words
from views.upload.state import Keadaan


def step_line(keadaan: Keadaan) -> None:
    """Where in the four steps the user is."""
    st.html(upload_words.steps(keadaan.langkah))


def progress(keadaan: Keadaan) -> None:
    """How far the job is, looked at once a second; the page is drawn anew when it has ended."""
    what = "Menerbitkan" if keadaan.is_terbit else "Memeriksa"
    with parts.panel("jalan", f"{what} · boleh ditinggal, halaman ini menyimpan keadaannya", _title(keadaan)):
        _bar()


def _title(keadaan: Keadaan) -> str:
    files = f"{number(len(keadaan.berkas))} berkas"
    return f"{files} sedang diterbitkan" if keadaan.is_terbit else f"{files} sedang diperiksa"


@st.fragment(run_every=1.0)
def _bar() -> None:
    state = upload_state.job()
    if state is None or not state.is_running:
        st.rerun()
        return
    share = min(max(state.bagian, 0.0), 1.0)
    st.progress(share, text=parts.escape_markdown(f"{state.langkah or 'Memulai'} · {percent(share * 100, 0)}"))


def failure(keadaan: Keadaan) -> None:
    """Why it ended, in one sentence, and the way on. Nothing of what serves has changed."""
    what = "Penerbitan" if keadaan.is_terbit else "Pemeriksaan"
    with parts.answer(f"{what} berhenti · yang disajikan tidak berubah", f"{what} berhenti sebelum selesai"):
        said = keadaan.kerja.galat or "Prosesnya berhenti tanpa pesan, misalnya karena komputer dimatikan."
        for line in said.split("\n"):
            if line.strip():
                st.html(f'<div class="tenang" role="alert">{html.escape(line.strip())}</div>')
        with st.container(horizontal=True):
            st.button("Coba lagi", type="primary", key="coba_lagi", on_click=upload_state.examine_again)
