"""Rapor Pendidikan of a region: the summary, the long sheet, the wide sheets of kab/kota and of schools."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipelines.cells import Reader
from pipelines.delimited import quoted
from pipelines.layouts.dapodik import KAB_KOTA
from pipelines.names import key
from pipelines.rapor_engine import CODE, BookLayout, Collected, add, kelompok_sql, region_of
from pipelines.read import Sheet
from pipelines.recognise import HEADER_WITHIN, Header, shown_header, year_of
from pipelines.tabular import Match

_JENIS = frozenset({"jenis satuan pendidikan", "jenis"})
_STATUS = frozenset({"status satuan pendidikan", "status"})
_KAB = frozenset(key(name) for name in KAB_KOTA.headers)
_PARTS: Mapping[str, str] = {
    "label capaian": "t_label",
    "label": "t_label",
    "nilai capaian": "t_nilai",
    "nilai": "t_nilai",
    "skor": "t_nilai",
    "perubahan nilai capaian": "t_ubah",
    "perubahan nilai capaian dari tahun lalu": "t_ubah",
    "perubahan": "t_ubah",
    "peringkat": "t_peringkat",
    "peringkat di provinsi": "t_peringkat",
}
_WITH_YEAR = re.compile(r"^(label capaian|nilai capaian|nilai)(?: ((?:19|20)\d\d))?$")
_SPM = re.compile(r"^\s*(?:indeks\s+)?SPM\s*:?\s*\"?\s*(\d{1,3}(?:[.,]\d+)?)\s*\(([^)]+)\)", re.IGNORECASE)
_TEXTS = ("t_label", "t_nilai", "t_ubah", "t_peringkat")


def _cell(column: int | None) -> str:
    return "CAST(NULL AS VARCHAR)" if column is None else f"nullif(trim(c{column + 1}), '')"


def _first(sheet: Sheet) -> str:
    cells = " ".join(f"WHEN c{place} <> '' THEN c{place}" for place in range(1, sheet.lebar + 1))
    return f"CASE {cells} END"


def _read_rows(sheet: Sheet, after: int, but: int | None = None) -> str:
    """SQL of the non-blank source rows below the header."""
    skip = f" AND baris <> {but}" if but else ""
    return (
        f"SELECT * FROM (SELECT baris, {_first(sheet)} AS r_pertama FROM {sheet.relation} "
        f"WHERE baris > {after}{skip}) WHERE r_pertama IS NOT NULL"
    )


def _count(sheet: Sheet, after: int) -> int | None:
    """How many rows below the header have anything in them, where the reader knows."""
    return None if sheet.filled_rows is None else sum(row > after for row in sheet.filled_rows)


def _text(value: str | None) -> str:
    return "CAST(NULL AS VARCHAR)" if value is None else quoted(value)


@dataclass(frozen=True)
class ProvinsiPanjang(BookLayout):
    """One indicator a row; the year stands inside the column names, or in titles and names."""

    kode: str = "rapor_wilayah_panjang"
    judul: str = "Rapor: capaian wilayah"

    def recognise(self, sheet: Sheet) -> Match | None:
        for place, row in enumerate(sheet.head[:HEADER_WITHIN]):
            names = sheet.keys[place]
            columns: dict[str, int] = {}
            years: dict[int, dict[str, int]] = {}
            unread: list[str] = []
            for column, name in enumerate(names):
                found = _WITH_YEAR.match(name)
                if name in _JENIS:
                    columns["jenis"] = column
                elif name in _STATUS:
                    columns["status"] = column
                elif name in {"no", "nomor", "kode", "no indikator"}:
                    columns["no"] = column
                elif name in {"indikator", "nama indikator"}:
                    columns["indikator"] = column
                elif name in _KAB:
                    columns["kab_kota"] = column
                elif found:
                    years.setdefault(int(found[2] or 0), {})[_PARTS[found[1]]] = column
                elif name in _PARTS:
                    columns[_PARTS[name]] = column
                elif name:
                    unread.append(shown_header(str(row[column])))
            if {"jenis", "status", "no", "indikator"} <= columns.keys() and years:
                now = max(years)
                columns |= {name: column for name, column in years[now].items() if name not in columns}
                older = [column for year, group in years.items() if year != now for column in group.values()]
                unread += [shown_header(str(row[column])) for column in older]
                return Match(20, Header(place, columns, (), tuple(unread), place + 1))
        return None

    def collect(self, reader: Reader, sheet: Sheet, match: Match, place: int) -> Collected:
        header, at = match.header, match.header.columns
        row = sheet.head[header.row]
        stated = [str(row[at[name]]) for name in ("t_label", "t_nilai") if name in at]
        prov, kab = region_of(sheet, header.row)
        kab_cell = _cell(at["kab_kota"]) if "kab_kota" in at else _text(kab)
        code = r"regexp_extract(upper(no), '^([A-E][.][0-9]{1,2}([.][0-9]{1,2})*)', 1)"
        texts = ", ".join(f"{_cell(at.get(name))} AS {name}" for name in _TEXTS)
        query = f"""SELECT baris, {_text(prov)} AS w_prov, w_kab, CAST(NULL AS VARCHAR) AS r_npsn, jenis, status,
                nullif({code}, '') AS kode, CASE WHEN lower(no) LIKE '%.skor' THEN 'skor' END AS rincian,
                nullif(trim(split_part(replace(indikator, chr(13), ''), chr(10), 1)), '') AS nama,
                t_label, t_nilai, t_ubah, t_peringkat
            FROM (
                SELECT baris, {_cell(at["jenis"])} AS jenis, {_cell(at["status"])} AS status, {_cell(at["no"])} AS no,
                    {_cell(at["indikator"])} AS indikator, {texts}, {kab_cell} AS w_kab
                FROM {sheet.relation} WHERE baris > {header.first_data}
            ) WHERE no IS NOT NULL AND (jenis IS NOT NULL OR indikator IS NOT NULL)"""
        year = year_of(sheet, header.row, stated)
        add(reader, place, query, tahun=year, kelompok=kelompok_sql(sheet, header.row), tingkat=None)
        return Collected(_read_rows(sheet, header.first_data), _count(sheet, header.first_data))


@dataclass(frozen=True)
class _Group:
    """One indicator's columns in a wide sheet."""

    kode: str
    rincian: str | None
    nama: str
    columns: dict[str, int] = field(default_factory=dict)
    twice: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Lebar(BookLayout):
    """Wide sheets: indicators side by side, two header rows (or one, flattened), a row a kab/kota or a school."""

    kode: str
    judul: str
    tingkat: str

    def recognise(self, sheet: Sheet) -> Match | None:
        for place in range(min(HEADER_WITHIN, len(sheet.head))):
            names = sheet.keys[place]
            at = self._keys(names) if _JENIS & set(names) else None
            groups = _groups(sheet, place, set(at.values())) if at is not None else []
            if at is not None and groups:
                taken = {*at.values(), *(column for group in groups for column in group.columns.values())}
                unread = tuple(shown_header(c) for n, c in enumerate(sheet.filled(place)) if c and n not in taken)
                twice = tuple(shown_header(title) for group in groups for title in group.twice)
                return Match(30, Header(place, at, twice, unread, place + (2 if _is_two_rows(sheet, place) else 1)))
        return None

    def _keys(self, names: list[str]) -> dict[str, int] | None:
        at: dict[str, int] = {}
        for column, name in enumerate(names):
            for field_name, accepted in (
                ("jenis", _JENIS),
                ("status", _STATUS),
                ("kab_kota", _KAB),
                ("npsn", frozenset({"npsn"})),
                ("provinsi", frozenset({"provinsi"})),
            ):
                if name in accepted:
                    at.setdefault(field_name, column)
        needed = {"jenis", "status", "npsn" if self.tingkat == "satuan_pendidikan" else "kab_kota"}
        is_school = "npsn" in at
        return at if needed <= at.keys() and is_school == (self.tingkat == "satuan_pendidikan") else None

    def collect(self, reader: Reader, sheet: Sheet, match: Match, place: int) -> Collected:
        header, at = match.header, match.header.columns
        prov, kab = region_of(sheet, header.row)
        groups = _groups(sheet, header.row, set(at.values()))
        structs = ", ".join(
            "{"
            + f"'kode': {quoted(group.kode)}, 'rincian': {_text(group.rincian)}, 'nama': {quoted(group.nama)}, "
            + ", ".join(f"'{name}': {_cell(group.columns.get(name))}" for name in _TEXTS)
            + "}"
            for group in groups
        )
        prov_cell = _cell(at["provinsi"]) if "provinsi" in at else _text(prov)
        kab_cell = _cell(at["kab_kota"]) if "kab_kota" in at else _text(kab)
        query = f"""SELECT * FROM (
                SELECT baris, {prov_cell} AS w_prov, {kab_cell} AS w_kab, {_cell(at.get("npsn"))} AS r_npsn,
                    {_cell(at["jenis"])} AS jenis, {_cell(at["status"])} AS status,
                    unnest([{structs}], recursive := TRUE)
                FROM {sheet.relation} WHERE baris > {header.first_data}
            ) WHERE t_label IS NOT NULL OR t_nilai IS NOT NULL"""
        group = kelompok_sql(sheet, header.row)
        add(reader, place, query, tahun=year_of(sheet, header.row), kelompok=group, tingkat=self.tingkat)
        return Collected(_read_rows(sheet, header.first_data), _count(sheet, header.first_data))


