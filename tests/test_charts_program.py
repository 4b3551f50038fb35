"""Charts of programmes and of context, read as data."""

from __future__ import annotations

from datetime import date

import pandas as pd
import plotly.graph_objects as go
import pytest

from charts.appointed import TARGET, TENGGAT, lines_penggerak
from charts.context import Acuan, Garis, dots_konteks, dots_sebaran, is_persen, lines_konteks, tulis
from charts.dots import dots_peringkat
from charts.lines import Deret
from charts.stacked import bars_bagian, bars_tahun, bars_tangga
from charts.style import SMALL

COLOURS = {"satu": "#084081", "dua": "#a8ddb5"}


def parts_of(*rows: tuple[str, str, float]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["nama", "kategori", "jumlah"])


def said(fig: go.Figure) -> str:
    return " ".join(str(a.text) for a in fig.layout.annotations)


# --- bars ---


def test_the_parts_of_each_bar_add_up_to_a_hundred_in_the_order_given() -> None:
    fig = bars_bagian(parts_of(("A", "satu", 3), ("A", "dua", 1), ("B", "dua", 5)), COLOURS, "satuan", sorot="B")
    first, second = (bar for bar in fig.data if bar.type == "bar")
    assert [first.name, second.name] == ["satu", "dua"]
    assert [a + b for a, b in zip(first.x, second.x, strict=True)] == [100, 100]
    assert list(fig.layout.yaxis.ticktext) == ["<b>B</b>", "A"], "the first name is the top row"
    assert list(first.x) == [0, 75]
    assert "3 dari 4 satuan" in first.customdata[1]
    assert "n = 4" in fig.layout.yaxis2.ticktext[1]


def test_a_part_too_narrow_for_its_number_leaves_it_to_the_hover() -> None:
    fig = bars_bagian(parts_of(("A", "satu", 5), ("A", "dua", 95)), COLOURS, "satuan")
    assert [bar.text[0] for bar in fig.data if bar.type == "bar"] == ["", "95"]


def test_a_part_that_no_row_has_is_a_zero_and_no_rows_are_no_error() -> None:
    fig = bars_bagian(parts_of(("A", "satu", 5)), COLOURS, "satuan")
    assert [bar.x[0] for bar in fig.data if bar.type == "bar"] == [100, 0]
    assert bars_bagian(parts_of(), COLOURS, "satuan").layout.height > 0


def test_a_year_that_is_not_over_is_hatched_and_said_to_be_so() -> None:
    rows = pd.DataFrame({"tahun": [2024, 2025, 2025], "kategori": "satu", "jumlah": [2.0, 3.0, 1.0]})
    fig = bars_tahun(rows, {"satu": "#0b5cab"}, "webinar", berjalan=2025)
    assert list(fig.data[0].y) == [2, 4]
    assert list(fig.data[0].marker.pattern.shape) == ["", "/"]
    assert said(fig).count("belum setahun") == 1
    assert "belum setahun" not in said(bars_tahun(rows, {"satu": "#0b5cab"}, "webinar"))


def test_the_staircase_starts_each_bar_at_zero_with_its_words_above() -> None:
    fig = bars_tangga([("Lulus", 200, "orang"), ("Diangkat", 50, "25,0 %")])
    assert list(fig.data[0].x) == [50, 200]
    assert fig.layout.xaxis.range[0] == 0
    assert "<b>200</b>" in said(fig)
    assert bars_tangga([("Lulus", 0, "")]).layout.xaxis.range[1] > 0


# --- the share appointed ---


def line(*rows: tuple[date, float]) -> Deret:
    frame = pd.DataFrame(rows, columns=["tanggal_data", "pct"])
    return Deret("Nasional", frame.assign(pct_rendah=frame.pct - 1, pct_tinggi=frame.pct + 1, m=100, jumlah_satuan=20),
                 is_utama=True)  # fmt: skip


def test_the_target_is_drawn_up_to_its_day_and_lies_inside_the_axis() -> None:
    fig = lines_penggerak([line((date(2023, 12, 31), 5.0), (date(2026, 6, 30), 9.0))])
    (target,) = [s for s in fig.layout.shapes if s.y0 == s.y1 == TARGET]
    assert str(target.x1)[:10] == TENGGAT.isoformat()
    assert fig.layout.yaxis.range[1] > TARGET
    assert "target 20 % untuk 2024" in said(fig)


