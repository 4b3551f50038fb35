"""Questions: headers against DuckDB's own view of the SQL, and answers against the marts."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest

from analysis.shares import roll_up
from tests.mart_world import AGAM, OKT, SEP, publish_world
from warehouse import gate, query
from warehouse.viewer import DEMO

ROOT = Path(__file__).resolve().parent.parent
SUMS = ["jumlah_satuan", "x", "m", "xx", "mm", "xm"]
ALL = {"jenjang": "Semua", "status": "Semua", "kewenangan": "semua"}
PMM = {"ukuran": "pmm.aktif_30_hari", "kelompok_pengguna": "guru"}
ANY: dict[str, object] = {
    **ALL,
    **PMM,
    "tanggal_data": OKT,
    "lag_bulan": 1,
    "jumlah_tanggal": 25,
    "pulau": None,
    "kode_provinsi": "13",
    "kode_kab_kota": AGAM,
    "npsn": "10000001",
    "tanggal_akun": SEP,
    "potongan": "sek|eko",
    "teks": "sekolah",
    "kecamatan": None,
    "awalan": "1000",
    "program": "Semua",
    "level": "Semua",
    "tahun_kegiatan": "Semua",
    "aspek": "aps_5_6",
    "sumber": "BPS",
    "satuan": "persen",
    "platform": "pmm|belajar_id",
    "wilayah": "13|32.04",
    "indikator": "C.3.1",
    "tingkat": "provinsi",
    "kelompok": "DASMEN",
    "jenis": "SD Umum",
    "kode": "A.1",
    "tahun": 2025,
    "tahun_mulai": 2026,
    "tahun_sampai": 2027,
    "kursi_per_sekolah": 2,
    "kode_wilayah": "13",
    "acuan": "DASMEN:A.1|DASMEN:C.3.1",
    "kegiatan_id": "K2",
}

Ask = Callable[..., pd.DataFrame]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("data")
    publish_world(folder)
    return folder


@pytest.fixture(scope="module")
def ask(data: Path) -> Iterator[Ask]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(data))
        yield lambda name, **params: gate.ask(DEMO, name, params)
        gate.close_all()


@pytest.fixture(scope="module")
def mart(data: Path) -> pd.DataFrame:
    (file,) = (data / "warehouse").glob("*/marts.duckdb")
    with duckdb.connect(config={"autoload_known_extensions": "false"}) as con:
        con.execute(f"ATTACH '{file}' AS m (READ_ONLY)")
        return con.execute("SELECT * FROM m.pemanfaatan_kab_kota_bulan").df()


def totals(frame: pd.DataFrame) -> list[float]:
    return [float(frame[name].sum()) for name in SUMS]


@pytest.mark.parametrize("name", query.names())
def test_the_header_names_exactly_the_parameters_duckdb_finds(name: str) -> None:
    question = query.load(name)
    with duckdb.connect() as con:
        (statement,) = con.extract_statements(question.sql)
    assert set(question.parameters) == set(statement.named_parameters)
    assert all(meaning.strip() for meaning in question.parameters.values())
    assert question.apa.endswith(".") or question.sql.splitlines()[1].startswith("-- ")
    assert not question.apa.startswith(("grain", "order", "$"))


def test_a_misspelt_parameter_in_a_header_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "QUERIES", tmp_path)
    text = "-- Satu.\n-- grain: a\n-- order: none\n-- $ukurn: VARCHAR\nSELECT $ukuran AS a\n"
    (tmp_path / "satu.sql").write_text(text, encoding="utf-8")
    with pytest.raises(AssertionError):
        test_the_header_names_exactly_the_parameters_duckdb_finds("satu")


@pytest.mark.parametrize("name", query.names())
def test_every_question_runs_and_its_rows_have_the_declared_grain(ask: Ask, name: str) -> None:
    question = query.load(name)
    found = ask(name, **{key: ANY[key] for key in question.parameters})
    keys = re.sub(r" \(.*?\)", "", question.grain).split(", ")
    assert not found.duplicated(keys).any()


def calls(root: Path) -> list[tuple[str, str, set[str]]]:
    """Every `ask("name", parameter=...)` of pages and views: file, question, parameters given."""
    found = []
    for file in [*(root / "pages").glob("*.py"), *(root / "views").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or getattr(node.func, "attr", getattr(node.func, "id", "")) != "ask":
                continue
            if node.args and isinstance(node.args[0], ast.Constant):
                found.append((file.name, str(node.args[0].value), {word.arg for word in node.keywords if word.arg}))
    return found


def wrong_calls(root: Path) -> list[str]:
    """Calls whose parameters are not those of the question's header."""
    return [
        f"{file}: {name}({', '.join(sorted(given))})"
        for file, name, given in calls(root)
        if name not in query.names() or given != set(query.load(name).parameters)
    ]


