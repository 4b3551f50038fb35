"""Levels of a training as a falling staircase, and shares against a target that lies far off."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.dots import dots_peringkat
from charts.style import (
    ACCENT,
    BELOW,
    CONTEXT,
    GROUND,
    INK,
    SECONDARY,
    SIZE,
    SMALL,
    Draft,
    desimal,
    drawn,
    each,
    persen,
)

FAR = 3.0
"""A target beyond this many times the highest value is told at the edge: an axis up to it would hide differences."""


def with_flags(frame: pd.DataFrame) -> pd.DataFrame:
    """`frame` (tahun, tingkat, jumlah_orang) sorted, with `pct_sebelum`: percent of the level just below in the same
    year, NaN without one; and `is_melebihi`: more people than there."""
    rows = frame.sort_values(["tahun", "tingkat"]).reset_index(drop=True)
    follows = (rows["tahun"] == rows["tahun"].shift()) & (rows["tingkat"] == rows["tingkat"].shift() + 1)
    below = rows["jumlah_orang"].shift().where(follows & (rows["jumlah_orang"].shift() > 0))
    return rows.assign(
        pct_sebelum=100 * rows["jumlah_orang"] / below,
        is_melebihi=follows & (rows["jumlah_orang"] > rows["jumlah_orang"].shift()),
    )


@drawn
def bars_tingkat(frame: pd.DataFrame) -> go.Figure:
    """Stairs of each year side by side, a bar a level, its people above it and the part of the level before inside.

    `frame`: tahun, tingkat (1 to 4), jumlah_orang, label (the count as it may be printed), is_rahasia (its height is
    not its count: grey, and no part is told). A level above the one before it is drawn hollow, with a triangle: it
    cannot be a stair of the same people.
    """
    rows = with_flags(frame)
    years = sorted(rows["tahun"].unique())
    place = {year: 5 * at for at, year in enumerate(years)}
    rows["x"] = [place[year] + level for year, level in zip(rows["tahun"], rows["tingkat"], strict=True)]
    top = float(rows["jumlah_orang"].max()) or 1.0
    fig = Draft(330, top=16, left=4, right=4, bottom=48)
    is_known = ~rows["is_rahasia"].astype(bool)
    is_told = is_known & is_known.shift(fill_value=False)
    rows["pct_sebelum"] = rows["pct_sebelum"].where(is_told)
    for is_over, colour, part in (
        (False, ACCENT, rows[~rows["is_melebihi"] & is_known]),
        (False, CONTEXT, rows[~rows["is_melebihi"] & ~is_known]),
        (True, GROUND, rows[rows["is_melebihi"]]),
    ):
        if part.empty:
            continue
        fig.data.append(
            {"type": "bar", "x": part["x"].tolist(), "y": part["jumlah_orang"].tolist(), "width": 0.92,
             "name": "melebihi tingkat sebelumnya" if is_over else "orang",
             "marker": {"color": colour, "line": {"color": BELOW, "width": 2.5 if is_over else 0}},
             "text": [f"{'▲ ' if is_over else ''}<b>{row.label}</b>" for row in each(part)], "textposition": "outside",
             "textfont": {"size": SIZE, "color": INK}, "cliponaxis": False,
             "customdata": [_hover(row) for row in each(part)], "hovertemplate": "%{customdata}<extra></extra>"}
        )  # fmt: skip
    for row in each(rows[rows["pct_sebelum"].notna() & (rows["jumlah_orang"] > 0.14 * top) & ~rows["is_melebihi"]]):
        fig.annotation(x=row.x, y=0, yanchor="bottom", yshift=4, text=persen(row.pct_sebelum).replace(" ", "\u00a0"),
                       font={"size": SMALL, "color": "#ffffff"})  # fmt: skip
    for year, at in place.items():
        fig.annotation(x=at + 2.5, y=0, yanchor="top", yshift=-24, text=f"<b>{year}</b>",
                       font={"size": SIZE, "color": INK})  # fmt: skip
    fig.arrange(
        xaxis={"tickvals": rows["x"].tolist(), "ticktext": [str(t) for t in rows["tingkat"]], "showgrid": False,
               "range": [0.4, 5 * max(len(years), 2) - 0.4], "tickfont": {"size": SMALL, "color": SECONDARY}},
        yaxis={"visible": False, "range": [0, top * 1.14]},
        barmode="overlay",
    )  # fmt: skip
    return fig.figure()


def _hover(row: Any) -> str:
    said = f"<b>Tingkat {row.tingkat}, {row.tahun}</b><br>{row.label} orang hadir"
    if row.pct_sebelum == row.pct_sebelum:
        said += f"<br>{persen(row.pct_sebelum)} dari jumlah tingkat {row.tingkat - 1} tahun itu"
    return said


@drawn
def dots_sertifikat(
    frame: pd.DataFrame, acuan: float | None, nama_acuan: str, target: float, *, sorot: str | None = None
) -> go.Figure:
    """Ranked dots of certified teachers with a target line; a far target is told at the right edge instead."""
    fig = dots_peringkat(frame, acuan, nama_acuan, satuan="guru", sorot=sorot)
    low, high = fig.layout.xaxis.range
    if target <= FAR * max(high, 1.0):
        fig.update_xaxes(range=[low, max(high, target * 1.03)])
        fig.add_shape(type="line", x0=target, x1=target, y0=-0.6, y1=len(frame) - 0.4,
                      line={"color": BELOW, "width": 2})  # fmt: skip
        fig.add_annotation(x=target, y=0, yref="paper", yanchor="top", showarrow=False, xanchor="right",
                           text=f"target {desimal(target, 0)} %", font={"size": SMALL, "color": INK})  # fmt: skip
        fig.update_layout(margin_b=26)
    else:
        fig.add_annotation(x=1, xref="paper", xanchor="right", y=0, yref="paper", yanchor="top", showarrow=False,
                           text=f"target {desimal(target, 0)} %: di luar bidang ini →",
                           font={"size": SMALL, "color": INK})  # fmt: skip
        fig.update_layout(margin_b=26)
    return fig
