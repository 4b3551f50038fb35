"""What a plan must keep beyond its row models: no numbers of persons, NPSN that are such, a baseline that stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from schemas.base import Row, columns
from schemas.lists import NPSN_PATTERN
from schemas.person_numbers import has_person
from schemas.rencana import TABEL, Rencana, TargetRencana

__all__ = ["cell_fault", "has_person", "moved_baselines", "persons", "rows"]

NPSN = ("peran", "npsn")
"""The one column that is a list of NPSN: long runs of digits are at home there."""
_BETWEEN = re.compile(r"[,;\s]+")
_PERSON = "memuat angka seperti NIK atau NIP; tulis nama unit atau jabatan saja."
_NO_NPSN = "memuat yang bukan NPSN; tulis NPSN 8 angka, dipisah koma."


def rows(isi: Rencana, tabel: str) -> tuple[Row, ...]:
    """The rows of one table of a plan; a single setting is one row or none."""
    found = getattr(isi, tabel)
    return found if isinstance(found, tuple) else () if found is None else (found,)


@cache
def _texts(tabel: str) -> tuple[str, ...]:
    """Columns of a table in which anything can be written: neither a closed list nor a code of a fixed form."""
    return tuple(
        column.name
        for column in columns(TABEL[tabel])
        if column.duckdb_type == "VARCHAR" and not column.choices and not column.pattern
    )


def cell_fault(tabel: str, kolom: str, value: object) -> str:
    """Why a text cannot stand in this column of a plan, without repeating it; "" where it can."""
    if not isinstance(value, str) or not value or kolom not in _texts(tabel):
        return ""
    if (tabel, kolom) == NPSN:
        items = [item for item in _BETWEEN.split(value) if item]
        return "" if all(re.match(NPSN_PATTERN, item) for item in items) else _NO_NPSN
    return _PERSON if has_person(value) else ""


def persons(isi: Rencana) -> Iterator[str]:
    """One sentence for each place where a person's number stands, or no NPSN where one must; neither is repeated."""
    if has_person(isi.nama) or has_person(isi.keterangan):
        yield "Nama atau keterangan rencana memuat angka seperti NIK atau NIP; hapus angkanya."
    if has_person(isi.snapshot):
        yield "Snapshot rencana memuat angka seperti NIK atau NIP; hapus angkanya."
    for tabel, model in TABEL.items():
        for index, row in enumerate(rows(isi, tabel), start=1):
            for name in _texts(tabel):
                why = cell_fault(tabel, name, getattr(row, name))
                if why:
                    yield f"{model.judul}, baris {index}, kolom {name} {why}"


def moved_baselines(old: Sequence[TargetRencana], new: Sequence[TargetRencana]) -> Iterator[str]:
    """One sentence for each target that keeps its place but not its baseline.

    `old`: every target the plan has had, the first first; `new` those it is to have. One that was taken out and set
    again keeps the baseline of the first time; so does one that only got another due date.
    """
    first: dict[tuple[object, ...], TargetRencana] = {}
    for row in old:
        first.setdefault(_place(row), row)
    staying = {_place(row) for row in new}
    gone = {place[:-1]: row for place, row in first.items() if place not in staying}
    for row in new:
        was = first.get(_place(row)) or gone.get(_place(row)[:-1])
        if was is not None and _baseline(was) != _baseline(row):
            yield (
                f"Nilai awal target {row.acuan} {row.kode_wilayah} tidak dapat diubah sesudah ditetapkan "
                f"(tersimpan {was.nilai_baseline:g} per {was.tanggal_baseline:%d-%m-%Y}, data {was.snapshot_baseline})."
            )


def _place(row: TargetRencana) -> tuple[object, ...]:
    """What a target is for; its due date stands last."""
    return row.acuan, row.jenis, row.kode_wilayah, row.tanggal_tenggat


def _baseline(row: TargetRencana) -> tuple[object, ...]:
    return row.nilai_baseline, row.tanggal_baseline, row.snapshot_baseline
