"""Parquet -> marts: runs the statements beside it in order and writes `marts.duckdb`.

Each .sql holds one SELECT in a portable subset. Its header says what, grain and order; `-- each: rentang` (ranges of
cut-offs) or `-- each: ukuran` (measures) makes the runner walk through that list, one run an item, so that a nation
never has to fit into memory at once. Statements in `stage/` make tables that live only during the build.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import duckdb

from pipelines.marts.reference import reference_select
from schemas import DATASETS, columns
from warehouse.paths import REFERENCE
from warehouse.progress import Report

FOLDER = Path(__file__).resolve().parent
FILE_NAME = "marts.duckdb"
ROWS_A_RUN = 1_000_000

REFERENCE_TABLES = (
    "provinsi",
    "kab_kota",
    "platform",
    "ukuran",
    "indikator",
    "kalender_kebijakan",
    "konteks",
    "akar_masalah",
    "biaya_bimtek",
    "tujuan",
    "mandat",
)
"""Reference tables kept in the marts; `nama_lain` serves the import alone."""

STEPS: tuple[str, ...] = (
    "stage/sekolah",
    "stage/kelompok_semua",
    "stage/bimtek_pertama",
    "stage/bimtek_peserta",
    "stage/bimtek_peserta_wilayah",
    "stage/tanggal",
    "stage/pemanfaatan_sekolah",
    "stage/platform_kab_kota",
    "stage/pmm_kab_kota",
    "stage/baris_wilayah",
    "stage/tingkat_terpakai",
    "stage/pemanfaatan_wilayah",
    "pemanfaatan_kab_kota_bulan",
    "pasangan_tahap_kab_kota_bulan",
    "cutoff_ukuran",
    "stage/pasangan_cutoff",
    "perubahan_kab_kota_bulan",
    "pemanfaatan_satuan_pendidikan",
    "pemanfaatan_satuan_pendidikan_bulan",
    "rapor_patahan",
    "stage/rapor_ruas",
    "rapor_wilayah",
    "rapor_label_kab_kota",
    "rapor_satuan_pendidikan",
    "satuan_pendidikan",
    "satuan_pendidikan_riwayat",
    "satuan_pendidikan_kab_kota",
    "ikm_kab_kota",
    "program_kerja",
    "rekomendasi_pbd",
    "target",
    "publikasi",
    "bimtek_kegiatan",
    "bimtek_satuan_pendidikan",
    "bimtek_kegiatan_wilayah",
    "bimtek_orang",
    "bimtek_jumlah",
    "bimtek_hasil_kegiatan",
    "bimtek_lanjut",
    "bimtek_guru_sertifikat",
    "bimtek_kelengkapan",
    "guru_penggerak",
    "konteks_wilayah",
    "pmm_tingkat",
    "komunitas_belajar",
)
"""Every statement in the order it runs; a test holds that none is forgotten."""

_HEAVY = {
    "stage/pemanfaatan_sekolah": ("Menghitung pemanfaatan tiap sekolah", 5.0),
    "stage/pmm_kab_kota": ("Menjumlah aktivitas PMM", 5.0),
    "pemanfaatan_kab_kota_bulan": ("Menyusun ringkasan pemanfaatan", 5.0),
    "perubahan_kab_kota_bulan": ("Membandingkan tiap cut-off dengan sebelumnya", 6.0),
}
_DEFAULT = ("Menyusun ringkasan", 0.3)


@dataclass(frozen=True)
class Statement:
    """One .sql: `name` of its table, what its header declares, the list it is run over (`each`) and its parameters."""

    name: str
    is_stage: bool
    sql: str
    grain: str
    order: str
    each: str | None
    parameters: tuple[str, ...]


def read_statement(step: str) -> Statement:
    """The statement of a step, with what its header declares."""
    sql = (FOLDER / f"{step}.sql").read_text(encoding="utf-8")
    header = "\n".join(line for line in sql.splitlines() if line.startswith("--")).replace("\n--   ", " ")
    each = re.search(r"^-- each: (\w+)$", header, flags=re.MULTILINE)
    return Statement(
        name=step.rpartition("/")[2],
        is_stage=step.startswith("stage/"),
        sql=sql,
        grain=_header_line(step, header, "grain"),
        order=_header_line(step, header, "order"),
        each=each.group(1) if each else None,
        parameters=tuple(re.findall(r"^-- \$(\w+):", header, flags=re.MULTILINE)),
    )


def _header_line(step: str, header: str, key: str) -> str:
    found = re.findall(rf"^-- {key}: (.+)$", header, flags=re.MULTILINE)
    if len(found) != 1:
        raise ValueError(f"marts/{step}.sql: the header needs exactly one line '-- {key}: ...'")
    return str(found[0])


def build_marts(snapshot_dir: Path, report: Report | None = None, *, reference: Path = REFERENCE) -> None:
    """Write `<snapshot_dir>/marts.duckdb` from the clean Parquet beside it; replaces an earlier one only when whole."""
    with tempfile.TemporaryDirectory(dir=snapshot_dir, prefix=".marts-") as scratch:
        aside = Path(scratch) / FILE_NAME
        con = _connect(Path(scratch), aside)
        try:
            _define_sources(con, snapshot_dir, reference)
            _run_steps(con, report or (lambda _sentence, _share: None))
            con.execute("CHECKPOINT marts")
        finally:
            con.close()
        os.replace(aside, snapshot_dir / FILE_NAME)


def _connect(scratch: Path, marts: Path) -> duckdb.DuckDBPyConnection:
    """In memory: views on the datasets. `stage` and `marts` are files, compressed and spilled without asking."""
    con = duckdb.connect(
        config={
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "temp_directory": str(scratch / "spill"),
        }
    )
    for name, file in (("stage", scratch / "stage.duckdb"), ("marts", marts)):
        con.execute(f"ATTACH {_text(str(file))} AS {name}")
    con.execute("SET enable_progress_bar = false")
    con.execute("SET search_path = 'memory.main,stage.main,marts.main'")
    return con


def _text(value: str) -> str:
    """A SQL string literal."""
    return "'" + value.replace("'", "''") + "'"


def _define_sources(con: duckdb.DuckDBPyConnection, snapshot_dir: Path, reference: Path) -> None:
    """The datasets as views by name with the schema's types (no file: no rows), the reference tables as marts."""
    for dataset, model in DATASETS.items():
        wanted = columns(model)
        files = sorted((snapshot_dir / dataset).glob("*.parquet"))
        if files:
            select = ", ".join(f'CAST("{c.name}" AS {c.duckdb_type}) AS "{c.name}"' for c in wanted)
            names = ", ".join(_text(str(file)) for file in files)
            source = f"SELECT {select} FROM read_parquet([{names}], union_by_name = true)"
        else:
            select = ", ".join(f'CAST(NULL AS {c.duckdb_type}) AS "{c.name}"' for c in wanted)
            source = f"SELECT {select} WHERE false"
        con.execute(f'CREATE VIEW memory.main."{dataset}" AS {source}')
    for table in REFERENCE_TABLES:
        con.execute(f"CREATE TABLE marts.main.{table} AS {reference_select(con, reference / f'{table}.csv')}")


