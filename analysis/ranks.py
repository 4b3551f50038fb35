"""Ranks with their uncertainty: joint intervals of all ranks, groups that are level, chance of the lowest quarter.

Joint intervals after Mogstad, Romano, Shaikh and Wilhelm (2024), "Inference for Ranks with Applications to Mobility
across Neighbourhoods and Academic Achievement across Countries", Review of Economic Studies 91: two units are told
apart only where their difference is larger than the largest studentised difference that chance alone brings in 95 of
100 worlds, over all pairs at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import ndtri, stdtrit

from analysis.shares import FEWEST_SCHOOLS, ROUNDING, Floats, column, wilson

Bools = npt.NDArray[np.bool_]

DRAWS = 2000
"""Simulated worlds behind a critical value: its own simulation error is then below 0,05."""
SEED = 20240713
NARROW = 32
"""Units with the largest simulated errors among which the largest difference is looked for first."""
QUARTER = 4
"""The lowest n // 4 of n units; with fewer than four there is no quarter."""


@dataclass(frozen=True)
class Galat:
    """Standard errors in percent, towards lower and higher values, and their degrees of freedom; NaN for none."""

    bawah: Floats
    atas: Floats
    derajat: Floats

    @property
    def rata(self) -> Floats:
        """One standard error a unit, for simulating."""
        return np.asarray((self.bawah + self.atas) / 2, dtype=float)


@dataclass(frozen=True)
class Peringkat:
    """The units ranked.

    `frame`: the frame given, with peringkat (1 = highest; equal shares share it), peringkat_dari and peringkat_sampai
    (joint 95 % interval), jumlah_di_atas, jumlah_di_bawah and jumlah_setara (units surely above, surely below,
    neither), kelompok (1 = highest) and peluang_terbawah (0-1); NaN for units without an interval. `di_atas[i, j]`:
    unit i lies surely above unit j, by position in the frame. `jumlah`: units ranked. `kritis`: the critical value.
    """

    frame: pd.DataFrame
    di_atas: Bools
    jumlah: int
    kritis: float


def standard_errors(frame: pd.DataFrame) -> Galat:
    """Standard errors of shares from their sufficient statistics (jumlah_satuan, x, m, xx, mm, xm).

    Shares of people: the linearised variance over schools, the same to both sides, with K - 1 degrees of freedom
    divided by (1 + cv^2)^2, cv^2 being the squared coefficient of variation of school sizes: a few large schools tell
    as much about a variance as few schools do (after Satterthwaite; with K - 1 alone the tails that joint intervals
    live in are too thin). A yes or no of schools, or schools all alike: the two arms of Wilson's interval divided by
    1,96, which lean away from 0 and 100 as the share does; known up to the share itself, so without loss of degrees of
    freedom. Fewer than FEWEST_SCHOOLS schools, or no schools known: NaN.
    """
    satuan, x, m, xx, mm, xm = (column(frame, name) for name in ("jumlah_satuan", "x", "m", "xx", "mm", "xm"))
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.where(m > 0, x / m, np.nan)
        squares = xx - 2 * p * xm + p * p * mm
        squares = np.where(squares < ROUNDING * mm, 0.0, squares)
        linear = np.sqrt(satuan / (satuan - 1) * squares) / m
        share = np.clip(p, 0.0, 1.0)
        low, high = wilson(share * satuan, satuan)
        is_score = ((m == satuan) & (mm == satuan) & (xx == x)) | (squares == 0)
        is_known = (satuan >= FEWEST_SCHOOLS) & ~np.isnan(p)
        z = float(ndtri(0.975))
        below = np.where(is_score, (share - low) / z, linear)
        above = np.where(is_score, (high - share) / z, linear)
        # A share of exactly 0 or 1 has one arm of length 0: chance still moves it, by as much as the other arm says.
        below, above = np.where(below > 0, below, above), np.where(above > 0, above, below)
        freedom = np.where(is_score, np.inf, (satuan - 1) / (satuan * mm / m**2) ** 2)
    return Galat(*(np.where(is_known, value, np.nan) for value in (100 * below, 100 * above, freedom)))


def critical_value(se: Floats, freedom: Floats, *, draws: int = DRAWS, level: float = 0.95, seed: int = SEED) -> float:
    """The `level` quantile of the largest |difference| / its standard error over all pairs, when all are truly equal.

    Each simulated world has normal errors of size `se` and standard errors estimated with `freedom` degrees of
    freedom, as the real ones are. NaN below two units.
    """
    n = len(se)
    if n < 2:
        return float("nan")
    rng = np.random.default_rng(seed)
    errors = rng.standard_normal((draws, n)) * se
    sizes = np.broadcast_to(se, (draws, n)).copy()
    finite = np.isfinite(freedom)
    if finite.any():
        degrees = freedom[finite]
        sizes[:, finite] *= np.sqrt(rng.chisquare(degrees, (draws, len(degrees))) / degrees)
    return float(np.quantile(_largest(errors, sizes), level, method="higher"))


def _largest(errors: Floats, sizes: Floats, narrow: int = NARROW) -> Floats:
    """Per row the largest |e_i - e_j| / sqrt(s_i^2 + s_j^2) over all pairs.

    By Cauchy and Schwarz no pair exceeds sqrt(z_i^2 + z_j^2), z = e / s: only units with a large |z| can make the
    largest one. Rows that the first `narrow` of them do not settle are looked at with three times as many, and so on.
    """
    count = errors.shape[1]
    if count <= narrow + 1:
        return _all_pairs(errors, sizes)
    z = np.abs(errors / sizes)
    order = np.argpartition(-z, narrow, axis=1)
    first = order[:, :narrow]
    found = _all_pairs(np.take_along_axis(errors, first, 1), np.take_along_axis(sizes, first, 1))
    rest = np.take_along_axis(z, order[:, narrow : narrow + 1], 1)[:, 0]
    is_open = rest**2 + z.max(axis=1) ** 2 > found**2
    if is_open.any():
        found[is_open] = _largest(errors[is_open], sizes[is_open], 3 * narrow)
    return found


