"""Who is looking: a frozen value that every question carries, so that it can be part of a cache key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Peran = Literal["pimpinan", "analis", "wali wilayah", "demo"]
"""What a viewer may do; no right hangs on it yet."""

NASIONAL = "nasional"
"""The scope of a viewer who may see the whole nation."""


@dataclass(frozen=True)
class Viewer:
    """`lingkup` is "nasional", or a Kemendagri code of the province or kab/kota the viewer is confined to."""

    nama: str
    peran: Peran
    lingkup: str


DEMO = Viewer(nama="Pengguna demo", peran="demo", lingkup=NASIONAL)
"""The viewer of an app without sign-in."""
