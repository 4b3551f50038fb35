"""A plan out as XLSX and in again: what would change is shown before anything is saved."""

from __future__ import annotations

import re
from typing import Any

import pandas as pd
import streamlit as st

from analysis.owner_text import objection
from analysis.plan_difference import difference
from reports import plan_workbook
from reports.plan_sheets import label
from reports.plan_workbook import Masalah
from schemas.rencana import TABEL, Rencana
from schemas.rencana_aturan import moved_baselines, rows
from views import data, downloads, parts
from views.format import NONE, number
from views.plan import actions, saving, words
from views.plan.shelf import unit_input
from warehouse import plans
from warehouse.plans import Versi


def export(versi: Versi) -> None:
    """The plan as a workbook an office can edit."""
    is_sample = data.manifest().is_contoh
    st.markdown("Satu lembar satu tabel, dengan daftar pilihan dan lembar Kamus. Sunting, lalu unggah lagi di bawah.")
    st.download_button(
        "Unduh XLSX",
        lambda: plan_workbook.write(versi.isi, versi=versi.versi, disimpan=versi.disimpan, oleh=versi.oleh,
                                    is_contoh=is_sample),
        file_name(versi, is_sample=is_sample), downloads.XLSX, key="unduh_rencana", on_click="ignore",
    )  # fmt: skip


def file_name(versi: Versi, *, is_sample: bool) -> str:
    """`serapan_rencana-sumatera-barat-2027_versi-3.xlsx`; a sample says so in its name."""
    slug = re.sub(r"[^a-z0-9]+", "-", versi.isi.nama.lower()).strip("-")[:60] or "rencana"
    return f"serapan_{slug}_versi-{versi.versi}{'_DATA_CONTOH' if is_sample else ''}.xlsx"


def upload(newest: Versi | None) -> None:
    """A workbook in: its problems by name, or what it would change; `newest` is the plan it may become a version of."""
    sent = st.file_uploader("Impor XLSX rencana", type=["xlsx"], key=actions.uploader_key())
    if sent is None:
        return
    read = actions.remembered(sent.file_id)
    if read is None:
        read = plan_workbook.read(sent.getvalue())
        actions.remember(sent.file_id, read)
    if isinstance(read, Rencana):
        read = _misplaced(read) or read
    if isinstance(read, Rencana):
        _offer(read, newest)
    elif isinstance(read, tuple):
        _problems(read)


OWNERS = {"kegiatan": ("penanggung_jawab",), "target": ("penanggung_jawab",), "peran": ("dukungan",)}
"""Table to its columns that name a unit or an office, held to the rule of the page on which they are written."""


def _misplaced(isi: Rencana) -> tuple[Masalah, ...]:
    """What the rows cannot say by themselves: regions that are none, owners that read like persons."""
    provinces = data.provinces()
    known = set(provinces).union(*(data.regencies(code) for code in provinces))
    found = []
    if isi.kode_provinsi is not None and isi.kode_provinsi not in provinces:
        found.append(Masalah("Rencana", None, "Kode provinsi", isi.kode_provinsi, "bukan kode provinsi yang ada."))
    for tabel, model in TABEL.items():
        places = [name for name in ("kode_wilayah", "kode_kota") if name in model.model_fields]
        for row in rows(isi, tabel) if places or tabel in OWNERS else ():
            unknown = dict.fromkeys(str(getattr(row, name)) for name in places)
            found += [Masalah(model.judul, None, "Kode wilayah", code, "bukan kode wilayah yang ada.")
                      for code in unknown if code not in known]  # fmt: skip
            for name in OWNERS.get(tabel, ()):
                why = objection(str(getattr(row, name)))
                if why:
                    found.append(Masalah(model.judul, None, label(name), "", why))
    return tuple(dict.fromkeys(found))


