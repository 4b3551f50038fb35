"""Writing export files: CSV through DuckDB's COPY, with the marks and odd lines real exports carry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
from numpy.typing import NDArray

BULAN = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September", "Oktober", "November",
    "Desember",
)  # fmt: skip


def long_date(day: date) -> str:
    """31 Oktober 2026."""
    return f"{day.day} {BULAN[day.month - 1]} {day.year}"


def _line(cells: Sequence[object], delimiter: str) -> str:
    """One CSV line; quotes only where they are needed, as DuckDB does."""
    texts = []
    for cell in cells:
        text = "" if cell is None else str(cell)
        quoted = any(mark in text for mark in (delimiter, '"', "\n", "\r"))
        texts.append('"' + text.replace('"', '""') + '"' if quoted else text)
    return delimiter.join(texts)


class Desk:
    """One folder of export files being written, and the DuckDB connection that writes the CSV ones."""

    def __init__(self, folder: Path, con: duckdb.DuckDBPyConnection) -> None:
        self.folder = folder
        self.con = con
        self.set_aside: list[dict[str, str | int]] = []

    def columns(self, name: str, columns: Mapping[str, NDArray[Any]]) -> None:
        """Make numpy columns a view that queries can read without a copy."""
        self.con.register(name, pd.DataFrame(dict(columns), copy=False))

    def csv(
        self,
        name: str,
        header: Sequence[str],
        query: str,
        *,
        delimiter: str = ",",
        bom: bool = False,
        before: Sequence[Sequence[object]] = (),
        after: Sequence[Sequence[object]] = (),
    ) -> None:
        """Write a query's rows under a header, with title lines before it and odd lines after."""
        head = "".join(_line(cells, delimiter) + "\n" for cells in (*before, header))
        tail = "".join(_line(cells, delimiter) + "\n" for cells in after)
        prefix = ("\ufeff" if bom else "") + head[:-1]
        file = self.folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        quoted = str(file).replace("'", "''")
        self.con.execute(f"COPY ({query}) TO '{quoted}' (FORMAT csv, HEADER false, DELIMITER '{delimiter}')")
        body = file.read_bytes()
        with file.open("wb") as stream:
            stream.write(prefix.encode() + b"\n")
            stream.write(body)
            stream.write(tail.encode())

    def rows(
        self,
        name: str,
        header: Sequence[str],
        rows: Sequence[Sequence[object]],
        *,
        delimiter: str = ",",
        bom: bool = False,
        before: Sequence[Sequence[object]] = (),
    ) -> None:
        """Write a small table of Python rows."""
        lines = "".join(_line(cells, delimiter) + "\n" for cells in (*before, header, *rows))
        (self.folder / name).write_bytes((("\ufeff" if bom else "") + lines).encode())

    def refuse(self, berkas: str, alasan: str, nilai: str, jumlah: int = 1) -> None:
        """Note rows that an import must set aside."""
        self.set_aside.append({"berkas": berkas, "alasan": alasan, "nilai": nilai, "jumlah": jumlah})
