"""Learning communities."""

from datetime import date
from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import KODE_KAB_KOTA_PATTERN, KODE_PROVINSI_PATTERN, NPSN_PATTERN, Jenjang, Tingkat


class KomunitasBelajar(Row):
    """Each row is one count of the communities of a school or region, whole or of one jenjang, at a cut-off."""

    dataset: ClassVar[str] = "komunitas_belajar"
    judul: ClassVar[str] = "Komunitas belajar"
    satu_baris: ClassVar[str] = (
        "satu hitungan komunitas belajar di satu satuan pendidikan atau wilayah, seluruhnya atau satu jenjang, "
        "pada satu tanggal data"
    )
    key: ClassVar[tuple[str, ...]] = (
        "tingkat",
        "kode_provinsi_kemendagri",
        "kode_kab_kota_kemendagri",
        "npsn",
        "jenjang",
        "tanggal_data",
    )

    tingkat: Tingkat = col("Tingkat baris.")
    kode_provinsi_kemendagri: str | None = col("Kode provinsi Kemendagri.", default=None, pattern=KODE_PROVINSI_PATTERN)
    kode_kab_kota_kemendagri: str | None = col(
        "Kode kabupaten/kota Kemendagri.", default=None, pattern=KODE_KAB_KOTA_PATTERN
    )
    npsn: str | None = col("NPSN; hanya untuk tingkat satuan pendidikan.", default=None, pattern=NPSN_PATTERN)
    jenjang: Jenjang | None = col("Jenjang seperti tertulis pada ekspor.", default=None)
    tanggal_data: date = col("Tanggal batas data (cut-off).", unit="tanggal")
    jumlah_komunitas: int = col("Komunitas belajar terdaftar.", unit="komunitas", ge=0)
    jumlah_komunitas_aktif: int | None = col("Komunitas yang berkegiatan.", unit="komunitas", default=None, ge=0)
    jumlah_anggota: int | None = col("Anggota seluruh komunitas.", unit="orang", default=None, ge=0)
    jumlah_webinar: int | None = col("Webinar yang diadakan, kumulatif.", unit="webinar", default=None, ge=0)
