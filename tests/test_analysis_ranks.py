"""Ranks: joint coverage in simulated worlds, ties, the chance of the lowest quarter, and the edges."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pytest

from analysis import ranks
from analysis.shares import with_share
from tests.school_worlds import SUMS, units, worlds

# --- oracle: joint coverage of the true ranks ---


def coverage(
    count: int, schools: tuple[int, int], *, many: int, draws: int, spread: float, people: tuple[int, int] = (5, 35)
) -> tuple[float, float]:
    """Part of worlds in which every unit's rank interval holds its true rank, and the mean width of the intervals."""
    hits, width = 0, 0.0
    best = np.zeros(count)
    for world, (truth, frame) in enumerate(worlds(count, schools, many=many, spread=spread, people=people)):
        value, galat = frame["pct"].to_numpy(), ranks.standard_errors(frame)
        kritis = ranks.critical_value(galat.rata, galat.derajat, draws=draws, seed=world)
        above = ranks.surely_above(value, galat, kritis)
        low, high = 1 + np.count_nonzero(above, axis=0), count - np.count_nonzero(above, axis=1)
        if not world:  # the truth is the same in every world
            best = 1 + (truth[:, None] > truth[None, :]).sum(axis=0)
        hits += bool(((low <= best) & (best <= high)).all())
        width += float((high - low).mean()) / many
    return hits / many, width


@pytest.mark.parametrize(
    ("count", "schools", "draws", "spread"), [(38, (30, 200), 200, 0.06), (514, (20, 28), 60, 0.2)],
    ids=["38 provinsi", "514 kab/kota"],
)  # fmt: skip
def test_joint_rank_intervals_cover_all_true_ranks_in_95_of_100_worlds(
    count: int, schools: tuple[int, int], draws: int, spread: float
) -> None:
    """Schools of 5 to 35 teachers with intra-school correlation 0,1; shares, errors and critical value per world."""
    covered, width = coverage(count, schools, many=1000, draws=draws, spread=spread)
    print(f"{count} units, 1000 worlds, {draws} draws a world: joint coverage {covered:.3f}, mean width {width:.1f}")
    assert covered >= 0.95
    assert width < 0.9 * count, "the intervals say something"


def test_when_all_truths_are_equal_nothing_is_told_apart_in_95_of_100_worlds() -> None:
    """The hardest case: nothing to spare, and few schools of very unequal size. Simulation error of 400 worlds: 0,022
    (two sigma). With K - 1 degrees of freedom, as if all schools were of one size, it is 0,87."""
    covered, _ = coverage(38, (12, 40), many=400, draws=200, spread=0.0, people=(1, 60))
    print(f"38 equal units of 12-40 schools, 400 worlds, 200 draws a world: coverage {covered:.3f}")
    assert 0.928 <= covered <= 0.99


def test_an_interval_that_takes_each_unit_alone_misses_a_true_rank_far_more_often() -> None:
    """The planted fault: pairs judged one by one at 1,96 find differences that are not there."""
    missed = 0
    for _truth, frame in worlds(38, (30, 200), many=200, spread=0.0):
        missed += bool(ranks.surely_above(frame["pct"].to_numpy(), ranks.standard_errors(frame), 1.96).any())
    assert missed / 200 > 0.9


# --- oracle: what an interval of a rank must do ---


def some_units(seed: int = 1, *, count: int = 38) -> pd.DataFrame:
    return next(iter(worlds(count, (30, 200), many=1, spread=0.08, seed=seed)))[1]


@pytest.mark.parametrize("seed", range(5))
def test_the_interval_contains_the_point_rank_and_adds_up(seed: int) -> None:
    found = ranks.rank(some_units(seed))
    frame = found.frame
    assert (frame["peringkat_dari"] <= frame["peringkat"]).all()
    assert (frame["peringkat"] <= frame["peringkat_sampai"]).all()
    total = frame["jumlah_di_atas"] + frame["jumlah_di_bawah"] + frame["jumlah_setara"]
    assert (total == found.jumlah - 1).all()
    assert (found.di_atas.sum(axis=0) == frame["jumlah_di_atas"]).all()
    assert not (found.di_atas & found.di_atas.T).any(), "nobody is above and below the same unit"


