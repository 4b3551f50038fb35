"""What is drawn: read from the figure, not from a picture."""

from __future__ import annotations

import itertools
import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.dots import dots_banding, dots_peringkat, dots_perubahan, kelas
from charts.lines import PLOT, Deret, belum_lengkap, lines_tren, segments, small_multiples_tren, spread_labels
from charts.maps import map_provinsi
from charts.names import EMPAT_HURUF, short_name, singkatan
from charts.rapor import labels_rapor, patahan, tanda
from charts.spark import spark
from charts.style import CONFIG, SEQUENTIAL, bertanda, colour, desimal, persen, scale, text_colour

NAN = float("nan")


def ranked(*rows: tuple[str, float, float, float]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=["nama", "pct", "pct_rendah", "pct_tinggi"])
    return frame.assign(x=frame["pct"] * 10, m=1000.0, jumlah_satuan=40.0, is_terlalu_sedikit=False)


FOUR = ranked(("Aceh", 60, 58, 62), ("Bali", 80, 78, 82), ("Jambi", 70, 66, 74), ("Papua", NAN, NAN, NAN))


def test_numbers_are_written_as_in_indonesia() -> None:
    assert [desimal(1234567.85), persen(71.44), persen(NAN)] == ["1.234.567,9", "71,4 %", "–"]
    assert [bertanda(3.21), bertanda(-3.21), bertanda(0.04), bertanda(-0.04)] == ["+3,2", "−3,2", "0,0", "0,0"]


def test_all_rows_are_ranked_and_the_one_without_data_stays_visible() -> None:
    figure = dots_peringkat(FOUR, 70.0, "Nasional", satuan="guru")
    assert list(figure.layout.yaxis.ticktext) == ["Papua", "Aceh", "Jambi", "Bali"]
    assert figure.layout.yaxis2.ticktext[0] == "tanpa data"
    assert figure.layout.yaxis2.ticktext[3] == "<b>80,0 %</b><span>   n = 1.000</span>"
    assert figure.layout.xaxis.side == "top"


def test_a_row_is_above_or_below_only_with_its_whole_interval_and_shape_says_so_too() -> None:
    assert kelas(FOUR, 70.0).tolist() == ["di bawah", "di atas", "setara", ""]
    figure = dots_peringkat(FOUR, 70.0, "Nasional")
    marks = {t.name: (t.marker.symbol, list(t.x)) for t in figure.data if t.name}
    assert marks == {"di atas": ("circle", [80]), "setara": ("circle-open", [70]), "di bawah": ("diamond", [60])}


def test_the_reference_is_a_line_with_its_value() -> None:
    figure = dots_peringkat(FOUR, 71.44, "Nasional")
    assert figure.layout.shapes[0].x0 == figure.layout.shapes[0].x1 == 71.44
    assert figure.layout.annotations[0].text == "<b>Nasional 71,4 %</b>"


def test_intervals_are_drawn_as_they_are() -> None:
    trace = next(t for t in dots_peringkat(FOUR, 70.0, "Nasional").data if t.name == "setara")
    assert (trace.error_x.arrayminus[0], trace.error_x.array[0]) == (4, 4)


def test_a_value_without_an_interval_has_its_own_mark_and_says_why() -> None:
    bare = ranked(("Bali", 80, NAN, NAN)).assign(jumlah_satuan=NAN)
    few = ranked(("Bali", 80, NAN, NAN)).assign(jumlah_satuan=4.0, is_terlalu_sedikit=True)
    for frame, words in ((bare, "tanpa selang: data tidak per satuan"), (few, "terlalu sedikit untuk dibandingkan")):
        trace = dots_peringkat(frame, 70.0, "Nasional").data[0]
        assert (trace.name, trace.marker.symbol) == ("tanpa selang", "square")
        assert words in trace.customdata[0]


def test_the_hover_holds_numerator_denominator_and_interval() -> None:
    trace = next(t for t in dots_peringkat(FOUR, 70.0, "Nasional", satuan="guru").data if t.name == "di atas")
    assert "80,0 % = 800 dari 1.000 guru" in trace.customdata[0]
    assert "selang 95 %: 78,0–82,0" in trace.customdata[0]


