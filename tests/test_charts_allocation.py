"""Charts of the training allocation: read from the figure, not from a picture."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from charts.allocation import bars_banding, bars_biaya, bars_jadwal, bars_kursi, bars_tahan, rentang_hari

SEATS = pd.DataFrame({
    "nama": ["Kabupaten Agam", "Kota Padang"], "dasar": [30, 12], "lanjut": [10, 0],
    "catatan": ["Medan, Batam", "Medan"], "keterangan": ["a", "b"],
})  # fmt: skip


def texts(figure: object) -> list[str]:
    return [str(a.text) for a in figure.layout.annotations]  # type: ignore[attr-defined]


def test_seats_are_cut_by_level_and_the_first_row_stands_on_top() -> None:
    fig = bars_kursi(SEATS)
    assert [trace.name for trace in fig.data] == ["Dasar", "Lanjut"]
    assert list(fig.data[0].x) == [12, 30]
    assert list(fig.data[1].x) == [0, 10]
    assert list(fig.data[0].y) == [0, 1], "Agam, the first row, is the upper one"
    assert any("Kab. Agam" in text and "<b>40</b> kursi" in text and "Medan, Batam" in text for text in texts(fig))
    assert fig.layout.barmode == "stack"


def test_a_level_is_told_by_its_pattern_too() -> None:
    fig = bars_kursi(SEATS)
    assert [trace.marker.pattern.shape for trace in fig.data] == ["", "/"]


def test_the_parts_of_the_budget_add_up_to_a_hundred() -> None:
    parts = {"Perjalanan": 50.0, "Menginap, makan, uang harian": 30.0, "Kelas": 15.0, "Sisa pagu": 5.0}
    fig = bars_biaya(parts, dict.fromkeys(parts, "Rp 1"))
    assert sum(float(trace.x[0]) for trace in fig.data) == pytest.approx(100)
    assert [trace.text[0] for trace in fig.data] == ["50 %", "30 %", "15 %", ""], "no number where it has no room"
    nothing = bars_biaya(dict.fromkeys(parts, 0.0), dict.fromkeys(parts, "Rp 0"))
    assert all(trace.x[0] == 0 for trace in nothing.data)


def test_rivals_start_from_one_zero_and_the_plan_is_marked() -> None:
    fig = bars_banding([("Susunan ini", 80.0, "100 kursi", True), ("Cara bertahap", 60.0, "90 kursi", False)])
    assert list(fig.data[0].x) == [60.0, 80.0]
    assert tuple(fig.layout.xaxis.range) == (0, 80.0)
    assert len(set(fig.data[0].marker.color)) == 2
    assert any("<b>Susunan ini</b>" in text for text in texts(fig))
    assert bars_banding([]).data[0].x == ()


def test_stability_is_drawn_on_the_whole_scale() -> None:
    fig = bars_tahan(pd.DataFrame({"nama": ["Kota Padang"], "pct": [35.0], "keterangan": ["x"]}))
    assert tuple(fig.layout.xaxis.range) == (0, 100)
    assert list(fig.data[0].text) == ["35 %"]


def classes() -> pd.DataFrame:
    return pd.DataFrame({
        "kota": ["Medan", "Medan", "Batam"], "ruang": [0, 1, 0], "tingkat": ["Dasar", "Lanjut", "Dasar"],
        "tanggal_mulai": [date(2027, 2, 1), date(2027, 2, 1), date(2027, 4, 5)],
        "tanggal_selesai": [date(2027, 2, 3), date(2027, 2, 4), date(2027, 4, 5)], "keterangan": ["a", "b", "c"],
    })  # fmt: skip


def test_a_class_covers_its_last_day_and_holidays_lie_behind() -> None:
    holidays = [(date(2027, 3, 5), date(2027, 3, 20), "Libur"), (date(2026, 1, 1), date(2026, 1, 5), "lama")]
    fig = bars_jadwal(classes(), date(2027, 2, 1), date(2027, 5, 31), holidays)
    by_level = {trace.name: trace for trace in fig.data}
    day = 86_400_000
    assert list(by_level["Dasar"].x) == [3 * day, day]
    assert list(by_level["Lanjut"].x) == [4 * day]
    assert len(fig.layout.shapes) == 1, "a holiday outside the period is not drawn"
    assert (fig.layout.shapes[0].x0, fig.layout.shapes[0].x1) == ("2027-03-05", "2027-03-21")
    assert list(fig.layout.xaxis.ticktext) == ["Feb", "Mar", "Apr", "Mei"]
    assert list(fig.layout.yaxis.ticktext) == ["", "Medan", "Batam"], "the second room of Medan has no second name"


def test_a_long_period_keeps_at_most_twelve_months_on_the_axis() -> None:
    fig = bars_jadwal(classes(), date(2027, 2, 1), date(2030, 1, 31))
    assert len(fig.layout.xaxis.tickvals) <= 12


def test_days_of_a_class_are_written_once_when_it_lasts_one() -> None:
    assert rentang_hari(date(2027, 2, 3), date(2027, 2, 3)) == "3 Feb 2027"
    assert rentang_hari(date(2027, 2, 3), date(2027, 2, 5)) == "3 Feb 2027 s.d. 5 Feb 2027"


def test_a_name_from_a_workbook_is_drawn_as_text_not_as_markup() -> None:
    bad = '<b>tebal</b><a href="http://jahat.example">klik</a>'
    seats = SEATS.assign(nama=[bad, "Kota Padang"], catatan=[bad, ""])
    drawn = " ".join(texts(bars_kursi(seats)))
    assert "<a" not in drawn
    assert "‹a href" in drawn
    held = bars_tahan(pd.DataFrame({"nama": [bad], "pct": [35.0], "keterangan": ["x"]}))
    assert "<" not in held.layout.yaxis.ticktext[0]
    when = bars_jadwal(classes().assign(kota=bad), date(2027, 2, 1), date(2027, 5, 31))
    assert not [t for t in when.layout.yaxis.ticktext if "<" in t]
