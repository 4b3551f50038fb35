"""Pembagian peran on screen: findings, a matrix filled and saved by clicks, and everything that may be missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import pytest
from streamlit.testing.v1 import AppTest

from schemas.rencana import (
    AlokasiRencana,
    KriteriaRencana,
    MandatRencana,
    PeranRencana,
    Rencana,
    SetelanPrioritas,
    WilayahRencana,
)
from tests.mart_world import AGAM, PADANG, make_sekolah, own_copy, publish_world, write_dataset
from tests.roles_world import LITERASI, make_program, programs, write_one_program, write_roles
from tests.visiting import headline, visit, words
from views.roles import table
from views.roles.matrix import Meja
from warehouse import gate, plans

pytestmark = pytest.mark.xdist_group("halaman")
FIRST = "20261101-080000-0123abcd"


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("peran")
    publish_world(folder, FIRST, write_roles)
    return folder


@pytest.fixture
def place(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the world of roles for one test, plans and all."""
    with own_copy(template, tmp_path / "data", monkeypatch) as found:
        yield found


SEATS = tuple(
    AlokasiRencana(kode_wilayah=code, nama=code, level="basic", kode_kota=PADANG, jumlah_kursi=seats, biaya_rupiah=2e7)
    for code, seats in (("13.01", 20), (AGAM, 12))
)
World = Callable[[Callable[[Path], None]], None]


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))

    def publish(write: Callable[[Path], None]) -> None:
        publish_world(tmp_path, FIRST, write)

    yield publish
    gate.close_all()


def region(kode: str, nama: str, urutan: int, *, is_dipilih: bool = True) -> WilayahRencana:
    return WilayahRencana(kode_wilayah=kode, nama=nama, skor=70.0, urutan=urutan, pct_data=100, is_dipilih=is_dipilih)


def plan_with_priorities(
    snapshot: str = FIRST, peran: tuple[PeranRencana, ...] = (), mandat: tuple[MandatRencana, ...] = (),
    alokasi: tuple[AlokasiRencana, ...] = (),
) -> str:  # fmt: skip
    """A plan of Sumatera Barat 2027 with three priority regions, one of which has a programme; its id."""
    isi = Rencana(
        nama="Rencana Sumbar", tahun=2027, kode_provinsi="13", snapshot=snapshot, peran=peran, mandat=mandat,
        alokasi=alokasi,
        setelan_prioritas=SetelanPrioritas(tujuan="literasi_numerasi", nama_tujuan="Literasi", jumlah_teratas=3),
        kriteria=(
            KriteriaRencana(kriteria="rapor:DASMEN:A.1", nama="Literasi", bobot=40, arah="rendah"),
            KriteriaRencana(kriteria="satuan:3t", nama="3T", bobot=60, arah="tinggi"),
        ),
        wilayah=(
            region("13.01", "Kabupaten Pesisir Selatan", 1), region(AGAM, "Kabupaten Agam", 2),
            region("13.02", "Kabupaten Solok", 3), region(PADANG, "Kota Padang", 9, is_dipilih=False),
        ),
    )  # fmt: skip
    return plans.create(isi, "BPMP").id


def press(at: AppTest, key: str) -> AppTest:
    at.button(key=key).click().run()
    assert not at.exception, [e.value for e in at.exception]
    return at


def labels(at: AppTest) -> dict[str, str]:
    return {str(b.key): b.label for b in at.button}


def tables(at: AppTest) -> list[str]:
    """The tables drawn as HTML."""
    return [str(h.body) for h in at.get("html") if "<table" in str(h.body)]


def panels(at: AppTest) -> list[str]:
    return [str(h.value).replace("\\", "").replace("\u00a0", " ") for h in at.header]


# --- what is found ---


def test_the_answer_says_how_much_overlaps_and_what_it_binds(place: Path) -> None:
    at = visit("peran", provinsi="13", tahun_program="2027")
    assert not at.exception
    assert at.caption[0].value.endswith("?")
    said = (
        "1 kelompok program tumpang tindih pada 2027, Rp 250 juta dapat digabung bila yang beranggaran terbesar "
        "dipertahankan"
    )
    assert headline(at) == said
    text = words(at)
    assert "4 program diperiksa; 1 batal tidak dihitung; 1 tidak dapat dibandingkan" in text
    assert "2 program dalam 1 kelompok" in text
    assert "BPMP Sumatera Barat (Rp 250 juta); BGTK Sumatera Barat (Rp 300 juta)" in text
    assert "1 Apr – 30 Jun 2027" in text
    assert "Belum ada rencana dengan wilayah prioritas yang dibuka." in text


