"""Ranks as intervals, in groups that are level, and what makes two regions alike."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.dots import CLASSES
from charts.names import short_name
from charts.style import (  # fmt: skip
    ACCENT,
    CATEGORICAL,
    CONTEXT,
    GRID,
    GROUND,
    INK,
    LINE,
    SECONDARY,
    SIZE,
    SMALL,
    Draft,
    banyak,
    desimal,
    drawn,
    each,
    persen,
)

MOST = 60
"""Units that are drawn one by one; of more only both ends and those asked for."""
ENDS = 12
ROW = 23


def shown_rows(frame: pd.DataFrame, wajib: Collection[str] = (), *, most: int = MOST, ends: int = ENDS) -> pd.DataFrame:
    """The ranked units that are drawn, highest first, with `lewat`: how many were left out just before each.

    `frame`: kode, pct, peringkat (NaN: not ranked, not drawn). Of more than `most` units the first and last `ends` and
    those of `wajib` stay.
    """
    rows = frame[frame["peringkat"].notna()].sort_values(["pct", "nama"], ascending=[False, True])
    rows = rows.assign(urut=range(len(rows)))
    if len(rows) > most:
        is_end = (rows["urut"] < ends) | (rows["urut"] >= len(rows) - ends)
        rows = rows[is_end | rows["kode"].isin(list(wajib))]
    return rows.assign(lewat=(rows["urut"].diff().fillna(1) - 1).astype(int)).reset_index(drop=True)


@drawn
def dots_rentang_peringkat(
    frame: pd.DataFrame, jumlah: int, unit: str, *, satuan: str = "", sorot: Collection[str] = (),
    banding: Collection[str] = (),
) -> go.Figure:  # fmt: skip
    """One row a unit: the interval of its rank among `jumlah`, its group's heading above; share and n at the right.

    `frame`: shown_rows of kode, nama, pct, pct_rendah, pct_tinggi, x, m, peringkat, peringkat_dari, peringkat_sampai,
    jumlah_di_atas, jumlah_di_bawah, jumlah_setara, kelompok, anggota (units in its group), kepala (the group's
    first), kelas (against the reference) and peluang_terbawah. Clicking gives the code as the second of customdata.
    """
    y, headings, gaps = _layout(frame)
    rows = frame.assign(y=y)
    places = max([*y, *(place for place, _ in headings), *(place for place, _ in gaps)], default=0) + 1
    fig = Draft(int(58 + ROW * places), top=50, right=8, left=2)
    for place, row in headings:
        who = f"{short_name(row.kepala)} sendiri" if row.anggota == 1 else f"{int(row.anggota)} setara"
        text = f"Kelompok {int(row.kelompok)}: {who}"
        fig.shape(type="line", xref="paper", x0=0, x1=1, y0=place - 0.48, y1=place - 0.48,
                  line={"color": LINE, "width": 1})  # fmt: skip
        fig.annotation(x=0, xref="paper", xanchor="left", y=place, text=text,
                       font={"size": SMALL, "color": SECONDARY}, bgcolor=GROUND)  # fmt: skip
    for place, count in gaps:
        fig.annotation(x=0.5, xref="paper", y=place, text=f"… {desimal(count, 0)} {unit} lain di antaranya …",
                       font={"size": SMALL, "color": SECONDARY}, bgcolor=GROUND)  # fmt: skip
    for codes, colour, width in ((None, CONTEXT, 6), (banding, SECONDARY, 6), (sorot, ACCENT, 8)):
        part = rows if codes is None else rows[rows["kode"].isin(list(codes))]
        ends: list[float | None] = []
        heights: list[float | None] = []
        for row in each(part):
            ends += [row.peringkat_dari - 0.25, row.peringkat_sampai + 0.25, None]
            heights += [row.y, row.y, None]
        fig.scatter(x=ends, y=heights, mode="lines", hoverinfo="skip", line={"color": colour, "width": width})
    for name, marker in CLASSES.items():
        part = rows[rows["kelas"] == name]
        if part.empty:
            continue
        is_open = marker["symbol"].endswith("open")
        solid = {**marker, "symbol": "circle", "color": GROUND} if is_open else marker
        fig.scatter(
            x=part["peringkat"], y=part["y"], mode="markers", marker=solid, cliponaxis=False,
            customdata=[[_hover(row, jumlah, satuan), row.kode] for row in each(part)],
            hovertemplate="%{customdata[0]}<extra></extra>",
        )  # fmt: skip
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip")
    labels = [_label(row, sorot, banding) for row in each(rows)]
    common = {"range": [places - 0.4, -0.6], "tickvals": y, "fixedrange": True, "zeroline": False}
    step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, jumlah) if jumlah / s <= 4.5)
    ticks = [1, *(t for t in range(step, jumlah, step) if t > 1 and jumlah - t > step / 2), jumlah]
    fig.annotation(x=0, xref="paper", xanchor="left", y=1, yref="paper", yshift=40,
                   text="peringkat, 1 = tertinggi", font={"size": SMALL, "color": SECONDARY})  # fmt: skip
    fig.arrange(
        xaxis={"side": "top", "range": [0.2, jumlah + 0.8], "tickvals": ticks, "gridcolor": GRID, "tickangle": 0,
               "ticktext": [desimal(t, 0) for t in ticks], "tickfont": {"color": SECONDARY, "size": SMALL}},
        yaxis={**common, "ticktext": labels, "automargin": True, "ticklen": 6, "tickcolor": GROUND, "showgrid": False,
               "tickfont": {"size": SIZE, "color": INK}},
        yaxis2={**common, "ticktext": [_right(row, satuan) for row in each(rows)], "overlaying": "y", "side": "right",
                "showgrid": False, "automargin": True, "tickfont": {"size": SMALL, "color": INK}, "ticklen": 8,
                "tickcolor": GROUND},
    )  # fmt: skip
    return fig.figure()


def _layout(frame: pd.DataFrame) -> tuple[list[int], list[tuple[int, Any]], list[tuple[int, int]]]:
    """Rows down the page: each unit's, the headings of groups with their first unit, and gaps with their counts."""
    place = 0
    y: list[int] = []
    headings: list[tuple[int, Any]] = []
    gaps: list[tuple[int, int]] = []
    group: float | None = None
    for row in each(frame):
        if row.lewat:
            gaps.append((place, int(row.lewat)))
            place += 1
        if row.kelompok != group:
            headings.append((place, row))
            place, group = place + 1, row.kelompok
        y.append(place)
        place += 1
    return y, headings, gaps


