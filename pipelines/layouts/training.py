"""Training: the list of events, and attendance forms, whose personal data end here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

import pandas as pd

from pipelines import privacy, regions
from pipelines.cells import Reader
from pipelines.delimited import quoted
from pipelines.layouts.dapodik import KAB_KOTA, PROVINSI
from pipelines.layouts.usage import NPSN
from pipelines.read import Sheet
from pipelines.recognise import Field, Header, titles
from pipelines.tabular import Context, Tabular

_EVENT = ("Kode Kegiatan", "ID Kegiatan", "Kode Bimtek")
_IN_TITLE = re.compile(r"daftar\s+hadir\s*:?\s*((?=\S*\d)[A-Za-z0-9][\w./-]*)", re.IGNORECASE)

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
            {
                "luring": "luring",
                "offline": "luring",
                "daring": "daring",
                "online": "daring",
                "bauran": "bauran",
                "hybrid": "bauran",
                "hibrida": "bauran",
            },
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

_SCHOOL_KEY = (
    "trim(regexp_replace(regexp_replace(' ' || upper({x}) || ' ', "
    "',? +(KABUPATEN|KAB[.]?|KOTA) +[^0-9]*$', ' '), '[^A-Z0-9]+', ' ', 'g'))"
)
_WRITTEN_OUT = "regexp_replace({x}, '^(SD|SMP|SMA|SMK|TK|SLB|MI|MTS|MA)N ', '\\1 NEGERI ')"


def school_key(column: str) -> str:
    """SQL of a school's name as it is compared: capitals, no marks, "SDN" written out, no region behind it."""
    return _WRITTEN_OUT.format(x=_SCHOOL_KEY.format(x=column))


_ROLE = """CASE
    WHEN r_jabatan IS NULL THEN 'lainnya'
    WHEN regexp_matches(lower(r_jabatan), 'pengawas|penilik') THEN 'PS'
    WHEN regexp_matches(lower(r_jabatan), 'dinas|kabid|kepala bidang|kasi|bpmp|bgtk|bgp') THEN 'dinas'
    WHEN regexp_matches(lower(r_jabatan), 'kepala *(sekolah|satuan|madrasah|tk|paud|raudhatul)|^ *(ks|plt)') THEN 'KS'
    WHEN regexp_matches(lower(r_jabatan), 'guru|pendidik|wali kelas|tutor') THEN 'guru'
    WHEN regexp_matches(lower(r_jabatan), 'operator|tata usaha|tendik|kependidikan|pustaka|laboran|bendahara|^ *tu *$')
        THEN 'tendik'
    ELSE 'lainnya'
END"""


def _event_of(sheet: Sheet, header: Header) -> str | None:
    stem = PurePosixPath(sheet.berkas).stem.replace("_", " ")
    for text in [*titles(sheet, header.row), sheet.nama, stem]:
        if found := _IN_TITLE.search(text):
            return found[1].strip(".-/")
    return None


def _schools(reader: Reader, context: Context) -> None:
    """`sekolah_kunci`: names that mean one school within their kab/kota; `sekolah_wilayah`: where each school is."""
    folder = context.sekolah
    parts = sorted(folder.glob("*.parquet")) if folder and folder.is_dir() else []
    mark = "|".join(part.name for part in parts)
    if reader.notes.get("sekolah") == mark:
        return
    source = (
        "read_parquet([" + ", ".join(quoted(str(part)) for part in parts) + "])"
        if parts
        else "(SELECT '' AS npsn, '' AS nama, '' AS kode_kab_kota_kemendagri, DATE '2000-01-01' AS tanggal_data "
        "WHERE FALSE)"
    )
    reader.con.execute(
        f"""CREATE OR REPLACE TEMP TABLE sekolah_kunci AS
        SELECT kode_kab_kota_kemendagri AS kab, {school_key("nama")} AS kunci, min(npsn) AS npsn
        FROM {source} GROUP BY ALL HAVING count(DISTINCT npsn) = 1"""
    )
    reader.con.execute(
        f"""CREATE OR REPLACE TEMP TABLE sekolah_wilayah AS
        SELECT npsn, arg_max(kode_kab_kota_kemendagri, tanggal_data) AS kab FROM {source} GROUP BY npsn"""
    )
    reader.notes["sekolah"] = mark


