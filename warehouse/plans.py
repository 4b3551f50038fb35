"""Saved plans: a small transactional store beside the snapshots. Versions are only ever added, never changed.

SQLite in WAL mode: readers are never blocked, and of two who save at once the second is told (`Conflict`). Whatever is
wrong with the store is a `PlansFault`, whose message is a sentence for people.
"""

from __future__ import annotations

import json
import sqlite3
import uuid
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import TypeAdapter, ValidationError

from schemas.rencana import BAGIAN, Rencana, TargetRencana
from schemas.rencana_aturan import has_person, moved_baselines, persons, rows
from warehouse.plan_store import (
    FILE,
    NEWER,
    PlanInvalid,
    PlanRefused,
    PlansFault,
    StoreUnreadable,
    StoreUnwritable,
    plans_dir,
    reading,
    writing,
)
from warehouse.viewer import DEMO, NASIONAL, Viewer

__all__ = [
    "FILE",
    "Conflict",
    "PlanInvalid",
    "PlanRefused",
    "PlansFault",
    "Ringkas",
    "StoreUnreadable",
    "StoreUnwritable",
    "Versi",
    "about",
    "archive",
    "create",
    "history",
    "listed",
    "load",
    "may_read",
    "may_save",
    "needed_snapshots",
    "newest_versions",
    "plans_dir",
    "save",
    "versions",
]


@dataclass(frozen=True)
class Versi:
    """One saved state of a plan. `disimpan` is UTC; `oleh` a unit or office, not a person."""

    id: str
    versi: int
    disimpan: datetime
    oleh: str
    catatan: str
    isi: Rencana


@dataclass(frozen=True)
class Ringkas:
    """What a list says of a version without opening it. `bagian`: parts that hold something, with their rows."""

    id: str
    versi: int
    disimpan: datetime
    oleh: str
    catatan: str
    nama: str
    tahun: int
    kode_provinsi: str | None
    keterangan: str
    snapshot: str
    bagian: dict[str, int]
    snapshot_dipakai: tuple[str, ...]
    """Its snapshot, those its parts were computed on, and those its targets' baselines were read from."""
    is_arsip: bool


class Conflict(Exception):
    """Somebody saved since; `newest` is what they saved, `base` the version the refused change was made on."""

    def __init__(self, newest: Versi, base: Versi) -> None:
        super().__init__(f"{newest.isi.nama}: versi {newest.versi} sudah tersimpan sesudah versi {base.versi}")
        self.newest = newest
        self.base = base


def may_read(viewer: Viewer, kode_provinsi: str | None) -> bool:
    """Plans of the nation are everybody's to read; those of a province its own viewers'."""
    return viewer.lingkup == NASIONAL or kode_provinsi in (None, viewer.lingkup[:2])


def may_save(viewer: Viewer, kode_provinsi: str | None) -> bool:
    """A viewer of a province saves its plans alone; one of a single kab/kota saves none."""
    return viewer.lingkup in (NASIONAL, kode_provinsi)


_TARGETS = TypeAdapter(list[TargetRencana])
_BROKEN = "rusak. Buka versi lain, atau pulihkan cadangan simpanan."
_ABOUT = "v.rencana, v.versi, v.disimpan, v.oleh, v.catatan"
_Row = tuple[str, int, str, str, str, str]


def _versi(row: _Row) -> Versi:
    id, versi, when, oleh, catatan, isi = row
    is_newer = False
    try:
        return Versi(id, versi, datetime.fromisoformat(when), oleh, catatan, Rencana.model_validate_json(isi))
    except ValidationError as failure:
        is_newer = any(error["type"] == "extra_forbidden" for error in failure.errors())
    except ValueError:  # the moment
        pass
    # not raised from the failure: its text holds what stands in the plan, and would reach the server's log
    raise StoreUnreadable(f"Versi {versi} rencana ini {NEWER if is_newer else _BROKEN}")


def summary(isi: Rencana) -> dict[str, object]:
    """What a list says of a plan: its identity, the rows of each part, the snapshots it stands on."""
    counts = {
        part: sum(len(rows(isi, name)) for name in names) for part, names in BAGIAN.items() if part != "identitas"
    }
    settings = [getattr(one, "snapshot", "") for one in (isi.setelan_prioritas, isi.setelan_alokasi)]
    used = [isi.snapshot, *filter(None, settings), *(row.snapshot_baseline for row in isi.target)]
    return {
        "nama": isi.nama,
        "tahun": isi.tahun,
        "kode_provinsi": isi.kode_provinsi,
        "keterangan": isi.keterangan,
        "snapshot": isi.snapshot,
        "bagian": {part: count for part, count in counts.items() if count},
        "snapshot_dipakai": list(dict.fromkeys(used)),
    }


