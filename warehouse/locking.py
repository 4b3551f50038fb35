"""A lock on an open file that the system frees with its holder."""

from __future__ import annotations

import os


def try_lock(handle: int) -> bool:
    """Take the lock if nobody holds it; it is kept until the handle, and every copy of it, is closed."""
    try:
        if os.name == "nt":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined,unused-ignore]
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