def test_every_call_gives_exactly_the_parameters_its_question_declares() -> None:
    assert len(calls(ROOT)) >= 8, "the pages ask by literal names"
    assert wrong_calls(ROOT) == []


def test_a_call_with_a_misspelt_parameter_is_noticed(tmp_path: Path) -> None:
    for folder in ("pages", "views"):
        (tmp_path / folder).mkdir()
    (tmp_path / "views" / "rows.py").write_text('data.ask("cutoff_per_ukuran", ukuran=1, kelompok=2)', encoding="utf-8")
    assert wrong_calls(tmp_path) == ["rows.py: cutoff_per_ukuran(kelompok, ukuran)"]


def test_every_province_is_there_even_without_data(ask: Ask, mart: pd.DataFrame) -> None:
    found = ask("pemanfaatan_per_provinsi", **PMM, **ALL, tanggal_data=OKT)
    assert len(found) == 38
    assert found[found.m.isna()].jumlah_satuan.isna().all()
    own = mart[(mart.ukuran == PMM["ukuran"]) & (mart.kelompok_pengguna == "guru") & (mart.tanggal_data == str(OKT))]
    assert totals(found) == totals(own)
    assert set(found[found.m.notna()].kode_provinsi_kemendagri) == {"13", "32"}


def test_a_province_is_the_sum_of_its_kab_kota(ask: Ask) -> None:
    params = {**PMM, **ALL, "tanggal_data": OKT}
    province = ask("pemanfaatan_per_provinsi", **params).set_index("kode_provinsi_kemendagri").loc["13"]
    kab = ask("pemanfaatan_per_kab_kota", **params, pulau=None, kode_provinsi="13")
    assert len(kab) == 19
    assert [float(province[name]) for name in SUMS] == totals(kab)


@pytest.mark.parametrize("kewenangan", ["tanpa_kemenag", "Kemenag", "semua"])
@pytest.mark.parametrize("jenjang", ["Semua", "SD"])
def test_filters_narrow_every_question_alike(ask: Ask, mart: pd.DataFrame, jenjang: str, kewenangan: str) -> None:
    own = mart[(mart.ukuran == PMM["ukuran"]) & (mart.kelompok_pengguna == "guru")]
    if jenjang != "Semua":
        own = own[own.jenjang == jenjang]
    if kewenangan != "semua":
        own = own[(own.kewenangan == "Kemenag") == (kewenangan == "Kemenag")]
    narrow = {**PMM, "jenjang": jenjang, "status": "Semua", "kewenangan": kewenangan}
    by_month = ask("pemanfaatan_per_bulan", **narrow, pulau=None, kode_provinsi=None, kode_kab_kota=None)
    assert totals(by_month) == totals(own)
    assert totals(ask("pemanfaatan_per_provinsi_bulan", **narrow)) == totals(own)
    latest = own[own.tanggal_data == str(OKT)]
    assert totals(ask("pemanfaatan_per_provinsi", **narrow, tanggal_data=OKT)) == totals(latest)
    school = ask(
        "pemanfaatan_per_satuan_pendidikan",
        ukuran=PMM["ukuran"],
        kode_kab_kota=AGAM,
        jenjang=jenjang,
        status="Semua",
        kewenangan=kewenangan,
    )
    assert set(school.kewenangan) <= set(own.kewenangan)
    assert set(school.jenjang) <= set(own.jenjang)
    at_latest = school[school.tanggal_data == str(OKT)]
    assert at_latest.m.sum() == latest[latest.kode_kab_kota_kemendagri == AGAM].m.sum()


