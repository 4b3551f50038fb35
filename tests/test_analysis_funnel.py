"""Funnel limits: how many units lie outside when nothing is wrong, what over-dispersion changes, and the edges."""

from __future__ import annotations

import warnings

import numpy as np
import pandas as pd
import pytest
from scipy.stats import binom

from analysis import funnel
from analysis.shares import with_share
from tests.school_worlds import SUMS, units, worlds


def outside(
    lebihan: funnel.Lebihan, *, spread: float, people: tuple[int, int] = (5, 35), rho: float = 0.1,
    share: float = 0.65, many: int = 30, count: int = 100,
) -> tuple[float, float]:  # fmt: skip
    """Percent of units outside the 95 % and the 99,8 % limits over simulated worlds."""
    out, far, total = 0, 0, 0
    for seed in range(many):
        made = worlds(count, (30, 200), many=1, spread=spread, people=people, rho=rho, share=share, seed=seed)
        _, frame = funnel.funnel(next(iter(made))[1], lebihan=lebihan)
        out += int((frame["kendali"] != "dalam batas").sum())
        far += int(frame["kendali"].str.startswith("jauh").sum())
        total += count
    return 100 * out / total, 100 * far / total


# --- oracle: in-control units ---


@pytest.mark.parametrize(
    ("what", "people", "rho", "share"),
    [("guru berkelompok", (5, 35), 0.1, 0.65), ("sekolah ya/tidak", (1, 1), 0.0, 0.65),
     ("sekolah ya/tidak, jenuh", (1, 1), 0.0, 0.95)],
)  # fmt: skip
def test_in_control_about_5_and_0_2_of_100_units_lie_outside(
    what: str, people: tuple[int, int], rho: float, share: float
) -> None:
    for lebihan in ("tidak", "aditif", "kali"):
        out, far = outside(lebihan, spread=0.0, people=people, rho=rho, share=share)  # type: ignore[arg-type]
        print(f"{what}, {lebihan}: {out:.2f} % outside 95 %, {far:.2f} % outside 99,8 %")
        assert 3.0 <= out <= 6.2
        assert far <= 0.5


@pytest.mark.parametrize(("people", "rho"), [((5, 35), 0.1), ((1, 1), 0.0)])
def test_with_over_dispersion_the_adjusted_limits_hold_and_the_unadjusted_flag_far_more(
    people: tuple[int, int], rho: float
) -> None:
    """Units that truly differ by 8 points (sd), none of them out of line with the others."""
    out, far = outside("aditif", spread=0.08, people=people, rho=rho)
    plain, plain_far = outside("tidak", spread=0.08, people=people, rho=rho)
    print(f"adjusted {out:.2f} / {far:.2f} %, unadjusted {plain:.2f} / {plain_far:.2f} %")
    assert 3.0 <= out <= 7.0
    assert far <= 0.8
    assert plain > 5 * out
    assert plain_far > 10


def test_a_unit_out_of_line_is_found_though_the_others_differ_too() -> None:
    frame = next(iter(worlds(38, (30, 200), many=1, spread=0.05, seed=4)))[1]
    frame.loc[7, "x"] = 0.25 * frame.loc[7, "m"]
    frame.loc[7, "xx"] = 0.25**2 * frame.loc[7, "mm"] * 1.3
    frame.loc[7, "xm"] = 0.25 * frame.loc[7, "mm"]
    _, placed = funnel.funnel(with_share(frame[SUMS]))
    assert placed.loc[7, "kendali"] == "jauh di bawah"
    assert (placed["kendali"] == "jauh di bawah").sum() == 1


# --- what the limits are made of ---


def test_the_limits_are_the_binomials_read_between_its_counts() -> None:
    corong = funnel.Corong(0.3, 0.0, 1.0, 0.0, "tidak")
    for n in (10, 57, 400):
        low, high = (v.item() * n / 100 for v in corong.limits(np.array([float(n)]), 0.95))
        assert binom.ppf(0.025, n, 0.3) - 1 <= low <= binom.ppf(0.025, n, 0.3) + 0.5
        assert binom.ppf(0.975, n, 0.3) - 0.5 <= high <= binom.ppf(0.975, n, 0.3) + 1


def test_limits_narrow_with_size_stay_within_0_and_100_and_nest() -> None:
    corong = funnel.Corong(0.95, 0.0, 1.0, 0.0, "tidak")
    n = np.array([1.0, 2.0, 5.5, 20.0, 100.0, 1000.0, 50_000.0])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        low, high = corong.limits(n, funnel.DALAM)
        lowest, highest = corong.limits(n, funnel.LUAR)
    assert (np.diff(low) >= 0).all()
    assert (np.diff(high) <= 0).all()
    assert (lowest <= low).all()
    assert (high <= highest).all()
    assert lowest.min() >= 0
    assert highest.max() <= 100
    assert (low[0], high[0]) == (0, 100), "one unit alone may be anything"
    assert (low[-1], high[-1]) == (pytest.approx(94.81, abs=0.02), pytest.approx(95.19, abs=0.02))


