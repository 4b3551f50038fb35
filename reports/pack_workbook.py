"""A sequence of screens as XLSX: a summary, each screen's rows with a native chart, sources and definitions.

Nothing in it is a formula, and only addresses of our own are links.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import xlsxwriter

from reports import address, words
from reports.chart_xml import rentang
from reports.pack_sheets import (
    KAMUS,
    RINGKASAN,
    SAMBUNGAN,
    SUMBER,
    Blok,
    DeretBagan,
    Kolom,
    chart_block,
    rows_block,
    sheet_names,
)
from reports.plain_text import bersih
from reports.tokens import ACCENT, CATEGORICAL, CAUTION
from schemas.rapat import Layar, Sel, Urutan

Lapor = Callable[[float, str], None]
CONTOH = "DATA CONTOH: angka buatan, bukan keadaan sebenarnya"
LONGEST = 32_000
"""Signs in one cell; what is longer goes on in a sheet of its own."""
LONGEST_LINK = 2_000
FIRST_DAY = date(1900, 3, 1)
EXACT = 10**15
ROW_HIGH, CHART_WIDE = 20, 720
"""Pixels of a row and of a chart."""
HEAD = 7
"""Row of the headings on a screen's sheet, from 0; over it stands what the screen says."""
_LIKE_A_CELL = re.compile(r"^(=?[^!]+!)(?=\$?[A-Z])")
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}


