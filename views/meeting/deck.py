"""A meeting on the projector: one screen at a time, nothing around it, and the presenter's own window beside it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import Any

import streamlit as st

from charts.meeting import DRAW, Bidang, enlarged
from charts.style import CONFIG
from schemas.rapat import Layar, Urutan
from views.meeting import deck_parts, keys, measure, package

PRESENTER_SHARE = 0.6
"""Width of the screen in the presenter's window, of the window's."""
AS_TEXT: dict[str, Callable[[Layar, Bidang], str]] = {
    "petak": lambda one, bidang: deck_parts.tiles(one.bagan, one.alt, bidang),  # type: ignore[arg-type]
    "tabel": lambda one, bidang: deck_parts.table(one.bagan, one.alt, bidang),  # type: ignore[arg-type]
    "angka": lambda one, bidang: deck_parts.figures(one.bagan, one.alt, bidang),  # type: ignore[arg-type]
    "butir": lambda one, bidang: deck_parts.points(one.bagan, bidang),  # type: ignore[arg-type]
}
"""Kinds of Bagan that are set as text, and by whom."""


def place(urutan: Urutan, asked: str) -> int:
    """The screen a link asks for, from 1; one past the last is the closing screen."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 0
    return number if 1 <= number <= len(urutan.layar) + 1 else 1


def run(urutan: Urutan, id: str) -> None:
    """Show the sequence. `id`: what both windows of this meeting share; empty where only this session has it."""
    keys.begin()
    with st.container(key="rapat_penyaji" if keys.is_presenter() else "rapat_layar"):
        _stage(urutan, hashlib.sha1(id.encode(), usedforsecurity=False).hexdigest() if id else "")


@st.fragment
def _stage(urutan: Urutan, id: str) -> None:
    """One screen and what moves to the next; only this runs again on a move."""
    link = keys.link()
    if link is None:
        st.rerun()
    here = place(urutan, link.get(keys.LAYAR, "1"))
    presenter = keys.is_presenter()
    width, height = keys.size()
    ruang = measure.room(width, height)
    if presenter:
        shown = width if ruang.is_sempit else round(PRESENTER_SHARE * width)
        ruang = measure.Ruang(shown, round(shown * 9 / 16))
    _sizes(ruang, presenter=presenter)
    layar = urutan.layar[here - 1] if here <= len(urutan.layar) else None
    with st.container(key="panggung"):
        if layar is None:
            _closing(urutan)
        else:
            _screen(urutan, layar, ruang)
    if layar is not None:
        with st.container(key="catatan_rapat"):
            st.html(deck_parts.notes(layar, urutan.layar[here] if here < len(urutan.layar) else None))
    with st.container(key="tombol_rapat_baris"):
        keys.listen(id, here, urutan.layar)


def _sizes(ruang: measure.Ruang, *, presenter: bool) -> None:
    """The unit of every size on the screen."""
    name = "sempit" if ruang.is_sempit else "lebar"
    frame = f"width:{ruang.lebar}px;height:{ruang.tinggi}px;min-height:0;flex:none" if presenter else ""
    bar = "1px" if presenter else f"{ruang.u:.4f}px"
    st.html(
        f"<style>:root{{--u:{bar}}} .st-key-panggung.st-key-panggung{{--u:{ruang.u:.4f}px;{frame}}}</style>"
        f'<i class="rapat-{name}" hidden></i>'
    )


def _screen(urutan: Urutan, layar: Layar, ruang: measure.Ruang) -> None:
    susunan = measure.arrange(layar, ruang)
    st.html(deck_parts.head(urutan, layar, susunan))
    with st.container(key="bagan_rapat"):
        _chart(layar, susunan.bidang)
    st.html(deck_parts.foot(layar, susunan))


def _chart(layar: Layar, bidang: Bidang) -> None:
    """The chart as data at the size of the room; a page's own chart where no kind of Bagan says it all."""
    drawn: Any = enlarged(layar.gambar, bidang) if layar.gambar else None
    if drawn is None and layar.bagan.jenis in DRAW:
        drawn = DRAW[layar.bagan.jenis](layar.bagan, bidang)
    if drawn is None:
        st.html(AS_TEXT[layar.bagan.jenis](layar, bidang))
        return
    st.plotly_chart(drawn, theme=None, config=CONFIG, key=f"rapat_{layar.bagan.jenis}", alt=layar.alt)


def _closing(urutan: Urutan) -> None:
    st.html(deck_parts.closing(urutan))
    with st.container(key="penutup_rapat"):
        package.draw(urutan, "penutup")
