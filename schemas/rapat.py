"""What a meeting screen holds: one message, its chart as data, and what must stand under it.

The contract between the pages that make screens, the screen on the projector, and the slides, sheets and pictures made
of it. Numbers are as the queries give them, unrounded; `desimal` says how many digits are shown.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer

Kelas = Literal["", "di atas", "setara", "di bawah", "tanpa selang", "naik", "turun", "tetap"]
"""Where a value stands against its reference, or how it moved: shape as well as colour is drawn from it."""


def _day(value: object) -> object:
    return date.fromisoformat(str(value.get("tanggal"))) if isinstance(value, dict) else value


Hari = Annotated[
    date,
    BeforeValidator(_day),
    PlainSerializer(lambda day: {"tanggal": day.isoformat()}, return_type=dict[str, str], when_used="json"),
]
"""A day that JSON marks as one: read back unmarked, it would be a text among texts."""
Sel = str | int | float | bool | Hari | None
"""A cell of the data behind a screen."""


class Bagian(BaseModel):
    """A part of a screen; unknown fields are refused, and numbers are finite or None."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class BarisTitik(Bagian):
    """One dot with its interval. `pembanding`: values of the marks beside it, in the order of `nama_pembanding`."""

    nama: str
    nilai: float | None
    rendah: float | None = None
    tinggi: float | None = None
    kelas: Kelas = ""
    is_sorot: bool = False
    pembanding: tuple[float | None, ...] = ()
    kanan: str = ""
    """Said at the right end of the row, e.g. `n = 1.234`; the value itself is printed by whoever draws."""


class BaganTitik(Bagian):
    """Dots with intervals, one row a place or measure, in the order shown, first on top."""

    jenis: Literal["titik"] = "titik"
    baris: tuple[BarisTitik, ...]
    satuan: str = "%"
    desimal: int = 1
    is_selisih: bool = False
    """Differences: values are printed with their sign, around zero."""
    acuan: float | None = None
    nama_acuan: str = ""
    nama_nilai: str = ""
    nama_pembanding: tuple[str, ...] = ()
    sumbu: str = ""


class TitikWaktu(Bagian):
    """A value at a date; None is a gap in the line."""

    tanggal: date
    nilai: float | None
    rendah: float | None = None
    tinggi: float | None = None


class DeretWaktu(Bagian):
    """One line, oldest first. `is_utama`: the one the screen is about; the others are context."""

    nama: str
    titik: tuple[TitikWaktu, ...]
    is_utama: bool = False


class Penanda(Bagian):
    """An event on the time axis. `is_batas`: the definition changed, and no line crosses it."""

    tanggal: date
    teks: str
    is_batas: bool = False


class BaganGaris(Bagian):
    """Lines over time."""

    jenis: Literal["garis"] = "garis"
    deret: tuple[DeretWaktu, ...]
    penanda: tuple[Penanda, ...] = ()
    satuan: str = "%"
    desimal: int = 1
    sumbu: str = ""


class DeretBatang(Bagian):
    """One series of bars, a value a category. `warna`: #rrggbb, or nothing for the house's order of colours."""

    nama: str
    nilai: tuple[float | None, ...]
    warna: str = Field(default="", pattern=r"^(#[0-9a-fA-F]{6})?$")
    rendah: tuple[float | None, ...] = ()
    tinggi: tuple[float | None, ...] = ()


class BaganBatang(Bagian):
    """Bars, lying or standing, side by side or stacked; categories in the order shown, first on top or left."""

    jenis: Literal["batang"] = "batang"
    kategori: tuple[str, ...]
    deret: tuple[DeretBatang, ...]
    is_mendatar: bool = True
    is_bertumpuk: bool = False
    satuan: str = "%"
    desimal: int = 1
    sumbu: str = ""
    sorot: tuple[int, ...] = ()
    """Categories to stand out, by place."""
    kanan: tuple[str, ...] = ()
    """Said at the end of each lying stack, or after the value of a single lying bar: one text a category, or none."""


class Petak(Bagian):
    """One province in the tile grid (row and column from 0)."""

    kode: str
    nama: str
    singkatan: str
    baris: int
    kolom: int
    nilai: float | None
    kelas: Kelas = ""
    is_sorot: bool = False


