"""Shares and their intervals: published answers, direct computation, simulation, and exact roll-up."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import statsmodels.api as sm
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.shares import FEWEST_SCHOOLS, clustered, roll_up, wilson, with_share

SUMS = ["jumlah_satuan", "x", "m", "xx", "mm", "xm"]


def sums_of(x: np.ndarray, m: np.ndarray) -> tuple[float, ...]:
    """Sufficient statistics of schools, as the marts keep them."""
    return len(x), x.sum(), m.sum(), (x * x).sum(), (m * m).sum(), (x * m).sum()


def schools(seed: int, count: int = 60) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    m = rng.integers(1, 60, count)
    return rng.binomial(m, rng.beta(4, 3, count)), m


def frame_of(rows: list[dict[str, object]]) -> pd.DataFrame:
    return pd.DataFrame(rows)


@pytest.mark.parametrize(
    ("x", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_wilson_gives_the_values_newcombe_published(x: int, n: int, low: float, high: float) -> None:
    """Newcombe (1998), table I, method 3."""
    found = wilson(x, n)
    assert (round(float(found[0]), 4), round(float(found[1]), 4)) == (low, high)


def test_wilson_of_nobody_is_not_a_number() -> None:
    assert np.isnan(wilson(0, 0)).all()


@pytest.mark.parametrize("seed", range(5))
def test_the_clustered_interval_from_sums_equals_the_one_from_schools(seed: int) -> None:
    x, m = schools(seed)
    K = len(x)
    share = clustered(*sums_of(x, m))
    p = x.sum() / m.sum()
    variance = K / (K - 1) * ((x - p * m) ** 2).sum() / m.sum() ** 2
    half = 2.0009953780882674 * np.sqrt(variance)  # t, 0.975, 59 degrees of freedom, from a table
    assert share.pct / 100 == pytest.approx(p, abs=1e-12)
    assert share.low / 100 == pytest.approx(p - half, abs=1e-12)
    assert share.high / 100 == pytest.approx(p + half, abs=1e-12)
    assert (share.n, share.satuan) == (m.sum(), K)


def test_the_clustered_variance_is_that_of_a_cluster_robust_regression() -> None:
    """Intercept-only weighted regression; statsmodels' small-sample factor G/(G-1) * (N-1)/(N-1) is K/(K-1) here."""
    x, m = schools(7)
    fit = sm.WLS(x / m, np.ones(len(x)), weights=m).fit(cov_type="cluster", cov_kwds={"groups": np.arange(len(x))})
    share = clustered(*sums_of(x, m))
    half = (share.high - share.low) / 200
    assert share.pct / 100 == pytest.approx(float(fit.params[0]), abs=1e-12)
    assert half / 2.0009953780882674 == pytest.approx(float(fit.bse[0]), rel=1e-9)


def test_the_clustered_interval_covers_where_wilson_on_people_does_not() -> None:
    """Intra-school correlation 0.1, 30 people a school: design effect 3.9, so Wilson is half as wide as needed."""
    rng = np.random.default_rng(20261031)
    worlds, K, people, p = 4000, 60, 30, 0.6
    x = rng.binomial(people, rng.beta(9 * p, 9 * (1 - p), (worlds, K)))  # 1 / (a + b + 1) = 0.1
    m = np.full_like(x, people)
    found = with_share(
        pd.DataFrame(
            dict(zip(SUMS, (np.full(worlds, K), *(a.sum(axis=1) for a in (x, m, x * x, m * m, x * m))), strict=True))
        )
    )
    ours = float(((found.pct_rendah <= 100 * p) & (100 * p <= found.pct_tinggi)).mean())
    low, high = wilson(x.sum(axis=1), m.sum(axis=1))
    naive = float(((low <= p) & (p <= high)).mean())
    print(f"coverage of 95 % intervals: clustered {ours:.1%}, Wilson on people {naive:.1%}")
    assert 0.93 <= ours <= 0.97
    assert naive < 0.75


def test_a_yes_or_no_measure_of_schools_gets_wilson() -> None:
    share = clustered(148, 15, 148, 15, 148, 15)
    assert (round(share.low, 2), round(share.high, 2)) == (6.24, 16.05)


@pytest.mark.parametrize("x", [0, 1])
def test_unanimous_schools_are_not_certainty(x: int) -> None:
    """20 schools of 30 people, none (or all) of them: Wilson with 20 units, not an interval of width 0."""
    share = clustered(20, 600 * x, 600, 20 * 900 * x, 20 * 900, 20 * 900 * x)
    assert share.pct == 100 * x
    assert share.high - share.low == pytest.approx(16.11, abs=0.005)
    assert 0 <= share.low <= share.pct <= share.high <= 100


