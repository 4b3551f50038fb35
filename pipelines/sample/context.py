"""What surrounds the schools: participation tables, context per kab/kota, and Guru Penggerak in posts."""

from __future__ import annotations

from datetime import date

import numpy as np

from pipelines.sample.activity import logistic
from pipelines.sample.desk import Desk, long_date
from pipelines.sample.rapor_books import comma
from pipelines.sample.regions import Regions, kab_spelling, province_spelling
from pipelines.sample.schools import Schools
from pipelines.sample.world import PROVINCE_EFFECT, REMOTE_SHARE, Floats, World
from pipelines.sample.xlsx import Cell, write_table

YEARS = (2022, 2023, 2024, 2025)
NEW_PROVINCES = ("93", "94", "95", "96")
"""Born in 2022: their rows are empty in that year's statistics."""

PENGGERAK_CUTOFFS = (
    date(2023, 12, 31), date(2024, 6, 30), date(2024, 12, 31), date(2025, 6, 30), date(2025, 12, 31),
    date(2026, 6, 30),
)  # fmt: skip

LAST_CLASS = date(2025, 7, 31)
"""The programme ended in July 2025: nobody passes after it, while appointments go on."""


def participation(world: World, regions: Regions, years: tuple[int, ...]) -> dict[int, Floats]:
    """Per year a row a kab/kota: APS 7-12, 13-15, 16-18 and 5-6, and the SPM index."""
    rng = world.rng("aps")
    level = np.array([PROVINCE_EFFECT[regions.provinces[kab.provinsi].kode] for kab in regions.kabs])
    own = rng.normal(0.0, 1.0, (len(level), 5))
    result = {}
    for year in years:
        step = year - 2022
        columns = [
            np.clip(98.2 + 1.2 * level + 0.5 * own[:, 0] + 0.1 * step, 60, 99.99),
            np.clip(94.5 + 3.0 * level + 1.2 * own[:, 1] + 0.3 * step, 50, 99.9),
            np.clip(74.0 + 6.0 * level + 3.5 * own[:, 2] + 0.8 * step, 30, 98),
            np.clip(72.0 + 9.0 * level + 6.0 * own[:, 3] + 1.5 * step, 15, 99),
            np.clip(70.5 + 6.5 * level + 4.0 * own[:, 4] + (3.5 * step if year < 2025 else 6.0), 30, 97),
        ]
        result[year] = np.asarray(np.round(np.column_stack(columns), 2), dtype=np.float64)
    return result


def _thousandths(value: float) -> str:
    """99,810: three decimals behind a comma, as statistics tables have them."""
    return f"{value:.3f}".replace(".", ",")


def write_participation_tables(desk: Desk, world: World, regions: Regions) -> None:
    """One statistics table a year: a row a province, INDONESIA last without a unit."""
    tables = participation(world, regions, YEARS)
    member = np.array([kab.provinsi for kab in regions.kabs])
    header = ["No", "Cakupan", "Satuan", "Kelompok Umur 5-6", "Kelompok Umur 7-12", "Kelompok Umur 13-15",
              "Kelompok Umur 16-18"]  # fmt: skip
    for year, table in tables.items():
        ordered = table[:, [3, 0, 1, 2]]
        rows: list[list[object]] = []
        for place, province in enumerate(regions.provinces):
            means = ordered[member == place].mean(axis=0)
            empty = year == 2022 and province.kode in NEW_PROVINCES
            cells = ["" if empty else _thousandths(value) for value in means]
            rows.append([place + 1, province.nama.upper(), "%", *cells])
        total = [_thousandths(value) for value in ordered.mean(axis=0)]
        rows.append([len(rows) + 1, "INDONESIA", "", *total])
        desk.rows(f"Angka Partisipasi Sekolah (APS)-{year}.csv", header, rows, delimiter=";", bom=True)


