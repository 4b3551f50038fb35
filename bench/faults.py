"""A fault at every step of everything that publishes: `python -m bench.faults`.

Each step that a run takes on the file system of its data folder (open for writing, rename, mkdir, unlink, link,
rmdir, chmod, fsync, a statement by which DuckDB writes) is counted; then the run is done again once for each step
and each kind of fault. Afterwards the old snapshot must serve byte for byte, or the new one whole; the exports must
be all old or all new, in step with it; what the run said must be so; and the next build must succeed and leave
nothing behind. Prints a table; exit code 1 when anything fails.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import os
import shutil
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from rich.console import Console

from bench.fault_steps import GONE, KILL, KINDS, Steps
from bench.small import NEW_FILES, write_exports
from pipelines import command, fingerprint, inbox, marts
from pipelines import snapshots as row_command
from pipelines.build import build
from pipelines.examine import RESULT, examine
from warehouse import gate, snapshots, staging
from warehouse.paths import exports_dir, warehouse_dir


@dataclass(frozen=True)
class Scenario:
    """Something that is done to a data folder: how it is made ready, the deed (its exit code), what may not change."""

    name: str
    ready: Callable[[], None]
    deed: Callable[[], int]
    is_moving: bool = False
    """Whether a success changes the pointer."""


def _build(is_yes: bool = True) -> int:
    return command.run(Console(file=io.StringIO(), width=200), exports_dir(), is_yes=is_yes)


def _ready_build() -> None:
    write_exports(exports_dir())
    build(exports_dir())
    for name, text in NEW_FILES.items():
        (exports_dir() / name).write_text(text, encoding="utf-8")


def _ready_first() -> None:
    write_exports(exports_dir())


def _ready_inbox() -> None:
    write_exports(exports_dir())
    build(exports_dir())
    box = inbox.create()
    for name, text in NEW_FILES.items():
        box.save(name, text.encode("utf-8"))
    examine(box.folder)


def _ready_row() -> None:
    _ready_build()
    build(exports_dir(), is_accepted=lambda _: True)


def _box() -> inbox.Inbox:
    (folder,) = staging.staging_dir().iterdir()
    return inbox.Inbox(folder.name)


def _publish() -> int:
    box = _box()
    result = box.result()
    assert result is not None
    return _step(box, "terbit", result.sidik_isi)


def _step(box: inbox.Inbox, tugas: inbox.Tugas, given: str) -> int:
    """One step of an upload; whether it succeeded is what the page would say."""
    with suppress(OSError):  # it could not even say how it ended
        inbox._write(box, inbox.State(tugas, "", 0.0, is_running=True))
        inbox.main([tugas, box.id, given])
    said = inbox.state(box)
    if said.galat and "kesalahan dalam program" in said.galat:
        raise AssertionError(said.galat)
    return 0 if said.is_done else 1


def _examine() -> int:
    return _step(_box(), "periksa", "")


SCENARIOS = {
    made.name: made
    for made in (
        Scenario("impor", _ready_build, _build, is_moving=True),
        Scenario("impor pertama", _ready_first, _build, is_moving=True),
        Scenario("unggahan", _ready_inbox, _publish, is_moving=True),
        Scenario("pemeriksaan", _ready_inbox, _examine),
        Scenario("kembali", _ready_row, lambda: row_command.main(["restore", _oldest()]), is_moving=True),
        Scenario("hapus lama", _ready_row, lambda: row_command.main(["prune", "--keep", "1", "--yes"])),
    )
}


def _oldest() -> str:
    return snapshots.all_snapshots()[-1].id


def digest_of(folder: Path) -> str:
    """Every file below a folder by name and content, as one number."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        digest.update(path.relative_to(folder).as_posix().encode())
        if path.is_file():
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _exports() -> dict[str, str]:
    return {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in exports_dir().iterdir()
        if path.is_file() and not path.name.startswith(".")
    }


def _picture() -> dict[str, Any]:
    """What a data folder holds."""
    return {
        "penunjuk": snapshots.pointed(),
        "snapshot": {s.id: digest_of(s.path) for s in snapshots.all_snapshots()},
        "ekspor": _exports(),
    }


