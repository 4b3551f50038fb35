"""Whether a target is on its way: the straight line from baseline to target against what the newest data show.

All values are in the target's own unit (percent, score). `arah` +1: higher is better; -1: lower is better; 0: unknown.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

TERCAPAI, DI_JALUR, TERTINGGAL = "tercapai", "di jalur", "tertinggal"
LEWAT, BELUM = "lewat tenggat", "belum dapat dinilai"
KEADAAN = (LEWAT, TERTINGGAL, BELUM, DI_JALUR, TERCAPAI)
"""Every state, what asks for attention first; each target is in exactly one."""

SELANG, NILAI = "selang", "nilai"
"""What a state rests on: an interval, or a published value that has none."""

TANPA_DATA = "belum ada data"
BELUM_BARU = "belum ada data sesudah nilai awal"
DATA_LAMA = "data lama"
SEDIKIT = "satuan terlalu sedikit"
DEFINISI = "definisi berubah"
ARAH = "arah indikator belum dipastikan"
LEBAR = "terlalu dekat dengan garis target untuk dipastikan"


@dataclass(frozen=True)
class Janji:
    """What was promised: from this value on this day to that value on the last day."""

    awal: float
    tanggal_awal: date
    target: float
    tenggat: date
    arah: int = 1


@dataclass(frozen=True)
class Realisasi:
    """The newest value with its interval (NaN where there is none); `sebab`: why it cannot be judged, if so."""

    tanggal: date | None
    nilai: float = math.nan
    rendah: float = math.nan
    tinggi: float = math.nan
    sebab: str = ""


@dataclass(frozen=True)
class Penilaian:
    """The state, why it is unknown (empty where it is not), the value required at the date of the data (NaN without
    data), whether "lewat tenggat" is sure, and what the state rests on (empty where there is no judgement)."""

    keadaan: str
    sebab: str
    perlu: float
    is_pasti: bool = False
    dasar: str = ""


def required(janji: Janji, tanggal: date) -> float:
    """The value of the line at a date: the baseline up to its day, the target from the due date on."""
    if tanggal >= janji.tenggat:
        return janji.target
    if tanggal <= janji.tanggal_awal:
        return janji.awal
    part = (tanggal - janji.tanggal_awal).days / (janji.tenggat - janji.tanggal_awal).days
    return janji.awal + part * (janji.target - janji.awal)


def judge(janji: Janji, realisasi: Realisasi, hari_ini: date, umur_maks: int) -> Penilaian:
    """The state of a target at its newest data. `hari_ini`: the newest cut-off of all data; `umur_maks`: days.

    Reached: the unfavourable end of the interval is at the target or beyond. On track: it is at the required value or
    beyond. Behind: even the favourable end falls short of it. Otherwise unknown, with the reason. A due date that has
    passed without the target surely reached is overdue, surely so where even the favourable end of data of that day or
    later falls short. A value without interval stands for both of its ends, and is never sure.
    """
    perlu = math.nan if realisasi.tanggal is None else required(janji, realisasi.tanggal)
    sebab = _unjudged(janji, realisasi, hari_ini, umur_maks)
    if sebab or realisasi.tanggal is None:
        return Penilaian(LEWAT if hari_ini > janji.tenggat else BELUM, sebab, perlu)
    dasar = NILAI if math.isnan(realisasi.rendah) or math.isnan(realisasi.tinggi) else SELANG
    ends = (realisasi.nilai, realisasi.nilai) if dasar == NILAI else (realisasi.rendah, realisasi.tinggi)
    worst, best = sorted(end * janji.arah for end in ends)
    goal, line = janji.target * janji.arah, perlu * janji.arah
    if worst >= goal:
        return Penilaian(TERCAPAI, "", perlu, dasar=dasar)
    if hari_ini > janji.tenggat:
        is_short = dasar == SELANG and best < goal and realisasi.tanggal >= janji.tenggat
        return Penilaian(LEWAT, "" if best < goal else LEBAR, perlu, is_pasti=is_short, dasar=dasar)
    if worst >= line:
        return Penilaian(DI_JALUR, "", perlu, dasar=dasar)
    if best < line:
        return Penilaian(TERTINGGAL, "", perlu, dasar=dasar)
    return Penilaian(BELUM, LEBAR, perlu, dasar=dasar)


def _unjudged(janji: Janji, realisasi: Realisasi, hari_ini: date, umur_maks: int) -> str:
    """Why nothing can be said, whatever the value; empty where something can."""
    if realisasi.tanggal is None or math.isnan(realisasi.nilai):
        return realisasi.sebab or TANPA_DATA
    if realisasi.sebab:
        return realisasi.sebab
    if janji.arah == 0:
        return ARAH
    if realisasi.tanggal <= janji.tanggal_awal:
        return BELUM_BARU
    return DATA_LAMA if (hari_ini - realisasi.tanggal).days > umur_maks else ""


ROUNDING = 0.05
"""How far apart two roundings of one published value may lie."""


def recognise(awal: float, nilai: Mapping[str, float]) -> tuple[str, ...]:
    """The kinds whose published value of the baseline's year is the baseline, up to rounding.

    A target file names the indicator but not the kind of school; one hit says which was meant, several say nothing.
    """
    return tuple(kind for kind, value in nilai.items() if abs(value - awal) <= ROUNDING + 1e-9)


def expected_wrong(jumlah: int, level: float = 0.95) -> float:
    """How many of so many targets judged by an interval may at most be expected on the wrong side of their line.

    Each interval misses on one given side in (1 - level) / 2 of cases, and each target is judged on its own.
    """
    return jumlah * (1 - level) / 2
