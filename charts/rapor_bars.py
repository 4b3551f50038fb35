"""Rapor Pendidikan in bars: the four proportions as published, and how many regions or schools carry each label."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.rapor import BROWN, GREEN, RED, tanda
from charts.style import GRID, INK, SIZE, SMALL, Draft, desimal, drawn, each, persen, text_colour

PROPORSI = ("di atas", "mencapai", "di bawah", "jauh di bawah")
"""The four proportions of pupils, best first."""
WARNA_PROPORSI = ("#1b7837", "#a6dba0", "#e7cf9c", "#a6611a")
STEP = 50
"""Height of one row in px: its name, then its bar, so that a phone keeps the whole width for the bar."""


@drawn
def bars_proporsi(frame: pd.DataFrame) -> go.Figure:
    """Stacked shares of pupils against the minimum competence, one row a year or kind of school, as published.

    `frame`: baris, a column for each of PROPORSI (percent). Nothing is rescaled: a row may end beside 100.
    """
    rows = frame.reset_index(drop=True)
    count = len(rows)
    fig = Draft(52 + STEP * max(count, 1), top=46, right=14, left=4, bottom=8)
    start = pd.Series(0.0, index=rows.index)
    for name, colour in zip(PROPORSI, WARNA_PROPORSI, strict=True):
        for row in each(rows.assign(nilai=rows[name], mulai=start)):
            if row.nilai != row.nilai:
                continue
            y = count - 1 - row.Index
            fig.shape(type="rect", x0=row.mulai, x1=row.mulai + row.nilai, y0=y + 0.04, y1=y + 0.52,
                      fillcolor=colour, layer="below",
                      line={"width": 1, "color": "#ffffff"})  # fmt: skip
        start = start + rows[name].fillna(0)
        fig.scatter(
            x=(start - rows[name] / 2).tolist(), y=[count - 1 - at + 0.28 for at in rows.index], mode="text", name=name,
            text=[desimal(v) if v == v and v >= WIDE else "" for v in rows[name]],
            textfont={"size": SMALL, "color": text_colour(colour)},
            customdata=[f"<b>{b}</b><br>{name} kompetensi minimum: {persen(v)}"
                        for b, v in zip(rows["baris"], rows[name], strict=True)],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    _row_names(fig, rows["baris"].tolist())
    key = [
        f'<span style="color:{c};font-size:17px">■</span> {n}' for n, c in zip(PROPORSI, WARNA_PROPORSI, strict=True)
    ]
    fig.annotation(x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=6, align="left",
                   text="  ".join(key[:2]) + "<br>" + "  ".join(key[2:]),
                   font={"size": SIZE, "color": INK})  # fmt: skip
    fig.arrange(xaxis={"range": [0, max(100.0, float(start.max()) if count else 100.0)], "visible": False},
                yaxis={"range": [0, max(count, 1)], "visible": False})  # fmt: skip
    return fig.figure()


WIDE = 7
"""Percent below which a segment has no room for its number."""


def _row_names(fig: Draft, names: list[str]) -> None:
    for at, name in enumerate(names):
        y = len(names) - 1 - at
        fig.annotation(x=0, xref="paper", xanchor="left", y=y + 0.76, text=name, font={"size": SIZE, "color": INK})
        fig.shape(type="line", x0=0, x1=1, xref="paper", y0=y + 1, y1=y + 1, layer="below",
                  line={"color": GRID, "width": 1})  # fmt: skip


PALE = {GREEN: "#bfe3c6", BROWN: "#efdcb6", RED: "#f3c6c9"}
"""A label's colour as a ground: the words on it stay ink."""


@drawn
def bars_label(frame: pd.DataFrame, satuan: str) -> go.Figure:
    """How many units carry each label, one row an indicator or region; the words stand in the segments.

    `frame`: baris, label, jumlah, urutan (labels best to worst; `tidak tersedia` last, in grey), one row a segment.
    """
    names = list(dict.fromkeys(frame["baris"]))
    fig = Draft(12 + STEP * max(len(names), 1), top=6, right=14, left=4, bottom=8)
    texts: list[tuple[float, float, str, str]] = []
    most = float(frame.groupby("baris")["jumlah"].sum().max()) if names else 1.0
    for at, name in enumerate(names):
        y, start = len(names) - 1 - at, 0.0
        for row in _ordered(frame[frame["baris"] == name]):
            mark = tanda(row.label, row.urutan)
            width = float(row.jumlah)
            fig.shape(type="rect", x0=start, x1=start + width, y0=y + 0.04, y1=y + 0.52,
                      fillcolor=PALE[mark[1]] if mark else "#e6ebf1", layer="below",
                      line={"width": 1.5, "color": "#ffffff"})  # fmt: skip
            said = f"{desimal(width, 0)} {row.label}"
            room = width / most * 40
            short = said if len(said) <= room else desimal(width, 0) if room >= 2 else ""
            texts.append((start + width / 2, y + 0.28, short, f"<b>{name}</b><br>{said} dari {satuan}"))
            start += width
    fig.scatter(
        x=[t[0] for t in texts], y=[t[1] for t in texts], text=[t[2] for t in texts], mode="text", name="label",
        textfont={"size": SMALL, "color": INK}, customdata=[t[3] for t in texts],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    _row_names(fig, names)
    fig.arrange(xaxis={"range": [0, most], "visible": False}, yaxis={"range": [0, max(len(names), 1)],
                "visible": False}, font={"color": INK, "size": SIZE})  # fmt: skip
    return fig.figure()


def _ordered(rows: pd.DataFrame) -> list[Any]:
    """Segments from the best label to the worst, unknown ones last."""

    def place(row: Any) -> int:
        known = [item.casefold() for item in row.urutan]
        name = str(row.label).casefold()
        return known.index(name) if name in known else len(known)

    return sorted(each(rows), key=place)


__all__ = ["PROPORSI", "bars_label", "bars_proporsi"]
