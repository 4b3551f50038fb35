"""Findings in words: each with its number, its uncertainty and its date. Pure text, no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from charts.lines import belum_lengkap
from charts.style import at_extreme, banyak
from views.filters import NAMA_KEWENANGAN, Saringan
from views.format import day, half_width, is_none, month, names, number, percent, points
from views.rows import Ukuran

TOO_FEW = "satuan terlalu sedikit untuk dibandingkan"
NO_INTERVAL = "tanpa selang: data tidak per satuan"


def _has(value: object) -> bool:
    return not is_none(value)


def scope(saringan: Saringan, measure: Ukuran, row: Any = None, wilayah: str = "nasional") -> str:
    """The small line: who and where is counted, and whether the source can tell Kemenag apart at all."""
    parts = [measure.satuan, wilayah]
    if saringan.jenjang != "Semua":
        parts.append(saringan.jenjang)
    owner = NAMA_KEWENANGAN[saringan.kewenangan].lower().replace("kemenag", "Kemenag")
    if not measure.is_per_satuan:
        owner = "" if saringan.kelompok_pengguna == "mahasiswa" else "pemda dan Kemenag (sumber tidak memisahkan)"
    elif saringan.kewenangan == "tanpa_kemenag" and row is not None and not _has(row["jumlah_satuan"]):
        owner = "tanpa Kemenag, kecuali wilayah yang sumbernya tidak memisahkan"
    return " · ".join(part for part in (*parts, owner) if part)


def share(row: Any) -> str:
    """`71,4 % (±0,6)`; the reason instead where there is no interval."""
    half = half_width(row["pct_rendah"], row["pct_tinggi"], row["pct"])
    return f"{percent(row['pct'])} ({half})" if half else percent(row["pct"])


def movement(change: Any, since: date | None, *, has_interval: bool = False) -> str:
    """`naik 3,2 poin sejak Okt 2025`; a change that is not real is said to be none. `has_interval` adds its ±."""
    if change is None or since is None or not _has(change["poin"]):
        return "belum ada pembanding"
    value = float(change["poin"])
    half = half_width(change.get("poin_rendah"), change.get("poin_tinggi")) if has_interval else ""
    if _has(change["is_nyata"]) and not bool(change["is_nyata"]):
        said = f"{points(value)}, {half}" if half else points(value)
        return f"tidak berubah nyata sejak {month(since)} ({said})"
    if round(value, 1) == 0:
        return f"tetap sejak {month(since)}"
    size = points(abs(value)).lstrip("+") + (f" ({half})" if half else "")
    return f"{'naik' if value > 0 else 'turun'} {size} sejak {month(since)}"


def finding(measure: Ukuran, row: Any, tanggal: date) -> str:
    """`65,1 % (±0,6) guru aktif di PMM / Ruang GTK dalam 30 hari per 31 Okt 2026`."""
    return f"{measure.kalimat.format(pangsa=share(row), siapa=measure.satuan)} per {day(tanggal)}"


def headline_nation(
    measure: Ukuran, nation: Any, tanggal: date, change: Any, since: date | None, provinces: pd.DataFrame,
    *, provinsi: int | None = None, tempat: str | None = None,
) -> str:  # fmt: skip
    """The one sentence of Ringkasan; of an island group, `tempat`, with so many provinces."""
    moved = movement(change, since, has_interval=True)
    start = f"{tempat}: " if tempat else ""
    return f"{start}{finding(measure, nation, tanggal)}, {moved}{_real(provinces, provinsi or PROVINCES)}"


PROVINCES = 38


def _real(provinces: pd.DataFrame, total: int = PROVINCES) -> str:
    """How many provinces really changed, adding up to all of them.

    `; 25 provinsi naik nyata, 2 tak berubah nyata, 11 terlalu kecil untuk diuji`
    """
    judged = provinces["is_nyata"].notna() if not provinces.empty else pd.Series(dtype=bool)
    if not judged.any():
        return ""
    is_real = provinces["is_nyata"].eq(True)
    up, down = int((is_real & (provinces["poin"] > 0)).sum()), int((is_real & (provinces["poin"] < 0)).sum())
    still = int(judged.sum()) - up - down
    few, absent = int((~judged).sum()), max(total - len(provinces), 0)
    counts = [(up, "naik nyata"), (down, "turun nyata"), (still, "tak berubah nyata"),
              (few, "terlalu kecil untuk diuji"), (absent, "tanpa pembanding")]  # fmt: skip
    first, *rest = [(count, words) for count, words in counts if count]
    if not rest:
        return f"; semua {first[0]} provinsi {first[1]}"
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
    level, bare = int((classes == "setara").sum()), int((classes == "tanpa selang").sum())
    text = f"{above or 'Tidak ada'} {unit} di atas dan {below or 'tidak ada'} di bawah angka nasional {percent(nation)}"
    if not above and not below:
        text = f"Tidak ada {unit} yang berbeda dari angka nasional {percent(nation)}"
    counts = [
        (level, "setara secara statistik"),
        (bare, "terlalu kecil untuk diuji"),
        (len(frame) - there, "tanpa data"),
    ]
    return text + "".join(f"; {count} {words}" for count, words in counts if count)


def headline_province(
    name: str, measure: Ukuran, own: Any, nation: Any, change: Any = None, since: date | None = None
) -> str:
    """Where a place stands against the nation and how it moved, or that nothing can be said."""
    if own is None:
        return f"Belum ada data {measure.nama} untuk {name} pada pilihan ini"
    text = f"{name} {share(own)}"
    moved = f", {movement(change, since, has_interval=True)}" if change is not None and since is not None else ""
    if bool(own["is_terlalu_sedikit"]):
        return f"{text}; {TOO_FEW}"
    if nation is None:
        return f"{text}{moved}"
    if float(own["m"]) == float(nation["m"]):
        return f"{text}: satu-satunya wilayah yang datanya ada, maka tanpa pembanding nasional{moved}"
    gap = float(own["pct"]) - float(nation["pct"])
    is_level = _has(own["pct_rendah"]) and own["pct_rendah"] <= nation["pct"] <= own["pct_tinggi"]
    if is_level or round(gap, 1) == 0:
        return f"{text}: setara dengan nasional ({percent(nation['pct'])}){moved}"
    side = "di atas" if gap > 0 else "di bawah"
    return f"{text}: {points(abs(gap)).lstrip('+')} {side} nasional ({percent(nation['pct'])}){moved}"


def headline_platforms(name: str, frame: pd.DataFrame) -> str:
    """On how many platforms a province lies above, below and around the nation, of those that can be judged."""
    shown = frame["pct"].notna() & frame["pct_nasional"].notna()
    if "is_sendiri" in frame:
        if bool(shown.any()) and bool(frame.loc[shown, "is_sendiri"].all()):
            return f"{name}: satu-satunya wilayah yang datanya ada, maka tanpa pembanding nasional"
        shown &= ~frame["is_sendiri"].astype(bool)
    above = int((shown & (frame["pct_rendah"] > frame["pct_nasional"])).sum())
    below = int((shown & (frame["pct_tinggi"] < frame["pct_nasional"])).sum())
    judged = int((shown & frame["pct_rendah"].notna()).sum())
    counts = [(above, "di atas nasional"), (below, "di bawah nasional"), (judged - above - below, "setara")]
    there = [(count, words) for count, words in counts if count]
    if not there:
        return f"{name}: {TOO_FEW} dengan nasional"
    first, *rest = there
    start = "setara dengan nasional" if first[1] == "setara" else first[1]
    text = f"{name} {start} pada {first[0]} platform" + "".join(f", {words} pada {count}" for count, words in rest)
    bare = int(shown.sum()) - judged
    return f"{text}, dari {judged} yang dapat diuji; {bare} lain tanpa selang" if bare else text


def movers(frame: pd.DataFrame, since: date | None, unit: str = "provinsi") -> str:
    """The sentence over the movers: names only those whose change is real, and says who is level with the first."""
    if frame.empty or since is None:
        return "Belum ada pembanding untuk tanggal ini"
    judged = frame[frame["is_nyata"].notna()]
    if judged.empty:
        few = frame["is_terlalu_sedikit"].fillna(False).astype(bool) if "is_terlalu_sedikit" in frame else None
        if few is not None and few.all():
            return f"Perubahan {len(frame)} {unit}: {TOO_FEW}"
        ordered = frame.sort_values("poin")
        low, top = ordered.iloc[0], ordered.iloc[-1]
        if round(float(top["poin"]), 1) == round(float(low["poin"]), 1):
            return f"Semua {unit} berubah sama, {points(top['poin'])}"
        return f"Selisih tertinggi {top['nama']}, {points(top['poin'])}; terendah {low['nama']}, {points(low['poin'])}"
    real = judged[judged["is_nyata"].astype(bool)]
    rising = real[real["poin"] > 0].sort_values("poin", ascending=False)
    falling = real[real["poin"] < 0].sort_values("poin")
    if real.empty:
        return f"Tidak ada {unit} yang berubah nyata"
    fell = f"turun nyata: {names(falling['nama'].tolist(), 2)}" if len(falling) else "tidak ada yang turun nyata"
    if rising.empty:
        return f"Tidak ada {unit} yang naik nyata; {fell}"
    top = rising.iloc[0]
    level = int((rising["poin_tinggi"] >= top["poin_rendah"]).sum()) - 1
    tied = f", setara dengan {level} lainnya" if level > 0 else ""
    return f"Paling naik {top['nama']}, {points(top['poin'])}{tied}; {fell}"


def trend_headline(name: str, trend: pd.DataFrame, breaks: Sequence[date] = ()) -> str:
    """From where to where a series went since its last break; what lies before a break is never compared with."""
    kept = trend.dropna(subset=["pct"]).sort_values("tanggal_data")
    if kept.empty:
        return f"Belum ada tren untuk {name}"
    if belum_lengkap(kept):
        kept = kept.iloc[:-1]
    days = pd.to_datetime(kept["tanggal_data"])
    since = max((b for b in breaks if days.min() < pd.Timestamp(b) <= days.max()), default=None)
    if since is not None:
        kept = kept[days >= pd.Timestamp(since)]
    first, last = kept.iloc[0], kept.iloc[-1]
    start, end = (month(pd.Timestamp(row["tanggal_data"]).date()) for row in (first, last))
    new = ", awal deret baru" if since is not None else ""
    if len(kept) == 1:
        return f"{name}: {percent(last['pct'])} ({end}{new or ', baru satu tanggal data'})"
    return f"{name}: dari {percent(first['pct'])} ({start}{new}) ke {percent(last['pct'])} ({end})"


def base(nation: Any, measure: Ukuran) -> str:
    """`n = 12.345 guru di 1.234 satuan pendidikan`."""
    text = f"n = {banyak(nation['m'], measure.satuan)} {measure.satuan}"
    if _has(nation["jumlah_satuan"]) and measure.satuan != "satuan pendidikan":
        text += f" di {number(nation['jumlah_satuan'])} satuan pendidikan"
    return text


def incomplete(trend: pd.DataFrame) -> str | None:
    """The sentence of a last cut-off that is still being filled; None when it is whole."""
    if not belum_lengkap(trend):
        return None
    column = "jumlah_satuan" if trend["jumlah_satuan"].notna().all() else "m"
    before, last = trend.dropna(subset=["pct"]).sort_values("tanggal_data")[column].tolist()[-2:]
    unit = "satuan pendidikan" if column == "jumlah_satuan" else "yang dihitung"
    return (
        f"Tanggal data terakhir belum lengkap: {number(last)} {unit}, sebelumnya {number(before)}. "
        "Jangan dibaca sebagai naik atau turun; pilih tanggal data sebelumnya."
    )


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
