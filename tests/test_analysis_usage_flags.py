"""Signs in the use of a platform: planted ones are found, clean worlds stay silent."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from analysis.usage_flags import FEWEST_AT_START, bursts, duty

AKSI, TOPIK = "pmm.aksi_nyata", "pmm.selesai_topik_1"
MONTHS = [stamp.date() for stamp in pd.date_range("2024-01-31", periods=24, freq="ME")]


def history(places: int = 60, seed: int = 1, people: int = 1000) -> pd.DataFrame:
    """Calm growth: a few people a month, aksi nyata behind topics, Poisson noise."""
    rng = np.random.default_rng(seed)
    frames = []
    for place in range(places):
        rise = rng.poisson(8, len(MONTHS))
        for ukuran, steps in ((TOPIK, rise), (AKSI, rng.binomial(rise, 0.6))):
            x = 100 + np.cumsum(steps)
            frames.append(pd.DataFrame({"wilayah": f"{place:02d}", "ukuran": ukuran, "tanggal_data": MONTHS, "x": x,
                                        "m": people}))  # fmt: skip
    return pd.concat(frames, ignore_index=True)


def planted(at: int = 22, size: int = 90, ukuran: str = AKSI, place: str = "07") -> pd.DataFrame:
    """The calm world with one leap."""
    frame = history()
    is_after = (frame["wilayah"] == place) & (frame["ukuran"] == ukuran) & (frame["tanggal_data"] >= MONTHS[at])
    return frame.assign(x=frame["x"] + np.where(is_after, size, 0))


def test_a_planted_burst_is_found_with_the_step_and_the_people_that_led_to_it() -> None:
    found = bursts(planted(), AKSI, TOPIK)
    assert found.diuji == 60
    (row,) = found.baris.to_dict("records")
    assert row["wilayah"] == "07"
    assert pd.Timestamp(row["tanggal_dasar"]).date() == MONTHS[21]
    assert pd.Timestamp(row["tanggal_data"]).date() == MONTHS[22]
    assert 90 <= row["naik"] <= 110
    assert row["skor"] > 3.5


def test_a_clean_world_has_no_burst() -> None:
    assert sum(len(bursts(history(seed=seed), AKSI, TOPIK).baris) for seed in range(5)) == 0


def test_a_rise_that_the_topics_carry_is_no_burst() -> None:
    frame = planted()
    is_after = (frame["wilayah"] == "07") & (frame["ukuran"] == TOPIK) & (frame["tanggal_data"] >= MONTHS[22])
    assert bursts(frame.assign(x=frame["x"] + np.where(is_after, 95, 0)), AKSI, TOPIK).baris.empty


def test_an_old_burst_is_history_and_a_small_one_is_nobodys_business() -> None:
    assert bursts(planted(at=10), AKSI, TOPIK).baris.empty
    assert bursts(planted(size=10).assign(m=100), AKSI, TOPIK).baris.empty, "fewer than 20 people"
    assert bursts(planted(size=35), AKSI, TOPIK).baris.empty, "less than a twentieth of all"


def test_a_base_drawn_up_anew_is_not_a_rise() -> None:
    frame = planted()
    is_after = (frame["wilayah"] == "07") & (frame["tanggal_data"] >= MONTHS[22])
    assert bursts(frame.assign(m=np.where(is_after, 1400, frame["m"])), AKSI, TOPIK).baris.empty


def test_a_missing_month_is_not_a_burst() -> None:
    frame = history()
    kept = frame[~frame["tanggal_data"].isin(MONTHS[14:22])]
    assert bursts(kept, AKSI, TOPIK).baris.empty


@pytest.mark.parametrize("cut", [0, 1, 2, 8])
def test_too_short_a_history_is_not_tested(cut: int) -> None:
    frame = planted()
    found = bursts(frame[frame["tanggal_data"].isin(MONTHS[:cut])], AKSI, TOPIK)
    assert found.diuji == 0
    assert found.baris.empty


def test_a_counter_that_is_not_there_tests_nothing() -> None:
    frame = history()
    assert bursts(frame[frame["ukuran"] == AKSI], AKSI, TOPIK).diuji == 0


def places(count: int = 200, seed: int = 4) -> pd.DataFrame:
    """Kab/kota where three of four who entered began a topik, more or less."""
    rng = np.random.default_rng(seed)
    m = rng.integers(300, 3000, count)
    login = rng.binomial(m, rng.uniform(0.8, 0.95, count))
    begun = rng.binomial(login, 1 / (1 + np.exp(-rng.normal(1.1, 0.25, count))))
    ratio = 100 * begun / login
    return pd.DataFrame({"wilayah": [f"{i:03d}" for i in range(count)], "jumlah_satuan": 50, "x_login": login, "m": m,
                         "x_mulai": begun, "rasio_tinggi": ratio + 5})  # fmt: skip


def low(frame: pd.DataFrame, **more: float) -> pd.DataFrame:
    """The first place entered in full, but a quarter of them began."""
    changed = frame.copy()
    values: dict[str, float] = {"x_login": 990, "m": 1000, "x_mulai": 250, "rasio_tinggi": 30.0, **more}
    for name, value in values.items():
        changed.loc[0, name] = value
    return changed


def test_a_planted_place_of_duty_is_found_with_its_figures() -> None:
    found = duty(low(places()), date(2026, 10, 31))
    assert found.baris["wilayah"].tolist() == ["000"]
    row = found.baris.iloc[0]
    assert row["rasio"] == pytest.approx(100 * 250 / 990)
    assert row["pct_login"] == pytest.approx(99.0)
    assert row["skor"] < -3.5
    assert found.median == pytest.approx(75, abs=2)


def test_a_clean_world_has_no_duty() -> None:
    assert sum(len(duty(places(seed=seed), date(2026, 10, 31)).baris) for seed in range(10)) <= 1


def test_before_the_duty_nothing_is_judged() -> None:
    assert duty(low(places()), date(2023, 12, 31)).diuji == 0


@pytest.mark.parametrize(
    "change",
    [
        {"x_login": FEWEST_AT_START - 1, "x_mulai": 5.0},
        {"jumlah_satuan": 9},
        {"m": 3000},
        {"rasio_tinggi": 95.0},
        {"rasio_tinggi": float("nan")},
    ],
    ids=["few people", "few schools", "few entered", "wide interval", "no interval"],
)
def test_a_place_that_cannot_carry_the_sign_is_left_alone(change: dict[str, float]) -> None:
    assert duty(low(places(), **change), date(2026, 10, 31)).baris.empty


def test_places_all_alike_and_no_places_give_no_sign() -> None:
    alike = places().assign(x_login=900, x_mulai=600, m=1000, rasio_tinggi=70.0)
    assert duty(alike, date(2026, 10, 31)).baris.empty
    assert duty(alike.head(0), date(2026, 10, 31)).diuji == 0
