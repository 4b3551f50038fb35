"""Findings in words: each with its number, its uncertainty and its date. Pure text, no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from charts.lines import belum_lengkap
from charts.names import short_name
from charts.style import at_extreme, banyak
from views.filters import NAMA_KEWENANGAN, Saringan
from views.format import NBSP, day, half_width, is_none, month, number, percent, points
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
    """`naik 3,2 poin sejak Okt 2025`; a change that is not real is said to be none, and one that could not be tested is
    a difference without direction. `has_interval` adds its ±, or that there is none."""
    if change is None or since is None or not _has(change["poin"]):
        return "belum ada pembanding"
    value, when = float(change["poin"]), f"sejak {month(since)}"
    half = half_width(change.get("poin_rendah"), change.get("poin_tinggi")) if has_interval else ""
    is_judged = _has(change["is_nyata"])
    if is_judged and change.get("is_basis_berubah") is not None and bool(change["is_basis_berubah"]):
        return f"perubahan {when} tidak dinilai, penyebutnya berubah"
    if is_judged and not bool(change["is_nyata"]):
        said = f"{points(value)}, {half}" if half else points(value)
        return f"tidak berubah nyata {when} ({said})"
    if not is_judged:
        return f"selisih {points(value)} {when}" + (", tidak dapat diuji" if has_interval else "")
    size = distance(value) + (f" ({half})" if half else "")
    return f"{'naik' if value > 0 else 'turun'} {size} {when}"


def distance(value: float) -> str:
    """`3,2 poin`: how far, without a sign; never 0 by rounding alone."""
    return points(abs(value)).lstrip("+") if round(value, 1) != 0 or value == 0 else f"kurang dari 0,1{NBSP}poin"


def end(word: str, nama: str, said: str, others: int, alike: str = "setara") -> str:
    """`Tertinggi Bali 71,6 %`; where others are level no first is named alone: `... (71,6 %) dan 2 lainnya yang
    setara`."""
    return f"{word} {nama} ({said}) dan {number(others)} lainnya yang {alike}" if others else f"{word} {nama} {said}"


def same(values: pd.Series, value: float) -> int:
    """How many other values are printed as this one is: without intervals that is a tie."""
    told = number(value, 1)
    return sum(number(other, 1) == told for other in values) - 1


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
    counts = moved_counts(provinces, provinsi or PROVINCES)
    return f"{start}{finding(measure, nation, tanggal)}, {moved}" + (f"; {counts}" if counts else "")


PROVINCES = 38
MOVED = {
    "naik": "naik nyata", "turun": "turun nyata", "tetap": "tak berubah nyata", "basis": "penyebutnya berubah",
    "sedikit": "terlalu kecil untuk diuji", "tiada": "tanpa pembanding",
}  # fmt: skip
"""How regions moved, in the order told."""


def counted_moves(parts: pd.DataFrame, total: int) -> dict[str, int] | None:
    """How many regions of `total` moved which way, by the keys of MOVED; None where none could be tested."""
    judged = parts["is_nyata"].notna() if not parts.empty else pd.Series(dtype=bool)
    if not judged.any():
        return None
    is_real = parts["is_nyata"].eq(True)
    is_rebased = parts["is_basis_berubah"].eq(True) if "is_basis_berubah" in parts else is_real & False
    up, down = int((is_real & (parts["poin"] > 0)).sum()), int((is_real & (parts["poin"] < 0)).sum())
    rebased = int((judged & ~is_real & is_rebased).sum())
    return {
        "naik": up, "turun": down, "tetap": int(judged.sum()) - up - down - rebased, "basis": rebased,
        "sedikit": int((~judged).sum()), "tiada": max(total - len(parts), 0),
    }  # fmt: skip


def moved_counts(parts: pd.DataFrame, total: int, unit: str = "provinsi") -> str:
    """How many regions really changed, adding up to all of them; empty where none could be tested.

    `25 provinsi naik nyata, 2 tak berubah nyata, 11 terlalu kecil untuk diuji`
    """
    found = counted_moves(parts, total)
    if found is None:
        return ""
    first, *rest = [(count, MOVED[kind]) for kind, count in found.items() if count]
    if not rest:
        return f"semua {first[0]} {unit} {first[1]}"
    return f"{first[0]} {unit} {first[1]}, " + ", ".join(f"{count} {words}" for count, words in rest)


def headline_ranked(frame: pd.DataFrame, classes: pd.Series, nation: float | None, unit: str) -> str:
    """How many lie above, below and around the nation; ties are said."""
    there = int(frame["pct"].notna().sum())
    if nation is None or not there:
        return f"Belum ada data {unit} pada pilihan ini"
    if not classes.isin(["di atas", "di bawah", "setara"]).any():
        if frame.loc[frame["pct"].notna(), "is_terlalu_sedikit"].astype(bool).all():
            return f"{there} {unit}: {TOO_FEW}; nasional {percent(nation)}"
        return f"{_untested(frame, unit)}; nasional {percent(nation)}"
    above, below = int((classes == "di atas").sum()), int((classes == "di bawah").sum())
    level, bare = int((classes == "setara").sum()), int((classes == "tanpa selang").sum())
    text = f"{above or 'Tidak ada'} {unit} di atas dan {below or 'tidak ada'} di bawah angka nasional {percent(nation)}"
    if not above and not below:
        text = f"Tidak ada {unit} yang berbeda nyata dari angka nasional {percent(nation)}"
    counts = [
        (level, "setara secara statistik"),
        (bare, "terlalu kecil untuk diuji"),
        (len(frame) - there, "tanpa data"),
    ]
    return text + "".join(f"; {count} {words}" for count, words in counts if count)


def _untested(frame: pd.DataFrame, unit: str) -> str:
    """From where to where regions without intervals go; those of too few schools are not named."""
    there = frame[frame["pct"].notna() & ~frame["is_terlalu_sedikit"].fillna(False).astype(bool)]
    if len(there) == 1:
        return f"Baru {there.iloc[0]['nama']} yang punya data untuk dibandingkan, {percent(there.iloc[0]['pct'])}"
    top, low = at_extreme(there, "pct")
    if percent(top["pct"]) == percent(low["pct"]):
        return f"{number(len(there))} {unit} sama pada angka yang tampil, {percent(top['pct'])}"
    return f"Dari {top['nama']} ({percent(top['pct'])}) sampai {low['nama']} ({percent(low['pct'])})"


def spread(there: pd.DataFrame, antar: str, unit: str, *, is_low_first: bool = False) -> str:
    """Lowest and highest of two rows or more, ties said: `Terendah Aceh (30,0 %) dan 1 lainnya yang setara; ...`.

    A row is level with an end where their intervals meet; without intervals, where both are printed alike. Where one is
    level with both ends, nobody is called highest or lowest: only that the ends differ.
    """
    top, low = at_extreme(there, "pct")
    apart = f"{percent(low['pct'])} sampai {percent(top['pct'])}"
    level, tied = "sama", {"top": same(there["pct"], top["pct"]), "low": same(there["pct"], low["pct"])}
    if "pct_rendah" in there and there["pct_rendah"].notna().all():
        if there["pct_tinggi"].min() >= there["pct_rendah"].max():
            return f"Tidak ada beda nyata {antar}: {apart}"
        if low["pct_tinggi"] >= top["pct_rendah"]:
            return f"{apart}: kedua ujungnya setara (selangnya lebar), tetapi ada {unit} yang berbeda nyata"
        level = "setara"
        is_high, is_low = there["pct_tinggi"] >= top["pct_rendah"], there["pct_rendah"] <= low["pct_tinggi"]
        both = int((is_high & is_low).sum())
        if both:
            first, second = (low, top) if is_low_first else (top, low)
            return (
                f"Ada beda nyata {antar}, {first['nama']} ({percent(first['pct'])}) "
                f"{'di bawah' if is_low_first else 'di atas'} {second['nama']} ({percent(second['pct'])}); "
                f"{number(both)} dari {number(len(there) - 2)} lainnya setara dengan keduanya"
            )
        tied = {"top": int(is_high.sum()) - 1, "low": int(is_low.sum()) - 1}
    if percent(top["pct"]) == percent(low["pct"]):
        return f"{number(len(there))} {unit} sama pada angka yang tampil, {percent(top['pct'])}"
    said = [end("terendah", str(low["nama"]), percent(low["pct"]), tied["low"], level),
            end("tertinggi", str(top["nama"]), percent(top["pct"]), tied["top"], level)]  # fmt: skip
    first, second = said if is_low_first else said[::-1]
    joint = ";" if any(tied.values()) or not is_low_first else ","
    return f"{first[0].upper()}{first[1:]}{joint} {second}"


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
    level = f"nasional ({percent(nation['pct'])}){moved}"
    if _has(own["pct_rendah"]) and own["pct_rendah"] <= nation["pct"] <= own["pct_tinggi"]:
        return f"{text}: setara dengan {level}"
    if round(gap, 1) == 0 and not _has(own["pct_rendah"]):
        return f"{text}: sama dengan {level}"
    return f"{text}: {distance(gap)} {'di atas' if gap > 0 else 'di bawah'} {level}"


def headline_platforms(name: str, frame: pd.DataFrame, unit: str = "platform") -> str:
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
        few = bool(frame.loc[shown, "is_terlalu_sedikit"].eq(True).all()) if "is_terlalu_sedikit" in frame else True
        if few or not shown.any():
            return f"{name}: {TOO_FEW} dengan nasional"
        return f"{name}: {int(shown.sum())} {unit} tanpa selang, maka tidak dapat diuji terhadap nasional"
    first, *rest = there
    start = "setara dengan nasional" if first[1] == "setara" else first[1]
    text = f"{name} {start} pada {first[0]} {unit}" + "".join(f", {words} pada {count}" for count, words in rest)
    bare = int(shown.sum()) - judged
    return f"{text}, dari {judged} yang dapat diuji; {bare} lain tanpa selang" if bare else text


def movers(frame: pd.DataFrame, since: date | None, unit: str = "provinsi") -> str:
    """The sentence over the movers: how many really rose and fell, and from where to where; whose change is the largest
    is never said, for those that are not real are as level with it as those that are."""
    if frame.empty or since is None:
        return "Belum ada pembanding untuk tanggal ini"
    judged = frame[frame["is_nyata"].notna()]
    if judged.empty:
        few = frame["is_terlalu_sedikit"].fillna(False).astype(bool) if "is_terlalu_sedikit" in frame else None
        if few is not None and few.all():
            return f"Perubahan {len(frame)} {unit}: {TOO_FEW}"
        return _untested_moves(frame, unit, month(since))
    real = judged[judged["is_nyata"].astype(bool)]
    rising = real[real["poin"] > 0].sort_values("poin", ascending=False)
    falling = real[real["poin"] < 0].sort_values("poin")
    when = f"sejak {month(since)}"
    if real.empty:
        return f"Tidak ada {unit} yang berubah nyata {when}"
    rose = _together(rising, "naik nyata", unit, when) if len(rising) else f"Tidak ada {unit} yang naik nyata {when}"
    fell = _together(falling, "turun nyata", unit) if len(falling) else "tidak ada yang turun nyata"
    return f"{rose[:1].upper()}{rose[1:]}; {fell}"


def _together(moved: pd.DataFrame, verb: str, unit: str, when: str = "") -> str:
    """`4 kab/kota naik nyata sejak Okt 2025, dari Kab. Solok +4,9 sampai Kota Padang +10,0 poin`; of one alone with its
    interval: `turun nyata: Gorontalo −5,9 poin (±5,1)`.

    `moved`: those that really moved one way, the largest change first.
    """
    top, low = moved.iloc[0], moved.iloc[-1]
    if len(moved) == 1:
        half = half_width(top["poin_rendah"], top["poin_tinggi"])
        start = f"{number(1)} {unit} {verb} {when}" if when else verb
        return f"{start}: {_moved_by(top)}" + (f" ({half})" if half else "")
    start = f"{number(len(moved))} {unit} {verb} {when}".rstrip()
    if points(top["poin"]) == points(low["poin"]):
        return f"{start}, masing-masing {_points(top['poin'])}"
    return f"{start}, dari {_moved_by(low).removesuffix(f'{NBSP}poin')} sampai {_moved_by(top)}"


def _moved_by(row: Any) -> str:
    """`Kota Padang +3,2 poin`: the name as on the chart."""
    return f"{short_name(str(row['nama']))} {_points(row['poin'])}"


def _points(value: float) -> str:
    """`+3,2 poin`; of a change too small to be printed, that it is."""
    value = float(value)  # numpy rounds halves otherwise than what is printed
    return points(value) if round(value, 1) != 0 else distance(value)


def by_chance(tested: int) -> str:
    """How many of so many separate tests may look real by chance alone; nothing to say of a few."""
    usual = round(0.05 * tested)
    return f"dari {number(tested)} yang diuji satu per satu, sekitar {number(usual)} dapat tampak nyata karena " \
        "kebetulan" if usual else ""  # fmt: skip


def _untested_moves(frame: pd.DataFrame, unit: str, when: str) -> str:
    """From where to where changes without intervals go; equal as printed is a tie."""
    top, low = at_extreme(frame, "poin")
    if len(frame) == 1:
        return f"Baru {top['nama']} yang dapat dibandingkan, {points(top['poin'])} sejak {when}, tanpa selang"
    if points(top["poin"]) == points(low["poin"]):
        return f"Semua {unit} berubah sama sejak {when}, {points(top['poin'])}"
    said = [end(word, str(row["nama"]), points(row["poin"]), same(frame["poin"], row["poin"]), "sama")
            for word, row in (("Selisih tertinggi", top), ("terendah", low))]  # fmt: skip
    return f"{'; '.join(said)}, sejak {when} dan tanpa selang"


def _last_stretch(trend: pd.DataFrame, breaks: Sequence[date]) -> tuple[pd.DataFrame, bool]:
    """The rows of a series since its last break, oldest first, an unfinished last one left out; whether it broke."""
    kept = trend.dropna(subset=["pct"]).sort_values("tanggal_data")
    if kept.empty:
        return kept, False
    if belum_lengkap(kept):
        kept = kept.iloc[:-1]
    days = pd.to_datetime(kept["tanggal_data"])
    since = max((b for b in breaks if days.min() < pd.Timestamp(b) <= days.max()), default=None)
    return (kept, False) if since is None else (kept[days >= pd.Timestamp(since)], True)


def trend_span(trend: pd.DataFrame, breaks: Sequence[date] = ()) -> tuple[date, date] | None:
    """The first and last cut-off that `trend_headline` speaks of; None without any."""
    kept, _ = _last_stretch(trend, breaks)
    if kept.empty:
        return None
    first, last = (pd.Timestamp(kept.iloc[at]["tanggal_data"]).date() for at in (0, -1))
    return first, last


def trend_headline(name: str, trend: pd.DataFrame, breaks: Sequence[date] = ()) -> str:
    """From where to where a series went since its last break; what lies before a break is never compared with."""
    kept, is_new = _last_stretch(trend, breaks)
    if kept.empty:
        return f"Belum ada tren untuk {name}"
    first, last = kept.iloc[0], kept.iloc[-1]
    start, end = (month(pd.Timestamp(row["tanggal_data"]).date()) for row in (first, last))
    new = ", awal deret baru" if is_new else ""
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
