"""Rapor Pendidikan over regions: values with their published labels, the SPM index in its classes, two counts."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.names import short_name
from charts.rapor import tanda
from charts.style import (
    ABOVE,
    ACCENT,
    BELOW,
    CONTEXT,
    GRID,
    GROUND,
    INK,
    SECONDARY,
    SIZE,
    SMALL,
    Draft,
    bertanda,
    desimal,
    drawn,
    each,
)  # fmt: skip

RADIUS = 6
HALF = "M 0,-6 C 3.31,-6 6,-3.31 6,0 C 6,3.31 3.31,6 0,6 Z"
"""The right half of a disc of radius 6 around its anchor, in curves: plotly's paths know no arcs."""
ROW = 24

CLASSES = (
    (0.0, "Belum Tuntas"), (60.0, "Muda"), (70.0, "Pratama"), (80.0, "Madya"), (90.0, "Utama"), (100.0, "Paripurna"),
)  # fmt: skip
"""Lowest value of each class of the SPM index, and its name."""


def spm_class(value: float) -> str:
    """The class of an SPM index by its limits: for the bands behind the dots; labels are shown as published."""
    return [name for low, name in CLASSES if value >= low or low == 0.0][-1]


@drawn
def dots_rapor(
    frame: pd.DataFrame, *, sorot: str | None = None, acuan: float | None = None, nama_acuan: str = "",
    desimal_nilai: int = 1,
) -> go.Figure:  # fmt: skip
    """Regions by value, highest first; the mark is the published label, which the right margin writes out.

    `frame`: nama, nilai (none missing), label, urutan (labels best to worst), keterangan (hover). `acuan`: a value of
    the whole as published, drawn as a line.
    """
    rows = frame.sort_values(["nilai", "nama"], ascending=[True, False]).reset_index(drop=True)
    fig = Draft(58 + ROW * max(len(rows), 1), top=46, right=8, left=2)
    if acuan is not None:
        fig.shape(type="line", x0=acuan, x1=acuan, y0=-0.6, y1=len(rows) - 0.4, layer="below",
                  line={"color": INK, "width": 1.5, "dash": "dot"})  # fmt: skip
        fig.annotation(x=acuan, y=1, yref="paper", yshift=36, font={"size": SIZE, "color": INK},
                       text=f"<b>{nama_acuan} {desimal(acuan, desimal_nilai)}</b>")  # fmt: skip
    marks = [tanda(row.label, row.urutan) for row in each(rows)]
    for shape, symbol in (("penuh", "circle"), ("setengah", "circle-open"), ("ring", "circle-open"), ("", "square")):
        there = [at for at, mark in enumerate(marks) if (mark[0] if mark else "") == shape]
        if not there:
            continue
        colours = [mark[1] if (mark := marks[at]) else SECONDARY for at in there]
        part = rows.iloc[there]
        fig.scatter(
            x=part["nilai"], y=part.index, mode="markers", cliponaxis=False, name=shape or "tanpa label",
            marker={"symbol": symbol, "size": 12 if shape else 9, "color": colours, "line": {"width": 2.2}}
            if symbol == "circle-open" else {"symbol": symbol, "size": 12 if shape else 9, "color": colours},
            customdata=part["keterangan"], hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        if shape == "setengah":
            for at, colour in zip(there, colours, strict=True):
                fig.shape(type="path", path=HALF, xref="x", yref="y", xsizemode="pixel", ysizemode="pixel",
                          xanchor=float(rows["nilai"][at]), yanchor=at, line={"width": 0},
                          fillcolor=colour)  # fmt: skip
    _two_axes(fig, rows, [f"<b>{desimal(row.nilai, desimal_nilai)}</b> {_word(row.label)}" for row in each(rows)],
              sorot)  # fmt: skip
    fig.arrange(xaxis={"side": "top", "range": _room(rows["nilai"].tolist(), acuan), "nticks": 6,
                       "tickfont": {"color": SECONDARY, "size": SMALL}})  # fmt: skip
    return fig.figure()


def _word(label: object) -> str:
    return str(label) if isinstance(label, str) else "tanpa label"


def _room(values: list[float], *extra: float | None) -> list[float]:
    known = [v for v in [*values, *extra] if v is not None and v == v]
    if not known:
        return [0.0, 1.0]
    spread = max(max(known) - min(known), 0.2)
    return [min(known) - spread * 0.06, max(known) + spread * 0.06]


def _two_axes(fig: Draft, rows: pd.DataFrame, right: list[str], sorot: str | None) -> None:
    """Names at the left, values at the right; both margins as wide as their texts."""
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip", showlegend=False)
    common = {"range": [-0.6, max(len(rows), 1) - 0.4], "tickvals": list(range(len(rows))), "fixedrange": True,
              "zeroline": False, "automargin": True, "tickcolor": GROUND}  # fmt: skip
    names = [f"<b>{short_name(n)}</b>" if n == sorot else short_name(n) for n in rows["nama"]]
    fig.arrange(
        yaxis={**common, "ticktext": names, "gridcolor": GRID, "ticklen": 6, "tickfont": {"size": SIZE, "color": INK}},
        yaxis2={**common, "ticktext": right, "overlaying": "y", "side": "right", "showgrid": False, "ticklen": 8,
                "tickfont": {"size": SMALL, "color": INK}},
    )  # fmt: skip


@drawn
def dots_spm(frame: pd.DataFrame, *, sorot: str | None = None) -> go.Figure:
    """The SPM index of regions in the bands of its classes; value and label as published at the right.

    `frame`: nama, nilai (none missing), label, keterangan (hover). The axis holds only the bands that are used.
    """
    rows = frame.sort_values(["nilai", "nama"], ascending=[True, False]).reset_index(drop=True)
    values = [float(v) for v in rows["nilai"]]
    low = 10 * (min(values, default=60.0) // 10)
    high = max(min(10 * (max(values, default=90.0) // 10 + 1), 101.0), low + 10)
    fig = Draft(74 + ROW * max(len(rows), 1), top=62, right=8, left=2)
    edges = [edge for edge, _ in CLASSES if low < edge < high]
    starts, ends = [low, *edges], [*edges, high]
    for at, (start, end) in enumerate(zip(starts, ends, strict=True)):
        fig.shape(type="rect", x0=start, x1=end, y0=0, y1=1, yref="paper", layer="below", line={"width": 0},
                  fillcolor="#f1f4f8" if at % 2 else "#e3e9f0")  # fmt: skip
        fig.annotation(x=(start + min(end, 100)) / 2, y=1, yref="paper", yanchor="bottom",
                       yshift=24 + (18 * (at % 2) if len(starts) > 2 else 0),
                       text=spm_class(start), font={"size": SMALL, "color": INK})  # fmt: skip
    is_own = rows["nama"] == sorot if sorot else pd.Series(True, index=rows.index)
    for part, colour in ((rows[~is_own], "#5f6f80"), (rows[is_own], ACCENT)):
        if part.empty:
            continue
        fig.scatter(x=part["nilai"], y=part.index, mode="markers", cliponaxis=False, name="Indeks SPM",
                    marker={"size": 12, "color": colour,
                            "symbol": "diamond" if colour == ACCENT and sorot else "circle"},
                    customdata=part["keterangan"], hovertemplate="%{customdata}<extra></extra>")  # fmt: skip
    _two_axes(fig, rows, [f"<b>{desimal(r.nilai, 2)}</b> {_short_class(r.label)}" for r in each(rows)], sorot)
    fig.arrange(xaxis={"side": "top", "range": [low, high], "tick0": 0, "dtick": 10, "showgrid": False,
                       "tickfont": {"color": SECONDARY, "size": SMALL}})  # fmt: skip
    return fig.figure()


def _short_class(label: object) -> str:
    """`Pratama` for the published `TUNTAS PRATAMA`: a phone has no room for the word that all share."""
    return _word(label).title().removeprefix("Tuntas ")


@drawn
def dots_dua_hitungan(frame: pd.DataFrame, *, sorot: str | None = None) -> go.Figure:
    """Two counts of what sounds alike, side by side for each region, joined by a bar; the difference at the right.

    `frame`: nama, satu (diamond), dua (circle), both in percent, keterangan.
    """
    rows = frame.sort_values(["dua", "nama"], ascending=[True, False]).reset_index(drop=True)
    fig = Draft(46 + ROW * max(len(rows), 1), top=34, right=8, left=2)
    for row in each(rows):
        fig.shape(type="line", x0=row.satu, x1=row.dua, y0=row.Index, y1=row.Index, layer="below",
                  line={"color": CONTEXT, "width": 4})  # fmt: skip
    for column, name, symbol, colour in (("satu", "Rapor", "diamond", BELOW), ("dua", "PMM", "circle", ABOVE)):
        fig.scatter(x=rows[column], y=rows.index, mode="markers", name=name, cliponaxis=False,
                    marker={"symbol": symbol, "size": 11, "color": colour}, customdata=rows["keterangan"],
                    hovertemplate="%{customdata}<extra></extra>")  # fmt: skip
    _two_axes(fig, rows, [f"<b>{bertanda(r.dua - r.satu)}</b>" for r in each(rows)], sorot)
    values = [*rows["satu"].tolist(), *rows["dua"].tolist()]
    fig.arrange(xaxis={"side": "top", "range": _room(values), "ticksuffix": " %", "nticks": 5, "tickangle": 0,
                       "tickfont": {"color": SECONDARY, "size": SMALL}})  # fmt: skip
    return fig.figure()


__all__ = ["CLASSES", "dots_dua_hitungan", "dots_rapor", "dots_spm", "spm_class"]
