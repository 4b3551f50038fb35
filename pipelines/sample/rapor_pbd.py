"""A recommendation sheet of planning by data (PBD) as a region downloads it: 23 columns, grouping cells merged."""

from __future__ import annotations

from pipelines.sample.desk import Desk
from pipelines.sample.regions import Regions
from pipelines.sample.world import World
from pipelines.sample.xlsx import Workbook

PROVINCE = "13"
_HEADER = (
    "KELOMPOK INDIKATOR", "KATEGORI INDIKATOR", "INDIKATOR KINERJA URUSAN", "INDIKATOR PRIORITAS",
    "KELOMPOK AKAR MASALAH", "NO INDIKATOR AKAR MASALAH", "INDIKATOR AKAR MASALAH", "MENGAPA AKAR MASALAH",
    "LABEL SUMBER DATA", "DESKRIPSI SUMBER DATA", "JENJANG", "KODE KEGIATAN PAUD", "KODE KEGIATAN SD",
    "KODE KEGIATAN SMP", "KODE KEGIATAN KESETARAAN", "KODE KEGIATAN NONJENJANG", "NOMENKLATUR KEGIATAN",
    "KINERJA KEGIATAN", "INDIKATOR KEGIATAN", "SATUAN", "DESKRIPSI KEGIATAN", "CONTOH OPERASIONALISASI", "NSPK",
)  # fmt: skip
_PROBLEMS = (
    # kelompok, kinerja urusan, indikator prioritas, then (kode, akar masalah, mengapa)
    ("Mutu hasil belajar", "Literasi murid", "A.1 Kemampuan literasi", (
        ("D.1", "Kualitas pembelajaran", "Umpan balik guru belum terarah"),
        ("D.3", "Kepemimpinan instruksional", "Supervisi kepala sekolah belum rutin"),
    )),
    ("Mutu hasil belajar", "Numerasi murid", "A.2 Kemampuan numerasi", (
        ("D.1", "Kualitas pembelajaran", "Soal bernalar jarang dilatih"),
        ("C.3", "Pengalaman pelatihan PTK", "Pelatihan numerasi belum merata"),
    )),
    ("Mutu lingkungan belajar", "Keamanan sekolah", "D.4 Iklim keamanan satuan pendidikan", (
        ("E.5", "Program dan kebijakan satuan pendidikan", "Tim pencegahan kekerasan belum bekerja"),
    )),
)  # fmt: skip
_ACTIVITIES = (
    ("Pengembangan kompetensi guru", "orang", "Lokakarya di gugus dengan pendampingan sesudahnya"),
    ("Penguatan komunitas belajar", "komunitas", "Pertemuan komunitas belajar antarsekolah tiap bulan"),
)
_LEVELS = (("SD", 12), ("SMP", 13))
"""Levels with the place of their activity code among the columns."""


def write_recommendations(desk: Desk, world: World, regions: Regions) -> None:
    """One workbook for one province, after the newest Rapor of the world."""
    if PROVINCE not in regions.province_index:
        return
    province = regions.provinces[regions.province_index[PROVINCE]].nama
    book = Workbook()
    sheet = book.sheet("Rekomendasi PBD ")
    sheet.add(["REKOMENDASI PERENCANAAN BERBASIS DATA"])
    sheet.add([f"Provinsi {province}"])
    sheet.add([f"Rapor Pendidikan Tahun {max(world.tahun_rapor)}"])
    sheet.add([])
    sheet.add(list(_HEADER))
    for group, target, indicator, causes in _PROBLEMS:
        start = sheet.row + 1
        for code, cause, why in causes:
            first = sheet.row + 1
            for number, (activity, unit, example) in enumerate(_ACTIVITIES, 1):
                for level, place in _LEVELS:
                    cells = [""] * len(_HEADER)
                    if sheet.row + 1 == start:
                        cells[:5] = [group, "Prioritas", target, indicator, "Proses pembelajaran"]
                    if sheet.row + 1 == first:
                        cells[5:10] = [code, cause, why, "Rapor Pendidikan", f"Capaian {cause.lower()}"]
                    cells[10], cells[place] = level, f"1.01.02.2.{place - 11:02d}.{number:04d}"
                    cells[16:] = [activity, f"{activity} terlaksana", f"Jumlah {unit} yang terlibat", unit,
                                  f"{activity} untuk {cause.lower()}", example, "Standar proses"]  # fmt: skip
                    sheet.add(cells)
            for column in range(5, 10):
                sheet.merge(first, column, sheet.row, column)
        for column in range(5):
            sheet.merge(start, column, sheet.row, column)
    sheet.add([])
    sheet.add(["Sumber: Rapor Pendidikan"])
    book.save(desk.folder / f"Rekomendasi PBD {max(world.tahun_rapor)} {province}.xlsx")
