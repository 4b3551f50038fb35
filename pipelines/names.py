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
