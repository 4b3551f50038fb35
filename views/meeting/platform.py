"""The screens of a meeting about one platform: where it is used, by whom, since when, and what follows."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from schemas.rapat import Layar
from views import data
from views.filters import Saringan
from views.meeting import (
    platform_beside,
    platform_moves,
    platform_next,
    platform_users,
    platform_view,
    platform_where,
)
from views.meeting.platform_view import Pandangan
from views.platform import rows as platform_rows

ORDER: tuple[Callable[[Pandangan], Iterator[Layar]], ...] = (
    platform_where.figures, platform_moves.trend, platform_where.tile_map, platform_where.ranked,
    platform_moves.changes, platform_users.users, platform_where.islands, platform_users.measures,
    platform_beside.rapor, platform_beside.targets,
)  # fmt: skip
"""What a meeting asks, in the order it asks it; the next steps come last."""


def title(saringan: Saringan) -> str:
    """The title of the sequence: the measure and the place."""
    there = data.measures()
    mine = there[there["ukuran"] == saringan.ukuran]
    if mine.empty:
        return "Platform"
    place = platform_rows.wilayah(saringan)
    name = data.measure_name(str(mine.iloc[0]["nama_platform"]), str(mine.iloc[0]["nama_pendek"]))
    return f"{name}, {platform_view.where(place)}"


def screens(saringan: Saringan) -> Iterator[Layar]:
    """The screens in order; one without data is left out, and all are where the filters leave nothing."""
    lihat = platform_view.read(saringan)
    if lihat is None:
        return
    shown: dict[str, Layar] = {}
    for make in ORDER:
        for screen in make(lihat):
            shown[screen.nama] = screen
            yield screen
    yield from platform_next.steps(lihat, shown)
