"""The charts of the deck, opened again: every value of the screens, in shapes and workbooks that can be edited."""

from __future__ import annotations

import math
from datetime import date, timedelta
from typing import Any

import pytest

from reports import slide_dots, slide_tables, words
from reports.chart_xml import serial
from reports.slide_text import cut, fit, width, wrap
from reports.slides import pptx_bytes
from schemas.rapat import (
    BaganButir,
    BaganGaris,
    Butir,
    DeretWaktu,
    Layar,
    Penanda,
    TitikWaktu,
)
from tests import rapat_world as world
from tests import slide_reading as reading
from tests import slide_world as decks
from tests.slide_world import screens


@pytest.fixture(scope="module")
def made() -> tuple[Any, bytes, list[tuple[float, str]]]:
    return decks.made()


@pytest.fixture(scope="module")
def by_kind() -> dict[str, Any]:
    return decks.by_kind()


@pytest.fixture(scope="module")
def hostile() -> tuple[Any, tuple[Layar, ...]]:
    return decks.hostile()


def test_dots_stand_at_their_values_under_their_names(by_kind: dict[str, Any]) -> None:
    for kind in ("titik", "titik_38", "titik_selisih"):
        bagan = world.BAGAN[kind]()
        found: dict[str, float] = {}
        ends: set[float | None] = set()
        names: list[str] = []
        for chart in reading.charts(by_kind[kind]):
            columns = {c[0].value: [x.value for x in c[1:]] for c in reading.workbook(chart).iter_cols()}
            names += [n for n in columns["Nama"] if n]
            for one in reading.series(chart).values():
                ends.update(one.x if one.nama.startswith("Selang") else ())
                head = reading.workbook(chart)[one.ref_nama.split("!")[1].replace("$", "")]
                beside = head.offset(0, 1).value
                if beside == "Nilai" and one.x != (None,):
                    named = [head.offset(i + 1, 0).value for i in range(len(one.x))]
                    found.update({name: x for name, x in zip(named, one.x, strict=True) if x is not None})
        assert names == [row.nama for row in bagan.baris]
        assert found == {row.nama: row.nilai for row in bagan.baris if row.nilai is not None}
        whole = [row for row in bagan.baris if row.rendah is not None and row.tinggi is not None]
        assert ends == {end for row in whole for end in (row.rendah, row.tinggi)}


def test_a_reference_and_the_values_beside_are_series_of_their_own(by_kind: dict[str, Any]) -> None:
    chart = reading.charts(by_kind["titik"])[0]
    bagan = world.titik()
    for place, name in enumerate(bagan.nama_pembanding):
        expected = [row.pembanding[place] for row in bagan.baris]
        assert list(reading.series(chart)[name].x) == expected
    line = reading.series(reading.charts(by_kind["titik_38"])[0])[f"Nasional {words.with_unit(world.NASIONAL)}"]
    assert line.x == (world.NASIONAL, world.NASIONAL)


def test_the_printed_value_of_each_dot_stands_at_its_row(by_kind: dict[str, Any]) -> None:
    bagan = world.titik_38()
    printed: list[str] = []
    for chart in reading.charts(by_kind["titik_38"]):
        printed += [text.split("   ")[0] for text in reading.series(chart)["Tercetak"].label]
    assert printed == ["tanpa data" if r.nilai is None else words.with_unit(r.nilai) for r in bagan.baris]


def test_all_38_provinces_stand_on_one_slide(by_kind: dict[str, Any]) -> None:
    assert len(reading.charts(by_kind["titik_38"])) == 2
    assert set(by_kind) == set(world.SORTED_KINDS), "no screen of the sample needed a second slide"


def test_lines_hold_every_day_and_are_cut_at_gaps_and_new_definitions(by_kind: dict[str, Any]) -> None:
    bagan = world.garis()
    found = reading.series(reading.charts(by_kind["garis"])[0])
    batas = next(p.tanggal for p in bagan.penanda if p.is_batas)
    for line in bagan.deret:
        pairs = [pair for pair in zip(found[line.nama].x, found[line.nama].y, strict=True) if pair[1] is not None]
        assert pairs == [(serial(p.tanggal), p.nilai) for p in line.titik if p.nilai is not None]
        at = found[line.nama].x.index(serial(batas))
        assert found[line.nama].y[at] is None, "no line crosses a new definition"
    main = next(line for line in bagan.deret if line.is_utama)
    gap = next(p.tanggal for p in main.titik if p.nilai is None)
    assert found[main.nama].y[found[main.nama].x.index(serial(gap))] is None
    ends = {text.strip("\u00a0") for text in found["Nama di ujung"].label}
    assert ends == {f"{line.nama} {words.with_unit(line.titik[-1].nilai)}" for line in bagan.deret}


