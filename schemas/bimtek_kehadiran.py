"""Training attendance, without personal data."""

from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import (
    KODE_KAB_KOTA_PATTERN,
    KODE_KEGIATAN_PATTERN,
    KODE_PROVINSI_PATTERN,
    NPSN_PATTERN,
    DasarIdentitas,
    PeranPeserta,
)


class BimtekKehadiran(Row):
    """Each row is one participant of one training event; the person is a keyed HMAC and nothing else."""

    dataset: ClassVar[str] = "bimtek_kehadiran"
    judul: ClassVar[str] = "Kehadiran bimtek"
    satu_baris: ClassVar[str] = "satu peserta pada satu kegiatan"
    key: ClassVar[tuple[str, ...]] = ("kegiatan_id", "peserta")

    kegiatan_id: str = col("Kode kegiatan.", pattern=KODE_KEGIATAN_PATTERN)
    peserta: str = col(
        "HMAC-SHA-256 berkunci dari NIP, NUPTK, atau nama dan asal; hanya untuk menghitung orang sekali.",
        pattern=r"^[0-9a-f]{32}$",
    )
    dasar_identitas: DasarIdentitas = col("Asal HMAC: nip, nuptk, atau nama (kurang pasti).")
    npsn: str | None = col("NPSN asal bila tertulis atau cocok pasti.", default=None, pattern=NPSN_PATTERN)
    kode_provinsi_kemendagri: str = col("Kode provinsi asal peserta.", pattern=KODE_PROVINSI_PATTERN)
    kode_kab_kota_kemendagri: str = col("Kode kabupaten/kota asal peserta.", pattern=KODE_KAB_KOTA_PATTERN)
    peran: PeranPeserta = col("Jabatan peserta.")
    is_hadir: bool = col("Hadir pada kegiatan.", unit="ya/tidak")
    jumlah_jp: int | None = col("Jam pelajaran yang diikuti.", unit="JP", default=None, ge=0)
    nilai_pre: float | None = col("Nilai pre-test.", unit="skor 0-100", default=None, ge=0, le=100)
    nilai_post: float | None = col("Nilai post-test.", unit="skor 0-100", default=None, ge=0, le=100)
    is_sertifikat: bool | None = col("Menerima sertifikat.", unit="ya/tidak", default=None)
