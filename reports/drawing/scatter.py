"""Two measures against each other; places are named where the names find room."""

from __future__ import annotations

from reports import words
from reports.drawing import frame
from reports.drawing.frame import SMALL, Canvas
from reports.fonts import printable, shorten, width
from reports.tokens import CATEGORICAL, CONTEXT, GRID, INK, LINE, SECONDARY
from schemas.rapat import BaganSebar, TitikSebar

SHAPES = ("circle", "diamond", "square", "ring", "box", "rhomb")
MANY = 60
"""Beyond so many points only the highlighted ones are named."""
Box = tuple[float, float, float, float]


def heights(_bagan: BaganSebar, _lebar: float) -> tuple[float, float]:
    """The least height that can be read, and the height beyond which nothing is gained."""
    return 50.0, 170.0


def draw(bagan: BaganSebar, lebar: float, tinggi: float) -> bytes:
    """The chart as SVG."""
    if not bagan.titik:
        return frame.nothing(lebar, tinggi)
    sheet = Canvas(lebar, tinggi)
    kinds = list(dict.fromkeys(p.kelas for p in bagan.titik if p.kelas))
    looks = _looks(bagan, kinds)
    key = [frame.shape_key(sheet, *looks[kind], kind) for kind in kinds]
    head = SMALL * 1.5 * (1 + frame.key_rows([k.text for k in key], lebar)) + 0.6
    sheet.text(0, SMALL * 0.75, shorten(printable(bagan.sumbu_y), SMALL, lebar), size=SMALL, colour=SECONDARY)
    sheet.key(key, 0, SMALL * 2.25, lebar)
    low_y, high_y = frame.span([*(p.y for p in bagan.titik), bagan.acuan_y], bagan.satuan_y)
    low_x, high_x = frame.span([*(p.x for p in bagan.titik), bagan.acuan_x], bagan.satuan_x)
    ticks_y = frame.axis_ticks(low_y, high_y, max(int(tinggi / 16), 2), bagan.satuan_y)
    printed = [frame.tick_text(t, ticks_y, bagan.satuan_y) for t in ticks_y]
    left, right = max((width(t, SMALL) for t in printed), default=0) + 2, lebar - 3
    top, bottom = head + (SMALL * 1.3 if bagan.acuan_x is not None else 0), tinggi - SMALL * 3.1
    x, y = frame.Scale(low_x, high_x, left, right), frame.Scale(low_y, high_y, bottom, top)
    ticks_x = frame.axis_ticks(low_x, high_x, max(int((right - left) / 22), 2), bagan.satuan_x)
    for tick, text in zip(ticks_y, printed, strict=True):
        sheet.line(left, y(tick), right, y(tick), GRID, 0.2)
        sheet.text(left - 1.2, y(tick), text, size=SMALL, colour=SECONDARY, anchor="end")
    for tick in ticks_x:
        sheet.line(x(tick), top, x(tick), bottom, GRID, 0.2)
        text = frame.tick_text(tick, ticks_x, bagan.satuan_x)
        place = min(x(tick), lebar - width(text, SMALL) / 2)
        sheet.text(place, bottom + SMALL * 0.85, text, size=SMALL, colour=SECONDARY, anchor="middle")
    sheet.line(left, bottom, right, bottom, LINE, 0.3)
    name = shorten(printable(bagan.sumbu_x), SMALL, lebar)
    sheet.text(right, tinggi - SMALL * 0.7, name, size=SMALL, colour=SECONDARY, anchor="end")
    taken = _references(sheet, bagan, x, y, (left, top, right, bottom))
    r = 1.25 if len(bagan.titik) <= MANY else 0.8
    ordered = sorted(bagan.titik, key=lambda p: p.is_sorot)
    for point in ordered:
        shape, colour = looks[point.kelas]
        if point.is_sorot and not kinds:
            colour = frame.MAIN
        sheet.mark(x(point.x), y(point.y), shape, colour, r * (1.35 if point.is_sorot else 1))
    taken += [(x(p.x) - r, y(p.y) - r, x(p.x) + r, y(p.y) + r) for p in bagan.titik]
    _names(sheet, bagan, x, y, taken, r)
    return sheet.svg()


