"""The country as 38 buttons: read at a glance, used by mouse, finger and keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from charts.names import EMPAT_HURUF, singkatan
from charts.style import SEQUENTIAL, banyak, colour, each, scale, text_colour
from views.format import NONE, interval, number, percent
from views.meeting import seen

HERE = Path(__file__).resolve().parent

_component = st.components.v2.component(
    "serapan_peta_petak",
    html='<div class="peta" role="group"></div>',
    css=(HERE / "tile_map.css").read_text(encoding="utf-8"),
    js=(HERE / "tile_map.js").read_text(encoding="utf-8"),
)


def tiles(frame: pd.DataFrame, satuan: str, acuan: float | None = None) -> dict[str, Any]:
    """What the component draws: one entry a province, grouped by island for narrow screens.

    `frame`: kode_provinsi_kemendagri, nama, singkatan, pulau, baris_petak, kolom_petak, pct, pct_rendah,
    pct_tinggi, m, is_terlalu_sedikit and, where there, uraian (a tile's words instead of its n). `acuan`: the
    nation's share, marked on the scale.
    """
    start, step = scale(frame["pct"].dropna().tolist())
    place = None if acuan is None or acuan != acuan else (acuan - start) / (10 * step)
    ordered = frame.assign(urut=frame["pulau"].map(_order)).sort_values(["urut", "kode_provinsi_kemendagri"])
    return {
        "petak": [_tile(row, start, step, satuan) for row in each(ordered)],
        "skala": {
            "rendah": percent(start, 0 if step >= 1 else 1),
            "tinggi": percent(start + 10 * step, 0 if step >= 1 else 1),
            "warna": list(SEQUENTIAL),
            "tanpa": "tanpa data",
            "nama": f"persen {satuan}".strip(),
            "catatan": "Skala mengikuti data.",
            "acuan": f"nasional {percent(acuan)}" if place is not None and 0 <= place <= 1 else "",
            "tempat": round(place, 4) if place is not None and 0 <= place <= 1 else None,
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
    elif getattr(row, "uraian", None):
        words = str(row.uraian)
    elif row.is_terlalu_sedikit:
        words = f"{row.nama}, satuan terlalu sedikit untuk dibandingkan, n = {banyak(row.m, satuan)} {satuan}"
    else:
        spread = interval(row.pct_rendah, row.pct_tinggi)
        words = (
            f"{row.nama}, "
            + ("" if spread == NONE else f"selang {spread} %, ")
            + f"n = {banyak(row.m, satuan)} {satuan}"
        )
    return {
        "kode": str(row.kode_provinsi_kemendagri),
        "singkatan": singkatan(str(row.singkatan)),
        "pendek": EMPAT_HURUF.get(str(row.kode_provinsi_kemendagri), str(row.singkatan)[:4]),
        "pulau": str(row.pulau),
        "baris": int(row.baris_petak),
        "kolom": int(row.kolom_petak),
        "nilai": number(row.pct, 1) if has_value else NONE,
        "warna": fill,
        "tinta": text_colour(fill) if fill else None,
        "uraian": words,
    }


def tile_map(
    frame: pd.DataFrame, satuan: str, judul: str, *, acuan: float | None = None, pilih: Sequence[str] = ()
) -> str | None:
    """Draw the map, `pilih` outlined; the code of the province just chosen, once, else None."""
    seen.drawn(seen.Peta(frame, satuan, judul, acuan, tuple(pilih)))
    result = _component(
        key="peta_petak",
        data={
            **tiles(frame, satuan, acuan),
            "judul": f"{judul}. Tombol panah untuk berpindah, Enter untuk membuka provinsi.",
            "pilih": list(pilih),
        },
        on_dipilih_change=lambda: None,
    )
    chosen = result.get("dipilih")
    return str(chosen) if chosen in EMPAT_HURUF else None
