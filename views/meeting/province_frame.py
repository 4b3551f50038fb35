"""What the screens of one province have in common: its view, its numbers at the cut-off, and what a screen gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pandas as pd

from charts.lines import belum_lengkap
from charts.names import short_name
from schemas.rapat import Layar
from views import data, panels, rows
from views.filters import Saringan
from views.format import day
from views.meeting import screen
from views.rows import Ukuran


@dataclass(frozen=True)
class Konteks:
    """One province at one cut-off. `saringan`: of the whole province; `sorot`: the kab/kota to stand out, if any;
    `nama`: the short one, as on every chart.

    `measure`: None where the snapshot has no data of a platform; then `tren`, `own` and `nation` are empty too. `tren`
    and `tren_nasional`: shares over time up to the cut-off. `sejak`: the cut-off that changes are taken from; None
    where there is none to compare with, and `tanpa_banding` says why.
    """

    saringan: Saringan
    sorot: frozenset[str]
    nama: str
    pulau: str
    measure: Ukuran | None
    tren: pd.DataFrame
    tren_nasional: pd.DataFrame
    own: Any
    nation: Any
    sejak: date | None
    tanpa_banding: str
    peringatan: str

    @property
    def kode(self) -> str:
        """The province's code."""
        return str(self.saringan.provinsi)

    @property
    def kab_kota(self) -> Saringan:
        """The view with its kab/kota again, for a link to a page that keeps the province's numbers."""
        return replace(self.saringan, kab_kota=next(iter(self.sorot), None))


@dataclass(frozen=True)
class Langkah:
    """A next step that a screen's numbers ask for, and the numbers. `urut`: what comes first is told first."""

    urut: int
    teks: str
    bukti: str


@dataclass(frozen=True)
class Hasil:
    """What a maker of a screen gives: the screen with its next steps, or why there is none."""

    nama: str
    layar: Layar | None = None
    alasan: str = ""
    langkah: tuple[Langkah, ...] = ()


Pembuat = Callable[[Konteks], Hasil]


def context(saringan: Saringan) -> Konteks:
    """The province of a view; its island, kab/kota and narrower places do not move its numbers."""
    whole = replace(saringan, kab_kota=None, kecamatan=None, npsn=None)
    code = str(saringan.provinsi)
    name, island = data.province(code)
    name = short_name(name)
    whole = replace(whole, pulau=island or None)
    sorot = frozenset({saringan.kab_kota} if saringan.kab_kota in data.regencies(code) else ())
    there = data.measures()
    is_known = not there.empty and bool(
        ((there["ukuran"] == saringan.ukuran) & (there["kelompok_pengguna"] == saringan.kelompok_pengguna)).any()
    )
    if not is_known:
        none = pd.DataFrame()
        return Konteks(whole, frozenset(map(str, sorot)), name, island, None, none, none, None, None, None, "", "")
    measure = rows.ukuran(whole)
    own, nation = rows.tren(whole, provinsi=code), rows.tren(whole)
    since, why = _since(whole, measure, own)
    return Konteks(
        whole, frozenset(map(str, sorot)), name, island, measure, own, nation, rows.at(own, whole.tanggal_data),
        rows.at(nation, whole.tanggal_data), since, why, screen.caution(measure, own),
    )  # fmt: skip


def _since(saringan: Saringan, measure: Ukuran, own: pd.DataFrame) -> tuple[date | None, str]:
    """The cut-off to compare with, or why a change would not be one: nothing that far back, an unfinished last date, a
    definition that changed in between."""
    since = rows.earlier(saringan)
    if since is None:
        return None, f"belum ada tanggal data {saringan.lag} bulan sebelumnya yang dapat dibandingkan"
    if belum_lengkap(own):
        return None, f"data per {day(saringan.tanggal_data)} belum lengkap, jadi perubahan belum dapat dibaca"
    broken = [
        t for t in panels.breaks_of(measure, [since, saringan.tanggal_data]) if since < t <= saringan.tanggal_data
    ]
    if broken:
        return None, f"definisinya berganti {day(broken[-1])}: sebelum dan sesudahnya tidak dibandingkan"
    return since, ""


def key(konteks: Konteks, name: str) -> str:
    """The key of a screen: `provinsi:13:tren`."""
    return f"provinsi:{konteks.kode}:{name}"


def nothing_of(konteks: Konteks, nama: str) -> Hasil | None:
    """Why a screen of the view's measure cannot be made; None where it can."""
    if konteks.measure is None:
        return Hasil(nama, alasan="belum ada data platform")
    if konteks.own is None:
        return Hasil(nama, alasan=f"belum ada data {konteks.measure.nama} untuk {konteks.nama} pada pilihan ini")
    return None


def of_measure(konteks: Konteks, name: str, **fields: Any) -> Layar:
    """A screen of the view's measure: cut-off, source, definition, caution and n are its own unless given."""
    measure = konteks.measure
    assert measure is not None
    usual = {
        "kunci": key(konteks, name), "tanggal_data": konteks.saringan.tanggal_data, "sumber": screen.source(measure),
        "definisi": screen.definition(measure), "peringatan": konteks.peringatan,
        "kecil": screen.small(konteks.saringan, measure, konteks.own, konteks.nama),
        "dasar": screen.base(konteks.own, measure),
    }  # fmt: skip
    return Layar(**{**usual, **fields})


def note_of(frame: pd.DataFrame, *more: str) -> str:
    """What the marks under a chart mean, with what is said of intervals that are not there."""
    return " · ".join(part for part in (*more, panels.note_of(frame)) if part)