class _Book:
    """The workbook in the making: its forms, and the texts that no cell holds."""

    def __init__(self, urutan: Urutan) -> None:
        self.target = io.BytesIO()
        self.book = xlsxwriter.Workbook(self.target, _OPTIONS)
        made = urutan.tanggal_terbit.astimezone(UTC).replace(tzinfo=None)
        self.book.set_properties({"title": urutan.judul[:250], "subject": urutan.kecil[:250], "author": "",
                                  "comments": CONTOH if urutan.is_contoh else "", "created": made})  # fmt: skip
        base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
        self.base = base
        self.title = self.book.add_format({**base, "font_size": 16, "bold": True})
        self.bold = self.book.add_format({**base, "bold": True})
        self.plain = self.book.add_format(base)
        self.wrap = self.book.add_format({**base, "text_wrap": True})
        self.caution = self.book.add_format({**base, "bold": True, "font_color": CAUTION})
        self.head = self.book.add_format({**base, "bold": True, "text_wrap": True, "bg_color": "#E8EFF7", "bottom": 1})
        self.link = self.book.add_format({**base, "font_color": ACCENT, "underline": 1})
        self.day = self.book.add_format({**base, "num_format": "dd-mm-yyyy", "align": "left"})
        self.measured = self.book.add_format({**base, "num_format": "#,##0.0###"})
        self._numbers: dict[int | None, Any] = {}
        self.long: list[tuple[str, str]] = []

    def sheet(self, name: str) -> Any:
        """A new sheet; printed, it is as wide as a page."""
        found = self.book.add_worksheet(name)
        found.set_landscape()
        found.set_paper(9)
        found.fit_to_pages(1, 0)
        return found

    def number(self, desimal: int | None) -> Any:
        """How a number is shown; the cell holds all its digits."""
        if desimal not in self._numbers:
            form = "General" if desimal is None else "#,##0" + ("." + "0" * desimal if desimal else "")
            self._numbers[desimal] = self.book.add_format({**self.base, "num_format": form})
        return self._numbers[desimal]

    def text(self, sheet: Any, row: int, place: int, text: str, form: Any = None) -> None:
        """A text as it is, never a formula; the rest of a long one stands on its own sheet."""
        if not text:
            return
        if len(text) > LONGEST:
            self.long.append((f"{sheet.get_name()}, baris {row + 1}, kolom {place + 1}", text))
            text = f"{text[: LONGEST - 200]}… (lanjut di lembar {SAMBUNGAN}, nomor {len(self.long)})"
        sheet.write_string(row, place, text, form or self.plain)

    def cell(self, sheet: Any, row: int, place: int, value: Sel, desimal: int | None = None, form: Any = None) -> None:
        """One value as the kind of cell it is."""
        if value is None:
            return
        if isinstance(value, bool):
            sheet.write_string(row, place, "ya" if value else "tidak", form or self.plain)
        elif isinstance(value, str):
            self.text(sheet, row, place, value, form)
        elif isinstance(value, date):
            if value < FIRST_DAY:
                sheet.write_string(row, place, value.isoformat(), self.plain)
            else:
                sheet.write_datetime(row, place, datetime(value.year, value.month, value.day), self.day)  # noqa: DTZ001
        elif isinstance(value, int) and abs(value) > EXACT:
            sheet.write_string(row, place, str(value), self.plain)
        else:
            is_measured = isinstance(value, float) and desimal is None
            sheet.write_number(row, place, value, self.measured if is_measured else self.number(desimal))

    def address(self, sheet: Any, row: int, place: int, url: str, said: str = "") -> None:
        """An address as a link where a program takes it, else as a text. `said`: printed instead of it."""
        if url.startswith(("http://", "https://")) and len(url) <= LONGEST_LINK:
            sheet.write_url(row, place, url, self.link, string=said or url)
        else:
            self.text(sheet, row, place, url)

    def table(self, sheet: Any, row: int, place: int, kolom: Sequence[Kolom], widths: Sequence[float] = ()) -> int:
        """Columns side by side with their headings; the number of rows under these.

        With `widths` the texts are wrapped and the rows as high as they need.
        """
        form = self.wrap if widths else None
        count = max((len(one.isi) for one in kolom), default=0)
        for at, one in enumerate(kolom, start=place):
            self.text(sheet, row, at, one.nama or "–", self.head)
            sheet.set_column(at, at, widths[at - place] if widths else _wide(one))
            for line, cell in enumerate(one.isi, start=row + 1):
                self.cell(sheet, line, at, cell, one.desimal, form)
        sheet.set_row(row, 32)
        for line in range(count if widths else 0):
            cells = [one.isi[line] if line < len(one.isi) else None for one in kolom]
            lines = [-(-len(_shown(cell)) * 1.1 // wide) for cell, wide in zip(cells, widths, strict=False)]
            sheet.set_row(row + 1 + line, min(15 * max(1, *lines), 300))
        return count


def _shown(cell: Sel) -> str:
    return cell if isinstance(cell, str) else "00-00-0000" if isinstance(cell, date) else "0000,00"


def xlsx_bytes(urutan: Urutan, *, alamat: str = "", lapor: Lapor | None = None) -> bytes:
    """The workbook. `alamat`: base address of the app, for links; `lapor`: share done and what is made."""
    urutan = bersih(urutan)
    book = _Book(urutan)
    names = sheet_names(urutan.layar)
    summary = book.sheet(RINGKASAN)
    for place, (layar, name) in enumerate(zip(urutan.layar, names, strict=True)):
        if lapor is not None:
            lapor(place / (len(names) + 1), layar.nama)
        _screen(book, urutan, layar, name, alamat)
    _summary(book, summary, urutan, names, alamat)
    _sources(book, urutan)
    _dictionary(book, urutan)
    if book.long:
        _continued(book)
    summary.activate()
    book.book.close()
    if lapor is not None:
        lapor(1.0, "Selesai")
    return book.target.getvalue()


def _summary(book: _Book, sheet: Any, urutan: Urutan, names: Sequence[str], alamat: str) -> None:
    known = f"Snapshot {urutan.snapshot} · terbit {words.day_long(urutan.tanggal_terbit.date())}"
    book.text(sheet, 0, 0, urutan.judul, book.title)
    book.text(sheet, 1, 0, urutan.kecil)
    book.text(sheet, 2, 0, known)
    if urutan.is_contoh:
        book.text(sheet, 3, 0, CONTOH, book.caution)
    layar = urutan.layar
    texts = (("Ukuran", "kecil"), ("Temuan", "judul"), ("Data per", "tanggal_data"), ("Dasar (n)", "dasar"),
             ("Sumber", "sumber"), ("Perlu diingat", "peringatan"), ("Pertanyaan berikutnya", "pertanyaan"),
             ("Catatan penyaji", "catatan_penyaji"))  # fmt: skip
    columns = (
        Kolom("No.", tuple(range(1, len(layar) + 1)), 0), Kolom("Lembar", tuple(names)),
        *(Kolom(title, tuple(getattr(one, name) for one in layar)) for title, name in texts),
    )  # fmt: skip
    count = book.table(sheet, 5, 0, columns, (6, 26, 36, 60, 12, 30, 34, 40, 40, 30))
    sheet.set_column(len(columns), len(columns), 50)
    sheet.set_row(0, 24)
    here = f"Tautan ({address.ONLY_HERE})" if address.is_loopback(alamat) else "Tautan"
    book.text(sheet, 5, len(columns), here, book.head)
    for row, (one, name) in enumerate(zip(layar, names, strict=True), start=6):
        sheet.write_url(row, 1, "internal:'" + name.replace("'", "''") + "'!A1", book.link, string=name)
        book.address(sheet, row, len(columns), address.whole(alamat, one.tautan) or one.tautan)
    sheet.freeze_panes(6, 2)
    if count:
        sheet.autofilter(5, 0, 5 + count, len(columns))


def _screen(book: _Book, urutan: Urutan, layar: Layar, name: str, alamat: str) -> None:
    sheet = book.sheet(name)
    book.text(sheet, 0, 0, layar.judul, book.title)
    sheet.set_row(0, 24)
    book.text(sheet, 1, 0, layar.kecil)
    book.text(sheet, 2, 0, words.source_line(layar), book.bold)
    book.text(sheet, 3, 0, layar.catatan)
    book.text(sheet, 4, 0, layar.peringatan, book.caution)
    if urutan.is_contoh:
        book.text(sheet, 5, 0, CONTOH, book.caution)
    blok, rows = chart_block(layar.bagan), rows_block(layar)
    start = _past_chart(rows) if blok.jenis else 0
    if start:
        book.text(sheet, HEAD - 1, start, "Nilai pada bagan", book.bold)
    count = tall = book.table(sheet, HEAD, start, blok.kolom)
    if blok.jenis:
        chart = _chart(book, name, blok, start)
        sheet.insert_chart(HEAD, 0, chart, {"description": layar.alt[:2000]})
        tall = max(tall, -(-int(chart.height) // ROW_HIGH))
        sheet.print_area(0, 0, HEAD + tall, start + len(blok.kolom) - 1)
    below = HEAD + tall + 4 if blok.kolom else HEAD
    if rows and blok.kolom:
        book.text(sheet, below - 1, 0, "Data di balik layar", book.bold)
    under = book.table(sheet, below, 0, rows) if rows else 0
    if under:  # apart from the chart: hiding these rows hides none of its points
        sheet.autofilter(below, 0, below + under, len(rows) - 1)
    elif count:
        sheet.autofilter(HEAD, start, HEAD + count, start + len(blok.kolom) - 1)
    for at in range(max(start + len(blok.kolom), len(rows))):
        found = [*rows[at : at + 1], *(blok.kolom[at - start : at - start + 1] if at >= start else ())]
        if found:
            sheet.set_column(at, at, max(_wide(one) for one in found))
    sheet.freeze_panes(HEAD + (not blok.jenis), 0)
    url = address.whole(alamat, layar.tautan)
    book.address(sheet, HEAD - 1, 0, url, address.said(url))


def _past_chart(rows: Sequence[Kolom]) -> int:
    """The first column that the chart at the left leaves free."""
    at, room = 0, CHART_WIDE + 20.0
    while room > 0:
        room -= _wide(rows[at]) * 7 + 5 if at < len(rows) else 64
        at += 1
    return at


def _wide(one: Kolom) -> float:
    widest = max([len(one.nama) * 0.8, *(len(_shown(cell)) for cell in one.isi[:200])], default=8)
    return float(min(max(widest + 3, 10), 60))


def _chart(book: _Book, name: str, blok: Blok, start: int) -> Any:
    """The chart beside its values, its numbers taken from their cells, which stand from column `start` on."""
    rows = max(len(one.isi) for one in blok.kolom)
    kinds = {"garis": ("scatter", "straight"), "sebar": ("scatter", "marker_only")}
    kind, shape = kinds.get(blok.jenis, (blok.jenis, "stacked" if blok.pilihan.get("bertumpuk") else ""))
    chart = book.book.add_chart({"type": kind, "subtype": shape} if shape else {"type": kind})
    for number, one in enumerate(blok.deret):
        chart.add_series(_series(name, blok, one, start, number))
    title = str(blok.pilihan.get("sumbu") or "")
    chart.set_title({"none": True})
    grid = {"visible": True, "line": {"color": "#E9EDF2"}}
    plain: dict[str, Any] = {"name": literal(title[:120]), "name_font": {"bold": False}, "major_gridlines": grid}
    if kind == "bar":
        names = {"reverse": True, "interval_unit": 1, "label_position": "low", "major_gridlines": {"visible": False}}
        chart.set_y_axis(names)
        chart.set_x_axis(plain)
    elif blok.jenis == "garis":
        chart.set_x_axis({"num_format": "[$-421]mmm yyyy", "major_gridlines": {"visible": False}})
        chart.set_y_axis({**plain, **_ends(blok, [one.y for one in blok.deret])})
    elif blok.jenis == "sebar":
        under = literal(str(blok.pilihan.get("sumbu_x") or "")[:120])
        beside: dict[str, Any] = {"name": under, "name_font": {"bold": False}}
        chart.set_x_axis({**beside, **_ends(blok, [one.x for one in blok.deret])})
        chart.set_y_axis({**plain, **_ends(blok, [one.y for one in blok.deret])})
    else:
        chart.set_y_axis(plain)
    chart.show_blanks_as("gap")
    chart.set_legend({"none": True} if len(blok.deret) < 2 else {"position": "top"})
    tall = max(320, 90 + 22 * rows * max(len(blok.deret), 1)) if kind == "bar" else 360
    chart.set_size({"width": CHART_WIDE, "height": min(tall, 1800)})
    return chart


def _ends(blok: Blok, places: Sequence[int]) -> dict[str, float]:
    """Round ends of an axis of numbers: where no bar stands on it, it need not begin at zero."""
    values = [cell for place in places for cell in blok.kolom[place].isi if isinstance(cell, int | float)]
    low, high, _ = rentang(values)
    return {"min": low, "max": high}


def _series(name: str, blok: Blok, one: DeretBagan, start: int, number: int) -> dict[str, Any]:
    first, last = one.baris or (0, max(len(blok.kolom[one.y].isi), 1) - 1)

    def cells(place: int) -> list[Any]:
        return [name, HEAD + 1 + first, start + place, HEAD + 1 + last, start + place]

    colour = one.warna or (ACCENT if len(blok.deret) == 1 else CATEGORICAL[number % len(CATEGORICAL)])
    title = literal(one.nama[:200]) or "Nilai"
    said: dict[str, Any] = {"name": title, "categories": cells(one.x), "values": cells(one.y)}
    if blok.jenis == "sebar":
        said["marker"] = {"type": ("circle", "square", "triangle", "diamond")[number % 4], "size": 7,
                          "fill": {"color": colour}, "border": {"none": True}}  # fmt: skip
    elif blok.jenis == "garis":
        said["line"] = {"color": colour, "width": 2.75 if one.is_utama else 1.75,
                        "dash_type": "solid" if one.is_utama else "dash"}  # fmt: skip
        said["marker"] = {"type": "circle", "size": 4, "fill": {"color": colour}, "border": {"color": colour}}
    else:
        said["fill"], said["gap"] = {"color": colour}, 45
    if one.galat is not None:
        minus, plus = (_range(name, start + place, HEAD + 1 + first, HEAD + 1 + last) for place in one.galat)
        axis = "x_error_bars" if blok.jenis == "bar" else "y_error_bars"
        said[axis] = {"type": "custom", "plus_values": plus, "minus_values": minus, "end_style": 0}
    return said


def literal(text: str) -> str:
    """A name of a series or an axis that the writer does not take for a cell: it would be lost, and point elsewhere."""
    return _LIKE_A_CELL.sub("\\1\u2060", text)


def _range(name: str, column: int, first: int, last: int) -> str:
    letter = xlsxwriter.utility.xl_col_to_name(column, col_abs=True)
    return f"='{name.replace(chr(39), chr(39) * 2)}'!{letter}${first + 1}:{letter}${last + 1}"


def _sources(book: _Book, urutan: Urutan) -> None:
    """Each source once a cut-off, with the screens that rest on it."""
    where: dict[tuple[str, date | None], list[str]] = {}
    for number, one in enumerate(urutan.layar, start=1):
        where.setdefault((one.sumber, one.tanggal_data), []).append(f"{number}. {one.nama}")
    sheet = book.sheet(SUMBER)
    columns = (Kolom("Sumber", tuple(key[0] for key in where)), Kolom("Data per", tuple(key[1] for key in where)),
               Kolom("Dipakai di layar", tuple("; ".join(found) for found in where.values())))  # fmt: skip
    _listed(book, sheet, columns, (60, 12, 80))


def _dictionary(book: _Book, urutan: Urutan) -> None:
    """Each term and its meaning once, with the screens that use it."""
    where: dict[tuple[str, str], list[str]] = {}
    for number, one in enumerate(urutan.layar, start=1):
        for pair in one.definisi:
            where.setdefault(pair, []).append(str(number))
    sheet = book.sheet(KAMUS)
    columns = (Kolom("Istilah", tuple(key[0] for key in where)), Kolom("Arti", tuple(key[1] for key in where)),
               Kolom("Layar nomor", tuple(", ".join(found) for found in where.values())))  # fmt: skip
    _listed(book, sheet, columns, (30, 100, 20))


def _continued(book: _Book) -> None:
    """The texts no cell holds, in pieces."""
    sheet = book.sheet(SAMBUNGAN)
    rows = [
        (number, where, text[at : at + LONGEST])
        for number, (where, text) in enumerate(list(book.long), start=1)
        for at in range(0, len(text), LONGEST)
    ]
    columns = tuple(
        Kolom(title, tuple(row[place] for row in rows)) for place, title in enumerate(("Nomor", "Sel", "Isi"))
    )
    _listed(book, sheet, columns, (10, 40, 100))


def _listed(book: _Book, sheet: Any, columns: Sequence[Kolom], widths: Sequence[float]) -> None:
    count = book.table(sheet, 0, 0, columns, widths)
    sheet.freeze_panes(1, 0)
    if count:
        sheet.autofilter(0, 0, count, len(columns) - 1)
