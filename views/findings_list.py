"""Findings as a list to open: by severity and kind, each with what to do and the cells; all of it to download."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pipelines import findings
from views import downloads, parts
from views.format import number
from views.upload import words as upload_words
from views.upload.words import Kelompok

MOST_GROUPS = {"tolak": 8, "periksa": 6, "catatan": 4}
"""Kinds of findings to open, by severity; rarer ones stand together in a fold."""
MOST_CELLS = 20
"""Cells shown of a kind; all of them are in the downloads."""
WIDTHS = {"Berkas": 170, "Sel": 70, "Kolom": 160, "Isi": 120, "Mengapa": 300, "Dibaca sebagai": 110}


@dataclass(frozen=True)
class Daftar:
    """Findings made ready once: the kinds to open with their cells, the rarer kinds, and all of it."""

    temuan: pd.DataFrame
    dibuka: tuple[tuple[Kelompok, str, pd.DataFrame, int], ...] = ()
    """Kind, reason when it is one for all, cells shown, number of cells in all."""
    lain: tuple[Kelompok, ...] = ()


def prepared(found: pd.DataFrame) -> Daftar:
    """The kinds of findings, the worst and most frequent first."""
    if found.empty:
        return Daftar(found)
    there = upload_words.groups(findings.summary(found))
    told = findings.condensed(found).groupby(["keparahan", "kode"], sort=False)
    parts_of = {(str(severity), str(code)): part for (severity, code), part in told}
    shown = [g for severity, most in MOST_GROUPS.items() for g in [g for g in there if g.keparahan == severity][:most]]
    opened = []
    for group in shown:
        part = parts_of[group.keparahan, group.kode]
        first = part.head(MOST_CELLS)
        opened.append((group, upload_words.said_once(first), upload_words.cells_table(first), len(part)))
    return Daftar(found, tuple(opened), tuple(group for group in there if group not in shown))


def show(key: str, daftar: Daftar, nama: str, *, is_sample: bool = False) -> None:
    """Each kind to open, then the downloads."""
    if daftar.temuan.empty:
        return
    for group, why, cells, total in daftar.dibuka:
        with st.expander(parts.escape_markdown(group.label), key=f"temuan_{key}_{group.keparahan}_{group.kode}"):
            for name, text in (("Mengapa", why), ("Yang dilakukan", group.perbaikan)):
                if text:
                    st.html(f'<div class="lakukan"><b>{name}:</b> {html.escape(text)}</div>')
            parts.prose_table(cells, WIDTHS, sebutan=group.judul)
            if total > len(cells):
                parts.small(f"{number(len(cells))} dari {number(total)} temuan; semuanya ada di unduhan.")
    if daftar.lain:
        with st.expander(f"{number(len(daftar.lain))} jenis temuan lain", key=f"temuan_{key}_lain"):
            parts.prose_table(kinds_table(daftar.lain), {"Temuan": 220, "Yang dilakukan": 320})
    downloads.both(key, export_table(daftar.temuan), nama, is_sample=is_sample)


def kinds_table(groups: Iterable[Kelompok]) -> pd.DataFrame:
    """Kinds of findings as one table."""
    return pd.DataFrame(
        [{"Keparahan": g.keparahan, "Temuan": g.judul, "Jumlah": number(g.jumlah),
          "Berkas": g.berkas[0] if len(g.berkas) == 1 else f"{number(len(g.berkas))} berkas",
          "Yang dilakukan": g.perbaikan} for g in groups]
    )  # fmt: skip


def export_table(found: pd.DataFrame) -> pd.DataFrame:
    """Every finding with what to do: the download."""
    remedies = {code: known.perbaikan for code, known in findings.CODES.items()}
    return pd.DataFrame(
        {
            "keparahan": found["keparahan"], "berkas": found["berkas"],
            "lembar": found["lembar"].where(found["lembar"] != "-"), "baris": found["baris"],
            "sel": found["sel"], "kolom": findings.headings(found), "nilai": found["nilai"],
            "mengapa": found["alasan"], "yang_dilakukan": found["kode"].map(remedies).fillna(""),
            "dibaca_sebagai": found["koreksi"], "kode": found["kode"],
        }
    )  # fmt: skip
