"""Which places of a scatter plot are named, and where their names stand: px of the plot, from its lower left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from charts.meeting_text import width_of
from schemas.rapat import TitikSebar

MOST = 14
"""Names beside those of the places that the screen is about."""
Kotak = tuple[float, float, float, float]
"""Left, bottom, right, top."""


@dataclass(frozen=True)
class Nama:
    """A name beside its point: how far off, in px, and which of its edges is there."""

    titik: TitikSebar
    geser_x: float
    geser_y: float
    jangkar: str


def placed(
    titik: Sequence[TitikSebar], xs: tuple[float, float], ys: tuple[float, float], lebar: float, tinggi: float,
    size: float, taken: Sequence[Kotak] = (),
) -> list[Nama]:  # fmt: skip
    """The names of the places a screen is about, then of the outermost that find room; `taken`: boxes kept free."""
    across = [(p.x - xs[0]) / (xs[1] - xs[0]) * lebar for p in titik]
    up = [(p.y - ys[0]) / (ys[1] - ys[0]) * tinggi for p in titik]
    r = 0.4 * size
    boxes = [*taken, *((x - r, y - r, x + r, y + r) for x, y in zip(across, up, strict=True))]
    found: list[Nama] = []
    for at in _order(titik, across, up):
        point, is_own = titik[at], titik[at].is_sorot
        if not is_own and len([one for one in found if not one.titik.is_sorot]) >= MOST:
            break
        wide, tall, gap = width_of(point.nama, size, bold=is_own), 1.2 * size, 0.65 * size
        places = [
            (gap, 0.0, "left"), (-gap, 0.0, "right"), (0.0, gap + tall / 2, "center"), (0.0, -gap - tall / 2, "center"),
        ]  # fmt: skip
        free = [place for place in places
                if _is_free(_box(across[at], up[at], place, wide, tall), boxes, lebar, tinggi)]  # fmt: skip
        if not free and not is_own:
            continue
        x, y, anchor = free[0] if free else places[0 if across[at] + gap + wide < lebar else 1]
        boxes.append(_box(across[at], up[at], (x, y, anchor), wide, tall))
        found.append(Nama(point, x, y, anchor))
    return found


def _order(titik: Sequence[TitikSebar], across: Sequence[float], up: Sequence[float]) -> list[int]:
    """What the screen is about first, then from the outermost to the middle."""
    if not titik:
        return []
    middle_x, middle_y = median(across), median(up)
    wide, tall = max(across) - min(across) or 1.0, max(up) - min(up) or 1.0
    far = [((x - middle_x) / wide) ** 2 + ((y - middle_y) / tall) ** 2 for x, y in zip(across, up, strict=True)]
    return sorted(range(len(titik)), key=lambda at: (not titik[at].is_sorot, -far[at]))


def _box(x: float, y: float, place: tuple[float, float, str], wide: float, tall: float) -> Kotak:
    shift_x, shift_y, anchor = place
    left = x + shift_x - {"left": 0.0, "right": wide, "center": wide / 2}[anchor]
    return left, y + shift_y - tall / 2, left + wide, y + shift_y + tall / 2


def _is_free(box: Kotak, boxes: Sequence[Kotak], lebar: float, tinggi: float) -> bool:
    if box[0] < 0 or box[2] > lebar or box[1] < 0 or box[3] > tinggi:
        return False
    return not any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in boxes)
