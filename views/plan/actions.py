"""What the list of plans does to them, in callbacks: a new one, an older state again, a copy, the archive, a file."""

from __future__ import annotations

import streamlit as st

from analysis.plan_copy import next_year
from schemas.rencana import Rencana
from views import data, options
from views.plan import saving
from views.plan.saving import careful
from warehouse import plans
from warehouse.plans import Versi

_ROUND = "serapan_rencana_unggah_ke"
_READ = "serapan_rencana_terbaca"


def _unit(unit_key: str) -> str:
    typed = st.session_state.get(unit_key)
    return saving.remember_unit(str(typed)) if typed is not None else saving.unit() or saving.UNIT_BAKU


@careful
def create(nama: str, tahun: int, kode_provinsi: str | None, keterangan: str, unit_key: str) -> None:
    """A plan without anything in it yet."""
    name = saving.free_name(nama.strip() or "Rencana baru")
    fields = {"nama": name, "tahun": tahun, "keterangan": keterangan.strip(), "kode_provinsi": kode_provinsi,
              "snapshot": data.snapshot().id}  # fmt: skip
    saving.start(Rencana.model_validate(fields), _unit(unit_key))


@careful
def restore(old: Versi, newest: int, unit_key: str) -> None:
    """An older state as the newest version; what was newest stays in the history.

    `newest`: the version that was newest on screen. The change is against it, not against the older state, which it
    equals: whoever saved meanwhile is set beside all that is restored.
    """
    base = plans.load(old.id, newest, viewer=data.viewer())
    saving.put(old.isi, base, _unit(unit_key), catatan=f"Isi versi {old.versi} dipulihkan")
    options.set_to("versi", NEWEST)


COPIED = "Disalin dari"
"""Begins the note of a plan that was copied."""
NEWEST = "terbaru"
"""The value of the option `versi` that follows the newest."""


@careful
def copy(versi: Versi, unit_key: str) -> None:
    """The plan a year later, as a plan of its own."""
    later = next_year(versi.isi)
    isi = later.model_copy(update={"nama": saving.free_name(later.nama)})
    saving.start(isi, _unit(unit_key), f"{COPIED} {versi.isi.nama} versi {versi.versi}")


@careful
def archive(id: str, is_arsip: bool) -> None:
    """Out of the list, or back into it."""
    plans.archive(id, is_arsip=is_arsip, viewer=data.viewer())
    if is_arsip:
        saving.close()
        options.set_to(saving.OPSI, saving.NONE)
    saving.say("Rencana diarsipkan; riwayatnya tetap ada." if is_arsip else "Rencana dikembalikan ke daftar.")


@careful
def import_version(isi: Rencana, onto: Versi, unit_key: str) -> None:
    """What a workbook holds as the next version of the plan it was compared with."""
    saving.put(isi, onto, _unit(unit_key), catatan="Diimpor dari XLSX")
    options.set_to("versi", NEWEST)
    forget_file()


@careful
def import_new(isi: Rencana, unit_key: str) -> None:
    """What a workbook holds as a plan of its own."""
    named = isi.model_copy(update={"nama": saving.free_name(isi.nama)})
    saving.start(named, _unit(unit_key), "Diimpor dari XLSX")
    forget_file()


def uploader_key() -> str:
    """A new uploader after each file taken: the old one would offer it again."""
    return f"impor_berkas_{st.session_state.get(_ROUND, 0)}"


def forget_file() -> None:
    """Let go of the file that was read."""
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    st.session_state.pop(_READ, None)


def remembered(file_id: str) -> object | None:
    """What a file was read as in this session, so that it is read once."""
    found = st.session_state.get(_READ)
    return found[1] if found is not None and found[0] == file_id else None


def remember(file_id: str, read: object) -> None:
    """Keep what a file was read as."""
    st.session_state[_READ] = (file_id, read)
