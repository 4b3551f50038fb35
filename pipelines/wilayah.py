"""Region names and codes to one Kemendagri code, or a plain reason why not. Nothing is guessed.

What may differ: Unicode form, case, blanks, dots, hyphens, the written form of a prefix, "Kep."/"Kepulauan", and
the spellings of `data/reference/nama_lain.csv`. What never gives way is the kind: "Kab. Solok" and "Kota Solok" are
two regions, and a bare "Solok" is neither.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

import pandas as pd

from pipelines.nama_wilayah import Jenis, clean, province_key, split_kind, squeeze, words
from warehouse.paths import REFERENCE

Golongan = Literal["cocok", "nasional", "luar_negeri", "tidak_dikenal", "rancu"]
KodeSistem = Literal["kemendagri", "bps", "dapodik"]


@dataclass(frozen=True)
class Wilayah:
    """A region at one level; the codes are Kemendagri's, None above their level."""

    tingkat: Literal["nasional", "provinsi", "kab_kota"]
    kode_provinsi: str | None = None
    kode_kab_kota: str | None = None


@dataclass(frozen=True)
class Hasil:
    """What became of one text. `alasan` says why there is no code, or what was assumed beside it."""

    kode: str | None
    golongan: Golongan
    alasan: str | None = None


@dataclass(frozen=True)
class Pasangan:
    """What became of a province text and a kab/kota text of the same row."""

    provinsi: str | None
    kab_kota: str | None
    wilayah: Wilayah | None
    golongan: Golongan
    alasan: str | None = None


_NASIONAL = frozenset({"INDONESIA", "NASIONAL", "SELURUHINDONESIA", "TINGKATNASIONAL", "RATARATANASIONAL"})
_TOTAL = frozenset({"TOTAL", "JUMLAH", "GRANDTOTAL", "JUMLAHTOTAL", "TOTALJUMLAH", "TOTALNASIONAL", "JUMLAHNASIONAL"})
_LUAR_NEGERI = frozenset({"LUARNEGERI", "SEKOLAHINDONESIALUARNEGERI", "SILN"})

_BEFORE_2022 = {"93": "91", "94": "91", "95": "91", "96": "92"}
"""Provinces split off in 2022 and the province that held their kab/kota before."""

_LONGEST = 40
"""Longer texts than any region's name get no hint."""

_REMEDY = "perbaiki ejaannya di berkas, atau tambahkan ejaan ini ke data/reference/nama_lain.csv"


@dataclass(frozen=True)
class _Region:
    kode: str
    nama: str


