"""Marts where sources overlap: one level a place, one composition of 'semua', rows by jenjang; and their checks."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import get_args

import duckdb
import pytest

from pipelines.checks import all_checks, open_tables
from pipelines.marts import build_marts, read_statement
from schemas.lists import KelompokPengguna
from schemas.pemanfaatan_platform import PemanfaatanPlatform
from tests.mart_world import AGAM, BANDUNG, KOTA_BANDUNG, OKT, PADANG, SEP, make_platform, make_pmm, write_dataset

AGT = date(2026, 8, 31)

Build = Callable[..., Callable[[str], list[tuple[object, ...]]]]


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Builds marts of platform rows (and PMM rows) and gives a way to ask them."""

    def make(
        *rows: dict[str, object], pmm: tuple[dict[str, object], ...] = ()
    ) -> Callable[[str], list[tuple[object, ...]]]:
        if rows:
            write_dataset(tmp_path, "pemanfaatan_platform", rows)
        if pmm:
            write_dataset(tmp_path, "pmm_aktivitas", pmm)
        build_marts(tmp_path)

        def ask(sql: str) -> list[tuple[object, ...]]:
            with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as con:
                return con.execute(sql).fetchall()

        return ask

    return make


def kab(code: str, x: int, m: int, tanggal: date = OKT, **values: object) -> dict[str, object]:
    """A row of a kab/kota, or of its province with tingkat='provinsi'."""
    row = make_platform("canva", tanggal, jumlah_aktif=x, jumlah_sasaran=m, jumlah_tersedia=m)
    return {**row, "kode_kab_kota_kemendagri": code, "kode_provinsi_kemendagri": code[:2], **values}


def provinsi(code: str, x: int, m: int, tanggal: date = OKT) -> dict[str, object]:
    return kab(code, x, m, tanggal, tingkat="provinsi", kode_kab_kota_kemendagri=None)


def sekolah(number: int, code: str, x: int, m: int, tanggal: date = OKT, **values: object) -> dict[str, object]:
    return kab(code, x, m, tanggal, tingkat="satuan_pendidikan", npsn=f"{10000000 + number}", **values)


USE = (
    "SELECT kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jumlah_satuan, x, m FROM pemanfaatan_kab_kota_bulan"
    " ORDER BY ALL"
)


def test_one_small_kab_kota_row_does_not_hide_its_province(build: Build) -> None:
    ask = build(kab(BANDUNG, 10, 50), provinsi("32", 400, 1000), kab(AGAM, 3, 10))
    assert ask(USE) == [("13", AGAM, None, 3, 10), ("32", None, None, 400, 1000)]


@pytest.mark.parametrize(("rest", "is_finer"), [(900, True), (899, False)])
def test_kab_kota_rows_stand_for_a_province_from_95_percent_of_its_base_on(
    build: Build, rest: int, is_finer: bool
) -> None:
    ask = build(kab(BANDUNG, 10, 50), kab(KOTA_BANDUNG, 30, rest), provinsi("32", 400, 1000))
    finer = [("32", BANDUNG, None, 10, 50), ("32", KOTA_BANDUNG, None, 30, rest)]
    assert ask(USE) == (finer if is_finer else [("32", None, None, 400, 1000)])


def test_a_few_schools_do_not_hide_the_rows_of_their_kab_kota_or_of_its_neighbour(build: Build) -> None:
    few = [sekolah(i, AGAM, i % 2, 1) for i in range(9)]
    ask = build(*few, kab(AGAM, 20, 30), kab(PADANG, 40, 40))
    assert ask(USE) == [("13", AGAM, None, 20, 30), ("13", PADANG, None, 40, 40)]


def test_all_schools_of_a_kab_kota_stand_for_it_beside_a_neighbour_known_as_a_whole(build: Build) -> None:
    ask = build(*[sekolah(i, AGAM, 1, 2) for i in range(10)], kab(AGAM, 9, 21), kab(PADANG, 40, 40))
    assert ask(USE) == [("13", AGAM, 10, 10, 20), ("13", PADANG, None, 40, 40)]


def test_schools_and_kab_kota_rows_together_are_measured_against_the_province(build: Build) -> None:
    schools = [sekolah(i, AGAM, 1, 2) for i in range(10)]
    enough = build(*schools, kab(PADANG, 40, 80), provinsi("13", 55, 100))
    assert enough(USE) == [("13", AGAM, 10, 10, 20), ("13", PADANG, None, 40, 80)]
    short = build(*schools, kab(PADANG, 40, 80), provinsi("13", 55, 200))
    assert short(USE) == [("13", None, None, 55, 200)]


