"""What priorities say: how firm they are, why a region stands where it does, and what would change it. Pure text."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from analysis.acceptability import Leave, Swap
from analysis.need import ROUNDING, score, value_at
from analysis.shares import Floats
from charts.names import short_name
from charts.priority import is_open
from charts.ranks import peluang, rentang
from charts.style import each
from views import data
from views.filters import Saringan
from views.format import day, names, number, percent
from views.priority.criteria import Kriteria, digits_of, tell
from views.priority.rows import FIRM, Prioritas, in_words

FIRM_WORDS = f"≥ {number(100 * FIRM)}\u00a0%"
SMALLEST = 0.05
"""Points of weight that are printed as none."""
NEAR = 0.5
"""Points of weight that are called hardly any: weights are typed as whole numbers."""
FEW_POINTS = 10.0
"""Points below which moves are told with a decimal."""
MOST_MOVES = 3
"""Weights changed at once that are told one by one."""
METHOD = (
    ("Skor kebutuhan", "Tiap kriteria diubah menjadi 0–1 di antara wilayah yang dibandingkan: 1 yang paling butuh, "
     "0 yang paling tidak. Skor adalah rata-rata berbobotnya dikali 100, atas kriteria yang datanya ada."),
    ("Sumbangan", "Bagian skor yang datang dari satu kriteria. Jumlah seluruh sumbangan sama dengan skor."),
    ("Peluang", "Bobot diundi 10.000 kali, semua susunan sama mungkin (SMAA; Lahdelma dan Salminen 2001). Peluang "
     "adalah bagian undian yang menempatkan wilayah di antara yang teratas. Nilai yang belum ada ikut diundi."),
    ("Rentang urutan", "Urutan yang masih mungkin karena ketidakpastian data, bersama untuk semua wilayah pada 95 % "
     "(Mogstad, Romano, Shaikh, Wilhelm 2024). Rapor tidak menerbitkan banyaknya murid: nilainya tanpa selang. "
     "Kriteria yang belum berdata dianggap dapat bernilai berapa pun di antara yang paling dan paling tidak butuh."),
    ("Data", "Kriteria yang nilainya ada. Yang belum ada dianggap setara rata-rata kriteria yang diketahui di wilayah "
     "itu, jadi skornya dapat lebih tinggi atau lebih rendah daripada bila lengkap: garis tipis menunjukkan sejauh "
     "apa. Wilayah yang kurang dari separuh bobotnya diketahui tidak diberi skor."),
    ("Apa yang mengubah urutan", "Angka bobot dan nilai dibulatkan ke arah yang membuat pernyataannya benar. Nilai "
     "satu kriteria berubah sendirian, sedangkan wilayah lain dan rentang kriterianya tetap."),
)  # fmt: skip


def place(saringan: Saringan) -> str:
    """Where the regions compared lie."""
    if saringan.provinsi:
        return data.province(saringan.provinsi)[0]
    return f"Pulau {saringan.pulau}" if saringan.pulau else "nasional"


def scope(prioritas: Prioritas) -> str:
    """The small line over the answer."""
    return (
        f"{prioritas.setelan.nama_tujuan} · {place(prioritas.saringan)} · {in_words(prioritas)} · prioritas = "
        f"{prioritas.teratas} skor kebutuhan tertinggi"
    )


def is_sorted(prioritas: Prioritas) -> bool:
    """Whether there is anything to put in order: more regions than are looked for, and not all alike."""
    return prioritas.jumlah > prioritas.teratas and float(np.nansum(prioritas.butuh)) > 0


def answer(prioritas: Prioritas, *, is_named: bool = False) -> str:
    """The finding: how many stay priority whatever the weights, and how many hang on them. `is_named`: and who."""
    n, frame = prioritas.jumlah, prioritas.wilayah
    when = f", {_when(prioritas)}"
    if n <= 1:
        return f"Baru {number(n)} kab/kota cukup datanya: belum ada yang dapat dibandingkan"
    if n <= prioritas.teratas:
        return f"Baru {number(n)} kab/kota cukup datanya, tidak lebih dari {prioritas.teratas} yang dicari"
    if not is_sorted(prioritas):
        return f"Semua {number(n)} kab/kota sama menurut kriteria ini: tidak ada yang dapat didahulukan{when}"
    firm, open_ = int(frame["is_tetap"].sum()), int(frame["is_bergantung"].sum())
    start = f"{number(firm)} dari {number(n)} kab/kota tetap prioritas" if firm else \
        f"Tidak ada dari {number(n)} kab/kota yang tetap prioritas"  # fmt: skip
    listed = f": {names([short_name(str(one)) for one in frame.loc[frame['is_tetap'], 'nama']])}"
    named = listed if is_named and firm else ""
    rest = f"{number(open_) if open_ else 'tidak ada yang'} bergantung pada bobot"
    when = when.replace("data per", "per") if is_named else when
    return f"{start} di {FIRM_WORDS} pilihan bobot{named}; {rest}{when}"


def _when(prioritas: Prioritas) -> str:
    """`data per 31 Okt 2026`; without any use of a platform the newest year of the sources."""
    if prioritas.has_use:
        return f"data per {day(prioritas.saringan.tanggal_data)}"
    there = [item.sumber for item in prioritas.kriteria if item not in prioritas.kosong]
    years = [year for source in there for year in re.findall(r"\b20[0-9]{2}\b", source)]
    return f"data sampai {max(years)}" if years else "data terbaru"


def who(prioritas: Prioritas) -> str:
    """The names behind the answer."""
    if not is_sorted(prioritas):
        return ""
    frame = prioritas.wilayah
    groups = [("Tetap", frame[frame["is_tetap"]]), ("Bergantung pada bobot", frame[frame["is_bergantung"]])]
    total = len(prioritas.kriteria)
    said = [
        f"{label}: {names([_with_data(row, total) for row in each(part)], 6)}" for label, part in groups if len(part)
    ]
    if prioritas.kurang:
        said.append(
            f"{number(prioritas.kurang)} dari {number(prioritas.teratas)} berskor tertinggi belum lengkap datanya"
        )
    return ". ".join(said) + "." if said else ""


def _with_data(row: Any, total: int) -> str:
    """A name, with how many criteria it rests on where its score is open."""
    is_whole = row.skor_tertinggi - row.skor_terendah < SMALLEST
    return short_name(str(row.nama)) + ("" if is_whole else f" (data {int(row.jumlah_data)} dari {total})")


def weights(prioritas: Prioritas) -> str:
    """The criteria with their weights, largest first."""
    order = np.argsort(-prioritas.bobot, kind="stable")
    said = [f"{prioritas.kriteria[i].nama} {number(prioritas.bobot[i])}\u00a0%" for i in order]
    kind = "Bobot usulan kami, bukan ketetapan resmi" if prioritas.setelan.is_usulan else "Bobot pilihan sendiri"
    return f"{kind}: {' · '.join(said)}"


def ranked_title(prioritas: Prioritas) -> str:
    """Who has the greatest need at these weights, on how much data, and how many others the data cannot tell from
    it."""
    frame = prioritas.wilayah
    first = frame.iloc[0]
    return told_first(
        str(first["nama"]), float(first["skor"]), float(first["skor_terendah"]), float(first["skor_tertinggi"]),
        int(first["jumlah_data"]), len(prioritas.kriteria), int((frame["urutan_dari"] == 1).sum()) - 1,
        same_score(frame["skor"]),
    )  # fmt: skip


def same_score(skor: Any) -> int:
    """How many others have the first one's score as it is printed."""
    told = [number(float(value), 1) for value in skor]
    return told.count(told[0]) - 1


