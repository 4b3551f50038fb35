"""The sequence of one platform: made of every measure in every kind of place, and true to its questions."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from analysis import target_status
from schemas.rapat import BaganAngka, BaganButir, BaganGaris, BaganPetak, BaganSebar, BaganTitik, Layar
from tests.mart_world import publish_world
from tests.province_meeting_world import write_meeting
from tests.reading import count_of, firsts, hygiene, plain
from views import data
from views.filters import Saringan, from_query
from views.meeting import platform, platform_beside, platform_view, sequences
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
        assert {"Di mana kita", "Langkah berikut"} <= set(screens), key
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


def test_steps_come_from_screens_that_were_shown_and_limits_are_called_limits(made: Made) -> None:
    for key, screens in made.items():
        last = screens["Langkah berikut"]
        assert isinstance(last.bagan, BaganButir)
        texts = [item.teks for item in last.bagan.butir]
        doing = [item for item in last.bagan.butir if not item.teks.startswith("Batas: ")]
        assert count_of(last.judul, "langkah") == len(doing), key
        assert any(text.startswith("Batas: ") for text in texts)
        for item in doing:
            name = item.keterangan.partition("(dari layar ")[2].rstrip(")")
            assert not name or name in screens, (key, item)
            assert name or item.teks.startswith(("Minta ekspor", "Lengkapi data"))


def test_targets_stand_beside_what_was_reached(made: Made) -> None:
    one = made["pmm.aktif_30_hari", "nasional"]["Target & realisasi"]
    assert isinstance(one.bagan, BaganTitik)
    assert one.bagan.nama_pembanding == ("garis target", "target")
    assert len(one.bagan.baris) == len(one.data.baris)
    states = [row[one.data.kolom.index("keadaan")] for row in one.data.baris]
    marked = [row.is_sorot for row in one.bagan.baris]
    behind = [state in (target_status.LEWAT, target_status.TERTINGGAL) for state in states]
    assert marked == (behind if 0 < sum(behind) <= len(behind) / 2 else [False] * len(behind))


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
