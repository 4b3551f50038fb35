"""Shares of units that each count once: appointments in one office, communities, schools with a yes or no."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.shares import column, wilson

FEWEST = 10
"""Below this many units an interval says more about the method than about the place: none is given."""


def with_wilson(frame: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """The frame with pct, pct_rendah, pct_tinggi (0-100) of x out of m, by Wilson's score interval.

    `is_terlalu_sedikit`: data, but fewer than FEWEST units. No data (m NULL or 0) gives NaN throughout; a count above
    its base keeps its share and gets an interval that reaches up to it.
    """
    x, m = column(frame, "x"), column(frame, "m")
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(m > 0, x / m, np.nan)
        low, high = wilson(np.clip(p, 0.0, 1.0) * m, m, level)
        is_known = m >= FEWEST
    low = np.where(is_known, np.minimum(low, p), np.nan)
    high = np.where(is_known, np.maximum(high, p), np.nan)
    return frame.assign(
        pct=100 * p, pct_rendah=100 * low, pct_tinggi=100 * high, is_terlalu_sedikit=~np.isnan(p) & ~is_known
    )
