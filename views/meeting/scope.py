"""Whose rows a screen shows: it decides who may open the screen once it is saved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from typing import NamedTuple

import pandas as pd

from charts.names import short_name
from views import data
from views.plan.saving import NONE, OPSI
from warehouse import plans
from warehouse.gate import ScopeRefused
from warehouse.meetings import CAMPURAN

KAB_KOTA = re.compile(r"\d\d\.\d\d")
_PLACES = ("wilayah", "nama_wilayah", "provinsi", "kab_kota", "kabupaten", "kota", "kecamatan", "daerah")
"""Columns that hold names of places: what of them is not understood is nobody's to guess."""
WIDE = ("nasional", "indonesia", "semua provinsi", "seluruh indonesia")
_LONG = (("kab. ", "kabupaten "), ("kep. ", "kepulauan "), ("kota adm. ", "kota administrasi "))


class _Names(NamedTuple):
    """Codes of the kab/kota the viewer may ask about by their names, and what finds those in a text."""

    code: dict[str, str]
    pattern: re.Pattern[str]


def codes(rows: pd.DataFrame, said: Iterable[str], query: Mapping[str, str], *, is_schools: bool) -> tuple[str, ...]:
    """One kab/kota, or the provinces of several; nothing where provinces are compared or no place is named.

    `said`: the texts around the rows. `query`: the link of the view, which says where rows without codes are of, and
    which plan is open: its province is one of each screen. CAMPURAN where it can't be told.
    """
    found = {*_of_plan(query), *_of_rows(rows, said, query, is_schools=is_schools)}
    if CAMPURAN in found:
        return (CAMPURAN,)
    return tuple(sorted(found if len(found) == 1 else {code[:2] for code in found}))


def _of_plan(query: Mapping[str, str]) -> tuple[str, ...]:
    asked = query.get(OPSI, NONE)
    if asked in ("", NONE):
        return ()
    try:
        found = plans.about(asked, viewer=data.viewer())
    except plans.PlansFault:
        found = None
    if found is None:
        return (CAMPURAN,)
    return () if found.kode_provinsi is None else (found.kode_provinsi,)


def _of_rows(rows: pd.DataFrame, said: Iterable[str], query: Mapping[str, str], *, is_schools: bool) -> set[str]:
    names = _names()
    cells = {at: _texts(rows.iloc[:, at]) for at in range(rows.shape[1])}
    own = {text for at, name in enumerate(rows.columns) if str(name).startswith("kode") for text in cells[at]}
    regencies = {code for code in own if KAB_KOTA.fullmatch(code)}
    regencies |= {text for texts in cells.values() for text in texts if text in names.code.values()}
    provinces = own & set(data.provinces())
    told = bool(regencies or provinces)
    regencies |= {names.code[name] for name in _found(names.pattern, [*said, *(t for c in cells.values() for t in c)])}
    view = _of_view(query)
    by_name, is_unknown = _named(rows, cells, names)
    regencies |= {code for code in by_name if KAB_KOTA.fullmatch(code)}
    provinces |= {code for code in by_name if len(code) == 2}
    if regencies:
        return regencies if told or view is None else {*regencies, view}
    if len(provinces) == 1:
        return provinces
    if view is not None:
        return set() if provinces else {view}
    return {CAMPURAN} if (is_schools and not provinces) or is_unknown else set()


def _texts(values: pd.Series) -> list[str]:
    return [text for text in map(str, values.dropna().unique()) if text] if _has_texts(values) else []


def _has_texts(values: pd.Series) -> bool:
    is_plain = pd.api.types.is_numeric_dtype(values) or pd.api.types.is_datetime64_any_dtype(values)
    return not is_plain and not values.map(lambda value: isinstance(value, list | dict | set)).any()


def _of_view(query: Mapping[str, str]) -> str | None:
    """The place the link names, the smallest first."""
    npsn = query.get("npsn", "")
    if npsn.isascii() and npsn.isdigit():
        with suppress(ScopeRefused):
            lies = data.school_place(npsn)
            return lies.kab_kota if lies is not None else None
    regency, province = query.get("kab_kota", ""), query.get("provinsi", "")
    with suppress(ScopeRefused):
        if KAB_KOTA.fullmatch(regency) and regency[:2] in data.provinces() and regency in data.regencies(regency[:2]):
            return regency
    return province if province in data.provinces() else None


def _named(rows: pd.DataFrame, cells: Mapping[int, Sequence[str]], names: _Names) -> tuple[set[str], bool]:
    """The places that columns of places name, and whether there is one that no list has."""
    provinces = {long_name(form): code for code, name in data.provinces().items() for form in (name, short_name(name))}
    islands = {long_name(name) for name in data.islands().values()}
    bare: dict[str, set[str]] = {}
    for name, code in names.code.items():
        bare.setdefault(name.split(" ", 1)[1], set()).add(code)
    known = {*WIDE, *names.code.values(), *data.provinces()}
    found, is_unknown = set[str](), False
    for at, column in enumerate(rows.columns):
        if str(column).casefold().replace(" ", "_").replace("/", "_") not in _PLACES:
            continue
        for text in map(long_name, cells[at]):
            if text in provinces:
                found.add(provinces[text])
            elif text in bare:
                found |= bare[text]
            elif text not in known and text.removeprefix("pulau ") not in islands and not names.pattern.search(text):
                is_unknown = True
    return found, is_unknown


def _names() -> _Names:
    """Every kab/kota by name, as lists and sentences write it."""
    code: dict[str, str] = {}
    for province in data.provinces():
        with suppress(ScopeRefused):
            for one, name in data.regencies(province).items():
                long = long_name(name)
                code |= {long: one, long.replace("administrasi ", ""): one}
    longest = sorted(code, key=len, reverse=True)
    return _Names(code, re.compile(rf"\b(?:{'|'.join(map(re.escape, longest))})\b") if code else re.compile(r"(?!)"))


def _found(pattern: re.Pattern[str], texts: Sequence[str]) -> set[str]:
    return set(pattern.findall(long_name(" \n ".join(dict.fromkeys(texts)))))


def long_name(text: str) -> str:
    """A name in lower case with its abbreviations written out."""
    found = " ".join(text.casefold().split())
    for short, long in _LONG:
        found = found.replace(short, long)
    return found
