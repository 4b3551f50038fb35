"""A file becomes sheets: text by position plus the row number in the source; names are matched later.

Nothing is cast here and nothing is dropped: ragged lines are padded and counted, blank lines keep their
number, and the count of records is compared with an independent one before anybody relies on it.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import duckdb

from pipelines import delimited, workbook
from pipelines.delimited import HEAD_ROWS, Refused, quoted, refuse_wide
from pipelines.names import key
from warehouse.exports import exports_in

TEXT_ENDINGS = frozenset({".csv", ".tsv", ".txt"})
BOOK_ENDINGS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
PARQUET_ENDINGS = frozenset({".parquet"})
KNOWN_ENDINGS = TEXT_ENDINGS | BOOK_ENDINGS | PARQUET_ENDINGS

csv.field_size_limit(16 << 20)

__all__ = ["HEAD_ROWS", "KNOWN_ENDINGS", "Refused", "Sheet", "digest", "exports_in", "opened"]


@dataclass
class Sheet:
    """One sheet: `relation` is what FROM takes, with `baris` (1-based source row) and c1..cN as text."""

    berkas: str
    nama: str
    relation: str
    lebar: int
    head: list[list[str | None]]
    merged: tuple[tuple[tuple[int, int], tuple[int, int]], ...] = ()
    delimiter: str | None = None
    catatan: list[str] = field(default_factory=list)
    wilayah: tuple[str, str] | None = None
    """The province and kab/kota ("" for none) that somebody answered for the file."""
    worked_out: dict[str, object] = field(default_factory=dict)
    """What a layout has worked out of the head, so that it need not do so again."""
    filled_rows: tuple[int, ...] | None = None
    """The rows with anything in them, where the reader already knows."""

    @cached_property
    def keys(self) -> list[list[str]]:
        """The head as headers are compared, worked out once for all layouts."""
        return [[key(cell) for cell in row] for row in self.head]

    def filled(self, row: int) -> list[str | None]:
        """A header row (0-based) with each merged cell's text in every column that it spans."""
        cells = list(self.head[row])
        for (top, left), (bottom, right) in self.merged:
            if top <= row <= bottom and top < len(self.head):
                text = self.head[top][left] if left < len(self.head[top]) else None
                for column in range(left, min(right + 1, len(cells))):
                    cells[column] = cells[column] or text
        return cells


def digest(path: Path) -> tuple[str, int]:
    """SHA-256 and size of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), path.stat().st_size


@contextmanager
def opened(con: duckdb.DuckDBPyConnection, path: Path, berkas: str, scratch: Path) -> Iterator[Iterator[Sheet]]:
    """The sheets of a file, one after the other, readable until the block ends; Refused says why it can't be read."""
    with ExitStack() as after:
        yield _sheets(con, path, berkas, scratch, after)


def _sheets(
    con: duckdb.DuckDBPyConnection, path: Path, berkas: str, scratch: Path, after: ExitStack
) -> Iterator[Sheet]:
    if path.stat().st_size == 0:
        raise Refused("berkas kosong (0 bita). Unduh ulang ekspornya.")
    ending = path.suffix.casefold()
    if ending in TEXT_ENDINGS:
        yield _text(con, path, berkas, scratch, after)
    elif ending in BOOK_ENDINGS:
        for place, page in enumerate(workbook.pages(path)):
            refuse_wide(page.lebar)
            name = f"lembar_buku_{place}"
            con.register(name, page.frame)
            after.callback(con.unregister, name)
            yield Sheet(berkas, page.nama, name, page.lebar, page.head, page.merged, filled_rows=page.filled_rows)
    elif ending in PARQUET_ENDINGS:
        yield _parquet(con, path, berkas)
    else:
        known = ", ".join(sorted(KNOWN_ENDINGS))
        raise Refused(f"jenis berkas {ending or '(tanpa akhiran)'} tidak dikenali. Yang dibaca: {known}.")


def _text(con: duckdb.DuckDBPyConnection, path: Path, berkas: str, scratch: Path, after: ExitStack) -> Sheet:
    made: list[Path] = []
    after.callback(_remove, made)
    table = delimited.open_table(con, path, scratch, made)
    refuse_wide(table.lebar)
    return Sheet(
        berkas, "-", table.relation, table.lebar, table.head, delimiter=table.delimiter, catatan=list(table.catatan)
    )


def _remove(made: list[Path]) -> None:
    for file in made:
        file.unlink(missing_ok=True)


def _parquet(con: duckdb.DuckDBPyConnection, path: Path, berkas: str) -> Sheet:
    """A Parquet file reads like a sheet whose row 1 holds the column names."""
    source = f"read_parquet({quoted(str(path))}, file_row_number = TRUE)"
    try:
        described = con.execute(f"DESCRIBE SELECT * EXCLUDE (file_row_number) FROM {source}").fetchall()
    except duckdb.Error:
        raise Refused("bukan berkas Parquet yang utuh. Unduh ulang ekspornya.") from None
    refuse_wide(len(described))
    names = [str(row[0]) for row in described]
    values = []
    for place, row in enumerate(described, 1):
        text = f'CAST("{row[0].replace(chr(34), chr(34) * 2)}" AS VARCHAR)'
        if row[1] in {"FLOAT", "DOUBLE"} or str(row[1]).startswith("DECIMAL"):
            text = f"regexp_replace({text}, '^(-?[0-9]+[.][0-9]{{3}})$', '\\10')"
        values.append(f"{text} AS c{place}")
    header = ", ".join(f"{quoted(name)} AS c{place}" for place, name in enumerate(names, 1))
    relation = (
        f"(SELECT CAST(1 AS BIGINT) AS baris, {header} UNION ALL "
        f"SELECT file_row_number + 2 AS baris, {', '.join(values)} FROM {source})"
    )
    rows = con.execute(f"SELECT * EXCLUDE (baris) FROM {relation} ORDER BY baris LIMIT {HEAD_ROWS}").fetchall()
    return Sheet(berkas, "-", relation, len(names), [list(row) for row in rows])
