"""Fingerprints: what a file's parts and a whole snapshot depend on. Equal fingerprints mean equal results."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from schemas.manifest import SourceFile
from warehouse.paths import REFERENCE, REPOSITORY

_NOT_READING = frozenset({"sample", "marts", "checks"})
"""Folders of pipelines/ that have no part in how a file is read."""


def _hash(files: Iterable[Path]) -> str:
    digest = hashlib.sha256()
    for file in sorted(files):
        digest.update(file.relative_to(REPOSITORY).as_posix().encode("utf-8"))
        digest.update(file.read_bytes())
    return digest.hexdigest()


def _sources(*folders: str) -> list[Path]:
    return [file for folder in folders for file in (REPOSITORY / folder).rglob("*") if file.suffix in {".py", ".sql"}]


@lru_cache(maxsize=1)
def of_reading() -> str:
    """The code and the reference tables that decide what a file says."""
    code = [
        file
        for file in _sources("pipelines", "schemas")
        if file.suffix == ".py" and not _NOT_READING & set(file.relative_to(REPOSITORY).parts)
    ]
    return _hash([*code, *REFERENCE.glob("*.csv")])


@lru_cache(maxsize=1)
def of_everything() -> str:
    """The above, the checks and the marts."""
    return _hash([*_sources("pipelines", "schemas", "analysis"), *REFERENCE.glob("*.csv")])


def version() -> str:
    """The version of the code that built a snapshot."""
    return of_everything()[:12]


def _joined(*parts: str) -> str:
    return hashlib.sha256("\x1f".join(parts).encode("utf-8")).hexdigest()


def _of_key(secret: bytes) -> str:
    return hashlib.sha256(b"serapan:" + secret).hexdigest()


def of_file(name: str, sha256: str, secret: bytes, assumed: date | None, jawaban: str = "") -> str:
    """What a file's parts depend on. Its name counts, for a name may state the date or the region.

    `jawaban` is what was answered about it (`Answers.sidik_berkas`).
    """
    return _joined(of_reading(), name, sha256, _of_key(secret), str(assumed), *filter(None, [jawaban]))


def shown(name: str) -> str:
    """A file's name as text; bytes of it that are no UTF-8 as \\xNN."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


def of_content(
    files: Mapping[str, str], secret: bytes, assumed: date | None, is_sample: bool, jawaban: str = ""
) -> str:
    """What a whole snapshot depends on; `jawaban` is everything answered so far (`Answers.sidik`)."""
    names = [f"{shown(name)}={sha}" for name, sha in sorted(files.items())]
    answered = [f"jawaban={jawaban}"] if jawaban else []
    return _joined(of_everything(), _of_key(secret), str(assumed), str(is_sample), *answered, *names)


def of_parts(sources: Iterable[SourceFile], dataset: str, jawaban: str = "") -> str:
    """The parts of one dataset: what a file matched against it depends on beside itself.

    `jawaban` are the names that people have matched (`Answers.sidik_nama`).
    """
    found = sorted(s.bagian for f in sources for s in f.lembar if s.dataset == dataset and s.bagian)
    return _joined(*found, *filter(None, [jawaban]))
