"""Bars and scatter plots at projector size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import plotly.graph_objects as go

from charts.meeting_frame import PROYEKTOR, Bidang, draft, key, span_of, ticks_of
from charts.meeting_labels import Kotak, placed
from charts.meeting_text import value_of, width_of, wrapped
from charts.style import ACCENT, CATEGORICAL, CONTEXT, GROUND, INK, LINE, SECONDARY, Draft, plain, text_colour
from schemas.rapat import BaganBatang, BaganSebar, DeretBatang


def bars_layar(bagan: BaganBatang, bidang: Bidang = PROYEKTOR) -> go.Figure:
    """Bars with their values at the end, or inside where they are stacked; the key over them names the series."""
    flat = bagan.is_mendatar or bidang.is_sempit
    size, many = bidang.huruf, len(bagan.deret) > 1
    colours = colours_of(bagan)
    height = round(size * (2.2 * max(len(bagan.kategori), 1) * (1 if bagan.is_bertumpuk else len(bagan.deret)) + 9))
    fig = draft(bidang, height if bidang.is_sempit else None)
    names = [_category(bagan, place, bidang, flat=flat) for place in range(len(bagan.kategori))]
    left = max((width_of(line, size, bold=True) for name in names for line in name.split("<br>")), default=0) + size
    named = [("■", c, d.nama) for d, c in zip(bagan.deret, colours, strict=True)] if many else []
    above = key(fig, named, bidang, y=0.4 * size, x=-left if flat else 0.0)
    places = list(range(len(bagan.kategori)))
    values = [v for d in bagan.deret for v in (*d.nilai, *d.tinggi, *d.rendah) if v is not None]
    high, low = _bar_ends(bagan, values)
    said = [_beside(bagan, place, bidang) if flat else "" for place in places]
    gap = TIGHT if flat and bidang.tinggi / max(len(places), 1) < 2.2 * size else GAP
    across, along = ("yaxis", "xaxis") if flat else ("xaxis", "yaxis")
    room = 0 if bagan.is_bertumpuk else max(
        (width_of(_bar_text(bagan, v), size, bold=True) for d in bagan.deret for v in d.nilai), default=0)  # fmt: skip
    if any(said):
        high = _with_room(bagan, said, high, size, bidang.lebar - left - 0.6 * size, room)
    fig.arrange(**{
        across: {"tickvals": places, "ticktext": names, "tickfont": {"size": size, "color": INK}, "showgrid": False,
                 "range": [len(places) - 0.5, -0.5] if flat else [-0.5, len(places) - 0.5], "ticks": "outside",
                 "ticklen": size / 3, "tickcolor": GROUND, "tickangle": 0},
        along: {"range": [low, high], "nticks": 5, "showticklabels": not flat, "showgrid": not flat,
                "zeroline": True, "zerolinecolor": LINE, **ticks_of(bagan.satuan)},
        "margin": {"l": round(left if flat else 4.2 * size), "r": round(room + 0.6 * size) if flat else 0,
                   "t": round(above + (0.2 if flat else 1.6) * size),
                   "b": round((0.4 if flat else 1.6 * _most_lines(names) + 0.4) * size)},
        "barmode": "stack" if bagan.is_bertumpuk else "group",
        "bargap": gap, "bargroupgap": 0.06,
    })  # fmt: skip
    for place, (series, colour) in enumerate(zip(bagan.deret, colours, strict=True)):
        fig.data.append(_bar(bagan, series, colour, bidang, flat=flat, many=many, high=high))
        if not bagan.is_bertumpuk:
            offset = (place - (len(bagan.deret) - 1) / 2) * (1 - gap) / len(bagan.deret)
            fig.scatter(**_ends(bagan, series, offset, size, said, flat=flat))
    if bagan.is_bertumpuk and any(said):
        fig.scatter(x=_tips(bagan), y=places, mode="text", text=[_shown(text) for text in said], hoverinfo="skip",
                    textposition="middle right", cliponaxis=False, textfont={"size": size, "color": INK})  # fmt: skip
    return fig.figure()


def _beside(bagan: BaganBatang, place: int, bidang: Bidang) -> str:
    """What is said at the end of a category, its value first where it is one bar; on a narrow field in two lines."""
    is_one = bagan.is_bertumpuk or len(bagan.deret) == 1
    said = bagan.kanan[place] if is_one and place < len(bagan.kanan) else ""
    if said and not bagan.is_bertumpuk:
        said = f"{_bar_text(bagan, _at(bagan.deret[0].nilai, place))} · {said}"
    return "\n".join(wrapped(said, bidang.huruf, 0.4 * bidang.lebar, 2)) if said and bidang.is_sempit else said


def _shown(said: str) -> str:
    """A text of one line or two past the end of a bar."""
    return "<br>".join(f" {plain(line)}" for line in said.split("\n")) if said else ""


def _tips(bagan: BaganBatang) -> list[float]:
    """How far each category reaches: its stack, or its largest bar and interval."""

    def reach(place: int) -> float:
        found = [v for d in bagan.deret for v in (_at(d.nilai, place),) if v is not None]
        highs = [v for d in bagan.deret for v in (_at(d.tinggi, place),) if v is not None]
        return sum(v for v in found if v > 0) if bagan.is_bertumpuk else max([*found, *highs, 0.0])

    return [reach(place) for place in range(len(bagan.kategori))]


def _with_room(bagan: BaganBatang, said: Sequence[str], high: float, size: float, lebar: float, room: float) -> float:
    """The far end of the axis that leaves room for what is said past the ends. `lebar`: px of bars and `room`."""
    field, needed = max(lebar - room, 1.0), high
    for tip, text in zip(_tips(bagan), said, strict=True):
        if text:
            wide = max(width_of(line, size, bold=True) for line in text.split("\n"))
            left = max(lebar - wide - 0.6 * size, 0.1 * field)
            needed = max(needed, tip * field / left)
    return needed


GAP, TIGHT = 0.28, 0.12
"""Share of a category's room that its bars leave free; where there are many, less: values stand inside them."""


