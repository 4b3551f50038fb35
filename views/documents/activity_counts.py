"""Counts of people as a report may tell them: none of 1 to 4, neither itself nor by subtracting one from another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from analysis.small_cells import FEWEST_PEOPLE
from views.bimtek.rows import SEDIKIT
from views.format import number

MOST_HIDDEN = FEWEST_PEOPLE - 1


@dataclass(frozen=True)
class Cacah:
    """A count known exactly (`rendah` = `tinggi`) or only to lie between two bounds, both included.

    `is_hampir`: it is the whole it belongs to but for 1 to 4.
    """

    rendah: int
    tinggi: int
    is_hampir: bool = False

    @property
    def is_pasti(self) -> bool:
        """Whether the count itself may be told."""
        return self.rendah == self.tinggi

    @property
    def is_sedikit(self) -> bool:
        """Whether it is told as fewer than five and no more."""
        return (self.rendah, self.tinggi) == (1, MOST_HIDDEN)

    @property
    def angka(self) -> str:
        """For a large figure or a cell: `49`, `31–34`, `<5`."""
        if self.is_sedikit:
            return SEDIKIT
        return number(self.rendah) if self.is_pasti else f"{number(self.rendah)}–{number(self.tinggi)}"

    @property
    def kata(self) -> str:
        """For running text: `49`, `31 sampai 34`, `kurang dari 5`."""
        if self.is_sedikit:
            return f"kurang dari {FEWEST_PEOPLE}"
        return number(self.rendah) if self.is_pasti else f"{number(self.rendah)} sampai {number(self.tinggi)}"


def whole(count: int) -> Cacah:
    """A count that belongs to no larger one."""
    return Cacah(1, MOST_HIDDEN) if 0 < count < FEWEST_PEOPLE else Cacah(count, count)


def among(part: int, all_: int, told: Cacah) -> Cacah:
    """A count of some of `all_` people, of whom `told` is told: where 1 to 4 are left out, its bounds alone.

    A part that is everyone is told as everyone is; else it would tell what was kept back of them. Of fewer than ten
    people every part has fewer than five on one side, so that all are told alike.
    """
    if part == 0:
        return Cacah(0, 0)
    if part == all_:
        return told
    if all_ < FEWEST_PEOPLE:
        return Cacah(1, MOST_HIDDEN)
    if all_ < 2 * FEWEST_PEOPLE:
        return Cacah(1, max(told.tinggi - 1, MOST_HIDDEN))
    if part < FEWEST_PEOPLE:
        return Cacah(1, MOST_HIDDEN)
    if all_ - part < FEWEST_PEOPLE:
        return Cacah(max(told.rendah - MOST_HIDDEN, 1), told.tinggi - 1, is_hampir=True)
    return Cacah(part, part)


def reached(schools: int, told: Cacah) -> Cacah:
    """Schools reached by people of whom `told` is told; each is reached by one of them at least, so that more schools
    than the lowest number of people would narrow it down."""
    return Cacah(schools, schools) if told.is_pasti or schools <= told.rendah else Cacah(told.rendah, told.tinggi)


def is_given_away(total: float, shown: Sequence[float], small: int, others: int) -> bool:
    """Whether a total gives away one of the `small` counts of 1 to 4 that it adds up with those shown and `others`
    hidden ones of five or more: whether such a count could be one number alone."""
    left = total - sum(shown)
    if not small:
        return False
    most = min(MOST_HIDDEN, left - (small - 1) - FEWEST_PEOPLE * others)
    fewest = 1 if others else max(1, left - MOST_HIDDEN * (small - 1))
    return bool(most <= fewest)
