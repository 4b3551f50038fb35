"""Trends: lines with direct labels, breaks said on the chart, and 38 small ones in the shape of the country."""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from charts.names import singkatan
from charts.style import (  # fmt: skip
    ACCENT,
    CONTEXT,
    GRID,
    GROUND,
    INK,
    SECONDARY,
    SIZE,
    SMALL,
    Draft,
    banyak,
    bulan,
    desimal,
    drawn,
    each,
    hari,
    persen,
)

Floats = npt.NDArray[np.float64]

COMPLETE = 0.8
"""A last cut-off with less than this share of the units of the one before is still being filled."""
NEAR = timedelta(days=45)
"""Two events this near share one line and label; most are one thing announced and in force."""


@dataclass(frozen=True)
class Deret:
    """One line. `rows`: tanggal_data, pct, m, jumlah_satuan and, for the band, pct_rendah and pct_tinggi."""

    nama: str
    rows: pd.DataFrame
    warna: str = ACCENT
    tebal: float = 3
    is_utama: bool = False
    putus: str = "solid"
    """How the line is dashed, so that colour is never alone among several."""
    satuan: str = ""
    """What m counts; a budget is printed in rupiah."""


def belum_lengkap(rows: pd.DataFrame) -> bool:
    """Whether the last cut-off covers far fewer units than the one before, so that it says nothing about use."""
    column = "jumlah_satuan" if rows["jumlah_satuan"].notna().all() else "m"
    counts = rows.sort_values("tanggal_data")[column].dropna().tolist()
    return len(counts) >= 3 and counts[-1] < COMPLETE * counts[-2]


