"""Targets: the line from baseline to target with what came of it, and how many targets stand where, by owner."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.lines import spread_labels
from charts.style import (  # fmt: skip
    ACCENT,
    CATEGORICAL,
    CONTEXT,
    GROUND,
    INK,
    SECONDARY,
    SIZE,
    SMALL,
    Draft,
    banyak,
    desimal,
    drawn,
    each,
    hari,
    plain,
    text_colour,
)

WARNA = {
    "lewat tenggat": "#a33f00", "tertinggal": "#E69F00", "belum dapat dinilai": "#b7c2ce", "di jalur": "#56B4E9",
    "tercapai": CATEGORICAL[0],
}  # fmt: skip
"""The colour of each state, in the order they are stacked; the count and the key say it too."""
BEFORE = timedelta(days=370)
"""How much of the series before the baseline is drawn: where it came from, not all of it."""
ROW = 30


@dataclass(frozen=True)
class Garis:
    """What a burn-up is drawn for: the promise, the newest value, and the value its line asks for that day."""

    awal: float
    tanggal_awal: date
    target: float
    tenggat: date
    perlu: float
    satuan: str
    """Unit of the values."""
    dasar: str = ""
    """What n counts."""


def nilai_kata(value: float, satuan: str) -> str:
    """`62,9 %`, `2,45`, `71,2`."""
    text = desimal(value, 2 if satuan in ("skala 1-3", "indeks 0-1") else 1)
    return f"{text} %" if satuan == "persen" else text


@drawn
def lines_target(deret: pd.DataFrame, garis: Garis, hari_ini: date, *, is_kecil: bool = False) -> go.Figure:
    """The straight line from baseline to target, and the values with their band; labels at the right edge.

    `deret`: tanggal, nilai, rendah, tinggi, x, m, jumlah_satuan, ruas (a line is not drawn from one ruas to the next),
    is_lengkap (a cut-off still being filled is a hollow mark). `is_kecil`: one of several, with shorter labels.
    """
    first = garis.tanggal_awal - BEFORE
    rows = deret[[t >= first for t in deret["tanggal"]]] if len(deret) else deret
    days = [garis.tanggal_awal, garis.tenggat, *rows["tanggal"]]
    last_day = max([*days, hari_ini] if hari_ini - max(days) < BEFORE else days)
    height, right, bottom = (240, 118, 52) if is_kecil else (340, 218, 36)
    fig = Draft(height, top=44, right=right, bottom=bottom, left=54)
    whole = rows[rows["is_lengkap"].astype(bool)] if len(rows) else rows
    _band(fig, whole)
    _promise(fig, garis)
    _values(fig, rows, garis)
    known = [garis.awal, garis.target, *rows["nilai"], *rows["rendah"].dropna(), *rows["tinggi"].dropna()]
    low, high = min(known), max(known)
    room = max((high - low) * 0.12, 0.05 if garis.satuan in ("skala 1-3", "indeks 0-1") else 1.0)
    low, high = low - room, high + room
    labels = _labels(whole, garis, is_kecil=is_kecil)
    places = spread_labels([value for value, _, _ in labels], (high - low) * 19 / (height - 44 - bottom))
    low, high = min([low, *(p - room / 3 for p in places)]), max([high, *(p + room / 3 for p in places)])
    for (_, text, ink), at in zip(labels, places, strict=True):
        fig.annotation(x=1, xref="paper", xanchor="left", xshift=10, y=at, text=text, align="left",
                       font={"size": SMALL if is_kecil else SIZE, "color": ink})  # fmt: skip
    _days(fig, garis, hari_ini, min(days), last_day, is_kecil=is_kecil)
    span = (last_day - min(days)).days
    edge = timedelta(days=max(int(span * 0.02), 3))
    fig.arrange(
        xaxis={"range": [min(days) - edge, last_day + edge], "showgrid": False, "nticks": 4 if is_kecil else 7,
               "tickformat": "%b<br>%Y" if is_kecil else "%b %Y", "tickangle": 0, "ticks": "outside",
               "tickcolor": CONTEXT, "tickfont": {"color": SECONDARY}, "showline": True, "linecolor": CONTEXT},
        yaxis={"range": [low, high], "ticksuffix": " %" if garis.satuan == "persen" else "", "nticks": 6,
               "tickfont": {"color": SECONDARY}},
    )  # fmt: skip
    return fig.figure()


def _pieces(rows: pd.DataFrame) -> list[pd.DataFrame]:
    return [piece.sort_values("tanggal") for _, piece in rows.groupby("ruas", sort=True)] if len(rows) else []


def _band(fig: Draft, rows: pd.DataFrame) -> None:
    """The intervals as a pale band, one shape a stretch."""
    for piece in _pieces(rows.dropna(subset=["rendah", "tinggi"]) if len(rows) else rows):
        there = piece["tanggal"].tolist()
        fig.scatter(x=[*there, *reversed(there)], y=[*piece["tinggi"], *reversed(piece["rendah"].tolist())],
                    fill="toself", mode="lines", line={"width": 0}, fillcolor="rgba(11,92,171,0.16)",
                    hoverinfo="skip", name="selang")  # fmt: skip


def _promise(fig: Draft, garis: Garis) -> None:
    """Baseline and target with the line between them; what lies between is what the line asks for."""
    fig.scatter(
        x=[garis.tanggal_awal, garis.tenggat], y=[garis.awal, garis.target], mode="lines+markers", name="garis target",
        line={"color": INK, "width": 1.6, "dash": "dash"}, cliponaxis=False,
        marker={"symbol": ["circle-open", "diamond"], "size": [9, 11], "color": INK},
        customdata=[f"nilai awal {nilai_kata(garis.awal, garis.satuan)}<br>{hari(garis.tanggal_awal)}",
                    f"target {nilai_kata(garis.target, garis.satuan)}<br>tenggat {hari(garis.tenggat)}"],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def _values(fig: Draft, rows: pd.DataFrame, garis: Garis) -> None:
    """What came of it: a line within each stretch, marks where the points are few, the unfinished one hollow."""
    whole = rows[rows["is_lengkap"].astype(bool)] if len(rows) else rows
    for piece in _pieces(whole):
        fig.scatter(
            x=piece["tanggal"].tolist(), y=piece["nilai"].tolist(), name="realisasi", cliponaxis=False,
            mode="lines" if len(piece) > 6 else "lines+markers", line={"color": ACCENT, "width": 3},
            marker={"size": 8}, customdata=[_hover(row, garis) for row in each(piece)],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    if len(whole):
        end = whole.iloc[-1]
        fig.scatter(x=[end["tanggal"]], y=[end["nilai"]], mode="markers", marker={"color": ACCENT, "size": 9},
                    hoverinfo="skip", cliponaxis=False, name="terakhir")  # fmt: skip
    for row in each(rows.iloc[len(whole) :]):
        fig.scatter(
            x=[row.tanggal], y=[row.nilai], mode="markers", name="belum lengkap",
            marker={"symbol": "circle-open", "size": 10, "color": ACCENT, "line": {"width": 2}},
            hovertemplate=f"{hari(row.tanggal)} belum lengkap: {nilai_kata(row.nilai, garis.satuan)}<extra></extra>",
        )  # fmt: skip


def _hover(row: Any, garis: Garis) -> str:
    spread = f" (selang 95 %: {desimal(row.rendah)}–{desimal(row.tinggi)})" if row.rendah == row.rendah else ""
    sums = ""
    if row.m == row.m:
        sums = f"<br>{banyak(row.x, garis.dasar)} dari {banyak(row.m, garis.dasar)} {garis.dasar}"
    return f"<b>{nilai_kata(row.nilai, garis.satuan)}</b>{spread}<br>{hari(row.tanggal)}{sums}"


def _labels(whole: pd.DataFrame, garis: Garis, *, is_kecil: bool) -> list[tuple[float, str, str]]:
    """Height, text and ink of the labels at the right: target, what the line asks for now, and what there is."""
    target = f"target {nilai_kata(garis.target, garis.satuan)}"
    labels = [(garis.target, f"◆ {target}", INK)]
    if garis.perlu == garis.perlu and round(garis.perlu - garis.target, 6) != 0 and not is_kecil:
        labels.append((garis.perlu, f"┄ garis target saat ini {nilai_kata(garis.perlu, garis.satuan)}", INK))
    if len(whole):
        value = float(whole.iloc[-1]["nilai"])
        text = nilai_kata(value, garis.satuan) if is_kecil else f"realisasi {nilai_kata(value, garis.satuan)}"
        labels.append((value, f'<b><span style="color:{ACCENT}">● {text}</span></b>', INK))
    return labels


def _days(fig: Draft, garis: Garis, hari_ini: date, first: date, last: date, *, is_kecil: bool) -> None:
    """Today's and the due date's lines, named above the chart; near each other, the earlier is named to the left."""
    marks = [(garis.tenggat, "tenggat", INK)]
    if first < hari_ini <= last:
        marks.append((hari_ini, "data terbaru", SECONDARY))
    for day, word, ink in marks:
        fig.across(day, color=ink, width=1, dash="dot")
        text = word if is_kecil else f"{word}<br>{hari(day)}"
        is_first = len(marks) > 1 and day == min(at for at, _, _ in marks)
        is_left = is_first or ((last - day).days < 0.12 * (last - first).days and len(marks) == 1)
        fig.annotation(x=day, y=1, yref="paper", yanchor="bottom", xanchor="right" if is_left else "left",
                       xshift=-3 if is_left else 3, align="right" if is_left else "left", text=text,
                       font={"size": SMALL, "color": ink})  # fmt: skip


@drawn
def bars_keadaan(frame: pd.DataFrame, keadaan: Sequence[str]) -> go.Figure:
    """One stacked bar an owner, in the order given: how many targets stand in each state, said inside the bar.

    `frame`: penanggung, jumlah and a column a state. The key stands beside the chart.
    """
    rows = frame.reset_index(drop=True)
    fig = Draft(20 + ROW * max(len(rows), 1), top=4, right=44, bottom=8, left=2)
    for name in keadaan:
        counts = rows[name].astype(int)
        fig.data.append(
            {
                "type": "bar", "orientation": "h", "x": counts.tolist(), "y": rows.index.tolist(), "name": name,
                "width": 0.72, "marker": {"color": WARNA[name], "line": {"color": GROUND, "width": 1}},
                "text": [desimal(value, 0) if value else "" for value in counts], "textposition": "inside",
                "insidetextanchor": "middle", "textangle": 0,
                "textfont": {"color": text_colour(WARNA[name]), "size": SMALL},
                "customdata": [f"<b>{plain(row.penanggung)}</b><br>{name}: {row.jumlah_ini} dari {row.jumlah}"
                               for row in each(rows.assign(jumlah_ini=counts))],
                "hovertemplate": "%{customdata}<extra></extra>",
            }
        )  # fmt: skip
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip")
    common = {"range": [len(rows) - 0.4, -0.6], "tickvals": rows.index.tolist(), "fixedrange": True,
              "zeroline": False, "showgrid": False}  # fmt: skip
    fig.arrange(
        barmode="stack",
        xaxis={"range": [0, max(int(rows["jumlah"].max()) if len(rows) else 1, 1)], "showticklabels": False,
               "showgrid": False},
        yaxis={**common, "ticktext": [plain(owner) for owner in rows["penanggung"]], "automargin": True, "ticklen": 8,
               "tickcolor": GROUND, "tickfont": {"size": SIZE, "color": INK}},
        yaxis2={**common, "ticktext": [f"<b>{desimal(n, 0)}</b>" for n in rows["jumlah"]], "overlaying": "y",
                "side": "right", "ticklen": 6, "tickcolor": GROUND, "tickfont": {"size": SMALL, "color": INK}},
    )  # fmt: skip
    return fig.figure()
