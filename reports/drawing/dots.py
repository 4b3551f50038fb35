"""Dots with intervals: names at the left, values at the right, a reference line between."""

from __future__ import annotations

from dataclasses import dataclass

from reports import words
from reports.drawing import frame
from reports.drawing.frame import LEAST, SIZE, SMALL, Canvas
from reports.fonts import printable, shorten, width, wrap
from reports.tokens import GRID, INK, SECONDARY
from schemas.rapat import BaganTitik, BarisTitik

PITCH = 7.5
"""Most height of a row in mm; more would tear them apart."""
TIGHTEST = LEAST * 1.12
BESIDE = (("rhomb", SECONDARY), ("bar", "#8a5a12"), ("box", "#1b7837"), ("diamond", "#CC79A7"))
"""Marks of the values shown beside the main one, in the order of their names."""
BAND = "#eaf2fa"


@dataclass(frozen=True)
class Room:
    """What lies above and below the rows, in mm."""

    top: float
    bottom: float


def _kinds(bagan: BaganTitik) -> list[str]:
    return sorted({row.kelas for row in bagan.baris if row.kelas and row.nilai is not None})


def _room(bagan: BaganTitik, lebar: float) -> Room:
    top = SMALL * 1.5
    if bagan.sumbu or _beside(bagan):
        top += SMALL * 1.5 * max(frame.key_rows(_beside(bagan), lebar), 1)
    if bagan.acuan is not None and bagan.nama_acuan:
        top += SIZE * 1.45
    kinds = _kinds(bagan)
    texts = [k.text for k in frame.class_key(Canvas(1, 1), kinds, bagan.nama_acuan)]
    return Room(top + 0.6, 1.2 + SMALL * 1.5 * frame.key_rows(texts, lebar) if texts else 0.8)


def _beside(bagan: BaganTitik) -> list[str]:
    if not bagan.nama_pembanding:
        return []
    return [bagan.nama_nilai or "nilai", *bagan.nama_pembanding]


def heights(bagan: BaganTitik, lebar: float) -> tuple[float, float]:
    """The least height that shows every row, and the height beyond which nothing is gained."""
    room, count = _room(bagan, lebar), max(len(bagan.baris), 1)
    return room.top + room.bottom + count * SMALL * 1.1, room.top + room.bottom + count * PITCH


def _shown(bagan: BaganTitik, places: int) -> list[BarisTitik | int]:
    """The rows to draw, and in the place of those left out their count."""
    sorot = [i for i, row in enumerate(bagan.baris) if row.is_sorot]
    return [bagan.baris[i] if i >= 0 else -i for i in frame.shown(len(bagan.baris), places, sorot)]


def draw(bagan: BaganTitik, lebar: float, tinggi: float) -> bytes:
    """The chart as SVG."""
    if not bagan.baris:
        return frame.nothing(lebar, tinggi)
    sheet, room = Canvas(lebar, tinggi), _room(bagan, lebar)
    rows = _shown(bagan, int((tinggi - room.top - room.bottom) / TIGHTEST))
    pitch = min((tinggi - room.top - room.bottom) / len(rows), PITCH)
    size = min(SIZE, max(pitch * 0.86, LEAST))
    real = [row for row in rows if isinstance(row, BarisTitik)]
    values = [_value(bagan, row) for row in real]
    names_room = min(max((width(printable(r.nama), size, 600) for r in real), default=0.0) + 0.4, lebar * 0.36)
    value_room = max((width(printable(v), size, 600) for v in values), default=0.0)
    said_room = min(max((width(printable(r.kanan), size * 0.92) for r in real), default=0.0), lebar * 0.24)
    left = names_room + 2.6
    right = lebar - value_room - (said_room + 2.4 if said_room else 0) - 3.0
    top, bottom = room.top, room.top + pitch * len(rows)
    everything = [v for r in real for v in (r.nilai, r.rendah, r.tinggi, *r.pembanding)]
    everything += [bagan.acuan, 0.0 if bagan.is_selisih else None]
    low, high = frame.span(everything, bagan.satuan)
    x = frame.Scale(low, high, left, right)
    _axis(sheet, bagan, x, top, bottom)
    is_any = any(row.is_sorot for row in real)
    for i, row in enumerate(rows):
        y = top + pitch * (i + 0.5)
        if isinstance(row, int):
            frame.left_out(sheet, y, row, size)
            continue
        if row.is_sorot:
            sheet.rect(0, y - pitch / 2, lebar, pitch, BAND)
        else:
            sheet.line(left, y, right, y, GRID, 0.15)
    if bagan.is_selisih:
        sheet.line(x(0), top, x(0), bottom, INK, 0.3)
    if bagan.acuan is not None and not (bagan.is_selisih and bagan.acuan == 0):
        sheet.line(x(bagan.acuan), top, x(bagan.acuan), bottom, INK, 0.4, "0.4 0.9")
    for i, row in enumerate(rows):
        if isinstance(row, BarisTitik):
            y = top + pitch * (i + 0.5)
            _name(sheet, row, names_room, y, size, pitch)
            _marks(
                sheet,
                row,
                x,
                y,
                min(1.3, pitch * 0.3),
                is_any=is_any,
                is_classed=bool(set(_kinds(bagan)) - {"tanpa selang"}),
            )
            edge = lebar - (said_room + 2.4 if said_room else 0)
            is_none = row.nilai is None
            sheet.text(edge, y, _value(bagan, row), size=size, weight=400 if is_none else 600, anchor="end",
                       colour=SECONDARY if is_none else INK)  # fmt: skip
            sheet.text(lebar, y, shorten(printable(row.kanan), size * 0.92, said_room + 0.1), size=size * 0.92,
                       colour=SECONDARY, anchor="end")  # fmt: skip
    key = frame.class_key(sheet, _kinds(bagan), bagan.nama_acuan)
    sheet.key(key, 0, bottom + 1.2 + SMALL * 0.75, lebar)
    return sheet.svg()


