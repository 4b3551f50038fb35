"""One module a file layout, recognised by content."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from pipelines.cells import Reader
from pipelines.layouts import dapodik, desk, platforms, pmm, rapor, statistics, training, usage
from pipelines.names import key
from pipelines.rapor_engine import BookLayout
from pipelines.read import Sheet
from pipelines.tabular import Context, Draft, Match


class SheetLayout(Protocol):
    """A layout whose sheets stand alone: it says whether a sheet is its own, and turns it into records.

    `needs_schools`: it matches against the school list, so it waits until that stands.
    """

    @property
    def kode(self) -> str: ...
    @property
    def judul(self) -> str: ...
    @property
    def dataset(self) -> str: ...
    @property
    def needs_schools(self) -> bool: ...
    def recognise(self, sheet: Sheet) -> Match | None: ...
    def normalise(self, reader: Reader, sheet: Sheet, match: Match, context: Context) -> Draft: ...


Layout = SheetLayout | BookLayout

LAYOUTS: tuple[Layout, ...] = (
    *dapodik.LAYOUTS,
    *usage.LAYOUTS,
    *pmm.LAYOUTS,
    *platforms.LAYOUTS,
    *rapor.LAYOUTS,
    *training.LAYOUTS,
    *desk.LAYOUTS,
)
FALLBACK: tuple[Layout, ...] = statistics.LAYOUTS


_OF_PEOPLE = frozenset(
    key(name)
    for name in (
        *("NIP", "NUPTK", "NIK", "NISN", "NRG", "NIGB", "NIP/NUPTK", "NIP / NIK", "No KTP", "Nomor KTP", "No. KK"),
        *("JK", "L/P", "Jenis Kelamin", "Tanggal Lahir", "Tgl Lahir", "Tempat Lahir", "TTL", "Tempat Tanggal Lahir"),
        *("Tempat, Tanggal Lahir", "Nama Ibu Kandung", "Status Kepegawaian", "Jenis PTK", "Pangkat/Golongan"),
        *("Nama Lengkap", "Nama Lengkap (dengan gelar)", "Nama Guru", "Nama GTK", "Nama PTK", "Nama Pegawai"),
        *("Nama Peserta", "Nama Siswa", "Nama Murid", "Nama Peserta Didik", "Nama Mahasiswa", "Nama Orang Tua"),
    )
)
"""Headers of a list of people. Such a list is read by a layout made for people, or not at all."""
_OFTEN_UNREAD = (
    *("No", "Nomor", "Urut", "Timestamp", "No. WA", "No. HP", "Telepon", "Email belajar.id", "Website", "% Aktivasi"),
    *("Alamat Jalan", "Desa/Kelurahan", "RT", "RW", "Kode Pos", "Lintang", "Bujur", "Akreditasi", "Yayasan"),
    *("Catatan", "Keterangan", "Persentase", "Rasio", "Rata-rata", "Selisih", "Peringkat", "Indikator", "Capaian"),
    *("Nilai", "Label", "Perubahan dari Tahun Lalu", "Definisi", "Rombel", "Ruang Kelas", "Jumlah Total", "Tahun"),
    *("Bulan", "Jam", "Hari", "Timestamp"),
    *_OF_PEOPLE,
)
"""What stands beside the columns that are read; a word of it may be shown."""


def of_people(sheet: Sheet, until: int) -> tuple[str, ...]:
    """The headers of a list of people among the first rows, up to one (0-based) and with it."""
    return people_in(name for row in sheet.keys[: until + 1] for name in row)


def people_in(keys: Iterable[str]) -> tuple[str, ...]:
    """Those of some header keys that belong to a list of people."""
    return tuple(dict.fromkeys(name for name in keys if name in _OF_PEOPLE))


def recognise(sheet: Sheet, saved: Sequence[Layout] = ()) -> tuple[Layout, Match] | None:
    """The layout that fits a sheet best, by weight, then by order; FALLBACK is asked only when none does.

    `saved` are the layouts of people's own mappings: one whose headers are all there and no more outweighs all.
    """
    sure = None if saved else rapor.surely(sheet)
    if sure and not of_people(sheet, sure[1].header.row):
        return sure
    for asked in ((*LAYOUTS, *saved), FALLBACK):
        found = [
            (match.weight, -place, layout, match)
            for place, layout in enumerate(asked)
            if (match := layout.recognise(sheet))
            and (getattr(layout, "is_personal", False) or not of_people(sheet, match.header.row))
        ]
        if found:
            best = max(found, key=lambda item: item[:2])
            return best[2], best[3]
    return None


@lru_cache(maxsize=1)
def known_headers() -> frozenset[str]:
    """Every header that some tabular layout knows."""
    return frozenset(key(name) for layout in LAYOUTS for item in getattr(layout, "fields", ()) for name in item.headers)


@lru_cache(maxsize=1)
def often_unread() -> frozenset[str]:
    """Headers that usually stand beside the columns that are read."""
    return frozenset(map(key, _OFTEN_UNREAD))


@lru_cache(maxsize=1)
def _header_words() -> frozenset[str]:
    """The words that headers are made of."""
    return frozenset(word for name in (*known_headers(), *often_unread()) for word in name.split())


def shown_headers(names: Iterable[str]) -> tuple[str, ...]:
    """Headers fit to be shown: those of words that headers are made of, the rest only counted.

    In the place of a header may stand a person's name, when a file has no header or a table has slipped.
    """
    given = tuple(names)
    shown = tuple(name for name in given if set(key(name).split()) <= _header_words() | {str(n) for n in range(1, 6)})
    left = len(given) - len(shown)
    return (*shown, f"{left} kolom lain") if left else shown
