"""Dots with their intervals: ranked against a reference, as a change, and side by side."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.style import (
    ABOVE,
    ACCENT,
    BELOW,
    CONTEXT,
    EQUAL,
    GRID,
    GROUND,
    INK,
    SECONDARY,
    SIZE,
    SMALL,
    Draft,
    bertanda,
    desimal,
    each,
    persen,
)  # fmt: skip

CLASSES: dict[str, dict[str, Any]] = {
    "di atas": {"symbol": "circle", "color": ABOVE, "size": 11},
    "setara": {"symbol": "circle-open", "color": EQUAL, "size": 10, "line": {"width": 2.2, "color": EQUAL}},
    "di bawah": {"symbol": "diamond", "color": BELOW, "size": 11},
    "tanpa selang": {"symbol": "square", "color": SECONDARY, "size": 8},
}
"""Where a unit stands against the reference; shape as well as colour."""


def kelas(frame: pd.DataFrame, acuan: float | None) -> pd.Series:
    """Each row's class: its interval lies above, below or around the reference; `''` where there is no value."""
    result = pd.Series("setara", index=frame.index, dtype=object)
    if acuan is not None:
        result[frame["pct_rendah"] > acuan] = "di atas"
        result[frame["pct_tinggi"] < acuan] = "di bawah"
    result[frame["pct_rendah"].isna() | frame["pct_tinggi"].isna()] = "tanpa selang"
    result[frame["pct"].isna()] = ""
    return result


def _whiskers(rows: pd.DataFrame, value: str, low: str, high: str) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": (rows[high] - rows[value]).tolist(),
        "arrayminus": (rows[value] - rows[low]).tolist(),
        "color": "#8b98a6",
        "thickness": 1.8,
        "width": 0,
    }


def _span(frame: pd.DataFrame, columns: list[str], *extra: float | None) -> list[float]:
    values = [*frame[columns].to_numpy().ravel().tolist(), *extra]
    finite = [v for v in values if v is not None and v == v]
    if not finite:
        return [0, 100]
    room = max((max(finite) - min(finite)) * 0.05, 1.0)
    return [min(finite) - room, max(finite) + room]


