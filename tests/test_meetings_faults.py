"""What is wrong with a saved list is a sentence; copies, older stores, snapshots kept, and drafts of a session."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import traceback
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines import plans as command
from pipelines import snapshots as row_command
from schemas.manifest import Manifest
from tests.meeting_world import make_butir, make_daftar, rewrite
from tests.plan_world import SNAPSHOT, child, make_plan, store
from warehouse import meetings, plan_backup, plan_store, plans, snapshots
from warehouse.meetings import Draf
from warehouse.viewer import Viewer

pytestmark = pytest.mark.usefixtures("empty_data")

SUMBAR = Viewer("Sumbar", "analis", "13")

# --- what is wrong is a sentence ---


def test_a_damaged_row_is_said_its_text_reaches_no_log_and_the_others_open() -> None:
    one = meetings.create(make_daftar(make_butir(catatan="rahasia kantor")), "BPMP")
    rewrite("isi", json.dumps({**json.loads(one.isi.model_dump_json()), "nama": ["rahasia"]}))
    with pytest.raises(meetings.StoreUnreadable, match="rusak") as found:
        meetings.load(one.id)
    assert "rahasia" not in "".join(traceback.format_exception(found.value))
    rewrite("isi", '{"nama": "x')
    with pytest.raises(meetings.StoreUnreadable, match="rusak"):
        meetings.load(one.id)
    rewrite("ringkas", "x")
    rewrite("disimpan", "kemarin")
    other = meetings.create(make_daftar(nama="Lain"), "BPMP")
    assert {line.nama[:6] for line in meetings.listed()} == {"Lain", "Tidak "}
    assert meetings.load(other.id) == other


def test_a_list_of_a_newer_version_is_said() -> None:
    one = meetings.create(make_daftar(), "BPMP")
    text = json.loads(one.isi.model_dump_json())
    rewrite("isi", json.dumps({**text, "masa_depan": 1}))
    with pytest.raises(meetings.StoreUnreadable, match="lebih baru"):
        meetings.load(one.id)
    text["butir"][0]["layar"]["bagan"] = {"jenis": "bola"}
    rewrite("isi", json.dumps(text))
    with pytest.raises(meetings.StoreUnreadable, match="lebih baru"):
        meetings.load(one.id)
    with closing(sqlite3.connect(store())) as con:
        con.execute(f"PRAGMA user_version = {plan_store.FORMAT + 1}")
    with pytest.raises(meetings.StoreUnreadable, match="Serapan yang lebih baru"):
        meetings.listed()


def older_store() -> str:
    """A store as the first format made it, with one plan; its id."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(plan_store, "FORMAT", 1)
        return plans.create(make_plan(), "BPMP").id


def user_version() -> int:
    with closing(sqlite3.connect(store())) as con:
        return int(con.execute("PRAGMA user_version").fetchone()[0])


def test_a_store_of_plans_alone_is_read_as_it_is_and_completed_by_the_first_save() -> None:
    plan = older_store()
    assert meetings.listed() == ()
    assert meetings.needed_snapshots() == frozenset()
    assert meetings.draft("0" * 32) is None
    with pytest.raises(KeyError):
        meetings.load("x")
    assert user_version() == 1, "who looks changes nothing"
    with pytest.raises(plans.PlanInvalid):
        meetings.create(make_daftar(nama="3201010101800001"), "BPMP")
    assert user_version() == 1
    meetings.create(make_daftar(), "BPMP")
    assert user_version() == plan_store.FORMAT
    assert plans.load(plan).isi == make_plan()
    assert len(meetings.listed()) == 1


_UPGRADE = """
import sys
from tests.meeting_world import make_daftar
from warehouse import meetings
print("siap", flush=True)
sys.stdin.readline()
meetings.create(make_daftar(), "BPMP")
"""


