"""What drives a meeting in the browser: keys, swipes, dots, and the presenter's window kept in step."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import streamlit as st

from schemas.rapat import Layar

HERE = Path(__file__).resolve().parent
KEY = "tombol_rapat"
URUTAN, LAYAR, PENYAJI, DAFTAR, DARI = "urutan", "layar", "tampilan_penyaji", "daftar", "dari"
"""What a link says about a meeting."""
OPSI = (URUTAN, LAYAR, PENYAJI, DAFTAR, DARI)
_SIZE, _LINK = "serapan_rapat_ukuran", "serapan_rapat_tautan"
_ELSEWHERE = ("saringan_terakhir", "serapan_rapat", "serapan_rapat_halaman")
"""What pages leave in the session: filters, the open list, the page held for a meeting."""
USUAL = (1920, 1080)

_component = st.components.v2.component(
    "serapan_tombol_rapat",
    html='<div class="tombol"></div>',
    css=(HERE / "keys.css").read_text(encoding="utf-8"),
    js=(HERE / "keys.js").read_text(encoding="utf-8"),
)


def size() -> tuple[int, int]:
    """Width and height of the browser's window in px, as last told; a projector's until then."""
    found = st.session_state.get(_SIZE)
    return found if found is not None else USUAL


def repeat() -> None:
    """Say the link to the browser once more: after a switch of pages it would forget it at the next run.

    Not in a session that begins with this page: its address says it, and would be entered in the history twice.
    """
    if any(name in st.session_state for name in _ELSEWHERE):
        st.query_params.from_dict(dict(st.query_params))


def begin() -> None:
    """Keep the link of the meeting: a run of one screen alone is not always told it, after a switch of pages."""
    st.session_state[_LINK] = dict(st.query_params)


def link() -> dict[str, str] | None:
    """The link of the meeting that is on; None where it was left. The browser's address follows it."""
    found = st.session_state.get(_LINK)
    if found is not None and URUTAN not in st.query_params:
        st.query_params.from_dict(found)
    return found


def is_presenter() -> bool:
    """Whether this is the presenter's window."""
    return (st.session_state.get(_LINK) or st.query_params).get(PENYAJI) == "1"


def leave() -> None:
    """No meeting in the link any more."""
    st.session_state.pop(_LINK, None)
    for name in OPSI:
        st.query_params.pop(name, None)


def _told(name: str) -> object:
    found = st.session_state.get(KEY)
    return found.get(name) if found is not None else None


def _sized() -> None:
    match = re.fullmatch(r"(\d{3,4})x(\d{3,4})", str(_told("ukuran")))
    if match:
        st.session_state[_SIZE] = (int(match[1]), int(match[2]))


def _moved() -> None:
    to = _told("ke")
    if isinstance(to, int | float) and 1 <= to <= 999:
        st.session_state[_LINK] = {**(link() or dict(st.query_params)), LAYAR: str(int(to))}
        st.query_params[LAYAR] = str(int(to))


def listen(id: str = "", layar: int = 1, screens: Sequence[Layar] = ()) -> None:
    """Draw the dots and listen; without screens, only ask how large the window is. `id`: what both windows share."""
    width, height = size()
    known = f"{width}x{height}" if _SIZE in st.session_state else ""
    _component(
        key=KEY,
        data={
            "id": id, "layar": layar, "jumlah": len(screens), "nama": [one.nama for one in screens],
            "penyaji": is_presenter(), "ukuran": known,
        },
        on_ukuran_change=_sized, on_ke_change=_moved, on_keluar_change=leave,
    )  # fmt: skip
