"""Which meeting: a province, a platform, the page one came from, or a saved list; and what each holds."""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from schemas.rapat import Urutan
from views import data, filter_bar, links, parts
from views.filters import Saringan
from views.links import SNAPSHOT
from views.meeting import basket, capture, keys, package, sequences
from warehouse import meetings
from warehouse.meetings import PlansFault

PAGES = Path(__file__).resolve().parent.parent.parent / "pages"
HALAMAN, DAFTAR = "halaman", "daftar"
KINDS = (sequences.PROVINSI, sequences.PLATFORM, HALAMAN, DAFTAR)
MOST_LISTS = 6


@dataclass(frozen=True)
class Diminta:
    """The meeting a link asks for, or the sentence why there is none. `id`: the same in every window of it, and
    empty where only this session has it."""

    urutan: Urutan | None = None
    kata: str = ""
    id: str = ""
    dari: str = ""
    """Address of the page whose screens this session does not hold."""


def asked() -> Diminta:
    """What the link asks for: nothing at all, a sequence with the screen it names, or why that is not there."""
    kind = st.query_params.get(keys.URUTAN)
    if kind is None:
        return Diminta()
    keys.repeat()
    if kind not in KINDS:
        return Diminta(kata=f"Urutan “{_short(kind)}” tidak ada. Pilih satu di bawah ini.")
    found = _sequence(kind)
    if found.urutan is None:
        return found
    count = len(found.urutan.layar)
    if not count:
        return Diminta(kata=f"{found.urutan.judul}: belum ada layar yang punya data untuk pilihan ini.")
    layar = st.query_params.get(keys.LAYAR)
    if layar is not None and not (layar.isascii() and layar.isdigit() and 1 <= int(layar[:6]) <= count + 1):
        return Diminta(kata=f"Layar “{_short(layar)}” tidak ada; {found.urutan.judul} punya {count} layar.")
    return found


def _short(text: str) -> str:
    clean = " ".join("".join(c if c.isprintable() else " " for c in text).split())
    return clean if len(clean) <= 40 else f"{clean[:39]}…"


def _sequence(kind: str) -> Diminta:
    if kind == DAFTAR:
        return _list(st.query_params.get(keys.DAFTAR, ""))
    if kind == HALAMAN:
        return _page()
    pilihan = data.choices() or (data.places_only() if kind == sequences.PROVINSI else None)
    if pilihan is None:
        return Diminta(kata="Snapshot ini belum memuat data pemanfaatan platform.")
    saringan = filter_bar.read(pilihan, must_have_province=kind == sequences.PROVINSI, opsi=keys.OPSI)
    id = urlencode(sorted({**links.to(saringan), keys.URUTAN: kind}.items()))
    with st.spinner("Menyusun layar"):
        return Diminta(sequences.ready(kind, saringan), id=id)


def _page() -> Diminta:
    found = capture.held_page()
    if found is None:
        return Diminta(
            kata="Layar dari halaman hanya ada di jendela yang membukanya. Buka halaman itu, lalu Mode rapat.",
            dari=st.query_params.get(keys.DARI, ""),
        )
    return Diminta(found)


def _list(daftar: str) -> Diminta:
    try:
        return Diminta(basket.sequence(daftar), id=f"{DAFTAR}={daftar}")
    except PlansFault as fault:
        return Diminta(kata=str(fault))
    except KeyError:
        return Diminta(kata=f"Daftar rapat “{_short(daftar)}” tidak ada atau sudah dihapus.")


def draw(kata: str = "", dari: str = "") -> None:
    """The page before a meeting."""
    keys.leave()
    parts.head("Mode rapat", "Apa yang dibahas rapat hari ini, satu pesan tiap layar?")
    saringan = filter_bar.bar(tingkat=("nasional", "provinsi"), saring=("ukuran", "kelompok", "tanggal", "banding"))
    if kata:
        st.info(parts.escape_markdown(kata))
    _back(dari)
    with st.container(key="rapat_pilihan"):
        for place, kind in zip(st.columns(2, gap="large"), (sequences.PROVINSI, sequences.PLATFORM), strict=True):
            with place:
                _ready(kind, saringan)
    _lists()
    with st.container(key="ukuran_rapat"):
        _measure()


