"""The smallest changes that matter: done as told they bring the pair level, and nothing smaller does."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from analysis import weight_change
from analysis.acceptability import Swap, leave_top, swap
from analysis.need import MIN_KNOWN, order, score


def some_needs(seed: int, n: int, k: int, *, missing: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    """Needs (n, k) with a part of them unknown, at least one known each, and weights."""
    rng = np.random.default_rng(seed)
    butuh = rng.uniform(0, 1, (n, k)).round(3)
    butuh[:, :][rng.random((n, k)) < missing] = np.nan
    butuh[np.isnan(butuh).all(axis=1), 0] = 0.5
    return butuh, rng.dirichlet(np.ones(k)) * 100


def by_programme(rows: np.ndarray, weight: np.ndarray) -> float | None:
    """Least movement (points) of weights with `rows @ weights >= 0`: variables are the new weights and |changes|."""
    k = len(weight)
    eye, none = np.eye(k), np.zeros((len(rows), k))
    found = linprog(
        np.concatenate([np.zeros(k), np.full(k, 0.5)]),
        A_ub=np.vstack([np.hstack([-rows, none]), np.hstack([eye, -eye]), np.hstack([-eye, -eye])]),
        b_ub=np.concatenate([np.zeros(len(rows)), weight, -weight]),
        A_eq=np.concatenate([np.ones(k), np.zeros(k)])[None, :],
        b_eq=[weight.sum()],
        bounds=[(0, None)] * (2 * k),
    )
    return float(found.fun) if found.success else None


def nearby(weight: np.ndarray, size: float, many: int, seed: int) -> np.ndarray:
    """Weights (many, k), each at most `size` points away from `weight`: on lines to all over the simplex."""
    rng = np.random.default_rng(seed)
    k = len(weight)
    sparse = rng.dirichlet(np.full(k, 0.3), many // 2)
    ends = 100 * np.vstack([rng.dirichlet(np.ones(k), many - len(sparse)), sparse])
    away = np.abs(ends - weight).sum(axis=1) / 2
    return weight + np.minimum(1.0, size / away)[:, None] * (ends - weight)


def checked(found: Swap, weight: np.ndarray) -> None:
    """What a change says of itself holds together."""
    change = found.bobot_baru - 100 * weight / weight.sum()
    assert found.bobot_baru.sum() == pytest.approx(100, abs=1e-9)
    assert (found.bobot_baru >= -1e-12).all()
    assert np.abs(change).sum() / 2 == pytest.approx(found.jumlah_pindah, abs=1e-7)
    for parts, sign in ((found.dari, -1), (found.ke, 1)):
        assert sum(points for _, points in parts) == pytest.approx(found.jumlah_pindah, abs=1e-7)
        assert all(points == pytest.approx(sign * change[j], abs=1e-7) and points > 0 for j, points in parts)
        assert [points for _, points in parts] == sorted((points for _, points in parts), reverse=True)


# --- swap ---


def test_the_change_that_levels_two_regions_by_hand() -> None:
    """60 : 40 with needs (1, 0) and (0, 1): 60 against 40 points, so 10 points from the first criterion do."""
    found = swap([[1.0, 0.0], [0.0, 1.0]], [60, 40], 0, 1)
    assert found is not None
    assert found.jumlah_pindah == pytest.approx(10)
    assert found.bobot_baru == pytest.approx([50, 50])
    assert found.dari == ((0, pytest.approx(10)),)
    assert found.ke == ((1, pytest.approx(10)),)


def test_weight_leaves_the_criterion_that_holds_the_region_back_most_first_by_hand() -> None:
    """Differences -1, -0,2, +0,5 at weights 10, 60, 30: short by 0,07; 10 points from the first would give 0,15."""
    found = swap([[1.0, 0.7, 0.0], [0.0, 0.5, 0.5]], [10, 60, 30], 0, 1)
    assert found is not None
    assert found.dari == ((0, pytest.approx(100 * 0.07 / 1.5)),)
    more = swap([[1.0, 0.9, 0.0], [0.0, 0.3, 0.5]], [10, 60, 30], 0, 1)
    assert more is not None
    assert [j for j, _ in more.dari] == [1, 0], "the larger part is told first"
    assert more.dari[1][1] == pytest.approx(10), "all of the first criterion, then some of the second"
    assert more.dari[0][1] == pytest.approx(100 * (0.31 - 0.15) / 1.1)


@pytest.mark.parametrize("k", [2, 3, 5, 7])
def test_done_as_told_the_pair_is_level_and_a_linear_programme_finds_nothing_smaller(k: int) -> None:
    impossible = 0
    for seed in range(60):
        butuh, weight = some_needs(seed, 2, k)
        a, b = np.argsort(-score(butuh, weight)[0])
        found, oracle = swap(butuh, weight, a, b), by_programme((butuh[b] - butuh[a])[None, :], weight)
        if found is None:
            impossible += 1
            assert oracle is None
            assert (butuh[b] < butuh[a]).all(), "only who is below in everything never reaches"
            continue
        checked(found, weight)
        skor = score(butuh, found.bobot_baru)[0]
        assert skor[a] == pytest.approx(skor[b], abs=1e-9)
        assert found.jumlah_pindah == pytest.approx(oracle, abs=1e-6)
    assert impossible < 45


@pytest.mark.parametrize("k", [3, 4, 6])
def test_among_unknowns_the_pair_is_level_and_a_random_search_finds_nothing_smaller(k: int) -> None:
    """Scores divide by the weight known, and both keep one: half of the weight stays known."""
    met = 0
    for seed in range(20):
        butuh, weight = some_needs(1000 + seed, 2, k, missing=0.3)
        skor = score(butuh, weight)[0]
        if np.isnan(skor).any():
            assert swap(butuh, weight, 0, 1) is None
            continue
        a, b = np.argsort(-skor)
        found = swap(butuh, weight, a, b)
        size = 100.0 if found is None else found.jumlah_pindah
        for other in nearby(weight, size * (1 - 1e-6) - 1e-6, 3000, seed):
            held = score(butuh, other)[0]
            assert np.isnan(held).any() or held[b] < held[a] + 1e-9, (seed, size)
        if found is not None:
            met += 1
            checked(found, weight)
            assert found.is_terbukti == (np.isnan(butuh[a]) == np.isnan(butuh[b])).all()
            after = score(butuh, found.bobot_baru)[0]
            assert after[a] == pytest.approx(after[b], abs=1e-9)
            assert (score(butuh, found.bobot_baru)[2] >= MIN_KNOWN - 1e-9).all()
    assert met > 5


def test_who_is_there_already_needs_no_change() -> None:
    for a, b in ((0, 1), (1, 2)):
        found = swap([[0.2, 0.9], [0.9, 0.4], [0.9, 0.4]], [50, 50], a, b)
        assert found is not None
        assert found.jumlah_pindah == 0
        assert found.dari == found.ke == ()
        assert found.bobot_baru.tolist() == [50, 50]


def test_who_is_below_in_everything_never_reaches_and_level_in_one_only_there() -> None:
    assert swap([[0.9, 0.8], [0.5, 0.7]], [50, 50], 0, 1) is None
    found = swap([[0.9, 0.8], [0.5, 0.8]], [30, 70], 0, 1)
    assert found is not None
    assert found.bobot_baru == pytest.approx([0, 100])


def test_a_pair_without_scores_or_weights_is_none() -> None:
    assert swap([[0.9, np.nan], [0.5, 0.8]], [10, 90], 0, 1) is None
    assert swap([[0.9, 0.1], [0.5, 0.8]], [0, 0], 0, 1) is None
    assert swap([[0.9], [0.5]], [1], 0, 1) is None, "with one criterion there is nothing to move"


def test_a_criterion_of_no_weight_may_get_some() -> None:
    found = swap([[0.9, 0.0], [0.5, 1.0]], [1, 0], 0, 1)
    assert found is not None
    assert found.ke == ((1, pytest.approx(100 * 0.4 / 1.4)),)


@settings(max_examples=60)
@given(st.integers(0, 10**6), st.integers(2, 6), st.floats(0.1, 50))
def test_only_the_proportions_of_the_weights_count(seed: int, k: int, heavier: float) -> None:
    butuh, weight = some_needs(seed, 2, k)
    a, b = np.argsort(-score(butuh, weight)[0])
    one, two = swap(butuh, weight, a, b), swap(butuh, heavier * weight, a, b)
    assert (one is None) == (two is None)
    if one is not None and two is not None:
        assert one.jumlah_pindah == pytest.approx(two.jumlah_pindah, abs=1e-7)


# --- leaving the top ---


@pytest.mark.parametrize("missing", [0.0, 0.15])
def test_just_below_the_need_told_the_region_is_out_and_just_above_it_is_in(missing: float) -> None:
    told = 0
    for seed in range(3 if missing else 25):
        butuh, weight = some_needs(seed, 15, 4, missing=missing)
        ranks = order(score(butuh, weight)[0])
        for i in np.flatnonzero(ranks <= 5):
            found = leave_top(butuh, weight, i, 5)
            assert found.is_teratas
            assert found.lawan is not None
            for j, level in enumerate(found.ambang):
                other = butuh.copy()
                if level is None:
                    if np.isnan(butuh[i, j]):
                        continue
                    other[i, j] = 0.0
                    assert order(score(other, weight)[0])[i] <= 5, "not even without any need there"
                    continue
                told += 1
                assert 0 < level <= butuh[i, j]
                other[i, j] = level - 1e-6
                assert order(score(other, weight)[0])[i] > 5
                other[i, j] = level + 1e-6
                assert order(score(other, weight)[0])[i] <= 5
                other[i, j] = level
                skor = score(other, weight)[0]
                assert skor[i] == pytest.approx(skor[found.lawan], abs=1e-9)
    assert told > 20


def test_done_as_told_the_region_is_level_with_the_top_and_no_choice_of_rivals_costs_less() -> None:
    """Every set of rivals that could reach it together, one linear programme each."""
    compared = 0
    for seed in range(25):
        butuh, weight = some_needs(seed, 7, 4)
        ranks = order(score(butuh, weight)[0])
        for i in np.flatnonzero(ranks <= 2):
            found = leave_top(butuh, weight, i, 2).pindah
            rivals = [by_programme(butuh[list(pair)] - butuh[i], weight) for pair in combinations(_others(7, i), 2)]
            known = [size for size in rivals if size is not None]
            if found is None:
                assert not known
                continue
            compared += 1
            checked(found, weight)
            skor = score(butuh, found.bobot_baru)[0]
            assert (np.delete(skor, i) >= skor[i] - 1e-9).sum() >= 2
            assert found.is_terbukti
            assert found.jumlah_pindah == pytest.approx(min(known), abs=1e-6)
    assert compared > 25


def _others(n: int, i: int) -> list[int]:
    return [x for x in range(n) if x != i]


def test_among_unknowns_leaving_does_what_it_says_and_a_random_search_finds_nothing_smaller() -> None:
    met = 0
    for seed in range(5):
        butuh, weight = some_needs(500 + seed, 12, 5, missing=0.15)
        ranks = order(score(butuh, weight)[0])
        for i in np.flatnonzero(ranks <= 3)[:2]:
            found = leave_top(butuh, weight, i, 3).pindah
            scored = np.flatnonzero(~np.isnan(ranks))
            rivals = scored[scored != i]
            if found is not None:
                met += 1
                checked(found, weight)
                skor = score(butuh, found.bobot_baru)[0]
                assert (np.nan_to_num(skor[rivals], nan=-1) >= skor[i] - 1e-9).sum() >= 3
            size = 100.0 if found is None else found.jumlah_pindah
            for other in nearby(weight, size * (1 - 1e-6) - 1e-6, 1500, seed):
                skor = score(butuh, other)[0]
                assert np.isnan(skor[i]) or (np.nan_to_num(skor[rivals], nan=-1) > skor[i]).sum() < 3
    assert met > 4


def test_a_criterion_falls_to_where_the_next_region_stands_by_hand() -> None:
    """50 : 50; scores 80, 60, 40. The first leaves the best one where it is below 60: a need lower by 0,4."""
    found = leave_top([[0.9, 0.7], [0.4, 0.8], [0.4, 0.4]], [50, 50], 0, 1)
    assert found.batas == pytest.approx(60)
    assert found.lawan == 1
    assert found.ambang == (pytest.approx(0.5), pytest.approx(0.3))
    assert found.pindah is not None
    assert found.pindah.jumlah_pindah == pytest.approx(100 * 0.2 / 0.6)
    second = leave_top([[0.9, 0.7], [0.4, 0.8], [0.4, 0.4]], [50, 50], 1, 2)
    assert second.ambang == (None, pytest.approx(0.4)), "0,4 less of the first is level at no need: not out"
    assert second.pindah is not None


def test_a_region_outside_the_top_or_without_score_has_nothing_to_leave() -> None:
    butuh = [[0.9, 0.9], [0.5, 0.5], [0.1, 0.1], [np.nan, np.nan]]
    for i in (2, 3):
        found = leave_top(butuh, [1, 1], i, 2)
        assert not found.is_teratas
        assert found.lawan is None
        assert found.pindah is None
        assert found.ambang == (None, None)
        assert np.isnan(found.batas)


def test_where_there_are_no_more_regions_than_places_nobody_leaves() -> None:
    found = leave_top([[0.9, 0.9], [0.5, 0.5]], [1, 1], 0, 2)
    assert found.is_teratas
    assert found.ambang == (None, None)
    assert found.pindah is None
    assert leave_top([[0.0]], [1], 0, 1).is_teratas


def test_who_is_above_in_everything_is_not_moved_out_by_weights() -> None:
    found = leave_top([[0.9, 0.9], [0.5, 0.8], [0.8, 0.5]], [1, 1], 0, 1)
    assert found.pindah is None
    assert found.ambang == (pytest.approx(0.4), pytest.approx(0.4))


def test_a_region_level_with_the_border_is_at_it_already() -> None:
    """Ties share the best rank: both of two are among the best one, and any fall takes one of them out."""
    found = leave_top([[0.6, 0.4], [0.6, 0.4], [0.1, 0.1]], [1, 1], 0, 1)
    assert found.is_teratas
    assert found.ambang == (pytest.approx(0.6), pytest.approx(0.4))
    assert found.pindah is not None
    assert found.pindah.jumlah_pindah == 0


def test_criteria_without_weight_or_value_tell_no_need_to_fall_to() -> None:
    found = leave_top([[0.9, 0.9, np.nan], [0.5, 0.5, 0.5]], [1, 0, 1], 0, 1)
    assert found.ambang == (pytest.approx(0.5), None, None)


def test_looking_at_the_nearest_rivals_first_finds_what_looking_at_all_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rivals near by themselves may pull apart: those needed together are found among all that could still do."""
    compared = []
    for seed in range(12):
        butuh, weight = some_needs(seed, 30, 5)
        i = int(np.argmax(score(butuh, weight)[0]))
        monkeypatch.setattr(weight_change, "NEAREST", 30)
        whole = leave_top(butuh, weight, i, 4).pindah
        monkeypatch.setattr(weight_change, "NEAREST", 0)
        near = leave_top(butuh, weight, i, 4).pindah
        assert (whole is None) == (near is None)
        if whole is not None and near is not None:
            compared.append(whole.jumlah_pindah)
            assert near.jumlah_pindah == pytest.approx(whole.jumlah_pindah, abs=1e-6)
    assert len(compared) > 6
