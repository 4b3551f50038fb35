"""What an unknown sheet might be: a target layout, and for each column a field, with how sure and why."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from collections.abc import Mapping as Table
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from pipelines import layouts, privacy, values, wilayah
from pipelines.answer_model import NONE, Answers
from pipelines.mapping import column_letters, header_names, targets
from pipelines.names import key
from pipelines.read import Sheet
from pipelines.recognise import HEADER_WITHIN, Field
from pipelines.saved_mapping import Mapping, slug
from pipelines.tabular import Tabular

_SAMPLE = 30
_WIDEST = 150
"""Columns looked at; beyond these nobody maps by hand."""
_LEAST = 0.55
"""How sure a proposal for one column must be to be made at all."""
_ALSO: Table[str, tuple[str, ...]] = {
    "npsn": ("Nomor Induk Sekolah", "Kode Sekolah", "ID Sekolah", "NPSN/NSS", "No Pokok Sekolah", "Kode Satdik"),
    "nama": ("Lembaga", "Nama Sekolah/Madrasah", "Sekolah/Madrasah", "Satdik", "Satpen", "Nama Satpen", "Unit"),
    "bentuk": ("Jenis Sekolah", "Tipe Sekolah", "Jenis Satuan Pendidikan", "Bentuk Layanan"),
    "status": ("Negeri Swasta", "N/S", "Kepemilikan"),
    "kab_kota": ("Daerah", "Wilayah", "Kabupaten", "Nama Kabupaten", "Kab", "District", "Regency", "Nama Daerah"),
    "provinsi": ("Province", "Daerah Provinsi"),
    "kecamatan": ("Subdistrict", "Wilayah Kecamatan"),
    "tanggal_data": ("Tanggal", "Tgl", "Periode", "Per", "Update", "Tgl Cut Off", "Cutoff", "Bulan Data"),
    "jumlah_guru": ("Total Guru", "Banyak Guru", "Pendidik", "Jumlah Pendidik", "Jml Pendidik"),
    "jumlah_tendik": ("Total Tendik", "Tenaga Kependidikan", "Tata Usaha"),
    "jumlah_peserta_didik": ("Total Siswa", "Banyak Siswa", "Jml Siswa", "Jumlah Murid", "Peserta", "Jml Murid"),
    "jumlah_gtk": ("Total GTK", "Jumlah Guru dan Tendik", "GTK", "PTK"),
    "jumlah_login": ("Login", "Sudah Login", "Pengguna Login", "Akses PMM"),
    "jumlah_tersedia": ("Total Akun", "Akun", "Jumlah Akun", "Alokasi Akun"),
    "jumlah_teraktivasi": ("Aktivasi", "Akun Aktivasi", "Sudah Aktivasi", "Akun Teraktivasi"),
    "jumlah_aktif": ("Aktif", "Pengguna Aktif", "Akun Aktif"),
    "jumlah_sasaran": ("Target", "Sasaran Pengguna"),
    "platform": ("Aplikasi", "Layanan", "Kanal"),
    "kelompok_pengguna": ("Jenis Pengguna", "Kategori Pengguna", "Tipe Pengguna"),
}
"""Names that no known export has, but a proposal may go by."""
_SCHOOL = re.compile(
    r"(?i)\b(sd|sdn|sds|smp|smpn|sma|sman|smk|smkn|slb|tk|paud|kb|mi|mts|ma|min|mtsn|man|pkbm|skb|sekolah)\b"
)
_NPSN = re.compile(r"[1-9]\d{7}([.]0)?|[PKpk]\d{7}")
_NUMBER = re.compile(r"-?\d[\d.,]*\s*%?")
_COUNT = re.compile(r"\d{1,3}([.,]\d{3})*|\d+([.]0)?")


@dataclass(frozen=True)
class Suggestion:
    """One column of the sheet: its header (fit to be shown), the field it may be, how sure (0-1) and why."""

    kolom: int
    judul: str
    medan: str | None
    keyakinan: float
    alasan: str


@dataclass(frozen=True)
class Proposal:
    """A mapping to be looked at. `kurang` are needed fields without a column, `galat` why it can't be used at all."""

    tujuan: str
    judul: str
    lembar: str
    baris_judul: int
    lapis: int
    lebar: int
    kolom: tuple[Suggestion, ...]
    kurang: tuple[str, ...] = ()
    lain: tuple[tuple[str, float], ...] = ()
    """Other targets and how well they would fit (0-1)."""
    nama_kolom: tuple[str, ...] = ()
    galat: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether nothing is left to be answered before the mapping works."""
        return not self.kurang and self.galat is None

    def to_mapping(self, nama: str) -> Mapping:
        """The mapping that these suggestions make, under a name."""
        return mapping_of(self, nama, {item.medan: item.kolom for item in self.kolom if item.medan})


def mapping_of(
    proposal: Proposal, nama: str, kolom: Table[str, int], tetap: Table[str, object] | None = None
) -> Mapping:
    """A mapping of chosen columns (field -> 0-based column) and constants on the ground of a proposal."""
    names = proposal.nama_kolom
    has_header = proposal.baris_judul > 0
    return Mapping.model_validate(
        {
            "nama": slug(nama),
            "tujuan": proposal.tujuan,
            "kolom": {
                item: names[place] if has_header else f"kolom {column_letters(place)}" for item, place in kolom.items()
            },
            "tetap": dict(tetap or {}),
            "kepala": tuple(key(name) for name in names if key(name)) if has_header else (),
            "baris_judul": None if has_header else 0,
            "lapis": proposal.lapis,
            "lebar": 0 if has_header else proposal.lebar,
        }
    )


def propose(
    sheet: Sheet, jawaban: Answers = NONE, tujuan: str | None = None, baris_judul: int | None = None
) -> Proposal | None:
    """The best guess at an unknown sheet, for a person to correct; None for a sheet without anything in it.

    `tujuan` fixes the target, `baris_judul` the header row (1-based, 0 for none).
    """
    if not any(any(row) for row in sheet.head):
        return None
    row, lapis = _header_row(sheet) if baris_judul is None else (baris_judul - 1, 1)
    names = header_names(sheet, row, lapis) if row >= 0 else [""] * sheet.lebar
    data = [line for line in sheet.head[row + 1 :] if any(line)][:_SAMPLE]
    width = min(sheet.lebar, _WIDEST)
    cells = [[cell.strip() for line in data if (cell := line[n]) and cell.strip()] for n in range(width)]
    asked = {kode: layout for kode, layout in targets().items() if tujuan in (None, kode)}
    tried = {kode: _assigned(layout, names[:width], cells, jawaban) for kode, layout in asked.items()}
    ranked = sorted(tried, key=lambda kode: -_fit(asked[kode], tried[kode], names))
    best = ranked[0]
    target, chosen = asked[best], tried[best]
    people = people_of(sheet, layouts.people_in(key(name) for name in names))
    is_refused = bool(people) and not target.is_personal
    masked = row < 0 or bool(people)
    return Proposal(
        best,
        target.judul,
        sheet.nama,
        row + 1,
        lapis,
        sheet.lebar,
        tuple(
            Suggestion(n, _shown(names[n], n, masked), *chosen.get(n, (None, 0.0, "tidak ada medan yang cocok")))
            for n in range(width)
            if names[n] or cells[n]
        ),
        tuple(i.name for i in target.fields if i.is_needed and i.name not in {item[0] for item in chosen.values()}),
        tuple((kode, round(_fit(asked[kode], tried[kode], names), 2)) for kode in ranked[1:4]),
        tuple(names),
        f"berkas berisi data orang (kolom {', '.join(people)}); hanya daftar hadir bimtek yang boleh dipetakan"
        if is_refused
        else None,
    )


def people_of(sheet: Sheet, headers: tuple[str, ...]) -> tuple[str, ...]:
    """What makes a sheet a list of people: headers given, else columns of staff or identity numbers.

    Where no column tells schools apart, mobile numbers and e-mail addresses are those of people too.
    """
    if headers:
        return headers

    def columns(is_so: Callable[[str], bool]) -> list[int]:
        return [n for n in range(sheet.lebar) if sum(is_so(row[n] or "") for row in sheet.head) >= 2]

    numbers = columns(lambda cell: privacy.staff_number(cell) is not None)
    if numbers or columns(lambda cell: _NPSN.fullmatch(cell) is not None):
        return tuple(f"nomor orang di kolom {column_letters(n)}" for n in numbers)
    reached = columns(lambda cell: privacy.mask_code(cell) != cell[:300])
    return tuple(f"nomor atau alamat orang di kolom {column_letters(n)}" for n in reached)


def is_data(row: Sequence[str | None]) -> bool:
    """Whether a row is no header: half of it numbers."""
    filled = [cell for cell in row if cell]
    return 2 * sum(cell.replace(".", "").replace(",", "").isdigit() for cell in filled) >= max(1, len(filled))


def _shown(name: str, column: int, is_masked: bool) -> str:
    """A header fit to be shown; where there may be none, the column's letter stands beside it."""
    letter = f"kolom {column_letters(column)}"
    return letter if not name else f"{privacy.mask(name)}" if not is_masked else f"{letter}: {privacy.mask(name)}"


