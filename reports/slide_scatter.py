"""Clouds of points as native charts."""

from __future__ import annotations

from collections.abc import Sequence

from reports import words
from reports.chart_xml import (
    REDUP,
    TEKS,
    BaganXml,
    Buku,
    DeretXY,
    LabelSel,
    Sumbu,
    garis,
    kotak,
    legenda,
    penanda,
    rentang,
    sebar_plot,
    terpanjang_dulu,
    warna,
)
from reports.slide_dots import Potret, form
from reports.slide_text import KEY_LINE, cut, key_lines, width
from reports.tokens import ACCENT, CATEGORICAL, INK
from schemas.rapat import BaganSebar, TitikSebar

LETTERS = 13.0
MARKS = ("circle", "square", "triangle", "diamond", "x", "plus", "star")
NAMED = 22
"""Points of a cloud that are named at most."""
MANY = 60
"""Beyond so many points only those that stand out are named."""
Tempat = tuple[float, float]
"""A place on the plot or its size, in points."""


def draw(bagan: BaganSebar, lebar: float, tinggi: float) -> list[Potret]:
    """The chart; empty without points. Points that stand out are named, and the ends of both axes are round."""
    if not bagan.titik:
        return []
    kinds = list(dict.fromkeys(point.kelas for point in bagan.titik))
    xs = rentang([*(p.x for p in bagan.titik), bagan.acuan_x], pas=6, ujung=_share(bagan.satuan_x))
    ys = rentang([*(p.y for p in bagan.titik), bagan.acuan_y], ujung=_share(bagan.satuan_y))
    buku = Buku()
    has_key = len(kinds) > 1
    series = [_cloud(buku, kind, [p for p in bagan.titik if p.kelas == kind], place, is_alone=not has_key)
              for place, kind in enumerate(kinds)]  # fmt: skip
    for name, at, is_x in (("acuan tegak", bagan.acuan_x, True), ("acuan mendatar", bagan.acuan_y, False)):
        if at is not None:
            series.append(_reference(buku, name, at, ys if is_x else xs, is_x=is_x, bagan=bagan))
    need, lines = key_lines([k or "lainnya" for k in kinds], lebar, 13) if has_key else (0.0, 0)
    top = lines * KEY_LINE + 6 + (18 if bagan.acuan_x is not None else 4)
    left = max(width(words.number(v, 2), 12) for v in ys[:2]) + 30
    right = 24.0 if bagan.acuan_y is None else 12 + width(_reference_text(bagan, is_x=False), 12)
    field = (lebar - left - right, tinggi - top - 44)
    spots = [((p.x - xs[0]) / (xs[1] - xs[0]) * field[0], (ys[1] - p.y) / (ys[1] - ys[0]) * field[1])
             for p in bagan.titik]  # fmt: skip
    if named := [p for p in bagan.titik if p.is_sorot]:
        series.append(_named(buku, named))
    series = terpanjang_dulu([*series, *_labels(buku, bagan.titik, spots, field)])
    hidden = [place for place, one in enumerate(series) if not one.is_legenda]
    key = ""
    if has_key:
        key = legenda(hidden, kotak(0, 0, need / lebar, (lines * KEY_LINE + 4) / tinggi, inner=False), 13)
    x = Sumbu(*xs, form(xs[2], bagan.satuan_x), bagan.sumbu_x)
    y = Sumbu(*ys, form(ys[2], bagan.satuan_y), bagan.sumbu_y)
    inner = kotak(left / lebar, top / tinggi, 1 - (left + right) / lebar, 1 - (top + 44) / tinggi)
    data = BaganXml(buku, [sebar_plot(series)], [x.xml(111, 112, "b"), y.xml(112, 111, "l")], inner, key)
    return [Potret(data, (0, 0, lebar, tinggi))]


def _share(satuan: str) -> tuple[float | None, float | None]:
    return (0, 100) if satuan == words.PERCENT else (None, None)


def _reference_text(bagan: BaganSebar, *, is_x: bool) -> str:
    name = bagan.nama_acuan or "acuan"
    if is_x:
        return f"{name} {words.with_unit(bagan.acuan_x, bagan.satuan_x, bagan.desimal_x)}"
    return f"{name} {words.with_unit(bagan.acuan_y, bagan.satuan_y, bagan.desimal_y)}"


