"""Faults of the machine, not of a file: a full disk, a failing one, no memory. They stop a build; a file does not."""

from __future__ import annotations

import errno
import re

import duckdb

_PASSING = frozenset({errno.ENOSPC, errno.EIO, errno.ENOMEM, errno.EMFILE, errno.ENFILE, errno.EROFS, errno.EFBIG}) | (
    frozenset({errno.EDQUOT}) if hasattr(errno, "EDQUOT") else frozenset()
)
_SAYS = re.compile(
    r"no space left|disk quota|input/output error|too many open files|read-only file system|cannot allocate memory"
    r"|failed to offload|max_temp_directory_size|file too large",
    re.IGNORECASE,
)
_REMEDY = {
    errno.ENOSPC: "ruang penyimpanan habis",
    errno.ENOMEM: "memori habis",
}


class MachineFault(Exception):
    """The build can't go on, whichever file is read; the message is Indonesian."""


def machine_fault(error: BaseException) -> MachineFault | None:
    """What an error says about the machine; None when it speaks of the file alone."""
    said = ""
    if isinstance(error, MemoryError | duckdb.OutOfMemoryException):
        said = "memori atau ruang sementara habis"
    elif isinstance(error, OSError) and error.errno in _PASSING:
        said = _REMEDY.get(error.errno or 0, error.strerror or "kesalahan penyimpanan")
    elif isinstance(error, duckdb.Error) and _SAYS.search(str(error)):
        said = "ruang penyimpanan habis atau tidak dapat ditulis"
    return MachineFault(said) if said else None
