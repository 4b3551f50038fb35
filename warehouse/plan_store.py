"""The file of saved plans and meeting lists: opened, checked, made; what is wrong with it is a sentence for people."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from warehouse.paths import data_dir

FILE = "simpanan.sqlite3"
APPLICATION = 0x53525243
"""Marks the file as this store, so that another database is never taken for it."""
FORMAT = 2
"""1: plans alone; 2: meeting lists too. A file of an older format is read as it is, and completed by the first save."""
WAIT, WAIT_READING = 10.0, 3.0
"""Seconds to wait for another who is saving: to save oneself, and to look."""
_TABLES: dict[int, tuple[str, ...]] = {
    1: (
        """CREATE TABLE rencana (
            id TEXT PRIMARY KEY,
            kode_provinsi TEXT,
            is_arsip INTEGER NOT NULL DEFAULT 0
        ) STRICT""",
        """CREATE TABLE versi (
            rencana TEXT NOT NULL REFERENCES rencana (id),
            versi INTEGER NOT NULL,
            disimpan TEXT NOT NULL,
            oleh TEXT NOT NULL,
            catatan TEXT NOT NULL,
            ringkas TEXT NOT NULL,
            isi TEXT NOT NULL,
            PRIMARY KEY (rencana, versi)
        ) STRICT""",
    ),
    2: (
        """CREATE TABLE daftar (
            id TEXT PRIMARY KEY,
            is_arsip INTEGER NOT NULL DEFAULT 0
        ) STRICT""",
        """CREATE TABLE versi_daftar (
            daftar TEXT NOT NULL REFERENCES daftar (id),
            versi INTEGER NOT NULL,
            disimpan TEXT NOT NULL,
            oleh TEXT NOT NULL,
            kode_provinsi TEXT,
            ringkas TEXT NOT NULL,
            isi TEXT NOT NULL,
            PRIMARY KEY (daftar, versi)
        ) STRICT""",
        """CREATE TABLE draf (
            id TEXT PRIMARY KEY,
            disimpan TEXT NOT NULL,
            daftar TEXT,
            versi INTEGER,
            isi TEXT NOT NULL
        ) STRICT""",
    ),
}
"""What each format added."""
KEPT_TABLES = ("rencana", "versi", "daftar", "versi_daftar")
"""What a copy brings back, a table that others point to before them. Drafts are of their sessions alone."""


class PlansFault(Exception):
    """The store, or what was to go into it, is not as it must be; the message is for people."""


class StoreUnreadable(PlansFault):
    """The file is damaged, no store of plans, or written by a newer version."""


class StoreUnwritable(PlansFault):
    """Nothing could be written: a folder without rights, a full disk, another who is saving for too long."""


class PlanInvalid(PlansFault, ValueError):
    """What was to be saved breaks a rule of plans."""


class PlanRefused(PlansFault):
    """The viewer may not see or save this plan."""


def plans_dir() -> Path:
    """Where the store and its backups lie."""
    return data_dir() / "rencana"


FILE_SAID = "Berkas simpanan rencana dan daftar rapat"
_UNREADABLE = f"{FILE_SAID} rusak atau tidak terbaca. Pulihkan cadangan: python -m pipelines.plans restore."
_LOST = f"{FILE_SAID} hilang atau kosong, padahal cadangannya ada. Pulihkan: python -m pipelines.plans restore."
_UNMERGED = (
    "Folder data/rencana hanya dapat dibaca, dan versi terakhir belum menyatu dengan berkas simpanan. Jadikan folder "
    "itu dapat ditulis, lalu muat ulang; jangan memulihkan cadangan."
)
_FOREIGN = f"{FILE_SAID} ({FILE}) ternyata berkas lain. Pindahkan berkas itu dari folder data/rencana."
NEWER = "disimpan oleh Serapan yang lebih baru. Perbarui Serapan di komputer ini untuk membukanya."
_WRITES = {
    "SQLITE_FULL": "Tidak tersimpan: ruang penyimpanan penuh. Kosongkan ruang, lalu simpan lagi.",
    "SQLITE_BUSY": "Tidak tersimpan: simpanan sedang dipakai orang lain. Coba lagi sebentar.",
    "SQLITE_LOCKED": "Tidak tersimpan: simpanan sedang dipakai orang lain. Coba lagi sebentar.",
}
_NO_RIGHT = "Tidak tersimpan: folder data tidak dapat ditulis. Periksa izin dan ruangnya, lalu simpan lagi."


def fault(failure: sqlite3.Error | OSError, *, is_write: bool) -> PlansFault:
    """The sentence for what SQLite or the machine says."""
    name = "_".join((getattr(failure, "sqlite_errorname", None) or "OS").split("_")[:2])
    if name in ("SQLITE_NOTADB", "SQLITE_CORRUPT"):
        return StoreUnreadable(_UNREADABLE)
    if is_write:
        return StoreUnwritable(_WRITES.get(name, _NO_RIGHT))
    return StoreUnreadable(
        "Simpanan rencana dan daftar rapat sedang dipakai orang lain. Muat ulang halaman sebentar lagi."
        if name in ("SQLITE_BUSY", "SQLITE_LOCKED")
        else _UNREADABLE
    )


def _pragma(con: sqlite3.Connection, name: str) -> int:
    return int(con.execute(f"PRAGMA {name}").fetchone()[0])


def written_format(con: sqlite3.Connection) -> int:
    """The format of a store that `check` let through."""
    return _pragma(con, "user_version")


def check(con: sqlite3.Connection) -> bool:
    """Whether the store's tables are there; StoreUnreadable for another database or a newer store."""
    app, written = _pragma(con, "application_id"), _pragma(con, "user_version")
    if app == APPLICATION:
        if written > FORMAT:
            raise StoreUnreadable(f"{FILE_SAID} {NEWER}")
        return True
    if app or con.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise StoreUnreadable(_FOREIGN)
    return False


