"""Small exports in the shapes of other dashboards: published levels, learning communities, a form without a code."""

from __future__ import annotations

import numpy as np

from pipelines.sample.desk import Desk, long_date
from pipelines.sample.regions import Regions, kab_spelling, province_spelling
from pipelines.sample.schools import Schools
from pipelines.sample.world import QUARTERS, World
from pipelines.sample.xlsx import Cell, write_table

_LEVELS = ("PERLU DITINGKATKAN", "CUKUP BAIK", "BAIK")
_ASPECTS = ("Login", "Pelatihan Mandiri", "Aksi Nyata", "Perangkat Ajar")
_MOST_ROWS = 120
_FORM = ("nama_lengkap", "unit_kerja", "nip", "provinsi", "kabupaten_kota", "jabatan", "email", "nomor_sertifikat")


def write_dashboards(desk: Desk, world: World, regions: Regions, schools: Schools) -> int:
    """Levels of one kab/kota's schools, communities of one province, an office's own form; how many stand on it."""
    rng = world.rng("dashboards")
    _write_levels(desk, regions, schools, rng)
    _write_communities(desk, regions, rng)
    return _write_form(desk, regions)


def _write_levels(desk: Desk, regions: Regions, schools: Schools, rng: np.random.Generator) -> None:
    """`pmm_tingkat_<kab>_<day>.xlsx`: one school a row, one aspect a column."""
    day, kab = QUARTERS[-1], int(schools.kab[len(schools) // 3])
    rows: list[list[Cell]] = [
        [f"Tingkat pemanfaatan PMM / Ruang GTK per {long_date(day)}"],
        [],
        ["Provinsi", "Kabupaten/Kota", "NPSN", "Nama Satuan Pendidikan", *_ASPECTS],
    ]
    found = desk.con.execute(
        "SELECT urut, npsn, nama FROM sekolah WHERE kab = ? AND buka <= 1 ORDER BY urut LIMIT ?", [kab, _MOST_ROWS]
    ).fetchall()
    region = regions.kabs[kab]
    where: list[Cell] = [province_spelling(regions.provinces[region.provinsi].nama, 0), kab_spelling(region.nama, 0)]
    for urut, npsn, nama in found:
        level = float(schools.watak[urut]) + 0.3
        places = np.searchsorted([-0.2, 0.6], level + rng.normal(0.0, 0.4, len(_ASPECTS)))
        rows.append([*where, npsn, nama, *(_LEVELS[place] for place in places)])
    write_table(desk.folder / f"pmm_tingkat_{day.isoformat()}.xlsx", "Tingkat", rows)


def _write_communities(desk: Desk, regions: Regions, rng: np.random.Generator) -> None:
    """`komunitas_belajar_<day>.csv`: one kab/kota a row, a total below."""
    day, province = QUARTERS[-1], regions.kabs[len(regions.kabs) // 3].provinsi
    rows: list[list[object]] = []
    for kab in regions.kabs:
        if kab.provinsi == province:
            number = int(rng.integers(20, 90))
            active = int(number * rng.uniform(0.3, 0.8))
            rows.append([kab_spelling(kab.nama, 0), number, active, number * 14 + active, int(active * 1.5)])
    total = ["Total", *(sum(int(str(row[place])) for row in rows) for place in range(1, 5))]
    header = ["Kab/Kota", "Jumlah Komunitas", "Komunitas Aktif", "Jumlah Anggota", "Jumlah Webinar"]
    name = province_spelling(regions.provinces[province].nama, 0)
    titles = [[f"Komunitas belajar Provinsi {name} per {long_date(day)}"]]
    desk.rows(f"komunitas_belajar_{day.isoformat()}.csv", header, [*rows, total], before=titles)


def _write_form(desk: Desk, regions: Regions) -> int:
    """`daftar_hadir_rapat_evaluasi.xlsx`: no event code, no NPSN; offices, not schools, and one person twice.

    Its event stands in a list that has no codes either.
    """
    day, name = QUARTERS[-2], "Rapat Evaluasi Program"
    rows: list[list[Cell]] = [[f"Daftar Hadir {name}, {long_date(day)}"], [], [*_FORM]]
    for number, kab in enumerate(regions.kabs[:: max(1, len(regions.kabs) // 24)]):
        province = province_spelling(regions.provinces[kab.provinsi].nama, 1)
        person = f"Pegawai Contoh {number:04d}, S.Pd."
        office = f"Dinas Pendidikan {kab_spelling(kab.nama, 0)}"
        address = f"pegawai.contoh{number}@contoh.id"
        place = [office, "-", province, kab_spelling(kab.nama, 1), "Staf Dinas Pendidikan", address]
        rows.append([person, *place, f"{number + 1:03d}/SERT/2026" if number % 3 else "-"])
    people = len(rows) - 3
    write_table(desk.folder / "daftar_hadir_rapat_evaluasi.xlsx", "Absensi", [*rows, list(rows[3])])
    event: list[list[Cell]] = [
        ["Judul", "Metode", "Kuota", "Tanggal Mulai", "Tanggal Selesai"],
        [name, "daring", people + 10, day, day],
    ]
    write_table(desk.folder / "diklat_tanpa_kode.xlsx", "Diklat", event)
    return people
