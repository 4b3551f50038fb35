"""Corruptions of single numbers, dates and words of closed lists."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from bench.dokter.corruption import Mutation, kind, one_cell, places, spot
from bench.dokter.sheet import Cell
from bench.dokter.world import World

_COUNT = places(
    *("sekolah:jumlah_guru", "sekolah:siswa", "pmm_0:gtk", "pmm_1:login", "pmm_2:selesai_topik_1", "akun_0:tersedia"),
    *("akun_1:aktivasi", "platform_1:sasaran", "platform_0:teraktivasi", "penggerak_0:lulus", "penggerak_1:ks"),
    *("kegiatan:diundang", "kegiatan:jp", "hadir_0:jp", "komunitas:anggota"),
)
_DATE = places(
    *("pmm_0:tanggal_data", "pmm_2:tanggal_data", "akun_1:tanggal_data", "platform_0:tanggal_data", "kegiatan:mulai"),
    *("kegiatan:selesai", "program:mulai", "program:selesai", "publikasi:tanggal", "target:tenggat"),
)
_CUTOFF = places(
    "pmm_0:tanggal_data", "pmm_1:tanggal_data", "akun_0:tanggal_data", "akun_1:tanggal_data", "platform_1:tanggal_data"
)
_VALUE = places(
    *("konteks:nilai", "target:baseline", "hadir_0:pre", "hadir_1:post", "rapor_0/1:nilai", "rapor_1/1:nilai"),
    *("rapor_1/2:A.3:nilai", "rapor_0/2:D.1:nilai", "rapor_1/3:E.1:nilai"),
)


@kind("teks_dalam_bilangan", "Kata di sel jumlah")
def _words(world: World, rng: Random) -> Mutation:
    word = rng.choice(("dua puluh", "banyak", "12 orang", "belum lengkap", "1O"))
    return one_cell(world, rng, _COUNT, lambda _: word, ("bukan_bilangan",))


@kind("teks_dalam_nilai", "Kata di sel nilai")
def _word_for_value(world: World, rng: Random) -> Mutation:
    word = rng.choice(("tujuh puluh", "bagus", "76,4 poin", "6S,2"))
    return one_cell(world, rng, _VALUE, lambda _: word, ("bukan_bilangan",))


@kind("teks_dalam_tabel_statistik", "Kata di sel angka tabel statistik")
def _word_in_statistics(world: World, rng: Random) -> Mutation:
    given = places(*(f"statistik:umur_{place}" for place in range(4)))
    word = rng.choice(("tinggi", "98,1 persen lebih", "9B,120"))
    return one_cell(world, rng, given, lambda _: word, ("bukan_bilangan",))


@kind("jumlah_negatif", "Jumlah negatif")
def _negative(world: World, rng: Random) -> Mutation:
    return one_cell(world, rng, _COUNT, lambda _: -rng.randrange(1, 9), ("di_luar_batas",))


@kind("jumlah_pecahan", "Pecahan di sel jumlah")
def _fraction(world: World, rng: Random) -> Mutation:
    return one_cell(
        world, rng, _COUNT, lambda value: float(str(value)) + 0.5, ("bukan_bilangan", "ribuan_terbaca_pecahan")
    )


@kind("jumlah_kosong", "Jumlah wajib dikosongkan")
def _blank_count(world: World, rng: Random) -> Mutation:
    given = places("pmm_0:gtk", "akun_0:tersedia", "akun_1:aktivasi", "penggerak_0:lulus", "penggerak_1:ps")
    return one_cell(world, rng, given, lambda _: None, ("wajib_kosong",))


@kind("ribuan_tergeser", "Jumlah menjadi seribu kali lipat")
def _thousandfold(world: World, rng: Random) -> Mutation:
    given = places("pmm_1:gtk", "pmm_2:gtk", "akun_1:tersedia", "platform_1:tersedia")
    codes = ("pmm_aktivitas__penyebut_tidak_melompat", "pemanfaatan_platform__penyebut_tidak_melompat")
    role, _, name = rng.choice(given)
    at = spot(world, role)
    days = sorted({str(at.table.get(row, "tanggal_data")) for row in at.table.rows})
    rows = [
        row
        for row in at.table.rows
        if at.table.number(row, name) >= 9 and str(at.table.get(row, "tanggal_data")) == days[-1]
    ]
    row = rng.choice(rows)
    at.table.put(row, name, at.table.number(row, name) * 1000)
    return at.mutation(codes, sel=[at.table.at(row, name)])


@kind("galat_excel", "Galat Excel di sel yang dipakai")
def _error_value(world: World, rng: Random) -> Mutation:
    error = rng.choice(("#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?"))
    return one_cell(world, rng, [*_COUNT, *_DATE], lambda _: error, ("galat_excel",))


@kind("tanggal_di_depan", "Tanggal data bertahun-tahun di depan")
def _future(world: World, rng: Random) -> Mutation:
    codes = ("di_luar_batas", "satuan_pendidikan__tanggal_data_tidak_di_depan")
    return one_cell(world, rng, _CUTOFF, lambda day: _moved(day, rng.randrange(2, 9)), codes)


@kind("tanggal_lampau", "Tanggal data sebelum platform ada")
def _past(world: World, rng: Random) -> Mutation:
    return one_cell(world, rng, _CUTOFF, lambda day: _moved(day, -rng.randrange(20, 60)), ("di_luar_batas",))


def _moved(day: Cell, years: int) -> date:
    assert isinstance(day, date)
    return day.replace(year=day.year + years)


@kind("terbit_di_depan", "Publikasi bertanggal sesudah hari ini")
def _published_later(world: World, rng: Random) -> Mutation:
    given = places("publikasi:tanggal")
    return one_cell(world, rng, given, lambda day: _moved(day, 3), ("publikasi__tanggal_wajar", "di_luar_batas"))


@kind("tanggal_kacau", "Tanggal yang bukan tanggal")
def _no_date(world: World, rng: Random) -> Mutation:
    text = rng.choice(("31/02/2026", "besok", "2026-13-40", "Agustus minggu ke-2", "00/00/0000"))
    return one_cell(world, rng, _DATE, lambda _: text, ("bukan_tanggal",))


@kind("tanggal_kosong", "Tanggal wajib dikosongkan")
def _blank_date(world: World, rng: Random) -> Mutation:
    return one_cell(world, rng, _DATE, lambda _: None, ("wajib_kosong",))


@kind("selesai_sebelum_mulai", "Selesai sebelum mulai")
def _ends_first(world: World, rng: Random) -> Mutation:
    role, first, last = rng.choice(
        (("kegiatan", "mulai", "selesai"), ("program", "mulai", "selesai"), ("target", "tanggal_baseline", "tenggat"))
    )
    at = spot(world, role)
    row = rng.choice(at.table.rows)
    start = at.table.get(row, first)
    assert isinstance(start, date)
    at.table.put(row, last, start - timedelta(days=rng.randrange(1, 40)))
    codes = ("bimtek_kegiatan__tanggal_wajar", "program_kerja__tanggal_wajar", "target__wajar")
    return at.mutation(codes, sel=[at.table.at(row, last)])


def _unknown_word(nama: str, judul: str, given: tuple[str, ...], words: tuple[str, ...]) -> None:
    @kind(nama, judul)
    def _make(world: World, rng: Random) -> Mutation:
        return one_cell(world, rng, places(*given), lambda _: rng.choice(words), ("di_luar_daftar",))


_unknown_word("predikat_asing", "Predikat PMM yang tidak dikenal", ("tingkat:predikat",), ("LUMAYAN", "CUKUP"))
_unknown_word("peran_asing", "Peran yang tidak dikenal", ("pmm_0:peran", "pmm_2:peran"), ("Satpam", "Alumni"))
_unknown_word("tipe_akun_asing", "Jenis akun yang tidak dikenal", ("akun_0:kelompok", "akun_1:kelompok"), ("Robot",))
_unknown_word("bentuk_asing", "Bentuk pendidikan yang tidak dikenal", ("sekolah:bentuk",), ("Sanggar", "Gedung"))
_unknown_word("status_asing", "Status sekolah yang tidak dikenal", ("sekolah:status",), ("Campuran", "Swadaya"))
_unknown_word("platform_asing", "Platform yang tidak dikenal", ("platform_0:platform",), ("Ruang Angkasa",))
_unknown_word("level_asing", "Level, moda, atau unit yang tidak dikenal", ("kegiatan:level", "kegiatan:moda",
              "program:unit", "program:status"), ("Serba bisa", "Lain sekali"))  # fmt: skip


@kind("bukan_ya_tidak", "Kehadiran atau sertifikat bukan Ya atau Tidak")
def _maybe(world: World, rng: Random) -> Mutation:
    given = places("hadir_0:hadir", "hadir_1:hadir", "hadir_0:sertifikat", "sekolah:is_3t")
    return one_cell(world, rng, given, lambda _: rng.choice(("mungkin", "separuh hari", "Y/T")), ("bukan_ya_tidak",))


@kind("pre_test_140", "Nilai pre-test atau post-test di atas 100")
def _high_score(world: World, rng: Random) -> Mutation:
    given = places("hadir_0:pre", "hadir_0:post", "hadir_1:pre", "hadir_1:post")
    return one_cell(world, rng, given, lambda _: rng.randrange(101, 200), ("di_luar_batas",))
