"""A process that works for another ends with it: an orphan would hold the lock and write beside its successor."""

from __future__ import annotations

import os
import signal
import threading
import time

PARENT = "SERAPAN_INDUK"
"""Environment variable by which the server tells its command whose child it is."""
EVERY = 0.5


def parent() -> int | None:
    """The process this command was started for; None when a person started it."""
    named = os.environ.get(PARENT, "")
    return int(named) if named.isdigit() else None


def follow_server() -> bool:
    """In a command: end when the server that started it is gone. Whether there is such a server."""
    server = parent()
    if server is None:
        return False
    _follow(server)
    return True


def follow_parent() -> None:
    """In a worker: end with the process that made it, and leave Ctrl+C to that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _follow(os.getppid())


def _follow(process: int) -> None:
    def watch() -> None:
        while os.getppid() == process:
            time.sleep(EVERY)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
