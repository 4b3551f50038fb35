"""A deck opened again: its charts as numbers, its texts with their colours and grounds."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
from pptx import Presentation

from reports.slide_theme import THEME_COLOURS

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
SCHEME = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}


def opened(raw: bytes) -> Any:
    """The deck."""
    return Presentation(io.BytesIO(raw))


def texts(slide: Any) -> str:
    """Everything a slide says, tables and grouped shapes too."""
    return "\n".join("".join(t.text or "" for t in p.iter(f"{A}t")) for p in slide._element.iter(f"{A}p"))


def charts(slide: Any) -> list[Any]:
    """The charts of a slide."""
    return [shape.chart for shape in slide.shapes if shape.has_chart]


@dataclass(frozen=True)
class Deret:
    """A series of a chart: the name, the values of each axis with all their digits, and the texts of its labels."""

    nama: str
    x: tuple[float | None, ...]
    y: tuple[float | None, ...]
    label: tuple[str, ...]
    ref_nama: str


def _numbers(holder: Any) -> tuple[float | None, ...]:
    if holder is None:
        return ()
    count = int(holder.find(f".//{C}ptCount").get("val"))
    found = {int(pt.get("idx")): float(pt.find(f"{C}v").text) for pt in holder.iter(f"{C}pt")}
    return tuple(found.get(i) for i in range(count))


def series(chart: Any) -> dict[str, Deret]:
    """The series of a chart by name; later ones of the same name do not count."""
    found: dict[str, Deret] = {}
    for ser in chart._chartSpace.iter(f"{C}ser"):
        name = ser.find(f"{C}tx//{C}v").text or ""
        cells = ser.find(".//{*}dlblRangeCache")
        labels = () if cells is None else tuple(v.text or "" for v in cells.iter(f"{C}v"))
        y = ser.find(f"{C}yVal") if ser.find(f"{C}yVal") is not None else ser.find(f"{C}val")
        found.setdefault(name, Deret(name, _numbers(ser.find(f"{C}xVal")), _numbers(y), labels,
                                     ser.find(f"{C}tx//{C}f").text))  # fmt: skip
    return found


def categories(chart: Any) -> list[str]:
    """The category names of a bar chart."""
    return [v.text for v in chart._chartSpace.find(f".//{C}cat").iter(f"{C}v")]


def workbook(chart: Any) -> Any:
    """The sheet a chart is edited from."""
    return openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active


def cells(chart: Any, reference: str) -> list[Any]:
    """The cells a series refers to."""
    found = workbook(chart)[reference.split("!")[1].replace("$", "")]
    return [row[0].value for row in found] if isinstance(found, tuple) else [found.value]


def references(chart: Any) -> Iterator[tuple[str, list[str | None]]]:
    """Every reference of a chart to its workbook, with what the chart says stands there."""
    for ref in (*chart._chartSpace.iter(f"{C}numRef"), *chart._chartSpace.iter(f"{C}strRef")):
        count = int(ref.find(f".//{C}ptCount").get("val"))
        said = {int(pt.get("idx")): pt.find(f"{C}v").text for pt in ref.iter(f"{C}pt")}
        yield ref.find(f"{C}f").text, [said.get(i) for i in range(count)]


def _colour(holder: Any) -> str | None:
    fill = None if holder is None else holder.find(f"{A}solidFill")
    if fill is None:
        return None
    one = fill[0]
    if one.tag == f"{A}srgbClr":
        return f"#{one.get('val')}"
    return THEME_COLOURS[SCHEME.get(one.get("val"), one.get("val"))]


def _of_place(slide: Any, shape: Any, level: int) -> str | None:
    """The colour a placeholder's layout gives its text."""
    place = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    if place is None:
        return None
    for one in slide.slide_layout.placeholders:
        same = one._element.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        if same.get("idx", "0") == place.get("idx", "0"):
            found = one._element.find(f".//{A}lvl{level}pPr/{A}defRPr")
            return _colour(found)
    return None


def coloured(slide: Any) -> Iterator[tuple[str, str, str, float]]:
    """Each stretch of text on a slide with its colour, its ground and its size in points (0 where its place says)."""
    for text in slide._element.iter(f"{A}t"):
        run = text.getparent()
        properties = run.find(f"{A}rPr")
        above = [*run.iterancestors()]
        shape = next((e for e in above if e.tag == f"{P}sp"), None)
        cell = next((e for e in above if e.tag == f"{A}tc"), None)
        ground = "#ffffff"
        if cell is not None:
            ground = _colour(cell.find(f"{A}tcPr")) or ground
        elif shape is not None:
            ground = _colour(shape.find(f"{P}spPr")) or ground
        paragraph = next(e for e in above if e.tag == f"{A}p")
        level = paragraph.find(f"{A}pPr")
        depth = int(level.get("lvl", "0")) + 1 if level is not None else 1
        colour = _colour(properties)
        if properties is not None and properties.find(f"{A}hlinkClick") is not None:
            colour = THEME_COLOURS["hlink"]
        if colour is None and shape is not None:
            colour = _of_place(slide, shape, depth)
        size = int(properties.get("sz", "0")) / 100 if properties is not None else 0.0
        yield text.text or "", colour or THEME_COLOURS["dk1"], ground, size


def coloured_in_chart(chart: Any) -> Iterator[tuple[str, str]]:
    """Colours of the texts of a chart with their grounds: labels inside a bar stand on the bar's colour."""
    for element in chart._chartSpace.iter(f"{A}defRPr", f"{A}rPr"):
        labels = next((e for e in element.iterancestors() if e.tag == f"{C}dLbls"), None)
        ground = "#ffffff"
        if labels is not None:
            place = labels.findall(f"{C}dLblPos")
            if place and place[-1].get("val") in ("ctr", "inBase"):
                ground = _colour(labels.getparent().find(f"{C}spPr")) or ground
        yield _colour(element) or THEME_COLOURS["dk1"], ground


def rectangles(slide: Any) -> dict[str, tuple[float, float, float, float]]:
    """Left, top, right and bottom of what stands on a slide, in points, by name."""
    found = {}
    for shape in slide.shapes:
        if shape.left is None or not (shape.has_chart or shape.has_table or shape.has_text_frame or shape.shape_type):
            continue
        x, y, w, h = (v / 12700 for v in (shape.left, shape.top, shape.width, shape.height))
        found[f"{shape.shape_id} {shape.name}"] = (x, y, x + w, y + h)
    return found
