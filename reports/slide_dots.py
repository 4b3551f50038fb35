"""Dots with intervals as native charts of points: names at the left, values at the right, one class a series."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from reports import words
from reports.chart_xml import (
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
from reports.slide_text import KEY_LINE, cut, key_lines, width
from reports.tokens import ABOVE, ACCENT, BELOW, EQUAL, GROUND, INK, SECONDARY
from schemas.rapat import BaganTitik, BarisTitik

WHISKER = "#8b98a6"
HOLE = 5
"""Size of the white dot in a ring: LibreOffice fills marks that have a rim alone."""
SHAPES = {
    "di atas": ("circle", ABOVE, ABOVE), "naik": ("circle", ABOVE, ABOVE),
    "di bawah": ("diamond", BELOW, BELOW), "turun": ("diamond", BELOW, BELOW),
    "setara": ("circle", "", EQUAL), "tetap": ("circle", "", EQUAL),
    "tanpa selang": ("square", SECONDARY, SECONDARY), "": ("circle", ACCENT, ACCENT),
}  # fmt: skip
"""Shape, fill and rim of a dot by its class, as on the pages; without a fill it is a ring."""
BESIDE = (("triangle", "#7d8a98"), ("x", INK), ("plus", "#8a5a12"), ("star", "#7F7F7F"))
"""Marks of the values shown beside the main one."""
TIGHTEST = 12.6
"""Points a row needs at least."""
ROWS = 20
"""Rows in one column; more stand in two."""
INDONESIAN = "[$-421]"
"""Prefix of a number form: Indonesian signs on a machine set to another country, in programs that heed it."""
HEAD, NUMBERS, TITLE = 22.0, 20.0, 18.0


@dataclass(frozen=True)
class Potret:
    """One chart on a slide: where it stands in its area, and which part of the whole it shows."""

    data: BaganXml
    box: tuple[float, float, float, float]
    bagian: str = ""
    """That part in words; empty where it is the whole."""


def rows_a_slide(tinggi: float) -> int:
    """How many rows a slide of this height can name."""
    per = int((tinggi - HEAD - NUMBERS) / TIGHTEST)
    return 2 * max(per, 5)


def pages(bagan: BaganTitik, tinggi: float) -> list[BaganTitik]:
    """The rows in as many slides as they need, alike in number."""
    is_told = any(row.kanan and not row.kanan.startswith("n =") for row in bagan.baris)
    most = ROWS if is_told else rows_a_slide(tinggi)  # two columns have no room for words at the right
    count = max(math.ceil(len(bagan.baris) / most), 1)
    per = math.ceil(len(bagan.baris) / count) if bagan.baris else 0
    return [bagan.model_copy(update={"baris": bagan.baris[i * per : (i + 1) * per]}) for i in range(count)]


def draw(bagan: BaganTitik, lebar: float, tinggi: float, sumbu: BaganTitik | None = None) -> list[Potret]:
    """The charts of one slide, side by side where the rows stand in two columns, all on one scale.

    `sumbu`: the whole of which these rows are a part; it sets the scale.
    """
    whole = sumbu or bagan
    ends = [v for row in whole.baris for v in (row.nilai, row.rendah, row.tinggi, *row.pembanding)]
    is_share = bagan.satuan == words.PERCENT and not bagan.is_selisih
    columns = 1 if len(bagan.baris) <= ROWS and _pitch(len(bagan.baris), tinggi) >= TIGHTEST else 2
    axis = rentang([*ends, whole.acuan], ujung=(0, 100) if is_share else (None, None), pas=6 if columns == 1 else 4)
    per = math.ceil(len(bagan.baris) / columns) if bagan.baris else 0
    gap = 28.0
    wide = (lebar - gap * (columns - 1)) / columns
    kelas = _present(bagan)
    found = []
    for place in range(columns):
        rows = bagan.baris[place * per : (place + 1) * per]
        box = (place * (wide + gap), 0.0, wide, tinggi)
        said = part(whole.baris, rows, [f"{row.nama} {value_text(bagan, row)}" for row in rows])
        data = _column(bagan, rows, (wide, tinggi), axis, per, kelas, is_first=place == 0, is_alone=columns == 1)
        found.append(Potret(data, box, said))
    return found


def part(all_: Sequence[object], mine: Sequence[object], texts: Sequence[str]) -> str:
    """`baris 20 s.d. 38: Riau 71,4 %; …` of a chart that shows some of the rows only; empty where it shows all."""
    if len(mine) == len(all_) or not mine:
        return ""
    first = next(place for place, one in enumerate(all_, start=1) if one is mine[0])
    return f"baris {first} s.d. {first + len(mine) - 1}: {'; '.join(texts)}"


def _pitch(rows: int, tinggi: float) -> float:
    return (tinggi - 2 * HEAD - NUMBERS - TITLE) / max(rows, 1)


def _present(bagan: BaganTitik) -> list[str]:
    there = {row.kelas for row in bagan.baris if row.nilai is not None}
    return [kelas for kelas in SHAPES if kelas in there]


def said(kelas: str, bagan: BaganTitik) -> str:
    """What a class is called in the legend."""
    name = bagan.nama_acuan
    name = name[:1].lower() + name[1:] if name in ("Nasional", "Tetap") else name
    return {
        "di atas": f"di atas {name}".rstrip(), "di bawah": f"di bawah {name}".rstrip(),
        "setara": f"setara dengan {name}" if name else "setara", "naik": "naik nyata", "turun": "turun nyata",
        "tetap": "tidak berubah nyata", "tanpa selang": "tanpa selang", "": bagan.nama_nilai or "nilai",
    }[kelas]  # fmt: skip


def value_text(bagan: BaganTitik, row: BarisTitik) -> str:
    """The value as printed, and what its row says at the right."""
    value = words.with_unit(row.nilai, bagan.satuan, bagan.desimal, bagan.is_selisih)
    value = "tanpa data" if row.nilai is None else value
    return f"{value}   {row.kanan}" if row.kanan else value


def _column(
    bagan: BaganTitik, rows: Sequence[BarisTitik], size: tuple[float, float], axis: tuple[float, float, float],
    per: int, kelas: Sequence[str], *, is_first: bool, is_alone: bool,
) -> BaganXml:  # fmt: skip
    wide, high = size
    has_reference = bagan.acuan is not None and bool(bagan.nama_acuan)
    has_key = len(kelas) > 1 or bool(bagan.nama_pembanding) or not is_alone
    keys = _keys(kelas, bagan, is_alone=is_alone) if has_key else [[], []]
    mine = keys[0] if is_first else keys[1]
    key_rows = max(key_lines(texts, wide, 12)[1] for texts in keys)
    top = (HEAD + (key_rows - 1) * KEY_LINE if has_key else 4) + (HEAD - 2 if has_reference and is_alone else 0)
    bottom = NUMBERS + (TITLE if bagan.sumbu and is_alone else 0)
    pitch = (high - top - bottom) / max(per, 1)
    letters = 14.0 if pitch >= 18 else 13.0 if pitch >= 15.5 else 12.0
    buku, low, tall = Buku(), axis[0], len(rows)
    spots = [float(per - place) for place in range(tall)]
    main = frozenset(place for place, row in enumerate(rows) if row.is_sorot)
    names = [cut(row.nama, letters, (0.34 if is_alone else 0.43) * wide, 1, bold=row.is_sorot) for row in rows]
    values = [value_text(bagan, row) for row in rows]
    if not is_alone and max((width(value_text(bagan, row), letters) for row in bagan.baris), default=0) > 0.24 * wide:
        values = [value_text(bagan, row.model_copy(update={"kanan": ""})) for row in rows]
        buku.tambah("Keterangan", [row.kanan for row in rows])
    values = [cut(v, letters, 0.3 * wide, 1) for v in values]
    left = max((width(n, letters, bold=row.is_sorot) for n, row in zip(names, rows, strict=True)), default=0) + 6
    right = max((width(v, letters, bold=row.is_sorot) for v, row in zip(values, rows, strict=True)), default=0) + 8
    kolom_nama, di = buku.tambah("Nama", names), buku.tambah("Letak nama", [low] * tall)
    kolom_y, label = buku.tambah("Baris", spots), buku.tambah("Label nama", [name + words.NBSP for name in names])
    tercetak, di_kanan = buku.tambah("Tercetak", values), buku.tambah("Letak nilai", [axis[1]] * tall)
    series = [DeretXY(kolom_nama, di, kolom_y, label=LabelSel(label, "l", letters, TEKS, main)),
              DeretXY(tercetak, di_kanan, kolom_y, label=LabelSel(tercetak, "r", letters, TEKS, main))]  # fmt: skip
    if bagan.acuan is not None:
        series.append(_reference(bagan, buku, per, letters, is_named=is_alone))
    series += [*_intervals(buku, rows, spots), *_beside(bagan, buku, rows, spots)]
    there = {row.kelas for row in rows if row.nilai is not None}
    for one in kelas:
        if one in there or said(one, bagan) in mine:
            series += _class(bagan, buku, rows, spots, one, letters)
    series = terpanjang_dulu(series)
    hidden = [place for place, one in enumerate(series) if not one.is_legenda or one.nama.nama not in mine]
    x = Sumbu(*axis, bentuk=form(axis[2], bagan.satuan, is_selisih=bagan.is_selisih),
              judul=bagan.sumbu if is_alone else "")  # fmt: skip
    y = Sumbu(0.5, per + 0.5, 1, is_angka=False)
    place = kotak(0.0, 0.0, key_lines(mine, wide, 12)[0] / wide, (key_rows * KEY_LINE + 3) / high, inner=False)
    key = legenda(hidden, place, 12) if mine else ""
    inner = kotak(left / wide, top / high, 1 - (left + right) / wide, 1 - (top + bottom) / high)
    axes = [x.xml(111, 112, "b"), y.xml(112, 111, "l")]
    return BaganXml(buku, [sebar_plot(series)], axes, inner, key, letters)


def _keys(kelas: Sequence[str], bagan: BaganTitik, *, is_alone: bool) -> list[list[str]]:
    """What the legend names: all of it in a chart that stands alone, else half over each of the two."""
    others = [one for one in kelas if one]
    if others and all(row.is_sorot for row in bagan.baris if not row.kelas and row.nilai is not None):
        kelas = others  # the place that all are compared with is named in bold
    texts = [*(said(one, bagan) for one in kelas), *bagan.nama_pembanding]
    if is_alone:
        return [texts, []]
    texts = [_reference_text(bagan), *texts] if bagan.acuan is not None and bagan.nama_acuan else texts
    half = math.ceil(len(texts) / 2)
    return [texts[:half], texts[half:]]


def form(step: float, satuan: str, *, is_selisih: bool = False) -> str:
    """How the numbers of an axis are printed: as many digits as tell one step from the next."""
    digits = next((d for d in range(4) if abs(step * 10**d - round(step * 10**d)) < 1e-6), 4)
    return number_form(digits, satuan, is_selisih=is_selisih)


def number_form(desimal: int, satuan: str, *, is_selisih: bool = False) -> str:
    """The number form of a spreadsheet for our numbers: `0,0 %`, `+0,0 poin`, `1.234`."""
    digits = "#,##0" + ("." + "0" * desimal if desimal else "")
    unit = words.unit_of(satuan, is_selisih=is_selisih).replace('"', "")
    behind = f'"\u00a0{unit}"' if unit and unit != words.RUPIAH else ""
    before = '"Rp\u00a0"' if unit == words.RUPIAH else ""
    body = f"{before}{digits}{behind}"
    sections = (f'"+"{body}', f'"−"{body}', body) if is_selisih else (body, f'"−"{body}', body)
    return ";".join(INDONESIAN + section for section in sections)


def _reference_text(bagan: BaganTitik) -> str:
    value = words.with_unit(bagan.acuan, bagan.satuan, bagan.desimal, bagan.is_selisih)
    return f"{bagan.nama_acuan} {value}" if bagan.nama_acuan else ""


def _reference(bagan: BaganTitik, buku: Buku, per: int, letters: float, *, is_named: bool) -> DeretXY:
    """The reference as a line of its own, named at its top end, or in the legend where there are two charts."""
    text = _reference_text(bagan)
    name = buku.tambah(text or "acuan", ["", text])
    x, y = buku.tambah("Acuan", [bagan.acuan, bagan.acuan]), buku.tambah("Dari bawah ke atas", [0.5, per + 0.5])
    label = LabelSel(name, "t", max(letters - 1, 12), TEKS, frozenset({1})) if text and is_named else None
    return DeretXY(
        name, x, y, line=garis(warna(INK), 1.25, "sysDash"), label=label, is_legenda=bool(text) and not is_named
    )


def _intervals(buku: Buku, rows: Sequence[BarisTitik], spots: Sequence[float]) -> list[DeretXY]:
    """The intervals as one broken line: both ends of each stand in the workbook, an empty cell parts them."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row, spot in zip(rows, spots, strict=True):
        if row.nilai is not None and row.rendah is not None and row.tinggi is not None:
            x += [row.rendah, row.tinggi, row.tinggi]
            y += [spot, spot, None]
    if not x:
        return []
    ends, at = buku.tambah("Selang (rendah, tinggi)", x), buku.tambah("Baris selang", y)
    return [DeretXY(ends, ends, at, line=garis(warna(WHISKER), 2.25))]


