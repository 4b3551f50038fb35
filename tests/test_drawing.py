"""Charts on paper: every value is printed as it is, nothing lies outside the sheet or over another text."""

from __future__ import annotations

import itertools
import random
import re
import struct
from datetime import date, timedelta
from xml.etree import ElementTree

import pytest

from charts import style
from reports import drawing, fonts, tokens, words
from reports.drawing import bars, dots, frame, lines, tiles
from reports.fonts import PT
from schemas.rapat import (
    Bagan,
    BaganBatang,
    BaganGaris,
    BaganPetak,
    BaganSebar,
    BaganTitik,
    BarisTitik,
    DeretBatang,
    DeretWaktu,
    Penanda,
    TitikWaktu,
)
from tests import rapat_world
from tests.naskah_world import HOSTILE

DRAWN = tuple(k for k in rapat_world.SORTED_KINDS if drawing.is_drawn(rapat_world.make_bagan(k)))
SIZES = ((170.0, 90.0), (267.0, 130.0), (110.0, 75.0), (84.0, 60.0))


def texts(svg: bytes) -> list[tuple[str, float, float, float, float]]:
    """Every text with its box (left, top, right, bottom) in mm, as the fonts' own widths have it."""
    found = []
    for node in ElementTree.fromstring(svg).iter("{http://www.w3.org/2000/svg}text"):
        size, x, y = (float(node.attrib[name]) for name in ("font-size", "x", "y"))
        said = node.text or ""
        wide = fonts.width(said, size, int(node.attrib.get("font-weight", 400)))
        left = {"start": x, "middle": x - wide / 2, "end": x - wide}[node.attrib.get("text-anchor", "start")]
        middle = y - 0.34 * size
        found.append((said, left, middle - 0.36 * size, left + wide, middle + 0.36 * size))
    return found


def said(svg: bytes) -> str:
    """All texts of a drawing."""
    return " | ".join(t[0] for t in texts(svg))


def clashes(svg: bytes) -> list[tuple[str, str]]:
    """Pairs of texts that lie over each other."""
    return [
        (a[0], b[0])
        for a, b in itertools.combinations(texts(svg), 2)
        if min(a[3], b[3]) - max(a[1], b[1]) > 0.15 and min(a[4], b[4]) - max(a[2], b[2]) > 0.15
    ]


def outside(svg: bytes, wide: float, tall: float) -> list[str]:
    """Texts that leave the sheet."""
    return [t[0] for t in texts(svg) if t[1] < -0.2 or t[2] < -0.2 or t[3] > wide + 0.2 or t[4] > tall + 0.2]


@pytest.mark.parametrize("jenis", DRAWN)
@pytest.mark.parametrize("size", SIZES)
def test_no_text_leaves_the_sheet_or_lies_over_another(jenis: str, size: tuple[float, float]) -> None:
    bagan = rapat_world.make_bagan(jenis)
    wide = size[0]
    tall = drawing.fitting(bagan, *size)
    made = drawing.svg(bagan, wide, tall)
    assert outside(made, wide, tall) == []
    assert clashes(made) == []


@pytest.mark.parametrize("jenis", DRAWN)
def test_the_same_chart_gives_the_same_bytes(jenis: str) -> None:
    first = drawing.svg(rapat_world.make_bagan(jenis), 170.0, 100.0)
    drawing.svg.cache_clear()
    assert drawing.svg(rapat_world.make_bagan(jenis), 170.0, 100.0) == first
    assert drawing.png(rapat_world.make_bagan(jenis), 60.0, 60.0, 50) == drawing.png(
        rapat_world.make_bagan(jenis), 60.0, 60.0, 50
    )