def _ends(
    bagan: BaganBatang, series: DeretBatang, offset: float, size: float, said: Sequence[str], *, flat: bool
) -> dict[str, object]:  # fmt: skip
    """The values in words, each past the end of its bar and of its interval."""
    places = [place + offset for place in range(len(bagan.kategori))]
    values = [_at(series.nilai, place) for place in range(len(bagan.kategori))]
    tips = [max(v or 0.0, _at(series.tinggi, place) or 0.0, 0.0) for place, v in enumerate(values)]
    return {
        "x": tips if flat else places, "y": places if flat else tips, "mode": "text", "name": plain(series.nama),
        "text": [_shown(said[place] or _bar_text(bagan, v)) if flat else _bar_text(bagan, v)
                 for place, v in enumerate(values)], "cliponaxis": False,
        "textposition": "middle right" if flat else "top center", "hoverinfo": "skip",
        "textfont": {"size": size, "color": [SECONDARY if v is None else INK for v in values]},
    }  # fmt: skip


def colours_of(bagan: BaganBatang) -> tuple[str, ...]:
    """Each series its own colour, or the house's: the first in the accent, one beside it grey, more by category."""
    few = (ACCENT, CONTEXT)
    own = few if len(bagan.deret) <= len(few) and not bagan.is_bertumpuk else CATEGORICAL
    return tuple(series.warna or own[place % len(own)] for place, series in enumerate(bagan.deret))


def _most_lines(names: Sequence[str]) -> int:
    return max((name.count("<br>") + 1 for name in names), default=1)


def _category(bagan: BaganBatang, place: int, bidang: Bidang, *, flat: bool) -> str:
    share = 0.36 * bidang.lebar if flat else 0.94 * bidang.lebar / max(len(bagan.kategori), 1)
    row = bidang.tinggi / max(len(bagan.kategori), 1)
    lines = max(min(int(row / (1.25 * bidang.huruf)), 3), 1) if flat else 2
    lines = 3 if bidang.is_sempit else lines
    found = "<br>".join(map(plain, wrapped(bagan.kategori[place], bidang.huruf, share, lines, bold=True)))
    return f"<b>{found}</b>" if place in bagan.sorot else found


def _bar_ends(bagan: BaganBatang, values: Sequence[float]) -> tuple[float, float]:
    """The far and the near end of the axis of values."""
    if not bagan.is_bertumpuk:
        return (max([*values, 0.0]) * 1.02 or 1.0), min([*values, 0.0])
    sums = [sum(v for d in bagan.deret if (v := _at(d.nilai, place)) is not None and v > 0)
            for place in range(len(bagan.kategori))]  # fmt: skip
    return max([*sums, 0.0]) or 1.0, 0.0


