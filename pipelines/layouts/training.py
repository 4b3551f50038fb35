"""Training: the list of events, and attendance forms in the shapes that offices keep them."""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.cells import Reader
from pipelines.contract import Rule
from pipelines.layouts import people
from pipelines.layouts.dapodik import KAB_KOTA, PROVINSI
from pipelines.layouts.usage import NPSN
from pipelines.read import Sheet
from pipelines.recognise import Field, Header
from pipelines.tabular import Context, Tabular

_EVENT = ("Kode Kegiatan", "ID Kegiatan", "Kode Bimtek")

LEVEL: Mapping[str, str] = {
    "basic": "basic",
    "dasar": "basic",
    "intermediate": "intermediate",
    "menengah": "intermediate",
    "advanced": "advanced",
    "lanjut": "advanced",
    **{f"pembatik{space}{number}": f"PembaTIK {number}" for space in (" ", " level ", "") for number in range(1, 5)},
    "kihajar": "Kihajar",
    "kihajar stem": "Kihajar",
    "rakor": "rakor",
    "rapat koordinasi": "rakor",
    "webinar": "webinar",
    "lainnya": "lainnya",
}
MODA: Mapping[str, str] = {
    "luring": "luring",
    "offline": "luring",
    "tatap muka": "luring",
    "daring": "daring",
    "online": "daring",
    "bauran": "bauran",
    "hybrid": "bauran",
    "hibrida": "bauran",
}
KEGIATAN = Tabular(
    kode="bimtek_kegiatan",
    judul="Daftar kegiatan bimtek",
    dataset="bimtek_kegiatan",
    fields=(
        Field("kegiatan_id", _EVENT, "teks", True),
        Field("nama", ("Nama Kegiatan", "Kegiatan"), "teks", True),
        Field("program", ("Program", "Nama Program")),
        Field("penyelenggara", ("Penyelenggara", "Unit Penyelenggara")),
        Field("level", ("Level", "Tingkat"), "daftar", False, LEVEL),
        Field(
            "moda",
            ("Moda", "Metode"),
            "daftar",
            False,
            MODA,
        ),
        Field("kota", ("Kota", "Tempat")),
        PROVINSI,
        KAB_KOTA,
        Field("tanggal_mulai", ("Tanggal Mulai", "Mulai"), "tanggal", True),
        Field("tanggal_selesai", ("Tanggal Selesai", "Selesai"), "tanggal", True),
        Field("jumlah_jp", ("JP", "Jam Pelajaran"), "bulat"),
        Field("jumlah_kuota", ("Kuota",), "bulat"),
        Field("jumlah_diundang", ("Diundang", "Jumlah Diundang"), "bulat"),
    ),
    is_region_optional=True,
    keeps_nation=True,
    anchor="kegiatan_id",
    made=("level", "moda"),
    lacks=("NIP/NUPTK", "Nama Lengkap (dengan gelar)", "Nama Lengkap"),
)

_BEGINS = ("Tanggal Mulai", "Mulai", "Start Date", "Tanggal Kegiatan", "Tanggal Pelaksanaan")


def _defaults(_reader: Reader, _layout: Tabular, header: Header, _sheet: Sheet, _context: Context) -> Mapping[str, str]:
    """What a list without the column can't say: level "lainnya", the event its own programme, an unnamed organiser."""
    _reader.catatan.append("Kegiatan tanpa kode: kodenya dibuat dari nama dan tanggal mulai.")
    given = {"level": "'lainnya'", "program": "v_nama", "penyelenggara": "'Tidak tertulis'"}
    return {name: value for name, value in given.items() if name not in header.columns}


TANPA_KODE = Tabular(
    kode="bimtek_kegiatan_tanpa_kode",
    judul="Daftar kegiatan atau diklat tanpa kode",
    dataset="bimtek_kegiatan",
    fields=(
        Field("nama", ("Judul", "Judul Diklat", "Nama Kegiatan", "Nama Diklat", "Judul Kegiatan"), "teks", True),
        Field("program", ("Program", "Nama Program")),
        Field("penyelenggara", ("Penyelenggara", "Unit Penyelenggara")),
        Field("level", ("Level", "Tingkat"), "daftar", False, LEVEL),
        Field("moda", ("Metode", "Moda", "Metode Pelaksanaan"), "daftar", True, MODA),
        Field("kota", ("Kota", "Tempat", "Lokasi", "Location")),
        PROVINSI,
        KAB_KOTA,
        Field("tanggal_mulai", _BEGINS, "tanggal", True),
        Field("tanggal_selesai", ("Tanggal Selesai", "Selesai", "End Date"), "tanggal", True),
        Field("jumlah_jp", ("JP", "Jam Pelajaran", "Jumlah JP"), "bulat"),
        Field("jumlah_kuota", ("Kuota", "Jumlah Kuota"), "bulat"),
        Field("jumlah_diundang", ("Diundang", "Jumlah Diundang"), "bulat"),
    ),
    values={"kegiatan_id": people.event_code("v_nama", "v_tanggal_mulai")},
    is_region_optional=True,
    keeps_nation=True,
    anchor="nama",
    made=("level", "moda"),
    lacks=("Nama Lengkap", "Nama Peserta", *_EVENT),
    weight=-1,
    prepare=_defaults,
)

