"""Native charts as their own XML with the workbook they are edited from: each series refers to cells that hold it.

Values stand in the XML with all their digits. Lengths are points.
"""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name

Isi = str | float | date | None
LEMBAR = "Data"
_C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"
_EPOCH = date(1899, 12, 30)
MADE = datetime(2026, 1, 1)  # noqa: DTZ001  a constant: the same chart makes the same bytes
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
TEKS, REDUP = '<a:schemeClr val="tx1"/>', '<a:schemeClr val="tx2"/>'
"""Ink and the second ink, from the theme."""


def serial(day: date) -> int:
    """A day as spreadsheets count it."""
    return (day - _EPOCH).days


def warna(colour: str) -> str:
    """A colour of our own: `#rrggbb`."""
    return f'<a:srgbClr val="{colour[1:].upper()}"/>'


@dataclass(frozen=True)
class Kolom:
    """A column of the chart's workbook: its heading and cells, and where it stands."""

    nama: str
    isi: tuple[Isi, ...]
    huruf: str

    @property
    def judul(self) -> str:
        """Where the heading stands."""
        return f"{LEMBAR}!${self.huruf}$1"

    @property
    def rentang(self) -> str:
        """Where the cells stand."""
        return f"{LEMBAR}!${self.huruf}$2:${self.huruf}${max(len(self.isi), 1) + 1}"


class Buku:
    """The workbook of one chart in the making: one sheet, column beside column."""

    def __init__(self) -> None:
        self.kolom: list[Kolom] = []

    def tambah(self, nama: str, isi: Iterable[Isi]) -> Kolom:
        """A new column at the right."""
        found = Kolom(nama, tuple(isi), xl_col_to_name(len(self.kolom)))
        self.kolom.append(found)
        return found

    def xlsx(self) -> bytes:
        """The workbook; nothing in it is a formula or a link."""
        target = io.BytesIO()
        book = xlsxwriter.Workbook(target, _OPTIONS)
        book.set_properties({"author": "", "comments": "", "created": MADE})
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        sheet = book.add_worksheet(LEMBAR)
        for place, kolom in enumerate(self.kolom):
            sheet.set_column(place, place, 14)
            sheet.write_string(0, place, kolom.nama)
            for row, cell in enumerate(kolom.isi, start=1):
                if isinstance(cell, str):
                    sheet.write_string(row, place, cell)
                elif isinstance(cell, date):
                    sheet.write_number(row, place, serial(cell), day)
                elif cell is not None:
                    sheet.write_number(row, place, cell)
        book.close()
        return target.getvalue()


def digits(value: float | date) -> str:
    """A number with all its digits; a day as its count."""
    return str(serial(value)) if isinstance(value, date) else repr(value)


def num_ref(kolom: Kolom, bentuk: str = "General") -> str:
    """A reference to numbers, and their values as they stand."""
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{digits(cell)}</c:v></c:pt>'
        for place, cell in enumerate(kolom.isi)
        if cell is not None and not isinstance(cell, str)
    )
    return (
        f"<c:numRef><c:f>{kolom.rentang}</c:f><c:numCache><c:formatCode>{escape(bentuk)}</c:formatCode>"
        f'<c:ptCount val="{len(kolom.isi)}"/>{points}</c:numCache></c:numRef>'
    )


def str_ref(where: str, texts: Sequence[str]) -> str:
    """A reference to texts, and what they say."""
    points = "".join(f'<c:pt idx="{i}"><c:v>{escape(text)}</c:v></c:pt>' for i, text in enumerate(texts))
    return f'<c:strRef><c:f>{where}</c:f><c:strCache><c:ptCount val="{len(texts)}"/>{points}</c:strCache></c:strRef>'


def huruf(size: float, colour: str = TEKS, *, bold: bool = False, tag: str = "a:defRPr") -> str:
    """How a text is set."""
    lang = ' lang="id-ID"'
    return (
        f'<{tag}{lang} sz="{round(size * 100)}" b="{int(bold)}"><a:solidFill>{colour}</a:solidFill>'
        f'<a:latin typeface="+mn-lt"/></{tag}>'
    )


