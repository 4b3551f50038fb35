"""Documents for tests: made without a session, and read back as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from schemas.naskah import Naskah, TabelNaskah
from views import data
from warehouse import gate, snapshots
from warehouse.viewer import DEMO


@contextmanager
def looking_at(folder: Path) -> Iterator[None]:
    """Questions answered from the world of a data folder, without a Streamlit session."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SERAPAN_DATA", str(folder))
        found = snapshots.current()
        assert found is not None
        data._ask.clear()  # worlds of tests share one snapshot id, which is the cache's key
        with data.seen_from(data.Sudut(DEMO, found)):
            yield
        data._ask.clear()
        gate.close_all()


def _blocks(blok: object) -> Iterator[object]:
    for one in blok:  # type: ignore[attr-defined]
        if one.jenis == "dua_kolom":
            yield from _blocks(one.kiri)
            yield from _blocks(one.kanan)
        else:
            yield one


def blocks(naskah: Naskah, jenis: str) -> list[Any]:
    """The blocks of a kind, those in columns too."""
    return [one for one in _blocks(naskah.blok) if one.jenis == jenis]  # type: ignore[attr-defined]


def text(naskah: Naskah) -> str:
    """All running text, one paragraph or item a line."""
    lines = []
    for one in _blocks(naskah.blok):
        kind = one.jenis  # type: ignore[attr-defined]
        if kind == "paragraf":
            lines.append("".join(part.teks for part in one.potongan))  # type: ignore[attr-defined]
        elif kind == "subjudul":
            lines.append(f"# {one.teks}")  # type: ignore[attr-defined]
        elif kind == "daftar":
            lines += one.butir  # type: ignore[attr-defined]
    return "\n".join(lines).replace("\u00a0", " ")


def section(naskah: Naskah, judul: str) -> str:
    """The running text under a heading."""
    return text(naskah).split(f"# {judul}\n", 1)[1].split("\n# ", 1)[0]


def table(naskah: Naskah, at: int = 0) -> list[dict[str, str]]:
    """A table's rows by column, blanks that do not break as blanks."""
    found = blocks(naskah, "tabel")[at]
    assert isinstance(found, TabelNaskah)
    heads = [one.nama for one in found.kolom]
    return [dict(zip(heads, (cell.replace("\u00a0", " ") for cell in row), strict=True)) for row in found.baris]
