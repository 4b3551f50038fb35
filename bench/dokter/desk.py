"""Clean exports of the desks: Guru Penggerak, programmes, targets, publications, context of regions."""

from __future__ import annotations

from datetime import date
from random import Random

from bench.dokter.places import Places
from bench.dokter.sheet import Cell, Export, Table, tabular
from bench.dokter.training import event_codes
from bench.dokter.usage import CUTOFFS, kind, long_day


def penggerak(rng: Random, places: Places) -> list[Export]:
    """Guru Penggerak at two cut-offs; the date stands in a title, the province's sum closes the table."""
    columns = (
        *(("provinsi", "Provinsi"), ("kab_kota", "Kabupaten/Kota")),
        *(("lulus", "Lulus"), ("ks", "Diangkat KS"), ("ps", "Diangkat PS")),
    )
    first = {region.kode: rng.randrange(40, 90) for region in places.regions}
    made = []
    for place, day in enumerate(CUTOFFS[:2]):
        records: list[dict[str, Cell]] = []
        for region in places.regions:
            passed = first[region.kode] + 6 * place
            records.append(
                {
                    "provinsi": places.province(place),
                    "kab_kota": region.written(place),
                    "lulus": passed,
                    "ks": passed // 4 + place,
                    "ps": passed // 12 + place,
                }
            )
        total: dict[str, Cell] = {
            name: sum(int(str(record[name])) for record in records) for name in ("lulus", "ks", "ps")
        }
        titles = [["Guru Penggerak yang menjadi KS dan PS"], [f"Data per {long_day(day)}"], []]
        table = tabular(
            *(rng, "Rekap", columns, records, titles), total={**total, "provinsi": "JUMLAH"}, is_shuffled=False
        )
        name, delimiter, mark, day_first = kind(rng, f"guru_penggerak_{day.isoformat()}")
        made.append(Export(name, [table], delimiter, mark, day_first))
    return made


def program_codes(places: Places) -> tuple[str, ...]:
    return tuple(f"PRG-{places.kode}-{number:03}" for number in range(1, 6))


def programs(rng: Random, places: Places) -> Export:
    """Programmes of work."""
    columns = [
        *(("kode", "Kode Program"), ("nama", "Nama Program"), ("unit", "Unit"), ("nama_unit", "Nama Unit")),
        *(("sasaran", "Kelompok Sasaran"), ("indikator", "Sasaran Indikator"), ("provinsi", "Provinsi")),
        *(("kab_kota", "Kabupaten/Kota"), ("mulai", "Tanggal Mulai"), ("selesai", "Tanggal Selesai")),
        *(("anggaran", "Anggaran (Rp)"), ("dana", "Sumber Dana"), ("status", "Status")),
        ("prioritas", "Program Prioritas"),
    ]
    records: list[dict[str, Cell]] = []
    for place, code in enumerate(program_codes(places)):
        region = places.regions[place]
        records.append(
            {
                "kode": code,
                "nama": f"Pendampingan literasi {region.bare}",
                "unit": "BPMP",
                "nama_unit": f"BPMP {places.provinsi}",
                "sasaran": "kepala SD",
                "indikator": "DASMEN:A.1",
                "provinsi": places.province(1),
                "kab_kota": region.written(1),
                "mulai": date(2026, 2, 1 + place),
                "selesai": date(2026, 11, 20 + place),
                "anggaran": 1_000_000 * rng.randrange(80, 400),
                "dana": "APBN",
                "status": "berjalan",
                "prioritas": "pendidikan karakter",
            }
        )
    name, delimiter, mark, day_first = kind(rng, "program_kerja")
    return Export(name, [tabular(rng, "Program", columns, records)], delimiter, mark, day_first)


