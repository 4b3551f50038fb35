"""Panels of the funnel page: the funnel, its parts, its signs, and the levels published beside the counters."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from analysis.adoption import largest_loss
from charts.adoption import funnel_tahap
from charts.dots import dots_peringkat, kelas
from charts.lines import batas_deret
from charts.names import short_name
from charts.style import each
from views import data, filter_bar, options, panels, parts, rows, sentences
from views.adoption import rows as adoption_rows
from views.adoption import words as adoption_words
from views.adoption.rows import CHAIN, TIDAK, Corong, Tempat
from views.filters import Saringan
from views.format import day, interval, number, percent

TERMS = (
    ("Tahap", "Orang yang sudah sampai pada langkah itu sedikitnya sekali, dihitung kumulatif, dibagi semua GTK."),
    ("Kehilangan", "Orang pada tahap sebelumnya yang belum sampai pada tahap ini; poin dari semua GTK."),
    ("Aktif 30 hari", "Jendela waktu, bukan tahap: tahap sesudahnya tidak harus di bawahnya."),
    ("Aksi nyata", "Menyusul satu topik yang selesai, bukan empat: cabang sendiri, dikurangkan dari selesai 1 topik."),
    ("Akun belajar.id", "Akun yang dibuatkan dari Dapodik. Penyebut dan tanggalnya lain, maka tidak dikurangkan."),
    ("Selang", "Guru satu sekolah bergerak bersama: sekolah, bukan orang, menjadi gugusnya."),
    ("Perlu diketahui", "Sejak Januari 2024 masuk terdorong kewajiban Pengelolaan Kinerja."),
)
DOWNLOADED = {
    "bagian": "bagian", "jenis": "jenis", "nama": "tahap", "tanggal_data": "tanggal_data", "siapa": "yang_dihitung",
    "x": "pembilang", "m": "penyebut", "pct": "persen", "pct_rendah": "selang_95_rendah",
    "pct_tinggi": "selang_95_tinggi", "hilang_orang": "hilang_orang", "hilang_poin": "hilang_poin",
    "hilang_rendah": "hilang_selang_95_rendah", "hilang_tinggi": "hilang_selang_95_tinggi",
    "lanjut": "lanjut_persen", "lanjut_rendah": "lanjut_selang_95_rendah", "lanjut_tinggi": "lanjut_selang_95_tinggi",
}  # fmt: skip
COMPARED = {"x_2": "pembilang_2", "m_2": "penyebut_2", "pct_2": "persen_2", "pct_rendah_2": "selang_95_rendah_2",
            "pct_tinggi_2": "selang_95_tinggi_2", "selisih": "selisih_poin", "selisih_rendah": "selisih_rendah",
            "selisih_tinggi": "selisih_tinggi"}  # fmt: skip


def choose(saringan: Saringan) -> tuple[str, Corong, Corong | None]:
    """The page's own options in the filter row; the role, the funnel of the view and the one it is set beside."""
    roles = adoption_rows.groups()
    peran = options.select("peran", "Peran", roles, next(iter(roles)))
    there = adoption_rows.places(saringan)
    wilayah = options.select("wilayah_2", "Bandingkan wilayah", there, TIDAK)
    dates = {t.isoformat(): day(t) for t in reversed(adoption_rows.cutoffs(peran))}
    tanggal = options.select("tanggal_2", "Bandingkan tanggal", {TIDAK: "tidak", **dates}, TIDAK)
    tempat = adoption_rows.place(saringan)
    one = adoption_rows.funnel(saringan, tempat, peran, saringan.tanggal_data)
    if wilayah == TIDAK and tanggal == TIDAK:
        return peran, one, None
    second = tempat if wilayah == TIDAK else adoption_rows.place_of(wilayah)
    wanted = saringan.tanggal_data if tanggal == TIDAK else date.fromisoformat(tanggal)
    other = adoption_rows.funnel(saringan, second, peran, wanted)
    is_same = other.tempat == one.tempat and other.tanggal == one.tanggal
    return peran, one, None if is_same else other


