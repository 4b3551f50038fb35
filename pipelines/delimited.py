"""Delimited text: encoding, delimiter and the count of records, then DuckDB, or Python where DuckDB would drop."""

from __future__ import annotations

import codecs
import csv
import io
import os
import uuid
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

HEAD_ROWS = 40
MAX_COLUMNS = 2000
_SAMPLE = 1 << 18
_BLOCK = 16 << 20
_CONTROL = frozenset(range(32)) - {9, 10, 13, 12}
_FEW_CONTROL = 8
_BLANKED: dict[int, str] = dict.fromkeys(_CONTROL, " ") | {26: ""}
"""A stray control character (an old end-of-file mark, a line break of a spreadsheet cell) is no letter."""
_NARROW = 4
_MOSTLY = 0.8
_NOT_TEXT = "isinya bukan teks (berkas biner bernama CSV). Ekspor ulang sebagai CSV atau XLSX."
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


def refuse_wide(width: int) -> None:
    """Refused for more columns than any export has, before anything is made of them."""
    if width > MAX_COLUMNS:
        raise Refused(f"ada {width} kolom, batasnya {MAX_COLUMNS}. Buang kolom yang tidak perlu lalu simpan ulang.")


def quoted(text: str) -> str:
    """A text as an SQL literal."""
    return "'" + text.replace("'", "''") + "'"


def open_table(con: duckdb.DuckDBPyConnection, path: Path, scratch: Path, made: list[Path]) -> Table:
    """The file as a relation. Files written into `scratch` are appended to `made` for the caller to remove."""
    encoding, has_control, catatan = _encoding(path)
    if has_control or encoding not in {"utf-8", "utf-8-sig"}:
        # Named to the caller before it exists: whatever stops the recoding, the copy goes.
        made.append(scratch / f"kode-{uuid.uuid4().hex}.csv")
        path = _recoded(path, encoding, made[-1])
    sample = _sample(path)
    delimiter = _delimiter(sample)
    head = [[cell or None for cell in row] for row in _records(sample, delimiter, HEAD_ROWS)]
    width = max((len(row) for row in head), default=1)
    refuse_wide(width)
    expected, inside = _count_records(path)
    relation = _fast(path, delimiter, width)
    try:
        found = con.execute(f"SELECT count(*) FROM {relation}").fetchall()
        is_whole = found[0][0] == expected and not (inside and _has_swallowed(con, relation, delimiter, width))
    except duckdb.OutOfMemoryException:
        raise
    except duckdb.Error:
        is_whole = False
    if not is_whole:
        made.append(scratch / f"rapi-{uuid.uuid4().hex}.csv")
        width, notes = _rewrite(path, delimiter, made[-1])
        relation = _rewritten(made[-1], width)
        catatan = (*catatan, *notes)
        names = ", ".join(f"c{place}" for place in range(1, width + 1))
        rows = con.execute(f"SELECT {names} FROM {relation} ORDER BY baris LIMIT {HEAD_ROWS}").fetchall()
        head = [[cell or None for cell in row] for row in rows]
    return Table(relation, width, [row + [None] * (width - len(row)) for row in head], delimiter, catatan)


def _encoding(path: Path) -> tuple[str, bool, tuple[str, ...]]:
    """How the text is encoded, whether stray control characters stand in it; Refused for what is no text."""
    with path.open("rb") as file:
        start = file.read(4096)
        for magic, remedy in _MAGIC.items():
            if start.startswith(magic):
                raise Refused(f"isinya bukan teks CSV: {remedy}")
        if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16", False, ("Dibaca sebagai UTF-16.",)
        if len(start) > 3 and start[1:4:2] == b"\0\0" and start[0]:
            return "utf-16-le", False, ("Dibaca sebagai UTF-16 tanpa tanda awal.",)
        if len(start) > 3 and start[0:4:2] == b"\0\0" and start[1]:
            return "utf-16-be", False, ("Dibaca sebagai UTF-16 tanpa tanda awal.",)
        decoder = codecs.getincrementaldecoder("utf-8")()
        is_utf8, block, has_control = True, start, False
        while block:
            has_control |= _refuse_binary(block)
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
        return ("utf-8-sig" if start.startswith(codecs.BOM_UTF8) else "utf-8"), has_control, ()
    return "cp1252", has_control, ("Bukan UTF-8; dibaca sebagai Windows-1252. Periksa huruf beraksen.",)


