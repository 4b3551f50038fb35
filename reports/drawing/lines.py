"""Lines over time with their names at their ends; gaps stay gaps, and no line crosses a change of definition."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from reports import words
from reports.drawing import frame
from reports.drawing.frame import SIZE, SMALL, Canvas
from reports.fonts import printable, shorten, width, wrap
from reports.tokens import CATEGORICAL, GRID, GROUND, INK, LINE, SECONDARY
from schemas.rapat import BaganGaris, DeretWaktu, TitikWaktu

LEVEL = SMALL * 1.35
DASHES = ("", "2 0.9", "0.7 0.7", "2.4 0.8 0.6 0.8", "1.2 0.6", "3 1.2")
LEAST_HEIGHT = 42.0
EVENT_LINES = 3
"""Lines the name of an event may take, where they leave the chart its room."""
MOST_EVENTS = 0.45


@dataclass(frozen=True)
class Pena:
    """How a line is drawn and named."""

    deret: DeretWaktu
    warna: str
    tebal: float
    putus: str
    tulisan: str

    @property
    def akhir(self) -> TitikWaktu:
        """Its last point with a value."""
        return max((p for p in self.deret.titik if p.nilai is not None), key=lambda p: p.tanggal)


def _pens(bagan: BaganGaris) -> list[Pena]:
    """Context first, the main line last and on top."""
    lines = [d for d in bagan.deret if any(p.nilai is not None for p in d.titik)]
    is_any = any(d.is_utama for d in lines)
    result, context = [], 0
    for i, line in enumerate(lines):
        if line.is_utama:
            result.append(Pena(line, frame.MAIN, 0.75, "", frame.MAIN))
        elif is_any:
            context += 1
            result.append(Pena(line, frame.GREY, 0.4, DASHES[context % len(DASHES)], SECONDARY))
        else:
            dash = DASHES[i // len(CATEGORICAL) % len(DASHES)]
            result.append(Pena(line, CATEGORICAL[i % len(CATEGORICAL)], 0.6, dash, INK))
    return sorted(result, key=lambda p: p.deret.is_utama)


def pieces(line: DeretWaktu, breaks: Sequence[date]) -> list[list[TitikWaktu]]:
    """A line cut where a value is missing and where the definition changed; a point on the day of the change belongs to
    what follows."""
    result: list[list[TitikWaktu]] = [[]]
    part = -1
    for point in sorted(line.titik, key=lambda p: p.tanggal):
        now = sum(point.tanggal >= b for b in breaks)
        if point.nilai is None or (now != part and result[-1]):
            result.append([])
        part = now
        if point.nilai is not None:
            result[-1].append(point)
    return [piece for piece in result if piece]


def heights(_bagan: BaganGaris, _lebar: float) -> tuple[float, float]:
    """The least height that can be read, and the height beyond which nothing is gained."""
    return LEAST_HEIGHT, 150.0


def draw(bagan: BaganGaris, lebar: float, tinggi: float) -> bytes:
    """The chart as SVG."""
    pens = _pens(bagan)
    if not pens:
        return frame.nothing(lebar, tinggi)
    sheet = Canvas(lebar, tinggi)
    dates = [p.tanggal for d in bagan.deret for p in d.titik]
    first, last = min(dates), max(dates)
    events = sorted((e for e in bagan.penanda if first <= e.tanggal <= last), key=lambda e: e.tanggal)
    values = [p.nilai for pen in pens for p in pen.deret.titik]
    values += [v for pen in pens if pen.deret.is_utama for p in pen.deret.titik for v in (p.rendah, p.tinggi)]
    low, high = frame.span(values, bagan.satuan)
    ticks = frame.axis_ticks(low, high, max(int(tinggi / 13), 2), bagan.satuan)
    printed = [frame.tick_text(t, ticks, bagan.satuan) for t in ticks]
    left = max((width(t, SMALL) for t in printed), default=0) + 2
    labels = _labels(pens, bagan, lebar * 0.34)
    right = lebar - max(max(width(line, SIZE, 600) for line in lines) for lines in labels) - 4.2
    days = Days(first, last, left + 1.5, right - 0.5)
    head = SMALL * 1.6 if bagan.sumbu else 0.6
    bottom = tinggi - SMALL * 1.7
    said = [(days(e.tanggal), printable(e.teks)) for e in events]
    for most in range(EVENT_LINES, 0, -1):
        marks = _event_labels(said, lebar, most)
        top = head + LEVEL * max((one.tingkat + len(one.baris) for one in marks), default=0) + 1
        if top <= tinggi * MOST_EVENTS:
            break
    y = frame.Scale(low, high, bottom, top)
    sheet.text(0, SMALL * 0.75, shorten(printable(bagan.sumbu), SMALL, lebar), size=SMALL, colour=SECONDARY)
    for tick, text in zip(ticks, printed, strict=True):
        sheet.line(left, y(tick), right, y(tick), GRID, 0.2)
        sheet.text(left - 1.4, y(tick), text, size=SMALL, colour=SECONDARY, anchor="end")
    sheet.line(left, bottom, right, bottom, LINE, 0.3)
    free = lebar
    known = [p.tanggal for d in bagan.deret for p in d.titik if p.nilai is not None]
    for day, text in sorted(day_ticks(known or dates, days, right - left), reverse=True):
        half = width(text, SMALL) / 2
        place = min(max(days(day), half), lebar - half)
        if place + half > free:
            continue
        free = place - half - 1.5
        sheet.line(days(day), bottom, days(day), bottom + 0.9, SECONDARY, 0.2)
        sheet.text(place, bottom + SMALL * 1.0, text, size=SMALL, colour=SECONDARY, anchor="middle")
    for event, mark in zip(events, marks, strict=True):
        up, at = head + LEVEL * mark.tingkat, days(event.tanggal)
        sheet.line(at, up + 0.4, at, bottom, INK if event.is_batas else SECONDARY, 0.3 if event.is_batas else 0.2,
                   "1.2 0.8" if event.is_batas else "0.4 0.8")  # fmt: skip
    for mark in marks:
        for level, text in enumerate(mark.baris, start=mark.tingkat):
            # A line that ends higher up would otherwise run through the letters.
            sheet.rect(mark.kiri - 0.3, head + LEVEL * level + 0.3, width(text, SMALL) + 0.6, LEVEL - 0.4, GROUND)
            sheet.text(mark.kiri, head + LEVEL * (level + 0.5), text, size=SMALL, colour=SECONDARY)
    breaks = sorted(e.tanggal for e in bagan.penanda if e.is_batas)
    for pen in pens:
        _line(sheet, pen, breaks, days, y)
    _names(sheet, pens, labels, days, y, right, top, bottom)
    return sheet.svg()


class Days:
    """Dates to millimetres; a single day stands in the middle."""

    def __init__(self, first: date, last: date, start: float, end: float) -> None:
        self.first, self.last, self.start, self.end = first, last, start, end

    def __call__(self, day: date) -> float:
        whole = (self.last - self.first).days
        return self.start + (self.end - self.start) * ((day - self.first).days / whole if whole else 0.5)


def day_ticks(dates: Sequence[date], days: Days, room: float) -> list[tuple[date, str]]:
    """Dates below the axis, never nearer than their texts allow; whole years for data of once a year."""
    own = sorted(set(dates))
    if len(own) < 2 or (len({(d.month, d.day) for d in own}) == 1):
        texts = [(d, str(d.year) if len(own) > 1 else words.day(d)) for d in own]
        every = max(math.ceil(len(texts) * 14 / max(room, 1)), 1)
        return [t for i, t in enumerate(reversed(texts)) if i % every == 0]
    most = max(int(room / 22), 1)
    whole = (days.last - days.first).days
    if whole < 75:
        every = max(math.ceil(whole / max(most - 1, 1)), 1)
        return [
            (d, words.day(d)) for d in (days.last - timedelta(days=every * i) for i in range(most)) if d >= days.first
        ]
    months = (days.last.year - days.first.year) * 12 + days.last.month - days.first.month
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60) if months // s + 1 <= most), 120)
    found = _anchors(own, step)
    return [(d, words.month(d)) for d in (found if len(found) > 1 or room < 30 else [own[0], own[-1]])]


def _anchors(own: Sequence[date], step: int) -> list[date]:
    """The newest date and those a whole number of steps of months before it; dates of the data where it has them."""
    newest, found, back = own[-1], [own[-1]], step
    while True:
        month = newest.year * 12 + newest.month - 1 - back
        year, place = divmod(month, 12)
        same = [d for d in own if (d.year, d.month) == (year, place + 1)]
        day = same[-1] if same else date(year, place + 1, min(newest.day, 28))
        if day < own[0]:
            return found
        found.append(day)
        back += step


@dataclass(frozen=True)
class NamaPeristiwa:
    """What is said of an event: its left end, its lines, and the level of the first of them."""

    kiri: float
    baris: tuple[str, ...]
    tingkat: int


def _event_labels(marks: Sequence[tuple[float, str]], lebar: float, most: int) -> list[NamaPeristiwa]:
    """Each event's name: right of its line, or left near the edge, in at most `most` lines; none overlap."""
    result: list[NamaPeristiwa] = []
    taken: list[list[tuple[float, float]]] = []
    for at, text in marks:
        lines = wrap(text, SMALL, min(max(lebar - at, at) - 0.8, lebar * 0.6), most=most)
        wide = max((width(line, SMALL) for line in lines), default=0.0)
        is_left = at + 0.8 + wide > lebar
        start = max(at - 0.8 - wide, 0.0) if is_left else at + 0.8
        low, high = min(start, at) - 2, max(start + wide, at) + 2
        level = 0
        while any(a < high and low < b for row in taken[level : level + len(lines)] for a, b in row):
            level += 1
        taken += [[] for _ in range(level + len(lines) - len(taken))]
        for row in taken[level : level + len(lines)]:
            row.append((low + 2, high - 2))
        result.append(NamaPeristiwa(start, tuple(lines), level))
    return result


