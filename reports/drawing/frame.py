"""The sheet a chart is drawn on: SVG in millimetres, its scales, marks, keys and label places.

Text stays text, in the typeface of `reports.fonts`, so that a PDF made of the drawing can be searched and read out.
The same chart always gives the same bytes.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from reports import words
from reports.fonts import FAMILY, PT, printable, width
from reports.tokens import ABOVE, ACCENT, BELOW, EQUAL, GROUND, INK, LINE, SECONDARY

SIZE = 9 * PT
"""Height of ordinary chart text."""
SMALL = 8 * PT
LEAST = 6 * PT
"""Text smaller than this is not set; rows are left out instead, and said to be."""
WHISKER = "#8b98a6"
GREY = "#7b8896"
"""Lines and marks of context: dark enough to be seen on paper."""
EMPTY = "#eef1f5"
NO_DATA = "tanpa data"
NOTHING = "Tidak ada data untuk digambar."

SHAPES = {
    "di atas": ("circle", ABOVE), "naik": ("circle", ABOVE),
    "di bawah": ("diamond", BELOW), "turun": ("diamond", BELOW),
    "setara": ("ring", EQUAL), "tetap": ("ring", EQUAL), "tanpa selang": ("square", SECONDARY),
}  # fmt: skip
"""Where a value stands, in shape as well as colour: as on the pages."""


@dataclass(frozen=True)
class Kunci:
    """One entry of a key: how its mark is drawn at a place, and what it means."""

    draw: Callable[[float, float], None]
    text: str


@dataclass(frozen=True)
class Scale:
    """Values to millimetres."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        share = 0.5 if self.high == self.low else (value - self.low) / (self.high - self.low)
        return self.start + share * (self.end - self.start)


class Canvas:
    """A drawing in the making; all measures in mm from the upper left."""

    def __init__(self, lebar: float, tinggi: float) -> None:
        self.width, self.height = float(lebar), float(tinggi)
        self.parts: list[str] = []

    def rect(self, x: float, y: float, w: float, h: float, fill: str, *, stroke: str = "", thick: float = 0.2,
             round_: float = 0) -> None:  # fmt: skip
        """A box; lines lie inside it."""
        if w <= 0 or h <= 0:
            return
        edge = f' stroke="{stroke}" stroke-width="{_n(thick)}"' if stroke else ""
        corner = f' rx="{_n(round_)}"' if round_ else ""
        inset = thick / 2 if stroke else 0.0
        self.parts.append(
            f'<rect x="{_n(x + inset)}" y="{_n(y + inset)}" width="{_n(w - 2 * inset)}" height="{_n(h - 2 * inset)}"'
            f' fill="{fill}"{edge}{corner}/>'
        )

    def line(self, x1: float, y1: float, x2: float, y2: float, colour: str = LINE, thick: float = 0.2,
             dash: str = "") -> None:  # fmt: skip
        """A straight line."""
        self.path(f"M{_n(x1)} {_n(y1)}L{_n(x2)} {_n(y2)}", stroke=colour, thick=thick, dash=dash)

    def polyline(self, points: Sequence[tuple[float, float]], colour: str, thick: float, dash: str = "") -> None:
        """A line through points."""
        d = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points)
        self.path(d, stroke=colour, thick=thick, dash=dash)

    def area(self, points: Sequence[tuple[float, float]], fill: str, opacity: float) -> None:
        """A filled outline."""
        d = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in points) + "Z"
        self.parts.append(f'<path d="{d}" fill="{fill}" fill-opacity="{_n(opacity)}"/>')

    def path(self, d: str, *, fill: str = "none", stroke: str = "", thick: float = 0.2, dash: str = "") -> None:
        """Any path."""
        pen = f' stroke="{stroke}" stroke-width="{_n(thick)}" stroke-linejoin="round"' if stroke else ""
        broken = f' stroke-dasharray="{dash}"' if dash else ""
        self.parts.append(f'<path d="{d}" fill="{fill}"{pen}{broken}/>')

    def circle(self, x: float, y: float, r: float, fill: str, *, stroke: str = GROUND, thick: float = 0.25) -> None:
        """A disc with its rim."""
        self.parts.append(
            f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(r)}" fill="{fill}" stroke="{stroke}"'
            f' stroke-width="{_n(thick)}"/>'
        )

    def mark(self, x: float, y: float, shape: str, colour: str, r: float = 1.25) -> None:
        """A mark of one of the house's shapes."""
        if shape == "circle":
            self.circle(x, y, r, colour)
        elif shape == "ring":
            self.circle(x, y, r * 0.85, GROUND, stroke=colour, thick=r * 0.42)
        elif shape == "square":
            self.rect(x - r * 0.75, y - r * 0.75, r * 1.5, r * 1.5, colour)
        elif shape == "box":
            self.rect(x - r * 0.85, y - r * 0.85, r * 1.7, r * 1.7, GROUND, stroke=colour, thick=r * 0.35)
        elif shape == "bar":
            self.line(x, y - r * 1.25, x, y + r * 1.25, colour, r * 0.5)
        else:
            k = r * 1.2
            d = f"M{_n(x)} {_n(y - k)}L{_n(x + k)} {_n(y)}L{_n(x)} {_n(y + k)}L{_n(x - k)} {_n(y)}Z"
            hollow = shape == "rhomb"
            self.path(d, fill=GROUND if hollow else colour, stroke=colour if hollow else GROUND,
                      thick=r * 0.35 if hollow else 0.25)  # fmt: skip

    def text(self, x: float, y: float, text: str, *, size: float = SIZE, weight: int = 400, colour: str = INK,
             anchor: str = "start") -> None:  # fmt: skip
        """A line of text whose middle lies at y."""
        text = printable(text)
        if not text.strip():
            return
        style = f' font-weight="{weight}"' if weight != 400 else ""
        place = f' text-anchor="{anchor}"' if anchor != "start" else ""
        self.parts.append(
            f'<text x="{_n(x)}" y="{_n(y + 0.34 * size)}" font-size="{_n(size)}" fill="{colour}"{style}{place}>'
            f"{escape(text)}</text>"
        )

    def key(self, entries: Sequence[Kunci], x: float, y: float, room: float, size: float = SMALL) -> None:
        """Entries side by side from the left, in as many rows as they take; y is the middle of the first."""
        at, down = x, y
        for entry in entries:
            wide = 4.2 + width(printable(entry.text), size)
            if at > x and at + wide > x + room:
                at, down = x, down + size * 1.45
            entry.draw(at + 1.4, down)
            self.text(at + 3.6, down, entry.text, size=size, colour=SECONDARY)
            at += wide + 3.2

    def svg(self) -> bytes:
        """The finished drawing."""
        wide, tall = _n(self.width), _n(self.height)
        size = f'width="{wide}mm" height="{tall}mm" viewBox="0 0 {wide} {tall}"'
        head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="{FAMILY}, sans-serif">'
        ground = f'<rect width="{wide}" height="{tall}" fill="{GROUND}"/>'
        return "\n".join([head, ground, *self.parts, "</svg>"]).encode("utf-8")


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if value == value else "0"


