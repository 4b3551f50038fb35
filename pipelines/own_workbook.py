"""The sender's own workbook, opened to be written again: its look stays, everything that acts is left out."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from pathlib import Path

import openpyxl
from openpyxl.formatting.formatting import ConditionalFormattingList
from openpyxl.utils.cell import range_boundaries
from openpyxl.workbook.defined_name import DefinedNameDict
from openpyxl.worksheet.datavalidation import DataValidationList

from pipelines import excel_errors, workbook

ENDINGS = frozenset({".xlsx", ".xlsm"})
_MAX_XML = 24 << 20
_MAX_SPANNED = 300_000
_SPAN = re.compile(rb"""<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref ?= ?["']([A-Z]{1,3}[0-9]+:[A-Z]{1,3}[0-9]+)""")


def opened(path: Path) -> openpyxl.Workbook | None:
    """The workbook with values for formulas and no macros, links, names, rules or pivots; None when it can't be kept.

    Refused (by the guards of the reader) for a workbook that nothing should unpack.
    """
    if path.suffix.casefold() not in ENDINGS:
        return None
    workbook.refuse_hostile(path)
    if not _is_tame(path):
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of parts that the copy leaves out
            book = openpyxl.load_workbook(path, data_only=True, keep_vba=False, keep_links=False)
    except (MemoryError, KeyboardInterrupt):
        raise
    except Exception:  # a workbook that only the reader understands is written from what the reader sees
        return None
    book.defined_names = DefinedNameDict()
    for page in book.worksheets:
        page.conditional_formatting = ConditionalFormattingList()
        page.data_validations = DataValidationList()
        page._pivots = []
        for cell in page._cells.values():
            if cell.hyperlink is not None:
                cell.hyperlink = None
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    """The workbook's bytes."""
    with io.BytesIO() as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book.save(file)
        return file.getvalue()


def _is_tame(path: Path) -> bool:
    """Whether opening every cell costs little: XML of ordinary size, and no merged cell or link over a whole sheet."""
    try:
        with zipfile.ZipFile(path) as archive:
            items = [item for item in archive.infolist() if item.filename.endswith((".xml", ".rels", ".vml"))]
            if sum(item.file_size for item in items) > _MAX_XML:
                return False
            spans = [span for item in items for span in _SPAN.findall(archive.read(item))]
    except (*excel_errors.BROKEN_ARCHIVE, OSError):
        return False
    return sum(_area(span.decode("ascii")) for span in spans) <= _MAX_SPANNED


def _area(span: str) -> int:
    left, top, right, bottom = (int(edge or 1) for edge in range_boundaries(span))
    return (right - left + 1) * (bottom - top + 1)
