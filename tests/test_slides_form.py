"""The deck opened again: what each slide must say, and that it can be read, reached and left to anyone."""

from __future__ import annotations

import io
import re
import socket
import zipfile
from typing import Any

import pytest
from pptx.opc.constants import RELATIONSHIP_TYPE as RT

from reports.slide_text import wrap
from reports.slides import pptx_bytes
from reports.tokens import READABLE, contrast
from schemas.rapat import (
    Layar,
)
from tests import rapat_world as world
from tests import slide_reading as reading
from tests import slide_world as decks
from tests.slide_world import ALAMAT, screens


@pytest.fixture(scope="module")
def made() -> tuple[Any, bytes, list[tuple[float, str]]]:
    return decks.made()


@pytest.fixture(scope="module")
def by_kind() -> dict[str, Any]:
    return decks.by_kind()


@pytest.fixture(scope="module")
def hostile() -> tuple[Any, tuple[Layar, ...]]:
    return decks.hostile()


def test_each_screen_has_its_headline_cut_off_n_source_and_link(by_kind: dict[str, Any]) -> None:
    layar = world.make_layar()
    for slide in by_kind.values():
        said = reading.texts(slide)
        assert slide.shapes.title.text.startswith(layar.judul[:60])
        for part in ("Data per 31 Okt 2026", layar.dasar, layar.sumber, layar.catatan, layar.peringatan, layar.kecil):
            assert part in said
        assert "serapan.kantor.id/provinsi" in said
        assert "DATA CONTOH" in said
        links = [r.target_ref for r in slide.part.rels.values() if r.is_external]
        assert links == [f"{ALAMAT}/{layar.tautan}"]


def test_the_notes_hold_what_the_presenter_needs(by_kind: dict[str, Any]) -> None:
    layar = world.make_layar()
    for slide in by_kind.values():
        notes = slide.notes_slide.notes_text_frame.text
        parts = (
            layar.definisi[0][1],
            layar.peringatan,
            layar.pertanyaan,
            layar.catatan_penyaji,
            layar.alt,
            layar.tautan,
        )
        assert all(part in notes for part in parts)


def graphics(shapes: Any) -> list[Any]:
    """Whatever is read out by its description: charts, tables, pictures, groups and the shapes in them."""
    found = []
    for shape in shapes:
        if shape.shape_type is not None and "GROUP" in str(shape.shape_type):
            found += [shape, *shape.shapes]
        elif not shape.is_placeholder and (shape.has_chart or shape.has_table or "PICTURE" in str(shape.shape_type)):
            found.append(shape)
    return found


def test_every_graphic_is_said_in_words_or_marked_as_decoration(
    made: tuple[Any, bytes, Any], hostile: tuple[Any, Any]
) -> None:
    count = 0
    for deck in (made[0], hostile[0]):
        for slide in deck.slides:
            for shape in graphics(slide.shapes):
                named = shape._element._nvXxPr.cNvPr
                above = shape._element.getparent().find(".//{*}decorative")
                assert named.get("descr") or named.find(".//{*}decorative") is not None or above is not None
                count += 1
    assert count > 60


def test_titles_are_unique_and_every_text_is_said_to_be_indonesian(
    made: tuple[Any, bytes, Any], hostile: tuple[Any, Any]
) -> None:
    for deck in (made[0], hostile[0]):
        titles = [slide.shapes.title.text for slide in deck.slides]
        assert len(set(titles)) == len(titles)
        for slide in deck.slides:
            languages = {e.get("lang") for e in slide._element.iter(f"{reading.A}rPr")}
            assert languages <= {"id-ID"}


def test_every_text_can_be_read_on_its_ground(made: tuple[Any, bytes, Any], hostile: tuple[Any, Any]) -> None:
    count = 0
    for deck in (made[0], hostile[0]):
        for slide in deck.slides:
            for text, colour, ground, _ in reading.coloured(slide):
                assert contrast(colour, ground) >= READABLE, (text, colour, ground)
                count += 1
            for chart in reading.charts(slide):
                for colour, ground in reading.coloured_in_chart(chart):
                    assert contrast(colour, ground) >= READABLE, (slide.shapes.title.text, colour, ground)
                    count += 1
    assert count > 1000


def test_no_text_is_smaller_than_twelve_points_but_on_tiles(made: tuple[Any, bytes, Any]) -> None:
    for kind, slide in zip(world.SORTED_KINDS, screens(made[0]), strict=True):
        sizes = [size for _, _, _, size in reading.coloured(slide) if size]
        assert min(sizes, default=12) >= (8 if kind == "petak" else 12)
        for chart in reading.charts(slide):
            for element in chart._chartSpace.iter(f"{reading.A}defRPr", f"{reading.A}rPr"):
                assert int(element.get("sz", "1200")) >= 1200


