"""Rapor Pendidikan of one school: the report of 2023, an indicator a row, the school named outside the table."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from pipelines import rapor_engine
from pipelines.aside import CATAT
from pipelines.cells import Reader
from pipelines.delimited import quoted
from pipelines.layouts.rapor_text import cell, first_text, rapor_year, text_or_null
from pipelines.layouts.school_of_report import School, school_of
from pipelines.names import key
from pipelines.rapor_engine import Collected, columns_of
from pipelines.read import Sheet
from pipelines.recognise import HEADER_WITHIN, Header, shown_header
from pipelines.tabular import Context, Draft, Match

_NUMBER = frozenset({"no", "nomor", "kode", "no indikator", "kode indikator"})
_SCORE = re.compile(
    r"^(?:skor|nilai)(?: capaian)?(?: rapor)?(?: pendidikan)?(?: tahun)?(?: ((?:19|20)\d\d))?(?: (?:0 100|skala .*))?$"
)
_LABEL = re.compile(r"^(?:label )?capaian(?: (?:tahun )?((?:19|20)\d\d))?$")
_OTHERS = frozenset({"jenis satuan pendidikan", "jenis", "npsn", "jenjang"})
_CODE = r"^\s*([A-E][.][0-9]{1,2}([.][0-9]{1,2})*)([ .:_]|$)"
_SHARE = " ".join(
    f"WHEN contains(k, '{word}') THEN '{word}'" for word in ("jauh di bawah", "di bawah", "di atas", "mencapai")
)
_TOLERANCE = 1.0
"""Points by which the share in the label's text, often printed whole, may differ from the score."""
_JENIS: Mapping[str, str] = {
    **{shape: f"{shape} Umum" for shape in ("SD", "SMP", "SMA", "SMK")},
    **{shape: shape for shape in ("TK", "RA", "KB", "SPS", "TPA", "PAUD", "SLB")},
    "PKBM": "Kesetaraan",
    "SKB": "Kesetaraan",
}
_OF_KEMENAG: Mapping[str, tuple[str, str]] = {
    "MI": ("SD Kemenag", "SD MI"),
    "MTs": ("SMP Kemenag", "SMP MTS"),
    "MA": ("SMA Kemenag", "SMA MA/MAK"),
    "MAK": ("SMA Kemenag", "SMA MA/MAK"),
}


def jenis_of(bentuk: str | None, tahun: int | None) -> str:
    """What the regional Rapor of that year calls a school of this shape."""
    if bentuk and bentuk in _OF_KEMENAG:
        return _OF_KEMENAG[bentuk][(tahun or 0) >= 2025]
    return _JENIS.get(bentuk or "", bentuk or "Tidak tertulis")


