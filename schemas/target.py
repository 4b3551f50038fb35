"""Targets with a frozen baseline."""

from datetime import date
from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import KODE_KAB_KOTA_PATTERN, KODE_PROVINSI_PATTERN


class Target(Row):
    """Each row is one target for one measure or indicator in one region."""

    dataset: ClassVar[str] = "target"
    judul: ClassVar[str] = "Target"
    satu_baris: ClassVar[str] = "satu target satu ukuran atau indikator di satu wilayah"
    key: ClassVar[tuple[str, ...]] = (
        "acuan",
        "kode_provinsi_kemendagri",
        "kode_kab_kota_kemendagri",
        "tanggal_tenggat",
    )

    acuan: str = col("Kode ukuran pemanfaatan (mis. pmm.aktif_30_hari) atau indikator Rapor (mis. DASMEN:A.1).")
    kode_provinsi_kemendagri: str | None = col(
        "Kode provinsi; kosong untuk nasional.", default=None, pattern=KODE_PROVINSI_PATTERN
    )
    kode_kab_kota_kemendagri: str | None = col("Kode kabupaten/kota.", default=None, pattern=KODE_KAB_KOTA_PATTERN)
    nilai_baseline: float = col("Nilai awal; tidak pernah diubah sesudah ditetapkan.", unit="persen atau skor")
    tanggal_baseline: date = col("Tanggal data nilai awal.", unit="tanggal")
    nilai_target: float = col("Nilai yang dituju.", unit="persen atau skor")
    tanggal_tenggat: date = col("Tenggat.", unit="tanggal")
    penanggung_jawab: str = col("Unit atau jabatan penanggung jawab; bukan nama orang.")
