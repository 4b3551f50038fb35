"""Planted faults: use of PMM and of platforms, by school and by region."""

from __future__ import annotations

from datetime import date
from typing import Any

from pipelines.layouts.platforms import KOMUNITAS
from pipelines.layouts.pmm import WILAYAH
from pipelines.layouts.usage import BELAJAR_ID, PLATFORM, PMM
from schemas.komunitas_belajar import KomunitasBelajar
from schemas.pmm_wilayah import PmmWilayah
from tests.builders import make_platform, make_pmm, make_row
from tests.check_cases import OKT, SEP, Case, Cells, at, case
from tests.checking import Exports

FUNNEL = {
    "jumlah_gtk": 20,
    "jumlah_login": 18,
    "jumlah_aktif_30_hari": 9,
    "jumlah_mulai_topik": 12,
    "jumlah_selesai_topik_1": 10,
    "jumlah_selesai_topik_2": 8,
    "jumlah_selesai_topik_3": 6,
    "jumlah_selesai_topik_4": 4,
    "jumlah_aksi_nyata": 5,
    "jumlah_aksi_nyata_tervalidasi": 3,
    "jumlah_unduh_perangkat_ajar": 7,
    "jumlah_anggota_komunitas": 6,
}


def pmm(**given: Any) -> Any:
    return make_pmm(**{**FUNNEL, **given})


def fallen(column: str) -> Case:
    def made(files: Exports, is_faulty: bool) -> Cells:
        files.add("september", PMM, pmm(tanggal_data=SEP), pmm(tanggal_data=SEP, npsn="10300002"))
        now = pmm(tanggal_data=OKT, **({column: FUNNEL[column] - 1} if is_faulty else {}))
        files.add("oktober", PMM, pmm(tanggal_data=OKT, npsn="10300002"), now)
        return at("oktober", PMM, column, 1)

    made.__name__ = column
    return made


for counter in FUNNEL:
    if counter not in ("jumlah_gtk", "jumlah_aktif_30_hari", "jumlah_selesai_topik_1", "jumlah_selesai_topik_2"):
        case("pmm_aktivitas__penghitung_tidak_turun")(fallen(counter))


@case("pmm_aktivitas__penghitung_tidak_turun")
def over_a_blank(files: Exports, is_faulty: bool) -> Cells:
    for month, login in ((8, 18), (9, None), (10, 16 if is_faulty else 18)):
        files.add(f"bulan_{month}", PMM, pmm(tanggal_data=date(2026, month, 30), jumlah_login=login))
    return at("bulan_10", PMM, "jumlah_login", 0)


@case("pmm_aktivitas__dasar_tidak_disusun_ulang")
def many_schools_at_once(files: Exports, is_faulty: bool) -> Cells:
    schools = [f"103000{n:02d}" for n in range(10)]
    files.add("september", PMM, *(pmm(tanggal_data=SEP, npsn=npsn) for npsn in schools))
    low = {"jumlah_login": 15} if is_faulty else {}
    now = [pmm(tanggal_data=OKT, npsn=npsn, **(low if n < 6 else {})) for n, npsn in enumerate(schools)]
    files.add("oktober", PMM, *now)
    return at("oktober", PMM, "jumlah_login", *range(6))


@case("pmm_aktivitas__dasar_tidak_disusun_ulang")
def together_with_the_schools_own_gtk(files: Exports, is_faulty: bool) -> Cells:
    files.add("september", PMM, pmm(tanggal_data=SEP))
    files.add("oktober", PMM, pmm(tanggal_data=OKT, jumlah_gtk=18, jumlah_login=16 if is_faulty else 18))
    return at("oktober", PMM, "jumlah_login", 0)


STAGES = {
    "jumlah_aktif_30_hari": 19,
    "jumlah_unduh_perangkat_ajar": 19,
    "jumlah_mulai_topik": 19,
    "jumlah_selesai_topik_1": 13,
    "jumlah_selesai_topik_2": 11,
    "jumlah_selesai_topik_3": 9,
    "jumlah_selesai_topik_4": 7,
    "jumlah_aksi_nyata": 13,
    "jumlah_aksi_nyata_tervalidasi": 6,
}


