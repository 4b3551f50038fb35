"""belajar.id account exports: one CSV a quarter, one row a school and account type."""

from __future__ import annotations

import numpy as np

from pipelines.sample.activity import logistic, rebased_factor
from pipelines.sample.desk import Desk
from pipelines.sample.regions import Regions
from pipelines.sample.schools import Schools
from pipelines.sample.world import MONTHS, QUARTERS, Floats, Ints, World

_TYPES = (("siswa", "Peserta Didik", -0.35), ("guru", "PTK Teacher", 0.75), ("admin", "PTK Admin", 0.55))
ACTIVE_SINCE = 2024
"""From this year the export also has "Akun Aktif"."""


def _query(kind: str, label: str, day: str | None, has_active: bool, kab: str) -> str:
    front = f"'{day}' AS tanggal, p0 AS provinsi," if day else "p0 AS provinsi,"
    active = f"{kind}_aktif," if has_active else ""
    return f"""
SELECT
    {front} {kab} AS kab, nama, npsn, jenjang, '{label}' AS tipe, {kind}_ada, {kind}_nyala, {active}
    CASE WHEN {kind}_ada = 0 THEN '0' ELSE CAST(round({kind}_nyala / {kind}_ada, 9) AS VARCHAR) END AS pangsa
FROM sekolah
POSITIONAL JOIN akun
WHERE buka <= bulan"""


def write_accounts(desk: Desk, world: World, regions: Regions, schools: Schools, standing: Floats) -> tuple[Ints, Ints]:
    """Activated accounts only grow, except where a kab/kota's accounts are re-based.

    Returns the teachers' activated and available accounts at the first cut-off written.
    """
    rng = world.rng("accounts")
    n = len(schools)
    noise = {kind: rng.normal(size=n) for kind, _, _ in _TYPES}
    dice = {kind: rng.random(n) for kind, _, _ in _TYPES}
    base: dict[str, Ints] = {
        "siswa": schools.siswa,
        "guru": schools.guru,
        "admin": np.maximum(schools.tendik, 1).astype(np.int32),
    }
    has_none = rng.random(n) < 0.006
    first: tuple[Ints, Ints] = (base["guru"], base["guru"])
    for order, day in enumerate(QUARTERS):
        factor = rebased_factor(regions, schools, day)
        growth = order / (len(QUARTERS) - 1)
        busy = 0.55 if day.month in (6, 12) else 0.7
        columns: dict[str, Ints] = {"bulan": np.full(n, MONTHS.index(day), np.int32)}
        for kind, _, lead in _TYPES:
            share = logistic(-0.25 + lead + 1.3 * growth + 0.85 * standing + 0.25 * noise[kind])
            there = np.where(has_none & (kind == "siswa"), 0, np.floor(base[kind] * factor)).astype(np.int32)
            lit = np.minimum(np.floor(base[kind] * share * factor + dice[kind]), there).astype(np.int32)
            used = np.clip(busy + 0.1 * standing + rng.normal(0.0, 0.08, n), 0.05, 0.97)
            columns |= {
                f"{kind}_ada": there,
                f"{kind}_nyala": lit,
                f"{kind}_aktif": np.floor(lit * used).astype(np.int32),
            }
        if day not in world.quarters:
            continue
        if day == world.quarters[0]:
            first = (columns["guru_nyala"], columns["guru_ada"])
        desk.columns("akun", columns)
        has_active = day.year >= ACTIVE_SINCE
        in_column = order % 3 != 1
        header = [
            *(["Tanggal Data"] if in_column else []), "Provinsi", "Kabupaten/Kota", "Nama Sekolah", "NPSN", "Jenjang",
            "Tipe Akun", "Jumlah Akun Tersedia", "Total Akun Aktivasi", *(["Akun Aktif"] if has_active else []),
            "% Aktivasi",
        ]  # fmt: skip
        query = "\nUNION ALL\n".join(
            _query(kind, label, day.isoformat() if in_column else None, has_active, ("k0", "k1")[order % 2])
            for kind, label, _ in _TYPES
        )
        name = f"belajar_id_akun_{day.isoformat()}.csv"
        desk.csv(name, header, query, delimiter=";" if order % 4 == 3 else ",", bom=order % 4 == 2)
    return first
