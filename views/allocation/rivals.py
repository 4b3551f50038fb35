"""The plan beside its rivals, what more money buys, and whether it holds when need is uncertain."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd
import streamlit as st

from analysis.allocation import Studi
from charts.allocation import bars_banding, bars_tahan
from charts.names import short_name
from charts.style import each, plain
from views import parts
from views.allocation import words
from views.allocation.job import Tugas
from views.allocation.result import Susunan
from views.format import NBSP, names, number, percent, rupiah

NO_PAST = (
    "Tanpa pembanding tahun lalu: peserta bimtek tatap muka dasar atau lanjut dari wilayah ini tidak ada, atau kurang "
    "dari 5 orang."
)
LOWEST = 15
"""Regions drawn in the test of stability: the least certain ones; the others are in the download."""


def compare_panel(tugas: Tugas) -> None:
    """Need served by this plan, by the simple way, by last year's real one, and by the best for last year's money."""
    studi, year = tugas.studi, tugas.tanya.tahun_lalu
    if studi.utama is None or studi.greedy is None:
        return
    small = "Kebutuhan terlayani, setara kursi berskor 100 · nilai dan biaya yang sama untuk semuanya"
    with parts.panel("banding", small, words.compare_title(studi, year)):
        rows = _rivals(studi, year)
        parts.chart(bars_banding(rows), "banding", f"Perbandingan: {words.compare_title(studi, year)}")
        minta = tugas.tanya.minta
        said = [words.simple_words(studi), words.past_words(studi, minta.soal, year, is_sebagian=minta.is_sebagian),
                NO_PAST if year is None else words.broken_words(studi)]  # fmt: skip
        st.markdown(parts.escape_markdown(" ".join(part for part in said if part)))
        frame = pd.DataFrame([{"susunan": name, "kebutuhan_terlayani": value, "catatan": remark.replace(NBSP, " ")}
                              for name, value, remark, _ in rows])  # fmt: skip
        kaki = parts.Kaki(None, f"{number(len(rows))} susunan", "perhitungan halaman ini; daftar hadir bimtek",
                          "peserta yang kotanya lebih dari satu dibagi rata" if year is not None else "")  # fmt: skip
        parts.foot("alokasi_banding", kaki, frame, TERMS, is_view=False)


def _rivals(studi: Studi, year: int | None) -> list[tuple[str, float, str, bool]]:
    assert studi.utama is not None
    assert studi.greedy is not None
    rows = [("Susunan ini", studi.utama.nilai, _remark(studi.utama.kursi, studi.utama.biaya), True)]
    remark = _remark(studi.greedy.kursi, studi.greedy.biaya)
    if not studi.greedy.is_layak:
        remark += ", tidak memenuhi semua batas"
    rows.append((words.GREEDY.capitalize(), studi.greedy.nilai, remark, False))
    past = studi.tahun_lalu
    if past is not None and year is not None:
        rows.append((f"Terbaik dengan uang pembagian {year}", past.setara.nilai,
                     _remark(past.setara.kursi, past.setara.biaya), False))  # fmt: skip
        rows.append((f"Pembagian nyata {year}", past.nilai, _remark(past.kursi, past.biaya), False))
    return rows


def _remark(kursi: object, biaya: float) -> str:
    return f"{number(int(np.asarray(kursi).sum()))} kursi, {rupiah(biaya)}"


TERMS = (
    ("Cara sederhana", "Kelas demi kelas dibuka di tempat yang melayani kebutuhan terbanyak per rupiah, sampai satu "
     "batas habis; tanpa melihat ke depan."),
    ("Pembagian nyata", "Peserta bimtek tatap muka tingkat dasar dan lanjut pada tahun terakhir yang ada, dari wilayah "
     "yang sama, dihitung dengan skor dan biaya di halaman ini."),
    ("Terbaik dengan uang itu", "Susunan terbaik bila pagunya sebesar biaya pembagian itu menurut biaya di halaman "
     "ini, dengan batas lain seperti di halaman ini. Kelasnya selalu dibayar utuh."),
)  # fmt: skip


def more_panel(tugas: Tugas) -> None:
    """What more money would buy, added to the plan and planned anew; where it buys nothing, the costs say why."""
    more, title = tugas.studi.tambahan, words.more_title(tugas.studi)
    if more is None or not title:
        return
    with parts.panel("tambahan", "Tambahan pagu", title):
        regions = tugas.tanya.minta.soal.wilayah
        gained = [(int(v), short_name(w.nama)) for v, w in zip(more.kursi_utuh, regions, strict=True) if v > 0]
        gained.sort(key=lambda pair: (-pair[0], pair[1]))
        if gained:
            said = names([f"{name} +{number(count)}" for count, name in gained], 6)
            st.markdown(parts.escape_markdown(f"Kursi tambahan untuk {said}."))
        if anew := words.anew(more):
            st.markdown(parts.escape_markdown(anew))
        frame = pd.DataFrame({
            "kode_wilayah": [w.kode for w in regions], "wilayah": [w.nama for w in regions],
            "kursi_tambahan": more.kursi_utuh, "kursi_bila_disusun_ulang": more.kursi,
        })  # fmt: skip
        moved = frame[(frame["kursi_tambahan"] != 0) | (frame["kursi_bila_disusun_ulang"] != 0)]
        parts.foot("alokasi_tambahan", parts.Kaki(None, f"{rupiah(more.rupiah)} di atas pagu",
                                                  "perhitungan halaman ini"), moved, is_view=False)  # fmt: skip


def stable_panel(tugas: Tugas, susunan: Susunan) -> None:
    """In how many redraws of need each region keeps its seats; said when nothing is known of the uncertainty."""
    held = tugas.studi.kestabilan
    if held is None:
        if tugas.tanya.minta.galat is None and not susunan.is_sama:
            parts.small("Ketahanan tidak diuji: rencana tidak menyimpan galat baku skor wilayahnya.")
        return
    regions = tugas.tanya.minta.soal.wilayah
    given = tugas.studi.utama.kursi.sum(axis=(1, 2)) if tugas.studi.utama is not None else np.zeros(len(regions))
    frame = pd.DataFrame({
        "kode": [w.kode for w in regions], "nama": [w.nama for w in regions], "kursi": given,
        "pct": 100 * held.serupa, "pct_dapat": 100 * held.dapat,
    })  # fmt: skip
    there = frame[frame["kursi"] > 0].sort_values(["pct", "kode"]).reset_index(drop=True)
    source = "rentang urutannya" if tugas.tanya.bahan.is_dari_rentang else "galat bakunya"
    small = f"Ketahanan · {number(held.jumlah_undian)} undian skor menurut {source}"
    with parts.panel("tahan", small, words.stable_title(susunan, tugas.studi)):
        shown = there.head(LOWEST)
        chart = shown.assign(keterangan=[_hover(row) for row in each(shown)])
        parts.chart(bars_tahan(chart), "tahan", words.stable_title(susunan, tugas.studi))
        least = percent(math.floor(100 * float(held.tertahan.min())), 0)
        st.markdown(
            parts.escape_markdown(f"Pada setiap undian, susunan ini melayani sedikitnya {least} dari yang terbaik.")
        )
        if said := _might(frame):
            st.markdown(parts.escape_markdown(said))
        rest = len(there) - len(shown)
        note = f"digambar {number(len(shown))} yang paling tidak pasti; {number(rest)} lain di unduhan" if rest else ""
        parts.foot("alokasi_tahan", parts.Kaki(None, f"{number(held.jumlah_undian)} undian", "perhitungan halaman ini",
                                               note), there, _stable_terms(tugas), is_view=False)  # fmt: skip


def _hover(row: Any) -> str:
    return (
        f"<b>{plain(short_name(str(row.nama)))}</b><br>{number(row.kursi)} kursi<br>"
        f"kursi serupa pada {percent(row.pct, 0)} undian<br>mendapat kursi pada {percent(row.pct_dapat, 0)} undian"
    )


def _might(frame: pd.DataFrame) -> str:
    """Regions without a seat that get one in some redraws, likeliest first."""
    near = frame[(frame["kursi"] == 0) & (frame["pct_dapat"] > 0)]
    near = near.sort_values(["pct_dapat", "kode"], ascending=[False, True])
    if near.empty:
        return ""
    said = [f"{short_name(str(row.nama))} pada {percent(row.pct_dapat, 0)} undian" for row in each(near.head(3))]
    more = f", dan {number(len(near) - 3)} lainnya lebih jarang" if len(near) > 3 else ""
    return f"Tanpa kursi di sini, tetapi mendapatnya: {'; '.join(said)}{more}."


FROM_ERRORS = (
    "Skor tiap wilayah diundi dari sebaran normal di sekitar nilainya, selebar galat baku yang disimpan rencana (dari "
    "data dan dari kriteria yang tidak diketahui), antarwilayah bebas; lalu alokasi disusun ulang."
)
FROM_RANKS = (
    "Rencana ini disimpan sebelum galat baku skor ikut disimpan. Galatnya ditaksir kasar dari rentang urutan 95 %: "
    "terlalu besar bagi kebanyakan wilayah, dan nol bagi yang urutannya pasti. Simpan ulang prioritasnya agar galat "
    "bakunya ikut tersimpan."
)


def _stable_terms(tugas: Tugas) -> tuple[tuple[str, str], ...]:
    drawn = FROM_RANKS if tugas.tanya.bahan.is_dari_rentang else FROM_ERRORS
    return (("Undian", drawn), ("Kursi serupa", "Wilayah itu mendapat sedikitnya 80 % kursinya yang sekarang."))