def test_additive_over_dispersion_keeps_large_units_apart_and_the_multiplicative_one_does_not() -> None:
    n = np.array([1e6])
    added = funnel.Corong(0.65, 0.1, 9.0, 8.0, "aditif").limits(n, 0.95)
    times = funnel.Corong(0.65, 0.1, 9.0, 8.0, "kali").limits(n, 0.95)
    assert (added[1] - added[0]).item() == pytest.approx(2 * 1.96 * 8, rel=0.02)
    assert (times[1] - times[0]).item() < 1


def test_phi_and_tau_by_hand() -> None:
    """Twelve units of 100 around one half: z is +-4 for all, winsorising changes nothing, phi = 16 / 0,679."""
    p = np.array([0.3, 0.7] * 6)
    phi, tau = funnel.overdispersion(p, 0.5, np.full(12, 100.0))
    assert phi == pytest.approx(16 / 0.6787, rel=1e-3)
    assert tau == pytest.approx(np.sqrt((12 * phi - 11) / (400 * 12 - 400)), rel=1e-9)


def test_outliers_do_not_hide_themselves() -> None:
    """Two of forty units far out: without pulling them in, phi would be some hundred."""
    z = np.concatenate([np.linspace(-1.5, 1.5, 38), [40.0, -40.0]])
    assert np.abs(funnel.winsorised(z)).max() < 2
    phi, _ = funnel.overdispersion(0.5 + z / 20, 0.5, np.full(40, 100.0))
    assert phi < 1.5


def test_the_effective_number_is_kishs_and_schools_count_as_one_where_they_say_yes_or_no() -> None:
    frame = units([[(5, 10)] * 20, [(10, 20)] * 10])
    assert funnel.effective_number(frame, 0.1) == pytest.approx([200 / 1.9, 200 / 2.9])
    schools = units([[(1, 1)] * 12 + [(0, 1)] * 8])
    assert funnel.intraclass(schools) == 0
    assert funnel.effective_number(schools, 0.1) == pytest.approx([20])


@pytest.mark.parametrize("rho", [0.0, 0.1, 0.3])
def test_the_intra_school_correlation_is_found_again(rho: float) -> None:
    found = [funnel.intraclass(frame) for _truth, frame in worlds(38, (30, 200), many=20, spread=0.05, rho=rho)]
    assert np.mean(found) == pytest.approx(rho, abs=0.01)


# --- edges ---


def test_units_with_too_few_schools_are_neither_judged_nor_steer_the_limits() -> None:
    frame = next(iter(worlds(20, (30, 200), many=1, spread=0.0, seed=2)))[1]
    odd = units([[(0, 30)] * 9])
    corong, placed = funnel.funnel(pd.concat([frame, odd[frame.columns]], ignore_index=True))
    assert placed["kendali"].iloc[-1] == ""
    assert np.isfinite(placed["n_efektif"].iloc[-1])
    assert corong.phi == pytest.approx(funnel.funnel(frame)[0].phi, rel=0.5)


def test_with_fewer_than_ten_units_the_limits_are_those_of_chance() -> None:
    frame = next(iter(worlds(6, (30, 200), many=1, spread=0.2, seed=2)))[1]
    corong, placed = funnel.funnel(frame)
    assert corong.lebihan == "tidak"
    assert (placed["kendali"] != "dalam batas").any()


def test_all_schools_at_all_units_alike_leaves_nobody_outside() -> None:
    corong, placed = funnel.funnel(units([[(1, 1)] * 30] * 12))
    assert corong.pusat == 1
    assert set(placed["kendali"]) == {"dalam batas"}


def test_no_rows_one_row_and_region_level_rows_are_no_error() -> None:
    empty = units([[(1, 2)]]).head(0)
    assert funnel.funnel(empty)[1].empty
    assert funnel.funnel(units([[(3, 10)] * 12]))[1]["kendali"].tolist() == ["dalam batas"]
    regional = units([[(3, 10)] * 12] * 3).assign(jumlah_satuan=np.nan, xx=np.nan, mm=np.nan, xm=np.nan)
    corong, placed = funnel.funnel(with_share(regional))
    assert placed["n_efektif"].isna().all()
    assert set(placed["kendali"]) == {""}
    assert corong.pusat == pytest.approx(0.3)
