"""Marts as a house: grain, order, portability, runs of cut-offs, empty and failed builds."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest
import sqlglot
from sqlglot import ErrorLevel

import pipelines.marts as marts
from pipelines.marts import FOLDER, STEPS, build_marts, read_statement
from tests.mart_world import write_world

Ask = Callable[[str], pd.DataFrame]


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


MART_NAMES = [step for step in STEPS if not step.startswith("stage/")]


@pytest.mark.parametrize("name", MART_NAMES)
def test_the_grain_a_mart_declares_is_unique(ask: Ask, name: str) -> None:
    columns = read_statement(name).grain
    assert ask(f"SELECT {columns} FROM {name} GROUP BY {columns} HAVING COUNT(*) > 1").empty


def test_the_marts_lie_in_the_order_they_declare_so_that_a_filter_skips_most_of_them(ask: Ask) -> None:
    for name in ("pemanfaatan_kab_kota_bulan", "perubahan_kab_kota_bulan", "pemanfaatan_satuan_pendidikan"):
        order = read_statement(name).order.split(", ")
        stored = ask(f"SELECT {', '.join(order)} FROM {name}")
        resorted = ask(f"SELECT {', '.join(order)} FROM {name} ORDER BY {', '.join(order)}")
        pd.testing.assert_frame_equal(stored, resorted)


def test_runs_of_cut_offs_give_the_same_marts_as_one(
    folder: Path, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for dataset in folder.iterdir():
        if dataset.is_dir():
            (tmp_path / dataset.name).symlink_to(dataset)
    monkeypatch.setattr(marts, "ROWS_A_RUN", 1)
    build_marts(tmp_path)
    with duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as con:
        for name in ("pemanfaatan_kab_kota_bulan", "perubahan_kab_kota_bulan", "cutoff_ukuran"):
            pd.testing.assert_frame_equal(
                con.execute(f"SELECT * FROM {name} ORDER BY ALL").df(), ask(f"SELECT * FROM {name} ORDER BY ALL")
            )


def test_no_exports_give_the_same_tables_without_rows(folder: Path, tmp_path: Path) -> None:
    build_marts(tmp_path)
    sql = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY ALL"
    with (
        duckdb.connect(str(tmp_path / "marts.duckdb"), read_only=True) as empty,
        duckdb.connect(str(folder / "marts.duckdb"), read_only=True) as full,
    ):
        assert empty.execute(sql).fetchall() == full.execute(sql).fetchall()
        for name in MART_NAMES:
            assert empty.execute(f"SELECT COUNT(*) FROM {name}").fetchone() == (0,)
        assert empty.execute("SELECT COUNT(*) FROM provinsi").fetchone() == (38,)


def test_a_build_that_fails_leaves_the_earlier_marts_and_no_litter(tmp_path: Path) -> None:
    build_marts(tmp_path)
    before = (tmp_path / "marts.duckdb").read_bytes()
    (tmp_path / "target").mkdir()
    (tmp_path / "target" / "rusak.parquet").write_bytes(b"bukan parquet")
    with pytest.raises(duckdb.Error):
        build_marts(tmp_path)
    assert (tmp_path / "marts.duckdb").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["marts.duckdb", "target"]


def test_progress_rises_to_one_in_plain_sentences(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    build_marts(tmp_path, lambda sentence, share: told.append((sentence, share)))
    shares = [share for _, share in told]
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_no_statement_is_forgotten() -> None:
    on_disk = {str(file.relative_to(FOLDER).with_suffix("")) for file in FOLDER.rglob("*.sql")}
    assert on_disk == set(STEPS)


@pytest.mark.parametrize("step", STEPS)
def test_each_statement_runs_on_spark_as_it_stands(step: str, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING, logger="sqlglot"):
        found = sqlglot.transpile(
            read_statement(step).sql, read="duckdb", write="spark", unsupported_level=ErrorLevel.RAISE
        )
    assert len(found) == 1
    assert caplog.records == []


def foreign_functions(sql: str) -> set[str]:
    """What a statement calls beyond the functions that every engine has under the same meaning."""
    common = {
        "COUNT",
        "SUM",
        "MIN",
        "MAX",
        "COALESCE",
        "CAST",
        "CASE",
        "EXTRACT",
        "ROW_NUMBER",
        "AND",
        "OR",
        "EXISTS",
        "IF",
    }
    called = {func.sql_name().upper() for func in sqlglot.parse_one(sql, read="duckdb").find_all(sqlglot.exp.Func)}
    called |= {
        kind.__name__
        for kind in (sqlglot.exp.Qualify, sqlglot.exp.Pivot, sqlglot.exp.TableSample)
        if sqlglot.parse_one(sql, read="duckdb").find(kind)
    }
    return called - common


@pytest.mark.parametrize("step", STEPS)
def test_each_statement_keeps_to_the_portable_subset(step: str) -> None:
    assert foreign_functions(read_statement(step).sql) == set()


@pytest.mark.parametrize(
    ("sql", "found"),
    [
        ("SELECT ARG_MAX(a, b) FROM t", "ARG_MAX"),
        ("SELECT a FROM t QUALIFY ROW_NUMBER() OVER (ORDER BY a) = 1", "Qualify"),
        ("SELECT a FROM t USING SAMPLE 10%", "TableSample"),
    ],
)
def test_what_is_not_portable_is_noticed(sql: str, found: str) -> None:
    assert found in foreign_functions(sql)


@pytest.mark.parametrize("step", STEPS)
def test_each_header_says_what_grain_order_and_every_parameter(step: str) -> None:
    statement = read_statement(step)
    assert statement.sql.startswith("-- ")
    assert not statement.sql.startswith(("-- grain", "-- order", "-- each", "-- $"))
    assert statement.grain
    assert statement.order
    named = {
        node.name
        for node in sqlglot.parse_one(statement.sql, read="duckdb").find_all(
            sqlglot.exp.Parameter, sqlglot.exp.Placeholder
        )
    }
    assert named == set(statement.parameters)
    assert bool(named) == (statement.each is not None)
