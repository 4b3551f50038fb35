"""Rencana tersimpan: the list, a plan's history and differences, a copy for next year, the archive, XLSX out and in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from analysis.plan_copy import a_year_later, next_name, next_year
from schemas.rencana import TABEL
from tests.mart_world import publish_world
from tests.plan_pages import cells, click, current, keys, more, page, query_of, saved, typed
from tests.plan_world import make_kegiatan, make_peran, make_plan, make_target, store, whole_plan
from tests.visiting import headline, words
from views.plan import shelf
from warehouse import plans
from warehouse.plans import Versi

pytestmark = pytest.mark.xdist_group("halaman")


# --- the list ---


def test_without_a_plan_the_page_says_how_to_begin(own_plans: object) -> None:
    at = page()
    assert at.caption[0].value.endswith("?")
    assert headline(at) == "Belum ada rencana yang tersimpan"
    assert "Mulai dari halaman Prioritas" in words(at)
    assert not plans.plans_dir().exists(), "looking makes nothing"


def test_an_empty_plan_is_made_by_clicks(own_plans: object) -> None:
    at = page(provinsi="13")
    at.text_input(key="rencana_baru_nama").set_value("Rencana rapat")
    at.number_input(key="rencana_baru_tahun").set_value(2028)
    at.text_area(key="rencana_baru_keterangan").set_value("Untuk rapat koordinasi")
    at.text_input(key="rencana_baru_unit").set_value("BPMP Sumatera Barat")
    click(at, "rencana_baru_buat")
    (one,) = plans.listed()
    assert (one.nama, one.tahun, one.kode_provinsi, one.oleh) == ("Rencana rapat", 2028, "13", "BPMP Sumatera Barat")
    assert query_of(at, "rencana") == one.id
    assert "Untuk rapat koordinasi" in words(at)


def test_the_list_says_what_each_plan_holds_and_one_click_opens_it(own_plans: object) -> None:
    one, nation = (
        saved(nama="Sumbar"),
        plans.create(make_plan(kode_provinsi=None, nama="Negara", snapshot=current()), "X"),
    )
    riau = plans.create(make_plan(kode_provinsi="14", nama="Riau saja", snapshot=current()), "X")
    at = page()
    text = words(at)
    assert headline(at).startswith("3 rencana tersimpan; terakhir diubah")
    assert "Prioritas, Alokasi bimtek, Pembagian peran" in text
    assert "belum ada isinya" in text
    links = [link.proto.query_string for link in at.get("page_link")]
    assert any(f"rencana={one.id}" in link and "provinsi=13" in link for link in links)
    click(at, f"buka_{one.id}")
    assert query_of(at, "rencana") == one.id
    narrowed = page(provinsi="13")
    assert {f"buka_{one.id}", f"buka_{nation.id}"} <= keys(narrowed)
    assert f"buka_{riau.id}" not in keys(narrowed)


def test_a_plan_shows_every_table_it_holds(own_plans: object) -> None:
    at = page(rencana=saved().id)
    assert len(at.dataframe) == len(TABEL)
    regions = next(frame.value for frame in at.dataframe if "Dipilih" in frame.value.columns)
    assert list(regions["Kode wilayah"]) == ["13.06", "13.10"]
    assert list(regions["Dipilih"]) == ["ya", "tidak"]


# --- history ---


def test_the_history_says_who_and_when_and_what_differs_between_two_versions(own_plans: object) -> None:
    one = saved()
    two = more(one, keterangan="kedua")
    more(two, target=(make_target(nilai_target=90.0),))
    at = page(rencana=one.id, tab="riwayat")
    assert cells(at, "Versi") == ["3", "2", "1"]
    assert cells(at, "Oleh") == ["BGTK", "BGTK", "BPMP"]
    assert "1 beda dari versi 2 ke versi 3: Target 1." in words(at)
    assert (cells(at, "Lama"), cells(at, "Baru")) == (["70"], ["90"])
    at.selectbox(key="opsi_versi_2").set_value("1").run()
    assert "2 beda dari versi 1 ke versi 3" in words(at)
    assert query_of(at, "versi_2") == "1"


def test_an_old_version_is_read_only_and_can_be_the_newest_again(own_plans: object) -> None:
    one = saved()
    more(one, keterangan="keliru", kegiatan=())
    at = page(rencana=one.id, versi="1")
    assert "Versi lama, hanya dibaca" in words(at)
    assert any("Kegiatan id" in frame.value.columns for frame in at.dataframe)
    click(at, "pulihkan_versi")
    newest = plans.load(one.id)
    assert (newest.versi, newest.isi, newest.catatan) == (3, one.isi, "Isi versi 1 dipulihkan")
    assert "hanya dibaca" not in words(at)
    assert query_of(at, "versi") == "terbaru"


def test_who_saves_while_an_old_version_is_restored_loses_nothing_and_neither_does_the_restore(
    own_plans: object,
) -> None:
    one = saved(keterangan="pertama")
    two = more(one, keterangan="kedua", peran=(make_peran(triwulan=1),))
    at = page(rencana=one.id, versi="1")
    more(two, keterangan="ketiga")
    click(at, "pulihkan_versi")
    assert "orang lain menyimpan lebih dulu" in words(at)
    assert "bentrok_gabung" not in keys(at), "the description was changed by both"
    click(at, "bentrok_milik_saya")
    assert [versi.isi.keterangan for versi in plans.versions(one.id)] == ["pertama", "ketiga", "kedua", "pertama"]


def test_a_restore_is_merged_with_what_another_changed_elsewhere(own_plans: object) -> None:
    one = saved(keterangan="pertama")
    two = more(one, keterangan="kedua")
    at = page(rencana=one.id, versi="1")
    more(two, tahun=2029)
    click(at, "pulihkan_versi")
    click(at, "bentrok_gabung")
    newest = plans.load(one.id)
    assert (newest.versi, newest.isi.keterangan, newest.isi.tahun) == (4, "pertama", 2029)


def test_two_plans_are_compared(own_plans: object) -> None:
    one, other = saved(nama="Satu"), saved(nama="Dua", peran=())
    at = page(rencana=one.id, tab="banding", rencana_2=other.id)
    assert "2 beda dari Dua ke Satu" in words(at)
    assert "baris ditambah" in cells(at, "Kolom")


# --- what is done to a plan ---


def test_a_plan_is_renamed_and_described(own_plans: object) -> None:
    one = saved()
    at = page(rencana=one.id, tab="kelola")
    typed(at.text_input, "ubah_nama_").set_value("Nama baru")
    typed(at.text_area, "ubah_keterangan_").set_value("Disepakati dalam rapat")
    click(at, "simpan_identitas")
    isi = plans.load(one.id).isi
    assert (isi.nama, isi.keterangan, isi.snapshot) == ("Nama baru", "Disepakati dalam rapat", one.isi.snapshot)
    assert isi.wilayah == one.isi.wilayah


def test_two_who_rename_at_once_meet_the_conflict_panel_here_too(own_plans: object) -> None:
    one = saved()
    at = page(rencana=one.id, tab="kelola")
    typed(at.text_input, "ubah_nama_").set_value("Nama saya")
    more(one, nama="Nama mereka")
    click(at, "simpan_identitas")
    assert "orang lain menyimpan lebih dulu" in words(at)
    click(at, "bentrok_milik_saya")
    assert [versi.isi.nama for versi in plans.versions(one.id)] == ["Nama saya", "Nama mereka", one.isi.nama]


def test_a_copy_for_next_year_is_a_plan_of_its_own(own_plans: object) -> None:
    one = saved(nama="Rencana Sumatera Barat 2027")
    at = page(rencana=one.id, tab="kelola")
    assert "target tidak ikut" in words(at)
    click(at, "salin_tahun")
    other = next(plan for plan in plans.listed() if plan.id != one.id)
    assert (other.nama, other.tahun, other.catatan) == (
        "Rencana Sumatera Barat 2028", 2028, "Disalin dari Rencana Sumatera Barat 2027 versi 1")  # fmt: skip
    assert query_of(at, "rencana") == other.id
    assert plans.load(one.id).versi == 1


def test_a_copy_moves_dates_and_leaves_what_must_be_decided_anew() -> None:
    isi = whole_plan(
        peran=(make_peran(tanggal_mulai=date(2028, 2, 29), program_id="P-1"),),
        kegiatan=(make_kegiatan(status_pelaksanaan="selesai", tanggal_tenggat=date(2027, 6, 30)),),
    )
    later = next_year(isi)
    assert (later.tahun, later.target, later.alokasi, later.kelas) == (2028, (), (), ())
    assert (later.wilayah, later.sumbangan, later.mandat, later.snapshot) == (
        isi.wilayah, isi.sumbangan, isi.mandat, isi.snapshot)  # fmt: skip
    assert (later.peran[0].tanggal_mulai, later.peran[0].program_id) == (date(2029, 2, 28), None)
    assert (later.kegiatan[0].status_pelaksanaan, later.kegiatan[0].tanggal_tenggat) == ("rencana", date(2028, 6, 30))
    assert later.setelan_alokasi is not None
    assert later.setelan_alokasi.tanggal_mulai == date(2028, 2, 1)
    assert a_year_later(None) is None
    assert next_name("Rencana", 2027) == "Rencana 2028"
    assert next_year(make_plan()).peran == ()


def test_a_plan_is_archived_and_brought_back(own_plans: object) -> None:
    one = saved()
    at = click(page(rencana=one.id, tab="kelola"), "arsipkan")
    assert plans.listed() == ()
    assert query_of(at, "rencana") == "tanpa"
    at = page(keadaan="arsip")
    assert f"buka_{one.id}" in keys(at)
    at = click(page(rencana=one.id, tab="kelola"), "arsipkan")
    assert [plan.id for plan in plans.listed()] == [one.id]


# --- what cannot be read ---


def damaged(one: Versi, column: str, text: str) -> None:
    with closing(sqlite3.connect(store())) as con:
        con.execute(f"UPDATE versi SET {column} = ? WHERE rencana = ? AND versi = ?", (text, one.id, one.versi))
        con.commit()


@pytest.mark.parametrize("tab", ["riwayat", "banding"])
def test_another_version_or_plan_that_cannot_be_read_is_a_sentence(own_plans: object, tab: str) -> None:
    one = saved(nama="Satu")
    other = saved(nama="Dua")
    two = more(one, keterangan="kedua")
    damaged(one, "isi", '{"nama": "Renc')
    damaged(other, "isi", '{"nama": "Renc')
    at = page(rencana=one.id, tab=tab)
    assert "Versi 1 rencana ini rusak" in at.warning[0].value
    assert two.isi.keterangan in words(at)


@pytest.mark.parametrize(
    ("column", "text"),
    [
        ("ringkas", "bukan json"),
        ("ringkas", "[]"),
        ("ringkas", "{}"),
        ("ringkas", '{"nama": 1}'),
        ("disimpan", "kemarin"),
    ],
)
def test_one_damaged_row_keeps_nobody_from_the_other_plans(own_plans: object, column: str, text: str) -> None:
    one, other = saved(nama="Rusak"), saved(nama="Utuh")
    damaged(one, column, text)
    at = page()
    assert headline(at).startswith("2 rencana tersimpan")
    assert "Utuh" in words(page(rencana=other.id, tab="riwayat"))
    opened = page(rencana=one.id, tab="riwayat")
    assert ("Versi 1 rencana ini rusak" in words(opened)) == (column == "disimpan")


def test_a_summary_with_a_part_of_a_newer_serapan_is_listed(own_plans: object) -> None:
    one = saved(nama="Masa depan")
    with closing(sqlite3.connect(store())) as con:
        con.execute("UPDATE versi SET ringkas = json_set(ringkas, '$.bagian_baru', 1)")
        con.commit()
    assert "Masa depan" in words(page())
    assert [plan.nama for plan in plans.listed()] == ["Masa depan"]
    assert plans.about(one.id) is not None


# --- many, and in words ---


def test_a_part_says_what_is_planned_in_it_not_how_many_rows(own_plans: object) -> None:
    text = words(page(rencana=saved(kegiatan=(make_kegiatan(anggaran_rupiah=25e6), make_kegiatan("K-002"))).id))
    assert "1 dari 2 wilayah dipilih: Kab. 13.06" in text.replace("\\", "")
    assert "12 kursi bagi 1 wilayah, 1 kelas" in text
    assert "1 program di 1 wilayah" in text
    assert "2 kegiatan, Rp 25" in text
    assert "1 belum beranggaran" in text
    assert "1 target" in text
    empty = words(page(rencana=plans.create(make_plan(snapshot=current()), "BPMP").id))
    assert "belum ada kursi" in empty
    assert "belum ada program" in empty


def test_years_and_levels_are_printed_as_people_write_them(own_plans: object) -> None:
    one = saved()
    more(one, tahun=2028, alokasi=())
    at = page(rencana=one.id, tab="riwayat")
    assert {"2027", "2028"} <= {*cells(at, "Lama"), *cells(at, "Baru")}
    row = next(text for text in cells(at, "Lama") if "Level" in text)
    assert "Level: dasar" in row


def test_a_copy_says_what_must_be_decided_next(own_plans: object) -> None:
    one = saved()
    assert "hitung alokasi, lalu" not in words(page(rencana=one.id))
    at = click(page(rencana=one.id, tab="kelola"), "salin_tahun")
    assert "Kursi dan target 2028 belum ada" in words(at)


def test_what_is_typed_survives_a_save_of_another_part(own_plans: object) -> None:
    one = saved()
    at = page(rencana=one.id, tab="kelola")
    before = typed(at.text_input, "ubah_nama_").key
    two = more(one, target=())
    assert typed(page(rencana=two.id, tab="kelola").text_input, "ubah_nama_").key == before
    more(two, nama="Lain")
    assert typed(page(rencana=two.id, tab="kelola").text_input, "ubah_nama_").key != before


def test_among_very_many_plans_one_searches(own_plans: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shelf, "MOST", 1)
    monkeypatch.setattr(shelf, "MOST_FOLDED", 2)
    for number in range(5):
        saved(nama=f"Rencana {number}")
    at = page()
    assert sum(key.startswith("buka_") for key in keys(at)) == 3
    assert "2 dari 4" in words(at)
    at.text_input(key="rencana_cari").set_value("rencana 0").run()
    assert sum(key.startswith("buka_") for key in keys(at)) == 2
    assert "Rencana 0" in words(at)


# --- without data, and with junk ---


def test_the_page_opens_on_a_snapshot_without_platforms(tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    publish_world(tmp_path, write=lambda _: None)
    one = plans.create(make_plan(), "BPMP")
    assert "Rencana uji" in words(page())
    assert "Rencana uji" in words(page(rencana=one.id, tab="kelola"))


@pytest.mark.parametrize("tab", ["riwayat", "banding", "apa saja"])
def test_junk_in_every_option_opens_the_page(own_plans: object, tab: str) -> None:
    one = saved()
    junk = {"versi": "99'; DROP", "versi_2": "\u202e", "rencana_2": "x" * 3000, "keadaan": "<b>", "provinsi": "99"}
    assert "Rencana uji" in words(page(rencana=one.id, tab=tab, **junk))


def test_a_store_that_cannot_be_read_is_a_sentence_here_too(own_plans: object) -> None:
    plans.plans_dir().mkdir(parents=True)
    store().write_bytes(b"rusak " * 2000)
    at = page()
    assert "Pulihkan cadangan" in at.warning[0].value
