"""Rows of targets, of the Rapor and of publications for small worlds."""

from __future__ import annotations

from datetime import date

from tests.mart_world import RowValues

DES = date(2025, 12, 31)


def make_target(acuan: str, kode: str | None, **values: object) -> RowValues:
    """A target of the nation, of a province (`13`) or of a kab/kota (`13.06`)."""
    return {
        "acuan": acuan, "kode_provinsi_kemendagri": None if kode is None else kode[:2],
        "kode_kab_kota_kemendagri": kode if kode is not None and "." in kode else None, "nilai_baseline": 40.0,
        "tanggal_baseline": DES, "nilai_target": 60.0, "tanggal_tenggat": date(2026, 12, 31),
        "penanggung_jawab": "BPMP Contoh", **values,
    }  # fmt: skip


def make_rapor(kode_wilayah: str, tahun: int, nilai: float | None, **values: object) -> RowValues:
    return {
        "tahun": tahun, "tingkat": "kab_kota" if "." in kode_wilayah else "provinsi",
        "kode_provinsi_kemendagri": kode_wilayah[:2],
        "kode_kab_kota_kemendagri": kode_wilayah if "." in kode_wilayah else None, "kelompok": "DASMEN",
        "jenis": "SD Umum", "status": "Semua", "kode": "A.1", "nama": "Literasi", "rincian": "capaian",
        "nilai": nilai, **values,
    }  # fmt: skip


def make_program(kode: str, nama: str, **values: object) -> RowValues:
    return {
        "program_id": kode, "nama": nama, "unit": "BPMP", "nama_unit": "BPMP Sumatera Barat",
        "kelompok_sasaran": "guru", "sasaran_indikator": "DASMEN:A.1", "kode_provinsi_kemendagri": "13",
        "kode_kab_kota_kemendagri": None, "tanggal_mulai": date(2026, 2, 1), "tanggal_selesai": date(2026, 8, 31),
        "anggaran_rupiah": 120e6, "sumber_dana": "APBN", "status_pelaksanaan": "selesai",
        "program_prioritas": None, **values,
    }  # fmt: skip


def make_publikasi(nomor: int, tanggal: date, **values: object) -> RowValues:
    return {
        "tanggal": tanggal, "kanal": "laman", "media": "Laman Contoh", "judul_publikasi": f"Kabar {nomor}",
        "tautan": f"https://contoh.example/{nomor}", "kegiatan_id": None, "program_id": None,
        "kode_provinsi_kemendagri": "13", "kode_kab_kota_kemendagri": None, **values,
    }  # fmt: skip
