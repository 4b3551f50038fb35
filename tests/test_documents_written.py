"""Documents as DOCX and PDF: every text of the blocks is there again, as real styles, lists, tables and tags."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
from docx import Document
from docx.oxml.ns import qn

from reports import address, blocks, document_docx, document_pdf, drawing
from schemas.naskah import (
    AngkaNaskah,
    DaftarButir,
    DuaKolom,
    Gambar,
    Kop,
    Naskah,
    Paragraf,
    Pasangan,
    Potongan,
    Subjudul,
    TabelNaskah,
    TandaTangan,
)
from schemas.rapat import BaganAngka, BaganButir, BaganTabel, BaganTitik, BarisTitik, KolomTabel
from tests import paper, rapat_world
from tests.naskah_world import HOSTILE, make_naskah, make_profil, tabel
from tests.test_drawing import printed_values

BOTH = pytest.mark.parametrize("kind", ["docx", "pdf"])


def written(naskah: Naskah, kind: str) -> bytes:
    """The document in one of the two forms."""
    return document_docx.docx_bytes(naskah) if kind == "docx" else document_pdf.pdf_bytes(naskah)


def docx_text(made: bytes) -> str:
    """All text of a DOCX, body and footer, squeezed."""
    opened = Document(io.BytesIO(made))
    parts = [opened.element.body, opened.sections[0].footer._element]
    return paper.squeezed("".join(t.text or "" for part in parts for t in part.iter(qn("w:t"))))


def text_of(made: bytes, kind: str) -> str:
    """All text of either form, squeezed."""
    return docx_text(made) if kind == "docx" else "".join(paper.pages(made))


def texts(blocks: Any) -> Iterator[str]:
    """Every text that the blocks print."""
    for b in blocks:
        if isinstance(b, DuaKolom):
            yield from texts((*b.kiri, *b.kanan))
        elif isinstance(b, Subjudul):
            yield b.teks
        elif isinstance(b, Paragraf):
            yield "".join(p.teks for p in b.potongan)
        elif isinstance(b, DaftarButir):
            yield from b.butir
        elif isinstance(b, Pasangan):
            yield from (t for pair in b.butir for t in pair)
        elif isinstance(b, TabelNaskah):
            yield from (b.judul, b.catatan, *(k.nama for k in b.kolom), *(c for row in b.baris for c in row))
        elif isinstance(b, Gambar):
            yield from (b.judul, b.catatan)
        elif isinstance(b, AngkaNaskah):
            yield from (t for item in b.butir for t in item.model_dump().values())
        elif isinstance(b, TandaTangan):
            yield from (b.tempat, b.jabatan)


def all_texts(naskah: Naskah) -> list[str]:
    """Every text that the document prints."""
    kop = naskah.kop
    return [t for t in (naskah.judul, naskah.subjudul, naskah.kaki, address.said(naskah.tautan),
                        kop.instansi, kop.unit, kop.alamat,
                        *texts(naskah.blok)) if t]  # fmt: skip


def charts(blocks: Any) -> Iterator[Gambar]:
    """Every picture of the blocks."""
    for b in blocks:
        if isinstance(b, DuaKolom):
            yield from charts((*b.kiri, *b.kanan))
        elif isinstance(b, Gambar):
            yield b


@BOTH
@pytest.mark.parametrize("naskah", [make_naskah(), make_profil(), make_naskah(is_lanskap=True)])
def test_every_text_of_the_blocks_is_there_again(naskah: Naskah, kind: str) -> None:
    found = text_of(written(naskah, kind), kind)
    assert len(all_texts(naskah)) > 50
    assert [t for t in all_texts(naskah) if paper.squeezed(t) not in found] == []
    assert "DATACONTOH" in found


def test_the_charts_of_a_pdf_print_their_values() -> None:
    naskah = make_naskah()
    found = "".join(paper.pages(document_pdf.pdf_bytes(naskah)))
    values = [v for g in charts(naskah.blok) for v in printed_values(g.bagan)]
    assert len(values) > 12
    assert [v for v in values if paper.squeezed(v) not in found] == []


def test_a_pdf_is_tagged_in_indonesian_in_our_typeface() -> None:
    naskah = make_naskah()
    made = document_pdf.pdf_bytes(naskah)
    root = paper.root(made)
    assert str(root["/Lang"]) == "id-ID"
    assert bool(root["/MarkInfo"]["/Marked"])
    assert paper.reader(made).metadata.title == naskah.judul  # type: ignore[union-attr]
    assert {name.split("-")[0] for name in paper.typefaces(made)} == {"SourceSansPro"}
    found = paper.tags(made)
    assert {"H1", "H2", "H3", "Table", "THead", "TH", "TD", "L", "LI", "Figure"} <= set(found)
    assert sorted(paper.alts(made)) == sorted(g.alt for g in charts(naskah.blok))


def test_a_docx_has_real_styles_lists_and_language() -> None:
    made = document_docx.docx_bytes(make_naskah())
    opened = Document(io.BytesIO(made))
    used = {p.style.name for p in opened.paragraphs if p.style}
    assert {"Title", "Subtitle", "Heading 1", "Heading 2", "List Number", "Caption"} <= used
    inside = {p.style.name for t in opened.tables for c in t._cells for p in c.paragraphs if p.style}
    assert "List Bullet" in inside
    language = opened.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert language.get(qn("w:val")) == "id-ID"
    assert opened.core_properties.title == make_naskah().judul


def test_pictures_of_a_docx_have_their_alternative_and_fit_the_page() -> None:
    naskah = make_naskah()
    opened = Document(io.BytesIO(document_docx.docx_bytes(naskah)))
    alts = [node.get("descr") for node in opened.element.body.iter(qn("wp:docPr"))]
    assert alts == [g.alt for g in charts(naskah.blok)]
    section = opened.sections[0]
    room = int(section.page_width or 0) - int(section.left_margin or 0) - int(section.right_margin or 0)
    assert all(shape.width <= room + 20000 for shape in opened.inline_shapes)


def test_tables_of_a_docx_repeat_their_head_and_keep_rows_whole() -> None:
    opened = Document(io.BytesIO(document_docx.docx_bytes(make_naskah(blok=(tabel(200),)))))
    table = opened.tables[0]
    assert len(table.rows) == 201
    assert table.style is not None
    assert table.style.name == "Tabel Serapan"
    head, *rest = (row._tr.trPr for row in table.rows)
    assert head.find(qn("w:tblHeader")) is not None
    assert all(rules.find(qn("w:cantSplit")) is not None for rules in rest)
    assert all(rules.find(qn("w:tblHeader")) is None for rules in rest)


def test_a_long_table_of_a_pdf_repeats_its_head_on_each_page() -> None:
    made = document_pdf.pdf_bytes(make_naskah(blok=(tabel(200),)))
    found = paper.pages(made)
    assert len(found) == document_pdf.pages(made) > 3
    assert [p for p in found if "Kab/kotaGuruPersenKeterangan" not in p] == []
    assert [p for i, p in enumerate(found, 1) if f"Halaman{i}dari{len(found)}" not in p] == []


def test_the_footer_of_a_docx_counts_pages_by_fields() -> None:
    opened = Document(io.BytesIO(document_docx.docx_bytes(make_naskah())))
    foot = opened.sections[0].footer._element
    assert [f.get(qn("w:instr")).strip() for f in foot.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_numbered_lists_of_a_docx_start_from_one_each() -> None:
    two = (DaftarButir(butir=("a", "b"), is_bernomor=True), DaftarButir(butir=("c",), is_bernomor=True))
    opened = Document(io.BytesIO(document_docx.docx_bytes(make_naskah(blok=two))))
    lists: Any = [p._p for p in opened.paragraphs if p.style and p.style.name == "List Number"]
    numbers = [p.pPr.numPr.numId.val for p in lists]
    assert numbers[0] == numbers[1] != numbers[2]
    for number in set(numbers):
        made = next(n for n in opened.part.numbering_part.element.num_lst if n.numId == number)
        assert made.lvlOverride_lst[0].startOverride.val == 1


def test_a_document_that_must_fit_a_page_is_set_smaller_until_it_does() -> None:
    light, heavy = make_profil(), make_profil(blok=(*make_profil().blok, tabel(14)))
    assert document_pdf.step(light) == document_pdf.STEPS[0]
    assert document_pdf.step(heavy)[0] < document_pdf.STEPS[0][0]
    assert [document_pdf.pages(document_pdf.pdf_bytes(n)) for n in (light, heavy)] == [1, 1]
    endless = make_profil(blok=(tabel(300),))
    assert document_pdf.pages(document_pdf.pdf_bytes(endless)) > 1, "what can't fit is not cut"


@BOTH
def test_texts_in_some_program_s_language_are_printed_as_they_stand(kind: str) -> None:
    columns = (KolomTabel(nama=HOSTILE[0]), KolomTabel(nama=HOSTILE[1]))
    naskah = make_naskah(
        judul=HOSTILE[0], subjudul=HOSTILE[1], kaki=HOSTILE[2], tautan=HOSTILE[3],
        kop=Kop(instansi=HOSTILE[3], unit=HOSTILE[4], alamat=HOSTILE[1]),
        blok=(
            Subjudul(teks=HOSTILE[4]), Paragraf(potongan=tuple(Potongan(teks=t, is_tebal=True) for t in HOSTILE)),
            DaftarButir(butir=HOSTILE), Pasangan(butir=tuple((t, t) for t in HOSTILE)),
            TabelNaskah(judul=HOSTILE[0], kolom=columns, baris=tuple((t, t) for t in HOSTILE), catatan=HOSTILE[2]),
            Gambar(bagan=rapat_world.make_bagan("titik"), judul=HOSTILE[1], alt=HOSTILE[3]),
            TandaTangan(tempat=HOSTILE[0], jabatan=HOSTILE[4]),
        ),
    )  # fmt: skip
    made = written(naskah, kind)
    found = text_of(made, kind)
    assert [t for t in all_texts(naskah) if paper.squeezed(t) not in found] == []
    assert "root:" not in found


@BOTH
def test_control_characters_and_unknown_signs_do_not_stop_it(kind: str) -> None:
    naskah = make_naskah(judul="a\x00b\x0b\ud800", blok=(Paragraf(potongan=(Potongan(teks="中🙂\x1bx"),)), tabel(2)))
    found = text_of(written(naskah, kind), kind)
    assert "ab" in found
    assert ("中🙂x" if kind == "docx" else "??x") in found


@BOTH
def test_empty_blocks_print_nothing_and_break_nothing(kind: str) -> None:
    nothing = (
        Subjudul(teks=" "), Paragraf(potongan=()), DaftarButir(butir=()), DaftarButir(butir=(), is_bernomor=True),
        Pasangan(butir=()), AngkaNaskah(butir=()), TabelNaskah(kolom=(), baris=()),
        TabelNaskah(kolom=(KolomTabel(nama="x"),), baris=()), TandaTangan(tempat="", jabatan=""),
        DuaKolom(kiri=(), kanan=()), DuaKolom(kiri=(Paragraf(potongan=()),), kanan=(tabel(1),)),
        *(Gambar(bagan=b, judul="", alt="") for b in (
            BaganTabel(kolom=(), baris=()), BaganAngka(butir=()), BaganButir(butir=()),
            rapat_world.make_bagan("butir"), rapat_world.make_bagan("angka"), rapat_world.make_bagan("tabel"))),
    )  # fmt: skip
    found = text_of(written(make_naskah(blok=nothing, kop=Kop()), kind), kind)
    assert found.count(paper.squeezed("Tidak ada baris untuk ditampilkan.")) >= 2
    empty = text_of(written(make_naskah(blok=(), kop=Kop(), subjudul="", is_contoh=False), kind), kind)
    assert "Naskahinibelumberisi." in empty
    assert "DATACONTOH" not in empty


def test_rows_of_uneven_length_stay_under_their_columns() -> None:
    uneven = TabelNaskah(kolom=(KolomTabel(nama="a"), KolomTabel(nama="b")), baris=(("1",), ("2", "3", "4")))
    opened = Document(io.BytesIO(document_docx.docx_bytes(make_naskah(blok=(uneven,)))))
    assert [[c.text for c in row.cells] for row in opened.tables[0].rows] == [["a", "b"], ["1", ""], ["2", "3"]]
    assert document_pdf.pages(document_pdf.pdf_bytes(make_naskah(blok=(uneven,)))) == 1


def test_no_level_of_heading_is_skipped() -> None:
    naskah = make_naskah(
        blok=(Subjudul(teks="x", tingkat=2), DuaKolom(kiri=(Subjudul(teks="y", tingkat=2),), kanan=()))
    )
    assert [t for t in paper.tags(document_pdf.pdf_bytes(naskah)) if re.fullmatch(r"H\d", t)] == ["H1", "H2", "H3"]


@BOTH
def test_the_same_document_gives_the_same_bytes_and_needs_no_network(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = written(make_profil(), kind)
    drawing.svg.cache_clear()
    document_pdf._fitted.cache_clear()
    with paper.no_network(monkeypatch):
        assert written(make_profil(), kind) == first


def test_a_docx_names_no_place_outside_itself() -> None:
    with zipfile.ZipFile(io.BytesIO(document_docx.docx_bytes(make_naskah()))) as opened:
        relations = b"".join(opened.read(n) for n in opened.namelist() if n.endswith(".rels"))
        assert b"External" not in relations
        assert {i.date_time for i in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_chart_of_hundreds_of_rows_stays_on_its_page() -> None:
    bagan = BaganTitik(baris=tuple(BarisTitik(nama=f"Kab. {i}", nilai=50.0) for i in range(514)))
    for is_lanskap in (False, True):
        naskah = make_naskah(blok=(Gambar(bagan=bagan, judul="Semua", alt="x"),), is_lanskap=is_lanskap)
        made = document_pdf.pdf_bytes(naskah)
        assert document_pdf.pages(made) <= 2
        assert paper.missing(made, ["baris di antaranya tidak digambar"]) == []
        section, shapes = (lambda d: (d.sections[0], d.inline_shapes))(
            Document(io.BytesIO(document_docx.docx_bytes(naskah)))
        )
        room = int(section.page_height or 0) - int(section.top_margin or 0) - int(section.bottom_margin or 0)
        assert [shape for shape in shapes if shape.height > room] == []


def test_pages_can_be_looked_at_as_pictures() -> None:
    pictures, count = document_pdf.png_pages(make_naskah(blok=(tabel(200),)), most=2)
    assert len(pictures) == 2 < count
    assert all(picture.startswith(b"\x89PNG") for picture in pictures)


@BOTH
def test_sample_data_is_said_once_at_the_foot(kind: str) -> None:
    for kaki in ("Sumber: PMM", "Sumber: PMM · DATA CONTOH, bukan keadaan sebenarnya"):
        found = text_of(written(make_naskah(kaki=kaki), kind), kind)
        assert found.count("Sumber:PMM·DATACONTOH") >= 1
        assert "DATACONTOH·DATACONTOH" not in found
        assert "sebenarnya·DATACONTOH" not in found


def test_a_long_table_does_not_start_with_its_head_alone_at_the_foot_of_a_page() -> None:
    for lines in (43, 46, 48, 50):
        before = Paragraf(potongan=tuple(Potongan(teks=f"Baris {i}\n") for i in range(lines)))
        made = document_pdf.pdf_bytes(make_naskah(blok=(before, tabel(40, judul="Awal tabel")), kop=Kop(), subjudul=""))
        for page in paper.pages(made):
            if "Awaltabel" in page:
                assert page.count("Kab.Contoh") >= 5


def section(lines: int, *, alamat: str = "") -> Naskah:
    """A document whose last section may be what leaves its signature to the next page."""
    text = Paragraf(potongan=(Potongan(teks="Kalimat yang mengisi satu baris pada halaman ini. " * 2),))
    blok = (
        Subjudul(teks="Isi"), *(text for _ in range(lines)), Subjudul(teks="Tindak lanjut"),
        DaftarButir(butir=("Butir pertama", "Butir kedua", "Butir terakhir"), is_bernomor=True),
        TandaTangan(tempat="Padang", jabatan="Kepala balai"),
    )  # fmt: skip
    return make_naskah(blok=blok, tautan="bimtek?provinsi=13", kop=Kop(instansi="Balai", alamat=alamat))


def test_the_signature_and_the_link_stand_on_no_page_of_their_own() -> None:
    pushed = 0
    for lines in range(20, 40):
        found = paper.pages(document_pdf.pdf_bytes(section(lines)))
        if len(found) == 2 and "Kepalabalai" in found[1]:
            last = found[1]
            assert "Tindaklanjut" in last
            assert "Butirterakhir" in last
            assert "HalamanSerapan:Bimtek" in last
            pushed += 1
        else:
            assert "HalamanSerapan:Bimtek" in found[-1]
    assert pushed > 2


def test_a_docx_keeps_its_last_section_with_the_signature() -> None:
    made: Any = Document(io.BytesIO(document_docx.docx_bytes(section(3))))
    texts = [p.text for p in made.paragraphs]
    start = texts.index("Tindak lanjut")
    kept = [p.paragraph_format.keep_with_next or p.style.paragraph_format.keep_with_next for p in made.paragraphs]
    assert all(kept[start:-1])
    assert not kept[-1]
    assert texts[-1] == "Halaman Serapan: Bimtek"
    assert not any(p.paragraph_format.keep_with_next for p in made.paragraphs[:start])


def test_a_long_last_section_is_not_kept_whole() -> None:
    long = tuple(Paragraf(potongan=(Potongan(teks="kata " * 200),)) for _ in range(9))
    assert blocks.tail((Subjudul(teks="A"), *long)) == 9
    assert blocks.tail((Subjudul(teks="A"), long[0], TandaTangan(tempat="", jabatan="x"))) == 0
    assert blocks.tail((Subjudul(teks="A"), tabel(40), TandaTangan(tempat="", jabatan="x"))) == 2
    assert blocks.tail(()) == 0


def test_the_address_in_a_letterhead_is_smaller_than_the_office() -> None:
    made: Any = Document(io.BytesIO(document_docx.docx_bytes(section(1, alamat="Jalan Khatib Sulaiman 1, Padang"))))
    office, place = made.paragraphs[0], made.paragraphs[1]
    assert (office.text, place.text) == ("Balai", "Jalan Khatib Sulaiman 1, Padang")
    assert place.runs[0].font.size < office.style.font.size


@BOTH
@pytest.mark.parametrize("blank", ["\u00ad", "\u202e", "\u200b "])
def test_titles_of_marks_that_print_nothing_do_not_stop_it(blank: str, kind: str) -> None:
    picture = Gambar(judul=blank, bagan=rapat_world.make_bagan("batang"), alt=blank)
    made = written(make_naskah(judul=blank, blok=(Subjudul(teks=blank), picture)), kind)
    assert "Naskah" in text_of(made, kind)
