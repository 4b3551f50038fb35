"""Charts of the meeting contract as drawings: SVG for paper, PNG for what takes no SVG."""

from __future__ import annotations

import functools

from reports.drawing import bars, dots, lines, scatter, tiles
from reports.plain_text import pendek
from schemas.rapat import (
    Bagan,
    BaganBatang,
    BaganGaris,
    BaganPetak,
    BaganSebar,
    BaganTitik,
)

Gambaran = BaganTitik | BaganGaris | BaganBatang | BaganPetak | BaganSebar
"""What is drawn; tables, figures and lists are set as text by whoever writes the document."""
LONGEST = 200
"""Signs of a name that are looked at: no drawing holds more, and measuring more would take the time of others."""


def is_drawn(bagan: Bagan) -> bool:
    """Whether there is a drawing of it."""
    return isinstance(bagan, Gambaran)


@functools.lru_cache(maxsize=64)
def _short(bagan: Bagan) -> Bagan:
    return pendek(bagan, LONGEST)


@functools.lru_cache(maxsize=256)
def svg(bagan: Bagan, lebar_mm: float, tinggi_mm: float) -> bytes:
    """The chart as SVG of that size. Raises TypeError for what is set as text."""
    bagan = _short(bagan)
    if isinstance(bagan, BaganTitik):
        return dots.draw(bagan, lebar_mm, tinggi_mm)
    if isinstance(bagan, BaganGaris):
        return lines.draw(bagan, lebar_mm, tinggi_mm)
    if isinstance(bagan, BaganBatang):
        return bars.draw(bagan, lebar_mm, tinggi_mm)
    if isinstance(bagan, BaganPetak):
        return tiles.draw(bagan, lebar_mm, tinggi_mm)
    if isinstance(bagan, BaganSebar):
        return scatter.draw(bagan, lebar_mm, tinggi_mm)
    raise TypeError(f"{bagan.jenis} is set as text, not drawn")


def png(bagan: Bagan, lebar_mm: float, tinggi_mm: float, dpi: int = 200) -> bytes:
    """The chart as PNG of that size."""
    from reports import typesetting

    return typesetting.svg_to_png(svg(bagan, lebar_mm, tinggi_mm), lebar_mm, tinggi_mm, dpi)


def heights(bagan: Bagan, lebar_mm: float) -> tuple[float, float]:
    """Least height in mm that shows everything, and the height beyond which a drawing gains nothing."""
    bagan = _short(bagan)
    if isinstance(bagan, BaganTitik):
        return dots.heights(bagan, lebar_mm)
    if isinstance(bagan, BaganGaris):
        return lines.heights(bagan, lebar_mm)
    if isinstance(bagan, BaganBatang):
        return bars.heights(bagan, lebar_mm)
    if isinstance(bagan, BaganPetak):
        return tiles.heights(bagan, lebar_mm)
    if isinstance(bagan, BaganSebar):
        return scatter.heights(bagan, lebar_mm)
    raise TypeError(f"{bagan.jenis} is set as text, not drawn")


def fitting(bagan: Bagan, lebar_mm: float, tinggi_mm: float) -> float:
    """The height to draw at where `tinggi_mm` is wished for: never less than shows everything, nor more than helps."""
    least, most = heights(bagan, lebar_mm)
    return max(min(tinggi_mm, most), least)
