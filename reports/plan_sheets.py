"""How a plan stands in a workbook: names of sheets and columns, and each value as a cell and back."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from schemas.base import Column

IDENTITAS, KAMUS, DAFTAR, SAMBUNGAN, ANGKA = "Rencana", "Kamus", "Daftar", "Sambungan", "Angka"
FORMAT = 1
"""Of the workbook; a higher one is refused by name."""
YA, TIDAK = "ya", "tidak"
LONGEST = 16_000
"""Signs in one cell; Excel takes 32,767 and counts some signs twice. What is longer goes on in another sheet."""
PIECE = 5_000
"""Signs of a long text in one piece: each may take six when it is escaped."""
EXACT = 10**15
"""Whole numbers up to here are the same in a cell; larger ones are written as text."""
LARGEST = 9.9e307
FIRST_DAY = date(1900, 3, 1)
"""Before it, the calendars of spreadsheets disagree: earlier days are written as text."""
_ODD = re.compile(r"_x[0-9A-Fa-f]{4}_|[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What a workbook's XML cannot hold as it is, or reads back as something else."""
_PREFIXES = ("is_", "pct_")


def label(name: str) -> str:
    """A column's name as people read it: `kode_wilayah` is "Kode wilayah", `is_dipilih` "Dipilih"."""
    text = next((name[len(prefix) :] for prefix in _PREFIXES if name.startswith(prefix)), name)
    return text.replace("_", " ").capitalize().replace(" 3t", " 3T").replace("Npsn", "NPSN")


def heading(column: Column) -> str:
    """What stands over a column: its name, and its unit where it has one."""
    is_said = column.unit not in ("-", "tanggal") and column.unit not in label(column.name).lower()
    return f"{label(column.name)} ({column.unit})" if is_said else label(column.name)


def plain(text: object) -> str:
    """A heading or a sheet's name as it is compared: without unit, case and extra blanks."""
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", str(text or ""))
    return " ".join(bare.split()).casefold()


@dataclass(frozen=True)
class Formula:
    """A cell that holds a formula, or what one came to when it failed: its value is not ours to trust."""

    text: str
    is_failed: bool = False


class NotACell(ValueError):
    """A cell that cannot be read as its column's value; the message says what to do."""


def digits(value: float) -> str:
    """A number as programs that save workbooks write it: 16 digits, of which a double may need one more."""
    return f"{value:.16g}"


def _quoted(text: str) -> str:
    """A JSON string without any sign that a cell would not keep."""
    written = json.dumps(text, ensure_ascii=False)
    return _ODD.sub(lambda found: f"\\u{ord(found[0][0]):04x}{found[0][1:]}", written)


def encode(value: object, *, is_nullable: bool) -> object:
    """A value as a cell: None, bool words, a number, a date or a text that comes back as it was.

    A text that a cell would not keep (empty where nothing is another thing, odd signs, blanks at the ends) is written
    as a JSON string in quotes.
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, bool):
        return YA if value else TIDAK
    if isinstance(value, int):
        return value if abs(value) <= EXACT else str(value)
    if isinstance(value, float):
        return value if abs(value) <= LARGEST else repr(value)
    if isinstance(value, date):
        return value if value >= FIRST_DAY else value.isoformat()
    text = str(value)
    is_odd = text != text.strip() or text.startswith('"') or _ODD.search(text)
    if is_odd or (not text and is_nullable):
        return _quoted(text)
    return text or None


def cut(text: str) -> list[str]:
    """A text in pieces that fit a cell each."""
    return [text[start : start + PIECE] for start in range(0, len(text), PIECE)]


def pointer(number: int) -> str:
    """What stands in a cell whose text goes on in the sheet of long texts; no JSON string begins so."""
    return f'"→{SAMBUNGAN} {number}'


_POINTER = re.compile(rf'"→{SAMBUNGAN} ([0-9]+)')


def decode(cell: object, column: Column, long_texts: Mapping[int, str]) -> object:
    """A cell as its column's value, still to be checked against the row model; NotACell says what to do."""
    if isinstance(cell, Formula):
        failed = "berisi galat rumus. Tulis nilainya."
        raise NotACell(failed if cell.is_failed else "berisi rumus. Salin kolom itu, lalu tempel sebagai nilai.")
    kind = column.duckdb_type
    if is_blank(cell):
        return "" if kind == "VARCHAR" and column.is_required else None
    if kind == "VARCHAR":
        return _text(cell, column, long_texts)
    if kind == "BOOLEAN":
        return _truth(cell)
    if kind == "DATE":
        return _day(cell)
    return _number(cell, is_whole=kind == "BIGINT")


