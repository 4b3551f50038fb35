"""How a region's name is written: everything that may differ without meaning another region.

Unicode form, case, blanks, dots, hyphens, the written form of a prefix, "Kep."/"Kepulauan".
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

Jenis = Literal["kabupaten", "kota"]

_BLANK = frozenset({"", "-", "--", "---"})
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad'`\u2018\u2019\""))
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}(?=[^A-Z]|$|[A-Z]{2})")
_NOT_WORD = re.compile(r"[^\w]+|_")
_TOKENS = {"KEP": "KEPULAUAN", "KEPL": "KEPULAUAN", "PEG": "PEGUNUNGAN", "ADM": "ADMINISTRASI"}

_PROVINSI_PREFIX = re.compile(r"^(?:PROVINSI|PROPINSI|PROV|PROP)\s+(?=\S)")
_KIND_PREFIX: tuple[tuple[re.Pattern[str], Jenis], ...] = (
    (re.compile(r"^(?:KABUPATEN|KAB)(?:\s+ADMINISTRASI)?\s+(?=\S)"), "kabupaten"),
    (re.compile(r"^(?:KOTA(?:\s+(?:ADMINISTRASI|MADYA))?|KOTAMADYA|KODYA)\s+(?=\S)"), "kota"),
)
_KIND_SUFFIX = re.compile(r"^(?P<nama>.+?)\s*(?:,\s*|\(\s*)(?P<jenis>KABUPATEN|KAB|KOTA)\s*\.?\s*\)?$")


def clean(text: object) -> str:
    """One line of text: NFKC, invisible characters and doubled blanks gone; "" for nothing, "-" or NaN."""
    if text is None or (isinstance(text, float) and text != text):
        return ""
    one_line = " ".join(unicodedata.normalize("NFKC", str(text)).translate(_INVISIBLE).split())
    return "" if one_line in _BLANK else one_line


def words(text: object) -> str:
    """Upper-case words: dots, hyphens and commas are blanks, abbreviations written out."""
    upper = _DOTTED.sub(lambda found: found.group().replace(".", "") + " ", clean(text).upper())
    return " ".join(_TOKENS.get(word, word) for word in _NOT_WORD.sub(" ", upper.replace("&", " DAN ")).split())


def squeeze(spaced: str) -> str:
    """Without blanks: "Labuhan Batu" is "Labuhanbatu"."""
    return spaced.replace(" ", "")


def split_kind(text: object) -> tuple[Jenis | None, str]:
    """The kind that the text states (None if it states none) and the squeezed name."""
    spaced = words(text)
    for pattern, kind in _KIND_PREFIX:
        found = pattern.match(spaced)
        if found:
            return kind, squeeze(spaced[found.end() :])
    behind = _KIND_SUFFIX.match(clean(text).upper())
    if behind:
        return ("kota" if behind["jenis"] == "KOTA" else "kabupaten"), squeeze(words(behind["nama"]))
    return None, squeeze(spaced)


def province_key(text: object) -> str:
    """A province's name squeezed, without "Prov."."""
    return squeeze(_PROVINSI_PREFIX.sub("", words(text)))
