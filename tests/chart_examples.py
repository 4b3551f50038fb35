"""One small figure of every chart that is read back as data, with numbers that occur only once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from charts import (
    adoption,
    allocation,
    appointed,
    context,
    control,
    dots,
    lines,
    priority,
    publicity,
    ranks,
    rapor,
    rapor_bars,
    rapor_dots,
    rapor_trend,
    scatter,
    school,
    slices,
    stacked,
    staircase,
    target,
)

NAN = float("nan")
ORDER = ("Baik", "Sedang", "Kurang")


def ranked() -> pd.DataFrame:
    """Above, level, below, too few to have an interval, and without data."""
    rows = [("Kabupaten Aceh", 81.3, 79.1, 83.9), ("Bali", 70.2, 66.4, 74.8), ("Jambi", 60.6, 58.3, 62.7),
            ("Riau", 55.5, NAN, NAN), ("Papua", NAN, NAN, NAN)]  # fmt: skip
    frame = pd.DataFrame(rows, columns=["nama", "pct", "pct_rendah", "pct_tinggi"])
    return frame.assign(x=frame["pct"] * 10, m=[1000.0, 1100.0, 1200.0, 13.0, NAN], jumlah_satuan=40.0,
                        is_terlalu_sedikit=False)  # fmt: skip


def changes() -> pd.DataFrame:
    rows = [("A", 4.3, 2.1, 6.5, True), ("B", 0.4, -1.2, 2.0, False), ("C", -3.7, -5.9, -1.5, True),
            ("D", 1.1, NAN, NAN, None)]  # fmt: skip
    return pd.DataFrame(rows, columns=["nama", "poin", "poin_rendah", "poin_tinggi", "is_nyata"])


def beside() -> pd.DataFrame:
    return pd.DataFrame({
        "label": ["PMM", "ARKAS", "Kampus Merdeka"], "pct": [71.4, 30.3, 12.1], "pct_rendah": [70.2, NAN, NAN],
        "pct_tinggi": [72.8, NAN, NAN], "m": 100.0, "pct_pulau": [60.1, NAN, 10.9],
        "pct_nasional": [65.6, 40.4, 11.7], "keterangan": "x",
        "ukuran": ["pmm.aktif_30_hari", "arkas.aktif", "kampus_merdeka.aktif"],
    })  # fmt: skip


def months(values: list[float], schools: list[float] | None = None, half: float = 1.5) -> pd.DataFrame:
    days = [date(2026, m + 1, 28) for m in range(len(values))]
    there = [100.0] * len(values) if schools is None else schools
    frame = pd.DataFrame({"tanggal_data": days, "pct": values, "m": there, "jumlah_satuan": there})
    return frame.assign(pct_rendah=frame["pct"] - half, pct_tinggi=frame["pct"] + half)


EVENTS = pd.DataFrame({
    "tanggal_mulai": [date(2026, 2, 1), date(2026, 4, 1)], "peristiwa": ["Ukuran berganti", "Nama berganti"],
    "is_batas_deret": [True, False],
})  # fmt: skip
HOLIDAYS = pd.DataFrame({"tanggal_mulai": [date(2026, 3, 1)], "tanggal_selesai": [date(2026, 3, 14)]})


def trend() -> go.Figure:
    own = lines.Deret("Aceh", months([40.1, 45.2, 50.3, 52.4, 20.5], [100, 100, 100, 100, 30]), is_utama=True)
    return lines.lines_tren([own, lines.Deret("Nasional", months([60.6, 61.7, 62.8, 63.9, 64.3]))], EVENTS, HOLIDAYS)


def appointed_line() -> go.Figure:
    days = [date(2023, 6, 30), date(2024, 6, 30), date(2025, 6, 30)]
    rows = pd.DataFrame({"tanggal_data": days, "pct": [5.1, 9.2, 13.3], "m": 500.0, "jumlah_satuan": 500.0})
    return appointed.lines_penggerak([lines.Deret("Nasional", rows, is_utama=True)])


def years(ruas: list[int], nilai: list[float]) -> pd.DataFrame:
    there = list(range(2022, 2022 + len(ruas)))
    return pd.DataFrame({"tahun": there, "nilai": nilai, "label": ["Sedang"] * (len(ruas) - 1) + ["Baik"],
                         "ruas": ruas, "urutan": [ORDER] * len(ruas), "keterangan": "x"})  # fmt: skip


def rapor_line() -> go.Figure:
    own = rapor_trend.DeretRapor("Kab. Agam", years([1, 1, 2, 2], [56.2, 58.7, 31.1, 33.4]), is_utama=True)
    other = rapor_trend.DeretRapor("Nasional", years([1, 1, 2, 2], [60.3, NAN, 35.5, 36.6]))
    return rapor_trend.lines_rapor([own, other], sebab="menurut berkas")


def regions() -> pd.DataFrame:
    return pd.DataFrame({"nama": ["A", "B", "C", "D"], "nilai": [78.31, 66.42, 50.53, 61.64],
                         "label": ["Baik", "Sedang", "Kurang", None], "urutan": [ORDER] * 4,
                         "keterangan": "x"})  # fmt: skip


def spm() -> pd.DataFrame:
    return pd.DataFrame({"nama": ["A", "B"], "nilai": [86.47, 78.28], "label": ["TUNTAS MADYA", "TUNTAS PRATAMA"],
                         "keterangan": "x"})  # fmt: skip


def target_line(**more: Any) -> go.Figure:
    garis = target.Garis(50.4, date(2025, 12, 31), 60.9, date(2026, 12, 31), 55.2, "persen", "guru")
    days = [date(2025, 12, 31), date(2026, 3, 31), date(2026, 6, 30), date(2026, 7, 2)]
    rows = pd.DataFrame({"tanggal": days, "nilai": [50.4, 52.1, 54.3, 20.7], "rendah": [48.8, 50.6, 52.5, NAN],
                         "tinggi": [51.9, 53.7, 56.1, NAN], "x": 10.0, "m": 1000.0, "jumlah_satuan": 40.0,
                         "ruas": [1, 1, 2, 2], "is_lengkap": [True, True, True, False]})  # fmt: skip
    return target.lines_target(rows, garis, date(2026, 7, 2), **more)


def control_line() -> go.Figure:
    days = [date(2026, m, 28) for m in range(1, 7)]
    return control.lines_kendali(days, [0.5, -0.6, NAN, 0.2, 0.15, 6.1], 0.1, -2.3, 2.2)


def stages() -> pd.DataFrame:
    blank = dict.fromkeys(
        ("hilang_rendah", "hilang_tinggi", "pct_2", "pct_rendah_2", "pct_tinggi_2", "x_2", "m_2", "selisih",
         "selisih_rendah", "selisih_tinggi"), NAN)  # fmt: skip
    rows = [("<b>belajar.id</b><br>akun", "dasar", "Akun tersedia", 100.0, NAN, NAN),
            ("<b>belajar.id</b><br>akun", "tahap", "Teraktivasi", 80.2, 19.8, 198.0),
            ("<b>PMM</b>", "dasar", "Sasaran", 100.0, NAN, NAN), ("<b>PMM</b>", "tahap", "Masuk", 90.3, 9.7, 97.0),
            ("<b>PMM</b>", "jendela", "Aktif", 50.4, NAN, NAN),
            ("<b>PMM</b>", "tahap", "Topik", 60.5, 29.8, 298.0)]  # fmt: skip
    names = ["bagian", "jenis", "nama", "pct", "hilang_poin", "hilang_orang"]
    frame = pd.DataFrame(rows, columns=names).assign(**blank)
    return frame.assign(pct_rendah=frame["pct"] - 2.1, pct_tinggi=frame["pct"] + 1.9, x=frame["pct"] * 10, m=1000,
                        siapa="guru", siapa_pendek="guru", is_terbesar=[False] * 5 + [True],
                        is_patah=frame["bagian"] == "<b>PMM</b>", sebelum_nama="", lanjut_teks="",
                        is_beda=None)  # fmt: skip


def two_funnels() -> go.Figure:
    frame = stages()
    is_stage = frame["jenis"] != "dasar"
    there = frame.assign(pct_2=(frame["pct"] - 7.7).where(is_stage), x_2=700.0, m_2=900.0, pct_rendah_2=NAN,
                         selisih=7.7, selisih_rendah=5.5, selisih_tinggi=9.9, is_beda=True)  # fmt: skip
    return adoption.funnel_tahap(there, nama="Agam", nama_2="Sumatera Barat")


def need() -> go.Figure:
    frame = pd.DataFrame({
        "kode": ["13.01", "13.02"], "nama": ["Kabupaten Agam", "Kota Padang"], "skor": [62.5, 40.0],
        "peluang": [0.97, NAN], "jumlah_data": [2, 1], "skor_terendah": [62.5, 32.0], "skor_tertinggi": [62.5, 52.0],
    })  # fmt: skip
    return priority.bars_skor(frame, np.array([[50.2, 12.3], [40.0, NAN]]), ["A.1", "D.1"], sorot="13.01")


def rank_frame() -> pd.DataFrame:
    return pd.DataFrame({
        "kode": ["a", "b", "c"], "nama": ["Aceh", "Bali", "Jambi"], "pct": [81.3, 70.2, 60.6],
        "pct_rendah": [79.1, 66.4, 58.3], "pct_tinggi": [83.9, 74.8, 62.7], "x": 10.0, "m": 100.0,
        "peringkat": [1.0, 2.0, 3.0], "peringkat_dari": [1.0, 2.0, 2.0], "peringkat_sampai": [1.0, 3.0, 4.0],
        "jumlah_di_atas": 0, "jumlah_di_bawah": 0, "jumlah_setara": 0, "kelompok": [1, 2, 2], "anggota": [1, 2, 2],
        "kepala": ["Aceh", "Bali", "Bali"], "kelas": ["di atas", "setara", "di bawah"], "peluang_terbawah": NAN,
        "lewat": [0, 0, 5], "skor": 50.0, "urutan": [1, 2, 3], "urutan_dari": [1, 2, 2], "urutan_sampai": [1, 3, 4],
    })  # fmt: skip


def cells() -> pd.DataFrame:
    return pd.DataFrame({
        "baris": ["A.1 Literasi"] * 2 + ["A.2 Numerasi"] * 2, "tahun": [2024, 2025] * 2,
        "nilai": [54.31, 71.22, NAN, 60.13], "label": ["Sedang", "Baik", None, "Sedang"], "urutan": [ORDER] * 4,
        "alasan": [None, None, "terlalu sedikit", None], "ruas": [1, 2, 1, 1],
    })  # fmt: skip


def counted() -> pd.DataFrame:
    rows = [("A.1", "Baik", 10.0), ("A.1", "Sedang", 4.0), ("B.1", "Rendah", 3.0), ("B.1", "tidak tersedia", 1.0)]
    families = [ORDER, ORDER, ("Rendah", "Sedang", "Tinggi"), ("Rendah", "Sedang", "Tinggi")]
    return pd.DataFrame(rows, columns=["baris", "label", "jumlah"]).assign(urutan=families)


def places() -> pd.DataFrame:
    return pd.DataFrame({"kode": ["1", "2", "3"], "nama": ["A", "B", "C"], "x": [40.1, 60.2, 80.3],
                         "y": [1.51, 2.12, 2.53], "m": [100.0, 400.0, 25.0],
                         "keterangan": ["<b>A</b><br>x", "<b>B</b><br>x", "<b>C</b><br>x"]})  # fmt: skip


def stairs(*, is_hidden: bool = False) -> pd.DataFrame:
    counts = [100.0, 40.0, 61.0, 20.0]
    return pd.DataFrame({"tahun": "2026", "tingkat": [1, 2, 3, 4], "jumlah_orang": counts,
                         "label": ["100", "<5" if is_hidden else "40", "61", "20"],
                         "is_rahasia": [False, is_hidden, False, False]})  # fmt: skip


def distance() -> go.Figure:
    frame = pd.DataFrame({"nama": ["A", "B"], "jarak": [0.5, 1.0], "besar": [0.2, 0.55], "pulau": [0.05, 0.45]})
    return ranks.bars_jarak(frame, {"besar": "besar wilayah", "pulau": "kelompok pulau"})


COLOURS = {"satu": "#084081", "dua": "#a8ddb5"}
MEASURED = [context.Acuan("Sumatera Barat", 77.4), context.Acuan("Nasional", 71.8)]
SCHOOLS = pd.DataFrame({
    "label": ["PMM", "ARKAS", "belajar.id"], "pct": [51.3, 0.0, NAN], "pct_kab": [60.4, 80.5, NAN],
    "pct_jenjang": [70.6, NAN, NAN], "ya_tidak": [False, True, False], "kanan": ["5 dari 10", "belum", "<5 orang"],
    "keterangan": "x",
})  # fmt: skip

EXAMPLES: dict[str, Callable[[], go.Figure]] = {
    "bars_bagian": lambda: stacked.bars_bagian(
        pd.DataFrame([("A", "satu", 3), ("A", "dua", 5), ("B", "dua", 7)], columns=["nama", "kategori", "jumlah"]),
        COLOURS, "satuan", sorot="B"),
    "bars_banding": lambda: allocation.bars_banding([("Susunan ini", 80.4, "100 kursi", True),
                                                     ("Cara lain", 60.3, "90 kursi", False)]),
    "bars_biaya": lambda: allocation.bars_biaya(
        {"Perjalanan": 50.0, "Menginap, makan, uang harian": 30.0, "Kelas": 20.0},
        {"Perjalanan": "Rp 50", "Menginap, makan, uang harian": "Rp 30", "Kelas": "Rp 20"}),
    "bars_jarak": distance,
    "bars_kabar": lambda: publicity.bars_kabar(
        pd.DataFrame({"mulai": [date(2026, 4, 1), date(2026, 7, 1), date(2026, 7, 1)], "kanal": ["laman", "laman",
                      "media"], "jumlah": [2, 3, 5]}), ["laman", "media"], date(2026, 8, 8)),
    "bars_keadaan": lambda: target.bars_keadaan(
        pd.DataFrame({"penanggung": ["BPMP", "BGTK"], "jumlah": [5, 7], "tertinggal": [2, 3], "tercapai": [3, 4]}),
        ["tertinggal", "tercapai"]),
    "bars_kursi": lambda: allocation.bars_kursi(pd.DataFrame({
        "nama": ["Kabupaten Agam", "Kota Padang"], "dasar": [30, 12], "lanjut": [10, 0],
        "catatan": ["Medan, Batam", ""], "keterangan": "x"})),
    "bars_label": lambda: rapor_bars.bars_label(counted(), "14 kab/kota"),
    "bars_proporsi": lambda: rapor_bars.bars_proporsi(pd.DataFrame({
        "baris": ["Rapor 2025", "Rapor 2024"], "di atas": [20.1, 18.2], "mencapai": [50.3, NAN],
        "di bawah": [19.4, 22.5], "jauh di bawah": [12.6, 13.7]})),
    "bars_skor": need,
    "bars_tahan": lambda: allocation.bars_tahan(pd.DataFrame({"nama": ["Padang", "Agam"], "pct": [35.4, 12.2],
                                                              "keterangan": "x"})),
    "bars_tahun": lambda: stacked.bars_tahun(pd.DataFrame({"tahun": [2024, 2025, 2025], "kategori": ["satu", "satu",
                                             "dua"], "jumlah": [2.0, 3.0, 7.0]}), COLOURS, "webinar", berjalan=2025),
    "bars_tangga": lambda: stacked.bars_tangga([("Lulus", 200, "orang"), ("Diangkat", 50, "25,0 %")]),
    "bars_tingkat": lambda: staircase.bars_tingkat(stairs()),
    "dots_banding": lambda: dots.dots_banding(beside(), "Agam", "Sumatera"),
    "dots_dua_hitungan": lambda: rapor_dots.dots_dua_hitungan(pd.DataFrame({
        "nama": ["A", "B"], "satu": [7.1, 9.2], "dua": [56.9, 58.8], "keterangan": "x"}), sorot="A"),
    "dots_irisan": lambda: slices.dots_irisan(pd.DataFrame({
        "nama": ["PAUD", "SD", "Pendidikan kesetaraan yang namanya panjang sekali", "SMA"],
        "pct": [50.3, 70.4, 99.5, NAN], "pct_rendah": [45.2, 66.1, NAN, NAN], "pct_tinggi": [56.6, 75.7, NAN, NAN],
        "x": 50, "m": [100, 1000, 3, 0], "jumlah_satuan": 40.0, "is_terlalu_sedikit": False, "siapa": "guru"}),
        68.8, "semua"),
    "dots_konteks": lambda: context.dots_konteks(pd.DataFrame({
        "nama": ["A", "B", "C"], "nilai": [70.1, 80.2, NAN], "keterangan": "x"}), "persen", MEASURED, sorot="B"),
    "dots_peringkat": lambda: dots.dots_peringkat(ranked(), 68.9, "Nasional", satuan="guru", sorot="Bali"),
    "dots_perubahan": lambda: dots.dots_perubahan(changes(), lainnya="… 30 provinsi lain di antaranya …"),
    "dots_rapor": lambda: rapor_dots.dots_rapor(regions(), sorot="B", acuan=64.9, nama_acuan="Sumatera Barat"),
    "dots_rentang_peringkat": lambda: ranks.dots_rentang_peringkat(rank_frame(), 9, "provinsi", sorot=("b",)),
    "dots_rentang_urutan": lambda: priority.dots_rentang_urutan(rank_frame(), 4, sorot="b"),
    "dots_satuan": lambda: school.dots_satuan(SCHOOLS, "Kab. Agam", "SD di Sumatera Barat"),
    "dots_sertifikat": lambda: staircase.dots_sertifikat(ranked(), 68.9, "Nasional", 50.0),
    "dots_spm": lambda: rapor_dots.dots_spm(spm(), sorot="B"),
    "funnel_tahap": lambda: adoption.funnel_tahap(stages()),
    "labels_rapor": lambda: rapor.labels_rapor(cells()),
    "lines_kendali": control_line,
    "lines_konteks": lambda: context.lines_konteks(
        [context.Garis("Agam", pd.DataFrame({"tahun": [2022, 2024, 2025], "nilai": [72.9, 75.1, 77.4]}), is_utama=True),
         context.Garis("Nasional", pd.DataFrame({"tahun": [2022, 2025], "nilai": [70.3, 71.5]}))], "persen"),
    "lines_penggerak": appointed_line,
    "lines_rapor": rapor_line,
    "lines_target": target_line,
    "lines_tren": trend,
    "scatter_kuadran": lambda: scatter.scatter_kuadran(
        places(), 60.7, 2.04, nama_x="PMM", nama_y="B.1", sorot="2", pembanding=("3",), desimal_y=2,
        sudut=("a, b", "c, d", "e, f", "g, h")),
}  # fmt: skip
"""A figure of every chart that has a reader."""
