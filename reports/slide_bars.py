"""Bars as native charts."""

from __future__ import annotations

import math
from collections.abc import Sequence

from reports import words
from reports.chart_xml import (
    TEKS,
    BaganXml,
    Buku,
    Kolom,
    LabelSel,
    Sumbu,
    garis,
    kotak,
    label_nilai,
    legenda,
    lengan,
    num_ref,
    rentang,
    selang,
    sp_pr,
    str_ref,
    tx_pr,
    warna,
)
from reports.slide_dots import Potret, number_form, part
from reports.slide_text import KEY_LINE, cut, key_lines, width
from reports.tokens import ACCENT, CATEGORICAL, CONTEXT, INK, text_colour
from schemas.rapat import BaganBatang, DeretBatang

MOST = 20
"""Categories in one chart; LibreOffice leaves out every second name where they stand closer."""
LETTERS = 13.0


def pages(bagan: BaganBatang) -> list[BaganBatang]:
    """The categories in as many slides as they need."""
    most = MOST if bagan.is_mendatar else 16
    if bagan.is_mendatar and len(bagan.deret) > 1 and not bagan.is_bertumpuk:
        most = max(MOST // len(bagan.deret), 4)
    count = max(math.ceil(len(bagan.kategori) / most), 1)
    per = math.ceil(len(bagan.kategori) / count) if bagan.kategori else 0
    return [_part(bagan, i * per, (i + 1) * per) for i in range(count)]


def _part(bagan: BaganBatang, start: int, end: int) -> BaganBatang:
    series = tuple(
        s.model_copy(update={"nilai": s.nilai[start:end], "rendah": s.rendah[start:end], "tinggi": s.tinggi[start:end]})
        for s in bagan.deret
    )
    marked = tuple(i - start for i in bagan.sorot if start <= i < end)
    update = {"kategori": bagan.kategori[start:end], "deret": series, "sorot": marked,
              "kanan": bagan.kanan[start:end]}  # fmt: skip
    return bagan.model_copy(update=update)


def draw_bars(bagan: BaganBatang, lebar: float, tinggi: float, seluruh: BaganBatang | None = None) -> list[Potret]:
    """The chart; empty where nothing is counted. `seluruh`: the whole of which these are a part; it sets the scale."""
    whole = seluruh or bagan
    if not bagan.kategori or not any(v is not None for s in bagan.deret for v in s.nilai):
        return []
    low, high = _ends(whole)
    buku = Buku()
    names = buku.tambah("Kategori", [cut(k, LETTERS, 0.8 * lebar, 1) for k in bagan.kategori])
    has_key = len(bagan.deret) > 1
    need, lines = key_lines([s.nama for s in bagan.deret], lebar, 13)
    series = [_bar(bagan, buku, names, one, place, (low, high), lebar) for place, one in enumerate(bagan.deret)]
    is_over = len(series) == 1 and not bagan.is_bertumpuk and bool(bagan.deret[0].tinggi)
    if is_over:  # the end of each interval, unseen, carries the printed value beyond the whisker
        series.append(_over(bagan, buku, names, bagan.deret[0], 1))
    if bagan.is_mendatar and any(bagan.kanan) and (bagan.is_bertumpuk or is_over):
        high = _with_room(bagan, lebar, low, high)
    if bagan.is_mendatar and bagan.is_bertumpuk and any(bagan.kanan):
        series.append(_beside(bagan, buku, names, len(series), high))
    direction, group = ("bar" if bagan.is_mendatar else "col"), ("stacked" if bagan.is_bertumpuk else "clustered")
    plot = [_plot(series, direction, group, is_over=is_over)]
    axes = _axes(bagan, low, high)
    key = ""
    if has_key:
        place = kotak(0, 0, need / lebar, (lines * KEY_LINE + 4) / tinggi, inner=False)
        key = legenda((), place, 13)
    data = BaganXml(buku, plot, axes, _inner(bagan, lebar, tinggi, lines if has_key else 0), key, LETTERS)
    texts = [f"{name} {', '.join(_said(bagan, place))}" for place, name in enumerate(bagan.kategori)]
    return [Potret(data, (0, 0, lebar, tinggi), part(whole.kategori, bagan.kategori, texts))]


def _said(bagan: BaganBatang, place: int) -> list[str]:
    """The values of a category, each with its series where there are several."""
    return [
        f"{one.nama} {value}" if len(bagan.deret) > 1 else value
        for one in bagan.deret
        for value in (words.with_unit(one.nilai[place], bagan.satuan, bagan.desimal),)
    ]


def _ends(bagan: BaganBatang) -> tuple[float, float]:
    """Ends of the axis: from zero to what bars and intervals reach, with room for the printed values."""
    if bagan.is_bertumpuk:
        sums = [sum(v for s in bagan.deret for v in (s.nilai[i],) if v is not None and v > 0)
                for i in range(len(bagan.kategori))]  # fmt: skip
        return min(0.0, *(v for s in bagan.deret for v in s.nilai if v is not None)), max([*sums, 1e-9])
    values = [v for s in bagan.deret for v in (*s.nilai, *s.tinggi, *s.rendah) if v is not None]
    low, high = min(0.0, *values), max(0.0, *values)
    if high - low < 1e-9:
        high = low + 1.0
    return low * 1.15, high if high <= 0 else high + (high - low) * 0.02


def _inner(bagan: BaganBatang, lebar: float, tinggi: float, lines: int) -> str:
    top, value = lines * KEY_LINE + (9 if lines else 4), 78.0
    if bagan.is_mendatar:
        left = min(max(width(k, LETTERS) for k in bagan.kategori), 0.34 * lebar) + 12
        right = 8.0 if bagan.is_bertumpuk else value
        bottom = 22.0 if bagan.sumbu else 4.0
        return kotak(left / lebar, top / tinggi, 1 - (left + right) / lebar, 1 - (top + bottom) / tinggi)
    room = lebar / max(len(bagan.kategori), 1)
    lines = max(math.ceil(width(k, LETTERS) / max(room - 6, 10)) for k in bagan.kategori)
    bottom = 6 + 17.0 * min(lines, 4)
    left = 26.0 if bagan.sumbu else 4.0
    head = top + (4 if bagan.is_bertumpuk else 18)
    return kotak(left / lebar, head / tinggi, 1 - (left + 4) / lebar, 1 - (head + bottom) / tinggi)


def _colour(bagan: BaganBatang, one: DeretBatang, place: int) -> str:
    if one.warna:
        return one.warna
    if len(bagan.deret) == 1:
        return ACCENT if not bagan.sorot else CONTEXT
    return (ACCENT, CONTEXT)[place] if len(bagan.deret) == 2 else CATEGORICAL[place % len(CATEGORICAL)]


def _bar(bagan: BaganBatang, buku: Buku, names: Kolom, one: DeretBatang, place: int, ends: tuple[float, float],
         lebar: float) -> str:  # fmt: skip
    column = buku.tambah(one.nama, one.nilai)
    colour = _colour(bagan, one, place)
    number = number_form(bagan.desimal, bagan.satuan)
    # One bar stands out by its colour; where colours name the series, by a rim.
    look = sp_pr(warna(ACCENT)) if len(bagan.deret) == 1 else sp_pr(warna(colour), garis(warna(INK), 2))
    points = "".join(
        f'<c:dPt><c:idx val="{i}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{look}</c:dPt>'
        for i in sorted(set(bagan.sorot))
        if i < len(one.nilai)
    )
    errors, labels = "", ""
    if bagan.is_bertumpuk:
        room = lebar * 0.6 if bagan.is_mendatar else 999.0
        need = max((width(words.with_unit(v, bagan.satuan, bagan.desimal), LETTERS) for v in one.nilai), default=0)
        least = (ends[1] - ends[0]) * (need + 4) / room if bagan.is_mendatar else (ends[1] - ends[0]) * 0.08
        small = [i for i, v in enumerate(one.nilai) if v is not None and v < least]
        labels = label_nilai(number, "ctr", LETTERS, warna(text_colour(colour)), small)
    else:
        labels = label_nilai(number, "outEnd", LETTERS)
    if one.tinggi and not bagan.is_bertumpuk:
        minus = buku.tambah("Lengan bawah", lengan(one.nilai, one.rendah))
        plus = buku.tambah("Lengan atas", lengan(one.nilai, one.tinggi))
        errors = selang(plus, minus, warna(INK))
        is_long = min((v for v in one.nilai if v is not None), default=0) > 0.2 * (ends[1] - ends[0])
        inside = label_nilai(number, "inBase", LETTERS, warna(text_colour(colour))) if is_long else labels
        labels = "" if len(bagan.deret) == 1 else inside
    return _series(place, column, names, sp_pr(warna(colour)), points, labels, errors)


def _over(bagan: BaganBatang, buku: Buku, names: Kolom, one: DeretBatang, idx: int) -> str:
    """An unseen bar to the end of each interval: the printed value stands beyond the whisker, not across it."""
    tops = [
        None if v is None else max(v, (one.tinggi[i] if i < len(one.tinggi) else None) or v)
        for i, v in enumerate(one.nilai)
    ]
    buku.tambah("Rendah", one.rendah)
    column = buku.tambah("Tinggi", tops)
    printed = buku.tambah(f"Tercetak {one.nama}", [_told(bagan, one, i) for i in range(len(one.nilai))])
    label = LabelSel(printed, "outEnd", LETTERS)
    return _series(idx, column, names, sp_pr(), "", label.d_lbls(), "", label.ext())


def _told(bagan: BaganBatang, one: DeretBatang, i: int) -> str:
    """The value as printed, and of a lying bar what is said beside it."""
    if one.nilai[i] is None:
        return ""
    said = bagan.kanan[i] if bagan.is_mendatar and i < len(bagan.kanan) else ""
    return " · ".join(filter(None, [words.with_unit(one.nilai[i], bagan.satuan, bagan.desimal), said]))


def _beside(bagan: BaganBatang, buku: Buku, names: Kolom, idx: int, high: float) -> str:
    """An unseen piece on top of each stack: it carries what is said at its end.

    Its name is a space: in the key of lying stacks programs differ in which entry they take out.
    """
    count = len(bagan.kategori)
    tips = [sum(v for s in bagan.deret if (v := s.nilai[i]) is not None and v > 0) for i in range(count)]
    column = buku.tambah("\u00a0", [max(high - tip, 0.0) for tip in tips])
    said = [bagan.kanan[i] if i < len(bagan.kanan) else "" for i in range(count)]
    label = LabelSel(buku.tambah("Di ujung", said), "inBase", LETTERS)
    return _series(idx, column, names, sp_pr(), "", label.d_lbls(), "", label.ext())


def _with_room(bagan: BaganBatang, lebar: float, low: float, high: float) -> float:
    """The far end of the axis that leaves room for what is said past the ends."""
    left = min(max(width(k, LETTERS) for k in bagan.kategori), 0.34 * lebar) + 12
    field = max(lebar - left - 8, 1.0)
    end = field if bagan.is_bertumpuk else field - 70.0
    found = high
    for i, text in enumerate(bagan.kanan[: len(bagan.kategori)]):
        if text:
            told = text if bagan.is_bertumpuk else _told(bagan, bagan.deret[0], i)
            values = [v for s in bagan.deret for v in (s.nilai[i], *s.tinggi[i : i + 1]) if v is not None and v > 0]
            tip = sum(s.nilai[i] or 0.0 for s in bagan.deret) if bagan.is_bertumpuk else max([*values, 0.0])
            place = max(field - width(told, LETTERS) - 16, 0.2 * field)
            found = max(found, low + (tip - low) * end / place)
    return found


def _series(
    idx: int, column: Kolom, names: Kolom, look: str, points: str, labels: str, errors: str, ext: str = ""
) -> str:
    texts = [str(cell) for cell in names.isi]
    return (
        f'<c:ser><c:idx val="{idx}"/><c:order val="{idx}"/><c:tx>{str_ref(column.judul, [column.nama])}</c:tx>{look}'
        f'<c:invertIfNegative val="0"/>{points}{labels}{errors}<c:cat>{str_ref(names.rentang, texts)}</c:cat>'
        f"<c:val>{num_ref(column)}</c:val>{ext}</c:ser>"
    )


def _plot(series: Sequence[str], direction: str, group: str, *, is_over: bool) -> str:
    overlap = 100 if is_over or group == "stacked" else -5
    return (
        f'<c:barChart><c:barDir val="{direction}"/><c:grouping val="{group}"/><c:varyColors val="0"/>{"".join(series)}'
        f'<c:gapWidth val="45"/><c:overlap val="{overlap}"/><c:axId val="111"/><c:axId val="112"/></c:barChart>'
    )


def _axes(bagan: BaganBatang, low: float, high: float) -> list[str]:
    lying = bagan.is_mendatar
    names = (
        f'<c:catAx><c:axId val="111"/><c:scaling><c:orientation val="{"maxMin" if lying else "minMax"}"/></c:scaling>'
        f'<c:delete val="0"/><c:axPos val="{"l" if lying else "b"}"/><c:numFmt formatCode="General" '
        'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        f'<c:spPr>{garis(warna(CONTEXT), 1)}</c:spPr>{tx_pr(LETTERS, TEKS)}<c:crossAx val="112"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="60"/>'
        '<c:tickLblSkip val="1"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )
    axis = Sumbu(low, high, rentang([low, high])[2], judul=bagan.sumbu, is_angka=False, is_kisi=False)
    text = axis.xml(112, 111, "b" if lying else "l", between="between")
    # Lying bars start at the top, where the axis of values would lie too: it crosses at the last category instead.
    return [names, text.replace('<c:crosses val="min"/>', '<c:crosses val="max"/>') if lying else text]
