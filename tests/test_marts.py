"""Marts: what they hold against a direct computation, on real DuckDB, from clean Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from pipelines.marts import build_marts, read_statement
from tests.mart_world import (
    AGAM,
    BANDUNG,
    OKT,
    SEP,
    make_platform,
    make_pmm,
    make_sekolah,
    random_pmm,
    write_dataset,
    write_world,
)

SUMS = ["jumlah_satuan", "x", "m", "xx", "mm", "xm"]

Ask = Callable[[str], pd.DataFrame]


@pytest.fixture(scope="module")
def pmm() -> pd.DataFrame:
    lists, rows = random_pmm(1)
    dims = pd.DataFrame(lists)[["npsn", "jenjang", "status", "kewenangan"]]
    frame = pd.DataFrame(rows).merge(dims, on="npsn", how="left")
    return frame.fillna(dict.fromkeys(("jenjang", "status", "kewenangan"), "Tidak diketahui"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("marts")
    write_world(place)
    build_marts(place)
    return place


@pytest.fixture(scope="module")
def ask(folder: Path) -> Iterator[Ask]:
    with duckdb.connect(str(folder / "marts.duckdb"), read_only=True) as con:
        yield lambda sql: con.execute(sql).df()


def direct(rows: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Sufficient statistics by pandas from columns x and m of schools."""
    rows = rows.assign(jumlah_satuan=1, xx=rows.x * rows.x, mm=rows.m * rows.m, xm=rows.x * rows.m)
    return rows.groupby(by, as_index=False)[SUMS].sum().astype(dict.fromkeys(SUMS, "int64"))


def same(left: pd.DataFrame, right: pd.DataFrame, by: list[str]) -> None:
    def tidy(frame: pd.DataFrame) -> pd.DataFrame:
        frame = frame.assign(**{name: frame[name].astype(str).str[:10] for name in by})
        return frame.sort_values(by, ignore_index=True)[[*by, *(c for c in left.columns if c not in by)]]

    pd.testing.assert_frame_equal(tidy(left), tidy(right[list(left.columns)]), check_dtype=False)


BY = ["kelompok_pengguna", "tanggal_data", "kode_kab_kota_kemendagri", "jenjang", "status", "kewenangan"]


@pytest.mark.parametrize("column", ["jumlah_aktif_30_hari", "jumlah_login"])
def test_pmm_sums_equal_a_direct_computation_without_schools_that_lack_base_or_counter(
    ask: Ask, pmm: pd.DataFrame, column: str
) -> None:
    rows = pmm.rename(columns={"peran": "kelompok_pengguna", column: "x", "jumlah_gtk": "m"})
    kept = rows[(rows.m > 0) & rows.x.notna()]
    expected = direct(kept, BY)
    found = ask(f"SELECT * FROM pemanfaatan_kab_kota_bulan WHERE ukuran = 'pmm.{column.removeprefix('jumlah_')}'")
    same(expected, found[found.kelompok_pengguna != "semua"], BY)
    assert len(kept) < len(rows[rows.m >= 0]), "the world has rows that must be left out"


def test_semua_squares_the_total_of_each_school(ask: Ask, pmm: pd.DataFrame) -> None:
    rows = pmm[pmm.jumlah_gtk > 0].rename(columns={"jumlah_aktif_30_hari": "x", "jumlah_gtk": "m"})
    school = rows.groupby(["npsn", *BY[1:]], as_index=False)[["x", "m"]].sum().assign(kelompok_pengguna="semua")
    found = ask("SELECT * FROM pemanfaatan_kab_kota_bulan WHERE ukuran = 'pmm.aktif_30_hari'")
    semua = found[found.kelompok_pengguna == "semua"]
    same(direct(school, BY), semua, BY)
    assert semua.xx.sum() > found[found.kelompok_pengguna != "semua"].xx.sum()


