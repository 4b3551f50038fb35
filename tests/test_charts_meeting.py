"""What a figure at projector size holds: the numbers of its screen, all of them, in letters that can be read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from charts.meeting import DRAW, PROYEKTOR, Bidang, bars_layar, dots_layar, enlarged, lines_layar, scatter_layar
from charts.meeting_text import value_of, width_of, wrapped
from charts.style import ACCENT, bulan, plain
from schemas.rapat import (
    BaganBatang,
    BaganGaris,
    BaganSebar,
    BaganTitik,
    BarisTitik,
    DeretBatang,
    DeretWaktu,
    Penanda,
    TitikSebar,
    TitikWaktu,
)
from tests import rapat_world

CHARTS = [kind for kind in rapat_world.SORTED_KINDS if rapat_world.make_bagan(kind).jenis in DRAW]
PHONE = Bidang(358, 700, 14.0, is_sempit=True)


def drawn(kind: str, bidang: Bidang = PROYEKTOR) -> dict[str, Any]:
    bagan = rapat_world.make_bagan(kind)
    found: dict[str, Any] = json.loads(DRAW[bagan.jenis](bagan, bidang).to_json())
    return found


def sizes(part: Any, name: str = "") -> Iterator[float]:
    """Every size of letters in a figure."""
    if isinstance(part, dict):
        for key, value in part.items():
            if key == "size" and "font" in name:
                yield float(value)
            yield from sizes(value, key)
    elif isinstance(part, list):
        for item in part:
            yield from sizes(item, name)


def texts(figure: dict[str, Any]) -> str:
    return " ".join(str(one["text"]) for one in figure["layout"]["annotations"]).replace("\u00a0", " ")


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize(("bidang", "least"), [(PROYEKTOR, 24.0), (Bidang(1280, 526, 17.07), 17.07), (PHONE, 14.0)])
def test_no_letters_are_smaller_than_the_field_asks(kind: str, bidang: Bidang, least: float) -> None:
    figure = drawn(kind, bidang)
    found = list(sizes(figure["layout"])) + list(sizes(figure["data"]))
    assert min(found) >= least - 0.01
    assert bidang.is_sempit or figure["layout"]["height"] == bidang.tinggi


@pytest.mark.parametrize("kind", ["titik", "titik_38", "titik_selisih"])
@pytest.mark.parametrize("bidang", [PROYEKTOR, PHONE])
def test_every_dot_stands_at_its_value_with_its_interval_and_its_name(kind: str, bidang: Bidang) -> None:
    bagan = rapat_world.make_bagan(kind)
    assert isinstance(bagan, BaganTitik)
    figure = drawn(kind, bidang)
    said = texts(figure)
    found = {}
    for trace in figure["data"]:
        for at, (x, words) in enumerate(zip(trace["x"], trace.get("customdata", []), strict=False)):
            arms = trace.get("error_x") or {}
            found[words.split("<b>")[1].split("</b>")[0]] = (
                x, x - arms["arrayminus"][at] if arms else x, x + arms["array"][at] if arms else x
            )  # fmt: skip
    known = [row for row in bagan.baris if row.nilai is not None]
    assert set(found) == {row.nama for row in known}
    for row in known:
        x, low, high = found[row.nama]
        assert x == row.nilai
        assert low == pytest.approx(row.nilai if row.rendah is None else row.rendah)
        assert high == pytest.approx(row.nilai if row.tinggi is None else row.tinggi)
        value = value_of(row.nilai, bagan.satuan, bagan.desimal, is_selisih=bagan.is_selisih).replace("\u00a0", " ")
        assert f"<b>{value}</b>" in said
    assert said.count("tanpa data") == len(bagan.baris) - len(known)


def test_all_provinces_stand_on_one_screen_in_their_order_and_the_meetings_own_is_marked() -> None:
    bagan = rapat_world.titik_38()
    figure = drawn("titik_38")
    named = [one for one in figure["layout"]["annotations"] if one.get("xanchor") == "left" and "yref" in one
             and one["yref"] != "paper"]  # fmt: skip
    assert [one["text"].replace("<b>", "").replace("</b>", "") for one in named] == [r.nama for r in bagan.baris]
    assert [one["text"] for one in named if one["text"].startswith("<b>")] == ["<b>Sumatera Barat</b>"]
    bands = [shape for shape in figure["layout"]["shapes"] if shape["type"] == "rect"]
    assert len(bands) == 1
    assert figure["layout"]["xaxis"]["range"] == figure["layout"]["xaxis2"]["range"], "one scale for both columns"
    rows = 19
    height = PROYEKTOR.tinggi - figure["layout"]["margin"]["t"] - figure["layout"]["margin"]["b"]
    assert height / rows >= 24 * 1.15, "rows do not touch"


def test_more_rows_than_can_be_read_are_left_out_in_the_middle_and_that_is_said() -> None:
    rows = tuple(BarisTitik(nama=f"Kab. {at}", nilai=90.0 - at / 5, is_sorot=at == 77) for at in range(154))
    figure = json.loads(dots_layar(BaganTitik(baris=rows)).to_json())
    said = texts(figure)
    assert "tidak digambar" in said
    for name in ("Kab. 0", "<b>Kab. 77</b>", "Kab. 153"):
        assert name in said
    shown = sum(len(trace["x"]) for trace in figure["data"])
    assert figure["layout"]["meta"]["tidak_digambar"] == 154 - shown


def test_beside_other_marks_a_dot_is_not_coloured_by_class_and_the_nation_is_a_line() -> None:
    figure = drawn("titik")
    assert "di atas" not in texts(figure)
    nation = [trace for trace in figure["data"] if trace["name"] == "nasional"]
    assert [trace["marker"]["symbol"] for trace in nation] == ["line-ns"]
    assert [trace["x"] for trace in nation] == [[row.pembanding[1] for row in rapat_world.titik().baris]]


def test_lines_hold_every_value_break_at_gaps_and_never_cross_a_changed_definition() -> None:
    bagan = rapat_world.garis()
    figure = drawn("garis")
    for series in bagan.deret:
        trace = next(one for one in figure["data"] if one["name"] == series.nama)
        assert trace["connectgaps"] is False
        pairs = dict(zip(trace["x"], trace["y"], strict=True))
        for point in series.titik:
            assert pairs[point.tanggal.isoformat()] == point.nilai
        boundary = next(mark.tanggal for mark in bagan.penanda if mark.is_batas)
        place = trace["x"].index(boundary.isoformat())
        assert trace["y"][place] is None
        assert trace["y"][place + 1] is not None
        last = value_of(series.titik[-1].nilai, "%", 1).replace("\u00a0", " ")
        assert f"<b>{last}</b>" in texts(figure), "the line's last value stands at its end"
    main = next(one for one in figure["data"] if one["name"] == "Sumatera Barat")
    assert main["line"]["color"] == ACCENT
    assert {one["line"]["dash"] for one in figure["data"] if one["name"] != "selang"} == {"solid", "dash", "dot"}
    assert set(figure["layout"]["xaxis"]["ticktext"]) <= {bulan(date.fromisoformat(d)) for d in main["x"]}


def test_names_at_the_ends_of_near_lines_do_not_touch() -> None:
    near = BaganGaris(deret=tuple(
        DeretWaktu(nama=f"Wilayah {at}", titik=(TitikWaktu(tanggal=date(2026, 1, 31), nilai=50.0),
                                                TitikWaktu(tanggal=date(2026, 2, 28), nilai=60.0 + at / 100)))
        for at in range(5)
    ))  # fmt: skip
    figure = json.loads(lines_layar(near).to_json())
    plot = PROYEKTOR.tinggi - figure["layout"]["margin"]["t"] - figure["layout"]["margin"]["b"]
    ends = sorted(one["y"] * plot for one in figure["layout"]["annotations"])
    assert min(b - a for a, b in pairwise(ends)) >= 2 * 24


@pytest.mark.parametrize("kind", ["batang", "batang_tumpuk", "batang_tegak"])
def test_bars_are_as_long_as_their_values_and_what_is_missing_is_said(kind: str) -> None:
    bagan = rapat_world.make_bagan(kind)
    assert isinstance(bagan, BaganBatang)
    figure = drawn(kind)
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    assert [tuple(bar["x" if bagan.is_mendatar else "y"]) for bar in bars] == [series.nilai for series in bagan.deret]
    words = [text.strip() for trace in figure["data"] for text in trace.get("text") or [] if text]
    for series in bagan.deret:
        for value in series.nilai:
            assert (value_of(value, bagan.satuan, bagan.desimal) if value is not None else "tanpa data") in words
    assert figure["layout"]["barmode"] == ("stack" if bagan.is_bertumpuk else "group")


def test_a_scatter_plot_names_what_the_screen_is_about_and_draws_every_place() -> None:
    bagan = rapat_world.sebar()
    figure = drawn("sebar")
    found = {(x, y) for trace in figure["data"] for x, y in zip(trace["x"], trace["y"], strict=True)}
    assert found == {(point.x, point.y) for point in bagan.titik}
    said = texts(figure)
    for point in bagan.titik:
        assert (f"<b>{point.nama}</b>" in said) == point.is_sorot
    assert "Skor literasi" in said


@pytest.mark.parametrize("bidang", [PROYEKTOR, PHONE])
def test_nothing_and_a_single_value_are_drawn_without_an_error(bidang: Bidang) -> None:
    none = BarisTitik(nama="Aceh", nilai=None)
    day = TitikWaktu(tanggal=date(2026, 1, 31), nilai=None)
    empties = [
        dots_layar(BaganTitik(baris=()), bidang), dots_layar(BaganTitik(baris=(none,)), bidang),
        lines_layar(BaganGaris(deret=()), bidang),
        lines_layar(BaganGaris(deret=(DeretWaktu(nama="a", titik=(day,), is_utama=True),)), bidang),
        bars_layar(BaganBatang(kategori=(), deret=()), bidang),
        bars_layar(BaganBatang(kategori=("a",), deret=(DeretBatang(nama="n", nilai=(None,)),)), bidang),
        scatter_layar(BaganSebar(titik=(), sumbu_x="x", sumbu_y="y"), bidang),
        scatter_layar(BaganSebar(titik=(TitikSebar(nama="a", x=1, y=1, is_sorot=True),), sumbu_x="x", sumbu_y="y"),
                      bidang),
    ]  # fmt: skip
    assert all(figure.layout.height > 0 for figure in empties)
    one = lines_layar(BaganGaris(
        deret=(DeretWaktu(nama="a", titik=(TitikWaktu(tanggal=date(2026, 1, 31), nilai=50.0),)),),
        penanda=(Penanda(tanggal=date(2026, 1, 31), teks="mulai"),)), bidang)  # fmt: skip
    assert one.layout.height > 0


def test_a_name_that_looks_like_markup_stays_a_name() -> None:
    figure = dots_layar(BaganTitik(baris=(BarisTitik(nama='<a href="x">Kab.</a>', nilai=50.0),)))
    assert "<a" not in figure.to_json().replace("\\u003c", "<")


def test_a_pages_own_chart_is_enlarged_whole_or_left_alone() -> None:
    page = {
        "data": [{"type": "scatter", "x": [1, 2], "y": [3, 4], "marker": {"size": 10}, "textfont": {"size": 13}}],
        "layout": {"height": 400, "width": 700, "font": {"size": 14}, "xaxis": {"tickfont": {"size": 13}},
                   "margin": {"l": 10}, "annotations": [{"text": "a", "font": {"size": 12}}]},
    }  # fmt: skip
    found = enlarged(json.dumps(page), PROYEKTOR)
    assert found is not None
    assert min([*sizes(found["layout"]), *sizes(found["data"])]) >= 24
    assert found["layout"]["height"] == PROYEKTOR.tinggi
    assert "width" not in found["layout"]
    assert found["data"][0]["x"] == [1, 2]
    assert found["data"][0]["marker"]["size"] == pytest.approx(18.46, abs=0.05)
    long = {**page, "layout": {**page["layout"], "height": 1500}}  # type: ignore[dict-item]
    assert enlarged(json.dumps(long), PROYEKTOR) is None, "too many rows for letters that can be read"
    for junk in ("", "[]", "{}", "null", '{"data": 1, "layout": {}}', '{"data": [], "layout": 3}'):
        assert enlarged(junk, PROYEKTOR) is None


def test_a_text_is_broken_between_words_and_cut_with_a_mark_when_it_cannot_be() -> None:
    assert wrapped("Nusa Tenggara Timur", 24, 190, 3) == ["Nusa Tenggara", "Timur"]
    assert wrapped("Nusa Tenggara Timur", 24, 400, 1) == ["Nusa Tenggara Timur"]
    cut = wrapped("Nusa Tenggara Timur", 24, 150, 1)
    assert cut[0].endswith("…")
    assert width_of(cut[0], 24) <= 150


@pytest.mark.parametrize(
    ("value", "satuan", "digits", "signed", "words"),
    [(71.4, "%", 1, False, "71,4\u00a0%"), (3.2, "%", 1, True, "+3,2\u00a0poin"),
     (-3.2, "poin", 1, True, "−3,2\u00a0poin"),
     (1240, "", 0, False, "1.240"), (None, "%", 1, False, "–"), (0.04, "%", 1, True, "0,0\u00a0poin")],
)  # fmt: skip
def test_a_value_is_written_as_indonesia_writes_it(
    value: float | None, satuan: str, digits: int, signed: bool, words: str
) -> None:
    assert value_of(value, satuan, digits, is_selisih=signed) == words


def test_names_are_printed_and_never_read_as_markup() -> None:
    mean = '<a href="http://x.test/">klik</a>'
    row = BarisTitik(nama=mean, nilai=50.0, kanan="sekolah < 5")
    figure = dots_layar(BaganTitik(baris=(row,), nama_nilai=mean)).to_json()
    assert "a href" in figure
    assert "<a" not in figure
    assert "\\u003ca" not in figure
    assert plain("<b>x</b>") == "‹b›x‹/b›"
    assert plain("sekolah < 5") == "sekolah < 5"
    assert plain("PMM <5 %") == "PMM <5 %"


def test_a_figure_nested_deeper_than_any_is_left_out() -> None:
    assert enlarged("[" * 100_000, PROYEKTOR) is None
    assert enlarged('{"layout": {}, "data": [' + "[" * 3000 + "]" * 3000 + "]}", PROYEKTOR) is None
