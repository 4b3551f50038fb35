"""Whether a text holds the number of a person, however it is spaced, and is not merely a code, a date or an amount."""

from __future__ import annotations

import re
import unicodedata

COUNTS = (16, 18)
"""Digits of a NIK or a NUPTK, and of a NIP."""
_RUN = re.compile(r"\d(?:[ ._/-]*\d)*")
_WHOLE = re.compile(r"(?<!\d)(?:\d{18}|\d{16})(?!\d)")
_GROUPS = re.compile(
    r"(?<!\d)(?:\d{8}[ ._/-]+\d{6}[ ._/-]+\d[ ._/-]+\d{3}"
    r"|\d{6}[ ._/-]+\d{6}[ ._/-]+\d{4}"
    r"|\d{4}[ ._/-]+\d{4}[ ._/-]+\d{4}[ ._/-]+\d{4})(?!\d)"
)
"""The usual groups of a NIP, a NIK and a NUPTK: they are seen among other digits too."""
_SNAPSHOT = re.compile(r"(?<![0-9a-z])20\d{6}-\d{6}-[0-9a-f]{8}(?![0-9a-z])")

_MONTH, _DAY = r"(?:0?[1-9]|1[0-2])", r"(?:0?[1-9]|[12]\d|3[01])"
_DATE = rf"(?:(?:19|20)\d\d[-/]{_MONTH}[-/]{_DAY}|{_DAY}[-./]{_MONTH}[-./](?:19|20)\d\d)"
_ORDINARY = "|".join(
    (
        _DATE,
        r"(?:19|20)\d\d",  # a year
        r"20\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])",  # a day in one word; no province begins with 20
        r"[1-9]\d{0,2}(?:\.\d{3}){1,4}",  # an amount
        r"[1-9]\d(?:\.\d{2}){1,2}",  # a region
        r"[1-9]\.\d{1,2}(?:\.\d{1,2})+(?:\.\d{4})?(?:\.[1-9]\.\d(?:\.\d{2,4})*)?",  # an activity, its account
    )
)
_ORDINARY_WORD = re.compile(rf"(?:{_ORDINARY})(?:[-/](?:{_ORDINARY}))*")
_DATED = re.compile(rf"{_DATE}(?:-{_DATE})*")
_TIME = re.compile(r"(?:[01]?\d|2[0-3])\.[0-5]\d(?:-(?:[01]?\d|2[0-3])\.[0-5]\d)?")
_ARKAS = re.compile(r"\d{2}(?:\.\d{2}){1,3}")
_ACCOUNT = re.compile(r"[4-9]\.\d(?:\.\d{2,4})*")
_NPSN = re.compile(r"(?:[1-7]\d{7})(?: +[1-7]\d{7})*")
_MONEY = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
_LONGEST_WORD = 80


def has_person(text: str) -> bool:
    """Whether a text holds what reads as a NIK, NIP or NUPTK: 16 or 18 digits, blanks and points between them or not.

    A run of digits that is made of dates, amounts, codes of regions or budgets alone is none. A comma parts two runs.
    """
    if len(text) < COUNTS[0]:
        return False
    clean = _SNAPSHOT.sub("", _plain(text))
    return any(_is_person(found[0], clean[: found.start()]) for found in _RUN.finditer(clean))


def _plain(text: str) -> str:
    """Digits of any script as ours, every dash and blank as one kind, and nothing that cannot be seen."""
    signs = []
    for sign in unicodedata.normalize("NFKC", text):
        kind = unicodedata.category(sign)
        if kind in ("Cf", "Mn", "Me"):
            continue
        if kind == "Nd":
            signs.append(str(unicodedata.digit(sign)))
        else:
            signs.append("-" if kind == "Pd" else " " if kind == "Zs" or sign == "\t" else sign.lower())
    return "".join(signs)


def _digits(text: str) -> int:
    return sum(sign.isdigit() for sign in text)


def _is_person(run: str, before: str) -> bool:
    """Whether one run of digits, with what stands before it, is a person's."""
    if _digits(run) < COUNTS[0]:
        return False
    is_money = _MONEY.fullmatch(run) and re.search(r"\b(?:rp|idr)\.? ?$", before)
    is_school = _NPSN.fullmatch(run) and re.search(r"\bnpsn\W{0,3}$", before)
    if is_money or is_school or _is_ordinary(run):
        return False
    is_word = any(_digits(word) in COUNTS for word in run.split() if not _ordinary_word(word))
    return _digits(run) in COUNTS or is_word or _WHOLE.search(run) is not None or _GROUPS.search(run) is not None


def _ordinary_word(word: str) -> bool:
    return len(word) <= _LONGEST_WORD and _ORDINARY_WORD.fullmatch(word) is not None


def _is_ordinary(run: str) -> bool:
    """Whether every word of a run is a date, an amount or a code; a time may follow a date, an account its activity."""
    words = [word for word in re.split(r" +(?:[-/]+ +)?", run) if word]
    was_date = False
    for place, word in enumerate(words):
        is_date = len(word) <= _LONGEST_WORD and _DATED.fullmatch(word) is not None
        is_time = was_date and _TIME.fullmatch(word) is not None
        after = words[place + 1] if place + 1 < len(words) else ""
        is_activity = _ARKAS.fullmatch(word) is not None and _ACCOUNT.fullmatch(after) is not None
        if not (is_date or is_time or is_activity or _ordinary_word(word)):
            return False
        was_date = is_date or is_time
    return True
