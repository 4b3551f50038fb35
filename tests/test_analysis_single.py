"""Shares of units that each count once: known answers and edges."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.single import FEWEST, with_wilson


def frame(*pairs: tuple[float, float]) -> pd.DataFrame:
    return pd.DataFrame(pairs, columns=["x", "m"])


@pytest.mark.parametrize(
    ("x", "m", "low", "high"),
    [(81, 263, 25.53, 36.62), (15, 148, 6.24, 16.05), (0, 20, 0, 16.11), (1, 29, 0.61, 17.18)],
)
def test_the_interval_is_that_of_newcombe_1998(x: float, m: float, low: float, high: float) -> None:
    row = with_wilson(frame((x, m))).iloc[0]
    assert (round(row.pct_rendah, 2), round(row.pct_tinggi, 2)) == (low, high)
    assert row.pct == pytest.approx(100 * x / m)


def test_fewer_than_ten_units_get_a_share_and_no_interval() -> None:
    few, enough = (with_wilson(frame((1, m))).iloc[0] for m in (FEWEST - 1, FEWEST))
    assert few.is_terlalu_sedikit
    assert np.isnan(few.pct_rendah)
    assert few.pct == pytest.approx(100 / 9)
    assert not enough.is_terlalu_sedikit
    assert enough.pct_rendah < enough.pct < enough.pct_tinggi


def test_no_units_and_no_rows_give_nothing_and_no_warning() -> None:
    found = with_wilson(pd.DataFrame({"x": [None, 0], "m": [None, 0]}))
    assert found[["pct", "pct_rendah", "pct_tinggi"]].isna().all().all()
    assert not found["is_terlalu_sedikit"].any()
    assert with_wilson(frame()).empty


def test_a_count_above_its_base_keeps_its_share_inside_its_interval() -> None:
    row = with_wilson(frame((22, 20))).iloc[0]
    assert row.pct == pytest.approx(110)
    assert row.pct_rendah <= row.pct <= row.pct_tinggi


def test_the_interval_holds_the_share_and_narrows_with_more_units() -> None:
    rng = np.random.default_rng(4)
    m = rng.integers(FEWEST, 400, 200)
    found = with_wilson(pd.DataFrame({"x": (m * rng.random(200)).astype(int), "m": m}))
    assert ((found.pct_rendah <= found.pct) & (found.pct <= found.pct_tinggi)).all()
    wide, narrow = (with_wilson(frame((share, 2 * share))).iloc[0] for share in (10, 1000))
    assert narrow.pct_tinggi - narrow.pct_rendah < wide.pct_tinggi - wide.pct_rendah
