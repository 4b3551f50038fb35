"""The row of filters above a page. The link is the truth: a widget writes to it, a page reads from it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Literal

import streamlit as st

from charts.names import short_name
from views import breadcrumb, data, links, options, parts
from views.filters import (
    JENJANG,
    KEWENANGAN,
    NAMA_KEWENANGAN,
    NASIONAL,
    PALING_BANYAK,
    PEMBANDING,
    PULAU,
    SEMUA,
    STATUS,
    Pilihan,
    Saringan,
    changed,
    from_query,
    to_query,
    wished,
)
from views.format import day, month

_LAST = "saringan_terakhir"
_WISHES = "saringan_diinginkan"
_EVERY = "saringan_semua_ukuran"
_PLACE = ("ukuran", "provinsi", "pulau", "kab_kota", "kecamatan", "satuan", "pembanding")
_KEYS = (*_PLACE, "kelompok", "tanggal", "banding", "jenjang", "status", "kewenangan")
PILIH_SENDIRI = "pilih sendiri"

Tingkat = Literal["nasional", "pulau", "provinsi", "kab_kota", "kecamatan", "satuan"]
Saring = Literal["ukuran", "kelompok", "tanggal", "banding", "jenjang", "status", "kewenangan"]
SEMUA_SARINGAN: tuple[Saring, ...] = ("ukuran", "kelompok", "tanggal", "banding", "jenjang", "status", "kewenangan")


def _choices() -> Pilihan | None:
    """What there is to choose from on the page shown."""
    return data.choices_of_all() if st.session_state.get(_EVERY) else data.choices()


def read(pilihan: Pilihan, *, must_have_province: bool = False, opsi: Sequence[str] = ()) -> Saringan:
    """The view asked for by the link; by the last page of this session when the link says nothing."""
    known = {name: value for name, value in st.query_params.items() if name in _KEYS}
    last = st.session_state.get(_LAST, {})
    if known and known != last:
        st.session_state[_WISHES] = wished(st.session_state.get(_WISHES, {}), last, known, pilihan)
    saringan, notes = from_query(known or last, pilihan, must_have_province=must_have_province)
    _write(saringan, opsi)
    if known and notes:
        st.info("Tautan disesuaikan. " + inert(" ".join(notes)), icon=None)
    return saringan


def inert(text: str) -> str:
    """Text of a link as markdown prints it and nothing else: it makes links of bare addresses even when escaped."""
    return parts.escape_markdown(re.sub(r"(?<=\S)([:.@])(?=\S)", "\u2060\\1\u2060", text))


def _write(saringan: Saringan, opsi: Sequence[str] | None = None) -> None:
    """The view into the link; of the page's own options those named stay (None: all that are there)."""
    query = to_query(saringan)
    st.session_state[_LAST] = query
    there = dict(st.query_params)
    own = {name: text for name, text in there.items() if (name in options.NAMES if opsi is None else name in opsi)}
    wanted = {**links.to(saringan), **options.remembered(opsi or ()), **own}
    if there != wanted:
        st.query_params.from_dict(wanted)


def _changed(name: str, value: str | None = None) -> None:
    """A filter was changed by hand: the nearest view to all that was wished for goes to the link, without a note."""
    pilihan = _choices() or data.places_only()
    text = str(st.session_state[f"saring_{name}"]) if value is None else value
    shown, wishes = st.session_state[_LAST], st.session_state.get(_WISHES, {})
    place = {key: shown[key] for key in _PLACE}
    query = changed({**place, **wishes}, name, text)
    st.session_state[_WISHES] = wished(changed(wishes, name, text), shown, query, pilihan)
    saringan, _ = from_query(query, pilihan)
    _write(saringan)


def go(**place: str) -> None:
    """Narrow or widen this page to another place, every other filter kept: for a click on a row or a crumb."""
    pilihan = _choices() or data.places_only()
    saringan, _ = from_query({**st.session_state[_LAST], **links.place(**place)}, pilihan)
    _write(saringan)


