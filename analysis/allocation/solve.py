"""The best plan by HiGHS: exact for few places, in two steps with a stated gap for many."""

from __future__ import annotations

import math
import time
from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from analysis.allocation import cheaper, check
from analysis.allocation.greedy import greedy, topped_up
from analysis.allocation.model import Model, build, unit
from analysis.allocation.problem import Ints, Jawaban, Soal
from analysis.shares import Floats

EXACT = 60
"""Up to this many places (regions x cities x levels) every seat is a whole number from the start and the gap is 0."""
SPARE = 0.3
"""Seconds that must be left to look for cheaper routes."""
TOLERANCE = 1e-6
"""HiGHS counts a plan as optimal within this; a bound is never stated tighter."""


@dataclass(frozen=True)
class Found:
    """What the solver said: the columns (None without a plan), a bound no plan passes, and whether it had finished."""

    x: Floats | None
    bound: float
    is_done: bool


def solve(
    soal: Soal,
    *,
    celah: float = 0.01,
    batas_detik: float = 20.0,
    awal: Jawaban | None = None,
    sedikitnya: Jawaban | None = None,
) -> Jawaban:
    """The plan serving most expected need within every limit; whole seats, whole classes.

    Up to EXACT places all seats are whole in the solver and the plan is optimal (gap 0). Beyond, step one lets seats be
    fractions while classes are whole, which bounds every whole plan from above; step two keeps its classes and finds
    whole seats; where that misses the gap, as it can with few seats, step three begins anew with every seat whole for
    what is left of the time. The gap stated lies between the whole plan and the best bound; where it is above `celah`,
    `is_terbukti` is False. Never worth less than the greedy plan, nor than `awal` (a plan known already, e.g. the one
    of a smaller budget) where it keeps the limits. `sedikitnya`: a plan to add to, no seat or class of which is taken
    away; the bound then holds for such plans only, and greedy is no rival. Takes about `batas_detik` seconds at most.
    Of the plans with these seats the cheapest routes and classes are taken. `is_layak` is False without a plan: proven
    where `is_terbukti`.
    """
    clock = _Clock(batas_detik)
    rivals = (_kept(soal, awal), greedy(soal) if sedikitnya is None else _kept(soal, sedikitnya))
    known = [plan for plan in rivals if plan is not None and plan.is_layak]
    model = build(soal)
    if sedikitnya is not None:
        model = replace(model, lower=np.append(sedikitnya.kursi.ravel(), sedikitnya.kelas.ravel()).astype(float))
    is_small = model.seats <= EXACT
    first = run(model, model.worth, clock.left(0.9), whole_seats=is_small, gap=0.0 if is_small else celah / 2)
    if first.x is None and not known:
        return check.nothing(soal, is_terbukti=first.is_done, detik=clock.spent())
    plans = list(known)
    if first.x is not None:
        kelas = np.rint(first.x[model.seats :]).astype(np.int64).reshape(soal.bentuk[1:])
        plans += _whole(soal, model, first, kelas, clock, celah, is_small)
    goal = max(celah, TOLERANCE)
    bound = min(first.bound, _simple_bound(soal))
    if not is_small and max((plan.nilai for plan in plans), default=-1.0) < (1 - goal) * bound:
        found = run(model, model.worth, clock.left(), whole_seats=True, gap=goal / 2)
        bound = min(bound, found.bound)
        if found.x is not None:
            plans += _checked(soal, model, found.x, clock)
        elif found.is_done and not plans:
            return check.nothing(soal, is_terbukti=True, detik=clock.spent())
    if not plans:
        return check.nothing(soal, is_terbukti=False, detik=clock.spent())
    best = max(plans, key=lambda plan: (plan.nilai, -plan.biaya))
    best = _cheaper(soal, best, clock, sedikitnya)
    plan = check.answer(soal, best.kursi, best.kelas, batas_atas=bound, detik=clock.spent())
    return replace(plan, is_terbukti=plan.celah <= goal)


