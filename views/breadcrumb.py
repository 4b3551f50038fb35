"""Nasional > island > province > kab/kota > kecamatan > school: where the view stands, each step one click away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from charts.names import nama_pulau
from views import data, links, parts
from views.filters import Saringan

RINGKASAN, PROVINSI = "../pages/ringkasan.py", "../pages/provinsi.py"
PAGES = {"nasional": RINGKASAN, "pulau": RINGKASAN, "provinsi": PROVINSI, "kab_kota": PROVINSI, "kecamatan": PROVINSI}
"""Where a level is shown when the page itself cannot show it."""
LEVELS = ("nasional", "pulau", "provinsi", "kab_kota", "kecamatan", "satuan")


def steps(saringan: Saringan, tingkat: Sequence[str]) -> list[tuple[str, str, dict[str, str]]]:
    """Level, printed name and place of every step of the view, widest first, no deeper than the page can show."""
    found: list[tuple[str, str, dict[str, str]]] = [("nasional", "Nasional", {})]
    if saringan.pulau:
        found.append(("pulau", nama_pulau(saringan.pulau), {"pulau": saringan.pulau}))
    if saringan.provinsi:
        name, _ = data.province(saringan.provinsi)
        place = {"provinsi": saringan.provinsi}
        found.append(("provinsi", name, place))
        if saringan.kab_kota:
            regency = data.regencies(saringan.provinsi).get(saringan.kab_kota, saringan.kab_kota)
            place = {**place, "kab_kota": saringan.kab_kota}
            found.append(("kab_kota", regency, place))
            if saringan.kecamatan:
                found.append(("kecamatan", saringan.kecamatan, {**place, "kecamatan": saringan.kecamatan}))
    school = data.school_place(saringan.npsn) if saringan.npsn else None
    if school is not None:
        found.append(("satuan", school.nama, {}))
    deepest = max((LEVELS.index(level) for level in tingkat), default=0)
    if saringan.provinsi and deepest == LEVELS.index("pulau"):
        deepest = 0  # the island is the province's own: a page of islands shows the nation then
    return [step for step in found if LEVELS.index(step[0]) <= deepest]


def draw(saringan: Saringan, tingkat: Sequence[str], go: Callable[..., None]) -> None:
    """The steps of the view, the last in bold; nothing on the nation's own page. Every other filter is kept.

    `tingkat`: the levels the page can show: to those a click widens the page itself (`go`), to others it leads to the
    page that shows them; from a school always, whose own page shows no region.
    """
    path = steps(saringan, tingkat)
    if len(path) < 2:
        return
    with st.container(horizontal=True, gap="xsmall", key="remah", vertical_alignment="center"):
        for level, name, place in path[:-1]:
            if level in tingkat and "satuan" not in tingkat:
                # A link to the page that is open changes its content but not the address: a button writes both.
                st.button(name, key=f"remah_{level}", type="tertiary", on_click=go, kwargs=place)
            else:
                st.page_link(
                    PAGES[level],
                    label=parts.escape_markdown(name),
                    query_params=links.to(saringan, **links.place(**place)),
                )
            st.markdown("›", width="content")
        st.markdown(f"**{parts.escape_markdown(path[-1][1])}**", width="content")
