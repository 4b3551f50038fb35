"""Dots read back: a row a place or measure, its interval, and what stands beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from charts import reading_parts as r
from charts.style import GROUND
from schemas.rapat import BaganSebar, BaganTitik, BarisTitik, Kelas, TitikSebar

AGAINST: dict[str, Kelas] = {
    "circle": "di atas", "circle-open": "setara", "diamond": "di bawah", "square": "tanpa selang",
}  # fmt: skip
MOVED: dict[str, Kelas] = {"circle": "naik", "diamond": "turun", "circle-open": "tetap", "square": "tanpa selang"}
HALF_STEP = 0.25
"""How far an interval of ranks is drawn beyond its first and last rank."""


def _kelas(mark: r.Tanda | None, classes: Mapping[str, Kelas]) -> Kelas:
    if mark is None:
        return ""
    # A dot filled with the ground is a ring: the line of its interval runs behind it.
    symbol = "circle-open" if mark.simbol == "circle" and mark.isian == GROUND else mark.simbol
    return classes.get(symbol, "")


def _at(marks: Sequence[r.Tanda]) -> dict[float, r.Tanda]:
    return {mark.y: mark for mark in marks}


def _titik(
    figure: go.Figure, own: Mapping[float, r.Tanda], *, classes: Mapping[str, Kelas] | None = None,
    beside: Sequence[tuple[str, Mapping[float, float]]] = (), acuan: Sequence[r.Acuan] = (), satuan: str = "%",
    desimal: int = 1, nama_nilai: str = "", sumbu: str = "", is_selisih: bool = False, sebutan: str = "",
) -> BaganTitik:  # fmt: skip
    """The rows with their values. `acuan`: the first is the line; further ones stand in every row as a mark of their
    own. `sebutan`: what the right-hand remark is called."""
    there = r.rows(figure)
    first, more = (acuan[0], acuan[1:]) if acuan else (None, ())
    columns = [*beside, *((item.nama, {row.y: item.nilai for row in there}) for item in more)]
    rows = []
    for row in there:
        mark = own.get(row.y)
        said = r.rest_of(row.kanan)
        rows.append(
            BarisTitik(
                nama=r.text(row.nama), nilai=None if mark is None else mark.x,
                rendah=None if mark is None else mark.rendah, tinggi=None if mark is None else mark.tinggi,
                kelas=_kelas(mark, classes or {}), is_sorot=r.is_bold(row.nama),
                pembanding=tuple(values.get(row.y) for _, values in columns),
                kanan=f"{sebutan}{said}" if said and mark is not None else said,
            )
        )  # fmt: skip
    return BaganTitik(
        baris=tuple(rows), satuan=satuan, desimal=desimal, is_selisih=is_selisih,
        acuan=None if first is None else first.nilai, nama_acuan="" if first is None else first.nama,
        nama_nilai=nama_nilai, nama_pembanding=tuple(name for name, _ in columns), sumbu=sumbu,
    )  # fmt: skip


def peringkat(figure: go.Figure) -> r.Bacaan:
    """dots_peringkat."""
    return r.Bacaan(_titik(figure, _at(r.all_marks(figure)), classes=AGAINST, acuan=r.references(figure)))


def sertifikat(figure: go.Figure) -> r.Bacaan:
    """dots_sertifikat: a second line for the target, or a remark where it lies beyond the chart."""
    target = [r.Acuan(float(shape.x0), "target") for shape in r.shapes(figure)
              if shape.type == "line" and shape.x0 == shape.x1 and (shape.line.dash or "solid") == "solid"]  # fmt: skip
    far = () if target else tuple(r.text(n.text).rstrip(" →") for n in r.notes(figure) if n.xref == "paper"
                                  and n.yref == "paper" and str(n.text).startswith("target"))  # fmt: skip
    lines = [*r.references(figure), *target]
    return r.Bacaan(_titik(figure, _at(r.all_marks(figure)), classes=AGAINST, acuan=lines), far)


def perubahan(figure: go.Figure) -> r.Bacaan:
    """dots_perubahan."""
    gap = tuple(r.text(n.text) for n in r.notes(figure) if n.xref == "paper" and n.x == 0.5)
    bagan = _titik(figure, _at(r.all_marks(figure)), classes=MOVED, satuan="poin", is_selisih=True)
    return r.Bacaan(bagan, gap)


def _key(figure: go.Figure) -> list[str]:
    """The names in the key over a chart of one region and its context, the region first."""
    for note in r.notes(figure):
        if note.yref == "paper" and note.x == 0 and "●" in str(note.text):
            said = str(note.text).replace("<br>", "    ").split("</span>")[1:]
            return [r.text(part.split("<span")[0]) for part in said]
    return []


def banding(figure: go.Figure) -> r.Bacaan:
    """dots_banding: the region, its context in the order of the key, and measures that must not be compared."""
    mine, beside = _with_context(figure)
    key = _key(figure)
    order = [name for name in key[1:] if name in beside]
    rows = r.rows(figure)
    apart = [n for n in r.notes(figure) if r.in_rows(n) and str(n.text).startswith("Di luar tugas")]
    below = [r.text(row.nama) for row in rows if apart and row.y <= apart[0].y]
    bagan = _titik(figure, mine, classes={"circle-open": "tanpa selang"}, beside=[(n, beside[n]) for n in order],
                   nama_nilai=key[0] if key else "", sebutan="selisih dari nasional ")  # fmt: skip
    return r.Bacaan(bagan, tuple(f"{r.text(n.text)} {', '.join(below)}" for n in apart))


def _with_context(figure: go.Figure) -> tuple[dict[float, r.Tanda], dict[str, dict[float, float]]]:
    """The marks of the region itself, round ones, and those of the others by their name."""
    mine: dict[float, r.Tanda] = {}
    beside: dict[str, dict[float, float]] = {}
    for mark in r.all_marks(figure):
        if mark.simbol in ("circle", "circle-open"):
            mine[mark.y] = mark
        else:
            beside.setdefault(mark.nama, {})[mark.y] = mark.x
    return mine, beside


def satuan(figure: go.Figure) -> r.Bacaan:
    """dots_satuan: one school, its kab/kota and the schools of its kind."""
    mine, beside = _with_context(figure)
    return r.Bacaan(_titik(figure, mine, beside=list(beside.items()), nama_nilai="sekolah ini"))


def irisan(figure: go.Figure) -> r.Bacaan:
    """dots_irisan."""
    return r.Bacaan(
        _titik(figure, _at(r.all_marks(figure)), classes={"circle-open": "tanpa selang"}, acuan=r.references(figure))
    )


def _unit_of(figure: go.Figure) -> tuple[str, int]:
    """Unit and digits as the values at the right are printed: the most digits any of them has."""
    said = [value for row in r.rows(figure) if (value := r.value_of(row.kanan))]
    return (r.unit(said[0]), max(map(r.digits, said))) if said else ("", 1)


def konteks(figure: go.Figure) -> r.Bacaan:
    """dots_konteks: published values, of which one or two are lines to read the others against."""
    unit, digits = _unit_of(figure)
    better = tuple(r.text(n.text) for n in r.notes(figure) if n.xref == "paper" and n.yref == "paper" and n.y == 0)
    bagan = _titik(figure, _at(r.all_marks(figure)), acuan=r.references(figure), satuan=unit, desimal=digits)
    return r.Bacaan(bagan, better)


def rapor(figure: go.Figure) -> r.Bacaan:
    """dots_rapor and dots_spm: the published label stands at the right."""
    unit, digits = _unit_of(figure)
    bagan = _titik(figure, _at(r.all_marks(figure)), acuan=r.references(figure), satuan=unit, desimal=digits)
    return r.Bacaan(bagan)


def dua_hitungan(figure: go.Figure) -> r.Bacaan:
    """dots_dua_hitungan: the second count is the value, the first a mark beside it."""
    first, second = ([m for t in r.scatters(figure) if t.name == name for m in r.marks(t)] for name in ("Rapor", "PMM"))
    rows = []
    one = _at(first)
    for row, mark in ((row, _at(second).get(row.y)) for row in r.rows(figure)):
        other = one[row.y].x if row.y in one else None
        rows.append(
            BarisTitik(nama=r.text(row.nama), nilai=None if mark is None else mark.x, is_sorot=r.is_bold(row.nama),
                       pembanding=(other,), kanan=f"selisih {r.text(row.kanan)}")
        )  # fmt: skip
    return r.Bacaan(BaganTitik(baris=tuple(rows), nama_nilai="PMM", nama_pembanding=("Rapor",)))


def _spans(figure: go.Figure) -> dict[float, tuple[float, float]]:
    """First and last rank of each row, from the lines behind the marks."""
    found: dict[float, tuple[float, float]] = {}
    for trace in r.scatters(figure):
        if trace.mode != "lines":
            continue
        x, y = r.listed(trace.x), r.listed(trace.y)
        for at in range(0, len(x) - 1, 3):
            low, high = r.rounded(x[at] + HALF_STEP), r.rounded(x[at + 1] - HALF_STEP)
            if low is not None and high is not None:
                found[float(y[at])] = (low, high)
    return found


def rentang(figure: go.Figure) -> r.Bacaan:
    """dots_rentang_peringkat and dots_rentang_urutan: ranks with the ranks that are as possible."""
    own, spans = _at(r.all_marks(figure)), _spans(figure)
    axis = [r.text(n.text) for n in r.notes(figure) if n.xref == "paper" and n.yref == "paper" and n.x == 0]
    heads = {float(n.y): r.text(n.text) for n in r.notes(figure) if r.in_rows(n) and n.x == 0}
    gaps = tuple(r.text(n.text) for n in r.notes(figure) if r.in_rows(n) and n.x == 0.5)
    rows = []
    for row in r.rows(figure):
        mark = own.get(row.y)
        low, high = spans.get(row.y, (None, None))
        above = [place for place in heads if place < row.y]
        group = heads[max(above)].partition(":")[0].casefold() if above else ""
        rows.append(
            BarisTitik(nama=r.text(row.nama), nilai=None if mark is None else mark.x, rendah=low, tinggi=high,
                       kelas=_kelas(mark, AGAINST) if heads else "", is_sorot=r.is_bold(row.nama),
                       kanan=" · ".join(part for part in (group, r.text(row.kanan)) if part))
        )  # fmt: skip
    bagan = BaganTitik(baris=tuple(rows), satuan="", desimal=0, nama_nilai="urutan", sumbu=axis[0] if axis else "")
    return r.Bacaan(bagan, gaps)


def kuadran(figure: go.Figure) -> r.Bacaan | None:
    """scatter_kuadran: regions by two measures, the weighted medians as lines; no chart without a region."""
    points = []
    for trace in r.scatters(figure):
        for mark in r.marks(trace):
            is_own = trace.name == "dipilih"
            points.append(TitikSebar(nama=r.first_bold(mark.uraian), x=mark.x, y=mark.y,
                                     kelas="" if trace.name == "wilayah lain" else str(trace.name),
                                     is_sorot=is_own))  # fmt: skip
    if not points:
        return None
    upright = [float(s.x0) for s in r.shapes(figure) if s.yref == "paper" and s.x0 == s.x1]
    level = [float(s.y0) for s in r.shapes(figure) if s.xref == "paper" and s.y0 == s.y1]
    said = [r.text(n.text).removeprefix("median ") for n in r.notes(figure) if str(n.text).startswith("median ")]
    x, y = figure.layout.xaxis, figure.layout.yaxis
    bagan = BaganSebar(
        titik=tuple(points), sumbu_x=r.text(x.title.text), sumbu_y=r.text(y.title.text),
        satuan_x=(x.ticksuffix or "").strip(), satuan_y=(y.ticksuffix or "").strip(),
        desimal_y=r.digits(said[1]) if len(said) > 1 else 1, acuan_x=upright[0] if upright else None,
        acuan_y=level[0] if level else None,
    )  # fmt: skip
    corners = [r.text(n.text) for n in r.notes(figure) if n.xref == "paper" and n.yref == "paper"]
    where = ("kanan atas", "kanan bawah", "kiri atas", "kiri bawah")
    told = tuple(f"{place}: {name}" for place, name in zip(where, corners, strict=False))
    return r.Bacaan(bagan, (*told, *(("garis: median tertimbang",) if upright else ())))
