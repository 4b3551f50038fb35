"""The gate: who gets through, with which questions, and that many may ask at once."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path

import duckdb
import pytest

from tests.mart_world import OKT, publish_world
from warehouse import gate, query
from warehouse.gate import NoSnapshot, ParameterMismatch, ScopeRefused, UnknownQuery, ask
from warehouse.viewer import DEMO, Viewer

CUTOFFS = {"ukuran": "pmm.aktif_30_hari", "kelompok_pengguna": "guru"}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    publish_world(data)
    return data


@pytest.fixture(autouse=True)
def served(world: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("SERAPAN_DATA", str(world))
    yield world
    gate.close_all()


def copy_snapshot(world: Path, snapshot_id: str, data: Path | None = None) -> None:
    """The served snapshot once more under another id."""
    source = world / "warehouse" / (world / "warehouse" / "current").read_text().strip()
    target = (data or world) / "warehouse" / snapshot_id
    if not target.exists():
        shutil.copytree(source, target)


def test_a_question_of_the_catalogue_is_answered() -> None:
    found = ask(DEMO, "cutoff_per_ukuran", CUTOFFS)
    assert found.tanggal_data.astype(str).str[:10].tolist()[-1] == "2026-10-31"


@pytest.mark.parametrize("name", ["tidak_ada", "../schemas/base", "Provinsi", "", "provinsi.sql"])
def test_a_question_outside_the_catalogue_is_refused_by_name(name: str) -> None:
    with pytest.raises(UnknownQuery, match=f"'{name}'"):
        ask(DEMO, name, {})


def test_an_unknown_parameter_is_refused_by_name() -> None:
    with pytest.raises(ParameterMismatch, match=r"tidak dikenal: tangal\."):
        ask(DEMO, "cutoff_per_ukuran", {**CUTOFFS, "tangal": OKT})


def test_a_missing_parameter_is_refused_by_name() -> None:
    with pytest.raises(ParameterMismatch, match=r"belum diisi: kelompok_pengguna\."):
        ask(DEMO, "cutoff_per_ukuran", {"ukuran": "pmm.login"})


def test_a_viewer_of_one_province_sees_nothing_until_scopes_are_served() -> None:
    with pytest.raises(ScopeRefused, match="'13'"):
        ask(Viewer(nama="Wali Wilayah", peran="wali wilayah", lingkup="13"), "provinsi", {})


def test_a_viewer_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        DEMO.lingkup = "13"  # type: ignore[misc]


def test_without_data_the_message_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    with pytest.raises(NoSnapshot, match="Muat berkas ekspor"):
        ask(DEMO, "provinsi", {})


def test_a_snapshot_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(NoSnapshot, match="20200101-000000-00000000"):
        ask(DEMO, "provinsi", {}, snapshot="20200101-000000-00000000")


def test_a_question_can_go_to_an_earlier_snapshot(world: Path) -> None:
    earlier = "20261001-080000-0123abcd"
    copy_snapshot(world, earlier)
    with duckdb.connect(str(world / "warehouse" / earlier / "marts.duckdb")) as con:
        con.execute("DELETE FROM cutoff_ukuran")
    assert ask(DEMO, "cutoff_per_ukuran", CUTOFFS, snapshot=earlier).empty
    assert not ask(DEMO, "cutoff_per_ukuran", CUTOFFS).empty


@pytest.mark.parametrize(
    "sql",
    [
        "COPY provinsi TO 'bocor.csv'",
        "SELECT * FROM read_csv('/etc/passwd')",
        "ATTACH 'lain.duckdb'",
        "DELETE FROM provinsi",
        "CREATE TABLE baru AS SELECT 1 AS a",
        "SET enable_external_access = true",
        "INSTALL httpfs",
    ],
)
def test_a_connection_of_the_gate_reads_its_marts_and_nothing_else(served: Path, sql: str) -> None:
    ask(DEMO, "provinsi", {})
    (file,) = gate._pool.opened()
    with gate._pool.cursor(file) as cursor, pytest.raises(duckdb.Error):
        cursor.execute(sql)


def test_many_may_ask_at_once(world: Path) -> None:
    """Each call has a cursor of its own; a connection shared by threads fails about half of the time."""
    expected = ask(DEMO, "provinsi", {})
    with ThreadPoolExecutor(16) as pool:
        results = list(pool.map(lambda _: ask(DEMO, "provinsi", {}), range(200)))
    assert all(result.equals(expected) for result in results)


def test_only_a_few_snapshots_stay_open_and_each_is_opened_once(world: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    connect = duckdb.connect
    monkeypatch.setattr(gate.duckdb, "connect", lambda file, **kw: opened.append(file) or connect(file, **kw))
    ids = [f"2026100{i}-080000-0123abcd" for i in range(1, 6)]
    for snapshot_id in ids:
        copy_snapshot(world, snapshot_id)
        for _ in range(3):
            ask(DEMO, "provinsi", {}, snapshot=snapshot_id)
    assert len(opened) == len(ids)
    assert [file.parent.name for file in gate._pool.opened()] == ids[-gate.KEPT_OPEN :]


def test_a_snapshot_put_away_while_it_answers_closes_only_afterwards(world: Path) -> None:
    first = world / "warehouse" / (world / "warehouse" / "current").read_text().strip() / "marts.duckdb"
    with gate._pool.cursor(first) as cursor:
        gate.close_all()
        assert gate._pool.opened() == ()
        assert cursor.execute("SELECT COUNT(*) FROM provinsi").fetchone() == (38,)
    with duckdb.connect(str(first)) as con:  # a writer gets in only when no reader of this process is left
        assert con.execute("SELECT COUNT(*) FROM provinsi").fetchone() == (38,)


def test_snapshots_come_and_go_under_many_askers_without_an_error(world: Path) -> None:
    ids = [f"2026110{i}-080000-0123abcd" for i in range(1, 6)]
    for snapshot_id in ids:
        copy_snapshot(world, snapshot_id)
    errors: list[Exception] = []

    def ask_around(start: int) -> None:
        try:
            for i in range(40):
                assert len(ask(DEMO, "provinsi", {}, snapshot=ids[(start + i) % 5])) == 38
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=ask_around, args=(i,)) for i in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(gate._pool.opened()) <= gate.KEPT_OPEN


def test_parameters_are_values_and_never_become_sql() -> None:
    hostile = "x' OR 1 = 1 --"
    assert ask(DEMO, "cutoff_per_ukuran", {"ukuran": hostile, "kelompok_pengguna": "guru"}).empty


def test_a_changed_question_is_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "QUERIES", tmp_path)
    file = tmp_path / "satu.sql"
    file.write_text("-- Satu.\n-- grain: satu\n-- order: none\nSELECT 1 AS a\n", encoding="utf-8")
    assert ask(DEMO, "satu", {}).a.tolist() == [1]
    file.write_text("-- Satu.\n-- grain: satu\n-- order: none\nSELECT 2222 AS a\n", encoding="utf-8")
    assert ask(DEMO, "satu", {}).a.tolist() == [2222]


def test_a_question_without_a_grain_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(query, "QUERIES", tmp_path)
    (tmp_path / "satu.sql").write_text("-- Satu.\n-- order: none\nSELECT 1 AS a\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"satu\.sql.*grain"):
        ask(DEMO, "satu", {})


def test_a_date_may_be_given_as_a_date(world: Path) -> None:
    params = {
        **CUTOFFS,
        "tanggal_data": date(2026, 10, 31),
        "jenjang": "Semua",
        "status": "Semua",
        "kewenangan": "semua",
    }
    assert ask(DEMO, "pemanfaatan_per_provinsi", params).m.sum() > 0
