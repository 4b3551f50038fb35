"""Overlap of programmes: a planted world is found whole and nothing is invented; money, gaps and load by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from analysis import overlap
from analysis.program_names import (
    BATAS_NAMA,
    alike,
    covers_indicator,
    indicator_key,
    likeness,
    name_key,
    target_key,
    unit_key,
)
from tests.overlap_world import AGAM, BGP, BGTK, PADANG, program


def found(*rows: dict[str, Any]) -> overlap.Tumpang:
    return overlap.find(pd.DataFrame(list(rows)))


# --- one difference at a time ---


def test_the_same_work_of_two_units_is_one_finding_with_both() -> None:
    result = found(program("a", nama="Satu"), program("b", nama="Lain sekali", **BGTK))
    (group,) = result.tumpang_tindih
    assert group.anggota == (0, 1)
    assert (group.mulai, group.selesai) == (date(2026, 2, 1), date(2026, 11, 30))
    assert result.nama_hampir_sama == ()


@pytest.mark.parametrize(
    ("why", "given"),
    [
        ("the same unit", {"unit": "BPMP", "nama_unit": "BPMP Provinsi Sumatera Barat"}),
        ("the same unit, abbreviated", {"unit": "BPMP", "nama_unit": "BPMP Sumbar"}),
        ("a cancelled programme", {**BGTK, "status_pelaksanaan": "batal"}),
        ("another target group", {**BGTK, "kelompok_sasaran": "guru SD"}),
        ("another indicator", {**BGTK, "sasaran_indikator": "DASMEN:D.1"}),
        ("an indicator whose code only begins alike", {**BGTK, "sasaran_indikator": "DASMEN:D.30"}),
        ("another kab/kota", {**BGTK, "kode_kab_kota_kemendagri": PADANG}),
        ("another province with the same target", {**BGTK, "kode_provinsi_kemendagri": "14",
                                                    "kode_kab_kota_kemendagri": None}),
        ("the day after", {**BGTK, "tanggal_mulai": date(2026, 12, 1), "tanggal_selesai": date(2026, 12, 9)}),
        ("the day before", {**BGTK, "tanggal_mulai": date(2026, 1, 1), "tanggal_selesai": date(2026, 1, 31)}),
        ("no target group", {**BGTK, "kelompok_sasaran": None}),
        ("no indicator", {**BGTK, "sasaran_indikator": ""}),
        ("dates turned round", {**BGTK, "tanggal_mulai": date(2026, 9, 1), "tanggal_selesai": date(2026, 3, 1)}),
        ("no date", {**BGTK, "tanggal_mulai": None}),
        ("no province", {**BGTK, "kode_provinsi_kemendagri": None}),
    ],
)  # fmt: skip
def test_what_differs_in_one_thing_is_no_overlap(why: str, given: dict[str, Any]) -> None:
    assert found(program("a"), program("b", **given)).tumpang_tindih == (), why


@pytest.mark.parametrize(
    ("why", "given"),
    [
        ("one shared day", {**BGTK, "tanggal_mulai": date(2026, 11, 30), "tanggal_selesai": date(2027, 2, 1)}),
        ("the whole province", {**BGTK, "kode_kab_kota_kemendagri": None}),
        ("other words for the same people", {**BGTK, "kelompok_sasaran": "  Kepala  SD "}),
        ("another separator", {**BGTK, "sasaran_indikator": "dasmen.d.3"}),
        ("the same kind with another name", {"unit": "BPMP", "nama_unit": "BPMP Riau"}),
        ("a kind alone", {"unit": "Disdik", "nama_unit": None}),
        ("a planned one", {**BGTK, "status_pelaksanaan": "rencana"}),
        ("a done one", {**BGTK, "status_pelaksanaan": "selesai"}),
        ("no name", {**BGTK, "nama": None}),
        ("no budget", {**BGTK, "anggaran_rupiah": None}),
    ],
)
def test_what_differs_in_spelling_alone_still_overlaps(why: str, given: dict[str, Any]) -> None:
    assert len(found(program("a"), program("b", **given)).tumpang_tindih) == 1, why


def test_a_renamed_unit_never_overlaps_with_itself() -> None:
    old = program("a", **BGP, tanggal_selesai=date(2027, 1, 1))
    assert found(old, program("b", **BGTK)).tumpang_tindih == ()
    long = program("c", unit="BGP", nama_unit="Balai Guru Penggerak Provinsi Sumatera Barat")
    assert found(long, program("b", **BGTK)).tumpang_tindih == ()
    assert found(long, program("b", **BGTK)).nama_hampir_sama == ()
    assert len(found(program("a"), old).tumpang_tindih) == 1, "with another unit it does"


def test_rows_that_cannot_be_compared_are_counted_and_cancelled_ones_too() -> None:
    result = found(
        program("a"), program("b", **BGTK, kelompok_sasaran=None), program("c", **BGTK, sasaran_indikator=None),
        program("d", **BGTK, status_pelaksanaan="batal"), program("e", tanggal_mulai=None),
    )  # fmt: skip
    assert (result.jumlah_program, result.jumlah_batal, result.jumlah_kurang_isi) == (4, 1, 3)


def test_no_programme_and_one_programme_have_no_finding() -> None:
    empty = overlap.find(pd.DataFrame([program("a")]).iloc[:0])
    assert (empty.jumlah_program, empty.tumpang_tindih, empty.nama_hampir_sama) == (0, (), ())
    assert found(program("a")).tumpang_tindih == ()
    assert found(program("a", status_pelaksanaan="batal")).jumlah_program == 0


# --- money ---


def test_money_at_stake_is_all_that_is_known_and_freed_is_all_but_the_largest() -> None:
    (group,) = found(
        program("a", anggaran_rupiah=300e6), program("b", **BGTK, anggaran_rupiah=200e6),
        program("c", unit="Disdik", nama_unit="Disdik Agam", anggaran_rupiah=50e6),
    ).tumpang_tindih  # fmt: skip
    assert (group.anggaran, group.dapat_dibebaskan, group.tanpa_anggaran) == (550e6, 250e6, 0)


def test_an_unknown_budget_is_said_and_never_taken_for_zero() -> None:
    (group,) = found(program("a", anggaran_rupiah=300e6), program("b", **BGTK, anggaran_rupiah=None)).tumpang_tindih
    assert (group.anggaran, group.dapat_dibebaskan, group.tanpa_anggaran) == (300e6, None, 1)
    (bare,) = found(program("a", anggaran_rupiah=None), program("b", **BGTK, anggaran_rupiah=None)).tumpang_tindih
    assert (bare.anggaran, bare.dapat_dibebaskan, bare.tanpa_anggaran) == (None, None, 2)
    (zero,) = found(program("a", anggaran_rupiah=0.0), program("b", **BGTK)).tumpang_tindih
    assert (zero.anggaran, zero.dapat_dibebaskan) == (100e6, 0.0)


def test_a_programme_is_never_freed_for_one_it_does_not_overlap() -> None:
    """Agam and Padang each overlap the province's programme, not each other."""
    rows = [
        program("agam", anggaran_rupiah=300e6),
        program("seluruh", **BGTK, kode_kab_kota_kemendagri=None, anggaran_rupiah=100e6),
        program("padang", kode_kab_kota_kemendagri=PADANG, anggaran_rupiah=200e6),
    ]
    (group,) = found(*rows).tumpang_tindih
    assert len(group.anggota) == 3
    assert group.dapat_dibebaskan == 100e6, "both kab/kota keep theirs; only the province's would go"
    rows[1]["anggaran_rupiah"] = 900e6
    (group,) = found(*rows).tumpang_tindih
    assert group.dapat_dibebaskan == 500e6, "the province's alone is kept"


