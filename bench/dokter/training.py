"""Clean exports of bimtek: the list of events, and their attendance forms."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from bench.dokter.places import Places, School
from bench.dokter.sheet import Cell, Export, tabular
from bench.dokter.usage import kind

EVENTS = 3
_LEVELS = ("basic", "intermediate", "webinar")
_FORM = (
    *(("nama", "Nama Lengkap (dengan gelar)"), ("nip", "NIP/NUPTK"), ("npsn", "NPSN")),
    *(("asal", "Asal Sekolah/Instansi"), ("jabatan", "Jabatan"), ("provinsi", "Provinsi"), ("kab_kota", "Kab/Kota")),
    *(("hadir", "Hadir"), ("pre", "Pre-test"), ("post", "Post-test"), ("sertifikat", "Sertifikat"), ("jp", "JP")),
)


def event_codes(places: Places) -> tuple[str, ...]:
    return tuple(f"BTK-2026-{places.kode}{number}" for number in range(1, EVENTS + 1))


def events(rng: Random, places: Places) -> Export:
    """The list of events, under a title row."""
    columns = [
        *(("kode", "Kode Kegiatan"), ("nama", "Nama Kegiatan"), ("program", "Program")),
        *(("penyelenggara", "Penyelenggara"), ("level", "Level"), ("moda", "Moda"), ("kota", "Kota")),
        *(("provinsi", "Provinsi"), ("kab_kota", "Kabupaten/Kota")),
        *(("mulai", "Tanggal Mulai"), ("selesai", "Tanggal Selesai"), ("jp", "JP"), ("kuota", "Kuota")),
        ("diundang", "Diundang"),
    ]
    records: list[dict[str, Cell]] = []
    for place, code in enumerate(event_codes(places)):
        region = places.home[place]
        start = date(2026, 2 + 2 * place, rng.randrange(2, 26))
        records.append(
            {
                "kode": code,
                "nama": f"Bimtek Pemanfaatan Platform angkatan {place + 1}",
                "program": "Bimtek TIK",
                "penyelenggara": f"BPMP {places.provinsi}",
                "level": _LEVELS[place],
                "moda": "luring",
                "kota": region.bare,
                "provinsi": places.province(1),
                "kab_kota": region.written(1),
                "mulai": start,
                "selesai": start + timedelta(days=2),
                "jp": 16,
                "kuota": 30,
                "diundang": 20,
            }
        )
    name, delimiter, mark, day_first = kind(rng, "bimtek_kegiatan", "xlsx")
    titles = [["Daftar kegiatan bimtek"], []] if rng.random() < 0.5 else []
    return Export(name, [tabular(rng, "Kegiatan", columns, records, titles)], delimiter, mark, day_first)


def _person(rng: Random, number: int, school: School, places: Places) -> dict[str, Cell]:
    pre = 40 + rng.randrange(30)
    return {
        "nama": f"Peserta Contoh {number:04}",
        "npsn": school.npsn,
        "asal": school.nama,
        "jabatan": "Guru",
        "nip": f"19{70 + number % 25}0{1 + number % 9}{10 + number % 18}20{10 + number % 10}011{number:03}",
        "provinsi": places.province(0),
        "kab_kota": school.region.written(1),
        "hadir": "Ya",
        "pre": pre,
        "post": pre + rng.randrange(5, 25),
        "sertifikat": "Ya",
        "jp": 16,
    }


def attendance(rng: Random, places: Places) -> list[Export]:
    """One form with the code in a column, and one workbook whose code stands only in the title."""
    codes = event_codes(places)
    people = [_person(rng, number, places.schools[number % len(places.schools)], places) for number in range(1, 37)]
    both = [{**person, "kode": codes[place % 2]} for place, person in enumerate(people[:24])]
    name, delimiter, mark, day_first = kind(rng, "daftar_hadir_2026", "csv")
    form = tabular(rng, "-", (("kode", "Kode Kegiatan"), *_FORM), both)
    titles: list[list[Cell]] = [[f"Daftar hadir {codes[2]} Bimtek Pemanfaatan Platform"], []]
    alone = tabular(rng, "Form Responses 1", _FORM, people[24:], titles)
    return [
        Export(name, [form], delimiter, mark, day_first),
        Export(f"daftar_hadir_{codes[2]}.xlsx", [alone]),
    ]
