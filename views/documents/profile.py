"""The profile of a province or a kab/kota on one A4 page: who it is, where it stands, how it moved, what stands out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

import pandas as pd

from charts.dots import kelas
from charts.style import each
from schemas.naskah import (
    AngkaNaskah,
    Blok,
    BlokSederhana,
    DaftarButir,
    DuaKolom,
    Gambar,
    Kop,
    Naskah,
    Subjudul,
    TabelNaskah,
)
from schemas.rapat import BaganGaris, BaganTitik, BarisTitik, Kelas
from views import data, rows, sentences
from views.documents import profile_rows as numbers
from views.documents import profile_words as words
from views.documents import shared
from views.documents.profile_rows import Bahan
from views.filters import Saringan
from views.format import day, month
from views.meeting import screen
from views.platform.rows import Wilayah
from views.province.panels import profile_words
from views.rows import Ukuran

SUMBER = "ekspor tiap platform, Dapodik, Rapor Pendidikan, daftar hadir bimtek"


def naskah(
    kode_provinsi: str, kode_kab_kota: str | None, saringan: Saringan, *, kop: Kop = Kop(),  # noqa: B008  frozen
    bahan: Bahan | None = None,
) -> Naskah:  # fmt: skip
    """The profile at the view's cut-off, jenjang, status and kewenangan; what has no data says so.

    `bahan`: what profiles of one province and view ask for alike, shared by a batch.
    """
    view = replace(saringan, provinsi=kode_provinsi, kab_kota=kode_kab_kota, kecamatan=None, npsn=None,
                   pulau=data.island(kode_provinsi) or None)  # fmt: skip
    bahan = Bahan() if bahan is None else bahan
    tempat = numbers.place(view)
    frame, beside = numbers.platforms(view, tempat, bahan)
    main = _main(view, frame)
    measure = None if main is None else rows.ukuran(_of(view, main))
    said = profile_words(view, tempat.nama)
    blok: list[Blok] = [shared.paragraf(said or f"Daftar satuan pendidikan {tempat.nama} belum dimuat.")]
    shown = numbers.figures(frame) if len(frame) else []
    moves = {str(row.ukuran): numbers.movement(view, tempat, row, bahan) for row in shown}
    if shown:
        blok.append(AngkaNaskah(butir=tuple(words.figure(row, moves[str(row.ukuran)]) for row in shown)))
    indicators = numbers.rapor_rows(tempat, bahan.ambang)
    found = [
        words.main_finding(tempat, main, measure, numbers.movement(view, tempat, main, bahan))
        if main is not None and measure is not None else "",
        sentences.headline_platforms(tempat.nama, frame) if len(frame) else "",
        words.rapor_finding(tempat, indicators),
    ]  # fmt: skip
    findings = tuple(shared.kalimat(text) for text in found if text)
    findings = findings or (f"Belum ada data platform dan Rapor {tempat.nama}.",)
    blok += [Subjudul(teks="Temuan"), DaftarButir(butir=findings)]
    unfinished = ""
    if main is not None and measure is not None:
        picture, unfinished = _trend(_of(view, main), tempat, measure)
        blok.append(DuaKolom(kiri=(_dots(frame, tempat, beside),), kanan=(picture,), lebar_kiri=0.52))
    below: tuple[BlokSederhana, ...] = (
        Subjudul(teks="Bimtek", tingkat=2), shared.paragraf(_training(view, tempat, bahan)),
        Subjudul(teks="Data & definisi", tingkat=2),
        shared.paragraf(words.definition(measure, unfinished, is_rapor=len(indicators) > 0, sebut=said), is_kecil=True),
    )  # fmt: skip
    blok.append(DuaKolom(kiri=(_rapor(indicators, tempat),), kanan=below, lebar_kiri=0.55))
    return Naskah(
        jenis="profil", berkas=shared.berkas("profil", shared.slug(tempat.nama), view.tanggal_data.isoformat()),
        judul=f"Profil {tempat.nama}", subjudul=words.subtitle(view, tempat), kop=kop, blok=tuple(blok),
        kaki=shared.kaki(f"Data per {day(view.tanggal_data)}", f"Sumber: {SUMBER}"), tanggal=shared.terbit(),
        is_contoh=shared.is_contoh(), is_satu_halaman=True, tautan=shared.tautan("provinsi", view),
    )  # fmt: skip


def _main(view: Saringan, frame: pd.DataFrame) -> Any:
    """The row of the view's measure where it is a platform's main one, else of the first large figure."""
    if frame.empty:
        return None
    own = frame[(frame["ukuran"] == view.ukuran) & frame["pct"].notna()]
    return next(each(own), None) or next(iter(numbers.figures(frame)), None)


def _of(view: Saringan, row: Any) -> Saringan:
    """The view of one row's measure at its own cut-off."""
    return replace(view, ukuran=str(row.ukuran), kelompok_pengguna=str(row.kelompok_pengguna),
                   tanggal_data=data.as_date(row.tanggal_data))  # fmt: skip