def _value(bagan: BaganTitik, row: BarisTitik) -> str:
    if row.nilai is None:
        return frame.NO_DATA
    return words.with_unit(row.nilai, bagan.satuan, bagan.desimal, is_selisih=bagan.is_selisih)


def _name(sheet: Canvas, row: BarisTitik, room: float, y: float, size: float, pitch: float) -> None:
    weight = 600 if row.is_sorot else 400
    name = printable(row.nama)
    most = 2 if pitch >= 1.75 * size and width(name, size, weight) > room else 1
    small = size if most == 1 else min(size, pitch / 2.1)
    lines = wrap(name, small, room, weight, most)
    for i, line in enumerate(lines):
        sheet.text(room, y + (i - (len(lines) - 1) / 2) * small * 1.08, line, size=small, weight=weight, anchor="end")


def _marks(
    sheet: Canvas, row: BarisTitik, x: frame.Scale, y: float, r: float, *, is_any: bool, is_classed: bool
) -> None:
    for value, (shape, colour) in zip(row.pembanding, BESIDE * 3, strict=False):
        if value is not None:
            sheet.mark(x(value), y, shape, colour, r)
    if row.nilai is None:
        return
    if row.rendah is not None and row.tinggi is not None:
        sheet.line(x(row.rendah), y, x(row.tinggi), y, frame.WHISKER, min(0.55, r * 0.45))
    plain = frame.MAIN if row.is_sorot or not (is_any or is_classed) else frame.GREY
    shape, colour = frame.SHAPES.get(row.kelas, ("circle", plain))
    sheet.mark(x(row.nilai), y, shape, colour, r)


def _axis(sheet: Canvas, bagan: BaganTitik, x: frame.Scale, top: float, bottom: float) -> None:
    """Ticks, the reference's name and, above all, what the marks are."""
    ticks = frame.axis_ticks(x.low, x.high, max(int((x.end - x.start) / 18), 2), bagan.satuan,
                             is_selisih=bagan.is_selisih)  # fmt: skip
    for tick in ticks:
        sheet.line(x(tick), top, x(tick), bottom, GRID, 0.2)
        text = frame.tick_text(tick, ticks, bagan.satuan, is_selisih=bagan.is_selisih)
        sheet.text(x(tick), top - SMALL * 0.75, text, size=SMALL, colour=SECONDARY, anchor="middle")
    if bagan.acuan is not None and bagan.nama_acuan:
        value = words.with_unit(bagan.acuan, bagan.satuan, bagan.desimal, is_selisih=bagan.is_selisih)
        is_zero = bagan.is_selisih and not bagan.acuan
        said = bagan.nama_acuan if is_zero else f"{bagan.nama_acuan} {value}"
        text = shorten(printable(said), SIZE, sheet.width, 600)
        half, at = width(text, SIZE, 600) / 2, x(bagan.acuan)
        y = top - SMALL * 1.5 - SIZE * 0.7
        sheet.text(min(max(at, half), sheet.width - half), y, text, size=SIZE, weight=600, anchor="middle")
        sheet.line(at, top - SMALL * 1.5, at, top - SMALL * 1.3, INK, 0.4)
    if names := _beside(bagan):
        first = frame.shape_key(sheet, "circle", frame.MAIN, names[0])
        others = [frame.shape_key(sheet, *mark, name) for name, mark in zip(names[1:], BESIDE * 3, strict=False)]
        sheet.key([first, *others], 0, SMALL * 0.75, sheet.width)
    elif bagan.sumbu:
        sheet.text(0, SMALL * 0.75, shorten(printable(bagan.sumbu), SMALL, sheet.width), size=SMALL, colour=SECONDARY)
