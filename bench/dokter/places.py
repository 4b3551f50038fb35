"""Regions and schools of a small world: one province with two regions of one bare name, and a third region."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random

from warehouse.paths import REFERENCE

PROVINCES = ("13", "32", "33", "35", "36", "52")
"""Provinces in which a kabupaten and a kota share a name, and with enough regions for a Rapor."""
_MOST_REGIONS = 9
_WORDS = (
    *("MEKAR", "HARAPAN", "SEJAHTERA", "CEMPAKA", "MELATI", "MAWAR", "KENANGA", "SUKAMAJU", "SUKAMUKTI", "TANJUNG"),
    *("KARANGANYAR", "PURWODADI", "MULYASARI", "BINTANG", "CENDANA", "FLAMBOYAN", "SRIKANDI", "WIJAYA", "SENTOSA"),
)
_KECAMATAN = ("Utara", "Selatan", "Timur", "Barat", "Tengah")


@dataclass(frozen=True)
class Region:
    """A kab/kota as the reference names it."""

    kode: str
    nama: str

    @property
    def bare(self) -> str:
        return self.nama.removeprefix("Kabupaten ").removeprefix("Kota ")

    @property
    def is_kota(self) -> bool:
        return self.nama.startswith("Kota ")

    def written(self, style: int) -> str:
        """The name in one of the ways exports write it."""
        kind = ("Kota" if self.is_kota else ("Kab.", "Kabupaten", "KABUPATEN", "Kab.")[style % 4]).strip()
        name = f"{kind} {self.bare}"
        return name.upper() if style % 4 == 2 else name


@dataclass(frozen=True)
class School:
    npsn: str
    nama: str
    bentuk: str
    status: str
    region: Region
    kecamatan: str
    guru: int
    siswa: int


@dataclass(frozen=True)
class Places:
    """`home`: the regions whose schools are known; `regions`: those of the Rapor, home among them."""

    kode: str
    provinsi: str
    home: tuple[Region, ...]
    regions: tuple[Region, ...]
    foreign: Region
    """A kab/kota of another province."""
    schools: tuple[School, ...]

    def province(self, style: int) -> str:
        return (self.provinsi, f"Prov. {self.provinsi}", self.provinsi.upper(), f"Provinsi {self.provinsi}")[style % 4]


@lru_cache(maxsize=1)
def _reference() -> tuple[dict[str, str], tuple[Region, ...]]:
    with (REFERENCE / "provinsi.csv").open(encoding="utf-8", newline="") as lines:
        provinces = {row["kode_provinsi_kemendagri"]: row["nama"] for row in csv.DictReader(lines)}
    with (REFERENCE / "kab_kota.csv").open(encoding="utf-8", newline="") as lines:
        regions = tuple(Region(row["kode_kab_kota_kemendagri"], row["nama"]) for row in csv.DictReader(lines))
    return provinces, regions


def make_places(rng: Random) -> Places:
    """A province, its regions and their schools."""
    provinces, everywhere = _reference()
    kode = rng.choice(PROVINCES)
    inside = [region for region in everywhere if region.kode.startswith(f"{kode}.")]
    names = [region.bare for region in inside]
    twins = sorted({region.bare for region in inside if names.count(region.bare) == 2})
    twin = rng.choice(twins)
    pair = [region for region in inside if region.bare == twin]
    others = [region for region in inside if names.count(region.bare) == 1]
    rng.shuffle(others)
    home = (*pair, others[0])
    rest = [region for region in inside if region not in home]
    rng.shuffle(rest)
    regions = (*home, *rest[: _MOST_REGIONS - len(home)])
    bare_here = {region.bare for region in inside}
    known = [region.bare for region in everywhere]
    foreign = rng.choice(
        [r for r in everywhere if r.kode[:2] != kode and r.bare not in bare_here and known.count(r.bare) == 1]
    )
    return Places(kode, provinces[kode], home, regions, foreign, _schools(rng, home))


def _schools(rng: Random, home: Sequence[Region]) -> tuple[School, ...]:
    numbers = rng.sample(range(1_000_000), 60)
    words = rng.sample(_WORDS, len(_WORDS))
    made: list[School] = []
    for place, region in enumerate(home):
        for bentuk, status in (
            *(("SD", "Negeri"), ("SD", "Swasta"), ("SMP", "Negeri"), ("SMA", "Negeri")),
            ("TK", "Swasta"),
        ):
            word = words[len(made)]
            number = rng.randrange(1, 10)
            name = f"{bentuk} NEGERI {number} {word}" if status == "Negeri" else f"{bentuk} {word} {number}"
            made.append(
                School(
                    npsn=f"{rng.choice('2345')}0{numbers.pop():06}",
                    nama=name,
                    bentuk=bentuk,
                    status=status,
                    region=region,
                    kecamatan=f"{region.bare} {_KECAMATAN[(place + len(made)) % len(_KECAMATAN)]}",
                    guru=rng.randrange(14, 40),
                    siswa=rng.randrange(120, 600),
                )
            )
    return tuple(made)
