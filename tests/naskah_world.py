"""Documents without a warehouse: one with every kind of block, and one that must fit a page."""

from __future__ import annotations

from datetime import date
from typing import Any

from schemas.naskah import (
    AngkaNaskah,
    DaftarButir,
    DuaKolom,
    Gambar,
    Kop,
    Naskah,
    Paragraf,
    Pasangan,
    Potongan,
    Subjudul,
    TabelNaskah,
    TandaTangan,
)
from schemas.rapat import ButirAngka, KolomTabel
from tests import rapat_world

HOSTILE = (
    '#read("/etc/passwd")', "$x^2$ @acuan <label> ] [ *tebal* _miring_ `kode`", "\\ // komentar /* */ -- #{1+1}",
    "<script>alert(1)</script> & &amp; <w:t/>", "=HYPERLINK(1) {=MERGEFIELD x}",
)  # fmt: skip
"""Texts that mean something to some program on the way to paper."""


def tabel(count: int = 12, *, judul: str = "Kab/kota menurut ukuran") -> TabelNaskah:
    """A table of as many rows."""
    columns = (KolomTabel(nama="Kab/kota", lebar=2), KolomTabel(nama="Guru", is_angka=True),
               KolomTabel(nama="Persen", is_angka=True), KolomTabel(nama="Keterangan", lebar=2.5))  # fmt: skip
    rows = tuple((f"Kab. Contoh {i}", f"{1000 + i}", f"{40 + i % 50},5 %", "setara dengan provinsi")
                 for i in range(1, count + 1))  # fmt: skip
    return TabelNaskah(judul=judul, kolom=columns, baris=rows, catatan="Sumber: PMM, data contoh.")


def figures() -> AngkaNaskah:
    """Three large figures, one of them bare."""
    return AngkaNaskah(butir=(
        ButirAngka(nama="Login PMM 30 hari", nilai="71,4 %", selang="±0,6", ubah="+3,2 poin sejak Okt 2025",
                   dasar="n = 12.345 guru"),
        ButirAngka(nama="Satuan pendidikan", nilai="1.234"),
        ButirAngka(nama="Peserta bimtek", nilai="480", dasar="3 angkatan"),
    ))  # fmt: skip


def make_naskah(**changes: Any) -> Naskah:
    """A document with every kind of block; `changes` replace fields."""
    fields: dict[str, Any] = {
        "jenis": "kegiatan", "berkas": "laporan-contoh", "judul": "Laporan Kegiatan: Bimtek Perencanaan Berbasis Data",
        "subjudul": "Sumatera Barat, 12–14 Oktober 2026",
        "kop": Kop(instansi="Kementerian Pendidikan Dasar dan Menengah", unit="BPMP Provinsi Sumatera Barat",
                   alamat="Jalan Contoh Nomor 1, Padang"),
        "blok": (
            Subjudul(teks="Dasar"),
            Paragraf(potongan=(Potongan(teks="Kegiatan ini dilaksanakan untuk "),
                               Potongan(teks="19 kab/kota", is_tebal=True), Potongan(teks=" di Sumatera Barat."))),
            Pasangan(butir=(("Tempat", "Padang"), ("Waktu", "12–14 Oktober 2026"), ("Peserta", "480 orang"))),
            figures(),
            Subjudul(teks="Hasil"),
            Gambar(bagan=rapat_world.make_bagan("batang"), judul="Corong pemanfaatan", alt="Bagan corong.",
                   tinggi_mm=55, catatan="Data per 31 Okt 2026"),
            DuaKolom(
                kiri=(Subjudul(teks="Sebelum dan sesudah", tingkat=2), Paragraf(potongan=(Potongan(teks="Naik."),)),
                      DaftarButir(butir=("Pra 54,1", "Pasca 71,9"))),
                kanan=(Gambar(bagan=rapat_world.make_bagan("garis"), judul="Tren", alt="Bagan tren.", tinggi_mm=45),),
                lebar_kiri=0.4,
            ),
            tabel(),
            Subjudul(teks="Tindak lanjut", tingkat=2),
            DaftarButir(butir=("Tetapkan kab/kota pendampingan", "Periksa data Oktober"), is_bernomor=True),
            Gambar(bagan=rapat_world.make_bagan("titik"), judul="Ukuran", alt="Bagan titik.", tinggi_mm=60),
            Paragraf(potongan=(Potongan(teks="Sumber: PMM, diunduh 3 Nov 2026."),), is_kecil=True),
            TandaTangan(tempat="Padang, 20 Oktober 2026", jabatan="Kepala BPMP Provinsi Sumatera Barat"),
        ),
        "kaki": "Data per 31 Okt 2026 · Sumber: PMM · Terbitan data 20261103T0102",
        "tanggal": date(2026, 11, 3), "is_contoh": True, "tautan": "provinsi?provinsi=13&snapshot=20261103T0102",
    }  # fmt: skip
    return Naskah(**{**fields, **changes})


def make_profil(**changes: Any) -> Naskah:
    """A profile that must fit one page: figures, three charts, a table."""
    chart = rapat_world.make_bagan
    fields: dict[str, Any] = {
        "jenis": "profil", "berkas": "profil-1306", "judul": "Profil Kab. Agam", "subjudul": "Data per 31 Okt 2026",
        "blok": (
            figures(),
            DuaKolom(kiri=(Gambar(bagan=chart("garis"), judul="Tren login", alt="Bagan tren.", tinggi_mm=50),),
                     kanan=(Gambar(bagan=chart("batang"), judul="Corong", alt="Bagan corong.", tinggi_mm=50),)),
            Gambar(bagan=chart("titik"), judul="Ukuran dan pembandingnya", alt="Bagan titik.", tinggi_mm=60),
            tabel(8),
            DaftarButir(butir=("Login naik 3,2 poin sejak Okt 2025", "Setara dengan Riau dan Jambi")),
        ),
        "is_satu_halaman": True,
    }  # fmt: skip
    return make_naskah(**{**fields, **changes})
