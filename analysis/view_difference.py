"""What a view shows differently on two snapshots: the same questions, asked of both, row against row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

VALUES = ("nilai",)
"""Columns that are a figure of their own."""
COUNTS = "jumlah_"
SHARE = ("x", "m")
CHANGE = ("x0", "m0", "x1", "m1")
NOT_KEYS = ("xx", "mm", "xm", "x0x0", "x0m0", "m0m0", "x1x1", "x1m1", "m1m1", "x0x1", "x0m1", "m0x1", "m0m1")
COLUMNS = ("kunci", "ukuran", "lama", "baru", "selisih")
_FAINT = 5e-4
"""Less than this is the last bit of a float, not news."""


@dataclass(frozen=True)
class Difference:
    """`baris`: kunci (what the row is, as text), ukuran (what was measured), lama, baru, selisih, the largest first;
    `dibandingkan`: how many figures were looked at."""

    baris: pd.DataFrame
    dibandingkan: int


def figures(frame: pd.DataFrame) -> dict[str, pd.Series]:
    """The figures of an answer by name: shares in percent, changes in points, values and counts as they stand."""
    found: dict[str, pd.Series] = {}
    if set(SHARE) <= set(frame):
        x, m = (pd.to_numeric(frame[name]) for name in SHARE)
        found["persen"] = 100 * x / m.where(m > 0)
        found["penyebut"] = m.astype(float)
    if set(CHANGE) <= set(frame):
        x0, m0, x1, m1 = (pd.to_numeric(frame[name]) for name in CHANGE)
        found["perubahan (poin)"] = 100 * (x1 / m1.where(m1 > 0) - x0 / m0.where(m0 > 0))
    for name in frame:
        if str(name) in VALUES or (str(name).startswith(COUNTS) and not set(SHARE) & set(frame)):
            found[str(name)] = pd.to_numeric(frame[name], errors="coerce").astype(float)
    return found


def keys(frame: pd.DataFrame) -> pd.Series:
    """What each row is, as text: its words and dates in the order of the columns; codes only where there is no name."""
    parts = [column_words(frame[name]) for name in _key_columns(frame)]
    if not parts:
        return pd.Series([""] * len(frame), index=frame.index, dtype=object)
    rows = zip(*parts, strict=True)
    return pd.Series([" · ".join(word for word in row if word) for row in rows], index=frame.index, dtype=object)


def _key_columns(frame: pd.DataFrame) -> list[str]:
    taken = {*SHARE, *CHANGE, *NOT_KEYS, *VALUES, "singkatan"}
    unsaid = (COUNTS, "is_", "baris", "kolom", *(("kode_",) if "nama" in frame else ()))
    return [name for name in map(str, frame.columns) if name not in taken and not name.startswith(unsaid)]


def column_words(column: pd.Series) -> list[str]:
    """A column as text; dates as ISO, nothing as ''."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return column.dt.strftime("%Y-%m-%d").fillna("").astype(str).tolist()
    return column.astype("string").fillna("").astype(str).tolist()


def _table(frame: pd.DataFrame) -> pd.DataFrame:
    key = keys(frame)
    twin = key.groupby(key).cumcount()
    parts = [
        pd.DataFrame({"kunci": key, "kembar": twin, "ukuran": name, "nilai": values.to_numpy()})
        for name, values in figures(frame).items()
    ]
    return pd.concat(parts) if parts else pd.DataFrame(columns=["kunci", "kembar", "ukuran", "nilai"])


def difference(pairs: Iterable[tuple[pd.DataFrame, pd.DataFrame]]) -> Difference:
    """Old and new answers to each question of a view, row against row; a figure on one side alone counts as changed."""
    compared, changed = 0, []
    for old, new in pairs:
        both = _table(old).merge(
            _table(new), on=["kunci", "kembar", "ukuran"], how="outer", suffixes=("_lama", "_baru"), sort=False
        )
        lama, baru = both["nilai_lama"].astype(float), both["nilai_baru"].astype(float)
        compared += int((lama.notna() | baru.notna()).sum())
        is_other = (lama.isna() != baru.isna()) | ((lama - baru).abs() > _FAINT)
        changed.append(both.assign(lama=lama, baru=baru, selisih=baru - lama).loc[is_other, list(COLUMNS)])
    rows = pd.concat(changed) if changed else pd.DataFrame(columns=list(COLUMNS))
    rows = rows.drop_duplicates(["kunci", "ukuran", "lama", "baru"])
    order = np.argsort(-rows["selisih"].abs().fillna(-1).to_numpy(dtype=float), kind="stable")
    return Difference(rows.iloc[order].reset_index(drop=True), compared)
