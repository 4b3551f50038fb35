"""Tables, large figures and lists on slides: native, and on a further slide where they do not fit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from reports import tokens
from reports.slide_text import LEADING, Run, box, cut, describe, fill, fit, wrap, write
from reports.slide_theme import emu
from schemas.rapat import BaganAngka, BaganButir, BaganTabel, Butir, ButirAngka, KolomTabel

SIZES = (16.0, 14.0, 13.0, 12.0)
PAD_X, PAD_Y = 6.0, 3.0
CELL_LINES = 5
"""Lines of a cell at most; the workbook holds the whole text."""
PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""No style, no grid: what a table looks like is said cell by cell."""
A_ROW = 4
"""Figures side by side."""


@dataclass(frozen=True)
class HalamanTabel:
    """The rows of one slide as they will be printed, with their heights."""

    kolom: tuple[KolomTabel, ...]
    baris: tuple[tuple[str, ...], ...]
    lebar: tuple[float, ...]
    tinggi: tuple[float, ...]
    size: float


def table_pages(bagan: BaganTabel, lebar: float, tinggi: float) -> list[HalamanTabel]:
    """The table in slides; the largest letters at which it stands on one, or else fourteen points on several."""
    if not bagan.kolom:
        return []
    total = sum(max(k.lebar, 0.05) for k in bagan.kolom)
    widths = tuple(lebar * max(k.lebar, 0.05) / total for k in bagan.kolom)
    for size in SIZES:
        pages = _pages(bagan, widths, tinggi, size)
        if len(pages) == 1:
            return pages
    return _pages(bagan, widths, tinggi, 14.0)


def _pages(bagan: BaganTabel, widths: tuple[float, ...], tinggi: float, size: float) -> list[HalamanTabel]:
    head, head_height = _row(tuple(k.nama for k in bagan.kolom), widths, size, bold=True)
    columns = tuple(k.model_copy(update={"nama": n}) for k, n in zip(bagan.kolom, head, strict=True))
    pages: list[list[tuple[tuple[str, ...], float]]] = [[]]
    used = head_height
    for cells in bagan.baris:
        padded = (*cells, *([""] * len(widths)))[: len(widths)]
        row, high = _row(padded, widths, size)
        if pages[-1] and used + high > tinggi:
            pages.append([])
            used = head_height
        pages[-1].append((row, high))
        used += high
    return [
        HalamanTabel(columns, tuple(r for r, _ in rows), widths, (head_height, *(h for _, h in rows)), size)
        for rows in pages
    ]


def _row(
    cells: Sequence[str], widths: Sequence[float], size: float, *, bold: bool = False
) -> tuple[tuple[str, ...], float]:
    printed = tuple(
        cut(text, size, wide - 2 * PAD_X, CELL_LINES, bold=bold) for text, wide in zip(cells, widths, strict=True)
    )
    lines = max(len(wrap(text, size, wide - 2 * PAD_X, bold=bold)) for text, wide in zip(printed, widths, strict=True))
    return printed, lines * size * LEADING + 2 * PAD_Y


def draw_table(slide: Any, page: HalamanTabel, area: tuple[float, float, float, float], alt: str) -> None:
    """One slide's rows as a table."""
    x, y, _, _ = area
    frame = slide.shapes.add_table(
        len(page.baris) + 1, len(page.kolom), emu(x), emu(y), emu(sum(page.lebar)), emu(sum(page.tinggi))
    )
    frame.name = "Tabel"
    describe(frame, alt)
    table = frame.table
    style = table._tbl.tblPr.find("{*}tableStyleId")
    if style is not None:
        style.text = PLAIN_STYLE
    table.horz_banding = False
    for place, wide in enumerate(page.lebar):
        table.columns[place].width = emu(wide)
    for place, high in enumerate(page.tinggi):
        table.rows[place].height = emu(high)
    for row, cells in enumerate((tuple(k.nama for k in page.kolom), *page.baris)):
        for place, text in enumerate(cells):
            _cell(table.cell(row, place), text, page, place, is_head=row == 0)


def _cell(cell: Any, text: str, page: HalamanTabel, place: int, *, is_head: bool) -> None:
    cell.margin_left = cell.margin_right = emu(PAD_X)
    cell.margin_top = cell.margin_bottom = emu(PAD_Y)
    cell.vertical_anchor = MSO_ANCHOR.BOTTOM if is_head else MSO_ANCHOR.MIDDLE
    align = PP_ALIGN.RIGHT if page.kolom[place].is_angka else PP_ALIGN.LEFT
    write(cell.text_frame, [[Run(text, page.size, bold=is_head, colour=tokens.INK)]], align=align)
    line = tokens.SECONDARY if is_head else tokens.LINE
    properties = cell._tc.get_or_add_tcPr()
    ink = f'<a:solidFill><a:srgbClr val="{line[1:].upper()}"/></a:solidFill>'
    properties.append(parse_xml(f'<a:lnB {nsdecls("a")} w="{12700 if is_head else 9525}">{ink}</a:lnB>'))
    cell.fill.solid()
    cell.fill.fore_color.rgb = RGBColor.from_string((tokens.PANEL if is_head else tokens.GROUND)[1:].upper())