def risen(column: str) -> Case:
    def made(files: Exports, is_faulty: bool) -> Cells:
        files.add("pmm", PMM, pmm(npsn="10300002"), pmm(**({column: STAGES[column]} if is_faulty else {})))
        return at("pmm", PMM, column, 1)

    made.__name__ = column
    return made


for stage in STAGES:
    case("pmm_aktivitas__tahap_tidak_naik")(risen(stage))


@case("pmm_aktivitas__tahap_tidak_naik")
def past_a_stage_not_stated(files: Exports, is_faulty: bool) -> Cells:
    row = pmm(jumlah_selesai_topik_1=None, jumlah_selesai_topik_2=13 if is_faulty else 12)
    files.add("pmm", PMM, row)
    return at("pmm", PMM, "jumlah_selesai_topik_2", 0)


@case("pmm_aktivitas__login_wajar_terhadap_gtk")
def login_far_beyond_gtk(files: Exports, is_faulty: bool) -> Cells:
    files.add("pmm", PMM, pmm(jumlah_login=25 if is_faulty else 22), pmm(npsn="10300002", jumlah_gtk=16))
    return at("pmm", PMM, "jumlah_login", 0)


@case("pmm_aktivitas__penyebut_tidak_melompat")
def gtk_of_a_kab_kota(files: Exports, is_faulty: bool) -> Cells:
    schools = [f"103000{n:02d}" for n in range(4)]
    files.add("september", PMM, *(pmm(tanggal_data=SEP, npsn=npsn) for npsn in schools))
    more = [30, 30, 20, 20] if is_faulty else [24, 24, 20, 20]
    files.add("oktober", PMM, *(pmm(npsn=n, jumlah_gtk=gtk) for n, gtk in zip(schools, more, strict=True)))
    return at("oktober", PMM, "jumlah_gtk", 0, 1)


@case("pmm_aktivitas__penyebut_tidak_melompat")
def gtk_of_one_school_tenfold(files: Exports, is_faulty: bool) -> Cells:
    files.add("september", PMM, pmm(tanggal_data=SEP))
    files.add("oktober", PMM, pmm(tanggal_data=OKT, jumlah_gtk=200 if is_faulty else 21))
    return at("oktober", PMM, "jumlah_gtk", 0)


def usage(**given: Any) -> Any:
    return make_platform(
        **{
            "platform": "canva",
            "jumlah_sasaran": 40,
            "jumlah_tersedia": 40,
            "jumlah_teraktivasi": 30,
            "jumlah_aktif": 20,
            **given,
        }
    )


def region(**given: Any) -> Any:
    return usage(**{"tingkat": "kab_kota", "npsn": None, "jenjang": None, **given})


@case("pemanfaatan_platform__penyebut_tidak_melompat")
def base_of_a_kab_kota(files: Exports, is_faulty: bool) -> Cells:
    schools = [f"103000{n:02d}" for n in range(3)]
    files.add("september", PLATFORM, *(usage(tanggal_data=SEP, npsn=npsn) for npsn in schools))
    more = [80, 40, 40] if is_faulty else [44, 40, 40]
    now = [usage(npsn=npsn, jumlah_tersedia=n) for npsn, n in zip(schools, more, strict=True)]
    files.add("oktober", PLATFORM, *now)
    return at("oktober", PLATFORM, "jumlah_tersedia", 0)


@case("pemanfaatan_platform__penyebut_tidak_melompat")
def base_of_one_school_tenfold(files: Exports, is_faulty: bool) -> Cells:
    files.add("september", PLATFORM, usage(tanggal_data=SEP))
    files.add("oktober", PLATFORM, usage(jumlah_sasaran=400 if is_faulty else 41))
    return at("oktober", PLATFORM, "jumlah_sasaran", 0)


@case("pemanfaatan_platform__teraktivasi_tidak_melebihi_tersedia")
def activated_beyond_available(files: Exports, is_faulty: bool) -> Cells:
    files.add("akun", PLATFORM, usage(npsn="10300002"), usage(jumlah_teraktivasi=41 if is_faulty else 40))
    return at("akun", PLATFORM, "jumlah_teraktivasi", 1)


