"""What a plan of work holds: the same contract for the store, the pages and the workbook that leaves and comes back."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from schemas.base import Row, col
from schemas.lists import (
    KODE_KAB_KOTA_PATTERN,
    KODE_PROVINSI_PATTERN,
    KelompokRapor,
    ProgramPrioritas,
    StatusProgram,
    UnitPenyelenggara,
)

KODE_WILAYAH_PATTERN = r"^[1-9][0-9](\.[0-9]{2})?$"
"""A Kemendagri code of a province (13) or of a kab/kota (13.06)."""

Arah = Literal["tinggi", "rendah"]
"""Which end of a criterion is need: high values (schools never reached) or low ones (uptake)."""
LevelAlokasi = Literal["basic", "intermediate"]


TERBESAR = 10**15
"""Of any number in a plan: a thousand times a thousand billion rupiah."""


class BarisRencana(Row):
    """A row of a plan. Numbers are finite and within TERBESAR, so that it opens again and fits a table; else empty."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)

    @field_validator("*")
    @classmethod
    def _is_no_larger(cls, value: object) -> object:
        if isinstance(value, int | float) and abs(value) > TERBESAR:
            raise ValueError("terlalu besar")
        return value


class SetelanPrioritas(BarisRencana):
    """Each row is the way priorities of this plan were computed."""

    dataset: ClassVar[str] = "setelan_prioritas"
    judul: ClassVar[str] = "Cara menyusun prioritas"
    satu_baris: ClassVar[str] = "satu cara menyusun prioritas"
    key: ClassVar[tuple[str, ...]] = ("tujuan",)

    tujuan: str = col("Kode tujuan, mis. literasi_numerasi atau serapan_digital.")
    nama_tujuan: str = col("Nama tujuan seperti tertulis di layar.")
    jumlah_teratas: int = col("Berapa wilayah yang disebut prioritas.", unit="wilayah", ge=1)
    tanggal_data: date | None = col("Tanggal data pemanfaatan yang dipakai.", unit="tanggal", default=None)
    saringan: str = col("Saringan yang berlaku saat dihitung, dalam kata.", default="")
    jenis: str = col("Jenis satuan pendidikan pada Rapor, mis. SD Umum.", default="")
    snapshot: str = col("Snapshot tempat prioritas dihitung; bagian lain rencana dapat lebih baru.", default="")


class KriteriaRencana(BarisRencana):
    """Each row is one criterion of need with its weight."""

    dataset: ClassVar[str] = "kriteria"
    judul: ClassVar[str] = "Kriteria dan bobot"
    satu_baris: ClassVar[str] = "satu kriteria kebutuhan dengan bobotnya"
    key: ClassVar[tuple[str, ...]] = ("kriteria",)

    kriteria: str = col("Kode kriteria, mis. pemakaian:pmm.aktif_30_hari atau rapor:DASMEN:A.1.")
    nama: str = col("Nama kriteria seperti tertulis di layar.")
    bobot: float = col("Bobot; seluruh bobot dinormalkan menjadi 100.", unit="persen", ge=0)
    arah: Arah = col("Ujung nilai yang berarti butuh: tinggi atau rendah.")
    satuan: str = col("Satuan nilai mentah.", default="")


class WilayahRencana(BarisRencana):
    """Each row is one region with its score and place, as they were when the plan was saved."""

    dataset: ClassVar[str] = "wilayah"
    judul: ClassVar[str] = "Wilayah dan skor kebutuhan"
    satu_baris: ClassVar[str] = "satu wilayah dengan skor kebutuhannya saat rencana disimpan"
    key: ClassVar[tuple[str, ...]] = ("kode_wilayah",)

    kode_wilayah: str = col("Kode wilayah Kemendagri.", pattern=KODE_WILAYAH_PATTERN)
    nama: str = col("Nama wilayah.")
    skor: float | None = col("Skor kebutuhan; kosong bila datanya kurang.", unit="skor 0-100", default=None)
    urutan: int | None = col("Urutan menurut skor, 1 paling butuh.", unit="urutan", default=None, ge=1)
    urutan_dari: int | None = col("Urutan terdepan yang masih mungkin.", unit="urutan", default=None, ge=1)
    urutan_sampai: int | None = col("Urutan terbelakang yang masih mungkin.", unit="urutan", default=None, ge=1)
    pct_peluang: float | None = col(
        "Bagian pilihan bobot yang menempatkannya di antara yang teratas.", unit="persen", default=None, ge=0, le=100
    )
    pct_data: float = col("Bagian bobot yang nilainya diketahui.", unit="persen", ge=0, le=100)
    is_dipilih: bool = col("Apakah wilayah ini dipilih untuk rencana.")
    galat: float | None = col(
        "Galat baku skor: dari data yang berselang dan kriteria yang belum diketahui; kosong pada rencana lama.",
        unit="skor 0-100",
        default=None,
        ge=0,
    )


