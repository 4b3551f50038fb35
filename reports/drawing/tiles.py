"""The tile map of the provinces: each tile its name, value, class colour and, against a reference, a shape."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence

from reports import words
from reports.drawing import frame
from reports.drawing.frame import SMALL, Canvas
from reports.fonts import PT, printable, shorten, width
from reports.tokens import INK, LINE, SECONDARY, SEQUENTIAL, sequential, text_colour
from schemas.rapat import BaganPetak, Petak

STEPS = (0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 6, 8, 10)
GAP = 0.8
BOX = 6.0
"""Width of a class in the scale."""
SIGNED = 7.5
"""Tiles narrower than this have no room for a sign beside their value."""


def classes(values: Sequence[float]) -> tuple[float, float]:
    """Low end and width of ten equal classes on round numbers that hold all values; wider than 0 to 100 where asked."""
    finite = [v for v in values if math.isfinite(v)]
    if not finite:
        return 0.0, 10.0
    low, high = min(finite), max(finite)
    for step in STEPS:
        start = math.floor(low / step) * step
        if start + 10 * step > high or (step == STEPS[-1] and low >= 0 and high <= 100):
            is_share = low >= 0 and high <= 100
            return round(max(min(start, 100 - 10 * step), 0.0) if is_share else start, 6), step
    power = 10.0 ** math.floor(math.log10((high - low) / 10))
    step = next(
        power * k for k in (1, 2, 5, 10, 20) if math.floor(low / (power * k)) * power * k + 10 * power * k > high
    )
    return math.floor(low / step) * step, step


def heights(bagan: BaganPetak, lebar: float) -> tuple[float, float]:
    """The least height that can be read, and the height at which tiles are square."""
    rows, columns = _size(bagan.petak)
    below = _below(bagan, lebar)
    return rows * 6.2 + below, rows * min((lebar / columns), 24.0) + below


def _key(sheet: Canvas, bagan: BaganPetak) -> list[frame.Kunci]:
    there = {t.kelas for t in bagan.petak}
    said = [(kelas, text) for kelas, text in frame.meanings(bagan.nama_acuan).items() if kelas in there]
    key = [frame.Kunci(functools.partial(_sign, sheet, kelas), text) for kelas, text in said]
    if any(t.nilai is None for t in bagan.petak):
        key.append(frame.swatch_key(sheet, frame.EMPTY, frame.NO_DATA))
    return key


def _key_place(lebar: float) -> tuple[float, float]:
    """Left end of the key and how far below the map it starts: beside the scale, or under it on a narrow sheet."""
    beside = 10 * BOX + 5
    return (beside, 0.0) if lebar - beside > 70 else (0.0, 2.4 + SMALL * 1.7)


def _below(bagan: BaganPetak, lebar: float) -> float:
    """Height of what stands under the map."""
    left, down = _key_place(lebar)
    rows = frame.key_rows([k.text for k in _key(Canvas(1, 1), bagan)], lebar - left)
    rows += bagan.acuan is not None and bool(bagan.nama_acuan)
    return 1.5 + max(down + rows * SMALL * 1.45, 2.4 + SMALL * 1.5)


def _size(tiles: Sequence[Petak]) -> tuple[int, int]:
    return max((t.baris for t in tiles), default=0) + 1, max((t.kolom for t in tiles), default=0) + 1


def draw(bagan: BaganPetak, lebar: float, tinggi: float) -> bytes:
    """The chart as SVG."""
    if not bagan.petak:
        return frame.nothing(lebar, tinggi)
    sheet = Canvas(lebar, tinggi)
    rows, columns = _size(bagan.petak)
    tall = min((tinggi - _below(bagan, lebar)) / rows, 24.0)
    wide = min(lebar / columns, tall * 2.1)
    scale = classes([t.nilai for t in bagan.petak if t.nilai is not None])
    offset = (lebar - wide * columns) / 2
    sizes = _sizes(bagan, wide - GAP, tall - GAP)
    for tile in sorted(bagan.petak, key=lambda t: t.is_sorot):
        box = (offset + tile.kolom * wide, tile.baris * tall, wide - GAP, tall - GAP)
        _tile(sheet, bagan, tile, box, scale, sizes)
    _scale(sheet, bagan, *scale, tall * rows + 1.5)
    return sheet.svg()


def _sizes(bagan: BaganPetak, w: float, h: float) -> tuple[float, float]:
    """Text height of the values and of the names, the same on all tiles."""
    value = min(11 * PT, h * 0.36)
    widest = max(width(words.number(t.nilai, bagan.desimal), 1, 600) for t in bagan.petak)
    sign = h * 0.18 + 0.9 if w >= SIGNED and any(t.kelas for t in bagan.petak) else 0
    value = min(value, (w - 1.4 - sign) / max(widest, 0.1))
    longest = max(width(printable(t.singkatan or t.nama), 1) for t in bagan.petak)
    return value, max(min(value * 0.85, (w - 1.3) / max(longest, 0.1)), 4 * PT)


def _tile(
    sheet: Canvas, bagan: BaganPetak, tile: Petak, box: tuple[float, float, float, float],
    scale: tuple[float, float], sizes: tuple[float, float],
) -> None:  # fmt: skip
    x, y, w, h = box
    fill = frame.EMPTY if tile.nilai is None else sequential(tile.nilai, *scale)
    ink = INK if tile.nilai is None else text_colour(fill)
    edge = min(0.9, h * 0.09) if tile.is_sorot else 0.2
    sheet.rect(x, y, w, h, fill, stroke=INK if tile.is_sorot else LINE, thick=edge, round_=0.6)
    name = shorten(printable(tile.singkatan or tile.nama), sizes[1], w - 0.5)
    sheet.text(x + 0.8, y + h * 0.3, name, size=sizes[1], colour=ink)
    value = words.number(tile.nilai, bagan.desimal)
    sheet.text(x + 0.8, y + h * 0.68, value, size=sizes[0], weight=600, colour=ink)
    if w >= SIGNED:
        _sign(sheet, tile.kelas, x + w - 0.9 - h * 0.09, y + h * 0.68, h * 0.09, ink)


def _sign(sheet: Canvas, kelas: str, x: float, y: float, r: float = 1.0, ink: str = INK) -> None:
    """A triangle up or down, or a ring, in the tile's text colour: readable on every class."""
    if kelas in ("di atas", "naik"):
        sheet.path(f"M{x - r:.2f} {y + r:.2f}L{x + r:.2f} {y + r:.2f}L{x:.2f} {y - r:.2f}Z", fill=ink)
    elif kelas in ("di bawah", "turun"):
        sheet.path(f"M{x - r:.2f} {y - r:.2f}L{x + r:.2f} {y - r:.2f}L{x:.2f} {y + r:.2f}Z", fill=ink)
    elif kelas in ("setara", "tetap"):
        sheet.circle(x, y, r * 0.8, "none", stroke=ink, thick=r * 0.4)
    elif kelas == "tanpa selang":
        sheet.rect(x - r * 0.7, y - r * 0.7, r * 1.4, r * 1.4, ink)


