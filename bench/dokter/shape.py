"""Corruptions of the table itself: headers, slipped and cut rows, merged cells, broken letters, broken files."""

from __future__ import annotations

from random import Random

from bench.dokter.corruption import Expected, Mutation, kind, one_cell, places, spot
from bench.dokter.sheet import Export, a1
from bench.dokter.world import World

_NEEDED = (
    *("sekolah:npsn", "sekolah:nama", "pmm_0:npsn", "pmm_1:peran", "pmm_2:gtk", "akun_0:tersedia", "akun_1:npsn"),
    *(
        "platform_1:platform",
        "kegiatan:selesai",
        "penggerak_0:lulus",
        "program:mulai",
        "target:target",
        "publikasi:tautan",
    ),
)
_OPTIONAL = (
    *("sekolah:jumlah_guru", "sekolah:kecamatan", "sekolah:siswa", "pmm_0:selesai_topik_2", "pmm_1:aksi_nyata"),
    *("pmm_2:mulai_topik", "akun_0:jenjang", "platform_1:teraktivasi", "kegiatan:diundang", "program:anggaran"),
    *("hadir_0:sertifikat", "konteks:kab_kota"),
)
_ROW_FAULTS = (
    *("npsn_tidak_sah", "bukan_bilangan", "bukan_tanggal", "bukan_ya_tidak", "di_luar_daftar", "di_luar_batas", "pola"),
    *("wajib_kosong", "wilayah_tidak_dikenal", "data_pribadi", "tanpa_capaian"),
)


@kind("judul_tertukar", "Judul dua kolom tertukar")
def _swapped(world: World, rng: Random) -> Mutation:
    role, one, other, *codes = rng.choice(
        (
            ("akun_0", "tersedia", "aktivasi", "pemanfaatan_platform__teraktivasi_tidak_melebihi_tersedia"),
            ("akun_1", "tersedia", "aktivasi", "pemanfaatan_platform__teraktivasi_tidak_melebihi_tersedia"),
            ("pmm_1", "mulai_topik", "selesai_topik_3", "pmm_aktivitas__tahap_tidak_naik"),
            ("penggerak_0", "lulus", "ks", "guru_penggerak__diangkat_tidak_melebihi_lulus"),
            ("kegiatan", "mulai", "selesai", "bimtek_kegiatan__tanggal_wajar"),
            ("program", "mulai", "selesai", "program_kerja__tanggal_wajar"),
            ("sekolah", "kab_kota", "kecamatan", "wilayah_tidak_dikenal"),
            ("pmm_0", "npsn", "gtk", "npsn_tidak_sah", "wajib_kosong"),
        )
    )
    at = spot(world, str(role))
    header, left, right = at.table.cells[at.table.header], at.table.kolom[str(one)], at.table.kolom[str(other)]
    header[left], header[right] = header[right], header[left]
    cells = [a1(row, column) for row in (at.table.header, *at.table.rows) for column in (left, right)]
    return at.mutation(codes, sel=cells)


@kind("judul_wajib_berganti", "Judul kolom wajib berganti nama")
def _renamed(world: World, rng: Random) -> Mutation:
    (role, _, name) = places(rng.choice(_NEEDED))[0]
    at = spot(world, role)
    at.table.put(at.table.header, name, rng.choice(("Kolom A", "Isian 1", "XYZ")))
    return at.mutation(("kolom_wajib_tidak_ada", "tata_letak_tidak_dikenali"), is_sheet=True)


@kind("judul_opsional_salah_eja", "Judul kolom pilihan salah eja")
def _misspelt(world: World, rng: Random) -> Mutation:
    (role, _, name) = places(rng.choice(_OPTIONAL))[0]
    at = spot(world, role)
    text = str(at.table.get(at.table.header, name))
    word = max(text.replace("/", " ").split(), key=len)
    place = rng.randrange(1, len(word) - 1)
    at.table.put(at.table.header, name, text.replace(word, word[:place] + word[place + 1 :]))
    return at.mutation(("kolom_mirip",), sel=[at.table.at(at.table.header, name)])


@kind("kolom_wilayah_hilang", "Kolom provinsi dan kab/kota dihapus dari daftar sekolah")
def _no_region(world: World, rng: Random) -> Mutation:
    at = spot(world, "sekolah")
    gone = sorted((at.table.kolom["provinsi"], at.table.kolom["kab_kota"]), reverse=True)
    for row in (at.table.header, *at.table.rows):
        for column in gone:
            del at.table.cells[row][column]
    return at.mutation(("wilayah_tidak_tertulis",), is_sheet=True)


@kind("judul_ganda", "Satu kolom tertulis dua kali")
def _header_twice(world: World, rng: Random) -> Mutation:
    (role, _, name) = places(rng.choice((*_NEEDED, *_OPTIONAL[:8])))[0]
    at = spot(world, role)
    for row in (at.table.header, *at.table.rows):
        at.table.cells[row].append(at.table.get(row, name))
    return at.mutation(("kolom_ganda",), is_sheet=True)