def _back(dari: str) -> None:
    """The way to the page a link names, where it is one of ours."""
    path, _, query = dari.partition("?")
    page = PAGES / f"{path.strip('/') or 'ringkasan'}.py"
    if dari and page.name in {file.name for file in PAGES.glob("*.py")}:
        name = "Buka lagi halaman tadi"
        st.page_link(
            f"../pages/{page.name}",
            label=name,
            query_params={key: text for key, text in parse_qsl(query) if key != SNAPSHOT},
        )


@st.fragment
def _measure() -> None:
    """Ask how large the window is before the first screen is drawn for it."""
    keys.listen()


def _ready(kind: str, saringan: Saringan) -> None:
    """One ready sequence: what it holds, and the way in."""
    with st.container(key=f"panel_rapat_{kind}"):
        parts.small(f"Urutan siap pakai · {sequences.JENIS[kind].lower()}")
        if kind == sequences.PROVINSI and saringan.provinsi is None:
            st.header("Rapat satu provinsi: pilih provinsinya", anchor=False)
            parts.empty("Belum ada provinsi yang dipilih.", "Pilih provinsi pada Wilayah di atas; layarnya tersusun.")
            return
        with st.spinner("Menyusun layar"):
            found = sequences.ready(kind, saringan)
        st.header(parts.escape_markdown(f"{found.judul}: {len(found.layar)} layar"), anchor=False)
        parts.small(found.kecil)
        if not found.layar:
            parts.empty("Belum ada layar yang punya data untuk pilihan ini.", "Pilih tanggal data atau ukuran lain.")
            return
        names = "".join(f"<li>{html.escape(one.nama)}</li>" for one in found.layar)
        st.html(f'<ol class="rapat-isi">{names}</ol>')
        with st.container(horizontal=True, key=f"mulai_baris_{kind}"):
            st.button("Mulai rapat", key=f"mulai_{kind}", type="primary", on_click=start, args=(kind,))
        package.draw(found, f"pilih_{kind}")


def start(kind: str, daftar: str = "") -> None:
    """Into the meeting: what the link says from now on."""
    st.query_params[keys.URUTAN] = kind
    st.query_params[keys.LAYAR] = "1"
    if daftar:
        st.query_params[keys.DAFTAR] = daftar


def _lists() -> None:
    """The list of this session, and the saved ones."""
    with st.container(key="panel_rapat_daftar"):
        parts.small("Daftar rapat · layar pilihan sendiri dari halaman mana pun")
        now = basket.opened()
        try:
            saved = [one for one in meetings.listed(viewer=data.viewer()) if one.id != now.id][:MOST_LISTS]
        except PlansFault as fault:
            saved = []
            parts.small(str(fault))
        if not now.isi.butir and not saved:
            st.header("Belum ada daftar rapat", anchor=False)
            parts.small("Tekan “tambah ke rapat” di bawah grafik pada halaman mana pun; kumpulannya ada di sini.")
            return
        st.header("Daftar yang dapat dimulai", anchor=False)
        rows = [(now.id, basket.urutan().judul, len(now.isi.butir))] if now.isi.butir else []
        for id, name, count in [*rows, *((one.id, one.nama, one.jumlah_layar) for one in saved)]:
            with st.container(horizontal=True, key=f"daftar_baris_{id}"):
                st.markdown(parts.escape_markdown(f"{name or 'Rapat'} · {count} layar"), width="content")
                st.button("Mulai", key=f"mulai_{id}", type="tertiary", on_click=start, args=(DAFTAR, id))
