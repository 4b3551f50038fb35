"""What reading a figure back needs: its texts without markup, the names of its rows, its marks and reference lines."""

from __future__ import annotations

import html
import math
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from schemas.rapat import Bagan

EXACT = 9
"""Digits after the comma: an interval is kept in a figure as the lengths of its arms, which loses the last bits."""
_TAG = re.compile(r"</?(?:b|i|span|br|a|sup|sub)\b[^>]*>", re.I)
_NUMBER = re.compile(r"[+−-]?\d[\d.]*(?:,\d+)?")


@dataclass(frozen=True)
class Bacaan:
    """A figure read back: its chart as data, remarks that the data have no place for, and notes that no longer hold."""

    bagan: Bagan
    catatan: tuple[str, ...] = ()
    gugur: tuple[str, ...] = ()
    """What the foot says of marks that this reading leaves out."""


@dataclass(frozen=True)
class Baris:
    """A row of a chart: its place, its name and what stands at its right, both still with their markup."""

    y: float
    nama: str
    kanan: str


@dataclass(frozen=True)
class Acuan:
    """A reference line across all rows."""

    nilai: float
    nama: str


@dataclass(frozen=True)
class Tanda:
    """A mark: where it stands, its interval, its shape and the trace it is of."""

    x: float
    y: float
    rendah: float | None
    tinggi: float | None
    simbol: str
    isian: str
    nama: str
    uraian: str = field(default="")


def text(value: object, line_break: str = " ") -> str:
    """What is read, without markup; a line break is a blank, or what is given."""
    said = re.sub(r"(?i)<br\s*/?>", line_break, str(value or ""))
    return " ".join(html.unescape(_TAG.sub("", said)).replace("\u2007", " ").split())


def is_bold(value: object) -> bool:
    """Whether a label is set off from the others."""
    return "<b>" in str(value or "")


def finite(value: Any) -> float | None:
    """A number, or None where there is none."""
    if value is None:
        return None
    number = float(value)
    return number if math.isfinite(number) else None


def rounded(value: float | None) -> float | None:
    """A sum or difference of two numbers of the figure, without the noise of its last bits."""
    return None if value is None else round(value, EXACT)


def listed(values: Any) -> list[Any]:
    """The values of a trace as a list, whatever they are kept in."""
    return [] if values is None else list(values)


def as_date(value: Any) -> date:
    """A day, from what plotly keeps of it."""
    return pd.Timestamp(value).date()


def parse(said: str) -> float:
    """`1.234,5` as a number."""
    return float(said.replace(".", "").replace(",", ".").replace("−", "-"))


def digits(said: str) -> int:
    """How many digits after the comma the first number of a text has; 0 where it has none."""
    found = _NUMBER.search(said)
    return len(found[0].partition(",")[2]) if found else 0


def unit(said: str) -> str:
    """What stands behind the number of a text: `%`, `orang`."""
    found = _NUMBER.match(said)
    return said[found.end() :].strip() if found else ""


def without_value(said: str, value: float) -> str:
    """A text without the value it ends with: `Nasional` of `Nasional 71,4 %`."""
    for found in reversed(list(_NUMBER.finditer(said))):
        try:
            near = abs(parse(found[0]) - value) <= 0.5 * 10.0 ** -digits(found[0]) + 1e-9
        except ValueError:
            continue
        if near:
            return said[: found.start()].strip()
    return said


def rest_of(said: str) -> str:
    """What is said behind the bold value at the right of a row."""
    return text(re.sub(r"^\s*<b>.*?</b>", "", said))


def value_of(said: str) -> str:
    """The bold value at the right of a row."""
    found = re.match(r"^\s*<b>(.*?)</b>", said)
    return text(found[1]) if found else ""


def notes(figure: go.Figure) -> list[Any]:
    """The texts on the figure."""
    return list(figure.layout.annotations)


def shapes(figure: go.Figure) -> list[Any]:
    """The shapes on the figure."""
    return list(figure.layout.shapes)


def in_rows(note: Any) -> bool:
    """Whether a text stands at a row rather than at an edge of the chart."""
    return note.yref in (None, "y") and isinstance(note.y, int | float)


def _ticks(axis: Any) -> dict[float, str]:
    if axis.ticktext is None or axis.tickvals is None or axis.showticklabels is False:
        return {}
    return {float(at): str(said) for at, said in zip(axis.tickvals, axis.ticktext, strict=False)}


