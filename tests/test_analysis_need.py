"""Need scores: known answers, contributions that add up, invariances, unknowns, and rank intervals that cover."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.need import MIN_KNOWN, need, normalise, order, rank_intervals, score, value_at

# --- known answers ---


def test_a_score_is_the_weighted_mean_of_needs_by_hand() -> None:
    """Uptake 20, 60, 100 (low is need): 1, 0,5, 0. Never trained 10, 30, 20: 0, 1, 0,5. Weights 3 : 1."""
    found = need([[20, 10], [60, 30], [100, 20]], [3, 1], [False, True])
    assert found.butuh.tolist() == [[1, 0], [0.5, 1], [0, 0.5]]
    assert found.skor == pytest.approx([75, 62.5, 12.5], abs=1e-12)
    assert found.sumbangan == pytest.approx(np.array([[75, 0], [37.5, 25], [0, 12.5]]), abs=1e-12)
    assert found.pct_data.tolist() == [100, 100, 100]
    assert found.galat.tolist() == [0, 0, 0]
    assert order(found.skor).tolist() == [1, 2, 3]


def test_an_unknown_criterion_leaves_the_mean_of_the_others_and_bounds_by_hand() -> None:
    """Weights 2 : 2 : 1. The first region lacks the last: (2 x 1 + 2 x 0) / 4; bounds 40 and 60 of 100."""
    values = [[10.0, 0.0, np.nan], [0.0, 4.0, 0.0], [5.0, 2.0, 1.0]]
    found = need(values, [2, 2, 1], [True] * 3)
    assert found.skor == pytest.approx([50, 40, 60])
    assert np.isnan(found.sumbangan[0, 2])
    assert found.sumbangan[0, :2].tolist() == [50, 0]
    assert found.pct_data == pytest.approx([80, 100, 100])
    assert found.skor_terendah == pytest.approx([40, 40, 60])
    assert found.skor_tertinggi == pytest.approx([60, 40, 60])


def test_below_half_of_the_weight_there_is_no_score_and_at_half_there_is() -> None:
    values = [[1.0, np.nan, np.nan], [0.0, 1.0, 1.0], [1.0, 0.0, np.nan]]
    exactly = need(values, [50, 30, 20], [True] * 3)
    assert not np.isnan(exactly.skor).any()
    assert exactly.pct_data[0] == pytest.approx(MIN_KNOWN)
    less = need(values, [49, 30, 21], [True] * 3)
    assert np.isnan(less.skor).tolist() == [True, False, False]
    assert np.isnan(less.sumbangan[0]).all(), "parts of a score that is not given are not given"
    assert np.isnan(less.galat[0])
    assert less.pct_data[0] == pytest.approx(49)
    assert (less.skor_terendah[0], less.skor_tertinggi[0]) == pytest.approx((49, 100))


def test_the_error_of_a_score_comes_from_those_of_its_criteria_by_hand() -> None:
    """Ranges 50 and 10; errors 5 and 2 are 0,1 and 0,2 of need; weights 0,6 and 0,4: 100 sqrt(0,06^2 + 0,08^2) = 10."""
    values, errors = [[0.0, 0.0], [50.0, 10.0], [25.0, np.nan]], [[5.0, 2.0], [np.nan, 2.0], [5.0, 2.0]]
    found = need(values, [0.6, 0.4], [True, False], errors)
    assert found.galat == pytest.approx([10, 8, 10]), "an unknown error counts 0; an unknown value leaves the other's"
    assert np.isnan(found.galat_butuh[1, 0])
    assert np.isnan(found.galat_butuh[2, 1])
    assert found.galat_butuh[0] == pytest.approx([0.1, 0.2])


def test_a_need_is_told_back_in_the_unit_of_the_criterion() -> None:
    values = [20.0, 60.0, np.nan, 100.0]
    assert value_at(0.25, values, is_tinggi=True) == 40
    assert value_at(0.25, values, is_tinggi=False) == 80
    assert np.isnan(value_at(0.5, [np.nan, np.nan], is_tinggi=True))


# --- properties ---

GRID = st.integers(0, 40).map(float)


@st.composite
def tables(draw: st.DrawFn, *, holes: bool = True) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Values (n, k) with some unknown, weights with at least one above 0, and directions."""
    n, k = draw(st.integers(1, 9)), draw(st.integers(1, 5))
    cell = st.one_of(GRID, st.just(np.nan)) if holes else GRID
    values = np.array(draw(st.lists(st.lists(cell, min_size=k, max_size=k), min_size=n, max_size=n)))
    weight = np.array(draw(st.lists(st.integers(0, 10), min_size=k, max_size=k).filter(any)), dtype=float)
    return values, weight, np.array(draw(st.lists(st.booleans(), min_size=k, max_size=k)))


