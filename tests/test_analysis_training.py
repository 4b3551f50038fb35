"""Gains between two tests, and counts too small to be told: known answers and edges."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import ttest_1samp

from analysis.gain import with_gain
from analysis.small_cells import hidden


def sums(events: list[list[float]]) -> pd.DataFrame:
    """One row: the sums over events of the gains of their people."""
    x = np.array([sum(e) for e in events if e])
    m = np.array([len(e) for e in events if e])
    return pd.DataFrame(
        {"satuan_gugus": [len(m)], "x": [x.sum()], "m": [m.sum()], "xx": [(x * x).sum()], "mm": [(m * m).sum()],
         "xm": [(x * m).sum()]}
    )  # fmt: skip


def test_events_of_one_person_each_give_the_paired_t_interval() -> None:
    gains = [3.0, 5.5, -1.0, 8.0, 4.0, 2.5, 0.0, 6.0, 7.0, 3.5, 1.0]
    found = with_gain(sums([[g] for g in gains])).iloc[0]
    known = ttest_1samp(gains, 0).confidence_interval(0.95)
    assert found["poin"] == pytest.approx(np.mean(gains), abs=1e-12)
    assert (found["poin_rendah"], found["poin_tinggi"]) == pytest.approx((known.low, known.high), abs=1e-10)
    assert found["is_nyata"] is True


def test_people_of_one_event_who_move_together_widen_the_interval() -> None:
    rng = np.random.default_rng(3)
    together = [[float(shift)] * 20 for shift in rng.normal(10, 5, 15)]
    apart = [[g] for event in together for g in event]
    wide, narrow = with_gain(sums(together)).iloc[0], with_gain(sums(apart)).iloc[0]
    assert wide["poin"] == pytest.approx(narrow["poin"])
    assert wide["poin_tinggi"] - wide["poin_rendah"] > 3 * (narrow["poin_tinggi"] - narrow["poin_rendah"])


def test_the_interval_covers_a_planted_gain_about_as_often_as_it_says() -> None:
    rng = np.random.default_rng(11)
    hit = 0
    for _ in range(600):
        events = [list(rng.normal(rng.normal(6, 3), 8, int(rng.integers(5, 40)))) for _ in range(25)]
        row = with_gain(sums(events)).iloc[0]
        hit += int(row["poin_rendah"] <= 6 <= row["poin_tinggi"])
    assert 0.92 <= hit / 600 <= 0.98


def test_few_events_have_a_mean_and_no_verdict() -> None:
    found = with_gain(sums([[4.0, 6.0]] * 9)).iloc[0]
    assert found["poin"] == 5.0
    assert np.isnan(found["poin_rendah"])
    assert found["is_nyata"] is None


def test_nobody_with_both_scores_gives_nothing() -> None:
    found = with_gain(pd.DataFrame({n: [0.0, np.nan] for n in ("satuan_gugus", "x", "m", "xx", "mm", "xm")}))
    assert found[["poin", "poin_rendah", "poin_tinggi"]].isna().all().all()
    assert with_gain(found.iloc[:0]).empty


def test_all_equal_gains_have_an_interval_of_no_width() -> None:
    found = with_gain(sums([[0.1] * 7] * 12)).iloc[0]
    assert found["poin_rendah"] == pytest.approx(0.1)
    assert found["poin_tinggi"] == pytest.approx(0.1)


def test_counts_of_one_to_four_are_hidden_and_zero_is_told() -> None:
    assert hidden(pd.Series([0, 1, 4, 5, np.nan])).tolist() == [False, True, True, False, False]


def test_a_single_hidden_count_takes_the_smallest_other_with_it() -> None:
    assert hidden(pd.Series([3, 0, 40, 7])).tolist() == [True, False, False, True]
    groups = pd.Series(["a", "a", "b", "b"])
    assert hidden(pd.Series([3, 9, 40, 7]), groups).tolist() == [True, True, False, False]
    assert hidden(pd.Series([2])).tolist() == [True]
    assert hidden(pd.Series([], dtype=float)).tolist() == []


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 60), max_size=12))
def test_no_shown_sum_gives_a_small_count_away(values: list[int]) -> None:
    mask = hidden(pd.Series(values, dtype=float))
    kept = [v for v, is_hidden in zip(values, mask, strict=True) if is_hidden]
    assert all(v >= 5 or v == 0 for v, is_hidden in zip(values, mask, strict=True) if not is_hidden)
    assert len(kept) != 1 or sum(v > 0 for v in values) == 1
