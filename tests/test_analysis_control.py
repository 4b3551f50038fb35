"""Control charts: known limits, and what is and is not called surprising in worlds whose truth is planted."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.control import (
    CHANCE,
    LIMIT,
    Moves,
    Surprise,
    expected_change,
    is_surprising,
    moves,
    surprise,
    xmr,
)

KNOWN = [1, 2, 1, 2, 10, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1]


def test_xmr_gives_the_limits_of_the_known_series_from_all_moving_ranges() -> None:
    chart = xmr(KNOWN, screen=False)
    assert round(float(chart.mean[0]), 3) == 1.944
    assert (round(float(chart.high[0]), 4), round(float(chart.low[0]), 4)) == (6.9515, -3.0626)


def test_xmr_gives_the_limits_of_the_known_series_after_screening_outlying_ranges() -> None:
    chart = xmr(KNOWN)
    assert (round(float(chart.high[0]), 4), round(float(chart.low[0]), 4)) == (4.6044, -0.7156)
    assert chart.ranges[0] == 15, "two of the seventeen ranges are outlying"


def test_xmr_of_rows_equals_xmr_of_each_row() -> None:
    rows = np.random.default_rng(3).normal(size=(5, 20))
    rows[2, 7] = np.nan
    together = xmr(rows)
    for at, row in enumerate(rows):
        alone = xmr(row)
        assert alone.low[0] == pytest.approx(together.low[at])
        assert alone.high[0] == pytest.approx(together.high[at])


@pytest.mark.parametrize("series", [[5.0], [np.nan, np.nan], [1.0, np.nan, 2.0]])
def test_a_series_without_two_neighbours_has_no_limits(series: list[float]) -> None:
    chart = xmr(series)
    assert np.isnan(chart.low[0])
    assert np.isnan(chart.high[0])


def test_a_constant_series_has_limits_on_its_value() -> None:
    chart = xmr([4.0] * 9)
    assert (chart.low[0], chart.mean[0], chart.high[0]) == (4.0, 4.0, 4.0)


# --- worlds ---

UNITS, TIMES = 38, 25


def world(
    seed: int, *, common: np.ndarray | None = None, walk: float = 0.0, noise: float = 0.05, units: int = UNITS
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """x, m and schools of shares whose log-odds carry a common movement, own noise and an own random walk."""
    rng = np.random.default_rng(seed)
    odds = rng.normal(0.3, 0.7, size=(units, 1)) + rng.normal(0, noise, size=(units, TIMES))
    odds += np.cumsum(rng.normal(0, walk, size=(units, TIMES)), axis=1) if walk else 0.0
    odds += np.zeros(TIMES) if common is None else common
    m = np.repeat(rng.integers(2_000, 60_000, size=(units, 1)).astype(float), TIMES, axis=1)
    return np.round(m / (1 + np.exp(-odds))), m, np.full((units, TIMES), 200.0)


def judged(x: np.ndarray, m: np.ndarray, schools: np.ndarray) -> tuple[Moves, Surprise, np.ndarray]:
    found = moves(x, m, schools)
    score = surprise(found.excess, m[:, -1])
    nothing = np.full(len(x), np.nan)
    return found, score, is_surprising(score.score, found.excess[:, -1], found.expected[:, -1], nothing, nothing)


@pytest.mark.parametrize("seed", range(8))
def test_planted_jumps_come_first_in_the_order_of_their_size(seed: int) -> None:
    x, m, schools = world(seed, noise=0.03)
    jumps = {3: 0.20, 17: -0.14, 30: 0.09}
    for unit, size in jumps.items():
        x[unit, -1] = round(m[unit, -1] * np.clip(x[unit, -1] / m[unit, -1] + size, 0.01, 0.99))
    _, score, flagged = judged(x, m, schools)
    order = np.argsort(-np.abs(score.score))[:3]
    assert set(order) == set(jumps)
    assert flagged[list(jumps)].all()
    assert np.sign(score.score[list(jumps)]).tolist() == [1, -1, 1]


def rate(*, noise: float, walk: float) -> float:
    return float(np.mean([judged(*world(seed, units=200, noise=noise, walk=walk))[2] for seed in range(40)]))


def test_pure_noise_is_called_surprising_in_less_than_one_series_of_two_hundred() -> None:
    for noise, walk in ((0.1, 0.0), (0.0, 0.1)):
        found = rate(noise=noise, walk=walk)
        print(f"noise {noise}, walk {walk}: {found:.4f} of pure-noise series are called surprising")
        assert found <= 0.005


@pytest.mark.parametrize("length", [6, 9, 13, 25])
def test_noise_does_not_reach_the_limit_more_often_after_a_short_history(length: int) -> None:
    excess = np.random.default_rng(length).normal(0, 1, size=(40_000, length)) * 5
    found = float(np.mean(np.abs(surprise(excess).score) >= LIMIT))
    print(f"{length - 1} earlier changes: {found:.4f}")
    assert found <= 1.3 * CHANCE
    assert found >= (0.3 * CHANCE if length >= 9 else 1e-4), "and a limit that nothing reaches would be none"


def test_a_dip_that_all_have_every_year_is_no_news() -> None:
    common = np.zeros(TIMES)
    common[[0, 12, 24]] = -0.9
    x, m, schools = world(5, common=common)
    found, _, flagged = judged(x, m, schools)
    assert found.change[:, -1].max() < -2, "every share falls by points"
    assert not flagged.any()


def test_a_first_dip_that_all_have_is_no_news_either_at_low_and_high_shares() -> None:
    common = np.zeros(TIMES)
    common[-1] = -0.6
    shares = [judged(*world(seed, common=common))[2].mean() for seed in range(60)]
    print(f"first common dip: {np.mean(shares):.4f} of series are called surprising")
    assert np.mean(shares) <= 0.005


def test_one_large_unit_that_leaps_does_not_make_the_others_news() -> None:
    x, m, schools = world(7)
    m[0] *= 100
    x[0] *= 100
    x[0, -1] = m[0, -1] * 0.97
    _, _, flagged = judged(x, m, schools)
    assert flagged[0]
    assert flagged[1:].sum() == 0


def test_a_denominator_drawn_up_anew_is_told_apart_and_no_evidence() -> None:
    x, m, schools = world(8)
    m[4, -1] *= 1.4
    found, score, flagged = judged(x, m, schools)
    assert found.is_rebased[4, -1]
    assert np.isnan(score.score[4])
    assert not flagged[4]
    assert not found.is_rebased[:4].any()


def test_a_cutoff_with_far_fewer_schools_is_incomplete_not_a_fall() -> None:
    x, m, schools = world(9)
    schools[2, -1], m[2, -1], x[2, -1] = 100.0, m[2, -1] / 2, x[2, -1] / 10
    found, score, _ = judged(x, m, schools)
    assert found.is_incomplete[2, -1]
    assert not found.is_rebased[2, -1]
    assert np.isnan(score.score[2])


def test_a_source_without_schools_is_incomplete_by_its_denominator() -> None:
    x, m, schools = world(10)
    schools[:] = np.nan
    m[1, -1] /= 2
    x[1, -1] /= 2
    found, _, _ = judged(x, m, schools)
    assert found.is_incomplete[1, -1]


def test_a_short_history_is_not_judged() -> None:
    x, m, schools = world(11)
    _, score, flagged = judged(x[:, -6:], m[:, -6:], schools[:, -6:])
    assert np.isnan(score.score).all()
    assert not flagged.any()


def test_a_quiet_series_is_not_news_below_one_point() -> None:
    excess = np.full((1, 20), 0.0)
    excess[0, -1] = 0.9
    score = surprise(excess)
    assert score.score[0] > LIMIT
    assert not is_surprising(score.score, excess[:, -1], [0.0], [np.nan], [np.nan])[0]
    assert is_surprising(score.score, [1.0], [0.0], [np.nan], [np.nan])[0]


def test_a_change_within_the_interval_around_the_common_movement_is_no_news() -> None:
    assert not is_surprising([9.0], [5.0], [-4.0], [-5.0], [7.0])[0]
    assert is_surprising([9.0], [5.0], [-4.0], [-3.0], [5.0])[0]
    assert is_surprising([-9.0], [-5.0], [4.0], [-3.0], [1.0])[0]


def test_a_common_movement_moves_a_share_near_its_end_less_than_one_in_the_middle() -> None:
    near, middle = expected_change([0.97, 0.5], [1e6, 1e6], 0.5)
    assert 0 < near < middle
    assert expected_change(0.5, 1e6, 0.0) == pytest.approx(0.0)


def test_alone_a_series_is_judged_without_a_common_movement() -> None:
    x, m, schools = world(12, units=1)
    found = moves(x, m, schools)
    assert (found.shift == 0).all()
    assert np.allclose(found.excess, found.change)


def test_no_series_at_all_gives_nothing_and_no_error() -> None:
    empty = np.empty((0, 10))
    found = moves(empty, empty, empty)
    assert surprise(found.excess, empty[:, -1]).score.shape == (0,)
