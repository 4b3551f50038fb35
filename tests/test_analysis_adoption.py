"""Losses, passages and differences of funnels against direct computations on school rows."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from analysis.adoption import PAIR, compare, largest_loss, roll_up_stages, with_losses
from analysis.shares import CLUSTERED, clustered, t_quantile

CHAIN = ("pmm.login", "pmm.mulai_topik", "pmm.selesai_topik_1")


def schools(seed: int = 3, count: int = 40) -> pd.DataFrame:
    """School rows m >= login >= mulai >= selesai 1."""
    rng = np.random.default_rng(seed)
    m = rng.integers(1, 30, count)
    login = rng.binomial(m, rng.uniform(0.5, 1.0, count))
    begun = rng.binomial(login, rng.uniform(0.2, 0.9, count))
    return pd.DataFrame({"m": m, "pmm.login": login, "pmm.mulai_topik": begun, "pmm.selesai_topik_1": begun // 2})


def stages(frame: pd.DataFrame, **more: object) -> pd.DataFrame:
    """What the question gives of these schools."""
    items = []
    for place, ukuran in enumerate(CHAIN):
        x, m = frame[ukuran].astype(float), frame["m"].astype(float)
        row: dict[str, object] = {
            "ukuran": ukuran, "kelompok_pengguna": "guru", "jumlah_satuan": len(frame), "x": x.sum(), "m": m.sum(),
            "xx": (x * x).sum(), "mm": (m * m).sum(), "xm": (x * m).sum(), "ukuran_sebelum": None,
            "jumlah_satuan_pasangan": np.nan, "jumlah_satuan_asal": np.nan, "xx_pasangan": np.nan, **more,
        }  # fmt: skip
        if place:
            a = frame[CHAIN[place - 1]].astype(float)
            row |= {"ukuran_sebelum": CHAIN[place - 1], "jumlah_satuan_pasangan": len(frame),
                    "jumlah_satuan_asal": int((a > 0).sum()), "xx_pasangan": (a * x).sum()}  # fmt: skip
        items.append(row)
    return pd.DataFrame(items)


def direct(x: pd.Series, m: pd.Series) -> tuple[float, float]:
    """A ratio of sums and its half interval, straight from the schools."""
    p, count = x.sum() / m.sum(), len(x)
    variance = count / (count - 1) * float(((x - p * m) ** 2).sum()) / float(m.sum()) ** 2
    half = float(t_quantile(np.array([float(count)]), 0.95)[0]) * variance**0.5
    return 100 * p, 100 * half


def by_name(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.set_index("ukuran")


def test_a_loss_is_the_ratio_of_lost_people_with_the_clustered_interval_of_the_same_schools() -> None:
    world = schools()
    row = by_name(with_losses(stages(world))).loc["pmm.mulai_topik"]
    loss, half = direct(world["pmm.login"] - world["pmm.mulai_topik"], world["m"])
    assert row.hilang_orang == (world["pmm.login"] - world["pmm.mulai_topik"]).sum()
    assert row.hilang_poin == pytest.approx(loss, abs=1e-10)
    assert (row.hilang_tinggi - row.hilang_rendah) / 2 == pytest.approx(half, abs=1e-9)


def test_a_passage_counts_those_at_the_stage_before_and_only_schools_that_have_any() -> None:
    world = schools()
    row = by_name(with_losses(stages(world))).loc["pmm.selesai_topik_1"]
    there = world[world["pmm.mulai_topik"] > 0]
    share, half = direct(there["pmm.selesai_topik_1"], there["pmm.mulai_topik"])
    assert row.x_asal == world["pmm.mulai_topik"].sum()
    assert row.lanjut == pytest.approx(share, abs=1e-10)
    assert row.lanjut_tinggi - row.lanjut == pytest.approx(half, abs=1e-9)


def test_the_first_stage_loses_who_never_entered_with_the_interval_of_its_own_share() -> None:
    world = schools()
    row = by_name(with_losses(stages(world))).loc["pmm.login"]
    share = clustered(len(world), *(float(v) for v in stages(world).iloc[0][["x", "m", "xx", "mm", "xm"]]))
    assert row.hilang_orang == world["m"].sum() - world["pmm.login"].sum()
    assert row.hilang_poin == pytest.approx(100 - share.pct)
    assert row.hilang_rendah == pytest.approx(100 - share.high, abs=1e-9)
    assert row.hilang_tinggi == pytest.approx(100 - share.low, abs=1e-9)


def test_losses_add_up_from_everyone_to_the_last_stage() -> None:
    rows = with_losses(stages(schools()))
    assert rows["hilang_poin"].sum() == pytest.approx(100 - by_name(rows).loc[CHAIN[-1], "pct"])


def test_stages_of_other_schools_are_not_subtracted() -> None:
    frame = stages(schools())
    frame.loc[frame["ukuran"] == "pmm.mulai_topik", ["m", "jumlah_satuan"]] = [400, 39]
    found = by_name(with_losses(frame))
    for ukuran in ("pmm.mulai_topik", "pmm.selesai_topik_1"):
        assert np.isnan(found.loc[ukuran, "hilang_poin"])
        assert np.isnan(found.loc[ukuran, "lanjut"])
        assert not found.loc[ukuran, "is_dasar_sama"]
    assert found.loc["pmm.login", "is_dasar_sama"]


def test_a_missing_stage_before_leaves_the_loss_unknown_not_zero() -> None:
    frame = stages(schools())
    found = by_name(with_losses(frame[frame["ukuran"] != "pmm.mulai_topik"]))
    assert np.isnan(found.loc["pmm.selesai_topik_1", "hilang_poin"])
    assert found.loc["pmm.selesai_topik_1", "pct"] > 0


def test_region_rows_lose_people_without_an_interval() -> None:
    frame = stages(schools()).assign(**dict.fromkeys((*CLUSTERED, *PAIR), np.nan))
    row = by_name(with_losses(frame)).loc["pmm.mulai_topik"]
    assert row.hilang_orang > 0
    assert np.isnan(row.hilang_rendah)


def test_no_rows_give_no_rows() -> None:
    assert with_losses(stages(schools()).head(0)).empty


def test_a_roll_up_is_the_sum_of_its_places() -> None:
    one, other = schools(1), schools(2)
    both = pd.concat([stages(one, wilayah="a"), stages(other, wilayah="b")])
    whole = by_name(with_losses(roll_up_stages(both)))
    direct_ = by_name(with_losses(stages(pd.concat([one, other]))))
    columns = ["x", "m", "pct", "pct_rendah", "hilang_poin", "hilang_rendah", "lanjut", "lanjut_rendah"]
    pd.testing.assert_frame_equal(
        whole[columns].sort_index().astype(float), direct_[columns].sort_index().astype(float)
    )


def test_the_largest_loss_names_those_it_cannot_be_told_from() -> None:
    frame = pd.DataFrame({
        "ukuran": ["a", "b", "c"], "hilang_poin": [20.0, 19.0, 5.0], "hilang_rendah": [18.0, 17.0, 4.0],
        "hilang_tinggi": [22.0, 21.0, 6.0],
    })  # fmt: skip
    top, ties = largest_loss(frame)
    assert top is not None
    assert top["ukuran"] == "a"
    assert ties["ukuran"].tolist() == ["b"]
    assert largest_loss(frame.head(0))[0] is None


@pytest.mark.parametrize("seed", range(5))
def test_swapping_the_two_sides_flips_every_sign(seed: int) -> None:
    one, other = (with_losses(stages(schools(s))) for s in (seed, seed + 50))
    there, back = compare(one, other), compare(other, one)
    assert np.allclose(there["selisih"], -back["selisih"])
    assert np.allclose(there["selisih_rendah"], -back["selisih_tinggi"])
    assert there["is_beda"].tolist() == back["is_beda"].tolist()


def test_equal_funnels_do_not_differ_and_a_missing_interval_is_not_judged() -> None:
    one = with_losses(stages(schools()))
    assert compare(one, one)["is_beda"].tolist() == [False] * 3
    bare = compare(one, one.assign(pct_rendah=np.nan, pct_tinggi=np.nan))
    assert bare["selisih"].tolist() == [0.0] * 3
    assert bare["is_beda"].isna().all()
