"""Clean exports beside the plain ones: a school's own Rapor, PBD recommendations, komunitas, levels, exploration."""

from __future__ import annotations

from random import Random

from bench.dokter.places import Places
from bench.dokter.rapor import comma
from bench.dokter.sheet import Cell, Export, Table, tabular
from bench.dokter.usage import CUTOFFS, kind

_ROWS = (
    *(("A.1", "Kemampuan literasi", "siswa sudah mencapai kompetensi minimum"),),
    ("A.2", "Kemampuan numerasi", "siswa sudah mencapai kompetensi minimum"),
    ("A.3", "Karakter", ""),
    ("D.1", "Kualitas pembelajaran", ""),
    ("D.4", "Iklim keamanan satuan pendidikan", ""),
)
_HEADS = (
    *(("no", "No"), ("indikator", "Indikator"), ("capaian", "Capaian"), ("skor", "Skor Rapor 2023")),
    *(("definisi", "Definisi Capaian"), ("ubah", "Perubahan Skor dari Tahun Lalu"), ("lalu", "Skor Rapor 2022")),
    *(("kab", "Peringkat di Kab./Kota"), ("nasional", "Peringkat secara Nasional"), ("sumber", "Sumber Data")),
)


def school_report(rng: Random, places: Places) -> Export:
    """The report of 2023: composite texts, relative changes, the NPSN only in the title."""
    school = next(school for school in places.schools if school.bentuk == "SD" and school.status == "Negeri")
    cells: list[list[Cell]] = [
        [f"LAPORAN RAPOR PENDIDIKAN {school.nama} TAHUN 2023 (NPSN {school.npsn})"],
        ["Peringkat atas (1-20%), menengah atas (21-40%), menengah (41-60%)"],
        ["Laporan diperbarui 11 Jul 2023"],
        [],
        [text for _, text in _HEADS],
    ]
    for kode, nama, about in _ROWS:
        now, before = round(rng.uniform(42, 88), 2), round(rng.uniform(40, 80), 2)
        label = "Baik" if now > 70 else "Sedang"
        told = f"{label} ({comma(now)}% {about})" if about else label
        moved = f"{'Naik' if now > before else 'Turun'} {comma(abs(now - before) / before * 100)}%"
        rank = "Peringkat menengah (41-60%)"
        cells.append([kode, f"{nama}\nPengertian {nama.lower()}", told, comma(now), f"Pengertian {label}", moved,
                      comma(before), rank, rank, "AN 2022"])  # fmt: skip
    kolom = {name: place for place, (name, _) in enumerate(_HEADS)}
    return Export(f"laporan_rapor_{school.npsn}.xlsx", [Table("Laporan", cells, kolom, 4, 5, len(cells))])


def recommendations(rng: Random, places: Places) -> Export:
    """The PBD sheet of a kab/kota, its header some rows down."""
    region = places.home[2]
    columns = [
        *(("kelompok", "KELOMPOK INDIKATOR"), ("kategori", "KATEGORI INDIKATOR")),
        *(("iku", "INDIKATOR KINERJA URUSAN"), ("prioritas", "INDIKATOR PRIORITAS")),
        *(("akar", "KELOMPOK AKAR MASALAH"), ("no_akar", "NO INDIKATOR AKAR MASALAH")),
        *(("indikator_akar", "INDIKATOR AKAR MASALAH"), ("mengapa", "MENGAPA AKAR MASALAH"), ("jenjang", "JENJANG")),
        *(("kode_sd", "KODE KEGIATAN SD"), ("kegiatan", "NOMENKLATUR KEGIATAN"), ("satuan", "SATUAN")),
    ]
    records: list[dict[str, Cell]] = [
        {
            "kelompok": "Mutu",
            "kategori": "Kualitas",
            "iku": "Kemampuan literasi",
            "prioritas": "A.1 Literasi",
            "akar": "Proses",
            "no_akar": f"D.{place}",
            "indikator_akar": f"Pembelajaran bagian {place}",
            "mengapa": "Capaian masih sedang",
            "jenjang": "SD",
            "kode_sd": f"1.01.02.2.0{place}",
            "kegiatan": f"Pendampingan guru bagian {place}",
            "satuan": "satuan pendidikan",
        }
        for place in range(1, 2 + rng.randrange(3, 6))
    ]
    titles = [[f"Rekomendasi PBD {region.written(1)}"], [f"Provinsi {places.provinsi}"], ["Tahun 2025"], []]
    table = tabular(rng, "Rekomendasi", columns, records, titles, is_shuffled=False)
    return Export(f"rekomendasi_pbd_{region.bare.replace(' ', '_')}_2025.xlsx", [table])


def communities(rng: Random, places: Places) -> Export:
    """Komunitas belajar of each region."""
    columns = [
        *(("tanggal_data", "Tanggal Data"), ("provinsi", "Provinsi"), ("kab_kota", "Kabupaten/Kota")),
        *(("komunitas", "Jumlah Komunitas"), ("aktif", "Komunitas Aktif"), ("anggota", "Jumlah Anggota")),
    ]
    records: list[dict[str, Cell]] = [
        {
            "tanggal_data": day,
            "provinsi": places.province(1),
            "kab_kota": region.written(1),
            "komunitas": 20 + place,
            "aktif": 12 + place,
            "anggota": 240 + 10 * number,
        }
        for place, day in enumerate(CUTOFFS[:2])
        for number, region in enumerate(places.home)
    ]
    name, delimiter, mark, day_first = kind(rng, "komunitas_belajar")
    return Export(name, [tabular(rng, "Komunitas", columns, records)], delimiter, mark, day_first)


def levels(rng: Random, places: Places) -> Export:
    """PMM levels of regions: PERLU DITINGKATKAN, CUKUP BAIK, BAIK."""
    columns = [
        *(("tanggal_data", "Tanggal Data"), ("provinsi", "Provinsi"), ("kab_kota", "Kabupaten/Kota")),
        *(("aspek", "Aspek"), ("predikat", "Predikat")),
    ]
    words = ("PERLU DITINGKATKAN", "CUKUP BAIK", "BAIK")
    records: list[dict[str, Cell]] = [
        {
            "tanggal_data": CUTOFFS[0],
            "provinsi": places.province(0),
            "kab_kota": region.written(1),
            "aspek": aspect,
            "predikat": rng.choice(words),
        }
        for region in places.home
        for aspect in ("Login", "Pelatihan Mandiri")
    ]
    name, delimiter, mark, day_first = kind(rng, "pmm_tingkat_wilayah")
    return Export(name, [tabular(rng, "Tingkat", columns, records)], delimiter, mark, day_first)


def exploration(rng: Random, places: Places) -> Export:
    """Who explored the Rapor, by school name without NPSN."""
    columns = [
        *(("tanggal_data", "Tanggal Data"), ("provinsi", "Provinsi"), ("kab_kota", "Kabupaten/Kota")),
        *(("nama", "Nama Sekolah"), ("login", "Sudah Login"), ("eksplorasi", "Sudah Eksplorasi")),
    ]
    records: list[dict[str, Cell]] = [
        {
            "tanggal_data": CUTOFFS[0],
            "provinsi": places.province(0),
            "kab_kota": school.region.written(1),
            "nama": school.nama,
            "login": "Ya",
            "eksplorasi": rng.choice(("Ya", "Tidak")),
        }
        for school in places.schools
    ]
    name, delimiter, mark, day_first = kind(rng, "eksplorasi_rapor")
    return Export(name, [tabular(rng, "Eksplorasi", columns, records)], delimiter, mark, day_first)
