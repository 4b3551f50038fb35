"""Lines over time as native charts of points on a true time axis, cut at gaps and at new definitions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reports import words
from reports.chart_xml import (
    REDUP,
    TEKS,
    BaganXml,
    Buku,
    DeretXY,
    LabelSel,
    Sumbu,
    garis,
    kotak,
    lengan,
    penanda,
    rentang,
    sebar_plot,
    selang,
    serial,
    terpanjang_dulu,
    warna,
)
from reports.slide_dots import Potret, form
from reports.slide_text import cut, width, wrap
from reports.tokens import ACCENT, CATEGORICAL, INK, SECONDARY
from reports.words import NBSP
from schemas.rapat import BaganGaris, DeretWaktu, Penanda

OTHERS = ("#5f6d7c", CATEGORICAL[1], CATEGORICAL[2], "#8a5a12", CATEGORICAL[3], "#7F7F7F")
DASHES = ("sysDash", "dash", "sysDot", "dashDot", "lgDash", "lgDashDot")
"""Lines beside the main one differ in dash as well as colour."""
LETTERS = 13.0
MANY_YEARS = 5 * 366
LABEL_ROOM = 0.3
EVENT_LINE = 18.0
EVENT_LINES = 3
"""Lines the name of an event may take above the plot."""


def draw(bagan: BaganGaris, lebar: float, tinggi: float) -> list[Potret]:
    """The chart; empty where no line has a point."""
    lines = [line for line in bagan.deret if any(p.nilai is not None for p in line.titik)]
    if not lines:
        return []
    main = [line for line in lines if line.is_utama] or lines[:1]
    ordered = [line for line in lines if line not in main] + main  # the main one last: it lies on top
    days = [p.tanggal for line in lines for p in line.titik]
    first, last = min(days), max(days)
    events = sorted((e for e in bagan.penanda if first <= e.tanggal <= last), key=lambda e: e.tanggal)
    values = [v for line in lines for p in line.titik for v in (p.nilai, p.rendah, p.tinggi)]
    is_share = bagan.satuan == words.PERCENT and all(v is None or 0 <= v <= 100 for v in values)
    low, high, step = rentang(values, ujung=(0, 100) if is_share else (None, None))
    texts = [_end(bagan, line, LABEL_ROOM * lebar) for line in ordered]
    right = max(width(t, LETTERS, bold=True) for t in texts) + 14
    digits = form(step, bagan.satuan)
    left = max(width(words.with_unit(v, bagan.satuan, 1), 12) for v in (low, high)) + (26 if bagan.sumbu else 8)
    plot_w, plot_h = lebar - left - right, tinggi - 34
    most = min(int(tinggi * 0.4 / EVENT_LINE / max(len(events), 1)), EVENT_LINES)
    names = _names(events, first, last, plot_w, most=most)
    count = max((one.tingkat + len(one.teks) for one in names), default=0)
    band = count * EVENT_LINE
    top = high + (high - low) * band / max(plot_h - band, 1)
    buku = Buku()
    breaks = [e.tanggal for e in events if e.is_batas]
    series = [_line(buku, line, breaks, place, is_main=line in main) for place, line in enumerate(ordered)]
    series.append(_ends(buku, ordered, texts, last, (low, top, plot_h), main))
    for event, one in zip(events, names, strict=True):
        spots = [high + (top - high) * (count - one.tingkat - line - 0.5) / count for line in range(len(one.teks))]
        series.append(_event(buku, event, low, spots, one))
    start, end, unit, printed = _time(first, last)
    x = Sumbu(start, end, unit, printed, is_kisi=False)
    y = Sumbu(low, top, step, digits, judul=bagan.sumbu)
    inner = kotak(left / lebar, 6 / tinggi, plot_w / lebar, plot_h / tinggi)
    data = BaganXml(buku, [sebar_plot(terpanjang_dulu(series))], [x.xml(111, 112, "b"), y.xml(112, 111, "l")], inner)
    return [Potret(data, (0, 0, lebar, tinggi))]


def _time(first: date, last: date) -> tuple[float, float, float, str]:
    """Ends and step of the time axis in days; ticks fall in the middle of months or years, so each names its own."""
    if (last - first).days > MANY_YEARS:
        years = max(round((last - first).days / 365.25 / 7), 1)
        middle = date(first.year - (first < date(first.year, 7, 1)), 7, 1)
        return float(serial(middle)), serial(last) + 20.0, 365.25 * years, "yyyy"
    start = date(first.year, first.month, 15)
    if first.day < 15:
        start = (start.replace(day=1) - timedelta(days=1)).replace(day=15)
    months = max(round((last - start).days / 30.44), 1)
    step = next((m for m in (1, 2, 3, 4, 6, 12) if months / m <= 8), 12)
    return float(serial(start)), max(serial(last) + 4.0, serial(start) + 28.0), 30.4375 * step, "[$-421]mmm\\ yyyy"


def _end(bagan: BaganGaris, line: DeretWaktu, room: float) -> str:
    value = words.with_unit([p.nilai for p in line.titik if p.nilai is not None][-1], bagan.satuan, bagan.desimal)
    return f"{cut(line.nama, LETTERS, room - width(value, LETTERS), 1, bold=True)} {value}"


def _colour(place: int, *, is_main: bool) -> str:
    return ACCENT if is_main else OTHERS[place % len(OTHERS)]


@dataclass(frozen=True)
class BarisDeret:
    """A line as rows of a sheet; where it is cut, a row has a day and nothing else."""

    hari: tuple[date, ...]
    nilai: tuple[float | None, ...]
    rendah: tuple[float | None, ...]
    tinggi: tuple[float | None, ...]


def rows_of(line: DeretWaktu, breaks: Sequence[date]) -> BarisDeret:
    """The rows of a line, cut at the days from which on it measures something else."""
    found: list[tuple[date, float | None, float | None, float | None]] = []
    for point in line.titik:
        if found and any(found[-1][0] < day <= point.tanggal for day in breaks):
            found.append((point.tanggal, None, None, None))
        found.append((point.tanggal, point.nilai, point.rendah, point.tinggi))
    days, values, lows, highs = zip(*found, strict=True) if found else ((), (), (), ())
    return BarisDeret(days, values, lows, highs)


def _line(buku: Buku, line: DeretWaktu, breaks: Sequence[date], place: int, *, is_main: bool) -> DeretXY:
    """One line; an empty row stands where it is cut."""
    rows = rows_of(line, breaks)
    values, lows, highs = rows.nilai, rows.rendah, rows.tinggi
    x, y = buku.tambah(f"Tanggal {line.nama}", rows.hari), buku.tambah(line.nama, values)
    errors = ""
    if any(v is not None for v in (*lows, *highs)):
        buku.tambah("Rendah", lows)
        buku.tambah("Tinggi", highs)
        minus, plus = (
            buku.tambah("Lengan bawah", lengan(values, lows)),
            buku.tambah("Lengan atas", lengan(values, highs)),
        )
        errors = selang(plus, minus, warna("#9fbfe0" if is_main else "#c5ccd4"), arah="y", tebal=2)
    colour = warna(_colour(place, is_main=is_main))
    stroke = garis(colour, 2.75 if is_main else 1.75, "" if is_main else DASHES[place % len(DASHES)])
    few = sum(v is not None for v in values) <= 12
    mark = penanda("circle", 6 if is_main else 5, colour, colour) if few or _has_lone(values) else penanda()
    return DeretXY(y, x, y, mark, stroke, errors)


def _has_lone(values: Sequence[float | None]) -> bool:
    """Whether a point has no neighbour to be joined with: without a mark it would not be seen."""
    padded = [None, *values, None]
    return any(
        b is not None and a is None and c is None for a, b, c in zip(padded, padded[1:], padded[2:], strict=False)
    )


def _ends(buku: Buku, lines: Sequence[DeretWaktu], texts: Sequence[str], last: date,
          scale: tuple[float, float, float], main: Sequence[DeretWaktu]) -> DeretXY:  # fmt: skip
    """The names at the ends, moved apart where they would touch."""
    low, high, tall = scale
    gap = (high - low) * 17.0 / max(tall, 1)
    ends = [[p.nilai for p in line.titik if p.nilai is not None][-1] for line in lines]
    spots = _apart([v for v in ends if v is not None], gap, low + gap / 2, high - gap / 2)
    name = buku.tambah("Nama di ujung", [NBSP + text for text in texts])
    x, y = buku.tambah("Tanggal nama", [last] * len(texts)), buku.tambah("Tinggi nama", spots)
    bold = frozenset(place for place, line in enumerate(lines) if line in main)
    return DeretXY(name, x, y, label=LabelSel(name, "r", LETTERS, TEKS, bold))


def _apart(values: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Heights of labels near their values, at least `gap` apart, between both ends while there is room."""
    order = sorted(range(len(values)), key=values.__getitem__)
    found = list(values)
    for place, i in enumerate(order):
        found[i] = max(found[i], low if place == 0 else found[order[place - 1]] + gap)
    for place, i in enumerate(reversed(order)):
        found[i] = min(found[i], high if place == 0 else found[order[len(order) - place]] - gap)
    return found


