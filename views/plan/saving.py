"""What this session works on and how it is saved: the open version, a refused save, and the ways out of it.

What a click came to is said on the next drawing of the page.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec

import streamlit as st
from pydantic import ValidationError

from analysis.owner_text import objection
from analysis.plan_difference import DIHITUNG, merge
from schemas.rencana import BAGIAN, Rencana
from views import data, options
from views.filters import Saringan
from views.plan import words
from warehouse import plans
from warehouse.plans import Conflict, PlanInvalid, PlansFault, Versi

OPSI = "rencana"
NONE = "tanpa"
UNIT_BAKU = "BPMP"
BASE = "serapan_rencana_dasar"
_CONFLICT = "serapan_rencana_bentrok"
_UNIT = "serapan_rencana_unit"
_SAID = "serapan_rencana_kata"
_WRONG = "serapan_rencana_salah"
_BROKEN = "serapan_rencana_tidak_terbaca"
_DONE = "serapan_rencana_baru_disimpan"


@dataclass(frozen=True)
class Bentrok:
    """A save that was refused: what was to be saved, the version it was made on, and what stands instead."""

    milik_saya: Rencana
    dasar: Versi
    terbaru: Versi


def opened() -> Versi | None:
    """The plan of this run, at the version this session works from: a version saved by another does not slip in."""
    found = st.session_state.get(BASE)
    return found if isinstance(found, Versi) else None


def open_version(versi: Versi) -> None:
    """Work from this version from now on."""
    st.session_state[BASE] = versi
    options.set_to(OPSI, versi.id)


def close() -> None:
    """Work on no plan."""
    st.session_state.pop(BASE, None)
    st.session_state.pop(_CONFLICT, None)


def broken() -> bool:
    """Whether the store could not be read in this run."""
    return bool(st.session_state.get(_BROKEN))


def mark_broken(is_broken: bool) -> None:
    """Keep for this run whether the store could be read."""
    st.session_state[_BROKEN] = is_broken


def conflict() -> Bentrok | None:
    """The refused save of this session, if there is one."""
    found = st.session_state.get(_CONFLICT)
    return found if isinstance(found, Bentrok) else None


def unit() -> str | None:
    """Who saves in this session, None until it was said."""
    found = st.session_state.get(_UNIT)
    return found if isinstance(found, str) and found else None


def remember_unit(text: str) -> str:
    """Who saves, kept for the session; PlanInvalid for what reads as a person."""
    why = objection(text)
    if why:
        raise PlanInvalid(f"Tidak tersimpan. {why}")
    st.session_state[_UNIT] = text.strip() or UNIT_BAKU
    return str(st.session_state[_UNIT])


def say(text: str) -> None:
    """A quiet word on the next drawing."""
    st.session_state[_SAID] = text


def said() -> str | None:
    """The quiet word since the last drawing."""
    return st.session_state.pop(_SAID, None)


def _saved(versi: Versi, text: str) -> None:
    """Work from what was just saved; it is said once aloud, and quietly until something else is done."""
    open_version(versi)
    st.session_state[_DONE] = (versi.id, versi.versi, text)
    say(text)


def done(changes: Mapping[str, Any]) -> str:
    """What the last save came to, as long as the open version is that one and `changes` hold nothing new; else ""."""
    base, found = opened(), st.session_state.get(_DONE)
    if base is None or found is None or found[:2] != (base.id, base.versi):
        return ""
    return "" if any(getattr(base.isi, name) != value for name, value in changes.items()) else str(found[2])


def wrong() -> str | None:
    """Why the last save did not happen, until something is saved."""
    return st.session_state.get(_WRONG)


def complain(text: str | None) -> None:
    """Keep why a save did not happen; None when it did."""
    if text is None:
        st.session_state.pop(_WRONG, None)
    else:
        st.session_state[_WRONG] = text


P = ParamSpec("P")


def careful(action: Callable[P, None]) -> Callable[P, None]:
    """A callback that never fails: what goes wrong is a sentence on the page."""

    @wraps(action)
    def tried(*args: P.args, **kwargs: P.kwargs) -> None:
        complain(None)
        try:
            action(*args, **kwargs)
        except ValidationError as error:
            complain(words.wrong(error))
        except PlansFault as error:
            complain(str(error))
        except KeyError:
            complain("Rencana itu tidak ada lagi pada simpanan.")

    return tried


def default_name(saringan: Saringan) -> str:
    """What a new plan is called until somebody says otherwise; never a name that is taken."""
    place = data.provinces().get(saringan.provinsi or "", "nasional")
    return free_name(f"Rencana {place} {saringan.tanggal_data.year + 1}")


def free_name(name: str) -> str:
    """The name, with a number behind it where another plan has it already."""
    try:
        taken = {one.nama.casefold() for one in plans.listed(viewer=data.viewer())}
    except PlansFault:
        return name
    found, number = name[:120], 2
    while found.casefold() in taken:
        ending = f" ({number})"
        found, number = name[: 120 - len(ending)] + ending, number + 1
    return found


@careful
def create(changes: Mapping[str, Any], saringan: Saringan, name: str, oleh: str) -> None:
    """A new plan of the region shown, with these fields filled."""
    fields = {"nama": free_name(name.strip() or default_name(saringan)), "tahun": saringan.tanggal_data.year + 1,
              "kode_provinsi": saringan.provinsi, "snapshot": data.snapshot().id}  # fmt: skip
    start(Rencana.model_validate({**fields, **changes}), remember_unit(oleh))


def start(isi: Rencana, oleh: str, catatan: str = "") -> None:
    """Save a new plan, open it, and say so."""
    saved = plans.create(isi, oleh, catatan, viewer=data.viewer())
    st.session_state.pop(_CONFLICT, None)
    _saved(saved, f"Rencana baru disimpan: {isi.nama}.")


def with_changes(base: Rencana, changes: Mapping[str, Any]) -> Rencana:
    """The plan with these fields. Its snapshot follows what is computed, not what is written beside it."""
    computed = {name for part in DIHITUNG for name in BAGIAN[part]}
    snapshot = data.snapshot().id if computed & set(changes) else base.snapshot
    return Rencana.model_validate({**dict(base), "snapshot": snapshot, **changes})


@careful
def save(changes: Mapping[str, Any], unit_key: str | None = None) -> None:
    """The open plan's next version with these fields; a refusal is kept for the page to show."""
    base = opened()
    if base is None:
        return
    typed = st.session_state.get(unit_key) if unit_key else None
    oleh = remember_unit(str(typed)) if typed is not None else unit() or UNIT_BAKU
    isi = with_changes(base.isi, changes)
    if isi == base.isi:
        say(f"Tidak ada yang berubah sejak versi {base.versi}.")
        return
    put(isi, base, oleh)


