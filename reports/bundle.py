"""Many files in one ZIP."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import date


def zip_bytes(files: Iterable[tuple[str, bytes]], tanggal: date) -> bytes:
    """The files under their names, dated alike, so that the same files make the same bytes.

    ValueError for a name that stands twice or would leave the folder it is opened in.
    """
    target = io.BytesIO()
    seen: set[str] = set()
    when = (max(tanggal.year, 1980), tanggal.month, tanggal.day, 0, 0, 0)
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in files:
            if name in seen or name.startswith("/") or ".." in name.split("/") or "\\" in name:
                raise ValueError(name)
            seen.add(name)
            about = zipfile.ZipInfo(name, when)
            about.compress_type = zipfile.ZIP_DEFLATED
            about.external_attr = 0o644 << 16
            archive.writestr(about, content)
    return target.getvalue()
