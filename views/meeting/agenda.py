"""The open meeting list on its page: whether it is saved, its screens in order, and the words beside them."""

from __future__ import annotations

import html
from functools import cache
from pathlib import Path

import streamlit as st

from schemas.daftar_rapat import ButirDaftar
from views import data, links, options, parts
from views.filters import Saringan
from views.meeting import basket, editing, package, renew, saving_bar, words
from views.meeting.basket import BARU, OPSI, Terbuka
from warehouse import meetings, snapshots
from warehouse.meetings import PlansFault

PAGES = Path(__file__).resolve().parent.parent.parent / "pages"
OPSI_HALAMAN = (OPSI, "keadaan")
GONE = "Daftar rapat pada tautan ini tidak ada, atau berasal dari komputer lain. Minta tautannya sekali lagi."


def show(saringan: Saringan) -> None:
    """The open list, what can be done with it, and the pack made of it."""
    _follow_link()
    now = basket.opened()
    with parts.answer(f"Daftar rapat · {words.state(now.dasar, is_berubah=now.is_berubah)}", _headline(now)):
        saving_bar.bar(now, saringan)
    _say(now)
    if not now.isi.butir:
        _empty(saringan)
        return
    with st.container(key="panel_daftar_rapat"):
        _title(now)
        _older(now)
        _items(now)
    with parts.panel("paket_rapat", f"Untuk dibawa · {words.dates(now.isi)}", "Bawa daftar ini ke luar layar"):
        package.draw(basket.compose(now.isi), "daftar")


def _follow_link() -> None:
    """Open what the link names; one that can't be opened is said, and the list of this session stays."""
    now, asked = basket.opened(), st.query_params.get(OPSI)
    if asked is not None and asked not in (now.id, BARU):
        try:
            editing.show(meetings.load(asked, viewer=data.viewer()))
        except PlansFault as fault:
            st.warning(parts.escape_markdown(str(fault)))
        except KeyError:
            st.info(GONE)
    if asked != basket.opened().id:
        options.set_to(OPSI, basket.opened().id)


def _headline(now: Terbuka) -> str:
    return words.headline(now.isi) if now.isi.butir else "Belum ada layar pada daftar ini"


def _empty(saringan: Saringan) -> None:
    parts.empty(
        "Daftar rapat mengumpulkan grafik dari halaman mana pun, berurutan, dengan catatan Anda.",
        "Pada kaki sebuah grafik pilih “tambah ke rapat”, atau mulai dari urutan siap pakai di atas.",
    )
    where = words.place(saringan.provinsi) if saringan.provinsi else ""
    with st.container(key="rapat_ke_halaman"):
        st.page_link("../pages/provinsi.py", label=f"Buka halaman Provinsi {where}".strip(),
                     query_params=links.to(saringan))  # fmt: skip


def _say(now: Terbuka) -> None:
    """What a click came to, what can be taken back, and what somebody else saved meanwhile."""
    quiet, wrong = basket.said(), editing.wrong()
    if quiet:
        st.toast(parts.escape_markdown(quiet))
    if wrong:
        st.warning(parts.escape_markdown(wrong))
    if now.is_berubah and not basket.is_kept():
        parts.small("Draf tidak dapat disimpan di server: simpan daftar ini sebelum memuat ulang halaman.")
    if now.langkah:
        with st.container(horizontal=True, key="rapat_batal", vertical_alignment="center"):
            st.markdown(parts.escape_markdown(_short(now.langkah[-1][0])), width="content")
            st.button("Batalkan", key="rapat_batalkan", type="tertiary", on_click=editing.undo)
    saving_bar.clash(now)


def _short(text: str) -> str:
    return f"{text.rstrip('.')}." if len(text) <= 140 else f"{text[:139].rstrip(' .,;')}…"


def _title(now: Terbuka) -> None:
    key = "rapat_judul_daftar"
    st.session_state[key] = now.isi.nama
    st.text_input("Judul rapat", key=key, max_chars=120, placeholder=words.usual_title(now.isi),
                  on_change=editing.rename, args=(key,))  # fmt: skip


def _older(now: Terbuka) -> None:
    """That screens stand on older data, and which can be made again here."""
    old = renew.stale(now.isi.butir)
    if not old:
        return
    ready = sum(bool(one.asal) for one in old)
    with st.container(horizontal=True, key="rapat_lama", vertical_alignment="center"):
        said = f"{words.screens(len(old))} berdiri pada data yang lebih lama; angkanya tetap seperti saat ditambahkan."
        if len(old) > ready:
            said += " Yang bukan dari urutan siap pakai: buka halamannya, lalu tambahkan lagi."
        st.markdown(parts.escape_markdown(said), width="content")
        if ready and st.button(f"Hitung ulang {words.screens(ready)}", key="rapat_hitung_ulang", type="tertiary"):
            with st.spinner("Menghitung ulang dengan data terbaru…"):
                renew.renew()
            st.rerun()


