"""Lines over time at projector size: named at their ends, broken where the definition changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import plotly.graph_objects as go

from charts.meeting_frame import PROYEKTOR, Bidang, draft, span_of, ticks_of
from charts.meeting_text import value_of, width_of, wrapped
from charts.style import ACCENT, CATEGORICAL, GRID, INK, SECONDARY, Draft, bulan, hari, plain
from schemas.rapat import BaganGaris, DeretWaktu, Penanda, TitikWaktu

CONTEXT_LINE = "#7d8a98"
DASHES = ("dash", "dot", "dashdot", "longdash")
SPREAD = "rgba(11,92,171,.16)"


def lines_layar(bagan: BaganGaris, bidang: Bidang = PROYEKTOR) -> go.Figure:
    """The line the screen is about in the accent with its interval, the others grey and dashed, each named at its
    end with its last value. A gap stays a gap, and no line crosses a change of definition."""
    size = bidang.huruf
    fig = draft(bidang, round(20 * size) if bidang.is_sempit else None)
    looks = _looks(bagan)
    ends = [(series, last, colour) for series, (colour, _) in zip(bagan.deret, looks, strict=True)
            if (last := _last(series)) is not None]  # fmt: skip
    room = 0.42 * bidang.lebar if bidang.is_sempit else 0.3 * bidang.lebar
    labels = {series.nama: _label(bagan, series, last, size, room) for series, last, _ in ends}
    widths = [width_of(line, size, bold=True) for lines in labels.values() for line in lines]
    right = max(widths, default=0) + 1.2 * size
    days = sorted({point.tanggal for series in bagan.deret for point in series.titik})
    low, high = span_of([v for s in bagan.deret for p in s.titik for v in (p.nilai, p.rendah, p.tinggi)], room=0.1,
                        share=bagan.satuan == "%")  # fmt: skip
    events = _events(bagan.penanda, days, size, bidang.lebar - right - 3.6 * size)
    top = size * (1.5 * (max((level for _, level, _ in events), default=-1) + 1) + 0.8)
    plot = (bidang.tinggi if not bidang.is_sempit else 20 * size) - top - 2.6 * size
    for series, look in zip(bagan.deret, looks, strict=True):
        _draw(fig, bagan, series, look, size)
    for (series, _, colour), place in zip(
        ends, _apart([_height(e[1], low, high) for e in ends], [len(labels[e[0].nama]) for e in ends], size, plot),
        strict=True,
    ):  # fmt: skip
        lines = labels[series.nama]
        text = "<br>".join([*map(plain, lines[:-1]), f"<b>{plain(lines[-1])}</b>"])
        fig.annotation(xref="paper", x=1, xanchor="left", xshift=0.5 * size, yref="paper", y=place, yanchor="middle",
                       align="left",
                       text=f"<b>{text}</b>" if series.is_utama else text,
                       font={"size": size, "color": colour if series.is_utama else INK})  # fmt: skip
    for event, level, is_left in events:
        fig.shape(type="line", x0=event.tanggal.isoformat(), x1=event.tanggal.isoformat(), yref="paper", y0=0, y1=1,
                  layer="below", line={"color": INK if event.is_batas else CONTEXT_LINE, "width": size / 12,
                                       "dash": "solid" if event.is_batas else "dot"})  # fmt: skip
        fig.annotation(x=event.tanggal.isoformat(), yref="paper", y=1, yanchor="bottom",
                       yshift=size * (0.2 + 1.5 * level), xanchor="right" if is_left else "left",
                       text=plain(wrapped(event.teks, size, 0.6 * bidang.lebar, 1)[0]),
                       font={"size": size, "color": INK if event.is_batas else SECONDARY})  # fmt: skip
    ticks = _ticks(days, bidang, right)
    pad = timedelta(days=max((days[-1] - days[0]).days * 0.012, 3)) if days else timedelta()
    fig.arrange(
        margin={"t": round(top), "r": round(right), "b": round(1.9 * size), "l": round(3.4 * size)},
        xaxis={"type": "date", "tickvals": [d.isoformat() for d in ticks], "ticktext": _day_names(bagan, ticks),
               "showgrid": False, "tickangle": 0, "ticks": "outside", "ticklen": size / 3, "tickcolor": GRID,
               **({"range": [(days[0] - pad).isoformat(), (days[-1] + pad).isoformat()]} if days else {})},
        yaxis={"range": [low, high], "nticks": 5, **ticks_of(bagan.satuan)},
    )  # fmt: skip
    return fig.figure()


def _looks(bagan: BaganGaris) -> list[tuple[str, str]]:
    """Colour and dash of each line: one accent and grey context, or the house's colours where none is the main one."""
    if not any(series.is_utama for series in bagan.deret):
        return [(CATEGORICAL[p % len(CATEGORICAL)], "solid") for p in range(len(bagan.deret))]
    found, place = [], 0
    for series in bagan.deret:
        found.append((ACCENT, "solid") if series.is_utama else (CONTEXT_LINE, DASHES[place % len(DASHES)]))
        place += not series.is_utama
    return found