def test_a_year_without_overlap_says_so_once_and_the_matrix_comes_next(place: Path) -> None:
    at = visit("peran", provinsi="13", tahun_program="2026")
    assert headline(at) == "Tidak ada yang tumpang tindih di antara 2 program 2026"
    assert panels(at)[1].startswith("Matriks masih kosong")
    assert sum("tumpang tindih" in title for title in panels(at)) == 1
    assert "Matriks masih kosong" in words(at)
    assert "Sesudah ada baris, matriks dapat disimpan" in words(at)


def test_schools_trained_twice_are_counted_and_listed_only_inside_their_kab_kota(place: Path) -> None:
    nation = visit("peran", tahun_program="2026")
    title = (
        "3 sekolah dilatih dua penyelenggara dengan pelatihan setara pada 2026, terbanyak BLPT dan BPMP Sumatera Barat"
    )
    assert title in panels(nation)
    assert "sedikitnya 18 (1 sekolah &lt;5 orang)" in words(nation)
    assert not any("NPSN" in d.value.columns and "Penyelenggara" in d.value.columns for d in nation.dataframe)
    own = visit("peran", tahun_program="2026", provinsi="13", kab_kota=AGAM)
    assert any(title.startswith("2 sekolah dilatih dua penyelenggara") for title in panels(own))
    (listed,) = [d.value for d in own.dataframe if "Pelatihan setara" in d.value.columns]
    assert sorted(set(listed["NPSN"])) == ["10000001", "10000002"]


def test_the_priority_regions_of_the_open_plan_are_held_against_the_programmes(place: Path) -> None:
    at = visit("peran", provinsi="13", rencana=plan_with_priorities())
    assert not at.exception
    assert at.query_params["tahun_program"] in ("2027", ["2027"]), "the year of the plan"
    assert headline(at).endswith("; 2 dari 3 wilayah prioritas belum punya program")
    expected = "2 wilayah prioritas Literasi belum punya program pada 2027: Kab. Pesisir Selatan dan Kab. Solok"
    assert expected in panels(at)
    assert "literasi, numerasi, sains, dan teknologi, A.1 Kemampuan literasi" in words(at), "no codes of the store"


def test_with_overlap_its_panel_stands_before_the_matrix(place: Path) -> None:
    titles = panels(visit("peran", provinsi="13", tahun_program="2027"))
    assert titles[1].startswith("2 program dalam 1 kelompok")
    assert titles[2].startswith("Matriks masih kosong")


def test_years_with_overlap_are_folded_away_where_this_one_has_none(world: World) -> None:
    later = make_program("PK9", "BPMP", "BPMP Sumatera Barat", tanggal_mulai=date(2028, 2, 1),
                         tanggal_selesai=date(2028, 6, 30))  # fmt: skip
    world(lambda folder: write_dataset(folder, "program_kerja", [*programs(), later]))
    at = visit("peran", provinsi="13", tahun_program="2028")
    assert "Tumpang tindih tahun-tahun sebelumnya · Sumatera Barat" in [e.label for e in at.expander]
    assert "terakhir bertumpuk pada 2027: 1 kelompok" in words(at)
    now = visit("peran", provinsi="13", tahun_program="2027")
    assert not any(e.label.startswith("Tumpang tindih tahun-tahun") for e in now.expander)


def test_the_year_of_a_rapor_in_the_link_is_not_the_year_of_the_programmes(place: Path) -> None:
    at = visit("peran", provinsi="13", tahun="2025", rencana=plan_with_priorities())
    assert "program berjalan pada 2027" in words(at)


def test_without_a_plan_the_year_is_the_newest_that_has_programmes(world: World) -> None:
    early = make_program("PK1", "BPMP", "BPMP Sumatera Barat", tanggal_mulai=date(2024, 2, 1),
                         tanggal_selesai=date(2024, 6, 30), status_pelaksanaan="selesai")  # fmt: skip
    world(lambda folder: write_dataset(folder, "program_kerja", [early]))
    assert headline(visit("peran", provinsi="13")) == "Tidak ada yang tumpang tindih di antara 1 program 2024"


# --- the matrix ---


def test_a_matrix_is_filled_and_saved_by_clicks_alone(place: Path) -> None:
    at = visit("peran", provinsi="13", tahun_program="2027")
    assert labels(at)["isi_program"] == "Isi 3 baris dari program kerja 2027"
    press(at, "isi_program")
    assert "3 baris pembagian peran, dipimpin 2 jenis unit; 1 belum berpemimpin, 1 benturan" in panels(at)
    said = "1 baris belum punya unit yang memimpin: Pendampingan IKM (Kab. Agam)."
    assert said in words(at), "BPMP and BGTK both may lead, nobody is put down"
    assert "mitra hanya boleh mendukung di bidang ini" in words(at)
    assert "Matriks ini akan disimpan dengan 1 benturan dan 1 baris tanpa pemimpin." in words(at)
    assert "1 program mulai sebelum 2027, dihitung sejak triwulan 1." in words(at), "Canva began in November 2026"
    press(at, "baru_simpan_peran")
    (saved,) = plans.newest_versions()
    assert [row.program for row in saved.isi.peran] == ["Pelatihan Canva", "Pendampingan IKM", "Sekolah Aman"]
    assert saved.isi.tahun == 2027
    assert len(saved.isi.mandat) > 20, "the mandates go with the plan"
    assert "Tersimpan pada versi 1, dengan 1 benturan dan 1 baris tanpa pemimpin." in words(at)
    assert "isi_program" not in labels(at), "nothing is left to fill in"


