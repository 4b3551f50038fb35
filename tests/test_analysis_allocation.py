"""The best plan of training seats: equal to trying everything, within every limit, never below its rivals."""

from __future__ import annotations

import itertools
import math
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.allocation import Aturan, Kota, Soal, Tingkat, Wilayah, broken, evaluate, greedy, solve
from analysis.allocation import check as check_module
from analysis.allocation.check import (
    BAKTI,
    BULAT,
    CALON,
    KELAS,
    KOTA,
    MAKS,
    MIN,
    PAGU,
    PELATIH,
    PRASYARAT,
    SEKOLAH,
    TIGA_T,
)
from tests.allocation_questions import best_by_trying, middling, small

EXACT = 1e-6
"""Worth of one seat is at least 0,05 in the random questions: this is far below any difference between two plans."""


@pytest.mark.parametrize("block", range(8))
def test_the_plan_equals_the_best_of_all_tables_up_to_twelve_places(block: int) -> None:
    found = {"none": 0, "nothing": 0, "something": 0}
    for seed in range(100 * block, 100 * block + 100):
        soal = small(seed)
        best, plan = best_by_trying(soal), solve(soal)
        assert plan.is_terbukti, seed
        assert plan.is_layak == (best is not None), seed
        found["none" if best is None else "something" if best > 0 else "nothing"] += 1
        if best is not None:
            assert abs(plan.nilai - best) < EXACT, seed
            assert plan.celah <= EXACT, seed
            assert broken(soal, plan) == (), seed
    assert min(found["none"], found["something"]) >= 10, found


def test_the_two_step_way_stays_within_its_stated_gap_of_the_best(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["analysis.allocation.solve"], "EXACT", 0)
    served = 0
    for seed in range(1000, 1100):
        soal = small(seed)
        best, plan = best_by_trying(soal), solve(soal, celah=0.01)
        assert plan.is_layak == (best is not None), seed
        if best is None:
            continue
        assert broken(soal, plan) == (), seed
        assert plan.batas_atas >= best - EXACT, seed
        assert plan.nilai <= best + EXACT, seed
        assert plan.nilai >= (1 - plan.celah) * best - EXACT, seed
        assert plan.is_terbukti == (plan.celah <= 0.01), seed
        served += best > 0
    assert served >= 20


@pytest.mark.parametrize("block", range(5))
def test_a_plan_is_never_worth_less_than_the_greedy_one_and_keeps_every_limit(block: int) -> None:
    better = compared = 0
    for seed in range(2000 + 200 * block, 2200 + 200 * block):
        soal = small(seed, 24) if seed % 8 else middling(seed)
        plan, rival = solve(soal), greedy(soal)
        if rival.is_layak:
            assert broken(soal, rival) == (), seed
            assert plan.is_layak, seed
            assert plan.nilai >= rival.nilai - EXACT, seed
            compared += 1
            better += plan.nilai > rival.nilai + EXACT
        if plan.is_layak:
            assert broken(soal, plan) == (), seed
            assert plan.biaya <= soal.aturan.pagu, seed
            assert plan.kursi.dtype.kind == "i", seed
            assert plan.kelas.dtype.kind == "i", seed
            assert plan.nilai <= plan.batas_atas, seed
    assert compared >= 100
    assert better >= 5


def test_plans_of_a_provinces_size_keep_their_limits_and_their_gap() -> None:
    plans = 0
    for seed in range(16):
        soal = middling(seed, 19, 7)
        plan = solve(soal, celah=0.01)
        assert plan.is_terbukti, seed
        if plan.is_layak:
            plans += 1
            assert broken(soal, plan) == (), seed
            assert plan.celah <= 0.01, seed
            assert plan.nilai == pytest.approx(evaluate(soal, plan.kursi)[0])
    assert plans >= 6


@settings(max_examples=50, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.floats(0, 2e7))
def test_more_budget_never_serves_less(seed: int, more: float) -> None:
    soal = replace(small(seed), aturan=replace(small(seed).aturan, pct_3t_min=0.0))
    richer = replace(soal, aturan=replace(soal.aturan, pagu=soal.aturan.pagu + more))
    before, after = solve(soal), solve(richer)
    assert after.is_layak or not before.is_layak
    assert after.nilai >= before.nilai - EXACT


