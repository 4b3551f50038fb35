"""A small clean world of exports, another one for each seed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from bench.dokter import desk, rapor, reports, training, usage
from bench.dokter.places import Places, make_places
from bench.dokter.sheet import Export


@dataclass(frozen=True)
class World:
    """Exports by what they are: 'sekolah', 'pmm_0'..'pmm_2', 'akun_0', 'rapor_1', ..."""

    seed: int
    places: Places
    exports: dict[str, Export]


def make_world(seed: int) -> World:
    """The world of a seed: its regions, names, numbers, delimiters, decimals, titles and column orders."""
    rng = Random(f"dokter-{seed}")
    places = make_places(rng)
    exports = {
        "sekolah": usage.school_list(rng, places),
        **_numbered("pmm", usage.pmm_months(rng, places)),
        **_numbered("akun", usage.accounts(rng, places)),
        **_numbered("platform", usage.platforms(rng, places)),
        "kegiatan": training.events(rng, places),
        **_numbered("hadir", training.attendance(rng, places)),
        **_numbered("penggerak", desk.penggerak(rng, places)),
        "program": desk.programs(rng, places),
        "target": desk.targets(rng, places),
        "publikasi": desk.publications(rng, places),
        "konteks": desk.context(rng, places),
        "statistik": desk.statistics(rng),
        **_numbered("rapor", rapor.books(rng, places)),
        "laporan": reports.school_report(rng, places),
        "pbd": reports.recommendations(rng, places),
        "komunitas": reports.communities(rng, places),
        "tingkat": reports.levels(rng, places),
        "eksplorasi": reports.exploration(rng, places),
    }
    return World(seed, places, exports)


def _numbered(name: str, exports: list[Export]) -> dict[str, Export]:
    return {f"{name}_{place}": export for place, export in enumerate(exports)}