def _reference(
    buku: Buku, name: str, at: float, across: tuple[float, float, float], *, is_x: bool, bagan: BaganSebar
) -> DeretXY:
    """A reference across the plot, named beyond its upper or right end."""
    said = buku.tambah(name, ["", _reference_text(bagan, is_x=is_x)])
    fixed, ends = buku.tambah("Acuan", [at, at]), buku.tambah("Ujung", [across[0], across[1]])
    x, y = (fixed, ends) if is_x else (ends, fixed)
    label = LabelSel(said, "t" if is_x else "r", 12, REDUP)
    return DeretXY(said, x, y, line=garis(warna(INK), 1, "sysDash"), label=label)


def _cloud(buku: Buku, kind: str, group: Sequence[TitikSebar], place: int, *, is_alone: bool) -> DeretXY:
    buku.tambah(f"Nama {kind}".strip(), [p.nama for p in group])
    x, y = (
        buku.tambah("X", [p.x for p in group]),
        buku.tambah(kind or ("nilai" if is_alone else "lainnya"), [p.y for p in group]),
    )
    colour = warna(ACCENT if is_alone else CATEGORICAL[place % len(CATEGORICAL)])
    shape = MARKS[place % len(MARKS)]
    ground = "" if shape in ("x", "plus", "star") else colour
    return DeretXY(y, x, y, penanda(shape, 8, ground, warna("#ffffff") if ground else colour), is_legenda=True)


def _named(buku: Buku, named: Sequence[TitikSebar]) -> DeretXY:
    """Rings around the points that stand out."""
    name = buku.tambah("Disorot", [p.nama for p in named])
    x, y = buku.tambah("X disorot", [p.x for p in named]), buku.tambah("Y disorot", [p.y for p in named])
    return DeretXY(name, x, y, penanda("circle", 12, "", warna(INK)))


def _labels(buku: Buku, points: Sequence[TitikSebar], spots: Sequence[Tempat], room: Tempat) -> list[DeretXY]:
    """Names right or left of their points: first of those that stand out, then of the outermost that find room."""
    order = sorted(range(len(points)), key=lambda i: (not points[i].is_sorot, -_far(spots[i], room)))
    taken = [(x - 5, y - 5, x + 5, y + 5) for x, y in spots]
    found: dict[str, list[tuple[TitikSebar, str]]] = {"r": [], "l": []}
    for i in order:
        point, (x, y) = points[i], spots[i]
        if sum(map(len, found.values())) >= NAMED or (len(points) > MANY and not point.is_sorot):
            break
        text = cut(point.nama, LETTERS, 0.3 * room[0], 1, bold=point.is_sorot)
        need = width(text, LETTERS, bold=point.is_sorot) + 9
        boxes = {"r": (x + 6, y - 8, x + need, y + 8), "l": (x - need, y - 8, x - 6, y + 8)}
        inside = {side: box for side, box in boxes.items() if box[0] >= 0 and box[2] <= room[0] + 6}
        free = [side for side, box in inside.items() if not any(_touch(box, other) for other in taken)]
        if not free and not point.is_sorot:
            continue
        side = free[0] if free else "l" if x > 0.7 * room[0] else "r"
        taken.append(boxes[side])
        found[side].append((point, text))
    series = []
    for side, mine in found.items():
        if mine:
            name = buku.tambah(
                f"Nama di {'kanan' if side == 'r' else 'kiri'}", [_apart(text, side) for _, text in mine]
            )
            across, up = buku.tambah("X nama", [p.x for p, _ in mine]), buku.tambah("Y nama", [p.y for p, _ in mine])
            bold = frozenset(place for place, (p, _) in enumerate(mine) if p.is_sorot)
            series.append(DeretXY(name, across, up, label=LabelSel(name, side, LETTERS, TEKS, bold)))
    return series


def _apart(text: str, side: str) -> str:
    """A name that does not touch its mark."""
    return words.NBSP + text if side == "r" else text + words.NBSP


def _far(spot: Tempat, room: Tempat) -> float:
    return (spot[0] / room[0] - 0.5) ** 2 + (spot[1] / room[1] - 0.5) ** 2


def _touch(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
