"""From a weak indicator to hypotheses of what lies behind it: what the data say of each, and how far to follow.

A hypothesis is never proven here. It is "supported" by one thing alone: the lowest published label of the indicator it
names. A missing value or label is no evidence, neither for nor against, and is a state of its own with its reason.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from analysis.status_change import TERENDAH, tier

DIDUKUNG, TIDAK, BELUM = "didukung data", "tidak didukung data", "belum diketahui"
KEADAAN = (DIDUKUNG, BELUM, TIDAK)
"""The three states, what asks for attention first."""

_ABSENT = ("tidak tersedia", "capaian tidak tersedia", "tidak berlaku")
_LOWEST_ANYWHERE = ("kurang", "belum tuntas")
_ABOVE_ANYWHERE = ("baik", "sedang")
"""Labels that mean the same in every family; Rendah and Tinggi do not."""


@dataclass(frozen=True)
class Vonis:
    """What the data say of one hypothesis, and why, in words."""

    keadaan: str
    alasan: str


def verdict(
    label: object, order: Sequence[str], *, nilai: float = math.nan, alasan: object = None, is_tertulis: bool = True,
    is_dikenal: bool = True,
) -> Vonis:  # fmt: skip
    """The state of a hypothesis from the published label of its indicator.

    `order`: labels of the indicator's family from best to worst, () where its direction is not settled. `alasan`: the
    published reason of a missing value. `is_tertulis`: the file has a row for it. `is_dikenal`: the catalogue has it.
    """
    if not is_tertulis:
        return Vonis(BELUM, "tidak ada di berkas Rapor wilayah ini" if is_dikenal else "kode tidak ada di katalog")
    name = " ".join(label.split()).casefold() if isinstance(label, str) else ""
    if not name or name.startswith(_ABSENT):
        if isinstance(alasan, str) and alasan.strip():
            return Vonis(BELUM, f"tidak tersedia: {alasan.strip()}")
        if name:
            return Vonis(BELUM, f"tertulis “{str(label).strip()}”")
        is_bare = nilai is not None and not math.isnan(nilai)
        return Vonis(BELUM, "nilai terbit tanpa label" if is_bare else "tidak tersedia")
    place = tier(label, order)
    if name in _LOWEST_ANYWHERE or place == TERENDAH:
        return Vonis(DIDUKUNG, f"berlabel {str(label).strip()}, yang terendah")
    if place is not None or (not order and name in _ABOVE_ANYWHERE):
        return Vonis(TIDAK, f"berlabel {str(label).strip()}, bukan yang terendah")
    why = "arah label indikator ini belum dipastikan" if not order else "label tidak dikenal pada keluarga indikatornya"
    return Vonis(BELUM, f"berlabel {str(label).strip()}; {why}")


@dataclass(frozen=True)
class Dugaan:
    """One hypothesis: the weakness of `gejala` may have to do with `akar`."""

    gejala: str
    akar: str
    alasan: str = ""
    sumber: str = ""


Peta = tuple[Dugaan, ...]


def code_key(kode: str) -> tuple[str, tuple[tuple[int, int, str], ...]]:
    """D.3 before D.10, a parent before its parts; a code of another shape after those of its letter."""
    letter, *rest = kode.split(".")
    return letter, tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in rest)


def causes(peta: Peta, gejala: str) -> Peta:
    """The hypotheses of one indicator, in the order of the map; an indicator is no cause of itself."""
    return tuple(item for item in peta if item.gejala == gejala and item.akar != gejala)


@dataclass(frozen=True)
class Simpul:
    """A place in the tree of hypotheses: `jalur` runs from the weak indicator to this code, both included."""

    dugaan: Dugaan
    jalur: tuple[str, ...]
    is_berulang: bool
    """Already on its own way: the tree is not followed further here."""


def descend(peta: Peta, gejala: str, depth: int = 2) -> tuple[Simpul, ...]:
    """The tree of hypotheses level by level, `depth` levels deep; it ends where a code comes back on its own way."""
    found: list[Simpul] = []
    ways: list[tuple[str, ...]] = [(gejala,)]
    for _ in range(depth):
        ahead = []
        for way in ways:
            for item in causes(peta, way[-1]):
                node = Simpul(item, (*way, item.akar), item.akar in way)
                found.append(node)
                if not node.is_berulang:
                    ahead.append(node.jalur)
        ways = ahead
    return tuple(found)


def cycles(peta: Peta) -> tuple[tuple[str, ...], ...]:
    """Groups of codes that lead back to each other (strongly connected, two or more), each in the order of codes."""
    ahead = {code: {item.akar for item in causes(peta, code)} for code in {item.gejala for item in peta}}
    reach = {code: frozenset(_reached(ahead, code)) for code in ahead}
    groups = {
        tuple(sorted({code, *(c for c in reach[code] if code in reach.get(c, frozenset()))}, key=code_key))
        for code in ahead
        if code in reach[code]
    }
    return tuple(sorted(groups, key=lambda group: [code_key(code) for code in group]))


def _reached(ahead: dict[str, set[str]], start: str) -> Iterator[str]:
    waiting, seen = sorted(ahead[start]), set[str]()
    while waiting:
        code = waiting.pop()
        if code not in seen:
            seen.add(code)
            yield code
            waiting.extend(sorted(ahead.get(code, set()) - seen))


def objections(peta: Peta, known: Collection[str]) -> tuple[str, ...]:
    """Why a map can't be saved, each in one sentence; () for a good map. `known`: the codes of the catalogue."""
    said: list[str] = []
    seen: set[tuple[str, str]] = set()
    for place, item in enumerate(peta, 1):
        where = f"Baris {place}"
        empty = [name for name, text in (("indikator lemah", item.gejala), ("dugaan sebab", item.akar)) if not text]
        if empty:
            said.append(f"{where}: {' dan '.join(empty)} belum diisi.")
            continue
        strange = [code for code in (item.gejala, item.akar) if code not in known]
        if strange:
            said.append(f"{where}: kode {', '.join(strange)} tidak ada di katalog indikator.")
        if item.gejala == item.akar:
            said.append(f"{where}: {item.gejala} tidak dapat menjadi dugaan sebab dirinya sendiri.")
        if (item.gejala, item.akar) in seen:
            said.append(f"{where}: {item.gejala} dan {item.akar} tertulis dua kali.")
        if not item.sumber:
            said.append(f"{where}: sumber dugaan {item.gejala} dan {item.akar} belum diisi.")
        seen.add((item.gejala, item.akar))
    return tuple(said)