@dataclass(frozen=True)
class Sekolah:
    """The school's report: `No | Indikator | Capaian | Skor Rapor <tahun> | ...`, found by those names."""

    kode: str = "rapor_sekolah"
    judul: str = "Rapor: laporan satuan pendidikan"
    dataset: str = "rapor_capaian"
    needs_schools: bool = True

    def recognise(self, sheet: Sheet) -> Match | None:
        """Where the header lies; a second line under merged headings belongs to it."""
        for place, names in enumerate(sheet.keys[:HEADER_WITHIN]):
            if "indikator" not in names or not any(_LABEL.match(name) for name in names):
                continue
            joined, depth = _names(sheet, place)
            if _OTHERS & set(joined) or not any(_SCORE.match(name) for name in joined):
                continue
            columns, twice, unread = _columns(sheet, place, joined)
            if "no" not in columns and (column := _code_column(sheet, place + depth, columns)) is not None:
                columns["no"] = column
            return Match(22, Header(place, columns, twice, unread, place + depth))
        return None

    def normalise(self, reader: Reader, sheet: Sheet, match: Match, context: Context) -> Draft:
        """The rows under the header that have an indicator and a result; the rest are titles and footers."""
        con, header = reader.con, match.header
        at = header.columns
        stated = [str(name) for name in _names(sheet, header.row)[0] if _SCORE.match(name) or _LABEL.match(name)]
        tahun = rapor_year(sheet, header.row, _newest(stated))
        school = school_of(reader, sheet, header.row, _outside(sheet, header), context)
        _cells(reader, sheet, header)
        rapor_engine.start(reader)
        query = f"""SELECT baris, {quoted(school.provinsi)} AS w_prov, {text_or_null(school.kab_kota)} AS w_kab,
                {text_or_null(school.npsn)} AS r_npsn, {quoted(jenis_of(school.bentuk, tahun))} AS jenis,
                {quoted(school.status or "Tidak Relevan")} AS status, kode, rincian, nama,
                t_label, t_nilai, t_ubah, t_peringkat
            FROM isi_rapor WHERE is_isi"""
        kelompok = "'PAUD'" if school.is_paud else "'DASMEN'"
        rapor_engine.add(reader, 0, query, tahun=tahun, kelompok=kelompok, tingkat="satuan_pendidikan")
        rapor_engine.finish(reader)
        names = {"capaian": "t_label", "skor": "t_nilai", "ubah": "t_ubah", "peringkat_0": "t_peringkat"}
        where = columns_of({names.get(name, name): column for name, column in at.items() if name != "peringkat_1"})
        read = Collected("SELECT baris FROM isi_rapor", is_summary=True, kolom_ke=where)
        draft = rapor_engine.drafts(reader, {0: (sheet, read)})[0]
        con.execute(
            f"""INSERT INTO {CATAT} SELECT 0, baris, 'skor_berbeda', 'nilai', t_nilai,
                'capaian menyebut ' || pct || '% tetapi skornya ' || t_nilai || ': cocokkan dengan laporan aslinya',
                'periksa', NULL, NULL
            FROM isi_rapor WHERE is_isi AND rincian IS NULL
                AND abs(TRY_CAST(replace(rtrim(t_nilai, '%'), ',', '.') AS DOUBLE)
                    - TRY_CAST(replace(pct, ',', '.') AS DOUBLE)) > {_TOLERANCE}"""
        )
        if school.npsn is None:
            con.execute(
                f"UPDATE buruk SET kode = 'npsn_tidak_tertulis', kolom = 'npsn', nilai = NULL, "
                f"alasan = {quoted(school.alasan)}"
            )
        return replace(draft, catatan=(*draft.catatan, *school.catatan))


def _names(sheet: Sheet, place: int) -> tuple[list[str], int]:
    """The header's names as they are compared, merged headings joined with what stands under them; its rows."""
    top = sheet.filled(place)
    indicator = sheet.keys[place].index("indikator")
    below = sheet.head[place + 1] if place + 1 < len(sheet.head) else []
    keys = [key(text) for text in below]
    under = keys[indicator] if indicator < len(keys) else ""
    is_second = any(keys) and under in ("", "indikator") and not any(re.match(r"[a-e] \d", name) for name in keys)
    spans = any(top[column] and not sheet.head[place][column] for column in range(len(top)))
    if not is_second or not spans:
        return [key(text) for text in top], 1
    return [
        key(text) if not name or name == key(text) else f"{key(text)} {name}".strip()
        for text, name in zip(top, [*keys, *[""] * len(top)], strict=False)
    ], 2


def _code_column(sheet: Sheet, first: int, columns: Mapping[str, int]) -> int | None:
    """The nameless column in which the codes of indicators stand."""
    found = [
        sum(bool(row[column] and rapor_engine.CODE.fullmatch(str(row[column]))) for row in sheet.head[first:])
        for column in range(sheet.lebar)
    ]
    left = [column for column in range(sheet.lebar) if column not in columns.values() and found[column] > 1]
    return max(left, key=lambda column: found[column], default=None)


