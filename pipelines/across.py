"""What only shows across files: one key in two of them, one file brought twice; and the joint list set aside."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pandas as pd

from pipelines import aside, places
from pipelines.delimited import quoted
from pipelines.import_file import TRAIL, part_name
from schemas import DATASETS
from schemas.manifest import SetAside, SheetLedger, SourceFile

TWIN, SAME_FILE = "kunci_ganda_antarberkas", "berkas_ganda"
_EXAMPLES = 5
UNREADABLE = "berkas_tidak_terbaca"
_COLUMNS = ", ".join(f"{name} {kind}" for name, kind in aside.COLUMNS.items())
Sheets = list[tuple[SourceFile, SheetLedger]]


def files(paths: Sequence[Path]) -> str:
    """A list of Parquet files as SQL."""
    return "[" + ", ".join(quoted(str(path)) for path in paths) + "]"


def set_aside_twins(
    con: duckdb.DuckDBPyConnection, place: Path, sources: list[SourceFile], anew: frozenset[str]
) -> list[SourceFile]:
    """Of two rows with one key in different sheets or files the first by name stands; the later is set aside.

    Files not in `anew` were taken over whole, so they share no key among themselves.
    """
    for dataset in DATASETS:
        parts = [
            (source, sheet)
            for source in sources
            for sheet in source.lembar
            if sheet.dataset == dataset and sheet.bagian
        ]
        at_risk = _overlapping(dataset, parts)
        if len(at_risk) > 1 and any(source.nama in anew for source, _ in at_risk):
            sources = _twins_of(con, place, dataset, at_risk, sources)
    return sources


def _overlapping(dataset: str, parts: Sheets) -> Sheets:
    """The parts that can share a key at all: with a cut-off in the key, those that share a cut-off."""
    if "tanggal_data" not in DATASETS[dataset].key:
        return parts
    times = Counter(day for _, sheet in parts for day in sheet.tanggal_data)
    return [(source, sheet) for source, sheet in parts if any(times[day] > 1 for day in sheet.tanggal_data)]


def _twins_of(
    con: duckdb.DuckDBPyConnection, place: Path, dataset: str, parts: Sheets, sources: list[SourceFile]
) -> list[SourceFile]:
    names = ", ".join(DATASETS[dataset].key)
    paths = [place / dataset / f"{sheet.bagian}.parquet" for _, sheet in parts]
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE kembar AS
        SELECT hash({names}) AS h FROM read_parquet({files(paths)}) GROUP BY h HAVING count(*) > 1"""
    )
    if not con.execute("SELECT count(*) FROM kembar").fetchall()[0][0]:
        return sources
    con.execute("CREATE OR REPLACE TEMP TABLE urutan (filename VARCHAR, urut BIGINT, berkas VARCHAR, lembar VARCHAR)")
    con.executemany(
        "INSERT INTO urutan VALUES (?, ?, ?, ?)",
        [
            [str(path), at, source.nama, sheet.lembar]
            for at, (path, (source, sheet)) in enumerate(zip(paths, parts, strict=True))
        ],
    )
    trails = [place / TRAIL / path.name for path in paths]
    con.execute(
        f"""CREATE OR REPLACE TEMP TABLE terkena AS
        WITH isi AS (
            SELECT {names}, filename, file_row_number
            FROM read_parquet({files(paths)}, filename = TRUE, file_row_number = TRUE)
            WHERE hash({names}) IN (SELECT h FROM kembar)
        ), asal AS (
            SELECT parse_filename(filename) AS bagian, file_row_number, baris
            FROM read_parquet({files(trails)}, filename = TRUE, file_row_number = TRUE)
        ), tempat AS (
            SELECT isi.*, urutan.urut, urutan.berkas, urutan.lembar, asal.baris
            FROM isi JOIN urutan USING (filename)
            JOIN asal ON asal.bagian = parse_filename(isi.filename) AND asal.file_row_number = isi.file_row_number
        )
        SELECT DISTINCT ON (urut, baris) urut, baris, berkas, lembar,
            berkas_lain || CASE WHEN lembar_lain = '-' THEN '' ELSE ' [' || lembar_lain || ']' END
                || ' baris ' || baris_lain AS kembaran
        FROM (
            SELECT *, row_number() OVER k AS ke, first_value(berkas) OVER k AS berkas_lain,
                first_value(lembar) OVER k AS lembar_lain, first_value(baris) OVER k AS baris_lain
            FROM tempat WINDOW k AS (PARTITION BY {names} ORDER BY urut, baris)
        ) WHERE ke > 1 ORDER BY urut, baris, kembaran"""
    )
    changed: dict[tuple[str, str], SheetLedger] = {}
    rows = con.execute(
        "SELECT urut, list(baris ORDER BY baris), list(kembaran ORDER BY baris) FROM terkena GROUP BY urut"
    ).fetchall()
    for at, lines, twins in rows:
        source, sheet = parts[at]
        changed[source.nama, sheet.lembar] = _without(con, place, sheet, source, at, lines, twins)
    return [
        source.model_copy(
            update={"lembar": tuple(changed.get((source.nama, sheet.lembar), sheet) for sheet in source.lembar)}
        )
        for source in sources
    ]


