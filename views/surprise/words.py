"""What a surprising move says about itself. Pure text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from analysis.control import CHANCE
from views.format import half_width, interval_words, number, percent, points, signed
from views.surprise.rows import FEW, INCOMPLETE, REBASED, RESTARTED, SHORT, SURPRISING, USUAL


def headline(frame: pd.DataFrame, labels: Mapping[str, str]) -> str:
    """How many of how many series moved surprisingly, and the first of them."""
    judged = int(frame["keadaan"].isin([SURPRISING, USUAL]).sum())
    found = frame[frame["keadaan"] == SURPRISING]
    if not judged:
        return "Belum ada deret yang riwayatnya cukup untuk dinilai pada pilihan ini"
    if found.empty:
        return f"Tidak ada yang mengejutkan: {number(judged)} deret bergerak dalam batas kebiasaannya sendiri"
    first = found.iloc[0]
    return (
        f"{number(len(found))} dari {number(judged)} deret bergerak mengejutkan; yang pertama "
        f"{first['nama_platform']} di {labels[str(first['kode_wilayah'])]}, {step(first)}{_spread(first)}"
    )


def _spread(row: Any) -> str:
    """` (±1,9)` where the same schools moved as much as the share did; else their change is told apart."""
    moved = row["pct"] - row["pct_dasar"]
    half = half_width(row["poin_rendah"], row["poin_tinggi"])
    return f" ({half})" if half and round(moved, 1) == round(row["poin"], 1) else ""


def step(row: Any) -> str:
    """`52,1 % ke 43,2 %, −8,9 poin`."""
    return f"{percent(row['pct_dasar'])} ke {percent(row['pct'])}, {points(row['pct'] - row['pct_dasar'])}"


def same_schools(row: Any) -> str:
    """The paired change with its interval, in points; why there is none."""
    if row["poin_rendah"] == row["poin_rendah"]:
        half = half_width(row["poin_rendah"], row["poin_tinggi"])
        return f"pada sekolah yang sama {points(row['poin'])} ({half})"
    return "tanpa selang, data tidak per satuan"


def why(row: Any) -> str:
    """In what way a change is out of the ordinary."""
    usual = interval_words(row["bawah"], row["atas"])
    habit = f"selain gerak bersama biasanya berubah antara {usual} poin, kali ini {signed(row['lebih'])}."
    if row["keadaan"] == SURPRISING:
        return f"Di luar batas kendalinya sendiri: {habit}"
    return f"Dekat dengan batasnya, tetapi masih biasa: {habit}"


def beside(row: Any) -> str:
    """What the others did, and how far outside the habit this is."""
    return (
        f"Gerak bersama semua wilayah pada tingkat ini {points(row['bersama'])}; "
        f"skor kejutan {signed(row['skor'])} (batas ±3), dari {number(row['riwayat'])} perubahan sebelumnya."
    )


def by_chance(judged: int) -> str:
    """How many series would be beyond their limits though nothing happened; at most, for the rule asks for more."""
    expected = judged * CHANCE
    about = "kurang dari 1" if expected < 1 else f"sampai kira-kira {number(expected)}"
    return f"kebetulan saja dapat memunculkan {about} dari {number(judged)}"


COUNTED = {
    USUAL: "dalam kebiasaannya", REBASED: "penyebutnya berubah", INCOMPLETE: "datanya belum lengkap",
    SHORT: "riwayatnya terlalu pendek", FEW: "satuannya kurang dari 10", RESTARTED: "mulai dari nol",
}  # fmt: skip


def counted(frame: pd.DataFrame) -> str:
    """The series that are not news, by why; with the surprising ones they add up to all."""
    counts = frame["keadaan"].value_counts()
    said = [f"{number(counts[state])} {words}" for state, words in COUNTED.items() if counts.get(state, 0)]
    return ", ".join(said)