def _at(values: Sequence[float | None], place: int) -> float | None:
    return values[place] if place < len(values) else None


def _bar_text(bagan: BaganBatang, value: float | None) -> str:
    return "tanpa data" if value is None else value_of(value, bagan.satuan, bagan.desimal)


def _bar(
    bagan: BaganBatang, series: DeretBatang, colour: str, bidang: Bidang, *, flat: bool, many: bool, high: float
) -> dict[str, object]:  # fmt: skip
    size = bidang.huruf
    places = list(range(len(bagan.kategori)))
    values = [_at(series.nilai, place) for place in places]
    fills = [colour if many or not bagan.sorot or place in bagan.sorot else CONTEXT for place in places]
    least = 3.6 * size * high / (0.7 * bidang.lebar)  # what a value needs to stand inside its piece
    is_told = [bagan.is_bertumpuk and v is not None and v >= (least if flat else 0.05 * high) for v in values]
    texts = [_bar_text(bagan, v) if told else "" for v, told in zip(values, is_told, strict=True)]
    trace: dict[str, object] = {
        "type": "bar", "orientation": "h" if flat else "v", "name": plain(series.nama), "x": values if flat else places,
        "y": places if flat else values, "marker": {"color": fills}, "text": texts,
        "textposition": "inside" if bagan.is_bertumpuk else "none", "textangle": 0, "constraintext": "none",
        "insidetextanchor": "middle", "hoverinfo": "none",
        "textfont": {"size": size, "color": [text_colour(fill) for fill in fills]},
    }  # fmt: skip
    if series.rendah and series.tinggi and not bagan.is_bertumpuk:
        lows, highs = [_at(series.rendah, p) for p in places], [_at(series.tinggi, p) for p in places]
        trace["error_x" if flat else "error_y"] = {
            "type": "data", "symmetric": False, "color": SECONDARY, "thickness": size / 12, "width": size / 4,
            "array": [_arm(h, v) for h, v in zip(highs, values, strict=True)],
            "arrayminus": [_arm(v, w) for v, w in zip(values, lows, strict=True)],
        }  # fmt: skip
    return trace


def _arm(one: float | None, other: float | None) -> float:
    return 0.0 if one is None or other is None else max(one - other, 0.0)


