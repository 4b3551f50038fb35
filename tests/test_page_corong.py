"""Corong pemakaian on the tiny world, on one row, without one of its sources, without data, and from a wrong link."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.mart_world import OKT, SEP, make_platform, make_pmm, make_sekolah, publish_world, write_dataset
from tests.visiting import headline, visit, words
from warehouse import gate
from warehouse.viewer import DEMO

pytestmark = pytest.mark.xdist_group("halaman")

STEPS = ("mulai", "selesai_topik_1", "selesai_topik_2", "selesai_topik_3", "selesai_topik_4", "aksi_nyata",
         "aksi_nyata_tervalidasi")  # fmt: skip


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty data folder, let go of after the test."""
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    return tmp_path


def chart_texts(at: AppTest, index: int = 0) -> str:
    """What a chart is drawn from."""
    return json.dumps(json.loads(at.get("plotly_chart")[index].proto.spec), ensure_ascii=False)


# --- with data ---


def test_the_answer_names_the_largest_loss_with_its_people_interval_and_date(tiny_world: Path) -> None:
    at = visit("corong")
    assert not at.exception
    assert at.caption[0].value.endswith("?")
    found = re.fullmatch(
        r"Kehilangan terbesar di PMM / Ruang GTK: dari (.+) ke (.+), (\d+,\d) poin "
        r"\(±\d+,\d; ([\d.]+) guru\) per 31 Okt 2026(;.*)?",
        headline(at),
    )
    assert found, headline(at)
    frame = gate.ask(DEMO, "corong_per_tahap", {
        "kelompok_pengguna": "guru", "tanggal_data": OKT, "tanggal_akun": SEP, "jenjang": "Semua", "status": "Semua",
        "kewenangan": "tanpa_kemenag", "pulau": None, "kode_provinsi": None, "kode_kab_kota": None,
    })  # fmt: skip
    x = dict(zip(frame["ukuran"], frame["x"].astype(int), strict=True))
    before = dict(zip(frame["ukuran"], frame["ukuran_sebelum"], strict=True))
    lost = [x[one] - x[ukuran] for ukuran, one in before.items() if isinstance(one, str)]
    lost.append(int(frame.loc[frame["ukuran"] == "pmm.login", "m"].iloc[0]) - x["pmm.login"])
    assert int(found.group(4).replace(".", "")) == max(lost)


def test_every_panel_says_its_cutoff_source_and_n(tiny_world: Path) -> None:
    at = visit("corong")
    feet = [m.value for m in at.markdown if "Sumber" in m.value]
    assert len(feet) >= 3
    assert all("Data per" in foot for foot in feet)
    text = words(at)
    assert "persennya tidak dikurangkan satu dari yang lain" in text
    assert "pertanyaan untuk ditanyakan ke daerahnya, bukan vonis" in text
    assert "jendela waktu" in text


def test_the_accounts_stand_on_their_own_base_with_their_own_date(tiny_world: Path) -> None:
    spec = chart_texts(visit("corong"))
    assert "penyebut: akun guru" in spec
    assert "per 30 Sep 2026" in spec
    assert "penyebut baru: guru di Dapodik, bukan akun" in spec


def test_heads_of_school_have_no_accounts_and_the_page_says_so(tiny_world: Path) -> None:
    at = visit("corong", peran="KS")
    assert not at.exception
    assert "kepala sekolah) per 31 Okt 2026" in headline(at)
    assert "Akun belajar.id untuk kepala sekolah tidak diekspor tersendiri" in words(at)


def test_a_province_lists_its_kab_kota_and_a_kab_kota_stands_among_them(tiny_world: Path) -> None:
    at = visit("corong", provinsi="13")
    assert not at.exception
    assert "kab/kota" in headline(at, 2)
    inside = visit("corong", provinsi="13", kab_kota="13.71")
    assert not inside.exception
    assert "Kota Padang" in words(inside)


def test_two_places_stand_side_by_side_with_the_difference_a_stage(tiny_world: Path) -> None:
    at = visit("corong", provinsi="13", wilayah_2="nasional")
    assert not at.exception
    assert headline(at, 1).startswith("Sumatera Barat")
    assert "Nasional" in headline(at, 1)
    assert "seolah kedua wilayah lepas" in words(at)
    assert "◇ Nasional" in chart_texts(at)


def test_two_dates_stand_side_by_side_and_the_interval_is_said_to_be_wide(tiny_world: Path) -> None:
    at = visit("corong", tanggal_2="2026-07-31")
    assert not at.exception
    assert headline(at, 1).startswith("31 Okt 2026 terhadap 31 Jul 2026")
    assert "setara" not in headline(at, 1), "too wide an interval proves no equality"
    assert "terlalu lebar untuk sekolah yang sama" in words(at)


def test_a_click_on_a_role_is_kept_in_the_link(tiny_world: Path) -> None:
    at = visit("corong")
    at.selectbox(key="opsi_peran").set_value("KS").run()
    assert not at.exception
    assert at.query_params["peran"] in ("KS", ["KS"])
    assert "kepala sekolah" in headline(at)


