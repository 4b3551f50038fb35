"""How much a ranking by need hangs on the weights: rank acceptability, and the smallest change that matters.

Rank acceptability after Lahdelma and Salminen (2001), "SMAA-2: Stochastic Multicriteria Acceptability Analysis for
Group Decision Making", Operations Research 49(3), 444-454: the share of all possible weights that gives a region a
rank, rank(i) = 1 + number of regions with a larger score. Needs (n, k) are those of `analysis.need`, 0-1, NaN unknown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.need import MIN_KNOWN, ROUNDING
from analysis.shares import Floats
from analysis.weight_change import Leave, Swap, leave_top, swap

__all__ = ["Acceptability", "Leave", "Swap", "acceptability", "leave_top", "swap"]

DRAWS = 10_000
SEED = 20010301
CHUNK = 500
"""Draws looked at together: small enough to stay in the processor's cache."""

Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Acceptability:
    """Ranks over all weights.

    `peluang` (n, r): share of weights (0-1) that gives rank 1..r, r = the smaller of `ranks` and n. `teratas` (n,):
    share that puts the region among the best `top`. `bobot_tengah` (n, k): the mean of the weights under which it is
    first, adding up to 1; NaN if it never is. `jumlah_undian`: draws made; 0 where the result is exact. Regions with
    less than MIN_KNOWN percent of the criteria known take no part: NaN.
    """

    peluang: Floats
    teratas: Floats
    bobot_tengah: Floats
    jumlah_undian: int

    @property
    def galat_simulasi(self) -> float:
        """The largest standard error that drawing brings to any share, 0-1: that of one half."""
        return 0.5 / float(np.sqrt(self.jumlah_undian)) if self.jumlah_undian else 0.0


@dataclass(frozen=True)
class _Kinds:
    """Rows that can be drawn, alike ones once: `butuh`, `galat` (u, k), `jumlah` (u,) rows each, `milik` (n,) the kind
    of each row (-1: takes no part)."""

    butuh: Floats
    galat: Floats
    jumlah: Ints
    milik: Ints


def _kinds(butuh: Floats, galat: Floats) -> _Kinds:
    """Rows in an order of their own content, so that results do not hang on the order given.

    Rows that are known through and through, without error and equal, always share their rank: they are one kind. Rows
    with something to draw stay themselves, for two unknown values are not the same value.
    """
    n, k = butuh.shape
    known = ~np.isnan(butuh)
    part = np.flatnonzero(100 * known.sum(axis=1) >= MIN_KNOWN * k) if k else np.empty(0, dtype=np.int64)
    rows = np.hstack([np.where(known, np.round(butuh, ROUNDING), -1.0), galat])[part]
    is_drawn = np.asarray((~known[part]).any(axis=1) | (galat[part] > 0).any(axis=1))
    order = np.lexsort(rows.T[::-1]) if len(rows) else np.empty(0, dtype=np.int64)
    rows, is_drawn = rows[order], is_drawn[order]
    is_new = np.ones(len(rows), dtype=bool)
    is_new[1:] = (rows[1:] != rows[:-1]).any(axis=1) | is_drawn[1:]
    kind = np.cumsum(is_new) - 1
    milik = np.full(n, -1, dtype=np.int64)
    milik[part[order]] = kind
    held = rows[is_new]
    need_of = np.where(held[:, :k] < 0, np.nan, held[:, :k])
    return _Kinds(need_of, held[:, k:], np.bincount(kind, minlength=int(is_new.sum())).astype(np.int64), milik)


def acceptability(
    butuh: npt.ArrayLike, *, top: int, draws: int = DRAWS, galat: npt.ArrayLike | None = None, ranks: int = 10,
    seed: int = SEED,
) -> Acceptability:  # fmt: skip
    """Rank acceptability of needs (n, k) over all weights, every weighting equally likely.

    `galat` (n, k): standard errors on the same scale 0-1 (`Kebutuhan.galat_butuh`), NaN for none; needs are then drawn
    normal around what is known. Unknown needs are drawn uniformly between 0 and 1. With one or two criteria and nothing
    to draw but weights the result is exact.
    """
    own = np.asarray(butuh, dtype=float)
    n, k = own.shape
    error = np.zeros_like(own) if galat is None else np.nan_to_num(np.asarray(galat, dtype=float))
    if error.shape != own.shape or top < 1 or ranks < 1 or draws < 1:
        raise ValueError("Errors need the shape of the needs; top, ranks and draws start at 1.")
    kinds = _kinds(own, np.where(np.isnan(own), 0.0, error))
    deep = min(max(top, ranks), max(n, 1))
    if not len(kinds.jumlah):
        counts, centre, made = np.zeros((0, deep)), np.zeros((0, k)), 0
    elif k <= 2 and not np.isnan(kinds.butuh).any() and not kinds.galat.any():
        counts, centre, made = *_exact(kinds, deep), 0
    else:
        counts, centre, made = *_drawn(kinds, deep, draws, seed), draws
    takes_part = kinds.milik >= 0
    peluang, tengah = np.full((n, deep), np.nan), np.full((n, k), np.nan)
    peluang[takes_part] = counts[kinds.milik[takes_part]]
    tengah[takes_part] = centre[kinds.milik[takes_part]]
    best = np.round(peluang[:, :top].sum(axis=1), 12)
    return Acceptability(peluang[:, : min(ranks, n)], best, tengah, made)


