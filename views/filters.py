"""The one value a page is narrowed by, and its form in a link. No Streamlit here: the widgets are in filter_bar."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from views.format import day

JENJANG = ("Semua", "PAUD", "SD", "SMP", "SMA", "SMK", "SLB", "Kesetaraan")
KEWENANGAN = ("tanpa_kemenag", "Kemenag", "semua")
NAMA_KEWENANGAN = {"tanpa_kemenag": "Tanpa Kemenag", "Kemenag": "Kemenag saja", "semua": "Pemda dan Kemenag"}
LAG = (1, 3, 12)
NASIONAL = "nasional"
"""How "no province" is written in a link; every filter is written, defaults included."""
SEMUA_KAB_KOTA = "semua"
SEMUA_KEWENANGAN = "semua"
DEFAULT_UKURAN = "pmm.aktif_30_hari"
DEFAULT_LAG = 12


@dataclass(frozen=True)
class Saringan:
    """What a page shows. `provinsi` None is the nation, `kab_kota` None the whole province."""

    ukuran: str
    kelompok_pengguna: str
    tanggal_data: date
    jenjang: str = "Semua"
    kewenangan: str = "tanpa_kemenag"
    provinsi: str | None = None
    kab_kota: str | None = None
    lag: int = DEFAULT_LAG


@dataclass(frozen=True)
class Pilihan:
    """What there is to choose from in the snapshot served."""

    kelompok: Mapping[str, tuple[str, ...]]
    """Ukuran to its groups of users, the main one first."""
    tanggal: Callable[[str, str], tuple[date, ...]]
    """Cut-offs of an ukuran and group, oldest first."""
    provinsi: Mapping[str, str]
    kab_kota: Callable[[str], Mapping[str, str]]
    nama_ukuran: Mapping[str, str] = field(default_factory=dict)
    is_per_satuan: Callable[[str, str, date], bool] = lambda _ukuran, _kelompok, _tanggal: True
    """Whether the source of a cut-off tells schools apart, and with them jenjang and kewenangan."""

    def lag(self, ukuran: str, kelompok: str, tanggal: date) -> tuple[int, ...]:
        """The comparisons that exist: a cut-off lies that many months before."""
        there = {_months(t) for t in self.tanggal(ukuran, kelompok)}
        return tuple(lag for lag in LAG if _months(tanggal) - lag in there)


NAMES = {"kelompok_pengguna": "kelompok", "tanggal_data": "tanggal", "lag": "banding"}
"""Field to its name in a link, where that is shorter."""


def _months(day_: date) -> int:
    return day_.year * 12 + day_.month


def to_query(saringan: Saringan) -> dict[str, str]:
    """Every filter as text, defaults included, so that a link means the same later."""
    result = {NAMES.get(f.name, f.name): getattr(saringan, f.name) for f in fields(Saringan)}
    return {
        **{name: str(value) for name, value in result.items()},
        "tanggal": saringan.tanggal_data.isoformat(),
        "provinsi": saringan.provinsi or NASIONAL,
        "kab_kota": saringan.kab_kota or SEMUA_KAB_KOTA,
    }


def from_query(
    query: Mapping[str, str], pilihan: Pilihan, *, must_have_province: bool = False
) -> tuple[Saringan, tuple[str, ...]]:
    """The view a link asks for, or the nearest there is, with a sentence for each thing that was changed.

    Never raises on what a link may hold. `pilihan` must hold at least one ukuran with one cut-off. A page of one
    province takes the first where the link names the nation.
    """
    notes: list[str] = []

    def choose(
        name: str, label: str, options: Mapping[str, str], default: str, asked: Mapping[str, str] = query
    ) -> str:
        text = asked.get(name)
        if text is None:
            return default
        found = _nearest(text, options)
        if text not in options:
            chosen = default if found is None else found
            notes.append(f"{label} “{_short(text)}” tidak ada; ditampilkan {options[chosen]}.")
            return chosen
        return text

    available = {u: pilihan.nama_ukuran.get(u, u) for u in pilihan.kelompok}
    first = DEFAULT_UKURAN if DEFAULT_UKURAN in available else next(iter(available))
    ukuran = choose("ukuran", "Ukuran", available, first)
    groups = pilihan.kelompok[ukuran]
    kelompok = choose("kelompok", "Kelompok pengguna", {g: g for g in groups}, groups[0])
    tanggal = _cutoff(query.get("tanggal"), pilihan.tanggal(ukuran, kelompok), notes)
    jenjang = choose("jenjang", "Jenjang", {j: j for j in JENJANG}, JENJANG[0])
    kewenangan = choose("kewenangan", "Kewenangan", NAMA_KEWENANGAN, KEWENANGAN[0])
    if not pilihan.is_per_satuan(ukuran, kelompok, tanggal):
        lost = [text for text, is_lost in ((jenjang, jenjang != JENJANG[0]), ("Kemenag", kewenangan == "Kemenag"))
                if is_lost]  # fmt: skip
        if lost:
            notes.append(f"Sumber {available[ukuran]} tidak memisahkan {' dan '.join(lost)}; ditampilkan semuanya.")
        jenjang, kewenangan = JENJANG[0], SEMUA_KEWENANGAN
    whole = {} if must_have_province else {NASIONAL: "nasional"}
    first = min(pilihan.provinsi) if must_have_province else NASIONAL
    asked = {name: text for name, text in query.items() if not (name == "provinsi" and text == NASIONAL)}
    provinsi = choose("provinsi", "Provinsi", {**whole, **pilihan.provinsi}, first, asked)
    kab_kota = SEMUA_KAB_KOTA
    if provinsi != NASIONAL:
        regions = {SEMUA_KAB_KOTA: "semua kabupaten/kota", **pilihan.kab_kota(provinsi)}
        kab_kota = choose("kab_kota", "Kabupaten/kota", regions, SEMUA_KAB_KOTA)
    elif query.get("kab_kota", SEMUA_KAB_KOTA) != SEMUA_KAB_KOTA:
        notes.append(f"Kabupaten/kota “{_short(query['kab_kota'])}” butuh provinsi; ditampilkan nasional.")
    lag = _lag(query.get("banding"), pilihan.lag(ukuran, kelompok, tanggal), notes)
    return (
        Saringan(
            ukuran=ukuran,
            kelompok_pengguna=kelompok,
            tanggal_data=tanggal,
            jenjang=jenjang,
            kewenangan=kewenangan,
            provinsi=None if provinsi == NASIONAL else provinsi,
            kab_kota=None if kab_kota == SEMUA_KAB_KOTA else kab_kota,
            lag=lag,
        ),
        tuple(notes),
    )


def _short(text: str) -> str:
    """A foreign text as it may be printed: one line, not long."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return clean if len(clean) <= 40 else f"{clean[:39]}…"


