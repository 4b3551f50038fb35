"""What the presenter reads under a slide: definition, caveat, the next question, and where the view stands."""

from __future__ import annotations

from typing import Any

from reports import address, words
from schemas.rapat import Layar

LONGEST = 6000
"""Signs of a text in the notes; the workbook holds longer ones whole."""


def text(layar: Layar, alamat: str) -> str:
    """The notes of a screen."""
    parts = [
        layar.catatan_penyaji and f"Catatan penyaji: {layar.catatan_penyaji}",
        layar.judul,
        words.source_line(layar),
        layar.definisi and "Definisi:\n" + "\n".join(f"- {term}: {said}" for term, said in layar.definisi),
        layar.catatan and f"Keterangan bagan: {layar.catatan}",
        layar.peringatan and f"Perlu diingat: {layar.peringatan}",
        layar.pertanyaan and f"Pertanyaan berikutnya: {layar.pertanyaan}",
        layar.alt and f"Bagan dalam kata: {layar.alt}",
        address.noted(alamat, layar.tautan),
    ]
    return "\n\n".join(part[:LONGEST] for part in parts if part)


def write(slide: Any, said: str) -> None:
    """Put the notes under a slide."""
    frame = slide.notes_slide.notes_text_frame
    if frame is not None:
        frame.text = said
