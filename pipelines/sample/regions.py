"""The 38 provinces and 514 kab/kota, and the many ways real exports spell their names."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cached_property

from pipelines.sample.world import World
from warehouse.paths import REFERENCE

PROVINCE_STYLES = 5
KAB_STYLES = 4

_PROVINCE_SPECIAL = {
    "DKI Jakarta": {1: "Prov. D.K.I. Jakarta", 3: "D.K.I. Jakarta"},
    "DI Yogyakarta": {1: "Prov. D.I. Yogyakarta", 3: "Daerah Istimewa Yogyakarta"},
    "Kepulauan Riau": {3: "Kep. Riau"},
    "Kepulauan Bangka Belitung": {3: "Kep. Bangka Belitung"},
}


def province_spelling(name: str, style: int) -> str:
    """0 as in the reference, 1 "Prov. X", 2 "PROV. X", 3 a drift of the name itself, 4 "Provinsi X"."""
    special = _PROVINCE_SPECIAL.get(name, {})
    if style in special:
        return special[style]
    return {
        1: f"Prov. {name}",
        2: f"PROV. {name.upper()}",
        3: name.replace("Sumatera", "Sumatra"),
        4: f"Provinsi {name}",
    }.get(style, name)


def kab_spelling(name: str, style: int) -> str:
    """0 as in the reference, 1 "Kab. X", 2 upper case, 3 with "Kep." for "Kepulauan" and a doubled blank."""
    short = name.replace("Kabupaten ", "Kab. ").replace("Kota Administrasi ", "Kota Adm. ")
    short = short.replace("Kab. Administrasi ", "Kab. Adm. ")
    return {
        1: short,
        2: short.replace("Kepulauan", "Kep.").upper(),
        3: short.replace("Kepulauan", "Kep.").replace("Kota ", "Kota  "),
    }.get(style, name)


@dataclass(frozen=True)
class Province:
    """One province of the world."""

    kode: str
    nama: str
    pulau: str
    unit_bpmp: str


@dataclass(frozen=True)
class Kab:
    """One kab/kota of the world; `provinsi` counts within `Regions.provinces`."""

    kode: str
    nama: str
    jenis: str
    provinsi: int


@dataclass(frozen=True)
class Regions:
    """The regions of a world, in the order of their codes."""

    provinces: tuple[Province, ...]
    kabs: tuple[Kab, ...]

    @cached_property
    def kab_index(self) -> dict[str, int]:
        """Code -> place in `kabs`."""
        return {kab.kode: index for index, kab in enumerate(self.kabs)}

    @cached_property
    def province_index(self) -> dict[str, int]:
        """Code -> place in `provinces`."""
        return {province.kode: index for index, province in enumerate(self.provinces)}


def _rows(name: str) -> list[dict[str, str]]:
    with (REFERENCE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def load_regions(world: World) -> Regions:
    """The reference tables, narrowed to the world's provinces."""
    provinces = [
        Province(row["kode_provinsi_kemendagri"], row["nama"], row["pulau"], row["unit_bpmp"])
        for row in _rows("provinsi.csv")
        if world.provinsi is None or row["kode_provinsi_kemendagri"] in world.provinsi
    ]
    provinces.sort(key=lambda province: province.kode)
    place = {province.kode: index for index, province in enumerate(provinces)}
    kabs = [
        Kab(row["kode_kab_kota_kemendagri"], row["nama"], row["jenis"], place[row["kode_provinsi_kemendagri"]])
        for row in _rows("kab_kota.csv")
        if row["kode_provinsi_kemendagri"] in place
    ]
    kabs.sort(key=lambda kab: kab.kode)
    return Regions(tuple(provinces), tuple(kabs))
