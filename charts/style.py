"""What all charts share: colours, fonts, the Indonesian locale, and the frame of a figure."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import wraps
from typing import Any, ParamSpec

import pandas as pd
import plotly.graph_objects as go

INK = "#0b1420"
SECONDARY = "#44505f"
LINE = "#d9e0e8"
GRID = "#e9edf2"
GROUND = "#ffffff"
PANEL = "#f6f8fb"
ACCENT = "#0b5cab"
CONTEXT = "#b7c2ce"
CATEGORICAL = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#7F7F7F")
SEQUENTIAL = (
    "#f7fcf0", "#e0f3db", "#ccebc5", "#a8ddb5", "#7bccc4",
    "#4eb3d3", "#2b8cbe", "#1c75ae", "#0868ac", "#084081",
)  # fmt: skip
ABOVE, BELOW, EQUAL = "#0072B2", "#D55E00", "#6b7885"
FONT = '"Source Sans", "Source Sans Pro", "Segoe UI", "Helvetica Neue", Arial, sans-serif'
SIZE = 14
SMALL = 13

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
MONTHS_SHORT = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
DAYS = ("Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu")

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "responsive": True,
    "scrollZoom": False,
    "doubleClick": False,
    "locale": "id",
    "locales": {
        "id": {
            "dictionary": {},
            "format": {
                "days": list(DAYS),
                "shortDays": [name[:3] for name in DAYS],
                "months": list(MONTHS),
                "shortMonths": list(MONTHS_SHORT),
                "date": "%d/%m/%Y",
                "decimal": ",",
                "thousands": ".",
            },
        }
    },
    # Without this stub plotly.js asks a CDN for a world map as soon as a geo axis is drawn.
    "topojsonURL": 'data:application/json,{"type":"Topology","objects":{},"arcs":[]}#',
}
"""The configuration each chart is drawn with: Indonesian months inline, and nothing asked of the internet."""


def desimal(value: float | None, digits: int = 1) -> str:
    """`1.234,5`, or a dash for nothing."""
    if value is None or value != value or math.isinf(value):
        return "–"
    text = f"{round(float(value), digits) + 0.0:,.{digits}f}"
    return text.translate(str.maketrans(",.-", ".,−"))


def persen(value: float | None) -> str:
    """`71,4 %`, or a dash for nothing."""
    text = desimal(value)
    return text if text == "–" else f"{text} %"


def rupiah(ribu: float | None) -> str:
    """`Rp 12,3 miliar`, from thousands of rupiah, or a dash."""
    if ribu is None or ribu != ribu or math.isinf(ribu):
        return "–"
    for unit, size in (("triliun", 1e9), ("miliar", 1e6), ("juta", 1e3)):
        if abs(ribu) >= size * 0.99995:
            return f"Rp {desimal(ribu / size)} {unit}"
    return f"Rp {desimal(ribu, 0)} ribu"


ANGGARAN = "anggaran"
"""What n counts where it is money; such sums come in thousands of rupiah."""


def banyak(value: float | None, satuan: str) -> str:
    """How much there is of what n counts, without the word for it: `12.345`, or `Rp 12,3 miliar` of a budget."""
    return rupiah(value) if satuan == ANGGARAN else desimal(value, 0)


def bertanda(value: float | None) -> str:
    """`+3,2`, `−0,4`, or a dash."""
    text = desimal(value)
    return f"+{text}" if value is not None and value == value and round(value, 1) > 0 else text


def bulan(value: date) -> str:
    """`Okt 2026`."""
    return f"{MONTHS_SHORT[value.month - 1]} {value.year}"


def hari(value: date) -> str:
    """`31 Okt 2026`."""
    return f"{value.day} {bulan(value)}"


class Draft:
    """A figure in the making: plain lists, turned into a plotly Figure once.

    plotly validates and copies everything on each `add_shape`; forty of them would cost more than the whole page.
    """

    def __init__(self, height: int, *, top: int = 8, right: int = 8, bottom: int = 8, left: int = 8) -> None:
        self.data: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.annotations: list[dict[str, Any]] = []
        axis = {"fixedrange": True, "zeroline": False, "gridcolor": GRID, "tickfont": {"size": SMALL}}
        self.layout: dict[str, Any] = {
            "height": height,
            "margin": {"t": top, "r": right, "b": bottom, "l": left, "pad": 0},
            "font": {"family": FONT, "size": SIZE, "color": INK},
            "paper_bgcolor": GROUND,
            "plot_bgcolor": GROUND,
            "separators": ",.",
            "showlegend": False,
            "dragmode": False,
            "hovermode": "closest",
            "hoverlabel": {
                "bgcolor": GROUND,
                "bordercolor": LINE,
                "align": "left",
                "font": {"family": FONT, "size": SIZE, "color": INK},
            },
            "xaxis": dict(axis),
            "yaxis": dict(axis),
        }

    def scatter(self, **trace: Any) -> None:
        """One scatter trace."""
        self.data.append({"type": "scatter", **trace})

    def shape(self, **shape: Any) -> None:
        """One shape."""
        self.shapes.append(shape)

    def across(self, x: object, **line: Any) -> None:
        """A line over the whole height at x."""
        self.shape(type="line", x0=x, x1=x, y0=0, y1=1, yref="paper", line=line)

    def annotation(self, **annotation: Any) -> None:
        """One text on the chart."""
        self.annotations.append({"showarrow": False, **annotation})

    def arrange(self, **layout: dict[str, Any] | Any) -> None:
        """Layout settings over the house's own; axes keep what they do not name."""
        for name, value in layout.items():
            known = self.layout.get(name)
            self.layout[name] = {**known, **value} if isinstance(known, dict) and isinstance(value, dict) else value

    def figure(self) -> go.Figure:
        """The plotly figure."""
        texts = {"shapes": self.shapes, "annotations": self.annotations}
        return go.Figure({"data": self.data, "layout": {**self.layout, **texts}})