def test_semua_leaves_out_a_school_when_one_role_lacks_the_counter(tmp_path: Path) -> None:
    rows = [make_pmm(npsn, OKT, peran=peran) for npsn in ("10000001", "10000002") for peran in ("guru", "KS")]
    rows[0]["jumlah_login"] = None
    write_dataset(tmp_path, "pmm_aktivitas", rows)
    build_marts(tmp_path)
    with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as con:
        found = con.execute(
            "SELECT ukuran, jumlah_satuan, x, m FROM pemanfaatan_kab_kota_bulan WHERE kelompok_pengguna = 'semua'"
            " AND ukuran IN ('pmm.login', 'pmm.aktif_30_hari') ORDER BY ukuran"
        ).fetchall()
    assert found == [("pmm.aktif_30_hari", 2, 20, 40), ("pmm.login", 1, 16, 20)]


def test_every_measure_of_a_dataset_with_rows_is_in_the_mart(ask: Ask) -> None:
    missing = ask("SELECT ukuran FROM ukuran EXCEPT SELECT DISTINCT ukuran FROM pemanfaatan_kab_kota_bulan")
    assert missing.ukuran.tolist() == []


def test_every_numerator_and_denominator_of_the_measures_is_known_to_the_sql(ask: Ask) -> None:
    """A new row of ukuran.csv with another column must not vanish without a word."""
    school, wide = (read_statement(f"stage/{name}").sql for name in ("pemanfaatan_sekolah", "pmm_kab_kota"))
    for row in ask("SELECT * FROM ukuran WHERE dataset <> 'bimtek_kehadiran'").itertuples():
        if row.dataset == "pmm_aktivitas":
            assert row.penyebut == "jumlah_gtk"
            assert f"{row.pembilang} AS " in wide
            assert f"'{row.pembilang}'" in read_statement("pemanfaatan_kab_kota_bulan").sql
        assert f"WHEN '{row.pembilang}'" in school
        assert row.penyebut == "jumlah_gtk" or f"WHEN '{row.penyebut}'" in school


def test_people_groups_of_a_school_make_semua_and_schools_do_not(ask: Ask) -> None:
    found = ask("SELECT * FROM pemanfaatan_kab_kota_bulan WHERE ukuran = 'belajar_id.teraktivasi'")
    semua = found[found.kelompok_pengguna == "semua"]
    assert semua[SUMS].to_numpy().tolist() == [[1, 75, 122, 75**2, 122**2, 75 * 122]]
    assert set(
        ask(
            "SELECT kelompok_pengguna FROM pemanfaatan_kab_kota_bulan WHERE ukuran = 'arkas.rkas_disahkan'"
        ).kelompok_pengguna
    ) == {"satuan pendidikan"}


def test_region_rows_have_no_schools_and_no_squares(ask: Ask) -> None:
    row = ask("SELECT * FROM pemanfaatan_kab_kota_bulan WHERE ukuran = 'kampus_merdeka.aktif'").iloc[0]
    assert (row.x, row.m, row.jenjang, row.status, row.kewenangan) == (4, 10, "Semua", "Semua", "Semua")
    assert row[["jumlah_satuan", "xx", "mm", "xm", "kode_kab_kota_kemendagri"]].isna().all()


@pytest.mark.parametrize(
    ("kept", "expected"),
    [
        (("sekolah", "kab_kota", "provinsi", "nasional"), [("13", AGAM, 1)]),
        (("kab_kota", "provinsi", "nasional"), [("13", AGAM, None)]),
        (("provinsi", "nasional"), [("13", None, None)]),
        (("nasional",), [(None, None, None)]),
    ],
)
def test_only_the_finest_rows_of_a_place_count(
    tmp_path: Path, kept: tuple[str, ...], expected: list[tuple[object, ...]]
) -> None:
    rows = {
        "sekolah": make_platform("rumah_pendidikan", OKT, "10000001"),
        "kab_kota": make_platform("rumah_pendidikan", OKT),
        "provinsi": make_platform("rumah_pendidikan", OKT, tingkat="provinsi", kode_kab_kota_kemendagri=None),
        "nasional": make_platform(
            "rumah_pendidikan", OKT, tingkat="nasional", kode_kab_kota_kemendagri=None, kode_provinsi_kemendagri=None
        ),
    }
    write_dataset(tmp_path, "pemanfaatan_platform", [rows[name] for name in kept])
    build_marts(tmp_path)
    with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as con:
        found = con.execute(
            "SELECT kode_provinsi_kemendagri, kode_kab_kota_kemendagri, jumlah_satuan FROM pemanfaatan_kab_kota_bulan"
        ).fetchall()
    assert found == expected


