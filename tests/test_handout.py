"""The pack as PDF: everything a screen must have stands on its page, tagged, in our typeface, without a network."""

from __future__ import annotations

import time
from typing import Any

import pytest

from reports import address, drawing, handout, typesetting, words
from schemas.rapat import BaganAngka, BaganButir, BaganTabel, KolomTabel, Layar, Urutan
from tests import paper, rapat_world
from tests.naskah_world import HOSTILE
from tests.test_drawing import printed_values

ADDRESS = "http://serapan.kantor.id"


@pytest.fixture(scope="module")
def urutan() -> Urutan:
    """A screen of every kind, each with its own headline and source."""
    layar = [
        rapat_world.make_layar(k, judul=f"Temuan {k} ke-{i}: 71,4 %, setara dengan Riau", sumber=f"Sumber {k}",
                               alt=f"Bagan dalam kata-kata: {k}", catatan_penyaji=f"Penyaji menyebut {k}.")
        for i, k in enumerate(rapat_world.SORTED_KINDS)
    ]  # fmt: skip
    return rapat_world.make_urutan(layar=tuple(layar))


@pytest.fixture(scope="module")
def pdf(urutan: Urutan) -> bytes:
    return handout.pdf_bytes(urutan, alamat=ADDRESS)


def texts_of(layar: Layar) -> list[str]:
    """All that must be printed of a screen."""
    found = [
        layar.kecil,
        layar.judul,
        words.source_line(layar),
        layar.catatan,
        layar.peringatan,
        layar.pertanyaan,
        layar.catatan_penyaji,
        words.day(layar.tanggal_data),
        layar.dasar,
        layar.sumber,
        *printed_values(layar.bagan),
    ]
    for term, text in layar.definisi:
        found += [term, text]
    if isinstance(layar.bagan, BaganTabel):
        found += [k.nama for k in layar.bagan.kolom] + [cell for row in layar.bagan.baris for cell in row]
    if isinstance(layar.bagan, BaganAngka | BaganButir):
        found += [text for b in layar.bagan.butir for text in b.model_dump().values()]
    return [text for text in found if text]


def test_each_screen_has_its_page_with_all_it_must_say(pdf: bytes, urutan: Urutan) -> None:
    found = paper.pages(pdf)
    assert len(found) == len(urutan.layar) + 2, "a cover, a page for each screen, sources and definitions"
    for layar, page in zip(urutan.layar, found[1:], strict=False):
        assert [t for t in texts_of(layar) if paper.squeezed(t) not in page] == [], layar.kunci


def test_the_cover_lists_every_screen_with_its_page(pdf: bytes, urutan: Urutan) -> None:
    cover = paper.pages(pdf)[0]
    for i, layar in enumerate(urutan.layar):
        assert paper.squeezed(f"{layar.judul}{i + 2}") in cover
    assert "DATACONTOH" in cover
    assert paper.squeezed(urutan.kecil) in cover
    assert urutan.snapshot in cover


def test_the_last_page_says_sources_and_definitions_once(pdf: bytes, urutan: Urutan) -> None:
    last = paper.pages(pdf)[-1]
    assert [ly.sumber for ly in urutan.layar if paper.squeezed(ly.sumber) not in last] == []
    assert last.count(paper.squeezed("Guru aktif menurut Dapodik")) == 1


def test_it_is_a_tagged_document_in_indonesian_with_text_for_every_picture(pdf: bytes, urutan: Urutan) -> None:
    root = paper.root(pdf)
    assert str(root["/Lang"]) == "id-ID"
    assert bool(root["/MarkInfo"]["/Marked"])
    assert bool(root["/ViewerPreferences"]["/DisplayDocTitle"])
    found = paper.tags(pdf)
    drawn = [ly for ly in urutan.layar if drawing.is_drawn(ly.bagan)]
    assert found.count("H1") == len(urutan.layar) + 2
    assert {"TH", "TD", "THead", "Figure", "L"} <= set(found)
    assert [ly.alt for ly in drawn if ly.alt not in paper.alts(pdf)] == []
    assert found.count("Figure") == len(drawn) + len(urutan.layar), "the charts and the square codes"


