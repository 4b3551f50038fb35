"""What a planted fault is: a function that writes files with it or without it, kept under the check that finds it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from pipelines.tabular import Tabular
from tests.checking import Exports, cell

SEP, OKT = date(2026, 9, 30), date(2026, 10, 31)
Cells = set[tuple[str, str, str]]
Case = Callable[[Exports, bool], Cells]
CASES: dict[str, list[Case]] = {}


def case(check: str) -> Callable[[Case], Case]:
    """A function that writes files, with the fault or without, and answers the cells that the fault lies in."""

    def keep(made: Case) -> Case:
        CASES.setdefault(check, []).append(made)
        return made

    return keep


def at(name: str, layout: Tabular, column: str, *rows: int) -> Cells:
    """Cells of a CSV export of `layout`, for records counted from 0."""
    return {(f"{name}.csv", "-", cell(layout, column, row)) for row in rows}
