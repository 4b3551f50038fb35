"""Random questions of allocation, and their best answer by trying everything, which shares nothing with the solver."""

from __future__ import annotations

import itertools
import math

import numpy as np

from analysis.allocation import Aturan, Kota, Soal, Tingkat, Wilayah


def small(seed: int, places: int = 12) -> Soal:
    """A question of at most `places` regions x cities x levels with few seats, every limit at work now and then."""
    r = np.random.default_rng(seed)
    n, m = [(1, 1), (2, 1), (1, 2), (3, 1), (1, 3), (2, 2), (5, 1), (3, 2), (2, 3), (6, 1)][int(r.integers(10))]
    while n * m * 2 > places:
        n, m = max(n - 1, 1), max(m - 1, 1)
    most = 2 if n * m > 4 else 3
    wilayah = tuple(
        Wilayah(
            f"13.{i:02d}",
            float(r.choice([0, 5, 37.5, 50, 80, 100])),
            (int(r.integers(0, most + 1)), int(r.integers(0, most))),
            (int(r.integers(0, 2)), 0),
            int(r.choice([0, 1, 2, 3, 3])),
            bool(r.random() < 0.4),
        )
        for i in range(n)
    )
    kota = tuple(Kota(f"13.7{j}", f"Kota {j}", int(r.choice([0, 1, 2, 3, 3])), 1) for j in range(m))
    tingkat = tuple(
        Tingkat(
            int(r.integers(1, 4)),
            int(r.integers(1, 4)),
            int(r.integers(1, 3)),
            float(r.choice([0, 3, 10, 2_500_000])),
            float(r.choice([0, 1, 300_000])),
        )
        for _ in range(2)
    )
    ongkos = r.choice([0.0, 1.0, 250_000.0, 1_750_000.0], size=(n, m))
    kursi_min = int(r.choice([0, 0, 0, 0, 1, 2]))
    aturan = Aturan(
        float(r.choice([0, 20, 4e6, 6e6, 9e6, 9e6, 15e6, 30e6, 1e12])),
        int(r.choice([0, 4, 9, 15, 100, 100])),
        int(r.integers(1, 4)),
        float(r.choice([0, 0, 0, 30, 50, 100 / 3, 100])),
        kursi_min,
        None if r.random() < 0.5 else kursi_min + int(r.integers(0, 3)),
        bool(r.random() < 0.5),
        float(r.choice([0, 50, 80, 100, 33])),
    )
    return Soal(wilayah, kota, (tingkat[0], tingkat[1]), ongkos, aturan)


def middling(seed: int, n: int = 9, m: int = 4) -> Soal:
    """A question with too many places for the exact way, of a province's size."""
    r = np.random.default_rng(seed)
    wilayah = tuple(
        Wilayah(
            f"13.{i:02d}",
            float(np.round(r.uniform(0, 100), 1)),
            (int(r.integers(0, 40)), int(r.integers(0, 15))),
            (int(r.integers(0, 5)), int(r.integers(0, 3))),
            int(r.integers(0, 25)),
            bool(r.random() < 0.3),
        )
        for i in range(n)
    )
    kota = tuple(Kota(f"13.7{j}", f"Kota {j}", int(r.integers(0, 5)), int(r.integers(1, 3))) for j in range(m))
    tingkat = (
        Tingkat(3, int(r.integers(5, 30)), 2, float(r.integers(0, 40)) * 1e6, 450_000.0),
        Tingkat(4, int(r.integers(5, 25)), 3, float(r.integers(0, 50)) * 1e6, 500_000.0),
    )
    ongkos = np.round(r.uniform(100_000, 5_000_000, size=(n, m)), -3)
    kursi_min = int(r.choice([0, 0, 0, 1, 3]))
    aturan = Aturan(
        float(r.integers(1, 900)) * 1e6,
        int(r.integers(0, 150)),
        int(r.integers(1, 3)),
        float(r.choice([0, 0, 15, 40])),
        kursi_min,
        None if r.random() < 0.6 else kursi_min + int(r.integers(1, 30)),
        bool(r.random() < 0.7),
        float(r.choice([0, 50, 80, 100])),
    )
    return Soal(wilayah, kota, tingkat, ongkos, aturan)