def write_context(desk: Desk, world: World, regions: Regions) -> None:
    """The long table per kab/kota: participation at 5-6, rooms, honorarium, P3K proposals, internet."""
    rng = world.rng("context")
    codes = [regions.provinces[kab.provinsi].kode for kab in regions.kabs]
    level = np.array([PROVINCE_EFFECT[code] for code in codes])
    remote = np.array([REMOTE_SHARE.get(code, 0.02) for code in codes])
    own = rng.normal(0.0, 1.0, (len(codes), 4))
    tables = participation(world, regions, (2024, 2025))
    rows: list[list[Cell]] = [
        ["Tahun", "Provinsi", "Kabupaten/Kota", "Ukuran", "Nilai", "Satuan", "Sumber"],
    ]
    for year, table in tables.items():
        step = year - 2024
        measures = (
            ("aps_5_6", table[:, 3], "persen", "BPS (contoh)"),
            ("ruang_kelas_baik", 100 * logistic(0.3 + 0.35 * level + 0.3 * own[:, 0] + 0.08 * step), "persen",
             "Dapodik (contoh)"),
            ("rasio_honor_ump", 100 * logistic(-0.9 + 0.2 * level + 0.3 * own[:, 1] + 0.1 * step), "persen",
             "Disdik (contoh)"),
            ("usulan_p3k", np.rint(np.exp(4.6 + 0.4 * own[:, 2] + 0.2 * level)), "orang", "BKN (contoh)"),
            ("akses_internet_satuan_pendidikan",
             100 * logistic(1.6 - 3.2 * remote + 0.4 * level + 0.3 * own[:, 3] + 0.3 * step), "persen",
             "Dapodik (contoh)"),
        )  # fmt: skip
        for name, column, unit, source in measures:
            for kab, value in zip(regions.kabs, column.tolist(), strict=True):
                rows.append(
                    [year, province_spelling(regions.provinces[kab.provinsi].nama, 1), kab_spelling(kab.nama, 1), name,
                     comma(value), unit, source]
                )  # fmt: skip
    write_table(desk.folder / "konteks_kabupaten_kota_2024_2025.xlsx", "Konteks", rows)


def write_guru_penggerak(desk: Desk, world: World, regions: Regions, schools: Schools) -> None:
    """Half-yearly: passed, made head, made supervisor; all cumulative; INDONESIA closes the table."""
    rng = world.rng("penggerak")
    size = len(regions.kabs)
    teachers = np.bincount(schools.kab, schools.guru, size) / world.scale
    keen = logistic(-2.2 + 0.5 * np.array([PROVINCE_EFFECT[regions.provinces[k.provinsi].kode] for k in regions.kabs])
                    + rng.normal(0, 0.25, size))  # fmt: skip
    head, supervisor = rng.beta(6, 18, size), rng.beta(1.2, 40, size)
    for order, day in enumerate(PENGGERAK_CUTOFFS):
        classes = sum(held <= LAST_CLASS for held in PENGGERAK_CUTOFFS[: order + 1]) - 1
        passed = np.floor(2 + teachers * keen * (0.5 + 0.1 * classes)).astype(int)
        heads = np.floor(passed * head * (0.5 + 0.1 * order)).astype(int)
        supervisors = np.floor(passed * supervisor * (0.5 + 0.1 * order)).astype(int)
        rows: list[list[Cell]] = [
            ["Guru Penggerak yang menjadi Kepala Sekolah dan Pengawas Sekolah"],
            [f"Data per {long_date(day)}"],
            [],
            ["No", "Provinsi", "Kabupaten/Kota", "Lulus", "Diangkat KS", "Diangkat PS"],
        ]
        for index, kab in enumerate(regions.kabs):
            rows.append(
                [index + 1, province_spelling(regions.provinces[kab.provinsi].nama, order % 3),
                 kab_spelling(kab.nama, (order + 1) % 3), int(passed[index]), int(heads[index]),
                 int(supervisors[index])]
            )  # fmt: skip
        rows.append(["", "INDONESIA", "", int(passed.sum()), int(heads.sum()), int(supervisors.sum())])
        write_table(desk.folder / f"guru_penggerak_{day.isoformat()}.xlsx", "Rekap", rows)
