"""Panels of Prioritas: the answer, the ranked list, and what hangs on weights and data."""

from __future__ import annotations

import html
from collections.abc import Sequence

import numpy as np
import pandas as pd
import streamlit as st

from charts.names import short_name
from charts.priority import bars_skor, dots_rentang_urutan, heat_peluang_urutan, is_open
from charts.ranks import peluang, rentang
from charts.style import each
from views import options, parts
from views.format import names, number
from views.priority import choice, settings, words
from views.priority.rows import Prioritas

SHOWN = 25
"""Regions drawn one by one; all of them stand in the table."""


def answer_panel(prioritas: Prioritas) -> list[str]:
    """How firm the priorities are, who they are, what they are made of, and beneath it what can be done: change the
    weights, choose the regions, save, go on. Returns the codes chosen for the plan."""
    with parts.answer(words.scope(prioritas), words.answer(prioritas)):
        said = words.who(prioritas)
        if said:
            parts.small(said)
        if prioritas.kriteria:
            parts.small(words.weights(prioritas))
        with st.container(horizontal=True, key="aksi_prioritas", vertical_alignment="center"):
            settings.editor(prioritas.setelan, prioritas.jumlah + len(prioritas.tipis))
            return choice.draw(prioritas) if prioritas.jumlah else []


def nothing(prioritas: Prioritas) -> None:
    """No region has enough data: which criteria are missing, and what to do."""
    missing = names([item.nama for item in prioritas.kosong], 6) if prioritas.kosong else "sebagian besar kriteria"
    parts.empty(
        f"Data untuk tujuan “{prioritas.setelan.nama_tujuan}” belum cukup di sini: tidak ada {missing}.",
        "Pilih tujuan, tanggal data, atau jenis lain, ubah kriterianya, atau unggah datanya pada Unggah & periksa.",
    )


def _kaki(prioritas: Prioritas, note: str) -> parts.Kaki:
    sources = list(dict.fromkeys(item.sumber for item in prioritas.kriteria if item not in prioritas.kosong))
    base = f"n = {number(prioritas.jumlah)} kab/kota"
    return parts.Kaki(prioritas.saringan.tanggal_data if prioritas.has_use else None, base, "; ".join(sources), note)


def table_of(prioritas: Prioritas) -> pd.DataFrame:
    """Every scored region with its score, ranks, chance and data, and value and contribution of each criterion."""
    frame = prioritas.wilayah
    table = pd.DataFrame(
        {
            "kode_kemendagri": frame["kode"], "wilayah": frame["nama"], "provinsi": frame["nama_provinsi"],
            "skor_kebutuhan": frame["skor"], "urutan": frame["urutan"], "urutan_95_dari": frame["urutan_dari"],
            "urutan_95_sampai": frame["urutan_sampai"], "peluang_teratas_persen": 100 * frame["peluang"],
            "kriteria_berdata": frame["jumlah_data"], "bobot_berdata_persen": frame["pct_data"],
            "skor_bila_lengkap_dari": frame["skor_terendah"], "skor_bila_lengkap_sampai": frame["skor_tertinggi"],
        }
    )  # fmt: skip
    for j, item in enumerate(prioritas.kriteria):
        table[f"{item.nama} (nilai)"] = prioritas.nilai[:, j]
        table[f"{item.nama} (sumbangan)"] = prioritas.sumbangan[:, j]
    return table


def ranked_panel(prioritas: Prioritas, sorot: str | None) -> None:
    """Scores as stacked contributions, with chance and data beside them; the rest and the thin ones in tables."""
    shown = prioritas.wilayah.head(SHOWN)
    total = len(prioritas.kriteria)
    small = right_words("Skor kebutuhan 0–100", prioritas.teratas, total)
    with parts.panel("prioritas", small, words.ranked_title(prioritas)):
        nama = [item.nama for item in prioritas.kriteria]
        key(nama, prioritas.warna, is_range=bool(is_open(shown).any()))
        figure = bars_skor(shown, prioritas.sumbangan[: len(shown)], nama, sorot=sorot, warna=prioritas.warna)
        parts.chart(figure, "skor", f"Skor kebutuhan per kab/kota: {words.ranked_title(prioritas)}",
                    on_select=_clicked)  # fmt: skip
        _all_regions(prioritas)
        parts.foot("prioritas", _kaki(prioritas, words.quality(prioritas)), table_of(prioritas), words.METHOD)


def right_words(start: str, teratas: int, total: int) -> str:
    """The small line over the bars: what the columns at their right mean."""
    return f"{start} · peluang: masuk {teratas} teratas · data: kriteria berdata dari {total}"


def key(nama: Sequence[str], warna: Sequence[int], *, is_range: bool = False) -> None:
    """What the colours of the contributions mean; `is_range`: and the line under some bars."""
    marks = "".join(
        f'<span><i class="kriteria-{place}"></i>{html.escape(text)}</span>'
        for text, place in zip(nama, warna, strict=True)
    )
    line = '<span><i class="rentang"></i>skor yang mungkin bila data yang belum ada diketahui</span>'
    st.html(f'<div class="kunci">{marks}{line if is_range else ""}</div>')


