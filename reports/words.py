"""Numbers and dates as paper prints them, in Indonesian form: 71,4 % · +3,2 poin · 31 Okt 2026."""

from __future__ import annotations

import math
from datetime import date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from schemas.rapat import Layar

LOCALE = Locale.parse("id_ID")
NONE = "–"
"""Stands where there is no number."""
MINUS = "−"
NBSP = "\u00a0"
PERCENT, POINTS, RUPIAH = "%", "poin", "Rp"


def number(value: float | None, desimal: int = 0) -> str:
    """`1.234,5`; a dash for nothing."""
    if value is None or value != value or math.isinf(value):
        return NONE
    return _decimal(round(float(value), desimal) + 0.0, desimal).replace("-", MINUS)


@lru_cache(maxsize=65536)
def _decimal(value: float, desimal: int) -> str:
    pattern = "#,##0" + ("." + "0" * desimal if desimal else "")
    return str(format_decimal(value, format=pattern, locale=LOCALE))


def signed(value: float | None, desimal: int = 1) -> str:
    """`+3,2` or `−3,2`; zero has no sign."""
    text = number(value, desimal)
    return f"+{text}" if value is not None and text != NONE and round(float(value), desimal) > 0 else text


def unit_of(satuan: str, *, is_selisih: bool = False) -> str:
    """The word behind a number: differences of percentages are points."""
    return POINTS if is_selisih and satuan == PERCENT else satuan


def with_unit(value: float | None, satuan: str = PERCENT, desimal: int = 1, is_selisih: bool = False) -> str:
    """`71,4 %`, `+3,2 poin`, `12.345 guru`, `Rp 2.000`: a number with its unit, never parted by a line break."""
    text = signed(value, desimal) if is_selisih else number(value, desimal)
    unit = unit_of(satuan, is_selisih=is_selisih)
    if text == NONE or not unit:
        return text
    return f"{RUPIAH}{NBSP}{text}" if unit == RUPIAH else f"{text}{NBSP}{unit}"


def interval(rendah: float | None, tinggi: float | None, desimal: int = 1, *, is_selisih: bool = False) -> str:
    """`70,8–72,0`, or `−0,4 s.d. 3,2` where a dash would read as minus; empty when there is none."""
    if rendah is None or tinggi is None:
        return ""
    if is_selisih or rendah < 0:
        return f"{signed(rendah, desimal)} s.d. {signed(tinggi, desimal)}"
    return f"{number(rendah, desimal)}–{number(tinggi, desimal)}"


@lru_cache(maxsize=4096)
def day(value: date | None) -> str:
    """`31 Okt 2026`; a dash for nothing."""
    return NONE if value is None else str(format_date(value, "d MMM y", locale=LOCALE))


@lru_cache(maxsize=4096)
def day_long(value: date | None) -> str:
    """`31 Oktober 2026`; a dash for nothing."""
    return NONE if value is None else str(format_date(value, "d MMMM y", locale=LOCALE))


@lru_cache(maxsize=4096)
def month(value: date | None) -> str:
    """`Okt 2026`; a dash for nothing."""
    return NONE if value is None else str(format_date(value, "MMM y", locale=LOCALE))


def cutoff(layar: Layar) -> str:
    """`Data per 31 Okt 2026`; the period where no day is published."""
    return f"Data per {day(layar.tanggal_data)}" if layar.tanggal_data else layar.periode or "Tanggal tidak tercatat"


def source_line(layar: Layar) -> str:
    """`Data per 31 Okt 2026 · n = 12.345 guru · Sumber: PMM`."""
    parts = (cutoff(layar), layar.dasar, f"Sumber: {layar.sumber}" if layar.sumber else "")
    return " · ".join(part for part in parts if part)


def moment(value: datetime) -> str:
    """`31 Oktober 2026 14.05`."""
    return str(format_datetime(value, "d MMMM y HH.mm", locale=LOCALE))
