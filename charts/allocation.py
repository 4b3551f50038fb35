"""Allocated seats, their cost, the plan beside its rivals. Words stand over each bar, so a phone keeps its width."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from charts.names import short_name
from charts.style import (
    ACCENT,
    CATEGORICAL,
    CONTEXT,
    GRID,
    GROUND,
    INK,
    LINE,
    MONTHS_SHORT,
    PANEL,
    SECONDARY,
    SIZE,
    SMALL,
    Draft,
    desimal,
    drawn,
    each,
    hari,
    plain,
    text_colour,
)

WARNA_TINGKAT = {"Dasar": CATEGORICAL[0], "Lanjut": CATEGORICAL[5]}
"""Colour of a level; the lighter one is hatched too, so that colour never stands alone."""
POLA = {"Dasar": "", "Lanjut": "/"}
WARNA_BIAYA = {"Perjalanan": "#0072B2", "Menginap, makan, uang harian": "#56B4E9", "Kelas": "#44505f",
               "Sisa pagu": "#e9edf2"}  # fmt: skip
STEP = 46
"""Height of a row in px: its words, then its bar."""


@drawn
def bars_kursi(frame: pd.DataFrame, satuan: str = "kursi") -> go.Figure:
    """Seats as one bar a row, cut by level; name, sum and remark over the bar.

    `frame`: nama, dasar, lanjut, catatan (what stands after the sum) and keterangan (hover), from top to bottom.
    """
    rows = frame.iloc[::-1].reset_index(drop=True)
    fig = Draft(14 + STEP * max(len(rows), 1), top=10, bottom=2, left=2, right=4)
    for name, column in (("Dasar", "dasar"), ("Lanjut", "lanjut")):
        fig.data.append({
            "type": "bar", "orientation": "h", "name": name, "x": rows[column].tolist(),
            "y": list(range(len(rows))), "width": 0.36,
            "marker": {"color": WARNA_TINGKAT[name], "line": {"color": GROUND, "width": 1},
                       "pattern": {"shape": POLA[name], "fgcolor": GROUND, "solidity": 0.25, "fillmode": "overlay"}},
            "customdata": rows["keterangan"].tolist(), "hovertemplate": "%{customdata}<extra></extra>",
        })  # fmt: skip
    for y, row in enumerate(each(rows)):
        said = f"{plain(short_name(str(row.nama)))}  <b>{desimal(row.dasar + row.lanjut, 0)}</b> {satuan}"
        said += f'  <span style="color:{SECONDARY}">{plain(row.catatan)}</span>' if row.catatan else ""
        fig.annotation(x=0, xanchor="left", y=y, yshift=20, text=said, align="left", font={"size": SIZE, "color": INK})
    most = float((rows["dasar"] + rows["lanjut"]).max()) if len(rows) else 1.0
    fig.arrange(barmode="stack", xaxis={"visible": False, "range": [0, max(most, 1.0)]},
                yaxis={"visible": False, "range": [-0.35, max(len(rows), 1) - 0.15]})  # fmt: skip
    return fig.figure()


@drawn
def bars_biaya(parts: Mapping[str, float], said: Mapping[str, str]) -> go.Figure:
    """The budget as one bar cut into what it pays for; share in the part. `said`: the exact rupiah for the hover."""
    whole = sum(parts.values())
    fig = Draft(52, top=2, bottom=2, left=2, right=2)
    for name, value in parts.items():
        pct = 100 * value / whole if whole > 0 else 0.0
        fill = WARNA_BIAYA[name]
        fig.data.append({
            "type": "bar", "orientation": "h", "name": name, "x": [pct], "y": [0], "width": 0.9,
            "marker": {"color": fill, "line": {"color": GROUND, "width": 1}},
            "text": [f"{desimal(pct, 0)} %" if pct >= 8 else ""], "textposition": "inside",
            "insidetextanchor": "middle", "textangle": 0, "textfont": {"size": SIZE, "color": text_colour(fill)},
            "customdata": [f"<b>{name}</b><br>{said[name]} = {desimal(pct)} % pagu"],
            "hovertemplate": "%{customdata}<extra></extra>",
        })  # fmt: skip
    fig.arrange(barmode="stack", xaxis={"visible": False, "range": [0, 100]}, yaxis={"visible": False})
    return fig.figure()


@drawn
def bars_banding(rows: Sequence[tuple[str, float, str, bool]]) -> go.Figure:
    """Need served by this plan and by its rivals, one bar each from one zero. `rows`: name, value, remark, is_utama."""
    turned = list(reversed(rows))
    fig = Draft(10 + 52 * max(len(turned), 1), top=10, bottom=2, left=2, right=2)
    fig.data.append({
        "type": "bar", "orientation": "h", "x": [value for _, value, _, _ in turned], "y": list(range(len(turned))),
        "width": 0.34, "marker": {"color": [ACCENT if is_main else CONTEXT for *_, is_main in turned]},
        "customdata": [f"<b>{name}</b><br>kebutuhan terlayani setara {desimal(value)} kursi berskor 100<br>{remark}"
                       for name, value, remark, _ in turned],
        "hovertemplate": "%{customdata}<extra></extra>",
    })  # fmt: skip
    for y, (name, value, remark, is_main) in enumerate(turned):
        title = f"<b>{name}</b>" if is_main else name
        said = f'{title}  <b>{desimal(value, 0)}</b>  <span style="color:{SECONDARY}">{remark}</span>'
        fig.annotation(x=0, xanchor="left", y=y, yshift=21, text=said, align="left", font={"size": SIZE, "color": INK})
    most = max([value for _, value, _, _ in rows], default=1.0)
    fig.arrange(xaxis={"visible": False, "range": [0, max(most, 1e-9)]},
                yaxis={"visible": False, "range": [-0.3, max(len(turned), 1) - 0.15]})  # fmt: skip
    return fig.figure()


@drawn
def bars_tahan(frame: pd.DataFrame) -> go.Figure:
    """Share of redraws in which a region keeps its seats, on one scale of 0 to 100.

    `frame`: nama, pct, keterangan, from top to bottom.
    """
    rows = frame.iloc[::-1].reset_index(drop=True)
    fig = Draft(40 + 26 * max(len(rows), 1), top=30, bottom=4, left=2, right=46)
    fig.data.append({
        "type": "bar", "orientation": "h", "x": rows["pct"].tolist(), "y": list(range(len(rows))), "width": 0.6,
        "marker": {"color": ACCENT}, "cliponaxis": False, "textposition": "outside",
        "text": [f"{desimal(v, 0)} %" for v in rows["pct"]], "textfont": {"size": SMALL, "color": INK},
        "customdata": rows["keterangan"].tolist(), "hovertemplate": "%{customdata}<extra></extra>",
    })  # fmt: skip
    fig.arrange(
        xaxis={"side": "top", "range": [0, 100], "tickvals": [0, 50, 100], "ticktext": ["0", "50", "100 %"],
               "gridcolor": GRID, "tickfont": {"size": SMALL, "color": SECONDARY}},
        yaxis={"tickvals": list(range(len(rows))), "ticktext": [plain(short_name(str(n))) for n in rows["nama"]],
               "automargin": True, "showgrid": False, "tickfont": {"size": SIZE, "color": INK},
               "range": [-0.6, max(len(rows), 1) - 0.4], "ticklen": 6, "tickcolor": GROUND},
    )  # fmt: skip
    return fig.figure()


@drawn
def bars_jadwal(
    frame: pd.DataFrame, mulai: date, selesai: date, libur: Sequence[tuple[date, date, str]] = ()
) -> go.Figure:
    """Classes on a calendar, one row a city and room; holidays are shaded behind.

    `frame`: kota, ruang (0-based, classes side by side), tingkat, tanggal_mulai, tanggal_selesai, keterangan.
    """
    lanes = list(dict.fromkeys((str(row.kota), int(row.ruang)) for row in each(frame.sort_values(["kota", "ruang"]))))
    fig = Draft(44 + 30 * max(len(lanes), 1), top=34, bottom=4, left=2, right=6)
    for start, end, _name in libur:
        if end >= mulai and start <= selesai:
            fig.shape(type="rect", x0=max(start, mulai).isoformat(),
                      x1=(min(end, selesai) + timedelta(days=1)).isoformat(), y0=0, y1=1, yref="paper", layer="below",
                      fillcolor=PANEL, line={"width": 0})  # fmt: skip
    for level, part in frame.groupby("tingkat", sort=False):
        fig.data.append({
            "type": "bar", "orientation": "h", "name": str(level),
            "base": [pd.Timestamp(row.tanggal_mulai).isoformat() for row in each(part)],
            "x": [((row.tanggal_selesai - row.tanggal_mulai).days + 1) * 86_400_000 for row in each(part)],
            "y": [len(lanes) - 1 - lanes.index((str(row.kota), int(row.ruang))) for row in each(part)], "width": 0.62,
            "marker": {"color": WARNA_TINGKAT[str(level)], "line": {"color": GROUND, "width": 1},
                       "pattern": {"shape": POLA[str(level)], "fgcolor": GROUND, "solidity": 0.25,
                                   "fillmode": "overlay"}},
            "customdata": part["keterangan"].tolist(), "hovertemplate": "%{customdata}<extra></extra>",
        })  # fmt: skip
    starts = [date(mulai.year + (mulai.month - 1 + k) // 12, (mulai.month - 1 + k) % 12 + 1, 1) for k in range(240)]
    months = [day for day in starts if day <= selesai]
    step = max(1, -(-len(months) // 12))
    shown = [max(day, mulai) for day in months][::step]
    fig.arrange(
        barmode="overlay",
        xaxis={"type": "date", "side": "top", "tickvals": [day.isoformat() for day in shown],
               "ticktext": [MONTHS_SHORT[day.month - 1] for day in shown], "showgrid": True, "gridcolor": LINE,
               "range": [mulai.isoformat(), (selesai + timedelta(days=1)).isoformat()], "tickangle": 0,
               "tickfont": {"size": SMALL, "color": SECONDARY}},
        yaxis={"tickvals": list(range(len(lanes))),
               "ticktext": [plain(kota) if ruang == 0 else "" for kota, ruang in reversed(lanes)], "automargin": True,
               "showgrid": False, "range": [-0.6, max(len(lanes), 1) - 0.4], "ticklen": 6, "tickcolor": GROUND,
               "tickfont": {"size": SIZE, "color": INK}},
    )  # fmt: skip
    return fig.figure()


def rentang_hari(mulai: date, selesai: date) -> str:
    """`3 Feb 2027 s.d. 5 Feb 2027`."""
    return hari(mulai) if mulai == selesai else f"{hari(mulai)} s.d. {hari(selesai)}"