def run(
    model: Model,
    worth: Floats,
    seconds: float,
    *,
    whole_seats: bool,
    gap: float,
    lower: Floats | None = None,
    upper: Floats | None = None,
) -> Found:
    """HiGHS once: most of `worth`, classes whole, seats whole if asked; never raises, says what it reached."""
    from scipy.optimize import Bounds, LinearConstraint, milp  # a third of a second that a page need not wait for

    lower = model.lower if lower is None else lower
    upper = model.upper if upper is None else upper
    if not worth.size:
        is_possible = bool((model.low <= 0).all() and (model.high >= 0).all())
        return Found(np.zeros(0) if is_possible else None, 0.0, True)
    whole = np.ones(worth.size, dtype=np.int64)
    if not whole_seats:
        whole[: model.seats] = 0
    rows = [LinearConstraint(model.A, model.low, model.high)] if model.nama else []
    out = milp(
        -worth,
        integrality=whole,
        bounds=Bounds(lower, upper),
        constraints=rows,
        options={"time_limit": max(seconds, 0.05), "mip_rel_gap": gap},
    )
    bound = getattr(out, "mip_dual_bound", None)
    bound = math.inf if bound is None or not math.isfinite(bound) else -float(bound)
    is_done = out.status in (0, 2)
    if out.status == 0 and out.x is not None:
        bound = max(bound if math.isfinite(bound) else -float(out.fun), -float(out.fun))
    return Found(None if out.x is None else np.asarray(out.x, dtype=float), bound, is_done)


class _Clock:
    def __init__(self, seconds: float) -> None:
        self.began = time.perf_counter()
        self.seconds = seconds

    def spent(self) -> float:
        return time.perf_counter() - self.began

    def left(self, share: float = 1.0) -> float:
        return max(share * (self.seconds - self.spent()), 0.05)


def _kept(soal: Soal, awal: Jawaban | None) -> Jawaban | None:
    if awal is None or awal.kursi.shape != soal.bentuk:
        return None
    return check.answer(soal, awal.kursi)


def _simple_bound(soal: Soal) -> float:
    """Everybody who could ever be trained gets a seat: the bound where the solver gave none in time."""
    most = check.room_at_schools(soal)
    basic = np.minimum(most, soal.calon[:, 0])
    both = basic + np.minimum(most, check.ready(soal, basic))
    if soal.aturan.kursi_maks is not None:
        both = np.minimum(both, soal.aturan.kursi_maks)
    return float(soal.nilai @ both)


def _whole(
    soal: Soal, model: Model, first: Found, kelas: Ints, clock: _Clock, celah: float, is_small: bool
) -> list[Jawaban]:
    """Plans with whole seats in these classes, the quickest way first, until one is within `celah` of the bound."""
    assert first.x is not None
    if is_small:
        return _checked(soal, model, first.x, clock)
    seats = first.x[: model.seats]
    plans: list[Jawaban] = []
    for lower, upper in _neighbourhoods(soal, model, seats, kelas):
        found = run(model, model.worth, clock.left(0.5), whole_seats=True, gap=celah / 4, lower=lower, upper=upper)
        if found.x is None:
            continue
        for plan in _checked(soal, model, found.x, clock):
            more = topped_up(soal, plan.kursi, plan.kelas)
            fuller = check.answer(soal, more)
            plans.append(fuller if fuller.is_layak and fuller.nilai >= plan.nilai else plan)
        if plans and plans[-1].nilai >= (1 - celah) * first.bound:
            break
    return plans


