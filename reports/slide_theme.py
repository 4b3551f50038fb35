"""The template of our slides: 16:9, our colours and typeface as a theme, and layouts whose places are really used.

Lengths are points; a slide is 960 by 540.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Emu

from reports import fonts, tokens

WIDTH, HEIGHT = 960.0, 540.0
LEFT, RIGHT = 44.0, 916.0
LANGUAGE = "id-ID"
SMALL_BOX = (LEFT, 20.0, 700.0, 24.0)
TITLE_BOX = (LEFT, 44.0, RIGHT - LEFT, 78.0)
BODY_TOP = 130.0
FOOT_BOTTOM = 524.0
NUMBER_BOX = (RIGHT - 60, 504.0, 60.0, 20.0)
PEMBUKA, LAYAR, DAFTAR = "Pembuka", "Layar", "Layar dengan daftar"
"""Names of the layouts."""
KECIL, KAKI, NOMOR, ISI = 13, 14, 12, 1
"""Numbers of the places: the small line, the foot, the page number, the list."""

THEME_COLOURS = {
    "dk1": tokens.INK, "lt1": tokens.GROUND, "dk2": tokens.SECONDARY, "lt2": tokens.PANEL, "accent1": tokens.ACCENT,
    "accent2": tokens.CATEGORICAL[1], "accent3": tokens.CATEGORICAL[2], "accent4": tokens.CATEGORICAL[3],
    "accent5": tokens.CATEGORICAL[4], "accent6": tokens.CATEGORICAL[5], "hlink": tokens.ACCENT,
    "folHlink": tokens.SECONDARY,
}  # fmt: skip
_PANOSE = "020B0503030403020204"
"""How the typeface looks, so that a machine without it takes one that is alike."""


def emu(points: float) -> int:
    """Points in the file's own unit."""
    return round(points * 12700)


def new(judul: str, subjek: str, dibuat: datetime) -> Any:
    """An empty presentation with our theme; its properties name no person and no machine."""
    found = Presentation()
    found.slide_width, found.slide_height = Emu(emu(WIDTH)), Emu(emu(HEIGHT))
    found.element.find(".//{*}sldSz").attrib.pop("type", None)
    _colour_and_type(found)
    _master(found.slide_master)
    kept = {0: _opening, 5: _screen, 1: _list}
    for place, layout in reversed(list(enumerate(found.slide_layouts))):
        if place in kept:
            kept[place](layout)
        else:
            found.slide_layouts.remove(layout)
    _drop_leftovers(found)
    about = found.core_properties
    about.title, about.subject, about.language = judul[:250], subjek[:250], LANGUAGE
    about.author = about.last_modified_by = about.comments = about.keywords = ""
    about.created = about.modified = dibuat.astimezone(UTC).replace(tzinfo=None)
    return found


def layout(deck: Any, name: str) -> Any:
    """A layout by its name."""
    return deck.slide_layouts.get_by_name(name)


def finish(deck: Any) -> None:
    """Say of every text in the deck that it is Indonesian, the layouts' and the notes' too."""
    for part in deck.part.package.iter_parts():
        element = getattr(part, "_element", None)
        if element is None:
            continue
        for run in element.iter("{*}rPr", "{*}endParaRPr", "{*}defRPr"):
            if run.tag.startswith("{http://schemas.openxmlformats.org/drawingml"):
                run.set("lang", LANGUAGE)
                run.attrib.pop("smtClean", None)


def _colour_and_type(deck: Any) -> None:
    part = deck.slide_master.part.part_related_by(RT.THEME)
    text = part.blob.decode("utf-8")
    for name, colour in THEME_COLOURS.items():
        inner = f'<a:srgbClr val="{colour[1:].upper()}"/>'
        text = re.sub(rf"(<a:{name}>).*?(</a:{name}>)", rf"\g<1>{inner}\g<2>", text, flags=re.S)
    face = f'<a:latin typeface="{fonts.FAMILY}" panose="{_PANOSE}"/>'
    for name in ("majorFont", "minorFont"):
        text = re.sub(rf"(<a:{name}>\s*)<a:latin [^>]*/>", rf"\g<1>{face}", text)
    text = re.sub(r'(<a:(?:theme|clrScheme|fontScheme)\b[^>]*?\bname=")[^"]*', r"\g<1>Serapan", text)
    part._blob = text.encode("utf-8")


def _drop_leftovers(deck: Any) -> None:
    """The template's preview picture and printer settings are not ours."""
    package = deck.part.package
    for holder, rels in ((package, package._rels), (deck.part, deck.part.rels)):
        for rid, rel in list(rels.items()):
            if rel.reltype in (RT.THUMBNAIL, RT.PRINTER_SETTINGS):
                holder.drop_rel(rid) if holder is package else holder.rels.pop(rid)


