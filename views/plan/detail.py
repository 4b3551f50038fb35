"""One saved plan: what it holds, its history, what differs from another version or plan, and what can be done to it."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import pandas as pd
import streamlit as st

from analysis.plan_difference import Beda, difference
from schemas.rencana import BAGIAN, Rencana
from schemas.rencana_aturan import rows
from views import data, downloads, options, parts
from views.filters import Saringan
from views.format import number
from views.plan import actions, words
from views.plan.actions import COPIED, NEWEST
from views.plan.bar import save_button
from views.plan.shelf import query, unit_input
from views.plan.transfer import export, upload
from warehouse import plans
from warehouse.plans import PlansFault, Ringkas, Versi

TABS = {"isi": "Isi", "riwayat": "Riwayat", "banding": "Banding", "xlsx": "XLSX", "kelola": "Kelola"}
PAGES = {
    "prioritas": "prioritas",
    "alokasi bimtek": "alokasi",
    "pembagian peran": "peran",
    "perencanaan berbasis data": "pbd",
    "target": "target",
}


def detail(base: Versi | None, saringan: Saringan) -> None:
    """The open plan in its panel; without one, the way to bring one from a file."""
    if base is None:
        with parts.panel("impor", "XLSX", "Punya rencana dalam XLSX? Impor di sini"):
            upload(None)
        return
    viewer = data.viewer()
    try:
        past = plans.history(base.id, viewer=viewer)
        asked = options.select("versi", "Versi", _versions(past), NEWEST)
        shown = plans.load(base.id, None if asked == NEWEST else int(asked), viewer=viewer)
    except PlansFault as fault:
        st.warning(parts.escape_markdown(str(fault)))
        return
    except (KeyError, IndexError):  # a restored copy of the store took the plan or the version back
        st.warning("Rencana atau versi itu tidak ada lagi pada simpanan.")
        return
    newest = past[0]
    small = f"{words.place(shown.isi.kode_provinsi)} · {shown.isi.tahun} · versi {shown.versi} dari {newest.versi}, " \
            f"disimpan {words.saved(shown.disimpan)} oleh {shown.oleh}"  # fmt: skip
    with parts.panel("rencana", small, shown.isi.nama):
        if shown.isi.keterangan:
            st.markdown(parts.escape_markdown(shown.isi.keterangan))
        if shown.versi != newest.versi:
            _old(shown, newest)
        if shown.isi.setelan_alokasi is not None and not shown.isi.alokasi and shown.catatan.startswith(COPIED):
            st.caption(f"Kursi dan target {shown.isi.tahun} belum ada: hitung alokasi, lalu tetapkan target.")
        tab = options.segments("tab", "Bagian halaman", TABS, "isi")
        try:
            _tab(tab, base, shown, past, saringan)
        except PlansFault as fault:  # another version, or another plan, that cannot be read
            st.warning(parts.escape_markdown(str(fault)))


def _tab(tab: str, base: Versi, shown: Versi, past: Sequence[Ringkas], saringan: Saringan) -> None:
    if tab == "isi":
        _contents(shown, saringan)
    elif tab == "riwayat":
        _history(shown, past)
    elif tab == "banding":
        _compare(shown)
    elif tab == "xlsx":
        export(shown)
        upload(plans.load(base.id, viewer=data.viewer()))
    else:
        _manage(base, past[0], saringan)


def _versions(past: Sequence[Ringkas]) -> dict[str, str]:
    """The option's values: the newest whichever it is, and each older one by its number."""
    older = {str(one.versi): f"{one.versi} · {words.saved(one.disimpan)} · {one.oleh}" for one in past[1:]}
    return {NEWEST: f"Terbaru ({past[0].versi})", **older}


def _old(shown: Versi, newest: Ringkas) -> None:
    with st.container(horizontal=True, key="versi_lama", vertical_alignment="center"):
        st.markdown(f"**Versi lama, hanya dibaca.** Yang terbaru versi {newest.versi}.", width="content")
        if not plans.may_save(data.viewer(), shown.isi.kode_provinsi):
            return
        with st.popover("Pulihkan sebagai versi baru", key="pulihkan", width="content"):
            st.markdown(
                f"Isi versi {shown.versi} menjadi versi {newest.versi + 1}; versi {newest.versi} tetap di riwayat."
            )
            unit_input("pulihkan_unit", newest.oleh)
            st.button("Pulihkan", key="pulihkan_versi", type="primary", on_click=actions.restore,
                      args=(shown, newest.versi, "pulihkan_unit"))  # fmt: skip


def _contents(shown: Versi, saringan: Saringan) -> None:
    """Each part with the page it is made on, and its rows."""
    isi = shown.isi
    for part, names in BAGIAN.items():
        if part not in PAGES:
            continue
        with st.container(horizontal=True, key=f"isi_{PAGES[part]}", vertical_alignment="center"):
            said = parts.escape_markdown(words.size(isi, part))
            st.markdown(f"**{words.PARTS[part]}** · {said}", width="content")
            st.page_link(f"../pages/{PAGES[part]}.py", label="Buka halamannya",
                         query_params=query(shown.id, isi.kode_provinsi, saringan))  # fmt: skip
        filled = [name for name in names if rows(isi, name)]
        if filled:
            with st.expander(
                f"Tabel {', '.join(words.table_name(name).lower() for name in filled)}", key=f"tabel_{PAGES[part]}"
            ):
                for name in filled:
                    parts.small(words.table_name(name))
                    parts.table(words.rows_frame(isi, name), f"isi_tabel_{name}_{shown.versi}", words.table_name(name),
                                most=320)  # fmt: skip


