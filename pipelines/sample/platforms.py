"""Exports of the other platforms: per school (Rapor Pendidikan, ARKAS, SIPLah) and per region (the rest)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np

from pipelines.sample.activity import logistic
from pipelines.sample.desk import Desk
from pipelines.sample.regions import Regions, kab_spelling, province_spelling
from pipelines.sample.schools import KB, PKBM, RA, TK, Schools
from pipelines.sample.world import MONTHS, PROVINCE_EFFECT, QUARTERS, RENAMED, Floats, Ints, World
from pipelines.sample.xlsx import Cell, write_table

HEADER = (
    "Platform", "Tanggal Data", "Provinsi", "Kabupaten/Kota", "NPSN", "Kelompok Pengguna", "Jumlah Sasaran",
    "Jumlah Tersedia", "Jumlah Teraktivasi", "Jumlah Aktif", "Nilai (Rp)",
)  # fmt: skip

BUDGET, SPENT = "Anggaran (Rp)", "Realisasi (Rp)"
"""ARKAS alone has a budget; its amount is what was spent of it since January, by that name in a file of its own."""

RUANG = (
    ("Rumah Pendidikan", "Guru", "guru", 0.45),
    ("Ruang Murid", "Peserta Didik", "siswa", 0.12),
    ("Ruang Sekolah", "Satuan Pendidikan", "satuan", 0.55),
    ("Ruang Bahasa", "Umum", "umum", 0.02),
    ("Ruang Pemerintah", "Umum", "dinas", 0.5),
    ("Ruang Mitra", "Umum", "mitra", 0.25),
    ("Ruang Publik", "Umum", "umum", 0.03),
    ("Ruang Orang Tua", "Orang Tua", "siswa", 0.05),
)
PARTNERS = (("Canva", "Guru", "guru", 0.22), ("Quizizz", "Guru", "guru", 0.13))


def _school_query(platform: str, key: str, day: str, kab: str, has_budget: bool) -> str:
    worth = "siplah_rp" if key == "siplah" else "arkas_rp" if key == "arkas" else "NULL"
    budget = f", {'arkas_pagu' if key == 'arkas' else 'NULL'} AS pagu" if has_budget else ""
    return f"""
SELECT
    '{platform}' AS platform, '{day}' AS tanggal, p1 AS provinsi, {kab} AS kab, npsn,
    'Satuan Pendidikan' AS kelompok, 1 AS sasaran, 1 AS tersedia, {key}_1, {key}_2, {worth} AS rupiah{budget}
