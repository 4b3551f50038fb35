"""School lists of Dapodik: the download of the list, the national list with kabupaten and kota apart, plain lists."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipelines.cells import Reader
from pipelines.layouts import thousands
from pipelines.layouts.list_dates import SEMESTER, SINKRON, TAHUN, dated
from pipelines.names import key
from pipelines.read import Sheet
from pipelines.recognise import Field, Header, holds_choice
from pipelines.tabular import Context, Match, Tabular

_SHAPES: tuple[tuple[str, str | None, str, tuple[str, ...]], ...] = (
    # bentuk, jenjang, kewenangan, other spellings
    ("TK", "PAUD", "pemda", ("Taman Kanak-kanak", "TKLB", "SPK TK")),
    ("KB", "PAUD", "pemda", ("Kelompok Bermain", "SPK KB", "SPK PG")),
    ("TPA", "PAUD", "pemda", ("Taman Penitipan Anak",)),
    ("SPS", "PAUD", "pemda", ("Satuan PAUD Sejenis",)),
    ("PAUD", "PAUD", "pemda", ()),
    ("RA", "PAUD", "Kemenag", ("Raudhatul Athfal", "BA", "TAM SEM", "TAMSEM")),
    ("SD", "SD", "pemda", ("SDN", "SDS", "SPK SD", "Sekolah Dasar")),
    ("MI", "SD", "Kemenag", ("MIN", "MIS", "SDTK", "SDTh", "Adi W.P", "PDF Ula", "SPM Ula")),
    ("SMP", "SMP", "pemda", ("SMPN", "SMPS", "SPK SMP", "Sekolah Menengah Pertama")),
    ("MTs", "SMP", "Kemenag", ("MTsN", "MTsS", "SMPTK", "Madyama W.P", "PDF Wustha", "SPM Wustha")),
    ("SMA", "SMA", "pemda", ("SMAN", "SMAS", "SMAIT", "SMA-IT", "SPK SMA", "Sekolah Menengah Atas")),
    ("MA", "SMA", "Kemenag", ("MAN", "MAS", "Utama W.P", "PDF Ulya", "SPM Ulya", "SMAg.K", "SMAg K")),
    ("SMTK", "SMA", "Kemenag", ()),
    ("SMK", "SMK", "pemda", ("SMKN", "SMKS", "Sekolah Menengah Kejuruan")),
    ("MAK", "SMK", "Kemenag", ()),
    ("SLB", "SLB", "pemda", ("SLBN", "SDLB", "SMPLB", "SMALB", "SMLB", "Sekolah Luar Biasa")),
    ("PKBM", "Kesetaraan", "pemda", ()),
    ("SKB", "Kesetaraan", "pemda", ()),
    ("LKP", None, "pemda", ("Kursus",)),
    ("Pondok Pesantren", None, "Kemenag", ("Pontren", "Pesantren", "Ponpes")),
)
BENTUK: Mapping[str, str] = {key(name): shape for shape, _, _, others in _SHAPES for name in (shape, *others)}


def _by_shape(place: int) -> str:
    cases = " ".join(f"WHEN '{row[0]}' THEN '{row[place]}'" for row in _SHAPES if row[place])
    return f"CASE v_bentuk {cases} END"


JENJANG_SQL, KEWENANGAN_SQL = _by_shape(1), _by_shape(2)
JENJANG: Mapping[str, str] = {
    **{key(name): level for shape, level, _, others in _SHAPES if level for name in (shape, *others)},
    **{key(level): level for level in ("PAUD", "Kesetaraan")},
}
STATUS: Mapping[str, str] = {"negeri": "Negeri", "n": "Negeri", "swasta": "Swasta", "s": "Swasta"}

NPSN = Field(
    "npsn",
    ("NPSN", "kode", "Kode NPSN", "No. NPSN", "Nomor Pokok Sekolah Nasional", "kode_sekolah", "NPSN Sekolah"),
    "npsn",
    True,
)
NAMA = Field(
    "nama",
    (
        *("Nama Satuan Pendidikan", "Nama Sekolah", "nama", "Satuan Pendidikan", "Nama Satdik", "Sekolah"),
        *("Nama SP", "Nama Satuan", "Nama Lembaga", "Nama Madrasah", "Nama Sekolah/Madrasah", "Nama Satpen"),
    ),
    "teks",
    True,
)
PROVINSI = Field("provinsi", ("Provinsi", "Propinsi", "Prov", "Nama Provinsi", "nama_provinsi"), "apa_adanya")
KAB_KOTA = Field(
    "kab_kota",
    (
        "Kabupaten/Kota",
        "Kab/Kota",
        "Kab./Kota",
        "Kabupaten Kota",
        "Kabupaten / Kota",
        "Kab Kota",
        "kabupaten_kota",
        "nama_kabupaten_kota",
        "Nama Kabupaten/Kota",
        "Kabkota",
        "Nama Kab/Kota",
        "Kota/Kabupaten",
        "Kota/Kab",
        "Nama Kota/Kabupaten",
        "bps_nama_kabupaten_kota",
        "kemendagri_nama_kabupaten_kota",
    ),
    "apa_adanya",
)
KABUPATEN = Field("kabupaten", ("Kabupaten", "Nama Kabupaten", "Kab", "Kab."), "apa_adanya")
KOTA = Field("kota", ("Kota", "Nama Kota", "Kotamadya"), "apa_adanya")
KECAMATAN = Field("kecamatan", ("Kecamatan", "Kec", "Kec.", "Nama Kecamatan"))
TANGGAL_DATA = Field(
    "tanggal_data",
    (
        *("Tanggal Data", "Tanggal Cut Off", "Tanggal Cutoff", "Cut-off", "Cut off", "Per Tanggal", "Tanggal"),
        *("Data Per", "Data per Tanggal", "Tanggal Update", "Tanggal Pembaruan", "Tanggal Tarik", "Tanggal Ekspor"),
        *("Bulan", "Bulan Data", "Periode", "Periode Data"),
    ),
    "batas",
)


def _with_kind(name: str, kind: str) -> str:
    """SQL of a region's name whose kind its column states: "Banjar" under Kabupaten is Kab. Banjar."""
    return (
        f"CASE WHEN regexp_matches(r_{name}, '(?i)^ *(kab|kabupaten|kota|kodya|kotamadya)[ .]') THEN r_{name} "
        f"ELSE '{kind} ' || r_{name} END"
    )


