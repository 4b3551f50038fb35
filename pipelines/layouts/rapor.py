"""Rapor Pendidikan of a region: the summary, the long sheet, the wide sheets of kab/kota and of schools, prose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipelines.aside import empty_aside
from pipelines.cells import Reader
from pipelines.layouts import rapor_pbd, rapor_sekolah
from pipelines.layouts.rapor_header import INDICATOR, JENIS, KEYS, LEVELS, TEXTS, Group, find_wide, part_of
from pipelines.layouts.rapor_text import cell, first_text, is_prose, rapor_year, spm_in, text_or_null
from pipelines.rapor_engine import BookLayout, Collected, add, cell_names, columns_of, kelompok_sql, region_of
from pipelines.read import Sheet
from pipelines.recognise import HEADER_WITHIN, Header, shown_header
from pipelines.tabular import Context, Draft, Match
from schemas import DATASETS, columns

_NUMBER = frozenset({"no", "nomor", "kode", "no indikator", "kode indikator"})
_CODE = r"regexp_extract(upper(no), '^([A-E][.][0-9]{1,2}([.][0-9]{1,2})*)', 1)"
_IS_SHARE = "regexp_matches(lower(concat_ws(' ', indikator, t_label)), '(di atas|di bawah|mencapai)')"


def _read_rows(sheet: Sheet, after: int, but: int | None = None) -> str:
    """SQL of the non-blank source rows below the header."""
    skip = f" AND baris <> {but}" if but else ""
    return (
        f"SELECT * FROM (SELECT baris, {first_text(sheet)} AS r_pertama FROM {sheet.relation} "
        f"WHERE baris > {after}{skip}) WHERE r_pertama IS NOT NULL"
    )


def _count(sheet: Sheet, after: int) -> int | None:
    """How many rows below the header have anything in them, where the reader knows."""
    return None if sheet.filled_rows is None else sum(row > after for row in sheet.filled_rows)


@dataclass(frozen=True)
class Panjang(BookLayout):
    """One indicator a row; the year stands inside the column names, or in titles, the sheet's or the file's name."""

    kode: str = "rapor_wilayah_panjang"
    judul: str = "Rapor: capaian wilayah"

    def recognise(self, sheet: Sheet) -> Match | None:
        for place, names in enumerate(sheet.keys[:HEADER_WITHIN]):
            kinds = next((known for known in (JENIS, LEVELS) if not known.isdisjoint(names)), None)
            if kinds is None or INDICATOR.isdisjoint(names) or _NUMBER.isdisjoint(names):
                continue
            columns: dict[str, int] = {}
            dated: dict[str, dict[int, int]] = {}
            unread: list[str] = []
            twice: list[str] = []
            for column, name in enumerate(names):
                part = part_of(name)
                single = next((field for field, accepted in KEYS.items() if name in accepted and field != "npsn"), "")
                single = "no" if name in _NUMBER else "indikator" if name in INDICATOR else single
                single = "jenis" if name in kinds else single
                if single and single not in columns:
                    columns[single] = column
                elif part and part[1] not in dated.get(part[0], {}):
                    dated.setdefault(part[0], {})[part[1]] = column
                elif single or part:
                    twice.append(shown_header(str(sheet.head[place][column])))
                elif name:
                    unread.append(shown_header(str(sheet.head[place][column])))
            if dated.keys().isdisjoint(("t_label", "t_nilai")):
                continue
            newest = max((year for years in dated.values() for year in years), default=0)
            for kind, years in dated.items():
                chosen = newest if newest in years else 0
                columns[kind] = years.pop(chosen, next(iter(years.values()), 0))
                unread += [shown_header(str(sheet.head[place][column])) for column in years.values()]
            return Match(20, Header(place, columns, tuple(twice), tuple(unread), place + 1))
        return None

    def collect(self, reader: Reader, sheet: Sheet, match: Match, place: int) -> Collected:
        header, at = match.header, match.header.columns
        row = sheet.head[header.row]
        stated = [str(row[at[name]]) for name in ("t_label", "t_nilai") if name in at]
        prov, kab = region_of(sheet, header.row)
        prov_cell = cell(at["provinsi"]) if "provinsi" in at else text_or_null(prov)
        kab_cell = cell(at["kab_kota"]) if "kab_kota" in at else text_or_null(kab)
        status = cell(at["status"]) if "status" in at else "'Semua'"
        texts = ", ".join(f"{cell(at.get(name))} AS {name}" for name in TEXTS)
        query = f"""SELECT baris, w_prov, w_kab, CAST(NULL AS VARCHAR) AS r_npsn, jenis, status,
                CASE WHEN no IS NULL AND {_IS_SHARE} THEN di_atas ELSE nullif({_CODE}, '') END AS kode,
                CASE WHEN lower(no) LIKE '%.skor' THEN 'skor' END AS rincian,
                nullif(trim(split_part(replace(indikator, chr(13), ''), chr(10), 1)), '') AS nama,
                t_label, t_nilai, t_ubah, t_peringkat
            FROM (
                SELECT *, last_value(nullif({_CODE}, '') IGNORE NULLS) OVER (
                        PARTITION BY jenis, status ORDER BY baris ROWS UNBOUNDED PRECEDING
                    ) AS di_atas
                FROM (
                    SELECT baris, {cell(at["jenis"])} AS jenis, {status} AS status, {cell(at["no"])} AS no,
                        {cell(at["indikator"])} AS indikator, {texts}, {prov_cell} AS w_prov, {kab_cell} AS w_kab
                    FROM {sheet.relation} WHERE baris > {header.first_data}
                )
            ) WHERE (no IS NOT NULL AND (jenis IS NOT NULL OR indikator IS NOT NULL))
                OR (jenis IS NOT NULL AND indikator IS NOT NULL)"""
        year = rapor_year(sheet, header.row, stated)
        add(reader, place, query, tahun=year, kelompok=kelompok_sql(sheet, header.row), tingkat=None)
        count = _count(sheet, header.first_data)
        return Collected(_read_rows(sheet, header.first_data), count, kolom_ke=columns_of(at))


@dataclass(frozen=True)
class Lebar(BookLayout):
    """Wide sheets: indicators side by side, a row a kab/kota or a school, or (the region in the title) a jenis."""

    kode: str
    judul: str
    tingkat: str | None

    def recognise(self, sheet: Sheet) -> Match | None:
        found = find_wide(sheet)
        if found is None:
            return None
        level = "satuan_pendidikan" if "npsn" in found.keys else "kab_kota" if "kab_kota" in found.keys else None
        if level != self.tingkat:
            return None
        header = Header(found.row, dict(found.keys), found.twice, found.unread, found.first_data)
        return Match(30, header)

    def collect(self, reader: Reader, sheet: Sheet, match: Match, place: int) -> Collected:
        header, at = match.header, match.header.columns
        wide = find_wide(sheet)
        assert wide is not None
        prov, kab = region_of(sheet, header.row)
        where = columns_of(at)
        said: dict[str, list[str]] = {name: [] for name in ("kode", "rincian", "nama", "asal")}
        for group in wide.groups:
            name, cells = cell_names(group.kode, group.rincian, group.nama, group.columns)
            where |= cells
            for part, text in zip(said, (group.kode, group.rincian, group.nama, name), strict=True):
                said[part].append(text_or_null(text))
        prov_cell = cell(at["provinsi"]) if "provinsi" in at else text_or_null(prov)
        kab_cell = cell(at["kab_kota"]) if "kab_kota" in at else text_or_null(kab)
        whole = "'Semua'" if self.tingkat != "satuan_pendidikan" else "'Tidak Relevan'"
        status = cell(at["status"]) if "status" in at else whole
        # Lists side by side, not a struct an indicator: planning the statement costs more than running it.
        named = ", ".join(f"([{', '.join(texts)}])[urut] AS {part}" for part, texts in said.items())
        parts = ", ".join(f"{_cells_of(part, wide.groups)} AS {part}" for part in TEXTS)
        query = f"""SELECT * EXCLUDE (urut), {named} FROM (
                SELECT * REPLACE ({", ".join(f"nullif(trim({part}), '') AS {part}" for part in TEXTS)}) FROM (
                    SELECT baris, {prov_cell} AS w_prov, {kab_cell} AS w_kab, {cell(at.get("npsn"))} AS r_npsn,
                        {cell(at["jenis"])} AS jenis, {status} AS status,
                        unnest(range(1, {len(wide.groups) + 1})) AS urut, {parts}
                    FROM {sheet.relation} WHERE baris > {header.first_data}
                        AND NOT coalesce(regexp_full_match(c{at["jenis"] + 1}, ' *\\(? *[0-9]{{1,2}} *\\) *'), FALSE)
                )
            ) WHERE t_label IS NOT NULL OR t_nilai IS NOT NULL"""
        kelompok = kelompok_sql(sheet, header.row)
        year = rapor_year(sheet, header.row, [str(wide.tahun)] if wide.tahun else [])
        add(reader, place, query, tahun=year, kelompok=kelompok, tingkat=self.tingkat)
        return Collected(_read_rows(sheet, header.first_data), _count(sheet, header.first_data), kolom_ke=where)


@dataclass(frozen=True)
class Ringkasan(BookLayout):
    """The summary: the SPM index above a list of best and worst indicators, which the other sheets hold in full."""

    kode: str = "rapor_ringkasan"
    judul: str = "Rapor: ringkasan dan indeks SPM"
    is_last: bool = True

    def recognise(self, sheet: Sheet) -> Match | None:
        for place, keys in enumerate(sheet.keys[:HEADER_WITHIN]):
            if {"jenjang", "capaian", "indikator prioritas"} <= set(keys):
                return Match(25, Header(place, {}, (), (), 0))
        return None

    def collect(self, reader: Reader, sheet: Sheet, match: Match, place: int) -> Collected:
        row = match.header.row
        prov, kab = region_of(sheet, row)
        index = next(((at, found) for at, cells in enumerate(sheet.head) if (found := spm_in(cells))), None)
        line = index[0] + 1 if index else 0
        if index and not _has_index(reader):
            query = f"""SELECT CAST({line} AS BIGINT) AS baris, {text_or_null(prov)} AS w_prov,
                {text_or_null(kab)} AS w_kab, 'Semua jenjang' AS jenis, 'Tidak Relevan' AS status, 'B.16' AS kode,
                'Indeks SPM' AS nama, {text_or_null(index[1][1])} AS t_label, {text_or_null(index[1][0])} AS t_nilai,
                CAST(NULL AS VARCHAR) AS r_npsn"""
            add(reader, place, query, tahun=rapor_year(sheet, row), kelompok="'DASMEN'", tingkat=None)
        # Titles other than the index are titles; the index and the list below count as rows.
        read = f"SELECT * FROM ({_read_rows(sheet, 0, row + 1)}) WHERE baris > {row + 1} OR baris = {line}"
        return Collected(read, is_summary=True)


def _cells_of(part: str, groups: Sequence[Group]) -> str:
    """SQL of a part of all indicators, one below the other."""
    if not any(part in group.columns for group in groups):
        return "CAST(NULL AS VARCHAR)"
    cells = (f"c{group.columns[part] + 1}" if part in group.columns else "NULL" for group in groups)
    return f"unnest(CAST([{', '.join(cells)}] AS VARCHAR[]))"


def _has_index(reader: Reader) -> bool:
    """Whether another sheet of the workbook has the SPM index of the region that the workbook is about."""
    found = reader.con.execute("SELECT count(*) FROM panjang WHERE kode = 'B.16' AND tingkat IS NULL").fetchall()
    return bool(found[0][0])


@dataclass(frozen=True)
class Teks:
    """A sheet of words alone: cover, how to read it, root causes in prose. Noted whole, never a fault."""

    kode: str = "rapor_teks"
    judul: str = "Lembar teks (sampul, petunjuk, penjelasan)"
    dataset: str = "rapor_capaian"
    needs_schools: bool = False

    def recognise(self, sheet: Sheet) -> Match | None:
        """Whether the sheet is prose; anything with a header of its own weighs more."""
        return Match(-100, Header(len(sheet.head) - 1, {}, (), (), 0)) if is_prose(sheet) else None

    def normalise(self, reader: Reader, sheet: Sheet, match: Match, context: Context) -> Draft:
        """No records; every row is a note."""
        con = reader.con
        kinds = ", ".join(f"{column.name} {column.duckdb_type}" for column in columns(DATASETS[self.dataset]))
        con.execute(f"CREATE OR REPLACE TEMP TABLE rekaman (baris BIGINT, aturan INTEGER, {kinds})")
        empty_aside(con)
        read = con.execute(f"SELECT count(*) FROM ({_read_rows(sheet, 0)})").fetchall()[0][0]
        said = "Lembar berisi teks, tanpa capaian: dicatat, tidak dibaca."
        return Draft(self.dataset, (*sheet.catatan, said), read, read)


LAYOUTS: tuple[BookLayout | rapor_sekolah.Sekolah | rapor_pbd.Pbd | Teks, ...] = (
    Ringkasan(),
    Panjang(),
    Lebar("rapor_kab_kota", "Rapor: capaian kabupaten/kota", "kab_kota"),
    Lebar("rapor_satuan_pendidikan", "Rapor: capaian satuan pendidikan", "satuan_pendidikan"),
    Lebar("rapor_wilayah_lebar", "Rapor: capaian wilayah, indikator menyamping", None),
    *rapor_sekolah.LAYOUTS,
    *rapor_pbd.LAYOUTS,
    Teks(),
)
_SURE = 20


def surely(sheet: Sheet) -> tuple[BookLayout | rapor_sekolah.Sekolah | rapor_pbd.Pbd | Teks, Match] | None:
    """The layout of a sheet that is plainly a Rapor's, without asking all the others: workbooks come by the hundred."""
    found = [(layout, match) for layout in LAYOUTS if (match := layout.recognise(sheet)) and match.weight >= _SURE]
    return max(found, key=lambda item: item[1].weight) if found else None
