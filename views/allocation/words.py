"""What an allocation says, true to its numbers: need expected to be served, never impact. Pure text."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.allocation import Bentrok, Jawaban, Soal, Studi, Tambahan
from analysis.allocation.check import MAKS, MIN, PAGU, PELATIH, TIGA_T
from charts.names import short_name
from charts.style import each
from views.allocation.candidates import SAMA, Bahan
from views.allocation.result import Susunan, short_city
from views.format import NBSP, names, number, percent, rupiah

GREEDY = "cara sederhana"
LEVEL_NUMBERS = 0.05
"""Percent below which two plans are called equally good."""


def ready(bahan: Bahan) -> str:
    """What there is to share out, before anything is computed."""
    frame = bahan.frame
    basic, after = int(frame["calon_dasar"].sum()), int(frame["calon_lanjut"].sum())
    return (
        f"{number(len(frame))} kab/kota siap dibagi kursi: {number(basic)} calon tingkat dasar dan "
        f"{number(after)} yang sudah siap tingkat lanjut"
    )


def ready_more(bahan: Bahan, pct_lulus: float = 0.0) -> str:
    """Where the need comes from, who may still go on to intermediate, and who is left out."""
    said = ["Kebutuhan dianggap sama untuk semua kab/kota." if bahan.cara == SAMA
            else "Kebutuhan menurut skor prioritas pada rencana yang terbuka."]  # fmt: skip
    if pct_lulus and bahan.frame["calon_dasar"].sum():
        said.append(f"Calon lanjut bertambah selama rencana: {percent(pct_lulus, 0)} dari peserta dasarnya dihitung "
                    "siap.")  # fmt: skip
    if bahan.tanpa_skor:
        said.append(f"{number(len(bahan.tanpa_skor))} wilayah terpilih tanpa skor tidak ikut: "
                    f"{names([short_name(n) for n in bahan.tanpa_skor])}.")  # fmt: skip
    if bahan.di_luar:
        said.append(f"{number(bahan.di_luar)} wilayah rencana di luar pilihan wilayah di atas tidak ikut.")
    return " ".join(said)


def served(nilai: float | None, *, is_sama: bool) -> str:
    """The objective in words."""
    if nilai is None or is_sama:
        return ""
    return f"diperkirakan melayani kebutuhan setara {number(nilai)} kursi bagi wilayah berskor 100"


def answer(susunan: Susunan) -> str:
    """The finding, of the plan alone: how many seats, where, for whom, and how much of the budget they take."""
    pagu = susunan.masukan.setelan.pagu_rupiah
    if not susunan.jumlah_kursi:
        return f"Tidak ada kursi yang dapat diberikan dalam pagu {rupiah(pagu)} dan batas lainnya"
    text = f"{number(susunan.jumlah_kursi)} kursi di {_cities(susunan)} bagi {_receivers(susunan)}"
    return f"{text}; memakai {rupiah(susunan.biaya)} dari pagu {rupiah(pagu)}"


def _cities(susunan: Susunan) -> str:
    found = [str(name) for name in susunan.per_kota["nama"]]
    return names(found, 3) if len(found) <= 3 else f"{number(len(found))} kota"


def _receivers(susunan: Susunan) -> str:
    """The regions by name where they are few, else how many and which gets most."""
    frame = susunan.per_wilayah
    if len(frame) <= 2:
        return names([short_name(str(name)) for name in frame["nama"]], 2)
    text, most = f"{number(len(frame))} kab/kota", int(frame["kursi"].max())
    top = frame[frame["kursi"] == most]
    if len(top) > 1:
        return f"{text}, paling banyak {number(most)} tiap wilayah"
    return f"{text}, terbanyak {short_name(str(top['nama'].iloc[0]))} ({number(most)})"


def better(studi: Studi) -> str:
    """Against classes opened one by one, as the end of a sentence that begins with the plan."""
    if studi.utama is None or studi.greedy is None or not studi.greedy.is_layak or studi.greedy.nilai <= 0:
        return ""
    more = 100 * (studi.utama.nilai / studi.greedy.nilai - 1)
    if more < LEVEL_NUMBERS:
        return f"sama baiknya dengan {GREEDY}"
    return f"melayani {percent(more, 0 if more >= 10 else 1)} lebih banyak daripada {GREEDY}"


def simple_words(studi: Studi) -> str:
    """What the simple way is, how the plan stands beside it, and how far it may be from the best there can be."""
    said = []
    if studi.greedy is not None:
        text = ("Cara sederhana: kelas dibuka satu per satu, tiap kali di tempat yang melayani kebutuhan terbanyak "
                "per rupiah")  # fmt: skip
        if not studi.greedy.is_layak:
            text += "; di sini cara itu tidak memenuhi semua batas"
        elif more := better(studi):
            text += f". Susunan ini {more}"
        said.append(f"{text}.")
    if studi.utama is not None and (away := gap(studi.utama)):
        said.append(f"{away[0].upper()}{away[1:]}.")
    return " ".join(said)


def gap(utama: Jawaban) -> str:
    """How far the plan is from the best there can be, at most."""
    if math.isnan(utama.celah):
        return ""
    if 100 * utama.celah < LEVEL_NUMBERS:
        return "tidak ada susunan lain yang lebih baik dalam batas ini"
    # Rounded up: what is stated must hold.
    most = math.ceil(1000 * utama.celah - 1e-9) / 10
    return f"susunan ini paling banyak {percent(most)} di bawah yang terbaik yang mungkin"


def split(susunan: Susunan) -> str:
    """The small sentence under the answer: levels, classes, need served, BAKTI."""
    basic, after = susunan.kursi_level("basic"), susunan.kursi_level("intermediate")
    said = f"{number(basic)} kursi dasar dan {number(after)} lanjut dalam {number(len(susunan.kelas))} kelas"
    if need := served(susunan.nilai, is_sama=susunan.is_sama):
        said += f"; {need}"
    said += "."
    if susunan.masukan.setelan.is_bakti_dulu and susunan.kursi_bakti:
        said += f" {number(susunan.kursi_bakti)} kursi lebih dulu untuk sekolah BAKTI."
    return said


def going_on(susunan: Susunan, siap: Mapping[str, int] | None) -> str:
    """Where the people at intermediate come from: ready today, or from this plan's own basic seats.

    `siap`: people ready today by region; None where it is not known of these seats.
    """
    after, pct = susunan.kursi_level("intermediate"), susunan.masukan.setelan.pct_lulus_dasar
    if not after:
        return ""
    share = f"{percent(pct, 0)} dari peserta dasar rencana ini dihitung siap ke tingkat lanjut"
    if siap is None:
        return f"Kursi lanjut: {share}." if pct else ""
    given: dict[str, int] = {}
    for row in susunan.alokasi:
        if row.level == "intermediate":
            given[row.kode_wilayah] = given.get(row.kode_wilayah, 0) + row.jumlah_kursi
    fresh = sum(max(seats - siap.get(kode, 0), 0) for kode, seats in given.items())
    people = f"jadi paling banyak {number(susunan.jumlah_kursi - fresh)} orang"
    if not fresh:
        return f"Kursi lanjut seluruhnya dapat diisi orang yang sudah siap hari ini, {people}."
    own = f"{number(fresh)} untuk peserta dasar rencana ini ({percent(pct, 0)} dari mereka dihitung siap)"
    today = f"{number(after - fresh)} untuk yang siap hari ini dan " if after > fresh else ""
    return f"Kursi lanjut: {today}{own}, {people} di {number(susunan.jumlah_kursi)} kursi."


def unseated(tanpa: pd.DataFrame, jumlah: int) -> str:
    """The regions without a seat, by name and reason; many of them are counted by reason.

    `tanpa`: nama, alasan, greatest need first. `jumlah`: regions that shared.
    """
    if tanpa.empty:
        return ""
    lead = f"{number(len(tanpa))} dari {number(jumlah)} kab/kota tidak mendapat kursi"
    if len(tanpa) > 3:
        text = f"{lead}: {names([short_name(str(name)) for name in tanpa['nama']], 3)}."
        why = tanpa.loc[tanpa["alasan"].astype(str) != "", "alasan"].value_counts()
        if why.empty or len(why) > 3:
            return text
        return f"{text} Sebabnya: {'; '.join(f'{reason} ({number(count)})' for reason, count in why.items())}."
    said = [short_name(str(row.nama)) + (f" ({row.alasan})" if row.alasan else "") for row in each(tanpa)]
    return f"{lead}: {names(said, 3)}."


def seats_title(susunan: Susunan) -> str:
    """Where most seats go."""
    frame = susunan.per_wilayah
    top = frame[frame["kursi"] == frame["kursi"].max()]
    if len(top) == len(frame) and len(frame) > 1:
        return f"Setiap kab/kota mendapat {number(top['kursi'].iloc[0])} kursi"
    said = names([short_name(str(n)) for n in top["nama"]], 2)
    each_one = " masing-masing" if len(top) > 1 else ""
    return f"Kursi terbanyak untuk {said}, {number(top['kursi'].iloc[0])} kursi{each_one}"


def cost_title(susunan: Susunan) -> str:
    """What is spent, what is left, and what most of it goes to: all as shares of the budget."""
    whole = susunan.biaya
    if whole <= 0:
        return "Tidak ada biaya"
    pagu = susunan.masukan.setelan.pagu_rupiah
    base = max(pagu, whole)
    items = {"perjalanan": susunan.biaya_peserta - susunan.biaya_harian,
             "menginap, makan, dan uang harian": susunan.biaya_harian, "kelas": susunan.biaya_kelas}  # fmt: skip
    name = max(items, key=lambda key: items[key])
    left = f", sisa {rupiah(pagu - whole)}" if pagu > whole else ""
    used = 100 * whole / base
    digits = 1 if left and used >= 99.5 else 0
    return (f"{rupiah(whole)} terpakai, {percent(min(used, 99.9) if digits else used, digits)} dari pagu{left}; "
            f"terbesar untuk {name}, {percent(100 * items[name] / base, 0)}")  # fmt: skip


def more_title(studi: Studi) -> str:
    """What more money buys; nothing to say where it buys nothing."""
    more = studi.tambahan
    if more is None:
        return ""
    extra = int(more.kursi_utuh.sum())
    lead = f"{rupiah(more.rupiah)} lagi"
    if more.nilai_utuh <= 0 and more.nilai <= 0:
        return ""
    if extra > 0 and more.nilai_utuh > 0:
        worth = f"setara {number(more.nilai_utuh, 1)} kursi berskor 100"
        return f"{lead} membeli {number(extra)} kursi, {worth}, tanpa mengurangi siapa pun"
    return f"{lead} menambah setara {number(more.nilai, 1)} kursi berskor 100 bila semuanya disusun ulang"


def anew(more: Tambahan) -> str:
    """What more money would buy if everything were planned anew, and who would lose seats by it."""
    if more.nilai <= more.nilai_utuh + LEVEL_NUMBERS:
        return ""
    lost = int((more.kursi < 0).sum())
    price = f"{number(lost)} kab/kota kehilangan kursi" if lost else "tanpa mengurangi kursi siapa pun"
    span = f"antara {number(more.nilai_dari, 1)} dan {number(more.nilai_sampai, 1)}"
    return f"Bila semuanya disusun ulang: setara {number(more.nilai, 1)} kursi berskor 100 ({span}), {price}."


def compare_title(studi: Studi, year: int | None) -> str:
    """The plan against last year's real one, at the same money; else against step by step."""
    past = studi.tahun_lalu
    if past is None or year is None or past.nilai <= 0 or studi.utama is None:
        if studi.greedy is not None and not studi.greedy.is_layak:
            return f"Susunan ini memenuhi semua batas, {GREEDY} tidak"
        said = better(studi)
        return f"Susunan ini {said}" if said else "Belum ada pembanding"
    more = 100 * (past.setara.nilai / past.nilai - 1)
    lead = f"Dengan uang yang sama ({rupiah(past.biaya)})"
    if more < -LEVEL_NUMBERS:
        return f"{lead}, pembagian {year} melayani lebih banyak daripada susunan baru"
    if more < LEVEL_NUMBERS:
        return f"{lead}, pembagian {year} sudah sama baiknya"
    return f"{lead}, susunan terbaik melayani {percent(more, 0)} lebih banyak daripada pembagian {year}"


