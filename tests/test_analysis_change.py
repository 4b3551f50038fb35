"""Paired change: direct computation, simulation, exact roll-up."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.change import PRODUCTS, roll_up_change, with_change

T_59 = 2.0009953780882674  # Student's t, 0.975, 59 degrees of freedom, from a table


def school_rows(x0: np.ndarray, m0: np.ndarray, x1: np.ndarray, m1: np.ndarray) -> pd.DataFrame:
    """One row a school, with the products the marts keep."""
    value = {"x0": x0, "m0": m0, "x1": x1, "m1": m1}
    products = {name: value[name[:2]] * value[name[2:]] for name in PRODUCTS}
    return pd.DataFrame({"jumlah_satuan": np.ones(len(x0)), **value, **products})


def world(seed: int, shape: tuple[int, ...] = (60,), rise: float = 0.05) -> tuple[np.ndarray, ...]:
    """Schools whose share persists: what a school is before it largely stays, plus a rise that differs by school."""
    rng = np.random.default_rng(seed)
    before = rng.beta(5, 5, shape) * 0.8
    after = before + rise + rng.normal(0, 0.05, shape).clip(-rise, 0.14)
    m0 = rng.integers(5, 50, shape)
    m1 = np.maximum(1, m0 + rng.integers(-2, 3, shape))
    return rng.binomial(m0, before), m0, rng.binomial(m1, after), m1


def test_the_interval_from_products_equals_the_one_from_schools() -> None:
    x0, m0, x1, m1 = world(1)
    found = with_change(roll_up_change(school_rows(x0, m0, x1, m1))).iloc[0]
    p0, p1 = x0.sum() / m0.sum(), x1.sum() / m1.sum()
    u = (x1 - p1 * m1) / m1.sum() - (x0 - p0 * m0) / m0.sum()
    half = T_59 * np.sqrt(60 / 59 * (u**2).sum())
    assert found.poin / 100 == pytest.approx(p1 - p0, abs=1e-12)
    assert found.poin_rendah / 100 == pytest.approx(p1 - p0 - half, abs=1e-12)
    assert found.poin_tinggi / 100 == pytest.approx(p1 - p0 + half, abs=1e-12)
    assert (found.pct_dasar, found.pct_kini) == (pytest.approx(100 * p0), pytest.approx(100 * p1))


def test_the_interval_covers_the_true_change_and_unpaired_would_be_too_wide() -> None:
    worlds = 4000
    x0, m0, x1, m1 = world(2, (worlds, 60), rise=0.05)
    value = {"x0": x0, "m0": m0, "x1": x1, "m1": m1}
    frame = pd.DataFrame({name: values.sum(axis=1) for name, values in value.items()})
    for name in PRODUCTS:
        frame[name] = (value[name[:2]] * value[name[2:]]).sum(axis=1)
    frame["jumlah_satuan"] = 60
    found = with_change(frame)
    rng = np.random.default_rng(3)
    truth = 100 * (0.05 + rng.normal(0, 0.05, 2_000_000).clip(-0.05, 0.14).mean())
    covered = float(((found.poin_rendah <= truth) & (truth <= found.poin_tinggi)).mean())
    print(f"coverage of 95 % intervals of paired change: {covered:.1%}")
    assert 0.93 <= covered <= 0.97
    unpaired = with_change(
        frame.assign(
            x0x1=frame.x0 * frame.x1 / 60,
            x0m1=frame.x0 * frame.m1 / 60,
            m0x1=frame.m0 * frame.x1 / 60,
            m0m1=frame.m0 * frame.m1 / 60,
        )
    )
    width = (found.poin_tinggi - found.poin_rendah).mean()
    assert width < 0.85 * (unpaired.poin_tinggi - unpaired.poin_rendah).mean()


def test_change_rolls_up_exactly() -> None:
    rows = school_rows(*world(4, (210,))).assign(kab=np.arange(210) % 6, prov=0)
    direct = roll_up_change(rows, ["prov"])
    by_way_of_kab = roll_up_change(roll_up_change(rows, ["prov", "kab"]), ["prov"])
    sums = ["jumlah_satuan", "x0", "m0", "x1", "m1", *PRODUCTS]
    assert by_way_of_kab[sums].to_numpy().tolist() == direct[sums].to_numpy().tolist()
    pd.testing.assert_frame_equal(with_change(by_way_of_kab), with_change(direct), check_like=True)


def test_no_change_anywhere_is_no_certainty_and_not_real() -> None:
    m = np.full(30, 20)
    found = with_change(roll_up_change(school_rows(m * 0, m, m * 0, m))).iloc[0]
    assert found.poin == 0
    assert found.poin_rendah < -5
    assert found.poin_tinggi > 5
    assert not found.is_nyata


def test_a_clear_rise_is_real_and_noise_is_not() -> None:
    assert bool(with_change(roll_up_change(school_rows(*world(5, (400,), rise=0.12)))).is_nyata.iloc[0])
    x0, m0, _, _ = world(6)
    rng = np.random.default_rng(6)
    x1 = rng.permutation(x0)
    assert not bool(
        with_change(roll_up_change(school_rows(np.minimum(x0, m0), m0, np.minimum(x1, m0), m0))).is_nyata.iloc[0]
    )


def test_few_schools_and_region_rows_get_a_change_without_interval() -> None:
    few = roll_up_change(school_rows(*world(7, (9,))))
    region = few.assign(jumlah_satuan=np.nan, **dict.fromkeys(PRODUCTS, np.nan))
    found = with_change(pd.concat([few, region, few.assign(m0=0)], ignore_index=True))
    assert list(found.is_terlalu_sedikit) == [True, False, False]
    assert found.poin.notna().tolist() == [True, True, False]
    assert found[["poin_rendah", "poin_tinggi"]].isna().all().all()
    assert not found.is_nyata.any()


def test_a_change_of_a_base_drawn_up_anew_is_never_real_and_keeps_its_interval() -> None:
    """The same accounts in use, a third of those not in use struck off: the share rises by itself."""
    x0, m0, _, _ = world(8, (100,))
    m1 = m0 - (m0 - x0) // 2
    rebased = with_change(roll_up_change(school_rows(x0, m0, x0, m1))).iloc[0]
    assert m1.sum() / m0.sum() < 0.8
    assert rebased.poin_rendah > 0
    assert rebased.is_basis_berubah
    assert not rebased.is_nyata


@pytest.mark.parametrize(
    ("m1", "is_rebased"), [(120, False), (121, True), (80, False), (79, True), (0, False), (100, False)]
)
def test_a_base_is_another_from_more_than_a_fifth_on(m1: int, is_rebased: bool) -> None:
    frame = pd.DataFrame([{"x0": 50, "m0": 100, "x1": 60, "m1": m1, "jumlah_satuan": np.nan}])
    found = with_change(frame.assign(**dict.fromkeys(PRODUCTS, np.nan)))
    assert bool(found.is_basis_berubah.iloc[0]) is is_rebased
