"""The numbers behind the pages, on a small nation whose sums are known: functions of views on a real snapshot.

PMM guru, 12 schools a province, x of m summed over schools; of September and October 2026:
Sumatera Barat 48 -> 72 of 120; Jawa Barat 600 -> 600 of 1200; Bali 60 -> 60 of 120; Sumatera Utara only October, 120 of
120. Canva knows regions alone: in September kab/kota totals, in October rows by jenjang, so that nothing pairs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
import streamlit as st

from analysis.shares import roll_up, with_share
from charts.dots import kelas
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
from views import data, rows
from views.filters import Saringan
from views.province import panels as province_panels
from warehouse import gate

DENPASAR, MEDAN = "51.71", "12.71"
SUMBAR, JABAR, BALI, SUMUT = "13", "32", "51", "12"

PMM_ROWS = (
    (AGAM, SEP, 10, (3, 5)),
    (AGAM, OKT, 10, (5, 7)),
    (BANDUNG, SEP, 100, (45, 55)),
    (BANDUNG, OKT, 100, (45, 55)),
    (DENPASAR, SEP, 10, (2, 8)),
    (DENPASAR, OKT, 10, (2, 8)),
    (MEDAN, OKT, 10, (10, 10)),
)
CANVA_ROWS = (
    (AGAM, SEP, None, 40, 100),
    (AGAM, OKT, "SD", 30, 60),
    (AGAM, OKT, "SMP", 30, 40),
    (BANDUNG, SEP, None, 500, 1000),
    (BANDUNG, OKT, "SD", 500, 600),
    (BANDUNG, OKT, "SMP", 100, 400),
    (MEDAN, OKT, "SD", 0, 1000),
    (DENPASAR, SEP, None, 900, 900),
)

GURU = Saringan("pmm.aktif_30_hari", "guru", OKT, lag=1)
KS = replace(GURU, kelompok_pengguna="KS")
CANVA = Saringan("canva.aktif", "guru", OKT, lag=1)


def write_small_nation(place: Path) -> None:
    pmm, lists = [], []
    for kab, tanggal, gtk, actives in PMM_ROWS:
        for i in range(12):
            npsn = f"{kab.replace('.', '')}{i:04d}"
            active = actives[i % 2]
            pmm.append(make_pmm(npsn, tanggal, kab, jumlah_gtk=gtk, jumlah_aktif_30_hari=active))
            pmm.append(make_pmm(npsn, tanggal, kab, peran="KS", jumlah_gtk=1, jumlah_aktif_30_hari=int(i < 3)))
            if tanggal == OKT:
                lists.append(make_sekolah(npsn, kab))
    canva = [
        make_platform(
            "canva",
            tanggal,
            jenjang=jenjang,
            jumlah_aktif=x,
            jumlah_sasaran=m,
            kode_kab_kota_kemendagri=kab,
            kode_provinsi_kemendagri=kab[:2],
        )
        for kab, tanggal, jenjang, x, m in CANVA_ROWS
    ]
    write_dataset(place, "satuan_pendidikan", lists)
    write_dataset(place, "pmm_aktivitas", pmm)
    write_dataset(place, "pemanfaatan_platform", canva)


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("bangsa")
    publish_world(place, "20261102-080000-89abcdef", write_small_nation)
    return place


@pytest.fixture(autouse=True)
def served(nation: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("SERAPAN_DATA", str(nation))
    data.refresh_snapshot()
    yield
    gate.close_all()
    st.session_state.clear()
    st.cache_data.clear()


def test_the_national_change_is_that_of_all_paired_schools_together_not_the_mean_of_provinces() -> None:
    frame, whole = rows.perubahan(GURU)
    by_province = dict(zip(frame.kode_provinsi_kemendagri, frame.poin, strict=True))
    assert by_province == {SUMBAR: pytest.approx(20), JABAR: 0, BALI: 0}
    assert whole is not None
    assert (whole.pct_dasar, whole.pct_kini) == (pytest.approx(100 * 708 / 1440), pytest.approx(100 * 732 / 1440))
    assert whole.poin == pytest.approx(100 * 24 / 1440)
    assert frame.poin.mean() == pytest.approx(20 / 3), "what a mean of provinces would claim"
    assert whole.jumlah_satuan == 36, "the schools of October alone are not paired"


def test_the_plain_national_difference_is_over_the_provinces_known_at_both_dates() -> None:
    frame, whole = rows.perubahan(CANVA)
    by_province = dict(zip(frame.kode_provinsi_kemendagri, frame.poin, strict=True))
    assert by_province == {SUMBAR: pytest.approx(20), JABAR: pytest.approx(10)}
    assert whole is not None
    assert (whole.x, whole.m) == (660, 1100)
    assert whole.poin == pytest.approx(100 * (660 / 1100 - 540 / 1100))
    assert frame.poin.mean() == pytest.approx(15), "what a mean of provinces would claim"
    assert pd.isna(whole.is_nyata)
    assert frame.is_nyata.isna().all()


def test_no_province_known_at_both_dates_makes_no_national_difference() -> None:
    now, then = rows.per_provinsi(CANVA), rows.per_provinsi(CANVA, SEP)
    only_new = now[now.kode_provinsi_kemendagri == SUMUT]
    frame, whole = rows._plain_difference(only_new, then[then.kode_provinsi_kemendagri == BALI])
    assert frame.empty
    assert whole is None


def test_a_series_of_the_nation_an_island_and_a_province_are_three_different_sums() -> None:
    def last(**where: str) -> tuple[float, float]:
        row = rows.tren(GURU, **where).iloc[-1]
        return float(row.x), float(row.m)

    assert last() == (852, 1560)
    assert last(pulau="Sumatera") == (192, 240)
    assert last(provinsi=SUMBAR) == (72, 120)
    assert last(provinsi=SUMBAR, kab_kota=AGAM) == (72, 120)
    assert rows.tren(GURU).pct.tolist() == [pytest.approx(100 * 708 / 1440), pytest.approx(100 * 852 / 1560)]


def test_side_by_side_sets_a_province_against_its_island_and_against_the_nation() -> None:
    frame = province_panels.side_by_side(replace(GURU, provinsi=SUMBAR), "Sumatera Barat", "Sumatera")
    row = frame.set_index("ukuran").loc["pmm.aktif_30_hari"]
    assert (row.x, row.m) == (72, 120)
    assert row.pct == pytest.approx(60)
    assert row.pct_pulau == pytest.approx(80)
    assert row.pct_nasional == pytest.approx(100 * 852 / 1560)


def test_three_scopes_of_a_question_hold_three_sums() -> None:
    frame = data.ask(
        "pemanfaatan_utama_per_provinsi",
        kode_provinsi=SUMBAR,
        tanggal_data=OKT,
        jenjang="Semua",
        status="Semua",
        kewenangan="tanpa_kemenag",
    )
    mine = frame[frame.ukuran == "pmm.aktif_30_hari"].set_index("lingkup")
    assert {name: (mine.x[name], mine.m[name]) for name in ("provinsi", "pulau", "nasional")} == {
        "provinsi": (72, 120),
        "pulau": (192, 240),
        "nasional": (852, 1560),
    }


def test_heads_of_schools_are_neither_counted_nor_called_teachers() -> None:
    heads = roll_up(rows.per_provinsi(KS)).iloc[0]
    assert (heads.x, heads.m) == (12, 48)
    assert rows.tren(KS).m.tolist() == [36, 48]
    teachers = roll_up(rows.per_provinsi(GURU)).iloc[0]
    assert (teachers.x, teachers.m) == (852, 1560)
    assert rows.base_words("orang", "KS", "pmm") == "kepala sekolah"
    assert rows.base_words("orang", "guru", "pmm") == "guru"


def test_a_province_is_above_or_below_only_with_its_whole_interval() -> None:
    frame = rows.per_provinsi(GURU).set_index("kode_provinsi_kemendagri")
    acuan = float(with_share(roll_up(frame)).pct.iloc[0])
    assert acuan == pytest.approx(100 * 852 / 1560)
    found = kelas(frame, acuan)
    assert found[[SUMUT, SUMBAR, BALI, JABAR]].tolist() == ["di atas", "setara", "setara", "di bawah"]
    assert frame.pct[SUMBAR] > acuan > frame.pct_rendah[SUMBAR]
    assert frame.pct[BALI] < acuan < frame.pct_tinggi[BALI]
    assert (found.drop([SUMUT, SUMBAR, BALI, JABAR]) == "").all()
