"""Trends: lines with direct labels, breaks said on the chart, and 38 small ones in the shape of the country."""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd
import plotly.graph_objects as go

from charts.style import ACCENT, CONTEXT, GRID, GROUND, INK, SECONDARY, SIZE, SMALL, Draft, bulan, desimal, each, persen

Floats = npt.NDArray[np.float64]

COMPLETE = 0.8
"""A last cut-off with less than this share of the units of the one before is still being filled."""


NEAR = timedelta(days=45)
"""Two events this near share the later one's label; most are one thing announced and in force."""


@dataclass(frozen=True)
class Deret:
    """One line. `rows`: tanggal_data, pct, m, jumlah_satuan and, for the band, pct_rendah and pct_tinggi."""

    nama: str
    rows: pd.DataFrame
    warna: str = ACCENT
    tebal: float = 3
    is_utama: bool = False


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


def lines_tren(
    deret: Sequence[Deret], peristiwa: pd.DataFrame | None = None, libur: pd.DataFrame | None = None,
    *, height: int = 340, dari_nol: bool = False,
) -> go.Figure:  # fmt: skip
    """Shares over time with the line's name at its end; policy events as thin annotated lines.

    `peristiwa`: tanggal_mulai, peristiwa. `libur`: tanggal_mulai, tanggal_selesai, as pale bands.
    A last cut-off that is still being filled is a hollow mark, not a fall.
    """
    longest = max((len(line.nama) for line in deret), default=0)
    fig = Draft(height, top=14, right=80 + int(7.4 * longest), bottom=36, left=52)
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
            there = [pd.Timestamp(t).date() for t in band["tanggal_data"]]
            fig.scatter(
                x=[*there, *reversed(there)], y=[*band["pct_tinggi"], *band["pct_rendah"][::-1]], fill="toself",
                mode="lines", line={"width": 0}, fillcolor=_faint(line.warna), hoverinfo="skip", name="selang",
            )  # fmt: skip
            lows.append(float(band["pct_rendah"].min()))
            highs.append(float(band["pct_tinggi"].max()))
        fig.scatter(
            x=dates, y=rows["pct"], mode="lines+markers" if len(rows) < 3 else "lines", name=line.nama,
            line={"color": line.warna, "width": line.tebal},
            customdata=[_hover(line.nama, row) for row in each(rows)],
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
                f"{persen(row.pct)} dari {desimal(row.m, 0)}<extra></extra>",
            )  # fmt: skip
        ends.append((float(rows["pct"].iloc[-1]), line))
        lows.append(float(rows["pct"].min()))
        highs.append(float(rows["pct"].max()))
    if not ends:
        return fig.figure()
    room = max((max(highs) - min(lows)) * 0.12, 1.0)
    low = 0.0 if dari_nol else max(min(lows) - room, 0.0)
    high = max(highs) + room * (2.8 if peristiwa is not None and len(peristiwa) else 1)
    gap = (high - low) * 19 / max(height - 50, 1)
    for (value, line), at in zip(ends, spread_labels([v for v, _ in ends], gap), strict=True):
        name = f"<b>{line.nama}</b>" if line.is_utama else line.nama
        fig.annotation(
            x=1, xref="paper", xanchor="left", xshift=10, y=at, align="left",
            text=f"{name} {persen(value)}", font={"size": SIZE, "color": INK if line.is_utama else SECONDARY},
        )  # fmt: skip
    dates = [pd.Timestamp(t).date() for line in deret for t in line.rows["tanggal_data"]]
    if libur is not None:
        _add_holidays(fig, libur, min(dates), max(dates))
    if peristiwa is not None:
        _add_events(fig, peristiwa, min(dates), max(dates))
    fig.arrange(
        xaxis={"range": [min(dates), max(dates)], "showgrid": False, "tickformat": "%b %Y", "nticks": 8,
               "ticks": "outside", "tickcolor": CONTEXT, "tickfont": {"color": SECONDARY}, "showline": True,
               "linecolor": CONTEXT},
        yaxis={"range": [low, high], "ticksuffix": " %", "nticks": 6, "tickfont": {"color": SECONDARY}},
    )  # fmt: skip
    return fig.figure()


def _add_events(fig: Draft, events: pd.DataFrame, first: date, last: date) -> None:
    """Thin lines with their reason. A label turns to the left where the next event is near or the chart ends."""
    shown = [
        (pd.Timestamp(row.tanggal_mulai).date(), str(row.peristiwa))
        for row in each(events.sort_values("tanggal_mulai"))
        if first < pd.Timestamp(row.tanggal_mulai).date() < last
    ]
    room = timedelta(days=int((last - first).days * 0.17))
    for position, (day, text) in enumerate(shown):
        following = shown[position + 1][0] if position + 1 < len(shown) else last
        is_left = following - day < room
        fig.across(day, color=SECONDARY, width=1, dash="dash")
        if following - day < NEAR and following != last:
            continue
        fig.annotation(
            x=day, y=1, yref="paper", yanchor="top", hovertext=text,
            xanchor="right" if is_left else "left", xshift=-6 if is_left else 6, align="right" if is_left else "left",
            text="<br>".join(_wrapped(text)), font={"size": SMALL, "color": SECONDARY},
            bgcolor="rgba(255,255,255,0.85)",
        )  # fmt: skip


def _wrapped(text: str) -> list[str]:
    """At most three short lines; a bracketed remark is left to the hover."""
    return textwrap.wrap(re.sub(r"\s*\([^)]*\)", "", text), 24, max_lines=3, placeholder=" …")


