"""Screens of a meeting without a warehouse: one of every kind, with numbers of a likely size."""

from __future__ import annotations

import csv
import math
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from schemas.rapat import (
    Bagan,
    BaganAngka,
    BaganBatang,
    BaganButir,
    BaganGaris,
    BaganPetak,
    BaganSebar,
    BaganTabel,
    BaganTitik,
    BarisTitik,
    Butir,
    ButirAngka,
    DataLayar,
    DeretBatang,
    DeretWaktu,
    Kelas,
    KolomTabel,
    Layar,
    Penanda,
    Petak,
    TitikSebar,
    TitikWaktu,
    Urutan,
)

REFERENCE = Path(__file__).resolve().parent.parent / "data" / "reference" / "provinsi.csv"
TANGGAL = date(2026, 10, 31)
NASIONAL = 68.2
SORTED_KINDS = ("angka", "titik", "titik_38", "titik_selisih", "garis", "petak", "batang", "batang_tumpuk",
                "batang_tegak", "sebar", "tabel", "butir")  # fmt: skip
"""What `make_layar` knows: the kinds of Bagan, and those variants of them that are drawn differently."""

LABELS = ("Akun belajar.id teraktivasi", "Login PMM 30 hari terakhir", "Menyelesaikan pelatihan mandiri",
          "Mengirim bukti karya", "Memakai Rapor Pendidikan", "Mengikuti komunitas belajar",
          "Mengunggah RKAS di ARKAS")  # fmt: skip
KAB_KOTA = ("Kab. Agam", "Kab. Dharmasraya", "Kab. Kepulauan Mentawai", "Kab. Lima Puluh Kota",
            "Kab. Padang Pariaman", "Kab. Pasaman", "Kab. Pasaman Barat", "Kab. Pesisir Selatan", "Kab. Sijunjung",
            "Kab. Solok", "Kab. Solok Selatan", "Kab. Tanah Datar", "Kota Bukittinggi", "Kota Padang",
            "Kota Padang Panjang", "Kota Pariaman", "Kota Payakumbuh", "Kota Sawahlunto", "Kota Solok")  # fmt: skip


def provinces() -> list[dict[str, str]]:
    """The 38 provinces as the reference table has them."""
    with REFERENCE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def share_of(place: int) -> float:
    """A share that looks like one, the same for the same place: between 42 and 90."""
    return 66 + 17 * math.sin(1.7 * place) + 6 * math.cos(0.6 * place)


def _kelas(low: float, high: float, acuan: float) -> Kelas:
    return "di atas" if low > acuan else "di bawah" if high < acuan else "setara"


def titik(count: int = 7, *, sorot: int = 2) -> BaganTitik:
    """Measures of one province beside its island group and the nation; the fifth without interval, the last empty."""
    rows = []
    for place in range(count):
        value, half = share_of(place + 3), 0.6 + 0.3 * (place % 4)
        is_bare, is_empty = place == 4, place == count - 1 and count > 1
        rows.append(BarisTitik(
            nama=LABELS[place % len(LABELS)], nilai=None if is_empty else value,
            rendah=None if is_bare or is_empty else value - half, tinggi=None if is_bare or is_empty else value + half,
            kelas="tanpa selang" if is_bare else "" if is_empty else _kelas(value - half, value + half, NASIONAL),
            is_sorot=place == sorot, pembanding=(share_of(place + 8), share_of(place + 12)),
            kanan=f"n = {12345 + 317 * place:,}".replace(",", "."),
        ))  # fmt: skip
    return BaganTitik(
        baris=tuple(rows), nama_nilai="Sumatera Barat", nama_pembanding=("Pulau Sumatera", "nasional"),
        sumbu="persen guru",
    )  # fmt: skip


def titik_38(sorot: str = "13") -> BaganTitik:
    """The 38 provinces, highest first, one of them the one the meeting is about, one without data."""
    rows = []
    for place, province in enumerate(provinces()):
        value, half = share_of(place), 0.4 + 0.5 * (place % 5)
        empty = province["kode_provinsi_kemendagri"] == "95"
        rows.append(BarisTitik(
            nama=province["nama"], nilai=None if empty else value, rendah=None if empty else value - half,
            tinggi=None if empty else value + half,
            kelas="" if empty else _kelas(value - half, value + half, NASIONAL),
            is_sorot=province["kode_provinsi_kemendagri"] == sorot,
            kanan=f"n = {(place + 3) * 1719:,}".replace(",", "."),
        ))  # fmt: skip
    rows.sort(key=lambda row: -math.inf if row.nilai is None else row.nilai, reverse=True)
    return BaganTitik(baris=tuple(rows), acuan=NASIONAL, nama_acuan="Nasional", sumbu="persen guru")


def titik_selisih(count: int = 10) -> BaganTitik:
    """Changes in points around zero, real and not."""
    rows = []
    for place in range(count):
        value, half = 8.4 - 1.9 * place, 1.1 + 0.4 * (place % 3)
        kelas: Kelas = "naik" if value - half > 0 else "turun" if value + half < 0 else "tetap"
        rows.append(BarisTitik(nama=KAB_KOTA[place % len(KAB_KOTA)], nilai=value, rendah=value - half,
                               tinggi=value + half, kelas=kelas))  # fmt: skip
    return BaganTitik(baris=tuple(rows), satuan="poin", is_selisih=True, acuan=0.0, nama_acuan="tetap",
                      sumbu="perubahan sejak Okt 2025, poin")  # fmt: skip


