"""Training events of the sample world and who goes to them; decided before activity, which some events lift."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from pipelines.sample.regions import Regions
from pipelines.sample.schools import KB, PKBM, TK, Schools
from pipelines.sample.world import MONTHS, Ints, World

BAKTI_CITIES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    ("Medan", "12.71", ("11", "12", "13", "14")),
    ("Pontianak", "61.71", ("61", "62", "63", "64", "65")),
    ("Batam", "21.71", ("21", "15", "16", "17", "18", "19")),
    ("Yogyakarta", "34.71", ("31", "32", "33", "34", "35", "36")),
    ("Makassar", "73.71", ("71", "72", "73", "74", "75", "76", "81", "82")),
    ("Sorong", "96.71", ("91", "92", "93", "94", "95", "96")),
    ("Lombok", "52.71", ("51", "52", "53")),
)
"""City as the programme names it, kab/kota of the venue, provinces invited. "Lombok" is held in Kota Mataram."""

BAKTI_PROGRAM = "Bimtek BAKTI x BLPT"

MEETING = "Rakor Pemanfaatan TIK Pendidikan"
RAKOR = {(2024, 2): "Rakor Berkobar 2024 Pemanfaatan Platform Pendidikan"}
"""Year and half to the name of a coordination meeting that has one of its own; this one is held in Bandung."""

WEBINARS = (
    "Webinar Pemanfaatan Rapor Pendidikan untuk Perencanaan",
    "Webinar Komunitas Belajar Antarsekolah",
    "Webinar Asesmen Murid di PMM",
    "Webinar Pengelolaan Kinerja di PMM",
    "Webinar ARKAS dan SIPLah untuk Bendahara",
    "Webinar Mengenal Rumah Pendidikan",
)


@dataclass(frozen=True)
class Event:
    """One training event, its venue, and how its participants are chosen."""

    kode: str
    nama: str
    program: str
    penyelenggara: str
    level: str
    moda: str
    kota: str
    kab: str
    mulai: date
    hari: int
    jp: int
    peserta: int
    provinsi: tuple[str, ...]
    sasaran: str
    """bakti (teachers at schools with BAKTI access), guru, ks or dinas."""

    @property
    def selesai(self) -> date:
        """The last day."""
        return self.mulai + timedelta(days=self.hari - 1)


def _bakti_events() -> list[Event]:
    events = []
    waves = (("basic", 2023, 9, 16), ("intermediate", 2023, 11, 32), ("basic", 2024, 8, 16),
             ("intermediate", 2024, 10, 32), ("basic", 2025, 8, 16), ("intermediate", 2025, 10, 32))  # fmt: skip
    for level, year, month, jp in waves:
        for place, (city, kab, provinces) in enumerate(BAKTI_CITIES):
            events.append(
                Event(
                    f"BLPT-{year}-{level[:3].upper()}-{place + 1}",
                    f"Bimtek TIK BAKTI x BLPT Tingkat {level.capitalize()} {city} {year}",
                    BAKTI_PROGRAM, "BLPT", level, "luring", city, kab,
                    date(year, month, 4 + 3 * place), 3 if level == "basic" else 4, jp,
                    88 if level == "basic" else 60, provinces, "bakti",
                )
            )  # fmt: skip
    return events


def _online_events() -> list[Event]:
    events = []
    for year in (2023, 2024, 2025, 2026):
        for level, month, people in ((1, 3, 640), (2, 5, 300), (3, 7, 140), (4, 9, 38)):
            late = year == 2023
            events.append(
                Event(
                    f"PTIK-{year}-{level}", f"PembaTIK Level {level} Tahun {year}", "PembaTIK", "BLPT",
                    f"PembaTIK {level}", "bauran" if level == 4 else "daring", "", "",
                    date(year, month + (3 if late else 0), 10), 12, 32, people, (), "guru",
                )
            )  # fmt: skip
        events.append(
            Event(f"KHJR-{year}", f"Kihajar STEM Tahun {year}", "Kihajar", "BLPT", "Kihajar", "daring", "", "",
                  date(year, 9, 18), 5, 8, 90, (), "guru")
        )  # fmt: skip
        for half, month in ((1, 8), (2, 11)):
            city, kab = (("Bandung", "32.73"), ("Padang", "13.71"))[(year + half) % 2]
            events.append(
                Event(f"RKR-{year}-{half}", RAKOR.get((year, half), f"{MEETING} {year} Tahap {half}"),
                      "Rakor pemanfaatan platform", "BLPT", "rakor", "luring", city, kab,
                      date(year, month if year < 2026 else month - 3, 5), 3, 8, 76, (), "dinas")
            )  # fmt: skip
        for order, title in enumerate(WEBINARS[:3] if year % 2 else WEBINARS[3:]):
            events.append(
                Event(f"WBN-{year}-{order + 1}", f"{title} Seri {year}", "Webinar", "BPMP Jawa Tengah", "webinar",
                      "daring", "", "", date(year, 8 if year == 2023 else 2 + 3 * order, 20 + order), 1, 4, 85, (),
                      "guru")
            )  # fmt: skip
    return events


def _province_events(regions: Regions) -> list[Event]:
    events = []
    for order, province in enumerate(regions.provinces):
        seat = next(
            (kab for kab in regions.kabs if regions.provinces[kab.provinsi] is province and kab.jenis == "kota"),
            next(kab for kab in regions.kabs if regions.provinces[kab.provinsi] is province),
        )
        bare = seat.nama.removeprefix("Kota ").removeprefix("Kabupaten ")
        for year, title, level, who in (
            (2023, "Pendampingan Implementasi Kurikulum Merdeka", "lainnya", "ks"),
            (2025, "Bimtek Perencanaan Berbasis Data", "lainnya", "guru"),
        ):
            events.append(
                Event(
                    f"{'IKM' if who == 'ks' else 'PBD'}-{year}-{province.kode}", f"{title} {province.nama} {year}",
                    title, province.unit_bpmp, level, "luring", bare, seat.kode,
                    date(year, 8 + order % 4, 3 + order % 20), 2, 16, 24, (province.kode,), who,
                )
            )  # fmt: skip
    return events


def make_events(world: World, regions: Regions) -> tuple[Event, ...]:
    """Every event of the world; those of venues outside a narrowed world keep their participants from inside it."""
    known = {province.kode for province in regions.provinces}
    events = [*_bakti_events(), *_online_events(), *_province_events(regions)]
    kept = []
    for event in events:
        inside = tuple(kode for kode in event.provinsi if kode in known)
        if (event.provinsi and not inside) or event.selesai > MONTHS[-1]:
            continue
        kept.append(event)
    return tuple(sorted(kept, key=lambda event: (event.mulai, event.kode)))


@dataclass(frozen=True)
class Participants:
    """One place a registered person; `sekolah` is -1 for people of a dinas, whose region is `kab`."""

    acara: Ints
    sekolah: Ints
    orang: Ints
    kab: Ints
    hadir: Ints


def make_participants(world: World, regions: Regions, schools: Schools, events: tuple[Event, ...]) -> Participants:
    """Draw who registers for each event: schools first, then people of the school."""
    formal = ~np.isin(schools.bentuk, (TK, KB, PKBM))
    parts: list[tuple[Ints, Ints, Ints, Ints]] = []
    for index, event in enumerate(events):
        rng = world.rng("peserta", event.kode)
        places = [regions.province_index[kode] for kode in event.provinsi if kode in regions.province_index]
        count = max(4, round(event.peserta * world.porsi_peserta * world.scale))
        if event.sasaran == "dinas":
            kab = rng.integers(0, len(regions.kabs), count).astype(np.int32)
            school, person = np.full(count, -1, np.int32), (kab * 10 + rng.integers(0, 4, count)).astype(np.int32)
        else:
            pool = formal & (schools.buka == 0)
            if places:
                pool &= np.isin(schools.provinsi, places)
            weight = pool.astype(float)
            if event.sasaran == "bakti":
                weight *= (schools.tahun_bakti > 0) & (schools.tahun_bakti <= event.mulai.year)
                weight *= np.exp(-0.35 * schools.watak)
            else:
                weight *= np.exp(0.3 * schools.watak)
            if not weight.any():
                weight = pool.astype(float)
            distinct = max(1, min(round(count * 0.62), int((weight > 0).sum())))
            chosen = rng.choice(len(schools), distinct, replace=False, p=weight / weight.sum())
            school = np.r_[chosen, rng.choice(chosen, max(0, count - distinct))].astype(np.int32)
            kab = schools.kab[school]
            person = (
                np.zeros(len(school), np.int32)
                if event.sasaran == "ks"
                else (1 + rng.integers(0, schools.guru[school])).astype(np.int32)
            )
        pair = school.astype(np.int64) * 1_000 + person
        _, first = np.unique(pair if event.sasaran != "dinas" else person, return_index=True)
        keep = np.sort(first)
        parts.append((np.full(len(keep), index, np.int32), school[keep], person[keep], kab[keep].astype(np.int32)))
    acara, sekolah, orang, kab = (np.concatenate([part[place] for part in parts]) for place in range(4))
    hadir = (world.rng("hadir").random(len(acara)) < 0.91).astype(np.int32)
    return Participants(acara, sekolah, orang, kab, hadir)


def trained_from(schools: Schools, events: tuple[Event, ...], people: Participants) -> Ints:
    """Per school the place in `MONTHS` from which a BAKTI x BLPT bimtek lifts it; 99 for never."""
    start = np.full(len(schools), 99, np.int32)
    for index, event in enumerate(events):
        if event.program != BAKTI_PROGRAM:
            continue
        month = next(place for place, day in enumerate(MONTHS) if day >= event.selesai)
        went = people.sekolah[(people.acara == index) & (people.hadir == 1)]
        start[went] = np.minimum(start[went], month + 1)
    return start
