"""The page Rencana tersimpan opened in tests, and what stands on it."""

from __future__ import annotations

import re
from typing import Any

from streamlit.testing.v1 import AppTest

from schemas.rencana import Rencana
from tests.plan_world import whole_plan
from tests.visiting import visit
from warehouse import plans, snapshots
from warehouse.plans import Versi


def current() -> str:
    found = snapshots.current()
    assert found is not None
    return found.id


def saved(**fields: Any) -> Versi:
    return plans.create(whole_plan(**{"snapshot": current(), **fields}), "BPMP")


def more(one: Versi, **fields: Any) -> Versi:
    isi = Rencana.model_validate({**dict(one.isi), **fields})
    return plans.save(one.id, isi, dari=one.versi, oleh="BGTK", catatan="ubah")


def page(**query: str) -> AppTest:
    at = visit("rencana", **query)
    assert not at.exception
    return at


def click(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception
    return at


def keys(at: AppTest) -> set[str]:
    return {str(button.key) for button in at.button}


def query_of(at: AppTest, name: str) -> str:
    value = at.query_params[name]
    return value[0] if isinstance(value, list) else value


def cells(at: AppTest, column: str) -> list[str]:
    """The cells of a column of the page's wrapping tables."""
    bodies = " ".join(str(block.proto.body) for block in at.get("html"))
    return re.findall(rf'<td role="cell" data-kolom="{column}"[^>]*>([^<]*)</td>', bodies)


def typed(boxes: Any, start: str) -> Any:
    """The one box whose key begins so."""
    (found,) = [box for box in boxes if str(box.key).startswith(start)]
    return found