def _inspect(before: dict[str, Any], scenario: Scenario, kind: str, code: int, made: Path | None) -> list[str]:
    """What is wrong with a data folder after a run with a fault."""
    _hold_still(made)
    if kind == KILL:
        snapshots.sweep()  # what the next server or publisher does first
    now, wrong = _picture(), []
    served = now["penunjuk"]
    is_new = served != before["penunjuk"]
    for id, digest in before["snapshot"].items():
        may_go = scenario.name == "hapus lama" and id != before["penunjuk"]
        if now["snapshot"].get(id, None if may_go else "") not in {digest, None if may_go else digest}:
            wrong.append(f"snapshot {id} berubah")
    if served is not None and served not in now["snapshot"]:
        wrong.append("penunjuk menunjuk yang tidak ada")
    extra = set(now["snapshot"]) - set(before["snapshot"]) - ({served} if is_new else set())
    if extra:
        wrong.append(f"snapshot tak pernah melayani: {extra}")
    if is_new and not scenario.is_moving:
        wrong.append("penunjuk berubah")
    arrived = before["ekspor"] | (_staged(before) if scenario.name == "unggahan" and is_new else {})
    if now["ekspor"] != arrived:
        wrong.append("folder ekspor tidak utuh")
    if code not in {GONE, 0} and is_new:
        wrong.append("gagal dilaporkan, padahal terbit")
    if code == 0 and scenario.is_moving and not is_new:
        wrong.append("berhasil dilaporkan, padahal tidak terbit")
    current = snapshots.current()
    if current is not None and not gate.is_answering(current):
        wrong.append("yang melayani tidak menjawab")
    return wrong + _go_on(scenario)


def _staged(before: dict[str, Any]) -> dict[str, str]:
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in NEW_FILES.items()}


def _go_on(scenario: Scenario) -> list[str]:
    """The next one succeeds and nothing is left over."""
    wrong = []
    gate.close_all()
    if _build() != 0:
        wrong.append("impor berikutnya gagal")
    serving = snapshots.current()
    names = {source.nama: source.sha256 for source in serving.manifest.berkas} if serving else {}
    if names != _exports():
        wrong.append("impor berikutnya tidak sesuai folder ekspor")
    known = {s.id for s in snapshots.all_snapshots()} | {"current", "progress.json", ".kunci-terbit"}
    left = [path.name for path in warehouse_dir().iterdir() if path.name not in known]
    left += [path.name for path in exports_dir().iterdir() if path.name.startswith(".")]
    allowed = {RESULT, ".kemajuan.json", ".kunci", *NEW_FILES}
    if scenario.name in {"unggahan", "pemeriksaan"}:
        if examine_again() != 0:
            wrong.append("pemeriksaan berikutnya gagal")
        left += [path.name for path in _box().folder.iterdir() if path.name not in allowed]
    if left:
        wrong.append(f"tertinggal: {', '.join(sorted(left))}")
    return wrong


def examine_again() -> int:
    """The same upload examined once more (its files may be published and gone already)."""
    return _step(_box(), "periksa", "")


def _in_child(work: Callable[[], Any]) -> tuple[int, Any]:
    """Do it in a process of its own: its exit code and what it returned."""
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        code = 1
        try:
            quiet = os.open(os.devnull, os.O_WRONLY)
            os.dup2(quiet, 1)
            with os.fdopen(write, "w") as out:
                json.dump(work(), out)
            code = 0
        except BaseException:
            traceback.print_exc()
        os._exit(code)
    os.close(write)
    with os.fdopen(read) as out:
        text = out.read()
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return code, json.loads(text) if text else None


def _hold_still(made: Path | None) -> None:
    """Nothing that depends on how fast this machine is; with `made`, ready marts instead of the 60 statements."""
    inbox._EVERY = 1e9

    def copied(place: Path, *_: object, **__: object) -> None:
        shutil.copyfile(str(made), place / snapshots.MARTS)

    if made is not None:
        marts.build_marts = copied  # type: ignore[assignment]


