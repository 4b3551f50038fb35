"""Corruptions of who and where: NPSN, doubled rows and files, regions."""

from __future__ import annotations

from random import Random

from bench.dokter.corruption import Expected, Mutation, kind, one_cell, places, spot
from bench.dokter.sheet import Cell, Table
from bench.dokter.world import World

_NPSN = places(
    *("sekolah:npsn", "pmm_0:npsn", "pmm_1:npsn", "pmm_2:npsn", "akun_0:npsn", "akun_1:npsn", "platform_0:npsn"),
    *("rapor_0/4:npsn", "rapor_1/4:npsn", "rapor_1/5:npsn"),
)
_OF_USE = [place for place in _NPSN if place[0] != "sekolah"]
_REGION = places(
    *("sekolah:kab_kota", "pmm_0:kab_kota", "pmm_2:kab_kota", "akun_1:kab_kota", "platform_0:kab_kota"),
    *("platform_1:kab_kota", "penggerak_1:kab_kota", "program:kab_kota", "konteks:kab_kota", "publikasi:kab_kota"),
    *("kegiatan:kab_kota", "target:kab_kota", "rapor_0/2:kab_kota", "rapor_1/4:kab_kota"),
    *("komunitas:kab_kota", "tingkat:kab_kota", "eksplorasi:kab_kota"),
)
_PROVINCE = places(
    *("sekolah:provinsi", "pmm_1:provinsi", "akun_0:provinsi", "platform_1:provinsi", "penggerak_0:provinsi"),
    *("program:provinsi", "konteks:provinsi", "publikasi:provinsi"),
)
_BAD_NPSN, _BAD_REGION = ("npsn_tidak_sah",), ("wilayah_tidak_dikenal",)


@kind("npsn_kurang_angka", "NPSN kehilangan satu angka")
def _short(world: World, rng: Random) -> Mutation:
    cut = rng.randrange(1, 8)
    return one_cell(world, rng, _NPSN, lambda text: f"{str(text)[:cut]}{str(text)[cut + 1 :]}", _BAD_NPSN)


@kind("npsn_lebih_angka", "NPSN kelebihan satu angka")
def _long(world: World, rng: Random) -> Mutation:
    return one_cell(world, rng, _NPSN, lambda text: f"{text}{rng.randrange(10)}", _BAD_NPSN)


@kind("npsn_kosong", "NPSN dikosongkan")
def _blank(world: World, rng: Random) -> Mutation:
    return one_cell(world, rng, _NPSN, lambda _: None, (*_BAD_NPSN, "wajib_kosong"))


@kind("npsn_palsu", "NPSN sementara seperti NP345555")
def _fake(world: World, rng: Random) -> Mutation:
    return one_cell(world, rng, _NPSN, lambda _: f"NP{rng.randrange(100000, 999999)}", _BAD_NPSN)


@kind("npsn_ilmiah", "NPSN menjadi bilangan ilmiah")
def _scientific(world: World, rng: Random) -> Mutation:
    return one_cell(world, rng, _NPSN, lambda text: f"{str(text)[0]}{rng.choice(',.')}{str(text)[1:3]}E+07", _BAD_NPSN)


@kind("npsn_desimal", "NPSN tersimpan sebagai pecahan (20325309.0)")
def _as_float(world: World, rng: Random) -> Mutation:
    return one_cell(world, rng, _NPSN, lambda text: f"{text}.0", ("npsn_dirapikan",))


@kind("npsn_bertanda", "NPSN berawalan tanda petik atau bertitik")
def _quoted(world: World, rng: Random) -> Mutation:
    form = rng.choice(("'{}", "{:.2}.{:.3}.{:.3}"))
    return one_cell(
        *(world, rng, _NPSN),
        lambda text: form.format(str(text)[:2], str(text)[2:5], str(text)[5:]) if "." in form else f"'{text}",
        ("npsn_dirapikan",),
    )


@kind("npsn_tak_terdaftar", "NPSN sah tetapi tidak ada di daftar sekolah")
def _unlisted(world: World, rng: Random) -> Mutation:
    known = {school.npsn for school in world.places.schools}
    new = next(n for n in iter(lambda: f"6{rng.randrange(9_000_000, 9_999_999)}", None) if n not in known)
    return one_cell(world, rng, _OF_USE, lambda _: new, ("satuan_pendidikan__npsn_dikenal",))


@kind("sekolah_di_kab_lain", "Sekolah tertulis di kab/kota lain daripada di daftar sekolah")
def _elsewhere(world: World, rng: Random) -> Mutation:
    role, sheet, _ = rng.choice(_OF_USE)
    at = spot(world, role, sheet)
    row = rng.choice(at.table.rows)
    own = next(school.region for school in world.places.schools if school.npsn == at.table.get(row, "npsn"))
    other = rng.choice([region for region in world.places.home if region != own])
    at.table.put(row, "kab_kota", other.written(1))
    return at.mutation(("satuan_pendidikan__kab_kota_sama",), sel=[at.table.at(row, "kab_kota")])