def _select(name: str, label: str, options: list[str], value: str, show: Callable[[str], str], **more: Any) -> None:
    key = f"saring_{name}"
    st.session_state[key] = value
    st.selectbox(label, options, format_func=show, key=key, on_change=_changed, args=(name,), **more)


def bar(
    *, tingkat: Sequence[Tingkat] = (), saring: Collection[Saring] = SEMUA_SARINGAN, is_utama: bool = False,
    pembanding: bool = False, opsi: Sequence[str] = (), is_per_platform: bool = False,
    semua_ukuran: bool = False,
) -> Saringan:  # fmt: skip
    """Draw the filter row and return the view it shows; a page of a measure ends here where no platform has data.

    `tingkat`: levels of place the page can show, () for a page of the whole nation; without "nasional" the page is of
    one province. `saring`: the filters that mean something on the page; the others stay in the link unseen.
    `pembanding`: whether the page compares with other regions. `opsi`: the page's own options (see views/options.py).
    `is_per_platform`: the platform is chosen first, then one of its measures. `semua_ukuran`: the page shows every
    measure at once: the cut-offs of all are offered, and no source forbids jenjang, status or kewenangan.
    """
    st.session_state[_EVERY] = semua_ukuran
    pilihan = _choices() or (None if "ukuran" in saring else data.places_only())
    if pilihan is None:
        parts.empty(
            "Snapshot ini belum memuat data pemanfaatan platform.",
            "Unggah ekspor PMM, belajar.id, atau platform lain pada halaman Unggah & periksa.",
        )
        parts.end()
    must = bool(tingkat) and "nasional" not in tingkat
    saringan = read(pilihan, must_have_province=must, opsi=opsi)
    parts.crumbs(partial(breadcrumb.draw, saringan, tingkat, go))
    st.session_state[parts.VIEW] = _shown(saringan, tingkat)
    with st.container(horizontal=True, gap="small", key="saringan"):
        _places(pilihan, saringan, tingkat)
        options.begin(st.container(horizontal=True, gap="small", key="saringan_opsi"))
        _filters(pilihan, saring, saringan, is_utama=is_utama, is_per_platform=is_per_platform)
        _more(pilihan, saring, saringan, pembanding=pembanding)
    return saringan


def _shown(saringan: Saringan, tingkat: Sequence[Tingkat]) -> Saringan:
    """The view without the places that are narrower than the page can show."""
    levels: tuple[Tingkat, ...] = ("pulau", "provinsi", "kab_kota", "kecamatan")
    deepest = max((levels.index(level) for level in tingkat if level in levels), default=-1)
    gone = levels if deepest == 0 and saringan.provinsi is not None else levels[deepest + 1 :]
    return replace(
        saringan,
        pulau=None if "pulau" in gone else saringan.pulau,
        provinsi=None if "provinsi" in gone else saringan.provinsi,
        kab_kota=None if "kab_kota" in gone else saringan.kab_kota,
        kecamatan=None if "kecamatan" in gone else saringan.kecamatan,
        npsn=None if gone else saringan.npsn,
    )


def _places(pilihan: Pilihan, saringan: Saringan, tingkat: Sequence[Tingkat]) -> None:
    """Select boxes from the nation down to the kecamatan, as deep as the page goes and the view has come."""
    if not tingkat:
        return
    has_province = any(level in tingkat for level in ("provinsi", "kab_kota", "kecamatan"))
    by_name = sorted(pilihan.provinsi, key=pilihan.provinsi.__getitem__) if has_province else []
    islands = list(dict.fromkeys(pilihan.pulau(code) for code in sorted(pilihan.provinsi)))
    wide = [NASIONAL] if "nasional" in tingkat else []
    wide += [f"{PULAU}{name}" for name in islands if name] if "pulau" in tingkat else []
    names = {NASIONAL: "Nasional", **{f"{PULAU}{name}": f"Pulau {name}" for name in islands}, **pilihan.provinsi}
    value = saringan.provinsi or (f"{PULAU}{saringan.pulau}" if saringan.pulau and "pulau" in tingkat else NASIONAL)
    label, there = "Provinsi" if not wide else "Wilayah", [*wide, *by_name]
    _select("provinsi", label, there, value if value in there else there[0], lambda c: names[c])
    if "kab_kota" in tingkat and saringan.provinsi:
        regions = {SEMUA: "Semua", **pilihan.kab_kota(saringan.provinsi)}
        _select("kab_kota", "Kabupaten/kota", list(regions), saringan.kab_kota or SEMUA,
                lambda c: short_name(regions[c]))  # fmt: skip
    if "kecamatan" in tingkat and saringan.kab_kota:
        there = [SEMUA, *pilihan.kecamatan(saringan.kab_kota)]
        _select("kecamatan", "Kecamatan", there, saringan.kecamatan or SEMUA,
                lambda c: "Semua" if c == SEMUA else c)  # fmt: skip