def test_kewenangan_splits_the_whole(ask: Ask) -> None:
    params = {**PMM, "jenjang": "Semua", "status": "Semua", "tanggal_data": OKT}
    m = {
        k: ask("pemanfaatan_per_provinsi", **params, kewenangan=k).m.sum()
        for k in ("tanpa_kemenag", "Kemenag", "semua")
    }
    assert m["tanpa_kemenag"] + m["Kemenag"] == m["semua"]
    assert min(m.values()) > 0


@pytest.mark.parametrize(
    ("place", "column", "value"),
    [
        ({"pulau": "Jawa"}, "pulau", "Jawa"),
        ({"kode_provinsi": "13"}, "kode_provinsi_kemendagri", "13"),
        ({"kode_kab_kota": AGAM}, "kode_kab_kota_kemendagri", AGAM),
    ],
)
def test_a_trend_narrows_to_its_place(
    ask: Ask, mart: pd.DataFrame, place: dict[str, str], column: str, value: str
) -> None:
    everywhere = dict.fromkeys(("pulau", "kode_provinsi", "kode_kab_kota"))
    found = ask("pemanfaatan_per_bulan", **PMM, **ALL, **{**everywhere, **place})
    own = mart[(mart.ukuran == PMM["ukuran"]) & (mart.kelompok_pengguna == "guru") & (mart[column] == value)]
    assert totals(found) == totals(own)
    assert len(found) == 4


def test_one_region_row_takes_the_interval_of_the_whole_away(ask: Ask) -> None:
    """A region known only as a whole has no schools, so the sum over it has none either."""
    found = ask(
        "pemanfaatan_per_bulan",
        ukuran="ruang_murid.aktif",
        kelompok_pengguna="peserta didik",
        **ALL,
        pulau=None,
        kode_provinsi=None,
        kode_kab_kota=None,
    )
    assert found.m.tolist() == [10]
    assert found[["jumlah_satuan", "xx", "mm", "xm"]].isna().all().all()


def test_change_questions_sum_to_each_other(ask: Ask) -> None:
    params = {**PMM, **ALL, "tanggal_data": OKT, "lag_bulan": 12}
    province = ask("perubahan_per_provinsi", **params)
    kab = ask("perubahan_per_kab_kota", **params, kode_provinsi="13")
    assert len(province) == 38
    row = province.set_index("kode_provinsi_kemendagri").loc["13"]
    for name in ("jumlah_satuan", "x0", "m0", "x1", "m1", "x0x1", "x0m1", "m0x1", "m0m1"):
        assert float(row[name]) == float(kab[name].sum())
    assert str(row.tanggal_dasar)[:10] == "2025-10-31"


def test_main_measures_compare_a_province_with_its_island_and_the_nation_at_one_cut_off(ask: Ask) -> None:
    found = ask("pemanfaatan_utama_per_provinsi", kode_provinsi="13", tanggal_data=OKT, **ALL)
    pmm = found[found.ukuran == "pmm.aktif_30_hari"]
    assert pmm.lingkup.tolist() == ["provinsi", "pulau", "nasional"]
    assert pmm.tanggal_data.nunique() == 1
    nation = ask("pemanfaatan_per_provinsi", **PMM, **ALL, tanggal_data=OKT)
    assert pmm.m.tolist()[2] == nation.m.sum()
    assert pmm.m.tolist()[0] == pmm.m.tolist()[1] == float(nation.set_index("kode_provinsi_kemendagri").m["13"])


def test_main_measures_follow_the_jenjang_and_leave_out_sources_without_one(ask: Ask, mart: pd.DataFrame) -> None:
    narrow = {"jenjang": "SD", "status": "Semua", "kewenangan": "semua"}
    found = ask("pemanfaatan_utama_per_provinsi", kode_provinsi="13", tanggal_data=OKT, **narrow)
    assert "canva.aktif" not in set(found.ukuran)
    nation = found[(found.ukuran == PMM["ukuran"]) & (found.lingkup == "nasional")]
    own = mart[(mart.ukuran == PMM["ukuran"]) & (mart.kelompok_pengguna == "guru") & (mart.tanggal_data == str(OKT))]
    assert nation.m.tolist() == [own[own.jenjang == "SD"].m.sum()]
    assert nation.m.sum() < own.m.sum()


