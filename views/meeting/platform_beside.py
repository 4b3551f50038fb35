"""Screens of a platform: the Rapor beside its use, and its targets with what was reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from analysis import target_status as status
from charts.names import short_name
from charts.style import banyak, each
from schemas.rapat import BaganAngka, BaganSebar, BaganTitik, BarisTitik, ButirAngka, Layar, TitikSebar
from views import data
from views.filters import JENJANG, NAMA_KEWENANGAN
from views.format import day, half_width, number
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
    points = tuple(
        TitikSebar(nama=short_name(str(row.nama)), x=row.x, y=row.y, is_sorot=not place.provinsi and
                   str(row.kode) in lihat.kode)
        for row in each(found.frame)
    )  # fmt: skip
    chart = BaganSebar(
        titik=points, sumbu_x=f"{measure.nama}, % {measure.satuan}", sumbu_y=f"{name}, Rapor {pilih.tahun}",
        satuan_y=UNIT.get(str(satuan), ""), desimal_y=rapor_rows.digits(satuan), acuan_x=screen.figure(found.tengah_x),
        acuan_y=screen.figure(found.tengah_y), nama_acuan="median",
    )  # fmt: skip
    told = [f"{p.nama} {number(p.x, 1)} dan {number(p.y, chart.desimal_y)}" for p in points]
    columns = {"kode": "kode_kemendagri", "nama": "wilayah", "x": "persen_pemakaian", "m": "penyebut",
               "y": "nilai_rapor", "label": "label", "kuadran": "kuadran"}  # fmt: skip
    yield layar(
        lihat, "rapor", "Rapor × pemakaian", use_panels.headline(lingkup, found, measure, pilih), chart,
        alt=f"Sebaran {lingkup.satuan}: {measure.nama} dan {name}. {screen.read_out(told)}.",
        rows_=screen.table(found.frame, columns, indikator=name, tahun_rapor=pilih.tahun),
        catatan=" · ".join(filter(None, ["garis titik-titik: median tertimbang keduanya",
                                         _other_levels(lihat, pilih)])),
        peringatan=use_panels.BUKAN_SEBAB,
        kecil=f"{measure.nama} per {day(lihat.saringan.tanggal_data)} × {name}, Rapor {pilih.tahun} · {pilih.siapa}",
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


def _other_levels(lihat: Pandangan, pilih: rapor_rows.Pilih) -> str:
    """That use counts other kinds of school than the Rapor figure, where it does."""
    if use_rows.jenjang_of(pilih.jenis) == lihat.saringan.jenjang:
        return ""
    level = "semua jenjang" if lihat.saringan.jenjang == JENJANG[0] else lihat.saringan.jenjang
    return f"pemakaian dihitung pada {level}, nilai Rapor pada {pilih.jenis} saja"


ASKING = (status.LEWAT, status.TERTINGGAL)
"""States that ask for something to be done."""


def own_targets(lihat: Pandangan) -> tuple[pd.DataFrame, target_rows.Sasaran | None]:
    """The targets of the measure inside the place, what asks for attention first; a target is of the measure's main
    group of users, so there is none for another."""
    there = data.measures()
    main = there.loc[there["ukuran"] == lihat.saringan.ukuran, "kelompok_utama"]
    if not main.eq(lihat.saringan.kelompok_pengguna).any():
        return pd.DataFrame(), None
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
    told = frame.assign(nama_wilayah=[short_name(str(name)) for name in frame["nama_wilayah"]])
    dots = tuple(_target_dot(row, is_sorot=is_told and row.keadaan in ASKING, is_few=len(frame) <= FEW)
                 for row in each(told.head(MANY)))  # fmt: skip
    left = len(frame) - len(dots)
    days = frame["tanggal"].dropna().tolist()
    when = max(days) if days else found.hari_ini
    title = target_words.answer(frame, when) if len(frame) > 1 else target_words.finding(told.iloc[0])
    short, other = _other_schools(lihat, frame)
    about = next(iter(found.acuan[code] for code in frame["acuan"]))
    counted = frame["m"].dropna()
    base = f"n = {number(len(frame))} target" + (
        f", {number(counted.sum())} {about.dasar}" if len(frame) == 1 and len(counted) else ""
    )
    notes = [f"{number(MANY)} dari {number(len(frame))} target digambar, selebihnya pada data" if left else "",
             "disorot: tertinggal atau lewat tenggat" if is_told else "",
             "tanda: garis target pada tanggal data, lalu targetnya" if len(frame) > 1 else "",
             target_words.overdue(frame),
             target_words.caution(frame).rstrip("."), other]  # fmt: skip
    kecil = [about.nama, where(lihat.tempat), short]
    shown = {"nama_wilayah": "wilayah", "wilayah": "kode_kemendagri", "awal": "nilai_awal",
             "tanggal_awal": "tanggal_nilai_awal", "target": "target", "tenggat": "tenggat", "nilai": "realisasi",
             "rendah": "selang_95_rendah", "tinggi": "selang_95_tinggi", "perlu": "garis_target_pada_tanggal_data",
             "keadaan": "keadaan", "sebab": "catatan"}  # fmt: skip
    chart: BaganAngka | BaganTitik = BaganTitik(
        baris=dots, nama_pembanding=("garis target", "target"), nama_nilai="realisasi", sumbu=f"% {about.dasar}"
    )
    if len(frame) == 1 and dots[0].nilai is not None:
        chart = _one_target(told.iloc[0], target_words.base(told.iloc[0], about))
    is_done = bool(frame["keadaan"].eq(status.TERCAPAI).all())
    yield layar(
        lihat, "target", "Target & realisasi", title, chart,
        alt=screen.alt_dots(f"Realisasi dan target {about.nama}", dots), rows_=screen.table(frame, shown),
        catatan=" · ".join(part for part in notes if part), peringatan="",
        kecil=" · ".join(part for part in kecil if part), dasar=base,
        tanggal=when, tautan=screen.link("target", lihat.saringan),
        definisi=target_words.TERMS[:6],
        pertanyaan="Apa yang menjaga capaian ini, dan apa target berikutnya?" if is_done
        else "Target mana yang masih dapat dicapai bila langkahnya dimulai bulan ini?",
    )  # fmt: skip


def _other_schools(lihat: Pandangan, frame: pd.DataFrame) -> tuple[str, str]:
    """That a target counts other schools than the screens before, in short and why it matters; empty where it does
    not."""
    there = set(frame["layanan"]) - {""}
    is_all = lihat.saringan.jenjang == JENJANG[0]
    other = sorted(there - {lihat.saringan.kewenangan})
    if not other and (is_all or not there):
        return "", ""
    whom = NAMA_KEWENANGAN[other[0]] if other else ""
    short = {"semua": "termasuk Kemenag"}.get(other[0], f"{whom[:1].lower()}{whom[1:]}") if other else ""
    short = ", ".join(part for part in (f"sebagian {short}" if len(there) > 1 else short,
                                        "" if is_all else "semua jenjang") if part)  # fmt: skip
    return short, f"target dihitung {short}: angkanya berbeda dari layar lain"


FEW, MANY = 8, 14
"""So many targets have room for the figures of their marks beside them; so many are drawn, what asks first."""


def _one_target(row: Any, dasar: str) -> BaganAngka:
    """A single target in large figures: what was reached, what its line asks for by then, and the target."""
    items = [ButirAngka(nama=f"Realisasi per {day(row.tanggal)}", nilai=target_words.said(row.nilai, row.satuan),
                        selang=half_width(row.rendah, row.tinggi, row.nilai), dasar=dasar,
                        ubah=target_words.NAMA_KEADAAN[str(row.keadaan)].lower())]  # fmt: skip
    if screen.figure(row.perlu) is not None:
        items.append(ButirAngka(nama="Garis target hari itu", nilai=target_words.said(row.perlu, row.satuan)))
    items.append(ButirAngka(nama=f"Target {day(row.tenggat)}", nilai=target_words.said(row.target, row.satuan)))
    return BaganAngka(butir=tuple(items))


def _target_dot(row: Any, *, is_sorot: bool, is_few: bool) -> BarisTitik:
    state = str(row.keadaan)
    low, line = screen.figure(row.rendah), screen.figure(row.perlu)
    said = [target_words.NAMA_KEADAAN[state].lower()]
    if is_few:
        said += [f"garis {target_words.said(line, row.satuan)}"] if line is not None else []
        said += [f"target {target_words.said(row.target, row.satuan)}"]
    return BarisTitik(
        nama=str(row.nama_wilayah), nilai=screen.figure(row.nilai), rendah=low,
        tinggi=screen.figure(row.tinggi), kelas="tanpa selang" if low is None else "",
        pembanding=(screen.figure(row.perlu), screen.figure(row.target)),
        kanan=" · ".join(said), is_sorot=is_sorot,
    )  # fmt: skip
