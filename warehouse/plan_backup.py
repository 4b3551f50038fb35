"""Copies of the saved plans and meeting lists: one at every publication, the newest ten kept, and the way back."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from pathlib import Path

from warehouse.plan_store import (
    FILE,
    KEPT_TABLES,
    StoreUnreadable,
    StoreUnwritable,
    check,
    connect,
    copies,
    fault,
    plans_dir,
    writing,
)

KEPT = 10
BEFORE = "sebelum-"
"""Begins the name of what a restore put aside."""
_NOT_COPIED = "Cadangan rencana dan daftar rapat tidak dapat dibuat: periksa ruang dan izin folder data/rencana."


def folder() -> Path:
    """Where the copies lie."""
    return copies()


def backups() -> tuple[Path, ...]:
    """The copies made at publications, newest first: they are named by the snapshot published."""
    found = (file for file in folder().glob("*.sqlite3") if not file.name.startswith((BEFORE, ".")))
    return tuple(sorted(found, key=lambda file: file.name, reverse=True))


def is_backed_up(id: str) -> bool:
    """Whether a publication left nothing uncopied: its copy is there, or there is nothing to copy."""
    return (folder() / f"{id}.sqlite3").is_file() or not (plans_dir() / FILE).is_file()


def is_whole(file: Path) -> bool:
    """Whether a file is a store of plans that SQLite finds nothing wrong with."""
    try:
        with closing(connect(file, "mode=ro&immutable=1")) as con:
            return check(con) and con.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    except (sqlite3.Error, StoreUnreadable):
        return False


def backup(id: str) -> Path | None:
    """Copy the store as it is at this moment, readers and writers going on; None where nothing has been saved yet.

    The copy appears whole and verified or not at all. PlansFault says why not.
    """
    source = plans_dir() / FILE
    if not source.is_file():
        return None
    target = folder() / f"{id}.sqlite3"
    _copy(source, target)
    for old in backups()[KEPT:]:
        with suppress(OSError):
            old.unlink()
    return target


def _copy(source: Path, target: Path) -> None:
    aside = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with closing(connect(source, "mode=rw")) as live, closing(connect(aside, "mode=rwc")) as copy:
            live.backup(copy)
            copy.execute("PRAGMA journal_mode = DELETE")
        if not is_whole(aside):
            raise StoreUnreadable(
                "Simpanan rencana dan daftar rapat rusak; cadangannya tidak dibuat dan cadangan lama dibiarkan."
            )
        with aside.open("rb") as written:
            os.fsync(written.fileno())
        aside.replace(target)
    except sqlite3.Error as failure:
        found = fault(failure, is_write=False)
        name = str(getattr(failure, "sqlite_errorname", ""))
        raise (StoreUnwritable(_NOT_COPIED) if "FULL" in name or "CANTOPEN" in name else found) from failure
    except OSError as failure:
        raise StoreUnwritable(_NOT_COPIED) from failure
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def restore(id: str) -> Path | None:
    """Let a copy be the store again; what there was is put aside, and where is returned.

    A store that can still be read is replaced inside one transaction, so that whoever is saving waits or is told. One
    that can't is moved away. KeyError when there is no whole copy of that name.
    """
    source = folder() / f"{id}.sqlite3"
    if Path(id).name != id or not source.is_file() or not is_whole(source):
        raise KeyError(id)
    live = plans_dir() / FILE
    if not live.is_file():
        _copy(source, live)
        return None
    aside = folder() / f"{BEFORE}{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.sqlite3"
    try:
        _copy(live, aside)
    except StoreUnreadable:
        for ending in ("-wal", "-shm", ""):
            with suppress(FileNotFoundError):
                os.replace(f"{live}{ending}", f"{aside}{ending}")
        _copy(source, live)
        return aside
    with writing() as con:
        for table in reversed(KEPT_TABLES):
            con.execute(f"DELETE FROM {table}")
        with closing(connect(source, "mode=ro&immutable=1")) as copy:
            there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
            for table in (name for name in KEPT_TABLES if name in there):  # an older copy knows plans alone
                found = copy.execute(f"SELECT * FROM {table}")
                marks = ", ".join("?" * len(found.description))
                con.executemany(f"INSERT INTO {table} VALUES ({marks})", found)
    return aside