@dataclass
class Resolver:
    """The names and codes of the reference tables, ready to be asked."""

    _provinsi: dict[str, _Region] = field(default_factory=dict)
    _kab_kota: dict[str, _Region] = field(default_factory=dict)
    _kode_provinsi: dict[str, dict[str, str]] = field(default_factory=dict)
    _kode_kab_kota: dict[str, dict[str, str]] = field(default_factory=dict)
    _nama_provinsi: dict[str, str] = field(default_factory=dict)
    _nama_kab_kota: dict[tuple[Jenis, str], set[str]] = field(default_factory=dict)
    _nama_polos: dict[str, set[str]] = field(default_factory=dict)
    _mirip: dict[tuple[str, str], str] = field(default_factory=dict)
    """Hints already worked out: comparing texts is dear, and layouts ask about the same cells many times."""

    @classmethod
    def from_reference(cls, folder: Path = REFERENCE) -> Resolver:
        """Built from provinsi.csv, kab_kota.csv and nama_lain.csv; ValueError names an alias that cannot be."""
        resolver = cls()
        resolver._add_provinces(_rows(folder / "provinsi.csv"))
        resolver._add_kab_kota(_rows(folder / "kab_kota.csv"))
        aliases = folder / "nama_lain.csv"
        if aliases.is_file():
            for row in _rows(aliases):
                resolver._add_alias(row["jenis"], row["kode"], row["nama_lain"])
        return resolver

    def _add_provinces(self, rows: Iterable[dict[str, str]]) -> None:
        self._kode_provinsi = {"kemendagri": {}, "bps": {}, "dapodik": {}, "iso": {}}
        for row in rows:
            kode = row["kode_provinsi_kemendagri"]
            self._provinsi[kode] = _Region(kode, row["nama"])
            self._kode_provinsi["kemendagri"][kode] = kode
            self._kode_provinsi["bps"][row["kode_provinsi_bps"]] = kode
            self._kode_provinsi["dapodik"][row["kode_provinsi_dapodik"]] = kode
            self._kode_provinsi["iso"][row["kode_iso"]] = kode
            self._nama_provinsi[province_key(row["nama"])] = kode

    def _add_kab_kota(self, rows: Iterable[dict[str, str]]) -> None:
        self._kode_kab_kota = {"kemendagri": {}, "bps": {}, "dapodik": {}}
        for row in rows:
            kode = row["kode_kab_kota_kemendagri"]
            self._kab_kota[kode] = _Region(kode, row["nama"])
            self._kode_kab_kota["kemendagri"][kode.replace(".", "")] = kode
            for system in ("bps", "dapodik"):
                if row[f"kode_kab_kota_{system}_2020"]:
                    self._kode_kab_kota[system][row[f"kode_kab_kota_{system}_2020"]] = kode
            name = split_kind(row["nama"])[1]
            self._nama_kab_kota.setdefault((_kind(row["nama"]), name), set()).add(kode)
            self._nama_polos.setdefault(name, set()).add(kode)

    def _add_alias(self, jenis: str, kode: str, alias: str) -> None:
        if jenis == "provinsi":
            if kode not in self._provinsi:
                raise ValueError(f"nama_lain.csv: kode provinsi {kode!r} tidak ada di provinsi.csv")
            known = self._nama_provinsi.setdefault(province_key(alias), kode)
            if known != kode:
                raise ValueError(f"nama_lain.csv: {alias!r} menunjuk provinsi {kode} dan {known}; satu nama satu kode")
            return
        if kode not in self._kab_kota:
            raise ValueError(f"nama_lain.csv: kode kab/kota {kode!r} tidak ada di kab_kota.csv")
        stated, name = split_kind(alias)
        places = [self._nama_kab_kota.setdefault((stated or _kind(self._kab_kota[kode].nama), name), set())]
        if stated is None:
            places.append(self._nama_polos.setdefault(name, set()))
        for place in places:
            other = next((k for k in place if k != kode and k[:2] == kode[:2]), None)
            if other:
                raise ValueError(f"nama_lain.csv: {alias!r} menunjuk {kode} dan {other} di satu provinsi")
            place.add(kode)

    def name_of(self, kode: str) -> str:
        """The canonical name of a province or kab/kota code."""
        return (self._kab_kota.get(kode) or self._provinsi[kode]).nama

    def provinsi(self, text: object, kode_sistem: KodeSistem | None = None, *, is_hinted: bool = True) -> Hasil:
        """A province's name or code. A bare code is read only with `kode_sistem`.

        Without `is_hinted` an unknown name gets no hint at similar ones: for asking about many cells that need not
        be regions at all.
        """
        shown = clean(text)
        key = province_key(text)
        if not key:
            return Hasil(None, "tidak_dikenal", "provinsi kosong: isi nama provinsi")
        special = _special(key)
        if special:
            return special
        iso = self._kode_provinsi["iso"].get(shown.upper())
        if iso:
            return Hasil(iso, "cocok")
        digits = re.fullmatch(r"(\d{2}|\d{6})(?:[.,]0)?", shown)
        if digits:
            return self._province_code(digits.group(1), kode_sistem)
        kode = self._nama_provinsi.get(key)
        if kode:
            return Hasil(kode, "cocok")
        if shown.isdigit():
            return Hasil(None, "tidak_dikenal", f"kode provinsi {shown!r} bukan 2 angka (atau 6 angka Dapodik)")
        near = self._similar(key, "provinsi") if is_hinted else ""
        return Hasil(None, "tidak_dikenal", f"provinsi {shown!r} tidak dikenal{near}; {_REMEDY}")

    def _province_code(self, digits: str, kode_sistem: KodeSistem | None) -> Hasil:
        if kode_sistem is None:
            return Hasil(
                None,
                "rancu",
                f"kode provinsi {digits} tanpa sistem kode: Kemendagri, BPS, dan Dapodik memakai angka yang sama "
                "untuk provinsi berbeda; sebutkan sistemnya atau pakai nama provinsi",
            )
        kode = self._kode_provinsi[kode_sistem].get(digits)
        if kode is None:
            return Hasil(None, "tidak_dikenal", f"kode provinsi {digits} tidak ada dalam sistem kode {kode_sistem}")
        return Hasil(kode, "cocok")

    def kab_kota(
        self,
        text: object,
        provinsi: str | None = None,
        kode_sistem: KodeSistem | None = None,
        *,
        is_hinted: bool = True,
    ) -> Hasil:
        """A kab/kota's name or full code; `provinsi` is the Kemendagri code of the row's province, if known."""
        shown = clean(text)
        if not shown:
            return Hasil(None, "tidak_dikenal", "kabupaten/kota kosong: isi nama kabupaten/kota")
        special = _special(squeeze(words(text)))
        if special:
            return special
        if re.fullmatch(r"[\d.,]+", shown):
            found = self._kab_kota_code(shown, kode_sistem)
            return found if found.kode is None else self._within(found.kode, provinsi, shown)
        kind, name = split_kind(text)
        nation = self._nama_polos.get(name, set()) if kind is None else self._nama_kab_kota.get((kind, name), set())
        inside = {kode for kode in nation if _is_in(kode, provinsi)}
        match sorted(inside or nation):
            case []:
                return Hasil(None, "tidak_dikenal", self._unknown(shown, kind, name, provinsi, is_hinted))
            case [kode]:
                return self._within(kode, provinsi, shown)
            case several:
                names = ", ".join(f"{self.name_of(kode)} ({kode})" for kode in several)
                remedy = "tulis lengkap dengan Kab. atau Kota dan provinsinya"
                return Hasil(None, "rancu", f"{shown!r} dapat berarti {names}; {remedy}")

    def _within(self, kode: str, provinsi: str | None, shown: str) -> Hasil:
        if provinsi is None or kode[:2] == provinsi:
            return Hasil(kode, "cocok")
        here, there = self.name_of(provinsi), self.name_of(kode[:2])
        if _is_in(kode, provinsi):
            return Hasil(kode, "cocok", f"{shown!r} tertulis di {here}, sejak pemekaran 2022 masuk {there}")
        remedy = "periksa kolom provinsi atau kabupaten/kota"
        return Hasil(None, "tidak_dikenal", f"{shown!r} ada di {there}, bukan di {here}; {remedy}")

    def _unknown(self, shown: str, kind: Jenis | None, name: str, provinsi: str | None, is_hinted: bool) -> str:
        where = f" di {self.name_of(provinsi)}" if provinsi else ""
        if kind is None and province_key(shown) in self._nama_provinsi:
            return f"{shown!r} adalah nama provinsi, bukan kabupaten/kota; periksa kolomnya"
        other: Jenis = "kabupaten" if kind == "kota" else "kota"
        twin = self._nama_kab_kota.get((other, name), set()) if kind else set()
        if twin:
            names = ", ".join(sorted(self.name_of(kode) for kode in twin))
            return f"{shown!r} tidak ada; yang ada {names}. Kab. dan Kota tidak saling menggantikan; periksa berkas"
        near = self._similar(name, provinsi or "") if is_hinted else ""
        return f"kabupaten/kota {shown!r} tidak dikenal{where}{near}; {_REMEDY}"

    def _similar(self, key: str, scope: str) -> str:
        """A hint at similar names: of provinces where the scope is "provinsi", else of kab/kota (of that province)."""
        if (key, scope) not in self._mirip:
            names = (
                self._nama_provinsi
                if scope == "provinsi"
                else {
                    name: kode
                    for name, kodes in self._nama_polos.items()
                    for kode in kodes
                    if _is_in(kode, scope or None)
                }
            )
            near = difflib.get_close_matches(key, names, n=2, cutoff=0.8) if len(key) <= _LONGEST else []
            shown = sorted({self.name_of(names[name]) for name in near})
            self._mirip[key, scope] = f" (mirip: {', '.join(shown)})" if shown else ""
        return self._mirip[key, scope]

    def _kab_kota_code(self, shown: str, kode_sistem: KodeSistem | None) -> Hasil:
        dotted = re.fullmatch(r"(\d{2})\.(\d{2})", shown)
        if dotted and kode_sistem in (None, "kemendagri"):
            if shown in self._kab_kota:
                return Hasil(shown, "cocok")
            return Hasil(None, "tidak_dikenal", f"kode kabupaten/kota {shown} tidak ada dalam kode Kemendagri")
        if re.fullmatch(r"\d{2}[.,]\d", shown):
            return Hasil(
                None,
                "rancu",
                f"kode {shown} kehilangan angka: nol di belakang hilang karena kolom dibaca sebagai bilangan "
                f"({shown.replace(',', '.')}0 atau kode lain?); simpan kolom kode sebagai teks, lalu ekspor ulang",
            )
        digits = re.sub(r"[.,]0$", "", shown)
        if re.fullmatch(r"\d{6}", digits):
            if kode_sistem == "dapodik":
                return self._stated_code(digits, "dapodik")
            return Hasil(None, "rancu", f"kode {digits} 6 angka: sebutkan sistem kode dapodik, atau pakai nama wilayah")
        if not re.fullmatch(r"\d{4}", digits) or kode_sistem == "dapodik":
            remedy = "pakai bentuk 13.06 atau nama wilayah"
            return Hasil(None, "tidak_dikenal", f"kode kabupaten/kota {shown!r} tidak dikenal; {remedy}")
        if kode_sistem is not None:
            return self._stated_code(digits, kode_sistem)
        readings = {system: self._kode_kab_kota[system].get(digits) for system in ("kemendagri", "bps")}
        kodes = set(readings.values())
        if kodes == {None}:
            return Hasil(None, "tidak_dikenal", f"kode kabupaten/kota {digits} tidak dikenal; periksa berkas")
        if len(kodes) > 1:
            said = "; ".join(
                f"{'Kemendagri' if system == 'kemendagri' else 'BPS'}: {self.name_of(kode) if kode else 'tidak ada'}"
                for system, kode in readings.items()
            )
            return Hasil(None, "rancu", f"kode {digits} tanpa sistem kode berbeda arti ({said}); sebutkan sistemnya")
        return Hasil(kodes.pop(), "cocok")

    def _stated_code(self, digits: str, kode_sistem: KodeSistem) -> Hasil:
        kode = self._kode_kab_kota[kode_sistem].get(digits)
        if kode is None:
            return Hasil(None, "tidak_dikenal", f"kode {digits} tidak ada dalam sistem kode kab/kota {kode_sistem}")
        return Hasil(kode, "cocok")

    def pair(self, provinsi: object, kab_kota: object, kode_sistem: KodeSistem | None = None) -> Pasangan:
        """Both texts of a row together. A blank kab/kota means the province; a kab/kota alone brings its province."""
        prov, kab = clean(provinsi) or None, clean(kab_kota) or None
        top = self.provinsi(prov, kode_sistem) if prov else None
        if top and top.golongan != "cocok":
            nation = Wilayah("nasional") if top.golongan == "nasional" else None
            return Pasangan(prov, kab, nation, top.golongan, top.alasan)
        if kab is None:
            if top is None:
                reason = "provinsi dan kabupaten/kota kosong: isi nama wilayah"
                return Pasangan(prov, kab, None, "tidak_dikenal", reason)
            return Pasangan(prov, kab, Wilayah("provinsi", top.kode), "cocok", top.alasan)
        low = self.kab_kota(kab, top.kode if top else None, kode_sistem)
        if low.golongan == "nasional":
            place = Wilayah("provinsi", top.kode) if top else Wilayah("nasional")
            return Pasangan(prov, kab, place, "nasional", "baris jumlah")
        if low.kode is None:
            return Pasangan(prov, kab, None, low.golongan, low.alasan)
        return Pasangan(prov, kab, Wilayah("kab_kota", low.kode[:2], low.kode), "cocok", low.alasan)

    def map_frame(self, pairs: Iterable[tuple[object, object]], kode_sistem: KodeSistem | None = None) -> pd.DataFrame:
        """Distinct (provinsi, kab_kota) texts with what they mean, to be joined back on the texts as they came.

        Columns: provinsi, kab_kota (as given), tingkat, kode_provinsi_kemendagri, kode_kab_kota_kemendagri,
        golongan, alasan.
        """
        rows = []
        for provinsi, kab_kota in dict.fromkeys(pairs):
            found = self.pair(provinsi, kab_kota, kode_sistem)
            place = found.wilayah or Wilayah("nasional")
            rows.append(
                (
                    provinsi,
                    kab_kota,
                    found.wilayah.tingkat if found.wilayah else None,
                    place.kode_provinsi,
                    place.kode_kab_kota,
                    found.golongan,
                    found.alasan,
                )
            )
        names = (
            "provinsi",
            "kab_kota",
            "tingkat",
            "kode_provinsi_kemendagri",
            "kode_kab_kota_kemendagri",
            "golongan",
            "alasan",
        )
        return pd.DataFrame(rows, columns=list(names), dtype="string")


def _kind(nama: str) -> Jenis:
    kind = split_kind(nama)[0]
    if kind is None:
        raise ValueError(f"kab_kota.csv: nama {nama!r} tidak menyebut Kabupaten atau Kota")
    return kind


def _special(squeezed: str) -> Hasil | None:
    if squeezed in _NASIONAL:
        return Hasil(None, "nasional", "baris nasional")
    if squeezed in _TOTAL:
        return Hasil(None, "nasional", "baris jumlah")
    if squeezed in _LUAR_NEGERI:
        return Hasil(None, "luar_negeri", "luar negeri: di luar 38 provinsi")
    return None


def _is_in(kode_kab_kota: str, provinsi: str | None) -> bool:
    """Whether a kab/kota lies in a province, now or before the split of 2022."""
    now = kode_kab_kota[:2]
    return provinsi is None or provinsi in (now, _BEFORE_2022.get(now))


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


@lru_cache(maxsize=1)
def default() -> Resolver:
    """The resolver of the product's own reference tables, built once a process."""
    return Resolver.from_reference()
