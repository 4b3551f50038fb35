"""Headlines of meeting screens that no page says: where a region stands among all, and what to do next. Pure text.

A direction is said of a real change alone, and `setara` of regions that the joint test cannot tell apart.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from analysis.status_change import NAIK, TAK_DIBANDINGKAN, TERBAIK, TURUN, rank_of
from charts.names import short_name
from charts.style import each
from views import sentences
from views.format import NBSP, day, is_none, month, names, number, percent, points

NAMED, NEAREST = 3, 1
"""Names said in a headline, and of those among whom a province cannot be told apart; the others are counted."""


def moved(change: Any, since: date | None) -> str:
    """`naik 3,2 poin (±0,4) sejak Okt 2025`; a difference that cannot be tested has no direction. Empty without one."""
    if change is None or since is None or is_none(change["poin"]):
        return ""
    if is_none(change["is_nyata"]):
        return f"selisih {points(change['poin'])} sejak {month(since)}, tidak dapat diuji"
    return sentences.movement(change, since, has_interval=True)


def level_with(frame: pd.DataFrame, own: Any) -> str:
    """Who cannot be told from the own unit: `setara dengan Riau, Jambi, Bali, dan 7 lainnya`, the nearest first.

    `frame`: the other units with nama, pct and `kelas_kita` (di atas, setara, di bawah; '' for those not tested).
    """
    tested = frame[frame["kelas_kita"].isin(["di atas", "setara", "di bawah"])]
    if tested.empty:
        return ""
    level = tested[tested["kelas_kita"] == "setara"]
    near = level.assign(jarak=(level["pct"] - float(own["pct"])).abs()).sort_values(["jarak", "nama"])
    above, below = (int((tested["kelas_kita"] == kind).sum()) for kind in ("di atas", "di bawah"))
    if len(near) == len(tested):
        return f"setara dengan {_all(near, 'provinsi lain')}"
    if len(near):
        return f"setara dengan {names([short_name(str(n)) for n in near['nama']], 2 if len(near) == 2 else NEAREST)}"
    counts = [(above, "pasti di atasnya"), (below, "pasti di bawahnya")]
    return "tidak ada yang setara: " + ", ".join(f"{number(n)} provinsi {text}" for n, text in counts if n)


def _all(near: pd.DataFrame, unit: str) -> str:
    """Names of a few, a count of many."""
    return names([short_name(str(n)) for n in near["nama"]], NAMED) if len(near) <= NAMED else \
        f"semua {number(len(near))} {unit} yang dapat diuji"  # fmt: skip


def stand(name: str, own: Any, frame: pd.DataFrame, tanggal: date, moved_: str) -> str:
    """`Bali 71,4 % (±0,6) per 31 Okt 2026, naik 3,2 poin (±0,4) sejak Okt 2025; setara dengan Riau dan Jambi`.

    `frame`: the other provinces, see `level_with`.
    """
    text = f"{name} {sentences.share(own)} per {day(tanggal)}"
    if bool(own["is_terlalu_sedikit"]):
        return f"{text}; {sentences.TOO_FEW}"
    text += f", {moved_}" if moved_ else ""
    there = int(frame["pct"].notna().sum())
    if not there:
        return f"{text}; satu-satunya provinsi yang datanya ada"
    if is_none(own["pct_rendah"]):
        return f"{text}; tanpa selang, jadi tidak dapat dibandingkan dengan provinsi lain"
    said = level_with(frame, own)
    return f"{text}; diuji sekaligus: {said}" if said else f"{text}; provinsi lain tidak dapat diuji"


def trend(name: str, own: pd.DataFrame, nation: pd.DataFrame, breaks: Sequence[date]) -> str:
    """From where to where the province went, and the nation between the same dates."""
    text = sentences.trend_headline(name, own, breaks)
    span = sentences.trend_span(own, breaks)
    if span is None:
        return text
    there = nation.dropna(subset=["pct"])
    ends = [there[pd.to_datetime(there["tanggal_data"]) == pd.Timestamp(t)] for t in span]
    if any(part.empty for part in ends) or span[0] == span[1]:
        return text
    first, last = (float(part.iloc[0]["pct"]) for part in ends)
    return f"{text}; nasional dari {percent(first)} ke {percent(last)}"


def divided(classes: pd.Series, acuan: float, total: int, own: str, tanggal: date | None = None) -> str:
    """Our place against the nation, tested alone; then how the other provinces fall, all of them tested at once.

    `classes` and `total`: of the other provinces with data; `own`: as `place_of` says it, or ''. `Bali 71,6 % (±2,0),
    di atas nasional 65,1 % per 31 Okt 2026; provinsi lain diuji sekaligus: 7 pasti di atas, 30 setara`.
    """
    above, below, level = (int((classes == kind).sum()) for kind in ("di atas", "di bawah", "setara"))
    when = f" per {day(tanggal)}" if tanggal else ""
    rest = total - above - below - level
    counts = [(above, "pasti di atas"), (below, "pasti di bawah"), (level, "setara"), (rest, "tidak dapat diuji")]
    said = ", ".join(f"{number(n)} {text}" for n, text in counts if n)
    said = said if above or below else f"tidak ada yang pasti berbeda{f', {said}' if said else ''}"
    if own:
        return f"{own}{when}; provinsi lain diuji sekaligus: {said}"
    return f"{number(total)} provinsi diuji sekaligus terhadap angka nasional {percent(acuan)}{when}: {said}"


def beside(frame: pd.DataFrame, nama: str, value: float, tanggal: date | None = None) -> str:
    """Which kab/kota lie surely below and above the province, by name, and how many are level with it.

    `frame`: nama, pct and kelas. `Pasti di bawah angka Bali 71,6 %: Kab. Karangasem; di atas: Kota Denpasar; 7 setara
    (diuji sekaligus, per 31 Okt 2026)`.
    """
    where = f"angka {nama} {percent(value)}"
    how = f" (diuji sekaligus, per {day(tanggal)})" if tanggal else " (diuji sekaligus)"
    level, bare = (int((frame["kelas"] == kind).sum()) for kind in ("setara", "tanpa selang"))
    parts = [(kind, frame[frame["kelas"] == kind]) for kind in ("di bawah", "di atas")]
    said = [f"{kind}: {few_names(part.sort_values('pct', ascending=kind == 'di bawah'))}"
            for kind, part in parts if len(part)]  # fmt: skip
    if not said:
        text = f"Tidak ada kab/kota yang pasti berbeda dari {where}" + (f": {number(level)} setara" if level else "")
    else:
        text = f"Pasti {'; '.join(said).replace(':', f' {where}:', 1)}" + (f"; {number(level)} setara" if level else "")
    return f"{text}, {number(bare)} tidak dapat diuji{how}" if bare else f"{text}{how}"


def place_of(name: str, kelas: str, acuan: float) -> str:
    """`Bali 71,6 % (±2,0), di atas nasional 65,1 %`, tested alone; empty where it was not tested. `name`: with its
    share."""
    said = {"di atas": "di atas nasional", "di bawah": "di bawah nasional", "setara": "setara dengan nasional"}
    return f"{name}, {said[kelas]} {percent(acuan)}" if kelas in said else ""


def few_names(frame: pd.DataFrame, most: int = NAMED) -> str:
    """Names of a frame's units, short: `Agam, Padang, dan 2 lainnya`."""
    return names([short_name(str(n)) for n in frame["nama"]], most)


