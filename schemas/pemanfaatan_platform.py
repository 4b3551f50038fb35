"""Use of a platform."""

from datetime import date
from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import (
    KODE_KAB_KOTA_PATTERN,
    KODE_PROVINSI_PATTERN,
    NPSN_PATTERN,
    Jenjang,
    KelompokPengguna,
    Tingkat,
)


class PemanfaatanPlatform(Row):
    """Each row is one user group of one platform in one region or school at one cut-off, whole or of one jenjang."""

    dataset: ClassVar[str] = "pemanfaatan_platform"
    judul: ClassVar[str] = "Pemanfaatan platform"
    satu_baris: ClassVar[str] = (
        "satu kelompok pengguna satu platform di satu wilayah atau satuan pendidikan, seluruhnya atau satu jenjang, "
        "pada satu tanggal data"
    )
    key: ClassVar[tuple[str, ...]] = (
        "platform",
        "tingkat",
        "kode_provinsi_kemendagri",
        "kode_kab_kota_kemendagri",
        "npsn",
        "tanggal_data",
        "kelompok_pengguna",
        "jenjang",
    )

    platform: str = col("Kode platform di data/reference/platform.csv, mis. belajar_id.")
    tingkat: Tingkat = col("Tingkat baris.")
    kode_provinsi_kemendagri: str | None = col("Kode provinsi Kemendagri.", default=None, pattern=KODE_PROVINSI_PATTERN)
    kode_kab_kota_kemendagri: str | None = col(
        "Kode kabupaten/kota Kemendagri.", default=None, pattern=KODE_KAB_KOTA_PATTERN
    )
    npsn: str | None = col("NPSN; hanya untuk tingkat satuan pendidikan.", default=None, pattern=NPSN_PATTERN)
    tanggal_data: date = col("Tanggal batas data (cut-off).", unit="tanggal")
    kelompok_pengguna: KelompokPengguna = col("Siapa yang dihitung.")
    jenjang: Jenjang | None = col("Jenjang seperti tertulis pada ekspor.", default=None)
    jumlah_sasaran: int | None = col("Sasaran: yang seharusnya memakai.", unit="orang atau satuan", default=None, ge=0)
    jumlah_tersedia: int | None = col("Akun atau akses yang tersedia.", unit="orang atau satuan", default=None, ge=0)
    jumlah_teraktivasi: int | None = col("Yang sudah diaktifkan.", unit="orang atau satuan", default=None, ge=0)
    jumlah_aktif: int | None = col("Yang memakai pada masa ekspor.", unit="orang atau satuan", default=None, ge=0)
    nilai_rupiah: float | None = col(
        "Nilai yang sudah terjadi, bila berlaku: transaksi (SIPLah) atau realisasi belanja sejak 1 Januari (ARKAS).",
        unit="rupiah",
        default=None,
    )
    nilai_anggaran: float | None = col(
        "Anggaran setahun yang menjadi dasar realisasi (ARKAS: pada RKAS).", unit="rupiah", default=None
    )
