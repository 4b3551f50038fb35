"""Bars read back: values in categories, stacked where they are parts, with what is written beside them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go

from charts import reading_parts as r
from schemas.rapat import BaganBatang, BaganTabel, DeretBatang, KolomTabel

MOST_ROWS = 14
"""Rows a printed table has room for."""
MOST_LONG = 12
"""Rows up to which a name has room for more than one figure behind it."""
LOSS = "bidang pucat: hilang sejak tahap sebelumnya"
_HEX = re.compile(r"#[0-9a-fA-F]{6}")
_OVER = re.compile(r"^(.*?)\s{2}<b>([^<]*)</b>(.*)$", re.S)


def _colour(value: Any) -> str:
    return value if isinstance(value, str) and _HEX.fullmatch(value) else ""


def _lying(figure: go.Figure, names: Sequence[tuple[float, str]], *, satuan: str = "%", desimal: int = 1,
           sorot: Sequence[int] = (), is_stacked: bool = True) -> BaganBatang:  # fmt: skip
    """Lying bars with the given places and names, first on top."""
    series = []
    for trace in r.bars(figure):
        there = {float(y): r.finite(x) for y, x in zip(r.listed(trace.y), r.listed(trace.x), strict=False)}
        series.append(DeretBatang(nama=str(trace.name or ""), nilai=tuple(there.get(y) for y, _ in names),
                                  warna=_colour(trace.marker.color)))  # fmt: skip
    return BaganBatang(kategori=tuple(name for _, name in names), deret=tuple(series), is_bertumpuk=is_stacked,
                       satuan=satuan, desimal=desimal, sorot=tuple(sorot))  # fmt: skip


def _named(figure: go.Figure, said: Callable[[r.Baris], str]) -> list[tuple[float, str]]:
    return [(row.y, said(row)) for row in r.rows(figure)]


def _bold(figure: go.Figure) -> list[int]:
    return [at for at, row in enumerate(r.rows(figure)) if r.is_bold(row.nama)]


def _with_right(row: r.Baris) -> str:
    said = r.text(row.kanan)
    return f"{r.text(row.nama)} ({said})" if said else r.text(row.nama)


def bagian(figure: go.Figure) -> r.Bacaan:
    """bars_bagian: parts of a hundred, n behind the name."""
    return r.Bacaan(_lying(figure, _named(figure, _with_right), sorot=_bold(figure)))


def keadaan(figure: go.Figure) -> r.Bacaan:
    """bars_keadaan: counts of each state, their sum behind the name."""
    return r.Bacaan(_lying(figure, _named(figure, _with_right), satuan="target", desimal=0))


def jarak(figure: go.Figure) -> r.Bacaan:
    """bars_jarak: squared distances in their ingredients, the distance behind the name."""
    names = _named(figure, lambda row: f"{r.text(row.nama)} (jarak {r.text(row.kanan)})")
    return r.Bacaan(_lying(figure, names, satuan="", desimal=2))


def skor(figure: go.Figure) -> r.Bacaan:
    """bars_skor: contributions to a score; score and chance stand behind the name, the data where they are not the same
    for all, the range of an open score where the rows are few."""
    there = r.rows(figure)
    ranges: dict[int, tuple[float, float]] = {}
    for trace in r.scatters(figure):
        x, y = r.listed(trace.x), r.listed(trace.y)
        if trace.name == "bila lengkap" and len(there) <= MOST_LONG:
            ranges = {round(y[at]): (x[at], x[at + 1]) for at in range(0, len(x) - 1, 3)}
    right = {row.y: (r.value_of(row.kanan), *r.rest_of(row.kanan).rsplit(" ", 1)) for row in there}
    data = {parts[-1] for parts in right.values()}

    def name(row: r.Baris) -> str:
        parts = list(right[row.y] if len(data) > 1 else right[row.y][:-1])
        span = ranges.get(round(row.y))
        if span is not None:
            parts.append(f"bila lengkap {_decimal(span[0])} sampai {_decimal(span[1])}")
        return f"{r.text(row.nama)} ({'; '.join(part for part in parts if part)})"

    bagan = _lying(figure, _named(figure, name), satuan="", sorot=_bold(figure))
    more = "; data yang ada" if len(data) > 1 else f"; data yang ada {next(iter(data), '')} pada semua baris"
    return r.Bacaan(bagan, (f"di belakang nama: skor; peluang{more}",))


def _decimal(value: float) -> str:
    return f"{value:.1f}".replace(".", ",").replace("-", "−")


def _over(figure: go.Figure) -> list[tuple[float, str, str, bool]]:
    """Place, name, remark and emphasis of rows whose words stand over their bar."""
    found = []
    for row in r.rows(figure):
        parts = _OVER.match(row.nama)
        name, rest = (parts[1], parts[3]) if parts else (row.nama, "")
        found.append((row.y, r.text(name), r.text(rest), r.is_bold(name)))
    return found


def tangga(figure: go.Figure) -> r.Bacaan:
    """bars_tangga and bars_banding: one bar a row from one zero, its remark behind the name."""
    rows = _over(figure)
    names = [(y, f"{name} ({rest})" if rest else name) for y, name, rest, _ in rows]
    sorot = [at for at, (*_, is_main) in enumerate(rows) if is_main]
    is_seats = figure.layout.meta == "bars_banding"
    return r.Bacaan(_lying(figure, names, satuan="", desimal=1 if is_seats else 0, sorot=sorot, is_stacked=False))


def kursi(figure: go.Figure) -> r.Bacaan:
    """bars_kursi: seats by level; where they are held behind the name."""
    rows = _over(figure)
    unit = rows[0][2].split(" ")[0] if rows else "kursi"
    names = [
        (y, f"{name} ({tail})" if (tail := rest.removeprefix(unit).strip()) else name) for y, name, rest, _ in rows
    ]
    return r.Bacaan(_lying(figure, names, satuan=unit, desimal=0))


def biaya(figure: go.Figure) -> r.Bacaan:
    """bars_biaya: what the budget pays for, in percent."""
    return r.Bacaan(_lying(figure, [(0.0, "Pagu")]))


def tahan(figure: go.Figure) -> r.Bacaan:
    """bars_tahan: the share of redraws in which a region keeps its seats."""
    return r.Bacaan(_lying(figure, _named(figure, lambda row: r.text(row.nama)), desimal=0, is_stacked=False))


def _standing(figure: go.Figure, names: Mapping[Any, str], *, satuan: str) -> r.Bacaan:
    series = [
        DeretBatang(nama=str(trace.name or ""), warna=_colour(trace.marker.color),
                    nilai=tuple(dict(zip(r.listed(trace.x), map(r.finite, r.listed(trace.y)), strict=False)).get(place)
                                for place in names))
        for trace in r.bars(figure)
    ]  # fmt: skip
    bagan = BaganBatang(kategori=tuple(names.values()), deret=tuple(series), is_mendatar=False,
                        is_bertumpuk=len(series) > 1, satuan="", desimal=0, sumbu=satuan)  # fmt: skip
    return r.Bacaan(bagan)


def _columns(figure: go.Figure) -> dict[Any, str]:
    axis = figure.layout.xaxis
    return {at: r.text(said) for at, said in zip(r.listed(axis.tickvals), r.listed(axis.ticktext), strict=False)}


def tahun(figure: go.Figure) -> r.Bacaan:
    """bars_tahun: counts a year; the year that is not over says so."""
    names = _columns(figure)
    for note in r.notes(figure):
        said = str(note.text).partition("<br>")[2]
        if said and note.x in names:
            names[note.x] += f", {r.text(said)}"
    return _standing(figure, names, satuan="")


def kabar(figure: go.Figure) -> r.Bacaan:
    """bars_kabar: publications a quarter by channel."""
    return _standing(figure, _columns(figure), satuan="publikasi")


def tingkat(figure: go.Figure) -> r.Bacaan | None:
    """bars_tingkat, a series a year, where every bar's height is its count: one held back has no number to give."""
    values: dict[float, float] = {}
    over: list[float] = []
    for trace in r.bars(figure):
        for x, y, said in zip(r.listed(trace.x), r.listed(trace.y), r.listed(trace.text), strict=False):
            words = r.text(said).removeprefix("▲").strip()
            if not re.fullmatch(r"[\d.]+", words) or r.parse(words) != float(y):
                return None
            values[float(x)] = float(y)
            if str(said).startswith("▲"):
                over.append(float(x))
    years = {float(n.x): r.text(n.text) for n in r.notes(figure) if r.is_bold(n.text)}
    axis = figure.layout.xaxis
    levels = {float(at): str(said) for at, said in zip(r.listed(axis.tickvals), r.listed(axis.ticktext), strict=False)}
    where = {x: (years[min((abs(at - x), at) for at in years)[1]], levels[x]) for x in sorted(values)}
    names = list(dict.fromkeys(level for _, level in where.values()))
    places = {said: x for x, said in where.items()}
    series = [
        DeretBatang(nama=year, nilai=tuple(values[places[year, n]] if (year, n) in places else None for n in names))
        for year in dict.fromkeys(year for year, _ in where.values())
    ]
    bagan = BaganBatang(kategori=tuple(f"tingkat {n}" for n in names), deret=tuple(series), is_mendatar=False,
                        satuan="", desimal=0, sumbu="orang")  # fmt: skip
    more = [" tingkat ".join(where[x]) for x in over]
    return r.Bacaan(bagan, (f"melebihi tingkat sebelumnya: {', '.join(more)}",) if more else ())


