"""Context measures of regions: what there is to choose from, and the rows of one of them. Frames as published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from charts.context import is_persen
from charts.style import each
from views import data
from views.program.place import KEY, KEY_KAB, Wilayah

UNDEFINED = "belum ada definisi"


@dataclass(frozen=True)
class Aspek:
    """One measure of one source in one unit, and what the catalogue says of it."""

    kunci: str
    ukuran: str
    sumber: str
    satuan: str
    nama: str
    definisi: str
    arah: str
    peringatan: str
    tahun_pertama: int
    tahun_terakhir: int
    tingkat: tuple[str, ...]
    satuan_kamus: str = ""

    @property
    def is_persen(self) -> bool:
        """Whether the values are shares of a hundred."""
        return is_persen(self.satuan)

    @property
    def judul(self) -> str:
        """The measure and its source, as a list prints them."""
        return f"{self.nama} · {self.sumber}"


def readable(ukuran: str) -> str:
    """A raw name as words: `jumlah_rombel_sd` -> `Jumlah rombel sd`."""
    words = re.sub(r"[_\s]+", " ", ukuran).strip()
    return words[:1].upper() + words[1:] or "Tanpa nama"


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-") or "x"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def available() -> dict[str, Aspek]:
    """Key (as in a link) to measure, in the order of the catalogue; sources and units stand apart."""
    result: dict[str, Aspek] = {}
    for row in each(data.ask("konteks_tersedia")):
        key = f"{row.ukuran}~{_slug(str(row.sumber))}"
        key = f"{key}~{_slug(str(row.satuan))}" if key in result else key
        while key in result:
            key += "-2"
        levels = tuple(name for name in ("nasional", "provinsi", "kab_kota") if getattr(row, f"jumlah_{name}") > 0)
        result[key] = Aspek(
            key, str(row.ukuran), str(row.sumber), str(row.satuan), _text(row.nama) or readable(str(row.ukuran)),
            _text(row.definisi), _text(row.arah), _text(row.peringatan), int(row.tahun_pertama),
            int(row.tahun_terakhir), levels, _text(row.satuan_kamus),
        )  # fmt: skip
    return result


def printed(there: dict[str, Aspek]) -> dict[str, str]:
    """Key to the name in the select box; source and unit only where a measure has several of them."""
    names, titles = Counter(a.nama for a in there.values()), Counter(a.judul for a in there.values())

    def label(aspek: Aspek) -> str:
        if titles[aspek.judul] > 1:
            return f"{aspek.judul} · {aspek.satuan}"
        return aspek.judul if names[aspek.nama] > 1 else aspek.nama

    return {key: label(aspek) for key, aspek in there.items()}


def values(aspek: Aspek) -> pd.DataFrame:
    """All years and regions of a measure: tingkat, codes, tahun, nilai, names, place in the tile grid."""
    return data.ask("konteks_per_wilayah", aspek=aspek.ukuran, sumber=aspek.sumber, satuan=aspek.satuan)


def of_place(frame: pd.DataFrame, where: Wilayah) -> pd.DataFrame:
    """The years of the view's own region; none for an island group, which no source publishes."""
    if where.tingkat == "kab_kota":
        return _level(frame, "kab_kota", KEY_KAB, where.kab_kota)
    if where.tingkat == "provinsi":
        return _level(frame, "provinsi", KEY, where.provinsi)
    return nation(frame) if where.tingkat == "nasional" else frame.iloc[:0]


def nation(frame: pd.DataFrame) -> pd.DataFrame:
    """The nation's years, as published."""
    return frame[frame["tingkat"] == "nasional"].sort_values("tahun")


def province(frame: pd.DataFrame, code: str | None) -> pd.DataFrame:
    """A province's years, as published."""
    return _level(frame, "provinsi", KEY, code)


def _level(frame: pd.DataFrame, level: str, key: str, code: str | None) -> pd.DataFrame:
    found = frame[(frame["tingkat"] == level) & (frame[key] == code)].sort_values("tahun")
    return found if level != "provinsi" else found[found["tahun"] >= whole_since(frame, code)]


ANAK: Mapping[str, tuple[str, ...]] = {"91": ("93", "94", "95"), "92": ("96",)}
"""Provinces to those parted from them by law in 2022."""


def whole_since(frame: pd.DataFrame, code: str | None) -> int:
    """The first year in which a province is the region it is today; 0 for one that was never parted.

    Papua before Papua Selatan, Papua Tengah and Papua Pegunungan have values of their own is another, larger region:
    its value of then is no beginning of its line.
    """
    parted = frame[(frame["tingkat"] == "provinsi") & frame[KEY].isin(ANAK.get(str(code), ()))]
    return 0 if parted.empty else int(parted["tahun"].min())


def comparable(frame: pd.DataFrame) -> pd.DataFrame:
    """The rows of provinces without the years in which one of them was a larger region."""
    first = frame[KEY].map({code: whole_since(frame, code) for code in ANAK}).fillna(0)
    return frame[(frame["tingkat"] != "provinsi") | (frame["tahun"] >= first)]


def last(frame: pd.DataFrame) -> tuple[int, float] | None:
    """The newest year of a region with its value."""
    return None if frame.empty else (int(frame["tahun"].iloc[-1]), float(frame["nilai"].iloc[-1]))


def at_year(frame: pd.DataFrame, tahun: int) -> float | None:
    """A region's value in one year."""
    found = frame.loc[frame["tahun"] == tahun, "nilai"]
    return None if found.empty else float(found.iloc[0])
