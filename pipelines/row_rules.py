"""Which rows of a sheet are no records, and which cells could not be read: the rules every tabular layout has."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING

from pipelines import places
from pipelines.cells import ERROR, says
from pipelines.contract import ERROR_SAYS, Rule, error_rule
from pipelines.delimited import quoted
from pipelines.recognise import Field

if TYPE_CHECKING:
    from pipelines.tabular import Tabular

_TOTAL = (
    r"(?i) *(grand )?(sub[ -]*total|total|jumlah)"
    r"( (total|nasional|keseluruhan|semua|provinsi|propinsi|prov|kabupaten|kab|kota|kecamatan|kec)\b.*)?[ :]*"
)
_NOTE = (
    r"(?i) *(sumber|catatan|keterangan|ket|cat|note|source|diunduh|dicetak|tanggal unduh"
    r"|[*†‡¹²³⁴⁵⁶]+[)⁾]?|\(?\d\)) *([:. ].*)?"
)
_COLUMN_NUMBERS = r"\(? *[0-9]{1,2} *\)"
_NO_REGION = "wilayah_tidak_dikenal"


def no_records(layout: Tabular, fields: Sequence[Field], titles: Mapping[str, str | None]) -> tuple[str, str]:
    """SQL of total rows, and of the other rows that are no records: notes, column numbers, a repeated header.

    `titles` is the header's cell of each field.
    """
    names = {item.name for item in fields}
    anchor = f"r_{layout.anchor}" if layout.anchor and layout.anchor in names else None
    is_blank = f"{anchor} IS NULL" if anchor else "TRUE"
    is_first = f"({is_blank} OR {anchor} = r_pertama)" if layout.anchor == "npsn" and anchor else is_blank
    totals = [f"regexp_full_match(r_pertama, '{_TOTAL}') AND {is_first}"]
    notes = [f"regexp_full_match(r_pertama, '{_COLUMN_NUMBERS}') AND {is_blank}"]
    if anchor:
        notes.append(f"regexp_full_match(r_pertama, '{_NOTE}') AND {is_first}")
    for item in fields:
        if anchor and item.name in {"provinsi", "kab_kota"}:
            total = f"regexp_full_match(coalesce(r_{item.name}, ''), '{_TOTAL}')"
            totals.append(total if layout.anchor == item.name else f"{total} AND {is_blank}")
    notes += layout.notes
    if layout.has_region:
        notes.append("w_golongan = 'luar_negeri'")
        if not layout.keeps_nation:
            is_total = "TRUE" if layout.anchor == "kab_kota" else is_blank
            totals.append(f"w_golongan = 'nasional' AND {is_total}")
    ordered = sorted(fields, key=lambda item: not item.is_needed)
    again = [f"r_{item.name} = {quoted(title)}" for item in ordered if (title := titles.get(item.name))]
    if len(again) > 1:
        notes.append(" AND ".join(again[: max(2, sum(item.is_needed for item in fields))]))
    return _any(totals), _any(notes)


def _any(told: Sequence[str]) -> str:
    return " OR ".join(f"({text})" for text in told)


def reading(
    layout: Tabular,
    fields: Sequence[Field],
    joins: Collection[str],
    errors: Collection[str],
    needed: Collection[str],
    provinsi: str,
    kab_kota: str,
) -> list[Rule]:
    """Region, then each cell that its kind could not read.

    `joins` are the fields with a dictionary, `errors` those in which an error value of Excel stands, `needed` those
    without which there is no record; `provinsi` and `kab_kota` are the SQL of the region's texts.
    """
    rules: list[Rule] = []
    if layout.has_region:
        rules += _regions(layout, fields, provinsi, kab_kota)
    for item in fields:
        if item.name not in joins or item.is_lenient:
            continue
        kode, alasan = says(item.kind)
        is_error = f" AND NOT galat_{item.name}" if item.name in errors else ""
        if is_error:
            rules.append(error_rule(item, f"galat_{item.name}", item.name in needed))
        rules.append(
            Rule(
                f"v_{item.name} IS NULL AND r_{item.name} IS NOT NULL AND NOT kosong_{item.name}{is_error}",
                kode,
                item.name,
                f"{item.headers[0]}: {alasan}",
                None if item.is_private else f"r_{item.name}",
                f"alasan_{item.name}",
            )
        )
    return rules


def _regions(layout: Tabular, fields: Sequence[Field], provinsi: str, kab_kota: str) -> list[Rule]:
    """A region that is not known, at the cell that says it."""
    when = "w_golongan IN ('tidak_dikenal', 'rancu')"
    if layout.is_region_optional:
        when += " AND w_teks <> ''"
    shown = {item.name for item in fields if not item.is_private}
    prov, kab = ([name for name in places.fields_in(sql) if name in shown] for sql in (provinsi, kab_kota))
    said = "provinsi atau kabupaten/kota tidak dikenal: betulkan ejaannya"
    rules = []
    others = "w_salah IS DISTINCT FROM 'provinsi' AND " if prov else ""
    for fault, names in (("w_salah = 'provinsi' AND ", prov), (others, kab or prov)):
        for at, name in enumerate(names):
            is_it = "" if at == len(names) - 1 else f" AND r_{name} IS NOT NULL"
            is_error = f"{fault}{when}{is_it} AND regexp_full_match(r_{name}, {quoted(f'(?i){ERROR}')})"
            rules.append(Rule(is_error, "galat_excel", name, ERROR_SAYS, f"r_{name}"))
            rules.append(Rule(f"{fault}{when}{is_it}", _NO_REGION, name, said, f"r_{name}", "w_alasan"))
    rules.append(Rule(when, _NO_REGION, None if prov or kab else places.REGION, said, "nullif(w_teks, '')", "w_alasan"))
    if any(item.name == "npsn" for item in fields):
        rules.append(
            Rule(
                "w_golongan = 'nasional'",
                _NO_REGION,
                places.REGION,
                "NPSN terisi tetapi wilayahnya seluruh negeri: isi provinsi dan kabupaten/kota",
                "w_teks",
            )
        )
    return rules
