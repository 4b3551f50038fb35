"""The questions of the target page on a small world, counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.mart_world import AGAM, BANDUNG, OKT, PADANG, SEP, make_platform, make_pmm, make_sekolah, publish_world
from tests.program_world import writes
from tests.target_world import make_rapor, make_target
from warehouse import gate
from warehouse.viewer import DEMO

TARGETS = [
    make_target("pmm.aktif_30_hari", None),
    make_target("pmm.aktif_30_hari", "13"),
    make_target("pmm.aktif_30_hari", AGAM),
    make_target("DASMEN:A.1", "32", nilai_target=70.0),
]
PMM = [
    make_pmm("10000001", OKT, jumlah_gtk=10, jumlah_aktif_30_hari=5),
    make_pmm("10000002", OKT, jumlah_gtk=20, jumlah_aktif_30_hari=4),
    make_pmm("10000003", OKT, PADANG, jumlah_gtk=30, jumlah_aktif_30_hari=30),
    make_pmm("10000004", OKT, BANDUNG, jumlah_gtk=40, jumlah_aktif_30_hari=10),
    make_pmm("10000001", SEP, jumlah_gtk=10, jumlah_aktif_30_hari=2),
    make_pmm("10000001", OKT, peran="KS", jumlah_gtk=1, jumlah_aktif_30_hari=1),
]
RAPOR = [
    make_rapor("13", 2024, 60.0), make_rapor("13", 2025, 62.0),
    make_rapor("13", 2025, 50.0, status="Negeri"),
    make_rapor("13", 2025, 11.0, rincian="skor"),
    make_rapor("13", 2025, 55.0, jenis="SMP Umum"),
    make_rapor(AGAM, 2025, 58.0),
    make_rapor("13", 2025, None, kode="A.2", alasan_tidak_tersedia="tidak ada data untuk indikator ini"),
]  # fmt: skip
BROKEN = [
    make_rapor(code, year, value, kode=kode, label="Sedang",
               perubahan_tertulis="Instrumen penilaian tahun ini dan tahun lalu berbeda" if year == 2025 else None)
    for code in ("13", "32") for year, value in ((2024, 40.0), (2025, 20.0)) for kode in ("C.3", "C.3.1")
]  # fmt: skip


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("target")
    schools = [make_sekolah("10000001"), make_sekolah("10000002", kewenangan="Kemenag"),
               make_sekolah("10000003", PADANG), make_sekolah("10000004", BANDUNG)]  # fmt: skip
    accounts = [make_platform("belajar_id", OKT, tingkat="kab_kota", jumlah_tersedia=100, jumlah_teraktivasi=40)]
    publish_world(place, write=writes(target=TARGETS, pmm_aktivitas=PMM, satuan_pendidikan=schools,
                                      pemanfaatan_platform=accounts, rapor_capaian=[*RAPOR, *BROKEN]))  # fmt: skip
    return place


@pytest.fixture(autouse=True)
def served(world: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SERAPAN_DATA", str(world))
    yield
    gate.close_all()


def ask(query: str, **params: object) -> pd.DataFrame:
    return gate.ask(DEMO, query, params)


def test_the_nation_sees_all_targets_a_province_its_own_and_those_of_its_kab_kota() -> None:
    def places(provinsi: str | None, kab_kota: str | None = None) -> list[str]:
        return list(ask("target_per_wilayah", kode_provinsi=provinsi, kode_kab_kota=kab_kota)["wilayah"])

    assert places(None) == ["32", "13", AGAM, "nasional"]
    assert places("13") == ["13", AGAM]
    assert places("13", AGAM) == [AGAM]
    assert places("73") == []


def use(wilayah: str, ukuran: str = "pmm.aktif_30_hari") -> dict[tuple[str, str, date], tuple[float, ...]]:
    frame = ask("target_pemakaian", ukuran=ukuran, wilayah=wilayah)
    return {
        (r.wilayah, r.kewenangan, pd.Timestamp(r.tanggal_data).date()): (r.jumlah_satuan, r.x, r.m, r.xx, r.mm, r.xm)
        for r in frame.itertuples()
    }


def test_use_is_summed_per_region_and_cut_off_with_and_without_the_kemenag() -> None:
    found = use(f"nasional|13|{AGAM}")
    assert found["nasional", "semua", OKT] == (4, 49, 100, 25 + 16 + 900 + 100, 100 + 400 + 900 + 1600, 50 + 80 + 1300)
    assert found["13", "semua", OKT][:3] == (3, 39, 60)
    assert found["13", "tanpa_kemenag", OKT][:3] == (2, 35, 40)
    assert found[AGAM, "semua", OKT] == (2, 9, 30, 41, 500, 130)
    assert found[AGAM, "tanpa_kemenag", OKT] == (1, 5, 10, 25, 100, 50)
    assert found[AGAM, "semua", SEP][:3] == (1, 2, 10)
    assert not any(where == PADANG for where, _, _ in found), "a region that no target names is not asked for"


def test_only_the_main_group_of_users_counts() -> None:
    assert use(AGAM)[AGAM, "semua", OKT][2] == 30, "the kepala sekolah is not among the teachers"


def test_region_rows_have_sums_but_no_schools_and_so_no_interval() -> None:
    found = use(AGAM, "belajar_id.teraktivasi")[AGAM, "semua", OKT]
    assert found[1:3] == (40, 100)
    assert all(pd.isna(value) for value in (found[0], *found[3:]))


def test_rapor_values_are_the_published_ones_of_all_schools_together() -> None:
    frame = ask("target_rapor", acuan="DASMEN:A.1", wilayah=f"13|{AGAM}")
    found = {(r.wilayah, r.jenis, r.tahun): r.nilai for r in frame.itertuples()}
    assert found == {("13", "SD Umum", 2024): 60.0, ("13", "SD Umum", 2025): 62.0, ("13", "SMP Umum", 2025): 55.0,
                     (AGAM, "SD Umum", 2025): 58.0}  # fmt: skip


def test_a_missing_rapor_value_keeps_its_reason() -> None:
    row = ask("target_rapor", acuan="DASMEN:A.2", wilayah="13").iloc[0]
    assert row["nilai"] != row["nilai"]
    assert row["alasan_tidak_tersedia"] == "tidak ada data untuk indikator ini"


def test_a_change_of_instrument_starts_a_new_stretch_for_the_indicator_and_its_children() -> None:
    frame = ask("target_rapor", acuan="DASMEN:C.3|DASMEN:C.3.1", wilayah="13")
    ruas = {(r.acuan, r.tahun): r.ruas for r in frame.itertuples()}
    assert ruas["DASMEN:C.3", 2025] == ruas["DASMEN:C.3", 2024] + 1
    assert ruas["DASMEN:C.3.1", 2025] > ruas["DASMEN:C.3.1", 2024]
