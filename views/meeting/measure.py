"""Where things stand on a meeting screen, in px of the window it is shown in. A projector is 1920x1080."""

from __future__ import annotations

from dataclasses import dataclass

from charts.meeting import Bidang
from charts.meeting_text import wrapped
from schemas.rapat import Layar
from views.format import day

SIDE, TOP, BAR = 60, 22, 48
"""Margins, and the height of the row of dots, in 1/1080 of a projector's height."""
HEADLINES = ((56, 2), (52, 2), (48, 3), (44, 3), (40, 4))
"""Sizes of a headline, each with the lines it may take."""
PHONE = 700


@dataclass(frozen=True)
class Ruang:
    """A screen's room. `u`: px of one unit, 1 on a projector; sizes below are in units. `is_sempit`: it scrolls."""

    lebar: int
    tinggi: int
    is_sempit: bool = False

    @property
    def u(self) -> float:
        """Px of a unit."""
        return min(self.lebar / 1920, self.tinggi / 1080)

    @property
    def isi(self) -> float:
        """Width between the margins, in units."""
        return self.lebar / self.u - 2 * SIDE


def room(lebar: int, tinggi: int) -> Ruang:
    """The room of a window; a phone's, either way up, scrolls."""
    return Ruang(lebar, tinggi, lebar < PHONE or tinggi < 480)


@dataclass(frozen=True)
class Susunan:
    """How one screen is set: headline, head and foot in units, and the chart's field in px."""

    judul: int
    baris_judul: int
    kepala: float
    kaki: int
    baris_kaki: int
    bidang: Bidang


def arrange(layar: Layar, ruang: Ruang) -> Susunan:
    """The largest headline that fits, the foot in at most three lines, and the rest for the chart."""
    if ruang.is_sempit:
        return Susunan(24, 0, 0.0, 14, 0, Bidang(max(ruang.lebar - 32, 240), ruang.tinggi, 14.0, is_sempit=True))
    size, lines = HEADLINES[-1][0], HEADLINES[-1][1]
    for one, most in HEADLINES:
        needed = len(wrapped(layar.judul, one, 0.99 * ruang.isi, 99, bold=True))
        if needed <= most:
            size, lines = one, needed
            break
    foot = foot_text(layar)
    small = 20 if len(wrapped(foot, 20, ruang.isi, 99)) <= 2 else 18
    foot_lines = min(len(wrapped(foot, small, ruang.isi, 99)), 3)
    head = 38 + 1.14 * size * max(lines, 2 if size > 48 else lines)
    left = ruang.tinggi / ruang.u - TOP - head - 16 - 1.35 * small * foot_lines - 14 - BAR - 8
    bidang = Bidang(round(ruang.isi * ruang.u), round(max(left, 240) * ruang.u), 24 * ruang.u)
    return Susunan(size, lines, head, small, foot_lines, bidang)


def foot_text(layar: Layar) -> str:
    """Cut-off, n, source, what the marks mean, and the caveat: the line under the chart."""
    said = [f"Data per {day(layar.tanggal_data)}" if layar.tanggal_data else layar.periode, layar.dasar,
            f"Sumber: {layar.sumber}" if layar.sumber else "", layar.catatan.rstrip("."), layar.peringatan]  # fmt: skip
    return " · ".join(part for part in said if part)


def fitting(texts: list[tuple[str, float]], bidang: Bidang, sizes: tuple[float, ...]) -> float:
    """The largest of the sizes (in units of 24ths of the field's letters) at which texts fit one under the other.

    `texts`: each with its size relative to the first; the least of `sizes` where none fits.
    """
    for size in sizes:
        px = size * bidang.huruf / 24
        height = sum(
            len(wrapped(text, px * part, 0.9 * bidang.lebar, 99)) * 1.3 * px * part for text, part in texts if text
        ) + 0.7 * px * len(texts)  # fmt: skip
        if height <= bidang.tinggi:
            return size
    return sizes[-1]


__all__ = ["Ruang", "Susunan", "arrange", "fitting", "foot_text", "room"]