def tx_pr(size: float, colour: str = TEKS, *, bold: bool = False, wrap: bool = True) -> str:
    """How the texts of a part of a chart are set."""
    body = '<a:bodyPr rot="0"/>' if wrap else '<a:bodyPr rot="0" wrap="none"/>'
    return (
        f"<c:txPr>{body}<a:lstStyle/><a:p><a:pPr>{huruf(size, colour, bold=bold)}</a:pPr>"
        '<a:endParaRPr lang="id-ID"/></a:p></c:txPr>'
    )


def garis(colour: str = "", width: float = 1, dash: str = "") -> str:
    """A line; none without a colour."""
    if not colour:
        return "<a:ln><a:noFill/></a:ln>"
    style = f'<a:prstDash val="{dash}"/>' if dash else ""
    return f'<a:ln w="{round(width * 12700)}" cap="flat"><a:solidFill>{colour}</a:solidFill>{style}<a:round/></a:ln>'


def sp_pr(isi: str = "", tepi: str = "") -> str:
    """Ground and outline of a part; without a colour there is none."""
    ground = f"<a:solidFill>{isi}</a:solidFill>" if isi else "<a:noFill/>"
    return f"<c:spPr>{ground}{tepi or garis()}</c:spPr>"


def penanda(bentuk: str = "none", ukuran: int = 7, isi: str = "", tepi: str = "") -> str:
    """The mark of a point; hollow ones are filled with the ground."""
    if bentuk == "none":
        return '<c:marker><c:symbol val="none"/></c:marker>'
    ground = f"<a:solidFill>{isi}</a:solidFill>" if isi else "<a:noFill/>"
    outline = garis(tepi, 1.75) if tepi else garis()
    return f'<c:marker><c:symbol val="{bentuk}"/><c:size val="{ukuran}"/><c:spPr>{ground}{outline}</c:spPr></c:marker>'


def _shows(*, value: bool) -> str:
    return (
        f'<c:showLegendKey val="0"/><c:showVal val="{int(value)}"/><c:showCatName val="0"/><c:showSerName val="0"/>'
        '<c:showPercent val="0"/><c:showBubbleSize val="0"/>'
    )


def label_nilai(bentuk: str, letak: str, size: float, colour: str = TEKS, hapus: Sequence[int] = ()) -> str:
    """Labels that print the values themselves, in a number form of their own; `hapus`: points without one."""
    none = "".join(f'<c:dLbl><c:idx val="{i}"/><c:delete val="1"/></c:dLbl>' for i in hapus)
    return (
        f'<c:dLbls>{none}<c:numFmt formatCode={quoteattr(bentuk)} sourceLinked="0"/>{sp_pr()}{tx_pr(size, colour)}'
        f'<c:dLblPos val="{letak}"/>{_shows(value=True)}</c:dLbls>'
    )


@dataclass(frozen=True)
class LabelSel:
    """Labels that print the texts of a column, and follow it when it is edited. `tebal`: points in bold."""

    teks: Kolom
    letak: str
    size: float
    colour: str = TEKS
    tebal: frozenset[int] = frozenset()

    def d_lbls(self) -> str:
        """The labels point by point; the text stands there as well, for programs that know no cell labels."""
        shown = f'<c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" xmlns:c15="{_C15}">'
        found = []
        for place, cell in enumerate(self.teks.isi):
            text = escape(str(cell or ""))
            if not text:
                found.append(f'<c:dLbl><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>')
                continue
            how = huruf(self.size, self.colour, bold=place in self.tebal, tag="a:rPr")
            guid = f"{{5E2A9A10-0000-4000-8000-{place:012X}}}"
            found.append(
                f'<c:dLbl><c:idx val="{place}"/><c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>'
                f'<a:fld id="{guid}" type="CELLRANGE">{how}<a:pPr/><a:t>{text}</a:t></a:fld>'
                '<a:endParaRPr lang="id-ID"/></a:p></c:rich></c:tx>'
                f'{sp_pr()}<c:dLblPos val="{self.letak}"/>{_shows(value=False)}<c:extLst>{shown}<c15:dlblFieldTable/>'
                '<c15:showDataLabelsRange val="1"/></c:ext></c:extLst></c:dLbl>'
            )
        return (
            f"<c:dLbls>{''.join(found)}{sp_pr()}{tx_pr(self.size, self.colour, wrap=False)}"
            f'<c:dLblPos val="{self.letak}"/>{_shows(value=False)}<c:extLst>{shown}'
            '<c15:showDataLabelsRange val="1"/><c15:showLeaderLines val="0"/></c:ext></c:extLst></c:dLbls>'
        )

    def ext(self) -> str:
        """Which cells the labels print."""
        points = "".join(
            f'<c:pt idx="{i}"><c:v>{escape(str(cell))}</c:v></c:pt>' for i, cell in enumerate(self.teks.isi) if cell
        )
        return (
            f'<c:extLst><c:ext uri="{{02D57815-91ED-43cb-92C2-25804820EDAC}}" xmlns:c15="{_C15}"><c15:datalabelsRange>'
            f'<c15:f>{self.teks.rentang}</c15:f><c15:dlblRangeCache><c:ptCount val="{len(self.teks.isi)}"/>{points}'
            "</c15:dlblRangeCache></c15:datalabelsRange></c:ext></c:extLst>"
        )


