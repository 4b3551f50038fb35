"""Rows and export files for tests: a test says what matters, the schema and the layout fill in the rest."""

from __future__ import annotations

import csv
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

import duckdb
import xlsxwriter

from pipelines import aside, import_file
from pipelines.cells import Reader
from pipelines.import_file import Imported, Job
from pipelines.layouts.dapodik import DAFTAR
from pipelines.layouts.desk import GURU_PENGGERAK, KONTEKS, PROGRAM_KERJA, PUBLIKASI, TARGET
from pipelines.layouts.training import KEGIATAN
from pipelines.layouts.usage import BELAJAR_ID, PLATFORM, PMM
from pipelines.tabular import Tabular
from schemas import DATASETS, BimtekKegiatan, PemanfaatanPlatform, PmmAktivitas, Row, SatuanPendidikan, columns
from schemas.lists import KODE_KAB_KOTA_PATTERN, KODE_KEGIATAN_PATTERN, KODE_PROVINSI_PATTERN, NPSN_PATTERN
from warehouse.paths import REFERENCE

R = TypeVar("R", bound=Row)
DAY = date(2026, 10, 31)
TABULAR: tuple[Tabular, ...] = (
    DAFTAR,
    PMM,
    BELAJAR_ID,
    PLATFORM,
    KEGIATAN,
    GURU_PENGGERAK,
    PROGRAM_KERJA,
    TARGET,
    PUBLIKASI,
    KONTEKS,
)
_USUAL = {
    NPSN_PATTERN: "10300001",
    KODE_KEGIATAN_PATTERN: "BTK-2026-1",
    KODE_KAB_KOTA_PATTERN: "13.06",
    KODE_PROVINSI_PATTERN: "13",
}
_BY_TYPE: Mapping[str, Any] = {"BIGINT": 40, "DOUBLE": 62.5, "BOOLEAN": True, "DATE": DAY}


def make_row(model: type[R], **given: Any) -> R:
    """A valid row of a model; every field not given gets the plainest value that its contract allows."""
    values: dict[str, Any] = {}
    for column in columns(model):
        if column.pattern in _USUAL:
            value: Any = _USUAL[column.pattern]
        elif column.choices:
            value = column.choices[0]
        elif column.name.startswith("tahun"):
            value = 2025
        else:
            value = _BY_TYPE.get(column.duckdb_type, f"contoh {column.name}")
        values[column.name] = value
    return model(**{**values, **given})


def make_satuan_pendidikan(**given: Any) -> SatuanPendidikan:
    return make_row(
        SatuanPendidikan,
        **{"bentuk": "SD", "jenjang": "SD", "kewenangan": "pemda", "nama": "SD NEGERI 1 CONTOH", **given},
    )


def make_pmm(**given: Any) -> PmmAktivitas:
    return make_row(PmmAktivitas, **{"nama_platform": "PMM", **given})


def make_platform(**given: Any) -> PemanfaatanPlatform:
    usual = {"platform": "belajar_id", "tingkat": "satuan_pendidikan", "jenjang": "SD", "nilai_rupiah": None}
    return make_row(PemanfaatanPlatform, **{**usual, **given})


def make_kegiatan(**given: Any) -> BimtekKegiatan:
    return make_row(BimtekKegiatan, **{"kegiatan_id": "BTK-2026-1", "level": "basic", **given})


def make_for(layout: Tabular, **given: Any) -> Row:
    """A row that a layout's export can hold."""
    makers: Mapping[str, Any] = {
        "dapodik_daftar": make_satuan_pendidikan,
        "pmm_bulanan": make_pmm,
        "belajar_id_akun": make_platform,
        "platform": lambda **g: make_platform(**{"platform": "siplah", **g}),
        "bimtek_kegiatan": make_kegiatan,
        "konteks_panjang": lambda **g: make_row(
            DATASETS["konteks_wilayah"], **{"tingkat": "kab_kota", "ukuran": "aps_5_6", **g}
        ),
    }
    made = makers.get(layout.kode, lambda **g: make_row(DATASETS[layout.dataset], **g))
    row: Row = made(**given)
    return row