def test_another_province_without_schools_keeps_its_region_row(tmp_path: Path) -> None:
    bandung = {"kode_kab_kota_kemendagri": BANDUNG, "kode_provinsi_kemendagri": "32"}
    rows = [
        make_platform("rumah_pendidikan", OKT, "10000001"),
        make_platform("rumah_pendidikan", OKT),
        make_platform("rumah_pendidikan", OKT, **bandung),
        make_platform("rumah_pendidikan", SEP),
    ]
    write_dataset(tmp_path, "pemanfaatan_platform", rows)
    build_marts(tmp_path)
    with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as con:
        found = con.execute(
            "SELECT CAST(tanggal_data AS VARCHAR), kode_provinsi_kemendagri, jumlah_satuan"
            " FROM pemanfaatan_kab_kota_bulan ORDER BY ALL"
        ).fetchall()
    assert found == [("2026-09-30", "13", None), ("2026-10-31", "13", 1), ("2026-10-31", "32", None)]


def test_dims_come_from_the_latest_list_and_the_export_fills_in_for_schools_on_none(tmp_path: Path) -> None:
    write_dataset(
        tmp_path,
        "satuan_pendidikan",
        [
            make_sekolah("10000001", tanggal_data=date(2024, 6, 30), jenjang="SD", status="Swasta"),
            make_sekolah("10000001", tanggal_data=date(2026, 6, 30), jenjang="SMP", status="Negeri"),
        ],
    )
    write_dataset(
        tmp_path,
        "pemanfaatan_platform",
        [
            make_platform("canva", OKT, "10000001", jenjang="SD"),
            make_platform("canva", OKT, "10000002", jenjang="SMA"),
            make_platform("canva", OKT, "10000003"),
        ],
    )
    build_marts(tmp_path)
    with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as con:
        found = con.execute("SELECT jenjang, status, kewenangan FROM pemanfaatan_kab_kota_bulan ORDER BY 1").fetchall()
    unknown = "Tidak diketahui"
    assert found == [("SMA", unknown, unknown), ("SMP", "Negeri", "pemda"), (unknown, unknown, unknown)]


@pytest.mark.parametrize(("lag", "dasar"), [(1, SEP), (3, date(2026, 7, 31)), (12, date(2025, 10, 31))])
def test_change_pairs_only_schools_present_at_both_cut_offs(ask: Ask, pmm: pd.DataFrame, lag: int, dasar: date) -> None:
    rows = pmm[(pmm.jumlah_gtk > 0) & (pmm.peran == "guru")].rename(
        columns={"jumlah_aktif_30_hari": "x", "jumlah_gtk": "m"}
    )
    now, before = rows[rows.tanggal_data == OKT], rows[rows.tanggal_data == dasar]
    pair = now.merge(before[["npsn", "x", "m"]], on="npsn", suffixes=("1", "0"))
    assert len(pair) < len(now)
    for name in ("x0x0", "x0m0", "m0m0", "x1x1", "x1m1", "m1m1", "x0x1", "x0m1", "m0x1", "m0m1"):
        pair[name] = pair[name[:2]] * pair[name[2:]]
    pair["jumlah_satuan"] = 1
    by = BY[2:]
    sums = [c for c in pair.columns if c in {"jumlah_satuan", "x0", "m0", "x1", "m1"} or (len(c) == 4 and c[0] in "xm")]
    expected = pair.groupby(by, as_index=False)[sums].sum()
    found = ask(
        f"SELECT * FROM perubahan_kab_kota_bulan WHERE ukuran = 'pmm.aktif_30_hari' AND kelompok_pengguna = 'guru'"
        f" AND lag_bulan = {lag} AND tanggal_data = DATE '2026-10-31'"
    )
    assert set(found.tanggal_dasar.astype(str).str[:10]) == {str(dasar)}
    same(expected, found, by)


