"""The result of an allocation: the answer, who gets seats where, what it costs, how it compares, when it runs."""

from __future__ import annotations

import html
import math
from datetime import date

import pandas as pd
import streamlit as st

from analysis.allocation import Bentrok
from charts.allocation import (
    POLA,
    WARNA_BIAYA,
    WARNA_TINGKAT,
    bars_biaya,
    bars_jadwal,
    bars_kursi,
    rentang_hari,
)
from charts.names import short_name
from charts.style import each, plain
from views import parts
from views.allocation import job, plan_rows, reasons, words
from views.allocation.inputs import NAMA_LEVEL
from views.allocation.job import Tugas
from views.allocation.result import Susunan, short_city
from views.format import day, number, percent, rupiah, rupiah_exact

SHOWN = 16
"""Regions drawn one by one; the others are counted, and all are in the table."""
SHOWN_EMPTY = 6
"""Regions without a seat drawn one by one."""
SUMBER = "daftar satuan pendidikan, daftar hadir bimtek, dan batas yang diisi di halaman ini"


def level_key(susunan: Susunan) -> None:
    """What colour and hatch of a level mean; only levels with seats."""
    there = {NAMA_LEVEL[row.level] for row in susunan.alokasi}
    marks = "".join(
        f'<span><i style="background:{fill};'
        + ("background-image:repeating-linear-gradient(135deg,#fff 0 2px,transparent 2px 5px)" if POLA[name] else "")
        + f'"></i>tingkat {name.lower()}</span>'
        for name, fill in WARNA_TINGKAT.items()
        if name in there
    )
    st.html(f'<div class="kunci">{marks}</div>')


def note(text: str) -> None:
    """One line that must not be missed."""
    st.html(f'<div class="peringatan" role="status">{html.escape(text)}</div>')


def seats_panel(susunan: Susunan, tanpa: pd.DataFrame, tanggal: date | None) -> None:
    """Seats of each region by level, and of each city; who shared and got none stands below with the reason.

    `tanpa`: Susunan.tanpa_kursi. `tanggal`: of the list of schools, where it is known.
    """
    frame, places = susunan.per_wilayah, susunan.per_kota
    shown, bare = frame.head(SHOWN), tanpa.head(SHOWN_EMPTY)
    with parts.panel("kursi", "Kursi per kab/kota, tingkat, dan kota pelaksanaan", words.seats_title(susunan)):
        level_key(susunan)
        left, right = st.columns([3, 2], gap="large")
        with left:
            chart = shown.assign(catatan=shown["tempat"], keterangan=[_hover(row) for row in each(shown)])
            empty = bare.assign(dasar=0, lanjut=0, catatan=[str(why).rsplit(", ", 1)[-1] for why in bare["alasan"]],
                                keterangan=[_hover_empty(row) for row in each(bare)])  # fmt: skip
            columns = ["nama", "dasar", "lanjut", "catatan", "keterangan"]
            drawn = pd.concat([chart[columns], empty[columns]], ignore_index=True) if len(empty) else chart
            parts.chart(bars_kursi(drawn), "kursi", f"Kursi per kab/kota: {words.seats_title(susunan)}")
            rest = frame.iloc[len(shown) :]
            if len(rest):
                parts.small(f"{number(len(rest))} kab/kota lain mendapat {number(rest['kursi'].sum())} kursi; semuanya "
                            "ada di tabel.")  # fmt: skip
            if len(tanpa) > len(bare):
                parts.small(f"{number(len(tanpa) - len(bare))} kab/kota lain juga tanpa kursi; nama dan alasannya ada "
                            "di tabel.")  # fmt: skip
        with right:
            chart = places.assign(
                catatan=[_classes(row) for row in each(places)],
                keterangan=[f"<b>{plain(row.nama)}</b><br>dasar {number(row.dasar)}, lanjut {number(row.lanjut)} "
                            f"kursi<br>{_classes(row)}" for row in each(places)],
            )  # fmt: skip
            parts.chart(bars_kursi(chart), "kota", "Kursi dan kelas per kota pelaksanaan")
        with st.expander(f"Tabel {number(len(frame) + len(tanpa))} kab/kota"):
            parts.table(_table(frame, tanpa), "tabel_alokasi", "Alokasi kursi per kab/kota", most=520)
        said = f"{number(susunan.jumlah_kursi)} kursi, {number(len(frame))} kab/kota"
        said += f", {number(len(tanpa))} tanpa kursi" if len(tanpa) else ""
        kaki = parts.Kaki(tanggal, said, SUMBER)
        parts.foot("alokasi_kursi", kaki, _rows(susunan, tanpa), words.TERMS, is_view=False)


