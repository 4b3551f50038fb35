"""A small Rapor world with planted traps: totals over status, one code in PAUD and Dasmen, a break, missing values."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tests.mart_world import AGAM, OKT, PADANG, make_platform, make_pmm, make_sekolah, write_dataset

PROVINCE = {"tingkat": "provinsi", "kode_provinsi_kemendagri": "13"}
AGAM_ROW = {"tingkat": "kab_kota", "kode_provinsi_kemendagri": "13", "kode_kab_kota_kemendagri": AGAM}
PADANG_ROW = {**AGAM_ROW, "kode_kab_kota_kemendagri": PADANG}


def make_rapor(place: Mapping[str, object], kode: str, nilai: float | None, label: str | None, **more: Any) -> dict[
    str, object
]:  # fmt: skip
    """One published figure; SD Umum, status Semua, Rapor 2025 unless said otherwise."""
    return {**place, "tahun": 2025, "kelompok": "DASMEN", "jenis": "SD Umum", "status": "Semua", "kode": kode,
            "nama": f"Nama {kode}", "rincian": "capaian", "nilai": nilai, "label": label, **more}  # fmt: skip


def rapor_rows() -> list[dict[str, object]]:
    """Province 13 with Agam (values) and Padang (missing), two years, and one kind that is named otherwise."""
    rows = []
    for place, a1, gap in ((PROVINCE, 61.5, 2.4), (AGAM_ROW, 58.25, 2.7)):
        rows += [
            make_rapor(place, "A.1", a1, "Sedang"),
            make_rapor(place, "A.1", a1 - 4, "Sedang", tahun=2024),
            make_rapor(place, "A.1", a1 + 20, "Baik", status="Negeri"),
            make_rapor(place, "A.1", a1 - 20, "Kurang", status="Swasta"),
            make_rapor(place, "B.1", gap, "Rendah"),
            make_rapor(place, "B.1", gap, "Rendah", tahun=2024),
            make_rapor(place, "D.1", 60.0, "Sedang"),
            make_rapor(place, "D.1", 70.0, "Baik", tahun=2024),
            make_rapor(place, "D.1", 33.0, "Kurang", kelompok="PAUD", jenis="PAUD", nama="Perencanaan"),
            make_rapor(place, "C.3", 27.0, "Kurang",
                       perubahan_tertulis="Tidak Tersedia (instrumen penilaian tahun ini dan tahun lalu berbeda)"),
            make_rapor(place, "C.3", 60.0, "Baik", tahun=2024, perubahan_tertulis="Naik 1"),
            make_rapor(place, "B.16", 72.0, "TUNTAS PRATAMA", jenis="Semua jenjang", status="Tidak Relevan"),
            make_rapor(place, "B.5", 104.5, "Tinggi", jenis="SD Sederajat", status="Tidak Relevan"),
        ]  # fmt: skip
    rows += [
        make_rapor(PROVINCE, "C.3.1", 7.0, None),
        make_rapor(PROVINCE, "C.3.1", 40.0, None, tahun=2024),
        *[
            make_rapor(PROVINCE, "A.1", nilai, rincian.capitalize(), rincian=rincian)
            for rincian, nilai in (("di atas", 11.5), ("mencapai", 50.0), ("di bawah", 30.0), ("jauh di bawah", 8.5))
        ],
        make_rapor(PADANG_ROW, "A.1", None, None, alasan_tidak_tersedia="satdik tidak mengikuti AN"),
    ]
    rows += [make_rapor(AGAM_ROW, "D.4", None, "Baik", perubahan_tertulis="Naik 0,59"),
             make_rapor(AGAM_ROW, "D.4", None, "Sedang", tahun=2024),
             make_rapor(PADANG_ROW, "D.4", None, "Kurang")]  # fmt: skip
    school = {**AGAM_ROW, "tingkat": "satuan_pendidikan"}
    rows += [
        make_rapor(school, "A.1", None, label, npsn=f"1000000{at}", status=status)
        for at, (label, status) in enumerate((("Baik", "Negeri"), ("Baik", "Swasta"), ("Kurang", "Negeri")), 1)
    ]
    rows.append(make_rapor(school, "A.1", None, None, npsn="10000004", status="Negeri",
                           alasan_tidak_tersedia="satdik tidak mengikuti AN"))  # fmt: skip
    rows.append(make_rapor(school, "C.3", None, "Baik", npsn="10000001", status="Negeri", tahun=2024))
    rows.append(make_rapor(school, "C.3", None, "Kurang", npsn="10000001", status="Negeri"))
    return rows


def write_rapor(place: Path) -> None:
    """The Rapor rows with some use of PMM and belajar.id beside them."""
    write_dataset(place, "rapor_capaian", rapor_rows())
    npsn = [f"{20000000 + at}" for at in range(24)]
    write_dataset(place, "satuan_pendidikan", [make_sekolah(n, (AGAM, PADANG)[int(n) % 2]) for n in npsn])
    write_dataset(place, "pmm_aktivitas", [make_pmm(n, OKT, (AGAM, PADANG)[int(n) % 2]) for n in npsn])
    write_dataset(place, "pemanfaatan_platform", [make_platform("belajar_id", OKT, npsn[0])])


def write_one_row(place: Path) -> None:
    """One province, one indicator, one year."""
    write_dataset(place, "rapor_capaian", [make_rapor(PROVINCE, "A.1", 61.5, "Sedang")])