def _scale(sheet: Canvas, bagan: BaganPetak, start: float, step: float, top: float) -> None:
    """The classes with their ends, what the signs mean, and the reference."""
    if any(t.nilai is not None for t in bagan.petak):
        digits = next(d for d in range(5) if abs(step * 10**d - round(step * 10**d)) < 1e-6)
        for i, colour in enumerate(SEQUENTIAL):
            sheet.rect(i * BOX, top, BOX, 2.4, colour, stroke=LINE, thick=0.15)
        y = top + 2.4 + SMALL * 0.75
        sheet.text(0, y, words.number(start, digits), size=SMALL, colour=SECONDARY)
        end = words.with_unit(start + 10 * step, bagan.satuan, digits)
        sheet.text(10 * BOX, y, end, size=SMALL, colour=SECONDARY, anchor="end")
    left, down = _key_place(sheet.width)
    key = _key(sheet, bagan)
    y = top + down + 1.2
    if bagan.acuan is not None and bagan.nama_acuan:
        text = f"{bagan.nama_acuan} {words.with_unit(bagan.acuan, bagan.satuan, bagan.desimal)}"
        sheet.text(left, y, shorten(printable(text), SMALL, sheet.width - left, 600), size=SMALL, weight=600)
        y += SMALL * 1.45
    sheet.key(key, left, y, sheet.width - left)
