"""Statistical neighbours: distances by hand, parts that add up, and what is left out."""

from __future__ import annotations

import numpy as np
import pytest

from analysis.neighbours import Floats, composition, log_size, nearest, one_hot

KODE = ["11", "12", "13", "14", "15"]


def ingredients() -> dict[str, Floats]:
    return {
        "besar": log_size([100, 200, 400, 100, 800]),
        "pulau": one_hot(["A", "A", "B", "B", "A"]),
        "jenjang": composition([[8, 2], [5, 5], [8, 2], [1, 9], [8, 2]]),
    }


def test_the_parts_add_up_to_the_squared_distance() -> None:
    found = nearest(KODE, ingredients(), "11")
    assert found.dipakai == ("besar", "pulau", "jenjang")
    total = found.frame[list(found.dipakai)].sum(axis=1)
    assert total.to_numpy() == pytest.approx(found.frame["jarak"].to_numpy() ** 2, abs=1e-12)
    assert found.frame["jarak"].is_monotonic_increasing
    assert "11" not in set(found.frame["kode"])


def test_two_regions_at_random_lie_at_a_squared_distance_of_one() -> None:
    rng = np.random.default_rng(1)
    many = [f"{i:02d}" for i in range(40)]
    groups = one_hot(rng.choice(["x", "y", "z"], 40).tolist())
    bahan = {"a": rng.normal(size=(40, 1)) * 50, "b": rng.normal(size=(40, 3)), "c": groups}
    squares = [nearest(many, bahan, code).frame["jarak"] ** 2 for code in many]
    assert np.concatenate(squares).mean() == pytest.approx(1.0, abs=1e-12)
    each_part = [nearest(many, bahan, code).frame[["a", "b", "c"]] for code in many]
    assert np.concatenate(each_part).mean(axis=0) == pytest.approx([1 / 3] * 3, abs=1e-12)


def test_distances_by_hand() -> None:
    """One ingredient of values 0, 1, 3: pairs differ by 1, 3, 2, squares 1, 9, 4, mean 14 / 3."""
    found = nearest(["a", "b", "c"], {"x": np.array([[0.0], [1.0], [3.0]])}, "a").frame
    assert found["kode"].tolist() == ["b", "c"]
    assert (found["jarak"] ** 2).tolist() == pytest.approx([3 / 14, 27 / 14])


def test_the_unit_of_an_ingredient_does_not_matter() -> None:
    bahan = ingredients()
    scaled = {**bahan, "besar": bahan["besar"] * 1000 + 7}
    ours, theirs = nearest(KODE, bahan, "13").frame, nearest(KODE, scaled, "13").frame
    assert ours["jarak"].to_numpy() == pytest.approx(theirs["jarak"].to_numpy())
    assert ours["kode"].tolist() == theirs["kode"].tolist()


def test_distance_is_the_same_both_ways() -> None:
    there = nearest(KODE, ingredients(), "12").frame.set_index("kode")["jarak"]["15"]
    back = nearest(KODE, ingredients(), "15").frame.set_index("kode")["jarak"]["12"]
    assert there == pytest.approx(back)


def test_an_ingredient_that_the_region_lacks_or_that_tells_nobody_apart_is_left_out_and_said() -> None:
    bahan = {**ingredients(), "internet": np.array([[np.nan], [1], [2], [3], [4]]), "tiga_t": np.zeros((5, 1))}
    found = nearest(KODE, bahan, "11")
    assert found.ditinggalkan == ("internet", "tiga_t")
    assert found.frame["jarak"].tolist() == pytest.approx(nearest(KODE, ingredients(), "11").frame["jarak"].tolist())


def test_a_region_without_one_ingredient_is_placed_by_the_others_and_without_most_not_at_all() -> None:
    bahan = ingredients()
    bahan["besar"] = bahan["besar"].copy()
    bahan["besar"][1] = np.nan
    found = nearest(KODE, bahan, "11").frame.set_index("kode")
    assert np.isnan(found.loc["12", "besar"])
    assert found.loc["12", ["pulau", "jenjang"]].sum() == pytest.approx(found.loc["12", "jarak"] ** 2)
    bahan["jenjang"] = bahan["jenjang"].copy()
    bahan["jenjang"][1] = np.nan
    assert "12" not in nearest(KODE, bahan, "11").frame["kode"].tolist()


def test_a_lone_region_or_nothing_known_has_no_neighbours() -> None:
    alone = nearest(["11"], {"besar": log_size([5])}, "11")
    assert alone.frame.empty
    assert alone.ditinggalkan == ("besar",)
    nothing = nearest(KODE, {"besar": log_size([0, 0, 0, 0, 0])}, "11")
    assert nothing.frame.empty
    assert list(nothing.frame.columns) == ["kode", "jarak"]


def test_twice_as_large_is_one_step_everywhere_and_shares_not_counts_make_a_mix() -> None:
    size = log_size([10, 20, 4000, 8000])[:, 0]
    assert size[1] - size[0] == pytest.approx(size[3] - size[2])
    assert composition([[8, 2], [80, 20]])[0] == pytest.approx(composition([[8, 2], [80, 20]])[1])
    assert np.isnan(composition([[0, 0]])).all()
    assert ((one_hot(["A", "B", None])[0] - one_hot(["A", "B", None])[1]) ** 2).sum() == pytest.approx(1)
    assert np.isnan(one_hot(["A", None])[1]).all()
