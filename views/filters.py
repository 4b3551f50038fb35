"""The one value a page is narrowed by, and its form in a link. No Streamlit here: the widgets are in filter_bar."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date

from views.format import day

JENJANG = ("Semua", "PAUD", "SD", "SMP", "SMA", "SMK", "SLB", "Kesetaraan")
STATUS = ("Semua", "Negeri", "Swasta")
KEWENANGAN = ("tanpa_kemenag", "Kemenag", "semua")
NAMA_KEWENANGAN = {"tanpa_kemenag": "Tanpa Kemenag", "Kemenag": "Kemenag saja", "semua": "Pemda dan Kemenag"}
LAG = (1, 3, 12)
NASIONAL = "nasional"
"""How "no province" is written in a link; every filter is written, defaults included."""
SEMUA = "semua"
"""How "none in particular" of island, kab/kota, kecamatan and school is written in a link."""
SEMUA_KEWENANGAN = "semua"
PULAU = "pulau:"
"""Before an island group where it stands among the regions of one select box."""
PEMBANDING = {"nasional": "Nasional", "pulau": "Kelompok pulau", "setara": "Wilayah yang mirip"}
"""With whom a region is compared; instead of these, codes picked by hand, parted by commas."""
PALING_BANYAK = 6
"""Regions that may be picked by hand: more would not be told apart on one chart."""
DEFAULT_UKURAN = "pmm.aktif_30_hari"
DEFAULT_LAG = 12


@dataclass(frozen=True)
class Saringan:
    """What a page shows. The narrowest of pulau, provinsi, kab_kota, kecamatan, npsn is the place; none is the nation.

    What is narrower than a page can show is kept for the next page. `pulau` is the province's own where there is one.
    """

    ukuran: str
    kelompok_pengguna: str
    tanggal_data: date
    jenjang: str = "Semua"
    kewenangan: str = "tanpa_kemenag"
    provinsi: str | None = None
    kab_kota: str | None = None
    lag: int = DEFAULT_LAG
    status: str = "Semua"
    pulau: str | None = None
    kecamatan: str | None = None
    npsn: str | None = None
    pembanding: str = "nasional"


@dataclass(frozen=True)
class Tempat:
    """Where a school lies."""

    provinsi: str
    kab_kota: str
    kecamatan: str | None
    nama: str


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
    pulau: Callable[[str], str] = lambda _provinsi: ""
    """Island group of a province."""
    kecamatan: Callable[[str], tuple[str, ...]] = lambda _kab_kota: ()
    """Kecamatan of a kab/kota, as written in the lists of schools."""
    satuan: Callable[[str], Tempat | None] = lambda _npsn: None
    """Where a school lies; None for an unknown NPSN."""
    is_per_satuan: Callable[[str, str, date], bool] = lambda _ukuran, _kelompok, _tanggal: True
    """Whether the source of a cut-off tells schools apart, and with them jenjang and kewenangan."""

    is_mulai_ulang: Callable[[str], bool] = lambda _ukuran: False
    """Whether a measure counts from nothing again each January."""

    def lag(self, ukuran: str, kelompok: str, tanggal: date) -> tuple[int, ...]:
        """The comparisons that exist: a cut-off lies that many months before.

        A measure that starts anew each year is not compared across a new year, save with the same month.
        """
        there = {_months(t) for t in self.tanggal(ukuran, kelompok)}
        lags = [lag for lag in LAG if _months(tanggal) - lag in there]
        if self.is_mulai_ulang(ukuran):
            lags = [lag for lag in lags if lag % 12 == 0 or lag < tanggal.month]
        return tuple(lags)


NAMES = {"kelompok_pengguna": "kelompok", "tanggal_data": "tanggal", "lag": "banding", "npsn": "satuan"}
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
        **{
            NAMES.get(name, name): getattr(saringan, name) or SEMUA
            for name in ("pulau", "kab_kota", "kecamatan", "npsn")
        },
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
    status = choose("status", "Status", {s: s for s in STATUS}, STATUS[0])
    kewenangan = choose("kewenangan", "Kewenangan", NAMA_KEWENANGAN, KEWENANGAN[0])
    if not pilihan.is_per_satuan(ukuran, kelompok, tanggal):
        wishes = ((jenjang, jenjang != JENJANG[0]), (status, status != STATUS[0]), ("Kemenag", kewenangan == "Kemenag"))
        lost = [text for text, is_lost in wishes if is_lost]
        if lost:
            notes.append(f"Sumber {available[ukuran]} tidak memisahkan {' dan '.join(lost)}; ditampilkan semuanya.")
        jenjang, status, kewenangan = JENJANG[0], STATUS[0], SEMUA_KEWENANGAN
    place = _place(query, pilihan, choose, notes, must_have_province=must_have_province)
    pembanding = _comparison(query.get("pembanding"), pilihan, notes)
    lag = _lag(query.get("banding"), pilihan.lag(ukuran, kelompok, tanggal), notes)
    return (
        Saringan(
            ukuran, kelompok, tanggal, jenjang, kewenangan, lag=lag, status=status, pembanding=pembanding, **place
        ),
        tuple(notes),
    )


Choose = Callable[..., str]


def _place(
    query: Mapping[str, str], pilihan: Pilihan, choose: Choose, notes: list[str], *, must_have_province: bool
) -> dict[str, str | None]:
    """Island, province, kab/kota, kecamatan and school of a link, each within the one before.

    A known school says where it lies, whatever else the link holds.
    """
    asked = dict(query)
    school = pilihan.satuan(asked.get("satuan", SEMUA)) if asked.get("satuan", SEMUA) != SEMUA else None
    if school is not None:
        asked |= {"provinsi": school.provinsi, "kab_kota": school.kab_kota, "kecamatan": school.kecamatan or SEMUA}
    elif asked.get("satuan", SEMUA) != SEMUA:
        notes.append(f"Satuan pendidikan “{_short(asked['satuan'])}” tidak ada pada daftar.")
    islands = {
        name: f"pulau {name}" for name in dict.fromkeys(pilihan.pulau(code) for code in pilihan.provinsi) if name
    }
    island = choose("pulau", "Pulau", {SEMUA: "semua pulau", **islands}, SEMUA, asked)
    whole = {} if must_have_province else {NASIONAL: "nasional"}
    mine = {code: name for code, name in pilihan.provinsi.items() if pilihan.pulau(code) == island} or pilihan.provinsi
    first = min(mine) if must_have_province else NASIONAL
    named = {name: text for name, text in asked.items() if not (name == "provinsi" and text == NASIONAL)}
    provinsi = choose("provinsi", "Provinsi", {**whole, **pilihan.provinsi}, first, named)
    if provinsi == NASIONAL:
        for name, label in (("kab_kota", "Kabupaten/kota"), ("kecamatan", "Kecamatan")):
            if asked.get(name, SEMUA) != SEMUA:
                notes.append(f"{label} “{_short(asked[name])}” butuh provinsi; ditampilkan nasional.")
        return {"pulau": None if island == SEMUA else island}
    own = pilihan.pulau(provinsi)
    if island not in (SEMUA, own):
        notes.append(f"{pilihan.provinsi[provinsi]} bukan di pulau {island}; ditampilkan {pilihan.provinsi[provinsi]}.")
    regions = {SEMUA: "semua kabupaten/kota", **pilihan.kab_kota(provinsi)}
    kab_kota = choose("kab_kota", "Kabupaten/kota", regions, SEMUA, asked)
    kecamatan = SEMUA
    if kab_kota != SEMUA:
        parts = {SEMUA: "semua kecamatan", **{name: name for name in pilihan.kecamatan(kab_kota)}}
        kecamatan = choose("kecamatan", "Kecamatan", parts, SEMUA, asked)
    elif asked.get("kecamatan", SEMUA) != SEMUA:
        notes.append(f"Kecamatan “{_short(asked['kecamatan'])}” butuh kabupaten/kota; ditampilkan seprovinsi.")
    return {
        "pulau": own or None,
        "provinsi": provinsi,
        "kab_kota": None if kab_kota == SEMUA else kab_kota,
        "kecamatan": None if kecamatan == SEMUA else kecamatan,
        "npsn": None if school is None else asked["satuan"],
    }


def _comparison(text: str | None, pilihan: Pilihan, notes: list[str]) -> str:
    """A kind of comparison, or the codes picked by hand that exist, in the order picked."""
    if text is None or text in PEMBANDING:
        return text or "nasional"
    asked = list(dict.fromkeys(part.strip() for part in text[:400].split(",") if part.strip()))
    known = [c for c in asked if c in pilihan.provinsi or (c[:2] in pilihan.provinsi and c in pilihan.kab_kota(c[:2]))]
    if len(known) < len(asked) or len(known) > PALING_BANYAK or not known:
        shown = f"{min(len(known), PALING_BANYAK)} wilayah yang dikenal" if known else "nasional"
        notes.append(f"Pembanding wilayah “{_short(text)}” tidak seluruhnya ada; ditampilkan {shown}.")
    return ",".join(known[:PALING_BANYAK]) or "nasional"


def _short(text: str) -> str:
    """A foreign text as it may be printed: one line, not long."""
    clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return clean if len(clean) <= 40 else f"{clean[:39]}…"


def _nearest(text: str, options: Mapping[str, str]) -> str | None:
    """The option a slightly wrong text means: other case, the printed name, or a near spelling; never a near code."""
    if text in options:
        return text
    wanted = text.strip().casefold()[:80]
    if not wanted:
        return None
    by_name = {**{name.casefold(): key for key, name in options.items()}, **{key.casefold(): key for key in options}}
    if wanted not in by_name and not any(character.isalpha() for character in wanted):
        return None
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
    hanging = {
        "provinsi": ("pulau", "kab_kota", "kecamatan", "satuan"), "kab_kota": ("kecamatan", "satuan"),
        "kecamatan": ("satuan",), "ukuran": ("kelompok",),
    }.get(name, ())  # fmt: skip
    kept = {key: text for key, text in query.items() if key not in hanging}
    if name == "provinsi" and value.startswith(PULAU):
        return {**kept, "provinsi": NASIONAL, "pulau": value.removeprefix(PULAU)}
    return {**kept, name: value}


WISHES = ("kelompok", "tanggal", "banding", "jenjang", "status", "kewenangan")
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
