"""Saved meeting lists, in the store of plans: the screens as they were when added, their order, what people wrote.

Of two who save at once the second is told (`Conflict`). The last few versions of a list stay. Whatever is wrong is a
`PlansFault`, whose message is a sentence for people.
"""

from __future__ import annotations

import json
import re
import sqlite3
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pydantic import ValidationError

from schemas.daftar_rapat import PALING_BANYAK, ButirDaftar, DaftarRapat
from schemas.person_numbers import has_person
from warehouse.plan_store import (
    NEWER,
    PlanInvalid,
    PlanRefused,
    PlansFault,
    StoreUnreadable,
    StoreUnwritable,
    reading,
    writing,
    written_format,
)
from warehouse.plans import may_read, may_save
from warehouse.viewer import DEMO, NASIONAL, Viewer

__all__ = [
    "CAMPURAN", "MOST_BYTES", "Conflict", "Draf", "PlanInvalid", "PlanRefused", "PlansFault", "Ringkas",
    "StoreUnreadable", "StoreUnwritable", "Versi", "about", "archive", "create", "draft", "drop_draft", "history",
    "keep_draft", "listed", "load", "may_read", "may_save", "needed_snapshots", "place_of", "save",
]  # fmt: skip

SINCE_FORMAT = 2
"""The store's format from which on it has lists."""
KEPT = 5
"""Versions of a list that stay: enough to take back what somebody replaced."""
MOST_BYTES = 20_000_000
DRAFT_DAYS = 14
DRAFT_WAIT = 1.0
"""Seconds a draft waits for another who is saving: the page is waiting too."""
CAMPURAN = "campuran"
"""In place of a province: rows of several, or of a place that is not understood. Only viewers of the nation read it."""
_CODE = re.compile(r"\d\d(\.\d\d)?")


@dataclass(frozen=True)
class Versi:
    """One saved state of a list. `disimpan` is UTC; `oleh` a unit or office; `kode_provinsi` None for the nation."""

    id: str
    versi: int
    disimpan: datetime
    oleh: str
    kode_provinsi: str | None
    isi: DaftarRapat


@dataclass(frozen=True)
class Ringkas:
    """What the shelf says of a list without opening it."""

    id: str
    versi: int
    disimpan: datetime
    oleh: str
    kode_provinsi: str | None
    nama: str
    jumlah_layar: int
    is_contoh: bool
    snapshot_dipakai: tuple[str, ...]
    is_arsip: bool


@dataclass(frozen=True)
class Draf:
    """A list as one session left it, unsaved; `daftar` and `versi` name what it was made on."""

    daftar: str | None
    versi: int | None
    isi: DaftarRapat


class Conflict(Exception):
    """Somebody saved since; `newest` is what they saved."""

    def __init__(self, newest: Versi) -> None:
        super().__init__(f"versi {newest.versi} sudah tersimpan")
        self.newest = newest


def place_of(isi: DaftarRapat) -> str | None:
    """Whose list it is by the rows on its screens: a province's, None for comparisons of the nation, else CAMPURAN."""
    codes = {code for one in isi.butir for code in one.layar.kode_wilayah}
    places = {code[:2] for code in codes}
    if any(not _CODE.fullmatch(code) for code in codes) or len(places) > 1:
        return CAMPURAN
    return next(iter(places), None)


def _own_place(isi: DaftarRapat, viewer: Viewer) -> str | None:
    """The place a list is saved for: what a viewer of a province saves is its province's, never the nation's."""
    found = place_of(isi)
    return viewer.lingkup if found is None and viewer.lingkup != NASIONAL else found


@contextmanager
def _reading() -> Iterator[sqlite3.Connection | None]:
    """The store to read lists from; None where there is none yet, or one that knows plans alone."""
    with reading() as con:
        yield con if con is not None and written_format(con) >= SINCE_FORMAT else None


_Row = tuple[str, int, str, str, str | None, str]
_ABOUT = "v.daftar, v.versi, v.disimpan, v.oleh, v.kode_provinsi"
_NEWEST = "v.versi = (SELECT max(w.versi) FROM versi_daftar AS w WHERE w.daftar = v.daftar)"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_BROKEN = "rusak. Buka versi sebelumnya, atau pulihkan cadangan simpanan."