def _drawn(kinds: _Kinds, deep: int, draws: int, seed: int) -> tuple[Floats, Floats]:
    """Shares (u, deep) of draws per rank and central weights (u, k), by drawing weights uniformly from the simplex."""
    u, k = kinds.butuh.shape
    weights, noise = (np.random.default_rng(s) for s in np.random.SeedSequence(seed).spawn(2))
    bobot = weights.standard_exponential((draws, k))
    bobot /= bobot.sum(axis=1, keepdims=True)
    known, squares = np.nan_to_num(kinds.butuh).T.copy(), (kinds.galat**2).T.copy()
    vague = [np.flatnonzero(column) for column in np.isnan(kinds.butuh).T]
    unsure = np.flatnonzero(kinds.galat.any(axis=1))
    held = min(deep, u)
    counts, first = np.zeros(u * deep), np.zeros((u, k))
    for start in range(0, draws, CHUNK):
        w = bobot[start : start + CHUNK]
        scores = _weighted(w, known)
        for j, rows in enumerate(vague):
            if len(rows):
                scores[:, rows] += w[:, j : j + 1] * noise.random((len(w), len(rows)))
        if len(unsure):
            # Errors of criteria are independent: for given weights their sum is one normal error.
            size = np.sqrt(_weighted(w * w, squares[:, unsure]))
            scores[:, unsure] += size * noise.standard_normal(size.shape)
        best = np.argpartition(-scores, held - 1, axis=1)[:, :held] if held < u else np.tile(np.arange(u), (len(w), 1))
        value = np.take_along_axis(scores, best, axis=1)
        best = np.take_along_axis(best, np.argsort(-value, axis=1, kind="stable"), axis=1)
        places = kinds.jumlah[best]
        rank = np.cumsum(places, axis=1) - places
        inside = rank < deep
        counts += np.bincount((best * deep + rank)[inside], minlength=u * deep)
        for j in range(k):
            first[:, j] += np.bincount(best[:, 0], weights=w[:, j], minlength=u)
    shares = counts.reshape(u, deep) / draws
    with np.errstate(invalid="ignore", divide="ignore"):
        return shares, first / first.sum(axis=1, keepdims=True)


def _weighted(w: Floats, rows: Floats) -> Floats:
    """`w @ rows`, one criterion after another: who has no less anywhere gets no less to the last bit, and no threads
    of a matrix library wait for each other over so little work."""
    total = w[:, :1] * rows[0]
    for j in range(1, len(rows)):
        total += w[:, j : j + 1] * rows[j]
    return total


def _exact(kinds: _Kinds, deep: int) -> tuple[Floats, Floats]:
    """The same without drawing, for one criterion or two: scores are lines over the first weight, ranks intervals."""
    u, k = kinds.butuh.shape
    at_zero, at_one = kinds.butuh[:, -1], kinds.butuh[:, 0]
    shares, centre = np.zeros((u, deep)), np.full((u, k), np.nan)
    for i in range(u):
        low, high = at_zero - at_zero[i], at_one - at_one[i]
        with np.errstate(invalid="ignore", divide="ignore"):
            cross = np.where((low > 0) != (high > 0), low / (low - high), np.nan)
        # A line level with ours at one end only has its crossing there: above it is where the other end says.
        above_start = (low > 0) | ((low == 0) & (high > 0))
        above_end = (high > 0) | ((high == 0) & (low > 0))
        turn = np.flatnonzero(above_start != above_end)
        turn = turn[np.argsort(cross[turn], kind="stable")]
        borders = np.concatenate([[0.0], np.clip(cross[turn], 0.0, 1.0), [1.0]])
        step = np.where(above_end[turn], kinds.jumlah[turn], -kinds.jumlah[turn])
        rank = int(kinds.jumlah[above_start].sum()) + np.concatenate([[0], np.cumsum(step)]).astype(np.int64)
        length = np.diff(borders)
        np.add.at(shares[i], rank[rank < deep], length[rank < deep])
        on_top = (rank == 0) & (length > 0)
        if on_top.any():
            middle = float(np.average((borders[:-1] + borders[1:])[on_top] / 2, weights=length[on_top]))
            centre[i] = [middle, 1 - middle][:k] if k == 2 else [1.0]
    return shares, centre