def printed_values(bagan: Bagan) -> list[str]:
    """What a drawing must print of its values, by the house's own number words."""
    if isinstance(bagan, BaganTitik):
        return [words.with_unit(r.nilai, bagan.satuan, bagan.desimal, is_selisih=bagan.is_selisih)
                for r in bagan.baris if r.nilai is not None]  # fmt: skip
    if isinstance(bagan, BaganGaris):
        last = [max((p for p in d.titik if p.nilai is not None), key=lambda p: p.tanggal) for d in bagan.deret]
        return [words.with_unit(p.nilai, bagan.satuan, bagan.desimal) for p in last]
    if isinstance(bagan, BaganBatang):
        return [words.number(v, bagan.desimal) for d in bagan.deret for v in d.nilai if v is not None]
    if isinstance(bagan, BaganPetak):
        return [words.number(t.nilai, bagan.desimal) for t in bagan.petak]
    return []


@pytest.mark.parametrize("jenis", [k for k in DRAWN if k != "sebar"])
def test_every_value_is_printed_as_the_number_words_have_it(jenis: str) -> None:
    bagan = rapat_world.make_bagan(jenis)
    made = said(drawing.svg(bagan, 267.0, max(drawing.heights(bagan, 267.0)[1], 120.0)))
    values = printed_values(bagan)
    assert values
    assert [v for v in values if v not in made] == []


def test_thirty_eight_rows_stand_on_a_page_in_readable_size() -> None:
    bagan = rapat_world.titik_38()
    made = drawing.svg(bagan, 170.0, 240.0)
    assert sum(f"n = {(i + 3) * 1719:,}".replace(",", ".") in said(made) for i in range(38)) == 38
    sizes = [float(s) for s in re.findall(r'font-size="([\d.]+)"', made.decode())]
    assert min(sizes) >= 7 * PT
    assert dots.heights(bagan, 170.0)[0] <= 145


def test_rows_that_find_no_room_are_counted_and_the_highlighted_one_stays() -> None:
    made = said(drawing.svg(rapat_world.titik_38(), 170.0, 55.0))
    left_out = int(re.search(r"… (\d+) baris", made).group(1))  # type: ignore[union-attr]
    names = [p["nama"] for p in rapat_world.provinces()]
    gaps = sum(int(n) for n in re.findall(r"… (\d+) baris", made))
    assert left_out > 5
    assert sum(made.split(" | ").count(n) for n in names) + gaps == 38
    assert "Sumatera Barat" in made.split(" | ")


@pytest.mark.parametrize(
    "bagan",
    [
        BaganTitik(baris=()), BaganGaris(deret=()), BaganBatang(kategori=(), deret=()), BaganPetak(petak=()),
        BaganSebar(titik=(), sumbu_x="", sumbu_y=""),
        BaganGaris(deret=(DeretWaktu(nama="x", titik=(TitikWaktu(tanggal=date(2026, 1, 1), nilai=None),)),)),
    ],
)  # fmt: skip
def test_a_chart_without_data_says_so(bagan: Bagan) -> None:
    assert frame.NOTHING in said(drawing.svg(bagan, 100.0, 40.0))


@pytest.mark.parametrize("value", [0.0, 50.0, 100.0])
def test_one_row_at_either_end_is_drawn_whole(value: float) -> None:
    row = BarisTitik(nama="Kabupaten Kepulauan Siau Tagulandang Biaro yang panjang sekali", nilai=value, is_sorot=True)
    made = drawing.svg(BaganTitik(baris=(row,)), 110.0, 30.0)
    assert words.with_unit(value) in said(made)
    assert outside(made, 110, 30) == []
    assert clashes(made) == []
    bar = BaganBatang(kategori=("A",), deret=(DeretBatang(nama="x", nilai=(value,)),))
    assert words.with_unit(value) in said(drawing.svg(bar, 110.0, 30.0))


def test_a_missing_value_is_said_not_drawn_as_zero() -> None:
    rows = (BarisTitik(nama="A", nilai=None), BarisTitik(nama="B", nilai=40.0))
    made = drawing.svg(BaganTitik(baris=rows), 110.0, 30.0)
    assert said(made).count(frame.NO_DATA) == 1
    assert made.count(b"<circle") == 1
    bar = BaganBatang(kategori=("A", "B"), deret=(DeretBatang(nama="x", nilai=(None,)),))
    assert said(drawing.svg(bar, 110.0, 30.0)).count(frame.NO_DATA) == 2, "also where the series is too short"


