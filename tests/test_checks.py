"""Each rule of meaning: the fault is named at its cell, and the same files without it give no finding at all."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.checks import FOLDER, all_checks, open_tables, run_checks
from pipelines.checks.tables import asks
from pipelines.layouts.dapodik import DAFTAR
from pipelines.layouts.usage import PLATFORM, PMM
from tests.builders import findings, make_satuan_pendidikan, read_file
from tests.check_cases import CASES, SEP, Case
from tests.check_cases_desk import school_and_event
from tests.check_cases_usage import pmm, usage
from tests.checking import Exports
from tests.mart_world import write_dataset
from warehouse.paths import REFERENCE


def pairs() -> list[Any]:
    return [
        pytest.param(check, made, id=f"{check}-{made.__name__}") for check, cases in CASES.items() for made in cases
    ]


@pytest.mark.parametrize(("check", "made"), pairs())
def test_a_fault_is_named_at_its_cell_and_its_clean_twin_gives_nothing(check: str, made: Case, tmp_path: Path) -> None:
    clean = Exports(tmp_path / "bersih")
    made(clean, False)
    found = clean.check()
    assert (dict(found.temuan), list(found.rows)) == ({}, [])
    faulty = Exports(tmp_path / "salah")
    cells = made(faulty, True)
    found = faulty.check()
    assert found.cells == {check: cells}
    assert list(found.temuan) == [check]
    for row in found.rows:
        assert row["keparahan"] == found.temuan[check].keparahan
        assert str(row["alasan"]).endswith(next(item.perbaikan for item in all_checks() if item.nama == check))


def test_every_check_has_a_planted_fault_and_a_header_that_says_all() -> None:
    checks = [check for check in all_checks() if not check.nama.startswith(("rapor_", "rekomendasi_"))]
    assert {check.nama for check in checks} == set(CASES)
    for check in all_checks():
        assert check.keparahan in ("periksa", "catatan"), check.nama
        assert "{jumlah}" in check.pesan, check.nama
        assert check.pesan.endswith("."), check.nama
        assert check.perbaikan.endswith("."), check.nama
        assert not check.judul.endswith("."), check.nama


def test_every_check_answers_the_columns_of_a_finding(tmp_path: Path) -> None:
    with duckdb.connect() as con:
        open_tables(con, tmp_path)
        for check in all_checks():
            names = [row[0] for row in con.execute(f"DESCRIBE {check.query}").fetchall()]
            assert names in (["temuan", "bagian", "nomor", "kolom", "nilai"], [*names[:5], "alasan"]), check.nama
        assert len({check.nama for check in all_checks()}) == len(list(FOLDER.glob("*.sql")))


def test_cells_are_limited_and_the_count_stays_whole(tmp_path: Path) -> None:
    files = Exports(tmp_path)
    files.add("akun", PLATFORM, *(usage(npsn=f"103000{n:02d}", jumlah_aktif=31) for n in range(9)))
    checked = files.check()
    assert checked.temuan["pemanfaatan_platform__aktif_tidak_melebihi_teraktivasi"].jumlah == 9
    assert len(checked.rows) == 9
    result, _ = read_file(files.files[0], tmp_path / "lagi")
    with duckdb.connect() as con:
        (temuan,) = run_checks(con, tmp_path / "lagi", [result.source], most=4)
    assert temuan.jumlah == 9
    assert [row["baris"] for row in findings(tmp_path / "lagi")] == [2, 3, 4, 5]


def test_no_value_of_a_list_of_people_is_shown(tmp_path: Path) -> None:
    files = Exports(tmp_path)
    school_and_event(files)
    files.attendance("hadir", {"jumlah_jp": "320"})
    (row,) = files.check().rows
    assert row["nilai"] is None
    assert "320" not in row["alasan"]


def test_real_faults_of_a_school_do_not_hide_behind_a_base_drawn_up_anew(tmp_path: Path) -> None:
    """Two schools of twenty that fall are two schools, not a new base."""
    files = Exports(tmp_path)
    schools = [f"103000{n:02d}" for n in range(20)]
    files.add("september", PMM, *(pmm(tanggal_data=SEP, npsn=npsn) for npsn in schools))
    files.add("oktober", PMM, *(pmm(npsn=npsn, jumlah_login=15 if n < 2 else 18) for n, npsn in enumerate(schools)))
    assert set(files.check().temuan) == {"pmm_aktivitas__penghitung_tidak_turun"}


def test_where_groups_of_columns_stand_side_by_side_the_records_own_group_is_named(tmp_path: Path) -> None:
    header = ["NPSN", "Provinsi", "Kabupaten/Kota", "Tanggal Data"]
    top = [*header, "Guru", "", "Siswa", ""]
    below = ["", "", "", "", "Tersedia", "Teraktivasi", "Tersedia", "Teraktivasi"]
    rows = [
        ["10300001", "Sumatera Barat", "Kab. Agam", "2026-10-31", "10", "9", "100", "90"],
        ["10300002", "Sumatera Barat", "Kab. Agam", "2026-10-31", "10", "9", "100", "101"],
    ]
    files = Exports(tmp_path)
    files.table("akun", [top, below, *rows])
    check = "pemanfaatan_platform__teraktivasi_tidak_melebihi_tersedia"
    assert files.check().cells == {check: {("akun.csv", "-", "H4")}}


def test_only_rules_about_datasets_that_are_there_are_asked(tmp_path: Path) -> None:
    datasets, below = asks("-- target\nSELECT * FROM pmm_turun")
    assert (datasets, below) == (frozenset({"pmm_aktivitas"}), ("pmm_langkah", "pmm_turun"))
    with duckdb.connect() as con:
        assert run_checks(con, tmp_path) == ()
        assert "pmm_turun" not in {row[0] for row in con.execute("SHOW TABLES").fetchall()}


def test_recommendations_of_a_rapor_to_come_are_named(tmp_path: Path) -> None:
    write_dataset(tmp_path, "rekomendasi_pbd", [{"tahun": 2062, "kode_provinsi_kemendagri": "13"}])
    with duckdb.connect() as con:
        (temuan,) = run_checks(con, tmp_path)
    assert (temuan.cek, temuan.jumlah) == ("rekomendasi_pbd__tahun_wajar", 1)


def test_a_list_of_some_kinds_of_school_does_not_make_the_others_unknown(tmp_path: Path) -> None:
    files = Exports(tmp_path)
    files.add("sma", DAFTAR, make_satuan_pendidikan(npsn="10300001", jenjang="SMA", bentuk="SMA"))
    files.add("pmm", PMM, *(pmm(npsn=f"1030000{n}") for n in (1, 2, 3)))
    assert files.check().temuan == {}


def test_a_national_total_that_its_own_sheet_has_named_is_not_named_again(tmp_path: Path) -> None:
    with (REFERENCE / "provinsi.csv").open(encoding="utf-8", newline="") as file:
        names = [row["nama"] for row in csv.DictReader(file)]
    header = [["Jumlah Peserta Didik menurut Provinsi Tahun 2024"], ["Provinsi", "Peserta Didik", "Satuan"]]
    files = Exports(tmp_path)
    files.table("tabel", [*header, *([name, "100", "orang"] for name in names), ["INDONESIA", "9000", "orang"]])
    found = files.check()
    assert found.temuan["konteks_wilayah__jumlah_bagian_sama"].jumlah == 1
    assert found.cells == {}, "the rule over all files has nothing to add"
    assert [(row["kode"], row["sel"]) for row in findings(tmp_path / "hasil")] == [("total_tidak_sama", "B41")]