def _clicked() -> None:
    """A click on a bar opens the region's reasons below."""
    chosen = st.session_state["grafik_skor"].selection.points
    if chosen and "customdata" in chosen[0]:
        options.set_to(settings.WILAYAH, str(chosen[0]["customdata"][1]))


def _all_regions(prioritas: Prioritas) -> None:
    frame = prioritas.wilayah
    label = f"Tabel {number(len(frame))} kab/kota"
    if len(prioritas.tipis):
        label += f" dan {number(len(prioritas.tipis))} yang datanya kurang"
    with st.expander(label, key="tabel_semua"):
        shown = pd.DataFrame(
            {
                "Urutan": frame["urutan"], "Kab/kota": frame["nama"],
                **({"Provinsi": frame["nama_provinsi"]} if frame["nama_provinsi"].nunique() > 1 else {}),
                "Skor": frame["skor"],
                f"Peluang {prioritas.teratas} teratas": [peluang(v) for v in frame["peluang"]],
                "Urutan dari data": [rentang(a, b) for a, b in
                                     zip(frame["urutan_dari"], frame["urutan_sampai"], strict=True)],
                "Kriteria berdata": [f"{n} dari {len(prioritas.kriteria)}" for n in frame["jumlah_data"]],
            }
        )  # fmt: skip
        parts.table(shown, "tabel_prioritas", label, most=460, kanan=("Urutan dari data",))
        if len(prioritas.tipis):
            said = [f"{row.nama} ({row.jumlah_data} dari {len(prioritas.kriteria)} kriteria)" for row in
                    each(prioritas.tipis.head(40))]  # fmt: skip
            parts.small(f"Tanpa skor karena kurang dari separuh bobotnya diketahui: {names(said, 40)}.")


def chances_panel(prioritas: Prioritas, sorot: str | None) -> None:
    """Chance of each rank over all weights, and under which weights each is first."""
    shown = prioritas.wilayah.head(SHOWN)
    small = f"Peluang tiap urutan · {number(prioritas.undian)} susunan bobot diundi" if prioritas.undian else \
        "Peluang tiap urutan · semua susunan bobot"  # fmt: skip
    with parts.panel("peluang", small, words.chances_title(prioritas)):
        st.caption(
            "Angka di petak: dari seratus susunan bobot yang mungkin, berapa yang menempatkan wilayah itu pada urutan "
            "itu. Baris yang gelap di satu kolom tahan terhadap bobot; yang tersebar bergantung padanya."
            + words.drawn_unknowns(prioritas)
        )
        figure = heat_peluang_urutan(shown, prioritas.peluang_urutan[: len(shown)], sorot=sorot)
        parts.chart(figure, "peluang", f"Peluang tiap urutan: {words.chances_title(prioritas)}", gulir="sedang")
        centres = _centres(prioritas)
        if len(centres):
            with st.expander("Pada bobot seperti apa tiap wilayah menjadi urutan 1?"):
                parts.prose_table(centres, {"Wilayah": 150, "Rata-rata bobotnya": 320}, "Bobot tengah")
        frame = prioritas.wilayah
        chances = pd.DataFrame({"kode_kemendagri": frame["kode"], "wilayah": frame["nama"]})
        for r in range(prioritas.peluang_urutan.shape[1]):
            chances[f"urutan_{r + 1}_persen"] = 100 * prioritas.peluang_urutan[:, r]
        parts.foot("peluang_urutan", _kaki(prioritas, "Semua susunan bobot dianggap sama mungkin"), chances,
                   words.METHOD)  # fmt: skip


def _centres(prioritas: Prioritas) -> pd.DataFrame:
    first = np.nan_to_num(prioritas.peluang_urutan[:, 0]) if prioritas.peluang_urutan.size else np.array([])
    order = [int(i) for i in np.argsort(-first, kind="stable") if first[i] >= 0.01][:6]
    return pd.DataFrame(
        {
            "Wilayah": [short_name(str(prioritas.wilayah.iloc[i]["nama"])) for i in order],
            "Urutan 1 pada": [f"{peluang(float(first[i]))} pilihan" for i in order],
            "Rata-rata bobotnya": [words.centre(prioritas, i) for i in order],
        }
    )


def ranges_panel(prioritas: Prioritas, sorot: str | None) -> None:
    """Ranks that the uncertainty of the data leaves open, at the weights chosen."""
    small = "Rentang urutan 95 % dari ketidakpastian data, pada bobot yang dipilih"
    with parts.panel("rentang", small, words.ranges_title(prioritas)):
        bare = [item.nama for item in prioritas.kriteria if item.kode.startswith(("rapor:", "konteks:"))]
        if prioritas.is_galat:
            shown = prioritas.wilayah.head(SHOWN)
            figure = dots_rentang_urutan(shown, prioritas.jumlah, sorot=sorot)
            parts.chart(figure, "rentang", words.ranges_title(prioritas))
        note = f"Terbit tanpa selang, dianggap pasti: {names(bare, 7)}" if bare else ""
        columns = ["kode", "nama", "skor", "urutan", "urutan_dari", "urutan_sampai"]
        parts.foot("rentang_urutan", _kaki(prioritas, note), prioritas.wilayah[columns], words.METHOD)
