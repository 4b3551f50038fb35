"""Uploads on their way: staged, examined, published. Each step is a process of its own.

A closed browser ends nothing; what a step comes to is read from the folder. A step that was killed is seen as failed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
import time
import unicodedata
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import IO, Literal

from pipelines import examine as examination
from pipelines.build import Arriving, BuildFailed, build, remedy
from pipelines.command import where_it_broke
from warehouse import exports, handover, lifeline, locking, snapshots, staging
from warehouse.paths import REPOSITORY, exports_dir

Tugas = Literal["periksa", "terbit"]
_STATE = ".kemajuan.json"
_MOST_NAME = 180
_FORBIDDEN = '<>:"|?*\\/'
_WAIT = 30.0
"""Seconds a publication waits for another one; then it is refused with a sentence."""
_EVERY = 0.2
_START = 10.0
"""Seconds in which a step must have its own lock where it can't inherit one (Windows)."""


class InboxRefused(Exception):
    """It can't be done; the message is Indonesian and says what to do."""


@dataclass(frozen=True)
class Staged:
    """One waiting file; `is_pengganti`: the exports hold one of that name, which it would replace."""

    nama: str
    bytes: int
    is_pengganti: bool


@dataclass(frozen=True)
class State:
    """How far the step at work is, or what the last one came to.

    `galat` is why it failed; `snapshot` the id that a publication brought, or that already held the same files.
    """

    tugas: Tugas | None = None
    langkah: str = ""
    bagian: float = 0.0
    is_running: bool = False
    galat: str | None = None
    is_done: bool = False
    snapshot: str | None = None
    waktu: float = 0.0


@dataclass(frozen=True)
class Inbox:
    """One visit's waiting files."""

    id: str

    @property
    def folder(self) -> Path:
        """Where they lie, readable by their owner alone."""
        return staging.staging_dir() / self.id

    def files(self) -> tuple[Staged, ...]:
        """The waiting files by name."""
        return tuple(
            Staged(name, path.stat().st_size, (exports_dir() / name).is_file())
            for name, path in sorted(examination.staged_in(self.folder).items())
        )

    def save(self, name: str, content: bytes | IO[bytes]) -> str:
        """Add a file, replacing one of the same name; the name it got."""
        kept = safe_name(name)
        self._change()
        aside = self.folder / f".{kept[-100:]}.tmp"
        try:
            with aside.open("wb") as file:
                file.write(content) if isinstance(content, bytes) else shutil.copyfileobj(content, file, 1 << 20)
            os.replace(aside, self.folder / kept)
        except OSError as failure:
            why = failure.strerror or str(failure)
            raise InboxRefused(f"Berkas {kept} tidak dapat disimpan ({why}). Periksa ruang penyimpanan.") from failure
        finally:
            with suppress(OSError):
                aside.unlink(missing_ok=True)
        return kept

    def remove(self, name: str) -> None:
        """Take a waiting file away for good."""
        known = examination.staged_in(self.folder)
        if name in known:
            self._change()
            known[name].unlink(missing_ok=True)

    def delete(self) -> None:
        """Everything of this visit, for good."""
        if staging.is_busy(self.folder):
            raise InboxRefused("Berkas sedang diproses. Tunggu sampai selesai.")
        shutil.rmtree(self.folder, ignore_errors=True)

    def result(self) -> examination.Examination | None:
        """What the last examination of exactly these files came to."""
        return examination.load(self.folder)

    def _change(self) -> None:
        """What was examined counts no longer."""
        if not self.folder.is_dir():
            raise InboxRefused("Unggahan ini sudah dihapus. Mulai lagi dan seret berkasnya.")
        if staging.is_busy(self.folder):
            raise InboxRefused("Berkas sedang diproses. Tunggu sampai selesai.")
        shutil.rmtree(self.folder / examination.RESULT, ignore_errors=True)
        (self.folder / _STATE).unlink(missing_ok=True)


