"""What the sample world is made of: its size, its calendar, its provinces' levels and its planted truths.

Levels follow published figures only roughly: Java and Kalimantan Selatan high, the Papua block low.
"""

from __future__ import annotations

import calendar
import zlib
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

MONTHS: tuple[date, ...] = tuple(
    date(year, month, calendar.monthrange(year, month)[1])
    for year in (2023, 2024, 2025, 2026)
    for month in range(1, 13)
    if (2023, 7) <= (year, month) <= (2026, 10)
)
"""Forty monthly cut-offs, the last days of July 2023 to October 2026."""

QUARTERS: tuple[date, ...] = tuple(day for day in MONTHS if day.month % 3 == 0)
"""Thirteen quarterly cut-offs, September 2023 to September 2026."""

DUTY = date(2024, 1, 31)
"""The first cut-off at which Pengelolaan Kinerja is compulsory for civil servants."""

RENAMED = date(2025, 3, 31)
"""The first cut-off under the name Ruang GTK, and of Rumah Pendidikan."""


@dataclass(frozen=True)
class World:
    """How large a world to write. The defaults are the sample; `TINY` is for tests.

    `provinsi` keeps only these Kemendagri codes; `bulan` and `kuartal` keep the last cut-offs;
    `satuan` is the number of schools of the whole nation at scale 1.
    """

    seed: int = 2026
    scale: int = 1
    satuan: int = 10_600
    bulan: int = len(MONTHS)
    kuartal: int = len(QUARTERS)
    tahun_rapor: tuple[int, ...] = (2022, 2023, 2024, 2025)
    provinsi: tuple[str, ...] | None = None
    porsi_peserta: float = 1.0
    pekerja: int | None = None
    """Processes that write Rapor workbooks beside the CSV files; None: one at scale 1, two above."""

    @property
    def months(self) -> tuple[date, ...]:
        """The monthly cut-offs that are written."""
        return MONTHS[-self.bulan :]

    @property
    def quarters(self) -> tuple[date, ...]:
        """The quarterly cut-offs that are written."""
        return QUARTERS[-self.kuartal :]

    @property
    def processes(self) -> int:
        """How many processes write."""
        return self.pekerja or (1 if self.scale == 1 else 2)

    def rng(self, *parts: object) -> np.random.Generator:
        """A generator of its own for each named part, so that one part never shifts another."""
        return np.random.default_rng([self.seed, *(zlib.crc32(str(part).encode()) for part in parts)])


TINY = World(
    satuan=4_000,
    bulan=6,
    kuartal=2,
    tahun_rapor=(2024, 2025),
    provinsi=("13", "75", "91"),
    porsi_peserta=0.2,
)
"""Three provinces, 34 kab/kota, about 300 schools, six months: written in well under three seconds."""

SD_2024: dict[str, int] = {
    "11": 3543, "12": 9747, "13": 4219, "14": 3837, "15": 2474, "16": 4739, "17": 1408, "18": 4742, "19": 832,
    "21": 988, "31": 2223, "32": 19538, "33": 18597, "34": 1841, "35": 18975, "36": 4652, "51": 2407, "52": 3352,
    "53": 5247, "61": 4455, "62": 2653, "63": 2923, "64": 1944, "65": 486, "71": 2210, "72": 2949, "73": 6452,
    "74": 2352, "75": 933, "76": 1328, "81": 1836, "82": 1318, "91": 850, "92": 574, "93": 618, "94": 560,
    "95": 678, "96": 554,
}  # fmt: skip
"""SD of each province (Dapodik 2024): the weights by which schools are shared out."""

PROVINCE_EFFECT: dict[str, float] = {
    "11": 0.05, "12": 0.0, "13": 0.3, "14": 0.15, "15": 0.1, "16": 0.05, "17": 0.0, "18": 0.2, "19": 0.15,
    "21": 0.3, "31": 0.65, "32": 0.45, "33": 0.7, "34": 0.8, "35": 0.55, "36": 0.3, "51": 0.5, "52": 0.1,
    "53": -0.55, "61": -0.1, "62": -0.05, "63": 0.85, "64": 0.25, "65": 0.1, "71": 0.05, "72": -0.2, "73": 0.2,
    "74": -0.15, "75": 0.15, "76": -0.2, "81": -0.55, "82": -0.6, "91": -0.95, "92": -0.85, "93": -1.1,
    "94": -1.35, "95": -1.75, "96": -0.8,
}  # fmt: skip
"""Uptake of a province against the nation, on the logit scale."""

REMOTE_SHARE: dict[str, float] = {
    "53": 0.35, "61": 0.12, "65": 0.2, "72": 0.12, "74": 0.1, "76": 0.1, "81": 0.4, "82": 0.4, "91": 0.45,
    "92": 0.5, "93": 0.6, "94": 0.7, "95": 0.85, "96": 0.45, "11": 0.06, "12": 0.05, "13": 0.05, "21": 0.15,
    "52": 0.08, "62": 0.08, "71": 0.1,
}  # fmt: skip
"""Share of a province's schools in 3T regions; 2 % elsewhere."""

SCHOOL_SPREAD = 0.88
"""Standard deviation of the school effect on the logit scale: intra-school correlation about 0.1."""

TRAINING_EFFECT = 0.60
"""What a BAKTI x BLPT bimtek adds to a school's monthly activity, on the logit scale, from the month after."""

DUTY_JUMP_STATE = 0.95
DUTY_JUMP_PRIVATE = 0.15
"""The jump of logins in January 2024 at state and at private schools, on the logit scale."""


@dataclass(frozen=True)
class Truths:
    """Where the truths are planted (Kemendagri codes) and when."""

    rebase_kab: str = "13.04"
    rebase_date: date = date(2025, 3, 31)
    rebase_factor: float = 0.65
    burst_kab: str = "13.12"
    burst_date: date = date(2026, 9, 30)
    burst_share: float = 0.92
    simpson_provinsi: str = "75"
    simpson_kota: str = "75.71"
    simpson_from: date = date(2025, 10, 31)
    method_break_year: int = 2025
    method_break_code: str = "C.3"


TRUTHS = Truths()
