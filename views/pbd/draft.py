"""Activities and targets on their way into a plan: what may be written, their numbers, and baselines that stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd
from pydantic import ValidationError

from analysis.owner_text import objection
from charts.style import each
from schemas.rencana import KegiatanRencana, TargetRencana
from views.format import is_none, number
from views.pbd.rows import Awal

_ID = re.compile(r"^K-(\d+)$")


@dataclass(frozen=True)
class Antre:
    """What was added on the page and is not saved yet; the ids of the activities are given when it is."""

    kegiatan: tuple[KegiatanRencana, ...] = ()
    target: tuple[TargetRencana, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.kegiatan or self.target)


def _bare(row: KegiatanRencana) -> dict[str, Any]:
    return row.model_dump(exclude={"kegiatan_id"})


def left(antre: Antre, kegiatan: Sequence[KegiatanRencana], target: Sequence[TargetRencana]) -> Antre:
    """What of the queue a plan does not hold yet."""
    there = [_bare(row) for row in kegiatan]
    return Antre(
        tuple(row for row in antre.kegiatan if _bare(row) not in there),
        tuple(row for row in with_targets(target, antre.target) if row not in target),
    )


def with_activities(saved: Sequence[KegiatanRencana], new: Iterable[KegiatanRencana], taken: Iterable[str] = ()) -> (
    tuple[KegiatanRencana, ...]
):  # fmt: skip
    """The activities of a plan with new ones behind them, numbered on from the highest number ever seen (`taken`)."""
    ids = [*(row.kegiatan_id for row in saved), *taken]
    last = max((int(found[1]) for id in ids if (found := _ID.match(id))), default=0)
    added = (row.model_copy(update={"kegiatan_id": f"K-{last + at:03d}"}) for at, row in enumerate(new, 1))
    return (*saved, *added)


def with_targets(saved: Sequence[TargetRencana], new: Iterable[TargetRencana]) -> tuple[TargetRencana, ...]:
    """The targets of a plan with new ones; a baseline once saved for a measure, kind and region stays as it is.

    A new target of the same due date takes the place of the old one, baseline excepted.
    """
    result = list(saved)
    for row in new:
        same = [old for old in result if _about(old) == _about(row)]
        if same:
            first = min(same, key=lambda old: old.tanggal_baseline)
            row = row.model_copy(update={name: getattr(first, name) for name in BASELINE})
        at = [i for i, old in enumerate(result) if _key(old) == _key(row)]
        if at:
            result[at[0]] = row
        else:
            result.append(row)
    return tuple(result)


BASELINE = ("nilai_baseline", "tanggal_baseline", "snapshot_baseline")


def _about(row: TargetRencana) -> tuple[str, str, str]:
    return row.acuan, row.jenis, row.kode_wilayah


def _key(row: TargetRencana) -> tuple[str, str, str, date]:
    return *_about(row), row.tanggal_tenggat


def activity(values: Mapping[str, Any]) -> tuple[KegiatanRencana | None, tuple[str, ...]]:
    """An activity from what was typed, or why it can't be one."""
    said = _activity_objections(values)
    if said:
        return None, said
    try:
        return KegiatanRencana.model_validate({"kegiatan_id": "K-000", **values}), ()
    except ValidationError as error:
        return None, tuple(f"{'.'.join(map(str, e['loc']))}: {e['msg']}" for e in error.errors())


def _activity_objections(values: Mapping[str, Any]) -> tuple[str, ...]:
    said = []
    if not values.get("kegiatan"):
        said.append("Nama kegiatan belum diisi.")
    if not values.get("penanggung_jawab"):
        said.append("Penanggung jawab belum diisi: tuliskan unit atau jabatan.")
    if not values.get("ukuran_keberhasilan"):
        said.append("Ukuran keberhasilan belum diisi: tanda apa yang menunjukkan kegiatan berhasil?")
    checked = [objection(str(values.get(name) or "")) for name in ("penanggung_jawab", "kegiatan",
                                                                    "ukuran_keberhasilan")]  # fmt: skip
    said += [text for text in dict.fromkeys(checked) if text]
    code = str(values.get("kode_anggaran") or "")
    if len(code) > 40 or (code and not re.fullmatch(r"[A-Za-z0-9./_ -]+", code)) or re.search(r"\d{16}", code):
        said.append("Kode anggaran hanya memuat huruf, angka, titik, garis miring, dan garis, paling panjang 40.")
    return tuple(said)