_DOUBLED = (
    *("sekolah", "pmm_0", "pmm_1", "pmm_2", "akun_0", "akun_1", "platform_0", "platform_1", "kegiatan", "hadir_0"),
    *("hadir_1", "penggerak_0", "program", "target", "publikasi", "konteks", "komunitas", "tingkat", "eksplorasi"),
)


def _insert(table: Table, row: list[Cell]) -> int:
    """Put a row behind the data; returns its place."""
    table.cells.insert(table.last, row)
    return table.last


@kind("baris_ganda", "Satu baris tertulis dua kali")
def _twice(world: World, rng: Random) -> Mutation:
    at = spot(world, rng.choice(_DOUBLED))
    row = _insert(at.table, list(at.table.cells[rng.choice(at.table.rows)]))
    return at.mutation(("kunci_ganda",), baris=row)


_COUNTS = {"sekolah": "siswa", "pmm_1": "gtk", "akun_0": "tersedia", "platform_1": "sasaran", "penggerak_1": "lulus"}


@kind("kunci_sama_isi_lain", "Kunci yang sama dengan angka lain")
def _same_key(world: World, rng: Random) -> Mutation:
    role = rng.choice(tuple(_COUNTS))
    at = spot(world, role)
    old = rng.choice(at.table.rows)
    row = _insert(at.table, list(at.table.cells[old]))
    at.table.put(row, _COUNTS[role], at.table.number(old, _COUNTS[role]) + 1)
    return at.mutation(("kunci_ganda",), baris=row)


@kind("baris_di_dua_berkas", "Satu baris ada juga di berkas tanggal lain")
def _in_two_files(world: World, rng: Random) -> Mutation:
    first, second = rng.choice((("pmm_0", "pmm_1"), ("pmm_1", "pmm_2"), ("akun_0", "akun_1")))
    source, at = world.exports[first].table, spot(world, second)
    old = rng.choice(source.rows)
    cells: list[Cell] = [None] * len(at.table.cells[at.table.header])
    for name, column in at.table.kolom.items():
        cells[column] = source.get(old, name)
    return at.mutation(("kunci_ganda_antarberkas",), baris=_insert(at.table, cells))


@kind("berkas_dua_kali", "Berkas yang sama dengan nama lain")
def _file_twice(world: World, rng: Random) -> Mutation:
    export = world.exports[rng.choice(sorted(world.exports))]
    other = f"{rng.choice(('Salinan ', 'unduhan_', '0 '))}{export.nama}"
    expected = Expected(max(other, export.nama), None, frozenset(["berkas_ganda"]), is_file=True)
    return Mutation({other: export.content()}, expected)


def _misspelt(rng: Random, text: str) -> str:
    """One letter inside the longest word lost or doubled beyond what a name allows."""
    word = max(text.split(), key=len)
    place = rng.randrange(1, len(word) - 1)
    wrong = word[:place] + word[place + 1 :] if rng.random() < 0.5 else word[:place] + "x" + word[place:]
    return text.replace(word, wrong)


@kind("wilayah_salah_eja", "Nama kab/kota salah eja satu huruf")
def _misspelt_region(world: World, rng: Random) -> Mutation:
    return one_cell(world, rng, _REGION, lambda text: _misspelt(rng, str(text)), _BAD_REGION)


@kind("wilayah_tanpa_jenis", "Nama kab/kota tanpa Kab. atau Kota yang dimiliki dua wilayah")
def _bare_region(world: World, rng: Random) -> Mutation:
    twin = world.places.home[0].bare
    return one_cell(world, rng, _REGION, lambda _: twin, _BAD_REGION)


@kind("kab_provinsi_lain", "Kab/kota dari provinsi lain")
def _foreign_region(world: World, rng: Random) -> Mutation:
    return one_cell(world, rng, _REGION, lambda _: world.places.foreign.written(1), _BAD_REGION)


@kind("provinsi_salah_eja", "Nama provinsi salah eja satu huruf")
def _misspelt_province(world: World, rng: Random) -> Mutation:
    return one_cell(world, rng, _PROVINCE, lambda text: _misspelt(rng, str(text)), _BAD_REGION)


@kind("nama_sekolah_rancu", "Nama sekolah tanpa nomornya, di berkas tanpa NPSN")
def _unclear_name(world: World, rng: Random) -> Mutation:
    given = places("eksplorasi:nama")
    return one_cell(
        *(world, rng, given),
        lambda text: " ".join(word for word in str(text).split() if not word.isdigit()),
        ("nama_meragukan",),
    )
