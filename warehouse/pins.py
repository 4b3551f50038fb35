"""Snapshots that a frozen link was promised: kept when old ones are deleted."""

from __future__ import annotations

from pathlib import Path

from warehouse import snapshots
from warehouse.paths import warehouse_dir

FOLDER = "beku"


def _folder() -> Path:
    return warehouse_dir() / FOLDER


def pin(id: str) -> None:
    """Promise a snapshot; KeyError when there is none. An OSError says that the data folder can't be written."""
    snapshots.load(id)
    _folder().mkdir(parents=True, exist_ok=True)
    (_folder() / id).touch()


def pinned() -> frozenset[str]:
    """The snapshots promised."""
    try:
        return frozenset(file.name for file in _folder().iterdir())
    except OSError:
        return frozenset()


def unpin(id: str) -> None:
    """Take the promise back, as when its snapshot is deleted on purpose."""
    (_folder() / id).unlink(missing_ok=True)
