"""From what the user set and what the data say to the question that is computed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from analysis.allocation import Aturan, Ints, Kota, Soal, Tingkat, Wilayah
from analysis.allocation.study import CELAH, Permintaan
from analysis.small_cells import FEWEST_PEOPLE
from charts.style import each
from views import data
from views.allocation.candidates import Bahan, travel_costs
from views.allocation.inputs import LEVELS, Masukan, city_names

UNDIAN = 20
"""Redraws of need that test whether the plan holds."""
DETIK = 20.0
BANYAK, CELAH_BANYAK = 60, 0.01
"""Regions from which a wider gap is asked for, and which: twenty redraws of a nation must not take minutes."""


@dataclass(frozen=True)
class Pertanyaan:
    """A question with what its answer is read by: `kota` the user's cities come first, cities of last year after."""

    masukan: Masukan
    bahan: Bahan
    minta: Permintaan
    jumlah_kota: int
    tahun_lalu: int | None

    @property
    def sidik(self) -> tuple[object, ...]:
        """Equal for the same inputs on the same data."""
        return fingerprint(self.masukan, self.bahan)


def fingerprint(masukan: Masukan, bahan: Bahan) -> tuple[object, ...]:
    """What an answer depends on."""
    return (masukan, bahan.sidik)


def ask(masukan: Masukan, bahan: Bahan) -> Pertanyaan:
    """The question; cities where only last year's events were take no class but can be costed."""
    past = last_year(bahan)
    own = [k.kode_kota for k in masukan.kota]
    extra = [] if past is None else sorted(set(past["kode_kota"].astype(str)) - set(own))
    names = city_names()
    cities = tuple(Kota(k.kode_kota, k.nama, k.jumlah_kelas_maks, k.jumlah_ruang) for k in masukan.kota)
    cities += tuple(Kota(code, names.get(code, code), 0, 1) for code in extra)
    price = {str(o.jarak): o.biaya_rupiah for o in masukan.ongkos}
    by_level = {t.level: t for t in masukan.tingkat}
    first, second = (
        Tingkat(t.jumlah_hari, t.jumlah_kursi, t.jumlah_pelatih, t.biaya_kelas_rupiah, t.biaya_harian_rupiah)
        for t in (by_level[level] for level in LEVELS)
    )
    codes = [*own, *extra]
    soal = Soal(regions(bahan), cities, (first, second), travel_costs(bahan.frame, codes, price), rules(masukan))
    seats = None if past is None else past_seats(past, bahan, codes)
    minta = Permintaan(soal, tahun_lalu=seats, galat=bahan.galat, undian=UNDIAN, batas_detik=DETIK,
                      celah=CELAH if len(soal.wilayah) <= BANYAK else CELAH_BANYAK,
                      is_sebagian=len(soal.wilayah) < len(names))  # fmt: skip
    year = None if past is None else int(past["tahun"].max())
    return Pertanyaan(masukan, bahan, minta, len(own), year)


def regions(bahan: Bahan) -> tuple[Wilayah, ...]:
    """The regions as the solver knows them; BAKTI's part of those who go on is that of the schools seen at basic."""
    found = []
    for row, is_3t in zip(each(bahan.frame), bahan.is_3t, strict=True):
        share = row.jumlah_dasar_bakti / row.jumlah_dasar if row.jumlah_dasar else 0.0
        found.append(Wilayah(
            str(row.kode), float(row.skor), (int(row.calon_dasar), int(row.calon_lanjut)),
            (int(row.calon_dasar_bakti), round(share * int(row.calon_lanjut))), int(row.jumlah_satuan), bool(is_3t),
            str(row.nama),
        ))  # fmt: skip
    return tuple(found)


def rules(masukan: Masukan) -> Aturan:
    """The limits as the solver knows them."""
    s = masukan.setelan
    return Aturan(s.pagu_rupiah, s.hari_pelatih, s.kursi_per_sekolah, s.pct_3t_min, s.kursi_min_wilayah,
                  s.kursi_maks_wilayah, s.is_bakti_dulu, s.pct_lulus_dasar)  # fmt: skip


def last_year(bahan: Bahan) -> pd.DataFrame | None:
    """Last year's real seats of these regions; None when there were none, or so few people that they can't be told."""
    frame = data.ask("alokasi_tahun_lalu", kode_provinsi=None)
    mine = frame[frame["wilayah"].isin(bahan.frame["kode"])]
    people = int(mine.drop_duplicates(["wilayah", "level"])["jumlah_orang"].sum())
    return None if people < FEWEST_PEOPLE else mine


def past_seats(past: pd.DataFrame, bahan: Bahan, cities: list[str]) -> Ints:
    """(n, m, 2) seats; people of a region who went to several cities at one level are split evenly over them."""
    at_region = {str(kode): i for i, kode in enumerate(bahan.frame["kode"])}
    at_city = {code: j for j, code in enumerate(cities)}
    seats = np.zeros((len(at_region), len(cities), 2), dtype=np.int64)
    for (region, level), part in past.groupby(["wilayah", "level"]):
        people, places = int(part["jumlah_orang"].iloc[0]), sorted(part["kode_kota"].astype(str))
        for k, place in enumerate(places):
            share = people // len(places) + (1 if k < people % len(places) else 0)
            seats[at_region[str(region)], at_city[place], LEVELS.index(level)] += share
    return seats
