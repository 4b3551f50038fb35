"""What both writers of documents do to the blocks before they set them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reports import drawing
from schemas.naskah import (
    AngkaNaskah,
    DaftarButir,
    DuaKolom,
    Naskah,
    Paragraf,
    Pasangan,
    Subjudul,
    TabelNaskah,
)  # fmt: skip
from schemas.rapat import Bagan, BaganTabel

SHORT_ROW = 1200
"""Rows of fewer characters are never split by the end of a page."""
WHOLE = 14
"""Tables of so many short rows are kept on one page."""


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
        return not any(part.teks.strip() for part in block.potongan)
    if isinstance(block, Subjudul):
        return not block.teks.strip()
    if isinstance(block, DaftarButir | Pasangan | AngkaNaskah):
        return not block.butir
    return isinstance(block, DuaKolom) and all(is_empty(b) for b in (*block.kiri, *block.kanan))


def table(bagan: BaganTabel | TabelNaskah) -> dict[str, Any]:
    """A table for the layouts: columns, rows of equal length, and whether rows or all may be split."""
    count = len(bagan.kolom)
    rows = [[*row[:count], *[""] * (count - len(row))] for row in bagan.baris]
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
