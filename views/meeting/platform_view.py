"""What every screen about one platform in one place is made from, read once; and the frame of such a screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from charts.names import short_name
from schemas.rapat import Bagan, DataLayar, Layar
from views import data, rows, sentences
from views.filters import Saringan
from views.meeting import screen
from views.platform import rows as platform_rows
from views.platform.rows import Wilayah
from views.ranking import rows as ranking_rows
from views.ranking.rows import Urutan
from views.rows import Ukuran


@dataclass(frozen=True)
class Pandangan:
    """One measure in one place: the nation, an island group or a province.

    `tren`: shares up to the view's cut-off, of the place and of the nation. `own`: the place's row at that cut-off.
    `ubah`: changes of its parts (provinces, or kab/kota of a province); `ubah_sendiri`: its own.
    """

    saringan: Saringan
    measure: Ukuran
    tempat: Wilayah
    tren: pd.DataFrame
    tren_nasional: pd.DataFrame
    own: Any
    nasional: Any
    ubah: pd.DataFrame
    ubah_sendiri: Any
    sejak: date | None
    terbaru: date | None

    @property
    def unit(self) -> str:
        """What a part of the place is called."""
        return "kab/kota" if self.tempat.provinsi else "provinsi"

    @property
    def is_nasional(self) -> bool:
        """Whether the place is the nation."""
        return self.tempat.tingkat == "nasional"

    @property
    def kode(self) -> tuple[str, ...]:
        """Codes of the provinces the place covers; none for the nation."""
        return platform_rows.codes(self.tempat)

    @cached_property
    def per_provinsi(self) -> pd.DataFrame:
        """All 38 provinces."""
        return rows.per_provinsi(self.saringan)

    @cached_property
    def urutan(self) -> Urutan:
        """The parts of the place ranked, with their ties and their class against the whole of them."""
        satuan = ranking_rows.KAB_KOTA_PROVINSI if self.tempat.provinsi else ranking_rows.PROVINSI
        return ranking_rows.ranking(self.saringan, satuan)

    @cached_property
    def ukuran(self) -> pd.DataFrame:
        """Every measure and group of the platform in this place."""
        return platform_rows.semua_ukuran(self.saringan, self.tempat, (self.measure.platform,))

    @property
    def kebetulan(self) -> str:
        """How many of the parts' changes, tested one by one, may look real by chance; empty where few are tested."""
        return "" if self.ubah.empty else sentences.by_chance(int(self.ubah["is_nyata"].notna().sum()))

    @property
    def jumlah_bagian(self) -> int:
        """How many parts the place has, with data or not."""
        if self.tempat.provinsi:
            return len(data.regencies(self.tempat.provinsi))
        return len(self.kode) or sentences.PROVINCES


def where(tempat: Wilayah) -> str:
    """The place inside a sentence or a small line."""
    return "nasional" if tempat.tingkat == "nasional" else tempat.nama


def read(saringan: Saringan) -> Pandangan | None:
    """The view of a platform; None where the filters leave nothing of it, or no platform has such a measure."""
    there = data.measures()
    mine = (there["ukuran"] == saringan.ukuran) & (there["kelompok_pengguna"] == saringan.kelompok_pengguna)
    if there.empty or not mine.any():
        return None
    view = replace(saringan, kab_kota=None, kecamatan=None, npsn=None)
    place = platform_rows.wilayah(view)
    place = replace(place, nama=short_name(place.nama))
    measure = rows.ukuran(view)
    trend = platform_rows.tren(view, place)
    own = rows.at(trend, view.tanggal_data)
    if own is None:
        return None
    whole = trend if place.tingkat == "nasional" else rows.tren(view)
    changes, change = platform_rows.perubahan(view, place)
    return Pandangan(
        view, measure, place, trend, whole, own, rows.at(whole, view.tanggal_data), changes, change,
        rows.earlier(view), data.newest_cutoff(),
    )  # fmt: skip


def layar(
    lihat: Pandangan, kunci: str, nama: str, judul: str, bagan: Bagan, *, alt: str, rows_: DataLayar,
    catatan: str = "", peringatan: str | None = None, tautan: str | None = None, pertanyaan: str = "",
    kecil: str | None = None, dasar: str | None = None, sumber: str | None = None, tanggal: date | None = None,
    definisi: tuple[tuple[str, str], ...] = (),
) -> Layar:  # fmt: skip
    """A screen of this view: what is not given is the measure's own. `definisi`: terms besides the measure's."""
    view, measure = lihat.saringan, lihat.measure
    place = lihat.tempat.kode or lihat.tempat.pulau or "nasional"
    return Layar(
        kunci=f"platform.{kunci}.{view.ukuran}.{view.kelompok_pengguna}.{place}"[:120], nama=nama,
        kecil=screen.small(view, measure, lihat.own, where(lihat.tempat)) if kecil is None else kecil,
        judul=judul, bagan=bagan, tanggal_data=tanggal or view.tanggal_data,
        dasar=screen.base(lihat.own, measure) if dasar is None else dasar,
        sumber=sumber or screen.source(measure), catatan=catatan,
        peringatan=screen.caution(measure, lihat.tren, lihat.terbaru) if peringatan is None else peringatan,
        definisi=screen.definition(measure, *definisi), alt=alt,
        tautan=tautan or screen.link("platform", view), pertanyaan=pertanyaan, kode_wilayah=lihat.kode, data=rows_,
    )  # fmt: skip
