"""The share of Guru Penggerak appointed over time, beside the target of its day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from charts.lines import Deret, lines_tren
from charts.style import INK, SMALL, desimal, drawn

TARGET, TENGGAT = 20.0, date(2024, 12, 31)
"""The programme's own aim: one in five graduates in a leading post by the end of 2024."""


@drawn
def lines_penggerak(deret: Sequence[Deret], peristiwa: pd.DataFrame | None = None) -> go.Figure:
    """Shares at each cut-off; the target is a dotted line that ends on its day, for nothing was asked after it.

    `deret` and `peristiwa` as for `lines_tren`.
    """
    fig = lines_tren(deret, peristiwa, height=280, dari_nol=True)
    days = [pd.Timestamp(t).date() for line in deret for t in line.rows["tanggal_data"]]
    if not days or min(days) >= TENGGAT or fig.layout.yaxis.range is None:
        return fig
    end = min(max(days), TENGGAT)
    fig.add_shape(type="line", x0=min(days), x1=end, y0=TARGET, y1=TARGET, line={"color": INK, "width": 1.5,
                                                                               "dash": "dot"})  # fmt: skip
    fig.add_annotation(
        x=min(days), y=TARGET, xanchor="left", yanchor="bottom", showarrow=False, font={"size": SMALL, "color": INK},
        text=f"target {desimal(TARGET, 0)} % untuk {TENGGAT.year}",
    )  # fmt: skip
    low, high = fig.layout.yaxis.range
    fig.update_yaxes(range=[low, max(high, TARGET * 1.25)])
    return fig