def _refuse_binary(block: bytes) -> bool:
    """Whether a block has control characters; Refused when they are too many for text, or one is NUL."""
    found = np.bincount(np.frombuffer(block, dtype=np.uint8), minlength=256)
    number = int(sum(found[code] for code in _CONTROL))
    if found[0] or number > max(_FEW_CONTROL, len(block) // 100):
        raise Refused(_NOT_TEXT)
    return number > 0


def _private(path: Path) -> io.TextIOWrapper:
    """A new text file that its owner alone may read: what people wrote passes through it as it stands."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    return os.fdopen(handle, "w", encoding="utf-8", newline="")


def _recoded(path: Path, encoding: str, aside: Path) -> Path:
    with path.open(encoding=encoding, errors="replace", newline="") as old, _private(aside) as new:
        while block := old.read(_BLOCK):
            if "\0" in block:
                raise Refused(_NOT_TEXT)
            new.write(block.translate(_BLANKED))
    return aside


def _sample(path: Path) -> str:
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return file.read(_SAMPLE)


def _records(text: str, delimiter: str, limit: int) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
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
        widths = [len(row) for row in _records(sample, candidate, 60) if sum(map(bool, row)) > 1]
        if not widths:
            continue
        width, times = Counter(widths).most_common(1)[0]
        score = times / max(1, len(_records(sample, candidate, 60))) * (1 + min(width, 40) / 40)
        if score > best_score:
            best, best_score = candidate, score
    return best


def _count_records(path: Path) -> tuple[int, int]:
    """Line ends outside quotes, counted without a parser (what DuckDB reads is held against it), and those inside."""
    records, within, parity, last, cr_only = 0, 0, 0, b"", True
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            data = np.frombuffer(block, dtype=np.uint8)
            ends = data == 10
            if ends.any():
                cr_only = False
            quotes = data == 34
            if quotes.any() or parity:
                inside = (np.cumsum(quotes, dtype=np.int64) + parity) % 2
                outside = int((ends & (inside == 0)).sum())
                records += outside
                within += int(ends.sum()) - outside
                parity = int(inside[-1])
            else:
                records += int(ends.sum())
            last = block[-1:]
    if cr_only:
        return -1, 0
    return records + (last not in {b"\n", b""}), within


def _has_swallowed(con: duckdb.DuckDBPyConnection, relation: str, delimiter: str, width: int) -> bool:
    """Whether a cell of several lines holds about as many delimiters as those lines would have as rows."""
    if width < 2:
        return False

    def marks(cell: str, mark: str) -> str:
        return f"(length({cell}) - length(replace({cell}, {mark}, '')))"

    names = [f"c{place}" for place in range(1, width + 1)]
    tests = " OR ".join(
        f"(contains({name}, chr(10)) AND {marks(name, quoted(delimiter))} >= {marks(name, 'chr(10)')} * {width - 1})"
        for name in names
    )
    return bool(con.execute(f"SELECT count(*) FROM {relation} WHERE {tests}").fetchall()[0][0])


def _fast(path: Path, delimiter: str, width: int) -> str:
    names = ", ".join(f"'c{place}': 'VARCHAR'" for place in range(1, width + 1))
    return (
        f"(SELECT row_number() OVER () AS baris, * FROM read_csv({quoted(str(path))}, auto_detect = FALSE, "
        f"header = FALSE, delim = {quoted(delimiter)}, quote = '\"', escape = '\"', columns = {{{names}}}, "
        "null_padding = TRUE, strict_mode = TRUE, parallel = FALSE, max_line_size = 16777216))"
    )


class _Lines:
    """The lines of a file, and those handed out since it was last asked."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines, self._taken = lines, list[str]()

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._taken.append(line)
        return line

    def taken(self) -> list[str]:
        lines, self._taken = self._taken, []
        return lines


def _alone(line: str, delimiter: str) -> list[str]:
    """One line as a record of its own; a quote that is never closed is not a quote."""
    if line.count('"') % 2:
        return [cell.strip().strip('"') for cell in line.rstrip("\r\n").split(delimiter)]
    return next(csv.reader([line.rstrip("\r\n")], delimiter=delimiter), [])


def _rows(path: Path, delimiter: str, usual: int | None) -> Iterator[tuple[list[str], bool]]:
    """Each record, and whether it had been swallowed by an unclosed quote above it.

    With `usual`, the width of most records, a record over several lines of which nearly each has that width by
    itself is taken apart: one quote never closed would hide every row down to the next quote.
    """
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        lines = _Lines(file)
        for row in csv.reader(lines, delimiter=delimiter):
            raw = lines.taken()
            if usual is not None and len(raw) > 1 and (len(raw) > 2 or usual >= _NARROW):
                apart = [_alone(line, delimiter) for line in raw]
                filled = [len(cells) == usual for cells in apart if any(cells)]
                if usual > 1 and sum(filled) >= max(2, _MOSTLY * len(filled)):
                    yield from ((cells, place > 0) for place, cells in enumerate(apart))
                    continue
            yield row, False


def _rewrite(path: Path, delimiter: str, aside: Path) -> tuple[int, list[str]]:
    """Every record padded to the widest, its number first. Returns the width and what is to be noted."""
    try:
        first: Counter[int] = Counter(len(row) for row, _ in _rows(path, delimiter, None) if row)
        usual = first.most_common(1)[0][0] if first else 1
        widths: Counter[int] = Counter(len(row) for row, _ in _rows(path, delimiter, usual) if row)
        width, freed, opened = max(widths, default=1), 0, 0
        refuse_wide(width)
        with _private(aside) as new:
            writer = csv.writer(new, quoting=csv.QUOTE_ALL, lineterminator="\n")
            for number, (row, is_freed) in enumerate(_rows(path, delimiter, usual), 1):
                writer.writerow([number, *row, *[""] * (width - len(row))])
                opened = number - 1 if is_freed and not freed else opened
                freed += is_freed
    except csv.Error:
        raise Refused(
            "ada sel yang lebih panjang dari 16 MB, biasanya karena tanda kutip yang tidak ditutup. "
            "Periksa tanda kutipnya, atau simpan ulang sebagai XLSX."
        ) from None
    ragged = sum(times for cells, times in widths.items() if cells != usual)
    notes = [f"{ragged} baris berjumlah kolom lain dari kebanyakan; semua tetap dibaca."] if ragged else []
    if freed:
        notes.append(f"Tanda kutip di baris {opened} tidak ditutup; {freed} baris di bawahnya tetap dibaca sendiri.")
    return width, notes


def _rewritten(aside: Path, width: int) -> str:
    names = ", ".join(["'baris': 'BIGINT'", *(f"'c{place}': 'VARCHAR'" for place in range(1, width + 1))])
    return (
        f"read_csv({quoted(str(aside))}, auto_detect = FALSE, header = FALSE, delim = ',', quote = '\"', "
        f"escape = '\"', columns = {{{names}}}, parallel = FALSE, max_line_size = 33554432)"
    )