def test_only_our_typeface_is_in_it_and_embedded(pdf: bytes) -> None:
    assert {name.split("-")[0] for name in paper.typefaces(pdf)} == {"SourceSansPro"}


def test_every_screen_links_to_its_view(pdf: bytes, urutan: Urutan) -> None:
    assert {f"{ADDRESS}/{ly.tautan}" for ly in urutan.layar} <= paper.links(pdf)


def test_the_same_screens_give_the_same_bytes_and_need_no_network(
    urutan: Urutan, pdf: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawing.svg.cache_clear()
    with paper.no_network(monkeypatch):
        assert handout.pdf_bytes(urutan, alamat=ADDRESS) == pdf


def test_the_counted_pages_are_the_pages(pdf: bytes) -> None:
    assert typesetting.pages(pdf) == len(paper.pages(pdf)) > 2


def test_progress_is_told_up_to_the_end(urutan: Urutan) -> None:
    told: list[tuple[float, str]] = []
    handout.pdf_bytes(urutan, lapor=lambda share, text: told.append((share, text)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    assert all(text for _, text in told)


def test_texts_in_the_setter_s_own_language_are_printed_as_they_stand() -> None:
    sorry = " ".join(HOSTILE)
    fields: dict[str, Any] = dict.fromkeys(
        ("kecil", "judul", "catatan", "peringatan", "sumber", "dasar", "pertanyaan"), sorry
    )
    rows = BaganTabel(kolom=(KolomTabel(nama=HOSTILE[0]), KolomTabel(nama="b")), baris=tuple((t, t) for t in HOSTILE))
    layar = rapat_world.make_layar("tabel", **fields, bagan=rows, definisi=((HOSTILE[1], HOSTILE[2]),))
    made = handout.pdf_bytes(rapat_world.make_urutan(layar=(layar,), judul=HOSTILE[0], kecil=HOSTILE[1]))
    assert paper.missing(made, [*HOSTILE, sorry]) == []
    assert "root:" not in "".join(paper.pages(made))


def test_signs_the_typeface_lacks_do_not_stop_it() -> None:
    layar = rapat_world.make_layar("titik", judul="Temuan 中 🙂 \x00\x07 \u202e akhir", alt="🙂", tautan="x?y=\u202e中")
    made = handout.pdf_bytes(rapat_world.make_urutan(layar=(layar,)), alamat=ADDRESS)
    assert paper.missing(made, ["Temuan ? ?", "akhir"]) == []


@pytest.mark.parametrize("blank", ["\u00ad", "\u2060", "\u202e", "\u200d", "\u200b", "\u0301", "\ue000", "\x07 "])
def test_a_title_of_marks_that_print_nothing_gives_way_to_the_next(blank: str) -> None:
    layar = rapat_world.make_layar("butir", judul=blank, nama="Nama layar", alt=blank)
    made = handout.pdf_bytes(rapat_world.make_urutan(layar=(layar,), judul=blank))
    assert len(paper.pages(made)) == 3
    if blank not in ("\u0301", "\ue000"):  # those two are printed: as a mark, and as a question mark
        assert paper.missing(made, ["Nama layar", "Paket rapat"]) == []


@pytest.mark.parametrize("jenis", ["titik", "garis", "batang", "petak", "sebar"])
def test_names_beyond_measure_take_no_more_time(jenis: str) -> None:
    name = "kata lagi " * 4000
    bagan: Any = rapat_world.make_bagan(jenis)
    rows = {"titik": "baris", "garis": "deret", "petak": "petak", "sebar": "titik"}
    if jenis == "batang":
        bagan = bagan.model_copy(update={"kategori": tuple(name for _ in bagan.kategori), "sumbu": name})
    else:
        parts = tuple(part.model_copy(update={"nama": name}) for part in getattr(bagan, rows[jenis]))
        bagan = bagan.model_copy(update={rows[jenis]: parts})
    began = time.process_time()
    made = handout.pdf_bytes(rapat_world.make_urutan(layar=(rapat_world.make_layar("titik", bagan=bagan),)))
    assert len(made) < 400_000
    assert time.process_time() - began < 5, "seconds of a machine under load; before, minutes"


def test_this_computer_s_own_address_is_a_link_without_a_square_code(urutan: Urutan) -> None:
    few = urutan.model_copy(update={"layar": urutan.layar[:2]})
    made = handout.pdf_bytes(few, alamat="http://127.0.0.1:8501")
    assert {f"http://127.0.0.1:8501/{ly.tautan}" for ly in few.layar} <= paper.links(made)
    assert paper.missing(made, ["Halaman Serapan: Provinsi", address.ONLY_HERE]) == []
    assert not [alt for alt in paper.alts(made) if "QR" in alt]
    assert "8501" not in "".join(paper.pages(made))
    assert [alt for alt in paper.alts(handout.pdf_bytes(few, alamat=ADDRESS)) if "QR" in alt]
    bare = handout.pdf_bytes(few)
    assert paper.links(bare) & {f"/{ly.tautan}" for ly in few.layar} == set()
    assert address.ONLY_HERE.split(";")[0].replace(" ", "") not in "".join(paper.pages(bare))


def test_a_pack_without_screens_says_so() -> None:
    made = handout.pdf_bytes(rapat_world.make_urutan(layar=()))
    assert paper.missing(made, ["Belum ada layar dalam paket ini.", "Tidak ada sumber.", "Tidak ada definisi."]) == []


def test_a_screen_without_date_source_or_rows_is_still_a_page() -> None:
    bare = {"tanggal_data": None, "sumber": "", "catatan": "", "peringatan": "", "definisi": (), "tautan": "",
            "pertanyaan": "", "catatan_penyaji": "", "alt": ""}  # fmt: skip
    empty = [BaganTabel(kolom=(), baris=()), BaganAngka(butir=()), BaganButir(butir=())]
    layar = tuple(
        rapat_world.make_layar("titik", **{**bare, "bagan": b}) for b in (*empty, rapat_world.make_bagan("garis"))
    )
    made = handout.pdf_bytes(rapat_world.make_urutan(layar=layar, is_contoh=False), alamat=ADDRESS)
    found = paper.pages(made)
    assert len(found) == len(layar) + 2
    assert "DATACONTOH" not in "".join(found)
    assert "Tanggaltidaktercatat" in found[1]
    assert paper.squeezed("Tidak ada baris untuk ditampilkan.") in found[1]


def test_a_long_table_goes_on_with_its_head_on_each_page() -> None:
    columns = (KolomTabel(nama="Kepala Kolom Satu", lebar=2), KolomTabel(nama="Persen", is_angka=True))
    rows = tuple((f"Kab. Contoh {i}", f"{i},5 %") for i in range(200))
    layar = rapat_world.make_layar("tabel", bagan=BaganTabel(kolom=columns, baris=rows))
    made = handout.pdf_bytes(rapat_world.make_urutan(layar=(layar,)))
    found = [p for p in paper.pages(made) if "Kab.Contoh" in p]
    assert len(found) > 3
    assert [p for p in found if "KepalaKolomSatu" not in p] == []
    assert paper.missing(made, [f"Kab. Contoh {i}" for i in range(200)]) == []


def test_very_long_texts_take_more_pages_but_lose_nothing() -> None:
    long = " ".join(f"kata{i}" for i in range(400))
    layar = rapat_world.make_layar("garis", judul=long[:300], catatan=long, definisi=(("Istilah", long),))
    made = handout.pdf_bytes(rapat_world.make_urutan(layar=(layar,)), alamat=ADDRESS)
    assert paper.missing(made, [long[:300], "kata399"]) == []
    assert "Definisilain:halaman" in "".join(paper.pages(made))