def test_a_share_above_one_keeps_its_point_inside_its_interval() -> None:
    """Teachers who left stay in the numerator: 31 of 30."""
    x, m = np.full(12, 31), np.full(12, 30)
    x[0] = 30
    share = clustered(*sums_of(x, m))
    assert share.low <= share.pct <= share.high
    assert share.pct > 100


def test_too_few_schools_get_a_share_but_no_interval() -> None:
    row = {"jumlah_satuan": FEWEST_SCHOOLS - 1, "x": 5, "m": 10, "xx": 5, "mm": 12, "xm": 6}
    found = with_share(frame_of([row, {**row, "jumlah_satuan": FEWEST_SCHOOLS}]))
    assert list(found.is_terlalu_sedikit) == [True, False]
    assert np.isnan(found.pct_rendah[0])
    assert not np.isnan(found.pct_rendah[1])
    assert found.pct[0] == 50


def test_a_region_without_data_has_no_share_and_one_without_schools_no_interval() -> None:
    found = with_share(
        pd.DataFrame(
            {
                "jumlah_satuan": pd.array([None, None], dtype="Int64"),
                "x": pd.array([None, 4], dtype="Int64"),
                "m": pd.array([None, 10], dtype="Int64"),
                **{name: pd.array([None, None], dtype="Int64") for name in ("xx", "mm", "xm")},
            }
        )
    )
    assert np.isnan(found.pct[0])
    assert found.pct[1] == 40
    assert found[["pct_rendah", "pct_tinggi"]].isna().all().all()
    assert not found.is_terlalu_sedikit.any()


def test_simpson_the_average_of_averages_can_have_the_other_sign() -> None:
    """Simpson: both kab/kota fall, the province rises, because the better one grew. Only sums tell."""
    before = frame_of([{"kab": "A", "x": 90, "m": 100}, {"kab": "B", "x": 300, "m": 1000}])
    after = frame_of([{"kab": "A", "x": 880, "m": 1000}, {"kab": "B", "x": 28, "m": 100}])
    for frame in (before, after):
        frame[["jumlah_satuan", "xx", "mm", "xm"]] = [20, 1, 1, 1]
    change_of_means = (after.x / after.m).mean() - (before.x / before.m).mean()
    rolled = [float(with_share(roll_up(frame)).pct.iloc[0]) for frame in (before, after)]
    assert change_of_means < 0 < rolled[1] - rolled[0]


def test_the_roll_up_is_exact_a_province_is_the_sum_of_its_kab_kota_is_the_sum_of_its_schools() -> None:
    x, m = schools(3, 200)
    school = pd.DataFrame(
        {
            "kab": np.arange(200) % 7,
            "prov": 1,
            "jumlah_satuan": 1,
            "x": x,
            "m": m,
            "xx": x * x,
            "mm": m * m,
            "xm": x * m,
        }
    )
    by_kab = roll_up(school, ["prov", "kab"])
    by_way_of_kab = roll_up(by_kab, ["prov"])
    direct = roll_up(school, ["prov"])
    assert by_way_of_kab[SUMS].to_numpy().tolist() == direct[SUMS].to_numpy().tolist()
    assert direct[SUMS].to_numpy().tolist()[0] == [float(v) for v in sums_of(x, m)]
    assert float(with_share(direct).pct_rendah.iloc[0]) == pytest.approx(clustered(*sums_of(x, m)).low, abs=1e-10)


def test_one_region_known_only_as_a_whole_takes_the_interval_away_but_not_the_share() -> None:
    frame = frame_of(
        [
            {"kab": "A", "jumlah_satuan": 40, "x": 30, "m": 60, "xx": 40, "mm": 90, "xm": 50},
            {"kab": "B", "jumlah_satuan": None, "x": 20, "m": 40, "xx": None, "mm": None, "xm": None},
            {"kab": "C", "jumlah_satuan": None, "x": None, "m": None, "xx": None, "mm": None, "xm": None},
        ]
    )
    total = with_share(roll_up(frame))
    assert total.pct.iloc[0] == 50
    assert np.isnan(total.pct_rendah.iloc[0])
    assert not np.isnan(with_share(roll_up(frame[frame.kab != "B"])).pct_rendah.iloc[0])


@given(
    st.lists(st.tuples(st.integers(1, 50), st.integers(0, 50)), min_size=FEWEST_SCHOOLS, max_size=40),
)
@settings(max_examples=60, deadline=None)
def test_an_interval_holds_its_share_and_stays_within_bounds(pairs: list[tuple[int, int]]) -> None:
    m = np.array([pair[0] for pair in pairs])
    x = np.minimum(m, [pair[1] for pair in pairs])
    share = clustered(*sums_of(x, m))
    assert 0 <= share.low <= share.pct + 1e-9
    assert share.pct - 1e-9 <= share.high <= 100 + 1e-9
    assert share.low < share.high