def answer(saringan: Saringan, peran: str, one: Corong) -> Any:
    """The finding: where most are lost. Gives the stage with the largest loss, or None."""
    stages = adoption_rows.stages(one)
    top, ties = largest_loss(stages)
    measure = measure_of(saringan, peran, one)
    scope = f"{rows.base_words('orang', peran, 'pmm')} · {one.tempat.nama}"
    if measure is not None:
        first = None if stages.empty else stages.iloc[0]
        scope = sentences.scope(replace(saringan, kelompok_pengguna=peran), measure, first, one.tempat.nama)
    with parts.answer(f"Corong pemakaian PMM / Ruang GTK · {scope}", adoption_words.headline(one, peran, top, ties)):
        groups = adoption_rows.account_groups(peran)
        said = (
            adoption_words.hundred(stages, peran),
            adoption_words.unused_accounts(one, groups),
            adoption_words.resolved(saringan.tanggal_data, one),
        )
        parts.small(" ".join(filter(None, said)))
    return top


def measure_of(saringan: Saringan, peran: str, corong: Corong) -> rows.Ukuran | None:
    """What is said of PMM / Ruang GTK under a panel, from the first measure that has data."""
    there = data.measures()
    mine = there[there["ukuran"].isin(list(CHAIN)) & (there["kelompok_pengguna"] == peran)]
    if mine.empty or corong.tanggal is None:
        return None
    names = set(mine["ukuran"])
    ukuran = next(name for name in CHAIN if name in names)
    return rows.ukuran(replace(saringan, ukuran=ukuran, kelompok_pengguna=peran, tanggal_data=corong.tanggal))


def stale_of(saringan: Saringan, peran: str, corong: Corong) -> str | None:
    """Why the funnel of a view is to be read with care: an old source, or a cut-off still being filled."""
    measure = measure_of(saringan, peran, corong)
    if measure is None or corong.tanggal is None:
        return None
    view = replace(saringan, ukuran=measure.ukuran, kelompok_pengguna=peran, tanggal_data=corong.tanggal)
    place = corong.tempat
    trend = rows.tren(view, pulau=place.pulau, provinsi=place.provinsi, kab_kota=place.kab_kota)
    return sentences.stale(measure, data.newest_cutoff()) or sentences.incomplete(trend)


def funnel_panel(saringan: Saringan, peran: str, one: Corong, other: Corong | None, top: Any) -> None:
    """The funnel, alone or beside another."""
    largest = None if top is None else str(top["ukuran"])
    frame = adoption_rows.drawn(one, other, peran, largest)
    who = rows.base_words("orang", peran, "pmm")
    if frame.empty:
        parts.empty(
            f"Belum ada data PMM / Ruang GTK maupun akun belajar.id {who} untuk {one.tempat.nama} pada pilihan ini.",
            "Pilih tanggal data, jenjang, kewenangan, atau peran lain pada baris di atas.",
        )
        return
    names = ("", "")
    is_dates = other is not None and other.tempat == one.tempat
    title = _alone(one, frame, who)
    if other is not None:
        names = _labels(one, other)
        title = adoption_words.compared(frame, *names, is_dates=is_dates)
        title += adoption_words.broken(_breaks(saringan, peran, one, other))
    small = "Persen dari penyebut tiap bagian · di kanan: kehilangan sejak tahap sebelumnya"
    if other is not None:
        small = "Persen dari penyebut tiap bagian · di kanan: selisih, dengan selang 95 %"
    with parts.panel("corong", small, title, stale_of(saringan, peran, one)):
        groups = adoption_rows.account_groups(peran)
        level = "tak nyata" if is_dates else "setara"
        figure = funnel_tahap(frame, nama=names[0], nama_2=names[1], tanpa_beda=level)
        parts.chart(figure, "corong", f"Corong pemakaian. {title}")
        parts.small(f"{adoption_words.accounts(one, groups, peran)} {adoption_words.WINDOW_NOTE}")
        chain = adoption_rows.stages(one)
        base = "" if chain.empty else _base(chain.iloc[0], who)
        note = "garis: selang 95 % · bidang pucat: hilang sejak tahap sebelumnya"
        if other is not None:
            note = adoption_words.how_compared(one.tempat, other.tempat, is_same_date=one.tanggal == other.tanggal)
        source = "ekspor PMM / Ruang GTK dan belajar.id" if groups and one.tanggal_akun else "ekspor PMM / Ruang GTK"
        columns = {**DOWNLOADED, **(COMPARED if other is not None else {})}
        shown = panels.table_of(_plain(frame, one), columns)
        parts.foot("corong", parts.Kaki(one.tanggal, base, source, note), shown, TERMS)
        with st.expander("Angka tiap tahap"):
            parts.table(_table(frame, has_second=other is not None), "tabel_corong", "Angka tiap tahap corong")


