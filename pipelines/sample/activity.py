"""How much schools use PMM / Ruang GTK, month by month: cumulative stages, and activity in the last 30 days.

People of one school move together through the school effect; each stage of the funnel is a share of the stage
before it that only grows, so counters never fall and never rise along the funnel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from pipelines.sample.regions import Regions
from pipelines.sample.schools import KB, PKBM, TK, Schools
from pipelines.sample.world import (
    DUTY,
    DUTY_JUMP_PRIVATE,
    DUTY_JUMP_STATE,
    MONTHS,
    PROVINCE_EFFECT,
    TRAINING_EFFECT,
    TRUTHS,
    Floats,
    Ints,
    World,
)

STAGES = (
    "mulai_topik",
    "selesai_1",
    "selesai_2",
    "selesai_3",
    "selesai_4",
    "aksi_nyata",
    "tervalidasi",
    "unduh",
    "komunitas",
)
"""Counters after login, in the order of the export."""

_BEFORE = {
    "mulai_topik": "login", "selesai_1": "mulai_topik", "selesai_2": "selesai_1", "selesai_3": "selesai_2",
    "selesai_4": "selesai_3", "aksi_nyata": "selesai_1", "tervalidasi": "aksi_nyata", "unduh": "login",
    "komunitas": "login",
}  # fmt: skip
_SHARE = {
    "mulai_topik": 0.72, "selesai_1": 0.85, "selesai_2": 0.66, "selesai_3": 0.70, "selesai_4": 0.68,
    "aksi_nyata": 0.52, "tervalidasi": 0.62, "unduh": 0.47, "komunitas": 0.38,
}  # fmt: skip
_HOLIDAY = {6: -0.30, 7: -0.45, 12: -0.28, 11: 0.08}


def logistic(x: Floats) -> Floats:
    """The inverse of the logit."""
    return np.asarray(1.0 / (1.0 + np.exp(-x)), dtype=np.float64)


def uptake(world: World, regions: Regions, schools: Schools) -> Floats:
    """The standing uptake of each school on the logit scale: province, kab/kota, kind of school, school."""
    rng = world.rng("uptake")
    province = np.array([PROVINCE_EFFECT[item.kode] for item in regions.provinces])
    kab = rng.normal(0.0, 0.28, len(regions.kabs))
    kind = np.where(schools.is_kemenag, -0.7, 0.0) + np.where(schools.is_3t, -0.4, 0.0)
    kind += np.where(np.isin(schools.bentuk, (TK, KB)), -0.15, 0.0) + np.where(schools.bentuk == PKBM, -0.55, 0.0)
    return np.asarray(province[schools.provinsi] + kab[schools.kab] + kind + schools.watak, dtype=np.float64)


@dataclass(frozen=True)
class Month:
    """One cut-off of one role: people of the denominator and every counter."""

    tanggal: date
    gtk: Ints
    counters: dict[str, Ints]
    efek_poin: float
    """What training adds at trained schools, in percentage points weighted by people; 0 where none is trained yet."""


def _count(people: Ints, share: Floats, noise: Floats, dice: Floats) -> Ints:
    """A binomial-like count around people * share, by a fixed normal and a fixed die a school."""
    spread = np.sqrt(share * (1.0 - share) / np.maximum(people, 1))
    moved = np.clip(share + np.where(people > 2, spread * noise, 0.0), 0.0, 1.0)
    return np.minimum(np.floor(people * moved + dice), people).astype(np.int32)


def months(
    world: World, regions: Regions, schools: Schools, standing: Floats, trained: Ints, people: Ints, role: str
) -> Iterator[Month]:
    """Every cut-off of one role in order, from July 2023; the world decides which it writes."""
    rng = world.rng("months", role)
    n = len(schools)
    state = schools.is_negeri
    noise_login, noise_active, dice_login = rng.normal(size=n), rng.normal(size=n), rng.random(n)
    shares = {stage: np.clip(_SHARE[stage] + rng.normal(0.0, 0.12, n), 0.05, 0.97) for stage in STAGES}
    dice = {stage: rng.random(n) for stage in STAGES}
    drift = rng.random(n)
    before: dict[str, Ints] = {name: np.zeros(n, np.int32) for name in ("login", *STAGES)}
    burst = schools.kab == regions.kab_index.get(TRUTHS.burst_kab, -1)
    rebased = schools.kab == regions.kab_index.get(TRUTHS.rebase_kab, -1)
    in_simpson = schools.provinsi == regions.province_index.get(TRUTHS.simpson_provinsi, -1)
    simpson_kota = schools.kab == regions.kab_index.get(TRUTHS.simpson_kota, -1)
    lead = 0.35 if role == "KS" else 0.0
    start = schools.buka
    for place, day in enumerate(MONTHS):
        duty = np.where(state, DUTY_JUMP_STATE, DUTY_JUMP_PRIVATE) if day >= DUTY else 0.0
        growth = float(logistic(np.asarray((place - 16) / 7.0)))
        grown = (people + ((drift < 0.10) & (place >= 12)) + ((drift < 0.04) & (place >= 24))).astype(np.int32)
        gtk = np.where(people > 0, grown if role == "guru" else people, 0).astype(np.int32)

        login_share = logistic(0.15 + 1.5 * growth + duty + 0.9 * (standing + lead))
        login = np.maximum(before["login"], _count(gtk, login_share, noise_login, dice_login))
        ratio = 0.82 + 0.22 * growth
        counters: dict[str, Ints] = {"login": login}
        for stage in STAGES:
            share = np.clip(shares[stage] * ratio, 0.0, 0.99)
            if stage.startswith(("mulai", "selesai")) and day >= TRUTHS.burst_date:
                share = np.where(burst, TRUTHS.burst_share, share)
            base = counters[_BEFORE[stage]]
            counters[stage] = np.maximum(before[stage], np.floor(base * share + dice[stage]).astype(np.int32))
            counters[stage] = np.minimum(counters[stage], base)
        before = dict(counters)
        if day >= TRUTHS.rebase_date:
            for name, values in counters.items():
                counters[name] = np.where(rebased, np.floor(values * TRUTHS.rebase_factor), values).astype(np.int32)

        level = -0.95 + 1.15 * growth + 0.75 * np.asarray(duty) + _HOLIDAY.get(day.month, 0.0)
        late = max(0, place - MONTHS.index(TRUTHS.simpson_from)) / 12
        moving = np.where(in_simpson, np.where(simpson_kota, -1.3, 0.3), 0.0) * late
        is_trained = (place >= trained) & (gtk > 0)
        effect = np.where(is_trained, TRAINING_EFFECT, 0.0)
        fresh = 0.8 * noise_active + 0.6 * rng.normal(size=n)
        wobble = rng.normal(0.0, 0.12, n)
        without = level + standing + lead + moving + wobble
        share = logistic(without + effect)
        active = _count(gtk, share, fresh, rng.random(n))
        gained = 0.0
        if is_trained.any():
            weight = gtk[is_trained]
            gained = float(100 * np.sum(weight * (share - logistic(without))[is_trained]) / weight.sum())
        counters["aktif"] = np.minimum(active, counters["login"])
        is_open = start <= place
        yield Month(day, np.where(is_open, gtk, 0).astype(np.int32), counters, gained)


def rebased_factor(regions: Regions, schools: Schools, day: date) -> Floats:
    """What the re-based kab/kota's accounts are multiplied with at a cut-off."""
    here = schools.kab == regions.kab_index.get(TRUTHS.rebase_kab, -1)
    return np.where(here & (day >= TRUTHS.rebase_date), TRUTHS.rebase_factor, 1.0)
