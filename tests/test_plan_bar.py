"""The open plan on a page: created, saved, saved by two at once, of another place, on older data, and unreadable."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from schemas.rencana import Rencana
from tests.plan_bars import click, current, keys, page, query_of, saved
from tests.plan_world import make_peran, make_target, store
from tests.visiting import words
from warehouse import plans
from warehouse.plans import Versi

pytestmark = [pytest.mark.xdist_group("halaman"), pytest.mark.usefixtures("own_plans")]


# --- create and save ---


def test_a_first_save_makes_a_plan_that_the_link_then_names() -> None:
    at = page()
    assert "simpan_uji" not in keys(at)
    at.text_input(key="baru_nama_uji").set_value("Rencana rapat")
    at.text_input(key="baru_unit_uji").set_value("BPMP Sumatera Barat")
    click(at, "baru_simpan_uji")
    (one,) = plans.listed()
    assert (one.nama, one.oleh, one.kode_provinsi, one.snapshot) == (
        "Rencana rapat", "BPMP Sumatera Barat", "13", current())  # fmt: skip
    assert query_of(at, "rencana") == one.id
    assert [toast.value for toast in at.toast] == [r"Rencana baru disimpan\: Rencana rapat."]
    assert "versi 1" in words(at)


def test_a_name_that_is_taken_gets_a_number() -> None:
    saved(nama="Rencana Sumatera Barat 2027")
    at = page()
    name = str(at.text_input(key="baru_nama_uji").value)
    assert name.startswith("Rencana Sumatera Barat 20")
    saved(nama=name)
    click(at, "baru_simpan_uji")
    assert [one.nama for one in plans.listed()].count(name) == 1
    assert f"{name} (2)" in [one.nama for one in plans.listed()]


def test_who_saves_is_asked_once_and_remembered() -> None:
    one = saved()
    at = page(rencana=one.id)
    assert at.text_input(key="unit_uji").value == "BPMP"
    at.text_input(key="unit_uji").set_value("Disdik Agam")
    click(at, "simpan_uji")
    assert plans.load(one.id).oleh == "Disdik Agam"
    assert [toast.value for toast in at.toast] == ["Tersimpan sebagai versi 2."]
    assert not [box for box in at.text_input if str(box.key).startswith("unit_")]
    at.session_state["uji_triwulan"] = 3
    at.run()
    click(at, "simpan_uji")
    assert (plans.load(one.id).versi, plans.load(one.id).oleh) == (3, "Disdik Agam")


def test_saving_what_is_saved_already_makes_no_version() -> None:
    one = saved(peran=(make_peran(triwulan=1),))
    at = click(page(rencana=one.id), "simpan_uji")
    assert [toast.value for toast in at.toast] == ["Tidak ada yang berubah sejak versi 1."]
    assert len(plans.history(one.id)) == 1


def test_rows_written_twice_are_a_sentence_and_nothing_is_saved() -> None:
    one = saved()
    at = click(page(rencana=one.id), "simpan_kembar")
    assert "tertulis dua kali" in at.warning[0].value
    assert "Value error" not in at.warning[0].value
    assert len(plans.history(one.id)) == 1
    click(at, "simpan_uji")
    assert not at.warning


def test_a_person_s_number_as_unit_is_refused() -> None:
    one = saved()
    at = page(rencana=one.id)
    at.text_input(key="unit_uji").set_value("198001012005011001")
    click(at, "simpan_uji")
    assert "NIP, NIK" in at.warning[0].value
    assert len(plans.history(one.id)) == 1


@pytest.mark.parametrize("name", ["Budi Santoso, S.Pd.", "budi@contoh.go.id", "0812 3456 7890"])
def test_a_person_as_unit_is_refused(name: str) -> None:
    one = saved()
    at = page(rencana=one.id)
    at.text_input(key="unit_uji").set_value(name)
    click(at, "simpan_uji")
    assert "unit atau jabatan" in at.warning[0].value
    assert len(plans.history(one.id)) == 1


def quiet(at: AppTest) -> str:
    """What stands on the page in quiet lines, the toast apart."""
    return " ".join(str(block.proto.body) for block in at.get("html"))


def test_that_it_was_saved_stays_on_the_page_until_something_is_changed() -> None:
    one = saved()
    at = page(rencana=one.id)
    assert "Tersimpan sebagai" not in quiet(at)
    click(at, "simpan_uji")
    assert quiet(at).count("Tersimpan sebagai versi 2.") == 1, "beside the button that saved, not beside the others"
    at.run()
    assert not at.toast
    assert "Tersimpan sebagai versi 2." in quiet(at)
    at.session_state["uji_triwulan"] = 3
    at.run()
    assert "Tersimpan sebagai" not in quiet(at)
    click(at, "simpan_uji")
    assert "Tersimpan sebagai versi 3." in quiet(at)
    assert "Tersimpan sebagai" not in quiet(page(3, rencana=one.id)), "another session saved nothing"


def test_a_name_is_no_markdown_in_what_is_said_of_it() -> None:
    at = page()
    at.text_input(key="baru_nama_uji").set_value("**tebal** [a](http://e.com)")
    click(at, "baru_simpan_uji")
    assert r"\*\*tebal\*\* \[a\]" in at.toast[0].value


def test_a_save_into_a_plan_that_was_archived_meanwhile_is_said() -> None:
    one = saved()
    at = page(rencana=one.id)
    plans.archive(one.id)
    click(at, "simpan_uji")
    assert plans.load(one.id).versi == 2
    assert "Rencana ini diarsipkan" in quiet(at)


def test_a_newest_version_that_cannot_be_read_keeps_the_open_one() -> None:
    import sqlite3
    from contextlib import closing

    one = saved()
    at = page(rencana=one.id)
    two = save_between(one, keterangan="baru")
    with closing(sqlite3.connect(store())) as con:
        con.execute("UPDATE versi SET isi = 'rusak' WHERE versi = ?", (two.versi,))
        con.commit()
    at.run()
    assert not at.exception
    assert at.text[0].value == "dibuka 1"
    assert "Versi 2 rencana ini rusak" in " ".join(one.value for one in at.warning)


# --- two at once ---


def save_between(one: Versi, **fields: Any) -> Versi:
    return plans.save(one.id, Rencana.model_validate({**dict(one.isi), **fields}), dari=one.versi, oleh="BGTK")


def conflicted(**theirs: Any) -> tuple[AppTest, Versi]:
    """A page that tries to save triwulan 3 after somebody saved `theirs`."""
    one = saved(peran=(make_peran(triwulan=1),))
    at = page(3, rencana=one.id)
    save_between(one, **theirs)
    return click(at, "simpan_uji"), one


def test_somebody_saved_in_between_is_said_and_shown_before_one_saves() -> None:
    one = saved()
    at = page(rencana=one.id)
    save_between(one, keterangan="Dari mereka")
    at.run()
    assert "Versi 2 sudah disimpan oleh BGTK" in words(at).replace("*", "")
    assert "Dari mereka" in words(at)
    assert at.text[0].value == "dibuka 1"
    click(at, "rencana_terbaru")
    assert at.text[0].value == "dibuka 2"
    assert "rencana_terbaru" not in keys(at)


def test_the_second_to_save_sees_the_difference_and_nothing_is_written() -> None:
    at, one = conflicted(peran=(make_peran(triwulan=2),))
    text = words(at)
    assert "orang lain menyimpan lebih dulu" in text
    assert "oleh BGTK" in text
    table = " ".join(str(block.proto.body) for block in at.get("html"))
    assert '<td role="cell" data-kolom="Semula" class="angka-kanan">1</td>' in table
    assert '<td role="cell" data-kolom="Tersimpan" class="angka-kanan">2</td>' in table
    assert '<td role="cell" data-kolom="Milik saya" class="angka-kanan">3</td>' in table
    assert "bentrok_gabung" not in keys(at)
    assert {"bentrok_milik_saya", "bentrok_simpan_lain", "bentrok_buang"} <= keys(at)
    assert at.button(key="simpan_uji").disabled
    assert "memuat ulang halaman membuangnya" in quiet(at)
    assert len(plans.history(one.id)) == 2


def test_changes_that_do_not_touch_each_other_are_merged() -> None:
    at, one = conflicted(keterangan="Dari mereka", target=(make_target(),))
    click(at, "bentrok_gabung")
    newest = plans.load(one.id)
    assert (newest.versi, newest.isi.keterangan, newest.isi.peran[0].triwulan) == (3, "Dari mereka", 3)
    assert newest.isi.target == (make_target(),)
    assert "menyimpan lebih dulu" not in words(at)
    assert at.text[0].value == "dibuka 3"


def test_mine_becomes_the_newest_and_theirs_stays_in_the_history() -> None:
    at, one = conflicted(peran=(make_peran(triwulan=2),))
    click(at, "bentrok_milik_saya")
    assert [versi.isi.peran[0].triwulan for versi in plans.versions(one.id)] == [3, 2, 1]
    assert plans.load(one.id).catatan == "Menggantikan versi 2"
    assert not at.button(key="simpan_uji").disabled


def test_mine_becomes_a_plan_of_its_own() -> None:
    at, one = conflicted(peran=(make_peran(triwulan=2),))
    at.text_input(key="bentrok_nama").set_value("Usul saya")
    click(at, "bentrok_simpan_lain")
    other = next(plan for plan in plans.listed() if plan.id != one.id)
    assert (other.nama, plans.load(other.id).isi.peran[0].triwulan) == ("Usul saya", 3)
    assert plans.load(one.id).isi.peran[0].triwulan == 2
    assert query_of(at, "rencana") == other.id


def test_mine_is_let_go_and_theirs_is_open() -> None:
    at, one = conflicted(peran=(make_peran(triwulan=2),))
    click(at, "bentrok_buang")
    assert at.text[0].value == "dibuka 2"
    assert len(plans.history(one.id)) == 2
    assert "menyimpan lebih dulu" not in words(at)


def test_a_third_who_saves_while_one_chooses_is_told_too() -> None:
    at, one = conflicted(keterangan="Dari mereka")
    save_between(plans.load(one.id), tahun=2028)
    click(at, "bentrok_gabung")
    assert "Versi 3 disimpan" in words(at)
    click(at, "bentrok_gabung")
    newest = plans.load(one.id).isi
    assert (newest.keterangan, newest.tahun, newest.peran[0].triwulan) == ("Dari mereka", 2028, 3)
