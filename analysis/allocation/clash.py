"""When no plan exists: a smallest set of limits that cannot hold together."""

from __future__ import annotations

from collections.abc import Sequence

from analysis.allocation import check
from analysis.allocation.needed import Bentrok, clashing
from analysis.allocation.problem import Soal
from analysis.allocation.solve import possible

ORDER = (
    check.SEKOLAH,
    check.CALON,
    check.MAKS,
    check.TIGA_T,
    check.KOTA,
    check.PELATIH,
    check.PAGU,
    check.MIN,
)
"""Order in which limits are tried to be let go: what is hardest to change first, so that, where there is a choice, what
stays in the set is what a planner can change."""


def clash(soal: Soal, *, batas_detik: float = 20.0, gone: Sequence[str] = ()) -> tuple[Bentrok, ...]:
    """A smallest set of limits that cannot all hold, () when a plan exists or impossibility is not proven in time.

    Deletion filter (Chinneck & Dravnieks 1991, ORSA Journal on Computing 3: 157-168): let each limit go in turn; if the
    rest still cannot hold, it stays out, else it comes back. What remains cannot hold together, and without any one of
    them the others can. Limits are taken whole ("least seats of every region"), not row by row. A limit whose removal
    was not decided in time is put back, so the set may then be too large, never wrong. `gone`: limits let go before.
    """
    each = batas_detik / (2 * len(ORDER))
    if possible(soal, gone, seconds=batas_detik / 2) is not False:
        return ()
    out = list(gone)
    for name in ORDER:
        if name not in out and possible(soal, (*out, name), seconds=each) is False:
            out.append(name)
    members = [name for name in check.LIMITS if name not in out]
    return tuple(clashing(soal, name, members, each) for name in members)


def clashes(soal: Soal, *, batas_detik: float = 20.0) -> tuple[tuple[Bentrok, ...], ...]:
    """Sets that cannot hold one after another: the next is looked for with all but the least seats of those before let
    go, so that whoever mends the first knows what would still stand in the way."""
    gone: list[str] = []
    found: list[tuple[Bentrok, ...]] = []
    while now := clash(soal, batas_detik=batas_detik, gone=gone):
        found.append(now)
        more = [b.nama for b in now if b.nama != check.MIN]
        if not more:
            break
        gone += more
    return tuple(found)