KEHADIRAN = Tabular(
    kode="bimtek_kehadiran",
    judul="Daftar hadir bimtek",
    dataset="bimtek_kehadiran",
    fields=(
        Field("kegiatan_id", _EVENT),
        Field("nama_kegiatan", ("Nama Kegiatan", "Kegiatan", "Nama Bimtek", "Nama Diklat", "Event Name", "Event")),
        Field("tanggal_kegiatan", _BEGINS, "tanggal", False, {}, False, True),
        Field(
            "nama",
            (
                *("Nama Lengkap (dengan gelar)", "Nama Lengkap", "Nama Peserta", "Nama", "Name", "Nama dan Gelar"),
                *("Nama Lengkap dan Gelar", "Nama Lengkap beserta Gelar", "Nama Lengkap dengan Gelar"),
            ),
            "apa_adanya",
            True,
            {},
            True,
        ),
        Field("nip", ("NIP/NUPTK", "NIP / NUPTK", "NIP", "NUPTK"), "apa_adanya", False, {}, True),
        Field("npsn_form", (*NPSN.headers, "NPSN Sekolah"), "npsn", False, {}, True, True),
        Field(
            "asal",
            (
                *("Asal Sekolah/Instansi", "Asal Sekolah", "Asal Instansi", "Unit Kerja", "Instansi", "Institution"),
                *("Unit Kerja/Instansi", "Instansi/Unit Kerja", "Sekolah/Instansi", "Nama Instansi", "Tempat Tugas"),
                *("Asal Satuan Pendidikan", "Asal Satdik", "Asal Sekolah/Unit Kerja", "Nama Sekolah/Instansi"),
            ),
            "apa_adanya",
            True,
            {},
            True,
        ),
        Field("jabatan", ("Jabatan", "Peran"), "apa_adanya", False, {}, True),
        PROVINSI,
        Field(KAB_KOTA.name, (*KAB_KOTA.headers, "Asal Kab/Kota", "Asal Kabupaten/Kota"), KAB_KOTA.kind),
        Field("is_hadir", ("Hadir", "Kehadiran", "Status Kehadiran"), "ya_tidak"),
        Field("jumlah_jp", ("JP", "Jam Pelajaran"), "bulat"),
        Field("nilai_pre", ("Pre-test", "Pre test", "Pretest", "Nilai Pre-test"), "bilangan"),
        Field("nilai_post", ("Post-test", "Post test", "Posttest", "Nilai Post-test"), "bilangan"),
        Field("sertifikat", ("Sertifikat", "Bersertifikat"), "ya_tidak"),
        Field("terbit", ("Status Sertifikat", "Status"), "daftar", False, people.ISSUED, False, True),
        Field("nomor_sertifikat", ("Nomor Sertifikat", "No Sertifikat"), "apa_adanya", False, {}, True),
    ),
    values={
        "peran": people.ROLE,
        "is_sertifikat": "coalesce(v_sertifikat, v_terbit = 'terbit', r_nomor_sertifikat <> '-')",
    },
    is_region_optional=True,
    made=("dasar_identitas", "peran"),
    rules=(
        Rule(
            "coalesce(w_kab_kota, x_kab) IS NULL AND w_teks = '' AND r_asal IS NOT NULL",
            "asal_tanpa_wilayah",
            "asal",
            "kabupaten/kota tidak tertulis, dan nama sekolahnya tidak cocok pasti dengan satu sekolah saja: "
            "isi kabupaten/kota atau NPSN",
        ),
    ),
    is_personal=True,
    needs_schools=True,
    prepare=people.identify,
    anchor="nama",
)

LAYOUTS = (KEGIATAN, TANPA_KODE, KEHADIRAN)
