"""What is reported about a plan, and the process that works it out: rivals, more money, redraws, progress, stop."""

from __future__ import annotations

import math
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from analysis.allocation import Kerja, Permintaan, Soal, broken, greedy, last_year, more_money, run_all, solve, steps
from analysis.allocation.model import build
from analysis.allocation.runner import BERSAMA, ROOT
from analysis.allocation.solve import run
from analysis.allocation.study import Studi, redrawn
from tests.allocation_questions import middling


@pytest.fixture(scope="module")
def soal() -> Soal:
    """A province's question in which money is short."""
    base = middling(5, 6, 2)
    wilayah = tuple(replace(w, calon=(30, 8), jumlah_sekolah=20) for w in base.wilayah)
    kota = tuple(replace(k, kelas_maks=6) for k in base.kota)
    rules = replace(base.aturan, pagu=4e8, hari_pelatih=400, kursi_min=0, kursi_maks=None, pct_3t_min=0.0)
    return replace(base, wilayah=wilayah, kota=kota, aturan=rules)


def _huge() -> Permintaan:
    """Minutes of work: the whole country, whole seats, no gap allowed, many redraws."""
    base = middling(1, 514, 7)
    wilayah = tuple(replace(w, calon=(80, 20), jumlah_sekolah=50) for w in base.wilayah)
    kota = tuple(replace(k, kelas_maks=40) for k in base.kota)
    rules = replace(base.aturan, pagu=5e9, hari_pelatih=3000, kursi_min=0, kursi_maks=None, pct_3t_min=20.0)
    many = replace(base, wilayah=wilayah, kota=kota, aturan=rules)
    return Permintaan(many, galat=np.full(514, 10.0), undian=500, celah=0.0, batas_detik=60.0)


def test_more_money_never_serves_less_and_takes_no_seat_where_the_plan_is_kept(soal: Soal) -> None:
    plan = solve(soal)
    more = more_money(soal, plan, 5e7)
    richer = replace(soal, aturan=replace(soal.aturan, pagu=soal.aturan.pagu + 5e7))
    assert broken(richer, more.jawaban) == broken(richer, more.utuh) == ()
    assert 0 <= more.nilai_utuh <= more.nilai
    assert more.nilai_dari <= more.nilai <= more.nilai_sampai
    assert (more.kursi_utuh >= 0).all()
    assert more.kursi_utuh.sum() > 0
    assert more.kursi.sum() == more.jawaban.kursi.sum() - plan.kursi.sum()
    assert float(soal.nilai @ more.kursi) == pytest.approx(more.nilai)


def test_a_coarse_solve_with_more_money_falls_back_on_the_plan_that_was_known() -> None:
    for seed in range(14):
        soal = middling(seed, 9, 4)
        plan = solve(soal, celah=0.005)
        if plan.is_layak:
            more = more_money(soal, plan, 1e6, celah=0.9)
            assert more.jawaban.nilai >= more.utuh.nilai >= plan.nilai, seed


def test_no_money_more_changes_nothing_when_the_plan_is_proven_best(soal: Soal) -> None:
    few = replace(soal, wilayah=soal.wilayah[:5], ongkos=soal.ongkos[:5])
    more = more_money(few, solve(few), 0.0)
    assert more.nilai == more.nilai_utuh == pytest.approx(0.0, abs=1e-9)
    assert not more.kursi_utuh.any()


def test_last_year_is_set_beside_the_best_plan_for_the_same_money(soal: Soal) -> None:
    seats = np.zeros(soal.bentuk, dtype=np.int64)
    seats[:, 0, 0] = 3
    found = last_year(soal, seats)
    assert found.nilai == pytest.approx(3 * soal.nilai.sum())
    assert found.setara.biaya <= found.biaya
    assert found.setara.nilai >= found.nilai
    assert found.dilanggar == ()
    seats[0, 0, 0] = 31
    assert last_year(soal, seats).dilanggar == ("calon peserta",)


