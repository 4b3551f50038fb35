"""What a page reports about a plan, as steps run one after another: the plan, its rivals, more money, redrawn needs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from analysis.allocation import check
from analysis.allocation.clash import clashes
from analysis.allocation.greedy import greedy
from analysis.allocation.needed import Bentrok, in_words
from analysis.allocation.problem import Ints, Jawaban, Soal
from analysis.allocation.solve import solve
from analysis.shares import Floats

TAMBAHAN = 50_000_000.0
"""Rupiah added to the budget to see what they would buy."""
UNDIAN = 20
"""Redraws of need: a share of them is then known to about 11 points."""
CELAH = 0.002
"""Gap asked of each solve: what little money buys, and how a redraw differs, must not drown in it."""
BENIH = 20240713
SERUPA = 0.8
"""A region keeps its place in a redraw when it gets at least this share of its seats."""


@dataclass(frozen=True)
class Permintaan:
    """What to work out. `tahun_lalu`: seats really given last year (n, m, 2), None when unknown; `galat`: (n,) standard
    error of each region's need, 0-100 scale; `undian` redraws of need (0 for none); gap and seconds of each solve (a
    redraw gets a quarter of the seconds). `is_sebagian`: the regions are a part of those that sat in last year's
    classes, and are charged only their part of a class."""

    soal: Soal
    tahun_lalu: Ints | None = None
    galat: Floats | None = None
    tambahan: float = TAMBAHAN
    undian: int = UNDIAN
    celah: float = CELAH
    batas_detik: float = 20.0
    benih: int = BENIH
    is_sebagian: bool = False


@dataclass(frozen=True)
class TahunLalu:
    """Last year's seats under this year's needs, costs, and limits.

    `biaya`: what those seats would cost, a class counted whole or by the part they fill of it. `dilanggar`: limits of
    this year they would break. `setara`: the best plan for that money, whose classes are always paid whole.
    """

    kursi: Ints
    kelas: Ints
    nilai: float
    biaya: float
    dilanggar: tuple[str, ...]
    setara: Jawaban


@dataclass(frozen=True)
class Tambahan:
    """What more money buys.

    `jawaban`: everything planned anew with it; `utuh`: the plan kept and only added to, so nobody loses a seat. `nilai`
    and `nilai_utuh`: worth gained, never below 0; the true gain of planning anew lies between `nilai_dari` and
    `nilai_sampai` (both plans are known up to their gaps). `kursi` and `kursi_utuh`: seats gained by region (n,).
    """

    rupiah: float
    jawaban: Jawaban
    utuh: Jawaban
    nilai: float
    nilai_dari: float
    nilai_sampai: float
    nilai_utuh: float
    kursi: Ints
    kursi_utuh: Ints


@dataclass(frozen=True)
class Kestabilan:
    """How the plan holds when need is redrawn within its uncertainty; shares 0-1 over the redraws.

    `dapat` (n,): redraws in which a region gets a seat. `serupa` (n,): redraws in which it gets at least SERUPA of its
    seats (NaN for a region without seats). `kursi` (R, n): seats. `tertahan` (R,): worth of the plan as it stands under
    the redrawn need, divided by the worth of the plan made for it.
    """

    jumlah_undian: int
    dapat: Floats
    serupa: Floats
    kursi: Ints
    tertahan: Floats


@dataclass(frozen=True)
class Studi:
    """Everything found so far; None for what was not asked for or not reached. `bentrok_lain`: sets of limits that
    would still clash once the first set is mended, each with its sentence."""

    utama: Jawaban | None = None
    bentrok: tuple[Bentrok, ...] = ()
    kalimat_bentrok: str = ""
    bentrok_lain: tuple[tuple[Bentrok, ...], ...] = ()
    kalimat_lain: tuple[str, ...] = ()
    greedy: Jawaban | None = None
    tahun_lalu: TahunLalu | None = None
    tambahan: Tambahan | None = None
    kestabilan: Kestabilan | None = None


@dataclass(frozen=True)
class Langkah:
    """One step: a code, what the screen says while it runs, and the work, from what is known to what is known then."""

    kode: str
    judul: str
    kerja: Callable[[Studi], Studi]


def steps(minta: Permintaan) -> tuple[Langkah, ...]:
    """The steps in order; each takes at most a few times `batas_detik`. Without a plan the later ones do nothing."""
    made = [
        Langkah("utama", "Menyusun rencana", lambda s: replace(s, utama=_solve(minta, minta.soal))),
        Langkah("bentrok", "Mencari batas yang berbentrokan", lambda s: _clash(minta, s)),
        Langkah("greedy", "Membandingkan dengan cara sederhana", lambda s: replace(s, greedy=greedy(minta.soal))),
    ]
    if minta.tahun_lalu is not None:
        made.append(Langkah("tahun_lalu", "Membandingkan dengan tahun lalu", lambda s: _last_year(minta, s)))
    if minta.tambahan > 0:
        made.append(Langkah("tambahan", "Menghitung guna tambahan pagu", lambda s: _more(minta, s)))
    if minta.galat is not None:
        made += [
            Langkah("kestabilan", f"Menguji ketahanan, undian {k + 1} dari {minta.undian}", _redraw(minta, k))
            for k in range(minta.undian)
        ]
    return tuple(made)


def run_all(minta: Permintaan) -> Studi:
    """All steps in this process, one after another."""
    studi = Studi()
    for step in steps(minta):
        studi = step.kerja(studi)
    return studi


def last_year(
    soal: Soal,
    kursi: Ints,
    *,
    celah: float = CELAH,
    batas_detik: float = 20.0,
    awal: Jawaban | None = None,
    is_sebagian: bool = False,
) -> TahunLalu:
    """Last year's seats (n, m, 2) beside the best plan for the same money; limits they would break are named.

    `is_sebagian`: others sat in the same classes, so money and trainer-days are those of the part these seats fill.
    """
    kursi = np.asarray(kursi, dtype=np.int64).reshape(soal.bentuk)
    plan = check.answer(soal, kursi)
    biaya, dilanggar = plan.biaya, check.broken(soal, plan)
    if is_sebagian:
        filled = kursi.sum(axis=(0, 1)) / np.array([t.kursi for t in soal.tingkat])
        days = float(filled @ [t.hari * t.pelatih for t in soal.tingkat])
        biaya = float((kursi * soal.biaya_kursi).sum() + filled @ [t.biaya_kelas for t in soal.tingkat])
        kept = {check.PAGU: biaya <= soal.aturan.pagu, check.PELATIH: days <= soal.aturan.hari_pelatih}
        dilanggar = tuple(name for name in dilanggar if not kept.get(name, False))
    same_money = replace(soal, aturan=replace(soal.aturan, pagu=biaya))
    setara = solve(same_money, celah=celah, batas_detik=batas_detik, awal=awal or plan)
    return TahunLalu(kursi, plan.kelas, plan.nilai, biaya, dilanggar, setara)


def more_money(
    soal: Soal, plan: Jawaban, rupiah: float = TAMBAHAN, *, celah: float = CELAH, batas_detik: float = 20.0
) -> Tambahan:
    """What `rupiah` more would buy beyond a plan that keeps its limits."""
    richer = replace(soal, aturan=replace(soal.aturan, pagu=soal.aturan.pagu + rupiah))
    utuh = solve(richer, celah=celah, batas_detik=batas_detik, awal=plan, sedikitnya=plan)
    anew = solve(richer, celah=celah, batas_detik=batas_detik, awal=utuh)
    given = plan.kursi.sum(axis=(1, 2))
    return Tambahan(
        rupiah,
        anew,
        utuh,
        max(0.0, anew.nilai - plan.nilai),
        max(0.0, anew.nilai - plan.batas_atas),
        max(0.0, anew.batas_atas - plan.nilai),
        max(0.0, utuh.nilai - plan.nilai),
        anew.kursi.sum(axis=(1, 2)) - given,
        utuh.kursi.sum(axis=(1, 2)) - given,
    )


def redrawn(soal: Soal, galat: Floats, benih: int) -> Soal:
    """The question with each region's need drawn anew from a normal around it (independent regions), within 0-100."""
    rng = np.random.default_rng(benih)
    errors = np.nan_to_num(np.asarray(galat, dtype=float))
    need = np.clip([w.nilai for w in soal.wilayah] + rng.standard_normal(len(soal.wilayah)) * errors, 0, 100)
    wilayah = tuple(replace(w, nilai=float(v)) for w, v in zip(soal.wilayah, need, strict=True))
    return replace(soal, wilayah=wilayah)


