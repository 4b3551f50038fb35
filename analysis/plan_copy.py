"""A plan carried over to the next year: what is decided anew each year is left behind, and said."""

from __future__ import annotations

from datetime import date
from typing import Any

from schemas.base import Row, columns
from schemas.rencana import Rencana

DITINGGAL = ("alokasi", "kelas", "target")
"""Tables that are not carried over: seats and classes follow from this year's candidates, a target from a baseline
that must be read anew."""
DIGESER = ("setelan_alokasi", "peran", "kegiatan")
"""Tables whose dates move by a year."""


def a_year_later(day: date | None) -> date | None:
    """The same day a year later; 29 February becomes the 28th."""
    if day is None:
        return None
    is_leap_day = (day.month, day.day) == (2, 29)
    return date(day.year + 1, day.month, 28 if is_leap_day else day.day)


def _later(row: Row) -> Row:
    days = [column.name for column in columns(type(row)) if column.duckdb_type == "DATE"]
    changes: dict[str, Any] = {name: a_year_later(getattr(row, name)) for name in days}
    if "status_pelaksanaan" in type(row).model_fields:
        changes["status_pelaksanaan"] = "rencana"
    if "program_id" in type(row).model_fields:
        changes["program_id"] = None
    return row.model_copy(update=changes)


def next_name(name: str, tahun: int) -> str:
    """The name with its year moved on; with the new year behind it where it has none."""
    return name.replace(str(tahun), str(tahun + 1)) if str(tahun) in name else f"{name[:114]} {tahun + 1}"


def next_year(isi: Rencana) -> Rencana:
    """The plan a year later: priorities, limits, mandates, roles and activities; activities are all still to come.

    The snapshot stays that of the priorities, which are copied as they were computed.
    """
    fields: dict[str, Any] = dict(isi)
    for name in DITINGGAL:
        fields[name] = ()
    for name in DIGESER:
        found = fields[name]
        if isinstance(found, tuple):
            fields[name] = tuple(_later(row) for row in found)
        elif found is not None:
            fields[name] = _later(found)
    fields |= {"tahun": isi.tahun + 1, "nama": next_name(isi.nama, isi.tahun)}
    return Rencana.model_validate(fields)
