"""Bars, lying or standing, side by side or stacked, with their values at their ends or inside."""

from __future__ import annotations

from dataclasses import dataclass

from reports import words
from reports.drawing import frame
from reports.drawing.frame import LEAST, SIZE, SMALL, Canvas
from reports.fonts import printable, shorten, width, wrap
from reports.tokens import CATEGORICAL, CONTEXT, GRID, GROUND, INK, SECONDARY, text_colour
from schemas.rapat import BaganBatang, DeretBatang

PITCH = 9.0
"""Most height in mm of the place of one lying category with one bar."""


@dataclass(frozen=True)
class Batang:
    """One bar: its value, interval and colour."""

    nilai: float | None
    rendah: float | None
    tinggi: float | None
    warna: str


def _colours(bagan: BaganBatang) -> list[str]:
    if len(bagan.deret) == 1:
        return [bagan.deret[0].warna or frame.MAIN]
    return [d.warna or CATEGORICAL[i % len(CATEGORICAL)] for i, d in enumerate(bagan.deret)]


def _at(values: tuple[float | None, ...], i: int) -> float | None:
    return values[i] if i < len(values) else None


def _bar(bagan: BaganBatang, deret: DeretBatang, i: int, colour: str) -> Batang:
    if len(bagan.deret) == 1 and bagan.sorot and i not in bagan.sorot and not deret.warna:
        colour = CONTEXT
    return Batang(_at(deret.nilai, i), _at(deret.rendah, i), _at(deret.tinggi, i), colour)


def _key(sheet: Canvas, bagan: BaganBatang) -> list[frame.Kunci]:
    if len(bagan.deret) < 2:
        return []
    return [frame.swatch_key(sheet, c, d.nama) for c, d in zip(_colours(bagan), bagan.deret, strict=True)]


def _head(bagan: BaganBatang, lebar: float) -> float:
    """Height of what stands above the bars: the axis's name and the key."""
    rows = frame.key_rows([k.text for k in _key(Canvas(1, 1), bagan)], lebar)
    return SMALL * 1.5 * (rows + (1 if bagan.sumbu else 0)) + 0.6


def _is_lying(bagan: BaganBatang, lebar: float) -> bool:
    """Lying where asked for, and where standing names or values would not fit."""
    if bagan.is_mendatar:
        return True
    each = (lebar - 12) / max(len(bagan.kategori), 1)
    longest = max((width(printable(w), SMALL) for k in bagan.kategori for w in k.split()), default=0)
    values = [v for d in bagan.deret for v in d.nilai]
    beside = 1 if bagan.is_bertumpuk else len(bagan.deret)
    widest = max((width(_print(bagan, v), SMALL) for v in values), default=0)
    return each < longest + 1 or each * 0.86 / max(beside, 1) < widest * 0.9


def heights(bagan: BaganBatang, lebar: float) -> tuple[float, float]:
    """The least height that shows every bar with its text, and the height beyond which nothing is gained."""
    head = _head(bagan, lebar)
    if not _is_lying(bagan, lebar):
        return head + 38, head + 110
    bars = 1 if bagan.is_bertumpuk else max(len(bagan.deret), 1)
    count = max(len(bagan.kategori), 1)
    return head + 2 + count * (bars * LEAST * 1.12 + 0.8), head + 2 + count * (PITCH + (bars - 1) * 5.5)


def draw(bagan: BaganBatang, lebar: float, tinggi: float) -> bytes:
    """The chart as SVG."""
    if not bagan.kategori or not bagan.deret:
        return frame.nothing(lebar, tinggi)
    sheet = Canvas(lebar, tinggi)
    head = _head(bagan, lebar)
    at = SMALL * 0.75
    if bagan.sumbu:
        sheet.text(0, at, shorten(printable(bagan.sumbu), SMALL, lebar), size=SMALL, colour=SECONDARY)
        at += SMALL * 1.5
    sheet.key(_key(sheet, bagan), 0, at, lebar)
    if _is_lying(bagan, lebar):
        _lying(sheet, bagan, head)
    else:
        _standing(sheet, bagan, head)
    return sheet.svg()


