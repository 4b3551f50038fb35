"""A screen's chart as data, drawn at projector size: nothing that is read is smaller than the field's letters."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import plotly.graph_objects as go

from charts.meeting_bars import bars_layar, scatter_layar
from charts.meeting_dots import dots_layar
from charts.meeting_frame import PROYEKTOR, Bidang
from charts.meeting_lines import lines_layar
from charts.style import SIZE, SMALL

DRAW: dict[str, Callable[[Any, Bidang], go.Figure]] = {
    "titik": dots_layar, "garis": lines_layar, "batang": bars_layar, "sebar": scatter_layar,
}  # fmt: skip
"""Who draws which kind of Bagan; the others are set as text by whoever shows the screen."""
LEAST = 0.62
"""A chart of a page is not enlarged less than this share of what its letters would need: then it would not be read."""


def enlarged(gambar: str, bidang: Bidang) -> dict[str, Any] | None:
    """A page's chart (plotly's JSON) with its letters, marks and margins at the size of the field; None where it can't
    be read as one, or has more rows than the field has room for."""
    try:
        return _enlarged(gambar, bidang)
    except RecursionError:  # nested deeper than any figure is
        return None


def _enlarged(gambar: str, bidang: Bidang) -> dict[str, Any] | None:
    try:
        found = json.loads(gambar)
        layout = dict(found["layout"])
        height = float(layout.get("height") or 0) or bidang.tinggi / 2
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return None
    if not isinstance(found.get("data"), list):
        return None
    wanted = bidang.huruf / SMALL
    factor = wanted if bidang.is_sempit else min(wanted, bidang.tinggi / height)
    if factor < LEAST * wanted:
        return None
    data = [_larger(trace, factor, bidang.huruf) for trace in found["data"]]
    layout = _larger(layout, factor, bidang.huruf)
    layout["height"] = round(height * factor) if bidang.is_sempit else bidang.tinggi
    layout.pop("width", None)
    layout["font"] = {**layout.get("font", {}), "size": max(bidang.huruf, SIZE * factor)}
    return {"data": data, "layout": layout}


SCALED = ("size", "width", "thickness", "ticklen", "standoff", "xshift", "yshift", "t", "r", "b", "l", "borderpad")
"""Numbers of a figure that are lengths on the page."""
WHERE = ("font", "margin", "line", "marker", "title")


def _larger(part: Any, factor: float, least: float, name: str = "") -> Any:
    """Every length of a figure's part times a factor; letters at least the field's."""
    if isinstance(part, list):
        return [_larger(item, factor, least, name) for item in part]
    if not isinstance(part, dict):
        return part
    found = {}
    for key, value in part.items():
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if is_number and key in SCALED and not (key == "width" and name == "data"):
            letters = "font" in name
            found[key] = max(value * factor, least) if letters else value * factor
        elif key == "size" and isinstance(value, list):
            found[key] = [v * factor if isinstance(v, int | float) else v for v in value]
        else:
            found[key] = _larger(value, factor, least, key)
    return found


__all__ = ["DRAW", "PROYEKTOR", "Bidang", "bars_layar", "dots_layar", "enlarged", "lines_layar", "scatter_layar"]
