"""How wide a text will be, where it breaks, and how a value is written beside a mark."""

from __future__ import annotations

from charts.style import desimal

NARROW, WIDE = frozenset("iljtfrI.,:;'|()[]!- \u00a0"), frozenset("mwMW@%—")


def width_of(text: str, size: float, *, bold: bool = False) -> float:
    """About how many px a line of text is wide in the charts' font, rather too many than too few."""
    ems = sum(0.31 if c in NARROW else 0.86 if c in WIDE else 0.6 if c.isupper() else 0.515 for c in text)
    return float(ems * size * (1.05 if bold else 1.0))


def wrapped(text: str, size: float, room: float, lines: int, *, bold: bool = False) -> list[str]:
    """The text in at most `lines` lines of `room` px, broken between words; what is left over ends in `…`."""
    found: list[str] = []
    for word in text.split(" "):
        if found and width_of(f"{found[-1]} {word}", size, bold=bold) <= room:
            found[-1] += f" {word}"
        else:
            found.append(word)
    if len(found) > lines:
        found = [*found[: lines - 1], " ".join(found[lines - 1 :])]
    return [_cut(line, size, room, bold=bold) for line in found]


def _cut(line: str, size: float, room: float, *, bold: bool) -> str:
    if width_of(line, size, bold=bold) <= room or len(line) <= 4:
        return line
    while len(line) > 3 and width_of(f"{line}…", size, bold=bold) > room:
        line = line[:-1]
    return f"{line.rstrip()}…"


def value_of(value: float | None, satuan: str, digits: int, *, is_selisih: bool = False) -> str:
    """`71,4 %`, `+3,2 poin`, `1.240`; a dash for nothing."""
    text = desimal(value, digits)
    if value is None or text == "–":
        return text
    if is_selisih and round(value, digits) > 0:
        text = f"+{text}"
    unit = "poin" if is_selisih and satuan == "%" else satuan
    return f"{text}\u00a0{unit}" if unit else text
