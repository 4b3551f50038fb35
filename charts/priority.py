"""Need of regions: scores as contributions, one region's score step by step, chances of each rank, rank intervals."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from charts.names import short_name
from charts.ranks import peluang, rentang
from charts.style import (
    ACCENT,
    CATEGORICAL,
    CONTEXT,
    GRID,
    GROUND,
    INK,
    SECONDARY,
    SIZE,
    SMALL,
    Draft,
    desimal,
    drawn,
    each,
    plain,
    text_colour,
)

Floats = npt.NDArray[np.float64]
ROW = 27
HEAT = ("#ffffff", "#eaf1f9", "#c9dcef", "#9dc0e2", "#639ccf", "#2f78b5", "#0b5cab")
"""White to the accent: a chance of 0 has no colour."""
NARROW = 7.0
"""Contributions smaller than this have no room for their number; the hover has it."""
OPEN = 0.05
"""Points of a score that count as no range at all."""
FEW = 8
"""Ranks up to which each has its number on the axis."""
NOTHING = 1e-9
"""A share of weights that counts as none."""
BELOW_BAR = 0.44
"""How far under the middle of its bar the line of a range runs: clear of the numbers, in the gap to the next bar."""
FIGURE_SPACE = "\u2007"


@drawn
def bars_skor(
    frame: pd.DataFrame,
    sumbangan: Floats,
    nama: Sequence[str],
    *,
    sorot: str | None = None,
    warna: Sequence[int] | None = None,
) -> go.Figure:
    """One stacked bar a region: its score as the contributions of its criteria; score, chance and data at the right.

    `frame`: kode, nama, skor, peluang (0-1 or NaN), jumlah_data, skor_terendah, skor_tertinggi, in the order drawn; a
    line under a bar runs between the last two where they differ. `sumbangan` (n, k): parts that add up to skor, NaN
    unknown. `nama` (k,): the criteria; `warna` (k,): the place of their colours, else as they come. Clicking gives the
    code as the second of customdata.
    """
    rows = _named(frame)
    fig = Draft(int(60 + ROW * max(len(rows), 1)), top=52, right=4, left=2)
    for at, (text, place) in enumerate(zip(nama, warna or range(len(nama)), strict=True)):
        name = plain(text)
        fill = CATEGORICAL[place % len(CATEGORICAL)]
        part = np.nan_to_num(sumbangan[:, at]) if len(rows) else np.array([])
        fig.data.append({
            "type": "bar", "orientation": "h", "name": name, "x": part.tolist(), "y": rows.index.tolist(),
            "width": 0.7, "marker": {"color": fill, "line": {"color": GROUND, "width": 1}},
            "text": [desimal(v, 0) if v >= NARROW else "" for v in part], "textposition": "inside",
            "insidetextanchor": "middle", "textangle": 0, "constraintext": "none",
            "textfont": {"size": SMALL, "color": text_colour(fill)},
            "customdata": [
                [f"<b>{row.nama}</b><br>{name}: {_told(sumbangan[i, at], row)}", str(row.kode)]
                for i, row in enumerate(each(rows))
            ],
            "hovertemplate": "%{customdata[0]}<extra></extra>",
        })  # fmt: skip
    _ranges(fig, rows)
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip")
    common = {"range": [len(rows) - 0.4, -0.6], "tickvals": rows.index.tolist(), "fixedrange": True, "zeroline": False,
              "showgrid": False}  # fmt: skip
    labels = [_name(row, sorot) for row in each(rows)]
    right = [
        f"<b>{desimal(row.skor):{FIGURE_SPACE}>4}</b><span>  {peluang(row.peluang):{FIGURE_SPACE}>6}"
        f"  {f'{int(row.jumlah_data)}/{len(nama)}':{FIGURE_SPACE}>4}</span>"
        for row in each(rows)
    ]
    fig.annotation(x=0, xref="paper", xanchor="left", y=1, yref="paper", yshift=42, text="skor kebutuhan",
                   font={"size": SMALL, "color": SECONDARY})  # fmt: skip
    if len(rows):
        fig.annotation(x=1, xref="paper", xanchor="left", xshift=5, y=1, yref="paper", yshift=18,
                       text="skor<span>  peluang  data</span>", font={"size": SMALL, "color": SECONDARY})  # fmt: skip
    most = float(rows[["skor", "skor_tertinggi"]].max().max()) if len(rows) else 100.0
    fig.arrange(
        barmode="stack",
        xaxis={"side": "top", "range": [0, max(most * 1.02, 1.0)], "gridcolor": GRID, "nticks": 5,
               "tickfont": {"color": SECONDARY, "size": SMALL}, "tickangle": 0},
        yaxis={**common, "ticktext": labels, "automargin": True, "ticklen": 6, "tickcolor": GROUND,
               "tickfont": {"size": SIZE, "color": INK}},
        yaxis2={**common, "ticktext": right, "overlaying": "y", "side": "right", "automargin": True, "ticklen": 6,
                "tickcolor": GROUND, "tickfont": {"size": SMALL, "color": INK}},
    )  # fmt: skip
    return fig.figure()


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows numbered from 0, their names safe to print."""
    return frame.assign(nama=[plain(name) for name in frame["nama"]]).reset_index(drop=True)