def test_regions_that_shared_last_years_classes_pay_their_part_of_them(soal: Soal) -> None:
    soal = replace(soal, tingkat=(replace(soal.tingkat[0], biaya_kelas=15e6), soal.tingkat[1]))
    seats = np.zeros(soal.bentuk, dtype=np.int64)
    seats[:, 0, 0] = 3
    seats[0, 0, 0] = 4
    whole, part = last_year(soal, seats), last_year(soal, seats, is_sebagian=True)
    level, people = soal.tingkat[0], int(seats.sum())
    journeys = float((seats * soal.biaya_kursi).sum())
    assert part.biaya == pytest.approx(journeys + people / level.kursi * level.biaya_kelas)
    assert whole.biaya == pytest.approx(journeys + math.ceil(people / level.kursi) * level.biaya_kelas)
    assert part.nilai == whole.nilai
    assert part.setara.biaya <= part.biaya + 1e-6, "the rival gets no more money than that"
    tight = replace(soal, aturan=replace(soal.aturan, pagu=part.biaya))
    assert last_year(tight, seats, is_sebagian=True).dilanggar == ()
    assert last_year(tight, seats).dilanggar == ("pagu",)


def test_redraws_are_within_zero_and_a_hundred_and_repeat_with_the_seed(soal: Soal) -> None:
    errors = np.full(6, 40.0)
    one, same, other = (redrawn(soal, errors, seed) for seed in (1, 1, 2))
    assert [w.nilai for w in one.wilayah] == [w.nilai for w in same.wilayah]
    assert [w.nilai for w in one.wilayah] != [w.nilai for w in other.wilayah]
    assert all(0 <= w.nilai <= 100 for w in one.wilayah)
    assert redrawn(soal, np.full(6, np.nan), 1).nilai == pytest.approx(soal.nilai)


def test_stability_counts_the_redraws_in_which_a_region_keeps_its_seats(soal: Soal) -> None:
    sure = run_all(Permintaan(soal, galat=np.zeros(6), undian=3, tambahan=0.0))
    assert sure.utama is not None
    assert sure.kestabilan is not None
    given = sure.utama.kursi.sum(axis=(1, 2))
    assert sure.kestabilan.jumlah_undian == 3
    assert (sure.kestabilan.dapat == (given > 0)).all()
    assert (sure.kestabilan.serupa[given > 0] == 1).all()
    assert np.isnan(sure.kestabilan.serupa[given == 0]).all()
    assert sure.kestabilan.tertahan == pytest.approx(1.0)
    shaken = run_all(Permintaan(soal, galat=np.full(6, 40.0), undian=6, tambahan=0.0)).kestabilan
    assert shaken is not None
    assert shaken.kursi.shape == (6, 6)
    assert shaken.dapat == pytest.approx((shaken.kursi > 0).mean(axis=0))
    assert (shaken.tertahan <= 1 + 1e-9).all()
    assert (shaken.tertahan < 0.999).any()


def test_steps_report_everything_asked_for_and_only_that(soal: Soal) -> None:
    minta = Permintaan(soal, tahun_lalu=np.ones(soal.bentuk, dtype=np.int64), galat=np.ones(6), undian=2)
    assert [s.kode for s in steps(minta)] == [
        "utama", "bentrok", "greedy", "tahun_lalu", "tambahan", "kestabilan", "kestabilan",
    ]  # fmt: skip
    assert [s.kode for s in steps(Permintaan(soal, tambahan=0.0))] == ["utama", "bentrok", "greedy"]
    studi = run_all(minta)
    assert studi.utama is not None
    assert studi.greedy is not None
    assert studi.utama.nilai >= studi.greedy.nilai == greedy(soal).nilai
    assert studi.tahun_lalu is not None
    assert studi.tambahan is not None
    assert studi.bentrok == ()


def test_an_impossible_plan_reports_its_clash_and_nothing_else(soal: Soal) -> None:
    poor = replace(soal, aturan=replace(soal.aturan, pagu=1e6, kursi_min=5))
    studi = run_all(Permintaan(poor, galat=np.ones(6), undian=2))
    assert studi.utama is not None
    assert not studi.utama.is_layak
    assert [b.nama for b in studi.bentrok] == ["pagu", "kursi paling sedikit per wilayah"]
    assert studi.kalimat_bentrok.startswith("Kursi paling sedikit 5 untuk tiap 6 wilayah berarti 30 kursi")
    assert studi.tambahan is None
    assert studi.kestabilan is None


