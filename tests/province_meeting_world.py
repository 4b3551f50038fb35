"""A province with something on every screen of a meeting, its numbers countable by hand.

Sumatera Barat in October 2026, 12 schools of 10 teachers a kab/kota: Agam 78 of 120 active (a year before 48), Padang
30 (before 78), Pesisir Selatan 66 (as before). Medan 114, Bandung 66, Yogyakarta one school with 5 of 10. In November
Agam alone has sent three schools. In December 2023 and 2024 Agam alone was counted: between them the series broke.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from tests.mart_world import AGAM, BANDUNG, OKT, PADANG, RowValues, make_pmm, make_sekolah, write_dataset
from tests.target_world import make_rapor, make_target
from tests.training_world import make_hadir, make_kegiatan

PESSEL, MEDAN, BANTUL = "13.01", "12.71", "34.02"
LALU, NOV = date(2025, 10, 31), date(2026, 11, 30)
SEBELUM, SESUDAH = date(2023, 12, 31), date(2024, 12, 31)
ACTIVE = {
    AGAM: ((6, 7), (3, 5)), PADANG: ((2, 3), (6, 7)), PESSEL: ((5, 6), (5, 6)), MEDAN: ((9, 10), (9, 10)),
    BANDUNG: ((5, 6), (5, 6)),
}  # fmt: skip
"""Active teachers of ten, of every second school, in October 2026 and a year before."""
RAPOR = (("A.1", "Kemampuan literasi", 71.15, "Baik", 67.98, "Sedang"),
         ("A.2", "Kemampuan numerasi", 68.3, "Sedang", 64.2, "Sedang"),
         ("D.1", "Kualitas pembelajaran", 39.0, "Kurang", 60.5, "Sedang"))  # fmt: skip
"""Priority indicators of the province: value and label of 2025, then of 2024."""


def npsn(kab: str, nomor: int) -> str:
    return f"{kab.replace('.', '')}{nomor:04d}"


def _pmm(school: str, day: date, kab: str, active: int) -> RowValues:
    return make_pmm(school, day, kab, jumlah_gtk=10, jumlah_login=9, jumlah_aktif_30_hari=active, jumlah_mulai_topik=8,
                    jumlah_selesai_topik_1=4, jumlah_selesai_topik_2=3, jumlah_selesai_topik_3=2,
                    jumlah_selesai_topik_4=1, jumlah_aksi_nyata=2, jumlah_aksi_nyata_tervalidasi=1)  # fmt: skip


def write_meeting(place: Path) -> None:
    """The world; bimtek reached six schools of Agam and three of Padang, the higher level one of Agam."""
    lists, use = [], []
    for kab, (now, then) in ACTIVE.items():
        for nomor in range(12):
            school = npsn(kab, nomor)
            lists.append(make_sekolah(school, kab, jumlah_guru=10, jumlah_peserta_didik=100))
            use += [_pmm(school, OKT, kab, now[nomor % 2]), _pmm(school, LALU, kab, then[nomor % 2])]
            if kab == AGAM:
                use += [_pmm(school, SEBELUM, kab, 1 + nomor % 2), _pmm(school, SESUDAH, kab, 3 + nomor % 2)]
            if kab == AGAM and nomor < 3:
                use.append(_pmm(school, NOV, kab, 1))
    lists.append(make_sekolah(npsn(BANTUL, 1), BANTUL, jumlah_guru=10))
    use += [_pmm(npsn(BANTUL, 1), day, BANTUL, 5) for day in (LALU, OKT)]
    write_dataset(place, "satuan_pendidikan", lists)
    write_dataset(place, "pmm_aktivitas", use)
    write_dataset(place, "bimtek_kegiatan", [make_kegiatan("B1", date(2026, 3, 3)),
                                             make_kegiatan("I1", date(2026, 6, 3), level="intermediate")])  # fmt: skip
    came = [make_hadir("B1", 10 + n, npsn(AGAM, n), AGAM) for n in range(6)]
    came += [make_hadir("B1", 20 + n, npsn(PADANG, n), PADANG) for n in range(3)]
    came.append(make_hadir("I1", 10, npsn(AGAM, 0), AGAM))
    write_dataset(place, "bimtek_kehadiran", came)
    rapor = []
    for kode, nama, now_, label, then_, before in RAPOR:
        rapor += [make_rapor("13", 2025, now_, kode=kode, nama=nama, label=label),
                  make_rapor("13", 2024, then_, kode=kode, nama=nama, label=before)]  # fmt: skip
        rapor += [make_rapor(kab, 2025, now_ - at, kode=kode, nama=nama, label=label)
                  for at, kab in enumerate((AGAM, PESSEL, PADANG))]  # fmt: skip
    write_dataset(place, "rapor_capaian", rapor)
    write_dataset(place, "target", [make_target("pmm.aktif_30_hari", "13", nilai_target=90.0, nilai_baseline=60.0)])
