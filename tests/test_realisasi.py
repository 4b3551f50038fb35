"""What schools spent of their budgets: from rupiah in the rows to sums in thousands, an interval, and words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import pytest

from analysis.shares import FEWEST_SCHOOLS, with_share
from charts.dots import dots_peringkat
from charts.slices import dots_irisan
from charts.style import ANGGARAN, banyak, rupiah
from pipelines.marts import FILE_NAME, build_marts
from pipelines.sample.platforms import realised
from pipelines.sample.world import TINY
from tests.mart_world import OKT, PADANG, make_platform, make_sekolah, publish_world, write_dataset
from tests.visiting import headline, visit, words
from views.parts import with_unit
from views.rows import Ukuran, base_words
from warehouse import gate

pytestmark = pytest.mark.xdist_group("halaman")
REALISASI = "arkas.realisasi"


def arkas(npsn: str | None, spent: float | None, budget: float | None, **values: object) -> dict[str, object]:
    done = {"kelompok_pengguna": "satuan pendidikan", "jumlah_sasaran": 1, "jumlah_tersedia": None,
            "jumlah_teraktivasi": 1, "jumlah_aktif": 1, "nilai_rupiah": spent, "nilai_anggaran": budget}  # fmt: skip
    return make_platform("arkas", OKT, npsn, **{**done, **values})


def sums(place: Path, rows: list[dict[str, object]], schools: list[str]) -> list[tuple[Any, ...]]:
    """jumlah_satuan, x, m, xx, mm, xm of each kab/kota."""
    write_dataset(place, "satuan_pendidikan", [make_sekolah(npsn) for npsn in schools])
    write_dataset(place, "pemanfaatan_platform", rows)
    build_marts(place)
    with duckdb.connect(str(place / FILE_NAME), read_only=True) as con:
        return con.execute(
            f"SELECT jumlah_satuan, x, m, xx, mm, xm FROM pemanfaatan_kab_kota_bulan WHERE ukuran = '{REALISASI}' "
            "ORDER BY kode_kab_kota_kemendagri"
        ).fetchall()


def test_rupiah_are_summed_in_thousands_and_a_school_without_a_budget_is_left_out(tmp_path: Path) -> None:
    rows = [
        arkas("10000001", 90e6, 120e6),
        arkas("10000002", 30_000_400.0, 60_000_600.0),  # 30000 and 60001 thousands
        arkas("10000003", 0.0, 40e6),
        arkas("10000004", 5e6, None),
        arkas("10000005", None, 50e6),
        arkas("10000006", 0.0, 0.0),
    ]
    found = sums(tmp_path, rows, [f"1000000{n}" for n in range(1, 7)])
    x, m = [90_000, 30_000, 0], [120_000, 60_001, 40_000]
    squares = (sum(a * a for a in x), sum(b * b for b in m), sum(a * b for a, b in zip(x, m, strict=True)))
    assert found == [(3, sum(x), sum(m), *squares)]


def test_rows_of_one_school_by_jenjang_add_up(tmp_path: Path) -> None:
    rows = [arkas("10000001", 10e6, 40e6, jenjang="SD"), arkas("10000001", 20e6, 60e6, jenjang="SMP")]
    assert [row[:3] for row in sums(tmp_path, rows, ["10000001"])] == [(1, 30_000, 100_000)]


def test_a_budget_no_school_can_have_does_not_break_the_sums(tmp_path: Path) -> None:
    """A slip of the unit, 12e15 rupiah, would not fit squared into 64 bits."""
    rows = [arkas("10000001", 90e6, 120e6), arkas("10000002", 9e15, 12e15), arkas("10000003", 9e15, 120e6)]
    found = sums(tmp_path, rows, ["10000001", "10000002", "10000003"])
    assert [row[:3] for row in found] == [(1, 90_000, 120_000)]


def test_a_nation_at_the_largest_budget_kept_fits_into_the_columns() -> None:
    per_kab_kota, largest = 9_000, 30_000_000
    assert per_kab_kota * largest**2 < 2**63
    assert 216_000 * 1_000_000**2 < 2**63


def test_a_region_row_has_its_sums_and_no_interval(tmp_path: Path) -> None:
    region = arkas(None, 5e12, 8e12, kode_kab_kota_kemendagri=PADANG, jumlah_sasaran=300)
    assert sums(tmp_path, [region], []) == [(None, 5_000_000_000, 8_000_000_000, None, None, None)]


def test_the_interval_counts_schools_not_rupiah(tmp_path: Path) -> None:
    spent = [0.5 + 0.03 * n for n in range(FEWEST_SCHOOLS + 2)]
    rows = [arkas(f"100000{n:02d}", 100e6 * part, 100e6) for n, part in enumerate(spent)]
    found = sums(tmp_path, rows, [f"100000{n:02d}" for n in range(len(spent))])
    frame = with_share(pd.DataFrame(found, columns=["jumlah_satuan", "x", "m", "xx", "mm", "xm"]))
    half = 2.20099 * np.std(spent, ddof=1) / np.sqrt(len(spent)) * 100  # t with 11 degrees: equal budgets, a plain mean
    assert frame["pct"][0] == pytest.approx(100 * np.mean(spent))
    assert frame["pct_tinggi"][0] - frame["pct"][0] == pytest.approx(half, rel=1e-4)


@pytest.mark.parametrize(
    ("ribu", "said"),
    [(12_345_678, "Rp 12,3 miliar"), (54_700_000_000, "Rp 54,7 triliun"), (120_000, "Rp 120,0 juta"),
     (999_999.9, "Rp 1,0 miliar"), (999, "Rp 999 ribu"), (0, "Rp 0 ribu"), (float("nan"), "–")],
)  # fmt: skip
def test_thousands_of_rupiah_are_read_as_rupiah(ribu: float, said: str) -> None:
    assert rupiah(ribu) == said


def test_only_a_budget_is_printed_as_money() -> None:
    assert base_words("rupiah", "satuan pendidikan", "arkas") == ANGGARAN
    assert (banyak(12_345, ANGGARAN), banyak(12_345, "guru")) == ("Rp 12,3 juta", "12.345")


def test_hovers_and_the_n_beside_the_dots_speak_of_rupiah() -> None:
    row = {"nama": "Aceh", "pct": 75.0, "pct_rendah": 70.0, "pct_tinggi": 80.0, "x": 9_000_000.0, "m": 12_000_000.0,
           "jumlah_satuan": 40.0, "is_terlalu_sedikit": False, "siapa": ANGGARAN}  # fmt: skip
    for figure in (dots_peringkat(pd.DataFrame([row]), 70.0, "Nasional", satuan=ANGGARAN),
                   dots_irisan(pd.DataFrame([row]), 70.0, "Nasional")):  # fmt: skip
        text = str(figure.to_plotly_json())
        assert "Rp 9,0 miliar dari Rp 12,0 miliar anggaran" in text
        assert "n = Rp 12,0 miliar" in text


def test_what_the_sample_spends_grows_within_a_year_and_stays_within_the_budget() -> None:
    standing = np.linspace(-2, 2, 500)
    quarters = np.array([realised(TINY, 2025, part, standing) for part in (0.25, 0.5, 0.75, 1.0)])
    assert (np.diff(quarters, axis=0) >= 0).all()
    assert quarters.min() >= 0
    assert quarters.max() <= 1
    assert 0.15 < quarters[0].mean() < 0.35
    assert 0.9 < quarters[3].mean() < 0.99


@pytest.fixture
def publish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Any]]:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    yield lambda write: publish_world(tmp_path, "20261102-080000-89abcdef", write)
    gate.close_all()


def test_the_arkas_page_shows_three_measures_with_what_they_count(tiny_world: Path) -> None:
    at = visit("platform", ukuran=REALISASI)
    assert not at.exception
    text = words(at)
    assert "anggaran satuan pendidikan telah dibelanjakan menurut ARKAS" in text
    assert "3 ukuran ARKAS" in text
    for said in ("RKAS disahkan", "Realisasi anggaran ARKAS", "Lapor ARKAS tepat waktu", "n = Rp ",
                 "Anggaran setahun pada RKAS", "Dihitung dari nol tiap 1 Januari"):  # fmt: skip
        assert said in text, said
    assert "pengesahan RKAS, realisasi, dan ketepatan lapor" in text
    assert "belum ada pada ekspor" not in text


def test_tables_and_downloads_name_the_unit_of_money() -> None:
    rows = pd.DataFrame({"pembilang": [1], "Penyebut": [2], "persen": [50.0]})
    money = Ukuran(REALISASI, "n", "arkas", "ARKAS", ANGGARAN, "", "", "", None, "", "", OKT)
    assert list(with_unit(rows, money)) == ["pembilang_ribu_rupiah", "Penyebut (ribu Rp)", "persen"]
    assert list(with_unit(rows, replace(money, satuan="guru"))) == list(rows)
    assert list(with_unit(rows, None)) == list(rows)


def test_other_pages_take_a_measure_in_rupiah(tiny_world: Path) -> None:
    for page, query in (("ringkasan", {}), ("provinsi", {"provinsi": "13"}), ("peringkat", {}),
                        ("platform", {"provinsi": "13"}), ("kartu_skor", {"provinsi": "13"}),
                        ("rapor_pemakaian", {}), ("perubahan", {})):  # fmt: skip
        at = visit(page, ukuran=REALISASI, **query)
        assert not at.exception, page
        assert headline(at), page


def test_an_export_without_budgets_says_that_realisation_is_not_there(publish: Callable[..., Any]) -> None:
    publish(lambda place: write_dataset(place, "pemanfaatan_platform", [arkas("10000001", 90e6, None)]))
    at = visit("platform", ukuran="arkas.rkas_disahkan")
    assert not at.exception
    assert "Realisasi anggaran belum ada pada ekspor yang dibaca" in words(at)


def test_one_school_with_a_budget_is_shown_without_an_interval(publish: Callable[..., Any]) -> None:
    publish(lambda place: write_dataset(place, "pemanfaatan_platform", [arkas("10000001", 90e6, 120e6)]))
    at = visit("platform", ukuran=REALISASI)
    assert not at.exception
    assert "75,0 %" in words(at)
    assert "Rp 120,0 juta" in words(at)
