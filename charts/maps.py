"""Province polygons, for a data folder that has a boundary file. Filled lines: they need no map service."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.style import SECONDARY, SEQUENTIAL, SMALL, Draft, colour, drawn, each, persen, scale

EDGE = "#8b98a6"
CODE_PROPERTIES = ("kode_provinsi_kemendagri", "kode_provinsi", "kode", "KODE_PROV", "kdprov", "id")


def _code(feature: Mapping[str, Any]) -> str:
    properties = feature.get("properties") or {}
    for name in CODE_PROPERTIES:
        if name in properties:
            return str(properties[name]).strip().split(".")[0]
    return str(feature.get("id", ""))


def _rings(geometry: Mapping[str, Any]) -> list[list[list[float]]]:
    """Outer rings only; holes of provinces are lakes no map of this size shows."""
    parts = geometry.get("coordinates") or []
    if geometry.get("type") == "Polygon":
        return [parts[0]] if parts else []
    return [part[0] for part in parts if part] if geometry.get("type") == "MultiPolygon" else []


def _add_scale(fig: Draft, start: float, step: float) -> None:
    """The ten classes with their two ends, at the lower left where there is only sea."""
    for place, fill in enumerate(SEQUENTIAL):
        fig.shape(type="rect", xref="paper", yref="paper", x0=0.02 * place, x1=0.02 * (place + 1), y0=0.07, y1=0.11,
                  fillcolor=fill, line={"width": 0.5, "color": EDGE})  # fmt: skip
    for x, value, anchor in ((0.0, start, "left"), (0.2, start + 10 * step, "right")):
        fig.annotation(x=x, y=0.06, xref="paper", yref="paper", xanchor=anchor, yanchor="top", text=f"{value:g} %",
                       font={"size": SMALL, "color": SECONDARY})  # fmt: skip


@drawn
def map_provinsi(frame: pd.DataFrame, batas: Mapping[str, Any]) -> go.Figure:
    """Provinces filled by share on the classes of the tile map; grey where there is no value.

    `frame`: kode_provinsi_kemendagri, nama, pct. `batas`: GeoJSON whose features carry the Kemendagri code.
    """
    there = {str(row.kode_provinsi_kemendagri): row for row in each(frame)}
    start, step = scale(frame["pct"].dropna().tolist())
    fig = Draft(340, top=4, right=4, bottom=4, left=4)
    for feature in batas.get("features", []):
        code = _code(feature)
        x: list[float | None] = []
        y: list[float | None] = []
        for ring in _rings(feature.get("geometry") or {}):
            x.extend([*(p[0] for p in ring), None])
            y.extend([*(p[1] for p in ring), None])
        if not x:
            continue
        row = there.get(code)
        value, name = (float("nan"), code) if row is None else (float(row.pct), str(row.nama))
        fig.scatter(
            x=x, y=y, mode="lines", fill="toself", hoveron="fills", name=name,
            fillcolor=colour(value, start, step) if value == value else "#eef1f5",
            line={"color": EDGE, "width": 0.7}, hoverinfo="text",
            text=f"<b>{name}</b><br>{persen(value) if value == value else 'tanpa data'}",
        )  # fmt: skip
    _add_scale(fig, start, step)
    fig.arrange(
        xaxis={"visible": False, "range": [94.5, 141.5]},
        yaxis={"visible": False, "range": [-11.5, 6.5], "scaleanchor": "x", "scaleratio": 1},
        font={"color": SECONDARY},
    )
    return fig.figure()
