"""Rapor charts and the scatter: what is drawn and what is never drawn, read from the figure."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.correlation import QUADRANTS
from charts.rapor import BROWN, GREEN, RED
from charts.rapor_bars import PALE, bars_label, bars_proporsi
from charts.rapor_dots import dots_dua_hitungan, dots_rapor, dots_spm, spm_class
from charts.rapor_trend import DeretRapor, breaks, lines_rapor, stretches
from charts.scatter import CROWD, scatter_kuadran

CAPAIAN = ("Baik", "Sedang", "Kurang")
KESENJANGAN = ("Rendah", "Sedang", "Tinggi")
PARTISIPASI = ("Tinggi", "Sedang", "Rendah")


def make_years(ruas: list[int], nilai: list[float]) -> pd.DataFrame:
    years = range(2022, 2022 + len(ruas))
    return pd.DataFrame({"tahun": list(years), "nilai": nilai, "label": "Sedang", "ruas": ruas,
                         "urutan": [CAPAIAN] * len(ruas), "keterangan": "x"})  # fmt: skip


def lines_of(figure: go.Figure) -> list[list[int]]:
    return [list(trace.x) for trace in figure.data if trace.mode == "lines"]


def notes(figure: go.Figure) -> str:
    return " | ".join(str(a.text) for a in figure.layout.annotations)


@given(st.lists(st.tuples(st.integers(1, 3), st.one_of(st.just(math.nan), st.floats(0, 110))), min_size=1, max_size=6))
def test_a_line_never_joins_two_instruments_nor_years_around_a_gap(years: list[tuple[int, float]]) -> None:
    ruas = sorted(r for r, _ in years)
    rows = make_years(ruas, [v for _, v in years])
    pieces = stretches(rows)
    assert sum(len(piece) for piece in pieces) == rows["nilai"].notna().sum()
    for piece in pieces:
        assert piece["ruas"].nunique() == 1
        assert piece["tahun"].diff().dropna().eq(1).all()


def test_a_break_is_drawn_between_its_years_with_its_reason() -> None:
    rows = make_years([1, 1, 1, 2], [56.2, 58.7, 60.2, 31.1])
    figure = lines_rapor([DeretRapor("Agam", rows, is_utama=True)], sebab="menurut keterangan berkas")
    assert lines_of(figure) == [[2022, 2023, 2024], [2025]]
    assert breaks(rows) == [2025]
    bars = [s for s in figure.layout.shapes if s.type == "line" and s.x0 == s.x1]
    assert [bar.x0 for bar in bars] == [2024.5]
    assert "≠ instrumen berganti" in notes(figure)
    assert "menurut keterangan berkas" in notes(figure)


def test_one_instrument_is_one_line_without_a_break() -> None:
    figure = lines_rapor([DeretRapor("Agam", make_years([1, 1, 1], [50, 60, 55]), is_utama=True)])
    assert lines_of(figure) == [[2022, 2023, 2024]]
    assert "≠" not in notes(figure)


def test_a_trend_without_any_value_draws_nothing() -> None:
    figure = lines_rapor([DeretRapor("Agam", make_years([1], [math.nan]), is_utama=True)])
    assert len(figure.data) == 0


def make_regions(labels: list[Any], order: tuple[str, ...], values: list[float]) -> pd.DataFrame:
    return pd.DataFrame({"nama": [f"Kab. {at}" for at in range(len(labels))], "nilai": values, "label": labels,
                         "urutan": [order] * len(labels), "keterangan": "x"})  # fmt: skip


@pytest.mark.parametrize(
    ("order", "best", "worst"), [(CAPAIAN, "Baik", "Kurang"), (KESENJANGAN, "Rendah", "Tinggi"),
                                 (PARTISIPASI, "Tinggi", "Rendah")]
)  # fmt: skip
def test_the_best_label_is_a_filled_disc_and_the_lowest_a_ring_whatever_its_word(
    order: tuple[str, ...], best: str, worst: str
) -> None:
    figure = dots_rapor(make_regions([best, worst, "Sedang"], order, [3.0, 1.0, 2.0]))
    found = {trace.name: trace.marker for trace in figure.data if trace.name}
    assert (found["penuh"].symbol, list(found["penuh"].color)) == ("circle", [GREEN])
    assert (found["ring"].symbol, list(found["ring"].color)) == ("circle-open", [RED])
    assert list(found["setengah"].color) == [BROWN]
    assert len([s for s in figure.layout.shapes if s.type == "path"]) == 1


def test_values_and_labels_stand_at_the_right_in_the_order_of_the_values() -> None:
    figure = dots_rapor(make_regions(["Baik", None], PARTISIPASI, [105.5, 98.0]), acuan=101.2, nama_acuan="Prov")
    assert figure.layout.yaxis2.ticktext == ("<b>98,0</b> tanpa label", "<b>105,5</b> Baik")
    assert "Prov 101,2" in notes(figure)
    assert figure.layout.xaxis.range[1] > 105.5


def test_spm_dots_lie_in_the_bands_of_their_classes() -> None:
    frame = pd.DataFrame({"nama": ["A", "B", "C"], "nilai": [66.0, 70.0, 88.0], "keterangan": "x",
                          "label": ["TUNTAS MUDA", "TUNTAS PRATAMA", "TUNTAS MADYA"]})  # fmt: skip
    figure = dots_spm(frame, sorot="B")
    bands = [(s.x0, s.x1) for s in figure.layout.shapes if s.type == "rect"]
    assert bands == [(60, 70), (70, 80), (80, 90)]
    assert [a.text for a in figure.layout.annotations] == ["Muda", "Pratama", "Madya"]
    assert figure.layout.yaxis2.ticktext[1] == "<b>70,00</b> Pratama"


@pytest.mark.parametrize(
    ("value", "name"), [(100, "Paripurna"), (99.99, "Utama"), (90, "Utama"), (80, "Madya"), (70, "Pratama"),
                        (60, "Muda"), (59.99, "Belum Tuntas"), (0, "Belum Tuntas")]
)  # fmt: skip
def test_the_classes_of_the_spm_index_begin_at_their_limits(value: float, name: str) -> None:
    assert spm_class(value) == name


def test_proportions_are_drawn_as_published_even_when_they_miss_100() -> None:
    frame = pd.DataFrame({"baris": ["Rapor 2025"], "di atas": [20.0], "mencapai": [50.0], "di bawah": [20.0],
                          "jauh di bawah": [12.0]})  # fmt: skip
    figure = bars_proporsi(frame)
    widths = [s.x1 - s.x0 for s in figure.layout.shapes if s.type == "rect"]
    assert widths == [20, 50, 20, 12]
    assert figure.layout.xaxis.range[1] == 102
    assert all(s.layer == "below" for s in figure.layout.shapes if s.type == "rect"), "the numbers lie on top"


def test_label_bars_go_from_best_to_lowest_of_their_family_with_unknown_last() -> None:
    frame = pd.DataFrame({"baris": "B.1 Kesenjangan", "label": ["tidak tersedia", "Tinggi", "Rendah"],
                          "jumlah": [1.0, 4.0, 14.0], "urutan": [KESENJANGAN] * 3})  # fmt: skip
    figure = bars_label(frame, "19 kab/kota")
    fills = [(s.fillcolor, s.x1 - s.x0) for s in figure.layout.shapes if s.type == "rect"]
    assert fills == [(PALE[GREEN], 14), (PALE[RED], 4), ("#e6ebf1", 1)]
    assert "14 Rendah" in figure.data[0].text


def test_two_counts_say_their_difference() -> None:
    frame = pd.DataFrame({"nama": ["A"], "satu": [7.0], "dua": [56.9], "keterangan": "x"})
    figure = dots_dua_hitungan(frame)
    assert figure.layout.yaxis2.ticktext == ("<b>+49,9</b>",)
    assert {trace.marker.symbol for trace in figure.data if trace.name} == {"diamond", "circle"}


def test_the_scatter_raises_the_chosen_and_its_group_and_draws_both_medians() -> None:
    frame = pd.DataFrame({"kode": ["13.01", "13.02", "13.03"], "nama": ["A", "B", "C"], "x": [40.0, 60.0, 80.0],
                          "y": [1.5, 2.0, 2.5], "m": [100.0, 400.0, 25.0], "keterangan": "x"})  # fmt: skip
    figure = scatter_kuadran(frame, 60, 2.0, nama_x="PMM", nama_y="B.1", sorot="13.02", pembanding=("13.03",),
                             sudut=QUADRANTS, desimal_y=2)  # fmt: skip
    groups = {trace.name: list(trace.x) for trace in figure.data}
    assert groups == {"wilayah lain": [40.0], "pembanding": [80.0], "dipilih": [60.0]}
    lines = {(s.x0, s.x1, s.y0, s.y1) for s in figure.layout.shapes}
    assert lines == {(60, 60, 0, 1), (0, 1, 2.0, 2.0)}
    assert "median 60,0 %" in notes(figure)
    assert "median 2,00" in notes(figure)
    for name in QUADRANTS:
        assert name.replace(", ", ",<br>") in notes(figure)


def test_a_dots_area_grows_with_its_people_and_an_empty_scatter_draws_nothing() -> None:
    frame = pd.DataFrame({"kode": ["a", "b"], "nama": ["A", "B"], "x": [1.0, 2.0], "y": [1.0, 2.0],
                          "m": [400.0, 100.0], "keterangan": "x"})  # fmt: skip
    big, small = scatter_kuadran(frame, 1, 1, nama_x="x", nama_y="y").data[0].marker.size
    assert big / small == pytest.approx(2.0)
    assert len(scatter_kuadran(frame.iloc[:0], 1, 1, nama_x="x", nama_y="y").data) == 0


def test_in_a_crowd_only_the_chosen_and_the_outermost_are_named() -> None:
    places = range(CROWD + 1)
    many = pd.DataFrame({"kode": [f"{at}" for at in places], "nama": [f"Kab. {at}" for at in places], "m": 10.0,
                         "x": [float(at) for at in places], "keterangan": "x"})  # fmt: skip
    many["y"] = many["x"]
    figure = scatter_kuadran(many, 50, 50, nama_x="x", nama_y="y", sorot="50", pembanding=("48", "52"))
    named = {str(a.text) for a in figure.layout.annotations}
    assert "<b>Kab. 50</b>" in named
    assert not named & {"Kab. 48", "Kab. 52"}
    few = scatter_kuadran(many.iloc[::10], 50, 50, nama_x="x", nama_y="y", sorot="50", pembanding=("30",))
    assert "Kab. 30" in {str(a.text) for a in few.layout.annotations}
