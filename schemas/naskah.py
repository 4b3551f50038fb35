"""What a document holds, block by block: the contract between those who write it and the DOCX and PDF made of it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from schemas.rapat import Bagan, Bagian, ButirAngka, KolomTabel

JenisNaskah = Literal["rapor", "kegiatan", "peran", "tindak_lanjut", "profil"]


class Subjudul(Bagian):
    """A heading; level 1 under the title."""

    jenis: Literal["subjudul"] = "subjudul"
    teks: str
    tingkat: Literal[1, 2] = 1


class Potongan(Bagian):
    """A stretch of text."""

    teks: str
    is_tebal: bool = False


class Paragraf(Bagian):
    """Running text. `is_kecil`: a source or a remark."""

    jenis: Literal["paragraf"] = "paragraf"
    potongan: tuple[Potongan, ...]
    is_kecil: bool = False


class DaftarButir(Bagian):
    """A list; numbered where the order means something."""

    jenis: Literal["daftar"] = "daftar"
    butir: tuple[str, ...]
    is_bernomor: bool = False


class Pasangan(Bagian):
    """Names with their values, e.g. place and time of an event."""

    jenis: Literal["pasangan"] = "pasangan"
    butir: tuple[tuple[str, str], ...]


class TabelNaskah(Bagian):
    """A table whose head repeats on each page."""

    jenis: Literal["tabel"] = "tabel"
    judul: str = ""
    kolom: tuple[KolomTabel, ...]
    baris: tuple[tuple[str, ...], ...]
    catatan: str = ""


class Gambar(Bagian):
    """A chart drawn from its data. `alt` is read out where it can't be seen."""

    jenis: Literal["gambar"] = "gambar"
    bagan: Bagan
    judul: str
    alt: str
    tinggi_mm: float = Field(default=70, gt=10, le=240)
    catatan: str = ""


class AngkaNaskah(Bagian):
    """Large figures side by side."""

    jenis: Literal["angka"] = "angka"
    butir: tuple[ButirAngka, ...]


class TandaTangan(Bagian):
    """Place for a signature: office and role, never a name from the data."""

    jenis: Literal["tanda_tangan"] = "tanda_tangan"
    tempat: str
    jabatan: str


class DuaKolom(Bagian):
    """Two columns side by side."""

    jenis: Literal["dua_kolom"] = "dua_kolom"
    kiri: tuple[BlokSederhana, ...]
    kanan: tuple[BlokSederhana, ...]
    lebar_kiri: float = Field(default=0.5, gt=0.1, lt=0.9)


BlokSederhana = Annotated[
    Subjudul | Paragraf | DaftarButir | Pasangan | TabelNaskah | Gambar | AngkaNaskah | TandaTangan,
    Field(discriminator="jenis"),
]
Blok = Annotated[
    Subjudul | Paragraf | DaftarButir | Pasangan | TabelNaskah | Gambar | AngkaNaskah | TandaTangan | DuaKolom,
    Field(discriminator="jenis"),
]


class Kop(Bagian):
    """Letterhead of the office; empty lines are left out. Typed by the office, never from the data."""

    instansi: str = ""
    unit: str = ""
    alamat: str = ""


class Naskah(Bagian):
    """One document."""

    jenis: JenisNaskah
    berkas: str = Field(pattern=r"^[a-z0-9][a-z0-9._-]{0,120}$")
    """Name of its file, without ending."""
    judul: str
    subjudul: str = ""
    kop: Kop = Kop()
    blok: tuple[Blok, ...]
    kaki: str
    """Cut-off, source and snapshot, on every page."""
    tanggal: date
    is_contoh: bool
    is_lanskap: bool = False
    is_satu_halaman: bool = False
    """Must fit one A4 page: set smaller and tighter."""
    tautan: str = ""


DuaKolom.model_rebuild()
Naskah.model_rebuild()
