"""The funnel of use: what each stage loses of the one before it, how many pass on, and how two funnels differ.

A stage is a row of sufficient statistics (see analysis/shares.py) of one ukuran; `ukuran_sebelum` names the stage
before it, and jumlah_satuan_pasangan, jumlah_satuan_asal, xx_pasangan set the two beside each other over the same
schools (schools with both counters, those of them with anyone at the stage before, sum of products).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.shares import CLUSTERED, COUNTS, Floats, add_up, column, with_share

FIRST = "pmm.login"
"""The stage right after everyone: it loses those who never entered."""
WINDOW = ("pmm.aktif_30_hari", "belajar_id.aktif")
"""Measures of a window of time: no later stage need lie below them, so they neither lose nor are lost from."""
PAIR = ("jumlah_satuan_pasangan", "jumlah_satuan_asal", "xx_pasangan")
SUMS = (*COUNTS, *CLUSTERED)


def roll_up_stages(frame: pd.DataFrame, by: Sequence[str] = ()) -> pd.DataFrame:
    """Stages of coarser places: plain sums of every statistic, one row a stage and group of `by`."""
    keys = [*by, "ukuran"]
    sums = add_up(frame, keys, COUNTS, (*CLUSTERED, *PAIR))
    before = frame.dropna(subset=["ukuran_sebelum"]).drop_duplicates("ukuran").set_index("ukuran")["ukuran_sebelum"]
    return sums.assign(ukuran_sebelum=sums["ukuran"].map(before))


def with_losses(frame: pd.DataFrame, by: Sequence[str] = (), level: float = 0.95) -> pd.DataFrame:
    """The frame with each stage's share, its loss and its passage, all with school-clustered intervals.

    Adds pct, pct_rendah, pct_tinggi (percent of m); hilang_orang, hilang_poin, hilang_rendah, hilang_tinggi (people and
    points of m lost since the stage before); lanjut, lanjut_rendah, lanjut_tinggi (percent of those at the stage before
    who are at this one) and x_asal (how many those are); is_dasar_sama. Loss and passage are of the same people: where
    the two stages were counted at different schools they are NaN and is_dasar_sama is False. One school list, hence
    the variance of a loss is that of the ratio sum (a_i - b_i) / sum m_i, of a passage that of sum b_i / sum a_i.
    """
    rows = with_share(frame, level).reset_index(drop=True)
    # A column of nothing but NULL comes as floats, which do not merge with names.
    rows = rows.assign(ukuran_sebelum=rows["ukuran_sebelum"].astype(object))
    keys = [*by, "ukuran"]
    before = rows[[*keys, *SUMS]].rename(columns={"ukuran": "ukuran_sebelum"})
    both = rows[[*by, "ukuran_sebelum"]].merge(before, on=[*by, "ukuran_sebelum"], how="left")
    a = {name: column(both, name) for name in SUMS}
    b = {name: column(rows, name) for name in SUMS}
    pairs, origin, product = (column(rows, name) for name in PAIR)
    has_schools = ~np.isnan(a["jumlah_satuan"]) & ~np.isnan(b["jumlah_satuan"])
    is_same = (a["m"] == b["m"]) & (
        ~has_schools | ((a["jumlah_satuan"] == b["jumlah_satuan"]) & (b["jumlah_satuan"] == pairs))
    )
    nothing = np.full(len(rows), np.nan)

    def where_same(values: Floats) -> Floats:
        return np.where(is_same, values, np.nan)

    lost = {"jumlah_satuan": where_same(b["jumlah_satuan"]), "x": where_same(a["x"] - b["x"]), "m": where_same(b["m"]),
            "xx": where_same(a["xx"] - 2 * product + b["xx"]), "mm": b["mm"], "xm": a["xm"] - b["xm"]}  # fmt: skip
    is_first = (rows["ukuran"] == FIRST).to_numpy()
    for name, values in (("x", b["m"] - b["x"]), ("m", b["m"]), ("jumlah_satuan", b["jumlah_satuan"]),
                         ("xx", b["mm"] - 2 * b["xm"] + b["xx"]), ("xm", b["mm"] - b["xm"])):  # fmt: skip
        lost[name] = np.where(is_first, values, lost[name])
    passed = {"jumlah_satuan": where_same(origin), "x": where_same(b["x"]), "m": where_same(a["x"]), "xx": b["xx"],
              "mm": a["xx"], "xm": where_same(product)}  # fmt: skip
    loss = with_share(pd.DataFrame(lost), level)
    passage = with_share(pd.DataFrame(passed), level)
    # A stage that grew past the one before it has no interval: the variance is right, its bounds at 0 are not.
    is_loss = column(loss, "pct") >= 0
    has_before = rows["ukuran_sebelum"].notna().to_numpy()
    return rows.assign(
        x_asal=np.where(is_first, b["m"], where_same(a["x"]) if has_before.any() else nothing),
        hilang_orang=column(loss, "x"),
        hilang_poin=column(loss, "pct"),
        hilang_rendah=np.where(is_loss, column(loss, "pct_rendah"), np.nan),
        hilang_tinggi=np.where(is_loss, column(loss, "pct_tinggi"), np.nan),
        lanjut=np.where(is_first, column(rows, "pct"), column(passage, "pct")),
        lanjut_rendah=np.where(is_first, column(rows, "pct_rendah"), column(passage, "pct_rendah")),
        lanjut_tinggi=np.where(is_first, column(rows, "pct_tinggi"), column(passage, "pct_tinggi")),
        is_dasar_sama=is_first | ~has_before | is_same,
    )


def largest_loss(stages: pd.DataFrame) -> tuple[pd.Series | None, pd.DataFrame]:
    """The stage with the largest loss and the others that cannot be told from it: their intervals reach its own.

    `stages`: rows of `with_losses` of one funnel. None where no stage has a loss. Without an interval of the largest
    nothing is called a tie.
    """
    known = stages.dropna(subset=["hilang_poin"]).sort_values("hilang_poin", ascending=False)
    if known.empty or float(known.iloc[0]["hilang_poin"]) <= 0:
        return None, known.head(0)
    top = known.iloc[0]
    rest = known.iloc[1:]
    return top, rest[rest["hilang_tinggi"] >= top["hilang_rendah"]]


def compare(one: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """One row a stage of `one`: its columns, the other's under `_2`, and selisih, selisih_rendah, selisih_tinggi.

    The difference one - other in points. Its interval combines the two intervals as if they were independent (MOVER:
    Zou and Donner 2008; Newcombe 1998): low = d - sqrt((p1 - l1)^2 + (u2 - p2)^2), high alike. The same schools at two
    dates, or a region and the nation it is part of, move together, so for them it is too wide, never too narrow as
    long as they move the same way. is_beda: the interval leaves out 0; None without an interval.
    """
    names = ["pct", "pct_rendah", "pct_tinggi", "x", "m", "jumlah_satuan"]
    right = other[["ukuran", "kelompok_pengguna", *names]].rename(columns={name: f"{name}_2" for name in names})
    both = one.merge(right, on=["ukuran", "kelompok_pengguna"], how="left")
    p1, l1, u1 = (column(both, name) for name in ("pct", "pct_rendah", "pct_tinggi"))
    p2, l2, u2 = (column(both, f"{name}_2") for name in ("pct", "pct_rendah", "pct_tinggi"))
    gap = p1 - p2
    low, high = gap - np.hypot(p1 - l1, u2 - p2), gap + np.hypot(u1 - p1, p2 - l2)
    is_known = ~np.isnan(low) & ~np.isnan(high)
    apart = pd.Series((low > 0) | (high < 0), index=both.index, dtype=object).where(pd.Series(is_known), None)
    return both.assign(selisih=gap, selisih_rendah=low, selisih_tinggi=high, is_beda=apart)
