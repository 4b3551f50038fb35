"""The shelf of saved meeting lists: open one, start the meeting with it, copy, rename, archive."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from views import data, links, options, parts
from views.filters import Saringan
from views.format import number
from views.meeting import basket, editing, words
from views.meeting.basket import OPSI
from warehouse import meetings
from warehouse.meetings import PlansFault, Ringkas

RAPAT = "../pages/rapat.py"
STATES = {"aktif": "Aktif", "arsip": "Diarsipkan"}
MOST = 6
"""Lists that stand on the page; the others are behind a fold."""
MOST_FOLDED = 40


def meeting_query(saringan: Saringan, id: str) -> dict[str, str]:
    """The link of the projector with this list."""
    return links.to(saringan, urutan="daftar", **{OPSI: id})


def shelf(saringan: Saringan) -> None:
    """Every saved list of the region shown and of the nation, the last saved first."""
    viewer = data.viewer()
    try:
        archived = meetings.listed(is_arsip=True, viewer=viewer)
        active = meetings.listed(viewer=viewer)
    except PlansFault as fault:
        st.warning(parts.escape_markdown(str(fault)))
        return
    if not active and not archived:
        return
    shown = options.value("keadaan", STATES, "aktif") if archived else "aktif"
    found = [one for one in (archived if shown == "arsip" else active) if _is_here(one, saringan)]
    where = "seluruh wilayah" if saringan.provinsi is None else f"{words.place(saringan.provinsi)} dan nasional"
    with parts.panel("rak_rapat", f"Daftar tersimpan · {where}", _headline(found, shown)):
        if archived:
            options.segments("keadaan", "Keadaan", STATES, "aktif")
        _list(found[:MOST], saringan)
        rest = found[MOST:]
        if rest:
            with st.expander(f"{number(len(rest))} daftar lain", key="rak_lain"):
                _list(_searched(rest), saringan)


def _is_here(one: Ringkas, saringan: Saringan) -> bool:
    here = (None, meetings.CAMPURAN, saringan.provinsi)
    return saringan.provinsi is None or one.kode_provinsi in here


def _headline(found: Sequence[Ringkas], shown: str) -> str:
    if not found:
        return "Tidak ada daftar yang diarsipkan di sini" if shown == "arsip" else "Belum ada daftar tersimpan di sini"
    kind = "daftar diarsipkan" if shown == "arsip" else "daftar tersimpan"
    return f"{number(len(found))} {kind}; terakhir {found[0].nama}"


def _searched(rest: Sequence[Ringkas]) -> Sequence[Ringkas]:
    """All of a few; of many those whose name holds what is typed."""
    if len(rest) <= MOST_FOLDED:
        return rest
    typed = str(st.text_input("Cari judul rapat", key="rak_cari") or "").strip().casefold()
    found = [one for one in rest if typed in one.nama.casefold()]
    if len(found) > MOST_FOLDED:
        parts.small(f"{number(MOST_FOLDED)} dari {number(len(found))}, yang terakhir disimpan lebih dulu.")
    return found[:MOST_FOLDED]


def _list(found: Sequence[Ringkas], saringan: Saringan) -> None:
    now = basket.opened()
    for one in found:
        is_open = now.dasar is not None and now.dasar.id == one.id
        with st.container(key=f"rak_satu_{one.id}"):
            st.markdown(f"**{parts.escape_markdown(one.nama)}**" + (" · terbuka di atas" if is_open else ""))
            parts.small(words.saved(one))
            with st.container(horizontal=True, key=f"rak_aksi_{one.id}", vertical_alignment="center"):
                if not is_open:
                    st.button("Buka", key=f"rak_buka_{one.id}", type="tertiary", on_click=editing.open_saved,
                              args=(one.id,))  # fmt: skip
                st.page_link(RAPAT, label="Mode rapat", query_params=meeting_query(saringan, one.id))
                if meetings.may_save(data.viewer(), one.kode_provinsi):
                    _manage(one, is_open=is_open)


def _manage(one: Ringkas, *, is_open: bool) -> None:
    with st.popover("Kelola", key=f"rak_kelola_{one.id}_{one.versi}", width="content", type="tertiary"):
        key = f"rak_nama_{one.id}_{one.versi}"
        st.text_input("Judul rapat", one.nama, key=key, max_chars=120)
        st.button("Ganti judul", key=f"rak_ganti_{one.id}", on_click=editing.rename_saved, args=(one.id, key))
        st.button("Duplikat", key=f"rak_duplikat_{one.id}", on_click=editing.duplicate, args=(one.id,))
        label = "Kembalikan ke rak" if one.is_arsip else "Arsipkan"
        st.button(label, key=f"rak_arsip_{one.id}", on_click=editing.archive, args=(one.id, not one.is_arsip),
                  help="Daftar yang diarsipkan tidak dihapus: ia hanya keluar dari rak.")  # fmt: skip
        past = [old for old in _history(one) if old.versi != one.versi] if is_open else []
        if past:
            st.caption("Versi sebelumnya, dibuka untuk disimpan lagi:")
            for old in past:
                who = parts.escape_markdown(old.oleh)
                st.button(f"Versi {old.versi} · {words.screens(old.jumlah_layar)} · {who}", type="tertiary",
                          key=f"rak_versi_{one.id}_{old.versi}", on_click=editing.open_as_newest,
                          args=(one.id, old.versi))  # fmt: skip


def _history(one: Ringkas) -> tuple[Ringkas, ...]:
    if one.versi == 1:
        return ()
    try:
        return meetings.history(one.id, viewer=data.viewer())
    except PlansFault:
        return ()
