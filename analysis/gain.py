"""The mean gain between two tests of the same people, from sums over events, so that no score has to be kept."""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.shares import ROUNDING, column, t_quantile

FEWEST_CLUSTERS = 10
"""Below this many events an interval says more about the method than about the training: none is given."""


def with_gain(frame: pd.DataFrame, level: float = 0.95) -> pd.DataFrame:
    """The frame with poin, poin_rendah, poin_tinggi (score points) and is_nyata; one row a group of events.

    `frame`: satuan_gugus (K, events with pairs), x (sum of post minus pre), m (pairs), xx, mm, xm (sums over events
    of their squares and product). The mean is sum x / sum m; people of one event share trainer and test, so the
    variance takes events as clusters: K/(K-1) * sum (x_k - mean m_k)^2 / (sum m)^2 with Student's t, K - 1 degrees of
    freedom (Liang and Zeger 1986, for a mean). No pairs: NaN. Fewer than ten events: a mean without interval, and
    `is_nyata` is None: nothing can be said.
    """
    clusters, x, m, xx, mm, xm = (column(frame, name) for name in ("satuan_gugus", "x", "m", "xx", "mm", "xm"))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = np.where(m > 0, x / m, np.nan)
        squares = xx - 2 * mean * xm + mean * mean * mm
        size = xx + mean * mean * mm
        squares = np.where(squares < ROUNDING * size, 0.0, squares)
        half = t_quantile(clusters, level) * np.sqrt(clusters / (clusters - 1) * squares) / m
        is_known = (clusters >= FEWEST_CLUSTERS) & ~np.isnan(mean)
        low = np.where(is_known, mean - half, np.nan)
        high = np.where(is_known, mean + half, np.nan)
    is_real = [bool(a > 0 or b < 0) if known else None for a, b, known in zip(low, high, is_known, strict=True)]
    return frame.assign(
        poin=mean, poin_rendah=low, poin_tinggi=high, is_nyata=pd.Series(is_real, index=frame.index, dtype=object)
    )


def paired(pairs: float, total: float, squares: float, level: float = 0.95) -> tuple[float, float, float]:
    """The mean gain of the people of one event and its interval: mean, low, high; NaN where there is none.

    `pairs` people with both tests, `total` their summed gain (post minus pre), `squares` the sum of its squares. The
    paired t interval: mean +- t(n - 1) * sqrt(s^2 / n), s^2 = (sum d^2 - (sum d)^2 / n) / (n - 1). People of one event
    share trainer and test: the interval speaks of this event alone. Fewer than ten pairs: a mean without interval.
    """
    if not pairs > 0:
        return np.nan, np.nan, np.nan
    mean = total / pairs
    if pairs < FEWEST_CLUSTERS:
        return mean, np.nan, np.nan
    spread = squares - total * total / pairs
    spread = 0.0 if spread < ROUNDING * squares else spread
    half = float(t_quantile(np.array([pairs]), level)[0] * np.sqrt(spread / (pairs - 1) / pairs))
    return mean, mean - half, mean + half
