"""Programmes of different units that do the same work in the same place at the same time, and what is left undone.

Frames have one row a programme: program_id, nama, unit, nama_unit, kelompok_sasaran, sasaran_indikator,
kode_provinsi_kemendagri, kode_kab_kota_kemendagri, tanggal_mulai, tanggal_selesai, anggaran_rupiah,
status_pelaksanaan, program_prioritas; nama_provinsi and nama_kab_kota where they are known.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from rapidfuzz import fuzz, process
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components

from analysis.program_names import (
    BATAS_NAMA,
    alike,
    covers_indicator,
    indicator_key,
    likeness,
    name_key,
    target_key,
    unit_key,
)

Ints = NDArray[np.int64]
Pairs = tuple[Ints, Ints]
BATAL = "batal"
PAIRS_AT_ONCE = 2_000_000
"""Candidate pairs held in memory at once."""
Jenis = Literal["tumpang tindih", "nama hampir sama"]


@dataclass(frozen=True)
class Kelompok:
    """One finding: programmes that belong together.

    `anggota`: row positions in the frame given, by first day. `mulai` to `selesai`: the days that two of them share,
    first to last. `anggaran`: sum of the known budgets, None when none is known; `tanpa_anggaran` have none.
    `dapat_dibebaskan`: the known budgets of those that would go if of programmes at the same work only the one with
    the largest budget stayed; None when fewer than two budgets are known. `kemiripan`: least likeness of two names.
    """

    jenis: Jenis
    anggota: tuple[int, ...]
    mulai: date
    selesai: date
    anggaran: float | None
    dapat_dibebaskan: float | None
    tanpa_anggaran: int
    kemiripan: float = 100.0


@dataclass(frozen=True)
class Tumpang:
    """All findings of a frame; counts of programmes that ran, were cancelled, or lack what a comparison needs."""

    tumpang_tindih: tuple[Kelompok, ...]
    nama_hampir_sama: tuple[Kelompok, ...]
    jumlah_program: int
    jumlah_batal: int
    jumlah_kurang_isi: int

    @property
    def anggaran(self) -> float:
        """Known budgets in all overlapping groups."""
        return sum(k.anggaran or 0.0 for k in self.tumpang_tindih)

    @property
    def dapat_dibebaskan(self) -> float:
        """The most that could be freed: see Kelompok."""
        return sum(k.dapat_dibebaskan or 0.0 for k in self.tumpang_tindih)

    @property
    def tanpa_anggaran(self) -> int:
        """Programmes in overlapping groups whose budget nobody told."""
        return sum(k.tanpa_anggaran for k in self.tumpang_tindih)


def running(frame: pd.DataFrame, tahun: int) -> pd.DataFrame:
    """The programmes that have a day in this year, cancelled ones too; an unknown day counts as no limit."""
    start, end = pd.to_datetime(frame["tanggal_mulai"]), pd.to_datetime(frame["tanggal_selesai"])
    first, last = pd.Timestamp(tahun, 1, 1), pd.Timestamp(tahun, 12, 31)
    return frame[~(start > last) & ~(end < first) & ~(start.isna() & end.isna())].reset_index(drop=True)


def find(frame: pd.DataFrame, *, is_named: bool = True) -> Tumpang:
    """Every group of overlapping programmes, once with all its members, and groups that are alike in name alone.

    Overlap: target group, indicator and region are the same (a programme of a whole province meets each of its
    kab/kota), at least one day is shared, and the units differ. A cancelled programme never counts. Without `is_named`
    names are not compared.
    """
    status = frame["status_pelaksanaan"].fillna("").astype(str).str.casefold().to_numpy()
    kept = np.flatnonzero(status != BATAL)
    left = frame.iloc[kept]
    start = pd.to_datetime(left["tanggal_mulai"]).to_numpy(dtype="datetime64[D]")
    end = pd.to_datetime(left["tanggal_selesai"]).to_numpy(dtype="datetime64[D]")
    province = _texts(left, "kode_provinsi_kemendagri")
    has_days = ~np.isnat(start) & ~np.isnat(end) & (province != "")
    has_days[has_days] &= start[has_days] <= end[has_days]
    target = np.array([target_key(t) for t in _texts(left, "kelompok_sasaran")], dtype=object)
    indicator = np.array([indicator_key(t) for t in _texts(left, "sasaran_indikator")], dtype=object)
    is_full = has_days & (target != "") & (indicator != "")
    units = [unit_key(k, n) for k, n in zip(_texts(left, "unit"), _texts(left, "nama_unit"), strict=True)]
    unit = pd.factorize(np.array(units, dtype=object))[0].astype(np.int64)
    kab_text = _texts(left, "kode_kab_kota_kemendagri")
    kab = np.where(kab_text == "", -1, pd.factorize(kab_text)[0]).astype(np.int64)
    days = (start, end)

    block = pd.factorize(pd.Series(target + "|" + indicator + "|" + province))[0].astype(np.int64)
    same = _joined(_pairs(block, days, kab, unit, np.flatnonzero(is_full)))
    names: list[str] = []
    near: Pairs = (same[0][:0], same[1][:0])
    if is_named:
        asked = (_texts(left, name) for name in ("nama", "nama_kab_kota", "nama_provinsi"))
        names = [name_key(*words) for words in zip(*asked, strict=True)]
        places = pd.factorize(province)[0].astype(np.int64)
        near = _without(_near(names, _pairs(places, days, kab, unit, np.flatnonzero(has_days))), same, len(left))

    budget = pd.to_numeric(left["anggaran_rupiah"], errors="coerce").to_numpy(dtype=float)
    return Tumpang(
        tuple(_groups("tumpang tindih", same, days, budget, kept)),
        tuple(_groups("nama hampir sama", near, days, budget, kept, names)),
        jumlah_program=len(left),
        jumlah_batal=len(frame) - len(left),
        jumlah_kurang_isi=int((~is_full).sum()),
    )


def _texts(frame: pd.DataFrame, name: str) -> NDArray[np.object_]:
    if name not in frame:
        return np.full(len(frame), "", dtype=object)
    values = frame[name]
    return np.where(values.isna(), "", values.astype(object)).astype(object)


def _pairs(block: Ints, days: tuple[NDArray[np.datetime64], NDArray[np.datetime64]], kab: Ints, unit: Ints,
           rows: Ints) -> Iterator[Pairs]:  # fmt: skip
    """Pairs of rows of one block that share a day and a region and are of different units, a portion at a time."""
    start, end = days[0].astype(np.int64), days[1].astype(np.int64)
    order = rows[np.lexsort((start[rows], block[rows]))]
    if not len(order):
        return
    borders = np.flatnonzero(np.r_[True, np.diff(block[order]) != 0, True])
    stop = np.empty(len(order), dtype=np.int64)
    for low, high in pairwise(borders.tolist()):
        stop[low:high] = low + np.searchsorted(start[order[low:high]], end[order[low:high]], side="right")
    count = np.maximum(stop - np.arange(len(order)) - 1, 0)
    so_far = np.cumsum(count)
    at = 0
    while at < len(order):
        done = so_far[at - 1] if at else 0
        upto = max(int(np.searchsorted(so_far, done + PAIRS_AT_ONCE, side="right")), at + 1)
        left = np.repeat(np.arange(at, upto), count[at:upto])
        first = np.repeat(so_far[at:upto] - count[at:upto], count[at:upto])
        right = left + 1 + (np.arange(len(left)) + done - first)
        a, b = order[left], order[right]
        is_pair = (unit[a] != unit[b]) & ((kab[a] == kab[b]) | (kab[a] < 0) | (kab[b] < 0))
        yield a[is_pair], b[is_pair]
        at = upto


def _joined(parts: Iterator[Pairs]) -> Pairs:
    found = list(parts)
    none = np.empty(0, dtype=np.int64)
    if not found:
        return none, none
    return np.concatenate([a for a, _ in found]), np.concatenate([b for _, b in found])


def _near(names: Sequence[str], parts: Iterator[Pairs]) -> Pairs:
    """Of the candidate pairs those whose names are alike; each pair of spellings is compared once."""
    codes, spellings = pd.factorize(np.array(names, dtype=object))
    lengths = np.array([len(text) for text in spellings], dtype=float)
    size = len(spellings)
    known: dict[int, bool] = {}
    kept: list[Pairs] = []
    for a, b in parts:
        low, high = np.minimum(codes[a], codes[b]), np.maximum(codes[a], codes[b])
        # The shorter name holds at most all of the shared letters: 2 short / (short + long) bounds the likeness.
        shortest, longest = np.minimum(lengths[low], lengths[high]), np.maximum(lengths[low], lengths[high])
        is_possible = (shortest > 0) & (200 * shortest >= BATAS_NAMA * (shortest + longest))
        a, b, key = a[is_possible], b[is_possible], (low * size + high)[is_possible]
        pairs, where = np.unique(key, return_inverse=True)
        unknown = np.array([k for k in pairs.tolist() if k not in known], dtype=np.int64)
        if len(unknown):
            left, right = spellings[unknown // size], spellings[unknown % size]
            score = process.cpdist(left.tolist(), right.tolist(), scorer=fuzz.ratio, score_cutoff=BATAS_NAMA)
            maybe = zip(unknown.tolist(), score.tolist(), strict=True)
            known |= {k: s > 0 and alike(spellings[k // size], spellings[k % size]) for k, s in maybe}
        is_near = np.fromiter((known[k] for k in pairs.tolist()), dtype=bool, count=len(pairs))[where]
        kept.append((a[is_near], b[is_near]))
    return _joined(iter(kept))


def _without(pairs: Pairs, others: Pairs, size: int) -> Pairs:
    """The pairs that are not among the others, whatever their direction."""
    keys = [np.minimum(*p) * size + np.maximum(*p) for p in (pairs, others)]
    is_new = ~np.isin(keys[0], keys[1])
    return pairs[0][is_new], pairs[1][is_new]


def _groups(
    jenis: Jenis, pairs: Pairs, days: tuple[NDArray[np.datetime64], NDArray[np.datetime64]],
    budget: NDArray[np.float64], kept: Ints, names: Sequence[str] | None = None,
) -> Iterator[Kelompok]:  # fmt: skip
    """Pairs that hang together as one finding each, in the order of their first members."""
    a, b = pairs
    if not len(a):
        return
    start, end = days
    size = len(kept)
    graph = coo_matrix((np.ones(len(a), dtype=np.int8), (a, b)), shape=(size, size))
    _, label = connected_components(graph, directed=False)
    order = np.argsort(label[a], kind="stable")
    borders = np.flatnonzero(np.r_[True, np.diff(label[a][order]) != 0, True])
    found = []
    for low, high in pairwise(borders.tolist()):
        left, right = a[order[low:high]], b[order[low:high]]
        members = np.unique(np.concatenate([left, right]))
        members = members[np.lexsort((members, start[members]))]
        money = budget[members]
        likes = 100.0
        if names is not None:
            likes = min(likeness(names[i], names[j]) for i, j in zip(left.tolist(), right.tolist(), strict=True))
        is_overlap = jenis == "tumpang tindih"
        found.append(
            Kelompok(
                jenis=jenis,
                anggota=tuple(int(kept[m]) for m in members),
                mulai=np.maximum(start[left], start[right]).min().astype(object),
                selesai=np.minimum(end[left], end[right]).max().astype(object),
                anggaran=float(np.nansum(money)) if np.isfinite(money).any() else None,
                dapat_dibebaskan=_freed(members, left, right, budget) if is_overlap else None,
                tanpa_anggaran=int(np.isnan(money).sum()),
                kemiripan=likes,
            )
        )
    yield from sorted(found, key=lambda k: k.anggota)


def _freed(members: Ints, left: Ints, right: Ints, budget: NDArray[np.float64]) -> float | None:
    """Keep the largest, drop all that overlap it, go on with the largest left: the sum of those dropped.

    Where all overlap each other that is the sum without the largest; none is dropped that overlaps nothing kept.
    """
    known = [int(m) for m in members if np.isfinite(budget[m])]
    if len(known) < 2:
        return None
    beside: dict[int, set[int]] = {m: set() for m in known}
    for i, j in zip(left.tolist(), right.tolist(), strict=True):
        if i in beside and j in beside:
            beside[i].add(j)
            beside[j].add(i)
    if not any(beside.values()):
        return None
    freed, gone, kept = 0.0, set[int](), set[int]()
    for m in sorted(known, key=lambda m: (-budget[m], m)):
        if m in gone:
            continue
        kept.add(m)
        for other in beside[m] - gone - kept:
            gone.add(other)
            freed += float(budget[other])
    return freed


def gaps(
    wilayah: Sequence[str], frame: pd.DataFrame, *, indikator: Sequence[str], program_prioritas: Sequence[str]
) -> pd.DataFrame:
    """For each region (Kemendagri code of a province or kab/kota) how many programmes serve the goal there.

    A programme serves it by one of the goal's indicators (or one above or below it) or by a priority programme;
    cancelled ones never do. Columns: kode, jumlah_program (in all of the region), jumlah_sebagian (of a province:
    in some of its kab/kota alone), is_kosong (neither), is_seprovinsi (a kab/kota that only programmes of its whole
    province reach: they need not do anything there).
    """
    wanted = [key for key in map(indicator_key, indikator) if key]
    priority = {text.casefold() for text in program_prioritas}
    live = frame[frame["status_pelaksanaan"].fillna("").astype(str).str.casefold() != BATAL]
    aims = [indicator_key(t) for t in _texts(live, "sasaran_indikator")]
    by_code = np.array([any(covers_indicator(w, k) or covers_indicator(k, w) for w in wanted) for k in aims], bool)
    by_priority = np.array([str(t).casefold() in priority for t in _texts(live, "program_prioritas")], bool)
    serving = live[by_code | by_priority]
    province, kab = _texts(serving, "kode_provinsi_kemendagri"), _texts(serving, "kode_kab_kota_kemendagri")
    rows = []
    for kode in wilayah:
        whole = (province == kode[:2]) & (kab == "")
        own = whole | (kab == kode) if len(kode) > 2 else whole
        part = (province == kode) & (kab != "")
        is_wide = len(kode) > 2 and bool(whole.any()) and not bool((kab == kode).any())
        rows.append((kode, int(own.sum()), int(part.sum()), is_wide))
    found = pd.DataFrame(rows, columns=["kode", "jumlah_program", "jumlah_sebagian", "is_seprovinsi"])
    found["is_kosong"] = (found["jumlah_program"] == 0) & (found["jumlah_sebagian"] == 0)
    return found


def load(frame: pd.DataFrame, tahun: int) -> pd.DataFrame:
    """What each kind of unit carries in each quarter of a year, renamed kinds as one.

    Columns: unit, triwulan, jumlah_program (with a day in the quarter), anggaran (known budgets, spread evenly over
    a programme's days), tanpa_anggaran.
    """
    live = running(frame[frame["status_pelaksanaan"].fillna("").astype(str).str.casefold() != BATAL], tahun)
    start, end = pd.to_datetime(live["tanggal_mulai"]), pd.to_datetime(live["tanggal_selesai"])
    is_sound = (start.notna() & end.notna() & (start <= end)).to_numpy()
    live = live[is_sound]
    first_day = start[is_sound].to_numpy(dtype="datetime64[D]")
    last_day = end[is_sound].to_numpy(dtype="datetime64[D]")
    kinds = np.array([unit_key(k, "").partition("|")[0] for k in live["unit"]], dtype=object)
    budget = pd.to_numeric(live["anggaran_rupiah"], errors="coerce").to_numpy(dtype=float)
    parts = []
    for quarter in (1, 2, 3, 4):
        begin, after = (np.datetime64(f"{tahun:04d}-{3 * quarter - 2:02d}", "M") + np.array([0, 3])).astype("M8[D]")
        shared = (np.minimum(last_day, after - 1) - np.maximum(first_day, begin)).astype(np.int64) + 1
        there = shared > 0
        share = shared[there] / ((last_day - first_day).astype(np.int64) + 1)[there]
        parts.append(pd.DataFrame({"unit": kinds[there], "triwulan": quarter, "anggaran": budget[there] * share}))
    every = pd.concat(parts, ignore_index=True)
    grouped = every.groupby(["unit", "triwulan"], as_index=False)
    return grouped.agg(
        jumlah_program=("triwulan", "size"), anggaran=("anggaran", "sum"),
        tanpa_anggaran=("anggaran", lambda values: int(values.isna().sum())),
    )  # fmt: skip
