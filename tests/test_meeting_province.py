"""The sequence of one province: its screens, their numbers against the questions', and what they do not say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
import streamlit as st

from schemas.rapat import BaganBatang, BaganButir, BaganGaris, BaganPetak, BaganTabel, BaganTitik, Layar
from tests.mart_world import AGAM, OKT, PADANG, publish_world
from tests.plan_world import make_kegiatan, make_plan, make_wilayah
from tests.province_meeting_world import BANTUL, LALU, NOV, PESSEL, RAPOR, SESUDAH, write_meeting
from views import data
from views.filters import Saringan, from_query
from views.meeting import province, province_parts, province_stand, screen, sequences
from warehouse import gate, plans, snapshots
from warehouse.viewer import DEMO

SUMBAR = Saringan("pmm.aktif_30_hari", "guru", OKT, provinsi="13", pulau="Sumatera")
SNAPSHOT = "20261201-080000-0000013a"
"""Of no other world: what was answered for another test is not an answer here."""
NAMES = ["Di mana kita", "Semua platform", "Tren", "Peta", "Kab/kota", "Perubahan kab/kota", "Corong pemakaian",
         "Rapor Pendidikan", "Bimtek", "Target", "Langkah berikut"]  # fmt: skip


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


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("rapat_provinsi")
    publish_world(place, SNAPSHOT, write_meeting)
    return place


@pytest.fixture(scope="module")
def shown(world: Path) -> dict[str, Layar]:
    """The screens of Sumatera Barat by name, made once."""
    with served(world):
        return {one.nama: one for one in province.screens(SUMBAR)}


def ask(world: Path, query: str, **params: object) -> pd.DataFrame:
    """A question asked of the warehouse itself."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(world))
        return gate.ask(DEMO, query, params)


def of_measure(**more: object) -> dict[str, object]:
    return {"ukuran": "pmm.aktif_30_hari", "kelompok_pengguna": "guru", "jenjang": "Semua", "status": "Semua",
            "kewenangan": "tanpa_kemenag", **more}  # fmt: skip


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def butir(layar: Layar) -> list[tuple[str, str]]:
    assert isinstance(layar.bagan, BaganButir)
    return [(plain(one.teks), plain(one.keterangan)) for one in layar.bagan.butir]


def test_the_screens_come_in_the_order_of_a_meeting(shown: dict[str, Layar]) -> None:
    assert list(shown) == NAMES
    assert len({one.kunci for one in shown.values()}) == len(NAMES)


def test_every_screen_says_what_it_rests_on_and_how_it_looks(shown: dict[str, Layar]) -> None:
    for nama, one in shown.items():
        assert all((one.judul, one.kecil, one.sumber, one.dasar, one.definisi)), nama
        assert one.pertanyaan.endswith("?"), nama
        assert "n = " in one.dasar, nama
        assert len(one.alt) > 60, nama
        assert {len(row) for row in one.data.baris} == {len(one.data.kolom)}, nama
        assert len(set(one.data.kolom)) == len(one.data.kolom), nama
        page, _, query = one.tautan.partition("?")
        assert (Path("pages") / f"{page}.py").is_file(), nama
        assert f"snapshot={SNAPSHOT}" in query, nama
        assert one.tanggal_data is not None or one.periode, nama
    assert shown["Rapor Pendidikan"].periode == "Rapor Pendidikan 2025"


def test_only_comparisons_of_all_provinces_are_everyones(shown: dict[str, Layar]) -> None:
    own = {nama for nama, one in shown.items() if one.kode_wilayah == ("13",)}
    assert set(NAMES) - own == {"Di mana kita", "Peta"}
    assert all(not shown[nama].kode_wilayah for nama in set(NAMES) - own)


def test_the_province_stands_on_one_side_of_the_nation_on_every_screen(shown: dict[str, Layar]) -> None:
    tiles, dots = shown["Peta"].bagan, shown["Semua platform"].bagan
    assert isinstance(tiles, BaganPetak)
    assert isinstance(dots, BaganTitik)
    (own,) = [one for one in tiles.petak if one.is_sorot]
    (same,) = [one for one in dots.baris if one.nilai == pytest.approx(own.nilai)]
    assert own.kelas == same.kelas != ""
    told = {"setara": "setara dengan nasional"}.get(own.kelas, f"{own.kelas} nasional")
    assert told in shown["Peta"].judul
    assert "diuji sekaligus" in shown["Peta"].judul + shown["Kab/kota"].judul