@settings(max_examples=25, deadline=None, derandomize=True)
@given(st.integers(0, 10**6), st.integers(0, 100))
def test_a_plan_known_already_is_never_undercut(seed: int, juta: int) -> None:
    soal = middling(seed)
    before = solve(soal, celah=0.2)
    richer = replace(soal, aturan=replace(soal.aturan, pagu=soal.aturan.pagu + juta * 1e6))
    after = solve(richer, celah=0.2, awal=before)
    assert after.nilai >= before.nilai
    if before.is_layak:
        added = solve(richer, sedikitnya=before)
        assert broken(richer, added) == ()
        assert (added.kursi >= before.kursi).all()
        assert added.nilai >= before.nilai


def _plain(**rules: object) -> Soal:
    """Two regions, one city, nothing in the way: classes of 10 seats, 3 days, 2 trainers; a seat costs 1 juta."""
    limits: dict[str, object] = {
        "pagu": 1e9, "hari_pelatih": 1000, "kursi_per_sekolah": 5, "pct_3t_min": 0.0, "kursi_min": 0,
        "kursi_maks": None, "is_bakti_dulu": True, "pct_lulus": 50.0,
    }  # fmt: skip
    wilayah = (
        Wilayah("13.01", 80.0, (20, 4), (6, 1), 10, False, "Kab. Satu"),
        Wilayah("13.02", 40.0, (20, 4), (0, 0), 10, True, "Kab. Dua"),
    )
    tingkat = Tingkat(3, 10, 2, 5e6, 200_000.0)
    kota = (Kota("13.71", "Kota Padang", 10, 2),)
    ongkos = np.full((2, 1), 400_000.0)
    return Soal(wilayah, kota, (tingkat, tingkat), ongkos, Aturan(**(limits | rules)))  # type: ignore[arg-type]


def test_with_nothing_in_the_way_everybody_is_trained() -> None:
    plan = solve(_plain())
    # 20 basic, and 4 + 50 % of 20 intermediate, in both regions
    assert plan.kursi[:, 0, :].tolist() == [[20, 14], [20, 14]]
    assert plan.kelas.tolist() == [[4, 3]]
    assert plan.nilai == pytest.approx(34 * 0.8 + 34 * 0.4)
    assert plan.biaya == pytest.approx(68 * 1e6 + 7 * 5e6)


def test_the_region_of_greater_need_comes_first_when_money_is_short() -> None:
    plan = solve(_plain(pagu=15e6))
    assert plan.kursi[0].sum() == 10
    assert plan.kursi[1].sum() == 0
    assert plan.biaya == 15e6


def test_a_share_for_3t_is_kept_at_the_price_of_worth() -> None:
    free, bound_ = solve(_plain(pagu=15e6)), solve(_plain(pagu=15e6, pct_3t_min=30.0))
    assert bound_.kursi.sum(axis=(1, 2)).tolist() == [7, 3]
    assert bound_.nilai < free.nilai


def test_intermediate_seats_wait_for_basic_ones() -> None:
    soal = _plain(pct_lulus=33.0)
    soal = replace(soal, wilayah=tuple(replace(w, calon=(7, 0)) for w in soal.wilayah))
    plan = solve(soal)
    # 33 % of 7 is 2,31: two people, not three
    assert plan.kursi[:, 0, :].tolist() == [[7, 2], [7, 2]]


def test_with_money_to_spare_everybody_still_goes_to_the_cheapest_city() -> None:
    soal = _plain(kursi_maks=10)
    kota = (*soal.kota, replace(soal.kota[0], kode="13.76", nama="Kota Payakumbuh"))
    soal = replace(soal, kota=kota, ongkos=np.array([[900_000.0, 400_000.0], [400_000.0, 900_000.0]]))
    plan = solve(soal)
    assert plan.kursi.sum(axis=2).tolist() == [[0, 10], [10, 0]]
    assert plan.biaya == pytest.approx(20 * 1e6 + plan.kelas.sum() * 5e6)
    assert plan.kelas.sum() == 2