_SAID = ("nama", "tahun", "kode_provinsi", "keterangan", "snapshot", "bagian")
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def _ringkas(row: tuple[str, int, str, str, str, str, int, str | None]) -> Ringkas:
    """A version's summary. What a newer Serapan adds to it is passed over; a damaged one is listed as such.

    One row that cannot be read keeps nobody from the other plans.
    """
    id, versi, when, oleh, catatan, about, is_arsip, place = row
    try:
        moment = datetime.fromisoformat(when)
    except ValueError:
        moment = _LONG_AGO
    try:
        found = json.loads(about)
        said = {name: found[name] for name in _SAID}
        used = tuple(str(one) for one in found["snapshot_dipakai"])
        if not (isinstance(said["bagian"], dict) and isinstance(said["tahun"], int) and isinstance(said["nama"], str)):
            raise TypeError("not a summary")
    except (ValueError, TypeError, KeyError):
        said = {**dict.fromkeys(_SAID, ""), "nama": f"Tidak terbaca ({id[:4]})", "tahun": 0, "bagian": {}}
        said["kode_provinsi"], used = place, ()
    return Ringkas(id, versi, moment, oleh, catatan, **said, snapshot_dipakai=used, is_arsip=bool(is_arsip))


def _settled(isi: Rencana, oleh: str, before: Sequence[TargetRencana] = ()) -> tuple[Rencana, str]:
    """The plan as it will be read back, and its text; what is no number is nothing. PlanInvalid says what is wrong.

    `before`: every target the plan has had, the first first.
    """
    text = isi.model_dump_json()
    try:
        back = Rencana.model_validate_json(text)
    except ValidationError as failure:
        said = "; ".join(sorted({f"{'.'.join(str(p) for p in e['loc'])}: {e['msg']}" for e in failure.errors()}))
        raise PlanInvalid(f"Rencana tidak tersimpan karena ada isian yang kosong atau bukan angka ({said}).") from None
    wrong = [*persons(back), *moved_baselines(before, back.target)]
    if has_person(oleh):
        wrong.append("Unit penyimpan memuat angka seperti NIK atau NIP; tulis nama unit atau jabatan saja.")
    if not oleh.strip():
        wrong.append("Tulis unit yang menyimpan.")
    if wrong:
        more = f" (dan {len(wrong) - 3} lainnya)" if len(wrong) > 3 else ""
        raise PlanInvalid(" ".join(wrong[:3]) + more)
    return back, back.model_dump_json()


def _add(con: sqlite3.Connection, versi: Versi, text: str) -> Versi:
    con.execute(
        "INSERT INTO versi (rencana, versi, disimpan, oleh, catatan, ringkas, isi) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (versi.id, versi.versi, versi.disimpan.isoformat(), versi.oleh, versi.catatan,
         json.dumps(summary(versi.isi), ensure_ascii=False), text),
    )  # fmt: skip
    return versi


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def create(isi: Rencana, oleh: str, catatan: str = "", *, viewer: Viewer = DEMO) -> Versi:
    """A new plan at version 1; PlanRefused for a place outside the viewer's scope, PlanInvalid for a broken rule."""
    _check_scope(viewer, isi.kode_provinsi, is_write=True)
    back, text = _settled(isi, oleh)
    id = uuid.uuid4().hex[:10]
    with writing() as con:
        con.execute("INSERT INTO rencana (id, kode_provinsi) VALUES (?, ?)", (id, isi.kode_provinsi))
        return _add(con, Versi(id, 1, _now(), oleh.strip(), catatan, back), text)


def save(id: str, isi: Rencana, *, dari: int, oleh: str, catatan: str = "", viewer: Viewer = DEMO) -> Versi:
    """The next version of a plan; `dari` is the version the change was made on.

    Conflict when somebody has saved since, and nothing is written; KeyError for an unknown plan or version;
    PlanRefused and PlanInvalid as for a new one.
    """
    with writing() as con:
        newest = _load(con, id, None, viewer)
        _check_scope(viewer, newest.isi.kode_provinsi, is_write=True)
        if newest.versi != dari:
            raise Conflict(newest, _load(con, id, dari, viewer))
        if isi.kode_provinsi != newest.isi.kode_provinsi:
            raise PlanInvalid("Wilayah sebuah rencana tidak dapat diganti; simpan sebagai rencana lain.")
        back, text = _settled(isi, oleh, _targets(con, id))
        return _add(con, Versi(id, newest.versi + 1, _now(), oleh.strip(), catatan, back), text)