def _opened(text: str) -> DaftarRapat:
    """The list a text holds. Not raised from the failure: its words hold what stands on the screens."""
    is_newer = False
    try:
        return DaftarRapat.model_validate_json(text)
    except ValidationError as failure:
        is_newer = any(
            error["type"] in ("extra_forbidden", "union_tag_invalid")
            for error in failure.errors(include_url=False, include_input=False)
        )
    raise StoreUnreadable(f"Daftar rapat ini {NEWER if is_newer else _BROKEN}")


def _versi(row: _Row) -> Versi:
    id, versi, when, oleh, place, text = row
    return Versi(id, versi, _moment(when), oleh, place, _opened(text))


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        return _LONG_AGO


def _ringkas(row: tuple[str, int, str, str, str | None, str, int]) -> Ringkas:
    """One row of the shelf; one that is damaged is listed as such and keeps nobody from the others."""
    id, versi, when, oleh, place, about, is_arsip = row
    try:
        found = json.loads(about)
        nama, count, used = str(found["nama"]), int(found["jumlah_layar"]), found["snapshot_dipakai"]
        is_contoh, used = bool(found["is_contoh"]), tuple(str(one) for one in used)
    except (ValueError, TypeError, KeyError):
        nama, count, used, is_contoh = f"Tidak terbaca ({id[:4]})", 0, (), False
    return Ringkas(id, versi, _moment(when), oleh, place, nama, count, is_contoh, used, bool(is_arsip))


def _summary(isi: DaftarRapat) -> str:
    used = list(dict.fromkeys(one.snapshot for one in isi.butir if one.snapshot))
    return json.dumps(
        {"nama": isi.nama, "jumlah_layar": len(isi.butir), "is_contoh": isi.is_contoh, "snapshot_dipakai": used},
        ensure_ascii=False,
    )


def _written(one: ButirDaftar) -> tuple[str, ...]:
    return one.judul_sendiri, one.catatan or "", one.pertanyaan or ""


def _settled(isi: DaftarRapat, oleh: str) -> tuple[DaftarRapat, str]:
    """The list as it will be read back, and its text. PlanInvalid says what is wrong, without repeating it."""
    wrong = []
    if not isi.nama.strip():
        wrong.append("Tulis judul rapat.")
    if not isi.butir:
        wrong.append("Daftar ini belum berisi layar.")
    if len(isi.butir) > PALING_BANYAK:
        wrong.append(f"Paling banyak {PALING_BANYAK} layar dalam satu daftar; pecah menjadi dua.")
    if len({one.id for one in isi.butir}) < len(isi.butir):
        wrong.append("Ada layar yang tercatat dua kali; muat ulang halaman.")
    if not oleh.strip():
        wrong.append("Tulis unit yang menyimpan.")
    if has_person(oleh):
        wrong.append("Unit penyimpan memuat angka seperti NIK atau NIP; tulis nama unit atau jabatan saja.")
    if has_person(isi.nama):
        wrong.append("Judul rapat memuat angka seperti NIK atau NIP; hapus angkanya.")
    places = [str(place) for place, one in enumerate(isi.butir, start=1) if any(map(has_person, _written(one)))]
    if places:
        wrong.append(f"Tulisan pada layar {', '.join(places)} memuat angka seperti NIK atau NIP; hapus angkanya.")
    text = "" if wrong else _text(isi)
    if len(text) > MOST_BYTES // 4 and len(text.encode()) > MOST_BYTES:
        wrong.append(f"Daftar ini lebih dari {MOST_BYTES // 1_000_000} MB; keluarkan beberapa layar.")
    if wrong:
        raise PlanInvalid(f"Daftar belum tersimpan. {' '.join(wrong)}")
    return DaftarRapat.model_validate_json(text), text


def _text(isi: DaftarRapat) -> str:
    """The list as it is stored; what no file can hold (half of a character) is said."""
    try:
        return isi.model_dump_json()
    except ValueError:  # pydantic's own, for a lone surrogate
        raise PlanInvalid(
            "Daftar belum tersimpan. Ada huruf yang tidak dapat disimpan; tulis ulang judul atau catatan."
        ) from None