def test_cutoffs_say_whether_their_source_tells_schools_apart(ask: Ask) -> None:
    schools = ask("cutoff_per_ukuran", **PMM)
    assert schools.jumlah_satuan.gt(0).all()
    regional = ask("cutoff_per_ukuran", ukuran="ruang_bahasa.aktif", kelompok_pengguna="umum")
    assert len(regional) == 1
    assert regional.jumlah_satuan.isna().all()


def test_indicators_are_in_the_order_of_their_numbers() -> None:
    sql = query.load("rapor_prioritas_per_provinsi").sql
    with duckdb.connect(config={"autoload_known_extensions": "false"}) as con:
        con.execute(
            "CREATE TABLE indikator (kelompok TEXT, kode TEXT, label_terbaik_ke_terburuk TEXT, is_prioritas BOOL)"
        )
        con.execute("CREATE TABLE rapor_wilayah AS SELECT 2025 AS tahun, 'DASMEN' AS kelompok, 'SD Umum' AS jenis, "
                    "kode, kode AS nama, 1.0 AS nilai, 'Baik' AS label, NULL AS alasan_tidak_tersedia, 1 AS ruas, "
                    "'provinsi' AS tingkat, '13' AS kode_provinsi_kemendagri, 'Semua' AS status, "
                    "'capaian' AS rincian FROM (VALUES ('D.10'), ('D.3'), ('A.2'), ('D.1')) AS v (kode)")  # fmt: skip
        con.execute("INSERT INTO indikator SELECT 'DASMEN', kode, 'Baik', true FROM rapor_wilayah")
        found = con.execute(sql, {"kode_provinsi": "13"}).df()
    assert found.kode.tolist() == ["A.2", "D.1", "D.3", "D.10"]


def test_the_calendar_says_where_a_series_breaks(ask: Ask) -> None:
    found = ask("kalender_kebijakan")
    breaks = found[found.is_batas_deret]
    assert breaks.tanggal_mulai.astype(str).str[:10].tolist() == ["2024-01-01"]
    assert breaks.platform.tolist() == ["pmm"]


def test_main_measures_never_look_ahead_of_the_date(ask: Ask) -> None:
    found = ask("pemanfaatan_utama_per_provinsi", kode_provinsi="13", tanggal_data=date(2026, 10, 30), **ALL)
    assert set(found[found.ukuran == "pmm.aktif_30_hari"].tanggal_data.astype(str).str[:10]) == {str(SEP)}
    assert "canva.aktif" not in set(found.ukuran)


def test_the_catalogue_of_measures_lists_what_has_data(ask: Ask) -> None:
    found = ask("ukuran_tersedia")
    pmm = found[found.ukuran == "pmm.aktif_30_hari"]
    assert set(pmm.kelompok_pengguna) == {"guru", "KS", "PS", "semua"}
    assert pmm.kelompok_pengguna.iloc[0] == "guru"
    assert pmm.jumlah_cutoff.tolist() == [4, 4, 4, 4]
    assert pmm.is_utama.all()
    assert found.urutan.is_monotonic_increasing
    assert (
        found[["nama", "nama_platform", "nama_pendek", "kalimat", "satuan", "definisi_pembilang", "definisi_penyebut"]]
        .notna()
        .all()
        .all()
    )


def test_schools_and_priority_indicators_of_a_province(ask: Ask) -> None:
    place = {"kode_provinsi": "13", "kewenangan": "semua"}
    schools = ask("satuan_pendidikan_per_provinsi", **place, kode_kab_kota=None)
    assert schools.jumlah_satuan.sum() == 36
    agam = ask("satuan_pendidikan_per_provinsi", **place, kode_kab_kota=AGAM)
    assert 0 < agam.jumlah_satuan.sum() < 36
    rapor = ask("rapor_prioritas_per_provinsi", kode_provinsi="13")
    assert rapor.empty, "the world has status Negeri only; totals over status are what is asked for"


def test_sums_are_whole_numbers_at_any_level(ask: Ask) -> None:
    found = ask("pemanfaatan_per_provinsi_bulan", **PMM, **ALL)
    assert {str(found[name].dtype).lower() for name in SUMS} == {"int64"}
    assert np.isfinite(roll_up(found)[SUMS].to_numpy()).all()
