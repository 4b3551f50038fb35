"""One module a file layout, recognised by content."""

from __future__ import annotations

from typing import Protocol

from pipelines.cells import Reader
from pipelines.layouts import dapodik, desk, rapor, statistics, training, usage
from pipelines.names import key
from pipelines.rapor_engine import BookLayout
from pipelines.read import Sheet
from pipelines.tabular import Context, Draft, Match


class SheetLayout(Protocol):
    """A layout whose sheets stand alone: it says whether a sheet is its own, and turns it into records.

    `needs_schools`: it matches against the school list, so it waits until that stands.
    """

    @property
    def kode(self) -> str: ...
    @property
    def judul(self) -> str: ...
    @property
    def dataset(self) -> str: ...
    @property
    def needs_schools(self) -> bool: ...
    def recognise(self, sheet: Sheet) -> Match | None: ...
    def normalise(self, reader: Reader, sheet: Sheet, match: Match, context: Context) -> Draft: ...


Layout = SheetLayout | BookLayout

LAYOUTS: tuple[Layout, ...] = (
    *dapodik.LAYOUTS,
    *usage.LAYOUTS,
    *rapor.LAYOUTS,
    *training.LAYOUTS,
    *desk.LAYOUTS,
)
FALLBACK: tuple[Layout, ...] = statistics.LAYOUTS


def recognise(sheet: Sheet) -> tuple[Layout, Match] | None:
    """The layout that fits a sheet best, by weight, then by order; FALLBACK is asked only when none does."""
    for asked in (LAYOUTS, FALLBACK):
        found = [
            (match.weight, -place, layout, match)
            for place, layout in enumerate(asked)
            if (match := layout.recognise(sheet))
        ]
        if found:
            best = max(found, key=lambda item: item[:2])
            return best[2], best[3]
    return None


def known_headers() -> frozenset[str]:
    """Every header that some tabular layout knows."""
    return frozenset(key(name) for layout in LAYOUTS for item in getattr(layout, "fields", ()) for name in item.headers)