# --- names ---

ALIKE = [
    ("Pendampingan Implementasi Kurikulum Merdeka", "Pendampingan IKM"),
    ("Pendampingan Implementasi Kurikulum Merdeka", "Pendampingan Implementasi Kurikulum Merdeka 2026"),
    ("Penguatan Komunitas Belajar Antarsekolah", "Penguatan Komunitas Belajar Antar Sekolah"),
    ("Penguatan Komunitas Belajar Antarsekolah", "Penguatn Komunitas Belajar Antarsekolah"),
    ("Bimtek Perencanaan Berbasis Data", "Bimbingan Teknis PBD"),
    ("Pelatihan Literasi Guru SD", "Pelatihan guru SD: literasi"),
    ("Sekolah Aman dan Nyaman", "Sekolah Aman & Nyaman"),
    ("Sosialisasi Rapor Pendidikan", "Sosialisasi Raport Pendidikan"),
    ("Pendampingan Program Sekolah Penggerak", "Pendampingan PSP Angkatan"),
    ("Pelatihan Canva untuk Guru", "Kegiatan Pelatihan Canva bagi Guru Tahun 2026"),
]
DIFFERENT = [
    ("Pelatihan Literasi Guru SD", "Pelatihan Numerasi Guru SD"),
    ("Pendampingan Implementasi Kurikulum Merdeka", "Pendampingan Program Sekolah Penggerak"),
    ("Bimtek Literasi SD", "Bimtek Literasi SMP"),
    ("Bimtek TIK Tahap I", "Bimtek TIK Tahap II"),
    ("Bimtek TIK Tahap II", "Bimtek TIK Tahap III"),
    ("Pelatihan Guru SMA", "Pelatihan Guru SMK"),
    ("Pelatihan Literasi dan Numerasi Guru", "Pelatihan Literasi dan Numerasi Guru SD"),
    ("Pendampingan Implementasi Kurikulum Merdeka", "Pendampingan Implementasi Kurikulum Merdeka kelas awal"),
    ("PembaTIK Level 1", "PembaTIK Level 2"),
    ("Bimtek Pemanfaatan Platform Basic", "Bimtek Pemanfaatan Platform Intermediate"),
    ("Pendampingan Sekolah Penggerak", "Pendampingan Guru Penggerak"),
    ("Penguatan Kepala Sekolah", "Penguatan Pengawas Sekolah"),
    ("Sosialisasi Rapor Pendidikan", "Sosialisasi Profil Pendidikan"),
    ("Workshop Asesmen Diagnostik Matematika", "Workshop Asesmen Formatif Matematika"),
    ("Pemanfaatan Ruang Murid", "Pemanfaatan Ruang Mitra"),
    ("", ""),
]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_one_name_spelt_twice_is_near(one: str, other: str) -> None:
    assert alike(name_key(one), name_key(other))
    assert alike(name_key(other), name_key(one))
    assert likeness(name_key(one), name_key(other)) >= BATAS_NAMA


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_names_that_differ_in_a_telling_word_are_not_near(one: str, other: str) -> None:
    assert not alike(name_key(one), name_key(other))
    assert not alike(name_key(other), name_key(one))