def dots_peringkat(
    frame: pd.DataFrame, acuan: float | None, nama_acuan: str, *, satuan: str = "", sorot: str | None = None
) -> go.Figure:
    """All rows, highest first, as dots with intervals around a reference line; value and n at the right.

    `frame`: nama, pct, pct_rendah, pct_tinggi, x, m, jumlah_satuan, is_terlalu_sedikit.
    """
    rows = frame.sort_values(["pct", "nama"], ascending=[True, False], na_position="first").reset_index(drop=True)
    rows["kelas"] = kelas(rows, acuan)
    fig = Draft(64 + 21 * max(len(rows), 1), top=50, right=150, left=10)
    if acuan is not None:
        fig.shape(type="line", x0=acuan, x1=acuan, y0=-0.6, y1=len(rows) - 0.4, layer="below",
                      line={"color": INK, "width": 1.5, "dash": "dot"})  # fmt: skip
        fig.annotation(x=acuan, y=1, yref="paper", yshift=36, font={"size": SIZE, "color": INK},
                           text=f"<b>{nama_acuan} {persen(acuan)}</b>")  # fmt: skip
    for name, marker in CLASSES.items():
        part = rows[rows["kelas"] == name]
        if part.empty:
            continue
        fig.scatter(
            x=part["pct"], y=part.index, mode="markers", name=name, marker=marker, cliponaxis=False,
            error_x=None if name == "tanpa selang" else _whiskers(part, "pct", "pct_rendah", "pct_tinggi"),
            customdata=[_hover(row, satuan) for row in each(part)],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    ticks = list(range(len(rows)))
    # A carrier for the right-hand axis: plotly draws an axis only when a trace stands on it.
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip", showlegend=False)
    labels = [f"<b>{n}</b>" if n == sorot else n for n in rows["nama"]]
    common = {"range": [-0.6, len(rows) - 0.4], "tickvals": ticks, "fixedrange": True, "zeroline": False}
    fig.arrange(
        xaxis={"side": "top", "ticksuffix": " %", "range": _span(rows, ["pct", "pct_rendah", "pct_tinggi"], acuan),
               "nticks": 8, "tickfont": {"color": SECONDARY, "size": SMALL}},
        yaxis={**common, "ticktext": labels, "gridcolor": GRID, "automargin": True, "ticklen": 6,
               "tickcolor": GROUND, "tickfont": {"size": SIZE, "color": INK}},
        yaxis2={**common, "ticktext": [_right(row) for row in each(rows)], "overlaying": "y", "side": "right",
                "showgrid": False, "tickfont": {"size": SMALL, "color": INK}, "ticklen": 8, "tickcolor": GROUND},
    )  # fmt: skip
    return fig.figure()


def _right(row: Any) -> str:
    if row.pct != row.pct:
        return "tanpa data"
    return f"<b>{persen(row.pct)}</b>   n = {desimal(row.m, 0)}"


def _hover(row: Any, satuan: str) -> str:
    if row.is_terlalu_sedikit:
        spread = "satuan terlalu sedikit untuk dibandingkan"
    elif row.pct_rendah == row.pct_rendah:
        spread = f"selang 95 %: {desimal(row.pct_rendah)}–{desimal(row.pct_tinggi)}"
    else:
        spread = "tanpa selang: data tidak per satuan"
    schools = "" if row.jumlah_satuan != row.jumlah_satuan else f"<br>{desimal(row.jumlah_satuan, 0)} satuan pendidikan"
    return (
        f"<b>{row.nama}</b><br>{persen(row.pct)} = {desimal(row.x, 0)} dari {desimal(row.m, 0)} {satuan}"
        f"<br>{spread}{schools}"
    )


def dots_perubahan(frame: pd.DataFrame, *, lebar_nama: int = 0) -> go.Figure:
    """Changes in points with their intervals around zero, largest first; hollow where the change is not real.

    `frame`: nama, poin, poin_rendah, poin_tinggi, is_nyata, already narrowed to what is shown.
    """
    rows = frame.sort_values(["poin", "nama"], ascending=[True, False]).reset_index(drop=True)
    fig = Draft(44 + 29 * max(len(rows), 1), top=28, right=62, left=max(lebar_nama, 10))
    fig.across(0, color=INK, width=1.2)
    is_real = rows["is_nyata"].eq(True)
    for part, marker in (
        (rows[is_real & (rows["poin"] > 0)], {"symbol": "circle", "color": ABOVE, "size": 11}),
        (rows[is_real & (rows["poin"] < 0)], {"symbol": "diamond", "color": BELOW, "size": 11}),
        (rows[~is_real], {"symbol": "circle-open", "color": EQUAL, "size": 10, "line": {"width": 2.2}}),
    ):
        if part.empty:
            continue
        fig.scatter(
            x=part["poin"], y=part.index, mode="markers", marker=marker, cliponaxis=False,
            error_x=_whiskers(part, "poin", "poin_rendah", "poin_tinggi"),
            customdata=[_hover_change(row) for row in each(part)],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    ticks = list(range(len(rows)))
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip")
    common = {"range": [-0.6, len(rows) - 0.4], "tickvals": ticks, "fixedrange": True, "zeroline": False}
    fig.arrange(
        xaxis={"side": "top", "range": _span(rows, ["poin", "poin_rendah", "poin_tinggi"], 0.0), "nticks": 5,
               "tickfont": {"color": SECONDARY, "size": SMALL}, "ticksuffix": ""},
        yaxis={**common, "ticktext": rows["nama"].tolist(), "automargin": True, "tickfont": {"size": SIZE},
               "ticklen": 6, "tickcolor": GROUND},
        yaxis2={**common, "ticktext": [f"<b>{bertanda(v)}</b>" for v in rows["poin"]], "overlaying": "y",
                "side": "right", "showgrid": False, "ticklen": 8, "tickcolor": GROUND,
                "tickfont": {"size": SIZE, "color": INK}},
    )  # fmt: skip
    return fig.figure()


def _hover_change(row: Any) -> str:
    verdict = "perubahan nyata" if row.is_nyata is True else "tidak berbeda nyata dari nol"
    spread = "tanpa selang: data tidak per satuan"
    if row.poin_rendah == row.poin_rendah:
        spread = f"selang 95 %: {bertanda(row.poin_rendah)} s.d. {bertanda(row.poin_tinggi)}<br>{verdict}"
    return f"<b>{row.nama}</b><br>{bertanda(row.poin)} poin<br>{spread}"


def dots_banding(frame: pd.DataFrame, nama: str, nama_pulau: str) -> go.Figure:
    """One row a measure: the region with its interval, its island group and the nation as context.

    `frame`: label, pct, pct_rendah, pct_tinggi, m, pct_pulau, pct_nasional, keterangan; in the order shown.
    """
    rows = frame.iloc[::-1].reset_index(drop=True)
    fig = Draft(70 + 44 * max(len(rows), 1), top=58, right=142, left=10)
    for row in each(rows):
        ends = [v for v in (row.pct, row.pct_pulau, row.pct_nasional) if v == v]
        if len(ends) > 1:
            fig.shape(type="line", x0=min(ends), x1=max(ends), y0=row.Index, y1=row.Index, layer="below",
                          line={"color": "#e1e7ee", "width": 6})  # fmt: skip
    series = (
        ("pct_nasional", "nasional", {"symbol": "line-ns", "size": 18, "line": {"width": 3, "color": INK}}),
        ("pct_pulau", nama_pulau, {"symbol": "diamond", "size": 10, "color": "#7d8a98"}),
        ("pct", nama, {"symbol": "circle", "size": 14, "color": ACCENT}),
    )
    for column, name, marker in series:
        part = rows[rows[column].notna()]
        fig.scatter(
            x=part[column], y=part.index, mode="markers", name=name, marker=marker, cliponaxis=False,
            error_x=_whiskers(part, "pct", "pct_rendah", "pct_tinggi") if column == "pct" else None,
            customdata=part["keterangan"] if column == "pct" else [f"{name}: {persen(v)}" for v in part[column]],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip", showlegend=False)
    ticks = list(range(len(rows)))
    common = {"range": [-0.6, len(rows) - 0.4], "tickvals": ticks, "fixedrange": True, "zeroline": False}
    fig.arrange(
        showlegend=True,
        legend={"orientation": "h", "x": 0, "xref": "container", "xanchor": "left", "y": 1, "yref": "container",
                "yanchor": "top", "traceorder": "reversed", "font": {"size": SIZE}, "itemclick": False,
                "itemdoubleclick": False},
        xaxis={"side": "top", "ticksuffix": " %", "nticks": 7, "range": [-2, 102],
               "tickfont": {"color": SECONDARY, "size": SMALL}},
        yaxis={**common, "ticktext": rows["label"].tolist(), "automargin": True, "tickfont": {"size": SIZE},
               "ticklen": 6, "tickcolor": GROUND},
        yaxis2={**common, "ticktext": [_right_pair(row) for row in each(rows)], "overlaying": "y",
                "side": "right", "showgrid": False, "ticklen": 8, "tickcolor": GROUND,
                "tickfont": {"size": SMALL, "color": INK}},
    )  # fmt: skip
    return fig.figure()


def _right_pair(row: Any) -> str:
    if row.pct != row.pct:
        return "tanpa data"
    gap = row.pct - row.pct_nasional
    return f"<b>{persen(row.pct)}</b>  ({bertanda(gap)})" if gap == gap else f"<b>{persen(row.pct)}</b>"


__all__ = ["CLASSES", "CONTEXT", "dots_banding", "dots_peringkat", "dots_perubahan", "kelas"]