def is_open(frame: pd.DataFrame) -> pd.Series:
    """Which regions' scores could lie elsewhere if what is not known about them were."""
    return frame["skor_tertinggi"] - frame["skor_terendah"] >= OPEN


def _ranges(fig: Draft, rows: pd.DataFrame) -> None:
    """A thin line with ends under the bar of each region whose score is open."""
    ends: list[float | None] = []
    heights: list[float | None] = []
    for row in each(rows[is_open(rows)]):
        ends += [row.skor_terendah, row.skor_tertinggi, None]
        heights += [row.Index + BELOW_BAR, row.Index + BELOW_BAR, None]
    if ends:
        fig.scatter(
            x=ends, y=heights, mode="lines+markers", name="bila lengkap", hoverinfo="skip", cliponaxis=False,
            line={"color": INK, "width": 1.5},
            marker={"symbol": "line-ns-open", "size": 7, "color": INK, "line": {"width": 1.5}},
        )  # fmt: skip


def _told(part: float, row: Any) -> str:
    said = f"menyumbang {desimal(part)} dari skor {desimal(row.skor)}"
    if part != part:
        said = "tidak tersedia, skor dihitung dari yang lain"
    low, high = float(row.skor_terendah), float(row.skor_tertinggi)
    return said + (
        f"<br>bila datanya lengkap: skor {desimal(low)} sampai {desimal(high)}" if high - low >= OPEN else ""
    )


def _name(row: object, sorot: str | None) -> str:
    name = short_name(str(row.nama))  # type: ignore[attr-defined]
    return f'<b><span style="color:{ACCENT}">{name}</span></b>' if row.kode == sorot else name  # type: ignore[attr-defined]


