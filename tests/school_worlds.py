"""Simulated schools for the statistics' own tests: units of schools whose teachers move together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.shares import with_share

Floats = npt.NDArray[np.float64]
SUMS = ["jumlah_satuan", "x", "m", "xx", "mm", "xm"]


def units(schools: Sequence[Sequence[tuple[int, int]]]) -> pd.DataFrame:
    """One row a unit with its sums and share, from (x, m) of each of its schools."""
    rows = []
    for unit in schools:
        x, m = np.array(unit, dtype=float).T
        rows.append([len(unit), x.sum(), m.sum(), (x * x).sum(), (m * m).sum(), (x * m).sum()])
    frame = with_share(pd.DataFrame(rows, columns=SUMS))
    return frame.assign(kode=[f"{place:02d}" for place in range(len(frame))], nama=frame.index.map(lambda i: f"U{i}"))


def worlds(
    count: int, schools: tuple[int, int], *, many: int, spread: float, people: tuple[int, int] = (5, 35),
    rho: float = 0.1, share: float = 0.65, seed: int = 0,
) -> Iterator[tuple[Floats, pd.DataFrame]]:  # fmt: skip
    """The true shares (0-1) and the units seen (sums and share), world after world.

    `schools`: least and most a unit; `people`: least and most a school; `spread`: of the true shares; `rho`:
    correlation of the people of one school (beta-binomial; 0: free).
    """
    rng = np.random.default_rng(seed)
    size = rng.integers(schools[0], schools[1] + 1, count)
    start = np.concatenate([[0], np.cumsum(size)[:-1]])
    m = rng.integers(people[0], people[1] + 1, size.sum()).astype(float)
    truth = np.clip(share + spread * rng.standard_normal(count), 0.05, 0.95)
    of_school = np.repeat(truth, size)
    fixed = {"jumlah_satuan": size.astype(float), "m": np.add.reduceat(m, start), "mm": np.add.reduceat(m * m, start)}
    for _ in range(many):
        p = of_school
        if rho > 0:
            a = (1 - rho) / rho
            p = rng.beta(of_school * a, (1 - of_school) * a)
        x = rng.binomial(m.astype(int), p).astype(float)
        sums = {**fixed, **{n: np.add.reduceat(v, start) for n, v in (("x", x), ("xx", x * x), ("xm", x * m))}}
        yield truth, with_share(pd.DataFrame(sums)[SUMS])
