"""School lists of Dapodik: the download of the list, and the national list with kabupaten and kota apart."""

from __future__ import annotations

from collections.abc import Mapping

from pipelines.names import key
from pipelines.recognise import Field
from pipelines.tabular import Tabular

_SHAPES: tuple[tuple[str, str | None, str, tuple[str, ...]], ...] = (
    # bentuk, jenjang, kewenangan, other spellings
    ("TK", "PAUD", "pemda", ("Taman Kanak-kanak", "TKLB")),
    ("KB", "PAUD", "pemda", ("Kelompok Bermain",)),
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

NPSN = Field("npsn", ("NPSN", "kode", "Kode NPSN", "Nomor Pokok Sekolah Nasional", "kode_sekolah"), "npsn", True)
NAMA = Field(
    "nama",
    ("Nama Satuan Pendidikan", "Nama Sekolah", "nama", "Satuan Pendidikan", "Nama Satdik", "Sekolah"),
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
    ),
    "apa_adanya",
)
KECAMATAN = Field("kecamatan", ("Kecamatan", "Kec", "Kec."))
TANGGAL_DATA = Field(
    "tanggal_data",
    ("Tanggal Data", "Tanggal Cut Off", "Tanggal Cutoff", "Cut-off", "Cut off", "Per Tanggal"),
    "tanggal",
)

DAFTAR = Tabular(
    kode="dapodik_daftar",
    judul="Daftar satuan pendidikan (Dapodik)",
    dataset="satuan_pendidikan",
    fields=(
        NPSN,
        NAMA,
        Field("bentuk", ("Bentuk Pendidikan", "Bentuk", "BP"), "daftar", True, BENTUK),
        Field("status", ("Status Sekolah", "Status"), "daftar", False, STATUS),
        KECAMATAN,
        KAB_KOTA,
        PROVINSI,
        Field("jumlah_guru", ("Jumlah Guru", "Guru", "Jml Guru"), "bulat"),
        Field("jumlah_tendik", ("Jumlah Tendik", "Pegawai", "Tendik", "Jumlah Tenaga Kependidikan"), "bulat"),
        Field(
            "jumlah_peserta_didik", ("Jumlah Peserta Didik", "PD", "Peserta Didik", "Jumlah Siswa", "Siswa"), "bulat"
        ),
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
    ),
    values={"jenjang": JENJANG_SQL, "kewenangan": KEWENANGAN_SQL},
    lacks=("Tipe Akun", "Jumlah GTK", "Peran", "Platform", "Jabatan", "Mata Pelajaran"),
    anchor="npsn",
    made=("bentuk", "jenjang", "kewenangan", "status", "status_ikm"),
)

_WORD = (
    r"upper(regexp_extract(v_nama, "
    r"'(?i)\b(SMTK|SMA|SMK|SMP|SD|SLB|MAK|MA|MTS|MI|TK|KB|RA|PKBM|SKB)(N|S|IT|K|SK|QT|I|SI)?\b', {}))"
)
_NAMED_SHAPE = f"CASE {_WORD.format(1)} WHEN 'MTS' THEN 'MTs' WHEN '' THEN NULL ELSE {_WORD.format(1)} END"

NASIONAL = Tabular(
    kode="dapodik_kabupaten_kota_terpisah",
    judul="Daftar sekolah nasional (kabupaten dan kota terpisah)",
    dataset="satuan_pendidikan",
    fields=(
        NPSN,
        NAMA,
        Field("alamat", ("alamat", "Alamat Jalan", "Alamat Sekolah"), "apa_adanya", False, {}, True),
        Field("kabupaten", ("kabupaten",), "apa_adanya", True),
        Field("kota", ("kota",), "apa_adanya", True),
        Field("provinsi", PROVINSI.headers, "apa_adanya", True),
        TANGGAL_DATA,
    ),
    values={
        "bentuk": _NAMED_SHAPE,
        "jenjang": JENJANG_SQL.replace("v_bentuk", f"({_NAMED_SHAPE})"),
        "kewenangan": KEWENANGAN_SQL.replace("v_bentuk", f"({_NAMED_SHAPE})"),
        "status": (
            f"CASE WHEN {_WORD.format(2)} = 'N' OR v_nama ILIKE '% NEGERI%' THEN 'Negeri' "
            f"WHEN {_WORD.format(2)} = 'S' OR v_nama ILIKE '% SWASTA%' THEN 'Swasta' END"
        ),
        "kecamatan": (
            r"nullif(trim(regexp_replace(regexp_extract(r_alamat, "
            r"'(?i).*\b(?:kec\.|kecamatan) *(.+?) +(?:Kab\.|Kota) ', 1), ' +', ' ', 'g')), '')"
        ),
    },
    provinsi="CASE WHEN r_provinsi IS NULL AND r_alamat LIKE '%Luar Negeri' THEN 'Luar Negeri' ELSE r_provinsi END",
    kab_kota="coalesce(r_kabupaten, r_kota)",
    anchor="npsn",
    made=("bentuk", "jenjang", "kewenangan", "status"),
)

LAYOUTS = (DAFTAR, NASIONAL)