def _rows(susunan: Susunan, tanpa: pd.DataFrame) -> pd.DataFrame:
    """What is downloaded: every row of seats, then who got none and why."""
    if tanpa.empty:
        return susunan.rows
    bare = pd.DataFrame({"kode_wilayah": tanpa["kode"], "wilayah": tanpa["nama"], "skor_kebutuhan": tanpa["skor"],
                         "jumlah_kursi": 0, "di_antaranya_bakti": 0, "biaya_peserta_rupiah": 0.0,
                         "catatan": tanpa["alasan"]})  # fmt: skip
    return pd.concat([susunan.rows.assign(catatan=""), bare], ignore_index=True)


def _hover_empty(row: object) -> str:
    r = row
    score = "" if r.skor is None or r.skor != r.skor else f"<br>skor kebutuhan {number(r.skor, 1)}"  # type: ignore[attr-defined]
    why = f"<br>{plain(r.alasan)}" if r.alasan else ""  # type: ignore[attr-defined]
    return f"<b>{plain(short_name(str(r.nama)))}</b><br>tanpa kursi{score}{why}"  # type: ignore[attr-defined]


def _hover(row: object) -> str:
    r = row
    score = "" if r.skor is None or r.skor != r.skor else f"<br>skor kebutuhan {number(r.skor, 1)}"  # type: ignore[attr-defined]
    bakti = f", {number(r.bakti)} untuk sekolah BAKTI" if r.bakti else ""  # type: ignore[attr-defined]
    return (
        f"<b>{plain(short_name(str(r.nama)))}</b><br>dasar {number(r.dasar)}, lanjut {number(r.lanjut)} kursi{bakti}"  # type: ignore[attr-defined]
        f"{score}<br>{plain(r.tempat)}<br>biaya peserta {rupiah_exact(r.biaya)}"  # type: ignore[attr-defined]
    )


def _classes(row: object) -> str:
    r = row
    return f"{number(r.kelas_dasar + r.kelas_lanjut)} kelas"  # type: ignore[attr-defined]


def _table(frame: pd.DataFrame, tanpa: pd.DataFrame) -> pd.DataFrame:
    # Short headings: a column of numbers is as wide as they are, and a longer heading would be cut.
    made = pd.DataFrame({
        "Kab/kota": frame["nama"], "Skor": frame["skor"].astype(float), "Dasar": frame["dasar"],
        "Lanjut": frame["lanjut"], "Kursi": frame["kursi"], "BAKTI": frame["bakti"], "Biaya Rp": frame["biaya"],
        "Kota pelaksanaan": frame["tempat"],
    })  # fmt: skip
    if tanpa.empty:
        return made
    bare = pd.DataFrame({"Kab/kota": tanpa["nama"], "Skor": tanpa["skor"].astype(float), "Dasar": 0, "Lanjut": 0,
                         "Kursi": 0, "BAKTI": 0, "Biaya Rp": 0.0,
                         "Kota pelaksanaan": [f"tanpa kursi: {why}" if why else "tanpa kursi"
                                              for why in tanpa["alasan"]]})  # fmt: skip
    return pd.concat([made, bare], ignore_index=True)


