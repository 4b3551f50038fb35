"""Use of platforms: PMM / Ruang GTK a month, belajar.id accounts, and the exports of every other platform."""

from __future__ import annotations

import csv
from collections.abc import Mapping

from pipelines.cells import Reader
from pipelines.layouts.dapodik import JENJANG, KAB_KOTA, PROVINSI, TANGGAL_DATA
from pipelines.names import key
from pipelines.read import Sheet
from pipelines.recognise import Field, Header
from pipelines.tabular import Context, Tabular
from warehouse.paths import REFERENCE

PERAN: Mapping[str, str] = {
    "guru": "guru",
    "ks": "KS",
    "kepala sekolah": "KS",
    "kepala satuan pendidikan": "KS",
    "ps": "PS",
    "pengawas": "PS",
    "pengawas sekolah": "PS",
    "penilik": "PS",
}
KELOMPOK: Mapping[str, str] = {
    **PERAN,
    "gtk": "guru",
    "ptk teacher": "guru",
    "ptk guru": "guru",
    "pendidik": "guru",
    "ptk admin": "tendik",
    "tendik": "tendik",
    "tenaga kependidikan": "tendik",
    "peserta didik": "peserta didik",
    "siswa": "peserta didik",
    "murid": "peserta didik",
    "student": "peserta didik",
    "satuan pendidikan": "satuan pendidikan",
    "satdik": "satuan pendidikan",
    "sekolah": "satuan pendidikan",
    "orang tua": "orang tua",
    "orang tua wali": "orang tua",
    "mahasiswa": "mahasiswa",
    "umum": "umum",
    "masyarakat": "umum",
    "masyarakat umum": "umum",
}
NPSN = Field("npsn", ("NPSN", "Nomor Pokok Sekolah Nasional"), "npsn", True)


def _counter(name: str, *headers: str) -> Field:
    return Field(name, headers, "bulat")


def _platform_name(
    _reader: Reader, _layout: Tabular, header: Header, sheet: Sheet, _context: Context
) -> Mapping[str, str]:
    """The name the platform went by when this was exported stands in the header itself."""
    names = {key(cell) for cell in sheet.head[header.row]}
    return {"nama_platform": "'Ruang GTK'" if "gtk login ruang gtk" in names else "'PMM'"}


PMM = Tabular(
    kode="pmm_bulanan",
    judul="Aktivitas PMM / Ruang GTK",
    dataset="pmm_aktivitas",
    fields=(
        TANGGAL_DATA,
        PROVINSI,
        KAB_KOTA,
        NPSN,
        Field("peran", ("Peran", "Jabatan"), "daftar", True, PERAN),
        Field("jumlah_gtk", ("Jumlah GTK", "Jumlah PTK"), "bulat", True),
        _counter("jumlah_login", "GTK login PMM", "GTK login Ruang GTK", "Login PMM", "Login Ruang GTK"),
        _counter("jumlah_aktif_30_hari", "Pengguna aktif (30 hari)", "Aktif 30 hari"),
        _counter("jumlah_mulai_topik", "Mulai topik"),
        _counter("jumlah_selesai_topik_1", "Selesai topik 1"),
        _counter("jumlah_selesai_topik_2", "Selesai topik 2"),
        _counter("jumlah_selesai_topik_3", "Selesai topik 3"),
        _counter("jumlah_selesai_topik_4", "Selesai topik 4+", "Selesai topik 4"),
        _counter("jumlah_aksi_nyata", "Kirim aksi nyata", "Aksi nyata"),
        _counter("jumlah_aksi_nyata_tervalidasi", "Aksi nyata tervalidasi"),
        _counter("jumlah_unduh_perangkat_ajar", "Unduh perangkat ajar"),
        _counter("jumlah_anggota_komunitas", "Anggota komunitas", "Anggota komunitas belajar"),
    ),
    anchor="npsn",
    made=("peran", "nama_platform"),
    prepare=_platform_name,
)

BELAJAR_ID = Tabular(
    kode="belajar_id_akun",
    judul="Akun belajar.id per satuan pendidikan",
    dataset="pemanfaatan_platform",
    fields=(
        TANGGAL_DATA,
        PROVINSI,
        KAB_KOTA,
        NPSN,
        Field("jenjang", ("Jenjang", "Bentuk", "Bentuk Pendidikan"), "daftar", False, JENJANG),
        Field("kelompok_pengguna", ("Tipe Akun", "Jenis Akun"), "daftar", True, KELOMPOK),
        Field("jumlah_tersedia", ("Jumlah Akun Tersedia", "Akun Tersedia"), "bulat", True),
        Field("jumlah_teraktivasi", ("Total Akun Aktivasi", "Akun Teraktivasi", "Jumlah Akun Aktivasi"), "bulat", True),
        _counter("jumlah_aktif", "Akun Aktif", "Jumlah Akun Aktif"),
    ),
    values={"platform": "'belajar_id'", "tingkat": "'satuan_pendidikan'"},
    anchor="npsn",
    made=("platform", "tingkat", "jenjang", "kelompok_pengguna"),
)


def _platforms() -> dict[str, str]:
    """Every name a platform goes by -> its id; the successor of PMM counts in the one series."""
    file = REFERENCE / "platform.csv"
    found: dict[str, str] = {}
    if file.is_file():
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                series = "pmm" if row["platform"] == "ruang_gtk" else row["platform"]
                for name in (row["platform"], row["nama"], *row["nama_lain"].split("|")):
                    if key(name):
                        found.setdefault(key(name), series)
    return found


PLATFORM = Tabular(
    kode="platform",
    judul="Pemanfaatan platform",
    dataset="pemanfaatan_platform",
    fields=(
        Field("platform", ("Platform", "Nama Platform"), "daftar", True, _platforms()),
        TANGGAL_DATA,
        PROVINSI,
        KAB_KOTA,
        Field("npsn", NPSN.headers, "npsn"),
        Field("jenjang", ("Jenjang",), "daftar", False, JENJANG),
        Field("kelompok_pengguna", ("Kelompok Pengguna", "Pengguna"), "daftar", True, KELOMPOK),
        _counter("jumlah_sasaran", "Jumlah Sasaran", "Sasaran"),
        _counter("jumlah_tersedia", "Jumlah Tersedia", "Tersedia"),
        _counter("jumlah_teraktivasi", "Jumlah Teraktivasi", "Teraktivasi"),
        _counter("jumlah_aktif", "Jumlah Aktif", "Aktif"),
        Field("nilai_rupiah", ("Nilai (Rp)", "Nilai Rupiah", "Nilai Transaksi (Rp)"), "bilangan"),
    ),
    values={"tingkat": "CASE WHEN v_npsn IS NOT NULL THEN 'satuan_pendidikan' ELSE w_tingkat END"},
    anchor="npsn",
    made=("platform", "tingkat", "jenjang", "kelompok_pengguna"),
)

LAYOUTS = (PMM, BELAJAR_ID, PLATFORM)