class SumbanganRencana(BarisRencana):
    """Each row is what one criterion contributes to one region's score."""

    dataset: ClassVar[str] = "sumbangan"
    judul: ClassVar[str] = "Sumbangan kriteria"
    satu_baris: ClassVar[str] = "satu kriteria pada satu wilayah"
    key: ClassVar[tuple[str, ...]] = ("kode_wilayah", "kriteria")

    kode_wilayah: str = col("Kode wilayah Kemendagri.", pattern=KODE_WILAYAH_PATTERN)
    kriteria: str = col("Kode kriteria.")
    nilai: float | None = col("Nilai mentah; kosong bila tidak tersedia.", unit="satuan kriterianya", default=None)
    sumbangan: float | None = col("Sumbangan pada skor; jumlahnya sama dengan skor.", unit="skor 0-100", default=None)


class SetelanAlokasi(BarisRencana):
    """Each row is the limits under which training seats were allocated."""

    dataset: ClassVar[str] = "setelan_alokasi"
    judul: ClassVar[str] = "Batas alokasi bimtek"
    satu_baris: ClassVar[str] = "satu susunan batas alokasi"
    key: ClassVar[tuple[str, ...]] = ("pagu_rupiah",)

    pagu_rupiah: float = col("Pagu.", unit="rupiah", ge=0)
    hari_pelatih: int = col("Hari-pelatih yang tersedia.", unit="hari", ge=0)
    kursi_per_sekolah: int = col("Kursi paling banyak per satuan pendidikan dan tingkat.", unit="orang", ge=1)
    pct_3t_min: float = col("Bagian kursi paling sedikit untuk wilayah 3T.", unit="persen", default=0.0, ge=0, le=100)
    kursi_min_wilayah: int = col("Kursi paling sedikit tiap wilayah dipilih.", unit="orang", default=0, ge=0)
    kursi_maks_wilayah: int | None = col("Kursi paling banyak tiap wilayah.", unit="orang", default=None, ge=0)
    is_bakti_dulu: bool = col("Apakah sekolah penerima BAKTI didahulukan.", default=True)
    pct_lulus_dasar: float = col("Bagian peserta tingkat dasar yang diperkirakan siap ke tingkat lanjut.",
                                 unit="persen", default=80.0, ge=0, le=100)  # fmt: skip
    tanggal_mulai: date = col("Hari pertama masa pelaksanaan.", unit="tanggal")
    tanggal_selesai: date = col("Hari terakhir masa pelaksanaan.", unit="tanggal")


class TingkatRencana(BarisRencana):
    """Each row is one level of training: how long, how large, what it costs."""

    dataset: ClassVar[str] = "tingkat"
    judul: ClassVar[str] = "Tingkat bimtek"
    satu_baris: ClassVar[str] = "satu tingkat bimtek"
    key: ClassVar[tuple[str, ...]] = ("level",)

    level: LevelAlokasi = col("Tingkat pelatihan.")
    jumlah_hari: int = col("Lama satu kelas.", unit="hari", ge=1)
    jumlah_kursi: int = col("Kursi satu kelas.", unit="orang", ge=1)
    jumlah_pelatih: int = col("Pelatih satu kelas.", unit="orang", ge=1)
    biaya_kelas_rupiah: float = col("Biaya tetap satu kelas: ruang, pelatih, bahan.", unit="rupiah", ge=0)
    biaya_harian_rupiah: float = col("Biaya satu peserta sehari: menginap, makan, uang harian.", unit="rupiah", ge=0)


class KotaRencana(BarisRencana):
    """Each row is one city where classes can be held."""

    dataset: ClassVar[str] = "kota"
    judul: ClassVar[str] = "Kota pelaksanaan"
    satu_baris: ClassVar[str] = "satu kota pelaksanaan"
    key: ClassVar[tuple[str, ...]] = ("kode_kota",)

    kode_kota: str = col("Kode kab/kota tempat pelaksanaan.", pattern=KODE_KAB_KOTA_PATTERN)
    nama: str = col("Nama kota.")
    jumlah_kelas_maks: int = col("Kelas paling banyak selama masa pelaksanaan.", unit="kelas", ge=0)
    jumlah_ruang: int = col("Kelas yang dapat berjalan bersamaan.", unit="kelas", default=1, ge=1)


