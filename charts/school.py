"""One satuan pendidikan: where it stands on each platform beside its neighbours, and its last year."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.style import (
    ACCENT,
    CONTEXT,
    GRID,
    GROUND,
    INK,
    SECONDARY,
    SIZE,
    SMALL,
    Draft,
    bulan,
    desimal,
    drawn,
    each,
    hari,
    persen,
)

ISLAND = "#7d8a98"
ROW, YEAR = 46, 58
"""Height of a row in px: of the platforms, and of their last year."""


@drawn
def dots_satuan(frame: pd.DataFrame, kab_kota: str, sejenis: str) -> go.Figure:
    """One row a measure: the school as a dot, its kab/kota and the schools of its kind as context; no interval.

    `frame`: label, pct, pct_kab, pct_jenjang (0-100, NaN: none), ya_tidak (a measure of schools: yes or no), kanan
    (what stands at the right, e.g. "12 dari 15"), keterangan (the hover), in the order shown.
    """
    rows = frame.iloc[::-1].reset_index(drop=True)
    rows["y"] = [float(at) for at in range(len(rows))]
    fig = Draft(int(92 + ROW * len(rows)), top=74, right=112, left=4)
    for row in each(rows):
        ends = [value for value in (row.pct, row.pct_kab, row.pct_jenjang) if value == value]
        if len(ends) > 1:
            fig.shape(type="line", x0=min(ends), x1=max(ends), y0=row.y, y1=row.y, layer="below",
                      line={"color": "#e1e7ee", "width": 6})  # fmt: skip
    _context(fig, rows, "pct_kab", kab_kota, {"symbol": "line-ns", "size": 18, "line": {"width": 3, "color": INK}})
    _context(fig, rows, "pct_jenjang", sejenis, {"symbol": "diamond", "size": 10, "color": ISLAND})
    is_no = rows["ya_tidak"].astype(bool) & (rows["pct"] == 0)
    for part, symbol, width in ((rows[~is_no], "circle", 0.0), (rows[is_no], "circle-open", 2.6)):
        there = part.dropna(subset=["pct"])
        if not there.empty:
            fig.scatter(
                x=there["pct"], y=there["y"], mode="markers", name="sekolah ini", cliponaxis=False,
                marker={"symbol": symbol, "size": 14, "color": ACCENT, "line": {"width": width, "color": ACCENT}},
                customdata=there["keterangan"], hovertemplate="%{customdata}<extra></extra>",
            )  # fmt: skip
    key = ((ACCENT, 19, "●", "sekolah ini"), (INK, SIZE, "┃", kab_kota), (ISLAND, 19, "◆", sejenis))
    said = [f'<span style="color:{colour};font-size:{size}px">{mark}</span> {name}' for colour, size, mark, name in key]
    fig.annotation(x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=32, align="left",
                   text="    ".join(said[:2]) + "<br>" + said[2], font={"size": SIZE, "color": INK})  # fmt: skip
    for row in each(rows):
        fig.annotation(x=0, xref="paper", xanchor="left", y=row.y, yshift=19, text=row.label, align="left",
                       font={"size": SIZE, "color": INK}, bgcolor=GROUND, borderpad=0)  # fmt: skip
        fig.annotation(x=1, xref="paper", xanchor="left", xshift=10, y=row.y, text=row.kanan, align="left",
                       font={"size": SMALL, "color": INK})  # fmt: skip
    fig.arrange(
        xaxis={"range": [-2, 102], "side": "top", "tick0": 0, "dtick": 20, "ticksuffix": " %",
               "tickfont": {"size": SMALL, "color": SECONDARY}},
        yaxis={"range": [-0.5, len(rows) - 0.2], "showticklabels": False, "showgrid": False},
    )  # fmt: skip
    return fig.figure()


def _context(fig: Draft, rows: pd.DataFrame, column: str, name: str, marker: dict[str, Any]) -> None:
    there = rows.dropna(subset=[column])
    if not there.empty:
        fig.scatter(x=there[column], y=there["y"], mode="markers", name=name, marker=marker, cliponaxis=False,
                    customdata=[f"{name}: {persen(value)}" for value in there[column]],
                    hovertemplate="%{customdata}<extra></extra>")  # fmt: skip


@drawn
def lines_riwayat(frame: pd.DataFrame) -> go.Figure:
    """The school's last year: a line from 0 to 100 % for measures of people, a mark a cut-off for yes or no.

    `frame`: label (row name, in the order shown), tanggal_data, x, m, pct (NaN: hidden or none), ya_tidak. Yes is a
    full dot, no a ring; a cut-off whose counts are hidden has no mark. A line never joins two stretches (`ruas`).
    """
    names = list(dict.fromkeys(frame["label"]))
    fig = Draft(40 + YEAR * len(names), top=8, right=112, left=4, bottom=28)
    for place, name in enumerate(reversed(names)):
        mine = frame[frame["label"] == name].sort_values("tanggal_data").dropna(subset=["pct"])
        fig.annotation(x=0, xref="paper", xanchor="left", y=place + 0.84, text=name, bgcolor=GROUND, borderpad=0,
                       font={"size": SIZE, "color": INK})  # fmt: skip
        fig.shape(type="line", x0=0, x1=1, xref="paper", y0=place, y1=place, layer="below",
                  line={"color": GRID, "width": 1})  # fmt: skip
        if mine.empty:
            fig.annotation(x=0, xref="paper", xanchor="left", y=place + 0.36, text="tidak ditampilkan",
                           font={"size": SMALL, "color": SECONDARY})  # fmt: skip
            continue
        (_marks if bool(mine["ya_tidak"].iloc[0]) else _line)(fig, mine, place)
    days = pd.to_datetime(frame["tanggal_data"])
    first, last = days.min(), days.max()
    margin = pd.Timedelta(days=12)
    ticks = [pd.Timestamp(t) for t in sorted(set(days))]
    shown = ticks[:: max(1, round(len(ticks) / 5))]
    fig.arrange(
        xaxis={"range": [first - margin, last + margin], "tickvals": shown, "showgrid": False,
               "ticktext": [bulan(t.date()) for t in shown], "tickfont": {"size": SMALL, "color": SECONDARY}},
        yaxis={"range": [0, max(len(names), 1)], "visible": False},
    )  # fmt: skip
    return fig.figure()


LOW, HIGH = 0.12, 0.62
"""Where in its row 0 % and 100 % of a line stand."""


def _line(fig: Draft, mine: pd.DataFrame, place: int) -> None:
    fig.shape(type="line", x0=0, x1=1, xref="paper", y0=place + HIGH, y1=place + HIGH, layer="below",
              line={"color": CONTEXT, "width": 1, "dash": "dot"})  # fmt: skip
    for _, part in mine.groupby("ruas" if "ruas" in mine else "label", sort=True):
        fig.scatter(
            x=part["tanggal_data"], y=[place + LOW + (HIGH - LOW) * min(v, 100) / 100 for v in part["pct"]],
            mode="lines+markers", line={"color": ACCENT, "width": 2.4}, marker={"size": 6, "color": ACCENT},
            customdata=[_said(row) for row in each(part)], hovertemplate="%{customdata}<extra></extra>",
            cliponaxis=False, name=str(part["label"].iloc[0]),
        )  # fmt: skip
    last = mine.iloc[-1]
    fig.annotation(x=1, xref="paper", xanchor="left", xshift=10, y=place + 0.36, align="left",
                   text=f"<b>{persen(last['pct'])}</b>", font={"size": SMALL, "color": INK})  # fmt: skip


def _marks(fig: Draft, mine: pd.DataFrame, place: int) -> None:
    is_yes = mine["pct"] > 0
    fig.scatter(
        x=mine["tanggal_data"], y=[place + 0.36] * len(mine), mode="markers", cliponaxis=False,
        marker={"size": 12, "color": ACCENT, "symbol": ["circle" if yes else "circle-open" for yes in is_yes],
                "line": {"width": [0 if yes else 2 for yes in is_yes], "color": ACCENT}},
        customdata=[_said(row) for row in each(mine)], hovertemplate="%{customdata}<extra></extra>",
        name=str(mine["label"].iloc[0]),
    )  # fmt: skip
    fig.annotation(x=1, xref="paper", xanchor="left", xshift=10, y=place + 0.36,
                   text="<b>ya</b>" if bool(is_yes.iloc[-1]) else "<b>belum</b>",
                   font={"size": SMALL, "color": INK})  # fmt: skip


def _said(row: Any) -> str:
    when = hari(pd.Timestamp(row.tanggal_data).date())
    if row.ya_tidak:
        return f"<b>{row.label}</b><br>{'ya' if row.pct > 0 else 'belum'} · {when}"
    return f"<b>{row.label}</b><br>{persen(row.pct)} = {desimal(row.x, 0)} dari {desimal(row.m, 0)} · {when}"
