"""How long the sensitivity of priorities to their weights takes: `python -m bench.weights [--runs 5]`.

The whole country by kab/kota and six criteria, 10,000 weightings drawn; goal: below one second.
"""

from __future__ import annotations

import argparse
import statistics
import time

import numpy as np

from analysis.acceptability import DRAWS, acceptability, leave_top, swap
from analysis.need import need, order, rank_intervals

GOAL = 1.0
TOP = 10


def measure(regions: int, criteria: int, draws: int, runs: int) -> dict[str, list[float]]:
    """Seconds of each run, by what was computed; values, unknowns (one in ten) and errors are made up."""
    rng = np.random.default_rng(514)
    values, errors = rng.normal(50, 10, (regions, criteria)), np.full((regions, criteria), 3.0)
    weights, high = np.ones(criteria), np.ones(criteria, dtype=bool)
    holes = np.where(rng.random(values.shape) < 0.1, np.nan, values)
    whole, part = need(values, weights, high, errors), need(holes, weights, high, errors)
    ranks, ranks_part = order(whole.skor), order(part.skor)
    first, next_one, last = (int(np.flatnonzero(ranks == place)[0]) for place in (1, 2, min(TOP, regions)))
    part_first, part_last = (int(np.flatnonzero(ranks_part == place)[0]) for place in (1, min(TOP, regions)))
    work = {
        "SMAA": lambda: acceptability(whole.butuh, top=TOP, draws=draws),
        "SMAA, sebagian tidak tersedia, galat data": lambda: acceptability(
            part.butuh, top=TOP, draws=draws, galat=part.galat_butuh
        ),
        "SMAA dua kriteria, tepat": lambda: acceptability(whole.butuh[:, :2], top=TOP),
        "rentang urutan": lambda: rank_intervals(whole.skor, whole.galat),
        "menukar dua wilayah": lambda: swap(whole.butuh, weights, first, next_one),
        "menukar, sebagian tidak tersedia": lambda: swap(part.butuh, weights, part_first, part_last),
        "keluar dari teratas, urutan 1": lambda: leave_top(whole.butuh, weights, first, TOP),
        f"keluar dari teratas, urutan {TOP}": lambda: leave_top(whole.butuh, weights, last, TOP),
        "keluar, sebagian tidak tersedia": lambda: leave_top(part.butuh, weights, part_last, TOP),
    }
    found: dict[str, list[float]] = {}
    for name, run in work.items():
        for _ in range(runs):
            started = time.perf_counter()
            run()
            found.setdefault(name, []).append(time.perf_counter() - started)
    return found


def main() -> None:
    """Print the middle and the slowest run of each, and whether drawing the weights keeps the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    found = measure(514, 6, DRAWS, parser.parse_args().runs)
    print(f"514 kab/kota x 6 kriteria, {DRAWS} undian bobot; tengah dan terlama dalam milidetik")
    for name, times in found.items():
        print(f"{name:<45} {1000 * statistics.median(times):>8.0f} {1000 * max(times):>8.0f}")
    slowest = max(max(times) for name, times in found.items() if name.startswith("SMAA"))
    print(f"SMAA di bawah {GOAL:.0f} detik: {'ya' if slowest < GOAL else 'TIDAK'}")


if __name__ == "__main__":
    main()