def key_rows(texts: Sequence[str], room: float, size: float = SMALL) -> int:
    """How many rows a key of these entries takes."""
    rows, at = (1 if texts else 0), 0.0
    for text in texts:
        wide = 4.2 + width(printable(text), size)
        if at and at + wide > room:
            rows, at = rows + 1, 0.0
        at += wide + 3.2
    return rows


def nothing(lebar: float, tinggi: float, sentence: str = NOTHING) -> bytes:
    """A sheet that says why there is no chart."""
    sheet = Canvas(lebar, tinggi)
    sheet.text(lebar / 2, min(tinggi / 2, 12), sentence, colour=SECONDARY, anchor="middle")
    return sheet.svg()


def span(values: Sequence[float | None], satuan: str) -> tuple[float, float]:
    """Low and high end of an axis that holds all values with a little room; percentages don't make it leave 0 to 100
    by more than that room."""
    finite = [float(v) for v in values if v is not None and math.isfinite(v)]
    if not finite:
        return 0.0, 100.0
    low, high = min(finite), max(finite)
    least = 1.0 if satuan == words.PERCENT else max(abs(high), abs(low), 1e-9) * 0.05
    room = max((high - low) * 0.05, least)
    return low - room, high + room


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round values between both ends, at most about `most`."""
    if not high > low:
        return [low]
    rough = (high - low) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * k for k in (1, 2, 2.5, 5, 10) if power * k >= rough * 0.999)
    first = math.ceil(low / step - 1e-9)
    return [round(i * step, 12) for i in range(first, math.floor(high / step + 1e-9) + 1)]


def axis_ticks(low: float, high: float, most: int, satuan: str, *, is_selisih: bool = False) -> list[float]:
    """Ticks of a value axis; shares have none below 0 or above 100."""
    found = ticks(low, high, most)
    if satuan == words.PERCENT and not is_selisih:
        found = [t for t in found if 0 <= t <= 100] or found
    return found


def tick_text(value: float, all_: Sequence[float], satuan: str, *, is_selisih: bool = False) -> str:
    """A tick as printed: as many digits as tell it from the next; the last carries the unit."""
    step = min((b - a for a, b in itertools.pairwise(all_)), default=1.0)
    digits = next((d for d in range(4) if abs(step * 10**d - round(step * 10**d)) < 1e-6), 4)
    if value == all_[-1]:
        return words.with_unit(value, satuan, digits, is_selisih=is_selisih)
    return words.signed(value, digits) if is_selisih else words.number(value, digits)


def shown(count: int, places: int, sorot: Iterable[int] = ()) -> list[int]:
    """Which rows to draw in so many places: all, or both ends and the highlighted ones.

    A negative number stands in the place of as many rows left out.
    """
    if count <= places:
        return list(range(count))
    keep = set(list(sorot)[: max(places // 2, 1)])
    for i in (i // 2 if i % 2 == 0 else count - 1 - i // 2 for i in range(count)):
        gaps = sum(1 for a in range(count) if a not in keep and (a - 1 in keep or a == 0))
        if len(keep) + gaps + 1 > max(places, 3):
            break
        keep.add(i)
    result: list[int] = []
    for i in range(count):
        if i in keep:
            result.append(i)
        elif result and result[-1] < 0:
            result[-1] -= 1
        else:
            result.append(-1)
    return result


def left_out(sheet: Canvas, y: float, count: int, size: float) -> None:
    """Says in the place of rows how many were left out."""
    text = f"… {words.number(count)} baris di antaranya tidak digambar …"
    sheet.text(sheet.width / 2, y, text, size=min(size, SMALL), colour=SECONDARY, anchor="middle")


def apart(middles: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles of labels as near their own as they can be without touching, between `low` and `high`."""
    order = sorted(range(len(middles)), key=lambda i: (middles[i], i))
    groups: list[tuple[float, float, list[int]]] = []  # wanted middle, height, members
    for i in order:
        groups.append((min(max(middles[i], low + heights[i] / 2), high - heights[i] / 2), heights[i], [i]))
        while len(groups) > 1 and groups[-2][0] + groups[-2][1] / 2 > groups[-1][0] - groups[-1][1] / 2 + 1e-9:
            (_, h1, m1), (_, h2, m2) = groups[-2], groups[-1]
            members, tall = m1 + m2, h1 + h2
            offset, wanted = 0.0, 0.0
            for j in members:
                wanted += middles[j] - (offset + heights[j] / 2)
                offset += heights[j]
            top = min(max(wanted / len(members), low), max(high - tall, low))
            groups[-2:] = [(top + tall / 2, tall, members)]
    result = [0.0] * len(middles)
    for middle, tall, members in groups:
        top = middle - tall / 2
        for j in members:
            result[j] = top + heights[j] / 2
            top += heights[j]
    return result