def test_two_processes_complete_an_older_store_once(empty_data: Path) -> None:
    older_store()
    children = [child(_UPGRADE, empty_data, stdin=subprocess.PIPE) for _ in range(2)]
    for one in children:
        assert one.stdout is not None
        one.stdout.readline()
    for one in children:
        _, err = one.communicate("\n", timeout=60)
        assert one.returncode == 0, err
    assert len(meetings.listed()) == 2
    assert len(plans.listed()) == 1


def test_a_save_that_fails_leaves_an_older_store_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    older_store()
    monkeypatch.setattr(meetings, "_add", lambda *_: (_ for _ in ()).throw(sqlite3.OperationalError("penuh")))
    with pytest.raises(meetings.StoreUnwritable):
        meetings.create(make_daftar(), "BPMP")
    with closing(sqlite3.connect(store())) as con:
        tables = {name for (name,) in con.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    assert tables == {"rencana", "versi"}
    assert user_version() == 1


# --- copies, and snapshots they stand on ---


def test_a_copy_brings_plans_and_lists_back() -> None:
    plan = plans.create(make_plan(), "BPMP")
    saved = meetings.create(make_daftar(), "BPMP")
    meetings.keep_draft("0" * 32, Draf(saved.id, 1, make_daftar(nama="Draf")))
    plan_backup.backup(SNAPSHOT)
    meetings.save(saved.id, make_daftar(nama="keliru"), dari=1, oleh="BPMP")
    later = meetings.create(make_daftar(nama="kemudian"), "BPMP")
    aside = plan_backup.restore(SNAPSHOT)
    assert meetings.load(saved.id) == saved
    assert meetings.about(later.id) is None
    assert plans.load(plan.id) == plan
    assert meetings.draft("0" * 32) is not None
    assert aside is not None
    plan_backup.restore(aside.stem)
    assert meetings.load(saved.id).isi.nama == "keliru"
    assert meetings.load(later.id) == later


def test_a_version_that_a_restored_copy_took_back_is_not_built_upon() -> None:
    first = meetings.create(make_daftar(), "BPMP")
    plan_backup.backup(SNAPSHOT)
    gone = meetings.save(first.id, make_daftar(nama="hilang"), dari=1, oleh="BPMP")
    plan_backup.restore(SNAPSHOT)
    with plan_store.writing() as con:
        con.execute("UPDATE versi_daftar SET disimpan = '2026-01-01T00:00:00+00:00'")
    other = meetings.save(first.id, make_daftar(nama="lain"), dari=1, oleh="BPMP")
    with plan_store.writing() as con:
        con.execute("UPDATE versi_daftar SET disimpan = '2026-01-02T00:00:00+00:00' WHERE versi = 2")
    with pytest.raises(meetings.Conflict):
        meetings.save(first.id, make_daftar(), dari=gone.versi, saat=gone.disimpan, oleh="BPMP")
    assert meetings.load(first.id).isi == other.isi


def test_a_copy_from_before_there_were_lists_brings_the_plans_back() -> None:
    plan = older_store()
    plan_backup.backup(SNAPSHOT)
    meetings.create(make_daftar(), "BPMP")
    plans.archive(plan)
    plan_backup.restore(SNAPSHOT)
    assert [one.id for one in plans.listed()] == [plan]
    assert meetings.listed() == (), "the copy had none"
    for left in plans.plans_dir().glob(f"{plans.FILE}*"):
        left.unlink()
    plan_backup.restore(SNAPSHOT)
    assert user_version() == 1
    assert meetings.create(make_daftar(), "BPMP").versi == 1


def make_snapshot(data: Path, id: str) -> None:
    place = data / "warehouse" / id
    place.mkdir(parents=True)
    (place / snapshots.MARTS).write_bytes(b"\0" * 8 + b"DUCK")
    made = Manifest(id=id, dibuat=datetime(2026, 11, 1, tzinfo=UTC), is_contoh=True, versi="0", sidik_isi=id[-8:],
                    folder="contoh")  # fmt: skip
    (place / snapshots.MANIFEST).write_text(made.model_dump_json(), encoding="utf-8")


def test_a_snapshot_that_a_list_stands_on_is_not_pruned_until_the_list_is_archived(
    empty_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for id in (SNAPSHOT, "20261102-080000-0123abcd"):
        make_snapshot(empty_data, id)
    saved = meetings.create(make_daftar(), "BPMP")
    assert row_command.prunable(1) == []
    assert row_command.main(["list"]) == 0
    assert "daftar" in capsys.readouterr().out
    meetings.archive(saved.id)
    assert [one.id for one in row_command.prunable(1)] == [SNAPSHOT]
    meetings.archive(saved.id, is_arsip=False)
    store().write_bytes(b"rusak " * 2000)
    assert row_command.main(["prune", "--keep", "1", "--yes"]) == 1
    assert "Tidak ada snapshot yang dihapus" in " ".join(capsys.readouterr().out.split())


def test_the_command_lists_meeting_lists_too(capsys: pytest.CaptureFixture[str]) -> None:
    meetings.archive(meetings.create(make_daftar(nama="Rakor"), "BPMP").id)
    assert command.main(["list"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Rakor" in said
    assert "diarsipkan" in said


def test_an_archived_list_leaves_the_shelf_and_still_opens() -> None:
    saved = meetings.create(make_daftar(), "BPMP")
    meetings.archive(saved.id)
    assert meetings.listed() == ()
    assert [one.id for one in meetings.listed(is_arsip=True)] == [saved.id]
    assert meetings.load(saved.id) == saved
    with pytest.raises(KeyError):
        meetings.archive("tidakada")


# --- drafts ---


def test_a_draft_is_kept_replaced_and_let_go() -> None:
    one, two = "1" * 32, "2" * 32
    meetings.keep_draft(one, Draf(None, None, make_daftar(nama="")))
    meetings.keep_draft(one, Draf("abc", 3, make_daftar(nama="B")))
    assert meetings.draft(one) == Draf("abc", 3, make_daftar(nama="B"))
    assert meetings.draft(two) is None
    assert meetings.listed() == ()
    assert meetings.needed_snapshots() == frozenset()
    meetings.drop_draft(one)
    meetings.drop_draft(two)
    assert meetings.draft(one) is None


def test_a_draft_of_another_province_or_with_a_number_of_a_person_is_not_given_or_kept() -> None:
    meetings.keep_draft("1" * 32, Draf(None, None, make_daftar(make_butir(kode=("32",)))))
    assert meetings.draft("1" * 32, viewer=SUMBAR) is None
    with pytest.raises(meetings.PlanInvalid):
        meetings.keep_draft("2" * 32, Draf(None, None, make_daftar(make_butir(catatan="3201010101800001"))))
    assert meetings.draft("2" * 32) is None


def test_drafts_of_long_ago_are_let_go() -> None:
    meetings.keep_draft("1" * 32, Draf(None, None, make_daftar()))
    with closing(sqlite3.connect(store())) as con:
        con.execute("UPDATE draf SET disimpan = '2020-01-01T00:00:00+00:00'")
        con.commit()
    meetings.keep_draft("2" * 32, Draf(None, None, make_daftar()))
    assert meetings.draft("1" * 32) is None
    assert meetings.draft("2" * 32) is not None


def test_snapshots_of_a_list_with_a_damaged_summary_are_read_from_its_screens_or_nothing_is_deleted() -> None:
    one = meetings.create(make_daftar(), "BPMP")
    used = {item.snapshot for item in one.isi.butir}
    for damaged in ("x", "[]", '{"snapshot_dipakai": 3}'):
        rewrite("ringkas", damaged)
        assert meetings.needed_snapshots() == used
    rewrite("isi", "x")
    with pytest.raises(meetings.StoreUnreadable):
        meetings.needed_snapshots()
