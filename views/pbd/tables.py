"""Tables of planning by data: weak indicators and hypotheses. HTML, every cell escaped."""

from __future__ import annotations

import html
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from analysis.root_cause import BELUM, DIDUKUNG, TIDAK
from charts.style import each
from views.format import is_none
from views.pbd import words as pbd_words
from views.pbd.rows import Banding, Lingkup
from views.rapor.rows import value_words
from views.rapor.tables import change_words, mark

TANDA = {DIDUKUNG: "penuh", TIDAK: "ring", BELUM: "tanya"}
"""A state's shape; its word always stands beside it."""


def _table(heads: Sequence[str], body: Sequence[Sequence[str]], css: str, sebutan: str) -> None:
    """Rows of ready HTML cells under plain heads."""
    head = "".join(f'<th role="columnheader" scope="col">{html.escape(name)}</th>' for name in heads)
    rows = "".join(
        '<tr role="row">'
        + "".join(
            f'<td role="cell" data-kolom="{html.escape(name)}"><div>{cell}</div></td>'
            for name, cell in zip(heads, cells, strict=True)
        )
        + "</tr>"
        for cells in body
    )
    st.html(
        f'<div class="geser-tabel"><table class="rapi pbd {css}" role="table" aria-label="{html.escape(sebutan)}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{rows}</tbody></table></div>'
    )


def weak_table(lingkup: Lingkup, weak: pd.DataFrame, hypotheses: dict[str, tuple[int, int, int]]) -> None:
    """One row a weak indicator. `hypotheses`: code to how many hypotheses there are, are supported, are unknown."""
    year = lingkup.pilih.tahun
    heads = ("Indikator", f"Nilai {year}", "Label", f"Dari {year - 1}", "Dugaan sebab di peta")
    body = []
    for row in each(weak):
        badge = ' <span class="prioritas">prioritas</span>' if row.is_prioritas else ""
        value = "–" if is_none(row.nilai) else html.escape(value_words(row.nilai, row.satuan))
        body.append((
            f"<b>{html.escape(row.kode)}</b> {html.escape(str(row.indikator))}{badge}", value,
            mark(row.label, row.urutan), html.escape(change_words(row)),
            html.escape(_counted(hypotheses.get(row.kode, (0, 0, 0)))),
        ))  # fmt: skip
    _table(heads, body, "gejala", "Indikator yang belum berlabel terbaik")


def _counted(found: tuple[int, int, int]) -> str:
    total, supported, unknown = found
    if not total:
        return "belum ada"
    end = f"; {unknown} belum diketahui" if unknown else ""
    return f"{supported} dari {total} didukung data{end}"


def state(keadaan: str) -> str:
    """A state behind its shape."""
    return f'<span class="keadaan {TANDA[keadaan]}"><i></i>{html.escape(keadaan)}</span>'


def hypothesis_table(
    lingkup: Lingkup, frame: pd.DataFrame, others: dict[str, Banding], schools: dict[str, tuple[int, int]],
    sebutan: str,
) -> None:  # fmt: skip
    """One row a hypothesis: why it is assumed, the region's own label, what the data say, and how it is elsewhere."""
    heads = ("Dugaan sebab", f"{lingkup.nama} {lingkup.pilih.tahun}", "Kata data", "Pembanding")
    body = []
    for row in each(frame):
        value = "" if is_none(row.nilai) else html.escape(value_words(row.nilai, row.satuan))
        label = mark(row.label, row.urutan) if isinstance(row.label, str) else ""
        own = f"{value} {label}".strip() or '<span class="tanpa">–</span>'
        why = html.escape(row.sebab)
        end = " · sudah dilalui, tidak ditelusuri lagi" if row.is_berulang else ""
        there = pbd_words.compared(others.get(row.kode), lingkup)
        count = pbd_words.school_labels(schools.get(row.kode))
        body.append((
            f"<b>{html.escape(row.kode)}</b> {html.escape(row.indikator)}<small>{html.escape(row.alasan)}{end}</small>",
            own, f"{state(row.keadaan)}<small>{why}</small>",
            f"{html.escape(there)}{f'<small>{html.escape(count)}</small>' if count else ''}",
        ))  # fmt: skip
    _table(heads, body, "dugaan", sebutan)


def key_of_states() -> None:
    """What the shapes mean."""
    st.html('<div class="kunci-rapor">' + "".join(state(name) for name in (DIDUKUNG, TIDAK, BELUM)) + "</div>")