def _is_two_rows(sheet: Sheet, place: int) -> bool:
    if place + 1 >= len(sheet.head):
        return False
    below = [key(cell) for cell in sheet.head[place + 1] if cell]
    return bool(below) and sum(name in _PARTS for name in below) >= len(below) / 2


def _groups(sheet: Sheet, place: int, keys: set[int]) -> list[_Group]:
    """The indicators of a wide header, each with the columns of its parts."""
    top = sheet.filled(place)
    groups: dict[str, _Group] = {}
    two = _is_two_rows(sheet, place)
    below = sheet.head[place + 1] if two else [None] * len(top)
    last: str | None = None
    for column, cell in enumerate(top):
        if column in keys:
            continue
        part = _PARTS.get(key(below[column])) if two else None
        if cell:
            last = cell
        title = cell or (last if part else None)
        if title is None:
            continue
        if not two and "_" in title:
            title, _, flat = title.rpartition("_")
            part = _PARTS.get(key(flat))
        found = CODE.match(title)
        if found is None or part is None:
            continue
        named = found[3].strip(" _") or found[1]
        group = groups.setdefault(
            key(title), _Group(found[1].upper(), "skor" if found[2] else None, " ".join(named.split("\n")[0].split()))
        )
        if part in group.columns:
            group.twice.append(title)
        group.columns.setdefault(part, column)
    return list(groups.values())


