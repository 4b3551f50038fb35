"""The two questions of rankings and neighbours, on rows counted by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.mart_world import (
    AGAM,
    BANDUNG,
    KOTA_BANDUNG,
    OKT,
    PADANG,
    make_sekolah,
    publish_world,
    random_pmm,
    write_dataset,
)
from warehouse import gate
from warehouse.viewer import DEMO

Ask = Callable[..., pd.DataFrame]
SUMS = ["jumlah_satuan", "x", "m", "xx", "mm", "xm"]
PMM = {"ukuran": "pmm.aktif_30_hari", "kelompok_pengguna": "guru", "tanggal_data": OKT,
       "jenjang": "Semua", "status": "Semua", "kewenangan": "semua"}  # fmt: skip


def konteks(kab_kota: str, tahun: int, nilai: float, **values: object) -> dict[str, object]:
    return {
        "tahun": tahun,
        "tingkat": "kab_kota",
        "kode_provinsi_kemendagri": kab_kota[:2],
        "kode_kab_kota_kemendagri": kab_kota,
        "ukuran": "akses_internet_satuan_pendidikan",
        "nilai": nilai,
        "satuan": "persen",
        "sumber": "Dapodik",
        **values,
    }


def write(place: Path) -> None:
    """Agam: three schools, one of them 3T; Padang: one; Bandung: one on the list; random use in all four."""
    lists, rows = random_pmm(3)
    write_dataset(place, "pmm_aktivitas", rows)
    schools = [
        make_sekolah("20000001", AGAM, jumlah_guru=10, is_3t=True, is_bakti=True),
        make_sekolah("20000002", AGAM, jumlah_guru=30, jenjang="SMP"),
        make_sekolah("20000003", AGAM, jumlah_guru=20, kewenangan="Kemenag"),
        make_sekolah("20000004", PADANG, jumlah_guru=40, jenjang="SMA"),
        make_sekolah("20000005", BANDUNG, jumlah_guru=None),
    ]
    write_dataset(place, "satuan_pendidikan", schools)
    context = [konteks(AGAM, 2024, 50.0), konteks(AGAM, 2025, 60.0), konteks(PADANG, 2025, 100.0),
               konteks(AGAM, 2025, 1.0, ukuran="ruang_kelas_baik")]  # fmt: skip
    write_dataset(place, "konteks_wilayah", context)
    assert lists


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("data")
    publish_world(folder, write=write)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(folder))
        yield lambda name, **params: gate.ask(DEMO, name, params)
        gate.close_all()


def test_the_traits_of_a_kab_kota_are_counted_from_its_schools(ask: Ask) -> None:
    found = ask("ciri_per_wilayah", tingkat="kab_kota").set_index("kode_wilayah")
    assert len(found) == 514
    agam = found.loc[AGAM]
    counts = ["jumlah_satuan", "jumlah_guru", "jumlah_3t", "jumlah_bakti", "jumlah_sd", "jumlah_smp", "jumlah_sma"]
    assert [int(agam[name]) for name in counts] == [3, 60, 1, 1, 2, 1, 0], "Kemenag is part of the place"
    assert (agam["nama"], agam["pulau"]) == ("Kabupaten Agam", "Sumatera")
    assert (float(agam["pct_internet"]), int(agam["tahun_internet"])) == (60.0, 2025), "the latest year"


def test_a_province_is_the_sum_of_its_kab_kota_and_its_internet_weighted_by_schools(ask: Ask) -> None:
    found = ask("ciri_per_wilayah", tingkat="provinsi").set_index("kode_wilayah")
    assert len(found) == 38
    sumbar = found.loc["13"]
    assert [int(sumbar[n]) for n in ("jumlah_satuan", "jumlah_guru", "jumlah_sma")] == [4, 100, 1]
    assert float(sumbar["pct_internet"]) == pytest.approx((3 * 60 + 1 * 100) / 4)


def test_a_region_without_schools_or_context_is_there_and_empty(ask: Ask) -> None:
    found = ask("ciri_per_wilayah", tingkat="kab_kota").set_index("kode_wilayah")
    assert pd.isna(found.loc["11.01", "jumlah_satuan"])
    assert pd.isna(found.loc[BANDUNG, "pct_internet"])
    assert pd.isna(found.loc[BANDUNG, "jumlah_guru"])
    assert int(found.loc[BANDUNG, "jumlah_satuan"]) == 1


def test_all_kab_kota_at_once_are_those_of_each_province(ask: Ask) -> None:
    found = ask("pemanfaatan_per_kab_kota", **PMM, pulau=None, kode_provinsi=None)
    assert len(found) == 514
    for province in ("13", "32"):
        one = ask("pemanfaatan_per_kab_kota", **PMM, pulau=None, kode_provinsi=province)
        mine = found[found["kode_provinsi_kemendagri"] == province].reset_index(drop=True)
        columns = ["kode_kab_kota_kemendagri", *SUMS]
        pd.testing.assert_frame_equal(mine[columns], one[columns])
    assert set(found.loc[found["m"].notna(), "kode_kab_kota_kemendagri"]) == {AGAM, PADANG, BANDUNG, KOTA_BANDUNG}


def test_kab_kota_narrow_to_island_and_province_with_their_names(ask: Ask) -> None:
    java = ask("pemanfaatan_per_kab_kota", **PMM, pulau="Jawa", kode_provinsi=None)
    assert set(java["pulau"]) == {"Jawa"}
    assert set(java.loc[java["m"].notna(), "kode_kab_kota_kemendagri"]) == {BANDUNG, KOTA_BANDUNG}
    sumbar = ask("pemanfaatan_per_kab_kota", **PMM, pulau=None, kode_provinsi="13")
    assert set(sumbar["nama_provinsi"]) == {"Sumatera Barat"}
    assert len(sumbar) == 19
    before = {**PMM, "tanggal_data": date(2020, 1, 1)}
    earlier = ask("pemanfaatan_per_kab_kota", **before, pulau=None, kode_provinsi="13")
    assert earlier["m"].isna().all()
