"""Marts and questions of the training page: numbers counted by hand, and no person in them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from tests.mart_world import AGAM, publish_world
from tests.training_world import make_hadir, make_kegiatan, schools, write_dataset, write_training
from warehouse import gate
from warehouse.viewer import DEMO

Ask = Callable[..., pd.DataFrame]
ALL = {"jenjang": "Semua", "status": "Semua", "kewenangan": "semua"}
ANY = {"program": "Semua", "level": "Semua", "tahun_kegiatan": "Semua"}
HERE = {"tingkat": "kab_kota", "wilayah": AGAM}


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_world(tmp_path_factory.mktemp("data"), write=write_training)


@pytest.fixture(scope="module")
def ask(place: Path) -> Iterator[Ask]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(place.parent.parent))
        yield lambda name, **params: gate.ask(DEMO, name, params)
        gate.close_all()


def of(frame: pd.DataFrame, **wanted: str) -> pd.Series:
    for name, value in {"program": "Semua", "level": "Semua", "tahun": "Semua", **wanted}.items():
        frame = frame[frame[name] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def leaks(marts: Path) -> list[str]:
    """Columns of marts that are named after a person or hold what looks like one's HMAC."""
    found = []
    with duckdb.connect() as con:
        con.execute(f"ATTACH '{marts}' AS m (READ_ONLY)")
        con.execute("USE m")
        for table, column, kind in con.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE database_name = 'm'"
        ).fetchall():
            is_named = re.search(r"peserta(?!_didik)|identitas|hmac", column) is not None
            is_held = kind == "VARCHAR" and con.execute(
                f'SELECT count(*) FROM "{table}" WHERE regexp_matches("{column}", \'[0-9a-f]{{32}}\')'
            ).fetchone() != (0,)
            found += [f"{table}.{column}"] if is_named or is_held else []
    return found


def test_no_mart_holds_a_person(tmp_path: Path, tiny_data: Path) -> None:
    assert leaks(publish_world(tmp_path, write=write_training) / "marts.duckdb") == []
    (tiny,) = (tiny_data / "warehouse").glob("*/marts.duckdb")
    assert leaks(tiny) == []


def test_a_person_in_a_mart_is_noticed(tmp_path: Path) -> None:
    with duckdb.connect(str(tmp_path / "m.duckdb")) as con:
        con.execute("CREATE TABLE a AS SELECT md5('x') AS gugus, 1 AS peserta, 2 AS jumlah_peserta_didik")
    assert leaks(tmp_path / "m.duckdb") == ["a.gugus", "a.peserta"]


def test_a_schools_history_tells_no_count_of_one_to_four(ask: Ask) -> None:
    one = ask("bimtek_by_npsn", npsn="10000001").set_index("kegiatan_id")
    assert one.index.tolist() == ["P1", "I1", "B1"]
    assert one.loc["B1", "jumlah_hadir"] == 6
    assert one["jumlah_sertifikat"].isna()["B1"], "five of six: the sixth would be known"
    assert bool(one.loc["I1", "is_terjangkau"])
    assert one["jumlah_hadir"].isna()["I1"]
    absent = ask("bimtek_by_npsn", npsn="10000003").iloc[0]
    assert (bool(absent["is_terjangkau"]), absent["jumlah_hadir"], absent["jumlah_sertifikat"]) == (False, 0, 0)
    assert ask("bimtek_by_npsn", npsn="10000005")["kegiatan_id"].tolist() == ["ABSEN"], "HILANG is on no list"


def test_a_single_hidden_school_hides_the_others_of_its_event(tmp_path: Path) -> None:
    def write(folder: Path) -> None:
        write_dataset(folder, "satuan_pendidikan", schools())
        write_dataset(folder, "bimtek_kegiatan", [make_kegiatan("A", pd.Timestamp("2025-01-01").date())])
        people = [(n, "10000001") for n in range(6)] + [(n, "10000002") for n in range(6, 9)]
        write_dataset(folder, "bimtek_kehadiran", [make_hadir("A", n, npsn) for n, npsn in people])

    with duckdb.connect(str(publish_world(tmp_path, write=write) / "marts.duckdb"), read_only=True) as con:
        found = con.execute("SELECT jumlah_hadir, is_terjangkau FROM bimtek_satuan_pendidikan").fetchall()
        assert found == [(None, True), (None, True)], "nine came in all: 9 - 6 would tell the three"
        total = con.execute("SELECT jumlah_hadir FROM bimtek_kegiatan_wilayah WHERE tingkat = 'nasional'").fetchone()
        assert total == (9,)


