"""What the desks keep: Guru Penggerak in posts, programmes of work, targets, publications, context of regions."""

from __future__ import annotations

from typing import get_args

from pipelines.layouts.dapodik import KAB_KOTA, PROVINSI, TANGGAL_DATA
from pipelines.names import key
from pipelines.recognise import Field
from pipelines.tabular import Tabular
from schemas.lists import ProgramPrioritas, StatusProgram, UnitPenyelenggara

GURU_PENGGERAK = Tabular(
    kode="guru_penggerak",
    judul="Guru Penggerak yang menjadi KS atau PS",
    dataset="guru_penggerak",
    fields=(
        TANGGAL_DATA,
        PROVINSI,
        Field(KAB_KOTA.name, KAB_KOTA.headers, "apa_adanya", True),
        Field(
            "jumlah_lulus",
            (
                *("Lulus", "Jumlah Lulus", "Lulus PGP", "Jumlah Guru Penggerak", "Guru Penggerak", "Jumlah GP", "GP"),
                *("GP Lulus", "Lulusan PGP", "Jumlah Lulusan", "Jumlah GP Lulus"),
            ),
            "bulat",
            True,
        ),
        Field(
            "jumlah_diangkat_ks",
            (
                *("Diangkat KS", "Menjadi KS", "Diangkat Kepala Sekolah", "Menjadi Kepala Sekolah", "Kepala Sekolah"),
                *("GP menjadi KS", "GP Diangkat KS", "KS", "Jumlah KS", "Jumlah Menjadi KS", "GP sebagai KS"),
            ),
            "bulat",
            True,
        ),
        Field(
            "jumlah_diangkat_ps",
            (
                *("Diangkat PS", "Menjadi PS", "Diangkat Pengawas Sekolah", "Menjadi Pengawas Sekolah"),
                *("GP menjadi PS", "GP Diangkat PS", "PS", "Jumlah PS", "Jumlah Menjadi PS", "GP sebagai PS"),
                *("Pengawas Sekolah", "Pengawas", "Menjadi Pengawas"),
            ),
            "bulat",
            True,
        ),
    ),
    anchor="kab_kota",
)

PROGRAM_KERJA = Tabular(
    kode="program_kerja",
    judul="Program kerja unit",
    dataset="program_kerja",
    fields=(
        Field("program_id", ("Kode Program", "ID Program"), "teks", True),
        Field("nama", ("Nama Program", "Program"), "teks", True),
        Field(
            "unit",
            ("Unit", "Jenis Unit"),
            "daftar",
            True,
            {
                **{key(unit): unit for unit in get_args(UnitPenyelenggara)},
                "bbpmp": "BPMP",
                "bbgp": "BGP",
                "bbgtk": "BGTK",
                "kgtk": "BGTK",
                "dinas pendidikan": "Disdik",
                "dinas": "Disdik",
                "balai tik": "Balai TIKP",
                "balai tik pendidikan": "Balai TIKP",
            },
        ),
        Field("nama_unit", ("Nama Unit", "Unit Pelaksana")),
        Field("kelompok_sasaran", ("Kelompok Sasaran", "Sasaran")),
        Field("sasaran_indikator", ("Sasaran Indikator", "Indikator Sasaran", "Indikator")),
        PROVINSI,
        KAB_KOTA,
        Field("tanggal_mulai", ("Tanggal Mulai", "Mulai"), "tanggal", True),
        Field("tanggal_selesai", ("Tanggal Selesai", "Selesai"), "tanggal", True),
        Field("anggaran_rupiah", ("Anggaran (Rp)", "Anggaran", "Pagu (Rp)"), "bilangan"),
        Field("sumber_dana", ("Sumber Dana",)),
        Field(
            "status_pelaksanaan",
            ("Status", "Status Pelaksanaan"),
            "daftar",
            False,
            {
                **{key(state): state for state in get_args(StatusProgram)},
                "direncanakan": "rencana",
                "berlangsung": "berjalan",
                "terlaksana": "selesai",
                "dibatalkan": "batal",
            },
        ),
        Field(
            "program_prioritas",
            ("Program Prioritas",),
            "daftar",
            False,
            {key(name): name for name in get_args(ProgramPrioritas)},
        ),
    ),
    anchor="program_id",
    made=("unit", "status_pelaksanaan", "program_prioritas"),
)

TARGET = Tabular(
    kode="target",
    judul="Target",
    dataset="target",
    fields=(
        Field("acuan", ("Acuan", "Ukuran/Indikator"), "teks", True),
        PROVINSI,
        KAB_KOTA,
        Field("nilai_baseline", ("Nilai Baseline", "Baseline"), "bilangan", True),
        Field("tanggal_baseline", ("Tanggal Baseline",), "tanggal", True),
        Field("nilai_target", ("Nilai Target", "Target"), "bilangan", True),
        Field("tanggal_tenggat", ("Tenggat", "Tanggal Tenggat"), "tanggal", True),
        Field("penanggung_jawab", ("Penanggung Jawab",)),
    ),
    is_region_optional=True,
    keeps_nation=True,
    anchor="acuan",
)

PUBLIKASI = Tabular(
    kode="publikasi",
    judul="Publikasi",
    dataset="publikasi",
    fields=(
        Field("tanggal", ("Tanggal", "Tanggal Terbit"), "tanggal", True),
        Field("kanal", ("Kanal",), "teks", True),
        Field("media", ("Media", "Nama Media"), "teks", True),
        Field("judul_publikasi", ("Judul", "Judul Berita"), "teks", True),
        Field("tautan", ("Tautan", "Link", "URL"), "teks", True),
        Field("kegiatan_id", ("Kode Kegiatan",)),
        Field("program_id", ("Kode Program",)),
        PROVINSI,
        KAB_KOTA,
    ),
    anchor="tautan",
)

KONTEKS = Tabular(
    kode="konteks_panjang",
    judul="Konteks wilayah (panjang)",
    dataset="konteks_wilayah",
    fields=(
        Field("tahun", ("Tahun",), "bulat", True),
        PROVINSI,
        KAB_KOTA,
        Field("ukuran", ("Ukuran", "Nama Ukuran", "Indikator"), "teks", True),
        Field("nilai", ("Nilai",), "bilangan", True),
        Field("satuan", ("Satuan",), "teks", True),
        Field("sumber", ("Sumber", "Sumber Data"), "teks", True),
    ),
    values={"ukuran": "trim(regexp_replace(lower(v_ukuran), '[^a-z0-9]+', '_', 'g'), '_')"},
    keeps_nation=True,
    anchor="ukuran",
)

LAYOUTS = (GURU_PENGGERAK, PROGRAM_KERJA, TARGET, PUBLIKASI, KONTEKS)
