"""The ready sequences: which screens a meeting about a province, or about a platform, goes through."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from schemas.rapat import Layar, Urutan
from views import data
from views.filters import Saringan
from views.format import day
from views.meeting import platform, province
from warehouse import plans

PROVINSI, PLATFORM = "provinsi", "platform"
JENIS = {PROVINSI: "Satu provinsi", PLATFORM: "Satu platform"}
"""The ready sequences by their name in the link."""

Lapor = Callable[[int, str], None]
"""Told after each screen: how many there are so far, and the name of the last."""


def build(jenis: str, saringan: Saringan, lapor: Lapor | None = None) -> Urutan:
    """The sequence, screen by screen; a screen without data is left out.

    Works in a session and, inside `data.seen_from`, without one. KeyError for an unknown kind.
    """
    make = {PROVINSI: province.screens, PLATFORM: platform.screens}[jenis]
    title = {PROVINSI: province.title, PLATFORM: platform.title}[jenis](saringan)
    found: list[Layar] = []
    for screen in make(saringan):
        found.append(screen)
        if lapor is not None:
            lapor(len(found), screen.nama)
    return _sequence(title, saringan, tuple(found))


def _sequence(title: str, saringan: Saringan, found: tuple[Layar, ...]) -> Urutan:
    manifest = data.manifest()
    return Urutan(
        judul=title, kecil=f"Data per {day(saringan.tanggal_data)} · terbit {day(manifest.dibuat.date())}",
        snapshot=data.snapshot().id, tanggal_terbit=manifest.dibuat, is_contoh=manifest.is_contoh, layar=found,
    )  # fmt: skip


@st.cache_data(show_spinner=False, max_entries=40)
def _kept(_sudut: data.Sudut, kunci: tuple[object, ...], jenis: str, saringan: Saringan) -> Urutan:
    with data.seen_from(_sudut):
        return build(jenis, saringan)


def ready(jenis: str, saringan: Saringan) -> Urutan:
    """The sequence, made once for this viewer, snapshot, filters and saved plans."""
    sudut = data.sudut()
    return _kept(sudut, (sudut.viewer, sudut.snapshot.id, _plans(sudut)), jenis, saringan)


def _plans(sudut: data.Sudut) -> tuple[tuple[str, int], ...]:
    """The newest version of each plan: a screen of the sequence shows one."""
    try:
        return tuple((one.id, one.versi) for one in plans.listed(viewer=sudut.viewer))
    except plans.PlansFault:
        return ()
