"""Where data lies. `SERAPAN_DATA` names another data folder than `data/` for commands and app alike."""

from __future__ import annotations

import os
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
REFERENCE = REPOSITORY / "data" / "reference"
"""Reference tables; part of the product, the same for every data folder."""


def data_dir() -> Path:
    """The data folder of this process."""
    named = os.environ.get("SERAPAN_DATA", "").strip()
    return Path(named).expanduser().resolve() if named else REPOSITORY / "data"


def exports_dir() -> Path:
    """What users bring."""
    return data_dir() / "exports"


def sample_dir() -> Path:
    """The sample world's export files."""
    return data_dir() / "contoh"


def warehouse_dir() -> Path:
    """The row of snapshots."""
    return data_dir() / "warehouse"


def boundary_file() -> Path | None:
    """A province boundary GeoJSON the user brought, or None."""
    for folder in (data_dir() / "reference", REFERENCE):
        file = folder / "batas_provinsi.geojson"
        if file.is_file():
            return file
    return None
