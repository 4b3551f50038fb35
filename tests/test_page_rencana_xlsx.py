"""Rencana tersimpan: a plan out as XLSX and in again; what would change, and what is wrong, before it is saved."""

from __future__ import annotations

import io

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from reports import plan_workbook
from schemas.rencana import Rencana
from tests.plan_pages import cells, click, keys, more, page, saved
from tests.plan_world import make_kegiatan, make_peran, make_plan, make_target, whole_plan
from tests.visiting import words
from views.downloads import XLSX
from warehouse import plans

pytestmark = pytest.mark.xdist_group("halaman")


def send(at: AppTest, data: bytes) -> AppTest:
    at.file_uploader[0].set_value(("rencana.xlsx", data, XLSX)).run()
    assert not at.exception
    return at


def edited(data: bytes, sheet: str, cell: str, value: object) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(data))
    book[sheet][cell] = value
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_an_edited_workbook_shows_what_it_changes_before_it_is_saved(own_plans: object) -> None:
    one = saved()
    data = edited(plan_workbook.write(one.isi), "Target", "G2", 85)
    at = send(page(rencana=one.id, tab="xlsx"), data)
    assert "1 beda dengan versi 1" in words(at)
    assert (cells(at, "Lama"), cells(at, "Baru")) == (["70"], ["85"])
    assert len(plans.history(one.id)) == 1
    click(at, "impor_versi")
    newest = plans.load(one.id)
    assert (newest.versi, newest.isi.target[0].nilai_target, newest.catatan) == (2, 85.0, "Diimpor dari XLSX")
    assert "impor_versi" not in keys(at)


def test_a_workbook_becomes_a_plan_of_its_own_where_none_is_open(own_plans: object) -> None:
    at = send(page(), plan_workbook.write(whole_plan(nama="Dari kantor lain")))
    assert "Dari kantor lain" in words(at)
    click(at, "impor_baru")
    (one,) = plans.listed()
    assert plans.load(one.id).isi == whole_plan(nama="Dari kantor lain")


def test_a_workbook_of_another_province_is_no_version_of_this_plan(own_plans: object) -> None:
    one = saved()
    at = send(page(rencana=one.id, tab="xlsx"), plan_workbook.write(make_plan(kode_provinsi="14")))
    assert "impor_versi" not in keys(at)
    assert "Wilayahnya lain" in words(at)


def test_a_workbook_that_moves_a_baseline_is_no_version(own_plans: object) -> None:
    one = saved()
    at = send(page(rencana=one.id, tab="xlsx"), edited(plan_workbook.write(one.isi), "Target", "D2", 10))
    assert "Nilai awal target" in at.warning[0].value
    assert "impor_versi" not in keys(at)


def test_a_workbook_with_faults_is_refused_by_cell_and_the_next_one_is_taken(own_plans: object) -> None:
    one = saved()
    data = plan_workbook.write(one.isi)
    at = send(page(rencana=one.id, tab="xlsx"), edited(data, "Target", "G2", "banyak"))
    assert "1 hal perlu dibetulkan" in words(at)
    assert (cells(at, "Lembar"), cells(at, "Baris"), cells(at, "Nilai")) == (["Target"], ["2"], ["banyak"])
    click(at, "impor_batal")
    send(at, data)
    assert "Sama dengan versi 1" in words(at)


def test_somebody_who_saves_while_a_workbook_is_looked_at_is_not_overwritten(own_plans: object) -> None:
    one = saved()
    at = send(page(rencana=one.id, tab="xlsx"), edited(plan_workbook.write(one.isi), "Target", "G2", 85))
    more(one, keterangan="sementara itu")
    click(at, "impor_versi")
    assert plans.load(one.id).isi.keterangan == "sementara itu"
    assert plans.load(one.id).versi == 2


@pytest.mark.parametrize(
    ("isi", "said"),
    [
        (make_plan(kode_provinsi="99"), "Bukan kode provinsi yang ada"),
        (make_plan(peran=(make_peran(kode="99.99"),)), "Bukan kode wilayah yang ada"),
        (make_plan(target=(make_target(penanggung_jawab="Budi, S.Pd."),)), "bukan nama orang"),
        (make_plan(kegiatan=(make_kegiatan(penanggung_jawab="budi@contoh.id"),)), "bukan alamat surel"),
        (make_plan(peran=(make_peran(dukungan="Ibu Ani"),)), "bukan nama orang"),
    ],
)
def test_regions_that_are_none_and_owners_that_are_persons_are_refused(
    own_plans: object, isi: Rencana, said: str
) -> None:
    at = send(page(), plan_workbook.write(isi))
    assert "Belum dapat diimpor" in words(at)
    assert said in " ".join(cells(at, "Yang perlu dilakukan"))
    assert "impor_baru" not in keys(at)


def test_rows_of_another_province_are_said_before_they_are_saved(own_plans: object) -> None:
    at = send(page(), plan_workbook.write(make_plan(peran=(make_peran(), make_peran(kode="14.01")))))
    assert "wilayah di luar Sumatera Barat: 14.01" in at.warning[0].value.replace("\\", "")
    assert "impor_baru" in keys(at)
