"""Dates for the classes of a plan: open days only, rooms and trainers never twice, basic before who goes on from it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from analysis.allocation.problem import NAMA_TINGKAT, Ints, Jawaban, Soal

AKHIR_PEKAN = (5, 6)
"""Saturday and Sunday, as date.weekday() counts."""


@dataclass(frozen=True)
class Kelas:
    """One class: city and level by position, its number there, who sits in it, its days.

    `isi`: (region by position, seats), seats summing to `jumlah_kursi`. Without dates, `alasan` says why it has none.
    """

    kota: int
    level: int
    nomor: int
    jumlah_kursi: int
    isi: tuple[tuple[int, int], ...]
    mulai: date | None = None
    selesai: date | None = None
    alasan: str = ""


@dataclass(frozen=True)
class Jadwal:
    """The classes in the order of city, level, and number; those that did not fit have no dates but a reason."""

    kelas: tuple[Kelas, ...]

    @property
    def muat(self) -> tuple[Kelas, ...]:
        """Classes with dates."""
        return tuple(k for k in self.kelas if k.mulai is not None)

    @property
    def tidak_muat(self) -> tuple[Kelas, ...]:
        """Classes without."""
        return tuple(k for k in self.kelas if k.mulai is None)


def schedule(
    jawaban: Jawaban,
    soal: Soal,
    mulai: date,
    selesai: date,
    libur: Collection[date] = (),
    *,
    pelatih: int | None = None,
    tutup: Collection[int] = AKHIR_PEKAN,
) -> Jadwal:
    """A class takes its days in one piece, none of them in `libur` or on a weekday of `tutup`, within the period.

    On no day does a city hold more classes than it has rooms, nor do all classes together need more than `pelatih`
    trainers (None: only the plan's trainer-days count). A class of the second level begins after the basic classes of
    the regions whose people it waits for: those given more second-level seats than they had people ready at the start.
    Each class takes the earliest days it can, in a few orders, of which the one that fits most seats is kept; another
    order could fit more where something does not fit.
    """
    classes = seated(jawaban, soal)
    waits = _waits(classes, jawaban, soal)
    is_open = _open_days(mulai, selesai, libur, tutup)
    longest = _longest(is_open)
    best: list[Kelas] | None = None
    for order in _orders(classes, waits, soal):
        done = _placed(classes, waits, order, soal, is_open, longest, mulai, pelatih)
        if best is None or _seats(done) > _seats(best):
            best = done
        if all(k.mulai is not None for k in best):
            break
    return Jadwal(tuple(best or ()))


def seated(jawaban: Jawaban, soal: Soal) -> list[Kelas]:
    """Who sits in which class: classes of a city and level of equal size within one, a region's people kept together.

    Regions whose people go on to the second level come first, so that few basic classes hold them.
    """
    goes_on = _goes_on(jawaban, soal)
    made = []
    for city in range(soal.bentuk[1]):
        for level in range(2):
            count = int(jawaban.kelas[city, level])
            if not count:
                continue
            seats = jawaban.kursi[:, city, level]
            order = sorted(np.flatnonzero(seats), key=lambda i: (not goes_on[i], -soal.wilayah[i].nilai, i))
            size, rest = divmod(int(seats.sum()), count)
            queue = [[int(i), int(seats[i])] for i in order]
            for number in range(count):
                places, isi = size + (number < rest), []
                while places and queue:
                    take = min(places, queue[0][1])
                    isi.append((queue[0][0], take))
                    places -= take
                    queue[0][1] -= take
                    if not queue[0][1]:
                        queue.pop(0)
                made.append(Kelas(city, level, number + 1, sum(v for _, v in isi), tuple(isi)))
    return made


def _goes_on(jawaban: Jawaban, soal: Soal) -> Ints:
    """(n,) second-level seats beyond the people ready at the start: they wait for this year's basic classes."""
    after = jawaban.kursi[:, :, 1].sum(axis=1)
    return np.asarray(np.maximum(after - soal.calon[:, 1], 0), dtype=np.int64)


def _waits(classes: list[Kelas], jawaban: Jawaban, soal: Soal) -> list[set[int]]:
    """For each class the positions of the classes that must be over before it begins."""
    goes_on = _goes_on(jawaban, soal)
    basic = [{i for i, _ in k.isi} if k.level == 0 else set() for k in classes]
    waits: list[set[int]] = []
    for k in classes:
        mine = {i for i, _ in k.isi if goes_on[i]} if k.level == 1 else set()
        waits.append({at for at, who in enumerate(basic) if mine & who})
    return waits


def _open_days(mulai: date, selesai: date, libur: Collection[date], tutup: Collection[int]) -> list[bool]:
    closed = set(libur)
    days = [mulai + timedelta(days=d) for d in range(max((selesai - mulai).days + 1, 0))]
    return [day not in closed and day.weekday() not in tutup for day in days]


def _longest(is_open: list[bool]) -> int:
    best = now = 0
    for day in is_open:
        now = now + 1 if day else 0
        best = max(best, now)
    return best


def _orders(classes: list[Kelas], waits: list[set[int]], soal: Soal) -> list[list[int]]:
    """Basic classes that others wait for first, each city in turn; then longest first; then shortest first."""
    awaited = set().union(*waits) if waits else set()
    at = range(len(classes))
    days = [soal.tingkat[k.level].hari for k in classes]
    return [
        sorted(at, key=lambda i: (classes[i].level, i not in awaited, classes[i].nomor, classes[i].kota)),
        sorted(at, key=lambda i: (classes[i].level, i not in awaited, -days[i], classes[i].nomor)),
        sorted(at, key=lambda i: (bool(waits[i]), i not in awaited, -days[i], classes[i].nomor)),
        sorted(at, key=lambda i: (bool(waits[i]), i not in awaited, days[i], classes[i].nomor)),
    ]


def _seats(classes: list[Kelas]) -> int:
    return sum(k.jumlah_kursi for k in classes if k.mulai is not None)


def _placed(
    classes: list[Kelas],
    waits: list[set[int]],
    order: list[int],
    soal: Soal,
    is_open: list[bool],
    longest: int,
    first: date,
    pelatih: int | None,
) -> list[Kelas]:
    length = len(is_open)
    rooms = np.zeros((len(soal.kota), length), dtype=np.int64)
    busy = np.zeros(length, dtype=np.int64)
    open_days = np.array(is_open, dtype=bool)
    over: dict[int, int] = {}
    done = list(classes)
    for at in order:
        k, t = classes[at], soal.tingkat[classes[at].level]
        if any(w not in over for w in waits[at]):
            done[at] = replace(k, alasan="menunggu kelas dasar yang tidak mendapat tanggal")
            continue
        soonest = max((over[w] + 1 for w in waits[at]), default=0)
        has_room = open_days & (rooms[k.kota] < soal.kota[k.kota].ruang)
        has_staff = has_room if pelatih is None else has_room & (busy + t.pelatih <= pelatih)
        start = _run(has_staff, t.hari, soonest)
        if start is None:
            done[at] = replace(k, alasan=_why(soal, k, open_days, has_room, soonest, longest, pelatih))
            continue
        last = start + t.hari - 1
        rooms[k.kota, start : last + 1] += 1
        busy[start : last + 1] += t.pelatih
        over[at] = last
        done[at] = replace(k, mulai=first + timedelta(days=start), selesai=first + timedelta(days=last))
    return done


def _run(free: np.ndarray, days: int, soonest: int) -> int | None:
    """First start, not before `soonest`, of `days` free days in a row."""
    days = max(days, 1)
    if free.size < days:
        return None
    starts = np.flatnonzero(np.lib.stride_tricks.sliding_window_view(free, days).all(axis=1))
    starts = starts[starts >= soonest]
    return int(starts[0]) if starts.size else None


def _why(
    soal: Soal, k: Kelas, open_days: np.ndarray, has_room: np.ndarray, soonest: int, longest: int, pelatih: int | None
) -> str:
    """The first limit that leaves no days for this class."""
    t, kota = soal.tingkat[k.level], soal.kota[k.kota]
    if longest < t.hari:
        return f"lamanya {t.hari} hari, sedangkan hari buka berturut-turut paling banyak {longest}"
    if _run(open_days, t.hari, soonest) is None:
        return f"sesudah kelas {NAMA_TINGKAT[0]} selesai tidak ada lagi {t.hari} hari buka berturut-turut"
    if _run(has_room, t.hari, soonest) is None:
        return f"{kota.ruang} ruang di {kota.nama} sudah terpakai"
    if pelatih is not None and t.pelatih > pelatih:
        return f"membutuhkan {t.pelatih} pelatih, sedangkan yang ada {pelatih}"
    return "semua pelatih sudah bertugas"
