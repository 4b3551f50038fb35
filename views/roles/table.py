"""The matrix as a table that people edit, and back: rows that cannot be read are named, never dropped. Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import numpy as np
import pandas as pd
from pydantic import ValidationError

from analysis.program_names import plain
from analysis.role_rules import UNITS, conflicts, one_unit, quarter_of, schools, supporters
from charts.names import short_name
from schemas.lists import NPSN_PATTERN, ProgramPrioritas
from schemas.rencana import AlokasiRencana, MandatRencana, PeranRencana, Rencana
from views.format import is_none, number

PRIORITAS: tuple[str, ...] = get_args(ProgramPrioritas)
JUTA = 1_000_000
LISTS = (list, tuple, np.ndarray)
KOLOM = ("Program", "Wilayah", "Memimpin", "Triwulan", "Indikator", "Anggaran (juta Rp)", "Mendukung", "Mulai",
         "Selesai", "Program prioritas", "Kelompok sasaran", "NPSN", "Kode program")  # fmt: skip
"""What decides stands first: those to the right are reached by moving the table sideways."""
KOLOM_MANDAT = ("Unit", "Bidang tugas", "Program prioritas", "Awal kode indikator", "Boleh memimpin", "Sumber")
Names = Mapping[str, str]
"""Kemendagri code to the region as the table writes it."""


@dataclass(frozen=True)
class Terbaca:
    """What a table holds: rows of the plan, and a sentence for every row that cannot be read."""

    rows: tuple[Any, ...]
    salah: tuple[str, ...]


def place_names(provinces: Mapping[str, str], regencies: Mapping[str, str]) -> dict[str, str]:
    """Code to `Kab. Agam`, whole provinces first: `Sumatera Barat (provinsi)`; two of one name carry their codes."""
    found = {code: f"{short_name(name)} (provinsi)" for code, name in provinces.items()}
    found |= {code: short_name(name) for code, name in regencies.items()}
    several = {text for text, count in Counter(found.values()).items() if count > 1}
    return {code: f"{text} ({code})" if text in several else text for code, text in found.items()}


def to_frame(rows: Sequence[PeranRencana], names: Names) -> pd.DataFrame:
    """One line a row, in the order given; an empty plan is an empty table with its columns."""
    lines = [
        {
            "Program": row.program,
            "Wilayah": names.get(row.kode_wilayah, row.kode_wilayah),
            "Memimpin": row.penanggung_jawab,
            "Mendukung": row.dukungan,
            "Triwulan": row.triwulan,
            "Mulai": row.tanggal_mulai,
            "Selesai": row.tanggal_selesai,
            "Program prioritas": row.program_prioritas,
            "Indikator": row.sasaran_indikator,
            "Kelompok sasaran": row.kelompok_sasaran,
            "Anggaran (juta Rp)": None if row.anggaran_rupiah is None else row.anggaran_rupiah / JUTA,
            "NPSN": row.npsn,
            "Kode program": row.program_id,
        }
        for row in rows
    ]
    frame = pd.DataFrame(lines, columns=list(KOLOM)).astype(object)
    for name in ("Anggaran (juta Rp)", "Triwulan"):
        frame[name] = pd.to_numeric(frame[name], errors="coerce").astype(float)
    for name in ("Mulai", "Selesai"):
        frame[name] = pd.to_datetime(frame[name], errors="coerce")
    return frame


def from_frame(frame: pd.DataFrame, names: Names) -> Terbaca:
    """The plan's rows of a table; wholly empty lines are passed over."""
    codes = {text: code for code, text in names.items()}
    rows: list[PeranRencana] = []
    wrong: list[str] = []
    seen: set[tuple[str, str]] = set()
    for at, line in enumerate(frame.to_dict("records"), start=1):
        if all(_is_blank(value) for value in line.values()):
            continue
        where = f"Baris {at}" + (f" ({_text(line['Program'])})" if _text(line["Program"]) else "")
        row, faults = _row(line, codes, names)
        if row is not None and (row.program, row.kode_wilayah) in seen:
            faults = ["program dan wilayahnya sudah ada; satu program di satu wilayah dipimpin tepat satu unit"]
            row = None
        if row is not None:
            seen.add((row.program, row.kode_wilayah))
            rows.append(row)
        wrong += [f"{where}: {fault}." for fault in faults]
    return Terbaca(tuple(rows), tuple(wrong))


