"""A sequence of screens as PPTX: each finding a slide with a native, editable chart and its cut-off, n and source."""

from __future__ import annotations

import io
import zipfile
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
    slide_lines,
    slide_notes,
    slide_tables,
    slide_theme,
    slide_tiles,
    words,
)
from reports.bundle import zip_bytes
from reports.plain_text import bersih
from reports.slide_dots import Potret
from reports.slide_text import LEADING, Run, box, cut, describe, fill, fit, wrap, write
from reports.slide_theme import (
    BODY_TOP,
    DAFTAR,
    FOOT_BOTTOM,
    ISI,
    KAKI,
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
FOOT_SIZE = 12.0
QR = 60.0
LEAST = 150.0
"""Points a chart must have; the foot gives way before it gets less."""
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
    known = f"Snapshot {urutan.snapshot} · terbit {words.day_long(urutan.tanggal_terbit.date())}"
    room = RIGHT - LEFT
    place = slide.placeholders[ISI].text_frame
    write(place, [[Run(cut(urutan.kecil, 20, room, 1))], [Run(cut(known, 16, room, 1), 16)]])
    _ribbon(made, slide)
    _number(made, slide)
    said = "Bagan di berkas ini bisa disunting: klik kanan pada bagan, lalu Edit Data."
    slide_notes.write(slide, f"{urutan.judul}\n{urutan.kecil}\n{known}\n{said}")
    found = [slide]
    for _ in range(CONTENTS, len(urutan.layar), CONTENTS):
        slide = made.slide(LAYAR)
        _head(made, slide, "Isi (lanjutan)", urutan.kecil)
        _foot(slide, [[Run(cut(known, FOOT_SIZE, RIGHT - LEFT - 60, 2))]])
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
    code = qr.png(url) if url else b""
    has_code = bool(code)
    for ending in ("", " (lanjutan 9)"):
        top = TITLE_BOX[1] + _fitted(layar.judul, ending)[2] + 12
        said = _foot_runs(made, layar, url, has_code=has_code, top=top)
        foot = _foot_height(said, _foot_room(has_code=has_code))
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
        _foot(slide, said, has_code=has_code)
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
            yield _charts(lambda w, h: slide_bars.draw_scatter(bagan, w, h), layar)
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
            describe(frame, f"{layar.alt}{one.bagian}")
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
    """The headline as it stands on two lines at most, its size, and the height it takes."""
    room = TITLE_BOX[2]
    text, size = fit(title + ending, TITLE_SIZES, room, 2, bold=True)
    if text != title + ending and ending:
        text = cut(title, size, room * 0.9, 2, bold=True) + ending
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
    write(slide.placeholders[KECIL].text_frame, [[Run(said, letters)]])


def _foot_room(*, has_code: bool) -> float:
    return RIGHT - LEFT - (QR + 54 if has_code else 54)


def _foot_runs(made: _Deck, layar: Layar, url: str, *, has_code: bool, top: float) -> list[list[Run]]:
    """What stands under a chart: what its marks mean, the caveat, the source line, the link."""
    room = _foot_room(has_code=has_code)
    source = cut(words.source_line(layar), FOOT_SIZE, room, 2)
    said: list[list[Run]] = []
    if layar.catatan:
        said.append([Run(cut(layar.catatan, FOOT_SIZE, room, 2), colour="tx2")])
    if layar.peringatan:
        said.append([Run(cut(layar.peringatan, FOOT_SIZE, room, 2, bold=True), bold=True, colour=CAUTION)])
    said.append([Run(source)])
    if url:
        shown = cut(address.shown(url), FOOT_SIZE, room - 110, 1)
        said.append([Run("Buka di Serapan: "), Run(shown, link=url)])
    while len(said) > 1 and FOOT_BOTTOM - _foot_height(said, room) - top < LEAST:
        said.pop(0)
    return said


def _foot_height(said: list[list[Run]], room: float) -> float:
    lines = sum(len(wrap("".join(r.text for r in runs), FOOT_SIZE, room, bold=runs[0].bold)) for runs in said)
    return lines * FOOT_SIZE * LEADING + 3 * len(said)


def _foot(slide: Any, said: list[list[Run]], *, has_code: bool = False) -> None:
    """Fill the foot, and let it be read after the chart."""
    place = slide.placeholders[KAKI]
    room = _foot_room(has_code=has_code)
    high = _foot_height(said, room)
    place.left, place.top, place.width, place.height = (
        emu(v) for v in (LEFT, FOOT_BOTTOM - high, room, high)
    )  # fmt: skip
    write(place.text_frame, said, before=3)
    tree = place._element.getparent()
    tree.remove(place._element)
    tree.append(place._element)


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
    """The last slides: where each screen's numbers come from, and what the words mean."""
    urutan = made.urutan
    rows = tuple(
        (
            f"{n}. {one.nama}",
            words.cutoff(one).removeprefix("Data per "),
            one.dasar,
            one.sumber,
        )
        for n, one in enumerate(urutan.layar, start=1)
    )
    columns = (KolomTabel(nama="Layar", lebar=1.4), KolomTabel(nama="Data per", lebar=0.7),
               KolomTabel(nama="Dasar (n)", lebar=1.7), KolomTabel(nama="Sumber", lebar=2))  # fmt: skip
    terms = tuple(dict.fromkeys(pair for one in urutan.layar for pair in one.definisi))
    meaning = (KolomTabel(nama="Istilah", lebar=1), KolomTabel(nama="Arti", lebar=3))
    known = f"Snapshot {urutan.snapshot} · terbit {words.day_long(urutan.tanggal_terbit.date())} · {len(rows)} layar"
    count = 0
    for table in (BaganTabel(kolom=columns, baris=rows), BaganTabel(kolom=meaning, baris=terms)):
        if count and not table.baris:
            continue
        area = (LEFT, 100.0, RIGHT - LEFT, FOOT_BOTTOM - 30 - 100.0)
        for page in slide_tables.table_pages(table, area[2], area[3]):
            count += 1
            slide = made.slide(LAYAR)
            ending = "" if count == 1 else " (lanjutan)" if count == 2 else f" (lanjutan {count - 1})"
            _head(made, slide, "Sumber & definisi", urutan.kecil, ending)
            slide_tables.draw_table(slide, page, area, "Tabel sumber data dan arti istilah di rapat ini.")
            _foot(slide, [[Run(cut(known, FOOT_SIZE, RIGHT - LEFT - 60, 1))]])
            _ribbon(made, slide)
            _number(made, slide)
