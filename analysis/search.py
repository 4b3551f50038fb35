"""Finding by a name typed in haste: one spelling for all, pieces to look for, and how near each candidate comes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz import fuzz

LONGEST = 80
"""Letters of a search that are read: more is no name."""
MOST_WORDS = 8
MOST_PIECES = 28
NEAR_ENOUGH = 66.0
"""Out of 100: below it a candidate is not worth a look."""

_PHRASES = (
    (r"SEKOLAH DASAR LUAR BIASA", "SDLB"),
    (r"SEKOLAH LUAR BIASA", "SLB"),
    (r"SEKOLAH DASAR", "SD"),
    (r"SEKOLAH MENENGAH PERTAMA", "SMP"),
    (r"SEKOLAH MENENGAH ATAS", "SMA"),
    (r"SEKOLAH MENENGAH KEJURUAN", "SMK"),
    (r"TAMAN KANAK ?KANAK", "TK"),
    (r"MADRASAH IBTIDAI?Y?YAH", "MI"),
    (r"MADRASAH TS?ANAWI?Y?YAH", "MTS"),
    (r"MADRASAH ALI?Y?YAH", "MA"),
    (r"KELOMPOK BERMAIN", "KB"),
)
"""Written out in full -> as lists of schools write it."""
_SHAPES = ("SD", "SMP", "SMA", "SMK", "TK", "SLB", "MI", "MTS", "MA", "SDLB", "SMPLB", "SMALB")
_STATE = {f"{shape}N": (shape, "NEGERI") for shape in _SHAPES}
_SHORT = {"NEG": "NEGERI", "NGR": "NEGERI", "MUH": "MUHAMMADIYAH", "KAB": "", "KEC": "", "KABUPATEN": "",
          "KECAMATAN": "", "NO": "", "NOMOR": ""}  # fmt: skip
GENERIC = frozenset((*_SHAPES, "NEGERI", "SWASTA", "PAUD", "KB", "RA", "PKBM", "SKB", "SPS", "TPA", "SEKOLAH", "KOTA"))
"""Words that half of all names have: they weigh little, and are looked for only where nothing else is asked."""


def clean(text: str) -> str:
    """A foreign text as one printable line of at most LONGEST letters."""
    kept = "".join(c if c.isprintable() else " " for c in text[: 8 * LONGEST])
    return " ".join(kept.split())[:LONGEST].strip()


def as_npsn(text: str) -> str | None:
    """The start of an NPSN that a text means (`20325309.0`, `2032 5309`, `p1234`), or None for a name."""
    bare = re.sub(r"\.0+$", "", clean(text)).replace(" ", "").replace("-", "").upper()
    return bare[:8] if re.fullmatch(r"[0-9]{3,9}|[PK][0-9]{3,7}", bare) and len(bare) <= 8 else None


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """A name in the one spelling: capitals without accents, "SDN" as "SD NEGERI", numbers without leading zeros."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().upper()
    bare = re.sub(r"['`]", "", bare)
    bare = " ".join(re.findall(r"[A-Z]+|[0-9]+", bare))
    for pattern, short in _PHRASES:
        bare = re.sub(rf"\b{pattern}\b", short, bare)
    found: list[str] = []
    for word in bare.split():
        if word.isdigit():
            found.append(word.lstrip("0") or "0")
        elif word == "N" and found and found[-1] in _SHAPES:
            found.append("NEGERI")
        else:
            found.extend(_STATE.get(word, (_SHORT.get(word, word),)))
    return tuple(word for word in found if word)


def pieces(text: str) -> tuple[str, ...]:
    """Small letters to look for in names: threes of each telling word, short words and numbers between blanks.

    Of a text without telling words ("SDN 1") the generic ones. () for a text without letters or digits.
    """
    asked = words(clean(text))[:MOST_WORDS]
    telling = [word for word in asked if word not in GENERIC] or list(asked)
    if all(word.isdigit() for word in telling):
        telling = list(asked)
    found: list[str] = []
    for word in telling:
        small = word.lower()
        short = len(small) < 4 or small.isdigit()
        found += [f" {small} "] if short else [small[i : i + 3] for i in range(len(small) - 2)]
    return tuple(dict.fromkeys(found))[:MOST_PIECES]


def nearness(text: str, name: str, place: str = "") -> float:
    """How well a name, with the words of its place, answers a search: 0 to 100; 0 for an empty search.

    Each word asked counts by its nearest word there (numbers wholly or not at all, generic words little); two words
    of the name may answer one asked ("tamansiswa"). Words of the name that nobody asked for cost a point each.
    """
    return _nearness(words(clean(text))[:MOST_WORDS], words(name), words(place))


def is_said(text: str, name: str, place: str = "") -> bool:
    """Whether every word of a search stands in the name or its place as it was typed, or as the start of a word."""
    there = {*words(name), *words(place)}
    return all(
        word in there or (len(word) >= 3 and not word.isdigit() and any(other.startswith(word) for other in there))
        for word in words(clean(text))[:MOST_WORDS]
    )


def _nearness(asked: tuple[str, ...], named: tuple[str, ...], place: tuple[str, ...]) -> float:
    if not asked:
        return 0.0
    joined = tuple(a + b for a, b in pairwise(named) if not (a + b).isdigit())
    total = weight = 0.0
    answered: set[str] = set()
    for word in asked:
        heavy = 0.35 if word in GENERIC else 1.0
        best, who = _best(word, (*named, *joined))
        other, _ = _best(word, place)
        total += heavy * max(best, 0.95 * other)
        weight += heavy
        if best >= 70:
            answered.add(who)
    extra = sum(1 for word in named if word not in answered and word not in GENERIC)
    return max(total / weight - min(extra, 8), 0.0)


def _best(word: str, others: Sequence[str]) -> tuple[float, str]:
    """The nearest of some words: equal, begun, or a slip of the pen away."""
    best, who = 0.0, ""
    for other in others:
        found = _alike(word, other)
        if found > best:
            best, who = found, other
    return best, who


@lru_cache(maxsize=65536)
def _alike(word: str, other: str) -> float:
    if word == other:
        return 100.0
    if word.isdigit() or other.isdigit():
        return 0.0
    if len(word) >= 3 and other.startswith(word):
        return 92.0
    alike = fuzz.ratio(word, other)
    return float(alike) if len(word) > 3 else 0.0


def ranked(text: str, names: Sequence[str], places: Sequence[str]) -> list[tuple[int, float]]:
    """Row and nearness of the candidates near enough, the nearest first; ties keep the order given."""
    asked = words(clean(text))[:MOST_WORDS]
    scored = [
        (row, _nearness(asked, words(name), words(place)))
        for row, (name, place) in enumerate(zip(names, places, strict=True))
    ]
    return sorted((item for item in scored if item[1] >= NEAR_ENOUGH), key=lambda item: (-item[1], item[0]))
