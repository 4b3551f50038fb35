"""The funnel of use: one bar a stage with its interval, what was lost since the stage before, and a second funnel."""

from __future__ import annotations

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from charts.style import (
    ACCENT,
    BELOW,
    CONTEXT,
    GROUND,
    INK,
    SECONDARY,
    SIZE,
    SMALL,
    Draft,
    bertanda,
    desimal,
    drawn,
    each,
    persen,
)

ROW = 50
"""Pixels a row of the chart takes: its words above, its bar below."""
LOST, LARGEST = "#e3e8ee", "#f9d9c0"
BAR = 0.34
WHISKER = {"type": "data", "symmetric": False, "color": "#33404d", "thickness": 1.6, "width": 3}


@drawn
def funnel_tahap(frame: pd.DataFrame, *, nama: str = "", nama_2: str = "", tanpa_beda: str = "setara") -> go.Figure:
    """Stages from top to bottom as bars of 0 to 100 percent of their own base; a new base starts below a dashed line.

    `frame`, in the order drawn: bagian (its heading, lines parted by <br>), jenis ("dasar" the base itself, "tahap",
    "jendela" a window of time that is no stage), nama, pct, pct_rendah, pct_tinggi, x, m, siapa (what m counts),
    hilang_poin, hilang_orang, is_terbesar, is_patah (a new base starts here). With `nama_2`, also pct_2,
    pct_rendah_2, pct_tinggi_2, x_2, m_2, selisih, selisih_rendah, selisih_tinggi, is_beda: a diamond a stage, and the
    difference instead of the loss at the right.
    """
    is_pair = bool(nama_2)
    rows, headings = _places(frame)
    top = float(rows["y"].max()) + 1.0 if len(rows) else 1.0
    fig = Draft(int(ROW * (top + 1)) + (34 if is_pair else 8), top=34 if is_pair else 6, right=104, left=4, bottom=6)
    _bars(fig, rows, is_pair=is_pair)
    if is_pair:
        _second(fig, rows)
        fig.annotation(x=0, xref="paper", xanchor="left", y=1, yref="paper", yanchor="bottom", yshift=6,
                       text=f'<span style="color:{ACCENT}">■</span> {nama}     ◇ {nama_2}',
                       font={"size": SIZE, "color": INK})  # fmt: skip
    for row in each(rows):
        fig.annotation(x=0, xref="paper", xanchor="left", y=row.y + 0.36, text=_label(row), align="left",
                       font={"size": SIZE, "color": INK})  # fmt: skip
        said = _right_pair(row, tanpa_beda) if is_pair else _right(row)
        if said:
            fig.annotation(x=1, xref="paper", xanchor="left", xshift=8, y=row.y + 0.08, text=said, align="left",
                           font={"size": SMALL, "color": INK})  # fmt: skip
    for y, text, is_break in headings:
        fig.annotation(x=0, xref="paper", xanchor="left", y=y, text=text, align="left",
                       font={"size": SMALL, "color": SECONDARY})  # fmt: skip
        if is_break:
            fig.shape(type="line", xref="paper", x0=0, x1=1.0, y0=y + 0.5, y1=y + 0.5,
                      line={"color": SECONDARY, "width": 1.2, "dash": "dash"})  # fmt: skip
    longest = max([100.0, *rows["pct"].dropna().tolist(), *(rows["pct_2"].dropna().tolist() if is_pair else [])])
    fig.arrange(
        barmode="overlay",
        xaxis={"range": [0, longest * 1.005], "showticklabels": False, "showgrid": False},
        yaxis={"range": [-0.5, top + 0.45], "showticklabels": False, "showgrid": False},
    )
    return fig.figure()


def _places(frame: pd.DataFrame) -> tuple[pd.DataFrame, list[tuple[float, str, bool]]]:
    """The rows with their height y, counted from below, and the headings with theirs."""
    places: list[float] = []
    headings: list[tuple[float, str, bool]] = []
    at, last = 0.0, None
    for row in each(frame):
        if row.bagian != last:
            headings.append((at, str(row.bagian), bool(row.is_patah)))
            at, last = at + 1.0, row.bagian
        places.append(at)
        at += 1.0
    whole = at - 1
    return frame.assign(y=[whole - p for p in places]), [(whole - p, text, cut) for p, text, cut in headings]


