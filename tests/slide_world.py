"""Two decks, built once: of every kind of screen, and of texts and charts that no screen should have."""

from __future__ import annotations

import functools
from typing import Any

from reports.slides import pptx_bytes
from schemas.rapat import (
    BaganAngka,
    BaganButir,
    BaganGaris,
    BaganPetak,
    BaganSebar,
    BaganTabel,
    BaganTitik,
    BarisTitik,
    Butir,
    KolomTabel,
    Layar,
)
from tests import rapat_world as world
from tests import slide_reading as reading

ALAMAT = "http://serapan.kantor.id"
EVIL = (
    "=1+1", "<b>&amp;\"'</b>", "\x00\x0b nol \ud7ff", "A" * 400, "kata " * 200, "\u202eterbalik", "_x0041_", "😀",
    "[x]:*?/\\",
)  # fmt: skip


def screens(deck: Any) -> list[Any]:
    """The slides of screens: neither the opening nor the sources."""
    return [s for s in list(deck.slides)[1:] if not s.shapes.title.text.startswith("Sumber & definisi")]


@functools.cache
def made() -> tuple[Any, bytes, list[tuple[float, str]]]:
    """A deck of every kind of screen, its bytes, and what was told of the progress."""
    told: list[tuple[float, str]] = []
    raw = pptx_bytes(world.make_urutan(), alamat=ALAMAT, lapor=lambda share, text: told.append((share, text)))
    return reading.opened(raw), raw, told


def by_kind() -> dict[str, Any]:
    """The slides of that deck by the kind of their screen."""
    return dict(zip(world.SORTED_KINDS, screens(made()[0]), strict=True))


@functools.cache
def hostile() -> tuple[Any, tuple[Layar, ...]]:
    """A deck of what no screen should hold, and its screens."""
    rows = tuple(BarisTitik(nama=e, nilai=50 + i / 7, rendah=49.0, tinggi=52.0 + i, kelas="setara", kanan=e)
                 for i, e in enumerate(EVIL))  # fmt: skip
    texts = {"judul": EVIL[4] * 3, "kecil": EVIL[4], "dasar": EVIL[4], "sumber": EVIL[3], "catatan": EVIL[4] * 2,
             "peringatan": EVIL[4] * 2, "alt": EVIL[2], "definisi": tuple((e, e) for e in EVIL),
             "nama": EVIL[3]}  # fmt: skip
    cells = BaganTabel(kolom=(KolomTabel(nama=EVIL[3]), KolomTabel(nama="x", is_angka=True)),
                       baris=(*((e, e) for e in EVIL), ("Z" * 40_000, "1")))  # fmt: skip
    many = BaganTitik(baris=tuple(BarisTitik(nama=f"Kab. {i}", nilai=i / 3) for i in range(90)))
    layar = (
        world.make_layar("titik", bagan=BaganTitik(baris=rows, acuan=51.0, nama_acuan=EVIL[4]), **texts),
        world.make_layar("tabel", kunci="b", judul="Tabel", bagan=cells),
        world.make_layar("titik", kunci="c", judul="Banyak baris", bagan=many),
        world.make_layar("titik", kunci="d", judul="", bagan=BaganTitik(baris=())),
        world.make_layar("garis", kunci="e", judul="Sama", bagan=BaganGaris(deret=())),
        world.make_layar("butir", kunci="f", judul="Sama", tanggal_data=None,
                         bagan=BaganButir(butir=tuple(Butir(teks=EVIL[4], keterangan=EVIL[3]) for _ in range(9)))),
        world.make_layar("angka", kunci="g", judul="Angka", bagan=BaganAngka(butir=())),
        world.make_layar("petak", kunci="h", judul="Petak", bagan=BaganPetak(petak=())),
        world.make_layar("sebar", kunci="i", judul="Sebar", bagan=BaganSebar(titik=(), sumbu_x="x", sumbu_y="y")),
        world.make_layar("tabel", kunci="j", judul="Tanpa kolom", bagan=BaganTabel(kolom=(), baris=())),
    )  # fmt: skip
    deck = reading.opened(pptx_bytes(world.make_urutan(layar=layar, judul=EVIL[3] * 3, is_contoh=False), alamat=ALAMAT))
    return deck, layar