def test_letters_alone_would_confuse_what_the_words_tell_apart() -> None:
    confused = [pair for pair in DIFFERENT if likeness(*map(name_key, pair)) >= BATAS_NAMA]
    assert len(confused) >= 5, "the threshold alone would call these near; the words decide"


def test_near_names_of_another_target_are_listed_apart_from_overlap() -> None:
    result = found(
        program("a", nama="Pendampingan IKM Kabupaten Agam"),
        program("b", **BGTK, nama="Pendampingan Implementasi Kurikulum Merdeka", sasaran_indikator="DASMEN:D.1"),
    )
    assert result.tumpang_tindih == ()
    (group,) = result.nama_hampir_sama
    assert group.anggota == (0, 1)
    assert group.dapat_dibebaskan is None, "near names free no money"
    assert group.kemiripan == 100.0


def test_a_pair_that_overlaps_is_not_listed_again_for_its_name() -> None:
    result = found(program("a", nama="Pendampingan IKM"), program("b", **BGTK, nama="Pendampingan IKM"))
    assert len(result.tumpang_tindih) == 1
    assert result.nama_hampir_sama == ()


@pytest.mark.parametrize("given", [{"kode_kab_kota_kemendagri": PADANG}, {"status_pelaksanaan": "batal"},
                                   {"tanggal_mulai": date(2027, 1, 1), "tanggal_selesai": date(2027, 2, 1)},
                                   {"unit": "BPMP", "nama_unit": "BPMP Sumbar"}])  # fmt: skip
def test_near_names_elsewhere_or_at_another_time_are_no_finding(given: dict[str, Any]) -> None:
    other = {**BGTK, "nama": "Pendampingan IKM", "kelompok_sasaran": "guru", **given}
    assert found(program("a", nama="Pendampingan IKM"), program("b", **other)).nama_hampir_sama == ()


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        (("BGP", "BGP Sumatera Barat"), ("BGTK", "BBGTK Sumbar"), True),
        (("BPMP", "BBPMP Jawa Barat"), ("BPMP", "Balai Besar Penjaminan Mutu Pendidikan Provinsi Jabar"), True),
        (("BLPT", "BLPT"), ("BLPT", "Balai Layanan Platform Teknologi"), True),
        (("Disdik", "Dinas Pendidikan Kabupaten Agam"), ("Disdik", "Disdik Kab. Agam"), True),
        (("Disdik", "Dinas Pendidikan dan Kebudayaan Kab Agam"), ("Disdik", "Dinas Pendidikan Kabupaten Agam"), True),
        (("Disdik", "Dinas Pendidikan Kota Solok"), ("Disdik", "Dinas Pendidikan Kabupaten Solok"), False),
        (("BPMP", "BPMP Papua"), ("BPMP", "BPMP Papua Barat"), False),
        (("BPMP", "Sumatera Barat"), ("BGTK", "Sumatera Barat"), False),
        (("mitra", "Yayasan A"), ("mitra", "Yayasan B"), False),
    ],
)
def test_a_unit_is_one_however_it_is_written(one: tuple[str, str], other: tuple[str, str], is_same: bool) -> None:
    assert (unit_key(*one) == unit_key(*other)) is is_same


