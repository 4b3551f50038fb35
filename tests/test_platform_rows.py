"""The rows of the Platform page and of comparisons, on a small nation whose sums are known.

PMM guru, October 2026, x of m: Agam 12 SD 50 of 100 and 12 SMP (private) 90 of 120; Medan 12 SD 120 of 120; Bandung
12 SD 600 of 1200. In September Agam's SD had 40 of 100, the others what they have in October. SIPLah, whole schools:
December 2025 all 12 of Agam, March 2026 three, September 2026 nine.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit as st

from analysis.shares import clustered
from tests.mart_world import (
    AGAM,
    BANDUNG,
    OKT,
    SEP,
    make_platform,
    make_pmm,
    make_sekolah,
    publish_world,
    write_dataset,
)
from views import comparison, data, panels, rows
from views.filters import Saringan
from views.platform import rows as platform_rows
from views.platform.rows import NASIONAL, Wilayah
from views.province import panels as province_panels
from warehouse import gate

MEDAN = "12.71"
GURU = Saringan("pmm.aktif_30_hari", "guru", OKT, lag=1)
SUMATERA = Wilayah("Pulau Sumatera", "pulau", pulau="Sumatera")
DES, MAR = date(2025, 12, 31), date(2026, 3, 31)
SIPLAH = Saringan("siplah.transaksi", "satuan pendidikan", SEP, lag=12)
GROUPS = ((AGAM, "SD", "Negeri", 100, 50), (AGAM, "SMP", "Swasta", 120, 90), (MEDAN, "SD", "Negeri", 120, 120),
          (BANDUNG, "SD", "Negeri", 1200, 600))  # fmt: skip


def _split(total: int, parts: int) -> list[int]:
    """A total over schools, not all alike, so that there is a variance."""
    base = [total // parts + (1 if i < total % parts else 0) for i in range(parts)]
    if base[0] > 4:
        base[0], base[1] = base[0] + 1, base[1] - 1
    return base


def write_nation(place: Path) -> None:
    lists, pmm, siplah = [], [], []
    for number, (kab, jenjang, status, gtk, active) in enumerate(GROUPS):
        actives = _split(active, 12)
        for i, m in enumerate(_split(gtk, 12)):
            npsn = f"1{number}{i:06d}"
            lists.append(make_sekolah(npsn, kab, jenjang=jenjang, status=status))
            for tanggal in (SEP, OKT):
                x = actives[i] - (1 if number == 0 and tanggal == SEP and i < 10 else 0)
                pmm.append(make_pmm(npsn, tanggal, kab, jumlah_gtk=max(m, x), jumlah_aktif_30_hari=x))
                pmm.append(make_pmm(npsn, tanggal, kab, peran="KS", jumlah_gtk=1, jumlah_aktif_30_hari=int(i < 3)))
            if number == 0:
                siplah += [
                    make_platform("siplah", day, npsn, kelompok_pengguna="satuan pendidikan", jumlah_sasaran=1,
                                  jumlah_aktif=int(i < used))
                    for day, used in ((DES, 12), (MAR, 3), (SEP, 9))
                ]  # fmt: skip
    write_dataset(place, "satuan_pendidikan", lists)
    write_dataset(place, "pmm_aktivitas", pmm)
    write_dataset(place, "pemanfaatan_platform", siplah)


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bangsa")
    publish_world(place, "20261102-080000-89abcdef", write_nation)
    return place


@pytest.fixture(autouse=True)
def served(nation: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SERAPAN_DATA", str(nation))
    data.refresh_snapshot()
    yield
    gate.close_all()
    st.session_state.clear()
    st.cache_data.clear()


def test_jenjang_and_status_are_sums_of_their_schools_with_their_own_interval() -> None:
    by_level, by_status = platform_rows.irisan(GURU, NASIONAL)
    assert by_level.set_index("nama")[["x", "m"]].to_dict("index") == {
        "SD": {"x": 770, "m": 1420}, "SMP": {"x": 90, "m": 120},
    }  # fmt: skip
    assert dict(zip(by_status.nama, by_status.x, strict=True)) == {"Negeri": 770, "Swasta": 90}
    row = by_level.set_index("nama").loc["SMP"]
    sums: list[float] = [by_level[name].tolist()[1] for name in ("jumlah_satuan", "x", "m", "xx", "mm", "xm")]
    share = clustered(*sums)
    assert (row.pct, row.pct_rendah, row.pct_tinggi) == (75.0, pytest.approx(share.low), pytest.approx(share.high))


def test_a_slice_follows_the_filter_of_the_other_but_not_its_own() -> None:
    by_level, by_status = platform_rows.irisan(replace(GURU, jenjang="SD"), NASIONAL)
    assert by_level["nama"].tolist() == ["SD", "SMP"]
    assert dict(zip(by_status.nama, by_status.m, strict=True)) == {"Negeri": 1420}


def test_an_island_is_the_sum_of_its_provinces_and_a_province_of_its_kab_kota() -> None:
    island = rows.at(platform_rows.tren(GURU, SUMATERA), OKT)
    assert island is not None
    assert (island.x, island.m) == (260, 340)
    assert platform_rows.bagian(GURU, SUMATERA)["kode_provinsi_kemendagri"].nunique() == 10
    province = platform_rows.bagian(replace(GURU, provinsi="13"), Wilayah("Sumatera Barat", "provinsi", provinsi="13"))
    assert province["m"].sum() == 220


def test_the_change_of_an_island_is_over_its_own_schools() -> None:
    frame, change = platform_rows.perubahan(GURU, SUMATERA)
    assert change is not None
    assert change.poin == pytest.approx(100 * 10 / 340)
    assert change.jumlah_satuan == 36
    assert set(frame["kode_provinsi_kemendagri"]) == {"12", "13"}


def test_groups_of_users_keep_their_own_denominators() -> None:
    every = platform_rows.semua_ukuran(GURU, SUMATERA, ("pmm",))
    mine = every[(every.ukuran == GURU.ukuran) & (every.kelompok_pengguna != "semua")].set_index("kelompok_pengguna")
    assert mine[["x", "m"]].to_dict("index") == {"guru": {"x": 260, "m": 340}, "KS": {"x": 9, "m": 36}}
    assert mine.siapa.to_dict() == {"guru": "guru", "KS": "kepala sekolah"}


def test_a_measure_that_is_not_paired_has_a_plain_difference_without_an_interval() -> None:
    every = platform_rows.semua_ukuran(GURU, SUMATERA, ("pmm",))
    guru = every[every.kelompok_pengguna == "guru"].set_index("ukuran")
    assert guru.poin["pmm.aktif_30_hari"] == pytest.approx(100 * 10 / 340)
    assert guru.poin_rendah["pmm.aktif_30_hari"] < guru.poin["pmm.aktif_30_hari"]
    assert guru.poin["pmm.login"] == 0
    assert guru.poin_rendah.isna()["pmm.login"]


def test_a_january_fall_is_no_change_where_the_count_starts_from_nothing() -> None:
    spring = replace(SIPLAH, tanggal_data=MAR, lag=3)
    assert rows.earlier(spring) is None
    assert rows.perubahan(spring)[1] is None
    found = platform_rows.semua_ukuran(spring, NASIONAL, ("siplah",))
    assert found.poin.isna().all()
    assert (found.x.iloc[0], found.m.iloc[0]) == (3, 12)


def test_the_comparisons_offered_leave_out_those_across_a_new_year() -> None:
    choices = data.choices()
    assert choices is not None
    assert choices.lag("siplah.transaksi", "satuan pendidikan", MAR) == ()
    assert not data.is_mulai_ulang("pmm.aktif_30_hari")


def test_a_count_that_starts_anew_is_broken_at_each_new_year_within_its_series() -> None:
    measure = rows.ukuran(SIPLAH)
    assert panels.restarts_of(measure, [DES, MAR, SEP]) == [date(2026, 1, 1)]
    assert panels.restarts_of(measure, [MAR, SEP]) == []
    assert panels.restarts_of(rows.ukuran(GURU), [DES, MAR]) == []


def test_all_kab_kota_are_asked_for_at_once_and_those_without_data_stay_in_the_table() -> None:
    frame = data.ask("pemanfaatan_per_kab_kota", ukuran=GURU.ukuran, kelompok_pengguna="guru", tanggal_data=OKT,
                     jenjang="Semua", status="Semua", kewenangan="tanpa_kemenag", pulau=None,
                     kode_provinsi=None)  # fmt: skip
    assert len(frame) == 514
    known = frame.dropna(subset=["m"]).set_index("kode_kab_kota_kemendagri")
    assert known[["x", "m"]].astype(int).to_dict("index") == {
        AGAM: {"x": 140, "m": 220}, MEDAN: {"x": 120, "m": 120}, BANDUNG: {"x": 600, "m": 1200},
    }  # fmt: skip


# --- comparison ---


def test_regions_picked_by_hand_are_lines_of_their_own_with_their_own_dash_and_mark() -> None:
    picked = comparison.chosen(replace(GURU, provinsi="13", pembanding="12,32"))
    assert [p.nama for p in picked] == ["Sumatera Utara", "Jawa Barat"]
    assert len({p.putus for p in picked}) == len({p.simbol for p in picked}) == len({p.warna for p in picked}) == 2
    ends = {line.nama: line.rows["x"].iloc[-1] for line in comparison.lines(GURU, picked)}
    assert ends == {"Sumatera Utara": 120, "Jawa Barat": 600, "Nasional": 860}


def test_a_region_is_not_compared_with_itself() -> None:
    assert [p.kode for p in comparison.chosen(replace(GURU, provinsi="13", pembanding="13,32"))] == [("32",)]
    inside = replace(GURU, provinsi="13", kab_kota=AGAM, pembanding=f"{AGAM},13")
    assert [p.kode for p in comparison.chosen(inside)] == [("13",)]


def test_neighbours_are_one_line_of_their_pooled_sums_and_all_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison.neighbours, "codes", lambda _saringan: ("12", "32"))
    (pool,) = comparison.chosen(replace(GURU, provinsi="13", pembanding="setara"))
    assert pool.nama == "2 wilayah mirip"
    assert "Sumatera Utara dan Jawa Barat" in comparison.note([pool])
    line = comparison.lines(GURU, [pool])[0]
    assert (line.rows["x"].iloc[-1], line.rows["m"].iloc[-1]) == (720, 1320)
    assert line.rows["pct"].iloc[-1] == pytest.approx(100 * 720 / 1320), "not the mean of 100 and 50"


def test_without_neighbours_the_nation_alone_is_compared_with(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(comparison.neighbours, "codes", lambda _saringan: ())
    others = comparison.chosen(replace(GURU, provinsi="13", pembanding="setara"))
    assert others == []
    assert comparison.words(GURU, others) == "nasional"


def test_the_side_by_side_panel_has_a_column_a_comparator_and_the_kab_kota_in_view() -> None:
    view = replace(GURU, provinsi="13", kab_kota=AGAM, pembanding="12,32")
    frame = province_panels.side_by_side(view, "Kabupaten Agam", "Sumatera")
    frame, marks = comparison.beside(view, frame, comparison.chosen(view))
    row = frame.set_index("ukuran").loc["pmm.aktif_30_hari"]
    assert (row.x, row.m) == (140, 220)
    assert [row[mark.kolom] for mark in marks] == [100.0, 50.0]


def test_a_platform_of_one_place_alone_is_not_called_level_with_the_nation() -> None:
    frame = province_panels.side_by_side(replace(GURU, provinsi="13"), "Sumatera Barat", "Sumatera")
    alone = frame.set_index("ukuran")["is_sendiri"]
    assert alone.to_dict() == {"pmm.aktif_30_hari": False, "siplah.transaksi": True}
