"""The sequence of one platform: made of every measure in every kind of place, and true to its questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pandas as pd
import pytest
import streamlit as st

from analysis import target_status
from schemas.rapat import BaganAngka, BaganButir, BaganGaris, BaganPetak, BaganSebar, BaganTitik, Layar
from tests.mart_world import publish_world
from tests.province_meeting_world import write_meeting
from tests.reading import SUPERLATIVE, count_of, firsts, hygiene, plain
from views import data, sentences
from views.filters import Saringan, from_query
from views.meeting import (
    platform,
    platform_beside,
    platform_moves,
    platform_next,
    platform_view,
    platform_where,
    sequences,
)
from warehouse import gate, snapshots
from warehouse.viewer import DEMO

PLACES: tuple[dict[str, str], ...] = ({}, {"pulau": "Sumatera"}, {"provinsi": "13"})
NAMES = ["Di mana kita", "Tren", "Peta", "Peringkat", "Siapa naik, siapa turun", "Siapa pemakainya", "Kelompok pulau",
         "Ukuran lain", "Rapor × pemakaian", "Target & realisasi", "Langkah berikut"]  # fmt: skip


@contextmanager
def served(place: Path) -> Iterator[None]:
    """The world asked without a session: whatever reaches for one raises."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(place))
        patch.setattr(st, "session_state", None)
        patch.setattr(st, "query_params", None)
        found = snapshots.current()
        assert found is not None
        with data.seen_from(data.Sudut(DEMO, found)):
            yield
        gate.close_all()


def view(ukuran: str = "pmm.aktif_30_hari", **query: str) -> Saringan:
    pilihan = data.choices()
    assert pilihan is not None
    return from_query({"ukuran": ukuran, **query}, pilihan)[0]


KINDS: dict[str, tuple[dict[str, str], ...]] = {
    "pmm.aktif_30_hari": PLACES, "belajar_id.teraktivasi": PLACES[1:2], "arkas.realisasi": PLACES[:1],
    "rapor_pendidikan.telaah": PLACES[2:], "pmm.login": PLACES[2:], "ruang_mitra.aktif": PLACES[:1],
    "kampus_merdeka.aktif": (PLACES[0], PLACES[2]),
}  # fmt: skip
"""One measure of each kind: main and not, of people, accounts, schools and money, told by school, regency, province."""


@pytest.fixture(scope="module")
def made(tiny_data: Path) -> dict[tuple[str, str], dict[str, Layar]]:
    """The screens by name, of one measure of each kind in a place or more."""
    found = {}
    with served(tiny_data):
        for ukuran, places in KINDS.items():
            for place in places:
                screens = sequences.build("platform", view(ukuran, **place)).layar
                assert len({one.nama for one in screens}) == len(screens)
                found[ukuran, next(iter(place), "nasional")] = {one.nama: one for one in screens}
    return found


Made = dict[tuple[str, str], dict[str, Layar]]


def test_every_kind_of_measure_has_a_sequence_of_screens_in_the_order_asked(made: Made) -> None:
    assert {place for _, place in made} == {"nasional", "pulau", "provinsi"}
    for key, screens in made.items():
        assert [name for name in NAMES if name in screens] == list(screens), key
        assert "Di mana kita" in screens, key
    assert 8 <= len(made["pmm.aktif_30_hari", "nasional"]) <= 11
    assert 8 <= len(made["pmm.aktif_30_hari", "provinsi"]) <= 11


def test_every_screen_says_its_date_base_source_and_what_the_eye_sees(made: Made) -> None:
    for key, screens in made.items():
        for one in screens.values():
            assert one.tanggal_data is not None, (key, one.nama)
            for text in (one.judul, one.kecil, one.alt, one.sumber, one.pertanyaan, one.dasar, one.tautan):
                assert text.strip(), (key, one.nama)
            assert one.definisi, (key, one.nama)
            assert one.data.baris, (key, one.nama)
            assert "snapshot=" in one.tautan
            assert len(one.kunci) <= 120
            for text in (one.judul, one.alt):
                assert "nan" not in text.split(), (key, one.nama)


def test_no_headline_claims_a_first_place_that_cannot_be_read_or_a_rounded_nothing(made: Made) -> None:
    for screens in made.values():
        for one in screens.values():
            hygiene(one.judul.replace("W0", ""))
            assert "terburuk" not in one.judul
            assert not any(word in one.judul.lower() for word in ("karena", "menyebabkan", "berkat", "akibat"))