def _line(sheet: Canvas, pen: Pena, breaks: Sequence[date], days: Days, y: frame.Scale) -> None:
    for piece in pieces(pen.deret, breaks):
        band = [p for p in piece if p.rendah is not None and p.tinggi is not None]
        if pen.deret.is_utama and len(band) > 1:
            upper = [(days(p.tanggal), y(p.tinggi or 0.0)) for p in band]
            lower = [(days(p.tanggal), y(p.rendah or 0.0)) for p in reversed(band)]
            sheet.area([*upper, *lower], pen.warna, 0.16)
        points = [(days(p.tanggal), y(p.nilai or 0.0)) for p in piece]
        if len(points) > 1:
            sheet.polyline(points, pen.warna, pen.tebal, pen.putus)
        if len(pen.deret.titik) <= 8 or len(points) == 1:
            for p, (x, at) in zip(piece, points, strict=True):
                if len(points) == 1 and p in band and pen.deret.is_utama:
                    sheet.line(x, y(p.rendah or 0.0), x, y(p.tinggi or 0.0), frame.WHISKER, 0.5)
                sheet.circle(x, at, 0.95 if pen.deret.is_utama else 0.7, pen.warna)
    end = pen.akhir
    sheet.circle(days(end.tanggal), y(end.nilai or 0.0), 1.15 if pen.deret.is_utama else 0.8, pen.warna)


