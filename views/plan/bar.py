"""The plan that is open on a page, and the one way to save a part of it.

A page reads `opened()` for what is saved and hands what it changed to `save_button`; it never writes a plan itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from views import data, filter_bar, options, parts
from views.filters import NASIONAL, Saringan
from views.links import SNAPSHOT
from views.plan import conflict, saving, words
from views.plan.saving import NONE, OPSI, default_name, open_version, opened
from warehouse import plans, snapshots
from warehouse.plans import PlansFault, Ringkas, Versi


def draw(saringan: Saringan, *, is_place: bool = True) -> Versi | None:
    """Choose the plan in the filter row, and say beneath which version is open and what has happened to it since.

    Call it right after the filter bar. Returns the open plan, None where there is none yet. `is_place`: the page works
    on the region shown, and a plan of another one is said.
    """
    saving.mark_broken(False)
    try:
        base, newest = _chosen(saringan)
    except PlansFault as fault:
        saving.close()
        saving.mark_broken(True)
        st.warning(parts.escape_markdown(str(fault)))
        return None
    _say()
    if base is None or newest is None:
        return None
    with st.container(key="rencana_keadaan"):
        if is_place:
            _state(base)
        _older(base)
        if newest.versi > base.versi and saving.conflict() is None:
            _newer(base, newest)
        if is_place:
            _elsewhere(base, saringan)
    refused = saving.conflict()
    if refused is not None and refused.dasar.id == base.id:
        conflict.panel(refused)
    return base


def _chosen(saringan: Saringan) -> tuple[Versi | None, Ringkas | None]:
    """The plan the link asks for at the version this session works from, and the newest version there is."""
    viewer = data.viewer()
    there = {one.id: one for one in plans.listed(viewer=viewer)}
    asked = st.query_params.get(OPSI)
    if asked not in there and asked not in (None, NONE) and (found := plans.about(str(asked), viewer=viewer)):
        there[found.id] = found
    names = {NONE: "Tanpa rencana" if there else "Belum ada", **_names(there, saringan)}
    chosen = options.select(OPSI, "Rencana", names, NONE)
    base = opened()
    if chosen == NONE:
        saving.close()
        return None, None
    if base is None or base.id != chosen or not _stands(base, there[chosen]):
        saving.close()
        base = st.session_state[saving.BASE] = plans.load(chosen, viewer=viewer)
    return base, there[chosen]


def _stands(base: Versi, newest: Ringkas) -> bool:
    """Whether the version this session holds is still one of the store's: a restored copy may have taken it back."""
    return base.versi < newest.versi or (base.versi, base.disimpan) == (newest.versi, newest.disimpan)


def _names(there: Mapping[str, Ringkas], saringan: Saringan) -> dict[str, str]:
    """Id to the name of a plan, those of the region shown first; no two alike."""
    ordered = sorted(there.values(), key=lambda one: one.kode_provinsi != saringan.provinsi)
    found: dict[str, str] = {}
    for one in ordered:
        where = words.place(one.kode_provinsi)
        is_said = one.kode_provinsi == saringan.provinsi or where.casefold() in one.nama.casefold()
        name = one.nama if is_said else f"{one.nama} · {where}"
        name += " (diarsipkan)" if one.is_arsip else ""
        found[one.id] = name if name not in found.values() else f"{name} · {one.id[:4]}"
    return found


def _say() -> None:
    quiet, wrong = saving.said(), saving.wrong()
    if quiet:
        st.toast(parts.escape_markdown(quiet))
    if wrong:
        st.warning(parts.escape_markdown(wrong))


def _state(base: Versi) -> None:
    isi = base.isi
    when = f"versi {base.versi}, disimpan {words.saved(base.disimpan)} oleh {base.oleh}"
    parts.small(f"Rencana “{isi.nama}” · {words.place(isi.kode_provinsi)} · {isi.tahun} · {when}")


def _older(base: Versi) -> None:
    """That the plan was made on older data than the page shows, and the way to look at those."""
    made, newest = base.isi.snapshot, snapshots.current()
    if newest is None or made == newest.id:
        return
    since = f"Dibuat dari data terbit {words.published(made)}"
    if data.frozen() == made:
        parts.small(f"{since}; halaman ini memakai data saat itu.")
        return
    with st.container(horizontal=True, key="rencana_data_lama", vertical_alignment="center"):
        try:
            snapshots.load(made)
        except KeyError:
            parts.small(f"{since}; data itu sudah dihapus. Angka yang tersimpan pada rencana tetap.")
            return
        st.markdown(
            f"{parts.escape_markdown(since)}; data lebih baru ada. Angka yang tersimpan pada rencana tetap.",
            width="content",
        )
        st.button("Lihat data saat itu", key="rencana_lihat_data", type="tertiary", on_click=_freeze, args=(made,))


