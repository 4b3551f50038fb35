"""The meeting's screens as a tagged PDF: cover, list of contents, one screen a page, sources and definitions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reports import address, drawing, qr, typesetting, words
from reports.blocks import table
from reports.fonts import PT, printable, seen, width
from reports.tokens import PAPER
from schemas.rapat import BaganAngka, BaganButir, BaganTabel, Layar, Urutan

Lapor = Callable[[float, str], None]
WIDTH, HEIGHT = 267.0, 182.0
"""What a page holds between its margins, in mm."""
QR_ROOM = 27.0
LARGER = (1.4, 1.3, 1.2, 1.1)
"""How much larger than on a portrait page a drawing is set where it has room for it."""
MOST_DEFINITION = 420
"""Characters of definitions under a screen; longer ones stand on the last page."""


def pdf_bytes(urutan: Urutan, *, alamat: str = "", lapor: Lapor | None = None) -> bytes:
    """The pack as PDF/UA-1. `alamat`: where the app is reached; `lapor`: share done and what is being done."""
    say = lapor or (lambda _share, _text: None)
    screens = []
    for i, layar in enumerate(urutan.layar):
        say(0.9 * i / max(len(urutan.layar), 1), f"Menggambar {layar.nama}")
        screens.append(_screen(layar, alamat))
    say(0.9, "Menyusun halaman")
    data = {
        "judul": seen(urutan.judul, "Paket rapat"), "kecil": urutan.kecil, "contoh": urutan.is_contoh,
        "terbit": f"Terbitan data {urutan.snapshot}, terbit {words.moment(urutan.tanggal_terbit)}. "
                  f"{words.number(len(urutan.layar))} layar.",
        "warna": PAPER, "layar": screens, "sumber": _sources(urutan), "definisi": _definitions(urutan),
        "catatan_tautan": f"Tautan {address.ONLY_HERE}." if address.is_loopback(alamat) else "",
    }  # fmt: skip
    made = typesetting.pdf("handout", data, tanggal=urutan.tanggal_terbit.date())
    say(1.0, "Selesai")
    return made


def _screen(layar: Layar, alamat: str) -> dict[str, Any]:
    url = address.whole(alamat, layar.tautan)
    known = sum(len(term) + len(text) for term, text in layar.definisi)
    title = seen(layar.judul, layar.nama, "Tanpa judul")
    item: dict[str, Any] = {
        "nama": layar.nama, "kecil": layar.kecil, "judul": title, "kaki": words.source_line(layar),
        "catatan": layar.catatan, "peringatan": layar.peringatan, "pertanyaan": layar.pertanyaan,
        "catatan_penyaji": layar.catatan_penyaji, "tautan": address.said(url or layar.tautan), "url": url,
        "definisi": [list(d) for d in layar.definisi] if known <= MOST_DEFINITION else [],
        "is_definisi_lain": known > MOST_DEFINITION, "alt": seen(layar.alt, layar.judul, layar.nama, "Bagan"),
        "qr": qr.svg(address.coded(url)).decode("utf-8"),
    }  # fmt: skip
    bagan = layar.bagan
    if isinstance(bagan, BaganTabel):
        return {**item, "jenis": "tabel", **table(bagan)}
    if isinstance(bagan, BaganAngka | BaganButir):
        return {**item, "jenis": bagan.jenis, "butir": [b.model_dump() for b in bagan.butir]}
    room = max(HEIGHT - _head_room(layar) - _foot_room(item), 50.0)
    larger = next((k for k in LARGER if drawing.heights(bagan, WIDTH / k)[0] * k * 1.5 <= room), 1.0)
    wide = round(WIDTH / larger, 1)
    tall = round(min(room / larger, drawing.heights(bagan, wide)[1]), 1)
    drawn = drawing.svg(bagan, wide, tall).decode("utf-8")
    return {**item, "jenis": "gambar", "tinggi": tall * larger, "svg": drawn}


def _lines(text: str, size: float, room: float, weight: int = 400) -> int:
    """About how many lines a text takes; a little more, as words are not broken."""
    return int(width(printable(text), size, weight) * 1.04 / room) + 1 if text else 0


def _head_room(layar: Layar) -> float:
    return 9 + _lines(layar.judul, 19 * PT, WIDTH, 600) * 19 * PT * 1.15


def _foot_room(item: dict[str, Any]) -> float:
    """Height of what stands under the drawing, in mm; where it is not enough, the layout shrinks the drawing."""
    room = WIDTH - (QR_ROOM if item["qr"] else 0)
    texts = [item["catatan"], item["kaki"], item["peringatan"] and f"Perhatian: {item['peringatan']}",
             " ".join(f"{a}: {b}" for a, b in item["definisi"]),
             item["pertanyaan"] and f"Pertanyaan berikutnya: {item['pertanyaan']}",
             item["catatan_penyaji"] and f"Catatan penyaji: {item['catatan_penyaji']}"]  # fmt: skip
    texts += ["Definisi lain: halaman 00."] if item["is_definisi_lain"] else []
    lines = sum(_lines(t, 9 * PT, room) for t in texts) * 9 + _lines(item["tautan"], 7.5 * PT, room) * 7.5
    return max(lines * PT * 1.08 + 1, 22.0 if item["qr"] else 0.0) + 3


def _sources(urutan: Urutan) -> list[str]:
    found: dict[str, list[str]] = {}
    for i, layar in enumerate(urutan.layar, 1):
        text = layar.sumber or "Sumber tidak tercatat"
        day = f", data per {words.day(layar.tanggal_data)}" if layar.tanggal_data else ""
        found.setdefault(f"{text}{day}", []).append(str(i))
    return [f"{text} (layar {', '.join(places)})" for text, places in found.items()]


def _definitions(urutan: Urutan) -> list[list[str]]:
    """Each definition once, by its term; a term with two definitions keeps both."""
    found = dict.fromkeys(d for layar in urutan.layar for d in layar.definisi)
    return [[term, text] for term, text in sorted(found, key=lambda d: d[0].casefold())]
