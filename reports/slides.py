"""A sequence of screens as PPTX: each finding a slide with a native, editable chart and its cut-off, n and source."""

from __future__ import annotations

import io
import zipfile
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from reports import (
    address,
    qr,
    slide_bars,
    slide_dots,
    slide_foot,
    slide_lines,
    slide_notes,
    slide_scatter,
    slide_tables,
    slide_theme,
    slide_tiles,
    words,
)
from reports.bundle import zip_bytes
from reports.plain_text import bersih
from reports.slide_dots import Potret
from reports.slide_foot import QR
from reports.slide_text import Run, box, cut, describe, fill, fit, wrap, write
from reports.slide_theme import (
    BODY_TOP,
    DAFTAR,
    FOOT_BOTTOM,
    ISI,
    KECIL,
    LAYAR,
    LEFT,
    NOMOR,
    PEMBUKA,
    RIGHT,
    SMALL_BOX,
    TITLE_BOX,
    emu,
)
from reports.tokens import CAUTION, CAUTION_GROUND
from schemas.rapat import (
    BaganAngka,
    BaganBatang,
    BaganButir,
    BaganGaris,
    BaganPetak,
    BaganSebar,
    BaganTabel,
    BaganTitik,
    KolomTabel,
    Layar,
    Urutan,
)

Lapor = Callable[[float, str], None]
CONTOH = "DATA CONTOH"
NOTHING = "Tidak ada data untuk digambar."
TITLE_SIZES = (30, 28, 26, 24, 22, 20, 18)
LONG_SIZES = (18, 17, 16)
"""Of a headline that two lines do not hold: it takes three rather than lose its end."""
CLOSING = 64.0
"""Points kept free under the tables of the last slides: another typeface makes their rows higher."""
CONTENTS = 33
"""Screens named on one slide of contents."""
Area = tuple[float, float, float, float]
Gambar = Callable[[Any, Area], None]
"""Draws one slide's part of a chart."""


@dataclass
class _Deck:
    """The presentation in the making: what is said on every slide, and which titles there are already."""

    urutan: Urutan
    alamat: str
    deck: Any
    titles: set[str] = field(default_factory=set)

    def slide(self, layout: str) -> Any:
        return self.deck.slides.add_slide(slide_theme.layout(self.deck, layout))


def pptx_bytes(urutan: Urutan, *, alamat: str = "", lapor: Lapor | None = None) -> bytes:
    """The deck. `alamat`: base address of the app, for links and square codes; `lapor`: share done and what is made."""
    urutan = bersih(urutan)
    made = _Deck(urutan, alamat, slide_theme.new(urutan.judul, urutan.kecil, urutan.tanggal_terbit))
    opening = _openings(made)
    firsts: list[Any] = []
    for place, layar in enumerate(urutan.layar):
        if lapor is not None:
            lapor(place / (len(urutan.layar) + 1), layar.nama)
        firsts.append(_screen(made, layar))
    _contents(made, opening, firsts)
    _sources(made)
    slide_theme.finish(made.deck)
    target = io.BytesIO()
    made.deck.save(target)
    with zipfile.ZipFile(target) as parts:  # dated alike, so that the same screens make the same bytes
        raw = zip_bytes(((name, parts.read(name)) for name in parts.namelist()), urutan.tanggal_terbit.date())
    if lapor is not None:
        lapor(1.0, "Selesai")
    return raw


def _openings(made: _Deck) -> list[Any]:
    """The first slide, and as many for the contents as the screens need; their links are put in at the end."""
    urutan = made.urutan
    slide = made.slide(PEMBUKA)
    title, size = fit(urutan.judul or "Rapat", (40, 34, 28, 24), RIGHT - LEFT, 2, bold=True)
    made.titles.add(title)
    write(slide.shapes.title.text_frame, [[Run(title, size)]])
    day = words.day_long(urutan.tanggal_terbit.date())
    known = f"Snapshot {urutan.snapshot} · terbit {day}"
    room = RIGHT - LEFT
    place = slide.placeholders[ISI].text_frame
    published = [] if "terbit" in urutan.kecil else [[Run(f"Terbit {day}", 16)]]
    write(place, [[Run(cut(urutan.kecil, 20, room, 1))], *published])
    _ribbon(made, slide)
    _number(made, slide)
    said = "Bagan di berkas ini bisa disunting: klik kanan pada bagan, lalu Edit Data."
    slide_notes.write(slide, f"{urutan.judul}\n{urutan.kecil}\n{known}\n{said}")
    found = [slide]
    for _ in range(CONTENTS, len(urutan.layar), CONTENTS):
        slide = made.slide(LAYAR)
        _head(made, slide, "Isi (lanjutan)", urutan.kecil)
        slide_foot.fill(slide, [[Run(cut(known, slide_foot.SIZE, RIGHT - LEFT - 60, 2))]])
        _number(made, slide)
        found.append(slide)
    return found