@case("pemanfaatan_platform__aktif_tidak_melebihi_teraktivasi")
def active_beyond_activated(files: Exports, is_faulty: bool) -> Cells:
    files.add("akun", PLATFORM, usage(jumlah_aktif=31 if is_faulty else 30), usage(npsn="10300002"))
    return at("akun", PLATFORM, "jumlah_aktif", 0)


@case("pemanfaatan_platform__aktif_tidak_melebihi_teraktivasi")
def active_beyond_available_where_activation_is_not_stated(files: Exports, is_faulty: bool) -> Cells:
    files.add("akun", PLATFORM, usage(jumlah_teraktivasi=None, jumlah_aktif=41 if is_faulty else 40))
    return at("akun", PLATFORM, "jumlah_aktif", 0)


@case("pemanfaatan_platform__aktif_tidak_melebihi_teraktivasi")
def reading_the_rapor_needs_no_download(files: Exports, is_faulty: bool) -> Cells:
    school = {"platform": "rapor_pendidikan", "kelompok_pengguna": "satuan pendidikan", "jumlah_teraktivasi": 0}
    row = usage(**school, jumlah_sasaran=1, jumlah_tersedia=1, jumlah_aktif=2 if is_faulty else 1)
    files.add("rapor", PLATFORM, row)
    return at("rapor", PLATFORM, "jumlah_aktif", 0)


@case("pemanfaatan_platform__pangsa_wajar")
def users_far_beyond_the_target(files: Exports, is_faulty: bool) -> Cells:
    row = usage(jumlah_tersedia=None, jumlah_teraktivasi=None, jumlah_aktif=49 if is_faulty else 47)
    files.add("akun", PLATFORM, row)
    return at("akun", PLATFORM, "jumlah_aktif", 0)


def budget(**given: Any) -> Any:
    school = {"kelompok_pengguna": "satuan pendidikan", "jumlah_sasaran": 1, "jumlah_tersedia": 1}
    done = {"jumlah_teraktivasi": 1, "jumlah_aktif": 1, "nilai_rupiah": 90e6, "nilai_anggaran": 120e6}
    return usage(**{"platform": "arkas", **school, **done, **given})


@case("pemanfaatan_platform__realisasi_tidak_melebihi_anggaran")
def spent_beyond_the_budget(files: Exports, is_faulty: bool) -> Cells:
    row = budget(nilai_rupiah=120_000_500.0 if is_faulty else 120e6)
    files.add("arkas", PLATFORM, budget(npsn="10300002"), row)
    return at("arkas", PLATFORM, "nilai_rupiah", 1)


@case("pemanfaatan_platform__realisasi_tidak_melebihi_anggaran")
def a_budget_no_single_school_has(files: Exports, is_faulty: bool) -> Cells:
    files.add("arkas", PLATFORM, budget(nilai_anggaran=31e9 if is_faulty else 29e9))
    return at("arkas", PLATFORM, "nilai_anggaran", 0)


@case("pemanfaatan_platform__teraktivasi_tidak_turun")
def accounts_closed_again(files: Exports, is_faulty: bool) -> Cells:
    def row(day: date, activated: int) -> Any:
        return make_platform(
            tanggal_data=day, jumlah_sasaran=None, jumlah_tersedia=40, jumlah_teraktivasi=activated, jumlah_aktif=None
        )

    files.add("september", BELAJAR_ID, row(SEP, 30))
    files.add("oktober", BELAJAR_ID, row(OKT, 26 if is_faulty else 29))
    return at("oktober", BELAJAR_ID, "jumlah_teraktivasi", 0)


@case("pemanfaatan_platform__jenjang_tidak_bersama_total")
def a_total_beside_its_parts(files: Exports, is_faulty: bool) -> Cells:
    parts = [region(jenjang="SD"), region(jenjang="SMP")]
    total = [region(jumlah_sasaran=80, jumlah_tersedia=80, jumlah_teraktivasi=60, jumlah_aktif=40)] if is_faulty else []
    files.add("akun", PLATFORM, *parts, *total)
    return at("akun", PLATFORM, "jenjang", 2)


