"""The smallest change that matters to a ranking by need: of weights, or of one region's own need.

Needs (n, k) are those of `analysis.need`, 0-1, NaN unknown; scores are its weighted means of what is known. The size of
a change of weights is the weight that moves: half the sum of all absolute differences, in points of 100.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.optimize import Bounds, LinearConstraint, milp, minimize_scalar

from analysis.need import MIN_KNOWN, ROUNDING, score, shares_of_weight
from analysis.shares import Floats

LEVEL = 1e-9
"""Scores (0-100) closer than this are level."""
LEVELS = 9
"""Levels at which two scores may meet that a search among unlike unknowns starts from."""
ROUNDS = 6
"""Times that search tries to do better from what it has found."""
FAR = 2.0
"""More than any change of weights (parts of 1)."""
LINES, STEPS, HALVINGS, NEAR_LINES, SEED = 600, 12, 6, 3, 20010302
"""Among unlike unknowns: lines of each kind looked along, steps on each, halvings, and how many are followed up."""
SECONDS = 10.0
"""The longest that one programme may take; what it has by then is used, and said not to be proven."""
WHOLE, QUICK = 1_000_000, 100
"""Nodes that one programme may look at, by itself and as a step of a search: the same on a slow machine as a fast."""
NEAREST = 12
"""Regions looked at first, beyond those needed, when a region is to leave the top."""

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.intp]
Floor = tuple[Floats, float]
Parts = tuple[tuple[int, float], ...]


@dataclass(frozen=True)
class Swap:
    """A change of weights. `bobot_baru` (k,): new weights adding up to 100. `jumlah_pindah`: points that move.

    `dari`, `ke`: from which criteria and to which, with their points, the largest first. `is_terbukti`: whether a
    smaller change is excluded; else it is the smallest that a search has found.
    """

    bobot_baru: Floats
    jumlah_pindah: float
    is_terbukti: bool
    dari: Parts
    ke: Parts


@dataclass(frozen=True)
class Leave:
    """What would take a region out of the first `top`.

    `is_teratas`: whether it is among them. `batas`: the score below which it no longer is (that of `lawan`, the region
    that would be level with it). `ambang`: per criterion the need (0-1) at which it is level there, everything else
    and the scale held as they are; None where no fall is enough or the need is unknown. `pindah`: the smallest change
    of weights that brings it level; None where no weights do or none are found.
    """

    is_teratas: bool
    batas: float
    lawan: int | None
    ambang: tuple[float | None, ...]
    pindah: Swap | None


def swap(butuh: npt.ArrayLike, bobot: npt.ArrayLike, a: int, b: int) -> Swap | None:
    """The smallest change of weights that makes region `b` reach `a`; of size 0 if it does already.

    Both fully known: exact, weight goes to the criterion where `b` exceeds `a` most, from those where it does least.
    With unknowns a linear programme; unknown in different criteria: a search. None if no weights do (after a search: if
    none are found), or one of them has no score.
    """
    own, weight = np.asarray(butuh, dtype=float)[[a, b]], shares_of_weight(bobot)
    skor = score(own, weight)[0]
    if np.isnan(skor).any():
        return None
    if skor[1] >= skor[0] - LEVEL:
        return _told(weight, weight, True)
    if not np.isnan(own).any():
        found = _greedy(own[1] - own[0], weight)
        return None if found is None else _told(weight, found, True)
    after, is_proven = _overtaken(own, weight, 0, np.array([1]), 1)
    return None if after is None else _told(weight, after, is_proven)


def leave_top(butuh: npt.ArrayLike, bobot: npt.ArrayLike, i: int, top: int) -> Leave:
    """What would take region `i` out of the best `top` (ties share the best rank), one thing at a time."""
    own, weight = np.asarray(butuh, dtype=float), shares_of_weight(bobot)
    k = own.shape[1]
    skor = score(own, weight)[0]
    others = np.flatnonzero(~np.isnan(skor) & (np.arange(len(own)) != i))
    ahead = np.round(skor[others], ROUNDING) > np.round(skor[i], ROUNDING)
    is_teratas = bool(not np.isnan(skor[i]) and ahead.sum() < top)
    if not is_teratas or len(others) < top:
        return Leave(is_teratas, float("nan"), None, (None,) * k, None)
    lawan = int(others[np.argsort(-skor[others], kind="stable")[top - 1]])
    batas = min(float(skor[lawan]), float(skor[i]))
    held = float((weight * ~np.isnan(own[i])).sum())
    ambang: list[float | None] = []
    for need, part in zip(own[i], weight, strict=True):
        level = need - (skor[i] - batas) * held / (100 * part) if part > 0 and not np.isnan(need) else -1.0
        ambang.append(float(level) if level > 0 else None)
    is_level = skor[i] - batas <= LEVEL
    moved, is_proven = (weight, True) if is_level else _overtaken(own, weight, i, others, top)
    pindah = None if moved is None else _told(weight, moved, is_proven)
    return Leave(True, batas, lawan, tuple(ambang), pindah)


def _told(before: Floats, after: Floats, is_proven: bool) -> Swap:
    """The change from weights to weights, both parts of 1."""
    change = 100 * (after - before)
    change[np.abs(change) < LEVEL] = 0.0
    turned = np.argsort(-np.abs(change), kind="stable")
    return Swap(
        bobot_baru=100 * after,
        jumlah_pindah=float(np.abs(change).sum() / 2),
        is_terbukti=is_proven,
        dari=tuple((int(j), float(-change[j])) for j in turned if change[j] < 0),
        ke=tuple((int(j), float(change[j])) for j in turned if change[j] > 0),
    )


def _greedy(gain: Floats, weight: Floats) -> Floats | None:
    """Weights near `weight` under which the mean of `gain` is 0, or None: a fractional knapsack, hence exact."""
    target = int(np.argmax(gain))
    after, short = weight.copy(), -float(gain @ weight)
    for j in np.argsort(gain, kind="stable"):
        step = gain[target] - gain[j]
        if short <= 0 or step <= 0:
            break
        part = min(after[j], short / step)
        after[j], after[target], short = after[j] - part, after[target] + part, short - part * step
    return after if short <= LEVEL / 100 else None


def _overtaken(own: Floats, weight: Floats, i: int, others: Ints, count: int) -> tuple[Floats | None, bool]:
    """Weights nearest to `weight` under which at least `count` of `others` reach region `i`, None if none are found;
    and whether nearer ones are excluded.

    Where the same criteria are known, who reaches whom is linear in the weights and one programme answers. Elsewhere
    scores are divided by the weight known, and it is a search over who is to reach: those who do on a sampled line, and
    those a programme chooses where the difference is made linear at the weights found. The change found does what it
    says; a smaller one is unlikely, not excluded.
    """
    known = ~np.isnan(own)
    if (known[others] == known[i]).all():
        found = _nearest(weight, _gains(own, i, others, weight), count, known[others], [_floor(known[i])])
        return (None, True) if found is None else (found[0], found[2])
    ends = _sampled(own, weight, i, others, count)
    best = min(ends, key=lambda end: _size(weight, end), default=None)
    looked: set[bytes] = set()
    for start in [weight, *ends]:
        after, sets = start, [_who(own, i, others, start, count)]
        for _ in range(ROUNDS):
            rows = _gains(own, i, others, after)
            found = _nearest(weight, rows, count, known[others], [_floor(known[i])], nodes=QUICK)
            sets += [] if found is None else [others[found[1]]]
            new = {chosen.tobytes(): chosen for chosen in sets if chosen.tobytes() not in looked}
            looked.update(new)
            reached = [_settled(own, weight, i, chosen, [after, *ends[:2]]) for chosen in new.values()]
            end = min((x for x in reached if x is not None), key=lambda x: _size(weight, x), default=None)
            if end is None or (best is not None and _size(weight, end) > _size(weight, best) - LEVEL / 100):
                break
            best, after, sets = end, end, []
    return best, False


def _who(own: Floats, i: int, others: Ints, at: Floats, count: int) -> Ints:
    """The `count` of `others` with the largest scores under these weights, in the order of `others`."""
    skor = np.nan_to_num(score(own[others], at)[0], nan=-1.0)
    return others[np.sort(np.argsort(-skor, kind="stable")[:count])]


def _sampled(own: Floats, weight: Floats, i: int, others: Ints, count: int) -> list[Floats]:
    """The nearest weights on lines all over the simplex under which `count` of `others` reach region `i`."""
    k = len(weight)
    rng = np.random.default_rng(SEED)
    pairs = [weight + weight[j] * (np.eye(k)[x] - np.eye(k)[j]) for j in range(k) for x in range(k) if x != j]
    ends = np.vstack([*pairs, rng.dirichlet(np.ones(k), LINES), rng.dirichlet(np.full(k, 0.3), LINES)])
    rows = own[[i, *others]]
    known = (~np.isnan(rows)).astype(float)
    need_of = np.nan_to_num(rows)
    low, high = np.zeros(len(ends)), np.full(len(ends), np.nan)
    for part in [*np.linspace(1, 0, STEPS, endpoint=False)[::-1], *[np.nan] * HALVINGS]:
        # First outwards until the line gets there, then halving what lies between.
        is_there = ~np.isnan(high)
        at = (low + high) / 2 if np.isnan(part) else np.full(len(ends), part)
        look = np.flatnonzero(is_there if np.isnan(part) else ~is_there)
        points = weight + at[look, None] * (ends[look] - weight)
        held = points @ known.T
        with np.errstate(invalid="ignore", divide="ignore"):
            skor = np.where(100 * held >= MIN_KNOWN, points @ need_of.T / held, np.nan)
        is_enough = (skor[:, 1:] >= skor[:, :1]).sum(axis=1) >= count
        high[look[is_enough]] = at[look[is_enough]]
        low[look[~is_enough]] = at[look[~is_enough]]
    size = high * np.abs(ends - weight).sum(axis=1) / 2
    near = np.argsort(size, kind="stable")[:NEAR_LINES]
    return [weight + high[x] * (ends[x] - weight) for x in near if not np.isnan(size[x])]


def _size(before: Floats, after: Floats) -> float:
    return float(np.abs(after - before).sum() / 2)


def _settled(own: Floats, weight: Floats, i: int, chosen: Ints, hints: Sequence[Floats]) -> Floats | None:
    """Weights nearest to `weight` under which all of `chosen` reach region `i`; None if none are found.

    Two ways, the better counts, each answer drawn back to where the last one is exactly level. Made linear at each of
    `hints`, and again at what that gives (Newton; it may run in circles). For a given level at which they meet it is
    linear as it stands: levels on a grid and those of the hints, then between the best one's neighbours.
    """
    known = ~np.isnan(own)
    floors = [_floor(known[i])]
    found: list[Floats] = []

    def keep(end: Floats | None) -> float:
        back = None if end is None else _levelled(own, weight, end, i, chosen)
        found.extend([] if back is None else [back])
        return FAR if back is None else _size(weight, back)

    def met(level: float) -> float:
        rows = np.where(known[chosen], own[chosen] - level, 0.0)
        fall = np.where(known[i], level - own[i], 0.0)
        near = _nearest(weight, rows, len(chosen), known[chosen], [(fall, 0.0), *floors])
        return keep(None if near is None else near[0])

    # A score is a mean of the region's own needs: no other level can be reached.
    levels = list(np.linspace(np.nanmin(own[i]), np.nanmax(own[i]), LEVELS))
    for hint in hints:
        if keep(hint) < FAR:
            levels.append(float(score(own[[i]], found[-1])[0][0]) / 100)
        after = hint
        for _ in range(ROUNDS):
            near = _nearest(weight, _gains(own, i, chosen, after), len(chosen), known[chosen], floors)
            if near is None or np.abs(near[0] - after).max() < 1e-13:
                break
            after = near[0]
            keep(after)
    levels = sorted(set(levels))
    sizes = [met(level) for level in levels]
    best = int(np.argmin(sizes))
    left, right = levels[max(best - 1, 0)], levels[min(best + 1, len(levels) - 1)]
    if sizes[best] < FAR and right > left:
        minimize_scalar(met, bounds=(left, right), method="bounded", options={"xatol": 1e-8})
    return min(found, key=lambda end: _size(weight, end), default=None)


def _levelled(own: Floats, weight: Floats, end: Floats, i: int, chosen: Ints) -> Floats | None:
    """The nearest point on the line to `end` from which on all of `chosen` reach region `i`; None if not even there."""
    rows = own[[i, *chosen]]

    def is_there(part: float) -> bool:
        skor = score(rows, weight + part * (end - weight))[0]
        return bool((skor[1:] >= skor[0] - LEVEL / 100).all())

    if not is_there(1.0):
        return None
    low, high = 0.0, 1.0
    for _ in range(45):
        middle = (low + high) / 2
        low, high = (low, middle) if is_there(middle) else (middle, high)
    return weight + high * (end - weight)


def _gains(own: Floats, i: int, others: Ints, at: Floats) -> Floats:
    """Rows (m, k): under weights w near `at`, a region reaches region `i` where its row @ w >= 0."""
    known = ~np.isnan(own)
    need_of = np.nan_to_num(own)
    rows = need_of[others] - need_of[i]
    unlike = np.flatnonzero((known[others] != known[i]).any(axis=1))
    if len(unlike):
        skor, held = np.nan_to_num(score(own, at)[0] / 100), np.maximum(known @ at, MIN_KNOWN / 100)
        slope = np.where(known, need_of - skor[:, None], 0.0) / held[:, None]
        there = others[unlike]
        # A score does not change when all weights grow alike: its slope times the weights themselves is 0.
        rows[unlike] = slope[there] - slope[i] + (skor[there] - skor[i])[:, None]
    return rows


def _floor(known: Bools) -> Floor:
    """What a region with these criteria known keeps: enough known weight for a score."""
    return known.astype(float), MIN_KNOWN / 100


def _nearest(
    weight: Floats, rows: Floats, count: int, known: Bools, floors: Sequence[Floor], nodes: int = WHOLE
) -> tuple[Floats, Bools, bool] | None:
    """Weights nearest to `weight` with at least `count` of `rows @ weights` >= 0, which rows those are, and whether
    that is proven.

    A row that counts keeps enough weight on what it knows (`known`, a row each); `floors` are kept in any case. Among
    many rows: first the nearest, then all that need no more by themselves than the change found; as their bounds are
    exact or too low, no other row can be part of a smaller change.
    """
    if count == len(rows):
        return _least(weight, rows, count, known, floors, nodes)
    alone = np.array([_alone(row, weight) for row in rows])
    near = np.argsort(alone, kind="stable")[: int(np.isfinite(alone).sum())]
    if len(near) < count:
        return None
    wide = min(len(near), count + NEAREST)
    found = _least(weight, rows[near[:wide]], count, known[near[:wide]], floors, nodes)
    reach = np.inf if found is None else _size(weight, found[0])
    wider = max(wide, int((alone[near] <= reach + LEVEL / 100).sum()))
    if wider > wide:
        found = _least(weight, rows[near[:wider]], count, known[near[:wider]], floors, nodes)
    if found is None:
        return None
    held = np.zeros(len(rows), dtype=bool)
    held[near[:wider][found[1]]] = True
    return found[0], held, found[2]


def _alone(row: Floats, weight: Floats) -> float:
    """The change (parts of 1) that one row needs by itself; inf if no weights do."""
    if row @ weight >= 0:
        return 0.0
    found = _greedy(row, weight)
    return np.inf if found is None else _size(weight, found)


def _least(
    weight: Floats, rows: Floats, count: int, known: Bools, floors: Sequence[Floor], nodes: int = WHOLE
) -> tuple[Floats, Bools, bool] | None:
    """`_nearest` as a mixed-integer programme over all its rows."""
    required, is_proven = np.ones(len(rows), dtype=bool), True
    if len(rows) > count:
        chosen = _solve(weight, rows, known, floors, nodes, count)
        if chosen is None:
            return None
        required, is_proven = chosen[0][2 * len(weight) :] > 0.5, chosen[1]
    # Solved again with the choice made, so that no row is relaxed by the solver's tolerance on whole numbers.
    final = _solve(weight, rows[required], known[required], floors, nodes)
    if final is None:
        return None
    k = len(weight)
    after = np.maximum(weight + final[0][:k] - final[0][k : 2 * k], 0.0)
    return after / after.sum(), required, is_proven


def _solve(
    weight: Floats, rows: Floats, known: Bools, floors: Sequence[Floor], nodes: int, count: int = 0
) -> tuple[Floats, bool] | None:
    """HiGHS on `_least`: what each criterion gains, gives up (2 k) and, with a `count`, whether a row counts (m).

    A row that does not count is relaxed by the lowest value it can have. With whether the best is proven to be it;
    None where nothing feasible is found.
    """
    k, m = len(weight), len(rows) if count else 0
    part = np.flatnonzero(~known.all(axis=1))
    least, relaxed = MIN_KNOWN / 100, np.maximum(0.0, -rows.min(axis=1)) if count else np.zeros(len(rows))
    limits = [LinearConstraint(np.concatenate([np.ones(k), -np.ones(k), np.zeros(m)])[None, :], 0.0, 0.0)]
    for held, floor, slack in ((rows, 0.0, relaxed), (known.astype(float), least, np.full(len(rows), least))):
        take = np.arange(len(rows)) if held is rows else part
        if len(take):
            free = -np.diag(slack)[take] if count else np.zeros((len(take), 0))
            below = floor - held[take] @ weight - (slack[take] if count else 0.0)
            limits.append(LinearConstraint(np.hstack([held[take], -held[take], free]), below, np.inf))
    if count:
        limits.append(LinearConstraint(np.concatenate([np.zeros(2 * k), np.ones(m)])[None, :], count, np.inf))
    for row, floor in floors:
        line = np.concatenate([row, -row, np.zeros(m)])[None, :]
        limits.append(LinearConstraint(line, floor - row @ weight, np.inf))
    found = milp(
        np.concatenate([np.zeros(k), np.ones(k), np.zeros(m)]),
        constraints=limits,
        bounds=Bounds(0.0, np.concatenate([np.ones(k), weight, np.ones(m)])),
        integrality=np.concatenate([np.zeros(2 * k), np.ones(m)]),
        options={"time_limit": SECONDS, "node_limit": nodes, "mip_rel_gap": 1e-9},
    )
    return None if found.x is None else (np.asarray(found.x, dtype=float), found.status == 0)