def test_training_beside_the_platforms_is_of_its_attendance_lists(shown: dict[str, Layar]) -> None:
    one = shown["Semua platform"]
    last = shown["Bimtek"].tanggal_data
    assert last is not None
    days = dict(zip((row[0] for row in one.data.baris), (row[one.data.kolom.index("tanggal_data")]
                                                         for row in one.data.baris), strict=True))  # fmt: skip
    assert last in {days[name] for name in days if "bimtek" in str(name).lower()}
    assert one.periode == f"Data per {screen.day_range([day for day in days.values() if isinstance(day, date)])}"


@pytest.mark.parametrize(
    ("classes", "wanted", "unwanted"),
    [(["di atas", "di bawah"], "yang di bawah", "pasti berbeda"), (["di bawah", "setara"], "pasti di bawah", "di atas"),
     (["di atas", "setara"], "pasti di atas", "di bawah"), (["setara", "tanpa selang"], "belum ada", "di atas")],
)  # fmt: skip
def test_a_meeting_is_asked_only_about_those_that_are_there(classes: list[str], wanted: str, unwanted: str) -> None:
    asked = province_parts._ask_regencies(pd.Series(classes))
    assert wanted in asked
    assert unwanted not in asked
    stood = province_stand._ask_stand(pd.Series(classes))
    assert ("setara atau di atas" in stood) == bool({"di atas", "setara"} & set(classes))


def test_the_province_is_asked_about_measures_below_the_nation_only_where_there_are_some() -> None:
    frame = pd.DataFrame({"pct_rendah": [40.0, 60.0], "pct_tinggi": [45.0, 70.0], "pct_nasional": [50.0, 50.0]})
    assert "di bawah nasional" in province_stand._ask_platforms(frame)
    assert "di atas nasional" in province_stand._ask_platforms(frame.iloc[1:])
    assert "nasional" not in province_stand._ask_platforms(frame.assign(pct_nasional=65.0).iloc[1:])


def shares(frame: pd.DataFrame) -> dict[str, float]:
    known = frame.dropna(subset=["m"])
    return {str(row["nama"]): 100 * row["x"] / row["m"] for _, row in known.iterrows()}


def test_provinces_and_tiles_show_the_shares_of_the_question(world: Path, shown: dict[str, Layar]) -> None:
    wanted = shares(ask(world, "pemanfaatan_per_provinsi", **of_measure(tanggal_data=OKT)))
    assert wanted["Sumatera Barat"] == pytest.approx(100 * (78 + 30 + 66) / 360)
    dots, tiles = shown["Di mana kita"].bagan, shown["Peta"].bagan
    assert isinstance(dots, BaganTitik)
    assert isinstance(tiles, BaganPetak)
    assert {r.nama: r.nilai for r in dots.baris if r.nilai is not None} == pytest.approx(wanted)
    assert {p.nama: p.nilai for p in tiles.petak if p.nilai is not None} == pytest.approx(wanted)
    assert len(dots.baris) == len(tiles.petak) == 38
    assert (
        [r.nama for r in dots.baris if r.is_sorot] == [p.nama for p in tiles.petak if p.is_sorot] == ["Sumatera Barat"]
    )
    assert dots.acuan == pytest.approx(wanted["Sumatera Barat"])


def test_kab_kota_and_their_changes_are_those_of_the_questions(world: Path, shown: dict[str, Layar]) -> None:
    frame = ask(world, "pemanfaatan_per_kab_kota", **of_measure(tanggal_data=OKT, pulau=None, kode_provinsi="13"))
    bagan = shown["Kab/kota"].bagan
    assert isinstance(bagan, BaganTitik)
    values = {row.nama: row.nilai for row in bagan.baris if row.nilai is not None}
    assert values == pytest.approx({"Kab. Agam": 65.0, "Kab. Pesisir Selatan": 55.0, "Kota Padang": 25.0})
    assert values == pytest.approx({n.replace("Kabupaten", "Kab."): v for n, v in shares(frame).items()})
    moves = shown["Perubahan kab/kota"].bagan
    assert isinstance(moves, BaganTitik)
    assert moves.is_selisih
    assert [(row.nama, row.nilai, row.kelas) for row in moves.baris] == [
        ("Kab. Agam", pytest.approx(25.0), "naik"), ("Kab. Pesisir Selatan", pytest.approx(0.0), "tetap"),
        ("Kota Padang", pytest.approx(-40.0), "turun"),
    ]  # fmt: skip