def _row(line: Mapping[Any, Any], codes: Mapping[str, str], names: Names) -> tuple[PeranRencana | None, list[str]]:
    faults: list[str] = []
    program = _text(line["Program"])
    if not program:
        faults.append("nama programnya kosong")
    place = _text(line["Wilayah"])
    code = codes.get(place, place)
    if code not in names:
        faults.append(f"wilayah “{place}” tidak dikenal" if place else "wilayahnya kosong")
    lead, quarter = _text(line["Memimpin"]), _text(line["Triwulan"]).removesuffix(".0")
    if lead and lead not in UNITS:
        faults.append(f"unit pemimpin “{lead}” tidak dikenal")
    if quarter and quarter not in ("1", "2", "3", "4"):
        faults.append(f"triwulan “{quarter}” bukan 1 sampai 4")
    priority = _text(line["Program prioritas"])
    if priority and priority not in PRIORITAS:
        faults.append(f"program prioritas “{priority}” tidak dikenal")
    money = line["Anggaran (juta Rp)"]
    if not is_none(money) and float(money) < 0:
        faults.append(f"anggarannya kurang dari nol ({number(float(money), 1)} juta)")
    npsn = sorted(schools(_text(line["NPSN"])))
    strange = [part for part in npsn if not re.fullmatch(NPSN_PATTERN, part)]
    if strange:
        faults.append(f"NPSN “{strange[0][:20]}” tidak berbentuk NPSN")
    if faults:
        return None, faults
    given = {
        "program": program, "kode_wilayah": code, "penanggung_jawab": lead or None,
        "dukungan": ", ".join(_many(line["Mendukung"])), "program_prioritas": priority or None,
        "sasaran_indikator": _text(line["Indikator"]) or None,
        "kelompok_sasaran": _text(line["Kelompok sasaran"]) or None, "triwulan": int(quarter) if quarter else None,
        "tanggal_mulai": _day(line["Mulai"]), "tanggal_selesai": _day(line["Selesai"]),
        "anggaran_rupiah": None if is_none(money) else float(round(float(money) * JUTA)), "npsn": ", ".join(npsn),
        "program_id": _text(line["Kode program"]) or None,
    }  # fmt: skip
    try:
        return PeranRencana.model_validate(given), []
    except ValidationError as error:
        return None, [str(e["msg"]) for e in error.errors()]


def _is_blank(value: Any) -> bool:
    return not _many(value) if isinstance(value, LISTS) else not _text(value)


def _text(value: Any) -> str:
    if isinstance(value, LISTS) or is_none(value):
        return ""
    return " ".join(str(value).split())


def _many(value: Any) -> list[str]:
    """Units of a cell, each as the catalogue writes it whatever its capitals."""
    parts = supporters(value) if isinstance(value, str) else value if isinstance(value, LISTS) else ()
    known = {unit.casefold(): unit for unit in UNITS}
    return list(dict.fromkeys(known.get(str(part).casefold(), str(part)) for part in parts))


def _day(value: Any) -> date | None:
    return None if is_none(value) else pd.Timestamp(value).date()


def mandate_frame(rows: Sequence[MandatRencana]) -> pd.DataFrame:
    """The catalogue of mandates as a table."""
    lines = [(r.unit, r.bidang, r.program_prioritas, r.sasaran_indikator, r.is_memimpin, r.sumber) for r in rows]
    frame = pd.DataFrame(lines, columns=list(KOLOM_MANDAT)).astype(object)
    frame["Boleh memimpin"] = frame["Boleh memimpin"].astype(bool)
    return frame


