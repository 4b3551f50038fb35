"""The burn-up of a target and the bars of owners: what is drawn and said, read from the figure."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest

from analysis.target_status import KEADAAN
from charts.target import WARNA, Garis, bars_keadaan, lines_target, nilai_kata

GARIS = Garis(50.0, date(2025, 12, 31), 60.0, date(2026, 12, 31), 55.0, "persen", "guru")
TODAY = date(2026, 7, 2)


def series(*rows: tuple[date, float], ruas: int = 1, is_bare: bool = False) -> pd.DataFrame:
    half = math.nan if is_bare else 2.0
    return pd.DataFrame(
        [{"tanggal": t, "nilai": v, "rendah": v - half, "tinggi": v + half, "x": math.nan if is_bare else 10.0 * v,
          "m": math.nan if is_bare else 1000.0, "jumlah_satuan": 40.0, "ruas": ruas, "is_lengkap": True}
         for t, v in rows]
    )  # fmt: skip


ROWS = series((date(2025, 12, 31), 50.0), (date(2026, 3, 31), 52.0), (date(2026, 7, 2), 54.0))


def named(fig: go.Figure, name: str) -> list[Any]:
    return [trace for trace in fig.data if trace.name == name]


def texts(fig: go.Figure) -> str:
    return " | ".join(a.text for a in fig.layout.annotations)


def test_the_promise_is_a_straight_line_from_baseline_to_target() -> None:
    line = named(lines_target(ROWS, GARIS, TODAY), "garis target")[0]
    assert list(line.x) == [date(2025, 12, 31), date(2026, 12, 31)]
    assert list(line.y) == [50.0, 60.0]


def test_values_have_their_band_and_n_in_the_hover() -> None:
    fig = lines_target(ROWS, GARIS, TODAY)
    assert len(named(fig, "selang")) == 1
    line = named(fig, "realisasi")[0]
    assert list(line.y) == [50.0, 52.0, 54.0]
    assert "540 dari 1.000 guru" in line.customdata[-1]
    assert "selang 95 %: 52,0–56,0" in line.customdata[-1]


def test_the_ends_are_labelled_directly_with_target_line_and_value() -> None:
    said = texts(lines_target(ROWS, GARIS, TODAY))
    for text in ("target 60,0 %", "garis target saat ini 55,0 %", "realisasi 54,0 %", "tenggat<br>31 Des 2026",
                 "data terbaru<br>2 Jul 2026"):  # fmt: skip
        assert text in said


def test_labels_at_the_right_never_touch() -> None:
    near = Garis(50.0, date(2025, 12, 31), 54.1, date(2026, 12, 31), 54.05, "persen", "guru")
    fig = lines_target(ROWS, near, TODAY)
    heights = sorted(a.y for a in fig.layout.annotations if a.xref == "paper")
    low, high = fig.layout.yaxis.range
    least = (high - low) * 13 / (fig.layout.height - 80)
    assert len(heights) == 3
    assert all(b - a >= least for a, b in pairwise(heights))
    assert low <= heights[0]
    assert heights[-1] <= high


def test_no_line_joins_two_stretches() -> None:
    broken = pd.concat([series((date(2024, 12, 31), 60.0), (date(2025, 12, 31), 61.0), is_bare=True),
                        series((date(2026, 12, 31), 27.0), ruas=2, is_bare=True)])  # fmt: skip
    fig = lines_target(broken, GARIS, TODAY)
    assert [list(trace.y) for trace in named(fig, "realisasi")] == [[60.0, 61.0], [27.0]]
    assert not named(fig, "selang"), "published values have no band"


def test_a_cut_off_still_being_filled_is_hollow_and_off_the_line() -> None:
    rows = ROWS.assign(is_lengkap=[True, True, False])
    fig = lines_target(rows, GARIS, TODAY)
    assert list(named(fig, "realisasi")[0].y) == [50.0, 52.0]
    assert named(fig, "belum lengkap")[0].marker.symbol == "circle-open"
    assert "realisasi 52,0 %" in texts(fig)


def test_without_any_value_the_promise_is_still_drawn() -> None:
    fig = lines_target(ROWS.iloc[:0], Garis(50.0, date(2025, 12, 31), 60.0, date(2026, 12, 31), math.nan, "persen"),
                       TODAY)  # fmt: skip
    assert named(fig, "garis target")
    assert "realisasi" not in texts(fig)


def test_what_lies_more_than_a_year_before_the_baseline_is_left_out() -> None:
    old = series((date(2020, 1, 31), 1.0), (date(2026, 3, 31), 52.0))
    assert list(named(lines_target(old, GARIS, TODAY), "realisasi")[0].y) == [52.0]


@pytest.mark.parametrize("is_kecil", [False, True])
def test_chart_text_is_never_smaller_than_13(is_kecil: bool) -> None:
    fig = lines_target(ROWS, GARIS, TODAY, is_kecil=is_kecil)
    assert min(a.font.size for a in fig.layout.annotations) >= 13


def test_values_are_written_in_their_unit() -> None:
    assert nilai_kata(62.85, "persen") == "62,9 %"
    assert nilai_kata(2.451, "skala 1-3") == "2,45"
    assert nilai_kata(60.0, "skor 0-100") == "60,0"


def test_owner_bars_hold_the_counts_of_each_state_and_say_them() -> None:
    frame = pd.DataFrame({"penanggung": ["A", "B"], "jumlah": [5, 2], **dict.fromkeys(KEADAAN, 0)})
    frame["tertinggal"], frame["di jalur"] = [3, 0], [2, 2]
    fig = bars_keadaan(frame, list(WARNA))
    bars = {trace.name: trace for trace in fig.data if trace.type == "bar"}
    assert set(bars) == set(KEADAAN)
    assert list(bars["tertinggal"].x) == [3, 0]
    assert list(bars["tertinggal"].text) == ["3", ""], "a state nobody is in is not written"
    assert list(bars["di jalur"].text) == ["2", "2"]
    assert list(fig.layout.yaxis.ticktext) == ["A", "B"]
    assert [t.replace("<b>", "").replace("</b>", "") for t in fig.layout.yaxis2.ticktext] == ["5", "2"]


def test_an_owner_that_is_written_as_markup_is_drawn_as_written() -> None:
    owner = '<a href="http://example.test">klik</a>'
    frame = pd.DataFrame({"penanggung": [owner], "jumlah": [1], **dict.fromkeys(KEADAAN, 0)}).assign(tertinggal=1)
    fig = bars_keadaan(frame, list(WARNA))
    assert "<" not in fig.layout.yaxis.ticktext[0]
    assert not any("<a" in text for trace in fig.data if trace.type == "bar" for text in trace.customdata)
