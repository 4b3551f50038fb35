"""Rapor Pendidikan values of the sample's schools, and their labels.

A region's value is the average over its schools, as the ministry publishes it; labels come from cuts that differ by
indicator. The indicator C.3 changes its instrument in 2025.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipelines.sample.activity import logistic
from pipelines.sample.regions import Regions
from pipelines.sample.schools import JENJANG, KB, MA, MI, MTS, PKBM, RA, SD, SLB, SMA, SMK, SMP, TK, Schools
from pipelines.sample.world import PROVINCE_EFFECT, TRUTHS, Flags, Floats, World


@dataclass(frozen=True)
class Indicator:
    """One level-1 indicator: national mean in 2022, spread over provinces and schools, yearly gain, cuts."""

    kode: str
    nama: str
    rata: float
    sebar_provinsi: float
    sebar_satdik: float
    naik: float
    batas: tuple[float, float]
    label: tuple[str, str, str] = ("Kurang", "Sedang", "Baik")
    sejak: int = 2022
    sampai: int = 2025
    maksimum: float = 100.0

    @property
    def is_first_level(self) -> bool:
        """Whether it stands for itself, not below another: `E.3`, not `E.3.1`."""
        return self.kode.count(".") == 1

    def in_year(self, year: int) -> bool:
        """Whether the export of a year carries it."""
        return self.sejak <= year <= self.sampai


_GAP = ("Tinggi", "Sedang", "Rendah")
_BARE = ("", "", "")
"""Second-level indicators come without a label."""

DASMEN = (
    Indicator("A.1", "Kemampuan literasi", 0, 0, 0, 0, (40, 70)),
    Indicator("A.2", "Kemampuan numerasi", 0, 0, 0, 0, (40, 70)),
    Indicator("A.3", "Karakter", 52.0, 1.2, 3.2, 0.9, (45, 52.5)),
    Indicator("B.1", "Kesenjangan literasi", 2.5, 0.1, 0.3, 0.0, (2.0, 2.6), _GAP, maksimum=3.0),
    Indicator("C.1", "Proporsi PTK bersertifikat", 43.0, 6.0, 14.0, 1.5, (35, 65)),
    Indicator("C.3", "Pengalaman pelatihan PTK", 57.0, 4.0, 9.0, 1.5, (30, 60)),
    Indicator("D.1", "Kualitas pembelajaran", 59.0, 1.2, 4.0, 0.7, (54, 62)),
    Indicator("D.3", "Kepemimpinan instruksional", 49.5, 1.4, 4.5, 1.0, (46, 53)),
    Indicator("D.4", "Iklim keamanan satuan pendidikan", 65.5, 1.3, 4.0, 0.7, (56, 64)),
    Indicator("D.8", "Iklim kebinekaan", 66.5, 1.3, 4.0, 0.6, (58, 66)),
    Indicator("D.10", "Iklim inklusivitas", 54.5, 1.2, 3.6, 0.9, (48, 53)),
    Indicator("E.5", "Program dan kebijakan satuan pendidikan", 57.0, 1.6, 4.5, 0.9, (50, 59)),
    Indicator("C.10", "Kecukupan kebutuhan guru", 62.0, 5.0, 12.0, 0.0, (40, 75), sejak=2025),
    Indicator("D.18", "Kesiapsiagaan bencana", 50.0, 3.0, 9.0, 0.0, (40, 60), sejak=2025),
    Indicator(
        "C.9", "Proporsi Guru Penggerak diangkat kepala sekolah atau pengawas", 18.0, 3.0, 6.0, 4.0, (30, 50),
        sejak=2024,
    ),
    Indicator("E.3.1", "Proporsi belanja BOSP lewat SIPLah", 19.0, 3.0, 9.0, 2.5, (0, 100), _BARE, sejak=2023),
    Indicator("E.3.2", "Ketepatan dan kelengkapan laporan ARKAS", 97.2, 0.4, 1.2, 0.4, (0, 100), _BARE, sejak=2023),
)  # fmt: skip
"""The last three were added later: each draws after those above it, so that none of these moved."""

PAUD = (
    Indicator("B.8", "Proporsi PAUD terakreditasi minimal B", 48.0, 6.0, 15.0, 2.0, (40, 65)),
    Indicator("C.1", "Proporsi guru PAUD dengan kualifikasi S1/D4", 55.0, 6.0, 16.0, 1.5, (45, 75)),
    Indicator(
        "C.3", "Proporsi kepala satuan PAUD dengan kualifikasi S1/D4", 66.0, 5.0, 16.0, 1.0, (45, 75), sampai=2024
    ),
    Indicator("D.1", "Perencanaan untuk proses pembelajaran yang efektif", 63.0, 3.0, 8.0, 1.6, (50, 70)),
    Indicator("D.2", "Proses belajar yang sesuai untuk anak usia dini", 60.0, 3.0, 8.0, 1.5, (50, 70)),
    Indicator("E.1", "Sarana prasarana esensial", 58.0, 4.0, 9.0, 1.2, (45, 68)),
    Indicator("E.3", "Iklim inklusivitas dan kebinekaan", 61.0, 3.0, 8.0, 1.0, (50, 70)),
)

REGIONAL = ("C.9", "E.3.1", "E.3.2")
"""What stands in the sheets of regions alone, not in a school's own report."""
PRIORITY = ("A.1", "A.2", "A.3", "D.1", "D.3", "D.4", "D.8", "D.10")
"""What the school sheets carry."""

