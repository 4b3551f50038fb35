"""Lines read back: values at dates, gaps kept, and what bent or cut them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from charts import reading_parts as r
from schemas.rapat import BaganGaris, DeretWaktu, Penanda, TitikWaktu

Band = dict[date, tuple[float, float]]
MIDDLE = (7, 1)
"""Month and day at which a yearly value stands: the middle of its year, so that only the year means anything."""
HOLIDAYS = "bidang abu-abu: libur sekolah"
USUAL = "bidang biru muda: batas kebiasaan sendiri"


def _band(trace: Any) -> Band:
    """The interval of each date, from the outline of a band: there along the upper end, back along the lower."""
    found: Band = {}
    days: list[Any] = []
    values: list[float] = []
    for x, y in [*zip(r.listed(trace.x), r.listed(trace.y), strict=False), (None, None)]:
        if x is not None and x == x:
            days.append(x)
            values.append(float(y))
            continue
        half = len(days) // 2
        for day, high, low in zip(days[:half], values[:half], reversed(values[half:]), strict=False):
            found[r.as_date(day)] = (low, high)
        days, values = [], []
    return found


def _is_nothing(value: Any) -> bool:
    return value is None or value != value


def _points(trace: Any, band: Band, cuts: Sequence[date], *, years: bool = False) -> list[TitikWaktu]:
    """The values of a trace; a gap is a place without a value between its neighbours, at the cut where there is one."""
    found: list[TitikWaktu] = []
    is_gap = False
    for x, y in zip(r.listed(trace.x), r.listed(trace.y), strict=False):
        if _is_nothing(x):
            is_gap = True
            continue
        day = date(int(x), *MIDDLE) if years else r.as_date(x)
        if is_gap and found:
            found.append(_gap(found[-1].tanggal, day, cuts))
        is_gap = False
        low, high = band.get(day, (None, None))
        found.append(TitikWaktu(tanggal=day, nilai=r.finite(y), rendah=r.finite(low), tinggi=r.finite(high)))
    return found


def _gap(before: date, after: date, cuts: Sequence[date]) -> TitikWaktu:
    """A place without a value between two dates."""
    inside = [day for day in cuts if before < day < after]
    middle = before + timedelta(days=max((after - before).days // 2, 0))
    return TitikWaktu(tanggal=inside[0] if inside else middle, nilai=None)


def _is_main(figure: go.Figure, name: str) -> bool:
    return any(f"<b>{name}</b>" in str(note.text) for note in r.notes(figure))


def _upright(figure: go.Figure) -> list[Penanda]:
    """The events on the time axis: upright lines with their words."""
    found = []
    for shape in r.shapes(figure):
        if shape.type != "line" or shape.yref != "paper" or shape.x0 != shape.x1:
            continue
        said = [note for note in r.notes(figure) if note.xref != "paper" and note.x == shape.x0]
        words = r.text(said[0].text) if said else ""
        is_cut = "Batas deret" in words or words.endswith("dari nol")
        words = words.removeprefix("Batas deret, tidak disambung").strip()
        found.append(Penanda(tanggal=r.as_date(shape.x0), teks=words, is_batas=is_cut))
    return sorted(found, key=lambda mark: mark.tanggal)


def _ordered(series: Iterable[DeretWaktu]) -> tuple[DeretWaktu, ...]:
    """The main line first; one line alone is the main one."""
    there = [line for line in series if line.titik]
    if len(there) == 1:
        return (there[0].model_copy(update={"is_utama": True}),)
    return tuple(sorted(there, key=lambda line: not line.is_utama))


def tren(figure: go.Figure) -> r.Bacaan | None:
    """lines_tren: an unfinished last cut-off is a series of its own, so that nothing joins it."""
    marks = _upright(figure)
    cuts = [mark.tanggal for mark in marks if mark.is_batas]
    series: list[DeretWaktu] = []
    band: Band = {}
    for trace in r.scatters(figure):
        name = str(trace.name or "")
        if trace.fill == "toself":
            band = _band(trace)
        elif "lines" in str(trace.mode):
            main = _is_main(figure, name)
            series.append(DeretWaktu(nama=name, titik=tuple(_points(trace, band, cuts)), is_utama=main))
            band = {}
        elif name == "belum lengkap" and series:
            series.append(
                DeretWaktu(nama=f"{series[-1].nama}, belum lengkap", titik=tuple(_points(trace, {}, cuts)))
            )  # fmt: skip
    if not series:
        return None
    unit = (figure.layout.yaxis.ticksuffix or "").strip()
    has_holidays = any(shape.type == "rect" for shape in r.shapes(figure))
    bagan = BaganGaris(deret=_ordered(series), penanda=tuple(marks), satuan=unit)
    return r.Bacaan(bagan, gugur=(HOLIDAYS,) if has_holidays else ())


def penggerak(figure: go.Figure) -> r.Bacaan | None:
    """lines_penggerak: the target is a line of its own that ends on its day."""
    found = tren(figure)
    if found is None or not isinstance(found.bagan, BaganGaris):
        return None
    targets = []
    for shape in r.shapes(figure):
        if shape.type == "line" and shape.yref != "paper" and shape.y0 == shape.y1:
            said = [r.text(n.text) for n in r.notes(figure) if n.y == shape.y0 and n.xref != "paper"]
            ends = [TitikWaktu(tanggal=r.as_date(x), nilai=float(shape.y0)) for x in (shape.x0, shape.x1)]
            targets.append(DeretWaktu(nama=said[0] if said else "target", titik=tuple(ends)))
    return r.Bacaan(
        found.bagan.model_copy(update={"deret": (*found.bagan.deret, *targets)}), found.catatan, found.gugur
    )


def konteks(figure: go.Figure) -> r.Bacaan | None:
    """lines_konteks: yearly values."""
    series = [
        DeretWaktu(nama=str(trace.name), titik=tuple(_points(trace, {}, (), years=True)),
                   is_utama=_is_main(figure, str(trace.name)))
        for trace in r.scatters(figure)
    ]  # fmt: skip
    if not series:
        return None
    said = {str(line.nama): [t for n in r.notes(figure) if (t := r.text(n.text)).startswith(line.nama)]
            for line in series}  # fmt: skip
    values = [found[0].removeprefix(name).strip() for name, found in said.items() if found]
    unit, digits = (r.unit(values[0]), max(map(r.digits, values))) if values else ("", 1)
    return r.Bacaan(BaganGaris(deret=_ordered(series), satuan=unit, desimal=digits))


def rapor(figure: go.Figure) -> r.Bacaan | None:
    """lines_rapor: the stretches of a line are one series with a gap between; labels are said beside it."""
    cuts = [
        Penanda(tanggal=date(int(shape.x0) + 1, 1, 1), is_batas=True,
                teks=r.joined(r.text(n.text).removeprefix("≠").strip() for n in r.notes(figure)
                              if n.xref != "paper" and n.x == shape.x0))
        for shape in r.shapes(figure) if shape.type == "line" and shape.x0 == shape.x1
    ]  # fmt: skip
    days = [mark.tanggal for mark in cuts]
    points: dict[str, list[TitikWaktu]] = {}
    labels: list[str] = []
    digits = 1
    for trace in r.scatters(figure):
        name = str(trace.name)
        if "lines" in str(trace.mode):
            more = _points(trace, {}, days, years=True)
            there = points.setdefault(name, [])
            if there and more:
                there.append(_gap(there[-1].tanggal, more[0].tanggal, days))
            there.extend(more)
        elif "text" in str(trace.mode):
            digits = max(digits, r.digits(r.text(r.listed(trace.text)[0])))
            if name not in ("None", "nan"):
                labels.append(f"{int(r.listed(trace.x)[0])} {name}")
    if not points:
        return None
    series = [DeretWaktu(nama=name, titik=tuple(titik), is_utama=_is_main(figure, name))
              for name, titik in points.items()]  # fmt: skip
    bagan = BaganGaris(deret=_ordered(series), penanda=tuple(cuts), satuan="", desimal=digits)
    return r.Bacaan(bagan, (f"label: {', '.join(labels)}",) if labels else ())


def target(figure: go.Figure) -> r.Bacaan:
    """lines_target: what came of it, the straight line to the target, and the days that matter."""
    band: Band = {}
    values: list[TitikWaktu] = []
    series: list[DeretWaktu] = []
    for trace in r.scatters(figure):
        if trace.fill == "toself":
            band |= _band(trace)
        elif trace.name == "realisasi":
            more = _points(trace, band, ())
            if values and more:
                values.append(_gap(values[-1].tanggal, more[0].tanggal, ()))
            values.extend(more)
        elif trace.name in ("garis target", "belum lengkap"):
            series.append(DeretWaktu(nama=str(trace.name), titik=tuple(_points(trace, {}, ()))))
    main = [DeretWaktu(nama="realisasi", titik=tuple(values), is_utama=True)] if values else []
    marks = _upright(figure)
    notes = [r.text(n.text) for n in r.notes(figure) if n.xref == "paper"]
    needed = tuple(said.lstrip("┄ ") for said in notes if "saat ini" in said)
    unit = (figure.layout.yaxis.ticksuffix or "").strip()
    bagan = BaganGaris(deret=_ordered([*main, *series]), penanda=tuple(marks), satuan=unit,
                       desimal=max(map(r.digits, notes), default=1))  # fmt: skip
    return r.Bacaan(bagan, needed)


def kendali(figure: go.Figure) -> r.Bacaan | None:
    """lines_kendali: changes, with their mean and limits as level lines."""
    changes = [trace for trace in r.scatters(figure) if trace.name == "perubahan"]
    if not changes:
        return None
    points = _points(changes[0], {}, ())
    ends = points[0].tanggal, points[-1].tanggal
    level = [shape for shape in r.shapes(figure) if shape.type == "line" and shape.xref == "paper"]
    limits = sorted(float(shape.y0) for shape in level if (shape.line.dash or "solid") == "dash")
    means = [float(shape.y0) for shape in level if (shape.line.dash or "solid") == "solid"]
    lines = [*zip(("batas bawah", "batas atas"), limits, strict=False), *(("rata-rata", value) for value in means)]
    series = [DeretWaktu(nama="perubahan", titik=tuple(points), is_utama=True)]
    series += [DeretWaktu(nama=name, titik=tuple(TitikWaktu(tanggal=day, nilai=value) for day in ends))
               for name, value in lines]  # fmt: skip
    return r.Bacaan(BaganGaris(deret=tuple(series), satuan="poin"), gugur=(USUAL,))
