"""Work beside the page: its progress, its end, and what a stop or a fault leaves."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from views import background, data
from views.background import Berkas, Kerja, Lapor
from warehouse import snapshots
from warehouse.viewer import DEMO


def sudut() -> data.Sudut:
    found = snapshots.current()
    assert found is not None
    return data.Sudut(DEMO, found)


def run(make: object) -> Kerja:
    kerja = Kerja("satu")
    background._run(kerja, sudut(), make)  # type: ignore[arg-type]
    return kerja


def test_a_work_asks_the_data_of_who_began_it_and_leaves_its_file(tiny_world: Path) -> None:
    def make(lapor: Lapor) -> Berkas:
        lapor(0.5, "separuh")
        return Berkas("a.txt", data.snapshot().id.encode(), "text/plain")

    kerja = run(make)
    assert kerja.hasil is not None
    assert kerja.hasil.isi.decode() == sudut().snapshot.id
    assert not kerja.is_berjalan
    assert (kerja.bagian, kerja.langkah) == (0.5, "separuh")


def test_a_work_told_to_stop_ends_at_its_next_step_and_leaves_nothing(tiny_world: Path) -> None:
    seen = []

    def make(lapor: Lapor) -> Berkas:
        seen.append(1)
        kerja.stop()
        lapor(0.9, "hampir")
        raise AssertionError("went on")

    kerja = Kerja("satu")
    background._run(kerja, sudut(), make)
    assert seen
    assert kerja.hasil is None
    assert kerja.galat == "Dihentikan."


def test_a_fault_is_a_sentence_on_the_page_and_ends_the_work(
    tiny_world: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def make(_: Lapor) -> Berkas:
        raise ValueError("rahasia")

    with caplog.at_level(logging.ERROR, logger="serapan"):
        kerja = run(make)
    assert not kerja.is_berjalan
    assert kerja.hasil is None
    assert "rahasia" not in kerja.galat
    assert "gagal dibuat" in kerja.galat
    assert "ValueError" in caplog.text
    assert "rahasia" not in caplog.text.replace('raise ValueError("rahasia")', "")


def test_outside_a_session_the_view_is_the_one_that_was_given(tiny_world: Path) -> None:
    held = sudut()
    with data.seen_from(held):
        assert data.snapshot() is held.snapshot
        assert data.viewer() == DEMO
        assert data.frozen() == held.snapshot.id
        assert len(data.provinces()) == 38
    assert data.frozen() is None


def test_a_work_ends_at_its_next_step_once_its_session_is_gone(
    tiny_world: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(background, "_is_gone", lambda sesi: sesi == "pergi")

    def make(lapor: Lapor) -> Berkas:
        lapor(0.5, "separuh")
        return Berkas("a.txt", b"", "text/plain")

    for sesi, is_made in (("pergi", False), ("ada", True)):
        kerja = Kerja("satu", sesi=sesi)
        background._run(kerja, sudut(), make)
        assert (kerja.hasil is not None) is is_made