def test_priority_regions_without_a_programme_are_added_and_saved_as_the_next_version(place: Path) -> None:
    at = visit("peran", provinsi="13", rencana=plan_with_priorities())
    assert labels(at)["isi_kosong"] == "Tambah 2 wilayah prioritas tanpa program"
    press(at, "isi_kosong")
    assert "2 baris pembagian peran, dipimpin 0 jenis unit; 2 belum berpemimpin, tanpa benturan" in panels(at)
    assert "isi_kosong" not in labels(at), "the rows of the matrix serve them now"
    assert headline(at).endswith("; 2 dari 3 wilayah prioritas belum punya program, semuanya sudah masuk matriks")
    assert "rencana “Rencana Sumbar” versi 1, ada perubahan yang belum disimpan" in words(at)
    press(at, "simpan_peran")
    assert "rencana “Rencana Sumbar” versi 2" in words(at)
    assert "belum disimpan" not in words(at)
    (saved,) = plans.newest_versions()
    assert saved.versi == 2
    assert [(r.program, r.kode_wilayah) for r in saved.isi.peran] == [
        ("Pendampingan Literasi", "13.01"), ("Pendampingan Literasi", "13.02"),
    ]  # fmt: skip
    assert saved.isi.wilayah[0].nama == "Kabupaten Pesisir Selatan", "other parts of the plan stay"
    assert "Tersimpan pada versi 2, dengan 2 baris tanpa pemimpin." in words(at)


def test_what_was_filled_in_stays_when_another_part_of_the_plan_is_saved(place: Path) -> None:
    id = plan_with_priorities()
    at = press(visit("peran", provinsi="13", rencana=id), "isi_kosong")
    (first,) = plans.newest_versions()
    plans.save(id, first.isi.model_copy(update={"keterangan": "Diubah orang lain"}), dari=1, oleh="BPMP")
    at.run()
    assert "2 baris pembagian peran, dipimpin 0 jenis unit; 2 belum berpemimpin, tanpa benturan" in panels(at)


def test_a_programme_of_the_whole_province_alone_is_no_programme_of_the_region(world: World) -> None:
    wide = make_program("PK1", "BPMP", "BPMP Sumatera Barat", kode_kab_kota_kemendagri=None)
    world(lambda folder: write_dataset(folder, "program_kerja", [wide]))
    at = visit("peran", provinsi="13", rencana=plan_with_priorities())
    assert headline(at).endswith("; semua 3 wilayah prioritas hanya dijangkau program seluruh provinsi")
    assert any("belum tentu ada kegiatannya di sana" in title for title in panels(at))


def test_training_that_the_plan_allocates_is_named_and_becomes_rows(place: Path) -> None:
    at = visit("peran", provinsi="13", rencana=plan_with_priorities(alokasi=SEATS))
    text = words(at)
    assert "Alokasi bimtek dalam rencana: 32 kursi di 2 wilayah prioritas, 1 di antaranya belum punya program." in text
    (gaps,) = [d for d in tables(at) if "Wilayah prioritas" in d]
    assert "20 kursi bimtek" in gaps
    assert labels(at)["isi_bimtek"] == "Tambah 2 baris bimtek dalam rencana"
    press(at, "isi_bimtek")
    assert "2 baris pembagian peran, dipimpin 0 jenis unit; 2 belum berpemimpin, tanpa benturan" in panels(at)
    assert "isi_bimtek" not in labels(at)
    press(at, "simpan_peran")
    (saved,) = plans.newest_versions()
    assert [(row.program, row.kode_wilayah, row.kelompok_sasaran) for row in saved.isi.peran] == [
        ("Bimtek dasar", "13.01", "peserta bimtek, 20 kursi"), ("Bimtek dasar", AGAM, "peserta bimtek, 12 kursi")
    ]  # fmt: skip


def test_a_province_that_the_nation_lacks_does_not_break_the_page(place: Path) -> None:
    id = plans.create(Rencana(nama="Asing", tahun=2027, kode_provinsi="99", snapshot=FIRST), "BPMP").id
    at = visit("peran", rencana=id)
    assert not at.exception
    assert "Matriks pembagian peran · 99 · tahun rencana 2027" in words(at)


