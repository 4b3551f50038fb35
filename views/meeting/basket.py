"""The meeting list that is open in this session: any page adds to it, and it is there on the next page too.

What is not saved is kept as a draft under a name that only this browser knows, so that a page loaded again finds it.
"""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlencode

import streamlit as st

from schemas.daftar_rapat import PALING_BANYAK, ButirDaftar, DaftarRapat
from schemas.rapat import Layar, Urutan
from views import data
from views.links import SNAPSHOT
from views.meeting import words
from warehouse import meetings, snapshots
from warehouse.meetings import Draf, PlansFault, Versi

OPSI = "daftar"
BARU = "baru"
"""In a link, the list of this session that has no name in the store yet."""
_OPEN = "serapan_rapat"
_SAID = "serapan_rapat_kata"
_DRAFT = "serapan_rapat_draf"
_UNKEPT = "serapan_rapat_draf_gagal"
_COOKIE = "serapan_rapat"
_OURS = re.compile(r"[0-9a-f]{32}")
MOST_STEPS = 12
"""Steps that can be taken back."""


@dataclass(frozen=True)
class Terbuka:
    """The open list: what is on it, the saved version it was made from, and the steps that can be taken back."""

    isi: DaftarRapat = field(default_factory=DaftarRapat)
    dasar: Versi | None = None
    langkah: tuple[tuple[str, Callable[[Terbuka], Terbuka]], ...] = ()
    """What was done, and how it is taken back; the last last."""

    @property
    def is_berubah(self) -> bool:
        """Whether anything would be lost if this were closed."""
        return bool(self.isi.butir) if self.dasar is None else self.isi != self.dasar.isi

    @property
    def id(self) -> str:
        """Its name in a link."""
        return BARU if self.dasar is None else self.dasar.id


def opened() -> Terbuka:
    """The list of this session; the draft this browser left, or an empty one, where there is none yet."""
    found = st.session_state.get(_OPEN)
    if not isinstance(found, Terbuka):
        found = st.session_state[_OPEN] = _left() or Terbuka()
    return found


def put(now: Terbuka) -> None:
    """Let this be the open list, and keep what of it is not saved."""
    st.session_state[_OPEN] = now
    try:
        if now.is_berubah:
            id = st.session_state.setdefault(_DRAFT, uuid.uuid4().hex)
            daftar, versi = (None, None) if now.dasar is None else (now.dasar.id, now.dasar.versi)
            meetings.keep_draft(id, Draf(daftar, versi, now.isi))
        elif _DRAFT in st.session_state and not now.langkah:
            meetings.drop_draft(st.session_state[_DRAFT])
        st.session_state.pop(_UNKEPT, None)
    except PlansFault:
        st.session_state[_UNKEPT] = True


def is_kept() -> bool:
    """Whether what is not saved would be found again after the page is loaded anew."""
    return not st.session_state.get(_UNKEPT, False)


def _left() -> Terbuka | None:
    """The draft of this browser, on the version it was made from where that is still there."""
    id = str(st.context.cookies.get(_COOKIE, ""))
    if not _OURS.fullmatch(id):
        return None
    try:
        found = meetings.draft(id, viewer=data.viewer())
    except PlansFault:
        return None
    if found is None:
        return None
    st.session_state[_DRAFT] = id
    return Terbuka(found.isi, _base(found))


def _base(found: Draf) -> Versi | None:
    """The saved version a draft was made from; None where it is not there any more."""
    try:
        return None if found.daftar is None else meetings.load(found.daftar, found.versi, viewer=data.viewer())
    except (PlansFault, KeyError):
        return None


_component = st.components.v2.component(
    "serapan_rapat",
    html="<span></span>",
    js=(Path(__file__).resolve().parent / "draft.js").read_text(encoding="utf-8"),
)


def keep() -> None:
    """Tell the browser which draft is its own; nothing is drawn where there is none."""
    id = st.session_state.get(_DRAFT)
    if id is not None:
        with st.container(key="alamat_draf"):
            _component(key="serapan_rapat_draf", data={"id": id, "seconds": meetings.DRAFT_DAYS * 86400})


def say(text: str) -> None:
    """A quiet word for the next drawing."""
    st.session_state[_SAID] = text


def said() -> str | None:
    """The quiet word about what was last done to the list, once."""
    return st.session_state.pop(_SAID, None)


def add(layar: Layar, asal: str = "") -> int:
    """Put a screen at the end of the open list; how many are on it now.

    One that is there already is not doubled: `said()` tells which number it has. Never raises. `asal`: how it can be
    made again, see ButirDaftar.
    """
    now = opened()
    there = number_of(layar)
    if there is not None:
        say(f"Layar ini sudah ada pada Daftar rapat, nomor {there}.")
        return len(now.isi.butir)
    if len(now.isi.butir) >= PALING_BANYAK:
        say(f"Daftar rapat sudah berisi {PALING_BANYAK} layar; keluarkan satu dahulu.")
        return len(now.isi.butir)
    put(extended(now, (item(layar, asal),)))
    count = len(now.isi.butir) + 1
    say(f"Ditambahkan sebagai layar {count} pada Daftar rapat.")
    return count