def test_a_change_that_is_not_real_is_a_hollow_mark() -> None:
    frame = pd.DataFrame(
        {"nama": ["Aceh", "Bali", "Jambi"], "poin": [3.0, 0.4, -2.0], "poin_rendah": [2.0, -1.0, -3.0],
         "poin_tinggi": [4.0, 2.0, -1.0], "is_nyata": [True, False, True]}
    )  # fmt: skip
    marks = {tuple(t.x): t.marker.symbol for t in dots_perubahan(frame).data if t.x and t.x[0] is not None}
    assert marks == {(3.0,): "circle", (-2.0,): "diamond", (0.4,): "circle-open"}


def test_a_change_that_could_not_be_tested_is_the_square_of_the_ranking_without_an_interval() -> None:
    frame = pd.DataFrame(
        {"nama": ["Aceh", "Bali"], "poin": [9.0, 3.0], "poin_rendah": [NAN, 2.0], "poin_tinggi": [NAN, 4.0],
         "is_nyata": [None, True]}
    )  # fmt: skip
    square = next(t for t in dots_perubahan(frame).data if t.marker.symbol == "square")
    assert list(square.x) == [9.0]
    assert square.error_x.array is None


def test_rows_left_out_between_rising_and_falling_are_said_in_a_gap() -> None:
    frame = pd.DataFrame({"nama": list("abcd"), "poin": [4.0, 3.0, -1.0, -2.0], "poin_rendah": NAN,
                          "poin_tinggi": NAN, "is_nyata": None})  # fmt: skip
    figure = dots_perubahan(frame, lainnya="… 34 provinsi lain di antaranya …")
    assert list(figure.layout.yaxis.ticktext) == ["d", "c", "b", "a"]
    assert list(figure.layout.yaxis.tickvals) == [0, 1, 3, 4]
    assert [(a.text, a.y) for a in figure.layout.annotations] == [("… 34 provinsi lain di antaranya …", 2)]


def test_a_region_stands_beside_its_island_and_the_nation() -> None:
    frame = pd.DataFrame(
        {"label": ["PMM", "ARKAS"], "pct": [60.0, NAN], "pct_rendah": [58.0, NAN], "pct_tinggi": [62.0, NAN],
         "m": [100, NAN], "pct_pulau": [61.0, 99.0], "pct_nasional": [65.0, 98.0], "keterangan": ["x", "y"]}
    )  # fmt: skip
    figure = dots_banding(frame, "Aceh", "Sumatera")
    assert {t.name: list(t.x) for t in figure.data if t.name} == {
        "nasional": [98.0, 65.0], "Pulau Sumatera": [99.0, 61.0], "Aceh": [60.0],
    }  # fmt: skip
    assert list(figure.layout.yaxis2.ticktext) == ["tanpa data", "<b>60,0 %</b>  −5,0"]
    assert "<b>persen</b>, selisih<br>dari nasional" in [a.text for a in figure.layout.annotations]


def beside(**more: Any) -> pd.DataFrame:
    return pd.DataFrame(
        {"label": ["Kampus Merdeka", "PMM", "ARKAS"], "pct": [46.0, 60.0, 90.0], "pct_rendah": [NAN, 58.0, NAN],
         "pct_tinggi": [NAN, 62.0, NAN], "m": 100.0, "pct_pulau": 61.0, "pct_nasional": 65.0, "keterangan": "x", **more}
    )  # fmt: skip


def test_a_share_without_an_interval_beside_others_is_hollow() -> None:
    marks = {t.name: (t.marker.symbol, list(t.x)) for t in dots_banding(beside(), "Papua", "Papua").data if t.name}
    assert marks["tanpa selang"] == ("circle-open", [90.0, 46.0])
    assert marks["Papua"] == ("circle", [60.0])
    assert marks["Pulau Papua"][0] == "diamond", "the island group is never taken for the province of its name"


