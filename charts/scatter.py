"""Two figures of the same regions against each other, with the weighted medians as quadrants."""

from __future__ import annotations

import math
from collections.abc import Collection

import pandas as pd
import plotly.graph_objects as go

from charts.names import short_name
from charts.style import ACCENT, BELOW, CONTEXT, INK, SECONDARY, SIZE, SMALL, Draft, desimal, drawn, each, persen

SMALLEST, LARGEST = 7.0, 30.0
"""Diameters in px of the smallest and the largest region."""
MOST_NEAR = 12
"""A comparison group larger than this is shown by its colour alone: its names would cover the dots."""
CROWD = 100
"""Among more regions than this only the chosen one and the outermost are named."""
NAMED = 6
"""Regions named besides the chosen one and its comparison, those furthest from the middle."""


@drawn
def scatter_kuadran(
    frame: pd.DataFrame, tengah_x: float, tengah_y: float, *, nama_x: str, nama_y: str,
    sorot: str | None = None, pembanding: Collection[str] = (), sudut: tuple[str, str, str, str] | None = None,
    desimal_y: int = 1,
) -> go.Figure:  # fmt: skip
    """Regions by use (x, percent) and Rapor value (y); a dot's area is its n; dotted lines are the weighted medians.

    `frame`: kode, nama, x, y, m, keterangan. `sudut`: names of the corners upper right, lower right, upper left, lower
    left. The chosen region is a filled diamond, its comparison group outlined, all others pale.
    """
    fig = Draft(520, top=34, right=16, bottom=52, left=58)
    rows = frame.dropna(subset=["x", "y"]).reset_index(drop=True)
    if rows.empty:
        return fig.figure()
    most = float(rows["m"].max()) or 1.0
    rows["besar"] = [max(SMALLEST, LARGEST * math.sqrt(max(m, 0.0) / most)) for m in rows["m"]]
    is_own, is_near = rows["kode"] == sorot, rows["kode"].isin(list(pembanding))
    groups = (
        (rows[~is_own & ~is_near], "wilayah lain", {"symbol": "circle", "color": CONTEXT, "opacity": 0.75,
                                                    "line": {"width": 1, "color": "#7d8a98"}}),
        (rows[is_near & ~is_own], "pembanding", {"symbol": "circle", "color": "#fbe3d3", "opacity": 1,
                                                 "line": {"width": 2.4, "color": BELOW}}),
        (rows[is_own], "dipilih", {"symbol": "diamond", "color": ACCENT, "opacity": 1,
                                 "line": {"width": 1.5, "color": "#ffffff"}}),
    )  # fmt: skip
    for part, name, marker in groups:
        if part.empty:
            continue
        size = part["besar"].clip(lower=15) if name == "dipilih" else part["besar"]
        fig.scatter(x=part["x"], y=part["y"], mode="markers", name=name, marker={**marker, "size": size.tolist()},
                    customdata=part["keterangan"], hovertemplate="%{customdata}<extra></extra>")  # fmt: skip
    xs, ys = (_ends(rows[axis].tolist(), middle) for axis, middle in (("x", tengah_x), ("y", tengah_y)))
    fig.shape(type="line", x0=tengah_x, x1=tengah_x, y0=0, y1=1, yref="paper", line=_DOTTED)
    fig.shape(type="line", y0=tengah_y, y1=tengah_y, x0=0, x1=1, xref="paper", line=_DOTTED)
    _names(fig, rows, sorot, pembanding, (tengah_x, tengah_y), (xs[1] - xs[0], ys[1] - ys[0]))
    for text, (x, y) in zip(sudut or (), ((1, 1), (1, 0), (0, 1), (0, 0)), strict=False):
        fig.annotation(x=x, y=y, xref="paper", yref="paper", xanchor="right" if x else "left",
                       yanchor="top" if y else "bottom", text=text.replace(", ", ",<br>"),
                       align="right" if x else "left", bgcolor="rgba(255,255,255,0.85)",
                       font={"size": SMALL, "color": SECONDARY})  # fmt: skip
    fig.annotation(x=tengah_x, y=1, yref="paper", yanchor="bottom", yshift=3, font={"size": SMALL, "color": INK},
                   text=f"median {persen(tengah_x)}")  # fmt: skip
    fig.annotation(x=1, xref="paper", xanchor="right", y=tengah_y, yshift=10, font={"size": SMALL, "color": INK},
                   text=f"median {desimal(tengah_y, desimal_y)}", bgcolor="rgba(255,255,255,0.8)")  # fmt: skip
    fig.arrange(
        xaxis={"range": xs, "ticksuffix": " %", "nticks": 6, "tickangle": 0, "tickfont": {"color": SECONDARY},
               "title": {"text": nama_x, "font": {"size": SIZE, "color": INK}}},
        yaxis={"range": ys, "nticks": 6, "tickfont": {"color": SECONDARY},
               "title": {"text": nama_y, "font": {"size": SIZE, "color": INK}}},
    )  # fmt: skip
    return fig.figure()


_DOTTED = {"color": INK, "width": 1.2, "dash": "dot"}


def _ends(values: list[float], middle: float) -> list[float]:
    spread = max(max(values) - min(values), 0.5)
    return [min(*values, middle) - 0.12 * spread, max(*values, middle) + 0.12 * spread]


def _names(
    fig: Draft, rows: pd.DataFrame, sorot: str | None, pembanding: Collection[str], middle: tuple[float, float],
    span: tuple[float, float],
) -> None:  # fmt: skip
    """The chosen region's name, its comparison group's, and of those furthest from the middle, where there is room."""
    far = [((row.x - middle[0]) / span[0]) ** 2 + ((row.y - middle[1]) / span[1]) ** 2 for row in each(rows)]
    order = rows.assign(jauh=far).sort_values("jauh", ascending=False)
    first = order[order["kode"] == sorot]
    near = order[order["kode"].isin(list(pembanding)) & (order["kode"] != sorot)]
    near = near if len(near) <= MOST_NEAR and len(rows) <= CROWD else near.iloc[:0]
    rest = order[~order["kode"].isin([*list(pembanding), sorot])].head(NAMED)
    placed: list[tuple[float, float]] = []
    for row in each(pd.concat([first, near, rest])):
        at = (row.x / span[0], row.y / span[1])
        if any(abs(at[0] - x) < 0.17 and abs(at[1] - y) < 0.045 for x, y in placed):
            continue
        placed.append(at)
        is_own = row.kode == sorot
        name = short_name(row.nama)
        fig.annotation(x=row.x, y=row.y, yshift=row.besar / 2 + 9, text=f"<b>{name}</b>" if is_own else name,
                       font={"size": SIZE if is_own else SMALL, "color": INK if is_own else SECONDARY})  # fmt: skip
