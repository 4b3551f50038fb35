"""Platform, its levels, the breadcrumb and comparisons: pages on the tiny world, on one row, and on crooked links."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.mart_world import OKT, make_platform, make_sekolah, publish_world, write_dataset
from tests.visiting import SHELL, headline, visit, words
from warehouse import gate
from warehouse.paths import REFERENCE

pytestmark = pytest.mark.xdist_group("halaman")

JUNK = {
    "ukuran": "bukan.ukuran", "kelompok": "<b>x</b>", "tanggal": "kemarin", "jenjang": "TK B", "status": "?",
    "kewenangan": "siapa", "provinsi": "99", "pulau": "Atlantis", "kab_kota": "99.99", "kecamatan": "'; --",
    "satuan": "nol", "pembanding": "99,13,zz", "banding": "selamanya",
}  # fmt: skip


def _again(page: str, **query: str) -> AppTest:
    """A visit that keeps the answers of the visits before."""
    at = AppTest.from_file(SHELL, default_timeout=60)
    at.switch_page(f"../pages/{page}.py")
    for name, value in query.items():
        at.query_params[name] = value
    return at.run()


def test_every_measure_answers_with_its_own_definition_on_the_page(tiny_world: Path) -> None:
    with (REFERENCE / "ukuran.csv").open(encoding="utf-8", newline="") as file:
        measures = list(csv.DictReader(file))
    st.cache_data.clear()
    assert len(measures) > 25
    for row in measures:
        at = _again("platform", ukuran=row["ukuran"])
        assert not at.exception, row["ukuran"]
        assert at.query_params["ukuran"] == row["ukuran"], "the measure is in the sample and was not replaced"
        text = words(at)
        for said in (row["nama"], row["definisi_pembilang"], row["definisi_penyebut"], row["peringatan"]):
            assert said in text, (row["ukuran"], said)


def test_the_platform_is_chosen_first_and_opens_with_its_main_measure(tiny_world: Path) -> None:
    at = visit("platform", ukuran="pmm.login", provinsi="13")
    at.selectbox(key="saring_platform").set_value("arkas").run()
    assert not at.exception
    assert (at.query_params["ukuran"], at.query_params["provinsi"]) == ("arkas.rkas_disahkan", "13")
    assert len(at.selectbox(key="saring_ukuran").options) == 3


def test_groups_jenjang_and_status_stand_on_the_page_of_a_measure_that_has_them(tiny_world: Path) -> None:
    text = words(visit("platform", ukuran="belajar_id.teraktivasi", kelompok="peserta didik"))
    for said in ("Per jenjang", "Per status", "penyebut masing-masing, tidak dijumlahkan", "Peserta didik", "Tendik"):
        assert said in text
    assert "tidak ada rincian jenjang, status, atau kelompok" in words(visit("platform", ukuran="canva.aktif"))


def test_the_rooms_of_rumah_pendidikan_stand_side_by_side_and_point_to_pmm(tiny_world: Path) -> None:
    for ukuran in ("rumah_pendidikan.aktif", "ruang_bahasa.aktif"):
        text = words(visit("platform", ukuran=ukuran))
        assert "8 dari 8 ruang punya data; sasarannya berbeda" in text
        assert "Ruang Orang Tua" in text
        assert "Ruang GTK (dari deret PMM)" in text
    at = visit("platform", ukuran="ruang_murid.aktif", provinsi="13")
    at.button(key="buka_ruang_gtk").click().run()
    assert (at.query_params["ukuran"], at.query_params["provinsi"]) == ("pmm.aktif_30_hari", "13")


def test_platforms_that_start_anew_or_lie_outside_the_remit_say_so(tiny_world: Path) -> None:
    assert "Dihitung dari nol tiap 1 Januari" in words(visit("platform", ukuran="siplah.transaksi"))
    arkas = words(visit("platform", ukuran="arkas.rkas_disahkan"))
    assert "Pemakaian ARKAS sudah jenuh" in arkas
    campus = words(visit("platform", ukuran="kampus_merdeka.aktif", provinsi="13"))
    assert "di luar tugas BPMP" in campus
    assert "tidak tersedia per kabupaten/kota di Sumatera Barat" in campus


def test_an_island_and_a_province_answer_for_themselves_against_the_nation(tiny_world: Path) -> None:
    island = visit("platform", pulau="Papua")
    assert not island.exception
    assert headline(island).startswith("Pulau Papua ")
    assert "nasional (" in headline(island)
    province = visit("platform", provinsi="13")
    assert headline(province).startswith("Sumatera Barat ")
    assert "kab/kota" in headline(province, 1)


def test_ringkasan_is_also_the_page_of_an_island(tiny_world: Path) -> None:
    at = visit("ringkasan", pulau="Papua", jenjang="SD")
    assert not at.exception
    assert headline(at).startswith("Pulau Papua: ")
    at.button(key="remah_nasional").click().run()
    assert not headline(at).startswith("Pulau")
    assert (at.query_params["pulau"], at.query_params["jenjang"]) == ("semua", "SD")


def test_each_step_of_the_breadcrumb_widens_the_page_and_keeps_the_other_filters(tiny_world: Path) -> None:
    at = visit("platform", provinsi="13", status="Negeri", ukuran="arkas.rkas_disahkan")
    at.button(key="remah_pulau").click().run()
    assert not at.exception
    assert (at.query_params["pulau"], at.query_params["provinsi"]) == ("Sumatera", "nasional")
    at.button(key="remah_nasional").click().run()
    assert at.query_params["pulau"] == "semua"
    assert (at.query_params["status"], at.query_params["ukuran"]) == ("Negeri", "arkas.rkas_disahkan")
    assert [b for b in at.button if b.key and b.key.startswith("remah")] == []


@pytest.mark.parametrize("pembanding", ["nasional", "pulau", "setara", "32,51,94,11,31,64"])
@pytest.mark.parametrize("place", [{"provinsi": "13"}, {"provinsi": "13", "kab_kota": "13.71"}])
def test_a_province_and_a_kab_kota_stand_beside_whom_they_are_compared_with(
    tiny_world: Path, pembanding: str, place: dict[str, str]
) -> None:
    at = visit("provinsi", pembanding=pembanding, **place)
    assert not at.exception
    text = words(at)
    wanted = {"nasional": "dibanding nasional", "pulau": "dibanding Pulau Sumatera dan nasional",
              "setara": "wilayah mirip dan nasional", "32,51,94,11,31,64": "dibanding Jawa Barat, Bali"}  # fmt: skip
    assert wanted[pembanding] in text
    if pembanding == "setara":
        assert "Wilayah yang mirip, digabung: " in text


@pytest.mark.parametrize("page", ["platform", "ringkasan", "provinsi"])
def test_a_crooked_link_opens_the_nearest_view_and_says_so(tiny_world: Path, page: str) -> None:
    at = visit(page, **JUNK)
    assert not at.exception
    assert at.info[0].value.startswith("Tautan disesuaikan.")
    assert len(at.header) > 1


# --- worlds with one row and with none ---


@pytest.fixture
def publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    yield lambda write: publish_world(tmp_path, "20261102-080000-89abcdef", write)
    gate.close_all()


def test_one_row_makes_whole_pages_without_an_interval(publish: Callable[..., Any]) -> None:
    def one_row(place: Path) -> None:
        write_dataset(place, "pemanfaatan_platform", [make_platform("canva", OKT)])

    publish(one_row)
    for page, query in (("platform", {}), ("platform", {"provinsi": "13"}), ("ringkasan", {"pulau": "Sumatera"}),
                        ("provinsi", {"provinsi": "13"})):  # fmt: skip
        at = visit(page, **query)
        assert not at.exception, (page, query)
        assert "40,0 %" in words(at), (page, query)
    assert "setara dengan nasional" not in words(visit("provinsi", provinsi="13"))
    assert "satu-satunya wilayah yang datanya ada" in words(visit("provinsi", provinsi="13"))


def test_the_rapor_stands_beside_arkas_as_published_and_a_change_of_instrument_is_marked(
    publish: Callable[..., Any],
) -> None:
    base = {"kelompok": "DASMEN", "status": "Semua", "kode": "E.3.2", "nama": "Ketepatan dan kelengkapan laporan ARKAS",
            "rincian": "capaian", "kode_provinsi_kemendagri": "13", "tingkat": "provinsi"}  # fmt: skip

    def write(place: Path) -> None:
        arkas = make_platform("arkas", OKT, "10000001", kelompok_pengguna="satuan pendidikan", jumlah_sasaran=1,
                              jumlah_teraktivasi=1, jumlah_aktif=0)  # fmt: skip
        write_dataset(place, "pemanfaatan_platform", [arkas])
        write_dataset(place, "rapor_capaian", [
            {**base, "tahun": 2024, "jenis": "SD Umum", "nilai": 97.0},
            {**base, "tahun": 2025, "jenis": "SD Umum", "nilai": 98.5},
            {**base, "tahun": 2025, "jenis": "SMP Umum", "nilai": 99.0},
        ])  # fmt: skip

    publish(write)
    at = visit("platform", ukuran="arkas.rkas_disahkan", provinsi="13")
    assert not at.exception
    text = words(at)
    assert "Ketepatan dan kelengkapan laporan ARKAS, Rapor 2025: SD Umum 98,5, SMP Umum 99,0" in text
    assert "seperti terbit, tidak dihitung ulang" in text
    assert "Rapor" not in " ".join(h.value for h in visit("platform", ukuran="arkas.rkas_disahkan").header)


def test_a_place_without_rows_says_so_and_offers_the_way_back(publish: Callable[..., Any]) -> None:
    def one_row(place: Path) -> None:
        write_dataset(place, "pemanfaatan_platform", [make_platform("canva", OKT)])

    publish(one_row)
    for page, query in (("platform", {"pulau": "Papua"}), ("platform", {"provinsi": "94"}),
                        ("ringkasan", {"pulau": "Papua"})):  # fmt: skip
        at = visit(page, **query)
        assert not at.exception
        assert "Belum ada data Pengguna Canva pendidikan di " in words(at)
        assert at.button(key="lebarkan").label == "Kembalikan ke semua jenjang"


def test_without_any_platform_the_pages_say_what_is_missing(publish: Callable[..., Any]) -> None:
    publish(lambda place: write_dataset(place, "satuan_pendidikan", [make_sekolah("10000001")]))
    for page in ("platform", "ringkasan", "provinsi"):
        at = visit(page)
        assert not at.exception
        assert "belum memuat data pemanfaatan platform" in words(at)
