"""Corruptions that leave every cell readable: counters, funnels, totals, Rapor values against each other."""

from __future__ import annotations

from itertools import pairwise
from random import Random

from bench.dokter.corruption import Mutation, Spot, kind, one_cell, places, spot
from bench.dokter.rapor import DASMEN, PROPORTIONS, comma
from bench.dokter.sheet import Table
from bench.dokter.usage import PMM_STAGES
from bench.dokter.world import World

_USE = "pemanfaatan_platform__"


def _before(world: World, role: str, table: Table, row: int, keys: tuple[str, ...], name: str) -> int:
    """The number of the same key at the cut-off before."""
    old = world.exports[f"{role[:-1]}{int(role[-1]) - 1}"].table
    mine = [str(table.get(row, key)).casefold() for key in keys]
    return next(
        old.number(other, name) for other in old.rows if [str(old.get(other, key)).casefold() for key in keys] == mine
    )


@kind("penghitung_turun", "Penghitung kumulatif turun")
def _falls(world: World, rng: Random) -> Mutation:
    role = rng.choice(("pmm_1", "pmm_2"))
    at = spot(world, role)
    name = rng.choice(("login", *PMM_STAGES))
    keys = ("npsn", "peran")
    rows = [row for row in at.table.rows if _before(world, role, at.table, row, keys, name) >= 2]
    row = rng.choice(rows)
    at.table.put(row, name, _before(world, role, at.table, row, keys, name) - rng.randrange(1, 3))
    return at.mutation(("pmm_aktivitas__penghitung_tidak_turun",), sel=[at.table.at(row, name)])


@kind("penggerak_turun", "Jumlah Guru Penggerak turun")
def _promoted_fall(world: World, rng: Random) -> Mutation:
    at, old = spot(world, "penggerak_1"), world.exports["penggerak_0"].table
    name = rng.choice(("lulus", "ks", "ps"))
    place = rng.randrange(len(at.table.rows))
    row = at.table.rows[place]
    at.table.put(row, name, old.number(old.rows[place], name) - 1)
    return at.mutation(("guru_penggerak__penghitung_tidak_turun",), sel=[at.table.at(row, name)])


