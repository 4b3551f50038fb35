"""The command and the server under attack: hostile names, keys pressed half-way, dead parents, read-only folders."""

from __future__ import annotations

import errno
import io
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from pipelines import assemble, command
from pipelines.build import build
from pipelines.sample import __main__ as sample
from tests.publishing import month_file, printed, small_exports
from views import filter_bar
from warehouse import lifeline, progress, snapshots
from warehouse.paths import REPOSITORY


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SERAPAN_DATA", str(tmp_path / "data"))
    return small_exports(tmp_path / "data" / "exports")


def test_markup_in_the_name_of_a_file_is_printed_not_obeyed(folder: Path) -> None:
    (folder / "a[").mkdir()
    month_file(folder / "a[" / "b].csv", 9)
    month_file(folder / "x [/red] [bold]y :smile:.csv", 10)
    (folder / "z[bold]\x1b[31m.csv").write_bytes(b"\x00\x01")
    out = io.StringIO()
    assert command.run(Console(file=out, width=200, emoji=False), folder, is_yes=True) == 0
    text = out.getvalue()
    assert "a[/b].csv" in text
    assert "x [/red] [bold]y :smile:.csv" in text
    assert "DITOLAK z[bold]�[31m.csv: " in text
    assert "\x1b" not in text


def test_a_name_that_is_no_utf8_is_refused_and_the_others_go_in(folder: Path) -> None:
    try:
        os.rename(month_file(folder / "lain.csv", 9), os.fsencode(folder) + b"/pmm_\xff.csv")
    except OSError:
        pytest.skip("this file system has no such names")
    code, out = printed(folder)
    assert code == 0
    assert r"DITOLAK pmm_\xff.csv: nama berkas" in out
    assert build(folder).status == "tidak_berubah"


def terminal(monkeypatch: pytest.MonkeyPatch, answer: Callable[[], str]) -> list[str]:
    """Somebody sits at the terminal and answers so; the prompts shown."""
    prompts: list[str] = []

    def asked(_: Console, prompt: str, **given: Any) -> str:
        prompts.append(f"{prompt} {given}")
        return answer()

    monkeypatch.setattr(Console, "input", asked)
    return prompts


def test_keys_pressed_at_the_question_end_the_command_in_peace(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = build(folder)
    month_file(folder / "pmm_09.csv", 9)

    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    def press(error: type[BaseException]) -> Callable[[], str]:
        def pressed() -> str:
            raise error

        return pressed

    for error, code in ((EOFError, 1), (KeyboardInterrupt, command.STOPPED)):
        with monkeypatch.context() as planted:
            planted.setattr(sys, "stdin", Screen())
            prompts = terminal(planted, press(error))
            assert command.run(Console(file=io.StringIO()), folder, is_yes=False) == code
        assert prompts == ["Terbitkan perubahan ini? [y/T]  {'markup': False}"]
    assert snapshots.current() == first.snapshot
    last = progress.read()
    assert last is not None
    assert "Dihentikan" in (last.galat or "")


def test_a_fault_of_the_program_is_a_sentence_without_a_cell_in_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def crash(*_: Any) -> Any:
        raise ValueError("3174091503850001")

    monkeypatch.setattr(assemble, "run_checks", crash)
    code, out = printed(folder)
    assert code == 1
    assert "kesalahan dalam program (ValueError di " in out
    assert "3174091503850001" not in out
    assert "Traceback" not in out


def test_a_terminal_without_the_signs_gets_others(folder: Path) -> None:
    month_file(folder / "pmm → é.csv", 9)
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "SERAPAN_DATA": str(folder.parent)}
    ended = subprocess.run(
        [sys.executable, "-m", "pipelines.build"], cwd=REPOSITORY, env=environment, capture_output=True, check=False
    )
    assert ended.returncode == 0, ended.stderr.decode()
    assert b"pmm ? ?.csv" in ended.stdout


def read_only(*_: Any, **__: Any) -> Any:
    raise OSError(errno.EROFS, "Read-only file system")


def test_a_data_folder_that_cannot_be_written_is_told_by_command_and_server(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import app

    monkeypatch.setattr(progress, "_kept", None)
    with monkeypatch.context() as planted:
        planted.setattr(os, "open", read_only)
        planted.setattr(progress, "write", read_only)
        code, out = printed(folder)
        assert code == 1
        assert "Folder data tidak dapat ditulis" in out
        assert sample.main([]) == 1
        started: list[Any] = []
        planted.setattr(app.subprocess, "Popen", lambda *given, **_: started.append(given))
        with app.first_start():
            report = progress.read()
        assert started == []
    assert report is not None
    assert "tidak dapat ditulis" in (report.galat or "")


def test_a_readme_alone_is_no_reason_to_import(empty_data: Path) -> None:
    import app

    (empty_data / "exports").mkdir()
    for name in ("README.txt", "Thumbs.db", "~$pmm.xlsx"):
        (empty_data / "exports" / name).touch()
    assert app.first_start_command() == [sys.executable, "-m", "pipelines.sample"]


def test_the_sample_is_not_written_beside_another_publisher(
    empty_data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with snapshots.lock():
        assert sample.main(["--files-only"]) == 1
    assert "sedang berjalan" in " ".join(capsys.readouterr().out.split())
    assert not (empty_data / "contoh").exists()


def test_a_publisher_may_wait_for_the_one_before(empty_data: Path) -> None:
    code = (
        "import time\nfrom warehouse import snapshots\nwith snapshots.lock(): print('siap', flush=True); time.sleep(1)"
    )
    with subprocess.Popen([sys.executable, "-c", code], cwd=REPOSITORY, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(snapshots.PublishRefused), snapshots.lock():
            pass
        with snapshots.lock(wait=30):
            assert other.wait(10) == 0


@pytest.mark.skipif(os.name == "nt", reason="Windows does not tell that a parent is gone")
def test_a_command_ends_when_its_server_is_gone(tmp_path: Path) -> None:
    told = tmp_path / "anak"
    child = (
        f"import os, time, pathlib\nfrom warehouse import lifeline\nassert lifeline.follow_server()\n"
        f"pathlib.Path({str(told)!r}).write_text(str(os.getpid()))\ntime.sleep(60)"
    )
    server = (
        "import os, subprocess, sys, time\n"
        f"told = {{**os.environ, {lifeline.PARENT!r}: str(os.getpid())}}\n"
        f"subprocess.Popen([sys.executable, '-c', {child!r}], env=told)\n"
        "time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", server], cwd=REPOSITORY) as process:
        until = time.monotonic() + 20
        while not (told.exists() and told.read_text()) and time.monotonic() < until:
            time.sleep(0.05)
        number = int(told.read_text())
        assert is_running(number)
        process.kill()
    until = time.monotonic() + 10
    while is_running(number) and time.monotonic() < until:
        time.sleep(0.1)
    assert not is_running(number)


def is_running(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_a_link_of_a_link_is_dead_text() -> None:
    shown = filter_bar.inert("“http://x.example” “[x](http://x.example)” www.x.example a@x.example 5.")
    assert "http:" not in shown
    assert "[x]" not in shown
    assert "www." not in shown
    assert "@x" not in shown
    assert shown.endswith(" 5.")


def test_what_a_dead_writer_of_the_sample_left_is_swept(empty_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = empty_data / "contoh.123-456.tmp"
    left.mkdir()
    monkeypatch.setattr(sample, "_write", lambda *_: (empty_data / "contoh").mkdir())
    assert sample.main(["--files-only"]) == 0
    assert not left.exists()
