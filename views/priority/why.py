"""Why a region stands where it does: its score step by step, and what would change its place."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from analysis.acceptability import leave_top, swap
from charts.names import short_name
from charts.priority import bars_tangga_skor
from charts.style import each
from views import parts
from views.format import number
from views.meeting import seen
from views.priority import settings, words
from views.priority.criteria import tell
from views.priority.rows import Prioritas

MANY = 60
"""Regions up to which the smallest change of weights out of the first is looked for."""


def opened(prioritas: Prioritas) -> str | None:
    """The region whose reasons are open in the link, to be marked in the charts; None where none was asked for."""
    asked = st.query_params.get(settings.WILAYAH)
    return asked if asked in set(prioritas.wilayah["kode"]) and not settings.is_followed() else None


def choose(prioritas: Prioritas) -> str:
    """The region whose reasons are shown; the first unless the view or a click says another."""
    frame = prioritas.wilayah
    named = {row.kode: f"{int(row.urutan)}. {short_name(row.nama)}" for row in each(frame)}
    own = prioritas.saringan.kab_kota
    return settings.region(named, own if own is not None and own in named else str(frame.iloc[0]["kode"]))


def why_panel(prioritas: Prioritas) -> str:
    """The chosen region's contributions, raw values beside the median, and what would change; returns its code."""
    with st.container(key="panel_kenapa"):
        kode = choose(prioritas)
        i = prioritas.place(kode)
        name, title = short_name(str(prioritas.wilayah.iloc[i]["nama"])), words.why_title(prioritas, i)
        small = f"Kenapa {name}? · sumbangan tiap kriteria pada skor"
        parts.small(small)
        st.header(parts.escape_markdown(title), anchor=False)
        with seen.frame(small, title):
            _reasons(prioritas, i)
        return kode


def _reasons(prioritas: Prioritas, i: int) -> None:
    """The score step by step beside the raw values, and what would change it."""
    order = _order(prioritas, i)
    left, right = st.columns([5, 6], gap="medium")
    with left:
        steps = [(item.pendek, float(prioritas.sumbangan[i, j]), _remark(prioritas, i, j)) for j, item in
                 ((j, prioritas.kriteria[j]) for j in order)]  # fmt: skip
        colours = [prioritas.warna[j] for j in order]
        figure = bars_tangga_skor(steps, float(prioritas.wilayah.iloc[i]["skor"]), colours)
        parts.chart(figure, "kenapa", words.why_title(prioritas, i))
    with right:
        table = pd.DataFrame([words.table_row(prioritas, i, j) for j in order])
        parts.prose_table(table, {"Kriteria": 150, "Nilai": 84, "Nilai tengah": 96}, "Nilai mentah dan nilai tengah")
        for said in _changes(prioritas, i):
            st.markdown(parts.escape_markdown(said))
    parts.foot(
        "kenapa",
        parts.Kaki(None, f"n = {number(prioritas.jumlah)} kab/kota", "sama dengan panel di atas",
                   f"Nilai tengah: di antara {number(prioritas.jumlah)} kab/kota yang dibandingkan"),
        table, words.METHOD,
    )  # fmt: skip


def _order(prioritas: Prioritas, i: int) -> list[int]:
    """The criteria by their contribution to this region, unknown ones last."""
    parts_ = prioritas.sumbangan[i]
    return [int(j) for j in np.argsort(-np.where(np.isnan(parts_), -1.0, parts_), kind="stable")]


def _remark(prioritas: Prioritas, i: int, j: int) -> str:
    value = float(prioritas.nilai[i, j])
    return tell(prioritas.kriteria[j], value) if value == value else ""


def _changes(prioritas: Prioritas, i: int) -> list[str]:
    """What would take the region out of the first, and what lets the next one pass.

    Of many regions the change of weights that takes one out of the first is a puzzle of its own that keeps the page
    waiting: there the first one outside is named that would have to pass.
    """
    has = prioritas.beda
    butuh, bobot = prioritas.butuh[:, has], prioritas.bobot[has]
    said = words.unknown(prioritas, i)
    if words.is_sorted(prioritas):
        rival = prioritas.teratas if i < prioritas.teratas else prioritas.teratas - 1
        if prioritas.jumlah <= MANY or not bool(prioritas.wilayah.iloc[i]["is_teratas"]):
            said += words.leaves(prioritas, i, leave_top(butuh, bobot, i, prioritas.teratas))
        else:
            alone = leave_top(butuh[[i, rival]], bobot, 0, 1)
            said += words.leaves(prioritas, i, alone, is_weights=False)
            said.append(words.swaps(prioritas, i, rival, swap(butuh, bobot, i, rival)))
    if i + 1 < prioritas.jumlah and has.any():
        said.append(words.swaps(prioritas, i, i + 1, swap(butuh, bobot, i, i + 1)))
    return said