def _newest(names: list[str]) -> list[str]:
    """The names of the newest year alone: a report shows the year before beside it."""
    years = sorted({found[0] for name in names if (found := re.findall(r"(?:19|20)\d\d", name))})
    return [name for name in names if years and years[-1] in name]


def _columns(sheet: Sheet, place: int, names: list[str]) -> tuple[dict[str, int], tuple[str, ...], tuple[str, ...]]:
    """Field -> column; names written twice; names not read (the year before is not)."""
    columns: dict[str, int] = {}
    twice: list[str] = []
    unread: list[str] = []
    dated: dict[str, dict[int, int]] = {"skor": {}, "capaian": {}}
    ranks = 0
    for column, name in enumerate(names):
        title = shown_header(name.capitalize()) if name else ""
        if found := _SCORE.match(name):
            kind, year = "skor", int(found[1] or 0)
        elif found := _LABEL.match(name):
            kind, year = "capaian", int(found[1] or 0)
        elif name.startswith("peringkat"):
            columns[f"peringkat_{ranks}"], ranks = column, ranks + 1
            continue
        else:
            single = "no" if name in _NUMBER else name if name == "indikator" else ""
            single = "ubah" if name.startswith("perubahan") else single
            if single and single in columns:
                twice.append(title)
            elif single:
                columns[single] = column
            elif name:
                unread.append(title)
            continue
        if year in dated[kind]:
            twice.append(title)
        dated[kind].setdefault(year, column)
    for kind, years in dated.items():
        columns[kind] = years.pop(max(years))
        unread += [shown_header(names[column].capitalize()) for column in years.values()]
    return columns, tuple(twice), tuple(unread)


def _is_data(header: Header) -> str:
    """SQL of whether a row of the sheet holds an indicator with a code or a result."""
    at = header.columns
    results = [f"c{at[name] + 1} <> ''" for name in ("capaian", "skor") if name in at]
    code = f"regexp_matches(upper(coalesce(c{at['no'] + 1}, '')), '{_CODE}')" if "no" in at else "FALSE"
    return f"coalesce({' OR '.join(results)} OR ({code} AND c{at['indikator'] + 1} <> ''), FALSE)"


def _outside(sheet: Sheet, header: Header) -> str:
    """SQL of the texts outside the table: rows that are no data, and columns beside it."""
    width = range(1, sheet.lebar + 1)
    names = _names(sheet, header.row)[0]
    beside = [f"c{place}" for place in width if place > len(names) or not names[place - 1]]
    rest = f"UNION ALL SELECT baris, concat_ws(' ', {', '.join(beside)}) FROM {sheet.relation}" if beside else ""
    return f"""SELECT baris, teks FROM (
            SELECT baris, concat_ws(' ', {", ".join(f"c{place}" for place in width)}) AS teks FROM {sheet.relation}
            WHERE baris <= {header.row} OR (baris > {header.first_data} AND NOT {_is_data(header)}) {rest}
        ) WHERE teks <> ''"""


