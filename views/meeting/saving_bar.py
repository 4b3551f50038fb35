"""What stands under the headline of the open list: start the meeting, save, share, add a ready sequence, begin anew."""

from __future__ import annotations

from typing import Any

import streamlit as st

from views import data, parts
from views.filters import Saringan
from views.meeting import editing, package, renew, sequences, shelf, words
from views.meeting.basket import Terbuka
from views.plan import saving
from warehouse import meetings
from warehouse.meetings import PlansFault, Versi


def bar(now: Terbuka, saringan: Saringan) -> None:
    """The ways on, the one most wanted first."""
    with st.container(horizontal=True, key="rapat_alat", vertical_alignment="center"):
        if now.isi.butir:
            st.page_link(shelf.RAPAT, label="Mulai Mode rapat", query_params=shelf.meeting_query(saringan, now.id))
            _save(now)
        _ready(now, saringan)
        if now.dasar is not None:
            _share(now.dasar)
        if now.isi.butir or now.dasar is not None:
            st.button("Daftar baru", key="rapat_baru", on_click=editing.start_new,
                      help="Daftar yang belum disimpan dapat dikembalikan.")  # fmt: skip


def _unit_input(key: str) -> str | None:
    """Who saves, asked until it was said once in this session; the key it is typed under."""
    if saving.unit() is not None:
        return None
    st.text_input("Unit penyimpan", saving.UNIT_BAKU, key=key, max_chars=60,
                  help="Nama unit atau jabatan, bukan nama orang.")  # fmt: skip
    return key


def _save(now: Terbuka) -> None:
    base = now.dasar
    if base is not None and not meetings.may_save(data.viewer(), base.kode_provinsi):
        _save_other(now, "Simpan sebagai daftar lain")
        return
    if not now.is_berubah or editing.clash() is not None:
        why = "Tidak ada yang berubah." if editing.clash() is None else "Selesaikan dahulu di bawah."
        st.button("Simpan", key="rapat_simpan", disabled=True, help=why)
    elif base is not None and saving.unit() is not None:
        st.button("Simpan", key="rapat_simpan", type="primary", on_click=editing.save,
                  help=f"Disimpan atas nama {parts.escape_markdown(saving.unit() or '')}.")  # fmt: skip
    else:
        with st.popover("Simpan", key="rapat_simpan_unit", width="content", type="primary"):
            key = _unit_input("rapat_unit")
            st.caption("Judulnya dapat diganti pada kotak Judul rapat." if base is None else words.title(now.isi))
            st.button("Simpan daftar", key="rapat_simpan", type="primary", on_click=editing.save, args=(key,))
    if base is not None and editing.clash() is None:
        _save_other(now, "Simpan sebagai…")


def _save_other(now: Terbuka, label: str) -> None:
    with st.popover(label, key=f"rapat_lain_{now.id}", width="content"):
        st.text_input("Judul rapat", f"{words.title(now.isi)} (salinan)"[:120], key="rapat_lain_nama", max_chars=120)
        key = _unit_input("rapat_lain_unit")
        st.button("Simpan sebagai daftar lain", key="rapat_simpan_lain", on_click=editing.save_other,
                  args=("rapat_lain_nama", key))  # fmt: skip


def _share(base: Versi) -> None:
    with st.popover("Tautan", key="rapat_tautan", width="content"):
        address = package.base_address()
        st.markdown("**Mode rapat**: membuka layar pertama")
        st.code(f"{address}/rapat?urutan=daftar&daftar={base.id}", language=None, wrap_lines=True)
        st.markdown("**Daftar ini**: untuk dilihat dan disunting")
        st.code(f"{address}/daftar_rapat?daftar={base.id}", language=None, wrap_lines=True)
        st.caption("Tautan menampilkan versi yang terakhir disimpan, dengan angka seperti saat layar ditambahkan.")


