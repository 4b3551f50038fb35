"""A document as a tagged PDF on A4; one that must fit a page is set smaller, step by step, until it does."""

from __future__ import annotations

import functools
from collections.abc import Iterable
from typing import Any

from reports import address, drawing, typesetting
from reports.blocks import Ruang, chart_size, foot, settled, table, tail
from reports.fonts import seen
from reports.tokens import PAPER
from schemas.naskah import DuaKolom, Gambar, Naskah, TabelNaskah, TandaTangan
from schemas.rapat import Bagan, BaganAngka, BaganButir, BaganTabel

PORTRAIT, LANDSCAPE = 210.0, 297.0
GUTTER = 7.0
"""Between two columns, in mm."""
STEPS = ((10.0, 1.0), (9.5, 1.0), (9.0, 0.95), (8.5, 0.9), (8.5, 0.75), (8.5, 0.6))
"""Text height in points and size of the charts, tried in turn where all must fit one page."""


def pdf_bytes(naskah: Naskah) -> bytes:
    """The document as PDF/UA-1."""
    return _fitted(naskah)[0]


def step(naskah: Naskah) -> tuple[float, float]:
    """Text height in points and size of the charts at which the document is set."""
    return _fitted(naskah)[1]


def png_pages(naskah: Naskah, most: int = 3) -> tuple[tuple[bytes, ...], int]:
    """The first pages as pictures, and how many pages there are in all."""
    made, chosen = _fitted(naskah)
    return tuple(typesetting.pictures("document", _data(naskah, *chosen), most=most)), pages(made)


@functools.lru_cache(maxsize=8)
def _fitted(naskah: Naskah) -> tuple[bytes, tuple[float, float]]:
    for chosen in STEPS if naskah.is_satu_halaman else STEPS[:1]:
        made = typesetting.pdf("document", _data(naskah, *chosen), tanggal=naskah.tanggal)
        if pages(made) <= 1:
            break
    return made, chosen


pages = typesetting.pages


def edge(naskah: Naskah) -> float:
    """Left and right margin in mm."""
    return 14.0 if naskah.is_satu_halaman else 20.0


def text_width(naskah: Naskah) -> float:
    """What lies between the margins, in mm."""
    return (LANDSCAPE if naskah.is_lanskap else PORTRAIT) - 2 * edge(naskah)


def space(naskah: Naskah, share: float) -> Ruang:
    """Room for charts on a page of this document."""
    return Ruang(share, 125.0 if naskah.is_lanskap else 210.0)


def _data(naskah: Naskah, size: float, share: float) -> dict[str, Any]:
    blocks = settled(naskah.blok)
    last = tail(blocks) if naskah.tautan or any(isinstance(b, TandaTangan) for b in blocks) else len(blocks)
    kop = [(naskah.kop.instansi, True), (naskah.kop.unit, True), (naskah.kop.alamat, False)]
    return {
        "judul": seen(naskah.judul, "Naskah"),
        "subjudul": naskah.subjudul, "kaki": foot(naskah), "contoh": naskah.is_contoh,
        "kop": [{"teks": text, "is_besar": big} for text, big in kop if text.strip()],
        "is_lanskap": naskah.is_lanskap, "is_satu_halaman": naskah.is_satu_halaman, "huruf": size, "tepi": edge(naskah),
        "sela": GUTTER, "tautan": address.said(naskah.tautan), "url": naskah.tautan if "://" in naskah.tautan else "",
        "warna": PAPER, "blok": _blocks(blocks, text_width(naskah), space(naskah, share)), "lekat": last,
    }  # fmt: skip


def _blocks(blocks: Iterable[Any], room: float, space: Ruang) -> list[dict[str, Any]]:
    return [_block(block, room, space) for block in blocks]


def _block(block: Any, room: float, space: Ruang) -> dict[str, Any]:
    """A block for the layout; `room`: width in mm, `space`: room for charts."""
    if isinstance(block, DuaKolom):
        left = (room - GUTTER) * block.lebar_kiri
        return {"jenis": "dua_kolom", "lebar_kiri": block.lebar_kiri, "kiri": _blocks(block.kiri, left, space),
                "kanan": _blocks(block.kanan, room - GUTTER - left, space)}  # fmt: skip
    if isinstance(block, Gambar):
        alt = seen(block.alt, block.judul, "Bagan")
        return {"jenis": "gambar", "judul": block.judul, "catatan": block.catatan, "alt": alt,
                "isi": _drawing(block.bagan, room, block.tinggi_mm, space, alt)}  # fmt: skip
    if isinstance(block, TabelNaskah):
        return {"jenis": "tabel", "judul": block.judul, "catatan": block.catatan, **table(block)}
    found: dict[str, Any] = block.model_dump()
    return found


def _drawing(bagan: Bagan, room: float, tall: float, space: Ruang, alt: str) -> dict[str, Any]:
    if isinstance(bagan, BaganTabel):
        return {"jenis": "tabel", **table(bagan)}
    if isinstance(bagan, BaganAngka | BaganButir):
        return {"jenis": bagan.jenis, "butir": [b.model_dump() for b in bagan.butir]}
    drawn = drawing.svg(bagan, *chart_size(bagan, room, tall, space))
    return {"jenis": "svg", "svg": drawn.decode("utf-8"), "alt": alt}
