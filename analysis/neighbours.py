"""Statistical neighbours: which regions are most like one, and how much each ingredient adds to the distance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]

LEAST = 0.5
"""A region of which fewer than this part of the ingredients is known is not placed at all."""


@dataclass(frozen=True)
class Tetangga:
    """The other regions, nearest first, and which ingredients went into the distance.

    `frame`: kode, jarak, and one column an ingredient used: its part of the squared distance, NaN where the region's
    own value is missing. `ditinggalkan`: ingredients left out for all, because the centre has none or all are alike.
    """

    frame: pd.DataFrame
    dipakai: tuple[str, ...]
    ditinggalkan: tuple[str, ...]


def log_size(values: npt.ArrayLike) -> Floats:
    """Sizes on a scale where twice as large is the same step everywhere; NaN where nothing is counted. (n, 1)."""
    size = np.asarray(values, dtype=float)
    return np.log(np.where(size > 0, size, np.nan))[:, None]


def one_hot(groups: Sequence[str | None]) -> Floats:
    """Groups as vectors whose squared distance is 0 within a group and 1 between two; NaN for no group. (n, g)."""
    codes, names = pd.factorize(np.array(groups, dtype=object))
    table = np.zeros((len(codes), max(len(names), 1)))
    known = codes >= 0
    table[known, codes[known]] = np.sqrt(0.5)
    table[~known] = np.nan
    return table


def composition(counts: npt.ArrayLike) -> Floats:
    """Counts by kind as square roots of shares: their squared distance is Hellinger's, kind to small shares. (n, g)."""
    table = np.asarray(counts, dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        total = np.nansum(table, axis=1, keepdims=True)
        return np.where(total > 0, np.sqrt(np.nan_to_num(table) / total), np.nan)


def nearest(kode: Sequence[str], bahan: Mapping[str, Floats], pusat: str) -> Tetangga:
    """All regions but `pusat` by their distance to it.

    `bahan`: ingredient to one row of coordinates a region. An ingredient's squared differences are divided by their
    mean over all pairs of regions, so that each weighs the same whatever its unit, and by the number of ingredients,
    so that two regions taken at random lie at a squared distance of 1 on average. Where a region lacks an ingredient
    the others carry it alone, as Gower's coefficient does. The parts add up to the squared distance.
    """
    codes = [str(code) for code in kode]
    here = codes.index(pusat)
    parts: dict[str, Floats] = {}
    for name, table in bahan.items():
        known: npt.NDArray[np.bool_] = np.asarray(~np.isnan(table).any(axis=1))
        # The mean over all pairs of a squared difference is twice the variance.
        typical = 2 * float(table[known].var(axis=0, ddof=1).sum()) if known.sum() > 1 else 0.0
        if bool(known[here]) and typical > 1e-12:
            parts[name] = np.asarray(((table - table[here]) ** 2).sum(axis=1) / typical, dtype=float)
    used = tuple(parts)
    left = tuple(name for name in bahan if name not in parts)
    if not used:
        return Tetangga(pd.DataFrame({"kode": [], "jarak": []}), (), left)
    table = np.column_stack([parts[name] for name in used])
    count = (~np.isnan(table)).sum(axis=1)
    share = np.where(count >= LEAST * len(used), table.T / np.maximum(count, 1), np.nan).T
    total = np.where(np.isnan(share).all(axis=1), np.nan, np.nansum(share, axis=1))
    frame = pd.DataFrame({"kode": codes, "jarak": np.sqrt(total), **dict(zip(used, share.T, strict=True))})
    others = frame[frame["kode"] != pusat].dropna(subset=["jarak"])
    return Tetangga(others.sort_values(["jarak", "kode"]).reset_index(drop=True), used, left)