def cost_panel(susunan: Susunan, tugas: Tugas | None) -> None:
    """What the money pays for, what is left, and what stops one seat more."""
    pagu = susunan.masukan.setelan.pagu_rupiah
    money = {
        "Perjalanan": susunan.biaya_peserta - susunan.biaya_harian,
        "Menginap, makan, uang harian": susunan.biaya_harian,
        "Kelas": susunan.biaya_kelas, "Sisa pagu": max(pagu - susunan.biaya, 0.0),
    }  # fmt: skip
    with parts.panel("biaya", f"Biaya · persen dari pagu {rupiah(pagu)}", words.cost_title(susunan)):
        marks = "".join(
            f'<span><i style="background:{WARNA_BIAYA[name]}"></i>{html.escape(name)} {rupiah(value)}</span>'
            for name, value in money.items()
        )
        st.html(f'<div class="kunci">{marks}</div>')
        parts.chart(bars_biaya(money, {name: rupiah_exact(value) for name, value in money.items()}), "biaya",
                    f"Pembagian pagu: {words.cost_title(susunan)}")  # fmt: skip
        if tugas is not None and tugas.studi.utama is not None:
            soal, studi = tugas.tanya.minta.soal, tugas.studi
            said = reasons.binding_words(soal, tugas.studi.utama)
            if studi.tambahan is not None and not words.more_title(studi):
                said += f" {reasons.no_gain_words(soal, tugas.studi.utama, studi.tambahan.rupiah)}"
            st.markdown(parts.escape_markdown(said))
        most = number(susunan.masukan.setelan.hari_pelatih)
        days = f"{number(susunan.hari_pelatih)} dari {most} hari-pelatih terpakai"
        rows = pd.DataFrame({"untuk": list(money), "rupiah": list(money.values())})
        parts.foot("alokasi_biaya", parts.Kaki(None, f"{number(len(susunan.kelas))} kelas; {days}",
                                               "biaya yang diisi di halaman ini"), rows, is_view=False)  # fmt: skip


def no_seats(tugas: Tugas | None) -> None:
    """A plan that keeps every limit by giving nothing: what stands in the way."""
    if tugas is not None and tugas.studi.utama is not None:
        note(reasons.nothing_words(tugas.tanya.minta.soal))


def clash_panel(tugas: Tugas) -> None:
    """No plan keeps every limit: which cannot hold together, and what each would have to be. Nothing else."""
    found: tuple[Bentrok, ...] = tugas.studi.bentrok
    proven = tugas.studi.utama is not None and tugas.studi.utama.is_terbukti
    with parts.answer("Alokasi bimtek · tanpa hasil", words.clash_title(found)):
        if found:
            st.markdown(parts.escape_markdown(tugas.studi.kalimat_bentrok))
            items = "".join(f"<li>{html.escape(b.kalimat)}</li>" for b in found)
            alone = all(not math.isnan(b.perlu) for b in found)
            do = "Longgarkan salah satu" if alone else "Batas yang berbentrokan, dan yang dimintanya masing-masing"
            st.html(f'<div class="contoh-baris">{do}:<ul>{items}</ul></div>')
            for sentence in tugas.studi.kalimat_lain:
                st.markdown(f"Sesudah itu masih ada: {parts.escape_markdown(sentence)}")
        elif proven:
            st.markdown("Sudah terbukti tidak ada; batas mana yang berbentrokan belum ditemukan dalam waktunya.")
        else:
            st.markdown("Waktu hitung habis sebelum terbukti ada atau tidak. Longgarkan batas, lalu hitung lagi.")


