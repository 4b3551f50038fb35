"""A small world of roles: programmes that overlap, lack or were cancelled, and schools that were trained twice."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.mart_world import AGAM, BANDUNG, PADANG, RowValues, make_sekolah, write_dataset

LITERASI = "literasi, numerasi, sains, dan teknologi"
KARAKTER = "pendidikan karakter"


def make_program(id: str, unit: str, nama_unit: str, **values: object) -> RowValues:
    """A planned programme of 2027 for teachers in Agam."""
    return {
        "program_id": id, "nama": "Pendampingan IKM", "unit": unit, "nama_unit": nama_unit,
        "kelompok_sasaran": "guru", "sasaran_indikator": "DASMEN:D.1", "kode_provinsi_kemendagri": "13",
        "kode_kab_kota_kemendagri": AGAM, "tanggal_mulai": date(2027, 2, 1), "tanggal_selesai": date(2027, 6, 30),
        "anggaran_rupiah": 250e6, "status_pelaksanaan": "rencana", "program_prioritas": LITERASI, **values,
    }  # fmt: skip


def programs() -> list[RowValues]:
    bpmp, bgtk = ("BPMP", "BPMP Sumatera Barat"), ("BGTK", "BGTK Sumatera Barat")
    return [
        make_program("PK1", *bpmp),
        make_program("PK2", *bgtk, tanggal_mulai=date(2027, 4, 1), tanggal_selesai=date(2027, 9, 30),
                     anggaran_rupiah=300e6),
        make_program("PK3", "Disdik", "Disdik Kab. Agam", status_pelaksanaan="batal"),
        make_program("PK4", "Disdik", "Dinas Pendidikan Provinsi Sumatera Barat", nama="Sekolah Aman",
                     kelompok_sasaran="kepala sekolah", sasaran_indikator="DASMEN:D.4", kode_kab_kota_kemendagri=None,
                     anggaran_rupiah=None, program_prioritas=KARAKTER),
        make_program("PK5", "BLPT", "BLPT", nama="Bimtek BAKTI", kode_kab_kota_kemendagri=PADANG,
                     sasaran_indikator="pmm.aktif_30_hari", tanggal_mulai=date(2026, 8, 1),
                     tanggal_selesai=date(2026, 11, 30), status_pelaksanaan="berjalan"),
        make_program("PK6", "BPMP", "BBPMP Jawa Barat", kode_provinsi_kemendagri="32", kode_kab_kota_kemendagri=None),
        make_program("PK7", "mitra", "Yayasan Contoh", nama="Pelatihan Canva", kode_kab_kota_kemendagri=PADANG,
                     kelompok_sasaran=None, sasaran_indikator="canva.aktif", tanggal_mulai=date(2026, 11, 1),
                     tanggal_selesai=date(2027, 1, 31), anggaran_rupiah=35e6, status_pelaksanaan="berjalan"),
    ]  # fmt: skip


EVENTS = (
    ("K1", "BPMP Sumatera Barat", "basic", "P", date(2026, 3, 2)),
    ("K2", "BLPT", "basic", "BAKTI", date(2026, 5, 4)),
    ("K3", "BGP Sumatera Barat", "basic", "P", date(2026, 6, 1)),
    ("K4", "BGTK Sumatera Barat", "basic", "P", date(2026, 7, 6)),
    ("K5", "BPMP Sumatera Barat", "rakor", "P", date(2026, 8, 3)),
    ("K6", "BLPT", "rakor", "P", date(2026, 8, 10)),
    ("K7", "BLPT", "basic", "BAKTI", date(2025, 5, 5)),
    ("K8", "BBPMP Jawa Barat", "lainnya", "P", date(2026, 9, 7)),
    ("K9", "Disdik Kab. Bandung", "lainnya", "P", date(2026, 9, 14)),
    ("K10", "Yayasan Contoh", "lainnya", "Q", date(2026, 9, 21)),
)
ATTENDANCE = {
    ("K1", "10000001"): 6, ("K1", "10000002"): 2, ("K1", "10000003"): 3, ("K2", "10000001"): 5,
    ("K2", "10000002"): 7, ("K3", "10000001"): 5, ("K4", "10000001"): 5, ("K5", "10000001"): 5,
    ("K6", "10000001"): 5, ("K7", "10000003"): 6, ("K8", "10000009"): 5, ("K9", "10000009"): 5,
    ("K10", "10000009"): 5,
}  # fmt: skip
"""Event and school to the people that came; K3 and K4 are one organiser, renamed."""


def write_roles(place: Path) -> None:
    """Programmes, schools and who was trained by whom."""
    write_dataset(place, "program_kerja", programs())
    where = {"10000001": AGAM, "10000002": AGAM, "10000003": PADANG, "10000009": BANDUNG}
    write_dataset(place, "satuan_pendidikan", [make_sekolah(npsn, kab) for npsn, kab in where.items()])
    write_dataset(place, "bimtek_kegiatan", [
        {"kegiatan_id": id, "nama": f"Kegiatan {id}", "program": program, "penyelenggara": unit, "level": level,
         "moda": "luring", "tanggal_mulai": day, "tanggal_selesai": day}
        for id, unit, level, program, day in EVENTS
    ])  # fmt: skip
    people = [(id, npsn) for (id, npsn), count in ATTENDANCE.items() for _ in range(count)]
    write_dataset(place, "bimtek_kehadiran", [
        {"kegiatan_id": id, "peserta": f"{n:032x}", "dasar_identitas": "nip", "npsn": npsn, "peran": "guru",
         "kode_provinsi_kemendagri": where[npsn][:2], "kode_kab_kota_kemendagri": where[npsn], "is_hadir": True}
        for n, (id, npsn) in enumerate(people)
    ])  # fmt: skip


def write_one_program(place: Path) -> None:
    """One programme and nothing else."""
    write_dataset(place, "program_kerja", programs()[:1])
