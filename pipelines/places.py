"""Where a value stands in its sheet: field and schema column -> source column."""

from __future__ import annotations

import re
from collections.abc import Mapping

REGION = "wilayah"
_FIELD = re.compile(r"\b[rvf]_([a-z_0-9]+)\b")
_OF_REGION = {
    "w_provinsi": "provinsi",
    "w_kab_kota": "kab_kota",
    "w_tingkat": "kab_kota",
}
_KEYS = ("npsn", "program_id", "kegiatan_id", "tautan", "peserta", "kode_kab_kota_kemendagri", REGION)
"""What tells a record from others, the plainest first: the cell at which two with one key are shown."""


def fields_in(sql: str) -> list[str]:
    """The fields whose cells an expression reads, in its order."""
    return list(dict.fromkeys(_FIELD.findall(sql)))


def of_columns(
    fields: Mapping[str, int], sql: Mapping[str, str], found_in: Mapping[str, str], provinsi: str, kab_kota: str
) -> dict[str, int]:
    """The source column of each field, of each schema column by the SQL that makes it, and of the region."""
    at = dict(fields)
    prov, kab = (_first(fields, fields_in(text)) for text in (provinsi, kab_kota))
    low = kab if kab is not None else prov
    if low is not None:
        at[REGION] = low
    for name, text in sql.items():
        named = found_in.get(name)
        place = fields.get(named) if named else _first(fields, fields_in(text))
        if place is None:
            told = next((region for mark, region in _OF_REGION.items() if mark in text), None)
            place = (prov if prov is not None else low) if told == "provinsi" else low if told else None
        if place is not None:
            at.setdefault(name, place)
    return at


def _first(fields: Mapping[str, int], names: list[str]) -> int | None:
    return next((fields[name] for name in names if name in fields), None)


def key_column(keys: tuple[str, ...], kolom_ke: Mapping[str, int]) -> str | None:
    """The column of a dataset's key at whose cell a double is shown."""
    held = [name for name in _KEYS if name in keys or name == REGION]
    return next((name for name in (*held, *keys) if name in kolom_ke), None)
