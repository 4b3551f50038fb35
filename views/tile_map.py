"""The country as 38 buttons: read at a glance, used by mouse, finger and keyboard."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from charts.style import SEQUENTIAL, colour, each, scale, text_colour
from views.format import NONE, interval, number, percent

HERE = Path(__file__).resolve().parent

EMPAT_HURUF = {
    "11": "ACEH", "12": "SMUT", "13": "SMBR", "14": "RIAU", "15": "JMBI", "16": "SMSL", "17": "BKLU", "18": "LPNG",
    "19": "BBEL", "21": "KPRI", "31": "DKI", "32": "JBAR", "33": "JTNG", "34": "DIY", "35": "JTIM", "36": "BNTN",
    "51": "BALI", "52": "NTB", "53": "NTT", "61": "KBAR", "62": "KTNG", "63": "KSEL", "64": "KTIM", "65": "KTRA",
    "71": "SULU", "72": "SLTG", "73": "SLSL", "74": "SLTR", "75": "GTLO", "76": "SLBR", "81": "MLKU", "82": "MLUT",
    "91": "PPUA", "92": "PBAR", "93": "PSEL", "94": "PTNG", "95": "PPEG", "96": "PBD",
}  # fmt: skip
"""Names of at most four letters, for tiles too narrow for the usual abbreviation."""

_component = st.components.v2.component(
    "serapan_peta_petak",
    html='<div class="peta" role="group"></div>',
    css=(HERE / "tile_map.css").read_text(encoding="utf-8"),
    js=(HERE / "tile_map.js").read_text(encoding="utf-8"),
)


def tiles(frame: pd.DataFrame, satuan: str) -> dict[str, Any]:
    """What the component draws: one entry a province, grouped by island for narrow screens.

    `frame`: kode_provinsi_kemendagri, nama, singkatan, pulau, baris_petak, kolom_petak, pct, pct_rendah,
    pct_tinggi, m, is_terlalu_sedikit.
    """
    start, step = scale(frame["pct"].dropna().tolist())
    ordered = frame.assign(urut=frame["pulau"].map(_order)).sort_values(["urut", "kode_provinsi_kemendagri"])
    return {
        "petak": [_tile(row, start, step, satuan) for row in each(ordered)],
        "skala": {
            "rendah": percent(start, 0 if step >= 1 else 1),
            "tinggi": percent(start + 10 * step, 0 if step >= 1 else 1),
            "warna": list(SEQUENTIAL),
            "tanpa": "tanpa data",
            "nama": f"persen {satuan}",
        },
    }


ISLANDS = ("Sumatera", "Jawa", "Bali-Nusa Tenggara", "Kalimantan", "Sulawesi", "Maluku", "Papua")


def _order(island: str) -> int:
    return ISLANDS.index(island) if island in ISLANDS else len(ISLANDS)


def _tile(row: Any, start: float, step: float, satuan: str) -> dict[str, Any]:
    has_value = row.pct == row.pct
    fill = colour(float(row.pct), start, step) if has_value else None
    if not has_value:
        words = f"{row.nama}, tanpa data"
    elif row.is_terlalu_sedikit:
        words = f"{row.nama}, satuan terlalu sedikit untuk dibandingkan, n = {number(row.m)} {satuan}"
    else:
        spread = interval(row.pct_rendah, row.pct_tinggi)
        words = f"{row.nama}, " + ("" if spread == NONE else f"selang {spread} %, ") + f"n = {number(row.m)} {satuan}"
    return {
        "kode": str(row.kode_provinsi_kemendagri),
        "singkatan": str(row.singkatan),
        "pendek": EMPAT_HURUF.get(str(row.kode_provinsi_kemendagri), str(row.singkatan)[:4]),
        "pulau": str(row.pulau),
        "baris": int(row.baris_petak),
        "kolom": int(row.kolom_petak),
        "nilai": number(row.pct, 1) if has_value else NONE,
        "warna": fill,
        "tinta": text_colour(fill) if fill else None,
        "uraian": words,
    }


def tile_map(frame: pd.DataFrame, satuan: str, judul: str, *, pilih: str | None = None) -> str | None:
    """Draw the map; the code of the province just chosen, once, else None."""
    result = _component(
        key="peta_petak",
        data={**tiles(frame, satuan), "judul": judul, "pilih": pilih},
        on_dipilih_change=lambda: None,
    )
    chosen = result.get("dipilih")
    return str(chosen) if chosen in EMPAT_HURUF else None
