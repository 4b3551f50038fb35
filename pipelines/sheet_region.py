"""Where a sheet without region columns is from: an answer, a title, the sheet's, the file's or a folder's name.

Nothing is guessed: a name must be one region only, and two sources that disagree are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import PurePosixPath

from pipelines import privacy, wilayah
from pipelines.answer_model import FileAnswer
from pipelines.cells import Reader
from pipelines.delimited import quoted
from pipelines.names import key
from pipelines.read import Sheet
from pipelines.recognise import Header
from pipelines.tabular import Match, Tabular
from schemas import DATASETS, columns

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Za-z])(?=[0-9])|(?<=[0-9])(?=[A-Za-z])")
_WORD = re.compile(r"[^\W_]+")
_KAB = frozenset({"kab", "kabupaten"})
_KOTA = frozenset({"kota", "kodya", "kotamadya"})
_PROV = frozenset({"prov", "provinsi", "propinsi", "prop"})
_SMALLER = frozenset({"kec", "kecamatan", "kel", "kelurahan", "desa", "jl", "jln", "jalan", "alamat"})
_ENDS = _KAB | _KOTA | _PROV | _SMALLER | {"tahun", "semester", "per", "di", "se", "telp", "telepon", "kode"}
_LONGEST = 5
"""Words of the longest region name."""
_TOO_SHORT = 4
"""A bare word of so few letters ("Batu", "Pati", "Buru") is a region's name by chance too often."""
_KAB_FIELDS = ("kab_kota", "kabupaten", "kota")
"""Fields that say the kab/kota, alone or in two columns of which one is filled."""
_NO_SHORTHAND = frozenset({"pbd", "dk", "dki jakarta selatan"})
"""PBD is Perencanaan Berbasis Data as well."""
_KECAMATAN = re.compile(
    r"\bkec(?:amatan)?\b[\s.:_-]*([^\W\d_][^\d_,;()]*?)(?=[\s_,;()-]+(?:kab|kabupaten|kota|prov|provinsi|tahun|per)\b|[_,;(\d]|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Named:
    """What one text names: kab/kota and province codes, and the words that could be several."""

    provinsi: frozenset[str] = frozenset()
    kab_kota: frozenset[str] = frozenset()
    rancu: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """Where a sheet is from, by canonical names; `catatan` says how that is known."""

    provinsi: str = ""
    kab_kota: str = ""
    catatan: str = ""


@lru_cache(maxsize=4096)
def named_in(text: str, takes_bare: bool) -> Named:
    """The regions that a text names; without `takes_bare` only those written with Kab., Kota or Prov."""
    resolver = wilayah.default()
    words = [word.casefold() for word in _WORD.findall(_CAMEL.sub(" ", text))]
    provinces, regions, unclear = set(), set(), []
    place, is_smaller = 0, False
    while place < len(words):
        word = words[place]
        if word in _SMALLER:
            is_smaller, place = True, place + 1
            continue
        if word in _KAB and place + 1 < len(words) and words[place + 1] in _KOTA:
            is_smaller, place = False, place + 2  # the label "Kab/Kota", no kind
            continue
        if word in _KAB | _KOTA:
            kode, taken = _longest(words, place + 1, f"{word} ", is_province=False)
            regions |= {kode} if kode else set()
            is_smaller, place = False, place + 1 + taken
            continue
        if word in _PROV:
            kode, taken = _longest(words, place + 1, "", is_province=True)
            provinces |= {kode} if kode else set()
            is_smaller, place = False, place + 1 + taken
            continue
        if not is_smaller:
            kode, taken = _longest(words, place, "", is_province=True)
            if kode:
                provinces.add(kode)
                place += taken
                continue
            kode, taken = _longest(words, place, "", is_province=False) if takes_bare else (None, 0)
            if kode:
                regions.add(kode)
                place += taken
                continue
            if takes_bare and resolver.kab_kota(word, is_hinted=False).golongan == "rancu":
                unclear.append(word)
        place += 1
    return Named(frozenset(provinces), frozenset(regions), tuple(unclear))


def _longest(words: list[str], start: int, kind: str, *, is_province: bool) -> tuple[str | None, int]:
    """The code of the longest name that starts at a word, and how many words it takes."""
    resolver = wilayah.default()
    for count in range(min(_LONGEST, len(words) - start), 0, -1):
        name = " ".join(words[start : start + count])
        if name.isdigit() or name in _NO_SHORTHAND or (not is_province and not kind and len(name) <= _TOO_SHORT):
            continue
        if is_province:
            found = resolver.provinsi(name, is_hinted=False)
        else:
            found = resolver.kab_kota(kind + name, is_hinted=False)
        if found.golongan == "cocok" and found.kode:
            return found.kode, count
    return None, 0


def kecamatan_in(text: str) -> str:
    """The kecamatan that a text names, in its own spelling; "" for none."""
    found = _KECAMATAN.search(text)
    name = " ".join(found[1].split()).strip(" .:-") if found else ""
    is_name = 3 <= len(name) <= 40 and key(name).split()[:1] not in ([w] for w in _ENDS)
    return name.title() if is_name and name.islower() | name.isupper() else name if is_name else ""


def _sources(sheet: Sheet, before: int) -> Iterator[tuple[str, list[str]]]:
    """Groups of texts that may name the region, the nearest to the data first."""
    path = PurePosixPath(sheet.berkas)
    yield "baris judul", [" ".join(cell for cell in row if cell) for row in sheet.head[:before]]
    yield "nama lembar", [sheet.nama]
    yield f"nama berkas {path.name!r}", [path.stem]
    for folder in path.parents:
        if folder.name:
            yield f"nama folder {folder.name!r}", [folder.name]


def written(sheet: Sheet, before: int) -> tuple[Place | None, str]:
    """The region that titles and names state; else None and why a name that they do state won't do."""
    resolver = wilayah.default()
    provinsi = kab_kota = ""
    said: list[str] = []
    unclear: list[str] = []
    for called, texts in _sources(sheet, before):
        found = [named_in(text, called != "baris judul") for text in texts if text]
        provinces = frozenset().union(*(item.provinsi for item in found))
        regions = frozenset().union(*(item.kab_kota for item in found))
        unclear += [word for item in found for word in item.rancu]
        if len(regions) > 1 or len(provinces) > 1:
            names = ", ".join(resolver.name_of(kode) for kode in sorted(regions if len(regions) > 1 else provinces))
            return None, f"{called} menyebut beberapa wilayah ({names})"
        for kode in provinces:
            if provinsi and kode != provinsi:
                return None, f"{called} menyebut {resolver.name_of(kode)}, bukan {resolver.name_of(provinsi)}"
            said += [] if provinsi else [called]
            provinsi = kode
        for kode in regions:
            if kab_kota and kode != kab_kota:
                return None, f"{called} menyebut {resolver.name_of(kode)}, bukan {resolver.name_of(kab_kota)}"
            said += [] if kab_kota or called in said else [called]
            kab_kota = kode
    if provinsi and not kab_kota:
        inside = {resolver.kab_kota(word, provinsi, is_hinted=False).kode for word in unclear} - {None}
        kab_kota = str(inside.pop()) if len(inside) == 1 else ""
    if kab_kota and provinsi and kab_kota[:2] != provinsi:
        found_pair = resolver.pair(resolver.name_of(provinsi), resolver.name_of(kab_kota))
        if found_pair.golongan != "cocok":
            return None, f"{resolver.name_of(kab_kota)} tidak terletak di {resolver.name_of(provinsi)}"
    if not kab_kota and not provinsi:
        shown = ", ".join(repr(word.title()) for word in dict.fromkeys(unclear))
        return None, f"{shown} pada namanya dapat berarti kabupaten atau kota" if shown else ""
    top, low = resolver.name_of(kab_kota[:2] or provinsi), resolver.name_of(kab_kota) if kab_kota else ""
    where = ", ".join(part for part in (low, top) if part)
    return Place(top, low, f"wilayah dari {' dan '.join(dict.fromkeys(said))}: {privacy.mask(where)}"), ""


def answered(answer: FileAnswer | None, sha256: str) -> Place | None:
    """The region that somebody gave for this file."""
    if answer is None or not (answer.provinsi or answer.kab_kota):
        return None
    where = ", ".join(part for part in (answer.kab_kota, answer.provinsi) if part)
    note = f"wilayah dari jawaban tersimpan: {where}"
    if answer.sha256 and answer.sha256 != sha256:
        note += "; jawaban itu untuk isi berkas yang lama, jadi pastikan masih benar"
    return Place(answer.provinsi, answer.kab_kota, note)


@dataclass(frozen=True)
class Settled:
    """A layout ready for its sheet: what no column says put in as constants. `missing`: why it can't be read."""

    layout: Tabular
    match: Match
    catatan: tuple[str, ...] = ()
    missing: str | None = None


def settle(
    reader: Reader, sheet: Sheet, layout: Tabular, match: Match, answer: FileAnswer | None, sha256: str
) -> Settled:
    """Give a layout whose sheet lacks the region the one that an answer or a name states, and say so."""
    needed = {column.name for column in columns(DATASETS[layout.dataset]) if column.is_required}
    takes_constants = "r_provinsi" in layout.provinsi and "r_kab_kota" in layout.kab_kota
    if (
        not layout.has_region
        or not takes_constants
        or layout.is_region_optional
        or "kode_provinsi_kemendagri" not in needed
    ):
        return Settled(layout, match)
    header = _without_blank(reader, sheet, match.header)
    match = replace(match, header=header)
    has_kab = bool(set(_KAB_FIELDS) & header.columns.keys()) or "kab_kota" in layout.constants
    has_prov = "provinsi" in header.columns or "provinsi" in layout.constants
    needs_kab = "kode_kab_kota_kemendagri" in needed
    place = answered(answer, sha256)
    why = ""
    if place is None and not (has_kab and has_prov):
        place, why = written(sheet, header.row)
    constants, notes = dict(layout.constants), []
    if not has_kab and (needs_kab or not has_prov):
        if not any(any(row) for row in sheet.head[header.first_data :]):
            return Settled(layout, match)
        if place is None or (needs_kab and not place.kab_kota):
            return Settled(layout, match, (), _missing(sheet.berkas, why, place))
        if place.kab_kota:
            constants["kab_kota"] = quoted(place.kab_kota)
        if not has_prov:
            constants["provinsi"] = quoted(place.provinsi)
        notes.append(place.catatan)
    elif has_kab and not has_prov and place and place.provinsi and _fits(sheet, header, place.provinsi):
        constants["provinsi"] = quoted(place.provinsi)
        notes.append(place.catatan)
    names = {item.name for item in layout.fields}
    if "kecamatan" in names and "kecamatan" not in header.columns and (kecamatan := _kecamatan(sheet, header.row)):
        constants["kecamatan"] = quoted(kecamatan)
    return Settled(replace(layout, constants=constants), match, tuple(notes))


def _without_blank(reader: Reader, sheet: Sheet, header: Header) -> Header:
    """The header without region columns that are blank from top to bottom."""
    asked = [name for name in ("provinsi", *_KAB_FIELDS) if name in header.columns]
    below = sheet.head[header.first_data :]
    suspects = [name for name in asked if not any(row[header.columns[name]] for row in below)]
    blank = set()
    for name in suspects:
        cell = f"c{header.columns[name] + 1}"
        query = f"SELECT count(*) FROM {sheet.relation} WHERE baris > {header.first_data} AND trim({cell}) <> ''"
        if not reader.con.execute(query).fetchall()[0][0]:
            blank.add(name)
    told = set(_KAB_FIELDS) & header.columns.keys()
    if not told <= blank:
        blank -= told  # one of two columns may well be blank: the other says which kind all are
    return replace(header, columns={name: place for name, place in header.columns.items() if name not in blank})


def _fits(sheet: Sheet, header: Header, provinsi: str) -> bool:
    """Whether the kab/kota of the first rows are unclear without the province and all lie in it."""
    resolver, column = wilayah.default(), header.columns.get("kab_kota")
    if column is None:
        return False
    texts = {row[column] for row in sheet.head[header.first_data :] if row[column]}
    alone = {resolver.pair(None, text).golongan for text in texts}
    inside = {resolver.pair(provinsi, text).golongan for text in texts}
    return "rancu" in alone and inside <= {"cocok", "nasional"}


def _kecamatan(sheet: Sheet, before: int) -> str:
    """The one kecamatan that titles and names state."""
    for _, texts in _sources(sheet, before):
        found = {kecamatan_in(text) for text in texts} - {""}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _missing(berkas: str, why: str, place: Place | None) -> str:
    shown = privacy.mask(berkas).replace('"', "'")
    because = f" ({why})" if why else f" (baru provinsinya: {place.provinsi})" if place and place.provinsi else ""
    return (
        f"wilayah tidak tertulis di kolom, judul, nama lembar, maupun nama berkas{because}: pilih kabupaten/kotanya "
        "sekali di halaman Unggah & periksa, atau jalankan "
        f'python -m pipelines.answers wilayah "{shown}" "Kab. ..." lalu ulangi impornya (diingat seterusnya)'
    )
