"""Cells of a workbook that hold an error value (#REF!, #N/A): the reader gives them as blank, this finds them."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

_CHUNK, _LAP = 4 << 20, 4 << 10
_MOST = 100_000
"""Error values of one sheet that are told apart; a sheet with more is broken as a whole."""
_ERROR = re.compile(rb"<c\b([^>]*?)\bt=[\"']e[\"']([^>]*)>(?:<f\b[^>]*?(?:/>|>.*?</f>))?<v>([^<]{2,20})</v>", re.DOTALL)
_PLACE = re.compile(rb"\br=[\"']([A-Z]{1,3})([0-9]{1,7})[\"']")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_LINK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"

Cells = dict[tuple[int, int], str]
"""Error values by 0-based row and column."""

BROKEN_ARCHIVE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)
"""What reading a damaged, encrypted or oddly packed archive raises; an unknown packing is `NotImplementedError`."""


def found_in(path: Path) -> dict[str, Cells]:
    """The error values of each sheet by the sheet's name; nothing for what is no XLSX workbook."""
    found: dict[str, Cells] = {}
    try:
        with zipfile.ZipFile(path) as archive:
            names: dict[str, str] | None = None
            for item in archive.infolist():
                if not re.fullmatch(r"xl/worksheets/[^/]+\.xml", item.filename):
                    continue
                if cells := dict(_cells(archive, item)):
                    names = names if names is not None else _sheet_names(archive)
                    if item.filename in names:
                        found[names[item.filename]] = cells
    except (*BROKEN_ARCHIVE, KeyError, OSError):
        return {}  # the reader says what is wrong with it
    except ElementTree.ParseError:
        return {}
    return found


def _cells(archive: zipfile.ZipFile, item: zipfile.ZipInfo) -> Iterator[tuple[tuple[int, int], str]]:
    rest, number = b"", 0
    with archive.open(item) as file:
        while block := file.read(_CHUNK):
            text = rest + block
            if b't="e"' in text or b"t='e'" in text:
                for found in _ERROR.finditer(text):
                    place = _PLACE.search(found[1] + b" " + found[2])
                    if place and number < _MOST:
                        number += 1
                        yield (int(place[2]) - 1, _column(place[1])), found[3].decode("ascii", "replace")
            rest = text[-_LAP:]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _sheet_names(archive: zipfile.ZipFile) -> dict[str, str]:
    """Part -> name of the sheet."""
    links = {link.get("Id"): str(link.get("Target")) for link in ElementTree.fromstring(archive.read(_RELATIONS))}
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    found = {}
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = links.get(sheet.get(_LINK), "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        found[part] = str(sheet.get("name"))
    return found


_RELATIONS = "xl/_rels/workbook.xml.rels"