def _bars(fig: Draft, rows: pd.DataFrame, *, is_pair: bool) -> None:
    # Beside another funnel the loss would be a third mark on each bar: the difference stands there instead.
    lost = rows[(rows["jenis"] == "tahap") & (rows["hilang_poin"] > 0) & (not is_pair)]
    for is_largest, part in lost.groupby(lost["is_terbesar"].astype(bool), sort=False):
        marker = {"color": LARGEST, "line": {"color": BELOW, "width": 1.4}} if is_largest else {"color": LOST}
        fig.data.append({
            "type": "bar", "orientation": "h", "y": part["y"].tolist(), "x": part["hilang_poin"].tolist(),
            "base": part["pct"].tolist(), "width": BAR, "marker": marker, "customdata": [_lost(r) for r in each(part)],
            "hovertemplate": "%{customdata}<extra></extra>", "name": "hilang terbesar" if is_largest else "hilang",
        })  # fmt: skip
    styles: dict[str, dict[str, Any]] = {
        "dasar": {"color": CONTEXT},
        "tahap": {"color": ACCENT},
        "jendela": {"color": GROUND, "line": {"color": ACCENT, "width": 1.6}},
    }
    for kind, marker in styles.items():
        part = rows[(rows["jenis"] == kind) & rows["pct"].notna()]
        if part.empty:
            continue
        trace: dict[str, Any] = {
            "type": "bar", "orientation": "h", "y": part["y"].tolist(), "x": part["pct"].tolist(), "name": kind,
            "width": BAR if kind != "jendela" else BAR * 0.6, "marker": marker,
            "customdata": [_hover(r) for r in each(part)], "hovertemplate": "%{customdata}<extra></extra>",
        }  # fmt: skip
        if kind != "dasar" and part["pct_rendah"].notna().any() and not is_pair:
            trace["error_x"] = {**WHISKER, "array": (part["pct_tinggi"] - part["pct"]).tolist(),
                                "arrayminus": (part["pct"] - part["pct_rendah"]).tolist()}  # fmt: skip
        fig.data.append(trace)


def _second(fig: Draft, rows: pd.DataFrame) -> None:
    part = rows[(rows["jenis"] != "dasar") & rows["pct_2"].notna()]
    fig.scatter(
        x=part["pct_2"].tolist(), y=part["y"].tolist(), mode="markers", name="kedua", cliponaxis=False,
        marker={"symbol": "diamond", "size": 12, "color": GROUND, "line": {"color": INK, "width": 2}},
        customdata=[_hover_second(row) for row in each(part)], hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def _half(low: float, high: float) -> str:
    half = (high - low) / 2
    if half != half:
        return ""
    return " ±<0,1" if 0 < half < 0.05 else f" ±{desimal(half)}"


def _label(row: Any) -> str:
    if row.jenis == "dasar":
        other = getattr(row, "m_2", None)
        return f"{row.nama} <b>{desimal(row.m, 0)}</b>" + (
            f" (◇ {desimal(other, 0)})" if other == other and other else ""
        )
    value = f"<b>{persen(row.pct)}</b>{_half(row.pct_rendah, row.pct_tinggi)}" if row.pct == row.pct else "tanpa data"
    return f"↳ {row.nama} (jendela) {value}" if row.jenis == "jendela" else f"{row.nama} {value}"


def _right(row: Any) -> str:
    if row.jenis != "tahap" or row.pct != row.pct:
        return ""
    if row.hilang_poin != row.hilang_poin:
        return f'<span style="color:{SECONDARY}">tahap sebelum<br>tak sebanding</span>'
    text = f"{bertanda(-row.hilang_poin)} poin<br>{desimal(row.hilang_orang, 0)} {row.siapa_pendek}"
    return f"<b>{text}</b>" if row.is_terbesar else text


def _right_pair(row: Any, tanpa_beda: str) -> str:
    if row.jenis == "dasar" or row.selisih != row.selisih:
        return "" if row.jenis == "dasar" or row.pct != row.pct else "tanpa<br>pembanding"
    text = f"{bertanda(row.selisih)} poin"
    if row.is_beda is None or row.is_beda != row.is_beda:
        return f"{text}<br>tanpa selang"
    spread = _half(row.selisih_rendah, row.selisih_tinggi).strip()
    return f"<b>{text}</b><br>{spread}" if row.is_beda else f"{text}<br>{spread}, {tanpa_beda}"


def _hover(row: Any) -> str:
    if row.jenis == "dasar":
        return f"<b>{row.nama}</b><br>{desimal(row.m, 0)} {row.siapa}"
    spread = (
        f"<br>selang 95 %: {desimal(row.pct_rendah)}–{desimal(row.pct_tinggi)}" if row.pct_rendah == row.pct_rendah
        else "<br>tanpa selang"
    )  # fmt: skip
    text = f"<b>{row.nama}</b><br>{persen(row.pct)} = {desimal(row.x, 0)} dari {desimal(row.m, 0)} {row.siapa}{spread}"
    if row.jenis == "jendela":
        return f"{text}<br>jendela waktu: tahap berikutnya tidak harus di bawahnya"
    return f"{text}<br>{row.lanjut_teks}" if row.lanjut_teks else text


def _lost(row: Any) -> str:
    head = "Kehilangan terbesar" if row.is_terbesar else "Hilang"
    spread = (
        f"<br>selang 95 %: {desimal(row.hilang_rendah)}–{desimal(row.hilang_tinggi)} poin"
        if row.hilang_rendah == row.hilang_rendah else ""
    )  # fmt: skip
    return (
        f"<b>{head}: {row.sebelum_nama} → {row.nama}</b><br>{desimal(row.hilang_poin)} poin = "
        f"{desimal(row.hilang_orang, 0)} {row.siapa}{spread}"
    )


def _hover_second(row: Any) -> str:
    spread = (
        f"<br>selang 95 %: {desimal(row.pct_rendah_2)}–{desimal(row.pct_tinggi_2)}"
        if row.pct_rendah_2 == row.pct_rendah_2 else "<br>tanpa selang"
    )  # fmt: skip
    return (
        f"<b>{row.nama}</b>, pembanding<br>{persen(row.pct_2)} = {desimal(row.x_2, 0)} dari {desimal(row.m_2, 0)} "
        f"{row.siapa}{spread}"
    )