def _place(
    number: int, name: str, kind: str, box: tuple[float, ...], style: str, prompt: str, anchor: str = "t"
) -> str:
    x, y, wide, high = (emu(length) for length in box)
    text = (
        f'<a:p><a:fld id="{{C1FF6DA9-008F-8B48-92A6-B652298478BF}}" type="slidenum"><a:rPr/><a:t>{prompt}</a:t></a:fld>'
        "</a:p>"
        if "sldNum" in kind
        else f"<a:p><a:r><a:rPr/><a:t>{prompt}</a:t></a:r></a:p>"
    )
    return (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{wide}" cy="{high}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f'<p:txBody><a:bodyPr vert="horz" wrap="square" lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}">'
        f"<a:normAutofit/></a:bodyPr><a:lstStyle>{style}</a:lstStyle>{text}</p:txBody></p:sp>"
    )


def _level(size: float, colour: str = "tx1", *, bold: bool = False, align: str = "l", level: int = 1,
           bullet: str = "", indent: float = 0) -> str:  # fmt: skip
    mark = f'<a:buFont typeface="Arial"/><a:buChar char="{bullet}"/>' if bullet else "<a:buNone/>"
    hang = emu(16) if bullet else 0
    return (
        f'<a:lvl{level}pPr marL="{emu(indent) + hang}" indent="{-hang}" algn="{align}">'
        f'<a:lnSpc><a:spcPct val="100000"/></a:lnSpc><a:spcBef><a:spcPts val="0"/></a:spcBef>{mark}'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}"><a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
        f'<a:latin typeface="+mn-lt"/></a:defRPr></a:lvl{level}pPr>'
    )


def _replace(holder: Any, shapes: list[str]) -> None:
    """The layout's or master's shapes, instead of those it came with."""
    tree = holder.shapes._spTree
    for element in list(tree)[2:]:
        if not element.tag.endswith("}extLst"):
            tree.remove(element)
    for place, text in enumerate(shapes):
        tree.insert(2 + place, parse_xml(text))


def _master(master: Any) -> None:
    levels = _level(20) + _level(16, "tx2", level=2)
    _replace(master, [
        _place(2, "Judul", 'type="title"', TITLE_BOX, _level(28, bold=True), "Judul: temuan dengan angkanya"),
        _place(3, "Isi", 'type="body" idx="1"', (LEFT, BODY_TOP, RIGHT - LEFT, 300), levels, "Isi"),
        _place(4, "Nomor", 'type="sldNum" sz="quarter" idx="4"', NUMBER_BOX, _level(12, "tx2", align="r"), "‹#›", "b"),
    ])  # fmt: skip


def _number(place: int) -> str:
    kind = f'type="sldNum" sz="quarter" idx="{NOMOR}"'
    return _place(place, "Nomor", kind, NUMBER_BOX, _level(12, "tx2", align="r"), "‹#›", "b")


def _named(holder: Any, name: str) -> None:
    holder.name = name
    holder.element.attrib.pop("preserve", None)
    holder.element.attrib.pop("type", None)


def _opening(holder: Any) -> None:
    _named(holder, PEMBUKA)
    bar = (
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="9" name="Garis"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{emu(14)}" cy="{emu(HEIGHT)}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )
    _replace(holder, [
        bar,
        _place(2, "Judul", 'type="ctrTitle"', (LEFT, 60, RIGHT - LEFT, 92), _level(40, bold=True), "Judul rapat", "b"),
        _place(3, "Subjudul", f'type="subTitle" idx="{ISI}"', (LEFT, 162, RIGHT - LEFT, 60), _level(20, "tx2"),
               "Tempat, tanggal data, snapshot"),
        _number(4),
    ])  # fmt: skip


def _screen(holder: Any) -> None:
    _named(holder, LAYAR)
    _replace(holder, _common())


def _list(holder: Any) -> None:
    _named(holder, DAFTAR)
    levels = _level(22, bullet="•") + _level(16, "tx2", level=2, indent=16)
    body = _place(6, "Daftar", f'idx="{ISI}"', (LEFT, BODY_TOP, RIGHT - LEFT, 290), levels, "Butir")
    _replace(holder, [*_common(), body])


def _common() -> list[str]:
    foot = (LEFT, 440.0, RIGHT - LEFT - 80, FOOT_BOTTOM - 440)
    return [
        _place(2, "Judul", 'type="title"', TITLE_BOX, _level(28, bold=True), "Judul: temuan dengan angkanya"),
        _place(3, "Ukuran", f'type="body" sz="quarter" idx="{KECIL}"', SMALL_BOX, _level(16, "tx2"),
               "Ukuran · kelompok · wilayah"),
        _place(4, "Kaki", f'type="body" sz="quarter" idx="{KAKI}"', foot, _level(12), "Data per · n · sumber", "b"),
        _number(5),
    ]  # fmt: skip