def _strangers(isi: Rencana) -> str:
    """That rows are of regions outside the plan's own; "" where none is."""
    own = isi.kode_provinsi
    if own is None:
        return ""
    placed: tuple[Any, ...] = (*isi.wilayah, *isi.alokasi, *isi.peran, *isi.kegiatan, *isi.target)
    codes = {str(row.kode_wilayah) for row in placed}
    other = sorted(code for code in codes if code[:2] != own)
    if not other:
        return ""
    more = f" dan {number(len(other) - 3)} lainnya" if len(other) > 3 else ""
    return f"Berkas memuat baris wilayah di luar {words.place(own)}: {', '.join(other[:3])}{more}. Periksa dahulu."


def _problems(found: tuple[Masalah, ...]) -> None:
    st.markdown(f"**Belum dapat diimpor: {number(len(found))} hal perlu dibetulkan.** Tidak ada yang tersimpan.")
    frame = pd.DataFrame(
        [(one.lembar or NONE, str(one.baris or NONE), one.kolom or NONE, one.nilai or NONE,
          one.saran[:1].upper() + one.saran[1:]) for one in found],
        columns=["Lembar", "Baris", "Kolom", "Nilai", "Yang perlu dilakukan"],
    )  # fmt: skip
    parts.long_table("impor_masalah", frame, {"Yang perlu dilakukan": 260}, sebutan="Yang perlu dibetulkan")
    st.button("Batal", key="impor_batal", on_click=actions.forget_file)


def _offer(isi: Rencana, newest: Versi | None) -> None:
    """What the file would change, and the ways to save it."""
    viewer = data.viewer()
    strangers = _strangers(isi)
    if strangers:
        st.warning(parts.escape_markdown(strangers))
    if newest is not None and newest.isi.kode_provinsi == isi.kode_provinsi:
        found = difference(newest.isi, isi)
        moved = list(moved_baselines(newest.isi.target, isi.target))
        said = (
            f"{number(len(found))} beda dengan versi {newest.versi}" if found else f"Sama dengan versi {newest.versi}"
        )
        st.markdown(f"**{said}.** Belum ada yang tersimpan.")
        if found:
            parts.long_table("impor", words.differences(found, words.regions(newest.isi, isi)), {"Baris": 150},
                             sebutan="Yang akan berubah")  # fmt: skip
        for sentence in moved[:3]:
            st.warning(parts.escape_markdown(sentence))
        is_version = bool(found) and not moved and plans.may_save(viewer, isi.kode_provinsi)
    else:
        is_version = False
        filled = words.parts_of({part: count for part, count in _counts(isi).items() if count})
        st.markdown(parts.escape_markdown(f"Berkas memuat {isi.nama} ({words.place(isi.kode_provinsi)}, {isi.tahun}): "
                                          f"{filled}. Belum ada yang tersimpan."))  # fmt: skip
        if newest is not None:
            st.caption("Wilayahnya lain dari rencana yang dibuka, jadi hanya dapat disimpan sebagai rencana baru.")
    if not plans.may_save(viewer, isi.kode_provinsi):
        st.caption("Rencana wilayah ini di luar lingkup Anda: tidak dapat disimpan.")
        return
    unit_input("impor_unit", newest.oleh if newest else saving.UNIT_BAKU)
    with st.container(horizontal=True, key="impor_pilihan"):
        if is_version and newest is not None:
            st.button("Simpan sebagai versi baru", key="impor_versi", type="primary", on_click=actions.import_version,
                      args=(isi, newest, "impor_unit"))  # fmt: skip
        st.button("Simpan sebagai rencana baru", key="impor_baru", type="secondary" if is_version else "primary",
                  on_click=actions.import_new, args=(isi, "impor_unit"))  # fmt: skip
        st.button("Batal", key="impor_batal", on_click=actions.forget_file)


def _counts(isi: Rencana) -> dict[str, int]:
    about = plans.summary(isi)["bagian"]
    return about if isinstance(about, dict) else {}