def told_first(
    nama: str, skor: float, low: float, high: float, ada: int, semua: int, setara: int, sama: int = 0
) -> str:
    """The same from plain values: what a saved plan says too. `ada` of `semua` criteria have data; `sama` others have
    the same score as it is printed."""
    title = f"{short_name(nama)} berskor tertinggi, {number(skor, 1)} dari 100"
    if sama > 0:
        title = f"{short_name(nama)} dan {number(sama)} lain berskor tertinggi yang sama, {number(skor, 1)} dari 100"
    if high - low >= SMALLEST:
        title += f", tetapi datanya baru {ada} dari {semua} kriteria: bila lengkap dapat {number(low, 1)} sampai "
        title += number(high, 1)
    elif ada < semua:
        title += f" (data {ada} dari {semua} kriteria)"
    return f"{title}; dari datanya setara dengan {number(setara)} lain" if setara > 0 else title


def ranges_title(prioritas: Prioritas) -> str:
    """What the data alone leave open."""
    frame = prioritas.wilayah
    if not prioritas.is_galat:
        return "Ketidakpastian data tidak diketahui: kriteria yang dipakai terbit tanpa selang"
    possible = int((frame["urutan_dari"] <= prioritas.teratas).sum())
    sure = int((frame["urutan_sampai"] <= prioritas.teratas).sum())
    first = frame.iloc[0]
    return (
        f"Dari datanya saja, {number(possible)} kab/kota masih mungkin masuk {prioritas.teratas} teratas dan "
        f"{number(sure) if sure else 'belum ada yang'} pasti; {short_name(str(first['nama']))} di urutan "
        f"{rentang(first['urutan_dari'], first['urutan_sampai'])}"
    )


