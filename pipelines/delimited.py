"""Delimited text: encoding, delimiter and the count of records, then DuckDB, or Python where DuckDB would drop."""

from __future__ import annotations

import codecs
import csv
import io
import uuid
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

HEAD_ROWS = 40
_SAMPLE = 1 << 18
_BLOCK = 16 << 20
_CONTROL = frozenset(range(32)) - {9, 10, 13, 12}
_MAGIC = {
    b"PK\x03\x04": "berkas ini sebenarnya buku kerja Excel; ganti akhirannya menjadi .xlsx.",
    b"PAR1": "berkas ini sebenarnya Parquet; ganti akhirannya menjadi .parquet.",
    b"\xd0\xcf\x11\xe0": "berkas ini sebenarnya buku kerja Excel lama; ganti akhirannya menjadi .xls.",
    b"%PDF": "berkas ini sebenarnya PDF; ekspor ulang sebagai CSV atau XLSX.",
}


class Refused(Exception):
    """A file that can't be read at all; the message is Indonesian and says what to do."""


@dataclass(frozen=True)
class Table:
    """A delimited file as DuckDB sees it."""

    relation: str
    lebar: int
    head: list[list[str | None]]
    delimiter: str
    catatan: tuple[str, ...]


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def open_table(con: duckdb.DuckDBPyConnection, path: Path, scratch: Path, made: list[Path]) -> Table:
    """The file as a relation. Files written into `scratch` are appended to `made` for the caller to remove."""
    encoding, catatan = _encoding(path)
    if encoding not in {"utf-8", "utf-8-sig"}:
        path = _recoded(path, encoding, scratch / f"kode-{uuid.uuid4().hex}.csv")
        made.append(path)
    sample = _sample(path)
    delimiter = _delimiter(sample)
    head = [[cell or None for cell in row] for row in _records(io.StringIO(sample), delimiter, HEAD_ROWS)]
    expected, width = _count_records(path), max((len(row) for row in head), default=1)
    relation = _fast(path, delimiter, width)
    try:
        found = con.execute(f"SELECT count(*) FROM {relation}").fetchall()
        is_whole = found[0][0] == expected
    except duckdb.Error:
        is_whole = False
    if not is_whole:
        aside = scratch / f"rapi-{uuid.uuid4().hex}.csv"
        made.append(aside)
        width, ragged = _rewrite(path, delimiter, aside)
        relation = _rewritten(aside, width)
        if ragged:
            catatan = (*catatan, f"{ragged} baris berjumlah kolom lain dari kebanyakan; semua tetap dibaca.")
    return Table(relation, width, [row + [None] * (width - len(row)) for row in head], delimiter, catatan)


def _encoding(path: Path) -> tuple[str, tuple[str, ...]]:
    """How the text is encoded; Refused for what is no text."""
    with path.open("rb") as file:
        start = file.read(4096)
        for magic, remedy in _MAGIC.items():
            if start.startswith(magic):
                raise Refused(f"isinya bukan teks CSV: {remedy}")
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16", ("Dibaca sebagai UTF-16.",)
        if len(start) > 3 and start[1:4:2] == b"\0\0" and start[0]:
            return "utf-16-le", ("Dibaca sebagai UTF-16 tanpa tanda awal.",)
        decoder = codecs.getincrementaldecoder("utf-8")()
        is_utf8, block = True, start
        while block:
            _refuse_binary(block)
            if is_utf8:
                try:
                    decoder.decode(block)
                except UnicodeDecodeError:
                    is_utf8 = False
            block = file.read(_BLOCK)
        if is_utf8:
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                is_utf8 = False
    if is_utf8:
        return ("utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"), ()
    return "cp1252", ("Bukan UTF-8; dibaca sebagai Windows-1252. Periksa huruf beraksen.",)


def _refuse_binary(block: bytes) -> None:
    found = np.bincount(np.frombuffer(block, dtype=np.uint8), minlength=256)
    if any(found[code] for code in _CONTROL):
        raise Refused("isinya bukan teks (berkas biner bernama CSV). Ekspor ulang sebagai CSV atau XLSX.")