def mandate_rows(frame: pd.DataFrame) -> Terbaca:
    """The mandates of a table; a line needs its unit, field of work and source."""
    rows: list[MandatRencana] = []
    wrong: list[str] = []
    seen: set[tuple[str, str]] = set()
    for at, line in enumerate(frame.to_dict("records"), start=1):
        words = {name: _text(line[name]) for name in KOLOM_MANDAT if name != "Boleh memimpin"}
        if not any(words.values()):
            continue
        unit, field = words["Unit"], words["Bidang tugas"]
        faults = [f"{name.lower()} kosong" for name in ("Unit", "Bidang tugas", "Sumber") if not words[name]]
        if unit and unit not in UNITS:
            faults.append(f"unit “{unit}” tidak dikenal")
        if words["Program prioritas"] and words["Program prioritas"] not in PRIORITAS:
            faults.append(f"program prioritas “{words['Program prioritas']}” tidak dikenal")
        if (unit, field) in seen:
            faults.append("bidang ini sudah tertulis untuk unit yang sama")
        wrong += [f"Mandat baris {at}: {fault}." for fault in faults]
        if faults:
            continue
        seen.add((unit, field))
        rows.append(MandatRencana.model_validate({
            "unit": unit, "bidang": field, "program_prioritas": words["Program prioritas"] or None,
            "sasaran_indikator": words["Awal kode indikator"] or None, "sumber": words["Sumber"],
            "is_memimpin": not is_none(line["Boleh memimpin"]) and bool(line["Boleh memimpin"]),
        }))  # fmt: skip
    return Terbaca(tuple(rows), tuple(wrong))


def from_programmes(
    frame: pd.DataFrame, mandat: Sequence[MandatRencana], *, tahun: int, tahun_asal: int
) -> tuple[PeranRencana, ...]:
    """One row for each programme name and region: of a year before, all that was not cancelled.

    Days are kept where they reach into the plan's year, whatever year they began in; its first quarter of that year
    is the row's. Others come without their days.
    Where several units carry the same programme in the same region, the only one that may lead it leads and the
    others support; if none or several may, nobody is put down: that is for people to settle.
    """
    states = ("rencana", "berjalan") if tahun_asal >= tahun else ("rencana", "berjalan", "selesai")
    live = frame[frame["status_pelaksanaan"].isin(states)]
    place = live["kode_kab_kota_kemendagri"].fillna(live["kode_provinsi_kemendagri"])
    title = [plain(str(name)) for name in live["nama"]]
    rows = []
    for (_, kode), group in live.groupby([title, place], sort=False):
        first = group.iloc[0]
        kinds = list(dict.fromkeys(one_unit(str(kind)) for kind in group["unit"]))
        start, end = pd.to_datetime(group["tanggal_mulai"]).min(), pd.to_datetime(group["tanggal_selesai"]).max()
        money = pd.to_numeric(group["anggaran_rupiah"], errors="coerce")
        days = (_day(start), _day(end))
        own = quarter_of(*days, tahun)
        given: dict[str, Any] = {
            "program": " ".join(str(first["nama"]).split()), "kode_wilayah": str(kode),
            "program_prioritas": _text(first["program_prioritas"]) or None,
            "sasaran_indikator": _text(first["sasaran_indikator"]) or None,
            "kelompok_sasaran": _text(first["kelompok_sasaran"]) or None,
            "triwulan": own or quarter_of(*days, tahun_asal),
            "tanggal_mulai": days[0] if own else None, "tanggal_selesai": days[1] if own else None,
            "anggaran_rupiah": float(money.sum()) if money.notna().any() else None,
            "program_id": _text(first["program_id"]) or None,
        }  # fmt: skip
        can = kinds
        if len(kinds) > 1:
            tried = [PeranRencana.model_validate({**given, "penanggung_jawab": kind}) for kind in kinds]
            can = [
                kind
                for kind, row in zip(kinds, tried, strict=True)
                if not any(b.aturan == "mandat" for b in conflicts([row], mandat, tahun=tahun_asal, provinsi=None))
            ]
        lead = can[0] if len(can) == 1 else None
        given |= {"penanggung_jawab": lead, "dukungan": ", ".join(kind for kind in kinds if kind != lead)}
        rows.append(PeranRencana.model_validate(given))
    return tuple(rows)


