"""Charts of priorities, read from their data: contributions add up, a step starts where the last one ended."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

from charts.priority import bars_skor, bars_tangga_skor, dots_rentang_urutan, heat_peluang_urutan

FRAME = pd.DataFrame(
    {
        "kode": ["13.01", "13.02"], "nama": ["Kabupaten Agam", "Kota Padang"], "skor": [62.5, 40.0],
        "peluang": [0.97, np.nan], "jumlah_data": [2, 1], "urutan": [1, 2], "urutan_dari": [1, 1],
        "urutan_sampai": [2, 2], "skor_terendah": [62.5, 32.0], "skor_tertinggi": [62.5, 52.0],
    }
)  # fmt: skip
PARTS = np.array([[50.0, 12.5], [40.0, np.nan]])


def test_the_stacked_contributions_of_a_region_add_up_to_its_score() -> None:
    fig = bars_skor(FRAME, PARTS, ["A.1 Literasi", "D.1 Pembelajaran"])
    bars = [t for t in fig.data if t.type == "bar"]
    assert np.sum([bar.x for bar in bars], axis=0) == pytest.approx(FRAME["skor"].to_numpy())
    assert [bar.name for bar in bars] == ["A.1 Literasi", "D.1 Pembelajaran"]
    assert "tidak tersedia" in bars[1].customdata[1][0]
    assert bars[0].customdata[1][1] == "13.02", "a click tells which region"


def test_score_chance_and_data_stand_at_the_right_and_names_at_the_left() -> None:
    fig = bars_skor(FRAME, PARTS, ["A", "B"], sorot="13.01")
    right = list(fig.layout.yaxis2.ticktext)
    assert "62,5" in right[0]
    assert "97 %" in right[0]
    assert "2/2" in right[0]
    assert "–" in right[1]
    assert "1/2" in right[1]
    heading = next(a for a in fig.layout.annotations if a.text.startswith("skor<"))
    assert re.sub(r"<.*?>", "", heading.text).split() == ["skor", "peluang", "data"], "a heading over each column"
    assert (heading.x, heading.xanchor) == (1, "left")
    assert "Kab. Agam" in fig.layout.yaxis.ticktext[0]
    assert "<b>" in fig.layout.yaxis.ticktext[0]
    assert fig.layout.yaxis.ticktext[1] == "Kota Padang"


def test_each_step_starts_where_the_last_one_ended_and_the_last_is_the_score() -> None:
    steps = [("A", 30.0, "58,3 %"), ("B", 20.0, ""), ("C", float("nan"), ""), ("D", 12.5, "")]
    fig = bars_tangga_skor(steps, 62.5)
    (bar,) = fig.data
    assert list(bar.base) == [0.0, 30.0, 50.0, 50.0, 0.0]
    assert list(bar.x) == [30.0, 20.0, 0.0, 12.5, 62.5]
    assert sum(bar.x[:-1]) == pytest.approx(bar.x[-1], abs=1e-9)
    said = [a.text for a in fig.layout.annotations]
    assert "+30,0" in said[0]
    assert "58,3 %" in said[0]
    assert "tidak tersedia" in said[2]
    assert "62,5" in said[4]
    assert "+" not in said[4]


def test_a_criterion_keeps_the_colour_it_has_in_the_list() -> None:
    listed = bars_skor(FRAME, PARTS, ["A", "B"])
    (bar,) = bars_tangga_skor([("B", 12.5, ""), ("A", 50.0, "")], 62.5, [1, 0]).data
    assert bar.marker.color[:2] == (listed.data[1].marker.color, listed.data[0].marker.color)


def test_a_criterion_keeps_its_own_colour_when_another_is_left_out() -> None:
    whole = bars_skor(FRAME, PARTS, ["A", "B"], warna=[0, 1])
    alone = bars_skor(FRAME, PARTS[:, 1:], ["B"], warna=[1])
    assert alone.data[0].marker.color == whole.data[1].marker.color != whole.data[0].marker.color


def test_a_line_under_the_bar_tells_where_an_incomplete_score_could_lie() -> None:
    fig = bars_skor(FRAME, PARTS, ["A", "B"])
    (line,) = [t for t in fig.data if t.name == "bila lengkap"]
    assert list(line.x) == [32.0, 52.0, None], "13.02 alone: the score of 13.01 rests on all its criteria"
    assert 1.35 < line.y[0] < 1.5, "under the bar, before the next"
    assert "skor 32,0 sampai 52,0" in fig.data[0].customdata[1][0]
    assert "sampai" not in fig.data[0].customdata[0][0]
    wide = bars_skor(FRAME.assign(skor_tertinggi=[62.5, 90.0]), PARTS, ["A", "B"])
    assert wide.layout.xaxis.range[1] > 90, "a line is never cut off"


def test_the_chances_of_a_row_and_what_is_left_add_up_to_all_weights() -> None:
    fig = heat_peluang_urutan(FRAME, np.array([[0.6, 0.3], [np.nan, np.nan]]))
    z = np.array(fig.data[0].z, dtype=float)
    assert z[0].tolist() == pytest.approx([60, 30, 10])
    assert np.isnan(z[1]).all()
    assert fig.layout.xaxis.ticktext == ("1", "2", "> 2")
    assert "datanya kurang" in fig.data[0].customdata[1][0]
    assert {a.text for a in fig.layout.annotations} >= {"60", "30", "10"}


def test_rank_ranges_hold_the_rank_itself() -> None:
    fig = dots_rentang_urutan(FRAME, 2)
    line, dots = fig.data[0], fig.data[1]
    assert list(line.x[:2]) == [0.75, 2.25]
    assert list(dots.x) == [1, 2]
    assert list(fig.layout.yaxis2.ticktext) == ["<b>1–2</b>", "<b>1–2</b>"]
    assert dots_rentang_urutan(FRAME, 6).layout.xaxis.ticktext == ("1", "2", "3", "4", "5", "6"), "none is skipped"
    assert dots_rentang_urutan(FRAME, 19).layout.xaxis.ticktext == ("1", "5", "10", "15", "19")


@pytest.mark.parametrize("count", [0, 1])
def test_charts_of_nobody_and_of_one_stand(count: int) -> None:
    frame = FRAME.head(count)
    assert len(bars_skor(frame, PARTS[:count], ["A", "B"]).data) == 3, "no line where nothing is open"
    assert len(heat_peluang_urutan(frame, np.ones((count, 1))).data) == 1
    assert len(dots_rentang_urutan(frame, max(count, 1)).data) == 3


def test_a_name_never_becomes_a_link_or_bold_letters() -> None:
    evil = '<a href="http://x.example">klik</a>'
    frame = FRAME.assign(nama=[evil, "Kota Padang"])
    drawn = [bars_skor(frame, PARTS, [evil, "B"]), heat_peluang_urutan(frame, np.ones((2, 1))),
             dots_rentang_urutan(frame, 2), bars_tangga_skor([(evil, 62.5, evil)], 62.5)]  # fmt: skip
    for fig in drawn:
        text = str(fig.to_dict())
        assert "klik" in text
        assert "<a " not in text


def test_a_column_for_later_ranks_is_there_only_where_any_is_later() -> None:
    whole = heat_peluang_urutan(FRAME, np.array([[0.6, 0.4], [0.4, 0.6]]))
    assert whole.layout.xaxis.ticktext == ("1", "2")
    assert np.array(whole.data[0].z).shape == (2, 2)