def _header_row(sheet: Sheet) -> tuple[int, int]:
    """The likeliest header (0-based; -1 for none) and how many rows it takes."""
    known = _synonyms()
    best, best_score = -1, 2.0
    for place, row in enumerate(sheet.head[:HEADER_WITHIN]):
        filled = [cell for cell in row if cell]
        if len(filled) < 2 or not any(any(line) for line in sheet.head[place + 1 :]):
            continue
        numbers = sum(_NUMBER.fullmatch(cell.strip()) is not None for cell in filled)
        hits = sum(key(cell) in known for cell in filled)
        data = sum(_is_data(cell) for cell in filled)
        score = 4 * hits + len(filled) / max(1, sheet.lebar) * 3 - 2 * numbers - 1.5 * data - place * 0.02
        if numbers <= 0.3 * len(filled) and data <= 0.4 * len(filled) and score > best_score:
            best, best_score = place, score
    if best < 0:
        return -1, 1
    below = sheet.head[best + 1] if best + 1 < len(sheet.head) else []
    top = sheet.head[best]
    under = [n for n, cell in enumerate(below) if cell]
    if under and not any(_is_data(str(below[n])) or _NUMBER.fullmatch(str(below[n]).strip()) for n in under):
        gaps = [n for n in under if not top[n] or sheet.filled(best + 1)[n] != top[n]]
        if (
            len(under) < len([cell for cell in top if cell])
            and len(gaps) == len(under)
            and any(not top[n] for n in under)
        ):
            return best + 1, 2
    return best, 1


