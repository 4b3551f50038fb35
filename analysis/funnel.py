"""Funnel plot: control limits around the pooled share that widen as a unit gets smaller, and real spread allowed for.

After Spiegelhalter (2005), "Funnel plots for comparing institutional performance", Statistics in Medicine 24, and his
"Handling over-dispersion of performance indicators", Quality and Safety in Health Care 14.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.special import bdtrik, ndtri

from analysis.shares import FEWEST_SCHOOLS, Floats, column

DALAM, LUAR = 0.95, 0.998
"""The inner and outer limits: 1 in 20 and 1 in 500 units lie outside when nothing but chance is at work."""
WINSOR = 0.1
"""Part of the z scores at either end that is pulled in, so that outliers do not hide themselves."""
FEWEST_UNITS = 10
"""With fewer units the spread between them cannot be estimated: the limits are those of chance alone."""

Lebihan = Literal["aditif", "kali", "tidak"]


@dataclass(frozen=True)
class Corong:
    """Control limits of a set of units.

    `pusat`: the pooled share (0-1). `korelasi`: intra-school correlation behind the effective numbers. `phi`: spread
    of the z scores, 1 = chance alone. `tau`: spread between units beyond chance, in percent (additive). `lebihan`: how
    over-dispersion entered the limits; "tidak" when there is none to be seen, or too few units to see it.
    """

    pusat: float
    korelasi: float
    phi: float
    tau: float
    lebihan: Lebihan

    def limits(self, n: npt.ArrayLike, level: float) -> tuple[Floats, Floats]:
        """Lower and upper limit in percent for units of `n` effective people or schools."""
        size = np.asarray(n, dtype=float)
        if self.lebihan == "kali":
            size = size / self.phi
        elif self.lebihan == "aditif":
            chance = self.pusat * (1 - self.pusat)
            size = chance / (chance / size + (self.tau / 100) ** 2)
        return _binomial_limits(self.pusat, size, level)


def _binomial_limits(p: float, n: Floats, level: float) -> tuple[Floats, Floats]:
    """Limits in percent of a share of n independent units: the binomial's quantiles, read between whole counts.

    Half of a count's own probability is taken as beyond it (mid-P), so that about 1 - level lies outside and not far
    less; the incomplete beta function makes the binomial continuous, in n too. Unlike normal limits they stay within
    0 and 100 and are as skewed as small counts are. Below two units anything is possible.
    """
    tail = (1 - level) / 2
    if not 0 < p < 1:
        same = np.full(n.shape, 100 * p)
        return same, same
    is_free = ~(n >= 2)
    size = np.where(is_free, 2.0, n)
    with np.errstate(invalid="ignore"):
        low, high = (np.asarray(bdtrik(q, size, p), dtype=float) + 0.5 for q in (tail, 1 - tail))
    # Where even a count of 0 (or all) is not rare enough there is no quantile: that side has no limit.
    low = np.where(np.isfinite(low) & ((1 - p) ** size / 2 < tail), low, 0.0)
    high = np.where(np.isfinite(high), high, size)
    low, high = np.clip(100 * low / size, 0, 100), np.clip(100 * high / size, 0, 100)
    return np.where(is_free, 0.0, low), np.where(is_free, 100.0, high)


def intraclass(frame: pd.DataFrame) -> float:
    """Intra-school correlation, one for all units, from the spread of schools around their own unit's share (0-1).

    A school of m people varies by p (1 - p) m (1 + (m - 1) rho); the sums over all schools are set equal and solved
    for rho. Only units with FEWEST_SCHOOLS schools or more count. 0 where every school is counted as one (m = 1).
    """
    satuan, x, m, xx, mm, xm = (column(frame, name) for name in ("jumlah_satuan", "x", "m", "xx", "mm", "xm"))
    with np.errstate(divide="ignore", invalid="ignore"):
        p = np.clip(x / m, 0.0, 1.0)
        squares = satuan / (satuan - 1) * np.clip(xx - 2 * p * xm + p * p * mm, 0.0, None)
        use = (satuan >= FEWEST_SCHOOLS) & np.isfinite(squares)
    binomial = p * (1 - p)
    clumped = float((binomial * (mm - m))[use].sum())
    if clumped <= 0:
        return 0.0
    return float(np.clip((squares[use].sum() - (binomial * m)[use].sum()) / clumped, 0.0, 1.0))


def effective_number(frame: pd.DataFrame, korelasi: float) -> Floats:
    """People (or schools) divided by Kish's design effect: as many as would be independent; NaN where not known.

    The people of one school move together: mm / m is the size of the school that a person meets on average, so that
    deff = 1 + (mm / m - 1) rho. For a yes or no of schools it is the number of schools.
    """
    m, mm = column(frame, "m"), column(frame, "mm")
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(m > 0, m / (1 + (mm / m - 1) * korelasi), np.nan)


def winsorised(z: Floats) -> Floats:
    """z scores with the lowest and highest tenth set to the tenth and ninetieth percentile."""
    low, high = np.quantile(z, [WINSOR, 1 - WINSOR])
    return np.clip(z, low, high)


def _kept_variance() -> float:
    """Variance left to a standard normal variable after winsorising: phi is divided by it, to be 1 under chance."""
    edge = float(ndtri(1 - WINSOR))
    density = float(np.exp(-edge * edge / 2) / np.sqrt(2 * np.pi))
    return float((1 - 2 * WINSOR) - 2 * edge * density + 2 * WINSOR * edge * edge)


def overdispersion(p: Floats, pusat: float, n: Floats) -> tuple[float, float]:
    """phi (spread of winsorised z scores; 1 = chance alone) and tau (additive spread between units, as a proportion).

    tau^2 = (I phi - (I - 1)) / (sum w - sum w^2 / sum w) with w = n / (p (1 - p)), 0 where that is negative. Fewer than
    FEWEST_UNITS units, or a share of 0 or 1: 1 and 0.
    """
    use = np.isfinite(p) & np.isfinite(n) & (n > 0)
    count = int(use.sum())
    if count < FEWEST_UNITS or not 0 < pusat < 1:
        return 1.0, 0.0
    weight = n[use] / (pusat * (1 - pusat))
    phi = float(np.mean(winsorised((p[use] - pusat) * np.sqrt(weight)) ** 2)) / _kept_variance()
    excess = count * phi - (count - 1)
    spread = weight.sum() - (weight**2).sum() / weight.sum()
    return phi, float(np.sqrt(max(excess, 0.0) / spread)) if spread > 0 else 0.0


def funnel(frame: pd.DataFrame, *, lebihan: Lebihan = "aditif") -> tuple[Corong, pd.DataFrame]:
    """Control limits for units with pct, x, m and the school sums, and the frame with its place among them.

    Added: n_efektif, batas_95_rendah, batas_95_tinggi, batas_998_rendah, batas_998_tinggi (percent), z (winsorising
    not applied) and kendali: `jauh di atas` / `di atas` / `dalam batas` / `di bawah` / `jauh di bawah` (outside the
    99,8 % or 95 % limits), `''` for units with fewer than FEWEST_SCHOOLS schools, which do not steer the limits
    either. Additive over-dispersion is the house's choice: provinces really differ, and a spread between units of tau
    points does not shrink with their size as chance does.
    """
    p = np.clip(column(frame, "pct") / 100, 0.0, 1.0)
    with np.errstate(invalid="ignore"):
        tested = (column(frame, "jumlah_satuan") >= FEWEST_SCHOOLS) & ~np.isnan(p)
    x, m = column(frame, "x"), column(frame, "m")
    total = float(np.nansum(np.where(np.isnan(p), 0.0, m)))
    pusat = float(np.clip(np.nansum(np.where(np.isnan(p), 0.0, x)) / total, 0.0, 1.0)) if total else float("nan")
    rho = intraclass(frame)
    n = effective_number(frame, rho)
    phi, tau = overdispersion(np.where(tested, p, np.nan), pusat, n)
    seen: Lebihan = "tidak" if lebihan == "tidak" or phi <= 1 or tau == 0 else lebihan
    corong = Corong(pusat, rho, phi, 100 * tau, seen)
    low, high = corong.limits(n, DALAM)
    lowest, highest = corong.limits(n, LUAR)
    pct = 100 * p
    result = pd.Series("dalam batas", index=frame.index, dtype=object)
    for limit, is_out, words in (
        (low, pct < low, "di bawah"), (high, pct > high, "di atas"),
        (lowest, pct < lowest, "jauh di bawah"), (highest, pct > highest, "jauh di atas"),
    ):  # fmt: skip
        result[is_out & np.isfinite(limit)] = words
    result[~tested] = ""
    with np.errstate(divide="ignore", invalid="ignore"):
        z = (p - pusat) * np.sqrt(n / (pusat * (1 - pusat)))
    return corong, frame.assign(
        n_efektif=n, batas_95_rendah=low, batas_95_tinggi=high, batas_998_rendah=lowest, batas_998_tinggi=highest,
        z=z, kendali=result,
    )  # fmt: skip


def outside(frame: pd.DataFrame) -> tuple[int, int]:
    """How many units lie above and below the 99,8 % limits."""
    return int((frame["kendali"] == "jauh di atas").sum()), int((frame["kendali"] == "jauh di bawah").sum())


__all__ = ["Corong", "effective_number", "funnel", "intraclass", "outside", "overdispersion", "winsorised"]
