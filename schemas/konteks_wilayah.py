"""Context of a region, long."""

from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import KODE_KAB_KOTA_PATTERN, KODE_PROVINSI_PATTERN, Tingkat


class KonteksWilayah(Row):
    """Each row is one measure of one region in one year from one source."""

    dataset: ClassVar[str] = "konteks_wilayah"
    judul: ClassVar[str] = "Konteks wilayah"
    satu_baris: ClassVar[str] = "satu ukuran satu wilayah dalam satu tahun dari satu sumber"
    key: ClassVar[tuple[str, ...]] = (
        "tahun",
        "tingkat",
        "kode_provinsi_kemendagri",
        "kode_kab_kota_kemendagri",
        "ukuran",
        "sumber",
    )

    tahun: int = col("Tahun data.", unit="tahun", ge=1990, le=2100)
    tingkat: Tingkat = col("Tingkat wilayah.")
    kode_provinsi_kemendagri: str | None = col("Kode provinsi Kemendagri.", default=None, pattern=KODE_PROVINSI_PATTERN)
    kode_kab_kota_kemendagri: str | None = col(
        "Kode kabupaten/kota Kemendagri.", default=None, pattern=KODE_KAB_KOTA_PATTERN
    )
    ukuran: str = col("Nama ukuran, huruf kecil bergaris bawah, mis. aps_5_6.")
    nilai: float | None = col("Nilai dalam satuan kolom satuan.", unit="lihat satuan", default=None)
    satuan: str = col("Satuan nilai: persen, orang, satuan pendidikan, rupiah, indeks, ...")
    sumber: str = col("Sumber: lembaga atau nama tabel.")