class OngkosRencana(BarisRencana):
    """Each row is the travel cost of a participant for one kind of journey."""

    dataset: ClassVar[str] = "ongkos"
    judul: ClassVar[str] = "Ongkos perjalanan"
    satu_baris: ClassVar[str] = "satu jenis perjalanan"
    key: ClassVar[tuple[str, ...]] = ("jarak",)

    jarak: Literal["kab_kota", "provinsi", "pulau", "antarpulau"] = col(
        "Perjalanan di dalam kab/kota, provinsi, kelompok pulau, atau antarpulau."
    )
    biaya_rupiah: float = col("Ongkos pulang pergi satu peserta.", unit="rupiah", ge=0)


class AlokasiRencana(BarisRencana):
    """Each row is the seats of one region at one level in one city."""

    dataset: ClassVar[str] = "alokasi"
    judul: ClassVar[str] = "Alokasi kursi"
    satu_baris: ClassVar[str] = "kursi satu wilayah pada satu tingkat di satu kota"
    key: ClassVar[tuple[str, ...]] = ("kode_wilayah", "level", "kode_kota")

    kode_wilayah: str = col("Kode wilayah asal peserta.", pattern=KODE_WILAYAH_PATTERN)
    nama: str = col("Nama wilayah asal peserta.")
    level: LevelAlokasi = col("Tingkat pelatihan.")
    kode_kota: str = col("Kode kota pelaksanaan.", pattern=KODE_KAB_KOTA_PATTERN)
    jumlah_kursi: int = col("Kursi.", unit="orang", ge=0)
    jumlah_kursi_bakti: int = col("Di antaranya untuk sekolah penerima BAKTI.", unit="orang", default=0, ge=0)
    biaya_rupiah: float = col("Biaya peserta; biaya tetap kelas tidak termasuk.", unit="rupiah", ge=0)
    skor: float | None = col(
        "Skor kebutuhan wilayah yang dipakai saat alokasi dihitung; 100 untuk semua bila kebutuhannya dianggap sama.",
        unit="skor 0-100",
        default=None,
        ge=0,
        le=100,
    )


class KelasRencana(BarisRencana):
    """Each row is one class with its days."""

    dataset: ClassVar[str] = "kelas"
    judul: ClassVar[str] = "Jadwal kelas"
    satu_baris: ClassVar[str] = "satu kelas"
    key: ClassVar[tuple[str, ...]] = ("kode_kota", "level", "nomor")

    kode_kota: str = col("Kode kota pelaksanaan.", pattern=KODE_KAB_KOTA_PATTERN)
    level: LevelAlokasi = col("Tingkat pelatihan.")
    nomor: int = col("Nomor kelas di kota dan tingkat itu.", unit="urutan", ge=1)
    jumlah_kursi: int = col("Kursi terisi.", unit="orang", ge=0)
    tanggal_mulai: date | None = col("Hari pertama; kosong bila tidak muat dalam masa.", unit="tanggal", default=None)
    tanggal_selesai: date | None = col("Hari terakhir.", unit="tanggal", default=None)


class MandatRencana(BarisRencana):
    """Each row is one field of work a kind of unit may lead or support, with its legal source."""

    dataset: ClassVar[str] = "mandat"
    judul: ClassVar[str] = "Mandat unit"
    satu_baris: ClassVar[str] = "satu bidang tugas satu jenis unit"
    key: ClassVar[tuple[str, ...]] = ("unit", "bidang")

    unit: UnitPenyelenggara = col("Jenis unit.")
    bidang: str = col("Bidang tugas.")
    program_prioritas: ProgramPrioritas | None = col(
        "Program prioritas yang dicakup; kosong untuk semua.", default=None
    )
    sasaran_indikator: str | None = col(
        "Awal kode indikator yang dicakup, mis. DASMEN:D; kosong untuk semua.", default=None
    )
    is_memimpin: bool = col("Apakah unit ini boleh memimpin; bila tidak, hanya mendukung.")
    sumber: str = col("Peraturan atau keputusan yang menjadi dasar.")


