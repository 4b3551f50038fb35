"""A world read and checked as a build does it, and read again with one file changed: the clean parts are taken over."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from bench.dokter.corruption import Expected, Mutation
from bench.dokter.world import World
from pipelines import findings
from pipelines.assemble import Assembly, gather
from schemas.manifest import Manifest
from warehouse.snapshots import Snapshot

_AT_ONCE = 10


def _silent(_sentence: str, _share: float) -> None:
    """Nobody watches."""


@dataclass(frozen=True)
class Verdict:
    """Whether a corruption was caught, whether its very cell was named, and what was found instead."""

    is_caught: bool
    is_named: bool
    seconds: float
    found: str = ""


class Ward:
    """One world on disk. `clean` holds the findings of the clean world: there should be none."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world, self.folder = world, folder
        self.exports, self.staged = folder / "ekspor", folder / "ubahan"
        self.exports.mkdir(parents=True)
        self._bases: tuple[Snapshot, ...] = ()
        given = list(world.exports.values())
        # Few at a time: a build of many files starts processes, which costs more than such small files take to read.
        for start in range(0, len(given), _AT_ONCE):
            for export in given[start : start + _AT_ONCE]:
                (self.exports / export.nama).write_bytes(export.content())
            manifest, place = self._manifest({})
            self._bases = (Snapshot("bersih", place, manifest),)
            self.manifest = manifest
        self.clean = findings.read(place)

    def _manifest(self, staged: Mapping[str, Path]) -> tuple[Manifest, Path]:
        place = self.folder / f"hasil-{time.monotonic_ns()}"
        place.mkdir(mode=0o700)
        material = gather(self.exports, staged, None, _silent)
        return Assembly(material, self._bases, _silent).manifest(place, is_empty_allowed=True), place

    def read(self, files: Mapping[str, bytes]) -> tuple[pd.DataFrame, Manifest]:
        """What is found with these files in the place of, or beside, those of the clean world; and the ledgers."""
        self.staged.mkdir()
        staged = {name: self.staged / name for name in files}
        for name, content in files.items():
            staged[name].write_bytes(content)
        try:
            manifest, place = self._manifest(staged)
            found = findings.read(place)
            shutil.rmtree(place)
        finally:
            shutil.rmtree(self.staged)
        return found, manifest

    def examine(self, mutation: Mutation) -> Verdict:
        """Whether the corruption's cell is named, with a code that means it."""
        for name, content in mutation.files.items():
            clean = self.exports / name
            assert not clean.is_file() or clean.read_bytes() != content, f"{name}: nothing was corrupted"
        start = time.perf_counter()
        found, manifest = self.read(mutation.files)
        return self.judge(mutation, found, manifest, time.perf_counter() - start)

    def judge(self, mutation: Mutation, found: pd.DataFrame, manifest: Manifest, seconds: float = 0.0) -> Verdict:
        """The same of findings and ledgers that are there already."""
        if mutation.expected.is_note:
            is_quiet = found[found["berkas"] == mutation.expected.berkas].empty
            is_noted = is_quiet and self._has_one_more_note(manifest, mutation.expected.berkas)
            return Verdict(is_noted, is_noted, seconds, "bukan satu catatan lagi di ledger")
        here = in_place(found, mutation.expected)
        named = here[here["kode"].isin(mutation.expected.kode)]
        told = "; ".join(
            f"{row['kode']} {row['berkas']} [{row['lembar']}] {row['sel'] or row['baris']}"
            for row in found.head(4).to_dict("records")
        )
        told = f"mestinya di {mutation.expected.where}; ditemukan: {told or 'tidak ada'}"
        return Verdict(not named.empty, not here.empty, seconds, told)

    def _has_one_more_note(self, manifest: Manifest, berkas: str) -> bool:
        """Whether a file's ledger has one note more than that of its clean twin, and nothing else changed."""
        before, after = (_ledger(given, berkas) for given in (self.manifest, manifest))
        return after == (before[0], before[1], before[2] + 1)


def _ledger(manifest: Manifest, berkas: str) -> tuple[int, int, int]:
    """Rows accepted, set aside and noted of a file."""
    sheets = [sheet for source in manifest.berkas if source.nama == berkas for sheet in source.lembar]
    return (
        sum(sheet.diterima for sheet in sheets),
        sum(sheet.disisihkan for sheet in sheets),
        sum(sheet.total_catatan for sheet in sheets),
    )


def in_place(found: pd.DataFrame, expected: Expected) -> pd.DataFrame:
    """The findings at the very place a corruption struck, whatever their code."""
    here = found[found["berkas"] == expected.berkas]
    if expected.is_file:
        return here
    here = here[here["lembar"] == expected.lembar]
    if expected.sel:
        return here[here["sel"].isin(expected.sel)]
    if expected.baris is not None:
        return here[here["baris"] == expected.baris]
    return here[here["baris"].isna() | here["kode"].isin(expected.kode)]
