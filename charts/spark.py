"""A trend the size of a word, as an SVG image: four plotly figures would cost more than the rest of the page."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from charts.style import ACCENT, CONTEXT


def spark(values: Sequence[float | None], *, width: int = 112, height: int = 40) -> str:
    """The values as a line with its last point marked, as a `data:` address for an image; `""` below two values."""
    points = [(i, float(v)) for i, v in enumerate(values) if v is not None and v == v]
    if len(points) < 2:
        return ""
    low, high = min(v for _, v in points), max(v for _, v in points)
    high = high if high > low else low + 1
    span = max(points[-1][0] - points[0][0], 1)

    def x(i: int) -> float:
        return round(3 + (width - 8) * (i - points[0][0]) / span, 1)

    def y(v: float) -> float:
        return round(5 + (height - 10) * (high - v) / (high - low), 1)

    line = " ".join(f"{x(i)},{y(v)}" for i, v in points)
    last_x, last_y = x(points[-1][0]), y(points[-1][1])
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">'
        f'<line x1="0" x2="{width}" y1="{height - 1}" y2="{height - 1}" stroke="{CONTEXT}" stroke-width="1"/>'
        f'<polyline points="{line}" fill="none" stroke="{ACCENT}" stroke-width="2" '
        f'stroke-linejoin="round" stroke-linecap="round"/>'
        f'<circle cx="{last_x}" cy="{last_y}" r="3.5" fill="{ACCENT}"/></svg>'
    )
    return f"data:image/svg+xml,{quote(svg)}"
