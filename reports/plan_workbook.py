"""A plan as a workbook that an office can edit: one sheet a table, closed lists to choose from, a dictionary.

What is written here is read back by `read` without loss; nothing in it is a formula or a link.
"""

from __future__ import annotations

import io
from datetime import date, datetime
from typing import Any

import xlsxwriter

from reports.plan_sheets import (
    ANGKA,
    DAFTAR,
    EXACT,
    FORMAT,
    IDENTITAS,
    KAMUS,
    LARGEST,
    LONGEST,
    SAMBUNGAN,
    TIDAK,
    YA,
    cut,
    digits,
    encode,
    heading,
    label,
    pointer,
)
from reports.plan_workbook_read import Masalah, keeps_blank, read
from schemas.base import Column, columns
from schemas.rencana import TABEL, Rencana
from schemas.rencana_aturan import rows

__all__ = ["Masalah", "read", "write"]

SPARE = 500
"""Empty rows below a table that already know their column's form, for rows an office adds."""
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
_CONTOH = "DATA CONTOH, angka buatan"


class _Book:
    """The workbook in the making: its forms, its long texts."""

    def __init__(self) -> None:
        self.target = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.target, _OPTIONS)
        base = {"valign": "top", "font_name": "Calibri", "font_size": 11}
        self.head = self.book.add_format({**base, "bold": True, "bg_color": "#E8EFF7", "bottom": 1, "text_wrap": True})
        self.text = self.book.add_format({**base, "num_format": "@", "text_wrap": True})
        self.text.set_quote_prefix()
        self.typed = self.book.add_format({**base, "num_format": "@", "text_wrap": True})
        self.whole = self.book.add_format({**base, "num_format": "#,##0"})
        self.decimal = self.book.add_format({**base, "num_format": "#,##0.0###"})
        self.day = self.book.add_format({**base, "num_format": "dd-mm-yyyy"})
        self.plain = self.book.add_format({**base, "text_wrap": True})
        self.long: list[str] = []
        self.exact: dict[tuple[str, str, str], str] = {}
        self.lists: dict[tuple[str, ...], str] = {}

    def sheet(self, name: str) -> Any:
        return self.book.add_worksheet(name)

    def kept(self, tabel: str, column: str, value: object) -> object:
        """A number whose last digit a cell would lose is remembered in full; as text where another looks the same."""
        if not isinstance(value, float) or abs(value) > LARGEST or float(digits(value)) == value:
            return value
        is_first = self.exact.setdefault((tabel, column, digits(value)), repr(value)) == repr(value)
        return value if is_first else repr(value)

    def put(self, sheet: Any, row: int, place: int, value: object, *, is_nullable: bool) -> None:
        """One value, as the kind of cell it is."""
        cell = encode(value, is_nullable=is_nullable)
        if cell is None:
            return
        if isinstance(cell, str):
            if len(cell) > LONGEST:
                self.long.append(str(value))
                cell = pointer(len(self.long))
            sheet.write_string(row, place, cell, self.text)
        elif isinstance(cell, date):
            sheet.write_datetime(row, place, datetime(cell.year, cell.month, cell.day), self.day)  # noqa: DTZ001
        else:
            sheet.write_number(row, place, cell, self.whole if isinstance(cell, int) else self.decimal)

    def form(self, column: Column) -> Any:
        """How an empty cell of a column takes what is typed: codes and texts stay texts."""
        forms = {"DATE": self.day, "BIGINT": self.whole, "DOUBLE": self.decimal}
        return forms.get(column.duckdb_type, self.typed)


def write(
    isi: Rencana, *, versi: int | None = None, disimpan: datetime | None = None, oleh: str = "", is_contoh: bool = False
) -> bytes:
    """The plan as XLSX. `versi`, `disimpan` and `oleh` are told on the first sheet and ignored when it is read."""
    book = _Book()
    _identity(book, isi, versi, disimpan, oleh, is_contoh=is_contoh)
    for tabel in TABEL:
        _table(book, isi, tabel)
    _dictionary(book)
    _lists(book)
    _long_texts(book)
    _exact_numbers(book)
    book.book.close()
    return book.target.getvalue()


IDENTITY = (("nama", "Nama"), ("tahun", "Tahun"), ("kode_provinsi", "Kode provinsi"), ("keterangan", "Keterangan"),
            ("snapshot", "Snapshot"))  # fmt: skip


def _identity(
    book: _Book, isi: Rencana, versi: int | None, disimpan: datetime | None, oleh: str, *, is_contoh: bool
) -> None:
    sheet = book.sheet(IDENTITAS)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 60)
    sheet.set_column(2, 2, 60)
    for place, text in enumerate(("Butir", "Isi", "Keterangan pengisian")):
        sheet.write_string(0, place, text, book.head)
    said = {
        "tahun": "Tahun pelaksanaan.",
        "kode_provinsi": "Kode Kemendagri dua angka; kosong untuk rencana nasional.",
        "snapshot": "Data terbit tempat rencana dihitung. Jangan diubah.",
    }
    number = 0
    for number, (name, title) in enumerate(IDENTITY, start=1):
        sheet.write_string(number, 0, title, book.plain)
        book.put(sheet, number, 1, getattr(isi, name), is_nullable=name == "kode_provinsi")
        sheet.write_string(number, 2, said.get(name, ""), book.plain)
    when = f"{disimpan.astimezone():%d-%m-%Y %H.%M}" if disimpan else ""
    about = (("Format", str(FORMAT)), ("Versi", str(versi or "")), ("Disimpan", when), ("Oleh", oleh),
             ("Catatan", _CONTOH if is_contoh else ""))  # fmt: skip
    for line, (title, text) in enumerate(about, start=number + 1):
        sheet.write_string(line, 0, title, book.plain)
        book.put(sheet, line, 1, text, is_nullable=False)
        sheet.write_string(line, 2, "Hanya keterangan; tidak dibaca kembali." if title != "Format" else "", book.plain)
    sheet.freeze_panes(1, 0)