def _is_data(cell: str) -> bool:
    """Whether a cell is a value rather than a header: an NPSN, a school's name with a number, a region."""
    text = cell.strip()
    return bool(
        _NPSN.fullmatch(text)
        or (_SCHOOL.search(text) and re.search(r"\d", text))
        or (len(text) <= 40 and wilayah.default().kab_kota(text, is_hinted=False).golongan == "cocok")
    )


def _synonyms() -> frozenset[str]:
    return layouts.known_headers() | {key(name) for names in _ALSO.values() for name in names}


def _assigned(
    layout: Tabular, names: Sequence[str], cells: Sequence[Sequence[str]], jawaban: Answers
) -> dict[int, tuple[str, float, str]]:
    """Column -> (field, how sure, why): the surest pairs first, each column and each field once."""
    pairs = []
    for column, name in enumerate(names):
        for item in layout.fields:
            sure, why = _pair(layout, item, name, cells[column], jawaban)
            if sure >= _LEAST:
                pairs.append((sure, -column, item.name, why))
    taken: dict[int, tuple[str, float, str]] = {}
    for sure, minus, name, why in sorted(pairs, reverse=True):
        if -minus not in taken and name not in {item[0] for item in taken.values()}:
            taken[-minus] = (name, round(sure, 2), why)
    return taken


def _pair(layout: Tabular, item: Field, name: str, cells: Sequence[str], jawaban: Answers) -> tuple[float, str]:
    """How sure a column is a field, and why."""
    by_name, why_name = _by_name(layout, item, name, jawaban)
    share, why_content = _by_content(item, cells)
    if share is None:
        return by_name, why_name
    if share < 0.3 and cells:
        return by_name * 0.4, f"{why_name}, tetapi {why_content}"
    if item.name in _TELLS and share >= 0.7:
        alone = _TELLS[item.name] * share
        if by_name >= _LEAST:
            return min(1.0, max(by_name, alone) + 0.05), f"{why_name}; {why_content}"
        return alone, why_content
    return by_name, why_name


