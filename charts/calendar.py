"""Events as a calendar: a row a program, a column a month, the number of events in each cell."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.style import (
    BELOW,
    GRID,
    GROUND,
    INK,
    MONTHS_SHORT,
    PANEL,
    SECONDARY,
    SEQUENTIAL,
    SIZE,
    SMALL,
    Draft,
    desimal,
    drawn,
    each,
    hari,
    text_colour,
)  # fmt: skip

MOST_COLUMNS = 48
"""More months than this and a column is a quarter of a year."""
SELESAI, TANPA_DAFTAR, AKAN_DATANG = "selesai", "tanpa daftar hadir", "akan datang"
NAMED = 8
"""Events a hover names; the others are counted."""
LEFT = 214
_LINE = 30


def wrap(text: str, width: int = _LINE) -> str:
    """A program's name on two lines at most, cut with an ellipsis."""
    lines: list[str] = []
    for word in text.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    lines = [line if len(line) <= width else f"{line[: width - 1]}…" for line in lines]
    return "<br>".join(lines if len(lines) <= 2 else [lines[0], f"{lines[1][: width - 1]}…"])


def cells(frame: pd.DataFrame) -> tuple[pd.DataFrame, int, int]:
    """One row a program and period with its events; the first period's number and months a period.

    `frame`: program, tanggal_mulai, keadaan and what the hover says. A cell is `akan datang` when all its events are,
    `tanpa daftar hadir` when one that is over has no list, else `selesai`.
    """
    days = pd.to_datetime(frame["tanggal_mulai"])
    months = days.dt.year * 12 + days.dt.month - 1
    # Whole years, so that the columns of two links stand alike.
    first, last = int(months.min()) // 12 * 12, int(months.max()) // 12 * 12 + 11
    step = 1 if last - first < MOST_COLUMNS else 3
    rows = []
    placed = frame.assign(kolom=(months - first) // step)
    for _, part in placed.groupby(["program", "kolom"]):
        program, period = str(part["program"].iloc[0]), int(part["kolom"].iloc[0])
        states = set(part["keadaan"])
        state = AKAN_DATANG if states == {AKAN_DATANG} else TANPA_DAFTAR if TANPA_DAFTAR in states else SELESAI
        rows.append(
            {"program": program, "kolom": period, "jumlah": len(part), "keadaan": state,
             "keterangan": _hover(program, part.sort_values(["tanggal_mulai", "nama"]))}
        )  # fmt: skip
    return pd.DataFrame(rows), first, step


@drawn
def tiles_kegiatan(frame: pd.DataFrame) -> go.Figure:
    """The calendar of events. `frame`: one row an event (program, nama, tempat, tanggal_mulai, tanggal_selesai,
    jumlah_kuota, jumlah_diundang, jumlah_hadir, keadaan); at least one row. Programs stand in the order they began.

    Filled: over, with attendance list, darker for more events; hollow square: over, no list; diamond: still to come.
    """
    grid, first, step = cells(frame)
    began = frame.groupby("program")["tanggal_mulai"].min().sort_values(kind="stable")
    programs = list(began.index)[::-1]
    days = pd.to_datetime(frame["tanggal_mulai"])
    columns = (int((days.dt.year * 12).max()) + 12 - first) // step
    is_wide = columns <= 16
    size = 28 if is_wide else 18
    fig = Draft(66 + 40 * len(programs), top=62, left=LEFT, right=4, bottom=4)
    per_year = 12 // step
    for at in range(0, columns, per_year):
        year = first // 12 + at // per_year
        if (at // per_year) % 2 == 0:
            fig.shape(type="rect", x0=at - 0.5, x1=at + per_year - 0.5, y0=0, y1=1, yref="paper", layer="below",
                      fillcolor=PANEL, line={"width": 0})  # fmt: skip
        fig.annotation(x=at - 0.5 + per_year / 2, y=1, yref="paper", yshift=46, text=f"<b>{year}</b>",
                       font={"size": SIZE, "color": INK})  # fmt: skip
    most = int(grid["jumlah"].max())
    for state, part in grid.groupby("keadaan"):
        fills = [_fill(int(count), most) if state == SELESAI else GROUND for count in part["jumlah"]]
        fig.scatter(
            x=part["kolom"], y=[programs.index(p) for p in part["program"]], mode="markers+text", name=str(state),
            text=[desimal(n, 0) for n in part["jumlah"]], marker=_marker(str(state), fills, size),
            textfont={"size": SMALL, "color": [text_colour(fill) for fill in fills]},
            customdata=part["keterangan"], hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    ticks, words = _ticks(columns, step, is_wide)
    fig.arrange(
        xaxis={"range": [-0.6, columns - 0.4], "tickvals": ticks, "ticktext": words, "side": "top", "showgrid": False,
               "tickfont": {"size": SMALL, "color": SECONDARY}, "tickangle": 0},
        yaxis={"range": [-0.6, len(programs) - 0.4], "tickvals": list(range(len(programs))), "gridcolor": GRID,
               "ticktext": [wrap(p) for p in programs], "tickfont": {"size": SMALL, "color": INK}},
    )  # fmt: skip
    return fig.figure()


def _ticks(columns: int, step: int, is_wide: bool) -> tuple[list[int], list[str]]:
    """Every month of one year; of several, January and July; the first quarter where columns are quarters."""
    if step == 3:
        return list(range(0, columns, 4)), ["Jan"] * len(range(0, columns, 4))
    places = range(0, columns, 1 if is_wide else 6)
    return list(places), [MONTHS_SHORT[at % 12] for at in places]


def _fill(count: int, most: int) -> str:
    """Darker for more events; one event is light, yet clear of the ground."""
    return SEQUENTIAL[2 + round(6 * (count - 1) / max(most - 1, 1))]


def _marker(state: str, fills: list[str], size: int) -> dict[str, Any]:
    if state == SELESAI:
        return {"symbol": "square", "size": size, "color": fills, "line": {"width": 0}}
    if state == TANPA_DAFTAR:
        return {"symbol": "square", "size": size - 2, "color": fills, "line": {"width": 2, "color": BELOW}}
    return {"symbol": "diamond", "size": size + 4, "color": fills, "line": {"width": 2, "color": INK}}


def _hover(program: str, part: pd.DataFrame) -> str:
    lines = [f"<b>{program}</b>"]
    for row in each(part.head(NAMED)):
        start, end = pd.Timestamp(row.tanggal_mulai).date(), pd.Timestamp(row.tanggal_selesai).date()
        when = hari(start) if start == end else f"{hari(start)} s.d. {hari(end)}"
        lines.append(f"{row.nama}<br>   {when} · {row.tempat} · {_people(row)}")
    if len(part) > NAMED:
        lines.append(f"dan {len(part) - NAMED} kegiatan lain")
    return "<br>".join(lines)


def _people(row: Any) -> str:
    said = [f"{label} {desimal(value, 0)}" for label, value in
            (("kursi", row.jumlah_kuota), ("diundang", row.jumlah_diundang)) if value == value]  # fmt: skip
    if row.keadaan == SELESAI:
        said.append(f"hadir {row.hadir}")
    else:
        said.append(row.keadaan)
    return ", ".join(said)
