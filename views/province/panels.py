"""Panels of one province: its platforms side by side, its kab/kota, its schools, its Rapor."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from analysis.shares import with_share
from charts.dots import dots_banding
from charts.names import nama_pulau, short_name
from charts.rapor import labels_rapor, patahan
from charts.style import banyak, each
from views import comparison, data, filter_bar, panels, parts, rows, sentences
from views.filters import JENJANG, Saringan
from views.format import day, interval, number, percent
from views.rows import Ukuran


def profile(saringan: Saringan, tempat: str) -> None:
    """How large the place is under the same filters, from the latest list of schools."""
    said = profile_words(saringan, tempat)
    if said:
        parts.small(said)


def profile_words(saringan: Saringan, tempat: str) -> str:
    """Schools, teachers and pupils of a place in one line, with the day of the list; empty without a list."""
    frame = data.ask("satuan_pendidikan_per_provinsi", kode_provinsi=saringan.provinsi,
                     kode_kab_kota=saringan.kab_kota, kewenangan=saringan.kewenangan)  # fmt: skip
    if saringan.jenjang != JENJANG[0]:
        frame = frame[frame["jenjang"] == saringan.jenjang]
    if frame.empty:
        return ""
    counts = (
        ("jumlah_satuan", "satuan pendidikan"), ("jumlah_guru", "guru"), ("jumlah_peserta_didik", "peserta didik"),
        ("jumlah_bakti", "penerima internet BAKTI"), ("jumlah_3t", "di daerah 3T"),
    )  # fmt: skip
    said = [f"{number(frame[name].sum(min_count=1))} {words}" for name, words in counts if frame[name].notna().any()]
    last = max(data.as_date(t) for t in frame["tanggal_data"])
    level = "" if saringan.jenjang == JENJANG[0] else f", {saringan.jenjang}"
    return f"{tempat}{level}: {' · '.join(said)} (Dapodik per {day(last)})"


def side_by_side(saringan: Saringan, provinsi: str, pulau: str) -> pd.DataFrame:
    """One row a platform: the main measure of the province, or of its kab/kota in view, with its interval; the island
    group and the nation beside it. `is_sendiri`: the nation is nothing but this place, so there is nobody to compare.

    `provinsi`: the name of the place.
    """
    frame = with_share(
        data.ask("pemanfaatan_utama_per_provinsi", kode_provinsi=saringan.provinsi,
                 tanggal_data=saringan.tanggal_data, jenjang=saringan.jenjang, status=saringan.status,
            kewenangan=saringan.kewenangan)
    )  # fmt: skip
    if frame.empty:
        return frame
    wide = frame.pivot_table(index="ukuran", columns="lingkup", values="pct", aggfunc="first")
    wide = wide.reindex(columns=["provinsi", "pulau", "nasional"])
    there = data.measures().drop_duplicates("ukuran").set_index("ukuran")
    own = frame[frame["lingkup"] == "provinsi"].set_index("ukuran")
    if saringan.kab_kota is not None:
        own = comparison.shares(saringan, (saringan.kab_kota,)).set_index("ukuran")
    own = own.reindex(wide.index)
    nation = frame[frame["lingkup"] == "nasional"].set_index("ukuran")["m"].reindex(wide.index)
    result = own.assign(
        pct_pulau=wide["pulau"], pct_nasional=wide["nasional"], nama=there["nama"].reindex(own.index),
        nama_pendek=there["nama_pendek"].reindex(own.index), platform=there["platform"].reindex(own.index),
        nama_platform=there["nama_platform"].reindex(own.index), satuan=there["satuan"].reindex(own.index),
        provinsi=provinsi, pulau=nama_pulau(pulau), is_sendiri=own["m"].astype(float) == nation.astype(float),
    )  # fmt: skip
    numbers = ["pct", "pct_rendah", "pct_tinggi", "pct_pulau", "pct_nasional", "x", "m"]
    result = result.astype(dict.fromkeys(numbers, float)).dropna(subset=["pct", "pct_nasional"], how="all")
    if saringan.kab_kota is not None:
        stops = there["tingkat_terendah"].reindex(result.index).eq("provinsi")
        result = result[~(stops & result["pct"].isna())]
    result["label"] = [data.measure_name(str(row.nama_platform), str(row.nama_pendek)) for row in each(result)]
    result["keterangan"] = [_words(row) for row in each(result)]
    return result.sort_values("pct_nasional", ascending=False, na_position="last").reset_index()


def _words(row: Any) -> str:
    if row.pct != row.pct:
        return f"<b>{row.nama}</b><br>tanpa data di {row.provinsi}"
    spread = interval(row.pct_rendah, row.pct_tinggi)
    why = sentences.TOO_FEW if row.is_terlalu_sedikit else sentences.NO_INTERVAL
    base = rows.base_words(str(row.satuan), str(row.kelompok_pengguna), str(row.platform))
    return (
        f"<b>{row.nama}</b>, {row.provinsi}<br>{percent(row.pct)} = "
        f"{banyak(row.x, base)} dari {banyak(row.m, base)} {base}"
        f"<br>{'selang 95 %: ' + spread if row.pct_rendah == row.pct_rendah else why}"
        f"<br>{row.pulau} {percent(row.pct_pulau)}, nasional {percent(row.pct_nasional)}"
        f"<br>data per {day(data.as_date(row.tanggal_data))}"
    )


def comparison_panel(saringan: Saringan, provinsi: str, pulau: str, others: list[comparison.Pembanding]) -> None:
    """All platforms of the province or kab/kota beside what it is compared with and the nation."""
    frame = side_by_side(saringan, provinsi, pulau)
    level = "semua jenjang" if saringan.jenjang == JENJANG[0] else saringan.jenjang
    against = comparison.words(saringan, others)
    small = f"Semua platform · ukuran dan pengguna utama · {level} · dibanding {against}"
    if frame.empty:
        parts.empty(f"Belum ada data platform untuk {provinsi}.", "Pilih tanggal data yang lebih baru.")
        return
    title = sentences.headline_platforms(provinsi, frame)
    frame, marks = comparison.beside(saringan, frame, others)
    with parts.panel("banding", small, title):
        parts.chart(dots_banding(frame, provinsi, pulau, marks), "banding", title)
        bare = int((frame["pct"].notna() & frame["pct_rendah"].isna()).sum())
        note = f"{bare} tanpa selang: data tidak per satuan, Kemenag ikut terhitung" if bare else ""
        if saringan.jenjang != JENJANG[0]:
            note = "platform yang datanya tidak per jenjang tidak ditampilkan"
        note = " · ".join(filter(None, [note, comparison.note(others)]))
        columns = {
            "nama": "ukuran", "kelompok_pengguna": "pengguna", "tanggal_data": "tanggal_data", "pct": "persen",
            "pct_rendah": "selang_95_rendah", "pct_tinggi": "selang_95_tinggi", "x": "pembilang", "m": "penyebut",
            "pct_pulau": "persen_pulau", "pct_nasional": "persen_nasional",
            **{mark.kolom: f"persen_{mark.nama}" for mark in marks if mark.nama != nama_pulau(pulau)},
        }  # fmt: skip
        kaki = parts.Kaki(saringan.tanggal_data, f"{len(frame)} platform, masing-masing pada tanggal data terakhirnya",
                          "ekspor tiap platform", note)  # fmt: skip
        parts.foot("banding", kaki, panels.table_of(frame, columns), is_view=False)


def regency_panel(saringan: Saringan, measure: Ukuran, provinsi: str, own: Any, basi: str | None) -> None:
    """The province's kab/kota, ranked with intervals, then as a table to drill down from."""
    frame = rows.per_kab_kota(saringan)
    if frame["pct"].notna().sum() == 0:
        parts.empty(
            f"{measure.nama} tidak tersedia per kabupaten/kota di {provinsi}.",
            "Sumbernya berhenti di tingkat provinsi, atau pilihan jenjang dan kewenangan tidak memuat data.",
        )
        return
    frame = frame.assign(nama=[short_name(n) for n in frame["nama"]])
    name = data.regencies(str(saringan.provinsi)).get(saringan.kab_kota or "")
    name = short_name(name) if name else None
    panels.ranked_panel(saringan, measure, frame, own, "kab/kota", basi, kunci="kab_kota", acuan=provinsi, sorot=name)
    ordered = frame.sort_values("pct", ascending=False, na_position="last").reset_index(drop=True)
    spread = [interval(a, b) for a, b in zip(ordered["pct_rendah"], ordered["pct_tinggi"], strict=True)]
    shown = panels.table_of(ordered.assign(selang=spread), {
        "nama": "Kabupaten/kota", "pct": "Persen", "selang": "Selang 95 %", "x": "Pembilang", "m": "Penyebut",
        "jumlah_satuan": "Satuan pendidikan",
    })  # fmt: skip
    st.caption("Centang satu baris untuk membuka satuan pendidikannya di bawah tabel ini.")
    most = 300 if saringan.kab_kota else 560
    parts.table(shown, "tabel_kab_kota", f"Tabel kab/kota {provinsi}", most=most, on_select=lambda: _drill(ordered))


