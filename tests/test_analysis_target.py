"""Target states: known answers, the line itself, and what must hold whatever the numbers."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis import target_status as status
from analysis.target_status import Janji, Realisasi, judge, recognise, required

AWAL, TENGAH, TENGGAT = date(2025, 12, 31), date(2026, 7, 2), date(2026, 12, 31)
JANJI = Janji(50.0, AWAL, 60.0, TENGGAT)
UMUR = 400


def state(
    nilai: float,
    rendah: float,
    tinggi: float,
    tanggal: date = TENGAH,
    janji: Janji = JANJI,
    hari_ini: date | None = None,
) -> status.Penilaian:
    return judge(janji, Realisasi(tanggal, nilai, rendah, tinggi), hari_ini or tanggal, UMUR)


# --- the line ---


def test_the_line_asks_for_its_share_of_the_way() -> None:
    assert required(JANJI, AWAL + timedelta(days=73)) == pytest.approx(52.0)  # a fifth of 365 days
    assert required(JANJI, AWAL + timedelta(days=292)) == pytest.approx(58.0)


def test_at_the_due_date_and_after_it_the_line_asks_for_the_target_itself() -> None:
    assert required(JANJI, TENGGAT) == 60.0
    assert required(JANJI, TENGGAT + timedelta(days=900)) == 60.0


def test_up_to_the_day_of_the_baseline_the_line_asks_for_the_baseline() -> None:
    assert required(JANJI, AWAL) == 50.0
    assert required(JANJI, AWAL - timedelta(days=900)) == 50.0


def test_a_due_date_on_or_before_the_baseline_asks_for_the_target_at_once() -> None:
    assert required(Janji(50.0, AWAL, 60.0, AWAL), AWAL) == 60.0
    assert required(Janji(50.0, AWAL, 60.0, AWAL - timedelta(days=3)), AWAL) == 60.0


# --- known answers; half way the line asks for 55.0 ---


@pytest.mark.parametrize(
    ("nilai", "rendah", "tinggi", "keadaan"),
    [
        (57.0, 56.0, 58.0, status.DI_JALUR),
        (56.0, required(JANJI, TENGAH), 57.0, status.DI_JALUR),  # the lower end on the line is enough
        (55.5, 54.0, 57.0, status.BELUM),
        (54.0, 53.0, required(JANJI, TENGAH), status.BELUM),  # the upper end on the line: not surely behind
        (53.0, 52.0, 54.0, status.TERTINGGAL),
        (61.0, 60.0, 62.0, status.TERCAPAI),
        (61.0, 59.9, 62.1, status.DI_JALUR),
    ],
)
def test_before_the_due_date(nilai: float, rendah: float, tinggi: float, keadaan: str) -> None:
    assert state(nilai, rendah, tinggi).keadaan == keadaan


def test_an_interval_over_the_line_is_the_reason_of_not_knowing() -> None:
    found = state(55.5, 54.0, 57.0)
    assert (found.sebab, found.dasar) == (status.LEBAR, status.SELANG)
    assert found.perlu == pytest.approx(required(JANJI, TENGAH))


LATER = TENGGAT + timedelta(days=60)


def test_overdue_is_sure_only_when_data_of_the_due_date_or_later_fall_short_with_their_upper_end() -> None:
    after = state(58.0, 57.0, 59.0, LATER)
    assert (after.keadaan, after.is_pasti) == (status.LEWAT, True)
    before = state(58.0, 57.0, 59.0, TENGGAT - timedelta(days=1), hari_ini=LATER)
    assert (before.keadaan, before.is_pasti) == (status.LEWAT, False)
    wide = state(58.0, 55.0, 61.0, LATER)
    assert (wide.keadaan, wide.is_pasti, wide.sebab) == (status.LEWAT, False, status.LEBAR)
    assert state(61.0, 60.5, 61.5, LATER).keadaan == status.TERCAPAI
    assert state(58.0, math.nan, math.nan, LATER).is_pasti is False


def test_on_the_due_date_itself_a_target_is_behind_not_overdue() -> None:
    assert state(58.0, 57.0, 59.0, TENGGAT).keadaan == status.TERTINGGAL
    assert state(58.0, 57.0, 59.0, TENGGAT, hari_ini=TENGGAT + timedelta(days=1)).keadaan == status.LEWAT


def test_a_value_without_interval_is_judged_by_the_value_and_says_so() -> None:
    found = state(57.0, math.nan, math.nan)
    assert (found.keadaan, found.dasar) == (status.DI_JALUR, status.NILAI)
    assert state(54.0, math.nan, math.nan).keadaan == status.TERTINGGAL
    assert state(60.0, math.nan, math.nan).keadaan == status.TERCAPAI


def test_data_from_before_the_baseline_or_of_its_day_say_nothing() -> None:
    for tanggal in (AWAL - timedelta(days=30), AWAL):
        found = state(99.0, 98.0, 100.0, tanggal)
        assert (found.keadaan, found.sebab) == (status.BELUM, status.BELUM_BARU)
        assert found.perlu == 50.0


def test_old_data_no_data_and_a_given_reason_are_told_apart() -> None:
    old = judge(JANJI, Realisasi(TENGAH, 57.0, 56.0, 58.0), TENGAH + timedelta(days=100), 99)
    assert (old.keadaan, old.sebab) == (status.BELUM, status.DATA_LAMA)
    assert judge(JANJI, Realisasi(TENGAH, 57.0, 56.0, 58.0), TENGAH + timedelta(days=99), 99).keadaan == status.DI_JALUR
    nothing = judge(JANJI, Realisasi(None), TENGAH, UMUR)
    assert (nothing.keadaan, nothing.sebab) == (status.BELUM, status.TANPA_DATA)
    assert math.isnan(nothing.perlu)
    few = judge(JANJI, Realisasi(TENGAH, 57.0, sebab=status.SEDIKIT), TENGAH, UMUR)
    assert (few.keadaan, few.sebab) == (status.BELUM, status.SEDIKIT)


def test_no_data_after_the_due_date_is_overdue_but_not_surely_so() -> None:
    found = judge(JANJI, Realisasi(None), LATER, UMUR)
    assert (found.keadaan, found.sebab, found.is_pasti) == (status.LEWAT, status.TANPA_DATA, False)


def test_an_indicator_whose_direction_nobody_has_said_is_not_judged() -> None:
    found = state(57.0, 56.0, 58.0, janji=replace(JANJI, arah=0))
    assert (found.keadaan, found.sebab) == (status.BELUM, status.ARAH)


# --- whatever the numbers ---

values = st.floats(0, 100)
days = st.integers(-200, 900)
wishes = st.tuples(values, values, st.integers(1, 900), st.sampled_from([1, -1]))


def promised(wish: tuple[float, float, int, int]) -> Janji:
    awal, target, lama, arah = wish
    return Janji(awal, AWAL, target, AWAL + timedelta(days=lama), arah)


@given(wishes, st.tuples(values, values, values), days, st.integers(0, 500), st.booleans())
def test_every_target_is_in_exactly_one_state_and_unknown_always_has_a_reason(
    wish: tuple[float, float, int, int], three: tuple[float, float, float], day: int, later: int, is_bare: bool
) -> None:
    low, mid, high = sorted(three)
    if is_bare:
        low = high = math.nan
    tanggal = AWAL + timedelta(days=day)
    hari_ini = tanggal + timedelta(days=later)
    janji = promised(wish)
    found = judge(janji, Realisasi(tanggal, mid, low, high), hari_ini, 300)
    assert status.KEADAAN.count(found.keadaan) == 1
    assert (found.keadaan != status.BELUM) or found.sebab
    assert not found.is_pasti or (found.keadaan == status.LEWAT and found.dasar == status.SELANG)
    assert (found.keadaan == status.LEWAT) <= (hari_ini > janji.tenggat)
    if found.keadaan in (status.DI_JALUR, status.TERTINGGAL, status.BELUM):
        assert hari_ini <= janji.tenggat


@given(wishes, st.tuples(values, values, values), st.integers(1, 600), st.floats(0, 30), st.floats(0, 30))
def test_a_wider_interval_never_turns_unknown_into_sure_nor_one_side_into_the_other(
    wish: tuple[float, float, int, int], three: tuple[float, float, float], day: int, below: float, above: float
) -> None:
    low, mid, high = sorted(three)
    tanggal = AWAL + timedelta(days=day)
    janji = promised(wish)
    narrow = judge(janji, Realisasi(tanggal, mid, low, high), tanggal, 300)
    wide = judge(janji, Realisasi(tanggal, mid, low - below, high + above), tanggal, 300)
    if narrow.keadaan == status.BELUM:
        assert wide.keadaan == status.BELUM
    if narrow.keadaan in (status.DI_JALUR, status.TERCAPAI):
        assert wide.keadaan != status.TERTINGGAL
    if narrow.keadaan == status.TERTINGGAL:
        assert wide.keadaan in (status.TERTINGGAL, status.BELUM)
    assert wide.is_pasti <= narrow.is_pasti


@given(wishes, st.tuples(values, values, values), st.integers(1, 900), st.integers(0, 400))
def test_where_lower_is_better_all_is_mirrored(
    wish: tuple[float, float, int, int], three: tuple[float, float, float], day: int, later: int
) -> None:
    low, mid, high = sorted(three)
    tanggal = AWAL + timedelta(days=day)
    hari_ini = tanggal + timedelta(days=later)
    janji = promised(wish)
    mirror = Janji(-janji.awal, janji.tanggal_awal, -janji.target, janji.tenggat, -janji.arah)
    one = judge(janji, Realisasi(tanggal, mid, low, high), hari_ini, 300)
    other = judge(mirror, Realisasi(tanggal, -mid, -high, -low), hari_ini, 300)
    assert (one.keadaan, one.sebab, one.is_pasti, one.dasar) == (
        other.keadaan, other.sebab, other.is_pasti, other.dasar)  # fmt: skip
    assert one.perlu == pytest.approx(-other.perlu)


@given(wishes, st.integers(0, 2000))
def test_the_line_never_leaves_the_span_of_baseline_and_target(wish: tuple[float, float, int, int], day: int) -> None:
    janji = promised(wish)
    value = required(janji, AWAL + timedelta(days=day))
    assert min(janji.awal, janji.target) - 1e-9 <= value <= max(janji.awal, janji.target) + 1e-9


# --- which kind of school a target file meant ---


def test_the_kind_is_the_one_whose_value_is_the_baseline_up_to_rounding() -> None:
    there = {"SD Umum": 67.98, "SMP Umum": 68.42}
    assert recognise(67.98, there) == ("SD Umum",)
    assert recognise(68.0, there) == ("SD Umum",)
    assert recognise(70.0, there) == ()


def test_two_kinds_with_one_value_cannot_be_told_apart() -> None:
    assert len(recognise(60.0, {"SD Umum": 60.01, "SMP Umum": 59.98})) == 2


def test_of_a_hundred_targets_two_or_three_may_be_on_the_wrong_side_by_chance() -> None:
    assert status.expected_wrong(100) == pytest.approx(2.5)
    assert status.expected_wrong(0) == 0
