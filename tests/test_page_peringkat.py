"""Peringkat: who stands out and who is level, with data, one row, none, and wrong links; and whom it compares with."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.mart_world import OKT, make_pmm, make_sekolah, publish_world, write_dataset
from tests.visiting import headline, visit, words
from views import data, neighbours
from views.filters import Saringan
from views.ranking import rows as ranking_rows
from views.ranking import words as said
from warehouse import gate

pytestmark = pytest.mark.xdist_group("halaman")

SUMBAR = Saringan("pmm.aktif_30_hari", "guru", date(2026, 10, 31), provinsi="13", pulau="Sumatera")


def feet(at: AppTest) -> list[str]:
    return [m.value for m in at.markdown if "Sumber" in m.value]


def table(at: AppTest) -> pd.DataFrame:
    return next(d.value for d in at.dataframe if "Penyebut (n)" in d.value)


# --- with data ---


def test_the_page_leads_with_how_many_are_surely_above_below_and_level(tiny_world: Path) -> None:
    at = visit("peringkat")
    assert not at.exception
    assert [t.value for t in at.title] == ["Peringkat"]
    assert at.caption[0].value.endswith("?")
    found = headline(at)
    assert "angka nasional" in found
    assert "per 31 Okt 2026" in found
    standing = table(at)["Terhadap nasional"].value_counts()
    assert standing.sum() == 38
    told = [int(n) for n in re.findall(r"(\d+) (?=provinsi pasti di atas|pasti di bawah|setara)", found)]
    assert sum(told) == 3, "three provinces have data"


def test_funnel_comes_first_ranks_second_neighbours_third_and_the_table_last(tiny_world: Path) -> None:
    at = visit("peringkat", provinsi="13", satuan_wilayah="provinsi")
    keys = [str(e.proto.id) for e in at.get("plotly_chart")]
    names = [next(k for k in ("kendali", "peringkat", "mirip", "jarak") if f"grafik_{k}" in key) for key in keys]
    assert names == ["kendali", "peringkat", "mirip", "jarak"]
    assert len(feet(at)) == 3
    assert all("Data per 31 Okt 2026" in foot and "n = " in foot for foot in feet(at))
    assert at.expander[-1].label == "Tabel 38 provinsi dengan rentang peringkat"


def test_the_league_table_never_stands_without_n_and_rank_interval(tiny_world: Path) -> None:
    shown = table(visit("peringkat"))
    assert {"Penyebut (n)", "Selang 95 %", "Peringkat", "Peluang di seperempat terbawah"} <= set(shown.columns)
    ranked = shown[shown["Peringkat"].str.contains(r"^\d")]
    assert len(ranked) == 3
    assert ranked["Peringkat"].str.fullmatch(r"\d+(–\d+)?").all()
    assert (shown["Peringkat"] == "tanpa data").sum() == 35, "who has no data stays listed"


REGENCIES = ("13.01", "13.02", "13.03", "13.04", "13.05", "13.06")


def six_and_one(place: Path) -> None:
    """Six kab/kota of 14 schools, one of them far below the others, and a seventh of five schools."""
    rng = np.random.default_rng(4)
    schools = [code for code in REGENCIES for _ in range(14)] + ["13.71"] * 5
    npsn = [f"{30000000 + i}" for i in range(len(schools))]
    chance = [0.15 if code == "13.06" else 0.7 for code in schools]
    lists = [make_sekolah(n, code, jumlah_guru=20) for n, code in zip(npsn, schools, strict=True)]
    write_dataset(place, "satuan_pendidikan", lists)
    use = [
        make_pmm(n, OKT, code, jumlah_gtk=20, jumlah_login=20, jumlah_aktif_30_hari=int(rng.binomial(20, p)))
        for n, code, p in zip(npsn, schools, chance, strict=True)
    ]
    write_dataset(place, "pmm_aktivitas", use)


@pytest.fixture
def ranked_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    publish_world(tmp_path, write=six_and_one)
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    st.cache_data.clear()
    st.session_state.clear()
    data.refresh_snapshot()
    yield
    gate.close_all()


def test_kab_kota_with_few_schools_stay_listed_without_rank_or_chance(ranked_world: None) -> None:
    at = visit("peringkat", provinsi="13")
    assert not at.exception
    shown = table(at).set_index("Kab/kota")
    assert shown.loc["Kota Padang", "Peringkat"] == "tanpa peringkat"
    assert shown.loc["Kota Padang", "Peluang di seperempat terbawah"] == "–"
    assert shown.loc["Kota Padang", "Terhadap Sumatera Barat"] == "tidak diuji"
    assert shown.loc["Kabupaten Agam", ["Peringkat", "Terhadap Sumatera Barat"]].tolist() == ["6", "di bawah"]
    assert shown.loc["Kabupaten Agam", "Peluang di seperempat terbawah"] == "> 99 %"
    assert (shown["Peringkat"] == "1–5").sum() == 5, "five that are level"
    assert "1 tanpa peringkat (satuan terlalu sedikit)" in words(at)
    assert "1 pasti di bawah angka Sumatera Barat" in headline(at)


def test_the_headline_of_a_tie_never_names_a_first_place(ranked_world: None) -> None:
    urutan = ranking_rows.ranking(SUMBAR, ranking_rows.KAB_KOTA_PROVINSI)
    assert urutan.jumlah == 6
    text = f"{said.answer(urutan)} {said.ties(urutan)} {said.ranked_title(urutan)}"
    assert not re.search(r"peringkat 1\b(?!–)", text)
    assert "terburuk" not in text
    assert "Tidak dapat" not in text
    assert "Terbawah: Kab. Agam." in text
    assert "teratas" not in text, "five of six may be at the top: that says nothing"
    assert text.endswith("6 kab/kota terbagi dalam 2 kelompok setara; separuhnya setara dengan 4 lain atau lebih")
    own = ranking_rows.ranking(replace(SUMBAR, kab_kota="13.01"), ranking_rows.KAB_KOTA_PROVINSI)
    assert "peringkat 1–5 dari 6 kab/kota; 1 pasti di bawahnya, 4 setara, per 31 Okt 2026" in said.answer(own)
    few = ranking_rows.ranking(replace(SUMBAR, kab_kota="13.71"), ranking_rows.KAB_KOTA_PROVINSI)
    assert "satuan terlalu sedikit untuk dibandingkan, tanpa peringkat" in said.answer(few)


def test_counts_in_the_answer_add_up_to_all_that_are_ranked(ranked_world: None) -> None:
    urutan = ranking_rows.ranking(SUMBAR, ranking_rows.KAB_KOTA)
    kelas = urutan.frame["kelas"]
    assert kelas.isin(["di atas", "di bawah", "setara"]).sum() == urutan.jumlah == 6
    numbers = [int(n) for n in re.findall(r"(\d+) (?=kab/kota pasti|pasti di bawah|setara)", said.divided(urutan))]
    assert sum(numbers) == 6
    assert len(urutan.frame) == 514


def test_a_click_on_a_row_opens_its_place_with_every_filter_kept(ranked_world: None) -> None:
    at = visit("peringkat", provinsi="13", jenjang="SD")
    at.session_state["peringkat_dibuka"] = "13.06"
    at.run()
    assert not at.exception
    assert [t.value for t in at.title] == ["Kabupaten Agam"]
    assert at.query_params["jenjang"] == "SD"


def test_where_all_kab_kota_have_few_schools_no_rank_is_said(tiny_world: Path) -> None:
    at = visit("peringkat", provinsi="13")
    assert not at.exception
    assert headline(at).startswith("Peringkat kab/kota tidak dapat diuji: satuan terlalu sedikit pada")
    assert "Tabel 19 kab/kota" in [e.label for e in at.expander]


def test_of_three_provinces_the_own_is_told_with_its_rank_interval(tiny_world: Path) -> None:
    at = visit("peringkat", provinsi="13", satuan_wilayah="provinsi")
    assert not at.exception
    assert re.match(r"Sumatera Barat \d+,\d % \(±\d+,\d\): peringkat \d(–\d)? dari 3 provinsi; ", headline(at))


def test_ranking_all_kab_kota_marks_those_of_the_own_province(tiny_world: Path) -> None:
    at = visit("peringkat", provinsi="13", satuan_wilayah="kab_kota")
    assert not at.exception
    assert "kab/kota provinsi ini" in words(at)
    assert len(table(at)) == 514


def test_a_region_level_source_gets_dots_and_no_ranks(tiny_world: Path) -> None:
    at = visit("peringkat", ukuran="canva.aktif")
    assert not at.exception
    assert headline(at).startswith("Peringkat provinsi tidak dapat diuji: sumbernya tidak per satuan pendidikan.")
    assert "tanpa selang" in words(at)
    assert len(at.get("plotly_chart")) == 1, "no funnel without schools"
    shown = table(at)
    assert "Peringkat" not in shown
    assert "Peluang di seperempat terbawah" not in shown
    assert at.expander[-1].label == "Tabel 38 provinsi"


def test_a_source_that_stops_at_the_province_offers_provinces_alone(tiny_world: Path) -> None:
    at = visit("peringkat", ukuran="kampus_merdeka.aktif", provinsi="13", satuan_wilayah="kab_kota_provinsi")
    assert not at.exception
    assert at.selectbox(key="opsi_satuan_wilayah").options == ["Provinsi"]
    assert not at.info


def test_what_is_ranked_is_in_the_link_and_gives_way_without_a_note(tiny_world: Path) -> None:
    at = visit("peringkat", provinsi="13")
    assert at.query_params["satuan_wilayah"] == "kab_kota_provinsi"
    at.selectbox(key="saring_provinsi").set_value("nasional").run()
    assert at.query_params["satuan_wilayah"] == "provinsi"
    assert not at.exception
    assert not at.info


def test_an_island_ranks_its_own_provinces(tiny_world: Path) -> None:
    at = visit("peringkat", pulau="Papua")
    assert not at.exception
    assert set(table(at)["Provinsi"]) == {
        "Papua", "Papua Barat", "Papua Selatan", "Papua Tengah", "Papua Pegunungan", "Papua Barat Daya",
    }  # fmt: skip


def test_neighbours_show_their_distance_and_its_ingredients(tiny_world: Path) -> None:
    at = visit("peringkat", provinsi="13", kab_kota="13.71", satuan_wilayah="kab_kota_provinsi")
    assert not at.exception
    text = words(at)
    assert "10 kab/kota terdekat" in text
    for ingredient in ("besar wilayah", "kelompok pulau", "akses internet", "susunan jenjang"):
        assert ingredient in text
    assert "wilayah ini" in text
    assert any("Kota Padang" in h.value and "paling mirip" in h.value for h in at.header)


# --- one row, nothing, wrong links ---


def one_row(place: Path) -> None:
    write_dataset(place, "satuan_pendidikan", [make_sekolah("10000001")])
    write_dataset(place, "pmm_aktivitas", [make_pmm("10000001", OKT)])


@pytest.fixture
def one_row_world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    publish_world(tmp_path, write=one_row)
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    yield
    gate.close_all()


@pytest.mark.parametrize("query", [{}, {"provinsi": "13"}, {"satuan_wilayah": "kab_kota"},
                                   {"provinsi": "13", "kab_kota": "13.06", "pembanding": "setara"}])  # fmt: skip
def test_with_one_row_nothing_is_ranked_and_it_is_said(one_row_world: None, query: dict[str, str]) -> None:
    at = visit("peringkat", **query)
    assert not at.exception
    assert headline(at).startswith("Baru 1 ")
    assert "belum ada yang dapat dibandingkan" in headline(at)


def test_without_any_snapshot_the_first_start_page_stands(empty_data: Path) -> None:
    at = visit("peringkat")
    assert not at.exception
    assert at.title[0].value == "Serapan sedang disiapkan"


def test_a_choice_without_rows_says_so(tiny_world: Path) -> None:
    at = visit("peringkat", kelompok="PS", jenjang="PAUD", provinsi="13")
    assert not at.exception
    assert "Belum ada data" in words(at)


def test_a_snapshot_without_use_says_what_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_world(tmp_path, write=lambda p: write_dataset(p, "satuan_pendidikan", [make_sekolah("10000001")]))
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    at = visit("peringkat")
    assert not at.exception
    assert "belum memuat data pemanfaatan" in words(at)
    gate.close_all()


def test_a_wrong_link_opens_the_nearest_view_with_a_note(tiny_world: Path) -> None:
    junk = "'; DROP TABLE x <b>"
    names = ("ukuran", "kelompok", "tanggal", "jenjang", "status", "kewenangan", "banding", "pembanding", "pulau",
             "provinsi", "kab_kota", "kecamatan", "satuan", "satuan_wilayah")  # fmt: skip
    at = visit("peringkat", **dict.fromkeys(names, junk))
    assert not at.exception
    assert at.info[0].value.startswith("Tautan disesuaikan.")
    assert at.query_params["satuan_wilayah"] == "provinsi"
    assert headline(at)


# --- whom a view is compared with, for every page ---


@pytest.fixture
def served(tiny_world: Path) -> None:
    st.cache_data.clear()
    st.session_state.clear()
    data.refresh_snapshot()


def test_codes_of_the_nation_are_none_and_of_alike_regions_ten(served: None) -> None:
    assert neighbours.codes(SUMBAR) == ()
    alike = neighbours.codes(replace(SUMBAR, pembanding="setara"))
    near = neighbours.neighbours(SUMBAR)
    assert alike == tuple(near["kode"].head(10))
    assert "13" not in alike
    parts = [name for name in neighbours.BAHAN if name in near]
    assert near[parts].sum(axis=1).to_numpy() == pytest.approx((near["jarak"] ** 2).to_numpy())


def test_codes_follow_the_level_of_the_view(served: None) -> None:
    padang = replace(SUMBAR, kab_kota="13.71", pembanding="setara")
    assert all(len(code) == 5 for code in neighbours.codes(padang))
    assert all(len(code) == 2 for code in neighbours.codes(padang, "provinsi"))
    picked = replace(SUMBAR, pembanding="14,13.71,32")
    assert neighbours.codes(picked) == ("14", "32")
    assert neighbours.codes(picked, "kab_kota") == ("13.71",)


def test_codes_of_the_island_leave_the_region_itself_out(served: None) -> None:
    found = neighbours.codes(replace(SUMBAR, pembanding="pulau"))
    assert "13" not in found
    assert set(found) == {c for c in data.provinces() if data.island(c) == "Sumatera"} - {"13"}
    nation = replace(SUMBAR, provinsi=None, pulau=None, pembanding="setara")
    assert neighbours.codes(nation) == ()
    assert neighbours.neighbours(nation).empty