def test_schools_are_reached_once_however_many_came(ask: Ask) -> None:
    found = ask("bimtek_terjangkau_per_wilayah", kode_provinsi="13", **ALL, **ANY).set_index("kode")
    assert len(found) == 19
    agam = found.loc[AGAM]
    assert (agam.jumlah_satuan, agam.jumlah_terjangkau) == (3, 2)
    assert (agam.jumlah_bakti, agam.jumlah_bakti_terjangkau) == (2, 1)
    assert (agam.jumlah_3t, agam.jumlah_3t_terjangkau) == (1, 0)
    nation = ask("bimtek_terjangkau_per_wilayah", kode_provinsi=None, **ALL, **ANY)
    assert len(nation) == 38
    assert (nation.jumlah_satuan.sum(), nation.jumlah_terjangkau.sum()) == (10, 3)


def test_program_year_and_owner_narrow_the_schools(ask: Ask) -> None:
    def reached(**given: str) -> tuple[int, int]:
        frame = ask("bimtek_terjangkau_per_wilayah", **{"kode_provinsi": None, **ALL, **ANY, **given})
        return int(frame.jumlah_satuan.sum()), int(frame.jumlah_terjangkau.sum())

    assert reached(program="PembaTIK") == (10, 2)
    assert reached(tahun_kegiatan="2025") == (10, 2)
    assert reached(level="intermediate") == (10, 1)
    assert reached(kewenangan="tanpa_kemenag") == (9, 3)
    assert reached(kewenangan="Kemenag") == (1, 0)
    assert reached(program="tidak ada") == (10, 0)


def test_who_was_never_reached_is_listed_with_bakti_and_3t_first(ask: Ask) -> None:
    found = ask("bimtek_belum_terjangkau", kode_kab_kota=AGAM, **ALL, **{**ANY, "level": "rakor"})
    assert found["npsn"].tolist() == ["10000003", "10000001", "10000002"]
    assert ask("bimtek_belum_terjangkau", kode_kab_kota=AGAM, **ALL, **ANY)["npsn"].tolist() == ["10000003"]
    assert ask("bimtek_belum_terjangkau", kode_kab_kota="13.09", **ALL, **ANY).empty


def test_a_person_of_two_events_counts_once(ask: Ask) -> None:
    nation = ask("bimtek_orang", tingkat="nasional", wilayah="nasional")
    assert of(nation).jumlah_orang == 10, "6 + 2 + 1 of B1 and the new one of I1; those of PembaTIK are of B1"
    assert of(nation).jumlah_orang_sertifikat == 6
    assert of(nation).jumlah_orang_tanpa_npsn == 1
    assert of(nation, tahun="2026").jumlah_orang == 6
    assert [of(nation, level=f"PembaTIK {n}").jumlah_orang for n in (1, 2)] == [5, 6]
    agam = ask("bimtek_orang", **HERE)
    assert of(agam, program="PembaTIK").jumlah_orang == 5
    assert ask("bimtek_orang", tingkat="pulau", wilayah="Jawa").jumlah_orang.tolist() == [0] * 8, "all absent"


def test_scores_count_those_with_both_and_are_kept_from_five_on(ask: Ask) -> None:
    found = ask("bimtek_jumlah", **HERE)
    basic = of(found, level="basic")
    assert (basic.jumlah_terdaftar, basic.jumlah_hadir, basic.jumlah_sertifikat) == (10, 9, 6)
    assert (basic.jumlah_jp, basic.jumlah_hadir_jp) == (16 * 8, 8)
    assert (basic.m, basic.x, basic.nilai_pre) == (6, 60 + 21, 300.0)
    few = of(found, level="intermediate")
    assert bool(few.is_sedikit)
    assert few[["x", "m", "nilai_pre", "xx", "jumlah_kegiatan_nilai"]].isna().all()
    both = of(found)
    assert (both.m, both.x, both.xx, both.jumlah_kegiatan_nilai) == (8, 101, 81**2 + 20**2, 2)
    assert of(ask("bimtek_jumlah", tingkat="provinsi", wilayah="32")).jumlah_hadir == 0


