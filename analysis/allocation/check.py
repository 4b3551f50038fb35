"""What a plan is worth, what it costs, and which limits it breaks: arithmetic of its own, without the solver."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import numpy as np

from analysis.allocation.problem import Ints, Jawaban, Soal

PAGU = "pagu"
PELATIH = "hari-pelatih"
KOTA = "kelas per kota"
SEKOLAH = "kursi per sekolah"
CALON = "calon peserta"
MAKS = "kursi paling banyak per wilayah"
MIN = "kursi paling sedikit per wilayah"
TIGA_T = "bagian 3T"
LIMITS = (PAGU, PELATIH, KOTA, SEKOLAH, CALON, MAKS, MIN, TIGA_T)
"""Limits a person sets or data give; each can be let go alone to see whether the others hold together."""
PRASYARAT = "dasar sebelum lanjut"
KELAS = "kursi kelas"
BULAT = "bilangan bulat"
BAKTI = "kursi BAKTI"

SLACK = 1e-9
"""Relative slack of a comparison of floating sums; far below one rupiah in a billion."""


def evaluate(soal: Soal, kursi: Ints) -> tuple[float, float, Ints]:
    """Worth, rupiah, and the fewest classes (m, 2) that hold these seats (n, m, 2), whatever the limits say."""
    kursi = np.asarray(kursi, dtype=np.int64).reshape(soal.bentuk)
    per_class = np.array([t.kursi for t in soal.tingkat], dtype=np.int64)
    kelas = -(-kursi.sum(axis=0) // per_class)
    return worth(soal, kursi), cost(soal, kursi, kelas), kelas


def worth(soal: Soal, kursi: Ints) -> float:
    """Need expected to be served: seats times need / 100."""
    return math.fsum(soal.nilai * kursi.sum(axis=(1, 2)))


def cost(soal: Soal, kursi: Ints, kelas: Ints) -> float:
    """Rupiah of the participants and of the classes."""
    fixed = np.array([t.biaya_kelas for t in soal.tingkat], dtype=float)
    return math.fsum((soal.biaya_kursi * kursi).ravel()) + math.fsum((fixed * kelas).ravel())


def trainer_days(soal: Soal, kelas: Ints) -> int:
    """Trainer-days of these classes (m, 2)."""
    return int(sum(t.hari * t.pelatih * int(kelas[:, level].sum()) for level, t in enumerate(soal.tingkat)))


def ready(soal: Soal, basic: Any) -> Ints:
    """(n,) people who can take intermediate: those ready now and the expected share of this year's basic seats."""
    share = np.asarray(basic, dtype=float) * soal.aturan.pct_lulus / 100
    return np.asarray(soal.calon[:, 1] + np.floor(share + SLACK), dtype=np.int64)


def room_at_schools(soal: Soal) -> Ints:
    """(n,) most seats of a level: seats per school times schools."""
    return np.asarray(soal.aturan.kursi_per_sekolah * soal.sekolah, dtype=np.int64)


def bakti_first(soal: Soal, kursi: Ints) -> Ints:
    """Seats (n, m, 2) kept for schools reached by BAKTI; none when the limits do not put them first.

    Within a region and level every seat costs the same in a city and counts the same, whoever sits on it. Take any plan
    that leaves a BAKTI candidate without a seat while another candidate of that region and level has one, and let the
    two change places: cost, worth, and every limit stay as they were. So filling BAKTI candidates first loses nothing.
    At intermediate, candidates are those ready now and the expected share of BAKTI seats given at basic.
    """
    given = np.zeros(soal.bentuk, dtype=np.int64)
    if not soal.aturan.is_bakti_dulu:
        return given
    ada = np.array([w.calon_bakti for w in soal.wilayah], dtype=np.int64).reshape(-1, 2)
    for level in range(2):
        can = ada[:, level].copy()
        if level == 1:
            can += np.floor(given[:, :, 0].sum(axis=1) * soal.aturan.pct_lulus / 100 + SLACK).astype(np.int64)
        for city in range(soal.bentuk[1]):
            given[:, city, level] = np.minimum(kursi[:, city, level], can)
            can -= given[:, city, level]
    return given


def broken(soal: Soal, jawaban: Jawaban) -> tuple[str, ...]:
    """Names of the limits a plan breaks, () for a valid one; computed from the plan alone."""
    kursi, kelas, aturan = jawaban.kursi, jawaban.kelas, soal.aturan
    if kursi.dtype.kind not in "iu" or kelas.dtype.kind not in "iu" or (kursi < 0).any() or (kelas < 0).any():
        return (BULAT,)
    per_level, per_region = kursi.sum(axis=1), kursi.sum(axis=(1, 2))
    size = np.array([t.kursi for t in soal.tingkat])
    total, remote = int(kursi.sum()), int(per_region[soal.is_3t].sum())
    bakti = jawaban.kursi_bakti
    said = {
        PAGU: cost(soal, kursi, kelas) > aturan.pagu * (1 + 1e-12),
        PELATIH: trainer_days(soal, kelas) > aturan.hari_pelatih,
        KOTA: bool((kelas.sum(axis=1) > np.array([k.kelas_maks for k in soal.kota])).any()),
        SEKOLAH: bool((per_level > room_at_schools(soal)[:, None]).any()),
        CALON: bool((per_level[:, 0] > soal.calon[:, 0]).any()),
        MAKS: aturan.kursi_maks is not None and bool((per_region > aturan.kursi_maks).any()),
        MIN: bool((per_region < aturan.kursi_min).any()),
        TIGA_T: remote < aturan.pct_3t_min / 100 * total * (1 - SLACK),
        PRASYARAT: bool((per_level[:, 1] > ready(soal, per_level[:, 0])).any()),
        KELAS: bool((kursi.sum(axis=0) > size * kelas).any()),
        BAKTI: bool((bakti < 0).any() or (bakti > kursi).any() or (bakti != bakti_first(soal, kursi)).any()),
    }
    return tuple(name for name, is_broken in said.items() if is_broken)


def answer(
    soal: Soal,
    kursi: Ints,
    kelas: Ints | None = None,
    *,
    batas_atas: float = math.nan,
    is_terbukti: bool = False,
    detik: float = 0.0,
) -> Jawaban:
    """A plan from seats: classes the fewest that hold them, worth and cost computed, limits looked at, gap stated."""
    kursi = np.asarray(kursi, dtype=np.int64).reshape(soal.bentuk)
    nilai, biaya, fewest = evaluate(soal, kursi)
    if kelas is not None:
        fewest = np.asarray(kelas, dtype=np.int64)
        biaya = cost(soal, kursi, fewest)
    batas_atas = max(batas_atas, nilai) if not math.isnan(batas_atas) else batas_atas
    celah = 0.0 if batas_atas <= 0 else (batas_atas - nilai) / batas_atas
    plan = Jawaban(kursi, bakti_first(soal, kursi), fewest, nilai, biaya, celah, batas_atas, True, is_terbukti, detik)
    return replace(plan, is_layak=not broken(soal, plan))


def nothing(soal: Soal, *, is_terbukti: bool, detik: float) -> Jawaban:
    """The answer when no plan keeps every limit (proven), or none was found in time (not proven): no seats at all."""
    n, m, levels = soal.bentuk
    zero = np.zeros((n, m, levels), dtype=np.int64)
    kelas = np.zeros((m, levels), dtype=np.int64)
    return Jawaban(zero, zero.copy(), kelas, 0.0, 0.0, math.nan, math.nan, False, is_terbukti, detik)
