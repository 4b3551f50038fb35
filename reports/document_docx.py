"""A document as DOCX: real styles, lists and tables, so that an office can go on working in it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from reports import address, document_pdf, docx_parts, drawing
from reports.blocks import chart_size, settled, table, tail
from reports.blocks import foot as foot_of
from reports.document_pdf import GUTTER
from reports.docx_parts import TABLE_STYLE
from reports.fonts import seen
from reports.plain_text import bersih as plain
from reports.tokens import CAUTION, SECONDARY
from schemas.naskah import (
    AngkaNaskah,
    DaftarButir,
    DuaKolom,
    Gambar,
    Naskah,
    Paragraf,
    Pasangan,
    Subjudul,
    TabelNaskah,
    TandaTangan,
)  # fmt: skip
from schemas.rapat import BaganAngka, BaganButir, BaganTabel

CONTOH = "DATA CONTOH: angka buatan untuk mencoba, tidak untuk disiarkan."
DPI = 200
TIGHTER = 0.94
"""Word sets the same text a little wider than our PDF: charts on a page that must be one give way."""


def docx_bytes(naskah: Naskah) -> bytes:
    """The document as DOCX; the same document always gives the same bytes."""
    size, share = document_pdf.step(naskah)
    if naskah.is_satu_halaman:
        size, share = size - 0.5, share * TIGHTER
    writer = Writer(naskah, size, share)
    writer.write()
    return writer.saved()


class Writer:
    """One document in the making."""

    def __init__(self, naskah: Naskah, size: float, share: float) -> None:
        self.naskah, self.size, self.space = naskah, size, document_pdf.space(naskah, share)
        self.tight = naskah.is_satu_halaman
        self.document: Any = Document()
        self.width = document_pdf.text_width(naskah)
        docx_parts.styles(self.document, size, tight=self.tight)
        self._page()

    def _page(self) -> None:
        section, naskah = self.document.sections[0], self.naskah
        sides = (Mm(297), Mm(210)) if naskah.is_lanskap else (Mm(210), Mm(297))
        section.orientation = WD_ORIENT.LANDSCAPE if naskah.is_lanskap else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = sides
        section.left_margin = section.right_margin = Mm(document_pdf.edge(naskah))
        section.top_margin = Mm(10 if self.tight else 17)
        section.bottom_margin = Mm(13 if self.tight else 20)
        section.footer_distance, section.header_distance = Mm(6 if self.tight else 9), Mm(6)
        foot = section.footer.paragraphs[0]
        foot.style = self.document.styles["Footer"]
        foot.paragraph_format.tab_stops.clear_all()
        foot.paragraph_format.tab_stops.add_tab_stop(Mm(self.width), WD_TAB_ALIGNMENT.RIGHT)
        said = foot_of(naskah)
        foot.add_run(plain(said))
        if len(said) > self.width * 0.62:  # no room for the page number beside it
            foot.add_run().add_break()
        foot.add_run("\tHalaman ")
        docx_parts.field(foot, "PAGE")
        foot.add_run(" dari ")
        docx_parts.field(foot, "NUMPAGES")

    def write(self) -> None:
        """Letterhead, title and all blocks."""
        naskah, body = self.naskah, self.document
        letterhead = [line for line in (naskah.kop.instansi, naskah.kop.unit, naskah.kop.alamat) if line.strip()]
        for i, line in enumerate(letterhead):
            head = body.add_paragraph(style="Kop")
            run = head.add_run(plain(line))
            run.bold = line != naskah.kop.alamat
            if line == naskah.kop.alamat:
                run.font.size = Pt(round(self.size * 1.7) / 2)
            if i == len(letterhead) - 1:
                docx_parts.line_below(head)
        body.add_paragraph(plain(seen(naskah.judul, "Naskah")), style="Title")
        if naskah.subjudul:
            body.add_paragraph(plain(naskah.subjudul), style="Subtitle")
        if naskah.is_contoh:
            run = body.add_paragraph().add_run(CONTOH)
            run.bold, run.font.color.rgb = True, RGBColor.from_string(CAUTION[1:].upper())
        blocks = settled(naskah.blok)
        if not blocks:
            body.add_paragraph("Naskah ini belum berisi.", style="Kecil")
        last = tail(blocks)
        self._blocks(body, blocks[:last], self.width)
        before = len(body.element.body) - 1  # the section's own settings stay last
        self._blocks(body, blocks[last:], self.width)
        kept = [p for part in body.element.body[before:-1] for p in part.iter(qn("w:p"))]
        for one in kept if naskah.tautan else kept[:-1]:
            Paragraph(one, body).paragraph_format.keep_with_next = True
        if naskah.tautan:
            docx_parts.link(body.add_paragraph(style="Kecil"), plain(address.said(naskah.tautan)), naskah.tautan)

    def _blocks(self, place: Any, blocks: Iterable[Any], room: float) -> None:
        for block in blocks:
            self._block(place, block, room)

    def _block(self, place: Any, block: Any, room: float) -> None:
        if isinstance(block, Subjudul):
            place.add_paragraph(plain(block.teks), style=f"Heading {block.tingkat}")
        elif isinstance(block, Paragraf):
            made = place.add_paragraph(style="Kecil" if block.is_kecil else "Normal")
            for part in block.potongan:
                made.add_run(plain(part.teks)).bold = part.is_tebal or None
        elif isinstance(block, DaftarButir):
            self._list(place, block.butir, is_numbered=block.is_bernomor)
        elif isinstance(block, Pasangan):
            for name, value in block.butir:
                made = place.add_paragraph(style="Pasangan")
                made.add_run(f"{plain(name)}: ").bold = True
                made.add_run(plain(value))
        elif isinstance(block, TabelNaskah):
            self._title(place, block.judul)
            self._table(place, block, room)
            self._note(place, block.catatan)
        elif isinstance(block, Gambar):
            self._title(place, block.judul)
            self._chart(place, block, room)
            self._note(place, block.catatan)
        elif isinstance(block, AngkaNaskah):
            self._figures(place, block.butir, room)
        elif isinstance(block, TandaTangan):
            for i, text in enumerate((block.tempat, block.jabatan, "", "", "", "." * 44)):
                made = place.add_paragraph(plain(text), style="Tanda Tangan")
                made.paragraph_format.space_before = Pt(0 if i else 14)
                made.paragraph_format.left_indent = Mm(max(room - 75, 0))
                made.paragraph_format.keep_with_next = not text.startswith("..")
        elif isinstance(block, DuaKolom):
            self._columns(place, block, room)

    def _list(self, place: Any, items: Iterable[str], *, is_numbered: bool) -> None:
        number = docx_parts.new_numbering(self.document) if is_numbered else None
        for item in items:
            made = place.add_paragraph(plain(item), style="List Number" if is_numbered else "List Bullet")
            if number is not None:
                docx_parts.set_numbering(made, number)

    def _title(self, place: Any, text: str) -> None:
        if text:
            place.add_paragraph(plain(text), style="Caption").paragraph_format.keep_with_next = True

    def _note(self, place: Any, text: str) -> None:
        if text:
            place.add_paragraph(plain(text), style="Kecil")

    def _table(self, place: Any, block: TabelNaskah | BaganTabel, room: float) -> None:
        """A table whose head repeats and whose rows don't break; a short one stays whole."""
        item = table(block)
        if not item["kolom"] or not item["baris"]:
            place.add_paragraph("Tidak ada baris untuk ditampilkan.", style="Kecil")
            return
        columns, rows = item["kolom"], item["baris"]
        whole = sum(k["lebar"] for k in columns)
        widths = [Mm(room * k["lebar"] / whole) for k in columns]
        made = docx_parts.new_table(self.document, place, len(rows) + 1, widths, TABLE_STYLE)
        for y, (row, line) in enumerate(zip(made.rows, [[k["nama"] for k in columns], *rows], strict=True)):
            docx_parts.row_rules(row, is_head=y == 0, is_whole=item["is_pendek"])
            for cell, text, column in zip(row._tr.tc_lst, line, columns, strict=True):
                text_of = Paragraph(cell.p_lst[0], made)
                text_of.add_run(plain(text)).bold = True if y == 0 else None
                if column["is_angka"]:
                    text_of.alignment = WD_ALIGN_PARAGRAPH.RIGHT
                if item["is_utuh"] and y < len(rows):
                    text_of.paragraph_format.keep_with_next = True
        self._after(place)

    def _after(self, place: Any) -> None:
        """A thin paragraph: tables that touch would become one, and a cell must end with a paragraph."""
        place.add_paragraph(style="Sela")

    def _chart(self, place: Any, block: Gambar, room: float) -> None:
        bagan = block.bagan
        if isinstance(bagan, BaganTabel):
            self._table(place, bagan, room)
        elif isinstance(bagan, BaganAngka):
            self._figures(place, bagan.butir, room)
        elif isinstance(bagan, BaganButir):
            self._list(place, [f"{b.teks}. {b.keterangan}" if b.keterangan else b.teks for b in bagan.butir],
                       is_numbered=False)  # fmt: skip
        else:
            wide, tall = chart_size(bagan, room, block.tinggi_mm, self.space)
            made = place.add_paragraph(style="Gambar")
            made.paragraph_format.keep_with_next = bool(block.catatan)
            made.add_run().add_picture(io.BytesIO(drawing.png(bagan, wide, tall, DPI)), width=Mm(room))
            docx_parts.describe(made, seen(block.alt, block.judul, "Bagan"), block.judul)

    def _figures(self, place: Any, items: Iterable[Any], room: float) -> None:
        """Large figures side by side, at most four in a row, in a table without lines."""
        left = list(items)
        while left:
            now, left = left[:4], left[4:]
            made = docx_parts.new_table(self.document, place, 1, [Mm(room / len(now))] * len(now), None)
            docx_parts.row_rules(made.rows[0], is_head=False, is_whole=True)
            for cell, item in zip(made.rows[0].cells, now, strict=True):
                first = cell.paragraphs[0]
                first.style = self.document.styles["Kecil"]
                first.add_run(plain(item.nama))
                value = cell.add_paragraph(style="Angka")
                value.add_run(plain(item.nilai))
                if item.selang:
                    spread = value.add_run(f" {plain(item.selang)}")
                    spread.bold, spread.font.size = False, Pt(self.size)
                    spread.font.color.rgb = RGBColor.from_string(SECONDARY[1:].upper())
                if item.ubah:
                    cell.add_paragraph(style="Kecil").add_run(plain(item.ubah)).bold = True
                if item.dasar:
                    cell.add_paragraph(plain(item.dasar), style="Kecil")
            self._after(place)

    def _columns(self, place: Any, block: DuaKolom, room: float) -> None:
        left = (room - GUTTER) * block.lebar_kiri
        right = room - GUTTER - left
        made = docx_parts.new_table(self.document, place, 1, [Mm(left), Mm(GUTTER), Mm(right)], None)
        for cell, blocks, wide in (
            (made.rows[0].cells[0], block.kiri, left),
            (made.rows[0].cells[2], block.kanan, right),
        ):
            self._blocks(cell, blocks, wide)
            first = cell.paragraphs[0]
            if len(cell._tc) > 2 and not first.text:  # the empty paragraph a new cell comes with
                cell._tc.remove(first._p)
        self._after(place)

    def saved(self) -> bytes:
        """The file, without the time of its making."""
        core, day = self.document.core_properties, self.naskah.tanggal
        core.title, core.author, core.comments, core.language = plain(self.naskah.judul)[:250], "", "", "id-ID"
        core.created = core.modified = datetime(day.year, day.month, day.day)  # noqa: DTZ001
        core.last_modified_by, core.revision = "", 1
        raw, fixed = io.BytesIO(), io.BytesIO()
        self.document.save(raw)
        with zipfile.ZipFile(raw) as source, zipfile.ZipFile(fixed, "w", zipfile.ZIP_DEFLATED) as target:
            for name in source.namelist():
                info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
                info.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(info, source.read(name))
        return fixed.getvalue()