def _breaks(saringan: Saringan, peran: str, one: Corong, other: Corong | None) -> list[date]:
    """Breaks of the platform's series between the cut-offs of two funnels."""
    measure = measure_of(saringan, peran, one)
    if measure is None or other is None or one.tanggal is None or other.tanggal is None:
        return []
    early, late = sorted((one.tanggal, other.tanggal))
    return [b for b in batas_deret(panels.events_of(measure)) if early < b <= late]


def _base(row: pd.Series, who: str) -> str:
    text = f"n = {number(row['m'])} {who}"
    return text if pd.isna(row["jumlah_satuan"]) else f"{text} di {number(row['jumlah_satuan'])} satuan pendidikan"


def _alone(one: Corong, frame: pd.DataFrame, who: str) -> str:
    known = frame[(frame["jenis"] == "tahap") & frame["pct"].notna()]
    if known.empty or one.tanggal is None:
        return f"Akun belajar.id {one.tempat.nama}; tahap PMM / Ruang GTK belum ada"
    last = known.iloc[-1]
    name = str(last["nama"])[:1].lower() + str(last["nama"])[1:]
    return f"{one.tempat.nama}: {percent(last['pct'])} {who} sampai pada {name}"


def _labels(one: Corong, other: Corong) -> tuple[str, str]:
    """What the two funnels are told apart by: place, date, or both."""
    if one.tempat == other.tempat:
        return day(one.tanggal), day(other.tanggal)
    if one.tanggal == other.tanggal:
        return one.tempat.nama, other.tempat.nama
    return f"{one.tempat.nama}, {day(one.tanggal)}", f"{other.tempat.nama}, {day(other.tanggal)}"


def _plain(frame: pd.DataFrame, one: Corong) -> pd.DataFrame:
    """The rows as a download holds them: headings without markup, each with its own cut-off."""
    heading = frame["bagian"].str.replace("<br>", " ").str.replace(r"<[^>]+>", "", regex=True)
    is_account = heading.str.startswith("belajar.id")
    dates: list[object] = [one.tanggal_akun if is_one else one.tanggal for is_one in is_account]
    return frame.assign(bagian=heading, tanggal_data=pd.Series(dates, index=frame.index, dtype=object))


def _table(frame: pd.DataFrame, *, has_second: bool) -> pd.DataFrame:
    shown = frame[frame["jenis"] != "dasar"]
    spread = [interval(a, b) for a, b in zip(shown["pct_rendah"], shown["pct_tinggi"], strict=True)]
    lost = [interval(a, b) for a, b in zip(shown["hilang_rendah"], shown["hilang_tinggi"], strict=True)]
    passed = [
        percent(row.lanjut) + (f" ({interval(row.lanjut_rendah, row.lanjut_tinggi)})"
                               if row.lanjut_rendah == row.lanjut_rendah else "")
        for row in each(shown)
    ]  # fmt: skip
    found = pd.DataFrame({
        "Tahap": shown["nama"], "Pembilang": shown["x"], "Penyebut": shown["m"], "Yang dihitung": shown["siapa"],
        "Persen": shown["pct"], "Selang 95 %": spread, "Hilang": shown["hilang_orang"],
        "Poin": shown["hilang_poin"], "Selang hilang": lost, "Lanjut dari tahap sebelumnya": passed,
    })  # fmt: skip
    if has_second:
        found["Persen pembanding"] = shown["pct_2"]
        found["Selisih"] = shown["selisih"]
    return found