def _all_pairs(errors: Floats, sizes: Floats) -> Floats:
    largest = np.zeros(len(errors))
    squares = sizes * sizes
    for i in range(errors.shape[1] - 1):
        gap = np.abs(errors[:, i + 1 :] - errors[:, i : i + 1])
        ratio = gap / np.sqrt(squares[:, i + 1 :] + squares[:, i : i + 1])
        np.maximum(largest, ratio.max(axis=1), out=largest)
    return largest


def surely_above(value: Floats, galat: Galat, kritis: float) -> Bools:
    """Unit i surely above unit j: the difference exceeds `kritis` standard errors, those that face each other.

    Where the arms differ (Wilson) the lower arm of the upper unit and the upper arm of the lower one count, as in
    Newcombe's interval of a difference.
    """
    gap = value[:, None] - value[None, :]
    size = np.sqrt((galat.bawah**2)[:, None] + (galat.atas**2)[None, :])
    with np.errstate(invalid="ignore"):
        return np.asarray(gap > kritis * size, dtype=bool)


def pair_critical(galat: Galat, level: float = 0.95) -> float:
    """The critical value of one difference of two shares: Student's t with the fewer degrees of freedom."""
    freedom = float(np.min(galat.derajat))
    return float(stdtrit(freedom if np.isfinite(freedom) else 1e9, 0.5 + level / 2))


def rank(frame: pd.DataFrame, *, draws: int = DRAWS, level: float = 0.95) -> Peringkat:
    """Rank units by their share, highest first. `frame`: pct (0-100) and the sufficient statistics, a row a unit."""
    value, galat = column(frame, "pct"), standard_errors(frame)
    known = np.flatnonzero(~np.isnan(galat.rata) & ~np.isnan(value))
    n = len(known)
    mine = Galat(galat.bawah[known], galat.atas[known], galat.derajat[known])
    kritis = critical_value(mine.rata, mine.derajat, draws=draws, level=level)
    above = surely_above(value[known], mine, kritis)
    whole = np.zeros((len(frame), len(frame)), dtype=bool)
    whole[np.ix_(known, known)] = above
    over, under = above.sum(axis=0), above.sum(axis=1)
    own = value[known]
    found = {
        "peringkat": 1 + (own[:, None] > own[None, :]).sum(axis=0),
        "peringkat_dari": 1 + over, "peringkat_sampai": n - under, "jumlah_di_atas": over, "jumlah_di_bawah": under,
        "jumlah_setara": n - 1 - over - under, "kelompok": tie_groups(own, above),
        "peluang_terbawah": chance_of_lowest(own, mine, draws=draws),
    }  # fmt: skip
    return Peringkat(frame.assign(**{name: _spread(len(frame), known, v) for name, v in found.items()}),
                     whole, n, kritis)  # fmt: skip


def _spread(count: int, known: npt.NDArray[np.intp], values: npt.NDArray[np.int64] | Floats) -> Floats:
    """Values of the known units among all, NaN elsewhere."""
    result = np.full(count, np.nan)
    result[known] = values
    return result


def tie_groups(value: Floats, above: Bools) -> npt.NDArray[np.int64]:
    """Groups that are level, 1 = highest: from the top, a group holds all that are not surely below its first unit.

    Being level does not carry over from one pair to the next, so that the last of one group and the first of the next
    may be level too: a group says which units are not told apart from its first, its border says nothing more.
    """
    order = np.argsort(-value, kind="stable")
    result = np.zeros(len(value), dtype=np.int64)
    leader, group = -1, 0
    for unit in order:
        if leader < 0 or above[leader, unit]:
            leader, group = int(unit), group + 1
        result[unit] = group
    return result


def chance_of_lowest(value: Floats, galat: Galat, *, draws: int = DRAWS, seed: int = SEED + 1) -> Floats:
    """How often a unit is among the lowest quarter when every share is drawn anew from its own uncertainty, 0-1.

    The quarter is the lowest n // 4 of n units; NaN where that is nobody. What is drawn are worlds like this one, not
    next year: nothing is said about change.
    """
    n, count = len(value), len(value) // QUARTER
    if not count:
        return np.full(n, np.nan)
    z = np.random.default_rng(seed).standard_normal((draws, n))
    worlds = value + z * np.where(z > 0, galat.atas, galat.bawah)
    lowest = np.argpartition(worlds, count - 1, axis=1)[:, :count]
    return np.asarray(np.bincount(lowest.ravel(), minlength=n) / draws, dtype=float)


def against(frame: pd.DataFrame, acuan: float, level: float = 0.95) -> pd.Series:
    """`di atas`, `di bawah` or `setara`: each unit against one fixed share, all tested at once (Šidák); '' untested.

    With n units each interval is one of level ** (1 / n), so that all of them hold together in `level` of worlds.
    """
    value, galat = column(frame, "pct"), standard_errors(frame)
    n = int((~np.isnan(galat.rata)).sum())
    wide = stdtrit(np.where(np.isfinite(galat.derajat), galat.derajat, 1e9), (1 + level ** (1 / max(n, 1))) / 2)
    result = pd.Series("setara", index=frame.index, dtype=object)
    with np.errstate(invalid="ignore"):
        result[value - wide * galat.bawah > acuan] = "di atas"
        result[value + wide * galat.atas < acuan] = "di bawah"
    result[np.isnan(galat.rata) | np.isnan(value)] = ""
    return result
