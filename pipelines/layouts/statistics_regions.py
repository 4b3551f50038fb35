"""Where a statistics table has its regions: the column by its content, the first row, the headings that name a kind.

Yearbooks of a province list bare names below a heading "Kabupaten/Regency", then below "Kota/Municipality", and the
province itself first or last.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipelines import wilayah
from pipelines.delimited import quoted
from pipelines.names import key
from pipelines.read import Sheet

_WORD = re.compile(r"^[^\d]{3,60}$")
WORDS = re.compile("[A-Za-z]{2}")
NOTHING = re.compile(r"(?i)\s*(n/?a|nan|null|none|tidak ada|tad)\s*")
_DIGIT = re.compile(r"\d")
_LEAST, _SHARE = 3, 0.6
KAB = r"(?i) *kab(upaten)?[.]?( */? *regenc(y|ies))? *:?"
KOTA = r"(?i) *kota(madya)?( */? *municipalit(y|ies)| */? *cit(y|ies))? *:?"
_BOTH = r"(?i) *(kab(upaten)?[.]?|kota(madya)?)[ /].*"
"""A name that says its kind itself."""
_KNOWN = frozenset({"cocok", "nasional", "luar_negeri"})

Row = Sequence[str | None]


@dataclass(frozen=True)
class Regions:
    """The first data row and the columns (0-based) of province and kab/kota; `has_headings`: of kinds among them.

    `provinces` are names of provinces that stand in the column of kab/kota.
    """

    first: int
    provinsi: int | None
    kab_kota: int | None
    until: int | None = None
    """0-based row of the head at which another table begins."""
    has_headings: bool = False
    provinces: tuple[str, ...] = ()

    def sql(self, relation: str) -> tuple[str, str, str]:
        """SQL of the texts of province and kab/kota, and of whether a row is a heading, over rows of `relation`."""
        prov, kab = (_cell(column) for column in (self.provinsi, self.kab_kota))
        if self.kab_kota is None or not (self.has_headings or self.provinces):
            return prov, kab, "FALSE"
        is_kab, is_kota = (f"coalesce(regexp_full_match({kab}, '{text}'), FALSE)" for text in (KAB, KOTA))
        named = kab
        if self.has_headings:
            kind = (
                f"last_value(CASE WHEN {is_kab} THEN 'Kab. ' WHEN {is_kota} THEN 'Kota ' END IGNORE NULLS) "
                "OVER (ORDER BY baris)"
            )
            named = f"CASE WHEN regexp_full_match({kab}, '{_BOTH}') THEN {kab} ELSE coalesce({kind}, '') || {kab} END"
        listed = ", ".join(quoted(name) for name in self.provinces) or "NULL"
        is_province = f"coalesce({kab} IN ({listed}), FALSE)"
        return (
            f"CASE WHEN {is_province} THEN {kab} ELSE {prov} END",
            f"CASE WHEN NOT {is_province} THEN {named} END",
            f"({is_kab} OR {is_kota})" if self.has_headings else "FALSE",
        )


def _cell(column: int | None) -> str:
    return "CAST(NULL AS VARCHAR)" if column is None else f"nullif(trim(c{column + 1}), '')"


def find(sheet: Sheet) -> Regions | None:
    """The regions of a table, told by their cells; None when there are none, or when they repeat without a year."""
    resolver = wilayah.default()
    provinces = _column(sheet, _is_province)
    kab_kota = _column(
        sheet,
        lambda text: (
            resolver.kab_kota(text, is_hinted=False).golongan in {"cocok", "rancu"}
            and resolver.provinsi(text, is_hinted=False).golongan != "cocok"
        ),
    )
    if provinces is None and kab_kota is None:
        return None
    first = min(found[0] for found in (provinces, kab_kota) if found)
    prov, kab = (provinces[1] if provinces else None), (kab_kota[1] if kab_kota else None)
    if prov == kab:  # both kinds in one column: it is the one that has more of them
        prov, kab = (prov, None) if provinces and kab_kota and provinces[2] >= kab_kota[2] else (None, kab)
    until = _other_table(sheet, first, prov if kab is None else kab)
    has_headings = False
    among: tuple[str, ...] = ()
    if kab is not None and prov is None:
        first = _from_above(sheet.head, first, kab)
        texts = [(row[kab] or "").strip() for row in sheet.head[first:until]]
        has_headings = any(_is_heading(row, kab) for row in sheet.head[first:until])
        among = tuple(dict.fromkeys(text for text in texts if text and _is_alone_province(text)))
    found = Regions(first, prov, kab, until, has_headings, among)
    return found if _are_once(sheet, found) else None


def _are_once(sheet: Sheet, found: Regions) -> bool:
    """Whether no region stands twice; with a column of years it may."""
    if any(key(cell) in {"tahun", "tahun data"} for row in sheet.head[: found.first] for cell in row):
        return True
    seen: list[tuple[str | None, ...]] = []
    kind = None
    for row in sheet.head[found.first : found.until]:
        at = [row[column] if column is not None else None for column in (found.provinsi, found.kab_kota)]
        if found.has_headings and found.kab_kota is not None and _is_heading(row, found.kab_kota):
            kind = row[found.kab_kota]
        elif any(at):
            seen.append((kind, *at))
    return len(set(seen)) == len(seen)


def _is_province(text: str) -> bool:
    return wilayah.default().provinsi(text, is_hinted=False).golongan in _KNOWN


def _is_alone_province(text: str) -> bool:
    """A province (or the nation) whose name no kab/kota has."""
    return bool(_WORD.match(text)) and _is_province(text) and not _is_kab_kota(text)


def _is_kab_kota(text: str) -> bool:
    return wilayah.default().kab_kota(text, is_hinted=False).golongan in {"cocok", "rancu"}


def _is_heading(row: Row, column: int) -> bool:
    """Whether a row says only "Kabupaten" or "Kota"."""
    others = [cell for place, cell in enumerate(row) if place != column and cell and _DIGIT.search(cell)]
    text = row[column] or ""
    return not others and bool(re.fullmatch(KAB, text) or re.fullmatch(KOTA, text))


def _other_table(sheet: Sheet, first: int, column: int | None) -> int | None:
    """The row below the first of the data that is a header of its own: no region, and words beside it."""
    assert column is not None
    above = [tuple(row) for row in sheet.head[:first]]
    for place, row in enumerate(sheet.head[first + 1 :], first + 1):
        others = [cell for at, cell in enumerate(row) if at != column and cell]
        words = [cell for cell in others if WORDS.search(cell) and not NOTHING.fullmatch(cell)]
        name = row[column]
        is_head = name and len(words) * 2 > len(others) and tuple(row) not in above
        if is_head and not (_is_province(str(name)) or _is_kab_kota(str(name))):
            return place
    return None


def _from_above(head: Sequence[Row], first: int, column: int) -> int:
    """The first row of the data, with the province and the heading that stand above the first kab/kota."""
    for place in range(first - 1, 0, -1):
        row, text = head[place], (head[place][column] or "").strip()
        numbers = sum(bool(cell and _DIGIT.search(cell)) for at, cell in enumerate(row) if at != column)
        is_alone = sum(bool(cell) for cell in row) == 1
        if (is_alone and _is_heading(row, column)) or (text and numbers and _is_alone_province(text)):
            first = place
        elif any(row):
            break
    return first


def _column(sheet: Sheet, is_region: Callable[[str], bool]) -> tuple[int, int, int] | None:
    """(first row, column, how many) of the column with the most regions, if they are most of it."""
    best: tuple[int, int, int] | None = None
    for column in range(min(sheet.lebar, 12)):
        hits = [
            place
            for place, row in enumerate(sheet.head)
            if (text := row[column]) and _WORD.match(text) and is_region(text)
        ]
        below = [row for row in sheet.head[hits[0] :] if row[column] and _is_line(row)] if hits else []
        if len(hits) >= _LEAST and len(hits) >= _SHARE * len(below) and (best is None or len(hits) > best[2]):
            best = (hits[0], column, len(hits))
    return best


def _is_line(row: Row) -> bool:
    """Whether a row may be a region's: a footnote or a heading stands alone in its row."""
    return sum(bool(cell) for cell in row) > 1