def _dots(frame: pd.DataFrame, tempat: Wilayah, beside: str) -> Gambar:
    """Each platform's main measure against the nation and the province or island group."""
    shown = numbers.drawn(frame)
    classes = [
        kelas(shown.loc[[at]], None if pd.isna(nation) else float(nation)).iloc[0]
        for at, nation in zip(shown.index, shown["pct_nasional"], strict=True)
    ]
    baris = tuple(
        BarisTitik(
            nama=str(row.label), nilai=screen.figure(row.pct), rendah=screen.figure(row.pct_rendah),
            tinggi=screen.figure(row.pct_tinggi), kelas=cast(Kelas, kind or "tanpa selang"),
            pembanding=(screen.figure(row.pct_banding), screen.figure(row.pct_nasional)),
            kanan=words.base(row),
        )
        for row, kind in zip(each(shown), classes, strict=True)
    )  # fmt: skip
    left = int(frame["pct"].notna().sum()) - len(shown)
    title = f"Platform utama dibanding {beside} dan nasional"
    return Gambar(
        bagan=BaganTitik(baris=baris, nama_nilai=numbers.nama_pendek(tempat), nama_pembanding=(beside, "Nasional"),
                         sumbu="persen pengguna atau satuan"),
        judul=title, tinggi_mm=76, alt=screen.alt_dots(f"{title}, {tempat.nama}", baris),
        catatan=f"Garis: selang 95 %; {left} ukuran lain di halaman Provinsi" if left > 0 else "Garis: selang 95 %",
    )  # fmt: skip


def _trend(view: Saringan, tempat: Wilayah, measure: Ukuran) -> tuple[Gambar, str]:
    """The main measure over time with its province and the nation; with the remark of an unfinished last cut-off."""
    own = rows.tren(view, provinsi=tempat.provinsi, kab_kota=tempat.kab_kota)
    lines = [screen.line(numbers.nama_pendek(tempat), own, is_utama=True)]
    if tempat.kab_kota is not None:
        lines.append(screen.line(data.province(str(tempat.provinsi))[0], rows.tren(view, provinsi=tempat.provinsi)))
    lines.append(screen.line("Nasional", rows.tren(view)))
    there = own.dropna(subset=["pct"])["tanggal_data"].tolist()
    title = f"{measure.nama}, persen {measure.satuan}"
    first = f"sejak {month(min(map(data.as_date, there)))}" if there else ""
    events = screen.events(measure, there)
    picture = Gambar(
        bagan=BaganGaris(deret=tuple(lines), penanda=events), judul=title, tinggi_mm=76,
        alt=screen.alt_lines(f"{title} {first}".strip(), lines, events),
        catatan=screen.left_open(own, view.tanggal_data),
    )  # fmt: skip
    return picture, sentences.incomplete(own) or "" if there else ""


def _training(view: Saringan, tempat: Wilayah, bahan: Bahan) -> str:
    scope, own, nation = numbers.trained(view, tempat, bahan)
    return words.training(scope, own, nation)


def _rapor(table: pd.DataFrame, tempat: Wilayah) -> TabelNaskah | BlokSederhana:
    """The priority indicators as published; a sentence where there is no Rapor."""
    if table.empty:
        return shared.paragraf(f"Belum ada Rapor Pendidikan {tempat.nama} pada snapshot ini.")
    tahun, jenis = int(table["tahun"].iloc[0]), str(table["jenis"].iloc[0])
    widths = {"Indikator prioritas": 2.2, "Label": 1.0, "Nilai": 1.0, f"Dari {tahun - 1}": 1.5}
    body = tuple(words.indicator(row) for row in each(table))
    return TabelNaskah(judul=f"Rapor Pendidikan {tahun}, {jenis}", kolom=shared.kolom(widths, ("Nilai",)), baris=body,
                       catatan="Nilai dan label seperti diterbitkan; tetap: berubah di dalam ambang.")  # fmt: skip