def test_the_interval_narrows_as_n_grows() -> None:
    few, many = some_units(3), some_units(3).copy()
    for name in SUMS:
        many[name] = few[name] * 25
    few, many = with_share(few), with_share(many)
    narrow, wide = ranks.rank(many).frame, ranks.rank(few).frame
    assert (narrow["peringkat_sampai"] - narrow["peringkat_dari"]).sum() < 0.5 * (
        wide["peringkat_sampai"] - wide["peringkat_dari"]
    ).sum()


def test_all_equal_data_is_one_group_of_ties() -> None:
    one = units([[(6, 10)] * 12 + [(7, 10)] * 12])
    found = ranks.rank(pd.concat([one] * 9, ignore_index=True))
    assert set(found.frame["kelompok"]) == {1}
    assert set(found.frame["peringkat"]) == {1}
    assert set(found.frame["peringkat_dari"]) == {1}
    assert set(found.frame["peringkat_sampai"]) == {9}
    assert not found.di_atas.any()
    assert found.frame["peluang_terbawah"].sum() == pytest.approx(2, abs=0.001), "two of nine are the lowest quarter"
    assert found.frame["peluang_terbawah"].between(0.15, 0.3).all()


def test_two_units_far_apart_are_told_apart_by_hand() -> None:
    """100 schools of 10: variance within is 1 a school, so the error is 100 * sqrt(100 / 99 * 100) / 1000 = 1,005."""
    low, high = [(3, 10), (5, 10)] * 50, [(6, 10), (8, 10)] * 50
    frame = units([low, high])
    galat = ranks.standard_errors(frame)
    assert galat.bawah == pytest.approx([1.00504, 1.00504], abs=1e-5)
    assert galat.derajat.tolist() == [99, 99]
    found = ranks.rank(frame)
    assert 1.9 < found.kritis < 2.15, "two units are one pair: Student's t of one difference"
    assert found.frame[["peringkat_dari", "peringkat_sampai"]].to_numpy().tolist() == [[2, 2], [1, 1]]
    assert found.frame["kelompok"].tolist() == [2, 1]


def test_groups_start_anew_at_the_first_unit_surely_below_the_groups_first() -> None:
    above = np.zeros((4, 4), dtype=bool)
    above[0, 2] = above[0, 3] = above[1, 3] = True
    assert ranks.tie_groups(np.array([9.0, 8.0, 7.0, 6.0]), above).tolist() == [1, 1, 2, 2]
    assert ranks.tie_groups(np.array([6.0, 7.0, 8.0, 9.0]), above[::-1, ::-1]).tolist() == [2, 2, 1, 1]
    assert ranks.tie_groups(np.array([5.0, 5.0]), np.zeros((2, 2), dtype=bool)).tolist() == [1, 1]


def test_the_largest_studentised_difference_is_that_of_all_pairs() -> None:
    rng = np.random.default_rng(5)
    for count in (3, 33, 34, 120):
        size = rng.uniform(0.2, 6.0, (40, count))
        errors = rng.standard_normal((40, count)) * size * rng.choice([1, 3], (40, 1))
        brute = np.zeros(40)
        for i in range(count):
            for j in range(i):
                gap = np.abs(errors[:, i] - errors[:, j]) / np.hypot(size[:, i], size[:, j])
                brute = np.maximum(brute, gap)
        assert ranks._largest(errors, size) == pytest.approx(brute, rel=1e-12)


def test_the_critical_value_of_many_equal_units_is_tukeys() -> None:
    """Studentised range: q(0,95; 10 units, no end of freedom) = 4,474, and 4,474 / sqrt(2) = 3,164."""
    found = ranks.critical_value(np.ones(10), np.full(10, np.inf), draws=40_000)
    assert found == pytest.approx(3.164, abs=0.03)


# --- shares of schools, units without an interval, edges ---


