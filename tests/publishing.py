"""What the tests of publishing share: a small folder of exports, and the command with what it printed."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console

from pipelines import command
from pipelines.build import Result
from pipelines.layouts.dapodik import DAFTAR
from pipelines.layouts.usage import PMM
from tests.builders import export, make_pmm, make_satuan_pendidikan
from warehouse import snapshots


def small_exports(place: Path) -> Path:
    """Three schools and one month of their PMM activity."""
    export(place / "sekolah.csv", DAFTAR, *(make_satuan_pendidikan(npsn=f"1030000{n}") for n in range(1, 4)))
    month_file(place / "pmm_08.csv", 8)
    return place


def month_file(file: Path, month: int) -> Path:
    rows = [make_pmm(npsn=f"1030000{n}", tanggal_data=date(2026, month, 28)) for n in range(1, 4)]
    return export(file, PMM, *rows)


def rows_in(result: Result) -> dict[str, int]:
    return {info.dataset: info.jumlah_baris for info in result.manifest.dataset if info.jumlah_baris}


def of(result: Result) -> snapshots.Snapshot:
    assert result.snapshot is not None
    return result.snapshot


def printed(folder: Path, **given: Any) -> tuple[int, str]:
    """The command's exit code and what it printed."""
    out = io.StringIO()
    code = command.run(Console(file=out, width=200), folder, is_yes=True, **given)
    return code, out.getvalue()