def _drill(frame: pd.DataFrame) -> None:
    chosen = st.session_state["tabel_kab_kota"].selection.rows
    if chosen:
        code = str(frame.iloc[chosen[0]]["kode_kab_kota_kemendagri"])
        filter_bar.go(provinsi=code[:2], kab_kota=code)


def regency_movers(saringan: Saringan, measure: Ukuran, basi: str | None) -> None:
    """Which kab/kota moved, paired over the same schools."""
    changes = rows.perubahan_kab_kota(saringan)
    panels.movers_panel(saringan, measure, changes, rows.earlier(saringan), basi, unit="kab/kota")


def rapor_panel(saringan: Saringan, provinsi: str) -> None:
    """Priority indicators of the Rapor as published, by kind of school."""
    frame = data.ask("rapor_prioritas_per_provinsi", kode_provinsi=saringan.provinsi)
    if frame.empty:
        with parts.panel("rapor", "Rapor Pendidikan · indikator prioritas", f"Belum ada Rapor untuk {provinsi}"):
            parts.empty(
                f"Snapshot ini tidak memuat berkas Rapor Pendidikan {provinsi}.",
                "Unggah unduhan Rapor Pendidikan Daerah pada halaman Unggah & periksa.",
            )
        return
    kinds = list(dict.fromkeys(frame.sort_values(["kelompok", "jenis"])["jenis"]))
    first = next((k for k in ("SD Umum", "SMP Umum", *kinds) if k in kinds), kinds[0])
    last = int(frame["tahun"].max())
    with st.container(key="rapor_pilih"):
        kind = st.session_state.get("rapor_jenis") or first
        mine = frame[frame["jenis"] == (kind if kind in kinds else first)].copy()
        good = _good(mine[mine["tahun"] == last])
        count = mine["kode"].nunique()
        title = f"Rapor {last} {provinsi}, {kind}: {good} dari {count} indikator prioritas berlabel {_best(mine)}"
        with parts.panel("rapor", "Rapor Pendidikan · indikator prioritas · label dan nilai seperti terbit", title):
            st.selectbox("Jenis satuan pendidikan", kinds, index=kinds.index(first), key="rapor_jenis", width=280)
            mine["baris"] = [f"{r.kode}  {r.nama}" for r in each(mine)]
            mine["urutan"] = [_order(r) for r in each(mine)]
            mine["alasan"] = mine["alasan_tidak_tersedia"]
            mine["label"] = mine["label"].where(mine["label"].notna(), None)
            parts.chart(labels_rapor(mine), "rapor", title)
            columns = {"tahun": "tahun", "kelompok": "kelompok", "jenis": "jenis", "kode": "kode", "nama": "indikator",
                       "nilai": "nilai", "label": "label", "alasan": "alasan_tidak_tersedia"}  # fmt: skip
            kaki = parts.Kaki(None, f"{count} indikator, Rapor {int(frame['tahun'].min())}–{last}",
                              "unduhan Rapor Pendidikan Daerah",
                              "seperti terbit, tidak dihitung ulang; memuat AN tahun sebelumnya; "
                              "ambang label berbeda tiap indikator; 2022 hasil konversi"
                              + ("; ≠ instrumen berganti, jangan dibandingkan" if patahan(mine) else ""))  # fmt: skip
            parts.foot("rapor", kaki, panels.table_of(mine, columns), RAPOR_TERMS, is_view=False)