P = ParamSpec("P")
Drawing = Callable[P, go.Figure]


def drawn(make: Drawing[P]) -> Drawing[P]:
    """A chart function whose figures say in their `meta` what drew them, so that they can be read back as data."""

    @wraps(make)
    def figure(*args: P.args, **given: P.kwargs) -> go.Figure:
        result = make(*args, **given)
        result.layout.meta = make.__name__
        return result

    return figure


def text_colour(background: str) -> str:
    """Black or white, whichever contrasts more with the background (WCAG relative luminance)."""
    return "#000000" if _contrast(background, "#000000") >= _contrast(background, "#ffffff") else "#ffffff"


def _contrast(one: str, other: str) -> float:
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    r, g, b = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def plain(text: object) -> str:
    """A name that charts print as it is: they would read its `<b>` or `<a>` as their own. `< 5` is no such thing."""
    return _MARKUP.sub(lambda found: found[0].replace("<", "‹").replace(">", "›"), str(text))


_MARKUP = re.compile(r"<[^<>]*>|<(?=[A-Za-z/!])")


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """A frame's rows with its columns as attributes."""
    return iter(frame.itertuples())


def at_extreme(frame: pd.DataFrame, column: str) -> tuple[Any, Any]:
    """The rows with the largest and the smallest value of a column that has any."""
    return frame.iloc[int(frame[column].argmax())], frame.iloc[int(frame[column].argmin())]


STEPS = (0.1, 0.2, 0.5, 1, 2, 3, 4, 5, 6, 8, 10)


def scale(values: list[float]) -> tuple[float, float]:
    """Low end and width of a class, so that ten equal classes on round numbers hold all values of 0 to 100."""
    finite = [v for v in values if v is not None and not math.isnan(v)]
    if not finite:
        return 0.0, 10.0
    low, high = min(finite), max(finite)
    for step in STEPS:
        start = math.floor(low / step) * step
        if start + 10 * step > high or step == STEPS[-1]:
            return round(max(min(start, 100 - 10 * step), 0.0), 6), step
    raise AssertionError("the widest step holds 0 to 100")


def colour(value: float, start: float, step: float) -> str:
    """The sequential colour of a value in a scale of ten classes."""
    return SEQUENTIAL[min(max(int((value - start) / step + 1e-9), 0), 9)]
