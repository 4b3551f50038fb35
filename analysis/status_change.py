"""Rapor labels and changes: which label is best in its family, what may be compared, and which way an indicator went.

Labels come as published and are never recomputed. A change is in the indicator's own units and only within one stretch
(`ruas`) of years measured with one instrument.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

TURUN, TETAP, NAIK, TAK_DIBANDINGKAN = "turun", "tetap", "naik", "tidak dapat dibandingkan"
ARAH = (TURUN, TETAP, NAIK, TAK_DIBANDINGKAN)
TERBAIK, TENGAH, TERENDAH = "terbaik", "tengah", "terendah"
GOLONGAN = (TERBAIK, TENGAH, TERENDAH)

INSTRUMEN = "instrumen berganti"
TANPA_LALU = "tahun lalu tidak ada"
TANPA_NILAI = "hanya label, tanpa nilai"
TANPA_KINI = "tahun ini tidak tersedia"
TANPA_ARAH = "arah indikator belum dipastikan"

FEWEST_REGIONS = 8
"""Below this many regions with a change their spread says too little to be a threshold."""
LEAST_SHARE = 0.01
"""The threshold where the spread is not known: this part of the indicator's scale."""
WIDTHS: Mapping[str, float] = {"skala 1-3": 2.0, "indeks 0-1": 1.0}
"""Width of a scale that is not 0 to 100."""
MAD_TO_SD = 1.4826
"""A normal distribution's standard deviation over its median absolute deviation."""


def family_order(text: object) -> tuple[str, ...]:
    """Labels from best to worst of a family, from the catalogue's `Baik|Sedang|Kurang`; empty where not known."""
    if not isinstance(text, str):
        return ()
    return tuple(part.strip() for part in text.split("|") if part.strip())


def rank_of(label: object, order: Sequence[str]) -> float:
    """A label's place in its family, 0 = best to 1 = worst; NaN for one that the family does not have."""
    if not isinstance(label, str):
        return math.nan
    known = [item.casefold() for item in order]
    name = label.strip().casefold()
    return known.index(name) / (len(known) - 1) if name in known and len(known) > 1 else math.nan


def tier(label: object, order: Sequence[str]) -> str | None:
    """Best, middle or lowest third of the family; `Rendah` is best for a gap and lowest for participation."""
    place = rank_of(label, order)
    if math.isnan(place):
        return None
    return TERBAIK if place < 1 / 3 else TENGAH if place <= 2 / 3 else TERENDAH


def direction(keluarga: object, satuan: object) -> int:
    """+1 where a higher value is better, -1 where it is worse, 0 where nobody has said.

    Gaps on the scale of 1 to 3 are turned round by the ministry (3 = small gap); gaps in percent are not.
    """
    if keluarga in ("capaian", "partisipasi", "indeks"):
        return 1
    if keluarga == "kesenjangan":
        return {"skala 1-3": 1, "persen": -1}.get(str(satuan), 0)
    return 0


def pair_years(frame: pd.DataFrame, tahun: int, by: Sequence[str] = ("kode",)) -> pd.DataFrame:
    """The rows of a year with those of the year before: nilai_lalu, label_lalu, poin and why there is no comparison.

    `frame`: the columns of `by` (one row each a year), tahun, nilai, label, ruas. `sebab` is empty where a change could
    be taken; `poin` is nilai - nilai_lalu and NaN everywhere else.
    """
    keys = list(by)
    now = frame[frame["tahun"] == tahun]
    then = frame[frame["tahun"] == tahun - 1][[*keys, "nilai", "label", "ruas"]]
    both = now.merge(then, on=keys, how="left", suffixes=("", "_lalu"), validate="one_to_one")
    value, before = (pd.to_numeric(both[name]).astype(float) for name in ("nilai", "nilai_lalu"))
    is_absent = value.isna() & both["label"].isna()
    had_nothing = before.isna() & both["label_lalu"].isna()
    is_broken = both["ruas_lalu"].notna() & (both["ruas"] != both["ruas_lalu"])
    sebab = np.select(
        [is_absent, is_broken, had_nothing, value.isna() | before.isna()],
        [TANPA_KINI, INSTRUMEN, TANPA_LALU, TANPA_NILAI],
        default="",
    )
    poin = (value - before).where(pd.Series(sebab, index=both.index) == "")
    return both.assign(poin=poin, sebab=sebab)


def threshold(changes: Sequence[float], satuan: object = None) -> float:
    """How far a value must move to be called up or down, in the indicator's units.

    One robust standard deviation (1.4826 times the median absolute deviation) of the changes of all regions of the
    level around their median: what regions differ by from year to year without a reason that all share. With fewer
    than FEWEST_REGIONS changes, or when they are all alike, LEAST_SHARE of the scale.
    """
    least = LEAST_SHARE * WIDTHS.get(str(satuan), 100.0)
    known = np.asarray([c for c in changes if c is not None and math.isfinite(c)], dtype=float)
    if len(known) < FEWEST_REGIONS:
        return least
    spread = MAD_TO_SD * float(np.median(np.abs(known - np.median(known))))
    return spread if spread > 0 else least


def classify(frame: pd.DataFrame, ambang: Mapping[str, float]) -> pd.DataFrame:
    """Paired rows with `golongan` (tier of the label), `ambang` and `arah`: naik is better, turun is worse.

    `frame`: kode, nilai, nilai_lalu, poin, sebab, label, urutan, keluarga, satuan. A gap that may be negative (in
    percent) is better the nearer it comes to zero.
    """
    rows = frame.copy()
    rows["golongan"] = [tier(label, order) for label, order in zip(rows["label"], rows["urutan"], strict=True)]
    rows["ambang"] = [ambang.get(str(kode), math.nan) for kode in rows["kode"]]
    sides = [direction(k, s) for k, s in zip(rows["keluarga"], rows["satuan"], strict=True)]
    found, reasons = [], []
    for side, value, before, change, limit, reason in zip(
        sides, rows["nilai"], rows["nilai_lalu"], rows["poin"], rows["ambang"], rows["sebab"], strict=True
    ):
        why = reason or ("" if side else TANPA_ARAH)
        reasons.append(why)
        if why:
            found.append(TAK_DIBANDINGKAN)
            continue
        gain = change if side > 0 else abs(before) - abs(value)
        limit = limit if math.isfinite(limit) else 0.0
        found.append(TETAP if abs(gain) <= limit + 1e-9 else NAIK if gain > 0 else TURUN)
    return rows.assign(arah=found, sebab=reasons)


def proportions_gap(parts: Sequence[float]) -> float:
    """How far four proportions are from adding up to 100 (published as they are, never rescaled); NaN if one lacks."""
    return float(sum(parts) - 100.0) if len(parts) == 4 else math.nan
