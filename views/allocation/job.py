"""The computation of a session: begun, looked at, stopped. It outlives reruns and other pages; its result stays."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from analysis.allocation.runner import Keadaan, Kerja
from analysis.allocation.study import Studi
from views import parts
from views.allocation.question import Pertanyaan
from views.format import number, percent
from views.plan import bar as plan_bar

_JOB = "serapan_alokasi_kerja"
_SEEN = "serapan_alokasi_terlihat"


@dataclass(frozen=True)
class Tugas:
    """A computation, what it was asked, and for which plan."""

    kerja: Kerja
    tanya: Pertanyaan
    rencana: str | None
    sebelum: Tugas | None = None
    """The last one that came to something: it is shown again where this one is stopped too early."""

    @property
    def keadaan(self) -> Keadaan:
        """How far it is."""
        return self.kerja.keadaan

    @property
    def studi(self) -> Studi:
        """What is known so far."""
        return self.keadaan.studi


def current() -> Tugas | None:
    """The computation of this session, running or ended."""
    found = st.session_state.get(_JOB)
    return found if isinstance(found, Tugas) else None


def start(tanya: Pertanyaan) -> None:
    """Begin; one that still runs is stopped first."""
    before = current()
    if before is not None:
        before.kerja.stop()
    versi = plan_bar.opened()
    last = before if before is None or before.studi.utama is not None else before.sebelum
    kept = None if last is None else replace(last, sebelum=None)
    st.session_state[_JOB] = Tugas(Kerja(tanya.minta), tanya, versi.id if versi else None, kept)


def stop() -> None:
    """End it; what was finished stays, and where nothing was, what had been computed before."""
    found = current()
    if found is None:
        return
    found.kerja.stop()
    if found.studi.utama is None and found.sebelum is not None:
        st.session_state[_JOB] = found.sebelum


def forget() -> None:
    """Drop the result."""
    stop()
    st.session_state.pop(_JOB, None)


def progress(tugas: Tugas) -> None:
    """How far it is, looked at once a second, with a button that ends it."""
    soal = tugas.tanya.minta.soal
    n = len(soal.wilayah)
    title = f"Menghitung alokasi {number(n)} kab/kota, {number(tugas.tanya.jumlah_kota)} kota pelaksanaan, 2 tingkat"
    with parts.panel("hitung", "Boleh ditinggal; perhitungan tetap berjalan dan halaman ini menyimpannya", title):
        _bar()
        st.button("Hentikan", key="alokasi_henti", on_click=stop)


def _known(tugas: Tugas) -> tuple[int, int]:
    """Which computation, and how many parts of it the page can already draw."""
    s = tugas.studi
    return id(tugas), sum(part is not None for part in (s.utama, s.greedy, s.tahun_lalu, s.tambahan))


@st.fragment(run_every=1.0)
def _bar() -> None:
    found = current()
    if found is None or not found.keadaan.is_berjalan:
        st.rerun()
        return
    state = found.keadaan
    if _known(found) != st.session_state.get(_SEEN):
        st.session_state[_SEEN] = _known(found)
        st.rerun()
    share = min(max(state.bagian, 0.0), 1.0)
    step = f"Langkah {number(max(state.langkah, 1))} dari {number(state.dari)}"
    said = f"{step} · {state.judul} · {percent(100 * share, 0)}"
    st.progress(share, text=parts.escape_markdown(said))