def _add_holidays(fig: Draft, holidays: pd.DataFrame, first: date, last: date) -> None:
    """School holidays as pale bands: most dips of a monthly activity are one."""
    for row in each(holidays):
        start, end = pd.Timestamp(row.tanggal_mulai).date(), pd.Timestamp(row.tanggal_selesai).date()
        if first < end and start < last:
            fig.shape(type="rect", x0=max(start, first), x1=min(end, last), y0=0, y1=1, yref="paper", layer="below",
                      fillcolor="#eef1f5", line={"width": 0})  # fmt: skip


def _hover(name: str, row: object) -> str:
    spread = ""
    low, high = getattr(row, "pct_rendah", None), getattr(row, "pct_tinggi", None)
    if low is not None and low == low:
        spread = f" (selang {desimal(low)}–{desimal(high)})"
    when = bulan(pd.Timestamp(row.tanggal_data).date())  # type: ignore[attr-defined]
    return f"<b>{name}</b>, {when}<br>{persen(row.pct)}{spread}<br>n = {desimal(row.m, 0)}"  # type: ignore[attr-defined]


def _faint(colour: str) -> str:
    r, g, b = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({r},{g},{b},0.14)"


SHORT = {"GORONTALO": "GTLO", "BENGKULU": "BGKLU"}
"""Abbreviations too long for a cell."""


def _days(frame: pd.DataFrame) -> Floats:
    return pd.to_datetime(frame["tanggal_data"]).to_numpy(dtype="datetime64[D]").astype(float)


def _with_breaks(texts: npt.NDArray[np.object_], breaks: npt.NDArray[np.intp]) -> list[str | None]:
    """The texts with an empty one where a province's line ends."""
    ends = {int(at) for at in breaks}
    return [item for at, text in enumerate(texts, start=1) for item in ((text, None) if at in ends else (text,))]


def small_multiples_tren(frame: pd.DataFrame, nasional: pd.DataFrame) -> go.Figure:
    """One small line a province, set where the province lies; the nation in grey behind each.

    `frame`: kode_provinsi_kemendagri, singkatan, nama, baris_petak, kolom_petak, tanggal_data, pct.
    All share one scale. Drawn on a single pair of axes: 38 pairs would cost ten times as much.
    """
    rows = frame.dropna(subset=["pct"])
    columns, lines_down = int(frame["kolom_petak"].max()) + 1, int(frame["baris_petak"].max()) + 1
    fig = Draft(96 * lines_down + 10, top=4, right=4, bottom=4, left=4)
    if rows.empty:
        return fig.figure()
    low, high = float(rows["pct"].min()), float(rows["pct"].max())
    high = high if high > low else low + 1
    rows = rows.sort_values(["kode_provinsi_kemendagri", "tanggal_data"])
    days = _days(rows)
    first, length = days.min(), max(days.max() - days.min(), 1)
    context = nasional.dropna(subset=["pct"]).sort_values("tanggal_data")

    def x_of(day: Floats, column: Floats) -> Floats:
        return column + 0.08 + 0.8 * (day - first) / length

    def y_of(pct: Floats, line: Floats) -> Floats:
        return -line - 0.9 + 0.48 * (pct - low) / (high - low)

    codes = rows["kode_provinsi_kemendagri"].to_numpy()
    column, line = (rows[name].to_numpy(dtype=float) for name in ("kolom_petak", "baris_petak"))
    is_last = np.append(codes[1:] != codes[:-1], True)
    breaks = np.flatnonzero(is_last) + 1
    heights = y_of(rows["pct"].to_numpy(dtype=float), line)
    own = [np.insert(values, breaks, np.nan) for values in (x_of(days, column), heights)]
    grey = [
        np.hstack([values, np.full((len(breaks), 1), np.nan)]).ravel()
        for values in (
            x_of(_days(context)[None, :], column[is_last][:, None]),
            y_of(context["pct"].to_numpy(dtype=float)[None, :], line[is_last][:, None]),
        )
    ]
    months = {day: bulan(pd.Timestamp(day).date()) for day in rows["tanggal_data"].unique()}
    hover = _with_breaks(
        np.array([f"<b>{name}</b>, {months[day]}<br>{persen(pct)}" for name, day, pct
                  in zip(rows["nama"], rows["tanggal_data"], rows["pct"], strict=True)], dtype=object),
        breaks,
    )  # fmt: skip
    heads = rows[is_last]
    labels = [
        f"<b>{SHORT.get(name, name)}</b><br>{desimal(pct, 0)} %"
        for name, pct in zip(heads["singkatan"], heads["pct"], strict=True)
    ]
    fig.scatter(x=grey[0], y=grey[1], mode="lines", line={"color": CONTEXT, "width": 1.5}, hoverinfo="skip",
                    name="nasional")  # fmt: skip
    fig.scatter(x=own[0], y=own[1], mode="lines", line={"color": ACCENT, "width": 2.4}, name="provinsi",
                    customdata=hover, hovertemplate="%{customdata}<extra></extra>")  # fmt: skip
    fig.scatter(
        x=column[is_last] + 0.06, y=-line[is_last] - 0.21, mode="text", hoverinfo="skip", text=labels,
        textposition="middle right", textfont={"size": SMALL, "color": INK}, name="label",
    )  # fmt: skip
    for left, top in zip(column[is_last], line[is_last], strict=True):
        fig.shape(type="line", x0=left + 0.08, x1=left + 0.88, y0=-top - 0.94, y1=-top - 0.94,
                  line={"color": GRID, "width": 1})  # fmt: skip
    fig.arrange(
        xaxis={"visible": False, "range": [0, columns]},
        yaxis={"visible": False, "range": [-lines_down, 0]},
        plot_bgcolor=GROUND,
    )
    return fig.figure()
