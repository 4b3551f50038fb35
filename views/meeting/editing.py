"""What the page of the meeting list does to it, in callbacks: order, words, undo, save, open. None of them fails."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial, wraps
from typing import ParamSpec

import streamlit as st
from pydantic import ValidationError

from schemas.daftar_rapat import ButirDaftar, DaftarRapat
from schemas.person_numbers import has_person
from views import data, options
from views.meeting import basket, words
from views.meeting.basket import MOST_STEPS, OPSI, Terbuka, opened, put, say
from views.plan import saving
from warehouse import meetings
from warehouse.meetings import Conflict, PlanInvalid, PlansFault, Versi

_EDITED = "serapan_rapat_disunting"
_CLASH = "serapan_rapat_bentrok"
_WRONG = "serapan_rapat_salah"
PERSON = "Tulisan itu memuat angka seperti NIK atau NIP dan tidak dipakai; tulis tanpa angka itu."
P = ParamSpec("P")


def careful(action: Callable[P, None]) -> Callable[P, None]:
    """A callback that never fails: what goes wrong is a sentence on the page."""

    @wraps(action)
    def tried(*args: P.args, **kwargs: P.kwargs) -> None:
        st.session_state.pop(_WRONG, None)
        try:
            action(*args, **kwargs)
        except ValidationError:
            complain("Tulisan itu terlalu panjang atau tidak dapat disimpan.")
        except PlansFault as fault:
            complain(str(fault))
        except Conflict:
            complain("Orang lain baru saja menyimpan daftar itu. Ulangi sekali lagi.")
        except KeyError:
            complain("Daftar itu tidak ada lagi pada simpanan. Simpan yang terbuka sebagai daftar lain.")

    return tried


def complain(text: str) -> None:
    """Keep why something did not happen, until something else is done."""
    st.session_state[_WRONG] = text


def wrong() -> str | None:
    """Why the last thing did not happen."""
    return st.session_state.get(_WRONG)


def clash() -> Versi | None:
    """What somebody else saved before the save of this session was refused."""
    found = st.session_state.get(_CLASH)
    return found if isinstance(found, Versi) else None


def edited() -> str | None:
    """The screen whose words are being written."""
    return st.session_state.get(_EDITED)


def edit(id: str | None) -> None:
    """Open the words of one screen, or of none."""
    st.session_state[_EDITED] = id


def step(now: Terbuka, text: str, back: Callable[[Terbuka], Terbuka]) -> Terbuka:
    """The list with one more thing that can be taken back."""
    return replace(now, langkah=(*now.langkah, (text, back))[-MOST_STEPS:])


@careful
def undo() -> None:
    """Take back what was done last."""
    now = opened()
    if now.langkah:
        back = now.langkah[-1][1]
        put(back(replace(now, langkah=now.langkah[:-1])))
        options.set_to(OPSI, opened().id)


# --- order ---


def _place(items: Sequence[ButirDaftar], id: str) -> int:
    return next(place for place, one in enumerate(items) if one.id == id)


@careful
def move(id: str, to: int) -> None:
    """Give a screen another number, from 1; one beyond the ends stands at the end."""
    now = opened()
    items = list(now.isi.butir)
    one = items.pop(_place(items, id))
    items.insert(min(max(to, 1), len(items) + 1) - 1, one)
    put(basket.with_items(now, items))


@careful
def move_to_typed(id: str, key: str) -> None:
    """Give a screen the number that was typed."""
    typed = st.session_state.get(key)
    if typed is not None:
        move(id, int(typed))


@careful
def remove(id: str) -> None:
    """Take a screen off the list; it can be put back where it was."""
    now = opened()
    place = _place(now.isi.butir, id)
    one = now.isi.butir[place]
    rest = [other for other in now.isi.butir if other.id != id]
    said = f"Layar {place + 1} dikeluarkan: {one.judul_sendiri or one.layar.judul}"
    put(step(basket.with_items(now, rest), said, partial(_put_back, place, one)))
    if edited() == id:
        edit(None)


def _put_back(place: int, one: ButirDaftar, now: Terbuka) -> Terbuka:
    items = [other for other in now.isi.butir if other.id != one.id]
    items.insert(min(place, len(items)), one)
    return basket.with_items(now, items)


# --- words ---


@careful
def rename(key: str) -> None:
    """The title of the meeting, as typed."""
    text = _typed(key)
    put(basket.with_items(opened(), opened().isi.butir, nama=text))


@careful
def annotate(id: str, field: str, key: str) -> None:
    """What somebody wrote beside a screen. An own headline that is the finding itself is none."""
    now, text = opened(), _typed(key)
    items = list(now.isi.butir)
    place = _place(items, id)
    one = items[place]
    if field == "judul_sendiri" and text == one.layar.judul:
        text = ""
    items[place] = ButirDaftar.model_validate({**dict(one), field: text})
    put(basket.with_items(now, items))


@careful
def use_finding(id: str, key: str) -> None:
    """Let the finding be the headline again."""
    st.session_state[key] = ""
    annotate(id, "judul_sendiri", key)


def _typed(key: str) -> str:
    text = str(st.session_state.get(key) or "").strip()
    if has_person(text):
        raise PlanInvalid(PERSON)
    return text


# --- saved lists ---


def _unit(unit_key: str | None) -> str:
    typed = st.session_state.get(unit_key) if unit_key else None
    return saving.remember_unit(str(typed)) if typed is not None else saving.unit() or saving.UNIT_BAKU


def _named(isi: DaftarRapat) -> DaftarRapat:
    return isi.model_copy(update={"nama": words.title(isi)})


def free_name(name: str, but: str = "") -> str:
    """The name, with a number behind it where another list has it already."""
    taken = {one.nama.casefold() for one in meetings.listed(viewer=data.viewer()) if one.id != but}
    found, number = name[:120], 2
    while found.casefold() in taken:
        ending = f" ({number})"
        found, number = name[: 120 - len(ending)] + ending, number + 1
    return found


def _saved(made: Versi, text: str) -> None:
    st.session_state.pop(_CLASH, None)
    put(Terbuka(made.isi, made))
    options.set_to(OPSI, made.id)
    say(text)


@careful
def save(unit_key: str | None = None) -> None:
    """The open list into the store: a new one, or the next version of the one it was made from."""
    now, oleh = opened(), _unit(unit_key)
    if now.dasar is None:
        _create(_named(now.isi), oleh)
        return
    _put_version(now.dasar, now.isi, oleh)


def _create(isi: DaftarRapat, oleh: str) -> None:
    made = meetings.create(isi.model_copy(update={"nama": free_name(isi.nama)}), oleh, viewer=data.viewer())
    _saved(made, f"Daftar rapat tersimpan: {made.isi.nama}. Tautan halaman ini kini dapat dibagikan.")


def _put_version(base: Versi, isi: DaftarRapat, oleh: str) -> None:
    try:
        made = meetings.save(base.id, _named(isi), dari=base.versi, saat=base.disimpan, oleh=oleh, viewer=data.viewer())
    except Conflict as refused:
        st.session_state[_CLASH] = refused.newest
        return
    _saved(made, f"Tersimpan sebagai versi {made.versi}.")


@careful
def save_other(name_key: str, unit_key: str | None = None) -> None:
    """The open list as a list of its own; the saved one is untouched."""
    isi = opened().isi
    name = _typed(name_key) or words.title(isi)
    _create(isi.model_copy(update={"nama": name}), _unit(unit_key))


@careful
def save_mine() -> None:
    """Mine after theirs; theirs stays among the versions before."""
    now, theirs = opened(), clash()
    if theirs is not None:
        _put_version(theirs, now.isi, _unit(None))


@careful
def take_theirs() -> None:
    """Open what somebody else saved; mine can be brought back."""
    theirs = clash()
    if theirs is not None:
        st.session_state.pop(_CLASH, None)
        show(theirs)


@careful
def open_saved(id: str, versi: int | None = None) -> None:
    """Open a saved list. What was open and unsaved can be brought back."""
    show(meetings.load(id, versi, viewer=data.viewer()))


@careful
def open_as_newest(id: str, versi: int) -> None:
    """An older state of a list, to be saved as its newest version."""
    old, newest = (meetings.load(id, one, viewer=data.viewer()) for one in (versi, None))
    show(newest, old.isi)


def show(found: Versi, isi: DaftarRapat | None = None) -> None:
    """Let this saved list be the open one, or `isi` made from it."""
    before = opened()
    now = Terbuka(found.isi if isi is None else isi, found)
    _replace(before, now, f"Daftar “{words.title(before.isi)}” yang belum disimpan disisihkan")


@careful
def start_new() -> None:
    """An empty list; what was open and unsaved can be brought back."""
    before = opened()
    _replace(before, Terbuka(), f"Daftar “{words.title(before.isi)}” yang belum disimpan disisihkan")


def _replace(before: Terbuka, now: Terbuka, said: str) -> None:
    edit(None)
    st.session_state.pop(_CLASH, None)
    put(step(now, said, partial(_return_to, before)) if before.is_berubah else now)
    options.set_to(OPSI, now.id)


def _return_to(before: Terbuka, _now: Terbuka) -> Terbuka:
    return before


@careful
def duplicate(id: str) -> None:
    """A saved list as a new one, saved at once, and opened."""
    found = meetings.load(id, viewer=data.viewer())
    before = opened()
    isi = found.isi.model_copy(update={"nama": free_name(f"{words.title(found.isi)} (salinan)")})
    made = meetings.create(isi, saving.unit() or found.oleh, viewer=data.viewer())
    show(made)
    say(f"Salinan tersimpan: {made.isi.nama}." + (" Daftar sebelumnya disisihkan." if before.is_berubah else ""))


@careful
def rename_saved(id: str, key: str) -> None:
    """Another name for a saved list, as its next version."""
    found = meetings.load(id, viewer=data.viewer())
    name = _typed(key)
    if not name or name == found.isi.nama:
        return
    isi = found.isi.model_copy(update={"nama": free_name(name, but=id)})
    made = meetings.save(id, isi, dari=found.versi, oleh=saving.unit() or found.oleh, viewer=data.viewer())
    now = opened()
    if now.dasar is not None and (now.dasar.id, now.dasar.versi) == (id, found.versi):
        mine = now.isi.model_copy(update={"nama": made.isi.nama}) if now.is_berubah else made.isi
        put(replace(now, isi=mine, dasar=made))
    say(f"Nama diganti: {made.isi.nama}.")


@careful
def archive(id: str, is_arsip: bool) -> None:
    """Out of the shelf, or back into it."""
    meetings.archive(id, is_arsip=is_arsip, viewer=data.viewer())
    say("Daftar diarsipkan; isinya tetap ada." if is_arsip else "Daftar dikembalikan ke rak.")
