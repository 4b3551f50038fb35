"""Rapor Pendidikan: labels as published, a mark and its word, year by year."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.style import CONTEXT, GRID, GROUND, INK, SECONDARY, SIZE, SMALL, Draft, desimal, each

GREEN, BROWN, RED = "#1b7837", "#8a5a12", "#b2182b"
MARKS: dict[str, tuple[str, str]] = {"baik": ("penuh", GREEN), "sedang": ("setengah", BROWN), "kurang": ("ring", RED)}
"""Label to shape and colour, for a label whose family is not known."""
HALF = "M 0,-7 C 3.87,-7 7,-3.87 7,0 C 7,3.87 3.87,7 0,7 Z"
"""The right half of a disc of radius 7, in curves: plotly's paths know no arcs."""


def tanda(label: object, urutan: tuple[str, ...]) -> tuple[str, str] | None:
    """Shape and colour of a published label, by its place in the family's list from best to worst."""
    if not isinstance(label, str) or not label.strip():
        return None
    lowered = label.strip().casefold()
    known = [item.casefold() for item in urutan]
    if lowered in known and len(known) > 1:
        place = known.index(lowered) / (len(known) - 1)
        return ("penuh", GREEN) if place < 0.34 else ("setengah", BROWN) if place < 0.67 else ("ring", RED)
    return MARKS.get(lowered)


def labels_rapor(frame: pd.DataFrame) -> go.Figure:
    """Indicators down, years across; each cell the mark, the label's word and the value as published.

    `frame`: baris (row name, in the order shown), tahun, nilai, label, urutan (labels from best to worst), alasan.
    """
    names = list(dict.fromkeys(frame["baris"]))
    years = sorted(int(t) for t in frame["tahun"].unique())
    fig = Draft(46 + 38 * len(names), top=34, right=10, left=10, bottom=6)
    for row in each(frame):
        x, y = years.index(int(row.tahun)), len(names) - 1 - names.index(row.baris)
        mark = tanda(row.label, row.urutan)
        if mark is not None:
            _draw(fig, x, y, *mark)
    good = frame[frame["label"].notna() | frame["nilai"].notna()]
    fig.scatter(
        x=[years.index(int(t)) - 0.30 for t in good["tahun"]],
        y=[len(names) - 1 - names.index(b) for b in good["baris"]],
        text=[_words(row.label, row.nilai) for row in each(good)],
        mode="text", textposition="middle right", textfont={"size": SIZE, "color": INK}, cliponaxis=False,
        customdata=good["baris"], hovertemplate="%{customdata}<br>%{text}<extra></extra>", name="capaian",
    )  # fmt: skip
    bare = frame[frame["label"].isna() & frame["nilai"].isna()]
    fig.scatter(
        x=[years.index(int(t)) - 0.42 for t in bare["tahun"]],
        y=[len(names) - 1 - names.index(b) for b in bare["baris"]],
        text=["tidak tersedia"] * len(bare), mode="text", textposition="middle right",
        textfont={"size": SMALL, "color": SECONDARY}, cliponaxis=False,
        customdata=bare["alasan"].fillna("tanpa keterangan"),
        hovertemplate="Tidak tersedia: %{customdata}<extra></extra>", name="tidak tersedia",
    )  # fmt: skip
    for x, year in enumerate(years):
        fig.annotation(x=x - 0.39, y=1, yref="paper", yshift=28, xanchor="left",
                           text=f"<b>Rapor {year}</b>", font={"size": SIZE, "color": INK})  # fmt: skip
    for y in range(len(names)):
        fig.shape(type="line", x0=0, x1=1, xref="paper", y0=y - 0.5, y1=y - 0.5, layer="below",
                      line={"color": GRID, "width": 1})  # fmt: skip
    fig.arrange(
        xaxis={"side": "top", "range": [-0.5, len(years) - 0.5], "showticklabels": False, "showgrid": False},
        yaxis={"range": [-0.5, len(names) - 0.5], "tickvals": list(range(len(names))), "ticktext": names[::-1],
               "automargin": True, "showgrid": False, "tickfont": {"size": SIZE, "color": INK}, "ticklen": 8,
               "tickcolor": GROUND},
    )  # fmt: skip
    return fig.figure()


def _words(label: object, value: float | None) -> str:
    said = label if isinstance(label, str) else "tanpa label"
    return f"{said}  <b>{desimal(value)}</b>" if value is not None and value == value else said


def _draw(fig: Draft, x: int, y: int, shape: str, colour: str) -> None:
    """A mark of 14 px that stays round at any width: filled, half filled, or a ring."""
    common = {"xref": "x", "yref": "y", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": x - 0.36, "yanchor": y}
    fig.shape(type="circle", x0=-7, x1=7, y0=-7, y1=7, line={"color": colour, "width": 2.4},
                  fillcolor=colour if shape == "penuh" else GROUND, **common)  # fmt: skip
    if shape == "setengah":
        fig.shape(type="path", path=HALF, line={"width": 0}, fillcolor=colour, **common)


__all__ = ["CONTEXT", "labels_rapor", "tanda"]