def test_change_is_kept_for_main_measures_only(ask: Ask) -> None:
    found = set(ask("SELECT DISTINCT ukuran FROM perubahan_kab_kota_bulan").ukuran)
    assert "pmm.aktif_30_hari" in found
    assert found <= set(ask("SELECT ukuran FROM ukuran WHERE is_utama").ukuran)


def test_region_rows_change_without_products(tmp_path: Path) -> None:
    write_dataset(
        tmp_path,
        "pemanfaatan_platform",
        [make_platform("ruang_murid", SEP, jumlah_aktif=3), make_platform("ruang_murid", OKT, jumlah_aktif=5)],
    )
    build_marts(tmp_path)
    with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as con:
        found = con.execute(
            "SELECT lag_bulan, x0, m0, x1, m1, jumlah_satuan, x0x1 FROM perubahan_kab_kota_bulan"
        ).fetchall()
    assert found == [(1, 3, 10, 5, 10, None, None)]


def test_a_school_is_reached_by_bimtek_from_the_event_on(ask: Ask) -> None:
    found = ask(
        "SELECT tanggal_data, SUM(x) AS x, SUM(m) AS m FROM pemanfaatan_kab_kota_bulan"
        " WHERE ukuran = 'bimtek.sekolah_terjangkau' GROUP BY 1 ORDER BY 1"
    )
    assert found.tanggal_data.astype(str).str[:10].tolist() == ["2026-09-30", "2026-10-31"]
    assert found.x.astype(int).tolist() == [1, 2], "who did not come, and who named no school, reaches none"
    assert found.m.astype(int).tolist() == [72, 72], "every listed school counts once"


def test_each_school_shows_its_own_latest_cut_off(ask: Ask) -> None:
    found = ask("SELECT * FROM pemanfaatan_satuan_pendidikan WHERE ukuran = 'pmm.aktif_30_hari'")
    assert found.npsn.is_unique
    assert set(found.kelompok_pengguna) == {"guru"}
    one = found[found.npsn == "10000007"].iloc[0]
    assert str(one.tanggal_data)[:10] == "2026-10-31"
    assert one.nama == "Sekolah 10000007"


def test_cutoffs_count_the_schools_behind_them(ask: Ask, pmm: pd.DataFrame) -> None:
    found = ask("SELECT * FROM cutoff_ukuran WHERE ukuran = 'pmm.aktif_30_hari' AND kelompok_pengguna = 'KS'")
    rows = pmm[(pmm.peran == "KS") & (pmm.jumlah_gtk > 0)]
    assert found.jumlah_satuan.tolist() == rows.groupby("tanggal_data").npsn.nunique().tolist()


def test_rapor_is_kept_as_published_and_labels_are_counted(ask: Ask) -> None:
    assert ask("SELECT nilai FROM rapor_wilayah ORDER BY 1").nilai.tolist() == [58.25, 61.5]
    labels = ask("SELECT label, jumlah_satuan FROM rapor_label_kab_kota ORDER BY label")
    assert labels.to_numpy().tolist() == [["Baik", 2], ["Kurang", 1]]


def test_schools_are_counted_once_by_their_latest_row(ask: Ask) -> None:
    assert ask("SELECT SUM(jumlah_satuan) AS n FROM satuan_pendidikan_kab_kota").n.iloc[0] == 72