def chances_title(prioritas: Prioritas) -> str:
    """Who is first most often over all weights."""
    first = prioritas.peluang_urutan[:, 0]
    if np.isnan(first).all():
        return "Peluang urutan tidak dapat dihitung: datanya kurang"
    i = int(np.nanargmax(first))
    often = int((np.nan_to_num(first) >= 0.01).sum())
    who_ = short_name(str(prioritas.wilayah.iloc[i]["nama"]))
    alike = sum(peluang(float(other)) == peluang(float(first[i])) for other in first if other == other) - 1
    if alike:
        left = f"; {number(often - 1 - alike)} lain juga pernah" if often - 1 > alike else ""
        often_ = f"masing-masing pada {peluang(float(first[i]))} pilihan bobot"
        return f"{who_} dan {number(alike)} lain sama seringnya di urutan 1, {often_}{left}"
    rest = f"; {number(often - 1)} lain juga pernah" if often > 1 else ""
    return f"{who_} paling sering di urutan 1, pada {peluang(float(first[i]))} pilihan bobot{rest}"


def drawn_unknowns(prioritas: Prioritas) -> str:
    """That ranks over all weights may differ from those by score where values are not known; empty where all are."""
    few = int(is_open(prioritas.wilayah).sum())
    if not few:
        return ""
    return (
        f" Pada {number(few)} kab/kota yang datanya belum lengkap, nilai yang belum ada diundi di antara yang paling "
        "dan paling tidak butuh; pada skor ia dianggap setara rata-rata yang diketahui. Karena itu urutannya dapat "
        "berbeda."
    )


def centre(prioritas: Prioritas, i: int) -> str:
    """The weights under which a region is first, on average; empty if it never is."""
    own = prioritas.bobot_tengah[i]
    if np.isnan(own).all():
        return ""
    order = [int(j) for j in np.argsort(-np.nan_to_num(own), kind="stable") if own[j] == own[j]]
    return ", ".join(f"{prioritas.kriteria[j].nama} {number(100 * own[j])}\u00a0%" for j in order)


# --- one region ---


def why_title(prioritas: Prioritas, i: int) -> str:
    """`Kab. X urutan 1 dari 19: skor 71,2, terutama dari A.1 dan D.1`."""
    row = prioritas.wilayah.iloc[i]
    return told_why(
        str(row["nama"]), int(row["urutan"]), prioritas.jumlah, float(row["skor"]), prioritas.sumbangan[i],
        [item.nama for item in prioritas.kriteria],
    )  # fmt: skip


def told_why(nama: str, urutan: int, jumlah: int, skor: float, sumbangan: Sequence[float], kriteria: Sequence[str]) -> \
        str:  # fmt: skip
    """The same from plain values: what a saved plan says too."""
    parts = np.nan_to_num(np.asarray(sumbangan, dtype=float))
    order = [int(j) for j in np.argsort(-parts, kind="stable") if parts[j] > 0][:2]
    start = f"{short_name(nama)} urutan {urutan} dari {number(jumlah)}: skor {number(skor, 1)}"
    if not order:
        return f"{start}; tidak ada kriteria yang menyumbang"
    said = " dan ".join(f"{kriteria[j]} (+{number(parts[j], 1)})" for j in order)
    return f"{start}, terutama dari {said}"


