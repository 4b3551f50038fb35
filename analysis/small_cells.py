"""Counts of people too small to be told, and the one that a total would give away."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

FEWEST_PEOPLE = 5
"""Counts of 1 up to one less than this are not told."""


def hidden(counts: pd.Series, groups: pd.Series | None = None) -> npt.NDArray[np.bool_]:
    """Which counts are not told: 1 to 4, and where one alone is hidden in its group also the smallest other above 0.

    Without the second, a reader who knows the group's total subtracts what is shown. `groups`: the rows that a total
    adds up; None: all of them. NaN and 0 are told. A group of one row has no other to hide.
    """
    values = pd.to_numeric(counts).to_numpy(dtype=float, na_value=np.nan)
    keys = np.zeros(len(values)) if groups is None else pd.factorize(groups, use_na_sentinel=False)[0]
    result = (values > 0) & (values < FEWEST_PEOPLE)
    for key in np.unique(keys):
        mine = keys == key
        if result[mine].sum() != 1:
            continue
        others = np.flatnonzero(mine & ~result & (values > 0))
        if len(others):
            result[others[np.argmin(values[others])]] = True
    return np.asarray(result, dtype=bool)