def test_the_arms_of_a_yes_or_no_of_schools_are_wilsons() -> None:
    """81 of 263 (Newcombe 1998): 0,2553 to 0,3662 around 0,30799."""
    frame = units([[(1, 1)] * 81 + [(0, 1)] * 182])
    galat = ranks.standard_errors(frame)
    assert galat.bawah[0] * 1.959964 == pytest.approx(30.799 - 25.53, abs=0.01)
    assert galat.atas[0] * 1.959964 == pytest.approx(36.62 - 30.799, abs=0.01)
    assert np.isinf(galat.derajat[0])


def test_a_saturated_share_still_has_an_error_on_both_sides() -> None:
    galat = ranks.standard_errors(units([[(1, 1)] * 40]))
    assert galat.bawah[0] == galat.atas[0] > 0


def test_units_without_an_interval_get_no_rank_but_stay_listed() -> None:
    few, regional = units([[(3, 10)] * 9]), units([[(9, 10)] * 5]).assign(jumlah_satuan=np.nan, xx=np.nan)
    none = units([[(1, 2)]]).assign(**dict.fromkeys(SUMS, np.nan))
    frame = with_share(pd.concat([some_units(2, count=12), few, regional, none], ignore_index=True))
    found = ranks.rank(frame)
    assert len(found.frame) == 15
    assert found.jumlah == 12
    assert found.frame["peringkat"].isna().tolist() == [False] * 12 + [True] * 3
    assert found.frame["peringkat_sampai"].max() == 12
    assert not found.di_atas[12:].any()


@pytest.mark.parametrize("count", [0, 1, 2, 3])
def test_few_or_no_units_are_no_error(count: int) -> None:
    frame = some_units(4, count=3).head(count)
    found = ranks.rank(frame)
    assert found.jumlah == count
    assert len(found.frame) == count
    assert found.frame["peluang_terbawah"].isna().all(), "fewer than four units have no quarter"
    assert (count < 2) == np.isnan(found.kritis)


def test_the_same_data_give_the_same_ranks_whatever_the_order_of_rows() -> None:
    frame = some_units(6)
    again = ranks.rank(frame.iloc[::-1]).frame.sort_index()
    columns = ["peringkat", "kelompok"]
    pd.testing.assert_frame_equal(ranks.rank(frame).frame[columns], again[columns])
    pd.testing.assert_frame_equal(ranks.rank(frame).frame, ranks.rank(frame).frame)


def test_the_chance_of_the_lowest_quarter_adds_up_to_its_places() -> None:
    found = ranks.rank(some_units(7)).frame
    assert found["peluang_terbawah"].sum() == pytest.approx(38 // 4)
    lowest, highest = found.loc[found["pct"].idxmin()], found.loc[found["pct"].idxmax()]
    assert lowest["peluang_terbawah"] > 0.9
    assert highest["peluang_terbawah"] < 0.05


def test_against_one_share_all_units_are_judged_at_once() -> None:
    """In worlds where nobody differs from it, some unit is called different in about 5 of 100."""
    wrong = 0
    for _truth, frame in worlds(38, (30, 200), many=400, spread=0.0, seed=9):
        wrong += bool((ranks.against(frame, 65.0) != "setara").any())
    assert 0.02 <= wrong / 400 <= 0.085
    frame = some_units(8)
    verdict = ranks.against(frame, float(frame["pct"].max()) + 20)
    assert set(verdict) == {"di bawah"}
    assert set(ranks.against(units([[(3, 10)] * 9]), 50.0)) == {""}


def test_the_world_maker_makes_clustered_schools() -> None:
    """What the simulations stand on: shares around the truth, with errors twice those of free people."""
    made: Iterator[tuple[np.ndarray, pd.DataFrame]] = worlds(20, (100, 100), many=50, spread=0.0, seed=3)
    frame = pd.concat([one for _truth, one in made])
    assert frame["pct"].mean() == pytest.approx(65.0, abs=0.2)
    free = 100 * np.sqrt(0.65 * 0.35 / frame["m"])
    assert 1.6 < (frame["pct"].std() / free.mean()) < 2.1