def _freeze(snapshot: str) -> None:
    if data.freeze(snapshot):
        st.query_params[SNAPSHOT] = snapshot


def _newer(base: Versi, newest: Ringkas) -> None:
    """That somebody saved since this version was opened."""
    with st.container(horizontal=True, key="rencana_baris", vertical_alignment="center"):
        who = parts.escape_markdown(newest.oleh)
        st.markdown(f"**Versi {newest.versi}** sudah disimpan oleh {who}, {words.saved(newest.disimpan)}. Anda masih "
                    f"bekerja pada versi {base.versi}.", width="content")  # fmt: skip
        st.button("Buka versi terbaru", on_click=saving.open_newest, args=(base.id,), key="rencana_terbaru",
                  type="tertiary")  # fmt: skip
    with st.expander("Bandingkan dengan yang Anda buka", key="rencana_banding"):
        try:
            conflict.since(base, plans.load(base.id, viewer=data.viewer()))
        except PlansFault as fault:
            st.warning(parts.escape_markdown(str(fault)))


def reason_against(base: Versi, saringan: Saringan, *, is_place: bool = True) -> str | None:
    """Why this plan can't be saved from this page; None where it can."""
    place = base.isi.kode_provinsi
    if not plans.may_save(data.viewer(), place):
        return "Rencana ini di luar lingkup Anda: hanya dapat dibaca."
    if place == saringan.provinsi or not is_place:
        return None
    shown = words.place(saringan.provinsi)
    return f"Rencana ini untuk {words.place(place)}, sedangkan halaman menampilkan {shown}. Menyimpan dimatikan."


def _elsewhere(base: Versi, saringan: Saringan) -> None:
    why = reason_against(base, saringan)
    if why is None:
        return
    place = base.isi.kode_provinsi or NASIONAL
    with st.container(horizontal=True, key="rencana_tempat", vertical_alignment="center"):
        st.markdown(parts.escape_markdown(why), width="content")
        if base.isi.kode_provinsi != saringan.provinsi:
            st.button(f"Tampilkan {words.place(base.isi.kode_provinsi)}", key="rencana_ke_tempat", type="tertiary",
                      on_click=filter_bar.go, kwargs={"provinsi": place})  # fmt: skip


def save_button(
    key: str, changes: Mapping[str, Any], saringan: Saringan, *, label: str = "Simpan ke rencana", is_place: bool = True
) -> None:
    """One button that saves these fields of the plan (see Rencana) as its next version; a new plan where none is open.

    `changes`: field to its new rows, already of the models of schemas.rencana. `is_place`: they are of the region
    shown, and are not saved into a plan of another one. A click saves what this run holds, not a callback what the run
    before held: a cell edited just before the click is not lost.
    """
    if saving.broken():
        parts.small("Menyimpan dimatikan sampai simpanan rencana terbaca lagi.")
        return
    base = opened()
    if base is None:
        _offer_new(key, changes, saringan)
        return
    why = reason_against(base, saringan, is_place=is_place)
    done = saving.done(changes)
    if why is not None or saving.conflict() is not None:
        waits = "Selesaikan dahulu perubahan yang belum tersimpan di atas."
        st.button(label, key=f"simpan_{key}", disabled=True, help=why or waits)
    elif saving.unit() is None:
        with st.popover(label, key=f"simpan_unit_{key}", width="content"):
            _unit_input(f"unit_{key}", base.oleh)
            if st.button("Simpan", key=f"simpan_{key}", type="primary"):
                saving.save(changes, f"unit_{key}")
                st.rerun()
    elif st.button(label, key=f"simpan_{key}", type="primary", help=f"Disimpan atas nama {saving.unit()}."):
        saving.save(changes)
        st.rerun()
    if done:
        parts.small(done)


def _unit_input(key: str, usual: str) -> str:
    return str(st.text_input("Unit penyimpan", saving.unit() or usual, key=key, max_chars=60,
                             help="Nama unit atau jabatan, bukan nama orang."))  # fmt: skip


def _offer_new(key: str, changes: Mapping[str, Any], saringan: Saringan) -> None:
    if not plans.may_save(data.viewer(), saringan.provinsi):
        parts.small("Rencana wilayah ini di luar lingkup Anda: tidak dapat disimpan.")
        return
    with st.popover("Simpan sebagai rencana baru", key=f"baru_{key}", width="content"):
        name = st.text_input("Nama rencana", default_name(saringan), key=f"baru_nama_{key}", max_chars=120)
        unit = _unit_input(f"baru_unit_{key}", saving.UNIT_BAKU)
        if st.button("Simpan", key=f"baru_simpan_{key}", type="primary"):
            saving.create(changes, saringan, name, unit)
            st.rerun()


__all__ = ["OPSI", "default_name", "draw", "open_version", "opened", "save_button"]