class PeranRencana(BarisRencana):
    """Each row is one programme in one region: who leads, who supports, for which indicator, when."""

    dataset: ClassVar[str] = "peran"
    judul: ClassVar[str] = "Pembagian peran"
    satu_baris: ClassVar[str] = "satu program di satu wilayah"
    key: ClassVar[tuple[str, ...]] = ("program", "kode_wilayah")

    program: str = col("Nama program.")
    kode_wilayah: str = col("Kode wilayah Kemendagri.", pattern=KODE_WILAYAH_PATTERN)
    penanggung_jawab: UnitPenyelenggara | None = col("Unit yang memimpin; tepat satu.", default=None)
    dukungan: str = col("Unit pendukung, dipisah koma.", default="")
    program_prioritas: ProgramPrioritas | None = col("Salah satu dari enam program prioritas.", default=None)
    sasaran_indikator: str | None = col("Kode indikator Rapor atau ukuran pemanfaatan yang dituju.", default=None)
    kelompok_sasaran: str | None = col("Siapa yang dilayani.", default=None)
    triwulan: int | None = col("Triwulan pelaksanaan.", unit="triwulan", default=None, ge=1, le=4)
    tanggal_mulai: date | None = col("Hari mulai, bila sudah pasti.", unit="tanggal", default=None)
    tanggal_selesai: date | None = col("Hari selesai, bila sudah pasti.", unit="tanggal", default=None)
    anggaran_rupiah: float | None = col("Anggaran.", unit="rupiah", default=None, ge=0)
    npsn: str = col("NPSN sekolah yang dituju, dipisah koma; kosong untuk semua sekolah sasaran.", default="")
    program_id: str | None = col("Kode program asal pada data program kerja.", default=None)


class AkarRencana(BarisRencana):
    """Each row is one hypothesis: this weak indicator may have that cause."""

    dataset: ClassVar[str] = "akar"
    judul: ClassVar[str] = "Peta akar masalah"
    satu_baris: ClassVar[str] = "satu dugaan sebab satu indikator"
    key: ClassVar[tuple[str, ...]] = ("kelompok", "gejala", "akar")

    kelompok: KelompokRapor = col("PAUD atau DASMEN: kode yang sama berarti lain pada keduanya.", default="DASMEN")
    gejala: str = col("Kode indikator yang lemah, mis. A.1.")
    akar: str = col("Kode indikator yang diperiksa sebagai sebab, mis. D.1.")
    alasan: str = col("Mengapa diduga sebab.", default="")
    sumber: str = col("Asal dugaan.", default="")


class KegiatanRencana(BarisRencana):
    """Each row is one activity that answers a root cause in one region."""

    dataset: ClassVar[str] = "kegiatan"
    judul: ClassVar[str] = "Kegiatan pembenahan"
    satu_baris: ClassVar[str] = "satu kegiatan di satu wilayah"
    key: ClassVar[tuple[str, ...]] = ("kegiatan_id",)

    kegiatan_id: str = col("Nomor kegiatan di dalam rencana, mis. K-001.")
    kode_wilayah: str = col("Kode wilayah Kemendagri.", pattern=KODE_WILAYAH_PATTERN)
    jenis: str = col("Jenis satuan pendidikan sasaran, mis. SD Umum.", default="")
    kelompok: KelompokRapor = col("PAUD atau DASMEN: kode yang sama berarti lain pada keduanya.", default="DASMEN")
    gejala: str = col("Kode indikator yang lemah.")
    akar: str = col("Kode indikator yang diduga sebab.")
    keadaan_akar: Literal["didukung data", "tidak didukung data", "belum diketahui"] = col(
        "Apa kata data tentang dugaan itu saat kegiatan dicatat.", default="belum diketahui"
    )
    kegiatan: str = col("Nama kegiatan.")
    penanggung_jawab: str = col("Unit atau jabatan penanggung jawab; bukan nama orang.", default="")
    ukuran_keberhasilan: str = col("Tanda kegiatan berhasil.", default="")
    triwulan: int | None = col("Triwulan pelaksanaan.", unit="triwulan", default=None, ge=1, le=4)
    kode_anggaran: str | None = col("Kode kegiatan ARKAS atau SIPD.", default=None)
    anggaran_rupiah: float | None = col("Anggaran.", unit="rupiah", default=None, ge=0)
    status_pelaksanaan: StatusProgram = col("rencana, berjalan, selesai, atau batal.", default="rencana")
    tanggal_tenggat: date | None = col("Tenggat.", unit="tanggal", default=None)


