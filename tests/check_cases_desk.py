"""Planted faults: schools, training, Guru Penggerak, context, programmes, targets and publications."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from pipelines.layouts.dapodik import DAFTAR
from pipelines.layouts.desk import GURU_PENGGERAK, KONTEKS, PROGRAM_KERJA, PUBLIKASI, TARGET
from pipelines.layouts.training import KEGIATAN, KEHADIRAN
from pipelines.layouts.usage import PMM
from tests.builders import make_for, make_kegiatan, make_satuan_pendidikan
from tests.check_cases import OKT, SEP, Cells, at, case
from tests.check_cases_usage import pmm
from tests.checking import Exports


@case("satuan_pendidikan__npsn_dikenal")
def a_school_on_no_list(files: Exports, is_faulty: bool) -> Cells:
    files.add("sekolah", DAFTAR, make_satuan_pendidikan(npsn="10300001"))
    rows = [pmm(npsn="10300001"), pmm(npsn="10300099" if is_faulty else "10300001", peran="KS")]
    files.add("pmm", PMM, *rows, pmm(npsn="20300001", kode_kab_kota_kemendagri="32.04", kode_provinsi_kemendagri="32"))
    return at("pmm", PMM, "npsn", 1)


@case("satuan_pendidikan__kab_kota_sama")
def a_school_in_another_kab_kota(files: Exports, is_faulty: bool) -> Cells:
    files.add("sekolah", DAFTAR, make_satuan_pendidikan(npsn="10300001"))
    files.add("pmm", PMM, pmm(npsn="10300001", kode_kab_kota_kemendagri="13.71" if is_faulty else "13.06"))
    return at("pmm", PMM, "kab_kota", 0)


@case("satuan_pendidikan__tahun_ikm_wajar")
def ikm_after_the_list(files: Exports, is_faulty: bool) -> Cells:
    files.add("sekolah", DAFTAR, make_satuan_pendidikan(tahun_ikm=2027 if is_faulty else 2026))
    return at("sekolah", DAFTAR, "tahun_ikm", 0)


@case("satuan_pendidikan__jumlah_tidak_berlipat")
def pupils_tenfold(files: Exports, is_faulty: bool) -> Cells:
    then = make_satuan_pendidikan(tanggal_data=SEP, jumlah_peserta_didik=120, jumlah_guru=12)
    now = make_satuan_pendidikan(tanggal_data=OKT, jumlah_peserta_didik=1200 if is_faulty else 130, jumlah_guru=14)
    files.add("september", DAFTAR, then)
    files.add("oktober", DAFTAR, now)
    return at("oktober", DAFTAR, "jumlah_peserta_didik", 0)


@case("satuan_pendidikan__tanggal_data_tidak_di_depan")
def a_cut_off_to_come(files: Exports, is_faulty: bool) -> Cells:
    ahead = max(datetime.now().astimezone().date(), date(2026, 11, 21)) + timedelta(days=5 if is_faulty else 0)
    files.add("pmm", PMM, pmm(tanggal_data=ahead))
    return at("pmm", PMM, "tanggal_data", 0)


@case("bimtek_kegiatan__tanggal_wajar")
def an_event_that_ends_before_it_begins(files: Exports, is_faulty: bool) -> Cells:
    last = date(2026, 9, 9) if is_faulty else date(2026, 9, 12)
    files.add("kegiatan", KEGIATAN, make_kegiatan(tanggal_mulai=date(2026, 9, 10), tanggal_selesai=last))
    return at("kegiatan", KEGIATAN, "tanggal_selesai", 0)


@case("bimtek_kegiatan__tanggal_wajar")
def an_event_of_another_century(files: Exports, is_faulty: bool) -> Cells:
    first = date(2006 if is_faulty else 2026, 9, 10)
    files.add("kegiatan", KEGIATAN, make_kegiatan(tanggal_mulai=first, tanggal_selesai=first))
    return at("kegiatan", KEGIATAN, "tanggal_mulai", 0)


def school_and_event(files: Exports, **given: Any) -> None:
    files.add("sekolah", DAFTAR, make_satuan_pendidikan(npsn="10300001", nama="SD NEGERI 1 CONTOH"))
    files.add("kegiatan", KEGIATAN, make_kegiatan(**{"jumlah_jp": 32, **given}))


@case("bimtek_kehadiran__kegiatan_dikenal")
def attendance_of_no_listed_event(files: Exports, is_faulty: bool) -> Cells:
    school_and_event(files)
    files.attendance("hadir", {}, {"kegiatan_id": "BTK-2026-9" if is_faulty else "BTK-2026-1"})
    return at("hadir", KEHADIRAN, "kegiatan_id", 1)


@case("bimtek_kehadiran__hadir_tidak_melebihi_diundang")
def more_than_were_invited(files: Exports, is_faulty: bool) -> Cells:
    school_and_event(files, jumlah_diundang=1 if is_faulty else 2, jumlah_kuota=2)
    files.attendance("hadir", {}, {}, {"is_hadir": "Tidak", "sertifikat": "Tidak"})
    return at("kegiatan", KEGIATAN, "jumlah_diundang", 0)


@case("bimtek_kehadiran__hadir_tidak_melebihi_diundang")
def more_than_there_are_seats(files: Exports, is_faulty: bool) -> Cells:
    school_and_event(files, jumlah_diundang=40, jumlah_kuota=1 if is_faulty else 30)
    files.attendance("hadir", {}, {})
    return at("kegiatan", KEGIATAN, "jumlah_kuota", 0)


@case("bimtek_kehadiran__jp_tidak_melebihi_kegiatan")
def more_jp_than_the_event(files: Exports, is_faulty: bool) -> Cells:
    school_and_event(files)
    files.attendance("hadir", {}, {"jumlah_jp": "320" if is_faulty else "16"})
    return at("hadir", KEHADIRAN, "jumlah_jp", 1)


@case("bimtek_kehadiran__sertifikat_hanya_yang_hadir")
def a_certificate_without_attending(files: Exports, is_faulty: bool) -> Cells:
    school_and_event(files)
    files.attendance("hadir", {}, {"is_hadir": "Tidak", "sertifikat": "Ya" if is_faulty else "Tidak"})
    return at("hadir", KEHADIRAN, "sertifikat", 1)


@case("bimtek_kehadiran__skala_nilai_seragam")
def results_of_ten(files: Exports, is_faulty: bool) -> Cells:
    school_and_event(files)
    files.attendance("hadir", *({"nilai_post": "8,5" if is_faulty else "85"} for _ in range(5)))
    return at("hadir", KEHADIRAN, "nilai_post", *range(5))


def gp(**given: Any) -> Any:
    return make_for(GURU_PENGGERAK, **{"jumlah_lulus": 40, "jumlah_diangkat_ks": 9, "jumlah_diangkat_ps": 4, **given})


@case("guru_penggerak__diangkat_tidak_melebihi_lulus")
def appointed_beyond_finished(files: Exports, is_faulty: bool) -> Cells:
    files.add("gp", GURU_PENGGERAK, gp(jumlah_diangkat_ks=39 if is_faulty else 30))
    return at("gp", GURU_PENGGERAK, "jumlah_diangkat_ks", 0)


@case("guru_penggerak__penghitung_tidak_turun")
def fewer_finished(files: Exports, is_faulty: bool) -> Cells:
    files.add("september", GURU_PENGGERAK, gp(tanggal_data=SEP))
    files.add("oktober", GURU_PENGGERAK, gp(tanggal_data=OKT, jumlah_lulus=38 if is_faulty else 40))
    return at("oktober", GURU_PENGGERAK, "jumlah_lulus", 0)


def context(**given: Any) -> Any:
    usual = {"ukuran": "aps_5_6", "satuan": "persen", "sumber": "BPS", "nilai": 91.5, "tahun": 2025}
    return make_for(KONTEKS, **{**usual, **given})


@case("konteks_wilayah__nilai_dalam_batas")
def a_share_beyond_100(files: Exports, is_faulty: bool) -> Cells:
    files.add("konteks", KONTEKS, context(ukuran="apk_sd", nilai=105.2), context(nilai=100.9 if is_faulty else 99.81))
    return at("konteks", KONTEKS, "nilai", 1)


@case("konteks_wilayah__nilai_tidak_berlipat")
def a_count_tenfold(files: Exports, is_faulty: bool) -> Cells:
    usual = {"ukuran": "peserta_didik", "satuan": "orang"}
    now = context(**usual, nilai=15000.0 if is_faulty else 1500.0)
    files.add("konteks", KONTEKS, context(**usual, tahun=2024, nilai=1480.0), now)
    return at("konteks", KONTEKS, "nilai", 1)


@case("program_kerja__tanggal_wajar")
def a_programme_that_ends_before_it_begins(files: Exports, is_faulty: bool) -> Cells:
    last = date(2025, 12, 31) if is_faulty else date(2026, 12, 31)
    row = make_for(PROGRAM_KERJA, tanggal_mulai=date(2026, 1, 5), tanggal_selesai=last, anggaran_rupiah=5e7)
    files.add("program", PROGRAM_KERJA, row)
    return at("program", PROGRAM_KERJA, "tanggal_selesai", 0)


@case("program_kerja__anggaran_wajar")
def a_budget_in_millions(files: Exports, is_faulty: bool) -> Cells:
    files.add("program", PROGRAM_KERJA, make_for(PROGRAM_KERJA, anggaran_rupiah=50.0 if is_faulty else 5e7))
    return at("program", PROGRAM_KERJA, "anggaran_rupiah", 0)


def goal(**given: Any) -> Any:
    usual = {
        "acuan": "pmm.aktif_30_hari",
        "nilai_baseline": 40.0,
        "nilai_target": 60.0,
        "tanggal_baseline": date(2026, 1, 31),
        "tanggal_tenggat": date(2026, 12, 31),
    }
    return make_for(TARGET, **{**usual, **given})


@case("target__wajar")
def a_target_beyond_100(files: Exports, is_faulty: bool) -> Cells:
    files.add("target", TARGET, goal(nilai_target=600.0 if is_faulty else 60.0))
    return at("target", TARGET, "nilai_target", 0)


@case("target__wajar")
def a_target_due_before_its_baseline(files: Exports, is_faulty: bool) -> Cells:
    files.add("target", TARGET, goal(tanggal_tenggat=date(2025 if is_faulty else 2027, 12, 31)))
    return at("target", TARGET, "tanggal_tenggat", 0)


@case("target__acuan_dikenal")
def a_target_for_no_known_measure(files: Exports, is_faulty: bool) -> Cells:
    files.add("target", TARGET, goal(acuan="pmm.aktip" if is_faulty else "DASMEN:A.1"))
    return at("target", TARGET, "acuan", 0)


@case("publikasi__tanggal_wajar")
def a_publication_to_come(files: Exports, is_faulty: bool) -> Cells:
    row = make_for(PUBLIKASI, tautan="https://contoh.id/1", tanggal=date(2062 if is_faulty else 2026, 10, 1))
    files.add("publikasi", PUBLIKASI, row)
    return at("publikasi", PUBLIKASI, "tanggal", 0)


@case("publikasi__rujukan_dikenal")
def a_publication_of_no_listed_event(files: Exports, is_faulty: bool) -> Cells:
    files.add("kegiatan", KEGIATAN, make_kegiatan(kegiatan_id="BTK-2026-1"))
    event = "BTK-2026-7" if is_faulty else "BTK-2026-1"
    files.add(
        "publikasi", PUBLIKASI, make_for(PUBLIKASI, tautan="https://contoh.id/1", kegiatan_id=event, program_id=None)
    )
    return at("publikasi", PUBLIKASI, "kegiatan_id", 0)


@case("konteks_wilayah__jumlah_bagian_sama")
def a_province_less_than_its_kab_kota(files: Exports, is_faulty: bool) -> Cells:
    """DI Yogyakarta has five kab/kota."""
    usual = {"ukuran": "peserta_didik", "satuan": "orang", "kode_provinsi_kemendagri": "34"}
    parts = [
        context(**usual, kode_kab_kota_kemendagri=code, nilai=200.0)
        for code in ("34.01", "34.02", "34.03", "34.04", "34.71")
    ]
    total = {"tingkat": "provinsi", "kode_kab_kota_kemendagri": None, "nilai": 900.0 if is_faulty else 1000.0}
    files.add("konteks", KONTEKS, *parts, context(**{**usual, **total}))
    return at("konteks", KONTEKS, "nilai", 5)