def scatter_layar(bagan: BaganSebar, bidang: Bidang = PROYEKTOR) -> go.Figure:
    """Places by two measures: those the screen is about in the accent, the others grey; all alike where it is about
    none. Named are those and the outermost; dotted lines are the references, said what they are. Classes differ in
    shape as well as colour."""
    size = bidang.huruf
    field = replace(bidang, tinggi=round(1.15 * bidang.lebar)) if bidang.is_sempit else bidang
    fig = draft(field)
    classes = [c for c in dict.fromkeys(point.kelas for point in bagan.titik) if c]
    is_about = any(point.is_sorot for point in bagan.titik)
    looks = dict(zip(classes, zip(("circle", "diamond-open", "square", "triangle-up"), CATEGORICAL, strict=False),
                     strict=False))  # fmt: skip
    shapes = {"circle": "●", "diamond-open": "◇", "square": "■", "triangle-up": "▲"}
    above = key(fig, [(shapes[s], c, name) for name, (s, c) in looks.items()] if len(classes) > 1 else [], field,
                y=0.5 * size)  # fmt: skip
    for name in classes or [""]:
        symbol, colour = looks.get(name, ("circle", CONTEXT if is_about else ACCENT))
        part = [p for p in bagan.titik if (p.kelas if p.kelas in looks else classes[0] if classes else "") == name]
        if not part:
            continue
        fig.scatter(
            x=[p.x for p in part], y=[p.y for p in part], mode="markers", name=plain(name), cliponaxis=False,
            marker={"symbol": symbol, "color": [ACCENT if p.is_sorot and len(classes) < 2 else colour for p in part],
                    "size": [(0.95 if p.is_sorot else 0.62) * size for p in part],
                    "line": {"width": size / 10, "color": [INK if p.is_sorot else colour for p in part]}},
            customdata=[f"<b>{plain(p.nama)}</b><br>{plain(bagan.sumbu_x)}: "
                        f"{value_of(p.x, bagan.satuan_x, bagan.desimal_x)}<br>{plain(bagan.sumbu_y)}: "
                        f"{value_of(p.y, bagan.satuan_y, bagan.desimal_y)}" for p in part],
            hovertemplate="%{customdata}<extra></extra>",
        )  # fmt: skip
    xs = span_of([*(p.x for p in bagan.titik), bagan.acuan_x], share=bagan.satuan_x == "%")
    ys = span_of([*(p.y for p in bagan.titik), bagan.acuan_y], share=bagan.satuan_y == "%", room=0.1)
    wide, tall = bidang.lebar - 5.4 * size, field.tinggi - above - 5.5 * size
    taken = _name_lines(fig, bagan, xs, ys, wide, tall, size)
    for one in placed(bagan.titik, xs, ys, wide, tall, size, taken):
        point, said = one.titik, plain(one.titik.nama)
        fig.annotation(x=point.x, y=point.y, text=f"<b>{said}</b>" if point.is_sorot else said,
                       xanchor=one.jangkar, xshift=one.geser_x, yshift=one.geser_y,
                       font={"size": size, "color": INK if point.is_sorot else SECONDARY},
                       bgcolor="rgba(255,255,255,.78)" if point.is_sorot else None)  # fmt: skip
    for place, axis in ((bagan.acuan_x, "x"), (bagan.acuan_y, "y")):
        if place is not None:
            other = "y" if axis == "x" else "x"
            fig.shape(type="line", layer="below", line={"color": INK, "width": size / 12, "dash": "dot"},
                      **{f"{axis}0": place, f"{axis}1": place, f"{other}0": 0, f"{other}1": 1,
                         f"{other}ref": "paper"})  # fmt: skip
    title = {"font": {"size": size, "color": INK}, "standoff": size / 2}
    fig.arrange(
        xaxis={"range": list(xs), "nticks": 6, **ticks_of(bagan.satuan_x),
               "title": {**title, "text": plain(_axis(bagan.sumbu_x, bagan.satuan_x))}},
        yaxis={"range": list(ys), "nticks": 5, **ticks_of(bagan.satuan_y)},
        margin={"l": round(4.4 * size), "r": round(size), "t": round(above + 2.1 * size), "b": round(3.4 * size)},
    )  # fmt: skip
    fig.annotation(x=0, xref="paper", xanchor="left", xshift=-4.3 * size, y=1, yref="paper", yanchor="bottom",
                   yshift=above + 0.4 * size, text=plain(_axis(bagan.sumbu_y, bagan.satuan_y)) + " ↑",
                   font={"size": size, "color": INK})  # fmt: skip
    return fig.figure()


def _name_lines(
    fig: Draft, bagan: BaganSebar, xs: tuple[float, float], ys: tuple[float, float], lebar: float, tinggi: float,
    size: float,
) -> list[Kotak]:  # fmt: skip
    """What the dotted lines are and where they stand, said at their ends; the room that takes, in px of the plot."""
    taken: list[Kotak] = []
    font = {"size": size, "color": INK}
    if bagan.acuan_x is not None:
        said = f"{bagan.nama_acuan} {value_of(bagan.acuan_x, bagan.satuan_x, bagan.desimal_x)}".strip()
        at, wide = (bagan.acuan_x - xs[0]) / (xs[1] - xs[0]) * lebar, width_of(said, size)
        is_left = at + wide + 0.6 * size > lebar
        fig.annotation(x=bagan.acuan_x, y=0, yref="paper", yanchor="bottom", xanchor="right" if is_left else "left",
                       xshift=-0.3 * size if is_left else 0.3 * size, text=plain(said), font=font)  # fmt: skip
        left = at - wide - 0.6 * size if is_left else at
        taken += [(left, 0.0, left + wide + 0.6 * size, 1.3 * size), (at, 0.0, at, tinggi)]
    if bagan.acuan_y is not None:
        said = f"{bagan.nama_acuan} {value_of(bagan.acuan_y, bagan.satuan_y, bagan.desimal_y)}".strip()
        at, wide = (bagan.acuan_y - ys[0]) / (ys[1] - ys[0]) * tinggi, width_of(said, size)
        fig.annotation(
            x=1, xref="paper", y=bagan.acuan_y, xanchor="right", yanchor="bottom", text=plain(said), font=font
        )
        taken += [(lebar - wide - 0.3 * size, at, lebar, at + 1.3 * size), (0.0, at, lebar, at)]
    return taken


def _axis(name: str, satuan: str) -> str:
    return name if not satuan or satuan == "%" or satuan in name else f"{name} ({satuan})"
