"""A page with the open plan and its buttons, for tests."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.plan_world import make_plan
from warehouse import plans, snapshots
from warehouse.plans import Versi
from warehouse.viewer import Viewer


def script() -> None:
    """A page that saves one programme and, on another button, one computed region."""
    import streamlit as st

    from tests.plan_world import make_peran, make_wilayah
    from views import data, filter_bar
    from views.plan import bar as plan_bar

    data.refresh_snapshot()
    saringan = filter_bar.bar(tingkat=("nasional", "provinsi"), saring=(), opsi=(plan_bar.OPSI,))
    found = plan_bar.draw(saringan)
    triwulan = st.session_state.get("uji_triwulan", 1)
    st.text(f"dibuka {found.versi if found else 0}")
    plan_bar.save_button("uji", {"peran": (make_peran(triwulan=triwulan),)}, saringan)
    plan_bar.save_button("hitung", {"wilayah": (make_wilayah(skor=float(triwulan)),)}, saringan)
    plan_bar.save_button("kembar", {"peran": (make_peran(), make_peran())}, saringan)


def page(triwulan: int = 1, viewer: Viewer | None = None, **query: str) -> AppTest:
    st.cache_data.clear()
    at = AppTest.from_function(script, default_timeout=60)
    at.session_state["uji_triwulan"] = triwulan
    if viewer is not None:
        at.session_state["serapan_viewer"] = viewer
    for name, value in {"provinsi": "13", **query}.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at


def click(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def keys(at: AppTest) -> set[str]:
    return {str(button.key) for button in at.button}


def current() -> str:
    found = snapshots.current()
    assert found is not None
    return found.id


def saved(**fields: Any) -> Versi:
    return plans.create(make_plan(**{"snapshot": current(), **fields}), "BPMP")


def query_of(at: AppTest, name: str) -> str:
    value = at.query_params[name]
    return value[0] if isinstance(value, list) else value
