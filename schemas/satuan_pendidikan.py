"""Satuan pendidikan (Dapodik)."""

from datetime import date
from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import (
    KODE_KAB_KOTA_PATTERN,
    KODE_PROVINSI_PATTERN,
    NPSN_PATTERN,
    Jenjang,
    Kewenangan,
    Status,
    StatusIKM,
)


class SatuanPendidikan(Row):
    """Each row is one satuan pendidikan as a list of one cut-off date has it."""

    dataset: ClassVar[str] = "satuan_pendidikan"
    judul: ClassVar[str] = "Satuan pendidikan"
    satu_baris: ClassVar[str] = "satu satuan pendidikan pada satu tanggal data"
    key: ClassVar[tuple[str, ...]] = ("npsn", "tanggal_data")

    npsn: str = col(
        "Nomor Pokok Sekolah Nasional. Teks: 8 angka, atau P/K diikuti 7 angka (PKBM/SKB, LKP).",
        pattern=NPSN_PATTERN,
    )
    tanggal_data: date = col("Tanggal batas data (cut-off) daftar.", unit="tanggal")
    nama: str = col("Nama satuan pendidikan seperti tertulis.")
    bentuk: str | None = col("Bentuk: TK, KB, SD, MI, SMP, MTs, SMA, MA, SMK, SLB, PKBM, ...", default=None)
    jenjang: Jenjang | None = col("Jenjang pendidikan.", default=None)
    status: Status | None = col("Status: Negeri atau Swasta.", default=None)
    kecamatan: str | None = col("Kecamatan seperti tertulis.", default=None)
    kode_kab_kota_kemendagri: str = col("Kode kabupaten/kota Kemendagri, mis. 13.06.", pattern=KODE_KAB_KOTA_PATTERN)
    kode_provinsi_kemendagri: str = col("Kode provinsi Kemendagri, mis. 13.", pattern=KODE_PROVINSI_PATTERN)
    kewenangan: Kewenangan | None = col(
        "Pemilik urusan: pemda, atau Kemenag (RA, MI, MTs, MA, MAK dan keagamaan lain).", default=None
    )
    jumlah_guru: int | None = col("Jumlah guru.", unit="orang", default=None, ge=0)
    jumlah_tendik: int | None = col("Jumlah tenaga kependidikan.", unit="orang", default=None, ge=0)
    jumlah_peserta_didik: int | None = col("Jumlah peserta didik.", unit="orang", default=None, ge=0)
    is_bakti: bool | None = col("Mendapat akses internet BAKTI.", unit="ya/tidak", default=None)
    is_3t: bool | None = col("Berada di daerah terdepan, terluar, tertinggal.", unit="ya/tidak", default=None)
    status_ikm: StatusIKM | None = col(
        "Status Implementasi Kurikulum Merdeka; riwayat, sejak 2024 tidak diperbarui.", default=None
    )
    tahun_ikm: int | None = col("Tahun pendaftaran IKM.", unit="tahun", default=None, ge=2021, le=2100)
    is_sekolah_penggerak: bool | None = col("Pelaksana Program Sekolah Penggerak.", unit="ya/tidak", default=None)
