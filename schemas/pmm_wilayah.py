"""PMM / Ruang GTK activity of regions."""

from datetime import date
from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import KODE_KAB_KOTA_PATTERN, KODE_PROVINSI_PATTERN, Jenjang, Peran, Tingkat


class PmmWilayah(Row):
    """Each row is one role of one region at one cut-off, whole or of one jenjang; counters are cumulative."""

    dataset: ClassVar[str] = "pmm_wilayah"
    judul: ClassVar[str] = "Aktivitas PMM / Ruang GTK per wilayah"
    satu_baris: ClassVar[str] = "satu peran di satu wilayah, seluruhnya atau satu jenjang, pada satu tanggal data"
    key: ClassVar[tuple[str, ...]] = (
        "tingkat",
        "kode_provinsi_kemendagri",
        "kode_kab_kota_kemendagri",
        "tanggal_data",
        "peran",
        "jenjang",
    )

    tingkat: Tingkat = col("Tingkat baris; tidak pernah satuan pendidikan.")
    kode_provinsi_kemendagri: str | None = col("Kode provinsi Kemendagri.", default=None, pattern=KODE_PROVINSI_PATTERN)
    kode_kab_kota_kemendagri: str | None = col(
        "Kode kabupaten/kota Kemendagri.", default=None, pattern=KODE_KAB_KOTA_PATTERN
    )
    tanggal_data: date = col("Tanggal batas data (cut-off).", unit="tanggal")
    peran: Peran = col("guru, KS (kepala sekolah), atau PS (pengawas sekolah).")
    jenjang: Jenjang | None = col("Jenjang seperti tertulis pada ekspor; kosong untuk semua jenjang.", default=None)
    nama_platform: str = col("Nama platform saat ekspor: PMM, sejak 2025 Ruang GTK.")
    jumlah_gtk: int = col("GTK terdata di Dapodik; penyebut semua pangsa.", unit="orang", ge=0)
    jumlah_login: int | None = col("Pernah masuk, kumulatif.", unit="orang", default=None, ge=0)
    jumlah_aktif_30_hari: int | None = col(
        "Aktif dalam 30 hari sebelum tanggal data.", unit="orang", default=None, ge=0
    )
    jumlah_mulai_topik: int | None = col(
        "Mulai sedikitnya satu topik pelatihan, kumulatif.", unit="orang", default=None, ge=0
    )
    jumlah_selesai_topik_1: int | None = col("Selesai sedikitnya 1 topik, kumulatif.", unit="orang", default=None, ge=0)
    jumlah_selesai_topik_2: int | None = col("Selesai sedikitnya 2 topik, kumulatif.", unit="orang", default=None, ge=0)
    jumlah_selesai_topik_3: int | None = col("Selesai sedikitnya 3 topik, kumulatif.", unit="orang", default=None, ge=0)
    jumlah_selesai_topik_4: int | None = col("Selesai sedikitnya 4 topik, kumulatif.", unit="orang", default=None, ge=0)
    jumlah_aksi_nyata: int | None = col("Mengirim aksi nyata, kumulatif.", unit="orang", default=None, ge=0)
    jumlah_aksi_nyata_tervalidasi: int | None = col(
        "Aksi nyata tervalidasi, kumulatif.", unit="orang", default=None, ge=0
    )
    jumlah_unduh_perangkat_ajar: int | None = col(
        "Mengunduh perangkat ajar, kumulatif.", unit="orang", default=None, ge=0
    )
    jumlah_anggota_komunitas: int | None = col(
        "Anggota komunitas belajar, kumulatif.", unit="orang", default=None, ge=0
    )
