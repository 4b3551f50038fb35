"""The date of a school list: written, of a year's column, or the latest synchronisation that its rows tell of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

import pandas as pd

from pipelines.cells import Reader
from pipelines.read import Sheet
from pipelines.recognise import Field, Header, stated_date, year_of
from pipelines.tabular import Context, Tabular

TAHUN = Field(
    "tahun",
    ("Tahun", "Tahun Data", "Tahun Ajaran", "Tahun Pelajaran", "Thn", "Tahun Pelajaran/Semester", "Semester Data"),
    "apa_adanya",
)
SEMESTER = Field("semester", ("Semester", "Smt"), "apa_adanya")
SINKRON = Field(
    "sinkron",
    (
        *("Last Sync", "Last Sinkron", "Sinkron Terakhir", "Sinkronisasi Terakhir", "Tanggal Sinkronisasi"),
        *("Tgl Sinkronisasi", "Tanggal Sync", "Update Terakhir", "Last Update", "Terakhir Sinkronisasi"),
    ),
    "apa_adanya",
)
_DAY = r"regexp_replace(r_sinkron, '[ T]+[0-9]{1,2}[:.][0-9]{2}.*$', '')"
_SECTION = r"(?i) *(?:per )?kec(?:amatan)?[ .:]+(.*)"


def dated(reader: Reader, layout: Tabular, header: Header, sheet: Sheet, context: Context) -> Mapping[str, str]:
    """`tanggal_data` of each row, and the kecamatan that a line above it names; notes say how the date is known."""
    made = _sections(reader, layout, header)
    if "tanggal_data" in header.columns or "tanggal_data" in layout.constants:
        return made
    if "tahun" in header.columns:
        _of_years(reader, header, sheet, context)
        return {**made, "tanggal_data": "x_tanggal", "x_tanggal": "x_tanggal"}
    if "sinkron" in header.columns and (found := _of_syncs(reader, header, sheet, context)):
        return {**made, "tanggal_data": found}
    return made


def _sections(reader: Reader, layout: Tabular, header: Header) -> dict[str, str]:
    """A list in parts, each under a line with its kecamatan alone: that line speaks for the rows below it."""
    if "kecamatan" in header.columns:
        return {}
    others = " AND ".join(
        f"(r_{name} IS NULL OR r_{name} = r_pertama)" for name in header.columns if name != "r_pertama"
    )
    line = f"r_npsn IS NULL AND {others} AND regexp_full_match(r_pertama, '{_SECTION}')"
    if not reader.con.execute(f"SELECT count(*) FROM mentah WHERE {line}").fetchall()[0][0]:
        return {}
    reader.con.execute(
        f"""CREATE OR REPLACE TEMP TABLE mentah AS
        SELECT *, last_value(
            CASE WHEN {line} THEN nullif(trim(regexp_extract(r_pertama, '{_SECTION}', 1)), '') END IGNORE NULLS
        ) OVER (ORDER BY baris) AS x_kecamatan FROM mentah"""
    )
    instead = layout.values.get("kecamatan", "v_kecamatan")
    return {"kecamatan": f"coalesce(x_kecamatan, {instead})", "x_kecamatan": "x_kecamatan"}


def _days(reader: Reader) -> None:
    """`hari_sinkron`: what each written day of synchronisation is."""
    texts = [row[0] for row in reader.con.execute(f"SELECT DISTINCT {_DAY} FROM mentah").fetchall() if row[0]]
    meanings = reader.meanings("tanggal", None, texts)
    frame = pd.DataFrame([(t, meanings[t][0]) for t in texts], columns=["teks", "hari"], dtype="object")
    reader.con.register("hari_baru", frame)
    reader.con.execute(
        "CREATE OR REPLACE TEMP TABLE hari_sinkron AS "
        "SELECT CAST(teks AS VARCHAR) AS teks, TRY_CAST(CAST(hari AS VARCHAR) AS DATE) AS hari FROM hari_baru"
    )
    reader.con.unregister("hari_baru")


def _of_years(reader: Reader, header: Header, sheet: Sheet, context: Context) -> None:
    """`x_tanggal`: a year's list is of its last synchronisation in that year, else of its last day, never ahead of now.

    A school year ("2024/2025") ends its first semester on 31 December, its second on 30 June.
    """
    con = reader.con
    text = "concat_ws(' ', r_tahun, r_semester)" if "semester" in header.columns else "r_tahun"
    has_sync = "sinkron" in header.columns
    if has_sync:
        _days(reader)
    sync = f"(SELECT hari FROM hari_sinkron h WHERE h.teks = {_DAY})" if has_sync else "CAST(NULL AS DATE)"
    rows = con.execute(
        f"""SELECT r_tahun, semester, max(hari), list(DISTINCT hari) FILTER (hari IS NOT NULL) FROM (
            SELECT r_tahun, {"r_semester" if "semester" in header.columns else "NULL"} AS semester, {sync} AS hari,
                {text} AS teks
            FROM mentah WHERE r_tahun IS NOT NULL
        ) GROUP BY r_tahun, semester"""
    ).fetchall()
    stated = stated_date(sheet, header.row)
    found: list[tuple[str, str | None, date | None, str]] = []
    for tahun, semester, last, days in rows:
        period = _period(f"{tahun} {semester or ''}")
        if period is None:
            found.append((tahun, semester, None, ""))
            continue
        first, end = period
        within = [day for day in days or () if first <= day <= end]
        if stated and first <= stated <= end:
            found.append((tahun, semester, stated, "tertulis"))
        elif within and last <= end:
            found.append((tahun, semester, max(within), "sinkronisasi terakhir"))
        else:
            found.append((tahun, semester, min(end, max(context.modified, first)), "akhir masa data"))
    rows = [(tahun, semester, day and day.isoformat()) for tahun, semester, day, _ in found]
    con.register("masa_baru", pd.DataFrame(rows, columns=["tahun", "semester", "tanggal"], dtype="object"))
    con.execute(
        """CREATE OR REPLACE TEMP TABLE masa AS SELECT CAST(tahun AS VARCHAR) AS tahun,
        CAST(semester AS VARCHAR) AS semester, CAST(CAST(tanggal AS VARCHAR) AS DATE) AS tanggal FROM masa_baru"""
    )
    con.unregister("masa_baru")
    same = "s.semester IS NOT DISTINCT FROM m.r_semester" if "semester" in header.columns else "TRUE"
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE mentah AS
        SELECT m.*, s.tanggal AS x_tanggal FROM mentah m LEFT JOIN masa s ON s.tahun = m.r_tahun AND {same}"""
    )
    said = sorted({(str(tahun), day, dari) for tahun, _, day, dari in found if day})[:6]
    listed = "; ".join(f"{tahun} = {day:%d/%m/%Y} ({dari})" for tahun, day, dari in said)
    if listed:
        reader.catatan.append(f"tanggal data per tahun: {listed}")


