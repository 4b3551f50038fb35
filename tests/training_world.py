"""A small world of events and attendance whose numbers can be counted by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.mart_world import AGAM, BANDUNG, PADANG, make_sekolah, write_dataset

RowValues = dict[str, object]


def make_kegiatan(kode: str, mulai: date, **values: object) -> RowValues:
    return {
        "kegiatan_id": kode,
        "nama": f"Kegiatan {kode}",
        "program": "Bimtek BAKTI x BLPT",
        "penyelenggara": "BLPT",
        "level": "basic",
        "moda": "luring",
        "kota": "Padang",
        "kode_provinsi_kemendagri": "13",
        "kode_kab_kota_kemendagri": PADANG,
        "tanggal_mulai": mulai,
        "tanggal_selesai": mulai,
        "jumlah_jp": 16,
        "jumlah_kuota": 40,
        "jumlah_diundang": 30,
        **values,
    }


def make_hadir(kode: str, orang: int, npsn: str | None, kab_kota: str = AGAM, **values: object) -> RowValues:
    return {
        "kegiatan_id": kode,
        "peserta": f"{orang:032x}",
        "dasar_identitas": "nip",
        "npsn": npsn,
        "peran": "guru",
        "kode_provinsi_kemendagri": kab_kota[:2],
        "kode_kab_kota_kemendagri": kab_kota,
        "is_hadir": True,
        "is_sertifikat": False,
        **values,
    }


KEGIATAN = [
    make_kegiatan("B1", date(2025, 3, 3)),
    make_kegiatan("I1", date(2025, 6, 3), level="intermediate", jumlah_jp=32),
    make_kegiatan("P1", date(2026, 3, 3), program="PembaTIK", level="PembaTIK 1", moda="daring", kota=None,
                  kode_provinsi_kemendagri=None, kode_kab_kota_kemendagri=None),
    make_kegiatan("P2", date(2026, 5, 3), program="PembaTIK", level="PembaTIK 2", moda="daring", kota=None,
                  kode_provinsi_kemendagri=None, kode_kab_kota_kemendagri=None),
    make_kegiatan("KOSONG", date(2026, 6, 3), program="Webinar", level="webinar"),
    make_kegiatan("ABSEN", date(2026, 7, 3), program="Rakor", level="rakor"),
    make_kegiatan("NANTI", date(2099, 1, 5), program="Webinar", level="webinar", moda="daring", kota=None,
                  kode_provinsi_kemendagri=None, kode_kab_kota_kemendagri=None),
]  # fmt: skip


def attendance() -> list[RowValues]:
    """B1: 6 of school 1 (5 certified), 2 of school 2, 1 without NPSN, 1 absent of school 3. I1: two of B1's, one new.
    P1: 5 people of Agam; P2: 6. ABSEN: 3 absent. HILANG: an event on no list. School 9 is on no list of schools."""
    rows = [make_hadir("B1", n, "10000001", is_sertifikat=n != 6, jumlah_jp=16, nilai_pre=50.0,
                       nilai_post=60.0 + n) for n in range(1, 7)]  # fmt: skip
    rows += [make_hadir("B1", n, "10000002", jumlah_jp=16, nilai_pre=70.0) for n in (11, 12)]
    rows += [make_hadir("B1", 21, None, is_sertifikat=True), make_hadir("B1", 31, "10000003", is_hadir=False)]
    rows += [make_hadir("I1", n, "10000001", nilai_pre=40.0, nilai_post=50.0) for n in (1, 2)]
    rows += [make_hadir("I1", 41, "10000009")]
    rows += [make_hadir("P1", n, "10000001") for n in range(1, 6)]
    rows += [make_hadir("P2", n, "10000004", PADANG) for n in range(1, 7)]
    rows += [make_hadir("ABSEN", n, "10000005", BANDUNG, is_hadir=False) for n in (51, 52, 53)]
    rows += [make_hadir("HILANG", 61, "10000005", BANDUNG)]
    return rows


def schools() -> list[RowValues]:
    """Ten schools: 1 to 3 in Agam, 4 in Padang, 5 and more in Bandung; 1 and 3 have BAKTI, 3 is 3T, 5 is Kemenag's."""
    kab = {1: AGAM, 2: AGAM, 3: AGAM, 4: PADANG}
    return [
        make_sekolah(f"1000000{n}" if n < 9 else f"100000{n + 10}", kab.get(n, BANDUNG), jumlah_guru=10,
                     is_bakti=n in (1, 3), is_3t=n == 3, kewenangan="Kemenag" if n == 5 else "pemda")
        for n in range(1, 11)
    ]  # fmt: skip


def write_training(place: Path) -> None:
    """Only schools, events and attendance: no platform has data."""
    write_dataset(place, "satuan_pendidikan", schools())
    write_dataset(place, "bimtek_kegiatan", KEGIATAN)
    write_dataset(place, "bimtek_kehadiran", attendance())