def test_a_platform_outside_the_regional_office_s_remit_is_last_and_set_apart() -> None:
    frame = beside(ukuran=["kampus_merdeka.aktif", "pmm.aktif_30_hari", "arkas.rkas_disahkan"])
    figure = dots_banding(frame, "Aceh", "Sumatera")
    places = {a.text: a.y for a in figure.layout.annotations}
    assert places["ARKAS"] - places["PMM"] == pytest.approx(-1.0)
    assert places["ARKAS"] - places["Kampus Merdeka"] == pytest.approx(1.7)
    assert "Di luar tugas BPMP, jangan dibandingkan:" in places


def test_a_row_says_its_date_where_it_is_older_than_the_newest() -> None:
    days = [date(2026, 9, 30), date(2026, 10, 31), date(2026, 10, 31)]
    texts = {a.text for a in dots_banding(beside(tanggal_data=days), "Aceh", "Sumatera").layout.annotations}
    assert {"Kampus Merdeka · 30 Sep 2026", "PMM", "ARKAS"} <= texts


def trend(values: list[float], schools: list[float] | None = None) -> pd.DataFrame:
    days = [date(2026, m + 1, 28) for m in range(len(values))]
    there = [100.0] * len(values) if schools is None else schools
    return pd.DataFrame({"tanggal_data": days, "pct": values, "m": there, "jumlah_satuan": there})


EVENTS = pd.DataFrame(
    {"tanggal_mulai": [date(2026, 2, 1), date(2030, 1, 1)], "peristiwa": ["Nama berganti (perkiraan)", "Nanti"]}
)


def test_a_line_carries_its_name_and_last_value_at_its_end() -> None:
    figure = lines_tren([Deret("Aceh", trend([40, 45, 50]), is_utama=True), Deret("Nasional", trend([60, 61, 62]))])
    assert {a.text for a in figure.layout.annotations} == {"<b>Aceh</b> 50,0 %", "Nasional 62,0 %"}
    assert figure.layout.showlegend is False


def test_an_unfinished_last_period_is_a_hollow_mark_and_not_a_fall() -> None:
    rows = trend([40, 45, 50, 20], [100, 100, 100, 30])
    assert belum_lengkap(rows)
    figure = lines_tren([Deret("Aceh", rows, is_utama=True)])
    line = next(t for t in figure.data if t.mode == "lines")
    assert list(line.y) == [40, 45, 50]
    hollow = next(t for t in figure.data if t.name == "belum lengkap")
    assert (list(hollow.y), hollow.marker.symbol) == ([20], "circle-open")


def test_a_finished_last_period_is_part_of_the_line() -> None:
    assert not belum_lengkap(trend([40, 45, 20], [100, 100, 95]))


def test_a_policy_event_is_a_thin_line_with_its_reason_inside_the_period_only() -> None:
    figure = lines_tren([Deret("Aceh", trend([40, 45, 50]), is_utama=True)], EVENTS)
    lines = [s for s in figure.layout.shapes if s.line.dash == "dash"]
    assert [s.x0 for s in lines] == [date(2026, 2, 1)]
    assert [a.text for a in figure.layout.annotations][-1] == "Nama berganti"


BREAK = EVENTS.assign(is_batas_deret=[True, False])


def test_a_line_is_not_drawn_across_a_break_in_the_series_and_the_reason_is_said() -> None:
    rows = trend([40, 45, 50, 52]).assign(pct_rendah=lambda f: f["pct"] - 1, pct_tinggi=lambda f: f["pct"] + 1)
    figure = lines_tren([Deret("Aceh", rows, is_utama=True)], BREAK)
    line = next(t for t in figure.data if t.name == "Aceh")
    assert list(line.y) == [40, None, 45, 50, 52]
    assert line.connectgaps is False
    assert line.mode == "lines+markers", "a single cut-off before a break would be no line at all"
    assert list(next(t for t in figure.data if t.name == "selang").y) == [41, 39, None, 46, 51, 53, 51, 49, 44]
    assert [s.line.dash for s in figure.layout.shapes] == ["solid"]
    assert figure.layout.annotations[-1].text == "<b>Batas deret, tidak disambung</b><br>Nama berganti"