def _print(bagan: BaganBatang, value: float | None) -> str:
    return frame.NO_DATA if value is None else words.with_unit(value, bagan.satuan, bagan.desimal)


def _ends(bagan: BaganBatang) -> tuple[float, float]:
    """The lowest and highest place any bar or interval reaches; zero is always between."""
    values = [0.0]
    for i in range(len(bagan.kategori)):
        bars = [_bar(bagan, d, i, "") for d in bagan.deret]
        if bagan.is_bertumpuk:
            values.append(sum(b.nilai for b in bars if b.nilai is not None and b.nilai > 0))
            values.append(sum(b.nilai for b in bars if b.nilai is not None and b.nilai < 0))
        else:
            values += [v for b in bars for v in (b.nilai, b.rendah, b.tinggi) if v is not None]
    low, high = min(values), max(values)
    return (low, high) if high > low else (low, low + 1)


def _lying(sheet: Canvas, bagan: BaganBatang, top: float) -> None:
    bars = 1 if bagan.is_bertumpuk else len(bagan.deret)
    rows = frame.shown(len(bagan.kategori), int((sheet.height - top - 1) / (bars * LEAST * 1.12 + 0.8)), bagan.sorot)
    pitch = min((sheet.height - top - 1) / len(rows), PITCH + (bars - 1) * 5.5)
    thick = min(pitch * 0.8 / bars, 6.5)
    size = min(SIZE, max(pitch * 0.86, LEAST))
    inner = min(size, max(thick * 0.98, LEAST))
    names = [printable(k) for k in bagan.kategori]
    names_room = min(max(width(names[i], size, 600) for i in rows if i >= 0) + 0.4, sheet.width * 0.4)
    low, high = _ends(bagan)
    values = [_at(d.nilai, i) for d in bagan.deret for i in rows if i >= 0]
    after = max((width(_print(bagan, v), inner, 600) for v in values), default=0) + 2.4
    before = after if low < 0 else 0.0
    first, last = names_room + 2 + before, sheet.width - (0 if bagan.is_bertumpuk and low >= 0 else after)
    x = frame.Scale(low, _with_room(bagan, rows, (low, high), (first, last), inner), first, last)
    for at, i in enumerate(rows):
        y = top + pitch * (at + 0.5)
        if i < 0:
            frame.left_out(sheet, y, -i, size)
            continue
        name, weight = names[i], 600 if i in bagan.sorot else 400
        most = 2 if pitch >= 1.9 * size and width(name, size, weight) > names_room else 1
        lines = wrap(name, size, names_room, weight, most)
        for j, line in enumerate(lines):
            place = y + (j - (len(lines) - 1) / 2) * size * 1.08
            sheet.text(names_room, place, line, size=size, weight=weight, anchor="end")
        own = [_bar(bagan, d, i, c) for d, c in zip(bagan.deret, _colours(bagan), strict=True)]
        if bagan.is_bertumpuk:
            _stack(sheet, bagan, own, x, y, thick, inner)
            if _beside(bagan, i):
                sheet.text(x(_tip(bagan, i)) + 1.2, y, _beside(bagan, i), size=inner, weight=600)
            continue
        for j, bar in enumerate(own):
            end = y + (j - (bars - 1) / 2) * thick
            _lying_bar(sheet, bagan, bar, x, end, thick * (0.86 if bars > 1 else 1), inner, _beside(bagan, i))
    sheet.line(x(0), top, x(0), top + pitch * len(rows), SECONDARY, 0.25)


def _beside(bagan: BaganBatang, i: int) -> str:
    """What is said at the end of a lying category: of a stack, or of the one series there is."""
    is_one = bagan.is_bertumpuk or len(bagan.deret) == 1
    return printable(bagan.kanan[i]) if is_one and i < len(bagan.kanan) else ""


