"""The one typeface of paper: where its files lie, how wide a text is in it, and which signs it has.

Drawings are laid out with these widths and set by typst from the same files, so a label is as wide as was reckoned.
"""

from __future__ import annotations

import functools
import shutil
import struct
import tempfile
import unicodedata
from pathlib import Path
from typing import Any

FAMILY = "Source Sans Pro"
STYLES = {400: "Regular", 600: "Semibold", 700: "Bold"}
"""Weights in use, by the number CSS gives them."""
ITALIC = "It"
INSTEAD = {"↳": "·", "●": "•", "✗": "×"}
"""What stands for signs of our own pages that the typeface lacks."""
MISSING = "?"
"""Stands for a sign the typeface lacks: a tagged PDF may not hold what it cannot show."""
BREAK = "\u200b"
"""Where a long word may be broken; prints nothing."""
PT = 25.4 / 72
"""Millimetres a point."""


def file(style: str) -> Path:
    """The TrueType file of a style, from the package."""
    import font_source_sans_pro  # type: ignore[import-untyped]

    return Path(font_source_sans_pro.font_directory) / f"SourceSansPro-{style}.ttf"


@functools.lru_cache(maxsize=1)
def _folder() -> tempfile.TemporaryDirectory[str]:
    folder = tempfile.TemporaryDirectory(prefix="huruf-")
    for style in (*STYLES.values(), ITALIC):
        shutil.copyfile(file(style), Path(folder.name) / f"{style}.ttf")
    return folder


@functools.lru_cache(maxsize=1)
def for_typst() -> Any:
    """The typeface for typst, and nothing else: no fonts of the machine, none that typst brings.

    The package holds each style twice, as TrueType and as OpenType; a folder of our own keeps one of them, so that the
    same input gives the same bytes. It is removed when the process ends.
    """
    import typst

    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[_folder().name])


@functools.lru_cache(maxsize=len(STYLES))
def _widths(weight: int) -> dict[int, float]:
    """Advance of each character the style has, in ems (OpenType: cmap format 4 or 12, hmtx)."""
    raw = file(STYLES[weight]).read_bytes()
    tables = {}
    for i in range(struct.unpack(">H", raw[4:6])[0]):
        tag, _, offset, _ = struct.unpack(">4sIII", raw[12 + 16 * i : 28 + 16 * i])
        tables[tag.decode("latin-1")] = offset
    ems = struct.unpack(">H", raw[tables["head"] + 18 : tables["head"] + 20])[0]
    count = struct.unpack(">H", raw[tables["hhea"] + 34 : tables["hhea"] + 36])[0]
    advances = struct.unpack(f">{2 * count}H", raw[tables["hmtx"] : tables["hmtx"] + 4 * count])[::2]
    glyphs = _glyphs(raw, tables["cmap"])
    return {char: advances[min(glyph, count - 1)] / ems for char, glyph in glyphs.items()}


def _glyphs(raw: bytes, at: int) -> dict[int, int]:
    """Character to glyph, from the subtables for Unicode."""
    found: dict[int, int] = {}
    for i in range(struct.unpack(">H", raw[at + 2 : at + 4])[0]):
        platform, _, offset = struct.unpack(">HHI", raw[at + 4 + 8 * i : at + 12 + 8 * i])
        start = at + offset
        form = struct.unpack(">H", raw[start : start + 2])[0]
        if platform == 1:
            continue
        if form == 12:
            for j in range(struct.unpack(">I", raw[start + 12 : start + 16])[0]):
                first, last, glyph = struct.unpack(">III", raw[start + 16 + 12 * j : start + 28 + 12 * j])
                found.update({char: glyph + char - first for char in range(first, last + 1)})
        elif form == 4:
            found.update(_segments(raw, start))
    return found


def _segments(raw: bytes, start: int) -> dict[int, int]:
    count = struct.unpack(">H", raw[start + 6 : start + 8])[0] // 2
    words = struct.unpack(f">{4 * count + 1}H", raw[start + 14 : start + 16 + 8 * count])
    ends, starts = words[:count], words[count + 1 : 2 * count + 1]
    deltas, ranges = words[2 * count + 1 : 3 * count + 1], words[3 * count + 1 :]
    found = {}
    for i, (first, last, delta, jump) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        for char in range(first, min(last, 0xFFFE) + 1):
            glyph = char
            if jump:
                place = start + 16 + 6 * count + 2 * i + jump + 2 * (char - first)
                glyph = struct.unpack(">H", raw[place : place + 2])[0]
                if not glyph:
                    continue
            found[char] = (glyph + delta) & 0xFFFF
    return found


def width(text: str, size: float, weight: int = 400) -> float:
    """Width of a line of text in the unit of `size`; kerning, which only narrows, is left out."""
    known = _widths(weight)
    return size * sum(known.get(ord(char), 0.5) for char in text if char != BREAK)


@functools.lru_cache(maxsize=8192)
def printable(text: str) -> str:
    """The text with every sign the typeface has; others become `?`, control characters a blank or nothing."""
    known = _widths(400)
    result = []
    for char in unicodedata.normalize("NFC", text):
        if char in "\n\t\r" or unicodedata.category(char) in ("Zs", "Zl", "Zp"):
            result.append(char if char in "\n\u00a0" else " ")
        elif char == BREAK:
            result.append(char)
        elif unicodedata.category(char)[0] != "C":
            result.append(char if ord(char) in known else INSTEAD.get(char, MISSING))
    return "".join(result)


def seen(*texts: str) -> str:
    """The first text that leaves a mark on paper; empty where none does."""
    return next((text for text in texts if printable(text).replace(BREAK, "").strip()), "")


def fits(text: str, size: float, room: float, weight: int = 400) -> int:
    """How many signs from the start of a text fit into `room`."""
    known = _widths(weight)
    for place, char in enumerate(text):
        room -= 0.0 if char == BREAK else size * known.get(ord(char), 0.5)
        if room < -1e-9:
            return place
    return len(text)


def shorten(text: str, size: float, room: float, weight: int = 400) -> str:
    """The text, or as much of it as fits into `room` with an ellipsis."""
    if fits(text, size, room, weight) == len(text):
        return text
    return f"{text[: fits(text, size, room - width('…', size, weight), weight)].rstrip()}…"


def wrap(text: str, size: float, room: float, weight: int = 400, most: int = 2) -> list[str]:
    """The text in at most `most` lines that fit into `room`; the last is shortened, words too wide are broken."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most - 1:
        line = words.pop(0)
        if (cut := max(fits(line, size, room, weight), 1)) < len(line):
            line, rest = line[:cut], line[cut:]
            words.insert(0, rest)
            lines.append(line)
            continue
        while words and width(f"{line} {words[0]}", size, weight) <= room:
            line += f" {words.pop(0)}"
        lines.append(line)
    if words:
        lines.append(shorten(" ".join(words), size, room, weight))
    return lines


def breakable(text: str, longest: int = 28) -> str:
    """The text with places to break words that are longer than any column."""
    return " ".join(
        word if len(word) <= longest else BREAK.join(word[i : i + longest] for i in range(0, len(word), longest))
        for word in text.split(" ")
    )
