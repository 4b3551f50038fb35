"""Part files of a snapshot: which still stand, which are taken over, and that nothing else goes out with them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from pipelines.aside import FILE as FINDINGS
from pipelines.import_file import TRAIL
from schemas.manifest import Manifest, SourceFile
from warehouse import gate, snapshots

_MARK = b"PAR1"


def is_settled(manifest: Manifest) -> bool:
    """Whether no file waits to be read again: one refused for a fault that may pass has no fingerprint."""
    known = {source.sha256 for source in manifest.berkas if source.sidik}
    return all(source.galat is None or source.sha256 in known for source in manifest.berkas)


def stands(snapshot: snapshots.Snapshot) -> bool:
    """Whether all that a snapshot's manifest names is there, so that it can answer and be built on."""
    found = snapshot.path / FINDINGS
    return (
        gate.is_answering(snapshot)
        and all(has_parts(snapshot.path, source) for source in snapshot.manifest.berkas)
        and (not found.exists() or _is_parquet(found))
    )


def is_whole(snapshot: snapshots.Snapshot, source: SourceFile) -> bool:
    """Whether a file's parts can be taken over: read, there, and no row gave way to another file's."""
    return (
        bool(source.sidik)
        and source.galat is None
        and not any(sheet.disisihkan_lintas for sheet in source.lembar)
        and has_parts(snapshot.path, source)
    )


def has_parts(place: Path, source: SourceFile) -> bool:
    """Whether the parts that a file's ledger names are there and end as Parquet does."""
    named = [place / file for sheet in source.lembar for file in _named(sheet.dataset, sheet.bagian)]
    if any(sheet.disisihkan for sheet in source.lembar):
        named.append(place / FINDINGS)
    return all(_is_parquet(file) for file in named)


def _named(dataset: str | None, part: str | None) -> tuple[str, ...]:
    return (f"{dataset}/{part}.parquet", f"{TRAIL}/{part}.parquet") if dataset and part else ()


def _is_parquet(file: Path) -> bool:
    try:
        with file.open("rb") as opened:
            start = opened.read(4)
            opened.seek(-4, os.SEEK_END)
            return start == _MARK == opened.read(4)
    except OSError:
        return False


def take_over(old: Path, place: Path, sources: Iterable[SourceFile]) -> None:
    """Hard links to the parts of the serving snapshot; copies where the file system has none."""
    for source in sources:
        for sheet in source.lembar:
            for part in _named(sheet.dataset, sheet.bagian):
                (place / part).parent.mkdir(exist_ok=True)
                try:
                    os.link(old / part, place / part)
                except OSError:
                    shutil.copy2(old / part, place / part)


def keep_named(place: Path, sources: Iterable[SourceFile], spared: frozenset[str] = frozenset()) -> None:
    """Remove whatever no ledger names: parts of a file refused half-way, and scratch files with cells as they came.

    `spared` are folders that the build still works in.
    """
    known = {part for source in sources for sheet in source.lembar for part in _named(sheet.dataset, sheet.bagian)}
    known |= {FINDINGS, snapshots.MARTS, snapshots.MANIFEST}
    folders = {Path(part).parent.name for part in known}
    for found in list(place.iterdir()):
        if found.name in spared:
            continue
        if not found.is_dir():
            if found.name not in known:
                found.unlink()
        elif found.name not in folders:
            shutil.rmtree(found)
        else:
            for file in list(found.iterdir()):
                if f"{found.name}/{file.name}" not in known:
                    shutil.rmtree(file) if file.is_dir() else file.unlink()