def _tip(bagan: BaganBatang, i: int) -> float:
    """How far a category reaches: its stack, or its largest bar and interval."""
    values = [v for d in bagan.deret if (v := _at(d.nilai, i)) is not None]
    highs = [v for d in bagan.deret if (v := _at(d.tinggi, i)) is not None]
    return sum(v for v in values if v > 0) if bagan.is_bertumpuk else max([*values, *highs, 0.0])


def _with_room(
    bagan: BaganBatang, rows: list[int], ends: tuple[float, float], span: tuple[float, float], size: float
) -> float:
    """The far end of the axis that leaves room on the sheet for what is said past the ends."""
    (low, high), (first, last) = ends, span
    edge = last + (
        0
        if bagan.is_bertumpuk and low >= 0
        else max(
            (width(_print(bagan, _at(d.nilai, i)), size, 600) for d in bagan.deret for i in rows if i >= 0), default=0
        )
    )
    for i in rows:
        text = _beside(bagan, i) if i >= 0 else ""
        if text:
            value = "" if bagan.is_bertumpuk else f"{_print(bagan, _at(bagan.deret[0].nilai, i))} · "
            place = max(edge - width(f"{value}{text}", size, 600) - 2.4, first + 0.2 * (last - first))
            high = max(high, low + (_tip(bagan, i) - low) * (last - first) / (place - first))
    return high


def _lying_bar(
    sheet: Canvas,
    bagan: BaganBatang,
    bar: Batang,
    x: frame.Scale,
    y: float,
    thick: float,
    size: float,
    said: str = "",
) -> None:
    if bar.nilai is None:
        sheet.text(x(0) + 1.2, y, frame.NO_DATA, size=size, colour=SECONDARY)
        return
    start, end = sorted((x(0), x(bar.nilai)))
    sheet.rect(start, y - thick / 2, end - start, thick, bar.warna)
    reach = [end if bar.nilai >= 0 else start]
    if bar.rendah is not None and bar.tinggi is not None:
        reach += [x(bar.rendah), x(bar.tinggi)]
        sheet.line(x(bar.rendah), y, x(bar.tinggi), y, INK, 0.35)
        for place in (x(bar.rendah), x(bar.tinggi)):
            sheet.line(place, y - thick * 0.22, place, y + thick * 0.22, INK, 0.35)
    place = max(reach) + 1.2 if bar.nilai >= 0 else min(reach) - 1.2
    text = " · ".join(filter(None, [_print(bagan, bar.nilai), said]))
    sheet.text(place, y, text, size=size, weight=600, anchor="start" if bar.nilai >= 0 else "end")


def _stack(
    sheet: Canvas, bagan: BaganBatang, own: list[Batang], x: frame.Scale, y: float, thick: float, size: float
) -> None:
    """Parts one after another; a part too narrow for its number goes without, and its colour says what it is."""
    if all(b.nilai is None for b in own):
        sheet.text(x(0) + 1.2, y, frame.NO_DATA, size=size, colour=SECONDARY)
        return
    up = down = 0.0
    for bar in own:
        if not bar.nilai:
            continue
        first = up if bar.nilai > 0 else down
        start, end = sorted((x(first), x(first + bar.nilai)))
        sheet.rect(start, y - thick / 2, end - start, thick, bar.warna, stroke=GROUND, thick=0.25)
        for text in (_print(bagan, bar.nilai), words.number(bar.nilai, bagan.desimal)):
            if width(text, size, 600) + 1.2 <= end - start:
                sheet.text((start + end) / 2, y, text, size=size, colour=text_colour(bar.warna), anchor="middle",
                           weight=600)  # fmt: skip
                break
        up, down = (up + bar.nilai, down) if bar.nilai > 0 else (up, down + bar.nilai)


