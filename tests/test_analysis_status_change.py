"""Rapor labels and changes: polarity by family, no comparison across instruments, and the threshold."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.status_change import (
    FEWEST_REGIONS,
    INSTRUMEN,
    NAIK,
    TAK_DIBANDINGKAN,
    TANPA_ARAH,
    TANPA_KINI,
    TANPA_LALU,
    TANPA_NILAI,
    TETAP,
    TURUN,
    classify,
    direction,
    family_order,
    pair_years,
    proportions_gap,
    rank_of,
    threshold,
    tier,
)

CAPAIAN = family_order("Baik|Sedang|Kurang")
KESENJANGAN = family_order("Rendah|Sedang|Tinggi")
PARTISIPASI = family_order("Tinggi|Sedang|Rendah")


def make_year(tahun: int, **values: object) -> dict[str, object]:
    usual = {"kode": "A.1", "tahun": tahun, "nilai": 60.0, "label": "Sedang", "ruas": 1, "keluarga": "capaian",
             "satuan": "persen", "urutan": CAPAIAN}  # fmt: skip
    return {**usual, **values}


def judged(then: dict[str, object], now: dict[str, object], ambang: float = 1.0, **both: Any) -> pd.Series:
    frame = pd.DataFrame([make_year(2024, **both, **then), make_year(2025, **both, **now)])
    return classify(pair_years(frame, 2025), {"A.1": ambang}).iloc[0]


def test_low_is_the_best_label_of_a_gap_and_the_lowest_of_participation() -> None:
    assert tier("Rendah", KESENJANGAN) == "terbaik"
    assert tier("Tinggi", KESENJANGAN) == "terendah"
    assert tier("Rendah", PARTISIPASI) == "terendah"
    assert tier("Tinggi", PARTISIPASI) == "terbaik"
    assert tier(" sedang ", CAPAIAN) == "tengah"


def test_a_label_that_the_family_does_not_have_belongs_to_no_tier() -> None:
    assert tier("Tinggi", CAPAIAN) is None
    assert tier(None, CAPAIAN) is None
    assert tier("Baik", ()) is None
    assert family_order(math.nan) == ()
    assert math.isnan(rank_of("Istimewa", CAPAIAN))


@given(st.permutations(["a", "b", "c", "d", "e"]))
def test_the_place_of_a_label_follows_the_order_of_its_family_alone(order: list[str]) -> None:
    places = [rank_of(label, order) for label in order]
    assert places == sorted(places)
    assert (places[0], places[-1]) == (0, 1)


def test_six_classes_of_the_spm_index_keep_their_order() -> None:
    order = family_order("TUNTAS PARIPURNA|TUNTAS UTAMA|TUNTAS MADYA|TUNTAS PRATAMA|TUNTAS MUDA|BELUM TUNTAS")
    assert tier("Tuntas Paripurna", order) == "terbaik"
    assert tier("Belum Tuntas", order) == "terendah"


@pytest.mark.parametrize(
    ("keluarga", "satuan", "side"),
    [("capaian", "persen", 1), ("partisipasi", "persen", 1), ("indeks", "indeks 0-100", 1),
     ("kesenjangan", "skala 1-3", 1), ("kesenjangan", "persen", -1), ("kesenjangan", "skor 0-100", 0),
     ("kesenjangan", "lihat berkas", 0), (None, None, 0), (math.nan, "persen", 0)],
)  # fmt: skip
def test_which_way_is_better_is_known_by_family_and_unit(keluarga: object, satuan: object, side: int) -> None:
    assert direction(keluarga, satuan) == side


def test_a_change_is_the_difference_in_points_and_never_relative() -> None:
    row = judged({"nilai": 45.0}, {"nilai": 71.43})
    assert row["poin"] == pytest.approx(26.43)
    assert (row["arah"], row["sebab"]) == (NAIK, "")


def test_a_gap_in_percent_is_better_the_nearer_to_zero() -> None:
    gap: dict[str, Any] = {"keluarga": "kesenjangan", "satuan": "persen", "urutan": KESENJANGAN, "label": "Sedang"}
    assert judged({"nilai": 6.0}, {"nilai": 2.0}, **gap)["arah"] == NAIK
    assert judged({"nilai": -6.0}, {"nilai": -2.0}, **gap)["arah"] == NAIK
    assert judged({"nilai": -2.0}, {"nilai": 7.0}, **gap)["arah"] == TURUN
    turned = {**gap, "satuan": "skala 1-3"}
    assert judged({"nilai": 2.1}, {"nilai": 2.6}, 0.1, **turned)["arah"] == NAIK


def test_a_share_of_enrolment_may_exceed_100() -> None:
    apk: dict[str, Any] = {"keluarga": "partisipasi", "urutan": PARTISIPASI, "label": "Tinggi"}
    row = judged({"nilai": 98.0}, {"nilai": 105.5}, **apk)
    assert (row["nilai"], row["poin"], row["golongan"], row["arah"]) == (105.5, 7.5, "terbaik", NAIK)


@pytest.mark.parametrize(
    ("then", "now", "sebab"),
    [({"ruas": 1}, {"ruas": 2}, INSTRUMEN), ({"nilai": math.nan}, {}, TANPA_NILAI),
     ({"nilai": math.nan, "label": None}, {}, TANPA_LALU), ({}, {"nilai": math.nan, "label": None}, TANPA_KINI)],
)  # fmt: skip
def test_what_cannot_be_compared_says_why_and_has_no_points(
    then: dict[str, object], now: dict[str, object], sebab: str
) -> None:
    row = judged(then, now)
    assert (row["arah"], row["sebab"]) == (TAK_DIBANDINGKAN, sebab)
    assert math.isnan(row["poin"])


def test_the_year_before_is_the_year_before_and_no_other() -> None:
    frame = pd.DataFrame([make_year(2023), make_year(2025, nilai=80.0)])
    assert pair_years(frame, 2025)["sebab"].tolist() == [TANPA_LALU]
    assert pair_years(frame, 2022).empty


def test_an_indicator_whose_direction_nobody_gave_is_not_called_up_or_down() -> None:
    row = judged({"nilai": 50.0}, {"nilai": 90.0}, keluarga="kesenjangan", satuan="skor 0-100", urutan=())
    assert (row["arah"], row["sebab"], row["golongan"]) == (TAK_DIBANDINGKAN, TANPA_ARAH, None)


def test_a_change_up_to_the_threshold_is_none() -> None:
    assert judged({"nilai": 60.0}, {"nilai": 61.0})["arah"] == TETAP
    assert judged({"nilai": 60.0}, {"nilai": 61.01})["arah"] == NAIK
    assert judged({"nilai": 60.0}, {"nilai": 58.9})["arah"] == TURUN


def test_the_threshold_is_the_robust_spread_of_the_regions_changes() -> None:
    rng = np.random.default_rng(0)
    changes = rng.normal(3.0, 2.0, 4000)
    assert threshold(changes.tolist()) == pytest.approx(2.0, rel=0.06)
    assert threshold((changes + 50).tolist()) == pytest.approx(threshold(changes.tolist()))
    assert threshold([*changes.tolist(), 900.0, math.nan]) == pytest.approx(2.0, rel=0.06)


def test_too_few_regions_or_all_alike_leave_one_percent_of_the_scale() -> None:
    assert threshold([5.0] * (FEWEST_REGIONS - 1), "persen") == 1.0
    assert threshold([5.0] * 40, "skor 0-100") == 1.0
    assert threshold([], "skala 1-3") == 0.02
    assert threshold([], "indeks 0-1") == 0.01


def test_proportions_are_checked_against_100_and_not_rescaled() -> None:
    assert proportions_gap([17.79, 53.36, 20.77, 8.08]) == pytest.approx(0.0, abs=1e-9)
    assert proportions_gap([20, 53, 20, 8]) == pytest.approx(1.0)
    assert math.isnan(proportions_gap([20, 53, 20]))
    assert math.isnan(proportions_gap([20, 53, 20, math.nan]))
