"""Funnel plot: units by size, with the limits within which chance and the usual spread keep them."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.names import short_name
from charts.style import (  # fmt: skip
    ABOVE,
    ACCENT,
    BELOW,
    CONTEXT,
    EQUAL,
    GRID,
    INK,
    SECONDARY,
    SMALL,
    Draft,
    banyak,
    desimal,
    drawn,
    each,
    persen,
)

KENDALI: dict[str, dict[str, Any]] = {
    "": {"symbol": "square", "color": CONTEXT, "size": 7},
    "dalam batas": {"symbol": "circle", "color": "#8b98a6", "size": 8},
    "di atas": {"symbol": "circle-open", "color": ABOVE, "size": 11, "line": {"width": 2.2, "color": ABOVE}},
    "di bawah": {"symbol": "diamond-open", "color": BELOW, "size": 11, "line": {"width": 2.2, "color": BELOW}},
    "jauh di atas": {"symbol": "circle", "color": ABOVE, "size": 11},
    "jauh di bawah": {"symbol": "diamond", "color": BELOW, "size": 12},
}
"""Where a unit lies: shape and filling as well as colour; filled is outside the 99,8 % limits."""
VERDICT = {
    "": "satuan terlalu sedikit untuk dinilai", "dalam batas": "di dalam batas 95 %",
    "di atas": "di atas batas 95 %", "di bawah": "di bawah batas 95 %",
    "jauh di atas": "di atas batas 99,8 %", "jauh di bawah": "di bawah batas 99,8 %",
}  # fmt: skip
LABELS_A_SIDE = 5
HEIGHT = 470
_VEIL = "rgba(255,255,255,.75)"
"""Behind a text that may cross a line."""
_BOX = (600.0, 400.0)
"""Width and height in px that labels are placed for: the narrowest the chart is ever drawn at."""


def labelled(frame: pd.DataFrame, sorot: Collection[str]) -> pd.DataFrame:
    """The rows whose names are written: the highlighted, then on either side those furthest outside, a handful."""
    mine = frame[frame["kode"].isin(list(sorot))]
    mine = mine if len(mine) <= LABELS_A_SIDE else mine.iloc[:0]
    out = frame[frame["kendali"].isin(["di atas", "di bawah", "jauh di atas", "jauh di bawah"])]
    parts = [mine]
    for side in ("atas", "bawah"):
        here = out[out["kendali"].str.endswith(side)]
        here = here.assign(jauh=here["kendali"].str.startswith("jauh"), besar=here["z"].abs())
        parts.append(here.sort_values(["jauh", "besar"], ascending=False).head(LABELS_A_SIDE))
    return pd.concat(parts).drop_duplicates("kode")


@drawn
def funnel_kendali(
    frame: pd.DataFrame, batas: pd.DataFrame, pusat: float, nama_pusat: str, *, satuan: str,
    besar: str = "", sorot: Collection[str] = (), banding: Collection[str] = (),
) -> go.Figure:  # fmt: skip
    """Shares against effective size on a log axis, with the pooled share and its 95 % and 99,8 % limits.

    `frame`: kode, nama, pct, pct_rendah, pct_tinggi, x, m, jumlah_satuan, n_efektif, z, kendali and the unit's own
    limits batas_95_rendah ... batas_998_tinggi. `batas`: n and the four limits along the axis. `besar`: what the
    axis counts, where that is not `satuan` itself. `sorot`: codes drawn in the accent with their names; `banding`:
    codes ringed. Clicking gives the code as the second of customdata.
    """
    rows = frame[frame["pct"].notna() & frame["n_efektif"].notna()]
    fig = Draft(HEIGHT, top=12, right=12, bottom=52, left=48)
    low, high = _range(rows["pct"].tolist(), batas, pusat)
    start, end = math.log10(float(batas["n"].min())), math.log10(float(batas["n"].max()))
    _limits(fig, batas, low, high)
    fig.shape(type="line", xref="paper", x0=0, x1=1, y0=pusat, y1=pusat, layer="below",
              line={"color": INK, "width": 1.5, "dash": "dot"})  # fmt: skip
    fig.annotation(x=1, xref="paper", xanchor="right", y=pusat, yshift=10, bgcolor=_VEIL,
                   text=f"{nama_pusat} {persen(pusat)}", font={"size": SMALL, "color": INK})  # fmt: skip
    for name, marker in KENDALI.items():
        _points(fig, rows[(rows["kendali"] == name) & ~rows["kode"].isin(list(sorot))], marker, satuan)
    ringed = rows[rows["kode"].isin(list(banding))]
    if not ringed.empty:
        fig.scatter(x=ringed["n_efektif"], y=ringed["pct"], mode="markers", hoverinfo="skip", cliponaxis=False,
                    marker={"symbol": "circle-open", "size": 18, "color": INK, "line": {"width": 1.6}})  # fmt: skip
    for name, marker in KENDALI.items():
        mine = rows[(rows["kendali"] == name) & rows["kode"].isin(list(sorot))]
        _points(fig, mine, {**marker, "color": ACCENT, "size": 15, "line": {"width": 2.4, "color": ACCENT}}, satuan)
    for label in _place(labelled(rows, sorot), rows, sorot, (start, end), (low, high)):
        is_mine = label.kode in sorot
        fig.annotation(x=math.log10(label.x), y=label.y, xshift=label.dx, yshift=label.dy, xanchor=label.anchor,
                       text=f"<b>{label.nama}</b>" if is_mine else label.nama, bgcolor=_VEIL, borderpad=0,
                       font={"size": SMALL, "color": ACCENT if is_mine else INK})  # fmt: skip
    ticks = _ticks(10**start, 10**end)
    fig.arrange(
        xaxis={"type": "log", "range": [start, end], "tickvals": ticks, "ticktext": [desimal(t, 0) for t in ticks],
               "gridcolor": GRID, "tickfont": {"size": SMALL, "color": SECONDARY},
               "title": {"text": f"{besar or satuan}: besar wilayah →", "standoff": 8,
                         "font": {"size": SMALL, "color": SECONDARY}}},
        yaxis={"range": [low, high], "ticksuffix": " %", "nticks": 7, "gridcolor": GRID,
               "tickfont": {"size": SMALL, "color": SECONDARY}},
    )  # fmt: skip
    return fig.figure()


def _range(values: list[float], batas: pd.DataFrame, pusat: float) -> tuple[float, float]:
    """The span of the shares, and of the limits of a middling unit as far as they leave the shares half the height."""
    low, high = min([*values, pusat]), max([*values, pusat])
    middle = batas.iloc[len(batas) // 2]
    least = max(high - low, 1.0)
    for name in ("95", "998"):
        wide = min(low, float(middle[f"batas_{name}_rendah"])), max(high, float(middle[f"batas_{name}_tinggi"]))
        if wide[1] - wide[0] <= 2 * least:
            low, high = wide
    room = max((high - low) * 0.1, 1.0)
    return max(low - room, min(0.0, low) - 0.5), min(high + room, max(100.0, high) + 0.5)


def _limits(fig: Draft, batas: pd.DataFrame, low: float, high: float) -> None:
    """The four curves; each is named where it first comes into sight from the small units' side."""
    for name, dash, width in (("998", "solid", 1.6), ("95", "dash", 1.4)):
        for side in ("rendah", "tinggi"):
            line = batas[f"batas_{name}_{side}"]
            fig.scatter(x=batas["n"], y=line, mode="lines", hoverinfo="skip",
                        line={"color": EQUAL, "width": width, "dash": dash})  # fmt: skip
            room = (high - low) * 0.05
            seen = batas[(line > max(low + room, 0.05)) & (line < min(high - room, 99.95))]
            if not seen.empty:
                first = seen.iloc[min(len(seen) - 1, 1)]
                fig.annotation(x=math.log10(float(first["n"])), y=float(first[f"batas_{name}_{side}"]),
                               xanchor="left", yshift=10 if side == "tinggi" else -10,
                               text="99,8 %" if name == "998" else "95 %", bgcolor=_VEIL,
                               font={"size": SMALL, "color": SECONDARY})  # fmt: skip