def test_the_arms_of_intervals_reach_from_the_value_to_its_ends(by_kind: dict[str, Any]) -> None:
    chart = reading.charts(by_kind["garis"])[0]
    bars = chart._chartSpace.find(f".//{reading.C}errBars")
    plus, minus = (reading._numbers(bars.find(f"{reading.C}{side}")) for side in ("plus", "minus"))
    main = next(line for line in world.garis().deret if line.is_utama)
    at = next(i for i, p in enumerate(main.titik) if p.nilai is not None)
    point = main.titik[at]
    assert point.nilai is not None
    assert point.tinggi is not None
    assert point.rendah is not None
    assert (plus[at], minus[at]) == (abs(point.tinggi - point.nilai), abs(point.rendah - point.nilai))


@pytest.mark.parametrize("kind", ["batang", "batang_tumpuk", "batang_tegak"])
def test_bars_hold_every_value_under_its_category(by_kind: dict[str, Any], kind: str) -> None:
    bagan = world.BAGAN[kind]()
    chart = reading.charts(by_kind[kind])[0]
    assert reading.categories(chart) == list(bagan.kategori)
    found = reading.series(chart)
    for one in bagan.deret:
        assert found[one.nama].y == tuple(one.nilai)


def test_a_cloud_holds_every_point_and_names_those_that_stand_out(by_kind: dict[str, Any]) -> None:
    bagan = world.sebar()
    found = reading.series(reading.charts(by_kind["sebar"])[0])
    for kind in {p.kelas for p in bagan.titik}:
        expected = [(p.x, p.y) for p in bagan.titik if p.kelas == kind]
        assert list(zip(found[kind].x, found[kind].y, strict=True)) == expected
    named = {text.strip() for side in ("kanan", "kiri") for text in found[f"Nama di {side}"].label}
    assert {p.nama for p in bagan.titik if p.is_sorot} <= named <= {p.nama for p in bagan.titik}
    assert len(named) >= 8, "the outermost have names too"
    marked = [(p.x, p.y) for p in bagan.titik if p.is_sorot]
    assert list(zip(found["Disorot"].x, found["Disorot"].y, strict=True)) == marked


def test_the_tile_map_is_38_named_shapes(by_kind: dict[str, Any]) -> None:
    group = next(s for s in by_kind["petak"].shapes if s.name == "Peta petak")
    bagan = world.petak()
    alts = {shape.name: shape._element._nvXxPr.cNvPr.get("descr") for shape in group.shapes}
    assert len(alts) == 38
    for tile in bagan.petak:
        value = "tanpa data" if tile.nilai is None else words.with_unit(tile.nilai)
        assert alts[tile.nama].startswith(f"{tile.nama} {value}")
        shape = next(s for s in group.shapes if s.name == tile.nama)
        assert shape.text_frame.paragraphs[0].text == tile.singkatan
        assert shape.text_frame.paragraphs[1].text.endswith(words.number(tile.nilai, 1))


def test_tables_figures_and_lists_stand_as_text(by_kind: dict[str, Any]) -> None:
    table = next(s for s in by_kind["tabel"].shapes if s.has_table).table
    cells = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert cells[1:] == list(world.tabel().baris)
    said = reading.texts(by_kind["angka"])
    for one in world.angka().butir:
        assert all(part in said for part in (one.nama, one.nilai, one.selang, one.ubah, one.dasar))
    body = by_kind["butir"].placeholders[1].text_frame
    assert [p.text for p in body.paragraphs if p.level == 0] == [one.teks for one in world.butir().butir]


ORDER = {
    "chartSpace": "date1904 lang roundedCorners chart spPr txPr externalData",
    "chart": "autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "plotArea": "layout barChart scatterChart catAx valAx spPr",
    "legend": "legendPos legendEntry layout overlay spPr txPr",
    "ser": "idx order tx spPr invertIfNegative marker dPt dLbls errBars cat val xVal yVal smooth extLst",
    "dLbls": "dLbl numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
             "showBubbleSize extLst",
    "dLbl": "idx delete tx spPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize "
            "extLst",
    "errBars": "errDir errBarType errValType noEndCap plus minus spPr",
    "scatterChart": "scatterStyle varyColors ser axId",
    "barChart": "barDir grouping varyColors ser gapWidth overlap axId",
    "valAx": "axId scaling delete axPos majorGridlines title numFmt majorTickMark minorTickMark tickLblPos spPr txPr "
             "crossAx crosses crossBetween majorUnit",
    "catAx": "axId scaling delete axPos numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx crosses auto "
             "lblAlgn lblOffset tickLblSkip noMultiLvlLbl",
    "scaling": "orientation max min",
    "manualLayout": "layoutTarget xMode yMode x y w h",
}  # fmt: skip
"""The order ECMA-376 part 1 gives the parts of a chart: PowerPoint refuses a file with another."""