def test_dates_on_both_sides_of_a_break_are_not_read_as_progress(world: Path) -> None:
    def write(place: Path) -> None:
        schools = [f"100000{i:02d}" for i in range(12)]
        write_dataset(place, "satuan_pendidikan", [make_sekolah(npsn) for npsn in schools])
        write_dataset(place, "pmm_aktivitas", [
            make_pmm(npsn, tanggal, jumlah_login=login) for npsn in schools
            for tanggal, login in ((date(2023, 11, 30), 3), (OKT, 8))
        ])  # fmt: skip

    publish_world(world, write=write)
    at = visit("corong", tanggal_2="2023-11-30")
    gate.close_all()
    assert not at.exception
    assert "ada batas deret di antaranya (1 Jan 2024), jangan dibaca sebagai kemajuan" in headline(at, 1)


# --- one row, half a world, none ---


def write_one_row(place: Path) -> None:
    write_dataset(place, "satuan_pendidikan", [make_sekolah("10000001")])
    write_dataset(place, "pmm_aktivitas", [make_pmm("10000001", OKT)])


def test_one_row_is_a_funnel_without_an_interval(world: Path) -> None:
    publish_world(world, write=write_one_row)
    at = visit("corong")
    gate.close_all()
    assert not at.exception
    assert "±" not in headline(at)
    assert "satuan terlalu sedikit untuk dibandingkan" in headline(at)
    assert "Belum ada ekspor akun" in words(at) or "tidak diekspor tersendiri" in words(at)


def write_accounts(place: Path) -> None:
    write_dataset(place, "satuan_pendidikan", [make_sekolah("10000001")])
    write_dataset(place, "pemanfaatan_platform", [make_platform("belajar_id", SEP, "10000001")])


def test_accounts_without_any_pmm_are_drawn_alone(world: Path) -> None:
    publish_world(world, write=write_accounts)
    at = visit("corong")
    gate.close_all()
    assert not at.exception
    assert headline(at).startswith("Belum ada data PMM / Ruang GTK")
    assert len(at.get("plotly_chart")) == 1
    assert "akun guru" in chart_texts(at)
    assert "Sasaran" not in chart_texts(at)


def write_without_topics(place: Path) -> None:
    nothing = {f"jumlah_{name}": None for name in ("mulai_topik", *STEPS[1:])}
    write_dataset(place, "satuan_pendidikan", [make_sekolah(f"1000000{i}") for i in range(4)])
    write_dataset(place, "pmm_aktivitas", [make_pmm(f"1000000{i}", OKT, **nothing) for i in range(4)])


def test_stages_that_the_export_lacks_are_missing_and_said_not_zero(world: Path) -> None:
    publish_world(world, write=write_without_topics)
    at = visit("corong")
    gate.close_all()
    assert not at.exception
    assert "tahapnya kosong, bukan nol" in words(at)
    assert "mulai topik" in words(at)
    assert "Mulai topik" not in chart_texts(at)
    assert "ke pernah masuk" in headline(at)


def test_without_any_platform_the_page_says_what_is_missing(world: Path) -> None:
    publish_world(world, write=lambda place: write_dataset(place, "satuan_pendidikan", [make_sekolah("10000001")]))
    at = visit("corong")
    gate.close_all()
    assert not at.exception
    assert "Belum ada data PMM / Ruang GTK" in words(at)
    assert not at.get("plotly_chart")


def write_levels(place: Path) -> None:
    write_one_row(place)
    level = {"tingkat": "satuan_pendidikan", "kode_provinsi_kemendagri": "13", "kode_kab_kota_kemendagri": "13.06",
             "tanggal_data": SEP}  # fmt: skip
    write_dataset(place, "pmm_tingkat", [
        {**level, "npsn": "10000001", "aspek": "login", "predikat": "BAIK"},
        {**level, "npsn": "10000002", "aspek": "login", "predikat": "PERLU DITINGKATKAN"},
    ])  # fmt: skip


def test_published_levels_are_counted_apart_from_the_counters(world: Path) -> None:
    publish_world(world, write=write_levels)
    at = visit("corong", provinsi="13")
    elsewhere = visit("corong", provinsi="32")
    gate.close_all()
    assert not at.exception
    assert "Predikat terbit untuk 2 satuan pendidikan di Sumatera Barat" in words(at)
    assert "tidak dijumlahkan dengan penghitung di atas" in words(at)
    assert "Predikat terbit" not in words(elsewhere)


# --- links ---


def test_a_wrong_link_opens_the_nearest_view_with_a_note(tiny_world: Path) -> None:
    junk = "<script>'; DROP TABLE"
    at = visit("corong", peran=junk, wilayah_2=junk, tanggal_2=junk, provinsi="99", kab_kota=junk, tanggal="kemarin",
               jenjang=junk, status=junk, kewenangan=junk, ukuran=junk, kelompok=junk, pulau=junk,
               satuan=junk)  # fmt: skip
    assert not at.exception
    assert any("Tautan disesuaikan" in note.value for note in at.info)
    assert headline(at).startswith("Kehilangan terbesar")


def test_a_date_between_two_exports_shows_the_last_one_before_it_and_says_so(tiny_world: Path) -> None:
    at = visit("corong", ukuran="belajar_id.teraktivasi", tanggal="2026-09-30")
    assert not at.exception
    assert "per 30 Sep 2026" in headline(at) or "yang terakhir sampai 30 Sep 2026" in words(at)
