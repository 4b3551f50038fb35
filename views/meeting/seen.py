"""What a run of a page has shown: its panels with their charts and feet, kept by reference until the next run.

Cheap on purpose: nothing is built here. Whoever wants a screen of it builds that when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol
from urllib.parse import urlencode

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from views import data
from views.filters import Saringan
from views.links import SNAPSHOT
from views.meeting import basket
from views.rows import Ukuran

_RUN = "serapan_terlihat"
WITHOUT = ("unggah", "kamus", "data", "rapat", "daftar_rapat", "dokumen")
"""Pages about files, words and meetings themselves: nothing on them is put before a meeting."""


class Foot(Protocol):
    """What stands under a panel: `views.parts.Kaki`."""

    @property
    def tanggal(self) -> date | None:
        """The cut-off."""

    @property
    def dasar(self) -> str:
        """The base."""

    @property
    def sumber(self) -> str:
        """The source."""

    @property
    def catatan(self) -> str:
        """What the marks mean."""


@dataclass(frozen=True, eq=False)
class Gambar:
    """A chart as it was drawn."""

    figure: go.Figure
    alt: str


@dataclass(frozen=True, eq=False)
class Peta:
    """A tile map as it was drawn."""

    frame: pd.DataFrame
    satuan: str
    alt: str
    acuan: float | None
    pilih: tuple[str, ...]


@dataclass(eq=False)
class Bingkai:
    """A panel or answer that is open: its lines, and the charts since it opened or since its last foot."""

    kecil: str
    judul: str
    basi: str | None = None
    lukisan: list[Gambar | Peta] = field(default_factory=list)


@dataclass(frozen=True, eq=False)
class Terlihat:
    """A panel that has a foot."""

    kunci: str
    kecil: str
    judul: str
    basi: str | None
    lukisan: tuple[Gambar | Peta, ...]
    kaki: Foot
    rows: pd.DataFrame
    measure: Ukuran | Sequence[tuple[str, str]] | None
    view: Saringan | None
    """The filters, where the rows are of the measure above the page."""


@dataclass(eq=False)
class Laman:
    """What one run of a page has shown so far."""

    halaman: str = ""
    """The page's path in an address; empty for the first page."""
    nama: str = ""
    is_rapat: bool = False
    terbuka: list[Bingkai] = field(default_factory=list)
    terakhir: Bingkai | None = None
    """Whose a foot outside any panel would be."""
    terlihat: dict[str, Terlihat] = field(default_factory=dict)


def begin(halaman: str, nama: str) -> None:
    """A run of a page starts: what the last one showed is forgotten."""
    st.session_state[_RUN] = Laman(halaman, nama, halaman not in WITHOUT)


def now() -> Laman:
    """What this run has shown; between two runs, what the last one has."""
    found = st.session_state.get(_RUN)
    if not isinstance(found, Laman):
        found = st.session_state[_RUN] = Laman()
    return found


@contextmanager
def frame(kecil: str, judul: str, basi: str | None = None, *, is_jawaban: bool = False) -> Iterator[None]:
    """While a panel or the answer is open, what is drawn belongs to it."""
    page = now()
    opened = Bingkai(kecil, judul, basi)
    page.terbuka.append(opened)
    page.terakhir = opened if is_jawaban else None
    try:
        yield
    finally:
        page.terbuka.remove(opened)


def drawn(lukisan: Gambar | Peta) -> None:
    """A chart was drawn in the panel that is open; outside any, its own words stand for a headline."""
    page = now()
    if not page.terbuka:
        page.terakhir = Bingkai("", lukisan.alt)
    frame = page.terbuka[-1] if page.terbuka else page.terakhir
    if frame is not None:
        frame.lukisan.append(lukisan)


def foot(
    kunci: str, kaki: Foot, rows: pd.DataFrame, measure: Ukuran | Sequence[tuple[str, str]] | None,
    view: Saringan | None,
) -> bool:  # fmt: skip
    """A panel has its foot; whether it can be put before a meeting.

    A foot outside any panel is the answer's where no panel came between, or that of a chart outside any; else its rows
    have no headline of their own, and a borrowed one would be about something else.
    """
    page = now()
    frame = page.terbuka[-1] if page.terbuka else page.terakhir
    if frame is None or not page.is_rapat or rows.empty:
        return False
    page.terlihat[kunci] = Terlihat(kunci, frame.kecil, frame.judul, frame.basi, tuple(frame.lukisan), kaki, rows,
                                    measure, view)  # fmt: skip
    frame.lukisan.clear()
    return True


def key(kunci: str) -> str:
    """The name of a panel among those of all pages."""
    return f"{now().halaman or 'ringkasan'}.{kunci}"[:120]


def link() -> str:
    """The view on its page, held to this run's snapshot, so that it opens on the same numbers."""
    query = {**st.query_params.to_dict(), SNAPSHOT: data.snapshot().id}
    return f"{now().halaman}?{urlencode(query)}"


def label(kunci: str) -> str:
    """What the button under a panel says: whether this very view of it is on the open list, and where."""
    place = basket.number_at(key(kunci), link())
    return "tambah ke rapat" if place is None else f"di rapat, nomor {place}"


def clicked(kunci: str) -> None:
    """Put a panel of the last run on the meeting list: called by the button under it."""
    from views.meeting import capture  # the parts of a page are below it: on a click it is there, at import not yet

    capture.add(kunci)