def test_the_parts_of_charts_stand_in_the_order_programs_ask_for(
    made: tuple[Any, bytes, Any], hostile: tuple[Any, Any]
) -> None:
    checked = 0
    for deck in (made[0], hostile[0]):
        for slide in deck.slides:
            for chart in reading.charts(slide):
                for element in chart._chartSpace.iter(*(f"{reading.C}{name}" for name in ORDER)):
                    order = ORDER[element.tag.removeprefix(reading.C)].split()
                    places = [order.index(child.tag.removeprefix(reading.C)) for child in element]
                    assert places == sorted(places), element.tag
                    checked += 1
    assert checked > 500


def test_what_a_chart_says_is_what_its_workbook_holds(made: tuple[Any, bytes, Any]) -> None:
    checked = 0
    for slide in made[0].slides:
        for chart in reading.charts(slide):
            for where, said in reading.references(chart):
                held = reading.cells(chart, where)
                assert len(held) == len(said)
                for cell, text in zip(held, said, strict=True):
                    if isinstance(cell, date):
                        cell = serial(cell.date() if hasattr(cell, "date") else cell)
                    if cell is None or isinstance(cell, str):
                        assert (cell or "") == (text or "")
                    else:
                        assert text is not None
                        assert math.isclose(cell, float(text), rel_tol=1e-15)
                    checked += 1
    assert checked > 1000


def test_lines_of_one_day_or_many_years_have_an_axis() -> None:
    one = BaganGaris(deret=(DeretWaktu(nama="A", titik=(TitikWaktu(tanggal=date(2026, 10, 31), nilai=5.0),)),))
    years = BaganGaris(
        deret=tuple(DeretWaktu(nama=f"D{k}", titik=tuple(TitikWaktu(tanggal=date(2016 + y, 12, 31), nilai=k + y / 10)
                                                         for y in range(9))) for k in range(6)),
        penanda=tuple(Penanda(tanggal=date(2019, 6, 1 + k), teks="kebijakan baru " * 4) for k in range(4)), satuan="",
    )  # fmt: skip
    layar = tuple(world.make_layar("garis", kunci=str(i), bagan=b) for i, b in enumerate((one, years)))
    first, second = screens(reading.opened(pptx_bytes(world.make_urutan(layar=layar))))
    assert reading.series(reading.charts(first)[0])["A"].y == (5.0,)
    form = reading.charts(second)[0]._chartSpace.find(f".//{reading.C}valAx/{reading.C}numFmt").get("formatCode")
    assert form == "yyyy"
    spots = reading.series(reading.charts(second)[0])["Nama di ujung"].y
    low = min(v for v in spots if v is not None)
    assert len(set(spots)) == 6
    assert low >= 0


def test_a_text_is_cut_only_where_it_does_not_fit() -> None:
    assert cut("pendek", 12, 200, 1) == "pendek"
    long = cut("kata " * 100, 12, 200, 2)
    assert long.endswith("…")
    assert len(wrap(long, 12, 200)) <= 2
    assert width(cut("A" * 500, 12, 100, 1), 12) <= 100
    assert fit("kata " * 20, (30, 20, 12), 400, 2)[1] == 12
    assert len(wrap("baris\nbaris", 12, 400)) == 2


def test_the_name_of_an_event_is_broken_into_lines_not_cut() -> None:
    days = tuple(TitikWaktu(tanggal=date(2023, 7, 31) + timedelta(days=31 * i), nilai=30.0 + i) for i in range(38))
    long = "Fungsi PMM berpindah ke Ruang GTK di Rumah Pendidikan (perkiraan rentang) dan seterusnya sampai selesai"
    events = tuple(Penanda(tanggal=day, teks=long) for day in (date(2024, 1, 1), date(2025, 1, 1), date(2026, 9, 1)))
    bagan = BaganGaris(deret=(DeretWaktu(nama="Sumatera Barat", titik=days, is_utama=True),), penanda=events)
    layar = world.make_layar("garis", bagan=bagan)
    slide = screens(reading.opened(pptx_bytes(world.make_urutan(layar=(layar,)))))[0]
    heard = reading.charts(slide)[0]._chartSpace
    found = [ser for ser in heard.iter(f"{reading.C}ser") if ser.find(f"{reading.C}tx//{reading.C}v").text == long]
    assert len(found) == 3
    spots = set()
    for ser in found:
        texts = [v.text for v in ser.find(".//{*}dlblRangeCache").iter(f"{reading.C}v")]
        assert " ".join(reversed(texts)) == long
        spots |= {v.text for v in ser.find(f"{reading.C}yVal").iter(f"{reading.C}v")}
    assert len(spots) > 3, "names that would touch stand on lines of their own"