def test_the_trend_is_the_question_over_time_without_an_unfinished_end(world: Path) -> None:
    frame = ask(world, "pemanfaatan_per_bulan", **of_measure(pulau=None, kode_provinsi="13", kode_kab_kota=None))
    wanted = {row["tanggal_data"].date(): 100 * row["x"] / row["m"] for _, row in frame.iterrows()}
    with served(world):
        late = {one.nama: one for one in province.screens(replace(SUMBAR, tanggal_data=NOV, lag=1))}
    assert NOV in wanted
    bagan = late["Tren"].bagan
    assert isinstance(bagan, BaganGaris)
    main = next(one for one in bagan.deret if one.is_utama)
    assert {p.tanggal: p.nilai for p in main.titik} == pytest.approx({t: v for t, v in wanted.items() if t != NOV})
    assert any(mark.is_batas for mark in bagan.penanda)
    assert "belum lengkap" in late["Tren"].catatan
    assert "Perubahan kab/kota" not in late
    assert "Perubahan kab/kota: data per 30 Nov 2026 belum lengkap" in butir(late["Langkah berikut"])[-1][1]
    assert "naik" not in late["Di mana kita"].judul
    assert "turun" not in late["Di mana kita"].judul


def test_the_funnel_shows_each_stage_over_everyone(world: Path, shown: dict[str, Layar]) -> None:
    bagan = shown["Corong pemakaian"].bagan
    assert isinstance(bagan, BaganBatang)
    assert bagan.deret[0].nilai == pytest.approx((100.0, 90.0, 80.0, 40.0, 30.0, 20.0, 10.0, 20.0, 10.0))
    assert [bagan.kategori[at] for at in bagan.sorot][:2] == ["Mulai topik", "Selesai 1 topik"]
    assert plain(bagan.kanan[bagan.kategori.index("Selesai 1 topik")]) == "−40,0 poin dari mulai topik"
    assert bagan.kanan[bagan.kategori.index("Mulai topik")] == ""
    assert "dari mulai topik ke selesai 1 topik, 40,0 poin" in plain(shown["Corong pemakaian"].judul)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [("pmm.mulai_topik", "pmm.selesai_topik_1", "sudah mulai topik tetapi belum selesai 1 topik"),
     (None, "pmm.login", "belum pernah masuk"),
     ("pmm.aksi_nyata", "pmm.aksi_nyata_tervalidasi", "aksi nyatanya belum tervalidasi")],
)  # fmt: skip
def test_who_stopped_is_said_as_people_not_as_a_step(before: str | None, after: str, said: str) -> None:
    assert province_parts._stopped({"ukuran_sebelum": before, "ukuran": after}) == said


def test_the_rapor_stays_as_published(shown: dict[str, Layar]) -> None:
    one = shown["Rapor Pendidikan"]
    assert isinstance(one.bagan, BaganTabel)
    rows = [tuple(plain(cell) for cell in row) for row in one.bagan.baris]
    assert rows[0] == ("A.1 Kemampuan literasi", "68,0 % · Sedang", "71,2 % · Baik", "+3,2 (naik)")
    assert [row[0][:3] for row in rows] == [kode for kode, *_ in RAPOR]
    assert "1 dari 3 indikator prioritas berlabel terbaik di Rapor 2025" in one.judul
    assert "label membaik: Kemampuan literasi; memburuk: Kualitas pembelajaran" in one.judul
    assert one.data.baris[0][one.data.kolom.index("nilai")] == 71.15


def test_bimtek_shows_who_was_reached_and_by_which_level(world: Path, shown: dict[str, Layar]) -> None:
    one = shown["Bimtek"]
    assert isinstance(one.bagan, BaganTitik)
    values = {row.nama: row.nilai for row in one.bagan.baris}
    assert values == {"Kab. Agam": 50.0, "Kota Padang": 25.0, "Kab. Pesisir Selatan": 0.0}
    frame = ask(world, "bimtek_terjangkau_per_wilayah", kode_provinsi="13", jenjang="Semua", status="Semua",
                kewenangan="tanpa_kemenag", program="Semua", level="intermediate", tahun_kegiatan="Semua")  # fmt: skip
    reached = dict(zip(frame["kode"], frame["jumlah_terjangkau"], strict=True))
    codes, after = (one.data.kolom.index(n) for n in ("kode_kemendagri", "terjangkau_tingkat_intermediate"))
    assert {row[codes]: row[after] for row in one.data.baris} == {k: reached[k] for k in (AGAM, PADANG, PESSEL)}
    assert "tingkat intermediate belum menjangkau 2 dari 3 kab/kota" in one.catatan