def _points(fig: Draft, part: pd.DataFrame, marker: dict[str, Any], satuan: str) -> None:
    if part.empty:
        return
    fig.scatter(
        x=part["n_efektif"], y=part["pct"], mode="markers", marker=marker, cliponaxis=False,
        customdata=[[_hover(row, satuan), row.kode] for row in each(part)],
        hovertemplate="%{customdata[0]}<extra></extra>",
    )  # fmt: skip


def _hover(row: Any, satuan: str) -> str:
    spread = ""
    if row.pct_rendah == row.pct_rendah:
        spread = f"<br>selang 95 %: {desimal(row.pct_rendah)}–{desimal(row.pct_tinggi)}"
    return (
        f"<b>{row.nama}</b><br>{persen(row.pct)} = {banyak(row.x, satuan)} dari {banyak(row.m, satuan)} {satuan}"
        f"{spread}"
        f"<br>{VERDICT[row.kendali]}"
        f"<br>batas 95 %: {desimal(row.batas_95_rendah)}–{desimal(row.batas_95_tinggi)}"
        f"<br>batas 99,8 %: {desimal(row.batas_998_rendah)}–{desimal(row.batas_998_tinggi)}"
        f"<br>{desimal(row.jumlah_satuan, 0)} satuan pendidikan"
    )


