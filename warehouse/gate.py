"""The one gate: every question of the app goes through `ask`, and only questions of the catalogue get through.

Rights, suppression of small numbers and the export log belong here and nowhere else. Today a viewer is let through
whose scope is the nation; any other scope is refused, because answering it in full would show too much.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pandas as pd

from warehouse import snapshots
from warehouse.query import Query, UnknownQuery, load
from warehouse.viewer import NASIONAL, Viewer

__all__ = [
    "NoSnapshot",
    "OlderMarts",
    "ParameterMismatch",
    "ScopeRefused",
    "UnknownQuery",
    "ask",
    "close_all",
    "is_answering",
]

KEPT_OPEN = 3
"""Snapshots held open at once: the one served, the one before, and one from a frozen link."""

_CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "lock_configuration": "true",
}


class NoSnapshot(LookupError):
    """There is nothing to ask yet."""


class OlderMarts(LookupError):
    """The snapshot was made by an older version: its marts lack what the question asks for."""


class ParameterMismatch(ValueError):
    """A parameter the question does not have, or one it needs and did not get."""


class ScopeRefused(PermissionError):
    """The viewer may not see what was asked."""


@dataclass(eq=False)
class _Held:
    """An open marts file, the number of questions running on it, and whether it must close after the last."""

    con: duckdb.DuckDBPyConnection
    running: int = 0
    is_retired: bool = False


class _Pool:
    """One read-only connection a snapshot, a few of them; one that is still answering closes when it is done."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._lock = threading.Lock()
        self._held: OrderedDict[Path, _Held] = OrderedDict()

    @contextmanager
    def cursor(self, file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
        """A cursor of its own for this call: connections are not safe to share between threads, cursors are."""
        held = self._take(file)
        try:
            cursor = held.con.cursor()
            try:
                yield cursor
            finally:
                cursor.close()
        finally:
            self._give_back(held)

    def _take(self, file: Path) -> _Held:
        with self._lock:
            held = self._held.get(file)
            if held is None:
                held = _Held(_opened(file))
                self._held[file] = held
            self._held.move_to_end(file)
            held.running += 1
            while len(self._held) > self._size:
                self._retire(self._held.popitem(last=False)[1])
            return held

    def _give_back(self, held: _Held) -> None:
        with self._lock:
            held.running -= 1
            if held.is_retired and not held.running:
                held.con.close()

    def _retire(self, held: _Held) -> None:
        held.is_retired = True
        if not held.running:
            held.con.close()

    def close(self) -> None:
        with self._lock:
            while self._held:
                self._retire(self._held.popitem()[1])

    def opened(self) -> tuple[Path, ...]:
        """The files held open, the least recently asked first."""
        with self._lock:
            return tuple(self._held)


def _opened(file: Path) -> duckdb.DuckDBPyConnection:
    try:
        return duckdb.connect(str(file), read_only=True, config=_CONFIG)
    except duckdb.Error as failure:
        raise NoSnapshot(
            f"{snapshots.MARTS} pada snapshot {file.parent.name} rusak atau tidak terbaca. "
            "Jalankan python -m pipelines.build; berkas itu disusun ulang."
        ) from failure


_pool = _Pool(KEPT_OPEN)


def ask(viewer: Viewer, query: str, params: Mapping[str, object], snapshot: str | None = None) -> pd.DataFrame:
    """The rows that answer `query` in a snapshot (the one served when none is named)."""
    question = load(query)
    _check_parameters(question, params)
    _check_scope(viewer)
    with _pool.cursor(_marts_file(snapshot)) as cursor:
        try:
            return cursor.execute(question.sql, dict(params)).df()
        except (duckdb.CatalogException, duckdb.BinderException) as failure:
            raise OlderMarts(
                f"Pertanyaan '{query}' membutuhkan ringkasan yang belum dibuat pada snapshot ini."
            ) from failure


def is_answering(snapshot: snapshots.Snapshot) -> bool:
    """Whether the marts of a snapshot open and know the provinces; a damaged file may look whole from outside."""
    try:
        with _pool.cursor(snapshot.path / snapshots.MARTS) as cursor:
            return bool(cursor.execute("SELECT COUNT(*) FROM provinsi").fetchall()[0][0])
    except (duckdb.Error, NoSnapshot):
        return False


def is_readable(snapshot: snapshots.Snapshot) -> bool:
    """Whether every table of the marts can be read to its end; a file cut short or bent in the middle can't."""
    try:
        with _pool.cursor(snapshot.path / snapshots.MARTS) as cursor:
            names = cursor.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
            for (name,) in names:
                cursor.execute(f'SELECT count(COLUMNS(*)) FROM "{name}"').fetchall()
    except (duckdb.Error, NoSnapshot):
        return False
    return True


def close_all() -> None:
    """Let go of every file: before a snapshot is deleted, and after tests."""
    _pool.close()


def _check_parameters(question: Query, params: Mapping[str, object]) -> None:
    unknown = sorted(set(params) - set(question.parameters))
    missing = sorted(set(question.parameters) - set(params))
    if unknown or missing:
        said = [f"tidak dikenal: {', '.join(unknown)}"] if unknown else []
        said += [f"belum diisi: {', '.join(missing)}"] if missing else []
        takes = ", ".join(question.parameters) or "tanpa parameter"
        raise ParameterMismatch(f"Pertanyaan '{question.name}': parameter {'; '.join(said)}. Yang dipakai: {takes}.")


def _check_scope(viewer: Viewer) -> None:
    if viewer.lingkup != NASIONAL:
        raise ScopeRefused(f"Lingkup '{viewer.lingkup}' belum dilayani; hanya lingkup nasional yang dapat bertanya.")


def _marts_file(snapshot: str | None) -> Path:
    try:
        found = snapshots.current() if snapshot is None else snapshots.load(snapshot)
    except KeyError:
        raise NoSnapshot(f"Snapshot '{snapshot}' tidak ada. Pilih salah satu di halaman Data.") from None
    if found is None:
        raise NoSnapshot("Belum ada data. Muat berkas ekspor atau data contoh lebih dahulu.")
    return found.path / snapshots.MARTS
