"""Dots with their intervals at projector size: up to all provinces on one screen."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import plotly.graph_objects as go

from charts.meeting_frame import PROYEKTOR, Bidang, draft, key, span_of, ticks_of
from charts.meeting_text import value_of, width_of, wrapped
from charts.style import ABOVE, ACCENT, BELOW, EQUAL, GRID, INK, SECONDARY, Draft, bertanda, desimal, plain
from schemas.rapat import BaganTitik, BarisTitik

FEW, LARGER = 8, 1.17
"""With so few rows there is room for larger letters."""
LEFT_OUT = "⋯ baris di antaranya tidak digambar"
SYMBOLS = {
    "di atas": ("circle", ABOVE), "naik": ("circle", ABOVE), "di bawah": ("diamond", BELOW),
    "turun": ("diamond", BELOW), "setara": ("circle-open", EQUAL), "tetap": ("circle-open", EQUAL),
    "tanpa selang": ("square", SECONDARY), "": ("circle", ACCENT),
}  # fmt: skip
"""Shape and colour of a dot by its class, as on the pages."""
GLYPHS = {"circle": "●", "diamond": "◆", "circle-open": "○", "square": "■", "line-ns": "┃", "triangle-up": "▲"}
BESIDE = (("diamond", "#7d8a98"), ("triangle-up", "#7d8a98"), ("square", "#7d8a98"))
"""The marks beside a dot, in order; the nation has a line of its own."""
NATION = ("line-ns", INK)
BAND = "#e8f0f9"
ROW = 1.24
"""Least height of a row, in letters."""
MOST_COLUMNS = 3


def dots_layar(bagan: BaganTitik, bidang: Bidang = PROYEKTOR) -> go.Figure:
    """One row a place or measure: name, dot with interval, value. Many rows stand in columns on one scale; the row
    the screen is about has a band and its name in bold. Rows beyond what can be read are left out in the middle, and
    that is said."""
    if len(bagan.baris) <= FEW and not bidang.is_sempit:
        bidang = replace(bidang, huruf=LARGER * bidang.huruf)
    head = _dots_key(bagan)
    columns, rows, gap = _arranged(bagan, bidang, has_key=bool(head))
    per = math.ceil(len(rows) / columns) if rows else 1
    fig = draft(bidang, _phone_height(bidang, per, has_key=bool(head)) if bidang.is_sempit else None)
    size = bidang.huruf
    above = key(fig, head, bidang, y=1.55 * size if _has_reference(bagan) else 0.3 * size)
    top = above + (1.5 * size if _has_reference(bagan) else 0.2 * size)
    fig.arrange(margin={"t": round(top), "b": round(1.6 * size)})
    ends = [v for row in rows if row for v in (row.nilai, row.rendah, row.tinggi, *row.pembanding)]
    low, high = span_of([*ends, bagan.acuan], share=bagan.satuan == "%" and not bagan.is_selisih)
    for column in range(columns):
        _column(fig, bagan, bidang, rows[column * per : (column + 1) * per], (column, columns, per), (low, high))
    if gap:
        fig.layout["meta"] = {"tidak_digambar": gap}
    return fig.figure()


def _has_reference(bagan: BaganTitik) -> bool:
    return bagan.acuan is not None and bool(bagan.nama_acuan)


def _dots_key(bagan: BaganTitik) -> list[tuple[str, str, str]]:
    """What the marks mean: the classes there are against the reference, and the marks beside."""
    there = {_class(bagan, row) for row in bagan.baris if row.nilai is not None}
    name = bagan.nama_acuan.lower() if bagan.nama_acuan in ("Nasional", "Tetap") else bagan.nama_acuan
    words = {
        "di atas": f"di atas {name}".strip(), "setara": f"setara dengan {name}" if name else "setara",
        "di bawah": f"di bawah {name}".strip(), "naik": "naik nyata", "tetap": "tidak berubah nyata",
        "turun": "turun nyata", "tanpa selang": "tanpa selang",
    }  # fmt: skip
    items = [(GLYPHS[SYMBOLS[kelas][0]], SYMBOLS[kelas][1], words[kelas]) for kelas in words if kelas in there]
    if bagan.nama_pembanding and bagan.nama_nilai:
        items.insert(0, ("●", ACCENT, bagan.nama_nilai))
    items += [(GLYPHS[s], c, n) for n, (s, c) in zip(bagan.nama_pembanding, _beside(bagan), strict=False)]
    return items


def _class(bagan: BaganTitik, row: BarisTitik) -> str:
    """A row's class, where there is something it stands above or below: among marks beside it, its place says it."""
    is_classed = _has_reference(bagan) or bagan.is_selisih or not bagan.nama_pembanding
    return row.kelas if is_classed or row.kelas == "tanpa selang" else ""


