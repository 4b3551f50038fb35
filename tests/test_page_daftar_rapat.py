"""Daftar rapat: screens are added, ordered, written beside, saved, shared and taken back, all by clicks."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from schemas.daftar_rapat import ButirDaftar
from schemas.rapat import Urutan
from tests.meeting_pages import KINDS, clean, click, current, items, keys, layar, link, opened, order, page, saved
from tests.meeting_world import make_butir, make_daftar
from tests.rapat_world import make_urutan
from tests.visiting import headline, visit, words
from views.meeting import basket, sequences
from warehouse import gate, meetings
from warehouse.viewer import Viewer

pytestmark = [pytest.mark.xdist_group("halaman"), pytest.mark.usefixtures("own_plans")]

# --- empty, junk, scope ---


def test_an_empty_list_says_what_it_is_what_to_do_and_where_to_go() -> None:
    at = page(provinsi="13")
    assert headline(at) == "Belum ada layar pada daftar ini"
    assert "mengumpulkan grafik dari halaman mana pun" in words(at)
    assert "tambah ke rapat" in words(at)
    assert any("Provinsi Sumatera Barat" in one.proto.label for one in at.get("page_link"))
    assert "rapat_simpan" not in keys(at)
    assert link(at) == "baru"


@pytest.mark.parametrize("junk", ["tidakada", "", "../../etc/passwd", "'; DROP TABLE daftar; --", "9" * 300, "🙂"])
def test_a_link_to_no_list_says_so_and_the_list_of_the_session_stays(junk: str) -> None:
    at = page(make_daftar(*items("titik")), daftar=junk)
    at.query_params["daftar"] = junk
    clean(at.run())
    assert "pada tautan ini tidak ada" in " ".join(str(one.value) for one in at.info)
    assert order(at) == ["titik"]
    assert link(at) == "baru"


def test_a_list_outside_the_scope_is_refused_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    other = meetings.create(make_daftar(make_butir(kode=("32",)), nama="Rahasia Jabar"), "BPMP Jabar")
    monkeypatch.setattr(gate, "_check_scope", lambda _viewer: None)  # as if the gate let parts of the nation through
    at = visit("daftar_rapat")
    at.session_state["serapan_viewer"] = Viewer("Sumbar", "analis", "13")
    at.query_params["daftar"] = other.id
    clean(at.run())
    assert "di luar lingkup Anda" in words(at)
    assert "Rahasia Jabar" not in words(at)
    assert order(at) == []


def test_a_viewer_of_a_province_may_look_at_a_list_of_the_nation_and_saves_it_as_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    one = saved("titik")
    monkeypatch.setattr(gate, "_check_scope", lambda _viewer: None)
    at = visit("daftar_rapat")
    at.session_state["serapan_viewer"] = Viewer("Sumbar", "analis", "13")
    at.query_params["daftar"] = one.id
    clean(at.run())
    assert order(at) == ["titik"]
    assert "rapat_simpan" not in keys(at)
    click(at, "rapat_simpan_lain")
    assert {line.kode_provinsi for line in meetings.listed()} == {None, "13"}


def test_a_store_that_cannot_be_read_is_said_and_the_page_stands(own_plans: Path) -> None:
    one = saved("titik")
    (meetings_file := own_plans / "rencana" / "simpanan.sqlite3").write_bytes(b"rusak " * 2000)
    assert meetings_file.is_file()
    at = page(daftar=one.id)
    assert "Pulihkan cadangan" in " ".join(str(warning.value) for warning in at.warning)


HOSTILE = "[klik](http://jahat.example) <b>tebal</b> $x$ :red[m]"


def test_hostile_names_and_findings_are_printed_as_they_are() -> None:
    bad = ButirDaftar(
        id="x", layar=layar("titik", judul=HOSTILE, nama=HOSTILE, tautan=f"../{HOSTILE}?a=%00&snapshot=x"),
        snapshot="../x", asal=HOSTILE, judul_sendiri=HOSTILE, catatan=HOSTILE,
    )  # fmt: skip
    one = meetings.create(make_daftar(bad, nama=HOSTILE), HOSTILE[:60])
    at = page(one)
    marked = " ".join(str(text.value) for text in (*at.markdown, *at.header))
    blocks = " ".join(str(block.proto.body) for block in at.get("html"))
    assert "jahat.example" in marked
    assert "[klik](http" not in marked
    assert "&lt;b&gt;tebal" in blocks
    assert "<b>tebal" not in blocks
    assert not any("jahat" in str(link.proto) for link in at.get("page_link"))
    click(at, "rapat_keluar_x")
    click(at, "rapat_batalkan")
    click(at, "rapat_hitung_ulang")
    assert order(at) == ["x"], "what can't be made again stays"


# --- order, words, undo ---


def test_screens_are_moved_by_clicks_and_by_typing_a_number() -> None:
    at = page(make_daftar(*items()))
    assert headline(at) == "Rapat uji: 4 layar, data per 31 Okt 2026"
    click(at, "rapat_turun_titik")
    assert order(at) == ["garis", "titik", "petak", "tabel"]
    click(at, "rapat_naik_petak")
    assert order(at) == ["garis", "petak", "titik", "tabel"]
    click(at, "rapat_atas_tabel")
    assert order(at) == ["tabel", "garis", "petak", "titik"]
    clean(at.number_input(key="rapat_nomor_tabel").set_value(3).run())
    assert order(at) == ["garis", "petak", "tabel", "titik"]
    assert [box.value for box in at.number_input] == [1, 2, 3, 4]
    assert at.button(key="rapat_naik_garis").disabled
    assert at.button(key="rapat_turun_titik").disabled


def test_what_was_taken_off_comes_back_where_it_was_and_later_words_stay() -> None:
    at = page(make_daftar(*items()))
    click(at, "rapat_sunting_tabel")
    click(at, "rapat_keluar_garis")
    assert order(at) == ["titik", "petak", "tabel"]
    assert "Layar 2 dikeluarkan: Temuan garis" in words(at)
    clean(at.text_area(key="rapat_tulis_catatan_tabel").set_value("Sebut Agam").run())
    click(at, "rapat_batalkan")
    assert order(at) == ["titik", "garis", "petak", "tabel"]
    assert "Sebut Agam" in words(at)
    assert "rapat_batalkan" not in keys(at)
    for kind in KINDS:
        click(at, f"rapat_keluar_{kind}")
    assert headline(at) == "Belum ada layar pada daftar ini"
    for _ in KINDS:
        click(at, "rapat_batalkan")
    assert sorted(order(at)) == sorted(KINDS)


def test_an_own_headline_is_marked_and_the_finding_stays_in_the_notes() -> None:
    at = page(make_daftar(*items("titik", "garis")))
    click(at, "rapat_sunting_titik")
    clean(at.text_input(key="rapat_tulis_judul_titik").set_value("Kita hampir sampai").run())
    clean(at.text_area(key="rapat_tulis_pertanyaan_titik").set_value("Mengapa Agam?").run())
    assert "judul disunting" in words(at)
    assert "Temuan dari data: Temuan titik" in words(at)
    shown = basket.compose(opened(at).isi).layar[0]
    assert (shown.judul, shown.pertanyaan) == ("Kita hampir sampai", "Mengapa Agam?")
    assert shown.catatan_penyaji.endswith("Temuan dari data: Temuan titik")
    assert "Judul disunting" in shown.catatan
    click(at, "rapat_temuan_titik")
    assert basket.compose(opened(at).isi).layar[0].judul == "Temuan titik"
    clean(at.text_input(key="rapat_tulis_judul_titik").set_value("Temuan titik").run())
    assert opened(at).isi.butir[0].judul_sendiri == ""


def test_a_number_of_a_person_is_not_taken() -> None:
    at = page(make_daftar(*items("titik")))
    click(at, "rapat_sunting_titik")
    clean(at.text_area(key="rapat_tulis_catatan_titik").set_value("NIP 198001012005011001").run())
    assert "NIK atau NIP" in " ".join(str(one.value) for one in at.warning)
    assert opened(at).isi.butir[0].catatan is None
    clean(at.text_input(key="rapat_judul_daftar").set_value("Rapat 3201010101800001").run())
    assert opened(at).isi.nama == "Rapat uji"


# --- save, share, together ---


def test_a_list_is_saved_under_its_title_and_opens_by_its_link() -> None:
    at = page(make_daftar(*items("titik", "garis")))
    clean(at.text_input(key="rapat_judul_daftar").set_value("Rakor triwulan").run())
    clean(at.text_input(key="rapat_unit").set_value("Bidang Mutu").run())
    click(at, "rapat_simpan")
    (one,) = meetings.listed()
    assert (one.nama, one.oleh, one.jumlah_layar, one.versi) == ("Rakor triwulan", "Bidang Mutu", 2, 1)
    assert link(at) == one.id
    assert "tersimpan" in words(at)
    assert at.button(key="rapat_simpan").disabled
    other = page(daftar=one.id)
    assert headline(other).startswith("Rakor triwulan: 2 layar")
    assert order(other) == order(at)
    assert any(f"daftar={one.id}" in str(code.proto) for code in other.get("code"))
    click(other, "rapat_turun_" + order(other)[0])
    assert "ada perubahan yang belum disimpan" in words(other)


def test_a_person_does_not_save() -> None:
    at = page(make_daftar(*items("titik")))
    clean(at.text_input(key="rapat_unit").set_value("Drs. Budi").run())
    click(at, "rapat_simpan")
    assert "bukan nama orang" in " ".join(str(one.value) for one in at.warning)
    assert meetings.listed() == ()


def test_the_second_of_two_is_told_sees_what_differs_and_chooses() -> None:
    one = saved("titik", "garis")
    at = page(one)
    clean(at.text_input(key="rapat_judul_daftar").set_value("Milik saya").run())
    theirs = meetings.save(one.id, make_daftar(*items("garis", "titik", "petak")), dari=1, oleh="BGTK")
    clean(at.run())
    assert "sudah disimpan oleh BGTK" in words(at)
    click(at, "rapat_simpan")
    assert "orang lain menyimpan lebih dulu" in words(at)
    assert "hanya di yang tersimpan" in words(at)
    assert meetings.load(one.id) == theirs, "nothing was replaced"
    click(at, "rapat_bentrok_saya")
    assert [line.versi for line in meetings.history(one.id)] == [3, 2, 1]
    assert meetings.load(one.id).isi.nama == "Milik saya"
    click(at, f"rak_versi_{one.id}_2")
    assert order(at) == ["garis", "titik", "petak"]
    assert "ada perubahan yang belum disimpan" in words(at)


def test_taking_what_somebody_else_saved_sets_mine_aside() -> None:
    one = saved("titik", "garis")
    at = page(one)
    click(at, "rapat_keluar_titik")
    meetings.save(one.id, make_daftar(*items("petak")), dari=1, oleh="BGTK")
    clean(at.text_input(key="rapat_unit").set_value("BPMP").run())
    click(at, "rapat_simpan")
    click(at, "rapat_bentrok_mereka")
    assert order(at) == ["petak"]
    click(at, "rapat_batalkan")
    assert order(at) == ["garis"]


def test_the_shelf_opens_copies_renames_and_archives() -> None:
    one, two = saved("titik", nama="Satu"), saved("garis", "petak", nama="Dua")
    at = page(one)
    click(at, f"rak_buka_{two.id}")
    assert order(at) == ["garis", "petak"]
    assert link(at) == two.id
    click(at, f"rak_duplikat_{one.id}")
    assert {line.nama for line in meetings.listed()} == {"Satu", "Dua", "Satu (salinan)"}
    assert order(at) == ["titik"]
    clean(at.text_input(key=f"rak_nama_{two.id}_1").set_value("Satu").run())
    click(at, f"rak_ganti_{two.id}")
    assert meetings.load(two.id).isi.nama == "Satu (2)"
    click(at, f"rak_arsip_{two.id}")
    assert two.id not in {line.id for line in meetings.listed()}
    archived = page(daftar=two.id, keadaan="arsip")
    click(archived, f"rak_arsip_{two.id}")
    assert two.id in {line.id for line in meetings.listed()}


def test_opening_another_list_sets_what_is_unsaved_aside() -> None:
    one = saved("titik")
    at = page(make_daftar(*items("garis"), nama="Punya saya"))
    click(at, f"rak_buka_{one.id}")
    assert "“Punya saya” yang belum disimpan disisihkan" in words(at)
    click(at, "rapat_batalkan")
    assert order(at) == ["garis"]
    assert link(at) == "baru"
    click(at, "rapat_baru")
    assert headline(at) == "Belum ada layar pada daftar ini"
    click(at, "rapat_batalkan")
    assert order(at) == ["garis"]


# --- ready sequences, older data ---


def sequence(*kinds: str, judul: str = "Sumatera Barat") -> Urutan:
    return make_urutan(judul=judul, layar=tuple(layar(kind, kunci=f"provinsi.{kind}") for kind in kinds))


def test_a_ready_sequence_is_added_once_and_can_be_taken_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sequences, "ready", lambda jenis, saringan: sequence("titik", "garis"))
    at = page(provinsi="13")
    click(at, "rapat_tambah_provinsi")
    assert headline(at).startswith("Sumatera Barat: 2 layar")
    assert all(one.asal.startswith("provinsi?") and "provinsi=13" in one.asal for one in opened(at).isi.butir)
    click(at, "rapat_tambah_provinsi")
    assert len(order(at)) == 2
    click(at, "rapat_batalkan")
    assert order(at) == []


def test_older_screens_of_a_ready_sequence_are_made_again_and_what_was_written_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    old = "20260901-080000-0123abcd"
    ready = ButirDaftar(id="siap", layar=layar("titik", old, kunci="provinsi.titik"), snapshot=old,
                        asal="provinsi?provinsi=13&tanggal=2020-01-31", catatan="Sebut Agam")  # fmt: skip
    bare = ButirDaftar(id="halaman", layar=layar("garis", old), snapshot=old)
    fresh = replace_judul(sequence("titik"), "Temuan baru")
    asked = []

    def made(jenis: str, saringan: Any) -> Urutan:
        asked.append((jenis, saringan.provinsi, saringan.tanggal_data.year))
        return fresh

    monkeypatch.setattr(sequences, "ready", made)
    at = page(make_daftar(ready, bare))
    assert "2 layar berdiri pada data yang lebih lama" in words(at)
    assert "sudah dihapus" in words(at)
    assert any(one.proto.label == "Buka dengan data terbaru" for one in at.get("page_link"))
    click(at, "rapat_hitung_ulang")
    assert asked[0][:2] == ("provinsi", "13")
    assert asked[0][2] > 2020, "the newest cut-off, not the one of then"
    first, second = opened(at).isi.butir
    assert (first.layar.judul, first.snapshot, first.catatan) == ("Temuan baru", current(), "Sebut Agam")
    assert second == bare
    assert "1 layar berdiri" in words(at)
    click(at, "rapat_batalkan")
    assert opened(at).isi.butir[0] == ready


def replace_judul(urutan: Urutan, judul: str) -> Urutan:
    return urutan.model_copy(update={"layar": tuple(one.model_copy(update={"judul": judul}) for one in urutan.layar)})