RAPOR_TERMS = (
    ("Nilai", "Skor 0–100 yang terbit di Rapor Pendidikan; tiap indikator mempunyai cara menghitung sendiri."),
    ("Label", "Golongan yang terbit bersama nilainya. Ambangnya berbeda tiap indikator: nilai sama, label bisa beda."),
    ("Indikator prioritas", "Delapan indikator yang menjadi acuan perencanaan berbasis data daerah."),
    ("Perlu diketahui", "Rapor satu tahun memakai Asesmen Nasional tahun sebelumnya. Skor 2022 dikonversi ke 0–100."),
)


def _best(frame: pd.DataFrame) -> str:
    """The name of the best label; `terbaik` where the families shown have different ones."""
    firsts = {(_order(row)[:1] or ("Baik",))[0] for row in each(frame)}
    return firsts.pop() if len(firsts) == 1 else "terbaik"


def _order(row: Any) -> tuple[str, ...]:
    text = getattr(row, "label_terbaik_ke_terburuk", None)
    return tuple(part.strip() for part in str(text).split("|")) if text and text == text else ()


def _good(frame: pd.DataFrame) -> int:
    """How many indicators carry the best label of their family."""
    best = [(str(row.label).casefold(), _order(row)[:1] or ("baik",)) for row in each(frame)]
    return sum(1 for label, (first,) in best if label == first.casefold())