def test_schools_left_out_of_a_cut_off_are_left_out_of_its_changes_too(build: Build) -> None:
    rows = [sekolah(i, code, 1, 2, t) for t in (SEP, OKT) for i, code in enumerate((AGAM, AGAM, PADANG))]
    change = "SELECT kode_kab_kota_kemendagri, jumlah_satuan, x0, m0, x1, m1 FROM perubahan_kab_kota_bulan ORDER BY ALL"
    assert build(*rows)(change) == [(AGAM, 2, 2, 4, 2, 4), (PADANG, 1, 1, 2, 1, 2)]
    for tanggal in (SEP, OKT):
        assert build(*rows, kab(AGAM, 70, 100, tanggal))(change) == [(PADANG, 1, 1, 2, 1, 2)]
    both = build(*rows, kab(AGAM, 70, 100, SEP), kab(AGAM, 80, 100, OKT))
    assert both(change) == [(AGAM, None, 70, 100, 80, 100), (PADANG, 1, 1, 2, 1, 2)]


JENJANG = "SELECT jenjang, x, m FROM pemanfaatan_kab_kota_bulan ORDER BY ALL"


def test_rows_of_a_region_by_jenjang_are_told_apart_by_their_key() -> None:
    assert "jenjang" in PemanfaatanPlatform.key


def test_rows_of_a_region_by_jenjang_all_count(build: Build) -> None:
    ask = build(kab(AGAM, 50, 100, jenjang="SD"), kab(AGAM, 20, 60, jenjang="SMP"))
    assert ask(JENJANG) == [("SD", 50, 100), ("SMP", 20, 60)]


@pytest.mark.parametrize(
    ("total", "expected"), [(160, [("SD", 50, 100), ("SMP", 20, 60)]), (400, [("Semua", 90, 400)])]
)
def test_a_total_beside_its_parts_is_never_added_to_them(
    build: Build, total: int, expected: list[tuple[str, int, int]]
) -> None:
    parts = [kab(AGAM, 50, 100, jenjang="SD"), kab(AGAM, 20, 60, jenjang="SMP")]
    assert build(*parts, kab(AGAM, 90, total))(JENJANG) == expected


def test_a_school_told_by_jenjang_is_one_school_with_its_parts_added_up(build: Build) -> None:
    parts = [sekolah(1, AGAM, x, m, jenjang=jenjang) for jenjang, x, m in (("SD", 5, 10), ("SMP", 2, 4), (None, 7, 14))]
    ask = build(*parts, sekolah(2, AGAM, 1, 1, jenjang="SD"))
    assert ask("SELECT SUM(jumlah_satuan), SUM(x), SUM(m), SUM(xx) FROM pemanfaatan_kab_kota_bulan") == [(2, 8, 15, 50)]


SEMUA = (
    "SELECT tanggal_data, jumlah_satuan, x, m FROM pemanfaatan_kab_kota_bulan"
    " WHERE kelompok_pengguna = 'semua' AND ukuran = 'pmm.aktif_30_hari' ORDER BY ALL"
)
SEMUA_CHANGE = (
    "SELECT tanggal_data, lag_bulan, jumlah_satuan, x0, m0, x1, m1 FROM perubahan_kab_kota_bulan"
    " WHERE kelompok_pengguna = 'semua' ORDER BY ALL"
)


def both_roles(tanggal: date, ks: int | None = 1, npsn: str = "10000001") -> list[dict[str, object]]:
    guru = make_pmm(npsn, tanggal, jumlah_aktif_30_hari=5)
    return [guru, make_pmm(npsn, tanggal, peran="KS", jumlah_gtk=1, jumlah_aktif_30_hari=ks)]


def test_there_is_no_semua_at_a_cut_off_that_lacks_a_group(build: Build) -> None:
    pmm = (*both_roles(AGT), make_pmm("10000001", SEP), *both_roles(OKT))
    ask = build(pmm=pmm)
    assert ask(SEMUA) == [(AGT, 1, 6, 11), (OKT, 1, 6, 11)]
    assert ask(SEMUA_CHANGE) == [], "September has no semua to be compared with, or of"
    assert ask("SELECT COUNT(*) FROM cutoff_ukuran WHERE ukuran = 'pmm.login' AND kelompok_pengguna = 'semua'") == [
        (2,)
    ]


