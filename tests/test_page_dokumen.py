"""Dokumen: each kind of document on the page, its files, and what stands there when there is nothing to print."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from schemas.naskah import Kop
from schemas.rencana import Rencana
from tests.visiting import visit, words
from views import data
from views.documents import batch, making
from views.documents.making import DOCX, PDF, Pesanan
from views.filters import from_query
from warehouse import letterhead, plans, snapshots
from warehouse.viewer import DEMO

pytestmark = pytest.mark.xdist_group("halaman")


def labels(at: AppTest) -> list[str]:
    return [str(found.proto.label) for found in at.get("download_button")]


def pictures(at: AppTest) -> int:
    return len(at.get("image"))


@pytest.mark.parametrize("jenis", [making.PROFIL, making.RAPOR, making.KEGIATAN])
def test_each_kind_of_document_is_shown_as_it_will_be_printed(tiny_world: Path, jenis: str) -> None:
    at = visit("dokumen", jenis_naskah=jenis, provinsi="13")
    assert not at.exception
    assert making.JENIS[jenis] in words(at)
    assert {"Unduh PDF", "Unduh DOCX"} <= set(labels(at))
    assert pictures(at) >= 1
    assert "DATA CONTOH" in words(at)


@pytest.mark.parametrize("jenis", making.DARI_RENCANA)
def test_documents_of_a_plan_say_what_to_do_while_there_is_none(tiny_world: Path, jenis: str) -> None:
    at = visit("dokumen", jenis_naskah=jenis, provinsi="13")
    assert not at.exception
    assert "Belum ada rencana tersimpan untuk wilayah ini." in words(at)
    assert labels(at) == []


def test_a_plan_without_rows_for_a_document_says_so(own_plans: Path) -> None:
    found = snapshots.current()
    assert found is not None
    isi = Rencana(nama="Rencana uji", tahun=2027, kode_provinsi="13", snapshot=found.id)
    plans.create(isi, "Unit uji")
    at = visit("dokumen", jenis_naskah=making.PERAN, provinsi="13")
    assert not at.exception
    assert "Rencana ini belum membagi peran." in words(at)
    assert "Pilih wilayah atau tanggal" not in words(at)


def test_a_link_with_junk_opens_a_document_all_the_same(tiny_world: Path) -> None:
    at = visit("dokumen", jenis_naskah="<b>x", kegiatan="'; --", rencana="tidak ada", provinsi="99", kab_kota="../..")
    assert not at.exception
    assert "Lembar profil" in words(at)


def test_without_any_data_the_page_says_so(empty_data: Path) -> None:
    at = visit("dokumen")
    assert not at.exception
    assert "Unduh PDF" not in labels(at)


@pytest.fixture
def view(tiny_world: Path) -> Any:
    found = snapshots.current()
    assert found is not None
    with data.seen_from(data.Sudut(DEMO, found)):
        pilihan = data.choices()
        assert pilihan is not None
        yield from_query({"provinsi": "13"}, pilihan)[0]


def test_a_batch_holds_a_file_for_each_kab_kota_and_names_those_without(
    view: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import io
    import zipfile

    some = batch.kab_kota_of("13")[:3]
    monkeypatch.setattr(batch, "kab_kota_of", lambda _: some)
    seen: list[float] = []
    made = making.zipped(Pesanan(making.PROFIL, view), (DOCX,), lambda share, _: seen.append(share))
    with zipfile.ZipFile(io.BytesIO(made.isi)) as archive:
        names = archive.namelist()
    assert len(names) == made.dibuat == len(some) - len(made.dilewati)
    assert all(name.startswith("profil_") and name.endswith("_DATA_CONTOH.docx") for name in names)
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)


def test_one_document_in_both_forms_has_the_name_of_its_place(view: Any) -> None:
    naskah = making.compose(Pesanan(making.PROFIL, view))
    assert naskah is not None
    assert making.file_name(naskah, PDF).endswith("_DATA_CONTOH.pdf")
    assert making.write(naskah, PDF).startswith(b"%PDF")
    assert making.write(naskah, DOCX).startswith(b"PK")
    with pytest.raises(KeyError):
        making.write(naskah, "html")


def test_a_letterhead_is_kept_for_the_office_once_somebody_says_so(own_plans: Path) -> None:
    at = visit("dokumen", jenis_naskah=making.PROFIL, provinsi="13")
    assert letterhead.load() == Kop()
    assert at.button(key="kop_simpan").disabled
    at.text_input(key="kop_instansi").set_value("Kementerian Uji").run()
    assert letterhead.load() == Kop()
    at.button(key="kop_simpan").click().run()
    assert letterhead.load() == Kop(instansi="Kementerian Uji")
    again = visit("dokumen", jenis_naskah=making.PROFIL, provinsi="13")
    assert again.text_input(key="kop_instansi").value == "Kementerian Uji"
    again.text_input(key="kop_alamat").set_value("NIP 19800101 200501 1 001").run()
    assert "Kop memuat angka seperti NIK atau NIP" in words(again)


def test_a_letterhead_that_cannot_be_read_is_none(empty_data: Path) -> None:
    (empty_data / letterhead.FILE).write_bytes(b"\xff[")
    assert letterhead.load() == Kop()
    long = Kop(instansi="x" * 500)
    letterhead.save(long)
    assert letterhead.load() == Kop(instansi="x" * letterhead.LONGEST)
    assert [file.name for file in empty_data.iterdir()] == [letterhead.FILE]