def test_targets_stand_with_their_value_and_state(shown: dict[str, Layar]) -> None:
    one = shown["Target"]
    assert isinstance(one.bagan, BaganTabel)
    (row,) = one.bagan.baris
    assert plain(row[0]) == "PMM / Ruang GTK · aktif 30 hari, Sumatera Barat"
    assert plain(" ".join(row[2:])) == "90,0 % 31 Des 2026 Tertinggal"
    assert "Belum ada rencana Sumatera Barat yang tersimpan" in one.peringatan


def test_next_steps_name_the_screen_they_come_from(shown: dict[str, Layar]) -> None:
    steps = butir(shown["Langkah berikut"])
    assert steps[0] == (
        "Bahas dengan Kota Padang, yang turun nyata sejak Okt 2025", "Layar 6, Perubahan kab/kota: −40,0 poin"
    )  # fmt: skip
    for text, proof in steps:
        where = proof.partition(":")[0]
        if not text.startswith("Tidak ditampilkan"):
            place, _, nama = where.removeprefix("Layar ").partition(", ")
            assert NAMES[int(place) - 1] == nama, text
    assert steps[-1][0] == "Tidak ditampilkan: Prioritas pendampingan"
    assert any("bagi 2 kab/kota (dari 3) yang belum terjangkau tingkat itu" in text for text, _ in steps)
    assert any("D.1 Kualitas pembelajaran" in text and "berlabel terendah" in text for text, _ in steps)


def test_a_direction_is_said_of_real_changes_alone(shown: dict[str, Layar]) -> None:
    moves = shown["Perubahan kab/kota"].bagan
    assert isinstance(moves, BaganTitik)
    for row in moves.baris:
        low, high = row.rendah, row.tinggi
        assert low is not None
        assert high is not None
        assert row.kelas == ("naik" if low > 0 else "turun" if high < 0 else "tetap")
    assert re.search(r"naik nyata sejak Okt 2025: Kab\. Agam .*turun nyata: Kota Padang ",
                     shown["Perubahan kab/kota"].judul)  # fmt: skip


def test_nothing_is_compared_across_a_break(world: Path) -> None:
    with served(world):
        found = {one.nama: one for one in province.screens(replace(SUMBAR, tanggal_data=SESUDAH))}
    assert "Perubahan kab/kota" not in found
    assert "sejak" not in found["Di mana kita"].judul
    assert "definisinya berganti 1 Jan 2024" in found["Di mana kita"].catatan
    said = dict(butir(found["Langkah berikut"]))
    assert any("Perubahan kab/kota" in text and "berganti" in why for text, why in said.items())


def test_a_kab_kota_keeps_the_screens_of_its_province_and_stands_out(world: Path, shown: dict[str, Layar]) -> None:
    with served(world):
        found = {one.nama: one for one in province.screens(replace(SUMBAR, kab_kota=PADANG))}
    assert {nama: one.judul for nama, one in found.items()} == {nama: one.judul for nama, one in shown.items()}
    for nama in ("Kab/kota", "Perubahan kab/kota", "Bimtek"):
        bagan: Any = found[nama].bagan
        assert [row.nama for row in bagan.baris if row.is_sorot] == ["Kota Padang"], nama
    assert "kab_kota=13.71" in found["Kab/kota"].tautan


def test_the_newest_plan_of_the_province_is_told_with_what_is_due(world: Path, tmp_path: Path) -> None:
    (tmp_path / "warehouse").symlink_to(world / "warehouse", target_is_directory=True)
    late = make_kegiatan(tanggal_tenggat=LALU)
    with served(tmp_path):
        plans.create(make_plan(nama="Lama"), "BPMP")
        plans.create(make_plan(nama="Rencana kerja", wilayah=(make_wilayah(),), kegiatan=(late,)), "BPMP")
        plans.create(make_plan(nama="Provinsi lain", kode_provinsi="32"), "BPMP")
        found = {one.nama: one for one in province.screens(SUMBAR)}
    one = found["Rencana"]
    assert one.judul == "“Rencana kerja”: 1 dari 1 kegiatan lewat tenggat per 30 Nov 2026; 1 masih rencana"
    assert isinstance(one.bagan, BaganTabel)
    assert ("Prioritas", "1 dari 1 wilayah dipilih: Kab. 13.06") in one.bagan.baris
    assert butir(found["Langkah berikut"])[0][0] == "Putuskan 1 kegiatan yang lewat tenggat: Lokakarya"