@dataclass(frozen=True)
class Ringkasan(BookLayout):
    """The summary: the SPM index above a list of best and worst indicators, which the other sheets hold in full."""

    kode: str = "rapor_ringkasan"
    judul: str = "Rapor: ringkasan dan indeks SPM"
    is_last: bool = True

    def recognise(self, sheet: Sheet) -> Match | None:
        for place, keys in enumerate(sheet.keys[:HEADER_WITHIN]):
            names = set(keys)
            if {"jenjang", "capaian", "indikator prioritas"} <= names:
                return Match(25, Header(place, {}, (), (), 0))
        return None

    def collect(self, reader: Reader, sheet: Sheet, match: Match, place: int) -> Collected:
        row = match.header.row
        prov, kab = region_of(sheet, row)
        index = next(
            ((at, found) for at in range(row) for cell in sheet.head[at] if cell and (found := _SPM.match(cell))),
            None,
        )
        line = index[0] + 1 if index else 0
        if index and not _has_index(reader):
            query = f"""SELECT CAST({line} AS BIGINT) AS baris, {_text(prov)} AS w_prov, {_text(kab)} AS w_kab,
                'Semua jenjang' AS jenis, 'Tidak Relevan' AS status, 'B.16' AS kode, 'Indeks SPM' AS nama,
                {_text(index[1][2].strip().upper())} AS t_label, {_text(index[1][1])} AS t_nilai,
                CAST(NULL AS VARCHAR) AS r_npsn"""
            add(reader, place, query, tahun=year_of(sheet, row), kelompok="'DASMEN'", tingkat=None)
        # Titles other than the index are titles; the index and the list below count as rows.
        read = f"SELECT * FROM ({_read_rows(sheet, 0, row + 1)}) WHERE baris > {row + 1} OR baris = {line}"
        return Collected(read, is_summary=True)


def _has_index(reader: Reader) -> bool:
    """Whether another sheet of the workbook has the region's SPM index."""
    found = reader.con.execute("SELECT count(*) FROM panjang WHERE kode = 'B.16' AND w_kab IS NULL").fetchall()
    return bool(found[0][0])


LAYOUTS = (
    Ringkasan(),
    ProvinsiPanjang(),
    Lebar("rapor_kab_kota", "Rapor: capaian kabupaten/kota", "kab_kota"),
    Lebar("rapor_satuan_pendidikan", "Rapor: capaian satuan pendidikan", "satuan_pendidikan"),
)
