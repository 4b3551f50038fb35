"""From a folder of exports to a published snapshot: read what is new, check all, publish at once or not at all."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import duckdb

from pipelines import across, fingerprint, parts, privacy, read
from pipelines.checks import run_checks
from pipelines.delimited import quoted
from pipelines.faults import MachineFault, machine_fault
from pipelines.import_file import SET_ASIDE, Job, connect
from pipelines.pool import WORKERS, pool
from schemas import DATASETS
from schemas.manifest import DatasetInfo, Manifest, SourceFile
from warehouse import progress, snapshots

SAMPLE_MARK = "CONTOH.json"


class BuildFailed(Exception):
    """Nothing can be published; the message is Indonesian and says what to do."""


@dataclass(frozen=True)
class Change:
    """One dataset before and after."""

    dataset: str
    sebelum: int
    sesudah: int


@dataclass(frozen=True)
class Difference:
    """What a person is asked to accept."""

    dataset: tuple[Change, ...]
    berkas_baru: tuple[str, ...]
    berkas_hilang: tuple[str, ...]

    @property
    def is_any(self) -> bool:
        """Whether a number of rows or a file changes at all."""
        is_other = any(change.sebelum != change.sesudah for change in self.dataset)
        return is_other or bool(self.berkas_baru or self.berkas_hilang)


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


def build(
    folder: Path,
    *,
    report: progress.Report | None = None,
    is_accepted: Callable[[Difference], bool] = lambda _: False,
    assumed: date | None = None,
    done_before: float = 0.0,
    has_lock: bool = False,
) -> Result:
    """Import a folder and publish it.

    `is_accepted` is asked only when a snapshot of real data serves and this build changes it. `assumed` is the
    cut-off of files that state none. `done_before` is the share that the browser's bar already shows when the build is
    the second part of a longer job, `has_lock` whether that job already holds the publisher's lock. BuildFailed and
    snapshots.PublishRefused carry a message for people.
    """
    tell = _teller(report, done_before)
    try:
        return _Build(folder, tell, is_accepted, assumed).run(has_lock)
    except snapshots.PublishRefused:
        raise  # the one at work reports to the browser
    except BuildFailed as failure:
        _say_failed(str(failure))
        raise
    except KeyboardInterrupt:
        _say_failed("Dihentikan dari papan ketik. Snapshot lama tetap melayani.")
        raise
    except Exception as failure:
        message = _remedy(failure)
        _say_failed(message or "Kesalahan dalam program; lihat pesan di terminal. Snapshot lama tetap melayani.")
        if message is None:
            raise
        raise BuildFailed(message) from failure


def _remedy(failure: Exception) -> str | None:
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


class _Build:
    def __init__(
        self, folder: Path, tell: progress.Report, is_accepted: Callable[[Difference], bool], assumed: date | None
    ) -> None:
        self.folder, self.tell, self.is_accepted, self.assumed = folder, tell, is_accepted, assumed
        self.anew: set[str] = set()

    def run(self, has_lock: bool) -> Result:
        if not self.folder.is_dir():
            raise BuildFailed(f"Folder {self.folder} tidak ada. Buat folder itu dan salin berkas ekspor ke dalamnya.")
        names, others = read.exports_in(self.folder)
        skipped = tuple(fingerprint.shown(name) for name in others)
        if not names:
            raise BuildFailed(
                f"Folder {self.folder} tidak berisi berkas ekspor. Salin berkas CSV, XLSX, atau Parquet ke dalamnya."
            )
        with nullcontext() if has_lock else snapshots.lock():
            self.tell("Menghitung sidik berkas", 0.01)
            digests = {name: self._digest(name) for name in names}
            secret = privacy.secret_key()
            is_sample = (self.folder / SAMPLE_MARK).is_file()
            content = fingerprint.of_content({n: d[0] for n, d in digests.items()}, secret, self.assumed, is_sample)
            serving = snapshots.current()
            is_known = serving is not None and serving.manifest.sidik_isi == content
            is_same = serving is not None and is_known and parts.stands(serving)
            if serving is not None and is_same and parts.is_settled(serving.manifest):
                return self._unchanged(serving, skipped)
            with snapshots.building() as place:
                manifest = self._manifest(place, digests, secret, content, is_sample, serving)
                if serving is not None and is_same and manifest.berkas == serving.manifest.berkas:
                    return self._unchanged(serving, skipped)  # what could not be read still can't
                difference = difference_of(serving.manifest if serving else None, manifest)
                is_asked = serving is not None and not serving.manifest.is_contoh
                is_other = not is_known or difference.is_any  # mending a damaged snapshot asks nobody
                if is_asked and is_other and not self.is_accepted(difference):
                    self.tell("Perubahan tidak disetujui; snapshot lama tetap melayani", 1.0)
                    return Result("tidak_disetujui", serving, manifest, difference, skipped, len(self.anew))
                snapshot = self._publish(place, manifest)
        self.tell("Selesai", 1.0)
        return Result("terbit", snapshot, manifest, difference, skipped, len(self.anew))

    def _unchanged(self, serving: snapshots.Snapshot, skipped: tuple[str, ...]) -> Result:
        if snapshots.pointed() != serving.id:
            snapshots.serve(serving.id)
        self.tell("Tidak ada yang berubah", 1.0)
        return Result("tidak_berubah", serving, serving.manifest, None, skipped)

    def _digest(self, name: str) -> tuple[str, int]:
        try:
            return read.digest(self.folder / name)
        except OSError as failure:
            why = failure.strerror or str(failure)
            raise BuildFailed(
                f"Berkas {fingerprint.shown(name)} tidak dapat dibaca ({why}). Periksa izinnya, lalu ulangi."
            ) from failure

    def _publish(self, place: Path, manifest: Manifest) -> snapshots.Snapshot:
        from pipelines.marts import build_marts

        self.tell("Menyusun mart", 0.6)
        build_marts(place, lambda sentence, share: self.tell(sentence, 0.6 + 0.38 * share))
        parts.keep_named(place, manifest.berkas)
        (place / snapshots.MANIFEST).write_text(manifest.model_dump_json(indent=1), encoding="utf-8")
        self.tell("Menerbitkan snapshot", 0.99)
        return snapshots.publish(place, manifest.id)

    def _manifest(
        self,
        place: Path,
        digests: dict[str, tuple[str, int]],
        secret: bytes,
        content: str,
        is_sample: bool,
        serving: snapshots.Snapshot | None,
    ) -> Manifest:
        """All parts in place, checked, and the manifest that says so."""
        con = connect(place, WORKERS, "6GB")
        try:
            sources = self._sources(con, place, digests, secret, serving)
            self.tell("Mencari baris kembar antarberkas", 0.53)
            sources = across.set_aside_twins(con, place, sources, frozenset(self.anew))
            if not any(sheet.diterima for source in sources for sheet in source.lembar):
                raise BuildFailed(nothing_accepted(sources))
            across.join_aside(con, place)
            self.tell("Memeriksa data", 0.57)
            findings = run_checks(con, place)
            datasets = tuple(_info(con, place, name, sources) for name in DATASETS)
        finally:
            con.close()
        parts.keep_named(place, sources)
        return Manifest(
            id=snapshots.new_id(content),
            dibuat=datetime.now().astimezone(),
            is_contoh=is_sample,
            versi=fingerprint.version(),
            sidik_isi=content,
            folder=self.folder.name,
            berkas=tuple(sources),
            dataset=datasets,
            temuan=findings,
        )

    def _sources(
        self,
        con: duckdb.DuckDBPyConnection,
        place: Path,
        digests: dict[str, tuple[str, int]],
        secret: bytes,
        serving: snapshots.Snapshot | None,
    ) -> list[SourceFile]:
        """Every file's ledger, its parts in place: taken over from the serving snapshot, or read now."""
        before = {s.sidik: s for s in serving.manifest.berkas if parts.is_whole(serving, s)} if serving else {}
        first_of: dict[str, str] = {}
        misnamed = {name for name in digests if fingerprint.shown(name) != name}
        for name, (sha, _) in digests.items():
            if name not in misnamed:
                first_of.setdefault(sha, name)
        jobs = [self._job(place, name, *digests[name], secret) for name in first_of.values()]
        taken: dict[str, SourceFile] = {
            job.berkas: before[job.sidik] for job in jobs if job.sidik in before and not before[job.sidik].sidik_rujukan
        }
        done = dict(taken)
        matched = [job for job in jobs if job.sidik in before and job.berkas not in done]
        anew = [job for job in jobs if job.sidik not in before]
        total, seen = sum(job.ukuran for job in anew) or 1, 0
        with pool(place, anew + matched) as workers:
            for job, result in workers.map(anew):
                seen += job.ukuran
                self.tell(f"Membaca {job.berkas}", 0.02 + 0.48 * seen / total)
                if result.is_deferred:
                    matched.append(job)
                else:
                    done[job.berkas] = result.source
                    self.anew.add(job.berkas)
            rujukan = fingerprint.of_parts(done.values(), "satuan_pendidikan")
            again = []
            for job in matched:
                old = before.get(job.sidik)
                if old and old.sidik_rujukan == rujukan:
                    done[job.berkas] = taken[job.berkas] = old
                else:
                    again.append(replace(job, sekolah=place / "satuan_pendidikan", sidik_rujukan=rujukan))
            if serving:
                parts.take_over(serving.path, place, taken.values())
                across.take_over_aside(con, place, serving.path, list(taken))
            for job, result in workers.map(again):
                self.tell(f"Mencocokkan {job.berkas}", 0.51)
                done[job.berkas] = result.source
                self.anew.add(job.berkas)
        parts.keep_named(place, done.values(), frozenset({SET_ASIDE, ".tumpah"}))
        return [
            _misnamed(name, sha, size)
            if name in misnamed
            else done[name]
            if first_of[sha] == name
            else across.same_file(con, place, name, size, done[first_of[sha]])
            for name, (sha, size) in digests.items()
        ]

    def _job(self, place: Path, name: str, sha: str, size: int, secret: bytes) -> Job:
        path = self.folder / name
        return Job(
            path=path,
            berkas=name,
            sha256=sha,
            ukuran=size,
            sidik=fingerprint.of_file(name, sha, secret, self.assumed),
            folder=place,
            modified=datetime.fromtimestamp(path.stat().st_mtime).astimezone().date(),
            assumed=self.assumed,
            kunci=secret,
        )