def test_nothing_leaves_the_slide_and_charts_keep_clear_of_headline_and_foot(
    made: tuple[Any, bytes, Any], hostile: tuple[Any, Any]
) -> None:
    for deck in (made[0], hostile[0]):
        for slide in deck.slides:
            found = reading.rectangles(slide)
            for name, (left, top, right, bottom) in found.items():
                assert min(left, top) >= -0.1, name
                assert right <= 960.1, name
                assert bottom <= 540.1, name
            heads = [r for n, r in found.items() if n.endswith((" Judul", " Kaki", " Title 1")) or " Kaki" in n]
            drawn = [r for n, r in found.items() if any(w in n for w in ("Bagan", "Tabel", "Peta petak", "Kode QR"))]
            for a in drawn:
                for b in heads:
                    assert a[3] <= b[1] + 0.5 or b[3] <= a[1] + 0.5 or a[2] <= b[0] or b[2] <= a[0]


def test_headlines_take_two_lines_at_most_and_long_ones_three(
    made: tuple[Any, bytes, Any], hostile: tuple[Any, Any]
) -> None:
    for deck in (made[0], hostile[0]):
        for slide in deck.slides:
            run = slide.shapes.title.text_frame.paragraphs[0].runs[0]
            lines = len(wrap(run.text, run.font.size.pt, 872, bold=True))
            assert lines <= 2 or (lines == 3 and run.font.size.pt <= 18)
    long = "Sumatera Barat: 2 dari 6 platform di atas nasional, 4 setara, dan 11 lain belum dapat diuji karena datanya "
    long += "tidak per satuan pendidikan; paling naik Kab. Dharmasraya (+10,0 poin)"
    slide = screens(reading.opened(pptx_bytes(world.make_urutan(layar=(world.make_layar("titik", judul=long),)))))[0]
    assert slide.shapes.title.text == long


