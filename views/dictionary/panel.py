"""The panel of Kamus: what was looked for, the nearest first; each entry with a link of its own."""

from __future__ import annotations

import html
from collections.abc import Sequence
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from rapidfuzz import fuzz

from views import data, options, parts, search
from views.dictionary import links as dictionary_links
from views.dictionary.entries import KINDS, Butir, all_entries
from views.format import number

SHOWN = 25
OPENED = 8
"""Entries open on the page: of a search, and where nothing is looked for."""
NEAR_ENOUGH = 78.0
"""Out of 100: below it an entry has nothing to do with what was typed."""
SURE = 85.0
"""When something is this near, what is further than NARROW from it is left out."""
NARROW = 12.0


def box() -> str:
    """The search box."""
    return search.box("Cari istilah", "pmm aktif, A.1, selang, penyebut, jumlah_gtk")


def kind() -> str:
    """Which kind of entries is shown."""
    return options.segments("jenis_kamus", "Jenis", KINDS, "semua")


def found(entries: Sequence[Butir], text: str) -> list[Butir]:
    """The entries that answer a search, the nearest first; all of them for no search."""
    asked = text.casefold()
    if not asked:
        return list(entries)
    scored = [(score, place) for place, entry in enumerate(entries) if (score := _score(asked, entry)) >= NEAR_ENOUGH]
    best = max((score for score, _ in scored), default=0.0)
    if best > 100:  # a code or a whole name was typed: nothing else is meant
        scored = [(score, place) for score, place in scored if score > 100]
    elif best >= SURE:
        scored = [(score, place) for score, place in scored if score >= best - NARROW]
    return [entries[place] for _, place in sorted(scored, key=lambda item: (-item[0], item[1]))]


def _score(asked: str, entry: Butir) -> float:
    """The code itself above all, then the name with slips of the pen, then the words of the meaning."""
    code, name = entry.kode.casefold(), entry.nama.casefold()
    if asked in (code, name):
        return 110.0
    if asked in (code.rpartition(" ")[2], code.rpartition(".")[2]):
        return 104.0
    body = " ".join([entry.arti, *(line for _, line in entry.isi)]).casefold()
    if len(asked) < 3:
        return 100.0 if asked in name.split() else 0.0
    near = max(fuzz.partial_ratio(asked, name, score_cutoff=70) if len(name) >= len(asked) else fuzz.ratio(asked, name),
               fuzz.token_set_ratio(asked, name) if " " in asked else 0.0)  # fmt: skip
    inside = 90.0 if asked in body else 0.0
    return max(near, inside)


def headline(there: Sequence[Butir], text: str, jenis: str) -> str:
    """How much there is, and what comes nearest."""
    what = "butir" if jenis == "semua" else f"butir {KINDS[jenis]}"
    if not text:
        return f"{number(len(there))} {what}: definisi, rumus, sumber, dan yang perlu diketahui"
    if not there:
        return f"Tidak ada {what} untuk “{text}”"
    if len(there) == 1:
        return f"Satu {what} untuk “{text}”: {there[0].nama}"
    return f"{number(len(there))} {what} untuk “{text}”; yang terdekat {there[0].nama}"


def panel(text: str, jenis: str) -> None:
    """The entries of a kind that answer the search."""
    mine = [entry for entry in all_entries() if jenis in ("semua", entry.jenis)]
    there = found(mine, text)
    shown = SHOWN if text else OPENED
    with parts.answer(f"Snapshot {data.snapshot().id}", headline(there, text, jenis)):
        if len(there) > shown:
            parts.small(f"{number(shown)} pertama terbuka di bawah ini, selebihnya di lipatan dan unduhan.")
    if not there:
        parts.empty(
            "Tidak ada butir yang cocok.",
            "Coba kata yang lebih pendek, kode seperti A.1 atau pmm.login, atau pilih jenis Semua.",
        )
        st.button("Kosongkan pencarian", key="kamus_kosongkan", on_click=search.forget)
        return
    st.html("".join(_entry(entry) for entry in there[:shown]))
    if len(there) > shown:
        with st.expander(f"{number(len(there) - shown)} butir lain", key="kamus_lain"):
            rest = [{"Butir": e.nama, "Jenis": e.judul_jenis, "Kode": e.kode, "Arti": _meaning(e)}
                    for e in there[shown:]]  # fmt: skip
            parts.table(pd.DataFrame(rest), "tabel_kamus", "Butir lain", most=520)
    kaki = parts.Kaki(None, f"{number(len(there))} butir", "kontrak data dan data rujukan produk ini")
    parts.foot("kamus", kaki, _table(there), is_view=False)


def _meaning(entry: Butir) -> str:
    return entry.arti or next((line for name, line in entry.isi if name in ("Pembilang", "Keluarga")), "")


def _entry(entry: Butir) -> str:
    address = html.escape(f"?{urlencode(dictionary_links.to_entry(entry.kode))}")
    link = f'<a href="{address}" target="_self">{html.escape(entry.kode)}</a>'
    lines = "".join(f"<dt>{html.escape(name)}</dt><dd>{html.escape(text)}</dd>" for name, text in entry.isi)
    meaning = f"<p>{html.escape(entry.arti)}</p>" if entry.arti else ""
    return (
        f'<article class="kamus-butir"><div class="jenis">{html.escape(entry.judul_jenis)} · {link}</div>'
        f"<h3>{html.escape(entry.nama)}</h3>{meaning}<dl>{lines}</dl></article>"
    )


def _table(there: Sequence[Butir]) -> pd.DataFrame:
    return pd.DataFrame(
        [{"jenis": e.judul_jenis, "kode": e.kode, "nama": e.nama, "arti": e.arti,
          **{name.lower().replace(", ", "_").replace(" ", "_"): line for name, line in e.isi}} for e in there]
    )  # fmt: skip
