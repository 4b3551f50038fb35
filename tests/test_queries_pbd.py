"""Questions of planning by data on a small world: the map, the labels of schools, and whose recommendations hold."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from tests.mart_world import AGAM, PADANG, publish_world
from tests.pbd_world import write_pbd
from warehouse import gate
from warehouse.viewer import DEMO

Ask = Callable[..., pd.DataFrame]
PLACE = {"kode_provinsi": "13", "kode_kab_kota": AGAM}


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("pbd")
    publish_world(folder, write=write_pbd)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(folder))
        yield lambda name, **params: gate.ask(DEMO, name, params)
        gate.close_all()


def test_the_map_of_dasmen_says_nothing_of_paud(ask: Ask) -> None:
    found = ask("akar_masalah", kelompok="DASMEN")
    assert len(found) == 65
    assert found[found.gejala == "A.1"].akar.tolist() == [
        "D.1", "D.1.1", "D.1.3", "D.2", "D.2.2", "D.2.3", "D.3", "D.3.3"
    ]  # fmt: skip
    assert found.gejala.drop_duplicates().tolist()[-5:] == ["D.8", "D.10", "E.1", "E.2", "E.5"]
    assert ask("akar_masalah", kelompok="PAUD").empty


def test_schools_are_counted_over_both_statuses_by_label(ask: Ask) -> None:
    found = ask("akar_label_satuan", **PLACE, kelompok="DASMEN", jenis="SD Umum", tahun=2025)
    assert found.values.tolist() == [["A.1", "Kurang", 1], ["D.1", "Baik", 2], ["D.1", "Kurang", 4],
                                     ["D.1", "Sedang", 5]]  # fmt: skip
    whole = {**PLACE, "kode_kab_kota": None}
    assert ask("akar_label_satuan", **whole, kelompok="DASMEN", jenis="SD Umum", tahun=2025).equals(found)
    assert ask("akar_label_satuan", **{**PLACE, "kode_kab_kota": PADANG}, kelompok="DASMEN", jenis="SD Umum",
               tahun=2025).empty  # fmt: skip


def test_a_region_has_its_own_recommendations_and_its_provinces_of_the_newest_sheet(ask: Ask) -> None:
    found = ask("rekomendasi_per_akar", **PLACE, kode="D.1", tahun=2025)
    assert found.nomenklatur_kegiatan.tolist() == [
        "Pendampingan gugus", "Pengembangan kompetensi guru", "Penguatan komunitas belajar", "Khusus SMP",
        "Pendampingan guru PAUD",
    ]  # fmt: skip
    assert found.is_provinsi.tolist() == [False, True, True, True, True]
    repeated = found[found.nomenklatur_kegiatan == "Pengembangan kompetensi guru"].iloc[0]
    assert repeated.indikator_prioritas == "A.1 Kemampuan literasi|A.2 Kemampuan numerasi"
    assert repeated.urutan == 1


def test_a_province_does_not_take_the_recommendations_of_its_parts(ask: Ask) -> None:
    found = ask("rekomendasi_per_akar", kode_provinsi="13", kode_kab_kota=None, kode="D.1", tahun=2025)
    assert "Pendampingan gugus" not in found.nomenklatur_kegiatan.tolist()
    assert len(found) == 4


def test_an_earlier_year_sees_the_sheet_of_its_time_and_another_region_none(ask: Ask) -> None:
    assert ask("rekomendasi_per_akar", **PLACE, kode="D.1", tahun=2024).nomenklatur_kegiatan.tolist() == [
        "Kegiatan lama"
    ]
    assert ask("rekomendasi_per_akar", **PLACE, kode="D.1", tahun=2022).empty
    assert ask("rekomendasi_per_akar", kode_provinsi="32", kode_kab_kota=None, kode="D.1", tahun=2025).empty
