"""The rules of a division of work: who may lead what, and which rows cannot stand beside each other.

Rows are those of schemas.rencana; a conflict never keeps a plan from being saved, it is named.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Literal, get_args

import pandas as pd

from analysis import overlap
from analysis.program_names import GANTI_NAMA, covers_indicator, indicator_key, target_key
from schemas.lists import UnitPenyelenggara
from schemas.rencana import MandatRencana, PeranRencana

Aturan = Literal["penanggung jawab", "mandat", "dukungan", "jadwal sekolah", "tanggal", "triwulan", "wilayah"]
UNITS: tuple[str, ...] = get_args(UnitPenyelenggara)


@dataclass(frozen=True)
class Benturan:
    """One broken rule: its name, the rows it is about (positions) and what is wrong, in words.

    `is_pasti`: False where the row says too little to be judged; such a one is a note, not a conflict.
    """

    aturan: Aturan
    baris: tuple[int, ...]
    kata: str
    is_pasti: bool = True


def one_unit(kind: str) -> str:
    """The unit whatever its name was then: BGP and BGTK are one."""
    return GANTI_NAMA.get(kind, kind)


def supporters(dukungan: str) -> tuple[str, ...]:
    """The units named as support, as written, each once."""
    return tuple(dict.fromkeys(part.strip() for part in re.split(r"[,;/]", dukungan) if part.strip()))


def schools(npsn: str) -> frozenset[str]:
    """The NPSN of a row; none means all schools of its target group."""
    return frozenset(part for part in re.split(r"[\s,;]+", npsn) if part)


def quarter_days(tahun: int, triwulan: int) -> tuple[date, date]:
    """First and last day of a quarter."""
    first = date(tahun, 3 * triwulan - 2, 1)
    after = date(tahun + 1, 1, 1) if triwulan == 4 else date(tahun, 3 * triwulan + 1, 1)
    return first, date.fromordinal(after.toordinal() - 1)


def quarter_of(mulai: date | None, selesai: date | None, tahun: int) -> int | None:
    """The first quarter of the year in which the work runs; None when it does not run in that year."""
    if mulai is None:
        return None
    for quarter in (1, 2, 3, 4):
        first, last = quarter_days(tahun, quarter)
        if mulai <= last and (selesai or mulai) >= first:
            return quarter
    return None


def reaches_outside(row: PeranRencana, tahun: int) -> bool:
    """Whether the days of a row begin before the year or end after it, and touch it."""
    start, end = row.tanggal_mulai, row.tanggal_selesai
    if start is None or end is None or start > date(tahun, 12, 31) or end < date(tahun, 1, 1):
        return False
    return start < date(tahun, 1, 1) or end > date(tahun, 12, 31)


def load_of(peran: Sequence[PeranRencana], tahun: int) -> pd.DataFrame:
    """What each leading unit carries in each quarter, as overlap.load counts it, from the rows of a matrix.

    A row with days counts in each quarter they reach, its budget spread over them; one without in its quarter, whole.
    Rows without a lead, or with neither days in the year nor a quarter, carry nothing.
    """
    days, quarters = [], []
    for row in peran:
        lead, start, end = row.penanggung_jawab, row.tanggal_mulai, row.tanggal_selesai
        if lead is None:
            continue
        money = math.nan if row.anggaran_rupiah is None else row.anggaran_rupiah
        if start and end and start <= end and quarter_of(start, end, tahun) is not None:
            days.append((one_unit(lead), start, end, money, ""))
        elif row.triwulan is not None:
            quarters.append((one_unit(lead), row.triwulan, 1, money, int(math.isnan(money))))
    names = ["unit", "tanggal_mulai", "tanggal_selesai", "anggaran_rupiah", "status_pelaksanaan"]
    found = ["unit", "triwulan", "jumlah_program", "anggaran", "tanpa_anggaran"]
    dated = overlap.load(pd.DataFrame(days, columns=names), tahun)[found] if days else pd.DataFrame(columns=found)
    every = [part for part in (dated, pd.DataFrame(quarters, columns=found)) if len(part)]
    if not every:
        return pd.DataFrame(columns=found)
    return pd.concat(every, ignore_index=True).groupby(["unit", "triwulan"], as_index=False)[found[2:]].sum()


def conflicts(
    peran: Sequence[PeranRencana], mandat: Sequence[MandatRencana], *, tahun: int, provinsi: str | None
) -> tuple[Benturan, ...]:
    """Every broken rule of the matrix, rows in order; `provinsi` is the plan's, None for a plan of the nation."""
    found: list[Benturan] = []
    for at, row in enumerate(peran):
        for broken in (
            _lead(row), _mandate(row, mandat), _support(row), _days(row), _quarter(row, tahun), _place(row, provinsi),
        ):  # fmt: skip
            found += [Benturan(aturan, (at,), kata, sure) for aturan, kata, sure in broken]
    found += _clashes(peran)
    return tuple(sorted(found, key=lambda b: b.baris))


Broken = Iterator[tuple[Aturan, str, bool]]


