"""Who stands on an attendance form and where from: personal data end here, what is kept is a code and an NPSN."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

import pandas as pd

from pipelines import by_name, privacy, recognise, regions
from pipelines.cells import Reader
from pipelines.delimited import quoted
from pipelines.read import Sheet
from pipelines.recognise import Header, titles
from pipelines.tabular import Context, Tabular

_FORM = r"(?:daftar\s+hadir|absensi|presensi|daftar\s+kehadiran|daftar\s+peserta)"
_CODE_IN_TITLE = re.compile(rf"{_FORM}\s*:?\s*((?=\S*\d)[A-Za-z0-9][\w./-]*)", re.IGNORECASE)
_NAME_IN_TITLE = re.compile(
    rf"(?:{_FORM}|e-?sertifikat|sertifikat)(?:\s+peserta)?\s*:?\s+(\S.{{5,}})|nama\s+kegiatan\s*:\s*(\S.{{5,}})",
    re.IGNORECASE,
)
ISSUED: Mapping[str, str] = {
    **dict.fromkeys(("terbit", "published", "issued", "selesai", "sudah terbit"), "terbit"),
    **dict.fromkeys(("draft", "draf", "belum terbit", "pending"), "draf"),
}
"""The state of a certificate."""

_SCHOOL_KEY = (
    "trim(regexp_replace(regexp_replace(' ' || upper({x}) || ' ', "
    "',? +(KABUPATEN|KAB[.]?|KOTA) +[^0-9]*$', ' '), '[^A-Z0-9]+', ' ', 'g'))"
)
_WRITTEN_OUT = "regexp_replace({x}, '^(SD|SMP|SMA|SMK|TK|SLB|MI|MTS|MA)N ', '\\1 NEGERI ')"


def school_key(column: str) -> str:
    """SQL of where a person is from, as identities compare it: capitals, no marks, "SDN" written out, no region."""
    return _WRITTEN_OUT.format(x=_SCHOOL_KEY.format(x=column))


ROLE = """CASE
    WHEN r_jabatan IS NULL THEN 'lainnya'
    WHEN regexp_matches(lower(r_jabatan), 'pengawas|penilik') THEN 'PS'
    WHEN regexp_matches(lower(r_jabatan), 'dinas|kabid|kepala bidang|kasi|bpmp|bgtk|bgp') THEN 'dinas'
    WHEN regexp_matches(lower(r_jabatan), 'kepala *(sekolah|satuan|madrasah|tk|paud|raudhatul)|^ *(ks|plt)') THEN 'KS'
    WHEN regexp_matches(lower(r_jabatan), 'guru|pendidik|wali kelas|tutor') THEN 'guru'
    WHEN regexp_matches(lower(r_jabatan), 'operator|tata usaha|tendik|kependidikan|pustaka|laboran|bendahara|^ *tu *$')
        THEN 'tendik'
    ELSE 'lainnya'
END"""


def event_code(nama: str, tanggal: str) -> str:
    """SQL of the code of an event that has none: the beginning of its name and its first day."""
    slug = f"trim(left(trim(regexp_replace(lower({nama}), '[^a-z0-9]+', '-', 'g'), '-'), 31), '-')"
    return f"nullif({slug}, '') || '-' || strftime(CAST({tanggal} AS DATE), '%Y%m%d')"


def _event_of(sheet: Sheet, header: Header) -> str | None:
    """SQL of the event's code as the title, the sheet's or the file's name tells it; None when none does."""
    stem = PurePosixPath(sheet.berkas).stem.replace("_", " ")
    texts = [*titles(sheet, header.row), sheet.nama, stem]
    for text in texts:
        if found := _CODE_IN_TITLE.search(text):
            return quoted(found[1].strip(".-/"))
    named = next((found for text in texts if (found := _NAME_IN_TITLE.search(text))), None)
    day = next((day for text in texts if (day := recognise.date_in(text))), None)
    if named is None or day is None:
        return None
    nama = re.split(r"[,(]|\b(?:tanggal|tgl|pada)\b|\s-\s|\b\d{1,2}\s|\b\d{4}-\d\d", named[1] or named[2])[0]
    return event_code(quoted(nama.strip()), quoted(day.isoformat())) if nama.strip() else None


