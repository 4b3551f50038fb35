"""The Rapor sheet: figures as published, and only the comparisons that may be made."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from schemas.naskah import Kop, Naskah
from tests.document_world import blocks, looking_at, section, table, text
from tests.mart_world import AGAM, BANDUNG, KOTA_BANDUNG, PADANG, make_sekolah, publish_world, write_dataset
from tests.rapor_world import AGAM_ROW, PADANG_ROW, PROVINCE, make_rapor, rapor_rows
from views import data
from views.documents import batch, rapor_sheet
from views.filters import from_query

LAST = {"tahun": 2024}
BANDUNG_ROW = {"tingkat": "kab_kota", "kode_provinsi_kemendagri": "32", "kode_kab_kota_kemendagri": BANDUNG}
KOTA_ROW = {**BANDUNG_ROW, "kode_kab_kota_kemendagri": KOTA_BANDUNG}
SPM = {"jenis": "Semua jenjang", "status": "Tidak Relevan"}
BROKEN = "Tidak Tersedia (instrumen penilaian tahun ini dan tahun lalu berbeda)"


def _spm(place: dict[str, str], nilai: float | None, label: str | None, **more: object) -> dict[str, object]:
    return make_rapor(place, "B.16", nilai, label, **{**SPM, **more})


def _rows() -> list[dict[str, object]]:
    """Agam keeps its class, Kab. Bandung rises, Kota Bandung falls; Padang has reasons alone; Agam's D.8 of SMP changed
    its instrument, its madrasah must not be told."""
    kept = [row for row in rapor_rows() if row["kode"] not in ("B.16",)]
    return [
        *kept,
        _spm(AGAM_ROW, 72.0, "TUNTAS PRATAMA"), _spm(AGAM_ROW, 73.0, "TUNTAS PRATAMA", **LAST),
        _spm(BANDUNG_ROW, 83.08, "TUNTAS MADYA"), _spm(BANDUNG_ROW, 74.3, "TUNTAS PRATAMA", **LAST),
        _spm(KOTA_ROW, 69.5, "TUNTAS MUDA"), _spm(KOTA_ROW, 70.5, "TUNTAS PRATAMA", **LAST),
        _spm(PROVINCE, 78.28, "TUNTAS PRATAMA"),
        make_rapor(AGAM_ROW, "A.2", 52.0, "Sedang"), make_rapor(AGAM_ROW, "A.2", 51.6, "Kurang", **LAST),
        make_rapor(AGAM_ROW, "A.2", 40.0, "Sedang", jenis="SMP Umum"),
        make_rapor(AGAM_ROW, "A.2", 90.0, "Baik", jenis="SD MI"),
        make_rapor(AGAM_ROW, "D.8", 60.0, "Sedang", perubahan_tertulis=BROKEN),
        make_rapor(AGAM_ROW, "D.8", 66.0, "Baik", **LAST),
        make_rapor(PROVINCE, "B.5", 98.76, "Tinggi", jenis="SD Sederajat", status="Tidak Relevan", **LAST),
        *[make_rapor(PADANG_ROW, kode, None, None, alasan_tidak_tersedia="satdik tidak mengikuti AN")
          for kode in ("A.2", "D.8", "D.10")],
    ]  # fmt: skip


def _write(place: Path) -> None:
    write_dataset(place, "rapor_capaian", _rows())
    write_dataset(place, "satuan_pendidikan", [make_sekolah("10000001")])


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("rapor")
    publish_world(folder, write=_write)
    with looking_at(folder):
        yield


def _sheet(kode: str, **more: int) -> Naskah:
    found = rapor_sheet.naskah(kode, **more)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_the_title_holds_place_year_and_class(world: None) -> None:
    found = _sheet(AGAM)
    assert found.judul == "Rapor Pendidikan Kabupaten Agam Tahun 2025: Tuntas Pratama"
    assert (found.berkas, found.jenis) == ("rapor_kab-agam_2025", "rapor")
    assert found.tautan == ""  # it goes out to the press
    assert "snapshot 20261101-080000-0123abcd" in found.kaki
    assert found.is_contoh
    assert "DATA CONTOH" in found.kaki


@pytest.mark.parametrize(
    ("kode", "said"),
    [
        (AGAM, "tercatat 72,00, kelas Tuntas Pratama. Pada Rapor 2024 indeksnya 73,00, selisih −1,00 poin; "
               "kelasnya tetap Tuntas Pratama."),
        (BANDUNG, "tercatat 83,08, kelas Tuntas Madya. Pada Rapor 2024 indeksnya 74,30, selisih +8,78 poin; "
                  "kelasnya naik dari Tuntas Pratama ke Tuntas Madya."),
        (KOTA_BANDUNG, "tercatat 69,50, kelas Tuntas Muda. Pada Rapor 2024 indeksnya 70,50, selisih −1,00 poin; "
                       "kelasnya turun dari Tuntas Pratama ke Tuntas Muda."),
        ("13", "tercatat 78,28, kelas Tuntas Pratama. Indeks pada Rapor 2024 tidak tersedia; perubahannya belum dapat"),
    ],
)  # fmt: skip
def test_the_lead_tells_the_index_of_both_years_and_what_became_of_the_class(world: None, kode: str, said: str) -> None:
    assert said in text(_sheet(kode))


def test_figures_are_those_of_the_file_to_its_own_digits(world: None) -> None:
    rows = {(row["Indikator"], row["Jenjang"]): row for row in table(_sheet(AGAM))}
    published = {(str(r["kode"]), str(r["jenis"])): r["nilai"] for r in _rows()
                 if r["tingkat"] == "kab_kota" and r["kode_kab_kota_kemendagri"] == AGAM and r["status"] == "Semua"
                 and r.get("tahun") == 2025}  # fmt: skip
    assert published["A.1", "SD Umum"] == 58.25
    assert rows["Kemampuan literasi", "SD Umum"]["Rapor 2025"] == "58,25 %"
    assert rows["Kemampuan literasi", "SD Umum"]["Perubahan (poin)"] == "+4,00 naik"
    assert rows["Indeks SPM", "Semua jenjang"]["Rapor 2024"] == "73,00"


def test_a_change_within_the_limit_is_neither_up_nor_down_though_its_label_rose(world: None) -> None:
    """0.4 points, where fewer than eight regions leave one hundredth of the scale as the limit."""
    said = section(_sheet(AGAM), "Kemampuan numerasi")
    assert (
        "Di SD Umum, 52,00 % murid mencapai kompetensi minimum numerasi (kategori Sedang), berubah di dalam "
        "ambang (tahun lalu 51,60 %), kategori naik dari Kurang."
    ) in said
    assert "naik 0,40" not in said


def test_a_kind_of_school_without_last_year_is_not_compared(world: None) -> None:
    said = section(_sheet(AGAM), "Kemampuan numerasi")
    assert "Di SMP Umum 40,00 % (Sedang); tidak dapat dibandingkan karena angka Rapor 2024 tidak tersedia." in said


def test_a_change_of_instrument_is_named_and_never_compared(world: None) -> None:
    said = section(_sheet(AGAM), "Iklim kebinekaan")
    assert "tidak dapat dibandingkan dengan Rapor 2024 karena instrumennya berganti (menurut keterangan berkas)" in said
    assert "66,00" not in said
    assert "turun" not in said
    row = next(row for row in table(_sheet(AGAM)) if row["Indikator"] == "Iklim kebinekaan")
    assert row["Perubahan (poin)"] == "instrumen berganti"


def test_a_label_without_a_figure_is_told_with_the_one_before(world: None) -> None:
    said = section(_sheet(AGAM), "Iklim keamanan")
    assert said == "Iklim keamanan di SD Umum terbit tanpa angka, kategori Baik, naik dari Sedang."


def test_kinds_within_the_limit_share_one_sentence_and_keep_their_lines_in_the_table(tmp_path: Path) -> None:
    kinds = {"SD Umum": (61.0, 60.8, "Baik"), "SMP Umum": (62.0, 61.8, "Baik"), "SD SLB": (50.0, 58.0, "Sedang"),
             "SMA Umum": (63.0, 63.1, "Sedang")}  # fmt: skip

    def write(place: Path) -> None:
        rows = [row for jenis, (now, then, label) in kinds.items()
                for row in (make_rapor(PROVINCE, "D.10", now, label, jenis=jenis),
                            make_rapor(PROVINCE, "D.10", then, "Baik", jenis=jenis, **LAST))]  # fmt: skip
        write_dataset(place, "rapor_capaian", rows)

    publish_world(tmp_path, write=write)
    with looking_at(tmp_path):
        found = _sheet("13")
        said = section(found, "Iklim inklusivitas")
        lines = table(found)
    assert said == (
        "Iklim inklusivitas di SD Umum 61,00 (kategori Baik), berubah di dalam ambang (tahun lalu 60,80). "
        "Di SD SLB 50,00 (Sedang), turun 8,00 poin dari 58,00, kategori turun dari Baik. Berubah di dalam ambang pula: "
        "SMP Umum 62,00 (Baik); SMA Umum 63,00 (Sedang, turun dari Baik)."
    )
    moved = {row["Jenjang"]: row["Perubahan (poin)"] for row in lines if row["Indikator"] == "Iklim inklusivitas"}
    assert moved == {"SD Umum": "+0,20 tetap", "SMP Umum": "+0,20 tetap", "SMA Umum": "−0,10 tetap",
                     "SD SLB": "−8,00 turun"}  # fmt: skip
    note = blocks(found, "tabel")[0].catatan
    assert "Tetap: berubah di dalam ambang." in note
    assert "SLB: sekolah luar biasa; SPM: Standar Pelayanan Minimal." in note
    assert "APS:" not in note
    assert "Dari 4 angka pada satu indikator prioritas yang dimuat (tanpa angka partisipasi sekolah, " in text(found)


def test_madrasah_are_left_out_and_totals_of_one_status_are_not_taken(world: None) -> None:
    said = text(_sheet(AGAM))
    assert "SD MI" not in said
    assert "90,00" not in said
    assert "78,25" not in said  # Agam's state schools alone


def test_what_is_not_available_says_so_with_its_reason(world: None) -> None:
    found = _sheet(PADANG)
    assert found.judul.endswith("Kota Padang Tahun 2025: kelas SPM tidak tersedia")
    assert "SPM) pendidikan Kota Padang pada Rapor Pendidikan 2025 tidak tersedia." in text(found)
    assert section(found, "Kemampuan literasi") == (
        "Kemampuan literasi di SD Umum tidak tersedia (satdik tidak mengikuti AN)."
    )
    row = next(row for row in table(found) if row["Indikator"] == "Kemampuan numerasi")
    assert row["Rapor 2025"] == "Tidak Tersedia"


def test_a_regency_without_participation_figures_is_given_its_provinces_as_context(world: None) -> None:
    own = section(_sheet("13"), "Angka partisipasi sekolah")
    assert own == ("Angka partisipasi sekolah usia 7–12 tahun 104,50 % (kategori Tinggi), naik 5,74 poin dari 98,76 %.")
    padang = section(_sheet(PADANG), "Angka partisipasi sekolah")
    assert "Kota Padang yang dimuat tidak berisi angka partisipasi sekolah" in padang
    assert "konteks, angka partisipasi sekolah Provinsi Sumatera Barat: usia 7–12 tahun 104,50 % (Tinggi)." in padang


def test_a_rapor_of_one_year_alone_speaks_of_no_change(tmp_path: Path) -> None:
    def write(place: Path) -> None:
        write_dataset(place, "rapor_capaian", [make_rapor(PROVINCE, "A.1", 61.5, "Sedang")])

    publish_world(tmp_path, write=write)
    with looking_at(tmp_path):
        found = _sheet("13")
        said = text(found)
    assert "Di SD Umum, 61,50 % murid mencapai kompetensi minimum literasi (kategori Sedang)." in said
    assert "Rapor 2024 wilayah ini belum dimuat, maka perubahan tidak disebut." in said
    for word in ("naik", "turun", "ambang", "dibandingkan"):
        assert word not in said


def test_an_earlier_year_is_told_as_it_stood(world: None) -> None:
    found = _sheet(AGAM, tahun=2024)
    assert found.judul == "Rapor Pendidikan Kabupaten Agam Tahun 2024: Tuntas Pratama"
    assert "tercatat 73,00" in text(found)
    assert "2025" not in found.judul


@pytest.mark.parametrize("kode", ["", "99", "13.99", "xx", "13.06.01", "14"])
def test_a_place_unknown_or_without_a_rapor_has_no_sheet(world: None, kode: str) -> None:
    assert rapor_sheet.naskah(kode) is None


def test_a_year_without_a_rapor_has_no_sheet(world: None) -> None:
    assert rapor_sheet.naskah(AGAM, tahun=2019) is None


def test_the_letterhead_is_the_offices_own(world: None) -> None:
    kop = Kop(instansi="BPMP Sumatera Barat")
    found = rapor_sheet.naskah(AGAM, kop=kop)
    assert found is not None
    assert found.kop == kop


def test_a_batch_tells_whom_it_passed_by_and_says_the_same_as_one_by_one(world: None) -> None:
    saringan = from_query({"provinsi": "13"}, data.places_only())[0]
    made = batch.all_of("rapor", "13", saringan)
    found = list(made)
    assert [one.judul.split(" Tahun")[0] for one in found] == [
        "Rapor Pendidikan Kabupaten Agam", "Rapor Pendidikan Kota Padang"
    ]  # fmt: skip
    assert len(made.dilewati) == 17 == len(batch.kab_kota_of("13")) - 2
    assert "Kota Solok" in made.dilewati
    assert found[0] == rapor_sheet.naskah(AGAM)
    assert batch.kab_kota_of("99") == ()
    with pytest.raises(KeyError):
        batch.all_of("lain", "13", saringan)  # type: ignore[arg-type]