@kind("baris_bergeser", "Isi satu baris bergeser satu kolom ke kanan")
def _slipped(world: World, rng: Random) -> Mutation:
    role = rng.choice(("sekolah", "pmm_0", "pmm_1", "akun_0", "akun_1", "platform_0", "program", "target"))
    at = spot(world, role)
    row = rng.choice(at.table.rows)
    at.table.cells[row] = [None, *at.table.cells[row]]
    return at.mutation(_ROW_FAULTS, baris=row)


@kind("baris_terpotong", "Satu baris terpotong sebelum kolom wajib")
def _cut(world: World, rng: Random) -> Mutation:
    role, needed = rng.choice(
        (("pmm_0", ("npsn", "peran", "gtk")), ("akun_1", ("npsn", "tersedia", "aktivasi")), ("penggerak_1", ("ps",)),
         ("program", ("kode", "nama", "selesai")), ("sekolah", ("npsn", "nama")))
    )  # fmt: skip
    at = spot(world, role)
    row = rng.choice(at.table.rows)
    stop = max(2, max(at.table.kolom[name] for name in needed))
    at.table.cells[row] = at.table.cells[row][:stop]
    return at.mutation(_ROW_FAULTS, baris=row)


@kind("judul_terulang", "Baris judul terulang di tengah data (harus dihitung sebagai catatan, bukan data)")
def _header_again(world: World, rng: Random) -> Mutation:
    role = rng.choice(("sekolah", "pmm_0", "akun_0", "platform_1", "program", "penggerak_0"))
    at = spot(world, role)
    row = rng.choice(at.table.rows[1:])
    at.table.cells.insert(row, list(at.table.cells[at.table.header]))
    expected = Expected(at.export.nama, at.export.lembar(at.table), frozenset(), baris=row + 1, is_note=True)
    return Mutation({at.export.nama: at.export.content()}, expected)


@kind("huruf_rusak", "Huruf rusak di nama")
def _mojibake(world: World, rng: Random) -> Mutation:
    given = places("sekolah:nama", "kegiatan:nama", "program:nama", "publikasi:judul")
    wrong = rng.choice(("Ã©", "â€™", "Â ", "Â\u00a0", "Ã‰", "\ufffd"))
    return one_cell(world, rng, given, lambda text: f"{str(text)[:5]}{wrong}{str(text)[5:]}", ("teks_rusak",))


@kind("data_pribadi", "Nomor atau surel orang di kolom nama")
def _personal(world: World, rng: Random) -> Mutation:
    given = places("sekolah:nama", "kegiatan:nama", "program:nama", "publikasi:judul", "target:pj")
    number = f"08{rng.randrange(10**9, 10**10)}"
    added = rng.choice((number, f"NIK 3273{rng.randrange(10**11, 10**12)}", "kontak orang@contoh.example"))
    return one_cell(world, rng, given, lambda text: f"{text} {added}", ("data_pribadi",))


@kind("sel_gabung", "Sel data digabung dengan sel di bawahnya")
def _merged(world: World, rng: Random) -> Mutation:
    role, name = rng.choice((("akun_1", "npsn"), ("akun_1", "tersedia"), ("akun_1", "aktivasi"), ("kegiatan", "kode")))
    at = spot(world, role)
    assert at.export.is_book
    row = rng.choice(at.table.rows[:-1])
    at.table.merged.append(f"{at.table.at(row, name)}:{at.table.at(row + 1, name)}")
    codes = ("wajib_kosong", "npsn_tidak_sah", "kunci_ganda")
    return at.mutation(codes, sel=[at.table.at(row + 1, name)])


def _books(world: World) -> list[Export]:
    return [export for export in world.exports.values() if export.is_book]


@kind("buku_terpotong", "Buku kerja terpotong saat diunduh")
def _truncated(world: World, rng: Random) -> Mutation:
    export = rng.choice(_books(world))
    content = export.content()
    expected = Expected(export.nama, None, frozenset(["berkas_tidak_terbaca"]), is_file=True)
    return Mutation({export.nama: content[: int(len(content) * rng.uniform(0.3, 0.9))]}, expected)


@kind("biner_bernama_csv", "Berkas biner bernama CSV")
def _binary(world: World, rng: Random) -> Mutation:
    name = f"ekspor_{rng.randrange(1000)}.csv"
    expected = Expected(name, None, frozenset(["berkas_tidak_terbaca"]), is_file=True)
    return Mutation({name: bytes([0, *(rng.randrange(256) for _ in range(7))])}, expected)


@kind("berkas_kosong", "Berkas nol bita")
def _empty(world: World, rng: Random) -> Mutation:
    export = rng.choice(list(world.exports.values()))
    expected = Expected(export.nama, None, frozenset(["berkas_tidak_terbaca"]), is_file=True)
    return Mutation({export.nama: b""}, expected)