def _period(text: str) -> tuple[date, date] | None:
    """The first and the last day that a year, a school year or a semester stands for."""
    years = [int(year) for year in re.findall(r"(?<!\d)((?:19|20)\d\d)(?=[12]?(?!\d))", text)]
    if not years:
        return None
    low = text.casefold()
    number = re.search(r"(?<!\d)(?:19|20)\d\d([12])(?!\d)", text)
    half = number[1] if number else ""
    is_school_year = len(years) > 1 or bool(half)
    is_even = "genap" in low or half == "2" or bool(re.search(r"(?<!\d)2(?!\d)", text))
    is_odd = "ganjil" in low or "gasal" in low or half == "1"
    if is_even:
        year = years[0] + 1 if is_school_year else years[0]
        return date(year, 1, 1), date(year, 6, 30)
    if is_school_year or is_odd:
        return date(years[0], 7, 1), date(years[0], 12, 31)
    return date(years[0], 1, 1), date(years[0], 12, 31)


def _of_syncs(reader: Reader, header: Header, sheet: Sheet, context: Context) -> str | None:
    """A list without a date anywhere is of its last synchronisation."""
    if stated_date(sheet, header.row) or context.assumed:
        return None
    _days(reader)
    last = reader.con.execute("SELECT max(hari) FROM hari_sinkron").fetchall()[0][0]
    year = year_of(sheet, header.row)
    if last is None or last > max(context.modified, date(2010, 1, 1)) or (year and year != last.year):
        return None
    reader.catatan.append(f"Berkas tanpa tanggal data; dipakai sinkronisasi terakhir {last:%d/%m/%Y}.")
    return f"DATE '{last.isoformat()}'"
