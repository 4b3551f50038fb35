"""A small control chart: a series' changes, what is usual for it, and the last one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import plotly.graph_objects as go

from charts.style import ABOVE, ACCENT, BELOW, CONTEXT, INK, SECONDARY, SMALL, Draft, bertanda, bulan, drawn

HEIGHT, TOP, BOTTOM = 176, 18, 30
LABEL = 17
"""Height in px of a label beside the chart."""


@drawn
def lines_kendali(
    tanggal: Sequence[date], lebih: Sequence[float], rata: float, bawah: float, atas: float, *, tinggi: int = HEIGHT
) -> go.Figure:
    """Changes beyond the common movement in points, one a cut-off, oldest first; NaN is left out of the line.

    `rata`, `bawah`, `atas`: mean and limits from the changes before the last one, NaN where there are none. The last
    change outside its limits is a filled diamond with its size; inside, a ring.
    """
    fig = Draft(tinggi, top=TOP, right=96, bottom=BOTTOM, left=8)
    known = [v for v in lebih if v == v]
    if not known:
        return fig.figure()
    values = [None if v != v else float(v) for v in lebih]
    has_limits = bawah == bawah and atas == atas
    if has_limits:
        fig.shape(type="rect", xref="paper", x0=0, x1=1, y0=bawah, y1=atas, fillcolor="#eef3f8", line={"width": 0},
                  layer="below")  # fmt: skip
        for y in (bawah, atas):
            fig.shape(type="line", xref="paper", x0=0, x1=1, y0=y, y1=y,
                      line={"color": SECONDARY, "width": 1, "dash": "dash"})  # fmt: skip
            fig.annotation(x=1, xref="paper", xanchor="left", xshift=6, y=y, text=f"batas {bertanda(y)}",
                           font={"size": SMALL, "color": SECONDARY})  # fmt: skip
        fig.shape(type="line", xref="paper", x0=0, x1=1, y0=rata, y1=rata, line={"color": CONTEXT, "width": 1})
    fig.scatter(
        x=list(tanggal), y=values, mode="lines+markers", name="perubahan", connectgaps=False,
        line={"color": ACCENT, "width": 1.6}, marker={"size": 4, "color": ACCENT},
        customdata=[
            f"{bulan(t)}: {bertanda(v)} poin di luar gerak bersama" for t, v in zip(tanggal, lebih, strict=True)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    last = float(lebih[-1])
    lows, highs = [*known, *([bawah] if has_limits else [])], [*known, *([atas] if has_limits else [])]
    room = max((max(highs) - min(lows)) * 0.1, 0.3)
    if last == last:
        is_out = has_limits and not bawah <= last <= atas
        fig.scatter(
            x=[tanggal[-1]], y=[last], mode="markers", name="terakhir", hoverinfo="skip", cliponaxis=False,
            marker={"symbol": "diamond" if is_out else "circle-open", "size": 12 if is_out else 9,
                    "color": (ABOVE if last > 0 else BELOW) if is_out else ACCENT, "line": {"width": 2}},
        )  # fmt: skip
        if is_out:
            # A value just outside its limit would stand on the limit's own label: it is moved outwards.
            scale = (tinggi - TOP - BOTTOM) / (max(highs) - min(lows) + 2 * room)
            apart = max(LABEL - abs(last - (atas if last > atas else bawah)) * scale, 0)
            fig.annotation(x=1, xref="paper", xanchor="left", xshift=6, y=last,
                           yshift=apart if last > atas else -apart, text=f"<b>{bertanda(last)} poin</b>",
                           font={"size": SMALL, "color": INK})  # fmt: skip
    fig.arrange(
        xaxis={"type": "date", "showgrid": False, "nticks": 4, "tickformat": "%b %Y"},
        yaxis={"range": [min(lows) - room, max(highs) + room], "showticklabels": False, "showgrid": False},
    )
    return fig.figure()
