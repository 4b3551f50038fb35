"""Panels of the publicity page: what waits to be told, drafts, publications over time, and who works alongside whom."""

from __future__ import annotations

import html
from typing import Any

import pandas as pd
import streamlit as st

from charts.names import short_name
from charts.publicity import bars_kabar, channel_colours
from charts.style import each
from reports.press_release import compose
from views import data, options, parts
from views.filters import Saringan
from views.format import day, number
from views.format import names as names_of
from views.publicity import draft, words
from views.publicity.rows import (
    BELUM,
    KEGIATAN,
    Kabar,
    matrix,
    organisers,
    per_medium,
    per_quarter,
    per_unit,
    programs,
    shared,
)

LISTS = "daftar program kerja, daftar kegiatan, daftar publikasi"
MOST_DRAFTS = 300
"""Rows a draft can be chosen of: those untold first."""


def answer_panel(kabar: Kabar) -> None:
    """How many have not been told of."""
    with parts.answer(words.place_of(kabar), words.answer(kabar)):
        parts.small(words.small(kabar))


def choose(kabar: Kabar) -> Any:
    """Whose draft is drawn: the untold first, newest first; a row of `kabar.frame`, or None."""
    frame = kabar.frame[kabar.frame["status"] != "batal"]
    if frame.empty:
        return None
    ordered = frame.assign(_k=(frame["cerita"] != BELUM).astype(int)).sort_values("_k", kind="stable")
    asked = st.query_params.get("naskah")
    shown = ordered[(ordered["kode"] == asked) | (pd.Series(range(len(ordered)), index=ordered.index) < MOST_DRAFTS)]
    titles = {str(row.kode): f"{row.nama} · {row.nama_unit} · {day(row.selesai)}" for row in each(shown)}
    first = next(iter(titles))
    if asked not in titles and st.session_state.get("serapan_naskah_jenis") not in (None, kabar.jenis):
        options.set_to("naskah", first)  # a code of the other kind: no note about it
    st.session_state["serapan_naskah_jenis"] = kabar.jenis
    chosen = options.select("naskah", "Naskah untuk", titles, first)
    return next(row for row in each(shown) if str(row.kode) == chosen)


def waiting_panel(kabar: Kabar) -> None:
    """What nobody has told the public about, newest first."""
    waiting = kabar.due[kabar.due["cerita"] == BELUM]
    small = f"Belum ada publikasi yang tercatat · {kabar.nama}"
    with parts.panel("menunggu", small, words.waiting_title(kabar)):
        if len(waiting):
            shown = pd.DataFrame(
                {
                    words.word(kabar).capitalize(): waiting["nama"],
                    "Unit": waiting["nama_unit"],
                    "Wilayah": [short_name(place) for place in waiting["wilayah"]],
                    "Masa": [f"{day(a)} – {day(b)}" if a != b else day(a)
                             for a, b in zip(waiting["mulai"], waiting["selesai"], strict=True)],
                    "Keadaan": waiting["status"],
                }
            )  # fmt: skip
            parts.long_table("menunggu", shown, {"Masa": 190, "Unit": 170}, sebutan="Belum diceritakan", most=6)
        kaki = parts.Kaki(kabar.hari_ini, f"n = {number(len(kabar.frame))} {words.word(kabar)}", LISTS,
                          "unduhan memuat semuanya dengan keadaannya")  # fmt: skip
        parts.foot("cerita", kaki, download(kabar), words.TERMS, is_view=False)


def download(kabar: Kabar) -> pd.DataFrame:
    """Every row of the page with its state."""
    columns = {"kode": "kode", "nama": "nama", "nama_unit": "unit", "wilayah": "wilayah", "mulai": "tanggal_mulai",
               "selesai": "tanggal_selesai", "status": "status_pelaksanaan", "cerita": "keadaan_publikasi",
               "jumlah_publikasi": "jumlah_publikasi", "tanggal_publikasi": "publikasi_terakhir"}  # fmt: skip
    return kabar.frame[list(columns)].rename(columns=columns)


def draft_panel(kabar: Kabar, row: Any, saringan: Saringan) -> None:
    """The draft of a press release: to copy, or as a text file; its sources stay in the office."""
    if row is None:
        return
    known = programs(saringan) if kabar.jenis == KEGIATAN else kabar.frame
    naskah = compose(draft.material(kabar.jenis, row, known))
    title = f"Naskah siaran pers: {row.nama}"
    with parts.panel("naskah", f"{row.nama_unit} · {row.wilayah} · {row.cerita}", title):
        parts.small("Draf dari data yang terbit. Isi bagian [berkurung siku], periksa, lalu siarkan.")
        st.code(naskah.siaran, language=None, wrap_lines=True)
        with st.expander(f"Sumber angka ({number(len(naskah.sumber))})", expanded=True, key="sumber_angka"):
            items = "".join(f"<li>{html.escape(line)}</li>" for line in naskah.sumber)
            st.html(f'<ol class="sumber-angka">{items}</ol>')
        st.download_button("Unduh naskah (.txt)", naskah.teks, f"siaran_pers_{_plain(str(row.kode))}.txt", "text/plain",
                           key="unduh_naskah", on_click="ignore")  # fmt: skip


def _plain(code: str) -> str:
    return "".join(c if c.isalnum() or c in "-_" else "_" for c in code)[:60]


