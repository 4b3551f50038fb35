"""The examination's answer: its headline, and the findings by severity."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from views import findings_list, parts
from views.format import moment, number
from views.upload import questions as upload_questions
from views.upload import words as upload_words
from views.upload.state import Keadaan


@contextmanager
def answer(keadaan: Keadaan) -> Iterator[None]:
    """What the examination came to, over the files it is about."""
    asked = upload_questions.count(keadaan)
    small = f"{number(len(keadaan.baris))} berkas · diperiksa {moment(keadaan.diperiksa)} · belum terbit"
    with parts.answer(small, upload_words.headline(keadaan.baris, asked)):
        pass
    with st.container(key="berkas_hasil"):
        yield


def panel(keadaan: Keadaan) -> None:
    """The findings of the staged files, and in a fold those that they bring up in files already there."""
    own, elsewhere = keadaan.daftar_sendiri, keadaan.daftar_baru
    if own.temuan.empty and elsewhere.temuan.empty:
        return
    aside = sum(row.disisihkan for row in keadaan.baris)
    unread = sum(row.galat is not None for row in keadaan.baris)
    title = upload_words.findings_headline(upload_words.rows_by_severity(own.temuan), aside, unread)
    small = "Temuan · tolak: disisihkan · periksa: diterima, perlu dilihat · catatan: diterima, baik diketahui"
    with parts.panel("temuan", small, title):
        findings_list.show("unggah", own, "temuan_pemeriksaan")
        if not elsewhere.temuan.empty:
            label = f"{number(len(elsewhere.temuan))} temuan baru pada berkas yang sudah ada sebelumnya"
            with st.expander(label, key="temuan_lama"):
                findings_list.show("lama", elsewhere, "temuan_berkas_lama")