def past_words(studi: Studi, soal: Soal, year: int | None, *, is_sebagian: bool) -> str:
    """How last year's seats were costed, and where they were: the rival may use other cities."""
    past = studi.tahun_lalu
    if past is None or year is None:
        return ""
    there = [short_city(soal.kota[j].nama) for j in np.flatnonzero(past.kursi.sum(axis=(0, 2)))]
    where = names(there, 3) if len(there) <= 3 else f"{number(len(there))} kota"
    share = ", kelasnya menurut bagian kursi wilayah ini," if is_sebagian else ""
    text = f"Biaya pembagian {year}{share} dihitung dengan biaya di halaman ini, bukan biaya yang dibayar"
    return f"{text}; tempatnya {where}, susunan baru boleh memakai kota lain."


def broken_words(studi: Studi) -> str:
    """Limits of this year that last year's seats would break."""
    past = studi.tahun_lalu
    # Who came last year is no candidate any more, and other cities are no limit of money: neither is a fault of it.
    said = [name for name in (past.dilanggar if past else ()) if name in (PAGU, PELATIH, MAKS, MIN, TIGA_T)]
    return f"Pembagian itu melampaui batas tahun ini: {names(said, 9)}." if said else ""


def stable_title(susunan: Susunan, studi: Studi) -> str:
    """How many regions keep their seats when need is redrawn within its uncertainty."""
    held = studi.kestabilan
    if held is None:
        return ""
    there = ~np.isnan(held.serupa)
    firm = int((held.serupa[there] >= 0.8).sum())
    return (f"{number(firm)} dari {number(there.sum())} kab/kota penerima tetap mendapat kursi serupa pada sedikitnya "
            f"80{NBSP}% undian")  # fmt: skip


