"""What an allocation of training seats is asked (regions, cities, levels, limits) and what the answer holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.shares import Floats

Ints = npt.NDArray[np.int64]

LEVELS = ("basic", "intermediate")
"""Levels of training in the order they are taken."""
NAMA_TINGKAT = ("dasar", "lanjut")
"""The same levels in the words of the screen."""


@dataclass(frozen=True)
class Wilayah:
    """One region that may send people.

    `nilai`: its need, 0-100. `calon`: people who can still be trained at basic, and people ready for intermediate
    today; `calon_bakti`: of those, in schools reached by BAKTI. `jumlah_sekolah`: schools that may send. `nama`: for
    sentences.
    """

    kode: str
    nilai: float
    calon: tuple[int, int]
    calon_bakti: tuple[int, int]
    jumlah_sekolah: int
    is_3t: bool
    nama: str = ""


@dataclass(frozen=True)
class Kota:
    """One venue city: most classes during the period (both levels together) and classes that can run side by side."""

    kode: str
    nama: str
    kelas_maks: int
    ruang: int


@dataclass(frozen=True)
class Tingkat:
    """One level: days, seats and trainers of a class; rupiah of a class, and of one participant a day."""

    hari: int
    kursi: int
    pelatih: int
    biaya_kelas: float
    biaya_harian: float


@dataclass(frozen=True)
class Aturan:
    """The limits: rupiah, trainer-days, seats per school and level, least percent of all seats for 3T regions, least
    and most seats per region (both levels together), BAKTI schools first, percent of basic participants ready to go on.
    """

    pagu: float
    hari_pelatih: int
    kursi_per_sekolah: int
    pct_3t_min: float
    kursi_min: int
    kursi_maks: int | None
    is_bakti_dulu: bool
    pct_lulus: float


@dataclass(frozen=True)
class Soal:
    """The whole question; `ongkos[i, j]`: rupiah of one participant's return trip from region i to city j."""

    wilayah: tuple[Wilayah, ...]
    kota: tuple[Kota, ...]
    tingkat: tuple[Tingkat, Tingkat]
    ongkos: Floats
    aturan: Aturan

    def __post_init__(self) -> None:
        """Refuse what no limit can mend, naming it (ValueError)."""
        _refuse(self)

    @property
    def bentuk(self) -> tuple[int, int, int]:
        """Shape of seats: regions, cities, levels."""
        return len(self.wilayah), len(self.kota), len(LEVELS)

    @property
    def nilai(self) -> Floats:
        """(n,) worth of one seat in each region, 0-1: its need divided by 100, at both levels alike."""
        return np.array([w.nilai / 100 for w in self.wilayah], dtype=float)

    @property
    def biaya_kursi(self) -> Floats:
        """(n, m, 2) rupiah of one participant: days times daily cost, plus the return trip."""
        harian = np.array([t.hari * t.biaya_harian for t in self.tingkat], dtype=float)
        return np.asarray(self.ongkos, dtype=float).reshape(self.bentuk[:2])[:, :, None] + harian[None, None, :]

    @property
    def calon(self) -> Ints:
        """(n, 2) people who can be trained now."""
        return np.array([w.calon for w in self.wilayah], dtype=np.int64).reshape(-1, 2)

    @property
    def sekolah(self) -> Ints:
        """(n,) schools."""
        return np.array([w.jumlah_sekolah for w in self.wilayah], dtype=np.int64)

    @property
    def is_3t(self) -> npt.NDArray[np.bool_]:
        """(n,) whether a region is 3T."""
        return np.array([w.is_3t for w in self.wilayah], dtype=bool)


@dataclass(frozen=True)
class Jawaban:
    """A plan: whole seats and classes, and how good it is known to be.

    `kursi`, `kursi_bakti` (n, m, 2); `kelas` (m, 2). `nilai`: need expected to be served, in participants of a region
    whose need is 100. `biaya`: rupiah. `batas_atas`: no plan within the limits is worth more. `celah`: the share of
    `batas_atas` this plan may miss, 0-1 (NaN where no bound was computed). `is_layak`: every limit is kept.
    `is_terbukti`: the gap asked for was reached, or, without a plan, that none exists was proven. `detik`: seconds.
    """

    kursi: Ints
    kursi_bakti: Ints
    kelas: Ints
    nilai: float
    biaya: float
    celah: float
    batas_atas: float
    is_layak: bool
    is_terbukti: bool
    detik: float


def _refuse(soal: Soal) -> None:
    n, m, _ = soal.bentuk
    ongkos = np.asarray(soal.ongkos, dtype=float)
    if ongkos.size != n * m:
        raise ValueError(f"ongkos harus {n} wilayah x {m} kota, bukan {ongkos.shape}")
    aturan = soal.aturan
    numbers: list[float] = [aturan.pagu, aturan.hari_pelatih, aturan.kursi_per_sekolah, aturan.kursi_min]
    numbers += [aturan.kursi_maks or 0]
    for t in soal.tingkat:
        numbers += [t.hari, t.kursi, t.pelatih, t.biaya_kelas, t.biaya_harian]
        if t.kursi < 1:
            raise ValueError("kelas tanpa kursi")
    for w in soal.wilayah:
        numbers += [w.nilai, *w.calon, *w.calon_bakti, w.jumlah_sekolah]
    for k in soal.kota:
        numbers += [k.kelas_maks, k.ruang]
    if not np.all(np.isfinite(ongkos)) or not np.all(np.isfinite(numbers)):
        raise ValueError("setiap nilai, biaya, dan batas harus berupa angka; wilayah tanpa skor tidak dapat dihitung")
    if np.any(ongkos < 0) or min(numbers) < 0:
        raise ValueError("nilai, biaya, dan batas tidak boleh negatif")
    for name, percent in (("pct_3t_min", aturan.pct_3t_min), ("pct_lulus", aturan.pct_lulus)):
        if not 0 <= percent <= 100:
            raise ValueError(f"{name} harus 0 sampai 100")
