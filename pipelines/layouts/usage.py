"""Use of platforms: PMM / Ruang GTK a month, belajar.id accounts, and the exports of every other platform."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence

from pipelines.cells import Reader
from pipelines.contract import Rule
from pipelines.layouts.dapodik import JENJANG, KAB_KOTA, NAMA, PROVINSI, TANGGAL_DATA
from pipelines.names import key
from pipelines.read import Sheet
from pipelines.recognise import Field, Header, titles
from pipelines.sheet_rules import Share
from pipelines.tabular import Context, Tabular
from warehouse.paths import REFERENCE

PERAN: Mapping[str, str] = {
    "guru": "guru",
    "ks": "KS",
    "kepala sekolah": "KS",
    "kepala satuan pendidikan": "KS",
    "ps": "PS",
    "pengawas": "PS",
    "pengawas sekolah": "PS",
    "penilik": "PS",
}
KELOMPOK: Mapping[str, str] = {
    **PERAN,
    "gtk": "guru",
    "ptk": "guru",
    "guru tendik": "guru",
    "guru dan tenaga kependidikan": "guru",
    "pendidik dan tenaga kependidikan": "guru",
    "ptk teacher": "guru",
    "ptk guru": "guru",
    "pendidik": "guru",
    "ptk admin": "tendik",
    "tendik": "tendik",
    "tenaga kependidikan": "tendik",
    "peserta didik": "peserta didik",
    "siswa": "peserta didik",
    "murid": "peserta didik",
    "student": "peserta didik",
    "satuan pendidikan": "satuan pendidikan",
    "satdik": "satuan pendidikan",
    "sekolah": "satuan pendidikan",
    "orang tua": "orang tua",
    "orang tua wali": "orang tua",
    "mahasiswa": "mahasiswa",
    "umum": "umum",
    "masyarakat": "umum",
    "masyarakat umum": "umum",
}
NPSN = Field("npsn", ("NPSN", "Nomor Pokok Sekolah Nasional"), "npsn", True)
WITHOUT_NPSN = Rule(
    "tingkat = 'satuan_pendidikan' AND npsn IS NULL", "wajib_kosong", "npsn", "NPSN kosong: wajib diisi", "r_npsn"
)
"""For layouts whose rows are all schools, while the dataset also takes regions."""
AMONG_SCHOOLS = Rule(
    "r_npsn IS NULL AND x_sekolah",
    "npsn_kosong_di_antara",
    "npsn",
    "NPSN kosong di antara baris sekolah, jadi baris ini dibaca sebagai jumlah seluruh wilayahnya: isi NPSN bila ini "
    "sebuah sekolah",
    keparahan="periksa",
)
"""For layouts of schools or of regions: a sheet of schools in which one row has lost its NPSN."""


def mostly_schools(
    reader: Reader, _layout: Tabular, header: Header, _sheet: Sheet, _context: Context
) -> Mapping[str, str]:
    """`x_sekolah`: whether this is a sheet of schools, for AMONG_SCHOOLS."""
    asked = "SELECT coalesce(count(r_npsn) * 2 > count(*), FALSE) FROM mentah"
    is_so = "npsn" in header.columns and reader.con.execute(asked).fetchall()[0][0]
    reader.con.execute(f"ALTER TABLE mentah ADD COLUMN x_sekolah BOOLEAN DEFAULT {'TRUE' if is_so else 'FALSE'}")
    return {"x_sekolah": "x_sekolah"}


def _counter(name: str, *headers: str) -> Field:
    return Field(name, headers, "bulat")


def platform_name(
    _reader: Reader, _layout: Tabular, header: Header, sheet: Sheet, _context: Context
) -> Mapping[str, str]:
    """The name the platform went by when this was exported: in the header, the titles or the file's name."""
    told = [key(text) for text in (*titles(sheet, header.row + 1), sheet.nama, sheet.berkas)]
    return {"nama_platform": "'Ruang GTK'" if any("ruang gtk" in text for text in told) else "'PMM'"}