def target(
    awal: Awal, nilai: float | None, tenggat: date | None, penanggung: str, *, jenis: str, wilayah: str, snapshot: str,
) -> tuple[TargetRencana | None, tuple[str, ...]]:  # fmt: skip
    """A target from its baseline and what was typed, or why it can't be one."""
    said = []
    if nilai is None:
        said.append("Nilai yang dituju belum diisi.")
    elif awal.arah and _gain(awal, nilai) <= 0 and not _is_kept(awal, nilai):
        side = "lebih tinggi" if awal.arah > 0 else "lebih dekat ke nol"
        said.append(f"Nilai yang dituju harus {side} daripada nilai awal {number(awal.nilai, 2)}.")
    if nilai is not None and not _lowest(awal) <= nilai <= _highest(awal):
        said.append(f"Nilai yang dituju di luar skala {number(_lowest(awal))} sampai {number(_highest(awal))}.")
    if tenggat is None:
        said.append("Tenggat belum diisi.")
    elif tenggat <= awal.tanggal:
        said.append("Tenggat harus sesudah tanggal nilai awal.")
    if not penanggung:
        said.append("Penanggung jawab belum diisi: tuliskan unit atau jabatan.")
    elif (text := objection(penanggung)):  # fmt: skip
        said.append(text)
    if said or nilai is None or tenggat is None:
        return None, tuple(said)
    return TargetRencana(
        acuan=awal.acuan, jenis=jenis, kode_wilayah=wilayah, nilai_baseline=awal.nilai, tanggal_baseline=awal.tanggal,
        snapshot_baseline=snapshot, nilai_target=float(nilai), tanggal_tenggat=tenggat, penanggung_jawab=penanggung,
    ), ()  # fmt: skip


def _gain(awal: Awal, nilai: float) -> float:
    """How much better the target is; a gap in percent, which may be negative, is better the nearer it is to zero."""
    return nilai - awal.nilai if awal.arah > 0 else abs(awal.nilai) - abs(nilai)


def _is_kept(awal: Awal, nilai: float) -> bool:
    """Whether the target is to keep what is already at the end of its scale."""
    return nilai == awal.nilai and nilai in (_lowest(awal), _highest(awal))


def _lowest(awal: Awal) -> float:
    """The end of the indicator's scale; a gap may be negative."""
    return 1.0 if awal.satuan == "skala 1-3" else 0.0 if awal.nilai >= 0 else -100.0


def _highest(awal: Awal) -> float:
    """The end of the indicator's scale; enrolment may pass 100."""
    return {"skala 1-3": 3.0, "indeks 0-1": 1.0}.get(str(awal.satuan), 100.0 if awal.nilai <= 100 else 1000.0)


EDITED = {
    "kegiatan_id": "Nomor", "wilayah": "Wilayah", "jenis": "Jenis", "dugaan": "Lemah → dugaan sebab",
    "keadaan_akar": "Kata data saat dicatat", "kegiatan": "Kegiatan", "penanggung_jawab": "Penanggung jawab",
    "ukuran_keberhasilan": "Ukuran keberhasilan", "triwulan": "Triwulan", "tanggal_tenggat": "Tenggat",
    "kode_anggaran": "Kode anggaran", "anggaran_rupiah": "Anggaran (Rp)", "status_pelaksanaan": "Pelaksanaan",
}  # fmt: skip
"""Columns of the table of activities, in order; what stands before the activity's name is not edited."""


def activity_frame(rows: Sequence[KegiatanRencana], names: Mapping[str, str]) -> pd.DataFrame:
    """One row an activity with the printed name of its region. `names`: code of a region to its name."""
    frame = pd.DataFrame([
        {**row.model_dump(), "wilayah": names.get(row.kode_wilayah, row.kode_wilayah),
         "dugaan": f"{row.gejala} → {row.akar}"} for row in rows
    ], columns=["kode_wilayah", *EDITED])  # fmt: skip
    return frame.astype({"triwulan": "Int64", "anggaran_rupiah": "Float64"})


def edited(
    saved: Sequence[KegiatanRencana], frame: pd.DataFrame
) -> tuple[tuple[KegiatanRencana, ...], tuple[str, ...]]:
    """The activities as an editor leaves them (rows may be gone), and why some can't be saved."""
    before = {row.kegiatan_id: row for row in saved}
    rows: list[KegiatanRencana] = []
    said: list[str] = []
    for line in each(frame):
        values = {name: _plain(getattr(line, name)) for name in EDITED if name not in ("wilayah", "dugaan")}
        old = before[str(values.pop("kegiatan_id"))]
        given = {**_bare(old), **{name: values[name] for name in _FREE}}
        given["status_pelaksanaan"] = given["status_pelaksanaan"] or old.status_pelaksanaan
        for name in ("penanggung_jawab", "ukuran_keberhasilan", "kegiatan"):
            given[name] = given[name] or ""
        if given == _bare(old):
            rows.append(old)
            continue
        row, why = activity(given)
        said += [f"{old.kegiatan_id}: {text}" for text in why]
        rows.append(old if row is None else row.model_copy(update={"kegiatan_id": old.kegiatan_id}))
    return tuple(rows), tuple(said)


_FREE = ("kegiatan", "penanggung_jawab", "ukuran_keberhasilan", "triwulan", "tanggal_tenggat", "kode_anggaran",
         "anggaran_rupiah", "status_pelaksanaan")  # fmt: skip


def _plain(value: object) -> object:
    """An editor's cell as the plan keeps it: nothing as None, text trimmed, days as dates."""
    if is_none(value):
        return None
    if isinstance(value, str):
        return " ".join(value.split()) or None
    if isinstance(value, pd.Timestamp):
        return value.date()
    return value.item() if hasattr(value, "item") else value
