"""From a folder of exports to a published snapshot: read what is new, check all, publish at once or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from contextlib import nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Literal

from pipelines import parts, privacy, read
from pipelines.assemble import SAMPLE_MARK, Assembly, BuildFailed, Material, gather
from pipelines.difference import Difference, compare
from pipelines.faults import MachineFault, machine_fault
from schemas.manifest import Manifest
from warehouse import plan_backup, progress, snapshots
from warehouse.plan_store import PlansFault

__all__ = ["SAMPLE_MARK", "Arriving", "BuildFailed", "Difference", "Result", "build", "remedy"]


@dataclass(frozen=True)
class Arriving:
    """Files that come into the exports with this build: what was examined and accepted, and nothing else."""

    files: Mapping[str, Path]
    sidik_isi: str
    dibanding: str | None
    """The snapshot that served when the change was accepted."""
    bases: tuple[snapshots.Snapshot, ...] = ()
    """The examination, whose parts need not be read again."""


@dataclass(frozen=True)
class Result:
    """What a build came to. `manifest` is the new one, published or not; `dilewati` are names that are no exports."""

    status: Literal["terbit", "tidak_berubah", "tidak_disetujui"]
    snapshot: snapshots.Snapshot | None
    manifest: Manifest
    difference: Difference | None = None
    dilewati: tuple[str, ...] = ()
    berkas_dibaca: int = 0
    """Files read anew; the others were taken over from the serving snapshot."""
    catatan: tuple[str, ...] = ()
    """Sentences about answers that can't be used, and about saved plans that could not be copied."""


def build(
    folder: Path,
    *,
    report: progress.Report | None = None,
    is_accepted: Callable[[Difference], bool] = lambda _: False,
    assumed: date | None = None,
    done_before: float = 0.0,
    has_lock: bool = False,
    arriving: Arriving | None = None,
) -> Result:
    """Import a folder and publish it.

    `is_accepted` is asked only when a snapshot of real data serves and this build changes it. `assumed` is the
    cut-off of files that state none. `done_before` is the share that the browser's bar already shows when the build is
    the second part of a longer job, `has_lock` whether that job already holds the publisher's lock. `arriving` are
    files to bring into the folder with the snapshot. BuildFailed and snapshots.PublishRefused carry a message for
    people.
    """
    tell = _teller(report, done_before)
    try:
        return _Build(folder, tell, is_accepted, assumed, arriving).run(has_lock)
    except snapshots.PublishRefused:
        raise  # the one at work reports to the browser
    except BuildFailed as failure:
        _say_failed(str(failure))
        raise
    except KeyboardInterrupt:
        _say_failed("Dihentikan dari papan ketik. Snapshot lama tetap melayani.")
        raise
    except Exception as failure:
        message = remedy(failure)
        _say_failed(message or "Kesalahan dalam program; lihat pesan di terminal. Snapshot lama tetap melayani.")
        if message is None:
            raise
        raise BuildFailed(message) from failure


def remedy(failure: Exception) -> str | None:
    """What a fault of the machine or of the key asks of people; None for a fault of the program."""
    if isinstance(failure, privacy.KeyFault):
        return str(failure)
    fault = failure if isinstance(failure, MachineFault) else machine_fault(failure)
    if fault is None and isinstance(failure, OSError):
        fault = MachineFault(failure.strerror or str(failure))
    if fault is None:
        return None
    return (
        f"Folder data tidak dapat ditulis atau dibaca ({fault}). Tidak ada yang diterbitkan; snapshot lama tetap "
        "melayani. Periksa ruang, memori, dan izinnya, lalu ulangi."
    )


def _say_failed(message: str) -> None:
    """To the browser, if anything can still be written."""
    with suppress(OSError):
        progress.write("Impor gagal", 1.0, message)


def _teller(report: progress.Report | None, done_before: float) -> progress.Report:
    """To the caller at once, to the file that the browser reads a few times a second."""
    last = 0.0

    def tell(sentence: str, share: float) -> None:
        nonlocal last
        if report:
            report(sentence, share)
        if share >= 1 or time.monotonic() - last > 0.2:
            last = time.monotonic()
            progress.write(sentence, done_before + (1 - done_before) * share)

    return tell