SPLIT_SQL = f"coalesce({_with_kind('kabupaten', 'Kab.')}, {_with_kind('kota', 'Kota')})"
"""Kab/kota from two columns of which one is filled."""
_STATUS = Field(
    "status", ("Status Sekolah", "Status", "Status Satuan Pendidikan", "Negeri/Swasta"), "daftar", False, STATUS
)
_GURU = Field("jumlah_guru", ("Jumlah Guru", "Guru", "Jml Guru", "Jml. Guru", "PTK Guru"), "bulat")
_TENDIK = Field(
    "jumlah_tendik",
    ("Jumlah Tendik", "Pegawai", "Tendik", "Jumlah Tenaga Kependidikan", "Jml Pegawai", "Jml. Pegawai"),
    "bulat",
)
_MURID = Field(
    "jumlah_peserta_didik",
    ("Jumlah Peserta Didik", "PD", "Peserta Didik", "Jumlah Siswa", "Siswa", "Jml PD", "Jml. PD", "Jumlah PD", "Murid"),
    "bulat",
)
_HEADER_AGAIN = "regexp_full_match(coalesce(r_npsn, ''), '(?i) *(kode )?npsn *')"
"""A header repeated where a printed page breaks."""
_SECTION = r"(?i) *(per )?kec(amatan)?[ .:]+.*"
NOTES = (_HEADER_AGAIN, f"r_npsn IS NULL AND regexp_full_match(coalesce(r_nama, r_pertama), '{_SECTION}')")


def _prepared(reader: Reader, layout: Tabular, header: Header, sheet: Sheet, context: Context) -> Mapping[str, str]:
    thousands.restore(reader, header, ("jumlah_peserta_didik", "jumlah_guru", "jumlah_tendik"))
    made = dated(reader, layout, header, sheet, context)
    if {"kabupaten", "kota"} <= header.columns.keys():
        return made
    return {**made, "kab_kota": "coalesce(r_kab_kota, r_kabupaten, r_kota)"}  # one column for both kinds says none


