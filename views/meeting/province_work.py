"""The screens of a province's quality and training: the priority indicators of its Rapor, and whom bimtek reached."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd

from analysis.status_change import NAIK, TAK_DIBANDINGKAN, TERENDAH, TURUN
from charts.dots import kelas
from charts.style import each
from schemas.rapat import BaganTabel, BaganTitik, KolomTabel, Layar
from views import data
from views.bimtek import panels as bimtek_panels
from views.bimtek import rows as bimtek_rows
from views.bimtek import words as bimtek_words
from views.bimtek.rows import Lingkup
from views.format import NONE, day, is_none, names, number, percent, signed
from views.meeting import headlines, screen
from views.meeting.province_frame import Hasil, Konteks, Langkah, key, note_of
from views.priority import criteria
from views.rapor import panels as rapor_panels
from views.rapor import rows as rapor_rows
from views.rapor import words as rapor_words
from views.rapor.rows import Pilih, Tempat

KELOMPOK = "DASMEN"
LANJUT = "intermediate"


def rapor(konteks: Konteks) -> Hasil:
    """Priority indicators as published, with last year's, and what may be compared."""
    nama = "Rapor Pendidikan"
    tempat = Tempat("provinsi", konteks.nama, konteks.kode)
    own = rapor_rows.own_rows(tempat, KELOMPOK) if not rapor_rows.available().empty else pd.DataFrame()
    if own.empty:
        return Hasil(nama, alasan=f"belum ada berkas Rapor Pendidikan Daerah {konteks.nama}")
    known = rapor_rows.catalogue(KELOMPOK)
    first = set(known.loc[known["is_prioritas"].eq(True), "kode"].astype(str))
    mine = own[own["kode"].isin(first) & (own["nilai"].notna() | own["label"].notna())]
    if mine.empty:
        return Hasil(nama, alasan=f"Rapor {konteks.nama} tidak memuat indikator prioritas")
    pilih = _chosen(konteks, mine)
    table = rapor_rows.compare(tempat, pilih, own)
    table = table[table["kode"].isin(first)].reset_index(drop=True)
    judul = headlines.rapor(konteks.nama, pilih.siapa, pilih.tahun, table)
    baris = tuple(_rapor_row(row) for row in each(table))
    year, before = str(pilih.tahun), str(pilih.tahun - 1)
    columns = (KolomTabel(nama="Indikator prioritas", lebar=2.2), KolomTabel(nama=f"Rapor {before}"),
               KolomTabel(nama=f"Rapor {year}"), KolomTabel(nama="Perubahan nilai", lebar=1.4))  # fmt: skip
    said = [
        f"{rapor_words.SEPERTI_TERBIT}; {rapor_words.TANPA_SELANG}",
        "naik dan turun: membaik atau memburuk melebihi perbedaan yang lazim antarprovinsi",
        "ambang label berbeda tiap indikator",
        rapor_words.label_year(pilih),
    ]
    layar = Layar(
        kunci=key(konteks, "rapor"), nama=nama, judul=judul, bagan=BaganTabel(kolom=columns, baris=baris),
        kecil=f"Rapor Pendidikan {year} · indikator prioritas · {pilih.siapa} · {konteks.nama}",
        tanggal_data=None, periode=f"Rapor Pendidikan {year}", dasar=f"n = {number(len(table))} indikator prioritas",
        sumber=rapor_words.SUMBER, catatan=" · ".join(said), peringatan=rapor_panels.stale(pilih) or "",
        definisi=(*rapor_words.TERMS, *rapor_words.GRID_TERMS),
        alt=f"Tabel {len(table)} indikator prioritas {konteks.nama}, {pilih.siapa}. "
        + screen.read_out([f"{cells[0]}: {before} {cells[1]}, {year} {cells[2]}, {cells[3]}" for cells in baris]) + ".",
        tautan=screen.link("rapor", konteks.saringan, kelompok_rapor=KELOMPOK, tahun=year, jenis=pilih.jenis,
                           status_rapor="Semua"),
        pertanyaan="Indikator mana yang dapat kita dampingi tahun ini, dan sekolah seperti apa yang lebih dahulu?",
        kode_wilayah=(konteks.kode,),
        data=screen.table(table.drop(columns=["urutan"]), rapor_panels.DOWNLOAD, jenis=pilih.jenis, tahun=pilih.tahun),
    )  # fmt: skip
    return Hasil(nama, layar, langkah=_low(table, pilih))