def _filters(
    pilihan: Pilihan, saring: Collection[Saring], saringan: Saringan, *, is_utama: bool, is_per_platform: bool = False
) -> None:
    """The measure, whom it counts, when, and against when."""
    there = data.measures().drop_duplicates("ukuran").set_index("ukuran")
    measures = [u for u in pilihan.kelompok if not is_utama or bool(there.loc[u, "is_utama"]) or u == saringan.ukuran]
    dates = pilihan.tanggal(saringan.ukuran, saringan.kelompok_pengguna)
    lags = pilihan.lag(saringan.ukuran, saringan.kelompok_pengguna, saringan.tanggal_data)
    is_split, why = _split(pilihan, saringan)
    if "ukuran" in saring and is_per_platform:
        _platform(pilihan, saringan)
    elif "ukuran" in saring:
        _select("ukuran", "Platform dan ukuran", measures, saringan.ukuran, lambda u: pilihan.nama_ukuran[u])
    if "kelompok" in saring:
        groups = list(pilihan.kelompok[saringan.ukuran])
        _select("kelompok", "Pengguna", groups, saringan.kelompok_pengguna, group_name)
    if "tanggal" in saring:
        _select(
            "tanggal", "Data per", [d.isoformat() for d in reversed(dates)], saringan.tanggal_data.isoformat(),
            lambda text: day(date.fromisoformat(text)),
        )  # fmt: skip
    if "banding" in saring:
        _select(
            "banding", "Dibanding", [str(lag) for lag in lags] or [str(saringan.lag)],
            str(saringan.lag), lambda lag: _lag_name(saringan.tanggal_data, int(lag), bool(lags)),
            disabled=not lags,
        )  # fmt: skip
    if "jenjang" in saring:
        _select("jenjang", "Jenjang", list(JENJANG), saringan.jenjang, str, disabled=not is_split, help=why)


def _platform(pilihan: Pilihan, saringan: Saringan) -> None:
    """The platform, then its measures; a platform opens with its main measure."""
    there = data.measures().drop_duplicates("ukuran").set_index("ukuran").loc[list(pilihan.kelompok)]
    first = there.sort_values("is_utama", ascending=False, kind="stable").drop_duplicates("platform")
    first = first.sort_values("urutan")
    main = {str(platform): str(ukuran) for ukuran, platform in first["platform"].items()}
    names = dict(zip(first["platform"].astype(str), first["nama_platform"].astype(str), strict=True))
    now = str(there.loc[saringan.ukuran, "platform"])
    st.session_state["saring_platform"] = now
    st.selectbox("Platform", list(main), format_func=names.__getitem__, key="saring_platform",
                 on_change=lambda: _changed("ukuran", main[st.session_state["saring_platform"]]))  # fmt: skip
    short = there.loc[there["platform"] == now, "nama_pendek"].astype(str)
    _select("ukuran", "Ukuran", list(short.index), saringan.ukuran, lambda u: str(short[u]),
            disabled=len(short) == 1)  # fmt: skip


def set_measure(ukuran: str) -> None:
    """Open another measure on this page, every other filter kept: for a click elsewhere than in the row."""
    _changed("ukuran", ukuran)


