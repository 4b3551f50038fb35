"""Texts that office files can hold. Control characters and halves of characters would make them unreadable, and signs
that turn the direction of writing could make them say something else."""

from __future__ import annotations

import re
from typing import TypeVar

from pydantic import BaseModel

_ODD = re.compile(
    r"[\u202a-\u202e\u2066-\u2069]|[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
T = TypeVar("T")


def bersih(value: T) -> T:
    """The same value with every text in it fit for XML; what needs no change stays the object it was."""
    if isinstance(value, str):
        text = _ODD.sub("", value).replace("\t", " ")
        return value if text == value else text  # type: ignore[return-value]
    if isinstance(value, tuple):
        parts = tuple(bersih(part) for part in value)
        is_same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if is_same else parts  # type: ignore[return-value]
    if isinstance(value, BaseModel):
        found = {name: bersih(part) for name, part in value}
        changed = {name: part for name, part in found.items() if part is not getattr(value, name)}
        return value.model_copy(update=changed) if changed else value
    return value