def _back_up_plans(id: str) -> tuple[str, ...]:
    """Copy the saved plans beside a publication; what goes wrong is a sentence and stops nothing."""
    try:
        plan_backup.backup(id)
    except (PlansFault, OSError) as fault:
        return (f"Data sudah terbit, tetapi rencana tersimpan belum dicadangkan: {fault}",)
    return ()


@dataclass
class _Build:
    folder: Path
    tell: progress.Report
    is_accepted: Callable[[Difference], bool]
    assumed: date | None
    arriving: Arriving | None
    staged: Mapping[str, Path] = field(default_factory=dict)
    bases: tuple[snapshots.Snapshot, ...] = ()

    def run(self, has_lock: bool) -> Result:
        if self.arriving:
            self.staged, self.bases = self.arriving.files, self.arriving.bases
        elif not self.folder.is_dir():
            raise BuildFailed(f"Folder {self.folder} tidak ada. Buat folder itu dan salin berkas ekspor ke dalamnya.")
        with nullcontext() if has_lock else snapshots.lock():
            material = gather(self.folder, self.staged, self.assumed, self.tell)
            result = self._built(material)
        with suppress(OSError):  # it is decided; nobody has to be told
            if result.status != "tidak_disetujui":
                self.tell("Selesai" if result.status == "terbit" else "Tidak ada yang berubah", 1.0)
        return replace(result, catatan=(*result.catatan, *material.jawaban.galat))

    def _built(self, material: Material) -> Result:
        serving, skipped = snapshots.current(), material.dilewati
        self._check_expected(material, serving)
        is_known = serving is not None and serving.manifest.sidik_isi == material.sidik_isi
        is_same = serving is not None and is_known and parts.stands(serving) and not self._is_moving(material)
        if serving is not None and is_same and parts.is_settled(serving.manifest):
            return self._unchanged(serving, skipped)
        with snapshots.building() as place:
            work = Assembly(material, (*([serving] if serving else []), *self.bases), self.tell)
            manifest = work.manifest(place)
            if serving is not None and is_same and manifest.berkas == serving.manifest.berkas:
                return self._unchanged(serving, skipped)  # what could not be read still can't
            difference = compare(serving, manifest, place)
            is_asked = serving is not None and not serving.manifest.is_contoh and self.arriving is None
            is_other = not is_known or difference.is_any  # mending a damaged snapshot asks nobody
            if is_asked and is_other and not self.is_accepted(difference):
                self.tell("Perubahan tidak disetujui; snapshot lama tetap melayani", 1.0)
                return Result("tidak_disetujui", serving, manifest, difference, skipped, len(work.anew))
            snapshot = self._publish(place, manifest)
        return Result("terbit", snapshot, manifest, difference, skipped, len(work.anew), _back_up_plans(snapshot.id))

    def _check_expected(self, material: Material, serving: snapshots.Snapshot | None) -> None:
        """What is published is what somebody looked at and accepted, compared with what still serves."""
        expected = self.arriving
        if expected is None:
            return
        if (material.sidik_isi, serving.id if serving else None) != (expected.sidik_isi, expected.dibanding):
            raise BuildFailed(
                "Folder ekspor atau snapshot yang melayani berubah sejak berkas diperiksa. Tidak ada yang diterbitkan. "
                "Periksa sekali lagi, lihat perubahannya, lalu terbitkan."
            )

    def _is_moving(self, material: Material) -> bool:
        """Whether an arriving file is not in the folder yet, byte for byte."""
        for name in self.staged:
            there = self.folder / name
            if not there.is_file() or there.stat().st_size != material.digests[name][1]:
                return True
            if read.digest(there) != material.digests[name]:
                return True
        return False

    def _unchanged(self, serving: snapshots.Snapshot, skipped: tuple[str, ...]) -> Result:
        if snapshots.pointed() != serving.id:
            snapshots.serve(serving.id)
        return Result("tidak_berubah", serving, serving.manifest, None, skipped)

    def _publish(self, place: Path, manifest: Manifest) -> snapshots.Snapshot:
        from pipelines.marts import build_marts

        self.tell("Menyusun mart", 0.6)
        build_marts(place, lambda sentence, share: self.tell(sentence, 0.6 + 0.38 * share))
        parts.keep_named(place, manifest.berkas)
        (place / snapshots.MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
        self.tell("Menerbitkan snapshot", 0.99)
        return snapshots.publish(place, manifest.id, self.staged)


if __name__ == "__main__":
    from pipelines.command import main

    raise SystemExit(main())
