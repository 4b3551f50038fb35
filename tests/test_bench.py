"""The bench compares like with like: the naive app gives the same shares, and ratios are what they say."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from bench import pages
from bench.measure import NAIVE
from bench.worlds import ready

HEADER = "Tanggal data;Provinsi;Kabupaten/Kota;NPSN;Peran;Jumlah GTK;GTK login PMM;Pengguna aktif (30 hari)"


def write_month(folder: Path, month: str, sep: str, active: int) -> None:
    rows = [
        f"{month};Prov. Aceh;Kab. Pidie;10000001;Guru;10;9;{active}",
        f"{month};Bali;Kab. Badung;10000002;Guru;30;9;3",
    ]
    lines = [HEADER, *rows, f"{month};INDONESIA;;;;40;18;{active + 3}"]
    (folder / f"PMM_aktivitas_{month}.csv").write_text("\n".join(lines).replace(";", sep), encoding="utf-8-sig")


def test_the_naive_app_draws_sums_over_sums_from_both_delimiters(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "contoh"
    folder.mkdir()
    write_month(folder, "2026-09-30", ",", 5)
    write_month(folder, "2026-10-31", ";", 7)
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    app = AppTest.from_file(str(NAIVE), default_timeout=60).run()
    assert not app.exception
    assert app.metric[0].value == "25.0 %"
    assert app.session_state["detik_data"] > 0


def test_a_ratio_says_how_many_times_faster_the_middle_run_is() -> None:
    assert pages.times_faster([4.0, 4.0, 100.0], [2.0, 2.0, 0.1]) == 2.0


def test_the_goal_is_judged_by_the_page_that_gains_least() -> None:
    ours = {"waktu": {page: {"data": [i + 1.0]} for i, page in enumerate(pages.COMPARED)}}
    assert pages.slowest(ours, {"waktu": {"naif": {"data": [30.0]}}}, "data") == 10.0


def test_times_are_shown_in_a_unit_that_reads_well() -> None:
    assert pages.shown([0.0123]) == "12,3 / 12,3 ms"
    assert pages.shown([61.54]) == "61,5 / 61,5 s"


def test_a_world_without_its_exports_is_not_ready(tmp_path: Path) -> None:
    (tmp_path / "warehouse").mkdir()
    (tmp_path / "warehouse" / "current").write_text("x")
    assert not ready(tmp_path)
    (tmp_path / "contoh").mkdir()
    (tmp_path / "contoh" / "PMM_aktivitas_2026-10-31.csv").touch()
    assert ready(tmp_path)


def test_a_naive_app_that_runs_out_of_memory_is_said_and_not_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    killed = subprocess.CompletedProcess([], -9, stdout="", stderr="")
    monkeypatch.setattr(pages.subprocess, "run", lambda *_args, **_kwargs: killed)
    with pytest.raises(pages.NaiveDiedError, match="kehabisan memori"):
        pages.measure("naif", Path("."), 1)
    with pytest.raises(SystemExit, match="gagal"):
        pages.measure("serapan", Path("."), 1)
