"""A fault at steps spread over everything that publishes: old or new, never half. `bench.faults` visits every step."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench import fault_steps, faults
from pipelines import snapshots as row_command
from pipelines.build import build
from tests.publishing import month_file, of, small_exports
from warehouse import handover, snapshots
from warehouse.paths import REPOSITORY, warehouse_dir


@pytest.mark.parametrize(
    ("scenario", "kind", "points"),
    [
        ("unggahan", fault_steps.KILL, 4),
        ("unggahan", fault_steps.STAYS_FULL, 3),
        ("impor", fault_steps.BROKEN, 3),
        ("kembali", fault_steps.KILL, 2),
    ],
)
def test_a_fault_on_the_way_leaves_the_old_or_the_whole_new(scenario: str, kind: str, points: int) -> None:
    command = [
        sys.executable,
        "-m",
        "bench.faults",
        "--scenario",
        scenario,
        "--kind",
        kind,
        "--points",
        str(points),
        "--quick",
    ]
    ran = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert f"{points:>8} {points:>8}" in ran.stdout, ran.stdout + ran.stderr
    assert ran.returncode == 0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path / "data"))
    return small_exports(tmp_path / "data" / "exports")


def died_publishing(folder: Path, tmp_path: Path, brought: int) -> dict[str, Path]:
    """A publication of two files (one new, one a replacement) that dies after `brought` of them have their names."""
    staged = {"pmm_08.csv": tmp_path / "siap" / "pmm_08.csv", "pmm_09.csv": tmp_path / "siap" / "pmm_09.csv"}
    (tmp_path / "siap").mkdir()
    for name, path in staged.items():
        month_file(path, int(name[4:6]))
        path.write_text(path.read_text().replace(",40,40\n", ",40,41\n"))
    id = "20991231-000000-00000000"
    with snapshots.lock():
        handover.begin(id, staged)
        room = folder / f"{handover.ROOM}{id}" / "baru"
        for file in sorted(room.iterdir())[:brought]:
            file.replace(folder / file.name)
    return staged


@pytest.mark.parametrize("brought", [0, 1, 2])
def test_the_next_publisher_puts_half_brought_files_back(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, brought: int
) -> None:
    first = build(folder)
    before = faults.digest_of(folder)
    died_publishing(folder, tmp_path, brought)
    if brought:
        assert faults.digest_of(folder) != before
    snapshots.sweep()
    assert faults.digest_of(folder) == before
    assert build(folder).status == "tidak_berubah"
    assert snapshots.current() == first.snapshot


def test_what_somebody_put_there_since_is_not_taken_for_the_dead_ones(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(folder)
    died_publishing(folder, tmp_path, 2)
    (folder / "pmm_09.csv").write_text("milik orang lain")
    snapshots.sweep()
    assert (folder / "pmm_09.csv").read_text() == "milik orang lain"


def test_a_snapshot_that_never_served_goes_and_one_that_serves_stays(folder: Path) -> None:
    first = of(build(folder))
    month_file(folder / "pmm_09.csv", 9)
    second = of(build(folder, is_accepted=lambda _: True))
    journal = warehouse_dir() / ".penerbitan.json"
    journal.write_text(json.dumps({"id": second.id, "berkas": []}))
    snapshots.sweep()
    assert second.path.is_dir(), "it serves"
    (warehouse_dir() / "current").write_text(f"{first.id}\n")
    journal.write_text(json.dumps({"id": second.id, "berkas": []}))
    snapshots.sweep()
    assert not second.path.exists()
    assert snapshots.current() == first


def test_a_published_one_is_not_reported_as_failed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = handover.sync

    def failing(path: Path) -> None:
        if path == warehouse_dir() and (warehouse_dir() / "current").exists():
            raise OSError(5, "Input/output error")
        real(path)

    monkeypatch.setattr(handover, "sync", failing)
    result = build(folder)
    assert (result.status, snapshots.current()) == ("terbit", result.snapshot)


def test_a_roll_back_then_a_build_offers_the_exports_anew(folder: Path) -> None:
    first = of(build(folder))
    month_file(folder / "pmm_09.csv", 9)
    second = of(build(folder, is_accepted=lambda _: True))
    assert row_command.restore(first.id[:-1]).id == first.id
    assert snapshots.current() == first
    asked = build(folder)
    assert (asked.status, snapshots.current()) == ("tidak_disetujui", first)
    third = of(build(folder, is_accepted=lambda _: True))
    assert third.id not in {first.id, second.id}
    assert third.manifest.berkas == second.manifest.berkas


def test_an_id_that_means_none_or_many_or_a_damaged_one_is_refused(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = of(build(folder))
    month_file(folder / "pmm_09.csv", 9)
    second = of(build(folder, is_accepted=lambda _: True))

    def said(*arguments: str) -> tuple[int, str]:
        code = row_command.main(list(arguments))
        return code, capsys.readouterr().out

    code, out = said("restore", "20991231")
    assert (code, "tidak ada atau rusak" in out) == (1, True)
    code, out = said("restore", first.id[:3])
    assert (code, "lebih dari satu" in out) == (1, True)
    next((first.path / "pmm_aktivitas").iterdir()).unlink()
    code, out = said("restore", first.id)
    assert (code, "rusak" in out) == (1, True)
    assert snapshots.pointed() == second.id
    code, out = said("restore", second.id)
    assert (code, f"Snapshot {second.id} kini melayani" in out) == (0, True)
    code, out = said("list")
    assert (code, first.id in out, "melayani" in out) == (0, True, True)


def test_a_roll_back_beside_a_publisher_is_refused(folder: Path) -> None:
    first = of(build(folder))
    with snapshots.lock(), pytest.raises(snapshots.PublishRefused):
        row_command.restore(first.id)


def test_old_snapshots_go_only_when_agreed_and_never_the_serving_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    made = [of(build(folder))]
    for month in (9, 10):
        month_file(folder / f"pmm_{month:02}.csv", month)
        made.append(of(build(folder, is_accepted=lambda _: True)))
    row_command.restore(made[0].id)
    assert row_command.main(["prune", "--keep", "1"]) == 1
    assert "--yes" in capsys.readouterr().out
    assert len(snapshots.all_snapshots()) == 3
    assert row_command.main(["prune", "--keep", "1", "--yes"]) == 0
    assert [s.id for s in snapshots.all_snapshots()] == [made[2].id, made[0].id]
    assert snapshots.current() == made[0]
    assert row_command.main(["prune", "--keep", "1", "--yes"]) == 0
    with pytest.raises(SystemExit):
        row_command.main(["prune", "--keep", "0", "--yes"])