def _check_scope(viewer: Viewer, place: str | None, *, is_write: bool = False) -> None:
    if not (may_save if is_write else may_read)(viewer, place):
        what = "disimpan" if is_write else "dibuka"
        raise PlanRefused(
            f"Daftar rapat ini memuat data di luar lingkup Anda, jadi tidak dapat {what} dengan lingkup "
            f"{viewer.lingkup}."
        )


def _load(con: sqlite3.Connection, id: str, versi: int | None, viewer: Viewer) -> Versi:
    which, params = ("", (id,)) if versi is None else ("AND v.versi = ?", (id, versi))
    found = con.execute(
        f"SELECT {_ABOUT}, v.isi FROM versi_daftar AS v WHERE v.daftar = ? {which} ORDER BY v.versi DESC LIMIT 1",
        params,
    ).fetchone()
    if found is None:
        raise KeyError(id)
    _check_scope(viewer, found[4])
    opened = _versi(found)
    # the column is what is asked for in lists; the screens themselves have the last word
    _check_scope(viewer, place_of(opened.isi))
    return opened


def load(id: str, versi: int | None = None, *, viewer: Viewer = DEMO) -> Versi:
    """A list as saved, the newest version unless told; KeyError when there is none, PlanRefused outside the scope."""
    with _reading() as con:
        if con is None:
            raise KeyError(id)
        return _load(con, id, versi, viewer)


def _add(con: sqlite3.Connection, made: Versi, text: str) -> Versi:
    con.execute(
        "INSERT INTO versi_daftar (daftar, versi, disimpan, oleh, kode_provinsi, ringkas, isi) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (made.id, made.versi, made.disimpan.isoformat(), made.oleh, made.kode_provinsi, _summary(made.isi), text),
    )
    con.execute("DELETE FROM versi_daftar WHERE daftar = ? AND versi <= ?", (made.id, made.versi - KEPT))
    return made


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _unit(oleh: str) -> str:
    return oleh.strip().encode(errors="ignore").decode()


def create(isi: DaftarRapat, oleh: str, *, viewer: Viewer = DEMO) -> Versi:
    """A new list at version 1; PlanRefused for screens outside the viewer's scope, PlanInvalid for a broken rule."""
    place = _own_place(isi, viewer)
    _check_scope(viewer, place, is_write=True)
    back, text = _settled(isi, oleh)
    id = uuid.uuid4().hex[:10]
    with writing() as con:
        con.execute("INSERT INTO daftar (id) VALUES (?)", (id,))
        return _add(con, Versi(id, 1, _now(), _unit(oleh), place, back), text)


def save(
    id: str, isi: DaftarRapat, *, dari: int, oleh: str, saat: datetime | None = None, viewer: Viewer = DEMO
) -> Versi:
    """The next version of a list; `dari` is the version the change was made on, `saat` when that was saved.

    Conflict when somebody has saved since, or a restored copy has put another in its place, and nothing is written;
    KeyError for an unknown list; PlanRefused and PlanInvalid as for a new one.
    """
    place = _own_place(isi, viewer)
    with writing() as con:
        found = con.execute(
            f"SELECT v.versi, v.kode_provinsi, v.disimpan FROM versi_daftar AS v WHERE v.daftar = ? AND {_NEWEST}",
            (id,),
        ).fetchone()
        if found is None:
            raise KeyError(id)
        for one in (found[1], place):
            _check_scope(viewer, one, is_write=True)
        if found[0] != dari or (saat is not None and _moment(found[2]) != saat):
            raise Conflict(_load(con, id, None, viewer))
        back, text = _settled(isi, oleh)
        return _add(con, Versi(id, dari + 1, _now(), _unit(oleh), place, back), text)


def _summaries(where: str, params: tuple[object, ...], viewer: Viewer) -> tuple[Ringkas, ...]:
    with _reading() as con:
        if con is None:
            return ()
        found = con.execute(
            f"SELECT {_ABOUT}, v.ringkas, d.is_arsip FROM versi_daftar AS v JOIN daftar AS d ON d.id = v.daftar "
            f"WHERE {where} ORDER BY v.disimpan DESC, v.rowid DESC",
            params,
        ).fetchall()
    return tuple(_ringkas(row) for row in found if may_read(viewer, row[4]))


