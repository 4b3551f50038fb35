"""Programmes of work, targets and publications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import numpy as np

from pipelines.sample.desk import Desk
from pipelines.sample.regions import Province, Regions, kab_spelling, province_spelling
from pipelines.sample.training import BAKTI_CITIES, BAKTI_PROGRAM, Event
from pipelines.sample.world import Ints, World
from pipelines.sample.xlsx import Cell, write_table

TODAY = date(2026, 10, 31)

PROGRAM_HEADER = (
    "Kode Program", "Nama Program", "Unit", "Nama Unit", "Kelompok Sasaran", "Sasaran Indikator", "Provinsi",
    "Kabupaten/Kota", "Tanggal Mulai", "Tanggal Selesai", "Anggaran (Rp)", "Sumber Dana", "Status",
    "Program Prioritas",
)  # fmt: skip
TARGET_HEADER = (
    "Acuan", "Provinsi", "Kabupaten/Kota", "Nilai Baseline", "Tanggal Baseline", "Nilai Target", "Tenggat",
    "Penanggung Jawab",
)  # fmt: skip
PUBLICATION_HEADER = (
    "Tanggal", "Kanal", "Media", "Judul", "Tautan", "Kode Kegiatan", "Kode Program", "Provinsi", "Kabupaten/Kota",
)  # fmt: skip

IKM = "Pendampingan Implementasi Kurikulum Merdeka"
PSP = "Pendampingan Program Sekolah Penggerak"

_CHANNELS = (
    ("laman", "Laman BPMP (contoh)"), ("media daring", "Kabar Contoh"), ("media sosial", "Akun resmi (contoh)"),
    ("media cetak", "Harian Contoh"), ("radio", "Radio Contoh FM"), ("televisi", "TV Contoh"),
)  # fmt: skip

Row = list[Cell]


class _Programs:
    """The rows being gathered; codes run within a province."""

    def __init__(self, regions: Regions) -> None:
        self.regions = regions
        self.rows: list[Row] = []

    def add(
        self, province: Province, nama: str, unit: str, nama_unit: str, sasaran: str, acuan: str, kab: int | None,
        mulai: date, selesai: date, juta: int, dana: str, prioritas: str, *, batal: bool = False,
    ) -> None:  # fmt: skip
        """One programme; its status follows from its dates."""
        number = len(self.rows) + 1
        status = "batal" if batal else ("selesai" if selesai <= TODAY else "berjalan" if mulai <= TODAY else "rencana")
        place = "" if kab is None else kab_spelling(self.regions.kabs[kab].nama, number % 2)
        self.rows.append(
            [f"PK-{province.kode}-{number:04d}", nama, unit, nama_unit, sasaran, acuan,
             province_spelling(province.nama, number % 2), place, mulai, selesai, juta * 1_000_000, dana, status,
             prioritas]
        )  # fmt: skip


def write_programs(desk: Desk, world: World, regions: Regions) -> tuple[int, list[tuple[str, str, str]]]:
    """program_kerja.xlsx. Returns how many pairs of BPMP and BGP carry one programme in one kab/kota at once, and
    code, name and province of every programme."""
    rng = world.rng("programs")
    table = _Programs(regions)
    overlaps = 0
    for place, province in enumerate(regions.provinces):
        members = [index for index, kab in enumerate(regions.kabs) if kab.provinsi == place]
        bpmp, bgp = province.unit_bpmp, f"BGP {province.nama}"
        quality, character = "literasi, numerasi, sains, dan teknologi", "pendidikan karakter"
        for title, indicator, who in ((IKM, "DASMEN:D.1", "guru dan kepala SD, SMP"), (PSP, "DASMEN:D.3", "kepala SD")):
            for kab in rng.choice(members, min(3, len(members)), replace=False).tolist():
                year = int(rng.choice([2023, 2024, 2025]))
                start = date(year, int(rng.integers(2, 6)), 5)
                end = date(year, 11, 30)
                unit, name = ("BGTK", f"BGTK {province.nama}") if year == 2025 else ("BGP", bgp)
                table.add(province, title, "BPMP", bpmp, who, indicator, kab, start, end,
                          int(rng.integers(90, 400)), "APBN", quality)  # fmt: skip
                table.add(province, title, unit, name, who, indicator, kab, start + timedelta(days=30), end,
                          int(rng.integers(90, 400)), "APBN", quality)  # fmt: skip
                overlaps += 1
        table.add(province, "Penguatan Komunitas Belajar Antarsekolah", "BPMP", bpmp, "guru", "pmm.anggota_komunitas",
                  None, date(2024, 2, 1), date(2024, 11, 30), 180, "APBN", quality)  # fmt: skip
        table.add(province, "Seri Webinar Pemanfaatan Rumah Pendidikan", "BPMP", bpmp, "guru dan tendik",
                  "rumah_pendidikan.aktif", None, date(2026, 3, 1), date(2026, 12, 15), 60, "APBN",
                  quality)  # fmt: skip
        own = int(rng.choice(members))
        bare = regions.kabs[own].nama
        table.add(province, f"Gerakan Percepatan Pemanfaatan PMM {bare}", "Disdik", f"Dinas Pendidikan {bare}",
                  "guru", "pmm.aktif_30_hari", own, date(2024, 8, 1), date(2025, 6, 30), 250, "APBD",
                  quality)  # fmt: skip
        table.add(province, "Pelatihan Canva untuk Guru", "mitra", "Mitra Contoh", "guru", "canva.aktif",
                  int(rng.choice(members)), date(2025, 9, 1), date(2025, 10, 31), 35, "mitra", quality)  # fmt: skip
        table.add(province, "Sekolah Aman dan Nyaman", "BPMP", bpmp, "kepala sekolah", "DASMEN:D.4",
                  int(rng.choice(members)), date(2026, 2, 1), date(2026, 11, 30), 140, "APBN", character)  # fmt: skip
        table.add(province, "Perluasan Akses PAUD 5-6 Tahun", "Disdik", f"Dinas Pendidikan Provinsi {province.nama}",
                  "keluarga anak usia 5-6 tahun", "PAUD:B.10", None, date(2026, 11, 15), date(2027, 10, 31), 500,
                  "APBD", "wajib belajar 13 tahun dan pemerataan", batal=place % 12 == 5)  # fmt: skip
    for city, kab_code, _ in BAKTI_CITIES:
        kab = regions.kab_index.get(kab_code)
        if kab is None:
            continue
        province = regions.provinces[regions.kabs[kab].provinsi]
        for year in (2023, 2024, 2025):
            table.add(province, f"{BAKTI_PROGRAM} {city}", "BLPT", "BLPT", "guru di sekolah dengan akses BAKTI",
                      "pmm.aktif_30_hari", kab, date(year, 8, 1), date(year, 11, 30), 600, "APBN",
                      "literasi, numerasi, sains, dan teknologi")  # fmt: skip
    head: list[Row] = [["Rekap program kerja unit di daerah"], [], list(PROGRAM_HEADER)]
    write_table(desk.folder / "program_kerja.xlsx", "Program", [*head, *table.rows])
    listed = [(str(row[0]), str(row[1]), str(row[0]).split("-")[1]) for row in table.rows]
    return overlaps, listed


def write_targets(desk: Desk, regions: Regions, baselines: Mapping[str, tuple[date, Mapping[str, float]]]) -> None:
    """target.xlsx: per measure the nation and every province, from baselines that the world itself has."""
    rows: list[Row] = [list(TARGET_HEADER)]
    names = {province.kode: province.nama for province in regions.provinces}
    for acuan, (day, values) in baselines.items():
        gain = 6.0 if acuan.startswith("DASMEN") else 10.0
        for kode, value in values.items():
            province = "" if kode == "" else province_spelling(names[kode], 1)
            owner = (
                "Direktorat Jenderal"
                if kode == ""
                else next(item.unit_bpmp for item in regions.provinces if item.kode == kode)
            )
            goal = round(min(98.0, value + gain), 1)
            rows.append([acuan, province, "", round(value, 2), day, goal, date(2026, 12, 31), owner])
    write_table(desk.folder / "target_2026.xlsx", "Target", rows)


def write_publications(
    desk: Desk, world: World, regions: Regions, events: Sequence[Event], programs: Sequence[tuple[str, str, str]]
) -> None:
    """publikasi.csv: about two thirds of the events with a venue, and some programmes."""
    rng = world.rng("publications")
    rows: list[Row] = []

    def add(day: date, title: str, event: str, program: str, province: str, kab: str) -> None:
        number = len(rows) + 1
        channel, medium = _CHANNELS[int(rng.choice(len(_CHANNELS), p=[0.35, 0.3, 0.2, 0.07, 0.05, 0.03]))]
        link = f"https://berita.contoh.example/{day.year}/{number:04d}"
        rows.append([day.isoformat(), channel, medium, title, link, event, program, province, kab])

    for event in events:
        kab = regions.kab_index.get(event.kab)
        if kab is None or rng.random() > 0.66:
            continue
        province = regions.provinces[regions.kabs[kab].provinsi].nama
        add(event.selesai + timedelta(days=int(rng.integers(0, 6))), f"{event.nama} digelar di {event.kota}",
            event.kode, "", province_spelling(province, 1), kab_spelling(regions.kabs[kab].nama, 1))  # fmt: skip
    for code, name, province_code in programs:
        if rng.random() > 0.1:
            continue
        province = regions.provinces[regions.province_index[province_code]].nama
        add(date(2025, int(rng.integers(1, 12)), 12), f"Kabar {name}", "", code, province_spelling(province, 0), "")
    desk.rows("publikasi.csv", PUBLICATION_HEADER, rows)


def share_by_province(regions: Regions, provinsi: Ints, x: Ints, m: Ints) -> dict[str, float]:
    """Sum of numerators over sum of denominators in percent: "" for the nation, then every province."""
    size = len(regions.provinces)
    above, below = np.bincount(provinsi, x, size), np.bincount(provinsi, m, size)
    result = {"": float(100 * above.sum() / below.sum())}
    for place, province in enumerate(regions.provinces):
        if below[place]:
            result[province.kode] = float(100 * above[place] / below[place])
    return result
