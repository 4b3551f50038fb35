"""Whatever is wrong with the store of plans is a sentence, and what was saved before stays as it was."""

from __future__ import annotations

import json
import sqlite3
import sys
import tempfile
import time
import traceback
from contextlib import closing, suppress
from pathlib import Path

import pytest

from tests.plan_world import SNAPSHOT, child, make_plan, store, whole_plan
from warehouse import plan_backup, plan_store, plans

pytestmark = pytest.mark.usefixtures("empty_data")

# --- what is wrong is a sentence ---


@pytest.mark.parametrize("content", [b"bukan basis data " * 400, b"SQLite format 3\x00" + b"\xff" * 8000, b"\x00" * 20])
def test_a_damaged_file_is_said(content: bytes) -> None:
    plans.plans_dir().mkdir(parents=True)
    store().write_bytes(content)
    with pytest.raises(plans.StoreUnreadable, match=r"rusak|berkas lain"):
        plans.listed()
    with pytest.raises(plans.StoreUnreadable, match=r"rusak|berkas lain"):
        plans.create(make_plan(), "BPMP")
    assert store().read_bytes() == content


def test_pages_overwritten_in_the_middle_are_said() -> None:
    saved = plans.create(whole_plan(), "BPMP")
    with store().open("r+b") as file:
        file.seek(4096)
        file.write(b"\x5a" * (store().stat().st_size - 4096))
    with pytest.raises(plans.StoreUnreadable, match="Pulihkan cadangan"):
        plans.load(saved.id)


def test_another_program_s_database_is_refused_and_left_alone() -> None:
    plans.plans_dir().mkdir(parents=True)
    with closing(sqlite3.connect(store())) as con:
        con.execute("CREATE TABLE lain (a)")
        con.commit()
    with pytest.raises(plans.StoreUnreadable, match="berkas lain"):
        plans.listed()
    with pytest.raises(plans.StoreUnreadable, match="berkas lain"):
        plans.create(make_plan(), "BPMP")
    with closing(sqlite3.connect(store())) as con:
        assert [row[0] for row in con.execute("SELECT name FROM sqlite_master")] == ["lain"]


def test_a_store_of_a_newer_version_is_said() -> None:
    plans.create(make_plan(), "BPMP")
    with closing(sqlite3.connect(store())) as con:
        con.execute(f"PRAGMA user_version = {plan_store.FORMAT + 1}")
    with pytest.raises(plans.StoreUnreadable, match="Serapan yang lebih baru"):
        plans.listed()


def rewrite(text: str) -> None:
    """Put another text where the newest version stands."""
    with closing(sqlite3.connect(store())) as con:
        con.execute("UPDATE versi SET isi = ?", (text,))
        con.commit()


def test_a_plan_with_fields_of_a_newer_version_is_said_and_the_others_open() -> None:
    newer = plans.create(make_plan(nama="Baru"), "BPMP")
    rewrite(json.dumps({**json.loads(make_plan().model_dump_json()), "kolom_masa_depan": 1}))
    other = plans.create(make_plan(nama="Lain"), "BPMP")
    with pytest.raises(plans.StoreUnreadable, match="lebih baru"):
        plans.load(newer.id)
    assert {one.nama for one in plans.listed()} == {"Baru", "Lain"}
    assert plans.load(other.id) == other


def test_a_version_whose_text_is_cut_is_said() -> None:
    saved = plans.create(make_plan(), "BPMP")
    rewrite('{"nama": "Renc')
    with pytest.raises(plans.StoreUnreadable, match="rusak"):
        plans.load(saved.id)


OLD = """{"nama":"Rencana Sumatera Barat 2027","tahun":2027,"kode_provinsi":"13","keterangan":"",
"snapshot":"20261101-080000-0123abcd","kriteria":[{"kriteria":"ukuran","nama":"Besarnya","bobot":100.0,"arah":"tinggi"}],
"peran":[{"program":"Literasi","kode_wilayah":"13.06","penanggung_jawab":"BPMP"}],
"kegiatan":[{"kegiatan_id":"K-001","kode_wilayah":"13.06","gejala":"A.1","akar":"D.1","kegiatan":"Lokakarya"}]}"""
"""A plan as a version with fewer columns stored it. Never renew this text: it stands for files that are out there."""


def test_a_plan_of_an_older_version_opens_with_what_was_added_since_left_empty() -> None:
    saved = plans.create(make_plan(), "BPMP")
    rewrite(OLD)
    isi = plans.load(saved.id).isi
    assert isi.nama == "Rencana Sumatera Barat 2027"
    assert isi.peran[0].dukungan == ""
    assert isi.kegiatan[0].status_pelaksanaan == "rencana"
    assert isi.target == ()


@pytest.mark.parametrize("content", [b"", None])
def test_a_store_that_is_gone_where_copies_of_it_lie_is_lost_not_empty(content: bytes | None) -> None:
    plans.create(make_plan(), "BPMP")
    plan_backup.backup(SNAPSHOT)
    for left in plans.plans_dir().glob(f"{plans.FILE}*"):
        left.unlink()
    if content is not None:
        store().write_bytes(content)
    for asked in (plans.listed, plans.needed_snapshots, lambda: plans.create(make_plan(), "BPMP")):
        with pytest.raises(plans.StoreUnreadable, match="hilang atau kosong"):
            asked()
    with suppress(plans.PlansFault):
        plan_backup.backup("20261102-080000-0123abcd")
    assert [file.stem for file in plan_backup.backups()] == [SNAPSHOT], "an empty copy counts among none"
    plan_backup.restore(SNAPSHOT)
    assert len(plans.listed()) == 1