def from_gaps(
    codes: Sequence[str], nama_tujuan: str, program_prioritas: str | None, indikator: str | None
) -> tuple[PeranRencana, ...]:
    """One row for each priority region without a programme; who leads it is for people to settle."""
    return tuple(
        PeranRencana.model_validate({
            "program": f"Pendampingan {nama_tujuan}", "kode_wilayah": code, "program_prioritas": program_prioritas,
            "sasaran_indikator": indikator,
        })
        for code in codes
    )  # fmt: skip


BIMTEK = {"basic": "Bimtek dasar", "intermediate": "Bimtek lanjut"}
"""A level of the allocation as the programme it becomes."""


def seats(isi: Rencana) -> dict[str, int]:
    """Seats of training that the plan allocates to each region, both levels together; regions with none left out."""
    found: Counter[str] = Counter()
    for row in isi.alokasi:
        found[row.kode_wilayah] += row.jumlah_kursi
    return {code: count for code, count in found.items() if count}


def from_allocation(isi: Rencana) -> tuple[PeranRencana, ...]:
    """One row for each region and level of the training that the plan allocates; who leads it is for people to settle.

    Days: from the first to the last class of the level in the cities the region goes to. Budget: its participants,
    and of the fixed cost of those classes the part its seats have.
    """
    filled: Counter[tuple[str, str]] = Counter()
    for row in isi.alokasi:
        filled[row.kode_kota, row.level] += row.jumlah_kursi
    classes: Counter[tuple[str, str]] = Counter((row.kode_kota, row.level) for row in isi.kelas)
    cost: dict[str, float] = {row.level: row.biaya_kelas_rupiah for row in isi.tingkat}
    groups: dict[tuple[str, str], list[AlokasiRencana]] = {}
    for row in isi.alokasi:
        if row.jumlah_kursi:
            groups.setdefault((row.kode_wilayah, row.level), []).append(row)
    rows = []
    for (code, level), group in groups.items():
        cities = {row.kode_kota for row in group}
        held = [row for row in isi.kelas if row.level == level and row.kode_kota in cities and row.tanggal_mulai]
        start = min((row.tanggal_mulai for row in held if row.tanggal_mulai), default=None)
        end = max((row.tanggal_selesai or row.tanggal_mulai for row in held if row.tanggal_mulai), default=None)
        fixed = sum(
            classes[row.kode_kota, level] * cost.get(level, 0.0) * row.jumlah_kursi / filled[row.kode_kota, level]
            for row in group
        )
        count = sum(row.jumlah_kursi for row in group)
        rows.append(PeranRencana(
            program=BIMTEK[level], kode_wilayah=code, kelompok_sasaran=f"peserta bimtek, {number(count)} kursi",
            triwulan=quarter_of(start, end, isi.tahun), tanggal_mulai=start, tanggal_selesai=end,
            anggaran_rupiah=float(round(sum(row.biaya_rupiah for row in group) + fixed)),
        ))  # fmt: skip
    return tuple(rows)


def added(now: Sequence[PeranRencana], more: Sequence[PeranRencana]) -> tuple[PeranRencana, ...]:
    """The rows with those that are new: what is there already is never overwritten."""
    there = {(plain(row.program), row.kode_wilayah) for row in now}
    return (*now, *(row for row in more if (plain(row.program), row.kode_wilayah) not in there))