def safe_name(name: str) -> str:
    """An uploaded file's name as it may stand in the exports; InboxRefused when no export can have it."""
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join("_" if sign in _FORBIDDEN else sign for sign in last if sign.isprintable()).strip().rstrip(".")
    stem, ending = os.path.splitext(kept)
    while stem and len((stem + ending).encode("utf-8", "replace")) > _MOST_NAME:
        stem = stem[:-1]
    kept = f"{stem}{ending}"
    if not stem.strip() or exports.is_skipped(Path(kept)) or not _is_text(kept):
        raise InboxRefused(f"Nama berkas {kept or '(kosong)'!r} bukan nama ekspor. Ganti namanya, lalu unggah lagi.")
    return kept


def _is_text(name: str) -> bool:
    try:
        return bool(name.encode("utf-8"))
    except UnicodeEncodeError:
        return False


def create() -> Inbox:
    """A new empty one; those of more than a day ago are deleted."""
    try:
        return Inbox(staging.new_folder().name)
    except OSError as failure:
        why = failure.strerror or str(failure)
        raise InboxRefused(f"Folder data tidak dapat ditulis ({why}). Periksa ruang dan izinnya.") from failure


def find(id: str) -> Inbox | None:
    """The one of that id, if it is still there."""
    try:
        return Inbox(staging.folder_of(id).name)
    except KeyError:
        return None


def state(inbox: Inbox) -> State:
    """How far it is. A step that ended without a word was killed."""
    said = _read(inbox)
    if staging.is_busy(inbox.folder):
        return replace(said, is_running=True, is_done=False)
    if said.is_running:
        said = _read(inbox)  # it may have ended since
    if not said.is_running or (os.name == "nt" and time.time() - said.waktu < _START):
        return said
    result, serving = inbox.result(), snapshots.current()
    if said.tugas == "terbit" and result and serving and serving.manifest.sidik_isi == result.sidik_isi:
        return replace(said, langkah="Snapshot terbit", bagian=1.0, is_running=False, is_done=True, snapshot=serving.id)
    galat = (
        "Proses berhenti mendadak (dimatikan, atau memori habis). Snapshot yang melayani tetap utuh. "
        "Ulangi langkah ini."
    )
    return replace(said, is_running=False, galat=galat)