def _contents(made: _Deck, slides: list[Any], firsts: list[Any]) -> None:
    """The names of the screens, each a link to its slide, in up to three columns."""
    names = [layar.nama or layar.judul for layar in made.urutan.layar]
    for part, slide in enumerate(slides):
        here = list(enumerate(names))[part * CONTENTS : (part + 1) * CONTENTS]
        if not here:
            continue
        columns = min(3, -(-len(here) // 11)) if len(here) > 6 else 1
        per = -(-len(here) // columns)
        top = 250.0 if part == 0 else BODY_TOP
        wide = (RIGHT - LEFT - 24 * (columns - 1)) / columns
        for column in range(columns):
            rows = here[column * per : (column + 1) * per]
            shape = box(slide.shapes, (LEFT + column * (wide + 24), top, wide, per * 22.0), f"Isi {column + 1}")
            write(shape.text_frame, [[Run(cut(f"{n + 1}. {name}", 16, wide, 1), 16)] for n, name in rows], before=2)
            for (n, _), paragraph in zip(rows, shape.text_frame.paragraphs, strict=True):
                _jump(slide, paragraph.runs[0], firsts[n])


def _jump(slide: Any, run: Any, target: Any) -> None:
    rid = slide.part.relate_to(target.part, RT.SLIDE)
    found = run._r.get_or_add_rPr().add_hlinkClick(rid)
    found.set("action", "ppaction://hlinksldjump")


def _screen(made: _Deck, layar: Layar) -> Any:
    """The slides of one screen; the first of them."""
    url = address.whole(made.alamat, layar.tautan)
    code = qr.png(address.coded(url))
    has_code = bool(code)
    for ending in ("", " (lanjutan 9)"):
        top = TITLE_BOX[1] + _fitted(layar.judul, ending)[2] + 12
        said = slide_foot.runs(layar, url, has_code=has_code, top=top)
        foot = slide_foot.height(said, slide_foot.room(has_code=has_code))
        bottom = min(FOOT_BOTTOM - foot - 10, FOOT_BOTTOM - QR - 6 if has_code else FOOT_BOTTOM)
        area = (LEFT, top, RIGHT - LEFT, bottom - top)
        pages = list(_pages(layar, area))
        if len(pages) == 1:  # else the headline grows by a word, and may take a line more
            break
    first = None
    for page, draw in enumerate(pages, start=1):
        ending = "" if page == 1 else " (lanjutan)" if page == 2 else f" (lanjutan {page - 1})"
        slide = made.slide(DAFTAR if isinstance(layar.bagan, BaganButir) else LAYAR)
        _head(made, slide, layar.judul, layar.kecil, ending)
        draw(slide, area)
        slide_foot.fill(slide, said, has_code=has_code)
        _ribbon(made, slide)
        if has_code:
            _code(slide, code)
        _number(made, slide, has_code=has_code)
        slide_notes.write(slide, slide_notes.text(layar, made.alamat))
        first = first or slide
    return first


def _pages(layar: Layar, area: Area) -> Iterator[Gambar]:
    """What is drawn on each slide of a screen."""
    bagan, (_, _, wide, high) = layar.bagan, area
    match bagan:
        case BaganTitik() if bagan.baris:
            parts = slide_dots.pages(bagan, high)
            for part in parts:
                yield _charts(lambda w, h, part=part: slide_dots.draw(part, w, h, bagan), layar)  # type: ignore[misc]
        case BaganGaris():
            yield _charts(lambda w, h: slide_lines.draw(bagan, w, h), layar)
        case BaganBatang():
            for one in slide_bars.pages(bagan):
                yield _charts(lambda w, h, one=one: slide_bars.draw_bars(one, w, h, bagan), layar)  # type: ignore[misc]
        case BaganSebar():
            yield _charts(lambda w, h: slide_scatter.draw(bagan, w, h), layar)
        case BaganPetak():
            yield lambda slide, where: _or_nothing(slide, where, slide_tiles.draw(slide, bagan, where, layar.alt))
        case BaganTabel() if bagan.kolom and bagan.baris:
            for page in slide_tables.table_pages(bagan, wide, high):
                yield lambda s, where, page=page: slide_tables.draw_table(s, page, where, layar.alt)  # type: ignore[misc]
        case BaganAngka():
            for figures in slide_tables.figure_pages(bagan):
                yield lambda s, where, f=figures: _or_nothing(s, where, slide_tables.draw_figures(s, f, where))  # type: ignore[misc]
        case BaganButir() if bagan.butir:
            for lines in slide_tables.list_pages(bagan, wide, high):
                yield lambda s, where, lines=lines: _list(s, where, lines)  # type: ignore[misc]
        case _:
            yield lambda slide, where: _or_nothing(slide, where, False)


def _charts(make: Callable[[float, float], list[Potret]], layar: Layar) -> Gambar:
    def draw(slide: Any, where: Area) -> None:
        x, y, wide, high = where
        found = make(wide, high)
        for place, one in enumerate(found, start=1):
            left, top, across, tall = one.box
            frame = slide.shapes.add_chart(
                XL_CHART_TYPE.XY_SCATTER, emu(x + left), emu(y + top), emu(across), emu(tall), one.data
            )
            frame.name = "Bagan" if len(found) == 1 else f"Bagan {place}"
            describe(frame, f"{layar.judul} · {one.bagian}" if one.bagian else layar.alt)
        _or_nothing(slide, where, bool(found))

    return draw


def _or_nothing(slide: Any, where: Area, is_drawn: bool) -> None:
    if not is_drawn:
        if ISI in {p.placeholder_format.idx for p in slide.placeholders}:
            write(slide.placeholders[ISI].text_frame, [[Run(NOTHING)]])
            return
        write(box(slide.shapes, where, "Keterangan").text_frame, [[Run(NOTHING, 20, colour="tx2")]])


def _list(slide: Any, where: Area, page: slide_tables.HalamanButir) -> None:
    place = slide.placeholders[ISI]
    place.left, place.top, place.width, place.height = (emu(length) for length in where)
    slide_tables.draw_list(place, page)


def _fitted(title: str, ending: str = "") -> tuple[str, float, float]:
    """The headline on two lines, or a long one on three, its size, and the height it takes."""
    room = TITLE_BOX[2]
    text, size = fit(title + ending, TITLE_SIZES, room, 2, bold=True)
    if text != title + ending:
        text, size = fit(title + ending, LONG_SIZES, room, 3, bold=True)
    if text != title + ending and ending:
        text = cut(title, size, room * 0.9, 3, bold=True) + ending
    return text, size, len(wrap(text, size, room, bold=True)) * size * 1.2


def _title(made: _Deck, title: str, ending: str = "") -> tuple[str, float, float]:
    """The same, and one that no other slide has: readers find their way by titles."""
    found = _fitted(title, ending)
    count = 1
    while found[0] in made.titles:
        count += 1
        found = _fitted(title, f"{ending} ({count})")
    made.titles.add(found[0])
    return found


def _head(made: _Deck, slide: Any, title: str, small: str, ending: str = "") -> None:
    text, size, high = _title(made, title or "Tanpa judul", ending)
    place = slide.shapes.title
    write(place.text_frame, [[Run(text, size)]])
    place.left, place.top, place.width = emu(TITLE_BOX[0]), emu(TITLE_BOX[1]), emu(TITLE_BOX[2])
    place.height = emu(min(high + 4, TITLE_BOX[3]))
    said, letters = fit(small, (16, 14, 13, 12), SMALL_BOX[2] * 0.9, 1)
    line = slide.placeholders[KECIL]
    if said != small:  # two lines, the first of them higher up
        said, letters = fit(small, (12,), SMALL_BOX[2] * 0.97, 2)
        line.left, line.top, line.width, line.height = (emu(v) for v in (LEFT, 10.0, SMALL_BOX[2], 34.0))
    write(line.text_frame, [[Run(said, letters)]])


def _ribbon(made: _Deck, slide: Any) -> None:
    if not made.urutan.is_contoh:
        return
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *(emu(v) for v in (RIGHT - 118, 18.0, 118.0, 22.0)))
    shape.name = CONTOH
    fill(shape, CAUTION_GROUND, CAUTION)
    frame = shape.text_frame
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = False
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    write(frame, [[Run(CONTOH, 12, bold=True, colour=CAUTION)]], align=PP_ALIGN.CENTER)


def _code(slide: Any, code: bytes) -> None:
    side = emu(QR)
    picture = slide.shapes.add_picture(io.BytesIO(code), emu(RIGHT - QR), emu(FOOT_BOTTOM - QR), side, side)
    picture.name = "Kode QR"
    describe(picture, "Kode QR: tautan ke tampilan ini di Serapan")


def _number(made: _Deck, slide: Any, *, has_code: bool = False) -> None:
    """The page number, in the layout's own place."""
    spot = ""
    if has_code:
        x, y = emu(RIGHT - QR - 46), emu(FOOT_BOTTOM - 20)
        spot = f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{emu(36)}" cy="{emu(20)}"/></a:xfrm>'
    tree = slide.shapes._spTree
    number = max((int(e.get("id")) for e in tree.iter("{*}cNvPr")), default=1) + 1
    tree.append(parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Nomor"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
        f'</p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="{NOMOR}"/></p:nvPr></p:nvSpPr>'
        f"<p:spPr>{spot}</p:spPr>"
        '<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:fld id="{C1FF6DA9-008F-8B48-92A6-B652298478BF}" type="slidenum">'
        f"<a:rPr/><a:t>{len(made.deck.slides)}</a:t></a:fld></a:p></p:txBody></p:sp>"
    ))  # fmt: skip


def _sources(made: _Deck) -> None:
    """The last slides: where the screens' numbers come from, and what the words most used mean."""
    urutan = made.urutan
    where: dict[tuple[str, str], list[str]] = {}
    for n, one in enumerate(urutan.layar, start=1):
        where.setdefault((words.cutoff(one).removeprefix("Data per "), one.sumber), []).append(f"{n}. {one.nama}")
    rows = tuple((source, day, "; ".join(names)) for (day, source), names in where.items())
    columns = (KolomTabel(nama="Sumber", lebar=2), KolomTabel(nama="Data per", lebar=1.1),
               KolomTabel(nama="Dipakai di layar", lebar=2.4))  # fmt: skip
    used = Counter(pair for one in urutan.layar for pair in dict.fromkeys(one.definisi))
    terms = tuple(pair for pair, _ in used.most_common())
    meaning = (KolomTabel(nama="Istilah", lebar=1), KolomTabel(nama="Arti", lebar=3))
    known = f"Snapshot {urutan.snapshot} · terbit {words.day_long(urutan.tanggal_terbit.date())} · n pada tiap slide"
    area = (LEFT, 100.0, RIGHT - LEFT, FOOT_BOTTOM - CLOSING - 100.0)
    narrow = area[2] * 0.87  # where another typeface is wider, rows still stand on the slide
    here = bisect_right(range(len(terms)), 1, key=lambda n: len(
        slide_tables.table_pages(BaganTabel(kolom=meaning, baris=terms[: n + 1]), narrow, area[3])))  # fmt: skip
    left = len(terms) - here
    more = f"{words.number(left)} istilah lain: di catatan slide yang memakainya" if left else known
    count = 0
    for table, said in ((BaganTabel(kolom=columns, baris=rows), known),
                        (BaganTabel(kolom=meaning, baris=terms[:here]), more)):  # fmt: skip
        if count and not table.baris:
            continue
        for page in slide_tables.table_pages(table, area[2], area[3]):
            count += 1
            slide = made.slide(LAYAR)
            ending = "" if count == 1 else " (lanjutan)" if count == 2 else f" (lanjutan {count - 1})"
            _head(made, slide, "Sumber & definisi", urutan.kecil, ending)
            slide_tables.draw_table(slide, page, area, "Tabel sumber data dan arti istilah di rapat ini.")
            slide_foot.fill(slide, [[Run(cut(said, slide_foot.SIZE, RIGHT - LEFT - 60, 1))]])
            _ribbon(made, slide)
            _number(made, slide)