def _segments(figure: go.Figure) -> dict[float, list[tuple[float, float, str]]]:
    """Drawn segments by the foot of their row: middle, length and colour, from left to right."""
    found: dict[float, list[tuple[float, float, str]]] = {}
    for shape in r.shapes(figure):
        if shape.type == "rect":
            length = r.rounded(float(shape.x1) - float(shape.x0)) or 0.0
            found.setdefault(round(float(shape.y0), 6), []).append((float(shape.x0), length, str(shape.fillcolor)))
    return found


def proporsi(figure: go.Figure) -> r.Bacaan:
    """bars_proporsi: four shares a row as published, by the colour of their segment."""
    segments = _segments(figure)
    colours = list(dict.fromkeys(colour for row in segments.values() for _, _, colour in row))
    key = next((str(n.text) for n in r.notes(figure) if n.yref == "paper"), "")
    parts = re.findall(r"color:(#[0-9a-fA-F]{6})[^>]*>■</span>([^<]*)", key)
    names = {colour: r.text(name) for colour, name in parts}
    order = [colour for colour, _ in parts if colour in colours]
    rows = [(min(segments, key=lambda foot: abs(foot - row.y + 0.72), default=None), row) for row in r.rows(figure)]
    series = [
        DeretBatang(nama=names[colour], warna=_colour(colour), nilai=tuple(
            next((length for _, length, own in segments.get(foot, []) if own == colour), None)
            if foot is not None and abs(foot - row.y + 0.72) < 0.1 else None for foot, row in rows))
        for colour in order
    ]  # fmt: skip
    return r.Bacaan(BaganBatang(kategori=tuple(r.text(row.nama) for _, row in rows), deret=tuple(series),
                                is_bertumpuk=True))  # fmt: skip


