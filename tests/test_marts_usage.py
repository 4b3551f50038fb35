"""PMM known only per region, published levels and learning communities in the marts."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.marts import FILE_NAME, build_marts
from tests.mart_world import AGAM, PADANG, make_pmm, make_sekolah, write_dataset

OKT, SEP = date(2026, 10, 31), date(2026, 9, 30)
Query = Callable[[str], list[tuple[Any, ...]]]


def region(kab: str, login: int, gtk: int, tanggal: date = OKT, **values: object) -> dict[str, object]:
    return {
        "tingkat": "kab_kota",
        "kode_kab_kota_kemendagri": kab,
        "kode_provinsi_kemendagri": kab[:2],
        "tanggal_data": tanggal,
        "peran": "guru",
        "nama_platform": "PMM",
        "jumlah_gtk": gtk,
        "jumlah_login": login,
        "jumlah_aktif_30_hari": login,
        **values,
    }


@pytest.fixture
def built(tmp_path: Path) -> Iterator[Callable[..., Query]]:
    """Marts of the datasets given, ready to be asked."""
    open_ones: list[duckdb.DuckDBPyConnection] = []

    def build(**datasets: list[dict[str, object]]) -> Query:
        for dataset, rows in datasets.items():
            write_dataset(tmp_path, dataset, rows)
        build_marts(tmp_path)
        con = duckdb.connect(str(tmp_path / FILE_NAME), read_only=True)
        open_ones.append(con)
        return lambda sql: con.execute(sql).fetchall()

    yield build
    for con in open_ones:
        con.close()


LOGIN = (
    "SELECT kode_kab_kota_kemendagri, tanggal_data, jumlah_satuan, x, m FROM pemanfaatan_kab_kota_bulan "
    "WHERE ukuran = 'pmm.login' AND kelompok_pengguna = 'guru' ORDER BY ALL"
)


def test_a_region_known_as_a_whole_stands_in_the_same_measures_as_schools(built: Callable[..., Query]) -> None:
    asked = built(
        satuan_pendidikan=[make_sekolah("10000001")],
        pmm_aktivitas=[make_pmm("10000001", OKT)],
        pmm_wilayah=[region(PADANG, 70, 100), region(PADANG, 60, 100, SEP)],
    )
    assert asked(LOGIN) == [(AGAM, OKT, 1, 8, 10), (PADANG, SEP, None, 60, 100), (PADANG, OKT, None, 70, 100)]


@pytest.mark.parametrize(("gtk", "expected"), [(10, (AGAM, OKT, 1, 8, 10)), (500, (AGAM, OKT, None, 400, 500))])
def test_a_place_is_counted_by_its_schools_or_by_its_own_row_never_by_both(
    gtk: int, expected: tuple[Any, ...], built: Callable[..., Query]
) -> None:
    asked = built(
        satuan_pendidikan=[make_sekolah("10000001")],
        pmm_aktivitas=[make_pmm("10000001", OKT)],
        pmm_wilayah=[region(AGAM, gtk * 4 // 5, gtk)],
    )
    assert asked(LOGIN) == [expected]


def test_a_change_of_a_region_known_as_a_whole_is_compared(built: Callable[..., Query]) -> None:
    asked = built(pmm_wilayah=[region(PADANG, 70, 100), region(PADANG, 60, 100, SEP)])
    found = asked(
        "SELECT x0, m0, x1, m1 FROM perubahan_kab_kota_bulan WHERE ukuran = 'pmm.aktif_30_hari' AND lag_bulan = 1"
    )
    assert found == [(60, 100, 70, 100)]


def test_semua_of_a_region_needs_every_role(built: Callable[..., Query]) -> None:
    asked = built(
        pmm_wilayah=[region(PADANG, 70, 100), region(PADANG, 5, 10, peran="KS"), region(AGAM, 30, 40)],
    )
    found = asked(
        "SELECT kode_kab_kota_kemendagri, x, m FROM pemanfaatan_kab_kota_bulan "
        "WHERE ukuran = 'pmm.login' AND kelompok_pengguna = 'semua'"
    )
    assert found == [(PADANG, 75, 110)]


def test_levels_are_counted_as_published(built: Callable[..., Query]) -> None:
    level: dict[str, object] = {
        "tingkat": "satuan_pendidikan",
        "kode_kab_kota_kemendagri": AGAM,
        "kode_provinsi_kemendagri": "13",
    }
    level |= {"tanggal_data": OKT, "aspek": "pelatihan mandiri"}
    asked = built(
        satuan_pendidikan=[make_sekolah("10000001"), make_sekolah("10000002")],
        pmm_tingkat=[
            level | {"npsn": "10000001", "predikat": "BAIK"},
            level | {"npsn": "10000002", "predikat": "BAIK"},
            level | {"tingkat": "kab_kota", "predikat": "CUKUP BAIK"},
        ],
    )
    assert asked("SELECT tingkat, jenjang, predikat, jumlah FROM pmm_tingkat") == [
        ("kab_kota", "Semua", "CUKUP BAIK", 1),
        ("satuan_pendidikan", "SD", "BAIK", 2),
    ]


def test_communities_of_schools_are_summed_where_no_row_of_the_kab_kota_stands(built: Callable[..., Query]) -> None:
    one: dict[str, object] = {
        "tingkat": "satuan_pendidikan",
        "kode_provinsi_kemendagri": "13",
        "tanggal_data": OKT,
        "jumlah_komunitas": 1,
    }
    asked = built(
        komunitas_belajar=[
            one | {"npsn": "10000001", "kode_kab_kota_kemendagri": AGAM, "jumlah_anggota": 10},
            one | {"npsn": "10000002", "kode_kab_kota_kemendagri": AGAM, "jumlah_anggota": 5},
            one | {"npsn": "10000003", "kode_kab_kota_kemendagri": PADANG},
            one | {"tingkat": "kab_kota", "kode_kab_kota_kemendagri": PADANG, "jumlah_komunitas": 40},
        ],
    )
    assert asked("SELECT kode_kab_kota_kemendagri, jumlah_satuan, jumlah_komunitas FROM komunitas_belajar") == [
        (AGAM, 2, 2),
        (PADANG, None, 40),
    ]