def _without(
    con: duckdb.DuckDBPyConnection,
    place: Path,
    sheet: SheetLedger,
    source: SourceFile,
    at: int,
    lines: list[int],
    twins: list[str],
) -> SheetLedger:
    """The sheet's part written anew without those source rows, and its ledger."""
    assert sheet.dataset is not None
    assert sheet.bagian is not None
    part = part_name(sheet.bagian, *map(str, lines))
    old, trail = place / sheet.dataset / f"{sheet.bagian}.parquet", place / TRAIL / f"{sheet.bagian}.parquet"
    keep = (
        f"SELECT file_row_number FROM read_parquet({quoted(str(trail))}, file_row_number = TRUE) "
        f"WHERE baris NOT IN (SELECT baris FROM terkena WHERE urut = {at})"
    )
    for file in (old, trail):
        con.execute(
            f"COPY (SELECT * EXCLUDE (file_row_number) FROM read_parquet({quoted(str(file))}, file_row_number = TRUE) "
            f"WHERE file_row_number IN ({keep}) ORDER BY file_row_number) "
            f"TO {quoted(str(file.with_name(f'{part}.parquet')))} (FORMAT PARQUET, COMPRESSION ZSTD)"
        )
    left = con.execute(
        f"SELECT count(*) FROM read_parquet({quoted(str(old.with_name(f'{part}.parquet')))})"
    ).fetchall()[0][0]
    old.unlink()
    trail.unlink()
    if not left:
        old.with_name(f"{part}.parquet").unlink()
        trail.with_name(f"{part}.parquet").unlink()
    remedy = "kunci sama dengan {}: hapus salah satunya"
    kolom = places.key_column(DATASETS[sheet.dataset].key, sheet.kolom_sumber)
    column = sheet.kolom_sumber[kolom] if kolom else None
    write(
        con,
        place,
        f"lintas-{part}",
        [
            {
                "keparahan": "tolak",
                "kode": TWIN,
                "berkas": source.nama,
                "lembar": sheet.lembar,
                "baris": line,
                "sel": None if column is None else aside.cell_name(column, line),
                "kolom": kolom,
                "layout": sheet.layout,
                "alasan": remedy.format(twin),
            }
            for line, twin in zip(lines, twins, strict=True)
        ],
    )
    about = SetAside(
        kode=TWIN,
        kolom=kolom,
        alasan=remedy.format(twins[0]),
        jumlah=len(lines),
        contoh=tuple(f"baris {line}: {twin}" for line, twin in zip(lines[:_EXAMPLES], twins[:_EXAMPLES], strict=True)),
    )
    return sheet.model_copy(
        update={
            "diterima": sheet.diterima - len(lines),
            "disisihkan": sheet.disisihkan + len(lines),
            "disisihkan_lintas": len(lines),
            "jumlah_rekaman": left,
            "alasan": (*sheet.alasan, about),
            "bagian": part if left else None,
        }
    )


