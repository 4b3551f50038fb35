"""The steps of a process on the file system of its data folder, counted; at one of them something goes wrong."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path
from typing import Any

import duckdb

KILL, FULL, BROKEN, STAYS_FULL = "mati", "disk penuh", "disk rusak", "disk tetap penuh"
KINDS = (KILL, FULL, BROKEN, STAYS_FULL)
GONE = 137
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_ROOM = frozenset({"open", "os.mkdir", "os.link", "os.fsync", "duckdb"})
"""Steps that a full disk refuses for as long as it is full; a rename or an unlink still works."""


class Steps:
    """Counts the steps of this process under a folder; at the n-th something happens."""

    def __init__(self, root: Path, at: int, kind: str) -> None:
        self.root, self.at, self.kind, self.seen = f"{root}{os.sep}", at, kind, 0
        self.named: list[str] = []

    def step(self, name: str, path: object) -> None:
        """One step; dies or raises when it is its turn."""
        self.seen += 1
        self.named.append(f"{name} {os.path.basename(os.fsdecode(path)) if isinstance(path, str | bytes) else path}")
        if not self.at or self.seen < self.at or (self.seen > self.at and self.kind != STAYS_FULL):
            return
        if self.kind == KILL:
            os._exit(GONE)
        if self.seen > self.at and name not in _ROOM:
            return
        if name == "duckdb":
            raise duckdb.IOException("Could not write file: No space left on device")
        number = errno.EIO if self.kind == BROKEN else errno.ENOSPC
        raise OSError(number, os.strerror(number))

    def hook(self, event: str, given: tuple[Any, ...]) -> None:
        """The audit hook."""
        if event == "open":
            path, _, flags = given
            if isinstance(path, str | bytes) and flags & _WRITES and self._is_ours(path):
                self.step("open", path)
        elif event in {"os.rename", "os.link"}:
            if self._is_ours(given[1]):
                self.step(event, given[1])
        elif event in {"os.mkdir", "os.remove", "os.rmdir", "os.chmod", "os.truncate"}:
            is_relative = event in {"os.remove", "os.rmdir"} and given[-1] != -1
            if is_relative or self._is_ours(given[0]):
                self.step(event, given[0])

    def _is_ours(self, path: object) -> bool:
        return isinstance(path, str | bytes | os.PathLike) and os.path.abspath(os.fsdecode(path)).startswith(self.root)

    def install(self) -> None:
        """From now on, for as long as this process lives."""
        real_sync, real_connect = os.fsync, duckdb.connect

        def fsync(handle: Any) -> None:
            self.step("os.fsync", handle)
            real_sync(handle)

        def connect(database: Any = ":memory:", *more: Any, **named: Any) -> Any:
            is_written = str(database).startswith(self.root) and not named.get("read_only")
            return _Watched(real_connect(database, *more, **named), self, is_written)

        os.fsync = fsync  # type: ignore[assignment]
        duckdb.connect = connect
        sys.addaudithook(self.hook)


class _Watched:
    """A connection whose writing statements are steps."""

    def __init__(self, con: Any, steps: Steps, is_written: bool) -> None:
        self._con, self._steps, self._is_written = con, steps, is_written

    def __getattr__(self, name: str) -> Any:
        return getattr(self._con, name)

    def __enter__(self) -> _Watched:
        return self

    def __exit__(self, *why: object) -> None:
        self._con.close()

    def execute(self, query: str, *more: Any, **named: Any) -> Any:
        """A statement; a step when it writes a file."""
        words = query.lstrip().upper()
        self._is_written = self._is_written or words.startswith("ATTACH")
        if words.startswith(("COPY", "CHECKPOINT", "ATTACH", "DETACH")) or (
            self._is_written and words.startswith("CREATE TABLE")
        ):
            self._steps.step("duckdb", " ".join(words.split()[:3]).split("'")[0])
        return self._con.execute(query, *more, **named)

    def close(self) -> None:
        """The end of a file that was written is a step too."""
        if self._is_written:
            self._steps.step("duckdb", "close")
        self._con.close()