def _complete(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows to draw as a line, and the unfinished last one."""
    rows = rows.dropna(subset=["pct"]).sort_values("tanggal_data")
    return (rows.iloc[:-1], rows.iloc[-1:]) if belum_lengkap(rows) else (rows, rows.iloc[:0])


def spread_labels(values: list[float], gap: float) -> list[float]:
    """Label heights as near their values as they can be without touching."""
    order = sorted(range(len(values)), key=values.__getitem__)
    result = list(values)
    for before, after in itertools.pairwise(order):
        result[after] = max(result[after], result[before] + gap)
    shift = sum(r - v for r, v in zip(result, values, strict=True)) / max(len(values), 1)
    return [r - shift for r in result]


def batas_deret(peristiwa: pd.DataFrame | None) -> list[date]:
    """The dates at which a series starts anew, oldest first."""
    if peristiwa is None or "is_batas_deret" not in peristiwa:
        return []
    return sorted(pd.Timestamp(t).date() for t in peristiwa.loc[peristiwa["is_batas_deret"].eq(True), "tanggal_mulai"])


def segments(rows: pd.DataFrame, breaks: Sequence[date]) -> list[pd.DataFrame]:
    """A series cut at its breaks; the cut-off on the day of a break belongs to what follows."""
    days = pd.to_datetime(rows["tanggal_data"])
    part = sum((days >= pd.Timestamp(b)).astype(int) for b in breaks) if breaks else pd.Series(0, index=rows.index)
    return [piece for _, piece in rows.groupby(part, sort=True)]


def _apart(pieces: list[list[Any]]) -> list[Any]:
    """Lists in one, with an empty place between, where the line is not drawn."""
    return [item for at, piece in enumerate(pieces) for item in ([None, *piece] if at else piece)]


def _band(pieces: list[pd.DataFrame]) -> tuple[list[Any], list[Any]]:
    """The outline of the intervals, one closed shape a piece."""
    days = [[pd.Timestamp(t).date() for t in piece["tanggal_data"]] for piece in pieces]
    highs, lows = ([piece[name].tolist() for piece in pieces] for name in ("pct_tinggi", "pct_rendah"))
    x = _apart([[*there, *reversed(there)] for there in days])
    return x, _apart([[*high, *reversed(low)] for high, low in zip(highs, lows, strict=True)])


@drawn
def lines_tren(
    deret: Sequence[Deret], peristiwa: pd.DataFrame | None = None, libur: pd.DataFrame | None = None,
    *, height: int = 300, dari_nol: bool = False, ulang: Sequence[date] = (),
) -> go.Figure:  # fmt: skip
    """Shares over time with the line's name at its end; policy events as thin annotated lines.

    `peristiwa`: tanggal_mulai, peristiwa and, where there, is_batas_deret: what lies before such a break measures
    something else, so the line is cut there. `libur`: tanggal_mulai, tanggal_selesai, as pale bands.
    `ulang`: days on which the count starts from nothing again; the line is cut there too, at a pale line.
    A last cut-off that is still being filled is a hollow mark, not a fall.
    """
    breaks = sorted({*batas_deret(peristiwa), *ulang})
    longest = max((len(line.nama) + 2 * (line.putus != "solid") for line in deret), default=0)
    days = [pd.Timestamp(t).date() for line in deret for t in line.rows["tanggal_data"]]
    events = [] if peristiwa is None or not days else _events(peristiwa, min(days), max(days))
    top = 14 + LEVEL * (max((event.level for event in events), default=-1) + 1)
    fig = Draft(height + top, top=top, right=80 + int(7.4 * longest), bottom=36, left=52)
    ends: list[tuple[float, Deret]] = []
    lows: list[float] = []
    highs: list[float] = []
    for line in sorted(deret, key=lambda d: d.is_utama):  # the main one last, so that it lies on top
        rows, unfinished = _complete(line.rows)
        if rows.empty:
            continue
        dates = [pd.Timestamp(t).date() for t in rows["tanggal_data"]]
        if line.is_utama and "pct_rendah" in rows and rows["pct_rendah"].notna().any():
            band = rows.dropna(subset=["pct_rendah", "pct_tinggi"])
            x, y = _band(segments(band, breaks))
            fig.scatter(x=x, y=y, fill="toself", mode="lines", line={"width": 0}, fillcolor=_faint(line.warna),
                        hoverinfo="skip", name="selang")  # fmt: skip
            lows.append(float(band["pct_rendah"].min()))
            highs.append(float(band["pct_tinggi"].max()))
        pieces = segments(rows, breaks)
        alone = any(len(piece) == 1 for piece in pieces) or len(rows) < 3
        fig.scatter(
            x=_apart([[pd.Timestamp(t).date() for t in piece["tanggal_data"]] for piece in pieces]),
            y=_apart([piece["pct"].tolist() for piece in pieces]), connectgaps=False,
            mode="lines+markers" if alone else "lines", name=line.nama,
            line={"color": line.warna, "width": line.tebal, "dash": line.putus},
            customdata=_apart([[_hover(line.nama, row, line.satuan) for row in each(piece)] for piece in pieces]),
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        fig.scatter(
            x=dates[-1:], y=rows["pct"].iloc[-1:], mode="markers", hoverinfo="skip", cliponaxis=False,
            marker={"color": line.warna, "size": 5 + line.tebal}, name=f"{line.nama}, terakhir",
        )  # fmt: skip
        for row in each(unfinished):
            fig.scatter(
                x=[pd.Timestamp(row.tanggal_data).date()], y=[row.pct], mode="markers", name="belum lengkap",
                marker={"symbol": "circle-open", "size": 10, "color": line.warna, "line": {"width": 2}},
                hovertemplate=f"{bulan(pd.Timestamp(row.tanggal_data).date())} belum lengkap: "
                f"{persen(row.pct)} dari {banyak(row.m, line.satuan)}<extra></extra>",
            )  # fmt: skip
        ends.append((float(rows["pct"].iloc[-1]), line))
        lows.append(float(rows["pct"].min()))
        highs.append(float(rows["pct"].max()))
    if not ends:
        return fig.figure()
    room = max((max(highs) - min(lows)) * 0.12, 1.0)
    low = 0.0 if dari_nol else max(min(lows) - room, 0.0)
    high = max(highs) + room
    gap = (high - low) * 19 / max(height - 36, 1)
    places = spread_labels([v for v, _ in ends], gap)
    low, high = min(low, *places), max(high, *places)  # a label outside the axis would not be drawn
    for (value, line), at in zip(ends, places, strict=True):
        sign = "" if line.putus == "solid" else f'<span style="color:{line.warna}">━</span> '
        name = f"<b>{line.nama}</b>" if line.is_utama else f"{sign}{line.nama}"
        fig.annotation(
            x=1, xref="paper", xanchor="left", xshift=10, y=at, align="left",
            text=f"{name} {persen(value)}", font={"size": SIZE, "color": INK if line.is_utama else SECONDARY},
        )  # fmt: skip
    if libur is not None:
        _add_holidays(fig, libur, min(days), max(days))
    for event in events:
        _add_event(fig, event, height - 36)
    for day in ulang:
        if min(days) < day < max(days):
            fig.across(day, color=CONTEXT, width=1.2, dash="dot")
            fig.annotation(x=day, y=0, yref="paper", xanchor="left", yanchor="bottom", xshift=3, align="left",
                           text=f"{day.year}: dari nol", font={"size": SMALL, "color": SECONDARY})  # fmt: skip
    fig.arrange(
        xaxis={"range": [min(days), max(days)], "showgrid": False, "tickformat": "%b %Y", "nticks": 7, "tickangle": 0,
               "ticks": "outside", "tickcolor": CONTEXT, "tickfont": {"color": SECONDARY}, "showline": True,
               "linecolor": CONTEXT},
        yaxis={"range": [low, high], "ticksuffix": " %", "nticks": 6, "tickfont": {"color": SECONDARY}},
    )  # fmt: skip
    return fig.figure()


@dataclass(frozen=True)
class _Event:
    """A line with its reason; `level` counts up from the chart, so that near labels stand over one another."""

    day: date
    text: str
    more: str
    is_break: bool
    is_left: bool
    level: int


LEVEL = 56
"""Height in px of a label of three lines over the chart."""


def _events(frame: pd.DataFrame, first: date, last: date) -> list[_Event]:
    """The events inside the period. Of two that are near one line is drawn: at the break, or else at the later."""
    breaks = set(batas_deret(frame))
    groups: list[list[tuple[date, str]]] = []
    for row in each(frame.sort_values("tanggal_mulai")):
        day = pd.Timestamp(row.tanggal_mulai).date()
        if not first < day < last:
            continue
        if groups and day - groups[-1][-1][0] < NEAR:
            groups[-1].append((day, str(row.peristiwa)))
        else:
            groups.append([(day, str(row.peristiwa))])
    days = [next((day for day, _ in group if day in breaks), group[-1][0]) for group in groups]
    levels = _levels(days, last - first)
    return [
        _Event(day, dict(group)[day], "<br>".join(f"{hari(when)}: {what}" for when, what in group), day in breaks,
               is_left=day - first > 0.75 * (last - first), level=level)
        for group, day, level in zip(groups, days, levels, strict=True)
    ]  # fmt: skip


def _levels(days: list[date], span: timedelta) -> list[int]:
    """Of labels that may meet the earlier stands higher, so that it passes over the line of the later."""
    levels = [0] * len(days)
    for at in range(len(days) - 2, -1, -1):
        levels[at] = levels[at + 1] + 1 if days[at + 1] - days[at] < 0.5 * span else 0
    return levels


def _add_event(fig: Draft, event: _Event, height: int) -> None:
    """A thin line up to its label, which stands over the chart and so covers no data."""
    ink, foot = INK if event.is_break else SECONDARY, 1 + (LEVEL * event.level + 4) / height
    fig.shape(type="line", x0=event.day, x1=event.day, y0=0, y1=foot + 0.8 * LEVEL / height, yref="paper",
              line={"color": ink, "width": 1.5 if event.is_break else 1,
                    "dash": "solid" if event.is_break else "dash"})  # fmt: skip
    words = _wrapped(event.text)
    if event.is_break:
        words = ["<b>Batas deret, tidak disambung</b>", *_wrapped(event.text, 30, 2)]
    fig.annotation(
        x=event.day, y=foot, yref="paper", yanchor="bottom", hovertext=event.more, text="<br>".join(words),
        xanchor="right" if event.is_left else "left", xshift=-6 if event.is_left else 6,
        align="right" if event.is_left else "left", font={"size": SMALL, "color": ink}, bgcolor=GROUND, borderpad=0,
    )  # fmt: skip


def _wrapped(text: str, width: int = 28, lines: int = 3) -> list[str]:
    """A few short lines; a bracketed remark is left to the hover."""
    return textwrap.wrap(re.sub(r"\s*\([^)]*\)", "", text), width, max_lines=lines, placeholder=" …")


def _add_holidays(fig: Draft, holidays: pd.DataFrame, first: date, last: date) -> None:
    """School holidays as pale bands: most dips of a monthly activity are one."""
    for row in each(holidays):
        start, end = pd.Timestamp(row.tanggal_mulai).date(), pd.Timestamp(row.tanggal_selesai).date()
        if first < end and start < last:
            fig.shape(type="rect", x0=max(start, first), x1=min(end, last), y0=0, y1=1, yref="paper", layer="below",
                      fillcolor="#eef1f5", line={"width": 0})  # fmt: skip


def _hover(name: str, row: object, satuan: str = "") -> str:
    spread = ""
    low, high = getattr(row, "pct_rendah", None), getattr(row, "pct_tinggi", None)
    if low is not None and low == low:
        spread = f" (selang {desimal(low)}–{desimal(high)})"
    when = bulan(pd.Timestamp(row.tanggal_data).date())  # type: ignore[attr-defined]
    return f"<b>{name}</b>, {when}<br>{persen(row.pct)}{spread}<br>n = {banyak(row.m, satuan)}"  # type: ignore[attr-defined]


def _faint(colour: str) -> str:
    r, g, b = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({r},{g},{b},0.14)"


CELL, LABEL, PLOT = 124, 0.29, 0.60
"""Height of one small trend in px, and the shares of it that its name and its line take."""


@drawn
def small_multiples_tren(frame: pd.DataFrame, nasional: pd.DataFrame, batas: Sequence[date] = ()) -> go.Figure:
    """One small line a province, set where the province lies; the nation in grey behind each.

    `frame`: kode_provinsi_kemendagri, singkatan, nama, baris_petak, kolom_petak, tanggal_data, pct.
    All share one scale, said once at the lower left where there is only sea; lines are cut at `batas`.
    Drawn on a single pair of axes: 38 pairs would cost ten times as much.
    """
    rows = frame.dropna(subset=["pct"])
    columns, lines_down = int(frame["kolom_petak"].max()) + 1, int(frame["baris_petak"].max()) + 1
    fig = Draft(CELL * lines_down + 10, top=4, right=4, bottom=4, left=4)
    if rows.empty:
        return fig.figure()
    context = nasional.dropna(subset=["pct"]).sort_values("tanggal_data")
    low, high = float(rows["pct"].min()), float(rows["pct"].max())
    high = high if high > low else low + 1
    rows = rows.sort_values(["kode_provinsi_kemendagri", "tanggal_data"])
    days = _days(rows)
    first, length = days.min(), max(days.max() - days.min(), 1)

    def x_of(day: Floats, column: Floats) -> Floats:
        return column + 0.06 + 0.86 * (day - first) / length

    def y_of(pct: Floats, line: Floats) -> Floats:
        return -line - 0.93 + PLOT * (pct - low) / (high - low)

    codes = rows["kode_provinsi_kemendagri"].to_numpy()
    column, line = (rows[name].to_numpy(dtype=float) for name in ("kolom_petak", "baris_petak"))
    is_last = np.append(codes[1:] != codes[:-1], True)
    part = _part(days, batas)
    cuts = np.flatnonzero(is_last | np.append(part[1:] != part[:-1], True)) + 1
    heights = y_of(rows["pct"].to_numpy(dtype=float), line)
    own = [np.insert(values, cuts, np.nan) for values in (x_of(days, column), heights)]
    then = _days(context)
    behind = np.flatnonzero(np.diff(_part(then, batas), append=-1)) + 1
    then, level = (np.insert(v, behind, np.nan) for v in (then, context["pct"].to_numpy(dtype=float)))
    grey = [
        x_of(then[None, :], column[is_last][:, None]).ravel(),
        y_of(level[None, :], line[is_last][:, None]).ravel(),
    ]
    months = {day: bulan(pd.Timestamp(day).date()) for day in rows["tanggal_data"].unique()}
    texts = [
        f"<b>{name}</b>, {months[day]}<br>{persen(pct)}"
        for name, day, pct in zip(rows["nama"], rows["tanggal_data"], rows["pct"], strict=True)
    ]
    ends = set(cuts.tolist())
    hover = [item for at, text in enumerate(texts, 1) for item in ((text, None) if at in ends else (text,))]
    heads = rows[is_last]
    labels = [
        f"<b>{singkatan(name)}</b><br>{desimal(pct, 0)} %"
        for name, pct in zip(heads["singkatan"], heads["pct"], strict=True)
    ]
    fig.scatter(x=grey[0], y=grey[1], mode="lines", line={"color": CONTEXT, "width": 1.5}, hoverinfo="skip",
                    name="nasional")  # fmt: skip
    fig.scatter(x=own[0], y=own[1], mode="lines", line={"color": ACCENT, "width": 2}, name="provinsi",
                    customdata=hover, hovertemplate="%{customdata}<extra></extra>")  # fmt: skip
    fig.scatter(
        x=column[is_last] + 0.03, y=-line[is_last] - LABEL / 2 - 0.02, mode="text", hoverinfo="skip", text=labels,
        textposition="middle right", textfont={"size": SMALL, "color": INK}, name="label",
    )  # fmt: skip
    for left, top in zip(column[is_last], line[is_last], strict=True):
        fig.shape(type="line", x0=left + 0.06, x1=left + 0.92, y0=-top - 0.95, y1=-top - 0.95,
                  line={"color": GRID, "width": 1})  # fmt: skip
    if lines_down > KEY_ROW:
        dates = [pd.Timestamp(f(rows["tanggal_data"])).date() for f in (min, max)]
        _add_key(fig, (low, high), dates, [b for b in batas if dates[0] < b <= dates[1]])
    fig.arrange(xaxis={"visible": False, "range": [0, columns]}, yaxis={"visible": False, "range": [-lines_down, 0]})
    return fig.figure()


def _days(frame: pd.DataFrame) -> Floats:
    return pd.to_datetime(frame["tanggal_data"]).to_numpy(dtype="datetime64[D]").astype(float)


KEY_ROW = 5
"""The row of the tile grid whose first columns are sea."""


def _part(days: Floats, breaks: Sequence[date]) -> npt.NDArray[np.int_]:
    """How many breaks lie before or on each day."""
    cuts = np.array(sorted(np.datetime64(b, "D").astype(float) for b in breaks))
    return np.searchsorted(cuts, days, side="right")


def _add_key(fig: Draft, ends: tuple[float, float], dates: Sequence[date], breaks: Sequence[date]) -> None:
    """How to read one small trend: its scale, its span and its two lines, said once for all."""
    low, high = (-KEY_ROW - 0.93 + PLOT * share for share in (0.0, 1.0))
    box = {"color": CONTEXT, "width": 1}
    for y in (low, high):
        fig.shape(type="line", x0=0.6, x1=2.1, y0=y, y1=y, line=box)
    for y, value in ((low, ends[0]), (high, ends[1])):
        fig.annotation(x=0.56, y=y, xanchor="right", text=f"{desimal(value, 0)} %",
                       font={"size": SMALL, "color": SECONDARY})  # fmt: skip
    fig.annotation(x=0.6, y=low, xanchor="left", yanchor="top", text=f"{bulan(dates[0])} – {bulan(dates[1])}",
                   font={"size": SMALL, "color": SECONDARY})  # fmt: skip
    for share, text, colour in ((0.74, "provinsi", ACCENT), (0.26, "nasional", SECONDARY)):
        y = low + (high - low) * share
        fig.shape(type="line", x0=0.66, x1=0.96, y0=y, y1=y,
                  line={"color": ACCENT if colour == ACCENT else CONTEXT, "width": 2.4})  # fmt: skip
        fig.annotation(x=1.02, y=y, xanchor="left", text=text, font={"size": SMALL, "color": colour})
    if breaks:
        words = ", ".join(bulan(b) for b in breaks)
        fig.annotation(x=0.0, y=low, yshift=-20, xanchor="left", yanchor="top", align="left",
                       text=f"garis putus: batas deret, {words}", font={"size": SMALL, "color": SECONDARY})  # fmt: skip