def test_what_happens_on_the_day_of_a_break_belongs_to_what_follows() -> None:
    pieces = segments(trend([40, 45, 50]), [date(2026, 2, 28)])
    assert [piece["pct"].tolist() for piece in pieces] == [[40], [45, 50]]
    assert len(segments(trend([40, 45]), [date(2020, 1, 1)])) == 1


def test_two_near_events_share_one_line_at_the_break_and_one_label() -> None:
    near = pd.DataFrame(
        {"tanggal_mulai": [date(2026, 1, 30), date(2026, 2, 5), date(2026, 2, 20)], "peristiwa": ["a", "b", "c"],
         "is_batas_deret": [False, True, False]}
    )  # fmt: skip
    figure = lines_tren([Deret("Aceh", trend([40, 45, 50]), is_utama=True)], near)
    assert [s.x0 for s in figure.layout.shapes] == [date(2026, 2, 5)]
    label = figure.layout.annotations[-1]
    assert label.text.endswith("<br>b")
    assert label.hovertext == "30 Jan 2026: a<br>5 Feb 2026: b<br>20 Feb 2026: c"


def test_labels_of_events_that_follow_each_other_stand_at_different_heights_over_the_chart() -> None:
    two = pd.DataFrame({"tanggal_mulai": [date(2026, 2, 10), date(2026, 4, 20)], "peristiwa": ["satu", "dua"]})
    figure = lines_tren([Deret("Aceh", trend([40, 45, 50, 52, 53, 54]), is_utama=True)], two)
    one, other = figure.layout.annotations[-2:]
    assert 1 < other.y < one.y, "the earlier label passes over the later line"
    assert (one.xanchor, other.xanchor) == ("left", "left")


def test_holidays_are_pale_bands() -> None:
    libur = pd.DataFrame({"tanggal_mulai": [date(2026, 2, 1)], "tanggal_selesai": [date(2026, 2, 14)]})
    figure = lines_tren([Deret("Aceh", trend([40, 45, 50]), is_utama=True)], None, libur)
    assert [(s.type, s.x0, s.x1) for s in figure.layout.shapes] == [("rect", date(2026, 2, 1), date(2026, 2, 14))]


def test_nothing_to_draw_gives_an_empty_figure() -> None:
    assert not lines_tren([Deret("Aceh", trend([NAN, NAN]), is_utama=True)]).data


@given(st.lists(st.floats(0, 100), min_size=1, max_size=8), st.floats(0.1, 5))
def test_labels_at_the_ends_of_lines_never_touch(values: list[float], gap: float) -> None:
    placed = sorted(spread_labels(values, gap))
    assert all(b - a >= gap - 1e-9 for a, b in itertools.pairwise(placed))


def test_small_multiples_share_one_scale_and_lie_where_the_province_lies() -> None:
    places = [("11", "ACEH", "Aceh", 0, 0), ("12", "SUMUT", "Sumatera Utara", 1, 1)]
    columns = ["kode_provinsi_kemendagri", "singkatan", "nama", "baris_petak", "kolom_petak"]
    frame = pd.concat(
        trend(values).assign(**dict(zip(columns, place, strict=True)))
        for place, values in zip(places, ([0, 50], [50, 100]), strict=True)
    )
    figure = small_multiples_tren(frame, trend([20, 40]))
    own = next(t for t in figure.data if t.name == "provinsi")
    x, y = np.array(own.x, dtype=float), np.array(own.y, dtype=float)
    assert np.isnan([x[2], y[2]]).all(), "a gap keeps one province's line from running into the next"
    assert y[0] == pytest.approx(-0.93)
    assert y[4] == pytest.approx(-1 - 0.93 + PLOT)
    assert 0 < x[0] < x[1] < 1 < x[3] < x[4] < 2
    grey = next(t for t in figure.data if t.name == "nasional")
    assert len(grey.x) == 6
    labels = next(t for t in figure.data if t.name == "label").text
    assert list(labels) == ["<b>ACEH</b><br>50 %", "<b>SUMUT</b><br>100 %"]
    cut = small_multiples_tren(frame, trend([20, 40]), [date(2026, 2, 1)])
    for name in ("provinsi", "nasional"):
        y = np.array(next(t for t in cut.data if t.name == name).y, dtype=float)
        assert runs(y) == [1, 1, 1, 1], "each line is cut at the break"