def _recoded(path: Path, encoding: str, aside: Path) -> Path:
    with path.open(encoding=encoding, errors="replace", newline="") as old, aside.open("w", encoding="utf-8") as new:
        while block := old.read(_BLOCK):
            if "\0" in block:
                raise Refused("isinya bukan teks (berkas biner bernama CSV). Ekspor ulang sebagai CSV atau XLSX.")
            new.write(block)
    return aside


def _sample(path: Path) -> str:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return file.read(_SAMPLE)


def _records(lines: io.TextIOBase, delimiter: str, limit: int) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(lines, delimiter=delimiter)
    try:
        for row in reader:
            rows.append(row)
            if len(rows) == limit:
                break
    except csv.Error:
        pass
    return rows


def _delimiter(sample: str) -> str:
    """The delimiter under which most records have the same number (> 1) of cells."""
    best, best_score = ",", 0.0
    for candidate in (",", ";", "\t", "|"):
        widths = [len(row) for row in _records(io.StringIO(sample), candidate, 60) if len(row) > 1]
        if not widths:
            continue
        width, times = Counter(widths).most_common(1)[0]
        score = times / max(1, len(_records(io.StringIO(sample), candidate, 60))) * (1 + min(width, 40) / 40)
        if score > best_score:
            best, best_score = candidate, score
    return best


def _count_records(path: Path) -> int:
    """Line ends outside quotes, counted without a parser; what DuckDB reads is held against it."""
    records, parity, last, cr_only = 0, 0, b"", True
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            data = np.frombuffer(block, dtype=np.uint8)
            ends = data == 10
            if ends.any():
                cr_only = False
            quotes = data == 34
            if quotes.any() or parity:
                inside = (np.cumsum(quotes, dtype=np.int64) + parity) % 2
                records += int((ends & (inside == 0)).sum())
                parity = int(inside[-1])
            else:
                records += int(ends.sum())
            last = block[-1:]
    if cr_only:
        return -1
    return records + (last not in {b"\n", b""})


def _fast(path: Path, delimiter: str, width: int) -> str:
    names = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(1, width + 1))
    return (
        f"(SELECT row_number() OVER () AS baris, * FROM read_csv({quoted(str(path))}, auto_detect = FALSE, "
        f"header = FALSE, delim = {quoted(delimiter)}, quote = '\"', escape = '\"', columns = {{{names}}}, "
        "null_padding = TRUE, strict_mode = TRUE, parallel = FALSE, max_line_size = 16777216))"
    )


def _rewrite(path: Path, delimiter: str, aside: Path) -> tuple[int, int]:
    """Every record padded to the widest, its number first. Returns the width and how many were ragged."""
    widths: Counter[int] = Counter()
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        for row in csv.reader(lines, delimiter=delimiter):
            if row:
                widths[len(row)] += 1
    width = max(widths, default=1)
    usual = widths.most_common(1)[0][0] if widths else 1
    with (
        path.open(encoding="utf-8-sig", errors="replace", newline="") as lines,
        aside.open("w", encoding="utf-8", newline="") as new,
    ):
        writer = csv.writer(new, quoting=csv.QUOTE_ALL, lineterminator="\n")
        for number, row in enumerate(csv.reader(lines, delimiter=delimiter), 1):
            writer.writerow([number, *row, *[""] * (width - len(row))])
    return width, sum(times for cells, times in widths.items() if cells != usual)


def _rewritten(aside: Path, width: int) -> str:
    names = ", ".join(["'baris': 'BIGINT'", *(f"'c{place}': 'VARCHAR'" for place in range(1, width + 1))])
    return (
        f"read_csv({quoted(str(aside))}, auto_detect = FALSE, header = FALSE, delim = ',', quote = '\"', "
        f"escape = '\"', columns = {{{names}}}, parallel = FALSE, max_line_size = 33554432)"
    )