_LITERACY = {
    2022: {"SD": 53.4, "SMP": 51.4, "SMA": 47.0, "SMK": 44.0},
    2023: {"SD": 61.5, "SMP": 59.0, "SMA": 49.3, "SMK": 49.0},
    2024: {"SD": 67.5, "SMP": 66.0, "SMA": 60.5, "SMK": 60.0},
    2025: {"SD": 71.8, "SMP": 70.3, "SMA": 64.8, "SMK": 66.0},
}
_NUMERACY_LESS = {2022: 9.0, 2023: 7.5, 2024: 4.0, 2025: 2.2}

_JENIS_OLD = {
    SD: "SD Umum", SMP: "SMP Umum", SMA: "SMA Umum", SMK: "SMK Umum", SLB: "SD SLB", PKBM: "SMP Kesetaraan",
    MI: "SD Kemenag", MTS: "SMP Kemenag", MA: "SMA Kemenag", TK: "TK", KB: "KB", RA: "RA",
}  # fmt: skip
_JENIS_2025 = {MI: "SD MI", MTS: "SMP MTS", MA: "SMA MA/MAK"}


def jenis(kind: int, year: int) -> str:
    """The jenis a Rapor of a year writes for a bentuk."""
    return _JENIS_2025[kind] if year >= 2025 and kind in _JENIS_2025 else _JENIS_OLD[kind]


def is_paud(schools: Schools) -> Flags:
    """Which schools stand in the PAUD sheets."""
    return np.asarray(np.isin(schools.bentuk, (TK, KB, RA)), dtype=bool)


def takes_part(world: World, regions: Regions, schools: Schools, year: int) -> Flags:
    """Which schools have values in a year."""
    rng = world.rng("takes part", year)
    far = np.array([PROVINCE_EFFECT[item.kode] for item in regions.provinces])[schools.provinsi]
    return np.asarray(rng.random(len(schools)) < logistic(3.0 + 0.9 * far), dtype=bool)


def values(world: World, regions: Regions, schools: Schools, indicators: tuple[Indicator, ...], year: int) -> Floats:
    """School x indicator, as the Rapor of a year publishes it."""
    province_rng, kab_rng = world.rng("rapor province"), world.rng("rapor kab")
    level = np.array([PROVINCE_EFFECT[item.kode] for item in regions.provinces])
    province = 0.75 * level + province_rng.normal(0.0, 0.45, len(level))
    kab = kab_rng.normal(0.0, 0.8, len(regions.kabs))
    place = province[schools.provinsi] + 0.6 * kab[schools.kab]
    fresh = world.rng("rapor year", year)
    place = place + fresh.normal(0.0, 0.6, len(regions.kabs))[schools.kab]
    columns = []
    for indicator in indicators:
        own = world.rng("rapor", indicator.kode, indicators is PAUD).normal(0.0, 1.0, len(schools))
        noise = fresh.normal(0.0, 1.0, len(schools))
        quality = 0.6 * schools.mutu + 0.55 * own + 0.45 * noise
        if indicator.kode in ("A.1", "A.2") and indicators is DASMEN:
            table = _LITERACY[year]
            mean = np.array([table.get(JENJANG[kind], table["SMP"]) for kind in schools.bentuk], dtype=np.float64)
            mean -= _NUMERACY_LESS[year] if indicator.kode == "A.2" else 0.0
            mean -= np.where(schools.is_kemenag, 12.0, 0.0) + np.where(schools.bentuk == PKBM, 24.0, 0.0)
            share = logistic(np.log(mean / (100 - mean)) + 0.28 * place + 0.6 * quality)
            columns.append(np.asarray(np.round(100 * share, 2), dtype=np.float64))
            continue
        grown = indicator.naik * (min(year, 2024) - 2022)
        if indicators is DASMEN and indicator.kode == TRUTHS.method_break_code and year >= TRUTHS.method_break_year:
            grown -= 33.0
        value = indicator.rata + grown + indicator.sebar_provinsi * place + indicator.sebar_satdik * quality
        low = 1.0 if indicator.maksimum == 3.0 else 0.0
        columns.append(np.asarray(np.round(np.clip(value, low, indicator.maksimum), 2), dtype=np.float64))
    return np.column_stack(columns)


def label(indicator: Indicator, value: float) -> str:
    """The label of a published value."""
    low, high = indicator.batas
    return indicator.label[0 if value < low else 1 if value <= high else 2]


def labels(indicator: Indicator, column: Floats) -> list[str]:
    """The labels of a column."""
    low, high = indicator.batas
    return [indicator.label[place] for place in ((column >= low).astype(int) + (column > high)).tolist()]