def _items(con: duckdb.DuckDBPyConnection, each: str | None) -> list[dict[str, object]]:
    """The values a statement is run with: one empty set, one measure after another, or the rows of a stage table."""
    if each is None:
        return [{}]
    if each == "ukuran":
        rows = con.execute("SELECT ukuran FROM marts.main.ukuran ORDER BY ukuran").fetchall()
        return [{"ukuran": row[0]} for row in rows]
    if each == "rentang":
        return _ranges(con.execute("SELECT tanggal_data, jumlah_baris FROM stage.main.tanggal ORDER BY 1").fetchall())
    raise ValueError(f"no list named {each} to run a statement over")


def _ranges(cutoffs: list[tuple[date, int]]) -> list[dict[str, object]]:
    """Neighbouring cut-offs in runs of about ROWS_A_RUN rows: few runs for a sample, bounded memory for a nation."""
    ranges: list[dict[str, object]] = []
    rows = 0
    for cutoff, count in cutoffs:
        if ranges and rows + count <= ROWS_A_RUN:
            ranges[-1]["sampai"] = cutoff
            rows += count
        else:
            ranges.append({"dari": cutoff, "sampai": cutoff})
            rows = count
    return ranges


def _run_steps(con: duckdb.DuckDBPyConnection, report: Report) -> None:
    total = sum(_HEAVY.get(step, _DEFAULT)[1] for step in STEPS)
    done = 0.0
    for step in STEPS:
        sentence, weight = _HEAVY.get(step, _DEFAULT)
        for share in _run(con, read_statement(step)):
            report(sentence, (done + weight * share) / total)
        done += weight
    report("Ringkasan selesai", 1.0)


def _run(con: duckdb.DuckDBPyConnection, statement: Statement) -> Iterator[float]:
    """Make the statement's table: the first item creates it, the others append; yields the share done."""
    table = f"{'stage' if statement.is_stage else 'marts'}.main.{statement.name}"
    items = _items(con, statement.each)
    if not items:
        _create_empty(con, table, statement)
    for index, item in enumerate(items):
        verb = f"INSERT INTO {table}" if index else f"CREATE TABLE {table} AS"
        con.execute(f"{verb}\n{statement.sql}", _given(statement, item))
        yield (index + 1) / len(items)


def _given(statement: Statement, item: Mapping[str, object]) -> dict[str, object]:
    return {name: item[name] for name in statement.parameters}


def _create_empty(con: duckdb.DuckDBPyConnection, table: str, statement: Statement) -> None:
    """No item to run over (no export of use at all): the table with its columns and no row."""
    sql = statement.sql
    for name in statement.parameters:
        kind = re.search(rf"^-- \${name}: (\w+)", sql, flags=re.MULTILINE)
        sql = sql.replace(f"${name}", f"CAST(NULL AS {kind.group(1) if kind else 'VARCHAR'})")
    con.execute(f"CREATE TABLE {table} AS SELECT * FROM (\n{sql}\n) AS kosong WHERE false")
