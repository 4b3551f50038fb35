"""Publishing under attack: full disks, damaged snapshots, readers that die, what would leak."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines import assemble, pool, read
from pipelines.build import BuildFailed, build
from pipelines.import_file import Imported, Job
from tests.publishing import month_file, of, printed, rows_in, small_exports
from warehouse import gate, snapshots
from warehouse.paths import warehouse_dir


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path / "data"))
    return small_exports(tmp_path / "data" / "exports")


FAULTS: dict[str, Callable[[], Exception]] = {
    "disk full": lambda: OSError(errno.ENOSPC, "No space left on device"),
    "disk failing": lambda: OSError(errno.EIO, "Input/output error"),
    "duckdb, disk full": lambda: duckdb.IOException("Could not write file: No space left on device"),
    "duckdb, no memory": lambda: duckdb.OutOfMemoryException("failed to allocate data"),
    "no memory": MemoryError,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_machine_while_a_file_is_read_stops_the_build(
    folder: Path, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    first = build(folder)
    month_file(folder / "pmm_09.csv", 9)

    def fail(*_: Any, **__: Any) -> Any:
        raise FAULTS[fault]()

    with monkeypatch.context() as planted:
        planted.setattr(read, "opened", fail)
        code, out = printed(folder)
    assert code == 1
    assert "tidak ada yang diterbitkan" in out.casefold()
    assert "Traceback" not in out
    assert snapshots.current() == first.snapshot
    assert build(folder, is_accepted=lambda _: True).status == "terbit"


def test_a_file_refused_for_a_passing_fault_is_read_again_though_nothing_changed(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = read.opened

    def locked(con: Any, path: Path, *more: Any) -> Any:
        if path.name == "pmm_08.csv":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(con, path, *more)

    with monkeypatch.context() as planted:
        planted.setattr(read, "opened", locked)
        first = build(folder)
    assert rows_in(first) == {"satuan_pendidikan": 3}
    second = build(folder, is_accepted=lambda _: True)
    assert (second.status, rows_in(second)) == ("terbit", {"satuan_pendidikan": 3, "pmm_aktivitas": 3})
    assert build(folder).status == "tidak_berubah"


def test_a_file_that_still_fails_publishes_nothing_anew(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = read.opened

    def broken(con: Any, path: Path, *more: Any) -> Any:
        if path.name == "pmm_08.csv":
            raise ValueError("3174091503850001")
        return real(con, path, *more)

    monkeypatch.setattr(read, "opened", broken)
    first = build(folder)
    (refused,) = [source.galat for source in first.manifest.berkas if source.galat]
    assert "ValueError" in refused
    assert "3174091503850001" not in refused
    again = build(folder)
    assert (again.status, again.snapshot) == ("tidak_berubah", first.snapshot)


def test_a_file_refused_for_good_is_said_aloud_and_is_no_reason_to_build_again(folder: Path) -> None:
    (folder / "rusak.csv").write_bytes(b"\x00\x01\x02\x03")
    code, out = printed(folder)
    assert code == 0
    assert "DITOLAK rusak.csv: " in out
    assert build(folder).status == "tidak_berubah"


@pytest.mark.parametrize("named", ["pendek", None])
def test_a_key_that_protects_nobody_stops_the_build_in_words(
    folder: Path, monkeypatch: pytest.MonkeyPatch, named: str | None
) -> None:
    if named:
        monkeypatch.setenv("SERAPAN_KUNCI", named)
    else:
        monkeypatch.delenv("SERAPAN_KUNCI", raising=False)
        (folder.parent / "kunci_hmac").write_text("bukan heksadesimal")
    code, out = printed(folder)
    assert code == 1
    assert "kunci" in out.casefold()
    assert "kesalahan dalam program" not in out


def break_marts(snapshot: snapshots.Snapshot, how: str) -> None:
    file = snapshot.path / snapshots.MARTS
    gate.close_all()
    if how == "gone":
        file.unlink()
    elif how == "garbage":
        file.write_bytes(b"bukan basis data" * 100)
    else:
        file.write_bytes(file.read_bytes()[:5000])


@pytest.mark.parametrize("how", ["gone", "garbage", "cut short"])
def test_damaged_marts_are_seen_and_the_same_files_mend_them(folder: Path, how: str) -> None:
    import json

    import app

    first = of(build(folder))
    break_marts(first, how)
    assert app.healthz(None).status_code == 503  # type: ignore[arg-type]
    again = build(folder)
    assert again.status == "terbit", "nobody is asked: the files are the same"
    said = app.healthz(None)  # type: ignore[arg-type]
    assert (said.status_code, json.loads(bytes(said.body))["snapshot"]) == (200, of(again).id)
    assert of(again).id != first.id


def test_marts_that_do_not_open_are_told_with_the_remedy(folder: Path) -> None:
    from warehouse.viewer import DEMO

    break_marts(of(build(folder)), "cut short")
    with pytest.raises(gate.NoSnapshot, match=r"rusak.*pipelines\.build"):
        gate.ask(DEMO, "provinsi", {})


@pytest.mark.parametrize("is_cut", [False, True])
def test_a_part_that_is_gone_or_damaged_is_read_again(folder: Path, is_cut: bool) -> None:
    first = of(build(folder))
    (part,) = (first.path / "pmm_aktivitas").glob("*.parquet")
    if is_cut:
        part.write_bytes(part.read_bytes()[:40])
    else:
        part.unlink()
    month_file(folder / "pmm_09.csv", 9)
    second = build(folder, is_accepted=lambda _: True)
    assert rows_in(second) == {"satuan_pendidikan": 3, "pmm_aktivitas": 6}
    part = next((of(second).path / "satuan_pendidikan").glob("*.parquet"))
    part.unlink()
    assert rows_in(build(folder)) == rows_in(second), "and without a new file"


def test_nothing_but_what_the_manifest_names_is_published(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = pool.import_with

    def leaves_raw_cells(reader: Any, job: Job) -> Imported:
        (job.folder / f"kode-{job.sidik[:8]}.csv").write_text("3174091503850001;Budi")
        (job.folder / "pmm_aktivitas").mkdir(exist_ok=True)
        (job.folder / "pmm_aktivitas" / "setengah.csv").write_text("3174091503850001;Budi")
        (job.folder / "tumpukan").mkdir(exist_ok=True)
        return real(reader, job)

    monkeypatch.setattr(pool, "import_with", leaves_raw_cells)
    place = of(build(folder)).path
    assert {p.name for p in place.iterdir()} == {
        "temuan.parquet", "jejak", "manifest.json", "marts.duckdb", "pmm_aktivitas", "satuan_pendidikan",
    }  # fmt: skip
    assert {p.suffix for p in place.rglob("*") if p.is_file()} == {".parquet", ".json", ".duckdb"}


def test_a_snapshot_is_its_owners_alone_until_it_is_published(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    modes: list[int] = []
    real = assemble.run_checks

    def looked_at(con: Any, place: Path, *more: Any) -> Any:
        modes.append(stat.S_IMODE(place.stat().st_mode))
        return real(con, place, *more)

    monkeypatch.setattr(assemble, "run_checks", looked_at)
    snapshot = of(build(folder))
    assert modes == [0o700]
    assert snapshot.path.stat().st_mode == warehouse_dir().stat().st_mode


def test_the_server_sweeps_what_a_dead_build_left(folder: Path) -> None:
    import app

    build(folder)
    left = warehouse_dir() / ".membangun-1-abc"
    left.mkdir()
    (left / "kode-1.csv").write_text("3174091503850001")
    with snapshots.lock(), app.first_start():
        left.mkdir(exist_ok=True)
        assert left.exists()
    with app.first_start():
        assert not left.exists()


@pytest.mark.parametrize("content", [None, "", "20200101-000000-00000000\n"])
def test_a_lost_pointer_is_written_again_when_nothing_changed(folder: Path, content: str | None) -> None:
    first = of(build(folder))
    pointer = warehouse_dir() / "current"
    pointer.unlink() if content is None else pointer.write_text(content)
    assert build(folder).status == "tidak_berubah"
    assert pointer.read_text() == f"{first.id}\n"


def test_a_file_that_kills_its_reader_is_refused_alone(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    month_file(folder / "maut.csv", 9)
    monkeypatch.setattr(pool, "_SMALL", 0)
    monkeypatch.setattr(pool, "import_file", die_of_one)
    result = build(folder)
    refused = {source.nama: source.galat for source in result.manifest.berkas if source.galat}
    assert list(refused) == ["maut.csv"]
    assert "berhenti mendadak" in str(refused["maut.csv"])
    assert rows_in(result) == {"satuan_pendidikan": 3, "pmm_aktivitas": 3}


def die_of_one(job: Job) -> Imported:
    from pipelines.import_file import import_file

    if job.berkas == "maut.csv":
        os._exit(134)
    return import_file(job)


def test_a_file_that_cannot_be_opened_is_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def denied(*_: Any) -> Any:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(read, "digest", denied)
    with pytest.raises(BuildFailed, match=r"Berkas pmm_08\.csv tidak dapat dibaca"):
        build(folder)
