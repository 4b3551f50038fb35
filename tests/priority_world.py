"""A small province in which every criterion of need ranks six kab/kota alike, so that scores can be had by hand.

13.01 needs most in everything, 13.06 least: need 1, 0.8, 0.6, 0.4, 0.2, 0 and scores 100, 80, ... 0. 13.71 has five
schools and no Rapor: too little data for a score.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from tests.mart_world import OKT, make_pmm, make_sekolah, write_dataset
from tests.training_world import make_hadir, make_kegiatan

RowValues = dict[str, object]

ENAM = ("13.01", "13.02", "13.03", "13.04", "13.05", "13.06")
SEKOLAH = 12
LITERASI = (40.0, 50.0, 60.0, 70.0, 80.0, 90.0)


def npsn(kab: int, nomor: int) -> str:
    return f"{30000000 + 100 * kab + nomor}"


def rapor(
    kode: str, values: Sequence[float | None], kelompok: str = "DASMEN", jenis: str = "SD Umum"
) -> list[RowValues]:
    return [
        {
            "tahun": 2025, "tingkat": "kab_kota", "kelompok": kelompok, "jenis": jenis, "status": "Semua", "kode": kode,
            "nama": f"Indikator {kode}", "rincian": "capaian", "kode_provinsi_kemendagri": "13",
            "kode_kab_kota_kemendagri": kab, "nilai": value, "label": None if value is None else "Sedang",
        }
        for kab, value in zip(ENAM, values, strict=True)
    ]  # fmt: skip


def label(kab: int, nomor: int, kode: str, text: str) -> RowValues:
    return {
        "tahun": 2025, "tingkat": "satuan_pendidikan", "kelompok": "DASMEN", "jenis": "SD Umum", "status": "Negeri",
        "kode": kode, "nama": kode, "rincian": "capaian", "kode_provinsi_kemendagri": "13",
        "kode_kab_kota_kemendagri": ENAM[kab], "npsn": npsn(kab, nomor), "label": text,
    }  # fmt: skip


def write_priorities(
    place: Path, literasi: Sequence[float | None] = LITERASI, numerasi: Sequence[float | None] | None = None
) -> None:
    """The world. Of 12 schools of kab/kota i (0-5), 2 + i of 10 teachers are active and 2 i schools were reached."""
    rows, use, came = [], [], []
    for kab, code in enumerate(ENAM):
        for nomor in range(SEKOLAH):
            rows.append(make_sekolah(npsn(kab, nomor), code, jumlah_guru=10, jumlah_peserta_didik=100,
                                     is_3t=kab == 0 and nomor < 6, is_bakti=kab == 0 and nomor == 0))  # fmt: skip
            use.append(make_pmm(npsn(kab, nomor), OKT, code, jumlah_gtk=10, jumlah_aktif_30_hari=2 + kab))
            if nomor < 2 * kab:
                came.append(make_hadir("B1", 100 * kab + nomor, npsn(kab, nomor), code))
    for nomor in range(5):
        rows.append(make_sekolah(npsn(71, nomor), "13.71", jumlah_guru=10, is_3t=False, is_bakti=False))
        use.append(make_pmm(npsn(71, nomor), OKT, "13.71"))
    write_dataset(place, "satuan_pendidikan", rows)
    write_dataset(place, "pmm_aktivitas", use)
    write_dataset(place, "bimtek_kegiatan", [make_kegiatan("B1", date(2025, 3, 3))])
    write_dataset(place, "bimtek_kehadiran", came)
    scores = [50.0 + i for i in range(6)]
    write_dataset(place, "rapor_capaian", [
        *rapor("A.1", literasi), *rapor("A.2", LITERASI if numerasi is None else numerasi), *rapor("D.1", scores),
        label(0, 0, "A.1", "Kurang"), label(0, 1, "A.1", "Sedang"), label(0, 1, "A.2", "Kurang"),
        label(0, 2, "A.1", "Baik"), label(0, 4, "A.2", "Kurang"), label(0, 4, "A.1", "Kurang"),
    ])  # fmt: skip
