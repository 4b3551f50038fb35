"""Pages visited without a browser: the shell runs whole, on the data folder of the test."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.testing.v1 import AppTest

SHELL = str(Path(__file__).resolve().parent.parent / "views" / "shell.py")


def visit(page: str, **query: str) -> AppTest:
    st.cache_data.clear()
    at = AppTest.from_file(SHELL, default_timeout=60)
    at.switch_page(f"../pages/{page}.py")
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


def words(at: AppTest) -> str:
    """Everything that can be read on the page, without markup."""
    elements = [*at.title, *at.header, *at.caption, *at.markdown, *at.info, *at.error, *at.warning]
    texts = [str(e.value) for e in elements] + [e.proto.body for e in at.get("html")]
    texts = [re.sub(r"(?s)<style>.*?</style>", "", text) for text in texts]
    return re.sub(r"<[^>]+>", " ", " ".join(texts)).replace("\\", "").replace("\u00a0", " ")


def components(at: AppTest) -> list[Any]:
    """What the page draws in the browser itself; the script every page has for the way back is none of it."""
    return [found for found in at.get("bidi_component") if found.key != "serapan_alamat"]


def headline(at: AppTest, index: int = 0) -> str:
    return str(at.header[index].value).replace("\\", "").replace("\u00a0", " ")
