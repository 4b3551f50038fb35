"""What python-docx has no words for: styles of the house, fields, table rules, numbering, descriptions of pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.table import Table

from reports.plain_text import bersih as plain
from reports.tokens import INK, LINE, SECONDARY

FONT = "Calibri"
"""On nearly every office machine; a DOCX can't bring its typeface along."""
TABLE_STYLE = "Tabel Serapan"


def styles(document: Any, size: float, *, tight: bool) -> None:
    """The styles of the house over those of the template: one typeface, one ink, Indonesian."""
    known, space = document.styles, 0.55 if tight else 1.0
    defaults = known.element.find(qn("w:docDefaults")).find(qn("w:rPrDefault")).find(qn("w:rPr"))
    for old in defaults.findall(qn("w:lang")):
        defaults.remove(old)
    defaults.append(parse_xml(f'<w:lang {nsdecls("w")} w:val="id-ID" w:eastAsia="id-ID" w:bidi="ar-SA"/>'))
    made = (
        # name, based on, size, bold, colour, space before, after
        ("Normal", "", size, False, INK, 0, 4),
        ("Title", "", size * 1.7, True, INK, 2, 2),
        ("Subtitle", "", size * 1.1, False, SECONDARY, 0, 6),
        ("Heading 1", "", size * 1.25, True, INK, 10, 4),
        ("Heading 2", "", size * 1.08, True, INK, 8, 3),
        ("Caption", "", size, True, INK, 6, 3),
        ("List Bullet", "", size, False, INK, 0, 2),
        ("List Number", "", size, False, INK, 0, 2),
        ("Footer", "", 7.5, False, SECONDARY, 0, 0),
        ("Kop", "Normal", size * 1.1, False, INK, 0, 0),
        ("Kecil", "Normal", size * 0.85, False, SECONDARY, 0, 2),
        ("Pasangan", "Normal", size, False, INK, 0, 2),
        ("Angka", "Normal", size * 1.9, True, INK, 0, 0),
        ("Gambar", "Normal", size, False, INK, 0, 2),
        ("Sela", "Normal", 3, False, INK, 0, 0),
        ("Sel Tabel", "Normal", size * 0.92, False, INK, 0, 0),
        ("Tanda Tangan", "Normal", size, False, INK, 0, 0),
    )
    for name, base, points, bold, ink, before, after in made:
        if name not in [s.name for s in known]:
            known.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style = known[name]
        if base:
            style.base_style = known[base]
        style.font.name, style.font.size, style.font.bold = FONT, Pt(round(points * 2) / 2), bold
        style.font.italic, style.font.color.rgb = False, RGBColor.from_string(ink[1:].upper())
        _one_typeface(style)
        form = style.paragraph_format
        form.space_before, form.space_after, form.line_spacing = Pt(before * space), Pt(after * space), 1.0
        form.widow_control = True
    known["Kop"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    known["Sela"].paragraph_format.line_spacing = Pt(4)
    known["Normal"].paragraph_format.line_spacing = 1.0 if tight else 1.1
    known["Gambar"].paragraph_format.line_spacing = 1.0
    for name, tags in (("Title", ("w:pBdr", "w:rPr/w:spacing", "w:rPr/w:kern")), ("Subtitle", ("w:rPr/w:spacing",)),
                       ("Footer", ("w:pPr/w:tabs",))):  # fmt: skip
        _take_away(known[name].element, tags)
    known.element.append(parse_xml(_TABLE))


def _take_away(style: Any, tags: Sequence[str]) -> None:
    """Properties the template gives a style and the house does not want."""
    for tag in tags:
        for found in style.findall(
            f".//{qn(tag)}" if "/" not in tag else "/".join(qn(part) for part in tag.split("/"))
        ):
            found.getparent().remove(found)


def _one_typeface(style: Any) -> None:
    """The typeface for every script, instead of the theme's."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)


_TABLE = f"""<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="TabelSerapan">
<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
<w:tblPr><w:tblBorders><w:bottom w:val="single" w:sz="4" w:color="{LINE[1:]}"/>
<w:insideH w:val="single" w:sz="4" w:color="{LINE[1:]}"/></w:tblBorders>
<w:tblCellMar><w:top w:w="28" w:type="dxa"/><w:left w:w="60" w:type="dxa"/><w:bottom w:w="28" w:type="dxa"/>
<w:right w:w="60" w:type="dxa"/></w:tblCellMar></w:tblPr>
<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>
<w:bottom w:val="single" w:sz="8" w:color="{INK[1:]}"/></w:tcBorders></w:tcPr></w:tblStylePr></w:style>"""


def new_table(document: Any, place: Any, rows: int, widths: Sequence[Any], style: str | None) -> Any:
    """A table of fixed column widths. Written as XML: python-docx takes seconds for a few hundred rows."""
    total = sum(int(w.twips) for w in widths)
    name = f'<w:tblStyle w:val="{style.replace(" ", "")}"/>' if style else ""
    look = '<w:tblLook w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" w:noVBand="1"/>'
    margins = "" if style else (
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="120" w:type="dxa"/></w:tblCellMar>'
    )  # fmt: skip
    grid = "".join(f'<w:gridCol w:w="{int(w.twips)}"/>' for w in widths)
    of = f'<w:pPr><w:pStyle w:val="{document.styles["Sel Tabel"].style_id}"/></w:pPr>' if style else ""
    cells = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{int(w.twips)}" w:type="dxa"/></w:tcPr><w:p>{of}</w:p></w:tc>' for w in widths
    )
    made = parse_xml(
        f'<w:tbl {nsdecls("w")}><w:tblPr>{name}<w:tblW w:w="{total}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f"{margins}{look}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{f'<w:tr>{cells}</w:tr>' * rows}</w:tbl>"
    )
    body = place.element.body if hasattr(place, "sections") else place._tc
    if hasattr(place, "sections"):
        body._insert_tbl(made)
        parent = place._body
    else:
        body.append(made)
        parent = place
    return Table(made, parent)


def row_rules(row: Any, *, is_head: bool, is_whole: bool) -> None:
    """Whether a row repeats on each page, and whether it may be split by the end of one."""
    rules = row._tr.get_or_add_trPr()
    if is_whole or is_head:
        rules.append(OxmlElement("w:cantSplit"))
    if is_head:
        rules.append(OxmlElement("w:tblHeader"))


def field(paragraph: Any, code: str) -> None:
    """A field Word fills in, such as the page number."""
    made = parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr=" {code} "><w:r><w:t>1</w:t></w:r></w:fldSimple>')
    paragraph._p.append(made)


def link(paragraph: Any, text: str, url: str) -> None:
    """A text that opens an address; the text alone where it is not one of the web."""
    run = paragraph.add_run(text)
    if not url.startswith(("http://", "https://")):
        return
    target = paragraph.part.relate_to(url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    made = OxmlElement("w:hyperlink")
    made.set(qn("r:id"), target)
    made.append(run._r)
    paragraph._p.append(made)
    run.font.underline = True


def line_below(paragraph: Any) -> None:
    """A rule under a paragraph."""
    paragraph._p.get_or_add_pPr().append(
        parse_xml(
            f'<w:pBdr {nsdecls("w")}><w:bottom w:val="single" w:sz="8" w:space="4" w:color="{INK[1:]}"/></w:pBdr>'
        )
    )


def describe(paragraph: Any, alt: str, title: str) -> None:
    """The text alternative of the picture in a paragraph. Without a distance said, LibreOffice would keep 3 mm."""
    for picture in paragraph._p.iter(qn("wp:inline")):
        for side in ("distT", "distB", "distL", "distR"):
            picture.set(side, "0")
    for properties in paragraph._p.iter(qn("wp:docPr")):
        properties.set("descr", plain(alt))
        properties.set("title", plain(title))


def new_numbering(document: Any) -> int:
    """A list numbered from one: lists of one style would otherwise count on from each other."""
    numbering = document.part.numbering_part.element
    style = document.styles["List Number"].element
    used = style.find(qn("w:pPr")).find(qn("w:numPr")).find(qn("w:numId")).get(qn("w:val"))
    abstract = next(n.abstractNumId.val for n in numbering.num_lst if str(n.numId) == used)
    made = numbering.add_num(abstract)
    made.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(made.numId)


def set_numbering(paragraph: Any, number: int) -> None:
    """Puts a paragraph into a list."""
    rules = paragraph._p.get_or_add_pPr().get_or_add_numPr()
    rules.get_or_add_ilvl().val = 0
    rules.get_or_add_numId().val = number
