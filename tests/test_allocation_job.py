"""The computation of a session: one that is stopped too early gives back what had been computed before."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import pytest

from views.allocation import job


@dataclass
class FakeWork:
    """A computation that never begins; `studi` is what it has come to."""

    minta: Any
    is_stopped: bool = False
    studi: Any = field(default_factory=lambda: SimpleNamespace(utama=None))

    @property
    def keadaan(self) -> Any:
        return SimpleNamespace(studi=self.studi)

    def stop(self) -> None:
        self.is_stopped = True


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(job, "st", SimpleNamespace(session_state={}))
    monkeypatch.setattr(job, "Kerja", FakeWork)
    monkeypatch.setattr(job.plan_bar, "opened", lambda: None)


def begin(result: object = None) -> job.Tugas:
    job.start(SimpleNamespace(minta="soal"))  # type: ignore[arg-type]
    found = job.current()
    assert found is not None
    found.kerja.studi.utama = result  # type: ignore[attr-defined]
    return found


def test_a_stop_before_anything_is_known_gives_the_earlier_result_back() -> None:
    first = begin("susunan")
    second = begin()
    assert job.current() is second
    job.stop()
    assert second.kerja.is_stopped  # type: ignore[attr-defined]
    found = job.current()
    assert found is not None
    assert found.kerja is first.kerja


def test_the_earlier_result_outlives_several_that_were_stopped() -> None:
    first = begin("susunan")
    begin()
    third = begin()
    assert third.sebelum is not None
    assert third.sebelum.kerja is first.kerja
    assert third.sebelum.sebelum is None, "no chain of old results is kept"


def test_what_was_finished_before_a_stop_stays() -> None:
    begin("lama")
    second = begin("baru")
    job.stop()
    assert job.current() is second


def test_without_an_earlier_result_a_stop_says_so_and_forgetting_leaves_none() -> None:
    only = begin()
    job.stop()
    assert job.current() is only
    begin("susunan")
    begin()
    job.forget()
    assert job.current() is None