def _month(place: int) -> date:
    year, month = 2024 + (10 + place) // 12, (10 + place) % 12 + 1
    return date(year, month, 28)


def garis(months: int = 24) -> BaganGaris:
    """Two years of the province with its interval, of its island group and of the nation; a gap, two events."""

    def series(nama: str, start: float, slope: float, *, is_main: bool = False) -> DeretWaktu:
        points = []
        for place in range(months):
            value = start + slope * place + 1.4 * math.sin(place)
            gap = is_main and place == 9
            points.append(TitikWaktu(
                tanggal=_month(place), nilai=None if gap else value,
                rendah=value - 0.6 if is_main and not gap else None,
                tinggi=value + 0.6 if is_main and not gap else None,
            ))  # fmt: skip
        return DeretWaktu(nama=nama, titik=tuple(points), is_utama=is_main)

    return BaganGaris(
        deret=(series("Sumatera Barat", 54.0, 0.74, is_main=True), series("Pulau Sumatera", 55.5, 0.51),
               series("Nasional", 56.0, 0.53)),
        penanda=(Penanda(tanggal=_month(6), teks="Bimtek gelombang 1"),
                 Penanda(tanggal=_month(14), teks="definisi berubah", is_batas=True)),
        sumbu="persen guru",
    )  # fmt: skip


def petak(sorot: str = "13") -> BaganPetak:
    """The tile map; one province without data."""
    tiles = []
    for place, province in enumerate(provinces()):
        value, half = share_of(place), 0.4 + 0.5 * (place % 5)
        empty = province["kode_provinsi_kemendagri"] == "95"
        tiles.append(Petak(
            kode=province["kode_provinsi_kemendagri"], nama=province["nama"], singkatan=province["singkatan"],
            baris=int(province["baris_petak"]), kolom=int(province["kolom_petak"]), nilai=None if empty else value,
            kelas="" if empty else _kelas(value - half, value + half, NASIONAL),
            is_sorot=province["kode_provinsi_kemendagri"] == sorot,
        ))  # fmt: skip
    return BaganPetak(petak=tuple(tiles), acuan=NASIONAL, nama_acuan="nasional")


def batang() -> BaganBatang:
    """A funnel: lying bars of two series, one value missing."""
    steps = ("Guru terdaftar di Dapodik", "Akun belajar.id teraktivasi", "Login PMM 30 hari terakhir",
             "Menyelesaikan satu pelatihan", "Mengirim bukti karya")  # fmt: skip
    return BaganBatang(
        kategori=steps,
        deret=(DeretBatang(nama="Sumatera Barat", nilai=(100.0, 92.4, 71.4, 48.1, None)),
               DeretBatang(nama="nasional", nilai=(100.0, 90.2, 68.2, 44.7, 22.9))),
        sumbu="persen guru", sorot=(2,),
    )  # fmt: skip


def batang_tumpuk() -> BaganBatang:
    """Rapor labels of each kind of school, stacked to one hundred."""
    kinds = ("SD", "SMP", "SMA", "SMK", "PAUD")
    good = (34.0, 41.5, 52.0, 28.3, 19.9)
    poor = (22.0, 18.5, 9.0, 31.7, 40.1)
    return BaganBatang(
        kategori=kinds, is_bertumpuk=True, sumbu="persen satuan pendidikan",
        deret=(DeretBatang(nama="Baik", nilai=good, warna="#1b7837"),
               DeretBatang(nama="Sedang", nilai=tuple(100 - a - b for a, b in zip(good, poor, strict=True)),
                           warna="#8a5a12"),
               DeretBatang(nama="Kurang", nilai=poor, warna="#b2182b")),
    )  # fmt: skip


def batang_tegak() -> BaganBatang:
    """Standing bars of counts, with intervals."""
    return BaganBatang(
        kategori=("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt"), is_mendatar=False, satuan="",
        desimal=0, sumbu="peserta bimtek",
        deret=(DeretBatang(nama="peserta", nilai=(120, 340, 0, 560, 1240, 80, 910, 455, None, 2031),
                           rendah=(100, 300, None, 500, 1180, 60, 870, 420, None, 1960),
                           tinggi=(140, 380, None, 620, 1300, 100, 950, 490, None, 2102)),),
    )  # fmt: skip


def sebar() -> BaganSebar:
    """Two measures of 19 kab/kota, one of them singled out."""
    return BaganSebar(
        titik=tuple(TitikSebar(nama=name, x=share_of(place), y=1.5 + 0.011 * share_of(place + 1) + 0.05 * (place % 4),
                               kelas="kota" if name.startswith("Kota") else "kabupaten", is_sorot=place in (2, 13))
                    for place, name in enumerate(KAB_KOTA)),
        sumbu_x="Login PMM 30 hari terakhir", sumbu_y="Skor literasi", satuan_y="", desimal_y=2, acuan_x=NASIONAL,
        acuan_y=2.21,
    )  # fmt: skip