def test_a_series_that_starts_after_the_target_has_no_target_line() -> None:
    fig = lines_penggerak([line((date(2025, 6, 30), 5.0), (date(2026, 6, 30), 9.0))])
    assert "target" not in said(fig)
    assert not lines_penggerak([]).layout.shapes


def test_a_row_may_bring_the_words_of_its_hover() -> None:
    row = {"nama": "A", "pct": 20.0, "pct_rendah": 10.0, "pct_tinggi": 30.0, "x": 2, "m": 10, "jumlah_satuan": 10,
           "is_terlalu_sedikit": False}  # fmt: skip
    own = dots_peringkat(pd.DataFrame([row | {"keterangan": "kata sendiri"}]), 20.0, "Nasional")
    usual = dots_peringkat(pd.DataFrame([row]), 20.0, "Nasional", satuan="orang")
    assert own.data[0].customdata[0] == "kata sendiri"
    assert "2 dari 10 orang" in usual.data[0].customdata[0]


# --- context ---


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(77.44, "persen", "77,4 %"), (77.44, "%", "77,4 %"), (1234.0, "orang", "1.234 orang"),
     (0.716, "indeks", "0,72 indeks"), (None, "orang", "–"), (float("nan"), "persen", "–")],
)  # fmt: skip
def test_a_value_is_written_with_its_unit(value: float | None, unit: str, text: str) -> None:
    assert tulis(value, unit) == text
    assert is_persen(unit) == (unit in ("persen", "%"))


def test_regions_are_ranked_without_intervals_beside_what_is_published() -> None:
    frame = pd.DataFrame({"nama": ["A", "B", "C"], "nilai": [3.0, float("nan"), 7.0], "keterangan": ["a", "b", "c"]})
    fig = dots_konteks(frame, "orang", [Acuan("Nasional", 5.0), Acuan("Jawa Barat", 5.1)], sorot="C")
    assert list(fig.layout.yaxis.ticktext) == ["B", "A", "<b>C</b>"]
    assert list(fig.layout.yaxis2.ticktext) == ["tanpa data", "<b>3 orang</b>", "<b>7 orang</b>"]
    assert fig.data[0].error_x.array is None
    assert [s.x0 for s in fig.layout.shapes] == [5.0, 5.1]
    assert len({a.yshift for a in fig.layout.annotations}) == 2, "two near references are named in two steps"
    assert list(fig.data[0].marker.symbol) == ["circle", "circle", "diamond"], "the one in focus by shape too"
    assert fig.layout.xaxis.range[0] < 3
    assert fig.layout.xaxis.tickfont.size >= SMALL


def test_one_region_alone_can_be_drawn() -> None:
    fig = dots_konteks(pd.DataFrame({"nama": ["A"], "nilai": [3.0], "keterangan": ["a"]}), "persen")
    assert fig.layout.xaxis.range[0] < 3 < fig.layout.xaxis.range[1]


def test_the_middle_kab_kota_is_a_median_and_says_that_it_is_no_province_value() -> None:
    frame = pd.DataFrame({
        "provinsi": ["Aceh", "Aceh", "Aceh", "Bali"], "nama": list("abcd"), "nilai": [1.0, 2.0, 90.0, 5.0],
        "keterangan": list("abcd"),
    })  # fmt: skip
    fig = dots_sebaran(frame, "persen")
    dots, middle = fig.data[0], fig.data[1]
    assert list(fig.layout.yaxis.ticktext) == ["Bali", "Aceh"], "from top to bottom as given"
    assert list(dots.y) == [1, 1, 1, 0]
    assert list(middle.x) == [5, 2]
    assert "bukan nilai provinsi" in middle.customdata[0]
    assert list(fig.layout.yaxis2.ticktext) == ["1 kab/kota", "3 kab/kota"]


def test_a_year_without_a_value_leaves_a_gap_in_the_line() -> None:
    rows = pd.DataFrame({"tahun": [2022, 2024], "nilai": [10.0, 12.0]})
    fig = lines_konteks([Garis("Agam", rows, is_utama=True), Garis("Nasional", rows.assign(nilai=11.0))], "persen")
    main = next(trace for trace in fig.data if trace.name == "Agam")
    assert list(main.y) == [10.0, None, 12.0]
    assert main.connectgaps is False
    assert "<b>Agam</b> 12,0 %" in said(fig)
    assert "Nasional 11,0 %" in said(fig)


def test_lines_without_any_value_are_an_empty_chart() -> None:
    assert not lines_konteks([Garis("Agam", pd.DataFrame({"tahun": [2022], "nilai": [float("nan")]}))], "orang").data
