"""What was published about a programme."""

from datetime import date
from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import KODE_KAB_KOTA_PATTERN, KODE_PROVINSI_PATTERN


class Publikasi(Row):
    """Each row is one publication about one event or programme."""

    dataset: ClassVar[str] = "publikasi"
    judul: ClassVar[str] = "Publikasi"
    satu_baris: ClassVar[str] = "satu publikasi"
    key: ClassVar[tuple[str, ...]] = ("tautan",)

    tanggal: date = col("Tanggal terbit.", unit="tanggal")
    kanal: str = col("Kanal: laman, media daring, media cetak, media sosial, radio, televisi.")
    media: str = col("Nama media atau laman.")
    judul_publikasi: str = col("Judul publikasi.")
    tautan: str = col("Tautan publikasi.")
    kegiatan_id: str | None = col("Kode kegiatan yang diberitakan.", default=None)
    program_id: str | None = col("Kode program yang diberitakan.", default=None)
    kode_provinsi_kemendagri: str = col("Kode provinsi Kemendagri.", pattern=KODE_PROVINSI_PATTERN)
    kode_kab_kota_kemendagri: str | None = col("Kode kabupaten/kota.", default=None, pattern=KODE_KAB_KOTA_PATTERN)
