"""What a limit would have to be for a plan to exist, and the clash of limits in words with their numbers."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

import numpy as np

from analysis.allocation import check
from analysis.allocation.model import Model, build, with_columns
from analysis.allocation.problem import Ints, Soal
from analysis.allocation.solve import possible, run
from analysis.shares import Floats

_Numbers = tuple[float, float, str, str]
"""What a limit is, what it would have to be (NaN if that does not help), and both in words."""

STEPS_DOWN = 4
"""Whole seats tried below the bound of fractions before a number is given up."""
NAMED = 3
"""Regions or cities written by name in a sentence; the others are counted."""


@dataclass(frozen=True)
class Bentrok:
    """One limit of a set that cannot hold together.

    `nama`: one of check.LIMITS. `nilai`: what it is now (for classes per city and for candidates the sum). `perlu`:
    what it would have to be for a plan to exist when all other limits stay as they are; NaN where changing it alone is
    not enough, or not known in time. `kalimat`: the limit and what it would have to be, in words.
    """

    nama: str
    nilai: float
    perlu: float
    kalimat: str


def clashing(soal: Soal, name: str, members: Collection[str], seconds: float) -> Bentrok:
    """One member of a clash with its numbers; where changing it alone is not enough, what this clash alone asks for."""
    nilai, perlu, said, asked = _LIMIT[name](soal, seconds, ())
    if not math.isnan(perlu):
        return Bentrok(name, nilai, perlu, f"{said}; {asked}.")
    others = [other for other in check.LIMITS if other not in members]
    here = _LIMIT[name](soal, seconds, others)
    if math.isnan(here[1]):
        return Bentrok(name, nilai, perlu, f"{said}; mengubah batas ini saja belum cukup.")
    return Bentrok(name, nilai, perlu, f"{said}; {here[3]}, dan itu saja belum cukup: batas lain juga menghalangi.")


def in_words(soal: Soal, members: Collection[str], seconds: float = 5.0) -> str:
    """The clash in one sentence: what the least seats ask for, and how many seats the other limits allow.

    It asks the solver; a page reads what the steps left in `Studi.kalimat_bentrok`.
    """
    aturan, n = soal.aturan, len(soal.wilayah)
    asks = (
        f"Kursi paling sedikit {number(aturan.kursi_min)} untuk tiap {number(n)} wilayah berarti "
        f"{number(aturan.kursi_min * n)} kursi"
    )
    if not soal.kota:
        return f"{asks}, sedangkan tidak ada kota pelaksanaan."
    own = _own_most(soal, members)
    short = [w.nama or w.kode for w, most in zip(soal.wilayah, own, strict=True) if most < aturan.kursi_min]
    if short:
        reasons = " dan ".join(name for name in (check.SEKOLAH, check.CALON, check.MAKS) if name in members)
        return f"{asks}, sedangkan batas {reasons} tidak memberi sebanyak itu kepada {names(short)}."
    others = [name for name in check.LIMITS if name in members and name != check.MIN]
    free = replace(soal, aturan=replace(aturan, kursi_min=0))
    model = build(free, [name for name in check.LIMITS if name not in members])
    worth = np.append(np.ones(model.seats), np.zeros(model.worth.size - model.seats))
    asked = replace(model, upper=np.minimum(model.upper, max(aturan.kursi_min * n, 1)))
    found = run(asked, worth, seconds, whole_seats=True, gap=0.0)
    if found.x is not None and found.is_done:
        most_seats = round(float(worth @ found.x))
        if most_seats < aturan.kursi_min * n:
            return f"{asks}, sedangkan batas {joined(others)} hanya cukup untuk {number(most_seats)} kursi."
    return f"{asks}, dan itu tidak dapat dibagi sehingga batas {joined(others)} juga terpenuhi."


def number(value: float) -> str:
    """A whole number with points between thousands."""
    return f"{round(value):,}".replace(",", ".")


def rupiah(value: float) -> str:
    """Rupiah to the nearest upper thousand."""
    return f"Rp {number(math.ceil(value / 1000 - check.SLACK) * 1000)}" if value >= 1000 else f"Rp {number(value)}"


def names(said: Sequence[str]) -> str:
    """Up to NAMED names, the others counted."""
    if len(said) > NAMED:
        return f"{', '.join(said[:NAMED])}, dan {number(len(said) - NAMED)} lainnya"
    return joined(said)


def joined(said: Sequence[str]) -> str:
    """Names with 'dan' before the last."""
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} dan {said[-1]}" if said else ""


def _own_most(soal: Soal, members: Collection[str]) -> Ints:
    """(n,) most seats of each region by the limits that look at one region alone."""
    n, far = len(soal.wilayah), np.iinfo(np.int64).max // 4
    most = check.room_at_schools(soal) if check.SEKOLAH in members else np.full(n, far)
    basic = np.minimum(most, soal.calon[:, 0]) if check.CALON in members else most
    after = np.minimum(most, check.ready(soal, basic)) if check.CALON in members else most
    both = basic + after
    if check.MAKS in members and soal.aturan.kursi_maks is not None:
        both = np.minimum(both, soal.aturan.kursi_maks)
    return np.asarray(both, dtype=np.int64)


def _least(model: Model, price: Floats, seconds: float) -> tuple[Floats | None, str]:
    """Whole columns with the least `price` and how to say it; None when no plan exists or none was found in time."""
    found = run(model, -price, seconds, whole_seats=True, gap=1e-4)
    return found.x, "dibutuhkan sedikitnya" if found.is_done else "cukup dengan"


def _budget(soal: Soal, seconds: float, gone: Sequence[str]) -> _Numbers:
    n, m, levels = soal.bentuk
    model = build(soal, [check.PAGU, *gone])
    fixed = np.broadcast_to([t.biaya_kelas for t in soal.tingkat], (m, levels))
    price = np.append(np.ravel(soal.biaya_kursi), np.ravel(fixed))
    scale = max(float(price.max(initial=0.0)), 1.0)
    x, how = _least(model, price / scale, seconds)
    perlu = math.nan
    if x is not None:
        kursi = np.rint(x[: model.seats]).astype(np.int64).reshape(n, m, levels)
        perlu = check.evaluate(soal, kursi)[1]
    pagu = soal.aturan.pagu
    return pagu, perlu, f"Pagu {rupiah(pagu)}", f"{how} {rupiah(_or(perlu))}"


def _trainers(soal: Soal, seconds: float, gone: Sequence[str]) -> _Numbers:
    model = build(soal, [check.PELATIH, *gone])
    days = np.broadcast_to([t.hari * t.pelatih for t in soal.tingkat], (soal.bentuk[1], 2)).astype(float)
    price = np.append(np.zeros(model.seats), np.ravel(days))
    x, how = _least(model, price, seconds)
    perlu = math.nan if x is None else float(round(float(price @ x)))
    have = soal.aturan.hari_pelatih
    said = f"{number(have)} hari-pelatih hanya cukup untuk {number(_seats_of(soal, have))} kursi"
    return have, perlu, said, f"{how} {number(_or(perlu))} hari-pelatih"


def _seats_of(soal: Soal, days: int) -> int:
    """Most seats of classes within these trainer-days, by trying every number of classes of the second level."""
    (a, b), worth = (t.hari * t.pelatih for t in soal.tingkat), [t.kursi for t in soal.tingkat]
    if min(a, b) == 0:
        return int(soal.calon.sum())
    return max(second * worth[1] + (days - second * b) // a * worth[0] for second in range(days // b + 1))


def _classes(soal: Soal, seconds: float, gone: Sequence[str]) -> _Numbers:
    _, m, levels = soal.bentuk
    base = build(soal, [check.KOTA, *gone])
    c = base.seats + np.arange(m * levels).reshape(m, levels)
    extra = base.worth.size + np.arange(m)
    rows = [
        (np.append(c[j], extra[j]), np.array([1.0, 1.0, -1.0]), -np.inf, k.kelas_maks) for j, k in enumerate(soal.kota)
    ]
    model = with_columns(base, m, rows)
    x, how = _least(model, np.append(np.zeros(base.worth.size), np.ones(m)), seconds)
    have = sum(k.kelas_maks for k in soal.kota)
    said = f"Kelas paling banyak di semua kota bersama {number(have)}"
    if x is None:
        return have, math.nan, said, ""
    more = np.rint(x[extra]).astype(int)
    where = [f"{k.nama} {number(v)}" for k, v in zip(soal.kota, more, strict=True) if v > 0]
    return have, float(have + more.sum()), said, f"{how} {number(more.sum())} kelas lagi ({names(where)})"


def _per_school(soal: Soal, seconds: float, gone: Sequence[str]) -> _Numbers:
    n, m, levels = soal.bentuk
    base = build(soal, [check.SEKOLAH, *gone])
    s, k = np.arange(base.seats).reshape(n, m, levels), base.worth.size
    rows = [
        (np.append(s[i, :, level], k), np.append(np.ones(m), -float(w.jumlah_sekolah)), -np.inf, 0.0)
        for i, w in enumerate(soal.wilayah)
        for level in range(levels)
    ]
    x, how = _least(with_columns(base, 1, rows), np.append(np.zeros(k), 1.0), seconds)
    perlu = math.nan if x is None else float(round(float(x[k])))
    have = soal.aturan.kursi_per_sekolah
    said = f"Kursi per sekolah dan tingkat paling banyak {number(have)}"
    return have, perlu, said, f"{how} {number(_or(perlu))} kursi per sekolah"


def _people(soal: Soal, seconds: float, gone: Sequence[str]) -> _Numbers:
    n, m, levels = soal.bentuk
    base = build(soal, [check.CALON, *gone])
    s = np.arange(base.seats).reshape(n, m, levels)
    extra = base.worth.size + np.arange(n * levels).reshape(n, levels)
    ready = -soal.aturan.pct_lulus / 100
    rows = []
    for i, w in enumerate(soal.wilayah):
        rows.append((np.append(s[i, :, 0], extra[i, 0]), np.append(np.ones(m), -1.0), -np.inf, float(w.calon[0])))
        col, val = np.append(s[i].T.ravel(), extra[i, 1]), np.append(np.repeat([ready, 1.0], m), -1.0)
        rows.append((col, val, -np.inf, float(w.calon[1])))
    price = np.append(np.zeros(base.worth.size), np.ones(n * levels))
    x, how = _least(with_columns(base, n * levels, rows), price, seconds)
    have = int(soal.calon.sum())
    said = f"Calon peserta di semua wilayah bersama {number(have)} orang"
    if x is None:
        return have, math.nan, said, ""
    more = np.rint(x[extra]).astype(int).sum(axis=1)
    where = [w.nama or w.kode for w, v in zip(soal.wilayah, more, strict=True) if v > 0]
    asked = f"{how} {number(more.sum())} calon lagi di {names(where)}"
    return have, float(have + more.sum()), said, asked


def _most(soal: Soal, seconds: float, gone: Sequence[str]) -> _Numbers:
    n, m, levels = soal.bentuk
    base = build(soal, [check.MAKS, *gone])
    s, k = np.arange(base.seats).reshape(n, m * levels), base.worth.size
    rows = [(np.append(s[i], k), np.append(np.ones(m * levels), -1.0), -np.inf, 0.0) for i in range(n)]
    x, how = _least(with_columns(base, 1, rows), np.append(np.zeros(k), 1.0), seconds)
    perlu = math.nan if x is None else float(round(float(x[k])))
    have = soal.aturan.kursi_maks or 0
    said = f"Kursi paling banyak {number(have)} tiap wilayah"
    return have, perlu, said, f"{how} {number(_or(perlu))} kursi tiap wilayah"


def _fewest(soal: Soal, seconds: float, gone: Sequence[str]) -> _Numbers:
    """The most that can be the least: bounded with fractions of seats, then stepped down until whole seats hold."""
    n, m, levels = soal.bentuk
    base = build(soal, [check.MIN, *gone])
    s, k = np.arange(base.seats).reshape(n, m * levels), base.worth.size
    rows = [(np.append(s[i], k), np.append(np.ones(m * levels), -1.0), 0.0, np.inf) for i in range(n)]
    have = soal.aturan.kursi_min
    rows.append((np.array([k]), np.array([1.0]), 0.0, float(have)))
    said = f"Kursi paling sedikit {number(have)} untuk tiap {number(n)} wilayah berarti {number(have * n)} kursi"
    top = run(with_columns(base, 1, rows), np.append(np.zeros(k), 1.0), seconds, whole_seats=False, gap=0.0)
    most = math.floor(min(top.bound, have) + 1e-6) if top.x is not None else -1
    for tried in range(most, max(most - STEPS_DOWN, 0), -1):
        held = possible(replace(soal, aturan=replace(soal.aturan, kursi_min=tried)), gone, seconds=seconds)
        if held is None:
            break
        if held:
            return have, float(tried), said, f"yang masih mungkin {number(tried)} kursi tiap wilayah"
    if most == 0:
        return have, 0.0, said, "tanpa batas ini rencana dapat disusun"
    return have, math.nan, said, ""


def _remote(soal: Soal, seconds: float, gone: Sequence[str]) -> _Numbers:
    """The largest whole percent that still leaves a plan, by halving."""
    aturan = soal.aturan
    low, high = -1, math.ceil(aturan.pct_3t_min)
    while high - low > 1:
        middle = (low + high) // 2
        tried = replace(soal, aturan=replace(aturan, pct_3t_min=float(middle)))
        low, high = (middle, high) if possible(tried, gone, seconds=seconds / 4) else (low, middle)
    perlu = math.nan if low < 0 else float(low)
    said = f"Bagian kursi untuk wilayah 3T sedikitnya {aturan.pct_3t_min:g} persen".replace(".", ",")
    remote = int(soal.is_3t.sum())
    said += f", sedangkan {number(remote)} dari {number(len(soal.wilayah))} wilayah berstatus 3T"
    return aturan.pct_3t_min, perlu, said, f"yang masih mungkin {number(_or(perlu))} persen"


def _or(value: float) -> float:
    return 0.0 if math.isnan(value) else value


_LIMIT = {
    check.PAGU: _budget,
    check.PELATIH: _trainers,
    check.KOTA: _classes,
    check.SEKOLAH: _per_school,
    check.CALON: _people,
    check.MAKS: _most,
    check.MIN: _fewest,
    check.TIGA_T: _remote,
}