def listed(*, is_arsip: bool = False, viewer: Viewer = DEMO) -> tuple[Ringkas, ...]:
    """The newest version of every list the viewer may read, last saved first; the archived ones when asked."""
    return _summaries(f"d.is_arsip = ? AND {_NEWEST}", (int(is_arsip),), viewer)


def about(id: str, *, viewer: Viewer = DEMO) -> Ringkas | None:
    """The newest version of one list, archived or not; None where there is none for this viewer."""
    return next(iter(_summaries(f"v.daftar = ? AND {_NEWEST}", (id,), viewer)), None)


def history(id: str, *, viewer: Viewer = DEMO) -> tuple[Ringkas, ...]:
    """The versions of a list that are kept, newest first; () for an unknown list."""
    return tuple(sorted(_summaries("v.daftar = ?", (id,), viewer), key=lambda one: -one.versi))


def needed_snapshots() -> frozenset[str]:
    """Snapshots that the newest version of a list stands on, archived ones excepted; pruning keeps them.

    StoreUnreadable where a list does not say which: then nothing may be taken away.
    """
    with _reading() as con:
        found = [] if con is None else con.execute(
            "SELECT v.ringkas, v.isi FROM versi_daftar AS v JOIN daftar AS d ON d.id = v.daftar "
            f"WHERE d.is_arsip = 0 AND {_NEWEST}"
        ).fetchall()  # fmt: skip
    return frozenset(id for about, text in found for id in _used(about, text))


def _used(about: str, text: str) -> tuple[str, ...]:
    """The snapshots a list stands on, by its summary; by its screens where that is damaged."""
    with suppress(ValueError, TypeError, KeyError):
        used = json.loads(about)["snapshot_dipakai"]
        if isinstance(used, list) and all(isinstance(one, str) for one in used):
            return tuple(used)
    return tuple(one.snapshot for one in _opened(text).butir if one.snapshot)


def archive(id: str, *, is_arsip: bool = True, viewer: Viewer = DEMO) -> None:
    """Put a list out of the shelf, or back into it; KeyError for an unknown list."""
    with writing() as con:
        found = con.execute(
            f"SELECT v.kode_provinsi FROM versi_daftar AS v WHERE v.daftar = ? AND {_NEWEST}", (id,)
        ).fetchone()
        if found is None:
            raise KeyError(id)
        _check_scope(viewer, found[0], is_write=True)
        con.execute("UPDATE daftar SET is_arsip = ? WHERE id = ?", (int(is_arsip), id))


def keep_draft(id: str, found: Draf) -> None:
    """Keep what a session has not saved, under a name only its browser knows; drafts of long ago are let go.

    PlansFault when it can't be kept. What must not be stored is not: a number of a person in what was typed.
    """
    if any(has_person(text) for one in found.isi.butir for text in _written(one)) or has_person(found.isi.nama):
        raise PlanInvalid("Draf tidak disimpan: ada angka seperti NIK atau NIP.")
    text = _text(found.isi)
    if len(text) > MOST_BYTES:
        raise PlanInvalid("Draf tidak disimpan: daftar terlalu besar.")
    with writing(DRAFT_WAIT) as con:
        now = _now()
        con.execute("DELETE FROM draf WHERE disimpan < ?", ((now - timedelta(days=DRAFT_DAYS)).isoformat(),))
        con.execute(
            "INSERT OR REPLACE INTO draf (id, disimpan, daftar, versi, isi) VALUES (?, ?, ?, ?, ?)",
            (id, now.isoformat(), found.daftar, found.versi, text),
        )


def draft(id: str, *, viewer: Viewer = DEMO) -> Draf | None:
    """What a session left unsaved; None where there is nothing, or nothing for this viewer."""
    with _reading() as con:
        row = None if con is None else con.execute("SELECT daftar, versi, isi FROM draf WHERE id = ?", (id,)).fetchone()
    if row is None:
        return None
    isi = _opened(row[2])
    return Draf(row[0], row[1], isi) if may_read(viewer, place_of(isi)) else None


def drop_draft(id: str) -> None:
    """Let a draft go: what it held was saved, or set aside."""
    with _reading() as con:
        is_there = con is not None and con.execute("SELECT 1 FROM draf WHERE id = ?", (id,)).fetchone() is not None
    if is_there:
        with writing(DRAFT_WAIT) as con:
            con.execute("DELETE FROM draf WHERE id = ?", (id,))