def who(frame: pd.DataFrame, trait: str, most: int = 4) -> str:
    """`Kab. Agam, yang turun nyata`, or `3 kab/kota yang turun nyata: A, B, dan C`."""
    if len(frame) == 1:
        return f"{few_names(frame)}, yang {trait}"
    return f"{number(len(frame))} kab/kota yang {trait}: {few_names(frame, most)}"


def rapor(name: str, siapa: str, tahun: int, frame: pd.DataFrame) -> str:
    """How many priority indicators carry the best label as published, and whose label became better or worse.

    `frame`: golongan, label, label_lalu, urutan, sebab and indikator, as of `analysis.status_change.classify`; labels
    of two instruments are never compared.
    """
    labelled = frame[frame["golongan"].notna()]
    start = f"{name}, {siapa}"
    if labelled.empty:
        return f"{start}: Rapor {tahun} tidak memuat label indikator prioritas"
    good = int((labelled["golongan"] == TERBAIK).sum())
    of = f"{number(len(labelled))} indikator prioritas"
    text = f"{start}: {number(good) if good else 'tidak satu pun'} dari {of} berlabel terbaik di Rapor {tahun}"
    better, worse = (label_moves(frame, side) for side in (-1, 1))
    if not comparable(frame):
        return f"{text}; labelnya tidak dapat dibandingkan dengan Rapor {tahun - 1}"
    if better and worse:
        short = [names([one.partition(" (")[0] for one in part], 1) for part in (better, worse)]
        return f"{text}; label membaik: {short[0]}; memburuk: {short[1]}"
    verb, part = ("membaik", better) if better else ("memburuk", worse)
    if len(part) > 1:
        return f"{text}; label {verb}: {names([one.partition(' (')[0] for one in part], 2)}"
    if part:
        return f"{text}; label {verb}: {part[0]}"
    moves = [(int((frame["arah"] == side).sum()), side) for side in (TURUN, NAIK)]
    values = " dan ".join(f"{number(n)} {side}" for n, side in moves if n)
    values = f", tetapi nilai {values} melebihi ambang" if values else ""
    return f"{text}; tidak ada label yang berubah dari Rapor {tahun - 1}{values}"


def comparable(frame: pd.DataFrame) -> bool:
    """Whether any label may be set beside last year's."""
    return bool(((frame["arah"] != TAK_DIBANDINGKAN) & frame["label_lalu"].notna()).any())


def label_moves(frame: pd.DataFrame, side: int) -> list[str]:
    """Indicators whose published label moved: `A.1 (Sedang ke Baik)`. `side`: -1 to a better label, +1 to a worse."""
    found = []
    for row in each(frame[frame["arah"] != TAK_DIBANDINGKAN]):
        step = rank_of(row.label, row.urutan) - rank_of(row.label_lalu, row.urutan)
        if step == step and step * side > 0:
            found.append(f"{row.indikator} ({row.label_lalu} ke {row.label})")
    return found


def range_of(frame: pd.DataFrame) -> str:
    """`−3,2 sampai −1,1 poin`, or the one value there is: the changes of a few units."""
    low, high = float(frame["poin"].min()), float(frame["poin"].max())
    if round(low, 1) == round(high, 1):
        return points(low)
    return f"{points(low).removesuffix(f'{NBSP}poin')} sampai {points(high)}"