def _lead(row: PeranRencana) -> Broken:
    if row.penanggung_jawab is None:
        yield "penanggung jawab", "belum ada unit yang memimpin", True


def _mandate(row: PeranRencana, mandat: Sequence[MandatRencana]) -> Broken:
    """The lead needs one field of work that it may lead and that holds all the row says; what is empty holds all."""
    lead = row.penanggung_jawab
    if lead is None or not mandat:
        return
    own = [m for m in mandat if one_unit(m.unit) == one_unit(lead)]
    if not own:
        yield "mandat", f"tidak ada mandat tercatat untuk {lead}", True
        return
    verdicts = {_fits(row, m) for m in own if m.is_memimpin}
    if "ya" in verdicts:
        return
    if "belum tahu" in verdicts:
        yield "mandat", f"mandat {lead} belum dapat diperiksa: program prioritas atau indikatornya kosong", False
        return
    may_support = any(_fits(row, m) == "ya" for m in own if not m.is_memimpin)
    why = "hanya boleh mendukung di bidang ini" if may_support else "memimpin di luar mandatnya"
    yield "mandat", f"{lead} {why}", True


def _fits(row: PeranRencana, m: MandatRencana) -> Literal["ya", "tidak", "belum tahu"]:
    answers: list[bool | None] = []
    if m.program_prioritas is not None:
        answers.append(None if row.program_prioritas is None else row.program_prioritas == m.program_prioritas)
    if m.sasaran_indikator:
        key = indicator_key(row.sasaran_indikator)
        answers.append(covers_indicator(indicator_key(m.sasaran_indikator), key) if key else None)
    if any(answer is False for answer in answers):
        return "tidak"
    return "belum tahu" if None in answers else "ya"


def _support(row: PeranRencana) -> Broken:
    for unit in supporters(row.dukungan):
        if unit not in UNITS:
            yield "dukungan", f"pendukung “{unit}” bukan jenis unit yang dikenal", True
        elif row.penanggung_jawab is not None and one_unit(unit) == one_unit(row.penanggung_jawab):
            yield "dukungan", f"{unit} memimpin dan mendukung sekaligus", True


def _days(row: PeranRencana) -> Broken:
    if row.tanggal_mulai and row.tanggal_selesai and row.tanggal_selesai < row.tanggal_mulai:
        yield "tanggal", "selesai sebelum mulai", True


def _quarter(row: PeranRencana, tahun: int) -> Broken:
    """The quarter, a quarter of the plan's year, must share a day with the dates."""
    start, end = row.tanggal_mulai, row.tanggal_selesai
    if (start is None and end is None) or (start and end and end < start):
        return
    first_day, last_day = start or date.min, end or date.max
    if first_day > date(tahun, 12, 31) or last_day < date(tahun, 1, 1):
        yield "triwulan", f"tanggalnya di luar tahun rencana {tahun}", True
    elif row.triwulan is not None:
        first, last = quarter_days(tahun, row.triwulan)
        if first_day > last or last_day < first:
            yield "triwulan", f"triwulan {row.triwulan} tidak memuat tanggalnya", True


def _place(row: PeranRencana, provinsi: str | None) -> Broken:
    if provinsi is not None and row.kode_wilayah[:2] != provinsi:
        yield "wilayah", f"di luar provinsi rencana ({provinsi})", True


def _clashes(peran: Sequence[PeranRencana]) -> Iterator[Benturan]:
    """Rows of different leads on the same days for the same school."""
    dated = [
        (at, row)
        for at, row in enumerate(peran)
        if row.penanggung_jawab and row.tanggal_mulai and row.tanggal_mulai <= (row.tanggal_selesai or date.max)
    ]
    by_province: dict[str, list[tuple[int, PeranRencana]]] = {}
    for at, row in dated:
        by_province.setdefault(row.kode_wilayah[:2], []).append((at, row))
    for rows in by_province.values():
        for (i, a), (j, b) in combinations(rows, 2):
            why = _clash(a, b)
            if why:
                yield Benturan("jadwal sekolah", (i, j), why)


def _clash(a: PeranRencana, b: PeranRencana) -> str | None:
    if one_unit(str(a.penanggung_jawab)) == one_unit(str(b.penanggung_jawab)):
        return None
    if a.tanggal_mulai is None or b.tanggal_mulai is None:
        return None
    # One date alone is a day of its own.
    start = max(a.tanggal_mulai, b.tanggal_mulai)
    if start > min(a.tanggal_selesai or a.tanggal_mulai, b.tanggal_selesai or b.tanggal_mulai):
        return None
    mine, theirs = schools(a.npsn), schools(b.npsn)
    if mine and theirs:
        both = sorted(mine & theirs)
        return f"{len(both)} sekolah yang sama pada tanggal yang sama ({', '.join(both[:3])})" if both else None
    is_same_place = a.kode_wilayah == b.kode_wilayah or 2 in (len(a.kode_wilayah), len(b.kode_wilayah))
    group = target_key(a.kelompok_sasaran)
    if is_same_place and group and group == target_key(b.kelompok_sasaran):
        return "kelompok sasaran yang sama pada tanggal yang sama"
    return None
