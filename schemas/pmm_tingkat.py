"""PMM / Ruang GTK use as published levels."""

from datetime import date
from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import (
    KODE_KAB_KOTA_PATTERN,
    KODE_PROVINSI_PATTERN,
    NPSN_PATTERN,
    Jenjang,
    PredikatPMM,
    Tingkat,
)


class PmmTingkat(Row):
    """Each row is one published level of one aspect of one school or region, whole or of one jenjang, at a cut-off."""

    dataset: ClassVar[str] = "pmm_tingkat"
    judul: ClassVar[str] = "Tingkat pemanfaatan PMM / Ruang GTK"
    satu_baris: ClassVar[str] = (
        "satu aspek pada satu satuan pendidikan atau wilayah, seluruhnya atau satu jenjang, dan satu tanggal data"
    )
    key: ClassVar[tuple[str, ...]] = (
        "tingkat",
        "kode_provinsi_kemendagri",
        "kode_kab_kota_kemendagri",
        "npsn",
        "jenjang",
        "tanggal_data",
        "aspek",
    )

    tingkat: Tingkat = col("Tingkat baris.")
    kode_provinsi_kemendagri: str | None = col("Kode provinsi Kemendagri.", default=None, pattern=KODE_PROVINSI_PATTERN)
    kode_kab_kota_kemendagri: str | None = col(
        "Kode kabupaten/kota Kemendagri.", default=None, pattern=KODE_KAB_KOTA_PATTERN
    )
    npsn: str | None = col("NPSN; hanya untuk tingkat satuan pendidikan.", default=None, pattern=NPSN_PATTERN)
    jenjang: Jenjang | None = col("Jenjang seperti tertulis pada ekspor.", default=None)
    tanggal_data: date = col("Tanggal batas data (cut-off).", unit="tanggal")
    aspek: str = col("Apa yang dinilai, huruf kecil seperti judul kolomnya, mis. pelatihan mandiri.")
    predikat: PredikatPMM = col("Tingkat seperti terbit; tidak pernah dihitung ulang.")
