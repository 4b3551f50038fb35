"""Panels of Rapor × pemakaian: the correlation as a finding, the scatter with its quadrants, and two counts of PMM."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from analysis.correlation import FEWEST, QUADRANTS, Correlation
from charts.names import short_name
from charts.rapor_dots import dots_dua_hitungan
from charts.scatter import scatter_kuadran
from charts.style import banyak
from views import data, filter_bar, panels, parts, sentences
from views.filters import Saringan
from views.format import day, number, percent, points, signed
from views.rapor import use_rows as rapor_use_rows
from views.rapor import words as rapor_words
from views.rapor.indicator import indicator_name, remark
from views.rapor.panels import columns
from views.rapor.rows import Pilih, digits, value_words
from views.rapor.use_rows import Lingkup, Temuan
from views.rows import Ukuran

BUKAN_SEBAB = (
    "Hubungan ini bukan bukti sebab: wilayah yang berbeda pemakaiannya berbeda pula dalam akses internet, ukuran, dan "
    "susunan sekolahnya."
)
TERMS = (
    ("Korelasi peringkat", "Spearman, ditimbang menurut banyaknya yang dihitung pada ukuran pemakaian: +1 berarti "
                           "urutan wilayah sama pada keduanya, 0 tidak berhubungan, −1 terbalik."),
    ("Selang", "95 %, transformasi z Fisher dengan ragam Bonett dan Wright (2000) dan banyak wilayah efektif menurut "
               "Kish. Kurang dari 10 wilayah: tidak dihitung."),
    ("Kuadran", "Dibatasi median tertimbang kedua angka: setengah dari yang dihitung ada di wilayah pada tiap sisi."),
    ("Bukan sebab", BUKAN_SEBAB),
)  # fmt: skip


def correlation_words(found: Correlation | None, n: int) -> str:
    """`+0,34 (selang 95 % −0,12 s.d. +0,67)`, or why there is none."""
    if found is None:
        return f"wilayah terlalu sedikit untuk korelasi ({number(n)}; perlu {FEWEST}, juga sesudah ditimbang)"
    return f"{signed(found.rho, 2)} (selang 95 % {signed(found.low, 2)} s.d. {signed(found.high, 2)})"


def unweighted(weighted: Correlation, alike: Correlation) -> str:
    """The correlation where every region counts the same, and whether weighting decides what may be said."""
    said = f"Bila tiap wilayah dihitung sama, bukan menurut banyaknya orang: {correlation_words(alike, alike.n)}"
    if weighted.is_clear == alike.is_clear and weighted.rho * alike.rho > 0:
        return f"{said}."
    return f"{said}. Timbangan menentukan simpulannya: sebut keduanya."


def headline(lingkup: Lingkup, found: Temuan, measure: Ukuran, pilih: Pilih) -> str:
    """How the ranks of the two figures go together, with the interval; never a cause."""
    n = len(found.frame)
    where = f"{number(n)} {lingkup.satuan}" + ("" if lingkup.nama == "Indonesia" else f" {lingkup.nama}")
    if found.korelasi is None:
        return f"{where}: {correlation_words(None, n)}"
    name = indicator_name(pilih).partition(" ")[2]
    said = f"Korelasi peringkat {correlation_words(found.korelasi, n)}"
    if not found.korelasi.is_clear:
        return f"{where}: urutan pemakaian dan {name} tidak jelas berhubungan. {said}"
    side = "lebih tinggi" if found.korelasi.rho > 0 else "lebih rendah"
    if pilih.satuan == "skala 1-3":
        name += " (3 berarti kesenjangan rendah)"
    return f"{where}: di mana pemakaian lebih tinggi, nilai {name} cenderung {side}. {said}"


def answer(saringan: Saringan, measure: Ukuran, lingkup: Lingkup, pilih: Pilih, found: Temuan) -> None:
    """The finding, the standing sentence that it is no cause, and what does not match in time or in whom it counts."""
    small = f"{measure.nama} per {day(saringan.tanggal_data)} × {indicator_name(pilih)}, Rapor {pilih.tahun}"
    with parts.answer(f"{small} · {pilih.siapa}", headline(lingkup, found, measure, pilih)):
        parts.small(f"{BUKAN_SEBAB} {rapor_words.label_year(pilih)}; pemakaian per {day(saringan.tanggal_data)}.")
        if found.korelasi is not None and found.sama_rata is not None:
            parts.small(unweighted(found.korelasi, found.sama_rata))
        wanted = rapor_use_rows.jenjang_of(pilih.jenis)
        if wanted is not None and saringan.jenjang != wanted and measure.is_per_satuan:
            level = "semua jenjang" if saringan.jenjang == "Semua" else saringan.jenjang
            parts.small(f"Pemakaian dihitung untuk {level}, Rapor untuk {pilih.jenis}: pilih Jenjang {wanted} agar "
                        "sekolah yang dibandingkan sama.")  # fmt: skip


def scatter_panel(
    saringan: Saringan, measure: Ukuran, lingkup: Lingkup, pilih: Pilih, found: Temuan, basi: str | None
) -> None:
    """All regions by use and value, the chosen one and its comparison raised, and who is in which quadrant."""
    frame, satuan = found.frame, pilih.satuan
    near = rapor_use_rows.comparison(saringan, lingkup)
    counts = frame["kuadran"].value_counts()
    low = [f"{number(counts[name])} {lingkup.satuan} {name}" for name in (QUADRANTS[1], QUADRANTS[3])
           if counts.get(name, 0)]  # fmt: skip
    title = f"Terhadap median: {'; '.join(low) or 'semua wilayah di sisi capaian tinggi'}"
    small = f"{indicator_name(pilih)} menurut {measure.nama} · {lingkup.satuan} · luas titik: {measure.satuan}"
    upper = QUADRANTS if found.arah >= 0 else (QUADRANTS[1], QUADRANTS[0], QUADRANTS[3], QUADRANTS[2])
    with parts.panel("sebar", small, title, basi):
        unit = "%" if satuan == "persen" else str(satuan) if satuan not in (None, "lihat berkas") else "nilai"
        figure = scatter_kuadran(
            frame[["kode", "nama", "x", "y", "m", "keterangan"]], found.tengah_x, found.tengah_y,
            nama_x=f"{measure.nama}, % {measure.satuan}", nama_y=f"{indicator_name(pilih)} ({unit})",
            sorot=lingkup.sorot, pembanding=near, sudut=upper, desimal_y=digits(satuan),
        )  # fmt: skip
        _key(lingkup, frame, saringan, near)
        parts.chart(figure, "sebar", f"{small}. {title}")
        _members(frame, satuan)
        note = f"median tertimbang: pemakaian {percent(found.tengah_x)}, nilai {value_words(found.tengah_y, satuan)}"
        note += f"; {remark(pilih)}" if remark(pilih) else ""
        base = (
            f"n = {banyak(frame['m'].sum(), measure.satuan)} {measure.satuan} di {number(len(frame))} {lingkup.satuan}"
        )
        wanted = {"kode": "kode_kemendagri", "nama": "wilayah", "x": "persen_pemakaian", "m": "penyebut",
                  "y": "nilai_rapor", "label": "label", "kuadran": "kuadran"}  # fmt: skip
        shown = columns(frame, wanted, pilih).assign(indikator=indicator_name(pilih))
        source = f"{panels.source(measure)}; {rapor_words.SUMBER} {pilih.tahun}"
        parts.foot("rapor_pemakaian", parts.Kaki(saringan.tanggal_data, base, source, note), shown, TERMS)


def _key(lingkup: Lingkup, frame: pd.DataFrame, saringan: Saringan, near: tuple[str, ...]) -> None:
    """What the raised dots are."""
    said = []
    if lingkup.sorot in set(frame["kode"]):
        name = short_name(str(frame.loc[frame["kode"] == lingkup.sorot, "nama"].iloc[0]))
        said.append(f"◆ {name}")
    shown = int(frame["kode"].isin(list(near)).sum())
    if shown:
        said.append(f"lingkar jingga: {filter_bar.comparison_name(saringan.pembanding).lower()} ({shown})")
    if said:
        parts.small(" · ".join([*said, "abu-abu: wilayah lain"]))


LISTED = 40
"""Names of one quadrant that are written out; more are in the download."""


def _members(frame: pd.DataFrame, satuan: object) -> None:
    """Who is in which quadrant, by name: neutral words, no order of merit."""
    with st.expander("Anggota tiap kuadran", key="kuadran_anggota"):
        rows = []
        for name in QUADRANTS:
            part = frame[frame["kuadran"] == name].sort_values("nama")
            listed = [short_name(n) for n in part["nama"].head(LISTED)]
            rest = f", dan {number(len(part) - LISTED)} lainnya (lihat unduhan)" if len(part) > LISTED else ""
            rows.append({"Kuadran": name, "Banyaknya": number(len(part)), "Wilayah": (", ".join(listed) or "–") + rest})
        parts.prose_table(pd.DataFrame(rows), sebutan="Anggota tiap kuadran")
        st.caption("Kuadran hanya menyebut letak terhadap median, bukan penilaian dan bukan sebab.")


WHY = (
    ("Cara menjumlah", "PMM menjumlah orang: GTK yang tercatat dibagi semua GTK pada Dapodik. Nilai daerah di Rapor "
                       "adalah rata-rata satuan pendidikan, sekolah kecil dihitung sama dengan yang besar; pembilang "
                       "dan penyebut C.3.1 tidak diterbitkan."),
    ("Waktu", "Rapor memotret satu masa pada tahun sebelum tahun label. Penghitung PMM dipotong pada tanggal datanya, "
              "dan ukuran kumulatif hanya dapat bertambah."),
    ("Instrumen", "C.3.1 mengikuti definisi Rapor tahun itu, yang dapat berganti. PMM mencatat jejak di dalam "
                  "aplikasi: masuk, aktif, dan selesai topik adalah tiga peristiwa yang berbeda."),
)  # fmt: skip


def two_counts_panel(saringan: Saringan, pilih: Pilih) -> None:
    """C.3.1 of the Rapor beside PMM's own counter: two honest figures that are not the same thing."""
    answer = rapor_use_rows.two_counts(saringan, pilih)
    small = f"C.3.1 Partisipasi dalam PMM (Rapor) di samping penghitung PMM · {pilih.siapa} · per provinsi"
    if answer is None:
        with parts.panel("dua_hitungan", small, "C.3.1 dan penghitung PMM belum dapat disandingkan"):
            parts.empty(
                f"C.3.1 tidak terbit untuk {pilih.siapa} di Rapor {pilih.tahun}, atau data PMM belum ada.",
                "Pilih Rapor Dasmen, status Semua, dan tahun yang memuat C.3.1; masukkan ekspor PMM.",
            )
        return
    frame, measure, when = answer
    own = frame[frame["kode_provinsi_kemendagri"] == saringan.provinsi]
    if own.empty:
        low, top, middle = (float(getattr(frame["selisih"], stat)()) for stat in ("min", "max", "median"))
        title = (f"{len(frame)} provinsi: selisih keduanya {points(low)} sampai {points(top)}, median "
                 f"{points(middle)}")  # fmt: skip
    else:
        row = own.iloc[0]
        title = (f"{row['nama']}: Rapor {percent(row['satu'])}, penghitung PMM {percent(row['dua'])}; "
                 f"selisih {points(row['selisih'])}")  # fmt: skip
    with parts.panel("dua_hitungan", small, title):
        parts.small(f"Penghitung PMM: {measure.nama}, {measure.satuan}, per {day(when)}. Rapor {pilih.tahun} berbicara "
                    f"tentang {pilih.tahun - 1}.")  # fmt: skip
        parts.small(f"◆ Rapor, C.3.1 · ● PMM, {measure.nama} · di kanan: selisih dalam poin")
        left, right = st.columns([6, 4], gap="medium")
        with left:
            name = data.province(saringan.provinsi)[0] if saringan.provinsi else None
            parts.chart(dots_dua_hitungan(frame, sorot=name), "dua_hitungan",
                        title)  # fmt: skip
        with right:
            st.subheader("Mengapa keduanya berbeda", anchor=False)
            parts.prose_table(pd.DataFrame(WHY, columns=["Hal", "Penjelasan"]), {"Hal": 120}, sebutan="Mengapa berbeda")
            parts.small("Jangan memilih yang lebih besar: sebutkan yang mana, kapan, dan dari siapa.")
        base = f"n = {banyak(frame['m'].sum(), measure.satuan)} {measure.satuan} di {number(len(frame))} provinsi"
        wanted = {"nama": "provinsi", "satu": "rapor_c_3_1", "dua": "persen_pmm", "x": "pembilang_pmm",
                  "m": "penyebut_pmm", "selisih": "selisih_poin"}  # fmt: skip
        few = sentences.TOO_FEW if frame["is_terlalu_sedikit"].any() else ""
        parts.foot("rapor_dua_hitungan", parts.Kaki(when, base, f"{panels.source(measure)}; {rapor_words.SUMBER} "
                                                    f"{pilih.tahun}", few),
                   columns(frame, wanted, pilih), measure, is_view=False)  # fmt: skip


def nothing(saringan: Saringan, measure: Ukuran, pilih: Pilih | None) -> None:
    """That one of the two figures is missing."""
    with parts.answer("Rapor × pemakaian", "Pemakaian dan Rapor belum dapat dipasangkan untuk pilihan ini"):
        if pilih is None:
            parts.empty("Snapshot ini tidak memuat nilai Rapor Pendidikan daerah.",
                        "Unggah unduhan Rapor Pendidikan Daerah pada halaman Unggah & periksa.")  # fmt: skip
            return
        parts.empty(
            f"Tidak ada wilayah yang mempunyai {measure.nama} per {day(saringan.tanggal_data)} dan nilai "
            f"{indicator_name(pilih)} di Rapor {pilih.tahun}.",
            "Pilih ukuran, tanggal data, jenjang, indikator, atau jenis lain pada baris di atas.",
        )