class TargetRencana(BarisRencana):
    """Each row is one target with the baseline of the plan's snapshot, never changed afterwards."""

    dataset: ClassVar[str] = "target"
    judul: ClassVar[str] = "Target"
    satu_baris: ClassVar[str] = "satu target satu ukuran atau indikator di satu wilayah"
    key: ClassVar[tuple[str, ...]] = ("acuan", "jenis", "kode_wilayah", "tanggal_tenggat")

    acuan: str = col("Kode ukuran pemanfaatan (mis. pmm.aktif_30_hari) atau indikator Rapor (mis. DASMEN:A.1).")
    jenis: str = col("Jenis satuan pendidikan pada Rapor, mis. SD Umum; kosong untuk ukuran pemanfaatan.", default="")
    kode_wilayah: str = col("Kode wilayah Kemendagri.", pattern=KODE_WILAYAH_PATTERN)
    nilai_baseline: float = col("Nilai awal; tidak pernah diubah sesudah ditetapkan.", unit="persen atau skor")
    tanggal_baseline: date = col("Tanggal data nilai awal.", unit="tanggal")
    snapshot_baseline: str = col("Snapshot tempat nilai awal dibaca.")
    nilai_target: float = col("Nilai yang dituju.", unit="persen atau skor")
    tanggal_tenggat: date = col("Tenggat.", unit="tanggal")
    penanggung_jawab: str = col("Unit atau jabatan penanggung jawab; bukan nama orang.")


class Rencana(BaseModel):
    """A plan: who it is for, the snapshot it was made on, and its parts; rows of a part are unique by their key."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    nama: str = Field(min_length=1, max_length=120)
    tahun: int = Field(ge=2020, le=2100)
    kode_provinsi: str | None = Field(default=None, pattern=KODE_PROVINSI_PATTERN)
    keterangan: str = ""
    snapshot: str
    """The snapshot on which the plan was last computed."""
    setelan_prioritas: SetelanPrioritas | None = None
    kriteria: tuple[KriteriaRencana, ...] = ()
    wilayah: tuple[WilayahRencana, ...] = ()
    sumbangan: tuple[SumbanganRencana, ...] = ()
    setelan_alokasi: SetelanAlokasi | None = None
    tingkat: tuple[TingkatRencana, ...] = ()
    kota: tuple[KotaRencana, ...] = ()
    ongkos: tuple[OngkosRencana, ...] = ()
    alokasi: tuple[AlokasiRencana, ...] = ()
    kelas: tuple[KelasRencana, ...] = ()
    mandat: tuple[MandatRencana, ...] = ()
    peran: tuple[PeranRencana, ...] = ()
    akar: tuple[AkarRencana, ...] = ()
    kegiatan: tuple[KegiatanRencana, ...] = ()
    target: tuple[TargetRencana, ...] = ()

    @model_validator(mode="after")
    def _keys_are_unique(self) -> Self:
        for name, model in TABEL.items():
            rows = getattr(self, name)
            if not isinstance(rows, tuple):
                continue
            seen: set[tuple[object, ...]] = set()
            for row in rows:
                key = tuple(getattr(row, part) for part in model.key)
                if key in seen:
                    said = ", ".join(str(part) for part in key)
                    raise ValueError(f"{model.judul}: {said} tertulis dua kali")
                seen.add(key)
        return self


TABEL: dict[str, type[Row]] = {
    "setelan_prioritas": SetelanPrioritas,
    "kriteria": KriteriaRencana,
    "wilayah": WilayahRencana,
    "sumbangan": SumbanganRencana,
    "setelan_alokasi": SetelanAlokasi,
    "tingkat": TingkatRencana,
    "kota": KotaRencana,
    "ongkos": OngkosRencana,
    "alokasi": AlokasiRencana,
    "kelas": KelasRencana,
    "mandat": MandatRencana,
    "peran": PeranRencana,
    "akar": AkarRencana,
    "kegiatan": KegiatanRencana,
    "target": TargetRencana,
}
"""Field of a plan to the model of its rows, in the order of the workbook; `setelan_*` hold one row or none."""

BAGIAN: dict[str, tuple[str, ...]] = {
    "identitas": ("nama", "tahun", "kode_provinsi", "keterangan"),
    "prioritas": ("setelan_prioritas", "kriteria", "wilayah", "sumbangan"),
    "alokasi bimtek": ("setelan_alokasi", "tingkat", "kota", "ongkos", "alokasi", "kelas"),
    "pembagian peran": ("mandat", "peran"),
    "perencanaan berbasis data": ("akar", "kegiatan"),
    "target": ("target",),
}
"""Parts that two people may change at once without touching each other's work; `snapshot` follows any of them."""
