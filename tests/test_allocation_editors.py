"""The small tables of Alokasi bimtek: what they hold as plan rows, and a sentence for what cannot be used."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
import streamlit as st

from tests.allocation_world import write
from tests.mart_world import publish_world
from views import data
from views.allocation import editors, inputs
from views.filters import Saringan
from warehouse import gate

pytestmark = pytest.mark.xdist_group("halaman")


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    folder = tmp_path_factory.mktemp("alokasi")
    publish_world(folder, write=write)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(folder))
        st.cache_data.clear()
        st.session_state.clear()
        data.refresh_snapshot()
        yield
    gate.close_all()


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "sebut sedikitnya satu kota"),
        ([("Kota Medan", 8, 2), ("Kota Medan", 1, 1)], "Kota Medan tertulis dua kali"),
        ([("Kota Medan", None, 2)], "baris 1 belum berisi angka 0 sampai 1.000 pada kolom Kelas paling banyak"),
        ([("Kota Medan", 8, 0)], "baris 1 belum berisi angka 1 sampai 100 pada kolom Kelas bersamaan"),
        ([("Kota Medan", 8, 2), (None, 8, 2)], "baris 2 belum menyebut kota dari daftar"),
        ([("Atlantis", 8, 2)], "baris 1 belum menyebut kota dari daftar"),
    ],
)
def test_a_table_of_cities_that_cannot_be_used_says_which_row_and_why(
    world: None, rows: list[tuple[object, ...]], said: str
) -> None:
    with pytest.raises(editors.Wrong, match=re.escape(said)):
        editors.read_cities(pd.DataFrame(rows, columns=["Kota", "Maks", "Ruang"]))


@pytest.mark.parametrize(
    "cost", [-1.0, float("nan"), float("inf"), "banyak", None, "-1", "2.5", "0.125", "1_000", "1e9", "9" * 400, "٣", ""]
)
def test_money_is_never_negative_nor_nonsense(world: None, cost: object) -> None:
    frame = pd.DataFrame({"Jarak": ["Antarpulau"], "Ongkos": pd.Series([cost], dtype=object)})
    with pytest.raises(editors.Wrong, match="pada kolom Ribu rupiah"):
        editors.read_travel(frame)
    level = {"Tingkat": "Dasar", "Hari": 3, "Kursi": 30, "Pelatih": 2, "Kelas": cost, "Harian": 750}
    with pytest.raises(editors.Wrong, match="pada kolom Biaya kelas"):
        editors.read_levels(pd.DataFrame([level]).astype({"Kelas": object}))


def test_tables_are_read_back_as_they_were_shown(world: None) -> None:
    found = editors.read_travel(pd.DataFrame({"Jarak": ["Di dalam provinsi"], "Ongkos": [800]}))
    assert [(o.jarak, o.biaya_rupiah) for o in found] == [("provinsi", 800_000)]
    level = {"Tingkat": "Lanjut", "Hari": 4, "Kursi": 25, "Pelatih": 2, "Kelas": 18000.0, "Harian": 750}
    (read,) = editors.read_levels(pd.DataFrame([level]))
    assert (read.level, read.biaya_kelas_rupiah, read.biaya_harian_rupiah) == ("intermediate", 18e6, 750e3)
    typed = {"2.500": 2.5e6, "2500": 2.5e6, " 750 ": 750e3, "0,5": 500.0, "15.000,125": 15_000_125}
    for written, rupiah in typed.items():
        (one,) = editors.read_travel(pd.DataFrame({"Jarak": ["Antarpulau"], "Ongkos": [written]}))
        assert one.biaya_rupiah == rupiah, written
    (city,) = editors.read_cities(pd.DataFrame([("Kota Mataram (Lombok)", 8, 2)], columns=["Kota", "Maks", "Ruang"]))
    assert (city.kode_kota, city.jumlah_kelas_maks, city.jumlah_ruang) == ("52.71", 8, 2)


def test_thousands_are_written_with_points_and_read_back_to_the_same_rupiah(world: None) -> None:
    st.session_state.clear()
    start = inputs.defaults(_no_place(), None)
    shown = editors._level_frame(start)
    assert shown["Kelas"].tolist() == ["15.000", "18.000"]
    assert shown["Harian"].tolist() == ["750", "750"]
    assert "2.500" in editors._travel_frame(start)["Ongkos"].tolist()
    assert editors.read_levels(shown) == start.tingkat
    assert editors.read_travel(editors._travel_frame(start)) == start.ongkos
    odd = tuple(o.model_copy(update={"biaya_rupiah": 1_234_567.0}) for o in start.ongkos)
    frame = editors._travel_frame(replace(start, ongkos=odd))
    assert frame["Ongkos"][0] == "1.234,567"
    assert editors.read_travel(frame) == odd


def test_the_line_of_folded_limits_names_only_what_limits(world: None) -> None:
    st.session_state.clear()
    start = inputs.defaults(_no_place(), None, has_3t=False)
    said = editors.summary(start).replace("\u00a0", " ")
    assert said.startswith("Pagu Rp 2,0 miliar, 240 hari-pelatih, 2 kursi per sekolah, 7 kota dapat menjadi tempat, ")
    tight = start.setelan.model_copy(update={"kursi_min_wilayah": 3, "kursi_maks_wilayah": 9, "pct_3t_min": 20.0})
    said = editors.summary(replace(start, setelan=tight)).replace("\u00a0", " ")
    assert "sedikitnya 20 % kursi 3T, sedikitnya 3 kursi tiap kab/kota, paling banyak 9 kursi tiap kab/kota" in said


def _no_place() -> Saringan:
    return Saringan("pmm.aktif_30_hari", "guru", date(2026, 10, 31))