def unknown(prioritas: Prioritas, i: int) -> list[str]:
    """How far the score could lie elsewhere if what is missing were known; nothing where all is."""
    row = prioritas.wilayah.iloc[i]
    if float(row["skor_tertinggi"]) - float(row["skor_terendah"]) < 0.05:
        return []
    low, high = number(float(row["skor_terendah"]), 1), number(float(row["skor_tertinggi"]), 1)
    return [
        f"Datanya {int(row['jumlah_data'])} dari {len(prioritas.kriteria)} kriteria: bila yang belum ada diketahui, "
        f"skornya dapat terletak antara {low} dan {high}."
    ]


def leaves(prioritas: Prioritas, i: int, leave: Leave, *, is_weights: bool = True) -> list[str]:
    """What would take a region out of the first, each alone; or that it is not among them. `is_weights`: whether the
    change of weights is told too."""
    top = prioritas.teratas
    if not leave.is_teratas:
        row = prioritas.wilayah.iloc[i]
        return [f"Urutan {int(row['urutan'])}: tidak termasuk {top} teratas pada bobot ini."]
    where = [int(j) for j in np.flatnonzero(prioritas.beda)]
    said = []
    for j, level in zip(where, leave.ambang, strict=True):
        item = prioritas.kriteria[j]
        if level is None or item.is_tetap:
            continue
        target = value_at(float(level), prioritas.nilai[:, j], is_tinggi=item.arah == "tinggi")
        now = float(prioritas.nilai[i, j])
        verb = "turun" if item.arah == "tinggi" else "naik"
        said.append(f"{item.nama} {verb} dari {tell(item, now)} ke {tell(item, beyond(item, target))}")
    start = f"Keluar dari {top} teratas bila salah satu ini terjadi dan yang lain tetap: "
    found = [start + "; ".join(said) + "."] if said else \
        [f"Tidak ada satu kriteria yang, berubah sendirian, mengeluarkannya dari {top} teratas."]  # fmt: skip
    moved = leave.pindah
    if not is_weights:
        return found
    if moved is None:
        return [*found, f"{_none(prioritas)} susunan bobot yang mengeluarkannya dari {top} teratas."]
    if moved.jumlah_pindah < NEAR:
        return [
            *found,
            f"Ia {_level(moved)} dengan urutan {top + 1}: bobot yang sedikit berbeda sudah mengeluarkannya.",
        ]

    def is_out(skor: Floats) -> bool:
        return bool((skor > skor[i]).sum() >= top)

    return [*found, f"Dari sisi bobot, ia keluar bila {moves(prioritas, moved, is_out)}."]


def beyond(item: Kriteria, target: float) -> float:
    """The first value as it is printed that lies past `target`, on the side of less need: what is said must hold."""
    step = 10.0 ** -digits_of(item)
    if item.arah == "tinggi":
        return (math.ceil(target / step - 1e-7) - 1) * step
    return (math.floor(target / step + 1e-7) + 1) * step


def _none(prioritas: Prioritas) -> str:
    """With criteria that some regions lack, weights are searched, not solved: none found is not none."""
    return "Tidak ditemukan" if np.isnan(prioritas.butuh[:, prioritas.beda]).any() else "Tidak ada"


def _level(swap: Swap) -> str:
    return "setara" if swap.jumlah_pindah < SMALLEST else "nyaris setara"


def moves(prioritas: Prioritas, swap: Swap, holds: Callable[[Floats], bool]) -> str:
    """`bobot X turun 8 poin dan Y naik 8 poin`, in numbers that do it as they are printed.

    The change found only makes scores level. Each move is rounded up, and made a step larger until `holds` is true of
    the scores (n,) under the weights so changed; where no such numbers are found it is said to be about that much.
    """
    where = [int(j) for j in np.flatnonzero(prioritas.beda)]
    # Criteria that tell nobody apart keep their weight: the points that move are of what is left.
    part = float(prioritas.bobot[where].sum()) / 100
    size = {j: part * -points for j, points in swap.dari} | {j: part * points for j, points in swap.ke}
    if len(size) > MOST_MOVES:
        return _mostly(prioritas, where, size)
    butuh, bobot = prioritas.butuh[:, where], prioritas.bobot[where]
    for digits, steps in ((0 if part * swap.jumlah_pindah >= FEW_POINTS else 1, 3), (1, 5), (2, 10)):
        for extra in range(steps):
            rounded = _rounded(size, bobot, digits, extra)
            after = bobot + [rounded.get(j, 0.0) for j in range(len(bobot))]
            if holds(np.round(score(butuh, np.maximum(after, 0.0))[0], ROUNDING)):
                return "bobot " + _points_said(prioritas, where, rounded, digits)
    return "bobot sekitar " + _points_said(prioritas, where, size, 1)


