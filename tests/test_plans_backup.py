"""Copies of the plans at every publication: whole or not at all, never in the way of the data, and the way back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines import plans as command
from pipelines import snapshots as row_command
from pipelines.build import build
from schemas.manifest import Manifest
from tests.plan_world import make_plan, make_target, store, whole_plan
from tests.publishing import month_file, of, printed, small_exports
from warehouse import plan_backup, plan_store, plans, snapshots

IDS = ("20261101-080000-0123abcd", "20261102-080000-0123abcd", "20261103-080000-0123abcd")

pytestmark = pytest.mark.usefixtures("empty_data")


def make_snapshots(data: Path) -> None:
    """Three snapshots, as far as the row of snapshots looks at them."""
    for id in IDS:
        place = data / "warehouse" / id
        place.mkdir(parents=True)
        (place / snapshots.MARTS).write_bytes(b"\0" * 8 + b"DUCK")
        made = Manifest(id=id, dibuat=datetime(2026, 11, 1, tzinfo=UTC), is_contoh=True, versi="0", sidik_isi=id[-8:],
                        folder="contoh")  # fmt: skip
        (place / snapshots.MANIFEST).write_text(made.model_dump_json(), encoding="utf-8")
    (data / "warehouse" / "current").write_text(IDS[-1], encoding="ascii")


def test_every_publication_copies_the_plans_as_they_are(empty_data: Path) -> None:
    folder = small_exports(empty_data / "exports")
    first = build(folder)
    assert plan_backup.backups() == ()
    assert plan_backup.is_backed_up(of(first).id)
    saved = plans.create(whole_plan(), "BPMP")
    month_file(folder / "pmm_09.csv", 9)
    assert not plan_backup.is_backed_up(of(first).id)
    second = build(folder, is_accepted=lambda _: True)
    assert [file.stem for file in plan_backup.backups()] == [of(second).id]
    assert second.catatan == ()
    with closing(sqlite3.connect(plan_backup.backups()[0])) as con:
        assert con.execute("SELECT rencana, versi FROM versi").fetchall() == [(saved.id, 1)]
        assert con.execute("PRAGMA journal_mode").fetchone() == ("delete",)


def test_a_copy_that_fails_stops_no_publication_and_is_said(empty_data: Path) -> None:
    folder = small_exports(empty_data / "exports")
    plans.create(make_plan(), "BPMP")
    plan_backup.folder().write_text("berkas, bukan folder")
    code, said = printed(folder)
    assert code == 0
    assert "Terbit" in said
    assert "rencana tersimpan belum dicadangkan" in " ".join(said.split())


def test_a_damaged_store_is_not_copied_over_good_copies(empty_data: Path) -> None:
    plans.create(whole_plan(), "BPMP")
    good = plan_backup.backup(IDS[0])
    assert good is not None
    before = good.read_bytes()
    with store().open("r+b") as file:
        file.seek(4096)
        file.write(b"\x5a" * (store().stat().st_size - 4096))
    with pytest.raises(plans.StoreUnreadable):
        plan_backup.backup(IDS[0])
    assert good.read_bytes() == before
    assert [file.name for file in plan_backup.folder().iterdir()] == [good.name]


def test_the_newest_ten_copies_are_kept() -> None:
    plans.create(make_plan(), "BPMP")
    names = [f"202611{day:02}-080000-0123abcd" for day in range(1, 13)]
    for name in names:
        plan_backup.backup(name)
    assert [file.stem for file in plan_backup.backups()] == names[:1:-1]


def test_a_restored_copy_is_the_store_again_and_what_was_there_is_put_aside() -> None:
    saved = plans.create(make_plan(), "BPMP")
    plan_backup.backup(IDS[0])
    plans.save(saved.id, make_plan(keterangan="keliru"), dari=1, oleh="BPMP")
    later = plans.create(make_plan(nama="Kemudian"), "BPMP")
    aside = plan_backup.restore(IDS[0])
    assert [one.versi for one in plans.history(saved.id)] == [1]
    assert plans.about(later.id) is None
    assert aside is not None
    assert plan_backup.is_whole(aside)
    assert [file.stem for file in plan_backup.backups()] == [IDS[0]]
    plan_backup.restore(aside.stem)
    assert plans.load(saved.id).isi.keterangan == "keliru"
    assert plans.about(later.id) is not None


@pytest.mark.parametrize("content", [b"rusak " * 2000, None])
def test_a_store_that_is_damaged_or_gone_comes_back(content: bytes | None) -> None:
    saved = plans.create(make_plan(), "BPMP")
    plan_backup.backup(IDS[0])
    for left in plans.plans_dir().glob(f"{plans.FILE}*"):
        left.unlink()
    if content is not None:
        store().write_bytes(content)
    aside = plan_backup.restore(IDS[0])
    assert plans.load(saved.id) == saved
    assert (aside.read_bytes() if aside else None) == content
    assert plans.save(saved.id, make_plan(keterangan="lagi"), dari=1, oleh="BPMP").versi == 2


def test_a_copy_that_is_not_whole_is_never_restored(capsys: pytest.CaptureFixture[str]) -> None:
    plans.create(make_plan(), "BPMP")
    made = plan_backup.backup(IDS[0])
    assert made is not None
    made.write_bytes(made.read_bytes()[:5000])
    assert command.main(["restore", IDS[0]]) == 1
    assert "tidak ada atau rusak" in " ".join(capsys.readouterr().out.split())
    for name in ("../simpanan", "tidak-ada", f"../{plans.FILE.removesuffix('.sqlite3')}"):
        with pytest.raises(KeyError):
            plan_backup.restore(name)
    assert len(plans.listed()) == 1


def test_the_command_lists_copies_and_restores(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["list"]) == 0
    assert "Belum ada rencana" in capsys.readouterr().out
    assert command.main(["backup"]) == 0
    saved = plans.create(make_plan(nama="Rencana Sumbar"), "BPMP")
    assert command.main(["backup"]) == 0
    (copy,) = plan_backup.backups()
    assert command.main(["list"]) == 0
    said = capsys.readouterr().out
    assert "Rencana Sumbar" in said
    assert copy.stem in said
    plans.save(saved.id, make_plan(), dari=1, oleh="BPMP")
    assert command.main(["restore", copy.stem]) == 0
    assert plans.load(saved.id).versi == 1
    store().write_bytes(b"rusak " * 2000)
    assert command.main(["list"]) == 1


def test_a_copy_is_taken_while_somebody_saves() -> None:
    saved = plans.create(make_plan(), "BPMP")
    with plan_store.writing() as con:
        con.execute("UPDATE rencana SET is_arsip = 1")
        made = plan_backup.backup(IDS[0])
    assert made is not None
    with closing(sqlite3.connect(made)) as con:
        assert con.execute("SELECT id, is_arsip FROM rencana").fetchall() == [(saved.id, 0)]


def test_snapshots_that_a_plan_stands_on_are_not_pruned_until_it_is_archived(empty_data: Path) -> None:
    make_snapshots(empty_data)
    saved = plans.create(make_plan(snapshot=IDS[0], target=(make_target(snapshot_baseline=IDS[1]),)), "BPMP")
    assert row_command.prunable(1) == []
    plans.archive(saved.id)
    assert [one.id for one in row_command.prunable(1)] == [IDS[1], IDS[0]]


def test_nothing_is_pruned_while_the_plans_cannot_be_read(empty_data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_snapshots(empty_data)
    plans.create(make_plan(), "BPMP")
    store().write_bytes(b"rusak " * 2000)
    assert row_command.main(["prune", "--keep", "1", "--yes"]) == 1
    assert "Tidak ada snapshot yang dihapus" in " ".join(capsys.readouterr().out.split())
    assert row_command.main(["list"]) == 0
