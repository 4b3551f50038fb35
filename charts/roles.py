"""Money in overlapping programmes over the years."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from charts.style import ACCENT, CONTEXT, INK, SECONDARY, SIZE, SMALL, Draft, drawn, each, rupiah


def uang(value: float) -> str:
    """`Rp 550 juta`, `Rp 1,4 miliar`, `Rp 0`, from rupiah."""
    if value == 0:
        return "Rp 0"
    return rupiah(value / 1000).replace(",0 juta", " juta").replace(",0 ribu", " ribu")


@drawn
def bars_tumpang_tindih(frame: pd.DataFrame, tahun: int) -> go.Figure:
    """A bar a year: all money in overlapping groups, of it what could be freed; `tahun` is the year of the page.

    `frame`: tahun, kelompok, anggaran, dapat_dibebaskan (rupiah). Years without overlap stand as such.
    """
    rows = frame.reset_index(drop=True)
    fig = Draft(270, top=66, right=8, left=8, bottom=30)
    most = float(rows["anggaran"].max()) if len(rows) else 0.0
    for row in each(rows):
        is_own = row.tahun == tahun
        for top, colour in ((row.anggaran, CONTEXT), (row.dapat_dibebaskan, ACCENT)):
            if top > 0:
                fig.shape(type="rect", x0=row.Index - 0.32, x1=row.Index + 0.32, y0=0, y1=top, fillcolor=colour,
                          line={"width": 0}, layer="below")  # fmt: skip
        said = f"{row.kelompok} kelompok" if row.kelompok else "tidak ada"
        money = f"<br>{uang(row.anggaran)}" if row.kelompok else ""
        label = f"<b>{said}</b>{money}" if is_own else f"{said}{money}"
        fig.annotation(x=row.Index, y=row.anggaran, yanchor="bottom", yshift=4, text=label,
                       font={"size": SMALL, "color": INK if is_own else SECONDARY})  # fmt: skip
    fig.scatter(
        x=list(rows.index), y=(rows["anggaran"] / 2).tolist(), mode="markers", marker={"opacity": 0, "size": 40},
        customdata=[
            f"<b>{row.tahun}</b><br>{row.kelompok} kelompok bertumpuk<br>terlibat {uang(row.anggaran)}"
            f"<br>bebas bila yang terbesar tetap {uang(row.dapat_dibebaskan)}"
            for row in each(rows)
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    fig.annotation(
        x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=26, font={"size": SIZE},
        text=f'<span style="color:{ACCENT};font-size:17px">■</span> bebas bila program beranggaran terbesar tetap<br>'
             f'<span style="color:{CONTEXT};font-size:17px">■</span> anggaran program yang tetap', align="left",
    )  # fmt: skip
    fig.arrange(
        xaxis={"tickvals": list(rows.index), "ticktext": [str(year) for year in rows["tahun"]], "showgrid": False,
               "range": [-0.6, max(len(rows), 3) - 0.4], "tickfont": {"size": SIZE}},
        yaxis={"visible": False, "range": [0, most * 1.22 or 1]},
    )  # fmt: skip
    return fig.figure()
