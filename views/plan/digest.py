"""The name of what a part of a plan holds, for the keys of tables that are edited and not saved yet."""

from __future__ import annotations

import hashlib


def digest(*parts: object) -> str:
    """A short text that stays the same exactly as long as these parts do.

    In place of the version's number: another part that is saved meanwhile must not clear an unsaved table.
    """
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:12]