def test_the_cheapest_routes_are_those_of_all_tables_with_the_same_seats() -> None:
    looked = 0
    for seed in range(300):
        soal = small(seed, 12)
        if len(soal.kota) != 2:
            continue
        plan = solve(soal)
        sends, best = plan.kursi.sum(axis=1), math.inf
        first = [range(int(v) + 1) for v in sends.ravel()]
        if not plan.kursi.any() or math.prod(map(len, first)) > 2000:
            continue
        for here in itertools.product(*first):
            kursi = np.stack([np.reshape(here, sends.shape), sends - np.reshape(here, sends.shape)], axis=1)
            _, biaya, kelas = evaluate(soal, kursi)
            days = sum(int(kelas[:, k].sum()) * t.hari * t.pelatih for k, t in enumerate(soal.tingkat))
            if days <= soal.aturan.hari_pelatih and (kelas.sum(axis=1) <= [k.kelas_maks for k in soal.kota]).all():
                best = min(best, biaya)
        assert plan.biaya == pytest.approx(best), seed
        looked += 1
    assert looked >= 15


def test_nobody_is_sent_whose_region_has_no_need_unless_a_limit_asks_for_it() -> None:
    soal = _plain()
    soal = replace(soal, wilayah=(soal.wilayah[0], replace(soal.wilayah[1], nilai=0.0)))
    assert solve(soal).kursi.sum(axis=(1, 2)).tolist() == [34, 0]
    least = replace(soal, aturan=replace(soal.aturan, kursi_min=3))
    assert solve(least).kursi.sum(axis=(1, 2)).tolist() == [34, 3]
    share = replace(soal, aturan=replace(soal.aturan, pct_3t_min=50.0))
    assert solve(share).kursi.sum(axis=(1, 2)).tolist() == [34, 34]


def test_least_and_most_seats_hold_for_both_levels_together() -> None:
    plan = solve(_plain(pagu=15e6, kursi_min=4))
    assert plan.kursi.sum(axis=(1, 2)).tolist() == [6, 4]
    plan = solve(_plain(kursi_maks=5))
    assert plan.kursi.sum(axis=(1, 2)).tolist() == [5, 5]


def test_seats_per_school_hold_for_each_level() -> None:
    plan = solve(_plain(kursi_per_sekolah=1))
    assert plan.kursi.sum(axis=1).tolist() == [[10, 9], [10, 9]]


def test_trainer_days_and_classes_per_city_bound_the_classes() -> None:
    assert solve(_plain(hari_pelatih=13)).kelas.sum() == 2
    soal = _plain()
    soal = replace(soal, kota=(replace(soal.kota[0], kelas_maks=3),))
    assert solve(soal).kelas.sum() == 3


def test_an_answer_with_no_seats_is_a_plan_where_nothing_is_asked_for() -> None:
    for soal in (
        _plain(pagu=0.0),
        _plain(hari_pelatih=0),
        _plain(kursi_per_sekolah=0),
        replace(_plain(), wilayah=tuple(replace(w, calon=(0, 0)) for w in _plain().wilayah)),
        replace(_plain(), kota=(), ongkos=np.zeros((2, 0))),
        replace(_plain(), wilayah=(), ongkos=np.zeros((0, 1))),
        replace(_plain(), tingkat=(replace(_plain().tingkat[0], biaya_kelas=1e18),) * 2),
    ):
        for plan in (solve(soal), greedy(soal)):
            assert plan.is_layak
            assert plan.kursi.shape == soal.bentuk
            assert plan.kursi.sum() == plan.nilai == plan.biaya == 0


def test_free_training_needs_no_budget() -> None:
    free = Tingkat(1, 10, 1, 0.0, 0.0)
    soal = replace(_plain(pagu=0.0), tingkat=(free, free), ongkos=np.zeros((2, 1)))
    assert solve(soal).kursi.sum() == greedy(soal).kursi.sum() == 68


def test_one_region_and_one_city_are_enough() -> None:
    soal = _plain()
    soal = replace(soal, wilayah=soal.wilayah[:1], ongkos=soal.ongkos[:1])
    assert solve(soal).kursi.tolist() == [[[20, 14]]]


def test_least_seats_without_money_have_no_plan_and_that_is_proven() -> None:
    plan = solve(_plain(pagu=0.0, kursi_min=1))
    assert not plan.is_layak
    assert plan.is_terbukti
    assert plan.kursi.sum() == 0
    assert not greedy(_plain(pagu=0.0, kursi_min=1)).is_layak