def _history(shown: Versi, past: Sequence[Ringkas]) -> None:
    """Who saved what when, and what differs between two versions."""
    frame = pd.DataFrame(
        [(one.versi, words.saved(one.disimpan), one.oleh, one.catatan or "–", words.parts_of(one.bagian))
         for one in past],
        columns=["Versi", "Disimpan", "Oleh", "Catatan", "Isi"],
    )  # fmt: skip
    parts.long_table("riwayat", frame, {"Isi": 260, "Disimpan": 150}, sebutan="Riwayat versi")
    others = {str(one.versi): f"Versi {one.versi} · {one.oleh}" for one in past if one.versi != shown.versi}
    if not others:
        st.caption("Baru satu versi: belum ada yang dibandingkan.")
        return
    before = str(shown.versi - 1) if str(shown.versi - 1) in others else next(iter(others))
    against = int(options.select("versi_2", "Dibanding versi", others, before))
    first, last = sorted((shown.versi, against))
    old, new = (plans.load(shown.id, one, viewer=data.viewer()) for one in (first, last))
    _difference("versi", old.isi, new.isi, f"versi {first}", f"versi {last}")


def _compare(shown: Versi) -> None:
    """What differs between two plans."""
    others = {one.id: f"{one.nama} · {words.place(one.kode_provinsi)}" for one in plans.listed(viewer=data.viewer())
              if one.id != shown.id}  # fmt: skip
    if not others:
        st.caption("Belum ada rencana lain untuk dibandingkan.")
        return
    other = plans.load(
        options.select("rencana_2", "Dibanding rencana", others, next(iter(others))), viewer=data.viewer()
    )
    _difference("rencana", other.isi, shown.isi, other.isi.nama, shown.isi.nama)


def _difference(key: str, old: Rencana, new: Rencana, old_name: str, new_name: str) -> None:
    found = difference(old, new)
    st.markdown(parts.escape_markdown(_said(found, old_name, new_name)))
    if not found:
        return
    frame = words.differences(found, words.regions(old, new))
    parts.long_table(f"beda_{key}", frame, {"Baris": 150}, sebutan=f"Beda {old_name} dan {new_name}")
    downloads.both(f"beda_{key}", frame, f"serapan_beda_{key}", is_sample=data.manifest().is_contoh)


def _said(found: Sequence[Beda], old_name: str, new_name: str) -> str:
    if not found:
        return f"Tidak ada beda antara {old_name} dan {new_name}."
    counts: dict[str, int] = {}
    for one in found:
        counts[one.bagian] = counts.get(one.bagian, 0) + 1
    said = ", ".join(f"{words.PARTS[part]} {number(count)}" for part, count in counts.items())
    return f"{number(len(found))} beda dari {old_name} ke {new_name}: {said}."


def _manage(base: Versi, newest: Ringkas, saringan: Saringan) -> None:
    """Name and description, a copy for next year, the archive."""
    if not plans.may_save(data.viewer(), base.isi.kode_provinsi):
        st.caption("Rencana ini di luar lingkup Anda: hanya dapat dibaca.")
        return
    # by what is saved of them: a save of another part leaves what is typed here
    at = f"{base.id}_{crc32(f'{base.isi.nama}|{base.isi.keterangan}'.encode()):08x}"
    nama = st.text_input("Nama rencana", base.isi.nama, key=f"ubah_nama_{at}", max_chars=120)
    keterangan = st.text_area("Keterangan", base.isi.keterangan, key=f"ubah_keterangan_{at}", max_chars=2000)
    changes = {"nama": nama.strip() or base.isi.nama, "keterangan": keterangan.strip()}
    save_button("identitas", changes, saringan, label="Simpan nama dan keterangan", is_place=False)
    st.markdown(
        f"**Salin ke {base.isi.tahun + 1}.** Prioritas, batas alokasi, mandat, peran, dan kegiatan ikut; tanggalnya "
        "maju setahun dan status kegiatan kembali ke rencana. Kursi, jadwal kelas, dan target tidak ikut: kursi "
        "dihitung dari calon peserta yang baru, dan nilai awal target harus dibaca lagi."
    )
    with st.container(horizontal=True, key="kelola_lain"):
        unit_input("kelola_unit", base.oleh)
        st.button(
            f"Salin ke {base.isi.tahun + 1}", key="salin_tahun", on_click=actions.copy, args=(base, "kelola_unit")
        )
        label = "Kembalikan ke daftar" if newest.is_arsip else "Arsipkan"
        st.button(label, key="arsipkan", on_click=actions.archive, args=(base.id, not newest.is_arsip),
                  help="Rencana yang diarsipkan tidak dihapus: ia hanya keluar dari daftar.")  # fmt: skip


__all__ = ["TABS", "detail"]