def _chosen(konteks: Konteks, mine: pd.DataFrame) -> Pilih:
    """The newest year, and of it the kind of school that fits the view: SD Umum where none is asked for."""
    tahun = int(mine["tahun"].max())
    there = set(mine.loc[mine["tahun"] == tahun, "jenis"].astype(str))
    order = [criteria.kind_of(konteks.saringan.jenjang), *criteria.JENIS_UTAMA, *sorted(there)]
    return Pilih(KELOMPOK, next(kind for kind in order if kind in there), "Semua", tahun, "")


def _rapor_row(row: Any) -> tuple[str, str, str, str]:
    then, now = _published(row.nilai_lalu, row.label_lalu, row), _published(row.nilai, row.label, row)
    if row.arah == TAK_DIBANDINGKAN:
        moved = f"tidak dibandingkan: {row.sebab}"
    else:
        moved = f"{signed(row.poin, rapor_rows.digits(row.satuan))} ({row.arah})"
    return f"{row.kode} {row.indikator}", then, now, moved


def _published(nilai: Any, label: Any, row: Any) -> str:
    """`61,20 · Sedang`, or what there is of it."""
    value = "" if is_none(nilai) else rapor_rows.value_words(float(nilai), row.satuan)
    return " · ".join(part for part in (value, "" if is_none(label) else str(label)) if part) or NONE


def _low(table: pd.DataFrame, pilih: Pilih) -> tuple[Langkah, ...]:
    """To look at indicators with the lowest label first, or those that fell."""
    low = table[table["golongan"] == TERENDAH]
    fell = table[table["arah"] == TURUN]
    if low.empty and fell.empty:
        return ()
    mine = low if len(low) else fell
    what = "berlabel terendah" if len(low) else f"yang nilainya turun dari Rapor {pilih.tahun - 1}"
    listed = names([f"{row.kode} {row.indikator}" for row in each(mine)], 3)
    up = int((table["arah"] == NAIK).sum())
    counts = ((len(low), "berlabel terendah"), (len(fell), "turun"), (up, "naik"))
    proof = f"Rapor {pilih.tahun}, {pilih.siapa}: {', '.join(f'{number(n)} {text}' for n, text in counts if n)}"
    return (Langkah(25, f"Cari akar masalah indikator {what}: {listed}", proof),)


# --- bimtek ---


def bimtek(konteks: Konteks) -> Hasil:
    """Schools reached in each kab/kota, and where nobody came to the higher level yet."""
    nama = "Bimtek"
    last = bimtek_rows.tanggal_data()
    if last is None or data.ask("bimtek_pilihan").empty:
        return Hasil(nama, alasan="belum ada daftar hadir bimtek")
    scope = Lingkup(konteks.saringan, bimtek_rows.SEMUA, bimtek_rows.SEMUA, bimtek_rows.SEMUA, "provinsi",
                    konteks.kode, konteks.nama)  # fmt: skip
    nation, frame = bimtek_rows.jangkauan(scope), bimtek_rows.jangkauan(scope, provinsi=konteks.kode)
    shown = bimtek_rows.shares(frame)
    shown = shown[shown["m"] > 0].reset_index(drop=True)
    if shown.empty:
        return Hasil(nama, alasan=f"tidak ada satuan pendidikan {konteks.nama} pada daftar dengan pilihan ini")
    own, bakti, t3 = (bimtek_rows.total(frame, aspek) for aspek in ("semua", "bakti", "3t"))
    after = _after(konteks, scope, shown)
    judul = bimtek_words.answer(scope, own, bimtek_rows.total(nation), last)
    value = None if is_none(own["pct"]) else float(own["pct"])
    shown = shown.assign(kelas_layar=kelas(shown, value))
    baris = screen.dots(shown, None, value, sorot=konteks.sorot, kelas_dari="kelas_layar")
    never = bimtek_words.never(scope, own, bakti, t3)
    listed = max((data.as_date(t) for t in frame["tanggal_data"].dropna()), default=None)
    stale = bimtek_panels.basi(scope)
    beyond = "" if after is None else _said(after, len(shown))
    gaps = bimtek_words.base_note(bimtek_rows.kelengkapan())
    layar = Layar(
        kunci=key(konteks, "bimtek"), nama=nama, judul=judul,
        bagan=BaganTitik(baris=baris, acuan=value, nama_acuan=konteks.nama, nama_nilai="Satuan pendidikan terjangkau"),
        kecil=bimtek_words.scope_line(replace(scope, nama=f"kab/kota di {konteks.nama}"),
                                      "Satuan pendidikan terjangkau bimtek"),
        tanggal_data=last, dasar=f"n = {number(own['m'])} satuan pendidikan pada Dapodik per {day(listed)}",
        sumber=bimtek_panels.SOURCE,
        catatan=note_of(shown, never, beyond, f"dibanding {konteks.nama} satu per satu"),
        peringatan=" ".join(f"{text.rstrip('.')}." for text in (stale, gaps) if text),
        definisi=bimtek_words.JANGKAUAN,
        alt=screen.alt_dots("Persen satuan pendidikan yang terjangkau bimtek per kab/kota dengan selang", baris,
                            acuan=f"{konteks.nama} {percent(value)}"),
        tautan=screen.link("bimtek", konteks.saringan, program=bimtek_rows.SEMUA, level=bimtek_rows.SEMUA),
        pertanyaan="Siapa yang belum pernah diundang, dan apa yang membuat mereka dapat hadir?"
        if own["m"] > own["x"]
        else "Tingkat apa yang dibutuhkan berikutnya oleh satuan pendidikan yang sudah terjangkau?",
        kode_wilayah=(konteks.kode,),
        data=screen.table(_with_after(shown, after), {
            "kode": "kode_kemendagri", "nama": "wilayah", "pct": "persen", "pct_rendah": "selang_95_rendah",
            "pct_tinggi": "selang_95_tinggi", "x": "pembilang", "m": "penyebut",
            "jumlah_lanjut": "terjangkau_tingkat_intermediate",
        }, daftar_hadir_sampai=last),
    )  # fmt: skip
    return Hasil(nama, layar, langkah=_invite(konteks, shown, own, bakti, t3, after, never))