def best_by_trying(
    soal: Soal, without: tuple[str, ...] = (), most: int | None = None, tables: int = 1_000_000
) -> float | None:
    """Worth of the best plan among all tables of whole seats that keep every limit but those named; None without one.

    Every cell is tried from 0 to what its region could ever use; classes are the fewest that hold the seats of a city
    and level, since a class more only costs. `most`: seats of a cell when people and schools are no limit. ValueError
    beyond `tables` tables.
    """
    a, (n, m) = soal.aturan, (len(soal.wilayah), len(soal.kota))
    ranges = []
    for w, _, level in itertools.product(soal.wilayah, soal.kota, range(2)):
        ever = a.kursi_per_sekolah * w.jumlah_sekolah if "kursi per sekolah" not in without else 10**6
        if "calon peserta" not in without:
            people = w.calon[0] if level == 0 else w.calon[1] + math.floor(w.calon[0] * a.pct_lulus / 100 + 1e-9)
            ever = min(ever, people)
        if a.kursi_maks is not None and "kursi paling banyak per wilayah" not in without:
            ever = min(ever, a.kursi_maks)
        ranges.append(range((ever if most is None else min(ever, most)) + 1))
    size = math.prod(len(x) for x in ranges)
    if size > tables:
        raise ValueError(f"{size} tables are too many to try")
    grid = np.stack([x.ravel() for x in np.meshgrid(*ranges, indexing="ij")], axis=1) if ranges else np.zeros((1, 0))
    x = grid.reshape(-1, n, m, 2).astype(np.int64)
    ok = np.ones(len(x), dtype=bool)
    per_level, total = x.sum(axis=2), x.sum(axis=(1, 2, 3))
    classes = np.stack([-(-x[:, :, :, k].sum(axis=1) // soal.tingkat[k].kursi) for k in range(2)], axis=2)
    if "pagu" not in without:
        rupiah = np.zeros(len(x))
        for k, t in enumerate(soal.tingkat):
            rupiah += classes[:, :, k].sum(axis=1) * t.biaya_kelas
            rupiah += x[:, :, :, k].sum(axis=(1, 2)) * t.hari * t.biaya_harian
        rupiah += (x.sum(axis=3) * soal.ongkos.reshape(n, m)).sum(axis=(1, 2))
        ok &= rupiah <= a.pagu
    if "hari-pelatih" not in without:
        days = [classes[:, :, k].sum(axis=1) * t.hari * t.pelatih for k, t in enumerate(soal.tingkat)]
        ok &= days[0] + days[1] <= a.hari_pelatih
    for j, kota in enumerate(soal.kota):
        if "kelas per kota" not in without:
            ok &= classes[:, j].sum(axis=1) <= kota.kelas_maks
    remote = np.zeros(len(x), dtype=np.int64)
    for i, w in enumerate(soal.wilayah):
        if "kursi per sekolah" not in without:
            ok &= (per_level[:, i] <= a.kursi_per_sekolah * w.jumlah_sekolah).all(axis=1)
        if "calon peserta" not in without:
            ok &= per_level[:, i, 0] <= w.calon[0]
            ok &= per_level[:, i, 1] <= w.calon[1] + a.pct_lulus * per_level[:, i, 0] / 100 + 1e-9
        if "kursi paling sedikit per wilayah" not in without:
            ok &= per_level[:, i].sum(axis=1) >= a.kursi_min
        if "kursi paling banyak per wilayah" not in without and a.kursi_maks is not None:
            ok &= per_level[:, i].sum(axis=1) <= a.kursi_maks
        if w.is_3t:
            remote += per_level[:, i].sum(axis=1)
    if "bagian 3T" not in without:
        ok &= 100 * remote >= a.pct_3t_min * total - 1e-7
    if not ok.any():
        return None
    worth = sum(per_level[:, i].sum(axis=1) * w.nilai / 100 for i, w in enumerate(soal.wilayah))
    return float(np.max(np.broadcast_to(worth, ok.shape)[ok]))
