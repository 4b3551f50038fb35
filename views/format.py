"""Numbers and dates as Indonesia writes them: 71,4 % · 12.345 · 31 Okt 2026 · +3,2 poin."""

from __future__ import annotations

import math
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

LOCALE = Locale.parse("id_ID")
NONE = "–"
"""Stands where there is no number."""
MINUS = "−"
NBSP = "\u00a0"


def is_none(value: object) -> bool:
    """Whether there is nothing to print: None, NaN, NaT or NA."""
    try:
        return value is None or bool(value != value)
    except TypeError:  # pandas.NA has no truth value
        return True


@lru_cache(maxsize=65536)
def _decimal(value: float, digits: int) -> str:
    pattern = "#,##0" + ("." + "0" * digits if digits else "")
    return str(format_decimal(value, format=pattern, locale=LOCALE))


def number(value: float | None, digits: int = 0) -> str:
    """`1.234,5`; a dash for nothing."""
    if value is None or is_none(value) or math.isinf(value):
        return NONE
    rounded = round(float(value), digits) + 0.0
    return _decimal(rounded, digits).replace("-", MINUS)


def percent(value: float | None, digits: int = 1) -> str:
    """`71,4 %`, from a value of 0 to 100."""
    text = number(value, digits)
    return text if text == NONE else f"{text}{NBSP}%"


def points(value: float | None, digits: int = 1) -> str:
    """`+3,2 poin`: a difference of two percentages, with its sign."""
    return NONE if is_none(value) else f"{signed(value, digits)}{NBSP}poin"


def signed(value: float | None, digits: int = 1) -> str:
    """`+3,2` or `−3,2`; zero has no sign."""
    if value is None or is_none(value):
        return NONE
    text = number(value, digits)
    return f"+{text}" if round(float(value), digits) > 0 else text


def rupiah(value: float | None) -> str:
    """`Rp 2,0 miliar`, `Rp 50 juta`, `Rp 750.000`: rounded for reading; tables and hovers give the exact rupiah."""
    if value is None or is_none(value) or math.isinf(value):
        return NONE
    sign, size = (MINUS if value < 0 else ""), abs(float(value))
    for unit, factor in (("triliun", 1e12), ("miliar", 1e9), ("juta", 1e6)):
        if round(size / factor, 1) >= 1:
            digits = 0 if unit == "juta" and round(size / factor, 1) == round(size / factor) else 1
            return f"{sign}Rp{NBSP}{number(size / factor, digits)}{NBSP}{unit}"
    return f"{sign}Rp{NBSP}{number(size)}"


def rupiah_exact(value: float | None) -> str:
    """`Rp 2.000.000.000`."""
    text = number(value)
    return text if text == NONE else f"Rp{NBSP}{text}"


def interval(low: float | None, high: float | None) -> str:
    """`70,8–72,0`; a dash when there is none."""
    return NONE if is_none(low) or is_none(high) else f"{number(low, 1)}–{number(high, 1)}"


def interval_words(low: float | None, high: float | None) -> str:
    """`3,9 s.d. 6,5`: for intervals that may lie below zero, where a dash would read as minus."""
    return NONE if is_none(low) or is_none(high) else f"{signed(low, 1)} s.d. {signed(high, 1)}"


UNEVEN = 0.2
"""Points by which the two arms of an interval must differ before both ends are printed."""


def half_width(low: float | None, high: float | None, centre: float | None = None) -> str:
    """`±0,6`; empty when there is no interval, never zero by rounding alone.

    With `centre`, the value itself, an interval whose arms differ visibly is printed by its ends: `66,8–77,1`.
    """
    if low is None or high is None or is_none(low) or is_none(high):
        return ""
    if centre is not None and abs((high - centre) - (centre - low)) >= max(UNEVEN, 0.1 * (high - low) / 2):
        return interval(low, high)
    half = (high - low) / 2
    return "±<0,1" if 0 < half < 0.05 else f"±{number(half, 1)}"


@lru_cache(maxsize=4096)
def day(value: date | None) -> str:
    """`31 Okt 2026`."""
    return NONE if is_none(value) else format_date(value, "d MMM y", locale=LOCALE)


@lru_cache(maxsize=4096)
def day_long(value: date | None) -> str:
    """`31 Oktober 2026`."""
    return NONE if is_none(value) else format_date(value, "d MMMM y", locale=LOCALE)


@lru_cache(maxsize=4096)
def month(value: date | None) -> str:
    """`Okt 2026`."""
    return NONE if is_none(value) else format_date(value, "MMM y", locale=LOCALE)


def moment(value: datetime) -> str:
    """`31 Oktober 2026 14.05`."""
    return format_datetime(value, "d MMMM y HH.mm", locale=LOCALE)


def size(count: int) -> str:
    """`1,4 MB`."""
    for unit, factor in (("MB", 1_000_000), ("KB", 1_000)):
        if count >= factor:
            return f"{number(count / factor, 1)} {unit}"
    return f"{number(count)} B"


def names(items: list[str], most: int = 3) -> str:
    """`Aceh, Bali, dan 4 lainnya`."""
    if len(items) <= most:
        return items[0] if len(items) == 1 else " dan ".join([", ".join(items[:-1]), items[-1]]) if items else NONE
    return f"{', '.join(items[:most])}{',' if most > 1 else ''} dan {len(items) - most} lainnya"
