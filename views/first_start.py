"""What a browser shows while there is no snapshot yet: how far the first one is, or why it failed."""

from __future__ import annotations

import time

import streamlit as st

from views.format import percent
from warehouse import paths, progress, snapshots

STALE_SECONDS = 300
"""Without a word for this long, the preparation is taken for stopped."""


USUAL = "Data contoh biasanya siap dalam satu sampai dua menit; ekspor yang banyak perlu lebih lama."


def duration(seconds: float) -> str:
    """`1 menit 12 detik`."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes} menit {rest} detik" if minutes else f"{rest} detik"


def show() -> None:
    """The first-start page. It opens the app by itself as soon as there is something to show."""
    _left, middle, _right = st.columns([1, 3, 1])
    with middle:
        st.space("large")
        st.title("Serapan sedang disiapkan", anchor=False)
        report = progress.read()
        if report is None or (report.galat is None and time.time() - report.waktu > STALE_SECONDS):
            _nothing_runs()
            return
        _bar()


@st.fragment(run_every=1.0)
def _bar() -> None:
    if snapshots.current() is not None:
        st.rerun()
    report = progress.read()
    if report is None:
        return
    if report.galat:
        st.error(f"Persiapan gagal: {report.galat}", icon=None)
        st.markdown(
            "Perbaiki sebabnya, lalu hentikan Serapan di terminal dengan Ctrl+C dan jalankan lagi. "
            "Berkas Anda tidak berubah."
        )
        return
    share = min(max(report.bagian, 0.0), 1.0)
    st.markdown(
        "Ini hanya terjadi sekali. Serapan membaca berkas, memeriksa setiap baris, lalu membuka halaman pertama. "
        "Halaman ini terbuka sendiri begitu siap."
    )
    st.progress(share, text=f"{report.langkah} · {percent(share * 100, 0)}")
    began = st.session_state.setdefault("serapan_mulai_menunggu", time.time())
    st.caption(f"Menunggu {duration(time.time() - began)}. {USUAL}")
    if not (paths.exports_dir().is_dir() and any(paths.exports_dir().iterdir())):
        st.caption(
            "Belum ada berkas ekspor, maka Serapan menyiapkan data contoh. "
            "Setiap halaman dan unduhannya ditandai “DATA CONTOH”."
        )


def _nothing_runs() -> None:
    st.markdown("Belum ada data yang terbit, dan tidak ada persiapan yang sedang berjalan.")
    st.markdown(
        f"Taruh berkas ekspor di folder `{paths.exports_dir()}`, lalu jalankan `python -m pipelines.build`. "
        "Untuk mencoba dengan data contoh, jalankan `python -m pipelines.sample`."
    )
    st.button("Periksa lagi", type="primary")
