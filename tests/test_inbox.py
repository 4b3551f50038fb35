"""Uploads: kept for their owner, examined and published by processes of their own, gone when done."""

from __future__ import annotations

import io
import os
import signal
import stat
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from pipelines import inbox
from pipelines.build import build
from pipelines.inbox import Inbox, InboxRefused, State
from tests.publishing import month_file, small_exports
from warehouse import snapshots, staging
from warehouse.paths import exports_dir


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path / "data"))
    return tmp_path


@pytest.fixture
def ready(data: Path) -> Inbox:
    """A snapshot of the small exports serves, and one more month waits."""
    build(small_exports(exports_dir()))
    box = inbox.create()
    box.save("pmm_09.csv", month_file(data / "pmm_09.csv", 9).read_bytes())
    return box


def ended(box: Inbox, until: Callable[[State], bool] = lambda said: not said.is_running) -> State:
    for _ in range(1200):
        said = inbox.state(box)
        if until(said):
            return said
        time.sleep(0.05)
    pytest.fail(f"still at work: {said}")


def examined(box: Inbox) -> str:
    assert inbox.main(["periksa", box.id, ""]) == 0
    result = box.result()
    assert result is not None
    return result.sidik_isi


def test_waiting_files_are_their_owners_alone(data: Path) -> None:
    box = inbox.create()
    assert box.save("a.csv", b"1") == "a.csv"
    assert box.save("b.xlsx", io.BytesIO(b"22")) == "b.xlsx"
    assert stat.S_IMODE(box.folder.stat().st_mode) == 0o700
    assert stat.S_IMODE(box.folder.parent.stat().st_mode) == 0o700
    assert [(file.nama, file.bytes, file.is_pengganti) for file in box.files()] == [
        ("a.csv", 1, False),
        ("b.xlsx", 2, False),
    ]
    box.remove("a.csv")
    assert [file.nama for file in box.files()] == ["b.xlsx"]
    box.delete()
    assert (inbox.find(box.id), box.folder.exists()) == (None, False)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Rapor 2025.xlsx", "Rapor 2025.xlsx"),
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\Unduhan\\pmm.csv", "pmm.csv"),
        ("a:b*c?.csv", "a_b_c_.csv"),
        ("Kab\u0301.csv", "Kab\u0301.csv"),
        ("Jaya\u0065\u0301.csv", "Jayaé.csv"),
        ("x" * 300 + ".csv", "x" * 176 + ".csv"),
        ("baris\nbaru\u202e.csv", "barisbaru.csv"),
    ],
)
def test_a_name_is_made_fit_for_the_exports(given: str, kept: str) -> None:
    assert inbox.safe_name(given) == kept


@pytest.mark.parametrize(
    "given", ["", "..", "/", ".csv", ".tersembunyi.csv", "~$kunci.xlsx", "CONTOH.json", "README.md"]
)
def test_a_name_that_no_export_has_is_refused(given: str) -> None:
    with pytest.raises(InboxRefused, match="bukan nama ekspor"):
        inbox.safe_name(given)


@pytest.mark.parametrize("id", ["", "..", "../exports", "0" * 31, "Z" * 32])
def test_an_id_that_is_none_finds_nothing(data: Path, id: str) -> None:
    inbox.create()
    assert inbox.find(id) is None


def test_an_upload_is_examined_and_published_by_processes_of_their_own(ready: Inbox) -> None:
    inbox.start_examination(ready)
    with pytest.raises(InboxRefused, match="sedang diproses"):
        inbox.start_examination(ready)
    with pytest.raises(InboxRefused, match="sedang diproses"):
        ready.save("lain.csv", b"1")
    said = ended(ready)
    assert (said.is_done, said.galat, said.bagian) == (True, None, 1.0)
    result = inbox.Inbox(ready.id).result()
    assert result is not None
    before = snapshots.current()
    inbox.start_publication(ready, result.sidik_isi)
    said = ended(ready)
    serving = snapshots.current()
    assert before is not None
    assert serving is not None
    assert (said.is_done, said.galat, said.snapshot) == (True, None, serving.id)
    assert serving.id != before.id
    assert (exports_dir() / "pmm_09.csv").is_file()
    assert ready.files() == ()
    assert not [path for path in exports_dir().iterdir() if path.name.startswith(".")]
    assert build(exports_dir()).status == "tidak_berubah"


