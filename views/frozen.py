"""Frozen links: the same numbers a year later, under a banner that says what has changed on this very view since."""

from __future__ import annotations

import streamlit as st

from views import data, parts
from views.format import moment
from views.links import SNAPSHOT

_MISSING = "serapan_beku_hilang"


def read() -> None:
    """Hold the session to the snapshot the link names; one that is gone is said, and the newest shown."""
    asked = st.query_params.get(SNAPSHOT)
    if asked is None:
        return
    if data.freeze(asked):
        st.session_state.pop(_MISSING, None)
        return
    st.session_state[_MISSING] = asked
    data.freeze(None)
    del st.query_params[SNAPSHOT]


def older() -> None:
    """The snapshot was made before this page existed."""
    parts.empty(
        "Snapshot ini dibuat oleh versi lama Serapan dan belum memuat ringkasan untuk halaman ini.",
        "Jalankan python -m pipelines.build agar ringkasannya disusun ulang, atau buka halaman lain.",
    )


def banner() -> None:
    """Over a frozen view: since when, whether newer data exist, and what they change here."""
    id = data.frozen()
    if id is None:
        return
    st.caption(f"Tautan beku: data terbit {moment(data.manifest().dibuat)}.")