@lru_cache(maxsize=1)
def region_names() -> dict[str, str]:
    """Names by Kemendagri code."""
    found = {}
    for file, code in (("provinsi.csv", "kode_provinsi_kemendagri"), ("kab_kota.csv", "kode_kab_kota_kemendagri")):
        with (REFERENCE / file).open(encoding="utf-8", newline="") as lines:
            found.update({row[code]: row["nama"] for row in csv.DictReader(lines)})
    return found


def _cell(layout: Tabular, name: str, row: Row) -> str:
    if name == "provinsi":
        return region_names().get(getattr(row, "kode_provinsi_kemendagri", None) or "", "")
    if name == "kab_kota":
        return region_names().get(getattr(row, "kode_kab_kota_kemendagri", None) or "", "")
    value = getattr(row, name, None)
    item = next(item for item in layout.fields if item.name == name)
    if value is None:
        return ""
    if item.choices:
        return next(text for text, meant in item.choices.items() if meant == value)
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    return value.isoformat() if isinstance(value, date) else str(value)


def export_table(layout: Tabular, rows: Iterable[Row]) -> list[list[str]]:
    """Header and cells as a layout's export has them."""
    names = [item.name for item in layout.fields]
    return [
        [next(item for item in layout.fields if item.name == name).headers[0] for name in names],
        *([_cell(layout, name, row) for name in names] for row in rows),
    ]


def write_csv(path: Path, table: Sequence[Sequence[str]], delimiter: str = ",", encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding=encoding, newline="") as lines:
        csv.writer(lines, delimiter=delimiter).writerows(table)
    return path


def write_xlsx(
    path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], merged: Iterable[tuple[str, int, int, int, int]] = ()
) -> Path:
    """A workbook; `merged` are (sheet, first row, first column, last row, last column), 0-based."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, table in sheets.items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(table):
                for column, cell in enumerate(row):
                    if cell not in ("", None):
                        sheet.write(at, column, cell)
            for where, *place in merged:
                if where == name:
                    top, left = place[:2]
                    sheet.merge_range(*place, table[top][left])
    return path


def export(path: Path, layout: Tabular, *rows: Row, delimiter: str = ",") -> Path:
    """A CSV export of a layout with these rows."""
    return write_csv(path, export_table(layout, rows), delimiter)


def read_file(
    path: Path, folder: Path, *, berkas: str | None = None, **given: Any
) -> tuple[Imported, list[dict[str, Any]]]:
    """One file through the real import: its ledger and the records written, as dictionaries."""
    folder.mkdir(parents=True, exist_ok=True)
    name = berkas or path.name
    job = Job(
        path=path,
        berkas=name,
        sha256="0" * 64,
        ukuran=path.stat().st_size,
        sidik=f"sidik {name}",
        folder=folder,
        modified=DAY,
        **{"kunci": b"kunci uji", **given},
    )
    result = import_file.import_with(_reader(), job)
    found: list[dict[str, Any]] = []
    for sheet in result.source.lembar:
        if sheet.bagian:
            found += records(folder / str(sheet.dataset) / f"{sheet.bagian}.parquet")
    return result, found


@lru_cache(maxsize=1)
def _reader() -> Reader:
    """One reader for many files, as a worker has it."""
    return Reader(import_file.connect(Path(tempfile.gettempdir())))


def records(*files: Path) -> list[dict[str, Any]]:
    """The rows of Parquet files as dictionaries."""
    with duckdb.connect() as con:
        found = con.execute("SELECT * FROM read_parquet(?)", [[str(file) for file in files]])
        names = [column[0] for column in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def set_aside(folder: Path) -> list[dict[str, Any]]:
    """What one import set aside, row by row."""
    return [row for row in findings(folder) if row["keparahan"] == "tolak" and row["baris"] is not None]


def findings(folder: Path) -> list[dict[str, Any]]:
    """Everything that one import found, whatever its severity."""
    files = sorted((folder / aside.FOLDER).glob("*.parquet"))
    return records(*files) if files else []
