"""Statistics tables of any office: a column of regions found by its content, every numeric column a measure.

Title rows, headers of several lines, the year in a column, a header, a title or the file's name, "-" for missing,
INDONESIA as the nation's own figure, Luar Negeri and footnotes as what they are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

import pandas as pd

from pipelines import places, privacy, regions, second_table, sheet_rules
from pipelines.aside import BURUK, empty_aside, empty_notes
from pipelines.cells import ERROR, FAST, Reader, decimal_style
from pipelines.contract import ERROR_SAYS, Rule, bar_personal, contract_rules, details, verdict
from pipelines.delimited import quoted
from pipelines.layouts import statistics_regions
from pipelines.layouts.statistics_regions import Regions
from pipelines.names import key, spelled
from pipelines.read import Sheet
from pipelines.recognise import Header, shown_header, year_in, year_or_assumed
from pipelines.tabular import Context, Draft, Match
from schemas import DATASETS, columns

_NUMBER = re.compile(r"^\s*(-?[\d.,]+\s*%?|\d{1,3}([ \u00a0]\d{3})+|[-–—.…]|n/?a|tidak ada)\s*\*?\s*$", re.IGNORECASE)
_NOT_MEASURE = re.compile(r"(no|nomor|id|kode|urut|nomor urut|tanggal|bulan|lintang|bujur)\b.*|.*\bkode")
_YEARS = frozenset({"tahun", "tahun data", "thn", "tahun ajaran", "tahun pelajaran"})
_PERSONAL = ("npsn", "nama sekolah", "nama satuan pendidikan", "nama", "nip", "nik", "nuptk", "nama lengkap")
_MARKS = (
    ("≥", " min "),
    (">=", " min "),
    ("≤", " maks "),
    ("<=", " maks "),
    (">", " lebih "),
    ("<", " kurang "),
    ("+", " dan "),
    ("%", " persen "),
)
_NUMBERED = re.compile(r"\s*\(?(\d{1,2})\)?\s*")
_SHORT = re.compile(r"\(([A-Za-z]{2,6})\)")
_FOOT = r"(?i) *(sumber|catatan|keterangan|ket|note|source|diolah|diunduh|dicetak|[*†‡¹²³⁴⁵⁶]+|\(?[0-9a-z]\)).*"
_SENTENCE = r" *([^ ]+ +){4,}[^ ]+ *"
"""Words in a row without a number: what is said below a table."""
_TOTAL = (
    r"(?i) *(sub[ -]*total|(total|jumlah) +(provinsi|prov|kab|kota|kecamatan|wilayah|pulau)"
    r"|rata[ -]*rata|rerata|median).*"
)
_MOSTLY = 0.8
"""How much of a column must be numbers to be a measure: the rest are faults, each at its cell."""
_UNITS = {"%": "persen", "persen": "persen", "poin": "poin", "orang": "orang", "unit": "unit"}


@dataclass(frozen=True)
class _Measure:
    column: int
    ukuran: str
    tahun: int | None
    is_percent: bool
    is_count: bool = False


@dataclass(frozen=True)
class _Shape:
    """What the content of a table says about its columns."""

    regions: Regions
    first: int
    provinsi: int | None
    kab_kota: int | None
    tahun: int | None
    satuan: int | None
    measures: tuple[_Measure, ...]
    sumber: str


_COUNTS = re.compile(r"\b(jumlah|total|jml)\b")
_NO_COUNTS = re.compile(r"\b(rata|rasio|indeks|angka|persentase|proporsi|nilai|skor|apk|apm|aps)\b")
_THOUSANDS = re.compile(r"\s*[1-9]\d{0,2}([.,]\d{3})+\s*")
_WHOLE = re.compile(r"\s*(\d+|[-–—.…]|n/?a)\s*", re.IGNORECASE)


def _is_count(cells: Sequence[str | None], about: str) -> bool:
    """Whether a column counts, so that "19.538" is no fraction: it says so, and every cell is whole or of thousands."""
    says_so = _COUNTS.search(about) and not _NO_COUNTS.search(about)
    marked = [cell for cell in cells if cell and _THOUSANDS.fullmatch(cell)]
    return bool(says_so and marked) and all(
        _THOUSANDS.fullmatch(cell) or _WHOLE.fullmatch(cell) for cell in cells if cell
    )


def slug(text: str) -> str:
    """A name of a measure: lower case, marks written out, underscores."""
    for mark, word in _MARKS:
        text = text.replace(mark, word)
    return re.sub(r"[^a-z0-9]+", "_", text.casefold()).strip("_")


def _shape(sheet: Sheet) -> _Shape | None:
    found = statistics_regions.find(sheet)
    if found is None:
        return None
    first, provinsi, kab_kota = found.first, found.provinsi, found.kab_kota
    head = sheet.head[:first]
    data = [row for row in sheet.head[first : found.until] if any(row)]
    titles, lines = _split_header(head)
    names = [" ".join(dict.fromkeys(cell for line in lines if (cell := line[column]))) for column in range(sheet.lebar)]
    keys = [key(name) for name in names]
    if any(name in _PERSONAL for name in keys):
        return None
    stem = PurePosixPath(sheet.berkas).stem
    title = next((privacy.mask(text) for text in titles if len(text) > 15), None)
    about = title or stem
    shorts = list(_SHORT.finditer(about))
    short = shorts[0] if len(shorts) == 1 else None  # a title of two measures names neither
    prefix = short[1].casefold() if short else (slug(title)[:60].rstrip("_") if title and not shorts else "")
    measures, tahun, satuan = [], None, None
    for column, name in enumerate(keys):
        cells = [row[column] for row in data if row[column]]
        if column in (provinsi, kab_kota) or not cells:
            continue
        if name in _YEARS:
            tahun = column
        elif name == "satuan":
            satuan = column
        elif not name or _NOT_MEASURE.fullmatch(spelled(name)):
            continue
        elif sum(bool(_NUMBER.match(cell or "")) for cell in cells) >= _MOSTLY * len(cells):
            year = year_in(names[column])
            bare = names[column].replace(str(year), "") if year else names[column]
            bare = re.sub(r"(?i)kelompok umur", "", bare) if short else bare
            label = "_".join(part for part in (prefix, slug(bare)) if part)
            is_percent = "%" in about + bare or "ersen" in about + bare
            is_count = not is_percent and _is_count(cells, spelled(key(f"{about} {bare}")))
            measures.append(_Measure(column, label, year, is_percent, is_count))
    if not measures or len({(m.ukuran, m.tahun) for m in measures}) < len(measures):
        return None
    sumber = " ".join((title or re.sub(r"[-_ ]*(19|20)\d\d$", "", stem).replace("_", " ")).split())
    return _Shape(found, first, provinsi, kab_kota, tahun, satuan, tuple(measures), privacy.mask(sumber))


def _numbers_columns(row: Sequence[str | None]) -> bool:
    """Whether a line of a header only numbers the columns: (1), (2), (3)."""
    found = [_NUMBERED.fullmatch(cell) for cell in row if cell]
    numbers = [int(match[1]) for match in found if match]
    return len(numbers) == len(found) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _split_header(head: Sequence[Sequence[str | None]]) -> tuple[list[str], list[list[str | None]]]:
    """Titles (rows of one cell) and header lines, whose blanks continue the cell to the left in all but the last."""
    rows = [list(row) for row in head if any(row) and not _numbers_columns(row)]
    alone = [row for row in rows if sum(cell is not None for cell in row) == 1]
    lines = [row for row in rows if sum(cell is not None for cell in row) > 1]
    for line in lines[:-1]:
        for column in range(1, len(line)):
            if line[column] is None and lines[-1][column] is not None:
                line[column] = line[column - 1]
    return [cell for row in alone for cell in row if cell], lines or alone[-1:]


@dataclass(frozen=True)
class Statistik:
    """The layout that is asked last: whatever table has regions down the side and numbers beside them."""

    kode: str = "tabel_statistik"
    judul: str = "Tabel statistik wilayah"
    dataset: str = "konteks_wilayah"
    needs_schools: bool = False

    def recognise(self, sheet: Sheet) -> Match | None:
        shape = _shape(sheet)
        if shape is None:
            return None
        used = {m.column for m in shape.measures} | {shape.provinsi, shape.kab_kota, shape.tahun, shape.satuan}
        unread = tuple(
            shown_header(cell)
            for row in sheet.head[: shape.first][-1:]
            for column, cell in enumerate(row)
            if cell and column not in used
        )
        return Match(-100, Header(shape.first, {}, (), unread, shape.first))

    def normalise(self, reader: Reader, sheet: Sheet, match: Match, context: Context) -> Draft:
        shape = _shape(sheet)
        assert shape is not None
        stated = None
        if shape.tahun is None and any(measure.tahun is None for measure in shape.measures):
            stated, note = year_or_assumed(sheet, shape.first, context.assumed, context.modified)
            sheet.catatan += [note] if note else []
        _long(reader, sheet, shape, stated)
        return _finish(reader, sheet, shape)


def _long(reader: Reader, sheet: Sheet, shape: _Shape, stated: int | None) -> None:
    def cell(column: int | None) -> str:
        return "CAST(NULL AS VARCHAR)" if column is None else f"nullif(trim(c{column + 1}), '')"

    first = " ".join(f"WHEN c{n} <> '' THEN c{n}" for n in range(1, sheet.lebar + 1))
    prov, kab, is_heading = shape.regions.sql(sheet.relation)
    year = cell(shape.tahun)
    if shape.tahun is not None and _is_nested(sheet, shape):
        year = f"last_value({year} IGNORE NULLS) OVER (ORDER BY baris)"
    reader.con.execute(
        f"""CREATE OR REPLACE TEMP TABLE mentah AS
        SELECT * FROM (
            SELECT baris, CASE {first} END AS r_pertama, {prov} AS w_prov,
                {kab} AS w_kab, {is_heading} AS is_judul, {year} AS r_tahun,
                {cell(shape.satuan)} AS r_satuan,
                {", ".join(f"{cell(m.column)} AS m{m.column}" for m in shape.measures)}
            FROM {sheet.relation} WHERE baris > {shape.first}
        ) WHERE r_pertama IS NOT NULL"""
    )
    cells = ", ".join(f"m{m.column}" for m in shape.measures)
    structs = ", ".join(
        f"{{'ukuran': {quoted(m.ukuran)}, 'asal': {quoted(_cell_name(m.ukuran, m.tahun))}, "
        f"'tahun_kolom': CAST({m.tahun or stated or 'NULL'} AS BIGINT), "
        f"'t_nilai': {_text(m)}, "
        f"'duga': '{'persen' if m.is_percent else 'tidak tertulis'}'}}"
        for m in shape.measures
    )
    reader.con.execute(
        f"""CREATE OR REPLACE TEMP TABLE panjang AS
        SELECT *, {FAST["bilangan"].format(x="t_nilai")} AS f_nilai
        FROM (
            SELECT baris, r_pertama, w_prov, w_kab, is_judul, r_tahun, r_satuan, {cells},
                unnest([{structs}], recursive := TRUE)
            FROM mentah
        )"""
    )


def _is_nested(sheet: Sheet, shape: _Shape) -> bool:
    """Whether the year stands once above the rows that it is of, as merged or blank cells below it say."""
    cells = [row[shape.tahun or 0] for row in sheet.head[shape.first : shape.regions.until] if any(row)]
    return bool(cells and cells[0]) and 3 * sum(not cell for cell in cells) >= len(cells)


def _text(measure: _Measure) -> str:
    """SQL of a cell without its footnote marks, and of a count without the marks of thousands."""
    cell = f"regexp_replace(m{measure.column}, ' *[*]+$', '')"
    return f"regexp_replace({cell}, '[.,]([0-9]{{3}})', '\\1', 'g')" if measure.is_count else cell


def _finish(reader: Reader, sheet: Sheet, shape: _Shape) -> Draft:
    con = reader.con
    texts = [
        row[0]
        for row in con.execute(
            "SELECT DISTINCT t_nilai FROM panjang WHERE f_nilai IS NULL AND t_nilai IS NOT NULL"
        ).fetchall()
    ]
    style = decimal_style(con, "panjang", ["t_nilai"], sheet.delimiter)
    rows = [(text, *meaning[:2]) for text, meaning in reader.meanings("bilangan", style, texts).items()]
    con.register("kamus_baru", pd.DataFrame(rows, columns=["teks", "arti", "kosong"], dtype="object"))
    con.execute(
        """CREATE OR REPLACE TEMP TABLE kamus_nilai AS SELECT CAST(teks AS VARCHAR) AS teks,
        CAST(CAST(arti AS VARCHAR) AS DOUBLE) AS arti, CAST(kosong AS BOOLEAN) AS kosong FROM kamus_baru"""
    )
    con.unregister("kamus_baru")
    regions.know(reader, "SELECT DISTINCT w_prov, w_kab FROM mentah")
    units = " ".join(f"WHEN '{mark}' THEN '{unit}'" for mark, unit in _UNITS.items())
    usual = con.execute("SELECT mode(r_satuan) FROM mentah").fetchall()[0][0]
    fallback = f"coalesce(r_satuan, {quoted(usual)})" if usual else "r_satuan"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE penuh AS
        SELECT p.*, coalesce(TRY_CAST(r_tahun AS BIGINT), tahun_kolom) AS tahun, w.tingkat, w.kode_provinsi_kemendagri,
            w.kode_kab_kota_kemendagri, w.golongan AS w_golongan, w.alasan AS w_alasan,
            w.salah AS w_salah,
            concat_ws(' / ', p.w_prov, p.w_kab) AS w_teks,
            CASE WHEN f_nilai IS NOT NULL THEN f_nilai ELSE k.arti END AS nilai,
            CASE lower({fallback}) {units} ELSE coalesce(lower({fallback}), duga) END AS satuan,
            {quoted(shape.sumber)} AS sumber, k.arti IS NULL AND NOT k.kosong AS nilai_buruk
        FROM panjang p
        LEFT JOIN wil w ON w.provinsi IS NOT DISTINCT FROM p.w_prov AND w.kab_kota IS NOT DISTINCT FROM p.w_kab
        LEFT JOIN kamus_nilai k ON k.teks = p.t_nilai"""
    )
    model = DATASETS["konteks_wilayah"]
    rules = [
        *_other_table(reader, sheet, shape),
        Rule(
            "tahun IS NULL",
            "tahun_tidak_tertulis",
            "tahun",
            "tahun data tidak tertulis di kolom, judul, maupun nama berkas: tambahkan, lalu muat ulang",
        ),
        *(
            Rule(
                f"w_salah = '{name}'",
                "wilayah_tidak_dikenal",
                kolom,
                "wilayah tidak dikenal",
                f"coalesce({cell}, w_teks)",
                "w_alasan",
            )
            for name, kolom, cell in (("provinsi", "provinsi", "w_prov"), ("kab_kota", places.REGION, "w_kab"))
        ),
        Rule(
            f"f_nilai IS NULL AND regexp_full_match(t_nilai, {quoted(f'(?i){ERROR}')})",
            "galat_excel",
            "nilai",
            ERROR_SAYS,
            "t_nilai",
        ),
        Rule("f_nilai IS NULL AND nilai_buruk", "bukan_bilangan", "nilai", "nilai bukan bilangan", "t_nilai"),
        *contract_rules(model, {}, ("tingkat",)),
    ]
    foot = f"(w_prov IS NULL OR w_golongan <> 'cocok') AND regexp_full_match(r_pertama, '{_FOOT}')"
    total = f"w_golongan <> 'cocok' AND regexp_full_match(coalesce(w_kab, w_prov, ''), '{_TOTAL}')"
    titles = ", ".join(quoted(text) for text in _titles_of_regions(sheet, shape))
    again = f"w_golongan <> 'cocok' AND coalesce(w_prov, w_kab) IN ({titles})" if titles else "FALSE"
    cells = ", ".join(f"m{m.column}" for m in shape.measures)
    says = f"w_golongan <> 'cocok' AND coalesce({cells}) IS NULL AND regexp_full_match(r_pertama, '{_SENTENCE}')"
    foot = f"{foot} OR ({says})"
    note = f"is_judul OR w_golongan = 'luar_negeri' OR {foot} OR ({total}) OR ({again})"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE rekaman AS
        SELECT baris, CASE WHEN {note} THEN -1 ELSE {verdict(rules)} END AS aturan,
            {", ".join(c.name for c in columns(model))} FROM penuh"""
    )
    kode, kolom, nilai, alasan = details(rules)
    kolom = f"CASE WHEN {kolom} = 'nilai' THEN asal ELSE {kolom} END"
    empty_aside(con)
    empty_notes(con)
    if con.execute("SELECT count(*) FROM rekaman WHERE aturan > 0").fetchall()[0][0]:
        con.execute(
            f"""INSERT INTO {BURUK} SELECT 0, baris, {kode}, {kolom}, {nilai}, {alasan} FROM (
                SELECT DISTINCT ON (baris) * FROM (
                    SELECT *, {verdict(rules)} AS aturan FROM penuh
                    WHERE baris NOT IN (SELECT baris FROM rekaman WHERE aturan = -1)
                )
                WHERE aturan > 0 ORDER BY baris, aturan, ukuran
            )"""
        )
    bar_personal(con, "konteks_wilayah", ("sumber",))
    sheet_rules.nation(con)
    total = con.execute("SELECT count(*) FROM mentah").fetchall()[0][0]
    noted = con.execute("SELECT count(DISTINCT baris) FROM rekaman WHERE aturan = -1").fetchall()[0][0]
    con.execute("DELETE FROM rekaman WHERE aturan <> 0")
    return Draft("konteks_wilayah", tuple(sheet.catatan), total, noted, _kolom_ke(shape))


def _other_table(reader: Reader, sheet: Sheet, shape: _Shape) -> list[Rule]:
    """A rule for what lies below a second header in the sheet: its columns are not those of the first."""
    above = [
        (_cell_name(m.ukuran, m.tahun), cell)
        for m in shape.measures
        for row in sheet.head[: shape.first]
        if (cell := (row[m.column] or "").strip())
    ]
    reader.con.register("kepala", pd.DataFrame(above, columns=["asal", "teks"], dtype="object"))
    found = reader.con.execute(
        f"""SELECT min(baris) FROM (
            SELECT baris FROM penuh p LEFT JOIN kepala k ON k.asal = p.asal AND k.teks = p.t_nilai
            GROUP BY baris HAVING bool_and(w_golongan IS DISTINCT FROM 'cocok') AND 2 * count(*) FILTER (
                k.asal IS NULL AND regexp_matches(t_nilai, '{statistics_regions.WORDS.pattern}')
                AND NOT regexp_full_match(t_nilai, '(?i) *(n/?a|nan|null|none|tidak ada|tad) *')
            ) > count(t_nilai)
        )"""
    ).fetchall()[0][0]
    reader.con.unregister("kepala")
    return [] if found is None else [second_table.below(int(found))]


def _titles_of_regions(sheet: Sheet, shape: _Shape) -> list[str]:
    """What stands above the regions: a row that says it again is the header repeated."""
    at = [column for column in (shape.provinsi, shape.kab_kota) if column is not None]
    cells = (row[column] for row in sheet.head[: shape.first] for column in at)
    return sorted({cell.strip() for cell in cells if cell and cell.strip()})


def _kolom_ke(shape: _Shape) -> dict[str, int]:
    """Where a finding's column stands: each measure by its name (and year), the regions, the year, the unit."""
    at: dict[str, int] = {}
    for measure in shape.measures:
        at[_cell_name(measure.ukuran, measure.tahun)] = measure.column
        at.setdefault(measure.ukuran, measure.column)
    if len(shape.measures) == 1:
        at["nilai"] = shape.measures[0].column
    low, top = (
        shape.kab_kota if shape.kab_kota is not None else shape.provinsi,
        shape.provinsi if shape.provinsi is not None else shape.kab_kota,
    )
    told = (("tahun", shape.tahun), ("satuan", shape.satuan), ("kode_kab_kota_kemendagri", low), (places.REGION, low))
    at |= {name: column for name, column in told if column is not None}
    if top is not None:
        at |= {"provinsi": top, "kode_provinsi_kemendagri": top}
    return at


def _cell_name(ukuran: str, tahun: int | None) -> str:
    """What a measure's column goes by; a year counts where it stands in the header."""
    return f"{ukuran}@{tahun}" if tahun else ukuran


LAYOUTS = (Statistik(),)
