"""Publications over time: counts per quarter, stacked by channel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from charts.style import CATEGORICAL, GROUND, SECONDARY, SMALL, Draft, desimal, drawn, each, text_colour


def channel_colours(kanal: Sequence[str]) -> dict[str, str]:
    """The colour of each channel, in the order given; its name and its count say it too."""
    return {name: CATEGORICAL[at % len(CATEGORICAL)] for at, name in enumerate(kanal)}


def quarter_name(day: date) -> str:
    """`Tw 3 2026`."""
    return f"Tw {(day.month - 1) // 3 + 1} {day.year}"


@drawn
def bars_kabar(frame: pd.DataFrame, kanal: Sequence[str], hari_ini: date) -> go.Figure:
    """One bar a quarter, stacked by channel, its total above; the quarter that has not ended is said to be so.

    A part that is the whole bar has no number of its own.

    `frame`: mulai (first day of the quarter), kanal, jumlah. `kanal`: the channels in the order they are stacked.
    """
    quarters = sorted(set(frame["mulai"]))
    names = [quarter_name(day) for day in quarters]
    totals = frame.groupby("mulai")["jumlah"].sum().reset_index()
    highest = int(totals["jumlah"].max()) if len(totals) else 0
    of_quarter = totals.set_index("mulai")["jumlah"].reindex(quarters).tolist()
    fig = Draft(280, top=28, right=8, bottom=52, left=40)
    for name, fill in channel_colours(kanal).items():
        mine = frame[frame["kanal"] == name].set_index("mulai")["jumlah"].reindex(quarters).fillna(0).astype(int)
        fig.data.append(
            {
                "type": "bar", "name": name, "x": names, "y": mine.tolist(), "width": 0.72,
                "marker": {"color": fill, "line": {"color": GROUND, "width": 1}},
                "text": [desimal(v, 0) if 0.1 * highest < v < total else ""
                         for v, total in zip(mine, of_quarter, strict=True)], "textposition": "inside",
                "textangle": 0, "constraintext": "none", "insidetextanchor": "middle",
                "textfont": {"color": text_colour(fill), "size": SMALL},
                "customdata": [f"<b>{when}</b><br>{name}: {desimal(v, 0)} publikasi"
                               for when, v in zip(names, mine, strict=True)],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )  # fmt: skip
    for row in each(totals):
        total = f"<b>{desimal(row.jumlah, 0)}</b>"
        fig.annotation(x=quarter_name(row.mulai), y=row.jumlah, yanchor="bottom", text=total, font={"size": SMALL})
    shown = [f"Tw {n[3]}<br>{n[5:]}{'<br>berjalan' if _is_open(day, hari_ini) else ''}"
             for n, day in zip(names, quarters, strict=True)]  # fmt: skip
    fig.arrange(
        barmode="stack",
        xaxis={"tickvals": names, "ticktext": shown, "tickangle": 0, "showgrid": False, "type": "category",
               "tickfont": {"color": SECONDARY, "size": SMALL}},
        yaxis={"rangemode": "tozero", "dtick": _step(highest), "tickfont": {"color": SECONDARY}},
    )  # fmt: skip
    return fig.figure()


def _step(highest: int) -> int:
    """The distance of whole ticks, about five of them."""
    return next((s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500) if highest <= 5 * s), max(highest // 5, 1))


def _is_open(start: date, hari_ini: date) -> bool:
    """Whether the quarter that begins there has not ended yet."""
    end = date(start.year + (start.month > 9), (start.month + 2) % 12 + 1, 1)
    return start <= hari_ini < end
