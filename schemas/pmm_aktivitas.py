"""PMM / Ruang GTK activity."""

from datetime import date
from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import KODE_KAB_KOTA_PATTERN, KODE_PROVINSI_PATTERN, NPSN_PATTERN, Peran


class PmmAktivitas(Row):
    """Each row is one role (guru, KS, PS) of one satuan pendidikan at one cut-off; counters are cumulative."""

    dataset: ClassVar[str] = "pmm_aktivitas"
    judul: ClassVar[str] = "Aktivitas PMM / Ruang GTK"
    satu_baris: ClassVar[str] = "satu peran pada satu satuan pendidikan dan satu tanggal data"
    key: ClassVar[tuple[str, ...]] = ("npsn", "tanggal_data", "peran")

    npsn: str = col("Nomor Pokok Sekolah Nasional. Teks.", pattern=NPSN_PATTERN)
    tanggal_data: date = col("Tanggal batas data (cut-off).", unit="tanggal")
    peran: Peran = col("guru, KS (kepala sekolah), atau PS (pengawas sekolah).")
    kode_kab_kota_kemendagri: str = col("Kode kabupaten/kota Kemendagri.", pattern=KODE_KAB_KOTA_PATTERN)
    kode_provinsi_kemendagri: str = col("Kode provinsi Kemendagri.", pattern=KODE_PROVINSI_PATTERN)
    nama_platform: str = col("Nama platform saat ekspor: PMM, sejak 2025 Ruang GTK. Satu deret, bergeser nama.")
    jumlah_gtk: int = col("GTK terdata di Dapodik pada semester yang sama; penyebut semua pangsa.", unit="orang", ge=0)
    jumlah_login: int | None = col("Pernah masuk, kumulatif.", unit="orang", default=None, ge=0)
    jumlah_aktif_30_hari: int | None = col(
        "Aktif dalam 30 hari sebelum tanggal data.", unit="orang", default=None, ge=0
    )
    jumlah_mulai_topik: int | None = col(
        "Mulai sedikitnya satu topik pelatihan, kumulatif.", unit="orang", default=None, ge=0
    )
    jumlah_selesai_topik_1: int | None = col("Selesai sedikitnya 1 topik, kumulatif.", unit="orang", default=None, ge=0)
    jumlah_selesai_topik_2: int | None = col("Selesai sedikitnya 2 topik, kumulatif.", unit="orang", default=None, ge=0)
    jumlah_selesai_topik_3: int | None = col("Selesai sedikitnya 3 topik, kumulatif.", unit="orang", default=None, ge=0)
    jumlah_selesai_topik_4: int | None = col("Selesai sedikitnya 4 topik, kumulatif.", unit="orang", default=None, ge=0)
    jumlah_aksi_nyata: int | None = col("Mengirim aksi nyata, kumulatif.", unit="orang", default=None, ge=0)
    jumlah_aksi_nyata_tervalidasi: int | None = col(
        "Aksi nyata tervalidasi, kumulatif.", unit="orang", default=None, ge=0
    )
    jumlah_unduh_perangkat_ajar: int | None = col(
        "Mengunduh perangkat ajar, kumulatif.", unit="orang", default=None, ge=0
    )
    jumlah_anggota_komunitas: int | None = col(
        "Anggota komunitas belajar, kumulatif.", unit="orang", default=None, ge=0
    )