def parts_panel(saringan: Saringan, peran: str, one: Corong, top: Any) -> None:
    """Where below the place fewest pass the step that loses most: ranked with intervals, and a table to narrow by."""
    if top is None or one.tanggal is None:
        return
    ukuran = str(top["ukuran"])
    frame = adoption_rows.next_level(saringan, one.tempat, peran, one.tanggal, ukuran)
    unit = "provinsi" if one.tempat.provinsi is None else "kab/kota"
    if len(frame) < 2:
        return
    frame = frame.assign(nama=[short_name(str(name)) for name in frame["nama"]])
    home = _home(one.tempat)
    own = adoption_rows.stages(one) if home == one.tempat else adoption_rows.stages(
        adoption_rows.funnel(saringan, home, peran, one.tanggal)
    )  # fmt: skip
    value = float(own.loc[own["ukuran"] == ukuran, "lanjut"].iloc[0])
    before = CHAIN.get(str(top["ukuran_sebelum"]), "")
    who = rows.base_words("orang", peran, "pmm")
    base = f"{who} yang {before}" if before else who
    title = sentences.headline_ranked(frame, kelas(frame, value), value, unit)
    title = title.replace("angka nasional", f"angka {home.nama}").replace("nasional ", f"{home.nama} ")
    small = f"Lanjut {adoption_words.step(top)} · persen dari {base} · selang 95 %"
    with parts.panel("lanjut", small, title, stale_of(saringan, peran, one)):
        has_bare = bool(frame["pct_rendah"].isna().any())
        parts.key_of_classes(home.nama, has_bare=has_bare)
        lit = short_name(one.tempat.nama) if one.tempat.kab_kota else None
        figure = dots_peringkat(frame, value, home.nama, satuan=base, sorot=lit)
        parts.chart(figure, "lanjut", f"{small}, per {unit}")
        kaki = parts.Kaki(one.tanggal, f"n = {number(frame['m'].sum())} {base}", "ekspor PMM / Ruang GTK",
                          panels.note_of(frame))  # fmt: skip
        columns = {"kode": "kode_kemendagri", "nama": "wilayah", "pct": "lanjut_persen",
                   "pct_rendah": "selang_95_rendah", "pct_tinggi": "selang_95_tinggi", "x": "pembilang",
                   "m": "penyebut", "hilang_orang": "hilang_orang", "hilang_poin": "hilang_poin_dari_semua_gtk",
                   "jumlah_satuan": "jumlah_satuan_pendidikan"}  # fmt: skip
        parts.foot("lanjut", kaki, panels.table_of(frame, columns, tanggal_data=one.tanggal), TERMS)
        _narrow(frame.sort_values("pct", na_position="last").reset_index(drop=True), unit)


def _home(tempat: Tempat) -> Tempat:
    """The place whose parts are ranked: a kab/kota is shown among its province's."""
    if tempat.kab_kota is None:
        return tempat
    return Tempat(data.province(str(tempat.provinsi))[0], provinsi=tempat.provinsi)


def _narrow(frame: pd.DataFrame, unit: str) -> None:
    """A table of the units, fewest first; a click opens the unit's own funnel."""
    spread = [interval(a, b) for a, b in zip(frame["pct_rendah"], frame["pct_tinggi"], strict=True)]
    shown = pd.DataFrame({
        unit.capitalize(): frame["nama"], "Lanjut (%)": frame["pct"], "Selang 95 %": spread, "Lanjut": frame["x"],
        "Dari": frame["m"], "Hilang (orang)": frame["hilang_orang"], "Satuan pendidikan": frame["jumlah_satuan"],
    })  # fmt: skip
    with st.expander(f"Tabel {number(len(frame))} {unit}"):
        st.caption(f"Centang satu baris untuk membuka corong {unit} itu.")
        parts.table(shown, "tabel_lanjut", f"Lanjut per {unit}", most=420, on_select=lambda: _open(frame, unit))