def label(figure: go.Figure) -> r.Bacaan:
    """bars_label: how many units carry each label, from what each segment says."""
    counts: dict[str, dict[str, float]] = {}
    colours: dict[str, str] = {}
    unit = ""
    boxes = [shape for shape in r.shapes(figure) if shape.type == "rect"]
    for trace in r.scatters(figure):
        for at, shape in enumerate(boxes):
            name, _, said = r.hover(trace, at).partition("<br>")
            found = re.match(r"[\d.]+ (.*) dari (.*)$", said, re.S)
            if found is None:
                continue
            counts.setdefault(r.text(name), {})[found[1]] = float(shape.x1) - float(shape.x0)
            colours.setdefault(found[1], str(shape.fillcolor))
            unit = re.sub(r"^[\d.]+ ", "", found[2])
    names = [r.text(row.nama) for row in r.rows(figure)]
    bagan = BaganBatang(kategori=tuple(names), deret=tuple(_label_series(names, counts, colours)), is_bertumpuk=True,
                        satuan="", desimal=0, sumbu=unit)  # fmt: skip
    return r.Bacaan(bagan)


def _label_series(
    names: Sequence[str], counts: Mapping[str, Mapping[str, float]], colours: Mapping[str, str]
) -> list[DeretBatang]:
    """A series a rank: the best labels of two families share a colour, for a row has labels of one family only.

    Where a row has two labels of one colour, a series a label, in the house's own colours.
    """
    order = _merged([list(row) for row in counts.values()])
    kept = {colour: [label for label in order if colours[label] == colour] for colour in dict.fromkeys(
        colours[label] for label in order)}  # fmt: skip
    is_apart = all(sum(label in row for label in group) <= 1 for group in kept.values() for row in counts.values())
    groups = [(group, _colour(colour)) for colour, group in kept.items()] if is_apart else [([n], "") for n in order]
    return [
        DeretBatang(nama=" / ".join(group), warna=colour, nilai=tuple(
            next((counts[name][label] for label in group if label in counts.get(name, {})), None) for name in names))
        for group, colour in groups
    ]  # fmt: skip