def _people(reader: Reader, layout: Tabular, header: Header, sheet: Sheet, context: Context) -> Mapping[str, str]:
    """Who and where from: the code of the person and the school, worked out here, the sources never kept."""
    _schools(reader, context)
    con, have = reader.con, header.columns.keys()

    def cell(name: str) -> str:
        return f"r_{name}" if name in have else "CAST(NULL AS VARCHAR)"

    form_npsn = "CASE WHEN f_npsn_form IS NOT NULL THEN f_npsn_form ELSE k.arti END" if "npsn_form" in have else "NULL"
    join = "LEFT JOIN kamus_npsn_form k ON k.teks = r_npsn_form" if "npsn_form" in reader.dictionaries else ""
    if "npsn_form" in have and not join:
        form_npsn = "f_npsn_form"
    regions.know(reader, f"SELECT DISTINCT {cell('provinsi')}, {cell('kab_kota')} FROM mentah")
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE asal AS
        WITH w AS (
            SELECT provinsi AS p, kab_kota AS k, kode_kab_kota_kemendagri AS kab FROM wil
        ), m AS (
            SELECT baris, {cell("provinsi")} AS p, {cell("kab_kota")} AS k, CAST({form_npsn} AS VARCHAR) AS npsn,
                {school_key(cell("asal"))} AS kunci, {cell("asal")} AS asal,
                {cell("nip")} AS nip, {cell("nama")} AS nama
            FROM mentah {join}
        ), a AS (
            SELECT m.*, w.kab FROM m LEFT JOIN w ON w.p IS NOT DISTINCT FROM m.p AND w.k IS NOT DISTINCT FROM m.k
        )
        SELECT a.* EXCLUDE (npsn, kab), coalesce(a.npsn, s.npsn) AS npsn, coalesce(a.kab, t.kab) AS kab
        FROM a
        LEFT JOIN sekolah_kunci s ON s.kab = a.kab AND s.kunci = a.kunci
        LEFT JOIN sekolah_wilayah t ON t.npsn = coalesce(a.npsn, s.npsn)"""
    )
    identities, mangled = [], 0
    for nip, nama, kunci, npsn, kab in con.execute("SELECT DISTINCT nip, nama, kunci, npsn, kab FROM asal").fetchall():
        number = privacy.staff_number(nip)
        if number:
            who: tuple[str | None, str | None] = (privacy.code_of(context.kunci, *number), number[0])
        else:
            mangled += bool(nip and re.search(r"\d", nip))
            named = privacy.named(nama, npsn or kunci, kab)
            who = (privacy.code_of(context.kunci, "nama", *named), "nama") if named else (None, None)
        identities.append((nip, nama, kunci, npsn, kab, *who))
    if mangled:
        note = f"{mangled} NIP/NUPTK rusak atau tidak lengkap; orangnya dikenali dari nama dan asal."
        if note not in sheet.catatan:
            reader.catatan.append(note)
    names = ["nip", "nama", "kunci", "npsn", "kab", "x_peserta", "x_dasar"]
    con.register("orang_baru", pd.DataFrame(identities, columns=names, dtype="object"))
    same = " AND ".join(f"CAST(o.{name} AS VARCHAR) IS NOT DISTINCT FROM a.{name}" for name in names[:5])
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE mentah AS
        SELECT m.*, CAST(o.x_peserta AS VARCHAR) AS x_peserta, CAST(o.x_dasar AS VARCHAR) AS x_dasar,
            a.npsn AS x_npsn, a.kab AS x_kab
        FROM mentah m JOIN asal a USING (baris) LEFT JOIN orang_baru o ON {same}"""
    )
    con.unregister("orang_baru")
    con.execute("DROP TABLE asal")
    event = _event_of(sheet, header)
    found: dict[str, str] = {
        "x_peserta": "x_peserta",
        "x_dasar": "x_dasar",
        "x_npsn": "x_npsn",
        "x_kab": "x_kab",
        "peserta": "x_peserta",
        "dasar_identitas": "x_dasar",
        "npsn": "x_npsn",
        "kode_kab_kota_kemendagri": "coalesce(w_kab_kota, x_kab)",
        "kode_provinsi_kemendagri": "coalesce(left(coalesce(w_kab_kota, x_kab), 2), w_provinsi)",
    }
    if event:
        found["kegiatan_id"] = f"coalesce(v_kegiatan_id, {quoted(event)})"
    if "is_hadir" not in have:
        found["is_hadir"] = "TRUE"
    return found


KEHADIRAN = Tabular(
    kode="bimtek_kehadiran",
    judul="Daftar hadir bimtek",
    dataset="bimtek_kehadiran",
    fields=(
        Field("kegiatan_id", _EVENT),
        Field("nama", ("Nama Lengkap (dengan gelar)", "Nama Lengkap", "Nama Peserta"), "apa_adanya", True, {}, True),
        Field("nip", ("NIP/NUPTK", "NIP / NUPTK", "NIP", "NUPTK"), "apa_adanya", False, {}, True),
        Field("npsn_form", NPSN.headers, "npsn", False, {}, True, True),
        Field(
            "asal",
            ("Asal Sekolah/Instansi", "Asal Sekolah", "Asal Instansi", "Unit Kerja", "Instansi"),
            "apa_adanya",
            True,
            {},
            True,
        ),
        Field("jabatan", ("Jabatan", "Peran"), "apa_adanya", False, {}, True),
        PROVINSI,
        KAB_KOTA,
        Field("is_hadir", ("Hadir", "Kehadiran"), "ya_tidak"),
        Field("jumlah_jp", ("JP", "Jam Pelajaran"), "bulat"),
        Field("nilai_pre", ("Pre-test", "Pre test", "Pretest", "Nilai Pre-test"), "bilangan"),
        Field("nilai_post", ("Post-test", "Post test", "Posttest", "Nilai Post-test"), "bilangan"),
        Field("is_sertifikat", ("Sertifikat", "Bersertifikat"), "ya_tidak"),
    ),
    values={"peran": _ROLE},
    is_region_optional=True,
    made=("dasar_identitas", "peran"),
    is_personal=True,
    needs_schools=True,
    prepare=_people,
    anchor="nama",
)

LAYOUTS = (KEGIATAN, KEHADIRAN)