def _misnamed(name: str, sha: str, size: int) -> SourceFile:
    """A file whose name is no text: neither a ledger nor a query can name it."""
    galat = "nama berkas memuat bita yang bukan UTF-8. Ganti namanya, lalu ulangi."
    return SourceFile(nama=fingerprint.shown(name), sha256=sha, bytes=size, galat=galat, sidik=sha)


def _info(con: duckdb.DuckDBPyConnection, place: Path, name: str, sources: Iterable[SourceFile]) -> DatasetInfo:
    files = sorted((place / name).glob("*.parquet")) if (place / name).is_dir() else []
    number = 0
    if files:
        listed = "[" + ", ".join(quoted(str(file)) for file in files) + "]"
        number = con.execute(f"SELECT count(*) FROM read_parquet({listed})").fetchall()[0][0]
    named = tuple(s.nama for s in sources if any(sheet.dataset == name and sheet.diterima for sheet in s.lembar))
    return DatasetInfo(dataset=name, jumlah_baris=number, berkas=named)


def difference_of(old: Manifest | None, new: Manifest) -> Difference:
    """What would change if `new` came to serve."""
    rows_before = {info.dataset: info.jumlah_baris for info in old.dataset} if old else {}
    files_before = {source.nama: source.sha256 for source in old.berkas} if old else {}
    files_after = {source.nama: source.sha256 for source in new.berkas}
    return Difference(
        tuple(Change(info.dataset, rows_before.get(info.dataset, 0), info.jumlah_baris) for info in new.dataset),
        tuple(name for name, sha in files_after.items() if files_before.get(name) != sha),
        tuple(name for name in files_before if name not in files_after),
    )


def nothing_accepted(sources: Iterable[SourceFile]) -> str:
    """Why not one row could be taken, by file."""
    lines = []
    for source in sources:
        why = source.galat or "; ".join(
            f"{reason.alasan} ({reason.jumlah} baris)" for sheet in source.lembar for reason in sheet.alasan[:2]
        )
        lines.append(f"  {source.nama}: {why or 'tidak ada baris data'}")
    shown = "\n".join(lines[:20]) + ("\n  ..." if len(lines) > 20 else "")
    return f"Tidak satu baris pun dapat diterima; tidak ada yang diterbitkan.\n{shown}"


if __name__ == "__main__":
    from pipelines.command import main

    raise SystemExit(main())