def runs(values: np.ndarray) -> list[int]:
    """How many points hang together, one number a stretch of line."""
    return [len(list(part)) for there, part in itertools.groupby(~np.isnan(values)) if there]


def test_the_scale_of_the_small_multiples_is_said_once() -> None:
    corner = pd.DataFrame({"kode_provinsi_kemendagri": ["11", "34"], "singkatan": ["ACEH", "DIY"],
                           "nama": ["Aceh", "DIY"], "baris_petak": [0, 6], "kolom_petak": [0, 6]})  # fmt: skip
    frame = corner.merge(trend([20, 80]), how="cross")
    said = [a.text for a in small_multiples_tren(frame, trend([20, 40]), [date(2026, 2, 1)]).layout.annotations]
    assert said == ["20 %", "80 %", "Jan 2026 – Feb 2026", "provinsi", "nasional", "garis putus: batas deret, Feb 2026"]


def test_a_province_has_one_abbreviation_on_every_chart() -> None:
    assert [singkatan(text) for text in ("GORONTALO", "SUMBAR")] == ["GTLO", "SUMBAR"]
    assert len(set(EMPAT_HURUF.values())) == 38
    assert short_name("Kabupaten Kepulauan Mentawai") == "Kab. Kep. Mentawai"
    assert dots_peringkat(ranked(("Nusa Tenggara Barat", 60, 58, 62)), 70.0, "Nasional").layout.yaxis.ticktext == (
        "NTB",
    )


def test_rapor_shows_the_published_label_and_the_reason_for_a_missing_one() -> None:
    frame = pd.DataFrame(
        {"baris": ["A.1 Literasi"] * 2, "tahun": [2024, 2025], "nilai": [65.2, NAN], "label": ["Sedang", None],
         "urutan": [(), ()], "alasan": [None, "satdik tidak mengikuti AN"]}
    )  # fmt: skip
    figure = labels_rapor(frame)
    there = next(t for t in figure.data if t.name == "capaian")
    missing = next(t for t in figure.data if t.name == "tidak tersedia")
    assert list(there.text) == ["<b>65,2</b><br>Sedang"]
    assert [a.text for a in figure.layout.annotations] == ["<b>Rapor 2024</b>", "<b>2025</b>", "A.1 Literasi"]
    assert list(missing.customdata) == ["satdik tidak mengikuti AN"]


def test_years_of_two_instruments_are_parted_and_not_compared() -> None:
    years = [2022, 2023, 2024, 2025]
    frame = pd.DataFrame(
        {"baris": ["C.3 Pelatihan"] * 4 + ["A.3 Karakter"] * 4, "tahun": years * 2, "nilai": [60.0] * 8,
         "label": ["Baik"] * 8, "urutan": [("Baik", "Sedang", "Kurang")] * 8, "alasan": [None] * 8,
         "ruas": [1, 1, 2, 2, 1, 1, 1, 1]}
    )  # fmt: skip
    assert patahan(frame) == [("C.3 Pelatihan", 2024)]
    assert patahan(frame.drop(columns="ruas")) == []
    signs = [a for a in labels_rapor(frame).layout.annotations if a.text == "≠"]
    assert [(a.x, "Instrumen berganti" in a.hovertext) for a in signs] == [(2, True)]
    assert not [a for a in labels_rapor(frame.assign(ruas=1)).layout.annotations if a.text == "≠"]


@pytest.mark.parametrize(
    ("label", "order", "shape"),
    [
        ("Baik", (), "penuh"), ("Sedang", (), "setengah"), ("Kurang", (), "ring"),
        ("Rendah", ("Rendah", "Sedang", "Tinggi"), "penuh"),
        ("Rendah", ("Tinggi", "Sedang", "Rendah"), "ring"),
    ],
)  # fmt: skip
def test_the_mark_of_a_label_follows_its_family_not_its_word(label: str, order: tuple[str, ...], shape: str) -> None:
    assert tanda(label, order)[0] == shape  # type: ignore[index]


