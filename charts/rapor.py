"""Rapor Pendidikan: labels as published, a mark and its word, year by year."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.style import CONTEXT, GRID, GROUND, INK, SECONDARY, SIZE, SMALL, Draft, desimal, drawn, each

GREEN, BROWN, RED = "#1b7837", "#8a5a12", "#b2182b"
MARKS: dict[str, tuple[str, str]] = {"baik": ("penuh", GREEN), "sedang": ("setengah", BROWN), "kurang": ("ring", RED)}
"""Label to shape and colour, for a label whose family is not known."""
HALF = "M 8,-7 C 11.87,-7 15,-3.87 15,0 C 15,3.87 11.87,7 8,7 Z"
"""The right half of a disc of radius 7 whose left edge is at 1, in curves: plotly's paths know no arcs."""


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


ROW = 66
"""Height of an indicator in px: its name, then for each year mark and value, then the label's word."""


@drawn
def labels_rapor(frame: pd.DataFrame) -> go.Figure:
    """Indicators down, years across; each cell the mark, the value and the label's word as published.

    `frame`: baris (row name, in the order shown), tahun, nilai, label, urutan (labels from best to worst), alasan and,
    where there, ruas: years of two stretches were measured with two instruments, and a bar parts them.
    The name stands above its cells, so that four years fit a phone.
    """
    names = list(dict.fromkeys(frame["baris"]))
    years = sorted(int(t) for t in frame["tahun"].unique())
    places = {name: len(names) - 1 - at for at, name in enumerate(names)}
    fig = Draft(30 + ROW * len(names), top=26, right=2, left=2, bottom=4)
    for row in each(frame):
        mark = tanda(row.label, row.urutan)
        if mark is not None:
            _draw(fig, years.index(int(row.tahun)), places[row.baris] + MIDDLE, *mark)
    has = frame["label"].notna() | frame["nilai"].notna()
    good, bare = frame[has], frame[~has]
    fig.scatter(
        **_cells(good, years, places), text=[_words(row.label, row.nilai) for row in each(good)],
        textfont={"size": SIZE, "color": INK}, customdata=good["baris"],
        hovertemplate="%{customdata}<br>%{text}<extra></extra>", name="capaian",
    )  # fmt: skip
    fig.scatter(
        **_cells(bare, years, places), text=["tidak<br>tersedia"] * len(bare),
        textfont={"size": SMALL, "color": SECONDARY}, customdata=bare["alasan"].fillna("tanpa keterangan"),
        hovertemplate="Tidak tersedia: %{customdata}<extra></extra>", name="tidak tersedia",
    )  # fmt: skip
    for name, year in patahan(frame):
        _part(fig, years.index(year), places[name] + MIDDLE)
    for x, year in enumerate(years):
        fig.annotation(x=x, y=1, yref="paper", yshift=24, xanchor="left",
                       text=f"<b>{'' if x else 'Rapor '}{year}</b>", font={"size": SIZE, "color": INK})  # fmt: skip
    for name, y in places.items():
        fig.annotation(x=0, xref="paper", xanchor="left", y=y + 0.84, text=name, font={"size": SIZE, "color": INK})
        fig.shape(type="line", x0=0, x1=1, xref="paper", y0=y + 1, y1=y + 1, layer="below",
                      line={"color": GRID, "width": 1})  # fmt: skip
    fig.arrange(
        xaxis={"range": [0, len(years)], "visible": False},
        yaxis={"range": [0, len(names)], "visible": False},
    )
    return fig.figure()


def patahan(frame: pd.DataFrame) -> list[tuple[str, int]]:
    """Row and year where the instrument changed: the first year of a row's stretch that is not its first."""
    if "ruas" not in frame:
        return []
    first = frame.dropna(subset=["ruas"]).groupby(["baris", "ruas"], sort=True)["tahun"].min().reset_index()
    later = first[first.duplicated("baris")]
    return [(str(row.baris), int(row.tahun)) for row in each(later)]


def _part(fig: Draft, x: int, y: float) -> None:
    """A bar before a cell, and the sign that it cannot be compared with the one to its left."""
    fig.shape(type="line", x0=x, x1=x, y0=y - 0.3, y1=y + 0.3, line={"color": INK, "width": 2})
    fig.annotation(x=x, y=y + 0.36, text="≠", font={"size": SIZE, "color": INK},
                   hovertext="Instrumen berganti: tidak dapat dibandingkan dengan tahun sebelumnya")  # fmt: skip


MIDDLE = 0.34
"""Where in its row, from below, a cell's mark and words stand."""


def _cells(rows: pd.DataFrame, years: list[int], places: dict[str, int]) -> dict[str, Any]:
    """Where the texts of a trace stand: beside an unseen marker, whose size keeps them clear of the drawn mark."""
    return {
        "x": [years.index(int(t)) for t in rows["tahun"]], "y": [places[b] + MIDDLE for b in rows["baris"]],
        "mode": "markers+text", "marker": {"size": 44, "opacity": 0}, "textposition": "middle right",
        "cliponaxis": False,
    }  # fmt: skip


def _words(label: object, value: float | None) -> str:
    said = label if isinstance(label, str) else "tanpa label"
    return f"<b>{desimal(value)}</b><br>{said}" if value is not None and value == value else said


def _draw(fig: Draft, x: int, y: float, shape: str, colour: str) -> None:
    """A mark of 14 px that stays round at any width: filled, half filled, or a ring."""
    common = {"xref": "x", "yref": "y", "xsizemode": "pixel", "ysizemode": "pixel", "xanchor": x, "yanchor": y}
    fig.shape(type="circle", x0=1, x1=15, y0=-7, y1=7, line={"color": colour, "width": 2.4},
                  fillcolor=colour if shape == "penuh" else GROUND, **common)  # fmt: skip
    if shape == "setengah":
        fig.shape(type="path", path=HALF, line={"width": 0}, fillcolor=colour, **common)


__all__ = ["CONTEXT", "labels_rapor", "patahan", "tanda"]
