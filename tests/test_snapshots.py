"""Snapshots: published whole or not at all, one publisher at a time, the last one always serves."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from schemas.manifest import Manifest
from warehouse import snapshots
from warehouse.paths import REPOSITORY, warehouse_dir


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path))
    return tmp_path


def published(second: int, content: str = "a" * 64) -> snapshots.Snapshot:
    """A snapshot with one file of data."""
    with snapshots.lock(), snapshots.building() as place:
        id = snapshots.new_id(content, datetime(2026, 11, 1, 8, 0, second, tzinfo=UTC))
        manifest = Manifest(
            id=id,
            dibuat=datetime(2026, 11, 1, 8, 0, second, tzinfo=UTC),
            is_contoh=False,
            versi="1",
            sidik_isi=content,
            folder="x",
        )
        (place / "satuan_pendidikan").mkdir()
        (place / "satuan_pendidikan" / "a.parquet").write_text("isi")
        (place / snapshots.MARTS).write_bytes(bytes(8) + b"DUCK")
        (place / snapshots.MANIFEST).write_text(manifest.model_dump_json())
        return snapshots.publish(place, id)


def test_nothing_serves_before_the_first_publish() -> None:
    assert snapshots.current() is None
    assert snapshots.all_snapshots() == []


def test_the_last_published_serves_and_the_earlier_ones_stay() -> None:
    first, second = published(1), published(2)
    assert snapshots.current() == second
    assert [s.id for s in snapshots.all_snapshots()] == [second.id, first.id]
    assert snapshots.load(first.id).path.joinpath("satuan_pendidikan", "a.parquet").read_text() == "isi"


def test_an_earlier_snapshot_can_serve_again() -> None:
    first, _ = published(1), published(2)
    snapshots.serve(first.id)
    current = snapshots.current()
    assert current is not None
    assert current.id == first.id


@pytest.mark.parametrize("name", ["../../etc", "20261101-080001-zzzzzzzz", "", "current", "20261101-080001-aaaaaaaa"])
def test_a_name_that_is_no_snapshot_is_refused(name: str) -> None:
    with pytest.raises(KeyError):
        snapshots.load(name)


def test_an_id_is_never_given_twice() -> None:
    first = published(1)
    again = snapshots.new_id("a" * 64, datetime(2026, 11, 1, 8, 0, 1, tzinfo=UTC))
    assert again != first.id
    assert again > first.id


@pytest.mark.parametrize("content", ["", "tidak ada\n", "../x"])
def test_a_damaged_pointer_falls_back_to_the_newest_whole_snapshot(content: str) -> None:
    _, second = published(1), published(2)
    (warehouse_dir() / "current").write_text(content)
    assert snapshots.current() == second


def _raise(*_: Any, **__: Any) -> Any:
    raise OSError(28, "No space left on device")


def _stop(module: Any, name: str, at: int) -> Callable[[pytest.MonkeyPatch], None]:
    """A fault at the n-th call of a function."""

    def plant(monkeypatch: pytest.MonkeyPatch) -> None:
        real, calls = getattr(module, name), [0]

        def faulty(*given: Any, **named: Any) -> Any:
            calls[0] += 1
            return _raise() if calls[0] == at else real(*given, **named)

        monkeypatch.setattr(module, name, faulty)

    return plant


@pytest.mark.parametrize(
    "plant",
    [_stop(os, "fsync", n) for n in range(1, 10)] + [_stop(os, "rename", 1), _stop(os, "replace", 1)],
    ids=[f"fsync {n}" for n in range(1, 10)] + ["rename", "replace"],
)
def test_a_fault_at_any_step_of_a_publish_leaves_a_whole_snapshot_serving(
    plant: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = published(1)
    before = (warehouse_dir() / "current").read_bytes()
    with monkeypatch.context() as planted:
        plant(planted)
        try:
            published(2)
            is_published = True
        except OSError:
            is_published = False
    serving = snapshots.current()
    assert serving is not None
    if not is_published and (warehouse_dir() / "current").read_bytes() == before:
        assert serving.id == first.id
    assert serving.path.joinpath("satuan_pendidikan", "a.parquet").read_text() == "isi"
    third = published(3)
    assert snapshots.current() == third
    assert not list(warehouse_dir().glob(".membangun-*"))


def test_a_second_publisher_is_refused_while_one_is_at_work() -> None:
    with snapshots.lock():
        with pytest.raises(snapshots.PublishRefused, match="sedang berjalan"), snapshots.lock():
            pass
        code = "from warehouse import snapshots\nwith snapshots.lock(): pass"
        other = subprocess.run(
            [sys.executable, "-c", code], cwd=REPOSITORY, capture_output=True, text=True, check=False
        )
        assert "PublishRefused" in other.stderr
    with snapshots.lock():
        pass


def test_what_a_dead_publisher_left_is_cleaned_and_its_lock_is_free() -> None:
    first = published(1)
    code = (
        "import os\nfrom warehouse import snapshots\n"
        "with snapshots.lock(), snapshots.building() as place:\n"
        "    (place / 'setengah').write_text('x')\n    os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY, check=False)
    assert list(warehouse_dir().glob(".membangun-*"))
    with snapshots.lock():
        assert not list(warehouse_dir().glob(".membangun-*"))
    assert snapshots.current() == first
