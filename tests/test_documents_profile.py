"""The one-page profile: the page's own numbers and words, bounded to one page, and true where data are missing."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from analysis.shares import with_share
from schemas.naskah import Naskah
from tests.document_world import blocks, looking_at, section, table, text
from tests.mart_world import AGAM, OKT, PADANG, make_pmm, make_sekolah, publish_world, write_dataset, write_world
from tests.rapor_world import rapor_rows, write_one_row
from tests.training_world import write_training
from views import data, rows, sentences
from views.documents import batch, profile
from views.documents import profile_words as words
from views.filters import Saringan, from_query
from views.format import percent
from views.meeting import screen

LAST = date(2025, 10, 31)


def _write(place: Path) -> None:
    """The world with every kind of row, its Rapor replaced by one of two years."""
    write_world(place)
    (place / "rapor_capaian" / "bagian.parquet").unlink()
    write_dataset(place, "rapor_capaian", rapor_rows())


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("profil")
    publish_world(folder, write=_write)
    with looking_at(folder):
        yield


def _view(**query: str) -> Saringan:
    found = data.choices() or data.places_only()
    return from_query({"provinsi": "13", **query}, found)[0]


def _fits(found: Naskah) -> None:
    """What bounds one A4 page: figures, findings, rows, chart heights, and letters."""
    assert found.is_satu_halaman
    assert not found.is_lanskap
    assert sum(len(one.butir) for one in blocks(found, "angka")) <= 4
    for one in blocks(found, "daftar"):
        assert len(one.butir) <= 3
        assert max(map(len, one.butir)) <= 260
    assert all(len(one.baris) <= 8 for one in blocks(found, "tabel"))
    assert sum(len(one.bagan.baris) for one in blocks(found, "gambar") if one.bagan.jenis == "titik") <= 9
    assert all(one.tinggi_mm <= 80 for one in blocks(found, "gambar"))
    assert len(blocks(found, "gambar")) <= 2
    assert len(text(found)) <= 2000
    assert len(found.kaki) <= 260
    for figure in (figure for one in blocks(found, "angka") for figure in one.butir):
        assert len(figure.nama) <= 60
        assert len(figure.ubah) <= 90


@pytest.mark.parametrize("kode", [None, AGAM, PADANG])
def test_it_fits_one_page_and_carries_its_foot(world: None, kode: str | None) -> None:
    found = profile.naskah("13", kode, _view())
    _fits(found)
    assert "Data per 31 Okt 2026" in found.kaki
    assert "snapshot 20261101-080000-0123abcd" in found.kaki
    assert "DATA CONTOH" in found.kaki
    assert found.tautan.startswith("provinsi?")
    assert "snapshot=20261101-080000-0123abcd" in found.tautan
    assert found.berkas.startswith("profil_")
    assert found.berkas.endswith("_2026-10-31")


@pytest.mark.parametrize("kode", [None, AGAM])
def test_large_figures_are_those_of_the_queries(world: None, kode: str | None) -> None:
    view = replace(_view(), kab_kota=kode)
    found = profile.naskah("13", kode, view)
    figure = next(one for one in blocks(found, "angka")[0].butir if "aktif 30 hari" in one.nama)
    own = rows.at(rows.tren(view, provinsi="13", kab_kota=kode), OKT)
    assert own is not None
    assert figure.nilai == percent(own["pct"])
    assert f"n = {int(own['m'])} guru" in figure.dasar
    change, since = rows.perubahan_tempat(view), rows.earlier(view)
    assert change is not None
    assert since == LAST
    assert figure.ubah == sentences.movement(change, since)


def test_the_main_finding_stands_on_the_same_numbers_as_the_province_page(world: None) -> None:
    view = _view()
    found = profile.naskah("13", None, view)
    nation = rows.at(rows.tren(view), OKT)
    own = rows.at(rows.tren(view, provinsi="13"), OKT)
    said = sentences.headline_province(
        "Sumatera Barat", rows.ukuran(view), own, nation, rows.perubahan_tempat(view), rows.earlier(view)
    )
    assert said.replace("\u00a0", " ") in section(found, "Temuan").splitlines()[0]


def test_a_regency_is_set_beside_its_province_and_the_nation(world: None) -> None:
    found = profile.naskah("13", AGAM, _view())
    chart = next(one.bagan for one in blocks(found, "gambar") if one.bagan.jenis == "titik")
    assert chart.nama_pembanding == ("Sumatera Barat", "Nasional")
    row = next(one for one in chart.baris if "aktif 30 hari" in one.nama)
    sums = data.ask("platform_utama_per_wilayah", wilayah="13", tanggal_data=OKT, jenjang="Semua", status="Semua",
                    kewenangan="tanpa_kemenag")  # fmt: skip
    known = with_share(sums[sums["ukuran"] == "pmm.aktif_30_hari"]).iloc[0]["pct"]
    assert row.pembanding[0] == pytest.approx(known)
    trend = next(one.bagan for one in blocks(found, "gambar") if one.bagan.jenis == "garis")
    assert [one.nama for one in trend.deret] == ["Kab. Agam", "Sumatera Barat", "Nasional"]
    whole = profile.naskah("13", None, _view())
    chart = next(one.bagan for one in blocks(whole, "gambar") if one.bagan.jenis == "titik")
    assert chart.nama_pembanding == ("Pulau Sumatera", "Nasional")


def test_rapor_rows_are_as_published_and_break_where_the_instrument_did(world: None) -> None:
    rows_ = {row["Indikator prioritas"]: row for row in table(profile.naskah("13", None, _view()))}
    literacy = rows_["Kemampuan literasi"] if "Kemampuan literasi" in rows_ else rows_["Nama A.1"]
    assert (literacy["Label"], literacy["Nilai"], literacy["Dari 2024"]) == ("Sedang", "61,5 %", "+4,0 naik")
    quality = next(row for name, row in rows_.items() if name.endswith(("D.1", "pembelajaran")))
    assert quality["Dari 2024"] == "−10,0 turun"


def test_a_narrower_view_is_said_and_counted(world: None) -> None:
    view = _view(jenjang="SD", status="Negeri")
    found = profile.naskah("13", AGAM, view)
    assert found.subjudul == "Sumatera Barat · Data per 31 Okt 2026 · SD · Negeri · Tanpa Kemenag"
    _fits(found)
    own = rows.at(rows.tren(view, provinsi="13", kab_kota=AGAM), OKT)
    assert own is not None
    assert blocks(found, "angka")[0].butir[0].nilai == percent(own["pct"])


def test_a_place_without_data_says_so_and_has_a_profile_all_the_same(world: None) -> None:
    found = profile.naskah("13", "13.01", _view())
    _fits(found)
    assert "Belum ada Rapor Pendidikan Kabupaten Pesisir Selatan" in text(found)
    assert "Tidak ada satuan pendidikan pada pilihan ini di Kabupaten Pesisir Selatan." in text(found)
    for figure in (one for group in blocks(found, "angka") for one in group.butir):
        assert "–" not in figure.nilai


def test_too_few_schools_are_neither_compared_nor_called_up_or_down(tmp_path: Path) -> None:
    def write(place: Path) -> None:
        npsn = [f"1000000{n}" for n in range(5)]
        write_dataset(place, "satuan_pendidikan", [make_sekolah(n) for n in npsn])
        write_dataset(place, "pmm_aktivitas", [make_pmm(n, day, jumlah_aktif_30_hari=active)
                                               for n in npsn for day, active in ((LAST, 2), (OKT, 7))])  # fmt: skip

    publish_world(tmp_path, write=write)
    with looking_at(tmp_path):
        found = profile.naskah("13", AGAM, _view())
    figure = blocks(found, "angka")[0].butir[0]
    assert (figure.selang, figure.ubah) == ("", sentences.TOO_FEW)
    assert "naik" not in section(found, "Temuan")
    assert sentences.TOO_FEW in section(found, "Temuan")


@pytest.mark.parametrize("write", [write_training, write_one_row])
def test_without_any_platform_the_rest_of_the_page_stands(tmp_path: Path, write) -> None:  # type: ignore[no-untyped-def]
    publish_world(tmp_path, write=write)
    with looking_at(tmp_path):
        pages = [profile.naskah("13", kode, _view()) for kode in (None, AGAM)]
    for found in pages:
        assert found.is_satu_halaman
        assert section(found, "Temuan")
        assert "Belum ada" in text(found)


def test_a_batch_says_the_same_as_one_by_one(world: None) -> None:
    made = batch.all_of("profil", "13", _view())
    found = list(made)
    assert len(found) == 19
    assert made.dilewati == []
    by_name = {one.judul: one for one in found}
    assert by_name["Profil Kabupaten Agam"] == profile.naskah("13", AGAM, _view())
    assert len({one.berkas for one in found}) == 19


def test_it_is_made_in_a_thread_of_its_own_as_well(world: None) -> None:
    """A thread has no session: it takes along who looks at which snapshot."""
    view, seen = _view(), data.sudut()

    def make() -> Naskah:
        with data.seen_from(seen):
            return profile.naskah("13", AGAM, view)

    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(make).result() == profile.naskah("13", AGAM, view)


def test_abbreviations_of_the_page_are_written_out_and_no_others(world: None) -> None:
    said = words.definition(
        rows.ukuran(_view()), "", is_rapor=True, sebut="16 penerima internet BAKTI · 0 di daerah 3T"
    )
    assert "BAKTI: Badan Aksesibilitas Telekomunikasi dan Informasi; 3T: tertinggal, terdepan, terluar." in said
    assert "Asesmen Nasional dan survei lingkungan belajar" in said
    assert "Sulingjar" not in said
    assert "3T" not in words.definition(None, "", is_rapor=True)


def test_the_trend_is_read_out_in_its_parts_where_the_definition_changed(world: None) -> None:
    found = profile.naskah("13", None, _view())
    trend = next(one for one in blocks(found, "gambar") if one.bagan.jenis == "garis")
    breaks = [one for one in trend.bagan.penanda if one.is_batas]
    assert ("deret lama" in trend.alt) == bool(breaks)
    assert trend.alt == screen.alt_lines(trend.alt.partition(". ")[0], trend.bagan.deret, trend.bagan.penanda)


def test_a_long_definition_is_cut_at_a_word() -> None:
    said = words._short("kata " * 100)
    assert len(said) <= words.LONGEST
    assert said.endswith("kata …")
    assert words._short("pendek") == "pendek"
