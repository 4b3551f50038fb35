"""Panels of the target page: where the targets stand, one drawn large, the owners, the reasons, and all of them."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping
from typing import Any

import pandas as pd
import streamlit as st

from analysis import target_status as status
from charts.style import each
from charts.target import WARNA, Garis, bars_keadaan, lines_target
from views import options, parts
from views.filters import Saringan
from views.format import NONE, day, number
from views.target import words
from views.target.rows import INSTRUMEN, MULAI_ULANG, SEMUA, Acuan, Sasaran, owners

MOST_OWNERS, MOST_SMALL = 12, 6
SHOWN = {
    "asal": "asal", "acuan": "acuan", "nama_acuan": "ukuran_atau_indikator", "jenis": "jenis_satuan_pendidikan",
    "wilayah": "kode_kemendagri", "nama_wilayah": "wilayah", "penanggung": "penanggung_jawab", "awal": "nilai_awal",
    "tanggal_awal": "tanggal_nilai_awal", "snapshot": "snapshot_nilai_awal", "target": "target", "tenggat": "tenggat",
    "tanggal": "tanggal_data", "nilai": "realisasi", "rendah": "selang_95_rendah", "tinggi": "selang_95_tinggi",
    "perlu": "garis_target_pada_tanggal_data", "keadaan": "keadaan", "sebab_kata": "catatan", "satuan": "satuan",
    "x": "pembilang", "m": "penyebut", "jumlah_satuan": "jumlah_satuan_pendidikan",
}  # fmt: skip


def choose(found: Sasaran) -> tuple[pd.DataFrame, pd.DataFrame, Any]:
    """The page's options in the filter row: the owner's targets, those of them in the state asked for, and the one that
    is drawn large (or None)."""
    names = sorted(set(found.frame["penanggung"]))
    chosen = options.select("penanggung", "Penanggung jawab", {SEMUA: "Semua", **{n: n for n in names}}, SEMUA)
    mine = found.frame if chosen == SEMUA else found.frame[found.frame["penanggung"] == chosen]
    n = words.counts(mine)
    states = {SEMUA: "Semua", **{k: f"{words.NAMA_KEADAAN[k]} ({number(n[k])})" for k in status.KEADAAN}}
    state = options.select("keadaan", "Keadaan", states, SEMUA)
    kept = mine if state == SEMUA else mine[mine["keadaan"] == state]
    if kept.empty:
        return mine, kept, None
    titles = {row.kunci: words.title(row) for row in each(kept)}
    wide = kept["wilayah"].str.len().map({8: 0, 2: 1, 5: 2})  # the nation's own target first, then a province's
    first = str(kept.assign(_w=wide).sort_values("_w", kind="stable").iloc[0]["kunci"])
    asked = st.query_params.get("sasaran")
    if asked not in titles and asked in set(found.frame["kunci"]):
        options.set_to("sasaran", first)  # left over from a wider choice: no note about it
    drawn = options.select("sasaran", "Target pada grafik", titles, first)
    return mine, kept, next(row for row in each(kept) if row.kunci == drawn)


def answer_panel(found: Sasaran, kept: pd.DataFrame, place: str) -> None:
    """The counts, and what they rest on."""
    small = f"Target & realisasi · {place} · hari ini = tanggal data terbaru, {day(found.hari_ini)}"
    with parts.answer(small, words.answer(kept, found.hari_ini)):
        said = " · ".join(filter(None, [words.overdue(kept), words.caution(kept)]))
        parts.small(said)


def _key(there: Mapping[str, int]) -> None:
    marks = "".join(
        f'<span><i style="background:{colour}"></i>{html.escape(name)} <b>{number(there[name])}</b></span>'
        for name, colour in WARNA.items()
        if there.get(name)
    )
    st.html(f'<div class="kunci">{marks}</div>')


def burnup_panel(found: Sasaran, kept: pd.DataFrame, row: Any) -> None:
    """One target's line with what came of it; of one owner, the owner's other targets small beside it."""
    about = found.acuan[row.acuan]
    small = f"{words.what(row)} · {row.nama_wilayah} · penanggung jawab: {row.penanggung}"
    with parts.panel("garis", small, words.finding(row), _stale(row)):
        figure = lines_target(found.deret[row.kunci], _line(row, about), found.hari_ini)
        parts.chart(figure, "garis", f"Garis target dan realisasi. {words.finding(row)}", gulir="sedang")
        series = found.deret[row.kunci]
        kaki = parts.Kaki(row.tanggal, words.base(row, about), words.source(about), words.note(row))
        parts.foot("target_garis", kaki, _series(series, row), words.TERMS, is_view=False)
        others = kept[(kept["penanggung"] == row.penanggung) & (kept["kunci"] != row.kunci)].head(MOST_SMALL)
        if others.empty:
            return
        title = f"Target lain {row.penanggung} ({number(len(others))})"
        with st.expander(title, expanded=len(set(kept["penanggung"])) == 1, key="target_lain"):
            places = [column for _ in range(0, len(others), 2) for column in st.columns(2, gap="medium")]
            for column, other in zip(places, each(others), strict=False):
                with column:
                    _small(found, other)


def _small(found: Sasaran, row: Any) -> None:
    parts.small(f"{row.nama_wilayah} · {words.what(row)}")
    st.markdown(f"**{parts.escape_markdown(words.NAMA_KEADAAN[row.keadaan])}** · {_plain_value(row)}")
    figure = lines_target(found.deret[row.kunci], _line(row, found.acuan[row.acuan]), found.hari_ini, is_kecil=True)
    parts.chart(figure, f"garis_{row.kunci}", words.finding(row))


def _plain_value(row: Any) -> str:
    if row.nilai != row.nilai:
        return parts.escape_markdown(words.reason(row))
    said = f"{words.value(row)} per {day(row.tanggal)}, target {words.said(row.target, row.satuan)}"
    return parts.escape_markdown(said)


def _line(row: Any, about: Acuan) -> Garis:
    """Where the series broke after the baseline, what the line asks for is no measure of the new values."""
    perlu = math.nan if row.sebab in (INSTRUMEN, MULAI_ULANG, status.DEFINISI) else row.perlu
    return Garis(row.awal, row.tanggal_awal, row.target, row.tenggat, perlu, about.satuan, about.dasar)


def _stale(row: Any) -> str | None:
    """The sentence of a target whose data are too old to judge it by; the chart is greyed then."""
    if row.sebab != status.DATA_LAMA:
        return None
    return f"Data lama: terakhir per {day(row.tanggal)}. Target ini tidak dinilai dengan data setua itu."


def _series(series: pd.DataFrame, row: Any) -> pd.DataFrame:
    named = series.drop(columns=["ruas"]).rename(columns={
        "tanggal": "tanggal_data", "nilai": "realisasi", "rendah": "selang_95_rendah", "tinggi": "selang_95_tinggi",
        "x": "pembilang", "m": "penyebut", "jumlah_satuan": "jumlah_satuan_pendidikan", "is_lengkap": "lengkap",
    })  # fmt: skip
    return named.assign(wilayah=row.nama_wilayah, ukuran_atau_indikator=words.what(row), nilai_awal=row.awal,
                        tanggal_nilai_awal=row.tanggal_awal, target=row.target, tenggat=row.tenggat)  # fmt: skip


def owners_panel(found: Sasaran, kept: pd.DataFrame) -> None:
    """How many targets of each owner stand where, first who has something to discuss; none where there is one owner."""
    frame = owners(kept)
    if len(frame) < 2:
        return
    small = "Per penanggung jawab · jumlah target menurut keadaan"
    with parts.panel("penanggung", small, words.owners_title(frame)):
        _key(words.counts(kept))
        shown = frame.head(MOST_OWNERS)
        parts.chart(bars_keadaan(shown, list(WARNA)), "penanggung", "Jumlah target tiap penanggung jawab per keadaan")
        rest = frame.iloc[len(shown) :]
        if len(rest):
            with st.expander(f"{number(len(rest))} penanggung jawab lain", key="penanggung_lain"):
                parts.prose_table(_owner_table(rest), sebutan="Penanggung jawab lain")
        note = "urutan: yang lewat tenggat atau tertinggal dahulu, bukan peringkat kinerja"
        kaki = parts.Kaki(found.hari_ini, f"n = {number(len(kept))} target", "berkas target dan rencana yang dibuka",
                          note)  # fmt: skip
        parts.foot("target_per_penanggung", kaki, _owner_table(frame), words.TERMS, is_view=False)


def _owner_table(frame: pd.DataFrame) -> pd.DataFrame:
    columns = {"penanggung": "Penanggung jawab", **words.NAMA_KEADAAN, "jumlah": "Target"}
    return frame[list(columns)].rename(columns=columns)


def reasons_panel(kept: pd.DataFrame) -> None:
    """Why some cannot be judged, and what helps."""
    frame = words.reasons(kept)
    if frame.empty:
        return
    with parts.panel("sebab", "Mengapa belum dapat dinilai", words.reasons_title(frame)):
        parts.prose_table(frame.assign(Target=[number(n) for n in frame["Target"]]), sebutan="Sebab belum dinilai")


def table_panel(found: Sasaran, kept: pd.DataFrame, saringan: Saringan) -> None:
    """Every target with its numbers, and the download."""
    title = f"{number(len(kept))} target: nilai awal, realisasi, garis target, keadaan"
    with parts.panel("tabel", "Semua target pada pilihan ini, yang perlu dibahas dahulu", title):
        shown = pd.DataFrame(
            {
                "Wilayah": kept["nama_wilayah"],
                "Ukuran atau indikator": [words.what(row) for row in each(kept)],
                "Penanggung jawab": kept["penanggung"],
                "Keadaan": [words.NAMA_KEADAAN[k] for k in kept["keadaan"]],
                "Realisasi": [words.value(row) for row in each(kept)],
                "Garis target": [_or_none(row.perlu, row.satuan) for row in each(kept)],
                "Target": [words.said(row.target, row.satuan) for row in each(kept)],
                "Tenggat": [day(row.tenggat) for row in each(kept)],
                "Keterangan": [words.reason(row) for row in each(kept)],
                "Data per": [NONE if row.tanggal is None else day(row.tanggal) for row in each(kept)],
                "Asal": kept["asal"],
            }
        )
        numbers = ("Realisasi", "Garis target", "Target")
        parts.small("Geser tabel ke kanan untuk keterangan, tanggal data, dan asal target.")
        parts.table(shown, "tabel_target", title, most=520, kanan=numbers,
                    lebar={"Wilayah": 150, "Ukuran atau indikator": 230, "Penanggung jawab": 170, "Keadaan": 140,
                           "Keterangan": 250})  # fmt: skip
        kaki = parts.Kaki(found.hari_ini, f"n = {number(len(kept))} target", "berkas target dan rencana yang dibuka")
        parts.foot("target", kaki, download(kept), words.TERMS, is_view=False)


def download(kept: pd.DataFrame) -> pd.DataFrame:
    """Exactly what the table shows, with values as numbers."""
    named = kept.assign(sebab_kata=[words.reason(row) for row in each(kept)])
    return named[list(SHOWN)].rename(columns=SHOWN)


def _or_none(value: float, satuan: str) -> str:
    return NONE if value != value else words.said(value, satuan)