def _nearest(text: str, options: Mapping[str, str]) -> str | None:
    """The option a slightly wrong text means: other case, the printed name, or a near spelling."""
    if text in options:
        return text
    wanted = text.strip().casefold()[:80]
    if not wanted:
        return None
    by_name = {**{name.casefold(): key for key, name in options.items()}, **{key.casefold(): key for key in options}}
    close = [wanted] if wanted in by_name else difflib.get_close_matches(wanted, by_name, n=1, cutoff=0.75)
    return by_name[close[0]] if close else None


def _cutoff(text: str | None, dates: tuple[date, ...], notes: list[str]) -> date:
    """The cut-off asked for, or the nearest one; the latest when none is asked for."""
    if text is None:
        return dates[-1]
    try:
        wanted = date.fromisoformat(text.strip())
    except ValueError:
        notes.append(f"Tanggal data “{_short(text)}” tidak terbaca; ditampilkan yang terbaru, {day(dates[-1])}.")
        return dates[-1]
    if wanted in dates:
        return wanted
    nearest = min(dates, key=lambda d: (abs((d - wanted).days), d))
    notes.append(f"Tidak ada data per {day(wanted)}; ditampilkan yang terdekat, {day(nearest)}.")
    return nearest


def _lag(text: str | None, available: tuple[int, ...], notes: list[str]) -> int:
    """The comparison asked for, or the nearest there is; the longest when none is asked for."""
    default = DEFAULT_LAG if DEFAULT_LAG in available or not available else available[-1]
    if text is None:
        return default
    wanted = int(text) if text.strip().isascii() and text.strip().isdigit() and len(text) < 6 else None
    if wanted is None:
        notes.append(f"Pembanding “{_short(text)}” tidak terbaca; ditampilkan {default} bulan sebelumnya.")
        return default
    if not available:
        return wanted if wanted in LAG else default
    if wanted in available:
        return wanted
    nearest = min(available, key=lambda lag: (abs(lag - wanted), lag))
    notes.append(f"Tidak ada data {wanted} bulan sebelumnya; dibandingkan dengan {nearest} bulan sebelumnya.")
    return nearest


def changed(query: Mapping[str, str], name: str, value: str) -> dict[str, str]:
    """The filters wished for after one was changed by hand; what hangs on it is dropped and chosen anew."""
    hanging = {"provinsi": "kab_kota", "ukuran": "kelompok"}.get(name)
    return {**{key: text for key, text in query.items() if key != hanging}, name: value}


WISHES = ("kelompok", "tanggal", "banding", "jenjang", "kewenangan")
"""Filters that move along with the measure, and are to come back."""


def wished(
    before: Mapping[str, str], shown: Mapping[str, str], link: Mapping[str, str], pilihan: Pilihan
) -> dict[str, str]:
    """What was asked for beyond the defaults: a filter that a measure cannot follow comes back with the next one.

    A link says everything, defaults included: its wishes are where it differs from what was shown. The newest date,
    the main group and the usual comparison are no wishes, nor is what a source cannot tell apart.
    """
    view, _ = from_query(link, pilihan)
    usual = {
        "tanggal": pilihan.tanggal(view.ukuran, view.kelompok_pengguna)[-1].isoformat(),
        "kelompok": pilihan.kelompok[view.ukuran][0],
        "banding": str(_lag(None, pilihan.lag(view.ukuran, view.kelompok_pengguna, view.tanggal_data), [])),
    }
    names: tuple[str, ...] = WISHES
    if not pilihan.is_per_satuan(view.ukuran, view.kelompok_pengguna, view.tanggal_data):
        names = tuple(usual)
    moved = {name: link[name] for name in names if name in link and shown.get(name) != link[name]}
    kept = {name: text for name, text in before.items() if name in WISHES and name not in moved}
    return {**kept, **{name: text for name, text in moved.items() if usual.get(name) != text}}


__all__ = ["JENJANG", "KEWENANGAN", "LAG", "Pilihan", "Saringan", "changed", "from_query", "to_query", "wished"]
