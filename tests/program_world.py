"""Small worlds for the pages of programmes and of context: clean Parquet straight from rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from tests.mart_world import AGAM, BANDUNG, PADANG, RowValues, make_sekolah, write_dataset

DES, JUN = date(2024, 12, 31), date(2026, 6, 30)
REGENCIES = tuple(f"13.{code:02d}" for code in range(1, 13))
"""Twelve kab/kota of Sumatera Barat: enough clusters for an interval."""


def make_penggerak(kab_kota: str, tanggal: date, lulus: int, ks: int, ps: int = 0) -> RowValues:
    return {
        "kode_kab_kota_kemendagri": kab_kota, "kode_provinsi_kemendagri": kab_kota[:2], "tanggal_data": tanggal,
        "jumlah_lulus": lulus, "jumlah_diangkat_ks": ks, "jumlah_diangkat_ps": ps,
    }  # fmt: skip


def make_konteks(nilai: float | None, kode: str | None = None, **more: object) -> RowValues:
    """A value of the nation, of a province (`13`) or of a kab/kota (`13.06`)."""
    level = "nasional" if kode is None else "kab_kota" if "." in kode else "provinsi"
    return {
        "tahun": 2025, "tingkat": level, "kode_provinsi_kemendagri": None if kode is None else kode[:2],
        "kode_kab_kota_kemendagri": kode if level == "kab_kota" else None, "ukuran": "aps_5_6", "nilai": nilai,
        "satuan": "persen", "sumber": "BPS", **more,
    }  # fmt: skip


def make_komunitas(kode: str, **more: object) -> RowValues:
    return {
        "tingkat": "kab_kota", "kode_provinsi_kemendagri": kode[:2], "kode_kab_kota_kemendagri": kode,
        "tanggal_data": JUN, "jumlah_komunitas": 20, "jumlah_komunitas_aktif": 15, "jumlah_anggota": 200,
        "jumlah_webinar": 4, **more,
    }  # fmt: skip


def writes(**datasets: Iterable[RowValues]) -> Callable[[Path], None]:
    """A writer of a world that has these datasets alone."""

    def write(place: Path) -> None:
        for name, rows in datasets.items():
            write_dataset(place, name, rows)

    return write


def penggerak_rows() -> list[RowValues]:
    """Twelve kab/kota of one province with 10, 20, ... 120 graduates, a fifth appointed; one of another province."""
    rows = [make_penggerak(code, JUN, 10 * at, 2 * at - 1, 1) for at, code in enumerate(REGENCIES, 1)]
    rows += [make_penggerak(code, DES, 10 * at, at) for at, code in enumerate(REGENCIES, 1)]
    return [*rows, make_penggerak(BANDUNG, JUN, 40, 30), make_penggerak(BANDUNG, DES, 40, 10)]


def c9_row(tingkat: str, nilai: float, **more: object) -> RowValues:
    return {
        "tahun": 2025, "tingkat": tingkat, "kode_provinsi_kemendagri": "13", "kelompok": "DASMEN", "jenis": "SD Umum",
        "status": "Semua", "kode": "C.9", "nama": "Proporsi GP", "rincian": "capaian", "nilai": nilai,
        "label": "Kurang", **more,
    }  # fmt: skip


def school_rows() -> list[RowValues]:
    """24 schools of two kab/kota: 12 registered in two years, 6 not, 6 unknown; 4 Sekolah Penggerak among 20 known."""
    rows = []
    for at in range(24):
        status = (("Mandiri Belajar", 2022), ("Mandiri Berubah", 2023), ("Tidak terdaftar", None), (None, None))[at % 4]
        rows.append(
            make_sekolah(
                f"{20000000 + at}", (AGAM, PADANG)[at // 12], status_ikm=status[0], tahun_ikm=status[1],
                is_sekolah_penggerak=None if at >= 20 else at < 4, jenjang=("SD", "SMP")[at % 2],
            )
        )  # fmt: skip
    return rows


def webinar_row(kode: str, hari: date, **more: object) -> RowValues:
    return {
        "kegiatan_id": kode, "nama": f"Webinar {kode}", "program": "Webinar", "penyelenggara": "BPMP",
        "level": "webinar", "moda": "daring", "tanggal_mulai": hari, "tanggal_selesai": hari, **more,
    }  # fmt: skip
