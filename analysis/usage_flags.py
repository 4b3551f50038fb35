"""Two signs in the use of a platform that ask for a conversation: a burst of certificates, log-in by duty only.

Both compare a place with itself or with all places in a robust way (median and MAD: half of the places may be odd
without moving the yardstick). A sign is a question, never a verdict: a campaign, a new training, a late export or a
merger of schools show the same pattern.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from analysis.shares import Floats

Dates = npt.NDArray[np.datetime64]

MAD_TO_SD = 1.4826
"""The median absolute deviation times this is the standard deviation of a normal sample."""
THRESHOLD = 3.5
"""Modified z beyond which a value is called unusual (Iglewicz and Hoaglin 1993)."""
WINDOW = 3
"""How many of the last increments are looked at; those before them are the place's own history."""
FEWEST_INCREMENTS = 6
"""Increments of its own past that a place must have before the last ones can be called unusual."""
FEWEST_PEOPLE = 20
"""A burst of fewer people is not told: one school's course explains it."""
LEAST_SHARE = 0.05
"""Part of all GTK of the place that a burst must at least have reached."""
REBASED = 0.20
"""A base that moves by more than this between two cut-offs makes the increment another list, not a rise."""
FEWEST_SCHOOLS = 10
FEWEST_AT_START = 50
"""People who ever entered, below whom the share who began a topik is not judged."""
DUTY_SINCE = date(2024, 1, 1)
"""Since then state teachers must enter for their performance record: entering alone says nothing of learning."""

BURST_COLUMNS = ("wilayah", "ukuran", "tanggal_dasar", "tanggal_data", "naik", "naik_pembanding", "biasa", "skor", "m")
DUTY_COLUMNS = ("wilayah", "pct_login", "rasio", "median", "skor", "x_login", "x_mulai", "jumlah_satuan")


@dataclass(frozen=True)
class Bursts:
    """`baris`: one row a flagged place and counter, the most unusual first; `diuji`: places that could be tested."""

    baris: pd.DataFrame
    diuji: int


@dataclass(frozen=True)
class Duty:
    """`baris`: one row a flagged place; `diuji`: places tested; `median`: the usual share of those who went on."""

    baris: pd.DataFrame
    diuji: int
    median: float


def bursts(history: pd.DataFrame, counter: str, companion: str) -> Bursts:
    """Places where `counter` rose, at one of the last WINDOW steps, far beyond its past and beyond `companion`.

    `history`: wilayah, ukuran, tanggal_data, x, m; cumulative counters. An increment is people a month: the step's rise
    divided by its months. Its excess is what it rises beyond the rise of the companion (the counter that should carry
    it: finishing topics carries an aksi nyata, entering carries finishing). Unusual: (excess - median) / scale >
    THRESHOLD over the place's own earlier steps, with scale = the larger of 1.4826 MAD and the Poisson deviation of
    its usual increment (small counts jump by themselves); and the rise is of FEWEST_PEOPLE and LEAST_SHARE of m. Steps
    whose counter falls or whose base moves by REBASED are left out. `naik`, `naik_pembanding`: people in that step;
    `biasa`: the place's median rise of the counter a month.
    """
    steps = _steps(history, counter, companion)
    past = np.where(steps.is_valid[:, WINDOW:], steps.excess[:, WINDOW:], np.nan)
    rate = np.where(steps.is_valid[:, WINDOW:], steps.rate[:, WINDOW:], np.nan)
    is_tested = (~np.isnan(past)).sum(axis=1) >= FEWEST_INCREMENTS
    steps, past, rate = steps.of(is_tested), past[is_tested], rate[is_tested]
    usual, centre = _medians(rate), _medians(past)
    scale = np.maximum(MAD_TO_SD * _medians(np.abs(past - centre[:, None])), np.sqrt(np.maximum(usual, 1.0)))
    last = slice(0, WINDOW)
    rise, base = steps.rise[:, last], steps.m[:, last]
    score = (steps.excess[:, last] - centre[:, None]) / scale[:, None]
    with np.errstate(invalid="ignore"):
        is_odd = steps.is_valid[:, last] & (score > THRESHOLD) & (rise > steps.rise_other[:, last])
        is_odd &= rise >= np.maximum(FEWEST_PEOPLE, LEAST_SHARE * base)
    row = np.flatnonzero(is_odd.any(axis=1))
    at = np.where(is_odd, score, -np.inf)[row].argmax(axis=1) if len(row) else row
    frame = pd.DataFrame({
        "wilayah": steps.place[row], "ukuran": counter, "tanggal_dasar": steps.since[row, at],
        "tanggal_data": steps.day[row, at], "naik": rise[row, at], "naik_pembanding": steps.rise_other[row, at],
        "biasa": usual[row], "skor": score[row, at], "m": base[row, at],
    }, columns=list(BURST_COLUMNS))  # fmt: skip
    return Bursts(frame.sort_values("skor", ascending=False).reset_index(drop=True), int(is_tested.sum()))