def _beside(bagan: BaganTitik, buku: Buku, rows: Sequence[BarisTitik], spots: Sequence[float]) -> list[DeretXY]:
    found = []
    for place, name in enumerate(bagan.nama_pembanding):
        there = [
            (row.pembanding[place], spot)
            for row, spot in zip(rows, spots, strict=True)
            if place < len(row.pembanding) and row.pembanding[place] is not None
        ]
        shape, colour = BESIDE[place % len(BESIDE)]
        x, y = (
            buku.tambah(name, [v for v, _ in there] or [None]),
            buku.tambah(f"Baris {name}", [s for _, s in there] or [None]),
        )
        marker = penanda(shape, 8, warna(colour), warna(colour))
        found.append(DeretXY(x, x, y, marker, is_legenda=True))
    return found


def _class(
    bagan: BaganTitik, buku: Buku, rows: Sequence[BarisTitik], spots: Sequence[float], kelas: str, letters: float
) -> list[DeretXY]:
    """The dots of a class; those of a ring after their holes, which LibreOffice lays on top."""
    there = [(row, s) for row, s in zip(rows, spots, strict=True) if row.kelas == kelas and row.nilai is not None]
    name = buku.tambah(said(kelas, bagan), [row.nama for row, _ in there])
    x = buku.tambah("Nilai", [row.nilai for row, _ in there] or [None])
    y = buku.tambah("Letak baris", [s for _, s in there] or [None])
    buku.tambah("Rendah", [row.rendah for row, _ in there])
    buku.tambah("Tinggi", [row.tinggi for row, _ in there])
    shape, ground, rim = SHAPES[kelas]
    mark = penanda(shape, 9 if letters > 12 else 8, warna(ground) if ground else "", warna(rim))
    found = DeretXY(name, x, y, mark, is_legenda=True)
    hole = DeretXY(buku.tambah("Isi lingkaran", []), x, y, penanda("circle", HOLE, warna(GROUND)))
    return [found] if ground else [hole, found]
