"""The tile map as named shapes that can be moved, recoloured and read out one by one."""

from __future__ import annotations

from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Pt

from reports import words
from reports.drawing.tiles import classes
from reports.slide_dots import said as class_name
from reports.slide_text import Run, box, cut, decorative, describe, fill, fit, width, write
from reports.slide_theme import emu
from reports.tokens import INK, LINE, SEQUENTIAL, sequential, text_colour
from schemas.rapat import BaganPetak, BaganTitik, Petak

GAP = 4.0
LEGEND = 40.0
EMPTY = "#eef1f5"
SIGNS = {"di atas": "▲", "naik": "▲", "di bawah": "▼", "turun": "▼", "setara": "○", "tetap": "○", "tanpa selang": "■"}
"""Where a tile stands, in a sign as well as in its colour."""


def draw(slide: Any, bagan: BaganPetak, area: tuple[float, float, float, float], alt: str) -> bool:
    """Put the map and its key on a slide; False where there is no tile."""
    if not bagan.petak:
        return False
    x, y, wide, high = area
    rows, columns = max(t.baris for t in bagan.petak) + 1, max(t.kolom for t in bagan.petak) + 1
    tall = min((high - LEGEND) / rows, 62.0)
    across = min(wide / columns, tall * 2.4)
    left = x + (wide - across * columns) / 2
    scale = classes([t.nilai for t in bagan.petak if t.nilai is not None])
    size = min(13.0, (tall - GAP) / 2.5)
    group = slide.shapes.add_group_shape()
    group.name = "Peta petak"
    describe(group, alt)
    for tile in sorted(bagan.petak, key=lambda t: (t.baris, t.kolom)):
        spot = (left + tile.kolom * across, y + tile.baris * tall, across - GAP, tall - GAP)
        _tile(group, bagan, tile, spot, scale, size)
    _legend(slide, bagan, scale, (x, y + rows * tall + 8, wide, LEGEND - 8))
    return True


def said(bagan: BaganPetak, tile: Petak) -> str:
    """A tile in words: `Sumatera Barat 71,4 %, di atas nasional`."""
    value = "tanpa data" if tile.nilai is None else words.with_unit(tile.nilai, bagan.satuan, bagan.desimal)
    kelas = f", {_class_text(bagan, tile.kelas)}" if tile.kelas and tile.nilai is not None else ""
    return f"{tile.nama} {value}{kelas}"


def _class_text(bagan: BaganPetak, kelas: str) -> str:
    return class_name(kelas, BaganTitik(baris=(), nama_acuan=bagan.nama_acuan))


def _tile(
    group: Any, bagan: BaganPetak, tile: Petak, spot: tuple[float, float, float, float], scale: tuple[float, float],
    size: float,
) -> None:  # fmt: skip
    shape = group.shapes.add_shape(MSO_SHAPE.ROUNDED_RECTANGLE, *(emu(length) for length in spot))
    shape.adjustments[0] = 0.08
    shape.name = tile.nama[:120] or tile.kode
    describe(shape, said(bagan, tile))
    ground = EMPTY if tile.nilai is None else sequential(tile.nilai, *scale)
    fill(shape, ground, INK if tile.is_sorot else LINE)
    if tile.is_sorot:
        shape.line.width = Pt(2.75)
    ink = text_colour(ground)
    frame = shape.text_frame
    frame.word_wrap = False
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    room = spot[2] + 2  # SPARE is not needed: the letters may come near the edge
    name, small = fit(tile.singkatan or tile.nama, (size - 1, size - 2, size - 3, 9, 8), room, 1)
    sign = SIGNS.get(tile.kelas, "") if tile.nilai is not None else ""
    value = words.number(tile.nilai, bagan.desimal)
    value = cut(f"{sign} {value}".strip(), size, room, 1, bold=True)
    write(frame, [[Run(name, small, colour=ink)], [Run(value, size, bold=True, colour=ink)]], align=PP_ALIGN.CENTER)


def _legend(slide: Any, bagan: BaganPetak, scale: tuple[float, float], area: tuple[float, float, float, float]) -> None:
    """The classes with their ends, and what the signs mean."""
    x, y, wide, _ = area
    start, step = scale
    swatch = 24.0
    digits = next((d for d in range(4) if abs(step * 10**d - round(step * 10**d)) < 1e-6), 4)
    low = words.number(start, digits)
    high = words.with_unit(start + 10 * step, bagan.satuan, digits)
    at = x
    if any(t.nilai is not None for t in bagan.petak):
        at += width(low, 12) + 6
        group = slide.shapes.add_group_shape()
        group.name = "Kunci warna"
        for place, colour in enumerate(SEQUENTIAL):
            one = group.shapes.add_shape(
                MSO_SHAPE.RECTANGLE, emu(at + place * swatch), emu(y + 2), emu(swatch), emu(12)
            )
            one.name = f"Kelas {place + 1}"
            fill(one, colour, LINE)
        decorative(group)
        _text(slide, (x, y, width(low, 12) + 6, 16), low, "Kunci: dari")
        at += 10 * swatch + 6
        _text(slide, (at, y, width(high, 12) + 6, 16), high, "Kunci: sampai")
        at += width(high, 12) + 22
    there = {t.kelas for t in bagan.petak if t.nilai is not None}
    parts = [f"{sign} {_class_text(bagan, kelas)}" for kelas, sign in SIGNS.items() if kelas in there]
    if bagan.acuan is not None and bagan.nama_acuan:
        parts.append(f"{bagan.nama_acuan} {words.with_unit(bagan.acuan, bagan.satuan, bagan.desimal)}")
    if any(t.nilai is None for t in bagan.petak):
        parts.append("– tanpa data")
    room = x + wide - at
    _text(slide, (at, y, room, 32), cut("   ".join(parts), 12, room, 2), "Kunci: tanda")


def _text(slide: Any, place: tuple[float, float, float, float], text: str, name: str) -> None:
    if text:
        shape = box(slide.shapes, place, name)
        write(shape.text_frame, [[Run(text, 12)]])