def _ready(now: Terbuka, saringan: Saringan) -> None:
    """A whole ready sequence: of a province, or of a platform."""
    kind: Any = "secondary" if now.isi.butir else "primary"
    key = f"rapat_urutan_{len(now.isi.butir)}"  # another one after screens were added: it is drawn closed
    with st.popover("Tambah urutan siap pakai", key=key, width="content", type=kind):
        names = data.provinces()
        codes = sorted(names, key=names.__getitem__)
        first = codes.index(saringan.provinsi) if saringan.provinsi in codes else 0
        code = st.selectbox("Provinsi", codes, first, format_func=names.__getitem__, key="rapat_urutan_provinsi")
        if st.button("Tambah urutan provinsi", key="rapat_tambah_provinsi"):
            _add(sequences.PROVINSI, renew.view_of(None, code, saringan))
        pilihan = data.choices()
        if pilihan is None:
            return
        measures = list(pilihan.kelompok)
        at = measures.index(saringan.ukuran) if saringan.ukuran in measures else 0
        ukuran = st.selectbox("Platform dan ukuran", measures, at, format_func=pilihan.nama_ukuran.__getitem__,
                              key="rapat_urutan_ukuran")  # fmt: skip
        if st.button("Tambah urutan platform", key="rapat_tambah_platform"):
            _add(sequences.PLATFORM, renew.view_of(ukuran, None, saringan))


def _add(jenis: str, saringan: Saringan) -> None:
    with st.spinner("Menyusun urutan…"):
        renew.add_ready(jenis, saringan)
    st.rerun()


def clash(now: Terbuka) -> None:
    """What somebody else saved since: before my save, quietly; after it was refused, side by side with what is mine."""
    theirs = editing.clash()
    if theirs is not None:
        _refused(now, theirs)
        return
    if now.dasar is None:
        return
    try:
        newest = meetings.about(now.dasar.id, viewer=data.viewer())
    except PlansFault as fault:
        st.warning(parts.escape_markdown(str(fault)))
        return
    if newest is None:
        parts.small("Daftar ini tidak ada lagi pada simpanan; simpan sebagai daftar lain agar tidak hilang.")
    elif newest.is_arsip:
        parts.small("Daftar ini diarsipkan; kembalikan dari rak, pada pilihan Diarsipkan.")
    if newest is not None and newest.versi > now.dasar.versi:
        with st.container(horizontal=True, key="rapat_lebih_baru", vertical_alignment="center"):
            who, when = parts.escape_markdown(newest.oleh), words.moment(newest.disimpan.astimezone())
            st.markdown(f"**Versi {newest.versi}** sudah disimpan oleh {who}, {when}.", width="content")
            st.button("Buka versi itu", key="rapat_buka_terbaru", type="tertiary", on_click=editing.open_saved,
                      args=(newest.id,))  # fmt: skip


def _refused(now: Terbuka, theirs: Versi) -> None:
    when = words.moment(theirs.disimpan.astimezone())
    small = f"Versi {theirs.versi}, {when}, {theirs.oleh}"
    with parts.panel("rapat_bentrok", small, "Daftar Anda belum tersimpan: orang lain menyimpan lebih dulu"):
        rows = words.sides(theirs.isi, now.isi)
        if rows.empty:
            st.markdown("Isinya sama dengan yang ingin Anda simpan.")
        else:
            parts.long_table("rapat_bentrok", rows, {"Layar": 220}, sebutan="Beda daftar tersimpan dan milik saya")
        with st.container(horizontal=True, key="rapat_bentrok_pilihan"):
            st.button("Simpan milik saya", key="rapat_bentrok_saya", on_click=editing.save_mine,
                      help=f"Versi {theirs.versi} tetap ada di antara versi sebelumnya.")  # fmt: skip
            st.button("Buka yang tersimpan", key="rapat_bentrok_mereka", on_click=editing.take_theirs,
                      help="Milik Anda disisihkan dan dapat dikembalikan.")  # fmt: skip
            _save_other(now, "Simpan milik saya sebagai daftar lain")
