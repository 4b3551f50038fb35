"""Questions about roles on a small world, each answer counted by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pandas as pd
import pytest

from analysis.program_names import unit_key
from tests.mart_world import AGAM, PADANG, publish_world
from tests.roles_world import EVENTS, write_roles
from warehouse import gate
from warehouse.viewer import DEMO

Ask = Callable[..., pd.DataFrame]
BGTK, BPMP = "BGTK Sumatera Barat", "BPMP Sumatera Barat"


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    folder = tmp_path_factory.mktemp("peran")
    publish_world(folder, write=write_roles)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(folder))
        yield lambda name, **params: gate.ask(DEMO, name, params)
        gate.close_all()


def test_programmes_of_a_year_are_those_with_a_day_in_it(ask: Ask) -> None:
    def listed(kode: str | None, dari: int, sampai: int) -> list[str]:
        found = ask("program_kerja_per_wilayah", kode_provinsi=kode, tahun_mulai=dari, tahun_sampai=sampai)
        return found.program_id.tolist()

    assert listed(None, 2027, 2027) == ["PK7", "PK1", "PK3", "PK4", "PK2", "PK6"]
    assert listed("13", 2026, 2026) == ["PK5", "PK7"]
    assert listed("32", 2020, 2030) == ["PK6"]
    assert listed("13", 2020, 2025) == []


def test_a_programme_carries_the_names_of_its_region(ask: Ask) -> None:
    found = ask("program_kerja_per_wilayah", kode_provinsi="13", tahun_mulai=2027, tahun_sampai=2027)
    named = found.set_index("program_id")
    assert named.loc["PK1", ["nama_provinsi", "nama_kab_kota"]].tolist() == ["Sumatera Barat", "Kabupaten Agam"]
    assert pd.isna(named.loc["PK4", "nama_kab_kota"])
    assert pd.isna(named.loc["PK4", "anggaran_rupiah"])


def test_the_years_are_those_in_which_any_programme_runs(ask: Ask) -> None:
    assert ask("program_kerja_tahun").values.tolist() == [[2026, 2], [2027, 6]]


def pairs(ask: Ask, kode: str | None, tahun: int) -> list[list[object]]:
    found = ask("peran_sekolah_ganda", kode_provinsi=kode, tahun=tahun)
    return found.drop(columns="tahun").values.tolist()


def test_schools_trained_by_two_organisers_are_counted_per_pair(ask: Ask) -> None:
    assert pairs(ask, "13", 2026) == [
        ["BLPT", BPMP, "tingkat basic", 2, 18, 1],
        [BGTK, "BLPT", "tingkat basic", 1, 15, 0],
        [BGTK, BPMP, "tingkat basic", 1, 16, 0],
    ], "of the second school one event had under 5 people: 6 + 5 and 7 are told"
    assert pairs(ask, "32", 2026) == [["BPMP Jawa Barat", "Disdik Kab. Bandung", "P", 1, 10, 0]]
    assert len(pairs(ask, None, 2026)) == 4
    assert pairs(ask, "13", 2025) == [], "one organiser alone that year"


def test_meetings_other_years_other_programmes_and_a_renamed_organiser_make_no_pair(ask: Ask) -> None:
    said = {(str(a), str(b), str(c)) for a, b, c, *_ in pairs(ask, None, 2026)}
    assert not any(c == "tingkat rakor" for *_, c in said)
    assert not any("Yayasan" in a + b for a, b, _ in said), "another programme without a level"
    assert not any(a.startswith("BGP") or b.startswith("BGP") for a, b, _ in said)
    assert (BGTK, BGTK, "tingkat basic") not in said


def test_the_schools_behind_a_pair_are_listed_by_their_place(ask: Ask) -> None:
    found = ask("peran_sekolah_ganda_by_npsn", kode_provinsi="13", kode_kab_kota=None, tahun=2026)
    assert found.npsn.tolist() == ["10000001"] * 3 + ["10000002"]
    assert set(found.nama_kab_kota) == {"Kabupaten Agam"}
    counts = found.groupby(["penyelenggara_1", "penyelenggara_2"]).size().to_dict()
    assert counts == {("BLPT", BPMP): 2, (BGTK, "BLPT"): 1, (BGTK, BPMP): 1}
    assert ask("peran_sekolah_ganda_by_npsn", kode_provinsi="13", kode_kab_kota=PADANG, tahun=2026).empty
    own = ask("peran_sekolah_ganda_by_npsn", kode_provinsi="13", kode_kab_kota=AGAM, tahun=2026)
    assert len(own) == 4


def test_organisers_are_one_in_sql_where_they_are_one_in_the_analysis(ask: Ask) -> None:
    """K3 and K4 are the same unit for both."""
    kinds = {"K3": "BGP", "K4": "BGTK"}
    keys = {unit_key(kinds[id], unit) for id, unit, *_ in EVENTS if id in kinds}
    assert len(keys) == 1
    assert not any(row[0] == row[1] for row in pairs(ask, None, 2026))


def test_the_mandates_come_in_the_order_of_the_units_with_their_source(ask: Ask) -> None:
    found = ask("peran_mandat")
    assert found.unit.drop_duplicates().tolist() == [
        "BPMP", "BGTK", "Disdik", "BLPT", "Balai TIKP", "Kemenag", "mitra"
    ]  # fmt: skip
    assert found.sumber.str.len().min() > 20
    assert found.is_memimpin.dtype == bool
    assert not found[found.unit == "mitra"].is_memimpin.any()