DAFTAR = Tabular(
    kode="dapodik_daftar",
    judul="Daftar satuan pendidikan (Dapodik)",
    dataset="satuan_pendidikan",
    fields=(
        NPSN,
        NAMA,
        Field(
            "bentuk",
            ("Bentuk Pendidikan", "Bentuk", "BP", "Bentuk Satuan Pendidikan", "Bentuk Satuan", "Bentuk Sekolah"),
            "daftar",
            True,
            BENTUK,
        ),
        _STATUS,
        KECAMATAN,
        KAB_KOTA,
        KABUPATEN,
        KOTA,
        PROVINSI,
        _GURU,
        _TENDIK,
        _MURID,
        Field("is_bakti", ("Akses Internet BAKTI", "BAKTI"), "ya_tidak"),
        Field("is_3t", ("Daerah 3T", "3T", "Sekolah 3T"), "ya_tidak"),
        Field(
            "status_ikm",
            ("Status IKM", "Pilihan IKM", "IKM"),
            "daftar",
            False,
            {
                "mandiri belajar": "Mandiri Belajar",
                "mandiri berubah": "Mandiri Berubah",
                "mandiri berbagi": "Mandiri Berbagi",
                "tidak terdaftar": "Tidak terdaftar",
                "belum terdaftar": "Tidak terdaftar",
            },
        ),
        Field("tahun_ikm", ("Tahun IKM", "Tahun Pendaftaran IKM"), "bulat"),
        Field("is_sekolah_penggerak", ("Sekolah Penggerak", "PSP", "Program Sekolah Penggerak"), "ya_tidak"),
        TANGGAL_DATA,
        TAHUN,
        SEMESTER,
        SINKRON,
    ),
    values={"jenjang": JENJANG_SQL, "kewenangan": KEWENANGAN_SQL},
    kab_kota=f"coalesce(r_kab_kota, {SPLIT_SQL})",
    lacks=("Tipe Akun", "Jumlah GTK", "Peran", "Platform", "Jabatan", "Mata Pelajaran"),
    anchor="npsn",
    made=("bentuk", "jenjang", "kewenangan", "status", "status_ikm"),
    notes=NOTES,
    prepare=_prepared,
)

_WORD = (
    r"upper(regexp_extract(v_nama, "
    r"'(?i)\b(SMTK|SMA|SMK|SMP|SD|SLB|MAK|MA|MTS|MI|TK|KB|TPA|SPS|RA|PKBM|SKB|PAUD)(N|S|IT|K|SK|QT|I|SI)?\b', {}))"
)
_SPELLED = (
    *(("SDLB|SMPLB|SMALB|TKLB|SEKOLAH LUAR BIASA", "SLB"), ("SEKOLAH DASAR", "SD"), ("TAMAN KANAK", "TK")),
    *(("SEKOLAH MENENGAH PERTAMA", "SMP"), ("SEKOLAH MENENGAH ATAS", "SMA"), ("SEKOLAH MENENGAH KEJURUAN", "SMK")),
    *(("MADRASAH IBTIDAIYAH", "MI"), ("MADRASAH TSANAWIYAH", "MTs"), ("MADRASAH ALIYAH", "MA"), ("RAUDHATUL", "RA")),
    *(("KELOMPOK BERMAIN", "KB"), ("TAMAN PENITIPAN", "TPA"), ("PONDOK PESANTREN", "Pondok Pesantren")),
)
_OUT = " ".join(f"WHEN regexp_matches(v_nama, '(?i)\\b({words})') THEN '{shape}'" for words, shape in _SPELLED)
_NAMED_SHAPE = f"CASE {_WORD.format(1)} WHEN 'MTS' THEN 'MTs' WHEN '' THEN CASE {_OUT} END ELSE {_WORD.format(1)} END"
_NAMED_STATUS = (
    f"CASE WHEN {_WORD.format(2)} = 'N' OR v_nama ILIKE '% NEGERI%' THEN 'Negeri' "
    f"WHEN {_WORD.format(2)} = 'S' OR v_nama ILIKE '% SWASTA%' THEN 'Swasta' END"
)
_ALAMAT = Field("alamat", ("alamat", "Alamat Jalan", "Alamat Sekolah"), "apa_adanya", False, {}, True)
_KECAMATAN_SQL = (
    r"nullif(trim(regexp_replace(regexp_extract(r_alamat, "
    r"'(?i).*\b(?:kec\.|kecamatan) *(.+?) +(?:Kab\.|Kota) ', 1), ' +', ' ', 'g')), '')"
)

NASIONAL = Tabular(
    kode="dapodik_kabupaten_kota_terpisah",
    judul="Daftar sekolah nasional (kabupaten dan kota terpisah)",
    dataset="satuan_pendidikan",
    fields=(
        NPSN,
        NAMA,
        _ALAMAT,
        Field("kabupaten", KABUPATEN.headers, "apa_adanya", True),
        Field("kota", KOTA.headers, "apa_adanya", True),
        Field("provinsi", PROVINSI.headers, "apa_adanya", True),
        TANGGAL_DATA,
    ),
    values={
        "bentuk": _NAMED_SHAPE,
        "jenjang": JENJANG_SQL.replace("v_bentuk", f"({_NAMED_SHAPE})"),
        "kewenangan": KEWENANGAN_SQL.replace("v_bentuk", f"({_NAMED_SHAPE})"),
        "status": _NAMED_STATUS,
        "kecamatan": _KECAMATAN_SQL,
    },
    provinsi="CASE WHEN r_provinsi IS NULL AND r_alamat LIKE '%Luar Negeri' THEN 'Luar Negeri' ELSE r_provinsi END",
    kab_kota=SPLIT_SQL,
    anchor="npsn",
    made=("bentuk", "jenjang", "kewenangan", "status"),
    notes=NOTES,
)