def selang(plus: Kolom, minus: Kolom, colour: str, *, arah: str = "", tebal: float = 1.5) -> str:
    """Intervals as error bars; `arah` is `x` or `y` in a scatter, and nothing for bars."""
    direction = f'<c:errDir val="{arah}"/>' if arah else ""
    return (
        f'<c:errBars>{direction}<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{num_ref(plus)}</c:plus><c:minus>{num_ref(minus)}</c:minus><c:spPr>{garis(colour, tebal)}</c:spPr>"
        "</c:errBars>"
    )


def lengan(nilai: Sequence[float | None], ujung: Sequence[float | None]) -> list[float | None]:
    """How far the ends of intervals lie from their values; nothing where there is none."""
    return [None if v is None or e is None else abs(e - v) for v, e in zip(nilai, ujung, strict=True)]


@dataclass(frozen=True)
class DeretXY:
    """A series of points. `nama`: the column whose heading names it; `label`: of the points."""

    nama: Kolom
    x: Kolom
    y: Kolom
    marker: str = penanda()
    line: str = garis()
    errors: str = ""
    label: LabelSel | None = None
    is_legenda: bool = False

    def xml(self, idx: int) -> str:
        """The series."""
        labels, ext = (self.label.d_lbls(), self.label.ext()) if self.label else ("", "")
        name = str_ref(self.nama.judul, [self.nama.nama])
        return (
            f'<c:ser><c:idx val="{idx}"/><c:order val="{idx}"/><c:tx>{name}</c:tx>'
            f"<c:spPr>{self.line}</c:spPr>{self.marker}{labels}{self.errors}<c:xVal>{num_ref(self.x)}</c:xVal>"
            f'<c:yVal>{num_ref(self.y)}</c:yVal><c:smooth val="0"/>{ext}</c:ser>'
        )


@dataclass(frozen=True)
class Sumbu:
    """An axis of numbers: its ends, where its numbers stand, and how they are printed."""

    rendah: float
    tinggi: float
    langkah: float
    bentuk: str = "General"
    judul: str = ""
    is_angka: bool = True
    is_kisi: bool = True
    size: float = 12
    is_terbalik: bool = False

    def xml(self, nomor: int, lawan: int, letak: str, *, between: str = "midCat") -> str:
        """The axis; its line is not drawn."""
        grid = f"<c:majorGridlines><c:spPr>{garis(warna('#e9edf2'), 0.75)}</c:spPr></c:majorGridlines>"
        way = "maxMin" if self.is_terbalik else "minMax"
        return (
            f'<c:valAx><c:axId val="{nomor}"/><c:scaling><c:orientation val="{way}"/><c:max val="{self.tinggi!r}"/>'
            f'<c:min val="{self.rendah!r}"/></c:scaling><c:delete val="0"/><c:axPos val="{letak}"/>'
            f"{grid if self.is_kisi else ''}{judul_sumbu(self.judul, letak, self.size)}"
            f'<c:numFmt formatCode={quoteattr(self.bentuk)} sourceLinked="0"/><c:majorTickMark val="none"/>'
            f'<c:minorTickMark val="none"/><c:tickLblPos val="{"low" if self.is_angka else "none"}"/>'
            f'<c:spPr>{garis()}</c:spPr>{tx_pr(self.size, REDUP)}<c:crossAx val="{lawan}"/><c:crosses val="min"/>'
            f'<c:crossBetween val="{between}"/><c:majorUnit val="{self.langkah!r}"/></c:valAx>'
        )