def _by_name(layout: Tabular, item: Field, name: str, jawaban: Answers) -> tuple[float, str]:
    asked = key(name)
    if not asked:
        return 0.0, "tanpa nama kolom"
    if asked in {key(header) for header in item.headers}:
        return 1.0, "nama kolom dikenal"
    for mapping in jawaban.pemetaan:
        if mapping.tujuan == layout.kode and key(mapping.kolom.get(item.name, "")) == asked:
            return 0.97, f"sama dengan pemetaan {mapping.nama}"
    if asked in {key(header) for header in _ALSO.get(item.name, ())}:
        return 0.85, "nama kolom yang lazim"
    best, twin = _alike(asked, (*item.headers, *_ALSO.get(item.name, ())))
    return (best * 0.85, f"nama kolom mirip {twin!r}") if best >= 0.72 else (0.0, "nama kolom tidak dikenal")


@lru_cache(maxsize=20_000)
def _alike(asked: str, headers: tuple[str, ...]) -> tuple[float, str]:
    """How much a header's key is like the nearest of some headers (0-1), and which that is."""
    best, twin = 0.0, ""
    for header in headers:
        other = key(header)
        if len(other) < 4 or len(asked) < 4:
            continue
        alike = max(fuzz.ratio(asked, other), fuzz.token_sort_ratio(asked, other)) / 100
        if set(other.split()) < set(asked.split()) and len(other) > 4:
            alike = max(alike, 0.8)
        if alike > best:
            best, twin = alike, header
    return best, twin


_TELLS: Table[str, float] = {
    "npsn": 0.9,
    "provinsi": 0.85,
    "kab_kota": 0.85,
    "nama": 0.7,
    "bentuk": 0.8,
    "status": 0.75,
    "jenjang": 0.7,
    "peran": 0.75,
    "platform": 0.8,
    "kelompok_pengguna": 0.7,
    "tanggal_data": 0.6,
}
"""Fields that the content alone can tell, and how sure that makes."""


def _by_content(item: Field, cells: Sequence[str]) -> tuple[float | None, str]:
    """The share of cells that can be this field and a sentence about it; None where content says nothing."""
    if item.kind == "daftar":
        hits, said = sum(key(text) in item.choices for text in cells), f"pilihan {item.headers[0]}"
    else:
        asked = item.name if item.name in _CONTENT and not item.is_private else item.kind
        if asked not in _CONTENT:
            return None, ""
        hits, said = _hits(asked, tuple(cells)), _CONTENT[asked][1]
    share = hits / len(cells) if cells else 0.0
    return share, f"isinya {'bukan ' if share < 0.3 else ''}{said} ({hits} dari {len(cells)} sel)"


@lru_cache(maxsize=20_000)
def _hits(asked: str, cells: tuple[str, ...]) -> int:
    """How many cells can be what is asked; columns are asked once for all targets."""
    test = _CONTENT[asked][0]
    return sum(bool(test(text)) for text in cells)


def _is_province(text: str) -> bool:
    return wilayah.default().provinsi(text, is_hinted=False).golongan == "cocok"


def _is_kab_kota(text: str) -> bool:
    found = wilayah.default().kab_kota(text, is_hinted=False)
    return found.golongan in {"cocok", "rancu"} and not _is_province(text)


_CONTENT: Table[str, tuple[Callable[[str], object], str]] = {
    "npsn": (_NPSN.fullmatch, "NPSN"),
    "provinsi": (_is_province, "nama provinsi"),
    "kab_kota": (_is_kab_kota, "nama kabupaten/kota"),
    "tanggal": (values.date_in, "tanggal"),
    "bulat": (lambda text: _COUNT.fullmatch(text) or text == "-", "bilangan bulat"),
    "bilangan": (lambda text: _NUMBER.fullmatch(text) or text == "-", "bilangan"),
    "nama": (_SCHOOL.search, "nama sekolah"),
}
"""Field or kind -> whether a cell can be it, and what it is called."""


def _fit(layout: Tabular, taken: Table[int, tuple[str, float, str]], names: Sequence[str]) -> float:
    """How well a target fits: its needed fields first, then how much of the sheet it explains."""
    sure = {name: value for name, value, _ in taken.values()}
    needed = [item.name for item in layout.fields if item.is_needed]
    have = sum(sure.get(name, 0.0) for name in needed) / len(needed) if needed else 0.0
    wide = max(1, sum(bool(name) for name in names) or len(names))
    return 0.65 * have + 0.35 * sum(sure.values()) / wide
