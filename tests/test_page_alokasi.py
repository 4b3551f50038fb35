"""Alokasi bimtek as its user meets it: with a plan, without, with nonsense, stopped, changed, saved, reopened."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from analysis.allocation import runner
from tests.allocation_world import computed, keys, limit, make_plan, open_plan, press, served, set_limit, write
from tests.mart_world import AGAM, PADANG, make_sekolah, publish_world, write_dataset
from tests.visiting import headline, visit, words
from views.allocation.inputs import Masukan
from warehouse import gate, plans

pytestmark = pytest.mark.xdist_group("halaman")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The world made once; each test works on a copy."""
    folder = tmp_path_factory.mktemp("alokasi")
    publish_world(folder, write=write)
    return folder


@pytest.fixture
def world(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    with served(built, tmp_path, monkeypatch) as found:
        yield found


def kept(at: AppTest) -> Masukan:
    """The inputs as the page last read them, without a plan."""
    found = at.session_state["serapan_alokasi_masukan"]["terakhir"]
    assert isinstance(found, Masukan)
    return found


# --- before anything is computed ---


def test_without_a_plan_the_page_says_what_is_missing_and_offers_equal_need(world: Path) -> None:
    at = visit("alokasi", provinsi="13")
    assert not at.exception
    assert "Belum ada rencana yang terbuka" in words(at)
    assert "Bila rencananya sudah ada, buka pada pilihan Rencana di atas." in words(at), "no second plan by mistake"
    (link,) = [e for e in at.get("page_link") if "Prioritas" in e.proto.label]
    assert "provinsi=13" in link.proto.query_string, "the link keeps the view"
    press(at, "alokasi_sama")
    assert not at.exception
    assert headline(at).startswith("19 kab/kota siap dibagi kursi: ")
    assert "Kebutuhan dianggap sama untuk semua kab/kota." in words(at)
    assert at.query_params["dasar_alokasi"] == "sama"


def test_a_plan_without_priorities_is_sent_to_them(world: Path) -> None:
    at = open_plan(make_plan(()).id)
    assert not at.exception
    assert "Rencana ini belum memuat prioritas wilayah berskor." in words(at)
    assert "alokasi_hitung" not in keys(at)


def test_a_plan_offers_its_scored_regions_and_names_who_has_no_score(world: Path) -> None:
    at = open_plan(make_plan(((AGAM, 90.0), (PADANG, 40.0), ("13.09", None))).id)
    assert not at.exception
    # Two schools' seats each: Agam 9 not reached (one came), Padang 10; 6 of 8 people are ready to go on.
    assert headline(at) == "2 kab/kota siap dibagi kursi: 38 calon tingkat dasar dan 6 yang sudah siap tingkat lanjut"
    assert "Calon lanjut bertambah selama rencana: 80 % dari peserta dasarnya dihitung siap." in words(at)
    assert "1 wilayah terpilih tanpa skor tidak ikut: Kab. Mentawai." in words(at)
    assert limit(at, "Pagu") == 2000


def test_regions_of_the_plan_beyond_the_place_shown_stay_out_and_are_counted(world: Path) -> None:
    plan = make_plan(((AGAM, 90.0), ("32.04", 40.0)), kode_provinsi=None)
    at = open_plan(plan.id)
    assert not at.exception
    assert headline(at).startswith("1 kab/kota siap dibagi kursi")
    assert "1 wilayah rencana di luar pilihan wilayah di atas tidak ikut." in words(at)
    none = open_plan(plan.id, provinsi="14", pulau="Sumatera")
    assert not none.exception
    assert "tidak memuat kab/kota berskor" in words(none)


def test_without_any_data_of_schools_the_page_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_world(tmp_path, write=lambda place: None)
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    at = visit("alokasi", dasar_alokasi="sama")
    assert not at.exception
    assert "Belum ada calon peserta" in words(at)
    gate.close_all()


def test_with_one_school_one_region_can_be_planned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    one = [make_sekolah("10000001", AGAM, jumlah_guru=3)]
    publish_world(tmp_path, write=lambda place: write_dataset(place, "satuan_pendidikan", one))
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    at = visit("alokasi", dasar_alokasi="sama", provinsi="13")
    assert not at.exception
    assert headline(at) == "19 kab/kota siap dibagi kursi: 2 calon tingkat dasar dan 0 yang sudah siap tingkat lanjut"
    at = computed(at)
    assert not at.exception
    assert headline(at).startswith("3 kursi di Padang bagi Kab. Agam; "), "two at basic, one of them may go on"
    assert "18 dari 19 kab/kota tidak mendapat kursi" in words(at)
    assert "Sebabnya: belum ada calon peserta (18)." in words(at)
    gate.close_all()


def test_junk_in_every_parameter_opens_the_nearest_view(world: Path) -> None:
    make_plan()
    junk = "'; DROP TABLE x <b>"
    at = visit("alokasi", **dict.fromkeys(("rencana", "dasar_alokasi", "provinsi", "pulau", "kab_kota"), junk))
    assert not at.exception
    assert at.info[0].value.startswith("Tautan disesuaikan.")
    assert "Belum ada rencana yang terbuka" in words(at)


# --- the result ---


def test_the_answer_is_of_the_plan_seats_cities_who_and_budget(world: Path) -> None:
    at = computed(open_plan(make_plan(galat=4.0).id))
    assert not at.exception
    found = headline(at)
    job = at.session_state["serapan_alokasi_kerja"]
    utama = job.studi.utama
    assert re.fullmatch(
        rf"{utama.kursi.sum()} kursi di Padang bagi Kab. Agam dan Kota Padang; memakai Rp [0-9,]+ juta dari pagu "
        r"Rp 2,0 miliar", found,
    )  # fmt: skip
    basic, after = utama.kursi.sum(axis=(0, 1)).tolist()
    assert f"{basic} kursi dasar dan {after} lanjut" in words(at)
    assert f"diperkirakan melayani kebutuhan setara {round(utama.nilai)} kursi bagi wilayah berskor 100" in words(at)
    # Six people of Agam may go on today; the others are of this plan's own basic seats.
    ready = min(6, int(utama.kursi[0, :, 1].sum()))
    assert f"Kursi lanjut: {ready} untuk yang siap hari ini dan {after - ready} untuk peserta dasar" in words(at)
    assert "Cara sederhana: kelas dibuka satu per satu" in words(at), "the rival is said in plain words"
    titles = [str(h.value) for h in at.header]
    assert [t for t in titles if "kelas terjadwal, semuanya muat" in t]
    assert [t for t in titles if "undian" in t], "standard errors of the plan say how uncertain the scores are"
    text = words(at)
    assert "dampak" not in text
    assert "Yang membatasi: calon peserta (semua calon sudah mendapat kursi). Pagu dapat turun sampai Rp" in text
    assert "Tambahan Rp 50 juta tidak menambah kebutuhan yang terlayani: yang menahan calon peserta" in text
    assert "Tambahan pagu" not in text, "what buys nothing has no panel of its own"
    assert "20 undian skor" not in text
    assert "2 undian skor menurut galat bakunya" in text
    assert "2025" in text, "last year's real seats stand beside it"


def test_a_result_for_other_limits_is_said_to_be_of_those_before(world: Path) -> None:
    at = computed(open_plan(make_plan().id))
    before = headline(at)
    assert "Hasil ini untuk batas sebelumnya" not in words(at)
    set_limit(at, "Pagu", 150)
    assert not at.exception
    assert "Hasil ini untuk batas sebelumnya" in words(at)
    assert headline(at) == before
    assert "simpan_alokasi" not in keys(at), "what is saved is what the limits on screen say"
    heads = [str(h.value).replace("\u00a0", " ") for h in at.header]
    assert "Pagu Rp 150 juta, 240 hari-pelatih, 2 kursi per sekolah" in heads, "as the fields under it say"
    at = computed(at)
    assert "pagu Rp 150 juta" in headline(at)
    assert "Hasil ini untuk batas sebelumnya" not in words(at)
    job = at.session_state["serapan_alokasi_kerja"]
    assert job.studi.utama.biaya <= 150e6


def test_impossible_limits_name_the_clash_and_what_to_loosen_and_nothing_else(world: Path) -> None:
    at = open_plan(make_plan().id)
    set_limit(at, "Kursi kab/kota, min.", 15)
    set_limit(at, "Pagu", 20)
    at = computed(at)
    assert not at.exception
    assert "Tidak ada susunan yang memenuhi" in headline(at)
    text = words(at)
    assert "Longgarkan salah satu:" in text
    assert "Pagu Rp 20.000.000" in text
    assert not at.get("plotly_chart"), "no plan, no chart"
    assert "simpan_alokasi" not in keys(at)
    assert "alokasi_hitung" in keys(at)


def test_limits_that_leave_no_seat_say_why(world: Path) -> None:
    at = open_plan(make_plan().id)
    set_limit(at, "Pagu", 1)
    at = computed(at)
    assert not at.exception
    assert headline(at).startswith("Tidak ada kursi yang dapat diberikan dalam pagu Rp 1 juta")
    assert "di atas pagu" in words(at)
    assert not at.get("plotly_chart")


def test_a_stop_ends_the_computation_and_says_so(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    busy = threading.BoundedSemaphore(1)
    busy.acquire()
    monkeypatch.setattr(runner, "BERSAMA", busy)
    at = open_plan(make_plan().id)
    press(at, "alokasi_hitung")
    assert not at.exception
    assert "Menghitung alokasi 2 kab/kota, 8 kota pelaksanaan, 2 tingkat" in [str(h.value) for h in at.header]
    assert "alokasi_hitung" not in keys(at), "one computation a session"
    press(at, "alokasi_henti")
    assert not at.exception
    job = at.session_state["serapan_alokasi_kerja"]
    assert (job.keadaan.is_dihentikan, job.keadaan.is_berjalan, job.kerja.pid) == (True, False, None)
    assert "Perhitungan dihentikan sebelum ada susunan" in words(at)
    assert "alokasi_hitung" in keys(at)
    busy.release()
    assert headline(computed(at)).split()[1] == "kursi", "and it can be begun again"


def test_leaving_the_page_keeps_the_result_and_the_limits(world: Path) -> None:
    at = open_plan(make_plan().id)
    set_limit(at, "Pagu", 300)
    at = computed(at)
    found = headline(at)
    at.switch_page("../pages/bimtek.py")
    at.run()
    assert not at.exception
    at.switch_page("../pages/alokasi.py")
    at.run()
    assert not at.exception
    assert headline(at) == found
    assert limit(at, "Pagu") == 300
    assert "Hasil ini untuk batas sebelumnya" not in words(at)


def test_an_end_before_the_start_is_a_sentence_and_nothing_can_be_computed(world: Path) -> None:
    at = open_plan(make_plan().id)
    start, end = at.date_input
    end.set_value(start.value.replace(year=start.value.year - 1)).run()
    assert not at.exception
    assert "selesai tidak sebelum mulai" in words(at)
    assert at.button(key="alokasi_hitung").disabled
    at = open_plan(make_plan().id)
    set_limit(at, "Kursi kab/kota, min.", 9)
    set_limit(at, "Kursi kab/kota, maks.", 3)
    assert "paling banyak (3) lebih kecil daripada sedikitnya (9)" in words(at)
    assert at.button(key="alokasi_hitung").disabled


def test_a_plan_that_names_only_one_level_starts_from_the_assumptions(world: Path) -> None:
    plan = make_plan()
    at = computed(open_plan(plan.id))
    press(at, "simpan_alokasi")
    kept_plan = plans.load(plan.id)
    lame = kept_plan.isi.model_copy(update={"tingkat": kept_plan.isi.tingkat[:1], "ongkos": ()})
    plans.save(plan.id, lame, dari=kept_plan.versi, oleh="BPMP")
    again = open_plan(plan.id)
    assert not again.exception
    assert "Alokasi tersimpan" in words(again)
    assert not computed(again).exception


def test_data_published_before_the_assumptions_existed_are_said_to_be_older(world: Path) -> None:
    (file,) = (world / "warehouse").glob("*/marts.duckdb")
    with duckdb.connect(str(file)) as con:
        con.execute("DROP TABLE biaya_bimtek")
    at = visit("alokasi", dasar_alokasi="sama")
    assert not at.exception
    assert "Snapshot ini dibuat oleh versi lama Serapan" in words(at)
    assert "alokasi_hitung" not in keys(at)


def test_the_first_limits_can_be_had_back(world: Path) -> None:
    at = open_plan(make_plan().id)
    assert "alokasi_awal" not in keys(at)
    set_limit(at, "Pagu", 150)
    press(set_limit(at, "Hari-pelatih", 12), "alokasi_awal")
    assert not at.exception
    assert (limit(at, "Pagu"), limit(at, "Hari-pelatih")) == (2000, 240)


def test_without_a_plan_limits_go_along_from_place_to_place_and_cities_are_of_the_place(world: Path) -> None:
    at = visit("alokasi", dasar_alokasi="sama", provinsi="13")
    set_limit(at, "Pagu", 150)
    assert kept(at).kota[0].kode_kota == PADANG, "its capital first"
    at.selectbox(key="saring_provinsi").set_value("32").run()
    assert not at.exception
    assert limit(at, "Pagu") == 150
    assert kept(at).kota[0].kode_kota == "32.73"


# --- saved, and opened again ---


def test_by_clicks_alone_from_saved_priorities_to_a_saved_allocation(world: Path) -> None:
    plan = make_plan()
    at = computed(open_plan(plan.id))
    said = headline(at)
    press(at, "simpan_alokasi")
    assert not at.exception
    saved = plans.load(plan.id)
    assert saved.versi == 2
    isi = saved.isi
    assert isi.setelan_alokasi is not None
    assert isi.setelan_alokasi.pagu_rupiah == 2e9
    assert sum(row.jumlah_kursi for row in isi.alokasi) == int(said.split(" kursi")[0])
    assert {row.skor for row in isi.alokasi} == {90.0, 40.0}
    assert sum(k.jumlah_kursi for k in isi.kelas) == sum(row.jumlah_kursi for row in isi.alokasi)
    assert all(k.tanggal_mulai is not None and k.tanggal_mulai.weekday() < 5 for k in isi.kelas)
    assert isi.wilayah == plan.isi.wilayah, "the priorities stay as they were"
    assert "Sudah tersimpan di rencana." in words(at)
    (onward,) = [e for e in at.get("page_link") if e.proto.label == "Lanjut ke Pembagian peran"]
    assert f"rencana={plan.id}" in onward.proto.query_string
    again = open_plan(plan.id)
    assert not again.exception
    assert headline(again) == said, "its own numbers, without a new computation"
    assert "Alokasi tersimpan" in words(again)
    assert "serapan_alokasi_kerja" not in again.session_state


def test_what_is_saved_stays_in_sight_while_it_is_computed_anew_and_when_that_is_stopped(
    world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = make_plan()
    press(computed(open_plan(plan.id)), "simpan_alokasi")
    busy = threading.BoundedSemaphore(1)
    busy.acquire()
    monkeypatch.setattr(runner, "BERSAMA", busy)
    at = open_plan(plan.id)
    said = headline(at)
    for key in ("alokasi_hitung", "alokasi_henti"):
        press(at, key)
        assert not at.exception
        assert headline(at) == said
        assert "Alokasi tersimpan" in words(at)
        assert at.get("plotly_chart")
    assert "Perhitungan dihentikan" in words(at)


def test_a_saved_allocation_keeps_its_numbers_on_newer_data(world: Path) -> None:
    plan = make_plan()
    at = computed(open_plan(plan.id))
    said = headline(at)
    press(at, "simpan_alokasi")
    more = [make_sekolah(f"{20000000 + n}", AGAM, jumlah_guru=10) for n in range(40)]
    publish_world(
        world, "20261102-080000-0123abce", write=lambda place: write_dataset(place, "satuan_pendidikan", more)
    )
    again = open_plan(plan.id)
    assert not again.exception
    assert headline(again) == said
    assert "data lebih baru ada" in words(again)
    again = computed(again)
    assert headline(again) != said, "computed anew, it is of the newer data"


def test_a_saved_allocation_says_when_limits_on_screen_differ(world: Path) -> None:
    plan = make_plan()
    at = computed(open_plan(plan.id))
    press(at, "simpan_alokasi")
    again = open_plan(plan.id)
    assert "Ini angka yang tersimpan" not in words(again)
    set_limit(again, "Hari-pelatih", 100)
    assert "Ini angka yang tersimpan; batas, ongkos, atau skor di halaman ini kini berbeda." in words(again)


def test_equal_need_is_saved_as_such_and_opens_so(world: Path) -> None:
    plan = make_plan(())
    at = computed(open_plan(plan.id, dasar_alokasi="sama"))
    assert "kebutuhan setara" not in words(at), "with equal need a seat is a seat"
    press(at, "simpan_alokasi")
    assert {row.skor for row in plans.load(plan.id).isi.alokasi} == {100.0}
    again = open_plan(plan.id)
    assert not again.exception
    assert again.query_params["dasar_alokasi"] == "sama"
    assert "Alokasi tersimpan" in words(again)


def test_a_saved_limit_beyond_the_widget_is_brought_back_not_refused(world: Path) -> None:
    plan = make_plan()
    at = computed(open_plan(plan.id))
    press(at, "simpan_alokasi")
    kept = plans.load(plan.id)
    assert kept.isi.setelan_alokasi is not None
    wild = kept.isi.setelan_alokasi.model_copy(update={"pagu_rupiah": 1e14, "hari_pelatih": 10**9})
    plans.save(plan.id, kept.isi.model_copy(update={"setelan_alokasi": wild}), dari=kept.versi, oleh="BPMP")
    again = open_plan(plan.id)
    assert not again.exception
    assert limit(again, "Hari-pelatih") == 100_000
    assert "Ini angka yang tersimpan" in words(again)