class BaganPetak(Bagian):
    """The tile map of the provinces."""

    jenis: Literal["petak"] = "petak"
    petak: tuple[Petak, ...]
    satuan: str = "%"
    desimal: int = 1
    acuan: float | None = None
    nama_acuan: str = ""


class TitikSebar(Bagian):
    """One place in a scatter plot."""

    nama: str
    x: float
    y: float
    kelas: str = ""
    is_sorot: bool = False


class BaganSebar(Bagian):
    """A scatter plot of two measures."""

    jenis: Literal["sebar"] = "sebar"
    titik: tuple[TitikSebar, ...]
    sumbu_x: str
    sumbu_y: str
    satuan_x: str = "%"
    satuan_y: str = "%"
    desimal_x: int = 1
    desimal_y: int = 1
    acuan_x: float | None = None
    acuan_y: float | None = None
    nama_acuan: str = ""


class KolomTabel(Bagian):
    """A column of a printed table. `lebar`: its share of the width, 1 for all alike."""

    nama: str
    is_angka: bool = False
    lebar: float = 1.0


class BaganTabel(Bagian):
    """A table of texts as printed."""

    jenis: Literal["tabel"] = "tabel"
    kolom: tuple[KolomTabel, ...]
    baris: tuple[tuple[str, ...], ...]


class ButirAngka(Bagian):
    """One large figure: its name, value as printed, interval, change, what it is counted over."""

    nama: str
    nilai: str
    selang: str = ""
    ubah: str = ""
    dasar: str = ""


class BaganAngka(Bagian):
    """A few large figures."""

    jenis: Literal["angka"] = "angka"
    butir: tuple[ButirAngka, ...]


class Butir(Bagian):
    """One line of a list, and what is said under it."""

    teks: str
    keterangan: str = ""


class BaganButir(Bagian):
    """A short list: next steps, what to decide."""

    jenis: Literal["butir"] = "butir"
    butir: tuple[Butir, ...]


Bagan = Annotated[
    BaganTitik | BaganGaris | BaganBatang | BaganPetak | BaganSebar | BaganTabel | BaganAngka | BaganButir,
    Field(discriminator="jenis"),
]
"""What a screen shows, as data."""


class DataLayar(Bagian):
    """The rows behind a screen, for a spreadsheet: column names and typed cells, one tuple a row."""

    kolom: tuple[str, ...] = ()
    baris: tuple[tuple[Sel, ...], ...] = ()


class Layar(Bagian):
    """One screen: a finding, its chart, and its cut-off, n, source, definition and caveat."""

    kunci: str = Field(min_length=1, max_length=120)
    nama: str
    """A few words for lists of screens: `Tren`."""
    kecil: str
    """The measure, unit, group and place: the small line over the headline."""
    judul: str
    """The finding, a sentence with its number, uncertainty and date."""
    bagan: Bagan
    gambar: str = ""
    """The chart as it stood on its page (plotly's JSON), where no kind of Bagan says it all."""
    tanggal_data: date | None
    periode: str = ""
    """Said instead of a cut-off where none is published: `Rapor Pendidikan 2025`."""
    dasar: str
    """`n = 12.345 guru di 1.234 satuan pendidikan`."""
    sumber: str
    catatan: str = ""
    """What the marks mean, under the chart."""
    peringatan: str = ""
    """Why the numbers are to be read with care: an old source, an unfinished date, what the measure does not say."""
    definisi: tuple[tuple[str, str], ...] = ()
    alt: str
    """The chart in words, for those who do not see it."""
    tautan: str
    """Path and query of the view on its page, without host: `provinsi?provinsi=13&...&snapshot=...`."""
    pertanyaan: str = ""
    """What the meeting may ask next."""
    catatan_penyaji: str = ""
    """What the presenter wrote beside it."""
    kode_wilayah: tuple[str, ...] = ()
    """Kemendagri codes of the provinces or kab/kota whose own rows are shown; empty where only provinces of the whole
    nation are compared. Who may open a saved screen is decided by it."""
    data: DataLayar = DataLayar()


class Urutan(Bagian):
    """Screens in order: what a meeting goes through, and what a pack is made of."""

    judul: str
    kecil: str
    """Where and when: `Sumatera Barat · data per 31 Okt 2026`."""
    snapshot: str
    tanggal_terbit: datetime
    is_contoh: bool
    layar: tuple[Layar, ...]