@kind("teraktivasi_turun", "Akun teraktivasi turun")
def _fewer_active(world: World, rng: Random) -> Mutation:
    at = spot(world, "akun_1")
    row = rng.choice([row for row in at.table.rows if at.table.get(row, "kelompok") == "Guru"])
    before = _before(world, "akun_1", at.table, row, ("npsn", "kelompok"), "aktivasi")
    at.table.put(row, "aktivasi", before // 2)
    return at.mutation((f"{_USE}teraktivasi_tidak_turun",), sel=[at.table.at(row, "aktivasi")])


def _rows_of_one_region(world: World, rng: Random, table: Table) -> list[int]:
    chosen = rng.choice(world.places.home)
    schools = {school.npsn for school in world.places.schools if school.region == chosen}
    return [row for row in table.rows if str(table.get(row, "npsn")) in schools]


@kind("dasar_disusun_ulang", "Semua penghitung satu kab/kota turun serentak")
def _rebased(world: World, rng: Random) -> Mutation:
    at = spot(world, "pmm_2")
    rows, cells = _rows_of_one_region(world, rng, at.table), []
    for row in rows:
        for name in ("login", *PMM_STAGES, "aktif_30_hari"):
            at.table.put(row, name, at.table.number(row, name) * 2 // 5)
            cells.append(at.table.at(row, name))
    return at.mutation(("pmm_aktivitas__dasar_tidak_disusun_ulang",), sel=cells)


@kind("penyebut_melompat", "Penyebut satu kab/kota melompat")
def _base_jumps(world: World, rng: Random) -> Mutation:
    role, name, code = rng.choice(
        (("pmm_1", "gtk", "pmm_aktivitas__"), ("pmm_2", "gtk", "pmm_aktivitas__"), ("akun_1", "tersedia", _USE))
    )
    at = spot(world, role)
    cells = []
    for row in _rows_of_one_region(world, rng, at.table):
        at.table.put(row, name, at.table.number(row, name) * 3 // 2)
        cells.append(at.table.at(row, name))
    return at.mutation((f"{code}penyebut_tidak_melompat",), sel=cells)


@kind("tahap_naik", "Tahap lebih besar daripada tahap sebelumnya")
def _stage_rises(world: World, rng: Random) -> Mutation:
    at = spot(world, rng.choice(("pmm_0", "pmm_1", "pmm_2")))
    first, second = rng.choice((("login", "mulai_topik"), *pairwise(PMM_STAGES[:5]), PMM_STAGES[5:7]))
    row = rng.choice(at.table.rows)
    at.table.put(row, second, at.table.number(row, first) + rng.randrange(1, 4))
    return at.mutation(("pmm_aktivitas__tahap_tidak_naik",), sel=[at.table.at(row, second)])


@kind("teraktivasi_melebihi_tersedia", "Akun teraktivasi melebihi yang tersedia")
def _more_than_there(world: World, rng: Random) -> Mutation:
    role, name = rng.choice((("akun_0", "aktivasi"), ("akun_1", "aktivasi"), ("platform_1", "teraktivasi")))
    at = spot(world, role)
    row = rng.choice(at.table.rows)
    at.table.put(row, name, at.table.number(row, "tersedia") + rng.randrange(1, 6))
    return at.mutation((f"{_USE}teraktivasi_tidak_melebihi_tersedia",), sel=[at.table.at(row, name)])


@kind("aktif_melebihi_teraktivasi", "Pengguna aktif melebihi yang teraktivasi")
def _more_active(world: World, rng: Random) -> Mutation:
    at = spot(world, rng.choice(("platform_0", "platform_1")))
    row = rng.choice(at.table.rows)
    at.table.put(row, "aktif", at.table.number(row, "teraktivasi") + 1)
    return at.mutation((f"{_USE}aktif_tidak_melebihi_teraktivasi",), sel=[at.table.at(row, "aktif")])


@kind("diangkat_melebihi_lulus", "Guru Penggerak diangkat melebihi yang lulus")
def _more_posts(world: World, rng: Random) -> Mutation:
    at = spot(world, rng.choice(("penggerak_0", "penggerak_1")))
    row = rng.choice(at.table.rows)
    at.table.put(row, "ks", at.table.number(row, "lulus") + 3)
    return at.mutation(("guru_penggerak__diangkat_tidak_melebihi_lulus",), sel=[at.table.at(row, "ks")])


@kind("persen_tidak_cocok", "% Aktivasi tidak sama dengan hitungannya")
def _other_share(world: World, rng: Random) -> Mutation:
    at = spot(world, rng.choice(("akun_0", "akun_1")))
    row = rng.choice(at.table.rows)
    value = float(str(at.table.get(row, "persen")))
    at.table.put(row, "persen", round(value + (0.2 if value <= 1 else 20), 2))
    return at.mutation(("persen_tidak_cocok",), sel=[at.table.at(row, "persen")])


@kind("total_salah", "Baris total bukan jumlah bagiannya")
def _wrong_total(world: World, rng: Random) -> Mutation:
    role, names = rng.choice(
        (("pmm_2", ("gtk", "login", "aksi_nyata")), ("penggerak_0", ("lulus", "ks")), ("penggerak_1", ("ps", "lulus")))
    )
    at, name = spot(world, role), rng.choice(names)
    assert at.table.total is not None
    at.table.put(at.table.total, name, at.table.number(at.table.total, name) + rng.randrange(7, 90))
    return at.mutation(("total_tidak_sama",), sel=[at.table.at(at.table.total, name)])


@kind("kegiatan_tak_terdaftar", "Kode kegiatan tidak ada di daftar kegiatan")
def _unlisted_event(world: World, rng: Random) -> Mutation:
    code = f"BTK-2025-{rng.randrange(700, 999)}"
    given = places("hadir_0:kode")
    return one_cell(world, rng, given, lambda _: code, ("bimtek_kehadiran__kegiatan_dikenal",))


@kind("hadir_melebihi_diundang", "Yang hadir melebihi yang diundang")
def _more_came(world: World, rng: Random) -> Mutation:
    given = places("kegiatan:diundang")
    codes = ("bimtek_kehadiran__hadir_tidak_melebihi_diundang",)
    return one_cell(world, rng, given, lambda _: rng.randrange(1, 9), codes)


@kind("acuan_asing", "Acuan target yang tidak dikenal")
def _unknown_aim(world: World, rng: Random) -> Mutation:
    word = rng.choice(("pmm.senang", "DASMEN:Z.9", "literasi"))
    return one_cell(world, rng, places("target:acuan"), lambda _: word, ("target__acuan_dikenal",))


@kind("anggaran_dalam_ribuan", "Anggaran tertulis dalam juta rupiah")
def _in_millions(world: World, rng: Random) -> Mutation:
    given = places("program:anggaran")
    return one_cell(world, rng, given, lambda value: int(str(value)) // 1_000_000, ("program_kerja__anggaran_wajar",))


@kind("rujukan_asing", "Publikasi merujuk kegiatan atau program yang tidak ada")
def _unknown_reference(world: World, rng: Random) -> Mutation:
    given = places("publikasi:kegiatan", "publikasi:program")
    return one_cell(world, rng, given, lambda code: f"{code}99", ("publikasi__rujukan_dikenal",))


_LABELLED = places("rapor_0/1:label", *(f"rapor_1/2:{item.kode}:label" for item in DASMEN), "rapor_1/4:D.1:label")


@kind("label_asing", "Label capaian yang tidak dikenal")
def _unknown_label(world: World, rng: Random) -> Mutation:
    word = rng.choice(("Cukup", "Baik Sekali", "B", "Memuaskan"))
    return one_cell(world, rng, _LABELLED, lambda _: word, ("rapor_capaian__label_dikenal",))


@kind("label_lawan_ambang", "Label A.1 atau A.2 berlawanan dengan nilainya")
def _against_threshold(world: World, rng: Random) -> Mutation:
    at = spot(world, rng.choice(("rapor_0", "rapor_1")), 2)
    name = rng.choice(("A.1:label", "A.2:label"))
    row = rng.choice(at.table.rows)
    others = [label for label in ("Kurang", "Sedang", "Baik") if label != at.table.get(row, name)]
    at.table.put(row, name, rng.choice(others))
    return at.mutation(("rapor_capaian__label_sesuai_ambang",), sel=[at.table.at(row, name)])


@kind("nilai_di_atas_100", "Persentase atau skor di atas 100")
def _above_100(world: World, rng: Random) -> Mutation:
    given = places(
        *("rapor_0/1:nilai", "rapor_1/2:A.1:nilai", "rapor_0/2:D.1:nilai", "rapor_1/3:C.1:nilai", "konteks:nilai"),
        *("target:target", "statistik:umur_1"),
    )
    codes = ("rapor_capaian__nilai_dalam_batas", "konteks_wilayah__nilai_dalam_batas", "target__wajar")
    return one_cell(world, rng, given, lambda _: comma(rng.uniform(104, 160)), codes)


def _of_province(rng: Random, world: World) -> Spot:
    return spot(world, rng.choice(("rapor_0", "rapor_1")), 1)


@kind("proporsi_tak_genap", "Keempat proporsi tidak berjumlah 100")
def _shares_off(world: World, rng: Random) -> Mutation:
    at = _of_province(rng, world)
    row = rng.choice([row for row in at.table.rows if at.table.get(row, "label") in PROPORTIONS])
    value = float(str(at.table.get(row, "nilai")).removesuffix("%").replace(",", "."))
    at.table.put(row, "nilai", comma(value + rng.uniform(3, 9), is_share=True))
    return at.mutation(("rapor_capaian__proporsi_genap",), sel=[at.table.at(row, "nilai")])


@kind("capaian_lawan_proporsi", "Capaian bukan jumlah dua proporsi teratas")
def _not_its_shares(world: World, rng: Random) -> Mutation:
    at = _of_province(rng, world)
    rows = [
        row
        for row in at.table.rows
        if at.table.get(row, "no") in ("A.1", "A.2")
        and at.table.get(row, "status") == "Semua"
        and not str(at.table.get(row, "indikator")).startswith("Proporsi")
    ]
    row = rng.choice(rows)
    value = float(str(at.table.get(row, "nilai")).removesuffix("%").replace(",", "."))
    at.table.put(row, "nilai", comma(value + 0.3, is_share=True))
    return at.mutation(("rapor_capaian__capaian_sama_dengan_proporsi",), sel=[at.table.at(row, "nilai")])


@kind("semua_di_luar_bagian", "Nilai Semua di luar Negeri dan Swasta")
def _total_outside(world: World, rng: Random) -> Mutation:
    at = spot(world, rng.choice(("rapor_0", "rapor_1")), 2)
    item = rng.choice(DASMEN)
    name = f"{item.kode}:nilai"
    row = rng.choice([row for row in at.table.rows if at.table.get(row, "status") == "Semua"])
    value = float(str(at.table.get(row, name)).removesuffix("%").replace(",", "."))
    at.table.put(row, name, comma(value + rng.choice((-1, 1)) * rng.uniform(6.5, 9)))
    return at.mutation(("rapor_capaian__semua_di_antara_status",), sel=[at.table.at(row, name)])


@kind("metode_berganti", "Label satu indikator runtuh di semua wilayah")
def _method_break(world: World, rng: Random) -> Mutation:
    at, old = spot(world, "rapor_1", 2), world.exports["rapor_0"].tables[2]
    choices = []
    for item in DASMEN[2:]:
        for jenis in ("SD Umum", "SMP Umum"):
            rows = [r for r in old.rows if (old.get(r, "jenis"), old.get(r, "status")) == (jenis, "Semua")]
            low = sum(old.get(row, f"{item.kode}:label") == "Kurang" for row in rows)
            choices.append((low, item.kode, jenis))
    _, kode, jenis = rng.choice(sorted(choices)[:4])
    cells = []
    for row in at.table.rows:
        if at.table.get(row, "jenis") == jenis:
            at.table.put(row, f"{kode}:label", "Kurang")
            cells.append(at.table.at(row, f"{kode}:label"))
    return at.mutation(("rapor_capaian__metode_tidak_berganti",), sel=cells)


@kind("skor_lawan_capaian", "Skor laporan sekolah berbeda dari persen di teks capaiannya")
def _other_score(world: World, rng: Random) -> Mutation:
    at = spot(world, "laporan")
    row = rng.choice(at.table.rows[:2])
    value = float(str(at.table.get(row, "skor")).replace(",", "."))
    at.table.put(row, "skor", comma(value - rng.uniform(4, 20)))
    return at.mutation(("skor_berbeda",), sel=[at.table.at(row, "skor")])
