"""What will change, the click that accepts it, and the word that it is done."""

from __future__ import annotations

import html
from collections.abc import Iterable

import streamlit as st

from schemas import DATASETS
from views import data, difference_words, parts
from views.format import names, number
from views.upload import questions as upload_questions
from views.upload import state as upload_state
from views.upload.state import Keadaan
from warehouse import plan_backup


def panel(keadaan: Keadaan) -> None:
    """The difference to what serves now, what needs a look, and the button."""
    difference = keadaan.selisih
    compared = "data contoh" if difference.is_ganti_contoh else f"snapshot {difference.dibanding}"
    small = f"Perubahan · dibanding {compared}" if difference.dibanding else "Perubahan · penerbitan pertama"
    with parts.panel("perubahan", small, difference_words.headline(difference)):
        for sentence in difference_words.warnings(difference):
            st.html(f'<div class="peringatan">{html.escape(sentence)}</div>')
        if difference_words.changed(difference):
            parts.prose_table(difference_words.table(difference), {"Dataset": 200}, sebutan="Perubahan per dataset")
        _jumps(keadaan)
        _details(keadaan)
        _accept(keadaan)


def _jumps(keadaan: Keadaan) -> None:
    frame = difference_words.jumps_table(keadaan.selisih)
    if frame.empty:
        return
    total = sum(change.jumlah_lonjakan for change in keadaan.selisih.dataset)
    with st.expander(f"{number(total)} lonjakan, yang terjauh di atas", expanded=len(frame) <= 5, key="lonjakan"):
        parts.prose_table(frame, {"Wilayah": 150, "Ukuran": 180}, sebutan="Lonjakan")
        parts.small(
            "Jarak: berapa kali simpangan biasa (median dan MAD) perubahan wilayah ini dari perubahan wilayah lain "
            "pada ukuran yang sama; yang di atas 3,5 ditampilkan."
        )


def _details(keadaan: Keadaan) -> None:
    said = [(change, difference_words.details(change)) for change in difference_words.changed(keadaan.selisih)]
    if not any(lines for _, lines in said):
        return
    with st.expander("Contoh baris baru, hilang, dan berubah", key="rinci"):
        for change, lines in said:
            items = "".join(f"<li>{html.escape(line)}: <ul>{_items(examples)}</ul></li>" for line, examples in lines)
            if items:
                title = html.escape(DATASETS[change.dataset].judul)
                st.html(f'<div class="contoh-baris"><b>{title}</b><ul>{items}</ul></div>')


def _items(texts: Iterable[str]) -> str:
    return "".join(f"<li>{html.escape(text)}</li>" for text in texts)


def _accept(keadaan: Keadaan) -> None:
    difference = keadaan.selisih
    empty = [row.nama for row in keadaan.baris if not row.diterima]
    if len(empty) == len(keadaan.baris):
        st.html(
            '<div class="peringatan" role="status">Belum dapat diterbitkan: tidak satu baris pun dari berkas ini '
            "diterima. Betulkan menurut temuan di atas, lalu unggah lagi.</div>"
        )
        return
    if not difference.is_any:
        st.html('<div class="berhasil" role="status">Berkas ini sudah termuat; tidak ada yang perlu diterbitkan.</div>')
        return
    if empty:
        said = f"Tanpa satu baris pun yang diterima: {names(empty, 3)}. Keluarkan bila tidak perlu ikut disimpan."
        st.html(f'<div class="peringatan">{html.escape(said)}</div>')
    if asked := upload_questions.count(keadaan):
        parts.small(
            f"{number(asked)} pertanyaan di atas belum dijawab; baris yang bergantung padanya belum ikut terbit."
        )
    with st.container(horizontal=True, vertical_alignment="center", key="setuju"):
        st.button(
            "Setujui dan terbitkan", type="primary", key="terbitkan", on_click=upload_state.publish,
            args=(keadaan.sidik_isi,),
        )  # fmt: skip
        parts.small(
            "Berkas masuk ke folder ekspor, semua halaman menyajikan isinya, dan snapshot lama dapat dipulihkan."
        )


def published(keadaan: Keadaan) -> None:
    """The new snapshot, and where to look."""
    serving = keadaan.disajikan or data.snapshot()
    read = sum(sheet.diterima for file in serving.manifest.berkas for sheet in file.lembar)
    small = f"Snapshot {serving.id} · {number(len(serving.manifest.berkas))} berkas"
    with parts.answer(small, f"Terbit: {number(read)} baris kini disajikan di semua halaman"):
        with st.container(horizontal=True, key="ke_mana"):
            st.page_link("../pages/ringkasan.py", label="Lihat Ringkasan")
            st.page_link("../pages/platform.py", label="Platform")
            st.page_link("../pages/data.py", label="Buku baris dan temuan (Berkas & riwayat)")
        if not plan_backup.is_backed_up(serving.id):
            parts.small("Rencana tersimpan belum dicadangkan: periksa ruang dan izin folder data/rencana.")
        parts.small("Keliru? Di Berkas & riwayat, bagian Snapshot, yang lama dapat dipulihkan dengan satu klik.")
        st.button("Unggah berkas lain", key="unggah_lain", on_click=upload_state.start_over)
