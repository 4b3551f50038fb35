"""The questions behind priorities on a world whose answers can be counted by hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from tests.mart_world import make_sekolah, publish_world, write_dataset
from tests.priority_world import ENAM, npsn, write_priorities
from warehouse import gate
from warehouse.viewer import DEMO

SNAPSHOT = "20261101-080000-0123abcd"
ALL = {"jenjang": "Semua", "status": "Semua", "kewenangan": "tanpa_kemenag"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("prioritas")
    publish_world(data, SNAPSHOT, write=write_priorities)
    return data


@pytest.fixture
def serving(world: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SERAPAN_DATA", str(world))
    yield
    gate.close_all()


def ask(name: str, **params: object) -> pd.DataFrame:
    return gate.ask(DEMO, name, params, snapshot=SNAPSHOT)


def test_schools_people_3t_and_reached_are_counted_per_kab_kota(serving: None) -> None:
    found = ask("kebutuhan_satuan_per_kab_kota", kode_provinsi="13", **ALL).set_index("kode")
    assert len(found) == 19, "every kab/kota of the province stands, with or without schools"
    first, last = found.loc["13.01"], found.loc["13.06"]
    assert (first["jumlah_satuan"], first["jumlah_guru"], first["jumlah_peserta_didik"]) == (12, 120, 1200)
    assert (first["jumlah_3t"], first["jumlah_3t_diketahui"], first["jumlah_bakti"]) == (6, 12, 1)
    assert (first["jumlah_terjangkau"], last["jumlah_terjangkau"]) == (0, 10)
    assert set(found["jumlah_kehadiran"]) == {30}, "0 + 2 + 4 + 6 + 8 + 10 schools came to anything at all"
    assert found.loc["13.07", "jumlah_satuan"] == 0
    assert found["jumlah_guru"].isna()["13.07"]


def test_the_nation_has_all_514_kab_kota_and_a_filter_leaves_their_rows(serving: None) -> None:
    found = ask("kebutuhan_satuan_per_kab_kota", kode_provinsi=None, **ALL)
    assert len(found) == 514
    none = ask("kebutuhan_satuan_per_kab_kota", kode_provinsi="13", **{**ALL, "jenjang": "SMA"})
    assert len(none) == 19
    assert none["jumlah_satuan"].sum() == 0


def test_schools_carry_use_labels_reach_and_marks(serving: None) -> None:
    found = ask("kebutuhan_sekolah_per_kab_kota", kode_kab_kota="13.01", ukuran="pmm.aktif_30_hari",
                indikator="DASMEN:A.1|DASMEN:A.2", **ALL).set_index("npsn")  # fmt: skip
    assert len(found) == 12
    first, second, third, fourth = (found.loc[npsn(0, i)] for i in range(4))
    assert (first["x"], first["m"], first["jumlah_terendah"], first["indikator_terendah"]) == (2, 10, 1, "A.1")
    assert (second["jumlah_indikator"], second["indikator_terendah"]) == (2, "A.2")
    assert (third["jumlah_indikator"], third["jumlah_terendah"]) == (1, 0)
    assert pd.isna(fourth["jumlah_terendah"]), "a school without any label is not known, not good"
    assert found.loc[npsn(0, 4), "indikator_terendah"] == "A.1, A.2", "always in the same order"
    assert not found["is_terjangkau"].any()
    other = ask("kebutuhan_sekolah_per_kab_kota", kode_kab_kota="13.06", ukuran="pmm.aktif_30_hari",
                indikator="", **ALL)  # fmt: skip
    assert other["is_terjangkau"].sum() == 10
    assert other["jumlah_terendah"].isna().all()


def test_a_code_is_never_taken_for_the_longer_one(serving: None) -> None:
    found = ask("kebutuhan_sekolah_per_kab_kota", kode_kab_kota="13.01", ukuran="pmm.aktif_30_hari",
                indikator="DASMEN:A.10|PAUD:A.1", **ALL)  # fmt: skip
    assert found["jumlah_terendah"].isna().all()


def test_without_attendance_nobody_is_said_never_to_have_been_reached(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_world(tmp_path, SNAPSHOT, write=lambda p: write_dataset(p, "satuan_pendidikan", [make_sekolah("10000001")]))
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    schools = ask("kebutuhan_satuan_per_kab_kota", kode_provinsi="13", **ALL)
    assert set(schools["jumlah_kehadiran"]) == {0}
    found = ask("kebutuhan_sekolah_per_kab_kota", kode_kab_kota="13.06", ukuran="pmm.aktif_30_hari", indikator="",
                **ALL)  # fmt: skip
    assert found["is_terjangkau"].isna().all()
    gate.close_all()


def test_seven_goals_come_with_weights_that_add_up_to_100(serving: None) -> None:
    found = ask("kebutuhan_tujuan")
    assert found.groupby("tujuan")["bobot"].sum().tolist() == [100.0] * 7
    assert found["tujuan"].unique()[0] == "literasi_numerasi"
    assert found["sumber"].str.startswith("Usulan Serapan, bukan ketetapan resmi").all()
    assert set(ENAM) == {"13.01", "13.02", "13.03", "13.04", "13.05", "13.06"}