def _medians(values: Floats) -> Floats:
    """The median of each row, NaN left out; every row has a value."""
    if not values.size:
        return np.full(len(values), np.nan)
    return np.asarray(np.nanmedian(values, axis=1), dtype=float)


@dataclass(frozen=True)
class _Steps:
    """The steps between neighbouring cut-offs: one row a place, one column a step, the newest first; NaN where a place
    has no more. `since` and `day` are the cut-offs that a step lies between."""

    place: npt.NDArray[np.object_]
    since: Dates
    day: Dates
    rise: Floats
    rise_other: Floats
    rate: Floats
    excess: Floats
    m: Floats
    is_valid: npt.NDArray[np.bool_]

    def of(self, rows: npt.NDArray[np.bool_]) -> _Steps:
        """The steps of some places."""
        return _Steps(**{field.name: getattr(self, field.name)[rows] for field in fields(self)})


def _steps(history: pd.DataFrame, counter: str, companion: str) -> _Steps:
    """The steps of every place that has both counters at a cut-off, at least WINDOW columns wide."""
    one, other = (history[history["ukuran"] == name] for name in (counter, companion))
    keys = ["wilayah", "tanggal_data"]
    both = one[[*keys, "x", "m"]].merge(other[[*keys, "x"]], on=keys, suffixes=("", "_lain"))
    both = both.dropna(subset=["x", "m", "x_lain"]).sort_values(keys)
    place, names = pd.factorize(both["wilayah"])
    days = pd.to_datetime(both["tanggal_data"])
    day = days.to_numpy().astype("datetime64[D]")
    month = (days.dt.year * 12 + days.dt.month).to_numpy()
    x, y, m = (both[name].to_numpy(dtype=float) for name in ("x", "x_lain", "m"))
    is_step = place[1:] == place[:-1]
    row = place[1:][is_step]
    # Steps are in order of place and time: how many of the same place follow is the column.
    column = np.searchsorted(row, row, side="right") - np.arange(len(row)) - 1
    width = max(WINDOW, int(column.max(initial=-1)) + 1)

    def spread(values: npt.NDArray[Any], empty: Any) -> npt.NDArray[Any]:
        result = np.full((len(names), width), empty, dtype=values.dtype)
        result[row, column] = values[is_step]
        return result

    rise, rise_other = np.diff(x), np.diff(y)
    months = np.maximum(np.diff(month), 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        is_valid = (rise >= 0) & (rise_other >= 0) & (np.abs(m[1:] / m[:-1] - 1) <= REBASED)
    never = np.datetime64("NaT", "D")
    return _Steps(
        np.asarray(names, dtype=object), spread(day[:-1], never), spread(day[1:], never), spread(rise, np.nan),
        spread(rise_other, np.nan), spread(rise / months, np.nan),
        spread((rise - np.maximum(rise_other, 0)) / months, np.nan), spread(m[1:], np.nan), spread(is_valid, False),
    )  # fmt: skip


def duty(places: pd.DataFrame, tanggal: date) -> Duty:
    """Places where most have entered and unusually few of those began a topik, against the distribution of all places.

    `places`: wilayah, jumlah_satuan, x_login, m, x_mulai and rasio_tinggi (upper bound of x_mulai / x_login in percent,
    NaN without one). Judged on the logit of the ratio: (logit - median) / (1.4826 MAD) < -THRESHOLD, the share who ever
    entered is at least the median of all places, the interval of the ratio lies below the median, and the place has
    FEWEST_SCHOOLS and FEWEST_AT_START people. Before DUTY_SINCE nothing is judged. Percent throughout.
    """
    nothing = pd.DataFrame(columns=list(DUTY_COLUMNS))
    frame = places[(places["x_login"] >= FEWEST_AT_START) & (places["jumlah_satuan"] >= FEWEST_SCHOOLS)]
    if tanggal < DUTY_SINCE or len(frame) < FEWEST_INCREMENTS:
        return Duty(nothing, 0, float("nan"))
    entered, began = frame["x_login"].to_numpy(dtype=float), frame["x_mulai"].to_numpy(dtype=float)
    share = 100 * entered / frame["m"].to_numpy(dtype=float)
    # Half a person on each side keeps a ratio of 0 or 1 finite.
    logit = np.log((began + 0.5) / (entered - np.minimum(began, entered) + 0.5))
    centre = float(np.median(logit))
    scale = MAD_TO_SD * float(np.median(np.abs(logit - centre)))
    middle = float(np.median(100 * began / entered))
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.where(logit == centre, 0.0, (logit - centre) / scale)
    rows = frame.assign(pct_login=share, rasio=100 * began / entered, median=middle, skor=score)
    is_odd = (rows["skor"] < -THRESHOLD) & (rows["pct_login"] >= float(np.median(share)))
    is_odd &= rows["rasio_tinggi"] < middle
    found = rows[is_odd].sort_values("skor").reset_index(drop=True)
    return Duty(found[list(DUTY_COLUMNS)], len(frame), middle)