def _table(book: _Book, isi: Rencana, tabel: str) -> None:
    model = TABEL[tabel]
    found = rows(isi, tabel)
    sheet = book.sheet(model.judul)
    last = len(found) + SPARE
    for place, column in enumerate(columns(model)):
        title = heading(column)
        sheet.write_string(0, place, title, book.head)
        texts = [str(getattr(row, column.name) or "") for row in found[:300]]
        width = min(max([len(title) * 0.8, *map(len, texts)], default=10) + 3, 48)
        sheet.set_column(place, place, max(width, 10), book.form(column))
        for number, row in enumerate(found, start=1):
            value = book.kept(tabel, column.name, getattr(row, column.name))
            if isinstance(value, float) and value.is_integer() and abs(value) <= EXACT:
                value = int(value)
            book.put(sheet, number, place, value, is_nullable=not keeps_blank(model, column))
        _choices(book, sheet, place, column, 1 if tabel.startswith("setelan_") else last)
    sheet.freeze_panes(1, len(model.key) if len(model.key) < 3 and not tabel.startswith("setelan_") else 0)
    if found and not tabel.startswith("setelan_"):
        sheet.autofilter(0, 0, len(found), len(columns(model)) - 1)


def _choices(book: _Book, sheet: Any, place: int, column: Column, last: int) -> None:
    """A list to choose from, where a column has a closed one."""
    options = (YA, TIDAK) if column.duckdb_type == "BOOLEAN" else column.choices
    if not options:
        return
    sheet.data_validation(1, place, last, place, {
        "validate": "list", "source": f"={DAFTAR}!{_range(book, options)}", "ignore_blank": not column.is_required,
        "error_title": label(column.name)[:32], "error_message": "Pilih salah satu dari daftarnya.",
    })  # fmt: skip


def _range(book: _Book, options: tuple[str, ...]) -> str:
    """Where a closed list stands on its sheet."""
    if options not in book.lists:
        name = xlsxwriter.utility.xl_col_to_name(len(book.lists), col_abs=True)
        book.lists[options] = f"{name}$1:{name}${len(options)}"
    return book.lists[options]


def _lists(book: _Book) -> None:
    sheet = book.sheet(DAFTAR)
    for place, options in enumerate(book.lists):
        sheet.set_column(place, place, max(map(len, options)) + 2)
        for number, option in enumerate(options):
            sheet.write_string(number, place, option, book.plain)
    sheet.hide()


def _long_texts(book: _Book) -> None:
    """Texts longer than a cell, in pieces; the sheet is there only when it is needed."""
    if not book.long:
        return
    sheet = book.sheet(SAMBUNGAN)
    sheet.set_column(2, 2, 100)
    for place, text in enumerate(("Nomor", "Potongan", "Isi")):
        sheet.write_string(0, place, text, book.head)
    line = 0
    for number, text in enumerate(book.long, start=1):
        for piece, part in enumerate(cut(text), start=1):
            line += 1
            sheet.write_number(line, 0, number)
            sheet.write_number(line, 1, piece)
            sheet.write_string(line, 2, str(encode(f"|{part}|", is_nullable=False)), book.text)


def _exact_numbers(book: _Book) -> None:
    """Numbers that need a digit more than programs keep; the sheet is there only when it is needed."""
    if not book.exact:
        return
    sheet = book.sheet(ANGKA)
    for place, text in enumerate(("Tabel", "Kolom", "Tertulis", "Seluruhnya")):
        sheet.write_string(0, place, text, book.head)
    for line, (where, exact) in enumerate(book.exact.items(), start=1):
        for place, text in enumerate((*where, exact)):
            sheet.write_string(line, place, text, book.typed)
    sheet.hide()


def _dictionary(book: _Book) -> None:
    """What each column means, its unit, and what it may hold."""
    sheet = book.sheet(KAMUS)
    widths = (26, 26, 16, 64, 50)
    for place, (text, width) in enumerate(zip(("Lembar", "Kolom", "Satuan", "Arti", "Aturan"), widths, strict=True)):
        sheet.write_string(0, place, text, book.head)
        sheet.set_column(place, place, width)
    line = 0
    for model in TABEL.values():
        for column in columns(model):
            line += 1
            is_key = column.name in model.key
            said = (model.judul, heading(column), "" if column.unit == "-" else column.unit, column.description,
                    _rule(column, is_key=is_key))  # fmt: skip
            for place, text in enumerate(said):
                sheet.write_string(line, place, text, book.plain)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, line, len(widths) - 1)


def _rule(column: Column, *, is_key: bool) -> str:
    kinds = {"DATE": "tanggal", "BIGINT": "bilangan bulat", "DOUBLE": "angka", "BOOLEAN": f"{YA} atau {TIDAK}"}
    said = [kinds.get(column.duckdb_type, "teks")]
    said += ["bagian kunci: tidak boleh kembar"] if is_key else []
    said += ["wajib diisi"] if column.is_required and column.duckdb_type != "VARCHAR" else []
    said += [f"salah satu dari: {'; '.join(column.choices)}"] if column.choices else []
    said += [f"paling kecil {column.minimum:g}"] if column.minimum is not None else []
    said += [f"paling besar {column.maximum:g}"] if column.maximum is not None else []
    return "; ".join(said)
