"""Panels of the page of roles: what overlaps, what is missing, which schools are served twice, who carries how much."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis import overlap
from analysis.role_rules import load_of
from charts.roles import bars_tumpang_tindih
from charts.style import each
from schemas.rencana import PeranRencana
from views import data, links, parts
from views.format import number
from views.meeting import seen
from views.roles import rows, words
from views.roles.rows import Kosong, Pandangan

SUMBER = "program kerja unit"


def _foot(key: str, base: str, frame: pd.DataFrame, terms: parts.Terms | None, sumber: str = SUMBER) -> None:
    parts.foot(key, parts.Kaki(None, base, sumber), frame, terms, is_view=False)


def answer_panel(view: Pandangan, kosong: Kosong | None, peran: tuple[PeranRencana, ...]) -> None:
    """The finding of the page."""
    with parts.answer(words.scope(view, "Pembagian peran"), words.answer(view, kosong, peran)):
        parts.small(words.beside_answer(view, kosong))


def overlap_panel(view: Pandangan) -> None:
    """Groups of programmes that do the same work, and how much money was so bound over the years; only with any."""
    found = view.tumpang
    if not found.tumpang_tindih:
        return
    groups = found.tumpang_tindih
    with parts.panel("tumpang", words.scope(view, "Tumpang tindih"), words.overlap_title(view)):
        table = words.groups_table(view, groups)
        wide = {"Program": 200, "Unit (anggaran)": 220, "Waktu yang sama": 150, "Terlibat": 104}
        parts.long_table("tumpang", table, wide, sebutan="Kelompok program yang tumpang tindih", most=5)
        if len(view.riwayat) > 1:
            st.markdown(f"**{parts.escape_markdown(words.history_title(view))}**")
            _history(view)
        base = f"n = {number(found.jumlah_program)} program yang tidak batal"
        _foot("tumpang_tindih", base, rows.member_list(view.frame, groups), words.TERMS)


def history_fold(view: Pandangan) -> None:
    """The years before, one click away, where this one has no overlap: the answer has said so already."""
    past = view.riwayat
    if view.tumpang.tumpang_tindih or not (past["kelompok"] > 0).any():
        return
    small = f"Tumpang tindih tahun-tahun sebelumnya · {view.tempat}"
    with st.expander(small, key="lipat_riwayat"), seen.frame(small, words.history_title(view)):
        st.markdown(f"**{parts.escape_markdown(words.history_title(view))}**")
        _history(view)
        base = f"program yang tidak batal, {int(past['tahun'].min())}–{int(past['tahun'].max())}"
        _foot("tumpang_tindih", base, past, words.TERMS)


def _history(view: Pandangan) -> None:
    figure = bars_tumpang_tindih(view.riwayat, view.tahun)
    parts.chart(figure, "tumpang", f"Uang dalam program bertumpuk tiap tahun, {view.tempat}")


def near_panel(view: Pandangan) -> None:
    """Programmes that are alike in name alone: to be looked at, never counted as overlap."""
    groups = view.tumpang.nama_hampir_sama
    if not groups:
        return
    title = f"{number(len(groups))} kelompok program bernama hampir sama dengan sasaran atau indikator lain: periksa"
    with parts.panel("nama", words.scope(view, "Nama hampir sama, periksa"), title):
        parts.long_table("nama", words.groups_table(view, groups), {"Program": 220, "Unit (anggaran)": 220},
                         sebutan="Program yang namanya hampir sama", most=6)  # fmt: skip
        _foot("nama_hampir_sama", "tidak dihitung sebagai tumpang tindih", rows.member_list(view.frame, groups),
              words.NEAR_TERMS)  # fmt: skip


def gap_panel(view: Pandangan, kosong: Kosong | None, peran: tuple[PeranRencana, ...]) -> None:
    """Priority regions of the open plan that no programme of the year serves, and what the plan holds for them."""
    small = f"Wilayah prioritas tanpa program · {view.tahun}"
    if kosong is None:
        with parts.panel("kosong", small, "Wilayah prioritas belum diketahui"):
            parts.empty(
                "Belum ada rencana dengan wilayah prioritas yang dibuka.",
                "Pilih rencana pada baris saringan, atau susun dan simpan prioritas dahulu.",
            )
            st.page_link("../pages/prioritas.py", label="Susun prioritas", query_params=links.to(view.saringan))
        return
    with parts.panel("kosong", small, words.gaps_title(kosong, view.tahun)):
        table = words.gaps_table(kosong, peran)
        if table[["Program", "Dalam rencana"]].drop_duplicates().shape[0] > 1 or len(table) > 4:
            parts.long_table("kosong", table, {"Wilayah prioritas": 220}, sebutan="Wilayah prioritas dan programnya",
                             most=8)  # fmt: skip
        named = rows.indicator_names()
        aims = [named.get(code, code) for code in kosong.indikator]
        known = ", ".join(filter(None, [kosong.program_prioritas, *aims])) or "tidak ada"
        _foot("wilayah_kosong", f"dikenali dari: {known}", kosong.frame, words.GAP_TERMS, f"rencana terbuka, {SUMBER}")


def double_panel(view: Pandangan) -> None:
    """Schools that different organisers trained with comparable trainings; of the newest year with any training."""
    small = f"Cakupan ganda sekolah · {view.tempat}"
    trained = data.ask("bimtek_pilihan")["tahun"]
    if trained.empty:
        with parts.panel("ganda", small, "Cakupan ganda sekolah belum dapat diperiksa"):
            parts.empty("Snapshot ini belum memuat kegiatan bimtek.",
                        "Unggah daftar kegiatan dan daftar hadirnya pada halaman Unggah & periksa.")  # fmt: skip
        return
    saringan = view.saringan
    tahun = int(max((year for year in trained if year <= view.tahun), default=min(trained)))
    frame, schools = rows.double(saringan, tahun), rows.double_schools(saringan, tahun)
    with parts.panel(
        "ganda", f"{small} · pelatihan {tahun}", words.double_title(frame, int(schools["npsn"].nunique()), tahun)
    ):
        if len(frame):
            table = words.double_table(frame)
            parts.long_table("ganda", table, {"Penyelenggara": 260}, sebutan="Cakupan ganda sekolah", most=6)
        if saringan.kab_kota is not None and len(schools):
            with st.expander(f"{number(schools['npsn'].nunique())} sekolah di {view.tempat}"):
                listed = schools[["npsn", "nama", "penyelenggara_1", "penyelenggara_2", "setara"]]
                parts.table(listed.set_axis(["NPSN", "Nama", "Penyelenggara", "dan", "Pelatihan setara"], axis=1),
                            "sekolah_ganda", "Sekolah yang dilatih dua penyelenggara")  # fmt: skip
        download = frame if saringan.provinsi is None else schools
        base = "unduhan memuat daftar sekolahnya" if saringan.provinsi else "daftar sekolah: pilih satu provinsi"
        _foot("cakupan_ganda", base, download, words.DOUBLE_TERMS, "daftar kegiatan dan daftar hadir bimtek")


def load_panel(view: Pandangan, peran: tuple[PeranRencana, ...], tahun: int) -> None:
    """What each kind of unit carries in each quarter: of the matrix where it has rows, else of the programmes."""
    load = load_of(peran, tahun)
    is_matrix = not load.empty
    year = tahun if is_matrix else view.tahun
    load = load if is_matrix else overlap.load(view.frame, year)
    if load.empty:
        return
    source = "matriks di atas" if is_matrix else SUMBER
    small = f"Beban tiap unit · {year} · menurut {source}"
    with parts.panel("beban", small, words.load_title(load)):
        parts.prose_table(_load_table(load), {"Unit": 110}, "Beban tiap unit dan triwulan")
        base = "anggaran dibagi rata menurut hari pelaksanaan"
        if is_matrix:
            left = sum(load_of([row], tahun).empty for row in peran)
            base += "; baris tanpa tanggal pada triwulannya"
            base += f"; {number(left)} baris tanpa pemimpin atau waktu tidak ikut" if left else ""
        _foot("beban_unit", f"{base}; program tanpa anggaran tidak ikut dijumlah", load, None, source)


def _load_table(load: pd.DataFrame) -> pd.DataFrame:
    cells: dict[tuple[str, int], str] = {}
    for row in each(load):
        money = words.money(row.anggaran) if row.jumlah_program > row.tanpa_anggaran else "anggaran belum diisi"
        cells[row.unit, int(row.triwulan)] = f"{number(row.jumlah_program)} program, {money}"
    kinds = load.groupby("unit")["jumlah_program"].sum().sort_values(ascending=False).index
    return pd.DataFrame(
        {
            "Unit": list(kinds),
            **{f"Triwulan {q}": [cells.get((kind, q), "–") for kind in kinds] for q in (1, 2, 3, 4)},
        }
    )
