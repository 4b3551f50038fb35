"""Files that come into the exports together with the snapshot made of them: all of it happens, or none.

A publication writes down what it is about to do. Until the pointer names the new snapshot, whoever takes the
publisher's lock next puts everything back as it was; from then on everything is as it should be.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from warehouse.paths import exports_dir, warehouse_dir

ROOM = ".unggah-"
"""Folder inside the exports, hidden from every import: the new files before they get their names, the old after."""


@dataclass(frozen=True)
class Arrival:
    """One file on its way into the exports."""

    nama: str
    sha256: str
    is_pengganti: bool


def _journal() -> Path:
    return warehouse_dir() / ".penerbitan.json"


def sync(path: Path) -> None:
    """Force a file or folder to disk. Windows syncs no handle opened for reading; there the rename must do."""
    if os.name == "nt":
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_whole(file: Path, text: str, *, is_forced: bool = True) -> None:
    """Replace a small file atomically, forced to disk unless it may be lost with the power."""
    aside = file.with_name(f"{file.name}.{os.getpid()}.tmp")
    try:
        with aside.open("w", encoding="utf-8") as opened:
            opened.write(text)
            opened.flush()
            if is_forced:
                os.fsync(opened.fileno())
        os.replace(aside, file)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _bring(source: Path, target: Path) -> None:
    """A second name for a file; a copy where the file system has no links."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
    sync(target)


def _sha256(file: Path) -> str | None:
    try:
        with file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def begin(id: str, staged: Mapping[str, Path]) -> None:
    """Say what is about to come, with everything ready for it: from here on only names change."""
    arrivals = []
    if staged:
        folder = exports_dir()
        room = folder / f"{ROOM}{id}"
        for place in (folder, room, room / "baru", room / "lama"):
            place.mkdir(mode=0o777 if place == folder else 0o700, parents=place == folder, exist_ok=True)
        for nama, path in staged.items():
            is_pengganti = (folder / nama).is_file()
            _bring(path, room / "baru" / nama)
            if is_pengganti:
                _bring(folder / nama, room / "lama" / nama)
            arrivals.append(Arrival(nama, _sha256(path) or "", is_pengganti))
        for place in (room / "baru", room / "lama", room, folder):
            sync(place)
    write_whole(_journal(), json.dumps({"id": id, "berkas": [vars(arrival) for arrival in arrivals]}))
    sync(warehouse_dir())


def bring(id: str) -> None:
    """Give the new files their names in the exports."""
    folder = exports_dir()
    room = folder / f"{ROOM}{id}" / "baru"
    if room.is_dir():
        for file in sorted(room.iterdir()):
            os.replace(file, folder / file.name)
        sync(folder)


def recover(pointed: str | None) -> str | None:
    """Finish what a publication left: put back unless the pointer names its snapshot.

    Returns the id of a snapshot that never served and has to go. `settle` ends it.
    """
    try:
        said = json.loads(_journal().read_text(encoding="utf-8"))
        id, arrivals = str(said["id"]), [Arrival(**about) for about in said["berkas"]]
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):  # never half: it is replaced whole
        return None
    if pointed == id:
        return None
    folder = exports_dir()
    room = folder / f"{ROOM}{id}"
    for arrival in arrivals:
        _put_back(folder / arrival.nama, room, arrival)
    with suppress(OSError):  # a disk that refuses this has refused the publication too
        sync(folder)
    return id


def _put_back(file: Path, room: Path, arrival: Arrival) -> None:
    if (room / "baru" / arrival.nama).exists() or _sha256(file) != arrival.sha256:
        return  # not yet brought; or put back already; or somebody's own since
    if arrival.is_pengganti:
        with suppress(FileNotFoundError):
            os.replace(room / "lama" / arrival.nama, file)
    else:
        file.unlink(missing_ok=True)


def settle() -> None:
    """Nothing is under way any more."""
    with suppress(FileNotFoundError):
        _journal().unlink()
    for room in exports_dir().glob(f"{ROOM}*"):
        shutil.rmtree(room, ignore_errors=True)
    for left in warehouse_dir().glob(f"{_journal().name}.*.tmp"):
        left.unlink(missing_ok=True)
