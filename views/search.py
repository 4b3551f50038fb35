"""The search box of a page: what is typed stands in the link (`cari`), cleaned; never in a hidden state."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from analysis.search import LONGEST, clean
from views import options

NAME = "cari"


def text() -> str:
    """What the link searches for; "" for nothing."""
    asked = st.query_params.get(NAME, "")
    found = clean(asked)
    if asked != found:
        _write(found)
    return found


def _write(found: str) -> None:
    if NAME not in options.NAMES:
        raise KeyError(NAME)
    if found:
        st.query_params[NAME] = found
    elif NAME in st.query_params:
        del st.query_params[NAME]


def _typed(then: Callable[[str], None] | None) -> None:
    found = clean(str(st.session_state.get("opsi_cari") or ""))
    _write(found)
    if then is not None:
        then(found)


def box(label: str, contoh: str, then: Callable[[str], None] | None = None) -> str:
    """The box, and the text searched for. `contoh`: stands in the empty box; `then`: called with a text just typed."""
    found = text()
    st.session_state["opsi_cari"] = found
    st.text_input(label, key="opsi_cari", placeholder=contoh, max_chars=LONGEST, on_change=_typed, args=(then,))
    return found


def forget() -> None:
    """Empty the box: for a button."""
    _write("")
