"""Headers and names as they are compared."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_NOT_KEY = re.compile(r"[^0-9a-z%+<>]+")


@lru_cache(maxsize=20_000)
def key(text: str | None) -> str:
    """A header as it is compared: case, blanks, punctuation and footnote marks do not count."""
    if text is None:
        return ""
    folded = unicodedata.normalize("NFKC", text).casefold().replace("\u2265", ">=").replace("\u2264", "<=")
    return _NOT_KEY.sub(" ", folded).strip()


_WRITTEN_OUT = {
    **dict.fromkeys(("jml", "jlh", "jmlh", "jum", "banyaknya"), "jumlah"),
    **dict.fromkeys(("satdik", "satpen", "satdikdas"), "satuan pendidikan"),
    **dict.fromkeys(("prov", "propinsi"), "provinsi"),
    **dict.fromkeys(("prosentase", "persen", "pct"), "persentase"),
    **dict.fromkeys(("tgl", "tanggal"), "tanggal"),
    "kab": "kabupaten",
    "kec": "kecamatan",
    "sek": "sekolah",
    "pddk": "pendidikan",
    "rerata": "rata rata",
}
"""Words of headers that offices shorten, each in its own way."""


@lru_cache(maxsize=20_000)
def spelled(name: str) -> str:
    """A header's key with its short words written out: "jml satdik" is "jumlah satuan pendidikan"."""
    words = name.replace("%", " persentase ").split()
    return " ".join(_WRITTEN_OUT.get(word, word) for word in words)