def schedule_title(susunan: Susunan) -> str:
    """When classes run, and how many do not fit."""
    dated = [k for k in susunan.kelas if k.tanggal_mulai is not None]
    bare = len(susunan.kelas) - len(dated)
    if not susunan.kelas:
        return "Tidak ada kelas"
    if not dated:
        return f"Tidak satu pun dari {number(bare)} kelas muat dalam masa pelaksanaan"
    text = f"{number(len(dated))} kelas terjadwal"
    return f"{text}; {number(bare)} kelas tidak muat dalam masa pelaksanaan" if bare else f"{text}, semuanya muat"


def clash_title(bentrok: tuple[Bentrok, ...]) -> str:
    """The head of what cannot hold together."""
    if not bentrok:
        return "Belum ditemukan susunan yang memenuhi semua batas"
    return f"Tidak ada susunan yang memenuhi {number(len(bentrok))} batas ini sekaligus" if len(bentrok) > 1 else (
        "Satu batas tidak dapat dipenuhi")  # fmt: skip


TERMS = (
    ("Kebutuhan terlayani", "Setiap kursi bernilai skor kebutuhan kab/kota asalnya dibagi 100, pada kedua tingkat "
     "sama. Jumlahnya setara dengan sekian kursi, bukan orang, bagi wilayah berskor 100. Ini perkiraan kebutuhan yang "
     "dijangkau, bukan hasil belajar."),
    ("Calon dasar", "Guru di sekolah (tanpa Kemenag) yang belum terjangkau bimtek dasar, paling banyak sebanyak kursi "
     "per sekolah."),
    ("Calon lanjut", "Orang dari semua sekolah, termasuk Kemenag, yang "
     "pernah hadir di tingkat dasar dan belum di tingkat lanjut program yang sama; 1 sampai "
     "4 orang dihitung 2 agar jumlahnya tidak terbaca. Ditambah sebagian peserta dasar rencana ini."),
    ("BAKTI dulu", "Dua calon di kab/kota dan tingkat yang sama berbiaya dan bernilai sama, jadi mendahulukan sekolah "
     "BAKTI tidak mengurangi kebutuhan yang terlayani."),
    ("Dua tingkat", "Orang yang mengikuti kedua tingkat menempati dua kursi. Kursi lanjut bernilai sama dengan kursi "
     "dasar tetapi biasanya lebih mahal, jadi mendapat giliran sesudahnya."),
    ("Lebih mahal per kebutuhan", "Biaya satu kursi dibagi skor wilayahnya lebih besar daripada di setiap wilayah yang "
     "mendapat kursi."),
    ("3T", "Kab/kota yang sedikitnya separuh sekolahnya di daerah 3T."),
    ("Celah", "Jarak terjauh antara susunan ini dan susunan terbaik yang mungkin, dihitung oleh pemecah HiGHS."),
)  # fmt: skip