def time_panel(kabar: Kabar) -> None:
    """Publications per quarter and channel, and per medium."""
    if kabar.terbit.empty:
        return
    quarters = per_quarter(kabar.terbit, kabar.hari_ini)
    with parts.panel("terbit", f"Publikasi per triwulan dan kanal · {kabar.nama}",
                     words.time_title(quarters, kabar.terbit)):  # fmt: skip
        media = per_medium(kabar.terbit)
        kanal = media.groupby("kanal")["jumlah"].sum().sort_values(ascending=False, kind="stable").index.tolist()
        marks = "".join(f'<span><i style="background:{fill}"></i>{html.escape(name)}</span>'
                        for name, fill in channel_colours(kanal).items())  # fmt: skip
        st.html(f'<div class="kunci">{marks}</div>')
        figure = bars_kabar(quarters, kanal, kabar.hari_ini)
        parts.chart(figure, "terbit", "Jumlah publikasi per triwulan dan kanal", gulir="sedang")
        shown = media.rename(columns={"kanal": "Kanal", "media": "Media", "jumlah": "Publikasi"})
        shown["Publikasi"] = [number(n) for n in shown["Publikasi"]]
        shown["Pertama"], shown["Terakhir"] = ([day(data.as_date(t)) for t in media[name]]
                                               for name in ("pertama", "terakhir"))  # fmt: skip
        shown = shown.drop(columns=["pertama", "terakhir"])
        with st.expander(f"Per media ({number(len(media))})", key="per_media"):
            parts.prose_table(shown, sebutan="Publikasi per media")
        last = max(data.as_date(t) for t in kabar.terbit["tanggal"])
        kaki = parts.Kaki(last, f"n = {number(len(kabar.terbit))} publikasi", "daftar publikasi",
                          "tentang program kerja maupun kegiatan bimtek")  # fmt: skip
        parts.foot("publikasi", kaki, kabar.terbit, words.TERMS, is_view=False)


def unit_panel(kabar: Kabar) -> None:
    """How many of each unit's were told of."""
    if kabar.due.empty:
        return
    frame = per_unit(kabar)
    with parts.panel("unit", f"Per unit · {kabar.nama}", words.unit_title(frame, kabar)):
        shown = words.unit_table(frame, words.word(kabar))
        parts.long_table("unit", shown, {"Unit": 220}, sebutan="Publikasi per unit", most=8)
        kaki = parts.Kaki(kabar.hari_ini, f"n = {number(len(kabar.due))} {words.word(kabar)}", LISTS,
                          "urut abjad, bukan peringkat kinerja")  # fmt: skip
        named = frame.assign(persen_diceritakan=(100 * frame["diceritakan"] / frame["jumlah"]).round(1))
        parts.foot("publikasi_per_unit", kaki, named, words.TERMS, is_view=False)


def shared_panel(kabar: Kabar, saringan: Saringan) -> None:
    """Which kinds of unit aim at the same indicator in the same place."""
    bersama = shared(saringan)
    small = f"Kolaborasi · indikator dan wilayah yang dituju jenis unit berbeda · {kabar.nama}"
    with parts.panel("bersama", small, words.shared_title(bersama, kabar.nama)):
        if bersama.empty:
            _organisers(kabar, saringan)
            return
        table = matrix(bersama)
        cells = {"Jenis unit": list(table.index)}
        for name in table.columns:
            cells[str(name)] = [("–" if a == name else number(table.loc[a, name])) for a in table.index]
        parts.prose_table(pd.DataFrame(cells), sebutan="Jenis unit yang menuju hal yang sama")
        names = data.ask("kamus_indikator")
        known = {f"{r.kelompok}:{r.kode}": f"{r.kode} {r.nama}" for r in each(names)}
        known |= {str(r.ukuran): str(r.nama) for r in each(data.ask("platform_acuan_ukuran"))}
        detail = pd.DataFrame(
            {
                "Indikator": [known.get(code, code) for code in bersama["indikator"]],
                "Wilayah": [short_name(place) for place in bersama["wilayah"]],
                "Unit": bersama["nama_unit"],
                "Program": [number(n) for n in bersama["jumlah"]],
                "Waktu": ["beririsan" if both else "bergantian" for both in bersama["is_bersamaan"]],
            }
        )
        with st.expander(f"Rincian {number(len(detail))} pasangan", key="rincian_bersama"):
            parts.long_table("bersama", detail, {"Unit": 220}, sebutan="Yang dituju bersama")
        _organisers(kabar, saringan)
        kaki = parts.Kaki(kabar.hari_ini, f"n = {number(len(bersama))} pasangan", "daftar program kerja",
                          "angka: banyaknya pasangan indikator dan wilayah")  # fmt: skip
        rows = bersama.assign(unit=[", ".join(units) for units in bersama["unit"]])
        parts.foot("kolaborasi", kaki, rows.rename(columns={"is_bersamaan": "beririsan"}), words.SHARED_TERMS,
                   is_view=False)  # fmt: skip


def _organisers(kabar: Kabar, saringan: Saringan) -> None:
    """Who held the training events of each programme."""
    frame = organisers(saringan, kabar.hari_ini)
    if frame.empty:
        return
    shown = pd.DataFrame(
        {
            "Program kegiatan": frame["program"],
            "Penyelenggara": [names_of(list(units), 4) for units in frame["nama_unit"]],
            "Banyaknya": [number(n) for n in frame["jumlah_unit"]],
            "Kegiatan": [number(n) for n in frame["jumlah_kegiatan"]],
        }
    )
    several = int((frame["jumlah_unit"] > 1).sum())
    title = f"Penyelenggara kegiatan: {number(several)} dari {number(len(frame))} program oleh lebih dari satu unit"
    with st.expander(title, key="penyelenggara"):
        parts.prose_table(shown, {"Program kegiatan": 220}, sebutan="Penyelenggara per program kegiatan")