PMM = Tabular(
    kode="pmm_bulanan",
    judul="Aktivitas PMM / Ruang GTK",
    dataset="pmm_aktivitas",
    fields=(
        TANGGAL_DATA,
        PROVINSI,
        KAB_KOTA,
        NPSN,
        Field("peran", ("Peran", "Jabatan"), "daftar", True, PERAN),
        Field("jumlah_gtk", ("Jumlah GTK", "Jumlah PTK"), "bulat", True),
        _counter(
            *("jumlah_login", "GTK login PMM", "GTK login Ruang GTK", "Login PMM", "Login Ruang GTK"),
            *("Sudah Login", "Pernah Login", "Jumlah Login", "Login", "Jumlah Login PMM", "Sudah Login PMM"),
        ),
        _counter("jumlah_aktif_30_hari", "Pengguna aktif (30 hari)", "Aktif 30 hari", "Aktif (30 hari terakhir)"),
        _counter(
            "jumlah_mulai_topik", "Mulai topik", "Memulai topik", "Mulai pelatihan mandiri", "Ikut pelatihan mandiri"
        ),
        _counter("jumlah_selesai_topik_1", "Selesai topik 1"),
        _counter("jumlah_selesai_topik_2", "Selesai topik 2"),
        _counter("jumlah_selesai_topik_3", "Selesai topik 3"),
        _counter("jumlah_selesai_topik_4", "Selesai topik 4+", "Selesai topik 4"),
        _counter("jumlah_aksi_nyata", "Kirim aksi nyata", "Aksi nyata", "Mengirim aksi nyata", "Unggah aksi nyata"),
        _counter("jumlah_aksi_nyata_tervalidasi", "Aksi nyata tervalidasi", "Aksi nyata lolos validasi"),
        _counter("jumlah_unduh_perangkat_ajar", "Unduh perangkat ajar", "Mengunduh perangkat ajar"),
        _counter("jumlah_anggota_komunitas", "Anggota komunitas", "Anggota komunitas belajar"),
        Field(
            "persen_login", ("% login", "% Login PMM", "Persentase Login", "% GTK Login"), "bilangan", is_lenient=True
        ),
    ),
    shares=(Share("persen_login", "jumlah_login", "jumlah_gtk"),),
    anchor="npsn",
    made=("peran", "nama_platform"),
    prepare=platform_name,
)


def _nested(reader: Reader, _layout: Tabular, header: Header, _sheet: Sheet, _context: Context) -> Mapping[str, str]:
    """A school written once above its account types: its cells, merged or blank below, count for each of them.

    Filled are rows without NPSN that name no other school, and only in a sheet of which a third is made so.
    """
    have = [name for name in ("npsn", "nama_sekolah", "jenjang", "kab_kota", "provinsi") if name in header.columns]
    above = "last_value(CASE WHEN r_npsn IS NOT NULL THEN r_nama_sekolah END IGNORE NULLS) OVER (ORDER BY baris)"
    same = f" AND coalesce(r_nama_sekolah = {above}, TRUE)" if "nama_sekolah" in have else ""
    _fill(reader, have, f"r_npsn IS NULL AND r_kelompok_pengguna IS NOT NULL{same}")
    for name in ("kab_kota", "provinsi", "jenjang"):
        if name in have:
            _fill(reader, [name], f"r_{name} IS NULL AND r_npsn IS NOT NULL")
    return {}


def _fill(reader: Reader, names: Sequence[str], below: str) -> None:
    """Cells of `names` from the row above, in rows of which `below` (SQL) holds; only where the sheet is made so."""
    marked = f"SELECT *, {below} AS is_bawah FROM mentah"
    under, rest = reader.con.execute(f"SELECT count_if(is_bawah), count_if(NOT is_bawah) FROM ({marked})").fetchall()[0]
    if not under or under * 3 < (rest or 0):  # both are None of a sheet without rows
        return
    picked = ", ".join(
        f"CASE WHEN is_bawah AND r_{name} IS NULL THEN last_value({kind}_{name} IGNORE NULLS) OVER w "
        f"ELSE {kind}_{name} END AS {kind}_{name}"
        for name in names
        for kind in ("r", "f")
    )
    reader.con.execute(
        f"""CREATE OR REPLACE TEMP TABLE mentah AS
        SELECT * EXCLUDE (is_bawah, induk) REPLACE ({picked}) FROM (
            SELECT *, max(CASE WHEN NOT is_bawah THEN baris END) OVER (ORDER BY baris) AS induk
            FROM ({marked})
        ) WINDOW w AS (PARTITION BY induk ORDER BY baris)"""
    )


