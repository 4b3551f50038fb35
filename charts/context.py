"""Context of a region: published values without an interval, ranked, spread within provinces, and over years."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from charts.lines import spread_labels
from charts.names import short_name
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
    desimal,
    drawn,
    persen,
)  # fmt: skip

PLAIN = "#5b6b7b"
"""A published value that nothing is tested against: neither good nor bad."""


def is_persen(satuan: str) -> bool:
    """Whether a unit is a share of a hundred."""
    return satuan.strip().casefold() in ("persen", "%", "pct")


def tulis(value: float | None, satuan: str) -> str:
    """A value with its unit: `77,4 %`, `1.234 orang`, `0,72 indeks`."""
    if value is None or value != value:
        return "–"
    if is_persen(satuan):
        return persen(value)
    digits = 0 if float(value).is_integer() or abs(value) >= 1000 else 2 if abs(value) < 10 else 1
    return f"{desimal(value, digits)} {satuan}".strip()


@dataclass(frozen=True)
class Acuan:
    """A published value to read the others against."""

    nama: str
    nilai: float


def _axis(values: list[float], satuan: str) -> dict[str, object]:
    room = max((max(values) - min(values)) * 0.05, 0.5) if values else 1.0
    span = [min(values) - room, max(values) + room] if values else [0, 1]
    suffix = " %" if is_persen(satuan) else ""
    return {"side": "top", "range": span, "nticks": 6, "tickangle": 0, "showticksuffix": "last",
            "ticksuffix": suffix, "tickfont": {"color": SECONDARY, "size": SMALL}}  # fmt: skip


def _references(fig: Draft, acuan: Sequence[Acuan], satuan: str, top: float) -> None:
    """Dotted lines over all rows, their names in steps above, so that two near ones can be read."""
    for step, item in enumerate(acuan):
        fig.shape(type="line", x0=item.nilai, x1=item.nilai, y0=-0.6, y1=top, layer="below",
                  line={"color": INK, "width": 1.5, "dash": "dot"})  # fmt: skip
        fig.annotation(x=item.nilai, y=1, yref="paper", yshift=36 + 20 * step, font={"size": SIZE, "color": INK},
                       text=f"<b>{item.nama} {tulis(item.nilai, satuan)}</b>")  # fmt: skip


@drawn
def dots_konteks(
    frame: pd.DataFrame, satuan: str, acuan: Sequence[Acuan] = (), *, sorot: str | None = None
) -> go.Figure:
    """Regions by value, highest first; the value at the right. `frame`: nama, nilai, keterangan (the hover)."""
    rows = frame.sort_values(["nilai", "nama"], ascending=[True, False], na_position="first").reset_index(drop=True)
    fig = Draft(64 + 21 * max(len(rows), 1) + 20 * max(len(acuan) - 1, 0), top=30 + 20 * len(acuan), left=2)
    _references(fig, acuan, satuan, len(rows) - 0.4)
    is_chosen = rows["nama"] == sorot
    fig.scatter(
        x=rows["nilai"], y=rows.index, mode="markers", name="nilai", cliponaxis=False, customdata=rows["keterangan"],
        hovertemplate="%{customdata}<extra></extra>",
        marker={"opacity": 1, "color": [ACCENT if chosen else PLAIN for chosen in is_chosen],
                "symbol": ["diamond" if chosen else "circle" for chosen in is_chosen],
                "size": [13 if chosen else 10 for chosen in is_chosen]},
    )  # fmt: skip
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip", showlegend=False)
    ticks = list(range(len(rows)))
    common = {"range": [-0.6, len(rows) - 0.4], "tickvals": ticks, "fixedrange": True, "zeroline": False}
    labels = [f"<b>{short_name(n)}</b>" if n == sorot else short_name(n) for n in rows["nama"]]
    values = ["tanpa data" if v != v else f"<b>{tulis(v, satuan)}</b>" for v in rows["nilai"]]
    known = [*rows["nilai"].dropna().tolist(), *(item.nilai for item in acuan)]
    fig.arrange(
        xaxis=_axis(known, satuan),
        yaxis={**common, "ticktext": labels, "gridcolor": GRID, "automargin": True, "ticklen": 6,
               "tickcolor": GROUND, "tickfont": {"size": SIZE, "color": INK}},
        yaxis2={**common, "ticktext": values, "overlaying": "y", "side": "right", "showgrid": False,
                "automargin": True, "tickfont": {"size": SMALL, "color": INK}, "ticklen": 8, "tickcolor": GROUND},
    )  # fmt: skip
    return fig.figure()


@drawn
def dots_sebaran(frame: pd.DataFrame, satuan: str, acuan: Sequence[Acuan] = ()) -> go.Figure:
    """Each kab/kota as a dot in the row of its province, the middle one of the row marked.

    `frame`: provinsi, nama, nilai, keterangan; provinces from top to bottom in the order in which they first appear.
    The mark is the median of the kab/kota, not the province's value.
    """
    names = list(dict.fromkeys(frame["provinsi"]))[::-1]
    places = {name: at for at, name in enumerate(names)}
    middle = frame.groupby("provinsi")["nilai"].median().reindex(names)
    fig = Draft(64 + 22 * max(len(names), 1), top=30 + 20 * len(acuan), left=2)
    _references(fig, acuan, satuan, len(names) - 0.4)
    fig.scatter(
        x=frame["nilai"], y=frame["provinsi"].map(places), mode="markers", name="kab/kota", cliponaxis=False,
        marker={"color": "rgba(11,92,171,0.38)", "size": 8}, customdata=frame["keterangan"],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    fig.scatter(
        x=middle, y=list(range(len(names))), mode="markers", name="kab/kota di tengah", cliponaxis=False,
        marker={"symbol": "line-ns", "size": 15, "line": {"width": 3, "color": INK}},
        customdata=[f"<b>{name}</b><br>kab/kota di tengah: {tulis(value, satuan)}<br>bukan nilai provinsi"
                    for name, value in middle.items()],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip", showlegend=False)
    common = {"range": [-0.6, len(names) - 0.4], "tickvals": list(range(len(names))), "fixedrange": True,
              "zeroline": False}  # fmt: skip
    counts = frame.groupby("provinsi")["nilai"].count().reindex(names)
    fig.arrange(
        xaxis=_axis([*frame["nilai"].dropna().tolist(), *(item.nilai for item in acuan)], satuan),
        yaxis={**common, "ticktext": [short_name(n) for n in names], "gridcolor": GRID, "automargin": True,
               "ticklen": 6, "tickcolor": GROUND, "tickfont": {"size": SIZE, "color": INK}},
        yaxis2={**common, "ticktext": [f"{desimal(n, 0)} kab/kota" for n in counts], "overlaying": "y",
                "side": "right", "showgrid": False, "automargin": True, "ticklen": 8, "tickcolor": GROUND,
                "tickfont": {"size": SMALL, "color": INK}},
    )  # fmt: skip
    return fig.figure()


@dataclass(frozen=True)
class Garis:
    """One line over years. `rows`: tahun, nilai."""

    nama: str
    rows: pd.DataFrame
    is_utama: bool = False


@drawn
def lines_konteks(garis: Sequence[Garis], satuan: str) -> go.Figure:
    """Yearly values with the line's name at its end; years without a value leave a gap."""
    there = [line for line in garis if line.rows["nilai"].notna().any()]
    longest = max((len(f"{line.nama} {tulis(float(line.rows['nilai'].max()), satuan)}") for line in there), default=0)
    fig = Draft(290, top=14, right=24 + int(7.6 * longest), bottom=34, left=56)
    if not there:
        return fig.figure()
    years = sorted({int(t) for line in there for t in line.rows["tahun"]})
    values = [float(v) for line in there for v in line.rows["nilai"].dropna()]
    room = max((max(values) - min(values)) * 0.15, abs(max(values)) * 0.05, 0.5)
    low, high = min(values) - room, max(values) + room
    low = max(low, 0.0) if min(values) >= 0 else low
    colours = iter((SECONDARY, "#7d8a98", CONTEXT, CONTEXT))
    ends = []
    for line in sorted(there, key=lambda item: item.is_utama):
        colour = ACCENT if line.is_utama else next(colours, CONTEXT)
        full = line.rows.dropna(subset=["nilai"]).set_index("tahun")["nilai"].reindex(range(years[0], years[-1] + 1))
        fig.scatter(
            x=list(full.index), y=[None if v != v else float(v) for v in full], mode="lines+markers", name=line.nama,
            connectgaps=False, line={"color": colour, "width": 3 if line.is_utama else 2}, cliponaxis=False,
            marker={"size": 8 if line.is_utama else 6, "color": colour,
                    "symbol": "circle" if line.is_utama else "diamond"},
            customdata=[f"<b>{line.nama}</b>, {year}<br>{tulis(v, satuan)}" for year, v in full.items()],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
        ends.append((float(full.dropna().iloc[-1]), line))
    gap = (high - low) * 19 / 242
    for (value, line), at in zip(ends, spread_labels([v for v, _ in ends], gap), strict=True):
        name = f"<b>{line.nama}</b>" if line.is_utama else line.nama
        fig.annotation(x=1, xref="paper", xanchor="left", xshift=12, y=at, align="left",
                       text=f"{name} {tulis(value, satuan)}",
                       font={"size": SIZE, "color": INK if line.is_utama else SECONDARY})  # fmt: skip
    fig.arrange(
        xaxis={"tickvals": years, "ticktext": [str(y) for y in years], "showgrid": False, "tickangle": 0,
               "range": [years[0] - 0.15, years[-1] + 0.15], "tickfont": {"color": SECONDARY}},
        yaxis={"range": [low, high], "nticks": 5, "ticksuffix": " %" if is_persen(satuan) else "",
               "tickfont": {"color": SECONDARY}},
    )  # fmt: skip
    return fig.figure()
