"""The funnel, the rank intervals and the distances as figures: what is drawn where, read from the figure."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go
import pytest

from analysis import funnel, ranks
from charts.funnel import KENDALI, funnel_kendali, labelled
from charts.ranks import bars_jarak, dots_rentang_peringkat, peluang, rentang, shown_rows
from tests.school_worlds import worlds


def ranked(count: int = 38, *, seed: int = 1) -> tuple[pd.DataFrame, funnel.Corong]:
    _truth, frame = next(iter(worlds(count, (30, 120), many=1, spread=0.1, seed=seed)))
    frame = frame.assign(kode=[f"{i:03d}" for i in range(count)], nama=[f"Wilayah {i}" for i in range(count)])
    corong, placed = funnel.funnel(ranks.rank(frame).frame)
    size = placed.groupby("kelompok")["kode"].transform("size")
    first = placed.sort_values("pct", ascending=False).groupby("kelompok")["nama"].first()
    kelas = ranks.against(frame, 65.0)
    return placed.assign(anggota=size, kepala=placed["kelompok"].map(first), kelas=kelas), corong


def along(frame: pd.DataFrame, corong: funnel.Corong) -> pd.DataFrame:
    n = np.geomspace(frame["n_efektif"].min(), frame["n_efektif"].max(), 20)
    low, high = corong.limits(n, 0.95)
    lowest, highest = corong.limits(n, 0.998)
    return pd.DataFrame({"n": n, "batas_95_rendah": low, "batas_95_tinggi": high, "batas_998_rendah": lowest,
                         "batas_998_tinggi": highest})  # fmt: skip


def markers(figure: go.Figure) -> list[Any]:
    return [t for t in figure.data if t.mode == "markers" and t.customdata is not None]


def texts(figure: go.Figure) -> list[str]:
    return [str(a.text) for a in figure.layout.annotations]


# --- funnel ---


def drawn_funnel(**more: Any) -> tuple[go.Figure, pd.DataFrame]:
    frame, corong = ranked()
    figure = funnel_kendali(frame, along(frame, corong), 65.0, "nasional", satuan="guru", **more)
    return figure, frame


def test_every_unit_is_in_the_funnel_once_with_its_numerator_and_code() -> None:
    figure, frame = drawn_funnel(sorot={"005"})
    points = [p for trace in markers(figure) for p in trace.customdata]
    assert sorted(p[1] for p in points) == sorted(frame["kode"])
    words = next(p[0] for p in points if p[1] == "005")
    assert "Wilayah 5" in words
    assert " dari " in words
    assert "guru" in words
    assert "batas 99,8 %" in words
    assert "satuan pendidikan" in words


def test_the_four_limits_are_curves_and_the_pooled_share_a_line() -> None:
    figure, _ = drawn_funnel()
    lines = [t for t in figure.data if t.mode == "lines"]
    assert len(lines) == 4
    assert {t.line.dash for t in lines} == {"solid", "dash"}
    assert [(s.y0, s.y1) for s in figure.layout.shapes] == [(65.0, 65.0)]
    assert "nasional 65,0 %" in texts(figure)
    assert {"95 %", "99,8 %"} <= set(texts(figure))
    assert figure.layout.xaxis.type == "log"


def test_what_lies_outside_differs_by_shape_and_filling_not_by_colour_alone() -> None:
    assert len({KENDALI[k]["symbol"] for k in ("dalam batas", "jauh di bawah", "di bawah", "di atas", "")}) == 5
    frame, corong = ranked()
    frame.loc[3, ["kendali", "z"]] = ["jauh di bawah", -9.0]
    figure = funnel_kendali(frame, along(frame, corong), 65.0, "nasional", satuan="guru")
    (trace,) = [t for t in markers(figure) if t.marker.symbol == "diamond"]
    assert [p[1] for p in trace.customdata] == ["003"]
    assert "Wilayah 3" in texts(figure)


def test_the_own_region_is_named_and_the_comparison_ringed() -> None:
    figure, frame = drawn_funnel(sorot={"005"}, banding={"001", "002"})
    assert "<b>Wilayah 5</b>" in texts(figure)
    (ring,) = [t for t in figure.data if t.mode == "markers" and t.customdata is None]
    assert sorted(ring.y) == sorted(frame.set_index("kode").loc[["001", "002"], "pct"])


def test_names_never_cover_one_another_and_are_few() -> None:
    frame, corong = ranked(200, seed=3)
    frame["kendali"] = np.where(frame["pct"] > 70, "jauh di atas", np.where(frame["pct"] < 60, "di bawah", ""))
    assert len(labelled(frame, {"007"})) <= 11
    figure = funnel_kendali(frame, along(frame, corong), 65.0, "nasional", satuan="guru", sorot={"007"})
    named = [a for a in figure.layout.annotations if "Wilayah" in a.text]
    assert 1 <= len(named) <= 11
    width = figure.layout.xaxis.range[1] - figure.layout.xaxis.range[0]
    height = figure.layout.yaxis.range[1] - figure.layout.yaxis.range[0]
    for one, other in itertools.combinations(named, 2):
        near = abs(one.x - other.x) / width * 600 < 20
        assert not (near and abs((one.y - other.y) / height * 400 + one.yshift - other.yshift) < 9)


# --- rank intervals ---


def drawn_ranks(count: int = 38, **more: Any) -> tuple[go.Figure, pd.DataFrame]:
    frame, _ = ranked(count)
    return dots_rentang_peringkat(shown_rows(frame), count, "provinsi", satuan="guru", **more), frame


def test_each_unit_is_a_row_with_its_rank_interval_share_and_n() -> None:
    figure, frame = drawn_ranks()
    assert len(figure.layout.yaxis.ticktext) == 38
    top = frame.sort_values("pct", ascending=False).iloc[0]
    assert figure.layout.yaxis.ticktext[0] == top["nama"]
    bars = next(t for t in figure.data if t.mode == "lines")
    assert bars.x[0] == top["peringkat_dari"] - 0.25
    assert bars.x[1] == top["peringkat_sampai"] + 0.25
    assert all("±" in text and "n = " in text for text in figure.layout.yaxis2.ticktext)


def test_groups_have_headings_that_count_their_members() -> None:
    figure, frame = drawn_ranks()
    said = [t for t in texts(figure) if t.startswith("Kelompok")]
    assert len(said) == frame["kelompok"].nunique()
    first = int((frame["kelompok"] == 1).sum())
    assert said[0] == f"Kelompok 1: {first} setara"


def test_no_mark_or_hover_says_a_single_place_inside_a_tie() -> None:
    figure, frame = drawn_ranks()
    top = frame.sort_values("pct", ascending=False).iloc[0]
    assert top["peringkat_sampai"] > 1, "the world has a tie at the top"
    said = [p[0] for trace in markers(figure) for p in trace.customdata if p[1] == top["kode"]]
    assert f"peringkat 1–{int(top['peringkat_sampai'])} dari 38" in said[0]
    assert "peluang di seperempat terbawah" in said[0]


def test_of_514_only_the_ends_and_the_own_are_drawn_and_the_gaps_are_said() -> None:
    frame, _ = ranked(514)
    frame = frame.assign(kelompok=1.0, anggota=514, kepala="Wilayah 0")
    middle = frame.sort_values("pct", ascending=False).iloc[250]["kode"]
    rows = shown_rows(frame, {middle})
    assert len(rows) == 25
    assert rows["lewat"].sum() == 514 - 25
    figure = dots_rentang_peringkat(rows, 514, "kab/kota", sorot={middle})
    gaps = [t for t in texts(figure) if "lain di antaranya" in t]
    assert len(gaps) == 2
    assert sum("color" in text for text in figure.layout.yaxis.ticktext) == 1
    assert figure.layout.height < 900


def test_unranked_units_are_left_to_the_table() -> None:
    frame, _ = ranked()
    frame.loc[0, "peringkat"] = np.nan
    assert len(shown_rows(frame)) == 37


def test_one_unit_or_none_is_drawn_without_error() -> None:
    frame, _ = ranked(2)
    one = dots_rentang_peringkat(shown_rows(frame.head(1)), 1, "provinsi")
    assert len(one.layout.yaxis.ticktext) == 1
    assert dots_rentang_peringkat(shown_rows(frame.head(0)), 0, "provinsi").layout.height > 0


def test_chances_are_never_rounded_to_certainty() -> None:
    assert [peluang(v) for v in (0.0, 0.004, 0.12, 0.997, 1.0, float("nan"))] == [
        "< 1 %", "< 1 %", "12 %", "> 99 %", "> 99 %", "–",
    ]  # fmt: skip
    assert rentang(2.0, 25.0) == "2–25"
    assert rentang(38.0, 38.0) == "38"


# --- distances ---


def test_the_parts_of_a_distance_stand_side_by_side_and_add_up() -> None:
    frame = pd.DataFrame({"nama": ["A", "B"], "jarak": [0.5, 1.0], "besar": [0.2, 0.5], "pulau": [0.05, np.nan]})
    frame["internet"] = frame["jarak"] ** 2 - frame["besar"] - frame["pulau"].fillna(0)
    figure = bars_jarak(frame, {"besar": "besar wilayah", "pulau": "kelompok pulau", "internet": "akses internet"})
    bars = [t for t in figure.data if t.type == "bar"]
    assert [t.name for t in bars] == ["besar wilayah", "kelompok pulau", "akses internet"]
    assert np.sum([t.x for t in bars], axis=0) == pytest.approx([0.25, 1.0])
    assert "tidak diketahui" in bars[1].customdata[1]
    assert list(figure.layout.yaxis2.ticktext) == ["<b>0,50</b>", "<b>1,00</b>"]
    assert figure.layout.barmode == "stack"