def _open(frame: pd.DataFrame, unit: str) -> None:
    chosen = st.session_state["tabel_lanjut"].selection.rows
    if not chosen:
        return
    code = str(frame.iloc[chosen[0]]["kode"])
    if unit == "provinsi":
        filter_bar.go(provinsi=code)
    else:
        filter_bar.go(provinsi=code[:2], kab_kota=code)


def signs_panel(saringan: Saringan, peran: str, one: Corong) -> None:
    """Kab/kota whose figures ask for a conversation, with those figures."""
    if one.tanggal is None or adoption_rows.stages(one).empty:
        return
    tanda = adoption_rows.signs(saringan, one.tempat, peran, one.tanggal)
    table = adoption_words.signs_table(tanda, peran)
    small = f"Tanda pemakaian · per kab/kota {adoption_words.where(one.tempat)} · pertanyaan, bukan penilaian"
    with parts.panel("tanda", small, adoption_words.signs_headline(tanda, table)):
        if not table.empty:
            parts.long_table("tanda", table, {"Kab/kota": 130, "Angka yang menimbulkannya": 300},
                             sebutan="Tanda pemakaian per kab/kota")  # fmt: skip
        parts.small(adoption_words.SIGNS_NOTE)
        tested = max([found.diuji for found in tanda.lonjakan], default=0)
        base = f"{number(tested)} kab/kota diuji untuk lonjakan"
        if tanda.kewajiban.diuji:
            base += f", {number(tanda.kewajiban.diuji)} secara nasional untuk masuk karena kewajiban"
        parts.foot("tanda", parts.Kaki(one.tanggal, base, "ekspor PMM / Ruang GTK"), table, adoption_words.SIGNS_TERMS)


LEVELS = ("PERLU DITINGKATKAN", "CUKUP BAIK", "BAIK")


def levels_panel(saringan: Saringan, one: Corong) -> None:
    """The published levels of the place, where there are any: ordinal words for some schools, beside no counter."""
    place = one.tempat
    frame = data.ask("corong_predikat", tanggal_data=saringan.tanggal_data, jenjang=saringan.jenjang,
                     pulau=place.pulau, kode_provinsi=place.provinsi, kode_kab_kota=place.kab_kota)  # fmt: skip
    schools = frame[frame["tingkat"] == "satuan_pendidikan"]
    if schools.empty:
        return
    order = [*LEVELS, *sorted(set(schools["predikat"]) - set(LEVELS))]
    wide = schools.pivot_table(index="aspek", columns="predikat", values="jumlah", aggfunc="sum", fill_value=0)
    wide = wide.reindex(columns=[name for name in order if name in wide.columns])
    total = wide.sum(axis=1)
    most = int(total.max())
    low = wide.get("PERLU DITINGKATKAN")
    last = data.as_date(schools["tanggal_data"].iloc[0])
    title = f"Predikat terbit untuk {number(most)} satuan pendidikan {adoption_words.where(place)}"
    if low is not None and int(low.max()):
        title += f"; paling banyak perlu ditingkatkan pada {low.idxmax()}, {number(low.max())} satuan"
    with parts.panel("predikat", "Predikat terbit · banyaknya satuan pendidikan · golongan, bukan angka", title):
        shown = wide.assign(Jumlah=total).reset_index()
        shown["aspek"] = shown["aspek"].str.capitalize()
        words = pd.DataFrame({str(name).capitalize(): [
            value if name == "aspek" else number(value) for value in shown[name]
        ] for name in shown.columns})  # fmt: skip
        parts.prose_table(words, {"Aspek": 140}, "Predikat terbit per aspek")
        note = "hanya satuan yang predikatnya terbit; tidak dijumlahkan dengan penghitung di atas"
        parts.foot("predikat", parts.Kaki(last, f"n = {number(most)} satuan pendidikan",
                                          "ekspor predikat PMM / Ruang GTK", note), shown, is_view=False)  # fmt: skip