def _cells(reader: Reader, sheet: Sheet, header: Header) -> None:
    """`isi_rapor`: every row below the header that has anything in it, its composite cells taken apart."""
    at = header.columns
    ranks = []
    names = _names(sheet, header.row)[0]
    for name in (name for name in at if name.startswith("peringkat_")):
        about = re.sub(r"^peringkat(?: secara| di)*\s*", "", names[at[name]]).replace("kab kota", "kab./kota")
        ranks.append(f"nullif(concat_ws(': ', nullif({quoted(about)}, ''), {cell(at[name])}), {quoted(about)})")
    rank = f"nullif(concat_ws('; ', {', '.join(ranks)}), '')" if ranks else "CAST(NULL AS VARCHAR)"
    reader.con.execute(
        rf"""CREATE OR REPLACE TEMP TABLE isi_rapor AS
        WITH kasar AS (
            SELECT baris, {_is_data(header)} AS is_isi, {cell(at.get("no"))} AS no,
                replace({cell(at["indikator"])}, chr(13), '') AS indikator, {cell(at["capaian"])} AS capaian,
                {cell(at["skor"])} AS skor, {cell(at.get("ubah"))} AS ubah, {rank} AS peringkat
            FROM {sheet.relation} WHERE baris > {header.first_data} AND {first_text(sheet)} IS NOT NULL
        ), bernomor AS (
            SELECT *, nullif(coalesce(nullif(regexp_extract(upper(no), '{_CODE}', 1), ''),
                    regexp_extract(upper(indikator), '{_CODE}', 1)), '') AS kode_tertulis,
                lower(no) LIKE '%.skor' AS is_skor,
                nullif(trim(regexp_replace(split_part(indikator, chr(10), 1), '(?i){_CODE}', '')), '') AS nama
            FROM kasar
        ), dinamai AS (
            SELECT *, lower(coalesce(nama, '')) AS k,
                CASE WHEN is_isi THEN last_value(kode_tertulis IGNORE NULLS)
                    OVER (ORDER BY baris ROWS UNBOUNDED PRECEDING) END AS kode_di_atas
            FROM bernomor
        ), rinci AS (
            SELECT *, CASE WHEN is_skor THEN 'skor'
                WHEN kode_tertulis IS NULL OR starts_with(k, 'proporsi') AND contains(k, 'kompetensi minimum')
                    THEN CASE {_SHARE} END END AS rincian
            FROM dinamai
        ), induk AS (
            SELECT *, last_value(CASE WHEN rincian IS NULL THEN capaian END IGNORE NULLS) OVER w AS capaian_induk,
                last_value(CASE WHEN rincian IS NULL THEN peringkat END IGNORE NULLS) OVER w AS peringkat_induk,
                last_value(CASE WHEN rincian IS NULL THEN ubah END IGNORE NULLS) OVER w AS ubah_induk
            FROM rinci WINDOW w AS (ORDER BY baris ROWS UNBOUNDED PRECEDING)
        ), milik AS (
            -- A cell merged over the rows of an indicator says nothing of its shares.
            SELECT * REPLACE (
                CASE WHEN rincian IS NULL OR capaian IS DISTINCT FROM capaian_induk THEN capaian END AS capaian,
                CASE WHEN rincian IS NULL OR peringkat IS DISTINCT FROM peringkat_induk THEN peringkat END AS peringkat,
                CASE WHEN rincian IS NULL OR ubah IS DISTINCT FROM ubah_induk THEN ubah END AS ubah
            ) FROM induk
        ), dibaca AS (
            SELECT *, nullif(regexp_extract(capaian, '\(\s*([0-9]+(?:[.,][0-9]+)?)\s*%', 1), '') AS pct,
                nullif(regexp_extract(capaian, '^\s*(-?[0-9]+(?:[.,][0-9]+)?\s*%?)\s*$', 1), '') AS angka
            FROM milik
        )
        SELECT baris, is_isi, nama, rincian, peringkat AS t_peringkat, ubah AS t_ubah, pct,
            CASE WHEN kode_tertulis IS NOT NULL OR rincian IS NOT NULL THEN coalesce(kode_tertulis, kode_di_atas)
                END AS kode,
            CASE WHEN angka IS NOT NULL THEN NULL
                WHEN regexp_matches(lower(capaian), 'tidak (tersedia|berlaku|relevan)') THEN capaian
                ELSE nullif(trim(regexp_replace(capaian, '\s*\(.*$', '', 's')), '') END AS t_label,
            CASE WHEN regexp_matches(skor, '[0-9A-Za-z]') THEN skor ELSE coalesce(pct || '%', angka, skor) END
                AS t_nilai
        FROM dibaca"""
    )


LAYOUTS = (Sekolah(),)

__all__ = ["LAYOUTS", "School", "Sekolah", "jenis_of"]