def meanings(acuan: str = "") -> dict[str, str]:
    """What the classes are called in a key, in the order of the house."""
    return {
        "di atas": f"di atas {acuan}".rstrip(), "di bawah": f"di bawah {acuan}".rstrip(),
        "setara": f"setara dengan {acuan}" if acuan else "setara", "tanpa selang": "tanpa selang",
        "naik": "naik", "turun": "turun", "tetap": "tidak berbeda nyata",
    }  # fmt: skip


def class_key(sheet: Canvas, kinds: Sequence[str], acuan: str = "") -> list[Kunci]:
    """What the shapes mean, only those that are there."""
    return [shape_key(sheet, *SHAPES[kind], text) for kind, text in meanings(acuan).items() if kind in kinds]


def _marker(sheet: Canvas, shape: str, colour: str) -> Callable[[float, float], None]:
    return lambda x, y: sheet.mark(x, y, shape, colour)


def shape_key(sheet: Canvas, shape: str, colour: str, text: str) -> Kunci:
    """An entry with a mark."""
    return Kunci(_marker(sheet, shape, colour), text)


def swatch_key(sheet: Canvas, colour: str, text: str) -> Kunci:
    """An entry with a coloured box."""
    return Kunci(lambda x, y: sheet.rect(x - 1.2, y - 1.2, 2.4, 2.4, colour), text)


MAIN = ACCENT
"""What the screen is about."""