def number_of(layar: Layar) -> int | None:
    """The number a screen has on the open list; None where it is not on it."""
    return number_at(layar.kunci, _held(layar).tautan)


def number_at(kunci: str, tautan: str) -> int | None:
    """The number that the panel `kunci` of the view `tautan`, its snapshot named, has on the open list."""
    same = [(place, one.layar.tautan) for place, one in enumerate(opened().isi.butir, 1) if one.layar.kunci == kunci]
    return next((place for place, link in same if _view(link) == _view(tautan)), None)


def _view(tautan: str) -> tuple[str, list[tuple[str, str]]]:
    """The same view on the same data, in whatever order its link says so."""
    path, _, query = tautan.partition("?")
    return path, sorted(parse_qsl(query))


def _held(layar: Layar) -> Layar:
    """The screen with a link that names the snapshot its numbers come from."""
    if snapshot_of(layar):
        return layar
    path, _, query = layar.tautan.partition("?")
    link = f"{path}?{urlencode([*parse_qsl(query), (SNAPSHOT, data.snapshot().id)])}"
    return layar.model_copy(update={"tautan": link})


def snapshot_of(layar: Layar) -> str:
    """The snapshot a screen's link names, or nothing."""
    return dict(parse_qsl(layar.tautan.partition("?")[2])).get(SNAPSHOT, "")


def item(layar: Layar, asal: str = "") -> ButirDaftar:
    """A screen as it stands on a list."""
    held = _held(layar)
    return ButirDaftar(id=uuid.uuid4().hex[:10], layar=held, snapshot=snapshot_of(held), asal=asal)


def extended(now: Terbuka, more: Sequence[ButirDaftar]) -> Terbuka:
    """The list with these at its end."""
    return with_items(now, (*now.isi.butir, *more))


def with_items(now: Terbuka, items: Sequence[ButirDaftar], **changes: str) -> Terbuka:
    """The list with these screens, and other fields changed."""
    is_sample = any(_is_sample(one, now.isi.is_contoh) for one in items)
    isi = DaftarRapat.model_validate({**dict(now.isi), **changes, "butir": tuple(items), "is_contoh": is_sample})
    return replace(now, isi=isi)


def _is_sample(one: ButirDaftar, otherwise: bool) -> bool:
    try:
        return snapshots.load(one.snapshot).manifest.is_contoh
    except KeyError:
        return otherwise


def urutan() -> Urutan:
    """The open list as a meeting shows it, what people wrote included, saved or not."""
    return compose(opened().isi)


def sequence(daftar: str) -> Urutan:
    """The list a link names: that of this session with its unsaved changes where it is meant, else as it was saved.

    KeyError where there is none; a PlansFault says why it can't be opened.
    """
    now = opened()
    if daftar in (now.id, BARU, ""):
        return compose(now.isi)
    return compose(meetings.load(daftar, viewer=data.viewer()).isi)


def compose(isi: DaftarRapat) -> Urutan:
    """A list as a sequence of screens. A headline of somebody's own is marked, and the finding stays in the notes."""
    keys = [one.layar.kunci for one in isi.butir]
    screens = tuple(_screen(one, is_twice=keys.count(one.layar.kunci) > 1) for one in isi.butir)
    newest = max((one.snapshot for one in isi.butir), default="")
    return Urutan(
        judul=words.title(isi), kecil=words.dates(isi), snapshot=newest, tanggal_terbit=_published(newest),
        is_contoh=isi.is_contoh, layar=screens,
    )  # fmt: skip


def _published(snapshot: str) -> datetime:
    try:
        return snapshots.load(snapshot).manifest.dibuat
    except KeyError:
        pass
    try:
        return datetime.strptime(snapshot[:15], "%Y%m%d-%H%M%S").astimezone()
    except ValueError:
        return datetime.now(UTC)


def _screen(one: ButirDaftar, *, is_twice: bool) -> Layar:
    layar = one.layar
    notes = layar.catatan_penyaji if one.catatan is None else one.catatan
    changes: dict[str, str] = {
        "pertanyaan": layar.pertanyaan if one.pertanyaan is None else one.pertanyaan, "catatan_penyaji": notes,
    }  # fmt: skip
    if is_twice:
        changes["kunci"] = f"{layar.kunci[:100]}~{one.id}"
    if one.judul_sendiri:
        changes |= {
            "judul": one.judul_sendiri,
            "catatan": " · ".join(filter(None, [layar.catatan.rstrip("."), words.EDITED])),
            "catatan_penyaji": "\n\n".join(filter(None, [notes, f"Temuan dari data: {layar.judul}"])),
        }
    return layar.model_copy(update=changes)
