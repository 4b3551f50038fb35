"""Shares and their uncertainty from sufficient statistics, so that any level is exact without the school rows.

Statistics of a group of schools: `jumlah_satuan` (K, number of schools), sums of numerator `x` and denominator `m`,
of their squares `xx`, `mm` and of their product `xm`. They add up; shares do not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri, stdtrit

Floats = npt.NDArray[np.float64]

COUNTS = ("x", "m")
CLUSTERED = ("jumlah_satuan", "xx", "mm", "xm")
"""Statistics that only school rows give; one region-level row in a group leaves the whole group without."""

FEWEST_SCHOOLS = 10
"""Below this many schools an interval says more about the method than about the place: none is given."""


ROUNDING = 1e-12
"""A sum of squares smaller than this part of its own terms is a 0 that rounding moved."""


@dataclass(frozen=True)
class Share:
    """A share in percent with its interval; `n` people counted in `satuan` schools (None: not known by school)."""

    pct: float
    low: float
    high: float
    n: float
    satuan: int | None


def wilson(x: npt.ArrayLike, n: npt.ArrayLike, level: float = 0.95) -> tuple[Floats, Floats]:
    """Wilson's score interval of x out of n independent units, as proportions; NaN where n is 0."""
    count = np.asarray(x, dtype=float)
    total = np.asarray(n, dtype=float)
    z = float(ndtri(0.5 + level / 2))
    with np.errstate(divide="ignore", invalid="ignore"):
        p = count / total
        centre = (p + z * z / (2 * total)) / (1 + z * z / total)
        half = z / (1 + z * z / total) * np.sqrt(p * (1 - p) / total + z * z / (4 * total * total))
    return np.clip(centre - half, 0.0, 1.0), np.clip(centre + half, 0.0, 1.0)


def t_quantile(satuan: Floats, level: float) -> Floats:
    """Student's t with K - 1 degrees of freedom; NaN below two schools."""
    with np.errstate(invalid="ignore"):
        freedom = np.where(satuan >= 2, satuan - 1, np.nan)
    return np.asarray(stdtrit(freedom, 0.5 + level / 2), dtype=float)


def clustered(K: float | None, sx: float, sm: float, sxx: float, smm: float, sxm: float, level: float = 0.95) -> Share:
    """The share sum x / sum m over K schools with its school-clustered interval, from the sums alone."""
    satuan = np.nan if K is None else float(K)
    sums = (satuan, sx, sm, sxx, smm, sxm)
    low, high, p = _intervals(np.array([sums], dtype=float).T, level)
    return Share(100 * p[0], 100 * low[0], 100 * high[0], float(sm), None if K is None else int(K))


def _intervals(sums: Floats, level: float) -> tuple[Floats, Floats, Floats]:
    """Low, high and share as proportions; `sums` has one row each for K, x, m, xx, mm, xm.

    Schools, not people, are the sampled units: variance K/(K-1) * sum (x_i - p m_i)^2 / (sum m_i)^2 with Student's t.
    Two cases get Wilson's interval with the number of schools as n: a yes-or-no measure of schools (every m is 1, x is
    0 or 1), where it is simply right; and a linearised variance of exactly 0 (p of 0 or 1, or all schools alike),
    where the formula would claim certainty. Bounds stay within 0 and 1, or the share itself where people who left
    a school's list push it above 1.
    """
    satuan, x, m, xx, mm, xm = sums
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(m > 0, x / m, np.nan)
        squares = xx - 2 * p * xm + p * p * mm
        squares = np.where(squares < ROUNDING * mm, 0.0, squares)
        half = t_quantile(satuan, level) * np.sqrt(satuan / (satuan - 1) * squares) / m
        is_yes_or_no = (m == satuan) & (mm == satuan) & (xx == x)
        is_known = satuan >= FEWEST_SCHOOLS
        low, high = p - half, p + half
        score_low, score_high = wilson(np.clip(p, 0.0, 1.0) * satuan, satuan, level)
        is_score = is_yes_or_no | (squares == 0)
        low = np.where(is_score, np.minimum(score_low, p), low)
        high = np.where(is_score, np.maximum(score_high, p), high)
        low = np.where(is_known, np.clip(low, 0.0, None), np.nan)
        high = np.where(is_known, np.minimum(high, np.maximum(1.0, p)), np.nan)
    return low, high, p


def column(frame: pd.DataFrame, name: str) -> Floats:
    """A column as floats, NULL as NaN."""
    return pd.to_numeric(frame[name]).to_numpy(dtype=float, na_value=np.nan)


def with_share(frame: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """The frame with pct, pct_rendah, pct_tinggi (0-100) and is_terlalu_sedikit (data, but too few schools).

    No data (m NULL or 0) gives NaN throughout; rows not known by school (jumlah_satuan NULL) get no interval.
    """
    satuan = column(frame, "jumlah_satuan")
    others = [column(frame, name) for name in ("x", "m", "xx", "mm", "xm")]
    low, high, p = _intervals(np.array([satuan, *others]), level)
    with np.errstate(invalid="ignore"):
        is_few = ~np.isnan(p) & (satuan < FEWEST_SCHOOLS)
    return frame.assign(pct=100 * p, pct_rendah=100 * low, pct_tinggi=100 * high, is_terlalu_sedikit=is_few)


def add_up(
    frame: pd.DataFrame, by: Sequence[str], counts: Sequence[str], clustered_sums: Sequence[str]
) -> pd.DataFrame:
    """Sums by group; a clustered sum is NaN where any row with data lacks it. `by` empty: one row over all."""
    known = frame[~np.isnan(column(frame, counts[-1]))]
    values = {name: column(known, name) for name in (*counts, *clustered_sums)}
    keys = {name: known[name].to_numpy() for name in by} or {"": np.zeros(len(known))}
    whole = pd.DataFrame(keys | values)
    grouped = whole.groupby(list(keys), sort=False, dropna=False)
    sums = {name: grouped[name].sum(min_count=1) for name in counts}
    sums |= {name: grouped[name].sum(skipna=False) for name in clustered_sums}
    return pd.DataFrame(sums).reset_index(drop=not by)


def roll_up(frame: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """The sufficient statistics of coarser groups: plain sums, exact at every level."""
    return add_up(frame, by, COUNTS, CLUSTERED)