def test_progress_follows_the_first_basic_event(ask: Ask) -> None:
    found = ask("bimtek_lanjut_per_wilayah", kode_provinsi="13", program="Semua", tahun_kegiatan="Semua")
    agam = found.set_index("kode").loc[AGAM]
    assert (agam.m, agam.x) == (9, 2)
    assert agam.jumlah_satuan == 3, "two schools, and one person whose school is unknown"
    assert (agam.mm, agam.xx, agam.xm) == (36 + 4 + 1, 4, 12)
    later = ask("bimtek_lanjut_per_wilayah", kode_provinsi=None, program="Semua", tahun_kegiatan="2026")
    assert later.m.isna().all()


def test_certified_teachers_are_counted_at_their_schools(ask: Ask) -> None:
    found = ask("bimtek_guru_sertifikat_per_wilayah", kode_provinsi="13", **ALL).set_index("kode").loc[AGAM]
    assert (found.x, found.m, found.jumlah_satuan) == (5, 30, 3)
    assert (found.xx, found.mm, found.xm) == (25, 300, 50)
    assert of(ask("bimtek_orang", **HERE)).jumlah_guru_sertifikat == 6, "with the one without NPSN"


def test_events_without_a_list_and_to_come_stand_in_the_calendar(ask: Ask) -> None:
    nation = ask("bimtek_kegiatan_per_wilayah", tingkat="nasional", wilayah="nasional", **ANY).set_index("kegiatan_id")
    assert nation.index.tolist() == ["B1", "I1", "P1", "P2", "KOSONG", "ABSEN", "NANTI"]
    assert nation["jumlah_terdaftar"].isna()["KOSONG"]
    assert (nation.loc["ABSEN", "jumlah_terdaftar"], nation.loc["ABSEN", "jumlah_hadir"]) == (3, 0)
    assert nation.loc["B1", "jumlah_hadir"] == 9
    agam = ask("bimtek_kegiatan_per_wilayah", **HERE, **ANY).set_index("kegiatan_id")
    assert agam.index.tolist() == ["B1", "I1", "P1", "NANTI"], "attended from there, or online and still to come"
    assert agam["jumlah_hadir_wilayah"].isna()["I1"], "three of Agam"
    assert agam.loc["P1", "jumlah_hadir_wilayah"] == 5
    assert ask("bimtek_kegiatan_per_wilayah", **HERE, **{**ANY, "tahun_kegiatan": "2024"}).empty


def test_what_the_lists_lack_is_counted(ask: Ask) -> None:
    row = ask("bimtek_kelengkapan").iloc[0]
    assert str(row.tanggal_data)[:10] == "2026-07-03"
    assert (row.jumlah_baris, row.jumlah_tanpa_kegiatan) == (28, 1)
    assert (row.jumlah_tanpa_npsn, row.jumlah_npsn_tak_dikenal) == (1, 1)


def test_a_region_is_never_more_than_the_one_around_it(ask: Ask) -> None:
    chain = [ask("bimtek_orang", tingkat=a, wilayah=b).set_index(["program", "level", "tahun"]) for a, b in
             (("kab_kota", AGAM), ("provinsi", "13"), ("pulau", "Sumatera"), ("nasional", "nasional"))]  # fmt: skip
    for inner, outer in itertools.pairwise(chain):
        both = inner.join(outer.add_suffix("_luar"), how="left")
        assert len(inner) > 0
        assert (both["jumlah_orang"] <= both["jumlah_orang_luar"]).all()


def test_a_person_who_wrote_a_school_once_is_not_counted_without_one() -> None:
    text = (Path(__file__).parent.parent / "pipelines" / "marts" / "bimtek_orang.sql").read_text(encoding="utf-8")
    with duckdb.connect() as db:
        db.execute("""
            CREATE TABLE bimtek_peserta_wilayah AS
            SELECT 'nasional' AS tingkat, 'nasional' AS wilayah, 'Webinar' AS program, 'webinar' AS level,
                2026 AS tahun,
                TRUE AS is_sertifikat, 'guru' AS peran, * FROM (VALUES
                ('pernah', '10000001', TRUE), ('pernah', NULL, TRUE), ('tidak pernah', NULL, TRUE),
                ('hanya saat absen', '10000001', FALSE), ('hanya saat absen', NULL, TRUE)
            ) AS t (peserta, npsn, is_hadir)
        """)
        found = db.execute(text).df()
    whole = found[(found["program"] == "Semua") & (found["level"] == "Semua") & (found["tahun"] == "Semua")].iloc[0]
    assert (whole["jumlah_orang"], whole["jumlah_orang_tanpa_npsn"]) == (3, 2)