def connect(file: Path, mode: str, wait: float = WAIT) -> sqlite3.Connection:
    """A connection of this call alone, in autocommit; `mode` as SQLite's URIs have it."""
    con = sqlite3.connect(f"{file.as_uri()}?{mode}", uri=True, timeout=wait, isolation_level=None)
    con.execute("PRAGMA foreign_keys = ON")
    return con


def copies() -> Path:
    """Where the copies of the store lie."""
    return plans_dir() / "cadangan"


def _check_lost() -> None:
    """No store is no plans yet; but where copies of one lie it has been lost, and nothing may take its place."""
    if any(not file.name.startswith(".") for file in copies().glob("*.sqlite3")):
        raise StoreUnreadable(_LOST)


def _has_unmerged(file: Path) -> bool:
    """Whether saved versions stand beside the file, not yet in it: read without them it would be older or broken."""
    beside = file.with_name(f"{file.name}-wal")
    return beside.is_file() and beside.stat().st_size > 0


@contextmanager
def reading() -> Iterator[sqlite3.Connection | None]:
    """The store to read, None where there is none yet; a folder that can't be written is read all the same."""
    file = plans_dir() / FILE
    if not file.is_file():
        _check_lost()
        yield None
        return
    try:
        con = connect(file, "mode=rw", WAIT_READING)
        try:
            is_there = check(con)
        except sqlite3.OperationalError as failure:
            con.close()
            if not str(getattr(failure, "sqlite_errorname", "")).startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN")):
                raise
            if _has_unmerged(file):
                raise StoreUnreadable(_UNMERGED) from failure
            con = connect(file, "mode=ro&immutable=1", WAIT_READING)
            is_there = check(con)
        with closing(con):
            if not is_there:
                _check_lost()
            yield con if is_there else None
    except sqlite3.Error as failure:
        raise fault(failure, is_write=False) from failure


@contextmanager
def writing(wait: float | None = None) -> Iterator[sqlite3.Connection]:
    """The store inside a transaction that is whole or not at all; made where there is none, completed where older.

    `wait`: seconds to wait for another who is saving, WAIT unless told.
    """
    try:
        plans_dir().mkdir(parents=True, exist_ok=True)
        with closing(connect(plans_dir() / FILE, "mode=rwc")) as con:
            patience = WAIT if wait is None else wait
            con.execute(f"PRAGMA busy_timeout = {int(1000 * patience)}")
            _patiently(con, "PRAGMA journal_mode = WAL", patience)
            con.execute("PRAGMA synchronous = FULL")
            con.execute("BEGIN IMMEDIATE")
            try:
                _complete(con)
                yield con
                con.execute("COMMIT")
            except BaseException:
                if con.in_transaction:
                    con.execute("ROLLBACK")
                raise
    except (sqlite3.Error, OSError) as failure:
        raise fault(failure, is_write=True) from failure


def _complete(con: sqlite3.Connection) -> None:
    """The tables of this format, whatever the file has of them; one that should hold something and does not is lost."""
    written = max(written_format(con), 1) if check(con) else 0
    if not written:
        _check_lost()
        con.execute(f"PRAGMA application_id = {APPLICATION}")
    for format in range(written + 1, FORMAT + 1):
        for statement in _TABLES[format]:
            con.execute(statement)
    if written < FORMAT:
        con.execute(f"PRAGMA user_version = {FORMAT}")


def _patiently(con: sqlite3.Connection, statement: str, wait: float) -> None:
    """A statement that SQLite refuses at once while another opens the file: its own waiting does not cover it."""
    until = time.monotonic() + wait
    while True:
        try:
            con.execute(statement)
            return
        except sqlite3.OperationalError as failure:
            is_busy = str(getattr(failure, "sqlite_errorname", "")).startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))
            if not is_busy or time.monotonic() > until:
                raise
            time.sleep(0.05)