def _items(now: Terbuka) -> None:
    newest = snapshots.current()
    there = {one.id for one in snapshots.all_snapshots()}
    for place, one in enumerate(now.isi.butir, start=1):
        with st.container(key=f"rapat_butir_{one.id}"):
            _item(one, place, len(now.isi.butir), words.about(one, newest.id if newest else "", there))
            if editing.edited() == one.id:
                _words(one)


def _item(one: ButirDaftar, place: int, count: int, about: str) -> None:
    with st.container(horizontal=True, key=f"rapat_baris_{one.id}"):
        key = f"rapat_nomor_{one.id}"
        st.session_state[key] = place
        st.number_input(f"Nomor urut layar {place}", 1, count, key=key, step=1, label_visibility="collapsed",
                        on_change=editing.move_to_typed, args=(one.id, key), width=64)  # fmt: skip
        with st.container(key=f"rapat_isi_{one.id}"):
            st.html(_screen(one, about))
            with st.container(horizontal=True, key=f"rapat_aksi_{one.id}", vertical_alignment="center"):
                _moves(one, place, count)
                is_edited = editing.edited() == one.id
                st.button("Tutup sunting" if is_edited else "Sunting", key=f"rapat_sunting_{one.id}", type="tertiary",
                          on_click=editing.edit, args=(None if is_edited else one.id,))  # fmt: skip
                _page_link(one)
                st.button("Keluarkan", key=f"rapat_keluar_{one.id}", type="tertiary", on_click=editing.remove,
                          args=(one.id,))  # fmt: skip


def _screen(one: ButirDaftar, about: str) -> str:
    """The screen as it will be read, what was written beside it included."""
    layar = one.layar
    mark = '<span class="disunting">judul disunting</span>' if one.judul_sendiri else ""
    finding = f"<p>Temuan dari data: {html.escape(layar.judul)}</p>" if one.judul_sendiri else ""
    noted = [("Catatan", one.catatan), ("Pertanyaan", one.pertanyaan)]
    notes = "".join(f"<p><b>{name}</b> {html.escape(text)}</p>" for name, text in noted if text)
    is_said = layar.nama.rpartition(": ")[2].casefold() in layar.kecil.casefold()
    small = layar.kecil if is_said else f"{layar.nama} · {layar.kecil}"
    return (
        f'<div class="rapat-layar"><div class="kecil">{html.escape(small)}</div>'
        f"<h3>{html.escape(one.judul_sendiri or layar.judul)} {mark}</h3>{finding}"
        f'<div class="tentang">{html.escape(about)}</div>{notes}</div>'
    )


def _moves(one: ButirDaftar, place: int, count: int) -> None:
    for label, to, is_off in (
        ("Naik", place - 1, place == 1), ("Turun", place + 1, place == count), ("Paling atas", 1, place == 1),
    ):  # fmt: skip
        st.button(label, key=f"rapat_{label.split()[-1].lower()}_{one.id}", type="tertiary", disabled=is_off,
                  on_click=editing.move, args=(one.id, to))  # fmt: skip


def _page_link(one: ButirDaftar) -> None:
    """The page the screen was taken from; on the newest data where its own are older and it is made nowhere else."""
    is_older = not one.asal and bool(renew.stale((one,)))
    page, query = words.page_of(one, is_newest=is_older)
    name = page or "ringkasan"
    if _is_page(name):
        label = "Buka dengan data terbaru" if is_older else "Buka tampilannya"
        st.page_link(f"../pages/{name}.py", label=label, query_params=query)


@cache
def _is_page(name: str) -> bool:
    return name.isidentifier() and (PAGES / f"{name}.py").is_file()


def _words(one: ButirDaftar) -> None:
    """What people write: a headline of their own, notes, the next question."""
    layar = one.layar
    heading = f"rapat_tulis_judul_{one.id}"
    with st.container(key=f"rapat_tulis_{one.id}"):
        st.text_input("Judul di layar", one.judul_sendiri, key=heading, max_chars=300, placeholder=layar.judul,
                      help="Dikosongkan: temuan dari data. Judul sendiri ditandai “judul disunting”.",
                      on_change=editing.annotate, args=(one.id, "judul_sendiri", heading))  # fmt: skip
        for field, label, mine, usual, most in (
            ("catatan", "Catatan penyaji", one.catatan, layar.catatan_penyaji, 4000),
            ("pertanyaan", "Pertanyaan untuk rapat", one.pertanyaan, layar.pertanyaan, 600),
        ):
            key = f"rapat_tulis_{field}_{one.id}"
            st.text_area(label, usual if mine is None else mine, key=key, max_chars=most, height=90,
                         on_change=editing.annotate, args=(one.id, field, key))  # fmt: skip
        if one.judul_sendiri:
            st.button("Pakai temuan lagi sebagai judul", key=f"rapat_temuan_{one.id}", type="tertiary",
                      on_click=editing.use_finding, args=(one.id, heading))  # fmt: skip
