"""Work of seconds beside the page: begun by a click, looked at while it runs, its file kept for the session."""

from __future__ import annotations

import logging
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

import streamlit as st
from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

from views import data, parts
from views.format import percent

Lapor = Callable[[float, str], None]
"""Told how far the work is, 0 to 1, and what it is at."""
AT_ONCE = 2
"""Works of all sessions that run beside each other; the next ones wait their turn."""
_KEY = "serapan_kerja"


class Stopped(Exception):
    """The work was told to end."""


@dataclass(frozen=True)
class Berkas:
    """A file that was made, and what is to be said beside it."""

    nama: str
    isi: bytes
    mime: str
    catatan: str = ""


@dataclass
class Kerja:
    """One work. `sidik`: what it was made from; another one makes it old."""

    sidik: str
    bagian: float = 0.0
    langkah: str = "Menunggu giliran"
    hasil: Berkas | None = None
    galat: str = ""
    sesi: str = ""
    """Whose it is; once that session is gone nobody waits for it."""
    _henti: threading.Event = field(default_factory=threading.Event)

    @property
    def is_berjalan(self) -> bool:
        """Whether it waits or runs."""
        return self.hasil is None and not self.galat

    def report(self, bagian: float, langkah: str) -> None:
        """How far it is; ends the work where it was told to end."""
        if self._henti.is_set() or _is_gone(self.sesi):
            raise Stopped
        self.bagian, self.langkah = bagian, langkah

    def stop(self) -> None:
        """End it at its next step."""
        self._henti.set()


def _session() -> str:
    context = get_script_run_ctx(suppress_warning=True)
    return "" if context is None else context.session_id


def _is_gone(sesi: str) -> bool:
    """Whether a session has ended; one of no server, as in a command, never does."""
    return bool(sesi) and runtime.exists() and not runtime.get_instance().is_active_session(sesi)


@st.cache_resource(show_spinner=False)
def _pool() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(AT_ONCE, thread_name_prefix="serapan_kerja")


def _works() -> dict[str, Kerja]:
    found: dict[str, Kerja] = st.session_state.setdefault(_KEY, {})
    return found


def of(key: str, sidik: str) -> Kerja | None:
    """The work under this key, if it was made from the same."""
    found = _works().get(key)
    return found if found is not None and found.sidik == sidik else None


def start(key: str, sidik: str, make: Callable[[Lapor], Berkas]) -> None:
    """Begin; what ran under this key before is told to end. `make` asks data as this viewer of this snapshot."""
    before = _works().get(key)
    if before is not None:
        before.stop()
    kerja = _works()[key] = Kerja(sidik, sesi=_session())
    _pool().submit(_run, kerja, data.sudut(), make)


def _run(kerja: Kerja, sudut: data.Sudut, make: Callable[[Lapor], Berkas]) -> None:
    try:
        with data.seen_from(sudut):
            kerja.report(0.0, "Memulai")
            kerja.hasil = make(kerja.report)
    except Stopped:
        kerja.galat = "Dihentikan."
    except Exception as failure:
        # its message may hold what stands in the data: the log has its kind and place only
        where = "".join(traceback.format_tb(failure.__traceback__))
        logging.getLogger("serapan").error("Berkas gagal dibuat: %s\n%s", type(failure).__name__, where)
        kerja.galat = "Berkas gagal dibuat. Coba lagi; bila tetap gagal, kirim pesan di terminal kepada pengelola."


def forget(key: str) -> None:
    """Drop the work and its file."""
    found = _works().pop(key, None)
    if found is not None:
        found.stop()


def progress(*keys: str) -> None:
    """How far the works under these keys are, looked at twice a second; the page is drawn anew when one has ended."""
    running = [key for key in keys if (found := _works().get(key)) is not None and found.is_berjalan]
    if running:
        _bars(tuple(running))


@st.fragment(run_every=0.5)
def _bars(keys: tuple[str, ...]) -> None:
    for key in keys:
        found = _works().get(key)
        if found is None or not found.is_berjalan:
            st.rerun()
        share = min(max(found.bagian, 0.0), 1.0)
        st.progress(share, text=parts.escape_markdown(f"{found.langkah} · {percent(100 * share, 0)}"))


def outcome(key: str, sidik: str, label: str) -> bool:
    """The finished file to download, or why there is none; False where nothing was made yet or it still runs."""
    found = of(key, sidik)
    if found is None or found.is_berjalan:
        return False
    if found.hasil is None:
        st.warning(found.galat)
        return False
    size = f"{len(found.hasil.isi) / 1e6:.1f}".replace(".", ",")
    st.download_button(f"{label} · {size} MB", found.hasil.isi, found.hasil.nama, found.hasil.mime,
                       key=f"ambil_{key}", type="primary", on_click="ignore")  # fmt: skip
    if found.hasil.catatan:
        parts.small(found.hasil.catatan)
    return True
