"""The rows of a panel as the table of a screen, where no chart of them can be read."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from charts.reading_bars import MOST_ROWS
from charts.style import each
from schemas.rapat import BaganTabel, KolomTabel
from views.format import NONE, day, is_none, number, signed
from views.meeting import scope, screen

MOST_COLUMNS = 7
NAMES = ("nama", "wilayah", "nama_wilayah", "kab_kota", "provinsi")


def table(rows: pd.DataFrame, judul: str) -> tuple[BaganTabel, str]:
    """The first rows as printed, and what of them was left out. What all rows share says nothing of any.

    Regions the headline names come first: it is checked on them. A row a region and platform becomes a row a region.
    """
    rows = _named_first(rows, judul)
    wide = _wide(rows)
    return _narrowed(rows if wide is None else wide)


def _named_first(rows: pd.DataFrame, judul: str) -> pd.DataFrame:
    """The rows in their order, those of regions that the headline names before the others."""
    said = scope.long_name(judul)
    names = [at for at, name in enumerate(rows.columns) if str(name).casefold() in NAMES]
    if not names:
        return rows
    texts = [scope.long_name(str(value)) for value in rows.iloc[:, names[0]]]
    named = set()
    for text in sorted({*texts} - {*scope.WIDE, ""}, key=len, reverse=True):
        said, count = re.subn(rf"\b{re.escape(text)}\b", " ", said)  # so that "Solok Selatan" does not name Solok too
        if count:
            named.add(text)
    order = sorted(range(len(rows)), key=lambda at: texts[at] not in named)
    return rows.iloc[order]


def _wide(rows: pd.DataFrame) -> pd.DataFrame | None:
    """A row a region and a column a platform; None where the rows are of another kind.

    Platforms come first on which the first region surely differs; beside such a value stands that it does.
    """
    value = next((name for name in ("persen", "poin") if name in rows.columns), None)
    if value is None or not {"wilayah", "platform", "nyata"} <= set(rows.columns) or rows["wilayah"].is_unique:
        return None
    one = rows.drop_duplicates(["wilayah", "platform"])
    regions = list(dict.fromkeys(one["wilayah"]))
    cells = {(row.wilayah, row.platform): _told(getattr(row, value), row.nyata, value) for row in each(one)}
    sure = {row.platform for row in each(one) if row.wilayah == regions[0] and row.nyata is True}
    platforms = sorted(dict.fromkeys(one["platform"]), key=lambda name: name not in sure)
    return pd.DataFrame({"wilayah": regions} | {name: [cells.get((region, name), NONE) for region in regions]
                                                for name in platforms})  # fmt: skip


def _told(value: object, is_sure: object, unit: str) -> str:
    if is_none(value):
        return NONE
    share = float(value)  # type: ignore[arg-type]
    return f"{number(share, 1) if unit == 'persen' else signed(share, 1)}{' nyata' if is_sure is True else ''}"


def _narrowed(rows: pd.DataFrame) -> tuple[BaganTabel, str]:
    shown = rows.head(MOST_ROWS)
    has_name = any(str(name).casefold() in ("nama", "wilayah", "nama_wilayah") for name in rows.columns)
    columns = [
        at
        for at, name in enumerate(rows.columns)
        if not (has_name and str(name).startswith("kode")) and (len(rows) < 2 or _varies(rows.iloc[:, at]))
    ]
    columns = columns or list(range(len(rows.columns)))  # fmt: skip
    kept = columns[:MOST_COLUMNS]
    texts = [[_printed(value, str(rows.columns[at])) for value in shown.iloc[:, at]] for at in kept]
    is_figures = [pd.api.types.is_numeric_dtype(rows.iloc[:, at]) and not pd.api.types.is_bool_dtype(rows.iloc[:, at])
                  for at in kept]  # fmt: skip
    kolom = tuple(
        KolomTabel(nama=_heading(rows.columns[at]), is_angka=figures, lebar=_width(words, figures))
        for at, words, figures in zip(kept, texts, is_figures, strict=True)
    )
    left = [f"{number(len(shown))} dari {number(len(rows))} baris" if len(rows) > len(shown) else "",
            f"{number(len(kept))} dari {number(len(columns))} kolom" if len(columns) > len(kept) else ""]  # fmt: skip
    more = " dan ".join(part for part in left if part)
    baris = tuple(zip(*texts, strict=True)) if texts else ()
    return BaganTabel(kolom=kolom, baris=baris), f"tabel: {more}, selebihnya pada data" if more else ""


def _varies(values: pd.Series) -> bool:
    return len({str(value) for value in values}) > 1


def _printed(value: object, name: str = "") -> str:
    if isinstance(value, bool) or type(value).__name__ == "bool":
        return "ya" if value else "tidak"
    if is_none(value):
        return NONE
    found = screen.cell(value)
    if isinstance(found, str):
        return found
    if isinstance(found, int | float) and name.casefold().startswith("tahun"):
        return str(round(found))
    if isinstance(found, int | float):
        return number(found, 0 if float(found).is_integer() else 1)
    return day(found) if found is not None else NONE


def _heading(name: object) -> str:
    said = str(name).replace("_", " ").removeprefix("is ").strip()
    return said.upper() if said == "npsn" else said[:1].upper() + said[1:]


def _width(words: Sequence[str], is_figures: bool) -> float:
    """A column's share of the width: prose needs more than figures."""
    longest = max((len(word) for word in words), default=0)
    return 1.0 if is_figures or longest <= 14 else 2.0 if longest <= 34 else 3.0
