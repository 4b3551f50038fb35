"""The row of snapshots: each is written aside, renamed into place, and served by one pointer file.

A snapshot never changes once it is published. A crash at any step leaves the pointer, and so the snapshot that
serves, as it was.
"""

from __future__ import annotations

import os
import re
import shutil
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from pathlib import Path

from schemas.manifest import Manifest
from warehouse import handover, locking, staging
from warehouse.paths import warehouse_dir

_ID = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{8}")
_BUILDING = ".membangun-"
MANIFEST = "manifest.json"
MARTS = "marts.duckdb"


class PublishRefused(Exception):
    """Another publisher is at work; the message is for people."""


@dataclass(frozen=True)
class Snapshot:
    """One published snapshot."""

    id: str
    path: Path
    manifest: Manifest


@lru_cache(maxsize=64)
def _manifest(file: Path, _changed: int) -> Manifest:
    return Manifest.model_validate_json(file.read_bytes())


@lru_cache(maxsize=64)
def _is_duckdb(file: Path, _size: int, _changed: int) -> bool:
    with file.open("rb") as opened:
        return opened.read(12)[8:] == b"DUCK"


def load(id: str) -> Snapshot:
    """A snapshot by its id; KeyError when there is none of that name, or none that a question could be asked of."""
    if not _ID.fullmatch(id):
        raise KeyError(id)
    path = warehouse_dir() / id
    file, marts = path / MANIFEST, path / MARTS
    try:
        about = marts.stat()
        if not _is_duckdb(marts, about.st_size, about.st_mtime_ns):
            raise KeyError(id)
        return Snapshot(id, path, _manifest(file, file.stat().st_mtime_ns))
    except (OSError, ValueError):
        raise KeyError(id) from None


def all_snapshots() -> list[Snapshot]:
    """Every whole snapshot, newest first."""
    found = []
    with suppress(OSError):
        for path in sorted(warehouse_dir().iterdir(), reverse=True):
            with suppress(KeyError):
                found.append(load(path.name))
    return found


def pointed() -> str | None:
    """What the pointer says, be it a snapshot or not."""
    try:
        return (warehouse_dir() / "current").read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return None


def current() -> Snapshot | None:
    """The snapshot that serves. A pointer that names none falls back to the newest whole one."""
    try:
        return load(pointed() or "")
    except KeyError:
        return next(iter(all_snapshots()), None)


def new_id(sidik_isi: str, when: datetime | None = None) -> str:
    """An id not yet taken: time, then the start of the content's fingerprint."""
    moment = when or datetime.now().astimezone()
    while (warehouse_dir() / (name := f"{moment:%Y%m%d-%H%M%S}-{sidik_isi[:8]}")).exists():
        moment += timedelta(seconds=1)
    return name


@contextmanager
def building() -> Iterator[Path]:
    """A folder to build in, inside the warehouse; removed when it was not published. Call it under `lock`.

    Its owner's alone until it is published: files pass through it as they came.
    """
    folder = warehouse_dir() / f"{_BUILDING}{os.getpid()}-{uuid.uuid4().hex[:8]}"
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(mode=0o700)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def publish(building: Path, id: str, staged: Mapping[str, Path] | None = None) -> Snapshot:
    """Put a built folder into its place and let it serve; `staged` files come into the exports with it, or not at all.

    Call it under `lock`. Until the pointer is replaced a fault undoes everything; after that nothing can.
    """
    if not _ID.fullmatch(id):
        raise ValueError(f"not a snapshot id: {id}")
    Manifest.model_validate_json((building / MANIFEST).read_bytes())
    for file in building.rglob("*"):
        handover.sync(file)
    place = warehouse_dir() / id
    try:
        handover.begin(id, staged or {})
        handover.bring(id)
        shutil.copymode(place.parent, building)
        handover.sync(building)
        os.rename(building, place)
        handover.sync(place.parent)
        serve(id)
    except BaseException:
        with suppress(OSError):
            _recover()
        if pointed() != id:
            raise
    with suppress(OSError):  # what is left is swept by the next
        handover.settle()
    return load(id)


def _recover() -> None:
    """What a publication left half-way is put back as it was."""
    never_served = handover.recover(pointed())
    if never_served is not None and _ID.fullmatch(never_served):
        _remove(warehouse_dir() / never_served)
    handover.settle()


def _remove(folder: Path) -> None:
    """Delete a folder of the row; renamed first, so that no half of it is ever taken for a snapshot."""
    aside = folder.with_name(f"{_BUILDING}{os.getpid()}-{uuid.uuid4().hex[:8]}")
    with suppress(FileNotFoundError):
        os.rename(folder, aside)
    shutil.rmtree(aside, ignore_errors=True)


def delete(id: str) -> None:
    """Remove a snapshot for good, under `lock`. The one that serves stays: ValueError."""
    serving = current()
    if serving is not None and serving.id == id:
        raise ValueError(f"{id} serves")
    _remove(load(id).path)


def serve(id: str) -> None:
    """Point to a published snapshot, atomically. Also the way back to an earlier one."""
    load(id)
    pointer = warehouse_dir() / "current"
    handover.write_whole(pointer, id + "\n")
    with suppress(OSError):  # it serves; whichever pointer outlives a loss of power names a whole snapshot
        handover.sync(pointer.parent)


@contextmanager
def lock(wait: float = 0.0) -> Iterator[None]:
    """One publisher at a time; a second one is refused, after `wait` seconds.

    The system frees the lock when its holder dies. What a dead one left is swept by the next.
    """
    folder = warehouse_dir()
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder / ".kunci-terbit", os.O_RDWR | os.O_CREAT, 0o644)
    until = time.monotonic() + wait
    try:
        while not locking.try_lock(handle):
            if time.monotonic() >= until:
                raise PublishRefused(
                    "Penerbitan lain sedang berjalan pada folder data ini. Tunggu sampai selesai, lalu ulangi."
                )
            time.sleep(0.2)
        _recover()
        for stale in folder.glob(f"{_BUILDING}*"):
            shutil.rmtree(stale, ignore_errors=True)
        for stale in [*folder.glob("current.*.tmp"), *folder.glob("progress.*.tmp")]:
            stale.unlink(missing_ok=True)
        yield
    finally:
        os.close(handle)


def sweep() -> None:
    """Remove what a dead publisher left, unless one is at work or the folder can't be written; old uploads too."""
    staging.sweep()
    if warehouse_dir().is_dir():
        with suppress(PublishRefused, OSError), lock():
            pass