def tabel(rows: int = 8) -> BaganTabel:
    """A table of texts, figures on the right."""
    return BaganTabel(
        kolom=(KolomTabel(nama="Kabupaten/kota", lebar=2), KolomTabel(nama="Kenapa diprioritaskan", lebar=3),
               KolomTabel(nama="Skor", is_angka=True), KolomTabel(nama="Peluang 5 besar", is_angka=True)),
        baris=tuple((KAB_KOTA[p % 19], "Login PMM rendah, literasi turun, jarak jauh", f"{82 - 4 * p},{p}",
                     f"{97 - 6 * p}\u00a0%") for p in range(rows)),
    )  # fmt: skip


def angka(count: int = 4) -> BaganAngka:
    """Large figures; the last has nothing but its value."""
    return BaganAngka(butir=tuple(
        ButirAngka(nama=LABELS[p], nilai=f"{92 - 11 * p},{p}\u00a0%", selang="±0,6" if p < count - 1 else "",
                   ubah="+3,2 poin sejak Okt 2025" if p < count - 1 else "",
                   dasar="n = 12.345 guru" if p < count - 1 else "")
        for p in range(count)
    ))  # fmt: skip


def butir(count: int = 4) -> BaganButir:
    """Next steps with what is said under them."""
    texts = (("Tetapkan kab/kota pendampingan triwulan I", "Kab. Kepulauan Mentawai tetap lima besar di 97 % bobot."),
             ("Ajak dinas membuka ARKAS", ""), ("Periksa data Oktober yang belum lengkap", "3 dari 19 belum mengirim."),
             ("Sepakati tanggal rapat berikutnya", ""), ("Kirim lembar profil ke kab/kota", ""))  # fmt: skip
    return BaganButir(butir=tuple(Butir(teks=a, keterangan=b) for a, b in texts[:count]))


BAGAN: dict[str, Any] = {
    "angka": angka, "titik": titik, "titik_38": titik_38, "titik_selisih": titik_selisih, "garis": garis,
    "petak": petak, "batang": batang, "batang_tumpuk": batang_tumpuk, "batang_tegak": batang_tegak, "sebar": sebar,
    "tabel": tabel, "butir": butir,
}  # fmt: skip


def make_bagan(jenis: str) -> Bagan:
    """A chart of this kind or variant (see SORTED_KINDS)."""
    found: Bagan = BAGAN[jenis]()
    return found


def make_layar(jenis: str = "titik", **changes: Any) -> Layar:
    """One screen with everything a screen must have; `changes` replace fields."""
    fields: dict[str, Any] = {
        "kunci": f"uji.{jenis}",
        "nama": jenis.replace("_", " ").capitalize(),
        "kecil": "Pemanfaatan PMM · persen guru · Sumatera Barat",
        "judul": "Login PMM Sumatera Barat 71,4\u00a0% (±0,6) per 31 Okt 2026, naik 3,2 poin dari tahun lalu; "
                 "setara dengan Riau dan Jambi",
        "bagan": make_bagan(jenis),
        "tanggal_data": TANGGAL,
        "dasar": "n = 12.345 guru di 1.234 satuan pendidikan",
        "sumber": "Ekspor PMM, diunduh 3 Nov 2026",
        "catatan": "Titik: persen; garis: selang 95 %.",
        "peringatan": "Guru tanpa akun tidak terhitung sebagai pengguna.",
        "definisi": (("Ukuran", "Guru yang login PMM sekurangnya sekali dalam 30 hari"),
                     ("Pembilang", "Guru dengan login dalam 30 hari sebelum tanggal data"),
                     ("Penyebut", "Guru aktif menurut Dapodik")),
        "alt": "Bagan: Sumatera Barat 71,4 persen, di atas nasional 68,2 persen.",
        "tautan": "provinsi?provinsi=13&ukuran=pmm.aktif_30_hari&tanggal=2026-10-31&snapshot=20261103T0102",
        "pertanyaan": "Kab/kota mana yang belum bergerak sejak bimtek gelombang 1?",
        "catatan_penyaji": "Sebut dulu Kab. Agam.",
        "data": DataLayar(kolom=("nama", "persen", "tanggal"),
                          baris=(("Sumatera Barat", 71.4123, TANGGAL), ("Riau", None, TANGGAL))),
    }  # fmt: skip
    return Layar(**{**fields, **changes})


def make_urutan(*jenis: str, **changes: Any) -> Urutan:
    """A sequence with one screen of each kind named, of every kind when none is."""
    fields: dict[str, Any] = {
        "judul": "Rapat Sumatera Barat",
        "kecil": "Sumatera Barat · data per 31 Okt 2026",
        "snapshot": "20261103T0102",
        "tanggal_terbit": datetime(2026, 11, 3, 1, 2, tzinfo=UTC),
        "is_contoh": True,
        "layar": tuple(make_layar(one) for one in (jenis or SORTED_KINDS)),
    }
    return Urutan(**{**fields, **changes})
