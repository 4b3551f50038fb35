"""Two people saved at once: who, what differs row by row, and four ways on. Nothing of either is lost."""

from __future__ import annotations

import streamlit as st

from analysis.plan_difference import difference, merge
from views import parts
from views.format import number
from views.plan import saving, words
from views.plan.saving import Bentrok
from warehouse.plans import Versi


def panel(found: Bentrok) -> None:
    """The refused save, and what to do with it."""
    newest = found.terbaru
    both = merge(found.dasar.isi, newest.isi, found.milik_saya)
    clashes = sum(side.is_bentrok for side in both.sisi)
    small = f"Versi {newest.versi} disimpan {words.saved(newest.disimpan)} oleh {newest.oleh}, sesudah versi " \
            f"{found.dasar.versi} yang Anda buka"  # fmt: skip
    title = "Perubahan Anda belum tersimpan: orang lain menyimpan lebih dulu"
    with parts.panel("bentrok", small, title):
        if clashes:
            st.markdown(
                f"{number(clashes)} dari {number(len(both.sisi))} perbedaan di bawah diubah oleh keduanya, jadi tidak "
                "dapat digabung sendiri. Bagian yang dihitung (prioritas, alokasi) hanya dapat diambil utuh dari satu "
                "pihak. Pilih milik siapa yang menjadi versi terbaru."
            )
        elif both.sisi:
            st.markdown("Tidak ada isian yang diubah oleh keduanya: kedua perubahan dapat digabung tanpa kehilangan.")
        else:
            st.markdown("Isinya sama dengan yang ingin Anda simpan.")
        _choices(found, is_mergeable=both.isi is not None)
        if both.sisi:
            names = words.regions(newest.isi, found.milik_saya)
            parts.long_table("bentrok", words.sides(both.sisi, names), {"Baris": 150},
                             sebutan="Perbedaan versi tersimpan dan milik saya")  # fmt: skip


def _choices(found: Bentrok, *, is_mergeable: bool) -> None:
    with st.container(horizontal=True, key="bentrok_pilihan"):
        if is_mergeable:
            st.button("Gabungkan", key="bentrok_gabung", type="primary", on_click=saving.save_merged)
        st.button("Simpan milik saya sebagai versi baru", key="bentrok_milik_saya", on_click=saving.save_mine,
                  help=f"Versi {found.terbaru.versi} tetap ada di riwayat.")  # fmt: skip
        with st.popover("Simpan sebagai rencana lain", key="bentrok_lain", width="content"):
            st.text_input("Nama rencana", f"{found.milik_saya.nama} (salinan)", key="bentrok_nama", max_chars=120)
            st.button("Simpan", key="bentrok_simpan_lain", type="primary", on_click=saving.save_other,
                      args=("bentrok_nama",))  # fmt: skip
        st.button("Buang perubahan saya", key="bentrok_buang", on_click=saving.discard)
    parts.small(
        f"Apa pun pilihannya, versi {found.terbaru.versi} tetap tersimpan di riwayat rencana. Perubahan Anda "
        "baru ada di layar ini: memuat ulang halaman membuangnya."
    )


def since(base: Versi, newest: Versi) -> None:
    """What somebody saved since this version was opened."""
    found = difference(base.isi, newest.isi)
    if not found:
        st.caption("Isinya sama dengan yang Anda buka.")
        return
    parts.long_table("sejak", words.differences(found, words.regions(base.isi, newest.isi)), {"Baris": 150},
                     sebutan="Yang berubah sejak versi yang dibuka")  # fmt: skip