def test_keys_of_groups_and_indicators() -> None:
    assert target_key("Kepala SD, guru") == target_key("guru dan kepala  sd")
    assert target_key("KS") == target_key("Kepala Sekolah")
    assert target_key(None) == target_key(" dan ") == ""
    assert indicator_key(" DASMEN:D.1 ") == indicator_key("dasmen.d.1")
    assert covers_indicator("dasmen.d", "dasmen.d.10")
    assert not covers_indicator("dasmen.d.1", "dasmen.d.10")
    assert not covers_indicator("", "dasmen.d.1")


# --- year, gaps, load ---


def test_a_year_holds_what_has_a_day_in_it() -> None:
    frame = pd.DataFrame([
        program("dalam"), program("sebelum", tanggal_mulai=date(2025, 1, 1), tanggal_selesai=date(2025, 12, 31)),
        program("melintas", tanggal_mulai=date(2025, 6, 1), tanggal_selesai=date(2026, 1, 1)),
        program("sesudah", tanggal_mulai=date(2027, 1, 1), tanggal_selesai=date(2027, 2, 1)),
        program("tanpa", tanggal_mulai=None, tanggal_selesai=None),
    ])  # fmt: skip
    assert overlap.running(frame, 2026)["program_id"].tolist() == ["dalam", "melintas"]


def test_gaps_are_the_regions_whose_goal_no_programme_serves() -> None:
    frame = pd.DataFrame([
        program("a", sasaran_indikator="DASMEN:A.1", program_prioritas=None),
        program("b", kode_kab_kota_kemendagri=PADANG, sasaran_indikator="DASMEN:A.1", program_prioritas=None,
                status_pelaksanaan="batal"),
        program("c", kode_kab_kota_kemendagri="13.01", sasaran_indikator=None, program_prioritas="sarana prasarana"),
        program("d", kode_kab_kota_kemendagri="13.02", sasaran_indikator="DASMEN:A.10", program_prioritas=None),
        program("e", kode_provinsi_kemendagri="14", kode_kab_kota_kemendagri=None, sasaran_indikator="dasmen.a.1.2",
                program_prioritas=None),
    ])  # fmt: skip
    regions = [AGAM, PADANG, "13.01", "13.02", "14.01", "14", "13", "32.04"]
    result = overlap.gaps(regions, frame, indikator=["DASMEN:A.1"], program_prioritas=["sarana prasarana"])
    assert result.set_index("kode")["is_kosong"].to_dict() == {
        AGAM: False, PADANG: True, "13.01": False, "13.02": True, "14.01": False, "14": False, "13": False,
        "32.04": True,
    }  # fmt: skip
    wide = result.set_index("kode")["is_seprovinsi"]
    assert wide[wide].index.tolist() == ["14.01"], "only a programme of all of Riau reaches it"
    whole = result.set_index("kode").loc["13"]
    assert (whole["jumlah_program"], whole["jumlah_sebagian"]) == (0, 2), "two of its kab/kota alone"
    nothing = overlap.gaps(regions, frame.iloc[:0], indikator=["DASMEN:A.1"], program_prioritas=[])
    assert nothing["is_kosong"].all()


def test_load_counts_a_programme_in_each_quarter_and_its_budget_once() -> None:
    frame = pd.DataFrame([
        program("a", tanggal_mulai=date(2026, 1, 1), tanggal_selesai=date(2026, 12, 31), anggaran_rupiah=365e6),
        program("b", **BGP, tanggal_mulai=date(2026, 4, 1), tanggal_selesai=date(2026, 4, 30), anggaran_rupiah=None),
        program("c", status_pelaksanaan="batal"),
        program("d", tanggal_mulai=date(2026, 9, 1), tanggal_selesai=date(2026, 3, 1)),
    ])  # fmt: skip
    result = overlap.load(frame, 2026).set_index(["unit", "triwulan"])
    assert result.loc["BPMP", "anggaran"].to_dict() == {1: 90e6, 2: 91e6, 3: 92e6, 4: 92e6}
    assert result.loc[("BGTK", 2)].tolist() == [1, 0.0, 1]
    assert len(result) == 5
    assert overlap.load(frame.iloc[:0], 2026).empty
