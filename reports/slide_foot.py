"""What stands under a chart on a slide: what its marks mean, the caveat, cut-off with n and source, the link."""

from __future__ import annotations

from typing import Any

from reports import address, words
from reports.slide_text import LEADING, Run, cut, wrap, write
from reports.slide_theme import FOOT_BOTTOM, KAKI, LEFT, RIGHT, emu
from reports.tokens import CAUTION
from schemas.rapat import Layar

SIZE = 12.0
QR = 60.0
LEAST = 150.0
"""Points a chart must have; the foot gives way before it gets less."""
CAVEAT = "Perhatian: "
IN_NOTES = " (lengkap di catatan slide)"
SHARES = ((3, 4), (2, 4), (1, 4), (0, 4), (0, 2), (0, 1))
"""Lines at most of what the marks mean and of the caveat, tried in turn: the caveat gives way last."""
Kaki = list[list[Run]]


def room(*, has_code: bool) -> float:
    """Points from the left edge to the page number, or to the square code."""
    return RIGHT - LEFT - (QR + 54 if has_code else 54)


def runs(layar: Layar, url: str, *, has_code: bool, top: float) -> Kaki:
    """The foot of a screen whose chart begins at `top`."""
    wide = room(has_code=has_code)
    for marks, caveat in SHARES:
        said = _runs(layar, url, wide, marks, caveat)
        if FOOT_BOTTOM - height(said, wide) - top >= LEAST:
            break
    while len(said) > 2 and FOOT_BOTTOM - height(said, wide) - top < LEAST:
        said.pop()
    return said


def _runs(layar: Layar, url: str, wide: float, marks: int, caveat: int) -> Kaki:
    said: Kaki = []
    if layar.catatan and marks:
        said.append([Run(cut(layar.catatan, SIZE, wide, marks), colour="tx2")])
    if layar.peringatan:
        text = _caveat(layar.peringatan, wide, caveat)
        said.append([Run(CAVEAT, bold=True, colour=CAUTION), Run(text, colour=CAUTION)])
    said.append([Run(cut(words.source_line(layar), SIZE, wide, 2))])
    if layar.tautan:
        shown = cut(address.said(url or layar.tautan), SIZE, wide, 1)
        label, _, page = shown.partition(": ")
        said.append([Run(f"{label}: "), Run(page, link=url)] if page else [Run(label)])
    return said


def _caveat(text: str, wide: float, most: int) -> str:
    """The caveat; where it is cut, it says where the rest stands."""
    wide -= 16  # its first word is bold
    if cut(CAVEAT + text, SIZE, wide, most) == CAVEAT + text:
        return text
    found = cut(CAVEAT + text, SIZE, wide, most).removeprefix(CAVEAT)
    while " " in found and len(wrap(f"{CAVEAT}{found}{IN_NOTES}", SIZE, wide)) > most:
        found = found.rsplit(" ", 1)[0].rstrip(" ,;·…") + "…"
    return f"{found}{IN_NOTES}"


def height(said: Kaki, wide: float) -> float:
    """Points it takes."""
    lines = sum(len(wrap("".join(r.text for r in part), SIZE, wide, bold=all(r.bold for r in part))) for part in said)
    return lines * SIZE * LEADING + 3 * len(said)


def fill(slide: Any, said: Kaki, *, has_code: bool = False) -> None:
    """Fill the foot, and let it be read after the chart."""
    place = slide.placeholders[KAKI]
    wide = room(has_code=has_code)
    high = height(said, wide)
    place.left, place.top, place.width, place.height = (emu(v) for v in (LEFT, FOOT_BOTTOM - high, wide, high))
    write(place.text_frame, said, before=3)
    tree = place._element.getparent()
    tree.remove(place._element)
    tree.append(place._element)