def _merged(rows: list[list[str]]) -> list[str]:
    """All labels in one order that keeps that of each row, as far as the rows agree."""
    order: list[str] = []
    for row in rows:
        for at, label in enumerate(row):
            if label not in order:
                later = [order.index(other) for other in row[at + 1 :] if other in order]
                order.insert(min(later, default=len(order)), label)
    return order


def corong(figure: go.Figure) -> r.Bacaan:
    """funnel_tahap: percent of their own base, with what was lost since the stage before behind the name; a second
    funnel is a second series."""
    left = [n for n in r.notes(figure) if r.in_rows(n) and n.x == 0]
    beside = [n for n in r.notes(figure) if r.in_rows(n) and n.x == 1]
    right = {round(float(n.y) - 0.08, 6): r.text(n.text, ", ") for n in beside}
    stages = sorted(((round(float(n.y) - 0.36, 6), str(n.text)) for n in left if float(n.y) % 1), reverse=True)
    heads = [r.text(n.text, ", ") for n in left if not float(n.y) % 1]
    values: dict[float, tuple[float, float | None, float | None]] = {}
    for trace in r.bars(figure):
        if trace.base is None:
            values |= {mark.y: (mark.x, mark.rendah, mark.tinggi) for mark in r.marks(trace)}
    second = {mark.y: mark.x for trace in r.scatters(figure) if trace.name == "kedua" for mark in r.marks(trace)}
    key = next((r.text(n.text) for n in r.notes(figure) if n.yref == "paper"), "")
    one, _, two = key.removeprefix("■").partition("◇")
    names = []
    for y, said in stages:
        name = r.text(said) if values.get(y, (None,))[0] == 100 and "%" not in said else r.text(said.split(" <b>")[0])
        names.append(f"{name} ({right[y]})" if y in right else name)
    places = [y for y, _ in stages]
    nothing = (None, None, None)
    series = [DeretBatang(nama=one.strip(), nilai=tuple(values.get(y, nothing)[0] for y in places),
                          rendah=tuple(values.get(y, nothing)[1] for y in places),
                          tinggi=tuple(values.get(y, nothing)[2] for y in places))]  # fmt: skip
    if second:
        series.append(DeretBatang(nama=two.strip(), nilai=tuple(second.get(y) for y in places)))
    bagan = BaganBatang(kategori=tuple(names), deret=tuple(series))
    return r.Bacaan(bagan, tuple(heads) if len(heads) > 1 else (), (LOSS,))


def tabel_rapor(figure: go.Figure) -> r.Bacaan | None:
    """labels_rapor: indicators down, years across, each cell as printed; `≠` before a cell of another instrument."""
    names = {float(n.y) - 0.84: r.text(n.text) for n in r.notes(figure) if r.in_rows(n) and n.xref == "paper"}
    years = {int(n.x): r.text(n.text).removeprefix("Rapor ") for n in r.notes(figure) if n.yref == "paper"}
    cells: dict[tuple[int, int], str] = {}
    for trace in r.scatters(figure):
        for x, y, said in zip(r.listed(trace.x), r.listed(trace.y), r.listed(trace.text), strict=False):
            cells[int(x), round(float(y) - 0.34)] = r.text(said)
    for note in r.notes(figure):
        if note.text == "≠":
            place = int(note.x), round(float(note.y) - 0.7)
            cells[place] = f"≠ {cells.get(place, '')}".strip()
    if not names or len(names) > MOST_ROWS:
        return None
    order = sorted(years)
    kolom = (KolomTabel(nama="Indikator", lebar=2.5), *(KolomTabel(nama=years[x]) for x in order))
    baris = tuple((names[y], *(cells.get((x, round(y)), "–") for x in order)) for y in sorted(names, reverse=True))
    broken = ("≠: instrumen berganti, tidak dapat dibandingkan dengan tahun sebelumnya",)
    return r.Bacaan(BaganTabel(kolom=kolom, baris=baris), broken if any("≠" in c for c in cells.values()) else ())
