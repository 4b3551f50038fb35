"""Need scores: criteria brought to one scale, weighted, and told apart only as far as the data allow.

Regions in rows (n), criteria in columns (k). A criterion's need runs from 0 (least among the regions compared) to 1
(greatest): min-max normalisation of the values given, turned round where low values are need. Nothing here is a
judgement of a region by itself: every number is relative to the regions compared.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis import ranks
from analysis.shares import Floats

MIN_KNOWN = 50.0
"""Percent of the weight that must be known for a score; below it a score would speak of the other half."""
ROUNDING = 9
"""Decimals of a score that count for ties: what differs beyond them is rounding of the computation."""


@dataclass(frozen=True)
class Kebutuhan:
    """Need of n regions by k criteria.

    `butuh` (n, k): 0-1, 1 = greatest need among the regions compared, 0 for all where all are equal; NaN unknown.
    `galat_butuh` (n, k): its standard error on the same scale; NaN where none is known. `skor` (n,): 0-100, mean of
    the known criteria by weight; NaN where less than MIN_KNOWN percent of the weight is known. `sumbangan` (n, k):
    parts that add up to `skor`; NaN where unknown or without score. `pct_data` (n,): percent of the weight known.
    `galat` (n,): standard error of `skor` from those of its criteria (0 where none is known), NaN without score.
    `skor_terendah`, `skor_tertinggi` (n,): the score if every unknown were the least or the greatest need.
    """

    butuh: Floats
    galat_butuh: Floats
    skor: Floats
    sumbangan: Floats
    pct_data: Floats
    galat: Floats
    skor_terendah: Floats
    skor_tertinggi: Floats


def shares_of_weight(bobot: npt.ArrayLike) -> Floats:
    """Weights (k,) as parts of 1; all zero where they sum to 0. ValueError for a weight below 0 or not a number."""
    weight = np.asarray(bobot, dtype=float)
    if weight.ndim != 1 or not np.isfinite(weight).all() or (weight < 0).any():
        raise ValueError("Weights are one row of finite numbers, none below 0.")
    total = float(weight.sum())
    return np.asarray(weight / total if total > 0 else np.zeros_like(weight), dtype=float)


def normalise(nilai: npt.ArrayLike, is_tinggi: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Values (n, k) as needs 0-1, and the width (k,) of each criterion's range in its own unit (0 where all equal).

    `is_tinggi` (k,): whether high values are need. Values that are not finite are unknown: NaN.
    """
    value = np.asarray(nilai, dtype=float)
    if value.ndim != 2:
        raise ValueError("Values are a table: regions in rows, criteria in columns.")
    value = np.where(np.isfinite(value), value, np.nan)
    k = value.shape[1]
    if not len(value):
        return np.empty((0, k)), np.zeros(k)
    known = ~np.isnan(value)
    low = np.where(known, value, np.inf).min(axis=0)
    high = np.where(known, value, -np.inf).max(axis=0)
    wide = np.where(high > low, high - low, 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        need_high, need_low = (value - low) / wide, (high - value) / wide
    turned = np.where(np.asarray(is_tinggi, dtype=bool), need_high, need_low)
    # A value within rounding of the range's ends stays within 0-1; all equal says nothing about anybody: 0.
    return np.where(known, np.where(wide > 0, np.clip(turned, 0.0, 1.0), 0.0), np.nan), wide


def value_at(butuh: float, nilai: npt.ArrayLike, *, is_tinggi: bool) -> float:
    """The raw value at which one criterion's need is `butuh` on the scale that the values `nilai` (n,) span."""
    value = np.asarray(nilai, dtype=float)
    value = value[np.isfinite(value)]
    if not len(value):
        return float("nan")
    low, high = float(value.min()), float(value.max())
    return low + butuh * (high - low) if is_tinggi else high - butuh * (high - low)


def score(butuh: Floats, bobot: npt.ArrayLike) -> tuple[Floats, Floats, Floats]:
    """`skor` (n,), `sumbangan` (n, k) and `pct_data` (n,) of needs under weights, as `Kebutuhan` tells them.

    Sums run over the criteria one after another, for every region alike: equal rows get equal scores to the last bit.
    """
    weight = shares_of_weight(bobot)
    known = ~np.isnan(butuh)
    parts = np.where(known, butuh, 0.0) * weight
    held = _sum(known * weight)
    is_scored = (100 * held >= MIN_KNOWN - 1e-9) & (held > 0)
    whole = np.where(is_scored, held, np.nan)
    skor = 100 * (_sum(parts) / whole)
    sumbangan = np.where(known, 100 * (parts / whole[:, None]), np.nan)
    return skor, sumbangan, np.minimum(100 * held, 100.0)


def _sum(parts: Floats) -> Floats:
    """Row sums, one column after another."""
    total = np.zeros(parts.shape[0])
    for column in parts.T:
        total = total + column
    return total


def need(
    nilai: npt.ArrayLike, bobot: npt.ArrayLike, is_tinggi: npt.ArrayLike, galat: npt.ArrayLike | None = None
) -> Kebutuhan:
    """Need scores of values (n, k) under weights (k,); `galat` (n, k): standard errors in the values' own units.

    The range of a criterion is taken as it is observed; its own uncertainty is not part of `galat`.
    """
    value = np.asarray(nilai, dtype=float)
    butuh, wide = normalise(value, is_tinggi)
    weight = shares_of_weight(bobot)
    error = np.full_like(butuh, np.nan) if galat is None else np.array(galat, dtype=float)
    if butuh.shape[1] != len(weight) or error.shape != butuh.shape:
        raise ValueError("Values, weights and errors must speak of the same regions and criteria.")
    with np.errstate(invalid="ignore", divide="ignore"):
        is_told = np.isfinite(error) & (error >= 0) & ~np.isnan(butuh)
        own = np.where(is_told, np.where(wide > 0, error / wide, 0.0), np.nan)
    skor, sumbangan, pct_data = score(butuh, weight)
    with np.errstate(invalid="ignore", divide="ignore"):
        spread = np.sqrt(_sum((np.nan_to_num(own) * weight) ** 2)) * 100 * (100 / pct_data)
    lowest = 100 * _sum(np.nan_to_num(butuh) * weight)
    missing = 100 * _sum(np.isnan(butuh) * weight)
    nothing = not weight.any()
    return Kebutuhan(
        butuh=butuh, galat_butuh=own, skor=skor, sumbangan=sumbangan, pct_data=pct_data,
        galat=np.where(np.isnan(skor), np.nan, spread),
        skor_terendah=np.full(len(butuh), np.nan) if nothing else lowest,
        skor_tertinggi=np.full(len(butuh), np.nan) if nothing else lowest + missing,
    )  # fmt: skip


def order(skor: npt.ArrayLike) -> Floats:
    """Ranks (n,), 1 = greatest need; equal scores share the best rank; NaN without score."""
    own = np.round(np.asarray(skor, dtype=float), ROUNDING)
    known = ~np.isnan(own)
    result = np.full(len(own), np.nan)
    held = np.sort(own[known])
    result[known] = 1 + len(held) - np.searchsorted(held, own[known], side="right")
    return result


def rank_intervals(
    skor: npt.ArrayLike, galat: npt.ArrayLike, *, draws: int = ranks.DRAWS, level: float = 0.95, seed: int = ranks.SEED
) -> tuple[Floats, Floats]:
    """First and last rank (n,) that the uncertainty of the data leaves open, jointly for all regions; NaN unscored.

    Mogstad, Romano, Shaikh and Wilhelm (2024) as in `analysis.ranks`, with normal errors of known size. A region
    whose error is 0 is taken as exact; one whose error is NaN is told apart from nobody.
    """
    own, error = np.asarray(skor, dtype=float), np.asarray(galat, dtype=float)
    scored = np.flatnonzero(~np.isnan(own))
    own, error = np.round(own[scored], ROUNDING), error[scored]
    error = np.where(np.isnan(error), np.inf, np.where(error < 10.0**-ROUNDING, 0.0, error))
    spread = error[np.isfinite(error) & (error > 0)]
    if (error == 0).any() and len(spread):
        # All exact regions act alike in a comparison with an uncertain one: a single stand-in of no size will do.
        spread = np.append(spread, 1e-9 * spread.min())
    kritis = ranks.critical_value(spread, np.full(len(spread), np.inf), draws=draws, level=level, seed=seed)
    told = ranks.Galat(error, error, np.full(len(error), np.inf))
    above = ranks.surely_above(own, told, kritis if np.isfinite(kritis) else 1.0)
    first, last = np.full(len(np.asarray(skor)), np.nan), np.full(len(np.asarray(skor)), np.nan)
    first[scored], last[scored] = 1 + above.sum(axis=0), len(scored) - above.sum(axis=1)
    return first, last
