"""Questions of programmes and of context, on a world small enough to count by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import pandas as pd
import pytest

from tests.mart_world import AGAM, BANDUNG, PADANG, make_sekolah, publish_world
from tests.program_world import (
    JUN,
    c9_row,
    make_komunitas,
    make_konteks,
    penggerak_rows,
    school_rows,
    webinar_row,
    writes,
)
from warehouse import gate
from warehouse.viewer import DEMO

Ask = Callable[..., pd.DataFrame]
ALL = {"status": "Semua", "kewenangan": "semua"}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("data")
    publish_world(
        folder,
        write=writes(
            guru_penggerak=penggerak_rows(),
            satuan_pendidikan=[*school_rows(), make_sekolah("30000000", BANDUNG, kewenangan="Kemenag")],
            rapor_capaian=[c9_row("provinsi", 26.4), c9_row("provinsi", 5.0, kode="C.8")],
            komunitas_belajar=[
                make_komunitas(AGAM), make_komunitas(AGAM, jenjang="SD", jumlah_komunitas=7),
                make_komunitas(AGAM, tanggal_data=date(2025, 6, 30), jumlah_komunitas=99),
                make_komunitas(PADANG, jenjang="SD", jumlah_komunitas=3, jumlah_komunitas_aktif=2),
                make_komunitas(PADANG, jenjang="SMP", jumlah_komunitas=4, jumlah_komunitas_aktif=None),
            ],
            bimtek_kegiatan=[
                webinar_row("W1", JUN), webinar_row("W2", JUN, kode_provinsi_kemendagri="13"),
                webinar_row("W3", JUN, kode_provinsi_kemendagri="32"), webinar_row("K1", JUN, level="basic"),
            ],
            konteks_wilayah=[
                make_konteks(77.0), make_konteks(70.0, tahun=2024), make_konteks(80.0, "13"),
                make_konteks(55.0, AGAM, sumber="Dinas"), make_konteks(None, PADANG, sumber="Dinas"),
                make_konteks(3.0, AGAM, ukuran="rombel_besar", satuan="rombel", sumber="Dinas"),
            ],
        ),
    )  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(folder))
        yield lambda name, **params: gate.ask(DEMO, name, params)
        gate.close_all()


def test_a_province_sums_its_kab_kota_and_their_squares(ask: Ask) -> None:
    found = ask("guru_penggerak_per_provinsi", tanggal_data=JUN).set_index("kode_provinsi_kemendagri")
    row = found.loc["13"]
    lulus, diangkat = [10 * at for at in range(1, 13)], [2 * at for at in range(1, 13)]
    assert (row.jumlah_satuan, row.m, row.x) == (12, sum(lulus), sum(diangkat))
    assert (row.jumlah_diangkat_ks, row.jumlah_diangkat_ps) == (144, 12)
    assert row.mm == sum(m * m for m in lulus)
    assert row.xm == sum(x * m for x, m in zip(diangkat, lulus, strict=True))
    assert row.xx == sum(x * x for x in diangkat)
    assert len(found) == 38
    assert pd.isna(found.loc["11"].m)
    assert found.loc["11"].jumlah_satuan == 0


def test_the_trend_of_a_place_is_the_sum_of_what_lies_in_it(ask: Ask) -> None:
    place = {"pulau": None, "kode_provinsi": None, "kode_kab_kota": None}
    nation = ask("guru_penggerak_per_tanggal", **place)
    assert nation.m.tolist() == [820, 820]
    assert nation.x.tolist() == [78 + 10, 156 + 30]
    java = ask("guru_penggerak_per_tanggal", **{**place, "pulau": "Jawa"})
    assert java.x.tolist() == [10, 30]
    one = ask("guru_penggerak_per_tanggal", **{**place, "kode_provinsi": "13", "kode_kab_kota": "13.12"})
    assert (one.x.tolist(), one.m.tolist()) == ([12, 24], [120, 120])


def test_every_kab_kota_of_a_province_is_there_with_or_without_data(ask: Ask) -> None:
    found = ask("guru_penggerak_per_kab_kota", kode_provinsi="32", tanggal_data=JUN)
    assert len(found) == 27
    assert found.dropna(subset=["m"]).kode_kab_kota_kemendagri.tolist() == [BANDUNG]


def test_only_c9_is_put_beside_the_own_counter(ask: Ask) -> None:
    assert ask("guru_penggerak_rapor_per_wilayah").nilai.tolist() == [26.4]


def test_schools_are_counted_by_choice_year_and_jenjang(ask: Ask) -> None:
    place = {"pulau": None, "kode_provinsi": "13", "kode_kab_kota": None}
    found = ask("ikm_per_jenjang", **place, **ALL)
    assert found.jumlah_satuan.sum() == 24
    by_choice = found.groupby("status_ikm", dropna=False).jumlah_satuan.sum()
    assert by_choice.tolist() == [6, 6, 6, 6], "the choice that a list does not say is counted too"
    assert set(found.loc[found.status_ikm == "Mandiri Belajar", "tahun_ikm"]) == {2022}
    assert found.jumlah_penggerak_diketahui.sum() == 20
    assert found.jumlah_sekolah_penggerak.sum() == 4
    per_province = ask("ikm_per_provinsi", jenjang="Semua", **ALL).set_index("kode_provinsi_kemendagri")
    assert per_province.loc["13"].jumlah_satuan.sum() == 24
    assert pd.isna(per_province.loc["11"].jumlah_satuan)
    agam = ask("ikm_per_kab_kota", kode_provinsi="13", jenjang="SD", **ALL).groupby("kode_kab_kota_kemendagri")
    assert agam.jumlah_satuan.sum().to_dict()[AGAM] == 6


def test_kemenag_stands_apart_in_the_history_of_the_curriculum(ask: Ask) -> None:
    apart = ask("ikm_per_provinsi", jenjang="Semua", status="Semua", kewenangan="tanpa_kemenag")
    alone = ask("ikm_per_provinsi", jenjang="Semua", status="Semua", kewenangan="Kemenag")
    assert apart.set_index("kode_provinsi_kemendagri").jumlah_satuan.sum() == 24
    assert alone.dropna(subset=["jumlah_satuan"]).kode_provinsi_kemendagri.tolist() == ["32"]


def test_communities_are_taken_whole_at_the_last_cutoff_or_summed_over_jenjang(ask: Ask) -> None:
    found = ask("komunitas_per_wilayah").set_index("kode_kab_kota_kemendagri")
    assert found.loc[AGAM].jumlah_komunitas == 20, "the row of all jenjang, not that row and its part"
    assert found.loc[PADANG].jumlah_komunitas == 7
    assert pd.isna(found.loc[PADANG].jumlah_komunitas_aktif), "one jenjang does not say, so the sum is not known"
    assert found.loc[AGAM].jumlah_satuan == 12
    assert found.loc[AGAM].nama_provinsi == "Sumatera Barat"


def test_a_webinar_without_a_province_is_everyones(ask: Ask) -> None:
    assert ask("komunitas_webinar", kode_provinsi=None).kegiatan_id.tolist() == ["W1", "W2", "W3"]
    assert ask("komunitas_webinar", kode_provinsi="13").kegiatan_id.tolist() == ["W1", "W2"]


def test_two_sources_of_one_measure_stand_apart_and_an_unknown_measure_comes_last(ask: Ask) -> None:
    found = ask("konteks_tersedia")
    assert list(zip(found.ukuran, found.sumber, strict=True)) == [
        ("aps_5_6", "BPS"), ("aps_5_6", "Dinas"), ("rombel_besar", "Dinas"),
    ]  # fmt: skip
    assert found.jumlah_kab_kota.tolist() == [0, 1, 1], "a row without a value is no value"
    assert found.nama.isna().tolist() == [False, False, True]
    values = ask("konteks_per_wilayah", aspek="aps_5_6", sumber="Dinas", satuan="persen")
    assert values.nilai.tolist() == [55.0]


def test_the_profile_takes_each_sources_latest_year(ask: Ask) -> None:
    found = ask("konteks_profil", kode_provinsi="13", kode_kab_kota=AGAM)
    nation = found[(found.tingkat == "nasional") & (found.sumber == "BPS")]
    assert (nation.tahun.tolist(), nation.nilai.tolist()) == ([2025], [77.0])
    assert set(found.tingkat) == {"nasional", "provinsi", "kab_kota"}
    assert set(ask("konteks_profil", kode_provinsi=None, kode_kab_kota=None).tingkat) == {"nasional"}


def test_the_catalogue_of_context_says_unit_direction_and_caveat_of_each(ask: Ask) -> None:
    found = ask("konteks_kamus")
    assert found.urutan.is_monotonic_increasing
    assert set(found.arah) <= {"lebih tinggi lebih baik", "lebih rendah lebih baik", "netral"}
    assert found[["nama", "satuan", "definisi", "peringatan", "sumber"]].notna().all().all()
    assert {"aps_5_6", "ruang_kelas_baik", "rasio_honor_ump", "usulan_p3k"} <= set(found.ukuran)
