"""Whose report a sheet is: the NPSN stands somewhere outside the table, or the school's name in the title."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import PurePosixPath

import pandas as pd

from pipelines import matching, wilayah
from pipelines.cells import Reader
from pipelines.delimited import quoted
from pipelines.layouts.dapodik import BENTUK
from pipelines.layouts.rapor_text import BARE_NPSN, LABELLED_NPSN
from pipelines.names import key
from pipelines.rapor_engine import region_of
from pipelines.read import Sheet
from pipelines.tabular import Context

_TITLE = re.compile(
    r"\brapor\s+pendidikan\s+(?!daerah|provinsi|kab|kota)(.*?)\s*(?:[-,(]?\s*\b(?:tahun|edisi)\b|[-,(]?\s*\b20\d\d\b|$)",
    re.IGNORECASE,
)
_NAMED = re.compile(r"\bnama\s+(?:satuan\s+pendidikan|sekolah|satdik)\W{0,6}(\S.*)", re.IGNORECASE)
_SHAPE = re.compile(r"^(SD|SMP|SMA|SMK|SLB|MI|MTS|MA|TK|RA|KB|PKBM|SKB|SPS|TPA|PAUD)(?:N|S|IT)?\b", re.IGNORECASE)
_EARLY = frozenset({"TK", "RA", "KB", "SPS", "TPA", "PAUD"})
_LINES = 400


@dataclass(frozen=True)
class School:
    """The school of a report; without `npsn`, `alasan` says what to do. An empty `provinsi` may stay open."""

    npsn: str | None = None
    provinsi: str = ""
    kab_kota: str | None = None
    bentuk: str | None = None
    status: str | None = None
    alasan: str = ""
    catatan: tuple[str, ...] = ()

    @property
    def is_paud(self) -> bool:
        """Whether its indicators are those of early childhood."""
        return self.bentuk in _EARLY


def school_of(reader: Reader, sheet: Sheet, header_row: int, outside: str, context: Context) -> School:
    """The report's school; `outside` is SQL of (baris, teks) of what stands outside its table."""
    rows = reader.con.execute(f"SELECT teks FROM ({outside}) ORDER BY baris LIMIT {_LINES}").fetchall()
    texts = [" ".join(str(text).split()) for (text,) in rows]
    stem = PurePosixPath(sheet.berkas).stem.replace("_", " ")
    names = [sheet.nama, stem]
    answer = context.jawaban.file(sheet.berkas)
    prov, kab = region_of(sheet, header_row)
    titles = [" ".join(text for text in row if text) for row in sheet.head[:header_row]]
    name = _name_in([*titles, *names])
    plain = School(None, prov or "", kab, _shape(name), _status(name))
    if answer and answer.npsn:
        return _known(reader, context, answer.npsn, plain)
    labelled = _found(LABELLED_NPSN, [*texts, *names])
    bare = [npsn for npsn in _found(BARE_NPSN, [*texts, *names]) if npsn not in labelled]
    listed = _listed(reader, context, [*labelled, *bare])
    for candidates in (labelled, [npsn for npsn in bare if npsn in listed], [n for n in bare if not _is_date(n)]):
        sure = [npsn for npsn in candidates if npsn in listed] if len(candidates) > 1 else candidates
        if len(sure) == 1 and (candidates is labelled or sure[0] in listed or _is_in(sure[0], [*titles, *names])):
            return _known(reader, context, sure[0], plain)
        if len(candidates) > 1:
            said = f"berkas menyebut beberapa NPSN ({', '.join(candidates[:3])}): sisakan satu di baris judul"
            return replace(plain, alasan=said)
    return _by_name(reader, context, name, plain)


def _found(pattern: re.Pattern[str], texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(npsn.upper() for text in texts for npsn in pattern.findall(text)))


def _is_in(npsn: str, texts: Iterable[str]) -> bool:
    return any(npsn in text.upper() for text in texts)


def _is_date(digits: str) -> bool:
    """Whether eight digits are a day, as file names carry them."""
    for year, month, day in ((digits[:4], digits[4:6], digits[6:]), (digits[4:], digits[2:4], digits[:2])):
        try:
            if 2010 <= date(int(year), int(month), int(day)).year <= 2040:
                return True
        except ValueError:
            continue
    return False