FROM sekolah
POSITIONAL JOIN pakai
WHERE buka <= bulan AND {key}_ada"""


def realised(world: World, year: int, in_year: float, standing: Floats) -> Floats:
    """The part of its budget that each school has spent since January; only grows within a year, at most all of it.

    Money comes in two instalments, so a school spends early or late; few spend the last rupiah by December.
    """
    rng = world.rng("arkas realisasi", year)
    n = len(standing)
    late = np.exp(0.3 * rng.standard_normal(n) - 0.12 * standing)
    most = np.clip(0.96 + 0.012 * standing + 0.03 * rng.standard_normal(n), 0.55, 1.0)
    spent: Floats = most * in_year**late
    return spent


def write_school_platforms(desk: Desk, world: World, schools: Schools, standing: Floats) -> None:
    """One file a quarter until 2024, one file a platform and quarter after; once used stays used within a year."""
    rng = world.rng("school platforms")
    n = len(schools)
    with_money = ~np.isin(schools.bentuk, (RA,)) & ~schools.is_kemenag
    in_rapor = ~np.isin(schools.bentuk, (KB,))
    dice = rng.random((6, n))
    level = 0.6 * standing
    for order, day in enumerate(QUARTERS):
        growth = order / (len(QUARTERS) - 1)
        in_year = (day.month // 3) / 4
        share = {
            "rapor_1": logistic(1.7 + 0.6 * growth + level),
            "rapor_2": logistic(-1.6 + 2.2 * growth + 0.8 * level),
            "arkas_1": logistic(1.4 + 0.9 * growth + 1.4 * in_year + 0.5 * level),
            "arkas_2": logistic(0.2 + 0.9 * growth + 0.8 * in_year + 0.8 * level),
            "siplah_1": logistic(-1.2 + 1.3 * growth + 1.5 * in_year + level),
            "siplah_2": logistic(-1.2 + 1.3 * growth + 1.5 * in_year + level),
        }
        used = {key: (dice[place] < share[key]).astype(np.int32) for place, key in enumerate(share)}
        used["rapor_2"] = used["rapor_1"] * used["rapor_2"]
        used["arkas_2"] = used["arkas_1"] * used["arkas_2"]
        used["siplah_2"] = used["siplah_1"] * (dice[5] < 0.93).astype(np.int32)
        bos = schools.siswa.astype(np.int64) * np.where(np.isin(schools.bentuk, (TK, PKBM)), 600_000, 950_000)
        spent = bos * in_year * np.clip(0.22 + 0.05 * standing + 0.1 * dice[4], 0.02, 0.8)
        if day not in world.quarters:
            continue
        budgeted = np.where(used["arkas_1"] == 1, bos, 0)
        realisation = np.floor(budgeted * realised(world, day.year, in_year, standing) / 500) * 500
        desk.columns(
            "pakai",
            {
                **used,
                "bulan": np.full(n, MONTHS.index(day), np.int32),
                "rapor_ada": in_rapor,
                "arkas_ada": with_money,
                "siplah_ada": with_money,
                "arkas_rp": realisation.astype(np.int64),
                "arkas_pagu": budgeted,
                "siplah_rp": np.where(used["siplah_2"] == 1, np.rint(spent / 1000) * 1000, 0).astype(np.int64),
            },
        )
        text_day = day.isoformat() if order % 2 else day.strftime("%d/%m/%Y")
        kab = ("k1", "k2", "k0")[order % 3]
        names = (("Rapor Pendidikan", "rapor"), ("ARKAS", "arkas"), ("SIPLah", "siplah"))
        is_one = day.year < 2025
        queries = [_school_query(name, key, text_day, kab, is_one or key == "arkas") for name, key in names]
        if is_one:
            file = f"platform_satuan_pendidikan_{day.isoformat()}.csv"
            desk.csv(file, (*HEADER, BUDGET), "\nUNION ALL\n".join(queries), delimiter=";", bom=order % 2 == 0)
            continue
        for (_, key), query in zip(names, queries, strict=True):
            header = (*HEADER[:-1], SPENT, BUDGET) if key == "arkas" else HEADER
            desk.csv(f"{key}_satuan_pendidikan_{day.isoformat()}.csv", header, query, delimiter=",;"[order % 2])


def _kab_bases(regions: Regions, schools: Schools) -> dict[str, Floats]:
    size = len(regions.kabs)
    teachers = np.bincount(schools.kab, schools.guru, size)
    pupils = np.bincount(schools.kab, schools.siswa, size)
    return {
        "guru": teachers,
        "siswa": pupils,
        "satuan": np.bincount(schools.kab, minlength=size).astype(float),
        "umum": np.rint(pupils * 6.5),
        "dinas": np.full(size, 60.0),
        "mitra": np.full(size, 20.0),
    }


Row = list[Cell]


def _kab_rows(
    regions: Regions, platforms: Sequence[tuple[str, str, str, float]], day: date, bases: dict[str, Floats],
    lead: Floats, growth: float, rng: np.random.Generator, style: int,
) -> list[Row]:  # fmt: skip
    rows: list[Row] = []
    for name, group, base, share in platforms:
        people = bases[base].astype(int)
        shift = np.log(share / (1 - share))
        lit = logistic(shift + 0.5 + 1.2 * growth + lead + rng.normal(0, 0.1, len(people)))
        used = lit * np.clip(0.62 + rng.normal(0, 0.05, len(people)), 0.2, 0.95)
        activated, active = np.floor(people * lit).astype(int), np.floor(people * used).astype(int)
        for index, kab in enumerate(regions.kabs):
            province = regions.provinces[kab.provinsi]
            rows.append(
                [name, day.isoformat(), province_spelling(province.nama, (style + 1) % 3),
                 kab_spelling(kab.nama, style), "", group, int(people[index]), int(people[index]),
                 int(activated[index]), int(active[index]), ""]
            )  # fmt: skip
    return rows


def write_region_platforms(desk: Desk, world: World, regions: Regions, schools: Schools) -> None:
    """Rumah Pendidikan and its Ruang from March 2025, the partners' tools, and Kampus Merdeka per province.

    One file of the partners has names with doubled blanks.
    """
    bases = _kab_bases(regions, schools)
    province_lead = np.array([PROVINCE_EFFECT[item.kode] for item in regions.provinces])
    rng = world.rng("region platforms")
    kab_lead = 0.7 * province_lead[[kab.provinsi for kab in regions.kabs]] + rng.normal(0, 0.2, len(regions.kabs))
    students: Ints = np.rint(
        np.bincount(schools.provinsi, schools.siswa, len(regions.provinces)) * 0.06 / world.scale + 300
    ).astype(np.int32)
    for order, day in enumerate(QUARTERS):
        growth = order / (len(QUARTERS) - 1)
        noise = world.rng("region", day)
        partners = _kab_rows(regions, PARTNERS, day, bases, kab_lead, growth, noise, 3 if order == 3 else order % 3)
        since = max(0.0, (QUARTERS.index(day) - QUARTERS.index(RENAMED)) / 6)
        ruang = _kab_rows(regions, RUANG, day, bases, kab_lead, since, noise, (order + 1) % 3)
        campus: list[Row] = []
        used = np.floor(students * logistic(-1.4 + 1.1 * growth + 0.5 * province_lead)).astype(int)
        for index, province in enumerate(regions.provinces):
            count = int(students[index])
            name = province_spelling(province.nama, order % 4)
            campus.append(
                ["Platform Kampus Merdeka", day.isoformat(), name, "", "", "Mahasiswa", count, count,
                 int(min(count, used[index] * 1.3)), int(used[index]), ""]
            )  # fmt: skip
        if day not in world.quarters:
            continue
        date_text = day.isoformat()
        write_table(desk.folder / f"mitra_canva_quizizz_{date_text}.xlsx", "Data", [HEADER, *partners])
        write_table(desk.folder / f"kampus_merdeka_{date_text}.xlsx", "Provinsi", [HEADER, *campus])
        if day >= RENAMED:
            name = f"rumah_pendidikan_{date_text}.csv"
            if day == world.quarters[-1]:
                province = regions.provinces[0]
                kab = next(item for item in regions.kabs if item.provinsi == 0)
                ruang.append(["Ruang Antah Berantah", date_text, province.nama, kab.nama, "", "Guru", 10, 10, 5, 3, ""])
                desk.refuse(name, "platform tidak dikenal", "Ruang Antah Berantah")
            desk.rows(name, HEADER, ruang, delimiter=";", bom=True)
