"""A sensible plan without a solver: again and again the class that serves most need a rupiah, its own cost included."""

from __future__ import annotations

import math
import time

import numpy as np

from analysis.allocation import check
from analysis.allocation.problem import Ints, Jawaban, Soal
from analysis.shares import Floats


class _Hand:
    """Seats and classes given so far and what is left of every limit."""

    def __init__(self, soal: Soal, kursi: Ints | None = None, kelas: Ints | None = None) -> None:
        n, m, levels = soal.bentuk
        self.soal = soal
        self.kursi = np.zeros((n, m, levels), dtype=np.int64) if kursi is None else kursi.copy()
        self.kelas = np.zeros((m, levels), dtype=np.int64) if kelas is None else kelas.copy()
        self.price = soal.biaya_kursi
        self.left = soal.aturan.pagu - check.cost(soal, self.kursi, self.kelas)
        self.days = soal.aturan.hari_pelatih - check.trainer_days(soal, self.kelas)
        self.nilai = soal.nilai
        self.is_3t = soal.is_3t
        self.size = np.array([t.kursi for t in soal.tingkat], dtype=np.int64)
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(self.price > 0, self.nilai[:, None, None] / self.price, np.inf)
        ratio = np.where(self.nilai[:, None, None] > 0, ratio, -1.0)
        self.by_ratio = np.argsort(-ratio, axis=0, kind="stable")
        self.by_price = np.argsort(self.price, axis=0, kind="stable")

    def can(self, level: int) -> Ints:
        """(n,) seats a region may still get at a level."""
        soal, given = self.soal, self.kursi.sum(axis=1)
        most = np.minimum(
            check.room_at_schools(soal), soal.calon[:, 0] if level == 0 else check.ready(soal, given[:, 0])
        )
        room = most - given[:, level]
        if soal.aturan.kursi_maks is not None:
            room = np.minimum(room, soal.aturan.kursi_maks - given.sum(axis=1))
        return np.asarray(np.maximum(room, 0), dtype=np.int64)

    def fill(self, j: int, level: int, room: Ints, want: Ints | None) -> tuple[Ints, float, float, bool]:
        """Seats (n,) for one class (an open one with places left, else a new one), their worth, price, whether new.

        `want`: seats still owed to each region; then only those are filled, cheapest first, with 3T seats they need.
        """
        soal, n = self.soal, len(self.nilai)
        take = np.zeros(n, dtype=np.int64)
        places = int(self.size[level] * self.kelas[j, level] - self.kursi[:, j, level].sum())
        is_new = places <= 0
        money = self.left
        if is_new:
            t = soal.tingkat[level]
            if self.kelas[j].sum() >= soal.kota[j].kelas_maks or t.hari * t.pelatih > self.days:
                return take, 0.0, 0.0, True
            places, money = int(t.kursi), money - t.biaya_kelas
        start = money
        if money < 0:
            return take, 0.0, 0.0, is_new
        share = soal.aturan.pct_3t_min / 100
        remote = int(self.kursi[self.is_3t].sum())
        total = int(self.kursi.sum())
        # 3T seats first as far as the share asks for them in a full class, then whoever is worth most
        owed = max(0, math.ceil(share * (total + places) - remote - check.SLACK)) if share > 0 else 0
        ratio, cheap = self.by_ratio[:, j, level], self.by_price[:, j, level]
        turns = [(ratio, True, False), (ratio, False, False)]
        if want is not None:
            # 3T seats beyond the owed ones only where the share needs them; places left over wait for the next round
            turns = [(cheap, True, True), (cheap, False, True), (ratio, True, False), (cheap, False, True)]
        for order, is_remote, is_owed in turns:
            for i in order[(room - take)[order] > 0]:
                if places <= 0 or (is_remote and owed <= 0):
                    break
                if is_remote and not self.is_3t[i]:
                    continue
                if not is_owed and self.nilai[i] <= 0:
                    continue
                price = self.price[i, j, level]
                most = min(int(room[i] - take[i]), places)
                if is_owed and want is not None:
                    most = min(most, int(want[i] - take[i]))
                if is_remote:
                    most = min(most, owed)
                if price > 0:
                    most = min(most, int(money / price + check.SLACK))
                if share > 0 and not self.is_3t[i]:
                    # others may be given only as many as the 3T seats so far allow
                    most = min(most, math.floor(remote / share - total + check.SLACK))
                if most <= 0:
                    continue
                take[i] += most
                money -= most * price
                places -= most
                total += most
                if self.is_3t[i]:
                    remote += most
                    owed -= most
        return take, float(self.nilai @ take), start - money, is_new

    def give(self, j: int, level: int, take: Ints, is_new: bool) -> None:
        """Write one class's seats down."""
        self.kursi[:, j, level] += take
        if is_new:
            self.kelas[j, level] += 1
        self.left = self.soal.aturan.pagu - check.cost(self.soal, self.kursi, self.kelas)
        self.days = self.soal.aturan.hari_pelatih - check.trainer_days(self.soal, self.kelas)

    def step(self, want: Ints | None) -> bool:
        """Give the best class; False when no class serves anything more."""
        best: tuple[float, int, int, Ints, bool] | None = None
        for level in range(2):
            room = self.can(level)
            if not room.any():
                continue
            for j in range(len(self.soal.kota)):
                take, nilai, price, is_new = self.fill(j, level, room, want)
                if not take.any():
                    continue
                gain = nilai if want is None else float(np.minimum(take, want).sum())
                if gain <= 0:
                    continue
                price += self.soal.tingkat[level].biaya_kelas if is_new else 0.0
                ratio = gain / price if price > 0 else math.inf
                if best is None or ratio > best[0]:
                    best = ratio, j, level, take, is_new
        if best is None:
            return False
        self.give(best[1], best[2], best[3], best[4])
        return True


def greedy(soal: Soal) -> Jawaban:
    """First the least seats of every region, cheapest first; then class after class by need served a rupiah.

    A class's own cost is counted when it is opened, places left in an open class cost only the participants, and every
    limit is looked at before a seat is given. `is_layak` is False where this rule does not reach the least seats,
    though a plan may exist. No bound: `celah` and `batas_atas` are NaN.
    """
    began = time.perf_counter()
    hand = _Hand(soal)
    least = soal.aturan.kursi_min
    while least > 0:
        want = np.maximum(least - hand.kursi.sum(axis=(1, 2)), 0)
        if not want.any() or not hand.step(want):
            break
    while hand.step(None):
        pass
    return check.answer(soal, hand.kursi, detik=time.perf_counter() - began)


def topped_up(soal: Soal, kursi: Ints, kelas: Ints) -> Ints:
    """The seats with whatever more fits: the same rule, begun from a plan instead of from nothing."""
    hand = _Hand(soal, kursi, kelas)
    while hand.step(None):
        pass
    return hand.kursi


def order_by_ratio(soal: Soal) -> Floats:
    """(n, m, 2) need served a rupiah of one participant, the class not counted; inf where a seat is free."""
    with np.errstate(divide="ignore", invalid="ignore"):
        price = soal.biaya_kursi
        return np.asarray(np.where(price > 0, soal.nilai[:, None, None] / price, np.inf), dtype=float)
