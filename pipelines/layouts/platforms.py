"""Dashboards of single platforms as they print themselves: belajar.id, Rapor, ARKAS, SIPLah, Rumah Pendidikan."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from pipelines.layouts.dapodik import JENJANG, KAB_KOTA, NPSN, PROVINSI, TANGGAL_DATA
from pipelines.layouts.named import by_school_name
from pipelines.layouts.usage import (
    AMONG_SCHOOLS,
    BELAJAR_ID,
    BUDGETED,
    KELOMPOK,
    PLATFORMS,
    REALISED,
    WITHOUT_NPSN,
    mostly_schools,
)
from pipelines.names import key
from pipelines.recognise import Field
from pipelines.tabular import Tabular
from pipelines.wide import Wide

_JENJANG = Field("jenjang", ("Jenjang", "Bentuk", "Bentuk Pendidikan"), "daftar", False, JENJANG)
_WHERE = (TANGGAL_DATA, PROVINSI, KAB_KOTA, _JENJANG)
_SCHOOL = (Field("npsn", NPSN.headers, "npsn", True), *_WHERE)
_SCHOOLS = Field(
    "jumlah_sasaran",
    (
        *("Jumlah Satuan Pendidikan", "Jumlah Sekolah", "Jumlah Satdik", "Jumlah Satpen", "Satuan Pendidikan"),
        *("Jumlah Sasaran", "Sasaran"),
    ),
    "bulat",
    True,
)
_MADE = ("platform", "tingkat", "jenjang", "kelompok_pengguna")
_DONE: Mapping[str, str] = {
    **dict.fromkeys(("ya", "y", "sudah", "1", "true", "disahkan", "sudah disahkan", "lapor", "sudah lapor"), "1"),
    **dict.fromkeys(("tepat waktu", "lapor tepat waktu", "selesai", "aktif", "sudah login"), "1"),
    **dict.fromkeys(("sudah eksplorasi", "sudah unduh", "sudah diunduh", "sudah telaah", "sudah ditelaah", "v"), "1"),
    **dict.fromkeys(("tidak", "t", "belum", "0", "false", "belum disahkan", "belum lapor", "tidak lapor"), "0"),
    **dict.fromkeys(("terlambat", "lapor terlambat", "proses", "belum selesai", "belum login"), "0"),
    **dict.fromkeys(("belum eksplorasi", "belum unduh", "belum diunduh", "belum telaah", "belum ditelaah"), "0"),
}
"""Cells that say whether a school has done it."""


def _done(name: str, *headers: str, is_needed: bool = False) -> Field:
    return Field(name, headers, "daftar", is_needed, _DONE)


def _of_school(platform: str) -> dict[str, str]:
    return {
        "platform": f"'{platform}'",
        "tingkat": "'satuan_pendidikan'",
        "kelompok_pengguna": "'satuan pendidikan'",
        "jumlah_sasaran": "CAST(1 AS BIGINT)",
    }


def _of_region(platform: str) -> dict[str, str]:
    return {"platform": f"'{platform}'", "tingkat": "w_tingkat", "kelompok_pengguna": "'satuan pendidikan'"}


_EXPLORED = ("Sudah Eksplorasi", "Eksplorasi", "Status Eksplorasi", "Sudah Telaah", "Sudah Ditelaah", "Telaah")
_FETCHED = ("Sudah Unduh", "Unduh", "Status Unduh", "Sudah Diunduh", "Sudah Mengunduh", "Mengunduh")
_SIGNED_IN = ("Sudah Login", "Login", "Status Login")
_LOOKED_INTO: Mapping[str, str] = {
    **_DONE,
    **dict.fromkeys(("unduh", "sudah unduh", "sudah diunduh", "sudah mengunduh", "login", "sudah login"), "0"),
    **dict.fromkeys(("eksplorasi", "telaah", "sudah menelaah"), "1"),
}
"""A Rapor that was fetched or opened is not yet one that was looked into."""
EKSPLORASI = Tabular(
    kode="rapor_eksplorasi",
    judul="Eksplorasi Rapor Pendidikan per satuan pendidikan",
    dataset="pemanfaatan_platform",
    fields=(
        *_SCHOOL,
        _done("login", *_SIGNED_IN),
        _done("unduh", *_FETCHED),
        Field("eksplorasi", _EXPLORED, "daftar", True, _LOOKED_INTO),
    ),
    values={
        **_of_school("rapor_pendidikan"),
        "jumlah_teraktivasi": "CAST(v_unduh AS BIGINT)",
        "jumlah_aktif": "CAST(v_eksplorasi AS BIGINT)",
    },
    anchor="npsn",
    made=_MADE,
    rules=(WITHOUT_NPSN,),
    lacks=("Jumlah Satuan Pendidikan", "Jumlah Sekolah"),
)
_STATE: Mapping[str, str] = {
    **dict.fromkeys(("belum login", "belum", "belum pernah login"), "belum"),
    **dict.fromkeys(("sudah login", "login"), "login"),
    **dict.fromkeys(("sudah unduh", "unduh", "sudah diunduh", "sudah mengunduh"), "unduh"),
    **dict.fromkeys(("sudah eksplorasi", "eksplorasi", "sudah telaah", "sudah ditelaah"), "eksplorasi"),
}
EKSPLORASI_STATUS = replace(
    EKSPLORASI,
    kode="rapor_eksplorasi_status",
    judul="Status eksplorasi Rapor Pendidikan per satuan pendidikan",
    fields=(
        *_SCHOOL,
        Field(
            "keadaan",
            ("Status", "Status Eksplorasi", "Status Eksplorasi Rapor", "Status Rapor Pendidikan", "Keterangan Status"),
            "daftar",
            True,
            _STATE,
        ),
    ),
    values={
        **_of_school("rapor_pendidikan"),
        "jumlah_teraktivasi": (
            "CAST(CASE v_keadaan WHEN 'unduh' THEN 1 WHEN 'eksplorasi' THEN NULL ELSE 0 END AS BIGINT)"
        ),
        "jumlah_aktif": "CAST(v_keadaan = 'eksplorasi' AS BIGINT)",
    },
    lacks=("Bentuk Pendidikan", "Kecamatan", *_SIGNED_IN[:1], *_EXPLORED[:2]),
)
EKSPLORASI_WILAYAH = Tabular(
    kode="rapor_eksplorasi_wilayah",
    judul="Eksplorasi Rapor Pendidikan per wilayah",
    dataset="pemanfaatan_platform",
    fields=(
        *_WHERE,
        _SCHOOLS,
        Field("jumlah_teraktivasi", _FETCHED, "bulat"),
        Field("jumlah_aktif", _EXPLORED, "bulat", True),
    ),
    values=_of_region("rapor_pendidikan"),
    lacks=NPSN.headers,
    anchor="kab_kota",
    made=_MADE,
)

_SPENT = (*REALISED, "Jumlah Realisasi", "Total Realisasi", "Realisasi BOSP", "Realisasi BOS", "Belanja")
_BUDGET = (*BUDGETED, "Jumlah Anggaran", "Total Anggaran", "Anggaran BOSP", "Anggaran BOS", "Pagu BOSP", "Pagu BOS")
_APPROVED = ("RKAS Disahkan", "RKAS Sudah Disahkan", "Status RKAS", "Pengesahan RKAS", "RKAS Sah", "Status Pengesahan")
_REPORTED = (
    *("Lapor Tepat Waktu", "Lapor", "Sudah Lapor", "Status Lapor", "Status Pelaporan", "Pelaporan"),
    *("Laporan Tepat Waktu", "Tepat Waktu Lapor"),
)
ARKAS = Tabular(
    kode="arkas_sekolah",
    judul="ARKAS per satuan pendidikan",
    dataset="pemanfaatan_platform",
    fields=(
        *_SCHOOL,
        _done("disahkan", *_APPROVED, is_needed=True),
        Field("nilai_anggaran", _BUDGET, "bilangan"),
        Field("nilai_rupiah", _SPENT, "bilangan"),
        _done("lapor", *_REPORTED),
    ),
    values={
        **_of_school("arkas"),
        "jumlah_teraktivasi": "CAST(v_disahkan AS BIGINT)",
        "jumlah_aktif": "CAST(v_lapor AS BIGINT)",
    },
    lacks=("Jumlah Satuan Pendidikan", "Jumlah Sekolah", "Platform"),
    anchor="npsn",
    made=_MADE,
    rules=(WITHOUT_NPSN,),
)
ARKAS_WILAYAH = Tabular(
    kode="arkas_wilayah",
    judul="ARKAS per wilayah",
    dataset="pemanfaatan_platform",
    fields=(
        *_WHERE,
        _SCHOOLS,
        Field("jumlah_teraktivasi", _APPROVED, "bulat", True),
        Field("nilai_anggaran", _BUDGET, "bilangan"),
        Field("nilai_rupiah", _SPENT, "bilangan"),
        Field("jumlah_aktif", _REPORTED, "bulat"),
    ),
    values=_of_region("arkas"),
    lacks=(*NPSN.headers, "Platform"),
    anchor="kab_kota",
    made=_MADE,
)

_WORTH = (
    *("Nilai Transaksi", "Nilai Transaksi (Rp)", "Total Nilai Transaksi", "Total Nilai", "Total Transaksi (Rp)"),
    *("Nilai (Rp)", "Nilai Belanja", "Nilai Belanja (Rp)"),
)
SIPLAH = Tabular(
    kode="siplah_sekolah",
    judul="SIPLah per satuan pendidikan",
    dataset="pemanfaatan_platform",
    fields=(
        *_SCHOOL,
        Field("transaksi", ("Jumlah Transaksi", "Transaksi", "Total Transaksi", "Jml Transaksi"), "bulat", True),
        Field("nilai_rupiah", _WORTH, "bilangan"),
    ),
    values={**_of_school("siplah"), "jumlah_aktif": "CAST(v_transaksi > 0 AS BIGINT)"},
    lacks=("Jumlah Satuan Pendidikan", "Jumlah Sekolah", "Platform"),
    anchor="npsn",
    made=_MADE,
    rules=(WITHOUT_NPSN,),
)
SIPLAH_WILAYAH = Tabular(
    kode="siplah_wilayah",
    judul="SIPLah per wilayah",
    dataset="pemanfaatan_platform",
    fields=(
        *_WHERE,
        _SCHOOLS,
        Field(
            "jumlah_aktif",
            (
                *("Satuan Pendidikan Bertransaksi", "Sekolah Bertransaksi", "Bertransaksi", "Satdik Bertransaksi"),
                *("Jumlah Sekolah Bertransaksi", "Jumlah Satuan Pendidikan Bertransaksi"),
            ),
            "bulat",
            True,
        ),
        Field("nilai_rupiah", _WORTH, "bilangan"),
    ),
    values=_of_region("siplah"),
    lacks=(*NPSN.headers, "Platform"),
    anchor="kab_kota",
    made=_MADE,
)

KOMUNITAS = Tabular(
    kode="komunitas_belajar",
    judul="Komunitas belajar",
    dataset="komunitas_belajar",
    fields=(
        Field("npsn", NPSN.headers, "npsn"),
        *_WHERE,
        Field(
            "jumlah_komunitas",
            ("Jumlah Komunitas", "Jumlah Komunitas Belajar", "Komunitas Belajar", "Komunitas", "Jumlah Kombel"),
            "bulat",
            True,
        ),
        Field(
            "jumlah_komunitas_aktif",
            ("Komunitas Aktif", "Jumlah Komunitas Aktif", "Komunitas Belajar Aktif", "Kombel Aktif", "Aktif"),
            "bulat",
        ),
        Field("jumlah_anggota", ("Jumlah Anggota", "Anggota", "Jumlah Anggota Komunitas"), "bulat"),
        Field("jumlah_webinar", ("Jumlah Webinar", "Webinar", "Webinar Diadakan"), "bulat"),
    ),
    values={"tingkat": "CASE WHEN v_npsn IS NOT NULL THEN 'satuan_pendidikan' ELSE w_tingkat END"},
    lacks=("Jumlah GTK", "Peran", "Platform"),
    anchor="npsn",
    made=("tingkat", "jenjang"),
    rules=(AMONG_SCHOOLS,),
    prepare=mostly_schools,
)
_KOMUNITAS_SEKOLAH = replace(KOMUNITAS, kode="komunitas_belajar_sekolah", rules=())

_ACCOUNTS: Mapping[str, tuple[str, ...]] = {
    "jumlah_tersedia": ("Tersedia", "Jumlah Tersedia", "Akun", "Jumlah Akun", "Total Akun"),
    "jumlah_teraktivasi": ("Teraktivasi", "Aktivasi", "Akun Aktivasi", "Jumlah Teraktivasi", "Sudah Aktivasi"),
    "jumlah_aktif": ("Aktif",),
}
_accounts = tuple(replace(item, headers=(*item.headers, *_ACCOUNTS.get(item.name, ()))) for item in BELAJAR_ID.fields)
_TYPES = {name: name for name in KELOMPOK}
BELAJAR_ID_SISI = Wide(
    "belajar_id_tipe_berdampingan",
    "Akun belajar.id per satuan pendidikan, tipe akun berdampingan",
    replace(BELAJAR_ID, fields=_accounts, prepare=None),
    "kelompok_pengguna",
    _TYPES,
    ("jumlah_tersedia", "jumlah_teraktivasi", "jumlah_aktif", "persen_aktivasi"),
    frozenset({"jumlah_tersedia", "jumlah_teraktivasi"}),
)
BELAJAR_ID_WILAYAH = replace(
    BELAJAR_ID,
    kode="belajar_id_wilayah",
    judul="Akun belajar.id per wilayah",
    fields=tuple(item for item in BELAJAR_ID.fields if item.name not in {"npsn", "nama_sekolah"}),
    values={"platform": "'belajar_id'", "tingkat": "w_tingkat"},
    lacks=(*NPSN.headers, "Nama Sekolah", "Nama Satuan Pendidikan"),
    anchor="kab_kota",
    rules=(),
    prepare=None,
)
BELAJAR_ID_WILAYAH_SISI = Wide(
    "belajar_id_wilayah_tipe_berdampingan",
    "Akun belajar.id per wilayah, tipe akun berdampingan",
    replace(BELAJAR_ID_WILAYAH, fields=tuple(item for item in _accounts if item.name not in {"npsn", "nama_sekolah"})),
    "kelompok_pengguna",
    _TYPES,
    BELAJAR_ID_SISI.measures,
    BELAJAR_ID_SISI.needed,
)

_ROOMS: Mapping[str, str] = {
    key(text): f"Ruang {room}"
    for room in ("GTK", "Murid", "Sekolah", "Bahasa", "Pemerintah", "Mitra", "Publik", "Orang Tua")
    for text in (f"Ruang {room}", f"Rumah Pendidikan Ruang {room}", f"Pengguna Ruang {room}")
}
_VISITORS = """coalesce(v_kelompok_pengguna, CASE v_platform
    WHEN 'ruang_murid' THEN 'peserta didik' WHEN 'ruang_sekolah' THEN 'satuan pendidikan'
    WHEN 'ruang_orang_tua' THEN 'orang tua' WHEN 'pmm' THEN 'guru' ELSE 'umum' END)"""
_RUANG = Tabular(
    kode="rumah_pendidikan_ruang",
    judul="Rumah Pendidikan, satu ruang",
    dataset="pemanfaatan_platform",
    fields=(
        Field("platform", ("Ruang", "Nama Ruang"), "daftar", True, PLATFORMS),
        Field("npsn", NPSN.headers, "npsn"),
        *_WHERE,
        Field("kelompok_pengguna", ("Kelompok Pengguna", "Pengguna Menurut Kelompok"), "daftar", False, KELOMPOK),
        Field("jumlah_sasaran", ("Sasaran", "Jumlah Sasaran"), "bulat"),
        Field("jumlah_aktif", ("Pengguna", "Aktif", "Jumlah Pengguna", "Pengguna Aktif", "Jumlah Aktif"), "bulat"),
    ),
    values={
        "tingkat": "CASE WHEN v_npsn IS NOT NULL THEN 'satuan_pendidikan' ELSE w_tingkat END",
        "kelompok_pengguna": _VISITORS,
    },
    anchor="npsn",
    made=_MADE,
    rules=(AMONG_SCHOOLS,),
    prepare=mostly_schools,
)
RUANG_BARIS = replace(
    _RUANG,
    kode="rumah_pendidikan_ruang_per_baris",
    judul="Rumah Pendidikan, satu ruang satu baris",
    fields=tuple(replace(item, is_needed=True) if item.name == "jumlah_aktif" else item for item in _RUANG.fields),
    lacks=("Platform", "Tanggal Mulai", "Nama Kegiatan"),
)
RUMAH_SISI = Wide(
    "rumah_pendidikan_ruang_berdampingan",
    "Rumah Pendidikan, ruang berdampingan",
    _RUANG,
    "platform",
    _ROOMS,
    ("jumlah_sasaran", "jumlah_aktif"),
    default="jumlah_aktif",
)

LAYOUTS: tuple[Tabular | Wide, ...] = (
    EKSPLORASI,
    EKSPLORASI_STATUS,
    EKSPLORASI_WILAYAH,
    ARKAS,
    ARKAS_WILAYAH,
    SIPLAH,
    SIPLAH_WILAYAH,
    KOMUNITAS,
    BELAJAR_ID_SISI,
    BELAJAR_ID_WILAYAH,
    BELAJAR_ID_WILAYAH_SISI,
    RUMAH_SISI,
    RUANG_BARIS,
    *(by_school_name(layout) for layout in (EKSPLORASI, EKSPLORASI_STATUS, ARKAS, SIPLAH)),
    by_school_name(_KOMUNITAS_SEKOLAH),
)