def _after(konteks: Konteks, scope: Lingkup, shown: pd.DataFrame) -> pd.DataFrame | None:
    """The same kab/kota with the schools reached by the higher level; None where there is no such training at all."""
    if not data.ask("bimtek_pilihan")["level"].eq(LANJUT).any():
        return None
    frame = bimtek_rows.jangkauan(replace(scope, level=LANJUT), provinsi=konteks.kode)
    return frame[frame["kode"].isin(shown["kode"])]


def _with_after(shown: pd.DataFrame, after: pd.DataFrame | None) -> pd.DataFrame:
    if after is None:
        return shown
    return shown.assign(jumlah_lanjut=shown["kode"].map(after.set_index("kode")["jumlah_terjangkau"]))


def _none_yet(after: pd.DataFrame | None) -> pd.DataFrame:
    """The kab/kota where no school has been reached by the higher level."""
    return pd.DataFrame({"nama": []}) if after is None else after[after["jumlah_terjangkau"].fillna(0) == 0]


def _said(after: pd.DataFrame, total: int) -> str:
    gone = len(_none_yet(after))
    if not gone:
        return f"tingkat intermediate sudah menjangkau semua {number(total)} kab/kota"
    return f"tingkat intermediate belum menjangkau {number(gone)} dari {number(total)} kab/kota"


def _invite(
    konteks: Konteks, shown: pd.DataFrame, own: Any, bakti: Any, t3: Any, after: pd.DataFrame | None, never: str
) -> tuple[Langkah, ...]:
    """Whom to invite: kab/kota without the higher level, else schools with BAKTI internet or in 3T areas, else all."""
    gone = _none_yet(after)
    if len(gone):
        which = headlines.few_names(gone.sort_values("nama"), 4)
        among = f" (dari {number(len(shown))})" if len(gone) < len(shown) else ""
        text = f"Buka bimtek intermediate bagi {number(len(gone))} kab/kota{among} yang belum terjangkau tingkat " \
               f"itu: {which}"  # fmt: skip
        return (Langkah(35, text, never),)
    left = [(part["m"] - part["x"], name) for part, name in ((bakti, "sekolah BAKTI"), (t3, "sekolah di daerah 3T"))]
    wanted = [f"{number(n)} {name}" for n, name in left if n > 0]
    if wanted:
        return (Langkah(35, f"Undang ke bimtek {' dan '.join(wanted)} yang belum pernah terjangkau", never),)
    if own["m"] > own["x"]:
        text = f"Undang {number(own['m'] - own['x'])} satuan pendidikan yang belum pernah terjangkau bimtek"
        return (Langkah(45, text, f"{percent(own['pct'])} satuan pendidikan {konteks.nama} sudah terjangkau"),)
    return ()