def figure_pages(bagan: BaganAngka) -> list[BaganAngka]:
    """Up to eight figures a slide, alike in number."""
    count = max(-(-len(bagan.butir) // (2 * A_ROW)), 1)
    per = -(-len(bagan.butir) // count) if bagan.butir else 0
    return [BaganAngka(butir=bagan.butir[i * per : (i + 1) * per]) for i in range(count)]


def draw_figures(slide: Any, bagan: BaganAngka, area: tuple[float, float, float, float]) -> bool:
    """The figures side by side, in one or two rows; False where there is none."""
    if not bagan.butir:
        return False
    x, y, wide, high = area
    count = len(bagan.butir)
    rows = 1 if count <= A_ROW else 2
    columns = -(-count // rows)
    gap = 16.0
    across, tall = (wide - gap * (columns - 1)) / columns, min((high - gap * (rows - 1)) / rows, 210.0)
    top = y + max(0.0, (high - tall * rows - gap * (rows - 1)) * 0.3)
    for place, one in enumerate(bagan.butir):
        spot = (x + (place % columns) * (across + gap), top + (place // columns) * (tall + gap), across, tall)
        _figure(slide, one, spot, largest=52.0 if rows == 1 else 38.0)
    return True


def _figure(slide: Any, one: ButirAngka, spot: tuple[float, float, float, float], largest: float) -> None:
    shape = box(slide.shapes, spot, one.nama[:120] or "Angka")
    fill(shape, tokens.PANEL)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = emu(14)
    frame.margin_top = frame.margin_bottom = emu(10)
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    room = spot[2] - 28
    name, small = fit(one.nama, (16, 14, 12), room, 2)
    value, size = fit(one.nilai, (largest, largest * 0.8, largest * 0.65, largest * 0.5), room, 1, bold=True)
    texts = [[Run(name, small, colour=tokens.SECONDARY)], [Run(value, size, bold=True, colour=tokens.INK)]]
    for text, sizes, most in ((one.selang, (16, 14, 12), 1), (one.ubah, (16, 14, 12), 2), (one.dasar, (13, 12), 2)):
        if text:
            said, letters = fit(text, sizes, room, most)
            texts.append([Run(said, letters, colour=tokens.INK if text is not one.dasar else tokens.SECONDARY)])
    write(frame, texts, before=2)


@dataclass(frozen=True)
class HalamanButir:
    """The lines of one slide's list, and their sizes."""

    butir: tuple[Butir, ...]
    size: float
    kecil: float
    sela: float


def list_pages(bagan: BaganButir, lebar: float, tinggi: float) -> list[HalamanButir]:
    """The list in slides: large letters while it stands on one, or else eighteen points on several of like length."""
    for size, gap in ((24.0, 12.0), (22.0, 12.0), (20.0, 12.0), (18.0, 12.0), (18.0, 7.0), (16.0, 7.0)):
        if sum(_tall(one, lebar, size, gap) for one in _printed(bagan, lebar, size)) <= tinggi:
            return [HalamanButir(tuple(_printed(bagan, lebar, size)), size, _small(size), gap)]
    size, gap = 18.0, 12.0
    lines = _printed(bagan, lebar, size)
    heights = [_tall(one, lebar, size, gap) for one in lines]
    count = len(_parts(heights, tinggi))
    # The lowest height at which they still take no more slides: the last one is not left with a line of its own.
    low, high = sum(heights) / count, tinggi
    for _ in range(12):
        middle = (low + high) / 2
        low, high = (low, middle) if len(_parts(heights, middle)) <= count else (middle, high)
    ends = _parts(heights, high)
    return [HalamanButir(tuple(lines[a:b]), size, _small(size), gap) for a, b in zip([0, *ends], ends, strict=False)]


def _small(size: float) -> float:
    return max(size - 6, 14.0)


def _printed(bagan: BaganButir, lebar: float, size: float) -> list[Butir]:
    wide, small = lebar - 20, _small(size)
    return [Butir(teks=cut(one.teks, size, wide, 4), keterangan=cut(one.keterangan, small, wide, 5))
            for one in bagan.butir]  # fmt: skip


def _tall(one: Butir, lebar: float, size: float, gap: float) -> float:
    small = _small(size)
    lines = len(wrap(one.teks, size, lebar - 20)) * size
    lines += len(wrap(one.keterangan, small, lebar - 20)) * small if one.keterangan else 0.0
    return lines * LEADING + gap


def _parts(heights: Sequence[float], tinggi: float) -> list[int]:
    """Where each slide ends when they are filled one after the other."""
    ends: list[int] = []
    used = 0.0
    for place, high in enumerate(heights):
        if place > (ends[-1] if ends else 0) and used + high > tinggi:
            ends.append(place)
            used = 0.0
        used += high
    return [*ends, len(heights)]


def draw_list(place: Any, page: HalamanButir) -> None:
    """Fill the slide's place for a list."""
    paragraphs, levels = [], []
    for one in page.butir:
        paragraphs.append([Run(one.teks, page.size)])
        levels.append(0)
        if one.keterangan:
            paragraphs.append([Run(one.keterangan, page.kecil)])
            levels.append(1)
    write(place.text_frame, paragraphs, levels=levels)
    for paragraph, level in list(zip(place.text_frame.paragraphs, levels, strict=False))[1:]:
        if level == 0:
            paragraph.space_before = emu(page.sela)
