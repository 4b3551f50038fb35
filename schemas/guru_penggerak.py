"""Guru Penggerak appointed to posts."""

from datetime import date
from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import KODE_KAB_KOTA_PATTERN, KODE_PROVINSI_PATTERN


class GuruPenggerak(Row):
    """Each row is one kab/kota at one cut-off."""

    dataset: ClassVar[str] = "guru_penggerak"
    judul: ClassVar[str] = "Guru Penggerak"
    satu_baris: ClassVar[str] = "satu kabupaten/kota pada satu tanggal data"
    key: ClassVar[tuple[str, ...]] = ("kode_kab_kota_kemendagri", "tanggal_data")

    kode_provinsi_kemendagri: str = col("Kode provinsi Kemendagri.", pattern=KODE_PROVINSI_PATTERN)
    kode_kab_kota_kemendagri: str = col("Kode kabupaten/kota Kemendagri.", pattern=KODE_KAB_KOTA_PATTERN)
    tanggal_data: date = col("Tanggal batas data (cut-off).", unit="tanggal")
    jumlah_lulus: int = col("Lulus Pendidikan Guru Penggerak, kumulatif.", unit="orang", ge=0)
    jumlah_diangkat_ks: int = col("Diangkat menjadi kepala sekolah, kumulatif.", unit="orang", ge=0)
    jumlah_diangkat_ps: int = col("Diangkat menjadi pengawas sekolah, kumulatif.", unit="orang", ge=0)
