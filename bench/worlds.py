"""The two worlds that are measured: found where the caller says, or made once and kept in a temporary folder."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from warehouse.paths import REPOSITORY


def cache() -> Path:
    """Where worlds of the bench are kept between runs."""
    return Path(tempfile.gettempdir()) / "serapan-bench"


def ready(data: Path) -> bool:
    """Whether a folder holds a published snapshot and the sample's files."""
    return (data / "warehouse" / "current").is_file() and any((data / "contoh").glob("*_aktivitas_*.csv"))


def world(given: Path | None, scale: int) -> Path:
    """A world of this scale, made through the real pipeline when there is none yet."""
    data = given or cache() / f"x{scale}"
    if not ready(data):
        data.mkdir(parents=True, exist_ok=True)
        print(f"Dunia contoh {scale} kali belum ada di {data}; dibuat sekali, beberapa menit.", flush=True)
        command = [sys.executable, "-m", "pipelines.sample", "--scale", str(scale), "--yes"]
        subprocess.run(command, check=True, cwd=REPOSITORY, env=environment(data), stdin=subprocess.DEVNULL)
    return data


def environment(data: Path) -> dict[str, str]:
    """The environment in which commands and apps see this world."""
    shown = {"STREAMLIT_CLIENT_SHOW_ERROR_DETAILS": "full"}
    return {**os.environ, **shown, "SERAPAN_DATA": str(data), "PYTHONPATH": str(REPOSITORY)}