def test_a_group_seen_at_few_cut_offs_does_not_take_semua_from_the_others(build: Build) -> None:
    ps = make_pmm("10000001", AGT, peran="PS", jumlah_gtk=2, jumlah_aktif_30_hari=2)
    ask = build(pmm=(*both_roles(AGT), ps, *both_roles(SEP), *both_roles(OKT)))
    assert [row[1:] for row in ask(SEMUA)] == [(1, 6, 11)] * 3


def test_a_counter_that_one_role_lacks_takes_the_school_out_of_semua_in_both_marts(build: Build) -> None:
    other = "10000002"
    ask = build(pmm=(*both_roles(SEP), *both_roles(SEP, npsn=other), *both_roles(OKT), *both_roles(OKT, None, other)))
    assert ask(SEMUA) == [(SEP, 2, 12, 22), (OKT, 1, 6, 11)]
    assert ask(SEMUA_CHANGE) == [(OKT, 1, 1, 6, 11, 6, 11)]


def test_schools_are_paired_in_semua_only_with_the_same_groups_at_both(build: Build) -> None:
    other = "10000002"
    ask = build(pmm=(*both_roles(SEP), *both_roles(SEP, npsn=other), *both_roles(OKT), make_pmm(other, OKT)))
    assert ask(SEMUA) == [(SEP, 2, 12, 22), (OKT, 2, 11, 21)], "a school without KS is whole as it is"
    assert ask(SEMUA_CHANGE) == [(OKT, 1, 1, 6, 11, 6, 11)]


def test_a_region_has_semua_only_with_all_groups(build: Build) -> None:
    whole = [kab(AGAM, 5, 10), kab(AGAM, 50, 100, kelompok_pengguna="peserta didik")]
    ask = build(*whole, kab(PADANG, 7, 10))
    assert ask(
        "SELECT kode_kab_kota_kemendagri, x, m FROM pemanfaatan_kab_kota_bulan WHERE kelompok_pengguna = 'semua'"
    ) == [(AGAM, 55, 110)]


def test_every_group_of_people_has_a_weight_of_its_own() -> None:
    sql = read_statement("stage/kelompok_semua").sql
    weights = {group: int(weight) for group, weight in re.findall(r"WHEN '(.+)' THEN (\d+)\n", sql)}
    assert set(weights) == set(get_args(KelompokPengguna)) - {"satuan pendidikan"}
    assert sorted(weights.values()) == [2**n for n in range(len(weights))]


def findings(folder: Path, name: str, *rows: dict[str, object]) -> list[str]:
    write_dataset(folder, "pemanfaatan_platform", rows)
    with duckdb.connect() as con:
        open_tables(con, folder)
        check = next(c for c in all_checks() if c.nama == name)
        assert check.keparahan == "periksa"
        return [str(row[0]) for row in con.execute(f"SELECT DISTINCT temuan FROM ({check.query})").fetchall()]


def test_a_base_drawn_up_anew_is_named_and_growth_or_new_schools_are_not(tmp_path: Path) -> None:
    then = [sekolah(i, code, 5, 30, SEP) for i, code in enumerate((AGAM, AGAM, PADANG, PADANG, BANDUNG))]
    now = [
        sekolah(0, AGAM, 5, 20, OKT),
        sekolah(1, AGAM, 5, 27, OKT),
        sekolah(2, PADANG, 5, 30, OKT),
        sekolah(3, PADANG, 5, 42, OKT),
        sekolah(9, PADANG, 5, 500, OKT),
        sekolah(4, BANDUNG, 5, 10, OKT),
    ]
    found = findings(tmp_path, "pemanfaatan_platform__penyebut_tidak_melompat", *then, *now)
    assert found == ["canva, guru, kab/kota 13.06, 2026-10-31: 60 menjadi 47"]


def test_a_total_beside_its_parts_is_named(tmp_path: Path) -> None:
    name = "pemanfaatan_platform__jenjang_tidak_bersama_total"
    parts = [kab(AGAM, 50, 100, jenjang="SD"), kab(AGAM, 20, 60, jenjang="SMP")]
    assert findings(tmp_path, name, *parts, kab(PADANG, 1, 2)) == []
    assert findings(tmp_path, name, *parts, kab(AGAM, 70, 160)) == ["canva, guru, 13.06, 2026-10-31: 3 baris"]
