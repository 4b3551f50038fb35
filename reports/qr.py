"""The square code of a link, as a picture or as its dark and light fields."""

from __future__ import annotations

import io

import segno

QUIET = 2
"""Light fields around the code: readers find it by them."""
LONGEST = 1200
"""Bytes of a link that a small printed code still shows clearly; longer ones get none."""


def fields(teks: str) -> tuple[tuple[bool, ...], ...]:
    """Rows of the code, True where dark, without the quiet zone; empty for a text that is empty or too long."""
    code = _code(teks)
    return () if code is None else tuple(tuple(bool(dark) for dark in row) for row in code.matrix)


def png(teks: str, lebar: int = 6) -> bytes:
    """The code as PNG, each field `lebar` pixels wide; empty bytes for a text that is empty or too long."""
    return _saved(teks, "png", lebar)


def svg(teks: str) -> bytes:
    """The code as SVG with a viewBox of one unit a field; empty bytes for a text that is empty or too long."""
    return _saved(teks, "svg", 1)


def _code(teks: str) -> segno.QRCode | None:
    if not teks or len(teks.encode("utf-8")) > LONGEST:
        return None
    return segno.make_qr(teks, error="l", boost_error=True, encoding="utf-8")


def _saved(teks: str, kind: str, scale: int) -> bytes:
    code = _code(teks)
    if code is None:
        return b""
    target = io.BytesIO()
    options = {"omitsize": True, "xmldecl": False} if kind == "svg" else {}
    code.save(target, kind=kind, scale=scale, border=QUIET, dark="#000000", light="#ffffff", **options)
    return target.getvalue()
