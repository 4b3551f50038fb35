"""What the tests share: one tiny sample world, imported once through the real pipeline, for all workers."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner

from pipelines.build import build
from pipelines.sample import TINY, write_world
from warehouse import gate

_INSTALLED = manifest_scanner.scan_component_manifests()
# AppTest looks through every installed package for components before each run of a page: most of the run's time. What
# is installed does not change while tests run.
manifest_scanner.scan_component_manifests = lambda *_, **__: _INSTALLED


def _make(data: Path) -> None:
    """Write and import the tiny world under `data`; the caller has set SERAPAN_DATA to it."""
    folder = data / "contoh"
    write_world(folder, world=TINY)
    build(folder, is_accepted=lambda _: True)


@pytest.fixture(autouse=True)
def _own_main_module() -> Iterator[None]:
    """AppTest leaves the page script as `__main__`; a process spawned by a later test would run it again."""
    before = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = before


@pytest.fixture(scope="session")
def tiny_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the tiny world's snapshot. Read it, never change it: every worker looks at the same one."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    data, done, lock = shared / "dunia_kecil", shared / "dunia_kecil.siap", shared / "dunia_kecil.kunci"
    try:
        os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        for _ in range(1200):
            if done.exists():
                return data
            time.sleep(0.25)
        pytest.fail("the worker that makes the tiny world did not finish")
    before = os.environ.get("SERAPAN_DATA")
    os.environ["SERAPAN_DATA"] = str(data)
    try:
        _make(data)
    finally:
        gate.close_all()
        if before is None:
            del os.environ["SERAPAN_DATA"]
        else:
            os.environ["SERAPAN_DATA"] = before
    done.touch()
    return data


@pytest.fixture
def tiny_world(tiny_data: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The tiny world as this test's data folder."""
    monkeypatch.setenv("SERAPAN_DATA", str(tiny_data))
    yield tiny_data
    gate.close_all()


@pytest.fixture
def own_plans(tiny_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The tiny world with saved plans of this test's own: the shared world is never written to."""
    (tmp_path / "warehouse").symlink_to(tiny_data / "warehouse", target_is_directory=True)
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    yield tmp_path
    gate.close_all()


@pytest.fixture
def empty_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with nothing in it."""
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    return tmp_path