_BESIDE = frozenset(
    key(name)
    for name in (
        *("No", "Nomor", "No Urut", "Urut", "#", "RT", "RW", "RT/RW", "Dusun", "Nama Dusun", "Kode Pos", "Lokasi"),
        *("Kelurahan", "Desa", "Desa/Kelurahan", "Kelurahan/Desa", "Desa Kelurahan", "Kel/Desa", "Nama Desa"),
        *("Lintang", "Bujur", "Latitude", "Longitude", "Koordinat", "Akreditasi", "Nilai Akreditasi", "Kurikulum"),
        *("Telepon", "No Telepon", "Nomor Telepon", "No. Telp", "Fax", "Nomor Fax", "Email", "Surel", "Website"),
        *("Kepala Sekolah", "Nama Kepala Sekolah", "Operator", "Yayasan", "Naungan", "Penyelenggara", "Kepemilikan"),
        *("Status Kepemilikan", "SK Pendirian", "No. SK. Pendirian", "Tanggal SK Pendirian", "SK Izin Operasional"),
        *("Waktu Penyelenggaraan", "Jml Sync", "Jumlah Sync", "Rombel", "Jumlah Rombel", "R. Kelas", "R. Lab"),
        *("R. Perpus", "Ruang Kelas", "Jumlah Ruang Kelas", "Laki-laki", "Perempuan", "L", "P", "Kode Kecamatan"),
        *("Kode Wilayah", "Kode Kab/Kota", "Kode Provinsi", "Kode Kabupaten", "Detail", "Aksi", "Link", "Profil"),
        *("id", "uuid", "kode_prop", "kode_kab_kota", "kode_kec", "NSS", "NSM", "Tahun Berdiri", "Luas Tanah"),
        *("link_profil", "sekolah_id", "Keterangan", "Ket", "Sumber Listrik", "Akses Internet", "Kode Registrasi"),
    )
)
"""What else stands in a school list. A column beyond these makes it a list of something else."""


@dataclass(frozen=True)
class PlainList(Tabular):
    """A list without the school's shape: taken only when nothing but a school list's columns stand in it."""

    def recognise(self, sheet: Sheet) -> Match | None:
        """The match, if every header belongs to a school list and one of them says where or what a school is."""
        match = super().recognise(sheet)
        if match is None:
            return None
        header = match.header
        taken = set(header.columns.values())
        others = {name for place, name in enumerate(sheet.keys[header.row]) if name and place not in taken}
        about = {"status", "kecamatan", "kab_kota", "kabupaten", "kota", "provinsi", "alamat", "jenjang", "sinkron"}
        says_where = bool(header.columns.keys() & about or others & _VILLAGE)
        is_list = others <= _BESIDE and says_where and all(holds_choice(sheet, header, item) for item in self.fields)
        return Match(match.weight - 2, header) if is_list else None


_VILLAGE = frozenset(key(name) for name in ("Kelurahan", "Desa", "Desa/Kelurahan", "Kelurahan/Desa"))

SEDERHANA = PlainList(
    kode="dapodik_tanpa_bentuk",
    judul="Daftar sekolah tanpa kolom bentuk",
    dataset="satuan_pendidikan",
    fields=(
        NPSN,
        NAMA,
        _ALAMAT,
        Field("jenjang", ("Jenjang", "Jenjang Pendidikan", "Jenjang Sekolah"), "daftar", False, JENJANG),
        _STATUS,
        KECAMATAN,
        KAB_KOTA,
        KABUPATEN,
        KOTA,
        PROVINSI,
        _GURU,
        _TENDIK,
        _MURID,
        TANGGAL_DATA,
        TAHUN,
        SEMESTER,
        SINKRON,
    ),
    values={
        "bentuk": _NAMED_SHAPE,
        "jenjang": f"coalesce({JENJANG_SQL.replace('v_bentuk', f'({_NAMED_SHAPE})')}, v_jenjang)",
        "kewenangan": KEWENANGAN_SQL.replace("v_bentuk", f"({_NAMED_SHAPE})"),
        "status": f"coalesce(v_status, {_NAMED_STATUS})",
        "kecamatan": f"coalesce(v_kecamatan, {_KECAMATAN_SQL})",
    },
    kab_kota=DAFTAR.kab_kota,
    lacks=DAFTAR.lacks,
    anchor="npsn",
    made=("bentuk", "jenjang", "kewenangan", "status"),
    notes=NOTES,
    prepare=_prepared,
)

LAYOUTS = (DAFTAR, NASIONAL, SEDERHANA)
