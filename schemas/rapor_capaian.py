"""Rapor Pendidikan: achievements as published."""

from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import (
    KODE_KAB_KOTA_PATTERN,
    KODE_PROVINSI_PATTERN,
    NPSN_PATTERN,
    AlasanTidakTersedia,
    KelompokRapor,
    RincianRapor,
    Tingkat,
)


class RaporCapaian(Row):
    """Each row is one indicator of one region or school, jenis and status in one Rapor year."""

    dataset: ClassVar[str] = "rapor_capaian"
    judul: ClassVar[str] = "Capaian Rapor Pendidikan"
    satu_baris: ClassVar[str] = (
        "satu indikator pada satu wilayah atau satuan pendidikan, jenis, status, dan tahun Rapor"
    )
    key: ClassVar[tuple[str, ...]] = (
        "tahun",
        "tingkat",
        "kode_provinsi_kemendagri",
        "kode_kab_kota_kemendagri",
        "npsn",
        "kelompok",
        "jenis",
        "status",
        "kode",
        "rincian",
    )

    tahun: int = col("Tahun label Rapor; Rapor 2025 memuat AN dan Sulingjar 2024.", unit="tahun", ge=2020, le=2100)
    tingkat: Tingkat = col("Tingkat baris.")
    kode_provinsi_kemendagri: str | None = col(
        "Kode provinsi Kemendagri; kosong untuk nasional.", default=None, pattern=KODE_PROVINSI_PATTERN
    )
    kode_kab_kota_kemendagri: str | None = col(
        "Kode kabupaten/kota Kemendagri; kosong di atas kab/kota.", default=None, pattern=KODE_KAB_KOTA_PATTERN
    )
    npsn: str | None = col("NPSN; hanya untuk tingkat satuan pendidikan.", default=None, pattern=NPSN_PATTERN)
    kelompok: KelompokRapor = col("PAUD atau DASMEN. Kode yang sama berarti lain di keduanya.")
    jenis: str = col("Jenis satuan pendidikan seperti tertulis, mis. SD Umum; Semua jenjang untuk SPM.")
    status: str = col("Negeri, Swasta, Semua (total), atau Tidak Relevan, seperti tertulis.")
    kode: str = col("Kode indikator, mis. A.1 atau D.1.2. Bukan kunci tanpa kelompok dan tahun.")
    rincian: RincianRapor = col(
        "capaian, salah satu dari empat proporsi A.1/A.2, atau skor; nomor yang sama berulang di berkas asli."
    )
    nama: str = col("Nama indikator, baris pertama sel.")
    nilai: float | None = col(
        "Nilai seperti terbit. Satuannya milik indikator: persen, skor 0-100, indeks 0-1, atau skala 1-3.",
        unit="lihat indikator",
        default=None,
    )
    label: str | None = col("Label capaian seperti terbit; tidak pernah dihitung ulang.", default=None)
    alasan_tidak_tersedia: AlasanTidakTersedia | None = col("Alasan nilai atau label tidak ada.", default=None)
    perubahan_tertulis: str | None = col(
        "Teks perubahan seperti tercetak: persen relatif di berkas sekolah 2023, poin di berkas daerah.",
        default=None,
    )
    peringkat_tertulis: str | None = col("Teks peringkat seperti tercetak.", default=None)
