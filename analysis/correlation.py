"""Rank correlation of two figures over regions, weighted by people, with its interval; and weighted medians."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import ndtri

Floats = npt.NDArray[np.float64]

FEWEST = 10
"""Regions, also in effect after weighting, below which a correlation is not given."""


@dataclass(frozen=True)
class Correlation:
    """Weighted Spearman correlation with its interval over `n` regions; `n_eff` is what the weights leave of them."""

    rho: float
    low: float
    high: float
    n: int
    n_eff: float

    @property
    def is_clear(self) -> bool:
        """Whether the interval leaves out 0."""
        return self.low > 0 or self.high < 0


def weighted_ranks(values: npt.ArrayLike, weights: npt.ArrayLike) -> Floats:
    """Weight below each value plus half the weight of its ties: with equal weights the usual mid-ranks, scaled."""
    v, w = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    levels, place = np.unique(v, return_inverse=True)
    mass = np.bincount(place, weights=w, minlength=len(levels))
    return np.asarray((np.cumsum(mass) - mass / 2)[place], dtype=float)


def effective_number(weights: npt.ArrayLike) -> float:
    """Kish's effective number: (sum w)^2 / sum w^2."""
    w = np.asarray(weights, dtype=float)
    return float(w.sum() ** 2 / (w * w).sum()) if (w > 0).any() else 0.0


def rank_correlation(
    x: npt.ArrayLike, y: npt.ArrayLike, weights: npt.ArrayLike | None = None, z: float | None = None
) -> Correlation | None:
    """Spearman's correlation, weighted, with a 95 % interval; None below FEWEST regions or where one side is constant.

    Weighted Pearson correlation of weighted ranks. The interval is Fisher's z with the variance of Bonett and Wright
    (2000), (1 + rho^2 / 2) / (n_eff - 3), n_eff after Kish. Rows with a missing value or no weight are left out.
    """
    a, b = np.asarray(x, dtype=float), np.asarray(y, dtype=float)
    w = np.ones(len(a)) if weights is None else np.asarray(weights, dtype=float)
    keep = np.isfinite(a) & np.isfinite(b) & np.isfinite(w) & (w > 0)
    a, b, w = a[keep], b[keep], w[keep]
    n_eff = effective_number(w)
    if len(a) < FEWEST or n_eff < FEWEST or np.ptp(a) == 0 or np.ptp(b) == 0:
        return None
    rho = _pearson(weighted_ranks(a, w), weighted_ranks(b, w), w)
    bounded = min(max(rho, -1 + 1e-12), 1 - 1e-12)
    half = (float(ndtri(0.975)) if z is None else z) * math.sqrt((1 + rho * rho / 2) / (n_eff - 3))
    centre = math.atanh(bounded)
    return Correlation(rho, min(math.tanh(centre - half), rho), max(math.tanh(centre + half), rho), len(a), n_eff)


def _pearson(a: Floats, b: Floats, w: Floats) -> float:
    share = w / w.sum()
    a, b = a - share @ a, b - share @ b
    return float(np.clip((share * a) @ b / math.sqrt(((share * a) @ a) * ((share * b) @ b)), -1.0, 1.0))


def weighted_median(values: npt.ArrayLike, weights: npt.ArrayLike) -> float:
    """The value with half of the weight on either side; the middle of the two where half falls between. NaN if none."""
    v, w = np.asarray(values, dtype=float), np.asarray(weights, dtype=float)
    keep = np.isfinite(v) & np.isfinite(w) & (w > 0)
    if not keep.any():
        return math.nan
    order = np.argsort(v[keep], kind="stable")
    v, w = v[keep][order], w[keep][order]
    mass = np.cumsum(w)
    half = mass[-1] / 2
    at = int(np.searchsorted(mass, half * (1 - 1e-12)))
    if abs(mass[at] - half) <= 1e-9 * half and at + 1 < len(v):
        return float((v[at] + v[at + 1]) / 2)
    return float(v[at])


QUADRANTS = (
    "pemakaian tinggi, capaian tinggi", "pemakaian tinggi, capaian rendah",
    "pemakaian rendah, capaian tinggi", "pemakaian rendah, capaian rendah",
)  # fmt: skip


def quadrant(x: float, y: float, middle_x: float, middle_y: float, *, is_higher_better: bool = True) -> str:
    """The quadrant around the two medians, in neutral words; a value on a line belongs to the high side.

    Where a higher value is worse (a gap in percent), capaian is high below the line.
    """
    is_good = y >= middle_y if is_higher_better else y <= middle_y
    return f"pemakaian {'tinggi' if x >= middle_x else 'rendah'}, capaian {'tinggi' if is_good else 'rendah'}"