@dataclass(frozen=True)
class NamaPeristiwa:
    """What is said of an event above the plot: its lines from the top, the first of them, and on which side."""

    teks: tuple[str, ...]
    tingkat: int
    is_kiri: bool


def _names(events: Sequence[Penanda], first: date, last: date, wide: float, *, most: int) -> list[NamaPeristiwa]:
    """On which lines above the plot each event is named, so that no two touch."""
    span = max((last - first).days, 1)
    taken: list[list[tuple[float, float]]] = []
    found = []
    for event in events:
        at = (event.tanggal - first).days / span * wide
        room = max(at, wide - at) - 14
        whole = cut(event.teks, 12, room, max(most, 1))
        lines = tuple(wrap(whole, 12, room))
        need = max(width(line, 12) for line in lines) + 10
        is_left = at + need > wide
        start, end = (at - need, at) if is_left else (at, at + need)
        level = 0
        while any(start < b and a < end for row in taken[level : level + len(lines)] for a, b in row):
            level += 1
        taken += [[] for _ in range(level + len(lines) - len(taken))]
        for row in taken[level : level + len(lines)]:
            row.append((start, end))
        found.append(NamaPeristiwa(lines, level, is_left))
    return found


def _event(buku: Buku, event: Penanda, low: float, spots: Sequence[float], said: NamaPeristiwa) -> DeretXY:
    """An event as a thin line, named above the data; where a new definition begins it is a solid one."""
    texts = ["", *reversed(said.teks)]
    name = buku.tambah(event.teks, texts)
    x = buku.tambah("Tanggal", [event.tanggal] * len(texts))
    y = buku.tambah("Dari bawah ke atas", [low, *reversed(spots)])
    colour, stroke = (INK, 1.5) if event.is_batas else (SECONDARY, 1.0)
    line = garis(warna(colour), stroke, "" if event.is_batas else "sysDot")
    return DeretXY(name, x, y, line=line, label=LabelSel(name, "l" if said.is_kiri else "r", 12, REDUP))