def schedule_panel(susunan: Susunan) -> None:
    """Classes on a calendar and as a list; what does not fit is named."""
    setelan = susunan.masukan.setelan
    first, last = setelan.tanggal_mulai, setelan.tanggal_selesai
    when = (f"Jadwal kelas · {rentang_hari(first, last)} · di luar akhir pekan, libur sekolah, dan libur nasional "
            "bertanggal tetap")  # fmt: skip
    with parts.panel("jadwal", when, words.schedule_title(susunan)):
        years = plan_rows.unknown_years(susunan.masukan)
        if years:
            said = ", ".join(str(year) for year in years)
            note(f"Kalender libur {said} belum ada: jadwal tahun itu hanya menghindari akhir pekan.")
        lanes = plan_rows.lanes(susunan)
        names = {code: short_city(name) for code, name in susunan.nama_kota.items()}
        if len(lanes):
            level_key(susunan)
            frame = lanes.assign(
                kota=[names.get(str(k), str(k)) for k in lanes["kode_kota"]],
                tingkat=[NAMA_LEVEL[str(level)] for level in lanes["level"]],
            )  # fmt: skip
            frame = frame.assign(keterangan=[
                f"<b>{plain(row.kota)}</b>, kelas {row.tingkat.lower()} {row.nomor}<br>"
                f"{rentang_hari(row.tanggal_mulai, row.tanggal_selesai)}<br>{number(row.jumlah_kursi)} kursi"
                for row in each(frame)
            ])  # fmt: skip
            parts.chart(bars_jadwal(frame, first, last, plan_rows.holidays()), "jadwal",
                        f"Jadwal kelas: {words.schedule_title(susunan)}", gulir="sedang")  # fmt: skip
        bare = [k for k in susunan.kelas if k.tanggal_mulai is None]
        if bare:
            lines = susunan.alasan or tuple(
                f"Kelas {NAMA_LEVEL[k.level].lower()} {k.nomor} di {names.get(k.kode_kota, k.kode_kota)}, "
                f"{k.jumlah_kursi} kursi." for k in bare
            )  # fmt: skip
            items = "".join(f"<li>{html.escape(line)}</li>" for line in lines)
            st.html(f'<div class="contoh-baris">Tidak muat:<ul>{items}</ul></div>')
        rows = _class_rows(susunan, names)
        with st.expander(f"Daftar {number(len(rows))} kelas"):
            shown = rows.assign(Mulai=[day(d) for d in rows["Mulai"]], Selesai=[day(d) for d in rows["Selesai"]])
            parts.table(shown, "tabel_kelas", "Jadwal kelas", most=420)
        kaki = parts.Kaki(None, f"{number(len(rows))} kelas", "kalender kebijakan dan masa pelaksanaan yang diisi",
                          "bidang abu-abu: libur sekolah, sebagian perkiraan; periksa lagi hari libur yang "
                          "berpindah seperti Nyepi dan Waisak")  # fmt: skip
        parts.foot("jadwal_kelas", kaki, rows.rename(columns=str.lower), is_view=False)


def _class_rows(susunan: Susunan, names: dict[str, str]) -> pd.DataFrame:
    ordered = sorted(susunan.kelas, key=lambda k: (k.tanggal_mulai is None, str(k.tanggal_mulai), k.kode_kota, k.nomor))
    return pd.DataFrame(
        [{"Kota": names.get(k.kode_kota, k.kode_kota), "Tingkat": NAMA_LEVEL[k.level].lower(), "Kelas": k.nomor,
          "Kursi": k.jumlah_kursi, "Mulai": k.tanggal_mulai, "Selesai": k.tanggal_selesai} for k in ordered],
        columns=["Kota", "Tingkat", "Kelas", "Kursi", "Mulai", "Selesai"],
    )  # fmt: skip


def stopped_words(tugas: Tugas) -> str:
    """What a stop or a fault left."""
    state = tugas.keadaan
    if state.galat:
        return f"Perhitungan berhenti sebelum selesai: {state.galat}"
    if not state.is_dihentikan:
        return ""
    if state.studi.utama is None:
        return "Perhitungan dihentikan sebelum ada susunan; hitung lagi bila perlu."
    done = percent(100 * (max(state.langkah - 1, 0) / state.dari), 0)
    return f"Perhitungan dihentikan pada {done} langkah; yang sudah selesai tetap ditampilkan."


__all__ = ["clash_panel", "cost_panel", "job", "level_key", "note", "schedule_panel", "seats_panel", "stopped_words"]
