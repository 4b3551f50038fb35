"""The letterhead of the office: three lines that people typed, kept beside the snapshots for all documents."""

from __future__ import annotations

import os
import tomllib
from contextlib import suppress
from pathlib import Path

import tomli_w

from schemas.naskah import Kop
from warehouse.paths import data_dir

FILE = "kop.toml"
LONGEST = 120


def _file() -> Path:
    return data_dir() / FILE


def load() -> Kop:
    """The letterhead kept; an empty one where there is none, or where the file can't be read."""
    with suppress(OSError, ValueError):
        found = tomllib.loads(_file().read_text(encoding="utf-8"))
        return Kop(**{name: str(found.get(name, ""))[:LONGEST] for name in Kop.model_fields})
    return Kop()


def save(kop: Kop) -> None:
    """Keep it for all who use this data folder. OSError where the folder can't be written."""
    file = _file()
    aside = file.with_name(f".{FILE}.{os.getpid()}.tmp")
    try:
        aside.write_text(tomli_w.dumps(kop.model_dump()), encoding="utf-8")
        os.replace(aside, file)
    finally:
        aside.unlink(missing_ok=True)