def _standing(sheet: Canvas, bagan: BaganBatang, top: float) -> None:
    count, bars = len(bagan.kategori), 1 if bagan.is_bertumpuk else len(bagan.deret)
    low, high = _ends(bagan)
    ticks = frame.axis_ticks(low, high, max(int(sheet.height / 13), 2), bagan.satuan)
    printed = [frame.tick_text(t, ticks, bagan.satuan) for t in ticks]
    left = max((width(t, SMALL) for t in printed), default=0) + 2
    each = min((sheet.width - left) / count, 46.0)
    names = [wrap(printable(k), SMALL, each - 1, 600, 3) for k in bagan.kategori]
    bottom = sheet.height - max(len(n) for n in names) * SMALL * 1.15 - 1.6
    y = frame.Scale(
        low, high, bottom - (SMALL * 1.4 if low < 0 else 0), top + (0 if bagan.is_bertumpuk else SIZE * 1.4)
    )
    right = left + each * count
    for tick, text in zip(ticks, printed, strict=True):
        sheet.line(left, y(tick), right, y(tick), GRID, 0.2)
        sheet.text(left - 1.2, y(tick), text, size=SMALL, colour=SECONDARY, anchor="end")
    thick = min(each * 0.86 / bars, 16.0)
    for i, lines in enumerate(names):
        middle = left + each * (i + 0.5)
        for j, line in enumerate(lines):
            sheet.text(middle, bottom + 1.2 + SMALL * (0.6 + 1.15 * j), line, size=SMALL, anchor="middle",
                       weight=600 if i in bagan.sorot else 400)  # fmt: skip
        own = [_bar(bagan, d, i, c) for d, c in zip(bagan.deret, _colours(bagan), strict=True)]
        if bagan.is_bertumpuk:
            _tower(sheet, bagan, own, y, middle, thick)
            continue
        for j, bar in enumerate(own):
            _standing_bar(
                sheet, bagan, bar, y, middle + (j - (bars - 1) / 2) * thick, thick * (0.88 if bars > 1 else 1)
            )
    sheet.line(left, y(0), right, y(0), SECONDARY, 0.25)


def _standing_bar(sheet: Canvas, bagan: BaganBatang, bar: Batang, y: frame.Scale, x: float, thick: float) -> None:
    if bar.nilai is None:
        sheet.text(x, y(0) - SMALL, words.NONE, size=SMALL, colour=SECONDARY, anchor="middle")
        return
    upper, lower = sorted((y(0), y(bar.nilai)))
    sheet.rect(x - thick / 2, upper, thick, lower - upper, bar.warna)
    reach = [upper if bar.nilai >= 0 else lower]
    if bar.rendah is not None and bar.tinggi is not None:
        reach += [y(bar.rendah), y(bar.tinggi)]
        sheet.line(x, y(bar.rendah), x, y(bar.tinggi), INK, 0.35)
        for place in (y(bar.rendah), y(bar.tinggi)):
            sheet.line(x - 0.8, place, x + 0.8, place, INK, 0.35)
    place = min(reach) - SMALL * 0.75 if bar.nilai >= 0 else max(reach) + SMALL * 0.75
    text = _print(bagan, bar.nilai)
    size = min(SIZE, SMALL * max(thick + 2, 1) / max(width(text, SMALL, 600), 0.1) * 1.05)
    sheet.text(x, place, text, size=max(size, LEAST), weight=600, anchor="middle")


def _tower(sheet: Canvas, bagan: BaganBatang, own: list[Batang], y: frame.Scale, x: float, thick: float) -> None:
    up = down = 0.0
    if all(b.nilai is None for b in own):
        sheet.text(x, y(0) - SMALL, words.NONE, size=SMALL, colour=SECONDARY, anchor="middle")
    for bar in own:
        if not bar.nilai:
            continue
        first = up if bar.nilai > 0 else down
        upper, lower = sorted((y(first), y(first + bar.nilai)))
        sheet.rect(x - thick / 2, upper, thick, lower - upper, bar.warna, stroke=GROUND, thick=0.25)
        text = words.number(bar.nilai, bagan.desimal)
        if lower - upper > SMALL * 1.15 and width(text, SMALL, 600) + 0.6 <= thick:
            sheet.text(x, (upper + lower) / 2, text, size=SMALL, colour=text_colour(bar.warna), anchor="middle",
                       weight=600)  # fmt: skip
        up, down = (up + bar.nilai, down) if bar.nilai > 0 else (up, down + bar.nilai)
