"""Clean exports of use: the school list, PMM, belajar.id accounts, other platforms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

from bench.dokter.places import Places, School
from bench.dokter.sheet import Cell, Export, tabular

CUTOFFS = (date(2026, 5, 31), date(2026, 7, 31), date(2026, 9, 30))
PMM_STAGES = (
    *("mulai_topik", "selesai_topik_1", "selesai_topik_2", "selesai_topik_3", "selesai_topik_4"),
    *("aksi_nyata", "aksi_nyata_tervalidasi"),
)
_PMM_HEADERS = {
    "aktif_30_hari": "Pengguna aktif (30 hari)",
    "mulai_topik": "Mulai topik",
    "selesai_topik_1": "Selesai topik 1",
    "selesai_topik_2": "Selesai topik 2",
    "selesai_topik_3": "Selesai topik 3",
    "selesai_topik_4": "Selesai topik 4+",
    "aksi_nyata": "Kirim aksi nyata",
    "aksi_nyata_tervalidasi": "Aksi nyata tervalidasi",
}
_LEVEL = {"TK": "PAUD", "SD": "SD", "SMP": "SMP", "SMA": "SMA"}


def kind(rng: Random, name: str, *endings: str) -> tuple[str, str, bool, bool]:
    """File name, delimiter, byte order mark, and whether dates are day first."""
    ending = rng.choice(endings or ("csv", "csv", "xlsx"))
    return f"{name}.{ending}", rng.choice(",;"), rng.random() < 0.4, rng.random() < 0.5


def long_day(day: date) -> str:
    """31 Juli 2026."""
    months = [
        "Januari",
        "Februari",
        "Maret",
        "April",
        "Mei",
        "Juni",
        "Juli",
        "Agustus",
        "September",
        "Oktober",
        "November",
        "Desember",
    ]
    return f"{day.day} {months[day.month - 1]} {day.year}"


def school_list(rng: Random, places: Places) -> Export:
    """The school list as Dapodik downloads it; its date stands in a title or in a column."""
    style, has_titles = rng.randrange(4), rng.random() < 0.5
    columns = [
        *(("npsn", "NPSN"), ("nama", rng.choice(("Nama Satuan Pendidikan", "Nama Sekolah")))),
        *(("bentuk", rng.choice(("Bentuk Pendidikan", "BP"))), ("status", rng.choice(("Status Sekolah", "Status")))),
        *(
            ("kecamatan", "Kecamatan"),
            ("kab_kota", rng.choice(("Kabupaten/Kota", "Kab/Kota"))),
            ("provinsi", "Provinsi"),
        ),
        *(("jumlah_guru", "Jumlah Guru"), ("jumlah_tendik", "Jumlah Tendik"), ("siswa", "Jumlah Peserta Didik")),
        ("is_3t", "Daerah 3T"),
    ]
    if not has_titles:
        columns.append(("tanggal_data", "Tanggal Data"))
    records: list[dict[str, Cell]] = [
        {
            "npsn": school.npsn,
            "nama": school.nama,
            "bentuk": school.bentuk,
            "status": school.status,
            "kecamatan": school.kecamatan,
            "kab_kota": school.region.written(style),
            "provinsi": places.province(style + 1),
            "jumlah_guru": school.guru,
            "siswa": school.siswa,
            "jumlah_tendik": 2 + school.guru // 6,
            "is_3t": "Tidak",
            "tanggal_data": CUTOFFS[0],
        }
        for school in places.schools
    ]
    titles = [["Daftar satuan pendidikan"], [f"Data per {long_day(CUTOFFS[0])}"], []] if has_titles else []
    name, delimiter, mark, day_first = kind(rng, "daftar_sekolah")
    return Export(name, [tabular(rng, "Daftar", columns, records, titles)], delimiter, mark, day_first)


def _funnel(rng: Random, total: int, low: float) -> dict[str, int]:
    """Counters of one role at one cut-off: none above the stage before it."""
    left = max(1, int(total * low))
    found = {"login": left}
    for stage in PMM_STAGES[:5]:
        left = max(0, int(left * 0.8))
        found[stage] = left
    found["aksi_nyata"] = min(found["mulai_topik"], found["selesai_topik_1"] // 2 + 1)
    found["aksi_nyata_tervalidasi"] = found["aksi_nyata"] // 2
    found["aktif_30_hari"] = max(0, found["login"] - rng.randrange(3))
    return found


def pmm_months(rng: Random, places: Places) -> list[Export]:
    """PMM / Ruang GTK at three cut-offs, cumulative; the last closes with a total row."""
    columns = [
        *(("tanggal_data", "Tanggal data"), ("provinsi", "Provinsi"), ("kab_kota", "Kabupaten/Kota")),
        *(("npsn", "NPSN"), ("nama", "Nama Satuan Pendidikan"), ("peran", rng.choice(("Peran", "Jabatan")))),
        *(("gtk", "Jumlah GTK"), ("login", rng.choice(("GTK login PMM", "GTK login Ruang GTK")))),
        *_PMM_HEADERS.items(),
    ]
    starts = {(school.npsn, role): rng.uniform(0.45, 0.6) for school in places.schools for role in ("Guru", "KS")}
    made = []
    for place, day in enumerate(CUTOFFS):
        records: list[dict[str, Cell]] = []
        for school in places.schools:
            for role, said, people in (("Guru", "Guru", school.guru), ("KS", "Kepala Sekolah", 2)):
                counters = _funnel(rng, people, min(1.0, starts[school.npsn, role] + 0.15 * place))
                records.append(
                    {
                        "tanggal_data": day,
                        "provinsi": places.province(place),
                        "npsn": school.npsn,
                        "kab_kota": school.region.written(place),
                        "nama": school.nama,
                        "peran": said,
                        "gtk": people,
                        **counters,
                    }
                )
        total: dict[str, Cell] | None = None
        if place == 2:
            names = ("gtk", "login", *_PMM_HEADERS)
            total = {name: sum(int(str(record[name])) for record in records) for name in names}
            total["provinsi"] = "TOTAL"
        name, delimiter, mark, day_first = kind(rng, f"pmm_aktivitas_{day.isoformat()}")
        table = tabular(rng, "PMM", columns, records, total=total)
        made.append(Export(name, [table], delimiter, mark, day_first))
    return made


def _share(export_style: int, part: int, whole: int) -> Cell:
    if export_style == 0:
        return round(part / whole, 2)
    return round(100 * part / whole, 2)


def accounts(rng: Random, places: Places) -> list[Export]:
    """belajar.id accounts by school and account type at two cut-offs, with the share as percent or fraction."""
    columns = [
        *(("tanggal_data", "Tanggal Data"), ("provinsi", "Provinsi"), ("kab_kota", "Kab/Kota"), ("npsn", "NPSN")),
        ("nama", rng.choice(("Nama Sekolah", "Nama Satuan Pendidikan"))),
        *(("jenjang", "Jenjang"), ("kelompok", rng.choice(("Tipe Akun", "Jenis Akun")))),
        *(("tersedia", rng.choice(("Jumlah Akun Tersedia", "Akun Tersedia"))), ("aktivasi", "Akun Teraktivasi")),
        ("persen", "% Aktivasi"),
    ]
    rates = {school.npsn: rng.uniform(0.4, 0.55) for school in places.schools}
    made = []
    for place, day in enumerate(CUTOFFS[:2]):
        style = rng.randrange(2)
        records: list[dict[str, Cell]] = []
        for school in places.schools:
            for group, people in (("Guru", school.guru), ("Tendik", 9), ("Peserta Didik", school.siswa)):
                active = int(people * (rates[school.npsn] + 0.2 * place))
                records.append(
                    {
                        "tanggal_data": day,
                        "provinsi": places.province(place + 1),
                        "npsn": school.npsn,
                        "kab_kota": school.region.written(place + 1),
                        "jenjang": _LEVEL[school.bentuk],
                        "kelompok": group,
                        "nama": school.nama,
                        "tersedia": people,
                        "aktivasi": active,
                        "persen": _share(style, active, people),
                    }
                )
        name, delimiter, mark, day_first = kind(rng, f"akun_belajar_id_{day.isoformat()}", *("xlsx",) * place)
        made.append(Export(name, [tabular(rng, "Akun", columns, records)], delimiter, mark, day_first))
    return made


_LONG = (
    *(("platform", "Platform"), ("tanggal_data", "Tanggal Data"), ("provinsi", "Provinsi")),
    *(("kab_kota", "Kabupaten/Kota"), ("npsn", "NPSN"), ("kelompok", "Kelompok Pengguna")),
    *(("sasaran", "Jumlah Sasaran"), ("tersedia", "Jumlah Tersedia"), ("teraktivasi", "Jumlah Teraktivasi")),
    *(("aktif", "Jumlah Aktif"), ("rupiah", "Nilai (Rp)")),
)


def _whole(schools: Sequence[School]) -> int:
    return sum(school.guru for school in schools)


def platforms(rng: Random, places: Places) -> list[Export]:
    """Platforms in the long shape: one file by school, one by region, two cut-offs each."""
    by_school: list[dict[str, Cell]] = []
    by_region: list[dict[str, Cell]] = []
    rates = {region.kode: rng.uniform(0.3, 0.5) for region in places.home}
    uses = {school.npsn: rng.random() for school in places.schools}
    for place, day in enumerate(CUTOFFS[:2]):
        for school in places.schools:
            used = int(uses[school.npsn] < 0.6 + 0.3 * place)
            by_school.append(
                {
                    "platform": "SIPLah",
                    "tanggal_data": day,
                    "provinsi": places.province(place),
                    "kab_kota": school.region.written(place),
                    "npsn": school.npsn,
                    "kelompok": "Satuan Pendidikan",
                    "sasaran": 1,
                    "tersedia": 1,
                    "teraktivasi": used,
                    "aktif": used,
                    "rupiah": used * school.siswa * 21_000,
                }
            )
        for region in places.home:
            people = _whole([school for school in places.schools if school.region == region])
            known = int(people * (rates[region.kode] + 0.2 * place))
            by_region.append(
                {
                    "platform": "Rumah Pendidikan",
                    "tanggal_data": day,
                    "provinsi": places.province(place + 2),
                    "kab_kota": region.written(place + 2),
                    "kelompok": "Guru",
                    "sasaran": people,
                    "tersedia": people,
                    "teraktivasi": known,
                    "aktif": known * 3 // 4,
                }
            )
    made = []
    for name, records in (("siplah_satuan_pendidikan", by_school), ("rumah_pendidikan_wilayah", by_region)):
        file, delimiter, mark, day_first = kind(rng, name)
        made.append(Export(file, [tabular(rng, "Data", _LONG, records)], delimiter, mark, day_first))
    return made