def _targets(con: sqlite3.Connection, id: str) -> list[TargetRencana]:
    """Every target of every version of a plan that can be read, the first version first."""
    found = con.execute(
        "SELECT json_extract(isi, '$.target') FROM versi WHERE rencana = ? AND json_valid(isi) ORDER BY versi", (id,)
    ).fetchall()
    targets: list[TargetRencana] = []
    for (text,) in found:
        with suppress(ValidationError):
            targets += _TARGETS.validate_json(text or "[]")
    return targets


def _check_scope(viewer: Viewer, kode_provinsi: str | None, *, is_write: bool = False) -> None:
    if not (may_save if is_write else may_read)(viewer, kode_provinsi):
        what = "disimpan" if is_write else "dibuka"
        raise PlanRefused(f"Rencana wilayah ini tidak dapat {what} dengan lingkup {viewer.lingkup}.")


def _load(con: sqlite3.Connection, id: str, versi: int | None, viewer: Viewer) -> Versi:
    place = con.execute("SELECT kode_provinsi FROM rencana WHERE id = ?", (id,)).fetchone()
    if place is None:
        raise KeyError(id)
    _check_scope(viewer, place[0])
    which, params = ("", (id,)) if versi is None else ("AND v.versi = ?", (id, versi))
    found = con.execute(
        f"SELECT {_ABOUT}, v.isi FROM versi AS v WHERE v.rencana = ? {which} ORDER BY v.versi DESC LIMIT 1", params
    ).fetchone()
    if found is None:
        raise KeyError(f"{id} versi {versi}")
    return _versi(found)


def load(id: str, versi: int | None = None, *, viewer: Viewer = DEMO) -> Versi:
    """A plan as saved, the newest version unless told; KeyError when there is none."""
    with reading() as con:
        if con is None:
            raise KeyError(id)
        return _load(con, id, versi, viewer)


def _summaries(where: str, params: tuple[object, ...], viewer: Viewer) -> tuple[Ringkas, ...]:
    with reading() as con:
        if con is None:
            return ()
        found = con.execute(
            f"SELECT {_ABOUT}, v.ringkas, r.is_arsip, r.kode_provinsi FROM versi AS v "
            f"JOIN rencana AS r ON r.id = v.rencana WHERE {where} ORDER BY v.disimpan DESC, v.rowid DESC",
            params,
        ).fetchall()
    return tuple(_ringkas(row) for row in found if may_read(viewer, row[-1]))


def history(id: str, *, viewer: Viewer = DEMO) -> tuple[Ringkas, ...]:
    """Every version of a plan, newest first; () for an unknown plan."""
    found = _summaries("v.rencana = ?", (id,), viewer)
    return tuple(sorted(found, key=lambda one: -one.versi))


_NEWEST = "v.versi = (SELECT max(w.versi) FROM versi AS w WHERE w.rencana = v.rencana)"


def listed(*, is_arsip: bool = False, viewer: Viewer = DEMO) -> tuple[Ringkas, ...]:
    """The newest version of every plan the viewer may read, last saved first; the archived ones when asked."""
    return _summaries(f"r.is_arsip = ? AND {_NEWEST}", (int(is_arsip),), viewer)


def about(id: str, *, viewer: Viewer = DEMO) -> Ringkas | None:
    """The newest version of one plan, archived or not; None where there is no such plan for this viewer."""
    return next(iter(_summaries(f"v.rencana = ? AND {_NEWEST}", (id,), viewer)), None)


def newest_versions(*, is_arsip: bool = False, viewer: Viewer = DEMO) -> tuple[Versi, ...]:
    """The newest version of every plan, opened: for what needs their rows; a list is served by `listed`."""
    return tuple(load(one.id, viewer=viewer) for one in listed(is_arsip=is_arsip, viewer=viewer))


def versions(id: str, *, viewer: Viewer = DEMO) -> tuple[Versi, ...]:
    """Every version of a plan, opened, newest first."""
    return tuple(load(id, one.versi, viewer=viewer) for one in history(id, viewer=viewer))


def needed_snapshots() -> frozenset[str]:
    """Snapshots that the newest version of a plan stands on, archived plans excepted; pruning keeps them."""
    return frozenset(id for one in listed() for id in one.snapshot_dipakai)


def archive(id: str, *, is_arsip: bool = True, viewer: Viewer = DEMO) -> None:
    """Put a plan out of the list, or back into it; KeyError for an unknown plan. Nothing is ever deleted."""
    with writing() as con:
        place = con.execute("SELECT kode_provinsi FROM rencana WHERE id = ?", (id,)).fetchone()
        if place is None:
            raise KeyError(id)
        _check_scope(viewer, place[0], is_write=True)
        con.execute("UPDATE rencana SET is_arsip = ? WHERE id = ?", (int(is_arsip), id))
