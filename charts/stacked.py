"""Bars: parts of a whole per region, counts per year, and a short staircase of steps."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import plotly.graph_objects as go

from charts.names import short_name
from charts.style import (
    ACCENT,
    GROUND,
    INK,
    SECONDARY,
    SIZE,
    SMALL,
    Draft,
    desimal,
    drawn,
    persen,
    text_colour,
)  # fmt: skip

NARROW = 9.0
"""Parts smaller than this, in percent, have no room for their number; the hover has it."""


@drawn
def bars_bagian(frame: pd.DataFrame, warna: Mapping[str, str], satuan: str, *, sorot: str | None = None) -> go.Figure:
    """One bar of 100 percent a row, cut into parts; n at the right.

    `frame`: nama, kategori, jumlah; rows from top to bottom in the order in which a name first appears. `warna`:
    kategori to its colour, in the order in which the parts lie; what is not named there is not drawn. The key stands
    over the chart, where it can wrap.
    """
    names = list(dict.fromkeys(frame["nama"]))[::-1]
    wide = frame.pivot_table(index="nama", columns="kategori", values="jumlah", aggfunc="sum")
    wide = wide.reindex(index=names, columns=list(warna)).fillna(0.0)
    total = wide.sum(axis=1)
    fig = Draft(38 + 24 * max(len(names), 1), top=26, left=2)
    for name, fill in warna.items():
        pct = (100 * wide[name] / total.where(total > 0)).tolist()
        fig.data.append({
            "type": "bar", "orientation": "h", "name": name, "x": pct, "y": list(range(len(names))),
            "marker": {"color": fill, "line": {"color": GROUND, "width": 1}}, "textposition": "inside",
            "insidetextanchor": "middle", "textangle": 0, "constraintext": "none",
            "text": [desimal(v, 0) if v >= NARROW else "" for v in pct],
            "textfont": {"size": SMALL, "color": text_colour(fill)},
            "customdata": [
                f"<b>{row}</b><br>{name}: {persen(v)} = {desimal(count, 0)} dari {desimal(whole, 0)} {satuan}"
                for row, v, count, whole in zip(names, pct, wide[name], total, strict=True)
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
        })  # fmt: skip
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip", showlegend=False)
    common = {"range": [-0.6, len(names) - 0.4], "tickvals": list(range(len(names))), "fixedrange": True,
              "zeroline": False, "showgrid": False}  # fmt: skip
    labels = [f"<b>{short_name(n)}</b>" if n == sorot else short_name(n) for n in names]
    fig.arrange(
        barmode="stack", bargap=0.22,
        xaxis={"side": "top", "range": [0, 100], "dtick": 25, "ticksuffix": " %", "showticksuffix": "last",
               "showgrid": False, "tickfont": {"color": SECONDARY, "size": SMALL}, "tickangle": 0},
        yaxis={**common, "ticktext": labels, "automargin": True, "ticklen": 6, "tickcolor": GROUND,
               "tickfont": {"size": SIZE, "color": INK}},
        yaxis2={**common, "ticktext": [f"<span>n = {desimal(v, 0)}</span>" for v in total], "overlaying": "y",
                "side": "right", "automargin": True, "ticklen": 8, "tickcolor": GROUND,
                "tickfont": {"size": SMALL, "color": INK}},
    )  # fmt: skip
    return fig.figure()


@drawn
def bars_tahun(frame: pd.DataFrame, warna: Mapping[str, str], satuan: str, *, berjalan: int | None = None) -> go.Figure:
    """Counts per year, one column a year, its parts stacked, the total above it.

    `frame`: tahun, kategori, jumlah. `berjalan`: the year that is not over, hatched and said to be so.
    """
    years = sorted({int(t) for t in frame["tahun"]})
    wide = frame.pivot_table(index="tahun", columns="kategori", values="jumlah", aggfunc="sum")
    wide = wide.reindex(index=years, columns=list(warna)).fillna(0.0)
    total = wide.sum(axis=1)
    fig = Draft(250, top=34, bottom=30, left=8)
    for name, fill in warna.items():
        fig.data.append({
            "type": "bar", "name": name, "x": list(range(len(years))), "y": wide[name].tolist(),
            "marker": {"color": fill, "line": {"color": GROUND, "width": 1},
                       "pattern": {"shape": ["/" if year == berjalan else "" for year in years], "fgcolor": GROUND,
                                   "solidity": 0.25, "fillmode": "overlay"}},
            "customdata": [
                f"<b>{year}</b><br>{name}: {desimal(count, 0)} dari {desimal(whole, 0)} {satuan}"
                if len(warna) > 1 else f"<b>{year}</b><br>{desimal(count, 0)} {satuan}"
                for year, count, whole in zip(years, wide[name], total, strict=True)
            ],
            "hovertemplate": "%{customdata}<extra></extra>",
        })  # fmt: skip
    for x, (year, count) in enumerate(zip(years, total, strict=True)):
        said = f"<b>{desimal(count, 0)}</b>" + ("<br>belum setahun" if year == berjalan else "")
        fig.annotation(x=x, y=count, yanchor="bottom", text=said, font={"size": SIZE, "color": INK})
    high = float(total.max()) if len(total) else 1.0
    fig.arrange(
        barmode="stack", bargap=0.45,
        xaxis={"tickvals": list(range(len(years))), "ticktext": [str(year) for year in years], "showgrid": False,
               "tickfont": {"size": SIZE, "color": INK}, "range": [-0.6, max(len(years), 1) - 0.4]},
        yaxis={"visible": False, "range": [0, max(high, 1.0) * 1.25]},
    )  # fmt: skip
    return fig.figure()


@drawn
def bars_tangga(steps: Sequence[tuple[str, float, str]]) -> go.Figure:
    """Steps from a whole to its parts as bars from one zero, the words over each. `steps`: name, count, remark."""
    rows = list(reversed(steps))
    fig = Draft(20 + 66 * max(len(rows), 1), top=6, bottom=6, left=2, right=2)
    most = max([count for _, count, _ in rows], default=1.0) or 1.0
    fig.data.append({
        "type": "bar", "orientation": "h", "x": [count for _, count, _ in rows], "y": list(range(len(rows))),
        "marker": {"color": [ACCENT if at == len(rows) - 1 else "#5b8fc7" for at in range(len(rows))]},
        "width": 0.34, "hovertemplate": "%{customdata}<extra></extra>",
        "customdata": [f"<b>{name}</b><br>{desimal(count, 0)}<br>{remark}" for name, count, remark in rows],
    })  # fmt: skip
    for y, (name, count, remark) in enumerate(rows):
        said = f"{name}  <b>{desimal(count, 0)}</b>" + (f"  {remark}" if remark else "")
        fig.annotation(x=0, xanchor="left", y=y, yshift=24, text=said, align="left",
                       font={"size": SIZE, "color": INK})  # fmt: skip
    fig.arrange(
        xaxis={"visible": False, "range": [0, most]},
        yaxis={"visible": False, "range": [-0.4, len(rows) - 0.1]},
    )
    return fig.figure()