def targets(rng: Random, places: Places) -> Export:
    """Targets of regions."""
    columns = [
        *(("acuan", "Acuan"), ("provinsi", "Provinsi"), ("kab_kota", "Kabupaten/Kota")),
        *(("baseline", "Nilai Baseline"), ("tanggal_baseline", "Tanggal Baseline")),
        *(("target", "Nilai Target"), ("tenggat", "Tenggat"), ("pj", "Penanggung Jawab")),
    ]
    records: list[dict[str, Cell]] = [
        {
            "acuan": "pmm.aktif_30_hari",
            "provinsi": places.province(0),
            "kab_kota": region.written(1),
            "baseline": round(rng.uniform(30, 60), 2),
            "tanggal_baseline": date(2025, 12, 31),
            "target": round(rng.uniform(65, 85), 2),
            "tenggat": date(2026, 12, 31),
            "pj": f"BPMP {places.provinsi}",
        }
        for region in places.home
    ]
    name, delimiter, mark, day_first = kind(rng, "target_2026")
    return Export(name, [tabular(rng, "Target", columns, records)], delimiter, mark, day_first)


def publications(rng: Random, places: Places) -> Export:
    """Publications about events and programmes."""
    columns = [
        *(("tanggal", "Tanggal"), ("kanal", "Kanal"), ("media", "Media"), ("judul", "Judul"), ("tautan", "Tautan")),
        *(("kegiatan", "Kode Kegiatan"), ("program", "Kode Program"), ("provinsi", "Provinsi")),
        ("kab_kota", "Kabupaten/Kota"),
    ]
    codes = [("", code) for code in program_codes(places)] + [(code, "") for code in event_codes(places)]
    records: list[dict[str, Cell]] = [
        {
            "tanggal": date(2026, 1 + place, 12),
            "kanal": "media daring",
            "media": "Kabar Contoh",
            "judul": f"Pendampingan sekolah bagian {place + 1}",
            "kegiatan": event,
            "program": program,
            "tautan": f"https://berita.contoh.example/2026/{places.kode}/{place}",
            "provinsi": places.province(0),
            "kab_kota": places.home[place % 3].written(0),
        }
        for place, (event, program) in enumerate(codes)
    ]
    name, delimiter, mark, day_first = kind(rng, "publikasi")
    return Export(name, [tabular(rng, "Publikasi", columns, records)], delimiter, mark, day_first)


def context(rng: Random, places: Places) -> Export:
    """Measures of regions, long."""
    columns = [
        *(("tahun", "Tahun"), ("provinsi", "Provinsi"), ("kab_kota", "Kabupaten/Kota"), ("ukuran", "Ukuran")),
        *(("nilai", "Nilai"), ("satuan", "Satuan"), ("sumber", "Sumber")),
    ]
    records: list[dict[str, Cell]] = [
        {
            "tahun": year,
            "provinsi": places.province(1),
            "kab_kota": region.written(1),
            "ukuran": measure,
            "nilai": round(rng.uniform(55, 95), 2),
            "satuan": "persen",
            "sumber": "BPS (contoh)",
        }
        for year in (2024, 2025)
        for measure in ("aps_5_6", "ruang_kelas_baik")
        for region in places.home
    ]
    name, delimiter, mark, day_first = kind(rng, "konteks_wilayah")
    return Export(name, [tabular(rng, "Konteks", columns, records)], delimiter, mark, day_first)


_STATISTICS = (
    *("Aceh", "Sumatera Utara", "Riau", "Lampung", "Jawa Barat", "Jawa Tengah", "Banten", "Bali", "Gorontalo"),
    *("Maluku", "Papua"),
)


def statistics(rng: Random) -> Export:
    """A table of provinces as statistics offices publish it: three decimals behind a comma, INDONESIA last."""
    ages = ("5-6", "7-12", "13-15", "16-18")
    header: list[Cell] = ["No", "Cakupan", "Satuan", *(f"Kelompok Umur {age}" for age in ages)]
    cells: list[list[Cell]] = [header]
    for place, name in enumerate(_STATISTICS, 1):
        values = [f"{rng.uniform(low, low + 8):.3f}".replace(".", ",") for low in (70, 91, 88, 70)]
        cells.append([place, name.upper(), "%", *values])
    last = len(cells)
    cells.append([last, "INDONESIA", "", *(f"{value:.3f}".replace(".", ",") for value in (74.5, 95.1, 92.2, 74.25))])
    kolom = {"no": 0, "provinsi": 1, "satuan": 2, **{f"umur_{place}": 3 + place for place in range(4)}}
    table = Table("-", cells, kolom, 0, 1, last)
    return Export("Angka Partisipasi Sekolah (APS)-2025.csv", [table], ";", True)
