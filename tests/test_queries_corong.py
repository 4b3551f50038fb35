"""The questions of the funnel page on real DuckDB, against the mart's sums and school rows counted by hand."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from analysis.adoption import WINDOW, with_losses
from tests.mart_world import (
    AGAM,
    BANDUNG,
    OKT,
    PADANG,
    SEP,
    make_platform,
    make_pmm,
    make_sekolah,
    publish_world,
    random_pmm,
    write_dataset,
)  # fmt: skip
from views.adoption.rows import CHAIN
from warehouse import gate
from warehouse.viewer import DEMO

Ask = Callable[..., pd.DataFrame]
ALL = {"jenjang": "Semua", "status": "Semua", "kewenangan": "semua"}
NATION = {"pulau": None, "kode_provinsi": None, "kode_kab_kota": None}
SUMS = ["jumlah_satuan", "x", "m", "xx", "mm", "xm"]


def write_funnel(place: Path) -> None:
    """The random world, one kind of level beside it, and a small kab/kota counted by hand."""
    lists, rows = random_pmm(1)
    lists += [make_sekolah(f"2000000{i}", "32.13") for i in range(3)]
    rows += [
        make_pmm("20000000", OKT, "32.13", jumlah_gtk=10, jumlah_login=9, jumlah_mulai_topik=6),
        make_pmm("20000001", OKT, "32.13", jumlah_gtk=4, jumlah_login=4, jumlah_mulai_topik=0, jumlah_aktif_30_hari=4,
                 jumlah_selesai_topik_1=0),
        make_pmm("20000002", OKT, "32.13", jumlah_gtk=6, jumlah_login=0, jumlah_mulai_topik=0,
                 jumlah_selesai_topik_1=0),
    ]  # fmt: skip
    write_dataset(place, "satuan_pendidikan", lists)
    write_dataset(place, "pmm_aktivitas", rows)
    write_dataset(place, "pemanfaatan_platform", [
        make_platform("belajar_id", SEP, "10000001", kelompok_pengguna=group, jumlah_tersedia=10, jumlah_teraktivasi=7)
        for group in ("guru", "tendik", "peserta didik")
    ])  # fmt: skip
    level = {"tingkat": "satuan_pendidikan", "kode_provinsi_kemendagri": "13", "kode_kab_kota_kemendagri": AGAM,
             "aspek": "login"}  # fmt: skip
    write_dataset(place, "pmm_tingkat", [
        {**level, "npsn": "10000001", "tanggal_data": SEP, "predikat": "BAIK"},
        {**level, "npsn": "10000002", "tanggal_data": SEP, "predikat": "BAIK"},
        {**level, "npsn": "10000003", "tanggal_data": SEP, "predikat": "CUKUP BAIK"},
        {**level, "npsn": "10000003", "tanggal_data": date(2026, 7, 31), "predikat": "PERLU DITINGKATKAN"},
    ])  # fmt: skip


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    publish_world(folder, write=write_funnel)
    return folder


@pytest.fixture(scope="module")
def ask(data: Path) -> Iterator[Ask]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(data))
        yield lambda name, **params: gate.ask(DEMO, name, params)
        gate.close_all()


@pytest.fixture(scope="module")
def marts(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    (file,) = (data / "warehouse").glob("*/marts.duckdb")
    with duckdb.connect(config={"autoload_known_extensions": "false"}) as con:
        con.execute(f"ATTACH '{file}' AS m (READ_ONLY)")
        yield con


def at(frame: pd.DataFrame, ukuran: str) -> Any:
    """The row of one stage."""
    return frame.set_index("ukuran").loc[ukuran]


def tahap(ask: Ask, **more: object) -> pd.DataFrame:
    given = {"kelompok_pengguna": "guru", "tanggal_data": OKT, "tanggal_akun": SEP, **ALL, **NATION, **more}
    return ask("corong_per_tahap", **given)


@pytest.mark.parametrize("peran", ["guru", "KS", "PS", "semua"])
@pytest.mark.parametrize("tanggal", [SEP, OKT])
def test_the_sums_of_every_stage_are_those_of_the_mart(
    ask: Ask, marts: duckdb.DuckDBPyConnection, peran: str, tanggal: date
) -> None:
    found = tahap(ask, kelompok_pengguna=peran, tanggal_data=tanggal)
    found = found[found["ukuran"].str.startswith("pmm.")].set_index("ukuran")
    whole = marts.execute(
        "SELECT ukuran, SUM(jumlah_satuan) AS jumlah_satuan, SUM(x) AS x, SUM(m) AS m, SUM(xx) AS xx, SUM(mm) AS mm, "
        "SUM(xm) AS xm FROM m.pemanfaatan_kab_kota_bulan WHERE kelompok_pengguna = ? AND tanggal_data = ? GROUP BY 1",
        [peran, tanggal],
    ).df().set_index("ukuran")  # fmt: skip
    assert set(found.index) == set(CHAIN)
    for ukuran in CHAIN:
        assert found.loc[ukuran, SUMS].astype(float).tolist() == whole.loc[ukuran, SUMS].astype(float).tolist()


def test_the_order_of_the_stages_is_the_same_in_the_mart_and_on_the_page(ask: Ask) -> None:
    found = tahap(ask).dropna(subset=["ukuran_sebelum"])
    before = dict(zip(found["ukuran"], found["ukuran_sebelum"], strict=True))
    order = list(CHAIN)
    assert set(before) == set(order) - {"pmm.login", *WINDOW}
    assert all(order.index(one) < order.index(other) for other, one in before.items())
    assert before["pmm.aksi_nyata"] == "pmm.selesai_topik_1"


def test_a_small_place_counted_by_hand(ask: Ask) -> None:
    row = at(with_losses(tahap(ask, kode_kab_kota="32.13")), "pmm.mulai_topik")
    assert (row.x, row.m, row.x_asal, row.hilang_orang) == (6, 20, 13, 7)
    assert row.jumlah_satuan_asal == 2, "nobody of the third school ever entered"
    assert row.xx_pasangan == 9 * 6
    assert row.hilang_poin == pytest.approx(35.0)
    assert row.lanjut == pytest.approx(100 * 6 / 13)
    assert row.is_terlalu_sedikit


def test_where_not_every_school_has_both_counters_nothing_is_subtracted(ask: Ask) -> None:
    found = with_losses(tahap(ask, tanggal_data=SEP))
    begun = at(found, "pmm.mulai_topik")
    assert at(found, "pmm.login").m < begun.m
    assert not begun.is_dasar_sama
    assert pd.isna(begun.hilang_orang)
    assert at(found, "pmm.selesai_topik_1").is_dasar_sama


def test_accounts_keep_their_own_cutoff_and_pupils_are_no_staff(ask: Ask) -> None:
    found = tahap(ask)
    mine = found[found["ukuran"] == "belajar_id.teraktivasi"]
    assert mine["kelompok_pengguna"].tolist() == ["guru", "tendik"]
    assert {pd.Timestamp(t).date() for t in mine["tanggal_data"]} == {SEP}
    assert not tahap(ask, tanggal_akun=None)["ukuran"].str.startswith("belajar_id").any()


def test_places_add_up_to_the_nation(ask: Ask) -> None:
    params = {"kelompok_pengguna": "guru", "tanggal_data": OKT, **ALL}
    places = ask("corong_per_wilayah", **params)
    whole = tahap(ask).set_index("ukuran")
    columns = [*SUMS, "jumlah_satuan_pasangan", "jumlah_satuan_asal", "xx_pasangan"]
    for ukuran, rows in places.groupby("ukuran"):
        expected = whole.loc[str(ukuran), columns].astype(float).fillna(0)
        assert rows[columns].astype(float).sum().tolist() == expected.tolist()


@pytest.mark.parametrize("more", [{"jenjang": "SD"}, {"status": "Swasta"}, {"kewenangan": "Kemenag"},
                                  {"kewenangan": "tanpa_kemenag"}])  # fmt: skip
def test_filters_narrow_stages_and_pairs_alike(ask: Ask, more: dict[str, object]) -> None:
    found = at(with_losses(tahap(ask, **more)), "pmm.mulai_topik")
    assert 0 < found.m < at(tahap(ask), "pmm.mulai_topik").m
    assert found.is_dasar_sama


def test_history_holds_what_was_known_up_to_the_cutoff(ask: Ask) -> None:
    params = {"kelompok_pengguna": "guru", **ALL}
    found = ask("corong_riwayat_per_kab_kota", tanggal_data=SEP, **params)
    assert pd.to_datetime(found["tanggal_data"]).max().date() == SEP
    assert set(found["kode_kab_kota_kemendagri"]) >= {AGAM, PADANG, BANDUNG}
    last = found[(found["ukuran"] == "pmm.aksi_nyata") & (pd.to_datetime(found["tanggal_data"]) == pd.Timestamp(SEP))]
    assert last["x"].sum() == at(tahap(ask, tanggal_data=SEP), "pmm.aksi_nyata").x


def test_levels_are_those_of_the_last_cutoff_alone(ask: Ask) -> None:
    given = {"jenjang": "Semua", **NATION}
    found = ask("corong_predikat", tanggal_data=OKT, **given)
    assert dict(zip(found["predikat"], found["jumlah"], strict=True)) == {"BAIK": 2, "CUKUP BAIK": 1}
    before = ask("corong_predikat", tanggal_data=date(2026, 8, 31), **given)
    assert before["predikat"].tolist() == ["PERLU DITINGKATKAN"]
    assert ask("corong_predikat", tanggal_data=OKT, **{**given, "kode_provinsi": "32"}).empty