def test_the_contents_jump_to_their_slides(made: tuple[Any, bytes, Any]) -> None:
    opening = made[0].slides[0]
    targets = []
    for link in opening._element.iter(f"{reading.A}hlinkClick"):
        assert link.get("action") == "ppaction://hlinksldjump"
        rid = link.get("{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
        targets.append(opening.part.related_part(rid).partname)
    assert targets == [slide.part.partname for slide in screens(made[0])]
    assert "20261103T0102" not in reading.texts(opening), "an id of the machine is nothing for a cover"
    assert "20261103T0102" in opening.notes_slide.notes_text_frame.text
    assert reading.texts(opening).lower().count("terbit") == 1
    assert "DATA CONTOH" in reading.texts(opening)


def test_two_slides_close_the_deck_and_point_to_the_notes_for_the_rest() -> None:
    terms = tuple((f"Istilah {i}", "Arti yang cukup panjang untuk dua baris pada tabel. " * 3) for i in range(60))
    layar = tuple(
        world.make_layar("titik", kunci=f"k{i}", definisi=(("Dipakai di semua", "ya"), *terms[i * 5 : i * 5 + 5]))
        for i in range(12)
    )
    deck = reading.opened(pptx_bytes(world.make_urutan(layar=layar)))
    last = [s for s in deck.slides if s.shapes.title.text.startswith("Sumber & definisi")]
    assert len(last) == 2
    said = reading.texts(last[1])
    left = re.search(r"(\d+) istilah lain: di catatan slide", said)
    assert left is not None
    assert said.count("Istilah ") + int(left.group(1)) == 60
    assert "Dipakai di semua" in said
    notes = "".join(s.notes_slide.notes_text_frame.text for s in screens(deck))
    assert all(term in notes for term, _ in terms)


CAVEAT = "Bobot usulan kami, bukan ketetapan resmi: " + " · ".join(f"A.{i} Kemampuan ke-{i} {i} %" for i in range(14))


@pytest.mark.parametrize("alamat", [ALAMAT, ""])
def test_a_caveat_keeps_its_end_or_says_where_it_stands(alamat: str) -> None:
    layar = tuple(world.make_layar("titik", kunci=f"k{i}", peringatan=CAVEAT * i) for i in (1, 9))
    whole, far_too_long = screens(reading.opened(pptx_bytes(world.make_urutan(layar=layar), alamat=alamat)))
    assert CAVEAT in reading.texts(whole)
    assert "… (lengkap di catatan slide)" in reading.texts(far_too_long)
    assert "Perhatian: Bobot usulan kami" in reading.texts(far_too_long)
    assert CAVEAT * 9 in far_too_long.notes_slide.notes_text_frame.text


def codes(slide: Any) -> list[Any]:
    return [shape for shape in slide.shapes if shape.name == "Kode QR"]


@pytest.mark.parametrize("alamat", ["http://127.0.0.1:8501", "http://localhost:8501", "http://[::1]:8501"])
def test_this_computer_s_own_address_is_a_link_without_a_square_code(alamat: str) -> None:
    layar = world.make_layar("titik")
    slide = screens(reading.opened(pptx_bytes(world.make_urutan("titik"), alamat=alamat)))[0]
    assert codes(slide) == []
    assert "Halaman Serapan: Provinsi" in reading.texts(slide)
    assert "8501" not in reading.texts(slide)
    assert [r.target_ref for r in slide.part.rels.values() if r.is_external] == [f"{alamat}/{layar.tautan}"]
    assert "hanya terbuka di komputer yang menjalankan Serapan" in slide.notes_slide.notes_text_frame.text


def test_without_an_address_a_slide_names_the_page_and_links_nowhere() -> None:
    slide = screens(reading.opened(pptx_bytes(world.make_urutan("titik"))))[0]
    assert codes(slide) == []
    assert "Halaman Serapan: Provinsi" in reading.texts(slide)
    assert [r for r in slide.part.rels.values() if r.is_external] == []
    assert len(codes(decks.by_kind()["titik"])) == 1


def test_the_last_slides_say_sources_and_definitions(made: tuple[Any, bytes, Any]) -> None:
    last = [s for s in made[0].slides if s.shapes.title.text.startswith("Sumber & definisi")]
    said = "\n".join(reading.texts(slide) for slide in last)
    layar = world.make_layar()
    assert layar.sumber in said
    assert all(term in said and text in said for term, text in layar.definisi)


def test_the_file_names_no_person_and_asks_nothing_of_the_network(
    made: tuple[Any, bytes, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "socket", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    raw = pptx_bytes(world.make_urutan("titik", "tabel"))
    for deck in (made[0], reading.opened(raw)):
        about = deck.core_properties
        assert (about.author, about.last_modified_by, about.title) == ("", "", "Rapat Sumatera Barat")
        for part in deck.part.package.iter_parts():
            outside = [r for r in part.rels.values() if r.is_external]
            assert all(r.reltype == RT.HYPERLINK for r in outside)
    names = zipfile.ZipFile(io.BytesIO(raw)).namelist()
    assert not [n for n in names if "thumbnail" in n or "printerSettings" in n]
    assert b"http://127" not in raw
    assert not [r for p in reading.opened(raw).part.package.iter_parts() for r in p.rels.values() if r.is_external]


def test_the_same_screens_make_the_same_bytes() -> None:
    urutan = world.make_urutan("titik", "batang", "petak")
    assert pptx_bytes(urutan, alamat=ALAMAT) == pptx_bytes(urutan, alamat=ALAMAT)


def test_progress_is_told_up_to_the_end(made: tuple[Any, bytes, list[tuple[float, str]]]) -> None:
    shares = [share for share, _ in made[2]]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] == 1
    assert len(shares) == 13


def test_hostile_texts_stay_texts(hostile: tuple[Any, tuple[Layar, ...]]) -> None:
    deck, layar = hostile
    said = "\n".join(reading.texts(slide) for slide in deck.slides)
    assert "=1+1" in said
    assert "<b>&amp;\"'</b>" in said
    assert "_x0041_" in said
    assert "😀" in said
    assert not {"\x00", "\x0b", "\u202e"} & set(said)
    assert "DATA CONTOH" not in said
    assert "Tanggal tidak tercatat" in said
    assert said.count("Tidak ada data untuk digambar.") == 6
    assert all(one.dasar[:40] in said for one in layar)


def test_what_does_not_fit_goes_on_under_the_same_headline(hostile: tuple[Any, Any]) -> None:
    deck, _ = hostile
    titles = [slide.shapes.title.text for slide in deck.slides]
    assert "Banyak baris" in titles
    assert "Banyak baris (lanjutan)" in titles
    names = []
    for slide in deck.slides:
        if slide.shapes.title.text.startswith("Banyak baris"):
            for chart in reading.charts(slide):
                names += [c.value for c in next(reading.workbook(chart).iter_cols())[1:] if c.value]
    assert [n for n in names if isinstance(n, str)] == [f"Kab. {i}" for i in range(90)]


@pytest.mark.parametrize(("count", "slides"), [(0, 2), (1, 4)])
def test_a_sequence_of_none_or_one_is_a_deck_too(count: int, slides: int) -> None:
    deck = reading.opened(pptx_bytes(world.make_urutan(layar=tuple(world.make_layar() for _ in range(count)))))
    assert len(deck.slides) == slides


def test_sixty_screens_have_their_contents_on_two_slides() -> None:
    layar = tuple(world.make_layar("butir", kunci=f"k{i}", nama=f"Layar {i}") for i in range(60))
    deck = reading.opened(pptx_bytes(world.make_urutan(layar=layar)))
    jumps = [len(list(slide._element.iter(f"{reading.A}hlinkClick"))) for slide in list(deck.slides)[:2]]
    assert jumps == [33, 27]
    assert len(screens(deck)[1:]) == 60
