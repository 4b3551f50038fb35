"""Step 1, identification: which indicators of the region are weak, and which one is followed up."""

from __future__ import annotations

import html

import pandas as pd
import streamlit as st

from analysis.root_cause import BELUM, DIDUKUNG, causes
from charts.names import short_name
from views import data, options, parts
from views.filters import NASIONAL, Saringan
from views.pbd import rows as pbd_rows
from views.pbd import tables as pbd_tables
from views.pbd import words as pbd_words
from views.pbd.rows import Lingkup
from views.rapor import panels as rapor_panels
from views.rapor import rows as rapor_rows
from views.rapor import tables as rapor_tables
from views.rapor.rows import Tempat

STEPS = ("Identifikasi: indikator yang lemah", "Refleksi: dugaan sebabnya", "Benahi: kegiatan dan target")
MOST = 8
"""Weak indicators that stand open; the others are one click away."""
DOWNLOAD = {
    "kode": "kode", "indikator": "indikator", "is_prioritas": "prioritas", "nilai": "nilai", "label": "label",
    "alasan_tidak_tersedia": "alasan_tidak_tersedia", "nilai_lalu": "nilai_tahun_lalu", "poin": "perubahan",
    "sebab": "tidak_dibandingkan_karena",
}  # fmt: skip


_ASSUMED = "serapan_pbd_provinsi_diandaikan"


def is_without_province() -> bool:
    """Whether the reader comes without a province: before the filter row puts one into the link."""
    return st.query_params.get("provinsi") in (None, NASIONAL)


def assumed_province(saringan: Saringan, *, is_assumed: bool) -> None:
    """That the page is of one province and which was taken, until another is chosen."""
    if is_assumed:
        st.session_state[_ASSUMED] = saringan.provinsi
    if st.session_state.get(_ASSUMED) != saringan.provinsi or saringan.provinsi is None:
        st.session_state.pop(_ASSUMED, None)
        return
    name = data.provinces().get(saringan.provinsi, saringan.provinsi)
    parts.small(f"Halaman ini memerlukan satu provinsi. Belum ada yang dipilih, maka {name} ditampilkan; "
                "pilih provinsi lain di atas.")  # fmt: skip


def nothing(tempat: Tempat) -> None:
    """That no Rapor of regions is in the snapshot."""
    with parts.answer("Akar masalah dan kegiatan", f"Belum ada Rapor untuk {short_name(tempat.nama)}"):
        parts.empty(
            "Snapshot ini tidak memuat berkas Rapor Pendidikan daerah, tempat indikator yang lemah dibaca.",
            "Unggah unduhan Rapor Pendidikan Daerah pada halaman Unggah & periksa.",
        )


def no_own(lingkup: Lingkup) -> None:
    """That this region has no Rapor of this kind and year, or none of its indicators of level 1."""
    pilih = lingkup.pilih
    said = "tidak ada di berkas" if lingkup.tabel.empty else "tidak memuat indikator tingkat 1"
    with parts.answer(f"Rapor Pendidikan {pilih.tahun} · {pilih.jenis}",
                      f"Rapor {lingkup.nama} untuk {pilih.jenis} tahun {pilih.tahun} {said}"):  # fmt: skip
        parts.empty(
            "Tanpa Rapor wilayah ini tidak ada indikator yang dapat ditelusuri; nilai wilayah lain tidak mewakilinya.",
            "Pilih jenis, tahun, atau wilayah lain pada baris di atas. Kegiatan yang tersimpan tetap ada di bawah.",
        )


def symptom(lingkup: Lingkup) -> str:
    """The indicator the link asks for, else the weakest that has hypotheses."""
    there = pbd_rows.symptoms(lingkup)
    first = pbd_rows.first_symptom(lingkup) or next(iter(there))
    asked = st.query_params.get("gejala")
    if asked is not None and asked not in there and asked in set(rapor_rows.available()["kode"]):
        options.set_to("gejala", first)  # another region or kind of school has it
    return options.value("gejala", there, first)


def answer(lingkup: Lingkup, gejala: str) -> None:
    """The finding, and the way through the page."""
    small = f"Perencanaan berbasis data · Rapor {lingkup.pilih.tahun} · " \
            f"{rapor_rows.NAMA_KELOMPOK[lingkup.pilih.kelompok]}"  # fmt: skip
    with parts.answer(small, pbd_words.headline(lingkup, gejala)):
        steps = "".join(f"<li><b>{at}</b>{html.escape(text)}</li>" for at, text in enumerate(STEPS, 1))
        st.html(f'<ol class="alur" aria-label="Tiga langkah">{steps}</ol>')


def panel(lingkup: Lingkup, gejala: str) -> None:
    """The weak indicators, the others in a fold, the SPM index, and the choice of one to follow up."""
    weak = pbd_rows.weak(lingkup)
    small = f"Langkah 1 · Identifikasi · indikator tingkat 1 · {lingkup.pilih.jenis} · label seperti terbit"
    with parts.panel("pbd_gejala", small, pbd_words.identify_headline(lingkup), rapor_panels.stale(lingkup.pilih)):
        spm = pbd_words.spm(lingkup)
        if spm:
            parts.small(spm)
        if weak.empty:
            parts.small("Tidak ada indikator berlabel terendah atau tengah. Indikator lain tetap dapat ditelusuri.")
        else:
            found = {str(kode): _counts(lingkup, str(kode)) for kode in weak["kode"]}
            shown = weak if len(weak) <= MOST + 2 else weak.head(MOST)
            pbd_tables.weak_table(lingkup, shown, found)
            if len(shown) < len(weak):
                rest = weak.iloc[len(shown) :]
                with st.expander(f"{len(rest)} indikator lemah lain: {', '.join(rest['kode'])}", key="pbd_lemah_lain"):
                    pbd_tables.weak_table(lingkup, rest, found)
        _others(lingkup, weak)
        options.begin(st.container(horizontal=True, key="pilih_gejala"))
        options.select("gejala", "Indikator yang ditelusuri", pbd_rows.symptoms(lingkup), gejala)
        first = lingkup.tabel[lingkup.tabel["level"] == 1]
        note = "dibandingkan bila instrumennya sama"
        there = {name: text for name, text in DOWNLOAD.items() if name in first}
        parts.foot("pbd_gejala", parts.Kaki(None, pbd_words.base(lingkup, f"{len(first)} indikator"),
                                            pbd_words.SUMBER, note),
                   first[list(there)].rename(columns=there), pbd_words.TERMS, is_view=False)  # fmt: skip


def _counts(lingkup: Lingkup, kode: str) -> tuple[int, int, int]:
    """How many hypotheses an indicator has, how many the data support, about how many nobody knows."""
    states = [pbd_rows.vonis(lingkup, d.akar)[0].keadaan for d in causes(lingkup.peta, kode)]
    return len(states), states.count(DIDUKUNG), states.count(BELUM)


def _others(lingkup: Lingkup, weak: pd.DataFrame) -> None:
    """Indicators with the best label and those without any, one click away."""
    first = lingkup.tabel[lingkup.tabel["level"] == 1]
    rest = first[~first["kode"].isin(weak["kode"])]
    if rest.empty:
        return
    bare = int(rest["golongan"].isna().sum())
    said = f"{len(rest)} indikator lain: {len(rest) - bare} berlabel terbaik"
    with st.expander(said + (f", {bare} tanpa label" if bare else ""), key="pbd_lain"):
        rapor_tables.indicator_table(rest, lingkup.pilih.tahun, "Indikator lain")
