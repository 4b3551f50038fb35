"""Why there is no seat more: which limits are used up, and why a region that was chosen got none. Pure text."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from analysis.allocation import Ints, Jawaban, Soal
from analysis.allocation.check import CALON, KOTA, MAKS, PAGU, PELATIH, TIGA_T, trainer_days
from analysis.shares import Floats
from views.format import names, number, percent, rupiah, rupiah_exact

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Pembatas:
    """A limit that leaves no room for one more seat: its name, and the words of the screen with its number."""

    nama: str
    kata: str


def left_over(soal: Soal, plan: Jawaban) -> Ints:
    """(n, 2) people who could still get a seat of each level: who goes on follows from the basic seats given."""
    given = plan.kursi.sum(axis=1)
    after = soal.calon[:, 1] + np.floor(soal.aturan.pct_lulus / 100 * given[:, 0] + 1e-9).astype(np.int64)
    most = (soal.aturan.kursi_per_sekolah * soal.sekolah)[:, None]
    left: Ints = np.minimum(np.stack([soal.calon[:, 0], after], axis=1), most) - given
    return left


def _prices(soal: Soal, plan: Jawaban) -> tuple[Floats, Ints]:
    """Rupiah of one seat more (n, m, 2), a class opened for it where none has a place left (inf where none may be
    opened); places left in open classes (m, 2)."""
    places = np.array([t.kursi for t in soal.tingkat])[None, :] * plan.kelas - plan.kursi.sum(axis=0)
    free = np.array([k.kelas_maks for k in soal.kota]) - plan.kelas.sum(axis=1)
    classes = np.array([t.biaya_kelas for t in soal.tingkat])[None, :]
    opened = np.where(places > 0, 0.0, np.where(free[:, None] > 0, classes, np.inf))
    return soal.biaya_kursi + opened[None], places


def binding(soal: Soal, plan: Jawaban) -> tuple[Pembatas, ...]:
    """The limits that leave no room for one more seat of either level; () where something else rounds it off."""
    aturan = soal.aturan
    said: list[Pembatas] = []
    wanted = (left_over(soal, plan) > 0) & (soal.nilai > 0)[:, None]
    able = wanted
    if aturan.kursi_maks is not None:
        full = plan.kursi.sum(axis=(1, 2)) >= aturan.kursi_maks
        if full.any() and aturan.kursi_maks > 0:
            many = f"{number(full.sum())} kab/kota sudah {number(aturan.kursi_maks)}"
            said.append(Pembatas(MAKS, f"kursi paling banyak per wilayah ({many})"))
        able = wanted & ~full[:, None]
    prices, places = _prices(soal, plan)
    steps = prices[np.broadcast_to(able[:, None, :], prices.shape) & np.isfinite(prices)]
    money = aturan.pagu - plan.biaya
    if steps.size and money < steps.min():
        said.insert(0, Pembatas(PAGU, f"pagu (sisa {rupiah(max(money, 0))})"))
    asked = [level for level in (0, 1) if able[:, level].any()]
    is_seated = any((places[:, level] > 0).any() for level in asked)
    days = aturan.hari_pelatih - trainer_days(soal, plan.kelas)
    if asked and not is_seated and days < min(soal.tingkat[k].hari * soal.tingkat[k].pelatih for k in asked):
        said.append(Pembatas(PELATIH, f"hari-pelatih (sisa {number(days)})"))
    used = plan.kelas.sum(axis=1)
    if asked and not is_seated and all(k.kelas_maks <= used[j] for j, k in enumerate(soal.kota)):
        said.append(Pembatas(KOTA, "kelas per kota (semua kota penuh)"))
    if not wanted.any():
        said.append(Pembatas(CALON, "calon peserta (semua calon sudah mendapat kursi)"))
    total, remote = int(plan.kursi.sum()), int(plan.kursi[soal.is_3t].sum())
    if aturan.pct_3t_min > 0 and total and remote - 1 < aturan.pct_3t_min / 100 * total:
        said.append(Pembatas(TIGA_T, f"bagian 3T ({number(remote)} dari {number(total)} kursi)"))
    return tuple(said)


def binding_words(soal: Soal, plan: Jawaban) -> str:
    """The sentence of what binds, and how far the budget could fall where it is not what binds."""
    found = binding(soal, plan)
    if not found:
        return "Tidak ada satu batas pun yang habis; sisanya tidak cukup untuk satu kelas lagi."
    text = f"Yang membatasi: {names([one.kata for one in found], 9)}."
    if PAGU not in {one.nama for one in found} and plan.biaya < soal.aturan.pagu:
        # Rounded up: at the number told every seat is still paid for.
        text += f" Pagu dapat turun sampai {rupiah_exact(float(np.ceil(plan.biaya)))} tanpa mengurangi satu kursi pun."
    return text


def no_gain_words(soal: Soal, plan: Jawaban, more: float) -> str:
    """That more money buys nothing, and what stands in the way instead."""
    text = f"Tambahan {rupiah(more)} tidak menambah kebutuhan yang terlayani"
    found = [one.nama for one in binding(soal, plan)]
    if others := [name for name in found if name != PAGU]:
        return f"{text}: yang menahan {names(others, 9)}, {'tidak hanya' if PAGU in found else 'bukan'} pagu."
    return f"{text}: belum cukup untuk kelas dan kursi berikutnya."


def without_seats(soal: Soal, plan: Jawaban) -> dict[str, str]:
    """Code of each region that got no seat to the reason, in a few words."""
    given = plan.kursi.sum(axis=(1, 2))
    empty = np.flatnonzero(given == 0)
    if not len(empty):
        return {}
    has_people = np.minimum(soal.calon.sum(axis=1), soal.sekolah) > 0
    rivals = has_people & (soal.nilai > 0)
    # At which rank its seat stands: need served by a rupiah, in the cheapest city that may hold a class.
    cities = [j for j, k in enumerate(soal.kota) if k.kelas_maks > 0]
    cheapest = soal.biaya_kursi[:, cities, :].min(axis=(1, 2)) if cities else np.ones(len(given))
    worth = soal.nilai / np.maximum(cheapest, 1.0)
    ended = _ended(binding(soal, plan))
    found: dict[str, str] = {}
    for i in map(int, empty):
        if not has_people[i]:
            why = "belum ada calon peserta"
        elif soal.nilai[i] <= 0:
            why = "skor kebutuhan 0"
        elif soal.aturan.kursi_maks == 0:
            why = "kursi paling banyak per wilayah 0"
        else:
            why = ", ".join(part for part in (ended, _place(soal.nilai, rivals, i, worth, given > 0)) if part)
        found[soal.wilayah[i].kode] = why
    return found


def _ended(found: tuple[Pembatas, ...]) -> str:
    said = {PAGU: "pagu habis", PELATIH: "hari-pelatih habis", KOTA: "kelas di semua kota penuh",
            TIGA_T: "bagian 3T mengikat"}  # fmt: skip
    return names([said[one.nama] for one in found if one.nama in said], 4)


def _place(need: Floats, rivals: Flags, i: int, worth: Floats, is_given: Flags) -> str:
    """Why others came first: its need is the least, below all that got seats, or dearer to serve than theirs."""
    least = need[rivals].min()
    if need[i] <= least and (need[rivals] > least).any():
        alone = int((need[rivals] == least).sum()) == 1
        return "skornya terendah" if alone else "skornya termasuk yang terendah"
    if is_given.any() and need[i] < need[is_given].min():
        return "skornya di bawah penerima"
    if is_given.any() and np.isclose(worth[i], worth[is_given].min(), rtol=1e-9):
        return "setara dengan penerima"
    if is_given.any() and worth[i] < worth[is_given].min():
        return "lebih mahal per kebutuhan"
    return "wilayah lain didahulukan"


def nothing_words(soal: Soal) -> str:
    """Why the best plan has no seat at all."""
    able = (soal.calon.sum(axis=1) > 0) & (soal.nilai > 0)
    if not able.any():
        return "Tidak ada kab/kota yang mempunyai calon dan kebutuhan di atas nol."
    if soal.aturan.pct_3t_min > 0 and not (able & soal.is_3t).any():
        share = percent(soal.aturan.pct_3t_min, 0)
        return f"Sedikitnya {share} kursi harus untuk 3T, sedangkan tidak ada kab/kota 3T yang mempunyai calon."
    first = min(t.biaya_kelas for t in soal.tingkat) + float(soal.biaya_kursi[able].min(initial=np.inf))
    if soal.aturan.pagu < first:
        return f"Satu kelas dengan satu peserta paling murah {rupiah(first)}, di atas pagu."
    if soal.aturan.hari_pelatih < min(t.hari * t.pelatih for t in soal.tingkat):
        return "Hari-pelatih tidak cukup untuk satu kelas pun."
    if not any(k.kelas_maks for k in soal.kota):
        return "Tidak ada kota yang boleh mengadakan kelas."
    return "Batas-batas itu bersama-sama tidak menyisakan ruang untuk satu kursi pun."
