"""A small world for planning by data: Agam with every kind of evidence, Padang with its own recommendations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.mart_world import AGAM, OKT, PADANG, make_pmm, make_sekolah, write_dataset
from tests.rapor_world import AGAM_ROW, PADANG_ROW, PROVINCE, make_rapor

GONE = "satdik tidak mengikuti AN"


def agam_rows(a1: float = 38.0) -> list[dict[str, object]]:
    """A.1 Kurang; D.1 Kurang, D.3 Sedang, D.2 without data, D.1.1 with a value and no label, the rest not written."""
    return [
        make_rapor(AGAM_ROW, "A.1", a1, "Kurang"),
        make_rapor(AGAM_ROW, "A.1", 41.0, "Sedang", tahun=2024),
        make_rapor(AGAM_ROW, "A.2", 55.0, "Sedang"),
        make_rapor(AGAM_ROW, "A.3", 56.0, "Baik"),
        make_rapor(AGAM_ROW, "B.1", 1.2, "Tinggi"),
        make_rapor(AGAM_ROW, "D.1", 48.0, "Kurang"),
        make_rapor(AGAM_ROW, "D.1", 49.0, "Kurang", tahun=2024),
        make_rapor(AGAM_ROW, "D.1.1", 47.0, None),
        make_rapor(AGAM_ROW, "D.2", None, None, alasan_tidak_tersedia=GONE),
        make_rapor(AGAM_ROW, "D.3", 52.0, "Sedang"),
        make_rapor(AGAM_ROW, "D.4", None, "Baik"),
        make_rapor(AGAM_ROW, "C.3", 27.0, "Kurang",
                   perubahan_tertulis="Tidak Tersedia (instrumen penilaian tahun ini dan tahun lalu berbeda)"),
        make_rapor(AGAM_ROW, "C.3", 60.0, "Baik", tahun=2024, perubahan_tertulis="Naik 1"),
        make_rapor(AGAM_ROW, "B.16", 72.0, "TUNTAS PRATAMA", jenis="Semua jenjang", status="Tidak Relevan"),
        make_rapor(AGAM_ROW, "D.1", 33.0, "Kurang", kelompok="PAUD", jenis="PAUD", nama="Perencanaan"),
        make_rapor(AGAM_ROW, "C.1", 20.0, "Kurang", kelompok="PAUD", jenis="PAUD", nama="Guru S1"),
    ]  # fmt: skip


def rapor_rows(a1: float = 38.0) -> list[dict[str, object]]:
    """Agam's rows, its province, Padang, and labels of eleven schools of Agam."""
    rows = agam_rows(a1)
    rows += [make_rapor(PROVINCE, "A.1", 61.5, "Sedang"), make_rapor(PROVINCE, "D.1", 60.0, "Sedang"),
             make_rapor(PROVINCE, "D.1", 63.0, "Sedang", tahun=2024),
             make_rapor(PADANG_ROW, "D.1", 45.0, "Kurang"), make_rapor(PADANG_ROW, "A.1", 71.0, "Baik")]  # fmt: skip
    school = {**AGAM_ROW, "tingkat": "satuan_pendidikan"}
    labels = ["Kurang"] * 4 + ["Sedang"] * 5 + ["Baik"] * 2
    rows += [
        make_rapor(school, "D.1", None, label, npsn=f"100000{at:02d}", status="Negeri" if at % 2 else "Swasta")
        for at, label in enumerate(labels, 1)
    ]
    rows.append(make_rapor(school, "A.1", None, "Kurang", npsn="10000001", status="Negeri"))
    return rows


def make_rekomendasi(kode: str, kegiatan: str, urutan: int, kab_kota: str | None = None, **more: Any) -> dict[
    str, object
]:  # fmt: skip
    return {"tahun": 2025, "kode_provinsi_kemendagri": "13", "kode_kab_kota_kemendagri": kab_kota, "urutan": urutan,
            "indikator_prioritas": "A.1 Kemampuan literasi", "kode_akar_masalah": kode, "akar_masalah": f"Akar {kode}",
            "jenjang": "SD", "kode_kegiatan_sd": "1.01.02.2.01.0001", "nomenklatur_kegiatan": kegiatan,
            "indikator_kegiatan": "Jumlah orang yang terlibat", "satuan": "orang", **more}  # fmt: skip


def recommendation_rows() -> list[dict[str, object]]:
    """For D.1: two of the province (one of them repeated), one of Agam, one of Padang, one old, one for SMP alone."""
    return [
        make_rekomendasi("D.1", "Pengembangan kompetensi guru", 1),
        make_rekomendasi("D.1", "Pengembangan kompetensi guru", 2, indikator_prioritas="A.2 Kemampuan numerasi"),
        make_rekomendasi("D.1", "Penguatan komunitas belajar", 3, indikator_prioritas="A.2 Kemampuan numerasi",
                         kode_kegiatan_sd="1.01.02.2.01.0002"),
        make_rekomendasi("D.1", "Pendampingan gugus", 4, AGAM, kode_kegiatan_sd=None,
                         kode_kegiatan_nonjenjang="1.01.02.2.09.0001"),
        make_rekomendasi("D.1", "Lokakarya Padang", 5, PADANG),
        make_rekomendasi("D.1", "Kegiatan lama", 6, tahun=2023),
        make_rekomendasi("D.1", "Khusus SMP", 7, jenjang="SMP", kode_kegiatan_sd=None, kode_kegiatan_smp="1.01.02"),
        make_rekomendasi("D.1", "Khusus satu sekolah", 8, AGAM, npsn="10000001"),
        make_rekomendasi("D.3", "Pelatihan kepala sekolah", 9),
        make_rekomendasi("D.1", "Pendampingan guru PAUD", 10, jenjang="PAUD", kode_kegiatan_sd=None,
                         kode_kegiatan_paud="1.01.02.2.03.0001"),
    ]  # fmt: skip


def write_pbd(place: Path, a1: float = 38.0) -> None:
    """Rapor, recommendations, schools and some use of PMM."""
    write_dataset(place, "rapor_capaian", rapor_rows(a1))
    write_dataset(place, "rekomendasi_pbd", recommendation_rows())
    npsn = [f"{20000000 + at}" for at in range(24)]
    write_dataset(place, "satuan_pendidikan", [make_sekolah(n, (AGAM, PADANG)[int(n) % 2]) for n in npsn])
    write_dataset(place, "pmm_aktivitas", [make_pmm(n, OKT, (AGAM, PADANG)[int(n) % 2]) for n in npsn])
