"""Dots with their intervals: ranked against a reference, as a change, and side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.names import nama_pulau, short_name
from charts.style import (  # fmt: skip
    ABOVE,
    ACCENT,
    BELOW,
    CONTEXT,
    EQUAL,
    GRID,
    GROUND,
    INK,
    SECONDARY,
    SIZE,
    SMALL,
    Draft,
    banyak,
    bertanda,
    desimal,
    drawn,
    each,
    hari,
    persen,
)

CLASSES: dict[str, dict[str, Any]] = {
    "di atas": {"symbol": "circle", "color": ABOVE, "size": 11},
    "setara": {"symbol": "circle-open", "color": EQUAL, "size": 10, "line": {"width": 2.2, "color": EQUAL}},
    "di bawah": {"symbol": "diamond", "color": BELOW, "size": 11},
    "tanpa selang": {"symbol": "square", "color": SECONDARY, "size": 8},
}
"""Where a unit stands against the reference; shape as well as colour."""


PERCENT: dict[str, Any] = {"side": "top", "ticksuffix": " %", "showticksuffix": "last", "tickangle": 0}
"""An axis of percentages that a phone has room for."""


def kelas(frame: pd.DataFrame, acuan: float | None) -> pd.Series:
    """Each row's class: its interval lies above, below or around the reference; `''` where there is no value."""
    result = pd.Series("setara", index=frame.index, dtype=object)
    if acuan is not None:
        result[frame["pct_rendah"] > acuan] = "di atas"
        result[frame["pct_tinggi"] < acuan] = "di bawah"
    result[frame["pct_rendah"].isna() | frame["pct_tinggi"].isna()] = "tanpa selang"
    result[frame["pct"].isna()] = ""
    return result


def _whiskers(rows: pd.DataFrame, value: str, low: str, high: str) -> dict[str, Any]:
    return {
        "type": "data",
        "symmetric": False,
        "array": (rows[high] - rows[value]).tolist(),
        "arrayminus": (rows[value] - rows[low]).tolist(),
        "color": "#8b98a6",
        "thickness": 1.8,
        "width": 0,
    }


def _span(frame: pd.DataFrame, columns: list[str], *extra: float | None) -> list[float]:
    values = [*frame[columns].to_numpy().ravel().tolist(), *extra]
    finite = [v for v in values if v is not None and v == v]
    if not finite:
        return [0, 100]
    room = max((max(finite) - min(finite)) * 0.05, 1.0)
    return [min(finite) - room, max(finite) + room]


