"""Where uploads wait: one folder a visit, its owner's alone, and gone a day after it was last touched."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import time
from contextlib import suppress
from pathlib import Path

from warehouse import locking
from warehouse.paths import data_dir

KEPT_SECONDS = 24 * 3600
LOCK = ".kunci"
_ID = re.compile(r"[0-9a-f]{32}")


def staging_dir() -> Path:
    """The folder of all waiting uploads."""
    return data_dir() / "kotak_masuk"


def new_folder() -> Path:
    """A new empty folder whose name nobody can guess."""
    sweep()
    root = staging_dir()
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder = root / secrets.token_hex(16)
    folder.mkdir(mode=0o700)
    return folder


def folder_of(id: str) -> Path:
    """The folder of that name; KeyError when there is none."""
    folder = staging_dir() / id
    if not _ID.fullmatch(id) or not folder.is_dir():
        raise KeyError(id)
    return folder


def sweep(kept: float = KEPT_SECONDS) -> None:
    """Delete folders untouched for a day, unless somebody is at work in them."""
    with suppress(OSError):
        for folder in list(staging_dir().iterdir()):
            with suppress(OSError):
                if time.time() - _touched(folder) > kept and not is_busy(folder):
                    shutil.rmtree(folder)


def _touched(folder: Path) -> float:
    """When a folder was last changed, by what lies in it."""
    return max([folder.stat().st_mtime, *(path.lstat().st_mtime for path in folder.iterdir())])


def is_busy(folder: Path) -> bool:
    """Whether a process holds the folder's lock. The system frees it when that process ends, however it ends."""
    try:
        handle = os.open(folder / LOCK, os.O_RDWR)
    except OSError:
        return False
    try:
        return not locking.try_lock(handle)
    finally:
        os.close(handle)