def test_headlines_count_what_their_charts_show(made: Made) -> None:
    for key, screens in made.items():
        if "Peringkat" in screens:
            one = screens["Peringkat"]
            assert isinstance(one.bagan, BaganTitik)
            kinds = [row.kelas for row in one.bagan.baris]
            if "tidak dapat diuji" in one.judul:
                continue
            for kind in ("di atas", "di bawah"):
                assert count_of(one.judul, f"pasti {kind}") == kinds.count(kind), (key, one.judul)
            assert count_of(one.judul, "setara") == kinds.count("setara"), (key, one.judul)
        if key[1] == "nasional":
            where = screens["Di mana kita"]
            assert isinstance(where.bagan, BaganAngka)
            big = {item.nama: item.nilai for item in where.bagan.butir}
            if "Provinsi naik nyata" in big:
                told = {kind: count_of(where.catatan, kind) for kind in ("naik nyata", "turun nyata")}
                assert told == {k: int(big[f"Provinsi {k}"]) for k in told}, where.catatan


def test_the_map_has_38_tiles_and_marks_the_place(made: Made) -> None:
    for (_, place), screens in made.items():
        if "Peta" not in screens:
            continue
        chart = screens["Peta"].bagan
        assert isinstance(chart, BaganPetak)
        assert len(chart.petak) == 38
        marked = [tile.kode for tile in chart.petak if tile.is_sorot]
        assert {"nasional": marked == [], "provinsi": marked == ["13"], "pulau": len(marked) == 10}[place]


def test_changes_show_both_ends_and_say_how_many_lie_between(made: Made) -> None:
    seen = False
    for screens in made.values():
        if "Siapa naik, siapa turun" not in screens:
            continue
        one = screens["Siapa naik, siapa turun"]
        assert isinstance(one.bagan, BaganTitik)
        assert one.bagan.is_selisih
        total, shown = len(one.data.baris), len(one.bagan.baris)
        assert shown == min(total, 10)
        between = count_of(one.catatan, "lain di antaranya")
        assert between == total - shown
        seen |= between > 0
    assert seen


def test_use_beside_the_rapor_is_said_to_be_no_cause(made: Made) -> None:
    found = [screens["Rapor × pemakaian"] for screens in made.values() if "Rapor × pemakaian" in screens]
    assert found
    for one in found:
        assert isinstance(one.bagan, BaganSebar)
        assert "bukan bukti sebab" in one.peringatan
        assert "selang 95" in one.judul
    for key, screens in made.items():
        if key[0].split(".")[0] in ("arkas", "siplah", "ruang_mitra", "kampus_merdeka"):
            assert "Rapor × pemakaian" not in screens


def test_steps_come_from_screens_that_were_shown_and_no_screen_has_none(made: Made) -> None:
    found = {key: screens["Langkah berikut"] for key, screens in made.items() if "Langkah berikut" in screens}
    assert len(found) > 0
    for key, last in found.items():
        screens = made[key]
        assert isinstance(last.bagan, BaganButir)
        assert count_of(last.judul, "langkah") == len(last.bagan.butir) > 0, key
        assert "bukan mutu belajar" in last.catatan
        kinds = [row[0] for row in last.data.baris]
        assert kinds.count("langkah") == len(last.bagan.butir)
        assert kinds.count("batas") > 0
        for item in last.bagan.butir:
            assert last.judul not in item.teks
            assert "Batas" not in item.teks
            name = item.keterangan.partition("(dari layar ")[2].rstrip(")")
            assert not name or name in screens, (key, item)
            assert name or item.teks.startswith(("Minta ekspor", "Lengkapi data"))


def test_targets_stand_beside_what_was_reached(made: Made) -> None:
    one = made["pmm.aktif_30_hari", "nasional"]["Target & realisasi"]
    assert isinstance(one.bagan, BaganTitik)
    assert one.bagan.nama_pembanding == ("garis target", "target")
    assert len(one.bagan.baris) == min(len(one.data.baris), platform_beside.MANY)
    assert one.dasar.startswith(f"n = {len(one.data.baris)} target")
    assert not one.peringatan
    states = [row[one.data.kolom.index("keadaan")] for row in one.data.baris]
    marked = [row.is_sorot for row in one.bagan.baris]
    behind = [state in (target_status.LEWAT, target_status.TERTINGGAL) for state in states]
    assert marked == (behind if 0 < sum(behind) <= len(behind) / 2 else [False] * len(behind))[: len(marked)]