@drawn
def dots_peringkat(
    frame: pd.DataFrame, acuan: float | None, nama_acuan: str, *, satuan: str = "", sorot: str | None = None
) -> go.Figure:
    """All rows, highest first, as dots with intervals around a reference line; value and n at the right.

    `frame`: nama, pct, pct_rendah, pct_tinggi, x, m, jumlah_satuan, is_terlalu_sedikit and, where there, keterangan
    (the hover's words instead of the usual ones). Both margins follow their texts, so that a narrow screen may leave n
    to the touch and keep the dots.
    """
    rows = frame.sort_values(["pct", "nama"], ascending=[True, False], na_position="first").reset_index(drop=True)
    rows["kelas"] = kelas(rows, acuan)
    fig = Draft(64 + 21 * max(len(rows), 1), top=50, right=8, left=2)
    if acuan is not None:
        fig.shape(type="line", x0=acuan, x1=acuan, y0=-0.6, y1=len(rows) - 0.4, layer="below",
                      line={"color": INK, "width": 1.5, "dash": "dot"})  # fmt: skip
        fig.annotation(x=acuan, y=1, yref="paper", yshift=36, font={"size": SIZE, "color": INK},
                           text=f"<b>{nama_acuan} {persen(acuan)}</b>")  # fmt: skip
    for name, marker in CLASSES.items():
        part = rows[rows["kelas"] == name]
        if part.empty:
            continue
        fig.scatter(
            x=part["pct"], y=part.index, mode="markers", name=name, marker=marker, cliponaxis=False,
            error_x=None if name == "tanpa selang" else _whiskers(part, "pct", "pct_rendah", "pct_tinggi"),
            customdata=[getattr(row, "keterangan", None) or _hover(row, satuan) for row in each(part)],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    ticks = list(range(len(rows)))
    # A carrier for the right-hand axis: plotly draws an axis only when a trace stands on it.
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip", showlegend=False)
    labels = [f"<b>{short_name(n)}</b>" if n == sorot else short_name(n) for n in rows["nama"]]
    common = {"range": [-0.6, len(rows) - 0.4], "tickvals": ticks, "fixedrange": True, "zeroline": False}
    fig.arrange(
        xaxis={**PERCENT, "range": _span(rows, ["pct", "pct_rendah", "pct_tinggi"], acuan), "nticks": 6,
               "tickfont": {"color": SECONDARY, "size": SMALL}},
        yaxis={**common, "ticktext": labels, "gridcolor": GRID, "automargin": True, "ticklen": 6,
               "tickcolor": GROUND, "tickfont": {"size": SIZE, "color": INK}},
        yaxis2={**common, "ticktext": [_right(row, satuan) for row in each(rows)], "overlaying": "y",
                "side": "right", "showgrid": False, "automargin": True, "tickfont": {"size": SMALL, "color": INK},
                "ticklen": 8, "tickcolor": GROUND},
    )  # fmt: skip
    return fig.figure()


def _right(row: Any, satuan: str) -> str:
    """Value and n; the n in a span of its own, which the style sheet hides on a phone."""
    if row.pct != row.pct:
        return "tanpa data"
    return f"<b>{persen(row.pct)}</b><span>   n = {banyak(row.m, satuan)}</span>"


def _hover(row: Any, satuan: str) -> str:
    if row.is_terlalu_sedikit:
        spread = "satuan terlalu sedikit untuk dibandingkan"
    elif row.pct_rendah == row.pct_rendah:
        spread = f"selang 95 %: {desimal(row.pct_rendah)}–{desimal(row.pct_tinggi)}"
    else:
        spread = "tanpa selang: data tidak per satuan"
    schools = "" if row.jumlah_satuan != row.jumlah_satuan else f"<br>{desimal(row.jumlah_satuan, 0)} satuan pendidikan"
    return (
        f"<b>{row.nama}</b><br>{persen(row.pct)} = {banyak(row.x, satuan)} dari {banyak(row.m, satuan)} {satuan}"
        f"<br>{spread}{schools}"
    )


@drawn
def dots_perubahan(frame: pd.DataFrame, *, lebar_nama: int = 0, lainnya: str = "") -> go.Figure:
    """Changes in points with their intervals around zero, largest first; hollow where the change is not real.

    `frame`: nama, poin, poin_rendah, poin_tinggi, is_nyata, already narrowed to what is shown. A row that could not
    be tested is a square, as in the ranking. `lainnya`: said in a gap in the middle, where rows were left out.
    """
    rows = frame.sort_values(["poin", "nama"], ascending=[True, False]).reset_index(drop=True)
    half = len(rows) // 2
    rows["y"] = [i + (1 if lainnya and i >= half else 0) for i in range(len(rows))]
    places = len(rows) + (1 if lainnya else 0)
    fig = Draft(44 + 29 * max(places, 1), top=28, right=62, left=max(lebar_nama, 10))
    fig.across(0, color=INK, width=1.2)
    if lainnya:
        fig.shape(type="rect", xref="paper", x0=0, x1=1, y0=half - 0.45, y1=half + 0.45, fillcolor=GROUND,
                  line={"width": 0})  # fmt: skip
        fig.annotation(x=0.5, xref="paper", y=half, text=lainnya, font={"size": SMALL, "color": SECONDARY})
    is_real, is_bare = rows["is_nyata"].eq(True), rows["poin_rendah"].isna()
    for part, marker in (
        (rows[is_real & (rows["poin"] > 0)], {"symbol": "circle", "color": ABOVE, "size": 11}),
        (rows[is_real & (rows["poin"] < 0)], {"symbol": "diamond", "color": BELOW, "size": 11}),
        (rows[~is_real & ~is_bare], CLASSES["setara"]),
        (rows[~is_real & is_bare], CLASSES["tanpa selang"]),
    ):
        if part.empty:
            continue
        fig.scatter(
            x=part["poin"], y=part["y"], mode="markers", marker=marker, cliponaxis=False,
            error_x=None if marker["symbol"] == "square" else _whiskers(part, "poin", "poin_rendah", "poin_tinggi"),
            customdata=[_hover_change(row) for row in each(part)],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip")
    common = {"range": [-0.6, places - 0.4], "tickvals": rows["y"].tolist(), "fixedrange": True, "zeroline": False}
    fig.arrange(
        xaxis={"side": "top", "range": _span(rows, ["poin", "poin_rendah", "poin_tinggi"], 0.0), "nticks": 5,
               "tickfont": {"color": SECONDARY, "size": SMALL}, "ticksuffix": ""},
        yaxis={**common, "ticktext": [short_name(name) for name in rows["nama"]], "automargin": True,
               "tickfont": {"size": SIZE}, "ticklen": 6, "tickcolor": GROUND},
        yaxis2={**common, "ticktext": [f"<b>{bertanda(v)}</b>" for v in rows["poin"]], "overlaying": "y",
                "side": "right", "showgrid": False, "ticklen": 8, "tickcolor": GROUND,
                "tickfont": {"size": SIZE, "color": INK}},
    )  # fmt: skip
    return fig.figure()


def _hover_change(row: Any) -> str:
    verdict = "perubahan nyata" if row.is_nyata is True else "tidak berbeda nyata dari nol"
    spread = "tanpa selang: tidak dapat diuji"
    if row.poin_rendah == row.poin_rendah:
        spread = f"selang 95 %: {bertanda(row.poin_rendah)} s.d. {bertanda(row.poin_tinggi)}<br>{verdict}"
    return f"<b>{row.nama}</b><br>{bertanda(row.poin)} poin<br>{spread}"


APART = ("kampus_merdeka.aktif",)
"""Measures of people outside the regional office's remit: shown last and not to be compared."""


@dataclass(frozen=True)
class Banding:
    """One mark beside the region's own: its column, name, symbol and colour."""

    kolom: str
    nama: str
    simbol: str = "diamond"
    warna: str = "#7d8a98"


GLYPHS = {"diamond": "◆", "square": "■", "triangle-up": "▲", "triangle-down": "▼", "cross": "✚", "pentagon": "⬟"}
"""How a mark looks in the key."""
A_LINE = 46
"""Letters that a line of the key has room for on a phone."""


@drawn
def dots_banding(frame: pd.DataFrame, nama: str, pulau: str, pembanding: Sequence[Banding] | None = None) -> go.Figure:
    """One row a measure: the region with its interval, its island group and the nation as context.

    `frame`: label, pct, pct_rendah, pct_tinggi, m, pct_pulau, pct_nasional, keterangan; in the order shown; and where
    there: ukuran, tanggal_data (said in the row where it differs from the newest).
    The name stands above its dots, so that a phone keeps the whole width for them. `pembanding`: what stands in the
    place of the island group; empty for the nation alone.
    """
    others = [Banding("pct_pulau", nama_pulau(pulau))] if pembanding is None else list(pembanding)
    codes = frame["ukuran"] if "ukuran" in frame else pd.Series("", index=frame.index)
    is_apart = codes.isin(APART)
    rows = pd.concat([frame[~is_apart], frame[is_apart]]).iloc[::-1].reset_index(drop=True)
    apart = int(is_apart.sum()) if int(is_apart.sum()) < len(rows) else 0
    rows["y"] = [i + (0.7 if apart and i >= apart else 0.0) for i in range(len(rows))]
    top = float(rows["y"].max()) if len(rows) else 0.0
    is_bare = rows["pct_rendah"].isna()
    key = _key_lines(nama, others, has_bare=bool(is_bare.any()))
    head = 56 + 22 * len(key)
    fig = Draft(int(head + 8 + 44 * (top + 1)), top=head, right=104, left=4)
    for row in each(rows):
        ends = [v for v in (row.pct, row.pct_nasional, *(getattr(row, o.kolom) for o in others)) if v == v]
        if len(ends) > 1:
            fig.shape(type="line", x0=min(ends), x1=max(ends), y0=row.y, y1=row.y, layer="below",
                      line={"color": "#e1e7ee", "width": 6})  # fmt: skip
    dot = {"symbol": "circle", "size": 14, "color": ACCENT}
    hollow = {"symbol": "circle-open", "size": 13, "color": ACCENT, "line": {"width": 2.6}}
    series = (
        ("pct_nasional", "nasional", rows, {"symbol": "line-ns", "size": 18, "line": {"width": 3, "color": INK}}),
        *((o.kolom, o.nama, rows, {"symbol": o.simbol, "size": 10, "color": o.warna}) for o in others),
        ("pct", "tanpa selang", rows[is_bare], hollow),
        ("pct", short_name(nama), rows[~is_bare], dot),
    )
    for column, name, there, marker in series:
        part = there[there[column].notna()]
        if part.empty:
            continue
        fig.scatter(
            x=part[column], y=part["y"], mode="markers", name=name, marker=marker, cliponaxis=False,
            error_x=_whiskers(part, "pct", "pct_rendah", "pct_tinggi") if marker is dot else None,
            customdata=part["keterangan"] if column == "pct" else [f"{name}: {persen(v)}" for v in part[column]],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    fig.scatter(x=[None], y=[None], yaxis="y2", hoverinfo="skip", showlegend=False)
    fig.annotation(x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=60, align="left",
                   text="<br>".join(key), font={"size": SIZE, "color": INK})  # fmt: skip
    newest = rows["tanggal_data"].max() if "tanggal_data" in rows else None
    for row in each(rows):
        fig.annotation(x=0, xref="paper", xanchor="left", y=row.y, yshift=19, text=_row_name(row, newest),
                       align="left", font={"size": SIZE, "color": INK}, bgcolor=GROUND, borderpad=0)  # fmt: skip
    fig.annotation(x=1, xref="paper", xanchor="left", xshift=7, y=1, yref="paper", yanchor="bottom", yshift=22,
                   align="left", text="<b>persen</b>, selisih<br>dari nasional",
                   font={"size": SMALL, "color": SECONDARY})  # fmt: skip
    if apart:
        fig.annotation(x=0, xref="paper", xanchor="left", y=apart - 1, yshift=38, align="left",
                       text="Di luar tugas BPMP, jangan dibandingkan:",
                       font={"size": SMALL, "color": SECONDARY})  # fmt: skip
    common = {"range": [-0.5, top + 0.75], "tickvals": rows["y"].tolist(), "fixedrange": True, "zeroline": False}
    fig.arrange(
        xaxis={**PERCENT, "tick0": 0, "dtick": 20, "range": [-2, 102], "tickfont": {"color": SECONDARY, "size": SMALL}},
        yaxis={**common, "showticklabels": False, "showgrid": False},
        yaxis2={**common, "ticktext": [_right_pair(row) for row in each(rows)], "overlaying": "y",
                "side": "right", "showgrid": False, "ticklen": 6, "tickcolor": GROUND,
                "tickfont": {"size": SMALL, "color": INK}},
    )  # fmt: skip
    return fig.figure()


def _key_lines(nama: str, others: Sequence[Banding], *, has_bare: bool) -> list[str]:
    """The key in lines that a phone has room for: the region first, the nation last."""
    key = [(ACCENT, 19, "●", short_name(nama))]
    key += [(ACCENT, 19, "○", "tanpa selang")] if has_bare else []
    key += [(o.warna, 17, GLYPHS.get(o.simbol, "◆"), o.nama) for o in others]
    key.append((INK, SIZE, "┃", "nasional"))
    lines: list[list[str]] = [[]]
    length = 0
    for colour, size, glyph, name in key:
        if lines[-1] and length + len(name) + 6 > A_LINE:
            lines.append([])
            length = 0
        lines[-1].append(f'<span style="color:{colour};font-size:{size}px">{glyph}</span> {name}')
        length += len(name) + 6
    return ["    ".join(line) for line in lines]


def _row_name(row: Any, newest: Any) -> str:
    """The measure's name; its date too, where it is older than the newest row's."""
    when = getattr(row, "tanggal_data", None)
    if when is None or when != when or newest is None or when == newest:
        return str(row.label)
    return f"{row.label} · {hari(pd.Timestamp(when).date())}"


def _right_pair(row: Any) -> str:
    if row.pct != row.pct:
        return "tanpa data"
    gap = row.pct - row.pct_nasional
    return f"<b>{persen(row.pct)}</b>  {bertanda(gap)}" if gap == gap else f"<b>{persen(row.pct)}</b>"


__all__ = ["CLASSES", "CONTEXT", "Banding", "dots_banding", "dots_peringkat", "dots_perubahan", "kelas"]