@drawn
def bars_tangga_skor(
    steps: Sequence[tuple[str, float, str]], skor: float, warna: Sequence[int] | None = None
) -> go.Figure:
    """How a score comes about: each contribution starts where the one before ended, the whole at the foot.

    `steps`: criterion, contribution (NaN: unknown, said), remark; the contributions add up to `skor`. `warna`: the
    place of each criterion in bars_skor, so that it keeps its colour. Words stand over their bar, so that a phone has
    room for them.
    """
    rows = [*((plain(name), part, plain(remark)) for name, part, remark in steps), ("Skor kebutuhan", skor, "")]
    fig = Draft(18 + 48 * len(rows), top=8, bottom=4, left=2, right=2)
    start = 0.0
    bases: list[float] = []
    widths: list[float] = []
    for _, part, _ in steps:
        bases.append(start)
        widths.append(0.0 if part != part else part)
        start += widths[-1]
    bases.append(0.0)
    widths.append(skor)
    place = list(range(len(rows)))[::-1]
    colours = [*(CATEGORICAL[i % len(CATEGORICAL)] for i in (warna or range(len(steps)))), INK]
    fig.data.append({
        "type": "bar", "orientation": "h", "base": bases, "x": widths, "y": place, "width": 0.3,
        "marker": {"color": colours},
        "customdata": [f"<b>{name}</b><br>{_signed(part)}<br>{remark}" for name, part, remark in rows],
        "hovertemplate": "%{customdata}<extra></extra>",
    })  # fmt: skip
    for y, (name, part, remark) in zip(place, rows, strict=True):
        value = "tidak tersedia" if part != part else _signed(part) if y else desimal(part)
        said = f"{name}  <b>{value}</b>" + (f'  <span style="color:{SECONDARY}">{remark}</span>' if remark else "")
        fig.annotation(
            x=0,
            xanchor="left",
            y=y,
            yshift=19,
            text=said,
            align="left",
            bgcolor=GROUND,
            borderpad=0,
            font={"size": SIZE, "color": INK},
        )
    most = max(skor, 1.0)
    for y, base, width in zip(place[:-1], bases, widths, strict=False):
        end = base + width
        fig.shape(type="line", x0=end, x1=end, y0=y - 0.16, y1=y - 0.84, line={"color": CONTEXT, "width": 1})
    fig.arrange(
        xaxis={"visible": False, "range": [0, most * 1.01]},
        yaxis={"visible": False, "range": [-0.4, len(rows) - 0.35]},
    )
    return fig.figure()


def _signed(value: float) -> str:
    return "tidak tersedia" if value != value else f"+{desimal(value)}"


@drawn
def heat_peluang_urutan(frame: pd.DataFrame, peluang_urutan: Floats, *, sorot: str | None = None) -> go.Figure:
    """Chances of each rank, a row a region: the share of weights that gives it; at the right any that is left.

    `frame`: kode, nama in the order drawn. `peluang_urutan` (n, r): 0-1, NaN where it takes no part.
    """
    rows = _named(frame)
    ranks = peluang_urutan.shape[1]
    rest = 1 - np.nansum(peluang_urutan, axis=1)
    rest[np.isnan(peluang_urutan).all(axis=1)] = np.nan
    is_rest = bool((np.nan_to_num(rest) > NOTHING).any())
    whole = np.column_stack([peluang_urutan, np.clip(rest, 0.0, 1.0)]) if is_rest else peluang_urutan
    labels = [str(r + 1) for r in range(ranks)] + ([f"> {ranks}"] if is_rest else [])
    fig = Draft(int(62 + 26 * max(len(rows), 1)), top=56, right=4, left=2)
    steps = [[i / (len(HEAT) - 1), fill] for i, fill in enumerate(HEAT)]
    fig.data.append({
        "type": "heatmap", "z": (100 * whole).tolist(), "x": list(range(len(labels))), "y": rows.index.tolist(),
        "colorscale": steps, "zmin": 0, "zmax": 100, "showscale": False, "xgap": 2, "ygap": 2,
        "customdata": [[_cell(row.nama, labels[r], whole[i, r]) for r in range(len(labels))]
                       for i, row in enumerate(each(rows))],
        "hovertemplate": "%{customdata}<extra></extra>",
    })  # fmt: skip
    for i in range(len(rows)):
        for r in range(len(labels)):
            value = 100 * whole[i, r]
            if value == value and value >= 1.0:
                ground = HEAT[min(int(value / 100 * (len(HEAT) - 1) + 0.5), len(HEAT) - 1)]
                fig.annotation(x=r, y=i, text=desimal(value, 0), font={"size": SMALL, "color": text_colour(ground)})
    fig.annotation(x=0, xref="paper", xanchor="left", y=1, yref="paper", yshift=46,
                   text="urutan ke-, dan persen pilihan bobot", font={"size": SMALL, "color": SECONDARY})  # fmt: skip
    fig.arrange(
        xaxis={"side": "top", "tickvals": list(range(len(labels))), "ticktext": labels, "showgrid": False,
               "range": [-0.5, len(labels) - 0.5], "ticks": "", "tickangle": 0,
               "tickfont": {"size": SMALL, "color": SECONDARY}},
        yaxis={"range": [len(rows) - 0.5, -0.5], "tickvals": rows.index.tolist(), "showgrid": False,
               "ticktext": [_name(row, sorot) for row in each(rows)], "automargin": True, "ticklen": 6,
               "tickcolor": GROUND, "tickfont": {"size": SIZE, "color": INK}},
    )  # fmt: skip
    return fig.figure()


