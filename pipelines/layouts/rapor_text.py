"""What titles, names and cells of Rapor sheets say: the year, the SPM index, and cells as SQL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from pipelines.delimited import quoted
from pipelines.names import key
from pipelines.read import Sheet
from pipelines.recognise import titles, year_in

_STATED = re.compile(r"\b(?:rapor|tahun|edisi|capaian|ta)\b[^0-9]{0,40}((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_WHEN_MADE = re.compile(r"unduh|dicetak|cetak|diperbarui|pembaruan|update|tanggal|per \d", re.IGNORECASE)
_NUMBER = r"(\d{1,3}(?:[.,]\d+)?)"
_SPM = re.compile(
    rf"^\W*(?:(?:capaian|nilai)\s+)?(?:indeks\s+)?SPM\b(?:\s*(?:tahun\s*)?(?:19|20)\d\d\b)?[^0-9(]*{_NUMBER}(?!\d)\W*((?:belum\s+)?tuntas(?:\s+[a-z]+)?)?",
    re.IGNORECASE,
)

_ID = r"([1-9]\d{7}|[PK]\d{7})(?:[.]0)?(?![0-9A-Za-z])"
LABELLED_NPSN = re.compile(rf"\bN\.?P\.?S\.?N\.?\W{{0,12}}{_ID}", re.IGNORECASE)
BARE_NPSN = re.compile(rf"(?<![0-9A-Za-z]){_ID}")


def npsn_in(texts: Iterable[str]) -> str | None:
    """The one NPSN that texts name as such."""
    found = {npsn.upper() for text in texts for npsn in LABELLED_NPSN.findall(text)}
    return found.pop() if len(found) == 1 else None


def cell(column: int | None) -> str:
    """SQL of a cell (0-based column) without blanks around it."""
    return "CAST(NULL AS VARCHAR)" if column is None else f"nullif(trim(c{column + 1}), '')"


def first_text(sheet: Sheet) -> str:
    """SQL of a row's first text, NULL where the row is blank."""
    cells = " ".join(f"WHEN c{place} <> '' THEN c{place}" for place in range(1, sheet.lebar + 1))
    return f"CASE {cells} END"


def text_or_null(value: str | None) -> str:
    """A text as SQL."""
    return "CAST(NULL AS VARCHAR)" if value is None else quoted(value)


def rapor_year(sheet: Sheet, before: int, stated: Iterable[str] = ()) -> int | None:
    """The Rapor's year: headers given, else titles, the sheet's name and the file's name; never a download date."""
    for text in stated:
        if year := year_in(text):
            return year
    above = [text for text in titles(sheet, before) if not _WHEN_MADE.search(text)]
    path = PurePosixPath(sheet.berkas).as_posix()
    for text in [*above, sheet.nama, path]:
        found = _STATED.search(re.sub(r"[_-]", " ", text))
        if found:
            return int(found[1])
    for text in [*above, sheet.nama, PurePosixPath(path).stem, path]:
        if year := year_in(text):
            return year
    return None


def spm_in(cells: Iterable[str | None]) -> tuple[str, str | None] | None:
    """The index and its class of a row such as `SPM: "73,43 (Tuntas Pratama)"`, in one cell or in several."""
    found = _SPM.match(" ".join(text for text in cells if text))
    return (found[1], " ".join(found[2].upper().split()) if found[2] else None) if found else None


_NOTES = re.compile(
    r"\b(?:cover|sampul|halaman (?:judul|depan)|petunjuk|panduan|cara (?:membaca|pakai|penggunaan)|keterangan|catatan|"
    r"definisi|glosarium|istilah|legenda|metadata|daftar isi|akar masalah|pembenahan|benahi|tentang|disclaimer|"
    r"buku saku|rapor pendidikan|perencanaan berbasis data|pbd)\b"
)
_FIGURE = re.compile(r"^-?\d+(?:[.,]\d+)*\s*%?$")
_ORDER = re.compile(r"^\(?\d{1,3}[.)]?$")


def is_prose(sheet: Sheet) -> bool:
    """Whether a sheet is words about a Rapor: called so, and without figures or school numbers in what is seen."""
    texts = [text for row in sheet.head for text in row if text]
    called = [sheet.nama, *texts[:6]]
    if not texts or not any(_NOTES.search(key(text)) for text in called):
        return False
    figures = sum(bool(_FIGURE.match(text)) and not _ORDER.match(text) for text in texts)
    return figures == 0