@pytest.mark.parametrize("pagu", [15_000_000.0, 15_000_000.4, 14_999_999.6, 333_333_333.3])
def test_the_budget_is_kept_to_the_rupiah(pagu: float) -> None:
    plan = solve(_plain(pagu=pagu))
    assert plan.biaya <= pagu
    assert pagu - plan.biaya < 6e6 or plan.kursi.sum() == 68


def test_schools_reached_by_bakti_come_first_and_nothing_is_lost_by_it() -> None:
    for seed in range(20):
        soal = middling(seed, 4, 2)
        soal = replace(soal, aturan=replace(soal.aturan, is_bakti_dulu=True))
        plan = solve(soal)
        without = solve(replace(soal, aturan=replace(soal.aturan, is_bakti_dulu=False)))
        assert without.nilai == pytest.approx(plan.nilai)
        assert without.biaya == pytest.approx(plan.biaya)
        assert without.kursi_bakti.sum() == 0
        kept, seats = plan.kursi_bakti.sum(axis=1), plan.kursi.sum(axis=1)
        for i, w in enumerate(soal.wilayah):
            # whoever else has a basic seat has it because every BAKTI candidate has one
            assert kept[i, 0] == min(seats[i, 0], w.calon_bakti[0]), seed
            people = w.calon_bakti[1] + int(kept[i, 0] * soal.aturan.pct_lulus / 100 + 1e-9)
            assert kept[i, 1] == min(seats[i, 1], people), seed


def test_each_limit_broken_is_named() -> None:
    soal = _plain(kursi_maks=40, kursi_min=1, pct_3t_min=10.0)
    good = solve(soal)
    assert broken(soal, good) == ()

    def named(seats: list[list[int]], kelas: list[int], **rules: object) -> tuple[str, ...]:
        asked = replace(soal, aturan=replace(soal.aturan, **rules))  # type: ignore[arg-type]
        kursi = np.array(seats).reshape(2, 1, 2)
        plan = check_module.answer(asked, kursi, np.array([kelas]))
        return broken(asked, plan)

    fine = [[10, 5], [10, 5]]
    assert named(fine, [2, 1]) == ()
    assert named(fine, [2, 1], pagu=44e6) == (PAGU,)
    assert named(fine, [2, 1], hari_pelatih=17) == (PELATIH,)
    assert named(fine, [9, 2]) == (KOTA,)
    assert named(fine, [2, 1], kursi_per_sekolah=0) == (SEKOLAH,)
    assert named([[21, 5], [10, 5]], [4, 1]) == (CALON,)
    assert named(fine, [2, 1], kursi_maks=14) == (MAKS,)
    assert named(fine, [2, 1], kursi_min=16) == (MIN,)
    assert named(fine, [2, 1], pct_3t_min=51.0) == (TIGA_T,)
    assert named([[2, 6], [10, 4]], [2, 1]) == (PRASYARAT,)
    assert named(fine, [1, 1]) == (KELAS,)
    assert broken(soal, replace(good, kursi_bakti=good.kursi_bakti + 1)) == (BAKTI,)
    assert broken(soal, replace(good, kursi=-good.kursi)) == (BULAT,)
    assert broken(soal, replace(good, kursi=good.kursi.astype(float))) == (BULAT,)


def test_last_years_seats_are_counted_with_this_years_costs() -> None:
    nilai, biaya, kelas = evaluate(_plain(), np.array([[[11, 0]], [[0, 3]]]))
    assert nilai == pytest.approx(11 * 0.8 + 3 * 0.4)
    assert kelas.tolist() == [[2, 1]]
    assert biaya == pytest.approx(14 * 1e6 + 3 * 5e6)


def test_what_cannot_be_computed_is_refused_by_name() -> None:
    soal = _plain()
    with pytest.raises(ValueError, match="tanpa skor"):
        replace(soal, wilayah=(replace(soal.wilayah[0], nilai=float("nan")), soal.wilayah[1]))
    with pytest.raises(ValueError, match="negatif"):
        _plain(pagu=-1.0)
    with pytest.raises(ValueError, match="2 wilayah x 1 kota"):
        replace(soal, ongkos=np.zeros((3, 1)))
    with pytest.raises(ValueError, match="pct_lulus"):
        _plain(pct_lulus=101.0)
    with pytest.raises(ValueError, match="tanpa kursi"):
        replace(soal, tingkat=(replace(soal.tingkat[0], kursi=0), soal.tingkat[1]))
