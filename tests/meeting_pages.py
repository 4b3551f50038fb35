"""The page Daftar rapat opened in tests, and what stands on it."""

from __future__ import annotations

from typing import Any

from streamlit.testing.v1 import AppTest

from schemas.daftar_rapat import ButirDaftar, DaftarRapat
from schemas.rapat import Layar
from tests.meeting_world import make_daftar
from tests.rapat_world import make_layar
from tests.visiting import visit
from views.meeting.basket import Terbuka
from warehouse import meetings, snapshots
from warehouse.meetings import Versi
from warehouse.viewer import Viewer

KINDS = ("titik", "garis", "petak", "tabel")


def current() -> str:
    found = snapshots.current()
    assert found is not None
    return found.id


def layar(jenis: str, snapshot: str | None = None, **fields: Any) -> Layar:
    link = f"provinsi?provinsi=13&tanggal=2026-10-31&snapshot={snapshot or current()}"
    return make_layar(jenis, **{"judul": f"Temuan {jenis}", "tautan": link, **fields})


def items(*kinds: str) -> tuple[ButirDaftar, ...]:
    return tuple(ButirDaftar(id=kind, layar=layar(kind), snapshot=current()) for kind in kinds or KINDS)


def saved(*kinds: str, **fields: Any) -> Versi:
    return meetings.create(make_daftar(*items(*kinds), **fields), "BPMP")


def page(now: Versi | DaftarRapat | None = None, viewer: Viewer | None = None, **query: str) -> AppTest:
    """The page with a saved list opened by its link, or with a list of this session, or with neither."""
    at = visit("daftar_rapat", **query)
    if isinstance(now, Versi):
        at.query_params["daftar"] = now.id
    elif now is not None:
        at.session_state["serapan_rapat"] = Terbuka(now)
    return clean(at.run())


def clean(at: AppTest) -> AppTest:
    assert not at.exception, [one.value for one in at.exception]
    return at


def click(at: AppTest, key: str) -> AppTest:
    return clean(at.button(key=key).click().run())


def keys(at: AppTest) -> set[str]:
    return {str(button.key) for button in at.button}


def order(at: AppTest) -> list[str]:
    return [str(box.key).removeprefix("rapat_nomor_") for box in at.number_input]


def opened(at: AppTest) -> Terbuka:
    found = at.session_state["serapan_rapat"]
    assert isinstance(found, Terbuka)
    return found


def link(at: AppTest) -> str:
    value = at.query_params["daftar"]
    return value[0] if isinstance(value, list) else value