BELAJAR_ID = Tabular(
    kode="belajar_id_akun",
    judul="Akun belajar.id per satuan pendidikan",
    dataset="pemanfaatan_platform",
    fields=(
        TANGGAL_DATA,
        PROVINSI,
        KAB_KOTA,
        NPSN,
        Field("nama_sekolah", NAMA.headers, "apa_adanya"),
        Field("jenjang", ("Jenjang", "Bentuk", "Bentuk Pendidikan"), "daftar", False, JENJANG),
        Field("kelompok_pengguna", ("Tipe Akun", "Jenis Akun"), "daftar", True, KELOMPOK),
        Field("jumlah_tersedia", ("Jumlah Akun Tersedia", "Akun Tersedia", "Total Akun Tersedia"), "bulat", True),
        Field(
            "jumlah_teraktivasi",
            (
                *("Total Akun Aktivasi", "Akun Teraktivasi", "Jumlah Akun Aktivasi", "Jumlah Akun Teraktivasi"),
                *("Total Akun Teraktivasi", "Akun Aktivasi", "Akun Sudah Aktivasi", "Jumlah Akun Sudah Aktivasi"),
            ),
            "bulat",
            True,
        ),
        _counter("jumlah_aktif", "Akun Aktif", "Jumlah Akun Aktif"),
        Field("persen_aktivasi", ("% Aktivasi", "Persentase Aktivasi"), "bilangan", is_lenient=True),
    ),
    values={"platform": "'belajar_id'", "tingkat": "'satuan_pendidikan'"},
    shares=(Share("persen_aktivasi", "jumlah_teraktivasi", "jumlah_tersedia"),),
    anchor="npsn",
    made=("platform", "tingkat", "jenjang", "kelompok_pengguna"),
    rules=(WITHOUT_NPSN,),
    prepare=_nested,
)


def _platforms() -> dict[str, str]:
    """Every name a platform goes by -> its id; the successor of PMM counts in the one series."""
    file = REFERENCE / "platform.csv"
    found: dict[str, str] = {}
    if file.is_file():
        with file.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                series = "pmm" if row["platform"] == "ruang_gtk" else row["platform"]
                for name in (row["platform"], row["nama"], *row["nama_lain"].split("|")):
                    if key(name):
                        found.setdefault(key(name), series)
    return found


PLATFORMS: Mapping[str, str] = _platforms()

REALISED = ("Realisasi", "Realisasi (Rp)", "Nilai Realisasi", "Nilai Realisasi (Rp)", "Realisasi Belanja",
            "Realisasi Belanja (Rp)", "Realisasi Anggaran", "Realisasi Anggaran (Rp)")  # fmt: skip
BUDGETED = ("Anggaran", "Anggaran (Rp)", "Nilai Anggaran", "Nilai Anggaran (Rp)", "Pagu", "Pagu (Rp)", "Pagu Anggaran",
            "Pagu Anggaran (Rp)", "RKAS (Rp)", "Nilai RKAS", "Nilai RKAS (Rp)", "Anggaran RKAS",
            "Anggaran RKAS (Rp)")  # fmt: skip

PLATFORM = Tabular(
    kode="platform",
    judul="Pemanfaatan platform",
    dataset="pemanfaatan_platform",
    fields=(
        Field("platform", ("Platform", "Nama Platform"), "daftar", True, PLATFORMS),
        TANGGAL_DATA,
        PROVINSI,
        KAB_KOTA,
        Field("npsn", NPSN.headers, "npsn"),
        Field("jenjang", ("Jenjang",), "daftar", False, JENJANG),
        Field("kelompok_pengguna", ("Kelompok Pengguna", "Pengguna"), "daftar", True, KELOMPOK),
        _counter("jumlah_sasaran", "Jumlah Sasaran", "Sasaran"),
        _counter("jumlah_tersedia", "Jumlah Tersedia", "Tersedia"),
        _counter("jumlah_teraktivasi", "Jumlah Teraktivasi", "Teraktivasi"),
        _counter("jumlah_aktif", "Jumlah Aktif", "Aktif"),
        Field("nilai_rupiah", ("Nilai (Rp)", "Nilai Rupiah", "Nilai Transaksi (Rp)", *REALISED), "bilangan"),
        Field("nilai_anggaran", BUDGETED, "bilangan"),
    ),
    values={"tingkat": "CASE WHEN v_npsn IS NOT NULL THEN 'satuan_pendidikan' ELSE w_tingkat END"},
    anchor="npsn",
    made=("platform", "tingkat", "jenjang", "kelompok_pengguna"),
    rules=(AMONG_SCHOOLS,),
    prepare=mostly_schools,
)

LAYOUTS = (PMM, BELAJAR_ID, PLATFORM)