def _label(row: Any, sorot: Collection[str], banding: Collection[str]) -> str:
    name = short_name(row.nama)
    if row.kode in sorot:
        return f'<b><span style="color:{ACCENT}">{name}</span></b>'
    return f"<b>{name}</b>" if row.kode in banding else name


def _right(row: Any, satuan: str) -> str:
    """Share, its ± and n; all but the share in a span of its own, which the style sheet hides on a phone."""
    half = (row.pct_tinggi - row.pct_rendah) / 2
    return f"<b>{persen(row.pct)}</b><span> ±{desimal(half)}   n = {banyak(row.m, satuan)}</span>"


def rentang(dari: float, sampai: float) -> str:
    """`2–25`, or `38` where nothing else is possible."""
    low, high = int(dari), int(sampai)
    return f"{low}" if low == high else f"{low}–{high}"


def _hover(row: Any, jumlah: int, satuan: str) -> str:
    chance = ""
    if row.peluang_terbawah == row.peluang_terbawah:
        chance = f"<br>peluang di seperempat terbawah: {peluang(row.peluang_terbawah)}"
    return (
        f"<b>{row.nama}</b><br>{persen(row.pct)} = {banyak(row.x, satuan)} dari {banyak(row.m, satuan)} {satuan}"
        f"<br>selang 95 %: {desimal(row.pct_rendah)}–{desimal(row.pct_tinggi)}"
        f"<br>peringkat {rentang(row.peringkat_dari, row.peringkat_sampai)} dari {jumlah}"
        f"<br>{desimal(row.jumlah_di_atas, 0)} pasti di atasnya, {desimal(row.jumlah_di_bawah, 0)} pasti di bawahnya, "
        f"{desimal(row.jumlah_setara, 0)} setara{chance}"
    )


def peluang(value: float) -> str:
    """A chance in whole percent; never 0 or 100 by rounding."""
    if value != value:
        return "–"
    if 0.005 <= value <= 0.995:
        return f"{desimal(100 * value, 0)} %"
    return "< 1 %" if value < 0.5 else "> 99 %"


@drawn
def bars_jarak(frame: pd.DataFrame, bahan: Mapping[str, str]) -> go.Figure:
    """Squared distances as stacked bars of their ingredients in the categorical colours, nearest first; no key of its
    own, for that wraps better beside the chart. The distance at the right.

    `frame`: nama, jarak and a column an ingredient, which add up to jarak²; NaN for one that is missing. `bahan`:
    column to printed name, in the order stacked.
    """
    rows = frame.reset_index(drop=True)
    fig = Draft(16 + 26 * max(len(rows), 1), top=8, right=48, left=2)
    used = [name for name in bahan if name in rows]
    for colour, name in zip(CATEGORICAL, used, strict=False):
        fig.data.append(
            {
                "type": "bar", "orientation": "h", "x": rows[name].fillna(0), "y": rows.index, "width": 0.6,
                "marker": {"color": colour}, "name": bahan[name],
                "customdata": [_bar_hover(row, name, bahan) for row in each(rows)],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )  # fmt: skip
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip")
    common = {"range": [len(rows) - 0.4, -0.6], "tickvals": rows.index.tolist(), "fixedrange": True, "zeroline": False,
              "showgrid": False}  # fmt: skip
    most = float((rows["jarak"] ** 2).max()) if len(rows) else 1.0
    fig.arrange(
        barmode="stack",
        xaxis={"range": [0, most * 1.02 or 1.0], "showticklabels": False, "showgrid": False},
        yaxis={**common, "ticktext": [short_name(n) for n in rows["nama"]], "automargin": True, "ticklen": 6,
               "tickcolor": GROUND, "tickfont": {"size": SMALL, "color": INK}},
        yaxis2={**common, "ticktext": [f"<b>{desimal(v, 2)}</b>" for v in rows["jarak"]], "overlaying": "y",
                "side": "right", "ticklen": 6, "tickcolor": GROUND, "tickfont": {"size": SMALL, "color": INK}},
    )  # fmt: skip
    return fig.figure()


def _bar_hover(row: Any, name: str, bahan: Mapping[str, str]) -> str:
    value = getattr(row, name)
    if value != value:
        return f"<b>{row.nama}</b><br>{bahan[name]}: tidak diketahui, jarak dihitung dari yang lain"
    part = 100 * value / row.jarak**2 if row.jarak else 0.0
    return f"<b>{row.nama}</b><br>{bahan[name]}: {desimal(part, 0)} % dari jarak²"