def _run(scenario: Scenario, root: Path, at: int, kind: str, made: Path | None) -> tuple[int, list[str]]:
    """The deed with a fault at a step: its exit code and the steps that it took."""

    def work() -> tuple[int, list[str]]:
        steps = Steps(root, at, kind)
        steps.install()
        _hold_still(made)
        return scenario.deed(), steps.named

    code, said = _in_child(work)
    return (said[0], said[1]) if said else (code, [])


@dataclass(frozen=True)
class Outcome:
    """One run with a fault."""

    scenario: str
    kind: str
    at: int
    step: str
    wrong: tuple[str, ...]


def outcomes(
    name: str, base: Path, kinds: Sequence[str], points: int | None, made: Path | None = None
) -> Iterator[Outcome]:
    """Every step of a scenario (or `points` of them, evenly spread) with every kind of fault."""
    scenario = SCENARIOS[name]
    root = base / name.replace(" ", "_")
    ready = root.with_name(f"{root.name}_siap")

    def use(folder: Path) -> None:
        os.environ["SERAPAN_DATA"] = str(folder)

    use(ready)
    code, _ = _in_child(scenario.ready)
    if code:
        raise SystemExit(f"{name}: persiapan gagal")
    _, before = _in_child(_picture)
    use(root)
    shutil.copytree(ready, root)
    code, named = _run(scenario, root, 0, "", made)
    if code:
        raise SystemExit(f"{name}: gagal tanpa gangguan")
    steps = len(named)
    everything = range(1, steps + 1)
    chosen = (
        everything if points is None else sorted({1 + (steps - 1) * k // max(points - 1, 1) for k in range(points)})
    )
    for kind in kinds:
        for at in chosen:
            shutil.rmtree(root)
            shutil.copytree(ready, root)
            code, _ = _run(scenario, root, at, kind, made)
            look = partial(_inspect, before, scenario, kind, code, made)
            _, wrong = _in_child(look)
            yield Outcome(name, kind, at, named[at - 1], tuple(wrong if wrong is not None else ["pemeriksa gagal"]))
    shutil.rmtree(root)
    shutil.rmtree(ready)


def _first() -> int:
    _ready_first()
    return _build()


def _ready_marts(base: Path) -> Path:
    """Marts made once."""
    os.environ["SERAPAN_DATA"] = str(base / "induk")
    _in_child(_first)
    (folder,) = (base / "induk" / "warehouse").glob("2*")
    return folder / snapshots.MARTS


def main(arguments: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m bench.faults", description=__doc__)
    parser.add_argument("--scenario", action="append", choices=list(SCENARIOS), help="only this one (again for more)")
    parser.add_argument("--points", type=int, help="only so many steps of each, evenly spread")
    parser.add_argument("--kind", action="append", choices=list(KINDS), help="only this kind of fault")
    parser.add_argument("--quick", action="store_true", help="marts copied, not built: the steps around them alone")
    asked = parser.parse_args(arguments)
    failed, began = 0, time.monotonic()
    fingerprint.of_reading(), fingerprint.of_everything()  # once, for every process forked from this one
    print(f"{'yang dikerjakan':<16} {'gangguan':<18} {'langkah':>8} {'selamat':>8}")
    with tempfile.TemporaryDirectory(prefix="serapan-gangguan-") as folder:
        base = Path(folder).resolve()
        made = _ready_marts(base) if asked.quick else None
        for name in asked.scenario or SCENARIOS:
            for kind in asked.kind or KINDS:
                found = list(outcomes(name, base, [kind], asked.points, made))
                bad = [outcome for outcome in found if outcome.wrong]
                failed += len(bad)
                print(f"{name:<16} {kind:<18} {len(found):>8} {len(found) - len(bad):>8}", flush=True)
                for outcome in bad:
                    print(f"    {outcome.at} ({outcome.step}): {'; '.join(outcome.wrong)}", flush=True)
    print(f"{time.monotonic() - began:.0f} s; gagal: {failed}")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
