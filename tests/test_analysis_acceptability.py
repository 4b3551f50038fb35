"""Rank acceptability over all weights: the closed form of two criteria, known answers, invariances, edges."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import ndtr

from analysis import acceptability as module
from analysis.acceptability import acceptability
from analysis.need import need, order
from bench import weights

# --- oracle: two criteria have a closed form ---


def by_intervals(butuh: np.ndarray, ranks: int) -> np.ndarray:
    """Every crossing of two score lines cuts the weights; in each piece the ranks are those of its middle."""
    n = len(butuh)
    cuts = {0.0, 1.0}
    for i in range(n):
        for j in range(i):
            slope = (butuh[i, 0] - butuh[j, 0]) - (butuh[i, 1] - butuh[j, 1])
            if slope:
                cuts.add(float(np.clip((butuh[j, 1] - butuh[i, 1]) / slope, 0, 1)))
    borders, found = sorted(cuts), np.zeros((n, ranks))
    for left, right in pairwise(borders):
        middle = (left + right) / 2
        scores = middle * butuh[:, 0] + (1 - middle) * butuh[:, 1]
        for i in range(n):
            rank = int((scores > scores[i] + 1e-12).sum())
            if rank < ranks:
                found[i, rank] += right - left
    return found


def grid(rng: np.random.Generator, n: int, k: int) -> np.ndarray:
    return rng.integers(0, 21, (n, k)) / 20


@pytest.mark.parametrize("seed", range(20))
def test_two_criteria_match_the_closed_form(seed: int) -> None:
    rng = np.random.default_rng(seed)
    butuh = grid(rng, int(rng.integers(1, 12)), 2)
    butuh = np.vstack([butuh, butuh[: seed % 3]])
    found = acceptability(butuh, top=3, ranks=5)
    ranks = min(5, len(butuh))
    assert found.jumlah_undian == 0
    assert found.galat_simulasi == 0
    assert found.peluang == pytest.approx(by_intervals(butuh, ranks), abs=1e-9)
    assert found.teratas == pytest.approx(by_intervals(butuh, 3).sum(axis=1), abs=1e-9)


def test_two_lines_cross_where_the_hand_says() -> None:
    """Scores 0,1 + 0,8 w and 0,5 - 0,2 w are level at w = 0,4: first for 0,6 of all weights, in the middle at 0,7."""
    found = acceptability([[0.9, 0.1], [0.3, 0.5]], top=1)
    assert found.peluang == pytest.approx(np.array([[0.6, 0.4], [0.4, 0.6]]), abs=1e-12)
    assert found.teratas == pytest.approx([0.6, 0.4])
    assert found.bobot_tengah == pytest.approx(np.array([[0.7, 0.3], [0.2, 0.8]]))


@pytest.mark.parametrize("seed", range(4))
def test_draws_come_as_near_to_the_closed_form_as_they_say(seed: int) -> None:
    """The path for three criteria and more, on two: within four standard errors, and 1e-3 with a million draws."""
    butuh = grid(np.random.default_rng(seed), 8, 2)
    kinds = module._kinds(butuh, np.zeros_like(butuh))
    exact, centre = module._exact(kinds, 5)
    drawn, middle = module._drawn(kinds, 5, 10_000, seed)
    assert np.abs(drawn - exact).max() < 4 * 0.5 / np.sqrt(10_000)
    many, _ = module._drawn(kinds, 5, 4_000_000, seed)
    assert np.abs(many - exact).max() < 1e-3, "four standard errors of four million draws"
    often = exact[:, 0] > 0.05
    assert middle[often] == pytest.approx(centre[often], abs=0.02)


def test_three_regions_of_one_need_each_share_first_place_and_have_known_central_weights() -> None:
    """The largest of three uniform weights is 11/18 on average (sticks broken: 1/3 (1 + 1/2 + 1/3))."""
    found = acceptability(np.eye(3), top=2, draws=200_000)
    error = 4 * found.galat_simulasi
    assert found.jumlah_undian == 200_000
    assert error == pytest.approx(4 * 0.5 / np.sqrt(200_000))
    assert found.peluang == pytest.approx(np.full((3, 3), 1 / 3), abs=error)
    assert found.teratas == pytest.approx(np.full(3, 2 / 3), abs=error)
    expected = np.where(np.eye(3) > 0, 11 / 18, 7 / 36)
    assert found.bobot_tengah == pytest.approx(expected, abs=0.005)


def test_an_unknown_need_is_drawn_uniformly_by_hand() -> None:
    """0,5 w + (1 - w) u against 0,5: larger where u > 0,5, half of the time, whatever the weight."""
    found = acceptability([[0.5, np.nan], [0.5, 0.5]], top=1, draws=100_000)
    assert found.teratas == pytest.approx([0.5, 0.5], abs=4 * found.galat_simulasi)
    lower = acceptability([[0.5, np.nan], [0.5, 0.8]], top=1, draws=100_000)
    assert lower.teratas[0] == pytest.approx(0.2, abs=4 * found.galat_simulasi)


def test_two_regions_that_lack_the_same_are_still_two() -> None:
    found = acceptability([[0.5, np.nan], [0.5, np.nan], [0.0, 0.0]], top=1, draws=100_000)
    assert found.teratas == pytest.approx([0.5, 0.5, 0], abs=4 * found.galat_simulasi)


def test_errors_of_the_data_are_drawn_normal_by_integration() -> None:
    """One tenth above with errors of 0,1 in both criteria: Phi(1 / sqrt(w^2 + (1 - w)^2)) over all w."""
    expected = quad(lambda w: ndtr(1 / np.sqrt(w * w + (1 - w) ** 2)), 0, 1)[0]
    found = acceptability([[0.6, 0.6], [0.5, 0.5]], top=1, draws=100_000, galat=[[0.1, 0.1], [np.nan, 0.0]])
    assert found.teratas[0] == pytest.approx(expected, abs=4 * found.galat_simulasi)
    none = acceptability([[0.6, 0.6], [0.5, 0.5]], top=1, galat=[[0.0, 0.0], [np.nan, 0.0]])
    assert none.teratas.tolist() == [1, 0]
    assert none.jumlah_undian == 0, "errors of nothing leave nothing to draw"


# --- properties ---

CELL = st.integers(0, 10).map(lambda tenths: tenths / 10)


@st.composite
def needs(draw: st.DrawFn, *, holes: bool = False, least: int = 1) -> np.ndarray:
    n, k = draw(st.integers(1, 9)), draw(st.integers(least, 5))
    cell = st.one_of(CELL, CELL, st.just(np.nan)) if holes else CELL
    return np.array(draw(st.lists(st.lists(cell, min_size=k, max_size=k), min_size=n, max_size=n)), dtype=float)


@settings(max_examples=60)
@given(needs())
def test_a_dominated_region_never_gets_more_than_the_one_that_dominates_it(butuh: np.ndarray) -> None:
    """Of first place, of the best three, of the best r: of rank r alone nobody may expect it."""
    found = acceptability(butuh, top=3, draws=500)
    reached = np.cumsum(found.peluang, axis=1)
    for i in range(len(butuh)):
        for j in range(len(butuh)):
            if (butuh[i] >= butuh[j]).all():
                assert (reached[i] >= reached[j] - 1e-12).all()
                assert found.teratas[i] >= found.teratas[j] - 1e-12
            if (butuh[i] > butuh[j]).all():
                assert found.peluang[j, 0] == 0
                assert np.isnan(found.bobot_tengah[j]).all()


@settings(max_examples=60)
@given(needs(holes=True), st.randoms(use_true_random=False), st.booleans())
def test_the_order_of_rows_changes_nothing_at_all(butuh: np.ndarray, random: Random, is_unsure: bool) -> None:
    """Except among regions that look alike and have something to draw: their draws are their own."""
    rows = list(range(len(butuh)))
    random.shuffle(rows)
    errors = np.where(butuh > 0.5, 0.1, 0.0) if is_unsure else np.zeros_like(butuh)
    found = acceptability(butuh, top=2, draws=500, galat=errors)
    again = acceptability(butuh[rows], top=2, draws=500, galat=errors[rows])
    for i, row in enumerate(rows):
        alike = [np.array_equal(butuh[row], other, equal_nan=True) for other in butuh]
        if sum(alike) == 1 or not (np.isnan(butuh[row]).any() or errors[row].any()):
            assert np.array_equal(again.peluang[i], found.peluang[row], equal_nan=True)
            assert again.teratas[i] == found.teratas[row] or np.isnan(found.teratas[row])
            assert np.array_equal(again.bobot_tengah[i], found.bobot_tengah[row], equal_nan=True)


@settings(max_examples=60)
@given(needs(), st.floats(0.01, 1000), st.floats(-500, 500), st.integers(0, 4))
def test_the_scale_of_a_criterion_changes_nothing(butuh: np.ndarray, size: float, shift: float, which: int) -> None:
    k = butuh.shape[1]
    other = butuh.copy()
    other[:, which % k] = size * butuh[:, which % k] + shift
    high = np.ones(k, dtype=bool)
    found = acceptability(need(butuh, np.ones(k), high).butuh, top=3, draws=500)
    again = acceptability(need(other, np.ones(k), high).butuh, top=3, draws=500)
    assert again.peluang == pytest.approx(found.peluang, abs=1e-6)
    assert again.teratas == pytest.approx(found.teratas, abs=1e-6)


@settings(max_examples=60)
@given(needs(), st.integers(0, 8))
def test_a_duplicated_region_shares_every_rank_and_moves_only_those_below(butuh: np.ndarray, which: int) -> None:
    which %= len(butuh)
    found = acceptability(butuh, top=1, draws=500)
    again = acceptability(np.vstack([butuh, butuh[which]]), top=1, draws=500)
    assert again.peluang[-1].tolist() == again.peluang[which].tolist()
    assert again.peluang[which, : len(butuh)] == pytest.approx(found.peluang[which], abs=1e-12)
    assert again.peluang[:-1, 0] == pytest.approx(found.peluang[:, 0], abs=1e-12), "first place is nobody's to lose"
    behind, before = np.cumsum(again.peluang[:-1, : len(butuh)], axis=1), np.cumsum(found.peluang, axis=1)
    assert (behind <= before + 1e-9).all(), "nobody moves up"


@settings(max_examples=60)
@given(needs(holes=True))
def test_every_rank_is_held_once_where_nobody_ties(butuh: np.ndarray) -> None:
    found = acceptability(butuh, top=3, draws=500, ranks=9)
    part = ~np.isnan(found.teratas)
    if not part.any():
        return
    total = found.peluang[part].sum(axis=0)
    assert np.cumsum(total)[-1] == pytest.approx(part.sum(), abs=1e-9), "each region has some rank"
    assert (np.cumsum(total) >= np.minimum(np.arange(1, len(total) + 1), part.sum()) - 1e-9).all()
    first = part & (np.nan_to_num(found.peluang[:, 0]) > 0)
    assert found.bobot_tengah[first].sum(axis=1) == pytest.approx(np.ones(first.sum()))


def test_the_ranks_of_each_draw_are_those_of_the_score() -> None:
    """The whole path once more, slowly: for each weighting drawn, the order of the weighted needs."""
    butuh = np.vstack([grid(np.random.default_rng(3), 14, 4), np.full((2, 4), 0.6)])
    found = acceptability(butuh, top=4, draws=300, ranks=16)
    stream = np.random.default_rng(np.random.SeedSequence(module.SEED).spawn(2)[0])
    weights = stream.standard_exponential((300, 4))
    slow, top = np.zeros((16, 16)), np.zeros(16)
    for weight in weights:
        ranks = order(100 * butuh @ (weight / weight.sum()))
        slow[np.arange(16), ranks.astype(int) - 1] += 1 / 300
        top += (ranks <= 4) / 300
    assert found.peluang == pytest.approx(slow, abs=1e-9)
    assert found.teratas == pytest.approx(top, abs=1e-9)


# --- edges ---


def test_no_region_one_region_and_one_criterion() -> None:
    none = acceptability(np.empty((0, 3)), top=5)
    assert none.peluang.shape == (0, 0)
    assert none.teratas.shape == (0,)
    one = acceptability([[0.0, 0.0, 0.0]], top=5)
    assert one.peluang.tolist() == [[1]]
    assert one.teratas.tolist() == [1]
    single = acceptability([[0.2], [1.0], [0.0], [1.0]], top=2)
    assert single.peluang.tolist() == [[0, 0, 1, 0], [1, 0, 0, 0], [0, 0, 0, 1], [1, 0, 0, 0]]
    assert single.teratas.tolist() == [0, 1, 0, 1]
    assert single.bobot_tengah[1].tolist() == [1]
    assert single.jumlah_undian == 0


def test_all_equal_all_first() -> None:
    for k in (1, 2, 3):
        found = acceptability(np.zeros((6, k)), top=2)
        assert found.peluang[:, 0].tolist() == [1] * 6
        assert found.peluang[:, 1:].sum() == 0
        assert found.teratas.tolist() == [1] * 6


def test_regions_with_less_than_half_of_the_criteria_known_take_no_part() -> None:
    butuh = np.array([[1.0, np.nan, np.nan], [np.nan] * 3, [0.5, 0.2, np.nan], [0.4, 0.1, 0.3]])
    found = acceptability(butuh, top=1, draws=2000)
    assert np.isnan(found.teratas).tolist() == [True, True, False, False]
    assert np.isnan(found.peluang[:2]).all()
    assert np.isnan(found.bobot_tengah[:2]).all()
    assert found.peluang[2:, 2:].sum() == 0, "two regions have two ranks"
    nobody = acceptability(np.full((3, 2), np.nan), top=1)
    assert np.isnan(nobody.peluang).all()
    assert nobody.jumlah_undian == 0


def test_only_the_ranks_asked_for_are_told_but_the_best_are_counted_to_the_end() -> None:
    found = acceptability(grid(np.random.default_rng(9), 30, 3), top=20, ranks=4, draws=1000)
    assert found.peluang.shape == (30, 4)
    assert found.teratas.sum() == pytest.approx(20, abs=0.5)
    assert acceptability(grid(np.random.default_rng(9), 30, 3), top=40, draws=100).teratas.tolist() == [1] * 30


def test_the_same_seed_gives_the_same_and_another_gives_nearly_the_same() -> None:
    butuh = grid(np.random.default_rng(10), 40, 5)
    one, two, other = (acceptability(butuh, top=5, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one.peluang, two.peluang)
    assert 0 < np.abs(one.teratas - other.teratas).max() < 6 * one.galat_simulasi


def test_questions_without_sense_are_refused() -> None:
    for wrong in ({"top": 0}, {"top": 1, "draws": 0}, {"top": 1, "ranks": 0}, {"top": 1, "galat": np.zeros((1, 2))}):
        with pytest.raises(ValueError, match="start at 1"):
            acceptability(np.zeros((2, 2)), **wrong)


def test_the_bench_measures_everything_the_page_asks() -> None:
    found = weights.measure(24, 3, 200, 1)
    assert len(found) == 9
    assert all(len(times) == 1 and times[0] > 0 for times in found.values())
