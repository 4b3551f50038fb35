"""Rapor questions on a small world: as published, nothing summed, nothing averaged, PAUD and Dasmen apart."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from tests.mart_world import AGAM, OKT, PADANG, publish_world
from tests.rapor_world import write_rapor
from warehouse import gate
from warehouse.viewer import DEMO

Ask = Callable[..., pd.DataFrame]
LEVEL = {"tingkat": "kab_kota", "kode_provinsi": "13", "kelompok": "DASMEN", "jenis": "SD Umum", "status": "Semua",
         "kode": "A.1", "tahun": 2025}  # fmt: skip


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("rapor")
    publish_world(folder, write=write_rapor)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(folder))
        yield lambda name, **params: gate.ask(DEMO, name, params)
        gate.close_all()


def test_the_total_over_status_is_the_published_row_and_no_sum(ask: Ask) -> None:
    for status, nilai in (("Semua", 58.25), ("Negeri", 78.25), ("Swasta", 38.25)):
        found = ask("rapor_per_tingkat", **{**LEVEL, "status": status})
        assert found[(found.kode_kab_kota_kemendagri == AGAM) & (found.tahun == 2025)].nilai.tolist() == [nilai]


def test_a_level_brings_this_year_and_the_one_before(ask: Ask) -> None:
    found = ask("rapor_per_tingkat", **LEVEL)
    assert sorted(set(found.tahun)) == [2024, 2025]
    assert set(ask("rapor_per_tingkat", **{**LEVEL, "tahun": 2024}).tahun) == {2024}
    assert set(ask("rapor_per_tingkat", **{**LEVEL, "kode": None, "tahun": None}).kode) == {
        "A.1",
        "B.1",
        "C.3",
        "D.1",
        "D.4",
    }


def test_rows_without_a_status_stand_under_all(ask: Ask) -> None:
    spm = ask("rapor_per_tingkat", **{**LEVEL, "jenis": "Semua jenjang", "kode": "B.16"})
    assert spm.nilai.tolist() == [72.0]
    assert ask("rapor_per_tingkat", **{**LEVEL, "jenis": "Semua jenjang", "kode": "B.16", "status": "Negeri"}).empty


def test_a_missing_value_keeps_its_reason(ask: Ask) -> None:
    found = ask("rapor_per_tingkat", **LEVEL).set_index("kode_kab_kota_kemendagri")
    assert found.loc[PADANG, "alasan_tidak_tersedia"] == "satdik tidak mengikuti AN"
    assert bool(found["nilai"].isna()[PADANG])


def test_one_code_of_paud_and_dasmen_never_meets(ask: Ask) -> None:
    place = {"tingkat": "provinsi", "kode_provinsi": "13", "kode_kab_kota": None}
    paud, dasmen = (ask("rapor_per_tempat", **place, kelompok=k) for k in ("PAUD", "DASMEN"))
    assert paud[paud.kode == "D.1"].nilai.tolist() == [33.0]
    assert sorted(dasmen[dasmen.kode == "D.1"].nilai) == [60.0, 70.0]


def test_a_place_has_its_own_rows_only(ask: Ask) -> None:
    own = ask("rapor_per_tempat", tingkat="kab_kota", kode_provinsi="13", kode_kab_kota=AGAM, kelompok="DASMEN")
    assert set(own[(own.kode == "A.1") & (own.status == "Semua")].nilai) == {58.25, 54.25}
    whole = {"tingkat": "nasional", "kode_provinsi": None, "kode_kab_kota": None, "kelompok": "DASMEN"}
    assert ask("rapor_per_tempat", **whole).empty, "no national row is made up from provinces"


def test_what_there_is_counts_values_and_labels_and_names_the_family(ask: Ask) -> None:
    found = ask("rapor_tersedia")
    row = found[(found.tingkat == "kab_kota") & (found.kode == "A.1") & (found.tahun == 2025)
                & (found.status == "Semua")].iloc[0]  # fmt: skip
    assert (row.jumlah_nilai, row.jumlah_label) == (1, 1), "Padang's row has neither"
    assert row.nama == "Nama A.1", "the name as the file prints it"
    gap = found[found.kode == "B.1"].iloc[0]
    assert (gap.keluarga, gap.label_terbaik_ke_terburuk, gap.level) == ("kesenjangan", "Rendah|Sedang|Tinggi", 1)
    assert found[found.kode == "C.3.1"].level.tolist() == [2, 2]
    kode = found[(found.tingkat == "provinsi") & (found.kelompok == "DASMEN") & (found.jenis == "SD Umum")
                 & (found.status == "Semua")].kode.drop_duplicates()  # fmt: skip
    assert kode.tolist() == ["A.1", "B.1", "C.3", "C.3.1", "D.1"], "a parent stands before its parts"


def test_a_change_of_instrument_is_told_with_its_reason(ask: Ask) -> None:
    found = ask("rapor_batas_ruas", kelompok="DASMEN")
    assert found[["kode", "jenis", "tahun", "alasan"]].values.tolist() == [
        ["C.3", "SD Umum", 2025, "tertulis di berkas"]
    ]
    assert ask("rapor_batas_ruas", kelompok="PAUD").empty


def test_labels_of_schools_are_counted_by_status(ask: Ask) -> None:
    found = ask("rapor_label_satuan", kode_provinsi="13", kelompok="DASMEN", jenis="SD Umum", kode="A.1", tahun=2025)
    assert found[["status", "label", "jumlah_satuan"]].values.tolist() == [
        ["Negeri", "Baik", 1], ["Negeri", "Kurang", 1], ["Swasta", "Baik", 1]
    ]  # fmt: skip


def test_one_schools_rapor_has_labels_reasons_and_stretches(ask: Ask) -> None:
    found = ask("rapor_by_npsn", npsn="10000001")
    assert found[["kode", "tahun", "label", "ruas"]].values.tolist() == [
        ["A.1", 2025, "Baik", 1], ["C.3", 2024, "Baik", 1], ["C.3", 2025, "Kurang", 2]
    ]  # fmt: skip
    gone = ask("rapor_by_npsn", npsn="10000004").iloc[0]
    assert (gone.alasan_tidak_tersedia, pd.isna(gone.label)) == ("satdik tidak mengikuti AN", True)
    assert ask("rapor_by_npsn", npsn="' OR 1=1 --").empty


def test_use_of_every_kab_kota_of_the_nation_is_the_same_as_province_by_province(ask: Ask) -> None:
    given = {"ukuran": "pmm.aktif_30_hari", "kelompok_pengguna": "guru", "tanggal_data": OKT, "jenjang": "Semua",
             "status": "Semua", "kewenangan": "semua"}  # fmt: skip
    whole = ask("rapor_pemanfaatan_kab_kota", **given)
    assert len(whole) == 514
    one = ask("pemanfaatan_per_kab_kota", **given, pulau=None, kode_provinsi="13").set_index("kode_kab_kota_kemendagri")
    mine = whole[whole.kode_provinsi_kemendagri == "13"].set_index("kode_kab_kota_kemendagri")
    sums = ["jumlah_satuan", "x", "m", "xx", "mm", "xm"]
    pd.testing.assert_frame_equal(mine[sums], one[sums])
    assert whole.m.notna().sum() == 2
