"""Shares under one another: read from the figure."""

from __future__ import annotations

import pandas as pd

from charts.dots import Banding, dots_banding
from charts.lines import Deret, lines_tren
from charts.slices import dots_irisan

NAN = float("nan")


def frame(**more: object) -> pd.DataFrame:
    return pd.DataFrame(
        {"nama": ["PAUD", "SD", "SLB"], "pct": [50.0, 70.0, 100.0], "pct_rendah": [45.0, 66.0, NAN],
         "pct_tinggi": [56.0, 75.0, NAN], "x": [50, 700, 3], "m": [100, 1000, 3],
         "jumlah_satuan": [40.0, 90.0, 3.0], "is_terlalu_sedikit": [False, False, True], "siapa": "guru", **more}
    )  # fmt: skip


def test_rows_keep_their_order_from_top_to_bottom_and_say_value_and_n() -> None:
    figure = dots_irisan(frame())
    heights = {a.text: a.y for a in figure.layout.annotations}
    assert heights["PAUD"] > heights["SD"] > heights["SLB"]
    assert figure.layout.yaxis2.ticktext[1] == "<b>70,0 %</b><br>n = 1.000"


def test_an_interval_keeps_its_two_arms_and_too_few_schools_are_hollow_and_said() -> None:
    solid, hollow = dots_irisan(frame()).data[:2]
    assert (list(solid.error_x.array), list(solid.error_x.arrayminus)) == ([6.0, 5.0], [5.0, 4.0])
    assert hollow.marker.symbol == "circle-open"
    assert "satuan terlalu sedikit untuk dibandingkan" in hollow.customdata[0]
    assert "700 dari 1.000 guru" in solid.customdata[1]


def test_rows_of_different_denominators_get_no_reference_line() -> None:
    def dotted(acuan: float | None) -> int:
        return sum(shape.line.dash == "dot" for shape in dots_irisan(frame(), acuan, "semua").layout.shapes)

    assert (dotted(None), dotted(65.0)) == (0, 1)


def test_no_row_and_a_row_without_data_draw_without_failing() -> None:
    assert len(dots_irisan(frame().iloc[:0]).layout.annotations) == 0
    assert "tanpa data" in dots_irisan(frame(pct=NAN)).layout.yaxis2.ticktext


def test_regions_picked_by_hand_each_have_their_mark_in_the_chart_and_in_the_key() -> None:
    rows = pd.DataFrame({"label": ["PMM"], "pct": [60.0], "pct_rendah": [58.0], "pct_tinggi": [62.0], "m": [100],
                         "pct_nasional": [65.0], "pct_banding_0": [70.0], "pct_banding_1": [NAN],
                         "keterangan": ["x"]})  # fmt: skip
    marks = [Banding("pct_banding_0", "Bali", "square"), Banding("pct_banding_1", "Aceh", "cross")]
    figure = dots_banding(rows, "Jambi", "Sumatera", marks)
    assert {t.name: (t.marker.symbol, list(t.x)) for t in figure.data if t.name == "Bali"} == {
        "Bali": ("square", [70.0])
    }
    key = next(a.text for a in figure.layout.annotations if "nasional" in a.text and "Jambi" in a.text)
    assert "■</span> Bali" in key
    assert "✚</span> Aceh" in key
    assert "Pulau Sumatera" not in key


def series(name: str, *values: float, **more: object) -> Deret:
    days = pd.to_datetime(["2025-09-30", "2025-12-31", "2026-03-31", "2026-06-30"][: len(values)])
    rows = pd.DataFrame({"tanggal_data": days, "pct": values, "m": 100.0, "jumlah_satuan": 10.0})
    return Deret(name, rows, **more)  # type: ignore[arg-type]


def test_a_count_that_starts_from_nothing_each_year_is_not_joined_across_the_new_year() -> None:
    day = pd.Timestamp("2026-01-01").date()
    figure = lines_tren([series("SIPLah", 60.0, 80.0, 20.0, 40.0, is_utama=True)], ulang=[day])
    line = next(t for t in figure.data if t.name == "SIPLah")
    assert list(line.y) == [60.0, 80.0, None, 20.0, 40.0]
    assert "2026: dari nol" in [a.text for a in figure.layout.annotations]


def test_every_name_at_the_end_of_a_line_lies_within_the_axis_and_dashed_lines_show_their_colour() -> None:
    lines = [series(f"Daerah {n}", 50.0, 60.0 + n / 10, putus="dash", warna="#009E73") for n in range(7)]
    figure = lines_tren([series("Sendiri", 10.0, 60.0, is_utama=True), *lines])
    low, high = figure.layout.yaxis.range
    names = [a for a in figure.layout.annotations if "Daerah" in a.text or "Sendiri" in a.text]
    assert len(names) == 8
    assert all(low <= a.y <= high for a in names)
    assert all("#009E73" in a.text for a in names if "Daerah" in a.text)
    assert {t.line.dash for t in figure.data if t.mode == "lines+markers"} == {"solid", "dash"}
