"""Need scores, their reasons and their words on a world whose scores can be had by hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
import streamlit as st

from analysis.acceptability import Swap, leave_top, swap
from analysis.need import score
from tests.mart_world import publish_world
from tests.priority_world import ENAM, LITERASI, write_priorities
from views import data
from views.filters import Saringan
from views.priority import criteria, rows, saved, schools, settings, why, words
from views.priority.rows import Prioritas
from views.priority.settings import Setelan
from warehouse import gate

pytestmark = pytest.mark.xdist_group("halaman")

SUMBAR = Saringan("pmm.aktif_30_hari", "guru", date(2026, 10, 31), provinsi="13", pulau="Sumatera")
USULAN = {"rapor:DASMEN:A.1": 25, "rapor:DASMEN:A.2": 25, "rapor:DASMEN:D.1": 20, "pemakaian:pmm.aktif_30_hari": 15,
          criteria.BELUM: 15}  # fmt: skip


@pytest.fixture(scope="module")
def alike(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every criterion ranks the six alike."""
    place = tmp_path_factory.mktemp("searah")
    publish_world(place, write=write_priorities)
    return place


@pytest.fixture(scope="module")
def opposed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Numeracy ranks them the other way round, and literacy of 13.02 is not known."""
    place = tmp_path_factory.mktemp("berlawanan")
    literasi = [40.0, None, 60.0, 70.0, 80.0, 90.0]
    publish_world(place, write=partial(write_priorities, literasi=literasi, numerasi=LITERASI[::-1]))
    return place


def serve(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(place))
    st.cache_data.clear()
    st.session_state.clear()
    data.refresh_snapshot()


@pytest.fixture
def served(alike: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    serve(alike, monkeypatch)
    yield
    gate.close_all()


@pytest.fixture
def served_opposed(opposed: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    serve(opposed, monkeypatch)
    yield
    gate.close_all()


def setelan(bobot: dict[str, int] | None = None, saringan: Saringan = SUMBAR) -> Setelan:
    catalogue = criteria.catalogue(saringan, "SD Umum")
    return Setelan("literasi_numerasi", "Literasi", "SD Umum", bobot or USULAN, bobot is None, catalogue, {})


def compute(bobot: dict[str, int] | None = None, top: int = 3, saringan: Saringan = SUMBAR, **more: Any) -> Prioritas:
    chosen = setelan(bobot, saringan)
    return rows.compute(replace(saringan, **more), chosen, rows.regions(saringan), top)


# --- scores ---


def test_scores_are_those_computed_by_hand(served: None) -> None:
    found = compute()
    assert found.wilayah["kode"].tolist() == list(ENAM)
    assert found.wilayah["skor"].to_numpy() == pytest.approx([100, 80, 60, 40, 20, 0])
    assert found.wilayah["urutan"].tolist() == [1, 2, 3, 4, 5, 6]
    assert found.nilai[0].tolist() == pytest.approx([40, 40, 50, 20, 100]), "raw: A.1, A.2, D.1, active, never reached"
    assert found.sumbangan[1].tolist() == pytest.approx([20, 20, 16, 12, 12])
    assert np.nansum(found.sumbangan, axis=1) == pytest.approx(found.wilayah["skor"].to_numpy(), abs=1e-9)


def test_regions_with_too_little_data_are_listed_apart_and_never_scored(served: None) -> None:
    found = compute()
    assert len(found.tipis) == 13, "13.71 has no Rapor and five schools, twelve others nothing at all"
    assert "13.71" in set(found.tipis["kode"])
    assert found.sebab["13.71", "pemakaian:pmm.aktif_30_hari"] == "kurang dari 10 sekolah pada datanya"
    assert found.sebab["13.71", criteria.BELUM] == "kurang dari 10 sekolah"
    assert found.sebab["13.71", "rapor:DASMEN:A.1"] == "tidak ada pada sumbernya"


def test_who_dominates_stays_first_whatever_the_weights(served: None) -> None:
    found = compute()
    assert found.wilayah["peluang"].to_numpy() == pytest.approx([1, 1, 1, 0, 0, 0])
    assert found.peluang_urutan[:, 0].tolist() == pytest.approx([1, 0, 0, 0, 0, 0])
    assert found.wilayah["is_tetap"].sum() == 3


def test_a_share_brings_its_interval_and_a_published_value_none(served: None) -> None:
    rapor_only = compute({"rapor:DASMEN:A.1": 1})
    assert not rapor_only.is_galat
    assert rapor_only.wilayah["urutan_dari"].tolist() == rapor_only.wilayah["urutan"].tolist()
    reached = compute({criteria.BELUM: 1})
    assert reached.is_galat
    assert (reached.wilayah["urutan_dari"] <= reached.wilayah["urutan"]).all()
    assert (reached.wilayah["urutan_sampai"] >= reached.wilayah["urutan"]).all()
    assert (reached.wilayah["urutan_sampai"] - reached.wilayah["urutan_dari"]).max() >= 1


def test_a_missing_value_widens_the_ranks_without_moving_the_score(served_opposed: None) -> None:
    both = {"rapor:DASMEN:A.1": 60, "rapor:DASMEN:D.1": 40}
    found = compute({**both, "rapor:DASMEN:A.2": 60})
    own = found.place("13.02")
    assert np.isnan(found.sumbangan[own, 0])
    row = found.wilayah.iloc[own]
    assert (row["jumlah_data"], row["pct_data"]) == (2, pytest.approx(62.5))
    assert row["skor"] == pytest.approx(100 * (0.4 * 0.8 + 0.6 * 0.2) / 1.0)
    assert row["skor_terendah"] < row["skor"] < row["skor_tertinggi"]
    assert row["urutan_sampai"] - row["urutan_dari"] >= 1
    assert words.unknown(found, own)[0].startswith("Datanya 2 dari 3 kriteria")


def test_a_criterion_without_any_value_is_named_and_left_out(served: None) -> None:
    found = compute({"rapor:DASMEN:A.1": 60, "konteks:aps_5_6": 40})
    assert [item.kode for item in found.kosong] == ["konteks:aps_5_6"]
    assert found.wilayah["skor"].to_numpy() == pytest.approx([100, 80, 60, 40, 20, 0])
    assert set(found.wilayah["pct_data"]) == {60.0}
    assert "tanpa data di sini: " in words.quality(found)


def test_size_counts_as_a_logarithm_and_is_told_in_people(served: None) -> None:
    found = compute({criteria.BESAR: 50, criteria.TIGA_T: 50})
    size, remote = found.kriteria
    assert found.nilai[found.place("13.01")].tolist() == pytest.approx([np.log10(120), 50.0])
    assert criteria.tell(size, float(np.log10(120))) == "120 guru"
    assert criteria.tell(remote, 50.0) == "50,0\u00a0%"
    assert found.wilayah.iloc[0]["kode"] == "13.01"


# --- goals, weights, links ---


def test_a_goal_proposes_known_criteria_and_every_name_is_said(served: None) -> None:
    goals = data.ask("kebutuhan_tujuan")
    catalogue = criteria.catalogue(SUMBAR, "SD Umum")
    for kode in set(goals["kriteria"]) - {criteria.SARINGAN}:
        assert catalogue[kode].nama, kode
    assert catalogue["rapor:PAUD:B.8"].nama.startswith("PAUD B.8 "), "named by the catalogue even without values"
    assert catalogue["rapor:DASMEN:A.1"].arah == "rendah"


def test_weights_in_a_link_come_back_and_broken_ones_do_not() -> None:
    known = {"rapor:DASMEN:A.1": 1, criteria.BELUM: 1}
    text = settings.write("literasi_numerasi", {"rapor:DASMEN:A.1": 70, criteria.BELUM: 30})
    assert settings.read(text, "literasi_numerasi", known) == {"rapor:DASMEN:A.1": 70, criteria.BELUM: 30}
    assert settings.read(text, "sarana_prasarana", known) is None
    for broken in ("", "literasi_numerasi", "literasi_numerasi;x=3", "literasi_numerasi;satuan:belum_bimtek=0",
                   "literasi_numerasi;satuan:belum_bimtek=-1", "literasi_numerasi;satuan:belum_bimtek=101",
                   "literasi_numerasi;satuan:belum_bimtek=1;satuan:belum_bimtek=2",
                   "literasi_numerasi;satuan:belum_bimtek=²"):  # fmt: skip
        assert settings.read(broken, "literasi_numerasi", known) is None, broken


# --- words ---


def test_the_headline_counts_who_holds_and_who_hangs_on_the_weights(served: None) -> None:
    said = words.answer(compute()).replace("\u00a0", " ")
    assert said.startswith("3 dari 6 kab/kota tetap prioritas di ≥ 80 % pilihan bobot; tidak ada yang bergantung")
    assert said.endswith("data per 31 Okt 2026")
    assert words.who(compute()) == "Tetap: Kab. Pesisir Selatan, Kab. Solok dan Kab. Sijunjung."


def test_where_criteria_contradict_the_headline_says_how_many_hang_on_them(served_opposed: None) -> None:
    found = compute({"rapor:DASMEN:D.1": 50, "rapor:DASMEN:A.2": 50}, top=1)
    firm, open_ = int(found.wilayah["is_tetap"].sum()), int(found.wilayah["is_bergantung"].sum())
    assert (firm, open_) == (0, 2), "two criteria exactly opposed: each end is first at half of all weights"
    said = words.answer(found)
    assert said.startswith("Tidak ada dari 6 kab/kota yang tetap prioritas")
    assert f"; {open_} bergantung pada bobot" in said


def test_what_cannot_be_sorted_is_said_so(served: None) -> None:
    assert words.answer(compute(top=6)) == "Baru 6 kab/kota cukup datanya, tidak lebih dari 6 yang dicari"
    same = compute({criteria.BESAR_MURID: 1})
    assert words.answer(same).startswith("Semua 6 kab/kota sama menurut kriteria ini")
    assert not words.is_sorted(same)
    nothing = compute({"konteks:aps_5_6": 1})
    assert words.answer(nothing).startswith("Baru 0 kab/kota cukup datanya")


def test_what_would_take_a_region_out_is_told_in_its_own_units_and_is_true(served_opposed: None) -> None:
    weights = {"rapor:DASMEN:D.1": 70, "rapor:DASMEN:A.2": 30}
    found = compute(weights, top=1)
    first = 0
    leave = leave_top(found.butuh, found.bobot, first, 1)
    said = words.leaves(found, first, leave)
    hit = re.search(r"D\.1 .*? naik dari 50,0 ke (\d+,\d)", said[0])
    assert hit is not None
    target = float(hit.group(1).replace(",", "."))
    need = (55 - target) / 5
    assert 100 * (0.7 * need + 0.3 * 0) == pytest.approx(float(found.wilayah.iloc[1]["skor"]), abs=1.5)
    assert 100 * (0.7 * need + 0.3 * 0) < float(found.wilayah.iloc[1]["skor"]), "rounded so that it does leave"
    assert "bobot D.1" in said[1]
    assert "turun" in said[1]
    assert words.leaves(found, 3, leave_top(found.butuh, found.bobot, 3, 1)) == [
        "Urutan 4: tidak termasuk 1 teratas pada bobot ini."
    ]


def test_the_smallest_swap_is_told_as_points_that_move(served_opposed: None) -> None:
    found = compute({"rapor:DASMEN:D.1": 70, "rapor:DASMEN:A.2": 30}, top=1)
    said = words.swaps(found, 0, 1, swap(found.butuh, found.bobot, 0, 1))
    assert re.search(r"bobot D\.1 .* turun 21 poin dan A\.2 .* naik 21 poin\.$", said), "at 20 they are level"
    assert "tidak ada susunan bobot" in words.swaps(found, 0, 1, None).lower()


@pytest.mark.parametrize(
    "weights",
    [
        {"rapor:DASMEN:D.1": 70, "rapor:DASMEN:A.2": 30},
        {"rapor:DASMEN:D.1": 57, "rapor:DASMEN:A.2": 31, criteria.BELUM: 12},
        {"rapor:DASMEN:A.1": 33, "rapor:DASMEN:A.2": 40, "rapor:DASMEN:D.1": 27},
    ],
)
def test_moves_do_what_they_say_when_typed_as_they_are_printed(served_opposed: None, weights: dict[str, int]) -> None:
    found = compute(weights, top=2)
    names = [item.nama for item in found.kriteria]
    applied = 0
    for a in range(found.jumlah - 1):
        said = words.swaps(found, a, a + 1, swap(found.butuh, found.bobot, a, a + 1))
        moves = re.findall(r"(?:bobot |, | dan )([^,]+?) (turun|naik) (\d+(?:,\d+)?) poin", said)
        if not moves:
            continue
        after = found.bobot.copy()
        for name, verb, points in moves:
            after[names.index(name)] += float(points.replace(",", ".")) * (1 if verb == "naik" else -1)
        skor = score(found.butuh[[a, a + 1]], np.maximum(after, 0))[0]
        assert skor[1] > skor[0] + 1e-9, said
        applied += 1
    assert applied >= 1


def test_many_weights_at_once_are_told_as_how_much_moves(served: None) -> None:
    found = compute()
    many = Swap(found.bobot, 30.0, True, ((0, 25.0), (1, 5.0)), ((2, 20.0), (3, 10.0)))
    said = words.moves(found, many, lambda skor: True)
    first, third = found.kriteria[0].nama, found.kriteria[2].nama
    assert said == f"sekitar 30 poin bobot berpindah, terutama dari {first} ke {third}"


def test_hardly_any_weight_is_called_nearly_level(served: None) -> None:
    found = compute()
    small = Swap(found.bobot, 0.3, True, ((0, 0.3),), ((1, 0.3),))
    assert "nyaris setara: bobot yang sedikit berbeda" in words.swaps(found, 0, 1, small)


@pytest.mark.parametrize(("arah", "target", "said"), [("rendah", 68.81, 68.9), ("rendah", 68.8, 68.9),
                                                     ("tinggi", 68.81, 68.8), ("tinggi", 68.8, 68.7)])  # fmt: skip
def test_a_value_is_rounded_past_the_point_where_scores_are_level(arah: Any, target: float, said: float) -> None:
    assert words.beyond(criteria.Kriteria("x", "X", arah, "persen", ""), target) == pytest.approx(said)
    assert words.beyond(criteria.Kriteria("x", "X", "rendah", "skala 1-3", ""), 1.234) == pytest.approx(1.24)


# --- colours, and scores on few data ---


def test_a_criterion_keeps_its_colour_whatever_its_weight_and_in_the_saved_plan() -> None:
    goal = ["rapor:A", "rapor:B", "rapor:C", criteria.BELUM]
    whole = criteria.colours(goal, goal)
    assert list(whole.values()) == [0, 1, 2, 3]
    without = criteria.colours(["rapor:A", "rapor:C", criteria.BELUM], goal)
    assert without == {kode: whole[kode] for kode in without}
    added = criteria.colours(["konteks:x", *goal], goal)
    assert added == {**whole, "konteks:x": 4}
    assert criteria.colours(["konteks:x", "rapor:C"], goal)["konteks:x"] == 4, "what was left out keeps its colour"
    many = criteria.colours(["a", "b", "c", "d", "e", "f", "rapor:A"], goal)
    assert sorted(many.values()) == list(range(criteria.MOST)), "no two alike"
    own = ["pemakaian:pmm.aktif_30_hari", "pemakaian:belajar_id.teraktivasi"]
    proposed = [criteria.SARINGAN, own[1]]
    assert criteria.colours(own, proposed) == {own[0]: 0, own[1]: 1}, "the measure of the filter row, by any name"


def test_a_score_on_few_data_says_so_and_how_far_it_is_open(served_opposed: None) -> None:
    found = compute({"rapor:DASMEN:A.1": 60, "rapor:DASMEN:D.1": 90}, top=2)
    assert found.kurang == 1
    assert words.who(found).endswith("1 dari 2 berskor tertinggi belum lengkap datanya.")
    assert "Kab. Solok (data 1 dari 2)" in words.who(found)
    assert "Pada 1 kab/kota yang datanya belum lengkap" in words.drawn_unknowns(found)
    said = words.told_first("Kabupaten Solok", 91.2, 63.9, 93.9, 3, 5, 0)
    assert said == "Kab. Solok berskor tertinggi, 91,2 dari 100, tetapi datanya baru 3 dari 5 kriteria: bila lengkap " \
        "dapat 63,9 sampai 93,9"  # fmt: skip
    assert words.told_first("Kabupaten Solok", 91.2, 91.2, 91.2, 5, 5, 2) == (
        "Kab. Solok berskor tertinggi, 91,2 dari 100; dari datanya setara dengan 2 lain"
    )


def test_a_saved_plan_tells_the_same_ranges_as_the_page_it_was_saved_from(served_opposed: None) -> None:
    found = compute({"rapor:DASMEN:A.1": 60, "rapor:DASMEN:D.1": 90, "konteks:aps_5_6": 20}, top=2)
    assert len(found.kosong) == 1, "a criterion that nobody has widens nothing"
    weights = [float(found.setelan.bobot[item.kode]) for item in found.kriteria]
    low, high = saved.possible(found.wilayah["skor"].to_numpy(dtype=float), found.sumbangan, weights)
    assert low == pytest.approx(found.wilayah["skor_terendah"].to_numpy(dtype=float))
    assert high == pytest.approx(found.wilayah["skor_tertinggi"].to_numpy(dtype=float))
    assert (high - low).max() > 1


def test_what_a_place_is_made_of_is_never_offered_as_a_way_out(served: None) -> None:
    found = compute({criteria.TIGA_T: 60, "rapor:DASMEN:A.1": 40}, top=1)
    said = " ".join(words.leaves(found, 0, leave_top(found.butuh[:, found.beda], found.bobot[found.beda], 0, 1)))
    assert "Sekolah di daerah 3T turun dari" not in said


def test_regions_are_priorities_never_the_worst(served: None) -> None:
    found = compute()
    text = " ".join([words.answer(found), words.ranked_title(found), words.why_title(found, 0),
                     words.chances_title(found), words.ranges_title(found)])  # fmt: skip
    assert not re.search(r"terburuk|terjelek|paling buruk|menyebabkan|dampak", text)


# --- schools ---


def test_reasons_are_counted_and_few_people_are_not_told() -> None:
    frame = pd.DataFrame(
        {
            "nama": list("ABCD"), "npsn": list("1234"), "x": [1, 1, 9, None], "m": [10, 4, 10, None],
            "jumlah_terendah": [1, None, 0, None], "is_terjangkau": [False, False, True, None],
            "is_3t": [True, False, False, None], "is_bakti": [False, True, False, None],
            "indikator_terendah": ["A.1", None, None, None],
        }
    )  # fmt: skip
    found = schools.reasons(frame, 60.0)
    assert found["jumlah_alasan"].tolist() == [4, 2, 0, 0]
    assert np.isnan(found[schools.PAKAI][1]), "1 of 4 people: nothing is said of their use"
    assert found["jumlah_diketahui"].tolist() == [5, 3, 5, 0]
    assert np.isnan(schools.reasons(frame, None)[schools.PAKAI]).all()


# --- to a plan ---


def test_a_plan_gets_every_region_with_contributions_that_add_up(served: None) -> None:
    found = compute()
    fields = rows.to_plan(found, frozenset({"13.01", "13.71"}))
    regions = {row.kode_wilayah: row for row in fields["wilayah"]}
    assert len(regions) == 19
    assert {code for code, row in regions.items() if row.is_dipilih} == {"13.01", "13.71"}
    assert regions["13.71"].skor is None
    assert regions["13.71"].galat is None
    errors = [regions[code].galat for code in ENAM]
    assert errors == pytest.approx(found.galat.tolist())
    assert max(error or 0 for error in errors) > 0, "shares bring errors"
    for code in ENAM:
        parts = [row.sumbangan for row in fields["sumbangan"] if row.kode_wilayah == code]
        assert sum(part or 0 for part in parts) == pytest.approx(regions[code].skor, abs=1e-9)
    assert [row.bobot for row in fields["kriteria"]] == [25, 25, 20, 15, 15]
    own = fields["setelan_prioritas"]
    assert (own.tujuan, own.jumlah_teratas, own.tanggal_data) == ("literasi_numerasi", 3, date(2026, 10, 31))
    assert own.saringan == "semua jenjang · tanpa Kemenag · Rapor SD Umum"
    assert own.snapshot == data.snapshot().id


def test_among_many_regions_what_takes_one_out_is_the_same_as_among_few(
    served_opposed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = compute({"rapor:DASMEN:D.1": 70, "rapor:DASMEN:A.2": 30}, top=2)
    few = why._changes(found, 0)
    monkeypatch.setattr(why, "MANY", 3)
    many = why._changes(found, 0)
    assert many[0] == few[0], "values at which it leaves do not hang on how they are looked for"
    assert "menyusul" in many[1]
    assert "(urutan 3)" in many[1]


def test_a_criterion_that_is_the_same_everywhere_is_said_and_moves_no_weight(served: None) -> None:
    found = compute({"rapor:DASMEN:A.1": 40, criteria.BELUM: 40, criteria.BESAR_MURID: 20}, top=1)
    assert found.beda.tolist() == [True, True, False]
    assert "tidak membedakan: Banyaknya peserta didik" in words.quality(found)
    assert "Banyaknya peserta didik" not in " ".join(why._changes(found, 0))


def test_without_use_of_a_platform_the_headline_gives_the_year_of_its_sources(served: None) -> None:
    assert words.answer(compute({"rapor:DASMEN:A.1": 1})).endswith(", data sampai 2025")
