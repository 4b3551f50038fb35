"""Bimtek without a browser: with data, with next to none, without any, and with a wrong link."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipelines.sample.training import BAKTI_CITIES
from tests.mart_world import AGAM, publish_world, write_dataset
from tests.training_world import make_hadir, make_kegiatan, schools, write_training
from tests.visiting import headline, visit, words
from warehouse import gate

pytestmark = pytest.mark.xdist_group("halaman")


@pytest.fixture
def publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> object:
    def make(write: Callable[[Path], None]) -> Path:
        monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
        return publish_world(tmp_path, write=write)

    yield make
    gate.close_all()


def said(at: AppTest) -> str:
    assert not at.exception
    return " ".join(words(at).split())


def test_the_nation_says_how_far_schools_are_reached_and_who_was_never(tiny_world: Path) -> None:
    at = visit("bimtek")
    text = said(at)
    assert "satuan pendidikan terjangkau bimtek sampai" in headline(at)
    assert re.search(r" % \((±|[0-9])", headline(at)), "the share has its interval"
    for part in ("belum terjangkau bimtek, di antaranya", "Orang yang pernah hadir", "Satu guru, satu sertifikat",
                 "lanjut ke intermediate", "PembaTIK 2026:", "bukan bukti pengaruh", "batas bawah"):  # fmt: skip
        assert part in text, part
    assert {"program", "level", "tahun"} <= set(at.query_params)


def test_the_sample_has_the_meeting_of_its_own_name(tiny_world: Path) -> None:
    assert "Rakor Berkobar 2024" in said(visit("bimtek"))


def test_the_seven_cities_of_a_programme_stand_with_their_events(publish: Callable[..., Path]) -> None:
    cities = [city for city, _, _ in BAKTI_CITIES]
    assert sorted(cities) == ["Batam", "Lombok", "Makassar", "Medan", "Pontianak", "Sorong", "Yogyakarta"]

    def write(place: Path) -> None:
        write_dataset(place, "satuan_pendidikan", schools())
        write_dataset(
            place,
            "bimtek_kegiatan",
            [
                make_kegiatan(f"K{at}", date(2025, 9, 4 + at), kota=city, kode_kab_kota_kemendagri=kab)
                for at, (city, kab, _) in enumerate(BAKTI_CITIES)
            ],
        )

    publish(write)
    at = visit("bimtek", program="Bimtek BAKTI x BLPT")
    text = said(at)
    assert "7 kegiatan sudah berlangsung, belum ada yang akan datang; 7 belum punya daftar hadir" in text
    assert all(city in text for city in cities)
    assert "7 kota tempat bertemu" in [expander.label for expander in at.expander]


@pytest.mark.parametrize(
    "query",
    [
        {"provinsi": "13"},
        {"provinsi": "13", "kab_kota": AGAM, "program": "Bimtek BAKTI x BLPT"},
        {"pulau": "Papua", "level": "basic", "tahun": "2024"},
    ],
)
def test_each_place_and_option_has_its_sentence(tiny_world: Path, query: dict[str, str]) -> None:
    at = visit("bimtek", **query)
    assert "terjangkau" in said(at)
    assert ("Bimtek BAKTI x BLPT" in headline(at)) == ("program" in query)
    assert ("tahun 2024" in headline(at)) == ("tahun" in query)


def test_a_measure_that_knows_no_schools_does_not_forbid_the_kind_of_school(tiny_world: Path) -> None:
    at = visit("bimtek", ukuran="canva.aktif", jenjang="SD", kewenangan="Kemenag")
    text = said(at)
    assert "Tautan disesuaikan" not in text
    assert "SD · Kemenag saja" in text


def test_a_wrong_link_opens_the_nearest_view_with_a_note(tiny_world: Path) -> None:
    junk = dict.fromkeys(("program", "level", "tahun", "aspek", "target", "provinsi", "kab_kota"), "<b>'; --")
    at = visit("bimtek", **junk, jenjang="zzz", status="zzz", kewenangan="zzz", pulau="zzz")
    assert "Tautan disesuaikan" in said(at)
    assert "terjangkau bimtek" in headline(at)


def test_with_nothing_but_training_data_the_page_is_whole(publish: Callable[..., Path]) -> None:
    publish(write_training)
    text = said(visit("bimtek", kewenangan="semua"))
    assert "30,0 %" in text, "3 of 10 schools"
    assert "7 satuan pendidikan belum terjangkau bimtek, di antaranya 1 sekolah BAKTI dan 1 di daerah 3T" in text
    assert "6 kegiatan sudah berlangsung, 1 akan datang; 1 belum punya daftar hadir" in text
    assert "1 tingkat melebihi tingkat sebelumnya, perlu diperiksa" in text
    assert "1 baris kegiatannya tidak ada pada daftar kegiatan" in text


def test_a_place_keeps_small_counts_to_itself(publish: Callable[..., Path]) -> None:
    publish(write_training)
    text = said(visit("bimtek", provinsi="13", kab_kota=AGAM, kewenangan="semua"))
    assert "Kabupaten Agam: 66,7 %" in headline(visit("bimtek", provinsi="13", kab_kota=AGAM, kewenangan="semua"))
    assert "satuan terlalu sedikit untuk dibandingkan" in text
    assert "Kurang dari 5 dari 9 peserta basic dari Kabupaten Agam lanjut ke intermediate" in text
    assert "&lt;5" in text
    assert "10000003" in text, "the one school of Agam that nobody came from"


def test_a_regency_without_schools_and_an_event_nobody_attended_say_so(publish: Callable[..., Path]) -> None:
    publish(write_training)
    text = said(visit("bimtek", provinsi="13", kab_kota="13.09", program="Rakor"))
    assert "Tidak ada satuan pendidikan pada pilihan ini" in text
    assert "Belum ada kegiatan Rakor" in text
    text = said(visit("bimtek", program="Rakor"))
    assert "0,0 % yang terdaftar hadir; nilai sebelum dan sesudah belum ada" in text or "Kurang dari 5 orang" in text


def _one(place: Path) -> None:
    write_dataset(place, "satuan_pendidikan", schools()[:1])
    write_dataset(place, "bimtek_kegiatan", [make_kegiatan("A", date(2026, 1, 5))])
    write_dataset(place, "bimtek_kehadiran", [make_hadir("A", 1, "10000001")])


def _events_only(place: Path) -> None:
    write_dataset(
        place, "bimtek_kegiatan", [make_kegiatan("A", date(2026, 1, 5)), make_kegiatan("B", date(2099, 1, 5))]
    )


def _no_schools(place: Path) -> None:
    write_dataset(place, "bimtek_kegiatan", [make_kegiatan("A", date(2026, 1, 5))])
    write_dataset(place, "bimtek_kehadiran", [make_hadir("A", n, None) for n in range(3)])


def _unknown_event(place: Path) -> None:
    write_dataset(place, "satuan_pendidikan", schools())
    write_dataset(place, "bimtek_kehadiran", [make_hadir("HILANG", 1, "10000001")])


def _schools_only(place: Path) -> None:
    write_dataset(place, "satuan_pendidikan", schools())


def test_without_a_school_list_nobody_is_said_to_be_reached(publish: Callable[..., Path]) -> None:
    publish(_no_schools)
    panels = [str(h.value) for h in visit("bimtek").header]
    assert "Tidak ada satuan pendidikan pada pilihan ini" in panels
    assert not any("Semua 0" in title for title in panels)


@pytest.mark.parametrize(
    ("write", "sentence"),
    [
        (_one, "100,0 % satuan pendidikan terjangkau bimtek sampai 5 Jan 2026; satuan terlalu sedikit"),
        (_events_only, "Belum ada daftar hadir bimtek"),
        (_no_schools, "Tidak ada satuan pendidikan pada pilihan ini"),
        (_unknown_event, "Snapshot ini belum memuat kegiatan bimtek"),
        (_schools_only, "Snapshot ini belum memuat kegiatan bimtek"),
    ],
)
def test_next_to_nothing_is_said_and_never_an_error(
    publish: Callable[..., Path], write: Callable[[Path], None], sentence: str
) -> None:
    publish(write)
    assert sentence in said(visit("bimtek"))