def test_a_step_that_was_killed_is_seen_as_failed(ready: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[Any] = []
    real = inbox.subprocess.Popen
    monkeypatch.setattr(inbox.subprocess, "Popen", lambda *a, **k: started.append(real(*a, **k)) or started[-1])
    inbox.start_examination(ready)
    assert inbox.state(ready).is_running
    os.kill(started[0].pid, signal.SIGKILL)
    said = ended(ready)
    assert not said.is_done
    assert "berhenti mendadak" in str(said.galat)
    inbox.start_examination(ready)
    assert ended(ready).is_done


def test_what_changed_since_the_examination_must_be_examined_again(ready: Inbox) -> None:
    sidik = examined(ready)
    exports_dir().joinpath("sekolah.csv").write_text(exports_dir().joinpath("sekolah.csv").read_text() + "\n\n")
    before = snapshots.current()
    assert inbox.main(["terbit", ready.id, sidik]) == 1
    assert "berubah sejak berkas diperiksa" in str(inbox.state(ready).galat)
    assert snapshots.current() == before
    assert not (exports_dir() / "pmm_09.csv").exists()
    assert inbox.main(["terbit", ready.id, examined(ready)]) == 0


def test_another_snapshot_serving_since_asks_anew(ready: Inbox) -> None:
    first = snapshots.current()
    assert first is not None
    sidik = examined(ready)
    other = inbox.create()
    other.save("pmm_10.csv", month_file(ready.folder.parent.parent / "pmm_10.csv", 10).read_bytes())
    assert inbox.main(["terbit", other.id, examined(other)]) == 0
    exports_dir().joinpath("pmm_10.csv").unlink()
    assert inbox.main(["terbit", ready.id, sidik]) == 1
    assert "berubah sejak berkas diperiksa" in str(inbox.state(ready).galat)


def test_a_file_more_needs_an_examination_more(ready: Inbox) -> None:
    sidik = examined(ready)
    ready.save("lain.csv", b"a,b\n1,2\n")
    assert ready.result() is None
    with pytest.raises(InboxRefused, match="Periksa sekali lagi"):
        inbox.start_publication(ready, sidik)


def test_a_publication_beside_another_is_refused_with_a_sentence(ready: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    sidik = examined(ready)
    monkeypatch.setattr(inbox, "_WAIT", 0.1)
    with snapshots.lock():
        assert inbox.main(["terbit", ready.id, sidik]) == 1
    assert "sedang berjalan" in str(inbox.state(ready).galat)
    assert inbox.main(["terbit", ready.id, sidik]) == 0


def test_a_publication_takes_the_examined_parts_over(ready: Inbox) -> None:
    sidik = examined(ready)
    result = ready.result()
    assert result is not None
    examined_parts = {path.stat().st_ino for path in (result.folder / "pmm_aktivitas").iterdir()}
    assert inbox.main(["terbit", ready.id, sidik]) == 0
    serving = snapshots.current()
    assert serving is not None
    assert {path.stat().st_ino for path in (serving.path / "pmm_aktivitas").iterdir()} == examined_parts


def test_a_failure_says_no_cell(ready: Inbox, monkeypatch: pytest.MonkeyPatch) -> None:
    def crash(*_: Any, **__: Any) -> Any:
        raise ValueError("3174091503850001")

    monkeypatch.setattr(inbox.examination, "compare", crash)
    assert inbox.main(["periksa", ready.id, ""]) == 1
    galat = str(inbox.state(ready).galat)
    assert "ValueError" in galat
    assert "3174091503850001" not in galat


def test_uploads_of_yesterday_are_swept_unless_somebody_works_in_them(data: Path) -> None:
    old, busy, new = inbox.create(), inbox.create(), inbox.create()
    long_ago = time.time() - staging.KEPT_SECONDS - 60
    for box in (old, busy):
        box.save("a.csv", b"1")
    handle = os.open(busy.folder / staging.LOCK, os.O_RDWR | os.O_CREAT)
    inbox.locking.try_lock(handle)
    for box in (old, busy):
        for path in (*box.folder.iterdir(), box.folder):
            os.utime(path, (long_ago, long_ago))
    snapshots.sweep()
    assert [box.folder.exists() for box in (old, busy, new)] == [False, True, True]
    os.close(handle)
    inbox.create()
    assert not busy.folder.exists()


def test_the_first_upload_replaces_the_sample(data: Path) -> None:
    sample = small_exports(data / "data" / "contoh")
    (sample / "CONTOH.json").write_text("{}")
    assert build(sample).manifest.is_contoh
    box = inbox.create()
    for file in small_exports(data / "unduhan").iterdir():
        box.save(file.name, file.read_bytes())
    sidik = examined(box)
    result = box.result()
    assert result is not None
    assert result.difference.is_ganti_contoh
    assert inbox.main(["terbit", box.id, sidik]) == 0
    serving = snapshots.current()
    assert serving is not None
    assert not serving.manifest.is_contoh
    assert sorted(path.name for path in exports_dir().iterdir()) == ["pmm_08.csv", "sekolah.csv"]


def test_the_same_files_again_publish_nothing(ready: Inbox) -> None:
    before = snapshots.current()
    ready.remove("pmm_09.csv")
    ready.save("pmm_08.csv", (exports_dir() / "pmm_08.csv").read_bytes())
    sidik = examined(ready)
    result = ready.result()
    assert result is not None
    assert not result.difference.is_any
    assert inbox.main(["terbit", ready.id, sidik]) == 0
    assert snapshots.current() == before
    assert snapshots.all_snapshots() == [before]
    assert ready.files() == ()
