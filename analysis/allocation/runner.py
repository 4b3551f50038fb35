"""The steps in a process of their own: progress to look at, a stop that takes effect at once, nothing left behind.

HiGHS through SciPy 1.17 does let other threads run while it solves: during 3.1 seconds of a national question a thread
that asks to wake every 5 ms woke 619 times of 629, the longest pause being 9 ms (a test looks that it stays so). A
server would therefore not freeze; but a solve inside a thread cannot be interrupted, and one that runs out of memory
would take the server with it. Hence the process.
"""

from __future__ import annotations

import contextlib
import os
import pickle
import struct
import subprocess
import sys
import threading
import weakref
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import IO, Any

from analysis.allocation.study import Permintaan, Studi, steps

ROOT = Path(__file__).resolve().parents[2]
BERSAMA = threading.BoundedSemaphore(max(1, (os.cpu_count() or 2) - 1))
"""Computations at the same time; others wait for their turn, so that pages stay quick."""
MENUNGGU = "Menunggu giliran: perhitungan lain sedang berjalan di komputer ini"
MEMULAI = "Memulai perhitungan"
_SIZE = struct.Struct("!Q")


@dataclass(frozen=True)
class Keadaan:
    """How far a computation is: step `langkah` of `dari` (1 is the first, 0 before it), what it does, what is known."""

    langkah: int = 0
    dari: int = 1
    judul: str = MENUNGGU
    studi: Studi = field(default_factory=Studi)
    is_berjalan: bool = True
    is_dihentikan: bool = False
    galat: str = ""

    @property
    def bagian(self) -> float:
        """Share done, 0-1: steps finished of all steps."""
        is_whole = not (self.is_berjalan or self.is_dihentikan or self.galat)
        return 1.0 if is_whole else max(self.langkah - 1, 0) / self.dari


class Kerja:
    """One computation, begun when made. `keadaan` may be read at any time from any thread; `stop()` ends it at once.

    The child is a Python of its own (`python -m analysis.allocation`): HiGHS cannot be interrupted inside a thread, a
    process can. The child ends by itself when the pipe to its parent closes, so a server that dies leaves none behind;
    a forgotten `Kerja` is stopped when it is collected. What was finished before a stop stays in `keadaan.studi`.
    """

    def __init__(self, minta: Permintaan) -> None:
        self._inside = _Inside(len(steps(minta)))
        self._end = weakref.finalize(self, self._inside.stop)
        threading.Thread(target=self._inside.run, args=(minta,), name="alokasi", daemon=True).start()

    @property
    def keadaan(self) -> Keadaan:
        """How far it is now."""
        return self._inside.keadaan

    @property
    def pid(self) -> int | None:
        """Process id of the child while it runs."""
        child = self._inside.child
        return child.pid if child is not None and child.poll() is None else None

    def stop(self) -> None:
        """End it now; returns when the child is gone."""
        self._inside.stop()

    def wait(self, seconds: float | None = None) -> Keadaan:
        """Wait for the end, at most `seconds`; for tests and command lines."""
        self._inside.ended.wait(seconds)
        return self.keadaan


class _Inside:
    """What the thread holds; apart from Kerja, so that a forgotten Kerja can be collected while the thread runs."""

    def __init__(self, count: int) -> None:
        self.keadaan = Keadaan(dari=max(count, 1))
        self.child: subprocess.Popen[bytes] | None = None
        self.ended = threading.Event()
        self.stopped = threading.Event()
        self.lock = threading.Lock()

    def run(self, minta: Permintaan) -> None:
        while not BERSAMA.acquire(timeout=0.1):
            if self.stopped.is_set():
                return
        try:
            self._run(minta)
        except (OSError, EOFError, pickle.PickleError) as problem:
            self._finish(f"Perhitungan tidak dapat dijalankan: {problem}")
        finally:
            BERSAMA.release()
            self.ended.set()

    def _run(self, minta: Permintaan) -> None:
        with self.lock:
            if self.stopped.is_set():
                return
            self.child = child = _start()
            self.keadaan = replace(self.keadaan, judul=MEMULAI)
        assert child.stdin is not None
        assert child.stdout is not None
        try:
            _write(child.stdin, minta)
            while (message := _read(child.stdout)) is not None:
                self._hear(*message)
        except (BrokenPipeError, ConnectionResetError, EOFError):
            pass  # the child has gone: stopped, or ended badly; said below
        finally:
            child.kill()
            child.wait()
            for pipe in (child.stdin, child.stdout):
                with contextlib.suppress(OSError):  # what was not sent to a process that is gone
                    pipe.close()
        if self.keadaan.is_berjalan:
            self._finish("Prosesnya berhenti tanpa hasil, misalnya karena memori komputer habis.")

    def _hear(self, kind: str, value: Any) -> None:
        with self.lock:
            if self.stopped.is_set():
                return
            if kind == "langkah":
                langkah, judul = value
                self.keadaan = replace(self.keadaan, langkah=langkah, judul=judul)
            elif kind == "studi":
                self.keadaan = replace(self.keadaan, studi=value)
            elif kind == "galat":
                self.keadaan = replace(self.keadaan, galat=value, is_berjalan=False)
            elif kind == "selesai":
                self.keadaan = replace(self.keadaan, is_berjalan=False)

    def _finish(self, galat: str) -> None:
        with self.lock:
            if self.keadaan.is_berjalan:
                self.keadaan = replace(self.keadaan, is_berjalan=False, galat=galat)

    def stop(self) -> None:
        with self.lock:
            self.stopped.set()
            if self.keadaan.is_berjalan:
                self.keadaan = replace(self.keadaan, is_berjalan=False, is_dihentikan=True)
            child = self.child
        if child is not None and child.poll() is None:
            child.kill()
            child.wait()
        self.ended.set()


def _start() -> subprocess.Popen[bytes]:
    env = {name: value for name, value in os.environ.items() if name != "PYTHONSAFEPATH"}
    return subprocess.Popen(
        [sys.executable, "-m", "analysis.allocation"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
        env=env,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _write(pipe: IO[bytes], message: Any) -> None:
    data = pickle.dumps(message)
    pipe.write(_SIZE.pack(len(data)) + data)
    pipe.flush()


def _read(pipe: IO[bytes]) -> Any:
    head = pipe.read(_SIZE.size)
    if len(head) < _SIZE.size:
        return None
    (size,) = _SIZE.unpack(head)
    return pickle.loads(_whole(pipe, size))


def _whole(pipe: IO[bytes], size: int) -> bytes:
    data = pipe.read(size)
    if len(data) < size:
        raise EOFError("pesan terpotong")
    return data


def serve(inward: IO[bytes], outward: IO[bytes]) -> int:
    """The child's whole life: read one request, run its steps, say each; gone as soon as the parent's pipe closes."""
    minta = _read(inward)
    if not isinstance(minta, Permintaan):
        return 2
    threading.Thread(target=_leave_with_parent, args=(inward,), daemon=True).start()
    studi = Studi()
    try:
        for at, step in enumerate(steps(minta), start=1):
            _write(outward, ("langkah", (at, step.judul)))
            studi = step.kerja(studi)
            _write(outward, ("studi", studi))
    except Exception as problem:  # whatever it is, the page says it instead of waiting for ever
        _write(outward, ("galat", f"Perhitungan gagal ({type(problem).__name__}: {problem})."))
        return 1
    _write(outward, ("selesai", None))
    return 0


def _leave_with_parent(inward: IO[bytes]) -> None:
    """Nothing more is ever sent: the read ends only when the parent closed its end or died."""
    inward.read(1)
    os._exit(0)
