"""The row of filters above a page. The link is the truth: a widget writes to it, a page reads from it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from views import data, parts
from views.filters import (
    JENJANG,
    KEWENANGAN,
    NAMA_KEWENANGAN,
    NASIONAL,
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
_KEYS = ("provinsi", "kab_kota", "ukuran", "kelompok", "tanggal", "banding", "jenjang", "kewenangan")


def read(pilihan: Pilihan, *, must_have_province: bool = False) -> Saringan:
    """The view asked for by the link; by the last page of this session when the link says nothing."""
    known = {name: value for name, value in st.query_params.items() if name in _KEYS}
    last = st.session_state.get(_LAST, {})
    if known and known != last:
        st.session_state[_WISHES] = wished(st.session_state.get(_WISHES, {}), last, known, pilihan)
    saringan, notes = from_query(known or last, pilihan, must_have_province=must_have_province)
    _write(saringan)
    if known and notes:
        st.info("Tautan disesuaikan. " + inert(" ".join(notes)), icon=None)
    return saringan


def inert(text: str) -> str:
    """Text of a link as markdown prints it and nothing else: it makes links of bare addresses even when escaped."""
    return parts.escape_markdown(re.sub(r"(?<=\S)([:.@])(?=\S)", "\u2060\\1\u2060", text))


def _write(saringan: Saringan) -> None:
    query = to_query(saringan)
    st.session_state[_LAST] = query
    if dict(st.query_params) != query:
        st.query_params.from_dict(query)


def _changed(name: str) -> None:
    """A filter was changed by hand: the nearest view to all that was wished for goes to the link, without a note."""
    pilihan = data.choices()
    if pilihan is None:
        return
    value = str(st.session_state[f"saring_{name}"])
    shown, wishes = st.session_state[_LAST], st.session_state.get(_WISHES, {})
    place = {key: shown[key] for key in ("ukuran", "provinsi", "kab_kota")}
    query = changed({**place, **wishes}, name, value)
    st.session_state[_WISHES] = wished(changed(wishes, name, value), shown, query, pilihan)
    saringan, _ = from_query(query, pilihan)
    _write(saringan)


def _select(name: str, label: str, options: list[str], value: str, show: Callable[[str], str], **more: Any) -> None:
    key = f"saring_{name}"
    st.session_state[key] = value
    st.selectbox(label, options, format_func=show, key=key, on_change=_changed, args=(name,), **more)


def bar(*, provinsi: bool = False, is_utama: bool = False) -> Saringan:
    """Draw the filter row and return the view it shows; a snapshot without any use of platforms ends the page here."""
    pilihan = data.choices()
    if pilihan is None:
        parts.empty(
            "Snapshot ini belum memuat data pemanfaatan platform.",
            "Tambahkan ekspor PMM, belajar.id, atau platform lain ke folder ekspor, lalu jalankan "
            "python -m pipelines.build.",
        )
        st.stop()
    saringan = read(pilihan, must_have_province=provinsi)
    st.session_state[parts.VIEW] = saringan if provinsi else replace(saringan, provinsi=None, kab_kota=None)
    there = data.measures().drop_duplicates("ukuran").set_index("ukuran")
    measures = [u for u in pilihan.kelompok if not is_utama or bool(there.loc[u, "is_utama"]) or u == saringan.ukuran]
    dates = pilihan.tanggal(saringan.ukuran, saringan.kelompok_pengguna)
    lags = pilihan.lag(saringan.ukuran, saringan.kelompok_pengguna, saringan.tanggal_data)
    is_split = pilihan.is_per_satuan(saringan.ukuran, saringan.kelompok_pengguna, saringan.tanggal_data)
    why = None if is_split else "Sumber ukuran ini tidak memisahkan jenjang dan kewenangan."
    with st.container(horizontal=True, gap="small", key="saringan"):
        if provinsi:
            codes = sorted(pilihan.provinsi, key=pilihan.provinsi.__getitem__)
            _select("provinsi", "Provinsi", codes, saringan.provinsi or NASIONAL, lambda c: pilihan.provinsi[c])
        _select("ukuran", "Platform dan ukuran", measures, saringan.ukuran, lambda u: pilihan.nama_ukuran[u])
        groups = list(pilihan.kelompok[saringan.ukuran])
        _select("kelompok", "Pengguna", groups, saringan.kelompok_pengguna, group_name)
        _select(
            "tanggal", "Data per", [d.isoformat() for d in reversed(dates)], saringan.tanggal_data.isoformat(),
            lambda text: day(date.fromisoformat(text)),
        )  # fmt: skip
        _select(
            "banding", "Dibanding", [str(lag) for lag in lags] or [str(saringan.lag)],
            str(saringan.lag), lambda lag: _lag_name(saringan.tanggal_data, int(lag), bool(lags)),
            disabled=not lags,
        )  # fmt: skip
        _select("jenjang", "Jenjang", list(JENJANG), saringan.jenjang, str, disabled=not is_split, help=why)
        _select("kewenangan", "Kewenangan", list(KEWENANGAN), saringan.kewenangan, NAMA_KEWENANGAN.__getitem__,
                disabled=not is_split, help=why)  # fmt: skip
    return saringan


def group_name(kelompok: str) -> str:
    """A group of users as it is printed."""
    return {"KS": "Kepala sekolah", "PS": "Pengawas sekolah"}.get(kelompok, kelompok[:1].upper() + kelompok[1:])


def _lag_name(tanggal: date, lag: int, is_there: bool) -> str:
    if not is_there:
        return "belum ada pembanding"
    months = tanggal.year * 12 + tanggal.month - 1 - lag
    return month(date(months // 12, months % 12 + 1, 1))
