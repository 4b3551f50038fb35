"""Where a view stands in the app: the whole link for a click or a code, and the few words of it that people read."""

from __future__ import annotations


def whole(alamat: str, tautan: str) -> str:
    """The link of a view; empty where the app's own address, or the view's, is not known."""
    return f"{alamat.rstrip('/')}/{tautan.lstrip('/')}" if alamat and tautan else ""


def shown(tautan: str) -> str:
    """Host and page of a link, or the page alone: a query of fifteen filters is nothing to read."""
    return tautan.split("://", 1)[-1].split("?", 1)[0].strip("/")


def said(tautan: str) -> str:
    """`Buka di Serapan: 127.0.0.1:8501/provinsi`; empty where there is no link."""
    found = shown(tautan)
    return f"Buka di Serapan: {found}" if "://" in tautan and found else f"Halaman Serapan: {found}" if found else ""
