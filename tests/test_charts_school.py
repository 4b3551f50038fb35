"""Charts of one school, read from their traces."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from charts.school import dots_satuan, lines_riwayat

NAN = float("nan")


def platforms(**given: float) -> pd.DataFrame:
    rows = [
        {"label": "PMM", "pct": 50.0, "pct_kab": 60.0, "pct_jenjang": 70.0, "ya_tidak": False, "kanan": "5 dari 10",
         "keterangan": "50 %"},
        {"label": "ARKAS", "pct": 0.0, "pct_kab": 80.0, "pct_jenjang": NAN, "ya_tidak": True, "kanan": "belum",
         "keterangan": "belum"},
        {"label": "belajar.id", "pct": NAN, "pct_kab": NAN, "pct_jenjang": NAN, "ya_tidak": False, "kanan": "<5 orang",
         "keterangan": "tanpa angka"},
    ]  # fmt: skip
    return pd.DataFrame(rows).assign(**given)


def texts(figure: object) -> list[str]:
    return [str(note.text) for note in figure.layout.annotations]  # type: ignore[attr-defined]


def test_the_school_is_a_full_dot_and_a_no_is_a_ring() -> None:
    figure = dots_satuan(platforms(), "Kab. Agam", "SD di Sumatera Barat")
    own = [trace for trace in figure.data if trace.name == "sekolah ini"]
    assert [(trace.marker.symbol, list(trace.x)) for trace in own] == [("circle", [50.0]), ("circle-open", [0.0])]
    assert all(trace.error_x.array is None for trace in own), "one school has no interval"


def test_a_hidden_count_has_no_dot_but_says_so() -> None:
    figure = dots_satuan(platforms(), "Kab. Agam", "SD")
    assert sum(len(trace.x) for trace in figure.data if trace.name == "sekolah ini") == 2
    assert "<5 orang" in texts(figure)


def test_neighbours_stand_where_they_are_known() -> None:
    figure = dots_satuan(platforms(), "Kab. Agam", "SD")
    found = {trace.name: sorted(trace.x) for trace in figure.data if trace.name != "sekolah ini"}
    assert found == {"Kab. Agam": [60.0, 80.0], "SD": [70.0]}


def test_a_school_without_any_number_still_draws_its_rows() -> None:
    bare = platforms(pct=NAN, pct_kab=NAN, pct_jenjang=NAN)
    figure = dots_satuan(bare, "Kab. Agam", "SD")
    assert len(figure.data) == 0
    assert {"PMM", "ARKAS", "belajar.id"} <= set(texts(figure))


def history() -> pd.DataFrame:
    days = [date(2026, 8, 31), date(2026, 9, 30), date(2026, 10, 31)]
    people = [{"label": "PMM", "tanggal_data": d, "x": x, "m": 10, "pct": 10.0 * x, "ya_tidak": False, "ruas": 0}
              for d, x in zip(days, (2, 4, 6), strict=True)]  # fmt: skip
    asked = [{"label": "ARKAS", "tanggal_data": d, "x": x, "m": 1, "pct": 100.0 * x, "ya_tidak": True, "ruas": 0}
             for d, x in zip(days, (0, 1, 1), strict=True)]  # fmt: skip
    return pd.DataFrame([*people, *asked])


def test_people_are_a_line_and_yes_or_no_are_marks() -> None:
    figure = lines_riwayat(history())
    line, marks = (next(t for t in figure.data if t.name == name) for name in ("PMM", "ARKAS"))
    assert line.mode == "lines+markers"
    assert np.all(np.diff(line.y) > 0)
    assert list(marks.marker.symbol) == ["circle-open", "circle", "circle"]
    assert "<b>60,0 %</b>" in texts(figure)


def test_a_line_does_not_join_two_stretches() -> None:
    frame = history()
    frame.loc[frame["label"] == "PMM", "ruas"] = [2025, 2026, 2026]
    assert [len(trace.x) for trace in lines_riwayat(frame).data if trace.name == "PMM"] == [1, 2]


def test_a_platform_whose_counts_are_hidden_says_that_it_is_not_shown() -> None:
    frame = history()
    frame.loc[frame["label"] == "PMM", "pct"] = NAN
    assert "tidak ditampilkan" in texts(lines_riwayat(frame))