def is_blank(cell: object) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _text(cell: object, column: Column, long_texts: Mapping[int, str]) -> str:
    if isinstance(cell, bool):
        raise NotACell("berisi BENAR/SALAH. Tulis teksnya.")
    if isinstance(cell, datetime | date):
        raise NotACell("terbaca sebagai tanggal. Jadikan sel itu Teks, lalu tulis lagi.")
    if isinstance(cell, int | float):
        if (
            not math.isfinite(cell)
            or cell != int(cell)
            or (column.pattern and not re.match(column.pattern, str(int(cell))))
        ):
            raise NotACell("terbaca sebagai bilangan. Jadikan sel itu Teks, lalu tulis lagi dengan semua nolnya.")
        return str(int(cell))
    text = str(cell)
    found = _POINTER.fullmatch(text.strip())
    if found:
        if int(found[1]) not in long_texts:
            raise NotACell(f"menunjuk lembar {SAMBUNGAN}, tetapi barisnya tidak ada. Kembalikan lembar itu.")
        return long_texts[int(found[1])]
    if text.strip().startswith('"'):
        try:
            return str(json.loads(text))
        except ValueError:
            return text.strip()
    return text.strip()


def _truth(cell: object) -> bool:
    word = str(cell).strip().casefold()
    if word in (YA, "true", "benar", "1", "1.0"):
        return True
    if word in (TIDAK, "false", "salah", "0", "0.0"):
        return False
    raise NotACell(f"harus {YA} atau {TIDAK}.")


def _day(cell: object) -> date:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell).strip()
    for pattern in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(text, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise NotACell("bukan tanggal. Tulis seperti 31-12-2027.")


def _number(cell: object, *, is_whole: bool) -> int | float:
    if isinstance(cell, bool | datetime | date):
        raise NotACell("bukan angka.")
    if isinstance(cell, str):
        cell = _number_of(cell)
    if not isinstance(cell, int | float):
        raise NotACell("bukan angka.")
    if isinstance(cell, float) and not math.isfinite(cell):
        raise NotACell("bukan angka.")
    if abs(cell) > EXACT:
        raise NotACell("terlalu besar. Periksa jumlah angkanya.")
    if not is_whole:
        return float(cell)
    if cell != int(cell):
        raise NotACell("harus bilangan bulat.")
    return int(cell)


LONGEST_NUMBER = 40
"""Characters of a number: nobody's rupiah has more, and longer ones break the conversion."""


def _number_of(text: str) -> int | float:
    """A number written as text: ours in full, or with the comma and points that Indonesia writes."""
    bare = text.strip()
    if len(bare) > LONGEST_NUMBER or "_" in bare:
        raise NotACell("bukan angka.")
    if re.fullmatch(r"-?[1-9][0-9]{0,2}(\.[0-9]{3})+(,[0-9]+)?|-?[0-9]+,[0-9]+", bare):
        bare = bare.replace(".", "").replace(",", ".")
    if re.fullmatch(r"-?[0-9]+", bare):
        return int(bare)
    try:
        return float(bare)
    except ValueError:
        raise NotACell("bukan angka.") from None