def _looks(bagan: BaganSebar, kinds: list[str]) -> dict[str, tuple[str, str]]:
    """Shape and colour of each class; the house's own classes look as everywhere."""
    is_any = any(p.is_sorot for p in bagan.titik)
    looks = {"": ("circle", CONTEXT if is_any or kinds else frame.MAIN)}
    for i, kind in enumerate(kinds):
        looks[kind] = frame.SHAPES.get(kind, (SHAPES[i % len(SHAPES)], CATEGORICAL[i % len(CATEGORICAL)]))
    return looks


def _references(sheet: Canvas, bagan: BaganSebar, x: frame.Scale, y: frame.Scale, plot: Box) -> list[Box]:
    left, top, right, bottom = plot
    taken: list[Box] = []
    if bagan.acuan_x is not None:
        at = x(bagan.acuan_x)
        sheet.line(at, top, at, bottom, INK, 0.35, "0.4 0.9")
        text = _said(bagan, words.with_unit(bagan.acuan_x, bagan.satuan_x, bagan.desimal_x))
        half = width(text, SMALL, 600) / 2
        taken.append((at - 0.1, top, at + 0.1, bottom))
        sheet.text(min(max(at, left + half), right - half), top - SMALL * 0.7, text, size=SMALL, weight=600,
                   anchor="middle")  # fmt: skip
    if bagan.acuan_y is not None:
        at = y(bagan.acuan_y)
        sheet.line(left, at, right, at, INK, 0.35, "0.4 0.9")
        text = _said(bagan, words.with_unit(bagan.acuan_y, bagan.satuan_y, bagan.desimal_y))
        wide = width(text, SMALL, 600)
        sheet.text(right, at - SMALL * 0.7, text, size=SMALL, weight=600, anchor="end")
        taken += [(right - wide, at - SMALL * 1.3, right, at), (left, at - 0.1, right, at + 0.1)]
    return taken


def _said(bagan: BaganSebar, value: str) -> str:
    return f"{printable(bagan.nama_acuan)} {value}".strip()


def _names(sheet: Canvas, bagan: BaganSebar, x: frame.Scale, y: frame.Scale, taken: list[Box], r: float) -> None:
    """The highlighted first, then the outermost; a name that finds no free place beside its point is left out."""
    points = sorted(bagan.titik, key=lambda p: (not p.is_sorot, -_far(bagan, p)))
    for point in points:
        if len(bagan.titik) > MANY and not point.is_sorot:
            continue
        weight = 600 if point.is_sorot else 400
        text = shorten(printable(point.nama), SMALL, sheet.width * 0.4, weight)
        wide, tall = width(text, SMALL, weight), SMALL * 1.05
        px, py = x(point.x), y(point.y)
        gap = r * 1.35 + 0.5
        places = [
            (px + gap, py - tall / 2), (px - gap - wide, py - tall / 2), (px - wide / 2, py - gap - tall),
            (px - wide / 2, py + gap), (px + gap * 0.7, py - gap * 0.7 - tall), (px + gap * 0.7, py + gap * 0.7),
            (px - gap * 0.7 - wide, py - gap * 0.7 - tall), (px - gap * 0.7 - wide, py + gap * 0.7),
        ]  # fmt: skip
        for left, top in places:
            box = (left, top, left + wide, top + tall)
            is_inside = left >= x.start and box[2] <= sheet.width and top >= y.end - 1 and box[3] <= y.start
            if is_inside and not any(_touch(box, other) for other in taken):
                sheet.text(left, top + tall / 2, text, size=SMALL, weight=weight)
                taken.append(box)
                break
        else:
            if point.is_sorot:  # what the screen is about is named even over others
                left = min(max(px + gap, 0), sheet.width - wide)
                sheet.text(left, py - gap - tall / 2, text, size=SMALL, weight=weight)
                taken.append((left, py - gap - tall, left + wide, py - gap))


def _far(bagan: BaganSebar, point: TitikSebar) -> float:
    xs, ys = [p.x for p in bagan.titik], [p.y for p in bagan.titik]
    middle_x, middle_y = sum(xs) / len(xs), sum(ys) / len(ys)
    wide, tall = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    return ((point.x - middle_x) / wide) ** 2 + ((point.y - middle_y) / tall) ** 2


def _touch(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
