"""A saved list of meeting screens: each as it was added, and beside it what people wrote."""

from __future__ import annotations

from pydantic import Field

from schemas.rapat import Bagian, Layar

PALING_BANYAK = 100
"""Screens on one list: more are no meeting."""


class ButirDaftar(Bagian):
    """One screen of a list. `layar` never changes once added; what people write stands beside it."""

    id: str = Field(min_length=1, max_length=40)
    """Its own name on this list, whatever its place."""
    layar: Layar
    snapshot: str = ""
    """The snapshot its numbers come from, empty where that is not known."""
    asal: str = ""
    """How it can be made again: the kind of its ready sequence and the filters, `provinsi?ukuran=...&provinsi=13`;
    empty for a screen that only its own page makes."""
    judul_sendiri: str = Field(default="", max_length=300)
    """A headline somebody wrote instead of the finding."""
    catatan: str | None = Field(default=None, max_length=4000)
    """What the presenter wrote; None leaves the screen's own."""
    pertanyaan: str | None = Field(default=None, max_length=600)
    """What the meeting may ask next; None leaves the screen's own."""


class DaftarRapat(Bagian):
    """What a meeting goes through, in order. `nama`: title of the meeting, and the name it is saved under."""

    nama: str = Field(default="", max_length=120)
    is_contoh: bool = False
    """Whether any screen stands on sample data."""
    butir: tuple[ButirDaftar, ...] = ()
