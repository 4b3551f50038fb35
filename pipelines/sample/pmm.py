"""PMM / Ruang GTK activity exports: one CSV a month, commas and semicolons in turn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np

from pipelines.sample.activity import STAGES, Month, months, uptake
from pipelines.sample.desk import Desk, long_date
from pipelines.sample.regions import Regions
from pipelines.sample.schools import KB, PKBM, RA, TK, Schools
from pipelines.sample.world import RENAMED, TRUTHS, Flags, Floats, Ints, World

_ORDER = ("login", "aktif", *STAGES)
_NAMES = (
    "Pengguna aktif (30 hari)", "Mulai topik", "Selesai topik 1", "Selesai topik 2", "Selesai topik 3",
    "Selesai topik 4+", "Kirim aksi nyata", "Aksi nyata tervalidasi", "Unduh perangkat ajar", "Anggota komunitas",
)  # fmt: skip
_ROLES = (("guru", "Guru"), ("KS", "Kepala Sekolah"), ("PS", "Pengawas Sekolah"))


def header(day: date) -> tuple[str, ...]:
    """The header of one month; the platform's name in it changes in 2025."""
    platform = "Ruang GTK" if day >= RENAMED else "PMM"
    return (
        "Tanggal data", "Provinsi", "Kabupaten/Kota", "Kecamatan", "NPSN", "Nama Satuan Pendidikan", "Bentuk",
        "Status", "Peran", "Jumlah GTK", f"GTK login {platform}", *_NAMES,
    )  # fmt: skip


def _role_query(role: str, label: str, day: str, kab: str, province: str, is_dirty: bool) -> str:
    """The rows of a role; dirty ones have NPSN and names with blanks too many."""
    counters = ", ".join(f"{name}" for name in _ORDER)
    return f"""
SELECT
    '{day}' AS tanggal, {province} AS provinsi,
    CASE WHEN {is_dirty} AND urut % 307 = 11 THEN k3 ELSE {kab} END AS kab, kecamatan,
    npsn || CASE WHEN {is_dirty} AND urut % 89 = 4 THEN ' ' ELSE '' END AS npsn, nama, bentuk,
    CASE WHEN is_negeri THEN 'Negeri' ELSE 'Swasta' END AS status, '{label}' AS peran, gtk, {counters}
FROM sekolah
POSITIONAL JOIN aktivitas_{role}
WHERE gtk > 0"""


def role_people(world: World, schools: Schools) -> dict[str, Ints]:
    """People of each role: teachers, one head at formal schools, a few supervisors with their home school."""
    rng = world.rng("people")
    has_head: Flags = ~np.isin(schools.bentuk, (TK, KB, PKBM, RA))
    supervised = has_head & (rng.random(len(schools)) < 0.05)
    return {
        "guru": schools.guru,
        "KS": has_head.astype(np.int32),
        "PS": np.where(supervised, rng.integers(1, 4, len(schools)), 0).astype(np.int32),
    }


def file_name(day: date) -> str:
    """PMM_aktivitas_2023-07-31.csv; Ruang_GTK_aktivitas_... from March 2025."""
    return f"{'Ruang_GTK' if day >= RENAMED else 'PMM'}_aktivitas_{day.isoformat()}.csv"


def _totals(rows: dict[str, Month], order: int) -> list[list[object]]:
    """Every third file closes with a TOTAL line, every fourth with an INDONESIA line: to be recognised, not added."""
    if order % 3 and order % 4:
        return []
    sums = [int(sum(int(month.gtk.sum()) for month in rows.values()))]
    sums += [int(sum(int(month.counters[name][month.gtk > 0].sum()) for month in rows.values())) for name in _ORDER]
    word = "TOTAL" if order % 3 == 0 else "INDONESIA"
    return [["", word, "", "", "", "", "", "", "", *sums]]


@dataclass(frozen=True)
class Written:
    """What the rest of the world needs from PMM: standing uptake, and the teachers' months that truths refer to."""

    standing: Floats
    guru: dict[date, Month]

    @property
    def last(self) -> Month:
        """The teachers' last month."""
        return self.guru[max(self.guru)]


def baseline_date(world: World) -> date:
    """The cut-off of the targets' baselines."""
    return max(world.months[0], date(2025, 12, 31))


def write_pmm(
    desk: Desk, world: World, regions: Regions, schools: Schools, trained: Ints, report: Callable[[date, float], None]
) -> Written:
    """Write every cut-off of the world."""
    standing = uptake(world, regions, schools)
    people = role_people(world, schools)
    series = {role: months(world, regions, schools, standing, trained, people[role], role) for role, _ in _ROLES}
    written = set(world.months)
    wanted = {baseline_date(world), TRUTHS.simpson_from, world.months[-1]}
    kept: dict[date, Month] = {}
    for order, rows in enumerate(zip(*series.values(), strict=True)):
        by_role = dict(zip(series, rows, strict=True))
        day = by_role["guru"].tanggal
        if day in wanted:
            kept[day] = by_role["guru"]
        if day not in written:
            continue
        _write_month(desk, order, by_role, is_last=day == world.months[-1])
        report(day, (order + 1) / 40)
    return Written(standing, kept)


def _write_month(desk: Desk, order: int, by_role: dict[str, Month], *, is_last: bool) -> None:
    """One file; spelling, date format, delimiter and closing line differ from month to month."""
    day = by_role["guru"].tanggal
    for role, month in by_role.items():
        desk.columns(f"aktivitas_{role}", {"gtk": month.gtk, **{name: month.counters[name] for name in _ORDER}})
    text_day = (day.isoformat(), day.strftime("%d/%m/%Y"), long_date(day))[order % 3]
    kab = ("k1", "k0", "k2")[order % 3]
    province = ("p0", "p1", "p3", "p4")[order % 4]
    query = "\nUNION ALL\n".join(_role_query(role, label, text_day, kab, province, is_last) for role, label in _ROLES)
    after: list[list[object]] = []
    name = file_name(day)
    if is_last:
        odd = [text_day, "Sumatera Barat", "Kab. Agam", "Melati Contoh"]
        after.append([*odd, "NP345555", "SD CONTOH NPSN PALSU", "SD", "Swasta", "Guru", 5, 3, 2, *[0] * 9])
        after.append([*odd, "18099998", "SD CONTOH ANGKA RUSAK", "SD", "Swasta", "Guru", "lima", 3, 2, *[0] * 9])
        desk.refuse(name, "NPSN tidak sah", "NP345555")
        desk.refuse(name, "jumlah GTK bukan angka", "lima")
    after += _totals(by_role, order)
    desk.csv(name, header(day), query, delimiter=",;"[order % 2], bom=order % 5 == 2, after=after)
