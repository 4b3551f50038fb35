"""Control charts of individual values (XmR), and how surprising the last change of each of many series is.

A change is judged against the series' own earlier changes, after what all series did together is taken away: a holiday
dip is no news. Sources: Shewhart's individuals chart; Nelson, L. S. (1982), Journal of Quality Technology 14(3),
172-173, on leaving out outlying moving ranges.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.special import expit, logit, ndtri, stdtr, stdtrit

Floats = npt.NDArray[np.float64]
Truths = npt.NDArray[np.bool_]

D2 = 1.128
"""Mean moving range of two normal values, in standard deviations."""
WIDTH = 2.66
"""3 / D2 as control charts print it: limits are the mean with this many mean moving ranges to either side."""
OUTLYING = 3.267
"""A moving range above this many mean moving ranges is left out (upper limit of the range chart)."""
FREEDOM = 0.62
"""Degrees of freedom that one moving range is worth when it estimates sigma."""
LIMIT = 3.0
"""Scores from here on are surprising: chance alone gives one in about 370 series of pure noise."""
CHANCE = 0.0027
"""Share of pure-noise series that reach LIMIT."""
FEWEST_CHANGES = 5
"""Earlier changes below which a series has no limits of its own."""
FEWEST_TOGETHER = 5
"""Series below which there is no common movement to take away."""
SMALLEST = 1.0
"""Points beyond the common movement below which nothing is called surprising, however quiet the series was."""
STEADY = 0.20
"""A denominator or number of schools that moves by more than this part of itself makes a change no evidence."""
FLOOR = 0.1
"""Smallest sigma in points: shares are printed to a tenth."""


@dataclass(frozen=True)
class Xmr:
    """Mean and control limits of each row; `sigma` from `ranges` moving ranges over `values` known values."""

    mean: Floats
    low: Floats
    high: Floats
    sigma: Floats
    values: Floats
    ranges: Floats


def xmr(series: npt.ArrayLike, *, screen: bool = True) -> Xmr:
    """Individuals chart of one series, or of each row of many; NaN is unknown, a range needs two known neighbours.

    `screen`: ranges above OUTLYING mean ranges are left out once, so that one odd value does not widen the limits.
    Rows with fewer than two known neighbours get NaN limits.
    """
    rows = np.atleast_2d(np.asarray(series, dtype=float))
    ranges = np.abs(np.diff(rows, axis=1))
    mean_range = _mean(ranges)
    if screen:
        ranges = np.where(ranges > OUTLYING * mean_range[:, None], np.nan, ranges)
        mean_range = _mean(ranges)
    mean = _mean(rows)
    count = np.isfinite(rows).sum(axis=1).astype(float)
    return Xmr(
        mean, mean - WIDTH * mean_range, mean + WIDTH * mean_range, mean_range / D2, count,
        np.isfinite(ranges).sum(axis=1).astype(float),
    )  # fmt: skip


def _mean(rows: Floats) -> Floats:
    """Mean of the known values of each row; NaN where there is none."""
    count = np.isfinite(rows).sum(axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.asarray(np.where(count > 0, np.nansum(rows, axis=1) / count, np.nan), dtype=float)


@dataclass(frozen=True)
class Moves:
    """Changes from each cut-off to the next, one row a series, in points.

    `change` = `expected` (what the series would have done had its odds moved as the median series' did) + `excess`.
    `shift`: that median movement of the log-odds, one a change. Where the base did not hold, all are NaN and the
    change is marked `is_rebased` (denominator) or `is_incomplete` (far fewer schools at one of the two cut-offs, or a
    far smaller denominator of a source without schools).
    """

    change: Floats
    expected: Floats
    excess: Floats
    shift: Floats
    is_rebased: Truths
    is_incomplete: Truths


def moves(x: Floats, m: Floats, schools: Floats, is_cut: npt.ArrayLike = False) -> Moves:
    """Changes of shares x / m; arrays are series by cut-offs, oldest first, NaN where there is no data.

    `schools` NaN: a source that does not tell schools apart. `is_cut`: the changes, one a pair of neighbouring
    cut-offs, across which the series is not one.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        p = np.where(m > 0, x / m, np.nan)
        grown = m[:, 1:] / m[:, :-1] - 1
        joined = schools[:, 1:] / schools[:, :-1] - 1
        is_known = np.isfinite(p[:, 1:]) & np.isfinite(p[:, :-1]) & ~np.asarray(is_cut, dtype=bool)
        has_schools = np.isfinite(joined)
        is_part = np.where(has_schools, np.abs(np.log1p(joined)) > -np.log1p(-STEADY), grown < -STEADY)
        is_incomplete = is_known & is_part
        is_rebased = is_known & ~is_incomplete & (np.abs(grown) > STEADY)
    steady = is_known & ~is_incomplete & ~is_rebased
    odds = _log_odds(p, m)
    steps = np.where(steady, np.diff(odds, axis=1), np.nan)
    enough = steady.sum(axis=0) >= FEWEST_TOGETHER
    shift = np.zeros(steps.shape[1])
    if enough.any():
        shift[enough] = np.nanmedian(steps[:, enough], axis=0)
    change = np.where(steady, 100 * np.diff(p, axis=1), np.nan)
    expected = np.where(steady, expected_change(p[:, :-1], m[:, :-1], shift), np.nan)
    return Moves(change, expected, change - expected, shift, is_rebased, is_incomplete)


def expected_change(p: npt.ArrayLike, m: npt.ArrayLike, shift: npt.ArrayLike) -> Floats:
    """Points that shares p (of m) move when their log-odds move by `shift`: less near 0 and 1, none of it beyond."""
    share, base = np.asarray(p, dtype=float), np.asarray(m, dtype=float)
    odds = _log_odds(share, base)
    return np.asarray(100 * (expit(odds + np.asarray(shift, dtype=float)) - expit(odds)), dtype=float)


def _log_odds(p: Floats, m: Floats) -> Floats:
    """Log-odds, with half a person kept away from 0 and 1."""
    with np.errstate(invalid="ignore", divide="ignore"):
        edge = np.where(m > 0, np.minimum(0.5 / m, 0.5), np.nan)
        return np.asarray(logit(np.clip(p, edge, 1 - edge)), dtype=float)


@dataclass(frozen=True)
class Surprise:
    """How far the last change of each series lies from its own habit.

    `score`: the standard normal deviate as rare as this change, signed; NaN where it cannot be judged. `low` and
    `high`: between them a change beyond the common movement is usual; `mean`: the habit; `changes`: known earlier ones.
    """

    score: Floats
    mean: Floats
    low: Floats
    high: Floats
    sigma: Floats
    changes: Floats


def surprise(excess: Floats, m: Floats | None = None) -> Surprise:
    """Judge the last column of `excess` (series by changes, points) against the columns before it.

    The limits are those of the XmR chart of the earlier changes with two corrections for short histories: the new
    value is a prediction (sigma times sqrt(1 + 1/n)), and sigma is itself an estimate (Student's t with FREEDOM a
    moving range). So pure noise reaches LIMIT in about 0.27 % of series, and less often where the history is short.
    `m`: the denominators now; sigma is never smaller than what one person moves.
    """
    history, last = excess[:, :-1], excess[:, -1]
    chart = xmr(history)
    floor = np.full(len(last), FLOOR) if m is None else np.maximum(FLOOR, 100 / np.maximum(m, 1.0))
    with np.errstate(invalid="ignore", divide="ignore"):
        sigma = np.where(np.isfinite(chart.sigma), np.maximum(chart.sigma, np.where(np.isfinite(floor), floor, FLOOR)),
                         np.nan)  # fmt: skip
        is_judged = (chart.values >= FEWEST_CHANGES) & (chart.ranges >= 2) & np.isfinite(sigma)
        freedom = np.where(is_judged, FREEDOM * chart.ranges, np.nan)
        spread = sigma * np.sqrt(1 + 1 / chart.values)
        rare = stdtr(freedom, -np.abs(last - chart.mean) / spread)
        score = -ndtri(np.maximum(rare, 1e-300)) * np.sign(last - chart.mean)
        half = -stdtrit(freedom, CHANCE / 2) * spread
    score = np.where(is_judged & np.isfinite(last), score, np.nan)
    return Surprise(score, np.where(is_judged, chart.mean, np.nan), chart.mean - half, chart.mean + half,
                    np.where(is_judged, sigma, np.nan), chart.values)  # fmt: skip


def is_surprising(
    score: npt.ArrayLike, excess: npt.ArrayLike, expected: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike
) -> Truths:
    """Beyond the series' own limits, by SMALLEST points or more, and not within what its schools may do by chance.

    `low`, `high`: interval of the paired change in points, NaN where schools cannot be paired (then the limits decide
    alone); it must leave out `expected`, the change that the common movement explains.
    """
    s, e, c, a, b = (np.asarray(v, dtype=float) for v in (score, excess, expected, low, high))
    with np.errstate(invalid="ignore"):
        is_apart = ~np.isfinite(a) | (a > c) | (b < c)
        return np.asarray((np.abs(s) >= LIMIT) & (np.abs(e) >= SMALLEST) & is_apart, dtype=bool)
