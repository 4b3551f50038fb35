"""Colours of a heat table: every column on its own scale, colour only where it says something."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from charts.style import ABOVE, BELOW, colour, scale, text_colour

TINTS = (0.25, 0.45, 0.7, 1.0)
"""Parts of the full colour in the four classes of a difference; the palest still differs from no colour."""
MIDDLE = "#f2f2f2"


@dataclass(frozen=True)
class Warna:
    """Ground and text of a cell."""

    latar: str
    tinta: str


def nilai_kolom(values: Sequence[float | None]) -> list[Warna | None]:
    """Sequential colours of one column's shares (0-100), on ten round classes that hold them; None stays bare."""
    known = [float(v) for v in values if v is not None and v == v]
    start, step = scale(known)
    found = [None if v is None or v != v else colour(float(v), start, step) for v in values]
    return [None if ground is None else Warna(ground, text_colour(ground)) for ground in found]


def selisih_kolom(values: Sequence[float | None]) -> list[Warna | None]:
    """Diverging colours of one column's differences in points: blue above 0, orange below, four classes a side.

    The widest difference of the column has the full colour; None and exact 0 stay bare.
    """
    most = max((abs(float(v)) for v in values if v is not None and v == v), default=0.0)
    result: list[Warna | None] = []
    for v in values:
        if v is None or v != v or v == 0 or not most:
            result.append(None)
            continue
        tint = TINTS[min(math.ceil(abs(float(v)) / most * len(TINTS)), len(TINTS)) - 1]
        ground = mixed(ABOVE if v > 0 else BELOW, tint)
        result.append(Warna(ground, text_colour(ground)))
    return result


def mixed(full: str, part: float) -> str:
    """A colour between the neutral middle (0) and full (1)."""
    pairs = [(int(MIDDLE[i : i + 2], 16), int(full[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(low + (high - low) * part):02x}" for low, high in pairs)
