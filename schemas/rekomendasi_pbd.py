"""Recommendations of planning by data (PBD): which activity answers which root cause."""

from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import KODE_KAB_KOTA_PATTERN, KODE_PROVINSI_PATTERN, NPSN_PATTERN


class RekomendasiPbd(Row):
    """Each row is one recommended activity for one root cause, for one region or school in one year."""

    dataset: ClassVar[str] = "rekomendasi_pbd"
    judul: ClassVar[str] = "Rekomendasi perencanaan berbasis data"
    satu_baris: ClassVar[str] = (
        "satu kegiatan yang disarankan untuk satu akar masalah, pada satu wilayah atau satuan pendidikan dan tahun"
    )
    key: ClassVar[tuple[str, ...]] = (
        "tahun",
        "kode_provinsi_kemendagri",
        "kode_kab_kota_kemendagri",
        "npsn",
        "kelompok_indikator",
        "kategori_indikator",
        "indikator_kinerja_urusan",
        "indikator_prioritas",
        "kelompok_akar_masalah",
        "kode_akar_masalah",
        "akar_masalah",
        "mengapa_akar_masalah",
        "label_sumber_data",
        "deskripsi_sumber_data",
        "jenjang",
        "kode_kegiatan_paud",
        "kode_kegiatan_sd",
        "kode_kegiatan_smp",
        "kode_kegiatan_kesetaraan",
        "kode_kegiatan_nonjenjang",
        "nomenklatur_kegiatan",
        "kinerja_kegiatan",
        "indikator_kegiatan",
        "satuan",
        "deskripsi_kegiatan",
    )

    tahun: int = col("Tahun label Rapor yang mendasari rekomendasi.", unit="tahun", ge=2020, le=2100)
    kode_provinsi_kemendagri: str = col("Kode provinsi Kemendagri pemilik rekomendasi.", pattern=KODE_PROVINSI_PATTERN)
    kode_kab_kota_kemendagri: str | None = col(
        "Kode kabupaten/kota Kemendagri; kosong bila rekomendasi untuk provinsi.",
        default=None,
        pattern=KODE_KAB_KOTA_PATTERN,
    )
    npsn: str | None = col("NPSN bila rekomendasi untuk satu sekolah.", default=None, pattern=NPSN_PATTERN)
    urutan: int = col("Nomor baris di lembar asal, untuk menampilkan urutan aslinya.", unit="baris", ge=1)
    kelompok_indikator: str | None = col("Kelompok indikator, mis. mutu hasil belajar.", default=None)
    kategori_indikator: str | None = col("Kategori indikator seperti tertulis.", default=None)
    indikator_kinerja_urusan: str | None = col("Indikator kinerja urusan pemerintah daerah.", default=None)
    indikator_prioritas: str | None = col("Indikator Rapor yang menjadi prioritas.", default=None)
    kelompok_akar_masalah: str | None = col("Kelompok akar masalah seperti tertulis.", default=None)
    kode_akar_masalah: str | None = col("Nomor indikator akar masalah, mis. D.1.", default=None)
    akar_masalah: str | None = col("Indikator yang menjadi akar masalah.", default=None)
    mengapa_akar_masalah: str | None = col("Alasan indikator itu menjadi akar masalah.", default=None)
    label_sumber_data: str | None = col("Label sumber data, mis. Rapor Pendidikan.", default=None)
    deskripsi_sumber_data: str | None = col("Penjelasan sumber data.", default=None)
    jenjang: str | None = col("Jenjang sasaran seperti tertulis.", default=None)
    kode_kegiatan_paud: str | None = col("Kode kegiatan anggaran untuk PAUD.", default=None)
    kode_kegiatan_sd: str | None = col("Kode kegiatan anggaran untuk SD.", default=None)
    kode_kegiatan_smp: str | None = col("Kode kegiatan anggaran untuk SMP.", default=None)
    kode_kegiatan_kesetaraan: str | None = col("Kode kegiatan anggaran untuk pendidikan kesetaraan.", default=None)
    kode_kegiatan_nonjenjang: str | None = col("Kode kegiatan anggaran yang tidak terikat jenjang.", default=None)
    nomenklatur_kegiatan: str | None = col("Nama resmi kegiatan yang disarankan.", default=None)
    kinerja_kegiatan: str | None = col("Kinerja yang dituju kegiatan.", default=None)
    indikator_kegiatan: str | None = col("Ukuran keberhasilan kegiatan.", default=None)
    satuan: str | None = col("Satuan ukuran keberhasilan, mis. orang atau satuan pendidikan.", default=None)
    deskripsi_kegiatan: str | None = col("Penjelasan kegiatan.", default=None)
    contoh_operasionalisasi: str | None = col("Contoh pelaksanaan kegiatan.", default=None)
    nspk: str | None = col("Norma, standar, prosedur, dan kriteria yang diacu.", default=None)
