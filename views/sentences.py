"""Findings in words: each with its number, its uncertainty and its date. Pure text, no Streamlit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd

from charts.style import at_extreme
from views.filters import NAMA_KEWENANGAN, Saringan
from views.format import day, half_width, is_none, month, names, number, percent, points
from views.rows import Ukuran

TOO_FEW = "satuan terlalu sedikit untuk dibandingkan"
NO_INTERVAL = "tanpa selang: data tidak per satuan"


def _has(value: object) -> bool:
    return not is_none(value)


def scope(saringan: Saringan, satuan: str, wilayah: str = "nasional") -> str:
    """The small line: who and where is counted."""
    parts = [satuan, wilayah]
    if saringan.jenjang != "Semua":
        parts.append(saringan.jenjang)
    parts.append(NAMA_KEWENANGAN[saringan.kewenangan].lower().replace("kemenag", "Kemenag"))
    return " · ".join(parts)


def share(row: Any) -> str:
    """`71,4 % (±0,6)`; the reason instead where there is no interval."""
    half = half_width(row["pct_rendah"], row["pct_tinggi"])
    return f"{percent(row['pct'])} ({half})" if half else percent(row["pct"])


def movement(change: Any, since: date | None) -> str:
    """`naik 3,2 poin sejak Okt 2025`; a change that is not real is said to be none."""
    if change is None or since is None or not _has(change["poin"]):
        return "belum ada pembanding"
    value = float(change["poin"])
    size = points(abs(value)).lstrip("+")
    verb = "naik" if value > 0 else "turun"
    if _has(change["is_nyata"]) and not bool(change["is_nyata"]):
        return f"tidak berubah nyata sejak {month(since)} ({points(value)})"
    return f"tetap sejak {month(since)}" if round(value, 1) == 0 else f"{verb} {size} sejak {month(since)}"


def headline_nation(measure: Ukuran, nation: Any, change: Any, since: date | None, provinces: pd.DataFrame) -> str:
    """The one sentence of Ringkasan."""
    first = f"{measure.nama}: {share(nation)} {measure.satuan}, {movement(change, since)}"
    return f"{first}{_real(provinces)}"


def _real(provinces: pd.DataFrame) -> str:
    """How many provinces really changed: `; 30 provinsi naik nyata, 2 turun nyata, 6 tak berubah nyata`."""
    judged = provinces["is_nyata"].notna() if not provinces.empty else pd.Series(dtype=bool)
    if not judged.any():
        return ""
    is_real = provinces["is_nyata"].eq(True)
    up, down = int((is_real & (provinces["poin"] > 0)).sum()), int((is_real & (provinces["poin"] < 0)).sum())
    still = int(judged.sum()) - up - down
    counts = [(up, "naik nyata"), (down, "turun nyata"), (still, "tak berubah nyata")]
    there = [(count, words) for count, words in counts if count]
    if len(there) == 1:
        whole = "" if there[0][0] == 38 else " yang dapat dibandingkan"
        return f"; semua {there[0][0]} provinsi{whole} {there[0][1]}"
    first, *rest = there
    return f"; {first[0]} provinsi {first[1]}, " + ", ".join(f"{count} {words}" for count, words in rest)


def headline_ranked(frame: pd.DataFrame, classes: pd.Series, nation: float | None, unit: str) -> str:
    """How many lie above, below and around the nation; ties are said."""
    there = int(frame["pct"].notna().sum())
    if nation is None or not there:
        return f"Belum ada data {unit} pada pilihan ini"
    if not classes.isin(["di atas", "di bawah", "setara"]).any():
        if frame.loc[frame["pct"].notna(), "is_terlalu_sedikit"].astype(bool).all():
            return f"{there} {unit}: {TOO_FEW}; nasional {percent(nation)}"
        top, low = at_extreme(frame.dropna(subset=["pct"]), "pct")
        return (
            f"Dari {top['nama']} ({percent(top['pct'])}) sampai {low['nama']} ({percent(low['pct'])}); "
            f"nasional {percent(nation)}"
        )
    above, below = int((classes == "di atas").sum()), int((classes == "di bawah").sum())
    level = int((classes == "setara").sum())
    return (
        f"{above} {unit} di atas dan {below} di bawah angka nasional {percent(nation)}; {level} setara secara statistik"
    )


def headline_province(name: str, measure: Ukuran, own: Any, nation: Any) -> str:
    """Where a province stands against the nation, or that nothing can be said."""
    if own is None:
        return f"Belum ada data {measure.nama} untuk {name} pada pilihan ini"
    text = f"{name}: {share(own)} {measure.satuan}"
    if bool(own["is_terlalu_sedikit"]):
        return f"{text}; {TOO_FEW}"
    if nation is None:
        return text
    gap = float(own["pct"]) - float(nation["pct"])
    is_level = _has(own["pct_rendah"]) and own["pct_rendah"] <= nation["pct"] <= own["pct_tinggi"]
    if is_level:
        return f"{text}, setara dengan nasional ({percent(nation['pct'])})"
    side = "di atas" if gap > 0 else "di bawah"
    return f"{text}, {points(abs(gap)).lstrip('+')} {side} nasional ({percent(nation['pct'])})"


def headline_platforms(name: str, frame: pd.DataFrame) -> str:
    """On how many platforms a province lies above, below and around the nation."""
    above = int((frame["pct_rendah"] > frame["pct_nasional"]).sum())
    below = int((frame["pct_tinggi"] < frame["pct_nasional"]).sum())
    level = int(frame["pct_rendah"].notna().sum()) - above - below
    counts = [(above, "di atas nasional"), (below, "di bawah nasional"), (level, "setara")]
    there = [(count, words) for count, words in counts if count]
    if not there:
        return f"{name}: {TOO_FEW} dengan nasional"
    first, *rest = there
    return f"{name} {first[1]} pada {first[0]} platform" + "".join(f", {words} pada {count}" for count, words in rest)


def movers(frame: pd.DataFrame, since: date | None, unit: str = "provinsi") -> str:
    """The sentence over the movers."""
    if frame.empty or since is None:
        return "Belum ada pembanding untuk tanggal ini"
    judged = frame[frame["is_nyata"].notna()]
    ordered = frame.sort_values("poin")
    low, top = ordered.iloc[0], ordered.iloc[-1]
    if judged.empty:
        if round(float(top["poin"]), 1) == round(float(low["poin"]), 1):
            return f"Semua {unit} berubah sama, {points(top['poin'])}"
        return f"Selisih tertinggi {top['nama']}, {points(top['poin'])}; terendah {low['nama']}, {points(low['poin'])}"
    real = judged[judged["is_nyata"].astype(bool)]
    falling = real[real["poin"] < 0].sort_values("poin")
    if real.empty:
        return f"Tidak ada {unit} yang berubah nyata"
    if falling.empty:
        return f"{top['nama']} paling naik, {points(top['poin'])}; tidak ada yang turun nyata"
    return f"{top['nama']} paling naik, {points(top['poin'])}; turun nyata: {names(falling['nama'].tolist(), 2)}"


def base(nation: Any, measure: Ukuran) -> str:
    """`n = 12.345 guru di 1.234 satuan pendidikan`."""
    text = f"n = {number(nation['m'])} {measure.satuan}"
    if _has(nation["jumlah_satuan"]) and measure.satuan != "satuan pendidikan":
        text += f" di {number(nation['jumlah_satuan'])} satuan pendidikan"
    return text


def stale(measure: Ukuran, newest: date | None) -> str | None:
    """The sentence of a source that is older than its rhythm against the newest one; None when it is not."""
    if newest is None or measure.irama_hari is None:
        return None
    age = (newest - measure.tanggal_terakhir).days
    if age <= measure.irama_hari * 1.5:
        return None
    return (
        f"Data lama: terakhir per {day(measure.tanggal_terakhir)}, {number(age)} hari sebelum data terbaru; "
        f"biasanya diperbarui tiap {measure.irama_hari} hari."
    )