def _beside(bagan: BaganTitik) -> list[tuple[str, str]]:
    """Shape and colour of each mark beside a dot."""
    marks = iter(BESIDE * len(bagan.nama_pembanding))
    return [NATION if name.casefold() == "nasional" else next(marks) for name in bagan.nama_pembanding]


def _arranged(bagan: BaganTitik, bidang: Bidang, *, has_key: bool) -> tuple[int, list[BarisTitik | None], int]:
    """How many columns, the rows in them (None where rows were left out), and how many were."""
    rows: list[BarisTitik | None] = list(bagan.baris)
    if bidang.is_sempit:
        return 1, rows, 0
    room = bidang.tinggi - bidang.huruf * (4.8 if has_key else 3.2)
    fits = max(int(room / (ROW * bidang.huruf)), 3)
    columns = min(max(math.ceil(len(rows) / fits), 1), MOST_COLUMNS)
    if len(rows) <= columns * fits:
        return columns, rows, 0
    kept = columns * fits - 1
    marked = {place for place, row in enumerate(bagan.baris) if row.is_sorot}
    half = (kept - len(marked)) // 2
    places = sorted({*range(half + (kept - len(marked)) % 2), *range(len(rows) - half, len(rows)), *marked})
    found: list[BarisTitik | None] = []
    for before, place in zip([-1, *places], places, strict=False):
        if place != before + 1 and None not in found:
            found.append(None)
        found.append(bagan.baris[place])
    return columns, found, len(rows) - len(places)


def _phone_height(bidang: Bidang, rows: int, *, has_key: bool) -> int:
    return round(bidang.huruf * (3.4 * max(rows, 1) + (8 if has_key else 4)))


def _column(
    fig: Draft, bagan: BaganTitik, bidang: Bidang, rows: Sequence[BarisTitik | None], place: tuple[int, int, int],
    ends: tuple[float, float],
) -> None:  # fmt: skip
    """One column of rows: names at its left, values at its right, dots on the common scale between them."""
    column, columns, per = place
    size, gutter = bidang.huruf, 1.6 * bidang.huruf / bidang.lebar
    start, end = column * (1 + gutter) / columns, (column + 1) * (1 + gutter) / columns - gutter
    whole = (end - start) * bidang.lebar
    right = max((width_of(_right(bagan, row, columns), size, bold=True) for row in rows if row), default=0) + 1.2 * size
    left = 0.0 if bidang.is_sempit else min(
        max((width_of(row.nama, size, bold=row.is_sorot) for row in rows if row), default=0) + 1.3 * size, 0.44 * whole
    )  # fmt: skip
    n = "" if column == 0 else str(column + 1)
    x, y = f"x{n}", f"y{n}"
    inner = (start + left / bidang.lebar, max(end - right / bidang.lebar, start + (left + 40) / bidang.lebar))
    row_px = max((bidang.tinggi - 4 * size) / max(per, 1), 1.0)
    lines = 1 if bidang.is_sempit else max(int(row_px / (1.15 * size)), 1)
    axis = {"fixedrange": True, "zeroline": False, "showgrid": False}
    fig.arrange(**{
        f"xaxis{n}": {**axis, "domain": list(inner), "range": list(ends), "anchor": y, "showgrid": True,
                      "nticks": 8 if columns == 1 else 5,
                      "gridcolor": GRID, "tickfont": {"size": size, "color": SECONDARY},
                      **ticks_of(bagan.satuan)},
        f"yaxis{n}": {**axis, "range": [per - 0.4, -0.6], "anchor": x, "showticklabels": False},
    })  # fmt: skip
    if bagan.acuan is not None:
        fig.shape(type="line", xref=x, yref="paper", x0=bagan.acuan, x1=bagan.acuan, y0=0, y1=1, layer="below",
                  line={"color": INK, "width": max(size / 10, 1.2), "dash": "dot"})  # fmt: skip
        if bagan.nama_acuan and not (columns > 2 and column):
            text = f"<b>{plain(_reference(bagan))}</b>"
            fig.annotation(xref=x, x=bagan.acuan, yref="paper", y=1, yanchor="bottom", text=text,
                           font={"size": size, "color": INK})  # fmt: skip
    for level, row in enumerate(rows):
        if row is None:
            fig.annotation(xref="paper", yref=y, x=start, xanchor="left", y=level, text=LEFT_OUT,
                           font={"size": size, "color": SECONDARY})  # fmt: skip
            continue
        if row.is_sorot:
            fig.shape(type="rect", xref="paper", yref=y, x0=start, x1=end, y0=level - 0.5, y1=level + 0.5,
                      layer="below", fillcolor=BAND, line={"width": 0})  # fmt: skip
        _names(fig, bagan, row, bidang, (start, end, left, y, level, lines, columns))
    _marks(fig, bagan, [(p, r) for p, r in enumerate(rows) if r is not None], x, y, size)


