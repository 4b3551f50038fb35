"""Cells of a delimited file replaced where they stand: every other byte of the file stays as it was."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from pathlib import Path

from pipelines.delimited import Refused

Place = tuple[int, int]
"""Record (1-based) and column (0-based)."""


def replaced(path: Path, delimiter: str, texts: Mapping[Place, str]) -> bytes:
    """The file's bytes with some cells' texts replaced; encoding, mark, line ends and quotes stay as they were."""
    raw = path.read_bytes()
    mark, encoding = _encoding(raw)
    try:
        text = raw[len(mark) :].decode(encoding, "surrogateescape" if encoding == "cp1252" else "strict")
    except UnicodeDecodeError:
        raise Refused("sandi hurufnya campur aduk: simpan ulang sebagai CSV UTF-8, lalu perbaiki di sana.") from None
    made, end = [], 0
    for place, (start, stop) in _spans(text, delimiter, texts):
        made += [text[end:start], _cell(texts[place], delimiter, is_quoted=text[start : start + 1] == '"')]
        end = stop
    made.append(text[end:])
    return mark + "".join(made).encode(encoding, "surrogateescape" if encoding == "cp1252" else "strict")


def _encoding(raw: bytes) -> tuple[bytes, str]:
    """The mark at the start and the encoding behind it, told as the reader tells them."""
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if raw.startswith(mark):
            return mark, encoding
    if raw[1:4:2] == b"\0\0":
        return b"", "utf-16-le"
    if raw[0:4:2] == b"\0\0":
        return b"", "utf-16-be"
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return b"", "cp1252"
    return b"", "utf-8"


def _spans(text: str, delimiter: str, wanted: Mapping[Place, str]) -> list[tuple[Place, tuple[int, int]]]:
    """Where each wanted cell begins and ends."""
    mark = re.escape(delimiter)
    cell = re.compile(rf'("(?:[^"]|"")*"[^{mark}\r\n]*|[^{mark}\r\n]*)({mark}|\r\n|\n|\r|\Z)')
    rows = {row for row, _ in wanted}
    found: list[tuple[Place, tuple[int, int]]] = []
    record, column, last = 1, 0, max(rows, default=0)
    for match in cell.finditer(text):
        if record in rows and (record, column) in wanted:
            found.append(((record, column), match.span(1)))
        if match[2] == delimiter:
            column += 1
            continue
        record, column = record + 1, 0
        if record > last or match.end() == len(text):
            break
    return found


def _cell(text: str, delimiter: str, *, is_quoted: bool) -> str:
    if is_quoted or any(sign in text for sign in (delimiter, '"', "\n", "\r")):
        return '"' + text.replace('"', '""') + '"'
    return text
