"""Frozen links: the same numbers a year later, under a banner that says what has changed on this very view since."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from analysis.view_difference import COLUMNS, Difference, difference
from views import data, downloads, parts
from views.format import NONE, day, is_none, moment, number, signed
from views.links import SNAPSHOT
from warehouse import gate, pins, snapshots

_MISSING = "serapan_beku_hilang"
_LATER = ("cutoff_per_ukuran", "ukuran_tersedia", "kecamatan_per_kab_kota", "kab_kota_per_provinsi")
"""Questions that fill the filters, not the view."""
MOST = 12


def read() -> None:
    """Hold the session to the snapshot the link names; one that is gone is said, and the newest shown."""
    asked = st.query_params.get(SNAPSHOT)
    if asked is None or asked == data.held():
        return
    if data.freeze(asked):
        st.session_state.pop(_MISSING, None)
        return
    st.session_state[_MISSING] = True
    data.freeze(None)
    del st.query_params[SNAPSHOT]


def older() -> None:
    """The snapshot was made before this page existed."""
    remedy = "Buka data terbaru lewat tombol di atas." if data.frozen() else "Jalankan python -m pipelines.build."
    parts.empty(
        "Snapshot ini dibuat oleh versi lama Serapan dan belum memuat ringkasan untuk halaman ini.",
        f"{remedy} Halaman lain tetap dapat dibaca.",
    )


def _freeze() -> None:
    id = data.snapshot().id
    try:
        pins.pin(id)
    except (KeyError, OSError):
        st.session_state["serapan_beku_gagal"] = True
        return
    data.freeze(id)
    st.query_params[SNAPSHOT] = id


def thaw() -> None:
    """Back to the newest data, the view kept."""
    data.freeze(None)
    st.query_params.pop(SNAPSHOT, None)


def share() -> None:
    """Beside the title: the link of this view, to copy; and the one whose numbers never change."""
    held = data.frozen()
    if held and SNAPSHOT not in st.query_params:
        st.query_params[SNAPSHOT] = held  # a page without filters writes no link of its own
    row = st.session_state.get(parts.HEAD)
    if row is None:
        return
    with row, st.popover("Bagikan", key="bagikan", width="content"):
        address = str(st.context.url or "").split("?")[0]
        address += "/" if address.count("/") == 2 else ""
        st.markdown("**Tautan halaman ini**, dengan semua saringannya")
        st.code(f"{address}?{urlencode(dict(st.query_params))}", language=None, wrap_lines=True)
        if data.frozen():
            st.caption("Tautan ini beku: angkanya tidak berubah walau data baru terbit.")
            st.button("Buka data terbaru", on_click=thaw, key="cairkan_bagikan")
            return
        st.caption("Dibuka kapan pun, tautan ini memuat data terbaru pada saringan yang sama.")
        why = "Menambahkan snapshot pada tautan: angkanya tetap sama, dan perubahan sesudahnya diceritakan."
        st.button("Bekukan tautan", on_click=_freeze, key="bekukan", help=why)
        if st.session_state.pop("serapan_beku_gagal", False):
            st.warning("Tautan tidak dapat dibekukan: folder data tidak dapat ditulis.")


def banner() -> None:
    """Over a frozen view: since when, whether newer data exist, and what they change here."""
    if st.session_state.pop(_MISSING, False):
        st.info("Tautan beku ini menunjuk snapshot yang sudah dihapus; yang ditampilkan data terbaru.")
    id = data.frozen()
    if id is None:
        return
    since = moment(data.manifest().dibuat)
    newest = snapshots.current()
    with st.container(key="beku_isi"):
        if newest is None or newest.id == id:
            parts.small(f"Tautan beku · data terbit {since} · belum ada data yang lebih baru.")
            return
        with st.container(horizontal=True, key="beku_baris", vertical_alignment="center"):
            st.markdown(
                f"**Tautan beku** · angka seperti terbit {since}. Ada data lebih baru, terbit "
                f"{moment(newest.manifest.dibuat)}.", width="content",
            )  # fmt: skip
            st.button("Buka data terbaru", on_click=thaw, key="cairkan", type="tertiary")
        _changes(newest.id)


def _changes(newest: str) -> None:
    """What the same questions answer today: old, new, difference."""
    found = compare(newest)
    if found is None:
        st.caption("Yang berubah tidak dapat dihitung: data terbaru dibuat oleh versi lain.")
        return
    if found.baris.empty:
        st.caption(f"Pada tampilan ini tidak ada yang berubah: {number(found.dibandingkan)} angka sama.")
        return
    said = f"{number(len(found.baris))} dari {number(found.dibandingkan)} angka pada tampilan ini sudah berubah"
    with st.expander(said, key="beku_perubahan"):
        parts.prose_table(words(found.baris.head(MOST)), sebutan="Yang berubah sejak tautan dibekukan")
        if len(found.baris) > MOST:
            st.caption(f"{MOST} yang terbesar; seluruhnya pada unduhan.")
        table = found.baris.rename(columns={"kunci": "baris"})
        downloads.both("beku", table, "serapan_perubahan_tampilan", is_sample=data.manifest().is_contoh)


def compare(newest: str) -> Difference | None:
    """The questions of this run asked of another snapshot too; None where that one cannot answer them."""
    pairs = []
    try:
        for (query, params), old in list(data.asked().items()):
            if query not in _LATER:
                given, new = dict(params), data.ask_of(newest, query, params)
                pairs.append((_named(old, given), _named(new, given)))
    except (gate.OlderMarts, gate.NoSnapshot, gate.ParameterMismatch):
        return None
    return difference(pairs)


def _named(frame: pd.DataFrame, given: Mapping[str, object]) -> pd.DataFrame:
    """The measure and the place first in what a row is, where the question was about one and the rows don't say."""
    said: dict[str, str] = {}
    names = data.measures().drop_duplicates("ukuran").set_index("ukuran")["nama"]
    if "ukuran" not in frame and given.get("ukuran") in names.index:
        said["ukuran_"] = str(names[str(given["ukuran"])])
    if "nama" not in frame and {"kode_provinsi", "pulau"} & set(given):
        code, region = str(given.get("kode_provinsi") or ""), str(given.get("kode_kab_kota") or "")
        wide = f"Pulau {given['pulau']}" if given.get("pulau") else "Nasional"
        within = data.regencies(region[:2]) if region else {}
        said["tempat_"] = within.get(region) or data.provinces().get(code, wide)
    return frame.assign(**said)[[*said, *frame.columns]] if said else frame


_ISO = re.compile(r"\b(\d{4}-\d\d-\d\d)\b")


def words(rows: pd.DataFrame) -> pd.DataFrame:
    """The changes as they are printed."""
    digits = [0 if str(name).startswith(("jumlah", "penyebut")) else 1 for name in rows["ukuran"]]

    def said(value: object, places: int) -> str:
        return NONE if is_none(value) else number(float(value), places)  # type: ignore[arg-type]

    return pd.DataFrame(
        {
            "Angka": [_ISO.sub(lambda found: day(date.fromisoformat(found[1])), text) for text in rows["kunci"]],
            "Ukuran": [str(name).replace("_", " ") for name in rows["ukuran"]],
            "Lama": [said(v, d) for v, d in zip(rows["lama"], digits, strict=True)],
            "Baru": [said(v, d) for v, d in zip(rows["baru"], digits, strict=True)],
            "Selisih": [NONE if is_none(v) else signed(v, d) for v, d in zip(rows["selisih"], digits, strict=True)],
        }
    )


__all__ = ["COLUMNS", "banner", "compare", "older", "read", "share", "thaw", "words"]