def test_headlines_are_short_enough_for_a_wall(made: Made) -> None:
    for screens in made.values():
        for one in screens.values():
            assert len(one.judul) <= 160, one.judul


def test_targets_of_another_group_of_users_are_no_part_of_the_sequence(tiny_data: Path) -> None:
    with served(tiny_data):
        there = data.measures()
        mine = there[there["ukuran"] == "pmm.aktif_30_hari"]
        for group in mine["kelompok_pengguna"]:
            lihat = platform_view.read(view(kelompok=str(group)))
            if lihat is None:
                continue
            assert lihat.saringan.kelompok_pengguna == group
            frame, _ = platform_beside.own_targets(lihat)
            assert (len(frame) > 0) == (group == mine.iloc[0]["kelompok_utama"])


def test_where_most_rose_there_is_nobody_in_particular_to_learn_from() -> None:
    for rising, count in ((3, 1), (30, 0)):
        poin = [5.0] * rising + [0.0] * (38 - rising)
        moved = pd.DataFrame({"nama": [f"W{at}" for at in range(38)], "poin": poin, "is_nyata": [p > 0 for p in poin]})
        lihat = SimpleNamespace(ubah=moved, sejak=date(2025, 10, 31), unit="provinsi", kebetulan="")
        assert len(list(platform_next._moves(cast("Any", lihat)))) == count


def ends_of(text: str) -> dict[str, int]:
    """How many a sentence says may still be at the top and at the bottom; none where it does not say."""
    text, found = plain(text).lower(), {}
    for word in ("teratas", "terbawah"):
        listed = re.findall(rf"masih mungkin {word}: (\d+) ", text)
        told = re.findall(rf"masih mungkin {word} [^;]*? dan (\d+) lainnya", text)
        alone = re.findall(rf"(?<!mungkin )(?<!mana yang )(?<!yang )\b{word}:? (?!atau|tidak)", text)
        found[word] = int(listed[0]) if listed else int(told[0]) + 1 if told else len(alone)
    return found


def test_the_map_and_the_ranking_count_the_same_top_and_bottom(made: Made) -> None:
    seen = 0
    for key, screens in made.items():
        if key[1] == "provinsi" or not {"Peta", "Peringkat"} <= set(screens):
            continue
        ranked = screens["Peringkat"]
        if "semua provinsi diuji sekaligus" not in ranked.catatan or "Seluruh" in ranked.catatan.capitalize():
            continue
        assert ends_of(screens["Peta"].judul) == ends_of(ranked.catatan), key
        seen += 1
    assert seen


def test_one_place_stands_on_the_same_side_of_the_nation_on_every_screen(made: Made) -> None:
    seen = 0
    for (_, place), screens in made.items():
        if place != "provinsi" or "Peta" not in screens:
            continue
        chart, said = screens["Peta"].bagan, screens["Di mana kita"].judul
        assert isinstance(chart, BaganPetak)
        own = next(tile for tile in chart.petak if tile.is_sorot)
        words = {"di atas": "di atas nasional", "di bawah": "di bawah nasional", "setara": "setara dengan nasional"}
        if own.kelas == "tanpa selang":
            assert "±" not in said.partition(":")[0]
            continue
        for kelas, text in words.items():
            assert (text in said) == (own.kelas == kelas), said
        seen += own.kelas in words
    assert seen


def test_changes_tested_one_by_one_say_how_many_chance_brings(made: Made) -> None:
    for key, screens in made.items():
        if "Siapa naik, siapa turun" not in screens:
            continue
        one = screens["Siapa naik, siapa turun"]
        tested = sum(row[one.data.kolom.index("nyata")] is not None for row in one.data.baris)
        is_many = round(0.05 * tested) > 0
        for screen in (one, screens["Di mana kita"]):
            assert (f"dari {tested} yang diuji satu per satu" in screen.catatan) == is_many, (key, screen.nama)
        assert "sejak" in one.judul or sentences.TOO_FEW in one.judul
        assert not tested or not re.search(SUPERLATIVE, one.judul)


@pytest.mark.parametrize(("count", "verb"), [(1, "Periksa dulu apakah penurunan menetap di"),
                                             (6, "Tanyakan apa yang berubah di")])  # fmt: skip
