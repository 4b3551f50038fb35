"""How far a running build is: one small file that the command writes and the browser reads."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from warehouse.paths import warehouse_dir

Report = Callable[[str, float], None]
"""Called with a sentence in Indonesian and the share done, 0 to 1."""


@dataclass(frozen=True)
class Progress:
    """One report: `langkah` (sentence), `bagian` (0 to 1), `galat` (None, or why it failed), `waktu` (epoch s)."""

    langkah: str
    bagian: float
    galat: str | None = None
    waktu: float = 0.0


_kept: Progress | None = None


def _file() -> Path:
    return warehouse_dir() / "progress.json"


def write(langkah: str, bagian: float, galat: str | None = None) -> None:
    """Replace the report atomically."""
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.with_name(f"progress.{os.getpid()}.tmp")
    aside.write_text(json.dumps(asdict(Progress(langkah, bagian, galat, time.time()))), encoding="utf-8")
    os.replace(aside, file)


def keep(langkah: str, galat: str) -> None:
    """Report a failure within this process alone: the data folder can't be written."""
    global _kept
    _kept = Progress(langkah, 0.0, galat, time.time())


def read() -> Progress | None:
    """The last report, or None when there is none or it cannot be read."""
    try:
        return _kept or Progress(**json.loads(_file().read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return None