def _read(inbox: Inbox) -> State:
    try:
        return State(**json.loads((inbox.folder / _STATE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return State()


def start_examination(inbox: Inbox, assumed: date | None = None) -> None:
    """Begin to read and check the waiting files; see `state`, then `Inbox.result`."""
    if not inbox.files():
        raise InboxRefused("Belum ada berkas. Seret berkas ekspor ke halaman ini.")
    _start(inbox, "periksa", "Mulai memeriksa", assumed.isoformat() if assumed else "")


def start_publication(inbox: Inbox, sidik_isi: str) -> None:
    """Begin to publish what was examined and accepted; `sidik_isi` is that of the accepted `Examination`."""
    result = inbox.result()
    if result is None or result.sidik_isi != sidik_isi:
        raise InboxRefused("Berkasnya berubah sejak diperiksa. Periksa sekali lagi, lalu terbitkan.")
    _start(inbox, "terbit", "Mulai menerbitkan", sidik_isi)


def _start(inbox: Inbox, tugas: Tugas, langkah: str, given: str) -> None:
    """The step as a process that holds the folder's lock for as long as it lives, from its first moment on."""
    if not inbox.folder.is_dir():
        raise InboxRefused("Unggahan ini sudah dihapus. Mulai lagi dan seret berkasnya.")
    handle = None
    try:
        handle = os.open(inbox.folder / staging.LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        if not _locked(handle):
            raise InboxRefused("Berkas ini sedang diproses. Tunggu sampai selesai.")
        _write(inbox, State(tugas, langkah, 0.0, is_running=True))
        command = [sys.executable, "-m", "pipelines.inbox", tugas, inbox.id, given]
        process = subprocess.Popen(
            command,
            cwd=REPOSITORY,
            env={**os.environ, lifeline.PARENT: str(os.getpid())},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            pass_fds=(handle,) if os.name != "nt" else (),
            start_new_session=True,
        )
    except OSError as failure:
        why = failure.strerror or str(failure)
        raise InboxRefused(
            f"Langkah ini tidak dapat dimulai ({why}). Periksa ruang penyimpanan, lalu ulangi."
        ) from failure
    finally:
        if handle is not None:
            os.close(handle)
    threading.Thread(target=process.wait, daemon=True).start()


def _locked(handle: int) -> bool:
    """Take the lock; `state` may hold it for a moment."""
    for _ in range(5):
        if locking.try_lock(handle):
            return True
        time.sleep(0.05)
    return False


def _write(inbox: Inbox, said: State) -> None:
    text = json.dumps(asdict(said) | {"waktu": time.time()})
    handover.write_whole(inbox.folder / _STATE, text, is_forced=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """One step, as the server starts it."""
    tugas, id, given = (arguments if arguments is not None else sys.argv[1:])[:3]
    inbox = Inbox(staging.folder_of(id).name)
    lifeline.follow_server()
    if os.name == "nt":
        locking.try_lock(os.open(inbox.folder / staging.LOCK, os.O_RDWR | os.O_CREAT, 0o600))
    _clear(inbox)
    last = 0.0
    shown = State("terbit" if tugas == "terbit" else "periksa", "", 0.0, is_running=True)

    def report(sentence: str, share: float) -> None:
        nonlocal last, shown
        shown = State(shown.tugas, sentence, share, is_running=True)
        if time.monotonic() - last > _EVERY:
            last = time.monotonic()
            _write(inbox, shown)

    snapshot = galat = None
    try:
        if tugas == "terbit":
            snapshot = _publish(inbox, given, report)
        else:
            examination.examine(inbox.folder, report=report, assumed=date.fromisoformat(given) if given else None)
    except (BuildFailed, InboxRefused, snapshots.PublishRefused) as failure:
        galat = str(failure)
    except Exception as failure:
        galat = remedy(failure) or f"Ada {where_it_broke(failure)}"
    said = "Gagal" if galat else "Snapshot terbit" if tugas == "terbit" else "Selesai diperiksa"
    _write(inbox, State(shown.tugas, said, 1.0, False, galat, galat is None, snapshot))
    return 1 if galat else 0


def _clear(inbox: Inbox) -> None:
    """What a step that was killed left: half-written reports, half an examination."""
    with suppress(OSError):
        for left in list(inbox.folder.glob(".*")):
            if left.name.startswith(f"{examination.RESULT}."):
                shutil.rmtree(left, ignore_errors=True)
            elif left.name.endswith(".tmp"):
                left.unlink(missing_ok=True)


def _publish(inbox: Inbox, sidik_isi: str, report: examination.progress.Report) -> str:
    """Publish what was examined; its raw files are gone afterwards. The id that serves."""
    result = inbox.result()
    if result is None or result.sidik_isi != sidik_isi:
        raise InboxRefused("Berkasnya berubah sejak diperiksa. Periksa sekali lagi, lalu terbitkan.")
    report("Menunggu penerbitan lain selesai", 0.0)
    with snapshots.lock(_WAIT):
        staged = examination.staged_in(inbox.folder)
        arriving = Arriving(staged, sidik_isi, result.difference.dibanding, (result.snapshot,))
        exports_dir().mkdir(parents=True, exist_ok=True)
        done = build(exports_dir(), report=report, assumed=result.difference.tanggal, has_lock=True, arriving=arriving)
    with suppress(OSError):  # what is left is swept within a day
        for path in staged.values():
            path.unlink(missing_ok=True)
    assert done.snapshot is not None
    return done.snapshot.id


if __name__ == "__main__":
    raise SystemExit(main())