def _name_in(texts: Iterable[str]) -> str:
    """The school's name that titles, the sheet's or the file's name state."""
    given = [text for text in texts if text]
    for place, text in enumerate(given):
        found = _NAMED.search(text) or _TITLE.search(text)
        name = found[1].strip(" .:-") if found else ""
        if not name and found and place + 1 < len(given):
            name = given[place + 1]
        if name and _SHAPE.match(name):
            return name
    return next((text for text in given if _SHAPE.match(text)), "")


def _shape(name: str) -> str | None:
    found = _SHAPE.match(name)
    return BENTUK.get(key(found[1])) if found else None


def _status(name: str) -> str | None:
    return "Negeri" if re.search(r"\bnegeri\b|^(?:sd|smp|sma|smk|slb|mts|mi|ma)n\b", name, re.IGNORECASE) else None


def _source(context: Context) -> str | None:
    """FROM of the school list, None when there is none."""
    folder = context.sekolah
    parts = sorted(folder.glob("*.parquet")) if folder and folder.is_dir() else []
    return f"read_parquet([{', '.join(quoted(str(part)) for part in parts)}], union_by_name = TRUE)" if parts else None


def _listed(reader: Reader, context: Context, npsn: Iterable[str]) -> frozenset[str]:
    source, wanted = _source(context), ", ".join(quoted(one) for one in npsn)
    if not source or not wanted:
        return frozenset()
    return frozenset(
        row[0] for row in reader.con.execute(f"SELECT npsn FROM {source} WHERE npsn IN ({wanted})").fetchall()
    )


def _known(reader: Reader, context: Context, npsn: str, plain: School) -> School:
    """The school of an NPSN: where it is and what it is, from the newest school list that has it."""
    source = _source(context)
    rows = (
        reader.con.execute(
            "SELECT kode_provinsi_kemendagri, kode_kab_kota_kemendagri, bentuk, status "
            f"FROM {source} WHERE npsn = {quoted(npsn)} ORDER BY tanggal_data DESC LIMIT 1"
        ).fetchall()
        if source
        else []
    )
    if not rows:
        return replace(plain, npsn=npsn)
    prov, kab, bentuk, status = rows[0]
    called = wilayah.default().name_of
    return School(npsn, called(prov) if prov else "", called(kab) if kab else None, bentuk, status)


def _by_name(reader: Reader, context: Context, name: str, plain: School) -> School:
    """The one school of the list that is called exactly so, in the kab/kota or province the file states."""
    remedy = "tulis NPSN di baris judul atau nama berkas, atau jawab sekali saat diminta"
    source = _source(context)
    if not name or not source:
        return replace(plain, alasan=f"NPSN tidak tertulis: {remedy}")
    place = wilayah.default().pair(plain.provinsi, plain.kab_kota).wilayah
    kab = place.kode_kab_kota if place else None
    register = _register(_Asker(reader, source))
    if kab:
        found = register.match([(kab, name)])[kab, name]
    else:
        found = register.anywhere(name, place.kode_provinsi if place else None)
    answered = context.jawaban.npsn_of(kab, matching.name_key(name, kab))
    npsn = answered or (found.npsn if found.putusan == "pasti" and found.cara == "persis" else None)
    if npsn is None:
        said = f"NPSN tidak tertulis, dan di daftar tidak tepat satu sekolah bernama {name!r}: {remedy}"
        return replace(plain, alasan=said)
    school = _known(reader, context, npsn, plain)
    noted = f"NPSN tidak tertulis; dipakai {npsn}, satu-satunya sekolah bernama {name} di daftar satuan pendidikan."
    return replace(school, catatan=(noted,))


@dataclass(frozen=True)
class _Asker:
    """What the school list is read with; equal for equal lists, so that it is taken apart once a process."""

    reader: Reader
    source: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asker) and self.source == other.source

    def __hash__(self) -> int:
        return hash(self.source)


@lru_cache(maxsize=1)
def _register(asker: _Asker) -> matching.Register:
    frame: pd.DataFrame = asker.reader.con.execute(
        f"SELECT DISTINCT npsn, nama, kode_kab_kota_kemendagri, bentuk, status, kecamatan FROM {asker.source}"
    ).df()
    return matching.Register(frame)
