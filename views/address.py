"""The browser's way back: a page that writes its filters into the address leaves no entry that leads nowhere."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_component = st.components.v2.component(
    "serapan_alamat",
    html="<span></span>",
    js=(Path(__file__).resolve().parent / "address.js").read_text(encoding="utf-8"),
)


def keep_history_short() -> None:
    """Draw it before the page: it acts on what the page writes into the address."""
    with st.container(key="alamat"):
        _component(key="serapan_alamat")
