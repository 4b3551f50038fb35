"""Change of a share between two cut-offs over the same schools, from sufficient statistics.

0 = before, 1 = now: sums x0, m0, x1, m1 and the ten products x0x0 ... m0m1 over schools present at both.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.shares import FEWEST_SCHOOLS, ROUNDING, Floats, add_up, column, t_quantile, wilson

COUNTS = ("x0", "x1", "m0", "m1")
PRODUCTS = ("x0x0", "x0m0", "m0m0", "x1x1", "x1m1", "m1m1", "x0x1", "x0m1", "m0x1", "m0m1")

BASIS_TOLERANCE = 0.20
"""A denominator of the same schools that moves by more than this part of itself is another base, not growth."""


def with_change(frame: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """The frame with pct_dasar, pct_kini (percent), poin, poin_rendah, poin_tinggi (points) and three truths.

    Paired: what a school keeps between the two cut-offs cancels out. With p = sum x / sum m and
    u_i = (x1_i - p1 m1_i) / sum m1 - (x0_i - p0 m0_i) / sum m0, the variance is K/(K-1) * sum u_i^2, with Student's t.
    Where that is exactly 0 (every school alike) both ends get Wilson's interval with schools as n and Newcombe's
    combination, as if unpaired: wide rather than certain. is_nyata: the interval
    leaves out 0 and the base held. is_terlalu_sedikit: there is data, but from too few schools. is_basis_berubah: the
    same schools' denominator moved by more than BASIS_TOLERANCE, as when accounts are drawn up anew: the share then
    moves because of whom it counts, not of what people do. The interval stays (it is right about the two shares),
    but no such change is called real.
    """
    satuan = column(frame, "jumlah_satuan")
    x0, x1, m0, m1 = (column(frame, name) for name in COUNTS)
    product = {name: column(frame, name) for name in PRODUCTS}
    with np.errstate(divide="ignore", invalid="ignore"):
        p0 = np.where(m0 > 0, x0 / m0, np.nan)
        p1 = np.where(m1 > 0, x1 / m1, np.nan)
        squares = _squares(p0, p1, m0, m1, product)
        half = t_quantile(satuan, level) * np.sqrt(satuan / (satuan - 1) * squares)
        change = p1 - p0
        below, above = _newcombe(p0, p1, satuan, level)
        is_alike = squares == 0
        low = np.where(is_alike, below, change - half)
        high = np.where(is_alike, above, change + half)
        is_known = satuan >= FEWEST_SCHOOLS
        low = np.where(is_known, np.maximum(low, np.minimum(-1.0, change)), np.nan)
        high = np.where(is_known, np.minimum(high, np.maximum(1.0, change)), np.nan)
        is_rebased = ~np.isnan(change) & (np.abs(m1 / m0 - 1) > BASIS_TOLERANCE)
        is_real = ((low > 0) | (high < 0)) & ~is_rebased
        is_few = ~np.isnan(change) & (satuan < FEWEST_SCHOOLS)
    return frame.assign(
        pct_dasar=100 * p0,
        pct_kini=100 * p1,
        poin=100 * change,
        poin_rendah=100 * low,
        poin_tinggi=100 * high,
        is_nyata=is_real,
        is_terlalu_sedikit=is_few,
        is_basis_berubah=is_rebased,
    )


def _squares(p0: Floats, p1: Floats, m0: Floats, m1: Floats, s: dict[str, Floats]) -> Floats:
    """sum u_i^2 from the products; rounding is not allowed to make it negative, nor a true 0 positive."""
    now = s["x1x1"] - 2 * p1 * s["x1m1"] + p1 * p1 * s["m1m1"]
    before = s["x0x0"] - 2 * p0 * s["x0m0"] + p0 * p0 * s["m0m0"]
    both = s["x0x1"] - p0 * s["m0x1"] - p1 * s["x0m1"] + p0 * p1 * s["m0m1"]
    total = now / (m1 * m1) + before / (m0 * m0) - 2 * both / (m0 * m1)
    size = s["m1m1"] / (m1 * m1) + s["m0m0"] / (m0 * m0)
    return np.where(total > ROUNDING * size, total, np.where(np.isnan(total), np.nan, 0.0))


def _newcombe(p0: Floats, p1: Floats, satuan: Floats, level: float) -> tuple[Floats, Floats]:
    """Newcombe's interval of p1 - p0 from the two Wilson intervals, K schools each."""
    q0, q1 = np.clip(p0, 0.0, 1.0), np.clip(p1, 0.0, 1.0)
    low0, high0 = wilson(q0 * satuan, satuan, level)
    low1, high1 = wilson(q1 * satuan, satuan, level)
    change = q1 - q0
    return (
        change - np.sqrt((q1 - low1) ** 2 + (high0 - q0) ** 2),
        change + np.sqrt((high1 - q1) ** 2 + (q0 - low0) ** 2),
    )


def roll_up_change(frame: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """The paired statistics of coarser groups: plain sums, exact at every level."""
    return add_up(frame, by, COUNTS, ("jumlah_satuan", *PRODUCTS))