@given(tables())
def test_the_contributions_add_up_to_the_score(table: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    found = need(*table)
    scored = ~np.isnan(found.skor)
    assert np.nansum(found.sumbangan[scored], axis=1) == pytest.approx(found.skor[scored], abs=1e-9)
    assert ((found.skor[scored] >= -1e-9) & (found.skor[scored] <= 100 + 1e-9)).all()
    assert (found.skor_terendah[scored] <= found.skor[scored] + 1e-9).all()
    assert (found.skor[scored] <= found.skor_tertinggi[scored] + 1e-9).all()
    assert (np.isnan(found.sumbangan[scored]) == np.isnan(table[0][scored])).all()
    assert (scored == (found.pct_data >= MIN_KNOWN - 1e-9)).all()


@given(tables(), st.randoms(use_true_random=False))
def test_the_order_of_rows_and_of_criteria_changes_nothing(
    table: tuple[np.ndarray, np.ndarray, np.ndarray], random: Random
) -> None:
    values, weight, high = table
    rows, columns = list(range(values.shape[0])), list(range(values.shape[1]))
    random.shuffle(rows)
    random.shuffle(columns)
    found = need(values, weight, high)
    again = need(values[rows], weight, high)
    assert np.array_equal(found.skor[rows], again.skor, equal_nan=True), "to the last bit"
    turned = need(values[:, columns], weight[columns], high[columns])
    assert turned.skor == pytest.approx(found.skor, abs=1e-9, nan_ok=True)


@given(tables(), st.floats(0.01, 1000), st.floats(-500, 500), st.floats(0.1, 50))
def test_the_unit_of_a_criterion_and_of_the_weights_changes_nothing(
    table: tuple[np.ndarray, np.ndarray, np.ndarray], size: float, shift: float, heavier: float
) -> None:
    values, weight, high = table
    found = need(values, weight, high, np.ones_like(values))
    other, errors = values.copy(), np.ones_like(values)
    other[:, 0] = size * values[:, 0] + shift
    errors[:, 0] = size
    scaled = need(other, heavier * weight, high, errors)
    assert scaled.skor == pytest.approx(found.skor, abs=1e-6, nan_ok=True)
    assert scaled.galat == pytest.approx(found.galat, abs=1e-6, nan_ok=True)
    other[:, 0] = -size * values[:, 0] + shift
    mirrored = need(other, weight, np.where(np.arange(len(high)) == 0, ~high, high))
    assert mirrored.skor == pytest.approx(found.skor, abs=1e-6, nan_ok=True)


@given(tables(), st.integers(0, 8))
def test_a_duplicated_region_changes_no_score_and_shares_its_rank(
    table: tuple[np.ndarray, np.ndarray, np.ndarray], which: int
) -> None:
    values, weight, high = table
    which %= len(values)
    found = need(values, weight, high)
    again = need(np.vstack([values, values[which]]), weight, high)
    assert np.array_equal(again.skor[:-1], found.skor, equal_nan=True)
    ranks = order(again.skor)
    assert np.array_equal(ranks[-1:], ranks[[which]], equal_nan=True)


@given(tables(holes=False), st.data())
def test_a_new_region_within_the_ranges_changes_no_score(
    table: tuple[np.ndarray, np.ndarray, np.ndarray], data: st.DataObject
) -> None:
    values, weight, high = table
    within = [
        data.draw(st.floats(float(low), float(top))) for low, top in zip(values.min(0), values.max(0), strict=True)
    ]
    found, again = need(values, weight, high), need(np.vstack([values, within]), weight, high)
    assert np.array_equal(again.skor[:-1], found.skor)


def test_a_new_region_outside_the_ranges_may_turn_the_order_of_two_others() -> None:
    """Said on the page and in docs/metode.md: the scale is that of the regions compared."""
    values, weight = [[0.0, 10.0], [10.0, 1.0], [5.0, 0.0]], [1, 1]
    assert order(need(values, weight, [True, True]).skor).tolist() == [2, 1, 3]
    longer = need([*values, [100.0, 0.0]], weight, [True, True])
    assert longer.skor[0] > longer.skor[1]


@given(tables(holes=False))
def test_a_region_with_no_less_need_anywhere_never_scores_less(
    table: tuple[np.ndarray, np.ndarray, np.ndarray],
) -> None:
    values, weight, high = table
    found = need(values, weight, high)
    for i in range(len(values)):
        for j in range(len(values)):
            if (found.butuh[i] >= found.butuh[j]).all():
                assert found.skor[i] >= found.skor[j]


# --- edges ---


def test_a_criterion_equal_everywhere_adds_nothing() -> None:
    found = need([[7.0, 1.0], [7.0, 3.0]], [1, 1], [False, True], [[2.0, 0.0], [2.0, 0.0]])
    assert found.butuh[:, 0].tolist() == [0, 0]
    assert found.skor.tolist() == [0, 50]
    assert found.galat.tolist() == [0, 0]
    same = need([[7.0, 7.0]] * 4, [1, 2], [True, False])
    assert same.skor.tolist() == [0, 0, 0, 0]
    assert order(same.skor).tolist() == [1, 1, 1, 1]


def test_one_region_no_region_and_one_criterion() -> None:
    assert need([[3.0, 4.0]], [1, 1], [True, True]).skor.tolist() == [0]
    none = need(np.empty((0, 3)), [1, 1, 1], [True] * 3)
    assert none.skor.shape == none.galat.shape == (0,)
    assert none.sumbangan.shape == (0, 3)
    assert order(none.skor).shape == (0,)
    assert need([[3.0], [5.0], [4.0]], [7], [False]).skor.tolist() == [100, 0, 50]


def test_weights_of_zero_give_no_score_and_one_of_zero_adds_nothing() -> None:
    found = need([[1.0, 2.0], [2.0, 1.0]], [0, 0], [True, True])
    assert np.isnan(found.skor).all()
    assert np.isnan(found.skor_terendah).all()
    assert np.isnan(found.galat).all()
    assert found.pct_data.tolist() == [0, 0]
    part = need([[1.0, 2.0], [2.0, np.nan]], [1, 0], [True, True])
    assert part.skor.tolist() == [0, 100]
    assert part.pct_data.tolist() == [100, 100], "what weighs nothing is not missed"
    assert part.sumbangan[0].tolist() == [0, 0]


def test_no_criterion_gives_no_score() -> None:
    assert np.isnan(need(np.empty((2, 0)), [], []).skor).all()


@pytest.mark.parametrize("weight", [[1.0, -1.0], [np.nan, 1.0], [np.inf, 1.0]])
def test_weights_below_zero_or_unknown_are_refused(weight: list[float]) -> None:
    with pytest.raises(ValueError, match="Weights"):
        need([[1.0, 2.0]], weight, [True, True])


def test_tables_that_do_not_fit_are_refused() -> None:
    with pytest.raises(ValueError, match="same regions"):
        need([[1.0, 2.0]], [1, 1, 1], [True] * 2)
    with pytest.raises(ValueError, match="same regions"):
        need([[1.0, 2.0]], [1, 1], [True] * 2, [[1.0]])
    with pytest.raises(ValueError, match="table"):
        need([1.0, 2.0], [1, 1], [True] * 2)


def test_values_without_end_are_unknown() -> None:
    butuh, wide = normalise([[np.inf, 1.0], [2.0, 2.0], [4.0, 3.0]], [True, True])
    assert np.isnan(butuh[0, 0])
    assert butuh[1:, 0].tolist() == [0, 1]
    assert wide.tolist() == [2, 2]


def test_a_region_that_knows_nothing_has_the_widest_bounds() -> None:
    found = need([[np.nan, np.nan], [1.0, 2.0]], [1, 3], [True, True])
    assert (found.skor_terendah[0], found.skor_tertinggi[0]) == (0, 100)
    assert np.isnan(found.skor[0])
    assert np.isnan(order(found.skor)).tolist() == [True, False]


def test_equal_scores_share_the_best_rank_and_rounding_makes_no_difference() -> None:
    assert order([50, 70, 70 + 1e-12, np.nan, 10]).tolist()[:3] == [3, 1, 1]
    assert order([50, 70, 70 + 1e-12, np.nan, 10])[4] == 4


# --- rank intervals ---


def coverage(count: int, k: int, noise: float, spread: float, many: int) -> tuple[float, float, float]:
    """Part of worlds in which all intervals hold the true ranks, on the scale observed and on the true scale; width."""
    rng = np.random.default_rng(count)
    weight, high = rng.dirichlet(np.ones(k)), rng.random(k) < 0.5
    truth, errors = rng.normal(50, spread, (count, k)), noise * rng.uniform(0.4, 1.6, (count, k))
    own = order(need(truth, weight, high).skor)
    observed, true, width = 0, 0, 0.0
    for world in range(many):
        values = truth + errors * rng.standard_normal(errors.shape)
        found = need(values, weight, high, errors)
        first, last = rank_intervals(found.skor, found.galat, draws=200, seed=world)
        _, wide = normalise(values, high)
        held = order((np.where(high, truth, -truth) / wide) @ weight)
        observed += bool(((first <= held) & (held <= last)).all())
        true += bool(((first <= own) & (own <= last)).all())
        width += float((last - first).mean()) / many
    return observed / many, true / many, width


@pytest.mark.parametrize(
    ("count", "k", "noise", "spread"), [(19, 4, 1.5, 8.0), (19, 2, 6.0, 8.0), (38, 6, 3.0, 8.0), (19, 4, 5.0, 1e-6)],
    ids=["19 kab/kota", "19, errors as large as differences", "38 provinsi", "nobody differs"],
)  # fmt: skip
def test_joint_rank_intervals_cover_all_true_ranks_in_95_of_100_worlds(
    count: int, k: int, noise: float, spread: float
) -> None:
    observed, true, width = coverage(count, k, noise, spread, 300)
    print(
        f"{count} x {k}: coverage {observed:.3f} on the observed scale, {true:.3f} on the true one, width {width:.1f}"
    )
    assert observed >= 0.95
    assert true >= 0.95, "the range is taken as observed; in these worlds that costs no coverage"


def test_with_equal_truths_intervals_of_known_errors_cover_95_of_100_and_hardly_more() -> None:
    """Without anything to spare: the studentised range. Simulation error of 1,500 worlds: 0,011 (two sigma)."""
    rng = np.random.default_rng(4)
    hits = 0
    for world in range(1500):
        errors = rng.uniform(1, 4, 12)
        first, last = rank_intervals(50 + errors * rng.standard_normal(12), errors, draws=500, seed=world)
        hits += bool((first == 1).all() and (last == 12).all())
    assert 0.935 <= hits / 1500 <= 0.965


@settings(max_examples=40)
@given(st.lists(st.tuples(st.one_of(GRID, st.just(np.nan)), st.floats(0, 9)), min_size=1, max_size=12))
def test_an_interval_holds_its_rank_and_one_region_is_never_above_and_below(rows: list[tuple[float, float]]) -> None:
    skor, galat = np.array(rows).T
    first, last = rank_intervals(skor, galat, draws=200)
    own = order(skor)
    known = ~np.isnan(skor)
    assert np.isnan(first[~known]).all()
    assert ((first <= own) & (own <= last))[known].all()
    assert ((first[known] >= 1) & (last[known] <= known.sum())).all()


def test_exact_scores_have_ranks_as_exact_as_their_ties() -> None:
    first, last = rank_intervals([10, 30, 30, np.nan, 20], [0, 0, 0, 0, 0])
    assert first.tolist()[:3] == [4, 1, 1]
    assert last.tolist()[:3] == [4, 2, 2]
    assert np.isnan(first[3])


def test_exact_and_uncertain_scores_stand_together() -> None:
    """One pair with one uncertain side is a plain 1,96: 10 apart with an error of 5 is sure, with 5,2 it is not."""
    assert rank_intervals([60, 50], [5.0, 0.0], draws=40_000)[1].tolist() == [1, 2]
    assert rank_intervals([60, 50], [5.2, 0.0], draws=40_000)[1].tolist() == [2, 2]


def test_an_unknown_error_is_told_apart_from_nobody() -> None:
    first, last = rank_intervals([90, 50, 10], [np.nan, 0.1, 0.1])
    assert (first[0], last[0]) == (1, 3)
    assert (first[1], last[1]) == (1, 2)


@pytest.mark.parametrize("count", [0, 1])
def test_none_or_one_is_no_error(count: int) -> None:
    first, last = rank_intervals(np.full(count, 40.0), np.full(count, 3.0))
    assert first.tolist() == last.tolist() == [1.0] * count


def test_the_score_of_needs_is_that_of_their_values() -> None:
    values = np.array([[1.0, np.nan, 3.0], [2.0, 5.0, 1.0], [4.0, 2.0, 2.0]])
    found = need(values, [1, 2, 3], [True, False, True])
    again = score(found.butuh, [1, 2, 3])
    assert np.array_equal(again[0], found.skor)
    assert np.array_equal(again[1], found.sumbangan, equal_nan=True)
    assert np.array_equal(again[2], found.pct_data)