def _mostly(prioritas: Prioritas, where: Sequence[int], size: Mapping[int, float]) -> str:
    """A change of more weights than anybody would type: how much moves, and between which two most of all."""
    moved = sum(abs(by) for by in size.values()) / 2
    one, other = min(size, key=lambda j: size[j]), max(size, key=lambda j: size[j])
    names_ = [prioritas.kriteria[where[j]].nama for j in (one, other)]
    return f"sekitar {number(moved)} poin bobot berpindah, terutama dari {names_[0]} ke {names_[1]}"


def _rounded(size: Mapping[int, float], bobot: Floats, digits: int, extra: int) -> dict[int, float]:
    """Moves away from 0 to the next printed number and `extra` steps more; none takes more than a criterion weighs."""
    step = 10.0**-digits
    found = {j: math.copysign((math.ceil(abs(by) / step - 1e-7) + extra) * step, by) for j, by in size.items()}
    return {j: max(by, -float(bobot[j])) for j, by in found.items()}


def _points_said(prioritas: Prioritas, where: Sequence[int], size: Mapping[int, float], digits: int) -> str:
    said = []
    for j, by in sorted(size.items(), key=lambda one: one[1] > 0):
        shown = 0 if abs(by - round(by)) < 1e-7 else max(digits, 1)
        verb = "turun" if by < 0 else "naik"
        said.append(f"{prioritas.kriteria[where[j]].nama} {verb} {number(abs(by), shown)} poin")
    return names(said, 8)


def swaps(prioritas: Prioritas, a: int, b: int, swap: Swap | None) -> str:
    """The smallest change of weights that lets the next region pass."""
    one, other = (short_name(str(prioritas.wilayah.iloc[at]["nama"])) for at in (a, b))
    other = f"{other} (urutan {int(prioritas.wilayah.iloc[b]['urutan'])})"
    if swap is None:
        return f"{_none(prioritas)} susunan bobot yang menempatkan {other} di atas {one}."
    if swap.jumlah_pindah < NEAR:
        return f"{one} dan {other} {_level(swap)}: bobot yang sedikit berbeda sudah menukar tempatnya."
    return f"{other} menyusul {one} bila {moves(prioritas, swap, lambda skor: bool(skor[b] > skor[a]))}."


def table_row(prioritas: Prioritas, i: int, j: int) -> dict[str, Any]:
    """One criterion of one region beside the median of those compared."""
    item: Kriteria = prioritas.kriteria[j]
    values = prioritas.nilai[:, j]
    kode = str(prioritas.wilayah.iloc[i]["kode"])
    known = values[~np.isnan(values)]
    value, why = float(values[i]), prioritas.sebab.get((kode, item.kode), "tidak ada pada sumbernya")
    return {
        "Kriteria": item.nama,
        "Nilai": tell(item, value) if value == value else f"tidak tersedia: {why}",
        "Nilai tengah": tell(item, float(np.median(known))) if len(known) else "–",
        "Bobot": percent(float(prioritas.bobot[j]), 0),
        "Sumbangan": number(float(prioritas.sumbangan[i, j]), 1),
    }  # fmt: skip


def quality(prioritas: Prioritas) -> str:
    """How much of the data is there, apart from need."""
    total, frame = len(prioritas.kriteria), prioritas.wilayah
    whole = int((frame["jumlah_data"] == total).sum())
    said = [f"{number(whole)} dari {number(prioritas.jumlah)} kab/kota lengkap datanya"]
    if prioritas.kosong:
        said.append(f"tanpa data di sini: {names([item.nama for item in prioritas.kosong], 4)}")
    alike = [item for item, differs in zip(prioritas.kriteria, prioritas.beda, strict=True)
             if not differs and item not in prioritas.kosong]  # fmt: skip
    if alike and prioritas.jumlah > 1:
        said.append(f"sama di semua wilayah, jadi tidak membedakan: {names([item.nama for item in alike], 4)}")
    if len(prioritas.tipis):
        said.append(f"{number(len(prioritas.tipis))} kab/kota tidak diberi skor karena datanya kurang")
    return "; ".join(said)