def _neighbourhoods(soal: Soal, model: Model, seats: Floats, kelas: Ints) -> list[tuple[Floats, Floats]]:
    """Bounds to search whole seats in, classes fixed: regions with fractions alone, then nearby, then everywhere."""
    n, m, levels = soal.bentuk
    near = np.rint(seats)
    is_whole = np.abs(seats - near) < 1e-7
    regions = ~is_whole.reshape(n, -1).all(axis=1)
    free = np.repeat(regions, m * levels)
    down, up = np.floor(seats), np.ceil(seats)
    made = []
    for lower, upper in (
        (np.where(free, 0.0, near), np.where(free, model.upper[: model.seats], near)),
        (np.maximum(down - 2, 0), np.minimum(up + 2, model.upper[: model.seats])),
        (np.zeros_like(seats), model.upper[: model.seats]),
    ):
        lower = np.maximum(lower, model.lower[: model.seats])
        made.append((np.append(lower, kelas.ravel()), np.append(np.maximum(lower, upper), kelas.ravel())))
    return made


def _cheaper(soal: Soal, plan: Jawaban, clock: _Clock, sedikitnya: Jawaban | None) -> Jawaban:
    """The plan by its cheapest routes, and what the money saved still buys; as it is where that finds nothing."""
    if clock.left() < SPARE or not cheaper.is_open(soal, plan):
        return plan
    model = cheaper.routes(soal, plan)
    if sedikitnya is not None:
        model = replace(model, lower=np.append(sedikitnya.kursi.ravel(), sedikitnya.kelas.ravel()).astype(float))
    cost, _ = cheaper.price(soal)
    first = run(model, -cost, clock.left(0.5), whole_seats=False, gap=1e-4)
    if first.x is None:
        return plan
    kelas = np.rint(first.x[model.seats :])
    fixed = [np.append(side[: model.seats], kelas) for side in (model.lower, model.upper)]
    found = run(model, -cost, clock.left(0.5), whole_seats=True, gap=1e-4, lower=fixed[0], upper=fixed[1])
    if found.x is None:
        return plan
    routed = check.answer(soal, np.rint(found.x[: model.seats]).astype(np.int64))
    if not routed.is_layak or routed.nilai < plan.nilai * (1 - check.SLACK) or routed.biaya >= plan.biaya:
        return plan
    fuller = check.answer(soal, topped_up(soal, routed.kursi, routed.kelas))
    return fuller if fuller.is_layak and fuller.nilai >= routed.nilai else routed


def _checked(soal: Soal, model: Model, x: Floats, clock: _Clock) -> list[Jawaban]:
    """The solver's columns as a plan; the solver's tolerance may let rupiah slip past the budget, so one seat too many
    is looked for again with the budget a little smaller."""
    n, m, levels = soal.bentuk
    for _ in range(4):
        kursi = np.rint(x[: model.seats]).astype(np.int64).reshape(n, m, levels)
        plan = check.answer(soal, kursi)
        if plan.is_layak:
            return [plan]
        kelas = np.rint(x[model.seats :]).astype(np.int64).reshape(m, levels)
        over = check.cost(soal, kursi, np.minimum(kelas, plan.kelas)) - soal.aturan.pagu
        if check.broken(soal, plan) != (check.PAGU,) or over <= 0:
            return []
        high = np.where(np.array(model.nama) == check.PAGU, model.high - 2 * over / unit(soal), model.high)
        tighter = replace(model, high=high)
        found = run(tighter, model.worth, clock.left(0.5), whole_seats=True, gap=0.0)
        if found.x is None:
            return []
        x = found.x
    return []


def possible(soal: Soal, without: Collection[str] = (), seconds: float = 5.0) -> bool | None:
    """Whether any plan of whole seats keeps every limit but those named; None when not known in time."""
    clock = _Clock(seconds)
    model = build(soal, without)
    quiet = np.zeros(model.worth.size)
    first = run(model, quiet, clock.left(), whole_seats=False, gap=0.0)
    if first.x is None:
        return False if first.is_done else None
    whole = run(model, quiet, clock.left(), whole_seats=True, gap=0.0)
    if whole.x is None:
        return False if whole.is_done else None
    return True
