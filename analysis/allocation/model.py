"""The question as linear constraints for HiGHS: columns are seats (n, m, 2) and then classes (m, 2)."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from analysis.allocation.check import CALON, KOTA, MAKS, MIN, PAGU, PELATIH, SEKOLAH, TIGA_T, room_at_schools
from analysis.allocation.problem import Ints, Soal
from analysis.shares import Floats

if TYPE_CHECKING:
    from scipy.sparse import csr_array


@dataclass(frozen=True)
class Model:
    """Rows `low <= A x <= high` with their limits' names, bounds of the columns, worth of each column."""

    A: csr_array
    low: Floats
    high: Floats
    nama: tuple[str, ...]
    lower: Floats
    upper: Floats
    worth: Floats
    seats: int


class _Rows:
    def __init__(self, columns: int) -> None:
        self.columns = columns
        self.at: list[Ints] = []
        self.col: list[Ints] = []
        self.val: list[Floats] = []
        self.low: list[float] = []
        self.high: list[float] = []
        self.nama: list[str] = []

    def add(self, nama: str, col: Ints, val: Floats | float, low: float, high: float) -> None:
        col = np.ravel(col)
        self.at.append(np.full(col.size, len(self.nama)))
        self.col.append(col)
        self.val.append(np.broadcast_to(np.ravel(val), col.shape).astype(float))
        self.low.append(low)
        self.high.append(high)
        self.nama.append(nama)

    def matrix(self) -> csr_array:
        from scipy.sparse import coo_array, csr_array

        if not self.nama:
            return csr_array((0, self.columns))
        parts = (np.concatenate(self.val), (np.concatenate(self.at), np.concatenate(self.col)))
        return coo_array(parts, shape=(len(self.nama), self.columns)).tocsr()


def unit(soal: Soal) -> float:
    """Rupiah in one unit of the budget row: small enough that the solver's tolerance (1e-6) is below a rupiah."""
    return max(1.0, min(1e5, soal.aturan.pagu))


def build(soal: Soal, without: Collection[str] = ()) -> Model:
    """The constraints without the named limits; seats of a class and whole numbers always hold."""
    n, m, levels = soal.bentuk
    seats = n * m * levels
    s = np.arange(seats).reshape(n, m, levels)
    c = seats + np.arange(m * levels).reshape(m, levels)
    rows = _Rows(seats + m * levels)
    aturan, tingkat = soal.aturan, soal.tingkat
    fixed = np.broadcast_to([t.biaya_kelas for t in tingkat], (m, levels))
    upper = np.full(rows.columns, np.inf)
    if PAGU not in without:
        _budget(rows, soal, s, c, fixed, upper)
    if PELATIH not in without:
        days = np.broadcast_to([t.hari * t.pelatih for t in tingkat], (m, levels))
        rows.add(PELATIH, c, days.astype(float), -np.inf, aturan.hari_pelatih)
    for j, kota in enumerate(soal.kota):
        if KOTA not in without:
            rows.add(KOTA, c[j], 1.0, -np.inf, kota.kelas_maks)
        for level, t in enumerate(tingkat):
            col = np.append(s[:, j, level], c[j, level])
            rows.add("kursi kelas", col, np.append(np.ones(n), -t.kursi), -np.inf, 0.0)
    most = room_at_schools(soal)
    for i, w in enumerate(soal.wilayah):
        for level in range(levels):
            high = np.inf if SEKOLAH in without else float(most[i])
            if level == 0 and CALON not in without:
                high = min(high, w.calon[0])
            if np.isfinite(high):
                rows.add(SEKOLAH, s[i, :, level], 1.0, -np.inf, high)
                upper[s[i, :, level]] = np.minimum(upper[s[i, :, level]], high)
        if CALON not in without:
            val = np.repeat([-aturan.pct_lulus / 100, 1.0], m)
            rows.add(CALON, np.append(s[i, :, 0], s[i, :, 1]), val, -np.inf, w.calon[1])
        low = 0.0 if MIN in without else float(aturan.kursi_min)
        high = np.inf if MAKS in without or aturan.kursi_maks is None else float(aturan.kursi_maks)
        if low > 0 or np.isfinite(high):
            rows.add(MIN, s[i], 1.0, low, high)
    if TIGA_T not in without and aturan.pct_3t_min > 0:
        val = np.repeat(soal.is_3t - aturan.pct_3t_min / 100, m * levels)
        rows.add(TIGA_T, s, val, 0.0, np.inf)
    worth = np.zeros(rows.columns)
    worth[:seats] = np.repeat(soal.nilai, m * levels)
    low_, high_ = np.array(rows.low), np.array(rows.high)
    return Model(rows.matrix(), low_, high_, tuple(rows.nama), np.zeros(rows.columns), upper, worth, seats)


def _budget(rows: _Rows, soal: Soal, s: Ints, c: Ints, fixed: Floats, upper: Floats) -> None:
    """One row in units of rupiah; what is dearer than the whole budget is closed, so that no coefficient is huge."""
    pagu, one = soal.aturan.pagu, unit(soal)
    seat = soal.biaya_kursi
    dear = seat > pagu
    upper[s[dear]] = 0.0
    upper[c[fixed > pagu]] = 0.0
    col = np.append(np.ravel(s), np.ravel(c))
    val = np.append(np.where(dear, 0.0, seat), np.where(fixed > pagu, 0.0, fixed)) / one
    rows.add(PAGU, col, val, -np.inf, pagu / one)


def with_columns(model: Model, count: int, rows: Sequence[tuple[Ints, Floats, float, float]]) -> Model:
    """The model with `count` more whole columns (0 and up) behind the others, and more rows (columns, values, low,
    high)."""
    from scipy.sparse import csr_array, hstack, vstack

    more = _Rows(model.worth.size + count)
    for col, val, low, high in rows:
        more.add("tambahan", np.asarray(col), np.asarray(val), low, high)
    wide = csr_array(hstack([model.A, csr_array((len(model.nama), count))]))
    return Model(
        csr_array(vstack([wide, more.matrix()])),
        np.append(model.low, more.low),
        np.append(model.high, more.high),
        (*model.nama, *more.nama),
        np.append(model.lower, np.zeros(count)),
        np.append(model.upper, np.full(count, np.inf)),
        np.append(model.worth, np.zeros(count)),
        model.seats,
    )