def _reference(bagan: BaganTitik) -> str:
    if bagan.is_selisih and not bagan.acuan:
        return bagan.nama_acuan
    return f"{bagan.nama_acuan} {value_of(bagan.acuan, bagan.satuan, bagan.desimal)}"


def _right(bagan: BaganTitik, row: BarisTitik, columns: int) -> str:
    """The value, and in a single column what stands beside it."""
    if row.nilai is None:
        return "tanpa data"
    value = value_of(row.nilai, bagan.satuan, bagan.desimal, is_selisih=bagan.is_selisih)
    return f"{value}\u2003{row.kanan}" if row.kanan and columns == 1 else value


def _names(
    fig: Draft, bagan: BaganTitik, row: BarisTitik, bidang: Bidang,
    place: tuple[float, float, float, str, int, int, int],
) -> None:  # fmt: skip
    """The row's name and value; on a phone the name stands over its dot."""
    start, end, left, y, level, lines, columns = place
    size = bidang.huruf
    room = bidang.lebar * (end - start) - 1 if bidang.is_sempit else left - 0.9 * size
    name = "<br>".join(map(plain, wrapped(row.nama, size, room, lines, bold=row.is_sorot)))
    colour = ACCENT if row.is_sorot else INK
    fig.annotation(xref="paper", yref=y, x=start, xanchor="left", y=level, xshift=0.3 * size,
                   yshift=1.1 * size if bidang.is_sempit else 0, align="left",
                   text=f"<b>{name}</b>" if row.is_sorot else name, font={"size": size, "color": colour})  # fmt: skip
    bold, _, rest = _right(bagan, row, 2 if bidang.is_sempit else columns).partition("\u2003")
    text = f"<b>{bold}</b>" if row.nilai is not None else bold
    fig.annotation(xref="paper", yref=y, x=end, xanchor="right", y=level, xshift=-0.3 * size, align="right",
                   text=f"{text}\u2003{plain(rest)}" if rest else text,
                   font={"size": size, "color": INK if row.nilai is not None else SECONDARY})  # fmt: skip


def _marks(
    fig: Draft, bagan: BaganTitik, rows: Sequence[tuple[int, BarisTitik]], x: str, y: str, size: float
) -> None:  # fmt: skip
    """The dots of a column by class, with their intervals, and the marks beside them."""
    for place, (symbol, colour) in enumerate(_beside(bagan)):
        beside = [(p, r.pembanding[place]) for p, r in rows if place < len(r.pembanding)]
        known = [(p, v) for p, v in beside if v is not None]
        mark = {"symbol": symbol, "size": 0.62 * size, "color": colour, "line": {"width": size / 7, "color": colour}}
        if known:
            fig.scatter(x=[v for _, v in known], y=[p for p, _ in known], mode="markers", xaxis=x, yaxis=y,
                        marker=mark, name=plain(bagan.nama_pembanding[place]), cliponaxis=False,
                        hovertemplate="%{fullData.name}: %{x}<extra></extra>")  # fmt: skip
    for kelas, (symbol, colour) in SYMBOLS.items():
        part = [(p, r) for p, r in rows if _class(bagan, r) == kelas and r.nilai is not None]
        if not part:
            continue
        spread = any(r.rendah is not None and r.tinggi is not None for _, r in part)
        fig.scatter(
            x=[r.nilai for _, r in part], y=[p for p, _ in part], mode="markers", xaxis=x, yaxis=y,
            name=plain(kelas or bagan.nama_nilai), cliponaxis=False,
            marker={"symbol": symbol, "size": 0.72 * size, "color": colour,
                    "line": {"width": size / 8, "color": colour}},
            error_x=_whiskers([r for _, r in part], colour, size) if spread else None,
            customdata=[_hover(bagan, r) for _, r in part], hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip


def _whiskers(rows: Sequence[BarisTitik], colour: str, size: float) -> dict[str, object]:
    arms = [(0.0, 0.0) if r.nilai is None or r.rendah is None or r.tinggi is None
            else (r.nilai - r.rendah, r.tinggi - r.nilai) for r in rows]  # fmt: skip
    return {
        "type": "data", "symmetric": False, "arrayminus": [max(a, 0.0) for a, _ in arms],
        "array": [max(b, 0.0) for _, b in arms], "color": colour, "thickness": size / 9, "width": 0,
    }  # fmt: skip


def _hover(bagan: BaganTitik, row: BarisTitik) -> str:
    value = value_of(row.nilai, bagan.satuan, bagan.desimal, is_selisih=bagan.is_selisih)
    said = bertanda if bagan.is_selisih else desimal
    spread = "" if row.rendah is None or row.tinggi is None else (
        f"<br>selang 95 %: {said(row.rendah)} s.d. {said(row.tinggi)}"
    )  # fmt: skip
    return f"<b>{plain(row.nama)}</b><br>{value}{spread}{f'<br>{plain(row.kanan)}' if row.kanan else ''}"
