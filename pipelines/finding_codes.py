"""Every code that a finding may have: what it is called and what to do about it. Checks bring their own sentences."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Code:
    """A kind of fault: its code, its name in a list, what a person does about it."""

    kode: str
    judul: str
    perbaikan: str


_ALL = (
    # files and sheets
    Code(
        "berkas_tidak_terbaca",
        "Berkas tidak dapat dibaca",
        "Unduh ulang ekspornya, atau buka dan simpan ulang sebagai XLSX atau CSV.",
    ),
    Code("berkas_ganda", "Isi berkas sama persis dengan berkas lain", "Hapus salah satunya."),
    Code(
        "tata_letak_tidak_dikenali",
        "Tata letak tidak dikenali",
        "Tunjukkan arti kolomnya di halaman Unggah & periksa, atau samakan nama kolomnya dengan kamus data.",
    ),
    Code(
        "kolom_wajib_tidak_ada",
        "Kolom wajib tidak ada",
        "Betulkan nama kolom di baris judul, atau tambahkan kolomnya, lalu muat ulang.",
    ),
    Code(
        "tabel_kedua",
        "Tabel lain di lembar yang sama",
        "Pindahkan tabel kedua ke lembar atau berkas sendiri, lalu muat ulang.",
    ),
    Code("kolom_ganda", "Kolom tertulis dua kali", "Hapus atau ganti nama salah satu kolomnya."),
    Code(
        "kolom_mirip",
        "Nama kolom mirip kolom yang dikenal",
        "Bila memang kolom itu yang dimaksud, betulkan namanya; bila bukan, biarkan.",
    ),
    Code(
        "daftar_orang",
        "Daftar orang yang bukan daftar hadir",
        "Hapus kolom tentang orang, atau muat sebagai daftar hadir bimtek.",
    ),
    Code(
        "wilayah_tidak_tertulis",
        "Wilayah tidak tertulis di mana pun",
        "Jawab sekali di halaman Unggah & periksa, atau tulis wilayahnya di nama berkas.",
    ),
    Code(
        "tahun_tidak_tertulis",
        "Tahun tidak tertulis",
        "Tulis tahunnya di judul kolom, baris judul, atau nama berkas.",
    ),
    Code(
        "npsn_tidak_tertulis",
        "NPSN sekolah tidak tertulis",
        "Tulis NPSN di baris judul atau nama berkas, atau jawab sekali di halaman Unggah & periksa.",
    ),
    # cells
    Code("npsn_tidak_sah", "NPSN kosong atau tidak sah", "Isi 8 angka (atau P/K dan 7 angka) dari Dapodik."),
    Code("bukan_bilangan", "Sel bukan bilangan", "Tulis angka saja, tanpa satuan atau keterangan."),
    Code("bukan_tanggal", "Sel bukan tanggal", "Tulis tanggal seperti 31/10/2026 atau 2026-10-31."),
    Code("bukan_ya_tidak", "Sel bukan Ya atau Tidak", "Tulis Ya atau Tidak."),
    Code("tidak_terbaca", "Sel tidak terbaca", "Betulkan isi selnya."),
    Code("di_luar_daftar", "Isi sel di luar daftar yang dikenali", "Pakai salah satu tulisan di kamus data."),
    Code("di_luar_batas", "Nilai di luar batas yang mungkin", "Periksa angka atau tanggalnya di sistem asal."),
    Code("pola", "Bentuk isi sel tidak seperti seharusnya", "Samakan bentuknya dengan contoh di kamus data."),
    Code("wajib_kosong", "Sel wajib kosong", "Isi selnya, atau hapus barisnya bila memang tidak dipakai."),
    Code(
        "wilayah_tidak_dikenal",
        "Provinsi atau kabupaten/kota tidak dikenal",
        "Betulkan ejaannya; tulis Kab. atau Kota di depan nama, dan provinsinya.",
    ),
    Code(
        "galat_excel",
        "Sel berisi galat Excel",
        "Betulkan rumus di sistem atau buku kerja asal, atau tulis nilainya.",
    ),
    Code(
        "data_pribadi",
        "Data pribadi di kolom yang disimpan",
        "Hapus surel, nomor telepon, atau nomor pribadi dari sel itu.",
    ),
    Code(
        "teks_rusak",
        "Huruf rusak di dalam teks",
        "Ekspor ulang berkas dengan pengodean UTF-8, atau betulkan tulisannya.",
    ),
    # rows
    Code("kunci_ganda", "Baris ganda di satu lembar", "Hapus salah satu dari kedua baris itu."),
    Code("kunci_ganda_antarberkas", "Baris ganda di dua berkas atau lembar", "Hapus salah satu dari kedua baris itu."),
    Code("tanpa_capaian", "Baris tanpa satu capaian pun", "Isi labelnya atau hapus barisnya."),
    Code(
        "nama_meragukan",
        "Nama sekolah mungkin cocok dengan lebih dari satu NPSN",
        "Pilih sekolahnya sekali di halaman Unggah & periksa; jawabannya diingat.",
    ),
    Code(
        "sekolah_tidak_ditemukan",
        "Nama sekolah tidak ditemukan di daftar Dapodik",
        "Betulkan namanya, atau tambahkan kolom NPSN; bila sekolahnya baru, muat daftar Dapodik yang lebih baru.",
    ),
    Code(
        "asal_tanpa_wilayah",
        "Peserta tanpa kabupaten/kota yang sekolahnya tidak dikenali",
        "Isi kolom kabupaten/kota atau NPSN pada daftar hadir.",
    ),
    # to be looked at
    Code(
        "npsn_kosong_di_antara",
        "NPSN kosong di antara baris sekolah",
        "Isi NPSN bila baris itu sebuah sekolah; biarkan bila memang jumlah seluruh wilayah.",
    ),
    Code(
        "persen_tidak_cocok",
        "Persentase tercetak tidak sama dengan hitungannya",
        "Cocokkan ketiga angkanya dengan sistem asal; persentase yang dipakai selalu dihitung ulang.",
    ),
    Code(
        "total_tidak_sama",
        "Baris total tidak sama dengan jumlah bagiannya",
        "Cari baris bagian yang hilang, ganda, atau salah ketik, atau betulkan totalnya.",
    ),
    Code(
        "skor_berbeda",
        "Skor berbeda dari persentase di teks capaian",
        "Cocokkan dengan laporan aslinya.",
    ),
    Code(
        "ribuan_terbaca_pecahan",
        "Jumlah orang tertulis sebagai pecahan",
        "Tulis bilangannya tanpa pemisah ribuan di sumbernya.",
    ),
    Code("persen_pecahan", "Persentase tertulis sebagai pecahan", "Tulis 0 sampai 100, bukan 0 sampai 1."),
    Code(
        "indikator_baru",
        "Indikator belum ada di katalog",
        "Tambahkan ke data/reference/indikator.csv bila memang baru.",
    ),
    # read after a certain repair
    Code(
        "npsn_dirapikan",
        "NPSN dibaca sesudah dirapikan",
        "Simpan kolom NPSN sebagai teks di sistem asal, tanpa titik, spasi, atau tanda petik.",
    ),
    Code(
        "bilangan_dirapikan",
        "Bilangan dibaca sesudah dirapikan",
        "Samakan cara menulis bilangannya dengan sel lain di lembar itu.",
    ),
    Code(
        "teks_dirapikan",
        "Nama wilayah dibaca sesudah dirapikan",
        "Hapus spasi berlebih dan karakter tak terlihat dari sel itu.",
    ),
)
CODES: Mapping[str, Code] = {code.kode: code for code in _ALL}
