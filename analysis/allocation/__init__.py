"""Allocation of training seats under a budget: the question, the best plan, its rivals, what stands in the way."""

from __future__ import annotations

from analysis.allocation.check import LIMITS, broken, evaluate
from analysis.allocation.clash import clash, clashes
from analysis.allocation.greedy import greedy
from analysis.allocation.needed import Bentrok, in_words
from analysis.allocation.problem import (
    LEVELS,
    NAMA_TINGKAT,
    Aturan,
    Ints,
    Jawaban,
    Kota,
    Soal,
    Tingkat,
    Wilayah,
)
from analysis.allocation.runner import Keadaan, Kerja
from analysis.allocation.schedule import Jadwal, Kelas, schedule
from analysis.allocation.solve import solve
from analysis.allocation.study import (
    Kestabilan,
    Langkah,
    Permintaan,
    Studi,
    TahunLalu,
    Tambahan,
    last_year,
    more_money,
    run_all,
    steps,
)

__all__ = [
    "LEVELS",
    "LIMITS",
    "NAMA_TINGKAT",
    "Aturan",
    "Bentrok",
    "Ints",
    "Jadwal",
    "Jawaban",
    "Keadaan",
    "Kelas",
    "Kerja",
    "Kestabilan",
    "Kota",
    "Langkah",
    "Permintaan",
    "Soal",
    "Studi",
    "TahunLalu",
    "Tambahan",
    "Tingkat",
    "Wilayah",
    "broken",
    "clash",
    "clashes",
    "evaluate",
    "greedy",
    "in_words",
    "last_year",
    "more_money",
    "run_all",
    "schedule",
    "solve",
    "steps",
]
