"""The Rapor's own tables: indicators by dimension, and the grid of label and change. HTML, every cell escaped."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd
import streamlit as st

from analysis.status_change import ARAH, GOLONGAN, INSTRUMEN, NAIK, TAK_DIBANDINGKAN, TANPA_NILAI, TETAP, TURUN
from charts.rapor import tanda
from charts.style import each
from views.format import is_none, signed
from views.rapor.rows import digits, value_words

JUDUL_ARAH = {TURUN: "Turun", TETAP: "Tetap", NAIK: "Naik", TAK_DIBANDINGKAN: "Tidak dapat dibandingkan"}
JUDUL_GOLONGAN = {
    "terbaik": ("Label terbaik", "Baik; Rendah bagi kesenjangan; Tinggi bagi APK, APS, APM"),
    "tengah": ("Label tengah", "Sedang"),
    "terendah": ("Label terendah", "Kurang; Tinggi bagi kesenjangan; Rendah bagi APK, APS, APM"),
}
_ARROW = {TURUN: "▼", NAIK: "▲", TAK_DIBANDINGKAN: "≠"}


def mark(label: object, order: tuple[str, ...]) -> str:
    """A label as published behind its mark: filled, half or ring, so that colour is never alone."""
    if not isinstance(label, str):
        return '<span class="tanpa">tanpa label</span>'
    found = tanda(label, order)
    sign = f'<i class="tanda {found[0]}" style="--warna: {found[1]}"></i>' if found else ""
    return f'<span class="label-rapor">{sign}{html.escape(label)}</span>'


def change_words(row: Any) -> str:
    """`▲ +3,2`, `tetap (−0,3)`, or why there is no comparison."""
    if row.sebab:
        printed = getattr(row, "perubahan_tertulis", None)
        is_note = row.sebab == TANPA_NILAI and isinstance(printed, str)
        return f"{row.sebab}; tertulis: {printed}" if is_note else str(row.sebab)
    moved = signed(row.poin, digits(row.satuan))
    return f"tetap ({moved})" if row.arah == TETAP else f"{_ARROW[row.arah]} {moved}"


def missing_words(alasan: object) -> str:
    """The published reason of a missing value."""
    return f"tidak tersedia: {alasan}" if alasan and not is_none(alasan) else "tidak tersedia"


def indicator_table(frame: pd.DataFrame, tahun: int, sebutan: str) -> None:
    """One row an indicator: code and name, value, label, change from the year before.

    `frame`: kode, indikator, nilai, satuan, label, urutan, alasan_tidak_tersedia, poin, arah, sebab.
    """
    heads = ("Indikator", f"Nilai {tahun}", "Label", f"Dari {tahun - 1}")
    body = []
    for row in each(frame):
        is_there = not is_none(row.nilai)
        value = html.escape(value_words(row.nilai, row.satuan)) if is_there else "–"
        label = mark(row.label, row.urutan) if is_there or row.label else html.escape(missing_words(
            row.alasan_tidak_tersedia))  # fmt: skip
        css = {NAIK: "naik", TURUN: "turun"}.get(row.arah, "")
        cells = (
            f'<td role="cell" data-kolom="{heads[0]}"><b>{html.escape(row.kode)}</b> '
            f"{html.escape(str(row.indikator))}</td>",
            f'<td role="cell" data-kolom="{heads[1]}" class="angka-kanan">{value}</td>',
            f'<td role="cell" data-kolom="{heads[2]}">{label}</td>',
            f'<td role="cell" data-kolom="{heads[3]}"><span class="ubah-rapor {css}">'
            f"{html.escape(change_words(row))}</span></td>",
        )
        body.append(f'<tr role="row">{"".join(cells)}</tr>')
    head = "".join(f'<th role="columnheader" scope="col">{html.escape(name)}</th>' for name in heads)
    st.html(
        f'<div class="geser-tabel"><table class="rapi rapor" role="table" aria-label="{html.escape(sebutan)}">'
        f'<thead role="rowgroup"><tr role="row">{head}</tr></thead><tbody role="rowgroup">{"".join(body)}</tbody>'
        "</table></div>"
    )


def grid_table(frame: pd.DataFrame, tahun: int) -> None:
    """Labels down, changes across; each cell lists its indicators with the change. `frame`: as for the table above."""
    shown = [g for g in GOLONGAN if (frame["golongan"] == g).any()] or list(GOLONGAN)
    head = "".join(f'<th role="columnheader" scope="col">{JUDUL_ARAH[a]}</th>' for a in ARAH)
    body = []
    for group in shown:
        name, meaning = JUDUL_GOLONGAN[group]
        cells = []
        for side in ARAH:
            there = frame[(frame["golongan"] == group) & (frame["arah"] == side)]
            items = "".join(f"<li>{_item(row)}</li>" for row in each(there))
            content = f"<ul>{items}</ul>" if items else '<span class="tanpa">–</span>'
            cells.append(f'<td role="cell" data-kolom="{JUDUL_ARAH[side]}">{content}</td>')
        body.append(
            f'<tr role="row"><th role="rowheader" scope="row">{name}<small>{meaning}</small></th>{"".join(cells)}</tr>'
        )
    corner = f'<th role="columnheader" scope="col">Label {tahun}</th>'
    st.html(
        '<div class="geser-tabel"><table class="rapi petak-rapor" role="table" aria-label="Label dan perubahan">'
        f'<thead role="rowgroup"><tr role="row">{corner}{head}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(body)}</tbody></table></div>'
    )


def _item(row: Any) -> str:
    said = "" if row.sebab == INSTRUMEN else row.sebab
    end = said or (signed(row.poin, digits(row.satuan)) if not row.sebab else "≠ instrumen berganti")
    sign = tanda(row.label, row.urutan)
    bullet = f'<i class="tanda {sign[0]}" style="--warna: {sign[1]}"></i>' if sign else ""
    return f"{bullet}{html.escape(row.kode)} {html.escape(str(row.indikator))} <b>{html.escape(end)}</b>"
