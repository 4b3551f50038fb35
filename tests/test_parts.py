"""What every page shares: texts printed as they were typed, and a sentence where nothing may be shown."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.visiting import SHELL, words
from views.parts import escape_markdown
from warehouse.viewer import Viewer


@pytest.mark.parametrize("text", ["http://x.id/a", "https://x.id", "www.x.id", "nama@x.id", "HTTP://X.ID"])
def test_a_bare_address_in_a_name_is_no_link(text: str) -> None:
    said = escape_markdown(text)
    assert not any(sign in said.casefold() for sign in ("://", "www.", "a@x"))
    assert said.replace("\u2060", "").replace("\\", "") == text


@pytest.mark.parametrize("text", ["pukul 12:30", "guru, KS, PS", "a @ b", "Rp 2.000"])
def test_plain_words_stay_as_they_are(text: str) -> None:
    assert "\u2060" not in escape_markdown(text)
    assert escape_markdown(text).replace("\\", "") == text


@pytest.mark.xdist_group("halaman")
@pytest.mark.parametrize("page", ["ringkasan", "prioritas", "rencana"])
def test_a_viewer_confined_to_a_region_gets_a_sentence_not_an_error(tiny_world: Path, page: str) -> None:
    st.cache_data.clear()
    at = AppTest.from_file(SHELL, default_timeout=60)
    at.session_state["serapan_viewer"] = Viewer("Wali wilayah", "wali wilayah", "13")
    at.switch_page(f"../pages/{page}.py").run()
    assert not at.exception
    assert "di luar lingkup Anda" in words(at)