def test_an_unknown_label_gets_no_mark() -> None:
    assert tanda("Tinggi", ()) is None
    assert tanda(NAN, ()) is None


@given(st.lists(st.floats(0, 100), min_size=1, max_size=38))
def test_the_scale_holds_every_value_in_ten_classes(values: list[float]) -> None:
    start, step = scale(values)
    assert 0 <= start <= min(values) + 1e-6
    assert start + 10 * step >= max(values) - 1e-6
    assert all(colour(v, start, step) in SEQUENTIAL for v in values)


@pytest.mark.parametrize("background", SEQUENTIAL)
def test_text_on_a_tile_reaches_contrast_of_4_5(background: str) -> None:
    def luminance(c: str) -> float:
        parts = [int(c[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    high, low = sorted((luminance(background), luminance(text_colour(background))), reverse=True)
    assert (high + 0.05) / (low + 0.05) >= 4.5


def test_a_spark_line_is_an_image_of_its_own_and_needs_two_values() -> None:
    image = spark([1, 2, None, 3])
    assert image.startswith("data:image/svg+xml,")
    assert "http" not in image.replace(quoted_namespace(image), "")
    assert spark([1.0]) == spark([]) == ""


def quoted_namespace(image: str) -> str:
    found = re.search(r"http%3A//www\.w3\.org/2000/svg", image)
    return found.group(0) if found else ""


def test_polygons_are_filled_lines_and_need_no_map_service() -> None:
    ring = [[95, 5], [97, 5], [97, 3], [95, 5]]
    features = [
        {"properties": {"kode": "11"}, "geometry": {"type": "Polygon", "coordinates": [ring]}},
        {"properties": {"kode": "99"}, "geometry": {"type": "MultiPolygon", "coordinates": [[ring], [ring]]}},
    ]
    frame = pd.DataFrame({"kode_provinsi_kemendagri": ["11"], "nama": ["Aceh"], "pct": [60.0]})
    figure = map_provinsi(frame, {"features": features})
    assert {t.type for t in figure.data} == {"scatter"}
    assert [t.text for t in figure.data] == ["<b>Aceh</b><br>60,0 %", "<b>99</b><br>tanpa data"]


def test_a_real_boundary_file_draws_all_38_provinces() -> None:
    file = Path(__file__).resolve().parents[2] / "shared" / "data" / "wilayah" / "provinces38_small.geojson"
    if not file.is_file():
        pytest.skip("berkas batas provinsi untuk pengujian tidak ada di samping repositori")
    codes = [f["id"] for f in json.loads(file.read_text(encoding="utf-8"))["features"]]
    frame = pd.DataFrame({"kode_provinsi_kemendagri": codes, "nama": codes, "pct": 50.0})
    figure = map_provinsi(frame, json.loads(file.read_text(encoding="utf-8")))
    assert len(figure.data) == 38
    assert all("50,0 %" in t.text for t in figure.data)


def test_charts_speak_indonesian_and_ask_nothing_of_the_internet() -> None:
    assert CONFIG["locales"]["id"]["format"]["months"][7] == "Agustus"
    assert CONFIG["topojsonURL"].startswith("data:")
    assert dots_peringkat(FOUR, 70.0, "Nasional").layout.separators == ",."


def font_sizes(node: object, name: str = "") -> list[float]:
    """The size of every font anywhere in a figure."""
    if isinstance(node, dict):
        own = [node["size"]] if name.endswith("font") and "size" in node else []
        return own + [size for key, value in node.items() for size in font_sizes(value, key)]
    return [size for item in node for size in font_sizes(item)] if isinstance(node, list | tuple) else []


def test_no_text_of_a_chart_is_smaller_than_13() -> None:
    for figure in (
        dots_peringkat(FOUR, 70.0, "Nasional"),
        lines_tren([Deret("Aceh", trend([40, 45, 50]), is_utama=True)], EVENTS),
        dots_banding(beside(), "Aceh", "Sumatera"),
    ):
        sizes = font_sizes(figure.to_dict())
        assert len(sizes) >= 4
        assert min(sizes) >= 13
