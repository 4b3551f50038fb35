"""Programmes of work of the units."""

from datetime import date
from typing import ClassVar

from schemas.base import Row, col
from schemas.lists import (
    KODE_KAB_KOTA_PATTERN,
    KODE_PROVINSI_PATTERN,
    ProgramPrioritas,
    StatusProgram,
    UnitPenyelenggara,
)


class ProgramKerja(Row):
    """Each row is one programme of one unit in one region."""

    dataset: ClassVar[str] = "program_kerja"
    judul: ClassVar[str] = "Program kerja"
    satu_baris: ClassVar[str] = "satu program satu unit di satu wilayah"
    key: ClassVar[tuple[str, ...]] = ("program_id",)

    program_id: str = col("Kode program, tetap sepanjang waktu.")
    nama: str = col("Nama program.")
    unit: UnitPenyelenggara = col("Jenis unit pelaksana.")
    nama_unit: str = col("Nama unit, mis. BPMP Sumatera Barat.")
    kelompok_sasaran: str | None = col("Siapa yang dilayani, mis. kepala SD di daerah 3T.", default=None)
    sasaran_indikator: str | None = col("Kode indikator Rapor atau ukuran pemanfaatan yang dituju.", default=None)
    kode_provinsi_kemendagri: str = col("Kode provinsi Kemendagri.", pattern=KODE_PROVINSI_PATTERN)
    kode_kab_kota_kemendagri: str | None = col(
        "Kode kabupaten/kota; kosong bila seluruh provinsi.", default=None, pattern=KODE_KAB_KOTA_PATTERN
    )
    tanggal_mulai: date = col("Hari mulai.", unit="tanggal")
    tanggal_selesai: date = col("Hari selesai.", unit="tanggal")
    anggaran_rupiah: float | None = col("Anggaran program.", unit="rupiah", default=None, ge=0)
    sumber_dana: str | None = col("Sumber dana, mis. APBN, APBD, BOSP, mitra.", default=None)
    status_pelaksanaan: StatusProgram = col("rencana, berjalan, selesai, atau batal.")
    program_prioritas: ProgramPrioritas | None = col("Salah satu dari enam program prioritas.", default=None)
