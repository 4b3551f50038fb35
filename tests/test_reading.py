"""Figures read back as data: exactly the numbers that are drawn, the words beside them, and every chart decided on."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import plotly.graph_objects as go
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from charts import allocation, dots, lines, reading, staircase
from charts.dots import kelas
from charts.reading import NO_KIND, READERS, bagan_of, petak_of, read
from charts.reading_bars import _label_series, _merged
from charts.reading_parts import Bacaan
from schemas.rapat import BaganBatang, BaganGaris, BaganPetak, BaganSebar, BaganTabel, BaganTitik
from tests.chart_examples import EXAMPLES, NAN, changes, months, ranked, stairs, target_line, two_funnels

CHARTS = Path(reading.__file__).parent
NAMED = [(name, "meeting" in file.stem) for file in sorted(CHARTS.glob("*.py"))
         for node in ast.parse(file.read_text(encoding="utf-8")).body
         if isinstance(node, ast.FunctionDef) and not node.name.startswith("_") and node.returns is not None
         and ast.unparse(node.returns) == "go.Figure" for name in [node.name]]  # fmt: skip
OURS = [name for name, is_of_meetings in NAMED if not is_of_meetings]


def test_every_chart_function_has_a_reader_or_a_reason_for_having_none() -> None:
    assert len(OURS) > 40
    assert set(OURS) == set(READERS) | set(NO_KIND), "a new chart is decided on in charts/reading.py"
    assert not set(READERS) & set(NO_KIND)
    assert set(EXAMPLES) == set(READERS), "and its example stands in tests/chart_examples.py"
    assert all(len(reason) > 5 for reason in NO_KIND.values())


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_a_figure_says_what_drew_it(name: str) -> None:
    assert EXAMPLES[name]().layout.meta == name


@pytest.mark.parametrize("name", [*NO_KIND, "", "dots_yang_tidak_ada"])
def test_a_chart_that_no_kind_says_is_not_forced_into_one(name: str) -> None:
    assert bagan_of(go.Figure(layout={"meta": name or None})) is None


def back(name: str) -> Bacaan:
    """The example of a chart read back."""
    found = read(EXAMPLES[name]())
    assert found is not None
    return found


# --- every number of the figure, and no other ---


def numbers(values: Any) -> set[float]:
    there = [] if values is None else list(values)
    return {round(float(v), 6) for v in there if v is not None and v == v and not isinstance(v, str)}


def seen(figure: go.Figure, kind: str) -> set[float]:
    """The numbers a reader sees as places in the figure, read here by other means than in the product."""
    found: set[float] = set()
    lists_ranks = str(figure.layout.meta).startswith("dots_rentang")
    for trace in figure.data:
        if trace.type == "bar":
            if trace.base is None:
                found |= numbers(trace.x if trace.orientation == "h" else trace.y)
        elif kind == "sebar":
            found |= numbers(trace.x) | numbers(trace.y)
        elif kind == "garis":
            found |= numbers(trace.y)
        elif lists_ranks and trace.mode == "lines":
            x = [v for v in trace.x if v is not None]
            found |= {round(v + (0.25 if at % 2 == 0 else -0.25), 6) for at, v in enumerate(x)}
        elif "markers" in str(trace.mode) and trace.name != "bila lengkap":
            found |= numbers(trace.x)
        bars = trace.error_x if trace.type in ("bar", "scatter") else None
        if bars is not None and bars.array is not None:
            for x, plus, minus in zip(trace.x, bars.array, bars.arrayminus, strict=True):
                found |= numbers([x + plus, x - minus])
    for shape in figure.layout.shapes:
        is_line = shape.type == "line"
        if kind == "garis" and is_line and shape.y0 == shape.y1:
            found |= numbers([shape.y0])
        elif kind == "sebar":
            found |= numbers([shape.x0]) if shape.yref == "paper" else numbers([shape.y0])
        elif kind == "titik" and is_line and shape.x0 == shape.x1 and shape.yref != "paper":
            found |= numbers([shape.x0])
        elif kind == "batang" and shape.type == "rect":
            found |= numbers([float(shape.x1) - float(shape.x0)])
    return found


def told(bagan: Any) -> set[float]:
    """The numbers of a chart in data."""
    if isinstance(bagan, BaganTitik):
        rows = [v for row in bagan.baris for v in (row.nilai, row.rendah, row.tinggi, *row.pembanding)]
        return numbers([*rows, bagan.acuan])
    if isinstance(bagan, BaganGaris):
        return numbers(v for line in bagan.deret for p in line.titik for v in (p.nilai, p.rendah, p.tinggi))
    if isinstance(bagan, BaganBatang):
        return numbers(v for series in bagan.deret for v in (*series.nilai, *series.rendah, *series.tinggi))
    assert isinstance(bagan, BaganSebar)
    return numbers([*(v for p in bagan.titik for v in (p.x, p.y)), bagan.acuan_x, bagan.acuan_y])


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - {"labels_rapor"}))
def test_every_number_of_the_figure_is_in_the_data_and_no_other(name: str) -> None:
    figure = EXAMPLES[name]()
    bagan = bagan_of(figure)
    assert bagan is not None
    shown = seen(figure, bagan.jenis)
    assert len(shown) > 1
    assert told(bagan) == shown


@pytest.mark.parametrize("figure", [target_line(is_kecil=True), two_funnels()])
def test_the_variants_of_a_chart_keep_their_numbers_too(figure: go.Figure) -> None:
    bagan = bagan_of(figure)
    assert bagan is not None
    assert told(bagan) == seen(figure, bagan.jenis)


@pytest.mark.parametrize("name", sorted(EXAMPLES))
def test_no_markup_is_left_in_any_word(name: str) -> None:
    found = back(name)
    words = re.findall(r'"([^"]*)"', found.bagan.model_dump_json()) + list(found.catatan)
    assert not [word for word in words if re.search(r"<(/?[a-z]|br)|style=|\bnan\b", word)]


UNITS = st.lists(st.tuples(st.floats(1, 99), st.one_of(st.none(), st.tuples(st.floats(0, 20), st.floats(0, 20)))),
                 min_size=1, max_size=12)  # fmt: skip


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(UNITS, st.one_of(st.none(), st.floats(1, 99)))
def test_any_ranking_comes_back_as_it_was_drawn(units: list[Any], acuan: float | None) -> None:
    frame = pd.DataFrame([{"nama": f"W{at:02d}", "pct": pct, "pct_rendah": NAN if arms is None else pct - arms[0],
                           "pct_tinggi": NAN if arms is None else pct + arms[1]} for at, (pct, arms) in
                          enumerate(units)])  # fmt: skip
    frame = frame.assign(x=1.0, m=1234.0, jumlah_satuan=40.0, is_terlalu_sedikit=False, kelas=kelas(frame, acuan))
    bagan = bagan_of(dots.dots_peringkat(frame, acuan, "Nasional", satuan="guru"))
    assert isinstance(bagan, BaganTitik)
    assert [row.nilai for row in bagan.baris] == sorted((row.nilai for row in bagan.baris), reverse=True)
    assert (bagan.acuan, bagan.nama_acuan) == (acuan, "" if acuan is None else "Nasional")
    by_name = frame.set_index("nama")
    for row in bagan.baris:
        true = by_name.loc[row.nama]
        assert row.nilai == true["pct"]
        assert row.kelas == true["kelas"]
        assert row.kanan == "n = 1.234"
        expected = (None, None) if true["kelas"] == "tanpa selang" else (true["pct_rendah"], true["pct_tinggi"])
        assert (row.rendah, row.tinggi) == pytest.approx(expected) if expected[0] is not None else row.rendah is None


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.floats(0, 100), min_size=3, max_size=9), st.integers(1, 8))
def test_any_trend_keeps_its_gap_and_its_band(values: list[float], at: int) -> None:
    rows = months(values)
    cut = date(2026, at, 2)
    bagan = bagan_of(lines.lines_tren([lines.Deret("Aceh", rows, is_utama=True)], ulang=[cut]))
    assert isinstance(bagan, BaganGaris)
    (series,) = bagan.deret
    known = [point for point in series.titik if point.nilai is not None]
    assert [(p.tanggal, p.nilai, p.rendah, p.tinggi) for p in known] == [
        (row.tanggal_data, row.pct, row.pct_rendah, row.pct_tinggi) for row in rows.itertuples()
    ]
    days = [point.tanggal for point in series.titik]
    assert days == sorted(days)
    inside = rows["tanggal_data"].iloc[0] < cut < rows["tanggal_data"].iloc[-1]
    gaps = [point.tanggal for point in series.titik if point.nilai is None]
    assert gaps == ([cut] if inside else [])


# --- words beside the numbers ---


def test_names_classes_and_emphasis_of_a_ranking() -> None:
    bagan = bagan_of(EXAMPLES["dots_peringkat"]())
    assert isinstance(bagan, BaganTitik)
    assert [row.nama for row in bagan.baris] == ["Kab. Aceh", "Bali", "Jambi", "Riau", "Papua"]
    assert [row.kelas for row in bagan.baris] == ["di atas", "setara", "di bawah", "tanpa selang", ""]
    assert [row.nama for row in bagan.baris if row.is_sorot] == ["Bali"]
    assert bagan.baris[-1].kanan == "tanpa data"
    assert (bagan.satuan, bagan.desimal, bagan.acuan, bagan.nama_acuan) == ("%", 1, 68.9, "Nasional")


def test_a_change_that_is_not_real_is_neither_rise_nor_fall_and_the_gap_is_said() -> None:
    found = back("dots_perubahan")
    assert isinstance(found.bagan, BaganTitik)
    kinds = {row.nama: row.kelas for row in found.bagan.baris}
    assert kinds == {"A": "naik", "B": "tetap", "C": "turun", "D": "tanpa selang"}
    assert found.bagan.is_selisih
    assert found.catatan == ("… 30 provinsi lain di antaranya …",)
    assert read(dots.dots_perubahan(changes())).catatan == ()  # type: ignore[union-attr]


def test_marks_beside_a_region_stand_in_the_order_of_the_key_and_what_is_apart_is_said() -> None:
    found = back("dots_banding")
    assert isinstance(found.bagan, BaganTitik)
    assert found.bagan.nama_nilai == "Agam"
    assert found.bagan.nama_pembanding == ("Pulau Sumatera", "nasional")
    first, second, third = found.bagan.baris
    assert (first.nama, first.pembanding, first.kanan) == ("PMM", (60.1, 65.6), "selisih dari nasional +5,8")
    assert (second.kelas, second.pembanding) == ("tanpa selang", (None, 40.4))
    assert third.nama == "Kampus Merdeka"
    assert found.catatan == ("Di luar tugas BPMP, jangan dibandingkan: Kampus Merdeka",)


def test_a_second_reference_stands_in_every_row() -> None:
    bagan = bagan_of(EXAMPLES["dots_konteks"]())
    assert isinstance(bagan, BaganTitik)
    assert (bagan.acuan, bagan.nama_acuan, bagan.nama_pembanding) == (77.4, "Sumatera Barat", ("Nasional",))
    assert {row.pembanding for row in bagan.baris} == {(71.8,)}
    near = bagan_of(EXAMPLES["dots_sertifikat"]())
    assert isinstance(near, BaganTitik)
    assert near.nama_pembanding == ("target",)
    far = read(staircase.dots_sertifikat(ranked(), 68.9, "Nasional", 900.0))
    assert far is not None
    assert far.catatan == ("target 900 %: di luar bidang ini",)


def test_a_reference_keeps_its_name_whatever_numbers_are_in_it() -> None:
    bagan = bagan_of(dots.dots_peringkat(ranked(), 70.04, "Rapor 2024, 12 daerah", satuan="guru"))
    assert bagan.nama_acuan == "Rapor 2024, 12 daerah"  # type: ignore[union-attr]


def test_published_labels_stay_words() -> None:
    bagan = bagan_of(EXAMPLES["dots_rapor"]())
    assert isinstance(bagan, BaganTitik)
    assert [row.kanan for row in bagan.baris] == ["Baik", "Sedang", "tanpa label", "Kurang"]
    spm = bagan_of(EXAMPLES["dots_spm"]())
    assert isinstance(spm, BaganTitik)
    assert (spm.baris[0].kanan, spm.desimal) == ("Madya", 2)


def test_ranks_keep_their_groups_and_what_lies_between() -> None:
    found = back("dots_rentang_peringkat")
    assert isinstance(found.bagan, BaganTitik)
    assert [row.kelas for row in found.bagan.baris] == ["di atas", "setara", "di bawah"]
    assert [row.kanan.split(" · ")[0] for row in found.bagan.baris] == ["kelompok 1", "kelompok 2", "kelompok 2"]
    assert found.bagan.desimal == 0
    assert found.bagan.sumbu == "peringkat, 1 = tertinggi"
    assert found.catatan == ("… 5 provinsi lain di antaranya …",)


def test_an_unfinished_date_is_joined_to_nothing_and_a_break_is_told() -> None:
    found = back("lines_tren")
    assert isinstance(found.bagan, BaganGaris)
    main, other, open_ = found.bagan.deret
    assert [line.nama for line in found.bagan.deret] == ["Aceh", "Nasional", "Aceh, belum lengkap"]
    assert (main.is_utama, other.is_utama) == (True, False)
    assert [point.nilai for point in main.titik] == [40.1, None, 45.2, 50.3, 52.4]
    assert main.titik[1].tanggal == date(2026, 2, 1)
    assert [point.nilai for point in open_.titik] == [20.5]
    assert [(mark.teks, mark.is_batas) for mark in found.bagan.penanda] == [("Ukuran berganti", True),
                                                                           ("Nama berganti", False)]  # fmt: skip
    assert found.gugur, "the foot speaks of grey bands that are not there"


def test_yearly_values_stand_at_their_year_and_a_missing_one_is_a_gap() -> None:
    bagan = bagan_of(EXAMPLES["lines_konteks"]())
    assert isinstance(bagan, BaganGaris)
    assert {(point.tanggal.month, point.tanggal.day) for line in bagan.deret for point in line.titik} == {(7, 1)}
    assert [(point.tanggal.year, point.nilai) for point in bagan.deret[0].titik] == [
        (2022, 72.9), (2023, None), (2024, 75.1), (2025, 77.4)]  # fmt: skip
    assert bagan.deret[0].nama == "Agam"


def test_two_instruments_are_one_line_with_a_gap_and_its_reason() -> None:
    found = back("lines_rapor")
    assert isinstance(found.bagan, BaganGaris)
    assert [point.nilai for point in found.bagan.deret[0].titik] == [56.2, 58.7, None, 31.1, 33.4]
    (mark,) = found.bagan.penanda
    assert (mark.tanggal, mark.is_batas) == (date(2024, 1, 1), True)
    assert mark.teks == "instrumen berganti menurut berkas"
    assert found.catatan == ("label: 2022 Sedang, 2023 Sedang, 2024 Sedang, 2025 Baik",)


def test_the_line_of_a_target_and_its_days_come_along() -> None:
    found = read(target_line())
    assert found is not None
    assert isinstance(found.bagan, BaganGaris)
    assert [line.nama for line in found.bagan.deret] == ["realisasi", "garis target", "belum lengkap"]
    assert [mark.teks for mark in found.bagan.penanda] == ["data terbaru 2 Jul 2026", "tenggat 31 Des 2026"]
    assert found.catatan == ("garis target saat ini 55,2 %",)


def test_a_funnel_says_its_losses_in_words_and_its_bases_as_they_are() -> None:
    found = back("funnel_tahap")
    assert isinstance(found.bagan, BaganBatang)
    assert found.bagan.kategori == (
        "Akun tersedia 1.000", "Teraktivasi (−19,8 poin, 198 guru)", "Sasaran 1.000", "Masuk (−9,7 poin, 97 guru)",
        "↳ Aktif (jendela)", "Topik (−29,8 poin, 298 guru)")  # fmt: skip
    assert found.catatan == ("belajar.id, akun", "PMM")
    pair = bagan_of(two_funnels())
    assert isinstance(pair, BaganBatang)
    assert [series.nama for series in pair.deret] == ["Agam", "Sumatera Barat"]
    assert pair.deret[1].nilai[0] is None


def test_stacked_bars_keep_their_parts_colours_and_what_stands_at_the_right() -> None:
    bagan = bagan_of(EXAMPLES["bars_bagian"]())
    assert isinstance(bagan, BaganBatang)
    assert bagan.kategori == ("A (n = 8)", "B (n = 7)")
    assert [(s.nama, s.warna) for s in bagan.deret] == [("satu", "#084081"), ("dua", "#a8ddb5")]
    assert (bagan.is_bertumpuk, bagan.is_mendatar, bagan.sorot) == (True, True, (1,))
    score = bagan_of(EXAMPLES["bars_skor"]())
    assert isinstance(score, BaganBatang)
    assert score.kategori == (
        "Kab. Agam (62,5; 97 %; 2/2)",
        "Kota Padang (40,0; –; 1/2; bila lengkap 32,0 sampai 52,0)",
    )
    seats = bagan_of(EXAMPLES["bars_kursi"]())
    assert isinstance(seats, BaganBatang)
    assert (seats.kategori, seats.satuan) == (("Kab. Agam (Medan, Batam)", "Kota Padang"), "kursi")


def test_standing_bars_say_the_period_that_is_not_over() -> None:
    yearly, quarterly = bagan_of(EXAMPLES["bars_tahun"]()), bagan_of(EXAMPLES["bars_kabar"]())
    assert isinstance(yearly, BaganBatang)
    assert isinstance(quarterly, BaganBatang)
    assert yearly.kategori == ("2024", "2025, belum setahun")
    assert quarterly.kategori == ("Tw 2 2026", "Tw 3 2026 berjalan")
    assert not yearly.is_mendatar


def test_a_count_that_is_held_back_never_becomes_a_number() -> None:
    told_ = read(staircase.bars_tingkat(stairs()))
    assert told_ is not None
    assert isinstance(told_.bagan, BaganBatang)
    assert (told_.bagan.kategori[0], [series.nama for series in told_.bagan.deret]) == ("tingkat 1", ["2026"])
    assert told_.catatan == ("melebihi tingkat sebelumnya: 2026 tingkat 3",)
    assert read(staircase.bars_tingkat(stairs(is_hidden=True))) is None


def test_the_labels_of_two_families_share_a_series_by_their_rank_unless_one_row_has_both() -> None:
    bagan = bagan_of(EXAMPLES["bars_label"]())
    assert isinstance(bagan, BaganBatang)
    assert {series.nama: series.nilai for series in bagan.deret} == {
        "Baik / Rendah": (10.0, 3.0), "Sedang": (4.0, None), "tidak tersedia": (None, 1.0)}  # fmt: skip
    assert bagan.sumbu == "kab/kota"
    assert len({series.warna for series in bagan.deret}) == 3
    both = _label_series(["A"], {"A": {"satu": 1.0, "dua": 2.0}}, {"satu": "#aaaaaa", "dua": "#aaaaaa"})
    assert [(series.nama, series.warna) for series in both] == [("satu", ""), ("dua", "")]


def test_rapor_labels_come_back_as_the_table_they_are() -> None:
    bagan = back("labels_rapor").bagan
    assert isinstance(bagan, BaganTabel)
    assert [k.nama for k in bagan.kolom] == ["Indikator", "2024", "2025"]
    assert bagan.baris == (("A.1 Literasi", "54,3 Sedang", "≠ 71,2 Baik"),
                           ("A.2 Numerasi", "tidak tersedia", "60,1 Sedang"))  # fmt: skip


def test_the_places_of_a_scatter_keep_their_names_and_the_chosen_one() -> None:
    found = back("scatter_kuadran")
    assert isinstance(found.bagan, BaganSebar)
    places = [(p.nama, p.x, p.y, p.kelas) for p in found.bagan.titik]
    assert places == [("A", 40.1, 1.51, ""), ("C", 80.3, 2.53, "pembanding"), ("B", 60.2, 2.12, "dipilih")]
    assert [p.is_sorot for p in found.bagan.titik] == [False, False, True]
    assert (found.bagan.sumbu_x, found.bagan.satuan_x, found.bagan.satuan_y) == ("PMM", "%", "")
    assert "kanan atas: a, b" in found.catatan


def test_labels_keep_the_order_of_every_row() -> None:
    assert _merged([["Baik", "Sedang", "Kurang"], ["Rendah", "Sedang"], ["Baik", "tidak tersedia"]]) == [
        "Baik", "Rendah", "Sedang", "Kurang", "tidak tersedia"]  # fmt: skip
    assert sorted(_merged([["Tinggi", "Rendah"], ["Rendah", "Tinggi"]])) == ["Rendah", "Tinggi"]


# --- nothing and little ---


def test_a_chart_with_nothing_in_it_is_no_chart() -> None:
    assert bagan_of(lines.lines_tren([])) is None
    assert bagan_of(dots.dots_peringkat(ranked().iloc[:0], None, "Nasional")) is None
    assert bagan_of(allocation.bars_banding([])) is None


def test_one_row_is_read_like_many() -> None:
    bagan = bagan_of(dots.dots_peringkat(ranked().iloc[:1], None, "Nasional"))
    assert [row.nama for row in bagan.baris] == ["Kab. Aceh"]  # type: ignore[union-attr]


def test_the_tile_map_has_a_tile_for_each_province_and_none_for_a_missing_value() -> None:
    frame = pd.DataFrame({"kode_provinsi_kemendagri": ["11", "75"], "nama": ["Aceh", "Gorontalo"],
                          "singkatan": ["ACEH", "GORONTALO"], "baris_petak": [0, 1], "kolom_petak": [0, 9],
                          "pct": [63.1, NAN]})  # fmt: skip
    bagan = petak_of(frame, acuan=65.2, sorot=("75",))
    assert isinstance(bagan, BaganPetak)
    assert [(p.singkatan, p.nilai, p.is_sorot) for p in bagan.petak] == [("ACEH", 63.1, False), ("GTLO", None, True)]
    assert (bagan.acuan, bagan.nama_acuan) == (65.2, "Nasional")
    assert petak_of(frame, acuan=NAN).acuan is None  # type: ignore[union-attr]