def judul_sumbu(text: str, letak: str, size: float) -> str:
    """The title of an axis; nothing without a text."""
    if not text:
        return ""
    turn = ' rot="-5400000" vert="horz"' if letak in "lr" else ""
    return (
        f"<c:title><c:tx><c:rich><a:bodyPr{turn}/><a:lstStyle/><a:p><a:pPr>{huruf(size, REDUP)}</a:pPr><a:r>"
        f'{huruf(size, REDUP, tag="a:rPr")}<a:t>{escape(text)}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val="0"/>'
        "</c:title>"
    )


def kotak(x: float, y: float, w: float, h: float, *, inner: bool = True) -> str:
    """A place on the chart, in shares of its width and height."""
    target = '<c:layoutTarget val="inner"/>' if inner else ""
    numbers = "".join(f'<c:{n} val="{min(max(v, 0.0), 1.0):.5f}"/>' for n, v in zip("xywh", (x, y, w, h), strict=True))
    modes = '<c:xMode val="edge"/><c:yMode val="edge"/>'
    return f"<c:layout><c:manualLayout>{target}{modes}{numbers}</c:manualLayout></c:layout>"


@dataclass
class BaganXml:
    """A whole chart, ready to be put on a slide: what the shape collection of a slide asks of chart data."""

    buku: Buku
    plot: list[str]
    sumbu: list[str]
    tata: str
    legenda: str = ""
    size: float = 12
    lain: dict[str, Any] = field(default_factory=dict)

    def xml_bytes(self, _kind: object = None) -> bytes:
        """The chart part."""
        text = (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
            'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
            '<c:date1904 val="0"/><c:lang val="id-ID"/><c:roundedCorners val="0"/><c:chart>'
            '<c:autoTitleDeleted val="1"/>'
            f"<c:plotArea>{self.tata}{''.join(self.plot)}{''.join(self.sumbu)}{sp_pr()}</c:plotArea>{self.legenda}"
            f'<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>{sp_pr()}{tx_pr(self.size)}</c:chartSpace>'
        )
        return text.encode("utf-8")

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook behind it."""
        return self.buku.xlsx()


def legenda(hapus: Sequence[int], tempat: str, size: float) -> str:
    """A legend at the top without the series named in `hapus`."""
    gone = "".join(f'<c:legendEntry><c:idx val="{i}"/><c:delete val="1"/></c:legendEntry>' for i in hapus)
    return f'<c:legend><c:legendPos val="t"/>{gone}{tempat}<c:overlay val="0"/>{sp_pr()}{tx_pr(size)}</c:legend>'


def terpanjang_dulu(deret: Sequence[DeretXY]) -> list[DeretXY]:
    """The same series with the longest one first: LibreOffice draws nothing of shorter ones that stand before it."""
    longest = max(deret, key=lambda one: len(one.y.isi), default=None)
    return [] if longest is None else [longest, *(one for one in deret if one is not longest)]


def sebar_plot(deret: Sequence[DeretXY], x: int = 111, y: int = 112) -> str:
    """Series of points on two axes of numbers."""
    series = "".join(one.xml(place) for place, one in enumerate(deret))
    return (
        '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>'
        f'{series}<c:axId val="{x}"/><c:axId val="{y}"/></c:scatterChart>'
    )


def rentang(values: Iterable[float | None], *, ujung: tuple[float | None, float | None] = (None, None),
            pas: int = 5, ruang: float = 0.04) -> tuple[float, float, float]:  # fmt: skip
    """Round ends and step of an axis that holds all values; `ujung`: ends it never passes, such as 0 and 100."""
    finite = [v for v in values if v is not None and math.isfinite(v)]
    low, high = (min(finite), max(finite)) if finite else (0.0, 1.0)
    if high - low < 1e-9:
        pad = max(abs(high) * 0.05, 0.5)
        low, high = low - pad, high + pad
    spare = (high - low) * ruang
    low, high = low - spare, high + spare
    raw = (high - low) / pas
    size = 10.0 ** math.floor(math.log10(raw))
    step = next(size * k for k in (1, 2, 2.5, 5, 10) if size * k >= raw * 0.999)
    first, last = math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step
    first = first if ujung[0] is None or min(finite, default=0) < ujung[0] else max(first, ujung[0])
    last = last if ujung[1] is None or max(finite, default=0) > ujung[1] else min(last, ujung[1])
    return round(first, 10), round(last, 10), round(step, 10)
