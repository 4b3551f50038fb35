"""From a record that breaks a rule to the cell it came from: file, sheet, row and column of the source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pandas as pd

from pipelines import aside, privacy
from pipelines.across import files
from pipelines.delimited import quoted
from pipelines.import_file import TRAIL
from pipelines.layouts.usage import KELOMPOK
from pipelines.names import key
from pipelines.places import REGION
from schemas import DATASETS, columns
from schemas.manifest import SheetLedger, SourceFile

MOST_CELLS = 20_000
"""Cells written for one check; its count in the manifest stays whole."""
_FILE = "pemeriksaan.parquet"
_ALSO = {"kode_kab_kota_kemendagri": ("kab_kota", REGION), "kode_provinsi_kemendagri": ("provinsi", REGION)}
"""What the source may call a column that it does not hold under its own name."""
_SUMS, _SAID = "__jumlah_bagian_sama", "total_tidak_sama"
"""Rules of sums over all files, and what the sheet alone already said of a total: one cell is named once."""
_PERSONAL = frozenset(name for name, model in DATASETS.items() if "peserta" in model.key)


def begin(con: duckdb.DuckDBPyConnection) -> None:
    """No cell found yet."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE cek_sel (keparahan VARCHAR, kode VARCHAR, perbaikan VARCHAR, bagian VARCHAR, "
        "nomor BIGINT, kolom VARCHAR, nilai VARCHAR, alasan VARCHAR)"
    )


def collect(con: duckdb.DuckDBPyConnection, kode: str, keparahan: str, perbaikan: str, most: int) -> None:
    """The first cells of a check's result (`cek_hasil`)."""
    names = {row[0] for row in con.execute("DESCRIBE cek_hasil").fetchall()}
    said = "coalesce(alasan, temuan)" if "alasan" in names else "temuan"
    con.execute(
        f"INSERT INTO cek_sel SELECT DISTINCT {quoted(keparahan)}, {quoted(kode)}, {quoted(perbaikan)}, "
        f"bagian, nomor, kolom, nilai, {said} FROM cek_hasil WHERE bagian IS NOT NULL "
        f"ORDER BY bagian, nomor, kolom LIMIT {most}"
    )


def write(con: duckdb.DuckDBPyConnection, place: Path, sources: Sequence[SourceFile]) -> None:
    """Every cell collected, masked, beside what the files' own findings are while the folder is built."""
    asked = con.execute("SELECT DISTINCT bagian, kolom FROM cek_sel ORDER BY ALL").fetchall()
    held = {sheet.bagian: (source, sheet) for source in sources for sheet in source.lembar if sheet.bagian}
    parts = sorted({part for part, _ in asked if part in held})
    if not parts:
        return
    _mask(con)
    _table(
        con, "cek_bagian", ("bagian", "berkas", "lembar", "layout", "rahasia"), [_part(*held[part]) for part in parts]
    )
    letters = [row for part, kolom in asked if part in held and kolom for row in _letters(held[part][1], kolom)]
    _table(con, "cek_letak", ("bagian", "kolom", "golongan", "huruf"), letters)
    _groups(con, place, [held[part][1] for part in sorted({str(row[0]) for row in letters if row[2]})])
    values: Mapping[str, str] = {
        "sel": "l.huruf || CAST(j.baris AS VARCHAR)",
        "baris": "j.baris",
        "nilai": "CASE WHEN b.rahasia IS NULL THEN s.nilai END",
        "alasan": "s.alasan || '. ' || s.perbaikan",
        **{name: f"s.{name}" for name in ("keparahan", "kode", "kolom")},
        **{name: f"b.{name}" for name in ("berkas", "lembar", "layout")},
    }
    picked = ", ".join(f"CAST({values.get(name, 'NULL')} AS {kind}) AS {name}" for name, kind in aside.COLUMNS.items())
    trails = [place / TRAIL / f"{part}.parquet" for part in parts]
    folder = place / aside.FOLDER
    folder.mkdir(exist_ok=True)
    _already_said(con, folder)
    con.execute(
        f"""COPY (
            SELECT {picked}
            FROM cek_sel AS s
            INNER JOIN cek_bagian AS b ON s.bagian = b.bagian
            LEFT JOIN (
                SELECT parse_filename(filename, TRUE) AS bagian, file_row_number AS nomor, baris
                FROM read_parquet({files(trails)}, filename = TRUE, file_row_number = TRUE)
            ) AS j ON s.bagian = j.bagian AND s.nomor = j.nomor
            LEFT JOIN cek_golongan AS g ON s.bagian = g.bagian AND s.nomor = g.nomor
            LEFT JOIN cek_letak AS l ON s.bagian = l.bagian AND s.kolom = l.kolom
                AND (l.golongan IS NULL OR l.golongan = g.golongan OR l.golongan = g.platform)
            LEFT JOIN cek_kata AS k ON ends_with(s.kode, {quoted(_SUMS)})
                AND b.berkas = k.berkas AND b.lembar = k.lembar AND l.huruf || CAST(j.baris AS VARCHAR) = k.sel
            WHERE k.sel IS NULL
        ) TO {quoted(str(folder / _FILE))} (FORMAT PARQUET)"""
    )