def test_equal_values_stand_at_one_place() -> None:
    made = drawing.svg(BaganTitik(baris=tuple(BarisTitik(nama=f"K{i}", nilai=50.0) for i in range(4))), 110.0, 40.0)
    assert len(set(re.findall(r'<circle cx="([\d.]+)"', made.decode()))) == 1


def test_classes_differ_in_shape_as_well_as_colour() -> None:
    kinds = ("di atas", "setara", "di bawah", "tanpa selang")
    assert len({frame.SHAPES[k][0] for k in kinds}) == len({frame.SHAPES[k][1] for k in kinds}) == 4
    rows = tuple(BarisTitik.model_validate({"nama": k, "nilai": 50.0 + i, "kelas": k}) for i, k in enumerate(kinds))
    key = said(drawing.svg(BaganTitik(baris=rows, acuan=51.0, nama_acuan="Nasional"), 170.0, 60.0))
    assert "di atas Nasional" in key
    assert "setara dengan Nasional" in key
    assert f"Nasional {words.with_unit(51.0)}" in key


def series(*values: float | None) -> DeretWaktu:
    start = date(2026, 1, 31)
    points = tuple(TitikWaktu(tanggal=start + timedelta(days=30 * i), nilai=v) for i, v in enumerate(values))
    return DeretWaktu(nama="Agam", titik=points, is_utama=True)


def test_a_line_stops_at_gaps_and_at_changes_of_definition() -> None:
    line = series(1, 2, None, 4, 5, 6)
    change = line.titik[4].tanggal
    assert [[p.nilai for p in piece] for piece in lines.pieces(line, [])] == [[1, 2], [4, 5, 6]]
    assert [[p.nilai for p in piece] for piece in lines.pieces(line, [change])] == [[1, 2], [4], [5, 6]]
    event = Penanda(tanggal=change, teks="definisi berubah", is_batas=True)
    made = drawing.svg(BaganGaris(deret=(line,), penanda=(event,)), 170.0, 70.0).decode()
    assert made.count(f'stroke="{frame.MAIN}" stroke-width="0.75"') == 2, "the single point is a mark, not a line"
    assert "definisi berubah" in made


def test_events_whose_names_would_touch_stand_on_levels() -> None:
    line = series(*range(20))
    events = tuple(
        Penanda(tanggal=line.titik[i].tanggal, teks=f"peristiwa panjang sekali nomor {i}") for i in range(20)
    )
    made = drawing.svg(BaganGaris(deret=(line,), penanda=events), 170.0, 160.0)
    assert clashes(made) == []
    assert said(made).count("peristiwa") == 20


def test_the_name_of_an_event_is_broken_into_lines_not_cut() -> None:
    line = series(*range(20))
    long = "Fungsi PMM berpindah ke Ruang GTK di Rumah Pendidikan (perkiraan rentang)"
    events = tuple(Penanda(tanggal=line.titik[i].tanggal, teks=long) for i in (2, 9, 18))
    made = drawing.svg(BaganGaris(deret=(line,), penanda=events), 85.0, 70.0)
    assert "…" not in said(made)
    assert " ".join(said(made).split()).count("(perkiraan rentang)") == 3
    assert clashes(made) == []
    assert outside(made, 85, 70) == []
    tight = drawing.svg(BaganGaris(deret=(line,), penanda=events), 85.0, 30.0)
    assert clashes(tight) == [], "where lines would leave no room for the chart, names are shortened after all"
    assert "…" in said(tight)


def test_many_lines_are_named_without_touching_and_those_unnamed_are_counted() -> None:
    many = tuple(series(*(50 + i * 0.01 + j for j in range(6))).model_copy(update={"nama": f"Deret {i}"})
                 for i in range(40))  # fmt: skip
    made = drawing.svg(BaganGaris(deret=many), 170.0, 70.0)
    assert clashes(made) == []
    named = len(re.findall(r"Deret \d+", said(made)))
    assert 10 < named < 40
    assert f"{40 - named} garis tanpa" in said(made)


