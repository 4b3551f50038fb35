"""Training events."""

from datetime import date
from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import KODE_KAB_KOTA_PATTERN, KODE_KEGIATAN_PATTERN, KODE_PROVINSI_PATTERN, LevelBimtek, Moda


class BimtekKegiatan(Row):
    """Each row is one training event (bimtek, PembaTIK level, Kihajar, rakor, webinar)."""

    dataset: ClassVar[str] = "bimtek_kegiatan"
    judul: ClassVar[str] = "Kegiatan bimtek"
    satu_baris: ClassVar[str] = "satu kegiatan"
    key: ClassVar[tuple[str, ...]] = ("kegiatan_id",)

    kegiatan_id: str = col("Kode kegiatan, tetap sepanjang waktu.", pattern=KODE_KEGIATAN_PATTERN)
    nama: str = col("Nama kegiatan.")
    program: str = col("Program induk, mis. Bimtek BAKTI x BLPT.")
    penyelenggara: str = col("Unit penyelenggara, mis. BPMP Sumatera Barat.")
    level: LevelBimtek = col("Tingkat pelatihan.")
    moda: Moda = col("luring, daring, atau bauran.")
    kota: str | None = col("Kota tempat kegiatan; kosong bila daring.", default=None)
    kode_provinsi_kemendagri: str | None = col(
        "Kode provinsi tempat kegiatan.", default=None, pattern=KODE_PROVINSI_PATTERN
    )
    kode_kab_kota_kemendagri: str | None = col(
        "Kode kabupaten/kota tempat kegiatan.", default=None, pattern=KODE_KAB_KOTA_PATTERN
    )
    tanggal_mulai: date = col("Hari pertama.", unit="tanggal")
    tanggal_selesai: date = col("Hari terakhir.", unit="tanggal")
    jumlah_jp: int | None = col("Jam pelajaran.", unit="JP", default=None, ge=0)
    jumlah_kuota: int | None = col("Kursi yang disediakan.", unit="orang", default=None, ge=0)
    jumlah_diundang: int | None = col("Yang diundang.", unit="orang", default=None, ge=0)
