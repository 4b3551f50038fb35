"""The same seats for less money: who travels to which city, once it is known how many each region sends."""

from __future__ import annotations

import numpy as np

from analysis.allocation import check
from analysis.allocation.model import Model, build, with_columns
from analysis.allocation.problem import Ints, Jawaban, Soal

REST = tuple(name for name in check.LIMITS if name not in (check.PELATIH, check.KOTA))
"""Limits that only look at what a region sends: they hold whichever cities its people travel to."""


def routes(soal: Soal, plan: Jawaban) -> Model:
    """The plan's seats of each region and level, cities and classes free: a problem of transport with classes to open.

    With classes chosen, the rows left are one sum a region and level and one capacity a city and level, both whole, so
    the solver's corners are whole seats (the matrix is totally unimodular).
    """
    n, m, levels = soal.bentuk
    base = build(soal, REST)
    s = np.arange(base.seats).reshape(n, m, levels)
    sends = _needed(soal, plan.kursi.sum(axis=1))
    rows = [
        (s[i, :, level], np.ones(m), float(sends[i, level]), float(sends[i, level]))
        for i in range(n)
        for level in range(levels)
        if m
    ]
    return with_columns(base, 0, rows)


def is_open(soal: Soal, plan: Jawaban) -> bool:
    """Whether there is anything to choose: a second city, or seats that serve nobody's need."""
    sends = plan.kursi.sum(axis=1)
    return bool(plan.kursi.any()) and (len(soal.kota) > 1 or bool((_needed(soal, sends) != sends).any()))


def price(soal: Soal) -> tuple[np.ndarray, float]:
    """Rupiah of every column, divided by the largest, and that largest."""
    fixed = np.broadcast_to([t.biaya_kelas for t in soal.tingkat], (soal.bentuk[1], len(soal.tingkat)))
    rupiah = np.append(np.ravel(soal.biaya_kursi), np.ravel(fixed))
    scale = max(float(rupiah.max(initial=0.0)), 1.0)
    return rupiah / scale, scale


def _needed(soal: Soal, sends: Ints) -> Ints:
    """(n, 2) seats without those of regions whose need is 0, where no limit asks for them; second level first, so that
    nobody is left waiting for a basic seat taken away."""
    sends = sends.copy()
    keeps = soal.is_3t & (soal.aturan.pct_3t_min > 0)
    for i in np.flatnonzero((soal.nilai <= 0) & ~keeps):
        spare = int(sends[i].sum()) - soal.aturan.kursi_min
        for level in (1, 0):
            cut = min(max(spare, 0), int(sends[i, level]))
            sends[i, level] -= cut
            spare -= cut
    return sends
