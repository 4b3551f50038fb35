"""The screens of a province's parts: its kab/kota beside it, which of them moved, and where people stop."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.adoption import largest_loss
from charts.style import each
from schemas.rapat import BaganBatang, BaganTitik, DeretBatang, Layar
from views import panels, rows, sentences
from views.adoption import panels as adoption_panels
from views.adoption import rows as adoption_rows
from views.adoption import words as adoption_words
from views.adoption.rows import CHAIN, Corong
from views.format import day, month, number, percent
from views.meeting import headlines, screen
from views.meeting.province_frame import Hasil, Konteks, Langkah, key, note_of, nothing_of, of_measure
from views.meeting.province_stand import TEST_TERM, joint
from views.ranking import rows as ranking_rows
from views.ranking import words as ranking_words


def regencies(konteks: Konteks) -> Hasil:
    """The kab/kota with their intervals against the province."""
    nama = "Kab/kota"
    without = nothing_of(konteks, nama)
    if without:
        return without
    measure, saringan = konteks.measure, konteks.saringan
    assert measure is not None
    urutan = ranking_rows.ranking(saringan, ranking_rows.KAB_KOTA_PROVINSI)
    frame = urutan.frame
    there = frame.dropna(subset=["pct"])
    if urutan.acuan is None or there.empty:
        return Hasil(nama, alasan=f"{measure.nama} tidak ada per kabupaten/kota: sumbernya berhenti di provinsi")
    if len(there) < 2:
        return Hasil(nama, alasan="baru satu kabupaten/kota yang punya data")
    value = float(urutan.acuan["pct"])
    is_tested = urutan.jumlah >= 2
    when = saringan.tanggal_data
    judul = f"{ranking_words.untested(urutan)}, per {day(when)}"
    if is_tested:
        judul = headlines.beside(frame, konteks.nama, value, when)
    baris = screen.dots(frame, measure, sorot=konteks.sorot, kelas_dari="kelas")
    gone = len(frame) - len(there)
    bagan = BaganTitik(baris=baris, acuan=value, nama_acuan=konteks.nama, nama_nilai=measure.nama)
    return Hasil(nama, of_measure(
        konteks, "kab_kota", nama=nama, judul=judul, bagan=bagan,
        catatan=note_of(frame, joint(konteks.nama, "kab/kota") if is_tested else "",
                        f"{gone} kab/kota tanpa data" if gone else ""),
        kecil=screen.small(saringan, measure, urutan.acuan, f"kab/kota di {konteks.nama}"),
        dasar=screen.base(urutan.acuan, measure), definisi=screen.definition(measure, TEST_TERM),
        tautan=screen.link("peringkat", konteks.kab_kota, satuan_wilayah=ranking_rows.KAB_KOTA_PROVINSI),
        alt=screen.alt_dots(f"{measure.nama} per kab/kota dengan selang, dari tinggi ke rendah", baris,
                            acuan=f"{konteks.nama} {percent(value)}"),
        pertanyaan=_ask_regencies(frame["kelas"]),
        kode_wilayah=(konteks.kode,),
        data=screen.table(frame, {**screen.SHOWN, "kelas": "terhadap_provinsi"}, tanggal_data=saringan.tanggal_data),
    ), langkah=_below(frame, value))  # fmt: skip


def _ask_regencies(classes: pd.Series) -> str:
    """What to ask after it: of those that surely differ, where any do."""
    above, below = (bool((classes == kind).any()) for kind in ("di atas", "di bawah"))
    if above and below:
        return "Apa yang sama pada kab/kota yang di atas, dan apa yang sama pada yang di bawah?"
    if below:
        return "Apa yang sama pada kab/kota yang pasti di bawah, dan dukungan apa yang belum sampai ke sana?"
    if above:
        return "Apa yang dikerjakan kab/kota yang pasti di atas, dan siapa yang dapat mencobanya?"
    return "Bila belum ada kab/kota yang pasti berbeda, apa yang perlu dikerjakan bersama di semuanya?"


def _below(frame: pd.DataFrame, acuan: float) -> tuple[Langkah, ...]:
    """To ask those that lie surely below the province."""
    low = frame[frame["kelas"] == "di bawah"].sort_values("pct")
    if low.empty:
        return ()
    ends = [percent(value) for value in (low["pct"].iloc[0], low["pct"].iloc[-1])]
    said = f"{ends[0] if ends[0] == ends[1] else ' sampai '.join(ends)}, provinsi {percent(acuan)}"
    return (Langkah(30, f"Tanyakan hambatan di {headlines.who(low, 'pasti di bawah angka provinsi')}", said),)


def movers(konteks: Konteks) -> Hasil:
    """Which kab/kota really moved since the comparison, over the same schools."""
    nama = "Perubahan kab/kota"
    without = nothing_of(konteks, nama)
    if without:
        return without
    measure, saringan = konteks.measure, konteks.saringan
    assert measure is not None
    since = konteks.sejak
    if since is None:
        return Hasil(nama, alasan=konteks.tanpa_banding)
    frame = rows.perubahan_kab_kota(saringan)
    if frame.empty:
        why = "dihitung dari sekolah yang sama, dan hanya untuk ukuran utama tiap platform"
        return Hasil(nama, alasan=why)
    baris = screen.moves(frame, sorot=konteks.sorot)
    judul = sentences.movers(frame, since, "kab/kota")
    tested = int(frame["is_nyata"].notna().sum())
    if 0 < tested < len(frame):
        judul += f"; {number(len(frame) - tested)} tidak dapat diuji"
    note = " · ".join(filter(None, [panels.movers_note(frame), sentences.by_chance(tested)]))
    return Hasil(nama, of_measure(
        konteks, "gerak", nama=nama, judul=judul,
        bagan=BaganTitik(baris=baris, satuan="poin", is_selisih=True, acuan=0.0, nama_acuan="tidak berubah",
                         sumbu=f"poin sejak {month(since)}"),
        kecil=f"{measure.nama} · poin sejak {month(since)} · kab/kota di {konteks.nama}",
        dasar=f"n = {number(len(frame))} kab/kota, {number(tested)} dapat diuji", catatan=note,
        tautan=screen.link("provinsi", saringan), kode_wilayah=(konteks.kode,),
        alt=screen.alt_dots(f"Perubahan {measure.nama} sejak {month(since)} per kab/kota, dari naik ke turun", baris,
                            satuan="poin"),
        pertanyaan="Apa yang berubah di kab/kota yang bergerak nyata: orangnya, sekolahnya, atau datanya?"
        if frame["is_nyata"].eq(True).any()
        else f"Apa yang sudah dikerjakan sejak {month(since)}, dan kapan kita melihat angkanya lagi?",
        data=screen.table(frame, screen.CHANGED, tanggal_data=saringan.tanggal_data, dibanding=since),
    ), langkah=_moved(frame, month(since)))  # fmt: skip


def _moved(frame: pd.DataFrame, since: str) -> tuple[Langkah, ...]:
    """To talk with those that really fell; where none did, with those that really rose, if they are few."""
    real = frame[frame["is_nyata"].eq(True)]
    fell, rose = real[real["poin"] < 0].sort_values("poin"), real[real["poin"] > 0].sort_values("poin")[::-1]
    if len(fell):
        text = f"Bahas dengan {headlines.who(fell, f'turun nyata sejak {since}')}"
        return (Langkah(10, text, headlines.range_of(fell)),)
    if 0 < len(rose) <= frame["is_nyata"].notna().sum() / 2:  # where most rose, nobody's way of working stands out
        text = f"Gali cara kerja {headlines.who(rose, f'naik nyata sejak {since}')}"
        return (Langkah(40, text, headlines.range_of(rose)),)
    return ()


def funnel(konteks: Konteks) -> Hasil:
    """At which step of using PMM / Ruang GTK most people stop."""
    nama = "Corong pemakaian"
    roles = adoption_rows.groups()
    wanted = konteks.saringan.kelompok_pengguna
    peran = wanted if wanted in roles else next(iter(roles))
    place = adoption_rows.place(konteks.saringan)
    corong = adoption_rows.funnel(konteks.saringan, place, peran, konteks.saringan.tanggal_data)
    stages = adoption_rows.stages(corong).dropna(subset=["pct"]).reset_index(drop=True)
    if corong.tanggal is None or len(stages) < 2:
        return Hasil(nama, alasan=f"belum ada data tahap PMM / Ruang GTK untuk {konteks.nama} pada pilihan ini")
    top, ties = largest_loss(stages)
    measure = adoption_panels.measure_of(konteks.saringan, peran, corong)
    assert measure is not None
    judul = adoption_words.headline(corong, peran, top, ties, is_short=True)
    return Hasil(nama, _funnel_screen(konteks, nama, peran, corong, stages, measure, judul, top, ties),
                 langkah=_stop(corong, peran, top, ties))  # fmt: skip


def _funnel_screen(
    konteks: Konteks, nama: str, peran: str, corong: Corong, stages: pd.DataFrame, measure: rows.Ukuran, judul: str,
    top: Any, ties: pd.DataFrame,
) -> Layar:  # fmt: skip
    view = replace(konteks.saringan, kelompok_pengguna=peran)
    names_ = tuple(CHAIN[str(u)][:1].upper() + CHAIN[str(u)][1:] for u in stages["ukuran"])
    values = {name: tuple(map(screen.figure, stages[name])) for name in ("pct", "pct_rendah", "pct_tinggi")}
    lost = [] if top is None else [top, *(row for _, row in ties.iterrows())]
    drops = _drops(stages, lost)
    who = rows.base_words("orang", peran, "pmm")
    bagan = BaganBatang(
        kategori=(f"Sasaran: semua {who}", *names_), sumbu=f"persen dari semua {who}",
        sorot=tuple(sorted({place for pair in drops for place in pair[:2]})), kanan=_beside(len(names_) + 1, drops),
        deret=(DeretBatang(nama=f"Persen {who}", nilai=(100.0, *values["pct"]), rendah=(None, *values["pct_rendah"]),
                           tinggi=(None, *values["pct_tinggi"])),),
    )  # fmt: skip
    groups = adoption_rows.account_groups(peran)
    said = [
        "persen dari semua GTK sasaran; garis: selang 95 %",
        "ditonjolkan: tahap sebelum dan sesudah kehilangan terbesar" if drops else "",
        "selesai 1 dan 4 topik: sedikitnya sebanyak itu",
        "aksi nyata menyusul satu topik yang selesai, bukan empat"
        if stages["ukuran"].eq("pmm.aksi_nyata").any()
        else "",
        adoption_words.unused_accounts(corong, groups).rstrip("."),
        adoption_words.resolved(konteks.saringan.tanggal_data, corong).rstrip("."),
    ]
    stale = adoption_panels.stale_of(konteks.saringan, peran, corong)
    told = [
        f"{name} {percent(row.pct)}"
        + (f", hilang {number(row.hilang_orang)} {who}" if row.hilang_orang == row.hilang_orang else "")
        for name, row in zip(names_, each(stages), strict=True)
    ]
    columns = {
        "tahap": "tahap", "x": "pembilang", "m": "penyebut", "pct": "persen", "pct_rendah": "selang_95_rendah",
        "pct_tinggi": "selang_95_tinggi", "hilang_orang": "hilang_orang", "hilang_poin": "hilang_poin",
        "lanjut": "lanjut_persen", "jumlah_satuan": "jumlah_satuan_pendidikan",
    }  # fmt: skip
    return Layar(
        kunci=key(konteks, "corong"), nama=nama, judul=judul, bagan=bagan, tanggal_data=corong.tanggal,
        kecil=f"Corong pemakaian PMM / Ruang GTK · {sentences.scope(view, measure, stages.iloc[0], konteks.nama)}",
        dasar=screen.base(stages.iloc[0], measure), sumber="ekspor PMM / Ruang GTK",
        catatan=" · ".join(filter(None, said)), peringatan=stale or "", definisi=adoption_panels.TERMS,
        alt=f"Tahap pemakaian PMM / Ruang GTK di {konteks.nama} sebagai batang. {screen.read_out(told)}.",
        tautan=screen.link("corong", konteks.saringan, peran=peran),
        kode_wilayah=(konteks.kode,),
        pertanyaan="Apa yang menghalangi dari satu langkah ke langkah berikutnya: waktu, topik, atau jaringan?",
        data=screen.table(stages.assign(tahap=names_), columns, tanggal_data=corong.tanggal),
    )  # fmt: skip


def _drops(stages: pd.DataFrame, lost: list[Any]) -> list[tuple[int, int, str]]:
    """Places of the bars before and after each loss, and what is said beside the one after: `−28,0 poin dari selesai 1
    topik`. The first bar is the target group."""
    at = {str(name): place + 1 for place, name in enumerate(stages["ukuran"])}
    return [
        (at.get(str(row["ukuran_sebelum"]), 0), at[str(row["ukuran"])],
         f"\u2212{adoption_words.lost(row['hilang_poin'])} {adoption_words.step(row).partition(' ke ')[0]}")
        for row in lost if str(row["ukuran"]) in at
    ]  # fmt: skip


def _beside(count: int, drops: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """What stands beside each of so many bars; nothing where no loss is told."""
    said = {after: text for _, after, text in drops}
    return tuple(said.get(place, "") for place in range(count)) if said else ()


def _stop(corong: Corong, peran: str, top: Any, ties: pd.DataFrame) -> tuple[Langkah, ...]:
    """To work on the step at which most people stop, where it can be told from the others."""
    if top is None or not len(corong.tahap):
        return ()
    who = rows.base_words("orang", peran, "pmm")
    count = f"{number(top['hilang_orang'])} {who}, {adoption_words.lost(top['hilang_poin'])}"
    if len(ties):
        count += f"; setara dengan kehilangan pada {number(len(ties))} tahap lain"
    return (Langkah(50, f"Arahkan pendampingan pada {who} yang {_stopped(top)}", count),)


def _stopped(row: Any) -> str:
    """Where people stand before a step: `sudah mulai topik tetapi belum selesai 1 topik`."""
    before, after = str(row["ukuran_sebelum"]), str(row["ukuran"])
    if after == "pmm.aksi_nyata_tervalidasi":
        return "aksi nyatanya belum tervalidasi"
    return f"sudah {CHAIN[before]} tetapi belum {CHAIN[after]}" if before in CHAIN else f"belum {CHAIN[after]}"