def put(isi: Rencana, base: Versi, oleh: str, *, dari: int | None = None, catatan: str = "") -> None:
    """Save as the version after `dari` (the base unless told); a conflict is kept, with the base it was made on."""
    try:
        saved = plans.save(base.id, isi, dari=dari or base.versi, oleh=oleh, catatan=catatan, viewer=data.viewer())
    except Conflict as refused:
        st.session_state[_CONFLICT] = Bentrok(isi, base, refused.newest)
        return
    st.session_state.pop(_CONFLICT, None)
    now = plans.about(saved.id, viewer=data.viewer())
    archived = " Rencana ini diarsipkan: kembalikan ke daftar pada halaman Rencana tersimpan."
    _saved(saved, f"Tersimpan sebagai versi {saved.versi}.{archived if now is not None and now.is_arsip else ''}")


@careful
def save_merged() -> None:
    """Both changes together, where nothing was changed by both."""
    found = conflict()
    if found is None:
        return
    both = merge(found.dasar.isi, found.terbaru.isi, found.milik_saya).isi
    if both is None:
        complain("Kedua perubahan tidak dapat digabung: ada yang diubah oleh keduanya.")
        return
    put(both, found.dasar, unit() or UNIT_BAKU, dari=found.terbaru.versi,
        catatan=f"Gabungan dengan versi {found.terbaru.versi}")  # fmt: skip


@careful
def save_mine() -> None:
    """Mine as the newest version; theirs stays in the history."""
    found = conflict()
    if found is not None:
        put(found.milik_saya, found.dasar, unit() or UNIT_BAKU, dari=found.terbaru.versi,
            catatan=f"Menggantikan versi {found.terbaru.versi}")  # fmt: skip


@careful
def save_other(name_key: str) -> None:
    """Mine as a plan of its own; theirs is untouched."""
    found = conflict()
    if found is not None:
        wished = str(st.session_state.get(name_key, "")).strip() or f"{found.milik_saya.nama} (salinan)"
        isi = Rencana.model_validate({**dict(found.milik_saya), "nama": free_name(wished)})
        start(isi, unit() or UNIT_BAKU, f"Dari {found.dasar.isi.nama} versi {found.dasar.versi}")


@careful
def discard() -> None:
    """Mine is let go; the newest version is opened."""
    found = conflict()
    if found is not None:
        st.session_state.pop(_CONFLICT, None)
        open_newest(found.dasar.id)


@careful
def open_newest(id: str) -> None:
    """Work from the newest version of a plan."""
    open_version(plans.load(id, viewer=data.viewer()))


@careful
def open_newest_plan(id: str) -> None:
    """Open another plan from the list; a save that waits for an answer is let go with the plan it was for."""
    found = plans.load(id, viewer=data.viewer())
    close()
    open_version(found)
    options.set_to("versi", "terbaru")
