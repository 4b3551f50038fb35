"""Texts on slides: how wide they are, at which size they fit, and how they are written into a shape."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_AUTO_SIZE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls
from pptx.util import Pt

from reports import fonts
from reports.slide_theme import LANGUAGE, emu

SPARE, SPARE_BOLD = 1.12, 1.34
"""Room left for a machine without our typeface: what it takes instead may be wider: Arial by a tenth,
and in headlines DejaVu Sans, which Linux falls back on, by a third."""
LEADING = 1.24
"""Height of a line in sizes of its type."""
LONGEST = 4000
"""Signs of a text that are looked at: no slide holds more."""
PERIOD = "…"


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Points a line of text may take."""
    return SPARE_BOLD * fonts.width(text, size, 700) if bold else SPARE * fonts.width(text, size)


def wrap(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The text in lines no wider than `room`; words wider than that are broken, as programs do."""
    lines: list[str] = []
    for paragraph in text[:LONGEST].split("\n"):
        line, used = "", 0.0
        for word in _pieces(paragraph, size, room, bold=bold):
            wide = width(word, size, bold=bold)
            blank = width(" ", size, bold=bold) if line else 0.0
            if line and used + blank + wide > room:
                lines.append(line)
                line, used = word, wide
            else:
                line, used = f"{line} {word}" if line else word, used + blank + wide
        lines.append(line)
    return lines


def _pieces(text: str, size: float, room: float, *, bold: bool) -> list[str]:
    found: list[str] = []
    for word in text.split(" "):
        if width(word, size, bold=bold) <= room:
            found += [word] if word else []
            continue
        piece, used = "", 0.0
        for sign in word:
            wide = width(sign, size, bold=bold)
            if piece and used + wide > room:
                found.append(piece)
                piece, used = "", 0.0
            piece, used = piece + sign, used + wide
        found.append(piece)
    return found


def fit(text: str, sizes: Sequence[float], room: float, most: int, *, bold: bool = False) -> tuple[str, float]:
    """The text and the first size at which it takes at most `most` lines; at the last one it is cut short."""
    for size in sizes:
        if len(text) <= LONGEST and len(wrap(text, size, room, bold=bold)) <= most:
            return text, size
    return cut(text, sizes[-1], room, most, bold=bold), sizes[-1]


def cut(text: str, size: float, room: float, most: int, *, bold: bool = False) -> str:
    """The text, or as much of it as stands in `most` lines, with an ellipsis."""
    lines = wrap(text, size, room, bold=bold)
    if len(lines) <= most and len(text) <= LONGEST:
        return text
    head, rest = lines[: most - 1], " ".join(lines[most - 1 :])
    used, end = width(PERIOD, size, bold=bold), 0
    for end, sign in enumerate(rest):  # noqa: B007  where the room ends
        used += width(sign, size, bold=bold)
        if used > room:
            break
    return " ".join([*head, rest[:end]]).strip().rstrip(" ,;") + PERIOD


KEY_LINE = 17.0
"""Height of a line of a legend."""


def key_lines(texts: Sequence[str], wide: float, size: float) -> tuple[float, int]:
    """The width a legend needs and the lines it takes; LibreOffice leaves out what does not fit, entries stand in
    columns as wide as the widest, so there is room to spare."""
    if not texts:
        return 0.0, 0
    column = max(width(text, size) for text in texts) * 1.1 + 56
    a_line = max(int(wide // column), 1)
    if len(texts) <= a_line:
        return column * len(texts), 1
    return wide, -(-len(texts) // a_line)


@dataclass(frozen=True)
class Run:
    """A stretch of text. `colour`: #rrggbb, `tx2` of the theme, or nothing for what its place says."""

    text: str
    size: float = 0
    bold: bool = False
    colour: str = ""
    link: str = ""


def write(frame: Any, paragraphs: Sequence[Sequence[Run]], *, before: float = 0, align: Any = None,
          levels: Sequence[int] = ()) -> None:  # fmt: skip
    """Fill a text frame. `before`: points over each paragraph but the first; `levels`: of the list, a paragraph."""
    for place, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else frame.add_paragraph()
        if levels:
            paragraph.level = levels[place]
        if place and before:
            paragraph.space_before = Pt(before)
        if align is not None:
            paragraph.alignment = align
        for said in runs:
            _run(paragraph, said)


def _run(paragraph: Any, said: Run) -> None:
    run = paragraph.add_run()
    run.text = said.text.replace("\n", " ")
    font = run.font
    if said.size:
        font.size = Pt(said.size)
    if said.bold:
        font.bold = True
    if said.colour == "tx2":
        font.color.theme_color = MSO_THEME_COLOR.TEXT_2
    elif said.colour:
        font.color.rgb = RGBColor.from_string(said.colour[1:].upper())
    if said.link:
        run.hyperlink.address = said.link
    run._r.get_or_add_rPr().set("lang", LANGUAGE)


def box(shapes: Any, place: tuple[float, float, float, float], name: str) -> Any:
    """An empty text box without inner margins; the shape, whose `text_frame` is to be filled."""
    shape = shapes.add_textbox(*(emu(length) for length in place))
    shape.name = name
    frame = shape.text_frame
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    return shape


def describe(shape: Any, alt: str) -> None:
    """Say a graphic in words, for those who do not see it."""
    shape._element._nvXxPr.cNvPr.set("descr", alt)


def decorative(shape: Any) -> None:
    """Mark a graphic that says nothing, so that it is not read out."""
    named = shape._element._nvXxPr.cNvPr
    named.append(parse_xml(
        f'<a:extLst {nsdecls("a")}><a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative '
        'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
    ))  # fmt: skip


def fill(shape: Any, colour: str, border: str = "") -> None:
    """A plain ground, and a thin border where one is asked for; no shadow and no colours of the template."""
    style = shape._element.find("{*}style")
    if style is not None:
        shape._element.remove(style)
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(colour[1:].upper())
    if border:
        shape.line.color.rgb = RGBColor.from_string(border[1:].upper())
        shape.line.width = Pt(0.75)
    else:
        shape.line.fill.background()