def _ticks(low: float, high: float) -> list[float]:
    """1, 2, 5, 10, 20 ... within the axis; closer together where the axis is short."""
    found: list[float] = []
    for bases in ((1, 2, 5), (1, 1.5, 2, 3, 5, 7), (1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9)):
        found = [base * 10.0**power for power in range(-1, 8) for base in bases if low <= base * 10.0**power <= high]
        if len(found) >= 4:
            break
    return found


@dataclass(frozen=True)
class _Label:
    kode: str
    nama: str
    x: float
    y: float
    dx: int
    dy: int
    anchor: str


_Rect = tuple[float, float, float, float]


def _place(
    rows: pd.DataFrame, everyone: pd.DataFrame, sorot: Collection[str], x: tuple[float, float], y: tuple[float, float]
) -> list[_Label]:
    """Names beside their points where they cover neither each other nor any point; dropped if there is no such place.

    A highlighted name may cover a point that has no name.
    """
    wide, tall = _BOX

    def pixel(n: float, pct: float) -> tuple[float, float]:
        return wide * (math.log10(n) - x[0]) / (x[1] - x[0]), tall * (pct - y[0]) / (y[1] - y[0])

    points = [pixel(row.n_efektif, row.pct) for row in each(rows)]
    taken: list[_Rect] = [(px - 6, py - 6, px + 6, py + 6) for px, py in points]
    crowd = [pixel(row.n_efektif, row.pct) for row in each(everyone)]
    found: list[_Label] = []
    for row, (px, py) in zip(each(rows), points, strict=True):
        name = short_name(str(row.nama))
        length = 7.0 * len(name)
        spots: list[tuple[str, int, int, _Rect]] = [
            ("left", 10, 0, (px + 10, py - 9, px + 10 + length, py + 9)),
            ("right", -10, 0, (px - 10 - length, py - 9, px - 10, py + 9)),
            ("center", 0, 17, (px - length / 2, py + 8, px + length / 2, py + 26)),
            ("center", 0, -17, (px - length / 2, py - 26, px + length / 2, py - 8)),
        ]
        free = [s for s in spots if s[3][0] >= 0 and s[3][2] <= wide and s[3][1] >= 0 and s[3][3] <= tall]
        free = [s for s in free if not any(_meet(s[3], box) for box in taken if box[:2] != (px - 6, py - 6))]
        if not free:
            continue
        covered = [sum(_holds(spot[3], point) for point in crowd) for spot in free]
        best = covered.index(min(covered))
        if covered[best] and row.kode not in sorot:
            continue
        anchor, dx, dy, box = free[best]
        taken.append(box)
        found.append(_Label(str(row.kode), name, float(row.n_efektif), float(row.pct), dx, dy, anchor))
    return found


def _meet(one: _Rect, other: _Rect) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _holds(box: _Rect, point: tuple[float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]
