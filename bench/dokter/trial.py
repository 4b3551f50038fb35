"""One seed: its world, the findings of the clean twin, and each kind of corruption in it."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from bench.dokter import figures, identity, meaning, shape  # noqa: F401 (they enter their kinds)
from bench.dokter.corruption import KINDS, Mutation
from bench.dokter.examination import Verdict, Ward
from bench.dokter.world import World, make_world


@dataclass(frozen=True)
class SeedResult:
    """Verdicts by kind, and what was found in the clean world."""

    seed: int
    verdicts: dict[str, Verdict]
    alarms: tuple[str, ...]


def mutation_of(world: World, nama: str, turn: int = 0) -> Mutation:
    """The corruption of a kind in a world, the same each time; another turn strikes elsewhere."""
    return KINDS[nama].make(world, Random(f"{nama}-{world.seed}-{turn}" if turn else f"{nama}-{world.seed}"))


def run_seed(seed: int, wanted: Sequence[str], folder: Path) -> SeedResult:
    """Every wanted kind (all without any) on one seed."""
    world = make_world(seed)
    ward = Ward(world, folder)
    verdicts = {nama: ward.examine(mutation_of(world, nama)) for nama in wanted or KINDS}
    shutil.rmtree(folder)
    alarms = tuple(
        f"benih {seed}: {row['keparahan']} {row['kode']} {row['berkas']} [{row['lembar']}] "
        f"{row['sel'] or row['baris']}: {row['alasan']}"
        for row in ward.clean.to_dict("records")
    )
    return SeedResult(seed, verdicts, alarms)