def _beside(figure: go.Figure, x: float) -> dict[float, str]:
    """Texts at the left edge (0) or the right edge (1) of rows, the first of each row."""
    found: dict[float, str] = {}
    for note in notes(figure):
        if in_rows(note) and note.x == x and (note.xref == "paper" or note.xanchor == "left"):
            found.setdefault(float(note.y), str(note.text))
    return found


def rows(figure: go.Figure) -> list[Baris]:
    """The rows of a chart, first on top: names from the axis or from the texts over the rows."""
    names = _ticks(figure.layout.yaxis) or _beside(figure, 0)
    right = _ticks(figure.layout.yaxis2) if "yaxis2" in figure.layout else {}
    right = right or _beside(figure, 1)
    ends = figure.layout.yaxis.range or (0, 1)
    order = sorted(names, reverse=ends[0] < ends[1])
    return [Baris(y, names[y], right.get(y, "")) for y in order]


def _of(marker: Any, name: str, at: int) -> str:
    """A setting of a marker, which may be one for all or one each; a bar's has no symbol."""
    value = getattr(marker, name, None)
    if isinstance(value, str):
        return value
    there = listed(value)
    return str(there[at]) if at < len(there) else ""


def hover(trace: Any, at: int) -> str:
    """What a mark says under the pointer."""
    there = listed(trace.customdata)
    if at >= len(there):
        return ""
    said = there[at]
    return str(said) if isinstance(said, str) or said is None else str(next(iter(said), ""))


def marks(trace: Any) -> Iterator[Tanda]:
    """The marks of a trace that stand anywhere, with their intervals along x."""
    error = trace.error_x
    plus, minus = (listed(error.array), listed(error.arrayminus)) if error is not None else ([], [])
    for at, (x, y) in enumerate(zip(listed(trace.x), listed(trace.y), strict=False)):
        here, place = finite(x), finite(y)
        if here is None or place is None:
            continue
        low = finite(minus[at]) if at < len(minus) else None
        high = finite(plus[at]) if at < len(plus) else None
        yield Tanda(
            here, place, None if low is None else rounded(here - low), None if high is None else rounded(here + high),
            _of(trace.marker, "symbol", at), _of(trace.marker, "color", at), str(trace.name or ""), hover(trace, at),
        )  # fmt: skip


def scatters(figure: go.Figure) -> list[Any]:
    """The traces of marks, lines and texts."""
    return [trace for trace in figure.data if trace.type == "scatter"]


def bars(figure: go.Figure) -> list[Any]:
    """The traces of bars."""
    return [trace for trace in figure.data if trace.type == "bar"]


def all_marks(figure: go.Figure) -> list[Tanda]:
    """Every mark of the figure."""
    return [mark for trace in scatters(figure) if "markers" in str(trace.mode) for mark in marks(trace)]


def references(figure: go.Figure, *, dash: tuple[str, ...] = ("dot",)) -> list[Acuan]:
    """The upright reference lines with their names, in the order drawn."""
    found = []
    for shape in shapes(figure):
        if shape.type == "line" and shape.x0 == shape.x1 and (shape.line.dash or "solid") in dash:
            value = finite(shape.x0)
            said = [text(n.text) for n in notes(figure) if n.yref == "paper" and n.xref != "paper"
                    and n.x == shape.x0]  # fmt: skip
            if value is not None and said:
                found.append(Acuan(value, without_value(said[0], value)))
    return found


def first_bold(said: str) -> str:
    """The name a hover begins with."""
    found = re.match(r"\s*<b>(.*?)</b>", said)
    return text(found[1]) if found else ""


def is_empty(bagan: Bagan) -> bool:
    """Whether a chart has nothing to show."""
    return not any(getattr(bagan, name, ()) for name in _FILLING[bagan.jenis])


_FILLING = {"titik": ("baris",), "garis": ("deret",), "batang": ("kategori",), "petak": ("petak",), "sebar": ("titik",),
            "tabel": ("baris",), "angka": ("butir",), "butir": ("butir",)}  # fmt: skip
"""What each kind of chart is made of."""


def joined(items: Iterable[str]) -> str:
    """Parts of a remark that are there."""
    return ", ".join(item for item in items if item)