def test_a_plan_is_not_credited_with_targets_of_the_file(world: Path, tmp_path: Path) -> None:
    (tmp_path / "warehouse").symlink_to(world / "warehouse", target_is_directory=True)
    with served(tmp_path):
        plans.create(make_plan(nama="Rencana kerja", wilayah=(make_wilayah(),), kegiatan=(), target=()), "BPMP")
        one = {one.nama: one for one in province.screens(SUMBAR)}["Rencana"]
    assert one.judul == "“Rencana kerja”: 1 dari 1 wilayah dipilih; belum ada kegiatan dan target"
    assert isinstance(one.bagan, BaganTabel)
    heads = [row[0] for row in one.bagan.baris]
    assert "Target" in heads
    assert "Di luar rencana: PMM / Ruang GTK · aktif 30 hari, Sumatera Barat" in heads
    assert "0 target pada rencana, 1 target berkas" in one.dasar


def test_a_place_has_one_name_in_its_sequence(world: Path) -> None:
    with served(world):
        built = sequences.build(sequences.PROVINSI, replace(SUMBAR, provinsi="21"))
    said = " ".join(f"{one.judul} {one.kecil} {one.alt} {one.catatan}" for one in built.layar)
    assert "Kep. Riau" in said
    assert "Kepulauan" not in said


def test_a_province_of_one_school_is_neither_ranked_nor_said_to_move(world: Path) -> None:
    with served(world):
        found = {one.nama: one for one in province.screens(replace(SUMBAR, provinsi=BANTUL[:2], pulau="Jawa"))}
    title = plain(found["Di mana kita"].judul)
    assert title == "DI Yogyakarta 50,0 % per 31 Okt 2026; satuan terlalu sedikit untuk dibandingkan"
    assert "Kab/kota" not in found
    assert "Prioritas pendampingan" not in found
    last = butir(found["Langkah berikut"])[-1]
    assert last[0].startswith("Tidak ditampilkan: ")
    assert "Kab/kota" in last[0]
    assert "baru satu kabupaten/kota yang punya data" in last[1]


def test_a_province_nobody_sent_data_of_still_gets_a_last_screen(world: Path) -> None:
    with served(world):
        built = sequences.build(sequences.PROVINSI, replace(SUMBAR, provinsi="95", pulau="Papua"))
    assert built.judul == "Rapat Papua Pegunungan"
    assert [one.nama for one in built.layar][-1] == "Langkah berikut"
    assert "belum ada data" in butir(built.layar[-1])[-1][1]


def test_without_any_platform_the_other_screens_are_still_there(world: Path) -> None:
    with served(world):
        found = [one.nama for one in province.screens(replace(SUMBAR, ukuran="tanpa_ukuran"))]
    assert found == ["Semua platform", "Corong pemakaian", "Rapor Pendidikan", "Bimtek", "Target", "Langkah berikut"]


def test_contributions_of_priorities_add_up_to_the_scores(tiny_data: Path) -> None:
    with served(tiny_data):
        choices = data.choices()
        assert choices is not None
        saringan, _ = from_query({"provinsi": "75"}, choices)
        found = {one.nama: one for one in province.screens(saringan)}
    one = found["Prioritas pendampingan"]
    assert isinstance(one.bagan, BaganBatang)
    assert one.bagan.is_bertumpuk
    scores = [row[one.data.kolom.index("skor_kebutuhan")] for row in one.data.baris]
    sums = [sum(s.nilai[at] or 0.0 for s in one.bagan.deret) for at in range(len(one.bagan.kategori))]
    assert sums == pytest.approx(scores[: len(sums)])
    assert [text.partition(" · ")[0] for text in map(plain, one.bagan.kanan)] == [
        f"{score:.1f}".replace(".", ",") for score in sums
    ]
    assert "terburuk" not in plain(one.judul + one.catatan + one.peringatan)
    assert all(len(screen.alt) > 0 and screen.judul for screen in found.values())


def test_the_whole_nation_has_no_sequence_of_a_province(world: Path) -> None:
    with served(world):
        assert list(province.screens(replace(SUMBAR, provinsi=None))) == []
