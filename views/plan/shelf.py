"""The list of saved plans: what each holds, who saved it when, and one click to go on with it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from views import data, links, options, parts
from views.filters import NASIONAL, Saringan
from views.format import day, number
from views.plan import actions, saving, words
from views.plan.saving import OPSI
from warehouse import plans
from warehouse.plans import PlansFault, Ringkas

MOST = 8
"""Plans that stand on the page; the others are behind a fold."""
MOST_FOLDED = 50
"""Plans drawn behind the fold; among more of them one searches."""
STATES = {"aktif": "Aktif", "arsip": "Diarsipkan"}
PRIORITAS = "../pages/prioritas.py"


def shelf(saringan: Saringan) -> None:
    """Every plan of the region shown, the last saved first; the nation's always."""
    viewer = data.viewer()
    if saving.broken():
        return  # said above, and asking once more would only wait once more
    try:
        archived = plans.listed(is_arsip=True, viewer=viewer)
        active = plans.listed(viewer=viewer)
    except PlansFault:
        return  # said above
    shown = options.value("keadaan", STATES, "aktif") if archived else "aktif"
    found = [one for one in (archived if shown == "arsip" else active) if _is_here(one, saringan)]
    with (
        parts.answer(_small(saringan), _headline(found, shown)),
        st.container(horizontal=True, key="rencana_alat", vertical_alignment="center"),
    ):
        _new(saringan)
        if archived:
            options.segments("keadaan", "Keadaan", STATES, "aktif")
    if not found and shown == "aktif":
        parts.empty(
            "Belum ada rencana di sini.",
            "Mulai dari halaman Prioritas lalu simpan, buat rencana kosong di atas, atau impor XLSX di bawah.",
        )
    base = saving.opened()
    most = MOST if base is None else 0
    _list(found[:most], saringan)
    rest = [one for one in found[most:] if base is None or one.id != base.id]
    if rest:
        with st.expander(f"{number(len(rest))} rencana lain", key="rencana_lain"):
            _list(_searched(rest), saringan)


def _searched(rest: Sequence[Ringkas]) -> Sequence[Ringkas]:
    """All of a few; of many those whose name holds what is typed, as many as a page can draw at once."""
    if len(rest) <= MOST_FOLDED:
        return rest
    typed = str(st.text_input("Cari nama rencana", key="rencana_cari") or "").strip().casefold()
    found = [one for one in rest if typed in one.nama.casefold()]
    if len(found) > MOST_FOLDED:
        parts.small(f"{number(MOST_FOLDED)} dari {number(len(found))}, yang terakhir diubah lebih dulu.")
    return found[:MOST_FOLDED]


def _is_here(one: Ringkas, saringan: Saringan) -> bool:
    return saringan.provinsi is None or one.kode_provinsi in (None, saringan.provinsi)


def _small(saringan: Saringan) -> str:
    where = "seluruh wilayah" if saringan.provinsi is None else f"{words.place(saringan.provinsi)} dan nasional"
    return f"Rencana tersimpan · {where}"


def _headline(found: Sequence[Ringkas], shown: str) -> str:
    if not found:
        return "Belum ada rencana yang tersimpan" if shown == "aktif" else "Tidak ada rencana yang diarsipkan di sini"
    last = found[0]
    kind = "rencana diarsipkan" if shown == "arsip" else "rencana tersimpan"
    when = day(last.disimpan.astimezone().date())
    return f"{number(len(found))} {kind}; terakhir diubah {last.nama}, versi {last.versi}, {when} oleh {last.oleh}"


def _list(found: Sequence[Ringkas], saringan: Saringan) -> None:
    for one in found:
        with st.container(key=f"rencana_satu_{one.id}"):
            name = parts.escape_markdown(one.nama)
            with st.container(horizontal=True, key=f"rencana_buka_{one.id}", vertical_alignment="center"):
                st.markdown(f"**{name}** · {words.place(one.kode_provinsi)} · {one.tahun}", width="content")
                st.button("Rincian", key=f"buka_{one.id}", type="tertiary", on_click=saving.open_newest_plan,
                          args=(one.id,))  # fmt: skip
                there = query(one.id, one.kode_provinsi, saringan)
                st.page_link(PRIORITAS, label="Buka di Prioritas", query_params=there)
            parts.small(
                f"Versi {one.versi}, {words.saved(one.disimpan)}, {one.oleh} · data terbit "
                f"{words.published(one.snapshot)} · {words.parts_of(one.bagian)}"
            )


def query(id: str, kode_provinsi: str | None, saringan: Saringan) -> dict[str, str]:
    """The link of a page with this plan open, at the plan's own region."""
    return links.to(saringan, **links.place(provinsi=kode_provinsi or NASIONAL), **{OPSI: id})


def _new(saringan: Saringan) -> None:
    if not plans.may_save(data.viewer(), saringan.provinsi):
        return
    key = "rencana_baru" if saving.opened() is None else "rencana_baru_lagi"  # another one is drawn closed
    with st.popover("Rencana kosong baru", key=key, width="content"):
        st.caption(f"Untuk {words.place(saringan.provinsi)}; wilayah lain dipilih pada baris saringan.")
        nama = st.text_input("Nama rencana", saving.default_name(saringan), key="rencana_baru_nama", max_chars=120)
        tahun = st.number_input("Tahun", 2020, 2100, saringan.tanggal_data.year + 1, key="rencana_baru_tahun")
        keterangan = st.text_area("Keterangan", key="rencana_baru_keterangan", max_chars=2000)
        unit_input("rencana_baru_unit", saving.UNIT_BAKU)
        if st.button("Buat", key="rencana_baru_buat", type="primary"):
            actions.create(nama, int(tahun), saringan.provinsi, keterangan, "rencana_baru_unit")
            st.rerun()


def unit_input(key: str, usual: str) -> None:
    """Who saves, asked until it was said once in this session."""
    if saving.unit() is None:
        st.text_input("Unit penyimpan", usual, key=key, max_chars=60, help="Nama unit atau jabatan, bukan nama orang.")