def _solve(minta: Permintaan, soal: Soal, awal: Jawaban | None = None) -> Jawaban:
    return solve(soal, celah=minta.celah, batas_detik=minta.batas_detik, awal=awal)


def _clash(minta: Permintaan, studi: Studi) -> Studi:
    if studi.utama is None or studi.utama.is_layak or not studi.utama.is_terbukti:
        return studi
    found = clashes(minta.soal, batas_detik=minta.batas_detik)
    if not found:
        return studi
    said = [in_words(minta.soal, [b.nama for b in one]) for one in found]
    return replace(
        studi, bentrok=found[0], kalimat_bentrok=said[0], bentrok_lain=found[1:], kalimat_lain=tuple(said[1:])
    )


def _last_year(minta: Permintaan, studi: Studi) -> Studi:
    if minta.tahun_lalu is None:
        return studi
    found = last_year(
        minta.soal,
        minta.tahun_lalu,
        celah=minta.celah,
        batas_detik=minta.batas_detik,
        is_sebagian=minta.is_sebagian,
    )
    return replace(studi, tahun_lalu=found)


def _more(minta: Permintaan, studi: Studi) -> Studi:
    if studi.utama is None or not studi.utama.is_layak:
        return studi
    found = more_money(minta.soal, studi.utama, minta.tambahan, celah=minta.celah, batas_detik=minta.batas_detik)
    return replace(studi, tambahan=found)


def _redraw(minta: Permintaan, k: int) -> Callable[[Studi], Studi]:
    def work(studi: Studi) -> Studi:
        if studi.utama is None or not studi.utama.is_layak or minta.galat is None:
            return studi
        drawn = redrawn(minta.soal, minta.galat, minta.benih + k)
        best = solve(drawn, celah=minta.celah, batas_detik=minta.batas_detik / 4, awal=studi.utama)
        return replace(studi, kestabilan=_counted(studi.utama, studi.kestabilan, drawn, best))

    return work


def _counted(utama: Jawaban, before: Kestabilan | None, drawn: Soal, best: Jawaban) -> Kestabilan:
    seats = best.kursi.sum(axis=(1, 2))[None, :]
    stands = check.worth(drawn, utama.kursi)
    kept = np.array([stands / best.nilai if best.nilai > 0 else 1.0])
    if before is not None:
        seats, kept = np.vstack([before.kursi, seats]), np.append(before.tertahan, kept)
    given = utama.kursi.sum(axis=(1, 2))
    alike = (seats >= SERUPA * given - check.SLACK).mean(axis=0)
    return Kestabilan(len(kept), (seats > 0).mean(axis=0), np.where(given > 0, alike, np.nan), seats, kept)