def test_a_damaged_summary_or_moment_is_one_row_of_the_list_and_its_text_reaches_no_log() -> None:
    one = plans.create(make_plan(keterangan="rahasia kantor"), "BPMP")
    rewrite(json.dumps({**json.loads(make_plan(keterangan="rahasia kantor").model_dump_json()), "tahun": "x"}))
    with pytest.raises(plans.StoreUnreadable) as found:
        plans.load(one.id)
    assert "rahasia" not in "".join(traceback.format_exception(found.value))
    with closing(sqlite3.connect(store())) as con:
        con.execute("UPDATE versi SET ringkas = 'x', disimpan = 'kemarin'")
        con.commit()
    (listed,) = plans.listed()
    assert (listed.id, listed.kode_provinsi, listed.bagian) == (one.id, "13", {})
    assert listed.nama.startswith("Tidak terbaca")


def test_who_looks_does_not_wait_as_long_as_who_saves(monkeypatch: pytest.MonkeyPatch) -> None:
    plans.create(make_plan(), "BPMP")
    monkeypatch.setattr(plan_store, "WAIT_READING", 0.2)
    with closing(sqlite3.connect(store(), isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        began = time.monotonic()
        with suppress(plans.StoreUnreadable):
            plans.listed()
        assert time.monotonic() - began < 3


_UNMERGED = """
import os
from warehouse import plans
if os.geteuid() == 0:
    os.setuid(65534)
try:
    print(plans.listed())
except plans.StoreUnreadable as refused:
    print(refused)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told apart otherwise there")
def test_versions_not_yet_in_the_file_of_a_read_only_folder_are_not_called_damage(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        data.chmod(0o755)
        monkeypatch.setenv("SERAPAN_DATA", name)
        plans.create(make_plan(), "BPMP")
        with closing(sqlite3.connect(store())) as looking:
            looking.execute("BEGIN")
            looking.execute("SELECT count(*) FROM versi").fetchall()
            plans.create(make_plan(nama="Kedua"), "BPMP")
            kept = {file: file.read_bytes() for file in plans.plans_dir().glob(f"{plans.FILE}*")}
        for file, content in kept.items():
            if not file.name.endswith("-shm"):
                file.write_bytes(content)
                file.chmod(0o444)
        store().with_name(f"{plans.FILE}-shm").unlink(missing_ok=True)
        plans.plans_dir().chmod(0o555)
        one = child(_UNMERGED, data)
        out, err = one.communicate(timeout=60)
        plans.plans_dir().chmod(0o755)
    assert one.returncode == 0, err
    assert "jangan memulihkan cadangan" in out


def test_a_full_disk_is_said_and_the_old_version_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    saved = plans.create(make_plan(), "BPMP")
    whole = plan_store.connect

    def small(file: Path, mode: str) -> sqlite3.Connection:
        con = whole(file, mode)
        con.execute(f"PRAGMA max_page_count = {con.execute('PRAGMA page_count').fetchone()[0]}")
        return con

    with monkeypatch.context() as patch:
        patch.setattr(plan_store, "connect", small)
        with pytest.raises(plans.StoreUnwritable, match="penuh"):
            plans.save(saved.id, make_plan(keterangan="panjang " * 20_000), dari=1, oleh="BPMP")
    assert plans.load(saved.id) == saved


def test_a_folder_that_cannot_be_made_is_said(empty_data: Path) -> None:
    plans.plans_dir().write_text("berkas, bukan folder")
    with pytest.raises(plans.StoreUnwritable, match="tidak dapat ditulis"):
        plans.create(make_plan(), "BPMP")


_READ_ONLY = """
import os
from tests.plan_world import make_plan
from warehouse import plans
make_plan()
if os.geteuid() == 0:
    os.setuid(65534)
print([one.nama for one in plans.listed()])
print(plans.load(plans.listed()[0].id).isi.nama)
for action in (lambda: plans.create(make_plan(), "BPMP"),
               lambda: plans.save(plans.listed()[0].id, make_plan(), dari=1, oleh="BPMP")):
    try:
        action()
    except plans.StoreUnwritable as refused:
        print(refused)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="rights are told apart otherwise there")
def test_a_read_only_folder_is_read_and_a_save_is_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        data.chmod(0o755)
        monkeypatch.setenv("SERAPAN_DATA", name)
        plans.create(make_plan(), "BPMP")
        store().chmod(0o444)
        plans.plans_dir().chmod(0o555)
        one = child(_READ_ONLY, data)
        out, err = one.communicate(timeout=60)
        plans.plans_dir().chmod(0o755)
    assert one.returncode == 0, err
    assert out.splitlines()[:2] == ["['Rencana uji']", "Rencana uji"]
    assert out.count("folder data tidak dapat ditulis") == 2


def test_a_save_waits_for_another_and_then_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    saved = plans.create(make_plan(), "BPMP")
    monkeypatch.setattr(plan_store, "WAIT", 0.2)
    with closing(sqlite3.connect(store(), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(plans.StoreUnwritable, match="dipakai orang lain"):
            plans.save(saved.id, make_plan(keterangan="x"), dari=1, oleh="BPMP")
        assert plans.load(saved.id) == saved
        other.execute("ROLLBACK")