def test_the_child_process_finds_what_this_process_finds(soal: Soal) -> None:
    minta = Permintaan(soal, galat=np.full(6, 10.0), undian=2)
    kerja = Kerja(minta)
    end = kerja.wait(60)
    here = run_all(minta)
    assert (end.galat, end.is_berjalan, end.is_dihentikan, end.bagian) == ("", False, False, 1.0)
    assert end.langkah == end.dari == len(steps(minta))
    assert end.studi.utama is not None
    assert here.utama is not None
    assert end.studi.utama.nilai == pytest.approx(here.utama.nilai, rel=0.01)
    assert broken(soal, end.studi.utama) == ()
    assert kerja.pid is None


def test_a_stop_takes_effect_within_a_second_and_keeps_what_was_found() -> None:
    kerja = Kerja(_huge())
    _until(lambda: kerja.keadaan.langkah >= 1)
    time.sleep(0.7)
    pid = kerja.pid
    began = time.perf_counter()
    kerja.stop()
    took = time.perf_counter() - began
    assert took < 1
    assert kerja.keadaan.is_dihentikan
    assert not kerja.keadaan.is_berjalan
    assert isinstance(kerja.keadaan.studi, Studi)
    assert pid is not None
    assert _is_gone(pid)
    # its place is free for the next one
    assert BERSAMA.acquire(timeout=2)
    BERSAMA.release()


def test_a_computation_stopped_while_it_waits_for_its_turn_never_starts() -> None:
    assert BERSAMA.acquire(timeout=5)
    held = 1
    while BERSAMA.acquire(blocking=False):
        held += 1
    try:
        kerja = Kerja(_huge())
        time.sleep(0.3)
        assert kerja.keadaan.langkah == 0
        assert kerja.pid is None
        kerja.stop()
        assert kerja.wait(1).is_dihentikan
    finally:
        for _ in range(held):
            BERSAMA.release()


def test_a_forgotten_computation_is_stopped() -> None:
    pid = _begun()
    _until(lambda: _is_gone(pid))
    assert _is_gone(pid)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads the state of a process from /proc")
def test_a_server_that_is_killed_leaves_no_child_behind() -> None:
    code = (
        "import time\n"
        "from analysis.allocation import Kerja\n"
        "from tests.test_analysis_allocation_study import _huge, _until\n"
        "k = Kerja(_huge())\n"
        "_until(lambda: k.keadaan.langkah >= 1)\n"
        "time.sleep(0.5)\n"
        "print(k.pid, flush=True)\n"
        "time.sleep(60)\n"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    with parent.stdout:
        pid = int(parent.stdout.readline())
        assert not _is_gone(pid)
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
        _until(lambda: _is_gone(pid), seconds=2)


def test_what_goes_wrong_in_the_child_is_said_and_not_waited_for(soal: Soal) -> None:
    end = Kerja(replace(Permintaan(soal), tahun_lalu=np.ones((2, 2, 2), dtype=np.int64))).wait(30)
    assert "ValueError" in end.galat
    assert not end.is_berjalan
    assert end.studi.utama is not None


def test_the_solver_lets_other_threads_run() -> None:
    """A server that solves must go on answering: a thread ticks while HiGHS works."""
    model = build(_huge().soal)
    late: list[float] = []
    over = threading.Event()

    def tick() -> None:
        last = time.perf_counter()
        while not over.wait(0.02):
            now = time.perf_counter()
            late.append(now - last)
            last = now

    thread = threading.Thread(target=tick)
    thread.start()
    began = time.perf_counter()
    run(model, model.worth, 1.0, whole_seats=True, gap=0.0)
    took = time.perf_counter() - began
    over.set()
    thread.join()
    assert took > 0.3
    # a solver that kept the lock would let one tick through, as long as the whole solve
    assert len(late) > 0.1 * took / 0.02
    assert max(late) < 0.6 * took


def _begun() -> int:
    """A computation is begun and forgotten; its child's process id."""
    kerja = Kerja(_huge())
    _until(lambda: kerja.keadaan.langkah >= 1)
    pid = kerja.pid
    assert pid is not None
    return pid


def _until(is_so: Callable[[], bool], seconds: float = 20.0) -> None:
    end = time.perf_counter() + seconds
    while not is_so():
        assert time.perf_counter() < end, "it did not come about in time"
        time.sleep(0.02)


def _is_gone(pid: int) -> bool:
    stat = Path(f"/proc/{pid}/stat")
    try:
        return stat.read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True
