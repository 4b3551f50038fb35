"""Weighted rank correlation and medians: against scipy, by properties, and by the coverage of the interval."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from analysis.correlation import (
    QUADRANTS,
    Correlation,
    effective_number,
    quadrant,
    rank_correlation,
    weighted_median,
    weighted_ranks,
)

PAIRS = st.lists(st.tuples(st.integers(-8, 8), st.integers(-8, 8)), min_size=10, max_size=60)


@given(PAIRS)
@settings(max_examples=200, deadline=None)
def test_equal_weights_give_scipys_spearman_ties_included(pairs: list[tuple[int, int]]) -> None:
    x, y = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    found = rank_correlation(x, y, np.full(len(x), 7.0))
    if np.ptp(x) == 0 or np.ptp(y) == 0:
        assert found is None
        return
    assert found is not None
    assert found.rho == pytest.approx(float(spearmanr(x, y).statistic), abs=1e-12)
    assert found.low <= found.rho <= found.high
    assert found.low >= -1
    assert found.high <= 1


@given(PAIRS, st.integers(0, 10_000))
@settings(max_examples=100, deadline=None)
def test_a_monotone_transform_changes_nothing_and_a_reversed_side_turns_the_sign(
    pairs: list[tuple[int, int]], seed: int
) -> None:
    x, y = (np.array(side, dtype=float) for side in zip(*pairs, strict=True))
    w = np.random.default_rng(seed).uniform(1, 3, len(x))
    first = rank_correlation(x, y, w)
    if first is None:
        return
    moved = rank_correlation(np.exp(x / 4), y**3, w * 10)
    turned = rank_correlation(x, -y, w)
    assert moved is not None
    assert turned is not None
    assert (moved.rho, moved.low, moved.high) == pytest.approx((first.rho, first.low, first.high), abs=1e-9)
    assert (turned.rho, turned.low) == pytest.approx((-first.rho, -first.high), abs=1e-9)


@pytest.mark.parametrize(("n", "rho", "is_weighted"), [(19, 0.0, False), (38, 0.5, False), (38, 0.3, True),
                                                      (514, 0.7, True)])  # fmt: skip
def test_the_interval_covers_the_true_correlation_in_93_to_97_percent_of_worlds(
    n: int, rho: float, is_weighted: bool
) -> None:
    rng = np.random.default_rng(n)
    truth = 6 / math.pi * math.asin(rho / 2)
    worlds = 1500
    hits = 0
    for _ in range(worlds):
        x = rng.standard_normal(n)
        y = rho * x + math.sqrt(1 - rho * rho) * rng.standard_normal(n)
        w = rng.lognormal(0, 0.5, n) if is_weighted else np.ones(n)
        found = rank_correlation(x, y, w)
        assert found is not None
        hits += found.low <= truth <= found.high
    assert 0.93 <= hits / worlds <= 0.97


def test_fewer_than_ten_regions_or_one_that_outweighs_all_give_no_correlation() -> None:
    x = np.arange(9.0)
    assert rank_correlation(x, x) is None
    many = np.arange(30.0)
    assert rank_correlation(many, many, np.array([10_000.0] + [1.0] * 29)) is None
    assert rank_correlation(many, np.full(30, 4.0)) is None
    assert rank_correlation([], []) is None


def test_missing_values_and_regions_without_people_are_left_out() -> None:
    x = [*range(12), math.nan, 5]
    y = [*range(12), 3, 900]
    w = [1.0] * 13 + [0.0]
    found = rank_correlation(x, y, w)
    assert found is not None
    assert (found.n, found.rho) == (12, pytest.approx(1.0))
    assert found.is_clear


def test_a_weight_of_two_is_two_regions_of_weight_one() -> None:
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(2, 24))
    w = np.repeat([1, 2], 12)
    long = rank_correlation(np.repeat(x, w), np.repeat(y, w))
    short = rank_correlation(x, y, w)
    assert long is not None
    assert short is not None
    assert short.rho == pytest.approx(long.rho, abs=1e-12)
    assert short.high - short.low > long.high - long.low


def test_known_effective_numbers_ranks_and_medians() -> None:
    assert effective_number([2, 2, 2, 2]) == pytest.approx(4)
    assert effective_number([3, 1]) == pytest.approx(1.6)
    assert effective_number([]) == 0
    assert weighted_ranks([5, 1, 5], [1, 1, 1]).tolist() == [2.0, 0.5, 2.0]
    assert weighted_median([1, 2, 10], [1, 1, 1]) == 2
    assert weighted_median([1, 2, 10], [1, 1, 5]) == 10
    assert weighted_median([1, 2, 3, 4], [1, 1, 1, 1]) == 2.5
    assert weighted_median([7], [3]) == 7
    assert math.isnan(weighted_median([math.nan], [1]))


def test_quadrants_are_named_by_use_and_by_what_is_better() -> None:
    assert quadrant(80, 60, 70, 65) == "pemakaian tinggi, capaian rendah"
    assert quadrant(70, 65, 70, 65) == "pemakaian tinggi, capaian tinggi"
    assert quadrant(60, 3, 70, 5, is_higher_better=False) == "pemakaian rendah, capaian tinggi"
    assert {quadrant(x, y, 0, 0) for x in (-1, 1) for y in (-1, 1)} == set(QUADRANTS)


def test_the_page_says_when_weighting_decides_the_conclusion() -> None:
    from views.rapor.use_panels import unweighted

    unclear, clear = Correlation(0.14, -0.32, 0.54, 38, 20.6), Correlation(0.59, 0.33, 0.77, 38, 38.0)
    assert "Timbangan menentukan simpulannya" in unweighted(unclear, clear)
    assert "+0,59" in unweighted(unclear, clear)
    assert "Timbangan" not in unweighted(clear, clear)
