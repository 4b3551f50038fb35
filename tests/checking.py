"""Checks on real exports: files through the import, every rule asked, and the cells that the findings name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from pipelines import aside
from pipelines.checks import run_checks
from pipelines.layouts.training import KEHADIRAN
from pipelines.tabular import Tabular
from schemas import Row
from schemas.manifest import SourceFile, Temuan
from tests.builders import export, export_table, read_file, records, write_csv

Cells = dict[str, set[tuple[str, str, str]]]
"""By check: file, sheet and cell of each finding."""


@dataclass(frozen=True)
class Checked:
    """What all rules found in some files."""

    temuan: Mapping[str, Temuan]
    rows: Sequence[Mapping[str, Any]]

    @property
    def cells(self) -> Cells:
        found: Cells = {}
        for row in self.rows:
            found.setdefault(row["kode"], set()).add((row["berkas"], row["lembar"], row["sel"]))
        return found


def check_files(folder: Path, files: Iterable[Path], **given: Any) -> Checked:
    """Import each file into `folder` and ask every rule."""
    sources: list[SourceFile] = []
    for file in files:
        result, _ = read_file(file, folder, sekolah=folder / "satuan_pendidikan", **given)
        assert not result.source.galat, result.source.galat
        assert all(sheet.diterima for sheet in result.source.lembar), result.source
        sources.append(result.source)
    with duckdb.connect() as con:
        temuan = run_checks(con, folder, sources)
    file = folder / aside.FOLDER / "pemeriksaan.parquet"
    return Checked({item.cek: item for item in temuan}, records(file) if file.is_file() else [])


def cell(layout: Tabular, column: str, row: int) -> str:
    """The cell of a field in an export of `layout`, for the row-th record (0-based)."""
    return aside.cell_name([item.name for item in layout.fields].index(column), row + 2)


class Exports:
    """Files of one test, each written from rows of the schemas."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.files = folder, list[Path]()

    def add(self, name: str, layout: Tabular, *rows: Row) -> None:
        """A CSV of a layout."""
        self.files.append(export(self.folder / f"{name}.csv", layout, *rows))

    def attendance(self, name: str, *rows: Mapping[str, str]) -> None:
        """An attendance form; each row gives what matters, the rest is one teacher's."""
        usual = {
            "kegiatan_id": "BTK-2026-1",
            "asal": "SD NEGERI 1 CONTOH",
            "jabatan": "Guru",
            "provinsi": "Sumatera Barat",
            "kab_kota": "Kabupaten Agam",
            "is_hadir": "Ya",
            "jumlah_jp": "32",
            "nilai_pre": "50",
            "nilai_post": "80",
            "sertifikat": "Ya",
        }
        names = [item.name for item in KEHADIRAN.fields]
        table = [[item.headers[0] for item in KEHADIRAN.fields]]
        for at, row in enumerate(rows):
            values = {"nama": f"Peserta {'ABCDEFGHIJ'[at]}", "nip": f"19800101200501{at:04d}", **usual, **row}
            table.append([values.get(column, "") for column in names])
        self.files.append(write_csv(self.folder / f"{name}.csv", table))

    def table(self, name: str, table: Sequence[Sequence[str]]) -> None:
        """A CSV as it stands."""
        self.files.append(write_csv(self.folder / f"{name}.csv", table))

    def check(self) -> Checked:
        """What all rules find in them, read in the order they were added."""
        return check_files(self.folder / "hasil", self.files)


__all__ = ["Cells", "Checked", "Exports", "cell", "check_files", "export_table"]