def test_a_row_that_cannot_be_read_is_named_and_keeps_the_matrix_from_being_saved(place: Path) -> None:
    at = visit("peran", provinsi="13", tahun_program="2027")
    typed = table.to_frame([PeranRencana(program="Ada", kode_wilayah=AGAM, penanggung_jawab="Disdik")], {AGAM: AGAM})
    typed.loc[1, ["Program", "Wilayah"]] = ["", "Negeri Antah Berantah"]
    at.session_state["serapan_peran_matriks_baru"] = Meja(typed, typed, 7)
    at.run()
    assert not at.exception
    (fault,) = [e.value for e in at.error]
    assert "nama programnya kosong" in fault
    assert "Negeri Antah Berantah" in fault
    assert at.button(key="simpan_tertahan").disabled
    assert "baru_simpan_peran" not in labels(at)
    assert "1 baris pembagian peran, dipimpin 1 jenis unit; tanpa benturan, 2 baris belum terbaca" in panels(at)


def test_a_plan_of_an_older_snapshot_opens_with_its_own_rows(place: Path) -> None:
    mine = PeranRencana(program="Milik rencana", kode_wilayah=AGAM, penanggung_jawab="BPMP", triwulan=2,
                        program_prioritas=LITERASI, tanggal_mulai=date(2027, 1, 1),
                        tanggal_selesai=date(2027, 2, 1))  # fmt: skip
    at = visit("peran", provinsi="13", rencana=plan_with_priorities("20250101-080000-0123abcd", (mine,)))
    assert not at.exception
    assert "1 baris pembagian peran, dipimpin 1 jenis unit; 1 benturan" in panels(at)
    text = words(at)
    assert "triwulan 2 tidak memuat tanggalnya" in text
    assert "Tersimpan pada versi 1, dengan 1 benturan." in text
    assert "data" in text.lower()
    assert "Angka yang tersimpan pada rencana tetap" in text


def test_the_mandates_saved_with_a_plan_rule_it_whatever_the_catalogue_says(place: Path) -> None:
    mine = MandatRencana(unit="mitra", bidang="Semua", is_memimpin=True, sumber="kesepakatan kantor")
    rows = tuple(PeranRencana(program=unit, kode_wilayah=AGAM, penanggung_jawab=unit) for unit in ("mitra", "Disdik"))
    at = visit("peran", provinsi="13", rencana=plan_with_priorities(peran=rows, mandat=(mine,)))
    assert "2 baris pembagian peran, dipimpin 2 jenis unit; 1 benturan" in panels(at)
    assert "tidak ada mandat tercatat untuk Disdik" in words(at)
    press(at, "mandat_katalog")
    assert "mitra hanya boleh mendukung di bidang ini" in words(at)
    assert "tidak ada mandat tercatat untuk Disdik" not in words(at)


def test_a_snapshot_from_before_the_mandates_works_and_says_what_is_not_checked(place: Path) -> None:
    with duckdb.connect(str(place / "warehouse" / FIRST / "marts.duckdb")) as con:
        con.execute("DROP TABLE mandat")
    at = press(visit("peran", provinsi="13", tahun_program="2027"), "isi_program")
    assert "Snapshot ini belum memuat katalog mandat" in words(at)
    assert "hanya boleh mendukung" not in words(at)
    assert "3 baris pembagian peran" in " ".join(panels(at))


# --- one row, nothing, wrong links ---


def test_with_one_programme_nothing_overlaps_and_training_is_missing(world: World) -> None:
    world(write_one_program)
    at = visit("peran", provinsi="13", tahun_program="2027")
    assert not at.exception
    assert headline(at) == "Tidak ada yang tumpang tindih di antara 1 program 2027"
    assert "Snapshot ini belum memuat kegiatan bimtek." in words(at)
    assert "BPMP paling banyak sekaligus: 1 program pada triwulan 1 dan 2" in panels(at)


def test_without_programmes_the_page_says_so_and_the_matrix_still_works(world: World) -> None:
    world(lambda folder: write_dataset(folder, "satuan_pendidikan", [make_sekolah("10000001")]))
    at = visit("peran", provinsi="13")
    assert not at.exception
    assert headline(at).startswith("Belum ada program kerja Sumatera Barat pada ")
    assert "Snapshot ini belum memuat program kerja." in words(at)
    assert "isi_program" not in labels(at)


def test_a_wrong_link_opens_the_page_with_a_note(place: Path) -> None:
    junk = "'; DROP TABLE x <b>"
    at = visit("peran", **dict.fromkeys(("provinsi", "kab_kota", "tahun_program", "rencana", "tanggal"), junk))
    assert not at.exception
    assert any("Tautan disesuaikan." in i.value for i in at.info)
    assert headline(at)