def test_labels_are_spread_in_order_and_stay_inside() -> None:
    draw = random.Random(7)
    for _ in range(200):
        count = draw.randint(1, 12)
        tall = [draw.uniform(2, 6) for _ in range(count)]
        wanted = [draw.uniform(-10, 110) for _ in range(count)]
        got = frame.apart(wanted, tall, 0, 100)
        order = sorted(range(count), key=lambda i: (wanted[i], i))
        for a, b in itertools.pairwise(order):
            assert got[b] - got[a] >= (tall[a] + tall[b]) / 2 - 1e-6
        assert min(g - t / 2 for g, t in zip(got, tall, strict=True)) >= -1e-6
        assert max(g + t / 2 for g, t in zip(got, tall, strict=True)) <= 100 + 1e-6
    assert frame.apart([10, 50], [4, 4], 0, 100) == [10, 50], "labels with room stay where they are"


def test_names_that_mean_something_to_a_program_are_drawn_as_they_are() -> None:
    rows = tuple(BarisTitik(nama=text[:22], nilai=50.0 + i) for i, text in enumerate(HOSTILE))
    made = drawing.svg(BaganTitik(baris=(*rows, BarisTitik(nama="a\x00b\x1b中", nilai=1.0))), 170.0, 70.0)
    assert [t[:22] for t in HOSTILE if t[:22] not in said(made)] == []
    assert "ab?" in said(made), "control characters go, signs the typeface lacks become a question mark"


def test_standing_bars_lie_down_where_their_names_find_no_room() -> None:
    names = tuple(p["nama"] for p in rapat_world.provinces())
    many = BaganBatang(kategori=names, is_mendatar=False, deret=(DeretBatang(nama="x", nilai=tuple(range(38))),))
    made = drawing.svg(many, 170.0, bars.heights(many, 170.0)[0])
    assert [n for n in names if n not in said(made)] == []
    assert clashes(made) == []


def test_bars_start_at_zero_also_downwards() -> None:
    bagan = BaganBatang(kategori=("A", "B"), deret=(DeretBatang(nama="x", nilai=(-10.0, 20.0)),))
    made = drawing.svg(bagan, 110.0, 40.0)
    boxes = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"', made.decode())
    (x1, w1), (x2, w2) = ((float(x), float(w)) for x, w in boxes)
    assert x1 + w1 == pytest.approx(x2, abs=0.02)
    assert w2 == pytest.approx(2 * w1, abs=0.05)
    assert words.with_unit(-10.0) in said(made)


def test_tiles_use_classes_that_hold_every_value() -> None:
    draw = random.Random(3)
    for _ in range(200):
        low, wide = draw.uniform(-50, 3000), draw.choice((0.3, 4, 40, 900))
        values = [low + draw.random() * wide for _ in range(38)]
        start, step = tiles.classes(values)
        assert start <= min(values)
        assert max(values) < start + 10 * step
    assert tiles.classes([0.0, 100.0]) == (0, 10)
    assert tiles.classes([]) == (0.0, 10.0)


def test_texts_can_be_read_on_their_grounds() -> None:
    for ground in (tokens.GROUND, tokens.PANEL, dots.BAND):
        for ink in (tokens.INK, tokens.SECONDARY, tokens.ACCENT, tokens.CAUTION):
            assert tokens.contrast(ink, ground) >= tokens.READABLE
    assert tokens.contrast(tokens.CAUTION, tokens.CAUTION_GROUND) >= tokens.READABLE
    for fill in (*tokens.SEQUENTIAL, *tokens.CATEGORICAL, frame.EMPTY):
        assert tokens.contrast(tokens.text_colour(fill), fill) >= tokens.READABLE


def test_paper_and_pages_have_the_same_colours() -> None:
    names = ("INK", "SECONDARY", "LINE", "GRID", "GROUND", "PANEL", "ACCENT", "CONTEXT", "CATEGORICAL", "SEQUENTIAL",
             "ABOVE", "BELOW", "EQUAL")  # fmt: skip
    assert [n for n in names if getattr(tokens, n) != getattr(style, n)] == []
    assert [c for c in tokens.SEQUENTIAL if tokens.text_colour(c) != style.text_colour(c)] == []