def _cell(nama: str, rank: str, chance: float) -> str:
    if chance != chance:
        return f"<b>{nama}</b><br>tidak ikut dihitung: datanya kurang"
    return f"<b>{nama}</b><br>urutan {rank}: {peluang(chance)} pilihan bobot"


@drawn
def dots_rentang_urutan(frame: pd.DataFrame, jumlah: int, *, sorot: str | None = None) -> go.Figure:
    """One row a region: the ranks that the uncertainty of its data leaves open among `jumlah`, and its own.

    `frame`: kode, nama, skor, urutan, urutan_dari, urutan_sampai in the order drawn.
    """
    rows = _named(frame)
    fig = Draft(int(62 + 24 * max(len(rows), 1)), top=56, right=4, left=2)
    ends: list[float | None] = []
    heights: list[float | None] = []
    for row in each(rows):
        ends += [row.urutan_dari - 0.25, row.urutan_sampai + 0.25, None]
        heights += [row.Index, row.Index, None]
    fig.scatter(x=ends, y=heights, mode="lines", hoverinfo="skip", line={"color": CONTEXT, "width": 6})
    fig.scatter(
        x=rows["urutan"], y=rows.index, mode="markers", cliponaxis=False,
        marker={"size": 10, "color": [ACCENT if kode == sorot else SECONDARY for kode in rows["kode"]]},
        customdata=[
            f"<b>{row.nama}</b><br>skor {desimal(row.skor)}, urutan {desimal(row.urutan, 0)}<br>"
            f"dari datanya: urutan {rentang(row.urutan_dari, row.urutan_sampai)} dari {jumlah}"
            for row in each(rows)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip")
    step = 1 if jumlah <= FEW else next(s for s in (1, 2, 5, 10, 20, 50, 100, 200, 500, jumlah) if jumlah / s <= 5.5)
    ticks = [1, *(t for t in range(step, jumlah, step) if t > 1 and jumlah - t > step / 2), jumlah]
    common = {"range": [len(rows) - 0.5, -0.5], "tickvals": rows.index.tolist(), "fixedrange": True,
              "zeroline": False, "showgrid": False}  # fmt: skip
    fig.annotation(x=0, xref="paper", xanchor="left", y=1, yref="paper", yshift=46,
                   text="urutan, 1 = kebutuhan terbesar", font={"size": SMALL, "color": SECONDARY})  # fmt: skip
    fig.arrange(
        xaxis={"side": "top", "range": [0.2, jumlah + 0.8], "tickvals": sorted(set(ticks)), "gridcolor": GRID,
               "ticktext": [desimal(t, 0) for t in sorted(set(ticks))], "tickangle": 0,
               "tickfont": {"size": SMALL, "color": SECONDARY}},
        yaxis={**common, "ticktext": [_name(row, sorot) for row in each(rows)], "automargin": True, "ticklen": 6,
               "tickcolor": GROUND, "tickfont": {"size": SIZE, "color": INK}},
        yaxis2={**common, "ticktext": [f"<b>{rentang(row.urutan_dari, row.urutan_sampai)}</b>" for row in each(rows)],
                "overlaying": "y", "side": "right", "automargin": True, "ticklen": 6, "tickcolor": GROUND,
                "tickfont": {"size": SMALL, "color": INK}},
    )  # fmt: skip
    return fig.figure()
