"""Dates of classes: open days only, rooms and trainers never twice, basic before who goes on, what is left is named."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from analysis.allocation import Aturan, Jadwal, Jawaban, Kelas, Kota, Soal, Tingkat, Wilayah, schedule
from analysis.allocation.check import answer
from analysis.allocation.solve import solve
from tests.allocation_questions import middling

MULAI, SELESAI = date(2027, 1, 4), date(2027, 2, 26)
LIBUR = frozenset({date(2027, 1, 13), date(2027, 2, 8), date(2027, 2, 17)})


def _soal(ruang: int = 1, calon_lanjut: int = 0) -> Soal:
    """Two regions, one city, classes of 10; basic takes 4 days and 2 trainers, intermediate 5 days and 3 trainers."""
    wilayah = tuple(Wilayah(f"13.0{i}", 50.0 + i, (60, calon_lanjut), (0, 0), 60, False) for i in range(2))
    tingkat = (Tingkat(4, 10, 2, 0.0, 0.0), Tingkat(5, 10, 3, 0.0, 0.0))
    aturan = Aturan(1.0, 10**6, 2, 0.0, 0, None, True, 100.0)
    return Soal(wilayah, (Kota("13.71", "Kota Padang", 99, ruang),), tingkat, np.zeros((2, 1)), aturan)


def _plan(soal: Soal, seats: list[list[int]]) -> Jawaban:
    return answer(soal, np.array(seats, dtype=np.int64).reshape(soal.bentuk))


def _days(k: Kelas) -> list[date]:
    assert k.mulai is not None
    assert k.selesai is not None
    return [k.mulai + timedelta(days=d) for d in range((k.selesai - k.mulai).days + 1)]


def _faults(found: Jadwal, plan: Jawaban, soal: Soal, pelatih: int | None, libur: frozenset[date]) -> list[str]:
    """What a schedule does that it must not, day by day."""
    said = []
    rooms: dict[tuple[int, date], int] = {}
    staff: dict[date, int] = {}
    for k in found.muat:
        days = _days(k)
        if len(days) != soal.tingkat[k.level].hari:
            said.append("length")
        for day in days:
            if day in libur or day.weekday() > 4 or not MULAI <= day <= SELESAI:
                said.append(f"closed {day}")
            rooms[k.kota, day] = rooms.get((k.kota, day), 0) + 1
            staff[day] = staff.get(day, 0) + soal.tingkat[k.level].pelatih
    said += [f"rooms {at}" for at, count in rooms.items() if count > soal.kota[at[0]].ruang]
    said += [f"trainers {day}" for day, count in staff.items() if pelatih is not None and count > pelatih]
    seats = np.zeros(soal.bentuk, dtype=np.int64)
    for k in found.kelas:
        if k.jumlah_kursi != sum(v for _, v in k.isi) or k.jumlah_kursi > soal.tingkat[k.level].kursi:
            said.append("seats")
        for i, v in k.isi:
            seats[i, k.kota, k.level] += v
    if (seats != plan.kursi).any():
        said.append("not everybody sits in a class")
    for k in found.muat:
        for i, _ in k.isi if k.level == 1 else ():
            if plan.kursi[i, :, 1].sum() <= soal.wilayah[i].calon[1]:
                continue
            before = [b for b in found.kelas if b.level == 0 and i in dict(b.isi)]
            if any(b.selesai is None or k.mulai is None or b.selesai >= k.mulai for b in before):
                said.append(f"order {i}")
    if any(k.alasan for k in found.muat) or not all(k.alasan for k in found.tidak_muat):
        said.append("reasons")
    return said


@pytest.fixture(scope="module")
def plans() -> list[tuple[Soal, Jawaban]]:
    """Plans with seats, of random questions."""
    made = [(soal, solve(soal, celah=0.1)) for soal in (middling(seed, 6, 2) for seed in range(40))]
    return [(soal, plan) for soal, plan in made if plan.kursi.any()]


@pytest.mark.parametrize("pelatih", [None, 3, 7])
def test_no_room_trainer_or_closed_day_is_used_twice_and_nobody_is_left_out_unnamed(
    pelatih: int | None, plans: list[tuple[Soal, Jawaban]]
) -> None:
    dated = left = ordered = 0
    for seed, (soal, plan) in enumerate(plans):
        found = schedule(plan, soal, MULAI, SELESAI, LIBUR, pelatih=pelatih)
        assert _faults(found, plan, soal, pelatih, LIBUR) == [], seed
        assert len(found.kelas) == plan.kelas.sum()
        dated += len(found.muat)
        left += len(found.tidak_muat)
        ordered += bool((plan.kursi[:, :, 1].sum(axis=1) > soal.calon[:, 1]).any())
    assert dated >= 40
    assert ordered >= 5
    assert left > 0 or pelatih != 3


def test_one_room_holds_one_class_a_week() -> None:
    soal = _soal()
    found = schedule(_plan(soal, [[20, 0], [10, 0]]), soal, MULAI, SELESAI)
    assert [(k.mulai, k.selesai) for k in found.kelas] == [
        (date(2027, 1, 4), date(2027, 1, 7)),
        (date(2027, 1, 11), date(2027, 1, 14)),
        (date(2027, 1, 18), date(2027, 1, 21)),
    ]


def test_a_closed_day_moves_the_class_to_the_week_after() -> None:
    soal = _soal()
    found = schedule(_plan(soal, [[10, 0], [0, 0]]), soal, MULAI, SELESAI, {date(2027, 1, 6)})
    assert found.kelas[0].mulai == date(2027, 1, 11)


def test_whoever_waits_for_basic_goes_on_after_it_and_whoever_is_ready_need_not() -> None:
    soal = _soal(ruang=2)
    plan = _plan(soal, [[10, 10], [0, 0]])
    basic, after = schedule(plan, soal, MULAI, SELESAI).kelas
    assert (basic.mulai, after.mulai) == (date(2027, 1, 4), date(2027, 1, 11))
    soal = _soal(ruang=2, calon_lanjut=10)
    basic, after = schedule(_plan(soal, [[10, 10], [0, 0]]), soal, MULAI, SELESAI).kelas
    assert basic.mulai == after.mulai == date(2027, 1, 4)


def test_only_the_regions_that_wait_hold_a_class_back() -> None:
    soal = _soal(ruang=3)
    soal = replace(soal, wilayah=(soal.wilayah[0], replace(soal.wilayah[1], calon=(60, 10))))
    found = schedule(_plan(soal, [[10, 0], [0, 10]]), soal, MULAI, SELESAI)
    assert {k.mulai for k in found.kelas} == {MULAI}


def test_people_of_a_region_sit_together_and_classes_are_of_equal_size() -> None:
    soal = _soal(ruang=9)
    found = schedule(_plan(soal, [[14, 0], [11, 0]]), soal, MULAI, SELESAI)
    assert [k.jumlah_kursi for k in found.kelas] == [9, 8, 8]
    assert [k.isi for k in found.kelas] == [((1, 9),), ((1, 2), (0, 6)), ((0, 8),)]


def test_trainers_are_not_in_two_places() -> None:
    soal = _soal(ruang=5)
    plan = _plan(soal, [[30, 0], [0, 0]])
    found = schedule(plan, soal, MULAI, SELESAI, pelatih=5)
    assert [k.mulai for k in found.kelas] == [date(2027, 1, 4), date(2027, 1, 4), date(2027, 1, 11)]


@pytest.mark.parametrize(
    ("selesai", "pelatih", "hari", "said"),
    [
        (date(2027, 1, 6), None, 4, "lamanya 4 hari, sedangkan hari buka berturut-turut paling banyak 3"),
        (SELESAI, None, 6, "lamanya 6 hari, sedangkan hari buka berturut-turut paling banyak 5"),
        (SELESAI, 1, 4, "membutuhkan 2 pelatih, sedangkan yang ada 1"),
        (date(2027, 1, 1), None, 4, "lamanya 4 hari, sedangkan hari buka berturut-turut paling banyak 0"),
    ],
)
def test_what_does_not_fit_says_why(selesai: date, pelatih: int | None, hari: int, said: str) -> None:
    soal = _soal()
    soal = replace(soal, tingkat=(replace(soal.tingkat[0], hari=hari), soal.tingkat[1]))
    found = schedule(_plan(soal, [[10, 0], [0, 0]]), soal, MULAI, selesai, pelatih=pelatih)
    assert [k.alasan for k in found.tidak_muat] == [said]


def test_full_rooms_and_basic_without_a_date_are_named() -> None:
    soal = _soal()
    found = schedule(_plan(soal, [[20, 10], [0, 0]]), soal, MULAI, date(2027, 1, 8))
    assert [k.alasan for k in found.kelas] == [
        "",
        "1 ruang di Kota Padang sudah terpakai",
        "menunggu kelas dasar yang tidak mendapat tanggal",
    ]
    found = schedule(_plan(soal, [[10, 10], [0, 0]]), soal, MULAI, date(2027, 1, 8))
    assert found.kelas[1].alasan == "sesudah kelas dasar selesai tidak ada lagi 5 hari buka berturut-turut"
    soal = _soal(ruang=2)
    found = schedule(_plan(soal, [[20, 0], [0, 0]]), soal, MULAI, date(2027, 1, 8), pelatih=2)
    assert found.kelas[1].alasan == "semua pelatih sudah bertugas"


def test_weekends_may_be_opened_for_long_classes() -> None:
    soal = _soal()
    soal = replace(soal, tingkat=(replace(soal.tingkat[0], hari=6), soal.tingkat[1]))
    plan = _plan(soal, [[10, 0], [0, 0]])
    assert schedule(plan, soal, MULAI, SELESAI, tutup=(6,)).kelas[0].selesai == date(2027, 1, 9)


def test_a_plan_without_classes_has_an_empty_schedule() -> None:
    soal = _soal()
    assert schedule(_plan(soal, [[0, 0], [0, 0]]), soal, MULAI, SELESAI).kelas == ()