def _origins(reader: Reader, layout: Tabular, header: Header, context: Context) -> None:
    """`asal`: for each row where the person is from, with the NPSN that is written or certain by name."""
    con, have = reader.con, header.columns.keys()

    def cell(name: str) -> str:
        return f"r_{name}" if name in have else f"CAST({layout.constants.get(name, 'NULL')} AS VARCHAR)"

    form_npsn, join = "NULL", ""
    if "npsn_form" in have:
        form_npsn = "f_npsn_form"
        if "npsn_form" in reader.dictionaries:
            form_npsn = "CASE WHEN f_npsn_form IS NOT NULL THEN f_npsn_form ELSE k.arti END"
            join = "LEFT JOIN kamus_npsn_form k ON k.teks = r_npsn_form"
    regions.know(reader, f"SELECT DISTINCT {cell('provinsi')}, {cell('kab_kota')} FROM mentah")
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE asal_awal AS
        WITH w AS (
            SELECT provinsi AS p, kab_kota AS k, kode_kab_kota_kemendagri AS kab, kode_provinsi_kemendagri AS prov,
                golongan
            FROM wil
        ), m AS (
            SELECT baris, {cell("provinsi")} AS p, {cell("kab_kota")} AS k, CAST({form_npsn} AS VARCHAR) AS npsn,
                {school_key(cell("asal"))} AS kunci, {cell("asal")} AS teks,
                {cell("nip")} AS nip, {cell("nama")} AS nama
            FROM mentah {join}
        )
        SELECT m.* EXCLUDE (p, k), w.kab, w.prov, coalesce(w.golongan, '') IN ('tidak_dikenal', 'rancu')
            AND (m.p IS NOT NULL OR m.k IS NOT NULL) AS is_asing
        FROM m LEFT JOIN w ON w.p IS NOT DISTINCT FROM m.p AND w.k IS NOT DISTINCT FROM m.k"""
    )
    asked = "SELECT baris, prov, kab, teks FROM asal_awal WHERE npsn IS NULL AND teks IS NOT NULL AND NOT is_asing"
    by_name.match(reader, context, asked)
    by_name.say_doubtful(reader, asked, "asal")
    if note := by_name.tally(reader, asked):
        reader.catatan.append(note)
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE asal AS
        SELECT a.* EXCLUDE (npsn, kab, prov, teks, is_asing), coalesce(a.npsn, c.npsn) AS npsn,
            coalesce(a.kab, t.kab) AS kab
        FROM asal_awal a
        LEFT JOIN {by_name.TABLE} c ON c.teks = a.teks AND a.npsn IS NULL AND NOT a.is_asing
            AND c.kab IS NOT DISTINCT FROM a.kab AND c.prov IS NOT DISTINCT FROM a.prov
        LEFT JOIN sekolah_wilayah t ON t.npsn = coalesce(a.npsn, c.npsn)"""
    )
    con.execute("DROP TABLE asal_awal")


def identify(reader: Reader, layout: Tabular, header: Header, sheet: Sheet, context: Context) -> Mapping[str, str]:
    """Who and where from: the code of the person and the school, worked out here, the sources never kept."""
    con, have = reader.con, header.columns.keys()
    by_name.schools(reader, context)
    _origins(reader, layout, header, context)
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
    codes = ["v_kegiatan_id"]
    if {"nama_kegiatan", "tanggal_kegiatan"} <= have:
        codes.append(event_code("v_nama_kegiatan", "v_tanggal_kegiatan"))
    if event := _event_of(sheet, header):
        codes.append(event)
    if len(codes) > 1:
        found["kegiatan_id"] = f"coalesce({', '.join(codes)})"
    if "is_hadir" not in have:
        found["is_hadir"] = "TRUE"
    return found
