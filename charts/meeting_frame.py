"""The field a screen's chart is drawn in: its size, its letters, the key over it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from charts.meeting_text import width_of
from charts.style import INK, SECONDARY, Draft, plain


@dataclass(frozen=True)
class Bidang:
    """Where a chart is drawn: width, height and letters in px. `is_sempit`: a phone, which scrolls downwards."""

    lebar: int
    tinggi: int
    huruf: float = 24.0
    is_sempit: bool = False


PROYEKTOR = Bidang(1800, 740)
"""The field of a chart on a projector of 1920x1080."""


NUMBER = ",~f"
"""Ticks of an axis: thousands apart, no more digits than needed."""


def ticks_of(satuan: str) -> dict[str, str]:
    """How an axis of this unit writes its ticks."""
    return {"tickformat": NUMBER, "ticksuffix": "\u00a0%" if satuan == "%" else ""}


def draft(bidang: Bidang, tinggi: int | None = None) -> Draft:
    """An empty figure with the field's letters."""
    fig = Draft(tinggi or bidang.tinggi, top=0, right=0, bottom=0, left=0)
    size = bidang.huruf
    fig.arrange(
        font={"size": size},
        hoverlabel={"font": {"size": size}},
        xaxis={"tickfont": {"size": size, "color": SECONDARY}},
        yaxis={"tickfont": {"size": size, "color": SECONDARY}},
    )
    return fig


def span_of(values: Sequence[float | None], *, room: float = 0.06, share: bool = False) -> tuple[float, float]:
    """An axis that holds the values with a little room; of shares never beyond 0 and 100 by more than that room."""
    known = [v for v in values if v is not None and math.isfinite(v)]
    if not known:
        return 0.0, 1.0
    low, high = min(known), max(known)
    pad = (high - low) * room or max(abs(high) * 0.05, 1.0)
    if share:
        return max(low - pad, -1.5), min(high + pad, 101.5)
    return low - pad, high + pad


def key(fig: Draft, items: Sequence[tuple[str, str, str]], bidang: Bidang, y: float = 0.0, x: float = 0.0) -> int:
    """A key over the chart in as many lines as it needs: (glyph, colour, words). Returns its height in px."""
    lines: list[list[str]] = [[]]
    used = 0.0
    for glyph, colour, words in items:
        width = width_of(words, bidang.huruf) + 2.6 * bidang.huruf
        if lines[-1] and used + width > bidang.lebar:
            lines.append([])
            used = 0.0
        lines[-1].append(
            f'<span style="color:{colour};font-size:{1.25 * bidang.huruf:.0f}px">{glyph}</span> {plain(words)}'
        )
        used += width
    if not items:
        return 0
    fig.annotation(x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=y, xshift=x,
                   text="<br>".join("\u2003".join(line) for line in lines), align="left",
                   font={"size": bidang.huruf, "color": INK})  # fmt: skip
    return round(1.35 * bidang.huruf * len(lines) + 0.35 * bidang.huruf)
