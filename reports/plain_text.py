"""Texts that office files can hold. Control characters and halves of characters would make them unreadable, and signs
that turn the direction of writing could make them say something else."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar

from pydantic import BaseModel

_ODD = re.compile(
    r"[\u202a-\u202e\u2066-\u2069]|[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]"
)
T = TypeVar("T")


def bersih(value: T) -> T:
    """The same value with every text in it fit for XML; what needs no change stays the object it was."""
    return _each(value, lambda text: _ODD.sub("", text).replace("\t", " "))


def pendek(value: T, longest: int) -> T:
    """The same value with every text in it cut to `longest` signs; what needs no change stays the object it was."""
    return _each(value, lambda text: text if len(text) <= longest else f"{text[: longest - 1]}…")


def _each(value: T, change: Callable[[str], str]) -> T:
    if isinstance(value, str):
        text = change(value)
        return value if text == value else text  # type: ignore[return-value]
    if isinstance(value, tuple):
        parts = tuple(_each(part, change) for part in value)
        is_same = all(new is old for new, old in zip(parts, value, strict=True))
        return value if is_same else parts  # type: ignore[return-value]
    if isinstance(value, BaseModel):
        found = {name: _each(part, change) for name, part in value}
        changed = {name: part for name, part in found.items() if part is not getattr(value, name)}
        return value.model_copy(update=changed) if changed else value
    return value
