"""Screens of a platform: the Rapor beside its use, and its targets with what was reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis import target_status as status
from charts.names import short_name
from charts.style import banyak, each
from schemas.rapat import BaganSebar, BaganTitik, BarisTitik, Kelas, Layar, TitikSebar
from views.filters import NAMA_KEWENANGAN
from views.format import day, number
from views.meeting import screen
from views.meeting.platform_view import Pandangan, layar, where
from views.rapor import rows as rapor_rows
from views.rapor import use_panels, use_rows
from views.rapor import words as rapor_words
from views.rapor.indicator import indicator_name
from views.target import rows as target_rows
from views.target import words as target_words

BELAJAR = (
    "pmm", "belajar_id", "rapor_pendidikan", "bimtek", "rumah_pendidikan", "ruang_murid", "ruang_sekolah", "canva",
    "quizizz",
)  # fmt: skip
"""Platforms of teaching and its planning, whose use may be set beside what pupils reached; budgets and rooms of other
publics may not."""
UNIT = {"persen": "%"}


def rapor(lihat: Pandangan) -> Iterator[Layar]:
    """Use and the Rapor of the same regions: an association, said to be one."""
    measure, place = lihat.measure, lihat.tempat
    if measure.platform not in BELAJAR:
        return
    tingkat = "kab_kota" if place.provinsi else "provinsi"
    pilih = rapor_rows.usual(tingkat, [f"{lihat.saringan.jenjang} Umum"])
    if pilih is None:
        return
    lingkup = use_rows.Lingkup(tingkat, place.provinsi, place.nama if place.provinsi else "Indonesia", None)
    frame = use_rows.pairs(lihat.saringan, measure, lingkup, pilih)
    if frame.empty:
        return
    found = use_rows.findings(frame, pilih)
    if found.korelasi is None:  # too few regions to say anything about both
        return
    name, satuan = indicator_name(pilih), pilih.satuan
    when = f"pemakaian per {day(lihat.saringan.tanggal_data)}, Rapor {pilih.tahun}"
    marked = set() if place.provinsi else set(lihat.kode)
    points = tuple(
        TitikSebar(nama=short_name(str(row.nama)), x=row.x, y=row.y, is_sorot=str(row.kode) in marked)
        for row in each(found.frame)
    )  # fmt: skip
    chart = BaganSebar(
        titik=points, sumbu_x=f"{measure.nama}, % {measure.satuan}", sumbu_y=f"{name}, Rapor {pilih.tahun}",
        satuan_y=UNIT.get(str(satuan), ""), desimal_y=rapor_rows.digits(satuan), acuan_x=screen.figure(found.tengah_x),
        acuan_y=screen.figure(found.tengah_y),
    )  # fmt: skip
    told = [f"{p.nama} {number(p.x, 1)} dan {number(p.y, chart.desimal_y)}" for p in points]
    columns = {"kode": "kode_kemendagri", "nama": "wilayah", "x": "persen_pemakaian", "m": "penyebut",
               "y": "nilai_rapor", "label": "label", "kuadran": "kuadran"}  # fmt: skip
    yield layar(
        lihat, "rapor", "Rapor × pemakaian", use_panels.headline(lingkup, found, measure, pilih), chart,
        alt=f"Sebaran {lingkup.satuan}: {measure.nama} dan {name}. {screen.read_out(told)}.",
        rows_=screen.table(found.frame, columns, indikator=name, tahun_rapor=pilih.tahun),
        catatan=f"garis: median tertimbang keduanya; {when}", peringatan=use_panels.BUKAN_SEBAB,
        kecil=f"{measure.nama} × {name}, Rapor {pilih.tahun} · {pilih.siapa} · {when}",
        dasar=f"n = {banyak(frame['m'].sum(), measure.satuan)} {measure.satuan} di {number(len(frame))} "
              f"{lingkup.satuan}",
        sumber=f"{screen.source(measure)}; {rapor_words.SUMBER} {pilih.tahun}",
        tautan=screen.link(
            "rapor_pemakaian", lihat.saringan, satuan_wilayah=tingkat, kelompok_rapor=pilih.kelompok,
            tahun=str(pilih.tahun), jenis=pilih.jenis, status_rapor=pilih.status, indikator=pilih.indikator,
        ),
        definisi=use_panels.TERMS,
        pertanyaan="Hal lain apa yang membuat wilayah-wilayah ini berbeda, sebelum bicara tentang platform?",
    )  # fmt: skip


KELAS: dict[str, Kelas] = {
    status.TERCAPAI: "di atas", status.DI_JALUR: "di atas", status.TERTINGGAL: "di bawah", status.LEWAT: "di bawah",
    status.BELUM: "setara",
}  # fmt: skip


ASKING = (status.LEWAT, status.TERTINGGAL)
"""States that ask for something to be done."""


def own_targets(lihat: Pandangan) -> tuple[pd.DataFrame, target_rows.Sasaran | None]:
    """The targets of the measure inside the place, what asks for attention first."""
    found = target_rows.load(lihat.saringan)
    frame = found.frame
    if frame.empty:
        return frame, None
    mine = frame[frame["acuan"] == lihat.saringan.ukuran]
    if not lihat.is_nasional:
        mine = mine[[str(code)[:2] in lihat.kode for code in mine["wilayah"]]]
    return mine.reset_index(drop=True), found


def targets(lihat: Pandangan) -> Iterator[Layar]:
    """Every target on the measure beside what was reached and what its line asks for by now."""
    frame, found = own_targets(lihat)
    if frame.empty or found is None:
        return
    late = int(frame["keadaan"].isin(ASKING).sum())
    is_told = 0 < late <= len(frame) / 2  # all marked would be none marked
    dots = tuple(_target_dot(row, is_sorot=is_told and row.keadaan in ASKING) for row in each(frame))
    title = target_words.answer(frame, found.hari_ini) if len(frame) > 1 else target_words.finding(frame.iloc[0])
    about = next(iter(found.acuan[code] for code in frame["acuan"]))
    counted = frame["m"].dropna()
    base = f"{number(len(frame))} target" + (
        f" · n = {number(counted.sum())} {about.dasar}" if len(frame) == 1 and len(counted) else ""
    )
    notes = ["disorot: tertinggal atau lewat tenggat" if is_told else "",
             "tanda: garis target pada tanggal data, lalu targetnya", target_words.overdue(frame),
             _other_schools(lihat, frame)]  # fmt: skip
    shown = {"nama_wilayah": "wilayah", "wilayah": "kode_kemendagri", "awal": "nilai_awal",
             "tanggal_awal": "tanggal_nilai_awal", "target": "target", "tenggat": "tenggat", "nilai": "realisasi",
             "rendah": "selang_95_rendah", "tinggi": "selang_95_tinggi", "perlu": "garis_target_pada_tanggal_data",
             "keadaan": "keadaan", "sebab": "catatan"}  # fmt: skip
    days = frame["tanggal"].dropna().tolist()
    yield layar(
        lihat, "target", "Target & realisasi", title,
        BaganTitik(baris=dots, nama_pembanding=("garis target", "target"), nama_nilai="realisasi",
                   sumbu=f"% {about.dasar}"),
        alt=screen.alt_dots(f"Realisasi dan target {about.nama}", dots), rows_=screen.table(frame, shown),
        catatan=" · ".join(part for part in notes if part), peringatan=target_words.caution(frame),
        kecil=f"{about.nama} · target dan realisasi · {where(lihat.tempat)}", dasar=base,
        tanggal=max(days) if days else None, tautan=screen.link("target", lihat.saringan),
        definisi=target_words.TERMS[:6],
        pertanyaan="Target mana yang masih dapat dicapai bila langkahnya dimulai bulan ini?",
    )  # fmt: skip


def _other_schools(lihat: Pandangan, frame: pd.DataFrame) -> str:
    """That a target counts other schools than the screens before, where it does."""
    there = set(frame["layanan"]) - {"", lihat.saringan.kewenangan}
    if not there:
        return ""
    whom = NAMA_KEWENANGAN[sorted(there)[0]].lower().replace("kemenag", "Kemenag")
    return f"target dihitung atas {whom}, semua jenjang: angkanya dapat berbeda dari layar lain"


def _target_dot(row: Any, *, is_sorot: bool) -> BarisTitik:
    state = str(row.keadaan)
    low = screen.figure(row.rendah)
    return BarisTitik(
        nama=str(row.nama_wilayah), nilai=screen.figure(row.nilai), rendah=low,
        tinggi=screen.figure(row.tinggi), kelas="tanpa selang" if low is None else KELAS[state],
        pembanding=(screen.figure(row.perlu), screen.figure(row.target)),
        kanan=target_words.NAMA_KEADAAN[state].lower(), is_sorot=is_sorot,
    )  # fmt: skip