def _split(pilihan: Pilihan, saringan: Saringan) -> tuple[bool, str | None]:
    is_split = pilihan.is_per_satuan(saringan.ukuran, saringan.kelompok_pengguna, saringan.tanggal_data)
    return is_split, None if is_split else "Sumber ukuran ini tidak memisahkan jenjang, status, dan kewenangan."


def _more(pilihan: Pilihan, saring: Collection[Saring], saringan: Saringan, *, pembanding: bool) -> None:
    """The filters few change, behind one button that says how they stand; and the link itself."""
    is_split, why = _split(pilihan, saringan)
    said = [saringan.status] if "status" in saring and saringan.status != STATUS[0] else []
    said += [NAMA_KEWENANGAN[saringan.kewenangan]] if "kewenangan" in saring else []
    said += [f"vs {comparison_name(saringan.pembanding)}"] if pembanding and saringan.pembanding != NASIONAL else []
    if {"status", "kewenangan"} & set(saring) or pembanding:
        with st.popover(" · ".join(said) or "Saringan lain", key="saringan_lain", width="content"):
            if "kewenangan" in saring:
                _select("kewenangan", "Kewenangan", list(KEWENANGAN), saringan.kewenangan,
                        NAMA_KEWENANGAN.__getitem__, disabled=not is_split, help=why)  # fmt: skip
            if "status" in saring:
                _select("status", "Status satuan pendidikan", list(STATUS), saringan.status, str,
                        disabled=not is_split, help=why)  # fmt: skip
            if pembanding:
                _compare(pilihan, saringan)


def comparison_name(pembanding: str) -> str:
    """The comparison as it is printed: its kind, or how many regions were picked."""
    return PEMBANDING.get(pembanding) or f"{len(pembanding.split(','))} wilayah pilihan"


def _compare(pilihan: Pilihan, saringan: Saringan) -> None:
    """With whom to compare: a kind of region, or up to six picked by hand."""
    picked = [] if saringan.pembanding in PEMBANDING else saringan.pembanding.split(",")
    kinds = {**PEMBANDING, PILIH_SENDIRI: "Pilih sendiri"}
    st.session_state["saring_pembanding"] = PILIH_SENDIRI if picked else saringan.pembanding
    st.selectbox("Pembanding", list(kinds), format_func=kinds.__getitem__, key="saring_pembanding",
                 on_change=_compared, args=(pilihan, saringan))  # fmt: skip
    if not picked:
        return
    names = {code: name for code, name in pilihan.provinsi.items() if code != saringan.provinsi}
    if saringan.provinsi and saringan.kab_kota:
        names |= pilihan.kab_kota(saringan.provinsi)
    names |= {code: _name(pilihan, code) for code in picked}
    st.session_state["saring_pilihan_wilayah"] = picked
    st.multiselect("Wilayah pembanding", list(names), format_func=names.__getitem__, key="saring_pilihan_wilayah",
                   max_selections=PALING_BANYAK, on_change=_picked)  # fmt: skip


def _name(pilihan: Pilihan, code: str) -> str:
    return pilihan.provinsi.get(code) or pilihan.kab_kota(code[:2]).get(code, code)


def _compared(pilihan: Pilihan, saringan: Saringan) -> None:
    chosen = str(st.session_state["saring_pembanding"])
    if chosen == PILIH_SENDIRI:
        chosen = next(code for code in sorted(pilihan.provinsi) if code != saringan.provinsi)
    _changed("pembanding", chosen)


def _picked() -> None:
    _changed("pembanding", ",".join(st.session_state["saring_pilihan_wilayah"]) or NASIONAL)


def group_name(kelompok: str) -> str:
    """A group of users as it is printed."""
    return {"KS": "Kepala sekolah", "PS": "Pengawas sekolah"}.get(kelompok, kelompok[:1].upper() + kelompok[1:])


def _lag_name(tanggal: date, lag: int, is_there: bool) -> str:
    if not is_there:
        return "belum ada pembanding"
    months = tanggal.year * 12 + tanggal.month - 1 - lag
    return month(date(months // 12, months % 12 + 1, 1))
