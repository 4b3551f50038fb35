"""What both writers of documents do to the blocks before they set them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from reports import drawing
from reports.fonts import seen
from reports.plain_text import pendek
from schemas.naskah import (
    AngkaNaskah,
    DaftarButir,
    DuaKolom,
    Naskah,
    Paragraf,
    Pasangan,
    Subjudul,
    TabelNaskah,
    TandaTangan,
)  # fmt: skip
from schemas.rapat import Bagan, BaganTabel

SHORT_ROW = 1200
"""Rows of fewer characters are never split by the end of a page."""
MOST_CELL = 2500
"""Characters of a cell that are printed; a page of them would say no more, and setting it would keep others waiting."""
WHOLE = 14
"""Tables of so many short rows are kept on one page."""
MOST_KEPT = 1800
"""Characters of a last section that moves on to the next page with the signature."""


def foot(naskah: Naskah) -> str:
    """What stands at the foot of each page; of sample data it says so, once."""
    said = "DATA CONTOH"
    return naskah.kaki if not naskah.is_contoh or said in naskah.kaki else f"{naskah.kaki} · {said}"


def settled(blocks: Iterable[Any]) -> tuple[Any, ...]:
    """The blocks that print something, with no level of heading skipped: who reads by them would lose the way."""
    return tuple(_settle(blocks, [0]))


def _settle(blocks: Iterable[Any], last: list[int]) -> list[Any]:
    result: list[Any] = []
    for block in blocks:
        if is_empty(block):
            continue
        if isinstance(block, Subjudul):
            last[0] = min(block.tingkat, last[0] + 1)
            result.append(block.model_copy(update={"tingkat": last[0]}))
        elif isinstance(block, DuaKolom):
            left, right = tuple(_settle(block.kiri, last)), tuple(_settle(block.kanan, last))
            result.append(block.model_copy(update={"kiri": left, "kanan": right}))
        else:
            result.append(block)
    return result


def is_empty(block: Any) -> bool:
    """Whether a block has nothing to print; a table without rows says so instead."""
    if isinstance(block, Paragraf):
        return not seen(*(part.teks for part in block.potongan))
    if isinstance(block, Subjudul):
        return not seen(block.teks)
    if isinstance(block, DaftarButir | Pasangan | AngkaNaskah):
        return not block.butir
    return isinstance(block, DuaKolom) and all(is_empty(b) for b in (*block.kiri, *block.kanan))


def tail(blocks: Sequence[Any]) -> int:
    """Where the last section begins that stays with the signature and the link: they stand on no page of their own.

    It reaches back to its heading, or as far as its blocks are short.
    """
    room = MOST_KEPT
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        room -= _signs(block)
        if room < 0:
            return place + 1
        if isinstance(block, Subjudul):
            return place
    return 0


def _signs(block: Any) -> int:
    """About how many characters a block takes; more than is ever kept where it may be higher than a page."""
    if isinstance(block, Subjudul | TandaTangan):
        return 0
    if isinstance(block, Paragraf):
        return sum(len(part.teks) for part in block.potongan)
    if isinstance(block, DaftarButir):
        return sum(len(text) + 40 for text in block.butir)
    if isinstance(block, Pasangan):
        return sum(len(name) + len(value) + 40 for name, value in block.butir)
    if isinstance(block, TabelNaskah) and table(block)["is_utuh"]:
        return 100 * (len(block.baris) + 2)
    return MOST_KEPT + 1


def table(bagan: BaganTabel | TabelNaskah) -> dict[str, Any]:
    """A table for the layouts: columns, rows of equal length, and whether rows or all may be split."""
    count = len(bagan.kolom)
    rows = [[*(pendek(cell, MOST_CELL) for cell in row[:count]), *[""] * (count - len(row))] for row in bagan.baris]
    longest = max((sum(map(len, row)) for row in rows), default=0)
    columns = [{"nama": k.nama, "is_angka": k.is_angka, "lebar": max(k.lebar, 0.05)} for k in bagan.kolom]
    is_whole = len(rows) <= WHOLE and longest <= 60 * count
    return {"kolom": columns, "baris": rows, "is_pendek": longest <= SHORT_ROW, "is_utuh": is_whole}


@dataclass(frozen=True)
class Ruang:
    """Room for charts: how much of their wished height they may take, and the height in mm no block may exceed."""

    bagian: float
    tertinggi: float


def chart_size(bagan: Bagan, room: float, tinggi: float, ruang: Ruang) -> tuple[float, float]:
    """Width and height in mm to draw a chart at that is set `room` wide.

    Where little height is left, it is drawn wider than it is set, so that all of it shrinks. One that needs more than a
    page leaves rows out and says so.
    """
    larger = 1.0 if ruang.bagian >= 0.7 else 1.25
    wide = round(room * larger, 1)
    tall = min(drawing.fitting(bagan, wide, tinggi * ruang.bagian * larger), ruang.tertinggi * larger)
    return wide, round(tall, 1)