def _last(series: DeretWaktu) -> TitikWaktu | None:
    return next((point for point in reversed(series.titik) if point.nilai is not None), None)


def _label(bagan: BaganGaris, series: DeretWaktu, last: TitikWaktu, size: float, room: float) -> list[str]:
    value = value_of(last.nilai, bagan.satuan, bagan.desimal)
    return [*wrapped(series.nama, size, room, 2, bold=True), value]


def _height(point: TitikWaktu, low: float, high: float) -> float:
    return ((point.nilai or 0.0) - low) / (high - low)


def _apart(places: Sequence[float], lines: Sequence[int], size: float, plot: float) -> list[float]:
    """Where the names stand, 0 to 1 of the height, moved apart just enough not to touch."""
    need = [1.28 * size * count / max(plot, 1) for count in lines]
    order = sorted(range(len(places)), key=lambda p: -places[p])
    found = list(places)
    top = 1.04
    for place in order:
        found[place] = min(found[place], top - need[place] / 2)
        top = found[place] - need[place] / 2
    bottom = -0.04
    for place in reversed(order):
        found[place] = max(found[place], bottom + need[place] / 2)
        bottom = found[place] + need[place] / 2
    return found


def _events(
    marks: Sequence[Penanda], days: Sequence[date], size: float, plot: float
) -> list[tuple[Penanda, int, bool]]:
    """Each event with the line its words stand on, and whether they run to the left of it."""
    if not days:
        return []
    whole = max((days[-1] - days[0]).days, 1)
    ends: list[float] = []
    found = []
    for mark in sorted((m for m in marks if days[0] <= m.tanggal <= days[-1]), key=lambda m: m.tanggal):
        x = (mark.tanggal - days[0]).days / whole * plot
        wide = min(width_of(mark.teks, size), 0.6 * plot) + size
        is_left = x + wide > plot and x > plot / 2
        start, end = (x - wide, x) if is_left else (x, x + wide)
        level = next((p for p, used in enumerate(ends) if used <= start), len(ends))
        ends[level : level + 1] = [end]
        found.append((mark, level, is_left))
    return found


def _day_names(bagan: BaganGaris, ticks: Sequence[date]) -> list[str]:
    """The months of the dates; only the years where all values stand at one day of their year."""
    known = {p.tanggal for series in bagan.deret for p in series.titik if p.nilai is not None}
    is_yearly = len(known) > 1 and len({(d.month, d.day) for d in known}) == 1
    return [str(d.year) if is_yearly else bulan(d) for d in ticks]


def _ticks(days: Sequence[date], bidang: Bidang, right: float) -> list[date]:
    """As many of the days as have room for their month."""
    fit = max(int((bidang.lebar - right - 3.4 * bidang.huruf) / (5.6 * bidang.huruf)), 2)
    step = max(-(-(len(days) - 1) // max(fit - 1, 1)), 1)
    return list(reversed(list(reversed(days))[::step]))


def _pieces(series: DeretWaktu, breaks: Sequence[date]) -> list[TitikWaktu]:
    """The points, with an empty one before each change of definition."""
    found: list[TitikWaktu] = []
    for point in series.titik:
        if found and any(found[-1].tanggal < day <= point.tanggal for day in breaks):
            found.append(TitikWaktu(tanggal=point.tanggal, nilai=None))
        found.append(point)
    return found


def _draw(fig: Draft, bagan: BaganGaris, series: DeretWaktu, look: tuple[str, str], size: float) -> None:
    """One line, its band where it has intervals."""
    colour, dash = look
    points = _pieces(series, [mark.tanggal for mark in bagan.penanda if mark.is_batas])
    for run in _runs(points) if series.is_utama else []:
        x = [p.tanggal.isoformat() for p in run]
        fig.scatter(x=x + x[::-1], y=[p.tinggi for p in run] + [p.rendah for p in reversed(run)], mode="lines",
                    fill="toself", fillcolor=SPREAD, line={"width": 0}, hoverinfo="skip", name="selang")  # fmt: skip
    is_few = sum(p.nilai is not None for p in points) <= 14
    fig.scatter(
        x=[p.tanggal.isoformat() for p in points], y=[p.nilai for p in points], name=plain(series.nama),
        connectgaps=False, mode="lines+markers" if is_few or series.is_utama else "lines", cliponaxis=False,
        line={"color": colour, "width": size / 5 if series.is_utama else size / 7, "dash": dash},
        marker={"size": size / 2.6, "color": colour},
        customdata=[f"<b>{plain(series.nama)}</b><br>{hari(p.tanggal)}: "
                    f"{value_of(p.nilai, bagan.satuan, bagan.desimal)}" for p in points],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def _runs(points: Sequence[TitikWaktu]) -> list[list[TitikWaktu]]:
    """Stretches of points that all have an interval."""
    found: list[list[TitikWaktu]] = [[]]
    for point in points:
        if point.rendah is None or point.tinggi is None:
            found.append([])
        else:
            found[-1].append(point)
    return [run for run in found if len(run) > 1]