def test_a_picture_has_the_pixels_asked_for() -> None:
    made = drawing.png(rapat_world.make_bagan("titik"), 127.0, 50.8, 100)
    assert made[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", made[16:24]) == (500, 200)


def test_what_is_set_as_text_is_not_drawn() -> None:
    for jenis in ("tabel", "angka", "butir"):
        with pytest.raises(TypeError, match="set as text"):
            drawing.svg(rapat_world.make_bagan(jenis), 100.0, 50.0)


def test_lines_of_text_fit_their_room() -> None:
    draw = random.Random(5)
    for _ in range(200):
        text = " ".join("".join(draw.choices("abcdefghijMW", k=draw.randint(1, 30))) for _ in range(draw.randint(1, 9)))
        room, most = draw.uniform(12, 60), draw.randint(1, 4)
        made = fonts.wrap(text, 3.0, room, 400, most)
        assert len(made) <= most
        assert max(fonts.width(line, 3.0) for line in made) <= room
        whole = "".join(made).replace(" ", "")
        assert whole.rstrip("…") == text.replace(" ", "")[: len(whole.rstrip("…"))]


def test_as_much_of_a_text_is_taken_as_fits() -> None:
    draw = random.Random(9)
    for _ in range(200):
        text = "".join(draw.choices("abc MWi", k=draw.randint(0, 60)))
        room = draw.uniform(0, 80)
        count = fonts.fits(text, 3.0, room)
        assert fonts.width(text[:count], 3.0) <= room + 1e-6
        assert count == len(text) or fonts.width(text[: count + 1], 3.0) > room - 1e-6
    assert fonts.fits("", 3.0, 0) == 0


def test_a_text_that_prints_nothing_gives_way() -> None:
    assert fonts.seen("\u200b\u202e", " \n", "b", "c") == "b"
    assert fonts.seen("\u00ad") == ""


def test_signs_of_our_pages_that_the_typeface_lacks_have_others() -> None:
    assert fonts.printable("↳ Akun aktif") == "· Akun aktif"
    assert set(fonts.printable("".join(fonts.INSTEAD))).isdisjoint(fonts.MISSING)


def test_widths_are_those_of_the_typeface() -> None:
    from PIL import ImageFont

    for weight, name in fonts.STYLES.items():
        font = ImageFont.truetype(str(fonts.file(name)), 1000, layout_engine=ImageFont.Layout.BASIC)
        for text in ("0123456789", "Kepulauan Mentawai", "±0,6 −3,2 – …"):
            unkerned = sum(font.getlength(char) for char in text) / 1000
            assert fonts.width(text, 1.0, weight) == pytest.approx(unkerned, abs=0.02)


@pytest.mark.parametrize("count", [60, 514])
def test_hundreds_of_rows_keep_both_ends_and_say_how_many_are_left_out(count: int) -> None:
    rows = tuple(BarisTitik(nama=f"Kab. {i}", nilai=90 - i * 0.1, is_sorot=i == 30) for i in range(count))
    bar = BaganBatang(kategori=tuple(r.nama for r in rows), sorot=(30,),
                      deret=(DeretBatang(nama="x", nilai=tuple(r.nilai for r in rows)),))  # fmt: skip
    for bagan in (BaganTitik(baris=rows), bar):
        made = drawing.svg(bagan, 170.0, 90.0)
        names = re.findall(r"Kab\. (\d+)", said(made))
        gaps = sum(int(n) for n in re.findall(r"… (\d+) baris", said(made)))
        assert {"0", "30", str(count - 1)} <= set(names)
        assert len(names) + gaps == count
        assert clashes(made) == []
        assert outside(made, 170, 90) == []


def test_marks_can_be_told_from_the_ground() -> None:
    for colour in (frame.GREY, frame.MAIN, *(colour for _, colour in frame.SHAPES.values())):
        assert tokens.contrast(colour, tokens.GROUND) >= 3
