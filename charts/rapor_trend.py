"""One Rapor indicator over the years: a line within each stretch of one instrument, never across a break."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts.rapor import tanda
from charts.rapor_dots import HALF
from charts.style import ACCENT, CONTEXT, GROUND, INK, SECONDARY, SIZE, SMALL, Draft, desimal, drawn, each


@dataclass(frozen=True)
class DeretRapor:
    """One line. `rows`: tahun, nilai, label, ruas, urutan (labels best to worst), keterangan."""

    nama: str
    rows: pd.DataFrame
    warna: str = ACCENT
    is_utama: bool = False


def stretches(rows: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows with a value cut where the instrument changes or a year between has no value: each piece one line."""
    known = rows.sort_values("tahun")
    known = known[known["nilai"].notna()]
    if known.empty:
        return []
    part = ((known["ruas"] != known["ruas"].shift()) | (known["tahun"].diff() > 1)).cumsum()
    return [piece for _, piece in known.groupby(part, sort=True)]


def breaks(rows: pd.DataFrame) -> list[int]:
    """First years of a later stretch: between such a year and the one before nothing may be joined."""
    first = rows.groupby("ruas")["tahun"].min().sort_values().tolist()
    return [int(year) for year in first[1:]]


@drawn
def lines_rapor(deret: Sequence[DeretRapor], *, desimal_nilai: int = 1, sebab: str = "") -> go.Figure:
    """Values by year with the published label as the mark of the main line; a break is a bar with its reason."""
    shown = [line for line in deret if line.rows["nilai"].notna().any()]
    years = sorted({int(t) for line in deret for t in line.rows["tahun"]})
    cuts = sorted({year for line in shown for year in breaks(line.rows)})
    names = 22 * len(shown) + 6
    top = 18 + names + (60 if cuts else 0)
    fig = Draft(270 + top, top=top, right=16, bottom=34, left=46)
    if not shown:
        return fig.figure()
    values = [float(v) for line in shown for v in line.rows["nilai"].dropna()]
    spread = max(max(values) - min(values), 0.4)
    low, high = min(values) - 0.18 * spread, max(values) + 0.22 * spread
    for line in sorted(shown, key=lambda item: item.is_utama):
        for piece in stretches(line.rows):
            fig.scatter(
                x=piece["tahun"], y=piece["nilai"], mode="lines+markers" if not line.is_utama else "lines",
                name=line.nama, line={"color": line.warna, "width": 3 if line.is_utama else 2},
                marker={"size": 7, "color": line.warna}, customdata=piece["keterangan"],
                hovertemplate="%{customdata}<extra></extra>",
            )  # fmt: skip
            if line.is_utama:
                _marks(fig, piece, desimal_nilai)
    # Over the chart, not at the ends: a phone keeps its width for the lines.
    key = [f'<span style="color:{line.warna}">━●━</span> {"<b>" if line.is_utama else ""}{line.nama}'
           f'{"</b>" if line.is_utama else ""}' for line in shown]  # fmt: skip
    fig.annotation(x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=top - names,
                   text="<br>".join(key), align="left", font={"size": SIZE, "color": INK})  # fmt: skip
    for year in cuts:
        fig.shape(type="line", x0=year - 0.5, x1=year - 0.5, y0=0, y1=1.02, yref="paper",
                  line={"color": INK, "width": 1.5})  # fmt: skip
        is_late = 2 * year > years[0] + years[-1]
        words = "<br>".join(["<b>≠ instrumen berganti</b>", *textwrap.wrap(sebab, 34)])
        fig.annotation(x=year - 0.5, y=1.02, yref="paper", yanchor="bottom", xshift=20 if is_late else -20,
                       xanchor="right" if is_late else "left", align="right" if is_late else "left", text=words,
                       font={"size": SMALL, "color": INK})  # fmt: skip
    fig.arrange(
        xaxis={"range": [years[0] - 0.25, years[-1] + 0.25], "tickvals": years,
               "ticktext": [str(year) for year in years], "showgrid": False, "showline": True, "linecolor": CONTEXT,
               "tickfont": {"color": SECONDARY, "size": SIZE}},
        yaxis={"range": [low, high], "nticks": 5, "tickfont": {"color": SECONDARY}},
    )  # fmt: skip
    return fig.figure()


def _marks(fig: Draft, piece: pd.DataFrame, digits: int) -> None:
    """The label's mark at each year of the main line with its value over it."""
    values = piece["nilai"].tolist()
    for at, row in enumerate(each(piece)):
        mark = tanda(row.label, row.urutan)
        beside = [values[i] for i in (at - 1, at + 1) if 0 <= i < len(values)]
        is_low = len(beside) == 2 and row.nilai < min(beside)
        shape, colour = mark or ("", SECONDARY)
        fig.scatter(
            x=[row.tahun], y=[row.nilai], mode="markers+text", text=[f"<b>{desimal(row.nilai, digits)}</b>"],
            textposition="bottom center" if is_low else "top center",
            textfont={"size": SIZE, "color": INK}, cliponaxis=False, name=str(row.label),
            marker={"symbol": "circle" if shape else "square", "size": 13,
                    "color": colour if shape == "penuh" or not shape else GROUND,
                    "line": {"width": 2.2, "color": colour}},
            customdata=[row.keterangan], hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        if shape == "setengah":
            fig.shape(type="path", path=HALF, xref="x", yref="y", xsizemode="pixel", ysizemode="pixel",
                      xanchor=int(row.tahun), yanchor=float(row.nilai), line={"width": 0},
                      fillcolor=colour)  # fmt: skip