def _labels(pens: Sequence[Pena], bagan: BaganGaris, room: float) -> list[list[str]]:
    result = []
    for pen in pens:
        value = words.with_unit(pen.akhir.nilai, bagan.satuan, bagan.desimal)
        result.append([*wrap(printable(pen.deret.nama), SIZE, room, 600, most=2), value])
        if len(result[-1]) == 2 and width(f"{result[-1][0]} {value}", SIZE, 600) <= room:
            result[-1] = [f"{result[-1][0]} {value}"]
    return result


def _names(sheet: Canvas, pens: Sequence[Pena], labels: Sequence[list[str]], days: Days, y: frame.Scale, right: float,
           top: float, bottom: float) -> None:  # fmt: skip
    """Names at the ends; where there is no room for all, the main ones and as many others as fit."""
    pitch = SIZE * 1.12
    order = sorted(range(len(pens)), key=lambda i: not pens[i].deret.is_utama)
    is_tight = sum(map(len, labels)) * pitch + 0.5 * len(labels) > bottom - top
    low = bottom - pitch * 1.2 if is_tight else bottom + SIZE * 0.3
    chosen: list[int] = []
    for i in order:
        if sum(len(labels[j]) * pitch + 0.5 for j in [*chosen, i]) <= low - top:
            chosen.append(i)
    middles = [y(pens[i].akhir.nilai or 0.0) for i in chosen]
    tall = [len(labels[i]) * pitch + 0.5 for i in chosen]
    for i, own, middle in zip(chosen, middles, frame.apart(middles, tall, top - 1, low), strict=True):
        pen, end = pens[i], days(pens[i].akhir.tanggal)
        if abs(own - middle) > 0.9 or right - end > 4:
            sheet.polyline(
                [(end + 1.3, own), (max(right + 0.4, end + 1.4), own), (right + 2.6, middle)], frame.WHISKER, 0.18
            )
        for j, line in enumerate(labels[i]):
            sheet.text(right + 3.2, middle + (j - (len(labels[i]) - 1) / 2) * pitch, line, colour=pen.tulisan,
                       weight=600 if pen.deret.is_utama or len(pens) == 1 else 400)  # fmt: skip
    if left_out := len(pens) - len(chosen):
        text = shorten(f"{left_out} garis tanpa nama", SMALL, sheet.width - right - 3.2)
        sheet.text(right + 3.2, bottom - pitch * 0.5, text, size=SMALL, colour=SECONDARY)