def same_file(con: duckdb.DuckDBPyConnection, place: Path, name: str, size: int, twin: SourceFile) -> SourceFile:
    """The ledger of a file whose bytes another file already brought: all its rows set aside."""
    remedy = f"isi berkas sama persis dengan {twin.nama}: hapus salah satunya"
    ledgers = tuple(
        SheetLedger(
            lembar=sheet.lembar,
            layout=sheet.layout,
            layout_judul=sheet.layout_judul,
            dataset=sheet.dataset,
            dibaca=sheet.dibaca,
            diterima=0,
            disisihkan=sheet.dibaca,
            total_catatan=0,
            alasan=(SetAside(kode=SAME_FILE, alasan=remedy, jumlah=sheet.dibaca),) if sheet.dibaca else (),
        )
        for sheet in twin.lembar
    )
    write(
        con,
        place,
        f"sama-{part_name(name)}",
        [
            {
                "keparahan": "tolak",
                "kode": SAME_FILE,
                "berkas": name,
                "lembar": sheet.lembar,
                "layout": sheet.layout,
                "nilai": f"{sheet.dibaca} baris",
                "alasan": remedy,
            }
            for sheet in twin.lembar
        ],
    )
    return SourceFile(nama=name, sha256=twin.sha256, bytes=size, lembar=ledgers, galat=twin.galat)


def write(con: duckdb.DuckDBPyConnection, place: Path, name: str, rows: Sequence[Mapping[str, object]]) -> None:
    """Add findings (column -> value; what is left out is NULL) to those of the folder under a name of their own."""
    if not rows:
        return
    folder = place / aside.FOLDER
    folder.mkdir(exist_ok=True)
    frame = pd.DataFrame([{column: row.get(column) for column in aside.COLUMNS} for row in rows], dtype="object")
    con.register("temuan_baru", frame)
    picked = ", ".join(f"CAST({column} AS {kind}) AS {column}" for column, kind in aside.COLUMNS.items())
    try:
        con.execute(f"COPY (SELECT {picked} FROM temuan_baru) TO {_file(folder, name)} (FORMAT PARQUET)")
    finally:
        con.unregister("temuan_baru")


def _file(folder: Path, name: str) -> str:
    return quoted(str(folder / f"{name}.parquet"))


def take_over_aside(con: duckdb.DuckDBPyConnection, place: Path, old: Path, names: Sequence[str]) -> None:
    """The findings of files taken over from the serving snapshot; those of the checks are asked anew."""
    file = old / aside.FILE
    if not names or not file.is_file():
        return
    folder = place / aside.FOLDER
    folder.mkdir(exist_ok=True)
    listed = ", ".join(quoted(name) for name in names)
    con.execute(
        f"COPY (SELECT * FROM read_parquet({quoted(str(file))}) WHERE berkas IN ({listed}) "
        f"AND NOT contains(kode, '__')) TO {_file(folder, 'lama-' + part_name(str(old)))} (FORMAT PARQUET)"
    )


def join_aside(con: duckdb.DuckDBPyConnection, place: Path, sources: Sequence[SourceFile] = ()) -> None:
    """One file of all findings, in the order of the files; a file that could not be read is one of them."""
    refused = [
        {"keparahan": "tolak", "kode": UNREADABLE, "berkas": source.nama, "alasan": source.galat}
        for source in sources
        if source.galat
    ]
    write(con, place, "galat", refused)
    con.execute(f"CREATE OR REPLACE TEMP TABLE gabungan ({_COLUMNS})")
    parts = sorted((place / aside.FOLDER).glob("*.parquet")) if (place / aside.FOLDER).is_dir() else []
    if parts:
        con.execute(f"INSERT INTO gabungan BY NAME SELECT * FROM read_parquet({files(parts)})")
    con.execute(
        f"COPY (SELECT * FROM gabungan ORDER BY berkas, lembar, baris NULLS FIRST, keparahan DESC, kode, kolom) "
        f"TO {quoted(str(place / aside.FILE))} (FORMAT PARQUET, COMPRESSION ZSTD)"
    )
    con.execute("DROP TABLE gabungan")