def test_what_is_equal_is_a_ring(by_kind: dict[str, Any]) -> None:
    chart = reading.charts(by_kind["titik_38"])[0]._chartSpace
    looks: dict[str, Any] = {}
    for ser in chart.iter(f"{reading.C}ser"):
        looks.setdefault(ser.find(f"{reading.C}tx//{reading.C}v").text, ser.find(f"{reading.C}marker/{reading.C}spPr"))
    rings = [look for name, look in looks.items() if name.startswith("setara")]
    assert [look.find(f"{reading.A}noFill") is not None for look in rings] == [True]
    assert rings[0].find(f"{reading.A}ln/{reading.A}solidFill") is not None
    full = [look for name, look in looks.items() if name.startswith(("di atas", "di bawah"))]
    assert full
    assert all(look.find(f"{reading.A}solidFill") is not None for look in full)


def test_the_place_compared_with_needs_no_entry_in_the_legend() -> None:
    whole = world.titik_38()
    rows = tuple(r.model_copy(update={"kelas": ""} if r.is_sorot else {}) for r in whole.baris)
    keys = slide_dots._keys(["setara", ""], whole.model_copy(update={"baris": rows}), is_alone=True)[0]
    assert keys[0].startswith("setara")
    assert slide_dots.said("", whole) not in keys
    plain = whole.model_copy(update={"baris": tuple(r.model_copy(update={"kelas": ""}) for r in whole.baris)})
    assert slide_dots.said("", whole) in slide_dots._keys([""], plain, is_alone=True)[0]


def test_half_of_a_chart_is_said_in_its_own_rows(by_kind: dict[str, Any]) -> None:
    frames = [shape for shape in by_kind["titik_38"].shapes if shape.has_chart]
    rows = world.titik_38().baris
    said = [frame._element._nvXxPr.cNvPr.get("descr") for frame in frames]
    assert len(said) == 2
    for text, mine, others in ((said[0], rows[:19], rows[19:]), (said[1], rows[19:], rows[:19])):
        assert all(f"{row.nama} " in text for row in mine)
        assert not [row.nama for row in others if f"; {row.nama} {words.with_unit(row.nilai)}" in text]
    assert "baris 20 s.d. 38" in said[1]


def test_stacks_that_stand_out_have_a_rim(by_kind: dict[str, Any]) -> None:
    bagan = world.batang_tumpuk().model_copy(update={"sorot": (1,)})
    layar = world.make_layar("batang_tumpuk", bagan=bagan)
    slide = screens(reading.opened(pptx_bytes(world.make_urutan(layar=(layar,)))))[0]
    chart = reading.charts(slide)[0]._chartSpace
    own = list(chart.iter(f"{reading.C}ser"))[: len(bagan.deret)]
    for ser in own:
        (point,) = ser.findall(f"{reading.C}dPt")
        assert point.find(f"{reading.C}idx").get("val") == "1"
        ground = ser.find(f"{reading.C}spPr/{reading.A}solidFill/{reading.A}srgbClr").get("val")
        look = point.find(f"{reading.C}spPr")
        assert look.find(f"{reading.A}solidFill/{reading.A}srgbClr").get("val") == ground
        assert int(look.find(f"{reading.A}ln").get("w")) >= 19_050


@pytest.mark.parametrize("count", [6, 7, 12, 30])
def test_a_list_fits_one_slide_or_is_parted_evenly(count: int) -> None:
    text = "Buka bimtek intermediate bagi 10 dari 19 kab/kota yang belum terjangkau: Kab. Agam, Kab. Pasaman, dan lain"
    bagan = BaganButir(butir=tuple(Butir(teks=text, keterangan=text) for _ in range(count)))
    pages = slide_tables.list_pages(bagan, 872.0, 300.0)
    sizes = [len(page.butir) for page in pages]
    assert sum(sizes) == count
    assert min(sizes) * 2 >= max(sizes), "no slide is left with a line of its own"
    assert slide_tables.list_pages(bagan, 872.0, 3000.0)[0].butir == bagan.butir
