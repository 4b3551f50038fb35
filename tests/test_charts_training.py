"""The calendar, the staircase and the dots of certificates: read from the figure, not from a picture."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd

from charts.calendar import AKAN_DATANG, SELESAI, TANPA_DAFTAR, cells, tiles_kegiatan, wrap
from charts.staircase import bars_tingkat, dots_sertifikat, with_flags


def events(*rows: tuple[str, date, str]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"program": program, "nama": f"K{n}", "tempat": "Padang", "tanggal_mulai": start, "tanggal_selesai": start,
             "jumlah_kuota": 40.0, "jumlah_diundang": np.nan, "jumlah_hadir": 12.0, "hadir": "12", "keadaan": state}
            for n, (program, start, state) in enumerate(rows)
        ]
    )  # fmt: skip


def test_events_of_a_month_share_a_cell_and_the_hover_names_them() -> None:
    frame = events(*[("A", date(2025, 3, n), SELESAI) for n in range(1, 11)], ("B", date(2026, 11, 2), AKAN_DATANG))
    grid, first, step = cells(frame)
    assert (first, step) == (2025 * 12, 1)
    assert grid[["program", "kolom", "jumlah", "keadaan"]].to_numpy().tolist() == [
        ["A", 2, 10, SELESAI],
        ["B", 22, 1, AKAN_DATANG],
    ]
    said = grid.iloc[0]["keterangan"]
    assert said.count("<br>K") == 8
    assert "dan 2 kegiatan lain" in said
    assert "kursi 40, hadir 12" in said
    assert "diundang" not in said


def test_a_cell_says_when_a_list_is_missing_and_when_all_is_still_to_come() -> None:
    mixed = events(("A", date(2026, 1, 1), SELESAI), ("A", date(2026, 1, 9), TANPA_DAFTAR))
    assert cells(mixed)[0]["keadaan"].tolist() == [TANPA_DAFTAR]
    later = events(("A", date(2026, 1, 1), SELESAI), ("A", date(2026, 1, 29), AKAN_DATANG))
    assert cells(later)[0]["keadaan"].tolist() == [SELESAI]


def test_the_state_is_a_shape_as_well_as_a_colour() -> None:
    frame = events(*(("A", date(2026, n, 1), s) for n, s in enumerate((SELESAI, TANPA_DAFTAR, AKAN_DATANG), 1)))
    traces = {trace.name: trace for trace in tiles_kegiatan(frame).data}
    assert traces[AKAN_DATANG].marker.symbol == "diamond"
    assert traces[SELESAI].marker.line.width == 0
    assert traces[TANPA_DAFTAR].marker.line.width == 2


def test_many_years_become_quarters_and_one_event_a_chart() -> None:
    frame = events(("A", date(2019, 1, 1), SELESAI), ("A", date(2026, 12, 1), SELESAI))
    assert cells(frame)[2] == 3
    assert cells(frame)[0]["kolom"].tolist() == [0, 31]
    single = tiles_kegiatan(events(("A", date(2026, 5, 1), SELESAI)))
    assert list(single.layout.xaxis.ticktext)[:3] == ["Jan", "Feb", "Mar"]
    assert single.data[0].text == ("1",)


def test_programs_stand_in_the_order_they_began_with_names_of_two_lines_at_most() -> None:
    frame = events(("Muda", date(2026, 5, 1), SELESAI), ("Tua", date(2023, 5, 1), SELESAI))
    assert list(tiles_kegiatan(frame).layout.yaxis.ticktext) == ["Muda", "Tua"]
    assert wrap("Pendampingan Implementasi Kurikulum Merdeka") == "Pendampingan Implementasi<br>Kurikulum Merdeka"
    long = wrap("kata " * 40)
    assert long.count("<br>") == 1
    assert long.endswith("…")
    assert wrap("x" * 90) == "x" * 29 + "…"


def stairs(*counts: int, hidden: tuple[int, ...] = ()) -> pd.DataFrame:
    return pd.DataFrame(
        {"tahun": "2026", "tingkat": range(1, len(counts) + 1), "jumlah_orang": counts,
         "label": [str(c) for c in counts], "is_rahasia": [at in hidden for at in range(len(counts))]}
    )  # fmt: skip


def test_a_level_above_the_one_before_is_flagged_by_a_mark_and_a_ring() -> None:
    flags = with_flags(stairs(100, 40, 60, 20))
    assert flags["is_melebihi"].tolist() == [False, False, True, False]
    assert flags["pct_sebelum"].tolist()[1:] == [40.0, 150.0, 100 / 3]
    over = next(trace for trace in bars_tingkat(stairs(100, 40, 60, 20)).data if "melebihi" in trace.name)
    assert over.text == ("▲ <b>60</b>",)
    assert over.marker.line.width > 0


def test_a_missing_level_and_another_year_are_not_compared() -> None:
    frame = pd.concat([stairs(10, 5).iloc[[1]], stairs(100).assign(tahun="2025")])
    flags = with_flags(frame)
    assert flags["pct_sebelum"].isna().all()
    assert not flags["is_melebihi"].any()


def test_a_hidden_count_has_no_part_and_neither_has_the_level_after_it() -> None:
    figure = bars_tingkat(stairs(40, 5, 20, hidden=(1,)))
    inside = [a.text for a in figure.layout.annotations]
    assert inside == ["<b>2026</b>"]
    assert all("%" not in str(text) for trace in figure.data for text in trace.customdata)


def certified(*shares: float) -> pd.DataFrame:
    return pd.DataFrame(
        {"nama": [f"W{n}" for n in range(len(shares))], "pct": shares, "pct_rendah": np.nan, "pct_tinggi": np.nan,
         "x": 5.0, "m": 100.0, "jumlah_satuan": 20.0, "is_terlalu_sedikit": False}
    )  # fmt: skip


def test_a_near_target_is_a_line_and_a_far_one_is_told_at_the_edge() -> None:
    near = dots_sertifikat(certified(20.0, 40.0), 30.0, "Nasional", 50)
    assert near.layout.xaxis.range[1] >= 50
    assert any(shape.x0 == 50 for shape in near.layout.shapes)
    far = dots_sertifikat(certified(2.0, 4.0), 3.0, "Nasional", 100)
    assert far.layout.xaxis.range[1] < 10
    assert any("di luar bidang" in a.text for a in far.layout.annotations)
    assert all(shape.x0 != 100 for shape in far.layout.shapes)