def _already_said(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """`cek_kata`: the totals that reading their sheet has already named."""
    found = [file for file in sorted(folder.glob("*.parquet")) if file.name != _FILE]
    source = f"read_parquet({files(found)})" if found else "(SELECT '' AS berkas, '' AS lembar, '' AS sel, '' AS kode)"
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE cek_kata AS "
        f"SELECT DISTINCT berkas, lembar, sel FROM {source} WHERE kode = {quoted(_SAID)}"
    )


def _table(
    con: duckdb.DuckDBPyConnection, name: str, names: tuple[str, ...], rows: Sequence[tuple[str | None, ...]]
) -> None:
    """A small table of texts."""
    con.register("cek_baru", pd.DataFrame(rows, columns=list(names), dtype="object"))
    cast = ", ".join(f"CAST({column} AS VARCHAR) AS {column}" for column in names)
    con.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT {cast} FROM cek_baru")
    con.unregister("cek_baru")


def _part(source: SourceFile, sheet: SheetLedger) -> tuple[str | None, ...]:
    """Where a part comes from; `rahasia` when its cells are of persons."""
    return (sheet.bagian, source.nama, sheet.lembar, sheet.layout, "ya" if sheet.dataset in _PERSONAL else None)


def _letters(sheet: SheetLedger, kolom: str) -> list[tuple[str | None, ...]]:
    """The column letters of a name: its own, what follows its colon (with its year or without), what stands before
    it, what the source may call it; or one a group.

    Where groups of columns stand side by side the record's user group, role or platform tells which.
    """
    places = sheet.kolom_sumber
    before, _, after = kolom.rpartition(":")
    for name in (kolom, after, after.partition("@")[0], before, *_ALSO.get(kolom, ())):
        if name in places:
            return [(sheet.bagian, kolom, None, aside.cell_name(places[name], 0)[:-1])]
    grouped = {_meaning(name.rpartition(":")[0]): at for name, at in places.items() if name.endswith(f":{kolom}")}
    return [(sheet.bagian, kolom, group, aside.cell_name(at, 0)[:-1]) for group, at in grouped.items()]


def _meaning(label: str) -> str:
    """What a group's header says in the schema's words: a user group, a role, or the code of a platform."""
    return KELOMPOK.get(key(label), key(label).replace(" ", "_"))


def _groups(con: duckdb.DuckDBPyConnection, place: Path, sheets: Sequence[SheetLedger]) -> None:
    """`cek_golongan`: of the records whose source has groups side by side, to which group they belong."""
    selects = ["SELECT '' AS bagian, 0 AS nomor, '' AS golongan, '' AS platform WHERE FALSE"]
    for sheet in sheets:
        names = {column.name for column in columns(DATASETS[str(sheet.dataset)])}
        group = next((name for name in ("peran", "kelompok_pengguna") if name in names), "NULL")
        file = quoted(str(place / str(sheet.dataset) / f"{sheet.bagian}.parquet"))
        selects.append(
            f"SELECT {quoted(str(sheet.bagian))}, file_row_number, {group}, "
            f"{'platform' if 'platform' in names else 'NULL'} FROM read_parquet({file}, file_row_number = TRUE)"
        )
    con.execute(f"CREATE OR REPLACE TEMP TABLE cek_golongan AS {' UNION ALL '.join(selects)}")


def _mask(con: duckdb.DuckDBPyConnection) -> None:
    """Addresses, mobiles and staff numbers in what is shown; asked of distinct texts."""
    for name in ("nilai", "alasan"):
        found = con.execute(
            f"SELECT DISTINCT {name} FROM cek_sel WHERE regexp_matches({name}, ?)", [privacy.PERSONAL_CODE]
        ).fetchall()
        for (text,) in found:
            con.execute(f"UPDATE cek_sel SET {name} = ? WHERE {name} = ?", [privacy.mask_code(text), text])
