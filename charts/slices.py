"""A few shares under one another in a given order, each with its own denominator: kinds of school, groups, measures."""

from __future__ import annotations

import textwrap
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.style import ACCENT, GRID, GROUND, INK, SECONDARY, SIZE, SMALL, Draft, banyak, desimal, drawn, each, persen

ROW = 46
"""Height in px of a row: its name, and its dot under it."""
LINE = 19


@drawn
def dots_irisan(frame: pd.DataFrame, acuan: float | None = None, nama_acuan: str = "", *, lebar: int = 34) -> go.Figure:
    """One row an entry in the order of the frame: its name above, a dot with its interval, value and n at the right.

    `frame`: nama, pct, pct_rendah, pct_tinggi, x, m, jumlah_satuan, is_terlalu_sedikit, siapa (what n counts).
    A dot without an interval is hollow. `acuan`: the share of all of them, as a dotted line; None where the rows have
    different denominators and must not be set against one figure. `lebar`: letters a name may have before it breaks.
    """
    rows = frame.reset_index(drop=True)
    names = ["<br>".join(textwrap.wrap(str(name), lebar)) for name in rows["nama"]]
    tallest = max((name.count("<br>") for name in names), default=0)
    row_height = ROW + LINE * tallest
    rows["y"] = [float(len(rows) - 1 - at) for at in range(len(rows))]
    top = 58 if acuan is not None else 34
    # The margin is counted here: plotly's own leaves out what stands after a line break.
    letters = max((len(f"n = {desimal(m, 0)}") for m in rows["m"]), default=0)
    fig = Draft(top + row_height * max(len(rows), 1) + 6, top=top, right=16 + int(6.8 * max(letters, 7)), left=4)
    for row in each(rows):
        fig.shape(type="line", x0=0, x1=100, y0=row.y, y1=row.y, layer="below",
                  line={"color": "#edf1f5", "width": 6})  # fmt: skip
    if acuan is not None:
        fig.shape(type="line", x0=acuan, x1=acuan, y0=-0.5, y1=len(rows) - 0.5, layer="below",
                  line={"color": INK, "width": 1.5, "dash": "dot"})  # fmt: skip
        side = "left" if acuan < 30 else "right" if acuan > 70 else "center"
        fig.annotation(x=acuan, y=1, yref="paper", yshift=42, xanchor=side, font={"size": SIZE, "color": INK},
                       text=f"<b>{nama_acuan} {persen(acuan)}</b>")  # fmt: skip
    is_bare = rows["pct_rendah"].isna()
    for part, marker, has_interval in (
        (rows[~is_bare & rows["pct"].notna()], {"symbol": "circle", "size": 12, "color": ACCENT}, True),
        (rows[is_bare & rows["pct"].notna()],
         {"symbol": "circle-open", "size": 12, "color": ACCENT, "line": {"width": 2.4}}, False),
    ):  # fmt: skip
        if part.empty:
            continue
        fig.scatter(
            x=part["pct"], y=part["y"], mode="markers", marker=marker, cliponaxis=False,
            name="dengan selang" if has_interval else "tanpa selang",
            error_x={"type": "data", "symmetric": False, "array": (part["pct_tinggi"] - part["pct"]).tolist(),
                     "arrayminus": (part["pct"] - part["pct_rendah"]).tolist(), "color": "#8b98a6", "thickness": 1.8,
                     "width": 0} if has_interval else None,
            customdata=[_hover(row) for row in each(part)], hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip", showlegend=False)
    for row, name in zip(each(rows), names, strict=True):
        fig.annotation(x=0, xref="paper", xanchor="left", yanchor="bottom", y=row.y, yshift=8, text=name,
                       align="left", font={"size": SIZE, "color": INK})  # fmt: skip
    common = {"range": [-0.45, len(rows) - 0.3], "tickvals": rows["y"].tolist(), "fixedrange": True,
              "zeroline": False}  # fmt: skip
    fig.arrange(
        xaxis={"side": "top", "range": [-2, 102], "tickvals": [0, 25, 50, 75, 100],
               "ticktext": ["0", "25", "50", "75", "100 %"], "tickangle": 0, "gridcolor": GRID,
               "tickfont": {"color": SECONDARY, "size": SMALL}},
        yaxis={**common, "showticklabels": False, "showgrid": False},
        yaxis2={**common, "ticktext": [_right(row) for row in each(rows)], "overlaying": "y", "side": "right",
                "showgrid": False, "ticklen": 6, "tickcolor": GROUND,
                "tickfont": {"size": SMALL, "color": INK}},
    )  # fmt: skip
    return fig.figure()


def _right(row: Any) -> str:
    """Value over n, so that the dots keep the width."""
    if row.pct != row.pct:
        return "tanpa data"
    return f"<b>{persen(row.pct)}</b><br>n = {banyak(row.m, row.siapa)}"


def _hover(row: Any) -> str:
    spread = "tanpa selang: data tidak per satuan"
    if row.is_terlalu_sedikit is True or row.is_terlalu_sedikit == 1:
        spread = "satuan terlalu sedikit untuk dibandingkan"
    elif row.pct_rendah == row.pct_rendah:
        spread = f"selang 95 %: {desimal(row.pct_rendah)}–{desimal(row.pct_tinggi)}"
    schools = "" if row.jumlah_satuan != row.jumlah_satuan else f"<br>{desimal(row.jumlah_satuan, 0)} satuan pendidikan"
    base = f"{banyak(row.x, row.siapa)} dari {banyak(row.m, row.siapa)} {row.siapa}"
    return f"<b>{row.nama}</b><br>{persen(row.pct)} = {base}<br>{spread}{schools}"
