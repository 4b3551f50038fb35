"""A file read again as an import reads it, by whoever hands a copy of it back."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path

import duckdb

from pipelines import privacy, read
from pipelines.import_file import connect
from pipelines.read import Sheet

Place = tuple[int, int]
"""Row and column, both 1-based."""


def ledger_name(place: int, nama: str) -> str:
    """What a ledger calls a worksheet (0-based place in its file): a name that shows somebody's number is masked."""
    masked = privacy.mask(nama)
    return masked if masked == nama else f"lembar {place + 1} {masked}"


@contextmanager
def sheets_of(source: Path) -> Iterator[tuple[duckdb.DuckDBPyConnection, Iterator[Sheet]]]:
    """The sheets of a file as an import sees them; the spill of the connection goes with the block."""
    with tempfile.TemporaryDirectory(prefix="serapan-") as folder:
        con = connect(Path(folder))
        try:
            with read.opened(con, source, source.name, Path(folder)) as sheets:
                yield con, sheets
        finally:
            con.close()


def delimiter(source: Path) -> str:
    """What parts the cells of a delimited file."""
    with sheets_of(source) as (_, sheets):
        return next(sheets).delimiter or ","


def is_exact(source: Path, copy: bytes, ending: str, wanted: Mapping[str, Mapping[Place, str]]) -> bool:
    """Whether the copy reads as the source does but for the wanted cells, which hold their corrections."""
    with tempfile.TemporaryDirectory(prefix="serapan-") as folder:
        again = Path(folder) / f"salinan{ending}"
        again.touch(mode=0o600)
        again.write_bytes(copy)
        old, new = _texts(source, wanted), _texts(again, {})
        return all(one == other for one, other in zip_longest(old, new))


def _texts(file: Path, wanted: Mapping[str, Mapping[Place, str]]) -> Iterator[tuple[int, int, list[str]]]:
    """Every row with anything in it: its sheet, its number and its texts, with the wanted cells replaced."""
    with sheets_of(file) as (con, sheets):
        for place, sheet in enumerate(sheets):
            new = wanted.get(ledger_name(place, sheet.nama), {})
            unmet: dict[int, dict[int, str]] = {}
            for (row, column), text in new.items():
                unmet.setdefault(row, {})[column] = text
            cells = ", ".join(f"c{column}" for column in range(1, sheet.lebar + 1)) or "NULL"
            asked = con.execute(f"SELECT baris, {cells} FROM {sheet.relation} ORDER BY baris")
            while block := asked.fetchmany(1_000):
                for number, *texts in block:
                    read_as = [(text or "").strip() for text in texts]
                    for column, text in unmet.pop(number, {}).items():
                        read_as += [""] * (column - len(read_as))
                        read_as[column - 1] = text
                    while read_as and not read_as[-1]:
                        read_as.pop()
                    if read_as:
                        yield place, number, read_as
            yield from ((place, row, ["baris di luar lembar"]) for row in unmet)
