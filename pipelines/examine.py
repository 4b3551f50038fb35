"""An examination: files read and checked as a build would, with the exports around them, and nothing published.

No lock is needed and nothing of the warehouse is changed. The result stays beside the staged files, in `.hasil`; it
holds what a snapshot holds but for the marts: nothing personal.
"""

from __future__ import annotations

import os
import shutil
import unicodedata
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from pipelines import parts, read
from pipelines.assemble import Assembly, BuildFailed, gather
from pipelines.build import remedy
from pipelines.difference import Difference, compare
from schemas.manifest import Manifest
from warehouse import progress, snapshots
from warehouse.paths import exports_dir

RESULT, DIFFERENCE = ".hasil", "selisih.json"


@dataclass(frozen=True)
class Examination:
    """What a build of the exports with the staged files would bring. `sidik_isi` is what accepting it means."""

    manifest: Manifest
    difference: Difference
    folder: Path
    sidik_isi: str

    @property
    def snapshot(self) -> snapshots.Snapshot:
        """Its folder as something whose parts can be taken over."""
        return snapshots.Snapshot(self.manifest.id, self.folder, self.manifest)


def staged_in(staging: Path) -> dict[str, Path]:
    """The files of a staging folder by the names that they would have among the exports."""
    return placed({name: staging / name for name in read.exports_in(staging)[0]})


def placed(files: Mapping[str, Path]) -> dict[str, Path]:
    """Files by the names that they would have among the exports.

    A name that differs from one already there only in case or Unicode form means that file.
    """
    folder = exports_dir()
    there = {_plain(path.name): path.name for path in folder.iterdir() if path.is_file()} if folder.is_dir() else {}
    return {there.get(_plain(name), name): path for name, path in files.items()}


def _plain(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def examine(
    staging: Path,
    *,
    report: progress.Report | None = None,
    assumed: date | None = None,
    files: Mapping[str, Path] | None = None,
) -> Examination:
    """Read and check the exports overlaid by what lies in `staging` (or by `files`); the result goes to `.hasil` there.

    BuildFailed carries a message for people.
    """
    tell = report or (lambda sentence, share: None)
    snapshots.sweep()  # a publication that died half-way is put right before its exports are read
    place = staging / f"{RESULT}.{os.getpid()}-{uuid.uuid4().hex[:8]}"
    try:
        place.mkdir(mode=0o700)
        found = _examined(place, placed(files) if files is not None else staged_in(staging), assumed, tell)
        target = staging / RESULT
        shutil.rmtree(target, ignore_errors=True)
        os.rename(place, target)
    except BuildFailed:
        raise
    except Exception as failure:
        message = remedy(failure)
        if message is None:
            raise
        raise BuildFailed(message) from failure
    finally:
        shutil.rmtree(place, ignore_errors=True)
    tell("Selesai diperiksa", 1.0)
    return Examination(found.manifest, found.difference, target, found.sidik_isi)


def _examined(place: Path, staged: Mapping[str, Path], assumed: date | None, tell: progress.Report) -> Examination:
    material = gather(exports_dir(), staged, assumed, tell)
    serving = snapshots.current()
    manifest = Assembly(material, (serving,) if serving else (), tell).manifest(place, is_empty_allowed=True)
    tell("Membandingkan dengan snapshot yang melayani", 0.9)
    difference = compare(serving, manifest, place).model_copy(update={"tanggal": assumed})
    parts.keep_named(place, manifest.berkas)
    (place / snapshots.MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
    (place / DIFFERENCE).write_text(difference.model_dump_json(indent=1), encoding="utf-8")
    return Examination(manifest, difference, place, material.sidik_isi)


def load(staging: Path) -> Examination | None:
    """The result of the last examination of a folder; None when there is none."""
    folder = staging / RESULT
    try:
        manifest = Manifest.model_validate_json((folder / snapshots.MANIFEST).read_bytes())
        difference = Difference.model_validate_json((folder / DIFFERENCE).read_bytes())
    except (OSError, ValueError):
        return None
    return Examination(manifest, difference, folder, manifest.sidik_isi)


if __name__ == "__main__":
    from pipelines.examine_command import main

    raise SystemExit(main())
