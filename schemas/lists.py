"""Closed lists: the only values a category may have. Other spellings are mapped in the layouts."""

from typing import Literal

NPSN_PATTERN = r"^([0-9]{8}|[PK][0-9]{7})$"
KODE_KEGIATAN_PATTERN = r"^[A-Za-z0-9./_-]{0,40}[0-9][A-Za-z0-9./_-]{0,40}$"
KODE_PROVINSI_PATTERN = r"^[1-9][0-9]$"
KODE_KAB_KOTA_PATTERN = r"^[1-9][0-9]\.[0-9]{2}$"

Tingkat = Literal["nasional", "provinsi", "kab_kota", "satuan_pendidikan"]
Jenjang = Literal["PAUD", "SD", "SMP", "SMA", "SMK", "SLB", "Kesetaraan"]
Status = Literal["Negeri", "Swasta"]
Kewenangan = Literal["pemda", "Kemenag"]
StatusIKM = Literal["Mandiri Belajar", "Mandiri Berubah", "Mandiri Berbagi", "Tidak terdaftar"]

Peran = Literal["guru", "KS", "PS"]
KelompokPengguna = Literal[
    "guru",
    "KS",
    "PS",
    "tendik",
    "peserta didik",
    "satuan pendidikan",
    "orang tua",
    "mahasiswa",
    "umum",
]

PredikatPMM = Literal["PERLU DITINGKATKAN", "CUKUP BAIK", "BAIK"]

KelompokRapor = Literal["PAUD", "DASMEN"]
RincianRapor = Literal["capaian", "di atas", "mencapai", "di bawah", "jauh di bawah", "skor"]
AlasanTidakTersedia = Literal[
    "tidak ada data untuk indikator ini",
    "satdik tidak mengikuti AN",
    "satdik tidak mengikuti AN tahun lalu",
    "instrumen tahun ini dan tahun lalu berbeda",
    "nilai tahun lalu tidak tersedia",
    "tidak berlaku",
    "tanpa keterangan",
]

LevelBimtek = Literal[
    "basic",
    "intermediate",
    "advanced",
    "PembaTIK 1",
    "PembaTIK 2",
    "PembaTIK 3",
    "PembaTIK 4",
    "Kihajar",
    "rakor",
    "webinar",
    "lainnya",
]
Moda = Literal["luring", "daring", "bauran"]
PeranPeserta = Literal["guru", "KS", "PS", "tendik", "dinas", "lainnya"]
DasarIdentitas = Literal["nip", "nuptk", "nama"]

UnitPenyelenggara = Literal["BPMP", "BGP", "BGTK", "Disdik", "BLPT", "Balai TIKP", "Kemenag", "mitra", "lainnya"]
ProgramPrioritas = Literal[
    "pendidikan karakter",
    "wajib belajar 13 tahun dan pemerataan",
    "kualifikasi dan kesejahteraan guru",
    "literasi, numerasi, sains, dan teknologi",
    "sarana prasarana",
    "bahasa dan sastra",
]
StatusProgram = Literal["rencana", "berjalan", "selesai", "batal"]