@case("pemanfaatan_platform__jumlah_bagian_sama")
def a_region_less_than_its_schools(files: Exports, is_faulty: bool) -> Cells:
    files.add("sekolah", PLATFORM, usage(npsn="10300001"), usage(npsn="10300002"))
    total = {"jumlah_sasaran": 80, "jumlah_tersedia": 80, "jumlah_teraktivasi": 60, "jumlah_aktif": 40}
    files.add("wilayah", PLATFORM, region(**{**total, "jumlah_teraktivasi": 48 if is_faulty else 60}))
    return at("wilayah", PLATFORM, "jumlah_teraktivasi", 0)


def pmm_region(**given: Any) -> Any:
    usual = {"tingkat": "kab_kota", "jenjang": None, "nama_platform": "PMM", "tanggal_data": OKT}
    return make_row(PmmWilayah, **{**FUNNEL, **usual, **given})


@case("pmm_wilayah__penghitung_tidak_turun")
def counter_of_a_region(files: Exports, is_faulty: bool) -> Cells:
    files.add("september", WILAYAH, pmm_region(tanggal_data=SEP))
    files.add("oktober", WILAYAH, pmm_region(jumlah_aksi_nyata=4 if is_faulty else 5))
    return at("oktober", WILAYAH, "jumlah_aksi_nyata", 0)


@case("pmm_wilayah__tahap_tidak_naik")
def stage_of_a_region(files: Exports, is_faulty: bool) -> Cells:
    files.add("wilayah", WILAYAH, pmm_region(jumlah_selesai_topik_4=7 if is_faulty else 6))
    return at("wilayah", WILAYAH, "jumlah_selesai_topik_4", 0)


@case("pmm_wilayah__login_wajar_terhadap_gtk")
def login_of_a_region_far_beyond_gtk(files: Exports, is_faulty: bool) -> Cells:
    files.add("wilayah", WILAYAH, pmm_region(jumlah_login=25 if is_faulty else 24))
    return at("wilayah", WILAYAH, "jumlah_login", 0)


@case("pmm_wilayah__penyebut_tidak_melompat")
def gtk_of_a_region(files: Exports, is_faulty: bool) -> Cells:
    files.add("september", WILAYAH, pmm_region(tanggal_data=SEP, jumlah_gtk=100))
    files.add("oktober", WILAYAH, pmm_region(jumlah_gtk=79 if is_faulty else 81))
    return at("oktober", WILAYAH, "jumlah_gtk", 0)


@case("pmm_wilayah__jumlah_bagian_sama")
def a_region_whose_schools_say_more(files: Exports, is_faulty: bool) -> Cells:
    files.add("sekolah", PMM, *(pmm(npsn=f"103000{n:02d}", jumlah_aksi_nyata=10) for n in range(10)))
    ten = {name: 10 * value for name, value in FUNNEL.items()}
    files.add("wilayah", WILAYAH, pmm_region(**{**ten, "jumlah_aksi_nyata": 90 if is_faulty else 99}))
    return at("wilayah", WILAYAH, "jumlah_aksi_nyata", 0)


def communities(**given: Any) -> Any:
    usual = {"tingkat": "satuan_pendidikan", "jumlah_komunitas": 4, "jumlah_komunitas_aktif": 3, "jumlah_webinar": 9}
    return make_row(KomunitasBelajar, **{**usual, **given})


@case("komunitas_belajar__aktif_tidak_melebihi_jumlah")
def more_active_communities_than_there_are(files: Exports, is_faulty: bool) -> Cells:
    files.add("komunitas", KOMUNITAS, communities(jumlah_komunitas_aktif=5 if is_faulty else 4))
    return at("komunitas", KOMUNITAS, "jumlah_komunitas_aktif", 0)


@case("komunitas_belajar__penghitung_tidak_turun")
def fewer_webinars(files: Exports, is_faulty: bool) -> Cells:
    files.add("september", KOMUNITAS, communities(tanggal_data=SEP))
    files.add("oktober", KOMUNITAS, communities(jumlah_webinar=8 if is_faulty else 9))
    return at("oktober", KOMUNITAS, "jumlah_webinar", 0)
