"""What every document is made with: text blocks, its file name, its foot and its link; no session is needed."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from charts.names import short_name
from schemas.naskah import Paragraf, Potongan
from schemas.rapat import KolomTabel
from views import data, links
from views.filters import Saringan, from_query
from views.format import day, number

CONTOH = "DATA CONTOH, bukan keadaan sebenarnya"


def tebal(teks: str) -> Potongan:
    """A stretch of bold text."""
    return Potongan(teks=teks, is_tebal=True)


def paragraf(*potongan: str | Potongan, is_kecil: bool = False) -> Paragraf:
    """Running text of plain and bold stretches."""
    return Paragraf(potongan=tuple(Potongan(teks=p) if isinstance(p, str) else p for p in potongan), is_kecil=is_kecil)


def kolom(lebar: Mapping[str, float], angka: Sequence[str] = ()) -> tuple[KolomTabel, ...]:
    """Columns of a table by name and share of the width; those of `angka` hold numbers."""
    return tuple(KolomTabel(nama=name, is_angka=name in angka, lebar=wide) for name, wide in lebar.items())


def berkas(*bagian: object) -> str:
    """A file's name of a few words, without ending: `rapor_kab-agam_2026`."""
    words = []
    for part in bagian:
        plain = unicodedata.normalize("NFKD", str(part)).encode("ascii", "ignore").decode().lower()
        words.append(re.sub(r"[^a-z0-9]+", "-", plain).strip("-"))
    return "_".join(word for word in words if word)[:100].rstrip("-_") or "naskah"


def slug(nama: str) -> str:
    """A region in a file's name: `kab-agam`."""
    return berkas(short_name(nama))


def kaki(*bagian: str) -> str:
    """The foot of every page: what the document says of its data, then the snapshot and, of sample data, that it is."""
    manifest = data.manifest()
    said = [part for part in bagian if part]
    said.append(f"Serapan, snapshot {manifest.id} terbit {day(manifest.dibuat.date())}")
    return " · ".join([*said, CONTOH] if manifest.is_contoh else said)


def terbit() -> date:
    """The day of a document: the one its snapshot was made, so that the same data give the same document."""
    return data.manifest().dibuat.date()


def is_contoh() -> bool:
    """Whether the snapshot holds sample data."""
    return data.manifest().is_contoh


def saringan_of(provinsi: str | None) -> Saringan:
    """The usual view of a province, for links of documents that no filter changes."""
    query = {"provinsi": provinsi} if provinsi else {}
    return from_query(query, data.choices() or data.places_only())[0]


def tautan(halaman: str, saringan: Saringan, **changes: str) -> str:
    """Path and query of a view on its page, with the snapshot."""
    return f"{halaman}?{urlencode(links.to(saringan, **changes))}"


def nama_wilayah(kode: str) -> str | None:
    """The name of a province or kab/kota; None for a code that there is not."""
    if len(kode) == 2:
        return data.provinces().get(kode)
    return data.regencies(kode[:2]).get(kode) if kode[:2] in data.provinces() else None


def besar(teks: str) -> str:
    """The text with a capital at its start."""
    return teks[:1].upper() + teks[1:]


def kalimat(teks: str) -> str:
    """The text as a sentence, with one full stop."""
    return f"{besar(teks).rstrip('. ')}." if teks else ""


def dari(bagian: int, semua: int) -> str:
    """`3 dari 19`."""
    return f"{number(bagian)} dari {number(semua)}"