def test_a_fall_that_chance_alone_brings_is_looked_at_again_first(count: int, verb: str) -> None:
    poin = [-9.0] * count + [0.0] * (38 - count)
    moved = pd.DataFrame({"nama": [f"W{at}" for at in range(38)], "poin": poin, "is_nyata": [p < 0 for p in poin]})
    lihat = SimpleNamespace(ubah=moved, sejak=date(2025, 10, 31), unit="provinsi", kebetulan=sentences.by_chance(38))
    [(name, step)] = platform_next._moves(cast("Any", lihat))
    assert name == "Siapa naik, siapa turun"
    assert step.teks.startswith(verb)
    assert "sekitar 2 dapat tampak nyata karena kebetulan" in step.keterangan


@pytest.mark.parametrize(("poin", "asked"), [
    ((5.0, -5.0), "turun nyata, dan apa"), ((5.0,), "yang naik nyata"), ((-5.0,), "turun nyata, dan siapa"),
    ((0.0,), "Kegiatan mana"),
])  # fmt: skip
def test_a_question_asks_of_what_is_there(poin: tuple[float, ...], asked: str) -> None:
    frame = pd.DataFrame({"nama": [f"W{at}" for at in range(len(poin))], "poin": poin,
                          "is_nyata": pd.Series([p != 0 for p in poin], dtype=object)})  # fmt: skip
    assert asked in platform_moves._asked(frame, "provinsi")
    assert "Data apa" in platform_moves._asked(frame.assign(is_nyata=None), "provinsi")
    for kelas in ("di atas", "di bawah", "setara", "tanpa selang"):
        said = platform_where._asked(pd.Series([kelas, "tanpa selang"]), "provinsi")
        for other in ("di atas", "di bawah"):
            assert (f"pasti {other}" in said) == (kelas == other)


def test_use_of_all_kinds_of_school_beside_a_rapor_of_one_says_so(made: Made) -> None:
    for screens in made.values():
        if "Rapor × pemakaian" in screens:
            one = screens["Rapor × pemakaian"]
            assert "pemakaian dihitung pada semua jenjang, nilai Rapor pada" in one.catatan
            assert one.kecil.count("Rapor 20") == 1
            assert isinstance(one.bagan, BaganSebar)
            assert one.bagan.nama_acuan == "median"


def test_numbers_of_the_screens_are_those_of_the_questions(tiny_data: Path, made: Made) -> None:
    screens = made["pmm.aktif_30_hari", "nasional"]
    with served(tiny_data):
        lihat = platform_view.read(view())
        assert lihat is not None
        expected = {
            str(row["nama"]): float(row["pct"]) for _, row in lihat.per_provinsi.dropna(subset=["pct"]).iterrows()
        }
        trend = lihat.tren
        mine, _ = platform_beside.own_targets(lihat)
    chart = screens["Peta"].bagan
    assert isinstance(chart, BaganPetak)
    assert {tile.nama: tile.nilai for tile in chart.petak if tile.nilai is not None} == expected
    lines = screens["Tren"].bagan
    assert isinstance(lines, BaganGaris)
    drawn = {point.tanggal: point.nilai for point in lines.deret[0].titik}
    for _, row in trend.dropna(subset=["pct"]).iterrows():
        day = pd.Timestamp(row["tanggal_data"]).date()
        assert day not in drawn or drawn[day] == float(row["pct"])
    assert len(mine) == len(screens["Target & realisasi"].data.baris)


def test_a_small_world_and_an_unknown_measure_raise_nothing(tmp_path: Path) -> None:
    publish_world(tmp_path, "20261202-080000-0000013b", write_meeting)
    with served(tmp_path):
        places: tuple[dict[str, str], ...] = ({}, {"provinsi": "13"}, {"provinsi": "34"}, {"pulau": "Papua"})
        for place in places:
            saringan = view(**place)
            for one in platform.screens(saringan):
                hygiene(one.judul)
                assert plain(one.judul)
        gone = Saringan("tidak.ada", "guru", saringan.tanggal_data)
        assert list(platform.screens(gone)) == []
        assert platform.title(gone) == "Platform"
        early = Saringan(saringan.ukuran, saringan.kelompok_pengguna, saringan.tanggal_data.replace(year=2001))
        assert list(platform.screens(early)) == []
    assert not firsts("2 provinsi setara")
