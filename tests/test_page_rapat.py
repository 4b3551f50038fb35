"""Mode rapat without a browser: what a link opens, what a screen says, and that nothing in a link breaks it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from schemas.daftar_rapat import ButirDaftar, DaftarRapat
from schemas.rapat import BaganAngka, BaganButir, BaganTabel, Layar, Urutan
from tests.rapat_world import SORTED_KINDS, make_bagan, make_layar, make_urutan, petak
from tests.visiting import components, visit, words
from views.meeting import deck_parts, measure
from views.meeting import keys as deck_keys
from warehouse import meetings, snapshots

pytestmark = pytest.mark.xdist_group("halaman")
KEY = deck_keys.KEY


def saved(*screens: Layar, nama: str = "Rapat uji") -> str:
    """The name of a saved list of these screens."""
    snapshot = snapshots.current()
    assert snapshot is not None
    link = f"provinsi?provinsi=13&snapshot={snapshot.id}"
    items = tuple(
        ButirDaftar(id=f"b{at}", layar=one.model_copy(update={"tautan": link}), snapshot=snapshot.id)
        for at, one in enumerate(screens)
    )
    return meetings.create(DaftarRapat(nama=nama, is_contoh=True, butir=items), oleh="uji").id


def meeting(at: AppTest) -> dict[str, object]:
    """What the page tells the browser about the meeting."""
    found = [one for one in components(at) if one.key == KEY]
    assert len(found) == 1
    told: dict[str, object] = json.loads(found[0].proto.json)
    return told


def stage(at: AppTest) -> str:
    return html.unescape(words(at))


@pytest.mark.parametrize("kind", SORTED_KINDS)
def test_each_kind_of_screen_stands_with_its_finding_and_what_must_stand_under_it(own_plans: Path, kind: str) -> None:
    at = visit("rapat", urutan="daftar", daftar=saved(make_layar(kind)))
    assert not at.exception
    said = stage(at)
    for part in ("Login PMM Sumatera Barat 71,4 % (±0,6)", "Pemanfaatan PMM", "Data per 31 Okt 2026",
                 "n = 12.345 guru di 1.234 satuan pendidikan", "Sumber: Ekspor PMM", "Guru tanpa akun", "DATA CONTOH",
                 "Kab/kota mana yang belum bergerak", "Sebut dulu Kab. Agam."):  # fmt: skip
        assert part in said, part
    assert not at.title, "nothing of the page stands around a screen"
    is_figure = make_bagan(kind).jenis in ("titik", "garis", "batang", "sebar")
    assert len(at.get("plotly_chart")) == is_figure
    told = meeting(at)
    assert (told["layar"], told["jumlah"], told["penyaji"]) == (1, 1, False)


def test_the_link_says_which_screen_and_one_past_the_last_is_the_closing_one(own_plans: Path) -> None:
    id = saved(make_layar("angka", judul="Pertama"), make_layar("butir", judul="Kedua"))
    at = visit("rapat", urutan="daftar", daftar=id, layar="2")
    assert meeting(at)["layar"] == 2
    assert "Kedua" in stage(at)
    closing = visit("rapat", urutan="daftar", daftar=id, layar="3")
    assert not closing.exception
    said = stage(closing)
    assert "Rapat uji: yang kita lihat" in said
    assert "Pertama" in said
    assert "Kedua" in said
    assert {"Slide (PPTX)", "Cetak (PDF)", "Data (XLSX)"} <= {button.label for button in closing.button}


JUNK = ("0", "4", "９", "<b>x</b>\u202e\u0000" + "9" * 300)


@pytest.mark.parametrize("layar", JUNK)
def test_a_screen_that_is_not_there_is_said_over_the_choice_of_meetings(own_plans: Path, layar: str) -> None:
    at = visit("rapat", urutan="daftar", daftar=saved(make_layar("angka"), make_layar("butir")), layar=layar)
    assert not at.exception
    assert at.title[0].value == "Mode rapat"
    assert any("punya 2 layar" in str(info.value) for info in at.info)
    assert not {"urutan", "layar", "daftar"} & set(at.query_params)


@pytest.mark.parametrize("query", [
    {"urutan": ""}, {"urutan": "daftar", "daftar": "../../etc/passwd"}, {"urutan": "halaman"},
    {"urutan": "<b>x</b>", "layar": "x"},
])  # fmt: skip
def test_a_meeting_that_is_not_there_is_said_over_the_choice_of_meetings(
    own_plans: Path, query: dict[str, str]
) -> None:
    at = visit("rapat", **query)
    assert not at.exception
    assert at.title[0].value == "Mode rapat"
    assert len(at.info) >= 1
    assert "<b>x</b>" not in " ".join(str(info.value) for info in at.info)
    assert meeting(at)["jumlah"] == 0, "no keys are listened to before a meeting"


def test_the_choice_says_what_each_meeting_holds_and_begins_it(own_plans: Path) -> None:
    id = saved(make_layar("angka"), nama="Rapat Oktober")
    at = visit("rapat", provinsi="13")
    said = stage(at)
    assert "Rapat Oktober" in said
    assert "Sumatera Barat" in said
    assert "Di mana kita" in said
    at.button(key=f"mulai_{id}").click().run()
    assert not at.exception
    assert not at.title
    assert meeting(at)["jumlah"] == 1


def test_without_a_province_the_choice_asks_for_one_and_a_platform_meeting_is_of_the_nation(own_plans: Path) -> None:
    at = visit("rapat")
    assert not at.exception
    said = stage(at)
    assert "Rapat satu provinsi: pilih provinsinya" in said
    assert "nasional:" in said
    assert {str(b.key) for b in at.button if str(b.key).startswith("mulai_")} == {"mulai_platform"}


def test_a_meeting_of_a_page_that_was_loaded_anew_leads_back_to_that_page_and_to_no_other(tiny_world: Path) -> None:
    at = visit("rapat", urutan="halaman", layar="1", dari="bimtek?provinsi=13")
    assert not at.exception
    assert [link.proto.label for link in at.get("page_link")] == ["Buka lagi halaman tadi"]
    assert "dari" not in at.query_params
    for mean in ("https://x.test/", "../../etc/passwd", "//x.test"):
        assert len(visit("rapat", urutan="halaman", dari=mean).get("page_link")) == 0


@pytest.mark.parametrize("kind", ["provinsi", "platform"])
def test_a_ready_sequence_opens_on_its_first_screen_and_keeps_its_filters(own_plans: Path, kind: str) -> None:
    at = visit("rapat", urutan=kind, provinsi="13")
    assert not at.exception
    told = meeting(at)
    assert int(str(told["jumlah"])) >= 3
    assert told["layar"] == 1
    assert at.query_params["provinsi"] in ("13", ["13"])
    again = visit("rapat", urutan=kind, provinsi="12")
    assert meeting(again)["id"] != told["id"], "windows of two meetings do not move together"


def test_without_data_a_meetings_link_says_so(empty_data: Path) -> None:
    for query in ({}, {"urutan": "provinsi"}, {"urutan": "daftar", "daftar": "x"}):
        at = visit("rapat", **query)
        assert not at.exception
        assert len(words(at)) > 40


def test_the_presenters_window_shows_the_screen_the_notes_and_what_comes_next(own_plans: Path) -> None:
    id = saved(make_layar("angka"), make_layar("butir", judul="Yang kedua"))
    at = visit("rapat", urutan="daftar", daftar=id, tampilan_penyaji="1")
    assert not at.exception
    assert meeting(at)["penyaji"] is True
    assert "Berikutnya Yang kedua" in re.sub(r"\s+", " ", stage(at))


def test_what_people_wrote_is_printed_and_never_run(own_plans: Path) -> None:
    mean = "<script>alert(1)</script><img src=x>"
    at = visit("rapat", urutan="daftar", daftar=saved(make_layar("butir", judul=mean, kecil=mean, dasar=mean)))
    bodies = " ".join(element.proto.body for element in at.get("html"))
    assert "<script" not in bodies
    assert "<img" not in bodies
    assert html.escape(mean) in bodies


def headlines() -> Iterator[str]:
    yield from ("Pendek", "Login PMM 71,4 % (±0,6) " * 3, "Login PMM 71,4 % (±0,6) " * 6, "kata " * 40, "x" * 200)


@pytest.mark.parametrize("judul", list(headlines()))
@pytest.mark.parametrize(("width", "height"), [(1920, 1080), (1366, 768), (1280, 1024), (1024, 768), (3840, 2160)])
def test_a_headline_of_any_length_leaves_room_for_the_chart(judul: str, width: int, height: int) -> None:
    ruang = measure.room(width, height)
    found = measure.arrange(make_layar("titik_38", judul=judul.strip()), ruang)
    assert found.judul >= 40
    assert found.kaki >= 18
    assert found.bidang.huruf == pytest.approx(24 * ruang.u)
    assert found.bidang.tinggi >= 0.55 * height
    used = measure.TOP + found.kepala + 16 + 14 + 1.35 * found.kaki * found.baris_kaki + measure.BAR
    assert used * ruang.u + found.bidang.tinggi <= height


def test_a_table_says_how_many_rows_it_leaves_out() -> None:
    layar = make_layar("tabel")
    assert isinstance(layar.bagan, BaganTabel)
    long = layar.bagan.model_copy(update={"baris": layar.bagan.baris * 8})
    field = measure.arrange(layar, measure.room(1920, 1080)).bidang
    made = deck_parts.table(long, layar.alt, field)
    shown = made.count("<tr>") - 1
    assert 8 <= shown < 64
    assert f"dan {64 - shown} baris lain" in made
    assert "baris lain" not in deck_parts.table(layar.bagan, layar.alt, field)


def test_tiles_hold_every_province_with_its_value_and_mark_the_meetings_own() -> None:
    field = measure.arrange(make_layar("petak"), measure.room(1920, 1080)).bidang
    made = deck_parts.tiles(petak(), "peta", field)
    assert made.count("grid-area:") == 38
    assert made.count('class="sorot"') == 1
    assert made.count('class="kosong"') == 1
    assert "<b>SUMBAR</b><span>63,8</span>" in made
    assert "nasional 68,2\u00a0%" in made


def test_figures_and_points_without_anything_are_drawn() -> None:
    field = measure.arrange(make_layar("angka"), measure.room(1920, 1080)).bidang
    assert "section" not in deck_parts.figures(BaganAngka(butir=()), "", field)
    assert "<li>" not in deck_parts.points(BaganButir(butir=()), field)
    nothing = Urutan(**{**dict(make_urutan()), "layar": ()})
    assert "<li>" not in deck_parts.closing(nothing)
