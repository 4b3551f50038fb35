"""The documents of all kab/kota of a province, one after the other; those without data are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from schemas.naskah import Kop, Naskah
from views import data
from views.documents import profile, rapor_sheet
from views.documents.profile_rows import Bahan
from views.filters import Saringan

JenisMassal = Literal["rapor", "profil"]


@dataclass
class Kumpulan:
    """Goes through the kab/kota once; `dilewati` holds the names of those without data passed by so far."""

    jenis: JenisMassal
    kode_provinsi: str
    saringan: Saringan
    kop: Kop
    dilewati: list[str] = field(default_factory=list)

    def __iter__(self) -> Iterator[Naskah]:
        self.dilewati.clear()
        bahan = Bahan()
        for kode, nama in kab_kota_of(self.kode_provinsi):
            found = self._one(kode, bahan)
            if found is None:
                self.dilewati.append(nama)
            else:
                yield found

    def _one(self, kode: str, bahan: Bahan) -> Naskah | None:
        if self.jenis == "rapor":
            return rapor_sheet.naskah(kode, kop=self.kop, ambang=bahan.ambang)
        return profile.naskah(self.kode_provinsi, kode, self.saringan, kop=self.kop, bahan=bahan)


def kab_kota_of(kode_provinsi: str) -> tuple[tuple[str, str], ...]:
    """Code and name of the kab/kota of a province; none for an unknown one."""
    return tuple(data.regencies(kode_provinsi).items()) if kode_provinsi in data.provinces() else ()


def all_of(jenis: JenisMassal, kode_provinsi: str, saringan: Saringan, kop: Kop = Kop()) -> Kumpulan:  # noqa: B008
    """The documents of a kind for all kab/kota of a province, made as they are asked for."""
    if jenis not in ("rapor", "profil"):
        raise KeyError(jenis)
    return Kumpulan(jenis, kode_provinsi, saringan, kop)
